//! The module `spectest`, which scripts import from.
//!
//! What its functions print is dropped: no directive can ask for it.

use switchback_engine::{
    Global, GlobalType, Linker, Memory, MemoryType, Mutability, Ref, RefType, Result, Store, Table,
    TableType, Val, ValType,
};

const NAME: &str = "spectest";

/// Defines everything that `spectest` exports.
pub(crate) fn define(linker: &mut Linker<()>, store: &mut Store<()>) -> Result<()> {
    define_functions(linker)?;
    define_globals(linker, store)?;
    define_tables_and_memories(linker, store)
}

fn define_functions(linker: &mut Linker<()>) -> Result<()> {
    linker.func_wrap(NAME, "print", || {})?;
    linker.func_wrap(NAME, "print_i32", |_: i32| {})?;
    linker.func_wrap(NAME, "print_i64", |_: i64| {})?;
    linker.func_wrap(NAME, "print_f32", |_: f32| {})?;
    linker.func_wrap(NAME, "print_f64", |_: f64| {})?;
    linker.func_wrap(NAME, "print_i32_f32", |_: i32, _: f32| {})?;
    linker.func_wrap(NAME, "print_f64_f64", |_: f64, _: f64| {})?;
    Ok(())
}

fn define_globals(linker: &mut Linker<()>, store: &mut Store<()>) -> Result<()> {
    let globals = [
        ("global_i32", ValType::I32, Val::I32(666)),
        ("global_i64", ValType::I64, Val::I64(666)),
        ("global_f32", ValType::F32, Val::F32(666.6_f32.to_bits())),
        ("global_f64", ValType::F64, Val::F64(666.6_f64.to_bits())),
    ];
    for (name, value_type, value) in globals {
        let global_type = GlobalType::new(value_type, Mutability::Const);
        let global = Global::new(&mut *store, global_type, value)?;
        linker.define(&mut *store, NAME, name, global)?;
    }
    Ok(())
}

fn define_tables_and_memories(linker: &mut Linker<()>, store: &mut Store<()>) -> Result<()> {
    let tables = [
        ("table", TableType::new(RefType::FUNCREF, 10, Some(20))),
        ("table64", TableType::new64(RefType::FUNCREF, 10, Some(20))),
    ];
    for (name, table_type) in tables {
        let table = Table::new(&mut *store, table_type, Ref::Func(None))?;
        linker.define(&mut *store, NAME, name, table)?;
    }
    let memory = Memory::new(&mut *store, MemoryType::new(1, Some(2)))?;
    linker.define(&mut *store, NAME, "memory", memory)?;
    Ok(())
}
