;; A splay tree of 8,000 nodes, each with a payload: a tree of depth 5 whose leaves
;; hold an array of ten integers and a string of forty bytes. An iteration inserts
;; a node with a random key and removes the one with the greatest key below it.
(module
  (type $payload (sub (struct)))
  (type $inner (sub final $payload (struct (field (ref $payload)) (field (ref $payload)))))
  (type $integers (array (mut i32)))
  (type $string (array (mut i8)))
  (type $leaf (sub final $payload (struct (field (ref $integers)) (field (ref $string)))))
  (type $node
    (struct
      (field $key f64)
      (field $left (mut (ref null $node)))
      (field $right (mut (ref null $node)))
      (field $value (ref null $payload))))

  (global $root (export "root") (mut (ref null $node)) (ref.null $node))
  (global $state (mut i32) (i32.const 12345))

  (func $next_random (result f64)
    (local $x i32)
    (local.set $x (global.get $state))
    (local.set $x (i32.xor (local.get $x) (i32.shl (local.get $x) (i32.const 13))))
    (local.set $x (i32.xor (local.get $x) (i32.shr_u (local.get $x) (i32.const 17))))
    (local.set $x (i32.xor (local.get $x) (i32.shl (local.get $x) (i32.const 5))))
    (global.set $state (local.get $x))
    (f64.div (f64.convert_i32_u (local.get $x)) (f64.const 4294967296)))

  (func $new_payload (param $depth i32) (param $key f64) (result (ref $payload))
    (if (i32.eqz (local.get $depth))
      (then
        (return
          (struct.new $leaf
            (array.new_fixed $integers 10
              (i32.const 0) (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4)
              (i32.const 5) (i32.const 6) (i32.const 7) (i32.const 8) (i32.const 9))
            (array.new $string
              (i32.trunc_sat_f64_s (f64.mul (local.get $key) (f64.const 256)))
              (i32.const 40))))))
    (local.set $depth (i32.sub (local.get $depth) (i32.const 1)))
    (struct.new $inner
      (call $new_payload (local.get $depth) (local.get $key))
      (call $new_payload (local.get $depth) (local.get $key))))

  ;; Brings the node with the key, or the last one on the way to it, to the root of
  ;; a tree that is not empty.
  (func $splay (param $key f64)
    (local $dummy (ref null $node))
    (local $left (ref null $node))
    (local $right (ref null $node))
    (local $current (ref null $node))
    (local $child (ref null $node))
    (local.set $dummy
      (struct.new $node
        (f64.const 0) (ref.null $node) (ref.null $node) (ref.null $payload)))
    (local.set $left (local.get $dummy))
    (local.set $right (local.get $dummy))
    (local.set $current (global.get $root))
    (block $done
      (loop $down
        (if (f64.lt (local.get $key) (struct.get $node $key (local.get $current)))
          (then
            (local.set $child (struct.get $node $left (local.get $current)))
            (br_if $done (ref.is_null (local.get $child)))
            (if (f64.lt (local.get $key) (struct.get $node $key (local.get $child)))
              (then
                (struct.set $node $left
                  (local.get $current)
                  (struct.get $node $right (local.get $child)))
                (struct.set $node $right (local.get $child) (local.get $current))
                (local.set $current (local.get $child))
                (br_if $done (ref.is_null (struct.get $node $left (local.get $current))))))
            (struct.set $node $left (local.get $right) (local.get $current))
            (local.set $right (local.get $current))
            (local.set $current (struct.get $node $left (local.get $current)))
            (br $down)))
        (if (f64.gt (local.get $key) (struct.get $node $key (local.get $current)))
          (then
            (local.set $child (struct.get $node $right (local.get $current)))
            (br_if $done (ref.is_null (local.get $child)))
            (if (f64.gt (local.get $key) (struct.get $node $key (local.get $child)))
              (then
                (struct.set $node $right
                  (local.get $current)
                  (struct.get $node $left (local.get $child)))
                (struct.set $node $left (local.get $child) (local.get $current))
                (local.set $current (local.get $child))
                (br_if $done (ref.is_null (struct.get $node $right (local.get $current))))))
            (struct.set $node $right (local.get $left) (local.get $current))
            (local.set $left (local.get $current))
            (local.set $current (struct.get $node $right (local.get $current)))
            (br $down)))))
    (struct.set $node $right (local.get $left) (struct.get $node $left (local.get $current)))
    (struct.set $node $left (local.get $right) (struct.get $node $right (local.get $current)))
    (struct.set $node $left (local.get $current) (struct.get $node $right (local.get $dummy)))
    (struct.set $node $right (local.get $current) (struct.get $node $left (local.get $dummy)))
    (global.set $root (local.get $current)))

  (func $contains (param $key f64) (result i32)
    (if (ref.is_null (global.get $root)) (then (return (i32.const 0))))
    (call $splay (local.get $key))
    (f64.eq (struct.get $node $key (global.get $root)) (local.get $key)))

  ;; Inserts a key that the tree does not contain, and to which it was splayed.
  (func $insert (param $key f64) (param $value (ref $payload))
    (local $node (ref null $node))
    (local $root (ref null $node))
    (local.set $node
      (struct.new $node
        (local.get $key) (ref.null $node) (ref.null $node) (local.get $value)))
    (local.set $root (global.get $root))
    (if (i32.eqz (ref.is_null (local.get $root)))
      (then
        (call $splay (local.get $key))
        (local.set $root (global.get $root))
        (if (f64.gt (local.get $key) (struct.get $node $key (local.get $root)))
          (then
            (struct.set $node $left (local.get $node) (local.get $root))
            (struct.set $node $right
              (local.get $node)
              (struct.get $node $right (local.get $root)))
            (struct.set $node $right (local.get $root) (ref.null $node)))
          (else
            (struct.set $node $right (local.get $node) (local.get $root))
            (struct.set $node $left
              (local.get $node)
              (struct.get $node $left (local.get $root)))
            (struct.set $node $left (local.get $root) (ref.null $node))))))
    (global.set $root (local.get $node)))

  (func $remove (param $key f64)
    (local $removed (ref null $node))
    (call $splay (local.get $key))
    (local.set $removed (global.get $root))
    (if (ref.is_null (struct.get $node $left (local.get $removed)))
      (then (global.set $root (struct.get $node $right (local.get $removed))))
      (else
        (global.set $root (struct.get $node $left (local.get $removed)))
        (call $splay (local.get $key))
        (struct.set $node $right
          (global.get $root)
          (struct.get $node $right (local.get $removed))))))

  ;; The greatest key below this one, or this one if there is none.
  (func $greatest_below (param $key f64) (result f64)
    (local $node (ref null $node))
    (call $splay (local.get $key))
    (local.set $node (global.get $root))
    (if (f64.lt (struct.get $node $key (local.get $node)) (local.get $key))
      (then (return (struct.get $node $key (local.get $node)))))
    (local.set $node (struct.get $node $left (local.get $node)))
    (if (ref.is_null (local.get $node)) (then (return (local.get $key))))
    (loop $next
      (if (i32.eqz (ref.is_null (struct.get $node $right (local.get $node))))
        (then
          (local.set $node (struct.get $node $right (local.get $node)))
          (br $next))))
    (struct.get $node $key (local.get $node)))

  ;; Inserts a node with a new key, and returns the key.
  (func $insert_new (result f64)
    (local $key f64)
    (loop $again
      (local.set $key (call $next_random))
      (br_if $again (call $contains (local.get $key))))
    (call $insert (local.get $key) (call $new_payload (i32.const 5) (local.get $key)))
    (local.get $key))

  (func $set_up
    (local $i i32)
    (loop $again
      (drop (call $insert_new))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $again (i32.lt_u (local.get $i) (i32.const 8000)))))
  (start $set_up)

  (func (export "run") (param $iterations i64) (result i64)
    (local $sum i64)
    (local $removed f64)
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $removed (call $greatest_below (call $insert_new)))
          (call $remove (local.get $removed))
          (local.set $sum
            (i64.add
              (i64.rotl (local.get $sum) (i64.const 1))
              (i64.reinterpret_f64 (local.get $removed))))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (local.get $sum)))
