;; What the rows for calls from the host to Wasm call.
(module
  (func (export "none"))
  (func (export "one") (param i32) (result i32)
    (i32.add (local.get 0) (i32.const 1)))
  (func (export "four") (param i32 i32 i64 f64) (result i64)
    (i64.add
      (i64.add (i64.extend_i32_s (local.get 0)) (i64.extend_i32_s (local.get 1)))
      (i64.add (local.get 2) (i64.trunc_sat_f64_s (local.get 3))))))
