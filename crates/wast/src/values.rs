//! Values of scripts against values of the engine: arguments that are passed and
//! patterns that results are compared with.
//!
//! References to objects of the collector (`ref.i31`, `ref.struct`, …) are not
//! here yet: the engine has no such values. Patterns that ask for them count as
//! waiting, see [`ProblemKind::Waiting`].

use std::fmt::Display;

use switchback_engine::{ExternRef, Store, Val};
use wast::core::{AbstractHeapType, HeapType, NanPattern, V128Pattern, WastArgCore, WastRetCore};
use wast::token::{F32, F64};
use wast::{WastArg, WastRet};

use crate::problem::{Problem, ProblemKind};

/// The engine's value for an argument of an invocation.
pub(crate) fn argument(store: &mut Store<()>, argument: &WastArg<'_>) -> Result<Val, Problem> {
    let WastArg::Core(argument) = argument else {
        return Err(Problem::other("values of components are not supported"));
    };
    Ok(match argument {
        WastArgCore::I32(value) => Val::I32(*value),
        WastArgCore::I64(value) => Val::I64(*value),
        WastArgCore::F32(value) => Val::F32(value.bits),
        WastArgCore::F64(value) => Val::F64(value.bits),
        WastArgCore::V128(value) => Val::V128(u128::from_le_bytes(value.to_le_bytes()).into()),
        WastArgCore::RefNull(heap_type) => null(heap_type)?,
        WastArgCore::RefExtern(number) => host_reference(store, *number)?,
        WastArgCore::RefHost(_) => return Err(needs_collector("ref.host")),
    })
}

/// A reference to the host's object of that number.
fn host_reference(store: &mut Store<()>, number: u32) -> Result<Val, Problem> {
    let reference = ExternRef::new(store, number)
        .map_err(|error| Problem::other(format!("no external reference was made: {error:#}")))?;
    Ok(Val::ExternRef(Some(reference)))
}

/// The null reference of a heap type.
fn null(heap_type: &HeapType<'_>) -> Result<Val, Problem> {
    match hierarchy(heap_type)? {
        Hierarchy::Function => Ok(Val::FuncRef(None)),
        Hierarchy::Extern => Ok(Val::ExternRef(None)),
    }
}

/// The hierarchies of reference types that the engine has.
#[derive(PartialEq, Eq)]
enum Hierarchy {
    Function,
    Extern,
}

fn hierarchy(heap_type: &HeapType<'_>) -> Result<Hierarchy, Problem> {
    match heap_type {
        HeapType::Abstract {
            ty: AbstractHeapType::Func | AbstractHeapType::NoFunc,
            ..
        } => Ok(Hierarchy::Function),
        HeapType::Abstract {
            ty: AbstractHeapType::Extern | AbstractHeapType::NoExtern,
            ..
        } => Ok(Hierarchy::Extern),
        // An index means a type of the module, which a script cannot look up. It
        // is a function type as long as there are no others.
        HeapType::Concrete(_) => Ok(Hierarchy::Function),
        other => Err(needs_collector(&format!("{other:?}"))),
    }
}

fn needs_collector(what: &str) -> Problem {
    Problem::new(
        ProblemKind::Waiting,
        format!("{what} needs garbage collection or exceptions"),
    )
}

