//! `wasmparser`'s types to this crate's.
//!
//! What comes in is valid, so indices are in range. What goes out holds nothing
//! that is switched off or not built: types of proposals without an implementation
//! are refused here, and so are those of garbage collection when it is off, some of
//! which `wasmparser` takes for the sake of typed function references.

use wasmparser::{AbstractHeapType, CompositeInnerType, UnpackedIndex};

use crate::error::{Error, ErrorKind};
use crate::features::Features;
use crate::index::TypeIndex;
use crate::types::{
    CompositeKind, CompositeType, ConcreteType, EntityType, FieldType, FuncType, GlobalType,
    HeapType, MemoryType, RefType, StorageType, SubType, TableType, ValType,
};

/// What the conversion of types has to know.
pub(super) struct TypeKinds {
    /// The kinds of the module's types, by type index.
    kinds: Vec<CompositeKind>,
    gc: bool,
    exceptions: bool,
    stack_switching: bool,
}

impl TypeKinds {
    /// Of a module without types yet.
    pub(super) fn new(features: Features) -> Self {
        Self {
            kinds: Vec::new(),
            gc: features.gc,
            exceptions: features.exceptions,
            stack_switching: features.stack_switching && features.exceptions,
        }
    }

    /// Notes the kinds of more types. All types of a recursion group come before any
    /// of them is converted.
    pub(super) fn extend(&mut self, kinds: impl Iterator<Item = CompositeKind>) {
        self.kinds.extend(kinds);
    }

    /// Whether types and instructions of garbage collection are accepted.
    pub(super) fn gc(&self) -> bool {
        self.gc
    }

    fn concrete(&self, index: UnpackedIndex, offset: usize) -> Result<ConcreteType, Error> {
        let index = match index {
            UnpackedIndex::Module(index) => index,
            UnpackedIndex::RecGroup(_) | UnpackedIndex::Id(_) => {
                unreachable!("readers give indices of the module; these are the validator's own")
            }
        };
        match self.kinds.get(index as usize) {
            Some(&kind) => Ok(ConcreteType {
                index: TypeIndex(index),
                kind,
            }),
            None => Err(Error {
                kind: ErrorKind::Invalid,
                message: format!("unknown type {index}"),
                offset,
            }),
        }
    }

    pub(super) fn heap_type(
        &self,
        ty: wasmparser::HeapType,
        offset: usize,
    ) -> Result<HeapType, Error> {
        let unsupported = |what: &str| {
            let message = format!("{what} types are not supported yet");
            Err(Error::unsupported(message, offset))
        };
        let ty = match ty {
            wasmparser::HeapType::Abstract { shared: true, .. } => {
                return unsupported("shared reference");
            }
            wasmparser::HeapType::Abstract { shared: false, ty } => ty,
            wasmparser::HeapType::Concrete(index) => {
                return Ok(HeapType::Concrete(self.concrete(index, offset)?));
            }
            wasmparser::HeapType::Exact(_) => return unsupported("exact reference"),
        };
        match ty {
            AbstractHeapType::Func => Ok(HeapType::Func),
            AbstractHeapType::NoFunc => Ok(HeapType::NoFunc),
            AbstractHeapType::Extern => Ok(HeapType::Extern),
            AbstractHeapType::NoExtern => Ok(HeapType::NoExtern),
            AbstractHeapType::Any
            | AbstractHeapType::Eq
            | AbstractHeapType::I31
            | AbstractHeapType::Struct
            | AbstractHeapType::Array
            | AbstractHeapType::None
                if !self.gc =>
            {
                unsupported("garbage-collected reference")
            }
            AbstractHeapType::Any => Ok(HeapType::Any),
            AbstractHeapType::Eq => Ok(HeapType::Eq),
            AbstractHeapType::I31 => Ok(HeapType::I31),
            AbstractHeapType::Struct => Ok(HeapType::Struct),
            AbstractHeapType::Array => Ok(HeapType::Array),
            AbstractHeapType::None => Ok(HeapType::None),
            AbstractHeapType::Exn | AbstractHeapType::NoExn if !self.exceptions => {
                unsupported("exception reference")
            }
            AbstractHeapType::Exn => Ok(HeapType::Exn),
            AbstractHeapType::NoExn => Ok(HeapType::NoExn),
            AbstractHeapType::Cont | AbstractHeapType::NoCont if !self.stack_switching => {
                unsupported("continuation")
            }
            AbstractHeapType::Cont => Ok(HeapType::Cont),
            AbstractHeapType::NoCont => Ok(HeapType::NoCont),
        }
    }

    pub(super) fn ref_type(
        &self,
        ty: wasmparser::RefType,
        offset: usize,
    ) -> Result<RefType, Error> {
        Ok(RefType {
            nullable: ty.is_nullable(),
            heap_type: self.heap_type(ty.heap_type(), offset)?,
        })
    }

