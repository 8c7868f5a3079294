//! How much the stacks take that run: the chain of those that wait for each other in
//! `resume`.
//!
//! Each of them has a limit of its own, but that does not end a program that resumes ever
//! new continuations from within each other. So all together have one, too, and beyond it
//! the call stack is exhausted like that of any other recursion. A chain gets longer
//! where machine code is alone with it, but only as long as there are stacks: it is
//! measured when the store takes one more from the pool, and as seldom as a chain of
//! stacks of a page each cannot outgrow the limit in between.

use std::ptr::NonNull;

use super::Continuations;
use super::segment::depth;
use crate::store::StoreOpaque;
use crate::trap::Trap;

/// What a stack takes at the least.
const PAGE: usize = 4096;
/// How many stacks a store takes before it measures the chain, at the least, if that may
/// get so long.
const FEW: usize = 256;

/// A chain of stacks.
#[derive(Clone, Copy, Debug, Default)]
struct Chain {
    stacks: usize,
    /// What their frames take.
    bytes: usize,
}

impl StoreOpaque {
    /// Before one more stack is taken from the pool.
    ///
    /// # Errors
    ///
    /// [`Trap::StackOverflow`] if those that run have no room for it.
    pub(super) fn check_chain(&mut self) -> Result<(), Trap> {
        if self.continuations.taken.len() < self.continuations.next_measurement {
            return Ok(());
        }
        let chain = self.chain();
        let limit = self.engine().config().stack_chain_limit();
        let left = limit.saturating_sub(chain.bytes) / PAGE;
        if left == 0 {
            return Err(Trap::StackOverflow);
        }
        // With a long chain seldom enough that measuring costs each of its stacks little.
        let pause = left.min(FEW.max(chain.stacks / 4));
        self.continuations.next_measurement = self.continuations.taken.len() + pause;
        Ok(())
    }

    /// What it is when the store may have no more stacks.
    pub(super) fn out_of_stacks(&self) -> Trap {
        if self.chain().stacks > self.continuations.taken.len() / 2 {
            Trap::StackOverflow
        } else {
            Trap::TooManyContinuations
        }
    }

    /// The stacks that run; none if Wasm has called no host code.
    fn chain(&self) -> Chain {
        let mut chain = Chain::default();
        if self.context.exit_frame_pointer.is_null() {
            return chain;
        }
        let mut next = self.context.current_stack;
        let mut stack_pointer = self.context.exit_stack_pointer;
        while let Some(stack) = NonNull::new(next) {
            // SAFETY: the stacks that run are alive, and so are those that wait for them.
            let stack = unsafe { stack.as_ref() };
            chain.stacks += 1;
            chain.bytes += depth(stack, stack_pointer).next_multiple_of(PAGE);
            next = stack.parent;
            if let Some(parent) = NonNull::new(next) {
                // SAFETY: as above.
                stack_pointer = unsafe { parent.as_ref().saved.stack_pointer };
            }
        }
        chain
    }
}

impl Continuations {
    /// After stacks were given back.
    pub(super) fn measure_soon(&mut self) {
        let soon = self.taken.len() + FEW;
        self.next_measurement = self.next_measurement.min(soon);
    }
}
