//! Access to the heap, and the allocation of objects in line.
//!
//! [`switchback_abi::heap`] says what the steps are. What is computed from a reference
//! (its address) is good up to the next safepoint only.

use std::mem::offset_of;

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, Value, types};
use switchback_abi::heap::{AllocationArea, HeapContext};
use switchback_abi::routine::Routine;
use switchback_abi::store::StoreContext;

use crate::environment::Region;
use crate::signature::POINTER;
use crate::translate::{Translator, block_arguments};
use crate::variable::instance_offset;

/// Where the heap lies in the store context.
const HEAP: usize = offset_of!(StoreContext, heap);
/// Where its allocation area lies there.
const AREA: usize = HEAP + offset_of!(HeapContext, allocation);

impl Translator<'_> {
    /// Where the heap begins.
    pub(crate) fn heap_base(&mut self) -> Value {
        let store = self.store_context();
        let offset = instance_offset(HEAP + offset_of!(HeapContext, base));
        self.load_constant(POINTER, store, offset)
    }

    /// The address of the object that a reference refers to.
    pub(crate) fn object_address(&mut self, reference: Value) -> Value {
        let base = self.heap_base();
        let offset = self.builder.ins().uextend(POINTER, reference);
        self.builder.ins().iadd(base, offset)
    }

    /// Allocates an object of so many bytes, at most
    /// [`switchback_abi::heap::LARGEST_INLINE_OBJECT`], with its header; the runtime's
    /// `routine` with `index` does it where there is no room. The caller fills everything
    /// behind the header, before the next safepoint, and declares the reference.
    pub(crate) fn allocate_inline(
        &mut self,
        size: u32,
        type_word: Value,
        routine: Routine,
        index: u32,
    ) -> Value {
        let store = self.store_context();
        let flags = self.region_flags(Region::AllocationArea);
        let next_offset = instance_offset(AREA + offset_of!(AllocationArea, next));
        let limit_offset = instance_offset(AREA + offset_of!(AllocationArea, limit));
        let ins = self.builder.ins();
        let object = ins.load(types::I32, flags, store, next_offset);
        let end = self.builder.ins().iadd_imm_u(object, i64::from(size));
        let ins = self.builder.ins();
        let limit = ins.load(types::I32, flags, store, limit_offset);
        let ins = self.builder.ins();
        let is_full = ins.icmp(IntCC::UnsignedGreaterThan, end, limit);
        let full = self.create_cold_block();
        let inline = self.builder.create_block();
        let done = self.create_block_with_params(&[types::I32]);
        self.builder.ins().brif(is_full, full, [], inline, []);
        let instance = self.instance;

        self.continue_in(full);
        // Read afresh there, so that it need not be kept for the call alone.
        self.instance = None;
        let allocated = self.call_allocation(routine, index);
        self.builder
            .ins()
            .jump(done, &block_arguments(&[allocated]));

        self.continue_in(inline);
        self.instance = instance;
        self.builder.ins().store(flags, end, store, next_offset);
        let address = self.object_address(object);
        // With a state of 0 above it.
        let header = self.builder.ins().uextend(types::I64, type_word);
        let flags = self.region_flags(Region::ObjectHeaders);
        self.builder.ins().store(flags, header, address, 0);
        self.builder.ins().jump(done, &block_arguments(&[object]));

        self.continue_in(done);
        self.builder.block_params(done)[0]
    }

    /// Lets the runtime allocate an object.
    pub(crate) fn call_allocation(&mut self, routine: Routine, index: u32) -> Value {
        let index = self.iconst_pointer(u64::from(index));
        let object = self.call_routine(routine, &[index]);
        let object = object.expect("routines that allocate return what they have allocated");
        self.builder.ins().ireduce(types::I32, object)
    }
}
