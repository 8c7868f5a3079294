//! Linkers.

use switchback_engine::{
    Engine, Error, Extern, Func, FuncType, Global, GlobalType, Linker, Memory, MemoryType, Module,
    Mutability, Ref, RefType, Result, Store, Table, TableType, UnknownImportError, Val, ValType,
};

use crate::support::{add_instance, frames};

fn module(engine: &Engine, text: &str) -> Module {
    Module::new(engine, text).unwrap()
}

#[track_caller]
fn text_of<T: std::fmt::Debug>(result: Result<T>) -> String {
    format!("{:#}", result.unwrap_err())
}

#[test]
fn names_are_defined_once_unless_shadowed() -> Result<()> {
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let mut linker = Linker::new(&engine);
    linker.func_wrap("a", "f", || 1_i32)?;
    let again = linker.func_wrap("a", "f", || 2_i32).map(drop);
    assert_eq!(text_of(again), "import of `a::f` defined twice");
    linker.allow_shadowing(true).func_wrap("a", "f", || 3_i32)?;
    let f = linker.get(&mut store, "a", "f")?.into_func().unwrap();
    assert_eq!(f.typed::<(), i32>(&store)?.call(&mut store, ())?, 3);
    let missing = linker.get(&mut store, "a", "g");
    assert_eq!(text_of(missing), "missing definition for `a::g`");
    Ok(())
}

#[test]
fn unknown_imports_are_named() {
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let mut linker = Linker::new(&engine);
    linker.func_wrap("a", "f", || {}).unwrap();
    let wanted = module(
        &engine,
        r#"(module (import "a" "f" (func)) (import "a" "g" (memory 1)))"#,
    );
    for error in [
        linker.instantiate(&mut store, &wanted).unwrap_err(),
        linker.instantiate_pre(&wanted).map(drop).unwrap_err(),
    ] {
        assert_eq!(
            error.to_string(),
            "unknown import: `a::g` has not been defined"
        );
        let error = error.downcast::<UnknownImportError>().unwrap();
        assert_eq!((error.module(), error.name()), ("a", "g"));
        assert!(error.ty().memory().is_some());
    }
}

