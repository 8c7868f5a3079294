//! The minor collection: what lives in the nursery is copied to the old part, and
//! the copies are scanned in the order in which they were made, until none is left.
//!
//! The caller has made sure that the old part has room for the whole nursery.

use switchback_abi::heap::{FIRST_OBJECT, FORWARDED, GRANULE, UNREMEMBERED, is_object};

use super::description::Objects;
use super::host_values::HostValue;
use super::remembered::SLOT_ENTRY;
use super::{Heap, Pass, Roots};

impl Heap {
    /// Empties the nursery, and gives the host values that nothing refers to any more.
    pub(super) fn minor(&mut self, roots: &mut dyn Roots) -> Vec<HostValue> {
        let start = self.old.next;
        let mut copier = Copier {
            objects: &self.objects,
            nursery_end: self.context.nursery_end,
            next: start,
        };
        roots.begin(Pass::Minor);
        roots.visit(&mut |root| *root = copier.forward(*root));
        let entries = self.remembered.take(&mut self.context.remembered);
        for &entry in &entries {
            copier.scan_remembered(entry);
        }
        copier.scan_copies(start);

        self.old.next = copier.next;
        self.remembered.reuse(entries);
        let objects = &self.objects;
        let dead = self.host_values.after_minor(|object| {
            let state = objects.state(object);
            (state & FORWARDED != 0).then_some(state & !FORWARDED)
        });
        let young_end = self.context.allocation.next;
        self.context.allocation.next = FIRST_OBJECT;
        self.poison(FIRST_OBJECT, young_end);
        self.statistics.minor_collections += 1;
        self.statistics.promoted_bytes += u64::from(self.old.next - start);
        dead
    }
}

struct Copier<'a> {
    objects: &'a Objects,
    nursery_end: u32,
    /// Where the next copy goes.
    next: u32,
}

impl Copier<'_> {
    /// What a reference becomes.
    #[inline]
    fn forward(&mut self, reference: u32) -> u32 {
        if !is_object(reference) || reference >= self.nursery_end {
            return reference;
        }
        let state = self.objects.state(reference);
        if state & FORWARDED != 0 {
            return state & !FORWARDED;
        }
        let size = self.objects.size(reference);
        let copy = self.next;
        self.next += size;
        self.objects.space.copy(reference, copy, size);
        self.objects.set_state(copy, self.objects.old_state(copy));
        debug_assert!(copy.is_multiple_of(GRANULE));
        self.objects.set_state(reference, copy | FORWARDED);
        copy
    }

    #[inline]
    fn scan_slot(&mut self, slot: u32) {
        let value = self.objects.space.load_u32(slot);
        let forwarded = self.forward(value);
        if forwarded != value {
            self.objects.space.store_u32(slot, forwarded);
        }
    }

    #[inline]
    fn scan_object(&mut self, object: u32) {
        let objects = self.objects;
        objects.references(object, |slot| self.scan_slot(slot));
    }

    fn scan_remembered(&mut self, entry: u32) {
        if entry & SLOT_ENTRY != 0 {
            self.scan_slot(entry & !SLOT_ENTRY);
        } else {
            self.scan_object(entry);
            let state = self.objects.state(entry);
            self.objects.set_state(entry, state | UNREMEMBERED);
        }
    }

    fn scan_copies(&mut self, start: u32) {
        let mut object = start;
        while object < self.next {
            self.scan_object(object);
            object += self.objects.size(object);
        }
    }
}
