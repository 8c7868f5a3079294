//! Access to a store, in whatever form somebody has it.

use crate::engine::Engine;
use crate::store::{StoreInner, StoreOpaque};

/// Read access to a store.
#[repr(transparent)]
pub struct StoreContext<'a, T: 'static>(pub(crate) &'a StoreInner<T>);

/// Access to a store.
#[repr(transparent)]
pub struct StoreContextMut<'a, T: 'static>(pub(crate) &'a mut StoreInner<T>);

/// What gives read access to a store: a store, a context, a caller, or a reference
/// to one.
pub trait AsContext {
    /// The data of the store's owner.
    type Data: 'static;

    /// Gives access.
    fn as_context(&self) -> StoreContext<'_, Self::Data>;
}

/// What gives access to a store.
pub trait AsContextMut: AsContext {
    /// Gives access.
    fn as_context_mut(&mut self) -> StoreContextMut<'_, Self::Data>;
}

impl<'a, T: 'static> StoreContext<'a, T> {
    /// The engine.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        self.0.opaque.engine()
    }

    /// The owner's data.
    #[must_use]
    pub fn data(&self) -> &'a T {
        &self.0.data
    }

    #[inline]
    pub(crate) fn opaque(&self) -> &StoreOpaque {
        &self.0.opaque
    }

    pub(crate) fn into_opaque(self) -> &'a StoreOpaque {
        &self.0.opaque
    }
}

impl<'a, T: 'static> StoreContextMut<'a, T> {
    /// The engine.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        self.0.opaque.engine()
    }

    /// The owner's data.
    #[must_use]
    pub fn data(&self) -> &T {
        &self.0.data
    }

    /// The owner's data.
    pub fn data_mut(&mut self) -> &mut T {
        &mut self.0.data
    }

    #[inline]
    pub(crate) fn opaque(&self) -> &StoreOpaque {
        &self.0.opaque
    }

    #[inline]
    pub(crate) fn opaque_mut(&mut self) -> &mut StoreOpaque {
        &mut self.0.opaque
    }

    pub(crate) fn into_inner(self) -> &'a mut StoreInner<T> {
        self.0
    }
}

impl<T: 'static> Clone for StoreContext<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: 'static> Copy for StoreContext<'_, T> {}

impl<T: 'static> AsContext for StoreContext<'_, T> {
    type Data = T;

    #[inline]
    fn as_context(&self) -> StoreContext<'_, T> {
        *self
    }
}

impl<T: 'static> AsContext for StoreContextMut<'_, T> {
    type Data = T;

    #[inline]
    fn as_context(&self) -> StoreContext<'_, T> {
        StoreContext(self.0)
    }
}

impl<T: 'static> AsContextMut for StoreContextMut<'_, T> {
    #[inline]
    fn as_context_mut(&mut self) -> StoreContextMut<'_, T> {
        StoreContextMut(self.0)
    }
}

impl<C: AsContext> AsContext for &'_ C {
    type Data = C::Data;

    #[inline]
    fn as_context(&self) -> StoreContext<'_, C::Data> {
        C::as_context(self)
    }
}

impl<C: AsContext> AsContext for &'_ mut C {
    type Data = C::Data;

    #[inline]
    fn as_context(&self) -> StoreContext<'_, C::Data> {
        C::as_context(self)
    }
}

impl<C: AsContextMut> AsContextMut for &'_ mut C {
    #[inline]
    fn as_context_mut(&mut self) -> StoreContextMut<'_, C::Data> {
        C::as_context_mut(self)
    }
}

impl<'a, C: AsContext> From<&'a C> for StoreContext<'a, C::Data> {
    #[inline]
    fn from(context: &'a C) -> Self {
        context.as_context()
    }
}

impl<'a, C: AsContext> From<&'a mut C> for StoreContext<'a, C::Data> {
    #[inline]
    fn from(context: &'a mut C) -> Self {
        C::as_context(context)
    }
}

impl<'a, C: AsContextMut> From<&'a mut C> for StoreContextMut<'a, C::Data> {
    #[inline]
    fn from(context: &'a mut C) -> Self {
        context.as_context_mut()
    }
}

impl<'a, T: 'static> From<StoreContextMut<'a, T>> for StoreContext<'a, T> {
    #[inline]
    fn from(context: StoreContextMut<'a, T>) -> Self {
        Self(context.0)
    }
}
