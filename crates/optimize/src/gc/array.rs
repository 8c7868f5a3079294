//! Arrays, element by element and as a whole.

use std::mem::offset_of;

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, Value, types};
use switchback_abi::heap::{
    ArrayHeader, GRANULE, LARGEST_INLINE_OBJECT, element_offset, storage_size,
};
use switchback_abi::routine::Routine;
use switchback_abi::trap::TrapCode;
use switchback_wasm::{FieldType, TypeIndex};

use crate::environment::Region;
use crate::safepoint::REFERENCE;
use crate::signature::POINTER;
use crate::translate::Translator;
use crate::variable::instance_offset;

/// Where an array's length is.
const LENGTH: usize = offset_of!(ArrayHeader, length);

/// Bytes of an element.
pub(super) fn element_size(element: &FieldType) -> u32 {
    storage_size(&element.storage)
}

/// The place of an element.
struct Element {
    /// Of the array.
    address: Value,
    /// The distance of the element from the first one.
    distance: Value,
    /// Where the first one is.
    start: i32,
}

impl<'a> Translator<'a> {
    pub(super) fn element(&self, ty: TypeIndex) -> &'a FieldType {
        self.module.types[ty.index()]
            .as_array()
            .expect("validation has proved that the type is an array type")
    }

    pub(crate) fn array_new_fixed(&mut self, ty: TypeIndex, length: u32) {
        let element = self.element(ty);
        let bytes = element_size(element);
        let values = self.stack.peek_many(length as usize).to_vec();
        self.stack.truncate(self.stack.len() - values.len());
        // Validation limits the length, since there is an operand for each element.
        let start = element_offset(bytes);
        let size = (start + length * bytes).next_multiple_of(GRANULE);
        let array = if size <= LARGEST_INLINE_OBJECT {
            let size = self.builder.ins().iconst(REFERENCE, i64::from(size));
            let type_word = self.type_identity(ty);
            let array = self.allocate_young(size, type_word);
            let address = self.object_address(array);
            let flags = self.region_flags(Region::ObjectHeaders);
            let length = self.builder.ins().iconst(types::I32, i64::from(length));
            let offset = instance_offset(LENGTH);
            self.builder.ins().store(flags, length, address, offset);
            array
        } else {
            let zero = self.iconst_pointer(0);
            let count = self.iconst_pointer(u64::from(length));
            let ty = self.iconst_pointer(u64::from(ty.0));
            self.call_array_routine(Routine::ArrayNew, &[ty, count, zero, zero])
        };
        self.declare_object(array, ty);
        let address = self.object_address(array);
        for (index, &value) in values.iter().enumerate() {
            let offset = instance_offset(start as usize + index * bytes as usize);
            self.store_field(element, address, offset, value);
        }
        if size > LARGEST_INLINE_OBJECT {
            let slots = start..start + length * bytes;
            let contents = values.into_iter().map(|value| (element, value));
            self.remember_contents(array, Some(slots), contents);
        }
        self.stack.push(array);
    }

    pub(crate) fn array_new_data(&mut self, ty: TypeIndex, segment: u32) {
        self.array_from_segment(Routine::ArrayNewData, ty, segment);
    }

    pub(crate) fn array_new_element(&mut self, ty: TypeIndex, segment: u32) {
        self.array_from_segment(Routine::ArrayNewElement, ty, segment);
    }

    fn array_from_segment(&mut self, routine: Routine, ty: TypeIndex, segment: u32) {
        let (source, length) = self.stack.pop2();
        let which = self.iconst_pair(ty.0, segment);
        let source = self.zero_extend(source);
        let length = self.zero_extend(length);
        let array = self.call_array_routine(routine, &[which, source, length]);
        self.declare_object(array, ty);
        self.stack.push(array);
    }

    /// Calls a routine that makes an array.
    pub(super) fn call_array_routine(&mut self, routine: Routine, arguments: &[Value]) -> Value {
        let array = self.call_routine_with_result(routine, arguments);
        self.builder.ins().ireduce(REFERENCE, array)
    }

    pub(crate) fn array_get(&mut self, ty: TypeIndex, signed: bool) {
        let (array, index) = self.stack.pop2();
        let field = self.element(ty);
        let Element {
            address,
            distance,
            start,
        } = self.element_at(array, index, field);
        let address = self.builder.ins().iadd(address, distance);
        let value = self.load_field(field, address, start, signed);
        self.stack.push(value);
    }

    pub(crate) fn array_set(&mut self, ty: TypeIndex) {
        let (array, index, value) = self.stack.pop3();
        let field = self.element(ty);
        let Element {
            address,
            distance,
            start,
        } = self.element_at(array, index, field);
        let address = self.builder.ins().iadd(address, distance);
        self.store_field(field, address, start, value);
        if let Some(ty) = field.value() {
            let offset = self.builder.ins().iadd_imm_s(distance, i64::from(start));
            self.write_element_barrier(array, offset, value, &ty);
        }
    }

    pub(crate) fn array_len(&mut self) {
        let array = self.stack.pop();
        self.check_null(array);
        let length = self.array_length(array);
        self.stack.push(length);
    }

    fn array_length(&mut self, array: Value) -> Value {
        let address = self.object_address(array);
        let flags = self.region_flags(Region::ObjectHeaders);
        let offset = instance_offset(LENGTH);
        self.builder.ins().load(types::I32, flags, address, offset)
    }

    /// Checks that there is an element, and says where.
    fn element_at(&mut self, array: Value, index: Value, field: &FieldType) -> Element {
        self.check_null(array);
        let length = self.array_length(array);
        let is_outside = self
            .builder
            .ins()
            .icmp(IntCC::UnsignedGreaterThanOrEqual, index, length);
        self.trap_if(is_outside, TrapCode::ArrayOutOfBounds);
        let address = self.object_address(array);
        let bytes = element_size(field);
        let index = self.builder.ins().uextend(POINTER, index);
        let shift = i64::from(bytes.trailing_zeros());
        Element {
            address,
            distance: self.builder.ins().ishl_imm_u(index, shift),
            start: instance_offset(element_offset(bytes) as usize),
        }
    }

    pub(crate) fn array_fill(&mut self, ty: TypeIndex) {
        let element = self.element(ty);
        let (array, start, value, length) = self.stack.pop4();
        let array = self.zero_extend(array);
        let start = self.zero_extend(start);
        let length = self.zero_extend(length);
        let (low, high) = self.routine_value(element, value);
        self.call_routine(Routine::ArrayFill, &[array, start, low, length, high]);
    }

    pub(crate) fn array_copy(&mut self) {
        let length = self.stack.pop();
        let (destination, to, source, from) = self.stack.pop4();
        let arrays = self.pair(destination, source);
        let to = self.zero_extend(to);
        let from = self.zero_extend(from);
        let length = self.zero_extend(length);
        self.call_routine(Routine::ArrayCopy, &[arrays, to, from, length]);
    }

    pub(crate) fn array_init_data(&mut self, segment: u32) {
        self.init_from_segment(Routine::ArrayInitData, segment);
    }

    pub(crate) fn array_init_element(&mut self, segment: u32) {
        self.init_from_segment(Routine::ArrayInitElement, segment);
    }

    fn init_from_segment(&mut self, routine: Routine, segment: u32) {
        let (array, to, from, length) = self.stack.pop4();
        let segment = self.builder.ins().iconst(types::I32, i64::from(segment));
        let which = self.pair(array, segment);
        let to = self.zero_extend(to);
        let from = self.zero_extend(from);
        let length = self.zero_extend(length);
        self.call_routine(routine, &[which, to, from, length]);
    }

    /// Two numbers of 32 bits in one word, as routines take them.
    fn pair(&mut self, low: Value, high: Value) -> Value {
        let low = self.zero_extend(low);
        let high = self.builder.ins().uextend(types::I64, high);
        let high = self.builder.ins().ishl_imm_u(high, 32);
        self.builder.ins().bor(low, high)
    }
}
