;; Structures that survive collections: long lists, cycles, trees, graphs that change,
;; old objects that get young ones.

(module
  (type $node (struct (field $value (mut i64)) (field $next (mut (ref null $node)))))
  (type $tree (struct (field $left (mut (ref null $tree))) (field $right (mut (ref null $tree))) (field $key i32)))
  (type $two (struct (field $a (mut (ref null $two))) (field $b (mut (ref null $two))) (field $id i32)))
  (type $any-pair (struct (field (mut anyref)) (field (mut anyref))))
  (global $list (mut (ref null $node)) (ref.null $node))
  (global $trees (mut (ref null $tree)) (ref.null $tree))
  (global $seed (mut i32) (i32.const 12345))

  (func $random (param $bound i32) (result i32)
    (global.set $seed
      (i32.add (i32.mul (global.get $seed) (i32.const 1664525)) (i32.const 1013904223)))
    (i32.rem_u (i32.shr_u (global.get $seed) (i32.const 8)) (local.get $bound)))

  ;; A list of $n nodes, of which the first has the value $n
  (func $make-list (param $n i32) (result (ref null $node))
    (local $list (ref null $node)) (local $i i32)
    (loop $again
      (if (i32.lt_u (local.get $i) (local.get $n))
        (then
          (local.set $i (i32.add (local.get $i) (i32.const 1)))
          (local.set $list
            (struct.new $node (i64.extend_i32_u (local.get $i)) (local.get $list)))
          (br $again))))
    (local.get $list))
  (func $sum (param $list (ref null $node)) (result i64)
    (local $sum i64)
    (loop $again
      (if (ref.is_null (local.get $list)) (then (return (local.get $sum))))
      (local.set $sum (i64.add (local.get $sum) (struct.get $node $value (local.get $list))))
      (local.set $list (struct.get $node $next (local.get $list)))
      (br $again))
    (unreachable))
  (func (export "list") (param $n i32) (result i64) (call $sum (call $make-list (local.get $n))))
  (func (export "keep-list") (param $n i32) (global.set $list (call $make-list (local.get $n))))
  (func (export "kept-list") (result i64) (call $sum (global.get $list)))
  (func (export "drop-list") (global.set $list (ref.null $node)))
  ;; Lists that are made and dropped while another one is kept
  (func (export "lists") (param $n i32) (param $times i32) (result i64)
    (local $sum i64)
    (loop $again
      (local.set $sum (i64.add (local.get $sum) (call $sum (call $make-list (local.get $n)))))
      (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))
    (local.get $sum))
  ;; Appends to the end: each node is old when it gets its successor.
  (func (export "append") (param $n i32) (result i64)
    (local $first (ref $node)) (local $last (ref $node))
    (local.set $first (struct.new $node (i64.const 0) (ref.null $node)))
    (local.set $last (local.get $first))
    (loop $again
      (struct.set $node $next (local.get $last)
        (struct.new $node (i64.extend_i32_u (local.get $n)) (ref.null $node)))
      (local.set $last (ref.as_non_null (struct.get $node $next (local.get $last))))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (call $sum (local.get $first)))
  ;; Turns the kept list round in place.
  (func (export "reverse-kept") (result i64)
    (local $done (ref null $node)) (local $rest (ref null $node)) (local $next (ref null $node))
    (local.set $rest (global.get $list))
    (loop $again
      (if (i32.eqz (ref.is_null (local.get $rest)))
        (then
          (local.set $next (struct.get $node $next (local.get $rest)))
          (struct.set $node $next (local.get $rest) (local.get $done))
          (local.set $done (local.get $rest))
          (local.set $rest (local.get $next))
          (br $again))))
    (global.set $list (local.get $done))
    (struct.get $node $value (local.get $done)))

  ;; A ring: back at the same object after $n steps
  (func (export "ring") (param $n i32) (param $times i32) (result i32)
    (local $first (ref null $node)) (local $x (ref null $node)) (local $i i32)
    (local.set $first (struct.new $node (i64.const 0) (ref.null $node)))
    (local.set $x (local.get $first))
    (local.set $i (i32.sub (local.get $n) (i32.const 1)))
    (loop $make
      (local.set $x (struct.new $node (i64.const 1) (local.get $x)))
      (br_if $make (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))
    (struct.set $node $next (local.get $first) (local.get $x))
    (loop $around
      (drop (call $make-list (i32.const 1000)))
      (local.set $i (local.get $n))
      (loop $step
        (local.set $x (struct.get $node $next (local.get $x)))
        (br_if $step (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))
      (br_if $around (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))
    (ref.eq (struct.get $node $next (local.get $first)) (local.get $x)))
  ;; Rings that nothing refers to
  (func (export "garbage-rings") (param $times i32)
    (local $x (ref $node))
    (loop $again
      (local.set $x (struct.new $node (i64.const 0) (ref.null $node)))
      (struct.set $node $next (local.get $x) (struct.new $node (i64.const 1) (local.get $x)))
      (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1))))))
  (func (export "self") (result i32)
    (local $x (ref $any-pair))
    (local.set $x (struct.new_default $any-pair))
    (struct.set $any-pair 0 (local.get $x) (local.get $x))
    (struct.set $any-pair 1 (local.get $x) (local.get $x))
    (drop (call $make-list (i32.const 200000)))
    (i32.and
      (ref.eq (ref.cast eqref (struct.get $any-pair 0 (local.get $x))) (local.get $x))
      (ref.eq (ref.cast eqref (struct.get $any-pair 1 (local.get $x))) (local.get $x))))

  ;; Binary trees
  (func $make-tree (param $depth i32) (result (ref null $tree))
    (if (i32.eqz (local.get $depth)) (then (return (ref.null $tree))))
    (struct.new $tree
      (call $make-tree (i32.sub (local.get $depth) (i32.const 1)))
      (call $make-tree (i32.sub (local.get $depth) (i32.const 1)))
      (local.get $depth)))
  (func $count (param $t (ref null $tree)) (result i32)
    (if (ref.is_null (local.get $t)) (then (return (i32.const 0))))
    (i32.add
      (i32.const 1)
      (i32.add
        (call $count (struct.get $tree $left (local.get $t)))
        (call $count (struct.get $tree $right (local.get $t))))))
  (func (export "trees") (param $depth i32) (param $times i32) (result i32)
    (local $kept (ref null $tree)) (local $sum i32)
    (local.set $kept (call $make-tree (local.get $depth)))
    (loop $again
      (local.set $sum (i32.add (local.get $sum) (call $count (call $make-tree (local.get $depth)))))
      (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))
    (i32.add (local.get $sum) (call $count (local.get $kept))))
  ;; A search tree that random keys are put into: old nodes get young children.
  (func $insert (param $key i32)
    (local $t (ref null $tree)) (local $new (ref $tree))
    (local.set $new (struct.new $tree (ref.null $tree) (ref.null $tree) (local.get $key)))
    (if (ref.is_null (global.get $trees)) (then (global.set $trees (local.get $new)) (return)))
    (local.set $t (global.get $trees))
    (loop $down
      (if (i32.lt_u (local.get $key) (struct.get $tree $key (local.get $t)))
        (then
          (if (ref.is_null (struct.get $tree $left (local.get $t)))
            (then (struct.set $tree $left (local.get $t) (local.get $new)) (return)))
          (local.set $t (struct.get $tree $left (local.get $t))))
        (else
          (if (ref.is_null (struct.get $tree $right (local.get $t)))
            (then (struct.set $tree $right (local.get $t) (local.get $new)) (return)))
          (local.set $t (struct.get $tree $right (local.get $t)))))
      (br $down)))
  ;; Traps unless the keys are in order; how many
  (func $check (param $t (ref null $tree)) (param $low i32) (param $high i32) (result i32)
    (local $key i32)
    (if (ref.is_null (local.get $t)) (then (return (i32.const 0))))
    (local.set $key (struct.get $tree $key (local.get $t)))
    (if (i32.lt_u (local.get $key) (local.get $low)) (then (unreachable)))
    (if (i32.gt_u (local.get $key) (local.get $high)) (then (unreachable)))
    (i32.add (i32.const 1)
      (i32.add
        (call $check (struct.get $tree $left (local.get $t)) (local.get $low) (local.get $key))
        (call $check (struct.get $tree $right (local.get $t)) (local.get $key) (local.get $high)))))
  (func (export "search-tree") (param $n i32) (result i32)
    (global.set $trees (ref.null $tree))
    (loop $again
      (call $insert (call $random (i32.const 1000000)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (call $check (global.get $trees) (i32.const 0) (i32.const -1)))

  ;; A graph of $n objects in an array, each of which points to two others; edges change
  ;; at random and objects are replaced, then everything is looked at.
  (type $twos (array (mut (ref null $two))))
  (func (export "graph") (param $n i32) (param $steps i32) (result i32)
    (local $all (ref $twos)) (local $i i32) (local $x (ref null $two)) (local $sum i32)
    (local.set $all (array.new_default $twos (local.get $n)))
    (loop $again
      (local.set $i (call $random (local.get $n)))
      (local.set $x (array.get $twos (local.get $all) (local.get $i)))
      (if (i32.or (ref.is_null (local.get $x)) (i32.eqz (call $random (i32.const 3))))
        (then
          (array.set $twos (local.get $all) (local.get $i)
            (struct.new $two
              (array.get $twos (local.get $all) (call $random (local.get $n)))
              (local.get $x)
              (local.get $i))))
        (else
          (struct.set $two $a (local.get $x)
            (array.get $twos (local.get $all) (call $random (local.get $n))))
          (struct.set $two $b (local.get $x)
            (struct.new $two (ref.null $two) (local.get $x) (local.get $i)))))
      (br_if $again (local.tee $steps (i32.sub (local.get $steps) (i32.const 1)))))
    (local.set $i (i32.const 0))
    (loop $look
      (local.set $x (array.get $twos (local.get $all) (local.get $i)))
      (if (i32.eqz (ref.is_null (local.get $x)))
        (then
          (if (i32.ne (struct.get $two $id (local.get $x)) (local.get $i)) (then (unreachable)))
          (if (i32.eqz (ref.is_null (struct.get $two $a (local.get $x))))
            (then
              (if (i32.ge_u (struct.get $two $id (struct.get $two $a (local.get $x))) (local.get $n))
                (then (unreachable)))))
          (if (i32.eqz (ref.is_null (struct.get $two $b (local.get $x))))
            (then
              (if (i32.ne (struct.get $two $id (struct.get $two $b (local.get $x))) (local.get $i))
                (then (unreachable)))))
          (local.set $sum (i32.add (local.get $sum) (i32.const 1)))))
      (br_if $look
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
    (local.get $sum))
)

(assert_return (invoke "list" (i32.const 0)) (i64.const 0))
(assert_return (invoke "list" (i32.const 1000)) (i64.const 500500))
(assert_return (invoke "list" (i32.const 1000000)) (i64.const 500000500000))
(invoke "keep-list" (i32.const 300000))
(assert_return (invoke "kept-list") (i64.const 45000150000))
(assert_return (invoke "lists" (i32.const 1000) (i32.const 300)) (i64.const 150150000))
(assert_return (invoke "kept-list") (i64.const 45000150000))
(assert_return (invoke "reverse-kept") (i64.const 1))
(assert_return (invoke "kept-list") (i64.const 45000150000))
(assert_return (invoke "append" (i32.const 200000)) (i64.const 20000100000))
(assert_return (invoke "kept-list") (i64.const 45000150000))
(invoke "drop-list")
(assert_return (invoke "kept-list") (i64.const 0))
(assert_return (invoke "ring" (i32.const 10) (i32.const 100)) (i32.const 1))
(assert_return (invoke "ring" (i32.const 50000) (i32.const 10)) (i32.const 1))
(invoke "garbage-rings" (i32.const 200000))
(assert_return (invoke "self") (i32.const 1))
(assert_return (invoke "trees" (i32.const 10) (i32.const 50)) (i32.const 52173))
(assert_return (invoke "trees" (i32.const 14) (i32.const 5)) (i32.const 98298))
(assert_return (invoke "search-tree" (i32.const 20000)) (i32.const 20000))
(assert_return (invoke "graph" (i32.const 1000) (i32.const 50000)) (i32.const 1000))
(assert_return (invoke "graph" (i32.const 20000) (i32.const 20000)) (i32.const 12614))
