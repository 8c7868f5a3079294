//! Objects of the heap: what they are, and loads and stores of what is in them.

use std::sync::Arc;

use anyhow::{Context, Result};
use switchback_abi::calling_convention::MachineType;
use switchback_abi::heap::{ObjectKind, is_object, storage_size};
use switchback_wasm::{
    CompositeKind, EngineFieldType, EngineHeapType, EngineStorageType, EngineValType, TypeIdentity,
};

use crate::rooting::Referent;
use crate::store::StoreOpaque;
use crate::types::{ArrayType, HeapType, ObjectType, StructType, ValType};
use crate::value::{Bits, Val};

/// The type of structs and arrays with that type word.
fn identity(type_word: u32) -> TypeIdentity {
    TypeIdentity(ObjectKind::identity(type_word))
}

impl StoreOpaque {
    /// What kind of object a reference that is not null is that of; `None`: an `i31`.
    pub(super) fn object_kind(&self, reference: u32) -> Option<ObjectKind> {
        is_object(reference).then(|| ObjectKind::of(self.heap.type_word(reference)))
    }

    /// Whether a reference that is not null is of `ty`, which is of its hierarchy.
    pub(crate) fn reference_matches(&self, reference: u32, ty: &EngineHeapType) -> bool {
        let kind = self.object_kind(reference);
        match ty {
            EngineHeapType::Any | EngineHeapType::Extern | EngineHeapType::Exn => true,
            EngineHeapType::Eq => matches!(
                kind,
                None | Some(ObjectKind::Struct) | Some(ObjectKind::Array)
            ),
            EngineHeapType::I31 => kind.is_none(),
            EngineHeapType::Struct => kind == Some(ObjectKind::Struct),
            EngineHeapType::Array => kind == Some(ObjectKind::Array),
            EngineHeapType::Concrete(ty) => {
                let wanted = match ty.kind {
                    CompositeKind::Struct => ObjectKind::Struct,
                    CompositeKind::Array => ObjectKind::Array,
                    CompositeKind::Func | CompositeKind::Cont => return false,
                };
                let types = self.engine().types();
                kind == Some(wanted)
                    && types.is_subtype(identity(self.heap.type_word(reference)), ty.index)
            }
            _ => false,
        }
    }

    /// Whether what a root refers to is of `ty`, which is of its hierarchy.
    pub(crate) fn referent_matches(&self, referent: Referent, ty: &EngineHeapType) -> bool {
        match (referent, ty) {
            (Referent::Value(reference), ty) => self.reference_matches(reference, ty),
            (Referent::Continuation(_), EngineHeapType::Cont) => true,
            (Referent::Continuation(continuation), EngineHeapType::Concrete(wanted)) => {
                let types = self.engine().types();
                let ty = continuation.ty;
                ty.is_some_and(|ty| types.is_subtype(ty, wanted.index))
            }
            (Referent::Continuation(_), _) => false,
        }
    }

    /// The most precise type, in the internal hierarchy, of a reference that is not
    /// null.
    pub(crate) fn internal_type(&self, reference: u32) -> HeapType {
        let engine = self.engine();
        let Some(kind) = self.object_kind(reference) else {
            return HeapType::I31;
        };
        let identity = identity(self.heap.type_word(reference));
        match kind {
            ObjectKind::Struct => {
                HeapType::ConcreteStruct(StructType::of_identity(engine, identity))
            }
            ObjectKind::Array => HeapType::ConcreteArray(ArrayType::of_identity(engine, identity)),
            // A value of the host that was converted.
            ObjectKind::HostReference | ObjectKind::Exception => HeapType::Any,
        }
    }

    /// The type of a struct or an array.
    pub(super) fn object_type(&mut self, object: u32) -> Arc<ObjectType> {
        let identity = identity(self.heap.type_word(object));
        if let Some(ty) = self.object_types.get(&identity) {
            return Arc::clone(ty);
        }
        let ty = ObjectType::new(self.engine(), identity);
        self.hold_object_type(&ty);
        ty
    }

