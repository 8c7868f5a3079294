//! References to structs.

use anyhow::{Context, Result, ensure};

use super::object::{Values, describe};
use crate::context::{AsContext, AsContextMut, StoreContextMut};
use crate::rooting::{GcRef, Root, Rooted};
use crate::store::{StoreId, StoreOpaque};
use crate::types::{HeapType, StructType};
use crate::value::Val;

/// A struct.
///
/// Used through [`Rooted`] or [`OwnedRooted`](crate::rooting::OwnedRooted), as
/// `Rooted<StructRef>`. All methods give an error when the root belongs to another store
/// or its scope has ended.
#[repr(transparent)]
#[derive(Debug)]
pub struct StructRef {
    root: Root,
}

// SAFETY: a transparent wrapper of a `Root`.
unsafe impl GcRef for StructRef {
    const HEAP_TYPE: HeapType = HeapType::Struct;
}

/// A struct type, prepared for making structs of it in a store.
#[derive(Clone, Debug)]
pub struct StructRefPre {
    store: StoreId,
    ty: StructType,
}

impl StructRefPre {
    /// Prepares a type. Where it belongs to another engine than the store, every
    /// [`StructRef::new`] gives an error.
    #[must_use]
    pub fn new(mut store: impl AsContextMut, ty: StructType) -> Self {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        if ty.identity_in(store.engine()).is_ok() {
            store.hold_object_type(ty.object_type());
        }
        Self {
            store: store.id(),
            ty,
        }
    }
}

impl StructRef {
    /// Makes a struct with these values in its fields. Packed fields take the low bits
    /// of a [`Val::I32`].
    ///
    /// # Errors
    ///
    /// When the values are not of the fields' types, something belongs to another store
    /// or engine, or there is no room for it
    /// ([`Trap::HeapOutOfMemory`](crate::trap::Trap)).
    pub fn new(
        mut store: impl AsContextMut,
        allocator: &StructRefPre,
        fields: &[Val],
    ) -> Result<Rooted<Self>> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        allocator.store.check(store)?;
        let identity = allocator.ty.identity_in(store.engine())?;
        let ty = allocator.ty.object_type();
        ensure!(
            ty.fields().len() == fields.len(),
            "expected {} values for a struct, got {}",
            ty.fields().len(),
            fields.len()
        );
        for (index, (value, field)) in fields.iter().zip(ty.fields()).enumerate() {
            store
                .storage_bits(value, &field.storage)
                .with_context(|| format!("field {index} of a struct"))?;
        }
        let object = store.allocate_struct(identity)?;
        for (index, value) in fields.iter().enumerate() {
            let (offset, field) = ty.place(index as u32);
            // Once more: what it refers to may have moved.
            let bits = store.storage_bits(value, &field.storage)?;
            store.store_bits(object, offset, &field.storage, bits);
        }
        Ok(Rooted::new(store, object))
    }

    /// Its type.
    ///
    /// # Errors
    ///
    /// See [`StructRef`].
    pub fn ty(&self, store: impl AsContext) -> Result<StructType> {
        let store = store.as_context();
        let store = store.opaque();
        match store.internal_type(self.root.get(store)?) {
            HeapType::ConcreteStruct(ty) => Ok(ty),
            ty => unreachable!("a struct of type {ty}"),
        }
    }

    /// Whether it is of that type.
    ///
    /// # Errors
    ///
    /// See [`StructRef`].
    pub fn matches_ty(&self, store: impl AsContext, ty: &StructType) -> Result<bool> {
        Ok(self.ty(store)?.matches(ty))
    }

    /// What is in a field. Packed values come zero-extended.
    ///
    /// # Errors
    ///
    /// See [`StructRef`]; and when there is no such field.
    pub fn field(&self, mut store: impl AsContextMut, index: usize) -> Result<Val> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        let object = self.root.get(store)?;
        let ty = store.object_type(object);
        let index = check_index(ty.fields().len(), index)?;
        let (offset, field) = ty.place(index);
        // SAFETY: the type says that the field is there.
        Ok(unsafe { store.load_value(object, offset, &field.storage) })
    }

    /// Changes a field.
    ///
    /// # Errors
    ///
    /// See [`StructRef`]; and when there is no such field, it is immutable, or the value
    /// is not of its type or store.
    pub fn set_field(&self, mut store: impl AsContextMut, index: usize, value: Val) -> Result<()> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        let object = self.root.get(store)?;
        let ty = store.object_type(object);
        let index = check_index(ty.fields().len(), index)?;
        let (offset, field) = ty.place(index);
        let bits = store.new_storage_bits(&value, field).with_context(|| {
            let ty = describe(store, &field.storage);
            format!("field {index} of a struct, which is {ty}, cannot be set")
        })?;
        store.store_bits(object, offset, &field.storage, bits);
        Ok(())
    }

    /// What is in all fields.
    ///
    /// # Errors
    ///
    /// See [`StructRef`].
    pub fn fields<'a, T: 'static>(
        &self,
        store: impl Into<StoreContextMut<'a, T>>,
    ) -> Result<Values<'a>> {
        let store: &'a mut StoreOpaque = &mut store.into().into_inner().opaque;
        let object = self.root.get(store)?;
        Ok(Values::new(store, object))
    }
}

fn check_index(count: usize, index: usize) -> Result<u32> {
    ensure!(
        index < count,
        "a struct with {count} fields has no field {index}"
    );
    // There are not so many fields.
    Ok(index as u32)
}
