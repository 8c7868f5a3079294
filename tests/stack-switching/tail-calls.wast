;; Tail calls in continuations, and continuations in tail position.

(module
  (type $f (func (param i32) (result i32)))
  (type $c (cont $f))
  (type $wide
    (func (param i32 i64 f64 i32 i64 f64 i32 i64 f64 i32 i64 f64 i32 i64 f64 i32)
      (result i32)))
  (tag $yield (param i32) (result i32))
  (table $t funcref (elem $loop-yield $loop-indirect $to-wide))
  (elem declare func $loop $loop-yield $loop-ref $to-wide $resume-next $resume-ring
    $body-is-tail-call $suspend-last $loop-indirect)

  ;; A continuation whose first function is left by tail calls, many times.
  (func $loop (type $f)
    (if (i32.eqz (local.get 0)) (then (return (i32.const 7))))
    (return_call $loop (i32.sub (local.get 0) (i32.const 1))))
  (func (export "loop") (param i32) (result i32)
    (resume $c (local.get 0) (cont.new $c (ref.func $loop))))
  (func $loop-ref (type $f)
    (if (i32.eqz (local.get 0)) (then (return (i32.const 8))))
    (return_call_ref $f (i32.sub (local.get 0) (i32.const 1)) (ref.func $loop-ref)))
  (func (export "loop-ref") (param i32) (result i32)
    (resume $c (local.get 0) (cont.new $c (ref.func $loop-ref))))
  (func $loop-indirect (type $f)
    (if (i32.eqz (local.get 0)) (then (return (i32.const 9))))
    (return_call_indirect $t (type $f)
      (i32.sub (local.get 0) (i32.const 1)) (i32.const 1)))
  (func (export "loop-indirect") (param i32) (result i32)
    (resume $c (local.get 0) (cont.new $c (ref.func $loop-indirect))))

  ;; Suspends between any two of them.
  (func $loop-yield (type $f)
    (if (i32.eqz (local.get 0)) (then (return (i32.const 5))))
    (return_call_indirect $t (type $f)
      (i32.sub (suspend $yield (local.get 0)) (i32.const 1)) (i32.const 0)))
  (func (export "loop-yield") (param $n i32) (result i32 i64)
    (local $k (ref null $c)) (local $sum i64) (local $v i32)
    (block $on (result i32 (ref $c))
      (return
        (resume $c (on $yield $on) (local.get $n) (cont.new $c (ref.func $loop-yield)))
        (local.get $sum)))
    (loop $again (param i32 (ref $c))
      (local.set $k)
      (local.set $v)
      (local.set $sum (i64.add (local.get $sum) (i64.extend_i32_u (local.get $v))))
      (block $on (result i32 (ref $c))
        (return
          (resume $c (on $yield $on) (local.get $v) (local.get $k))
          (local.get $sum)))
      (br $again))
    (unreachable))

  ;; To functions that need more room for arguments than the one that is left, and back.
  (func $to-wide (type $f)
    (if (i32.eqz (local.get 0)) (then (return (suspend $yield (i32.const 1)))))
    (return_call $wide
      (local.get 0) (i64.const 2) (f64.const 3) (i32.const 4) (i64.const 5) (f64.const 6)
      (i32.const 7) (i64.const 8) (f64.const 9) (i32.const 10) (i64.const 11)
      (f64.const 12) (i32.const 13) (i64.const 14) (f64.const 15) (i32.const 16)))
  (func $wide (type $wide)
    (if (i32.ne (local.get 15) (i32.const 16)) (then (unreachable)))
    (if (f64.ne (local.get 14) (f64.const 15)) (then (unreachable)))
    (return_call $to-wide (i32.sub (local.get 0) (i32.const 1))))
  (func (export "wide") (param i32) (result i32)
    (local $k (ref null $c))
    (block $on (result i32 (ref $c))
      (return
        (resume $c (on $yield $on) (local.get 0) (cont.new $c (ref.func $to-wide)))))
    (local.set $k)
    (i32.add (i32.const 40))
    (resume $c (local.get $k)))

  ;; `resume` as the last thing that a function does, before it is left by a tail call.
  (func $resume-next (type $f)
    (if (i32.eqz (local.get 0)) (then (return (i32.const 3))))
    (return_call $resume-next
      (resume $c
        (i32.const 0)
        (cont.bind $cc $c (i32.sub (local.get 0) (i32.const 1)) (cont.new $cc (ref.func $first))))))
  (type $ff (func (param i32 i32) (result i32)))
  (type $cc (cont $ff))
  (func $first (type $ff) (local.get 0))
  (elem declare func $first)
  (func (export "resume-then-tail-call") (param i32) (result i32)
    (call $resume-next (local.get 0)))

  ;; A suspension as the last thing that a continuation does: what it is answered with is
  ;; its result.
  (func $suspend-last (type $f) (suspend $yield (local.get 0)))
  (func $body-is-tail-call (type $f) (return_call $suspend-last (local.get 0)))
  (func (export "suspend-last") (param i32) (result i32)
    (local $k (ref null $c))
    (block $on (result i32 (ref $c))
      (return
        (resume $c (on $yield $on)
          (local.get 0) (cont.new $c (ref.func $body-is-tail-call)))))
    (local.set $k)
    (i32.mul (i32.const 2))
    (resume $c (local.get $k)))

  ;; A handler that goes on by a tail call: a loop without any frame that stays.
  (func $drive (param $v i32) (param $k (ref null $c)) (param $left i32) (result i32)
    (if (i32.eqz (local.get $left)) (then (return (local.get $v))))
    (block $on (result i32 (ref $c))
      (return
        (resume $c (on $yield $on) (local.get $v) (local.get $k))))
    (return_call $drive (i32.sub (local.get $left) (i32.const 1))))
  (func $for-ever (type $f)
    (loop $again
      (local.set 0 (i32.add (suspend $yield (local.get 0)) (i32.const 2)))
      (br $again))
    (unreachable))
  (elem declare func $for-ever)
  (func (export "drive") (param i32) (result i32)
    (call $drive (i32.const 0) (cont.new $c (ref.func $for-ever)) (local.get 0)))

  ;; Functions that suspend each other's continuations in a ring of tail calls: the body
  ;; resumes the next continuation, which replaces itself.
  (func $resume-ring (type $f)
    (if (i32.eqz (local.get 0)) (then (return (suspend $yield (i32.const 11)))))
    (resume $c (i32.sub (local.get 0) (i32.const 1)) (cont.new $c (ref.func $ring-step))))
  (func $ring-step (type $f) (return_call $resume-ring (local.get 0)))
  (elem declare func $ring-step)
  (func (export "ring") (param i32) (result i32)
    (local $k (ref null $c))
    (block $on (result i32 (ref $c))
      (return
        (resume $c (on $yield $on) (local.get 0) (cont.new $c (ref.func $resume-ring)))))
    (local.set $k)
    (i32.add (i32.const 1))
    (resume $c (local.get $k))))

(assert_return (invoke "loop" (i32.const 200000)) (i32.const 7))
(assert_return (invoke "loop-ref" (i32.const 200000)) (i32.const 8))
(assert_return (invoke "loop-indirect" (i32.const 200000)) (i32.const 9))
(assert_return (invoke "loop-yield" (i32.const 1000)) (i32.const 5) (i64.const 500500))
(assert_return (invoke "wide" (i32.const 50000)) (i32.const 41))
(assert_return (invoke "resume-then-tail-call" (i32.const 50000)) (i32.const 3))
(assert_return (invoke "suspend-last" (i32.const 21)) (i32.const 42))
(assert_return (invoke "drive" (i32.const 100000)) (i32.const 199998))
(assert_return (invoke "ring" (i32.const 1000)) (i32.const 12))
