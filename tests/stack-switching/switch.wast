;; Direct switches between continuations under one handler.

;; To and fro: two that count, and log who counted.
(module
  (rec
    (type $f (func (param i32 (ref null $c)) (result i32)))
    (type $c (cont $f)))
  (tag $swap (result i32))
  (global $log (mut i64) (i64.const 0))
  (func (export "log") (result i64) (global.get $log) (global.set $log (i64.const 0)))
  (func $log (param i32)
    (global.set $log
      (i64.add (i64.mul (global.get $log) (i64.const 10)) (i64.extend_i32_u (local.get 0)))))
  (elem declare func $ping $pong)
  (func $ping (type $f) (param $n i32) (param $peer (ref null $c)) (result i32)
    (local.set $peer (cont.new $c (ref.func $pong)))
    (loop $again
      (call $log (i32.const 1))
      (switch $c $swap (i32.sub (local.get $n) (i32.const 1)) (local.get $peer))
      (local.set $peer)
      (local.set $n)
      (br_if $again (local.get $n)))
    (i32.const 100))
  (func $pong (type $f) (param $n i32) (param $peer (ref null $c)) (result i32)
    (loop $again
      (call $log (i32.const 2))
      (if (i32.eqz (local.get $n)) (then (return (i32.const 200))))
      (switch $c $swap (i32.sub (local.get $n) (i32.const 1)) (local.get $peer))
      (local.set $peer)
      (local.set $n)
      (br $again))
    (unreachable))
  ;; Whoever is at 0 returns: to the one that resumed, whoever it had resumed.
  (func (export "to-and-fro") (param i32) (result i32)
    (resume $c (on $swap switch)
      (local.get 0) (ref.null $c) (cont.new $c (ref.func $ping)))))
(assert_return (invoke "to-and-fro" (i32.const 1)) (i32.const 200))
(assert_return (invoke "log") (i64.const 12))
(assert_return (invoke "to-and-fro" (i32.const 6)) (i32.const 100))
(assert_return (invoke "log") (i64.const 121212))
(assert_return (invoke "to-and-fro" (i32.const 7)) (i32.const 200))
(assert_return (invoke "log") (i64.const 12121212))
(assert_return (invoke "to-and-fro" (i32.const 10000)) (i32.const 100))

;; Three in a ring: each switches to the next, and puts the one it came from in its place.
(module
  (rec
    (type $f (func (param (ref null $c))))
    (type $c (cont $f)))
  (type $g (func (param i32 (ref null $c))))
  (type $d (cont $g))
  (tag $next)
  (table $ring 3 (ref null $c))
  (global $left (mut i32) (i32.const 0))
  (global $log (mut i64) (i64.const 0))
  (elem declare func $member)
  (func $member (type $g) (param $me i32) (param $from (ref null $c))
    (loop $again
      ;; Who switched here is the member before; nobody did when it begins.
      (if (i32.eqz (ref.is_null (local.get $from)))
        (then
          (table.set $ring
            (i32.rem_u (i32.add (local.get $me) (i32.const 2)) (i32.const 3))
            (local.get $from))))
      (global.set $log
        (i64.add
          (i64.mul (global.get $log) (i64.const 10))
          (i64.extend_i32_u (i32.add (local.get $me) (i32.const 1)))))
      (if (i32.eqz (global.get $left)) (then (return)))
      (global.set $left (i32.sub (global.get $left) (i32.const 1)))
      (switch $c $next
        (table.get $ring (i32.rem_u (i32.add (local.get $me) (i32.const 1)) (i32.const 3))))
      (local.set $from)
      (br $again)))
  (func $new (param $n i32)
    (table.set $ring (local.get $n)
      (cont.bind $d $c (local.get $n) (cont.new $d (ref.func $member)))))
  (func (export "ring") (param $steps i32) (result i64)
    (global.set $log (i64.const 0))
    (global.set $left (local.get $steps))
    (call $new (i32.const 0))
    (call $new (i32.const 1))
    (call $new (i32.const 2))
    (resume $c (on $next switch) (ref.null $c) (table.get $ring (i32.const 0)))
    (global.get $log)))
