//! Source positions during translation.
//!
//! Cranelift carries one number from each instruction to the machine code made of it.
//! Ours is an index into a table of places: the Wasm instruction, the inlined call
//! that it belongs to, and what kind of call the machine instruction makes, so that
//! the finished code's call sites tell which of them are inline gates. Every switch
//! between stacks has a place of its own, by which [`crate::switch_sites`] finds it.

use cranelift_codegen::ir::SourceLoc;
use switchback_abi::code::InlinedCall;
use switchback_wasm::FunctionIndex;

/// The function itself, where an inlined call could be meant.
pub(crate) const NOT_INLINED: u32 = u32::MAX;

/// Where an instruction comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The Wasm instruction: bytes from the start of the module.
    pub(crate) wasm_offset: u32,
    /// The innermost inlined call, or [`NOT_INLINED`].
    pub(crate) inlined: u32,
    /// What a call there is.
    pub(crate) call: CallKind,
}

/// What kind of call an instruction makes, if it makes any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CallKind {
    /// One that returns, in the same instance.
    Plain,
    /// One that returns, from another instance.
    InlineGate,
    /// One that does not return here; Cranelift lists these, too.
    Tail,
    /// No call, but a switch to another stack: somebody may come back.
    Switch,
}

/// The places of one function.
#[derive(Debug, Default)]
pub(crate) struct Positions {
    places: Vec<Place>,
    inlined: Vec<InlinedCall>,
}

impl Positions {
    /// The location that stands for `place`.
    pub(crate) fn location(&mut self, place: Place) -> SourceLoc {
        if self.places.last() != Some(&place) {
            self.places.push(place);
        }
        // A function body is at most 7,654,321 bytes long and inlining multiplies it
        // by a bounded factor, so that the index fits.
        SourceLoc::new(self.places.len() as u32 - 1)
    }

    /// What `location` stands for; `None` for code that comes from no instruction.
    pub(crate) fn place(&self, location: SourceLoc) -> Option<Place> {
        if location.is_default() {
            return None;
        }
        self.places.get(location.bits() as usize).copied()
    }

    /// Notes that `function` was inlined at `call`; its number.
    pub(crate) fn add_inlined_call(&mut self, function: FunctionIndex, call: Place) -> u32 {
        self.inlined.push(InlinedCall {
            function,
            call_wasm_offset: call.wasm_offset,
            parent: call.inlined,
        });
        self.inlined.len() as u32 - 1
    }

    /// The inlined call of that number.
    pub(crate) fn inlined_call(&self, inlined: u32) -> Option<&InlinedCall> {
        self.inlined.get(inlined as usize)
    }

    pub(crate) fn into_inlined_calls(self) -> Vec<InlinedCall> {
        self.inlined
    }
}
