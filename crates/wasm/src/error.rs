//! The one kind of error that bytes can cause: invalid input.

/// Why bytes are not a module this engine takes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message} (at offset {offset:#x})")]
pub struct Error {
    /// What is wrong.
    pub kind: ErrorKind,
    /// The reason, in words.
    pub message: String,
    /// Where, in bytes from the start of the module.
    pub offset: usize,
}

/// What is wrong with the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// They do not follow the binary format.
    Malformed,
    /// They break a rule of validation.
    Invalid,
    /// They ask for a feature that is switched off or not built yet.
    Unsupported,
    /// They exceed a limit of the implementation.
    LimitExceeded,
}

impl Error {
    pub(crate) fn unsupported(message: impl Into<String>, offset: usize) -> Self {
        Self {
            kind: ErrorKind::Unsupported,
            message: message.into(),
            offset,
        }
    }

    pub(crate) fn limit(what: &str, limit: impl std::fmt::Display, offset: usize) -> Self {
        Self {
            kind: ErrorKind::LimitExceeded,
            message: format!("{what} exceed the implementation limit of {limit}"),
            offset,
        }
    }
}
