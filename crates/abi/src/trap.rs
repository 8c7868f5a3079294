//! Why Wasm code traps.

/// The reason of a trap, as machine code and its tables encode it.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TrapCode {
    /// `unreachable` was executed.
    Unreachable = 1,
    /// A memory access was out of bounds.
    MemoryOutOfBounds,
    /// A table access was out of bounds.
    TableOutOfBounds,
    /// `call_indirect` beyond the end of its table.
    UndefinedElement,
    /// `call_indirect` of a null element.
    UninitializedElement,
    /// `call_indirect` of a function of another type.
    IndirectCallTypeMismatch,
    /// An integer operation overflowed.
    IntegerOverflow,
    /// An integer was divided by zero.
    IntegerDivisionByZero,
    /// A float that is NaN or out of range was converted to an integer.
    InvalidConversionToInteger,
    /// A null reference was used (`call_ref`, `ref.as_non_null`).
    NullReference,
    /// The call stack is exhausted.
    StackOverflow,
    /// The embedder interrupted execution.
    Interrupt,
    /// A reference is not of the type it was cast to.
    CastFailure,
    /// An array access was out of bounds.
    ArrayOutOfBounds,
    /// The garbage-collected heap is exhausted.
    HeapOutOfMemory,
    /// A continuation was used again.
    ContinuationConsumed,
    /// Nobody handles the tag of a `suspend` or `switch`.
    UnhandledTag,
    /// There are too many continuations.
    TooManyContinuations,
}

impl TrapCode {
    /// Every code, in the order of their values.
    pub const ALL: [Self; 18] = [
        Self::Unreachable,
        Self::MemoryOutOfBounds,
        Self::TableOutOfBounds,
        Self::UndefinedElement,
        Self::UninitializedElement,
        Self::IndirectCallTypeMismatch,
        Self::IntegerOverflow,
        Self::IntegerDivisionByZero,
        Self::InvalidConversionToInteger,
        Self::NullReference,
        Self::StackOverflow,
        Self::Interrupt,
        Self::CastFailure,
        Self::ArrayOutOfBounds,
        Self::HeapOutOfMemory,
        Self::ContinuationConsumed,
        Self::UnhandledTag,
        Self::TooManyContinuations,
    ];

    /// The code of that value.
    #[must_use]
    pub fn from_u8(value: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|code| *code as u8 == value)
    }
}