/// Whether the results of an invocation are those that a script expects.
pub(crate) fn check_results(
    store: &Store<()>,
    expected: &[WastRet<'_>],
    actual: &[Val],
) -> Result<(), Problem> {
    if expected.len() != actual.len() {
        return Err(Problem::other(format!(
            "expected {} results, got {}",
            expected.len(),
            actual.len()
        )));
    }
    for (index, (expected, actual)) in expected.iter().zip(actual).enumerate() {
        let WastRet::Core(expected) = expected else {
            return Err(Problem::other("values of components are not supported"));
        };
        if !matches(store, expected, actual)? {
            return Err(Problem::other(format!(
                "result {index}: expected {}, got {}",
                show_pattern(expected),
                show_value(store, actual)
            )));
        }
    }
    Ok(())
}

fn matches(store: &Store<()>, expected: &WastRetCore<'_>, actual: &Val) -> Result<bool, Problem> {
    Ok(match (expected, actual) {
        (WastRetCore::I32(expected), Val::I32(actual)) => expected == actual,
        (WastRetCore::I64(expected), Val::I64(actual)) => expected == actual,
        (WastRetCore::F32(expected), Val::F32(actual)) => matches_f32(expected, *actual),
        (WastRetCore::F64(expected), Val::F64(actual)) => matches_f64(expected, *actual),
        (WastRetCore::V128(expected), Val::V128(actual)) => {
            matches_v128(expected, actual.as_u128().to_le_bytes())
        }
        (WastRetCore::RefNull(None), Val::FuncRef(reference)) => reference.is_none(),
        (WastRetCore::RefNull(None), Val::ExternRef(reference)) => reference.is_none(),
        (WastRetCore::RefNull(Some(heap_type)), Val::FuncRef(reference)) => {
            reference.is_none() && hierarchy(heap_type)? == Hierarchy::Function
        }
        (WastRetCore::RefNull(Some(heap_type)), Val::ExternRef(reference)) => {
            reference.is_none() && hierarchy(heap_type)? == Hierarchy::Extern
        }
        // Which function it is cannot be told: the index counts in a module that
        // the script does not name.
        (WastRetCore::RefFunc(_), Val::FuncRef(reference)) => reference.is_some(),
        (WastRetCore::RefExtern(None), Val::ExternRef(reference)) => reference.is_some(),
        (WastRetCore::RefExtern(Some(expected)), Val::ExternRef(Some(_))) => {
            host_number(store, actual) == Some(*expected)
        }
        (WastRetCore::Either(alternatives), actual) => {
            for alternative in alternatives {
                if matches(store, alternative, actual)? {
                    return Ok(true);
                }
            }
            false
        }
        (
            WastRetCore::RefHost(_)
            | WastRetCore::RefAny
            | WastRetCore::RefEq
            | WastRetCore::RefArray
            | WastRetCore::RefStruct
            | WastRetCore::RefI31
            | WastRetCore::RefI31Shared,
            _,
        ) => return Err(needs_collector(&show_pattern(expected))),
        _ => false,
    })
}

/// The number of the host's object that a reference is to.
fn host_number(store: &Store<()>, value: &Val) -> Option<u32> {
    let Val::ExternRef(Some(reference)) = value else {
        return None;
    };
    let data = reference.data(store).ok()??;
    data.downcast_ref::<u32>().copied()
}

fn matches_f32(expected: &NanPattern<F32>, actual: u32) -> bool {
    const CANONICAL_NAN: u32 = 0x7fc0_0000;
    match expected {
        NanPattern::CanonicalNan => actual & 0x7fff_ffff == CANONICAL_NAN,
        NanPattern::ArithmeticNan => actual & CANONICAL_NAN == CANONICAL_NAN,
        NanPattern::Value(expected) => actual == expected.bits,
    }
}

fn matches_f64(expected: &NanPattern<F64>, actual: u64) -> bool {
    const CANONICAL_NAN: u64 = 0x7ff8_0000_0000_0000;
    match expected {
        NanPattern::CanonicalNan => actual & 0x7fff_ffff_ffff_ffff == CANONICAL_NAN,
        NanPattern::ArithmeticNan => actual & CANONICAL_NAN == CANONICAL_NAN,
        NanPattern::Value(expected) => actual == expected.bits,
    }
}

fn matches_v128(expected: &V128Pattern, actual: [u8; 16]) -> bool {
    match expected {
        V128Pattern::I8x16(expected) => *expected == lanes(actual, i8::from_le_bytes),
        V128Pattern::I16x8(expected) => *expected == lanes(actual, i16::from_le_bytes),
        V128Pattern::I32x4(expected) => *expected == lanes(actual, i32::from_le_bytes),
        V128Pattern::I64x2(expected) => *expected == lanes(actual, i64::from_le_bytes),
        V128Pattern::F32x4(expected) => {
            let actual: [u32; 4] = lanes(actual, u32::from_le_bytes);
            expected.iter().zip(actual).all(|(e, a)| matches_f32(e, a))
        }
        V128Pattern::F64x2(expected) => {
            let actual: [u64; 2] = lanes(actual, u64::from_le_bytes);
            expected.iter().zip(actual).all(|(e, a)| matches_f64(e, a))
        }
    }
}

/// The lanes of a vector, from the first, of `WIDTH` bytes each.
fn lanes<T, const WIDTH: usize, const COUNT: usize>(
    vector: [u8; 16],
    from_bytes: fn([u8; WIDTH]) -> T,
) -> [T; COUNT] {
    std::array::from_fn(|lane| from_bytes(std::array::from_fn(|byte| vector[lane * WIDTH + byte])))
}

fn show_pattern(pattern: &WastRetCore<'_>) -> String {
    match pattern {
        WastRetCore::I32(value) => format!("i32 {value} ({value:#x})"),
        WastRetCore::I64(value) => format!("i64 {value} ({value:#x})"),
        WastRetCore::F32(pattern) => format!("f32 {}", show_f32_pattern(pattern)),
        WastRetCore::F64(pattern) => format!("f64 {}", show_f64_pattern(pattern)),
        WastRetCore::V128(pattern) => format!("v128 {}", show_v128_pattern(pattern)),
        WastRetCore::Either(alternatives) => {
            let alternatives: Vec<_> = alternatives.iter().map(show_pattern).collect();
            alternatives.join(" or ")
        }
        other => format!("{other:?}"),
    }
}

fn show_value(store: &Store<()>, value: &Val) -> String {
    match value {
        Val::I32(value) => format!("i32 {value} ({value:#x})"),
        Val::I64(value) => format!("i64 {value} ({value:#x})"),
        Val::F32(bits) => format!("f32 {}", show_f32(*bits)),
        Val::F64(bits) => format!("f64 {}", show_f64(*bits)),
        Val::V128(value) => {
            let lanes: [u8; 16] = value.as_u128().to_le_bytes();
            format!("v128 i8x16 {}", hexadecimal(&lanes))
        }
        Val::FuncRef(None) => "a null function reference".into(),
        Val::FuncRef(Some(_)) => "a function reference".into(),
        Val::ExternRef(None) => "a null external reference".into(),
        Val::ExternRef(Some(_)) => match host_number(store, value) {
            Some(number) => format!("external reference {number}"),
            None => "an external reference that the script did not make".into(),
        },
    }
}

fn show_f32(bits: u32) -> String {
    format!("{} ({bits:#010x})", f32::from_bits(bits))
}

fn show_f64(bits: u64) -> String {
    format!("{} ({bits:#018x})", f64::from_bits(bits))
}

fn show_f32_pattern(pattern: &NanPattern<F32>) -> String {
    match pattern {
        NanPattern::CanonicalNan => "nan:canonical".into(),
        NanPattern::ArithmeticNan => "nan:arithmetic".into(),
        NanPattern::Value(value) => show_f32(value.bits),
    }
}

fn show_f64_pattern(pattern: &NanPattern<F64>) -> String {
    match pattern {
        NanPattern::CanonicalNan => "nan:canonical".into(),
        NanPattern::ArithmeticNan => "nan:arithmetic".into(),
        NanPattern::Value(value) => show_f64(value.bits),
    }
}

fn show_v128_pattern(pattern: &V128Pattern) -> String {
    match pattern {
        V128Pattern::I8x16(lanes) => format!("i8x16 {}", hexadecimal(lanes)),
        V128Pattern::I16x8(lanes) => format!("i16x8 {}", hexadecimal(lanes)),
        V128Pattern::I32x4(lanes) => format!("i32x4 {}", hexadecimal(lanes)),
        V128Pattern::I64x2(lanes) => format!("i64x2 {}", hexadecimal(lanes)),
        V128Pattern::F32x4(lanes) => {
            format!("f32x4 {}", spaced(lanes.iter().map(show_f32_pattern)))
        }
        V128Pattern::F64x2(lanes) => {
            format!("f64x2 {}", spaced(lanes.iter().map(show_f64_pattern)))
        }
    }
}

fn hexadecimal<T: std::fmt::LowerHex>(lanes: &[T]) -> String {
    spaced(lanes.iter().map(|lane| format!("{lane:#x}")))
}

fn spaced(words: impl Iterator<Item = impl Display>) -> String {
    let words: Vec<_> = words.map(|word| word.to_string()).collect();
    words.join(" ")
}
