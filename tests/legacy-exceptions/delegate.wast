;; `delegate`: the exception goes on as if it were thrown where the label is.

(module
  (tag $e (param i32))
  (tag $other)

  (func $throw (param i32) (result i32)
    (if (i32.eqz (local.get 0)) (then (return (i32.const 0))))
    (throw $e (local.get 0)))

  ;; To the try around it
  (func (export "to-outer") (param i32) (result i32)
    try $t (result i32)
        try (result i32)
          (call $throw (local.get 0))
        delegate $t
    catch $e (i32.const 100) (i32.add)
    end)

  (func (export "static-to-outer") (param i32) (result i32)
    try $t (result i32)
        try (result i32)
          (throw $e (local.get 0))
        delegate $t
    catch $e (i32.const 100) (i32.add)
    end)

  ;; Past a try that would catch it
  (func (export "past-one") (param i32) (result i32)
    try $t (result i32)
        try (result i32)
            try (result i32)
              (call $throw (local.get 0))
            delegate $t
        catch_all (i32.const -1)
        end
    catch $e (i32.const 200) (i32.add)
    end)

  ;; To each of four levels, and to the caller; the handlers rethrow nothing.
  (func $levels (export "levels") (param $level i32) (param $value i32) (result i32)
    try $l3 (result i32)
        try $l2 (result i32)
            try $l1 (result i32)
                try $l0 (result i32)
                    (block $caller (result i32)
                      (block $d4 (block $d3 (block $d2 (block $d1 (block $d0
                        (br_table $d0 $d1 $d2 $d3 $d4 (local.get $level)))
                          try (result i32) (call $throw (local.get $value))
                          delegate $l0
                        br $caller)
                          try (result i32) (call $throw (local.get $value))
                          delegate $l1
                        br $caller)
                          try (result i32) (call $throw (local.get $value))
                          delegate $l2
                        br $caller)
                          try (result i32) (call $throw (local.get $value))
                          delegate $l3
                        br $caller)
                      ;; The label of the function: five blocks out of this one
                      try (result i32) (call $throw (local.get $value))
                      delegate 5)
                catch $e (i32.const 1000) (i32.add)
                end
            catch $e (i32.const 2000) (i32.add)
            end
        catch $e (i32.const 3000) (i32.add)
        end
    catch $e (i32.const 4000) (i32.add)
    end)

  (func (export "levels-called") (param i32 i32) (result i32)
    try (result i32)
      (call $levels (local.get 0) (local.get 1))
    catch $e (i32.const 5000) (i32.add)
    end)

  ;; The same with throws that need no call
  (func $static-levels (export "static-levels") (param $level i32) (param $value i32) (result i32)
    try $l1 (result i32)
        try $l0 (result i32)
            (if (i32.eqz (local.get $level))
              (then try (throw $e (local.get $value))
              delegate $l0))
            (if (i32.eq (local.get $level) (i32.const 1))
              (then try (throw $e (local.get $value))
              delegate $l1))
            try (result i32) (throw $e (local.get $value))
            delegate 2
        catch $e (i32.const 1000) (i32.add)
        end
    catch $e (i32.const 2000) (i32.add)
    end)

  (func (export "static-levels-called") (param i32 i32) (result i32)
    try (result i32)
      (call $static-levels (local.get 0) (local.get 1))
    catch $e (i32.const 5000) (i32.add)
    end)

  ;; To labels of blocks, loops and ifs: the next try around those
  (func (export "to-block") (param i32) (result i32)
    try (result i32)
        (block $b (result i32)
          try (result i32)
              try (result i32)
                (call $throw (local.get 0))
              delegate $b
          catch_all (i32.const -1)
          end)
    catch $e (i32.const 1) (i32.add)
    end)
  (func (export "to-loop") (param i32) (result i32)
    try (result i32)
        (loop $l (result i32)
          try (result i32)
              try (result i32)
                (call $throw (local.get 0))
              delegate $l
          catch_all (i32.const -1)
          end)
    catch $e (i32.const 2) (i32.add)
    end)
  (func (export "to-if") (param i32) (result i32)
    try (result i32)
        (if $i (result i32) (local.get 0)
          (then
            try (result i32)
                try (result i32)
                  (call $throw (local.get 0))
                delegate $i
            catch_all (i32.const -1)
            end)
          (else (i32.const 9)))
    catch $e (i32.const 3) (i32.add)
    end)

  ;; To a try from its handler: not that try's handlers but those around it
  (func (export "from-handler") (param i32 i32) (result i32)
    try (result i32)
        try $inner (result i32)
          (call $throw (local.get 0))
        catch $e
            (drop)
            try (result i32)
                try (result i32)
                  (call $throw (local.get 1))
                delegate $inner
            catch_all (i32.const -1)
            end
        end
    catch $e (i32.const 10) (i32.add)
    end)

  ;; To a try without a handler for it: on outward from there
  (func (export "handler-of-other") (param i32) (result i32)
    try (result i32)
        try $t (result i32)
            try (result i32)
                try (result i32)
                  (call $throw (local.get 0))
                delegate $t
            catch $e (drop) (i32.const -1)
            end
        catch $other (i32.const -2)
        end
    catch $e (i32.const 20) (i32.add)
    end)

  ;; Delegate to a delegate
  (func (export "chain") (param i32) (result i32)
    try $a (result i32)
        try (result i32)
            try $b (result i32)
                try (result i32)
                    try (result i32)
                      (call $throw (local.get 0))
                    delegate $b
                catch_all (i32.const -1)
                end
            delegate $a
        catch_all (i32.const -2)
        end
    catch $e (i32.const 30) (i32.add)
    end)

  ;; Several, in a row; a loop around them
  (func (export "in-loop") (param $n i32) (result i32)
    (local $sum i32)
    (loop $again
      try $t
          try
              (if (i32.and (local.get $n) (i32.const 1))
                (then
                  try (drop (call $throw (local.get $n)))
                  delegate $t))
              try (drop (call $throw (local.get $n)))
              delegate 0
          catch $e (local.set $sum (i32.add (local.get $sum)))
          end
      catch $e (i32.const 1000) (i32.add) (local.set $sum (i32.add (local.get $sum)))
      end
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum))

  ;; Branches out of a try with delegate, and falling out of it
  (func (export "branches") (param i32) (result i32)
    (block $out (result i32)
      try $t (result i32)
          try (result i32)
            (br_if $out (i32.const 5) (local.get 0)) (drop) (br_if $t (i32.const 6) (i32.eqz (local.get 0)))
          delegate $t
      catch_all (i32.const 7)
      end))

  ;; The exception's identity is kept: it can be rethrown where it is caught.
  (func (export "rethrown") (param i32) (result i32)
    try (result i32)
        try $t (result i32)
            try (result i32)
                try (result i32) (call $throw (local.get 0))
                delegate $t
            catch_all (i32.const -1)
            end
        catch_all (rethrow $t)
        end
    catch $e (i32.const 40) (i32.add)
    end)

  ;; The label of the function from depth 0
  (func (export "to-caller") (param i32) (result i32)
    try (result i32)
      local.get 0
      call $throw
    delegate 0)
)

