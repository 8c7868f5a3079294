//! Limits of what a store may use.

use switchback_engine::{
    Engine, Memory, MemoryType, Ref, RefType, Store, StoreLimits, StoreLimitsBuilder, Table,
    TableType,
};

use crate::support::{add_instance, frames};

const GROWING: &str = r#"(module
    (memory 1)
    (table 1 funcref)
    (func $memory (export "memory") (param i32) (result i32) (memory.grow (local.get 0)))
    (func $table (export "table") (param i32) (result i32)
        (table.grow (ref.null func) (local.get 0))))"#;

fn limited(limits: StoreLimitsBuilder) -> Store<StoreLimits> {
    let mut store = Store::new(&Engine::default(), limits.build());
    store.limiter(|limits| limits);
    store
}

#[test]
fn growth_within_limits() {
    let limits = StoreLimitsBuilder::new()
        .memory_size(3 << 16)
        .table_elements(5);
    let mut store = limited(limits);
    let instance = add_instance(&mut store, GROWING, &[]).unwrap();
    let cases: [(&str, &[(i32, i32)]); 2] = [
        (
            "memory",
            &[(3, -1), (1, 1), (2, -1), (1, 2), (1, -1), (0, 3)],
        ),
        (
            "table",
            &[(5, -1), (3, 1), (2, -1), (1, 4), (1, -1), (0, 5)],
        ),
    ];
    for (name, steps) in cases {
        let grow = instance
            .get_typed_func::<i32, i32>(&mut store, name)
            .unwrap();
        for &(delta, expected) in steps {
            assert_eq!(
                grow.call(&mut store, delta).unwrap(),
                expected,
                "{name} {delta}"
            );
        }
    }
}

#[test]
fn growth_beyond_limits_can_be_an_error() {
    let limits = StoreLimitsBuilder::new()
        .memory_size(2 << 16)
        .table_elements(2)
        .trap_on_grow_failure(true);
    let mut store = limited(limits);
    let instance = add_instance(&mut store, GROWING, &[]).unwrap();
    for name in ["memory", "table"] {
        let grow = instance
            .get_typed_func::<i32, i32>(&mut store, name)
            .unwrap();
        assert_eq!(grow.call(&mut store, 1).unwrap(), 1);
        let error = grow.call(&mut store, 1).unwrap_err();
        assert_eq!(frames(&error), [name]);
        let text = error.root_cause().to_string();
        assert!(text.contains("forcing trap when growing"), "{text}");
        assert_eq!(grow.call(&mut store, 0).unwrap(), 2);
    }
}

#[test]
fn making_things_is_limited() {
    type Limit = fn(StoreLimitsBuilder) -> StoreLimitsBuilder;
    let cases: &[(&str, Limit, bool)] = &[
        (
            "(module (memory 2))",
            |limits| limits.memory_size(2 << 16),
            true,
        ),
        (
            "(module (memory 2))",
            |limits| limits.memory_size((2 << 16) - 1),
            false,
        ),
        (
            "(module (table 10 funcref))",
            |limits| limits.table_elements(10),
            true,
        ),
        (
            "(module (table 10 funcref))",
            |limits| limits.table_elements(9),
            false,
        ),
        (
            "(module (memory 0) (memory 0))",
            |limits| limits.memories(2),
            true,
        ),
        (
            "(module (memory 0) (memory 0))",
            |limits| limits.memories(1),
            false,
        ),
        (
            "(module (table 0 funcref) (table 0 funcref))",
            |limits| limits.tables(2),
            true,
        ),
        (
            "(module (table 0 funcref) (table 0 funcref))",
            |limits| limits.tables(1),
            false,
        ),
        ("(module)", |limits| limits.instances(1), true),
        ("(module)", |limits| limits.instances(0), false),
    ];
    for (text, limit, fits) in cases {
        let mut store = limited(limit(StoreLimitsBuilder::new()));
        let instance = add_instance(&mut store, text, &[]);
        assert_eq!(instance.is_ok(), *fits, "{text}: {instance:?}");
    }
}

#[test]
fn the_embedder_is_limited_too() {
    let mut store = limited(
        StoreLimitsBuilder::new()
            .memory_size(1 << 16)
            .table_elements(3),
    );
    assert!(Memory::new(&mut store, MemoryType::new(2, None)).is_err());
    let memory = Memory::new(&mut store, MemoryType::new(1, None)).unwrap();
    assert!(memory.grow(&mut store, 1).is_err());
    let ty = |minimum| TableType::new(RefType::FUNCREF, minimum, None);
    assert!(Table::new(&mut store, ty(4), Ref::Func(None)).is_err());
    let table = Table::new(&mut store, ty(3), Ref::Func(None)).unwrap();
    assert!(table.grow(&mut store, 1, Ref::Func(None)).is_err());
}

#[test]
fn growth_beyond_the_type_fails() {
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let memory = Memory::new(&mut store, MemoryType::new(1, Some(3))).unwrap();
    assert_eq!(memory.grow(&mut store, 2).unwrap(), 1);
    for delta in [1, 65536, u64::MAX] {
        assert!(memory.grow(&mut store, delta).is_err(), "{delta}");
    }
    assert_eq!(memory.size(&store), 3);
    assert!(Memory::new(&mut store, MemoryType::new(3, Some(2))).is_err());
    assert!(Memory::new(&mut store, MemoryType::new(65537, None)).is_err());
}
