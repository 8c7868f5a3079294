//! The runtime's routines: the only way from a tier's code to the runtime.
//!
//! A routine is a Rust function that runs on the host's stack. Machine code calls
//! its *stub*, whose address it loads from the [`RoutineTable`], with the System V
//! convention, the current instance as first argument, then the arguments listed
//! here (all 64-bit integers; narrower ones are zero-extended), at most five. The
//! result, if any, is one 64-bit integer. A routine that traps or throws does not
//! return: its stub takes the [`crate::store::Transfer`] that it left. Routines check
//! what the instruction they are named for checks: null references and bounds, too.
//!
//! The stubs of what is nearly never called
//! ([`Routine::preserves_registers`]) preserve every register but the flags, vector
//! registers included, and take nothing, not even the instance, which they find in
//! the pinned register: so the rare call costs the code around it no register. Only
//! [`Routine::StackLimitReached`], which is called before anything is in other registers
//! than those of the arguments, takes a number in another.

use core::mem::{offset_of, size_of};

/// A routine, by its place in the [`RoutineTable`].
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Routine {
    /// `(code)`: traps with that [`crate::trap::TrapCode`]. Never returns.
    RaiseTrap,
    /// `()`, and in `r10` the bytes of the frame that a function is about to make, in `rax`
    /// those of its stack arguments: SP was below the limit at its top, or, if the frame is
    /// larger than [`crate::stack::UNCHECKED_FRAME`], SP less these bytes was, or wrapped.
    /// Traps on overflow or interrupt. Otherwise `r11` is 0 if the function may make the
    /// frame, or the address of the grow gate, to which the function is to go: with its
    /// arguments, with its stack pointer as it was at its top, with `rax` as it is, and in
    /// `r10` the address at which it makes its frame. Nothing else has changed.
    StackLimitReached,
    /// `()`: SP was below the limit at a loop's back edge. Traps if an interrupt is
    /// asked for, else returns.
    InterruptCheck,
    /// `(memory, pages) -> old size in pages, or u64::MAX`.
    MemoryGrow,
    /// `(memory, address, value, length)`.
    MemoryFill,
    /// `(destination memory | source memory << 32, destination, source, length)`.
    MemoryCopy,
    /// `(memory | segment << 32, destination, source, length)`.
    MemoryInit,
    /// `(segment)`.
    DataDrop,
    /// `(table, elements, initial value) -> old size, or u64::MAX`.
    TableGrow,
    /// `(table, start, value, length)`.
    TableFill,
    /// `(destination table | source table << 32, destination, source, length)`.
    TableCopy,
    /// `(table | segment << 32, destination, source, length)`.
    TableInit,
    /// `(segment)`.
    ElementDrop,
    /// `(sub, super) -> 0 or 1`: whether one type identity is a subtype of another.
    IsSubtype,
    /// `(exception)`: throws. Never returns. The exception must not be null.
    Throw,
    /// `(tag) -> exception`: a new one of that tag (an index in the module), whose values
    /// are zero.
    ExceptionNew,
    /// `(type) -> struct`: a new one of that type (an index in the module), all zero.
    StructNew,
    /// `(type, length, value, upper half of the value) -> array`: a new one whose elements
    /// are all that value.
    ArrayNew,
    /// `(type | segment << 32, source, length) -> array`.
    ArrayNewData,
    /// `(type | segment << 32, source, length) -> array`.
    ArrayNewElement,
    /// `(array, start, value, length, upper half of the value)`.
    ArrayFill,
    /// `(destination array | source array << 32, destination, source, length)`.
    ArrayCopy,
    /// `(array | segment << 32, destination, source, length)`.
    ArrayInitData,
    /// `(array | segment << 32, destination, source, length)`.
    ArrayInitElement,
    /// `()`: afterwards, code may advance [`crate::heap::AllocationArea::next`] by up to
    /// [`crate::heap::LARGEST_INLINE_OBJECT`] once, whatever the limit says.
    MakeRoom,
    /// `(function) -> continuation`: a new one, when
    /// [`crate::store::StoreContext::free_continuations`] is empty. Null is a trap.
    ContinuationNew,
    /// `(type | bound type << 32, continuation, arguments) -> continuation`: `cont.bind`,
    /// the types being indices in the module; the arguments are as many as the second type
    /// has fewer, laid out by [`crate::continuation::TransitLayout::arguments`].
    ContinuationBind,
    /// `(continuation) -> word`: the next word of the stack that the reference leads to,
    /// when that has had its last one: see [`crate::continuation::LAST_WORD`].
    GenerationsExhausted,
}

