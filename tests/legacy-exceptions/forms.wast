;; Every form of `try`: handlers of every kind, what they get, what they give.

(module
  (tag $empty)
  (tag $i32 (param i32))
  (tag $i64 (param i64))
  (tag $pair (param i32 f64))

  ;; Throws according to its argument; 0 throws nothing.
  (func $throw (export "throw") (param $how i32) (result i32)
    (block $pair (block $i64 (block $i32 (block $empty (block $nothing
      (br_table $nothing $empty $i32 $i64 $pair (local.get $how)))
      (return (i32.const 0)))
      (throw $empty))
      (throw $i32 (i32.const 22)))
      (throw $i64 (i64.const 33)))
    (throw $pair (i32.const 44) (f64.const 4.5)))

  (func (export "no-handler") (param i32) (result i32)
    try (result i32)
      (i32.add (call $throw (local.get 0)) (i32.const 100))
    end)

  (func (export "catch-all") (param i32) (result i32)
    try (result i32)
      (i32.add (call $throw (local.get 0)) (i32.const 100))
    catch_all (i32.const 7)
    end)

  (func (export "one-catch") (param i32) (result i32)
    try (result i32)
      (i32.add (call $throw (local.get 0)) (i32.const 100))
    catch $i32
    end)

  (func (export "two-catches") (param i32) (result i32)
    try (result i32)
      (i32.add (call $throw (local.get 0)) (i32.const 100))
    catch $i64 (i32.wrap_i64)
    catch $i32 (i32.add (i32.const 1))
    end)

  (func (export "all-catches") (param i32) (result i32)
    try (result i32)
      (i32.add (call $throw (local.get 0)) (i32.const 100))
    catch $empty (i32.const 11)
    catch $i32
    catch $i64 (i32.wrap_i64)
    catch $pair (i32.trunc_f64_s) (i32.add)
    catch_all (unreachable)
    end)

  ;; The first of two handlers of the same tag is the one.
  (func (export "first-of-two") (param i32) (result i32)
    try (result i32)
      (call $throw (local.get 0))
    catch $i32 (drop) (i32.const 1)
    catch $i32 (drop) (i32.const 2)
    catch_all (i32.const 3)
    end)

  ;; Flat, with parameters and several results
  (func (export "flat") (param $how i32) (result i32 i64)
    local.get $how
    i64.const 5
    try $t (param i32 i64) (result i32 i64)
      drop
      call $throw
      i64.const 6
    catch $i32
      i64.const 7
    catch $pair
      drop
      i64.const 8
    catch_all
      i32.const 9
      i64.const 9
    end)

  ;; Values of the operand stack below the try stay.
  (func (export "below") (param $how i32) (result i32 i64 f32 i32)
    i32.const 1
    i64.const 2
    f32.const 3
    try (result i32)
      i32.const 1000
      i64.const 1000
      local.get $how
      call $throw
      br 0
    catch $i32
    catch_all
      i32.const 5
    end)

  ;; Locals have in the handler the values that they had at the throw.
  (func (export "locals") (param $how i32) (result i32 i64 f64)
    (local $a i32) (local $b i64) (local $c f64)
    (local.set $a (i32.const 1))
    try
        (local.set $b (i64.const 2))
        (drop (call $throw (local.get $how)))
        (local.set $a (i32.const 3))
        (local.set $c (f64.const 3))
    catch $i32 (local.set $a)
    catch_all (local.set $c (f64.const 4))
    end
    (local.get $a) (local.get $b) (local.get $c))

  ;; A throw in a handler is not caught by the same try.
  (func $throw-in-handler (export "throw-in-handler") (param i32) (result i32)
    try (result i32)
      (call $throw (local.get 0))
    catch $i32 (drop) (throw $i64 (i64.const 1))
    catch $i64 (drop) (i32.const -1)
    catch_all (throw $i32 (i32.const 2))
    end)

  (func (export "throw-in-handler-caught") (param i32) (result i32)
    try (result i32)
      (call $throw-in-handler (local.get 0))
    catch $i64 (i32.wrap_i64)
    catch $i32 (i32.const 10) (i32.add)
    end)

  ;; A throw whose handler is in the same function
  (func (export "static") (param i32) (result i32)
    try (result i32)
        (if (local.get 0) (then (throw $i32 (local.get 0))))
        (throw $pair (i32.const 6) (f64.const 7))
    catch $i32
    catch $pair (i32.trunc_f64_s) (i32.mul)
    end)

  ;; An exception that only the outer one of two handles
  (func (export "nested") (param i32) (result i32)
    try (result i32)
        try (result i32)
            try (result i32)
              (call $throw (local.get 0))
            catch $i32 (i32.const 1) (i32.add)
            end
        catch $i64 (i32.wrap_i64) (i32.const 2) (i32.add)
        end
    catch $pair (drop) (i32.const 3) (i32.add)
    catch_all (i32.const 4)
    end)

  ;; A try in a handler
  (func (export "in-handler") (param i32 i32) (result i32)
    try (result i32)
      (call $throw (local.get 0))
    catch $i32
        try (param i32) (result i32)
          (drop) (call $throw (local.get 1))
        catch $i32 (i32.const 1000) (i32.add)
        catch $empty (i32.const 2000)
        end
    catch_all
        try (result i32)
          (call $throw (local.get 1))
        catch_all (i32.const 3000)
        end
    end)

  ;; A handler's values are its own each time.
  (func (export "in-loop") (param $n i32) (result i32)
    (local $sum i32)
    (loop $again
      try
          (throw $i32 (local.get $n))
      catch $i32
          (local.set $sum (i32.add (local.get $sum)))
      end
      try
          (drop (call $throw (i32.and (local.get $n) (i32.const 3))))
      catch $i32 (local.set $sum (i32.add (local.get $sum)))
      catch_all (local.set $sum (i32.add (local.get $sum) (i32.const 1)))
      end
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum))

  (func (export "empty-try") try
  end)
  (func (export "empty-try-catch-all") try
  catch_all
  end)
  (func (export "empty-bodies") try  (throw $empty)
  catch $empty
  catch_all
  end)
)

