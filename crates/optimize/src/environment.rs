//! Access to the instance, the store and the runtime's routines.
//!
//! The instance is in the pinned register, which Cranelift reads by an instruction
//! that it neither merges nor moves. We read it once for a stretch of code and keep
//! the value until the next call: across a call a value would cost a saved register,
//! and reading again is a move. (The value stays right for the whole function, since
//! a frame's instance never changes; only its price does.) Loads of constant fields
//! hang off this value, so that Cranelift merges them and moves them out of loops.

use std::borrow::Cow;
use std::collections::HashMap;
use std::mem::offset_of;

use cranelift_codegen::cursor::{Cursor, FuncCursor};
use cranelift_codegen::ir::{
    AliasRegion, AliasRegionData, ExtFuncData, ExternalName, FuncRef, Inst, InstBuilder,
    MemFlagsData, Opcode, SigRef, StackSlot, StackSlotData, StackSlotKind, Type, UserExternalName,
    Value, types,
};
use switchback_abi::instance::InstanceContext;
use switchback_abi::routine::{Routine, RoutineTable};
use switchback_wasm::{FunctionIndex, TypeIndex};

use crate::signature::{POINTER, func_type, function_signature, routine_signature};
use crate::translate::Translator;
use crate::variable::instance_offset;

/// Kinds of memory that do not overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Region {
    /// Linear memories.
    Memory,
    /// The lengths of memories.
    MemoryLength,
    /// Definitions of tables.
    TableDefinition,
    /// Elements of tables.
    TableElements,
    /// The code pointers of function references.
    FuncRefCode,
    /// Imported globals, any of which may be the same as another.
    ImportedGlobals,
    /// A global defined here, by its number among these.
    DefinedGlobal(u32),
    /// The limit word.
    StackLimit,
    /// References that are kept during safepoints.
    Spilled,
    /// Where the next object is allocated.
    AllocationArea,
    /// What objects of the heap begin with, and the lengths of arrays: never changed once
    /// an object is there.
    ObjectHeaders,
    /// The states of objects, and what else the write barrier changes.
    ObjectStates,
    /// Fields and elements that cannot be changed.
    ConstantContents,
    /// Fields and elements that are numbers or function references.
    Numbers,
    /// Fields and elements that are references into the heap.
    References,
    /// Headers of stacks, what the store context has for switching between them, lists of
    /// handlers, and values in transit.
    Continuations,
}

/// How many of the defined globals get a region of their own: the analysis keeps
/// something for each region at each block.
const GLOBAL_REGIONS: u32 = 12;

impl Region {
    pub(crate) fn data(self) -> AliasRegionData {
        let (user_id, description) = match self {
            Self::Memory => (0, "memory"),
            Self::MemoryLength => (1, "memory length"),
            Self::TableDefinition => (2, "table definition"),
            Self::TableElements => (3, "table elements"),
            Self::FuncRefCode => (4, "function reference"),
            Self::ImportedGlobals => (5, "imported globals"),
            Self::StackLimit => (6, "stack limit"),
            Self::Spilled => (7, "spilled references"),
            Self::AllocationArea => (8, "allocation area"),
            Self::ObjectHeaders => (9, "object headers"),
            Self::ObjectStates => (10, "object states"),
            Self::ConstantContents => (11, "constant fields and elements"),
            Self::Numbers => (12, "numbers in objects"),
            Self::References => (13, "references in objects"),
            Self::Continuations => (14, "continuations"),
            Self::DefinedGlobal(index) => (15 + index.min(GLOBAL_REGIONS), "global"),
        };
        AliasRegionData {
            user_id,
            description: Cow::Borrowed(description),
        }
    }
}

/// What the function under construction has declared so far.
#[derive(Debug, Default)]
pub(crate) struct Declarations {
    signatures: HashMap<TypeIndex, SigRef>,
    routine_signatures: HashMap<Routine, SigRef>,
    functions: HashMap<FunctionIndex, FuncRef>,
}

/// The namespace of functions of the module among Cranelift's external names.
pub(crate) const FUNCTION_NAMESPACE: u32 = 0;

/// Flags for loads of fields that never change and that every path may load.
pub(crate) fn constant_flags() -> MemFlagsData {
    MemFlagsData::trusted().with_readonly().with_can_move()
}

