;; State as an effect, and lightweight threads with fork and yield.

;; State: `get` and `set` are suspensions, answered by a handler that holds the value in a
;; local variable. Two states at once are two handlers, nested.
(module
  (type $f (func (result i32)))
  (type $c (cont $f))
  (type $fi (func (param i32) (result i32)))
  (type $answered (cont $fi))
  (tag $get (result i32))
  (tag $set (param i32))
  (tag $get-other (result i32))
  (tag $set-other (param i32))
  (tag $abort (param i32))
  (elem declare func $count $swap-them $inner $aborts)
  (global $final (mut i32) (i32.const 0))

  (func $with-state (param $state i32) (param $k (ref null $c)) (result i32)
    (local $wants (ref null $answered))
    (loop $again
      (block $on-get (result (ref $answered))
        (block $on-set (result i32 (ref $c))
          (resume $c (on $get $on-get) (on $set $on-set) (local.get $k))
          (global.set $final (local.get $state))
          (return))
        (local.set $k)
        (local.set $state)
        (br $again))
      (local.set $wants)
      (local.set $k (cont.bind $answered $c (local.get $state) (local.get $wants)))
      (br $again))
    (unreachable))
  (func $with-other (param $state i32) (param $k (ref null $c)) (result i32)
    (local $wants (ref null $answered))
    (loop $again
      (block $on-get (result (ref $answered))
        (block $on-set (result i32 (ref $c))
          (return
            (resume $c (on $get-other $on-get) (on $set-other $on-set) (local.get $k))))
        (local.set $k)
        (local.set $state)
        (br $again))
      (local.set $wants)
      (local.set $k (cont.bind $answered $c (local.get $state) (local.get $wants)))
      (br $again))
    (unreachable))

  ;; Counts the state down, and how often.
  (func $count (type $f)
    (local $n i32)
    (loop $again
      (if (suspend $get)
        (then
          (suspend $set (i32.sub (suspend $get) (i32.const 1)))
          (local.set $n (i32.add (local.get $n) (i32.const 1)))
          (br $again))))
    (local.get $n))
  (func (export "count") (param i32) (result i32 i32)
    (call $with-state (local.get 0) (cont.new $c (ref.func $count)))
    (global.get $final))

  ;; The inner handler lets the suspensions of the other state through.
  (func $swap-them (type $f)
    (local $a i32)
    (local.set $a (suspend $get))
    (suspend $set (suspend $get-other))
    (suspend $set-other (local.get $a))
    (i32.add (i32.mul (suspend $get) (i32.const 100)) (suspend $get-other)))
  (func $inner (type $f)
    (call $with-state (i32.const 12) (cont.new $c (ref.func $swap-them))))
  (func (export "two-states") (result i32 i32)
    (call $with-other (i32.const 34) (cont.new $c (ref.func $inner)))
    (global.get $final))
  ;; The same state twice: the inner one hides the outer one.
  (func (export "hidden") (result i32)
    (call $with-state (i32.const 77) (cont.new $c (ref.func $inner-count))))
  (func $inner-count (type $f)
    (i32.add
      (i32.mul
        (call $with-state (i32.const 5) (cont.new $c (ref.func $count)))
        (i32.const 1000))
      (suspend $get)))
  (elem declare func $inner-count)

  ;; An exception ends the handler; the state is what it was.
  (func $aborts (type $f)
    (suspend $set (i32.const 3))
    (throw $abort (suspend $get)))
  (func (export "abort") (result i32)
    (block $caught (result i32)
      (try_table (catch $abort $caught)
        (return (call $with-state (i32.const 0) (cont.new $c (ref.func $aborts)))))
      (unreachable))
    (i32.add (i32.const 100))))
(assert_return (invoke "count" (i32.const 0)) (i32.const 0) (i32.const 0))
(assert_return (invoke "count" (i32.const 10000)) (i32.const 10000) (i32.const 0))
(assert_return (invoke "two-states") (i32.const 3412) (i32.const 34))
(assert_return (invoke "hidden") (i32.const 5077))
(assert_return (invoke "abort") (i32.const 103))

;; Threads: one program, and four ways to schedule what it forks. The order of the digits is
;; the difference.
(module
  (type $f (func))
  (type $thread (cont $f))
  (tag $fork (param (ref $thread)))
  (tag $yield)
  (table $queue 64 (ref null $thread))
  (global $head (mut i32) (i32.const 0))
  (global $count (mut i32) (i32.const 0))
  (global $log (mut i64) (i64.const 0))
  (elem declare func $main $one $two $three)
  (func $log (param i32)
    (global.set $log
      (i64.add (i64.mul (global.get $log) (i64.const 10)) (i64.extend_i32_u (local.get 0)))))
  (func $enqueue (param (ref null $thread))
    (table.set $queue
      (i32.and (i32.add (global.get $head) (global.get $count)) (i32.const 63))
      (local.get 0))
    (global.set $count (i32.add (global.get $count) (i32.const 1))))
  (func $dequeue (result (ref null $thread))
    (if (i32.eqz (global.get $count)) (then (return (ref.null $thread))))
    (table.get $queue (global.get $head))
    (global.set $head (i32.and (i32.add (global.get $head) (i32.const 1)) (i32.const 63)))
    (global.set $count (i32.sub (global.get $count) (i32.const 1))))

  (func $one
    (call $log (i32.const 1)) (suspend $yield) (call $log (i32.const 1)) (suspend $yield)
    (call $log (i32.const 1)))
  (func $two
    (call $log (i32.const 2)) (suspend $yield) (call $log (i32.const 2)))
  (func $three
    (call $log (i32.const 3))
    (suspend $fork (cont.new $thread (ref.func $two)))
    (call $log (i32.const 3)))
  (func $main
    (call $log (i32.const 8))
    (suspend $fork (cont.new $thread (ref.func $one)))
    (call $log (i32.const 7))
    (suspend $fork (cont.new $thread (ref.func $three)))
    (suspend $yield)
    (call $log (i32.const 9)))

  ;; On a fork, either the parent goes on or the child begins; whoever does not, waits. On a
  ;; yield, either the next one is resumed or the same one again.
  (func (export "run") (param $child-first i32) (param $ignore-yields i32) (result i64)
    (local $thread (ref null $thread))
    (local $child (ref null $thread))
    (global.set $log (i64.const 0))
    (local.set $thread (cont.new $thread (ref.func $main)))
    (loop $again
      (if (ref.is_null (local.get $thread)) (then (return (global.get $log))))
      (block $on-yield (result (ref $thread))
        (block $on-fork (result (ref $thread) (ref $thread))
          (resume $thread (on $yield $on-yield) (on $fork $on-fork) (local.get $thread))
          (local.set $thread (call $dequeue))
          (br $again))
        (local.set $thread)
        (local.set $child)
        (if (local.get $child-first)
          (then
            (call $enqueue (local.get $thread))
            (local.set $thread (local.get $child)))
          (else (call $enqueue (local.get $child))))
        (br $again))
      (local.set $thread)
      (if (i32.eqz (local.get $ignore-yields))
        (then
          (call $enqueue (local.get $thread))
          (local.set $thread (call $dequeue))))
      (br $again))
    (unreachable)))
(assert_return (invoke "run" (i32.const 0) (i32.const 0)) (i64.const 8713391212))
(assert_return (invoke "run" (i32.const 0) (i32.const 1)) (i64.const 8791113322))
(assert_return (invoke "run" (i32.const 1) (i32.const 0)) (i64.const 8173213219))
(assert_return (invoke "run" (i32.const 1) (i32.const 1)) (i64.const 8111732293))
