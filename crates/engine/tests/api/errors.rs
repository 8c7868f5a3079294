//! Errors and panics of host functions, on their way through Wasm.

use std::hint::black_box;
use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use switchback_engine::{
    Caller, Engine, Func, FuncType, Instance, Module, Result, Store, Trap, Val, ValType,
};

use crate::support::{add_instance, engines, frames, instantiate, trap};

#[derive(Debug, PartialEq, Eq)]
struct MyError(u64);

impl std::fmt::Display for MyError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "my error {}", self.0)
    }
}

impl std::error::Error for MyError {}

/// Calls the host `depth` activations deep, and there what the host was made with.
const DEEP: &str = r#"(module $deep
    (import "" "host" (func $host (param i32)))
    (func $inner (param $depth i32) (call $host (local.get $depth)))
    (func $outer (export "outer") (param $depth i32)
        (call $inner (local.get $depth))))"#;

/// Counts what is dropped.
struct Guard(Arc<AtomicUsize>);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// An instance of [`DEEP`] whose host function calls `outer` again, until the depth is
/// zero: then it calls `last`.
fn deep(
    engine: &Engine,
    dropped: &Arc<AtomicUsize>,
    last: impl Fn() -> Result<()> + Send + Sync + 'static,
) -> (Store<Option<Func>>, Instance) {
    let mut store = Store::new(engine, None);
    let dropped = Arc::clone(dropped);
    let host = Func::wrap(
        &mut store,
        move |mut caller: Caller<'_, Option<Func>>, depth: i32| -> Result<()> {
            let _guard = Guard(Arc::clone(&dropped));
            if depth == 0 {
                return last();
            }
            let outer = caller.data().unwrap();
            let outer = outer.typed::<i32, ()>(&caller)?;
            outer.call(&mut caller, depth - 1)
        },
    );
    let instance = add_instance(&mut store, DEEP, &[host.into()]).unwrap();
    *store.data_mut() = instance.get_func(&mut store, "outer");
    (store, instance)
}

#[test]
fn errors_arrive_as_they_were() -> Result<()> {
    for (mode, engine) in &engines() {
        let dropped = Arc::default();
        let (mut store, instance) = deep(engine, &dropped, || Err(MyError(17).into()));
        let outer = instance.get_typed_func::<i32, ()>(&mut store, "outer")?;
        for depth in 0..5 {
            dropped.store(0, Ordering::Relaxed);
            let error = outer.call(&mut store, depth).unwrap_err();
            assert_eq!(error.downcast_ref(), Some(&MyError(17)), "{mode}");
            assert_eq!(error.root_cause().to_string(), "my error 17");
            // One guard for each activation, and two frames.
            let activations = depth as usize + 1;
            assert_eq!(dropped.load(Ordering::Relaxed), activations, "{mode}");
            assert_eq!(
                frames(&error),
                ["inner", "outer"].repeat(activations),
                "{mode}"
            );
            assert_eq!(error.downcast::<MyError>().unwrap(), MyError(17));
        }
    }
    Ok(())
}

#[test]
fn panics_arrive_as_they_were() -> Result<()> {
    let payloads: [fn(); 3] = [
        || panic!("a text"),
        || panic!("a text with a number: {}", black_box(12)),
        || panic_any(MyError(9)),
    ];
    for (mode, engine) in &engines() {
        for (index, payload) in payloads.into_iter().enumerate() {
            let dropped = Arc::default();
            let (mut store, instance) = deep(engine, &dropped, move || {
                payload();
                Ok(())
            });
            let outer = instance.get_typed_func::<i32, ()>(&mut store, "outer")?;
            for depth in 0..4 {
                dropped.store(0, Ordering::Relaxed);
                let call = AssertUnwindSafe(|| outer.call(&mut store, depth));
                let panic = catch_unwind(call).unwrap_err();
                match index {
                    0 => assert_eq!(panic.downcast_ref(), Some(&"a text")),
                    1 => assert_eq!(
                        panic.downcast_ref::<String>().unwrap(),
                        "a text with a number: 12"
                    ),
                    _ => assert_eq!(panic.downcast_ref(), Some(&MyError(9))),
                }
                assert_eq!(
                    dropped.load(Ordering::Relaxed),
                    depth as usize + 1,
                    "{mode}"
                );
            }
        }
    }
    Ok(())
}

/// A host function may handle what the Wasm that it calls ends with, and go on.
#[test]
fn host_functions_can_handle_errors() -> Result<()> {
    const TEXT: &str = r#"(module
        (import "" "attempt" (func $attempt (param funcref i32) (result i32)))
        (func $fail (export "fail") (param i32) (result i32)
            (i32.div_s (i32.const 100) (local.get 0)))
        (func (export "run") (param i32) (result i32)
            (i32.add (i32.const 1000) (call $attempt (ref.func $fail) (local.get 0)))))"#;
    for (mode, engine) in &engines() {
        let mut store = Store::new(engine, ());
        let attempt = Func::wrap(
            &mut store,
            |mut caller: Caller<'_, ()>, func: Option<Func>, argument: i32| -> Result<i32> {
                let func = func.unwrap().typed::<i32, i32>(&caller)?;
                Ok(match func.call(&mut caller, argument) {
                    Ok(result) => result,
                    Err(error) => {
                        assert_eq!(trap(&error), Trap::IntegerDivisionByZero);
                        -1
                    }
                })
            },
        );
        let instance = add_instance(&mut store, TEXT, &[attempt.into()])?;
        let run = instance.get_typed_func::<i32, i32>(&mut store, "run")?;
        for (argument, expected) in [(5, 1020), (0, 999), (1, 1100), (0, 999)] {
            assert_eq!(run.call(&mut store, argument)?, expected, "{mode}");
        }
    }
    Ok(())
}

