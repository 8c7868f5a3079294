//! Modules: their making, their bytes, the cache.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use switchback_engine::{
    ArtifactError, CompilationMode, Config, Engine, ExternType, Instance, InvalidModule,
    InvalidModuleKind, Module, Result, Store,
};

const TEXT: &str = r#"(module $numbers
    (import "host" "base" (global $base i32))
    (import "host" "table" (table 1 2 funcref))
    (memory (export "memory") 1 2)
    (func $one (export "one") (result i32) (i32.const 1))
    (func (export "two") (result i32) (i32.add (call $one) (call $one)))
    (export "base" (global $base)))"#;

const SIMPLE: &str = r#"(module $simple
    (func $one (export "one") (result i32) (i32.const 1))
    (func $two (export "two") (result i32) (i32.add (call $one) (call $one)))
    (func (export "four") (result i32) (i32.add (call $two) (call $two))))"#;

fn four(module: &Module) -> Result<i32> {
    let mut store = Store::new(module.engine(), ());
    let instance = Instance::new(&mut store, module, &[])?;
    let four = instance.get_typed_func::<(), i32>(&mut store, "four")?;
    four.call(&mut store, ())
}

#[test]
fn imports_and_exports_are_described() -> Result<()> {
    let module = Module::new(&Engine::default(), TEXT)?;
    assert_eq!(module.name(), Some("numbers"));
    let imports: Vec<_> = module
        .imports()
        .map(|import| {
            (
                import.module().to_owned(),
                import.name().to_owned(),
                import.ty(),
            )
        })
        .collect();
    assert_eq!(imports.len(), 2);
    assert_eq!(
        (imports[0].0.as_str(), imports[0].1.as_str()),
        ("host", "base")
    );
    assert!(
        imports[0]
            .2
            .global()
            .is_some_and(|ty| ty.content().is_i32())
    );
    let table = imports[1].2.table().unwrap();
    assert_eq!((table.minimum(), table.maximum()), (1, Some(2)));
    let exports: Vec<_> = module
        .exports()
        .map(|export| export.name().to_owned())
        .collect();
    assert_eq!(exports, ["memory", "one", "two", "base"]);
    let Some(ExternType::Func(ty)) = module.get_export("two") else {
        panic!("no function");
    };
    assert_eq!(ty.to_string(), "(func (result i32))");
    assert!(module.get_export("three").is_none());
    Ok(())
}

#[test]
fn invalid_modules_say_where() {
    use InvalidModuleKind::{Invalid, Malformed, Unsupported};
    let cases: &[(&[u8], InvalidModuleKind, usize)] = &[
        (b"\0asm\x01\0\0\0\x63\0", Malformed, 10),
        (b"\0asm\x05\0\0\0", Malformed, 4),
        (
            b"\0asm\x01\0\0\0\x03\x02\x01\0\x0a\x04\x01\x02\0\x0b",
            Invalid,
            11,
        ),
        (b"\0asm\x01\0\0\0\x01\x03\x01\x5d\x00", Unsupported, 11),
    ];
    let engine = Engine::default();
    for (bytes, kind, offset) in cases {
        for error in [
            Module::from_binary(&engine, bytes).map(drop).unwrap_err(),
            Module::validate(&engine, bytes).unwrap_err(),
        ] {
            let invalid = error.downcast_ref::<InvalidModule>().unwrap();
            assert_eq!(
                (invalid.kind, invalid.offset),
                (*kind, *offset),
                "{error} {bytes:?}"
            );
        }
    }
    let error = Module::new(&engine, "(module (func (i32.const 1)").unwrap_err();
    assert!(error.downcast_ref::<InvalidModule>().is_none());
    // The binary format only.
    assert!(Module::from_binary(&engine, b"(module)").is_err());
    assert!(Module::validate(&engine, &wat::parse_str(SIMPLE).unwrap()).is_ok());
}

#[test]
fn files() -> Result<()> {
    let directory = tempfile::tempdir()?;
    let engine = Engine::default();
    let (text, binary) = (
        directory.path().join("a.wat"),
        directory.path().join("a.wasm"),
    );
    std::fs::write(&text, SIMPLE)?;
    std::fs::write(&binary, wat::parse_str(SIMPLE)?)?;
    for file in [&text, &binary] {
        assert_eq!(four(&Module::from_file(&engine, file)?)?, 4);
    }
    let absent = directory.path().join("absent.wasm");
    let error = Module::from_file(&engine, &absent).unwrap_err();
    assert!(format!("{error:#}").contains("absent.wasm"), "{error:#}");

    let compiled = directory.path().join("a.compiled");
    std::fs::write(&compiled, Module::from_file(&engine, &text)?.serialize()?)?;
    assert_eq!(four(&Module::deserialize_file(&engine, &compiled)?)?, 4);
    assert!(Module::deserialize_file(&engine, &binary).is_err());
    assert!(Module::deserialize_file(&engine, &absent).is_err());
    Ok(())
}

