//! The garbage-collected heap of a store: precise, moving, generational.
//!
//! `switchback_abi::heap` says what references and objects look like. The heap is one
//! reservation of address space, made when something is about to use it:
//!
//! ```text
//!  0   FIRST_OBJECT   allocation.next    nursery_limit   nursery_end      old.next    old.limit
//!  ├────┬──────────────────┬──────────────────┬───────────────┬───────────────┬────────────┬─── ─
//!  │null│ young objects    │ free             │ not used      │ old objects   │ free       │ nothing
//! ```
//!
//! Objects lie side by side in both parts, so either can be walked from its start.
//!
//! * A **minor collection** (`minor.rs`) copies what lives in the nursery to the end of
//!   the old part. All of it: nothing is young afterwards, so nothing is remembered and
//!   no half of the nursery lies idle. What is promoted too early depends on the size of
//!   the nursery. Of 100 MiB of trees of 512 KiB each that die when they are complete,
//!   `examples/heap.rs` promotes 42 MiB from a nursery of 1 MiB, 25 from one of
//!   2 MiB, and 8 from one of 8 MiB; of objects that die at once, nothing. 4 MiB is a
//!   compromise: in binary-trees of depth 18 they take a seventh less time than 2, and 8
//!   a quarter less than 4; but what survives takes longer the less of the nursery is in
//!   the cache (splay: an eighth for 8), and pauses are as long as it is large. Ageing
//!   was not tried.
//! * A **major collection** (`major.rs`) marks and slides: both parts together, in
//!   the order of addresses, with where an object goes computed from the mark bitmap. It
//!   needs no room to work in. If the old part has no room for what lives in the nursery,
//!   that stays there.
//!
//! So a collection never fails half-way, and exhaustion is an error of the allocation
//! that could not be made: everything stays as it was.
//!
//! A store in which nothing but exceptions and host values is allocated uses a small
//! nursery ([`Nursery::Small`]).
//!
//! # Changed against the design
//!
//! Nothing is aligned to 16 bytes, not even elements of type `v128`: unaligned vector
//! loads cost nothing on the machines we generate code for unless they cross a cache
//! line, and with one granule a new address is a sum of population counts.
//!
//! # Deliberately absent
//!
//! Concurrency: a store belongs to one thread. Finalizers of Wasm objects: there are
//! none. Weak references other than those of host values.

mod access;
mod allocate;
mod host_values;
mod major;
mod memory;
mod minor;
mod objects;
mod records;
mod remembered;
mod space;
mod standalone;
#[cfg(test)]
mod tests;
mod verify;

use std::io;
use std::ptr::NonNull;
use std::sync::Arc;
use std::time::{Duration, Instant};

use switchback_abi::heap::{AllocationArea, FIRST_OBJECT, HeapContext, TypeDisplay};

use host_values::HostValues;
pub use memory::HeapMemories;
use memory::HeapMemory;
use objects::Objects;
pub use records::{
    ElementKind, FieldsDescription, MAXIMUM_IDENTITIES, TypeDescription, TypeRecords,
};
use remembered::Remembered;
use space::Space;
pub use standalone::StandaloneHeap;

/// The most that a heap may use: every end of a part is a `u32`, too.
pub const MAXIMUM_SIZE: u32 = u32::MAX - 0xffff;
/// The nursery is a multiple of this, and so the old part begins a word of the bitmap.
const NURSERY_UNIT: u32 = 4096;
/// What the nursery has before it is known that more than exceptions are allocated.
const SMALL_NURSERY: u32 = 64 * 1024;
/// What the nursery has at least, as far as it may have so much at all.
const SMALLEST_NURSERY: u32 = 16 * 1024;
/// What the old part grows by at least, if it may.
const GROWTH_UNIT: u32 = 64 * 1024;
/// For each so many bytes of live objects [`Zeal::Verify`] waits for one allocation more.
const ZEAL_BYTES: usize = 512;
/// For each so many collections that there were it waits for one allocation more.
const ZEAL_COLLECTIONS: usize = 4096;
/// What the old part may grow by between two major collections at least, if there is room.
const GROWTH_BETWEEN_MAJORS: u32 = 64 << 20;
/// What freed memory is filled with under zeal.
const POISON: u8 = 0xdb;