/// What can be given for which import.
#[test]
fn imports_are_checked() {
    let engine = Engine::default();
    let cases: &[(&str, &str, bool)] = &[
        ("func", "(func (param i32))", true),
        ("func", "(func (param i64))", false),
        ("func", "(func)", false),
        ("func", "(memory 1)", false),
        ("func", "(global i32)", false),
        ("memory", "(memory 2 3)", true),
        ("memory", "(memory 1)", true),
        ("memory", "(memory 3)", false),
        ("memory", "(memory 2 2)", false),
        ("memory", "(memory i64 2)", false),
        ("memory", "(func)", false),
        ("table", "(table 4 funcref)", true),
        ("table", "(table 5 funcref)", false),
        ("table", "(table 4 externref)", false),
        ("table", "(table 4 8 funcref)", false),
        ("global", "(global (mut i32))", true),
        ("global", "(global i32)", false),
        ("global", "(global (mut i64))", false),
    ];
    let mut store = Store::new(&engine, ());
    let mut linker = Linker::new(&engine);
    define_everything(&mut linker, &mut store).unwrap();
    for (name, wanted, fits) in cases {
        let text = format!(r#"(module (import "" "{name}" {wanted}))"#);
        let result = linker.instantiate(&mut store, &module(&engine, &text));
        match result {
            Ok(_) => assert!(fits, "{name} for {wanted}"),
            Err(error) => {
                let text = format!("{error:#}");
                assert!(!fits, "{name} for {wanted}: {text}");
                let expected = format!("incompatible import type for `::{name}`");
                assert!(text.starts_with(&expected), "{text}");
            }
        }
    }
}

fn define_everything(linker: &mut Linker<()>, store: &mut Store<()>) -> Result<()> {
    linker.func_wrap("", "func", |_: i32| {})?;
    let memory = Memory::new(&mut *store, MemoryType::new(2, Some(3)))?;
    linker.define(&*store, "", "memory", memory)?;
    let ty = TableType::new(RefType::FUNCREF, 4, None);
    let table = Table::new(&mut *store, ty, Ref::Func(None))?;
    linker.define(&*store, "", "table", table)?;
    let ty = GlobalType::new(ValType::I32, Mutability::Var);
    let global = Global::new(&mut *store, ty, Val::I32(1))?;
    linker.define(&*store, "", "global", global)?;
    Ok(())
}

/// Memories and tables are as large as they have grown.
#[test]
fn grown_memories_fit() -> Result<()> {
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let mut linker = Linker::new(&engine);
    define_everything(&mut linker, &mut store)?;
    let wanted = module(&engine, r#"(module (import "" "memory" (memory 3)))"#);
    assert!(linker.instantiate(&mut store, &wanted).is_err());
    let Extern::Memory(memory) = linker.get(&mut store, "", "memory")? else {
        unreachable!()
    };
    memory.grow(&mut store, 1)?;
    linker.instantiate(&mut store, &wanted)?;
    Ok(())
}

#[test]
fn instances_and_aliases() -> Result<()> {
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let mut linker = Linker::new(&engine);
    let text = r#"(module
        (func (export "one") (result i32) (i32.const 1))
        (func (export "two") (result i32) (i32.const 2))
        (memory (export "memory") 1))"#;
    let instance = add_instance(&mut store, text, &[])?;
    linker.instance(&mut store, "numbers", instance)?;
    linker.alias("numbers", "one", "other", "uno")?;
    linker.alias_module("numbers", "zahlen")?;
    let missing = linker.alias("numbers", "three", "a", "b").map(drop);
    assert_eq!(text_of(missing), "no item named `numbers::three` defined");
    linker.alias_module("nobody", "nothing")?;

    let names: Vec<_> = linker
        .iter(&mut store)
        .map(|(module, name, _)| format!("{module}.{name}"))
        .collect();
    let expected = [
        "numbers.memory",
        "numbers.one",
        "numbers.two",
        "other.uno",
        "zahlen.memory",
        "zahlen.one",
        "zahlen.two",
    ];
    assert_eq!(names, expected);

    let user = module(
        &engine,
        r#"(module
            (import "other" "uno" (func $a (result i32)))
            (import "zahlen" "two" (func $b (result i32)))
            (func (export "sum") (result i32) (i32.add (call $a) (call $b))))"#,
    );
    for import in user.imports() {
        assert!(linker.get_by_import(&mut store, &import).is_some());
    }
    let instance = linker.clone().instantiate(&mut store, &user)?;
    let sum = instance.get_typed_func::<(), i32>(&mut store, "sum")?;
    assert_eq!(sum.call(&mut store, ())?, 3);
    Ok(())
}

#[test]
fn unknown_imports_as_traps() -> Result<()> {
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let mut linker = Linker::new(&engine);
    let user = module(
        &engine,
        r#"(module
            (import "a" "known" (func $known (result i32)))
            (import "a" "unknown" (func $unknown (param i32) (result i64)))
            (func $f (export "f") (drop (call $known)) (drop (call $unknown (i32.const 1)))))"#,
    );
    linker.func_wrap("a", "known", || 1_i32)?;
    linker.define_unknown_imports_as_traps(&user)?;
    let instance = linker.instantiate(&mut store, &user)?;
    let f = instance.get_typed_func::<(), ()>(&mut store, "f")?;
    let error = f.call(&mut store, ()).unwrap_err();
    assert_eq!(frames(&error), ["f"]);
    let error = error.downcast::<UnknownImportError>().unwrap();
    assert_eq!(error.name(), "unknown");
    Ok(())
}

#[test]
fn unknown_imports_as_default_values() -> Result<()> {
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let mut linker = Linker::new(&engine);
    let user = module(
        &engine,
        r#"(module
            (import "a" "f" (func $f (param v128) (result i32 f64 externref)))
            (import "a" "m" (memory i64 2 3))
            (import "a" "t" (table 3 externref))
            (import "a" "g" (global (mut funcref)))
            (func (export "f") (result i32 f64 externref)
                (call $f (v128.const i64x2 1 2))))"#,
    );
    linker.define_unknown_imports_as_default_values(&mut store, &user)?;
    let instance = linker.instantiate(&mut store, &user)?;
    let mut results = [const { Val::I32(1) }; 3];
    let f = instance.get_func(&mut store, "f").unwrap();
    f.call(&mut store, &[], &mut results)?;
    assert!(matches!(
        results,
        [Val::I32(0), Val::F64(0), Val::ExternRef(None)]
    ));
    let impossible = module(&engine, r#"(module (import "b" "g" (global (ref func))))"#);
    let result = linker.define_unknown_imports_as_default_values(&mut store, &impossible);
    assert!(text_of(result).starts_with("no default value exists for `b::g` with type"));
    Ok(())
}

