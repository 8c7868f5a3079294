;; Ways into and out of `try`: branches, returns, tail calls, loops.

(module
  (type $unary (func (param i32) (result i32)))
  (tag $e (param i32))
  (table funcref (elem $throw $id))

  (func $throw (param i32) (result i32) (throw $e (local.get 0)))
  (func $id (param i32) (result i32) (local.get 0))

  ;; A branch out of the body takes values with it and leaves the handlers.
  (func (export "br-out-of-body") (param i32) (result i32)
    try (result i32)
        (block $out (result i32)
          try (result i32)
              (br_if $out (i32.const 1) (local.get 0))
              (drop)
              (i32.const 2)
          catch_all (i32.const -1)
          end)
        (call $throw)
    catch $e (i32.const 10) (i32.add)
    end)

  (func (export "br-to-own-label") (param i32) (result i32)
    try $t (result i32)
      (br_if $t (i32.const 1) (local.get 0)) (call $throw)
    catch $e (br_if $t (i32.const 5) (i32.eqz (local.get 0))) (unreachable)
    end)

  (func (export "br-out-of-handler") (param i32) (result i32)
    (block $out (result i32)
      try (result i32)
        (call $throw (local.get 0))
      catch $e (br_if $out (local.get 0)) (i32.const 100) (i32.add)
      end
      (i32.const 1000)
      (i32.add)))

  (func (export "br-table") (param i32) (result i32)
    (block $a (result i32)
      (block $b (result i32)
        try $t (result i32)
            (i32.const 1)
            (br_table $t $b $a (local.get 0))
        catch_all (unreachable)
        end
        (i32.const 10) (i32.add))
      (i32.const 100) (i32.add)))

  (func (export "return-from-body") (param i32) (result i32)
    try
      (return (call $id (local.get 0)))
    catch_all (return (i32.const -1))
    end
    (i32.const -2))

  (func (export "return-from-handler") (param i32) (result i32)
    try
      (drop (call $throw (local.get 0)))
    catch $e (return)
    end
    (i32.const -2))

  ;; A loop whose back edge leaves the try, and one whose back edge stays in it
  (func (export "loop-around") (param $n i32) (result i32)
    (local $caught i32)
    (loop $again
      try
          (if (i32.and (local.get $n) (i32.const 1)) (then (drop (call $throw (local.get $n)))))
          (local.set $n (i32.sub (local.get $n) (i32.const 1)))
          (br_if $again (local.get $n))
      catch $e
          (local.set $caught (i32.add (local.get $caught)))
          (local.set $n (i32.sub (local.get $n) (i32.const 1)))
          (br_if $again (local.get $n))
      end)
    (local.get $caught))

  (func (export "loop-inside") (param $n i32) (result i32)
    try
        (loop $again
          (if (i32.eqz (local.get $n)) (then (drop (call $throw (i32.const 7)))))
          (local.set $n (i32.sub (local.get $n) (i32.const 1)))
          (br $again))
    catch $e (i32.add (local.get $n)) (local.set $n)
    end
    (local.get $n))

  ;; A try as the body of a loop, with loop parameters
  (func (export "loop-parameters") (param $n i32) (result i32)
    (i32.const 0)
    (loop $again (param i32) (result i32)
      try (param i32) (result i32)
        (local.get $n) (i32.add) (call $throw)
      catch $e
      end
      (local.tee $n (i32.sub (local.get $n) (i32.const 1)))
      (br_if $again)))

  ;; A tail call leaves the function: the handlers around it get nothing.
  (func $tail (export "tail") (param i32) (result i32)
    try (result i32)
      (return_call $throw (local.get 0))
    catch_all (i32.const -1)
    end)
  (func $tail-indirect (export "tail-indirect") (param i32) (result i32)
    try (result i32)
      (return_call_indirect (type $unary) (local.get 0) (i32.const 0))
    catch_all (i32.const -1)
    end)
  (func $tail-ref (export "tail-ref") (param i32) (result i32)
    try (result i32)
      (return_call_ref $unary (local.get 0) (ref.func $throw))
    catch_all (i32.const -1)
    end)
  (func $tail-from-handler (export "tail-from-handler") (param i32) (result i32)
    try (result i32)
      (call $throw (local.get 0))
    catch $e (i32.const 1) (i32.add) (return_call $throw)
    catch_all (i32.const -1)
    end)
  (func $tail-delegate (export "tail-delegate") (param i32) (result i32)
    try $t (result i32)
      try (result i32) (return_call $throw (local.get 0))
      delegate $t
    catch_all (i32.const -1)
    end)
  (func (export "tails") (param $which i32) (param $value i32) (result i32)
    try (result i32)
        (block $5 (block $4 (block $3 (block $2 (block $1
          (br_table $1 $2 $3 $4 $5 (local.get $which)))
          (return (call $tail (local.get $value))))
          (return (call $tail-indirect (local.get $value))))
          (return (call $tail-ref (local.get $value))))
          (return (call $tail-from-handler (local.get $value))))
        (return (call $tail-delegate (local.get $value)))
    catch $e (i32.const 100) (i32.add)
    end)

  ;; Calls of every kind in a body
  (func (export "indirect") (param i32 i32) (result i32)
    try (result i32)
      (call_indirect (type $unary) (local.get 0) (local.get 1))
    catch $e (i32.const 100) (i32.add)
    end)
  (func (export "ref") (param i32) (result i32)
    try (result i32)
      (call_ref $unary (local.get 0) (ref.func $throw))
    catch $e (i32.const 100) (i32.add)
    end)

  ;; if and else with a try in each
  (func (export "if-else") (param i32) (result i32)
    (if (result i32) (local.get 0)
      (then try (result i32) (call $throw (local.get 0))
      catch $e (i32.const 1) (i32.add)
      end)
      (else try (result i32) (call $throw (i32.const 50))
      catch $e (i32.const 2) (i32.add)
      end)))

  ;; Recursion through bodies and through handlers
  (func $body (export "recursion-in-body") (param $n i32) (result i32)
    (if (i32.eqz (local.get $n)) (then (return (call $throw (i32.const 1)))))
    try (result i32)
      (call $body (i32.sub (local.get $n) (i32.const 1)))
    catch $e (i32.const 1) (i32.add) (call $throw)
    end)
  (func (export "recursion-in-body-caught") (param i32) (result i32)
    try (result i32) (call $body (local.get 0))
    catch $e
    end)
  (func $handler (export "recursion-in-handler") (param $n i32) (result i32)
    (if (i32.eqz (local.get $n)) (then (return (i32.const 1))))
    try (result i32)
      (call $throw (local.get $n))
    catch $e (i32.const 1) (i32.sub) (call $handler) (i32.const 1) (i32.add)
    end)
)