(assert_return (invoke "ring" (i32.const 0)) (i64.const 1))
(assert_return (invoke "ring" (i32.const 2)) (i64.const 123))
(assert_return (invoke "ring" (i32.const 9)) (i64.const 1231231231))

;; Payloads of every type of number, differing between the two directions.
(module
  (rec
    (type $f (func (param i32 i64 f32 f64 v128 (ref null $d)) (result i64)))
    (type $c (cont $f))
    (type $g (func (param f64 i32 (ref null $c)) (result i64)))
    (type $d (cont $g)))
  (type $start (func (result i64)))
  (type $s (cont $start))
  (tag $t (result i64))
  (global $v (mut v128) (v128.const i64x2 0 0))
  (elem declare func $one $two)
  (func $two (type $f)
    (global.set $v (local.get 4))
    (switch $d $t
      (f64.add (f64.promote_f32 (local.get 2)) (local.get 3))
      (i32.add (local.get 0) (i32.wrap_i64 (local.get 1)))
      (local.get 5))
    (unreachable))
  (func $one (type $start)
    (local $k (ref null $c))
    (local $n i32)
    (local $x f64)
    ;; The type of this continuation is that of what `$two` gets: `$d`.
    (switch $c $t
      (i32.const 1) (i64.const 2) (f32.const 3.5) (f64.const 4.25) (v128.const i64x2 5 6)
      (cont.new $c (ref.func $two)))
    (local.set $k)
    (local.set $n)
    (local.set $x)
    (i64.add
      (i64.mul (i64.extend_i32_s (local.get $n)) (i64.const 1000))
      (i64.trunc_f64_s (f64.mul (local.get $x) (f64.const 100)))))
  (func (export "payloads") (result i64 v128)
    (resume $s (on $t switch) (cont.new $s (ref.func $one)))
    (global.get $v)))
(assert_return (invoke "payloads") (i64.const 3775) (v128.const i64x2 5 6))

;; Under a handler that is not the innermost: the chain that is switched away from consists
;; of two continuations, and comes back as such.
(module
  (rec
    (type $f (func (param (ref null $c)) (result i32)))
    (type $c (cont $f)))
  (type $g (func (param i32) (result i32)))
  (type $d (cont $g))
  (tag $t (result i32))
  (tag $yield (param i32) (result i32))
  (global $log (mut i64) (i64.const 0))
  (func (export "log") (result i64) (global.get $log) (global.set $log (i64.const 0)))
  (func $log (param i32)
    (global.set $log
      (i64.add (i64.mul (global.get $log) (i64.const 10)) (i64.extend_i32_u (local.get 0)))))
  (elem declare func $outer $inner $target)
  (func $inner (type $g)
    (call $log (i32.const 2))
    (switch $c $t (cont.new $c (ref.func $target)))
    (drop)
    (call $log (i32.const 4))
    ;; The inner handler came along.
    (suspend $yield (i32.const 50)))
  (func $outer (type $f)
    (local $k (ref null $d))
    (call $log (i32.const 1))
    (block $on (result i32 (ref $d))
      (return (resume $d (on $yield $on) (i32.const 0) (cont.new $d (ref.func $inner)))))
    (local.set $k)
    (call $log (i32.const 5))
    (i32.add (i32.const 1))
    (resume $d (local.get $k))
    (i32.mul (i32.const 2)))
  (func $target (type $f)
    (call $log (i32.const 3))
    ;; The inner handler is not in force here: it was left behind.
    (switch $c $t (local.get 0))
    (unreachable))
  (func (export "not-the-innermost") (result i32)
    (resume $c (on $t switch) (ref.null $c) (cont.new $c (ref.func $outer)))))
