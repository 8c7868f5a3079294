//! The tables that come with the code say the truth about it.

use switchback_abi::code::{CompiledFunction, RelocationTarget};
use switchback_abi::stack::{UNCHECKED_FRAME, UNCHECKED_LEAF_FRAME};
use switchback_abi::tier::{Tier, TierSettings};
use switchback_abi::trap::TrapCode;
use switchback_optimize::OptimizingTier;
use switchback_wasm::{Features, FunctionIndex, Limits, Module};

const NOT_INLINED: u32 = u32::MAX;

fn compile_with(settings: TierSettings, wat: &str, function: u32) -> (Module, CompiledFunction) {
    let bytes = wat::parse_str(wat).unwrap();
    let module = Module::parse(bytes.into(), &Features::default(), &Limits::default()).unwrap();
    let tier = OptimizingTier::new(settings).unwrap();
    let compiled = tier.compile(&module, FunctionIndex(function)).unwrap();
    check(&compiled);
    (module, compiled)
}

fn compile(wat: &str, function: u32) -> (Module, CompiledFunction) {
    compile_with(TierSettings::default(), wat, function)
}

/// What holds for every function.
fn check(compiled: &CompiledFunction) {
    let size = compiled.code.len() as u32;
    assert!(
        compiled
            .call_sites
            .is_sorted_by_key(|site| site.return_offset)
    );
    assert!(compiled.traps.is_sorted_by_key(|trap| trap.offset));
    assert!(compiled.positions.is_sorted_by_key(|place| place.offset));
    assert!(
        compiled
            .call_sites
            .iter()
            .all(|site| site.return_offset <= size)
    );
    assert!(compiled.traps.iter().all(|trap| trap.offset < size));
    assert_eq!(
        compiled.positions.first().map(|place| place.offset),
        Some(0)
    );
    if compiled.call_sites.iter().any(|site| site.inline_gate) {
        let slot = compiled.instance_slot.expect("gates keep the instance");
        assert!((8..=compiled.frame_size).contains(&slot));
    }
    for relocation in &compiled.relocations {
        assert!(relocation.offset + 4 <= size);
    }
}

/// Where the code at `offset` comes from: the Wasm offset, and the functions it was
/// inlined from, the innermost first, with the calls that brought it there.
fn origin(compiled: &CompiledFunction, offset: u32) -> (u32, Vec<(u32, u32)>) {
    let after = compiled
        .positions
        .partition_point(|place| place.offset <= offset);
    let place = compiled.positions[after - 1];
    let mut inlined = place.inlined;
    let mut calls = Vec::new();
    while inlined != NOT_INLINED {
        let call = compiled.inlined[inlined as usize];
        calls.push((call.function.0, call.call_wasm_offset));
        inlined = call.parent;
    }
    (place.wasm_offset, calls)
}

/// Offsets of the `call` instructions (opcode 0x10) of a body without other such bytes.
fn calls_in(module: &Module, function: usize) -> Vec<u32> {
    let body = module.functions[function].body.clone();
    body.filter(|&at| module.bytes[at] == 0x10)
        .map(|at| at as u32)
        .collect()
}

#[test]
fn leaves_call_nothing() {
    let (_, compiled) = compile(
        "(module (memory 1) (func (param i32) (result i32) (i32.load (local.get 0))))",
        0,
    );
    assert!(compiled.call_sites.is_empty());
    assert!(compiled.relocations.is_empty());
    assert_eq!(compiled.traps.len(), 1);
    assert_eq!(compiled.traps[0].code, TrapCode::MemoryOutOfBounds);
}

#[test]
fn loops_check_for_interrupts() {
    let (_, compiled) = compile("(module (func (loop (br 0))))", 0);
    assert_eq!(compiled.call_sites.len(), 1);
}

#[test]
fn direct_calls_go_through_entry_slots() {
    let settings = TierSettings {
        no_inlining: true,
        ..TierSettings::default()
    };
    let (_, compiled) = compile_with(
        settings,
        "(module (func $f) (func (call $f) (return_call $f)))",
        1,
    );
    assert_eq!(compiled.relocations.len(), 2);
    for relocation in &compiled.relocations {
        assert_eq!(
            relocation.target,
            RelocationTarget::EntrySlot(FunctionIndex(0))
        );
        assert_eq!(relocation.addend, -4);
    }
    // The call and the stack check; a tail call leaves nothing.
    assert_eq!(compiled.call_sites.len(), 2);
    assert!(!compiled.call_sites.iter().any(|site| site.inline_gate));
}

