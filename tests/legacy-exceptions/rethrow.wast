;; `rethrow`: the exception of the handler that the label names.

(module
  (tag $a (param i32))
  (tag $b (param i64))
  (tag $c)

  (func $throw (param i32) (result i32)
    (if (i32.eq (local.get 0) (i32.const 1)) (then (throw $a (i32.const 10))))
    (if (i32.eq (local.get 0) (i32.const 2)) (then (throw $b (i64.const 20))))
    (if (i32.eq (local.get 0) (i32.const 3)) (then (throw $c)))
    (i32.const 0))

  ;; Whatever it gets, as a number
  (func (export "from-catch") (param i32) (result i32)
    try (result i32)
        try $t (result i32)
          (call $throw (local.get 0))
        catch $a (drop) (rethrow $t)
        catch $b (drop) (rethrow $t)
        end
    catch $a
    catch $b (i32.wrap_i64)
    catch_all (i32.const 30)
    end)

  (func (export "from-catch-all") (param i32) (result i32)
    try (result i32)
        try $t (result i32)
          (call $throw (local.get 0))
        catch_all (rethrow $t)
        end
    catch $a
    catch $b (i32.wrap_i64)
    catch_all (i32.const 30)
    end)

  (func $uncaught (export "uncaught") (param i32) (result i32)
    try $t (result i32)
      (call $throw (local.get 0))
    catch_all (rethrow $t)
    end)

  (func (export "called") (param i32) (result i32)
    try (result i32)
      (call $uncaught (local.get 0))
    catch $a
    catch $b (i32.wrap_i64)
    catch_all (i32.const 30)
    end)

  ;; The handler changes what it was given; the exception keeps its value.
  (func (export "keeps-value") (result i32)
    (local $x i32)
    try (result i32)
        try $t (result i32)
          (throw $a (i32.const 1))
        catch $a
            (local.set $x (i32.const 100) (i32.add))
            (rethrow $t)
        end
    catch $a (local.get $x) (i32.add)
    end)

  ;; Of two handlers inside one another, either one's exception: the first argument
  ;; is thrown outside, the second inside, and the third says which one goes on.
  (func (export "choose") (param i32 i32 i32) (result i32)
    try (result i32)
        try $outer (result i32)
          (call $throw (local.get 0))
        catch_all
            try $inner (result i32)
              (call $throw (local.get 1))
            catch_all
                (if (local.get 2)
                  (then (rethrow $inner)))
                (rethrow $outer)
            end
        end
    catch $a
    catch $b (i32.wrap_i64)
    catch_all (i32.const 30)
    end)

  ;; Three handlers inside one another, with blocks and loops between them
  (func (export "choose-of-three") (param $which i32) (result i32)
    try (result i32)
        try $1 (result i32)
          (throw $a (i32.const 1))
        catch $a
            (drop)
            (block $x (result i32)
              try $2 (result i32)
                (throw $a (i32.const 2))
              catch_all
                  (loop $y (result i32)
                    try $3 (result i32)
                      (drop (call $throw (i32.const 1))) (unreachable)
                    catch $b (unreachable)
                    catch $a
                        (drop)
                        (block $z
                          (block $r3 (block $r2 (block $r1
                            (br_table $r1 $r2 $r3 $z (local.get $which)))
                            (rethrow $1))
                            (rethrow $2))
                          (rethrow $3))
                        (i32.const 99)
                    end)
              end)
        end
    catch $a
    end)

  ;; A rethrow inside the body of another try: that one's handlers get it.
  (func (export "into-try") (param i32) (result i32)
    try $t (result i32)
      (call $throw (local.get 0))
    catch_all
        try (result i32)
          (rethrow $t)
        catch $a (i32.const 1) (i32.add)
        catch_all (i32.const 31)
        end
    end)

  ;; A rethrow into a try that delegates
  (func (export "into-delegate") (param i32) (result i32)
    try $target (result i32)
        try $t (result i32)
          (call $throw (local.get 0))
        catch_all
            try (result i32)
                try (result i32)
                  (rethrow $t)
                delegate $target
            catch_all (i32.const -1)
            end
        end
    catch $a (i32.const 2) (i32.add)
    catch_all (i32.const 32)
    end)

  ;; At each of ten levels, the innermost by a call
  (func $ten (param $n i32) (result i32)
    (if (i32.eqz (local.get $n)) (then (throw $a (i32.const 77))))
    try $t (result i32)
      (call $ten (i32.sub (local.get $n) (i32.const 1)))
    catch_all (rethrow $t)
    end)
  (func (export "levels") (param i32) (result i32)
    try (result i32)
      (call $ten (local.get 0))
    catch $a
    end)

  ;; An exception in a loop, a new one each time
  (func (export "in-loop") (param $n i32) (result i64)
    (local $sum i64)
    (loop $again
      try
          try $t
            (throw $b (i64.extend_i32_u (local.get $n)))
          catch_all (rethrow $t)
          end
      catch $b (local.set $sum (i64.add (local.get $sum)))
      end
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum))
)

