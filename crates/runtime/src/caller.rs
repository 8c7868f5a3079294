//! What a host function knows of who called it.

use crate::context::{AsContext, AsContextMut, StoreContext, StoreContextMut};
use crate::engine::Engine;
use crate::external::Extern;
use crate::walk::Walk;

/// Access to the store, and to the caller, for a host function.
pub struct Caller<'a, T: 'static> {
    store: StoreContextMut<'a, T>,
}

impl<'a, T: 'static> Caller<'a, T> {
    #[inline]
    pub(crate) fn new(store: StoreContextMut<'a, T>) -> Self {
        Self { store }
    }

    /// Something that the instance exports whose code called the host function;
    /// `None` if there is no such export, or the embedder called it.
    ///
    /// After a tail call the caller is the instance whose code made it, though its frame
    /// is gone.
    pub fn get_export(&mut self, name: &str) -> Option<Extern> {
        let store = self.store.opaque();
        // SAFETY: the host function is running, which `self` proves, and nested
        // activations put the exit frame back when they end.
        let instance = unsafe { Walk::caller(&store.context) }?;
        // SAFETY: the caller is alive and of the store whose stack it called from.
        let instance = unsafe { store.instance_of(instance) };
        instance.export(store, name)
    }

    /// The owner's data.
    #[must_use]
    pub fn data(&self) -> &T {
        self.store.data()
    }

    /// The owner's data.
    pub fn data_mut(&mut self) -> &mut T {
        self.store.data_mut()
    }

    /// The engine.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        self.store.engine()
    }
}

impl<T: 'static> AsContext for Caller<'_, T> {
    type Data = T;

    #[inline]
    fn as_context(&self) -> StoreContext<'_, T> {
        self.store.as_context()
    }
}

impl<T: 'static> AsContextMut for Caller<'_, T> {
    #[inline]
    fn as_context_mut(&mut self) -> StoreContextMut<'_, T> {
        self.store.as_context_mut()
    }
}

impl<'a, T: 'static> From<Caller<'a, T>> for StoreContextMut<'a, T> {
    fn from(caller: Caller<'a, T>) -> Self {
        caller.store
    }
}
