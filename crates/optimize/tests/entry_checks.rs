//! What functions compare with the limit of the stack at their tops, and which do.

use switchback_abi::code::CompiledFunction;
use switchback_abi::routine::{Routine, RoutineTable};
use switchback_abi::stack::{UNCHECKED_FRAME, UNCHECKED_LEAF_FRAME};
use switchback_abi::tier::{Tier, TierSettings};
use switchback_optimize::OptimizingTier;
use switchback_wasm::{Features, FunctionIndex, Limits, Module};

/// A function of which the text and the finished code are looked at.
struct Compiled {
    text: String,
    function: CompiledFunction,
    /// Where its source begins.
    wasm_offset: u32,
}

fn compile(wat: &str, function: u32, settings: TierSettings) -> Compiled {
    let bytes = wat::parse_str(wat).unwrap();
    let module = Module::parse(bytes.into(), &Features::default(), &Limits::default()).unwrap();
    let tier = OptimizingTier::new(settings).unwrap();
    let index = FunctionIndex(function);
    Compiled {
        text: tier.disassemble(&module, index).unwrap().machine_code,
        function: tier.compile(&module, index).unwrap(),
        wasm_offset: module.functions[function as usize].body.start as u32,
    }
}

/// The first instructions of every body: `push rbp` and `mov rbp, rsp`.
const PROLOGUE: [u8; 4] = [0x55, 0x48, 0x89, 0xe5];

impl Compiled {
    fn is_checked(&self) -> bool {
        let is_in_text = self.text.contains("limit_reached:");
        assert_eq!(is_in_text, !self.function.code.starts_with(&PROLOGUE));
        is_in_text
    }

    /// Compares what stands before Cranelift's code, and behind it.
    fn assert_check(&self, before: &[&str], behind: &[&str]) {
        let (entry, rest) = self.text.split_once("\nbody:\n").unwrap();
        let (_, limit_reached) = rest.split_once("\nlimit_reached:\n").unwrap();
        for (text, expected) in [(entry, before), (limit_reached, behind)] {
            let lines: Vec<_> = text.lines().map(str::trim).collect();
            assert_eq!(lines, expected, "\n{}\n", self.text);
        }
    }

    /// Where Cranelift's code begins.
    fn body(&self) -> usize {
        let mut windows = self.function.code.windows(PROLOGUE.len());
        windows.position(|bytes| bytes == PROLOGUE).unwrap()
    }
}

/// The call of the routine.
fn call_of_routine() -> String {
    let offset = RoutineTable::stub_offset(Routine::StackLimitReached);
    format!("callq *{offset:#x}(%r11)")
}

/// A function that keeps `values` numbers from memory to their sum, with `between` in
/// between.
fn keeping(values: usize, between: &str) -> String {
    let loads: String = (0..values)
        .map(|index| format!("(i64.load offset={} (i32.const 0))", index * 8))
        .collect();
    let adds = "i64.add ".repeat(values);
    format!(
        "(module (import \"\" \"\" (func $f)) (memory 1)
           (func (result i64) (local i64) (i64.const 0) {loads} {between} {adds}))"
    )
}

/// Without a call in between, values are loaded where they are added; an operation on all
/// of them first keeps them.
const ROUTINE: &str =
    "(local.set 0) (memory.fill (i32.const 0) (i32.const 0) (i32.const 8)) (local.get 0)";

#[test]
fn a_small_frame() {
    let compiled = compile(&keeping(4, "(call $f)"), 1, TierSettings::default());
    assert_eq!(compiled.function.frame_size, 0x30);
    compiled.assert_check(
        &["movq (%r15), %r11", "cmpq (%r11), %rsp", "jb limit_reached"],
        &[
            "pushq %rbp",
            "movq %rsp, %rbp",
            "movl $0x30, %r10d",
            "movl $0x0, %eax",
            "movq 8(%r15), %r11",
            &call_of_routine(),
            "popq %rbp",
            "testq %r11, %r11",
            "je body",
            "leaq body(%rip), %r10",
            "jmpq *%r11",
        ],
    );
    assert_eq!(compiled.body(), 16);
}

