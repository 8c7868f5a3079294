;; The sum of the numbers below n, each of which a generator yields.
(module
  (type $body (func (param i64)))
  (type $generator (cont $body))
  (type $rest_body (func))
  (type $rest (cont $rest_body))
  (tag $yield (param i64))
  (elem declare func $numbers)

  (func $numbers (param $n i64)
    (local $i i64)
    (loop $next
      (if (i64.lt_u (local.get $i) (local.get $n))
        (then
          (suspend $yield (local.get $i))
          (local.set $i (i64.add (local.get $i) (i64.const 1)))
          (br $next)))))

  (func (export "run") (param $n i64) (result i64)
    (local $rest (ref null $rest))
    (local $sum i64)
    (block $begun (result i64 (ref $rest))
      (resume $generator (on $yield $begun)
        (local.get $n) (cont.new $generator (ref.func $numbers)))
      (return (i64.const 0)))
    (local.set $rest)
    (local.set $sum)
    (loop $next
      (block $yielded (result i64 (ref $rest))
        (resume $rest (on $yield $yielded) (local.get $rest))
        (return (local.get $sum)))
      (local.set $rest)
      (local.set $sum (i64.add (local.get $sum)))
      (br $next))
    (unreachable)))
