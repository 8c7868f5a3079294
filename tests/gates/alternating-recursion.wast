;; Recursion that alternates between instances until the call stack is exhausted,
;; in every shape of call, and works again afterwards.

(module definition $Recursive
  (type $down (func (param i32) (result i32)))
  (type $wide
    (func (param i32 i64 f64 v128 i64 i64 i64 i64 i64 i64 i64 i64 v128 f32) (result i64)))
  (import "previous" "by-import" (func $previous (type $down)))
  (import "ring" "functions" (table $functions 8 funcref))
  (import "ring" "references" (table $references 4 (ref null $down)))
  (import "ring" "count" (global $count (mut i32)))
  (memory $own 1)
  (global $number (mut i32) (i32.const 0))
  (elem declare func $by-indirect $by-ref $by-wide)
  (func $begin
    (global.set $number (global.get $count))
    (global.set $count (i32.add (global.get $count) (i32.const 1)))
    (i32.store $own (i32.const 0) (global.get $number))
    (table.set $functions (global.get $number) (ref.func $by-indirect))
    (table.set $functions (i32.add (global.get $number) (i32.const 4)) (ref.func $by-wide))
    (table.set $references (global.get $number) (ref.func $by-ref)))
  (start $begin)
  (func $next (result i32)
    (i32.rem_u (i32.add (global.get $number) (i32.const 1)) (global.get $count)))
  ;; What `x` was, if this is still the instance that it was.
  (func $check (param $x i32) (param $number i32) (result i32)
    (if (i32.ne (i32.load $own (i32.const 0)) (local.get $number)) (then (unreachable)))
    (local.get $x))

  ;; Each counts its argument down to zero and adds up on the way back. -1 never
  ;; gets there within the stack.
  (func $by-import (export "by-import") (param $n i32) (result i32)
    (if (i32.eqz (local.get $n)) (then (return (i32.const 0))))
    (call $check
      (i32.add (call $previous (i32.sub (local.get $n) (i32.const 1))) (i32.const 1))
      (global.get $number)))
  (func $by-indirect (export "by-indirect") (type $down) (param $n i32) (result i32)
    (if (i32.eqz (local.get $n)) (then (return (i32.const 0))))
    (call $check
      (i32.add
        (call_indirect $functions (type $down)
          (i32.sub (local.get $n) (i32.const 1)) (call $next))
        (i32.const 1))
      (global.get $number)))
  (func $by-ref (export "by-ref") (type $down) (param $n i32) (result i32)
    (if (i32.eqz (local.get $n)) (then (return (i32.const 0))))
    (call $check
      (i32.add
        (call_ref $down
          (i32.sub (local.get $n) (i32.const 1)) (table.get $references (call $next)))
        (i32.const 1))
      (global.get $number)))
  (func $by-wide (type $wide)
    (if (i32.eqz (local.get 0)) (then (return (i64.const 0))))
    (i64.add
      (i64.add (local.get 11) (i64x2.extract_lane 1 (local.get 12)))
      (call_indirect $functions (type $wide)
        (i32.sub (local.get 0) (i32.const 1)) (local.get 1) (local.get 2) (local.get 3)
        (local.get 4) (local.get 5) (local.get 6) (local.get 7) (local.get 8) (local.get 9)
        (local.get 10) (local.get 11) (local.get 12) (local.get 13)
        (i32.add (call $next) (i32.const 4)))))
  (func (export "by-wide") (param $n i32) (result i64)
    (call $by-wide
      (local.get $n) (i64.const 1) (f64.const 1) (v128.const i64x2 1 1) (i64.const 1)
      (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1) (i64.const 1)
      (i64.const 1) (v128.const i64x2 0 2) (f32.const 1))))

(module definition $Ring
  (type $down (func (param i32) (result i32)))
  (global (export "count") (mut i32) (i32.const 0))
  (table (export "functions") 8 funcref)
  (table (export "references") 4 (ref null $down)))

;; `by-import` needs an end that is not an instance of the same module: it goes
;; back into the ring through a table.
(module $End
  (type $down (func (param i32) (result i32)))
  (table $t (export "table") 1 funcref)
  (func (export "by-import") (param $n i32) (result i32)
    (call_indirect $t (type $down) (local.get $n) (i32.const 0))))
(register "end" $End)

;; Two instances

