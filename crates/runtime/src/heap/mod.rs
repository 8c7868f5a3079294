//! The garbage-collected heap of a store: precise, moving, generational.
//!
//! `switchback_abi::heap` says what references and objects look like. The heap is one
//! reservation of address space, made at the first allocation:
//!
//! ```text
//!  0   FIRST_OBJECT   allocation.next     nursery_end       old.next      old.limit
//!  ├────┬──────────────────┬──────────────────┬───────────────────┬────────────┬───── ─
//!  │null│ young objects    │ free             │ old objects       │ free       │ nothing
//! ```
//!
//! Objects lie side by side in both parts, so either can be walked from its start.
//!
//! * A **minor collection** (`minor.rs`) copies what lives in the nursery to the end of
//!   the old part. All of it: nothing is young afterwards, so nothing is remembered and
//!   no half of the nursery lies idle. What is promoted too early depends on the size of
//!   the nursery. Of 100 MiB of trees of 512 KiB each that die when they are complete,
//!   `examples/heap.rs` promotes 42 MiB from a nursery of 1 MiB, 25 from one of
//!   2 MiB, and 8 from one of 8 MiB; of objects that die at once, nothing. Ageing was
//!   not tried.
//! * A **major collection** (`major.rs`) marks and slides: both parts together, in
//!   the order of addresses, with where an object goes computed from the mark bitmap. It
//!   needs no room to work in. If the old part has no room for what lives in the nursery,
//!   that stays there.
//!
//! So a collection never fails half-way, and exhaustion is an error of the allocation
//! that could not be made: everything stays as it was.
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

mod description;
mod host_values;
mod major;
mod minor;
mod remembered;
mod space;
#[cfg(test)]
mod tests;
mod verify;

use std::any::Any;
use std::io;
use std::mem::offset_of;
use std::time::{Duration, Instant};

use switchback_abi::heap::{
    AllocationArea, ArrayHeader, FIRST_OBJECT, GRANULE, HeapContext, HostReferenceObject,
    REMEMBER_CARDS, UNREMEMBERED, element_offset, is_object,
};

pub use description::{ElementKind, FieldsDescription, TypeDescription};
use description::{HOST_REFERENCE_SIZE, Objects, array_size};
use host_values::HostValues;
use remembered::Remembered;

/// The largest reservation: every end of a part is a `u32`, too.
const MAXIMUM_RESERVATION: u32 = u32::MAX - 0xffff;
/// The nursery is a multiple of this, and so the old part begins a word of the bitmap.
const NURSERY_UNIT: u32 = 4096;
/// What the old part grows by at least, if it may.
const GROWTH_UNIT: u32 = 64 * 1024;
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
}

/// When to collect besides when it is necessary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zeal {
    /// Never.
    #[default]
    Off,
    /// A minor collection at every allocation; freed memory is poisoned.
    Minor,
    /// A major collection at every allocation; freed memory is poisoned.
    Major,
}

/// How a heap is made.
#[derive(Clone, Copy, Debug)]
pub struct HeapConfiguration {
    /// Bytes of address space, at most 4 GiB less 64 KiB.
    pub reservation: u32,
    /// Bytes of the nursery, at most half of the reservation.
    pub nursery: u32,
    /// When to collect besides.
    pub zeal: Zeal,
}

impl Default for HeapConfiguration {
    fn default() -> Self {
        Self {
            reservation: MAXIMUM_RESERVATION,
            nursery: 2 << 20,
            zeal: Zeal::Off,
        }
    }
}

/// Which references [`Roots`] is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// A minor collection: all roots, and the slots of every continuation that ran since
    /// the last collection. Continuations are not traced.
    Minor,
    /// The first pass of a major collection: all roots but continuations. Those that are
    /// reached are asked for by [`Roots::visit_continuation`].
    Mark,
    /// The second pass: the same slots as the first. What was not reached in the first
    /// can be freed.
    Update,
    /// Nothing moves: [`Heap::verify`] looks.
    Verify,
}

/// The references into the heap that lie outside.
pub trait Roots {
    /// Visits every root exactly once; the visitor may change it.
    fn visit(&mut self, visitor: &mut dyn FnMut(&mut u32));

