//! Interrupts from another thread, whatever Wasm is doing.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use switchback_engine::{Caller, Func, InterruptHandle, Result, Store, Trap, TypedFunc};

use crate::support::{add_instance, engines, trap};

/// Every way in which Wasm can go on for ever.
const ENDLESS: &str = r#"(module
    (import "" "host" (func $host))
    (import "" "run" (func $run (param funcref)))
    (type $none (func))
    (table $table funcref (elem $ring_a $ring_b $ring_c))
    (global $turns (export "turns") (mut i64) (i64.const 0))
    (memory 1)

    (func (export "loop") (loop $again (br $again)))
    (func (export "loop with work") (local $i i32)
        (loop $again
            (i32.store (i32.const 0) (local.get $i))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $again (i32.ne (local.get $i) (i32.const -1)))
            (br $again)))
    (func $fib (param i64) (result i64)
        (if (result i64) (i64.lt_u (local.get 0) (i64.const 2))
            (then (local.get 0))
            (else (i64.add
                (call $fib (i64.sub (local.get 0) (i64.const 1)))
                (call $fib (i64.sub (local.get 0) (i64.const 2)))))))
    (func (export "recursion") (drop (call $fib (i64.const 90))))
    (func $self (export "tail calls") (return_call $self))
    (func $ring_a (export "ring") (return_call $ring_b))
    (func $ring_b (return_call_indirect $table (type $none) (i32.const 2)))
    (func $ring_c (return_call_ref $none (ref.func $ring_a)))
    (func (export "host calls") (loop $again (call $host) (br $again)))
    (func $host_tail (export "through the host") (call $run (ref.func $spin)))
    (func $spin (loop $again (br $again)))
    (elem declare func $ring_a $spin))"#;

/// Calls `run` and interrupts it from another thread, some time after it began.
fn interrupted(store: &mut Store<()>, run: &TypedFunc<(), ()>, after: Duration) -> Trap {
    let handle = store.interrupt_handle();
    let thread = thread::spawn(move || {
        thread::sleep(after);
        handle.interrupt();
    });
    let error = run.call(store, ()).unwrap_err();
    thread.join().unwrap();
    trap(&error)
}

fn host_imports(store: &mut Store<()>) -> [switchback_engine::Extern; 2] {
    let host = Func::wrap(&mut *store, || {});
    let run = Func::wrap(
        &mut *store,
        |mut caller: Caller<'_, ()>, func: Option<Func>| -> Result<()> {
            func.unwrap().call(&mut caller, &[], &mut [])
        },
    );
    [host.into(), run.into()]
}

#[test]
fn anything_endless_can_be_interrupted() -> Result<()> {
    for (mode, engine) in &engines() {
        let mut store = Store::new(engine, ());
        let imports = host_imports(&mut store);
        let instance = add_instance(&mut store, ENDLESS, &imports)?;
        for name in [
            "loop",
            "loop with work",
            "recursion",
            "tail calls",
            "ring",
            "host calls",
            "through the host",
        ] {
            let run = instance.get_typed_func::<(), ()>(&mut store, name)?;
            for after in [0, 5] {
                let trap = interrupted(&mut store, &run, Duration::from_millis(after));
                assert_eq!(trap, Trap::Interrupt, "{mode}: {name}");
            }
        }
    }
    Ok(())
}

#[test]
fn rings_of_instances_can_be_interrupted() -> Result<()> {
    let text = r#"(module
        (import "" "next" (func $next (param i64)))
        (func (export "hop") (param i64) (return_call $next (local.get 0))))"#;
    let first = r#"(module
        (type $t (func (param i64)))
        (table (export "table") 1 funcref)
        (func (export "hop") (param i64)
            (return_call_indirect (type $t)
                (i64.add (local.get 0) (i64.const 1)) (i32.const 0)))
        (func (export "go") (call_indirect (type $t) (i64.const 0) (i32.const 0))))"#;
    for (mode, engine) in &engines() {
        let mut store = Store::new(engine, ());
        let head = add_instance(&mut store, first, &[])?;
        let mut next = head.get_export(&mut store, "hop").unwrap();
        for _ in 0..3 {
            let instance = add_instance(&mut store, text, &[next])?;
            next = instance.get_export(&mut store, "hop").unwrap();
        }
        let table = head.get_table(&mut store, "table").unwrap();
        table.set(&mut store, 0, next.into_func().unwrap().into())?;
        let go = head.get_typed_func::<(), ()>(&mut store, "go")?;
        let trap = interrupted(&mut store, &go, Duration::from_millis(20));
        assert_eq!(trap, Trap::Interrupt, "{mode}");
    }
    Ok(())
}

/// An interrupt that comes while nothing runs is for what runs next; afterwards all is
/// as before.
#[test]
fn interrupts_wait_for_wasm() -> Result<()> {
    let text = r#"(module
        (func $f (result i32) (i32.const 1))
        (func (export "f") (param i32) (result i32)
            (loop $again
                (local.set 0 (i32.sub (local.get 0) (call $f)))
                (br_if $again (i32.gt_s (local.get 0) (i32.const 0))))
            (local.get 0)))"#;
    for (mode, engine) in &engines() {
        let mut store = Store::new(engine, ());
        let instance = add_instance(&mut store, text, &[])?;
        let f = instance.get_typed_func::<i32, i32>(&mut store, "f")?;
        assert_eq!(f.call(&mut store, 10)?, 0);
        for _ in 0..3 {
            store.interrupt_handle().interrupt();
            store.interrupt_handle().interrupt();
            assert_eq!(
                trap(&f.call(&mut store, 10).unwrap_err()),
                Trap::Interrupt,
                "{mode}"
            );
            assert_eq!(f.call(&mut store, 10)?, 0, "{mode}");
        }
    }
    Ok(())
}

/// None is lost, however entering Wasm and interrupting fall together: each call here
/// goes on until it is interrupted.
#[test]
fn no_interrupt_is_lost() -> Result<()> {
    let engine = switchback_engine::Engine::default();
    let mut store = Store::new(&engine, ());
    let text = r#"(module (func (export "f") (loop (br 0))))"#;
    let instance = add_instance(&mut store, text, &[])?;
    let f = instance.get_typed_func::<(), ()>(&mut store, "f")?;
    let handle = store.interrupt_handle();
    let (ask, asked) = mpsc::channel::<u32>();
    let thread = thread::spawn(move || {
        for wait in asked {
            for _ in 0..wait {
                std::hint::spin_loop();
            }
            handle.interrupt();
        }
    });
    for round in 0..2_000_u32 {
        ask.send(round * 7 % 500).unwrap();
        assert_eq!(trap(&f.call(&mut store, ()).unwrap_err()), Trap::Interrupt);
    }
    drop(ask);
    thread.join().unwrap();
    Ok(())
}

/// A handle may outlive its store.
#[test]
fn handles_outlive_stores() {
    let engine = switchback_engine::Engine::default();
    let handles: Vec<InterruptHandle> = (0..100)
        .map(|_| Store::new(&engine, ()).interrupt_handle())
        .collect();
    for handle in handles {
        handle.interrupt();
    }
}
