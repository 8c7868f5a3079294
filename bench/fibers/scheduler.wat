;; A thousand threads take turns, n turns in all: each switches to the one that waits
;; longest. The result tells how many turns each thread had.
(module
  (rec
    (type $body (func (param (ref null $thread))))
    (type $thread (cont $body)))
  (type $start_body (func (param i64 (ref null $thread))))
  (type $start (cont $start_body))
  (tag $yield)
  ;; A ring of all threads but the one that runs.
  (table $waiting 999 (ref null $thread))
  ;; Where in the ring the one is that waits longest.
  (global $next (mut i32) (i32.const 0))
  (global $turns_left (mut i64) (i64.const 0))
  (global $sum (mut i64) (i64.const 0))
  (elem declare func $take_turns)

  ;; Threads are numbered from 1. The one that ran before is null at the beginning and
  ;; at the end, when it is not a thread that runs this one.
  (func $take_turns (param $number i64) (param $previous (ref null $thread))
    (local $turns i64) (local $place i32)
    (loop $turn
      (if (i32.eqz (ref.is_null (local.get $previous)))
        (then
          ;; It waits in the place that this one had.
          (local.set $place (global.get $next))
          (table.set $waiting (local.get $place) (local.get $previous))
          (local.set $place (i32.add (local.get $place) (i32.const 1)))
          (global.set $next
            (select (i32.const 0) (local.get $place)
              (i32.eq (local.get $place) (i32.const 999))))))
      (if (i64.ne (global.get $turns_left) (i64.const 0))
        (then
          (global.set $turns_left (i64.sub (global.get $turns_left) (i64.const 1)))
          (local.set $turns (i64.add (local.get $turns) (i64.const 1)))
          (local.set $previous
            (switch $thread $yield (table.get $waiting (global.get $next))))
          (br $turn))))
    (global.set $sum
      (i64.add (global.get $sum)
        (i64.mul (local.get $number) (local.get $turns)))))

  (func $thread (param $number i64) (result (ref $thread))
    (cont.bind $start $thread
      (local.get $number) (cont.new $start (ref.func $take_turns))))

  (func (export "run") (param $n i64) (result i64)
    (local $place i32)
    (global.set $turns_left (local.get $n))
    (global.set $next (i32.const 0))
    (global.set $sum (i64.const 0))
    (loop $fill
      (table.set $waiting (local.get $place)
        (call $thread (i64.add (i64.extend_i32_u (local.get $place)) (i64.const 2))))
      (local.set $place (i32.add (local.get $place) (i32.const 1)))
      (br_if $fill (i32.lt_u (local.get $place) (i32.const 999))))
    (resume $thread (on $yield switch)
      (ref.null $thread) (call $thread (i64.const 1)))
    ;; One has found that no turn is left; the others now do, too.
    (loop $finish
      (local.set $place (i32.sub (local.get $place) (i32.const 1)))
      (resume $thread (on $yield switch)
        (ref.null $thread) (table.get $waiting (local.get $place)))
      (br_if $finish (local.get $place)))
    (global.get $sum)))
