//! Stores inside of stores, what their owners put in, and when it is dropped.

use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use switchback_engine::{
    Caller, Config, Engine, Error, Extern, ExternRef, Func, Global, Instance, InstancePre, Linker,
    Memory, Module, ResourceLimiter, Result, Store, Table, Trap, TypedFunc, Val, WasmBacktrace,
};

use crate::support::{add_instance, engines, frames, instantiate, trap};

/// What can be sent to other threads, and shared between them.
#[test]
fn things_can_be_shared() {
    fn is_send_and_sync<T: Send + Sync>() {}
    is_send_and_sync::<(Config, Engine, Module, Error, Trap, WasmBacktrace)>();
    is_send_and_sync::<(Func, Memory, Table, Global, Instance, Extern, Val)>();
    is_send_and_sync::<(TypedFunc<i32, i32>, Store<u32>)>();
    // A linker is no place for data: it can be shared whatever the data is.
    is_send_and_sync::<(Linker<*mut u8>, InstancePre<*mut u8>)>();
}

const TRAPPING: &str = r#"(module
    (memory 1)
    (func $fail (export "fail") (result i32) (i32.load (i32.const 65536)))
    (func $fine (export "fine") (result i32) (i32.const 5)))"#;

/// A host function may have a store of its own. What ends there, ends there.
#[test]
fn stores_in_stores() -> Result<()> {
    const OUTER: &str = r#"(module
        (import "" "host" (func $host (param i32) (result i32)))
        (memory 1)
        (func $inner (param i32) (result i32) (call $host (local.get 0)))
        (func $run (export "run") (param i32) (result i32)
            (drop (call $inner (local.get 0)))
            (i32.load (i32.sub (call $inner (i32.const 0)) (i32.const 6)))))"#;
    for (mode, engine) in &engines() {
        let mut store = Store::new(engine, ());
        let other = engine.clone();
        let host = Func::wrap(&mut store, move |how: i32| -> Result<i32> {
            let (mut store, instance) = instantiate(&other, TRAPPING);
            let fail = instance.get_typed_func::<(), i32>(&mut store, "fail")?;
            let error = fail.call(&mut store, ()).unwrap_err();
            assert_eq!(trap(&error), Trap::MemoryOutOfBounds);
            assert_eq!(frames(&error), ["fail"]);
            if how == 1 {
                return Err(error);
            }
            let fine = instance.get_typed_func::<(), i32>(&mut store, "fine")?;
            fine.call(&mut store, ())
        });
        let instance = add_instance(&mut store, OUTER, &[host.into()])?;
        let run = instance.get_typed_func::<i32, i32>(&mut store, "run")?;
        for _ in 0..3 {
            // The outer store's own trap, after those of the inner ones.
            let error = run.call(&mut store, 0).unwrap_err();
            assert_eq!(trap(&error), Trap::MemoryOutOfBounds, "{mode}");
            assert_eq!(frames(&error), ["run"], "{mode}");
            // The inner store's error, handed on with the backtrace that it has.
            let error = run.call(&mut store, 1).unwrap_err();
            assert_eq!(trap(&error), Trap::MemoryOutOfBounds, "{mode}");
            assert_eq!(frames(&error), ["fail"], "{mode}");
        }
    }
    Ok(())
}

/// Recursion in which every level has a store of its own ends, too.
#[test]
fn endless_stores_in_stores() {
    fn run(engine: &Engine, depth: &Arc<AtomicU32>) -> Result<()> {
        depth.fetch_add(1, Ordering::Relaxed);
        let mut store = Store::new(engine, ());
        let again = {
            let (engine, depth) = (engine.clone(), Arc::clone(depth));
            Func::wrap(&mut store, move || run(&engine, &depth))
        };
        let text = r#"(module (import "" "" (func $f)) (func (export "f") (call $f)))"#;
        let instance = add_instance(&mut store, text, &[again.into()])?;
        let f = instance.get_typed_func::<(), ()>(&mut store, "f")?;
        f.call(&mut store, ())
    }
    let depth = Arc::default();
    // Enough of the thread's stack is left for compiling.
    let thread = std::thread::Builder::new().stack_size(16 << 20);
    let thread = thread.spawn({
        let depth = Arc::clone(&depth);
        move || run(&Engine::default(), &depth)
    });
    let error = thread.unwrap().join().unwrap().unwrap_err();
    assert_eq!(trap(&error), Trap::StackOverflow, "{error:?}");
    assert!(depth.load(Ordering::Relaxed) > 10);
}

/// A limiter that does what it is told.
#[derive(Default)]
struct Moody {
    panics: bool,
    fails: bool,
    asked: u32,
}

impl ResourceLimiter for Moody {
    fn memory_growing(&mut self, _: usize, _: usize, _: Option<usize>) -> Result<bool> {
        self.answer()
    }

