;; Chains of continuations, each resumed by the one before: suspended as a whole, resumed
;; elsewhere; and many of them.

(module
  (type $f (func (param i32) (result i32)))
  (type $c (cont $f))
  (tag $yield (param i32) (result i32))
  (tag $outer (param i32) (result i32))
  (tag $x (param i32))
  (global $log (mut i64) (i64.const 0))
  (global $kept (mut (ref null $c)) (ref.null $c))
  (func (export "log") (result i64) (global.get $log) (global.set $log (i64.const 0)))
  (func $log (param i32)
    (global.set $log
      (i64.add (i64.mul (global.get $log) (i64.const 10)) (i64.extend_i32_u (local.get 0)))))
  (elem declare func $link $parent-1 $parent-2 $leaf $nest $nest-trap $nest-throw
    $nest-yield $mid $lone $twice-up $wrapper)

  ;; link -> mid -> leaf; the leaf suspends to whoever is above the link.
  (func $leaf (type $f)
    (i32.add (suspend $yield (i32.add (local.get 0) (i32.const 1))) (i32.const 1)))
  (func $mid (type $f)
    (i32.mul
      (resume $c (i32.add (local.get 0) (i32.const 1)) (cont.new $c (ref.func $leaf)))
      (i32.const 2)))
  (func $link (type $f)
    (i32.add
      (resume $c (i32.add (local.get 0) (i32.const 1)) (cont.new $c (ref.func $mid)))
      (i32.const 3)))
  ;; Begins the chain, and keeps it.
  (func $begin (param i32) (result i32)
    (block $on (result i32 (ref $c))
      (return
        (resume $c (on $yield $on) (local.get 0) (cont.new $c (ref.func $link)))))
    (global.set $kept))
  (func (export "capture") (param i32) (result i32)
    (call $begin (local.get 0)))
  (func (export "resume-kept") (param i32) (result i32)
    (resume $c (local.get 0) (global.get $kept)))

  ;; Other parents, in continuations of their own: the result goes to them.
  (func $parent-1 (type $f)
    (i32.add (resume $c (local.get 0) (global.get $kept)) (i32.const 1000)))
  (func $parent-2 (type $f)
    (i32.add
      (resume $c (local.get 0) (cont.new $c (ref.func $parent-1)))
      (i32.const 20000)))
  (func (export "other-parent") (param i32 i32) (result i32)
    (drop (call $begin (local.get 0)))
    (resume $c (local.get 1) (cont.new $c (ref.func $parent-2))))

  ;; The other parent throws instead: the exception begins in the leaf and passes the whole
  ;; chain.
  (func $lone (type $f)
    (block $caught (result i32)
      (try_table (catch $x $caught)
        (return (resume_throw $c $x (local.get 0) (global.get $kept))))
      (unreachable))
    (i32.add (i32.const 300)))
  (func (export "throw-into-chain") (param i32) (result i32)
    (drop (call $begin (i32.const 0)))
    (resume $c (local.get 0) (cont.new $c (ref.func $lone))))

  ;; Captured again and again, each time under one more parent, which becomes part of it.
  (func $wrapper (type $f)
    (i32.add
      (i32.mul (resume $c (local.get 0) (global.get $kept)) (i32.const 2))
      (i32.const 1)))
  (func $looping (type $f)
    (loop $again
      (local.set 0 (suspend $yield (local.get 0)))
      (br_if $again (i32.lt_s (local.get 0) (i32.const 0))))
    (local.get 0))
  (elem declare func $looping)
  (func (export "grow") (param $times i32) (param $last i32) (result i32)
    (local $i i32)
    (local $k (ref null $c))
    (block $first (result i32 (ref $c))
      (return
        (resume $c (on $yield $first) (i32.const 0) (cont.new $c (ref.func $looping)))))
    (global.set $kept)
    (drop)
    (local.set $i (local.get $times))
    (loop $again
      (if (local.get $i)
        (then
          (local.set $i (i32.sub (local.get $i) (i32.const 1)))
          (block $on (result i32 (ref $c))
            (return
              (resume $c (on $yield $on) (i32.const -1) (cont.new $c (ref.func $wrapper)))))
          (global.set $kept)
          (drop)
          (br $again))))
    (resume $c (local.get $last) (global.get $kept)))

  ;; A chain within a chain: suspends first to the inner handler, then past it to the outer
  ;; one, which resumes; the inner one is still there for the third time.
  (func $twice-up (type $f)
    (call $log (suspend $yield (i32.const 1)))
    (call $log (suspend $outer (i32.const 2)))
    (call $log (suspend $yield (i32.const 3)))
    (i32.const 9))
  (func $handles-yield (type $f)
    (local $k (ref null $c))
    (block $on (result i32 (ref $c))
      (return (resume $c (on $yield $on) (local.get 0) (cont.new $c (ref.func $twice-up)))))
    (loop $again (param i32 (ref $c)) (result i32)
      (local.set $k)
      (i32.add (i32.const 3))
      (resume $c (on $yield $again) (local.get $k))))
  (elem declare func $handles-yield)
  (func (export "past-the-inner") (result i32)
    (local $k (ref null $c))
    (block $on (result i32 (ref $c))
      (return
        (resume $c (on $outer $on) (i32.const 0) (cont.new $c (ref.func $handles-yield)))))
    (local.set $k)
    (i32.add (i32.const 3))
    (resume $c (local.get $k)))

  ;; Ten thousand continuations, each resumed by the one before.
  (func $nest (type $f)
    (if (i32.eqz (local.get 0)) (then (return (i32.const 0))))
    (i32.add
      (i32.const 1)
      (resume $c (i32.sub (local.get 0) (i32.const 1)) (cont.new $c (ref.func $nest)))))
  (func (export "nest") (param i32) (result i32) (call $nest (local.get 0)))
  (func $nest-trap (type $f)
    (if (i32.eqz (local.get 0)) (then (unreachable)))
    (i32.add
      (i32.const 1)
      (resume $c (i32.sub (local.get 0) (i32.const 1)) (cont.new $c (ref.func $nest-trap)))))
  (func (export "nest-trap") (param i32) (result i32) (call $nest-trap (local.get 0)))
  (func $nest-throw (type $f)
    (if (i32.eqz (local.get 0)) (then (throw $x (i32.const 5))))
    (i32.add
      (i32.const 1)
      (resume $c (i32.sub (local.get 0) (i32.const 1)) (cont.new $c (ref.func $nest-throw)))))
  (func (export "nest-throw") (param i32) (result i32)
    (block $caught (result i32)
      (try_table (catch $x $caught) (return (call $nest-throw (local.get 0))))
      (unreachable)))
  ;; Suspends through all of them at once, twice; each has a handler, but for another tag.
  (func $nest-yield (type $f)
    (if (i32.eqz (local.get 0))
      (then
        (return
          (i32.add
            (suspend $yield (i32.const 1))
            (suspend $yield (i32.const 2))))))
    (block $on (result i32 (ref $c))
      (return
        (i32.add
          (i32.const 1)
          (resume $c (on $outer $on)
            (i32.sub (local.get 0) (i32.const 1)) (cont.new $c (ref.func $nest-yield))))))
    (unreachable))
  (func (export "nest-yield") (param i32) (result i32)
    (local $k (ref null $c))
    (block $on (result i32 (ref $c))
      (return
        (resume $c (on $yield $on) (local.get 0) (cont.new $c (ref.func $nest-yield)))))
    (loop $again (param i32 (ref $c)) (result i32)
      (local.set $k)
      (i32.mul (i32.const 1000000))
      (resume $c (on $yield $again) (local.get $k))))
  (func (export "nest-unhandled") (param i32) (result i32)
    (resume $c (local.get 0) (cont.new $c (ref.func $nest-yield)))))

