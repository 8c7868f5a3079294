//! Instantiation, in the order of the specification (section 4.7.2): imports are
//! checked, things are made and initialised, active segments are copied one after the
//! other, and the start function is called.
//!
//! An instance that fails on the way stays in its store: what was copied into imported
//! tables and memories before may lead to it.

use std::ptr::NonNull;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use switchback_abi::calling_convention::MachineType;
use switchback_abi::instance::{FuncRef, GlobalCell, GlobalPlace};
use switchback_wasm::{
    DataIndex, DataMode, ElementIndex, ElementMode, FunctionIndex, GlobalIndex, MemoryIndex,
    TableIndex, TagIndex,
};

use crate::engine::Engine;
use crate::external::Extern;
use crate::function::Func;
use crate::global::GlobalRecord;
use crate::instance::{Instance, InstanceId};
use crate::memory::MemoryId;
use crate::module::Module;
use crate::store::StoreOpaque;
use crate::table::TableId;
use crate::trap::Trap;
use crate::types::FuncType;
use crate::value::write_bits;

/// Instantiates a module.
///
/// # Errors
///
/// When the imports do not match, a limit is exceeded, a segment is out of bounds, or
/// the start function traps.
pub(crate) fn instantiate(
    store: &mut StoreOpaque,
    module: &Arc<Module>,
    imports: &[Extern],
) -> Result<Instance> {
    let (instance, start) = instantiate_without_start(store, module, imports)?;
    if let Some(start) = start {
        start.call_in(store, &[], &mut [])?;
    }
    Ok(instance)
}

/// As [`instantiate`], but for the call of the start function, which it answers.
///
/// # Errors
///
/// As [`instantiate`].
pub(crate) fn instantiate_without_start(
    store: &mut StoreOpaque,
    module: &Arc<Module>,
    imports: &[Extern],
) -> Result<(Instance, Option<Func>)> {
    ensure!(
        Engine::same(module.engine(), store.engine()),
        "the module and the store belong to different engines"
    );
    check_imports(store, module, imports)?;
    let count = store.instances.len();
    let limit = store.ask_limiter(|limiter| limiter.instances());
    ensure!(
        limit.is_none_or(|limit| count < limit),
        "resource limit exceeded: instance count too high at {}",
        count + 1
    );
    if let Some(nursery) = module.nursery() {
        store.prepare_heap(nursery)?;
    }
    let id = store.make_instance(module)?;
    link_imports(store, id, imports)?;
    make_function_references(store, id);
    make_memories(store, id)?;
    make_tables(store, id)?;
    make_tags(store, id)?;
    make_globals(store, id)?;
    fill_tables(store, id)?;
    store.evaluate_elements(id)?;
    copy_elements(store, id)?;
    copy_data(store, id)?;
    let start = module.description().start.and_then(|start| {
        let func_ref = store.instance(id).func_ref(start);
        // SAFETY: the function is this instance's, and so the store's.
        unsafe { Func::from_func_ref(store, func_ref.as_ptr()) }
    });
    Ok((Instance::of_id(store, id), start))
}

fn check_imports(store: &StoreOpaque, module: &Module, imports: &[Extern]) -> Result<()> {
    let wanted = &module.description().imports;
    ensure!(
        wanted.len() == imports.len(),
        "expected {} imports, found {}",
        wanted.len(),
        imports.len()
    );
    let types = store.engine().types();
    for (import, given) in wanted.iter().zip(imports) {
        let expected = module.types().entity_type(import.ty);
        let given = given.current_type(store)?;
        types.import_matches(&expected, &given).with_context(|| {
            format!(
                "incompatible import type for `{}::{}`",
                import.module, import.name
            )
        })?;
    }
    Ok(())
}

