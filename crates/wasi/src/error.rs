//! What a call can end in besides success.
//!
//! An [`Errno`] is an answer to the program, which goes on. The others end the
//! program: they become the error of the host function, from which the embedder
//! gets them back by downcasting. A wrong pointer is one of these and not
//! `Errno::Fault`, as the interface definition says ("the function shall trap")
//! and as Wasmtime does.

use crate::types::Errno;
use std::io;
use thiserror::Error;

/// The program asked to end, with this code. This is how every program that
/// calls `exit` ends, so it is not a failure when the code is zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the program ended with exit code {0}")]
pub struct Exit(pub u32);

/// The program passed a pointer that does not point into its memory, or not to
/// where such a value can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MemoryFault {
    /// Not all of the bytes are in the memory.
    #[error(
        "a WASI call was passed a pointer out of bounds: {length} bytes at {address:#x} in a memory of {memory_size:#x} bytes"
    )]
    OutOfBounds {
        /// Where the bytes would begin.
        address: u32,
        /// How many there would be.
        length: u64,
        /// The size of the memory.
        memory_size: usize,
    },
    /// The address is not a multiple of the alignment of the type.
    #[error(
        "a WASI call was passed a misaligned pointer: {address:#x} is not a multiple of {alignment}"
    )]
    Misaligned {
        /// The address.
        address: u32,
        /// The alignment of the type.
        alignment: u32,
    },
}

/// A wait was ended by [`Interrupter::interrupt`](crate::Interrupter::interrupt).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a WASI call was interrupted by the host")]
pub struct Interrupted;

/// Why a call did not succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Failure {
    /// The program is told.
    #[error("the call answered {0:?}")]
    Errno(Errno),
    /// The program ends because it passed a bad pointer.
    #[error(transparent)]
    Memory(#[from] MemoryFault),
    /// The program ends because it said so.
    #[error(transparent)]
    Exit(#[from] Exit),
    /// The program ends because the host said so.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
}

impl From<Errno> for Failure {
    fn from(errno: Errno) -> Self {
        Self::Errno(errno)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Errno(error.into())
    }
}

impl From<rustix::io::Errno> for Failure {
    fn from(error: rustix::io::Errno) -> Self {
        Self::Errno(error.into())
    }
}
