//! The registry of code ranges: what an address in machine code means.
//!
//! Walker, unwinder, sampler and trap handler ask here and nowhere else; nothing
//! outside depends on which tier made a frame. A range is registered before any of
//! its code can run and removed after none can be on a stack any more.
//!
//! Look-ups take no lock, so that a signal handler may make them: a reader sees
//! one of the immutable snapshots of the list, and an old snapshot is freed only
//! when no reader can hold it.
//!
//! Invariants:
//! 1. The ranges of a snapshot are sorted and disjoint.
//! 2. Every snapshot that a reader can see is either the current one or retired;
//!    a retired one is freed only after the number of readers was seen to be zero
//!    after it was replaced.

use std::ops::{ControlFlow, Range};
use std::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use switchback_abi::trap::TrapCode;
use switchback_wasm::{FunctionIndex, TagIndex};

/// The questions that a range of a module's code answers. Addresses are absolute
/// and inside the range. All answers are made without locks and without allocation,
/// except [`CodeRange::positions`].
pub(crate) trait CodeRange: Send + Sync {
    /// What a frame is that will go on at this return address; `None` if nothing
    /// returns there.
    fn call_site(&self, return_address: usize) -> Option<Site>;

    /// Visits the slots that hold references in the frame that will go on at this
    /// return address, as bytes below its frame pointer.
    fn references(&self, return_address: usize, visit: &mut dyn FnMut(u32));

    /// Visits the handlers of exceptions that the call with this return address throws,
    /// the innermost first: the tag that it catches, which is one of the module's (`None`:
    /// every one), and its address.
    fn handlers(
        &self,
        return_address: usize,
        visit: &mut dyn FnMut(Option<TagIndex>, usize) -> ControlFlow<()>,
    );

    /// How far the stack pointer is below the frame pointer in the frame that will go on
    /// at this return address, but for stack arguments of the call: where a handler
    /// wants it.
    fn frame_size(&self, return_address: usize) -> Option<u32>;

    /// What a fault of the instruction at this address means: `None` if it must not
    /// fault.
    fn trap(&self, address: usize) -> Option<TrapCode>;

    /// Where the code at this address comes from, the innermost inlined function
    /// first. For a frame other than the innermost one, pass the return address less
    /// one.
    fn positions(&self, address: usize) -> Vec<CodePosition>;
}

/// What a return address says of the frame it returns to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Site {
    /// At an inline gate: how many bytes below the frame pointer the instance slot
    /// is, a multiple of 8.
    pub(crate) instance_slot: Option<u32>,
}

/// A place in a module's source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CodePosition {
    /// The function.
    pub(crate) function: FunctionIndex,
    /// The instruction, in bytes from the start of the module; `None` if the code
    /// comes from no instruction.
    pub(crate) wasm_offset: Option<u32>,
}

/// An immutable list of ranges, sorted by address.
type Snapshot = Vec<Entry>;

#[derive(Clone)]
struct Entry {
    addresses: Range<usize>,
    code: Arc<dyn CodeRange>,
}

static CURRENT: AtomicPtr<Snapshot> = AtomicPtr::new(std::ptr::null_mut());
static READERS: AtomicUsize = AtomicUsize::new(0);
/// Held by writers; the snapshots that were replaced and not yet freed.
#[expect(clippy::vec_box, reason = "readers have pointers to the snapshots")]
static RETIRED: Mutex<Vec<Box<Snapshot>>> = Mutex::new(Vec::new());

/// Registers a range. It stays registered until the answer is dropped.
///
/// `code` must not own the answer, or neither would ever be dropped.
pub(crate) fn register(addresses: Range<usize>, code: Arc<dyn CodeRange>) -> Registration {
    let start = addresses.start;
    replace_snapshot(|list| {
        let place = list.partition_point(|entry| entry.addresses.start < start);
        debug_assert!(place == 0 || list[place - 1].addresses.end <= start);
        debug_assert!(
            list.get(place)
                .is_none_or(|next| addresses.end <= next.addresses.start)
        );
        list.insert(place, Entry { addresses, code });
    });
    Registration { start }
}

/// Keeps a range registered.
#[derive(Debug)]
pub(crate) struct Registration {
    start: usize,
}

