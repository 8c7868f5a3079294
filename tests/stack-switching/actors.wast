;; Actors: each has a number and a mailbox; they spawn others, send to them, and wait for
;; messages. A loop with a handler for each of these runs them.

(module
  (type $f (func))
  (type $task (cont $f))
  (type $fi (func (param i32)))
  (type $answered (cont $fi))
  (type $fii (func (param i32 i32)))
  (type $two (cont $fii))
  (tag $self (result i32))
  (tag $spawn (param (ref $task)) (result i32))
  (tag $send (param i32 i32))
  (tag $receive (result i32))

  ;; Mailboxes: 64 rings of 16 messages; then of each the first place and the count.
  (memory 1)
  (table $waiting 64 (ref null $answered))
  (table $ready 64 (ref null $task))
  (global $head (mut i32) (i32.const 0))
  (global $count (mut i32) (i32.const 0))
  (global $actors (mut i32) (i32.const 0))
  (global $log (mut i64) (i64.const 0))
  (elem declare func $forward $link $ring $ping $pong $adder $client $silent)
  (func $log (param i32)
    (global.set $log
      (i64.add (i64.mul (global.get $log) (i64.const 100)) (i64.extend_i32_u (local.get 0)))))

  (func $place (param $actor i32) (result i32)
    (i32.add (i32.const 32768) (i32.shl (local.get $actor) (i32.const 3))))
  (func $waiting-messages (param $actor i32) (result i32)
    (i32.load offset=4 (call $place (local.get $actor))))
  (func $slot (param $actor i32) (param $n i32) (result i32)
    (i32.shl
      (i32.add
        (i32.shl (local.get $actor) (i32.const 4))
        (i32.and (local.get $n) (i32.const 15)))
      (i32.const 2)))
  (func $post (param $actor i32) (param $message i32)
    (local $place i32)
    (local.set $place (call $place (local.get $actor)))
    (i32.store
      (call $slot
        (local.get $actor)
        (i32.add (i32.load (local.get $place)) (i32.load offset=4 (local.get $place))))
      (local.get $message))
    (i32.store offset=4 (local.get $place)
      (i32.add (i32.load offset=4 (local.get $place)) (i32.const 1))))
  (func $take (param $actor i32) (result i32)
    (local $place i32)
    (local.set $place (call $place (local.get $actor)))
    (i32.load (call $slot (local.get $actor) (i32.load (local.get $place))))
    (i32.store (local.get $place) (i32.add (i32.load (local.get $place)) (i32.const 1)))
    (i32.store offset=4 (local.get $place)
      (i32.sub (i32.load offset=4 (local.get $place)) (i32.const 1))))

  ;; Who is ready: the task in a table, its number after the mailboxes.
  (func $enqueue (param $actor i32) (param $task (ref null $task))
    (local $at i32)
    (local.set $at
      (i32.and (i32.add (global.get $head) (global.get $count)) (i32.const 63)))
    (table.set $ready (local.get $at) (local.get $task))
    (i32.store (i32.add (i32.const 49152) (i32.shl (local.get $at) (i32.const 2)))
      (local.get $actor))
    (global.set $count (i32.add (global.get $count) (i32.const 1))))
  (func $dequeue (result i32 (ref null $task))
    (i32.load (i32.add (i32.const 49152) (i32.shl (global.get $head) (i32.const 2))))
    (table.get $ready (global.get $head))
    (global.set $head (i32.and (i32.add (global.get $head) (i32.const 1)) (i32.const 63)))
    (global.set $count (i32.sub (global.get $count) (i32.const 1))))

  ;; Runs until nobody is ready; the result says how many actors there were.
  (func $run (param $main (ref null $task)) (result i32)
    (local $actor i32) (local $task (ref null $task)) (local $k (ref null $answered))
    (local $to i32) (local $message i32)
    (memory.fill (i32.const 0) (i32.const 0) (i32.const 65536))
    (global.set $actors (i32.const 1))
    (call $enqueue (i32.const 0) (local.get $main))
    (loop $next
      (if (i32.eqz (global.get $count)) (then (return (global.get $actors))))
      (call $dequeue)
      (local.set $task)
      (local.set $actor)
      (loop $same
        (block $on-receive (result (ref $answered))
          (block $on-send (result i32 i32 (ref $task))
            (block $on-spawn (result (ref $task) (ref $answered))
              (block $on-self (result (ref $answered))
                (resume $task
                  (on $self $on-self) (on $spawn $on-spawn) (on $send $on-send)
                  (on $receive $on-receive)
                  (local.get $task))
                (br $next))
              (local.set $k)
              (local.set $task (cont.bind $answered $task (local.get $actor) (local.get $k)))
              (br $same))
            (local.set $k)
            (local.set $task)
            (call $enqueue (global.get $actors) (local.get $task))
            (local.set $task
              (cont.bind $answered $task (global.get $actors) (local.get $k)))
            (global.set $actors (i32.add (global.get $actors) (i32.const 1)))
            (br $same))
          (local.set $task)
          (local.set $message)
          (local.set $to)
          (if (ref.is_null (table.get $waiting (local.get $to)))
            (then (call $post (local.get $to) (local.get $message)))
            (else
              (call $enqueue (local.get $to)
                (cont.bind $answered $task
                  (local.get $message) (table.get $waiting (local.get $to))))
              (table.set $waiting (local.get $to) (ref.null $answered))))
          (br $same))
        (local.set $k)
        (if (call $waiting-messages (local.get $actor))
          (then
            (local.set $task
              (cont.bind $answered $task (call $take (local.get $actor)) (local.get $k)))
            (br $same)))
        (table.set $waiting (local.get $actor) (local.get $k)))
      (br $next))
    (unreachable))

  ;; A ring: each link spawns the next one and passes on what it gets, plus one.
  (func $forward (param $to i32)
    (suspend $send (local.get $to) (i32.add (suspend $receive) (i32.const 1))))
  (func $link (type $fii) (param $left i32) (param $first i32)
    (if (local.get $left)
      (then
        (call $forward
          (suspend $spawn
            (cont.bind $two $task
              (i32.sub (local.get $left) (i32.const 1)) (local.get $first)
              (cont.new $two (ref.func $link))))))
      (else (call $forward (local.get $first)))))
  (func $ring (type $fi) (param $n i32)
    (local $next i32)
    (local.set $next
      (suspend $spawn
        (cont.bind $two $task
          (i32.sub (local.get $n) (i32.const 1)) (suspend $self)
          (cont.new $two (ref.func $link)))))
    (suspend $send (local.get $next) (i32.const 7))
    (call $log (suspend $receive)))
  (func (export "ring") (param i32) (result i32 i64)
    (global.set $log (i64.const 0))
    (call $run
      (cont.bind $answered $task (local.get 0) (cont.new $answered (ref.func $ring))))
    (global.get $log))

  ;; Two that play, the one with the number of the other.
  (func $pong (type $fi) (param $other i32)
    (local $m i32)
    (loop $again
      (local.set $m (suspend $receive))
      (call $log (i32.add (local.get $m) (i32.const 50)))
      (if (local.get $m)
        (then
          (suspend $send (local.get $other) (i32.sub (local.get $m) (i32.const 1)))
          (br $again)))))
  (func $ping (type $fi) (param $n i32)
    (local $other i32)
    (local.set $other
      (suspend $spawn
        (cont.bind $answered $task
          (suspend $self) (cont.new $answered (ref.func $pong)))))
    (loop $again
      (suspend $send (local.get $other) (local.get $n))
      (local.set $n (suspend $receive))
      (call $log (local.get $n))
      (br_if $again (i32.ne (local.tee $n (i32.sub (local.get $n) (i32.const 1))) (i32.const -1)))))
  (func (export "ping-pong") (param i32) (result i32 i64)
    (global.set $log (i64.const 0))
    (call $run
      (cont.bind $answered $task (local.get 0) (cont.new $answered (ref.func $ping))))
    (global.get $log))

  ;; A server that adds up what clients send, until it has heard from all. Messages wait in
  ;; its mailbox while it has not asked for them.
  (func $client (type $fii) (param $server i32) (param $value i32)
    (suspend $send (local.get $server) (local.get $value))
    (suspend $send (local.get $server) (i32.mul (local.get $value) (i32.const 2))))
  (func $adder (type $fi) (param $clients i32)
    (local $sum i32) (local $i i32)
    (local.set $i (local.get $clients))
    (loop $spawn
      (drop
        (suspend $spawn
          (cont.bind $two $task
            (suspend $self) (local.get $i) (cont.new $two (ref.func $client)))))
      (br_if $spawn (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))
    (local.set $i (i32.mul (local.get $clients) (i32.const 2)))
    (loop $collect
      (local.set $sum (i32.add (local.get $sum) (suspend $receive)))
      (br_if $collect (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))
    (call $log (local.get $sum)))
  (func (export "adder") (param i32) (result i32 i64)
    (global.set $log (i64.const 0))
    (call $run
      (cont.bind $answered $task (local.get 0) (cont.new $answered (ref.func $adder))))
    (global.get $log))

  ;; One that waits for ever is simply never resumed.
  (func $silent (type $f) (drop (suspend $receive)) (unreachable))
  (func (export "silent") (result i32) (call $run (cont.new $task (ref.func $silent)))))

(assert_return (invoke "ring" (i32.const 1)) (i32.const 2) (i64.const 8))
(assert_return (invoke "ring" (i32.const 50)) (i32.const 51) (i64.const 57))
(assert_return (invoke "ping-pong" (i32.const 3)) (i32.const 2) (i64.const 53025100))
(assert_return (invoke "ping-pong" (i32.const 1)) (i32.const 2) (i64.const 5100))
(assert_return (invoke "adder" (i32.const 7)) (i32.const 8) (i64.const 84))
(assert_return (invoke "silent") (i32.const 1))
