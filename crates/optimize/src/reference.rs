//! References: null, tests for null, and references to functions.

use cranelift_codegen::ir::{InstBuilder, Value, types};
use switchback_wasm::{FunctionIndex, HeapType, Hierarchy, RefType};

use crate::signature::{heap_type, reference_type};
use crate::translate::Translator;
use crate::variable::instance_offset;

impl Translator<'_> {
    pub(crate) fn ref_null(&mut self, ty: wasmparser::HeapType) {
        let hierarchy = heap_type(self.module, ty).hierarchy();
        let null_type = null_type(hierarchy);
        let ty = reference_type(hierarchy);
        let null = self.builder.ins().iconst(ty, 0);
        self.declare_type(null, null_type);
        self.stack.push(null);
    }

    pub(crate) fn ref_is_null(&mut self) {
        let reference = self.stack.pop();
        let is_null = self.is_zero(reference);
        let result = self.builder.ins().uextend(types::I32, is_null);
        if let Some(ty) = self.type_of(reference) {
            let ty = null_type(ty.heap_type.hierarchy());
            self.references.note_test(result, reference, ty);
        }
        self.stack.push(result);
    }

    pub(crate) fn ref_as_non_null(&mut self) {
        let reference = self.stack.peek();
        self.check_null(reference);
    }

    pub(crate) fn br_on_null(&mut self, depth: u32) {
        let reference = self.stack.pop();
        let next = self.branch_if(reference, depth, true);
        self.continue_in(next);
        self.assume_non_null(reference);
        self.stack.push(reference);
    }

    pub(crate) fn br_on_non_null(&mut self, depth: u32) {
        // The reference is the last operand that a branch takes along.
        let reference = self.stack.peek();
        let next = self.branch_if(reference, depth, false);
        self.continue_in(next);
        self.stack.pop();
    }

    pub(crate) fn ref_func(&mut self, function: u32) {
        let reference = self.function_reference(FunctionIndex(function));
        self.stack.push(reference);
    }

    /// The reference to a function that can become one.
    pub(crate) fn function_reference(&mut self, function: FunctionIndex) -> Value {
        if self.module.is_imported_function(function) {
            return self.load_instance_pointer(self.layout.imported_function(function));
        }
        let slot = self.module.functions[function.index()]
            .reference_slot
            .expect("the parser gave a slot to every function that can become a reference");
        let offset = instance_offset(self.layout.function_reference(slot));
        let instance = self.instance();
        let reference = self.builder.ins().iadd_imm_s(instance, i64::from(offset));
        self.known_references.insert(reference, function);
        reference
    }

    /// The function of the module that `reference` is known to refer to.
    pub(crate) fn known_function(&self, reference: Value) -> Option<FunctionIndex> {
        let reference = self.builder.func.dfg.resolve_aliases(reference);
        self.known_references.get(&reference).copied()
    }
}

/// The type of null alone.
fn null_type(hierarchy: Hierarchy) -> RefType {
    RefType {
        nullable: true,
        heap_type: match hierarchy {
            Hierarchy::Func => HeapType::NoFunc,
            Hierarchy::Extern => HeapType::NoExtern,
            Hierarchy::Any => HeapType::None,
            Hierarchy::Exn => HeapType::NoExn,
            Hierarchy::Cont => HeapType::NoCont,
        },
    }
}
