;; Tail calls that need more stack arguments than the function got, at every depth of a
;; stack: the function at whose top there is no room may be the one that makes the tail
;; call, or the one that is called.

(module
  (type $f (func (param i32 i64) (result i64)))
  (type $c (cont $f))
  (type $wide (func
    (param i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
      i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64)
    (result i64)))
  (elem declare func $descend)

  ;; Goes down, and where it is there makes so many rounds of tail calls.
  (func $descend (type $f) (param $depth i32) (param $rounds i64) (result i64)
    (if (i32.eqz (local.get $depth)) (then (return_call $narrow (local.get $rounds))))
    (i64.add (i64.const 1)
      (call $descend (i32.sub (local.get $depth) (i32.const 1)) (local.get $rounds))))
  (func $narrow (param $rounds i64) (result i64)
    (return_call $wide (local.get $rounds)
      (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5)
      (i64.const 6) (i64.const 7) (i64.const 8) (i64.const 9) (i64.const 10)
      (i64.const 11) (i64.const 12) (i64.const 13) (i64.const 14) (i64.const 15)
      (i64.const 16) (i64.const 17) (i64.const 18) (i64.const 19) (i64.const 20)
      (i64.const 21) (i64.const 22) (i64.const 23) (i64.const 24) (i64.const 25)
      (i64.const 26) (i64.const 27) (i64.const 28) (i64.const 29) (i64.const 30)
      (i64.const 31) (i64.const 32) (i64.const 33) (i64.const 34) (i64.const 35)
      (i64.const 36) (i64.const 37) (i64.const 38) (i64.const 39) (i64.const 40)
      (i64.const 41) (i64.const 42) (i64.const 43) (i64.const 44) (i64.const 45)
      (i64.const 46) (i64.const 47) (i64.const 48) (i64.const 49) (i64.const 50)
      (i64.const 51) (i64.const 52) (i64.const 53) (i64.const 54) (i64.const 55)
      (i64.const 56) (i64.const 57) (i64.const 58) (i64.const 59)))
  (func $wide (type $wide)
    (if (i64.ne (local.get 0) (i64.const 0))
      (then (return_call $narrow (i64.sub (local.get 0) (i64.const 1)))))
    (i64.const 0)
      (local.get 1) (local.get 2) (local.get 3) (local.get 4) (local.get 5)
      (local.get 6) (local.get 7) (local.get 8) (local.get 9) (local.get 10)
      (local.get 11) (local.get 12) (local.get 13) (local.get 14) (local.get 15)
      (local.get 16) (local.get 17) (local.get 18) (local.get 19) (local.get 20)
      (local.get 21) (local.get 22) (local.get 23) (local.get 24) (local.get 25)
      (local.get 26) (local.get 27) (local.get 28) (local.get 29) (local.get 30)
      (local.get 31) (local.get 32) (local.get 33) (local.get 34) (local.get 35)
      (local.get 36) (local.get 37) (local.get 38) (local.get 39) (local.get 40)
      (local.get 41) (local.get 42) (local.get 43) (local.get 44) (local.get 45)
      (local.get 46) (local.get 47) (local.get 48) (local.get 49) (local.get 50)
      (local.get 51) (local.get 52) (local.get 53) (local.get 54) (local.get 55)
      (local.get 56) (local.get 57) (local.get 58) (local.get 59)
      i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add
      i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add
      i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add
      i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add
      i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add
      i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add)

  ;; Of all depths below `$depths`, those that give something wrong.
  (func (export "on-main-stack") (param $depths i32) (param $rounds i64) (result i32)
    (local $wrong i32)
    (loop $next
      (local.set $depths (i32.sub (local.get $depths) (i32.const 1)))
      (local.set $wrong (i32.add (local.get $wrong)
        (i64.ne
          (i64.add (i64.const 1770) (i64.extend_i32_u (local.get $depths)))
          (call $descend (local.get $depths) (local.get $rounds)))))
      (br_if $next (local.get $depths)))
    (local.get $wrong))
  (func (export "on-continuation") (param $depths i32) (param $rounds i64) (result i32)
    (local $wrong i32)
    (loop $next
      (local.set $depths (i32.sub (local.get $depths) (i32.const 1)))
      (local.set $wrong (i32.add (local.get $wrong)
        (i64.ne
          (i64.add (i64.const 1770) (i64.extend_i32_u (local.get $depths)))
          (resume $c (local.get $depths) (local.get $rounds)
            (cont.new $c (ref.func $descend))))))
      (br_if $next (local.get $depths)))
    (local.get $wrong))

  ;; Never comes to an end: a frame of each in turns.
  (func $few (export "endless") (param $n i64) (result i64)
    (return_call $many (local.get $n)
      (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5)
      (i64.const 6) (i64.const 7) (i64.const 8) (i64.const 9) (i64.const 10)
      (i64.const 11) (i64.const 12) (i64.const 13) (i64.const 14) (i64.const 15)
      (i64.const 16) (i64.const 17) (i64.const 18) (i64.const 19) (i64.const 20)
      (i64.const 21) (i64.const 22) (i64.const 23) (i64.const 24) (i64.const 25)
      (i64.const 26) (i64.const 27) (i64.const 28) (i64.const 29) (i64.const 30)
      (i64.const 31) (i64.const 32) (i64.const 33) (i64.const 34) (i64.const 35)
      (i64.const 36) (i64.const 37) (i64.const 38) (i64.const 39) (i64.const 40)
      (i64.const 41) (i64.const 42) (i64.const 43) (i64.const 44) (i64.const 45)
      (i64.const 46) (i64.const 47) (i64.const 48) (i64.const 49) (i64.const 50)
      (i64.const 51) (i64.const 52) (i64.const 53) (i64.const 54) (i64.const 55)
      (i64.const 56) (i64.const 57) (i64.const 58) (i64.const 59)))
  (func $many (type $wide)
    (call $few (i64.add (local.get 0) (i64.const 1)))
      (local.get 1) (local.get 2) (local.get 3) (local.get 4) (local.get 5)
      (local.get 6) (local.get 7) (local.get 8) (local.get 9) (local.get 10)
      (local.get 11) (local.get 12) (local.get 13) (local.get 14) (local.get 15)
      (local.get 16) (local.get 17) (local.get 18) (local.get 19) (local.get 20)
      (local.get 21) (local.get 22) (local.get 23) (local.get 24) (local.get 25)
      (local.get 26) (local.get 27) (local.get 28) (local.get 29) (local.get 30)
      (local.get 31) (local.get 32) (local.get 33) (local.get 34) (local.get 35)
      (local.get 36) (local.get 37) (local.get 38) (local.get 39) (local.get 40)
      (local.get 41) (local.get 42) (local.get 43) (local.get 44) (local.get 45)
      (local.get 46) (local.get 47) (local.get 48) (local.get 49) (local.get 50)
      (local.get 51) (local.get 52) (local.get 53) (local.get 54) (local.get 55)
      (local.get 56) (local.get 57) (local.get 58) (local.get 59)
      i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add
      i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add
      i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add
      i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add
      i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add
      i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add i64.add))

(assert_return (invoke "on-main-stack" (i32.const 100) (i64.const 3)) (i32.const 0))
(assert_return (invoke "on-continuation" (i32.const 1000) (i64.const 0)) (i32.const 0))
(assert_return (invoke "on-continuation" (i32.const 1000) (i64.const 1)) (i32.const 0))
(assert_return (invoke "on-continuation" (i32.const 10) (i64.const 100000)) (i32.const 0))
(assert_exhaustion (invoke "endless" (i64.const 0)) "call stack exhausted")
(assert_return (invoke "on-main-stack" (i32.const 10) (i64.const 3)) (i32.const 0))
