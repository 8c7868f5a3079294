//! What ends badly leaves nothing behind.
//!
//! For a long run: `SWITCHBACK_ROUNDS=1000000 cargo test -p switchback-engine leaks`.

use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};

use switchback_engine::{Caller, Engine, Error, Func, Linker, Module, Result, Store};

use crate::support::{add_instance, engines};

fn rounds() -> u32 {
    std::env::var("SWITCHBACK_ROUNDS").map_or(5_000, |rounds| rounds.parse().unwrap())
}

/// Resident memory of the process, in bytes.
fn resident() -> u64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
    let pages: u64 = statm.split_whitespace().nth(1).unwrap().parse().unwrap();
    pages * 4096
}

/// Runs it many times and fails if the process grows with the number of times. Other
/// tests run beside this one: what counts is the least growth of several attempts.
#[track_caller]
fn stays_small(case: &str, mut run: impl FnMut()) {
    const ALLOWED: u64 = 1 << 20;
    for _ in 0..100 {
        run();
    }
    let mut least = u64::MAX;
    for _ in 0..5 {
        let before = resident();
        for _ in 0..rounds() {
            run();
        }
        least = least.min(resident().saturating_sub(before));
        if least <= ALLOWED {
            return;
        }
    }
    panic!("{case}: {least} bytes more after {} rounds", rounds());
}

const TEXT: &str = r#"(module
    (import "" "fail" (func $fail (param i32)))
    (func $deeper (param i32 i32)
        (if (local.get 1)
            (then (call $deeper (local.get 0) (i32.sub (local.get 1) (i32.const 1)))))
        (if (i32.eqz (local.get 0)) (then unreachable))
        (call $fail (local.get 0)))
    (func (export "run") (param i32) (call $deeper (local.get 0) (i32.const 20))))"#;

#[test]
fn traps_errors_and_panics_leave_nothing() -> Result<()> {
    for (mode, engine) in &engines() {
        let mut store = Store::new(engine, None::<Func>);
        let fail = Func::wrap(
            &mut store,
            |mut caller: Caller<'_, Option<Func>>, how: i32| -> Result<()> {
                match how {
                    1 => Err(Error::msg("no")),
                    2 => panic_any(()),
                    // Another activation, which fails.
                    how => {
                        let run = caller.data().unwrap().typed::<i32, ()>(&caller)?;
                        run.call(&mut caller, how - 3)
                    }
                }
            },
        );
        let instance = add_instance(&mut store, TEXT, &[fail.into()])?;
        *store.data_mut() = instance.get_func(&mut store, "run");
        let run = instance.get_typed_func::<i32, ()>(&mut store, "run")?;
        let names = ["traps", "errors", "panics", "nested traps", "nested errors"];
        for (how, name) in names.into_iter().enumerate() {
            let mut failed = 0;
            // A panic prints its message, unless it is resumed.
            if name == "panics" {
                std::panic::set_hook(Box::new(|_| {}));
            }
            stays_small(&format!("{mode}: {name}"), || {
                let call = AssertUnwindSafe(|| run.call(&mut store, how as i32));
                failed += u32::from(!matches!(catch_unwind(call), Ok(Ok(()))));
            });
            if name == "panics" {
                let _ = std::panic::take_hook();
            }
            assert!(failed > rounds(), "{mode}: {name}");
        }
    }
    Ok(())
}

#[test]
fn stores_leave_nothing() -> Result<()> {
    let engine = Engine::default();
    let text = r#"(module
        (import "" "" (func $host (result i32)))
        (memory (export "memory") 1)
        (data (i32.const 0) "x")
        (table 10 funcref)
        (elem (i32.const 0) $f)
        (global (mut i32) (i32.const 1))
        (func $f (export "f") (result i32) (call $host)))"#;
    let module = Module::new(&engine, text)?;
    let mut linker = Linker::new(&engine);
    linker.func_wrap("", "", || 7)?;
    let instance_pre = linker.instantiate_pre(&module)?;
    stays_small("stores", || {
        let mut store = Store::new(&engine, [0_u8; 1000]);
        let instance = instance_pre.instantiate(&mut store).unwrap();
        let f = instance.get_typed_func::<(), i32>(&mut store, "f").unwrap();
        assert_eq!(f.call(&mut store, ()).unwrap(), 7);
    });
    Ok(())
}

#[test]
fn modules_and_engines_leave_nothing() -> Result<()> {
    let engine = Engine::default();
    let mut number = 0;
    let text = |number: u32| {
        format!(
            r#"(module
                (type (func (param i32 i64 f32 f64 i32) (result i64)))
                (func (export "f") (result i32) (i32.const {number})))"#
        )
    };
    let mut run = |engine: &Engine| {
        number += 1;
        let module = Module::new(engine, text(number)).unwrap();
        let mut store = Store::new(engine, ());
        let instance = switchback_engine::Instance::new(&mut store, &module, &[]).unwrap();
        let f = instance.get_typed_func::<(), u32>(&mut store, "f").unwrap();
        assert_eq!(f.call(&mut store, ()).unwrap(), number);
    };
    for _ in 0..100 {
        run(&engine);
    }
    let before = resident();
    for _ in 0..rounds() / 5 {
        run(&engine);
    }
    let grown = resident().saturating_sub(before);
    assert!(grown < 8 << 20, "modules: {grown} bytes more");
    let before = resident();
    for _ in 0..50 {
        run(&Engine::default());
    }
    let grown = resident().saturating_sub(before);
    assert!(grown < 8 << 20, "engines: {grown} bytes more");
    Ok(())
}
