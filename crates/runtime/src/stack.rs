//! The pool of stacks that Wasm runs on.
//!
//! All stacks of an engine lie in one reservation of address space, in slots of one
//! size. A slot is, upwards: the slack ([`SLACK`], which nobody checks), the part
//! that frames are counted in, and the [`StackHeader`] at the top, in the page that
//! the first frames touch anyway. There are no guard pages: overflow is a comparison
//! with the header's limit, never a fault.
//!
//! Memory is committed by touch. A freed stack is handed out again first, while it
//! is warm; of those that wait, all but a few have given their pages back.
//!
//! Invariants, checked by [`StackPool::verify`]:
//! 1. Every slot below `fresh` is either in use or in one of the two lists of free
//!    slots, and in one of these once at most.
//! 2. No slot at or above `fresh` was ever handed out.

use std::mem::{align_of, size_of};
use std::ptr::{self, NonNull};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustix::mm::{Advice, MapFlags, ProtFlags, madvise, mmap_anonymous, munmap};
use switchback_abi::stack::{SLACK, SavedContext, StackHeader};

/// How many free stacks keep their pages.
const WARM_STACKS: usize = 8;
/// The address space that a pool asks for; it takes less where there is less.
const RESERVATION: usize = 1 << 38;
/// How many stacks a pool must have room for at the least.
const LEAST_STACKS: usize = 4;
/// What poisoned stacks are filled with.
const POISON: u8 = 0xdb;

/// Why there is no stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StackError {
    /// The reservation is used up.
    #[error("all {0} stacks of the engine are in use")]
    Exhausted(usize),
    /// The operating system refused the reservation.
    #[error("cannot reserve address space for stacks: {0}")]
    Reservation(rustix::io::Errno),
}

/// A pool of stacks of one size.
#[derive(Debug)]
pub struct StackPool {
    reservation: NonNull<u8>,
    reserved: usize,
    slot_size: usize,
    poison: bool,
    slots: Mutex<Slots>,
}

// SAFETY: the reservation is plain memory; who may touch which part of it is decided
// under the lock, and a stack handed out belongs to its owner alone.
unsafe impl Send for StackPool {}
// SAFETY: as above.
unsafe impl Sync for StackPool {}

#[derive(Debug)]
struct Slots {
    /// Slots from here on were never handed out.
    fresh: usize,
    total: usize,
    /// Free slots whose pages are still there, the one freed last at the end.
    warm: Vec<usize>,
    /// Free slots that gave their pages back.
    cold: Vec<usize>,
}

impl StackPool {
    /// A pool of stacks on which frames may take `size` bytes each (rounded up to
    /// pages). With `poison`, freed stacks are overwritten, so that whoever still
    /// looks at one is found out.
    ///
    /// # Errors
    ///
    /// When there is no address space.
    pub fn new(size: usize, poison: bool) -> Result<Arc<Self>, StackError> {
        let page = rustix::param::page_size();
        let slot_size = size
            .checked_add(SLACK + size_of::<StackHeader>())
            .and_then(|size| size.checked_next_multiple_of(page))
            .ok_or(StackError::Reservation(rustix::io::Errno::NOMEM))?;
        let least = slot_size
            .checked_mul(LEAST_STACKS)
            .ok_or(StackError::Reservation(rustix::io::Errno::NOMEM))?;
        let mut reserved = RESERVATION.max(least);
        let reservation = loop {
            match reserve(reserved) {
                Ok(reservation) => break reservation,
                Err(_) if reserved / 2 >= least => reserved /= 2,
                Err(error) => return Err(StackError::Reservation(error)),
            }
        };
        Ok(Arc::new(Self {
            reservation,
            reserved,
            slot_size,
            poison,
            slots: Mutex::new(Slots {
                fresh: 0,
                total: reserved / slot_size,
                warm: Vec::new(),
                cold: Vec::new(),
            }),
        }))
    }

    /// Takes a stack.
    ///
    /// # Errors
    ///
    /// When all are in use.
    pub fn allocate(self: &Arc<Self>) -> Result<Stack, StackError> {
        let slot = {
            let mut slots = self.slots();
            match slots.warm.pop().or_else(|| slots.cold.pop()) {
                Some(slot) => slot,
                None if slots.fresh < slots.total => {
                    slots.fresh += 1;
                    slots.fresh - 1
                }
                None => return Err(StackError::Exhausted(slots.total)),
            }
        };
        let bottom = self.slot_address(slot);
        let top = bottom + self.slot_size;
        let header_address =
            (top - size_of::<StackHeader>()) & !(align_of::<StackHeader>().max(16) - 1);
        let header = self
            .reservation
            .as_ptr()
            .with_addr(header_address)
            .cast::<StackHeader>();
        // SAFETY: the header lies inside the slot, which is mapped and ours, and its
        // address is aligned.
        unsafe {
            header.write(StackHeader {
                limit: bottom + SLACK,
                base: header_address,
                bottom,
                saved: SavedContext {
                    stack_pointer: 0,
                    frame_pointer: ptr::null_mut(),
                    instruction_pointer: 0,
                },
                parent: ptr::null_mut(),
                handlers_or_tip: header.cast(),
                word: 0,
                index: 0,
                segment: ptr::null_mut(),
                function: ptr::null_mut(),
                bound: ptr::null_mut(),
                next_free: ptr::null_mut(),
                next_captured: ptr::null_mut(),
            });
        }
        Ok(Stack {
            pool: Arc::clone(self),
            slot,
            // The reservation's addresses are not null.
            header: NonNull::new(header).unwrap_or(NonNull::dangling()),
        })
    }

