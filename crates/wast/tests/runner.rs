//! The runner itself: what is right passes, what is wrong is reported where it
//! stands.

use std::fs;
use std::num::NonZeroUsize;

use switchback_engine::Engine;
use switchback_wast::{MODES, Mode, Report, Script, run_paths};

fn run(text: &str) -> Report {
    let engine = Engine::new(&MODES[0].config()).expect("the first mode has an engine");
    let script = Script {
        name: "script.wast".into(),
        text: text.into(),
    };
    script.run(&engine)
}

/// Every line that begins with `(;wrong;)` must be reported, and nothing else.
fn check_wrong_lines(text: &str) {
    let expected: Vec<_> = (1..)
        .zip(text.lines())
        .filter(|(_, line)| line.trim_start().starts_with("(;wrong;)"))
        .map(|(number, _)| number)
        .collect();
    let report = run(text);
    let reported: Vec<_> = report.failures.iter().map(|failure| failure.line).collect();
    assert_eq!(reported, expected, "{:#?}", report.failures);
}

#[test]
fn wrong_results_are_reported() {
    check_wrong_lines(
        r#"
        (module
          (func (export "id32") (param i32) (result i32) (local.get 0))
          (func (export "id64") (param i64) (result i64) (local.get 0))
          (func (export "idf32") (param f32) (result f32) (local.get 0))
          (func (export "idf64") (param f64) (result f64) (local.get 0))
          (func (export "idv") (param v128) (result v128) (local.get 0))
          (func (export "idx") (param externref) (result externref) (local.get 0))
          (func (export "nothing"))
          (func $f (export "f") (result funcref) (ref.func $f))
          (global (export "g") i32 (i32.const 3)))
        (assert_return (invoke "id32" (i32.const -1)) (i32.const 0xffff_ffff))
        (;wrong;) (assert_return (invoke "id32" (i32.const 1)) (i32.const 2))
        (;wrong;) (assert_return (invoke "id32" (i32.const 1)) (i64.const 1))
        (;wrong;) (assert_return (invoke "id32" (i32.const 1)))
        (;wrong;) (assert_return (invoke "nothing") (i32.const 1))
        (;wrong;) (assert_return (invoke "absent"))
        (;wrong;) (assert_return (invoke "id32"))
        (;wrong;) (assert_return (invoke "id32" (i64.const 1)) (i32.const 1))
        (;wrong;) (assert_return (invoke $absent "id32" (i32.const 1)) (i32.const 1))
        (;wrong;) (assert_return (invoke "id64" (i64.const 1)) (i64.const 0x1_0000_0001))
        (;wrong;) (assert_return (invoke "idf32" (f32.const 0)) (f32.const -0))
        (;wrong;) (assert_return (invoke "idf64" (f64.const 0)) (f64.const -0))
        (assert_return (invoke "idf32" (f32.const nan)) (f32.const nan:canonical))
        (assert_return (invoke "idf32" (f32.const -nan:0x600000)) (f32.const nan:arithmetic))
        (;wrong;) (assert_return (invoke "idf32" (f32.const nan:0x600000)) (f32.const nan:canonical))
        (;wrong;) (assert_return (invoke "idf32" (f32.const nan:0x200000)) (f32.const nan:arithmetic))
        (;wrong;) (assert_return (invoke "idf32" (f32.const inf)) (f32.const nan:arithmetic))
        (assert_return (invoke "idf64" (f64.const -nan)) (f64.const nan:canonical))
        (assert_return (invoke "idf64" (f64.const nan:0xc000000000000)) (f64.const nan:arithmetic))
        (;wrong;) (assert_return (invoke "idf64" (f64.const nan:0xc000000000000)) (f64.const nan:canonical))
        (;wrong;) (assert_return (invoke "idf64" (f64.const nan:0x4000000000000)) (f64.const nan:arithmetic))
        (assert_return (invoke "idv" (v128.const i8x16 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15))
          (v128.const i64x2 0x0706050403020100 0x0f0e0d0c0b0a0908))
        (;wrong;) (assert_return (invoke "idv" (v128.const i32x4 1 2 3 4)) (v128.const i32x4 1 2 4 4))
        (;wrong;) (assert_return (invoke "idv" (v128.const i16x8 0 0 0 0 0 0 0 1)) (v128.const i16x8 0 0 0 0 0 0 0 2))
        (;wrong;) (assert_return (invoke "idv" (v128.const f32x4 1 2 3 nan)) (v128.const f32x4 1 2 nan:canonical nan:canonical))
        (assert_return (invoke "idv" (v128.const f64x2 1 nan)) (v128.const f64x2 1 nan:canonical))
        (assert_return (invoke "idx" (ref.extern 7)) (ref.extern 7))
        (assert_return (invoke "idx" (ref.extern 7)) (ref.extern))
        (assert_return (invoke "idx" (ref.null extern)) (ref.null extern))
        (;wrong;) (assert_return (invoke "idx" (ref.extern 7)) (ref.extern 8))
        (;wrong;) (assert_return (invoke "idx" (ref.null extern)) (ref.extern 0))
        (;wrong;) (assert_return (invoke "idx" (ref.extern 0)) (ref.null extern))
        (;wrong;) (assert_return (invoke "idx" (ref.null extern)) (ref.null func))
        (assert_return (invoke "f") (ref.func))
        (;wrong;) (assert_return (invoke "f") (ref.null func))
        (assert_return (invoke "id32" (i32.const 2)) (either (i32.const 1) (i32.const 2)))
        (;wrong;) (assert_return (invoke "id32" (i32.const 3)) (either (i32.const 1) (i32.const 2)))
        (assert_return (get "g") (i32.const 3))
        (;wrong;) (assert_return (get "g") (i32.const 4))
        (;wrong;) (assert_return (get "absent") (i32.const 4))
        "#,
    );
}