(module instance $ring $Ring)
(register "ring" $ring)
(register "previous" $End)
(module instance $a $Recursive)
(register "previous" $a)
(module instance $b $Recursive)
(register "b" $b)
(module
  (import "end" "table" (table 1 funcref))
  (import "b" "by-import" (func $b (param i32) (result i32)))
  (elem (i32.const 0) func $b))

(assert_exhaustion (invoke $a "by-import" (i32.const -1)) "call stack exhausted")
(assert_return (invoke $a "by-import" (i32.const 100)) (i32.const 100))
(assert_exhaustion (invoke $b "by-import" (i32.const -1)) "call stack exhausted")
(assert_return (invoke $b "by-import" (i32.const 100)) (i32.const 100))
(assert_exhaustion (invoke $a "by-indirect" (i32.const -1)) "call stack exhausted")
(assert_return (invoke $a "by-indirect" (i32.const 100)) (i32.const 100))
(assert_exhaustion (invoke $b "by-indirect" (i32.const -1)) "call stack exhausted")
(assert_return (invoke $b "by-indirect" (i32.const 101)) (i32.const 101))
(assert_exhaustion (invoke $a "by-ref" (i32.const -1)) "call stack exhausted")
(assert_return (invoke $a "by-ref" (i32.const 100)) (i32.const 100))
(assert_exhaustion (invoke $b "by-ref" (i32.const -1)) "call stack exhausted")
(assert_return (invoke $b "by-ref" (i32.const 101)) (i32.const 101))
(assert_exhaustion (invoke $a "by-wide" (i32.const -1)) "call stack exhausted")
(assert_return (invoke $a "by-wide" (i32.const 20)) (i64.const 60))
(assert_exhaustion (invoke $b "by-wide" (i32.const -1)) "call stack exhausted")
(assert_return (invoke $b "by-wide" (i32.const 21)) (i64.const 63))

;; Four instances

(module instance $ring4 $Ring)
(register "ring" $ring4)
(register "previous" $End)
(module instance $a4 $Recursive)
(register "previous" $a4)
(module instance $b4 $Recursive)
(register "previous" $b4)
(module instance $c4 $Recursive)
(register "previous" $c4)
(module instance $d4 $Recursive)
(register "d" $d4)
(module
  (import "end" "table" (table 1 funcref))
  (import "d" "by-import" (func $d (param i32) (result i32)))
  (elem (i32.const 0) func $d))

(assert_exhaustion (invoke $a4 "by-import" (i32.const -1)) "call stack exhausted")
(assert_exhaustion (invoke $b4 "by-indirect" (i32.const -1)) "call stack exhausted")
(assert_exhaustion (invoke $c4 "by-ref" (i32.const -1)) "call stack exhausted")
(assert_exhaustion (invoke $d4 "by-wide" (i32.const -1)) "call stack exhausted")
(assert_return (invoke $a4 "by-import" (i32.const 100)) (i32.const 100))
(assert_return (invoke $b4 "by-indirect" (i32.const 100)) (i32.const 100))
(assert_return (invoke $c4 "by-ref" (i32.const 100)) (i32.const 100))
(assert_return (invoke $d4 "by-wide" (i32.const 20)) (i64.const 60))

;; Tail calls from the bottom of deep recursion, and calls of another instance from
;; every frame on the way back.
(module $Deep
  (type $down (func (param i32) (result i32)))
  (import "ring" "references" (table $references 4 (ref null $down)))
  (func $spin (export "spin") (param $n i32) (result i32)
    (if (i32.eqz (local.get $n)) (then (return (i32.const 0))))
    (return_call $spin (i32.sub (local.get $n) (i32.const 1))))
  (func $descend (export "descend") (param $depth i32) (result i32)
    (if (i32.eqz (local.get $depth)) (then (return (call $spin (i32.const 100000)))))
    (i32.add
      (call $descend (i32.sub (local.get $depth) (i32.const 1)))
      (call_ref $down (i32.const 1) (table.get $references (i32.const 0))))))
(assert_return (invoke $Deep "descend" (i32.const 1)) (i32.const 1))
(assert_return (invoke $Deep "descend" (i32.const 64)) (i32.const 64))
(assert_return (invoke $Deep "descend" (i32.const 128)) (i32.const 128))
(assert_exhaustion (invoke $Deep "descend" (i32.const -1)) "call stack exhausted")
(assert_return (invoke $Deep "descend" (i32.const 128)) (i32.const 128))
