;; Allocation of objects that are garbage at once. Where `last` keeps an object
;; until the next is made, no compiler can do without the allocation.
(module
  (type $one (struct (field i32)))
  (type $four (struct (field i32) (field i32) (field i32) (field i32)))
  (type $array (array (mut i32)))

  (func (export "struct_dropped") (param $iterations i64) (result i64)
    (local $sum i64)
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $sum
            (i64.add
              (local.get $sum)
              (i64.extend_i32_s
                (struct.get $one 0 (struct.new $one (i32.wrap_i64 (local.get $iterations)))))))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (local.get $sum))

  (func (export "struct_1") (param $iterations i64) (result i64)
    (local $last (ref null $one))
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $last (struct.new $one (i32.wrap_i64 (local.get $iterations))))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (i64.extend_i32_s (struct.get $one 0 (local.get $last))))

  (func (export "struct_4") (param $iterations i64) (result i64)
    (local $last (ref null $four))
    (local $x i32)
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $x (i32.wrap_i64 (local.get $iterations)))
          (local.set $last
            (struct.new $four (local.get $x) (local.get $x) (local.get $x) (local.get $x)))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (i64.extend_i32_s
      (i32.add (struct.get $four 0 (local.get $last)) (struct.get $four 3 (local.get $last)))))

  (func (export "array_16") (param $iterations i64) (result i64)
    (local $last (ref null $array))
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $last
            (array.new $array (i32.wrap_i64 (local.get $iterations)) (i32.const 16)))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (i64.extend_i32_s
      (i32.add
        (array.get $array (local.get $last) (i32.const 0))
        (array.get $array (local.get $last) (i32.const 15))))))
