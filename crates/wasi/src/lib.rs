//! WASI preview 1 (`wasi_snapshot_preview1`) for Switchback, on cap-std.
//!
//! A [`WasiContext`] says what a program is given; `add_to_linker` makes the
//! calls of the interface available to it. A program sees what it was given and
//! nothing else: files only under directories that were opened for it, through
//! paths that cannot lead out of them; sockets only when they were handed over;
//! the host's standard streams and environment only when it inherits them.
//!
//! The crate has these rooms:
//!
//! * `context`: the context and how it is described.
//! * `descriptor`, with `directory`, `socket` and `stream`: what file descriptors
//!   stand for.
//! * [`types`]: numbers, flags and records, and their layout in memory.
//! * `memory`: the checked view of the program's memory.
//! * [`preview1`]: the calls, one file for each family. They know nothing of the engine.
//! * `wait`: the one place where a call waits, and how the host ends that.
//! * `linker`: the only room that knows the engine.
//!
//! Deliberately absent: threads (a context is used by one thread at a time) and
//! hosts that are not Unix.

#![forbid(unsafe_code)]

mod context;
mod descriptor;
mod directory;
mod error;
mod linker;
mod memory;
pub mod preview1;
mod socket;
mod stream;
pub mod types;
mod wait;

pub use context::{DirPerms, FilePerms, WasiContext, WasiContextBuilder};
pub use error::{Exit, Failure, Interrupted, MemoryFault};
pub use linker::add_to_linker;
pub use memory::{GuestMemory, MAXIMUM_BUFFERS, MAXIMUM_TRANSFER};
pub use socket::Socket;
pub use stream::OutputPipe;
pub use wait::Interrupter;
