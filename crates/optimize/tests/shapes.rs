//! The machine code of a few shapes on which speed depends, so that a change of it is
//! seen. Where the change is meant, take the new code over.

use switchback_abi::tier::TierSettings;
use switchback_optimize::OptimizingTier;
use switchback_wasm::{Features, FunctionIndex, Limits, Module};

/// The machine code up to the cold blocks, without jumps to what comes next and
/// without labels: the instructions of the usual way.
fn hot_code(wat: &str, function: u32) -> Vec<String> {
    let bytes = wat::parse_str(wat).unwrap();
    let module = Module::parse(bytes.into(), &Features::default(), &Limits::default()).unwrap();
    let tier = OptimizingTier::new(TierSettings::default()).unwrap();
    let text = tier.disassemble(&module, FunctionIndex(function)).unwrap();
    let mut lines = Vec::new();
    for line in text.machine_code.lines().map(str::trim) {
        let is_label = line.ends_with(':');
        if !is_label && !line.starts_with("jmp ") && !line.is_empty() {
            // Of a conditional branch, the second target is what comes next.
            let line = line.split("; j ").next().unwrap_or(line);
            lines.push(line.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        if line.starts_with("ret") || line.starts_with("return_call") {
            break;
        }
    }
    lines
}

fn assert_code(found: &[String], expected: &[&str]) {
    assert_eq!(found, expected, "\n{}\n", found.join("\n"));
}

/// A handler of a bytecode interpreter: the check of the limit before everything, the check
/// of the table's bound, and nothing else that is not the program's.
#[test]
fn tail_call_of_the_next_handler() {
    let code = hot_code(
        "(module
           (type $handler (func (param i32 i64) (result i64)))
           (memory 1)
           (table 2 2 funcref)
           (elem (i32.const 0) func $halt $add)
           (func $halt (type $handler) (local.get 1))
           (func $add (type $handler)
             (return_call_indirect (type $handler)
               (i32.add (local.get 0) (i32.const 4))
               (i64.add (local.get 1) (i64.const 1))
               (i32.load8_u offset=4 (local.get 0)))))",
        1,
    );
    assert_code(
        &code,
        &[
            "movq (%r15), %r11",
            "cmpq (%r11), %rsp",
            "jb limit_reached",
            "pushq %rbp",
            "movq %rsp, %rbp",
            "movq %r15, %r11",
            "movq 0x40(%r11), %rax",
            "movl %edi, %ecx",
            "movzbq 4(%rax, %rcx), %rax",
            "cmpq $0x2, %rax",
            "jnb #trap=user4",
            "movq 0xc0(%r11, %rax, 8), %rax",
            "movq (%rax), %r10",
            "leal 4(%rdi), %edi",
            "leaq 1(%rsi), %rsi",
            "return_call_unknown %r10 (0) tmp=%r11 %rdi=%rdi %rsi=%rsi",
        ],
    );
}

/// A loop: the base of the memory and the store stay in registers; two iterations ask
/// once for interrupts.
#[test]
fn loop_over_memory() {
    let code = hot_code(
        "(module
           (memory 1)
           (func (param $at i32) (param $sum i32) (result i32)
             (loop $again
               (local.set $sum (i32.add (local.get $sum) (i32.load (local.get $at))))
               (br_if $again
                 (local.tee $at (i32.sub (local.get $at) (i32.const 4)))))
             (local.get $sum)))",
        0,
    );
    let count = |start: &str| code.iter().filter(|line| line.starts_with(start)).count();
    let checks = count("cmpq $0xff");
    let instance_loads = count("movq (%rcx)") + count("movq 0x40(%rcx)");
    assert_eq!((checks, instance_loads), (1, 2), "\n{}\n", code.join("\n"));
    // Before the loop: the store and the base.
    assert_code(
        &code[..5],
        &[
            "pushq %rbp",
            "movq %rsp, %rbp",
            "movq %r15, %rcx",
            "movq (%rcx), %rax",
            "movq 0x40(%rcx), %rcx",
        ],
    );
}

/// A call of another instance: the instance is kept at the top, and comes back from
/// there.
#[test]
fn call_of_an_import() {
    let code = hot_code(
        "(module
           (import \"\" \"\" (func $f (param i32) (result i32)))
           (func (param i32) (result i32) (call $f (local.get 0))))",
        1,
    );
    assert_code(
        &code,
        &[
            "movq (%r15), %r11",
            "cmpq (%r11), %rsp",
            "jb limit_reached",
            "pushq %rbp",
            "movq %rsp, %rbp",
            "subq $0x10, %rsp",
            "movq %r15, %r8",
            "movq %r8, <offset:1>+(%rsp)",
            "movq 0x40(%r8), %r8",
            "movq 8(%r8), %r9",
            "movq (%r8), %r8",
            "movq %r9, %r15",
            "call *%r8",
            "movq <offset:1>+(%rsp), %r9",
            "movq %r9, %r15",
            "addq $0x10, %rsp",
            "movq %rbp, %rsp",
            "popq %rbp",
            "retq",
        ],
    );
}
