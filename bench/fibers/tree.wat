;; The sum of the leaves of a binary tree of n levels. One continuation walks through
;; the tree by recursion, and is suspended at each leaf, below n frames.
(module
  (type $walk (func (param i64 i64)))
  (type $walker (cont $walk))
  (type $rest_body (func))
  (type $rest (cont $rest_body))
  (tag $leaf (param i64))
  (elem declare func $walk)

  ;; The node that has so many levels below it, and that number in its own.
  (func $walk (param $levels i64) (param $number i64)
    (if (i64.eqz (local.get $levels))
      (then (suspend $leaf (local.get $number)))
      (else
        (local.set $levels (i64.sub (local.get $levels) (i64.const 1)))
        (local.set $number (i64.shl (local.get $number) (i64.const 1)))
        (call $walk (local.get $levels) (local.get $number))
        (call $walk (local.get $levels)
          (i64.or (local.get $number) (i64.const 1))))))

  (func (export "run") (param $levels i64) (result i64)
    (local $rest (ref null $rest))
    (local $sum i64)
    (block $begun (result i64 (ref $rest))
      (resume $walker (on $leaf $begun)
        (local.get $levels) (i64.const 0) (cont.new $walker (ref.func $walk)))
      (unreachable))
    (local.set $rest)
    (local.set $sum)
    (loop $next
      (block $met (result i64 (ref $rest))
        (resume $rest (on $leaf $met) (local.get $rest))
        (return (local.get $sum)))
      (local.set $rest)
      (local.set $sum (i64.add (local.get $sum)))
      (br $next))
    (unreachable)))
