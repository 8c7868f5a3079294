;; Casts and tests of the type of objects out of an array of 1,024. Every function
;; has one that does the same without the cast, for comparison.
(module
  (type $root (sub (struct (field i32))))
  (type $middle (sub $root (struct (field i32) (field i32))))
  (type $exact (sub $middle (struct (field i32) (field i32) (field i32))))
  (type $leaf (sub final $exact (struct (field i32) (field i32) (field i32) (field i32))))
  (type $other (sub $root (struct (field i32) (field f32))))
  (type $first (sub final $root (struct (field i32) (field i64))))
  (type $second (sub final $root (struct (field i32) (field i64) (field i64))))
  (type $third (sub final $root (struct (field i32) (field f64))))
  (type $fourth (sub final $root (struct (field i32) (field f64) (field f64))))
  (type $exacts (array (mut (ref null $exact))))
  (type $middles (array (mut (ref null $middle))))
  (type $roots (array (mut (ref null $root))))
  (type $anys (array (mut anyref)))

  (global $of_exact (export "exacts") (mut (ref null $exacts)) (ref.null $exacts))
  (global $of_middle (export "middles") (mut (ref null $middles)) (ref.null $middles))
  (global $of_root (export "roots") (mut (ref null $roots)) (ref.null $roots))
  (global $of_any (export "anys") (mut (ref null $anys)) (ref.null $anys))
  ;; Objects of type `leaf`.
  (global $of_leaf_middle (export "leaf_middles") (mut (ref null $middles)) (ref.null $middles))
  (global $of_leaf_root (export "leaf_roots") (mut (ref null $roots)) (ref.null $roots))
  ;; Objects of four types in turn.
  (global $of_four (export "four") (mut (ref null $roots)) (ref.null $roots))

  (func $set_up
    (local $i i32)
    (local $object (ref null $exact))
    (local $leaf (ref null $leaf))
    (global.set $of_exact (array.new_default $exacts (i32.const 1024)))
    (global.set $of_root (array.new_default $roots (i32.const 1024)))
    (global.set $of_any (array.new_default $anys (i32.const 1024)))
    (global.set $of_leaf_middle (array.new_default $middles (i32.const 1024)))
    (global.set $of_leaf_root (array.new_default $roots (i32.const 1024)))
    (global.set $of_four (array.new_default $roots (i32.const 1024)))
    (loop $again
      (local.set $object (struct.new $exact (local.get $i) (i32.const 2) (i32.const 3)))
      (local.set $leaf
        (struct.new $leaf (local.get $i) (i32.const 2) (i32.const 3) (i32.const 4)))
      (array.set $exacts (global.get $of_exact) (local.get $i) (local.get $object))
      (array.set $roots (global.get $of_root) (local.get $i) (local.get $object))
      (array.set $anys (global.get $of_any) (local.get $i) (local.get $object))
      (array.set $middles (global.get $of_leaf_middle) (local.get $i) (local.get $leaf))
      (array.set $roots (global.get $of_leaf_root) (local.get $i) (local.get $leaf))
      (array.set $roots (global.get $of_four) (local.get $i)
        (if (result (ref null $root)) (i32.and (local.get $i) (i32.const 2))
          (then
            (if (result (ref null $root)) (i32.and (local.get $i) (i32.const 1))
              (then (struct.new $first (local.get $i) (i64.const 1)))
              (else (struct.new $second (local.get $i) (i64.const 0) (i64.const 2)))))
          (else
            (if (result (ref null $root)) (i32.and (local.get $i) (i32.const 1))
              (then (struct.new $third (local.get $i) (f64.const 3)))
              (else (struct.new $fourth (local.get $i) (f64.const 0) (f64.const 4)))))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $again (i32.lt_u (local.get $i) (i32.const 1024)))))
  (start $set_up)

  ;; No cast.
  (func (export "exact_uncast") (param $iterations i64) (result i64)
    (local $sum i64)
    (local $objects (ref null $exacts))
    (local.set $objects (global.get $of_exact))
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $sum
            (i64.add
              (local.get $sum)
              (i64.extend_i32_s
                (struct.get $exact 0
                  (array.get $exacts (local.get $objects) (i32.and (i32.wrap_i64 (local.get $iterations)) (i32.const 1023)))))))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (local.get $sum))

  ;; The objects are of exactly this type.
  (func (export "exact_cast") (param $iterations i64) (result i64)
    (local $sum i64)
    (local $objects (ref null $roots))
    (local.set $objects (global.get $of_root))
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $sum
            (i64.add
              (local.get $sum)
              (i64.extend_i32_s
                (struct.get $exact 0
                  (ref.cast (ref $exact)
                    (array.get $roots (local.get $objects) (i32.and (i32.wrap_i64 (local.get $iterations)) (i32.const 1023))))))))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (local.get $sum))

  ;; The same, from `anyref`.
  (func (export "exact_cast_any") (param $iterations i64) (result i64)
    (local $sum i64)
    (local $objects (ref null $anys))
    (local.set $objects (global.get $of_any))
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $sum
            (i64.add
              (local.get $sum)
              (i64.extend_i32_s
                (struct.get $exact 0
                  (ref.cast (ref $exact)
                    (array.get $anys (local.get $objects) (i32.and (i32.wrap_i64 (local.get $iterations)) (i32.const 1023))))))))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (local.get $sum))

  ;; No cast, of objects of type `leaf`.
  (func (export "supertype_uncast") (param $iterations i64) (result i64)
    (local $sum i64)
    (local $objects (ref null $middles))
    (local.set $objects (global.get $of_leaf_middle))
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $sum
            (i64.add
              (local.get $sum)
              (i64.extend_i32_s
                (struct.get $middle 0
                  (array.get $middles (local.get $objects) (i32.and (i32.wrap_i64 (local.get $iterations)) (i32.const 1023)))))))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (local.get $sum))

  ;; The objects are of a subtype of this type.
  (func (export "supertype_cast") (param $iterations i64) (result i64)
    (local $sum i64)
    (local $objects (ref null $roots))
    (local.set $objects (global.get $of_leaf_root))
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $sum
            (i64.add
              (local.get $sum)
              (i64.extend_i32_s
                (struct.get $middle 0
                  (ref.cast (ref $middle)
                    (array.get $roots (local.get $objects) (i32.and (i32.wrap_i64 (local.get $iterations)) (i32.const 1023))))))))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (local.get $sum))

  ;; A test that fails; and none.
  (func (export "test_fails") (param $iterations i64) (result i64)
    (local $sum i64)
    (local $objects (ref null $roots))
    (local $object (ref null $root))
    (local.set $objects (global.get $of_root))
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $object (array.get $roots (local.get $objects) (i32.and (i32.wrap_i64 (local.get $iterations)) (i32.const 1023))))
          (local.set $sum
            (i64.add
              (local.get $sum)
              (i64.extend_i32_s
                (i32.add
                  (struct.get $root 0 (local.get $object))
                  (ref.test (ref $other) (local.get $object))))))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (local.get $sum))

  (func (export "untested") (param $iterations i64) (result i64)
    (local $sum i64)
    (local $objects (ref null $roots))
    (local $object (ref null $root))
    (local.set $objects (global.get $of_root))
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $object (array.get $roots (local.get $objects) (i32.and (i32.wrap_i64 (local.get $iterations)) (i32.const 1023))))
          (local.set $sum
            (i64.add
              (local.get $sum)
              (i64.extend_i32_s (struct.get $root 0 (local.get $object)))))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (local.get $sum))

  ;; Which of four types, tried one after the other.
  (func (export "dispatch") (param $iterations i64) (result i64)
    (local $sum i64)
    (local $objects (ref null $roots))
    (local.set $objects (global.get $of_four))
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $sum
            (i64.add
              (local.get $sum)
              (block $done (result i64)
                (block $is_first (result (ref $first))
                  (block $is_second (result (ref $second))
                    (block $is_third (result (ref $third))
                      (block $is_fourth (result (ref $fourth))
                        (array.get $roots (local.get $objects) (i32.and (i32.wrap_i64 (local.get $iterations)) (i32.const 1023)))
                        (br_on_cast $is_first (ref null $root) (ref $first))
                        (br_on_cast $is_second (ref null $root) (ref $second))
                        (br_on_cast $is_third (ref null $root) (ref $third))
                        (br_on_cast $is_fourth (ref null $root) (ref $fourth))
                        (unreachable))
                      (br $done (i64.trunc_sat_f64_s (struct.get $fourth 2))))
                    (br $done (i64.trunc_sat_f64_s (struct.get $third 1))))
                  (br $done (struct.get $second 2)))
                (struct.get $first 1))))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (local.get $sum)))