(assert_return (invoke "throw" (i32.const 0)) (i32.const 0))
(assert_exception (invoke "throw" (i32.const 1)))
(assert_exception (invoke "throw" (i32.const 2)))
(assert_exception (invoke "throw" (i32.const 3)))
(assert_exception (invoke "throw" (i32.const 4)))

(assert_return (invoke "no-handler" (i32.const 0)) (i32.const 100))
(assert_exception (invoke "no-handler" (i32.const 1)))
(assert_exception (invoke "no-handler" (i32.const 4)))

(assert_return (invoke "catch-all" (i32.const 0)) (i32.const 100))
(assert_return (invoke "catch-all" (i32.const 1)) (i32.const 7))
(assert_return (invoke "catch-all" (i32.const 2)) (i32.const 7))
(assert_return (invoke "catch-all" (i32.const 3)) (i32.const 7))
(assert_return (invoke "catch-all" (i32.const 4)) (i32.const 7))

(assert_return (invoke "one-catch" (i32.const 0)) (i32.const 100))
(assert_exception (invoke "one-catch" (i32.const 1)))
(assert_return (invoke "one-catch" (i32.const 2)) (i32.const 22))
(assert_exception (invoke "one-catch" (i32.const 3)))
(assert_exception (invoke "one-catch" (i32.const 4)))

(assert_return (invoke "two-catches" (i32.const 0)) (i32.const 100))
(assert_exception (invoke "two-catches" (i32.const 1)))
(assert_return (invoke "two-catches" (i32.const 2)) (i32.const 23))
(assert_return (invoke "two-catches" (i32.const 3)) (i32.const 33))
(assert_exception (invoke "two-catches" (i32.const 4)))

(assert_return (invoke "all-catches" (i32.const 0)) (i32.const 100))
(assert_return (invoke "all-catches" (i32.const 1)) (i32.const 11))
(assert_return (invoke "all-catches" (i32.const 2)) (i32.const 22))
(assert_return (invoke "all-catches" (i32.const 3)) (i32.const 33))
(assert_return (invoke "all-catches" (i32.const 4)) (i32.const 48))

