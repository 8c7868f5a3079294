;; 50 MiB that live: an array of 2^20 references to objects of 48 bytes. A slice
;; replaces 1,000 of them, chosen at random, with fresh objects.
(module
  (type $object (struct (field i64) (field i64) (field i64) (field i64) (field i64)))
  (type $objects (array (mut (ref null $object))))
  (global $objects (export "objects") (mut (ref null $objects)) (ref.null $objects))
  (global $state (mut i32) (i32.const 12345))

  (func $next_random (result i32)
    (local $x i32)
    (local.set $x (global.get $state))
    (local.set $x (i32.xor (local.get $x) (i32.shl (local.get $x) (i32.const 13))))
    (local.set $x (i32.xor (local.get $x) (i32.shr_u (local.get $x) (i32.const 17))))
    (local.set $x (i32.xor (local.get $x) (i32.shl (local.get $x) (i32.const 5))))
    (global.set $state (local.get $x))
    (local.get $x))

  (func $new (param $value i64) (result (ref $object))
    (struct.new $object (local.get $value) (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4)))

  (func $set_up
    (local $i i32)
    (global.set $objects (array.new_default $objects (i32.const 1048576)))
    (loop $again
      (array.set $objects (global.get $objects) (local.get $i)
        (call $new (i64.extend_i32_u (local.get $i))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $again (i32.lt_u (local.get $i) (i32.const 1048576)))))
  (start $set_up)

  (func $replace (param $iterations i64) (result i64)
    (local $sum i64)
    (local $index i32)
    (local $objects (ref null $objects))
    (local.set $objects (global.get $objects))
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $index (i32.and (call $next_random) (i32.const 1048575)))
          (local.set $sum
            (i64.add
              (local.get $sum)
              (struct.get $object 0
                (array.get $objects (local.get $objects) (local.get $index)))))
          (array.set $objects (local.get $objects) (local.get $index)
            (call $new (i64.add (local.get $iterations) (local.get $sum))))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (local.get $sum))

  (func (export "run") (param $slices i64) (result i64)
    (call $replace (i64.mul (local.get $slices) (i64.const 1000)))))