impl Drop for Registration {
    fn drop(&mut self) {
        replace_snapshot(|list| list.retain(|entry| entry.addresses.start != self.start));
    }
}

/// Asks the range that holds `address`, if one does.
pub(crate) fn with<R>(address: usize, ask: impl FnOnce(&dyn CodeRange) -> R) -> Option<R> {
    let _reader = Reader::enter();
    let snapshot = CURRENT.load(Ordering::SeqCst);
    // SAFETY: a non-null snapshot is a leaked box that is only freed when no reader
    // entered before it was replaced is left (invariant 2), and we are a reader.
    let list = unsafe { snapshot.as_ref() }?;
    let place = list.partition_point(|entry| entry.addresses.end <= address);
    let entry = list.get(place)?;
    entry
        .addresses
        .contains(&address)
        .then(|| ask(entry.code.as_ref()))
}

fn replace_snapshot(change: impl FnOnce(&mut Snapshot)) {
    let mut retired = RETIRED.lock().unwrap_or_else(PoisonError::into_inner);
    let old = CURRENT.load(Ordering::SeqCst);
    // SAFETY: only writers free snapshots, and we hold their lock.
    let mut list = unsafe { old.as_ref() }.cloned().unwrap_or_default();
    change(&mut list);
    CURRENT.store(Box::into_raw(Box::new(list)), Ordering::SeqCst);
    if !old.is_null() {
        // SAFETY: it came from `Box::into_raw` here, and is no longer current, so
        // this is its only owner; readers that still look at it are waited for below.
        retired.push(unsafe { Box::from_raw(old) });
    }
    if READERS.load(Ordering::SeqCst) == 0 {
        // Whoever reads from now on sees the new snapshot.
        let free = std::mem::take(&mut *retired);
        drop(retired);
        drop(free);
    }
}

/// Counts a reader for as long as it lives.
struct Reader;

impl Reader {
    fn enter() -> Self {
        READERS.fetch_add(1, Ordering::SeqCst);
        Self
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        READERS.fetch_sub(1, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fake(u32);

    impl CodeRange for Fake {
        fn call_site(&self, _: usize) -> Option<Site> {
            Some(Site {
                instance_slot: Some(self.0),
            })
        }
        fn references(&self, _: usize, _: &mut dyn FnMut(u32)) {}
        fn handlers(
            &self,
            _: usize,
            _: &mut dyn FnMut(Option<TagIndex>, usize) -> ControlFlow<()>,
        ) {
        }
        fn frame_size(&self, _: usize) -> Option<u32> {
            None
        }
        fn trap(&self, _: usize) -> Option<TrapCode> {
            None
        }
        fn positions(&self, _: usize) -> Vec<CodePosition> {
            Vec::new()
        }
    }

    fn slot_at(address: usize) -> Option<u32> {
        with(address, |code| code.call_site(address))??.instance_slot
    }

    #[test]
    fn ranges_answer_for_their_addresses_only_while_registered() {
        // Addresses that no real code of this process has.
        let base = usize::MAX - 0x1_0000;
        let second = register(base + 0x200..base + 0x300, Arc::new(Fake(2)));
        let first = register(base..base + 0x100, Arc::new(Fake(1)));
        assert_eq!(slot_at(base), Some(1));
        assert_eq!(slot_at(base + 0xff), Some(1));
        assert_eq!(slot_at(base + 0x100), None);
        assert_eq!(slot_at(base + 0x2ff), Some(2));
        drop(first);
        assert_eq!(slot_at(base), None);
        assert_eq!(slot_at(base + 0x200), Some(2));
        drop(second);
        assert_eq!(slot_at(base + 0x200), None);
    }

    #[test]
    fn readers_and_writers_do_not_disturb_each_other() {
        let base = usize::MAX - 0x10_0000;
        let _kept = register(base..base + 1, Arc::new(Fake(7)));
        std::thread::scope(|scope| {
            scope.spawn(|| {
                for round in 0..2_000 {
                    drop(register(base + 0x100..base + 0x200, Arc::new(Fake(round))));
                }
            });
            scope.spawn(|| {
                for _ in 0..200_000 {
                    assert_eq!(slot_at(base), Some(7));
                }
            });
        });
    }
}
