//! The minor collection: what lives in the nursery is copied to the old part, and
//! the copies are scanned, the last one first: so what refers to each other lies side by
//! side, for the mutator and for major collections.
//!
//! The caller has made sure that the old part has room for the whole nursery.

use switchback_abi::heap::{
    CARD_SHIFT, FIRST_OBJECT, FORWARDED, GRANULE, REMEMBER_CARDS, UNREMEMBERED,
};

use super::host_values::HostValue;
use super::objects::Objects;
use super::{Heap, Owner, Pass};

impl Heap {
    /// Empties the nursery, and gives the host values that nothing refers to any more.
    pub(super) fn minor(&mut self, owner: &mut dyn Owner) -> Vec<HostValue> {
        let start = self.old.next;
        let mut copier = Copier {
            objects: &self.objects,
            nursery_end: self.context().nursery_end,
            next: start,
            stack: std::mem::take(&mut self.copy_stack),
        };
        owner.begin(Pass::Minor);
        owner.visit(&mut |root| *root = copier.forward(*root));
        if let Some(remembered) = &self.remembered {
            for index in 0..remembered.length(self.context()) {
                let object = remembered.object(index);
                copier.scan_remembered(object, |card| remembered.is_card_marked(card));
                copier.scan_copies();
            }
        }
        copier.scan_copies();

        self.old.next = copier.next;
        self.copy_stack = copier.stack;
        self.forget();
        let objects = &self.objects;
        let dead = self.host_values.after_minor(|object| {
            let state = objects.state(object);
            (state & FORWARDED != 0).then_some(state & !FORWARDED)
        });
        let young_end = self.context().allocation.next;
        self.set_next(FIRST_OBJECT);
        self.poison(FIRST_OBJECT, young_end);
        self.statistics.minor_collections += 1;
        self.statistics.allocated_bytes += u64::from(young_end - FIRST_OBJECT);
        self.statistics.promoted_bytes += u64::from(self.old.next - start);
        dead
    }

    /// Makes the remembered set empty. Cards first become clear here, since arrays may
    /// share one.
    pub(super) fn forget(&mut self) {
        let Some(remembered) = &mut self.remembered else {
            return;
        };
        // SAFETY: see `Heap::context`; the borrow ends here.
        let context = unsafe { &mut *self.context.as_ptr() };
        for index in 0..remembered.length(context) {
            let object = remembered.object(index);
            let record = self.objects.record(object);
            let state = self.objects.old_state(object, &record);
            self.objects.set_state(object, state);
            if state & REMEMBER_CARDS != 0 {
                let end = object + self.objects.size(object, &record);
                remembered.set_cards(object, end, false);
            }
        }
        remembered.truncate(context, 0);
    }
}

/// The slots of a card.
const CARD_SLOTS: usize = 1 << (CARD_SHIFT - 2);

struct Copier<'a> {
    objects: &'a Objects,
    nursery_end: u32,
    /// Where the next copy goes.
    next: u32,
    /// Copies that were not scanned.
    stack: Vec<u32>,
}

impl Copier<'_> {
    /// What a reference becomes.
    #[inline(always)]
    fn forward(&mut self, reference: u32) -> u32 {
        if !self.is_young(reference) {
            return reference;
        }
        let header = self.objects.space.load_u64(reference);
        let (type_word, state) = (header as u32, (header >> 32) as u32);
        if state & FORWARDED != 0 {
            return state & !FORWARDED;
        }
        let record = self.objects.record_of(type_word);
        let size = self.objects.size(reference, &record);
        let copy = self.next;
        self.next += size;
        self.objects.copy(reference, copy, size);
        let state = self.objects.old_state(copy, &record);
        self.objects.set_state(copy, state);
        debug_assert!(copy.is_multiple_of(GRANULE));
        self.objects.set_state(reference, copy | FORWARDED);
        if record.has_references() {
            self.stack.push(copy);
        }
        copy
    }

    #[inline(always)]
    fn scan_slot(&mut self, slot: u32) {
        let value = self.objects.space.load_u32(slot);
        let forwarded = self.forward(value);
        if forwarded != value {
            self.objects.space.store_u32(slot, forwarded);
        }
    }

    #[inline(always)]
    fn scan_object(&mut self, object: u32) {
        let objects = self.objects;
        let record = objects.record(object);
        objects.references(object, &record, |slot| self.scan_slot(slot));
    }

    fn scan_remembered(&mut self, object: u32, is_card_marked: impl Fn(u32) -> bool) {
        if self.objects.state(object) & REMEMBER_CARDS == 0 {
            self.scan_object(object);
            return;
        }
        let record = self.objects.record(object);
        let end = object + record.size + 4 * self.objects.length(object);
        let mut slot = object + record.size;
        while slot < end {
            let card = slot >> CARD_SHIFT;
            let card_end = ((card + 1) << CARD_SHIFT).min(end);
            if is_card_marked(card) {
                self.scan_slots(slot, card_end);
            }
            slot = card_end;
        }
    }

    /// Scans at most [`CARD_SLOTS`] slots of which hardly any hold a young reference, or
    /// some, but nobody knows which: those that do are sought first, without branches, and
    /// what they refer to comes to the cache meanwhile.
    fn scan_slots(&mut self, start: u32, end: u32) {
        let mut young = [0; CARD_SLOTS];
        let mut count = 0;
        for slot in (start..end).step_by(4) {
            let value = self.objects.space.load_u32(slot);
            young[count] = slot;
            count += usize::from(self.is_young(value));
        }
        for &slot in &young[..count] {
            self.objects
                .space
                .prefetch(self.objects.space.load_u32(slot));
        }
        for &slot in &young[..count] {
            self.scan_slot(slot);
        }
    }

    /// Whether a reference is that of a young object.
    #[inline(always)]
    fn is_young(&self, reference: u32) -> bool {
        // Null wraps around.
        (reference.wrapping_sub(1) < self.nursery_end - 1) & (reference & 1 == 0)
    }

    #[inline(always)]
    fn scan_copies(&mut self) {
        while let Some(object) = self.stack.pop() {
            self.scan_object(object);
        }
    }
}

const _: () = assert!(UNREMEMBERED & REMEMBER_CARDS == 0 && FORWARDED < GRANULE);
