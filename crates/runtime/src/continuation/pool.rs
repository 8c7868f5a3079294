//! The pool of the stacks of continuations.
//!
//! What is here is the segment that each begins on, with its header; for the others see
//! [`super::segment`]. They lie in slots of one reservation of address space, which the
//! engine makes when it needs the first. A slot is, upwards: room that is not used, the
//! slack ([`CONTINUATION_SLACK`]), the part that frames are counted in, the [`StackHeader`],
//! right above the first frame, and room that is not used, less than half a page: a small
//! continuation touches one page. There are no guard pages, as in [`crate::stack`].
//!
//! Compact slots are smaller than a page and lie close together. Their slack
//! ([`COMPACT_SLACK`]) is for what machine code does unchecked, and for nothing else.
//!
//! Which stacks are free is each store's own business
//! ([`StoreContext::free_continuations`](switchback_abi::store::StoreContext)): stacks come
//! here when a store gives them back. They keep their words, since the same store may get
//! one again.
//!
//! Invariants, checked by [`ContinuationPool::verify`]:
//! 1. No slot is free twice.
//! 2. No slot at or above `fresh` was ever handed out.

use std::mem::size_of;
use std::ptr::{self, NonNull};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustix::mm::{Advice, madvise};
use switchback_abi::continuation::{
    HEADER_SHIFT, LAST_WORD, OFFSET_BITS, generation_of, offset_of_word, spent, word,
};
use switchback_abi::stack::{COMPACT_SLACK, CONTINUATION_SLACK, SavedContext, StackHeader};

use crate::assembly::continuation_start;
use crate::config::Zeal;
use crate::stack::{self, StackError};

/// Slots, and what is in them.
#[derive(Clone, Copy, Debug)]
struct Layout {
    /// Bytes of a slot.
    slot_size: usize,
    /// In how many places of their slots headers are.
    ///
    /// Were all at the same distance from the ends of pages, those of a few hundred stacks
    /// would push each other, and the first frames below them, out of the processor's
    /// caches, in which addresses that are a power of two apart share places.
    colours: u32,
    /// Bytes of a stack below its limit.
    slack: usize,
    /// Whether pages are wanted in advance, since each will soon be used as a whole.
    is_dense: bool,
}

/// Unless compact ones are asked for.
const USUAL: Layout = Layout {
    slot_size: 64 * 1024,
    colours: 16,
    slack: CONTINUATION_SLACK,
    is_dense: false,
};

/// Of compact slots the size alone sees to it that headers are in different places.
const COMPACT: Layout = Layout {
    slot_size: 15 * size_of::<StackHeader>(),
    colours: 1,
    slack: COMPACT_SLACK,
    is_dense: true,
};

/// How many pages are wanted in advance at the least, and at the most, in bytes.
const POPULATED: std::ops::RangeInclusive<usize> = 64 * 1024..=2 * 1024 * 1024;

/// How many slots the reservation has; fewer where there is less address space.
const SLOTS: usize = 1 << 20;
/// How many it must have room for at the least.
const LEAST_SLOTS: usize = 64;
/// How many free stacks keep their pages.
const WARM_STACKS: usize = 64;
/// What frames can take of a slot in zeal.
const ZEAL_ROOM: usize = 512;
/// How much of a stack is poisoned.
const POISONED: usize = 64 * 1024;
/// What poisoned stacks are filled with.
const POISON: u8 = 0xdb;

// The first frames of a stack lie in the page of its header.
const _: () = assert!((USUAL.colours as usize) << HEADER_SHIFT <= 2048);
const _: () = assert!((SLOTS * USUAL.slot_size) >> HEADER_SHIFT <= 1 << OFFSET_BITS);
// The base of a continuation fits, and so does a frame or two.
const _: () = assert!(COMPACT.room() >= 512 && ZEAL_ROOM <= COMPACT.room());

impl Layout {
    /// What frames can take of a slot, wherever in it the header is.
    const fn room(self) -> usize {
        self.slot_size - self.slack - self.header_distance(self.colours - 1)
    }

