;; Schedulers of tasks, as the Explainer describes them: asymmetric, where tasks suspend to a
;; loop that resumes the next one; symmetric, where they switch to each other; and both with
;; a limit, beyond which the oldest waiting task is cancelled by an exception.
;;
;; Each task logs a digit of its own for each of its steps, so that the log is the schedule.

(module $Log
  (memory 1)
  (global $length (mut i32) (i32.const 0))
  (func (export "log") (param i32)
    (i32.store8 (global.get $length) (local.get 0))
    (global.set $length (i32.add (global.get $length) (i32.const 1))))
  ;; Nine digits from a place on.
  (func (export "read") (param $from i32) (result i64)
    (local $i i32) (local $sum i64)
    (loop $next
      (local.set $sum
        (i64.add
          (i64.mul (local.get $sum) (i64.const 10))
          (i64.load8_u (i32.add (local.get $from) (local.get $i)))))
      (br_if $next
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 9))))
    (local.get $sum))
  (func (export "length") (result i32) (global.get $length))
  (func (export "clear")
    (memory.fill (i32.const 0) (i32.const 0) (global.get $length))
    (global.set $length (i32.const 0))))
(register "log" $Log)

(module $Asymmetric
  (import "log" "log" (func $log (param i32)))
  (type $f (func))
  (type $task (cont $f))
  (type $f2 (func (param i32 i32)))
  (type $new-task (cont $f2))
  (tag $yield)
  (tag $spawn (param (ref $task)))
  (tag $abort)
  ;; A ring of waiting tasks.
  (table $queue 64 (ref null $task))
  (global $head (mut i32) (i32.const 0))
  (global $count (mut i32) (i32.const 0))
  (global $limit (mut i32) (i32.const 64))
  (elem declare func $steps $main $parent)
  (func $enqueue (param (ref null $task))
    (table.set $queue
      (i32.and (i32.add (global.get $head) (global.get $count)) (i32.const 63))
      (local.get 0))
    (global.set $count (i32.add (global.get $count) (i32.const 1))))
  (func $dequeue (result (ref null $task))
    (local $task (ref null $task))
    (local.set $task (table.get $queue (global.get $head)))
    (table.set $queue (global.get $head) (ref.null $task))
    (global.set $head (i32.and (i32.add (global.get $head) (i32.const 1)) (i32.const 63)))
    (global.set $count (i32.sub (global.get $count) (i32.const 1)))
    (local.get $task))
  (func $schedule (param $task (ref null $task))
    (if (i32.ge_u (global.get $count) (global.get $limit))
      (then
        (block $cancelled
          (try_table (catch $abort $cancelled)
            (resume_throw $task $abort (call $dequeue))))))
    (call $enqueue (local.get $task)))
  (func $run (param $first (ref null $task))
    (local $task (ref null $task))
    (call $enqueue (local.get $first))
    (loop $next
      (if (i32.eqz (global.get $count)) (then (return)))
      (local.set $task (call $dequeue))
      (block $yielded (result (ref $task))
        (loop $same
          (block $spawned (result (ref $task) (ref $task))
            (resume $task (on $yield $yielded) (on $spawn $spawned) (local.get $task))
            (br $next))
          ;; The new one waits; the one that made it goes on.
          (local.set $task)
          (call $schedule)
          (br $same))
        (unreachable))
      (call $schedule)
      (br $next)))
  (func $task (param $digit i32) (param $steps i32) (result (ref $task))
    (cont.bind $new-task $task
      (local.get $digit) (local.get $steps) (cont.new $new-task (ref.func $steps))))
  (func $steps (type $f2) (param $digit i32) (param $steps i32)
    (loop $again
      (call $log (local.get $digit))
      (local.set $steps (i32.sub (local.get $steps) (i32.const 1)))
      (if (local.get $steps) (then (suspend $yield) (br $again)))))
  (func $main (type $f)
    (suspend $spawn (call $task (i32.const 1) (i32.const 1)))
    (suspend $spawn (call $task (i32.const 2) (i32.const 4)))
    (suspend $spawn (call $task (i32.const 3) (i32.const 2)))
    (call $log (i32.const 9))
    (suspend $yield)
    (call $log (i32.const 9))
    (suspend $spawn (call $task (i32.const 4) (i32.const 3)))
    (call $log (i32.const 9)))
  (func (export "run") (param $limit i32)
    (global.set $limit (local.get $limit))
    (call $run (cont.new $task (ref.func $main))))
  ;; Tasks that make tasks: a binary tree of them.
  (type $f1 (func (param i32)))
  (type $tree (cont $f1))
  (func $tree (param i32) (result (ref $task))
    (cont.bind $tree $task (local.get 0) (cont.new $tree (ref.func $parent))))
  (func $parent (type $f1)
    (call $log (local.get 0))
    (if (i32.eqz (local.get 0)) (then (return)))
    (suspend $spawn (call $tree (i32.sub (local.get 0) (i32.const 1))))
    (suspend $yield)
    (suspend $spawn (call $tree (i32.sub (local.get 0) (i32.const 1)))))
  (func (export "tree") (param i32)
    (global.set $limit (i32.const 64))
    (call $run (call $tree (local.get 0)))))

