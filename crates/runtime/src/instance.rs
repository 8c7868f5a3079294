//! Instances.
//!
//! An instance is an [`InstanceContext`] with its arrays, which machine code uses, and
//! an [`InstanceRecord`], which the runtime uses. Both live as long as the store.

use std::alloc::{Layout, alloc_zeroed, dealloc};
use std::mem::align_of;
use std::ptr::{self, NonNull};
use std::sync::Arc;

use anyhow::{Context, Result};
use switchback_abi::continuation::HandledTag;
use switchback_abi::instance::{FuncRef, GlobalPlace, InstanceContext, InstanceLayout};
use switchback_wasm::{
    EntityIndex, FunctionIndex, GlobalIndex, MemoryIndex, ResumeHandler, TableIndex, TagIndex,
};

use crate::context::{AsContextMut, StoreContext};
use crate::external::{Export, Extern};
use crate::fixed::Fixed;
use crate::function::Func;
use crate::global::{Global, GlobalId};
use crate::instantiate;
use crate::memory::{Memory, MemoryId};
use crate::module::Module;
use crate::store::{StoreId, StoreOpaque};
use crate::table::{Table, TableId};
use crate::tag::{Tag, TagId};
use crate::typed::{TypedFunc, WasmParams, WasmResults};

/// An instance of a store, by its place in [`StoreOpaque::instances`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct InstanceId(pub(crate) u32);

/// What the runtime knows of an instance.
pub(crate) struct InstanceRecord {
    /// The memory that machine code uses: ours, of the layout of the module.
    context: NonNull<InstanceContext>,
    id: InstanceId,
    module: Arc<Module>,
    /// By memory index.
    pub(crate) memories: Vec<MemoryId>,
    /// By table index.
    pub(crate) tables: Vec<TableId>,
    /// By global index.
    pub(crate) globals: Vec<GlobalId>,
    /// How many of the tags, by tag index, are there.
    tags: u32,
    /// By data segment: whether it has been dropped.
    pub(crate) dropped_data: Box<[bool]>,
    /// By element segment: whether it has been dropped.
    pub(crate) dropped_elements: Box<[bool]>,
    /// By element segment: the values of one of references into the heap, as long as it is
    /// not dropped.
    pub(crate) element_references: Box<[Option<Box<[u32]>>]>,
}

// SAFETY: the context is owned memory, used only by who has the store.
unsafe impl Send for InstanceRecord {}
// SAFETY: as above.
unsafe impl Sync for InstanceRecord {}

impl InstanceRecord {
    /// An instance without contents: the head of its context is filled in, and the
    /// rest is zero.
    fn new(store: &mut StoreOpaque, id: InstanceId, module: &Arc<Module>) -> Result<Fixed<Self>> {
        let layout = Self::allocation(module.layout());
        // SAFETY: the layout is not of size zero: a context has a head.
        let context = unsafe { alloc_zeroed(layout) }.cast::<InstanceContext>();
        let context = NonNull::new(context)
            .with_context(|| format!("no memory for an instance of {} bytes", layout.size()))?;
        let description = module.description();
        let record = Fixed::new(Self {
            context,
            id,
            module: Arc::clone(module),
            memories: Vec::with_capacity(description.memories.len()),
            tables: Vec::with_capacity(description.tables.len()),
            globals: Vec::with_capacity(description.globals.len()),
            tags: 0,
            dropped_data: vec![false; description.data.len()].into(),
            dropped_elements: vec![false; description.elements.len()].into(),
            element_references: vec![None; description.elements.len()].into(),
        });
        let head = InstanceContext {
            store: store.context_pointer(),
            routines: ptr::from_ref(crate::routines::table()),
            gate_callee: ptr::null_mut(),
            // The module keeps the list.
            type_identities: module.type_words().as_ptr(),
            instance: record.as_ptr().cast(),
            tags: context
                .as_ptr()
                .wrapping_byte_add(module.layout().tag(TagIndex(0)))
                .cast(),
        };
        // SAFETY: the allocation begins with the head.
        unsafe { context.write(head) };
        Ok(record)
    }

    fn allocation(layout: &InstanceLayout) -> Layout {
        Layout::from_size_align(layout.size(), align_of::<InstanceContext>())
            .expect("an instance's layout was computed for a module that is in memory")
    }

    pub(crate) fn id(&self) -> InstanceId {
        self.id
    }

    pub(crate) fn module(&self) -> &Arc<Module> {
        &self.module
    }

    pub(crate) fn context(&self) -> *mut InstanceContext {
        self.context.as_ptr()
    }

    /// The place of a field, by an offset that the layout of the module answered.
    pub(crate) fn field<T>(&self, offset: usize) -> NonNull<T> {
        debug_assert!(offset + size_of::<T>() <= self.module.layout().size());
        // SAFETY: offsets of the module's layout lie in the allocation.
        unsafe { self.context.byte_add(offset).cast() }
    }