#[test]
fn start_functions_can_fail() {
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let text = "(module (func $start unreachable) (start $start))";
    let error = add_instance(&mut store, text, &[]).unwrap_err();
    assert_eq!(trap(&error), Trap::UnreachableCodeReached);
    assert_eq!(frames(&error), ["start"]);

    let fail = Func::wrap(&mut store, || -> Result<()> { Err(MyError(3).into()) });
    let text = r#"(module (import "" "" (func $fail)) (start $fail))"#;
    let error = add_instance(&mut store, text, &[fail.into()]).unwrap_err();
    assert_eq!(error.downcast_ref(), Some(&MyError(3)));
}

#[test]
fn segments_out_of_bounds_are_traps() {
    let engine = Engine::default();
    for (text, expected) in [
        (
            "(module (memory 1) (data (i32.const 65536) \"x\"))",
            Trap::MemoryOutOfBounds,
        ),
        (
            "(module (table 1 funcref) (func $f) (elem (i32.const 1) $f))",
            Trap::TableOutOfBounds,
        ),
    ] {
        let mut store = Store::new(&engine, ());
        let module = Module::new(&engine, text).unwrap();
        let error = Instance::new(&mut store, &module, &[]).unwrap_err();
        assert_eq!(trap(&error), expected, "{text}");
    }
}

#[test]
fn wrong_arguments_are_errors() {
    let engine = Engine::default();
    let text = r#"(module
        (func (export "f") (param i32 f64) (result i64) (i64.const 1))
        (func (export "r") (param (ref func))))"#;
    let (mut store, instance) = instantiate(&engine, text);
    let f = instance.get_func(&mut store, "f").unwrap();
    let (int, float) = (Val::I32(1), Val::F64(0));
    let cases: [(&[Val], usize, &str); 5] = [
        (&[int, float], 0, "expected 1 results, got 0"),
        (&[int], 1, "expected 2 arguments, got 1"),
        (&[int, float, int], 1, "expected 2 arguments, got 3"),
        (&[float, int], 1, "argument type mismatch"),
        (&[Val::I64(1), float], 1, "argument type mismatch"),
    ];
    for (params, results, expected) in cases {
        let mut results = vec![Val::I32(0); results];
        let error = f.call(&mut store, params, &mut results).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
    f.call(&mut store, &[int, float], &mut [int]).unwrap();

    let r = instance.get_func(&mut store, "r").unwrap();
    let error = r
        .call(&mut store, &[Val::FuncRef(None)], &mut [])
        .unwrap_err();
    assert_eq!(error.to_string(), "argument type mismatch");
    r.call(&mut store, &[f.into()], &mut []).unwrap();

    assert!(f.typed::<(i32, f64), i64>(&store).is_ok());
    assert!(f.typed::<(u32, f64), u64>(&store).is_ok());
    assert!(f.typed::<(i32, f32), i64>(&store).is_err());
    assert!(f.typed::<i32, i64>(&store).is_err());
    assert!(f.typed::<(i32, f64), ()>(&store).is_err());
    assert!(f.typed::<(i32, f64), f64>(&store).is_err());
    for name in ["absent", "F", ""] {
        let error = instance
            .get_typed_func::<(), ()>(&mut store, name)
            .unwrap_err();
        let expected = format!("failed to find function export `{name}`");
        assert_eq!(error.to_string(), expected);
    }
}

/// A host function must give what its type says.
#[test]
fn wrong_results_are_errors() {
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let ty = FuncType::new(&engine, [], [ValType::I32]);
    let wrong = Func::new(&mut store, ty, |_, _, results| {
        results[0] = Val::I64(1);
        Ok(())
    });
    let text = r#"(module
        (import "" "" (func $wrong (result i32)))
        (func $f (export "f") (result i32) (call $wrong)))"#;
    let instance = add_instance(&mut store, text, &[wrong.into()]).unwrap();
    let f = instance.get_typed_func::<(), i32>(&mut store, "f").unwrap();
    let error = f.call(&mut store, ()).unwrap_err();
    let chain: Vec<_> = error.chain().map(ToString::to_string).collect();
    assert!(
        chain.contains(&"function attempted to return an incompatible value".to_owned()),
        "{chain:?}"
    );
    assert_eq!(frames(&error), ["f"]);
    let error = wrong.call(&mut store, &[], &mut [Val::I32(0)]).unwrap_err();
    assert!(error.to_string().contains("incompatible value"), "{error}");
}
