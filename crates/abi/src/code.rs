//! What a tier hands over: machine code and the tables that describe it.
//!
//! Code is position-independent but for its [`Relocation`]s. Tables are sorted by
//! offset and use 32-bit offsets from the start of the function's code.

use core::ops::Range;

use switchback_wasm::{FunctionIndex, TagIndex};

use crate::trap::TrapCode;

/// One compiled function.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompiledFunction {
    /// The machine code.
    pub code: Vec<u8>,
    /// What its start must be aligned to.
    pub alignment: u32,
    /// Size of its frame below the header, in bytes, outgoing arguments included.
    pub frame_size: u32,
    /// Where the instance slot is: this many bytes below the frame pointer. Present
    /// if a call site is an inline gate.
    pub instance_slot: Option<u32>,
    /// Places to be patched when the code gets its address.
    pub relocations: Vec<Relocation>,
    /// Every call that can be on a stack below this function, by return address.
    pub call_sites: Vec<CallSite>,
    /// Slots that hold references into the heap, as bytes below the frame pointer, each
    /// of 4 bytes, or references to continuations, each of 8 bytes and aligned to these:
    /// then one more. See [`CallSite::references`].
    pub references: Vec<u32>,
    /// Handlers: see [`CallSite::handlers`].
    pub handlers: Vec<Handler>,
    /// Every instruction that can trap by a signal.
    pub traps: Vec<TrapSite>,
    /// Where the code comes from, by ranges: an entry counts up to the next one.
    pub positions: Vec<Position>,
    /// The functions that were inlined, for `positions`.
    pub inlined: Vec<InlinedCall>,
}

/// A place that depends on where things are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relocation {
    /// Where: the first of the bytes to be patched.
    pub offset: u32,
    /// What is to be written there.
    pub kind: RelocationKind,
    /// What it refers to.
    pub target: RelocationTarget,
    /// To be added.
    pub addend: i64,
}

/// How an address is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelocationKind {
    /// 32 bits: target + addend - address of the place.
    Relative32,
}

/// What a relocation refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelocationTarget {
    /// The word that holds the address of a defined function's current code: its
    /// *entry slot*. The runtime keeps one for each defined function, near the code,
    /// and changes it when the function gets (better) code. Direct calls and tail
    /// calls load their target from here.
    EntrySlot(FunctionIndex),
}

/// A call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallSite {
    /// The return address.
    pub return_offset: u32,
    /// Whether the call is an inline gate (see [`crate::frame`]).
    pub inline_gate: bool,
    /// The slots that hold references while the call is on the stack, as indices into
    /// [`CompiledFunction::references`]. The collector changes them.
    pub references: Range<u32>,
    /// Where an exception that the call throws is caught, the innermost handler first,
    /// as indices into [`CompiledFunction::handlers`].
    pub handlers: Range<u32>,
}

/// Where an exception is caught.
///
/// It goes on there with the stack pointer [`CompiledFunction::frame_size`] below the
/// frame pointer, the instance of the frame in the pinned register, and the reference to
/// the exception, zero-extended, in the first register of
/// [`crate::store::Transfer::payload`]. All other registers are lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler {
    /// The tag that it catches: a tag of the module, or every one.
    pub tag: Option<TagIndex>,
    /// Where it is.
    pub offset: u32,
}

/// An instruction that may fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrapSite {
    /// Its first byte.
    pub offset: u32,
    /// What the fault means.
    pub code: TrapCode,
}

/// Where code comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The first byte that comes from there.
    pub offset: u32,
    /// The Wasm instruction: bytes from the start of the module, `u32::MAX` for code
    /// that comes from no instruction.
    pub wasm_offset: u32,
    /// The innermost inlined call it belongs to (index into
    /// [`CompiledFunction::inlined`]), or `u32::MAX` for the function itself.
    pub inlined: u32,
}

/// A call that was inlined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InlinedCall {
    /// The function that was inlined.
    pub function: FunctionIndex,
    /// The call instruction: bytes from the start of the module.
    pub call_wasm_offset: u32,
    /// The inlined call that holds it, or `u32::MAX` for the function itself.
    pub parent: u32,
}
