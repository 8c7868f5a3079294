;; Every instruction in its plainest use.

(module
  (type $none (func))
  (type $c-none (cont $none))
  (type $i-i (func (param i32) (result i32)))
  (type $c-i-i (cont $i-i))
  (type $i (func (result i32)))
  (type $c-i (cont $i))
  (type $ii-i (func (param i32 i32) (result i32)))
  (type $c-ii-i (cont $ii-i))
  (tag $ask (param i32) (result i32))
  (tag $stop (param i32))
  (global $runs (mut i32) (i32.const 0))
  (elem declare func $count $double $ask-twice $minus $guarded $stopping)

  (func $count (global.set $runs (i32.add (global.get $runs) (i32.const 1))))
  (func $double (type $i-i) (i32.mul (local.get 0) (i32.const 2)))
  (func $minus (type $ii-i) (i32.sub (local.get 0) (local.get 1)))

  ;; Nothing runs before the first `resume`.
  (func (export "new-does-not-run") (result i32)
    (drop (cont.new $c-none (ref.func $count)))
    (global.get $runs))

  (func (export "resume-runs") (result i32 i32)
    (local $before i32)
    (local.set $before (global.get $runs))
    (resume $c-none (cont.new $c-none (ref.func $count)))
    (local.get $before)
    (global.get $runs))

  ;; Arguments go in and results come out like those of a call.
  (func (export "resume-like-a-call") (param i32) (result i32)
    (resume $c-i-i (local.get 0) (cont.new $c-i-i (ref.func $double))))

  ;; What lies below the operands of `resume` stays there.
  (func (export "operands-below") (param i32) (result i32)
    (i64.const 7)
    (i32.const 1000)
    (resume $c-i-i (local.get 0) (cont.new $c-i-i (ref.func $double)))
    (i32.add)
    (i64.extend_i32_u)
    (i64.add)
    (i32.wrap_i64))

  (func $ask-twice (type $i-i)
    (i32.add
      (i32.mul (suspend $ask (local.get 0)) (i32.const 100))
      (suspend $ask (i32.add (local.get 0) (i32.const 1)))))

  ;; `suspend` hands its argument and the continuation to the handler, and gets the values
  ;; of the next `resume`: here ten times what was asked.
  (func (export "suspend-and-resume") (param $from i32) (result i32)
    (local $k (ref null $c-i-i))
    (local $answer i32)
    (local.set $answer (local.get $from))
    (local.set $k (cont.new $c-i-i (ref.func $ask-twice)))
    (loop $again
      (block $asked (result i32 (ref $c-i-i))
        (return (resume $c-i-i (on $ask $asked) (local.get $answer) (local.get $k))))
      (local.set $k)
      (local.set $answer (i32.mul (i32.const 10)))
      (br $again))
    (unreachable))

  ;; The first argument first.
  (func (export "bind") (param i32 i32) (result i32)
    (resume $c-i-i
      (local.get 1)
      (cont.bind $c-ii-i $c-i-i (local.get 0) (cont.new $c-ii-i (ref.func $minus)))))
  (func (export "bind-all") (param i32 i32) (result i32)
    (resume $c-i
      (cont.bind $c-ii-i $c-i
        (local.get 0) (local.get 1) (cont.new $c-ii-i (ref.func $minus)))))
  (func (export "bind-nothing") (param i32 i32) (result i32)
    (resume $c-ii-i
      (local.get 0) (local.get 1)
      (cont.bind $c-ii-i $c-ii-i (cont.new $c-ii-i (ref.func $minus)))))

  (func $guarded (type $i)
    (block $caught (result i32)
      (try_table (result i32) (catch $stop $caught)
        (suspend $ask (i32.const 5))))
    (i32.add (i32.const 1)))

  ;; `resume_throw` and `resume_throw_ref` throw where the continuation was suspended.
  (func (export "resume-throw") (param i32) (result i32)
    (local $k (ref null $c-i-i))
    (block $asked (result i32 (ref $c-i-i))
      (drop (resume $c-i (on $ask $asked) (cont.new $c-i (ref.func $guarded))))
      (unreachable))
    (local.set $k)
    (drop)
    (resume_throw $c-i-i $stop (local.get 0) (local.get $k)))
  (func (export "resume-throw-ref") (param i32) (result i32)
    (local $k (ref null $c-i-i))
    (block $asked (result i32 (ref $c-i-i))
      (drop (resume $c-i (on $ask $asked) (cont.new $c-i (ref.func $guarded))))
      (unreachable))
    (local.set $k)
    (drop)
    (block $thrown (result i32 exnref)
      (try_table (catch_ref $stop $thrown) (throw $stop (local.get 0)))
      (unreachable))
    (resume_throw_ref $c-i-i (local.get $k))
    (i32.add))

  (func $stopping (suspend $stop (i32.const 9)))

  ;; A continuation need not be resumed again.
  (func (export "leave-suspended") (result i32)
    (block $stopped (result i32 (ref $c-none))
      (resume $c-none (on $stop $stopped) (cont.new $c-none (ref.func $stopping)))
      (return (i32.const -1)))
    (drop)))