#[test]
fn commands_run_in_instances_of_their_own() -> Result<()> {
    const COUNTER: &str = r#"(global $count (mut i32) (i32.const 0))
        (func (export "next") (result i32)
            (global.set $count (i32.add (global.get $count) (i32.const 1)))
            (global.get $count))"#;
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let mut linker = Linker::new(&engine);
    let command =
        format!(r#"(module {COUNTER} (memory (export "memory") 1) (func (export "_start")))"#);
    linker.module(&mut store, "command", &module(&engine, &command))?;
    let reactor = format!("(module {COUNTER})");
    linker.module(&mut store, "reactor", &module(&engine, &reactor))?;
    for (name, expected) in [("command", [1, 1, 1]), ("reactor", [1, 2, 3])] {
        let next = linker.get(&mut store, name, "next")?.into_func().unwrap();
        let next = next.typed::<(), i32>(&store)?;
        for expected in expected {
            assert_eq!(next.call(&mut store, ())?, expected, "{name}");
        }
    }
    linker
        .get_default(&mut store, "command")?
        .call(&mut store, &[], &mut [])?;
    linker
        .get_default(&mut store, "nobody")?
        .call(&mut store, &[], &mut [])?;
    assert!(linker.get(&mut store, "command", "memory").is_err());

    let bad = [
        (
            r#"(memory (export "_start") 1)"#,
            "`_start` must be a function",
        ),
        (
            r#"(memory (export "_initialize") 1)"#,
            "`_initialize` must be a function",
        ),
        (
            r#"(func (export "_start")) (func (export "_initialize"))"#,
            "Program cannot be both a Command and a Reactor",
        ),
        (
            r#"(func (export "_start")) (memory (export "mine") 1)"#,
            "command export 'mine' is not a function",
        ),
    ];
    for (fields, expected) in bad {
        let module = module(&engine, &format!("(module {fields})"));
        let result = linker.module(&mut store, "bad", &module).map(drop);
        assert_eq!(text_of(result), expected);
    }
    let failing = r#"(module (func $init (export "_initialize") unreachable))"#;
    let result = linker.module(&mut store, "failing", &module(&engine, failing));
    let text = text_of(result.map(drop));
    assert!(
        text.starts_with("calling the Reactor initialization function"),
        "{text}"
    );
    Ok(())
}

#[test]
fn instance_pre_serves_many_stores() -> Result<()> {
    let engine = Engine::default();
    let mut linker = Linker::new(&engine);
    let ty = FuncType::new(&engine, [ValType::I32], [ValType::I32]);
    linker.func_new("", "", ty, |_, params, results| {
        results[0] = Val::I32(params[0].unwrap_i32() * 2);
        Ok(())
    })?;
    let user = module(
        &engine,
        r#"(module (import "" "" (func $f (param i32) (result i32))) (export "f" (func $f)))"#,
    );
    let instance_pre = linker.instantiate_pre(&user)?;
    assert!(Module::same(instance_pre.module(), &user));
    for number in 0..10 {
        let mut store = Store::new(&engine, ());
        let instance = instance_pre.instantiate(&mut store)?;
        let f = instance.get_typed_func::<i32, i32>(&mut store, "f")?;
        assert_eq!(f.call(&mut store, number)?, number * 2);
    }
    // What belongs to a store binds to that store.
    let mut store = Store::new(&engine, ());
    let f = Func::wrap(&mut store, |x: i32| x);
    linker.allow_shadowing(true).define(&store, "", "", f)?;
    let instance_pre = linker.instantiate_pre(&user)?;
    instance_pre.instantiate(&mut store)?;
    let other: Result<_, Error> = instance_pre.instantiate(Store::new(&engine, ()));
    assert!(text_of(other).contains("another store"));
    Ok(())
}
