;; After a call into other instances returns, memories, globals and tables are the
;; caller's own again, and what other instances did to what is shared is seen.

(module $Shared
  (memory (export "memory") 1 4)
  (table (export "table") 2 8 funcref)
  (global (export "global") (mut i64) (i64.const 0)))
(register "shared" $Shared)

(module $Other
  (type $ring (func (param i32)))
  (import "shared" "memory" (memory $shared 1 4))
  (import "shared" "table" (table $t 2 8 funcref))
  (import "shared" "global" (global $shared (mut i64)))
  (memory $own 1)
  (global $own (mut i64) (i64.const 1))
  (table $own 3 funcref)
  (func $change (export "change") (param $x i32)
    (i32.store $shared (i32.const 0) (local.get $x))
    (i32.store $own (i32.const 0) (i32.const 0xdead))
    (global.set $own (i64.const 0xdead))
    (global.set $shared (i64.add (global.get $shared) (i64.extend_i32_u (local.get $x))))
    (drop (table.grow $own (ref.null func) (i32.const 1)))
    (drop (memory.grow $own (i32.const 1))))
  ;; Grows the shared memory and table while the caller is on the stack.
  (func (export "grow") (result i32 i32)
    (memory.grow $shared (i32.const 1))
    (table.grow $t (ref.null func) (i32.const 1)))
  (func (export "tail-to") (param $i i32) (param $x i32)
    (return_call_indirect $t (type $ring) (local.get $x) (local.get $i)))
  (elem (table $t) (i32.const 1) func $change))
(register "other" $Other)

(module $Caller
  (type $ring (func (param i32)))
  (import "shared" "memory" (memory $shared 1 4))
  (import "shared" "table" (table $t 2 8 funcref))
  (import "shared" "global" (global $shared (mut i64)))
  (import "other" "change" (func $change (param i32)))
  (import "other" "grow" (func $grow (result i32 i32)))
  (import "other" "tail-to" (func $tail-to (param i32 i32)))
  (memory $own 2)
  (global $own (mut i64) (i64.const 2))
  (table $own 5 funcref)
  (data $data "\01\02\03\04")
  (elem $elem func $change)
  (elem (table $t) (i32.const 0) func $back)
  (elem declare func $change)

  ;; Traps unless what is this instance's own is as it was left.
  (func $check (param $x i32)
    (if (i32.ne (i32.load $own (i32.const 0)) (local.get $x)) (then (unreachable)))
    (if (i64.ne (global.get $own) (i64.const 2)) (then (unreachable)))
    (if (i32.ne (memory.size $own) (i32.const 2)) (then (unreachable)))
    (if (i32.ne (table.size $own) (i32.const 5)) (then (unreachable))))

  (func $back (param $x i32)
    (call $check (local.get $x))
    (i32.store $own (i32.const 0) (i32.add (local.get $x) (i32.const 1))))

  (func (export "call") (param $x i32) (result i32 i64)
    (i32.store $own (i32.const 0) (i32.const 77))
    (i32.store $shared (i32.const 0) (i32.const 78))
    (call $change (local.get $x))
    (call $check (i32.const 77))
    (i32.load $shared (i32.const 0)) (global.get $shared))

  (func (export "ref") (param $x i32) (result i32 i64)
    (i32.store $own (i32.const 0) (i32.const 77))
    (call_ref $ring (local.get $x) (ref.func $change))
    (call $check (i32.const 77))
    (i32.load $shared (i32.const 0)) (global.get $shared))

  ;; By way of a tail call in the other instance, back into this one.
  (func (export "back") (param $x i32)
    (i32.store $own (i32.const 0) (local.get $x))
    (call $tail-to (i32.const 0) (local.get $x))
    (call $check (i32.add (local.get $x) (i32.const 1))))

  ;; By way of a tail call in the other instance to a function of the other.
  (func (export "tail-in-other") (param $x i32) (result i32)
    (i32.store $own (i32.const 0) (i32.const 5))
    (call $tail-to (i32.const 1) (local.get $x))
    (call $check (i32.const 5))
    (i32.load $shared (i32.const 0)))

  ;; Values that live across a call that grows the shared memory and table: the
  ;; sizes and the addresses after the call are the new ones.
  (func (export "grow") (result i32 i32 i32 i32 i32 i32)
    (local $pages i32) (local $elements i32)
    (i32.store $shared (i32.const 12) (i32.const 1234))
    (memory.size $shared)
    (table.size $t)
    (call $grow)
    (local.set $elements) (local.set $pages)
    (i32.sub (memory.size $shared) (local.get $pages))
    (i32.sub (table.size $t) (local.get $elements))
    (i32.store $shared
      (i32.mul (local.get $pages) (i32.const 65536)) (i32.const 99))
    (i32.load $shared (i32.mul (local.get $pages) (i32.const 65536)))
    (i32.load $shared (i32.const 12)))

  ;; Bulk operations right after a change of instance use this instance's own.
  (func (export "bulk") (result i32 i32)
    (call $change (i32.const 1))
    (memory.init $own $data (i32.const 0) (i32.const 0) (i32.const 4))
    (call $change (i32.const 2))
    (table.init $own $elem (i32.const 4) (i32.const 0) (i32.const 1))
    (call $change (i32.const 3))
    (memory.copy $own $own (i32.const 4) (i32.const 0) (i32.const 4))
    (call $change (i32.const 4))
    (memory.fill $own (i32.const 0) (i32.const 9) (i32.const 1))
    (call $change (i32.const 5))
    (call_indirect $own (type $ring) (i32.const 6) (i32.const 4))
    (i32.load $own (i32.const 0))
    (i32.load $own (i32.const 4))))

(assert_return (invoke $Caller "call" (i32.const 10)) (i32.const 10) (i64.const 10))
(assert_return (invoke $Caller "call" (i32.const 5)) (i32.const 5) (i64.const 15))
(assert_return (invoke $Caller "ref" (i32.const 6)) (i32.const 6) (i64.const 21))
(assert_return (invoke $Caller "back" (i32.const 41)))
(assert_return (invoke $Caller "back" (i32.const 1)))
(assert_return (invoke $Caller "tail-in-other" (i32.const 1)) (i32.const 1))
(assert_return (invoke $Caller "grow")
  (i32.const 1) (i32.const 2) (i32.const 1) (i32.const 1) (i32.const 99) (i32.const 1234))
(assert_return (invoke $Caller "grow")
  (i32.const 2) (i32.const 3) (i32.const 1) (i32.const 1) (i32.const 99) (i32.const 1234))
(assert_return (invoke $Caller "bulk") (i32.const 0x04030209) (i32.const 0x04030201))
