//! Values of the host that Wasm holds references to.
//!
//! A reference is a `u32`; null is 0. The values live in the store until it is
//! dropped: the collector will take this file's place.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use anyhow::Result;

use crate::context::{AsContext, AsContextMut, StoreContext};
use crate::store::{StoreId, StoreOpaque};

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

/// A reference into a store, and the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Root {
    store: StoreId,
    reference: u32,
}

/// A reference that keeps its referent alive.
#[repr(transparent)]
pub struct Rooted<T> {
    root: Root,
    referent: PhantomData<fn() -> T>,
}

impl<T> Clone for Rooted<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Rooted<T> {}

impl<T> fmt::Debug for Rooted<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Rooted").field(&self.root).finish()
    }
}

impl Deref for Rooted<ExternRef> {
    type Target = ExternRef;

    fn deref(&self) -> &ExternRef {
        // SAFETY: both are transparent wrappers of a `Root`.
        unsafe { &*(&raw const self.root).cast::<ExternRef>() }
    }
}

impl Rooted<ExternRef> {
    /// The reference as Wasm holds it, if it belongs to `store`.
    pub(crate) fn to_raw(self, store: &StoreOpaque) -> Result<u32> {
        self.root.store.check(store)?;
        Ok(self.root.reference)
    }

    pub(crate) fn belongs_to(self, store: &StoreOpaque) -> bool {
        self.root.store == store.id()
    }

    /// The reference that Wasm holds as `raw`, which is not null.
    pub(crate) fn from_raw(store: &StoreOpaque, raw: u32) -> Self {
        Self {
            root: Root {
                store: store.id(),
                reference: raw,
            },
            referent: PhantomData,
        }
    }

    /// Whether both refer to the same value.
    ///
    /// # Errors
    ///
    /// When one of them belongs to another store.
    pub fn ref_eq(store: impl AsContext, a: &Self, b: &Self) -> Result<bool> {
        let store = store.as_context();
        Ok(a.to_raw(store.opaque())? == b.to_raw(store.opaque())?)
    }
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
        Ok(Rooted::from_raw(opaque, reference))
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
        self.root.store.check(opaque)?;
        Ok(opaque.host_references.get(self.root.reference))
    }
}
