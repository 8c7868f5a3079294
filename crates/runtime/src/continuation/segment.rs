//! The segments that stacks of continuations grow by.
//!
//! They come from the engine's [`SegmentPool`], and stay with a store, among its spare ones
//! ([`StoreContext::spare_segments`]), when no stack has them any more. Machine code takes
//! them from there and puts them back ([`crate::assembly::grow_gate`]); the runtime provides
//! one that is large enough, takes those away from a stack whose frames are gone, and gives
//! what is hardly needed back to the pool.
//!
//! How much of a stack its frames take is counted over all its segments, but not what is
//! left below the frames of a segment that has another after it.
//!
//! A continuation that begins with a function of so many values that there is no room for
//! them has its base on a segment. An activation that a host function begins where there is no room for it on the stack
//! begins on a segment of its own, the frame of which no walk meets: it is there for what it
//! says of the segment, and goes when the activation ends.

use std::mem::size_of;
use std::ptr::{self, NonNull};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustix::mm::{Advice, madvise};
use switchback_abi::frame::{FrameHeader, GrowFrame};
use switchback_abi::stack::{CONTINUATION_SLACK, StackHeader};
use switchback_abi::store::StoreContext;

use crate::interrupt::set_stack_limit;
use crate::stack;
use crate::store::StoreOpaque;

/// The size of the smallest segments. Those of each class are [`CLASS_FACTOR`] times as
/// large as those of the one before.
const SMALLEST_SEGMENT: usize = 64 * 1024;
const CLASS_FACTOR: usize = 8;
/// The address space for the segments of one class; less where there is less.
const CLASS_RESERVATION: usize = 1 << 36;
/// How many segments a class must have room for at the least.
const LEAST_SEGMENTS: usize = 16;
/// How many free segments of a class keep their pages.
const WARM_SEGMENTS: usize = 16;
/// How many spare segments a store keeps when it is asked what it needs.
const SPARE_SEGMENTS: usize = 64;
/// How many spare segments are looked at for one that is large enough.
const SEARCHED_SEGMENTS: usize = 8;
/// In how many places of their pages the frames of segments begin: see the places of
/// headers in [`super::pool`].
const COLOURS: usize = 16;
/// How far these are apart.
const COLOUR_DISTANCE: usize = 128;
/// What frames may take of a segment in zeal, if the first of them does not need more.
const ZEAL_ROOM: usize = 1024;
/// How much of a segment is poisoned.
const POISONED: usize = 64 * 1024;
/// What poisoned segments are filled with.
const POISON: u8 = 0xdb;

/// The pool of an engine.
#[derive(Debug)]
pub(crate) struct SegmentPool {
    poison: bool,
    /// Whether stacks are to grow as often as possible.
    zeal: bool,
    /// From the smallest segments to those that a whole stack fits.
    classes: Box<[Mutex<Class>]>,
}

/// Segments of one size.
#[derive(Debug)]
struct Class {
    /// Of a segment, in bytes.
    size: usize,
    reservation: Option<Reservation>,
    /// Segments from here on were never handed out.
    fresh: usize,
    /// Free ones whose pages are still there, the one freed last at the end.
    warm: Vec<Slot>,
    /// Free ones that gave their pages back.
    cold: Vec<Slot>,
}

/// Which segment of its class.
type Slot = usize;

#[derive(Clone, Copy, Debug)]
struct Reservation {
    start: NonNull<u8>,
    bytes: usize,
}

// SAFETY: the reservation is plain memory; who may touch which part of it is decided
// under the lock, and a segment handed out belongs to its owner alone.
unsafe impl Send for Reservation {}

impl SegmentPool {
    /// A pool of segments for stacks of so many bytes in all. With `poison`, a segment is
    /// overwritten when it comes and goes; with `zeal`, only as much of one is used as the
    /// first frame on it needs.
    pub(crate) fn new(largest_stack: usize, poison: bool, zeal: bool) -> Self {
        let mut sizes = vec![SMALLEST_SEGMENT];
        let mut size = SMALLEST_SEGMENT;
        while room(size) < largest_stack
            && let Some(larger) = size.checked_mul(CLASS_FACTOR)
        {
            size = larger;
            sizes.push(size);
        }
        let class = |size| {
            Mutex::new(Class {
                size,
                reservation: None,
                fresh: 0,
                warm: Vec::new(),
                cold: Vec::new(),
            })
        };
        Self {
            poison,
            zeal,
            classes: sizes.into_iter().map(class).collect(),
        }
    }