#[test]
fn serialized_modules_are_verified() -> Result<()> {
    let engine = Engine::default();
    let bytes = Module::new(&engine, SIMPLE)?.serialize()?;
    assert!(Module::is_compiled(&bytes));
    assert!(!Module::is_compiled(&wat::parse_str(SIMPLE)?));
    // In another engine of the same configuration.
    assert_eq!(four(&Module::deserialize(&Engine::default(), &bytes)?)?, 4);
    // Of another configuration.
    let other = Engine::new(Config::new().wasm_simd(false))?;
    let error = Module::deserialize(&other, &bytes).unwrap_err();
    assert!(error.downcast_ref::<ArtifactError>().is_some(), "{error:?}");
    // Any bit that changes is noticed, and so is any cut.
    for position in (0..bytes.len()).step_by(bytes.len() / 97 + 1) {
        let mut damaged = bytes.clone();
        damaged[position] ^= 0x10;
        assert!(
            Module::deserialize(&engine, &damaged).is_err(),
            "bit at {position}"
        );
        assert!(
            Module::deserialize(&engine, &bytes[..position]).is_err(),
            "cut at {position}"
        );
    }
    Ok(())
}

/// Compiling all is reported, and needed once.
#[test]
fn progress_and_cache() -> Result<()> {
    let directory = tempfile::tempdir()?;
    let compiled = Arc::new(AtomicUsize::new(0));
    let seen = Arc::new(Mutex::new(Vec::new()));
    let engine = |compiled: &Arc<AtomicUsize>| {
        let (compiled, seen) = (Arc::clone(compiled), Arc::clone(&seen));
        let mut config = Config::new();
        config
            .compilation_mode(CompilationMode::Eager)
            .cache_directory(Some(directory.path()))
            .compilation_progress(Some(Arc::new(move |done, total| {
                compiled.fetch_add(1, Ordering::Relaxed);
                seen.lock().unwrap().push((done, total));
            })));
        Engine::new(&config)
    };
    let module = Module::new(&engine(&compiled)?, SIMPLE)?;
    assert_eq!(four(&module)?, 4);
    module.store_in_cache()?;
    let first = compiled.swap(0, Ordering::Relaxed);
    assert!(first >= 3, "{first}");
    assert!(seen.lock().unwrap().contains(&(3, 3)));
    // Another engine, as if in another run, finds the code.
    let module = Module::new(&engine(&compiled)?, SIMPLE)?;
    assert_eq!(four(&module)?, 4);
    assert_eq!(
        compiled.load(Ordering::Relaxed),
        0,
        "{:?}",
        seen.lock().unwrap()
    );
    Ok(())
}

/// Features can be switched off, one by one.
#[test]
fn features_can_be_switched_off() -> Result<()> {
    type Switch = fn(&mut Config, bool) -> &mut Config;
    let cases: &[(&str, Switch, &str)] = &[
        (
            "simd",
            |config, on| config.wasm_simd(on).wasm_relaxed_simd(on),
            "(func (param v128))",
        ),
        (
            "relaxed simd",
            Config::wasm_relaxed_simd,
            "(func (param v128) (result v128)
                (i32x4.relaxed_trunc_f32x4_s (local.get 0)))",
        ),
        (
            "tail calls",
            Config::wasm_tail_call,
            "(func $f (return_call $f))",
        ),
        (
            "several memories",
            Config::wasm_multi_memory,
            "(memory 1) (memory 1)",
        ),
        ("64-bit memories", Config::wasm_memory64, "(memory i64 1)"),
        (
            "page sizes",
            Config::wasm_custom_page_sizes,
            "(memory 1 (pagesize 1))",
        ),
        (
            "wide arithmetic",
            Config::wasm_wide_arithmetic,
            "(func (param i64 i64) (result i64 i64) (i64.mul_wide_u (local.get 0) (local.get 1)))",
        ),
        (
            "function references",
            Config::wasm_function_references,
            "(type $t (func)) (func (param (ref $t)) (call_ref $t (local.get 0)))",
        ),
        ("garbage collection", Config::wasm_gc, "(type (struct))"),
        ("exceptions", Config::wasm_exceptions, "(tag)"),
        (
            "extended constants",
            Config::wasm_extended_const,
            "(global i32 (i32.add (i32.const 1) (i32.const 2)))",
        ),
    ];
    let all = Engine::default();
    for (name, switch, fields) in cases {
        let text = format!("(module {fields})");
        Module::new(&all, &text).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        let mut config = Config::new();
        switch(&mut config, false);
        if *name == "function references" {
            // Garbage collection brings them with it.
            config.wasm_gc(false);
        }
        let result = Module::new(&Engine::new(&config)?, &text);
        let error = result.map(drop).expect_err(name);
        assert!(
            error.downcast_ref::<InvalidModule>().is_some(),
            "{name}: {error:?}"
        );
    }
    Ok(())
}
