//! What stops Wasm, or keeps it from growing, and that the store goes on afterwards.

use std::num::NonZeroUsize;
use std::time::Duration;

use switchback_runtime::caller::Caller;
use switchback_runtime::config::Config;
use switchback_runtime::engine::Engine;
use switchback_runtime::entity_types::{GlobalType, MemoryType, TableType};
use switchback_runtime::external::Extern;
use switchback_runtime::function::Func;
use switchback_runtime::global::Global;
use switchback_runtime::instance::Instance;
use switchback_runtime::limits::{StoreLimits, StoreLimitsBuilder};
use switchback_runtime::memory::Memory;
use switchback_runtime::references::ExternRef;
use switchback_runtime::store::Store;
use switchback_runtime::table::Table;
use switchback_runtime::trap::{Trap, WasmBacktrace};
use switchback_runtime::types::{FuncType, HeapType, Mutability, RefType, ValType};
use switchback_runtime::value::{Ref, Val};

mod common;

use common::{instance, module};

fn engine(configure: impl FnOnce(&mut Config)) -> Engine {
    let mut config = Config::new();
    configure(&mut config);
    Engine::new(&config).expect("an engine")
}

/// The memory that the process has in use, in pages.
fn resident_pages() -> usize {
    let text = std::fs::read_to_string("/proc/self/statm").expect("Linux has it");
    let pages = text.split(' ').nth(1).expect("the second field");
    pages.parse().expect("a number")
}

#[test]
fn a_million_traps_leak_nothing() {
    let engine = engine(|config| {
        config
            .zeal_smallest_stacks(true)
            .wasm_backtrace_max_frames(NonZeroUsize::new(4));
    });
    let mut store = Store::new(&engine, ());
    let text = r#"(module
        (func $endless (export "endless") (result i32)
            (i32.add (i32.const 1) (call $endless)))
        (func (export "unreachable") unreachable))"#;
    let instance = instance(&mut store, text, &[]);
    let endless = instance
        .get_typed_func::<(), i32>(&mut store, "endless")
        .unwrap();
    let unreachable = instance
        .get_typed_func::<(), ()>(&mut store, "unreachable")
        .unwrap();
    let mut round = |count| {
        for number in 0..count {
            if number % 10 == 0 {
                let error = endless.call(&mut store, ()).unwrap_err();
                assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::StackOverflow));
                let backtrace = error.downcast_ref::<WasmBacktrace>().unwrap();
                assert_eq!(backtrace.frames().len(), 4);
            }
            let error = unreachable.call(&mut store, ()).unwrap_err();
            assert_eq!(
                error.downcast_ref::<Trap>(),
                Some(&Trap::UnreachableCodeReached)
            );
        }
    };
    round(10_000);
    let before = resident_pages();
    round(900_000);
    // 990,000 leaks of a single byte would be 240 pages.
    let after = resident_pages();
    assert!(after < before + 200, "from {before} to {after} pages");
}

#[test]
fn an_interrupt_stops_loops_and_calls_and_nothing_else() {
    let engine = engine(|_| {});
    let mut store = Store::new(&engine, ());
    let text = r#"(module
        (func (export "loop") (loop br 0))
        (func (export "nop")))"#;
    let instance = instance(&mut store, text, &[]);
    let endless = instance
        .get_typed_func::<(), ()>(&mut store, "loop")
        .unwrap();
    let handle = store.interrupt_handle();
    for _ in 0..3 {
        let error = std::thread::scope(|scope| {
            scope.spawn(|| {
                std::thread::sleep(Duration::from_millis(20));
                handle.interrupt();
            });
            endless.call(&mut store, ()).unwrap_err()
        });
        assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::Interrupt));
    }
    // One that is asked for before Wasm runs counts for the next that runs.
    handle.interrupt();
    let error = endless.call(&mut store, ()).unwrap_err();
    assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::Interrupt));
    let nop = instance
        .get_typed_func::<(), ()>(&mut store, "nop")
        .unwrap();
    nop.call(&mut store, ()).unwrap();
    drop(store);
    handle.interrupt();
}