(module $Symmetric
  (import "log" "log" (func $log (param i32)))
  (rec
    ;; A task gets the one that switched to it, to put it in the queue; or null from the
    ;; scheduler.
    (type $f (func (param (ref null $task))))
    (type $task (cont $f)))
  (type $f3 (func (param i32 i32 (ref null $task))))
  (type $new-task (cont $f3))
  (tag $switch)
  (tag $abort)
  (table $queue 64 (ref null $task))
  (global $head (mut i32) (i32.const 0))
  (global $count (mut i32) (i32.const 0))
  (global $limit (mut i32) (i32.const 64))
  (global $resumes (mut i32) (i32.const 0))
  (elem declare func $steps)
  (func $enqueue (param (ref null $task))
    (table.set $queue
      (i32.and (i32.add (global.get $head) (global.get $count)) (i32.const 63))
      (local.get 0))
    (global.set $count (i32.add (global.get $count) (i32.const 1))))
  (func $dequeue (result (ref null $task))
    (local $task (ref null $task))
    (if (i32.eqz (global.get $count)) (then (return (ref.null $task))))
    (local.set $task (table.get $queue (global.get $head)))
    (table.set $queue (global.get $head) (ref.null $task))
    (global.set $head (i32.and (i32.add (global.get $head) (i32.const 1)) (i32.const 63)))
    (global.set $count (i32.sub (global.get $count) (i32.const 1)))
    (local.get $task))
  (func $schedule (param $task (ref null $task))
    (if (ref.is_null (local.get $task)) (then (return)))
    (if (i32.ge_u (global.get $count) (global.get $limit))
      (then
        (block $cancelled
          (try_table (catch $abort $cancelled)
            (resume_throw $task $abort (on $switch switch) (call $dequeue))))))
    (call $enqueue (local.get $task)))
  ;; Switches to the next task, if there is one, and schedules whoever switches back.
  (func $yield
    (local $next (ref null $task))
    (local.set $next (call $dequeue))
    (if (ref.is_null (local.get $next)) (then (return)))
    (call $schedule (switch $task $switch (local.get $next))))
  (func $steps (type $f3) (param $digit i32) (param $steps i32) (param $from (ref null $task))
    (call $schedule (local.get $from))
    (loop $again
      (call $log (local.get $digit))
      (local.set $steps (i32.sub (local.get $steps) (i32.const 1)))
      (if (local.get $steps) (then (call $yield) (br $again)))))
  (func $add (param $digit i32) (param $steps i32)
    (call $schedule
      (cont.bind $new-task $task
        (local.get $digit) (local.get $steps) (cont.new $new-task (ref.func $steps)))))
  (func (export "resumes") (result i32) (global.get $resumes))
  (func (export "run") (param $limit i32)
    (local $next (ref null $task))
    (global.set $limit (local.get $limit))
    (global.set $resumes (i32.const 0))
    (call $add (i32.const 1) (i32.const 1))
    (call $add (i32.const 2) (i32.const 4))
    (call $add (i32.const 3) (i32.const 2))
    (call $add (i32.const 4) (i32.const 3))
    (loop $again
      (local.set $next (call $dequeue))
      (if (ref.is_null (local.get $next)) (then (return)))
      (global.set $resumes (i32.add (global.get $resumes) (i32.const 1)))
      (resume $task (on $switch switch) (ref.null $task) (local.get $next))
      (br $again))))

