//! The instance context: what the pinned register points to.
//!
//! An [`InstanceContext`] is a fixed head followed by arrays whose places an
//! [`InstanceLayout`] computes from the module. Fields that never change after
//! instantiation are said to be *constant*: compiled code may load them once and
//! keep what it loaded.
//!
//! Memories never move (each has a reservation for its maximum), so their bases
//! are constant; lengths change.

use core::mem::{align_of, offset_of, size_of};

use switchback_wasm::{Module, TableIndex, TagIndex, ValType};

use crate::calling_convention::{CallLayout, Location, MachineType};
use crate::continuation::HandledTag;
use crate::routine::RoutineTable;
use crate::store::StoreContext;

/// The head of an instance context. Pointed to by the pinned register while the
/// instance's code runs. It fills a cache line.
#[repr(C, align(64))]
#[derive(Debug)]
pub struct InstanceContext {
    /// The store. Constant.
    pub store: *mut StoreContext,
    /// The runtime's routines. Constant.
    pub routines: *const RoutineTable,
    /// Where a call hands its callee to the gate: stored by the caller right before
    /// it calls or jumps to [`RoutineTable::gate`].
    pub gate_callee: *mut FuncRef,
    /// Of each of the module's types, by type index: the engine-wide identity of a
    /// function or continuation type, the type word of a struct or array type (see
    /// [`crate::heap::ObjectKind::type_word`]). Constant, contents included.
    pub type_identities: *const u32,
    /// The runtime's own record of the instance; machine code never looks.
    pub instance: *mut (),
    /// The numbers of the module's tags in the store, by tag index: a tag is the
    /// identity of a tag instance. They are at [`InstanceLayout::tag`]. Constant, contents
    /// included.
    pub tags: *const u32,
}

/// What a reference to a function points to. Null is the null reference.
#[repr(C, align(16))]
#[derive(Debug)]
pub struct FuncRef {
    /// The code to call, with the pinned register set to `instance`. May change at
    /// any time to better code (another tier's, or that of a function that was not
    /// compiled before).
    pub code: *const u8,
    /// The instance the function belongs to; for a host function its
    /// [`HostContext`]. Constant.
    pub instance: *mut InstanceContext,
    /// The engine-wide identity of its type. Constant.
    pub type_identity: u32,
    /// Bytes of stack arguments that it takes (and pops). Constant.
    pub stack_argument_bytes: u32,
    /// Its function index in the module of `instance`; [`FuncRef::HOST`] for a host
    /// function. Constant.
    pub function_index: u32,
    /// What the base of a continuation must know of its type: bytes of its result area,
    /// a multiple of 16, and [`FuncRef::USES_FLOATS`] and [`FuncRef::HAS_MANY_RESULTS`].
    /// Constant.
    pub continuation_base: u32,
}

impl FuncRef {
    /// The [`FuncRef::function_index`] of every host function. A tail call of one
    /// always goes to the gate, which tells the stub who called.
    pub const HOST: u32 = u32::MAX;

    /// In [`FuncRef::continuation_base`]: vector registers carry parameters or results.
    pub const USES_FLOATS: u32 = 1;

    /// In [`FuncRef::continuation_base`]: more integer registers carry results than
    /// [`FuncRef::FEW_RESULTS`].
    pub const HAS_MANY_RESULTS: u32 = 2;

    /// As many results as most functions have at the most.
    pub const FEW_RESULTS: u8 = 2;

    /// [`FuncRef::continuation_base`] of a function with that layout.
    #[must_use]
    pub fn continuation_base(layout: &CallLayout) -> u32 {
        let many = Location::Integer(Self::FEW_RESULTS);
        let mut base = layout.result_area_bytes;
        if layout.uses_floats {
            base |= Self::USES_FLOATS;
        }
        if layout.results.contains(&many) {
            base |= Self::HAS_MANY_RESULTS;
        }
        base
    }
}

