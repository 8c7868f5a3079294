//! The write barrier.
//!
//! [`switchback_abi::heap`] says what it is for and what its steps are. It calls nothing.
//! It is left out where it is known to do nothing: for values that are null or `i31`, and
//! for an object that was allocated since the last safepoint, which is young.

use std::mem::offset_of;
use std::ops::Range;

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block, InstBuilder, Value, types};
use switchback_abi::heap::{CARD_SHIFT, HeapContext, ObjectHeader, REMEMBER_CARDS, UNREMEMBERED};
use switchback_abi::store::StoreContext;
use switchback_wasm::{FieldType, HeapType, ValType};

use crate::environment::Region;
use crate::safepoint::REFERENCE;
use crate::signature::{POINTER, is_in_heap};
use crate::translate::{Translator, constant_value};
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
        let is_young_object =
            |ty: HeapType| is_in_heap(ty.hierarchy()) && !ty.is_bottom() && ty != HeapType::I31;
        is_young_object(ty.heap_type)
            && self
                .type_of(value)
                .is_none_or(|ty| is_young_object(ty.heap_type))
            && !self.is_null(value)
            && !self.is_fresh(object)
    }

    /// Whether the instruction that made a reference tells that it is null.
    pub(crate) fn is_null(&self, reference: Value) -> bool {
        constant_value(&self.builder.func.dfg, reference) == Some(0)
    }

    /// The barrier. Without an `offset`, the object is none whose cards are remembered.
    ///
    /// The reference is looked at first: where objects that have been there for long are
    /// changed, it is mostly old, and where new ones are filled, nothing is taken but the
    /// way straight on.
    fn remember_if_young(&mut self, object: Value, offset: Option<Value>, value: Value) {
        let instance = self.instance();
        let nursery_end = self.nursery_end();
        let may_be_young = self
            .builder
            .ins()
            .icmp(IntCC::UnsignedLessThan, value, nursery_end);
        let looking = self.builder.create_block();
        let next = self.builder.create_block();
        self.builder.ins().brif(may_be_young, looking, [], next, []);

        self.continue_in(looking);
        let (address, state, old) = self.branch_if_old(object, next);
        self.continue_in(old);
        let is_object = self.is_object(value);
        let young = self.create_cold_block();
        self.builder.ins().brif(is_object, young, [], next, []);

        self.continue_in(young);
        if let Some(offset) = offset {
            self.mark_card(object, offset, state);
        }
        self.remember(object, address, state, next);
        self.continue_in(next);
        self.instance = Some(instance);
    }

    /// What comes after the stores of `contents`, right after the runtime has allocated an
    /// object that is large and may be old: remembers it as a whole. Of an array, `slots`
    /// are the bytes that were stored.
    pub(crate) fn remember_contents<'f>(
        &mut self,
        object: Value,
        slots: Option<Range<u32>>,
        contents: impl IntoIterator<Item = (&'f FieldType, Value)>,
    ) {
        let needs_barrier = contents.into_iter().any(|(field, value)| {
            field
                .value()
                .is_some_and(|ty| self.needs_barrier(object, value, &ty))
        });
        if !needs_barrier {
            return;
        }
        let next = self.builder.create_block();
        let (address, state, old) = self.branch_if_old(object, next);
        let instance = self.instance;
        self.continue_in(old);
        if let Some(slots) = slots {
            let has_cards = self.has_cards(state);
            let marking = self.create_cold_block();
            let unmarked = self.create_cold_block();
            self.builder
                .ins()
                .brif(has_cards, marking, [], unmarked, []);
            self.continue_in(marking);
            self.mark_cards(object, slots);
            self.builder.ins().jump(unmarked, []);
            self.continue_in(unmarked);
        }
        self.remember(object, address, state, next);
        self.continue_in(next);
        self.instance = instance;
    }

    /// Marks all cards of a range of slots.
    fn mark_cards(&mut self, object: Value, slots: Range<u32>) {
        let start = self.builder.ins().uextend(POINTER, object);
        let first = i64::from(slots.start);
        let first = self.builder.ins().iadd_imm_s(start, first);
        let first = self.card_address(first);
        let last = i64::from(slots.end) - 1;
        let last = self.builder.ins().iadd_imm_s(start, last);
        let last = self.card_address(last);
        let marking = self.create_cold_block();
        self.builder.append_block_param(marking, POINTER);
        let done = self.create_cold_block();
        self.builder.ins().jump(marking, &[first.into()]);

        self.builder.switch_to_block(marking);
        let card = self.builder.block_params(marking)[0];
        self.mark(card);
        let following = self.builder.ins().iadd_imm_s(card, 1);
        let is_last = self
            .builder
            .ins()
            .icmp(IntCC::UnsignedGreaterThanOrEqual, card, last);
        self.builder
            .ins()
            .brif(is_last, done, [], marking, &[following.into()]);
        self.builder.seal_block(marking);
        self.continue_in(done);
    }

    /// Where young objects end.
    fn nursery_end(&mut self) -> Value {
        let store = self.store_context();
        let offset = instance_offset(HEAP + offset_of!(HeapContext, nursery_end));
        self.load_constant(types::I32, store, offset)
    }

    /// Whether a reference is neither null nor an `i31`.
    fn is_object(&mut self, reference: Value) -> Value {
        let is_not_null = self.builder.ins().icmp_imm_u(IntCC::NotEqual, reference, 0);
        let may_be_i31 = self.type_of(reference).is_none_or(|ty| {
            matches!(
                ty.heap_type,
                HeapType::Any | HeapType::Eq | HeapType::Extern | HeapType::I31
            )
        });
        if !may_be_i31 {
            return is_not_null;
        }
        let bit = self.builder.ins().band_imm_u(reference, 1);
        let is_even = self.is_zero(bit);
        self.builder.ins().band(is_not_null, is_even)
    }

    /// Marks the card of the slot at `offset`, if the object's cards are remembered.
    fn mark_card(&mut self, object: Value, offset: Value, state: Value) {
        let has_cards = self.has_cards(state);
        let marking = self.create_cold_block();
        let next = self.create_cold_block();
        self.builder.ins().brif(has_cards, marking, [], next, []);

        self.continue_in(marking);
        let start = self.builder.ins().uextend(POINTER, object);
        let slot = self.builder.ins().iadd(start, offset);
        let card = self.card_address(slot);
        self.mark(card);
        self.builder.ins().jump(next, []);
        self.continue_in(next);
    }

    fn has_cards(&mut self, state: Value) -> Value {
        self.builder
            .ins()
            .band_imm_u(state, i64::from(REMEMBER_CARDS))
    }

    /// The address of the card of a slot, given by its distance from the heap's base.
    fn card_address(&mut self, slot: Value) -> Value {
        let card = self.builder.ins().ushr_imm_u(slot, i64::from(CARD_SHIFT));
        let store = self.store_context();
        let offset = instance_offset(HEAP + offset_of!(HeapContext, cards));
        let cards = self.load_constant(POINTER, store, offset);
        self.builder.ins().iadd(cards, card)
    }

    fn mark(&mut self, card: Value) {
        let one = self.builder.ins().iconst(types::I32, 1);
        let flags = self.region_flags(Region::ObjectStates);
        self.builder.ins().istore8(flags, one, card, 0);
    }

    /// Loads the state of an object and branches to `next` if it is zero: the address of
    /// the object, its state, and the block for the other case.
    fn branch_if_old(&mut self, object: Value, next: Block) -> (Value, Value, Block) {
        let address = self.object_address(object);
        let flags = self.region_flags(Region::ObjectStates);
        let offset = instance_offset(offset_of!(ObjectHeader, state));
        let state = self.builder.ins().load(types::I32, flags, address, offset);
        let old = self.create_cold_block();
        self.builder.ins().brif(state, old, [], next, []);
        (address, state, old)
    }

    /// Appends the object to the remembered ones if it is not among them; then goes to
    /// `next`.
    fn remember(&mut self, object: Value, address: Value, state: Value, next: Block) {
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
