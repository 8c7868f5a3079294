//! The frames.
//!
//! Everything that stands on a Wasm stack is a frame of one of the kinds below,
//! and every frame has a [`FrameHeader`]: the saved frame pointer of the frame
//! above it (at a higher address) and the return address into that frame's code.
//! The frame pointer register always holds the address of the header of the frame
//! that is running, so the headers form a chain. **What a frame is depends only on
//! the return address into it**: the registry of code ranges answers. Nothing else
//! in a frame says what it is.
//!
//! ```text
//!  higher addresses
//!        │ stack arguments of the callee (the callee pops them)      │
//!        ├───────────────────────────────────────────────────────────┤
//!  fp+8  │ return address into the caller ── names the CALLER's kind │ FrameHeader
//!  fp    │ saved frame pointer ── the CALLER's header                │
//!        ├───────────────────────────────────────────────────────────┤
//!        │ body: what the kind says                                  │
//!        │ stack arguments of a callee of this frame, if any         │
//!  lower addresses
//! ```
//!
//! | kind | made by | body, downwards from the header | the walk does |
//! |---|---|---|---|
//! | Wasm function | a tier's code | the tier's business, except the instance slot (below) | reports it |
//! | gate | the gate ([`GateFrame`]) | instance of the caller, callee, size of stack arguments; then a copy of the stack arguments | takes the caller's instance from it |
//! | grow gate | the grow gate, at the top of a segment of a stack ([`GrowFrame`]) | what is known of the segment; then a copy of the stack arguments | goes on at the frame above, on the segment before |
//! | entry | the host's call into Wasm, or its resuming of a continuation ([`EntryFrame`]) | the exit frame of the activation before; its header is null | ends the activation, goes on at that exit frame, if there is one |
//! | continuation | the start of a continuation | a buffer of its results ([`ValuesInTransit`]); its header has the address of its [`StackHeader`] instead of a frame pointer, and a mark of the stub's instead of a return address | goes on at the parent's [`SavedContext`], if there is one |
//! | exit | stubs that call the runtime ([`ExitFrame`], [`PreservingFrame`]) or a host function ([`HostCallFrame`], [`AsyncHostCallFrame`]) | the instance that was current, saved argument registers | starts here when host code is running, or when a host function has suspended its call |
//!
//! # The instance of a frame
//!
//! No Wasm function stores its instance, and none is passed one: the *current
//! instance* is in the pinned register, and a walk carries it from frame to frame,
//! beginning with the register (or the instance in the exit frame). It changes in
//! two places only, and both leave what it was before:
//!
//! * in a **gate frame**: the instance of all frames above it, up to the next change;
//! * at an **inline gate**: a call site for which the code tables
//!   ([`crate::code::CallSite::inline_gate`]) say so. Before the first of these calls
//!   the function stores its instance in its instance slot
//!   ([`crate::code::CompiledFunction::instance_slot`], an offset from its own frame
//!   pointer), and after each it sets the pinned register back. All inline gates of
//!   a function share one slot, because a frame's instance never changes. Switches between
//!   stacks are inline gates, too; in the midst of one the register holds the store context
//!   (see [`crate::continuation`]), and nothing that may trap is there.
//!
//! # What every tier may assume and must keep
//!
//! 1. On entry to a Wasm function the pinned register holds its instance; at
//!    return and at a tail call it holds the same value.
//! 2. The frame pointer chain is never broken: a function saves the frame pointer
//!    and the return address next to each other before it makes its frame.
//! 3. The callee pops its stack arguments; a tail call may change their size, so a
//!    caller never relies on where they were.
//! 4. The stack pointer is 16-byte aligned at every call.
//! 5. Below the limit of a stack there is some slack ([`crate::stack::SLACK`], less in
//!    continuations) that may be used without a check: leaf functions with frames of at most
//!    [`crate::stack::UNCHECKED_LEAF_FRAME`] bytes, runtime stubs, and gates that copy no
//!    more than half of [`crate::stack::UNCHECKED_FRAME`] do. Every other
//!    function compares the stack pointer with the limit before it makes its frame; one
//!    whose frame is larger than [`crate::stack::UNCHECKED_FRAME`] compares the stack
//!    pointer less the frame. What tail calls need more for stack arguments than the
//!    function got counts as part of the frame.
//! 6. Nothing below the stack pointer is kept across anything: there is no red zone.

