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
use crate::translate::Translator;
use crate::variable::instance_offset;

/// Where the heap lies in the store context.
const HEAP: usize = offset_of!(StoreContext, heap);
/// Where its allocation area lies there.
const AREA: usize = HEAP + offset_of!(HeapContext, allocation);
/// Where the next object is noted.
const NEXT: i32 = (AREA + offset_of!(AllocationArea, next)) as i32;
/// Where the end of the area is noted.
const LIMIT: i32 = (AREA + offset_of!(AllocationArea, limit)) as i32;

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

    /// Allocates an object of `size` bytes (32 bits), a multiple of the granule and at
    /// most [`switchback_abi::heap::LARGEST_INLINE_OBJECT`], with its header. The caller
    /// fills everything behind it, before the next safepoint, and declares the reference.
    pub(crate) fn allocate_young(&mut self, size: Value, type_word: Value) -> Value {
        let store = self.store_context();
        let flags = self.region_flags(Region::AllocationArea);
        let object = self.builder.ins().load(REFERENCE, flags, store, NEXT);
        let end = self.builder.ins().iadd(object, size);
        let limit = self.builder.ins().load(REFERENCE, flags, store, LIMIT);
        let has_room = self
            .builder
            .ins()
            .icmp(IntCC::UnsignedLessThanOrEqual, end, limit);
        let full = self.create_cold_block();
        let done = self.create_block_with_params(&[REFERENCE]);
        // Cranelift's analysis of memory keeps what it knows if the way around a call comes
        // first.
        self.builder
            .ins()
            .brif(has_room, done, &[object.into()], full, []);
        self.call_in(full, done, |translator| {
            translator.call_routine(Routine::MakeRoom, &[]);
            [translator.builder.ins().load(REFERENCE, flags, store, NEXT)]
        });

        self.continue_in(done);
        let object = self.builder.block_params(done)[0];
        let end = self.builder.ins().iadd(object, size);
        self.builder.ins().store(flags, end, store, NEXT);
        let address = self.object_address(object);
        // With a state of 0 above it.
        let header = self.builder.ins().uextend(types::I64, type_word);
        let flags = self.region_flags(Region::ObjectHeaders);
        self.builder.ins().store(flags, header, address, 0);
        self.note_fresh(object);
        object
    }

    /// Lets the runtime allocate an object.
    pub(crate) fn call_allocation(&mut self, routine: Routine, index: u32) -> Value {
        let index = self.iconst_pointer(u64::from(index));
        let object = self.call_routine(routine, &[index]);
        let object = object.expect("routines that allocate return what they have allocated");
        self.builder.ins().ireduce(REFERENCE, object)
    }
}
