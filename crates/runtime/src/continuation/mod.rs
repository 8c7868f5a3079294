//! What the runtime does for continuations.
//!
//! Machine code switches, and takes and frees stacks, on its own
//! ([`switchback_abi::continuation`]); it comes here for a stack when there is no free one,
//! to bind arguments, and with results or arguments of unusual types. The stacks of a
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
mod pool;

use std::mem::size_of;
use std::ptr::{self, NonNull};

use anyhow::{Result, anyhow};
use switchback_abi::continuation::{LAST_WORD, ONE_GENERATION, SLOT_SHIFT, index_of};
use switchback_abi::frame::FrameHeader;
use switchback_abi::instance::FuncRef;
use switchback_abi::stack::{SavedContext, StackHeader};

#[cfg(doc)]
use switchback_abi::store::StoreContext;

pub(crate) use bound::arrange_arguments;
pub(crate) use pool::ContinuationPool;

use crate::interrupt::set_stack_limit;
use crate::limits::DEFAULT_CONTINUATION_LIMIT;
use crate::store::StoreOpaque;
use crate::trap::Trap;

/// What a store knows of its continuations.
#[derive(Default)]
pub(crate) struct Continuations {
    /// Every stack that it has taken from the pool.
    taken: Vec<NonNull<StackHeader>>,
    /// Room for arguments that are put in order for a function.
    arranged: Vec<u128>,
}

// SAFETY: the stacks are the store's, and touched only by who has it.
unsafe impl Send for Continuations {}
// SAFETY: as above.
unsafe impl Sync for Continuations {}

/// The stack that has its base at a frame.
pub(crate) fn stack_of_base(frame_pointer: *mut FrameHeader) -> NonNull<StackHeader> {
    let stack = frame_pointer
        .wrapping_byte_add(size_of::<FrameHeader>())
        .cast();
    NonNull::new(stack).expect("a frame pointer is not at the end of the address space")
}

impl StoreOpaque {
    /// A continuation that begins with a function.
    ///
    /// # Errors
    ///
    /// [`Trap::NullReference`] for null, [`Trap::TooManyContinuations`], or the system's,
    /// when there is no address space.
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
        let limit = self
            .ask_limiter(|limiter| limiter.continuations())
            .unwrap_or(DEFAULT_CONTINUATION_LIMIT);
        if self.continuations.taken.len() >= limit {
            return Err(Trap::TooManyContinuations.into());
        }
        if self.context.continuation_headers.is_null() {
            self.context.continuation_headers = self.engine().continuations().headers()?.as_ptr();
        }
        let stack = self
            .engine()
            .continuations()
            .take()
            .map_err(|_| Trap::TooManyContinuations)?;
        self.continuations.taken.push(stack);
        Ok(stack)
    }

    fn pop_free_stack(&mut self) -> Option<NonNull<StackHeader>> {
        let stack = NonNull::new(self.context.free_continuations)?;
        // SAFETY: free stacks are the store's.
        self.context.free_continuations = unsafe { stack.as_ref().next_free };
        Some(stack)
    }

    /// Uses a continuation up: its outermost stack.
    ///
    /// # Errors
    ///
    /// [`Trap::NullReference`], [`Trap::ContinuationConsumed`], or when it was used too
    /// often.
    fn use_up(&mut self, word: u64) -> Result<NonNull<StackHeader>> {
        if word == 0 {
            return Err(Trap::NullReference.into());
        }
        let mut stack = self.stack_of_word(word);
        // SAFETY: the stack is the store's, and does not run: we do.
        let header = unsafe { stack.as_mut() };
        if header.word != word {
            return Err(Trap::ContinuationConsumed.into());
        }
        if word >= LAST_WORD {
            return Err(generations_exhausted());
        }
        header.word += ONE_GENERATION;
        Ok(stack)
    }

    /// The stack that a reference leads to that is not null: one of the store's, since
    /// references are not made of anything else.
    fn stack_of_word(&self, word: u64) -> NonNull<StackHeader> {
        let distance = (index_of(word) as usize) << SLOT_SHIFT;
        let headers = self.context.continuation_headers;
        NonNull::new(headers.wrapping_add(distance).cast())
            .expect("there is a reference to a stack only when there are stacks")
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
        self.free_stack(stack);
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
            // SAFETY: the stacks that run are alive.
            stack = unsafe { current.as_ref().parent };
            self.free_stack(current);
        }
        self.go_to_stack(barrier);
    }

    /// Makes a stack the current one.
    fn go_to_stack(&mut self, stack: *mut StackHeader) {
        self.context.current_stack = stack;
        // SAFETY: callers have a stack that is alive.
        set_stack_limit(&self.context, unsafe { (*stack).limit });
    }

    /// Frees a stack whose word nobody has, and that nothing leads to any more.
    fn free_stack(&mut self, mut stack: NonNull<StackHeader>) {
        self.drop_bound(stack);
        // SAFETY: the stack is the store's.
        let header = unsafe { stack.as_mut() };
        header.saved = pool::at_start(header.base);
        header.parent = ptr::null_mut();
        header.tip = stack.as_ptr();
        header.handlers = ptr::null();
        header.next_free = self.context.free_continuations;
        self.context.free_continuations = stack.as_ptr();
    }

    /// When the store goes: gives all stacks back to the engine.
    pub(crate) fn give_back_continuations(&mut self) {
        let taken = std::mem::take(&mut self.continuations.taken);
        if taken.is_empty() {
            return;
        }
        for &stack in &taken {
            self.drop_bound(stack);
        }
        // SAFETY: the stacks are of the engine's pool, and nothing runs any more.
        unsafe { self.engine().continuations().give_back(taken) };
    }
}

/// A continuation was resumed 2^40 times: see [`switchback_abi::continuation`].
pub(crate) fn generations_exhausted() -> anyhow::Error {
    anyhow!("a continuation was resumed more often than the implementation can count")
}
