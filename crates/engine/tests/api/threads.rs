//! Many threads, one engine.

use std::fmt::Write;
use std::thread;

use switchback_engine::{Engine, Instance, Linker, Module, Result, Store, Trap};

use crate::support::{Random, engines, trap};

/// A module of many functions that call each other, so that compiling them on demand
/// happens on all threads at once. `f<n>` of `x` gives the sum of `0..=n`, plus `x`.
fn many_functions(count: usize) -> String {
    let mut text = String::from("(module (import \"\" \"host\" (func $host (param i64)))");
    for n in 0..count {
        let before = match n {
            0 => "(local.get 0)".to_owned(),
            n => format!("(call $f{} (local.get 0))", n - 1),
        };
        write!(
            text,
            r#"(func $f{n} (export "f{n}") (param i64) (result i64)
                (call $host (local.get 0))
                (i64.add (i64.const {n}) {before}))"#
        )
        .unwrap();
    }
    text.push_str("(func (export \"fail\") unreachable))");
    text
}

#[test]
fn threads_share_a_module() -> Result<()> {
    const FUNCTIONS: usize = 100;
    let text = many_functions(FUNCTIONS);
    for (mode, engine) in &engines() {
        let module = Module::new(engine, &text)?;
        let mut linker = Linker::new(engine);
        linker.func_wrap("", "host", |_: i64| {})?;
        let instance_pre = linker.instantiate_pre(&module)?;
        thread::scope(|scope| {
            for seed in 0..8 {
                let instance_pre = &instance_pre;
                scope.spawn(move || {
                    let mut random = Random::new(seed);
                    let mut store = Store::new(engine, ());
                    let instance = instance_pre.instantiate(&mut store).unwrap();
                    for round in 0..100_i64 {
                        let n = random.below(FUNCTIONS as u64);
                        let f = format!("f{n}");
                        let f = instance.get_typed_func::<i64, i64>(&mut store, &f).unwrap();
                        let sum = (n * (n + 1) / 2) as i64;
                        assert_eq!(f.call(&mut store, round).unwrap(), sum + round, "{mode}");
                        let fail = instance.get_func(&mut store, "fail").unwrap();
                        let error = fail.call(&mut store, &[], &mut []).unwrap_err();
                        assert_eq!(trap(&error), Trap::UnreachableCodeReached, "{mode}");
                    }
                });
            }
        });
    }
    Ok(())
}

/// Modules come and go on some threads while others run and trap.
#[test]
fn modules_come_and_go() {
    let engine = Engine::default();
    thread::scope(|scope| {
        for seed in 0..4_i32 {
            let engine = &engine;
            scope.spawn(move || {
                for round in 0..50_i32 {
                    let number = seed * 1000 + round;
                    let text = format!(
                        r#"(module
                            (func (export "f") (result i32) (i32.const {number}))
                            (func (export "fail") (result i32)
                                (i32.div_u (i32.const {number}) (i32.const 0))))"#
                    );
                    let module = Module::new(engine, text).unwrap();
                    let mut store = Store::new(engine, ());
                    let instance = Instance::new(&mut store, &module, &[]).unwrap();
                    drop(module);
                    let f = instance.get_typed_func::<(), i32>(&mut store, "f").unwrap();
                    assert_eq!(f.call(&mut store, ()).unwrap(), number);
                    let fail = instance.get_typed_func::<(), i32>(&mut store, "fail");
                    let error = fail.unwrap().call(&mut store, ()).unwrap_err();
                    assert_eq!(trap(&error), Trap::IntegerDivisionByZero);
                }
            });
        }
    });
}
