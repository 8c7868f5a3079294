;; n connections, of which ten thousand are open at a time: each is a continuation that
;; waits once for an answer.
(module
  (type $body (func (param i64) (result i64)))
  (type $connection (cont $body))
  (tag $wait (result i64))
  (table $open 10_000 (ref null $connection))
  (elem declare func $connect)

  (func $connect (param $request i64) (result i64)
    (i64.xor (suspend $wait) (local.get $request)))

  ;; Begins a connection, which waits in its place.
  (func $accept (param $place i32) (param $request i64)
    (local $waiting (ref null $connection))
    (block $waits (result (ref $connection))
      (resume $connection (on $wait $waits)
        (local.get $request) (cont.new $connection (ref.func $connect)))
      (unreachable))
    (local.set $waiting)
    (table.set $open (local.get $place) (local.get $waiting)))

  ;; Gives the one that waits its answer, with which it ends.
  (func $answer (param $place i32) (param $answer i64) (result i64)
    (local $waiting (ref null $connection))
    (local.set $waiting (table.get $open (local.get $place)))
    (if (ref.is_null (local.get $waiting)) (then (return (i64.const 0))))
    (table.set $open (local.get $place) (ref.null $connection))
    (block $waits (result (ref $connection))
      (resume $connection (on $wait $waits)
        (local.get $answer) (local.get $waiting))
      (return))
    (unreachable))

  (func (export "run") (param $n i64) (result i64)
    (local $i i64) (local $place i32) (local $sum i64)
    (loop $next
      (if (i64.lt_u (local.get $i) (local.get $n))
        (then
          (local.set $sum
            (i64.add (local.get $sum) (call $answer (local.get $place) (local.get $i))))
          (call $accept (local.get $place) (local.get $i))
          (local.set $i (i64.add (local.get $i) (i64.const 1)))
          (local.set $place (i32.add (local.get $place) (i32.const 1)))
          (if (i32.eq (local.get $place) (i32.const 10_000))
            (then (local.set $place (i32.const 0))))
          (br $next))))
    (local.set $place (i32.const 0))
    (loop $next
      (local.set $sum
        (i64.add (local.get $sum) (call $answer (local.get $place) (local.get $n))))
      (local.set $place (i32.add (local.get $place) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $place) (i32.const 10_000))))
    (local.get $sum)))
