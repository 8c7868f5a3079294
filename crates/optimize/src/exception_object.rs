//! Exceptions as objects of the heap.
//!
//! They are rarely made, often in functions that are otherwise small. So nothing is kept
//! in registers for the call of the runtime that makes one where the nursery is full: a
//! register that calls preserve would have to be saved at the top of the function.

use std::mem::offset_of;

use cranelift_codegen::ir::{InstBuilder, StackSlot, StackSlotData, StackSlotKind, Value, types};
use switchback_abi::heap::{ExceptionHeader, LARGEST_INLINE_OBJECT, ObjectKind, exception_layout};
use switchback_abi::instance::InstanceContext;
use switchback_abi::routine::Routine;
use switchback_wasm::{HeapType, RefType, TagIndex, ValType};

use crate::environment::Region;
use crate::safepoint::REFERENCE;
use crate::signature::{POINTER, is_in_heap, value_type};
use crate::translate::{Translator, constant_value};
use crate::variable::instance_offset;

/// The type of references to exceptions that are not null.
pub(crate) const EXCEPTION: ValType = ValType::Ref(RefType {
    nullable: false,
    heap_type: HeapType::Exn,
});

/// Bytes of the largest value.
const VALUE: u32 = 16;

impl Translator<'_> {
    /// Makes an exception.
    pub(crate) fn new_exception(&mut self, tag: TagIndex, values: &[Value]) -> Value {
        let size = exception_layout(self.tag_type(tag)).size;
        let reference = if size > LARGEST_INLINE_OBJECT {
            let object = self.call_allocation(Routine::ExceptionNew, tag.0);
            self.fill_exception(object, tag, values);
            object
        } else {
            let size = self.builder.ins().iconst(REFERENCE, i64::from(size));
            let type_word = self.exception_type_word(tag);
            self.allocate(
                size,
                None,
                type_word,
                |translator, object| {
                    translator.note_fresh(object);
                    translator.fill_exception(object, tag, values);
                },
                |translator| {
                    let kept = translator.keep_values(tag, values);
                    let object = translator.call_allocation(Routine::ExceptionNew, tag.0);
                    let values = translator.kept_values(&kept);
                    translator.note_fresh(object);
                    translator.fill_exception(object, tag, &values);
                    object
                },
            )
        };
        self.instance = None;
        self.declare(reference, &EXCEPTION);
        reference
    }

    /// The type word of exceptions of a tag.
    fn exception_type_word(&mut self, tag: TagIndex) -> Value {
        let ty = self.module.tags[tag.index()];
        let identity = self.type_identity(ty);
        let shift = i64::from(ObjectKind::SHIFT);
        let identity = self.builder.ins().ishl_imm_u(identity, shift);
        let kind = ObjectKind::Exception as i64;
        self.builder.ins().bor_imm_u(identity, kind)
    }

    /// Writes what comes behind the header that all objects have.
    fn fill_exception(&mut self, object: Value, tag: TagIndex, values: &[Value]) {
        let number = self.tag_number(tag);
        let address = self.object_address(object);
        let flags = self.region_flags(Region::ObjectHeaders);
        let offset = instance_offset(offset_of!(ExceptionHeader, tag));
        self.builder.ins().store(flags, number, address, offset);
        let flags = self.region_flags(Region::ConstantContents);
        let ty = self.tag_type(tag);
        let layout = exception_layout(ty);
        for ((&value, &offset), ty) in values.iter().zip(&layout.offsets).zip(&ty.params) {
            let offset = instance_offset(offset as usize);
            self.builder.ins().store(flags, value, address, offset);
            self.write_barrier(object, value, ty);
        }
    }

    /// The number of a tag in its store.
    fn tag_number(&mut self, tag: TagIndex) -> Value {
        let tags = self.load_instance_pointer(offset_of!(InstanceContext, tags));
        let offset = instance_offset(tag.index() * size_of::<u32>());
        self.load_constant(types::I32, tags, offset)
    }

    /// Stores values in the frame. References are kept there during calls that may collect
    /// in any case, and constants are made anew.
    fn keep_values(&mut self, tag: TagIndex, values: &[Value]) -> Vec<Kept> {
        let mut offset = 0;
        values
            .iter()
            .zip(&self.tag_type(tag).params)
            .map(|(&value, ty)| {
                let is_kept = match ty {
                    ValType::Ref(ty) => is_in_heap(ty.heap_type.hierarchy()),
                    _ => constant_value(&self.builder.func.dfg, value).is_some(),
                };
                if is_kept {
                    return Kept::Itself(value);
                }
                let slot = self.value_slot(offset + VALUE);
                let at = offset.cast_signed();
                self.builder.ins().stack_store(POINTER, value, slot, at);
                offset += VALUE;
                Kept::InFrame(slot, at, *ty)
            })
            .collect()
    }

    /// What [`Translator::keep_values`] has stored.
    fn kept_values(&mut self, kept: &[Kept]) -> Vec<Value> {
        let kept = kept.iter();
        kept.map(|kept| match *kept {
            Kept::Itself(value) => value,
            Kept::InFrame(slot, at, ref ty) => {
                let ty = value_type(ty);
                self.builder.ins().stack_load(POINTER, ty, slot, at)
            }
        })
        .collect()
    }

    /// The slot for such values, of so many bytes at least.
    fn value_slot(&mut self, size: u32) -> StackSlot {
        let slot = match self.value_slot {
            Some(slot) => slot,
            None => {
                let slot = self.builder.create_sized_stack_slot(StackSlotData::new(
                    StackSlotKind::ExplicitSlot,
                    size,
                    3,
                ));
                self.value_slot = Some(slot);
                slot
            }
        };
        let data = &mut self.builder.func.sized_stack_slots[slot];
        data.size = data.size.max(size);
        slot
    }

    /// The values of an exception, the reference to which is in `word`, zero-extended.
    pub(crate) fn load_exception_values(&mut self, tag: TagIndex, word: Value) -> Vec<Value> {
        let ty = self.tag_type(tag);
        if ty.params.is_empty() {
            return Vec::new();
        }
        let layout = exception_layout(ty);
        let base = self.heap_base();
        let address = self.builder.ins().iadd(base, word);
        let flags = self.region_flags(Region::ConstantContents);
        ty.params
            .iter()
            .zip(&layout.offsets)
            .map(|(ty, &offset)| {
                let offset = instance_offset(offset as usize);
                let ins = self.builder.ins();
                let value = ins.load(value_type(ty), flags, address, offset);
                self.declare(value, ty);
                value
            })
            .collect()
    }
}

/// Where a value is during a call.
enum Kept {
    /// Where Cranelift or the safepoint keeps it.
    Itself(Value),
    /// In a slot, at an offset.
    InFrame(StackSlot, i32, ValType),
}
