//! What frames are, by return address, remembered: for who walks often.
//!
//! The registry searches and decodes; a throw has a few nanoseconds for a frame, and
//! a minor collection not many more. So each store keeps what the registry said of the
//! return addresses that were met in it, in a hash table with the answers in the form in
//! which they are needed. Gates and entries are in it as well: to the table they are
//! return addresses like others. The stub that throws ([`crate::assembly::throw`]) looks
//! here on its own.
//!
//! Nothing in it becomes wrong while the store lives: an instance keeps its module as
//! long, the code of a module stays where it is, and every frame on the stack of a
//! store is that of an instance of it. Frames of the host's functions and of routines are
//! where walks start; they return nowhere that is asked about.
//!
//! Invariants:
//! 1. The table has as many places as [`mask`] says, a power of two, and [`OVERFLOW`] more.
//!    An entry is at the place that its address is hashed to or in the run of entries
//!    behind it, and the last place is free, so that every search ends.
//! 2. Every entry's `handlers` and `references` are null or lead to lists of the cache's.

use std::mem::{offset_of, size_of};
use std::ops::ControlFlow;

use switchback_abi::frame::{FrameHeader, GateFrame};
use switchback_abi::instance::InstanceContext;

use crate::assembly::{
    continuation_return_point, gate_return_point, grow_return_point, is_entry_return_point,
};
use crate::registry;

/// What a return address says of the frame that it returns to.
///
/// It is not to be copied, so that the handlers of a borrowed one are there.
#[repr(C)]
pub(crate) struct FrameEntry {
    /// Zero in a free place.
    pub(crate) return_address: usize,
    /// Where exceptions are caught that the call throws, the innermost handler first, and
    /// [`CachedHandler::END`]; null if there are none.
    pub(crate) handlers: *const CachedHandler,
    /// How many slots hold references, and then these, as bytes below the frame pointer;
    /// null if none do.
    references: *const u32,
    /// What a search has to do at the frame: [`FrameEntry::PLAIN`], [`FrameEntry::ENTRY`],
    /// [`FrameEntry::CONTINUATION`], [`FrameEntry::GROW`], or [`FrameEntry::SPECIAL`] with
    /// the instance slot in the bits of [`FrameEntry::INSTANCE_SLOT`].
    ///
    /// The instance slot is how many bytes below the frame pointer the instance is of this
    /// frame and of those above it; zero if it is that of the frame below.
    pub(crate) kind: u32,
    /// See [`registry::CodeRange::frame_size`].
    pub(crate) frame_size: u32,
}

/// Where an exception is caught.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CachedHandler {
    /// Where to go; zero behind the last handler.
    pub(crate) address: usize,
    /// The tag, by its index in the module of the frame's instance;
    /// [`CachedHandler::EVERY_TAG`] for all.
    pub(crate) tag: u32,
}

impl CachedHandler {
    /// No module has so many tags.
    pub(crate) const EVERY_TAG: u32 = u32::MAX;
    /// Behind the last handler. The stub that throws sees only the tag at first.
    const END: Self = Self {
        address: 0,
        tag: Self::EVERY_TAG,
    };
}

impl FrameEntry {
    const FREE: Self = Self {
        return_address: 0,
        handlers: std::ptr::null(),
        references: std::ptr::null(),
        kind: Self::PLAIN,
        frame_size: 0,
    };
    /// Nothing: no handlers, and the instance stays.
    pub(crate) const PLAIN: u32 = 0;
    /// To look at handlers and instance.
    pub(crate) const SPECIAL: u32 = 1;
    /// To end, or to go on in the activation before: the frame is the base of one.
    pub(crate) const ENTRY: u32 = 2;
    /// To go on at the parent: the frame is the base of a continuation.
    pub(crate) const CONTINUATION: u32 = 3;
    /// Nothing, but a handler farther up is on another segment of the stack.
    pub(crate) const GROW: u32 = 4;
    /// The bits by which the last three differ from the others.
    pub(crate) const RARE: u32 = 6;
    /// The instance slot, which is a multiple of 8.
    pub(crate) const INSTANCE_SLOT: u32 = !7;

    /// Whether the frame is the base of an activation.
    pub(crate) fn is_entry(&self) -> bool {
        self.kind == Self::ENTRY
    }