(assert_return (invoke "from-catch" (i32.const 0)) (i32.const 0))
(assert_return (invoke "from-catch" (i32.const 1)) (i32.const 10))
(assert_return (invoke "from-catch" (i32.const 2)) (i32.const 20))
(assert_return (invoke "from-catch" (i32.const 3)) (i32.const 30))
(assert_return (invoke "from-catch-all" (i32.const 0)) (i32.const 0))
(assert_return (invoke "from-catch-all" (i32.const 1)) (i32.const 10))
(assert_return (invoke "from-catch-all" (i32.const 2)) (i32.const 20))
(assert_return (invoke "from-catch-all" (i32.const 3)) (i32.const 30))
(assert_return (invoke "uncaught" (i32.const 0)) (i32.const 0))
(assert_exception (invoke "uncaught" (i32.const 1)))
(assert_return (invoke "called" (i32.const 1)) (i32.const 10))
(assert_return (invoke "called" (i32.const 2)) (i32.const 20))
(assert_return (invoke "called" (i32.const 3)) (i32.const 30))
(assert_return (invoke "keeps-value") (i32.const 102))

(assert_return (invoke "choose" (i32.const 0) (i32.const 1) (i32.const 0)) (i32.const 0))
(assert_return (invoke "choose" (i32.const 1) (i32.const 0) (i32.const 0)) (i32.const 0))
(assert_return (invoke "choose" (i32.const 1) (i32.const 2) (i32.const 0)) (i32.const 10))
(assert_return (invoke "choose" (i32.const 1) (i32.const 2) (i32.const 1)) (i32.const 20))
(assert_return (invoke "choose" (i32.const 2) (i32.const 1) (i32.const 0)) (i32.const 20))
(assert_return (invoke "choose" (i32.const 2) (i32.const 1) (i32.const 1)) (i32.const 10))
(assert_return (invoke "choose" (i32.const 3) (i32.const 1) (i32.const 0)) (i32.const 30))
(assert_return (invoke "choose" (i32.const 1) (i32.const 3) (i32.const 1)) (i32.const 30))

(assert_return (invoke "choose-of-three" (i32.const 0)) (i32.const 1))
(assert_return (invoke "choose-of-three" (i32.const 1)) (i32.const 2))
(assert_return (invoke "choose-of-three" (i32.const 2)) (i32.const 10))
(assert_return (invoke "choose-of-three" (i32.const 3)) (i32.const 99))

(assert_return (invoke "into-try" (i32.const 0)) (i32.const 0))
(assert_return (invoke "into-try" (i32.const 1)) (i32.const 11))
(assert_return (invoke "into-try" (i32.const 2)) (i32.const 31))
(assert_return (invoke "into-delegate" (i32.const 0)) (i32.const 0))
(assert_return (invoke "into-delegate" (i32.const 1)) (i32.const 12))
(assert_return (invoke "into-delegate" (i32.const 2)) (i32.const 32))

(assert_return (invoke "levels" (i32.const 0)) (i32.const 77))
(assert_return (invoke "levels" (i32.const 1)) (i32.const 77))
(assert_return (invoke "levels" (i32.const 10)) (i32.const 77))
(assert_return (invoke "levels" (i32.const 100)) (i32.const 77))
(assert_return (invoke "in-loop" (i32.const 1000)) (i64.const 500500))