/// What stands in the pinned register while the stub of a host function runs: it
/// begins like an instance, so that stubs find the store.
#[repr(C, align(16))]
#[derive(Debug)]
pub struct HostContext {
    /// As in [`InstanceContext::store`]; the rest of the head is unused.
    pub head: InstanceContext,
    /// The Rust function that does the call:
    /// `extern "sysv64" fn(*mut HostContext, *mut HostCallFrame)`, or for the stub that
    /// leaves arguments in their registers a function that takes them there.
    pub entry: *const u8,
    /// A pointer for `entry`; machine code never looks.
    pub data: *mut (),
    /// Bytes of stack arguments: the stub pops them.
    pub stack_argument_bytes: u64,
    /// Non-zero if a parameter or result travels in a floating-point register.
    pub uses_floats: u64,
}

/// A memory as instances that use it see it.
#[repr(C)]
#[derive(Debug)]
pub struct MemoryField {
    /// The first byte. Constant.
    pub base: *mut u8,
    /// Its changing part. Constant (the pointer).
    pub definition: *mut MemoryDefinition,
}

/// The changing part of a memory, owned by the runtime.
#[repr(C)]
#[derive(Debug)]
pub struct MemoryDefinition {
    /// Length in bytes.
    pub length: u64,
}

/// A table as instances that use it see it.
#[repr(C)]
#[derive(Debug)]
pub struct TableField {
    /// The first element of a table that cannot grow, because its maximum is its
    /// minimum or because nothing grows it: [`TableDefinition::elements`]. Constant then,
    /// otherwise without meaning.
    pub elements: *mut u8,
    /// Its changing part. Constant (the pointer).
    pub definition: *mut TableDefinition,
}

/// The changing part of a table, owned by the runtime.
#[repr(C)]
#[derive(Debug)]
pub struct TableDefinition {
    /// The first element. Elements are 8 bytes for function and continuation
    /// references, 4 bytes for the others.
    pub elements: *mut u8,
    /// How many elements there are.
    pub length: u64,
}

/// The place of a global's value: little-endian, from the start.
#[repr(C, align(16))]
#[derive(Clone, Copy, Debug, Default)]
pub struct GlobalCell {
    /// The value.
    pub bytes: [u64; 2],
}

/// Where the arrays of an instance context lie, as byte offsets from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InstanceLayout {
    tags: usize,
    handler_lists: usize,
    memories: usize,
    tables: usize,
    imported_functions: usize,
    imported_globals: usize,
    defined_globals: usize,
    function_references: usize,
    inline_table: Option<(TableIndex, usize)>,
    size: usize,
    imported_global_count: u32,
}

/// Tables with more elements do not lie in the instance context.
const INLINE_ELEMENTS: u64 = 1024;

impl InstanceLayout {
    /// The layout of instances of `module`.
    #[must_use]
    pub fn new(module: &Module) -> Self {
        let mut end = size_of::<InstanceContext>();
        let mut place = |count: usize, size: usize, align: usize| {
            let start = end.next_multiple_of(align);
            end = start + count * size;
            start
        };
        let pointer = size_of::<*mut ()>();
        let imported_globals = module.imported_globals as usize;
        Self {
            tags: place(module.tags.len(), size_of::<u32>(), align_of::<u32>()),
            handler_lists: place(
                module.handler_lists.word_count(),
                size_of::<HandledTag>(),
                align_of::<HandledTag>(),
            ),
            memories: place(
                module.memories.len(),
                size_of::<MemoryField>(),
                align_of::<MemoryField>(),
            ),
            tables: place(
                module.tables.len(),
                size_of::<TableField>(),
                align_of::<TableField>(),
            ),
            imported_functions: place(module.imported_functions as usize, pointer, pointer),
            imported_globals: place(imported_globals, pointer, pointer),
            defined_globals: place(
                module.globals.len() - imported_globals,
                size_of::<GlobalCell>(),
                align_of::<GlobalCell>(),
            ),
            function_references: place(
                module.reference_slots as usize,
                size_of::<FuncRef>(),
                align_of::<FuncRef>(),
            ),
            inline_table: inline_table(module).map(|(table, bytes)| {
                let line = align_of::<InstanceContext>();
                (table, place(1, bytes, line))
            }),
            size: end.next_multiple_of(align_of::<InstanceContext>()),
            imported_global_count: module.imported_globals,
        }
    }

