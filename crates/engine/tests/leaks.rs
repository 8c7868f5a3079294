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
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use switchback_engine::{
    Caller, Engine, Error, ExnRef, ExternRef, Func, FuncType, Linker, Module, Result, RootScope,
    Store, Tag, TagType, ThrownException, Val, ValType,
};

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

const THROWS: &str = r#"(module
    (import "" "host" (func $host (param i32)))
    (import "" "tag" (tag $host-tag (param i32)))
    (type $box (struct (field i32)))
    (tag $tag (param i32 externref (ref null $box)))
    (func $throw (param i32)
        (throw $tag (local.get 0) (ref.null extern) (struct.new $box (local.get 0))))
    (func $deeper (param i32 i32)
        (if (local.get 1)
            (then (call $deeper (local.get 0) (i32.sub (local.get 1) (i32.const 1)))))
        (if (i32.eqz (local.get 0)) (then (call $throw (i32.const 5))))
        (call $host (local.get 0)))
    (func (export "uncaught") (param i32) (call $deeper (local.get 0) (i32.const 5)))
    (func (export "caught") (param i32)
        (block $all (try_table (catch_all $all) (call $deeper (local.get 0) (i32.const 5)))))
    (func (export "rethrown") (param i32)
        (block $all (result exnref)
            (try_table (catch_all_ref $all) (call $deeper (local.get 0) (i32.const 5)))
            (return))
        (throw_ref)))"#;

#[test]
fn exceptions_leave_nothing() -> Result<()> {
    let _alone = alone();
    for (mode, engine) in &engines() {
        let mut store = Store::new(engine, None::<Func>);
        let ty = TagType::new(FuncType::new(engine, [ValType::I32], []));
        let tag = Tag::new(&mut store, &ty)?;
        let host = Func::wrap(
            &mut store,
            move |mut caller: Caller<'_, Option<Func>>, how: i32| -> Result<()> {
                if how == 1 {
                    let exception = ExnRef::new(&mut caller, &tag, &[Val::I32(how)])?;
                    return caller.throw(exception);
                }
                // Another activation, whose exception goes on in this one, or does not.
                let run = caller.data().unwrap().typed::<i32, ()>(&caller)?;
                let thrown = run.call(&mut caller, how / 4).expect_err("it throws");
                match how % 4 {
                    2 => Err(thrown),
                    _ => {
                        let thrown = thrown.downcast::<ThrownException>()?;
                        let exception = thrown.exception().to_rooted(&mut caller);
                        caller.throw(exception)
                    }
                }
            },
        );
        let instance = add_instance(&mut store, THROWS, &[host.into(), tag.into()])?;
        *store.data_mut() = instance.get_func(&mut store, "uncaught");
        let names = ["own", "the host's", "passed on", "thrown again"];
        for export in ["uncaught", "caught", "rethrown"] {
            let run = instance.get_typed_func::<i32, ()>(&mut store, export)?;
            for (how, name) in names.into_iter().enumerate() {
                let case = format!("{mode}: {export}, {name}");
                stays_small(&case, || {
                    let result = run.call(&mut store, how as i32);
                    assert_eq!(result.is_ok(), export == "caught", "{case}: {result:?}");
                });
            }
        }
        store.gc();
        assert!(store.heap_statistics().used < 1 << 16, "{mode}");
    }
    Ok(())
}

/// Counts itself while it lives.
struct Counted(Arc<AtomicUsize>);

impl Counted {
    fn new(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(count))
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[test]
fn values_of_the_host_are_dropped() -> Result<()> {
    let _alone = alone();
    let text = r#"(module
        (import "" "make" (func $make (result externref)))
        (table $kept 10 externref)
        (func (export "run") (param $i i32)
            (drop (call $make))
            (table.set $kept (i32.rem_u (local.get $i) (i32.const 10)) (call $make)))
        (func (export "drop") (table.fill $kept (i32.const 0) (ref.null extern) (i32.const 10))))"#;
    for (mode, engine) in &engines() {
        let count = Arc::new(AtomicUsize::new(0));
        let mut store = Store::new(engine, ());
        let counted = Arc::clone(&count);
        let make = Func::wrap(&mut store, move |mut caller: Caller<'_, ()>| {
            ExternRef::new(&mut caller, Counted::new(&counted)).map(Some)
        });
        let instance = add_instance(&mut store, text, &[make.into()])?;
        let run = instance.get_typed_func::<i32, ()>(&mut store, "run")?;
        let clear = instance.get_typed_func::<(), ()>(&mut store, "drop")?;
        let mut i = 0;
        stays_small(&format!("{mode}: values of the host"), || {
            i += 1;
            run.call(&mut store, i).unwrap();
        });
        store.gc();
        assert_eq!(count.load(Ordering::Relaxed), 10, "{mode}");
        // What the embedder holds stays, and goes.
        let owned =
            ExternRef::new(&mut store, Counted::new(&count))?.to_owned_rooted(&mut store)?;
        {
            let mut scope = RootScope::new(&mut store);
            ExternRef::new(&mut scope, Counted::new(&count))?;
        }
        clear.call(&mut store, ())?;
        store.gc();
        assert_eq!(count.load(Ordering::Relaxed), 1, "{mode}");
        drop(owned);
        drop(store);
        assert_eq!(count.load(Ordering::Relaxed), 0, "{mode}");
    }
    Ok(())
}
