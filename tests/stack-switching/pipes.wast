;; Pipes: a producer that sends and a consumer that receives, each waiting for the other
;; under a handler of its own.

(module
  (type $f (func (result i32)))
  (type $c (cont $f))
  (type $fi (func (param i32) (result i32)))
  (type $answered (cont $fi))
  (tag $send (param i32))
  (tag $receive (result i32))
  (global $log (mut i64) (i64.const 0))
  (global $sent (mut i32) (i32.const 0))
  (func (export "log") (result i64) (global.get $log) (global.set $log (i64.const 0)))
  (func (export "sent") (result i32) (global.get $sent) (global.set $sent (i32.const 0)))
  (func $log (param i32)
    (global.set $log
      (i64.add (i64.mul (global.get $log) (i64.const 10)) (i64.extend_i32_u (local.get 0)))))
  (elem declare func $naturals $three $sum $take-two $odd-only $double)

  ;; Runs the consumer until it wants something, then the producer until it has something.
  ;; Whoever ends first gives the result.
  (func $pipe (param $producer (ref null $c)) (param $consumer (ref null $c)) (result i32)
    (local $wants (ref null $answered))
    (local $value i32)
    (loop $again
      (block $on-receive (result (ref $answered))
        (return (resume $c (on $receive $on-receive) (local.get $consumer))))
      (local.set $wants)
      (block $on-send (result i32 (ref $c))
        (return (resume $c (on $send $on-send) (local.get $producer))))
      (local.set $producer)
      (local.set $value)
      (local.set $consumer
        (cont.bind $answered $c (local.get $value) (local.get $wants)))
      (br $again))
    (unreachable))

  (func $naturals (type $f)
    (local $i i32)
    (loop $again
      (global.set $sent (i32.add (global.get $sent) (i32.const 1)))
      (suspend $send (local.get $i))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br $again))
    (unreachable))
  (func $three (type $f)
    (suspend $send (i32.const 1))
    (call $log (i32.const 1))
    (suspend $send (i32.const 2))
    (call $log (i32.const 2))
    (suspend $send (i32.const 3))
    (call $log (i32.const 3))
    (i32.const -1))
  (global $wanted (mut i32) (i32.const 0))
  (func $sum (type $f)
    (local $sum i32) (local $left i32)
    (local.set $left (global.get $wanted))
    (loop $again
      (local.set $sum (i32.add (local.get $sum) (suspend $receive)))
      (br_if $again (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))
    (local.get $sum))
  (func $take-two (type $f)
    (call $log (i32.const 7))
    (call $log (suspend $receive))
    (call $log (i32.const 8))
    (i32.mul (suspend $receive) (i32.const 100)))

  (func (export "sum-of-naturals") (param i32) (result i32)
    (global.set $wanted (local.get 0))
    (call $pipe (cont.new $c (ref.func $naturals)) (cont.new $c (ref.func $sum))))
  (func (export "consumer-ends-first") (result i32)
    (call $pipe (cont.new $c (ref.func $three)) (cont.new $c (ref.func $take-two))))
  (func (export "producer-ends-first") (result i32)
    (global.set $wanted (i32.const 10))
    (call $pipe (cont.new $c (ref.func $three)) (cont.new $c (ref.func $sum))))

  ;; Stages in between both receive and send.
  (func $odd-only (type $f)
    (local $v i32)
    (loop $again
      (local.set $v (suspend $receive))
      (if (i32.and (local.get $v) (i32.const 1)) (then (suspend $send (local.get $v))))
      (br $again))
    (unreachable))
  (func $double (type $f)
    (loop $again
      (suspend $send (i32.mul (suspend $receive) (i32.const 2)))
      (br $again))
    (unreachable))
  ;; A pipe is a producer itself: what its consumer sends goes through it.
  (type $two (func (param (ref null $c) (ref null $c)) (result i32)))
  (type $c-two (cont $two))
  (elem declare func $pipe)
  (func $join (param $a (ref $c)) (param $b (ref $c)) (result (ref $c))
    (cont.bind $c-two $c (local.get $a) (local.get $b) (cont.new $c-two (ref.func $pipe))))
  (func (export "stages") (param i32) (result i32)
    (global.set $wanted (local.get 0))
    (call $pipe
      (call $join
        (call $join
          (cont.new $c (ref.func $naturals))
          (cont.new $c (ref.func $odd-only)))
        (cont.new $c (ref.func $double)))
      (cont.new $c (ref.func $sum))))
  ;; The same, joined from the right.
  (func (export "stages-from-the-right") (param i32) (result i32)
    (global.set $wanted (local.get 0))
    (call $pipe
      (cont.new $c (ref.func $naturals))
      (call $join
        (cont.new $c (ref.func $odd-only))
        (call $join
          (cont.new $c (ref.func $double))
          (cont.new $c (ref.func $sum))))))
  ;; So many stages, each of which doubles.
  (func (export "many-stages") (param $stages i32) (param $values i32) (result i32)
    (local $p (ref null $c))
    (global.set $wanted (local.get $values))
    (local.set $p (cont.new $c (ref.func $naturals)))
    (loop $again
      (local.set $p
        (call $join (ref.as_non_null (local.get $p)) (cont.new $c (ref.func $double))))
      (br_if $again (local.tee $stages (i32.sub (local.get $stages) (i32.const 1)))))
    (call $pipe (local.get $p) (cont.new $c (ref.func $sum)))))

(assert_return (invoke "sum-of-naturals" (i32.const 101)) (i32.const 5050))
(assert_return (invoke "sent") (i32.const 101))
(assert_return (invoke "consumer-ends-first") (i32.const 200))
(assert_return (invoke "log") (i64.const 7181))
(assert_return (invoke "producer-ends-first") (i32.const -1))
(assert_return (invoke "log") (i64.const 123))
(assert_return (invoke "stages" (i32.const 10)) (i32.const 200))
(assert_return (invoke "sent") (i32.const 20))
(assert_return (invoke "stages-from-the-right" (i32.const 10)) (i32.const 200))
(assert_return (invoke "sent") (i32.const 20))
(assert_return (invoke "many-stages" (i32.const 8) (i32.const 5)) (i32.const 2560))
(assert_return (invoke "many-stages" (i32.const 20) (i32.const 3)) (i32.const 3145728))