    /// Takes a segment on which frames may take so many bytes: the smallest there is.
    /// `None` if there is none.
    fn take(&self, bytes: usize) -> Option<NonNull<GrowFrame>> {
        self.classes.iter().find_map(|class| {
            let mut class = lock(class);
            if room(class.size) < bytes {
                return None;
            }
            let slot = class.take()?;
            let (start, size) = (class.reservation?.start, class.size);
            drop(class);
            // SAFETY: the slot lies in the reservation, and nobody else has it.
            Some(unsafe { self.make(start.add(slot * size), slot, size) })
        })
    }

    /// Makes a segment of a slot.
    ///
    /// # Safety
    ///
    /// The slot must be there, of that size, and nobody else's.
    unsafe fn make(&self, slot: NonNull<u8>, index: usize, size: usize) -> NonNull<GrowFrame> {
        let colour = index % COLOURS * COLOUR_DISTANCE;
        let bottom = slot.as_ptr().addr();
        // SAFETY: inside the slot, and aligned: both are multiples of 16.
        let segment = unsafe {
            slot.add(size - colour - size_of::<GrowFrame>())
                .cast::<GrowFrame>()
        };
        let lowest_limit = if self.zeal {
            segment.as_ptr().addr() - ZEAL_ROOM
        } else {
            bottom + CONTINUATION_SLACK
        };
        self.poison(segment);
        // SAFETY: as above.
        unsafe {
            segment.write(GrowFrame {
                next: ptr::null_mut(),
                limit: lowest_limit,
                origin: 0,
                previous_limit: 0,
                previous_stack_pointer: 0,
                stack_argument_bytes: 0,
                lowest_limit,
                bottom,
                header: FrameHeader {
                    saved_frame_pointer: ptr::null_mut(),
                    return_address: ptr::null(),
                },
            });
        }
        segment
    }

    /// Takes segments back that nobody uses any more.
    ///
    /// # Safety
    ///
    /// They must be this pool's, each once, and nobody may touch them any more.
    unsafe fn give_back(&self, segments: &[NonNull<GrowFrame>]) {
        for &segment in segments {
            self.poison(segment);
            // SAFETY: the caller says so.
            let bottom = unsafe { segment.as_ref().bottom };
            for class in &self.classes {
                let mut class = lock(class);
                if let Some(slot) = class.slot_of(bottom) {
                    class.give_back(slot);
                    break;
                }
            }
        }
    }

    fn poison(&self, segment: NonNull<GrowFrame>) {
        if self.poison {
            let bytes = POISONED.min(room(SMALLEST_SEGMENT));
            // SAFETY: the part right below the frame, which nobody uses.
            unsafe {
                ptr::write_bytes(segment.as_ptr().cast::<u8>().sub(bytes), POISON, bytes);
            }
        }
    }

    /// How many segments are out, of all stores.
    #[cfg(test)]
    pub(crate) fn in_use(&self) -> usize {
        let in_use = |class: &Mutex<Class>| {
            let class = lock(class);
            class.fresh - class.warm.len() - class.cold.len()
        };
        self.classes.iter().map(in_use).sum()
    }
}

fn lock(class: &Mutex<Class>) -> MutexGuard<'_, Class> {
    class.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What frames can take of a segment of that size, wherever in it they begin.
const fn room(size: usize) -> usize {
    size - CONTINUATION_SLACK - COLOURS * COLOUR_DISTANCE - size_of::<GrowFrame>()
}

impl Class {
    fn take(&mut self) -> Option<Slot> {
        if let Some(slot) = self.warm.pop().or_else(|| self.cold.pop()) {
            return Some(slot);
        }
        if self.reservation.is_none() {
            self.reservation = Some(Reservation::new(self.size)?);
        }
        let total = self.reservation?.bytes / self.size;
        (self.fresh < total).then(|| {
            self.fresh += 1;
            self.fresh - 1
        })
    }

    /// Which segment begins at an address, if it is one of this class.
    fn slot_of(&self, bottom: usize) -> Option<Slot> {
        let distance = bottom.checked_sub(self.reservation?.start.as_ptr().addr())?;
        (distance < self.reservation?.bytes).then_some(distance / self.size)
    }

    fn give_back(&mut self, slot: Slot) {
        if self.warm.len() < WARM_SEGMENTS {
            return self.warm.push(slot);
        }
        if let Some(Reservation { start, .. }) = self.reservation {
            // SAFETY: the slot lies in the reservation, and is nobody's: we hold the lock.
            let _ = unsafe {
                let bottom = start.add(slot * self.size).as_ptr();
                madvise(bottom.cast(), self.size, Advice::LinuxDontNeed)
            };
        }
        self.cold.push(slot);
    }
}

