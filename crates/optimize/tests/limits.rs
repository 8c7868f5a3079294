//! Functions made to cost more than they should.

use switchback_abi::tier::{CompileError, Tier, TierSettings};
use switchback_optimize::OptimizingTier;
use switchback_wasm::{Features, FunctionIndex, Limits, Module};

fn compile(wat: &str) -> Result<usize, CompileError> {
    let bytes = wat::parse_str(wat).unwrap();
    let module = Module::parse(bytes.into(), &Features::default(), &Limits::default()).unwrap();
    let tier = OptimizingTier::new(TierSettings::default()).unwrap();
    let compiled = tier.compile(&module, FunctionIndex(0))?;
    Ok(compiled.code.len())
}

fn many(count: usize, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect()
}

#[test]
fn many_locals_behind_many_blocks_are_refused() {
    let wat = format!(
        "(module (func (param i32) (local {}) {} {}))",
        "i32 ".repeat(20_000),
        "block local.get 0 br_if 0 end ".repeat(10_000),
        many(20_000, |local| format!("i32.const 1 local.set {local} "))
    );
    assert!(matches!(compile(&wat), Err(CompileError::LimitExceeded(_))));
}

#[test]
fn many_locals_in_many_loops_are_refused() {
    let wat = format!(
        "(module (func (local {}) {} {} {}))",
        "i32 ".repeat(3_000),
        "loop ".repeat(5_000),
        many(3_000, |local| format!("i32.const 1 local.set {local} ")),
        "end ".repeat(5_000)
    );
    assert!(matches!(compile(&wat), Err(CompileError::LimitExceeded(_))));
}

#[test]
fn deep_nesting_compiles() {
    let wat = format!(
        "(module (func (param i32) {} {} {} {}))",
        "loop block local.get 0 if ".repeat(1_500),
        "block local.get 0 br_table 0 1 2 0 end ".repeat(1_000),
        "nop ",
        "end end end ".repeat(1_500)
    );
    assert!(compile(&wat).is_ok());
}

#[test]
fn many_references_across_many_calls_are_refused() {
    let calls = |count| {
        format!(
            "(module (func $f (result externref) {} {} ref.null extern))",
            "call $f ".repeat(count),
            "drop ".repeat(count)
        )
    };
    assert!(compile(&calls(1_000)).is_ok());
    assert!(
        compile(&calls(20_000)).is_ok(),
        "what is dropped is not needed"
    );
    let tests = |count| {
        format!(
            "(module (func $f (result externref) {} {} ref.null extern))",
            "call $f ".repeat(count),
            "ref.is_null drop ".repeat(count)
        )
    };
    assert!(compile(&tests(1_000)).is_ok());
    let refused = compile(&tests(20_000));
    assert!(matches!(refused, Err(CompileError::LimitExceeded(_))));
}
