//! Unboxed integers, and equality of references.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, types};
use switchback_wasm::{HeapType, RefType};

use crate::translate::Translator;

/// What `ref.i31` makes.
const I31: RefType = RefType {
    nullable: false,
    heap_type: HeapType::I31,
};

impl Translator<'_> {
    pub(crate) fn ref_i31(&mut self) {
        let number = self.stack.pop();
        let shifted = self.builder.ins().ishl_imm_u(number, 1);
        let reference = self.builder.ins().bor_imm_u(shifted, 1);
        self.declare_type(reference, I31);
        self.stack.push(reference);
    }

    pub(crate) fn i31_get(&mut self, signed: bool) {
        let reference = self.stack.pop();
        self.check_null(reference);
        let number = if signed {
            self.builder.ins().sshr_imm_u(reference, 1)
        } else {
            self.builder.ins().ushr_imm_u(reference, 1)
        };
        self.stack.push(number);
    }

    pub(crate) fn ref_eq(&mut self) {
        let (first, second) = self.stack.pop2();
        let is_equal = self.builder.ins().icmp(IntCC::Equal, first, second);
        let result = self.builder.ins().uextend(types::I32, is_equal);
        self.stack.push(result);
    }
}