/// Fills in what is imported. The imports have been checked.
fn link_imports(store: &mut StoreOpaque, id: InstanceId, imports: &[Extern]) -> Result<()> {
    let module = Arc::clone(store.instance(id).module());
    let layout = module.layout();
    let mut functions = 0;
    for import in imports {
        match *import {
            Extern::Func(func) => {
                let func_ref = func.func_ref(store)?;
                let place = layout.imported_function(FunctionIndex(functions));
                let place = store.instance(id).field::<NonNull<FuncRef>>(place);
                // SAFETY: the place is one of the instance's.
                unsafe { place.write(func_ref) };
                functions += 1;
            }
            Extern::Global(global) => {
                let global = global.id_in(store)?;
                let cell = store.global(global).cell();
                let record = store.instance_mut(id);
                let index = GlobalIndex(record.globals.len() as u32);
                if let GlobalPlace::Imported(place) = layout.global(index) {
                    // SAFETY: as above.
                    unsafe { record.field::<NonNull<GlobalCell>>(place).write(cell) };
                }
                record.globals.push(global);
            }
            Extern::Table(table) => {
                let table = table.id_in(store)?;
                add_table(store, id, table);
            }
            Extern::Memory(memory) => {
                let memory = memory.id_in(store)?;
                add_memory(store, id, memory);
            }
            Extern::Tag(tag) => {
                let tag = tag.id_in(store)?;
                store.instance_mut(id).add_tag(tag);
            }
        }
    }
    Ok(())
}

/// Gives an instance its next table.
fn add_table(store: &mut StoreOpaque, id: InstanceId, table: TableId) {
    let field = store.table_mut(table).field();
    let record = store.instance_mut(id);
    let index = TableIndex(record.tables.len() as u32);
    let place = record.field(record.module().layout().table(index));
    // SAFETY: the place is one of the instance's.
    unsafe { place.write(field) };
    record.tables.push(table);
}

/// Gives an instance its next memory.
fn add_memory(store: &mut StoreOpaque, id: InstanceId, memory: MemoryId) {
    let field = store.memory_mut(memory).field();
    let record = store.instance_mut(id);
    let index = MemoryIndex(record.memories.len() as u32);
    let place = record.field(record.module().layout().memory(index));
    // SAFETY: the place is one of the instance's.
    unsafe { place.write(field) };
    record.memories.push(memory);
}

/// Makes the references to all functions that are defined here and can become one.
fn make_function_references(store: &StoreOpaque, id: InstanceId) {
    let record = store.instance(id);
    let module = record.module();
    let description = module.description();
    let identities = module.type_identities();
    let layout = module.layout();
    let defined = description.functions.iter().enumerate();
    for (index, function) in defined.skip(description.imported_functions as usize) {
        let Some(slot) = function.reference_slot else {
            continue;
        };
        let signature = module
            .signature_of_type(function.ty)
            .expect("validation requires functions to have function types");
        let function_index = FunctionIndex(index as u32);
        let place = record.field::<FuncRef>(layout.function_reference(slot));
        // SAFETY: the place is one of the instance's.
        unsafe {
            place.write(FuncRef {
                code: module.code().current_code(function_index),
                instance: record.context(),
                type_identity: identities[function.ty.index()].0,
                stack_argument_bytes: signature.layout.stack_argument_bytes,
                function_index: function_index.0,
                continuation_base: FuncRef::continuation_base(&signature.layout),
            });
        }
    }
}

fn make_memories(store: &mut StoreOpaque, id: InstanceId) -> Result<()> {
    let module = Arc::clone(store.instance(id).module());
    let description = module.description();
    for ty in &description.memories[description.imported_memories as usize..] {
        let memory = store.make_memory(*ty)?;
        add_memory(store, id, memory);
    }
    Ok(())
}

