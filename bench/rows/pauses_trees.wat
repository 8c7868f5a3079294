;; 50 MiB that live: 1,024 trees of 2,047 nodes of 24 bytes. A slice builds two
;; more, and replaces one of them, chosen at random, with the second.
(module
  (type $node (struct (field i64) (field (ref null $node)) (field (ref null $node))))
  (type $trees (array (mut (ref null $node))))
  (global $trees (export "trees") (mut (ref null $trees)) (ref.null $trees))
  (global $state (mut i32) (i32.const 12345))

  (func $next_random (result i32)
    (local $x i32)
    (local.set $x (global.get $state))
    (local.set $x (i32.xor (local.get $x) (i32.shl (local.get $x) (i32.const 13))))
    (local.set $x (i32.xor (local.get $x) (i32.shr_u (local.get $x) (i32.const 17))))
    (local.set $x (i32.xor (local.get $x) (i32.shl (local.get $x) (i32.const 5))))
    (global.set $state (local.get $x))
    (local.get $x))

  (func $build (param $depth i32) (result (ref $node))
    (local $below i32)
    (if (i32.eqz (local.get $depth))
      (then (return (struct.new $node (i64.const 0) (ref.null $node) (ref.null $node)))))
    (local.set $below (i32.sub (local.get $depth) (i32.const 1)))
    (struct.new $node
      (i64.extend_i32_s (local.get $depth))
      (call $build (local.get $below))
      (call $build (local.get $below))))

  (func $sum (param $node (ref null $node)) (result i64)
    (if (ref.is_null (local.get $node))
      (then (return (i64.const 1))))
    (i64.add
      (struct.get $node 0 (local.get $node))
      (i64.add
        (call $sum (struct.get $node 1 (local.get $node)))
        (call $sum (struct.get $node 2 (local.get $node))))))

  (func $set_up
    (local $i i32)
    (global.set $trees (array.new_default $trees (i32.const 1024)))
    (loop $again
      (array.set $trees (global.get $trees) (local.get $i) (call $build (i32.const 10)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $again (i32.lt_u (local.get $i) (i32.const 1024)))))
  (start $set_up)

  (func (export "run") (param $slices i64) (result i64)
    (local $sum i64)
    (loop $again
      (if (i64.gt_s (local.get $slices) (i64.const 0))
        (then
          (local.set $sum
            (i64.add (local.get $sum) (call $sum (call $build (i32.const 10)))))
          (array.set $trees
            (global.get $trees)
            (i32.and (call $next_random) (i32.const 1023))
            (call $build (i32.const 10)))
          (local.set $slices (i64.sub (local.get $slices) (i64.const 1)))
          (br $again))))
    (local.get $sum)))
