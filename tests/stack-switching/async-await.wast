;; Async and await: an asynchronous call gives a promise at once, and runs when the loop has
;; time; to await a promise is to suspend until somebody fulfills it.

(module
  (type $f (func))
  (type $task (cont $f))
  (type $fi (func (param i32)))
  (type $answered (cont $fi))
  (type $body (func (param i32) (result i32)))
  ;; A task whose first parameter is the promise that it will fulfill.
  (tag $async (param (ref $answered)) (result i32))
  (tag $await (param i32) (result i32))
  (tag $fulfill (param i32 i32))
  (tag $yield)

  ;; Promises: whether there is a value, and the value; who waits, one for each promise.
  (memory 1)
  (table $awaiting 64 (ref null $answered))
  (table $ready 64 (ref null $task))
  (global $promises (mut i32) (i32.const 0))
  (global $head (mut i32) (i32.const 0))
  (global $count (mut i32) (i32.const 0))
  (global $log (mut i64) (i64.const 0))
  (func $log (param i32)
    (global.set $log
      (i64.add (i64.mul (global.get $log) (i64.const 10)) (i64.extend_i32_u (local.get 0)))))
  (elem declare func $perform $square $slow $sum $main $fibonacci $first)

  (func $enqueue (param (ref null $task))
    (table.set $ready
      (i32.and (i32.add (global.get $head) (global.get $count)) (i32.const 63))
      (local.get 0))
    (global.set $count (i32.add (global.get $count) (i32.const 1))))
  (func $dequeue (result (ref null $task))
    (table.get $ready (global.get $head))
    (global.set $head (i32.and (i32.add (global.get $head) (i32.const 1)) (i32.const 63)))
    (global.set $count (i32.sub (global.get $count) (i32.const 1))))
  (func $promise (param i32) (result i32) (i32.shl (local.get 0) (i32.const 3)))

  (func $loop (param $task (ref null $task))
    (local $k (ref null $answered)) (local $new (ref null $answered))
    (local $promise i32) (local $value i32)
    (memory.fill (i32.const 0) (i32.const 0) (i32.const 65536))
    (global.set $promises (i32.const 0))
    (call $enqueue (local.get $task))
    (loop $next
      (if (i32.eqz (global.get $count)) (then (return)))
      (local.set $task (call $dequeue))
      (loop $same
        (block $on-yield (result (ref $task))
          (block $on-fulfill (result i32 i32 (ref $task))
            (block $on-await (result i32 (ref $answered))
              (block $on-async (result (ref $answered) (ref $answered))
                (resume $task
                  (on $yield $on-yield) (on $fulfill $on-fulfill) (on $await $on-await)
                  (on $async $on-async)
                  (local.get $task))
                (br $next))
              (local.set $k)
              (local.set $new)
              (call $enqueue
                (cont.bind $answered $task (global.get $promises) (local.get $new)))
              (local.set $task
                (cont.bind $answered $task (global.get $promises) (local.get $k)))
              (global.set $promises (i32.add (global.get $promises) (i32.const 1)))
              (br $same))
            (local.set $k)
            (local.set $promise)
            (if (i32.load (call $promise (local.get $promise)))
              (then
                (local.set $task
                  (cont.bind $answered $task
                    (i32.load offset=4 (call $promise (local.get $promise)))
                    (local.get $k)))
                (br $same)))
            (table.set $awaiting (local.get $promise) (local.get $k))
            (br $next))
          (local.set $task)
          (local.set $value)
          (local.set $promise)
          (i32.store (call $promise (local.get $promise)) (i32.const 1))
          (i32.store offset=4 (call $promise (local.get $promise)) (local.get $value))
          (local.set $k (table.get $awaiting (local.get $promise)))
          (if (i32.eqz (ref.is_null (local.get $k)))
            (then
              (table.set $awaiting (local.get $promise) (ref.null $answered))
              (call $enqueue
                (cont.bind $answered $task (local.get $value) (local.get $k)))))
          (br $same))
        (call $enqueue))
      (br $next)))

  ;; Calls a function asynchronously.
  (type $f-perform (func (param (ref $body) i32 i32)))
  (type $c-perform (cont $f-perform))
  (func $perform (type $f-perform) (param $body (ref $body)) (param $argument i32) (param $promise i32)
    (suspend $fulfill
      (local.get $promise)
      (call_ref $body (local.get $argument) (local.get $body))))
  (func $async (param $body (ref $body)) (param $argument i32) (result i32)
    (suspend $async
      (cont.bind $c-perform $answered
        (local.get $body) (local.get $argument)
        (cont.new $c-perform (ref.func $perform)))))

  (func $square (type $body)
    (call $log (i32.const 2))
    (i32.mul (local.get 0) (local.get 0)))
  ;; Yields as often as it is told.
  (func $slow (type $body)
    (local $left i32)
    (local.set $left (local.get 0))
    (loop $again
      (call $log (i32.const 3))
      (suspend $yield)
      (br_if $again (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))
    (i32.mul (local.get 0) (i32.const 100)))
  ;; Awaits what it calls itself.
  (func $sum (type $body)
    (local $a i32) (local $b i32)
    (call $log (i32.const 4))
    (local.set $a (call $async (ref.func $square) (local.get 0)))
    (local.set $b (call $async (ref.func $slow) (i32.const 2)))
    (i32.add (suspend $await (local.get $b)) (suspend $await (local.get $a)))
    (call $log (i32.const 5)))
  (global $result (mut i32) (i32.const 0))
  (func $main (type $f)
    (local $a i32) (local $b i32)
    (call $log (i32.const 1))
    (local.set $a (call $async (ref.func $sum) (i32.const 3)))
    (local.set $b (call $async (ref.func $square) (i32.const 50)))
    (call $log (i32.const 6))
    (global.set $result
      (i32.add (suspend $await (local.get $a)) (suspend $await (local.get $b))))
    (call $log (i32.const 7)))
  (func (export "run") (result i32 i64)
    (global.set $log (i64.const 0))
    (call $loop (cont.new $task (ref.func $main)))
    (global.get $result)
    (global.get $log))

  ;; Asynchronous recursion: each call awaits two others.
  (func $fibonacci (type $body)
    (local $a i32) (local $b i32)
    (if (i32.lt_u (local.get 0) (i32.const 2)) (then (return (local.get 0))))
    (local.set $a
      (call $async (ref.func $fibonacci) (i32.sub (local.get 0) (i32.const 1))))
    (local.set $b
      (call $async (ref.func $fibonacci) (i32.sub (local.get 0) (i32.const 2))))
    (i32.add (suspend $await (local.get $a)) (suspend $await (local.get $b))))
  (func $first (type $f)
    (global.set $result
      (suspend $await (call $async (ref.func $fibonacci) (i32.const 7)))))
  (func (export "fibonacci") (result i32 i32)
    (call $loop (cont.new $task (ref.func $first)))
    (global.get $result)
    (global.get $promises)))

;; main logs 1 and 6, sum 4, the first square 2; from there on slow's steps fall between.
(assert_return (invoke "run") (i32.const 2709) (i64.const 164223357))
(assert_return (invoke "fibonacci") (i32.const 13) (i32.const 41))
