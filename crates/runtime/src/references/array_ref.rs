//! References to arrays.

use anyhow::{Context, Result, ensure};
use switchback_wasm::EngineStorageType;

use super::object::{Values, describe};
use crate::context::{AsContext, AsContextMut, StoreContextMut};
use crate::rooting::{GcRef, Root, Rooted};
use crate::store::{StoreId, StoreOpaque};
use crate::types::{ArrayType, HeapType, ObjectType};
use crate::value::Val;

/// An array.
///
/// Used through [`Rooted`] or [`OwnedRooted`](crate::rooting::OwnedRooted), as
/// `Rooted<ArrayRef>`. All methods give an error when the root belongs to another store
/// or its scope has ended.
#[repr(transparent)]
#[derive(Debug)]
pub struct ArrayRef {
    root: Root,
}

// SAFETY: a transparent wrapper of a `Root`.
unsafe impl GcRef for ArrayRef {
    const HEAP_TYPE: HeapType = HeapType::Array;
}

/// An array type, prepared for making arrays of it in a store.
#[derive(Clone, Debug)]
pub struct ArrayRefPre {
    store: StoreId,
    ty: ArrayType,
}

impl ArrayRefPre {
    /// Prepares a type. Where it belongs to another engine than the store, making an
    /// array gives an error.
    #[must_use]
    pub fn new(mut store: impl AsContextMut, ty: ArrayType) -> Self {
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

    /// Makes an array whose elements are zero, as they must not stay if they cannot be
    /// null.
    fn allocate(&self, store: &mut StoreOpaque, length: u32) -> Result<u32> {
        self.store.check(store)?;
        let identity = self.ty.identity_in(store.engine())?;
        store.allocate_array(identity, length)
    }

    fn check(&self, store: &StoreOpaque) -> Result<&ObjectType> {
        self.store.check(store)?;
        self.ty.identity_in(store.engine())?;
        Ok(self.ty.object_type())
    }
}

impl ArrayRef {
    /// Makes an array whose elements are all `elem`. Packed elements take the low bits
    /// of a [`Val::I32`].
    ///
    /// # Errors
    ///
    /// When the value is not of the elements' type, something belongs to another store
    /// or engine, or there is no room for it
    /// ([`Trap::HeapOutOfMemory`](crate::trap::Trap)).
    pub fn new(
        mut store: impl AsContextMut,
        allocator: &ArrayRefPre,
        elem: &Val,
        len: u32,
    ) -> Result<Rooted<Self>> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        let ty = allocator.check(store)?;
        let storage = &ty.element_type().storage;
        store
            .storage_bits(elem, storage)
            .context("the element of an array")?;
        let array = allocator.allocate(store, len)?;
        // Once more: what it refers to may have moved.
        let bits = store.storage_bits(elem, storage)?;
        store.heap.fill_array(array, 0, len, bits);
        Ok(Rooted::new(store, array))
    }