/// Why the heap did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum HeapError {
    /// There is no room, even after a collection.
    #[error("GC heap out of memory")]
    Exhausted,
    /// The system gave no address space.
    #[error("cannot reserve address space for the GC heap")]
    Reserve(#[source] io::Error),
    /// A type description that describes no objects, or not such as were asked for.
    #[error("invalid description of a heap type")]
    InvalidDescription,
    /// There are more types than an engine can know.
    #[error("an engine cannot have more than {MAXIMUM_IDENTITIES} types")]
    TooManyTypes,
}

/// When to collect besides when it is necessary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Zeal {
    /// Never.
    #[default]
    Off,
    /// A minor collection at every allocation; freed memory is poisoned.
    Minor,
    /// A major collection at every allocation; freed memory is poisoned.
    Major,
    /// Both in turn; freed memory is poisoned, and the whole heap is verified after each.
    /// With many live objects, and after many collections, it leaves the heap alone for
    /// some allocations in between, so that large programs get anywhere.
    Verify,
}

/// How a heap is made.
#[derive(Clone, Copy, Debug)]
pub struct HeapConfiguration {
    /// Bytes that the heap may use, at most [`MAXIMUM_SIZE`].
    pub maximum: u32,
    /// Bytes of the nursery, at most half of the maximum.
    pub nursery: u32,
    /// When to collect besides.
    pub zeal: Zeal,
}

impl Default for HeapConfiguration {
    fn default() -> Self {
        Self {
            maximum: MAXIMUM_SIZE,
            nursery: 4 << 20,
            zeal: Zeal::Off,
        }
    }
}

impl HeapConfiguration {
    /// Parts end where pages do, whatever the size of the host's pages.
    fn rounded(self) -> Self {
        let maximum = self.maximum.clamp(GROWTH_UNIT, MAXIMUM_SIZE) / GROWTH_UNIT * GROWTH_UNIT;
        let nursery = self.nursery.clamp(NURSERY_UNIT, maximum / 2);
        Self {
            maximum,
            nursery: nursery / NURSERY_UNIT * NURSERY_UNIT,
            zeal: self.zeal,
        }
    }

    /// What the old part may grow by without a major collection, however little of it
    /// lives: a small heap would be collected often for little.
    fn growth(self) -> u32 {
        (self.maximum / 4).min(GROWTH_BETWEEN_MAJORS)
    }
}

/// How much of the nursery is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nursery {
    /// A small part: for exceptions, which die young.
    Small,
    /// All of it.
    Full,
}

/// Which references [`Owner`] is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// A minor collection: all roots, and the slots of every continuation that ran since
    /// the last collection. Continuations are not traced.
    Minor,
    /// The first pass of a major collection: all roots but continuations. Those that are
    /// reached are asked for by [`Owner::visit_continuation`].
    Mark,
    /// The second pass: the same slots as the first. What was not reached in the first
    /// can be freed.
    Update,
    /// Nothing moves: [`Heap::verify`] looks.
    Verify,
}

/// Whose heap it is: it knows the references into the heap that lie outside, and how much
/// may be used.
pub trait Owner {
    /// Visits every root exactly once; the visitor may change it.
    fn visit(&mut self, visitor: &mut dyn FnMut(&mut u32));

    /// Says that a pass begins.
    fn begin(&mut self, _pass: Pass) {}

    /// Visits every root that is a reference to a continuation, null ones and stale ones
    /// included; the visitor may change it.
    fn visit_continuation_roots(&mut self, _visitor: &mut dyn FnMut(&mut u64)) {}

    /// Visits every reference that a continuation holds, exactly once. Called
    /// once in a pass for each continuation that is not null and that a live object
    /// or another such continuation refers to.
    fn visit_continuation(&mut self, _continuation: u64, _visitor: &mut ContinuationVisitor<'_>) {}

    /// Whether the heap may grow from so many bytes to so many.
    fn may_grow(&mut self, _current: usize, _desired: usize) -> bool {
        true
    }
}

/// What [`Owner::visit_continuation`] calls.
pub struct ContinuationVisitor<'a> {
    /// For each reference into the heap.
    pub reference: &'a mut dyn FnMut(&mut u32),
    /// For each other continuation.
    pub continuation: &'a mut dyn FnMut(u64),
}

impl std::fmt::Debug for ContinuationVisitor<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("ContinuationVisitor").finish()
    }
}