#[test]
fn host_functions_have_their_stack_at_the_deepest_frame() {
    fn use_stack(bytes: usize) -> u8 {
        let mut frame = [0u8; 4096];
        frame[bytes % 4096] = 1;
        std::hint::black_box(&mut frame);
        if bytes > 4096 + 256 {
            use_stack(bytes - 4096 - 256).wrapping_add(frame[0])
        } else {
            frame[0]
        }
    }
    // On a small stack of the host's, with recursion through the host.
    let thread = std::thread::Builder::new().stack_size(1 << 20).spawn(|| {
        let engine = engine(|_| {});
        let mut store = Store::new(&engine, 0u32);
        let host = Func::wrap(
            &mut store,
            |mut caller: Caller<'_, u32>| -> anyhow::Result<()> {
                *caller.data_mut() += 1;
                std::hint::black_box(use_stack(240 * 1024));
                let again = caller
                    .get_export("again")
                    .and_then(Extern::into_func)
                    .unwrap();
                again.typed::<(), ()>(&caller)?.call(&mut caller, ())
            },
        );
        let text = r#"(module
            (import "" "host" (func $host))
            (func (export "again") call $host))"#;
        let instance = instance(&mut store, text, &[host.into()]);
        let again = instance
            .get_typed_func::<(), ()>(&mut store, "again")
            .unwrap();
        let error = again.call(&mut store, ()).unwrap_err();
        assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::StackOverflow));
        assert!(*store.data() > 10);
    });
    thread.unwrap().join().unwrap();
}

#[test]
fn limiters_decide_about_growth() {
    let engine = engine(|_| {});
    let limits = StoreLimitsBuilder::new()
        .memory_size(3 << 16)
        .table_elements(5)
        .instances(2)
        .memories(2)
        .build();
    let mut store = Store::new(&engine, limits);
    store.limiter(|limits| limits);
    let text = r#"(module
        (memory (export "memory") 1)
        (table (export "table") 2 funcref)
        (func (export "memory.grow") (param i32) (result i32) (memory.grow (local.get 0)))
        (func (export "table.grow") (param i32) (result i32)
            (table.grow (ref.null func) (local.get 0))))"#;
    let instance = instance(&mut store, text, &[]);
    type Grow = switchback_runtime::typed::TypedFunc<i32, i32>;
    let memory: Grow = instance.get_typed_func(&mut store, "memory.grow").unwrap();
    let table: Grow = instance.get_typed_func(&mut store, "table.grow").unwrap();
    assert_eq!(memory.call(&mut store, 2).unwrap(), 1);
    assert_eq!(memory.call(&mut store, 1).unwrap(), -1);
    assert_eq!(memory.call(&mut store, 0).unwrap(), 3);
    assert_eq!(table.call(&mut store, 3).unwrap(), 2);
    assert_eq!(table.call(&mut store, 1).unwrap(), -1);
    let exported = instance.get_memory(&mut store, "memory").unwrap();
    assert!(exported.grow(&mut store, 1).is_err());
    *store.data_mut() = StoreLimits::default();
    assert_eq!(exported.grow(&mut store, 1).unwrap(), 3);

    *store.data_mut() = StoreLimitsBuilder::new().instances(1).build();
    let empty = module(&engine, "(module)");
    assert!(Instance::new(&mut store, &empty, &[]).is_err());
    *store.data_mut() = StoreLimitsBuilder::new().memories(1).build();
    assert!(Memory::new(&mut store, MemoryType::new(1, None)).is_err());
    *store.data_mut() = StoreLimitsBuilder::new()
        .memory_size(1)
        .trap_on_grow_failure(true)
        .build();
    let error = memory.call(&mut store, 1).unwrap_err();
    assert!(error.downcast_ref::<Trap>().is_none());
    assert!(error.downcast_ref::<WasmBacktrace>().is_some());
}

