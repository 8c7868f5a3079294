;; Calls of the host's functions.
(module
  (import "host" "none" (func $none))
  (import "host" "one" (func $one (param i32) (result i32)))
  (import "host" "four" (func $four (param i32 i32 i64 f64) (result i64)))
  (import "host" "caller" (func $caller (param i32) (result i32)))
  (import "host" "untyped" (func $untyped (param i32) (result i32)))

  (func (export "none") (param $iterations i64) (result i64)
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (call $none)
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (i64.const 0))

  (func (export "one") (param $iterations i64) (result i64)
    (local $x i32)
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $x (call $one (local.get $x)))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (i64.extend_i32_s (local.get $x)))

  (func (export "four") (param $iterations i64) (result i64)
    (local $x i32)
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $x (i32.wrap_i64 (call $four (local.get $x) (i32.const 1) (i64.const 2) (f64.const 3))))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (i64.extend_i32_s (local.get $x)))

  (func (export "caller") (param $iterations i64) (result i64)
    (local $x i32)
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $x (call $caller (local.get $x)))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (i64.extend_i32_s (local.get $x)))

  (func (export "untyped") (param $iterations i64) (result i64)
    (local $x i32)
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $x (call $untyped (local.get $x)))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (i64.extend_i32_s (local.get $x))))
