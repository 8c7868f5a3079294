//! Modules run end to end: compiled, instantiated, called.

use switchback_runtime::caller::Caller;
use switchback_runtime::config::Config;
use switchback_runtime::engine::Engine;
use switchback_runtime::external::Extern;
use switchback_runtime::function::Func;
use switchback_runtime::instance::Instance;
use switchback_runtime::store::Store;
use switchback_runtime::trap::{Trap, WasmBacktrace};
use switchback_runtime::types::{FuncType, ValType};
use switchback_runtime::value::Val;

mod common;

use common::{instance, module};

fn store<T>(data: T) -> Store<T> {
    Store::new(&Engine::new(&Config::new()).expect("an engine"), data)
}

#[test]
fn functions_take_arguments_and_give_results() {
    let mut store = store(());
    let text = r#"(module
        (func (export "add") (param i32 i32) (result i32)
            local.get 0 local.get 1 i32.add)
        (func (export "mix") (param i64 f32 f64 i32 i64 i64 i64 i64 i64 i64) (result f64 i64)
            local.get 2 local.get 1 f64.promote_f32 f64.add
            local.get 9 local.get 8 i64.sub))"#;
    let instance = instance(&mut store, text, &[]);
    let add = instance
        .get_typed_func::<(i32, i32), i32>(&mut store, "add")
        .unwrap();
    assert_eq!(add.call(&mut store, (40, 2)).unwrap(), 42);
    let mix = instance.get_func(&mut store, "mix").unwrap();
    let mut results = [Val::I32(0), Val::I32(0)];
    let arguments = [
        Val::I64(1),
        Val::from(2.5f32),
        Val::from(4.0f64),
        Val::I32(5),
        Val::I64(6),
        Val::I64(7),
        Val::I64(8),
        Val::I64(9),
        Val::I64(10),
        Val::I64(111),
    ];
    mix.call(&mut store, &arguments, &mut results).unwrap();
    assert_eq!(results[0].unwrap_f64(), 6.5);
    assert_eq!(results[1].unwrap_i64(), 101);
    type Arguments = (i64, f32, f64, i32, i64, i64, i64, i64, i64, i64);
    let mix = mix.typed::<Arguments, (f64, i64)>(&store).unwrap();
    let result = mix
        .call(&mut store, (1, 2.5, 4.0, 5, 6, 7, 8, 9, 10, 111))
        .unwrap();
    assert_eq!(result, (6.5, 101));
}

#[test]
fn wasm_calls_the_host_and_the_host_calls_back() {
    let mut store = store(0u32);
    let twice = Func::wrap(&mut store, |mut caller: Caller<'_, u32>, value: i32| {
        *caller.data_mut() += 1;
        let inner = caller
            .get_export("inner")
            .and_then(Extern::into_func)
            .unwrap();
        let inner = inner.typed::<i32, i32>(&caller)?;
        Ok::<_, anyhow::Error>(inner.call(&mut caller, value)? * 2)
    });
    let text = r#"(module
        (import "" "twice" (func $twice (param i32) (result i32)))
        (func (export "inner") (param i32) (result i32) local.get 0 i32.const 1 i32.add)
        (func (export "outer") (param i32) (result i32)
            local.get 0 call $twice i32.const 100 i32.add))"#;
    let instance = instance(&mut store, text, &[twice.into()]);
    let outer = instance
        .get_typed_func::<i32, i32>(&mut store, "outer")
        .unwrap();
    assert_eq!(outer.call(&mut store, 20).unwrap(), 142);
    assert_eq!(*store.data(), 1);
}

#[test]
fn host_functions_take_and_give_many_values() {
    let mut store = store(());
    let sum = Func::wrap(
        &mut store,
        |a: i64, b: f64, c: i64, d: i64, e: i64, f: i64, g: i64, h: i64, i: f32| {
            (a + c + d + e + f + g + h, b + f64::from(i))
        },
    );
    let ty = FuncType::new(
        store.engine(),
        [const { ValType::I64 }; 10]
            .into_iter()
            .chain([ValType::F64]),
        [const { ValType::I64 }; 12],
    );
    let spread = Func::new(&mut store, ty, |_, arguments, results| {
        for (place, result) in results.iter_mut().enumerate() {
            *result = Val::I64(arguments.get(place).and_then(Val::i64).unwrap_or(-1));
        }
        Ok(())
    });
    let text = r#"(module
        (import "" "sum" (func $sum
            (param i64 f64 i64 i64 i64 i64 i64 i64 f32) (result i64 f64)))
        (import "" "spread" (func $spread
            (param i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 f64)
            (result i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64)))
        (func (export "sum") (result i64 f64)
            (call $sum (i64.const 1) (f64.const 2.5) (i64.const 3) (i64.const 4) (i64.const 5)
                (i64.const 6) (i64.const 7) (i64.const 8) (f32.const 0.25)))
        (func (export "spread")
            (result i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64)
            (call $spread (i64.const 0) (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4)
                (i64.const 5) (i64.const 6) (i64.const 7) (i64.const 8) (i64.const 9)
                (f64.const 1))))"#;
    let instance = instance(&mut store, text, &[sum.into(), spread.into()]);
    let sum = instance
        .get_typed_func::<(), (i64, f64)>(&mut store, "sum")
        .unwrap();
    assert_eq!(sum.call(&mut store, ()).unwrap(), (34, 2.75));
    let spread = instance.get_func(&mut store, "spread").unwrap();
    let mut results = [Val::I32(0); 12];
    spread.call(&mut store, &[], &mut results).unwrap();
    let results = results.map(|result| result.unwrap_i64());
    assert_eq!(results, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, -1, -1]);
    // A host function called by the host.
    let typed = Func::wrap(&mut store, |a: i32, b: i32| a - b)
        .typed::<(i32, i32), i32>(&store)
        .unwrap();
    assert_eq!(typed.call(&mut store, (50, 8)).unwrap(), 42);
}

