//! What ends badly leaves nothing behind.
//!
//! For a long run: `SWITCHBACK_ROUNDS=1000000 cargo test --release -p switchback-engine
//! --test leaks`.
//!
//! The tests look at the memory of the whole process, so they are in a process of
//! their own, and run one after the other.
#![forbid(unsafe_code)]

#[path = "api/support.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod support;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};

use switchback_engine::{Caller, Engine, Error, Func, Linker, Module, Result, Store};

use support::{add_instance, engines};

fn rounds() -> u32 {
    std::env::var("SWITCHBACK_ROUNDS").map_or(3_000, |rounds| rounds.parse().unwrap())
}

/// Lets one test run at a time.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Resident memory of the process, in bytes.
fn resident() -> u64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
    let pages: u64 = statm.split_whitespace().nth(1).unwrap().parse().unwrap();
    pages * 4096
}

/// Runs it many times and fails if the process grows with the number of times.
#[track_caller]
fn stays_small(case: &str, mut run: impl FnMut()) {
    const ALLOWED: u64 = 1 << 20;
    for _ in 0..100 {
        run();
    }
    let before = resident();
    for _ in 0..rounds() {
        run();
    }
    let grown = resident().saturating_sub(before);
    assert!(
        grown <= ALLOWED,
        "{case}: {grown} bytes more after {} rounds",
        rounds()
    );
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
    let _alone = alone();
    for (mode, engine) in &engines() {
        let mut store = Store::new(engine, None::<Func>);
        let fail = Func::wrap(
            &mut store,
            |mut caller: Caller<'_, Option<Func>>, how: i32| -> Result<()> {
                match how {
                    1 => Err(Error::msg("no")),
                    // A panic without a message on the terminal.
                    2 => resume_unwind(Box::new(())),
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
            stays_small(&format!("{mode}: {name}"), || {
                let call = AssertUnwindSafe(|| run.call(&mut store, how as i32));
                failed += u32::from(!matches!(catch_unwind(call), Ok(Ok(()))));
            });
            assert!(failed > rounds(), "{mode}: {name}");
        }
    }
    Ok(())
}

#[test]
fn stores_leave_nothing() -> Result<()> {
    let _alone = alone();
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
    let _alone = alone();
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
    stays_small("modules", || run(&engine));
    stays_small("engines", || run(&Engine::default()));
    Ok(())
}
