;; Calls inside one instance. The tables are exported, so that no engine may
;; assume their contents. `large` has a part that never runs and makes it too
;; large to inline with profit.
(module
  (type $step (func (param i32) (result i32)))
  (table (export "table") 4 4 funcref)
  (elem (i32.const 0) func $small $small $large $large)

  (func $small (type $step) (param $x i32) (result i32)
    (i32.add (local.get $x) (i32.const 1)))

  (func $large (type $step) (param $x i32) (result i32)
    (if (i32.eq (local.get $x) (i32.const -1))
      (then
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 1)) (i32.xor (local.get $x) (i32.const 12345))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 2)) (i32.xor (local.get $x) (i32.const 20264))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 3)) (i32.xor (local.get $x) (i32.const 28183))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 4)) (i32.xor (local.get $x) (i32.const 36102))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 5)) (i32.xor (local.get $x) (i32.const 44021))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 6)) (i32.xor (local.get $x) (i32.const 51940))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 7)) (i32.xor (local.get $x) (i32.const 59859))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 8)) (i32.xor (local.get $x) (i32.const 67778))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 9)) (i32.xor (local.get $x) (i32.const 75697))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 10)) (i32.xor (local.get $x) (i32.const 83616))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 11)) (i32.xor (local.get $x) (i32.const 91535))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 12)) (i32.xor (local.get $x) (i32.const 99454))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 13)) (i32.xor (local.get $x) (i32.const 107373))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 14)) (i32.xor (local.get $x) (i32.const 115292))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 15)) (i32.xor (local.get $x) (i32.const 123211))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 16)) (i32.xor (local.get $x) (i32.const 131130))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 17)) (i32.xor (local.get $x) (i32.const 139049))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 18)) (i32.xor (local.get $x) (i32.const 146968))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 19)) (i32.xor (local.get $x) (i32.const 154887))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 20)) (i32.xor (local.get $x) (i32.const 162806))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 21)) (i32.xor (local.get $x) (i32.const 170725))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 22)) (i32.xor (local.get $x) (i32.const 178644))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 23)) (i32.xor (local.get $x) (i32.const 186563))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 24)) (i32.xor (local.get $x) (i32.const 194482))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 25)) (i32.xor (local.get $x) (i32.const 202401))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 26)) (i32.xor (local.get $x) (i32.const 210320))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 27)) (i32.xor (local.get $x) (i32.const 218239))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 28)) (i32.xor (local.get $x) (i32.const 226158))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 29)) (i32.xor (local.get $x) (i32.const 234077))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 30)) (i32.xor (local.get $x) (i32.const 241996))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 31)) (i32.xor (local.get $x) (i32.const 249915))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 1)) (i32.xor (local.get $x) (i32.const 257834))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 2)) (i32.xor (local.get $x) (i32.const 265753))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 3)) (i32.xor (local.get $x) (i32.const 273672))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 4)) (i32.xor (local.get $x) (i32.const 281591))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 5)) (i32.xor (local.get $x) (i32.const 289510))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 6)) (i32.xor (local.get $x) (i32.const 297429))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 7)) (i32.xor (local.get $x) (i32.const 305348))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 8)) (i32.xor (local.get $x) (i32.const 313267))))
        (local.set $x (i32.mul (i32.rotl (local.get $x) (i32.const 9)) (i32.xor (local.get $x) (i32.const 321186))))))
    (i32.add (local.get $x) (i32.const 1)))

  (func (export "direct_small") (param $iterations i64) (result i64)
    (local $x i32)
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $x (call $small (local.get $x)))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (i64.extend_i32_s (local.get $x)))

  (func (export "direct_large") (param $iterations i64) (result i64)
    (local $x i32)
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $x (call $large (local.get $x)))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (i64.extend_i32_s (local.get $x)))

  (func (export "indirect") (param $iterations i64) (result i64)
    (local $x i32)
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $x (call_indirect (type $step) (local.get $x) (i32.const 2)))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (i64.extend_i32_s (local.get $x)))

  (func (export "indirect_four") (param $iterations i64) (result i64)
    (local $x i32)
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $x (call_indirect (type $step) (local.get $x) (i32.and (local.get $x) (i32.const 3))))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (i64.extend_i32_s (local.get $x)))

  (func (export "ref") (param $iterations i64) (result i64)
    (local $x i32)
    (local $callee (ref null $step))
    (local.set $callee (ref.func $large))
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $x (call_ref $step (local.get $x) (local.get $callee)))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (i64.extend_i32_s (local.get $x)))

  ;; The reference comes out of the table, so that no compiler knows it.
  (table $typed (export "typed") 1 1 (ref null $step))
  (elem (table $typed) (i32.const 0) (ref null $step) (ref.func $large))
  (func (export "ref_unknown") (param $iterations i64) (result i64)
    (local $x i32)
    (local $callee (ref null $step))
    (local.set $callee (table.get $typed (i32.const 0)))
    (loop $again
      (if (i64.gt_s (local.get $iterations) (i64.const 0))
        (then
          (local.set $x (call_ref $step (local.get $x) (local.get $callee)))
          (local.set $iterations (i64.sub (local.get $iterations) (i64.const 1)))
          (br $again))))
    (i64.extend_i32_s (local.get $x))))