    /// Says that a pass begins.
    fn begin(&mut self, _pass: Pass) {}

    /// Visits every reference that a continuation holds, exactly once. Called
    /// once in a pass for each continuation that is not null and that a live object
    /// or another such continuation refers to.
    fn visit_continuation(&mut self, _continuation: u64, _visitor: &mut ContinuationVisitor<'_>) {}
}

/// What [`Roots::visit_continuation`] calls.
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

/// Decides whether the heap may grow: from so many bytes to so many.
pub type Limiter = Box<dyn FnMut(usize, usize) -> bool + Send + Sync>;

/// What a heap did so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Statistics {
    /// Minor collections.
    pub minor_collections: u64,
    /// Major collections.
    pub major_collections: u64,
    /// Bytes that minor collections copied.
    pub promoted_bytes: u64,
    /// The longest minor collection.
    pub longest_minor: Duration,
    /// The longest major collection.
    pub longest_major: Duration,
}

/// The old part: objects up to `next`, accessible memory up to `limit`.
#[derive(Debug, Default)]
struct OldPart {
    next: u32,
    limit: u32,
}

/// A heap. See the module's documentation.
pub struct Heap {
    context: HeapContext,
    configuration: HeapConfiguration,
    limiter: Limiter,
    objects: Objects,
    old: OldPart,
    remembered: Remembered,
    host_values: HostValues,
    /// The old part may get this large before the next major collection.
    threshold: u32,
    statistics: Statistics,
    /// How long the mark stack may get; less in tests only.
    mark_stack_limit: usize,
}

// SAFETY: the pointers in the context lead to memory that the heap owns.
unsafe impl Send for Heap {}
// SAFETY: no method that takes `&self` stores.
unsafe impl Sync for Heap {}

impl std::fmt::Debug for Heap {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Heap")
            .field("context", &self.context)
            .field("old", &self.old)
            .field("statistics", &self.statistics)
            .finish_non_exhaustive()
    }
}

impl Heap {
    /// A heap that has no memory yet.
    #[must_use]
    pub fn new(configuration: HeapConfiguration) -> Self {
        // Parts end where pages do, whatever the size of the host's pages.
        let reservation = configuration
            .reservation
            .clamp(GROWTH_UNIT, MAXIMUM_RESERVATION)
            / GROWTH_UNIT
            * GROWTH_UNIT;
        let nursery = configuration.nursery.clamp(NURSERY_UNIT, reservation / 2) / NURSERY_UNIT
            * NURSERY_UNIT;
        Self {
            context: HeapContext {
                base: std::ptr::null_mut(),
                allocation: AllocationArea::default(),
                remembered: std::ptr::null_mut(),
                cards: std::ptr::null_mut(),
                type_displays: std::ptr::null(),
                nursery_end: nursery,
            },
            configuration: HeapConfiguration {
                reservation,
                nursery,
                zeal: configuration.zeal,
            },
            limiter: Box::new(|_, _| true),
            objects: Objects::default(),
            old: OldPart {
                next: nursery,
                limit: nursery,
            },
            remembered: Remembered::new(),
            host_values: HostValues::default(),
            threshold: 4 * nursery.min(MAXIMUM_RESERVATION / 8),
            statistics: Statistics::default(),
            mark_stack_limit: usize::MAX,
        }
    }

    /// Whom to ask before the heap grows.
    pub fn set_limiter(&mut self, limiter: Limiter) {
        self.limiter = limiter;
    }

    /// Makes a type known, and gives its index.
    ///
    /// # Errors
    ///
    /// [`HeapError::InvalidDescription`]
    pub fn add_type(&mut self, description: TypeDescription) -> Result<u32, HeapError> {
        description.check()?;
        let index =
            u32::try_from(self.objects.types.len()).map_err(|_| HeapError::InvalidDescription)?;
        self.objects.types.push(description);
        Ok(index)
    }

    /// What the heap did so far.
    #[must_use]
    pub fn statistics(&self) -> Statistics {
        self.statistics
    }

    /// Bytes of memory in use, free parts included.
    #[must_use]
    pub fn size(&self) -> usize {
        self.objects.space.accessible()
    }

