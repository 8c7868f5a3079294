;; Calls of the host's functions, in an asynchronous call.
(module
  (import "host" "synchronous" (func $synchronous (param i32) (result i32)))
  (import "host" "ready" (func $ready (param i32) (result i32)))
  (import "host" "pending" (func $pending (param i32) (result i32)))

  (func (export "synchronous") (param $iterations i64) (result i64)
    (local $x i32)
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $x (call $synchronous (local.get $x)))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (i64.extend_i32_s (local.get $x)))

  (func (export "ready") (param $iterations i64) (result i64)
    (local $x i32)
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $x (call $ready (local.get $x)))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (i64.extend_i32_s (local.get $x)))

  (func (export "pending") (param $iterations i64) (result i64)
    (local $x i32)
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $x (call $pending (local.get $x)))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (i64.extend_i32_s (local.get $x))))