    /// Whether the frame is the base of a continuation.
    pub(crate) fn is_continuation(&self) -> bool {
        self.kind == Self::CONTINUATION
    }

    /// The slots that hold references, as bytes below the frame pointer.
    pub(crate) fn references(&self) -> &[u32] {
        if self.references.is_null() {
            return &[];
        }
        // SAFETY: invariant 2 of the cache, from which the entry is borrowed: the length
        // comes first.
        unsafe { std::slice::from_raw_parts(self.references.add(1), *self.references as usize) }
    }

    /// Where exceptions are caught that the call throws, the innermost handler first.
    pub(crate) fn handlers(&self) -> impl Iterator<Item = CachedHandler> + '_ {
        let mut next = self.handlers;
        std::iter::from_fn(move || {
            if next.is_null() {
                return None;
            }
            // SAFETY: invariant 2 of the cache, from which the entry is borrowed; the
            // list has not ended yet.
            let handler = unsafe { *next };
            if handler == CachedHandler::END {
                return None;
            }
            // SAFETY: as above.
            next = unsafe { next.add(1) };
            Some(handler)
        })
        .fuse()
    }

    /// The instance of the frame with that frame pointer, if it is not that of the frame
    /// below.
    ///
    /// # Safety
    ///
    /// The frame must be live, and return to this entry's address.
    pub(crate) unsafe fn instance(
        &self,
        frame_pointer: *mut FrameHeader,
    ) -> Option<*mut InstanceContext> {
        let slot = self.kind & Self::INSTANCE_SLOT;
        if slot == 0 {
            return None;
        }
        // SAFETY: the code tables, or for a gate its layout, say that the instance is
        // there in frames that return to this address.
        Some(unsafe {
            frame_pointer
                .byte_sub(slot as usize)
                .cast::<*mut InstanceContext>()
                .read()
        })
    }
}

/// See the module's documentation.
#[repr(C)]
pub(crate) struct FrameCache {
    /// The first place, for the stub that throws.
    pub(crate) first: *const FrameEntry,
    /// How many places there are that addresses are hashed to, less one, in bytes; likewise.
    pub(crate) byte_mask: usize,
    /// Whether the stub that throws finds nothing, and so asks for the slow way, where
    /// the stack is verified in zeal.
    is_hidden: bool,
    places: Box<[FrameEntry]>,
    used: usize,
    handlers: Vec<Box<[CachedHandler]>>,
    references: Vec<Box<[u32]>>,
}

// SAFETY: the pointers in them lead to what the cache owns, and to `NOTHING`.
unsafe impl Sync for FrameEntry {}
// SAFETY: as above.
unsafe impl Send for FrameCache {}
// SAFETY: as above, and nothing is changed with `&self`.
unsafe impl Sync for FrameCache {}

/// Places behind those that addresses are hashed to.
const OVERFLOW: usize = 16;
/// The places of a table with something in it, at first.
const FIRST_CAPACITY: usize = 64;
/// The places at the most; a table that is full then begins anew.
const LARGEST_CAPACITY: usize = 1 << 16;
/// What addresses are multiplied with: a number without pattern.
pub(crate) const HASH_MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;
/// How far products are shifted right: the bits in the middle depend on all those in
/// which the addresses of a module differ.
pub(crate) const HASH_SHIFT: u32 = 32;

/// What the stub that throws finds in a hidden table.
static NOTHING: [FrameEntry; 1] = [FrameEntry::FREE];

fn empty_places(capacity: usize) -> Box<[FrameEntry]> {
    let places = 0..capacity + OVERFLOW;
    places.map(|_| FrameEntry::FREE).collect()
}

impl FrameCache {
    /// An empty cache, which the stub that throws can use unless it is hidden.
    pub(crate) fn new(is_hidden: bool) -> Self {
        let mut cache = Self {
            first: NOTHING.as_ptr(),
            byte_mask: 0,
            is_hidden,
            places: Box::default(),
            used: 0,
            handlers: Vec::new(),
            references: Vec::new(),
        };
        cache.set_places(empty_places(1));
        cache
    }

    fn set_places(&mut self, places: Box<[FrameEntry]>) {
        self.places = places;
        if !self.is_hidden {
            self.first = self.places.as_ptr();
            self.byte_mask = mask(&self.places) * size_of::<FrameEntry>();
        }
    }

