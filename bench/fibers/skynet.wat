;; A tree of continuations, n levels of ten children each. The leaves are numbered, and
;; every node yields the sum of the leaves below it; it ends when its parent has those of
;; all its children. Six levels are 1,111,111 continuations.
(module
  (type $node_body (func (param i32 i64)))
  (type $node (cont $node_body))
  (type $rest_body (func))
  (type $rest (cont $rest_body))
  (tag $sum (param i64))
  ;; The children of the one node of each level that is at work.
  (table $children 0 (ref null $rest))
  (elem declare func $node)

  (func $node (param $levels i32) (param $number i64)
    (local $child i32) (local $sum i64)
    (if (i32.eqz (local.get $levels))
      (then (suspend $sum (local.get $number)) (return)))
    (local.set $levels (i32.sub (local.get $levels) (i32.const 1)))
    (local.set $number (i64.mul (local.get $number) (i64.const 10)))
    (loop $next
      (local.set $sum
        (i64.add (local.get $sum)
          (call $begin
            (i32.add (i32.mul (local.get $levels) (i32.const 10)) (local.get $child))
            (local.get $levels)
            (i64.add (local.get $number) (i64.extend_i32_u (local.get $child))))))
      (local.set $child (i32.add (local.get $child) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $child) (i32.const 10))))
    (loop $next
      (local.set $child (i32.sub (local.get $child) (i32.const 1)))
      (resume $rest
        (table.get $children
          (i32.add (i32.mul (local.get $levels) (i32.const 10)) (local.get $child))))
      (br_if $next (local.get $child)))
    (suspend $sum (local.get $sum)))

  ;; Makes a node and returns its sum. It stays in the table, suspended.
  (func $begin (param $place i32) (param $levels i32) (param $number i64) (result i64)
    (local $rest (ref null $rest))
    (block $yielded (result i64 (ref $rest))
      (resume $node (on $sum $yielded)
        (local.get $levels) (local.get $number) (cont.new $node (ref.func $node)))
      (unreachable))
    (local.set $rest)
    (table.set $children (local.get $place) (local.get $rest)))

  (func (export "run") (param $n i64) (result i64)
    (local $levels i32) (local $places i32)
    (local.set $levels (i32.wrap_i64 (local.get $n)))
    (local.set $places (i32.mul (local.get $levels) (i32.const 10)))
    (if (i32.ge_u (local.get $places) (table.size $children))
      (then
        (drop
          (table.grow $children (ref.null $rest)
            (i32.add (i32.sub (local.get $places) (table.size $children)) (i32.const 1))))))
    (call $begin (local.get $places) (local.get $levels) (i64.const 0))
    (resume $rest (table.get $children (local.get $places)))))