    /// The reference to a function that is imported or can become a reference.
    pub(crate) fn func_ref(&self, function: FunctionIndex) -> NonNull<FuncRef> {
        let description = self.module.description();
        let layout = self.module.layout();
        if description.is_imported_function(function) {
            let pointer = self.field::<NonNull<FuncRef>>(layout.imported_function(function));
            // SAFETY: instantiation fills in the imports first.
            return unsafe { pointer.read() };
        }
        let slot = description.functions[function.index()]
            .reference_slot
            .expect("parsing gives a slot to every function that can become a reference");
        self.field(layout.function_reference(slot))
    }

    /// The place of a defined global's value.
    pub(crate) fn defined_global(
        &self,
        global: GlobalIndex,
    ) -> NonNull<switchback_abi::instance::GlobalCell> {
        match self.module.layout().global(global) {
            GlobalPlace::Defined(offset) => self.field(offset),
            GlobalPlace::Imported(_) => unreachable!("asked about defined globals only"),
        }
    }

    pub(crate) fn memory(&self, memory: MemoryIndex) -> MemoryId {
        self.memories[memory.index()]
    }

    pub(crate) fn table(&self, table: TableIndex) -> TableId {
        self.tables[table.index()]
    }

    pub(crate) fn tag(&self, tag: TagIndex) -> TagId {
        assert!(tag.0 < self.tags, "validation knows all tags");
        let number = self.field(self.module.layout().tag(tag));
        // SAFETY: it was written when the tag was added.
        TagId(unsafe { number.read() })
    }

    /// Visits every reference into the heap in element segments.
    pub(crate) fn visit_references(&mut self, visitor: &mut dyn FnMut(&mut u32)) {
        let segments = self.element_references.iter_mut().flatten();
        segments
            .flat_map(|segment| segment.iter_mut())
            .for_each(visitor);
    }

    /// Gives the instance its next tag.
    pub(crate) fn add_tag(&mut self, tag: TagId) {
        let index = TagIndex(self.tags);
        assert!(index.index() < self.module.description().tags.len());
        let number = self.field(self.module.layout().tag(index));
        // SAFETY: the layout has room for all tags of the module.
        unsafe { number.write(tag.0) };
        self.tags += 1;
    }

    /// Writes what `resume` instructions handle, when all tags are there.
    pub(crate) fn fill_handler_lists(&mut self) {
        let module = Arc::clone(&self.module);
        for (word, place) in module.description().handler_lists.words().zip(0..) {
            let handled = match word {
                Some(ResumeHandler::Suspend(tag)) => HandledTag::suspend(self.tag(tag).0),
                Some(ResumeHandler::Switch(tag)) => HandledTag::switch(self.tag(tag).0),
                None => HandledTag::END,
            };
            let field = self.field(module.layout().handler_list(place));
            // SAFETY: the layout has room for all of them.
            unsafe { field.write(handled) };
        }
    }

    /// An export by its index.
    pub(crate) fn entity(&self, store: &StoreOpaque, entity: EntityIndex) -> Extern {
        match entity {
            EntityIndex::Func(function) => {
                let func_ref = self.func_ref(function);
                // SAFETY: the function is this instance's, and so the store's.
                let func = unsafe { Func::from_func_ref(store, func_ref.as_ptr()) };
                func.expect("a reference that is not null").into()
            }
            EntityIndex::Table(table) => Table::of_id(store, self.table(table)).into(),
            EntityIndex::Memory(memory) => Memory::of_id(store, self.memory(memory)).into(),
            EntityIndex::Global(global) => {
                Global::of_id(store, self.globals[global.index()]).into()
            }
            EntityIndex::Tag(tag) => Tag::of_id(store, self.tag(tag)).into(),
        }
    }

    /// An export by its name.
    pub(crate) fn export(&self, store: &StoreOpaque, name: &str) -> Option<Extern> {
        Some(self.entity(store, self.module.export(name)?))
    }
}

impl Drop for InstanceRecord {
    fn drop(&mut self) {
        // SAFETY: allocated with this layout, and its store is going away.
        unsafe {
            dealloc(
                self.context.as_ptr().cast(),
                Self::allocation(self.module.layout()),
            );
        }
    }
}

impl StoreOpaque {
    pub(crate) fn instance(&self, instance: InstanceId) -> &InstanceRecord {
        &self.instances[instance.0 as usize]
    }

    pub(crate) fn instance_mut(&mut self, instance: InstanceId) -> &mut InstanceRecord {
        &mut self.instances[instance.0 as usize]
    }

    /// Makes an instance without contents.
    pub(crate) fn make_instance(&mut self, module: &Arc<Module>) -> Result<InstanceId> {
        let id = u32::try_from(self.instances.len()).context("too many instances")?;
        let record = InstanceRecord::new(self, InstanceId(id), module)?;
        self.instances.push(record);
        Ok(InstanceId(id))
    }