(assert_return (invoke "capture" (i32.const 10)) (i32.const 13))
(assert_return (invoke "resume-kept" (i32.const 20)) (i32.const 45))
(assert_trap (invoke "resume-kept" (i32.const 20)) "continuation already consumed")
(assert_return (invoke "other-parent" (i32.const 10) (i32.const 20)) (i32.const 21045))
(assert_return (invoke "throw-into-chain" (i32.const 7)) (i32.const 307))
(assert_return (invoke "grow" (i32.const 0) (i32.const 5)) (i32.const 5))
(assert_return (invoke "grow" (i32.const 1) (i32.const 5)) (i32.const 11))
(assert_return (invoke "grow" (i32.const 10) (i32.const 5)) (i32.const 6143))
(assert_return (invoke "past-the-inner") (i32.const 9))
(assert_return (invoke "log") (i64.const 456))
(assert_return (invoke "nest" (i32.const 10000)) (i32.const 10000))
(assert_trap (invoke "nest-trap" (i32.const 10000)) "unreachable")
(assert_return (invoke "nest" (i32.const 10000)) (i32.const 10000))
(assert_return (invoke "nest-throw" (i32.const 10000)) (i32.const 5))
(assert_return (invoke "nest-yield" (i32.const 10)) (i32.const 3000010))
(assert_return (invoke "nest-yield" (i32.const 10000)) (i32.const 3010000))
(assert_suspension (invoke "nest-unhandled" (i32.const 10000)) "unhandled tag")
(assert_return (invoke "nest" (i32.const 10000)) (i32.const 10000))
