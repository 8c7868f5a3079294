;; Tags that nobody handles.

(module $M
  (type $f (func (param i32) (result i32)))
  (type $c (cont $f))
  (rec
    (type $fs (func (param (ref null $cs)) (result i32)))
    (type $cs (cont $fs)))
  (tag $e (export "e") (param i32) (result i32))
  (tag $other (param i32) (result i32))
  (tag $swap (result i32))
  (tag $other-swap (result i32))
  (global $after (mut i32) (i32.const 0))
  (elem declare func $suspends $switches $target $outer $try-suspend $plain)

  (func $suspends (type $f)
    (suspend $e (local.get 0))
    (global.set $after (i32.const 1)))
  (func $target (type $fs) (i32.const 7))
  (func $plain (type $f) (local.get 0))
  (func $switches (type $fs)
    (switch $cs $swap (cont.new $cs (ref.func $target)))
    (drop)
    (i32.const 1))
  (func (export "after") (result i32) (global.get $after))

  ;; Outside of any continuation.
  (func (export "suspend-outside") (result i32) (suspend $e (i32.const 1)))
  (func (export "switch-outside")
    (switch $cs $swap (cont.new $cs (ref.func $target)))
    (drop))

  ;; No handler at all, one of another tag, one of the other kind.
  (func (export "suspend-bare") (result i32)
    (resume $c (i32.const 1) (cont.new $c (ref.func $suspends))))
  (func (export "suspend-other") (result i32)
    (block $on (result i32 (ref $c))
      (return
        (resume $c (on $other $on) (i32.const 1) (cont.new $c (ref.func $suspends)))))
    (drop))
  (func (export "switch-bare") (result i32)
    (resume $cs (ref.null $cs) (cont.new $cs (ref.func $switches))))
  (func (export "switch-other") (result i32)
    (resume $cs (on $other-swap switch)
      (ref.null $cs) (cont.new $cs (ref.func $switches))))

  ;; `suspend` with the tag of a handler for `switch`, and the other way round.
  (func $try-suspend (type $f) (suspend $swap))
  (func (export "suspend-under-switch") (result i32)
    (resume $c (on $swap switch) (i32.const 0) (cont.new $c (ref.func $try-suspend))))
  (type $f0 (func (result i32)))
  (func (export "switch-under-suspend") (result i32)
    (block $on (result (ref $c))
      (return
        (resume $cs (on $swap $on) (ref.null $cs) (cont.new $cs (ref.func $switches)))))
    (drop)
    (i32.const 0))

  ;; A handler that was there, but is not any more: of the first `resume` only.
  (func (export "second-time") (result i32)
    (local $k (ref null $c))
    (block $on (result i32 (ref $c))
      (return (resume $c (on $e $on) (i32.const 1) (cont.new $c (ref.func $twice)))))
    (local.set $k)
    (resume $c (local.get $k)))
  (func $twice (type $f) (suspend $e (suspend $e (local.get 0))))
  (elem declare func $twice)

  ;; A handler deeper inside, of a continuation that returned already.
  (func $outer (type $f)
    (block $on (result i32 (ref $c))
      (drop (resume $c (on $e $on) (local.get 0) (cont.new $c (ref.func $plain))))
      (return (suspend $e (i32.const 3))))
    (drop))
  (func (export "handler-is-gone") (result i32)
    (resume $c (i32.const 1) (cont.new $c (ref.func $outer))))

  ;; Handlers for exceptions of the same tag are none for suspensions: a trap is no
  ;; exception.
  (tag $x (param i32))
  (func $suspend-x (type $f) (suspend $x (i32.const 1)) (i32.const 2))
  (elem declare func $suspend-x)
  (func (export "catch-is-no-handler") (result i32)
    (block $all
      (block $caught (result i32)
        (try_table (catch $x $caught) (catch_all $all)
          (return (resume $c (i32.const 0) (cont.new $c (ref.func $suspend-x)))))
        (unreachable))
      (return))
    (i32.const -1))
  ;; And the other way round.
  (func $throw-x (type $f) (throw $x (i32.const 1)))
  (elem declare func $throw-x)
  (type $fu (func (result i32)))
  (type $cu (cont $fu))
  (func (export "handler-is-no-catch") (result i32)
    (block $on (result i32 (ref $cu))
      (return (resume $c (on $x $on) (i32.const 0) (cont.new $c (ref.func $throw-x)))))
    (drop)
    (return (i32.const -2))))

