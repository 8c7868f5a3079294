//! Exact backtraces: which functions of which instances, and at which instruction.

use switchback_engine::{
    Caller, Engine, Error, Func, Instance, Module, Result, Store, Trap, WasmBacktrace,
};
use wasmparser::{Operator, Parser, Payload};

use crate::support::{add_instance, engines, trap};

/// The offset of the operator of a function that is the `ordinal`th whose name begins
/// with `name`.
fn offset(binary: &[u8], function: u32, name: &str, ordinal: usize) -> usize {
    let mut imported = 0;
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(binary) {
        match payload.unwrap() {
            // Modules here import functions only.
            Payload::ImportSection(section) => imported = section.into_imports().count(),
            Payload::CodeSectionEntry(body) => bodies.push(body),
            _ => {}
        }
    }
    let body = &bodies[function as usize - imported];
    let operators = body
        .get_operators_reader()
        .unwrap()
        .into_iter_with_offsets();
    let matching = operators.filter_map(|operator| {
        let (operator, offset) = operator.unwrap();
        operator_name(&operator).starts_with(name).then_some(offset)
    });
    let found = matching.skip(ordinal).map(|offset| offset as usize).next();
    found.unwrap_or_else(|| panic!("no operator {name} number {ordinal} in function {function}"))
}

fn operator_name(operator: &Operator<'_>) -> String {
    format!("{operator:?}")
}

/// A frame that is expected: function and operator, and which of these operators.
type Expected<'a> = (&'a str, &'a str, usize);