(assert_return (invoke "not-the-innermost") (i32.const 102))
(assert_return (invoke "log") (i64.const 12345))

;; The innermost handler of several delimits. What returns after a switch returns to the
;; handler's `resume`, and so do suspensions and exceptions.
(module
  (rec
    (type $f (func (param i32 (ref null $c)) (result i32)))
    (type $c (cont $f)))
  (type $g (func (param i32) (result i32)))
  (type $k (cont $g))
  (tag $t (result i32))
  (tag $yield (param i32) (result i32))
  (tag $x (param i32))
  (elem declare func $middle $switcher $returns $suspends $throws $traps)
  (table $targets (ref null $f)
    (elem (ref.func $returns) (ref.func $suspends) (ref.func $throws) (ref.func $traps)))
  (func $returns (type $f) (i32.const 1000))
  (func $suspends (type $f) (suspend $yield (i32.const 3)))
  (func $throws (type $f) (throw $x (i32.const 4)))
  (func $traps (type $f) (unreachable))
  (func $switcher (type $f)
    (switch $c $t
      (i32.const 0)
      (cont.new $c (ref.as_non_null (table.get $targets (local.get 0)))))
    (unreachable))
  (func $middle (type $f)
    (i32.add
      (resume $c (on $t switch)
        (local.get 0) (ref.null $c) (cont.new $c (ref.func $switcher)))
      (i32.const 100)))
  (func (export "ends") (param $how i32) (result i32)
    (local $k (ref null $k))
    (block $caught (result i32)
      (try_table (catch $x $caught)
        (block $on (result i32 (ref $k))
          (return
            (i32.add
              (resume $c (on $t switch) (on $yield $on)
                (local.get $how) (ref.null $c) (cont.new $c (ref.func $middle)))
              (i32.const 10))))
        (local.set $k)
        (i32.add (i32.const 40000))
        (return (resume $k (local.get $k))))
      (unreachable))
    (i32.add (i32.const 70000))))
(assert_return (invoke "ends" (i32.const 0)) (i32.const 1110))
(assert_return (invoke "ends" (i32.const 1)) (i32.const 40103))
(assert_return (invoke "ends" (i32.const 2)) (i32.const 70004))
(assert_trap (invoke "ends" (i32.const 3)) "unreachable")

;; Who was switched away from may be resumed, thrown into and bound like any other.
(module
  (rec
    (type $f (func (param (ref null $c)) (result i32)))
    (type $c (cont $f)))
  (type $g (func (result i32)))
  (type $d (cont $g))
  (tag $t (result i32))
  (tag $x (param i32))
  (global $left (mut (ref null $c)) (ref.null $c))
  (elem declare func $leaves $keeps)
  (func $keeps (type $f) (global.set $left (local.get 0)) (i32.const 5))
  (func $leaves (type $f)
    (block $caught (result i32)
      (try_table (catch $x $caught)
        (switch $c $t (cont.new $c (ref.func $keeps)))
        (return (i32.add (ref.is_null) (i32.const 10))))
      (unreachable))
    (i32.add (i32.const 20)))
  (func $leave (export "leave") (result i32)
    (resume $c (on $t switch) (ref.null $c) (cont.new $c (ref.func $leaves))))
  (func (export "resume") (result i32)
    (drop (call $leave))
    (resume $c (ref.null $c) (global.get $left)))
  (func (export "throw") (result i32)
    (drop (call $leave))
    (resume_throw $c $x (i32.const 3) (global.get $left)))
  (func (export "bind") (result i32)
    (drop (call $leave))
    (resume $d
      (cont.bind $c $d (cont.new $c (ref.func $keeps)) (global.get $left)))))
(assert_return (invoke "leave") (i32.const 5))
(assert_return (invoke "resume") (i32.const 11))
(assert_return (invoke "throw") (i32.const 23))
(assert_return (invoke "bind") (i32.const 10))