    /// How far the header of the stack with that index is from the end of its slot.
    const fn header_distance(self, index: u32) -> usize {
        (index % self.colours + 1) as usize * size_of::<StackHeader>()
    }

    /// How far it is from the start of the reservation.
    const fn header_offset(self, index: u32) -> usize {
        (index as usize + 1) * self.slot_size - self.header_distance(index)
    }

    /// The index of the stack that a word is that of.
    const fn index_of(self, word: u64) -> u32 {
        (offset_of_word(word) / self.slot_size) as u32
    }
}

/// The pool.
#[derive(Debug)]
pub(crate) struct ContinuationPool {
    layout: Layout,
    /// Bytes of a stack above its limit.
    size: usize,
    poison: bool,
    /// Of a stack that is new.
    first_generation: u64,
    slots: Mutex<Slots>,
}

#[derive(Debug, Default)]
struct Slots {
    reservation: Option<Reservation>,
    /// Slots from here on were never handed out.
    fresh: u32,
    /// How many bytes of the reservation have pages in advance.
    populated: usize,
    /// Those whose pages are still there, the one freed last at the end.
    warm: Vec<Free>,
    /// Those that gave their pages back.
    cold: Vec<Free>,
}

/// A free slot: the word of its stack.
type Free = u64;

#[derive(Debug)]
struct Reservation {
    start: NonNull<u8>,
    slots: usize,
    bytes: usize,
}

// SAFETY: the reservation is plain memory; who may touch which part of it is decided
// under the lock, and a stack handed out belongs to its owner alone.
unsafe impl Send for Reservation {}

impl ContinuationPool {
    /// A pool of stacks on which frames may take `size` bytes each, or as much as a slot
    /// has room for, which may be compact. If stacks are to be poisoned, the upper part is overwritten when one is
    /// handed out and when it comes back; in zeal, hardly anything of one is used, or each
    /// has but a few generations.
    pub(crate) fn new(size: usize, compact: bool, zeal: Zeal) -> Self {
        let layout = if compact { COMPACT } else { USUAL };
        let room = if zeal.smallest_stacks {
            ZEAL_ROOM
        } else {
            layout.room()
        };
        Self {
            layout,
            size: size.min(room) / 16 * 16,
            poison: zeal.poison_stacks,
            first_generation: zeal.generations.map_or(1, |generations| {
                generation_of(LAST_WORD) + 1 - u64::from(generations.max(1))
            }),
            slots: Mutex::default(),
        }
    }

    /// What words count from: [`StoreContext::continuation_headers`](
    /// switchback_abi::store::StoreContext).
    ///
    /// # Errors
    ///
    /// When there is no address space.
    pub(crate) fn headers(&self) -> Result<NonNull<u8>, StackError> {
        let mut slots = self.slots();
        Ok(slots.reservation(self.layout)?.start)
    }

    /// Takes stacks: free, as [`StackHeader`] says. There may be fewer than `count`.
    ///
    /// # Errors
    ///
    /// When all are in use.
    pub(crate) fn take(
        &self,
        count: usize,
        stacks: &mut Vec<NonNull<StackHeader>>,
    ) -> Result<(), StackError> {
        let mut slots = self.slots();
        let reservation = slots.reservation(self.layout)?;
        let (start, total) = (reservation.start, reservation.slots);
        let words: Vec<Free> = (0..count)
            .map_while(|_| self.take_slot(&mut slots, total))
            .collect();
        drop(slots);
        if words.is_empty() && count > 0 {
            return Err(StackError::Exhausted(total));
        }
        stacks.extend(words.into_iter().map(|word| {
            // SAFETY: such a word is that of a slot of the reservation, which is ours.
            unsafe { self.make(start.add(offset_of_word(word)), word) }
        }));
        Ok(())
    }

    /// Takes a free slot, or one that was never handed out, if there is one.
    fn take_slot(&self, slots: &mut Slots, total: usize) -> Option<Free> {
        if let Some(word) = slots.warm.pop().or_else(|| slots.cold.pop()) {
            return Some(word);
        }
        if slots.fresh as usize == total {
            return None;
        }
        slots.fresh += 1;
        if self.layout.is_dense {
            slots.populate(slots.fresh as usize * self.layout.slot_size);
        }
        let offset = self.layout.header_offset(slots.fresh - 1);
        Some(word(offset, self.first_generation))
    }

