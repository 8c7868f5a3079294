//! What kind of problem an error of the engine is.

use switchback_engine::{
    Error, InvalidModule, InvalidModuleKind, ThrownException, Trap, UnknownImportError,
};

use crate::problem::{Problem, ProblemKind};

/// Why a module was not made.
pub(crate) fn of_compilation(error: &Error) -> Problem {
    let kind = match error.downcast_ref::<InvalidModule>() {
        Some(invalid) => match invalid.kind {
            InvalidModuleKind::Malformed => ProblemKind::Malformed,
            InvalidModuleKind::Invalid => ProblemKind::Invalid,
            InvalidModuleKind::Unsupported => ProblemKind::SwitchedOff,
            InvalidModuleKind::LimitExceeded => ProblemKind::LimitExceeded,
        },
        None => ProblemKind::Other,
    };
    Problem::new(kind, format!("{error:#}"))
}

/// Why a module was not instantiated.
pub(crate) fn of_instantiation(error: &Error) -> Problem {
    let is_link_error = error.is::<UnknownImportError>()
        || error.to_string().starts_with("incompatible import type");
    if is_link_error {
        Problem::new(ProblemKind::Unlinkable, format!("{error:#}"))
    } else {
        of_call(error)
    }
}

/// Why a call did not return.
pub(crate) fn of_call(error: &Error) -> Problem {
    if let Some(trap) = error.downcast_ref::<Trap>() {
        Problem::new(ProblemKind::Trap(*trap), trap.to_string())
    } else if let Some(exception) = error.downcast_ref::<ThrownException>() {
        Problem::new(ProblemKind::Exception, exception.to_string())
    } else {
        Problem::other(format!("{error:#}"))
    }
}

/// Whether a trap is the one that a script expects.
///
/// As in the specification's own interpreter, what is expected may be only the
/// beginning of the text. The interpreter also says which element of a table is
/// uninitialized; the engine does not, so a number at the end is not compared.
pub(crate) fn trap_has_text(trap: Trap, expected: &str) -> bool {
    texts(trap).iter().any(|text| {
        let is_number = |rest: &str| rest.trim_start().parse::<u64>().is_ok();
        text.starts_with(expected) || expected.strip_prefix(text).is_some_and(is_number)
    })
}

/// What the specification's tests call a trap.
fn texts(trap: Trap) -> &'static [&'static str] {
    match trap {
        Trap::StackOverflow => &["call stack exhausted"],
        Trap::MemoryOutOfBounds => &["out of bounds memory access"],
        Trap::TableOutOfBounds => &["out of bounds table access"],
        Trap::UndefinedElement => &["undefined element"],
        Trap::IndirectCallToNull => &["uninitialized element"],
        Trap::BadSignature => &["indirect call type mismatch"],
        Trap::IntegerOverflow => &["integer overflow"],
        Trap::IntegerDivisionByZero => &["integer divide by zero"],
        Trap::BadConversionToInteger => &["invalid conversion to integer"],
        Trap::UnreachableCodeReached => &["unreachable"],
        Trap::NullReference => &[
            "null reference",
            "null array reference",
            "null exception reference",
            "null continuation reference",
            "null function reference",
            "null i31 reference",
            "null structure reference",
        ],
        Trap::CastFailure => &["cast failure"],
        Trap::ArrayOutOfBounds => &["out of bounds array access"],
        Trap::HeapOutOfMemory => &["GC heap out of memory"],
        Trap::ContinuationConsumed => &["continuation already consumed"],
        Trap::UnhandledTag => &["unhandled tag"],
        // A recursion of `resume` ends with whatever is exhausted first.
        Trap::TooManyContinuations => &["too many continuations", "call stack exhausted"],
        _ => &[],
    }
}
