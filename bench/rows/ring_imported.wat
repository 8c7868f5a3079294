;; A member of a ring of instances that tail-calls the function it imported from
;; the instance before. (The first member cannot import the last, which does not
;; exist yet: it is of another kind.)
(module
  (type $hop (func (param i64 i64) (result i64)))
  (import "previous" "hop" (func $imported (type $hop)))

  (func $hop (export "hop") (type $hop) (param $n i64) (param $sum i64) (result i64)
    (if (i64.eqz (local.get $n)) (then (return (local.get $sum))))
    (return_call $imported
      (i64.sub (local.get $n) (i64.const 1))
      (i64.add (local.get $sum) (local.get $n))))

  (func (export "run") (param i64) (result i64)
    (call $hop (local.get 0) (i64.const 0))))
