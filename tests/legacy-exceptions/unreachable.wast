;; `try` where code does not get to: in unreachable code, and where only throws end.

(module
  (tag $e (param i32))

  (func (export "after-unreachable") (result i32)
    (unreachable)
    try (result i32) (i32.const 1)
    catch $e
    catch_all (i32.const 2)
    end)
  (func (export "after-return") (result i32)
    (return (i32.const 1))
    try (result i32)
      try (result i32) (i32.const 0)
      delegate 0
    catch $e (rethrow 0)
    catch_all (rethrow 0)
    end)
  (func (export "after-br") (result i32)
    (block $b (result i32)
      (br $b (i32.const 2))
      try $t (param i32) (result i32)
        (throw $e)
      catch $e
      catch_all try (result i32) (rethrow $t)
      catch_all (rethrow 0)
      end
      end))
  (func (export "after-throw") (result i32)
    try (result i32)
        (throw $e (i32.const 3))
        try (drop (i32.eqz (i32.const 1)))
        catch_all
        end
        (i32.const 4)
        try
        delegate 0
    catch $e
    end)
  ;; Bodies that do not end, handlers that do not end, both
  (func (export "body-never-ends") (param i32) (result i32)
    try (result i32)
      (br_if 1 (i32.const 1) (local.get 0)) (throw $e)
    catch $e (i32.const 10) (i32.add)
    end)
  (func (export "handler-never-ends") (param i32) (result i32)
    try (result i32)
      (if (local.get 0) (then (throw $e (i32.const 1)))) (i32.const 2)
    catch $e (return)
    catch_all (unreachable)
    end)
  (func (export "neither-ends") (param i32) (result i32)
    try (result i32)
      (throw $e (local.get 0))
    catch $e (return)
    catch_all (unreachable)
    end)
  ;; Nothing in the body can throw: the handlers are not reached.
  (func (export "handler-not-reached") (result i32)
    try (result i32)
      (i32.const 5)
    catch $e (drop) (unreachable)
    catch_all (rethrow 0)
    end)
  ;; After `rethrow`
  (func (export "after-rethrow") (param i32) (result i32)
    try (result i32)
        try $t (result i32)
          (throw $e (local.get 0))
        catch_all
            (rethrow $t)
            (i32.add)
            try
            catch_all (rethrow $t)
            end
            (drop)
            (i32.const 1)
        end
    catch $e (i32.const 1) (i32.add)
    end)
)

(assert_trap (invoke "after-unreachable") "unreachable")
(assert_return (invoke "after-return") (i32.const 1))
(assert_return (invoke "after-br") (i32.const 2))
(assert_return (invoke "after-throw") (i32.const 3))
(assert_return (invoke "body-never-ends" (i32.const 5)) (i32.const 1))
(assert_return (invoke "body-never-ends" (i32.const 0)) (i32.const 11))
(assert_return (invoke "handler-never-ends" (i32.const 0)) (i32.const 2))
(assert_return (invoke "handler-never-ends" (i32.const 1)) (i32.const 1))
(assert_return (invoke "neither-ends" (i32.const 8)) (i32.const 8))
(assert_return (invoke "handler-not-reached") (i32.const 5))
(assert_return (invoke "after-rethrow" (i32.const 8)) (i32.const 9))
