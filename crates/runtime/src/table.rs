//! Tables as the embedder has them.

use anyhow::{Context, Result, ensure};

use crate::context::{AsContext, AsContextMut};
use crate::entity_types::{EngineTableType, TableType};
use crate::store::{StoreId, StoreOpaque};
pub(crate) use crate::tables::{TableId, TableRecord};
use crate::trap::Trap;
use crate::types::RefType;
use crate::value::{Bits, Ref};

/// A table of a store.
///
/// # Panics
///
/// Methods that cannot answer with an error panic when they are given another store
/// than the table's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Table {
    store: StoreId,
    id: TableId,
}

impl Table {
    /// Makes a table whose elements are `init`.
    ///
    /// # Errors
    ///
    /// When the type makes no sense, `init` is not of it, or a limit is exceeded.
    pub fn new(mut store: impl AsContextMut, ty: TableType, init: Ref) -> Result<Self> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        ensure!(
            ty.maximum().is_none_or(|maximum| ty.minimum() <= maximum),
            "the minimum of a table must not be greater than its maximum"
        );
        store.hold_type(ty.element());
        let ty = ty.to_engine(store.engine())?;
        let init = init.to_bits(store, &ty.element)?;
        let id = store.make_table(ty)?;
        let table = store.table_mut(id);
        table.fill(0, init, ty.minimum).map_err(Trap::from)?;
        Ok(Self::of_id(store, id))
    }

    pub(crate) fn of_id(store: &StoreOpaque, id: TableId) -> Self {
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
    pub(crate) fn id_in(self, store: &StoreOpaque) -> Result<TableId> {
        self.store.check(store)?;
        Ok(self.id)
    }

    fn record<'a>(&self, store: &'a StoreOpaque) -> &'a TableRecord {
        self.store.expect(store);
        store.table(self.id)
    }

    /// A value for an element, as a register holds it.
    fn element(&self, store: &StoreOpaque, value: Ref) -> Result<(TableId, Bits)> {
        let id = self.id_in(store)?;
        let bits = value.to_bits(store, &store.table(id).ty().element)?;
        Ok((id, bits))
    }

    /// Its type. The minimum is that of its making.
    #[must_use]
    pub fn ty(&self, store: impl AsContext) -> TableType {
        let store = store.as_context();
        let store = store.opaque();
        TableType::from_engine(store.engine(), self.record(store).ty())
    }

    /// An element, or `None` beyond the end.
    #[must_use]
    pub fn get(&self, mut store: impl AsContextMut, index: u64) -> Option<Ref> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        let table = self.record(store);
        let (bits, ty) = (table.get(index)?, table.ty().element);
        // SAFETY: elements are of the table's type and of its store.
        Some(unsafe { Ref::from_bits(store, bits, &ty) })
    }

    /// Sets an element.
    ///
    /// # Errors
    ///
    /// When there is no such element, or the value is not of its type or store.
    pub fn set(&self, store: impl AsContextMut, index: u64, value: Ref) -> Result<()> {
        self.fill(store, index, value, 1)
            .context("failed to set a table element")
    }

    /// How many elements there are.
    #[must_use]
    pub fn size(&self, store: impl AsContext) -> u64 {
        self.record(store.as_context().opaque()).len() as u64
    }

    /// Grows by `delta` elements and answers the size before.
    ///
    /// # Errors
    ///
    /// When the table cannot grow that much, the limiter forbids it, or the value is
    /// not of its type or store.
    pub fn grow(&self, mut store: impl AsContextMut, delta: u64, init: Ref) -> Result<u64> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        let (id, init) = self.element(store, init)?;
        store
            .grow_table(id, delta, init)?
            .with_context(|| format!("failed to grow table by {delta} elements"))
    }

    /// Copies elements between two tables, or in one.
    ///
    /// # Errors
    ///
    /// When there are not that many elements, the source's are not of the
    /// destination's type, or the tables are of different stores.
    pub fn copy(
        mut store: impl AsContextMut,
        destination: &Self,
        destination_index: u64,
        source: &Self,
        source_index: u64,
        length: u64,
    ) -> Result<()> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        let (to, from) = (destination.id_in(store)?, source.id_in(store)?);
        let element = |ty: &EngineTableType| RefType::from_engine(store.engine(), &ty.element);
        ensure!(
            element(store.table(from).ty()).matches(&element(store.table(to).ty())),
            "type mismatch: source table element type does not match destination table element type"
        );
        store
            .copy_table((to, destination_index), (from, source_index), length)
            .map_err(Trap::from)?;
        Ok(())
    }

    /// Sets `length` elements from `index` on.
    ///
    /// # Errors
    ///
    /// When there are not that many elements, or the value is not of their type or
    /// store.
    pub fn fill(
        &self,
        mut store: impl AsContextMut,
        index: u64,
        value: Ref,
        length: u64,
    ) -> Result<()> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        let (id, value) = self.element(store, value)?;
        let table = store.table_mut(id);
        table.fill(index, value, length).map_err(Trap::from)?;
        Ok(())
    }
}