#[test]
fn gigantic_wishes_are_errors() {
    let engine = engine(|_| {});
    for text in [
        "(module (memory i64 0x1000000000000))",
        "(module (memory i64 0x800000000000 0x800000000000 (pagesize 1)))",
        "(module (table 0xffffffff funcref))",
        "(module (table i64 0xffffffffffffffff funcref))",
    ] {
        let module = module(&engine, text);
        let mut store = Store::new(&engine, ());
        assert!(Instance::new(&mut store, &module, &[]).is_err(), "{text}");
    }
}

#[test]
fn memories_tables_and_globals_are_the_embedders_too() {
    let engine = engine(|_| {});
    let mut store = Store::new(&engine, ());
    let func_type = FuncType::new(&engine, [ValType::I32], []);
    let func = Func::wrap(&mut store, |_: i32| {});
    let element = RefType::new(true, HeapType::ConcreteFunc(func_type.clone()));
    let table = Table::new(
        &mut store,
        TableType::new(element.clone(), 2, Some(4)),
        Ref::Func(None),
    )
    .unwrap();
    drop((func_type, element));
    table.set(&mut store, 1, Ref::Func(Some(func))).unwrap();
    let other = Func::wrap(&mut store, || {});
    assert!(table.set(&mut store, 1, Ref::Func(Some(other))).is_err());
    assert!(table.set(&mut store, 2, Ref::Func(None)).is_err());
    assert!(table.set(&mut store, 0, Ref::Extern(None)).is_err());
    assert_eq!(table.grow(&mut store, 2, Ref::Func(Some(func))).unwrap(), 2);
    assert!(table.grow(&mut store, 1, Ref::Func(None)).is_err());
    let present: Vec<_> = (0..5)
        .map(|index| {
            table
                .get(&mut store, index)
                .map(|element| element.is_non_null())
        })
        .collect();
    let expected = [Some(false), Some(true), Some(true), Some(true), None];
    assert_eq!(present, expected);
    assert!(
        table
            .ty(&store)
            .element()
            .heap_type()
            .as_concrete_func()
            .is_some()
    );

    let value = ExternRef::new(&mut store, String::from("mine")).unwrap();
    let ty = GlobalType::new(ValType::EXTERNREF, Mutability::Var);
    let global = Global::new(&mut store, ty, value.into()).unwrap();
    let held = global.get(&mut store);
    let held = held
        .unwrap_externref()
        .unwrap()
        .data(&store)
        .unwrap()
        .unwrap();
    assert_eq!(held.downcast_ref::<String>().unwrap(), "mine");
    assert!(global.set(&mut store, Val::I32(1)).is_err());
    global.set(&mut store, Val::ExternRef(None)).unwrap();
    let ty = GlobalType::new(ValType::I32, Mutability::Const);
    let constant = Global::new(&mut store, ty, Val::I32(3)).unwrap();
    assert!(constant.set(&mut store, Val::I32(4)).is_err());

    let memory = Memory::new(&mut store, MemoryType::new(1, Some(2))).unwrap();
    memory.write(&mut store, 65_530, b"abcdef").unwrap();
    assert!(memory.write(&mut store, 65_531, b"abcdef").is_err());
    assert!(memory.read(&store, usize::MAX, &mut [0; 2]).is_err());
    assert_eq!(memory.grow(&mut store, 1).unwrap(), 1);
    assert!(memory.grow(&mut store, 1).is_err());
    let mut read = [0; 8];
    memory.read(&store, 65_529, &mut read).unwrap();
    assert_eq!(&read, b"\0abcdef\0");

    let mut stranger = Store::new(&engine, ());
    assert!(memory.grow(&mut stranger, 0).is_err());
    assert!(global.set(&mut stranger, Val::ExternRef(None)).is_err());
    assert!(table.set(&mut stranger, 0, Ref::Func(None)).is_err());
    assert!(value.data(&stranger).is_err());
    let text = r#"(module (import "" "" (memory 1)))"#;
    let module = module(&engine, text);
    assert!(Instance::new(&mut stranger, &module, &[memory.into()]).is_err());
    assert!(Instance::new(&mut store, &module, &[memory.into()]).is_ok());
}
