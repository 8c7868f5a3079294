//! References to internal values.

use anyhow::Result;
use switchback_abi::heap::ObjectKind;

use super::{ArrayRef, EqRef, ExternRef, I31, StructRef};
use crate::context::{AsContext, AsContextMut};
use crate::rooting::{GcRef, OwnedRooted, Root, Rooted};
use crate::types::HeapType;

/// An internal value: a struct, an array, an unboxed integer, or a value of the host
/// that was converted.
///
/// Used through [`Rooted`] or [`OwnedRooted`], as `Rooted<AnyRef>`. All methods give an
/// error when the root belongs to another store or its scope has ended.
#[repr(transparent)]
#[derive(Debug)]
pub struct AnyRef {
    root: Root,
}

// SAFETY: a transparent wrapper of a `Root`.
unsafe impl GcRef for AnyRef {
    const HEAP_TYPE: HeapType = HeapType::Any;
}

impl AnyRef {
    /// An unboxed integer.
    #[must_use]
    pub fn from_i31(mut store: impl AsContextMut, value: I31) -> Rooted<Self> {
        let mut store = store.as_context_mut();
        Rooted::new(store.opaque_mut(), value.to_reference())
    }

    /// `any.convert_extern`: the internal value that a value of the host is. What was
    /// converted the other way before is what it was.
    ///
    /// # Errors
    ///
    /// See [`AnyRef`].
    pub fn convert_extern(store: impl AsContext, value: Rooted<ExternRef>) -> Result<Rooted<Self>> {
        value.root().get(store.as_context().opaque())?;
        Ok(value.cast())
    }

    /// The most precise type: a struct's or array's own, `i31`, or `any` for a value of
    /// the host.
    ///
    /// # Errors
    ///
    /// See [`AnyRef`].
    pub fn ty(&self, store: impl AsContext) -> Result<HeapType> {
        let store = store.as_context();
        let store = store.opaque();
        Ok(store.internal_type(self.root.get(store)?))
    }

    /// Whether it is of that type.
    ///
    /// # Errors
    ///
    /// See [`AnyRef`]; and when the type belongs to another engine.
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

    /// Whether it can be compared: everything but a value of the host.
    ///
    /// # Errors
    ///
    /// See [`AnyRef`].
    pub fn is_eqref(&self, store: impl AsContext) -> Result<bool> {
        Ok(matches!(
            self.kind(store)?,
            None | Some(ObjectKind::Struct | ObjectKind::Array)
        ))
    }

    /// What can be compared, if it is that.
    ///
    /// # Errors
    ///
    /// See [`AnyRef`].
    pub fn as_eqref(&self, store: impl AsContextMut) -> Result<Option<Rooted<EqRef>>> {
        let is_eqref = self.is_eqref(&store)?;
        is_eqref.then(|| self.root.rooted(store)).transpose()
    }

    /// What can be compared.
    ///
    /// # Errors
    ///
    /// See [`AnyRef`].
    ///
    /// # Panics
    ///
    /// If it is none.
    pub fn unwrap_eqref(&self, store: impl AsContextMut) -> Result<Rooted<EqRef>> {
        Ok(self.as_eqref(store)?.expect("expected an eqref"))
    }

    /// Whether it is an unboxed integer.
    ///
    /// # Errors
    ///
    /// See [`AnyRef`].
    pub fn is_i31(&self, store: impl AsContext) -> Result<bool> {
        Ok(self.as_i31(store)?.is_some())
    }

    /// The unboxed integer, if it is one.
    ///
    /// # Errors
    ///
    /// See [`AnyRef`].
    pub fn as_i31(&self, store: impl AsContext) -> Result<Option<I31>> {
        let store = store.as_context();
        let reference = self.root.get(store.opaque())?;
        Ok(I31::of_reference(reference))
    }

    /// The unboxed integer.
    ///
    /// # Errors
    ///
    /// See [`AnyRef`].
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
    /// See [`AnyRef`].
    pub fn is_struct(&self, store: impl AsContext) -> Result<bool> {
        Ok(self.kind(store)? == Some(ObjectKind::Struct))
    }

    /// The struct, if it is one.
    ///
    /// # Errors
    ///
    /// See [`AnyRef`].
    pub fn as_struct(&self, store: impl AsContextMut) -> Result<Option<Rooted<StructRef>>> {
        let is_struct = self.is_struct(&store)?;
        is_struct.then(|| self.root.rooted(store)).transpose()
    }

    /// The struct.
    ///
    /// # Errors
    ///
    /// See [`AnyRef`].
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
    /// See [`AnyRef`].
    pub fn is_array(&self, store: impl AsContext) -> Result<bool> {
        Ok(self.kind(store)? == Some(ObjectKind::Array))
    }

    /// The array, if it is one.
    ///
    /// # Errors
    ///
    /// See [`AnyRef`].
    pub fn as_array(&self, store: impl AsContextMut) -> Result<Option<Rooted<ArrayRef>>> {
        let is_array = self.is_array(&store)?;
        is_array.then(|| self.root.rooted(store)).transpose()
    }

    /// The array.
    ///
    /// # Errors
    ///
    /// See [`AnyRef`].
    ///
    /// # Panics
    ///
    /// If it is none.
    pub fn unwrap_array(&self, store: impl AsContextMut) -> Result<Rooted<ArrayRef>> {
        Ok(self.as_array(store)?.expect("expected an array"))
    }
}

macro_rules! any_from {
    ($($ty:ident)*) => {$(
        impl From<Rooted<$ty>> for Rooted<AnyRef> {
            fn from(value: Rooted<$ty>) -> Self {
                value.cast()
            }
        }

        impl From<OwnedRooted<$ty>> for OwnedRooted<AnyRef> {
            fn from(value: OwnedRooted<$ty>) -> Self {
                value.cast()
            }
        }
    )*};
}

any_from!(EqRef StructRef ArrayRef);

impl Rooted<EqRef> {
    /// The same as an internal value.
    #[must_use]
    pub fn to_anyref(self) -> Rooted<AnyRef> {
        self.cast()
    }
}

impl OwnedRooted<EqRef> {
    /// The same as an internal value.
    #[must_use]
    pub fn to_anyref(self) -> OwnedRooted<AnyRef> {
        self.cast()
    }
}
