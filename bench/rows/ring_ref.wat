;; A member of a ring of instances that tail-call each other through a reference
;; in a global, which the host sets with `link`.
(module
  (type $hop (func (param i64 i64) (result i64)))
  (global $next (mut (ref null $hop)) (ref.null $hop))

  (func (export "link") (param (ref null $hop))
    (global.set $next (local.get 0)))

  (func $hop (export "hop") (type $hop) (param $n i64) (param $sum i64) (result i64)
    (if (i64.eqz (local.get $n)) (then (return (local.get $sum))))
    (return_call_ref $hop
      (i64.sub (local.get $n) (i64.const 1))
      (i64.add (local.get $sum) (local.get $n))
      (global.get $next)))

  (func (export "run") (param i64) (result i64)
    (call $hop (local.get 0) (i64.const 0))))