(assert_return (invoke "new-does-not-run") (i32.const 0))
(assert_return (invoke "resume-runs") (i32.const 0) (i32.const 1))
(assert_return (invoke "resume-runs") (i32.const 1) (i32.const 2))
(assert_return (invoke "resume-like-a-call" (i32.const 21)) (i32.const 42))
(assert_return (invoke "operands-below" (i32.const 50)) (i32.const 1107))
(assert_return (invoke "suspend-and-resume" (i32.const 3)) (i32.const 3040))
(assert_return (invoke "bind" (i32.const 50) (i32.const 8)) (i32.const 42))
(assert_return (invoke "bind-all" (i32.const 50) (i32.const 8)) (i32.const 42))
(assert_return (invoke "bind-nothing" (i32.const 50) (i32.const 8)) (i32.const 42))
(assert_return (invoke "resume-throw" (i32.const 6)) (i32.const 7))
;; The handler also leaves the payload, below the reference.
(assert_return (invoke "resume-throw-ref" (i32.const 6)) (i32.const 13))
(assert_return (invoke "leave-suspended") (i32.const 9))

;; `switch`: the target gets the values and, last, the one that it switched away from.
(module
  (rec
    (type $f (func (param i32 (ref null $c)) (result i32)))
    (type $c (cont $f)))
  (tag $swap (result i32))
  (elem declare func $first $second)
  (func $first (type $f)
    (local $peer (ref null $c))
    (switch $c $swap
      (i32.add (local.get 0) (i32.const 1))
      (cont.new $c (ref.func $second)))
    (local.set $peer)
    ;; What came back is our result; the other one stays suspended.
    (i32.mul (i32.const 2)))
  (func $second (type $f)
    (switch $c $swap (i32.mul (local.get 0) (i32.const 10)) (local.get 1))
    (unreachable))
  (func (export "switch") (param i32) (result i32)
    (resume $c (on $swap switch)
      (local.get 0) (ref.null $c) (cont.new $c (ref.func $first)))))
(assert_return (invoke "switch" (i32.const 3)) (i32.const 80))

;; The types of references that are null, tests for null, defaults.
(module
  (type $f (func))
  (type $c (cont $f))
  (global $cont (mut contref) (ref.null cont))
  (global $bottom nullcontref (ref.null nocont))
  (elem declare func $nothing)
  (func $nothing)
  (func (export "null") (result contref) (ref.null cont))
  (func (export "bottom") (result contref) (global.get $bottom))
  (func (export "typed") (result contref) (ref.null $c))
  (func (export "is-null") (result i32 i32 i32 i32)
    (local $l (ref null $c))
    (ref.is_null (local.get $l))
    (local.set $l (cont.new $c (ref.func $nothing)))
    (ref.is_null (local.get $l))
    (ref.is_null (global.get $cont))
    (global.set $cont (local.get $l))
    (ref.is_null (global.get $cont)))
  (func (export "as-non-null") (ref.as_non_null (ref.null $c)) (drop))
  (func (export "br-on-null") (param i32) (result i32)
    (local $l (ref null $c))
    (if (local.get 0) (then (local.set $l (cont.new $c (ref.func $nothing)))))
    (block $null
      (drop (br_on_null $null (local.get $l)))
      (return (i32.const 1)))
    (i32.const 0)))
(assert_return (invoke "null") (ref.null cont))
(assert_return (invoke "bottom") (ref.null cont))
(assert_return (invoke "typed") (ref.null cont))
(assert_return (invoke "is-null") (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 0))
(assert_trap (invoke "as-non-null") "null reference")
(assert_return (invoke "br-on-null" (i32.const 1)) (i32.const 1))
(assert_return (invoke "br-on-null" (i32.const 0)) (i32.const 0))