impl Translator<'_> {
    /// The current instance.
    pub(crate) fn instance(&mut self) -> Value {
        match self.instance {
            Some(instance) => instance,
            None => {
                let instance = self.builder.ins().get_pinned_reg(POINTER);
                self.instance = Some(instance);
                instance
            }
        }
    }

    /// Loads a field that never changes and that every path may load.
    pub(crate) fn load_constant(&mut self, ty: Type, address: Value, offset: i32) -> Value {
        let flags = constant_flags();
        self.builder.ins().load(ty, flags, address, offset)
    }

    /// Loads a pointer from the instance that never changes.
    pub(crate) fn load_instance_pointer(&mut self, offset: usize) -> Value {
        let instance = self.instance();
        self.load_constant(POINTER, instance, instance_offset(offset))
    }

    /// What stands in the instance for a type of the module: see
    /// [`InstanceContext::type_identities`].
    pub(crate) fn type_identity(&mut self, ty: TypeIndex) -> Value {
        let identities = self.load_instance_pointer(offset_of!(InstanceContext, type_identities));
        let offset = instance_offset(ty.index() * size_of::<u32>());
        self.load_constant(types::I32, identities, offset)
    }

    /// The identity of the type of a function reference that is not null.
    pub(crate) fn function_type_identity(&mut self, reference: Value) -> Value {
        let flags = MemFlagsData::trusted().with_readonly();
        let offset = instance_offset(offset_of!(switchback_abi::instance::FuncRef, type_identity));
        self.builder
            .ins()
            .load(types::I32, flags, reference, offset)
    }

    /// The store context.
    pub(crate) fn store_context(&mut self) -> Value {
        match self.store {
            Some(store) => self.builder.use_var(store),
            None => self.load_instance_pointer(offset_of!(InstanceContext, store)),
        }
    }

    /// Flags for accesses of our own data in `region`.
    pub(crate) fn region_flags(&mut self, region: Region) -> MemFlagsData {
        MemFlagsData::trusted().with_alias_region(Some(self.region(region)))
    }

    pub(crate) fn region(&mut self, region: Region) -> AliasRegion {
        self.builder.func.dfg.alias_regions.insert(region.data())
    }

    /// Calls a routine with `arguments`, all of 64 bits, and the current instance.
    pub(crate) fn call_routine(&mut self, routine: Routine, arguments: &[Value]) -> Option<Value> {
        let instance = self.instance();
        let stub = self.routine_stub(routine);
        let signature = *self
            .declarations
            .routine_signatures
            .entry(routine)
            .or_insert_with(|| self.builder.import_signature(routine_signature(routine)));
        let mut all = Vec::with_capacity(arguments.len() + 1);
        if !routine.preserves_registers() {
            all.push(instance);
            all.extend_from_slice(arguments);
            self.instance = None;
        }
        let call = self.builder.ins().call_indirect(signature, stub, &all);
        if routine.allocates() {
            self.references.note_safepoint();
        } else {
            self.references.harmless_calls.insert(call);
        }
        self.builder.inst_results(call).first().copied()
    }

    /// The address of a routine's stub.
    pub(crate) fn routine_stub(&mut self, routine: Routine) -> Value {
        let instance = self.instance();
        // Constant, but not to be moved out of a loop where it would take a register.
        let flags = MemFlagsData::trusted().with_readonly();
        let offset = instance_offset(offset_of!(InstanceContext, routines));
        let table = self.builder.ins().load(POINTER, flags, instance, offset);
        let offset = instance_offset(RoutineTable::stub_offset(routine));
        self.builder.ins().load(POINTER, flags, table, offset)
    }

    pub(crate) fn signature(&mut self, ty: TypeIndex) -> SigRef {
        let module = self.module;
        *self.declarations.signatures.entry(ty).or_insert_with(|| {
            self.builder
                .import_signature(function_signature(func_type(module, ty)))
        })
    }

    /// A function of the module, for direct calls.
    pub(crate) fn function(&mut self, function: FunctionIndex) -> FuncRef {
        if let Some(&known) = self.declarations.functions.get(&function) {
            return known;
        }
        let signature = self.signature(self.function_type(function));
        let name = UserExternalName {
            namespace: FUNCTION_NAMESPACE,
            index: function.0,
        };
        let name = self.builder.func.declare_imported_user_function(name);
        let reference = self.builder.import_function(ExtFuncData {
            name: ExternalName::user(name),
            signature,
            // Its address is loaded from a word near the code, which is how Cranelift asks
            // for the function's entry slot.
            colocated: false,
            patchable: false,
        });
        self.declarations.functions.insert(function, reference);
        reference
    }

    /// The slot from which inline gates take the instance when they come back.
    pub(crate) fn instance_slot(&mut self) -> StackSlot {
        match self.instance_slot {
            Some(slot) => slot,
            None => {
                let slot = self.builder.create_sized_stack_slot(StackSlotData::new(
                    StackSlotKind::ExplicitSlot,
                    POINTER.bytes(),
                    3,
                ));
                self.instance_slot = Some(slot);
                slot
            }
        }
    }

    /// Fills the instance slot, if there is one, at the top of the function: once for all
    /// gates, so that none waits for the one before it through memory.
    pub(crate) fn fill_instance_slot(&mut self) {
        let Some(slot) = self.instance_slot else {
            return;
        };
        if let Some((mut cursor, instance)) = self.at_top() {
            cursor.ins().stack_store(POINTER, instance, slot, 0);
        }
    }

    /// A place at the top of the function, if it has one, and the instance.
    pub(crate) fn at_top(&mut self) -> Option<(FuncCursor<'_>, Value)> {
        let func = &mut *self.builder.func;
        let entry = func.layout.entry_block()?;
        // Read there already, most likely, before anything is called.
        let opcode = |inst: Inst| func.dfg.insts[inst].opcode();
        let known = func
            .layout
            .block_insts(entry)
            .take_while(|&inst| !opcode(inst).is_call())
            .find(|&inst| opcode(inst) == Opcode::GetPinnedReg);
        Some(match known {
            Some(inst) => {
                let instance = func.dfg.first_result(inst);
                (FuncCursor::new(func).after_inst(inst), instance)
            }
            None => {
                let mut cursor = FuncCursor::new(func).at_first_insertion_point(entry);
                let instance = cursor.ins().get_pinned_reg(POINTER);
                (cursor, instance)
            }
        })
    }
}
