;; Recursion that ends, but deep: 5,000 calls fit into a stack of 1 MiB in every shape.
;;! max_wasm_stack = 1048576

(module $Shared
  (type $down (func (param i32) (result i32)))
  (table (export "functions") 2 funcref)
  (table (export "references") 2 (ref null $down)))
(register "shared" $Shared)

(module definition $Deep
  (type $down (func (param i32) (result i32)))
  (import "shared" "functions" (table $functions 2 funcref))
  (import "shared" "references" (table $references 2 (ref null $down)))
  (import "number" "number" (global $number i32))
  (table $own funcref (elem $indirect))
  (elem declare func $ref $other-ref $other-indirect)
  (func $begin
    (table.set $functions (global.get $number) (ref.func $other-indirect))
    (table.set $references (global.get $number) (ref.func $other-ref)))
  (start $begin)
  (func $direct (export "direct") (param $n i32) (result i32)
    (if (result i32) (local.get $n)
      (then (i32.add (i32.const 1) (call $direct (i32.sub (local.get $n) (i32.const 1)))))
      (else (i32.const 0))))
  (func $indirect (export "indirect") (param $n i32) (result i32)
    (if (result i32) (local.get $n)
      (then
        (i32.add (i32.const 1)
          (call_indirect $own (type $down) (i32.sub (local.get $n) (i32.const 1)) (i32.const 0))))
      (else (i32.const 0))))
  (func $ref (export "ref") (type $down) (param $n i32) (result i32)
    (if (result i32) (local.get $n)
      (then
        (i32.add (i32.const 1)
          (call_ref $down (i32.sub (local.get $n) (i32.const 1)) (ref.func $ref))))
      (else (i32.const 0))))
  ;; Two instances in turn
  (func $other-indirect (export "other-indirect") (type $down) (param $n i32) (result i32)
    (if (result i32) (local.get $n)
      (then
        (i32.add (i32.const 1)
          (call_indirect $functions (type $down)
            (i32.sub (local.get $n) (i32.const 1))
            (i32.sub (i32.const 1) (global.get $number)))))
      (else (i32.const 0))))
  (func $other-ref (export "other-ref") (type $down) (param $n i32) (result i32)
    (if (result i32) (local.get $n)
      (then
        (i32.add (i32.const 1)
          (call_ref $down
            (i32.sub (local.get $n) (i32.const 1))
            (table.get $references (i32.sub (i32.const 1) (global.get $number))))))
      (else (i32.const 0))))
  ;; The other instance's function by way of a tail call
  (func $tail (export "other-tail") (param $n i32) (result i32)
    (if (result i32) (local.get $n)
      (then
        (i32.add (i32.const 1)
          (call $to-other-indirect (i32.sub (local.get $n) (i32.const 1)))))
      (else (i32.const 0))))
  (func $to-other-indirect (param $n i32) (result i32)
    (return_call_indirect $functions (type $down) (local.get $n)
      (i32.sub (i32.const 1) (global.get $number)))))

(module $Number0 (global (export "number") i32 (i32.const 0)))
(register "number" $Number0)
(module instance $a $Deep)
(module $Number1 (global (export "number") i32 (i32.const 1)))
(register "number" $Number1)
(module instance $b $Deep)

(assert_return (invoke $a "direct" (i32.const 5000)) (i32.const 5000))
(assert_return (invoke $a "indirect" (i32.const 5000)) (i32.const 5000))
(assert_return (invoke $a "ref" (i32.const 5000)) (i32.const 5000))
(assert_return (invoke $a "other-indirect" (i32.const 5000)) (i32.const 5000))
(assert_return (invoke $b "other-indirect" (i32.const 5000)) (i32.const 5000))
(assert_return (invoke $a "other-ref" (i32.const 5000)) (i32.const 5000))
(assert_return (invoke $b "other-ref" (i32.const 5000)) (i32.const 5000))
(assert_return (invoke $a "other-tail" (i32.const 5000)) (i32.const 5000))
