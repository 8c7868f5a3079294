;; Many continuations that are suspended at the same time, in a table.
(module
  (type $f (func))
  (type $c (cont $f))
  (tag $yield)
  (table $all 1000000 (ref null $c))

  (func $waits
    (suspend $yield))
  (elem declare func $waits)

  ;; Resumes it until it is suspended, or has returned.
  (func $step (param $k (ref null $c)) (result (ref null $c))
    (block $yielded (result (ref null $c))
      (resume $c (on $yield $yielded) (local.get $k))
      (ref.null $c)))

  ;; Makes so many.
  (func (export "make") (param $count i64) (result i64)
    (local $i i32)
    (loop $again
      (if (i64.lt_u (i64.extend_i32_u (local.get $i)) (local.get $count))
        (then
          (table.set $all (local.get $i)
            (call $step (cont.new $c (ref.func $waits))))
          (local.set $i (i32.add (local.get $i) (i32.const 1)))
          (br $again))))
    (local.get $count))

  ;; Lets them end; how many have ended.
  (func (export "end") (param $count i64) (result i64)
    (local $i i32) (local $ended i64)
    (loop $again
      (if (i64.lt_u (i64.extend_i32_u (local.get $i)) (local.get $count))
        (then
          (if (ref.is_null (call $step (table.get $all (local.get $i))))
            (then (local.set $ended (i64.add (local.get $ended) (i64.const 1)))))
          (table.set $all (local.get $i) (ref.null $c))
          (local.set $i (i32.add (local.get $i) (i32.const 1)))
          (br $again))))
    (local.get $ended)))