;; Asymmetric, no limit.
(assert_return (invoke $Asymmetric "run" (i32.const 64)))
(assert_return (invoke $Log "length") (i32.const 13))
(assert_return (invoke $Log "read" (i32.const 0)) (i64.const 912399234))
(assert_return (invoke $Log "read" (i32.const 9)) (i64.const 242400000))
(assert_return (invoke $Log "clear"))

;; Asymmetric, at most 3 waiting.
(assert_return (invoke $Asymmetric "run" (i32.const 3)))
(assert_return (invoke $Log "length") (i32.const 12))
(assert_return (invoke $Log "read" (i32.const 0)) (i64.const 923992342))
(assert_return (invoke $Log "read" (i32.const 9)) (i64.const 424000000))
(assert_return (invoke $Log "clear"))

;; Asymmetric, at most 2 waiting.
(assert_return (invoke $Asymmetric "run" (i32.const 2)))
(assert_return (invoke $Log "length") (i32.const 8))
(assert_return (invoke $Log "read" (i32.const 0)) (i64.const 939934440))
(assert_return (invoke $Log "clear"))

;; Asymmetric, at most 1 waiting.
(assert_return (invoke $Asymmetric "run" (i32.const 1)))
(assert_return (invoke $Log "length") (i32.const 6))
(assert_return (invoke $Log "read" (i32.const 0)) (i64.const 999444000))
(assert_return (invoke $Log "clear"))

(assert_return (invoke $Asymmetric "tree" (i32.const 4)))
(assert_return (invoke $Log "length") (i32.const 31))
(assert_return (invoke $Log "read" (i32.const 0)) (i64.const 432312201))
(assert_return (invoke $Log "read" (i32.const 9)) (i64.const 112000101))
(assert_return (invoke $Log "read" (i32.const 18)) (i64.const 100000010))
(assert_return (invoke $Log "read" (i32.const 27)) (i64.const 0))
(assert_return (invoke $Log "clear"))

;; Symmetric, no limit: the scheduler resumes only when a task has ended.
(assert_return (invoke $Symmetric "run" (i32.const 64)))
(assert_return (invoke $Log "length") (i32.const 10))
(assert_return (invoke $Log "read" (i32.const 0)) (i64.const 123423424))
(assert_return (invoke $Log "read" (i32.const 9)) (i64.const 200000000))
(assert_return (invoke $Symmetric "resumes") (i32.const 4))
(assert_return (invoke $Log "clear"))

;; Symmetric, at most 3 waiting: the scheduler resumes only when a task has ended.
(assert_return (invoke $Symmetric "run" (i32.const 3)))
(assert_return (invoke $Log "length") (i32.const 9))
(assert_return (invoke $Log "read" (i32.const 0)) (i64.const 234234242))
(assert_return (invoke $Symmetric "resumes") (i32.const 3))
(assert_return (invoke $Log "clear"))

;; Symmetric, at most 2 waiting: the scheduler resumes only when a task has ended.
(assert_return (invoke $Symmetric "run" (i32.const 2)))
(assert_return (invoke $Log "length") (i32.const 5))
(assert_return (invoke $Log "read" (i32.const 0)) (i64.const 343440000))
(assert_return (invoke $Symmetric "resumes") (i32.const 2))
(assert_return (invoke $Log "clear"))

;; Symmetric, at most 1 waiting: the scheduler resumes only when a task has ended.
(assert_return (invoke $Symmetric "run" (i32.const 1)))
(assert_return (invoke $Log "length") (i32.const 3))
(assert_return (invoke $Log "read" (i32.const 0)) (i64.const 444000000))
(assert_return (invoke $Symmetric "resumes") (i32.const 1))
(assert_return (invoke $Log "clear"))
