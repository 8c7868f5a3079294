//! What standard input, output and error can be.
//!
//! The host's own streams are used through their file descriptors, without a
//! buffer in between: a program's write is one write of the host, in order with
//! whatever else the host's process writes, and nothing is lost when it ends
//! abruptly. Programs buffer for themselves, as their C library sees whether the
//! stream is a terminal.

use std::fmt;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::{Arc, Mutex, PoisonError};

/// Where standard input comes from.
pub(crate) enum InputStream {
    /// There is none: reading finds the end at once.
    Empty,
    /// The host's standard input.
    Host(io::Stdin),
    /// Something of the embedder's.
    Reader(Box<dyn Read + Send>),
}

impl InputStream {
    /// The host's descriptor, if there is one to ask for its state.
    pub(crate) fn host(&self) -> Option<BorrowedFd<'_>> {
        match self {
            Self::Host(stdin) => Some(stdin.as_fd()),
            Self::Empty | Self::Reader(_) => None,
        }
    }
}

impl fmt::Debug for InputStream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Empty => "Empty",
            Self::Host(_) => "Host",
            Self::Reader(_) => "Reader",
        })
    }
}

/// Where standard output or standard error goes.
pub(crate) enum OutputStream {
    /// Nowhere.
    Discard,
    /// The host's standard output.
    HostOutput(io::Stdout),
    /// The host's standard error.
    HostError(io::Stderr),
    /// Something of the embedder's.
    Writer(Box<dyn Write + Send>),
}

impl OutputStream {
    /// The host's descriptor, if there is one to ask for its state.
    pub(crate) fn host(&self) -> Option<BorrowedFd<'_>> {
        match self {
            Self::HostOutput(stdout) => Some(stdout.as_fd()),
            Self::HostError(stderr) => Some(stderr.as_fd()),
            Self::Discard | Self::Writer(_) => None,
        }
    }
}

impl fmt::Debug for OutputStream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Discard => "Discard",
            Self::HostOutput(_) => "HostOutput",
            Self::HostError(_) => "HostError",
            Self::Writer(_) => "Writer",
        })
    }
}

/// An output stream that keeps what is written to it, for tests and for
/// embedders that want a program's output in memory. Clones share the contents.
///
/// ```
/// use std::io::Write;
/// use switchback_wasi::OutputPipe;
///
/// let mut pipe = OutputPipe::with_capacity_limit(8);
/// let other = pipe.clone();
/// pipe.write_all(b"eight by").unwrap();
/// assert!(pipe.write_all(b"tes").is_err());
/// assert_eq!(other.contents(), b"eight by");
/// ```
#[derive(Debug, Clone)]
pub struct OutputPipe {
    contents: Arc<Mutex<Vec<u8>>>,
    limit: usize,
}

impl OutputPipe {
    /// A pipe that keeps at most `limit` bytes. A write beyond it is cut short,
    /// and the next one fails for lack of space.
    pub fn with_capacity_limit(limit: usize) -> Self {
        Self {
            contents: Arc::default(),
            limit,
        }
    }

    /// What has been written up to now.
    pub fn contents(&self) -> Vec<u8> {
        self.lock().clone()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<u8>> {
        // Bytes are whole whether or not some thread panicked while it held the lock.
        self.contents.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Write for OutputPipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut contents = self.lock();
        let accepted = bytes.len().min(self.limit - contents.len());
        if accepted == 0 && !bytes.is_empty() {
            return Err(io::ErrorKind::StorageFull.into());
        }
        contents.extend_from_slice(&bytes[..accepted]);
        Ok(accepted)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
