//! Why a directive, or a step of one, did not go through.
//!
//! The kinds of the specification are kept apart: an assertion that a module is
//! malformed is not fulfilled by one that is merely invalid, and so on. What kind
//! an error of the engine is, is decided in [`crate::engine_error`].

use switchback_engine::Trap;

/// Why a directive, or a step of one, did not go through.
#[derive(Debug)]
pub(crate) struct Problem {
    pub(crate) kind: ProblemKind,
    pub(crate) message: String,
}

/// The kinds that script directives tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProblemKind {
    /// The module does not follow the binary or text format.
    Malformed,
    /// The module breaks a rule of validation.
    Invalid,
    /// The module exceeds a limit of the implementation.
    LimitExceeded,
    /// The module uses a feature that is switched off, or that the engine does not have.
    SwitchedOff,
    /// An import is missing or has another type.
    Unlinkable,
    /// Wasm code, or an instantiation, trapped.
    Trap(Trap),
    /// An exception was thrown and not caught.
    Exception,
    /// None of the above: what was seen is not what the directive says, or the
    /// engine failed in a way that no directive can ask for.
    Other,
}

impl Problem {
    pub(crate) fn new(kind: ProblemKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
        }
    }

    /// Something that no directive can ask for.
    pub(crate) fn other(message: impl Into<String>) -> Self {
        Self::new(ProblemKind::Other, message)
    }

    /// In words, with the kind first.
    pub(crate) fn describe(&self) -> String {
        let kind = match self.kind {
            ProblemKind::Malformed => "malformed module",
            ProblemKind::Invalid => "invalid module",
            ProblemKind::LimitExceeded => "module beyond a limit",
            ProblemKind::SwitchedOff => "feature switched off",
            ProblemKind::Unlinkable => "unlinkable module",
            ProblemKind::Trap(_) => "trap",
            ProblemKind::Exception => "uncaught exception",
            ProblemKind::Other => return self.message.clone(),
        };
        format!("{kind}: {}", self.message)
    }
}