impl Drop for Class {
    fn drop(&mut self) {
        if let Some(Reservation { start, bytes }) = self.reservation {
            // SAFETY: the mapping is ours; stores give their segments back before they let
            // go of the engine, and so of the pool.
            let _ = unsafe { rustix::mm::munmap(start.as_ptr().cast(), bytes) };
        }
    }
}

impl Reservation {
    fn new(size: usize) -> Option<Self> {
        let least = size.checked_mul(LEAST_SEGMENTS)?;
        let mut bytes = CLASS_RESERVATION.max(least);
        let start = loop {
            match stack::reserve(bytes) {
                Ok(start) => break start,
                Err(_) if bytes / 2 >= least => bytes /= 2,
                Err(_) => return None,
            }
        };
        // A huge page would be many segments that nobody wants yet.
        // SAFETY: the mapping is new.
        let _ = unsafe { madvise(start.as_ptr().cast(), bytes, Advice::LinuxNoHugepage) };
        Some(Self { start, bytes })
    }
}

/// How much of a stack frames take that are there down to `stack_pointer`, which is on its
/// newest segment.
pub(super) fn depth(stack: &StackHeader, stack_pointer: usize) -> usize {
    // SAFETY: the segments of a stack are there as long as it has them.
    let origin = match unsafe { stack.segment.as_ref() } {
        Some(segment) => segment.origin,
        None => stack.base,
    };
    origin.saturating_sub(stack_pointer)
}

/// Whether an address is on a segment: on that one, or on the one with the header.
///
/// # Safety
///
/// The segment must be null or one of the stack's.
pub(crate) unsafe fn is_on_segment(
    stack: &StackHeader,
    segment: *const GrowFrame,
    address: usize,
) -> bool {
    // SAFETY: the caller says so.
    match unsafe { segment.as_ref() } {
        Some(frame) => (frame.bottom..segment.addr() + size_of::<GrowFrame>()).contains(&address),
        None => (stack.bottom..stack.base).contains(&address),
    }
}

/// Takes segments away from a stack, until `segment` is the newest: null for the one with
/// the header. They are spare.
///
/// # Safety
///
/// `context` must be that of the stack's store, `segment` null or one of the stack's, and
/// nothing on the others needed any more.
pub(super) unsafe fn shrink_to(
    context: *mut StoreContext,
    mut stack: NonNull<StackHeader>,
    segment: *mut GrowFrame,
) {
    // SAFETY: the caller says so.
    unsafe {
        let header = stack.as_mut();
        while header.segment != segment
            && let Some(mut newest) = NonNull::new(header.segment)
        {
            let frame = newest.as_mut();
            header.segment = frame.next;
            header.limit = frame.previous_limit;
            frame.next = (*context).spare_segments;
            (*context).spare_segments = newest.as_ptr();
        }
    }
}

impl StoreOpaque {
    /// Puts a segment in front of the spare ones on which the current stack can grow, at
    /// `stack_pointer`, by a frame of so many bytes: whether there is one, and the stack may
    /// have that much.
    pub(crate) fn provide_segment(&mut self, stack_pointer: usize, bytes: usize) -> bool {
        let Some(stack) = NonNull::new(self.context.current_stack) else {
            return false;
        };
        // SAFETY: the stack that runs is alive.
        let stack = unsafe { stack.as_ref() };
        let depth = depth(stack, stack_pointer);
        let largest = self.context.largest_stack;
        let fits = depth.checked_add(bytes).is_some_and(|all| all <= largest);
        // A main stack does not grow.
        if stack.word == 0 || !fits {
            return false;
        }
        let room = bytes.max(depth.min(largest - depth));
        let zeal = self.engine().segments().zeal;
        let spare = self.take_spare_segment(bytes);
        let wanted = if zeal { bytes } else { room };
        let segment = spare
            .or_else(|| self.engine().segments().take(wanted))
            .or_else(|| self.engine().segments().take(bytes));
        let Some(mut segment) = segment else {
            return false;
        };
        let address = segment.as_ptr().addr();
        // SAFETY: the segment is nobody else's.
        unsafe {
            let frame = segment.as_mut();
            frame.origin = address + depth;
            frame.limit = frame
                .lowest_limit
                .min(address - bytes)
                .max(frame.origin.saturating_sub(largest));
            frame.next = self.context.spare_segments;
        }
        self.context.spare_segments = segment.as_ptr();
        self.continuations.segments_provided += 1;
        true
    }

