;; Two modules that number the same types differently, and have other types where the other
;; one has those of continuations: whose index is meant is the module's that executes the
;; instruction.

(module $A
  (type $f-i64 (func (param i32 i64) (result i64)))      ;; 0
  (type $c-i64 (cont $f-i64))                            ;; 1
  (type $f-rest (func (param i64) (result i64)))         ;; 2
  (type $c-rest (cont $f-rest))                          ;; 3
  (type $f-none (func (result i64)))                     ;; 4
  (type $c-none (cont $f-none))                          ;; 5
  (tag $yield (export "yield") (param i64) (result i64)) ;; 0
  (tag $other (export "other") (param f64))              ;; 1
  (table (export "table") 4 (ref null $c-rest))
  (global (export "global") (mut (ref null $c-i64)) (ref.null $c-i64))
  (global $memory-of-a i64 (i64.const 1000000))
  (elem declare func $sum)
  ;; 1000000 + first + 10 * second + 100 * what the suspension gave
  (func $sum (export "sum") (type $f-i64)
    (i64.add
      (i64.add (global.get $memory-of-a) (i64.extend_i32_u (local.get 0)))
      (i64.add
        (i64.mul (local.get 1) (i64.const 10))
        (i64.mul (suspend $yield (local.get 1)) (i64.const 100)))))
  (func (export "new") (result (ref $c-i64)) (cont.new $c-i64 (ref.func $sum)))
  (func (export "bind") (param i32 (ref null $c-i64)) (result (ref $c-rest))
    (cont.bind $c-i64 $c-rest (local.get 0) (local.get 1)))
  (func (export "run") (param i64 (ref null $c-rest)) (result i64)
    (local $k (ref null $c-rest)) (local $sent i64)
    (block $on (result i64 (ref $c-rest))
      (return (resume $c-rest (on $yield $on) (local.get 0) (local.get 1))))
    (local.set $k)
    (local.set $sent)
    (resume $c-rest (i64.add (local.get $sent) (i64.const 1)) (local.get $k))))
(register "a" $A)

(module $B
  (type $padding-0 (struct (field i32)))                 ;; 0
  (type $f-none (func (result i64)))                     ;; 1
  (type $padding-2 (array i8))                           ;; 2
  (type $c-none (cont $f-none))                          ;; 3: type 3 of A takes an i64
  (type $f-rest (func (param i64) (result i64)))         ;; 4
  (type $c-rest (cont $f-rest))                          ;; 5: type 5 of A takes nothing
  (type $f-i64 (func (param i32 i64) (result i64)))      ;; 6
  (type $c-i64 (cont $f-i64))                            ;; 7
  (import "a" "new" (func $new (result (ref $c-i64))))
  (import "a" "bind" (func $bind-in-a (param i32 (ref null $c-i64)) (result (ref $c-rest))))
  (import "a" "run" (func $run-in-a (param i64 (ref null $c-rest)) (result i64)))
  (import "a" "sum" (func $sum (type $f-i64)))
  (import "a" "other" (tag $other (param f64)))
  (import "a" "yield" (tag $yield (param i64) (result i64)))
  (import "a" "table" (table $table 4 (ref null $c-rest)))
  (import "a" "global" (global $global (mut (ref null $c-i64))))
  (elem declare func $sum $local)
  (func $run (export "run") (param i64 (ref null $c-rest)) (result i64)
    (local $k (ref null $c-rest)) (local $sent i64)
    (block $on (result i64 (ref $c-rest))
      (block $on-other (result f64 (ref $c-none))
        (return
          (resume $c-rest (on $other $on-other) (on $yield $on)
            (local.get 0) (local.get 1))))
      (unreachable))
    (local.set $k)
    (local.set $sent)
    (resume $c-rest (i64.add (local.get $sent) (i64.const 2)) (local.get $k)))
  (func $bind (param i32 (ref null $c-i64)) (result (ref $c-rest))
    (cont.bind $c-i64 $c-rest (local.get 0) (local.get 1)))
  ;; Made, bound and run in either module.
  (func (export "a-a-a") (result i64) (call $run-in-a (i64.const 2) (call $bind-in-a (i32.const 1) (call $new))))
  (func (export "a-a-b") (result i64) (call $run (i64.const 2) (call $bind-in-a (i32.const 1) (call $new))))
  (func (export "a-b-a") (result i64) (call $run-in-a (i64.const 2) (call $bind (i32.const 1) (call $new))))
  (func (export "a-b-b") (result i64) (call $run (i64.const 2) (call $bind (i32.const 1) (call $new))))
  (func (export "b-a-b") (result i64)
    (call $run (i64.const 2)
      (call $bind-in-a (i32.const 1) (cont.new $c-i64 (ref.func $sum)))))
  (func $local (type $f-i64)
    (i64.add (i64.extend_i32_u (local.get 0)) (suspend $yield (local.get 1))))
  (func (export "local-a-a") (result i64)
    (call $run-in-a (i64.const 2)
      (call $bind-in-a (i32.const 1) (cont.new $c-i64 (ref.func $local)))))
  ;; One argument bound in each, then none in each.
  (func (export "both-bind") (result i64)
    (local $k (ref null $c-none)) (local $rest (ref null $c-rest)) (local $sent i64)
    (local.set $k
      (cont.bind $c-rest $c-none (i64.const 2)
        (cont.bind $c-rest $c-rest
          (call $bind-in-a (i32.const 1) (call $new)))))
    (block $on (result i64 (ref $c-rest))
      (return (resume $c-none (on $yield $on) (local.get $k))))
    (local.set $rest)
    (local.set $sent)
    (call $run-in-a (i64.add (local.get $sent) (i64.const 3)) (local.get $rest)))
  ;; Through a table and a global of A.
  (func (export "table") (result i64)
    (table.set $table (i32.const 2) (call $bind (i32.const 1) (call $new)))
    (call $run (i64.const 2) (table.get $table (i32.const 2))))
  (func (export "global") (result i64)
    (global.set $global (call $new))
    (call $run (i64.const 2) (call $bind-in-a (i32.const 1) (global.get $global)))))
(register "b" $B)

(assert_return (invoke $B "a-a-a") (i64.const 1000321))
(assert_return (invoke $B "a-a-b") (i64.const 1000421))
(assert_return (invoke $B "a-b-a") (i64.const 1000321))
(assert_return (invoke $B "a-b-b") (i64.const 1000421))
(assert_return (invoke $B "b-a-b") (i64.const 1000421))
(assert_return (invoke $B "local-a-a") (i64.const 4))
(assert_return (invoke $B "both-bind") (i64.const 1000521))
(assert_return (invoke $B "table") (i64.const 1000421))
(assert_return (invoke $B "global") (i64.const 1000421))

;; The same index is another type there.
(assert_unlinkable
  (module
    (type $f (func (result i64)))
    (type $c (cont $f))
    (import "a" "new" (func (result (ref $c)))))
  "incompatible import type")
(assert_unlinkable
  (module
    (type $f (func (param i64) (result i64)))
    (type $c (cont $f))
    (import "a" "global" (global (mut (ref null $c)))))
  "incompatible import type")
(assert_unlinkable
  (module
    (type $f (func (param i32 i64) (result i64)))
    (type $c (cont $f))
    (import "a" "table" (table 4 (ref null $c))))
  "incompatible import type")
