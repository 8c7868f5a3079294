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
use crate::safepoint::REFERENCE;
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
        let size = self.builder.ins().iconst(REFERENCE, i64::from(size));
        let object = self.allocate(
            size,
            None,
            type_word,
            |_, _| {},
            |translator| translator.call_allocation(routine, index),
        );
        self.note_fresh(object);
        object
    }

    /// Allocates an object of `size` bytes (32 bits), a multiple of the granule, with its
    /// header, and writes what `initialize` adds. Where there is no room, or if
    /// `is_too_large`, which must be so if the size is more than what is allocated in
    /// line, `slow` makes the object.
    pub(crate) fn allocate(
        &mut self,
        size: Value,
        is_too_large: Option<Value>,
        type_word: Value,
        initialize: impl FnOnce(&mut Self, Value),
        slow: impl FnOnce(&mut Self) -> Value,
    ) -> Value {
        let full = self.create_cold_block();
        // Not on one of the ways only.
        self.instance();
        if let Some(is_too_large) = is_too_large {
            let next = self.builder.create_block();
            self.builder.ins().brif(is_too_large, full, [], next, []);
            self.continue_in(next);
        }
        let store = self.store_context();
        let flags = self.region_flags(Region::AllocationArea);
        let next_offset = instance_offset(AREA + offset_of!(AllocationArea, next));
        let limit_offset = instance_offset(AREA + offset_of!(AllocationArea, limit));
        let ins = self.builder.ins();
        let object = ins.load(REFERENCE, flags, store, next_offset);
        let end = self.builder.ins().iadd(object, size);
        let ins = self.builder.ins();
        let limit = ins.load(REFERENCE, flags, store, limit_offset);
        let ins = self.builder.ins();
        let is_full = ins.icmp(IntCC::UnsignedGreaterThan, end, limit);
        let inline = self.builder.create_block();
        let done = self.create_block_with_params(&[REFERENCE]);
        self.builder.ins().brif(is_full, full, [], inline, []);
        let instance = self.instance;

        self.continue_in(full);
        // Read afresh there, so that it need not be kept for the call alone.
        self.instance = None;
        let allocated = slow(self);
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
        initialize(self, object);
        self.builder.ins().jump(done, &block_arguments(&[object]));

        self.continue_in(done);
        self.builder.block_params(done)[0]
    }

    /// Lets the runtime allocate an object.
    pub(crate) fn call_allocation(&mut self, routine: Routine, index: u32) -> Value {
        let index = self.iconst_pointer(u64::from(index));
        let object = self.call_routine(routine, &[index]);
        let object = object.expect("routines that allocate return what they have allocated");
        self.builder.ins().ireduce(REFERENCE, object)
    }
}
