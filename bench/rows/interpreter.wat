;; A bytecode interpreter whose handlers tail-call each other through a table.
;; An instruction is four bytes: its number, a zero, and a 16-bit operand. The
;; machine has an accumulator, two registers and a counter, all of them
;; parameters of the handlers. `run` runs a program that is a loop of ten
;; instructions; the number of iterations is the counter's first value.
(module
  (type $handler (func (param i32 i64 i64 i64 i64) (result i64)))
  (memory 1)
  (table 10 10 funcref)
  (elem (i32.const 0) func
    $halt $add_immediate $rotate_immediate $add_x $xor_y $swap_x $swap_y $load $store $loop)
  (data (i32.const 0)
    "\01\00\07\00" ;; add_immediate 7
    "\02\00\05\00" ;; rotate_immediate 5
    "\04\00\00\00" ;; xor_y
    "\05\00\00\00" ;; swap_x
    "\03\00\00\00" ;; add_x
    "\08\00\00\04" ;; store 1024
    "\06\00\00\00" ;; swap_y
    "\07\00\00\04" ;; load 1024
    "\01\00\03\00" ;; add_immediate 3
    "\09\00\dc\ff" ;; loop -36
    "\00\00\00\00") ;; halt

  (func (export "run") (param $iterations i64) (result i64)
    (if (i64.le_s (local.get $iterations) (i64.const 0)) (then (return (i64.const 0))))
    (call_indirect (type $handler)
      (i32.const 0) (i64.const 1) (i64.const 2) (i64.const 3)
      (local.get $iterations)
      (i32.load8_u (i32.const 0))))

  ;; opcode 0: ends the program with the accumulator
  (func $halt (type $handler)
    (param $pc i32) (param $acc i64) (param $x i64) (param $y i64) (param $count i64)
    (result i64)
    (local.get $acc))

  ;; opcode 1
  (func $add_immediate (type $handler)
    (param $pc i32) (param $acc i64) (param $x i64) (param $y i64) (param $count i64)
    (result i64)
    (return_call_indirect (type $handler)
      (i32.add (local.get $pc) (i32.const 4))
      (i64.add (local.get $acc) (i64.load16_s offset=2 (local.get $pc)))
      (local.get $x)
      (local.get $y)
      (local.get $count)
      (i32.load8_u offset=4 (local.get $pc))))

  ;; opcode 2
  (func $rotate_immediate (type $handler)
    (param $pc i32) (param $acc i64) (param $x i64) (param $y i64) (param $count i64)
    (result i64)
    (return_call_indirect (type $handler)
      (i32.add (local.get $pc) (i32.const 4))
      (i64.rotl (local.get $acc) (i64.load16_s offset=2 (local.get $pc)))
      (local.get $x)
      (local.get $y)
      (local.get $count)
      (i32.load8_u offset=4 (local.get $pc))))

  ;; opcode 3
  (func $add_x (type $handler)
    (param $pc i32) (param $acc i64) (param $x i64) (param $y i64) (param $count i64)
    (result i64)
    (return_call_indirect (type $handler)
      (i32.add (local.get $pc) (i32.const 4))
      (i64.add (local.get $acc) (local.get $x))
      (local.get $x)
      (local.get $y)
      (local.get $count)
      (i32.load8_u offset=4 (local.get $pc))))

  ;; opcode 4
  (func $xor_y (type $handler)
    (param $pc i32) (param $acc i64) (param $x i64) (param $y i64) (param $count i64)
    (result i64)
    (return_call_indirect (type $handler)
      (i32.add (local.get $pc) (i32.const 4))
      (i64.xor (local.get $acc) (local.get $y))
      (local.get $x)
      (local.get $y)
      (local.get $count)
      (i32.load8_u offset=4 (local.get $pc))))

  ;; opcode 5
  (func $swap_x (type $handler)
    (param $pc i32) (param $acc i64) (param $x i64) (param $y i64) (param $count i64)
    (result i64)
    (return_call_indirect (type $handler)
      (i32.add (local.get $pc) (i32.const 4))
      (local.get $x)
      (local.get $acc)
      (local.get $y)
      (local.get $count)
      (i32.load8_u offset=4 (local.get $pc))))

  ;; opcode 6
  (func $swap_y (type $handler)
    (param $pc i32) (param $acc i64) (param $x i64) (param $y i64) (param $count i64)
    (result i64)
    (return_call_indirect (type $handler)
      (i32.add (local.get $pc) (i32.const 4))
      (local.get $y)
      (local.get $x)
      (local.get $acc)
      (local.get $count)
      (i32.load8_u offset=4 (local.get $pc))))

  ;; opcode 7
  (func $load (type $handler)
    (param $pc i32) (param $acc i64) (param $x i64) (param $y i64) (param $count i64)
    (result i64)
    (return_call_indirect (type $handler)
      (i32.add (local.get $pc) (i32.const 4))
      (i64.load (i32.load16_u offset=2 (local.get $pc)))
      (local.get $x)
      (local.get $y)
      (local.get $count)
      (i32.load8_u offset=4 (local.get $pc))))

  ;; opcode 8
  (func $store (type $handler)
    (param $pc i32) (param $acc i64) (param $x i64) (param $y i64) (param $count i64)
    (result i64)
    (i64.store (i32.load16_u offset=2 (local.get $pc)) (local.get $acc))
    (return_call_indirect (type $handler)
      (i32.add (local.get $pc) (i32.const 4))
      (local.get $acc)
      (local.get $x)
      (local.get $y)
      (local.get $count)
      (i32.load8_u offset=4 (local.get $pc))))

  ;; opcode 9: counts down and jumps by the operand while there is something left
  (func $loop (type $handler)
    (param $pc i32) (param $acc i64) (param $x i64) (param $y i64) (param $count i64)
    (result i64)
    (local.set $count (i64.sub (local.get $count) (i64.const 1)))
    (local.set $pc
      (i32.add (local.get $pc)
        (select
          (i32.const 4)
          (i32.load16_s offset=2 (local.get $pc))
          (i64.eqz (local.get $count)))))
    (return_call_indirect (type $handler)
      (local.get $pc)
      (local.get $acc)
      (local.get $x)
      (local.get $y)
      (local.get $count)
      (i32.load8_u (local.get $pc)))))
