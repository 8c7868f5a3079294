//! The words for what is observed, the same for the interpreter and the engine.

use crate::reference::{Reference, Trap, Value};

pub(super) fn value(value: &Value) -> String {
    match *value {
        Value::I32(value) => value.cast_signed().to_string(),
        Value::I64(value) => format!("{}L", value.cast_signed()),
        Value::F32(bits) => format!("f32 {bits:#x}"),
        Value::F64(bits) => format!("f64 {bits:#x}"),
        Value::V128(bits) => format!("v128 {bits:#x}"),
        Value::Ref(Reference::Null) => "null".to_owned(),
        Value::Ref(_) => "reference".to_owned(),
    }
}

pub(super) fn list(values: impl Iterator<Item = String>) -> String {
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
pub(super) fn trap(trap: Trap) -> &'static str {
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
