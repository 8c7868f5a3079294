;; Exhausted stacks: a trap, which no handler gets, and after which throws work.

(module
  (tag $e (param i32))
  (tag $other)
  ;; Endless recursion in a try_table: it traps, and nothing catches that.
  (func $endless (export "endless") (result i32)
    (block $all
      (return (try_table (result i32) (catch_all $all) (i32.add (call $endless) (i32.const 1)))))
    (i32.const -1))
  (func $endless-ref (export "endless-ref") (result i32)
    (block $all (result exnref)
      (return (try_table (result i32) (catch_all_ref $all) (i32.add (call $endless-ref) (i32.const 1)))))
    (drop) (i32.const -1))
  ;; The recursion goes through the handlers.
  (func $endless-handler (export "endless-handler") (result i32)
    (block $all (try_table (catch_all $all) (throw $other)))
    (i32.add (call $endless-handler) (i32.const 1)))
  (func $endless-throw (export "endless-throw") (result i32)
    (block $e (result i32)
      (try_table (result i32) (catch $e $e) (drop (call $throw)) (i32.const 1)))
    (i32.add (call $endless-throw)))
  (func $throw (result i32) (throw $e (i32.const 3)))
  ;; How deep a throw can come from: half as deep as calls can go
  (global $deepest (mut i32) (i32.const 0))
  (func $count (param $depth i32)
    (global.set $deepest (local.get $depth))
    (call $count (i32.add (local.get $depth) (i32.const 1))))
  (func (export "count") (call $count (i32.const 0)))
  (func $down (param i32)
    (if (i32.eqz (local.get 0)) (then (throw $e (i32.const 4))))
    (call $down (i32.sub (local.get 0) (i32.const 1))))
  (func (export "half") (result i32)
    (block $e (result i32)
      (try_table (catch $e $e) (call $down (i32.shr_u (global.get $deepest) (i32.const 1))))
      (unreachable)))
)

(assert_exhaustion (invoke "endless") "call stack exhausted")
(assert_exhaustion (invoke "endless-ref") "call stack exhausted")
(assert_exhaustion (invoke "endless-handler") "call stack exhausted")
(assert_exhaustion (invoke "endless-throw") "call stack exhausted")
(assert_exhaustion (invoke "count") "call stack exhausted")
(assert_return (invoke "half") (i32.const 4))
