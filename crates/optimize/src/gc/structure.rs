//! Structs.

use std::rc::Rc;

use cranelift_codegen::ir::{InstBuilder, Value};
use switchback_abi::heap::{LARGEST_INLINE_OBJECT, ObjectLayout, struct_layout};
use switchback_abi::routine::Routine;
use switchback_wasm::{FieldType, RefType, TypeIndex, ValType};

use super::field::unpacked;
use crate::safepoint::REFERENCE;
use crate::signature::{concrete_type, value_type};
use crate::translate::Translator;
use crate::variable::instance_offset;

impl<'a> Translator<'a> {
    pub(crate) fn struct_new(&mut self, ty: TypeIndex) {
        let fields = self.fields(ty);
        let values = self.stack.peek_many(fields.len()).to_vec();
        self.stack.truncate(self.stack.len() - fields.len());
        let layout = self.struct_layout(ty);
        let object = self.allocate_struct(ty, &layout);
        let address = self.object_address(object);
        for ((&value, &offset), field) in values.iter().zip(&layout.offsets).zip(fields) {
            self.store_field(field, address, instance_offset(offset as usize), value);
        }
        if layout.size > LARGEST_INLINE_OBJECT {
            self.remember_contents(object, None, fields.iter().zip(values));
        }
        self.stack.push(object);
    }

    pub(crate) fn struct_new_default(&mut self, ty: TypeIndex) {
        let layout = self.struct_layout(ty);
        let object = self.allocate_struct(ty, &layout);
        if layout.size <= LARGEST_INLINE_OBJECT {
            let address = self.object_address(object);
            for (field, &offset) in self.fields(ty).iter().zip(&layout.offsets) {
                let zero = self.zero(value_type(&unpacked(field)));
                self.store_field(field, address, instance_offset(offset as usize), zero);
            }
        }
        self.stack.push(object);
    }

    /// Allocates a struct. A large one is all zero, other ones are not.
    fn allocate_struct(&mut self, ty: TypeIndex, layout: &ObjectLayout) -> Value {
        let object = if layout.size <= LARGEST_INLINE_OBJECT {
            let type_word = self.type_identity(ty);
            let size = self.builder.ins().iconst(REFERENCE, i64::from(layout.size));
            self.allocate_young(size, type_word)
        } else {
            self.call_allocation(Routine::StructNew, ty.0)
        };
        self.declare_object(object, ty);
        object
    }

    /// Notes that `object` is a new object of that type.
    pub(super) fn declare_object(&mut self, object: Value, ty: TypeIndex) {
        let ty = RefType {
            nullable: false,
            heap_type: concrete_type(self.module, ty),
        };
        self.declare(object, &ValType::Ref(ty));
    }

    pub(crate) fn struct_get(&mut self, ty: TypeIndex, field: u32, signed: bool) {
        let object = self.stack.pop();
        self.check_null(object);
        let (field, offset) = self.field(ty, field);
        let address = self.object_address(object);
        let value = self.load_field(field, address, offset, signed);
        self.stack.push(value);
    }

    pub(crate) fn struct_set(&mut self, ty: TypeIndex, field: u32) {
        let (object, value) = self.stack.pop2();
        self.check_null(object);
        let (field, offset) = self.field(ty, field);
        let address = self.object_address(object);
        self.store_field(field, address, offset, value);
        if let Some(ty) = field.value() {
            self.write_barrier(object, value, &ty);
        }
    }

    fn field(&mut self, ty: TypeIndex, field: u32) -> (&'a FieldType, i32) {
        let layout = self.struct_layout(ty);
        let index = field as usize;
        let offset = instance_offset(layout.offsets[index] as usize);
        (&self.fields(ty)[index], offset)
    }

    fn fields(&self, ty: TypeIndex) -> &'a [FieldType] {
        self.module.types[ty.index()]
            .as_struct()
            .expect("validation has proved that the type is a struct type")
    }

    fn struct_layout(&mut self, ty: TypeIndex) -> Rc<ObjectLayout> {
        if let Some(known) = self.struct_layouts.get(&ty) {
            return Rc::clone(known);
        }
        let layout = Rc::new(struct_layout(self.fields(ty)));
        self.struct_layouts.insert(ty, Rc::clone(&layout));
        layout
    }
}