    /// What an address says of the frame that it returns to, if that was asked before.
    pub(crate) fn find(&self, return_address: usize) -> Option<&FrameEntry> {
        Some(&self.places[self.place_of(return_address)?])
    }

    /// What an address says of the frame that it returns to; `None` if nobody registered
    /// it, which is a bug of ours.
    pub(crate) fn get(&mut self, return_address: usize) -> Option<&FrameEntry> {
        let place = match self.place_of(return_address) {
            Some(place) => place,
            None => self.add(return_address)?,
        };
        Some(&self.places[place])
    }

    fn place_of(&self, return_address: usize) -> Option<usize> {
        let first = hash(return_address) & mask(&self.places);
        let run = self.places[first..].iter();
        let distance = run
            .take_while(|entry| entry.return_address != 0)
            .position(|entry| entry.return_address == return_address)?;
        Some(first + distance)
    }

    /// Asks the registry, and keeps what it says: where.
    #[cold]
    fn add(&mut self, return_address: usize) -> Option<usize> {
        let Description {
            mut entry,
            handlers,
            references,
        } = describe(return_address)?;
        let place = self.make_room(return_address);
        if !handlers.is_empty() {
            let list: Box<[_]> = handlers.into_iter().chain([CachedHandler::END]).collect();
            entry.handlers = list.as_ptr();
            self.handlers.push(list);
        }
        if !references.is_empty() {
            // A frame is smaller than 4 GiB.
            let length = references.len() as u32;
            let list: Box<[_]> = std::iter::once(length).chain(references).collect();
            entry.references = list.as_ptr();
            self.references.push(list);
        }
        self.places[place] = entry;
        self.used += 1;
        Some(place)
    }

    /// A free place for an entry of that address.
    fn make_room(&mut self, return_address: usize) -> usize {
        loop {
            if (self.used + 1) * 2 <= mask(&self.places) + 1
                && let Some(place) = free_place(&self.places, return_address)
            {
                return place;
            }
            self.grow();
        }
    }

    /// Gives the same entries more places; forgets them if there are too many.
    fn grow(&mut self) {
        let mut capacity = ((mask(&self.places) + 1) * 2).max(FIRST_CAPACITY);
        while capacity <= LARGEST_CAPACITY {
            if let Some(places) = spread(&self.places, capacity) {
                return self.set_places(places);
            }
            capacity *= 2;
        }
        *self = Self::new(self.is_hidden);
    }
}

/// How many places there are that addresses are hashed to, less one.
fn mask(places: &[FrameEntry]) -> usize {
    places.len() - OVERFLOW - 1
}

fn hash(return_address: usize) -> usize {
    ((return_address as u64).wrapping_mul(HASH_MULTIPLIER) >> HASH_SHIFT) as usize
}

/// The first free place for an entry of that address, if it is not the last of all, which
/// stays free.
fn free_place(places: &[FrameEntry], return_address: usize) -> Option<usize> {
    (hash(return_address) & mask(places)..places.len() - 1)
        .find(|&place| places[place].return_address == 0)
}

/// The same entries in more places; `None` if they do not fit.
fn spread(entries: &[FrameEntry], capacity: usize) -> Option<Box<[FrameEntry]>> {
    let mut places = empty_places(capacity);
    for entry in entries.iter().filter(|entry| entry.return_address != 0) {
        let place = free_place(&places, entry.return_address)?;
        places[place] = FrameEntry { ..*entry };
    }
    Some(places)
}

/// An entry to be, without its lists, and these.
struct Description {
    entry: FrameEntry,
    handlers: Vec<CachedHandler>,
    references: Vec<u32>,
}

