//! Garbage collection: which method translates which operator.
//!
//! Objects are laid out as [`switchback_abi::heap`] says. What is rare or long is the
//! runtime's: allocation where there is no room, large objects, and what moves many
//! elements.

mod array;
mod cast;
mod field;
mod fill;
mod i31;
mod structure;
mod subtype;

pub(crate) use self::subtype::{is_declared_subtype, is_subtype};
use switchback_wasm::TypeIndex;
use wasmparser::Operator;

use crate::signature::operator_ref_type;
use crate::translate::Translator;

impl Translator<'_> {
    /// Translates `operator` if it belongs here; false, with nothing done, if not.
    pub(crate) fn translate_gc(&mut self, operator: &Operator<'_>) -> bool {
        match *operator {
            Operator::StructNew { struct_type_index } => {
                self.struct_new(TypeIndex(struct_type_index));
            }
            Operator::StructNewDefault { struct_type_index } => {
                self.struct_new_default(TypeIndex(struct_type_index));
            }
            Operator::StructGet {
                struct_type_index,
                field_index,
            }
            | Operator::StructGetU {
                struct_type_index,
                field_index,
            } => self.struct_get(TypeIndex(struct_type_index), field_index, false),
            Operator::StructGetS {
                struct_type_index,
                field_index,
            } => self.struct_get(TypeIndex(struct_type_index), field_index, true),
            Operator::StructSet {
                struct_type_index,
                field_index,
            } => self.struct_set(TypeIndex(struct_type_index), field_index),

            Operator::ArrayNew { array_type_index } => self.array_new(TypeIndex(array_type_index)),
            Operator::ArrayNewDefault { array_type_index } => {
                self.array_new_default(TypeIndex(array_type_index));
            }
            Operator::ArrayNewFixed {
                array_type_index,
                array_size,
            } => self.array_new_fixed(TypeIndex(array_type_index), array_size),
            Operator::ArrayNewData {
                array_type_index,
                array_data_index,
            } => self.array_new_data(TypeIndex(array_type_index), array_data_index),
            Operator::ArrayNewElem {
                array_type_index,
                array_elem_index,
            } => self.array_new_element(TypeIndex(array_type_index), array_elem_index),
            Operator::ArrayGet { array_type_index } | Operator::ArrayGetU { array_type_index } => {
                self.array_get(TypeIndex(array_type_index), false);
            }
            Operator::ArrayGetS { array_type_index } => {
                self.array_get(TypeIndex(array_type_index), true);
            }
            Operator::ArraySet { array_type_index } => self.array_set(TypeIndex(array_type_index)),
            Operator::ArrayLen => self.array_len(),
            Operator::ArrayFill { array_type_index } => {
                self.array_fill(TypeIndex(array_type_index));
            }
            Operator::ArrayCopy { .. } => self.array_copy(),
            Operator::ArrayInitData {
                array_data_index, ..
            } => self.array_init_data(array_data_index),
            Operator::ArrayInitElem {
                array_elem_index, ..
            } => self.array_init_element(array_elem_index),

            Operator::RefI31 => self.ref_i31(),
            Operator::I31GetS => self.i31_get(true),
            Operator::I31GetU => self.i31_get(false),
            Operator::RefEq => self.ref_eq(),
            // The bits stay, and with them all that is known of them.
            Operator::AnyConvertExtern | Operator::ExternConvertAny => {}

            Operator::RefTestNonNull { hty } => self.ref_test(hty, false),
            Operator::RefTestNullable { hty } => self.ref_test(hty, true),
            Operator::RefCastNonNull { hty } => self.ref_cast(hty, false),
            Operator::RefCastNullable { hty } => self.ref_cast(hty, true),
            Operator::BrOnCast {
                relative_depth,
                to_ref_type,
                ..
            } => {
                let ty = operator_ref_type(self.module, to_ref_type);
                self.br_on_cast(relative_depth, ty);
            }
            Operator::BrOnCastFail {
                relative_depth,
                to_ref_type,
                ..
            } => {
                let ty = operator_ref_type(self.module, to_ref_type);
                self.br_on_cast_fail(relative_depth, ty);
            }
            _ => return false,
        }
        true
    }
}