/// What a heap did so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Statistics {
    /// Minor collections.
    pub minor_collections: u64,
    /// Major collections.
    pub major_collections: u64,
    /// Bytes that were allocated in the nursery up to the last collection.
    pub allocated_bytes: u64,
    /// Bytes that minor collections copied.
    pub promoted_bytes: u64,
    /// The longest minor collection.
    pub longest_minor: Duration,
    /// The longest major collection.
    pub longest_major: Duration,
    /// The time of all minor collections.
    pub total_minor: Duration,
    /// The time of all major collections.
    pub total_major: Duration,
}

/// The old part: objects up to `next`, accessible memory up to `limit`.
#[derive(Debug, Default)]
struct OldPart {
    next: u32,
    limit: u32,
}

/// A heap. See the module's documentation.
pub struct Heap {
    /// What machine code works with: outside, where that finds it.
    context: NonNull<HeapContext>,
    configuration: HeapConfiguration,
    objects: Objects,
    /// How much of the nursery is to be used.
    wanted_nursery: Nursery,
    /// The end of what is used of the nursery: 0 before the first allocation.
    /// Afterwards `allocation.limit`, but under zeal, when every allocation is ours.
    nursery_limit: u32,
    old: OldPart,
    /// Where address space comes from.
    memories: Arc<HeapMemories>,
    /// As soon as there is address space.
    remembered: Option<Remembered>,
    host_values: HostValues,
    /// The old part may get this large before the next major collection.
    threshold: u32,
    statistics: Statistics,
    /// How many allocations [`Zeal::Verify`] waits yet.
    zeal_pause: usize,
    /// Room for the copies that a minor collection has to scan, kept from one to the next.
    copy_stack: Vec<u32>,
    /// How long the mark stack may get; less in tests only.
    mark_stack_limit: usize,
}

// SAFETY: the context is used by the heap's owner only, and by machine code on its
// behalf.
unsafe impl Send for Heap {}
// SAFETY: no method that takes `&self` stores.
unsafe impl Sync for Heap {}

impl std::fmt::Debug for Heap {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Heap")
            .field("context", self.context())
            .field("old", &self.old)
            .field("statistics", &self.statistics)
            .finish_non_exhaustive()
    }
}

/// Where a heap is that was not prepared: code that asks null for its type finds none.
static NOTHING: [u64; 8] = [0; 8];

impl HeapConfiguration {
    /// The part of such a heap that machine code touches, before it is prepared, with the
    /// engine's table of type displays.
    #[must_use]
    pub fn context(self, type_displays: *const TypeDisplay) -> HeapContext {
        HeapContext {
            base: NOTHING.as_ptr().cast_mut().cast(),
            allocation: AllocationArea::default(),
            remembered: std::ptr::null_mut(),
            cards: std::ptr::null_mut(),
            type_displays,
            nursery_end: self.rounded().nursery,
        }
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        if let Some(remembered) = self.remembered.take()
            && let Some(objects) = self.objects.space.release()
        {
            let (remembered, cards) = remembered.into_reservations();
            self.memories.give_back(HeapMemory {
                objects,
                remembered,
                cards,
            });
        }
    }
}

impl Heap {
    /// A heap that has no memory yet.
    ///
    /// # Safety
    ///
    /// `context` must be what [`HeapConfiguration::context`] gave, before a method is called;
    /// it must stay where it is as long as the heap lives, and nobody may write it but the
    /// heap's methods and machine code as `switchback_abi::heap` says. Nobody may hold Rust
    /// references to it while a method runs.
    #[must_use]
    pub unsafe fn new(
        configuration: HeapConfiguration,
        context: NonNull<HeapContext>,
        records: Arc<TypeRecords>,
        memories: Arc<HeapMemories>,
    ) -> Self {
        let configuration = configuration.rounded();
        let nursery = configuration.nursery;
        Self {
            context,
            configuration,
            objects: Objects {
                space: Space::new(),
                records,
            },
            wanted_nursery: Nursery::Small,
            nursery_limit: 0,
            old: OldPart {
                next: nursery,
                limit: nursery,
            },
            memories,
            remembered: None,
            host_values: HostValues::default(),
            threshold: configuration.growth(),
            statistics: Statistics::default(),
            zeal_pause: 0,
            copy_stack: Vec::new(),
            mark_stack_limit: usize::MAX,
        }
    }