    /// Makes a stack with that word, whose header is there.
    ///
    /// # Safety
    ///
    /// It must be in a slot of the reservation that nobody else has.
    unsafe fn make(&self, header: NonNull<u8>, word: u64) -> NonNull<StackHeader> {
        let header = header.cast::<StackHeader>();
        self.poison(header);
        let base = header.as_ptr().addr();
        let limit = base - self.size;
        // SAFETY: the header lies inside the slot, which is mapped and ours, and is
        // aligned.
        unsafe {
            header.write(StackHeader {
                limit,
                base,
                bottom: limit - self.layout.slack,
                saved: at_start(base),
                parent: ptr::null_mut(),
                handlers_or_tip: header.as_ptr().cast(),
                word,
                index: self.layout.index_of(word),
                segment: ptr::null_mut(),
                function: ptr::null_mut(),
                bound: ptr::null_mut(),
                next_free: ptr::null_mut(),
                next_captured: ptr::null_mut(),
            });
        }
        header
    }

    /// The first word of the same stack as another's.
    pub(crate) fn first_word(&self, other: u64) -> u64 {
        word(offset_of_word(other), self.first_generation)
    }

    /// Takes stacks back that nobody uses any more. Those with a spent word are not handed
    /// out again.
    ///
    /// # Safety
    ///
    /// The stacks must be this pool's, each once, and nobody may touch them any more.
    pub(crate) unsafe fn give_back(&self, mut stacks: Vec<NonNull<StackHeader>>) {
        // SAFETY: the caller says so; headers are there until their pages go, below.
        let word = |stack: &NonNull<StackHeader>| unsafe { stack.as_ref().word };
        // SAFETY: as above.
        let index = |stack: &NonNull<StackHeader>| unsafe { stack.as_ref().index };
        stacks.sort_unstable();
        for &stack in &stacks {
            self.poison(stack);
        }
        // The others first.
        stacks.sort_by_key(|stack| is_spent(word(stack)));
        let usable = stacks.partition_point(|stack| !is_spent(word(stack)));
        let mut slots = self.slots();
        let kept = WARM_STACKS.saturating_sub(slots.warm.len()).min(usable);
        let (warm, cold) = stacks.split_at(kept);
        slots.warm.extend(warm.iter().map(word));
        if cold.is_empty() {
            return;
        }
        let Some(Reservation { start, .. }) = slots.reservation else {
            return;
        };
        drop(slots);
        let words: Vec<Free> = cold[..usable - kept].iter().map(word).collect();
        let runs: Vec<_> = cold
            .chunk_by(|first, second| index(first) + 1 == index(second))
            .collect();
        for run in runs {
            // SAFETY: these slots lie in the reservation, and nobody uses them, since they
            // are not in a list yet.
            unsafe {
                // Of pages that they have in part only, others may have the rest.
                let size = self.layout.slot_size;
                let page = rustix::param::page_size();
                let first = index(&run[0]) as usize * size;
                let end = (first + run.len() * size) / page * page;
                let first = first.next_multiple_of(page);
                if first < end {
                    let bottom = start.add(first).as_ptr();
                    let _ = madvise(bottom.cast(), end - first, Advice::LinuxDontNeed);
                }
            }
        }
        self.slots().cold.extend(words);
    }

    fn poison(&self, stack: NonNull<StackHeader>) {
        if !self.poison {
            return;
        }
        // SAFETY: the part right below the header, of a stack that nobody uses.
        unsafe {
            let bytes = POISONED.min(self.layout.room());
            ptr::write_bytes(stack.as_ptr().cast::<u8>().sub(bytes), POISON, bytes);
        }
    }