(assert_return (invoke "br-out-of-body" (i32.const 1)) (i32.const 11))
(assert_return (invoke "br-out-of-body" (i32.const 0)) (i32.const 12))
(assert_return (invoke "br-to-own-label" (i32.const 1)) (i32.const 1))
(assert_return (invoke "br-to-own-label" (i32.const 0)) (i32.const 5))
(assert_return (invoke "br-out-of-handler" (i32.const 3)) (i32.const 3))
(assert_return (invoke "br-out-of-handler" (i32.const 0)) (i32.const 1100))
(assert_return (invoke "br-table" (i32.const 0)) (i32.const 111))
(assert_return (invoke "br-table" (i32.const 1)) (i32.const 101))
(assert_return (invoke "br-table" (i32.const 2)) (i32.const 1))
(assert_return (invoke "return-from-body" (i32.const 4)) (i32.const 4))
(assert_return (invoke "return-from-handler" (i32.const 4)) (i32.const 4))
(assert_return (invoke "loop-around" (i32.const 100)) (i32.const 2500))
(assert_return (invoke "loop-inside" (i32.const 100)) (i32.const 7))
(assert_return (invoke "loop-parameters" (i32.const 100)) (i32.const 5050))
(assert_exception (invoke "tail" (i32.const 1)))
(assert_exception (invoke "tail-indirect" (i32.const 1)))
(assert_exception (invoke "tail-ref" (i32.const 1)))
(assert_exception (invoke "tail-from-handler" (i32.const 1)))
(assert_exception (invoke "tail-delegate" (i32.const 1)))
(assert_return (invoke "tails" (i32.const 0) (i32.const 1)) (i32.const 101))
(assert_return (invoke "tails" (i32.const 1) (i32.const 2)) (i32.const 102))
(assert_return (invoke "tails" (i32.const 2) (i32.const 3)) (i32.const 103))
(assert_return (invoke "tails" (i32.const 3) (i32.const 4)) (i32.const 105))
(assert_return (invoke "tails" (i32.const 4) (i32.const 5)) (i32.const 105))
(assert_return (invoke "indirect" (i32.const 1) (i32.const 0)) (i32.const 101))
(assert_return (invoke "indirect" (i32.const 1) (i32.const 1)) (i32.const 1))
(assert_return (invoke "ref" (i32.const 2)) (i32.const 102))
(assert_return (invoke "if-else" (i32.const 2)) (i32.const 3))
(assert_return (invoke "if-else" (i32.const 0)) (i32.const 52))
(assert_exception (invoke "recursion-in-body" (i32.const 10)))
(assert_return (invoke "recursion-in-body-caught" (i32.const 100)) (i32.const 101))
(assert_return (invoke "recursion-in-handler" (i32.const 100)) (i32.const 101))