    /// Size of the whole context in bytes.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size
    }

    /// The number of a tag (constant): see [`InstanceContext::tags`].
    #[must_use]
    pub fn tag(&self, tag: TagIndex) -> usize {
        self.tags + tag.index() * size_of::<u32>()
    }

    /// The word at that place among those of [`Module::handler_lists`] (constant).
    #[must_use]
    pub fn handler_list(&self, place: u32) -> usize {
        self.handler_lists + place as usize * size_of::<HandledTag>()
    }

    /// The [`MemoryField`] of a memory.
    #[must_use]
    pub fn memory(&self, memory: switchback_wasm::MemoryIndex) -> usize {
        self.memories + memory.index() * size_of::<MemoryField>()
    }

    /// The base of a memory (constant).
    #[must_use]
    pub fn memory_base(&self, memory: switchback_wasm::MemoryIndex) -> usize {
        self.memory(memory) + offset_of!(MemoryField, base)
    }

    /// The pointer to a memory's [`MemoryDefinition`] (constant).
    #[must_use]
    pub fn memory_definition(&self, memory: switchback_wasm::MemoryIndex) -> usize {
        self.memory(memory) + offset_of!(MemoryField, definition)
    }

    /// The [`TableField`] of a table.
    #[must_use]
    pub fn table(&self, table: TableIndex) -> usize {
        self.tables + table.index() * size_of::<TableField>()
    }

    /// The pointer to the elements of a table that cannot grow (constant).
    #[must_use]
    pub fn table_elements(&self, table: TableIndex) -> usize {
        self.table(table) + offset_of!(TableField, elements)
    }

    /// The pointer to a table's [`TableDefinition`] (constant).
    #[must_use]
    pub fn table_definition(&self, table: TableIndex) -> usize {
        self.table(table) + offset_of!(TableField, definition)
    }

    /// Where the elements of a table lie if they lie in the instance context: so do
    /// those of the first table that the module defines, if it cannot grow and is small.
    /// They are at [`Self::table_elements`], too.
    #[must_use]
    pub fn inline_elements(&self, table: TableIndex) -> Option<usize> {
        match self.inline_table {
            Some((inline, elements)) if inline == table => Some(elements),
            _ => None,
        }
    }

    /// The pointer to an imported function's [`FuncRef`] (constant).
    #[must_use]
    pub fn imported_function(&self, function: switchback_wasm::FunctionIndex) -> usize {
        self.imported_functions + function.index() * size_of::<*mut FuncRef>()
    }

    /// Where a global is.
    #[must_use]
    pub fn global(&self, global: switchback_wasm::GlobalIndex) -> GlobalPlace {
        match global.0.checked_sub(self.imported_global_count) {
            None => GlobalPlace::Imported(
                self.imported_globals + global.index() * size_of::<*mut GlobalCell>(),
            ),
            Some(defined) => GlobalPlace::Defined(
                self.defined_globals + defined as usize * size_of::<GlobalCell>(),
            ),
        }
    }

    /// The [`FuncRef`] of a defined function, by its reference slot.
    #[must_use]
    pub fn function_reference(&self, slot: u32) -> usize {
        self.function_references + slot as usize * size_of::<FuncRef>()
    }
}

/// The table whose elements lie in the instance context, and their size in bytes.
fn inline_table(module: &Module) -> Option<(TableIndex, usize)> {
    let table = TableIndex(module.imported_tables);
    let ty = &module.tables.get(table.index())?.ty;
    if ty.maximum != Some(ty.minimum) || !(1..=INLINE_ELEMENTS).contains(&ty.minimum) {
        return None;
    }
    let element: MachineType = MachineType::of(&ValType::Ref(ty.element));
    Some((table, ty.minimum as usize * element.bytes() as usize))
}

/// Where a global is, as byte offsets from the start of the instance context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GlobalPlace {
    /// At this offset lies a (constant) pointer to its [`GlobalCell`].
    Imported(usize),
    /// At this offset lies its [`GlobalCell`].
    Defined(usize),
}
