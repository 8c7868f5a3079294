;; Generators, as the Explainer introduces continuations with: a function that hands out
;; values one by one, and a consumer that asks for the next. What is produced goes to a
;; memory, and the memory is compared.

(module $Output
  (memory (export "output") 4)
  (global $length (mut i32) (i32.const 0))
  (func (export "put") (param i32)
    (i32.store (i32.shl (global.get $length) (i32.const 2)) (local.get 0))
    (global.set $length (i32.add (global.get $length) (i32.const 1))))
  (func (export "length") (result i32) (global.get $length))
  (func (export "at") (param i32) (result i32)
    (i32.load (i32.shl (local.get 0) (i32.const 2))))
  (func (export "clear") (global.set $length (i32.const 0)))
  ;; The sum of what was put, each times its place: order counts.
  (func (export "checksum") (result i64)
    (local $i i32)
    (local $sum i64)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $i) (global.get $length)))
        (local.set $sum
          (i64.add
            (local.get $sum)
            (i64.mul
              (i64.extend_i32_u (i32.add (local.get $i) (i32.const 1)))
              (i64.load32_s (i32.shl (local.get $i) (i32.const 2))))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $next)))
    (local.get $sum)))
(register "output" $Output)

;; Counts down; the consumer takes all.
(module $Generator
  (import "output" "put" (func $put (param i32)))
  (type $body (func))
  (type $generator (cont $body))
  (tag $produce (param i32))
  (elem declare func $count-down $nothing)
  (func $nothing)
  (func $count-down
    (local $i i32)
    (local.set $i (i32.const 100))
    (loop $next
      (suspend $produce (local.get $i))
      (br_if $next (local.tee $i (i32.sub (local.get $i) (i32.const 1))))))
  (func $consume (param $g (ref null $generator))
    (loop $next
      (block $produced (result i32 (ref $generator))
        (resume $generator (on $produce $produced) (local.get $g))
        (return))
      (local.set $g)
      (call $put)
      (br $next)))
  (func (export "run") (call $consume (cont.new $generator (ref.func $count-down))))
  (func (export "run-empty") (call $consume (cont.new $generator (ref.func $nothing)))))
(assert_return (invoke "run"))
(assert_return (invoke $Output "length") (i32.const 100))
(assert_return (invoke $Output "at" (i32.const 0)) (i32.const 100))
(assert_return (invoke $Output "at" (i32.const 1)) (i32.const 99))
(assert_return (invoke $Output "at" (i32.const 99)) (i32.const 1))
(assert_return (invoke $Output "checksum") (i64.const 171700))
(assert_return (invoke "run-empty"))
(assert_return (invoke $Output "length") (i32.const 100))
(assert_return (invoke $Output "clear"))

;; Extended: the consumer says with each request whether to begin again. It binds its
;; answer to the continuation, so that it always holds one of the same type.
(module $Extended
  (import "output" "put" (func $put (param i32)))
  (type $body (func))
  (type $generator (cont $body))
  (type $answered (func (param i32)))
  (type $waiting (cont $answered))
  (tag $produce (param i32) (result i32))
  (elem declare func $count-down)
  (func $count-down
    (local $i i32)
    (local.set $i (i32.const 100))
    (loop $next
      (local.set $i
        (if (result i32) (suspend $produce (local.get $i))
          (then (i32.const 100))
          (else (i32.sub (local.get $i) (i32.const 1)))))
      (br_if $next (local.get $i))))
  ;; Begins again after so many values, once.
  (func (export "run") (param $after i32)
    (local $g (ref null $generator))
    (local $w (ref null $waiting))
    (local $taken i32)
    (local.set $g (cont.new $generator (ref.func $count-down)))
    (loop $next
      (block $produced (result i32 (ref $waiting))
        (resume $generator (on $produce $produced) (local.get $g))
        (return))
      (local.set $w)
      (call $put)
      (local.set $taken (i32.add (local.get $taken) (i32.const 1)))
      (local.set $g
        (cont.bind $waiting $generator
          (i32.eq (local.get $taken) (local.get $after))
          (local.get $w)))
      (br $next))))
(assert_return (invoke "run" (i32.const 42)))
(assert_return (invoke $Output "length") (i32.const 142))
(assert_return (invoke $Output "at" (i32.const 41)) (i32.const 59))
(assert_return (invoke $Output "at" (i32.const 42)) (i32.const 100))
(assert_return (invoke $Output "at" (i32.const 141)) (i32.const 1))
(assert_return (invoke $Output "checksum") (i64.const 449418))
(assert_return (invoke $Output "clear"))
(assert_return (invoke "run" (i32.const 0)))
(assert_return (invoke $Output "length") (i32.const 100))
(assert_return (invoke $Output "clear"))

