//! Memories as the embedder has them.

use anyhow::{Context, Result};

use crate::context::{AsContext, AsContextMut, StoreContext, StoreContextMut};
use crate::entity_types::MemoryType;
pub(crate) use crate::linear_memory::{MemoryId, MemoryRecord};
use crate::store::{StoreId, StoreOpaque};

/// A linear memory of a store.
///
/// # Panics
///
/// Methods that cannot answer with an error panic when they are given another store
/// than the memory's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Memory {
    store: StoreId,
    id: MemoryId,
}

/// An access of a memory was out of bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("out of bounds memory access")]
#[non_exhaustive]
pub struct MemoryAccessError;

impl Memory {
    /// Makes a memory.
    ///
    /// # Errors
    ///
    /// When the type makes no sense, a limit is exceeded, or the system has no
    /// memory.
    pub fn new(mut store: impl AsContextMut, ty: MemoryType) -> Result<Self> {
        let ty = ty.checked()?;
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        let id = store.make_memory(ty)?;
        Ok(Self::of_id(store, id))
    }

    pub(crate) fn of_id(store: &StoreOpaque, id: MemoryId) -> Self {
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
    pub(crate) fn id_in(self, store: &StoreOpaque) -> Result<MemoryId> {
        self.store.check(store)?;
        Ok(self.id)
    }

    #[inline]
    fn record<'a>(&self, store: &'a StoreOpaque) -> &'a MemoryRecord {
        self.store.expect(store);
        store.memory(self.id)
    }

    /// Its type. The minimum is that of its making.
    #[must_use]
    pub fn ty(&self, store: impl AsContext) -> MemoryType {
        MemoryType::from_wasm(*self.record(store.as_context().opaque()).ty())
    }

    /// Copies bytes out of the memory.
    ///
    /// # Errors
    ///
    /// When there are not that many.
    pub fn read(
        &self,
        store: impl AsContext,
        offset: usize,
        buffer: &mut [u8],
    ) -> Result<(), MemoryAccessError> {
        let store = store.as_context();
        let data = self.record(store.opaque()).data();
        let from = data.get(offset..).and_then(|rest| rest.get(..buffer.len()));
        buffer.copy_from_slice(from.ok_or(MemoryAccessError)?);
        Ok(())
    }

    /// Copies bytes into the memory.
    ///
    /// # Errors
    ///
    /// When there is not that much room.
    pub fn write(
        &self,
        mut store: impl AsContextMut,
        offset: usize,
        buffer: &[u8],
    ) -> Result<(), MemoryAccessError> {
        let mut store = store.as_context_mut();
        let data = self.data_mut(&mut store);
        let to = data
            .get_mut(offset..)
            .and_then(|rest| rest.get_mut(..buffer.len()));
        to.ok_or(MemoryAccessError)?.copy_from_slice(buffer);
        Ok(())
    }

    /// Its bytes.
    pub fn data<'a, T: 'static>(&self, store: impl Into<StoreContext<'a, T>>) -> &'a [u8] {
        self.record(store.into().into_opaque()).data()
    }

    /// Its bytes.
    pub fn data_mut<'a, T: 'static>(
        &self,
        store: impl Into<StoreContextMut<'a, T>>,
    ) -> &'a mut [u8] {
        self.data_and_store_mut(store).0
    }

    /// Its bytes, and the data of the store's owner.
    pub fn data_and_store_mut<'a, T: 'static>(
        &self,
        store: impl Into<StoreContextMut<'a, T>>,
    ) -> (&'a mut [u8], &'a mut T) {
        let inner = store.into().into_inner();
        self.store.expect(&inner.opaque);
        let bytes = inner.opaque.memory_mut(self.id).data_mut();
        (bytes, &mut inner.data)
    }

    /// Where its first byte is.
    #[must_use]
    pub fn data_ptr(&self, store: impl AsContext) -> *mut u8 {
        self.record(store.as_context().opaque()).base()
    }

    /// Its size in bytes.
    #[must_use]
    pub fn data_size(&self, store: impl AsContext) -> usize {
        self.record(store.as_context().opaque()).len()
    }

    /// Its size in pages.
    #[must_use]
    pub fn size(&self, store: impl AsContext) -> u64 {
        self.record(store.as_context().opaque()).pages()
    }

    /// The size of a page in bytes.
    #[must_use]
    pub fn page_size(&self, store: impl AsContext) -> u64 {
        self.record(store.as_context().opaque()).ty().page_size()
    }

    /// Binary logarithm of the size of a page.
    #[must_use]
    pub fn page_size_log2(&self, store: impl AsContext) -> u8 {
        self.record(store.as_context().opaque()).ty().page_size_log2
    }

    /// Grows by `delta` pages and answers the size before.
    ///
    /// # Errors
    ///
    /// When the memory cannot grow that much, the limiter forbids it, or the memory
    /// belongs to another store.
    pub fn grow(&self, mut store: impl AsContextMut, delta: u64) -> Result<u64> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        self.store.check(store)?;
        store
            .grow_memory(self.id, delta)?
            .with_context(|| format!("failed to grow memory by {delta} pages"))
    }
}