    fn table_growing(&mut self, _: usize, _: usize, _: Option<usize>) -> Result<bool> {
        self.answer()
    }
}

impl Moody {
    fn answer(&mut self) -> Result<bool> {
        self.asked += 1;
        if self.panics {
            panic_any(self.asked);
        }
        if self.fails {
            return Err(Error::msg("in a bad mood"));
        }
        Ok(true)
    }
}

/// What a limiter does while Wasm waits for it arrives where the host called Wasm.
#[test]
fn limiters_may_fail_and_panic() -> Result<()> {
    let text = r#"(module
        (memory 1)
        (table 1 externref)
        (func $memory (export "memory") (result i32) (memory.grow (i32.const 1)))
        (func $table (export "table") (result i32)
            (table.grow (ref.null extern) (i32.const 1))))"#;
    for (mode, engine) in &engines() {
        let mut store = Store::new(engine, Moody::default());
        store.limiter(|moody| moody);
        let instance = add_instance(&mut store, text, &[])?;
        for name in ["memory", "table"] {
            let grow = instance.get_typed_func::<(), i32>(&mut store, name)?;
            assert_eq!(grow.call(&mut store, ())?, 1);

            store.data_mut().fails = true;
            let error = grow.call(&mut store, ()).unwrap_err();
            assert_eq!(error.root_cause().to_string(), "in a bad mood", "{mode}");
            assert_eq!(frames(&error), [name], "{mode}");
            store.data_mut().fails = false;

            store.data_mut().panics = true;
            let call = AssertUnwindSafe(|| grow.call(&mut store, ()));
            let panic = catch_unwind(call).unwrap_err();
            assert_eq!(panic.downcast_ref(), Some(&store.data().asked), "{mode}");
            store.data_mut().panics = false;

            assert_eq!(grow.call(&mut store, ())?, 2, "{mode}");
        }
    }
    Ok(())
}

/// Counts those that live.
struct Alive(Arc<AtomicU32>);

impl Alive {
    fn new(count: &Arc<AtomicU32>) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(count))
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A store drops what it was given; a linker keeps what is its own.
#[test]
fn stores_drop_what_they_hold() -> Result<()> {
    let engine = Engine::default();
    let alive: Arc<AtomicU32> = Arc::default();
    let count = || alive.load(Ordering::Relaxed);
    let mut linker = Linker::<Alive>::new(&engine);
    let captured = Alive::new(&alive);
    linker.func_wrap("", "", move || {
        let _captured = &captured;
    })?;
    let module = Module::new(&engine, r#"(module (import "" "" (func)))"#)?;
    for _ in 0..3 {
        let mut store = Store::new(&engine, Alive::new(&alive));
        linker.instantiate(&mut store, &module)?;
        let captured = Alive::new(&alive);
        Func::wrap(&mut store, move || {
            let _captured = &captured;
        });
        ExternRef::new(&mut store, Alive::new(&alive))?;
        assert_eq!(count(), 4);
        let data = store.into_data();
        assert_eq!(count(), 2);
        drop(data);
        assert_eq!(count(), 1);
    }
    drop(linker);
    assert_eq!(count(), 0);
    Ok(())
}

/// What a store of [`host_functions_instantiate`] holds: what to make instances of.
#[derive(Clone)]
struct Fork(Option<InstancePre<Fork>>);

/// Host functions can make instances, and call them, while their caller waits.
#[test]
fn host_functions_instantiate() -> Result<()> {
    const TEXT: &str = r#"(module
        (import "" "fork" (func $fork (param i32) (result i32)))
        (memory 1)
        (func (export "run") (param $n i32) (result i32)
            (if (i32.eqz (local.get $n)) (then (return (i32.const 0))))
            (i32.store (i32.const 0) (local.get $n))
            (i32.add
                (call $fork (i32.sub (local.get $n) (i32.const 1)))
                (i32.load (i32.const 0)))))"#;
    for (mode, engine) in &engines() {
        let mut linker = Linker::new(engine);
        linker.func_wrap(
            "",
            "fork",
            |mut caller: Caller<'_, Fork>, n: i32| -> Result<i32> {
                let fork = caller.data().clone();
                let instance = fork.0.unwrap().instantiate(&mut caller)?;
                let run = instance.get_typed_func::<i32, i32>(&mut caller, "run")?;
                run.call(&mut caller, n)
            },
        )?;
        let pre = linker.instantiate_pre(&Module::new(engine, TEXT)?)?;
        let mut store = Store::new(engine, Fork(Some(pre.clone())));
        let instance = pre.instantiate(&mut store)?;
        let run = instance.get_typed_func::<i32, i32>(&mut store, "run")?;
        assert_eq!(run.call(&mut store, 20)?, 210, "{mode}");
    }
    Ok(())
}
