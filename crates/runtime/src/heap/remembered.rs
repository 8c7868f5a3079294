//! The remembered set: old objects that may hold young references, and the cards that
//! say where in large arrays.
//!
//! The write barrier appends an object once between two collections, because its state
//! says that it was. So the list always has room if it has as many entries as there can be
//! old objects with references; it takes memory when it is touched only.

use std::io;

use switchback_abi::heap::{CARD_SHIFT, FIRST_OBJECT, HeapContext};

use crate::reservation::Reservation;

/// The smallest object that holds a reference.
const SMALLEST: u32 = 2 * FIRST_OBJECT;
/// The memory of more entries than this goes back to the system after a collection.
const KEPT: usize = 1 << 16;
const ENTRY: usize = size_of::<u32>();
/// The list needs a byte for each so many bytes of the heap.
pub(super) const BYTES_FOR_AN_ENTRY: usize = SMALLEST as usize / ENTRY;

/// The list and the cards.
#[derive(Debug)]
pub(super) struct Remembered {
    list: Reservation,
    cards: Reservation,
}

impl Remembered {
    /// Nothing is remembered, and all cards are clear: see [`super::memory::HeapMemory`].
    pub(super) fn new(list: Reservation, cards: Reservation, context: &mut HeapContext) -> Self {
        context.remembered = list.base().as_ptr().cast();
        context.cards = cards.base().as_ptr();
        Self { list, cards }
    }

    /// The address space of the list, and that of the cards.
    pub(super) fn into_reservations(self) -> (Reservation, Reservation) {
        (self.list, self.cards)
    }

    /// Makes room for an old part of so many bytes that ends at `end`.
    pub(super) fn grow(&mut self, old: u32, end: u32) -> io::Result<()> {
        self.list
            .make_accessible((old / SMALLEST) as usize * ENTRY)?;
        self.cards.make_accessible((end >> CARD_SHIFT) as usize + 1)
    }

    /// Appends an object, as machine code does.
    pub(super) fn push(&self, context: &mut HeapContext, object: u32) {
        let used = self.length(context) + 1;
        assert!(
            used * ENTRY <= self.list.accessible(),
            "an object is remembered twice"
        );
        // SAFETY: the entry is accessible, and nobody else uses it.
        unsafe {
            context.remembered.write(object);
            context.remembered = context.remembered.add(1);
        }
    }

    /// How many objects are remembered.
    pub(super) fn length(&self, context: &HeapContext) -> usize {
        (context.remembered.addr() - self.list.base().as_ptr().addr()) / ENTRY
    }

    /// A remembered object.
    #[inline]
    pub(super) fn object(&self, index: usize) -> u32 {
        assert!((index + 1) * ENTRY <= self.list.accessible());
        // SAFETY: accessible, and nobody writes it.
        unsafe { self.list.base().cast::<u32>().add(index).read() }
    }

    /// Keeps the first `length` objects only.
    pub(super) fn truncate(&mut self, context: &mut HeapContext, length: usize) {
        if self.length(context) > KEPT.max(2 * length) {
            // Memory that the system does not take back stays ours.
            if let Err(error) = self.list.discard(KEPT.max(length) * ENTRY) {
                tracing::debug!("the list of remembered objects did not shrink: {error}");
            }
        }
        // SAFETY: not more than there were.
        context.remembered = unsafe { self.list.base().cast::<u32>().add(length).as_ptr() };
    }

    /// Says whether slots between two offsets may hold young references in a large
    /// array.
    pub(super) fn set_cards(&self, start: u32, end: u32, marked: bool) {
        if start >= end {
            return;
        }
        let (first, end) = (start >> CARD_SHIFT, ((end - 1) >> CARD_SHIFT) + 1);
        assert!(end as usize <= self.cards.accessible());
        // SAFETY: the cards are accessible, and nobody has references to them.
        unsafe {
            let cards = self.cards.base().as_ptr().add(first as usize);
            cards.write_bytes(marked.into(), (end - first) as usize);
        }
    }

    /// Whether the slots of a card may hold young references.
    pub(super) fn is_card_marked(&self, card: u32) -> bool {
        assert!((card as usize) < self.cards.accessible());
        // SAFETY: accessible, and nobody is writing it.
        unsafe { self.cards.base().add(card as usize).read() != 0 }
    }
}
