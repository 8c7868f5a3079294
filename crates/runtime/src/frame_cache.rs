//! What frames are, by return address, remembered: for who walks often.
//!
//! The registry searches and decodes; a throw has a few nanoseconds for a frame, and
//! a minor collection not many more. So each store keeps what the registry said of the
//! return addresses that were met in it, in a hash table with the answers in the form in
//! which they are needed. Gates and entries are in it as well: to the table they are
//! return addresses like others.
//!
//! Nothing in it becomes wrong while the store lives: an instance keeps its module as
//! long, the code of a module stays where it is, and every frame on the stack of a
//! store is that of an instance of it. Frames of the host's functions and of routines are
//! where walks start; they return nowhere that is asked about.
//!
//! Invariants:
//! 1. The table's length is a power of two, and at least one of its entries is free, so
//!    that every search ends.
//! 2. Every entry's `lists` is null or leads into `lists` of the cache.

use std::ops::ControlFlow;

use switchback_abi::frame::{FrameHeader, GateFrame};
use switchback_abi::instance::InstanceContext;

use crate::assembly::{gate_return_point, is_entry_return_point};
use crate::registry;

/// What a return address says of the frame that it returns to.
///
/// It is not to be copied, so that a borrowed one's lists are there.
#[repr(C)]
pub(crate) struct FrameEntry {
    /// Zero in a free entry.
    return_address: usize,
    /// Null if there are neither references nor handlers.
    lists: *const FrameLists,
    /// How many bytes below the frame pointer the instance is of this frame and of those
    /// above it; zero if it is that of the frame below.
    instance_slot: u32,
    /// See [`registry::CodeRange::frame_size`].
    frame_size: u32,
    kind: Kind,
}

/// What a walk has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Nothing: no handlers, and the instance stays.
    Plain,
    /// To look at the entry.
    Special,
    /// To end, or to go on in the activation before: the frame is the base of one.
    Entry,
}

/// The lists of a call site.
#[derive(Default)]
struct FrameLists {
    /// See [`registry::CodeRange::references`].
    references: Box<[u32]>,
    /// Innermost first.
    handlers: Box<[CachedHandler]>,
}

/// Where an exception is caught.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CachedHandler {
    /// The tag, by its index in the module of the frame's instance;
    /// [`CachedHandler::EVERY_TAG`] for all.
    pub(crate) tag: u32,
    /// Where to go.
    pub(crate) address: usize,
}

impl CachedHandler {
    /// No module has so many tags.
    pub(crate) const EVERY_TAG: u32 = u32::MAX;
}

impl FrameEntry {
    const FREE: Self = Self {
        return_address: 0,
        lists: std::ptr::null(),
        instance_slot: 0,
        frame_size: 0,
        kind: Kind::Plain,
    };

    /// Whether the frame is the base of an activation.
    #[inline(always)]
    pub(crate) fn is_entry(&self) -> bool {
        self.kind == Kind::Entry
    }

    /// Whether the frame has no handlers, does not change the instance, and is no base
    /// of an activation.
    #[inline(always)]
    pub(crate) fn is_plain(&self) -> bool {
        self.kind == Kind::Plain
    }

    /// Where exceptions are caught that the call throws, the innermost handler first.
    #[inline(always)]
    pub(crate) fn handlers(&self) -> &[CachedHandler] {
        self.lists().map_or(&[], |lists| &lists.handlers)
    }

    /// The slots that hold references, as bytes below the frame pointer.
    #[inline(always)]
    pub(crate) fn references(&self) -> &[u32] {
        self.lists().map_or(&[], |lists| &lists.references)
    }

    #[inline(always)]
    fn lists(&self) -> Option<&FrameLists> {
        // SAFETY: invariant 2 of the cache, from which the entry is borrowed.
        unsafe { self.lists.as_ref() }
    }

    /// Where the stack pointer is to be at a handler.
    #[inline(always)]
    pub(crate) fn handler_stack_pointer(&self, frame_pointer: *mut FrameHeader) -> usize {
        frame_pointer.addr() - self.frame_size as usize
    }

    /// The instance of the frame with that frame pointer, if it is not that of the frame
    /// below.
    ///
    /// # Safety
    ///
    /// The frame must be live, and return to this entry's address.
    #[inline(always)]
    pub(crate) unsafe fn instance(
        &self,
        frame_pointer: *mut FrameHeader,
    ) -> Option<*mut InstanceContext> {
        if self.instance_slot == 0 {
            return None;
        }
        // SAFETY: the code tables, or for a gate its layout, say that the instance is
        // there in frames that return to this address.
        Some(unsafe {
            frame_pointer
                .byte_sub(self.instance_slot as usize)
                .cast::<*mut InstanceContext>()
                .read()
        })
    }
}

