;; Stack switching inside one instance. Every continuation runs to its end before
;; the function that made it returns, so that none is left behind.
(module
  (type $f (func))
  (type $c (cont $f))

  (tag $yield)
  (tag $ask (param i32) (result i32))
  (tag $other)
  (tag $turn)

  ;; How often a continuation has to do its work yet.
  (global $left (mut i64) (i64.const 0))

  ;; Suspends so often.
  (func $yields
    (loop $again
      (if (i64.gt_s (global.get $left) (i64.const 0))
        (then
          (global.set $left (i64.sub (global.get $left) (i64.const 1)))
          (suspend $yield)
          (br $again)))))

  ;; Resumes a continuation until it returns; how often it was suspended.
  (func $drive (param $k (ref null $c)) (result i64)
    (local $sum i64)
    (loop $again
      (block $yielded (result (ref $c))
        (resume $c (on $yield $yielded) (local.get $k))
        (return (local.get $sum)))
      (local.set $k)
      (local.set $sum (i64.add (local.get $sum) (i64.const 1)))
      (br $again))
    (unreachable))
  (func (export "round_trip") (param $iterations i64) (result i64)
    (global.set $left (local.get $iterations))
    (call $drive (cont.new $c (ref.func $yields))))

  ;; Sends a number with each suspension, and gets one with each resumption.
  (func $asks (param $x i32) (result i32)
    (local $iterations i64)
    (local.set $iterations (global.get $left))
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $x (suspend $ask (local.get $x)))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (local.get $x))
  (type $answered (func (param i32) (result i32)))
  (type $waiting (cont $answered))
  (func (export "payload") (param $iterations i64) (result i64)
    (local $k (ref null $waiting)) (local $x i32)
    (global.set $left (local.get $iterations))
    (local.set $k (cont.new $waiting (ref.func $asks)))
    (loop $again
      (block $asked (result i32 (ref $waiting))
        (resume $waiting (on $ask $asked) (local.get $x) (local.get $k))
        (return (i64.extend_i32_s)))
      (local.set $k)
      (local.set $x (i32.add (i32.const 3)))
      (br $again))
    (unreachable))

  ;; Two continuations that switch to each other.
  (rec
    (type $fs (func (param (ref null $cs))))
    (type $cs (cont $fs)))
  ;; Which of them is left when the other has returned.
  (global $rest (mut (ref null $cs)) (ref.null $cs))
  (func $ping (type $fs) (param $peer (ref null $cs))
    (local $iterations i64)
    (local.set $iterations (global.get $left))
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $peer (switch $cs $turn (local.get $peer)))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (global.set $left (i64.const -1))
    (drop (switch $cs $turn (local.get $peer))))
  (func $pong (type $fs) (param $peer (ref null $cs))
    (loop $again
      (local.set $peer (switch $cs $turn (local.get $peer)))
      (br_if $again (i64.ge_s (global.get $left) (i64.const 0))))
    (global.set $rest (local.get $peer)))
  (func (export "switch") (param $iterations i64) (result i64)
    (global.set $left (local.get $iterations))
    (resume $cs (on $turn switch)
      (cont.new $cs (ref.func $pong)) (cont.new $cs (ref.func $ping)))
    (resume $cs (ref.null $cs) (global.get $rest))
    (local.get $iterations))

  ;; Suspends below so many frames.
  (global $depth (mut i32) (i32.const 0))
  (func $deep (param $frames i32) (result i32)
    (if (result i32) (local.get $frames)
      (then
        (i32.add
          (call $deep (i32.sub (local.get $frames) (i32.const 1)))
          (i32.const 1)))
      (else
        (call $yields)
        (i32.const 0))))
  (func $deep_100
    (drop (call $deep (i32.const 100))))
  (func (export "deep") (param $iterations i64) (result i64)
    (global.set $left (local.get $iterations))
    (call $drive (cont.new $c (ref.func $deep_100))))

  ;; Suspends through so many handlers of another tag.
  (func $nest
    (if (i32.eqz (global.get $depth))
      (then (return_call $yields)))
    (global.set $depth (i32.sub (global.get $depth) (i32.const 1)))
    (block $on (result (ref $c))
      (resume $c (on $other $on) (cont.new $c (ref.func $nest)))
      (return))
    (unreachable))
  (func $through (param $iterations i64) (param $handlers i32) (result i64)
    (global.set $left (local.get $iterations))
    (global.set $depth (local.get $handlers))
    (call $drive (cont.new $c (ref.func $nest))))
  (func (export "through_1") (param i64) (result i64)
    (call $through (local.get 0) (i32.const 1)))
  (func (export "through_10") (param i64) (result i64)
    (call $through (local.get 0) (i32.const 10)))
  (func (export "through_100") (param i64) (result i64)
    (call $through (local.get 0) (i32.const 100)))

  ;; Continuations that do nothing but return.
  (func $nothing)
  (func (export "create") (param $iterations i64) (result i64)
    (local $sum i64)
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (resume $c (cont.new $c (ref.func $nothing)))
          (local.set $sum (i64.add (local.get $sum) (i64.const 1)))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (local.get $sum))

  (elem declare func $yields $asks $ping $pong $deep_100 $nest $nothing))