#[test]
fn traps_have_a_reason_and_a_backtrace_and_the_store_goes_on() {
    let mut store = store(());
    let text = r#"(module $traps
        (memory 1)
        (func $divide (param i32) (result i32) i32.const 1 local.get 0 i32.div_s)
        (func $deep (export "deep") (param i32) (result i32) local.get 0 call $divide)
        (func (export "load") (param i32) (result i32) local.get 0 i32.load)
        (func $endless (export "endless") call $endless)
        (func (export "unreachable") unreachable))"#;
    let instance = instance(&mut store, text, &[]);
    let deep = instance
        .get_typed_func::<i32, i32>(&mut store, "deep")
        .unwrap();
    let load = instance
        .get_typed_func::<i32, i32>(&mut store, "load")
        .unwrap();
    let endless = instance
        .get_typed_func::<(), ()>(&mut store, "endless")
        .unwrap();
    let unreachable = instance
        .get_typed_func::<(), ()>(&mut store, "unreachable")
        .unwrap();
    for _ in 0..3 {
        let error = deep.call(&mut store, 0).unwrap_err();
        assert_eq!(
            error.downcast_ref::<Trap>(),
            Some(&Trap::IntegerDivisionByZero)
        );
        let backtrace = error.downcast_ref::<WasmBacktrace>().unwrap();
        let names: Vec<_> = backtrace
            .frames()
            .iter()
            .map(|frame| frame.func_name())
            .collect();
        assert_eq!(names, [Some("divide"), Some("deep")]);
        assert_eq!(backtrace.frames()[0].module_name(), Some("traps"));
        assert_eq!(backtrace.frames()[0].instance(), instance);
        assert!(backtrace.frames()[0].module_offset().is_some());
        assert_eq!(deep.call(&mut store, 1).unwrap(), 1);

        let error = load.call(&mut store, -1).unwrap_err();
        assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::MemoryOutOfBounds));
        assert_eq!(load.call(&mut store, 65532).unwrap(), 0);

        let error = endless.call(&mut store, ()).unwrap_err();
        assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::StackOverflow));

        let error = unreachable.call(&mut store, ()).unwrap_err();
        assert_eq!(
            error.downcast_ref::<Trap>(),
            Some(&Trap::UnreachableCodeReached)
        );
    }
}

#[test]
fn errors_and_panics_of_host_functions_reach_the_embedder() {
    let mut store = store(());
    let fail = Func::wrap(&mut store, || -> anyhow::Result<()> {
        Err(std::fmt::Error.into())
    });
    let panic = Func::wrap(&mut store, || -> () { std::panic::panic_any(7u64) });
    let text = r#"(module
        (import "" "fail" (func $fail))
        (import "" "panic" (func $panic))
        (func (export "fail") call $fail)
        (func (export "panic") call $panic))"#;
    let instance = instance(&mut store, text, &[fail.into(), panic.into()]);
    let fail = instance
        .get_typed_func::<(), ()>(&mut store, "fail")
        .unwrap();
    let panic = instance
        .get_typed_func::<(), ()>(&mut store, "panic")
        .unwrap();
    for _ in 0..2 {
        let error = fail.call(&mut store, ()).unwrap_err();
        assert!(error.is::<std::fmt::Error>());
        let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let _ = panic.call(&mut store, ());
        }));
        assert_eq!(caught.unwrap_err().downcast_ref::<u64>(), Some(&7));
    }
}

#[test]
fn recursion_through_the_host_is_a_trap() {
    let mut store = store(());
    let recurse = Func::wrap(&mut store, |mut caller: Caller<'_, ()>| {
        let again = caller
            .get_export("again")
            .and_then(Extern::into_func)
            .unwrap();
        again.typed::<(), ()>(&caller)?.call(&mut caller, ())
    });
    let text = r#"(module
        (import "" "recurse" (func $recurse))
        (func (export "again") call $recurse))"#;
    let instance = instance(&mut store, text, &[recurse.into()]);
    let again = instance
        .get_typed_func::<(), ()>(&mut store, "again")
        .unwrap();
    for _ in 0..2 {
        let error = again.call(&mut store, ()).unwrap_err();
        assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::StackOverflow));
    }
}