/// See the module's documentation.
pub(crate) struct FrameCache {
    entries: Box<[FrameEntry]>,
    used: usize,
    #[expect(clippy::vec_box, reason = "entries have pointers to them")]
    lists: Vec<Box<FrameLists>>,
}

// SAFETY: the pointers in it lead to what it owns.
unsafe impl Send for FrameCache {}
// SAFETY: as above, and nothing is changed with `&self`.
unsafe impl Sync for FrameCache {}

/// Entries of a table with something in it, at first.
const FIRST_LENGTH: usize = 64;
/// Entries at the most; a table that is full then begins anew.
const LARGEST_LENGTH: usize = 1 << 16;

impl Default for FrameCache {
    fn default() -> Self {
        Self {
            entries: Box::new([FrameEntry::FREE]),
            used: 0,
            lists: Vec::new(),
        }
    }
}

impl FrameCache {
    /// What an address says of the frame that it returns to, if that was asked before.
    #[inline(always)]
    pub(crate) fn find(&self, return_address: usize) -> Option<&FrameEntry> {
        let mut place = self.first_place(return_address);
        loop {
            // SAFETY: a place is below the length: see `first_place`, and below.
            let entry = unsafe { self.entries.get_unchecked(place) };
            if entry.return_address == return_address {
                return Some(entry);
            }
            if entry.return_address == 0 {
                return None;
            }
            place = (place + 1) & (self.entries.len() - 1);
        }
    }

    /// What an address says of the frame that it returns to; `None` if nobody registered
    /// it, which is a bug of ours.
    #[inline]
    pub(crate) fn get(&mut self, return_address: usize) -> Option<&FrameEntry> {
        if self.find(return_address).is_none() {
            self.add(return_address)?;
        }
        self.find(return_address)
    }

