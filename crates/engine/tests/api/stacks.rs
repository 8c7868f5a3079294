//! Wasm's stacks and the host's.

use std::hint::black_box;
use std::thread;

use switchback_engine::{Caller, Config, Engine, Func, Instance, Result, Store, Trap};

use crate::support::{add_instance, engines, trap};

/// Uses that many bytes of the stack it runs on, all of them.
fn use_stack<const BYTES: usize>() -> u8 {
    let mut bytes = [1_u8; BYTES];
    black_box(&mut bytes);
    bytes.iter().step_by(256).fold(0, |sum, byte| sum ^ byte)
}

/// Calls the host at every depth, down to the depth where the stack ends.
const DEEP: &str = r#"(module
    (import "" "host" (func $host (param i32)))
    (func $down (export "down") (param $depth i32)
        (call $host (local.get $depth))
        (call $down (i32.add (local.get $depth) (i32.const 1)))
        (call $host (i32.const -1))))"#;

/// Host functions have the host's stack, however deep Wasm is in its own.
#[test]
fn the_deepest_host_function_has_room() -> Result<()> {
    const ROOM: usize = 256 << 10;
    for (mode, engine) in &engines() {
        let mut store = Store::new(engine, 0);
        let host = Func::wrap(&mut store, |mut caller: Caller<'_, i32>, depth: i32| {
            *caller.data_mut() = depth;
            if depth % 16 == 0 {
                black_box(use_stack::<ROOM>());
            }
        });
        let instance = add_instance(&mut store, DEEP, &[host.into()])?;
        let down = instance.get_typed_func::<i32, ()>(&mut store, "down")?;
        let error = down.call(&mut store, 0).unwrap_err();
        assert_eq!(trap(&error), Trap::StackOverflow, "{mode}");
        assert!(*store.data() > 100, "{mode}: {} frames", store.data());
    }
    Ok(())
}

/// The stack of the thread does not bound Wasm's.
#[test]
fn wasm_recurses_deeper_than_the_thread_could() -> Result<()> {
    let engine = Engine::new(Config::new().max_wasm_stack(64 << 20))?;
    let text = r#"(module
        (func $sum (export "sum") (param i64) (result i64)
            (if (result i64) (i64.eqz (local.get 0))
                (then (i64.const 0))
                (else (i64.add
                    (local.get 0)
                    (call $sum (i64.sub (local.get 0) (i64.const 1))))))))"#;
    let mut store = Store::new(&engine, ());
    let instance = add_instance(&mut store, text, &[])?;
    let sum = instance.get_typed_func::<i64, i64>(&mut store, "sum")?;
    let thread = thread::Builder::new().stack_size(512 << 10);
    let thread = thread.spawn(move || sum.call(&mut store, 1_000_000))?;
    assert_eq!(thread.join().unwrap()?, 500_000_500_000);
    Ok(())
}

/// An instance whose function `f` calls a host function that calls `f`, and so on.
fn endless(engine: &Engine) -> (Store<(Option<Instance>, u32)>, Instance) {
    const TEXT: &str = r#"(module
        (import "" "host" (func $host))
        (func (export "f") (call $host)))"#;
    type Data = (Option<Instance>, u32);
    let mut store = Store::new(engine, (None, 0));
    let host = Func::wrap(&mut store, |mut caller: Caller<'_, Data>| -> Result<()> {
        caller.data_mut().1 += 1;
        let instance = caller.data().0.unwrap();
        let f = instance.get_typed_func::<(), ()>(&mut caller, "f")?;
        f.call(&mut caller, ())
    });
    let instance = add_instance(&mut store, TEXT, &[host.into()]).unwrap();
    store.data_mut().0 = Some(instance);
    (store, instance)
}

/// Recursion through the host ends with a trap, too: on the thread's stack or Wasm's,
/// whichever is exhausted first. The store can be used afterwards.
#[test]
fn endless_recursion_through_the_host_traps() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance) = endless(engine);
        let f = instance.get_typed_func::<(), ()>(&mut store, "f")?;
        for _ in 0..3 {
            store.data_mut().1 = 0;
            let error = f.call(&mut store, ()).unwrap_err();
            assert_eq!(trap(&error), Trap::StackOverflow, "{mode}");
            assert!(store.data().1 > 10, "{mode}: {:?}", store.data());
        }
    }
    Ok(())
}

/// The same on threads of many sizes, with Wasm's stack larger than the thread's.
#[test]
fn endless_recursion_ends_on_any_thread() -> Result<()> {
    let engine = Engine::new(Config::new().max_wasm_stack(64 << 20))?;
    for kilobytes in [768, 1024, 2048, 8192] {
        let engine = engine.clone();
        let thread = thread::Builder::new().stack_size(kilobytes << 10);
        let thread = thread.spawn(move || {
            let (mut store, instance) = endless(&engine);
            let f = instance.get_func(&mut store, "f").unwrap();
            trap(&f.call(&mut store, &[], &mut []).unwrap_err())
        })?;
        assert_eq!(
            thread.join().unwrap(),
            Trap::StackOverflow,
            "{kilobytes} KiB"
        );
    }
    Ok(())
}

/// A store can go from thread to thread, also between calls that trap.
#[test]
fn stores_move_between_threads() -> Result<()> {
    let text = r#"(module
        (global $count (mut i32) (i32.const 0))
        (func (export "next") (param i32) (result i32)
            (global.set $count (i32.add (global.get $count) (i32.const 1)))
            (i32.div_u (global.get $count) (local.get 0))))"#;
    for (mode, engine) in &engines() {
        let mut store = Store::new(engine, ());
        let instance = add_instance(&mut store, text, &[])?;
        let next = instance.get_typed_func::<i32, i32>(&mut store, "next")?;
        for round in 1..=8 {
            let thread = thread::spawn(move || {
                let result = next.call(&mut store, i32::from(round % 3 != 0));
                (store, result)
            });
            let (back, result) = thread.join().unwrap();
            store = back;
            match result {
                Ok(count) => assert_eq!(count, round, "{mode}"),
                Err(error) => {
                    assert_eq!(round % 3, 0);
                    assert_eq!(trap(&error), Trap::IntegerDivisionByZero, "{mode}");
                }
            }
        }
    }
    Ok(())
}