#[test]
fn values_of_another_store_are_errors() {
    let engine = Engine::new(&Config::new()).unwrap();
    let mut first = Store::new(&engine, ());
    let mut second = Store::new(&engine, ());
    let of_first = Func::wrap(&mut first, |_: Option<Func>| {});
    assert!(
        of_first
            .call(&mut second, &[Val::FuncRef(None)], &mut [])
            .is_err()
    );
    let of_second = Func::wrap(&mut second, |_: Option<Func>| {});
    assert!(
        of_second
            .call(&mut second, &[Val::FuncRef(Some(of_first))], &mut [])
            .is_err()
    );
    let typed = of_second.typed::<Option<Func>, ()>(&second).unwrap();
    assert!(typed.call(&mut second, Some(of_first)).is_err());
    assert!(typed.call(&mut first, None).is_err());
    assert!(typed.call(&mut second, Some(of_second)).is_ok());
    let returns = Func::wrap(&mut second, move || of_first);
    assert!(returns.call(&mut second, &[], &mut [Val::I32(0)]).is_err());
}

#[test]
fn segments_are_applied_in_order_and_partially() {
    let mut store = store(());
    let memory = switchback_runtime::memory::Memory::new(
        &mut store,
        switchback_runtime::entity_types::MemoryType::new(1, None),
    )
    .unwrap();
    let text = r#"(module
        (import "" "memory" (memory 1))
        (data (i32.const 0) "abc")
        (data (i32.const 65535) "de"))"#;
    let module = module(store.engine(), text);
    let error = Instance::new(&mut store, &module, &[memory.into()]).unwrap_err();
    assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::MemoryOutOfBounds));
    assert_eq!(&memory.data(&store)[..4], b"abc\0");
    assert_eq!(memory.data(&store)[65535], 0);
    assert!(Instance::new(&mut store, &module, &[]).is_err());
}

#[test]
fn scalars_travel_in_registers_both_ways() {
    let mut store = store(());
    let f32s = Func::wrap(&mut store, |a: f32, n: i32, b: f64| a * n as f32 + b as f32);
    let f64s = Func::wrap(
        &mut store,
        |a: i64, b: f64, c: i32, d: f32, e: u64, f: u32, g: i64, h: f64| {
            a as f64 + b + f64::from(c) + f64::from(d) + e as f64 + f64::from(f) + g as f64 + h
        },
    );
    let integer = Func::wrap(&mut store, |a: f64, b: f32, c: i32| a as i32 + b as i32 - c);
    let text = r#"(module
        (import "" "f32s" (func $f32s (param f32 i32 f64) (result f32)))
        (import "" "f64s" (func $f64s (param i64 f64 i32 f32 i64 i32 i64 f64) (result f64)))
        (import "" "integer" (func $integer (param f64 f32 i32) (result i32)))
        (func (export "f32s") (param f32 i32 f64) (result f32)
            (f32.neg (call $f32s (local.get 0) (local.get 1) (local.get 2))))
        (func (export "f64s") (param i64 f64 i32 f32 i64 i32 i64 f64) (result f64)
            (f64.neg (call $f64s (local.get 0) (local.get 1) (local.get 2) (local.get 3)
                (local.get 4) (local.get 5) (local.get 6) (local.get 7))))
        (func (export "integer") (param f64 f32 i32) (result i32)
            (i32.add (i32.const 1000) (call $integer (local.get 0) (local.get 1) (local.get 2))))
        (func (export "nan") (param f32) (result f32) local.get 0))"#;
    let instance = instance(
        &mut store,
        text,
        &[f32s.into(), f64s.into(), integer.into()],
    );
    let f32s = instance
        .get_typed_func::<(f32, i32, f64), f32>(&mut store, "f32s")
        .unwrap();
    assert_eq!(f32s.call(&mut store, (1.5, -4, 0.25)).unwrap(), 5.75);
    let f64s = instance
        .get_typed_func::<(i64, f64, i32, f32, u64, u32, i64, f64), f64>(&mut store, "f64s")
        .unwrap();
    let sum = f64s.call(&mut store, (1, 0.5, -3, 0.25, 5, u32::MAX, -7, 0.125));
    assert_eq!(sum.unwrap(), -(4_294_967_295.0 + 0.875 - 4.0));
    let integer = instance
        .get_typed_func::<(f64, f32, i32), i32>(&mut store, "integer")
        .unwrap();
    assert_eq!(integer.call(&mut store, (7.9, 3.0, -2)).unwrap(), 1012);
    let nan = instance
        .get_typed_func::<f32, f32>(&mut store, "nan")
        .unwrap();
    let signalling = f32::from_bits(0x7fa0_1234);
    assert_eq!(
        nan.call(&mut store, signalling).unwrap().to_bits(),
        0x7fa0_1234
    );
}