#[test]
fn calls_of_imports_are_inline_gates() {
    let (module, compiled) = compile(
        "(module (import \"\" \"\" (func $f)) (func (call $f) (call $f)))",
        1,
    );
    let gates: Vec<_> = compiled
        .call_sites
        .iter()
        .filter(|site| site.inline_gate)
        .collect();
    assert_eq!(gates.len(), 2);
    for (gate, call) in gates.iter().zip(calls_in(&module, 1)) {
        assert_eq!(origin(&compiled, gate.return_offset - 1), (call, vec![]));
    }
}

#[test]
fn every_call_is_gated_in_the_zeal_mode() {
    let settings = TierSettings {
        gate_at_every_call: true,
        ..TierSettings::default()
    };
    let (_, compiled) = compile_with(
        settings,
        "(module (func $f (export \"f\")) (func (call $f)))",
        1,
    );
    assert!(compiled.relocations.is_empty());
    assert!(compiled.call_sites.iter().any(|site| site.inline_gate));
}

#[test]
fn positions_name_inlined_functions() {
    let (module, compiled) = compile(
        "(module
           (func $inner unreachable)
           (func $middle (call $inner))
           (func (call $middle)))",
        2,
    );
    assert!(!compiled.traps.is_empty());
    let outer = calls_in(&module, 2)[0];
    let middle = calls_in(&module, 1)[0];
    // Behind the byte that counts the locals.
    let unreachable = module.functions[0].body.start as u32 + 1;
    let ends = compiled
        .traps
        .iter()
        .map(|trap| origin(&compiled, trap.offset))
        .filter(|(offset, _)| *offset == unreachable)
        .collect::<Vec<_>>();
    assert_eq!(ends, [(unreachable, vec![(0, middle), (1, outer)])]);
}

#[test]
fn tail_calls_of_inlined_functions_leave_no_trace_of_them() {
    let (module, compiled) = compile(
        "(module
           (import \"\" \"\" (func $other))
           (func $inner (return_call $other))
           (func (call $inner)))",
        2,
    );
    let gate = compiled
        .call_sites
        .iter()
        .find(|site| site.inline_gate)
        .unwrap();
    let outer = calls_in(&module, 2)[0];
    assert_eq!(origin(&compiled, gate.return_offset - 1), (outer, vec![]));
}

#[test]
fn a_tail_call_of_itself_is_a_loop() {
    let (_, compiled) = compile(
        "(module (func $f (param i32) (return_call $f (i32.add (local.get 0) (i32.const 1)))))",
        0,
    );
    assert!(compiled.relocations.is_empty());
}

/// A function that keeps `values` numbers from memory to their sum, with `between` in
/// between.
fn keeping(values: usize, between: &str) -> String {
    let loads: String = (0..values)
        .map(|index| format!("(i64.load offset={} (i32.const 0))", index * 8))
        .collect();
    let adds = "i64.add ".repeat(values);
    format!(
        "(module (memory 1) (import \"\" \"\" (func $f))
           (func (result i64) (local i64) (i64.const 0) {loads} {between} {adds}))"
    )
    .replace(
        "(memory 1) (import \"\" \"\" (func $f))",
        "(import \"\" \"\" (func $f)) (memory 1)",
    )
}

#[test]
fn large_frames_are_checked_before_they_are_made() {
    let (_, small) = compile(&keeping(20, "(call $f)"), 1);
    let (_, large) = compile(&keeping(3000, "(call $f)"), 1);
    assert!(small.frame_size <= UNCHECKED_FRAME);
    assert!(large.frame_size > UNCHECKED_FRAME);
    // The gate, and behind everything the check.
    assert_eq!(large.call_sites.len(), 2);
    assert!(large.call_sites[0].inline_gate);
    assert!(!large.call_sites[1].inline_gate);
    assert!(large.code.len() > small.code.len());
}

#[test]
fn leaves_with_frames_are_checked() {
    // Without a call in between, values are loaded where they are added; an operation
    // on all of them first keeps them.
    let between =
        "(local.set 0) (memory.fill (i32.const 0) (i32.const 0) (i32.const 8)) (local.get 0)";
    let (_, leaf) = compile(&keeping(8, between), 1);
    assert!(leaf.frame_size <= UNCHECKED_LEAF_FRAME);
    assert_eq!(leaf.call_sites.len(), 1);
    let (_, larger) = compile(&keeping(25, between), 1);
    assert!(larger.frame_size > UNCHECKED_LEAF_FRAME && larger.frame_size <= UNCHECKED_FRAME);
    assert_eq!(larger.call_sites.len(), 2);
}
