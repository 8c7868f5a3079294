//! References that can be compared.

use anyhow::Result;
use switchback_abi::heap::ObjectKind;

use super::{ArrayRef, I31, StructRef};
use crate::context::{AsContext, AsContextMut};
use crate::rooting::{GcRef, OwnedRooted, Root, Rooted};
use crate::types::HeapType;

/// An internal value that can be compared: a struct, an array or an unboxed integer.
///
/// Used through [`Rooted`] or [`OwnedRooted`], as `Rooted<EqRef>`. All methods give an
/// error when the root belongs to another store or its scope has ended.
#[repr(transparent)]
#[derive(Debug)]
pub struct EqRef {
    root: Root,
}

// SAFETY: a transparent wrapper of a `Root`.
unsafe impl GcRef for EqRef {
    const HEAP_TYPE: HeapType = HeapType::Eq;
}

impl EqRef {
    /// An unboxed integer.
    #[must_use]
    pub fn from_i31(mut store: impl AsContextMut, value: I31) -> Rooted<Self> {
        let mut store = store.as_context_mut();
        Rooted::new(store.opaque_mut(), value.to_reference())
    }

    /// The most precise type: a struct's or array's own, or `i31`.
    ///
    /// # Errors
    ///
    /// See [`EqRef`].
    pub fn ty(&self, store: impl AsContext) -> Result<HeapType> {
        let store = store.as_context();
        let store = store.opaque();
        Ok(store.internal_type(self.root.get(store)?))
    }

    /// Whether it is of that type.
    ///
    /// # Errors
    ///
    /// See [`EqRef`]; and when the type belongs to another engine.
    pub fn matches_ty(&self, store: impl AsContext, ty: &HeapType) -> Result<bool> {
        let store = store.as_context();
        let store = store.opaque();
        let reference = self.root.get(store)?;
        let wanted = ty.to_engine(store.engine())?;
        Ok(ty.top() == HeapType::Any && store.reference_matches(reference, &wanted))
    }

    fn kind(&self, store: impl AsContext) -> Result<Option<ObjectKind>> {
        let store = store.as_context();
        let store = store.opaque();
        Ok(store.object_kind(self.root.get(store)?))
    }

    /// Whether it is an unboxed integer.
    ///
    /// # Errors
    ///
    /// See [`EqRef`].
    pub fn is_i31(&self, store: impl AsContext) -> Result<bool> {
        Ok(self.as_i31(store)?.is_some())
    }

    /// The unboxed integer, if it is one.
    ///
    /// # Errors
    ///
    /// See [`EqRef`].
    pub fn as_i31(&self, store: impl AsContext) -> Result<Option<I31>> {
        let store = store.as_context();
        let reference = self.root.get(store.opaque())?;
        Ok(I31::of_reference(reference))
    }

    /// The unboxed integer.
    ///
    /// # Errors
    ///
    /// See [`EqRef`].
    ///
    /// # Panics
    ///
    /// If it is none.
    pub fn unwrap_i31(&self, store: impl AsContext) -> Result<I31> {
        Ok(self.as_i31(store)?.expect("expected an i31"))
    }

    /// Whether it is a struct.
    ///
    /// # Errors
    ///
    /// See [`EqRef`].
    pub fn is_struct(&self, store: impl AsContext) -> Result<bool> {
        Ok(self.kind(store)? == Some(ObjectKind::Struct))
    }

    /// The struct, if it is one.
    ///
    /// # Errors
    ///
    /// See [`EqRef`].
    pub fn as_struct(&self, store: impl AsContextMut) -> Result<Option<Rooted<StructRef>>> {
        let is_struct = self.is_struct(&store)?;
        is_struct.then(|| self.root.rooted(store)).transpose()
    }

    /// The struct.
    ///
    /// # Errors
    ///
    /// See [`EqRef`].
    ///
    /// # Panics
    ///
    /// If it is none.
    pub fn unwrap_struct(&self, store: impl AsContextMut) -> Result<Rooted<StructRef>> {
        Ok(self.as_struct(store)?.expect("expected a struct"))
    }

    /// Whether it is an array.
    ///
    /// # Errors
    ///
    /// See [`EqRef`].
    pub fn is_array(&self, store: impl AsContext) -> Result<bool> {
        Ok(self.kind(store)? == Some(ObjectKind::Array))
    }

    /// The array, if it is one.
    ///
    /// # Errors
    ///
    /// See [`EqRef`].
    pub fn as_array(&self, store: impl AsContextMut) -> Result<Option<Rooted<ArrayRef>>> {
        let is_array = self.is_array(&store)?;
        is_array.then(|| self.root.rooted(store)).transpose()
    }

    /// The array.
    ///
    /// # Errors
    ///
    /// See [`EqRef`].
    ///
    /// # Panics
    ///
    /// If it is none.
    pub fn unwrap_array(&self, store: impl AsContextMut) -> Result<Rooted<ArrayRef>> {
        Ok(self.as_array(store)?.expect("expected an array"))
    }
}

macro_rules! eq_from {
    ($($ty:ident)*) => {$(
        impl From<Rooted<$ty>> for Rooted<EqRef> {
            fn from(value: Rooted<$ty>) -> Self {
                value.cast()
            }
        }

        impl From<OwnedRooted<$ty>> for OwnedRooted<EqRef> {
            fn from(value: OwnedRooted<$ty>) -> Self {
                value.cast()
            }
        }

        impl Rooted<$ty> {
            /// The same as an internal value.
            #[must_use]
            pub fn to_anyref(self) -> Rooted<super::AnyRef> {
                self.cast()
            }

            /// The same as a value that can be compared.
            #[must_use]
            pub fn to_eqref(self) -> Rooted<EqRef> {
                self.cast()
            }
        }

        impl OwnedRooted<$ty> {
            /// The same as an internal value.
            #[must_use]
            pub fn to_anyref(self) -> OwnedRooted<super::AnyRef> {
                self.cast()
            }

            /// The same as a value that can be compared.
            #[must_use]
            pub fn to_eqref(self) -> OwnedRooted<EqRef> {
                self.cast()
            }
        }
    )*};
}

eq_from!(StructRef ArrayRef);
