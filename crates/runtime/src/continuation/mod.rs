//! What the runtime does for continuations.
//!
//! Machine code switches, and takes and frees stacks, on its own
//! ([`switchback_abi::continuation`]); it comes here for a stack when there is no free one,
//! to bind arguments, and with arguments of functions of unusual types. The stacks of a
//! store lead here when an activation is left and when the store goes.
//!
//! Every stack that a store has taken from the engine's pool ([`pool`]) is in one of these
//! states:
//!
//! * free: in [`StoreContext::free_continuations`];
//! * running: [`StoreContext::current_stack`] leads to it by its parents;
//! * captured: the tip of an outermost stack, whose word the program may have, leads to
//!   it, or it is that stack itself. One that has not begun is such a stack alone.

mod bound;
mod chain;
mod collect;
mod generations;
#[cfg(test)]
mod growth_tests;
mod host;
mod host_types;
mod pool;
mod segment;
mod suspension;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::ptr::{self, NonNull};

use anyhow::Result;
use switchback_abi::continuation::offset_of_word;
use switchback_abi::frame::FrameHeader;
use switchback_abi::instance::FuncRef;
use switchback_abi::stack::{SavedContext, StackHeader};

use switchback_abi::store::StoreContext;

pub(crate) use bound::{add_bound_arguments, arrange_arguments};
pub(crate) use collect::{Base, Slot, note_young, visit_frames};
pub(crate) use host::{Handled, Resumption, Sent};
pub(crate) use pool::ContinuationPool;
pub(crate) use segment::{SegmentPool, begin_on_segment, is_on_segment};
pub use suspension::Suspension;
pub(crate) use suspension::go_on_with_host_call;

use collect::StackSet;
use host_types::HostTypes;

use crate::heap::Zeal;
use crate::interrupt::set_stack_limit;
use crate::limits::DEFAULT_CONTINUATION_LIMIT;
use crate::store::StoreOpaque;
use crate::trap::Trap;

/// For each so many stacks zeal waits for one continuation more.
const ZEAL_STACKS: usize = 64;

/// How many stacks a store takes from the pool at once, at the most.
const LARGEST_BATCH: usize = 64;

/// What a store knows of its continuations.
#[derive(Default)]
pub(crate) struct Continuations {
    /// Every stack that it has taken from the pool.
    taken: Vec<NonNull<StackHeader>>,
    /// Room for arguments that are put in order for a function.
    arranged: Vec<u128>,
    /// What the host uses of continuation types.
    host_types: HostTypes,
    /// Those that a collection has reached.
    reached: StackSet,
    /// How often a segment was provided that machine code did not find on its own.
    segments_provided: u64,
    /// How many stacks to take before looking for garbage, if they are not few.
    threshold: usize,
    /// How many were in use after the last major collection.
    live: usize,
    /// How many to have taken before measuring the chain of those that run.
    next_measurement: usize,
    /// Those whose generations have begun again.
    begun_again: HashSet<u32>,
    /// In zeal: how many to take before collecting again.
    zeal_pause: usize,
}

// SAFETY: the stacks are the store's, and touched only by who has it.
unsafe impl Send for Continuations {}
// SAFETY: as above.
unsafe impl Sync for Continuations {}

#[cfg(test)]
impl Continuations {
    /// How many stacks the store has.
    pub(crate) fn stack_count(&self) -> usize {
        self.taken.len()
    }
}

/// The stack that has its base at a frame.
///
/// # Safety
///
/// The frame must be live, and the base of a continuation.
pub(crate) unsafe fn stack_of_base(frame_pointer: *mut FrameHeader) -> NonNull<StackHeader> {
    // SAFETY: the caller says so.
    let stack = unsafe { (*frame_pointer).saved_frame_pointer }.cast();
    NonNull::new(stack).expect("the stub at the base has left the address of its stack there")
}

/// The stack that a reference leads to that is not null: one of the store's, since
/// references are not made of anything else.
fn stack_of_word(headers: *mut u8, word: u64) -> NonNull<StackHeader> {
    NonNull::new(headers.wrapping_add(offset_of_word(word)).cast())
        .expect("there is a reference to a stack only when there are stacks")
}

