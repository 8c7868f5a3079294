//! Exceptions as objects of the heap.

use std::mem::offset_of;

use cranelift_codegen::ir::{InstBuilder, Value, types};
use switchback_abi::heap::{ExceptionHeader, LARGEST_INLINE_OBJECT, ObjectKind, exception_layout};
use switchback_abi::routine::Routine;
use switchback_wasm::{HeapType, RefType, TagIndex, ValType};

use crate::environment::Region;
use crate::safepoint::REFERENCE;
use crate::signature::value_type;
use crate::translate::Translator;
use crate::variable::instance_offset;

/// The type of references to exceptions that are not null.
pub(crate) const EXCEPTION: ValType = ValType::Ref(RefType {
    nullable: false,
    heap_type: HeapType::Exn,
});

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
            let object = self.allocate_young(size, type_word);
            self.fill_exception(object, tag, values);
            object
        };
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
    pub(crate) fn tag_number(&mut self, tag: TagIndex) -> Value {
        let instance = self.instance();
        let offset = instance_offset(self.layout.tag(tag));
        self.load_constant(types::I32, instance, offset)
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
