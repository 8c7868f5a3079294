//! Continuations and garbage: what captured ones hold, and which ones nothing leads to.
//!
//! A captured continuation is looked at when something leads to it, and by a minor
//! collection only if it was captured since the last collection: the frames of the others
//! hold nothing young. Those are in a list, which machine code makes
//! ([`StoreContext::captured_continuations`]). What runs is looked at always.
//!
//! Those that nothing leads to are freed by a major collection, between its two passes:
//! every stack that is neither free, nor running, nor reached.

use std::ptr::{self, NonNull};

use switchback_abi::continuation::{LAST_WORD, ONE_GENERATION};
use switchback_abi::frame::{EntryFrame, FrameHeader};
use switchback_abi::heap::is_object;
use switchback_abi::stack::{SavedContext, StackHeader};
use switchback_abi::store::StoreContext;

use super::{Continuations, release, stack_of_base};
use crate::assembly::host_suspension_point;
use crate::frame_cache::FrameCache;

/// How many stacks a store takes before it looks for garbage, at the least; and how many
/// free ones it keeps besides as many as are in use.
const FEW: usize = 1024;

/// What a slot holds that the collector looks at.
pub(crate) enum Slot<'a> {
    /// A reference into the heap.
    Reference(&'a mut u32),
    /// A reference to a continuation.
    Continuation(&'a mut u64),
}

/// Where the frames of a stack end.
pub(crate) enum Base {
    /// At the base of an activation: the exit frame of the one before, or null.
    Entry(*mut FrameHeader),
    /// At the base of a continuation, of this stack.
    Continuation(NonNull<StackHeader>),
}

/// Visits the slots of the frames of a stack, from one that goes on at `address` up.
///
/// # Safety
///
/// The frames must be live, and must not run meanwhile.
pub(crate) unsafe fn visit_frames(
    frames: &mut FrameCache,
    mut frame_pointer: *mut FrameHeader,
    mut address: usize,
    visitor: &mut dyn FnMut(Slot<'_>),
) -> Base {
    loop {
        let entry = frames
            .get(address)
            .expect("bug of Switchback: a frame of code that nobody registered");
        if entry.is_entry() {
            // SAFETY: the frame of an address in the entry stub is an entry frame.
            return Base::Entry(unsafe {
                (*frame_pointer
                    .byte_sub(std::mem::offset_of!(EntryFrame, header))
                    .cast::<EntryFrame>())
                .previous_exit
            });
        }
        if entry.is_continuation() {
            // SAFETY: the frame of that address is the base of a continuation.
            return Base::Continuation(unsafe { stack_of_base(frame_pointer) });
        }
        for &slot in entry.references() {
            let place = frame_pointer.wrapping_byte_sub((slot & !1) as usize);
            // SAFETY: the code tables say that the frame, which is live and at this call,
            // holds a reference there, and of which kind.
            unsafe {
                visitor(if slot & 1 == 0 {
                    Slot::Reference(&mut *place.cast::<u32>())
                } else {
                    Slot::Continuation(&mut *place.cast::<u64>())
                });
            }
        }
        // SAFETY: a live frame that is no base has one above it.
        let header = unsafe { &*frame_pointer };
        address = header.return_address.addr();
        frame_pointer = header.saved_frame_pointer;
    }
}

/// The innermost frame of Wasm on a stack of a captured chain, and where it goes on.
///
/// # Safety
///
/// The stack must wait where `saved` says.
unsafe fn innermost_frame(saved: &SavedContext) -> (*mut FrameHeader, usize) {
    if saved.instruction_pointer == host_suspension_point() {
        // SAFETY: the suspended call of a host function has a frame, without references.
        let header = unsafe { &*saved.frame_pointer };
        return (header.saved_frame_pointer, header.return_address.addr());
    }
    (saved.frame_pointer, saved.instruction_pointer)
}

impl Continuations {
    /// Before references are followed.
    pub(crate) fn begin_marking(&mut self) {
        self.reached.clear();
    }

    /// Visits what a continuation holds, unless it was used up: then answers its outermost
    /// stack.
    ///
    /// # Safety
    ///
    /// `context` must be that of the store, whose stacks do not run.
    pub(crate) unsafe fn visit(
        &mut self,
        context: *const StoreContext,
        word: u64,
        frames: &mut FrameCache,
        visitor: &mut dyn FnMut(Slot<'_>),
    ) -> Option<NonNull<StackHeader>> {
        // SAFETY: the caller says so.
        let stack = super::stack_of_word(unsafe { (*context).continuation_headers }, word);
        // SAFETY: stacks are there as long as the store.
        if unsafe { stack.as_ref().word } != word {
            return None;
        }
        // SAFETY: its word is out, so that it is the outermost stack of a captured chain.
        unsafe { self.visit_chain(stack, frames, visitor) };
        Some(stack)
    }

    /// Visits what the chain holds that was captured with that outermost stack.
    ///
    /// # Safety
    ///
    /// It must be one that does not run.
    pub(super) unsafe fn visit_chain(
        &mut self,
        outermost: NonNull<StackHeader>,
        frames: &mut FrameCache,
        visitor: &mut dyn FnMut(Slot<'_>),
    ) {
        self.reached.insert(outermost);
        // SAFETY: the caller says so, here and below.
        let header = unsafe { outermost.as_ref() };
        if !header.bound.is_null() {
            // SAFETY: as above; nobody else has what is bound.
            unsafe { super::bound::visit(outermost, visitor) };
        }
        // SAFETY: as above.
        let Some(mut saved) = (unsafe { super::bound::waits_at(header) }) else {
            return;
        };
        loop {
            // SAFETY: the stacks of a chain are live, and wait where they switched.
            let (frame_pointer, address) = unsafe { innermost_frame(&saved) };
            // SAFETY: as above.
            match unsafe { visit_frames(frames, frame_pointer, address, visitor) } {
                Base::Continuation(base) if base == outermost => return,
                Base::Continuation(base) => {
                    self.reached.insert(base);
                    // SAFETY: as above.
                    saved = unsafe { (*base.as_ref().parent).saved };
                }
                Base::Entry(_) => {
                    unreachable!("nothing is captured beyond the base of an activation")
                }
            }
        }
    }

    /// For a minor collection: visits those that were captured since the last one.
    ///
    /// # Safety
    ///
    /// `context` must be that of the store, whose stacks do not run.
    pub(crate) unsafe fn visit_captured(
        &mut self,
        context: *mut StoreContext,
        frames: &mut FrameCache,
        visitor: &mut dyn FnMut(Slot<'_>),
    ) {
        // SAFETY: the caller says so, here and below.
        let mut captured = unsafe { Captured::take(context) };
        // SAFETY: as above.
        while let Some(stack) = unsafe { captured.next() } {
            // SAFETY: as above.
            unsafe {
                // With a parent it runs, or is part of another chain, which is in the list.
                if stack.as_ref().parent.is_null() {
                    self.visit_chain(stack, frames, visitor);
                }
            }
        }
    }

    /// Frees what is neither running nor free nor was reached, and decides when to look
    /// for garbage again.
    ///
    /// # Safety
    ///
    /// As [`Self::visit_captured`]; everything that can be reached was visited.
    pub(crate) unsafe fn sweep(&mut self, context: *mut StoreContext) {
        if self.taken.is_empty() {
            return;
        }
        let mut free = 0;
        let mut freed = 0;
        // SAFETY: the caller says so; all lists are of the store's stacks.
        unsafe {
            // What holds something young in the end is noted when it is visited once more.
            let mut captured = Captured::take(context);
            while captured.next().is_some() {}
            let mut next = (*context).current_stack;
            while let Some(stack) = NonNull::new(next) {
                next = stack.as_ref().parent;
                // The main stack is none of ours.
                if stack.as_ref().word != 0 {
                    self.reached.insert(stack);
                }
            }
            free += self.note_free(context);
            for &stack in &self.taken {
                if self.reached.contains(stack) {
                    continue;
                }
                let word = &mut (*stack.as_ptr()).word;
                // Nobody has this one: it could stay.
                if *word < LAST_WORD {
                    *word += ONE_GENERATION;
                }
                release(context, stack);
                freed += 1;
            }
        }
        self.live = self.taken.len() - free - freed;
        // Who hardly makes garbage is asked less often.
        let factor = if freed < self.live / 8 { 4 } else { 2 };
        self.threshold = self.live * factor;
    }

    /// Counts the free stacks among those that were reached; how many there are.
    ///
    /// # Safety
    ///
    /// As [`Self::visit_captured`].
    pub(super) unsafe fn note_free(&mut self, context: *const StoreContext) -> usize {
        let mut count = 0;
        // SAFETY: the caller says so; the list is of the store's stacks.
        unsafe {
            let mut next = (*context).free_continuations;
            while let Some(stack) = NonNull::new(next) {
                next = stack.as_ref().next_free;
                self.reached.insert(stack);
                count += 1;
            }
        }
        count
    }

    /// How many stacks to take before looking for garbage.
    pub(super) fn threshold(&self) -> usize {
        self.threshold.max(FEW)
    }

    /// Whatever comes of it, garbage is not to be looked for again before there are more.
    pub(super) fn raise_threshold(&mut self) {
        self.threshold = self.taken.len() * 2;
    }

    /// Takes free stacks out of the store's lists that it will hardly need.
    ///
    /// # Safety
    ///
    /// As [`Self::visit_captured`].
    pub(super) unsafe fn take_surplus(
        &mut self,
        context: *mut StoreContext,
    ) -> Vec<NonNull<StackHeader>> {
        let mut surplus = Vec::new();
        self.reached.clear();
        // SAFETY: the caller says so; the list is of the store's stacks.
        unsafe {
            let mut kept = 0;
            let mut link = &raw mut (*context).free_continuations;
            while let Some(stack) = NonNull::new(*link) {
                if kept < self.live + FEW || !stack.as_ref().next_captured.is_null() {
                    kept += 1;
                    link = &raw mut (*stack.as_ptr()).next_free;
                } else {
                    *link = stack.as_ref().next_free;
                    self.reached.insert(stack);
                    surplus.push(stack);
                }
            }
        }
        if !surplus.is_empty() {
            self.taken.retain(|&stack| !self.reached.contains(stack));
        }
        surplus
    }
}

/// What was in the list of captured continuations, which then is empty.
struct Captured(*mut StackHeader);

impl Captured {
    /// # Safety
    ///
    /// `context` must be that of a store whose stacks do not run.
    unsafe fn take(context: *mut StoreContext) -> Self {
        // SAFETY: the caller says so.
        let first = unsafe { &mut (*context).captured_continuations };
        Self(std::mem::replace(first, StackHeader::END_OF_LIST))
    }

    /// Takes the next one out.
    ///
    /// # Safety
    ///
    /// As [`Self::take`].
    unsafe fn next(&mut self) -> Option<NonNull<StackHeader>> {
        if self.0 == StackHeader::END_OF_LIST {
            return None;
        }
        let mut stack = NonNull::new(self.0)?;
        // SAFETY: the list has stacks of the store's only.
        let next = unsafe { &mut stack.as_mut().next_captured };
        self.0 = std::mem::replace(next, ptr::null_mut());
        Some(stack)
    }
}

/// Has a captured continuation looked at by the next minor collection.
///
/// # Safety
///
/// `context` must be that of the store, whose stack it is.
pub(super) unsafe fn note_captured(context: *mut StoreContext, stack: NonNull<StackHeader>) {
    // SAFETY: the caller says so.
    unsafe {
        let header = stack.as_ptr();
        if (*header).next_captured.is_null() {
            (*header).next_captured = (*context).captured_continuations;
            (*context).captured_continuations = header;
        }
    }
}

/// After the second pass of a major collection: as [`note_captured`], if the continuation
/// holds something young all the same.
///
/// # Safety
///
/// As [`note_captured`].
pub(crate) unsafe fn note_young(
    context: *mut StoreContext,
    stack: NonNull<StackHeader>,
    reference: u32,
) {
    // SAFETY: the caller says so.
    unsafe {
        if is_object(reference) && reference < (*context).heap.nursery_end {
            note_captured(context, stack);
        }
    }
}

/// A set of stacks.
#[derive(Default)]
pub(super) struct StackSet {
    /// A bit for each index.
    words: Vec<u64>,
}

impl StackSet {
    pub(super) fn clear(&mut self) {
        self.words.fill(0);
    }

    fn place(stack: NonNull<StackHeader>) -> (usize, u64) {
        // SAFETY: stacks in sets are alive.
        let index = unsafe { stack.as_ref().index };
        (index as usize / 64, 1 << (index % 64))
    }

    fn insert(&mut self, stack: NonNull<StackHeader>) {
        let (place, bit) = Self::place(stack);
        if self.words.len() <= place {
            self.words.resize(place + 1, 0);
        }
        self.words[place] |= bit;
    }

    pub(super) fn contains(&self, stack: NonNull<StackHeader>) -> bool {
        let (place, bit) = Self::place(stack);
        self.words.get(place).is_some_and(|word| word & bit != 0)
    }
}
