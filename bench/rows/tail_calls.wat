;; Tail calls inside one instance: each function counts down by calling itself or
;; its partner. The table is exported, so that no engine may assume its contents.
(module
  (type $hop (func (param i64 i64) (result i64)))
  (table (export "table") 1 1 funcref)
  (elem (i32.const 0) func $indirect)
  (global $next (mut (ref null $hop)) (ref.func $ref))
  (export "next" (global $next))

  (func $direct (export "direct_hop") (type $hop) (param $n i64) (param $sum i64) (result i64)
    (if (i64.eqz (local.get $n)) (then (return (local.get $sum))))
    (return_call $direct
      (i64.sub (local.get $n) (i64.const 1))
      (i64.add (local.get $sum) (local.get $n))))

  (func $even (type $hop) (param $n i64) (param $sum i64) (result i64)
    (if (i64.eqz (local.get $n)) (then (return (local.get $sum))))
    (return_call $odd
      (i64.sub (local.get $n) (i64.const 1))
      (i64.add (local.get $sum) (local.get $n))))

  (func $odd (type $hop) (param $n i64) (param $sum i64) (result i64)
    (if (i64.eqz (local.get $n)) (then (return (local.get $sum))))
    (return_call $even
      (i64.sub (local.get $n) (i64.const 1))
      (i64.xor (local.get $sum) (local.get $n))))

  (func $ref (type $hop) (param $n i64) (param $sum i64) (result i64)
    (if (i64.eqz (local.get $n)) (then (return (local.get $sum))))
    (return_call_ref $hop
      (i64.sub (local.get $n) (i64.const 1))
      (i64.add (local.get $sum) (local.get $n))
      (global.get $next)))

  (func $indirect (type $hop) (param $n i64) (param $sum i64) (result i64)
    (if (i64.eqz (local.get $n)) (then (return (local.get $sum))))
    (return_call_indirect (type $hop)
      (i64.sub (local.get $n) (i64.const 1))
      (i64.add (local.get $sum) (local.get $n))
      (i32.const 0)))

  (func (export "direct") (param i64) (result i64)
    (call $direct (local.get 0) (i64.const 0)))
  (func (export "mutual") (param i64) (result i64)
    (call $even (local.get 0) (i64.const 0)))
  (func (export "ref") (param i64) (result i64)
    (call $ref (local.get 0) (i64.const 0)))
  (func (export "indirect") (param i64) (result i64)
    (call $indirect (local.get 0) (i64.const 0))))