    pub(super) fn val_type(
        &self,
        ty: wasmparser::ValType,
        offset: usize,
    ) -> Result<ValType, Error> {
        Ok(match ty {
            wasmparser::ValType::I32 => ValType::I32,
            wasmparser::ValType::I64 => ValType::I64,
            wasmparser::ValType::F32 => ValType::F32,
            wasmparser::ValType::F64 => ValType::F64,
            wasmparser::ValType::V128 => ValType::V128,
            wasmparser::ValType::Ref(ty) => ValType::Ref(self.ref_type(ty, offset)?),
        })
    }

    fn val_types(
        &self,
        types: &[wasmparser::ValType],
        offset: usize,
    ) -> Result<Box<[ValType]>, Error> {
        types.iter().map(|&ty| self.val_type(ty, offset)).collect()
    }

    fn field_type(&self, ty: wasmparser::FieldType, offset: usize) -> Result<FieldType, Error> {
        Ok(FieldType {
            storage: match ty.element_type {
                wasmparser::StorageType::I8 => StorageType::I8,
                wasmparser::StorageType::I16 => StorageType::I16,
                wasmparser::StorageType::Val(ty) => StorageType::Val(self.val_type(ty, offset)?),
            },
            mutable: ty.mutable,
        })
    }

    pub(super) fn sub_type(
        &self,
        ty: &wasmparser::SubType,
        offset: usize,
    ) -> Result<SubType, Error> {
        let unsupported = |what: &str| {
            let message = format!("{what} types are not supported yet");
            Err(Error::unsupported(message, offset))
        };
        let composite = &ty.composite_type;
        if composite.shared {
            return unsupported("shared");
        }
        if composite.descriptor_idx.is_some() || composite.describes_idx.is_some() {
            return unsupported("descriptor");
        }
        let composite = match &composite.inner {
            CompositeInnerType::Func(ty) => CompositeType::Func(FuncType {
                params: self.val_types(ty.params(), offset)?,
                results: self.val_types(ty.results(), offset)?,
            }),
            CompositeInnerType::Struct(_) if !self.gc => return unsupported("structure"),
            CompositeInnerType::Struct(ty) => {
                let fields = ty.fields.iter();
                CompositeType::Struct(
                    fields
                        .map(|&field| self.field_type(field, offset))
                        .collect::<Result<_, _>>()?,
                )
            }
            CompositeInnerType::Array(_) if !self.gc => return unsupported("array"),
            CompositeInnerType::Array(ty) => CompositeType::Array(self.field_type(ty.0, offset)?),
            CompositeInnerType::Cont(_) if !self.stack_switching => {
                return unsupported("continuation");
            }
            CompositeInnerType::Cont(ty) => {
                CompositeType::Cont(self.concrete(ty.0.unpack(), offset)?.index)
            }
        };
        let supertype = match ty.supertype_idxs.first() {
            None => None,
            Some(index) => Some(self.concrete(index.unpack(), offset)?.index),
        };
        Ok(SubType {
            is_final: ty.is_final,
            supertype,
            composite,
        })
    }

    pub(super) fn table_type(
        &self,
        ty: wasmparser::TableType,
        offset: usize,
    ) -> Result<TableType, Error> {
        Ok(TableType {
            element: self.ref_type(ty.element_type, offset)?,
            minimum: ty.initial,
            maximum: ty.maximum,
            is_64: ty.table64,
        })
    }

    pub(super) fn global_type(
        &self,
        ty: wasmparser::GlobalType,
        offset: usize,
    ) -> Result<GlobalType, Error> {
        Ok(GlobalType {
            content: self.val_type(ty.content_type, offset)?,
            mutable: ty.mutable,
        })
    }

    pub(super) fn entity_type(
        &self,
        ty: wasmparser::TypeRef,
        offset: usize,
    ) -> Result<EntityType, Error> {
        Ok(match ty {
            wasmparser::TypeRef::Func(index) => EntityType::Func(TypeIndex(index)),
            wasmparser::TypeRef::Table(ty) => EntityType::Table(self.table_type(ty, offset)?),
            wasmparser::TypeRef::Memory(ty) => EntityType::Memory(memory_type(ty)),
            wasmparser::TypeRef::Global(ty) => EntityType::Global(self.global_type(ty, offset)?),
            wasmparser::TypeRef::Tag(ty) => EntityType::Tag(TypeIndex(ty.func_type_idx)),
            wasmparser::TypeRef::FuncExact(_) => {
                let message = "exact function imports are not supported yet";
                return Err(Error::unsupported(message, offset));
            }
        })
    }
}

pub(super) fn memory_type(ty: wasmparser::MemoryType) -> MemoryType {
    MemoryType {
        minimum: ty.initial,
        maximum: ty.maximum,
        is_64: ty.memory64,
        // Valid page sizes are 1 byte and 64 KiB.
        page_size_log2: if ty.page_size_log2 == Some(0) { 0 } else { 16 },
    }
}

/// The kind of composite type, before its parts can be converted.
pub(super) fn composite_kind(ty: &wasmparser::SubType) -> CompositeKind {
    match ty.composite_type.inner {
        CompositeInnerType::Func(_) => CompositeKind::Func,
        CompositeInnerType::Struct(_) => CompositeKind::Struct,
        CompositeInnerType::Array(_) => CompositeKind::Array,
        CompositeInnerType::Cont(_) => CompositeKind::Cont,
    }
}
