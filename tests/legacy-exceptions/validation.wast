;; What is invalid, and what is valid although it looks strange.

;; Types of bodies and handlers
(assert_invalid (module (func try (result i32) end)) "type mismatch")
(assert_invalid (module (func (result i32) try (result i32) (i64.const 1) end)) "type mismatch")
(assert_invalid (module (func try (i32.const 1) end)) "type mismatch")
(assert_invalid
  (module (tag $e) (func (result i32) try (result i32) (i32.const 1) catch $e end))
  "type mismatch")
(assert_invalid
  (module (tag $e (param i64)) (func (result i32) try (result i32) (i32.const 1) catch $e end))
  "type mismatch")
(assert_invalid
  (module (tag $e (param i32 i32)) (func (result i32) try (result i32) (i32.const 1) catch $e end))
  "type mismatch")
(assert_invalid
  (module (func (result i32) try (result i32) (i32.const 1) catch_all end))
  "type mismatch")
(assert_invalid
  (module (func (result i32) try (result i32) (i32.const 1) catch_all (f32.const 1) end))
  "type mismatch")
(assert_invalid
  (module (func try catch_all (i32.const 1) end))
  "type mismatch")
;; A handler does not have the parameters of the block, nor what is below it.
(assert_invalid
  (module (func (result i32)
    (i32.const 1) try (param i32) (result i32) catch_all end))
  "type mismatch")
(assert_invalid
  (module (func (result i32 i32)
    (i32.const 1) try (result i32) (i32.const 1) catch_all (i32.eqz) end))
  "type mismatch")

;; Tags
(assert_invalid (module (func try catch 0 end)) "unknown tag")
(assert_invalid (module (tag $e) (func try catch 1 end)) "unknown tag")
(assert_invalid (module (tag $e (result i32))) "non-empty tag result type")

;; Labels of delegate
(assert_invalid (module (func try delegate 1)) "unknown label")
(assert_invalid (module (func (block try delegate 2))) "unknown label")
(assert_invalid
  (module (func (result i32) try (result i32) delegate 0))
  "type mismatch")

;; Labels of rethrow
(assert_invalid (module (func (rethrow 0))) "rethrow label")
(assert_invalid (module (func (block (rethrow 0)))) "rethrow label")
(assert_invalid (module (func try (rethrow 0) catch_all end)) "rethrow label")
(assert_invalid (module (func try (rethrow 0) delegate 0)) "rethrow label")
(assert_invalid
  (module (func try catch_all (block (rethrow 0)) end))
  "rethrow label")
(assert_invalid
  (module (func try catch_all try (rethrow 0) catch_all end end))
  "rethrow label")
(assert_invalid (module (func try catch_all (rethrow 1) end)) "rethrow label")
(assert_invalid (module (func try catch_all (rethrow 2) end)) "unknown label")

;; The order of handlers is a matter of grammar. As bytes: a type section, a function,
;; code.
;; try; catch_all; catch_all; end
(assert_malformed
  (module binary
    "\00asm\01\00\00\00" "\01\04\01\60\00\00" "\03\02\01\00"
    "\0a\09\01\07\00" "\06\40" "\19" "\19" "\0b" "\0b")
  "catch_all")
;; try; catch_all; catch 0; end, with a tag section
(assert_malformed
  (module binary
    "\00asm\01\00\00\00" "\01\04\01\60\00\00" "\03\02\01\00" "\0d\03\01\00\00"
    "\0a\0a\01\08\00" "\06\40" "\19" "\07\00" "\0b" "\0b")
  "catch")
;; catch_all, catch and delegate without a try
(assert_malformed
  (module binary
    "\00asm\01\00\00\00" "\01\04\01\60\00\00" "\03\02\01\00"
    "\0a\05\01\03\00" "\19" "\0b")
  "catch_all")
(assert_malformed
  (module binary
    "\00asm\01\00\00\00" "\01\04\01\60\00\00" "\03\02\01\00" "\0d\03\01\00\00"
    "\0a\06\01\04\00" "\07\00" "\0b")
  "catch")
(assert_malformed
  (module binary
    "\00asm\01\00\00\00" "\01\04\01\60\00\00" "\03\02\01\00"
    "\0a\06\01\04\00" "\18\00" "\0b")
  "delegate")
;; try; catch_all; delegate 0; end
(assert_malformed
  (module binary
    "\00asm\01\00\00\00" "\01\04\01\60\00\00" "\03\02\01\00"
    "\0a\09\01\07\00" "\06\40" "\19" "\18\00" "\0b")
  "delegate")
;; A try without an end
(assert_malformed
  (module binary
    "\00asm\01\00\00\00" "\01\04\01\60\00\00" "\03\02\01\00"
    "\0a\06\01\04\00" "\06\40" "\0b")
  "END opcode expected")

;; Valid
(module
  (tag $e) (tag $f (param i32 i64))
  (func try end)
  (func try delegate 0)
  (func try try delegate 1 end)
  (func (block try delegate 0))
  (func (result i32) (block (result i32) try (result i32) (i32.const 1) delegate 0))
  ;; The type of a delegate's label does not matter.
  (func (result i32) (block (result f32 f64) try delegate 0 (f32.const 1) (f64.const 1))
    (drop) (drop) (i32.const 1))
  (func try catch $e catch $e catch_all end)
  (func try catch $e (rethrow 0) end)
  (func try catch_all (rethrow 0) end)
  (func try catch_all (block (loop (rethrow 2))) end)
  (func (result i32) try (result i32) (i32.const 1) catch $e (rethrow 0) end)
  (func (result i32 i64) try (result i32 i64) (i32.const 1) (i64.const 1) catch $f end)
  (func (param i32) (result i32)
    (local.get 0) try (param i32) (result i32) catch_all (i32.const 0) end))
