;; The benchmark binary-trees: a tree that stretches the heap, one that lives
;; long, and many of every even depth that die young.
(module
  (type $node (struct (field (ref null $node)) (field (ref null $node))))

  (func $build (param $depth i32) (result (ref $node))
    (if (i32.eqz (local.get $depth))
      (then (return (struct.new $node (ref.null $node) (ref.null $node)))))
    (local.set $depth (i32.sub (local.get $depth) (i32.const 1)))
    (struct.new $node (call $build (local.get $depth)) (call $build (local.get $depth))))

  (func $count (param $node (ref null $node)) (result i32)
    (if (ref.is_null (struct.get $node 0 (local.get $node)))
      (then (return (i32.const 1))))
    (i32.add
      (i32.const 1)
      (i32.add
        (call $count (struct.get $node 0 (local.get $node)))
        (call $count (struct.get $node 1 (local.get $node))))))

  (func $trees (param $largest i32) (result i64)
    (local $sum i64)
    (local $depth i32)
    (local $count i32)
    (local $long_lived (ref null $node))
    (local.set $sum
      (i64.extend_i32_s
        (call $count (call $build (i32.add (local.get $largest) (i32.const 1))))))
    (local.set $long_lived (call $build (local.get $largest)))
    (local.set $depth (i32.const 4))
    (loop $deeper
      (local.set $count
        (i32.shl
          (i32.const 1)
          (i32.add (i32.sub (local.get $largest) (local.get $depth)) (i32.const 4))))
      (loop $another
        (local.set $sum
          (i64.add
            (local.get $sum)
            (i64.extend_i32_s (call $count (call $build (local.get $depth))))))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (br_if $another (local.get $count)))
      (local.set $depth (i32.add (local.get $depth) (i32.const 2)))
      (br_if $deeper (i32.le_s (local.get $depth) (local.get $largest))))
    (i64.add (local.get $sum) (i64.extend_i32_s (call $count (local.get $long_lived)))))

  (func $repeat (param $largest i32) (param $iterations i64) (result i64)
    (local $sum i64)
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $sum (i64.add (local.get $sum) (call $trees (local.get $largest))))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (local.get $sum))

  (func (export "depth_14") (param i64) (result i64)
    (call $repeat (i32.const 14) (local.get 0)))
  (func (export "depth_16") (param i64) (result i64)
    (call $repeat (i32.const 16) (local.get 0)))
  (func (export "depth_18") (param i64) (result i64)
    (call $repeat (i32.const 18) (local.get 0))))