    /// Reserves address space, so that all that is constant in the context is there. It
    /// takes no memory yet.
    ///
    /// # Errors
    ///
    /// [`HeapError::Reserve`]
    pub fn prepare(&mut self, nursery: Nursery) -> Result<(), HeapError> {
        self.wanted_nursery = self.wanted_nursery.max(nursery);
        if self.remembered.is_none() {
            self.reserve().map_err(HeapError::Reserve)?;
        }
        Ok(())
    }

    #[cold]
    fn reserve(&mut self) -> io::Result<()> {
        let memory = self.memories.take()?;
        let base = self.objects.space.adopt(memory.objects);
        // Casts of null read the type word at offset 0, which is none.
        self.objects.space.grow(NURSERY_UNIT)?;
        let context = self.context_mut();
        context.base = base;
        let remembered = Remembered::new(memory.remembered, memory.cards, context);
        self.remembered = Some(remembered);
        Ok(())
    }

    /// When it collects besides.
    #[must_use]
    pub fn zeal(&self) -> Zeal {
        self.configuration.zeal
    }

    /// What the heap did so far.
    #[must_use]
    pub fn statistics(&self) -> Statistics {
        self.statistics
    }

    /// Bytes of memory in use, free parts included.
    #[must_use]
    pub fn size(&self) -> usize {
        (self.nursery_limit + self.old_size()) as usize
    }

    /// Bytes of objects, dead ones included.
    #[must_use]
    pub fn used(&self) -> usize {
        let context = self.context();
        let young = context.allocation.next.saturating_sub(FIRST_OBJECT);
        (young + (self.old.next - context.nursery_end)) as usize
    }

    /// How many host values there are.
    #[must_use]
    pub fn host_value_count(&self) -> usize {
        self.host_values.len()
    }

    /// What machine code works with.
    fn context(&self) -> &HeapContext {
        // SAFETY: `Heap::new` was told that it is there, and that machine code, which
        // writes it, does so only while no method runs.
        unsafe { self.context.as_ref() }
    }

    fn context_mut(&mut self) -> &mut HeapContext {
        // SAFETY: as above.
        unsafe { self.context.as_mut() }
    }

    /// Bytes of the old part, free ones included.
    fn old_size(&self) -> u32 {
        self.old.limit - self.configuration.nursery
    }

    fn is_open(&self) -> bool {
        self.nursery_limit != 0
    }

    /// Sets where young objects are allocated next.
    fn set_next(&mut self, next: u32) {
        let limit = match self.configuration.zeal {
            Zeal::Off => self.nursery_limit,
            // Machine code finds no room.
            _ => next,
        };
        self.context_mut().allocation = AllocationArea { next, limit };
    }

    // Growth.

    /// Gives the nursery the size that is wanted, or what it may have of it: not more than
    /// a quarter of the heap, of which the rest is made ready at once. Where the old part is
    /// smaller than the nursery, there is no room to collect into.
    fn grow_nursery(&mut self, owner: &mut dyn Owner) {
        let (wanted, old_for_each) = match self.wanted_nursery {
            Nursery::Small => (SMALL_NURSERY.min(self.configuration.nursery), 0),
            Nursery::Full => (self.configuration.nursery, 3),
        };
        let mut size = wanted;
        while size > self.nursery_limit {
            if size < SMALLEST_NURSERY.min(wanted) {
                // So little is left that it does not matter how it is used.
                if !self.is_open() {
                    self.grow_both(SMALLEST_NURSERY.min(wanted), 0, owner);
                }
                return;
            }
            let old = old_for_each * size.min(MAXIMUM_SIZE / 8);
            if self.grow_both(size, old, owner) {
                return;
            }
            size = (size / 2).next_multiple_of(NURSERY_UNIT);
        }
    }

    /// Gives the nursery so many bytes, and the old part at least so many.
    fn grow_both(&mut self, nursery: u32, old: u32, owner: &mut dyn Owner) -> bool {
        let more = (nursery - self.nursery_limit) + old.saturating_sub(self.old_size());
        let end = self.configuration.nursery + old;
        let granted = self.may_grow(more, owner)
            && (end <= self.old.limit || self.open_old(end))
            && self.objects.space.grow(nursery).is_ok();
        if granted {
            let next = self.context().allocation.next.max(FIRST_OBJECT);
            self.nursery_limit = nursery;
            self.set_next(next);
        }
        granted
    }