/// Compares a backtrace with what is expected of it. All frames are in modules whose
/// text is `texts`, by their name.
#[track_caller]
fn check(case: &str, backtrace: &WasmBacktrace, texts: &[&str], expected: &[Expected<'_>]) {
    let names: Vec<_> = (backtrace.frames().iter())
        .map(|frame| {
            format!(
                "{}.{}",
                frame.module_name().unwrap_or("?"),
                frame.func_name().unwrap_or("?")
            )
        })
        .collect();
    let expected_names: Vec<_> = expected.iter().map(|(name, ..)| *name).collect();
    assert_eq!(names, expected_names, "{case}\n{backtrace}");
    for (frame, (name, operator, ordinal)) in backtrace.frames().iter().zip(expected) {
        let module = frame.module_name().unwrap();
        let text = texts
            .iter()
            .find(|text| text.trim_start().starts_with(&format!("(module ${module}")))
            .unwrap();
        let binary = wat::parse_str(text).unwrap();
        let offset = offset(&binary, frame.func_index(), operator, *ordinal);
        let found = frame.module_offset();
        assert_eq!(
            found,
            Some(offset),
            "{case}: {name} at {operator}\n{backtrace}"
        );
        assert!(frame.func_offset().unwrap() < offset);
    }
}

fn backtrace(error: &Error) -> &WasmBacktrace {
    error.downcast_ref().unwrap()
}

/// Each trap, in a function that three others lead to, which can all be inlined.
#[test]
fn every_trap_says_where() -> Result<()> {
    let cases: &[(&str, &str, Trap)] = &[
        ("unreachable", "Unreachable", Trap::UnreachableCodeReached),
        (
            "(drop (i32.div_s (i32.const 1) (local.get 0)))",
            "I32DivS",
            Trap::IntegerDivisionByZero,
        ),
        (
            "(drop (i64.rem_u (i64.const 1) (local.get 1)))",
            "I64RemU",
            Trap::IntegerDivisionByZero,
        ),
        (
            "(drop (i32.div_s (i32.const 0x80000000) (i32.sub (local.get 0) (i32.const 1))))",
            "I32DivS",
            Trap::IntegerOverflow,
        ),
        (
            "(drop (i32.trunc_f64_s (f64.const nan)))",
            "I32TruncF64S",
            Trap::BadConversionToInteger,
        ),
        (
            "(drop (i32.trunc_f64_u (f64.const -1)))",
            "I32TruncF64U",
            Trap::IntegerOverflow,
        ),
        (
            "(drop (i32.load (i32.const 65533)))",
            "I32Load",
            Trap::MemoryOutOfBounds,
        ),
        (
            "(i64.store (i32.sub (local.get 0) (i32.const 1)) (local.get 1))",
            "I64Store",
            Trap::MemoryOutOfBounds,
        ),
        (
            "(memory.fill (i32.const 65536) (i32.const 0) (i32.const 1))",
            "MemoryFill",
            Trap::MemoryOutOfBounds,
        ),
        (
            "(memory.copy (i32.const 0) (i32.const 65536) (i32.const 1))",
            "MemoryCopy",
            Trap::MemoryOutOfBounds,
        ),
        (
            "(drop (table.get $t (i32.const 3)))",
            "TableGet",
            Trap::TableOutOfBounds,
        ),
        (
            "(table.set $t (i32.const 3) (ref.null func))",
            "TableSet",
            Trap::TableOutOfBounds,
        ),
        (
            "(table.fill $t (i32.const 2) (ref.null func) (i32.const 2))",
            "TableFill",
            Trap::TableOutOfBounds,
        ),
        (
            "(call_indirect $t (type $none) (i32.const 3))",
            "CallIndirect",
            Trap::UndefinedElement,
        ),
        (
            "(call_indirect $t (type $none) (i32.const 1))",
            "CallIndirect",
            Trap::IndirectCallToNull,
        ),
        (
            "(call_indirect $t (type $none) (i32.const 0))",
            "CallIndirect",
            Trap::BadSignature,
        ),
        (
            "(call_ref $none (ref.null $none))",
            "CallRef",
            Trap::NullReference,
        ),
        (
            "(drop (ref.as_non_null (ref.null func)))",
            "RefAsNonNull",
            Trap::NullReference,
        ),
    ];
    for (mode, engine) in &engines() {
        for (body, operator, expected) in cases {
            let text = format!(
                r#"(module $m
                    (type $none (func))
                    (memory 1)
                    (table $t 3 funcref)
                    (elem (table $t) (i32.const 0) func $other)
                    (func $other (param i32))
                    (func $a (param i32 i64) (nop) {body})
                    (func $b (param i32 i64)
                        (call $a (local.get 0) (local.get 1)))
                    (func $c (param i32 i64)
                        (if (local.get 0) (then (call $b (i32.const 7) (i64.const 1))))
                        (call $b (local.get 0) (local.get 1)))
                    (func $d (export "d") (call $c (i32.const 0) (i64.const 0))))"#
            );
            let case = format!("{mode}: {body}");
            let mut store = Store::new(engine, ());
            let instance = add_instance(&mut store, &text, &[])?;
            let d = instance.get_typed_func::<(), ()>(&mut store, "d")?;
            let error = d.call(&mut store, ()).unwrap_err();
            assert_eq!(trap(&error), *expected, "{case}");
            let expected = [
                ("m.a", *operator, 0),
                ("m.b", "Call", 0),
                ("m.c", "Call", 1),
                ("m.d", "Call", 0),
            ];
            check(&case, backtrace(&error), &[&text], &expected);
            for frame in backtrace(&error).frames() {
                assert_eq!(frame.instance(), instance, "{case}");
                assert!(Module::same(
                    &frame.module().into(),
                    &instance.module(&store).into()
                ));
            }
        }
    }
    Ok(())
}

const CALLEE: &str = r#"(module $callee
    (func $deep (param i32) (if (local.get 0) (then unreachable)))
    (func $work (export "work") (param i32) (call $deep (local.get 0)))
    (func $tail (export "tail") (param i32) (return_call $deep (local.get 0))))"#;

const CALLER: &str = r#"(module $caller
    (import "" "work" (func $work (param i32)))
    (import "" "tail" (func $tail (param i32)))
    (type $t (func (param i32)))
    (table $table funcref (elem $work $tail))
    (func $import (export "import") (call $work (i32.const 0)) (call $work (i32.const 1)))
    (func $indirect (export "indirect")
        (call_indirect $table (type $t) (i32.const 1) (i32.const 0)))
    (func $ref (export "ref") (call_ref $t (i32.const 1) (ref.func $work)))
    (elem declare func $work)
    (func $hop (param i32) (return_call $work (local.get 0)))
    (func $hops (export "hops") (call $hop (i32.const 0)) (call $hop (i32.const 1)))
    (func $into_tail (export "into_tail") (call $tail (i32.const 1))))"#;

