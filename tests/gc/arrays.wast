;; Arrays: large ones that old and young objects meet in, arrays of arrays, copies that
;; overlap, and every bound.

(module
  (type $box (struct (field (mut i32))))
  (type $boxes (array (mut (ref null $box))))
  (type $ints (array (mut i32)))
  (type $rows (array (mut (ref null $ints))))
  (type $anys (array (mut anyref)))
  (type $bytes (array (mut i8)))
  (type $longs (array (mut i64)))
  (global $big (mut (ref null $boxes)) (ref.null $boxes))
  (global $seed (mut i32) (i32.const 1))
  (func $random (param $bound i32) (result i32)
    (global.set $seed
      (i32.add (i32.mul (global.get $seed) (i32.const 1664525)) (i32.const 1013904223)))
    (i32.rem_u (i32.shr_u (global.get $seed) (i32.const 8)) (local.get $bound)))
  (func $churn
    (local $n i32)
    (local.set $n (i32.const 450))
    (loop $again
      (drop (array.new $bytes (i32.const 0x5a) (i32.const 7000)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))

  ;; A large array with a box of its own index in every element
  (func (export "make-big") (param $n i32)
    (local $i i32)
    (global.set $big (array.new_default $boxes (local.get $n)))
    (loop $again
      (array.set $boxes (global.get $big) (local.get $i) (struct.new $box (local.get $i)))
      (br_if $again
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))))
  ;; Replaces boxes at random.
  (func (export "replace") (param $steps i32)
    (local $i i32)
    (loop $again
      (local.set $i (call $random (array.len (global.get $big))))
      (array.set $boxes (global.get $big) (local.get $i) (struct.new $box (local.get $i)))
      (br_if $again (local.tee $steps (i32.sub (local.get $steps) (i32.const 1))))))
  ;; Traps unless every box is in its place.
  (func $check (export "check") (result i32)
    (local $i i32)
    (loop $again
      (if (i32.ne
            (struct.get $box 0 (array.get $boxes (global.get $big) (local.get $i)))
            (local.get $i))
        (then (unreachable)))
      (br_if $again
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1)))
          (array.len (global.get $big)))))
    (local.get $i))
  ;; Moves the first half to the second and back, by overlapping copies, with young boxes
  ;; among them.
  (func (export "shift") (param $by i32) (param $n i32) (result i32)
    (local $length i32) (local $i i32)
    (local.set $length (array.len (global.get $big)))
    (loop $again
      (array.set $boxes (global.get $big) (local.get $i) (struct.new $box (local.get $i)))
      (br_if $again
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 7))) (local.get $length))))
    (array.copy $boxes $boxes
      (global.get $big) (local.get $by) (global.get $big) (i32.const 0) (local.get $n))
    (call $churn)
    (local.set $i (i32.const 0))
    (loop $look
      (if (i32.ne
            (struct.get $box 0
              (array.get $boxes (global.get $big) (i32.add (local.get $i) (local.get $by))))
            (local.get $i))
        (then (unreachable)))
      (br_if $look
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
    (array.copy $boxes $boxes
      (global.get $big) (i32.const 0) (global.get $big) (local.get $by) (local.get $n))
    (local.set $i (i32.add (local.get $n) (i32.const 0)))
    (loop $repair
      (array.set $boxes (global.get $big) (local.get $i) (struct.new $box (local.get $i)))
      (br_if $repair
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1)))
          (i32.add (local.get $n) (local.get $by)))))
    (call $churn)
    (call $check))
  ;; A copy of young references into an old array, by `array.copy` and `array.fill`
  (func (export "copy-young") (result i32)
    (local $young (ref $boxes)) (local $i i32)
    (local.set $young (array.new_default $boxes (i32.const 50)))
    (loop $again
      (array.set $boxes (local.get $young) (local.get $i)
        (struct.new $box (i32.add (local.get $i) (i32.const 100))))
      (br_if $again
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 50))))
    (array.copy $boxes $boxes (global.get $big) (i32.const 100) (local.get $young) (i32.const 0) (i32.const 50))
    (local.set $young (array.new_default $boxes (i32.const 0)))
    (call $churn)
    (call $check))
  (func (export "fill-young") (result i32)
    (local $i i32)
    (array.fill $boxes (global.get $big) (i32.const 10) (struct.new $box (i32.const 7)) (i32.const 1000))
    (call $churn)
    (local.set $i (i32.const 10))
    (loop $look
      (if (i32.ne (struct.get $box 0 (array.get $boxes (global.get $big) (local.get $i))) (i32.const 7))
        (then (unreachable)))
      (array.set $boxes (global.get $big) (local.get $i) (struct.new $box (local.get $i)))
      (br_if $look
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 1010))))
    (call $churn)
    (call $check))

  ;; A triangle: row i has i elements.
  (func (export "rows") (param $n i32) (result i32)
    (local $rows (ref $rows)) (local $i i32) (local $j i32) (local $sum i32)
    (local.set $rows (array.new_default $rows (local.get $n)))
    (loop $make
      (array.set $rows (local.get $rows) (local.get $i)
        (array.new $ints (local.get $i) (local.get $i)))
      (br_if $make
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
    (call $churn)
    (local.set $i (i32.const 0))
    (loop $row
      (local.set $j (i32.const 0))
      (loop $column
        (if (i32.lt_u (local.get $j) (array.len (array.get $rows (local.get $rows) (local.get $i))))
          (then
            (local.set $sum
              (i32.add (local.get $sum)
                (array.get $ints (array.get $rows (local.get $rows) (local.get $i)) (local.get $j))))
            (local.set $j (i32.add (local.get $j) (i32.const 1)))
            (br $column))))
      (br_if $row
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
    (local.get $sum))
  ;; Arrays in arrays in arrays: as deep as $n; the depth that is found
  (func (export "nested") (param $n i32) (result i32)
    (local $x anyref) (local $depth i32)
    (loop $make
      (local.set $x (array.new $anys (local.get $x) (i32.const 3)))
      (br_if $make (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (call $churn)
    (loop $down
      (if (ref.is_null (local.get $x)) (then (return (local.get $depth))))
      (local.set $depth (i32.add (local.get $depth) (i32.const 1)))
      (local.set $x (array.get $anys (ref.cast (ref $anys) (local.get $x)) (i32.const 2)))
      (br $down))
    (unreachable))

  ;; Small arrays of references: overlapping copies, forwards and backwards
  (func $letters (param $n i32) (result (ref $boxes))
    (local $a (ref $boxes))
    (local.set $a (array.new_default $boxes (local.get $n)))
    (loop $again
      (local.set $n (i32.sub (local.get $n) (i32.const 1)))
      (array.set $boxes (local.get $a) (local.get $n) (struct.new $box (local.get $n)))
      (br_if $again (local.get $n)))
    (local.get $a))
  ;; The ten values as decimal digits
  (func $digits (param $a (ref $boxes)) (result i64)
    (local $i i32) (local $sum i64)
    (loop $again
      (local.set $sum
        (i64.add (i64.mul (local.get $sum) (i64.const 10))
          (i64.extend_i32_u (struct.get $box 0 (array.get $boxes (local.get $a) (local.get $i))))))
      (br_if $again
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 10))))
    (local.get $sum))
  (func (export "overlap") (param $to i32) (param $from i32) (param $n i32) (result i64)
    (local $a (ref $boxes))
    (local.set $a (call $letters (i32.const 10)))
    (call $churn)
    (array.copy $boxes $boxes (local.get $a) (local.get $to) (local.get $a) (local.get $from) (local.get $n))
    (call $digits (local.get $a)))
  (func (export "copy-null") (param i32)
    (array.copy $boxes $boxes
      (if (result (ref null $boxes)) (local.get 0)
        (then (call $letters (i32.const 1))) (else (ref.null $boxes)))
      (i32.const 0)
      (if (result (ref null $boxes)) (local.get 0)
        (then (ref.null $boxes)) (else (call $letters (i32.const 1))))
      (i32.const 0) (i32.const 0)))

  ;; Lengths
  (func (export "length") (param $n i32) (result i32) (array.len (array.new_default $bytes (local.get $n))))
  (func (export "length-long") (param $n i32) (result i32) (array.len (array.new_default $longs (local.get $n))))
  (func (export "length-new") (param $n i32) (result i32)
    (array.len (array.new $longs (i64.const 1) (local.get $n))))
  (func (export "length-null") (result i32) (array.len (ref.null array)))
  (func (export "sum") (param $n i32) (result i64)
    (local $a (ref $longs)) (local $i i32) (local $sum i64)
    (local.set $a (array.new $longs (i64.const 3) (local.get $n)))
    (call $churn)
    (loop $again
      (local.set $sum (i64.add (local.get $sum) (array.get $longs (local.get $a) (local.get $i))))
      (br_if $again
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
    (local.get $sum))
)

(invoke "make-big" (i32.const 100000))
(assert_return (invoke "check") (i32.const 100000))
(invoke "replace" (i32.const 100000))
(assert_return (invoke "check") (i32.const 100000))
(assert_return (invoke "shift" (i32.const 1) (i32.const 5000)) (i32.const 100000))
(assert_return (invoke "shift" (i32.const 127) (i32.const 10000)) (i32.const 100000))
(assert_return (invoke "shift" (i32.const 128) (i32.const 10000)) (i32.const 100000))
(assert_return (invoke "shift" (i32.const 3000) (i32.const 1000)) (i32.const 100000))
(assert_return (invoke "copy-young") (i32.const 100000))
(assert_return (invoke "fill-young") (i32.const 100000))
(invoke "make-big" (i32.const 3000))
(invoke "replace" (i32.const 100000))
(assert_return (invoke "check") (i32.const 3000))
(assert_return (invoke "copy-young") (i32.const 3000))
(assert_return (invoke "fill-young") (i32.const 3000))
(assert_return (invoke "rows" (i32.const 200)) (i32.const 2646700))
(assert_return (invoke "nested" (i32.const 1)) (i32.const 1))
(assert_return (invoke "nested" (i32.const 10000)) (i32.const 10000))

(assert_return (invoke "overlap" (i32.const 0) (i32.const 0) (i32.const 10)) (i64.const 0123456789))
(assert_return (invoke "overlap" (i32.const 1) (i32.const 0) (i32.const 9)) (i64.const 0012345678))
(assert_return (invoke "overlap" (i32.const 0) (i32.const 1) (i32.const 9)) (i64.const 1234567899))
(assert_return (invoke "overlap" (i32.const 2) (i32.const 5) (i32.const 4)) (i64.const 0156786789))
(assert_return (invoke "overlap" (i32.const 5) (i32.const 3) (i32.const 4)) (i64.const 0123434569))
(assert_return (invoke "overlap" (i32.const 7) (i32.const 2) (i32.const 0)) (i64.const 0123456789))
(assert_return (invoke "overlap" (i32.const 10) (i32.const 10) (i32.const 0)) (i64.const 0123456789))
(assert_trap (invoke "overlap" (i32.const 1) (i32.const 0) (i32.const 10)) "out of bounds array access")
(assert_trap (invoke "overlap" (i32.const 0) (i32.const 1) (i32.const 10)) "out of bounds array access")
(assert_trap (invoke "overlap" (i32.const 11) (i32.const 0) (i32.const 0)) "out of bounds array access")
(assert_trap (invoke "overlap" (i32.const -1) (i32.const 0) (i32.const 2)) "out of bounds array access")
(assert_trap (invoke "overlap" (i32.const 5) (i32.const 0) (i32.const -1)) "out of bounds array access")
(assert_trap (invoke "copy-null" (i32.const 0)) "null array reference")
(assert_trap (invoke "copy-null" (i32.const 1)) "null array reference")

(assert_return (invoke "length" (i32.const 0)) (i32.const 0))
(assert_return (invoke "length" (i32.const 1)) (i32.const 1))
(assert_return (invoke "length" (i32.const 496)) (i32.const 496))
(assert_return (invoke "length" (i32.const 500)) (i32.const 500))
(assert_return (invoke "length" (i32.const 501)) (i32.const 501))
(assert_return (invoke "length" (i32.const 10000000)) (i32.const 10000000))
(assert_return (invoke "length-long" (i32.const 61)) (i32.const 61))
(assert_return (invoke "length-long" (i32.const 62)) (i32.const 62))
(assert_return (invoke "length-long" (i32.const 63)) (i32.const 63))
(assert_return (invoke "length-long" (i32.const 1000000)) (i32.const 1000000))
(assert_return (invoke "length-new" (i32.const 300000)) (i32.const 300000))
(assert_trap (invoke "length-null") "null array reference")
(assert_return (invoke "sum" (i32.const 60)) (i64.const 180))
(assert_return (invoke "sum" (i32.const 70)) (i64.const 210))
(assert_return (invoke "sum" (i32.const 500000)) (i64.const 1500000))
