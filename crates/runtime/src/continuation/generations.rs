//! When a stack has had all its generations.
//!
//! A stack's word counts how often the stack's continuation was used up, and there are
//! only so many generations: a minute and a half of nothing but switches to one stack uses
//! them up. Then they begin again, and since nobody has the word of a stack that is just
//! being used up, that takes no more than to make every word of it that the program still
//! has a spent one ([`spent`]), which no stack ever has: in frames, in objects, in
//! whatever can hold a reference to a continuation. Nothing is freed or moved.
//!
//! Other stores may have old words of the stack, too, from when they had it. So when this
//! store gives it back, nobody gets it again.

use std::ptr::NonNull;

use anyhow::Result;
use switchback_abi::continuation::{LAST_WORD, OFFSET_MASK, ONE_GENERATION, spent};
use switchback_abi::stack::StackHeader;
use switchback_abi::store::StoreContext;

use super::{Continuations, Slot, stack_of_word};
use crate::frame_cache::FrameCache;
use crate::store::StoreOpaque;

impl StoreOpaque {
    /// The word that a stack is to have after the one that it has, which is used up. A
    /// safepoint: references to continuations may change.
    ///
    /// # Errors
    ///
    /// The limiter's.
    pub(crate) fn next_word(&mut self, word: u64) -> Result<u64> {
        if word < LAST_WORD {
            return Ok(word + ONE_GENERATION);
        }
        self.begin_again(word, spent(word))
    }

    /// Before a continuation is used up by somebody who holds references to continuations
    /// that no root of the store does: the same reference, or one that is to be used
    /// instead, after which it is no safepoint to use it up.
    ///
    /// # Errors
    ///
    /// As [`Self::next_word`].
    pub(super) fn renew_word(&mut self, word: u64) -> Result<u64> {
        if word < LAST_WORD || word == spent(word) {
            return Ok(word);
        }
        let mut stack = stack_of_word(self.context.continuation_headers, word);
        // SAFETY: the stack is the store's.
        if unsafe { stack.as_ref().word } != word {
            return Ok(word);
        }
        let first = self.engine().continuations().first_word(word);
        self.begin_again(word, first)?;
        // SAFETY: as above.
        unsafe { stack.as_mut().word = first };
        Ok(first)
    }

    /// Begins with the generations of a stack again that has that word: makes this one
    /// `renewed`, wherever it is, and all others spent ones. Answers the first word.
    fn begin_again(&mut self, word: u64, renewed: u64) -> Result<u64> {
        let stack = stack_of_word(self.context.continuation_headers, word);
        // SAFETY: the stack is the store's.
        let index = unsafe { stack.as_ref().index };
        self.continuations.begun_again.insert(index);
        let mut spend = |other: &mut u64| {
            if *other == word {
                *other = renewed;
            } else {
                spend(other, word);
            }
        };
        self.visit_continuation_words(&mut spend)?;
        // SAFETY: host code runs, and so none of the stacks.
        unsafe {
            let context = &raw mut self.context;
            self.continuations
                .visit_all_captured(context, &mut self.frames, &mut |slot| {
                    if let Slot::Continuation(other) = slot {
                        spend(other);
                    }
                });
        }
        Ok(self.engine().continuations().first_word(word))
    }
}

/// Makes a word a spent one if it is one of the same stack as another.
pub(super) fn spend(word: &mut u64, other: u64) {
    if *word != 0 && (*word ^ other) & OFFSET_MASK == 0 {
        *word = spent(*word);
    }
}

impl Continuations {
    /// Visits what all captured continuations hold, whether or not anything leads to them.
    ///
    /// # Safety
    ///
    /// As [`Self::visit_captured`].
    unsafe fn visit_all_captured(
        &mut self,
        context: *mut StoreContext,
        frames: &mut FrameCache,
        visitor: &mut dyn FnMut(Slot<'_>),
    ) {
        self.reached.clear();
        // SAFETY: the caller says so; all of these are the store's stacks.
        unsafe {
            self.note_free(context);
            for index in 0..self.taken.len() {
                let stack = self.taken[index];
                // With a parent it runs, or is part of another chain.
                if !self.reached.contains(stack) && stack.as_ref().parent.is_null() {
                    self.visit_chain(stack, frames, visitor);
                }
            }
        }
    }

    /// Before stacks are given back: gives those a spent word that must not come back.
    pub(super) fn retire(&mut self, stacks: &[NonNull<StackHeader>]) {
        if self.begun_again.is_empty() {
            return;
        }
        for &stack in stacks {
            // SAFETY: the stacks are alive, and nobody else uses them.
            let stack = unsafe { &mut *stack.as_ptr() };
            if self.begun_again.remove(&stack.index) {
                stack.word = spent(stack.word);
            }
        }
    }
}
