//! The one kind of error that bytes can cause: invalid input.

/// Why bytes are not a module this engine takes.
#[derive(Clone, Debug, thiserror::Error)]
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
