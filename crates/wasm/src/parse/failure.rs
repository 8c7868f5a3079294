//! Why parsing stopped, before it is known what kind of error that is.

use crate::error::Error;

/// Why parsing stopped.
#[derive(Clone, Debug)]
pub(super) enum Failure {
    /// `wasmparser` refused the bytes: malformed, invalid, unsupported or beyond
    /// one of its limits, which [`super::classify`] finds out.
    Refused(wasmparser::Error),
    /// This crate refused them and knows why.
    Known(Error),
}

impl From<wasmparser::Error> for Failure {
    fn from(error: wasmparser::Error) -> Self {
        Self::Refused(error)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Known(error)
    }
}

/// An offset of `wasmparser`'s as an index into the module's bytes. It lies
/// within them, or one past, so the conversion is exact.
pub(super) fn usize_offset(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

/// A range of `wasmparser`'s as a range of the module's bytes.
pub(super) fn usize_range(range: std::ops::Range<u64>) -> std::ops::Range<usize> {
    usize_offset(range.start)..usize_offset(range.end)
}
