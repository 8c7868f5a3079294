//! Loads and stores of fields and elements.

use cranelift_codegen::ir::{InstBuilder, MemFlagsData, Value, types};
use switchback_wasm::{FieldType, StorageType, ValType};

use crate::environment::Region;
use crate::signature::{is_in_heap, value_type};
use crate::translate::Translator;

impl Translator<'_> {
    /// Loads a field or element; a packed one is extended with its sign or with zeros.
    pub(crate) fn load_field(
        &mut self,
        field: &FieldType,
        address: Value,
        offset: i32,
        signed: bool,
    ) -> Value {
        let flags = self.field_flags(field);
        let ins = self.builder.ins();
        match (&field.storage, signed) {
            (StorageType::I8, true) => ins.sload8(types::I32, flags, address, offset),
            (StorageType::I8, false) => ins.uload8(types::I32, flags, address, offset),
            (StorageType::I16, true) => ins.sload16(types::I32, flags, address, offset),
            (StorageType::I16, false) => ins.uload16(types::I32, flags, address, offset),
            (StorageType::Val(ty), _) => {
                let value = ins.load(value_type(ty), flags, address, offset);
                self.declare(value, ty);
                value
            }
        }
    }

    /// Stores a field or element, without a barrier.
    pub(crate) fn store_field(
        &mut self,
        field: &FieldType,
        address: Value,
        offset: i32,
        value: Value,
    ) {
        let flags = self.field_flags(field);
        let ins = self.builder.ins();
        match &field.storage {
            StorageType::I8 => ins.istore8(flags, value, address, offset),
            StorageType::I16 => ins.istore16(flags, value, address, offset),
            StorageType::Val(_) => ins.store(flags, value, address, offset),
        };
    }

    /// A subtype has a field of its supertype with the same mutability and in the same
    /// hierarchy, so that all accesses of a field agree on its region.
    pub(super) fn field_flags(&mut self, field: &FieldType) -> MemFlagsData {
        let (region, is_vector) = match field.storage {
            _ if !field.mutable => (
                Region::ConstantContents,
                field.storage == StorageType::Val(ValType::V128),
            ),
            StorageType::I8 | StorageType::I16 => (Region::Numbers, false),
            StorageType::Val(ValType::Ref(ty)) if is_in_heap(ty.heap_type.hierarchy()) => {
                (Region::References, false)
            }
            StorageType::Val(ty) => (Region::Numbers, ty == ValType::V128),
        };
        let region = self.region(region);
        // Objects are aligned to 8 bytes only.
        let flags = if is_vector {
            MemFlagsData::new().with_notrap()
        } else {
            MemFlagsData::trusted()
        };
        flags.with_alias_region(Some(region))
    }
}

/// The type of the values of a field or element.
pub(super) fn unpacked(field: &FieldType) -> ValType {
    field.value().unwrap_or(ValType::I32)
}
