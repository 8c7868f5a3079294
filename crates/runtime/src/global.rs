//! Globals.

use std::ptr::NonNull;

use anyhow::{Context, Result, ensure};
use switchback_abi::calling_convention::MachineType;
use switchback_abi::instance::GlobalCell;
use switchback_wasm::StorageType;

use crate::context::{AsContext, AsContextMut};
use crate::entity_types::{EngineGlobalType, GlobalType};
use crate::heap::ElementKind;
use crate::store::{StoreId, StoreOpaque};
use crate::value::{Bits, Val, read_bits, write_bits};

/// A global of a store, by its place in [`StoreOpaque::globals`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct GlobalId(pub(crate) u32);

/// A global.
pub(crate) struct GlobalRecord {
    pub(crate) ty: EngineGlobalType,
    /// Its value: in an instance of the store, or in `owned`.
    cell: NonNull<GlobalCell>,
    /// The cell of a global that the embedder made.
    owned: bool,
}

// SAFETY: the cell belongs to the store, and is accessed only by who has the store.
unsafe impl Send for GlobalRecord {}
// SAFETY: as above.
unsafe impl Sync for GlobalRecord {}

impl GlobalRecord {
    /// A global of an instance.
    pub(crate) fn of_instance(ty: EngineGlobalType, cell: NonNull<GlobalCell>) -> Self {
        Self {
            ty,
            cell,
            owned: false,
        }
    }

    fn of_embedder(ty: EngineGlobalType) -> Self {
        Self {
            ty,
            cell: NonNull::from(Box::leak(Box::new(GlobalCell::default()))),
            owned: true,
        }
    }

    pub(crate) fn cell(&self) -> NonNull<GlobalCell> {
        self.cell
    }

    /// The value, as a register holds it.
    pub(crate) fn bits(&self) -> Bits {
        // SAFETY: a cell is as large as any value, lives as long as its store, and
        // holds a value of the global's type.
        unsafe { read_bits(self.cell.as_ptr().cast(), MachineType::of(&self.ty.content)) }
    }

    /// Sets the value.
    ///
    /// # Errors
    ///
    /// When it is not of the global's type, or of another store.
    fn set(&self, store: &StoreOpaque, value: Val) -> Result<()> {
        let bits = value.to_bits(store, &self.ty.content)?;
        // SAFETY: as above.
        unsafe {
            write_bits(
                self.cell.as_ptr().cast(),
                bits,
                MachineType::of(&self.ty.content),
            );
        }
        Ok(())
    }
}

impl Drop for GlobalRecord {
    fn drop(&mut self) {
        if self.owned {
            // SAFETY: it came from a box, and its store is going away.
            drop(unsafe { Box::from_raw(self.cell.as_ptr()) });
        }
    }
}

impl StoreOpaque {
    pub(crate) fn global(&self, global: GlobalId) -> &GlobalRecord {
        &self.globals[global.0 as usize]
    }

    /// Takes a global in.
    pub(crate) fn add_global(&mut self, global: GlobalRecord) -> Result<GlobalId> {
        let id = u32::try_from(self.globals.len()).context("too many globals")?;
        let content = &global.ty.content;
        match ElementKind::of(&StorageType::Val(*content)) {
            ElementKind::Opaque => {}
            ElementKind::Reference => self.heap_places.add_global(global.cell),
            ElementKind::Continuation => self.heap_places.add_continuation_global(global.cell),
        }
        self.globals.push(global);
        Ok(GlobalId(id))
    }
}

/// A global of a store.
///
/// # Panics
///
/// Methods that cannot answer with an error panic when they are given another store
/// than the global's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Global {
    store: StoreId,
    id: GlobalId,
}

impl Global {
    /// Makes a global.
    ///
    /// # Errors
    ///
    /// When the value is not of the type.
    pub fn new(mut store: impl AsContextMut, ty: GlobalType, value: Val) -> Result<Self> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        if let Some(ty) = ty.content().as_ref() {
            store.hold_type(ty);
        }
        let global = GlobalRecord::of_embedder(ty.to_engine(store.engine())?);
        global.set(store, value).context(
            "type mismatch: initial value provided does not match the type of this global",
        )?;
        let id = store.add_global(global)?;
        Ok(Self::of_id(store, id))
    }

    pub(crate) fn of_id(store: &StoreOpaque, id: GlobalId) -> Self {
        Self {
            store: store.id(),
            id,
        }
    }

    /// Its place in the store.
    ///
    /// # Errors
    ///
    /// When it belongs to another store.
    pub(crate) fn id_in(self, store: &StoreOpaque) -> Result<GlobalId> {
        self.store.check(store)?;
        Ok(self.id)
    }

    fn record<'a>(&self, store: &'a StoreOpaque) -> &'a GlobalRecord {
        self.store.expect(store);
        store.global(self.id)
    }

    /// Its type.
    #[must_use]
    pub fn ty(&self, store: impl AsContext) -> GlobalType {
        let store = store.as_context();
        let store = store.opaque();
        GlobalType::from_engine(store.engine(), &self.record(store).ty)
    }

    /// Its value.
    #[must_use]
    pub fn get(&self, mut store: impl AsContextMut) -> Val {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        let global = self.record(store);
        let (bits, ty) = (global.bits(), global.ty.content);
        // SAFETY: the global holds a value of its type and store.
        unsafe { Val::from_bits(store, bits, &ty) }
    }

    /// Changes its value.
    ///
    /// # Errors
    ///
    /// When it is constant, or the value is not of its type or store.
    pub fn set(&self, store: impl AsContextMut, value: Val) -> Result<()> {
        let store = store.as_context();
        let store = store.opaque();
        self.store.check(store)?;
        let global = self.record(store);
        ensure!(global.ty.mutable, "immutable global cannot be set");
        global
            .set(store, value)
            .context("type mismatch: attempt to set global to value of wrong type")
    }
}