    /// Keeps a type known to the engine as long as the store lives: there may be objects
    /// of it.
    pub(super) fn hold_object_type(&mut self, ty: &Arc<ObjectType>) {
        self.object_types.insert(ty.identity, Arc::clone(ty));
    }

    /// What is in a field or element, as a value.
    ///
    /// # Safety
    ///
    /// The object must have something of that type there.
    pub(super) unsafe fn load_value(
        &mut self,
        object: u32,
        offset: u32,
        ty: &EngineStorageType,
    ) -> Val {
        let bits = self.heap.load(object, offset, storage_size(ty));
        match ty {
            EngineStorageType::I8 | EngineStorageType::I16 => Val::I32((bits as u32).cast_signed()),
            // SAFETY: the caller says so.
            EngineStorageType::Val(ty) => unsafe { Val::from_bits(self, bits, ty) },
        }
    }

    /// Changes a field or element. The object must have something of that type there, and
    /// the value must be of it.
    pub(super) fn store_bits(
        &mut self,
        object: u32,
        offset: u32,
        ty: &EngineStorageType,
        bits: Bits,
    ) {
        match ty {
            EngineStorageType::Val(ty) if is_heap_reference(ty) => {
                self.heap.store_reference(object, offset, bits as u32);
            }
            _ => self.heap.store(object, offset, storage_size(ty), bits),
        }
    }

    /// A value for a field or element, as a register holds it.
    ///
    /// # Errors
    ///
    /// When it is not of the type, or belongs to another store.
    pub(super) fn storage_bits(&self, value: &Val, ty: &EngineStorageType) -> Result<Bits> {
        let ty = match ty {
            EngineStorageType::I8 | EngineStorageType::I16 => &EngineValType::I32,
            EngineStorageType::Val(ty) => ty,
        };
        value.to_bits(self, ty)
    }

    /// Checks a value for a field or element that is to be changed.
    ///
    /// # Errors
    ///
    /// When it cannot be changed, and as [`Self::storage_bits`].
    pub(super) fn new_storage_bits(&self, value: &Val, ty: &EngineFieldType) -> Result<Bits> {
        anyhow::ensure!(ty.mutable, "what is immutable cannot be set");
        self.storage_bits(value, &ty.storage)
            .context("type mismatch: what is to be set is not of the right type")
    }
}

/// Whether values of a type are references into the heap.
fn is_heap_reference(ty: &EngineValType) -> bool {
    matches!(ty, EngineValType::Ref(_)) && MachineType::of(ty) == MachineType::I32
}

/// The type of an array's or struct's values, for messages.
pub(super) fn describe(store: &StoreOpaque, ty: &EngineStorageType) -> String {
    match ty {
        EngineStorageType::I8 => "i8".into(),
        EngineStorageType::I16 => "i16".into(),
        EngineStorageType::Val(ty) => ValType::from_engine(store.engine(), ty).to_string(),
    }
}

/// The values of a struct or an array, one after the other.
///
/// Packed ones come zero-extended. Each reference among them is rooted when it comes.
pub struct Values<'a> {
    /// Nobody else has it: nothing moves.
    store: &'a mut StoreOpaque,
    object: u32,
    ty: Arc<ObjectType>,
    range: std::ops::Range<u32>,
}

impl<'a> Values<'a> {
    /// The fields of a struct, or the elements of an array.
    pub(super) fn new(store: &'a mut StoreOpaque, object: u32) -> Self {
        let ty = store.object_type(object);
        let end = match ty.element() {
            None => ty.fields().len() as u32,
            Some(_) => store.heap.array_length(object),
        };
        Self {
            store,
            object,
            ty,
            range: 0..end,
        }
    }
}

impl Iterator for Values<'_> {
    type Item = Val;

    fn next(&mut self) -> Option<Val> {
        let index = self.range.next()?;
        let (offset, ty) = self.ty.place(index);
        // SAFETY: the type says that it is there.
        Some(unsafe { self.store.load_value(self.object, offset, &ty.storage) })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.range.size_hint()
    }
}

impl ExactSizeIterator for Values<'_> {}

impl std::fmt::Debug for Values<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Values")
            .field("range", &self.range)
            .finish_non_exhaustive()
    }
}