/// What the registry, the gates, the entry stubs and the start of continuations say.
fn describe(return_address: usize) -> Option<Description> {
    let without_lists = |kind| Description {
        entry: FrameEntry {
            return_address,
            kind,
            ..FrameEntry::FREE
        },
        handlers: Vec::new(),
        references: Vec::new(),
    };
    if return_address == gate_return_point() {
        let slot = offset_of!(GateFrame, header) - offset_of!(GateFrame, caller_instance);
        return Some(without_lists(FrameEntry::SPECIAL | slot as u32));
    }
    if is_entry_return_point(return_address) {
        return Some(without_lists(FrameEntry::ENTRY));
    }
    if return_address == continuation_return_point() {
        return Some(without_lists(FrameEntry::CONTINUATION));
    }
    if return_address == grow_return_point() {
        return Some(without_lists(FrameEntry::GROW));
    }
    registry::with(return_address, |code| {
        let site = code.call_site(return_address)?;
        let mut description = without_lists(FrameEntry::PLAIN);
        description.entry.frame_size = code.frame_size(return_address)?;
        let references = &mut description.references;
        code.references(return_address, &mut |slot| references.push(slot));
        let handlers = &mut description.handlers;
        code.handlers(return_address, &mut |tag, address| {
            let tag = tag.map_or(CachedHandler::EVERY_TAG, |tag| tag.0);
            handlers.push(CachedHandler { address, tag });
            if tag == CachedHandler::EVERY_TAG {
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        });
        if let Some(slot) = site.instance_slot {
            description.entry.kind = FrameEntry::SPECIAL | slot;
        } else if !handlers.is_empty() {
            description.entry.kind = FrameEntry::SPECIAL;
        }
        Some(description)
    })
    .flatten()
}

// The stub that throws multiplies places with it by shifting.
const _: () = assert!(size_of::<FrameEntry>() == 32 && size_of::<CachedHandler>() == 16);

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

    fn check(cache: &FrameCache, address: usize, place: usize) {
        let entry = cache.find(address).unwrap();
        assert_eq!(entry.return_address, address);
        assert_eq!(entry.frame_size, place as u32 * 16);
        let (has_slot, has_handlers) = (place.is_multiple_of(5), place.is_multiple_of(3));
        let kind = match (has_slot, has_handlers) {
            (true, _) => FrameEntry::SPECIAL | 24,
            (false, true) => FrameEntry::SPECIAL,
            (false, false) => FrameEntry::PLAIN,
        };
        assert_eq!(entry.kind, kind);
        assert!(!entry.is_entry());
        assert!(
            entry
                .references()
                .iter()
                .copied()
                .eq((0..place as u32 % 4).map(|slot| 4 * slot))
        );
        let handlers: Vec<_> = entry.handlers().map(|h| (h.tag, h.address)).collect();
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
        let count = LARGEST_CAPACITY * 3 / 2;
        // Addresses that no real code of this process has.
        let start = usize::MAX - 0x100_0000;
        let range = start..start + 2 * count;
        let registration = registry::register(range, Arc::new(Fake { start }));
        let mut cache = FrameCache::new(false);
        let mut largest = 0;
        for place in 0..count {
            for place in [place, place / 2] {
                let address = start + 2 * place;
                assert!(cache.get(address).is_some());
                check(&cache, address, place);
            }
            let used = cache
                .places
                .iter()
                .filter(|entry| entry.return_address != 0);
            if place.is_multiple_of(1000) {
                assert_eq!(used.count(), cache.used);
            }
            let mask = mask(&cache.places);
            assert!(cache.used * 2 <= mask + 1);
            assert!(mask < LARGEST_CAPACITY);
            assert_eq!(cache.places[mask + OVERFLOW].return_address, 0);
            largest = largest.max(cache.used);
        }
        assert!(
            largest > LARGEST_CAPACITY / 4,
            "it forgets too early: {largest}"
        );
        assert!(cache.get(start + 1).is_none(), "nothing returns there");
        drop(registration);
        assert!(
            cache.get(start + 2 * count).is_none(),
            "nobody registered it"
        );
    }

    #[test]
    fn hidden_tables_look_empty_to_the_stub_only() {
        let mut cache = FrameCache::new(true);
        assert!(cache.get(gate_return_point()).is_some());
        assert!(cache.find(gate_return_point()).is_some());
        assert_eq!((cache.first, cache.byte_mask), (NOTHING.as_ptr(), 0));
        let mut cache = FrameCache::new(false);
        assert!(cache.get(gate_return_point()).is_some());
        let place = hash(gate_return_point()) & mask(&cache.places);
        assert_eq!(cache.first, cache.places.as_ptr());
        assert_eq!(cache.places[place].return_address, gate_return_point());
    }

    #[test]
    fn gates_and_entries_are_frames_like_others() {
        let mut cache = FrameCache::new(false);
        let gate = cache.get(gate_return_point()).unwrap();
        assert_eq!(gate.kind & !FrameEntry::INSTANCE_SLOT, FrameEntry::SPECIAL);
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