(assert_suspension (invoke "suspend-outside") "unhandled tag")
(assert_suspension (invoke "switch-outside") "unhandled tag")
(assert_suspension (invoke "suspend-bare") "unhandled tag")
(assert_suspension (invoke "suspend-other") "unhandled tag")
(assert_suspension (invoke "switch-bare") "unhandled tag")
(assert_suspension (invoke "switch-other") "unhandled tag")
(assert_suspension (invoke "suspend-under-switch") "unhandled tag")
(assert_suspension (invoke "switch-under-suspend") "unhandled tag")
(assert_suspension (invoke "second-time") "unhandled tag")
(assert_suspension (invoke "handler-is-gone") "unhandled tag")
(assert_suspension (invoke "catch-is-no-handler") "unhandled tag")
(assert_exception (invoke "handler-is-no-catch"))
(assert_return (invoke "after") (i32.const 0))

;; Two instances of one module have two tags; a handler of the one is none of the other.
(module definition $Tags
  (type $f (func (result i32)))
  (type $c (cont $f))
  (type $i (func (param i32) (result i32)))
  (type $ci (cont $i))
  (tag $e (export "tag") (param i32) (result i32))
  (func (export "suspend") (result i32) (suspend $e (i32.const 5)))
  (func (export "handle") (param $body (ref $f)) (result i32)
    (block $on (result i32 (ref $ci))
      (return (resume $c (on $e $on) (cont.new $c (local.get $body)))))
    (drop)
    (i32.add (i32.const 100))))
(module instance $A $Tags)
(register "A" $A)
(module instance $B $Tags)
(register "B" $B)
(module
  (type $f (func (result i32)))
  (import "A" "suspend" (func $suspend-a (result i32)))
  (import "B" "suspend" (func $suspend-b (result i32)))
  (import "A" "handle" (func $handle-a (param (ref $f)) (result i32)))
  (import "B" "handle" (func $handle-b (param (ref $f)) (result i32)))
  (elem declare func $suspend-a $suspend-b $b-in-a)
  (func (export "a-in-a") (result i32) (call $handle-a (ref.func $suspend-a)))
  (func (export "b-in-b") (result i32) (call $handle-b (ref.func $suspend-b)))
  (func (export "a-in-b") (result i32) (call $handle-b (ref.func $suspend-a)))
  (func (export "b-in-a") (result i32) (call $handle-a (ref.func $suspend-b)))
  ;; The handler of the other instance lies in between.
  (func $b-in-a (result i32) (i32.add (call $handle-a (ref.func $suspend-b)) (i32.const 1)))
  (func (export "b-in-a-in-b") (result i32) (call $handle-b (ref.func $b-in-a)))
  (func (export "b-in-a-in-a") (result i32) (call $handle-a (ref.func $b-in-a))))
(assert_return (invoke "a-in-a") (i32.const 105))
(assert_return (invoke "b-in-b") (i32.const 105))
(assert_suspension (invoke "a-in-b") "unhandled tag")
(assert_suspension (invoke "b-in-a") "unhandled tag")
(assert_return (invoke "b-in-a-in-b") (i32.const 105))
(assert_suspension (invoke "b-in-a-in-a") "unhandled tag")

;; A tag of the host's calls: each `invoke` is a boundary, as is the start function.
(assert_suspension
  (module
    (tag $e)
    (func $start (suspend $e))
    (start $start))
  "unhandled tag")

;; A `switch` that finds no handler does not use up its target, and that a target is used
;; up comes before that there is no handler.
(module
  (rec
    (type $f (func (param (ref null $c)) (result i32)))
    (type $c (cont $f)))
  (tag $t (result i32))
  (global $target (mut (ref null $c)) (ref.null $c))
  (elem declare func $body)
  (func $body (type $f) (i32.const 7))
  (func (export "make") (global.set $target (cont.new $c (ref.func $body))))
  (func (export "switch") (drop (switch $c $t (global.get $target))))
  (func (export "resume") (result i32) (resume $c (ref.null $c) (global.get $target))))
(assert_trap (invoke "switch") "null reference")
(invoke "make")
(assert_suspension (invoke "switch") "unhandled tag")
(assert_return (invoke "resume") (i32.const 7))
(assert_trap (invoke "switch") "continuation already consumed")
(assert_trap (invoke "resume") "continuation already consumed")