    /// Checks the invariants that the module's documentation numbers.
    ///
    /// # Errors
    ///
    /// Says which does not hold.
    #[cfg(test)]
    fn verify(&self) -> Result<(), String> {
        let slots = self.slots();
        let mut free: Vec<u32> = slots
            .warm
            .iter()
            .chain(&slots.cold)
            .map(|&word| self.layout.index_of(word))
            .collect();
        free.sort_unstable();
        if let Some(pair) = free.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(format!(
                "pool of continuations, invariant 1: slot {} is free twice",
                pair[0]
            ));
        }
        match free.last() {
            Some(&slot) if slot >= slots.fresh => Err(format!(
                "pool of continuations, invariant 2: slot {slot} is free but was never handed out"
            )),
            _ => Ok(()),
        }
    }

    fn slots(&self) -> MutexGuard<'_, Slots> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Slots {
    fn reservation(&mut self, layout: Layout) -> Result<&Reservation, StackError> {
        if self.reservation.is_none() {
            self.reservation = Some(Reservation::new(layout)?);
        }
        self.reservation
            .as_ref()
            .ok_or(StackError::Reservation(rustix::io::Errno::NOMEM))
    }

    /// Asks for pages so far in advance that each is not a fault of its own: the more, the
    /// more there are. Whether the system does so does not matter.
    fn populate(&mut self, needed: usize) {
        let Some(reservation) = &self.reservation else {
            return;
        };
        if needed <= self.populated {
            return;
        }
        let start = self.populated;
        let bytes = (needed / 4).clamp(*POPULATED.start(), *POPULATED.end());
        self.populated = (needed + bytes)
            .next_multiple_of(*POPULATED.start())
            .min(reservation.bytes);
        // SAFETY: inside the reservation; what is there already does not change.
        let _ = unsafe {
            madvise(
                reservation.start.add(start).as_ptr().cast(),
                self.populated - start,
                Advice::LinuxPopulateWrite,
            )
        };
    }
}

impl Reservation {
    fn new(layout: Layout) -> Result<Self, StackError> {
        let mut slots = SLOTS;
        let start = loop {
            match stack::reserve(slots * layout.slot_size) {
                Ok(start) => break start,
                Err(_) if slots / 2 >= LEAST_SLOTS => slots /= 2,
                Err(error) => return Err(StackError::Reservation(error)),
            }
        };
        // A huge page would be many stacks that nobody wants yet.
        let bytes = slots * layout.slot_size;
        // SAFETY: the mapping is new.
        let _ = unsafe { madvise(start.as_ptr().cast(), bytes, Advice::LinuxNoHugepage) };
        Ok(Self {
            start,
            slots,
            bytes,
        })
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        // SAFETY: the mapping is ours; stores give their stacks back before they let go
        // of the engine, and so of the pool.
        let _ = unsafe { rustix::mm::munmap(self.start.as_ptr().cast(), self.bytes) };
    }
}

/// Whether a word is one that no stack has.
fn is_spent(word: u64) -> bool {
    word == spent(word)
}

/// Where a continuation goes on that has not begun, with that base of its stack.
pub(super) fn at_start(base: usize) -> SavedContext {
    SavedContext {
        stack_pointer: base,
        frame_pointer: ptr::null_mut(),
        instruction_pointer: continuation_start as *const () as usize,
    }
}

#[cfg(test)]
mod tests {
    use switchback_abi::continuation::{OFFSET_MASK, ONE_GENERATION};

    use super::*;

    fn pool(compact: bool) -> ContinuationPool {
        ContinuationPool::new(32 * 1024, compact, Zeal::default())
    }

    fn take(pool: &ContinuationPool) -> NonNull<StackHeader> {
        let mut stacks = Vec::new();
        pool.take(1, &mut stacks).unwrap();
        stacks[0]
    }

    fn word_of(stack: NonNull<StackHeader>) -> u64 {
        // SAFETY: these tests look at stacks that they took.
        unsafe { stack.as_ref().word }
    }

    #[test]
    fn headers_are_found_by_their_index_and_stacks_are_apart() {
        for compact in [false, true] {
            check_headers(compact);
        }
    }

