//! The store context: what stubs and compiled code reach through
//! [`crate::instance::InstanceContext::store`].

use core::sync::atomic::{AtomicU64, AtomicUsize};

use crate::frame::{FrameHeader, GrowFrame, RegisterImage};
use crate::heap::HeapContext;
use crate::instance::InstanceContext;
use crate::stack::StackHeader;

/// The part of a store that machine code touches.
#[repr(C, align(64))]
#[derive(Debug)]
pub struct StoreContext {
    /// What functions and loops compare SP with: the limit of the current stack, or
    /// `usize::MAX` when running Wasm shall be interrupted (any thread may store
    /// that; see [`Self::interrupt`]).
    pub stack_limit: AtomicUsize,
    /// The host's stack pointer when it entered Wasm last: stubs go back to it to
    /// run host code.
    pub host_stack_pointer: usize,
    /// The frame pointer of the exit frame, while host code runs that Wasm called.
    pub exit_frame_pointer: *mut FrameHeader,
    /// The Wasm stack pointer below the exit frame, likewise: a nested activation
    /// begins here.
    pub exit_stack_pointer: usize,
    /// Where to go instead of returning to Wasm, when
    /// [`Transfer::instruction_pointer`] is not zero: stubs look at it after every
    /// call of the runtime or of a host function.
    pub transfer: Transfer,
    /// The stack that Wasm runs on.
    pub current_stack: *mut StackHeader,
    /// Non-zero when an interrupt or a yield is asked for. Whoever stores `stack_limit` on this
    /// store's behalf looks here afterwards, so that none is lost.
    pub interrupt: AtomicU64,
    /// The garbage-collected heap.
    pub heap: HeapContext,
    /// What references to continuations count from (see [`crate::continuation`]). Below
    /// the headers of all stacks. Null until there is one. Constant from then on.
    pub continuation_headers: *mut u8,
    /// Stacks for new continuations, linked by [`StackHeader::next_free`].
    pub free_continuations: *mut StackHeader,
    /// Outermost stacks that were captured since the last collection, and maybe more: the
    /// first of a list linked by [`StackHeader::next_captured`], which never is null: the
    /// end is [`StackHeader::END_OF_LIST`].
    pub captured_continuations: *mut StackHeader,
    /// The stack that the innermost activation began on: no continuation is captured
    /// beyond it.
    pub barrier: *mut StackHeader,
    /// Why a `resume` goes on: [`crate::continuation::RETURNED`],
    /// [`crate::continuation::THREW`], or which of its handlers a `suspend` found.
    pub switch_reason: u64,
    /// With what: where values in transit are, or the reference of an exception.
    pub switch_payload: u64,
    /// Segments for stacks that grow, linked by [`GrowFrame::next`]. The grow gate takes
    /// the first.
    pub spare_segments: *mut GrowFrame,
    /// How many bytes of all its segments the frames of a continuation's stack may take.
    pub largest_stack: usize,
}

/// A transfer of control that is no return: out of the activation after a trap, or
/// to a handler. The stub that finds it clears `instruction_pointer`, loads the
/// others and jumps.
#[repr(C)]
#[derive(Debug)]
pub struct Transfer {
    /// Where to go; zero when there is nothing to do.
    pub instruction_pointer: usize,
    /// The stack pointer there.
    pub stack_pointer: usize,
    /// The frame pointer there.
    pub frame_pointer: usize,
    /// The pinned register there: mostly an instance.
    pub pinned_register: *mut (),
    /// Values for the code there (in rax and rdx on x86-64; the first in rdi, too).
    pub payload: [u64; 2],
}

/// One call from the host into Wasm, as the entry stub takes it. Lives on the host's
/// stack until the call is over.
#[repr(C)]
#[derive(Debug)]
pub struct Activation {
    /// The code to call.
    pub code: *const u8,
    /// Its instance, for the pinned register.
    pub instance: *mut InstanceContext,
    /// Where on the Wasm stack to begin (16-byte aligned).
    pub stack_pointer: usize,
    /// Stack arguments, to be copied to the Wasm stack.
    pub stack_arguments: *const u8,
    /// Their size, a multiple of 16.
    pub stack_argument_bytes: usize,
    /// Non-zero if floating-point registers carry arguments or results.
    pub uses_floats: u64,
    /// Arguments on the way in, results on the way out.
    pub registers: RegisterImage,
}