use core::mem::{offset_of, size_of};

use crate::instance::{FuncRef, InstanceContext};
use crate::store::StoreContext;
#[cfg(doc)]
use crate::{
    continuation::ValuesInTransit,
    stack::{SavedContext, StackHeader},
};

/// What every frame begins with; the frame pointer holds its address.
#[repr(C)]
#[derive(Debug)]
pub struct FrameHeader {
    /// Header of the frame above.
    pub saved_frame_pointer: *mut FrameHeader,
    /// Where the frame above goes on when this one returns.
    pub return_address: *const u8,
}

/// What the gate pushes (see the module's documentation).
#[repr(C, align(16))]
#[derive(Debug)]
pub struct GateFrame {
    /// Bytes of stack arguments that the original caller pushed: the gate pops
    /// them when it returns.
    pub stack_argument_bytes: u64,
    /// The function that was called.
    pub callee: *mut FuncRef,
    /// The instance to go back to.
    pub caller_instance: *mut InstanceContext,
    /// Keeps the frame 16-byte aligned.
    pub padding: u64,
    /// The header.
    pub header: FrameHeader,
}

/// What the grow gate leaves at the top of a segment that a stack has grown by, and what is
/// known of that segment: see [`crate::stack`]. The function that the grow gate called
/// returns to its return point, and the saved frame pointer of it is the address of this
/// header, which leads on to the segment before.
#[repr(C, align(16))]
#[derive(Debug)]
pub struct GrowFrame {
    /// In a stack: the segment before, null for the one with the [`StackHeader`]. In
    /// [`crate::store::StoreContext::spare_segments`]: the next one.
    pub next: *mut GrowFrame,
    /// The lowest address that frames may reach.
    pub limit: usize,
    /// Where SP would be if the stack were one piece that ends here, and nothing on it: SP
    /// less this is how much of the stack is in use.
    pub origin: usize,
    /// The limit of the segment before.
    pub previous_limit: usize,
    /// The stack pointer on the segment before, when the function was called: where the
    /// return address is, and above it the stack arguments.
    pub previous_stack_pointer: usize,
    /// Bytes of stack arguments: the grow gate pops them when it returns.
    pub stack_argument_bytes: u64,
    /// The lowest limit that the segment can have. Constant.
    pub lowest_limit: usize,
    /// The lowest address of the segment. Constant.
    pub bottom: usize,
    /// The header: a copy of the return address, which stays where it was.
    pub header: FrameHeader,
}

/// What a call from the host leaves at the base of its activation. The frame of the
/// function that the host called returns to the entry stub's own return point, and
/// its saved frame pointer is the address of this header.
#[repr(C, align(16))]
#[derive(Debug)]
pub struct EntryFrame {
    /// The exit frame of the activation before, where a walk goes on; null in the
    /// first activation of a store.
    pub previous_exit: *mut FrameHeader,
    /// The store, if the host resumed a continuation, for the way back; otherwise
    /// meaningless.
    pub store: *mut StoreContext,
    /// Null `saved_frame_pointer`, null `return_address`.
    pub header: FrameHeader,
}

/// What a stub leaves that calls a runtime routine.
#[repr(C, align(16))]
#[derive(Debug)]
pub struct ExitFrame {
    /// The instance that called the routine.
    pub instance: *mut InstanceContext,
    /// In the frame of a host function that the gate called: the instance whose code
    /// came to the gate. After a tail call no frame of that instance need be left.
    /// Meaningless in other exit frames.
    pub gate_caller: *mut InstanceContext,
    /// The header.
    pub header: FrameHeader,
}

/// What a stub leaves that calls a routine and preserves every register.
#[repr(C, align(16))]
#[derive(Debug)]
pub struct PreservingFrame {
    /// All vector registers.
    pub floats: [[u64; 2]; 16],
    /// Keeps the frame 16-byte aligned.
    pub padding: u64,
    /// The registers that callees save, as in [`AsyncHostCallFrame`], the last first: an
    /// activation may be left to go on here later.
    pub saved_registers: [u64; 4],
    /// The integer registers that callees need not save, in this order: r11, r10, r9, r8,
    /// rdi, rsi, rdx, rcx and rax on x86-64.
    pub integers: [u64; 9],
    /// As in the frame of any routine.
    pub exit: ExitFrame,
}