#[test]
fn wrong_traps_are_reported() {
    check_wrong_lines(
        r#"
        (module
          (memory 1)
          (table 1 funcref)
          (type $void (func))
          (func (export "unreachable") (unreachable))
          (func (export "load") (param i32) (drop (i32.load (local.get 0))))
          (func (export "indirect") (param i32) (call_indirect (type $void) (local.get 0)))
          (func (export "divide") (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))
          (func $recurse (export "recurse") (call $recurse)))
        (assert_trap (invoke "unreachable") "unreachable")
        (;wrong;) (assert_trap (invoke "unreachable") "out of bounds memory access")
        (;wrong;) (assert_trap (invoke "load" (i32.const 0)) "out of bounds memory access")
        (assert_trap (invoke "load" (i32.const -1)) "out of bounds memory access")
        (assert_trap (invoke "load" (i32.const -1)) "out of bounds")
        (;wrong;) (assert_trap (invoke "load" (i32.const -1)) "out of bounds memory access, really")
        (;wrong;) (assert_return (invoke "load" (i32.const -1)))
        (;wrong;) (invoke "load" (i32.const -1))
        (assert_trap (invoke "indirect" (i32.const 0)) "uninitialized element")
        (assert_trap (invoke "indirect" (i32.const 0)) "uninitialized element 0")
        (assert_trap (invoke "indirect" (i32.const 1)) "undefined element")
        (;wrong;) (assert_trap (invoke "indirect" (i32.const 1)) "uninitialized element")
        (assert_trap (invoke "divide" (i32.const 1) (i32.const 0)) "integer divide by zero")
        (;wrong;) (assert_trap (invoke "divide" (i32.const 1) (i32.const 0)) "integer overflow")
        (assert_exhaustion (invoke "recurse") "call stack exhausted")
        (;wrong;) (assert_exhaustion (invoke "unreachable") "call stack exhausted")
        (;wrong;) (assert_exception (invoke "unreachable"))
        (;wrong;) (assert_exception (invoke "divide" (i32.const 1) (i32.const 1)))
        (assert_trap (module (func $start (unreachable)) (start $start)) "unreachable")
        (;wrong;) (assert_trap (module (func $start) (start $start)) "unreachable")
        (assert_return (invoke "divide" (i32.const 6) (i32.const 2)) (i32.const 3))
        "#,
    );
}

