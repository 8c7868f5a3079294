;; Constant expressions with arithmetic, wherever one may stand: globals, offsets of
;; data and element segments, elements, initial values of tables; of both integer
;; types, with imported globals, nested deeply, and wrapping around.

(module $Constants
  (global (export "base32") i32 (i32.const 100))
  (global (export "base64") i64 (i64.const 0x1_0000_0000)))
(register "constants" $Constants)

(module
  (import "constants" "base32" (global $base32 i32))
  (import "constants" "base64" (global $base64 i64))
  (global $g0 i32 (i32.add (global.get $base32) (i32.const 1)))
  (global $g1 i32 (i32.sub (i32.mul (global.get $base32) (i32.const 3)) (i32.const -1)))
  (global $g2 i64 (i64.mul (i64.add (global.get $base64) (i64.const 1)) (global.get $base64)))
  (global $wrap32 i32 (i32.add (i32.const 0x7fff_ffff) (i32.const 1)))
  (global $wrap64 i64 (i64.sub (i64.const 0x8000_0000_0000_0000) (i64.const 1)))
  (global $wrap-mul i32 (i32.mul (i32.const 0x1_0001) (i32.const 0x1_0001)))
  (global $mutable (mut i64) (i64.sub (i64.const 0) (global.get $base64)))
  (global $deep i32
    (i32.add (i32.const 1) (i32.add (i32.const 2) (i32.add (i32.const 3) (i32.add (i32.const 4)
      (i32.sub (i32.const 5) (i32.mul (i32.const 6) (i32.add (i32.const 7)
        (i32.sub (i32.const 8) (i32.mul (i32.const 9) (global.get $base32)))))))))))
  (memory 1)
  (memory $m64 i64 1)
  (data (i32.add (global.get $base32) (i32.const -100)) "zero")
  (data (i32.mul (global.get $base32) (i32.const 2)) "two hundred")
  (data (memory $m64) (i64.sub (global.get $base64) (i64.const 0xffff_fff0)) "sixteen")
  (table $t 10 funcref)
  (table $t64 i64 10 funcref)
  (elem (table $t) (i32.sub (global.get $base32) (i32.const 97)) func $f3)
  (elem (table $t64) (i64.add (i64.sub (global.get $base64) (i64.const 0x1_0000_0000)) (i64.const 4)) func $f4)
  (func $f3 (result i32) (i32.const 3))
  (func $f4 (result i32) (i32.const 4))
  (func (export "globals") (result i32 i32 i64 i32 i64 i32 i64 i32)
    (global.get $g0) (global.get $g1) (global.get $g2) (global.get $wrap32)
    (global.get $wrap64) (global.get $wrap-mul) (global.get $mutable) (global.get $deep))
  (func (export "data") (result i32 i32 i32)
    (i32.load (i32.const 0)) (i32.load (i32.const 200)) (i32.load $m64 (i64.const 16)))
  (func (export "elements") (result i32 i32)
    (call_indirect $t (result i32) (i32.const 3))
    (call_indirect $t64 (result i32) (i64.const 4))))
(assert_return (invoke "globals")
  (i32.const 0x65) (i32.const 0x12d) (i64.const 0x100000000) (i32.const 0x80000000)
  (i64.const 0x7fffffffffffffff) (i32.const 0x20001) (i64.const 0xffffffff00000000) (i32.const 0x14cd))
(assert_return (invoke "data") (i32.const 0x6f72657a) (i32.const 0x206f7774) (i32.const 0x74786973))
(assert_return (invoke "elements") (i32.const 3) (i32.const 4))

;; Offsets that come out beyond the end, or negative, are out of bounds.
(assert_trap
  (module (memory 1) (data (i32.sub (i32.const 0) (i32.const 1)) "a"))
  "out of bounds memory access")
(assert_trap
  (module (memory 1) (data (i32.mul (i32.const 0x100) (i32.const 0x100)) "a"))
  "out of bounds memory access")
(assert_trap
  (module (memory i64 1) (data (i64.mul (i64.const 0x1_0000) (i64.const 0x1_0000)) "a"))
  "out of bounds memory access")
(assert_trap
  (module (table 1 funcref) (func $f) (elem (i32.add (i32.const 0) (i32.const 1)) func $f))
  "out of bounds table access")
;; What is not constant
(assert_invalid (module (global i32 (i32.div_u (i32.const 1) (i32.const 1)))) "constant expression required")
(assert_invalid (module (global i32 (i32.and (i32.const 1) (i32.const 1)))) "constant expression required")
(assert_invalid (module (global i64 (i64.shl (i64.const 1) (i64.const 1)))) "constant expression required")
(assert_invalid (module (global f32 (f32.add (f32.const 1) (f32.const 1)))) "constant expression required")
(assert_invalid (module (global i32 (i32.add (i32.const 1)))) "type mismatch")
(assert_invalid (module (global i32 (i32.add (i32.const 1) (i64.const 1)))) "type mismatch")
(assert_invalid (module (global i32 (i32.const 1) (i32.const 1))) "type mismatch")

;; A table with an initial value of its own
(module
  (table 3 funcref (ref.func $f))
  (func $f (result i32) (i32.const 9))
  (func (export "call") (param i32) (result i32) (call_indirect (result i32) (local.get 0))))
(assert_return (invoke "call" (i32.const 0)) (i32.const 9))
(assert_return (invoke "call" (i32.const 2)) (i32.const 9))
(assert_trap (invoke "call" (i32.const 3)) "undefined element")
