;; Types of continuations: their form, their identity, their place among the other types.

(module
  (type $f (func (param i32)))
  (type $c (cont $f))
  ;; Continuations of continuations, in a group that refers to itself.
  (rec
    (type $fr (func (param (ref null $cr)) (result (ref null $cr))))
    (type $cr (cont $fr)))
  ;; One type has many names.
  (type $f2 (func (param i32)))
  (type $c2 (cont $f2))
  (func (param (ref $c)) (result (ref $c2)) (local.get 0))
  ;; The hierarchy.
  (func (param (ref $c)) (result (ref cont)) (local.get 0))
  (func (param (ref $c)) (result (ref null $c)) (local.get 0))
  (func (param (ref null $c)) (result contref) (local.get 0))
  (func (param nullcontref) (result (ref null $c)) (local.get 0))
  (func (param (ref nocont)) (result (ref $c)) (local.get 0))
  (func (param (ref null nocont)) (result contref) (local.get 0))
  ;; As fields, elements, globals and payloads.
  (type $s (struct (field (mut (ref null $c))) (field contref)))
  (type $a (array (mut (ref null $c))))
  (table 3 (ref null $c))
  (table 3 contref)
  (global (mut (ref null $c)) (ref.null nocont))
  (global contref (ref.null $c))
  (tag (param (ref $c)) (result (ref null $c)))
  (elem (ref null $c) (ref.null $c)))

;; Declared subtypes follow those of the function types; a value of the one is one of the
;; other, and may be bound, resumed and switched to as such.
(module
  (type $wide (sub (func (param eqref) (result anyref))))
  (type $narrow (sub $wide (func (param anyref) (result i31ref))))
  (type $cw (sub (cont $wide)))
  (type $cn (sub final $cw (cont $narrow)))
  (elem declare func $seven)
  (func $seven (type $narrow) (ref.i31 (i32.const 7)))
  (func $up (param (ref $cn)) (result (ref $cw)) (local.get 0))
  (func (export "resume-as-supertype") (result i32)
    (i31.get_u
      (ref.cast (ref i31)
        (resume $cw (ref.null eq) (call $up (cont.new $cn (ref.func $seven)))))))
  ;; A function of a subtype makes a continuation of the supertype.
  (func (export "new-of-supertype") (result i32)
    (i31.get_u
      (ref.cast (ref i31)
        (resume $cw (ref.null eq) (cont.new $cw (ref.func $seven)))))))
(assert_return (invoke "resume-as-supertype") (i32.const 7))
(assert_return (invoke "new-of-supertype") (i32.const 7))

;; `cont.bind` may forget: fewer parameters taken, more results promised.
(module
  (type $f (func (param i32 anyref) (result i31ref)))
  (type $c (cont $f))
  (type $g (func (param eqref) (result eqref)))
  (type $d (cont $g))
  (elem declare func $i)
  (func $i (type $f) (ref.i31 (local.get 0)))
  (func (export "bind-to-wider") (result i32)
    (i31.get_u
      (ref.cast (ref i31)
        (resume $d
          (ref.null eq)
          (cont.bind $c $d (i32.const 9) (cont.new $c (ref.func $i))))))))
(assert_return (invoke "bind-to-wider") (i32.const 9))

;; Handlers: the label may take less exact payloads, want more exact values, and promise
;; less exact results.
(module
  (type $f (func (result i31ref)))
  (type $c (cont $f))
  (type $g (func (param i31ref) (result anyref)))
  (type $k (cont $g))
  (tag $e (param i31ref) (result eqref))
  (elem declare func $body)
  (func $body (type $f)
    (ref.cast (ref null i31) (suspend $e (ref.i31 (i32.const 20)))))
  (func (export "handler") (result i32)
    (local $k (ref null $k))
    (local $v anyref)
    (block $on (result anyref (ref null $k))
      (return
        (i31.get_u (resume $c (on $e $on) (cont.new $c (ref.func $body))))))
    (local.set $k)
    (local.set $v)
    (i32.add
      (i31.get_u (ref.cast (ref i31) (local.get $v)))
      (i31.get_u
        (ref.cast (ref i31) (resume $k (ref.i31 (i32.const 22)) (local.get $k)))))))
(assert_return (invoke "handler") (i32.const 42))

;; Each instruction is valid after a branch that never comes back, whatever it needs.
(module
  (type $f (func (param i32) (result i64)))
  (type $c (cont $f))
  (type $f0 (func (result i64)))
  (type $c0 (cont $f0))
  (rec
    (type $fs (func (param i32 (ref null $cs)) (result i64)))
    (type $cs (cont $fs)))
  (tag $e (param i32) (result i64))
  (tag $x (param f32))
  (tag $t (result i64))
  (func (export "new") (unreachable) (cont.new $c) (drop))
  (func (export "bind") (unreachable) (cont.bind $c $c0) (drop))
  (func (export "resume") (unreachable) (resume $c) (drop))
  (func (export "resume-throw") (unreachable) (resume_throw $c $x) (drop))
  (func (export "resume-throw-ref") (unreachable) (resume_throw_ref $c) (drop))
  (func (export "suspend") (unreachable) (suspend $e) (drop))
  (func (export "switch") (unreachable) (switch $cs $t) (drop) (drop)))
(assert_trap (invoke "new") "unreachable")
(assert_trap (invoke "bind") "unreachable")
(assert_trap (invoke "resume") "unreachable")
(assert_trap (invoke "resume-throw") "unreachable")
(assert_trap (invoke "resume-throw-ref") "unreachable")
(assert_trap (invoke "suspend") "unreachable")
(assert_trap (invoke "switch") "unreachable")