    /// The record of an instance.
    ///
    /// # Safety
    ///
    /// The instance must be one of this store, and no host function's context.
    pub(crate) unsafe fn instance_of(&self, instance: *mut InstanceContext) -> &InstanceRecord {
        // SAFETY: the head points to the record, which lives as long as the store.
        unsafe { &*(*instance).instance.cast::<InstanceRecord>() }
    }
}

/// An instance of a module in a store.
///
/// # Panics
///
/// Methods that cannot answer with an error panic when they are given another store
/// than the instance's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Instance {
    store: StoreId,
    id: InstanceId,
}

impl Instance {
    /// Instantiates a module with `imports` in the order of the module's imports, and
    /// runs its start function.
    ///
    /// # Errors
    ///
    /// When the imports are not what the module wants or belong to another store, a
    /// limit is exceeded, a segment is out of bounds, or the start function traps or throws.
    pub fn new(
        mut store: impl AsContextMut,
        module: &impl AsRef<Arc<Module>>,
        imports: &[Extern],
    ) -> Result<Self> {
        let mut store = store.as_context_mut();
        instantiate::instantiate(store.opaque_mut(), module.as_ref(), imports)
    }

    /// As [`Instance::new`]; the start function may wait.
    ///
    /// # Errors
    ///
    /// As [`Instance::new`].
    pub async fn new_async(
        mut store: impl AsContextMut<Data: Send>,
        module: &impl AsRef<Arc<Module>>,
        imports: &[Extern],
    ) -> Result<Self> {
        let mut store = store.as_context_mut();
        let (instance, start) =
            instantiate::instantiate_without_start(store.opaque_mut(), module.as_ref(), imports)?;
        if let Some(start) = start {
            start.call_async(store, &[], &mut []).await?;
        }
        Ok(instance)
    }

    pub(crate) fn of_id(store: &StoreOpaque, id: InstanceId) -> Self {
        Self {
            store: store.id(),
            id,
        }
    }

    fn record<'a>(&self, store: &'a StoreOpaque) -> &'a InstanceRecord {
        self.store.expect(store);
        store.instance(self.id)
    }

    /// The module.
    pub fn module<'a, T: 'static>(&self, store: impl Into<StoreContext<'a, T>>) -> &'a Arc<Module> {
        self.record(store.into().into_opaque()).module()
    }

    /// All exports, in the order of the module.
    pub fn exports<'a, T: 'static>(
        &self,
        store: impl Into<StoreContext<'a, T>>,
    ) -> impl ExactSizeIterator<Item = Export<'a>> + 'a {
        let store = store.into().into_opaque();
        let record = self.record(store);
        let exports = record.module().description().exports.iter();
        exports.map(move |export| Export::new(&export.name, record.entity(store, export.entity)))
    }

    /// The export of that name.
    #[must_use]
    pub fn get_export(&self, store: impl AsContextMut, name: &str) -> Option<Extern> {
        let store = store.as_context();
        let store = store.opaque();
        self.record(store).export(store, name)
    }

    /// The exported function of that name.
    #[must_use]
    pub fn get_func(&self, store: impl AsContextMut, name: &str) -> Option<Func> {
        self.get_export(store, name)?.into_func()
    }

    /// The exported function of that name, if it has that type.
    ///
    /// # Errors
    ///
    /// When there is no such function, or its type is another.
    pub fn get_typed_func<Params, Results>(
        &self,
        mut store: impl AsContextMut,
        name: &str,
    ) -> Result<TypedFunc<Params, Results>>
    where
        Params: WasmParams,
        Results: WasmResults,
    {
        let func = self
            .get_export(store.as_context_mut(), name)
            .and_then(Extern::into_func)
            .with_context(|| format!("failed to find function export `{name}`"))?;
        func.typed(store)
            .with_context(|| format!("failed to convert function `{name}` to given type"))
    }

    /// The exported table of that name.
    #[must_use]
    pub fn get_table(&self, store: impl AsContextMut, name: &str) -> Option<Table> {
        self.get_export(store, name)?.into_table()
    }

    /// The exported memory of that name.
    #[must_use]
    pub fn get_memory(&self, store: impl AsContextMut, name: &str) -> Option<Memory> {
        self.get_export(store, name)?.into_memory()
    }

    /// The exported global of that name.
    #[must_use]
    pub fn get_global(&self, store: impl AsContextMut, name: &str) -> Option<Global> {
        self.get_export(store, name)?.into_global()
    }

    /// The exported tag of that name.
    #[must_use]
    pub fn get_tag(&self, store: impl AsContextMut, name: &str) -> Option<Tag> {
        self.get_export(store, name)?.into_tag()
    }
}