(assert_return (invoke "to-outer" (i32.const 0)) (i32.const 0))
(assert_return (invoke "to-outer" (i32.const 1)) (i32.const 101))
(assert_return (invoke "static-to-outer" (i32.const 3)) (i32.const 103))
(assert_return (invoke "past-one" (i32.const 0)) (i32.const 0))
(assert_return (invoke "past-one" (i32.const 1)) (i32.const 201))

(assert_return (invoke "levels" (i32.const 0) (i32.const 0)) (i32.const 0))
(assert_return (invoke "levels" (i32.const 0) (i32.const 1)) (i32.const 1001))
(assert_return (invoke "levels" (i32.const 1) (i32.const 2)) (i32.const 2002))
(assert_return (invoke "levels" (i32.const 2) (i32.const 3)) (i32.const 3003))
(assert_return (invoke "levels" (i32.const 3) (i32.const 4)) (i32.const 4004))
(assert_exception (invoke "levels" (i32.const 4) (i32.const 5)))
(assert_return (invoke "levels-called" (i32.const 2) (i32.const 3)) (i32.const 3003))
(assert_return (invoke "levels-called" (i32.const 4) (i32.const 0)) (i32.const 0))
(assert_return (invoke "levels-called" (i32.const 4) (i32.const 5)) (i32.const 5005))

(assert_return (invoke "static-levels" (i32.const 0) (i32.const 1)) (i32.const 1001))
(assert_return (invoke "static-levels" (i32.const 1) (i32.const 2)) (i32.const 2002))
(assert_exception (invoke "static-levels" (i32.const 2) (i32.const 3)))
(assert_return (invoke "static-levels-called" (i32.const 2) (i32.const 3)) (i32.const 5003))

(assert_return (invoke "to-block" (i32.const 0)) (i32.const 0))
(assert_return (invoke "to-block" (i32.const 5)) (i32.const 6))
(assert_return (invoke "to-loop" (i32.const 0)) (i32.const 0))
(assert_return (invoke "to-loop" (i32.const 5)) (i32.const 7))
(assert_return (invoke "to-if" (i32.const 0)) (i32.const 9))
(assert_return (invoke "to-if" (i32.const 5)) (i32.const 8))

(assert_return (invoke "from-handler" (i32.const 0) (i32.const 1)) (i32.const 0))
(assert_return (invoke "from-handler" (i32.const 1) (i32.const 0)) (i32.const 0))
(assert_return (invoke "from-handler" (i32.const 1) (i32.const 2)) (i32.const 12))

(assert_return (invoke "handler-of-other" (i32.const 0)) (i32.const 0))
(assert_return (invoke "handler-of-other" (i32.const 1)) (i32.const 21))
(assert_return (invoke "chain" (i32.const 0)) (i32.const 0))
(assert_return (invoke "chain" (i32.const 1)) (i32.const 31))
(assert_return (invoke "in-loop" (i32.const 4)) (i32.const 2010))
(assert_return (invoke "branches" (i32.const 0)) (i32.const 6))
(assert_return (invoke "branches" (i32.const 1)) (i32.const 5))
(assert_return (invoke "rethrown" (i32.const 0)) (i32.const 0))
(assert_return (invoke "rethrown" (i32.const 2)) (i32.const 42))
(assert_return (invoke "to-caller" (i32.const 0)) (i32.const 0))
(assert_exception (invoke "to-caller" (i32.const 1)))
