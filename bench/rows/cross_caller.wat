;; Calls of a function of another instance. The import is the function `hop` of
;; the instance before; the host hands the same function to `link`.
(module
  (type $step (func (param i32) (result i32)))
  (import "previous" "hop" (func $imported (type $step)))
  (global $callee (mut (ref null $step)) (ref.null $step))
  (table (export "table") 1 1 funcref)

  (func (export "link") (param (ref null $step))
    (global.set $callee (local.get 0))
    (table.set (i32.const 0) (local.get 0)))

  (func (export "imported") (param $iterations i64) (result i64)
    (local $x i32)
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $x (call $imported (local.get $x)))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (i64.extend_i32_s (local.get $x)))

  (func (export "ref") (param $iterations i64) (result i64)
    (local $x i32)
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $x (call_ref $step (local.get $x) (global.get $callee)))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (i64.extend_i32_s (local.get $x)))

  (func (export "indirect") (param $iterations i64) (result i64)
    (local $x i32)
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $x (call_indirect (type $step) (local.get $x) (i32.const 0)))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (i64.extend_i32_s (local.get $x))))