;; A recursive generator: the leaves of a tree from any depth of calls; and the comparison
;; of two of them side by side, for which generators were invented.
(module $Fringes
  (import "output" "put" (func $put (param i32)))
  (type $tree (struct (field $left eqref) (field $right eqref)))
  (type $body (func (param eqref)))
  (type $walk (cont $body))
  (type $rest (func))
  (type $more (cont $rest))
  (tag $leaf (param i32))
  (elem declare func $leaves)
  (func $leaves (type $body)
    (local $t (ref null $tree))
    (block $is-leaf (result (ref i31))
      (local.set $t
        (ref.cast (ref $tree) (br_on_cast $is-leaf eqref (ref i31) (local.get 0))))
      (call $leaves (struct.get $tree $left (local.get $t)))
      (call $leaves (struct.get $tree $right (local.get $t)))
      (return))
    (i31.get_s)
    (suspend $leaf))
  (func $start (param $t eqref) (result (ref $more))
    (cont.bind $walk $more (local.get $t) (cont.new $walk (ref.func $leaves))))
  ;; The next leaf, or -1, and what follows.
  (func $next (param $g (ref null $more)) (result i32 (ref null $more))
    (block $on (result i32 (ref $more))
      (resume $more (on $leaf $on) (local.get $g))
      (return (i32.const -1) (ref.null $more))))
  (func $same-fringe (param $a eqref) (param $b eqref) (result i32)
    (local $ga (ref null $more))
    (local $gb (ref null $more))
    (local $x i32)
    (local $y i32)
    (local.set $ga (call $start (local.get $a)))
    (local.set $gb (call $start (local.get $b)))
    (loop $again
      (call $next (local.get $ga))
      (local.set $ga)
      (local.set $x)
      (call $next (local.get $gb))
      (local.set $gb)
      (local.set $y)
      (call $put (local.get $x))
      (if (i32.ne (local.get $x) (local.get $y)) (then (return (i32.const 0))))
      (br_if $again (i32.ne (local.get $x) (i32.const -1))))
    (i32.const 1))
  (func $node (param eqref eqref) (result eqref) (struct.new $tree (local.get 0) (local.get 1)))
  (func $l (param i32) (result eqref) (ref.i31 (local.get 0)))
  ;; ((1 2) (3 4)) against (1 (2 (3 last)))
  (func (export "compare") (param $last i32) (result i32)
    (call $same-fringe
      (call $node
        (call $node (call $l (i32.const 1)) (call $l (i32.const 2)))
        (call $node (call $l (i32.const 3)) (call $l (i32.const 4))))
      (call $node
        (call $l (i32.const 1))
        (call $node
          (call $l (i32.const 2))
          (call $node (call $l (i32.const 3)) (call $l (local.get $last))))))))
(assert_return (invoke "compare" (i32.const 4)) (i32.const 1))
(assert_return (invoke $Output "length") (i32.const 5))
(assert_return (invoke $Output "checksum") (i64.const 25))
(assert_return (invoke $Output "clear"))
(assert_return (invoke "compare" (i32.const 5)) (i32.const 0))
(assert_return (invoke $Output "length") (i32.const 4))
(assert_return (invoke $Output "clear"))

;; Generators of generators: the sieve. Each prime adds a filter to the chain, and each
;; number is passed from filter to filter.
(module $Sieve
  (import "output" "put" (func $put (param i32)))
  (type $none (func))
  (type $stream (cont $none))
  (type $f-filter (func (param i32 (ref null $stream))))
  (type $c-filter (cont $f-filter))
  (tag $produce (param i32))
  (elem declare func $numbers $filter)
  (func $numbers
    (local $i i32)
    (local.set $i (i32.const 2))
    (loop $next
      (suspend $produce (local.get $i))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br $next)))
  (func $next (param $s (ref null $stream)) (result i32 (ref $stream))
    (block $on (result i32 (ref $stream))
      (resume $stream (on $produce $on) (local.get $s))
      (unreachable)))
  (func $filter (type $f-filter) (param $prime i32) (param $source (ref null $stream))
    (local $n i32)
    (loop $next
      (call $next (local.get $source))
      (local.set $source)
      (local.set $n)
      (if (i32.rem_u (local.get $n) (local.get $prime))
        (then (suspend $produce (local.get $n))))
      (br $next)))
  (func (export "primes") (param $count i32)
    (local $s (ref null $stream))
    (local $prime i32)
    (local.set $s (cont.new $stream (ref.func $numbers)))
    (loop $again
      (call $next (local.get $s))
      (local.set $s)
      (local.set $prime)
      (call $put (local.get $prime))
      (local.set $s
        (cont.bind $c-filter $stream
          (local.get $prime) (local.get $s) (cont.new $c-filter (ref.func $filter))))
      (local.set $count (i32.sub (local.get $count) (i32.const 1)))
      (br_if $again (local.get $count)))))
(assert_return (invoke "primes" (i32.const 60)))
(assert_return (invoke $Output "length") (i32.const 60))
(assert_return (invoke $Output "at" (i32.const 59)) (i32.const 281))
(assert_return (invoke $Output "checksum") (i64.const 323991))