/// Stack pointers that are smaller than the frame are too low, whatever the limit.
#[test]
fn a_large_frame() {
    let compiled = compile(&keeping(3000, "(call $f)"), 1, TierSettings::default());
    assert_eq!(compiled.function.frame_size, 0x5dd0);
    compiled.assert_check(
        &[
            "movq %rsp, %r10",
            "subq $0x5dd0, %r10",
            "jb limit_reached",
            "movq (%r15), %r11",
            "cmpq (%r11), %r10",
            "jb limit_reached",
        ],
        &[
            "pushq %rbp",
            "movq %rsp, %rbp",
            "movl $0x5dd0, %r10d",
            "movl $0x0, %eax",
            "movq 8(%r15), %r11",
            &call_of_routine(),
            "popq %rbp",
            "testq %r11, %r11",
            "je body",
            "leaq body(%rip), %r10",
            "jmpq *%r11",
        ],
    );
    assert_eq!(compiled.body(), 32);
}

#[test]
fn leaves() {
    let small = compile(&keeping(8, ROUTINE), 1, TierSettings::default());
    assert!((1..=UNCHECKED_LEAF_FRAME).contains(&small.function.frame_size));
    assert!(!small.is_checked());
    let larger = compile(&keeping(25, ROUTINE), 1, TierSettings::default());
    assert!(larger.function.frame_size > UNCHECKED_LEAF_FRAME);
    assert!(larger.function.frame_size <= UNCHECKED_FRAME);
    assert!(larger.is_checked());
    assert!(!larger.text.contains("(%r11), %r10"));
    let large = compile(&keeping(100, ROUTINE), 1, TierSettings::default());
    assert!(large.function.frame_size > UNCHECKED_FRAME);
    assert!(large.text.contains("cmpq (%r11), %r10"));
}

/// A function all of whose calls are inlined calls nothing.
#[test]
fn inlined_calls_are_none() {
    let wat = "(module (func $f) (func (call $f)))";
    assert!(!compile(wat, 1, TierSettings::default()).is_checked());
    let settings = TierSettings {
        no_inlining: true,
        ..TierSettings::default()
    };
    assert!(compile(wat, 1, settings).is_checked());
}

/// A tail call that needs more stack arguments than the function got takes the place for
/// them before the frame is made.
#[test]
fn arguments_of_tail_calls_count() {
    let tail_calling = |params: usize, arguments: usize| {
        let wat = format!(
            "(module
               (import \"\" \"\" (func $callee (param {})))
               (func (param {}) (return_call $callee {})))",
            "i64 ".repeat(arguments),
            "i64 ".repeat(params),
            "(i64.const 1)".repeat(arguments),
        );
        compile(&wat, 1, TierSettings::default())
    };
    let same = tail_calling(206, 206);
    assert!(same.text.contains("cmpq (%r11), %rsp"), "{}", same.text);
    assert!(same.text.contains("movl $0x640, %eax"), "{}", same.text);
    // 1600 bytes for 200 of them.
    let more = tail_calling(6, 206);
    let checked = format!("subq ${:#x}, %r10", more.function.frame_size + 1600);
    assert!(more.text.contains(&checked), "{checked}\n{}", more.text);
    assert!(more.text.contains("movl $0x0, %eax"), "{}", more.text);
    assert!(more.text.contains("subq $0x640, %rsp"), "{}", more.text);
}

/// The call of the routine counts for the beginning of the function.
#[test]
fn tables() {
    let compiled = compile(&keeping(4, "(call $f)"), 1, TierSettings::default());
    let Compiled {
        function,
        wasm_offset,
        ..
    } = &compiled;
    let check = function.call_sites.last().unwrap();
    assert!(!check.inline_gate && check.references.is_empty() && check.handlers.is_empty());
    // The instruction before is `call [rax + offset]`, with an offset of one byte.
    let offset = RoutineTable::stub_offset(Routine::StackLimitReached);
    let (before, _) = function.code.split_at(check.return_offset as usize);
    assert!(before.ends_with(&[0x41, 0xff, 0x53, u8::try_from(offset).unwrap()]));
    let origin = |offset: u32| {
        let after = function
            .positions
            .partition_point(|position| position.offset <= offset);
        function.positions[after - 1].wasm_offset
    };
    assert_eq!(origin(0), *wasm_offset);
    assert_eq!(origin(check.return_offset - 1), *wasm_offset);
    assert_eq!(origin(function.code.len() as u32 - 1), *wasm_offset);
    // Those of the body are where its instructions are.
    let gate = &function.call_sites[0];
    assert!(gate.inline_gate && origin(gate.return_offset - 1) > *wasm_offset);
    assert!(function.traps.is_sorted_by_key(|trap| trap.offset));
    assert!(function.positions.is_sorted_by_key(|place| place.offset));
}