/// Makes the tables, with null elements: their initial values may be those of globals.
fn make_tables(store: &mut StoreOpaque, id: InstanceId) -> Result<()> {
    let module = Arc::clone(store.instance(id).module());
    let description = module.description();
    let tables = description.tables.iter().enumerate();
    for (index, table) in tables.skip(description.imported_tables as usize) {
        let ty = module.types().table_type(table.ty);
        let table = match module.layout().inline_elements(TableIndex(index as u32)) {
            None => store.make_table(ty)?,
            Some(place) => {
                let elements = store.instance(id).field::<u64>(place).cast();
                // SAFETY: the layout keeps the place for them, in an allocation that was
                // zeroed and lives as long as the store, and only tables that cannot
                // grow have one.
                unsafe { store.make_table_at(ty, elements)? }
            }
        };
        add_table(store, id, table);
    }
    Ok(())
}

fn make_tags(store: &mut StoreOpaque, id: InstanceId) -> Result<()> {
    let module = Arc::clone(store.instance(id).module());
    let description = module.description();
    let tags = description
        .tags
        .iter()
        .zip(0..)
        .map(|(ty, index)| (ty, TagIndex(index)));
    for (ty, index) in tags.skip(description.imported_tags as usize) {
        let identity = module.type_identities()[ty.index()];
        let ty = FuncType::of_identity(store.engine(), identity);
        let tag = store.make_tag(ty, Some((id, index)))?;
        store.instance_mut(id).add_tag(tag);
    }
    store.instance_mut(id).fill_handler_lists();
    Ok(())
}

fn make_globals(store: &mut StoreOpaque, id: InstanceId) -> Result<()> {
    let module = Arc::clone(store.instance(id).module());
    let description = module.description();
    let defined = description.globals.iter().enumerate();
    for (index, global) in defined.skip(description.imported_globals as usize) {
        let ty = module.types().global_type(global.ty);
        let cell = store.instance(id).defined_global(GlobalIndex(index as u32));
        if let Some(initial) = &global.initial {
            let value = store.evaluate(id, initial)?;
            // SAFETY: a cell is as large as any value.
            unsafe { write_bits(cell.as_ptr().cast(), value, MachineType::of(&ty.content)) };
        }
        let global = store.add_global(GlobalRecord::of_instance(ty, cell))?;
        store.instance_mut(id).globals.push(global);
    }
    Ok(())
}

fn fill_tables(store: &mut StoreOpaque, id: InstanceId) -> Result<()> {
    let module = Arc::clone(store.instance(id).module());
    let description = module.description();
    let tables = description.tables.iter().enumerate();
    for (index, table) in tables.skip(description.imported_tables as usize) {
        let Some(initial) = &table.initial else {
            continue;
        };
        let value = store.evaluate(id, initial)?;
        let table = store.instance(id).table(TableIndex(index as u32));
        let table = store.table_mut(table);
        let filled = table.fill(0, value, table.len() as u64);
        debug_assert!(filled.is_ok(), "all elements exist");
    }
    Ok(())
}

fn copy_elements(store: &mut StoreOpaque, id: InstanceId) -> Result<()> {
    let module = Arc::clone(store.instance(id).module());
    for (index, segment) in module.description().elements.iter().enumerate() {
        let index = ElementIndex(index as u32);
        match &segment.mode {
            ElementMode::Active { table, offset } => {
                let offset = store.evaluate(id, offset)? as u64;
                let length = segment.items.len() as u64;
                store
                    .init_table(id, (*table, index), offset, 0, length)
                    .map_err(Trap::from)?;
            }
            ElementMode::Passive => continue,
            ElementMode::Declared => {}
        }
        store.drop_element(id, index);
    }
    Ok(())
}

fn copy_data(store: &mut StoreOpaque, id: InstanceId) -> Result<()> {
    let module = Arc::clone(store.instance(id).module());
    for (index, segment) in module.description().data.iter().enumerate() {
        let DataMode::Active { memory, offset } = &segment.mode else {
            continue;
        };
        let index = DataIndex(index as u32);
        let offset = store.evaluate(id, offset)? as u64;
        let length = segment.bytes.len() as u64;
        store
            .init_memory(id, (*memory, index), offset, 0, length)
            .map_err(Trap::from)?;
        store.drop_data(id, index);
    }
    Ok(())
}
