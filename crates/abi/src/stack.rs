//! Stacks of Wasm frames.
//!
//! A main stack is one piece. That of a continuation begins on a small segment, the one with
//! the [`StackHeader`], and grows: when a function finds at its top that there is no room for
//! it, and the stack as a whole may have more, it calls itself, with its own arguments,
//! through the *grow gate*, on another segment. The gate's frame
//! ([`GrowFrame`]) stands at the top of that segment and leads back. When the function
//! returns, the segment goes to [`StoreContext::spare_segments`], where the next stack that
//! grows takes it. A throw past a grow gate's frame, and whoever frees a stack, gives the
//! segments back likewise. Nothing is ever moved from segment to segment.

use crate::continuation::HandledTag;
use crate::frame::{FrameHeader, GrowFrame};
use crate::instance::FuncRef;
#[cfg(doc)]
use crate::store::StoreContext;

/// Bytes below a stack's limit that nobody checks: for frames of at most
/// [`UNCHECKED_FRAME`] bytes, functions that are not checked at all, gates, stubs, and a
/// signal handler that does not ask for the alternate stack.
pub const SLACK: usize = 64 * 1024;

/// The same for stacks of continuations.
pub const CONTINUATION_SLACK: usize = 16 * 1024;

/// The same for compact ones, where nobody but machine code of ours uses it. Its deepest
/// chain of frames that nobody checks: a function's of [`UNCHECKED_FRAME`] bytes, a gate's
/// with as many bytes of stack arguments as it does not check, that of an asynchronous host
/// function, and what is kept when its call is suspended.
pub const COMPACT_SLACK: usize = 1152;

/// The largest frame that a function may make without comparing the whole of it
/// with the limit first.
pub const UNCHECKED_FRAME: u32 = 256;

/// The largest frame of a function that neither calls others nor switches to another stack
/// and that need not be checked at all.
pub const UNCHECKED_LEAF_FRAME: u32 = 128;

/// What the runtime and machine code know of a stack. Its place is the runtime's
/// business, but for continuations ([`crate::continuation`]): there it lies right above
/// the first frame. Machine code reaches that of the running stack through
/// [`crate::store::StoreContext::current_stack`].
///
/// What switches need comes first and lies in one line of the cache. A stack of a
/// continuation that is free or has not begun has null for `parent` and `bound`, itself as
/// its `tip`, and in `saved` its base, a null frame pointer, and the address of
/// [`crate::routine::RoutineTable::continuation_start`].
#[repr(C, align(128))]
#[derive(Debug)]
pub struct StackHeader {
    /// Where it goes on, when it does not run. First, so that its address is at hand where
    /// that of the header is.
    pub saved: SavedContext,
    /// The lowest address that frames may reach on the newest segment: SP is compared with
    /// it.
    pub limit: usize,
    /// The stack whose `resume` this one runs for; null if there is none.
    pub parent: *mut StackHeader,
    /// In a stack with a parent, the first of what the `resume` handles that it runs for:
    /// [`Self::handlers`]. In the outermost stack of a suspended chain, the innermost one:
    /// [`Self::tip`].
    pub handlers_or_tip: *mut (),
    /// The reference that its continuation has when it does not run. Zero in a main stack.
    pub word: u64,
    /// The next one in [`crate::store::StoreContext::captured_continuations`], while it is
    /// there; null if it is not.
    pub next_captured: *mut StackHeader,
    /// The highest address: the first frame begins here. 16-byte aligned.
    pub base: usize,
    /// The lowest address of the segment with this header (its limit less the slack).
    pub bottom: usize,
    /// Which stack of the pool it is: the runtime's business.
    pub index: u32,
    /// The newest segment; null for the one with this header.
    pub segment: *mut GrowFrame,
    /// The function that it begins, or began, with.
    pub function: *mut FuncRef,
    /// Arguments that were bound with `cont.bind`: the runtime's business. Null if there
    /// are none.
    pub bound: *mut (),
    /// The next one in [`crate::store::StoreContext::free_continuations`], while it is
    /// there.
    pub next_free: *mut StackHeader,
}

impl StackHeader {
    /// What stands behind the last one in
    /// [`crate::store::StoreContext::captured_continuations`].
    pub const END_OF_LIST: *mut Self = core::ptr::without_provenance_mut(1);

    /// The innermost stack of a suspended chain, whose outermost one this is.
    #[must_use]
    pub const fn tip(&self) -> *mut Self {
        self.handlers_or_tip.cast()
    }

    /// The first of what the `resume` handles that this stack, which has a parent, runs for.
    #[must_use]
    pub const fn handlers(&self) -> *const HandledTag {
        self.handlers_or_tip.cast_const().cast()
    }
}

/// Where code goes on. The layout is that of Cranelift's control context for
/// `stack_switch`.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SavedContext {
    /// Its stack pointer.
    pub stack_pointer: usize,
    /// The header of its frame.
    pub frame_pointer: *mut FrameHeader,
    /// The instruction.
    pub instruction_pointer: usize,
}