/// Frees a stack whose word nobody has, and that nothing leads to any more.
///
/// # Safety
///
/// The stack must be so, and `context` that of its store.
unsafe fn release(context: *mut StoreContext, mut stack: NonNull<StackHeader>) {
    // SAFETY: the caller says so.
    unsafe {
        bound::drop_bound(stack);
        segment::shrink_to(context, stack, ptr::null_mut());
        let header = stack.as_mut();
        header.saved = pool::at_start(header.base);
        header.parent = ptr::null_mut();
        header.handlers_or_tip = stack.as_ptr().cast();
        header.next_free = (*context).free_continuations;
        (*context).free_continuations = stack.as_ptr();
    }
}

impl StoreOpaque {
    /// A continuation that begins with a function.
    ///
    /// # Errors
    ///
    /// [`Trap::NullReference`] for null, [`Trap::TooManyContinuations`],
    /// [`Trap::StackOverflow`] if there are too many that run, or the system's, when there
    /// is no address space.
    pub(crate) fn new_continuation(&mut self, function: *mut FuncRef) -> Result<u64> {
        if function.is_null() {
            return Err(Trap::NullReference.into());
        }
        let mut stack = self.take_continuation_stack()?;
        // SAFETY: the stack is the store's, and nobody else has it.
        let header = unsafe { stack.as_mut() };
        header.function = function;
        Ok(header.word)
    }

    /// A free stack.
    fn take_continuation_stack(&mut self) -> Result<NonNull<StackHeader>> {
        if let Some(stack) = self.pop_free_stack() {
            return Ok(stack);
        }
        self.check_chain()?;
        let limit = self
            .ask_limiter(|limiter| limiter.continuations())
            .unwrap_or(DEFAULT_CONTINUATION_LIMIT);
        let threshold = self.continuations.threshold();
        if self.continuations.taken.len() >= limit.min(threshold) {
            self.collect_continuations()?;
            if let Some(stack) = self.pop_free_stack() {
                return Ok(stack);
            }
        }
        if self.continuations.taken.len() >= limit {
            return Err(self.out_of_stacks().into());
        }
        if self.context.continuation_headers.is_null() {
            self.context.continuation_headers = self.engine().continuations().headers()?.as_ptr();
        }
        self.take_from_pool(limit)?;
        let stack = self.pop_free_stack();
        Ok(stack.expect("the pool has given one at the least"))
    }

    /// Takes stacks from the engine's pool, as long as the store has less than `limit`: the
    /// more, the more there are.
    fn take_from_pool(&mut self, limit: usize) -> Result<()> {
        let mut taken = std::mem::take(&mut self.continuations.taken);
        let count = (taken.len() / 8).clamp(1, LARGEST_BATCH);
        let first = taken.len();
        let count = count.min(limit - first);
        let result = self.engine().continuations().take(count, &mut taken);
        self.continuations.taken = taken;
        result.map_err(|_| self.out_of_stacks())?;
        for stack in &mut self.continuations.taken[first..] {
            // SAFETY: the stack is the store's, and nobody else has it.
            let header = unsafe { stack.as_mut() };
            header.next_free = self.context.free_continuations;
            self.context.free_continuations = header;
        }
        Ok(())
    }

