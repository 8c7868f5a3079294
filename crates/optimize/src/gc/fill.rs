//! Arrays whose elements all begin with one value.

use std::mem::offset_of;

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, MemFlagsData, Type, Value, types};
use switchback_abi::heap::{ArrayHeader, GRANULE, LARGEST_INLINE_OBJECT, element_offset};
use switchback_abi::routine::Routine;
use switchback_wasm::{FieldType, StorageType, TypeIndex};

use super::array::element_size;
use super::field::unpacked;
use crate::environment::Region;
use crate::safepoint::REFERENCE;
use crate::signature::{POINTER, value_type};
use crate::simd::VECTOR;
use crate::translate::{Translator, block_arguments, constant_value};

/// What the length shares its eight bytes with: the first element, if it is small enough.
const FIRST_WORD: i32 = offset_of!(ArrayHeader, length) as i32;
/// Where words of elements only begin.
const WORDS: u32 = offset_of!(ArrayHeader, length) as u32 + GRANULE;

/// The bytes that are stored over and over.
#[derive(Clone, Copy)]
enum Pattern {
    /// Eight bytes.
    Word(Value),
    /// Sixteen.
    Vector(Value),
}

impl Translator<'_> {
    pub(crate) fn array_new(&mut self, ty: TypeIndex) {
        let (value, length) = self.stack.pop2();
        self.new_filled_array(ty, Some(value), length);
    }

    pub(crate) fn array_new_default(&mut self, ty: TypeIndex) {
        let length = self.stack.pop();
        self.new_filled_array(ty, None, length);
    }

    /// Makes an array of that length all of whose elements are `value`, or zero.
    fn new_filled_array(&mut self, ty: TypeIndex, value: Option<Value>, length: Value) {
        let element = self.element(ty);
        let bytes = element_size(element);
        let most = (LARGEST_INLINE_OBJECT - element_offset(bytes)) / bytes;
        let known = constant_value(&self.builder.func.dfg, length);
        let size = match known {
            Some(length) if length > u64::from(most) => None,
            _ => Some(self.array_size(length, bytes)),
        };
        let array = match (size, known) {
            (None, _) => self.call_array_new(ty, element, value, length),
            (Some(size), Some(_)) => self.new_young_array(ty, element, value, length, size),
            (Some(size), None) => {
                let is_too_long = self.builder.ins().icmp_imm_u(
                    IntCC::UnsignedGreaterThan,
                    length,
                    i64::from(most),
                );
                // Not on one of the ways only.
                let instance = self.instance();
                let large = self.create_cold_block();
                let small = self.builder.create_block();
                let done = self.create_block_with_params(&[REFERENCE]);
                self.builder.ins().brif(is_too_long, large, [], small, []);

                self.continue_in(large);
                let array = self.call_array_new(ty, element, value, length);
                self.builder.ins().jump(done, &[array.into()]);

                self.continue_in(small);
                self.instance = Some(instance);
                let array = self.new_young_array(ty, element, value, length, size);
                self.builder.ins().jump(done, &[array.into()]);

                self.continue_in(done);
                self.references.note_safepoint();
                self.builder.block_params(done)[0]
            }
        };
        self.declare_object(array, ty);
        self.stack.push(array);
    }

    /// Makes an array of so many bytes, which is not too long to be young.
    fn new_young_array(
        &mut self,
        ty: TypeIndex,
        element: &FieldType,
        value: Option<Value>,
        length: Value,
        size: Value,
    ) -> Value {
        let type_word = self.type_identity(ty);
        let array = self.allocate_young(size, type_word);
        self.fill_new_array(array, element, value, length, size);
        array
    }

    /// The size of an array, which must not be too long.
    fn array_size(&mut self, length: Value, bytes: u32) -> Value {
        let start = element_offset(bytes);
        if let Some(length) = constant_value(&self.builder.func.dfg, length) {
            // At most what is allocated in line.
            let size = (start + length as u32 * bytes).next_multiple_of(GRANULE);
            return self.builder.ins().iconst(types::I32, i64::from(size));
        }
        let shift = i64::from(bytes.trailing_zeros());
        let elements = self.builder.ins().ishl_imm_u(length, shift);
        let rounding = i64::from(start + GRANULE - 1);
        let size = self.builder.ins().iadd_imm_u(elements, rounding);
        self.builder.ins().band_imm_s(size, -i64::from(GRANULE))
    }

    fn call_array_new(
        &mut self,
        ty: TypeIndex,
        element: &FieldType,
        value: Option<Value>,
        length: Value,
    ) -> Value {
        let (low, high) = match value {
            Some(value) => self.routine_value(element, value),
            None => {
                let zero = self.iconst_pointer(0);
                (zero, zero)
            }
        };
        let ty = self.iconst_pointer(u64::from(ty.0));
        let length = self.zero_extend(length);
        self.call_array_routine(Routine::ArrayNew, &[ty, length, low, high])
    }

    /// A value as routines take it: two words.
    pub(super) fn routine_value(&mut self, element: &FieldType, value: Value) -> (Value, Value) {
        let ty = value_type(&unpacked(element));
        let bits = self.integer_of(value, ty);
        match ty {
            VECTOR => {
                let low = self.builder.ins().extractlane(bits, 0);
                let high = self.builder.ins().extractlane(bits, 1);
                (low, high)
            }
            _ => {
                let low = self.zero_extend(bits);
                let high = self.iconst_pointer(0);
                (low, high)
            }
        }
    }

    /// A number as an integer, a vector as two.
    fn integer_of(&mut self, value: Value, ty: Type) -> Value {
        let flags = MemFlagsData::new();
        match ty {
            types::F32 => self.builder.ins().bitcast(types::I32, flags, value),
            types::F64 => self.builder.ins().bitcast(types::I64, flags, value),
            VECTOR => crate::simd::reinterpret(&mut self.builder, value, types::I64X2),
            _ => value,
        }
    }

    /// Writes what a new array has behind its first word.
    fn fill_new_array(
        &mut self,
        array: Value,
        element: &FieldType,
        value: Option<Value>,
        length: Value,
        size: Value,
    ) {
        let bytes = element_size(element);
        let pattern = self.pattern(element, value);
        let address = self.object_address(array);
        let mut first = self.builder.ins().uextend(types::I64, length);
        if let (Pattern::Word(word), true) = (pattern, bytes < GRANULE && value.is_some()) {
            let upper = self.builder.ins().ishl_imm_u(word, 32);
            first = self.builder.ins().bor(first, upper);
        }
        let flags = self.region_flags(Region::ObjectHeaders);
        self.builder.ins().store(flags, first, address, FIRST_WORD);
        let field = self.field_flags(element);
        match constant_value(&self.builder.func.dfg, size) {
            Some(size) => {
                let step = pattern.bytes();
                for offset in (WORDS..size as u32).step_by(step as usize) {
                    self.store_pattern(field, pattern, address, offset as i32);
                }
            }
            None => self.fill_words(field, pattern, address, size),
        }
    }

    /// Stores the pattern from the first word of elements only to the end.
    fn fill_words(&mut self, flags: MemFlagsData, pattern: Pattern, address: Value, size: Value) {
        let size = self.builder.ins().uextend(POINTER, size);
        let end = self.builder.ins().iadd(address, size);
        let start = self.builder.ins().iadd_imm_u(address, i64::from(WORDS));
        let header = self.create_block_with_params(&[POINTER]);
        let body = self.builder.create_block();
        let done = self.builder.create_block();
        self.builder.ins().jump(header, &block_arguments(&[start]));

        self.builder.switch_to_block(header);
        let place = self.builder.block_params(header)[0];
        let is_inside = self.builder.ins().icmp(IntCC::UnsignedLessThan, place, end);
        self.builder.ins().brif(is_inside, body, [], done, []);
        self.continue_in(body);
        self.store_pattern(flags, pattern, place, 0);
        let step = i64::from(pattern.bytes());
        let next = self.builder.ins().iadd_imm_u(place, step);
        self.builder.ins().jump(header, &block_arguments(&[next]));
        self.builder.seal_block(header);
        self.continue_in(done);
    }

    fn store_pattern(
        &mut self,
        flags: MemFlagsData,
        pattern: Pattern,
        address: Value,
        offset: i32,
    ) {
        let (Pattern::Word(value) | Pattern::Vector(value)) = pattern;
        self.builder.ins().store(flags, value, address, offset);
    }

    /// The value of an element as often as it goes into a word.
    fn pattern(&mut self, element: &FieldType, value: Option<Value>) -> Pattern {
        let ty = match &element.storage {
            StorageType::I8 => types::I8,
            StorageType::I16 => types::I16,
            StorageType::Val(ty) => value_type(ty),
        };
        let Some(value) = value else {
            return if ty == VECTOR {
                Pattern::Vector(self.zero(VECTOR))
            } else {
                Pattern::Word(self.iconst_pointer(0))
            };
        };
        let factor = match ty {
            VECTOR => return Pattern::Vector(value),
            types::I8 => 0x0101_0101_0101_0101,
            types::I16 => 0x0001_0001_0001_0001,
            types::I32 | types::F32 => 0x0000_0001_0000_0001,
            _ => 1,
        };
        let mut bits = self.integer_of(value, ty);
        if matches!(ty, types::I8 | types::I16) {
            let mask = (1 << ty.bits()) - 1;
            bits = self.builder.ins().band_imm_u(bits, mask);
        }
        let word = self.zero_extend(bits);
        Pattern::Word(if factor == 1 {
            word
        } else {
            self.builder.ins().imul_imm_s(word, factor)
        })
    }
}

impl Pattern {
    fn bytes(self) -> u32 {
        match self {
            Self::Word(_) => GRANULE,
            Self::Vector(_) => VECTOR.bytes(),
        }
    }
}
