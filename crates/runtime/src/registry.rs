//! The registry of code ranges: what an address in machine code means.
//!
//! Walker, unwinder, sampler and trap handler ask here and nowhere else; nothing
//! outside depends on which tier made a frame. A range is registered before any of
//! its code can run and removed after none can be on a stack any more.
//!
//! Look-ups take no lock, so that a signal handler may make them: a reader sees
//! one of the immutable snapshots of the list, and an old snapshot is kept until
//! no reader can hold it.

use std::ops::Range;
use std::sync::Arc;

use switchback_abi::trap::TrapCode;
use switchback_wasm::FunctionIndex;

use crate::module::Module;

/// The questions that a range of a module's code answers. Addresses are absolute
/// and inside the range.
pub trait CodeRange: Send + Sync {
    /// What a frame is that will go on at this return address.
    fn call_site(&self, return_address: usize) -> Option<Site>;

    /// What a fault of the instruction at this address means: `None` if it must not
    /// fault.
    fn trap(&self, address: usize) -> Option<TrapCode>;

    /// Where the code at this address comes from, the innermost inlined function
    /// first: functions and offsets of instructions from the start of the module.
    /// For a frame other than the innermost one, pass the return address less one.
    fn positions(&self, address: usize) -> Vec<CodePosition>;

    /// The module.
    fn module(&self) -> Arc<Module>;
}

/// What a return address says of the frame it returns to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Site {
    /// At an inline gate: how many bytes below the frame pointer the instance slot
    /// is.
    pub instance_slot: Option<u32>,
}

/// A place in a module's source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodePosition {
    /// The function.
    pub function: FunctionIndex,
    /// The instruction, in bytes from the start of the module; `None` if the code
    /// comes from no instruction.
    pub wasm_offset: Option<u32>,
}

/// Registers a range. The answer takes it out again when dropped.
pub fn register(_addresses: Range<usize>, _code: Arc<dyn CodeRange>) -> Registration {
    todo!("founder")
}

/// Keeps a range registered.
pub struct Registration(());