    fn check_headers(compact: bool) {
        let zeal = Zeal {
            poison_stacks: true,
            ..Zeal::default()
        };
        let pool = ContinuationPool::new(usize::MAX, compact, zeal);
        let headers = pool.headers().unwrap().as_ptr().addr();
        let stacks: Vec<_> = (0..20).map(|_| take(&pool)).collect();
        for (index, &stack) in stacks.iter().enumerate() {
            assert_eq!(pool.layout.index_of(word_of(stack)) as usize, index);
            let offset = offset_of_word(word_of(stack));
            assert_eq!(stack.as_ptr().addr(), headers + offset);
            assert_eq!(offset, pool.layout.header_offset(index as u32));
            // SAFETY: as in `word_of`.
            let header = unsafe { stack.as_ref() };
            assert_eq!(header.base, stack.as_ptr().addr());
            assert_eq!(header.index as usize, index);
            assert_eq!(header.base % 128, 0);
            assert_eq!(header.tip(), stack.as_ptr());
            assert!(header.limit < header.base && header.bottom < header.limit);
            assert!(header.bottom >= headers + index * pool.layout.slot_size);
        }
        // SAFETY: nobody uses them any more.
        unsafe { pool.give_back(stacks) };
        pool.verify().unwrap();
    }

    #[test]
    fn stacks_keep_their_words_whether_their_pages_stay_or_go() {
        for compact in [false, true] {
            check_words(compact);
        }
    }

    fn check_words(compact: bool) {
        let pool = pool(compact);
        let mut stacks: Vec<_> = (0..3 * WARM_STACKS).map(|_| take(&pool)).collect();
        for stack in &mut stacks {
            // SAFETY: as in `word_of`.
            let header = unsafe { stack.as_mut() };
            assert_eq!(generation_of(header.word), 1);
            header.word += u64::from(pool.layout.index_of(header.word) + 1) * ONE_GENERATION;
        }
        // Not all at once, nor in order.
        let every_other = |remainder| {
            let stacks = stacks.iter().skip(remainder).step_by(2);
            stacks.copied().collect::<Vec<_>>()
        };
        // SAFETY: nobody uses them any more.
        unsafe {
            pool.give_back(every_other(1));
            pool.give_back(every_other(0));
        }
        pool.verify().unwrap();
        let mut words: Vec<_> = stacks.iter().map(|_| word_of(take(&pool))).collect();
        words.sort_unstable_by_key(|&word| pool.layout.index_of(word));
        for (index, word) in words.into_iter().enumerate() {
            assert_eq!(pool.layout.index_of(word) as usize, index);
            assert_eq!(generation_of(word) as usize, index + 2);
        }
    }

    #[test]
    fn stacks_with_a_spent_word_retire_and_those_of_the_last_generation_do_not() {
        let pool = pool(false);
        let mut stacks: Vec<_> = (0..4).map(|_| take(&pool)).collect();
        let last = |word| word & OFFSET_MASK | LAST_WORD;
        // SAFETY: as in `word_of`; then nobody uses them any more.
        unsafe {
            stacks[1].as_mut().word = spent(word_of(stacks[1]));
            stacks[2].as_mut().word = last(word_of(stacks[2]));
            pool.give_back(stacks);
        }
        pool.verify().unwrap();
        let mut again: Vec<_> = (0..4).map(|_| word_of(take(&pool))).collect();
        again.sort_unstable_by_key(|&word| pool.layout.index_of(word));
        let indices: Vec<_> = again
            .iter()
            .map(|&word| pool.layout.index_of(word))
            .collect();
        assert_eq!(indices, [0, 2, 3, 4]);
        assert_eq!(again[1], last(again[1]));
    }

    #[test]
    fn in_zeal_there_are_few_generations() {
        let zeal = Zeal {
            generations: Some(3),
            ..Zeal::default()
        };
        let pool = ContinuationPool::new(32 * 1024, false, zeal);
        let word = word_of(take(&pool));
        assert!(word + ONE_GENERATION < LAST_WORD);
        assert!(word + 2 * ONE_GENERATION >= LAST_WORD);
        assert_eq!(pool.first_word(spent(word)), word);
    }
}