    /// Frees the continuations that nothing leads to, unless there is no heap that the
    /// search for them could be a part of.
    ///
    /// # Errors
    ///
    /// The limiter's.
    fn collect_continuations(&mut self) -> Result<()> {
        self.continuations.raise_threshold();
        match self.make_room() {
            Ok(()) => self.collect_garbage(),
            Err(error) if error.is::<Trap>() => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Collects, if that is to be done as often as possible: the more stacks there are to
    /// look at, the less often, so that programs with many get anywhere.
    ///
    /// # Errors
    ///
    /// As [`Self::make_room`].
    pub(crate) fn collect_continuations_in_zeal(&mut self) -> Result<()> {
        if self.heap.zeal() == Zeal::Off {
            return Ok(());
        }
        if self.continuations.zeal_pause > 0 {
            self.continuations.zeal_pause -= 1;
            return Ok(());
        }
        self.continuations.zeal_pause = self.continuations.taken.len() / ZEAL_STACKS;
        self.make_room()
    }

    /// After a collection: gives stacks back to the engine that are hardly needed.
    pub(crate) fn give_back_surplus(&mut self) {
        // SAFETY: the store does not run.
        let surplus = unsafe { self.continuations.take_surplus(&raw mut self.context) };
        self.give_back_surplus_segments();
        if !surplus.is_empty() {
            self.continuations.measure_soon();
            self.continuations.retire(&surplus);
            // SAFETY: the stacks are of the engine's pool, and the store knows them no more.
            unsafe { self.engine().continuations().give_back(surplus) };
        }
    }

    fn pop_free_stack(&mut self) -> Option<NonNull<StackHeader>> {
        let stack = NonNull::new(self.context.free_continuations)?;
        // SAFETY: free stacks are the store's.
        self.context.free_continuations = unsafe { stack.as_ref().next_free };
        Some(stack)
    }

    /// Uses a continuation up: its outermost stack. References to continuations that no
    /// root of the store holds may be stale afterwards.
    ///
    /// # Errors
    ///
    /// [`Trap::NullReference`], [`Trap::ContinuationConsumed`], or the limiter's.
    fn use_up(&mut self, word: u64) -> Result<NonNull<StackHeader>> {
        if word == 0 {
            return Err(Trap::NullReference.into());
        }
        let mut stack = stack_of_word(self.context.continuation_headers, word);
        // SAFETY: the stack is the store's, and does not run: we do.
        if unsafe { stack.as_ref().word } != word {
            return Err(Trap::ContinuationConsumed.into());
        }
        let next = self.next_word(word)?;
        // SAFETY: as above.
        unsafe { stack.as_mut().word = next };
        Ok(stack)
    }

    /// Leaves the current stack, which is that of a continuation, for its parent: where
    /// that goes on.
    ///
    /// # Safety
    ///
    /// The current stack must be that of a continuation, with nothing on it that is needed.
    pub(crate) unsafe fn leave_current_continuation(&mut self) -> SavedContext {
        let stack = NonNull::new(self.context.current_stack).expect("Wasm runs");
        // SAFETY: a continuation that runs has a parent, which lives as long.
        let parent = unsafe { stack.as_ref().parent };
        // SAFETY: the caller says so.
        unsafe { release(&raw mut self.context, stack) };
        self.go_to_stack(parent);
        // SAFETY: as above.
        unsafe { (*parent).saved }
    }

    /// After an activation was left: frees the stacks that it ran on, but for the one that
    /// it began on.
    pub(crate) fn leave_continuations(&mut self) {
        let barrier = self.context.barrier;
        if self.context.current_stack == barrier {
            return;
        }
        let mut stack = self.context.current_stack;
        while stack != barrier
            && let Some(current) = NonNull::new(stack)
        {
            // SAFETY: the stacks that run are alive, and their activation was left.
            unsafe {
                stack = current.as_ref().parent;
                release(&raw mut self.context, current);
            }
        }
        self.go_to_stack(barrier);
    }

    /// Makes a stack the current one.
    pub(crate) fn go_to_stack(&mut self, stack: *mut StackHeader) {
        self.context.current_stack = stack;
        // SAFETY: callers have a stack that is alive.
        set_stack_limit(&self.context, unsafe { (*stack).limit });
    }

    /// When the store goes: gives all stacks back to the engine.
    pub(crate) fn give_back_continuations(&mut self) {
        let taken = std::mem::take(&mut self.continuations.taken);
        if taken.is_empty() {
            return;
        }
        self.continuations.retire(&taken);
        // SAFETY: the stacks are of the engine's pool, and nothing runs any more.
        unsafe {
            for &stack in &taken {
                bound::drop_bound(stack);
                segment::shrink_to(&raw mut self.context, stack, ptr::null_mut());
            }
            self.engine().continuations().give_back(taken);
        }
        self.give_back_segments();
    }
}
