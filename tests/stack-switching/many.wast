;; A hundred thousand continuations: run to their ends, left suspended, never begun, at
;; once and one after another.

(module
  (type $f (func (param i32) (result i32)))
  (type $c (cont $f))
  (tag $yield (param i32) (result i32))
  (tag $x)
  (table $t 0 (ref null $c))
  (elem declare func $next $yields)
  (func $next (type $f) (i32.add (local.get 0) (i32.const 1)))
  (func $yields (type $f)
    (i32.add (local.get 0) (suspend $yield (local.get 0))))
  (func $begin (param i32) (result (ref $c))
    (local $k (ref null $c))
    (block $on (result i32 (ref $c))
      (drop
        (resume $c (on $yield $on) (local.get 0) (cont.new $c (ref.func $yields))))
      (unreachable))
    (local.set $k)
    (drop)
    (ref.as_non_null (local.get $k)))

  ;; Each to its end.
  (func (export "run") (param $count i32) (result i32)
    (local $n i32)
    (loop $again
      (local.set $n (resume $c (local.get $n) (cont.new $c (ref.func $next))))
      (br_if $again (i32.lt_u (local.get $n) (local.get $count))))
    (local.get $n))
  ;; Never begun; left suspended.
  (func (export "drop-fresh") (param $count i32)
    (loop $again
      (drop (cont.new $c (ref.func $next)))
      (br_if $again (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))
  (func (export "drop-suspended") (param $count i32)
    (loop $again
      (drop (call $begin (local.get $count)))
      (br_if $again (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))
  ;; Ended by an exception.
  (func (export "throw-into") (param $count i32) (result i32)
    (local $caught i32)
    (loop $again
      (block $on
        (try_table (catch $x $on)
          (drop (resume_throw $c $x (call $begin (local.get $count)))))
        (unreachable))
      (local.set $caught (i32.add (local.get $caught) (i32.const 1)))
      (br_if $again (local.tee $count (i32.sub (local.get $count) (i32.const 1)))))
    (local.get $caught))

  ;; All suspended at once, in a table. Of each three, the first is then resumed, the second
  ;; dropped, the third kept for later.
  (func (export "fill") (param $count i32) (result i32)
    (local $i i32)
    (drop (table.grow $t (ref.null $c) (local.get $count)))
    (loop $again
      (table.set $t (local.get $i) (call $begin (local.get $i)))
      (br_if $again
        (i32.lt_u
          (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $count))))
    (table.size $t))
  ;; Resumes those that are there, of each three the one named.
  (func (export "resume-some") (param $which i32) (result i64)
    (local $i i32) (local $sum i64)
    (local.set $i (local.get $which))
    (loop $again
      (local.set $sum
        (i64.add
          (local.get $sum)
          (i64.extend_i32_u (resume $c (i32.const 1) (table.get $t (local.get $i))))))
      (table.set $t (local.get $i) (ref.null $c))
      (br_if $again
        (i32.lt_u
          (local.tee $i (i32.add (local.get $i) (i32.const 3))) (table.size $t))))
    (local.get $sum))
  (func (export "drop-some") (param $which i32)
    (local $i i32)
    (local.set $i (local.get $which))
    (loop $again
      (table.set $t (local.get $i) (ref.null $c))
      (br_if $again
        (i32.lt_u
          (local.tee $i (i32.add (local.get $i) (i32.const 3))) (table.size $t))))))

(assert_return (invoke "run" (i32.const 100000)) (i32.const 100000))
(assert_return (invoke "drop-fresh" (i32.const 100000)))
(assert_return (invoke "drop-suspended" (i32.const 100000)))
(assert_return (invoke "throw-into" (i32.const 50000)) (i32.const 50000))
(assert_return (invoke "fill" (i32.const 99999)) (i32.const 99999))
(assert_return (invoke "resume-some" (i32.const 0)) (i64.const 1666616667))
(assert_return (invoke "drop-some" (i32.const 1)))
;; There is room for others meanwhile.
(assert_return (invoke "drop-suspended" (i32.const 100000)))
(assert_return (invoke "run" (i32.const 100000)) (i32.const 100000))
(assert_return (invoke "resume-some" (i32.const 2)) (i64.const 1666683333))
