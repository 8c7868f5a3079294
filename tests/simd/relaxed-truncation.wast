;; The relaxed truncations, for which the proposal's own tests have no assertions. In range
;; they truncate; beyond it they saturate or give the one value that the instruction of
;; some processor gives; for NaN they give zero or that value.

(module
  (func (export "f32x4_s") (param v128) (result v128)
    (i32x4.relaxed_trunc_f32x4_s (local.get 0)))
  (func (export "f32x4_u") (param v128) (result v128)
    (i32x4.relaxed_trunc_f32x4_u (local.get 0)))
  (func (export "f64x2_s_zero") (param v128) (result v128)
    (i32x4.relaxed_trunc_f64x2_s_zero (local.get 0)))
  (func (export "f64x2_u_zero") (param v128) (result v128)
    (i32x4.relaxed_trunc_f64x2_u_zero (local.get 0)))

  ;; Equal operands give equal results, whether or not they are known at compile time.
  (func (export "f32x4_s is deterministic") (result i32)
    (local v128)
    (local.set 0 (v128.const f32x4 nan inf -inf 3e9))
    (i32x4.all_true
      (i32x4.eq
        (i32x4.relaxed_trunc_f32x4_s (local.get 0))
        (call 0 (local.get 0)))))
)

(assert_return (invoke "f32x4_s" (v128.const f32x4 0.0 -1.9 1.9 -2147483648.0))
  (v128.const i32x4 0 -1 1 -2147483648))
(assert_return (invoke "f32x4_s" (v128.const f32x4 2147483520.0 -0.0 -0.9 16777216.0))
  (v128.const i32x4 2147483520 0 0 16777216))
(assert_return (invoke "f32x4_s" (v128.const f32x4 2147483648.0 inf 3e38 1.0))
  (either
    (v128.const i32x4 2147483647 2147483647 2147483647 1)
    (v128.const i32x4 -2147483648 -2147483648 -2147483648 1)))
(assert_return (invoke "f32x4_s" (v128.const f32x4 -2147483904.0 -inf -3e38 -1.0))
  (v128.const i32x4 -2147483648 -2147483648 -2147483648 -1))
(assert_return (invoke "f32x4_s" (v128.const f32x4 nan -nan nan:0x200000 2.0))
  (either
    (v128.const i32x4 0 0 0 2)
    (v128.const i32x4 -2147483648 -2147483648 -2147483648 2)))
(assert_return (invoke "f32x4_s is deterministic") (i32.const 1))

(assert_return (invoke "f32x4_u" (v128.const f32x4 0.0 1.9 2147483648.0 4294967040.0))
  (v128.const i32x4 0 1 2147483648 4294967040))
(assert_return (invoke "f32x4_u" (v128.const f32x4 -0.0 -0.9 2147483520.0 3e9))
  (v128.const i32x4 0 0 2147483520 3000000000))
(assert_return (invoke "f32x4_u" (v128.const f32x4 4294967296.0 inf 3e38 1.0))
  (v128.const i32x4 0xffffffff 0xffffffff 0xffffffff 1))
(assert_return (invoke "f32x4_u" (v128.const f32x4 -1.0 -inf -3e38 1.0))
  (either
    (v128.const i32x4 0 0 0 1)
    (v128.const i32x4 0xffffffff 0xffffffff 0xffffffff 1)))
(assert_return (invoke "f32x4_u" (v128.const f32x4 nan -nan nan:0x200000 2.0))
  (either
    (v128.const i32x4 0 0 0 2)
    (v128.const i32x4 0xffffffff 0xffffffff 0xffffffff 2)))

(assert_return (invoke "f64x2_s_zero" (v128.const f64x2 2147483647.9 -2147483648.9))
  (v128.const i32x4 2147483647 -2147483648 0 0))
(assert_return (invoke "f64x2_s_zero" (v128.const f64x2 -0.9 1.9))
  (v128.const i32x4 0 1 0 0))
(assert_return (invoke "f64x2_s_zero" (v128.const f64x2 2147483648.0 inf))
  (either
    (v128.const i32x4 2147483647 2147483647 0 0)
    (v128.const i32x4 -2147483648 -2147483648 0 0)))
(assert_return (invoke "f64x2_s_zero" (v128.const f64x2 -2147483649.0 -inf))
  (v128.const i32x4 -2147483648 -2147483648 0 0))
(assert_return (invoke "f64x2_s_zero" (v128.const f64x2 nan -nan))
  (either
    (v128.const i32x4 0 0 0 0)
    (v128.const i32x4 -2147483648 -2147483648 0 0)))

(assert_return (invoke "f64x2_u_zero" (v128.const f64x2 4294967295.9 -0.9))
  (v128.const i32x4 0xffffffff 0 0 0))
(assert_return (invoke "f64x2_u_zero" (v128.const f64x2 2147483648.0 1.9))
  (v128.const i32x4 2147483648 1 0 0))
(assert_return (invoke "f64x2_u_zero" (v128.const f64x2 4294967296.0 inf))
  (v128.const i32x4 0xffffffff 0xffffffff 0 0))
(assert_return (invoke "f64x2_u_zero" (v128.const f64x2 -1.0 -inf))
  (either
    (v128.const i32x4 0 0 0 0)
    (v128.const i32x4 0xffffffff 0xffffffff 0 0)))
(assert_return (invoke "f64x2_u_zero" (v128.const f64x2 nan -nan))
  (either
    (v128.const i32x4 0 0 0 0)
    (v128.const i32x4 0xffffffff 0xffffffff 0 0)))
