//! What becomes of exceptions: branches where the handler is known, lists of handlers
//! where it is not.

use switchback_abi::code::CompiledFunction;
use switchback_abi::tier::{CompileError, Tier, TierSettings};
use switchback_optimize::OptimizingTier;
use switchback_wasm::{EntityIndex, Features, FunctionIndex, Limits, Module};

fn parse(wat: &str) -> Module {
    let features = Features {
        exceptions: true,
        legacy_exceptions: true,
        ..Features::default()
    };
    let bytes = wat::parse_str(wat).unwrap();
    Module::parse(bytes.into(), &features, &Limits::default()).unwrap()
}

const NO_INLINING: TierSettings = TierSettings {
    no_inlining: true,
    gate_at_every_call: false,
};

/// The exported function.
fn exported(module: &Module) -> FunctionIndex {
    let exports = module.exports.iter();
    let mut functions = exports.filter_map(|export| match export.entity {
        EntityIndex::Func(function) => Some(function),
        _ => None,
    });
    functions.next().unwrap()
}

fn try_compile(wat: &str, settings: TierSettings) -> Result<CompiledFunction, CompileError> {
    let module = parse(wat);
    let tier = OptimizingTier::new(settings).unwrap();
    tier.compile(&module, exported(&module))
}

/// The machine code of the exported function: the instructions, without jumps to what
/// comes next.
fn machine_code(wat: &str, settings: TierSettings) -> Vec<String> {
    let module = parse(wat);
    let tier = OptimizingTier::new(settings).unwrap();
    let text = tier.disassemble(&module, exported(&module)).unwrap();
    let lines = text.machine_code.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty() && !line.ends_with(':') && !line.starts_with("jmp "))
        .map(|line| {
            // Of a branch, what is not what comes next.
            let line = line.split("; j ").next().unwrap_or(line);
            line.split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .collect()
}

fn assert_code(found: &[String], expected: &[&str]) {
    assert_eq!(found, expected, "\n{}\n", found.join("\n"));
}

/// Compiles the exported function.
fn compile(wat: &str) -> CompiledFunction {
    try_compile(wat, TierSettings::default()).unwrap()
}

fn compile_without_inlining(wat: &str) -> CompiledFunction {
    try_compile(wat, NO_INLINING).unwrap()
}

/// The tags of the handlers of each call site that has some.
fn handler_tags(compiled: &CompiledFunction) -> Vec<Vec<Option<u32>>> {
    let size = compiled.code.len() as u32;
    assert!(compiled.handlers.iter().all(|it| it.offset < size));
    compiled
        .call_sites
        .iter()
        .filter(|site| !site.handlers.is_empty())
        .map(|site| {
            let handlers = site.handlers.start as usize..site.handlers.end as usize;
            compiled.handlers[handlers]
                .iter()
                .map(|handler| handler.tag.map(|tag| tag.0))
                .collect()
        })
        .collect()
}

/// A throw with a handler in the same function: no exception, no call, no table.
#[test]
fn throw_to_a_known_handler_is_a_branch() {
    let wat = "(module
       (tag $e (param i32))
       (func (export \"\") (param i32) (result i32)
         (block $caught (result i32)
           (try_table (catch $e $caught)
             (if (local.get 0) (then (throw $e (i32.const 7)))))
           (i32.const 1))))";
    assert_code(
        &machine_code(wat, TierSettings::default()),
        &[
            "pushq %rbp",
            "movq %rsp, %rbp",
            "testl %edi, %edi",
            "jnz label4",
            "movl $0x1, %eax",
            "movl $0x7, %eax",
            "movq %rbp, %rsp",
            "popq %rbp",
            "retq",
        ],
    );
    let compiled = compile(wat);
    assert!(compiled.call_sites.is_empty() && compiled.handlers.is_empty());
}

/// The same where the throw was in a function of its own, which throws and does nothing
/// else.
#[test]
fn throw_of_an_inlined_function_is_a_branch() {
    let wat = "(module
       (tag $e (param i32))
       (func $fail (param i32) (throw $e (local.get 0)))
       (func (export \"\") (param i32) (result i32)
         (block $caught (result i32)
           (try_table (catch $e $caught)
             (if (local.get 0) (then (call $fail (i32.const 7)))))
           (i32.const 1))))";
    let compiled = compile(wat);
    assert!(compiled.call_sites.is_empty());
    assert!(compiled.handlers.is_empty());
    let plain = compile_without_inlining(wat);
    assert_eq!(handler_tags(&plain), [[Some(0)]]);
}

/// A function that throws and does nothing else stays out of those that do not catch.
#[test]
fn throwing_functions_are_not_inlined_where_nothing_catches() {
    let throwing = |body: &str| {
        compile(&format!(
            "(module
               (tag $e)
               (func $fail (param i32) {body})
               (func (export \"\") (param i32) (call $fail (local.get 0))))"
        ))
    };
    assert_eq!(throwing("(throw $e)").relocations.len(), 1);
    let conditional = throwing("(if (local.get 0) (then (throw $e)))");
    assert_eq!(conditional.relocations.len(), 0);
}

/// A `try_table` around a call costs the usual way nothing but that what is needed
/// afterwards is in the frame during it: nothing is kept in registers, and those that
/// callers want to find unchanged are saved.
#[test]
fn call_in_a_try_table() {
    let code = machine_code(
        "(module
           (tag $e (param i32))
           (func $f (param i32) (result i32) (local.get 0))
           (func (export \"\") (param i32) (result i32)
             (block $caught (result i32)
               (try_table (result i32) (catch $e $caught)
                 (i32.add (call $f (local.get 0)) (local.get 0))))))",
        NO_INLINING,
    );
    let end = code.iter().position(|line| line == "retq").unwrap();
    assert_code(
        &code[..=end],
        &[
            "movq (%r15), %r11",
            "cmpq (%r11), %rsp",
            "jb limit_reached",
            "pushq %rbp",
            "movq %rsp, %rbp",
            "subq $0x30, %rsp",
            "movq %rbx, 0x10(%rsp)",
            "movq %r12, 0x18(%rsp)",
            "movq %r13, 0x20(%rsp)",
            "movq %r14, 0x28(%rsp)",
            "movq %rdi, <offset:1>+(%rsp)",
            "load_ext_name userextname0+0, %rax",
            "call *%rax; jmp MachLabel(1); catch [tag0: MachLabel(4)]",
            "movq <offset:1>+(%rsp), %rcx",
            "leal (%rax, %rcx), %eax",
            "movq 0x10(%rsp), %rbx",
            "movq 0x18(%rsp), %r12",
            "movq 0x20(%rsp), %r13",
            "movq 0x28(%rsp), %r14",
            "addq $0x30, %rsp",
            "movq %rbp, %rsp",
            "popq %rbp",
            "retq",
        ],
    );
}

/// The innermost handler comes first, none comes behind one that catches everything, and
/// none twice.
#[test]
fn lists_of_handlers() {
    let compiled = compile_without_inlining(
        "(module
           (tag $a) (tag $b) (tag $c)
           (func $f)
           (func (export \"\")
             (block $l
               (try_table (catch $a $l)
                 (try_table (catch $b $l) (catch $a $l) (catch $b $l)
                   (call $f)
                   (try_table (catch_all $l) (catch $a $l)
                     (call $f)
                     (try_table (catch $c $l) (call $f))))
                 (try_table (call $f))
                 (try_table (catch $c $l) (call $f) (call $f))))
             (call $f)))",
    );
    assert_eq!(
        handler_tags(&compiled),
        [
            vec![Some(1), Some(0)],
            vec![None],
            vec![Some(2), None],
            vec![Some(0)],
            vec![Some(2), Some(0)],
            vec![Some(2), Some(0)],
        ]
    );
    // Equal lists are kept once.
    assert_eq!(compiled.handlers.len(), 8);
}

/// Only exceptions are caught: no routine throws any.
#[test]
fn routines_have_no_handlers() {
    let compiled = compile(
        "(module
           (memory 1)
           (func (export \"\")
             (block $l
               (try_table (catch_all $l)
                 (drop (memory.grow (i32.const 1)))
                 (loop $again (br_if $again (i32.load (i32.const 0))))))))",
    );
    assert!(!compiled.call_sites.is_empty());
    assert!(compiled.handlers.is_empty());
}

/// A tail call leaves the handlers of its function, but not those of the function that
/// it is inlined into.
#[test]
fn tail_calls_leave_their_own_handlers() {
    let functions = "(tag $a) (tag $b)
       (func $f)
       (func $g (block $l (try_table (catch $a $l) (return_call $f))))";
    let compiled = compile(&format!(
        "(module {functions}
           (func (export \"\") (block $l (try_table (catch $b $l) (call $g)))
             (unreachable)))"
    ));
    assert_eq!(handler_tags(&compiled), [[Some(1)]]);
    let compiled = compile(&format!(
        "(module {functions}
           (func (export \"\") (block $l (try_table (catch $b $l) (return_call $g)))))"
    ));
    assert!(compiled.handlers.is_empty());
}

/// A tag that the module defines is no other tag; imported ones may be the same if they
/// have the same type.
#[test]
fn tags_that_may_be_the_same() {
    let throwing = |tag: &str| {
        compile(&format!(
            "(module
               (tag $a (import \"\" \"a\") (param i32))
               (tag $b (import \"\" \"b\") (param i32))
               (tag $c (import \"\" \"c\") (param i64))
               (tag $d (param i32))
               (tag $e (param i64))
               (func (export \"\") (result i32)
                 (drop (block $l64 (result i64)
                   (return (block $l32 (result i32)
                     (try_table
                         (catch $a $l32) (catch $c $l64) (catch $d $l32) (catch $e $l64)
                       (throw {tag}))
                     unreachable))))
                 (i32.const 0)))"
        ))
    };
    for known in [
        "$a (i32.const 1)",
        "$c (i64.const 1)",
        "$d (i32.const 1)",
        "$e (i64.const 1)",
    ] {
        assert!(throwing(known).call_sites.is_empty(), "{known}");
    }
    // The allocation of the exception and the throw.
    let unknown = throwing("$b (i32.const 1)");
    assert_eq!(unknown.call_sites.len(), 2);
    assert_eq!(handler_tags(&unknown), [[Some(0)]]);
}

/// An exception of which nothing is known goes straight to a handler that catches
/// everything.
#[test]
fn thrown_again() {
    let compiled = compile(
        "(module
           (func (export \"\") (param exnref)
             (block $l
               (try_table (catch_all $l)
                 (throw_ref (local.get 0))))))",
    );
    assert!(compiled.call_sites.is_empty());
    let compiled = compile(
        "(module
           (tag $a)
           (func (export \"\") (param exnref)
             (block $l
               (try_table (catch $a $l)
                 (throw_ref (local.get 0))))))",
    );
    assert_eq!(handler_tags(&compiled), [[Some(0)]]);
}

/// `delegate` passes over the blocks between.
#[test]
fn delegate() {
    let compiled = compile_without_inlining(
        "(module
           (tag $a) (tag $b) (tag $c)
           (func $f)
           (func (export \"\")
             try $outer
               try $middle
                 try $inner
                   try
                     call $f
                   delegate $outer
                   try
                     call $f
                   delegate $inner
                   try
                     call $f
                   delegate 3
                   call $f
                 catch $c
                 end
               catch $b
                 try
                   call $f
                 delegate $middle
               end
             catch $a
             end))",
    );
    assert_eq!(
        handler_tags(&compiled),
        [
            vec![Some(0)],
            vec![Some(2), Some(1), Some(0)],
            // The third: none.
            vec![Some(2), Some(1), Some(0)],
            vec![Some(0)],
        ]
    );
}

/// A legacy throw with a handler in the same function is a branch, and so is `rethrow`
/// of an exception whose tag is known.
#[test]
fn legacy_throw_to_a_known_handler() {
    let compiled = compile(
        "(module
           (tag $a (param i32))
           (func (export \"\") (param i32) (result i32)
             try (result i32)
               local.get 0
               throw $a
             catch $a
             catch_all
               i32.const 0
             end))",
    );
    assert!(compiled.call_sites.is_empty());
    let compiled = compile(
        "(module
           (tag $a (param i32))
           (func (export \"\") (param i32) (result i32)
             try (result i32)
               try (result i32)
                 local.get 0
                 throw $a
               catch $a
                 rethrow 0
               end
             catch $a
             end))",
    );
    // The exception is made, but never thrown by the runtime.
    assert_eq!(compiled.call_sites.len(), 1);
    assert!(compiled.handlers.is_empty());
}

/// Clauses that nothing can reach are not translated.
#[test]
fn clauses_without_throws() {
    let compiled = compile(
        "(module
           (tag $a (param i32))
           (func (export \"\") (result i32)
             try (result i32)
               i32.const 1
             catch $a
               drop
               unreachable
             catch_all
               unreachable
             end))",
    );
    assert!(compiled.traps.is_empty() && compiled.handlers.is_empty());
}

/// However many calls have the same handler, it is kept once.
#[test]
fn many_calls_with_one_handler() {
    let calls = "(call $f)".repeat(300);
    let compiled = compile_without_inlining(&format!(
        "(module
           (tag $a (param i32))
           (func $f)
           (func (export \"\") (result i32)
             (block $l (result i32) (try_table (catch $a $l) {calls}) (i32.const 0))))"
    ));
    assert_eq!(handler_tags(&compiled), vec![vec![Some(0)]; 300]);
    assert_eq!(compiled.handlers.len(), 1);
}

/// Calls multiplied by handlers are limited.
#[test]
fn too_many_exceptional_edges() {
    let tags: String = (0..1000).map(|_| "(tag)").collect();
    let clauses: String = (0..1000).map(|tag| format!("(catch {tag} $l)")).collect();
    let calls = "(call 0)".repeat(1000);
    let module =
        format!("(module {tags} (func (export \"\") (block $l (try_table {clauses} {calls}))))");
    match try_compile(&module, TierSettings::default()) {
        Err(CompileError::LimitExceeded(message)) => {
            assert!(message.contains("handlers"), "{message}");
        }
        other => panic!("{other:?}"),
    }
}
