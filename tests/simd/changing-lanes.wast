;; One vector used with several divisions into lanes: what a compiler with a type for each
;; division must convert between, in straight lines and across control flow.

(module
  ;; Sums of bytes, taken as shorts, then as words, then as floats' bits.
  (func $chain (export "chain") (param v128 v128) (result v128)
    (v128.xor
      (f32x4.neg
        (i32x4.add
          (i16x8.add
            (i8x16.add (local.get 0) (local.get 1))
            (local.get 0))
          (local.get 1)))
      (i64x2.sub (local.get 0) (local.get 1))))

  ;; A mask from one division selects in another.
  (func (export "mask") (param v128 v128) (result v128)
    (v128.bitselect
      (i16x8.add (local.get 0) (local.get 1))
      (f64x2.neg (local.get 1))
      (f32x4.lt (local.get 0) (local.get 1))))

  ;; The minimum and the maximum, as selections, which for equals and for NaN say which
  ;; operand it is.
  (func (export "min") (param v128 v128) (result v128)
    (v128.bitselect (local.get 0) (local.get 1) (f32x4.lt (local.get 0) (local.get 1))))
  (func (export "max") (param v128 v128) (result v128)
    (v128.bitselect (local.get 1) (local.get 0) (f64x2.lt (local.get 0) (local.get 1))))

  ;; One constant with three divisions.
  (func (export "constant") (param v128) (result v128)
    (local v128)
    (local.set 1 (v128.const i8x16 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16))
    (v128.or
      (i8x16.eq (local.get 0) (local.get 1))
      (v128.xor
        (i16x8.eq (local.get 0) (local.get 1))
        (i32x4.eq (local.get 0) (local.get 1)))))

  ;; A local that changes its division around a loop.
  (func (export "loop") (param v128 i32) (result v128)
    (loop $again
      (local.set 0 (i16x8.add (local.get 0) (i16x8.splat (i32.const 1))))
      (if (i32.and (local.get 1) (i32.const 1))
        (then (local.set 0 (i64x2.shl (local.get 0) (i32.const 1))))
        (else (local.set 0 (i8x16.neg (local.get 0)))))
      (br_if $again (local.tee 1 (i32.sub (local.get 1) (i32.const 1)))))
    (local.get 0))

  ;; A block's result and a call's.
  (func (export "results") (param v128 i32) (result v128 i32)
    (block (result v128)
      (br_if 0 (i32x4.neg (local.get 0)) (local.get 1))
      (drop)
      (call $chain (f32x4.abs (local.get 0)) (i64x2.abs (local.get 0))))
    (i16x8.bitmask (i8x16.gt_s (local.get 0) (i8x16.splat (i32.const 3)))))
)

(assert_return
  (invoke "chain"
    (v128.const i8x16 255 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15)
    (v128.const i8x16 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1))
  (v128.const i8x16 0xfe 0x05 0x07 0x8a 0x09 0x08 0x0b 0x96 0x15 0x1c 0x1f 0x92 0x11 0x10 0x13 0xae))

(assert_return
  (invoke "mask" (v128.const f32x4 1 2 3 4) (v128.const f32x4 2 1 4 4))
  (v128.const i32x4 0x7f800000 0xbf800000 0x80c00000 0xc0800000))

(assert_return
  (invoke "min" (v128.const f32x4 1 0.0 nan 5) (v128.const f32x4 2 -0.0 1 nan:0x600000))
  (v128.const f32x4 1 -0.0 1 nan:0x600000))
(assert_return
  (invoke "max" (v128.const f64x2 1 nan:0x8000000000001) (v128.const f64x2 2 1))
  (v128.const i64x2 0x4000000000000000 0x7ff8000000000001))
(assert_return
  (invoke "max" (v128.const f64x2 0.0 7) (v128.const f64x2 -0.0 nan))
  (v128.const f64x2 0.0 7))

(assert_return
  (invoke "constant" (v128.const i8x16 1 2 3 0 5 6 7 8 9 0 11 12 0 14 15 16))
  (v128.const i8x16 255 255 255 0 255 255 255 255 255 0 255 255 0 255 255 255))

(assert_return (invoke "loop" (v128.const i16x8 0 0xff 1 2 3 0x7fff 4 0xffff) (i32.const 1))
  (v128.const i16x8 2 0x200 4 6 8 0 11 0))
(assert_return (invoke "loop" (v128.const i16x8 0 1 2 3 4 5 6 7) (i32.const 2))
  (v128.const i16x8 0x200 0x1fe 0x1fc 0x1fa 0x1f8 0x1f6 0x1f4 0x1f2))

(assert_return (invoke "results" (v128.const i32x4 1 2 3 4) (i32.const 1))
  (v128.const i32x4 -1 -2 -3 -4) (i32.const 0))
(assert_return (invoke "results" (v128.const i32x4 1 2 3 0x0404) (i32.const 0))
  (v128.const i32x4 0x80000004 0x80000008 0x8000000c 0x80001010) (i32.const 0x40))
