//! The write barrier.
//!
//! [`switchback_abi::heap`] says what it is for and what its steps are. It calls nothing.
//! It is left out where it is known to do nothing: for values that are null or `i31`, and
//! for an object that was allocated since the last safepoint, which is young.

use std::mem::offset_of;

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, InstructionData, Opcode, Value, ValueDef};
use switchback_abi::heap::{
    CARD_SHIFT, HeapContext, ObjectHeader, REMEMBER_CARDS, UNREMEMBERED,
};
use switchback_abi::store::StoreContext;
use switchback_wasm::{HeapType, ValType};

use crate::environment::Region;
use crate::safepoint::REFERENCE;
use crate::signature::{POINTER, is_in_heap};
use crate::translate::Translator;
use crate::variable::instance_offset;

/// Where the heap lies in the store context.
const HEAP: usize = offset_of!(StoreContext, heap);

impl Translator<'_> {
    /// What comes after the store of `value`, of the declared type `ty`, in a field of
    /// `object`, a struct or an exception.
    pub(crate) fn write_barrier(&mut self, object: Value, value: Value, ty: &ValType) {
        if self.needs_barrier(object, value, ty) {
            self.remember_if_young(object, None, value);
        }
    }

    /// What comes after the store of `value`, of the declared type `ty`, in the element of
    /// `array` that is `offset` bytes (64 bits) from its start.
    pub(crate) fn write_element_barrier(
        &mut self,
        array: Value,
        offset: Value,
        value: Value,
        ty: &ValType,
    ) {
        if self.needs_barrier(array, value, ty) {
            self.remember_if_young(array, Some(offset), value);
        }
    }

    fn needs_barrier(&self, object: Value, value: Value, ty: &ValType) -> bool {
        let ValType::Ref(ty) = ty else {
            return false;
        };
        let is_young_object = |ty: HeapType| {
            is_in_heap(ty.hierarchy()) && !ty.is_bottom() && ty != HeapType::I31
        };
        is_young_object(ty.heap_type)
            && self
                .type_of(value)
                .is_none_or(|ty| is_young_object(ty.heap_type))
            && !self.is_null(value)
            && !self.is_fresh(object)
    }

    /// Whether the instruction that made a reference tells that it is null.
    pub(crate) fn is_null(&self, reference: Value) -> bool {
        let dfg = &self.builder.func.dfg;
        match dfg.value_def(dfg.resolve_aliases(reference)) {
            ValueDef::Result(inst, _) => matches!(
                dfg.insts[inst],
                InstructionData::UnaryImm {
                    opcode: Opcode::Iconst,
                    imm,
                } if imm.bits() == 0
            ),
            _ => false,
        }
    }

    /// The barrier. Without an `offset`, the object is none whose cards are remembered.
    fn remember_if_young(&mut self, object: Value, offset: Option<Value>, value: Value) {
        let address = self.object_address(object);
        let flags = self.region_flags(Region::ObjectStates);
        let state_offset = instance_offset(offset_of!(ObjectHeader, state));
        let state = self
            .builder
            .ins()
            .load(REFERENCE, flags, address, state_offset);
        let old = self.create_cold_block();
        let young = self.create_cold_block();
        let next = self.builder.create_block();
        let instance = self.instance;
        self.builder.ins().brif(state, old, [], next, []);

        self.continue_in(old);
        let is_young = self.is_young(value);
        self.builder.ins().brif(is_young, young, [], next, []);

        self.continue_in(young);
        if let Some(offset) = offset {
            self.mark_card(object, offset, state);
        }
        self.remember(object, address, state, next);
        self.continue_in(next);
        self.instance = instance;
    }

    /// Whether a reference is that of a young object.
    fn is_young(&mut self, reference: Value) -> Value {
        let store = self.store_context();
        let offset = instance_offset(HEAP + offset_of!(HeapContext, nursery_end));
        let nursery_end = self.load_constant(REFERENCE, store, offset);
        // Null becomes the greatest number. The nursery is not empty.
        let below = self.builder.ins().iadd_imm_s(reference, -1);
        let last = self.builder.ins().iadd_imm_s(nursery_end, -1);
        let is_below = self
            .builder
            .ins()
            .icmp(IntCC::UnsignedLessThan, below, last);
        let may_be_i31 = self.type_of(reference).is_none_or(|ty| {
            matches!(
                ty.heap_type,
                HeapType::Any | HeapType::Eq | HeapType::Extern | HeapType::I31
            )
        });
        if !may_be_i31 {
            return is_below;
        }
        let bit = self.builder.ins().band_imm_u(reference, 1);
        let is_even = self.is_zero(bit);
        self.builder.ins().band(is_below, is_even)
    }

    /// Marks the card of the slot at `offset`, if the object's cards are remembered.
    fn mark_card(&mut self, object: Value, offset: Value, state: Value) {
        let has_cards = self
            .builder
            .ins()
            .band_imm_u(state, i64::from(REMEMBER_CARDS));
        let marking = self.create_cold_block();
        let next = self.create_cold_block();
        self.builder.ins().brif(has_cards, marking, [], next, []);

        self.continue_in(marking);
        let start = self.builder.ins().uextend(POINTER, object);
        let slot = self.builder.ins().iadd(start, offset);
        let card = self.builder.ins().ushr_imm_u(slot, i64::from(CARD_SHIFT));
        let cards = self.cards();
        let address = self.builder.ins().iadd(cards, card);
        let one = self.builder.ins().iconst(REFERENCE, 1);
        let flags = self.region_flags(Region::ObjectStates);
        self.builder.ins().istore8(flags, one, address, 0);
        self.builder.ins().jump(next, []);
        self.continue_in(next);
    }

    pub(crate) fn cards(&mut self) -> Value {
        let store = self.store_context();
        let offset = instance_offset(HEAP + offset_of!(HeapContext, cards));
        self.load_constant(POINTER, store, offset)
    }

    /// Appends the object to the remembered ones if it is not among them; then goes to
    /// `next`.
    fn remember(
        &mut self,
        object: Value,
        address: Value,
        state: Value,
        next: cranelift_codegen::ir::Block,
    ) {
        let is_unremembered = self
            .builder
            .ins()
            .band_imm_u(state, i64::from(UNREMEMBERED));
        let appending = self.create_cold_block();
        self.builder
            .ins()
            .brif(is_unremembered, appending, [], next, []);

        self.continue_in(appending);
        let flags = self.region_flags(Region::ObjectStates);
        let remembered = self
            .builder
            .ins()
            .bxor_imm_u(state, i64::from(UNREMEMBERED));
        let state_offset = instance_offset(offset_of!(ObjectHeader, state));
        self.builder
            .ins()
            .store(flags, remembered, address, state_offset);
        let store = self.store_context();
        let offset = instance_offset(HEAP + offset_of!(HeapContext, remembered));
        let place = self.builder.ins().load(POINTER, flags, store, offset);
        self.builder.ins().store(flags, object, place, 0);
        let end = self
            .builder
            .ins()
            .iadd_imm_s(place, i64::from(REFERENCE.bytes()));
        self.builder.ins().store(flags, end, store, offset);
        self.builder.ins().jump(next, []);
    }
}