/// Two instances of each module, and every way from one to the other.
#[test]
fn instances_are_told_apart() -> Result<()> {
    let cases: &[(&str, &[Expected<'_>])] = &[
        (
            "import",
            &[
                ("callee.deep", "Unreachable", 0),
                ("callee.work", "Call", 0),
                ("caller.import", "Call", 1),
            ],
        ),
        (
            "indirect",
            &[
                ("callee.deep", "Unreachable", 0),
                ("callee.work", "Call", 0),
                ("caller.indirect", "CallIndirect", 0),
            ],
        ),
        (
            "ref",
            &[
                ("callee.deep", "Unreachable", 0),
                ("callee.work", "Call", 0),
                ("caller.ref", "CallRef", 0),
            ],
        ),
        // `hop` is gone when it has made its tail call.
        (
            "hops",
            &[
                ("callee.deep", "Unreachable", 0),
                ("callee.work", "Call", 0),
                ("caller.hops", "Call", 1),
            ],
        ),
        (
            "into_tail",
            &[
                ("callee.deep", "Unreachable", 0),
                ("caller.into_tail", "Call", 0),
            ],
        ),
    ];
    for (mode, engine) in &engines() {
        let mut store = Store::new(engine, ());
        let mut pairs = Vec::new();
        for _ in 0..2 {
            let callee = add_instance(&mut store, CALLEE, &[])?;
            let mut imports = Vec::new();
            for name in ["work", "tail"] {
                imports.push(callee.get_export(&mut store, name).unwrap());
            }
            let caller = add_instance(&mut store, CALLER, &imports)?;
            pairs.push((callee, caller));
        }
        for (callee, caller) in pairs {
            for (entry, expected) in cases {
                let run = caller.get_typed_func::<(), ()>(&mut store, entry)?;
                let error = run.call(&mut store, ()).unwrap_err();
                let case = format!("{mode}: {entry}");
                check(&case, backtrace(&error), &[CALLEE, CALLER], expected);
                for frame in backtrace(&error).frames() {
                    let instance = match frame.module_name() {
                        Some("callee") => callee,
                        _ => caller,
                    };
                    assert_eq!(frame.instance(), instance, "{case}");
                }
            }
        }
    }
    Ok(())
}

const NESTED: &str = r#"(module $nested
    (import "" "host" (func $host (param i32)))
    (func $last unreachable)
    (func $step (export "step") (param $n i32)
        (if (i32.eqz (local.get $n)) (then (call $last)))
        (call $host (i32.sub (local.get $n) (i32.const 1)))))"#;

/// The backtrace goes on through host functions to the first activation.
#[test]
fn nested_activations_are_shown() -> Result<()> {
    for (mode, engine) in &engines() {
        let mut store = Store::new(engine, None::<Instance>);
        let host = Func::wrap(
            &mut store,
            |mut caller: Caller<'_, Option<Instance>>, n: i32| -> Result<()> {
                let instance = caller.data().unwrap();
                let step = instance.get_typed_func::<i32, ()>(&mut caller, "step")?;
                step.call(&mut caller, n)
            },
        );
        let instance = add_instance(&mut store, NESTED, &[host.into()])?;
        *store.data_mut() = Some(instance);
        let step = instance.get_typed_func::<i32, ()>(&mut store, "step")?;
        for depth in 0..4 {
            let error = step.call(&mut store, depth).unwrap_err();
            assert_eq!(trap(&error), Trap::UnreachableCodeReached);
            let mut expected = vec![
                ("nested.last", "Unreachable", 0),
                ("nested.step", "Call", 0),
            ];
            // The second call of `step` is that of the host.
            expected.extend((0..depth).map(|_| ("nested.step", "Call", 1)));
            let case = format!("{mode}: {depth}");
            check(&case, backtrace(&error), &[NESTED], &expected);
        }
    }
    Ok(())
}

