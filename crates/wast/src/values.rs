//! Values of scripts against values of the engine: arguments that are passed and
//! patterns that results are compared with.

use std::fmt::Display;

use switchback_engine::{
    AnyRef, ExternRef, HeapType as EngineHeapType, RefType, Rooted, Store, Val, ValType,
};
use wast::core::{AbstractHeapType, HeapType, NanPattern, V128Pattern, WastArgCore, WastRetCore};
use wast::token::{F32, F64};
use wast::{WastArg, WastRet};

use crate::problem::Problem;

/// The engine's value for an argument of an invocation, for a parameter of that type.
pub(crate) fn argument(
    store: &mut Store<()>,
    argument: &WastArg<'_>,
    param: Option<&ValType>,
) -> Result<Val, Problem> {
    let WastArg::Core(argument) = argument else {
        return Err(Problem::other("values of components are not supported"));
    };
    Ok(match argument {
        WastArgCore::I32(value) => Val::I32(*value),
        WastArgCore::I64(value) => Val::I64(*value),
        WastArgCore::F32(value) => Val::F32(value.bits),
        WastArgCore::F64(value) => Val::F64(value.bits),
        WastArgCore::V128(value) => Val::V128(u128::from_le_bytes(value.to_le_bytes()).into()),
        WastArgCore::RefNull(heap_type) => null(heap_type, param)?,
        WastArgCore::RefExtern(number) => Val::ExternRef(Some(host_reference(store, *number)?)),
        WastArgCore::RefHost(number) => {
            let reference = host_reference(store, *number)?;
            let reference = AnyRef::convert_extern(&*store, reference)
                .map_err(|error| Problem::other(format!("no internal reference: {error:#}")))?;
            Val::AnyRef(Some(reference))
        }
    })
}

/// A reference to the host's object of that number.
fn host_reference(store: &mut Store<()>, number: u32) -> Result<Rooted<ExternRef>, Problem> {
    ExternRef::new(store, number)
        .map_err(|error| Problem::other(format!("no external reference was made: {error:#}")))
}

/// The null reference of a heap type; of a defined one, what is null for the parameter.
fn null(heap_type: &HeapType<'_>, param: Option<&ValType>) -> Result<Val, Problem> {
    match (top(heap_type), heap_type, param) {
        (Some(top), _, _) => Ok(Val::null_ref(&top)),
        (None, HeapType::Concrete(_), Some(ValType::Ref(ty))) => Ok(Val::null_ref(ty.heap_type())),
        _ => Err(Problem::other(format!("{heap_type:?} has no null here"))),
    }
}

/// The top of a heap type's hierarchy. `None` for defined types, which a script cannot
/// look up.
fn top(heap_type: &HeapType<'_>) -> Option<EngineHeapType> {
    let HeapType::Abstract { ty, .. } = heap_type else {
        return None;
    };
    Some(match ty {
        AbstractHeapType::Func | AbstractHeapType::NoFunc => EngineHeapType::Func,
        AbstractHeapType::Extern | AbstractHeapType::NoExtern => EngineHeapType::Extern,
        AbstractHeapType::Exn | AbstractHeapType::NoExn => EngineHeapType::Exn,
        AbstractHeapType::Any
        | AbstractHeapType::Eq
        | AbstractHeapType::I31
        | AbstractHeapType::Struct
        | AbstractHeapType::Array
        | AbstractHeapType::None => EngineHeapType::Any,
        AbstractHeapType::Cont | AbstractHeapType::NoCont => EngineHeapType::Cont,
    })
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
        if !matches(store, expected, actual) {
            return Err(Problem::other(format!(
                "result {index}: expected {}, got {}",
                show_pattern(expected),
                show_value(store, actual)
            )));
        }
    }
    Ok(())
}

fn matches(store: &Store<()>, expected: &WastRetCore<'_>, actual: &Val) -> bool {
    match (expected, actual) {
        (WastRetCore::I32(expected), Val::I32(actual)) => expected == actual,
        (WastRetCore::I64(expected), Val::I64(actual)) => expected == actual,
        (WastRetCore::F32(expected), Val::F32(actual)) => matches_f32(expected, *actual),
        (WastRetCore::F64(expected), Val::F64(actual)) => matches_f64(expected, *actual),
        (WastRetCore::V128(expected), Val::V128(actual)) => {
            matches_v128(expected, actual.as_u128().to_le_bytes())
        }
        (WastRetCore::RefNull(None), actual) => is_null(actual),
        (WastRetCore::RefNull(Some(heap_type)), actual) => {
            is_null(actual)
                && top(heap_type).is_none_or(|top| {
                    let ty = actual.ty(store).ok();
                    ty.and_then(|ty| ty.as_ref().map(|ty| ty.heap_type().top())) == Some(top)
                })
        }
        // Which function it is cannot be told: the index counts in a module that
        // the script does not name.
        (WastRetCore::RefFunc(_), Val::FuncRef(reference)) => reference.is_some(),
        (WastRetCore::RefExtern(None), Val::ExternRef(reference)) => reference.is_some(),
        (WastRetCore::RefExtern(Some(expected)), Val::ExternRef(Some(_))) => {
            host_number(store, actual) == Some(*expected)
        }
        (WastRetCore::Either(alternatives), actual) => alternatives
            .iter()
            .any(|alternative| matches(store, alternative, actual)),
        (WastRetCore::RefHost(expected), Val::AnyRef(Some(_))) => {
            host_number(store, actual) == Some(*expected)
        }
        (WastRetCore::RefAny, Val::AnyRef(reference)) => reference.is_some(),
        (WastRetCore::RefEq, Val::AnyRef(_)) => is_of(store, actual, EngineHeapType::Eq),
        (WastRetCore::RefI31, Val::AnyRef(_)) => is_of(store, actual, EngineHeapType::I31),
        (WastRetCore::RefStruct, Val::AnyRef(_)) => is_of(store, actual, EngineHeapType::Struct),
        (WastRetCore::RefArray, Val::AnyRef(_)) => is_of(store, actual, EngineHeapType::Array),
        _ => false,
    }
}

fn is_null(value: &Val) -> bool {
    value.ref_().is_some_and(|reference| reference.is_null())
}

/// Whether a value is a reference to something of that type.
fn is_of(store: &Store<()>, value: &Val, heap_type: EngineHeapType) -> bool {
    let ty = RefType::new(false, heap_type);
    value.matches_ty(store, &ValType::Ref(ty)).unwrap_or(false)
}

/// The number of the host's object that a reference is to.
fn host_number(store: &Store<()>, value: &Val) -> Option<u32> {
    let reference = match *value {
        Val::ExternRef(reference) => reference?,
        Val::AnyRef(reference) => ExternRef::convert_any(store, reference?).ok()?,
        _ => return None,
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
        reference => match (reference.ty(store), host_number(store, reference)) {
            (_, Some(number)) => format!("a reference to the host's object {number}"),
            (Ok(ty), None) => format!("a reference of type {ty}"),
            (Err(error), None) => format!("a reference that cannot be used: {error:#}"),
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