    /// Bytes of objects, dead ones included.
    #[must_use]
    pub fn used(&self) -> usize {
        let young = self.context.allocation.next.saturating_sub(FIRST_OBJECT);
        (young + (self.old.next - self.context.nursery_end)) as usize
    }

    /// How many host values there are.
    #[must_use]
    pub fn host_value_count(&self) -> usize {
        self.host_values.len()
    }

    /// What machine code works with. It moves when the heap does.
    pub fn context_mut(&mut self) -> &mut HeapContext {
        &mut self.context
    }

    // Allocation.

    /// Allocates a struct or an exception, all zero.
    ///
    /// # Errors
    ///
    /// [`HeapError::Exhausted`] or [`HeapError::Reserve`]; for other types
    /// [`HeapError::InvalidDescription`].
    #[inline]
    pub fn allocate(&mut self, type_index: u32, roots: &mut dyn Roots) -> Result<u32, HeapError> {
        let size = match self.objects.types.get(type_index as usize) {
            Some(TypeDescription::Struct(fields) | TypeDescription::Exception(fields)) => {
                fields.size.next_multiple_of(GRANULE)
            }
            _ => return Err(HeapError::InvalidDescription),
        };
        self.allocate_bytes(type_index, size, roots)
    }

    /// Allocates an array, all zero.
    ///
    /// # Errors
    ///
    /// As with [`Self::allocate`].
    pub fn allocate_array(
        &mut self,
        type_index: u32,
        length: u32,
        roots: &mut dyn Roots,
    ) -> Result<u32, HeapError> {
        let Some(TypeDescription::Array { element_size, .. }) =
            self.objects.types.get(type_index as usize)
        else {
            return Err(HeapError::InvalidDescription);
        };
        let size = array_size(*element_size, length).ok_or(HeapError::Exhausted)?;
        let array = self.allocate_bytes(type_index, size, roots)?;
        self.objects
            .space
            .store_u32(array + offset_of!(ArrayHeader, length) as u32, length);
        if !self.is_young(array) {
            self.objects.set_state(array, self.objects.old_state(array));
        }
        Ok(array)
    }

    /// Allocates a reference to a value of the host, which is dropped when nothing
    /// refers to it any more.
    ///
    /// # Errors
    ///
    /// As with [`Self::allocate`].
    pub fn allocate_host_reference(
        &mut self,
        type_index: u32,
        value: Box<dyn Any + Send + Sync>,
        roots: &mut dyn Roots,
    ) -> Result<u32, HeapError> {
        let Some(TypeDescription::HostReference) = self.objects.types.get(type_index as usize)
        else {
            return Err(HeapError::InvalidDescription);
        };
        let object = self.allocate_bytes(type_index, HOST_REFERENCE_SIZE, roots)?;
        let young = self.is_young(object);
        let slot = self.host_values.insert(object, young, value);
        self.objects.space.store_u32(
            object + offset_of!(HostReferenceObject, slot) as u32,
            slot.unwrap_or(u32::MAX),
        );
        slot.map(|_| object).ok_or(HeapError::Exhausted)
    }

    /// Allocates an object whose contents are zero.
    #[inline]
    fn allocate_bytes(
        &mut self,
        type_index: u32,
        size: u32,
        roots: &mut dyn Roots,
    ) -> Result<u32, HeapError> {
        let free = self.context.allocation.limit - self.context.allocation.next;
        let inline = size <= free && !self.is_large(size) && self.configuration.zeal == Zeal::Off;
        let object = if inline {
            self.bump(size)
        } else {
            self.allocate_slowly(size, roots)?
        };
        let state = if self.is_young(object) {
            0
        } else {
            UNREMEMBERED
        };
        self.objects
            .space
            .store_u64(object, u64::from(type_index) | u64::from(state) << 32);
        self.objects.space.fill(object + GRANULE, size - GRANULE, 0);
        Ok(object)
    }

    #[inline]
    fn bump(&mut self, size: u32) -> u32 {
        let object = self.context.allocation.next;
        self.context.allocation.next += size;
        object
    }