#[test]
fn kinds_of_rejection_are_not_mixed() {
    check_wrong_lines(
        r#"
        (assert_malformed (module binary "\00asm") "unexpected end")
        (assert_malformed (module quote "(func (result i33))") "unexpected token")
        (;wrong;) (assert_malformed (module binary "\00asm\01\00\00\00") "unexpected end")
        (;wrong;) (assert_malformed (module quote "(func (result i32) (i32.const 0))") "unexpected token")
        (;wrong;) (assert_malformed (module (func (result i32))) "unexpected end")
        (assert_invalid (module (func (result i32))) "type mismatch")
        (;wrong;) (assert_invalid (module (func)) "type mismatch")
        (;wrong;) (assert_invalid (module binary "\00asm") "type mismatch")
        (;wrong;) (module (func (result i32)))
        (;wrong;) (module binary "\00asm")
        (assert_unlinkable (module (import "spectest" "absent" (func))) "unknown import")
        (assert_unlinkable (module (import "spectest" "print_i32" (func))) "incompatible import type")
        (;wrong;) (assert_unlinkable (module (import "spectest" "print" (func))) "unknown import")
        (;wrong;) (assert_unlinkable (module (import "spectest" "absent" (func))) "incompatible import type")
        (;wrong;) (assert_unlinkable (module (func (result i32))) "unknown import")
        (;wrong;) (assert_unlinkable (module (func $start (unreachable)) (start $start)) "unknown import")
        (;wrong;) (module (import "spectest" "absent" (func)))
        (;wrong;) (assert_invalid (module (import "spectest" "absent" (func))) "unknown import")
        "#,
    );
}

#[test]
fn definitions_and_instances_keep_their_names() {
    check_wrong_lines(
        r#"
        (module definition $M
          (global $g (export "g") (mut i32) (i32.const 0))
          (func (export "next") (result i32)
            (global.set $g (i32.add (global.get $g) (i32.const 1))) (global.get $g)))
        (;wrong;) (assert_return (invoke "next") (i32.const 1))
        (module instance $A $M)
        (module instance $B $M)
        (assert_return (invoke $A "next") (i32.const 1))
        (assert_return (invoke $A "next") (i32.const 2))
        (assert_return (invoke "next") (i32.const 1))
        (assert_return (get $B "g") (i32.const 1))
        (register "a" $A)
        (module $C (import "a" "next" (func $next (result i32))) (export "next" (func $next)))
        (assert_return (invoke "next") (i32.const 3))
        (register "a" $C)
        (;wrong;) (module (import "a" "g" (global (mut i32))))
        (;wrong;) (register "b" $Absent)
        (;wrong;) (module instance $D $Absent)
        (;wrong;) (assert_return (invoke $D "next") (i32.const 1))
        "#,
    );
}

#[test]
fn what_follows_a_failed_module_does_not_run_on_an_earlier_one() {
    check_wrong_lines(
        r#"
        (module $A (func (export "f")))
        (assert_return (invoke "f"))
        (;wrong;) (module $A (func (export "f")) (func (result i32)))
        (;wrong;) (assert_return (invoke "f"))
        (;wrong;) (assert_return (invoke $A "f"))
        (;wrong;) (register "a")
        (;wrong;) (module (import "a" "f" (func)))
        "#,
    );
}