    /// Asks whether the heap may use so many bytes more.
    fn may_grow(&self, more: u32, owner: &mut dyn Owner) -> bool {
        let current = self.size();
        let desired = current + more as usize;
        desired <= self.configuration.maximum as usize && owner.may_grow(current, desired)
    }

    fn within_threshold(&self, end: u32) -> bool {
        end - self.configuration.nursery <= self.threshold
    }

    /// Grows the old part so that it can hold objects up to `end`, if it may grow.
    fn ensure_old(&mut self, end: u32, owner: &mut dyn Owner) -> bool {
        if end <= self.old.limit {
            return true;
        }
        if end > MAXIMUM_SIZE {
            return false;
        }
        let comfortable = self
            .old
            .limit
            .saturating_add(self.old_size() / 4)
            .max(end)
            .checked_next_multiple_of(GROWTH_UNIT)
            .map_or(MAXIMUM_SIZE, |end| end.min(MAXIMUM_SIZE));
        self.grow_to(comfortable, owner) || self.grow_to(end.next_multiple_of(NURSERY_UNIT), owner)
    }

    fn grow_to(&mut self, end: u32, owner: &mut dyn Owner) -> bool {
        self.may_grow(end - self.old.limit, owner) && self.open_old(end)
    }

    /// Makes the old part accessible up to `end`.
    fn open_old(&mut self, end: u32) -> bool {
        let old = end - self.configuration.nursery;
        let is_open = self.objects.space.grow(end).is_ok()
            && self
                .remembered
                .as_mut()
                .is_some_and(|remembered| remembered.grow(old, end).is_ok());
        if is_open {
            self.old.limit = end;
        }
        is_open
    }

    /// Gives memory back to the system that is not needed before the next major collection.
    fn shrink(&mut self) {
        let keep = self
            .configuration
            .nursery
            .saturating_add(self.threshold)
            .saturating_add(self.nursery_limit)
            .checked_next_multiple_of(GROWTH_UNIT)
            .unwrap_or(u32::MAX);
        if keep < self.old.limit {
            // Memory that the system does not take back stays ours.
            match self.objects.space.shrink(keep) {
                Ok(()) => self.old.limit = keep,
                Err(error) => tracing::debug!("the heap did not shrink: {error}"),
            }
        }
    }

    // Collection.

    /// Collects because the nursery is full: the nursery only, if that promises enough.
    fn collect(&mut self, owner: &mut dyn Owner) {
        if self.within_threshold(self.old.next) {
            self.collect_minor(owner);
        } else {
            self.collect_major(owner);
        }
    }

    /// Collects the nursery (the whole heap, if there is no room for what may live in it).
    pub fn collect_minor(&mut self, owner: &mut dyn Owner) {
        if !self.is_open() {
            return;
        }
        let young = self.context().allocation.next - FIRST_OBJECT;
        let worst = self.old.next.checked_add(young);
        if worst.is_some_and(|end| self.ensure_old(end, owner)) {
            let start = Instant::now();
            let dead = self.minor(owner);
            let time = start.elapsed();
            self.statistics.total_minor += time;
            self.statistics.longest_minor = time.max(self.statistics.longest_minor);
            drop(dead);
        } else {
            self.collect_major(owner);
        }
    }

    /// Collects the whole heap.
    pub fn collect_major(&mut self, owner: &mut dyn Owner) {
        if !self.is_open() {
            return;
        }
        let start = Instant::now();
        let dead = self.major(owner);
        let live = self.old.next - self.configuration.nursery;
        self.threshold = live.saturating_add(live.max(self.configuration.growth()));
        self.shrink();
        let time = start.elapsed();
        self.statistics.total_major += time;
        self.statistics.longest_major = time.max(self.statistics.longest_major);
        drop(dead);
    }

    /// Fills memory without objects, so that a stale reference is noticed.
    fn poison(&self, start: u32, end: u32) {
        if self.configuration.zeal != Zeal::Off && start < end {
            self.objects.space.fill(start, end - start, POISON);
        }
    }

    fn is_young(&self, reference: u32) -> bool {
        reference < self.configuration.nursery
    }
}
