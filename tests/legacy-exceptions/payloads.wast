;; Exceptions with 0 to 40 values of every type. Each function checks every value that
;; arrives: thrown through calls, thrown to a handler in the same function, rethrown,
;; delegated.
(module
  (type $s (struct (field i32)))
  (type $number (func (result i32)))
  (func $f0 (type $number) (i32.const 0))
  (func $f1 (type $number) (i32.const 1))
  (func $f2 (type $number) (i32.const 2))
  (func $f3 (type $number) (i32.const 3))
  (table $functions funcref (elem $f0 $f1 $f2 $f3))

  ;; The value number $i of each type, as the seed makes it
  (func $i32 (param $seed i32) (param $i i32) (result i32)
    (i32.add (local.get $seed) (local.get $i)))
  (func $i64 (param $seed i32) (param $i i32) (result i64)
    (i64.mul (i64.extend_i32_u (call $i32 (local.get $seed) (local.get $i))) (i64.const 0x1_0000_0001)))
  (func $f32 (param $seed i32) (param $i i32) (result f32)
    (f32.convert_i32_u (i32.and (call $i32 (local.get $seed) (local.get $i)) (i32.const 0xffff))))
  (func $f64 (param $seed i32) (param $i i32) (result f64)
    (f64.convert_i32_u (call $i32 (local.get $seed) (local.get $i))))
  (func $v128 (param $seed i32) (param $i i32) (result v128)
    (i32x4.replace_lane 3 (i32x4.splat (call $i32 (local.get $seed) (local.get $i))) (local.get $i)))
  (func $i31 (param $seed i32) (param $i i32) (result (ref i31))
    (ref.i31 (call $i32 (local.get $seed) (local.get $i))))
  (func $extern (param $seed i32) (param $i i32) (result (ref extern))
    (extern.convert_any (call $struct-nn (local.get $seed) (local.get $i))))
  (func $func-nn (param $seed i32) (param $i i32) (result (ref func))
    (ref.as_non_null
      (table.get $functions (i32.and (call $i32 (local.get $seed) (local.get $i)) (i32.const 3)))))
  (func $func (param $seed i32) (param $i i32) (result funcref)
    (call $func-nn (local.get $seed) (local.get $i)))
  (func $struct-nn (param $seed i32) (param $i i32) (result (ref $s))
    (struct.new $s (call $i32 (local.get $seed) (local.get $i))))
  (func $struct (param $seed i32) (param $i i32) (result (ref null $s))
    (call $struct-nn (local.get $seed) (local.get $i)))
  (func $any (param $seed i32) (param $i i32) (result anyref)
    (if (result anyref) (i32.and (local.get $seed) (i32.const 1))
      (then (call $i31 (local.get $seed) (local.get $i)))
      (else (call $struct (local.get $seed) (local.get $i)))))

  ;; Each traps unless the first argument is that value.
  (func $is-i32 (param i32 i32 i32)
    (if (i32.ne (local.get 0) (call $i32 (local.get 1) (local.get 2))) (then (unreachable))))
  (func $is-i64 (param i64 i32 i32)
    (if (i64.ne (local.get 0) (call $i64 (local.get 1) (local.get 2))) (then (unreachable))))
  (func $is-f32 (param f32 i32 i32)
    (if (f32.ne (local.get 0) (call $f32 (local.get 1) (local.get 2))) (then (unreachable))))
  (func $is-f64 (param f64 i32 i32)
    (if (f64.ne (local.get 0) (call $f64 (local.get 1) (local.get 2))) (then (unreachable))))
  (func $is-v128 (param v128 i32 i32)
    (if (v128.any_true (v128.xor (local.get 0) (call $v128 (local.get 1) (local.get 2))))
      (then (unreachable))))
  (func $is-i31 (param i31ref i32 i32)
    (if (i32.eqz (ref.eq (local.get 0) (call $i31 (local.get 1) (local.get 2)))) (then (unreachable))))
  (func $is-struct (param (ref null $s) i32 i32)
    (call $is-i32 (struct.get $s 0 (local.get 0)) (local.get 1) (local.get 2)))
  (func $is-struct-nn (param (ref $s) i32 i32)
    (call $is-i32 (struct.get $s 0 (local.get 0)) (local.get 1) (local.get 2)))
  (func $is-extern (param externref i32 i32)
    (call $is-struct (ref.cast (ref $s) (any.convert_extern (local.get 0))) (local.get 1) (local.get 2)))
  (func $is-func-nn (param (ref func) i32 i32)
    (if (i32.ne
          (call_ref $number (ref.cast (ref $number) (local.get 0)))
          (i32.and (call $i32 (local.get 1) (local.get 2)) (i32.const 3)))
      (then (unreachable))))
  (func $is-func (param funcref i32 i32)
    (call $is-func-nn (ref.as_non_null (local.get 0)) (local.get 1) (local.get 2)))
  (func $is-any (param anyref i32 i32)
    (if (i32.and (local.get 1) (i32.const 1))
      (then (call $is-i31 (ref.cast i31ref (local.get 0)) (local.get 1) (local.get 2)))
      (else (call $is-struct (ref.cast (ref null $s) (local.get 0)) (local.get 1) (local.get 2)))))

  ;; 0 values
  (type $t0 (func))
  (type $r0 (func))
  (tag $e0 (type $t0))
  (func $values0 (param $seed i32))
  (func $throw0 (param $seed i32)
    (throw $e0 (call $values0 (local.get $seed))))
  (func $through0 (param $seed i32)
    (local $before i64)
    (local.set $before (call $i64 (local.get $seed) (i32.const 0)))
    (call $throw0 (local.get $seed))
    (call $is-i64 (local.get $before) (local.get $seed) (i32.const 0)))
  (func $check0 (param $seed i32))
  (func (export "call 0") (param $seed i32)
    (local.get $seed)
    try (type $r0)
      (call $through0 (local.get $seed)) (unreachable)
    catch $e0
    end
    (call $check0))
  (func (export "static 0") (param $seed i32)
    (local.get $seed)
    try (type $r0)
        (throw $e0 (call $values0 (local.get $seed)))
    catch $e0
    end
    (call $check0))
  (func (export "rethrow 0") (param $seed i32)
    (local.get $seed)
    try (type $r0)
        try $t
          (call $through0 (local.get $seed))
        catch_all (rethrow $t)
        end
        (unreachable)
    catch $e0
    end
    (call $check0))
  (func (export "delegate 0") (param $seed i32)
    (local.get $seed)
    try $target (type $r0)
        try
          try (call $through0 (local.get $seed))
          delegate $target
        catch_all
        end
        (unreachable)
    catch $e0
    end
    (call $check0))

  ;; 1 values
  (type $t1 (func (param
    i64)))
  (type $r1 (func (result
    i64)))
  (tag $e1 (type $t1))
  (func $values1 (param $seed i32) (result
    i64)
    (call $i64 (local.get $seed) (i32.const 0)))
  (func $throw1 (param $seed i32)
    (throw $e1 (call $values1 (local.get $seed))))
  (func $through1 (param $seed i32)
    (local $before i64)
    (local.set $before (call $i64 (local.get $seed) (i32.const 1)))
    (call $throw1 (local.get $seed))
    (call $is-i64 (local.get $before) (local.get $seed) (i32.const 1)))
  (func $check1 (param $seed i32) (param
    i64)
    (call $is-i64 (local.get 1) (local.get $seed) (i32.const 0)))
  (func (export "call 1") (param $seed i32)
    (local.get $seed)
    try (type $r1)
      (call $through1 (local.get $seed)) (unreachable)
    catch $e1
    end
    (call $check1))
  (func (export "static 1") (param $seed i32)
    (local.get $seed)
    try (type $r1)
        (throw $e1 (call $values1 (local.get $seed)))
    catch $e1
    end
    (call $check1))
  (func (export "rethrow 1") (param $seed i32)
    (local.get $seed)
    try (type $r1)
        try $t
          (call $through1 (local.get $seed))
        catch_all (rethrow $t)
        end
        (unreachable)
    catch $e1
    end
    (call $check1))
  (func (export "delegate 1") (param $seed i32)
    (local.get $seed)
    try $target (type $r1)
        try
          try (call $through1 (local.get $seed))
          delegate $target
        catch_all
        end
        (unreachable)
    catch $e1
    end
    (call $check1))

  ;; 2 values
  (type $t2 (func (param
    f32 f64)))
  (type $r2 (func (result
    f32 f64)))
  (tag $e2 (type $t2))
  (func $values2 (param $seed i32) (result
    f32 f64)
    (call $f32 (local.get $seed) (i32.const 0)) (call $f64 (local.get $seed) (i32.const 1)))
  (func $throw2 (param $seed i32)
    (throw $e2 (call $values2 (local.get $seed))))
  (func $through2 (param $seed i32)
    (local $before i64)
    (local.set $before (call $i64 (local.get $seed) (i32.const 2)))
    (call $throw2 (local.get $seed))
    (call $is-i64 (local.get $before) (local.get $seed) (i32.const 2)))
  (func $check2 (param $seed i32) (param
    f32 f64)
    (call $is-f32 (local.get 1) (local.get $seed) (i32.const 0))
    (call $is-f64 (local.get 2) (local.get $seed) (i32.const 1)))
  (func (export "call 2") (param $seed i32)
    (local.get $seed)
    try (type $r2)
      (call $through2 (local.get $seed)) (unreachable)
    catch $e2
    end
    (call $check2))
  (func (export "static 2") (param $seed i32)
    (local.get $seed)
    try (type $r2)
        (throw $e2 (call $values2 (local.get $seed)))
    catch $e2
    end
    (call $check2))
  (func (export "rethrow 2") (param $seed i32)
    (local.get $seed)
    try (type $r2)
        try $t
          (call $through2 (local.get $seed))
        catch_all (rethrow $t)
        end
        (unreachable)
    catch $e2
    end
    (call $check2))
  (func (export "delegate 2") (param $seed i32)
    (local.get $seed)
    try $target (type $r2)
        try
          try (call $through2 (local.get $seed))
          delegate $target
        catch_all
        end
        (unreachable)
    catch $e2
    end
    (call $check2))

  ;; 5 values
  (type $t5 (func (param
    externref funcref (ref null $s) i31ref anyref)))
  (type $r5 (func (result
    externref funcref (ref null $s) i31ref anyref)))
  (tag $e5 (type $t5))
  (func $values5 (param $seed i32) (result
    externref funcref (ref null $s) i31ref anyref)
    (call $extern (local.get $seed) (i32.const 0)) (call $func (local.get $seed) (i32.const 1))
    (call $struct (local.get $seed) (i32.const 2)) (call $i31 (local.get $seed) (i32.const 3))
    (call $any (local.get $seed) (i32.const 4)))
  (func $throw5 (param $seed i32)
    (throw $e5 (call $values5 (local.get $seed))))
  (func $through5 (param $seed i32)
    (local $before i64)
    (local.set $before (call $i64 (local.get $seed) (i32.const 5)))
    (call $throw5 (local.get $seed))
    (call $is-i64 (local.get $before) (local.get $seed) (i32.const 5)))
  (func $check5 (param $seed i32) (param
    externref funcref (ref null $s) i31ref anyref)
    (call $is-extern (local.get 1) (local.get $seed) (i32.const 0))
    (call $is-func (local.get 2) (local.get $seed) (i32.const 1))
    (call $is-struct (local.get 3) (local.get $seed) (i32.const 2))
    (call $is-i31 (local.get 4) (local.get $seed) (i32.const 3))
    (call $is-any (local.get 5) (local.get $seed) (i32.const 4)))
  (func (export "call 5") (param $seed i32)
    (local.get $seed)
    try (type $r5)
      (call $through5 (local.get $seed)) (unreachable)
    catch $e5
    end
    (call $check5))
  (func (export "static 5") (param $seed i32)
    (local.get $seed)
    try (type $r5)
        (throw $e5 (call $values5 (local.get $seed)))
    catch $e5
    end
    (call $check5))
  (func (export "rethrow 5") (param $seed i32)
    (local.get $seed)
    try (type $r5)
        try $t
          (call $through5 (local.get $seed))
        catch_all (rethrow $t)
        end
        (unreachable)
    catch $e5
    end
    (call $check5))
  (func (export "delegate 5") (param $seed i32)
    (local.get $seed)
    try $target (type $r5)
        try
          try (call $through5 (local.get $seed))
          delegate $target
        catch_all
        end
        (unreachable)
    catch $e5
    end
    (call $check5))

  ;; 6 values
  (type $t6 (func (param
    funcref (ref null $s) i31ref anyref (ref $s) (ref func))))
  (type $r6 (func (result
    funcref (ref null $s) i31ref anyref (ref $s) (ref func))))
  (tag $e6 (type $t6))
  (func $values6 (param $seed i32) (result
    funcref (ref null $s) i31ref anyref (ref $s) (ref func))
    (call $func (local.get $seed) (i32.const 0)) (call $struct (local.get $seed) (i32.const 1))
    (call $i31 (local.get $seed) (i32.const 2)) (call $any (local.get $seed) (i32.const 3))
    (call $struct-nn (local.get $seed) (i32.const 4))
    (call $func-nn (local.get $seed) (i32.const 5)))
  (func $throw6 (param $seed i32)
    (throw $e6 (call $values6 (local.get $seed))))
  (func $through6 (param $seed i32)
    (local $before i64)
    (local.set $before (call $i64 (local.get $seed) (i32.const 6)))
    (call $throw6 (local.get $seed))
    (call $is-i64 (local.get $before) (local.get $seed) (i32.const 6)))
  (func $check6 (param $seed i32) (param
    funcref (ref null $s) i31ref anyref (ref $s) (ref func))
    (call $is-func (local.get 1) (local.get $seed) (i32.const 0))
    (call $is-struct (local.get 2) (local.get $seed) (i32.const 1))
    (call $is-i31 (local.get 3) (local.get $seed) (i32.const 2))
    (call $is-any (local.get 4) (local.get $seed) (i32.const 3))
    (call $is-struct-nn (local.get 5) (local.get $seed) (i32.const 4))
    (call $is-func-nn (local.get 6) (local.get $seed) (i32.const 5)))
  (func (export "call 6") (param $seed i32)
    (local.get $seed)
    try (type $r6)
      (call $through6 (local.get $seed)) (unreachable)
    catch $e6
    end
    (call $check6))
  (func (export "static 6") (param $seed i32)
    (local.get $seed)
    try (type $r6)
        (throw $e6 (call $values6 (local.get $seed)))
    catch $e6
    end
    (call $check6))
  (func (export "rethrow 6") (param $seed i32)
    (local.get $seed)
    try (type $r6)
        try $t
          (call $through6 (local.get $seed))
        catch_all (rethrow $t)
        end
        (unreachable)
    catch $e6
    end
    (call $check6))
  (func (export "delegate 6") (param $seed i32)
    (local.get $seed)
    try $target (type $r6)
        try
          try (call $through6 (local.get $seed))
          delegate $target
        catch_all
        end
        (unreachable)
    catch $e6
    end
    (call $check6))

  ;; 7 values
  (type $t7 (func (param
    (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64)))
  (type $r7 (func (result
    (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64)))
  (tag $e7 (type $t7))
  (func $values7 (param $seed i32) (result
    (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64)
    (call $struct (local.get $seed) (i32.const 0)) (call $i31 (local.get $seed) (i32.const 1))
    (call $any (local.get $seed) (i32.const 2))
    (call $struct-nn (local.get $seed) (i32.const 3))
    (call $func-nn (local.get $seed) (i32.const 4)) (call $i32 (local.get $seed) (i32.const 5))
    (call $i64 (local.get $seed) (i32.const 6)))
  (func $throw7 (param $seed i32)
    (throw $e7 (call $values7 (local.get $seed))))
  (func $through7 (param $seed i32)
    (local $before i64)
    (local.set $before (call $i64 (local.get $seed) (i32.const 7)))
    (call $throw7 (local.get $seed))
    (call $is-i64 (local.get $before) (local.get $seed) (i32.const 7)))
  (func $check7 (param $seed i32) (param
    (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64)
    (call $is-struct (local.get 1) (local.get $seed) (i32.const 0))
    (call $is-i31 (local.get 2) (local.get $seed) (i32.const 1))
    (call $is-any (local.get 3) (local.get $seed) (i32.const 2))
    (call $is-struct-nn (local.get 4) (local.get $seed) (i32.const 3))
    (call $is-func-nn (local.get 5) (local.get $seed) (i32.const 4))
    (call $is-i32 (local.get 6) (local.get $seed) (i32.const 5))
    (call $is-i64 (local.get 7) (local.get $seed) (i32.const 6)))
  (func (export "call 7") (param $seed i32)
    (local.get $seed)
    try (type $r7)
      (call $through7 (local.get $seed)) (unreachable)
    catch $e7
    end
    (call $check7))
  (func (export "static 7") (param $seed i32)
    (local.get $seed)
    try (type $r7)
        (throw $e7 (call $values7 (local.get $seed)))
    catch $e7
    end
    (call $check7))
  (func (export "rethrow 7") (param $seed i32)
    (local.get $seed)
    try (type $r7)
        try $t
          (call $through7 (local.get $seed))
        catch_all (rethrow $t)
        end
        (unreachable)
    catch $e7
    end
    (call $check7))
  (func (export "delegate 7") (param $seed i32)
    (local.get $seed)
    try $target (type $r7)
        try
          try (call $through7 (local.get $seed))
          delegate $target
        catch_all
        end
        (unreachable)
    catch $e7
    end
    (call $check7))

  ;; 8 values
  (type $t8 (func (param
    i31ref anyref (ref $s) (ref func) i32 i64 f32 f64)))
  (type $r8 (func (result
    i31ref anyref (ref $s) (ref func) i32 i64 f32 f64)))
  (tag $e8 (type $t8))
  (func $values8 (param $seed i32) (result
    i31ref anyref (ref $s) (ref func) i32 i64 f32 f64)
    (call $i31 (local.get $seed) (i32.const 0)) (call $any (local.get $seed) (i32.const 1))
    (call $struct-nn (local.get $seed) (i32.const 2))
    (call $func-nn (local.get $seed) (i32.const 3)) (call $i32 (local.get $seed) (i32.const 4))
    (call $i64 (local.get $seed) (i32.const 5)) (call $f32 (local.get $seed) (i32.const 6))
    (call $f64 (local.get $seed) (i32.const 7)))
  (func $throw8 (param $seed i32)
    (throw $e8 (call $values8 (local.get $seed))))
  (func $through8 (param $seed i32)
    (local $before i64)
    (local.set $before (call $i64 (local.get $seed) (i32.const 8)))
    (call $throw8 (local.get $seed))
    (call $is-i64 (local.get $before) (local.get $seed) (i32.const 8)))
  (func $check8 (param $seed i32) (param
    i31ref anyref (ref $s) (ref func) i32 i64 f32 f64)
    (call $is-i31 (local.get 1) (local.get $seed) (i32.const 0))
    (call $is-any (local.get 2) (local.get $seed) (i32.const 1))
    (call $is-struct-nn (local.get 3) (local.get $seed) (i32.const 2))
    (call $is-func-nn (local.get 4) (local.get $seed) (i32.const 3))
    (call $is-i32 (local.get 5) (local.get $seed) (i32.const 4))
    (call $is-i64 (local.get 6) (local.get $seed) (i32.const 5))
    (call $is-f32 (local.get 7) (local.get $seed) (i32.const 6))
    (call $is-f64 (local.get 8) (local.get $seed) (i32.const 7)))
  (func (export "call 8") (param $seed i32)
    (local.get $seed)
    try (type $r8)
      (call $through8 (local.get $seed)) (unreachable)
    catch $e8
    end
    (call $check8))
  (func (export "static 8") (param $seed i32)
    (local.get $seed)
    try (type $r8)
        (throw $e8 (call $values8 (local.get $seed)))
    catch $e8
    end
    (call $check8))
  (func (export "rethrow 8") (param $seed i32)
    (local.get $seed)
    try (type $r8)
        try $t
          (call $through8 (local.get $seed))
        catch_all (rethrow $t)
        end
        (unreachable)
    catch $e8
    end
    (call $check8))
  (func (export "delegate 8") (param $seed i32)
    (local.get $seed)
    try $target (type $r8)
        try
          try (call $through8 (local.get $seed))
          delegate $target
        catch_all
        end
        (unreachable)
    catch $e8
    end
    (call $check8))

  ;; 9 values
  (type $t9 (func (param
    anyref (ref $s) (ref func) i32 i64 f32 f64 v128 externref)))
  (type $r9 (func (result
    anyref (ref $s) (ref func) i32 i64 f32 f64 v128 externref)))
  (tag $e9 (type $t9))
  (func $values9 (param $seed i32) (result
    anyref (ref $s) (ref func) i32 i64 f32 f64 v128 externref)
    (call $any (local.get $seed) (i32.const 0))
    (call $struct-nn (local.get $seed) (i32.const 1))
    (call $func-nn (local.get $seed) (i32.const 2)) (call $i32 (local.get $seed) (i32.const 3))
    (call $i64 (local.get $seed) (i32.const 4)) (call $f32 (local.get $seed) (i32.const 5))
    (call $f64 (local.get $seed) (i32.const 6)) (call $v128 (local.get $seed) (i32.const 7))
    (call $extern (local.get $seed) (i32.const 8)))
  (func $throw9 (param $seed i32)
    (throw $e9 (call $values9 (local.get $seed))))
  (func $through9 (param $seed i32)
    (local $before i64)
    (local.set $before (call $i64 (local.get $seed) (i32.const 9)))
    (call $throw9 (local.get $seed))
    (call $is-i64 (local.get $before) (local.get $seed) (i32.const 9)))
  (func $check9 (param $seed i32) (param
    anyref (ref $s) (ref func) i32 i64 f32 f64 v128 externref)
    (call $is-any (local.get 1) (local.get $seed) (i32.const 0))
    (call $is-struct-nn (local.get 2) (local.get $seed) (i32.const 1))
    (call $is-func-nn (local.get 3) (local.get $seed) (i32.const 2))
    (call $is-i32 (local.get 4) (local.get $seed) (i32.const 3))
    (call $is-i64 (local.get 5) (local.get $seed) (i32.const 4))
    (call $is-f32 (local.get 6) (local.get $seed) (i32.const 5))
    (call $is-f64 (local.get 7) (local.get $seed) (i32.const 6))
    (call $is-v128 (local.get 8) (local.get $seed) (i32.const 7))
    (call $is-extern (local.get 9) (local.get $seed) (i32.const 8)))
  (func (export "call 9") (param $seed i32)
    (local.get $seed)
    try (type $r9)
      (call $through9 (local.get $seed)) (unreachable)
    catch $e9
    end
    (call $check9))
  (func (export "static 9") (param $seed i32)
    (local.get $seed)
    try (type $r9)
        (throw $e9 (call $values9 (local.get $seed)))
    catch $e9
    end
    (call $check9))
  (func (export "rethrow 9") (param $seed i32)
    (local.get $seed)
    try (type $r9)
        try $t
          (call $through9 (local.get $seed))
        catch_all (rethrow $t)
        end
        (unreachable)
    catch $e9
    end
    (call $check9))
  (func (export "delegate 9") (param $seed i32)
    (local.get $seed)
    try $target (type $r9)
        try
          try (call $through9 (local.get $seed))
          delegate $target
        catch_all
        end
        (unreachable)
    catch $e9
    end
    (call $check9))

  ;; 13 values
  (type $t13 (func (param
    i64 f32 f64 v128 externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64)))
  (type $r13 (func (result
    i64 f32 f64 v128 externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64)))
  (tag $e13 (type $t13))
  (func $values13 (param $seed i32) (result
    i64 f32 f64 v128 externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64)
    (call $i64 (local.get $seed) (i32.const 0)) (call $f32 (local.get $seed) (i32.const 1))
    (call $f64 (local.get $seed) (i32.const 2)) (call $v128 (local.get $seed) (i32.const 3))
    (call $extern (local.get $seed) (i32.const 4)) (call $func (local.get $seed) (i32.const 5))
    (call $struct (local.get $seed) (i32.const 6)) (call $i31 (local.get $seed) (i32.const 7))
    (call $any (local.get $seed) (i32.const 8))
    (call $struct-nn (local.get $seed) (i32.const 9))
    (call $func-nn (local.get $seed) (i32.const 10))
    (call $i32 (local.get $seed) (i32.const 11)) (call $i64 (local.get $seed) (i32.const 12)))
  (func $throw13 (param $seed i32)
    (throw $e13 (call $values13 (local.get $seed))))
  (func $through13 (param $seed i32)
    (local $before i64)
    (local.set $before (call $i64 (local.get $seed) (i32.const 13)))
    (call $throw13 (local.get $seed))
    (call $is-i64 (local.get $before) (local.get $seed) (i32.const 13)))
  (func $check13 (param $seed i32) (param
    i64 f32 f64 v128 externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64)
    (call $is-i64 (local.get 1) (local.get $seed) (i32.const 0))
    (call $is-f32 (local.get 2) (local.get $seed) (i32.const 1))
    (call $is-f64 (local.get 3) (local.get $seed) (i32.const 2))
    (call $is-v128 (local.get 4) (local.get $seed) (i32.const 3))
    (call $is-extern (local.get 5) (local.get $seed) (i32.const 4))
    (call $is-func (local.get 6) (local.get $seed) (i32.const 5))
    (call $is-struct (local.get 7) (local.get $seed) (i32.const 6))
    (call $is-i31 (local.get 8) (local.get $seed) (i32.const 7))
    (call $is-any (local.get 9) (local.get $seed) (i32.const 8))
    (call $is-struct-nn (local.get 10) (local.get $seed) (i32.const 9))
    (call $is-func-nn (local.get 11) (local.get $seed) (i32.const 10))
    (call $is-i32 (local.get 12) (local.get $seed) (i32.const 11))
    (call $is-i64 (local.get 13) (local.get $seed) (i32.const 12)))
  (func (export "call 13") (param $seed i32)
    (local.get $seed)
    try (type $r13)
      (call $through13 (local.get $seed)) (unreachable)
    catch $e13
    end
    (call $check13))
  (func (export "static 13") (param $seed i32)
    (local.get $seed)
    try (type $r13)
        (throw $e13 (call $values13 (local.get $seed)))
    catch $e13
    end
    (call $check13))
  (func (export "rethrow 13") (param $seed i32)
    (local.get $seed)
    try (type $r13)
        try $t
          (call $through13 (local.get $seed))
        catch_all (rethrow $t)
        end
        (unreachable)
    catch $e13
    end
    (call $check13))
  (func (export "delegate 13") (param $seed i32)
    (local.get $seed)
    try $target (type $r13)
        try
          try (call $through13 (local.get $seed))
          delegate $target
        catch_all
        end
        (unreachable)
    catch $e13
    end
    (call $check13))

  ;; 14 values
  (type $t14 (func (param
    f32 f64 v128 externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64 f32
    f64)))
  (type $r14 (func (result
    f32 f64 v128 externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64 f32
    f64)))
  (tag $e14 (type $t14))
  (func $values14 (param $seed i32) (result
    f32 f64 v128 externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64 f32
    f64)
    (call $f32 (local.get $seed) (i32.const 0)) (call $f64 (local.get $seed) (i32.const 1))
    (call $v128 (local.get $seed) (i32.const 2)) (call $extern (local.get $seed) (i32.const 3))
    (call $func (local.get $seed) (i32.const 4)) (call $struct (local.get $seed) (i32.const 5))
    (call $i31 (local.get $seed) (i32.const 6)) (call $any (local.get $seed) (i32.const 7))
    (call $struct-nn (local.get $seed) (i32.const 8))
    (call $func-nn (local.get $seed) (i32.const 9))
    (call $i32 (local.get $seed) (i32.const 10)) (call $i64 (local.get $seed) (i32.const 11))
    (call $f32 (local.get $seed) (i32.const 12)) (call $f64 (local.get $seed) (i32.const 13)))
  (func $throw14 (param $seed i32)
    (throw $e14 (call $values14 (local.get $seed))))
  (func $through14 (param $seed i32)
    (local $before i64)
    (local.set $before (call $i64 (local.get $seed) (i32.const 14)))
    (call $throw14 (local.get $seed))
    (call $is-i64 (local.get $before) (local.get $seed) (i32.const 14)))
  (func $check14 (param $seed i32) (param
    f32 f64 v128 externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64 f32
    f64)
    (call $is-f32 (local.get 1) (local.get $seed) (i32.const 0))
    (call $is-f64 (local.get 2) (local.get $seed) (i32.const 1))
    (call $is-v128 (local.get 3) (local.get $seed) (i32.const 2))
    (call $is-extern (local.get 4) (local.get $seed) (i32.const 3))
    (call $is-func (local.get 5) (local.get $seed) (i32.const 4))
    (call $is-struct (local.get 6) (local.get $seed) (i32.const 5))
    (call $is-i31 (local.get 7) (local.get $seed) (i32.const 6))
    (call $is-any (local.get 8) (local.get $seed) (i32.const 7))
    (call $is-struct-nn (local.get 9) (local.get $seed) (i32.const 8))
    (call $is-func-nn (local.get 10) (local.get $seed) (i32.const 9))
    (call $is-i32 (local.get 11) (local.get $seed) (i32.const 10))
    (call $is-i64 (local.get 12) (local.get $seed) (i32.const 11))
    (call $is-f32 (local.get 13) (local.get $seed) (i32.const 12))
    (call $is-f64 (local.get 14) (local.get $seed) (i32.const 13)))
  (func (export "call 14") (param $seed i32)
    (local.get $seed)
    try (type $r14)
      (call $through14 (local.get $seed)) (unreachable)
    catch $e14
    end
    (call $check14))
  (func (export "static 14") (param $seed i32)
    (local.get $seed)
    try (type $r14)
        (throw $e14 (call $values14 (local.get $seed)))
    catch $e14
    end
    (call $check14))
  (func (export "rethrow 14") (param $seed i32)
    (local.get $seed)
    try (type $r14)
        try $t
          (call $through14 (local.get $seed))
        catch_all (rethrow $t)
        end
        (unreachable)
    catch $e14
    end
    (call $check14))
  (func (export "delegate 14") (param $seed i32)
    (local.get $seed)
    try $target (type $r14)
        try
          try (call $through14 (local.get $seed))
          delegate $target
        catch_all
        end
        (unreachable)
    catch $e14
    end
    (call $check14))

  ;; 15 values
  (type $t15 (func (param
    f64 v128 externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64 f32 f64
    v128 externref)))
  (type $r15 (func (result
    f64 v128 externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64 f32 f64
    v128 externref)))
  (tag $e15 (type $t15))
  (func $values15 (param $seed i32) (result
    f64 v128 externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64 f32 f64
    v128 externref)
    (call $f64 (local.get $seed) (i32.const 0)) (call $v128 (local.get $seed) (i32.const 1))
    (call $extern (local.get $seed) (i32.const 2)) (call $func (local.get $seed) (i32.const 3))
    (call $struct (local.get $seed) (i32.const 4)) (call $i31 (local.get $seed) (i32.const 5))
    (call $any (local.get $seed) (i32.const 6))
    (call $struct-nn (local.get $seed) (i32.const 7))
    (call $func-nn (local.get $seed) (i32.const 8)) (call $i32 (local.get $seed) (i32.const 9))
    (call $i64 (local.get $seed) (i32.const 10)) (call $f32 (local.get $seed) (i32.const 11))
    (call $f64 (local.get $seed) (i32.const 12)) (call $v128 (local.get $seed) (i32.const 13))
    (call $extern (local.get $seed) (i32.const 14)))
  (func $throw15 (param $seed i32)
    (throw $e15 (call $values15 (local.get $seed))))
  (func $through15 (param $seed i32)
    (local $before i64)
    (local.set $before (call $i64 (local.get $seed) (i32.const 15)))
    (call $throw15 (local.get $seed))
    (call $is-i64 (local.get $before) (local.get $seed) (i32.const 15)))
  (func $check15 (param $seed i32) (param
    f64 v128 externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64 f32 f64
    v128 externref)
    (call $is-f64 (local.get 1) (local.get $seed) (i32.const 0))
    (call $is-v128 (local.get 2) (local.get $seed) (i32.const 1))
    (call $is-extern (local.get 3) (local.get $seed) (i32.const 2))
    (call $is-func (local.get 4) (local.get $seed) (i32.const 3))
    (call $is-struct (local.get 5) (local.get $seed) (i32.const 4))
    (call $is-i31 (local.get 6) (local.get $seed) (i32.const 5))
    (call $is-any (local.get 7) (local.get $seed) (i32.const 6))
    (call $is-struct-nn (local.get 8) (local.get $seed) (i32.const 7))
    (call $is-func-nn (local.get 9) (local.get $seed) (i32.const 8))
    (call $is-i32 (local.get 10) (local.get $seed) (i32.const 9))
    (call $is-i64 (local.get 11) (local.get $seed) (i32.const 10))
    (call $is-f32 (local.get 12) (local.get $seed) (i32.const 11))
    (call $is-f64 (local.get 13) (local.get $seed) (i32.const 12))
    (call $is-v128 (local.get 14) (local.get $seed) (i32.const 13))
    (call $is-extern (local.get 15) (local.get $seed) (i32.const 14)))
  (func (export "call 15") (param $seed i32)
    (local.get $seed)
    try (type $r15)
      (call $through15 (local.get $seed)) (unreachable)
    catch $e15
    end
    (call $check15))
  (func (export "static 15") (param $seed i32)
    (local.get $seed)
    try (type $r15)
        (throw $e15 (call $values15 (local.get $seed)))
    catch $e15
    end
    (call $check15))
  (func (export "rethrow 15") (param $seed i32)
    (local.get $seed)
    try (type $r15)
        try $t
          (call $through15 (local.get $seed))
        catch_all (rethrow $t)
        end
        (unreachable)
    catch $e15
    end
    (call $check15))
  (func (export "delegate 15") (param $seed i32)
    (local.get $seed)
    try $target (type $r15)
        try
          try (call $through15 (local.get $seed))
          delegate $target
        catch_all
        end
        (unreachable)
    catch $e15
    end
    (call $check15))

  ;; 16 values
  (type $t16 (func (param
    v128 externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64 f32 f64 v128
    externref funcref (ref null $s))))
  (type $r16 (func (result
    v128 externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64 f32 f64 v128
    externref funcref (ref null $s))))
  (tag $e16 (type $t16))
  (func $values16 (param $seed i32) (result
    v128 externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64 f32 f64 v128
    externref funcref (ref null $s))
    (call $v128 (local.get $seed) (i32.const 0)) (call $extern (local.get $seed) (i32.const 1))
    (call $func (local.get $seed) (i32.const 2)) (call $struct (local.get $seed) (i32.const 3))
    (call $i31 (local.get $seed) (i32.const 4)) (call $any (local.get $seed) (i32.const 5))
    (call $struct-nn (local.get $seed) (i32.const 6))
    (call $func-nn (local.get $seed) (i32.const 7)) (call $i32 (local.get $seed) (i32.const 8))
    (call $i64 (local.get $seed) (i32.const 9)) (call $f32 (local.get $seed) (i32.const 10))
    (call $f64 (local.get $seed) (i32.const 11)) (call $v128 (local.get $seed) (i32.const 12))
    (call $extern (local.get $seed) (i32.const 13))
    (call $func (local.get $seed) (i32.const 14))
    (call $struct (local.get $seed) (i32.const 15)))
  (func $throw16 (param $seed i32)
    (throw $e16 (call $values16 (local.get $seed))))
  (func $through16 (param $seed i32)
    (local $before i64)
    (local.set $before (call $i64 (local.get $seed) (i32.const 16)))
    (call $throw16 (local.get $seed))
    (call $is-i64 (local.get $before) (local.get $seed) (i32.const 16)))
  (func $check16 (param $seed i32) (param
    v128 externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64 f32 f64 v128
    externref funcref (ref null $s))
    (call $is-v128 (local.get 1) (local.get $seed) (i32.const 0))
    (call $is-extern (local.get 2) (local.get $seed) (i32.const 1))
    (call $is-func (local.get 3) (local.get $seed) (i32.const 2))
    (call $is-struct (local.get 4) (local.get $seed) (i32.const 3))
    (call $is-i31 (local.get 5) (local.get $seed) (i32.const 4))
    (call $is-any (local.get 6) (local.get $seed) (i32.const 5))
    (call $is-struct-nn (local.get 7) (local.get $seed) (i32.const 6))
    (call $is-func-nn (local.get 8) (local.get $seed) (i32.const 7))
    (call $is-i32 (local.get 9) (local.get $seed) (i32.const 8))
    (call $is-i64 (local.get 10) (local.get $seed) (i32.const 9))
    (call $is-f32 (local.get 11) (local.get $seed) (i32.const 10))
    (call $is-f64 (local.get 12) (local.get $seed) (i32.const 11))
    (call $is-v128 (local.get 13) (local.get $seed) (i32.const 12))
    (call $is-extern (local.get 14) (local.get $seed) (i32.const 13))
    (call $is-func (local.get 15) (local.get $seed) (i32.const 14))
    (call $is-struct (local.get 16) (local.get $seed) (i32.const 15)))
  (func (export "call 16") (param $seed i32)
    (local.get $seed)
    try (type $r16)
      (call $through16 (local.get $seed)) (unreachable)
    catch $e16
    end
    (call $check16))
  (func (export "static 16") (param $seed i32)
    (local.get $seed)
    try (type $r16)
        (throw $e16 (call $values16 (local.get $seed)))
    catch $e16
    end
    (call $check16))
  (func (export "rethrow 16") (param $seed i32)
    (local.get $seed)
    try (type $r16)
        try $t
          (call $through16 (local.get $seed))
        catch_all (rethrow $t)
        end
        (unreachable)
    catch $e16
    end
    (call $check16))
  (func (export "delegate 16") (param $seed i32)
    (local.get $seed)
    try $target (type $r16)
        try
          try (call $through16 (local.get $seed))
          delegate $target
        catch_all
        end
        (unreachable)
    catch $e16
    end
    (call $check16))

  ;; 40 values
  (type $t40 (func (param
    v128 externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64 f32 f64 v128
    externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64 f32 f64 v128
    externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64 f32 f64 v128
    externref funcref (ref null $s))))
  (type $r40 (func (result
    v128 externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64 f32 f64 v128
    externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64 f32 f64 v128
    externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64 f32 f64 v128
    externref funcref (ref null $s))))
  (tag $e40 (type $t40))
  (func $values40 (param $seed i32) (result
    v128 externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64 f32 f64 v128
    externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64 f32 f64 v128
    externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64 f32 f64 v128
    externref funcref (ref null $s))
    (call $v128 (local.get $seed) (i32.const 0)) (call $extern (local.get $seed) (i32.const 1))
    (call $func (local.get $seed) (i32.const 2)) (call $struct (local.get $seed) (i32.const 3))
    (call $i31 (local.get $seed) (i32.const 4)) (call $any (local.get $seed) (i32.const 5))
    (call $struct-nn (local.get $seed) (i32.const 6))
    (call $func-nn (local.get $seed) (i32.const 7)) (call $i32 (local.get $seed) (i32.const 8))
    (call $i64 (local.get $seed) (i32.const 9)) (call $f32 (local.get $seed) (i32.const 10))
    (call $f64 (local.get $seed) (i32.const 11)) (call $v128 (local.get $seed) (i32.const 12))
    (call $extern (local.get $seed) (i32.const 13))
    (call $func (local.get $seed) (i32.const 14))
    (call $struct (local.get $seed) (i32.const 15))
    (call $i31 (local.get $seed) (i32.const 16)) (call $any (local.get $seed) (i32.const 17))
    (call $struct-nn (local.get $seed) (i32.const 18))
    (call $func-nn (local.get $seed) (i32.const 19))
    (call $i32 (local.get $seed) (i32.const 20)) (call $i64 (local.get $seed) (i32.const 21))
    (call $f32 (local.get $seed) (i32.const 22)) (call $f64 (local.get $seed) (i32.const 23))
    (call $v128 (local.get $seed) (i32.const 24))
    (call $extern (local.get $seed) (i32.const 25))
    (call $func (local.get $seed) (i32.const 26))
    (call $struct (local.get $seed) (i32.const 27))
    (call $i31 (local.get $seed) (i32.const 28)) (call $any (local.get $seed) (i32.const 29))
    (call $struct-nn (local.get $seed) (i32.const 30))
    (call $func-nn (local.get $seed) (i32.const 31))
    (call $i32 (local.get $seed) (i32.const 32)) (call $i64 (local.get $seed) (i32.const 33))
    (call $f32 (local.get $seed) (i32.const 34)) (call $f64 (local.get $seed) (i32.const 35))
    (call $v128 (local.get $seed) (i32.const 36))
    (call $extern (local.get $seed) (i32.const 37))
    (call $func (local.get $seed) (i32.const 38))
    (call $struct (local.get $seed) (i32.const 39)))
  (func $throw40 (param $seed i32)
    (throw $e40 (call $values40 (local.get $seed))))
  (func $through40 (param $seed i32)
    (local $before i64)
    (local.set $before (call $i64 (local.get $seed) (i32.const 40)))
    (call $throw40 (local.get $seed))
    (call $is-i64 (local.get $before) (local.get $seed) (i32.const 40)))
  (func $check40 (param $seed i32) (param
    v128 externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64 f32 f64 v128
    externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64 f32 f64 v128
    externref funcref (ref null $s) i31ref anyref (ref $s) (ref func) i32 i64 f32 f64 v128
    externref funcref (ref null $s))
    (call $is-v128 (local.get 1) (local.get $seed) (i32.const 0))
    (call $is-extern (local.get 2) (local.get $seed) (i32.const 1))
    (call $is-func (local.get 3) (local.get $seed) (i32.const 2))
    (call $is-struct (local.get 4) (local.get $seed) (i32.const 3))
    (call $is-i31 (local.get 5) (local.get $seed) (i32.const 4))
    (call $is-any (local.get 6) (local.get $seed) (i32.const 5))
    (call $is-struct-nn (local.get 7) (local.get $seed) (i32.const 6))
    (call $is-func-nn (local.get 8) (local.get $seed) (i32.const 7))
    (call $is-i32 (local.get 9) (local.get $seed) (i32.const 8))
    (call $is-i64 (local.get 10) (local.get $seed) (i32.const 9))
    (call $is-f32 (local.get 11) (local.get $seed) (i32.const 10))
    (call $is-f64 (local.get 12) (local.get $seed) (i32.const 11))
    (call $is-v128 (local.get 13) (local.get $seed) (i32.const 12))
    (call $is-extern (local.get 14) (local.get $seed) (i32.const 13))
    (call $is-func (local.get 15) (local.get $seed) (i32.const 14))
    (call $is-struct (local.get 16) (local.get $seed) (i32.const 15))
    (call $is-i31 (local.get 17) (local.get $seed) (i32.const 16))
    (call $is-any (local.get 18) (local.get $seed) (i32.const 17))
    (call $is-struct-nn (local.get 19) (local.get $seed) (i32.const 18))
    (call $is-func-nn (local.get 20) (local.get $seed) (i32.const 19))
    (call $is-i32 (local.get 21) (local.get $seed) (i32.const 20))
    (call $is-i64 (local.get 22) (local.get $seed) (i32.const 21))
    (call $is-f32 (local.get 23) (local.get $seed) (i32.const 22))
    (call $is-f64 (local.get 24) (local.get $seed) (i32.const 23))
    (call $is-v128 (local.get 25) (local.get $seed) (i32.const 24))
    (call $is-extern (local.get 26) (local.get $seed) (i32.const 25))
    (call $is-func (local.get 27) (local.get $seed) (i32.const 26))
    (call $is-struct (local.get 28) (local.get $seed) (i32.const 27))
    (call $is-i31 (local.get 29) (local.get $seed) (i32.const 28))
    (call $is-any (local.get 30) (local.get $seed) (i32.const 29))
    (call $is-struct-nn (local.get 31) (local.get $seed) (i32.const 30))
    (call $is-func-nn (local.get 32) (local.get $seed) (i32.const 31))
    (call $is-i32 (local.get 33) (local.get $seed) (i32.const 32))
    (call $is-i64 (local.get 34) (local.get $seed) (i32.const 33))
    (call $is-f32 (local.get 35) (local.get $seed) (i32.const 34))
    (call $is-f64 (local.get 36) (local.get $seed) (i32.const 35))
    (call $is-v128 (local.get 37) (local.get $seed) (i32.const 36))
    (call $is-extern (local.get 38) (local.get $seed) (i32.const 37))
    (call $is-func (local.get 39) (local.get $seed) (i32.const 38))
    (call $is-struct (local.get 40) (local.get $seed) (i32.const 39)))
  (func (export "call 40") (param $seed i32)
    (local.get $seed)
    try (type $r40)
      (call $through40 (local.get $seed)) (unreachable)
    catch $e40
    end
    (call $check40))
  (func (export "static 40") (param $seed i32)
    (local.get $seed)
    try (type $r40)
        (throw $e40 (call $values40 (local.get $seed)))
    catch $e40
    end
    (call $check40))
  (func (export "rethrow 40") (param $seed i32)
    (local.get $seed)
    try (type $r40)
        try $t
          (call $through40 (local.get $seed))
        catch_all (rethrow $t)
        end
        (unreachable)
    catch $e40
    end
    (call $check40))
  (func (export "delegate 40") (param $seed i32)
    (local.get $seed)
    try $target (type $r40)
        try
          try (call $through40 (local.get $seed))
          delegate $target
        catch_all
        end
        (unreachable)
    catch $e40
    end
    (call $check40))
)

(assert_return (invoke "call 0" (i32.const 1000)))
(assert_return (invoke "call 0" (i32.const 77777)))
(assert_return (invoke "static 0" (i32.const 1000)))
(assert_return (invoke "static 0" (i32.const 77777)))
(assert_return (invoke "rethrow 0" (i32.const 1000)))
(assert_return (invoke "rethrow 0" (i32.const 77777)))
(assert_return (invoke "delegate 0" (i32.const 1000)))
(assert_return (invoke "delegate 0" (i32.const 77777)))
(assert_return (invoke "call 1" (i32.const 1000)))
(assert_return (invoke "call 1" (i32.const 77777)))
(assert_return (invoke "static 1" (i32.const 1000)))
(assert_return (invoke "static 1" (i32.const 77777)))
(assert_return (invoke "rethrow 1" (i32.const 1000)))
(assert_return (invoke "rethrow 1" (i32.const 77777)))
(assert_return (invoke "delegate 1" (i32.const 1000)))
(assert_return (invoke "delegate 1" (i32.const 77777)))
(assert_return (invoke "call 2" (i32.const 1000)))
(assert_return (invoke "call 2" (i32.const 77777)))
(assert_return (invoke "static 2" (i32.const 1000)))
(assert_return (invoke "static 2" (i32.const 77777)))
(assert_return (invoke "rethrow 2" (i32.const 1000)))
(assert_return (invoke "rethrow 2" (i32.const 77777)))
(assert_return (invoke "delegate 2" (i32.const 1000)))
(assert_return (invoke "delegate 2" (i32.const 77777)))
(assert_return (invoke "call 5" (i32.const 1000)))
(assert_return (invoke "call 5" (i32.const 77777)))
(assert_return (invoke "static 5" (i32.const 1000)))
(assert_return (invoke "static 5" (i32.const 77777)))
(assert_return (invoke "rethrow 5" (i32.const 1000)))
(assert_return (invoke "rethrow 5" (i32.const 77777)))
(assert_return (invoke "delegate 5" (i32.const 1000)))
(assert_return (invoke "delegate 5" (i32.const 77777)))
(assert_return (invoke "call 6" (i32.const 1000)))
(assert_return (invoke "call 6" (i32.const 77777)))
(assert_return (invoke "static 6" (i32.const 1000)))
(assert_return (invoke "static 6" (i32.const 77777)))
(assert_return (invoke "rethrow 6" (i32.const 1000)))
(assert_return (invoke "rethrow 6" (i32.const 77777)))
(assert_return (invoke "delegate 6" (i32.const 1000)))
(assert_return (invoke "delegate 6" (i32.const 77777)))
(assert_return (invoke "call 7" (i32.const 1000)))
(assert_return (invoke "call 7" (i32.const 77777)))
(assert_return (invoke "static 7" (i32.const 1000)))
(assert_return (invoke "static 7" (i32.const 77777)))
(assert_return (invoke "rethrow 7" (i32.const 1000)))
(assert_return (invoke "rethrow 7" (i32.const 77777)))
(assert_return (invoke "delegate 7" (i32.const 1000)))
(assert_return (invoke "delegate 7" (i32.const 77777)))
(assert_return (invoke "call 8" (i32.const 1000)))
(assert_return (invoke "call 8" (i32.const 77777)))
(assert_return (invoke "static 8" (i32.const 1000)))
(assert_return (invoke "static 8" (i32.const 77777)))
(assert_return (invoke "rethrow 8" (i32.const 1000)))
(assert_return (invoke "rethrow 8" (i32.const 77777)))
(assert_return (invoke "delegate 8" (i32.const 1000)))
(assert_return (invoke "delegate 8" (i32.const 77777)))
(assert_return (invoke "call 9" (i32.const 1000)))
(assert_return (invoke "call 9" (i32.const 77777)))
(assert_return (invoke "static 9" (i32.const 1000)))
(assert_return (invoke "static 9" (i32.const 77777)))
(assert_return (invoke "rethrow 9" (i32.const 1000)))
(assert_return (invoke "rethrow 9" (i32.const 77777)))
(assert_return (invoke "delegate 9" (i32.const 1000)))
(assert_return (invoke "delegate 9" (i32.const 77777)))
(assert_return (invoke "call 13" (i32.const 1000)))
(assert_return (invoke "call 13" (i32.const 77777)))
(assert_return (invoke "static 13" (i32.const 1000)))
(assert_return (invoke "static 13" (i32.const 77777)))
(assert_return (invoke "rethrow 13" (i32.const 1000)))
(assert_return (invoke "rethrow 13" (i32.const 77777)))
(assert_return (invoke "delegate 13" (i32.const 1000)))
(assert_return (invoke "delegate 13" (i32.const 77777)))
(assert_return (invoke "call 14" (i32.const 1000)))
(assert_return (invoke "call 14" (i32.const 77777)))
(assert_return (invoke "static 14" (i32.const 1000)))
(assert_return (invoke "static 14" (i32.const 77777)))
(assert_return (invoke "rethrow 14" (i32.const 1000)))
(assert_return (invoke "rethrow 14" (i32.const 77777)))
(assert_return (invoke "delegate 14" (i32.const 1000)))
(assert_return (invoke "delegate 14" (i32.const 77777)))
(assert_return (invoke "call 15" (i32.const 1000)))
(assert_return (invoke "call 15" (i32.const 77777)))
(assert_return (invoke "static 15" (i32.const 1000)))
(assert_return (invoke "static 15" (i32.const 77777)))
(assert_return (invoke "rethrow 15" (i32.const 1000)))
(assert_return (invoke "rethrow 15" (i32.const 77777)))
(assert_return (invoke "delegate 15" (i32.const 1000)))
(assert_return (invoke "delegate 15" (i32.const 77777)))
(assert_return (invoke "call 16" (i32.const 1000)))
(assert_return (invoke "call 16" (i32.const 77777)))
(assert_return (invoke "static 16" (i32.const 1000)))
(assert_return (invoke "static 16" (i32.const 77777)))
(assert_return (invoke "rethrow 16" (i32.const 1000)))
(assert_return (invoke "rethrow 16" (i32.const 77777)))
(assert_return (invoke "delegate 16" (i32.const 1000)))
(assert_return (invoke "delegate 16" (i32.const 77777)))
(assert_return (invoke "call 40" (i32.const 1000)))
(assert_return (invoke "call 40" (i32.const 77777)))
(assert_return (invoke "static 40" (i32.const 1000)))
(assert_return (invoke "static 40" (i32.const 77777)))
(assert_return (invoke "rethrow 40" (i32.const 1000)))
(assert_return (invoke "rethrow 40" (i32.const 77777)))
(assert_return (invoke "delegate 40" (i32.const 1000)))
(assert_return (invoke "delegate 40" (i32.const 77777)))
