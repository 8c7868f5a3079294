//! What a host function knows of who called it.

use crate::context::{AsContext, AsContextMut, StoreContext, StoreContextMut};
use crate::engine::Engine;
use crate::external::Extern;
use crate::walk::{Frame, Walk};

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
    /// After a tail call the caller is the one that is still there: the one that the
    /// call will return to.
    pub fn get_export(&mut self, name: &str) -> Option<Extern> {
        let store = self.store.opaque();
        // SAFETY: while this host function runs, which `self` proves, Wasm's frames
        // below it stay as they are.
        let walk = unsafe { Walk::from_exit(&store.context) };
        let instance = walk
            .take_while(|frame| !matches!(frame, Frame::Entry { .. } | Frame::Unknown { .. }))
            .find_map(|frame| match frame {
                Frame::Wasm(frame) => Some(frame.instance),
                _ => None,
            })?;
        // SAFETY: a frame's instance is alive and of the store whose stack it is on.
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