impl Routine {
    /// Every routine, in the order of the table.
    pub const ALL: [Self; 28] = [
        Self::RaiseTrap,
        Self::StackLimitReached,
        Self::InterruptCheck,
        Self::MemoryGrow,
        Self::MemoryFill,
        Self::MemoryCopy,
        Self::MemoryInit,
        Self::DataDrop,
        Self::TableGrow,
        Self::TableFill,
        Self::TableCopy,
        Self::TableInit,
        Self::ElementDrop,
        Self::IsSubtype,
        Self::Throw,
        Self::ExceptionNew,
        Self::StructNew,
        Self::ArrayNew,
        Self::ArrayNewData,
        Self::ArrayNewElement,
        Self::ArrayFill,
        Self::ArrayCopy,
        Self::ArrayInitData,
        Self::ArrayInitElement,
        Self::MakeRoom,
        Self::ContinuationNew,
        Self::ContinuationBind,
        Self::GenerationsExhausted,
    ];

    /// How many arguments it takes after the instance.
    #[must_use]
    pub fn argument_count(self) -> usize {
        match self {
            Self::StackLimitReached | Self::InterruptCheck | Self::MakeRoom => 0,
            Self::RaiseTrap
            | Self::DataDrop
            | Self::ElementDrop
            | Self::Throw
            | Self::ExceptionNew
            | Self::StructNew
            | Self::ContinuationNew
            | Self::GenerationsExhausted => 1,
            Self::MemoryGrow | Self::IsSubtype => 2,
            Self::TableGrow
            | Self::ArrayNewData
            | Self::ArrayNewElement
            | Self::ContinuationBind => 3,
            Self::MemoryFill
            | Self::MemoryCopy
            | Self::MemoryInit
            | Self::TableFill
            | Self::TableCopy
            | Self::TableInit
            | Self::ArrayNew
            | Self::ArrayCopy
            | Self::ArrayInitData
            | Self::ArrayInitElement => 4,
            Self::ArrayFill => 5,
        }
    }

    /// Whether its stub preserves every register (all sixteen vector registers, too)
    /// but the flags, and takes nothing: the instance is in the pinned register.
    #[must_use]
    pub fn preserves_registers(self) -> bool {
        matches!(
            self,
            Self::StackLimitReached | Self::InterruptCheck | Self::MakeRoom
        )
    }

    /// Whether it returns a value.
    #[must_use]
    pub fn has_result(self) -> bool {
        matches!(self, Self::MemoryGrow | Self::TableGrow | Self::IsSubtype)
            || self.allocates() && self != Self::MakeRoom
    }

    /// Whether it may collect garbage, or change references to continuations, so that its
    /// calls are safepoints: all references that the caller needs afterwards must be where the call site's
    /// [`crate::code::CallSite::references`] say. References among the arguments are the
    /// routine's own business.
    ///
    /// All others neither collect nor throw.
    #[must_use]
    pub fn allocates(self) -> bool {
        matches!(
            self,
            Self::ExceptionNew
                | Self::StructNew
                | Self::ArrayNew
                | Self::ArrayNewData
                | Self::ArrayNewElement
                | Self::MakeRoom
                | Self::ContinuationNew
                | Self::ContinuationBind
                | Self::GenerationsExhausted
        )
    }
}

/// Addresses of the routines' stubs and of the gate. One for the whole process.
#[repr(C)]
#[derive(Debug)]
pub struct RoutineTable {
    /// The gate: call or jump here with a callee's arguments, its `FuncRef` in
    /// [`crate::instance::InstanceContext::gate_callee`] of the current instance,
    /// instead of calling or jumping to the callee itself, when its instance is not
    /// the current one.
    pub gate: *const u8,
    /// Where the gate's callees return to. A function that finds this in its own frame
    /// was called by a gate, whose frame will serve a function that it tail-calls: it may
    /// then change the instance and jump to that function itself, unless it is a host
    /// function.
    pub gate_return_point: *const u8,
    /// Where a continuation begins: see [`crate::stack::StackHeader`].
    pub continuation_start: *const u8,
    /// The stubs, by [`Routine`].
    pub stubs: [*const u8; Routine::ALL.len()],
}

impl RoutineTable {
    /// Where in the table the stub of `routine` is, in bytes.
    #[must_use]
    pub const fn stub_offset(routine: Routine) -> usize {
        offset_of!(RoutineTable, stubs) + routine as usize * size_of::<*const u8>()
    }
}
