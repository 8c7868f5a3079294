;; Branch hints never change what a program does: right hints, wrong hints, hints
;; on every branch, and hints in every form of control.

(module
  (func (export "likely") (param i32) (result i32)
    (@metadata.code.branch_hint "\01")
    (if (result i32) (local.get 0) (then (i32.const 1)) (else (i32.const 2))))
  (func (export "unlikely") (param i32) (result i32)
    (@metadata.code.branch_hint "\00")
    (if (result i32) (local.get 0) (then (i32.const 1)) (else (i32.const 2))))
  (func (export "br_if-unlikely") (param i32) (result i32)
    (block
      (@metadata.code.branch_hint "\00")
      (br_if 0 (local.get 0))
      (return (i32.const 10)))
    (i32.const 20))
  (func (export "br_if-likely") (param i32) (result i32)
    (block
      (@metadata.code.branch_hint "\01")
      (br_if 0 (local.get 0))
      (return (i32.const 10)))
    (i32.const 20))
  ;; The loop's branch back is said to be unlikely and is taken n times.
  (func (export "sum") (param $n i32) (result i32)
    (local $sum i32)
    (loop $again
      (local.set $sum (i32.add (local.get $sum) (local.get $n)))
      (local.set $n (i32.sub (local.get $n) (i32.const 1)))
      (@metadata.code.branch_hint "\00")
      (br_if $again (local.get $n)))
    (local.get $sum))
  ;; With a value on the branch, nested, hints in both directions
  (func (export "nested") (param $a i32) (param $b i32) (result i32)
    (@metadata.code.branch_hint "\00")
    (if (result i32) (local.get $a)
      (then
        (@metadata.code.branch_hint "\01")
        (if (result i32) (local.get $b) (then (i32.const 3)) (else (i32.const 2))))
      (else
        (block $out (result i32)
          (i32.const 1)
          (@metadata.code.branch_hint "\00")
          (br_if $out (local.get $b))
          (drop)
          (i32.const 0)))))
  ;; An unlikely branch to code that traps
  (func (export "trap") (param i32) (result i32)
    (@metadata.code.branch_hint "\00")
    (if (i32.eqz (local.get 0)) (then (unreachable)))
    (i32.div_u (i32.const 100) (local.get 0))))

(assert_return (invoke "likely" (i32.const 1)) (i32.const 1))
(assert_return (invoke "likely" (i32.const 0)) (i32.const 2))
(assert_return (invoke "unlikely" (i32.const 1)) (i32.const 1))
(assert_return (invoke "unlikely" (i32.const 0)) (i32.const 2))
(assert_return (invoke "br_if-unlikely" (i32.const 1)) (i32.const 20))
(assert_return (invoke "br_if-unlikely" (i32.const 0)) (i32.const 10))
(assert_return (invoke "br_if-likely" (i32.const 1)) (i32.const 20))
(assert_return (invoke "br_if-likely" (i32.const 0)) (i32.const 10))
(assert_return (invoke "sum" (i32.const 100)) (i32.const 5050))
(assert_return (invoke "nested" (i32.const 0) (i32.const 0)) (i32.const 0))
(assert_return (invoke "nested" (i32.const 0) (i32.const 1)) (i32.const 1))
(assert_return (invoke "nested" (i32.const 1) (i32.const 0)) (i32.const 2))
(assert_return (invoke "nested" (i32.const 1) (i32.const 1)) (i32.const 3))
(assert_return (invoke "trap" (i32.const 3)) (i32.const 33))
(assert_trap (invoke "trap" (i32.const 0)) "unreachable")

;; A section that is not what it should be is a custom section like any other: it
;; is ignored. Here: garbage, a function that does not exist, an offset where no
;; branch is, hints out of order, a hint of 2.
(module binary
  "\00asm" "\01\00\00\00"
  "\01\04\01\60\00\00" "\03\02\01\00"
  "\00\20" "\19metadata.code.branch_hint" "\ff\ff\ff\ff\ff\ff"
  "\0a\04\01\02\00\0b")
(module binary
  "\00asm" "\01\00\00\00"
  "\01\04\01\60\00\00" "\03\02\01\00"
  "\00\20" "\19metadata.code.branch_hint" "\01\07\01\02\01\01"
  "\0a\04\01\02\00\0b")
(module binary
  "\00asm" "\01\00\00\00"
  "\01\04\01\60\00\00" "\03\02\01\00" "\07\05\01\01f\00\00"
  "\00\23" "\19metadata.code.branch_hint" "\01\00\02\05\01\02\01\01\00"
  "\0a\04\01\02\00\0b")
(assert_return (invoke "f"))
