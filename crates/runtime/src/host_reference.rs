//! Values of the host that Wasm holds references to.
//!
//! A reference is a `u32`; null is 0. The values live in the store until it is
//! dropped: the collector will take this file's place.

use std::any::Any;

use anyhow::Result;

use crate::context::{AsContextMut, StoreContext};
use crate::rooting::{GcRef, Root, Rooted};
use crate::types::HeapType;

/// The host values of a store.
#[derive(Default)]
pub(crate) struct HostReferences {
    values: Vec<Box<dyn Any + Send + Sync>>,
}

impl HostReferences {
    /// Keeps a value and gives the reference to it, which is not null.
    fn insert(&mut self, value: Box<dyn Any + Send + Sync>) -> Result<u32> {
        let reference = u32::try_from(self.values.len() + 1)
            .map_err(|_| anyhow::anyhow!("a store cannot hold more host references"))?;
        self.values.push(value);
        Ok(reference)
    }

    fn get(&self, reference: u32) -> Option<&(dyn Any + Send + Sync)> {
        let index = (reference as usize).checked_sub(1)?;
        self.values.get(index).map(|value| &**value)
    }
}

/// A reference to a value of the host.
///
/// Used through [`Rooted`], as `Rooted<ExternRef>`.
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
    /// Hands a value of the host to a store, to be passed to Wasm.
    ///
    /// # Errors
    ///
    /// When the store cannot hold more.
    pub fn new<T>(mut store: impl AsContextMut, value: T) -> Result<Rooted<Self>>
    where
        T: Any + Send + Sync,
    {
        let mut store = store.as_context_mut();
        let opaque = store.opaque_mut();
        let reference = opaque.host_references.insert(Box::new(value))?;
        Ok(Rooted::new(opaque, reference))
    }

    /// The value.
    ///
    /// # Errors
    ///
    /// When the reference belongs to another store.
    pub fn data<'a, T: 'static>(
        &self,
        store: impl Into<StoreContext<'a, T>>,
    ) -> Result<Option<&'a (dyn Any + Send + Sync)>> {
        let opaque = store.into().into_opaque();
        let reference = self.root.get(opaque)?;
        Ok(opaque.host_references.get(reference))
    }
}