#[test]
fn spectest_is_complete() {
    check_wrong_lines(
        r#"
        (module
          (import "spectest" "print" (func))
          (import "spectest" "print_i32" (func $print_i32 (param i32)))
          (import "spectest" "print_i64" (func (param i64)))
          (import "spectest" "print_f32" (func (param f32)))
          (import "spectest" "print_f64" (func (param f64)))
          (import "spectest" "print_i32_f32" (func (param i32 f32)))
          (import "spectest" "print_f64_f64" (func (param f64 f64)))
          (import "spectest" "global_i32" (global $i32 i32))
          (import "spectest" "global_i64" (global $i64 i64))
          (import "spectest" "global_f32" (global $f32 f32))
          (import "spectest" "global_f64" (global $f64 f64))
          (import "spectest" "table" (table 10 20 funcref))
          (import "spectest" "table64" (table i64 10 20 funcref))
          (import "spectest" "memory" (memory 1 2))
          (func (export "values") (result i32 i64 f32 f64)
            (call $print_i32 (i32.const 1))
            (global.get $i32) (global.get $i64) (global.get $f32) (global.get $f64)))
        (assert_return (invoke "values")
          (i32.const 666) (i64.const 666) (f32.const 666.6) (f64.const 666.6))
        "#,
    );
}

#[test]
fn wrong_exceptions_are_reported() {
    check_wrong_lines(
        r#"
        (module
          (tag $e (param i32))
          (func (export "throw") (throw $e (i32.const 1)))
          (func (export "trap") (throw_ref (ref.null exn)))
          (func (export "nothing"))
          (func (export "catch") (result exnref)
            (block $all (result exnref)
              (try_table (catch_all_ref $all) (throw $e (i32.const 1)))
              (ref.null exn))))
        (assert_exception (invoke "throw"))
        (;wrong;) (assert_exception (invoke "nothing"))
        (;wrong;) (assert_exception (invoke "trap"))
        (;wrong;) (assert_trap (invoke "throw") "unreachable")
        (;wrong;) (assert_return (invoke "throw"))
        (;wrong;) (invoke "throw")
        (assert_trap (invoke "trap") "null exception reference")
        (;wrong;) (assert_return (invoke "catch") (ref.null exn))
        (assert_exception (module (tag $e) (func $start (throw $e)) (start $start)))
        "#,
    );
}

#[test]
fn wrong_references_are_reported() {
    check_wrong_lines(
        r#"
        (module
          (type $s (struct))
          (type $a (array i32))
          (type $f (func))
          (func (export "any") (param anyref) (result anyref) (local.get 0))
          (func (export "exn") (param exnref) (result exnref) (local.get 0))
          (func (export "f") (param (ref null $f)) (result (ref null $f)) (local.get 0))
          (func (export "s") (param (ref null $s)) (result (ref null $s)) (local.get 0))
          (func (export "i31") (result anyref) (ref.i31 (i32.const 1)))
          (func (export "struct") (result anyref) (struct.new $s))
          (func (export "array") (result anyref) (array.new_fixed $a 0))
          (func (export "in") (param externref) (result anyref) (any.convert_extern (local.get 0)))
          (func (export "out") (result externref) (extern.convert_any (struct.new $s))))
        (assert_return (invoke "any" (ref.null any)) (ref.null any))
        (assert_return (invoke "any" (ref.null none)) (ref.null))
        (assert_return (invoke "any" (ref.null i31)) (ref.null struct))
        (;wrong;) (assert_return (invoke "any" (ref.null any)) (ref.null extern))
        (;wrong;) (assert_return (invoke "any" (ref.null any)) (ref.any))
        (;wrong;) (assert_return (invoke "any" (ref.null extern)) (ref.null any))
        (assert_return (invoke "exn" (ref.null exn)) (ref.null noexn))
        (;wrong;) (assert_return (invoke "exn" (ref.null exn)) (ref.null any))
        (assert_return (invoke "f" (ref.null 2)) (ref.null func))
        (assert_return (invoke "s" (ref.null 0)) (ref.null))
        (assert_return (invoke "i31") (ref.i31))
        (assert_return (invoke "i31") (ref.eq))
        (assert_return (invoke "i31") (ref.any))
        (;wrong;) (assert_return (invoke "i31") (ref.struct))
        (;wrong;) (assert_return (invoke "i31") (ref.null any))
        (assert_return (invoke "struct") (ref.struct))
        (assert_return (invoke "struct") (ref.eq))
        (;wrong;) (assert_return (invoke "struct") (ref.array))
        (;wrong;) (assert_return (invoke "struct") (ref.i31))
        (;wrong;) (assert_return (invoke "struct") (ref.extern))
        (assert_return (invoke "array") (ref.array))
        (;wrong;) (assert_return (invoke "array") (ref.struct))
        (assert_return (invoke "in" (ref.extern 5)) (ref.host 5))
        (assert_return (invoke "in" (ref.extern 5)) (ref.any))
        (;wrong;) (assert_return (invoke "in" (ref.extern 5)) (ref.host 6))
        (;wrong;) (assert_return (invoke "in" (ref.extern 5)) (ref.eq))
        (;wrong;) (assert_return (invoke "struct") (ref.host 5))
        (assert_return (invoke "any" (ref.host 7)) (ref.host 7))
        (assert_return (invoke "out") (ref.extern))
        (;wrong;) (assert_return (invoke "out") (ref.extern 1))
        "#,
    );
}

