;; Throws through many frames: 10,000 of them fit into a stack of 4 MiB in every shape.
;;! max_wasm_stack = 4194304

(module $Shared (table (export "down") 2 funcref) (tag (export "e") (param i32)))
(register "shared" $Shared)

(module definition $Deep
  (type $down (func (param i32) (result i32)))
  (import "shared" "down" (table $downs 2 funcref))
  (import "shared" "e" (tag $e (param i32)))
  (tag $other)
  (global $number (mut i32) (i32.const 0))
  (elem declare func $other-down)
  (func (export "place") (param $n i32)
    (global.set $number (local.get $n))
    (table.set $downs (local.get $n) (ref.func $other-down)))

  (func $down (type $down) (param $n i32) (result i32)
    (if (i32.eqz (local.get $n)) (then (throw $e (i32.const 42))))
    (i32.add (i32.const 1) (call $down (i32.sub (local.get $n) (i32.const 1)))))
  (func $other-down (type $down) (param $n i32) (result i32)
    (if (i32.eqz (local.get $n)) (then (throw $e (i32.const 43))))
    (i32.add (i32.const 1)
      (call_indirect $downs (type $down)
        (i32.sub (local.get $n) (i32.const 1)) (i32.sub (i32.const 1) (global.get $number)))))
  ;; A frame with handlers that do not fit
  (func $guarded-down (type $down) (param $n i32) (result i32)
    (if (i32.eqz (local.get $n)) (then (throw $e (i32.const 44))))
    (block $other
      (return
        (i32.add (i32.const 1)
          (try_table (result i32) (catch $other $other)
            (call $guarded-down (i32.sub (local.get $n) (i32.const 1)))))))
    (i32.const -1))
  ;; Each frame catches and throws on.
  (func $relay (type $down) (param $n i32) (result i32)
    (if (i32.eqz (local.get $n)) (then (throw $e (i32.const 0))))
    (block $e (result i32)
      (return
        (try_table (result i32) (catch $e $e)
          (call $relay (i32.sub (local.get $n) (i32.const 1))))))
    (i32.const 1) (i32.add) (throw $e))
  (func $relay-ref (type $down) (param $n i32) (result i32)
    (if (i32.eqz (local.get $n)) (then (throw $e (i32.const 45))))
    (block $all (result exnref)
      (return
        (try_table (result i32) (catch_all_ref $all)
          (call $relay-ref (i32.sub (local.get $n) (i32.const 1))))))
    (throw_ref))
  (table $own funcref (elem $down $other-down $guarded-down $relay $relay-ref))

  (func $run (export "run") (param $which i32) (param $n i32) (result i32)
    (block $e (result i32)
      (try_table (result i32) (catch $e $e)
        (call_indirect $own (type $down) (local.get $n) (local.get $which)))))
  (func (export "uncaught") (param $which i32) (param $n i32) (result i32)
    (call_indirect $own (type $down) (local.get $n) (local.get $which)))
  (func (export "run-often") (param $which i32) (param $n i32) (param $times i32) (result i32)
    (local $sum i32)
    (loop $again
      (local.set $sum (i32.add (local.get $sum) (call $run (local.get $which) (local.get $n))))
      (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))
    (local.get $sum)))

(module instance $a $Deep)
(module instance $b $Deep)
(invoke $a "place" (i32.const 0))
(invoke $b "place" (i32.const 1))

(assert_return (invoke $a "run" (i32.const 0) (i32.const 0)) (i32.const 42))
(assert_return (invoke $a "run" (i32.const 0) (i32.const 10000)) (i32.const 42))
(assert_return (invoke $a "run" (i32.const 1) (i32.const 10000)) (i32.const 43))
(assert_return (invoke $b "run" (i32.const 1) (i32.const 10000)) (i32.const 43))
(assert_return (invoke $a "run" (i32.const 2) (i32.const 10000)) (i32.const 44))
(assert_return (invoke $a "run" (i32.const 3) (i32.const 1000)) (i32.const 1000))
(assert_return (invoke $a "run" (i32.const 4) (i32.const 1000)) (i32.const 45))
(assert_exception (invoke $a "uncaught" (i32.const 0) (i32.const 10000)))
(assert_exception (invoke $a "uncaught" (i32.const 1) (i32.const 10000)))
(assert_exception (invoke $a "uncaught" (i32.const 4) (i32.const 1000)))
(assert_return (invoke $a "run-often" (i32.const 1) (i32.const 100) (i32.const 100)) (i32.const 4300))
(assert_return (invoke $a "run-often" (i32.const 4) (i32.const 100) (i32.const 100)) (i32.const 4500))