    #[inline(always)]
    fn first_place(&self, return_address: usize) -> usize {
        // A multiplier without pattern; the upper half depends on all bits of the
        // address that differ inside a module.
        let hash = (return_address as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        hash as usize & (self.entries.len() - 1)
    }

    /// Asks the registry, and keeps what it says.
    #[cold]
    #[inline(never)]
    fn add(&mut self, return_address: usize) -> Option<()> {
        let (mut entry, lists) = describe(return_address)?;
        if (self.used + 1) * 2 > self.entries.len() {
            self.grow();
        }
        if !lists.references.is_empty() || !lists.handlers.is_empty() {
            let lists = Box::new(lists);
            entry.lists = &raw const *lists;
            self.lists.push(lists);
        }
        self.insert(entry);
        Some(())
    }

    fn grow(&mut self) {
        let length = (self.entries.len() * 2).max(FIRST_LENGTH);
        if length > LARGEST_LENGTH {
            *self = Self::default();
            return self.grow();
        }
        let table = (0..length).map(|_| FrameEntry::FREE).collect();
        let old = std::mem::replace(&mut self.entries, table);
        self.used = 0;
        for entry in old.into_iter().filter(|entry| entry.return_address != 0) {
            self.insert(entry);
        }
    }

    /// Puts an entry into the first free place for it.
    fn insert(&mut self, entry: FrameEntry) {
        let mut place = self.first_place(entry.return_address);
        while self.entries[place].return_address != 0 {
            place = (place + 1) & (self.entries.len() - 1);
        }
        self.entries[place] = entry;
        self.used += 1;
    }
}

/// What the registry, the gate and the entry stubs say.
fn describe(return_address: usize) -> Option<(FrameEntry, FrameLists)> {
    let entry = FrameEntry {
        return_address,
        ..FrameEntry::FREE
    };
    if return_address == gate_return_point() {
        let slot = std::mem::offset_of!(GateFrame, header)
            - std::mem::offset_of!(GateFrame, caller_instance);
        let entry = FrameEntry {
            instance_slot: slot as u32,
            kind: Kind::Special,
            ..entry
        };
        return Some((entry, FrameLists::default()));
    }
    if is_entry_return_point(return_address) {
        let entry = FrameEntry {
            kind: Kind::Entry,
            ..entry
        };
        return Some((entry, FrameLists::default()));
    }
    registry::with(return_address, |code| {
        let site = code.call_site(return_address)?;
        let mut references = Vec::new();
        code.references(return_address, &mut |slot| references.push(slot));
        let mut handlers = Vec::new();
        code.handlers(return_address, &mut |tag, address| {
            let tag = tag.map_or(CachedHandler::EVERY_TAG, |tag| tag.0);
            handlers.push(CachedHandler { tag, address });
            if tag == CachedHandler::EVERY_TAG {
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        });
        let is_plain = site.instance_slot.is_none() && handlers.is_empty();
        let entry = FrameEntry {
            instance_slot: site.instance_slot.unwrap_or(0),
            frame_size: code.frame_size(return_address)?,
            kind: if is_plain { Kind::Plain } else { Kind::Special },
            ..entry
        };
        let lists = FrameLists {
            references: references.into(),
            handlers: handlers.into(),
        };
        Some((entry, lists))
    })
    .flatten()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use switchback_abi::trap::TrapCode;
    use switchback_wasm::TagIndex;

    use super::*;
    use crate::registry::{CodePosition, CodeRange, Site};

    /// Whose call sites are at even addresses: each has lists that its place says.
    struct Fake {
        start: usize,
    }

    impl Fake {
        fn place(&self, address: usize) -> Option<usize> {
            let place = address - self.start;
            place.is_multiple_of(2).then_some(place / 2)
        }
    }

    impl CodeRange for Fake {
        fn call_site(&self, return_address: usize) -> Option<Site> {
            let place = self.place(return_address)?;
            Some(Site {
                instance_slot: place.is_multiple_of(5).then_some(24),
            })
        }

        fn references(&self, return_address: usize, visit: &mut dyn FnMut(u32)) {
            let place = self.place(return_address).unwrap();
            (0..place as u32 % 4).for_each(|slot| visit(4 * slot));
        }

        fn handlers(
            &self,
            return_address: usize,
            visit: &mut dyn FnMut(Option<TagIndex>, usize) -> ControlFlow<()>,
        ) {
            if self.place(return_address).unwrap().is_multiple_of(3) {
                assert!(visit(Some(TagIndex(7)), return_address + 1).is_continue());
                // Nothing behind what catches all is of interest.
                assert!(visit(None, return_address + 2).is_break());
            }
        }

        fn frame_size(&self, return_address: usize) -> Option<u32> {
            Some(self.place(return_address)? as u32 * 16)
        }

        fn trap(&self, _: usize) -> Option<TrapCode> {
            None
        }

        fn positions(&self, _: usize) -> Vec<CodePosition> {
            Vec::new()
        }
    }

    fn check(entry: &FrameEntry, address: usize, place: usize) {
        assert_eq!(entry.return_address, address);
        assert_eq!(entry.frame_size, place as u32 * 16);
        let (has_slot, has_handlers) = (place.is_multiple_of(5), place.is_multiple_of(3));
        assert_eq!(entry.instance_slot, if has_slot { 24 } else { 0 });
        assert_eq!(entry.is_plain(), !has_slot && !has_handlers);
        assert!(!entry.is_entry());
        assert!(
            entry
                .references()
                .iter()
                .copied()
                .eq((0..place as u32 % 4).map(|slot| 4 * slot))
        );
        let handlers: Vec<_> = entry
            .handlers()
            .iter()
            .map(|h| (h.tag, h.address))
            .collect();
        if has_handlers {
            assert_eq!(
                handlers,
                [(7, address + 1), (CachedHandler::EVERY_TAG, address + 2)]
            );
        } else {
            assert_eq!(handlers, []);
        }
    }

    #[test]
    fn what_was_asked_once_is_found_again_however_much_there_is() {
        let count = LARGEST_LENGTH * 3 / 2;
        // Addresses that no real code of this process has.
        let start = usize::MAX - 0x100_0000;
        let range = start..start + 2 * count;
        let registration = registry::register(range, Arc::new(Fake { start }));
        let mut cache = FrameCache::default();
        for place in 0..count {
            let address = start + 2 * place;
            assert!(cache.find(address).is_none());
            check(cache.get(address).unwrap(), address, place);
            check(cache.find(address).unwrap(), address, place);
            let earlier = place / 2;
            check(
                cache.get(start + 2 * earlier).unwrap(),
                start + 2 * earlier,
                earlier,
            );
            assert!(cache.used * 2 <= cache.entries.len());
            assert!(cache.entries.len() <= LARGEST_LENGTH);
        }
        assert!(cache.get(start + 1).is_none(), "nothing returns there");
        drop(registration);
        assert!(
            cache.get(start + 2 * count).is_none(),
            "nobody registered it"
        );
    }

    #[test]
    fn gates_and_entries_are_frames_like_others() {
        let mut cache = FrameCache::default();
        let gate = cache.get(gate_return_point()).unwrap();
        assert!(!gate.is_plain() && !gate.is_entry());
        let mut instance = 7_u8;
        let instance: *mut InstanceContext = (&raw mut instance).cast();
        let mut frame = GateFrame {
            stack_argument_bytes: 0,
            callee: std::ptr::null_mut(),
            caller_instance: instance,
            padding: 0,
            header: FrameHeader {
                saved_frame_pointer: std::ptr::null_mut(),
                return_address: std::ptr::null(),
            },
        };
        let header = (&raw mut frame)
            .wrapping_byte_add(std::mem::offset_of!(GateFrame, header))
            .cast();
        // SAFETY: it is a gate frame.
        assert_eq!(unsafe { gate.instance(header) }, Some(instance));
    }
}