    #[cold]
    fn allocate_slowly(&mut self, size: u32, roots: &mut dyn Roots) -> Result<u32, HeapError> {
        self.prepare()?;
        match self.configuration.zeal {
            Zeal::Off => {}
            Zeal::Minor => self.collect_minor(roots),
            Zeal::Major => self.collect_major(roots),
        }
        if self.is_large(size) {
            return self.allocate_old(size, roots);
        }
        if !self.fits_nursery(size) {
            self.collect(roots);
        }
        // A nursery that is nearly full of live objects would be collected for every few
        // allocations: that is exhaustion, too.
        if self.fits_nursery(size.max(self.context.nursery_end / 16)) || self.zeal_fits(size) {
            Ok(self.bump(size))
        } else {
            Err(HeapError::Exhausted)
        }
    }

    /// Whether an object would take a good part of the nursery, only to be copied. Such
    /// are old from the start.
    #[inline]
    fn is_large(&self, size: u32) -> bool {
        size > self.context.nursery_end / 8
    }

    fn fits_nursery(&self, size: u32) -> bool {
        size <= self.context.allocation.limit - self.context.allocation.next
    }

    /// Under zeal every allocation comes here, not only those that found the nursery full.
    fn zeal_fits(&self, size: u32) -> bool {
        self.configuration.zeal != Zeal::Off && self.fits_nursery(size)
    }

    fn allocate_old(&mut self, size: u32, roots: &mut dyn Roots) -> Result<u32, HeapError> {
        let end = |heap: &Self| heap.old.next.checked_add(size);
        let within = |heap: &Self| end(heap).is_some_and(|end| heap.within_threshold(end));
        if !within(self) {
            self.collect_major(roots);
        }
        let end = end(self).ok_or(HeapError::Exhausted)?;
        if !self.ensure_old(end) {
            // Within the threshold there may be garbage yet.
            self.collect_major(roots);
            let end = self
                .old
                .next
                .checked_add(size)
                .ok_or(HeapError::Exhausted)?;
            if !self.ensure_old(end) {
                return Err(HeapError::Exhausted);
            }
        }
        let object = self.old.next;
        self.old.next += size;
        Ok(object)
    }

    /// Makes the reservation and the nursery, unless they are there.
    fn prepare(&mut self) -> Result<(), HeapError> {
        if self.context.allocation.limit != 0 {
            return Ok(());
        }
        let nursery = self.configuration.nursery;
        if !(self.limiter)(0, nursery as usize) {
            return Err(HeapError::Exhausted);
        }
        let space = &mut self.objects.space;
        if !space.is_reserved() {
            self.context.base = space
                .reserve(self.configuration.reservation as usize)
                .map_err(HeapError::Reserve)?;
        }
        space.grow(nursery).map_err(|_| HeapError::Exhausted)?;
        self.remembered.allocate(&mut self.context.remembered);
        self.context.allocation = AllocationArea {
            next: FIRST_OBJECT,
            limit: nursery,
        };
        Ok(())
    }

    fn within_threshold(&self, end: u32) -> bool {
        end - self.context.nursery_end <= self.threshold
    }

    /// Grows the old part so that it can hold objects up to `end`, if it may grow.
    fn ensure_old(&mut self, end: u32) -> bool {
        if end <= self.old.limit {
            return true;
        }
        let maximum = self.configuration.reservation;
        if end > maximum {
            return false;
        }
        let comfortable = self
            .old
            .limit
            .saturating_add(self.old.limit / 4)
            .max(end)
            .checked_next_multiple_of(GROWTH_UNIT)
            .map_or(maximum, |size| size.min(maximum));
        self.grow_to(comfortable) || self.grow_to(end.next_multiple_of(NURSERY_UNIT))
    }

    fn grow_to(&mut self, size: u32) -> bool {
        let granted = (self.limiter)(self.old.limit as usize, size as usize)
            && self.objects.space.grow(size).is_ok();
        if granted {
            self.old.limit = size;
        }
        granted
    }

    // Collection.

    /// Collects because the nursery is full: the nursery only, if that promises enough.
    fn collect(&mut self, roots: &mut dyn Roots) {
        if self.within_threshold(self.old.next) {
            self.collect_minor(roots);
        } else {
            self.collect_major(roots);
        }
    }