    /// Takes a spare segment that has room for so many bytes, if there is one near the front.
    fn take_spare_segment(&mut self, bytes: usize) -> Option<NonNull<GrowFrame>> {
        let mut link = &raw mut self.context.spare_segments;
        for _ in 0..SEARCHED_SEGMENTS {
            // SAFETY: spare segments are the store's.
            unsafe {
                let segment = NonNull::new(*link)?;
                let frame = segment.as_ref();
                if segment.as_ptr().addr() - frame.bottom >= CONTINUATION_SLACK + bytes {
                    *link = frame.next;
                    return Some(segment);
                }
                link = &raw mut (*segment.as_ptr()).next;
            }
        }
        None
    }

    /// Makes a segment the newest of the current stack, without a call through the grow gate:
    /// with room for so many bytes, which follow those above `stack_pointer`. `None` if the
    /// stack may not have that much.
    pub(crate) fn push_segment(
        &mut self,
        stack_pointer: usize,
        bytes: usize,
    ) -> Option<NonNull<GrowFrame>> {
        if !self.provide_segment(stack_pointer, bytes) {
            return None;
        }
        let mut segment = NonNull::new(self.context.spare_segments)?;
        let mut stack = NonNull::new(self.context.current_stack)?;
        // SAFETY: the segment was spare, and the stack is the current one: the store's, both.
        let limit = unsafe {
            let (frame, header) = (segment.as_mut(), stack.as_mut());
            self.context.spare_segments = frame.next;
            frame.next = header.segment;
            frame.previous_limit = header.limit;
            frame.previous_stack_pointer = stack_pointer;
            header.segment = segment.as_ptr();
            header.limit = frame.limit;
            frame.limit
        };
        set_stack_limit(&self.context, limit);
        Some(segment)
    }

    /// Takes segments away from the current stack that nothing is needed of any more, until
    /// `segment` is the newest.
    pub(crate) fn shrink_current_stack(&mut self, segment: *mut GrowFrame) {
        let Some(stack) = NonNull::new(self.context.current_stack) else {
            return;
        };
        // SAFETY: the current stack is alive.
        if unsafe { stack.as_ref().segment } == segment {
            return;
        }
        // SAFETY: as above; callers have a segment of this stack.
        unsafe {
            shrink_to(&raw mut self.context, stack, segment);
            set_stack_limit(&self.context, stack.as_ref().limit);
        }
    }

    /// The same, until the newest is the one that a frame is on which control goes to.
    pub(crate) fn shrink_to_frame(&mut self, frame_pointer: *mut FrameHeader) {
        let Some(stack) = NonNull::new(self.context.current_stack) else {
            return;
        };
        // SAFETY: the current stack is alive, and so are its segments.
        let segment = unsafe {
            let header = stack.as_ref();
            let mut segment = header.segment;
            while let Some(frame) = segment.as_ref()
                && !is_on_segment(header, segment, frame_pointer.addr())
            {
                segment = frame.next;
            }
            segment
        };
        self.shrink_current_stack(segment);
    }

    /// Gives spare segments back to the engine, all but as many.
    fn give_back_spare_segments(&mut self, kept: usize) {
        let mut link = &raw mut self.context.spare_segments;
        let mut surplus = Vec::new();
        // SAFETY: spare segments are the store's.
        unsafe {
            for _ in 0..kept {
                let Some(segment) = NonNull::new(*link) else {
                    return;
                };
                link = &raw mut (*segment.as_ptr()).next;
            }
            while let Some(segment) = NonNull::new(*link) {
                *link = segment.as_ref().next;
                surplus.push(segment);
            }
        }
        if !surplus.is_empty() {
            // SAFETY: they are of the engine's pool, and the store knows them no more.
            unsafe { self.engine().segments().give_back(&surplus) };
        }
    }

    /// After a collection.
    pub(super) fn give_back_surplus_segments(&mut self) {
        self.give_back_spare_segments(SPARE_SEGMENTS);
    }

    /// When the store goes, and no stack has any segment.
    pub(super) fn give_back_segments(&mut self) {
        self.give_back_spare_segments(0);
    }
}

/// For [`crate::assembly::continuation_start`]: provides a segment for the base of a
/// continuation, and so many bytes. Answers its frame, or null if there is none.
///
/// # Safety
///
/// The stack must be the current one of a store that is running on this thread, with nothing
/// on it.
pub(crate) unsafe extern "sysv64" fn begin_on_segment(
    stack: *const StackHeader,
    bytes: usize,
) -> *mut GrowFrame {
    // SAFETY: the caller says so; functions live as long as their store, which gave up
    // control.
    let (store, base) = unsafe {
        let stack = &*stack;
        (
            StoreOpaque::from_instance((*stack.function).instance),
            stack.base,
        )
    };
    match store.push_segment(base, bytes) {
        Some(segment) => segment.as_ptr(),
        None => ptr::null_mut(),
    }
}