    /// Makes an array of these elements. Packed elements take the low bits of a
    /// [`Val::I32`].
    ///
    /// # Errors
    ///
    /// As [`ArrayRef::new`].
    pub fn new_fixed(
        mut store: impl AsContextMut,
        allocator: &ArrayRefPre,
        elems: &[Val],
    ) -> Result<Rooted<Self>> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        let ty = allocator.check(store)?;
        let storage = &ty.element_type().storage;
        for (index, value) in elems.iter().enumerate() {
            store
                .storage_bits(value, storage)
                .with_context(|| format!("element {index} of an array"))?;
        }
        let array = allocator.allocate(store, length(elems)?)?;
        for (index, value) in elems.iter().enumerate() {
            let (offset, field) = ty.place(index as u32);
            // Once more: what it refers to may have moved.
            let bits = store.storage_bits(value, &field.storage)?;
            store.store_bits(array, offset, &field.storage, bits);
        }
        Ok(Rooted::new(store, array))
    }

    /// Makes an array of `i8` with these elements.
    ///
    /// # Errors
    ///
    /// As [`ArrayRef::new`], and when the type is not that of an array of `i8`.
    pub fn new_from_i8_slice(
        mut store: impl AsContextMut,
        allocator: &ArrayRefPre,
        elems: &[u8],
    ) -> Result<Rooted<Self>> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        check_bytes(allocator.check(store)?)?;
        let array = allocator.allocate(store, length(elems)?)?;
        store.heap.write_array(array, 0, elems);
        Ok(Rooted::new(store, array))
    }

    /// Copies the elements of an array of `i8`, of which there must be as many.
    ///
    /// # Errors
    ///
    /// See [`ArrayRef`]; and when the array is another one.
    pub fn copy_to_i8_slice(
        &self,
        mut store: impl AsContextMut,
        destination: &mut [u8],
    ) -> Result<()> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        let array = self.root.get(store)?;
        check_bytes(&store.object_type(array))?;
        let length = store.heap.array_length(array);
        ensure!(
            length as usize == destination.len(),
            "an array of {length} elements cannot be copied to a slice of {}",
            destination.len()
        );
        store.heap.read_array(array, 0, destination);
        Ok(())
    }

    /// Its type.
    ///
    /// # Errors
    ///
    /// See [`ArrayRef`].
    pub fn ty(&self, store: impl AsContext) -> Result<ArrayType> {
        let store = store.as_context();
        let store = store.opaque();
        match store.internal_type(self.root.get(store)?) {
            HeapType::ConcreteArray(ty) => Ok(ty),
            ty => unreachable!("an array of type {ty}"),
        }
    }

    /// Whether it is of that type.
    ///
    /// # Errors
    ///
    /// See [`ArrayRef`].
    pub fn matches_ty(&self, store: impl AsContext, ty: &ArrayType) -> Result<bool> {
        Ok(self.ty(store)?.matches(ty))
    }

    /// How many elements there are.
    ///
    /// # Errors
    ///
    /// See [`ArrayRef`].
    pub fn len(&self, store: impl AsContext) -> Result<u32> {
        let store = store.as_context();
        let store = store.opaque();
        Ok(store.heap.array_length(self.root.get(store)?))
    }

    /// Whether there are no elements.
    ///
    /// # Errors
    ///
    /// See [`ArrayRef`].
    pub fn is_empty(&self, store: impl AsContext) -> Result<bool> {
        Ok(self.len(store)? == 0)
    }

    /// An element. Packed ones come zero-extended.
    ///
    /// # Errors
    ///
    /// See [`ArrayRef`]; and when there is no such element.
    pub fn get(&self, mut store: impl AsContextMut, index: u32) -> Result<Val> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        let array = self.root.get(store)?;
        check_index(store.heap.array_length(array), index)?;
        let ty = store.object_type(array);
        let (offset, field) = ty.place(index);
        // SAFETY: the element exists.
        Ok(unsafe { store.load_value(array, offset, &field.storage) })
    }

    /// Changes an element.
    ///
    /// # Errors
    ///
    /// See [`ArrayRef`]; and when there is no such element, they are immutable, or the
    /// value is not of their type or store.
    pub fn set(&self, mut store: impl AsContextMut, index: u32, value: Val) -> Result<()> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        let array = self.root.get(store)?;
        check_index(store.heap.array_length(array), index)?;
        let ty = store.object_type(array);
        let (offset, field) = ty.place(index);
        let bits = store.new_storage_bits(&value, field).with_context(|| {
            let ty = describe(store, &field.storage);
            format!("an element of an array of {ty} cannot be set")
        })?;
        store.store_bits(array, offset, &field.storage, bits);
        Ok(())
    }

    /// All elements.
    ///
    /// # Errors
    ///
    /// See [`ArrayRef`].
    pub fn elems<'a, T: 'static>(
        &self,
        store: impl Into<StoreContextMut<'a, T>>,
    ) -> Result<Values<'a>> {
        let store: &'a mut StoreOpaque = &mut store.into().into_inner().opaque;
        let array = self.root.get(store)?;
        Ok(Values::new(store, array))
    }
}

fn length<T>(elements: &[T]) -> Result<u32> {
    u32::try_from(elements.len()).context("an array cannot be that long")
}

fn check_index(count: u32, index: u32) -> Result<()> {
    ensure!(
        index < count,
        "an array of {count} elements has no element {index}"
    );
    Ok(())
}

fn check_bytes(ty: &ObjectType) -> Result<()> {
    ensure!(
        ty.element_type().storage == EngineStorageType::I8,
        "type mismatch: expected an array of i8"
    );
    Ok(())
}