    /// Collects the nursery (the whole heap, if there is no room for what may live in it).
    pub fn collect_minor(&mut self, roots: &mut dyn Roots) {
        let young = self.context.allocation.next;
        if young == 0 {
            return;
        }
        let worst = self.old.next.checked_add(young - FIRST_OBJECT);
        if worst.is_some_and(|end| self.ensure_old(end)) {
            let start = Instant::now();
            let dead = self.minor(roots);
            let longest = &mut self.statistics.longest_minor;
            *longest = start.elapsed().max(*longest);
            drop(dead);
        } else {
            self.collect_major(roots);
        }
    }

    /// Collects the whole heap.
    pub fn collect_major(&mut self, roots: &mut dyn Roots) {
        if self.context.allocation.limit == 0 {
            return;
        }
        let start = Instant::now();
        let dead = self.major(roots);
        let live = self.old.next - self.context.nursery_end;
        self.threshold = live
            .saturating_mul(2)
            .max(4 * self.context.nursery_end.min(MAXIMUM_RESERVATION / 8));
        self.shrink();
        let longest = &mut self.statistics.longest_major;
        *longest = start.elapsed().max(*longest);
        drop(dead);
    }

    /// Gives memory back to the system that is not needed before the next major collection.
    fn shrink(&mut self) {
        let keep = self
            .context
            .nursery_end
            .saturating_add(self.threshold)
            .saturating_add(self.context.nursery_end)
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

    /// Fills memory without objects, so that a stale reference is noticed.
    fn poison(&self, start: u32, end: u32) {
        if self.configuration.zeal != Zeal::Off && start < end {
            self.objects.space.fill(start, end - start, POISON);
        }
    }

    fn is_young(&self, reference: u32) -> bool {
        reference < self.context.nursery_end
    }

    // Access.

    /// The index of an object's type.
    #[must_use]
    pub fn type_index(&self, object: u32) -> u32 {
        self.objects.type_index(object)
    }

    /// How many elements an array has.
    #[must_use]
    pub fn array_length(&self, array: u32) -> u32 {
        self.objects.length(array)
    }

    /// The offset of an element from the start of an array.
    #[must_use]
    pub fn element(&self, array: u32, index: u32) -> u32 {
        match self.objects.description(array) {
            TypeDescription::Array { element_size, .. } => {
                assert!(index < self.array_length(array), "an element that is not");
                element_offset(*element_size) + index * element_size
            }
            _ => panic!("an element of something that is no array"),
        }
    }

    /// The value behind a reference to one.
    #[must_use]
    pub fn host_value(&self, reference: u32) -> Option<&(dyn Any + Send + Sync)> {
        match self.objects.description(reference) {
            TypeDescription::HostReference => {
                self.host_values.get(self.objects.host_slot(reference))
            }
            _ => None,
        }
    }

    /// Loads a reference, or another 32-bit field.
    #[must_use]
    #[inline]
    pub fn load_u32(&self, object: u32, offset: u32) -> u32 {
        self.objects.space.load_u32(object + offset)
    }

    /// Loads a 64-bit field.
    #[must_use]
    pub fn load_u64(&self, object: u32, offset: u32) -> u64 {
        self.objects.space.load_u64(object + offset)
    }

    /// Stores a 32-bit field that is no reference.
    pub fn store_u32(&mut self, object: u32, offset: u32, value: u32) {
        self.objects.space.store_u32(object + offset, value);
    }

    /// Stores a 64-bit field.
    pub fn store_u64(&mut self, object: u32, offset: u32, value: u64) {
        self.objects.space.store_u64(object + offset, value);
    }

    /// Stores a reference.
    #[inline]
    pub fn store_reference(&mut self, object: u32, offset: u32, value: u32) {
        self.objects.space.store_u32(object + offset, value);
        let state = self.objects.state(object);
        if state & UNREMEMBERED != 0 && is_object(value) && self.is_young(value) {
            self.remember(object, offset, state);
        }
    }

    fn remember(&mut self, object: u32, offset: u32, state: u32) {
        let entry = if state & REMEMBER_CARDS == 0 {
            self.objects.set_state(object, state & !UNREMEMBERED);
            object
        } else {
            (object + offset) | remembered::SLOT_ENTRY
        };
        self.remembered.push(&mut self.context.remembered, entry);
    }
}