/// A host function can ask for the backtrace without an error.
#[test]
fn a_host_function_can_capture() -> Result<()> {
    const TEXT: &str = r#"(module $m
        (import "" "host" (func $host))
        (func $inner (call $host))
        (func $outer (export "outer") (nop) (call $inner)))"#;
    for (mode, engine) in &engines() {
        let mut store = Store::new(engine, None::<WasmBacktrace>);
        assert!(WasmBacktrace::capture(&store).frames().is_empty());
        let host = Func::wrap(
            &mut store,
            |mut caller: Caller<'_, Option<WasmBacktrace>>| {
                let captured = WasmBacktrace::capture(&caller);
                *caller.data_mut() = Some(captured);
            },
        );
        let instance = add_instance(&mut store, TEXT, &[host.into()])?;
        let outer = instance.get_typed_func::<(), ()>(&mut store, "outer")?;
        outer.call(&mut store, ())?;
        let captured = store.data().as_ref().unwrap();
        check(
            mode,
            captured,
            &[TEXT],
            &[("m.inner", "Call", 0), ("m.outer", "Call", 0)],
        );
    }
    Ok(())
}

/// Modules without names, and the text of a backtrace.
#[test]
fn backtraces_can_be_read() -> Result<()> {
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let mut binary = wat::parse_str(r#"(module (func unreachable) (func (export "f") (call 0)))"#)?;
    let module = Module::from_binary(&engine, &binary)?;
    let instance = Instance::new(&mut store, &module, &[])?;
    let f = instance.get_typed_func::<(), ()>(&mut store, "f")?;
    let text = f.call(&mut store, ()).unwrap_err().to_string();
    let (inner, outer) = (
        offset(&binary, 0, "Unreachable", 0),
        offset(&binary, 1, "Call", 0),
    );
    assert_eq!(
        text,
        format!(
            "error while executing at wasm backtrace:\n    \
             0: {inner:#8x} - <unknown>!<wasm function 0>\n    \
             1: {outer:#8x} - <unknown>!<wasm function 1>"
        )
    );

    // A name section that is cut off.
    binary.extend([0, 8, 4]);
    binary.extend(b"name");
    binary.extend([1, 100, 9]);
    if let Ok(module) = Module::from_binary(&engine, &binary) {
        let instance = Instance::new(&mut store, &module, &[])?;
        let f = instance.get_typed_func::<(), ()>(&mut store, "f")?;
        assert_eq!(f.call(&mut store, ()).unwrap_err().to_string(), text);
    }
    Ok(())
}

/// Deep recursion: the backtrace of an exhausted stack begins where it was exhausted
/// and ends at the entry.
#[test]
fn exhausted_stacks_have_backtraces() -> Result<()> {
    const TEXT: &str = r#"(module $m
        (func $even (param i64) (result i64) (i64.add (i64.const 1) (call $odd (local.get 0))))
        (func $odd (param i64) (result i64) (i64.add (i64.const 1) (call $even (local.get 0))))
        (func $start (export "start") (result i64) (call $even (i64.const 0))))"#;
    for (mode, engine) in &engines() {
        let mut store = Store::new(engine, ());
        let instance = add_instance(&mut store, TEXT, &[])?;
        let start = instance.get_typed_func::<(), i64>(&mut store, "start")?;
        let error = start.call(&mut store, ()).unwrap_err();
        assert_eq!(trap(&error), Trap::StackOverflow);
        let frames = backtrace(&error).frames();
        let (last, rest) = frames.split_last().unwrap();
        assert_eq!(last.func_name(), Some("start"), "{mode}");
        assert!(rest.len() > 100, "{mode}: {}", rest.len());
        for (index, frame) in rest.iter().rev().enumerate() {
            let expected = ["even", "odd"][index % 2];
            assert_eq!(frame.func_name(), Some(expected), "{mode}");
        }
    }
    Ok(())
}
