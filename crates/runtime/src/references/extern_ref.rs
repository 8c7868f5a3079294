//! References to values of the host.
//!
//! The heap keeps the values, and drops them when the collector finds that nothing
//! refers to them any more.

use std::any::Any;

use anyhow::Result;
use switchback_abi::heap::is_object;

use super::AnyRef;
use crate::context::{AsContext, AsContextMut, StoreContext, StoreContextMut};
use crate::rooting::{GcRef, Root, Rooted};
use crate::types::HeapType;

/// A value of the host, or an internal one that was converted.
///
/// Used through [`Rooted`] or [`OwnedRooted`](crate::rooting::OwnedRooted), as
/// `Rooted<ExternRef>`. All methods give an error when the root belongs to another store
/// or its scope has ended.
#[repr(transparent)]
#[derive(Debug)]
pub struct ExternRef {
    root: Root,
}

// SAFETY: a transparent wrapper of a `Root`.
unsafe impl GcRef for ExternRef {
    const HEAP_TYPE: HeapType = HeapType::Extern;
}

impl ExternRef {
    /// Hands a value of the host to a store, to be passed to Wasm. It is dropped when
    /// nothing refers to it any more and the collector notices, or with the store.
    ///
    /// # Errors
    ///
    /// When there is no room for the reference
    /// ([`Trap::HeapOutOfMemory`](crate::trap::Trap)).
    pub fn new<T>(mut store: impl AsContextMut, value: T) -> Result<Rooted<Self>>
    where
        T: Any + Send + Sync,
    {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        let reference = store.allocate_host_reference(Box::new(value))?;
        Ok(Rooted::new(store, reference))
    }

    /// `extern.convert_any`: an internal value, to be passed where values of the host
    /// are. What was converted the other way before is what it was.
    ///
    /// # Errors
    ///
    /// See [`ExternRef`].
    pub fn convert_any(store: impl AsContext, value: Rooted<AnyRef>) -> Result<Rooted<Self>> {
        value.root().get(store.as_context().opaque())?;
        Ok(value.cast())
    }

    /// The value of the host; `None` if it is an internal value that was converted.
    ///
    /// # Errors
    ///
    /// See [`ExternRef`].
    pub fn data<'a, T: 'static>(
        &self,
        store: impl Into<StoreContext<'a, T>>,
    ) -> Result<Option<&'a (dyn Any + Send + Sync)>> {
        let store = store.into().into_opaque();
        let reference = self.root.get(store)?;
        Ok(is_object(reference)
            .then(|| store.heap.host_value(reference))
            .flatten())
    }

    /// The value of the host, to be changed; `None` if it is an internal value that was
    /// converted.
    ///
    /// # Errors
    ///
    /// See [`ExternRef`].
    pub fn data_mut<'a, T: 'static>(
        &self,
        store: impl Into<StoreContextMut<'a, T>>,
    ) -> Result<Option<&'a mut (dyn Any + Send + Sync)>> {
        let store = &mut store.into().into_inner().opaque;
        let reference = self.root.get(store)?;
        Ok(is_object(reference)
            .then(|| store.heap.host_value_mut(reference))
            .flatten())
    }
}
