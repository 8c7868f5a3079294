;; Old and new instructions in one module, and in one function.

(module
  (tag $e (param i32))
  (tag $f (param i64))

  (func $throw (param i32)
    (if (i32.eq (local.get 0) (i32.const 1)) (then (throw $e (i32.const 10))))
    (if (i32.eq (local.get 0) (i32.const 2)) (then (throw $f (i64.const 20)))))

  (func (export "new-around-old") (param i32) (result i32)
    (block $f (result i64)

        (try_table (result i32) (catch $f $f)
          try (result i32)
            (call $throw (local.get 0)) (i32.const 0)
          catch $e
          end)
      return)
    (i32.wrap_i64) (i32.const 1) (i32.add))

  (func (export "old-around-new") (param i32) (result i32)
    try (result i32)
        (block $f (result i64)
          (return
            (try_table (result i32) (catch $f $f)
              (call $throw (local.get 0))
              (i32.const 0))))
        (i32.wrap_i64) (i32.const 2) (i32.add)
    catch $e (i32.const 3) (i32.add)
    end)

  ;; A reference from the new, thrown on into the old, rethrown there, caught by the new
  (func (export "back-and-forth") (param i32) (result i32)
    (local $x exnref)
    (block $caught (result i32 exnref)
      (try_table (catch_ref $e $caught)
        try $t
            (block $all (result exnref)
              (try_table (catch_all_ref $all) (call $throw (local.get 0)))
              (return (i32.const 0)))
            (throw_ref)
        catch $e (drop) (rethrow $t)
        end)
      (unreachable))
    (local.set $x)
    try (param i32) (result i32)
      (drop) (throw_ref (local.get $x))
    catch $e (i32.const 4) (i32.add)
    catch_all (i32.const -1)
    end)

  ;; `delegate` past a try_table
  (func (export "delegate-past-new") (param i32) (result i32)
    try $t (result i32)
        (block $all
          (try_table (catch_all $all)
            try (call $throw (local.get 0))
            delegate $t))
        (i32.const 5)
    catch $e (i32.const 6) (i32.add)
    catch $f (i32.wrap_i64) (i32.const 7) (i32.add)
    end)

  ;; `delegate` to a try_table
  (func (export "delegate-to-new") (param i32) (result i32)
    (block $e (result i32)
      (try_table $tt (catch $e $e)
        try
            try (call $throw (local.get 0))
            delegate $tt
        catch_all (return (i32.const -1))
        end)
      (return (i32.const 8)))
    (i32.const 9) (i32.add))
)

(assert_return (invoke "new-around-old" (i32.const 0)) (i32.const 0))
(assert_return (invoke "new-around-old" (i32.const 1)) (i32.const 10))
(assert_return (invoke "new-around-old" (i32.const 2)) (i32.const 21))
(assert_return (invoke "old-around-new" (i32.const 0)) (i32.const 0))
(assert_return (invoke "old-around-new" (i32.const 1)) (i32.const 13))
(assert_return (invoke "old-around-new" (i32.const 2)) (i32.const 22))
(assert_return (invoke "back-and-forth" (i32.const 0)) (i32.const 0))
(assert_return (invoke "back-and-forth" (i32.const 1)) (i32.const 14))
(assert_exception (invoke "back-and-forth" (i32.const 2)))
(assert_return (invoke "delegate-past-new" (i32.const 0)) (i32.const 5))
(assert_return (invoke "delegate-past-new" (i32.const 1)) (i32.const 16))
(assert_return (invoke "delegate-past-new" (i32.const 2)) (i32.const 27))
(assert_return (invoke "delegate-to-new" (i32.const 0)) (i32.const 8))
(assert_return (invoke "delegate-to-new" (i32.const 1)) (i32.const 19))
(assert_exception (invoke "delegate-to-new" (i32.const 2)))