    /// Checks the invariants that the module's documentation numbers.
    ///
    /// # Errors
    ///
    /// Says which does not hold.
    pub fn verify(&self) -> Result<(), String> {
        let slots = self.slots();
        let mut free: Vec<usize> = slots.warm.iter().chain(&slots.cold).copied().collect();
        free.sort_unstable();
        if let Some(pair) = free.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(format!(
                "stack pool, invariant 1: slot {} is free twice",
                pair[0]
            ));
        }
        match free.last() {
            Some(slot) if *slot >= slots.fresh => Err(format!(
                "stack pool, invariant 2: slot {slot} is free but was never handed out"
            )),
            _ => Ok(()),
        }
    }

    /// How many stacks are in use.
    #[must_use]
    pub fn in_use(&self) -> usize {
        let slots = self.slots();
        slots.fresh - slots.warm.len() - slots.cold.len()
    }

    fn free(&self, slot: usize) {
        let start = self.reservation.as_ptr().with_addr(self.slot_address(slot));
        if self.poison {
            // SAFETY: the slot is mapped, and its last user has just given it up.
            unsafe { ptr::write_bytes(start, POISON, self.slot_size) };
        }
        let is_warm = {
            let mut slots = self.slots();
            let is_warm = slots.warm.len() < WARM_STACKS;
            if is_warm {
                slots.warm.push(slot);
            }
            is_warm
        };
        if is_warm {
            return;
        }
        // SAFETY: as above; the pages read as zero afterwards, which nobody relies
        // on. The slot is not in a list yet, so nobody else has it.
        let _ = unsafe { madvise(start.cast(), self.slot_size, Advice::LinuxDontNeed) };
        self.slots().cold.push(slot);
    }

    fn slot_address(&self, slot: usize) -> usize {
        self.reservation.as_ptr().addr() + slot * self.slot_size
    }

    fn slots(&self) -> MutexGuard<'_, Slots> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for StackPool {
    fn drop(&mut self) {
        // SAFETY: the mapping is ours, and every stack keeps the pool alive.
        let _ = unsafe { munmap(self.reservation.as_ptr().cast(), self.reserved) };
    }
}

/// New address space, of which nothing is committed.
pub(crate) fn reserve(bytes: usize) -> Result<NonNull<u8>, rustix::io::Errno> {
    // SAFETY: a new mapping at an address of the kernel's choice touches nothing
    // that exists.
    let address = unsafe {
        mmap_anonymous(
            ptr::null_mut(),
            bytes,
            ProtFlags::READ | ProtFlags::WRITE,
            MapFlags::PRIVATE | MapFlags::NORESERVE,
        )?
    };
    NonNull::new(address.cast()).ok_or(rustix::io::Errno::NOMEM)
}

/// A stack; goes back to its pool when dropped.
#[derive(Debug)]
pub struct Stack {
    pool: Arc<StackPool>,
    slot: usize,
    header: NonNull<StackHeader>,
}

// SAFETY: a stack is owned memory like a box; its header is only touched through
// its owner.
unsafe impl Send for Stack {}
// SAFETY: as above.
unsafe impl Sync for Stack {}

impl Stack {
    /// Its header, for machine code. Valid as long as the stack.
    #[must_use]
    pub fn header(&self) -> *mut StackHeader {
        self.header.as_ptr()
    }

    /// The highest address: where its first frame begins.
    #[must_use]
    pub fn base(&self) -> usize {
        // SAFETY: the header was written when the stack was made and is alive.
        unsafe { self.header.as_ref().base }
    }

    /// The address below which no checked frame may reach.
    #[must_use]
    pub fn limit(&self) -> usize {
        // SAFETY: as above.
        unsafe { self.header.as_ref().limit }
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        self.pool.free(self.slot);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stacks_are_apart_and_reused() {
        let pool = StackPool::new(128 * 1024, true).expect("address space");
        let first = pool.allocate().expect("a stack");
        let second = pool.allocate().expect("a stack");
        assert!(first.base() - first.limit() >= 128 * 1024);
        assert_eq!(first.base() % 16, 0);
        assert!(second.limit() - SLACK >= first.base() || first.limit() - SLACK >= second.base());
        let base = second.base();
        drop(second);
        assert_eq!(pool.allocate().expect("a stack").base(), base);
        drop(first);
        assert_eq!(pool.in_use(), 0);
        pool.verify().expect("invariants");
    }

    #[test]
    fn a_pool_of_large_stacks_ends_with_an_error() {
        let pool = StackPool::new(RESERVATION / 4, false).expect("address space");
        let taken: Vec<_> = std::iter::from_fn(|| pool.allocate().ok()).collect();
        assert!(!taken.is_empty());
        assert!(matches!(pool.allocate(), Err(StackError::Exhausted(_))));
        drop(taken);
        pool.verify().expect("invariants");
        assert!(pool.allocate().is_ok());
    }

    #[test]
    fn impossible_sizes_are_errors() {
        assert!(StackPool::new(usize::MAX, false).is_err());
        assert!(StackPool::new(1 << 62, false).is_err());
    }
}
