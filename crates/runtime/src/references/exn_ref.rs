//! Exceptions as the embedder sees them.

use anyhow::{Context, Result, ensure};
use switchback_abi::calling_convention::MachineType;
use switchback_wasm::{EngineStorageType, EngineValType};

use crate::context::{AsContext, AsContextMut};
use crate::engine::Engine;
use crate::entity_types::TagType;
use crate::rooting::{GcRef, Root, Rooted};
use crate::store::StoreOpaque;
use crate::tag::{Tag, TagId};
use crate::typed::WasmTy;
use crate::types::{FuncType, HeapType, ValType};
use crate::value::{Bits, Val};

/// An exception: a tag, and values of its type.
///
/// Used through [`Rooted`] or [`OwnedRooted`](crate::rooting::OwnedRooted), as
/// `Rooted<ExnRef>`.
#[repr(transparent)]
#[derive(Debug)]
pub struct ExnRef {
    root: Root,
}

// SAFETY: a transparent wrapper of a `Root`, and every value of the heap type is an
// exception.
unsafe impl GcRef for ExnRef {
    const HEAP_TYPE: HeapType = HeapType::Exn;
}

/// The type of exceptions: what the tag's type has as parameters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ExnType {
    tag: TagType,
}

impl ExnType {
    /// The type of exceptions with these values.
    ///
    /// # Errors
    ///
    /// When `fields` name a type of another engine.
    pub fn new(engine: &Engine, fields: impl IntoIterator<Item = ValType>) -> Result<Self> {
        let ty = FuncType::try_new(engine, fields, [])?;
        Ok(TagType::new(ty).into())
    }

    /// The type of the tags of such exceptions.
    #[must_use]
    pub fn tag_type(&self) -> TagType {
        self.tag.clone()
    }

    /// The type of one value.
    #[must_use]
    pub fn field(&self, index: usize) -> Option<ValType> {
        self.tag.ty().param(index)
    }

    /// The types of the values.
    pub fn fields(&self) -> impl ExactSizeIterator<Item = ValType> + '_ {
        self.tag.ty().params()
    }
}

impl From<TagType> for ExnType {
    fn from(tag: TagType) -> Self {
        Self { tag }
    }
}

impl ExnRef {
    /// Makes an exception of a tag with these values.
    ///
    /// # Errors
    ///
    /// When the values are not of the types of the tag, or that has results, the tag or a
    /// value belongs to another store, or there is no memory for it.
    pub fn new(mut store: impl AsContextMut, tag: &Tag, fields: &[Val]) -> Result<Rooted<Self>> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        let tag = tag.id_in(store)?;
        let ty = store.tag(tag).ty.clone();
        let types = &ty.signature().ty.params;
        ensure!(
            ty.results().len() == 0,
            "the tag of an exception has no results"
        );
        ensure!(
            types.len() == fields.len(),
            "expected {} values for an exception, got {}",
            types.len(),
            fields.len()
        );
        // First to see that all is well: allocating may move what they refer to.
        for (value, ty) in fields.iter().zip(types) {
            field_bits(store, value, ty)?;
        }
        let exception = store.allocate_exception(tag.0)?;
        for (index, (value, ty)) in fields.iter().zip(types).enumerate() {
            let bits = field_bits(store, value, ty)?;
            let offset = store.tag(tag).layout.offsets[index];
            store.store_bits(exception, offset, &EngineStorageType::Val(*ty), bits);
        }
        Ok(Rooted::new(store, exception))
    }

    /// Its tag.
    ///
    /// # Errors
    ///
    /// When it belongs to another store, or its scope has ended; as everywhere here.
    pub fn tag(&self, store: impl AsContext) -> Result<Tag> {
        let store = store.as_context();
        let store = store.opaque();
        let exception = self.root.get(store)?;
        Ok(Tag::of_id(store, store.exception_tag(exception)))
    }

    /// Its type.
    ///
    /// # Errors
    ///
    /// As [`ExnRef::tag`].
    pub fn ty(&self, store: impl AsContext) -> Result<ExnType> {
        let tag = self.tag(&store)?;
        Ok(tag.ty(store).into())
    }

    /// One of its values.
    ///
    /// # Errors
    ///
    /// As [`ExnRef::tag`], and when there are not so many values.
    pub fn field(&self, mut store: impl AsContextMut, index: usize) -> Result<Val> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        let exception = self.root.get(store)?;
        let (bits, ty) = store.exception_field(exception, index)?;
        // SAFETY: an exception's values are of the types of its tag, and of its store.
        Ok(unsafe { Val::from_bits(store, bits, &ty) })
    }

    /// One of its values, as a type of Rust that stands for its type.
    ///
    /// # Errors
    ///
    /// As [`ExnRef::field`], and when it is of another type.
    pub fn typed_field<T: WasmTy>(&self, mut store: impl AsContextMut, index: usize) -> Result<T> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        let exception = self.root.get(store)?;
        let (bits, field) = store.exception_field(exception, index)?;
        let ty = ValType::from_engine(store.engine(), &field);
        let wanted = T::valtype();
        ensure!(
            ty.matches(&wanted),
            "type mismatch: the exception has {ty} there, not {wanted}"
        );
        // SAFETY: as in `field`, and the type was compared.
        let value = unsafe { T::from_bits(store, bits) };
        value.received_as(store, &field);
        Ok(value)
    }

    /// All its values.
    ///
    /// # Errors
    ///
    /// As [`ExnRef::tag`].
    pub fn fields(
        &self,
        mut store: impl AsContextMut,
    ) -> Result<impl ExactSizeIterator<Item = Val>> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        let exception = self.root.get(store)?;
        let count = store
            .tag(store.exception_tag(exception))
            .layout
            .offsets
            .len();
        let mut values = Vec::with_capacity(count);
        for index in 0..count {
            let (bits, ty) = store.exception_field(exception, index)?;
            // SAFETY: as in `field`.
            values.push(unsafe { Val::from_bits(store, bits, &ty) });
        }
        Ok(values.into_iter())
    }
}

/// A value as an exception holds it.
fn field_bits(store: &StoreOpaque, value: &Val, ty: &EngineValType) -> Result<Bits> {
    value
        .to_bits(store, ty)
        .context("type mismatch: a value is not of the type that the tag has there")
}

impl StoreOpaque {
    /// The tag of an exception, whose reference is not null.
    pub(crate) fn exception_tag(&self, exception: u32) -> TagId {
        TagId(self.heap.exception_tag(exception))
    }

    /// A value of an exception, whose reference is not null, and its type.
    ///
    /// # Errors
    ///
    /// When there are not so many.
    pub(crate) fn exception_field(
        &self,
        exception: u32,
        index: usize,
    ) -> Result<(Bits, EngineValType)> {
        let tag = self.tag(self.exception_tag(exception));
        let types = &tag.ty.signature().ty.params;
        let ty = types.get(index).with_context(|| {
            format!(
                "the exception has {} values, and none with index {index}",
                types.len()
            )
        })?;
        let size = MachineType::of(ty).bytes();
        let bits = self.heap.load(exception, tag.layout.offsets[index], size);
        Ok((bits, *ty))
    }
}