impl PreservingFrame {
    /// Where r11 is in [`Self::integers`].
    pub const R11: usize = 0;
    /// Where r10 is.
    pub const R10: usize = 1;
    /// Where rax is.
    pub const RAX: usize = 8;
}

/// How many integer registers carry arguments.
pub const INTEGER_ARGUMENT_REGISTERS: usize = 6;
/// How many floating-point and vector registers carry arguments.
pub const FLOAT_ARGUMENT_REGISTERS: usize = 8;
/// How many integer registers carry results.
pub const INTEGER_RESULT_REGISTERS: usize = 8;
/// How many floating-point and vector registers carry results.
pub const FLOAT_RESULT_REGISTERS: usize = 8;

/// Images of the registers that carry arguments or results, in the order in which
/// the calling convention uses them.
#[repr(C, align(16))]
#[derive(Clone, Debug, Default)]
pub struct RegisterImage {
    /// Floating-point and vector registers, 16 bytes each, little-endian.
    pub floats: [[u64; 2]; 8],
    /// Integer registers.
    pub integers: [u64; 8],
}

/// What the stub leaves that calls a host function, unless all arguments and the result
/// can stay in their registers
/// ([`is_in_registers`](crate::calling_convention::is_in_registers)): then it leaves an
/// [`ExitFrame`].
#[repr(C, align(16))]
#[derive(Debug)]
pub struct HostCallFrame {
    /// Arguments on the way in, results on the way out.
    pub registers: RegisterImage,
    /// The context of the host function (see
    /// [`crate::instance::HostContext`]): what the pinned register held.
    pub exit: ExitFrame,
}

/// What the stub leaves that calls an asynchronous host function. While that waits, nothing
/// of the activation is on the host's stack, which keeps the registers otherwise that
/// callees save.
#[repr(C, align(16))]
#[derive(Debug)]
pub struct AsyncHostCallFrame {
    /// The registers that callees save (rbx, r12, r13 and r14 on x86-64), apart from the
    /// frame pointer and the pinned register.
    pub saved_registers: [u64; 4],
    /// As in the frame of any host function.
    pub call: HostCallFrame,
}

/// What the stub leaves that compiles a function at its first call: the registers
/// that carry the arguments, to be handed on.
#[repr(C, align(16))]
#[derive(Debug)]
pub struct LazyCompileFrame {
    /// The arguments.
    pub registers: RegisterImage,
    /// The instance of the function to be compiled.
    pub exit: ExitFrame,
}

/// How far a field of a frame lies below the frame pointer, as a (negative)
/// displacement: `field_offset` and `header_offset` are `offset_of!` of the field
/// and of the frame's header.
#[must_use]
pub const fn from_frame_pointer(field_offset: usize, header_offset: usize) -> isize {
    field_offset as isize - header_offset as isize
}

// The header is the last part of every frame struct, so that a body lies between
// the frame pointer and the stack pointer.
const _: () =
    assert!(offset_of!(GateFrame, header) + size_of::<FrameHeader>() == size_of::<GateFrame>());
const _: () =
    assert!(offset_of!(GrowFrame, header) + size_of::<FrameHeader>() == size_of::<GrowFrame>());
const _: () = assert!(
    offset_of!(PreservingFrame, exit) + size_of::<ExitFrame>() == size_of::<PreservingFrame>()
);
const _: () =
    assert!(offset_of!(ExitFrame, header) + size_of::<FrameHeader>() == size_of::<ExitFrame>());
const _: () =
    assert!(offset_of!(HostCallFrame, exit) + size_of::<ExitFrame>() == size_of::<HostCallFrame>());
const _: () = assert!(
    offset_of!(AsyncHostCallFrame, call) + size_of::<HostCallFrame>()
        == size_of::<AsyncHostCallFrame>()
);
const _: () = assert!(
    offset_of!(LazyCompileFrame, exit) + size_of::<ExitFrame>() == size_of::<LazyCompileFrame>()
);
