//! The words for what is observed, the same for the interpreter and the engine.

use std::fmt;

use crate::reference::{Reference, Trap, Value};

/// A value as far as it is observed.
#[derive(Clone, Copy, Debug)]
pub enum Observed {
    /// A number.
    I32(i32),
    /// A number.
    I64(i64),
    /// Bits.
    F32(u32),
    /// Bits.
    F64(u64),
    /// Bits.
    V128(u128),
    /// A null reference.
    Null,
    /// Any other reference.
    Reference,
}

impl fmt::Display for Observed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::I32(value) => write!(formatter, "{value}"),
            Self::I64(value) => write!(formatter, "{value}L"),
            Self::F32(bits) => write!(formatter, "f32 {bits:#x}"),
            Self::F64(bits) => write!(formatter, "f64 {bits:#x}"),
            Self::V128(bits) => write!(formatter, "v128 {bits:#x}"),
            Self::Null => formatter.write_str("null"),
            Self::Reference => formatter.write_str("reference"),
        }
    }
}

impl From<&Value> for Observed {
    fn from(value: &Value) -> Self {
        match *value {
            Value::I32(value) => Self::I32(value.cast_signed()),
            Value::I64(value) => Self::I64(value.cast_signed()),
            Value::F32(bits) => Self::F32(bits),
            Value::F64(bits) => Self::F64(bits),
            Value::V128(bits) => Self::V128(bits),
            Value::Ref(Reference::Null) => Self::Null,
            Value::Ref(_) => Self::Reference,
        }
    }
}

pub(super) fn value(value: &Value) -> String {
    Observed::from(value).to_string()
}

/// Several of something.
pub fn list(values: impl Iterator<Item = String>) -> String {
    values.collect::<Vec<_>>().join(" ")
}

/// Bytes of a memory that are looked at: programs seldom write elsewhere, and to look
/// everywhere takes longer than to run most of them.
const LOOKED_AT: usize = 4096;

/// What is in a memory, as a number.
#[must_use]
pub fn memory(bytes: &[u8]) -> String {
    let (words, rest) = bytes[..bytes.len().min(LOOKED_AT)].as_chunks::<8>();
    let words = words.iter().map(|word| u64::from_le_bytes(*word));
    let all = words.chain(rest.iter().map(|byte| u64::from(*byte)));
    let hash = all.fold(0u64, |hash, word| {
        (hash.rotate_left(5) ^ word).wrapping_mul(0x0100_0000_01b3)
    });
    format!("memory: {hash:#x}")
}

/// The engine's words for a trap.
#[must_use]
pub fn trap(trap: Trap) -> &'static str {
    match trap {
        Trap::Unreachable => "unreachable",
        Trap::MemoryOutOfBounds => "out of bounds memory access",
        Trap::TableOutOfBounds => "out of bounds table access",
        Trap::ArrayOutOfBounds => "out of bounds array access",
        Trap::UndefinedElement => "undefined element",
        Trap::UninitializedElement => "uninitialized element",
        Trap::IndirectCallTypeMismatch => "indirect call type mismatch",
        Trap::IntegerOverflow => "integer overflow",
        Trap::IntegerDivisionByZero => "integer divide by zero",
        Trap::InvalidConversionToInteger => "invalid conversion to integer",
        Trap::NullReference => "null reference",
        Trap::CastFailure => "cast failure",
        Trap::StackOverflow => "call stack exhausted",
        Trap::HeapOutOfMemory => "GC heap out of memory",
        Trap::ContinuationConsumed => "continuation already consumed",
        Trap::UnhandledTag => "unhandled tag",
    }
}
