;; A module with a memory, data, a table, elements, globals and a start function.
(module
  (type $step (func (param i32) (result i32)))
  (memory (export "memory") 16)
  (data (i32.const 1024) "the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; ")
  (data (i32.const 65536) "the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; the quick brown fox jumps over the lazy dog; ")
  (global $count (mut i32) (i32.const 0))
  (global $base (export "base") (mut i64) (i64.const 65536))
  (table (export "table") 64 64 funcref)
  (elem (i32.const 1) func $increment $double $increment $double $increment $double $increment $double $increment $double $increment $double $increment $double $increment $double $increment $double $increment $double $increment $double $increment $double $increment $double $increment $double $increment $double $increment $double )
  (func $increment (export "one") (type $step) (param $x i32) (result i32)
    (i32.add (local.get $x) (i32.const 1)))
  (func $double (type $step) (param $x i32) (result i32)
    (i32.mul (local.get $x) (i32.const 2)))
  (func $start
    (global.set $count (i32.load (i32.const 1024)))
    (i32.store (i32.const 4096) (global.get $count)))
  (start $start))