(assert_return (invoke "first-of-two" (i32.const 0)) (i32.const 0))
(assert_return (invoke "first-of-two" (i32.const 2)) (i32.const 1))
(assert_return (invoke "first-of-two" (i32.const 3)) (i32.const 3))

(assert_return (invoke "flat" (i32.const 0)) (i32.const 0) (i64.const 6))
(assert_return (invoke "flat" (i32.const 1)) (i32.const 9) (i64.const 9))
(assert_return (invoke "flat" (i32.const 2)) (i32.const 22) (i64.const 7))
(assert_return (invoke "flat" (i32.const 3)) (i32.const 9) (i64.const 9))
(assert_return (invoke "flat" (i32.const 4)) (i32.const 44) (i64.const 8))

(assert_return (invoke "below" (i32.const 0)) (i32.const 1) (i64.const 2) (f32.const 3) (i32.const 0))
(assert_return (invoke "below" (i32.const 1)) (i32.const 1) (i64.const 2) (f32.const 3) (i32.const 5))
(assert_return (invoke "below" (i32.const 2)) (i32.const 1) (i64.const 2) (f32.const 3) (i32.const 22))

(assert_return (invoke "locals" (i32.const 0)) (i32.const 3) (i64.const 2) (f64.const 3))
(assert_return (invoke "locals" (i32.const 1)) (i32.const 1) (i64.const 2) (f64.const 4))
(assert_return (invoke "locals" (i32.const 2)) (i32.const 22) (i64.const 2) (f64.const 0))

(assert_return (invoke "throw-in-handler" (i32.const 0)) (i32.const 0))
(assert_exception (invoke "throw-in-handler" (i32.const 1)))
(assert_exception (invoke "throw-in-handler" (i32.const 2)))
(assert_return (invoke "throw-in-handler" (i32.const 3)) (i32.const -1))
(assert_return (invoke "throw-in-handler-caught" (i32.const 1)) (i32.const 12))
(assert_return (invoke "throw-in-handler-caught" (i32.const 2)) (i32.const 1))
(assert_return (invoke "throw-in-handler-caught" (i32.const 4)) (i32.const 12))

(assert_return (invoke "static" (i32.const 5)) (i32.const 5))
(assert_return (invoke "static" (i32.const 0)) (i32.const 42))

(assert_return (invoke "nested" (i32.const 0)) (i32.const 0))
(assert_return (invoke "nested" (i32.const 1)) (i32.const 4))
(assert_return (invoke "nested" (i32.const 2)) (i32.const 23))
(assert_return (invoke "nested" (i32.const 3)) (i32.const 35))
(assert_return (invoke "nested" (i32.const 4)) (i32.const 47))

(assert_return (invoke "in-handler" (i32.const 0) (i32.const 2)) (i32.const 0))
(assert_return (invoke "in-handler" (i32.const 2) (i32.const 0)) (i32.const 0))
(assert_return (invoke "in-handler" (i32.const 2) (i32.const 1)) (i32.const 2000))
(assert_return (invoke "in-handler" (i32.const 2) (i32.const 2)) (i32.const 1022))
(assert_exception (invoke "in-handler" (i32.const 2) (i32.const 3)))
(assert_return (invoke "in-handler" (i32.const 1) (i32.const 3)) (i32.const 3000))

;; The sum of n to 1 from the first; 22 for each n with n mod 4 = 2 and 1 for each
;; with n mod 4 = 1 or 3, from the second.
(assert_return (invoke "in-loop" (i32.const 1)) (i32.const 2))
(assert_return (invoke "in-loop" (i32.const 4)) (i32.const 34))
(assert_return (invoke "in-loop" (i32.const 1000)) (i32.const 506500))

(assert_return (invoke "empty-try"))
(assert_return (invoke "empty-try-catch-all"))
(assert_return (invoke "empty-bodies"))
