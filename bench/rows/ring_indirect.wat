;; A member of a ring of instances that tail-call each other through a table,
;; which the host fills with `link`.
(module
  (type $hop (func (param i64 i64) (result i64)))
  (table (export "table") 1 1 funcref)

  (func (export "link") (param (ref null $hop))
    (table.set (i32.const 0) (local.get 0)))

  (func $hop (export "hop") (type $hop) (param $n i64) (param $sum i64) (result i64)
    (if (i64.eqz (local.get $n)) (then (return (local.get $sum))))
    (return_call_indirect (type $hop)
      (i64.sub (local.get $n) (i64.const 1))
      (i64.add (local.get $sum) (local.get $n))
      (i32.const 0)))

  (func (export "run") (param i64) (result i64)
    (call $hop (local.get 0) (i64.const 0))))