#[test]
fn what_is_switched_off_is_rejected() {
    let mut config = MODES[0].config();
    config.wasm_multi_memory(false);
    let engine = Engine::new(&config).expect("the configuration is valid");
    let script = Script {
        name: "script.wast".into(),
        text: "(assert_invalid (module (memory 0) (memory 0)) \"multiple memories\")
            (module (memory 0) (memory 0))"
            .into(),
    };
    let report = script.run(&engine);
    assert_eq!(report.passed, 1);
    assert_eq!(report.failures.len(), 1);
    assert_eq!(report.failures[0].line, 2);
}

#[test]
fn a_script_that_does_not_parse_fails_where_it_is_wrong() {
    let report = run("(module)\n(assert_return (invoke))\n");
    assert_eq!(report.failures.len(), 1);
    assert_eq!(report.failures[0].line, 2);
    assert_eq!(report.failures[0].column, 23);
}

#[test]
fn folders_are_searched_and_the_sums_stand_alone_on_the_last_line() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let inner = folder.path().join("inner");
    fs::create_dir(&inner)?;
    fs::write(
        inner.join("a.wast"),
        "(module (func (export \"f\")))\n(assert_return (invoke \"f\"))",
    )?;
    fs::write(
        folder.path().join("b.wast"),
        "(module)\n\n  (assert_return (invoke \"f\"))",
    )?;
    fs::write(folder.path().join("c.txt"), "not a script")?;

    let mut output = Vec::new();
    let modes: Vec<_> = MODES.iter().take(1).collect();
    let jobs = NonZeroUsize::MIN;
    let summary = run_paths(&[folder.path().into()], &modes, jobs, &mut output)?;
    assert_eq!((summary.passed, summary.failed), (3, 1));
    let output = String::from_utf8(output)?;
    let lines: Vec<_> = output.lines().collect();
    assert_eq!(lines.len(), 2, "{output}");
    assert!(lines[0].contains("b.wast:3:4: "), "{output}");
    assert_eq!(lines[1], "3 passed, 1 failed");

    let nothing = tempfile::tempdir()?;
    assert!(run_paths(&[nothing.path().into()], &modes, jobs, &mut Vec::new()).is_err());
    assert!(run_paths(&["absent.wast".into()], &modes, jobs, &mut Vec::new()).is_err());
    Ok(())
}

#[test]
fn a_script_asks_for_its_stack_and_for_nothing_else() {
    let script = |text: &str| Script {
        name: "script.wast".into(),
        text: text.into(),
    };
    let stack = script(";; A comment\n;;! max_wasm_stack = 4096\n(module)").max_wasm_stack();
    assert_eq!(stack.expect("the line is right"), Some(4096));
    let stack = script(";; A comment\n(module)").max_wasm_stack();
    assert_eq!(stack.expect("there is no line"), None);
    assert!(
        script(";;! max_wasm_stack = much")
            .max_wasm_stack()
            .is_err()
    );
    assert!(script(";;! other = 1").max_wasm_stack().is_err());
}

#[test]
fn an_unknown_mode_is_answered_with_the_known_ones() {
    let error = Mode::named("fastest").expect_err("there is no such mode");
    assert!(error.to_string().contains(MODES[0].name));
}
