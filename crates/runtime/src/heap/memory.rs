//! The address space of heaps, and such that waits to be used again.
//!
//! To reserve it and to give it back takes the kernel longer than all the rest of a small
//! instantiation, so an engine keeps some. What was in it does not matter, but for the
//! cards: they are clear in a new heap. Objects are initialized when they are made.

use std::io;
use std::sync::{Mutex, PoisonError};

use switchback_abi::heap::CARD_SHIFT;

use crate::reservation::Reservation;

/// How many offsets there are.
const OFFSETS: usize = 1 << 32;
/// Bytes of the reservation for objects: all offsets, and room for a field at the last.
const OBJECTS: usize = OFFSETS + (64 << 10);
/// How many address spaces wait to be used again.
const KEPT: usize = 16;
/// How much memory of each kind stays with one that waits.
const KEPT_MEMORY: usize = 64 << 10;

/// The address space of a heap.
#[derive(Debug)]
pub(super) struct HeapMemory {
    /// For the objects.
    pub(super) objects: Reservation,
    /// For the list of remembered objects.
    pub(super) remembered: Reservation,
    /// For the cards.
    pub(super) cards: Reservation,
}

impl HeapMemory {
    fn new(bytes_of_remembered: usize) -> io::Result<Self> {
        Ok(Self {
            objects: Reservation::new(OBJECTS)?,
            remembered: Reservation::new(bytes_of_remembered)?,
            cards: Reservation::new((OFFSETS >> CARD_SHIFT) + 1)?,
        })
    }

    /// Gives memory back to the system, and clears the cards.
    fn clear(&mut self) -> io::Result<()> {
        self.objects.discard(KEPT_MEMORY)?;
        self.remembered.discard(KEPT_MEMORY)?;
        self.cards.discard(0)
    }
}

/// Address spaces of an engine that wait to be used again.
#[derive(Debug, Default)]
pub struct HeapMemories {
    free: Mutex<Vec<HeapMemory>>,
}

impl HeapMemories {
    /// An address space.
    pub(super) fn take(&self) -> io::Result<HeapMemory> {
        let kept = self.lock().pop();
        match kept {
            Some(memory) => Ok(memory),
            None => HeapMemory::new(OFFSETS / super::remembered::BYTES_FOR_AN_ENTRY),
        }
    }

    /// Takes one back. Nobody has references into it any more.
    pub(super) fn give_back(&self, mut memory: HeapMemory) {
        if self.lock().len() < KEPT && memory.clear().is_ok() {
            self.lock().push(memory);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<HeapMemory>> {
        // Nothing panics while it changes the list.
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_used_again_with_clear_cards() {
        let memories = HeapMemories::default();
        let mut memory = memories.take().unwrap();
        memory.cards.make_accessible(100_000).unwrap();
        let cards = memory.cards.base();
        // SAFETY: so many bytes are accessible, and nobody else has the memory.
        unsafe { cards.write_bytes(1, 100_000) };
        let objects = memory.objects.base();
        memories.give_back(memory);
        let memory = memories.take().unwrap();
        assert_eq!(
            (memory.objects.base(), memory.cards.base()),
            (objects, cards)
        );
        // SAFETY: as above; they stay accessible.
        let cards = unsafe { std::slice::from_raw_parts(cards.as_ptr(), 100_000) };
        assert!(cards.iter().all(|card| *card == 0));
        let others: Vec<_> = (0..KEPT + 1).map(|_| memories.take().unwrap()).collect();
        others
            .into_iter()
            .for_each(|memory| memories.give_back(memory));
        assert_eq!(memories.lock().len(), KEPT);
    }
}
