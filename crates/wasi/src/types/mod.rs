//! The types of the interface definition: numbers, flags and records, with
//! their layout in the program's memory.
//!
//! Every record is encoded and decoded by explicit little-endian writes and
//! reads at the offsets that the interface definition gives; nothing here
//! depends on how Rust lays out a struct.

mod dirent;
mod errno;
mod event;
mod flags;
mod rights;
mod stat;

pub use dirent::Dirent;
pub use errno::Errno;
pub use event::{ClockSubscription, Event, EventType, Subscription, SubscriptionKind};
pub use flags::{
    EventFlags, FdFlags, LookupFlags, OpenFlags, ReceiveFlags, ReceivedFlags, SetTimesFlags,
    ShutdownFlags, flags_from_raw,
};
pub use rights::Rights;
pub use stat::{DirectoryPrestat, Fdstat, FileType, Filestat};

/// The clocks that a program can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockId {
    /// The time of day: nanoseconds since 1970-01-01 00:00 UTC.
    Realtime,
    /// A clock that never goes back; its zero is when the context was built.
    Monotonic,
    /// The processor time used by the host's process.
    ProcessCputime,
    /// The processor time used by the calling thread.
    ThreadCputime,
}

impl ClockId {
    /// The clock with this number.
    pub fn from_raw(raw: u32) -> Result<Self, Errno> {
        match raw {
            0 => Ok(Self::Realtime),
            1 => Ok(Self::Monotonic),
            2 => Ok(Self::ProcessCputime),
            3 => Ok(Self::ThreadCputime),
            _ => Err(Errno::Inval),
        }
    }
}

/// What the offset of `fd_seek` counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whence {
    /// The start of the file.
    Set,
    /// The present offset.
    Current,
    /// The end of the file.
    End,
}

impl Whence {
    /// The origin with this number.
    pub fn from_raw(raw: u32) -> Result<Self, Errno> {
        match raw {
            0 => Ok(Self::Set),
            1 => Ok(Self::Current),
            2 => Ok(Self::End),
            _ => Err(Errno::Inval),
        }
    }
}

/// How a program means to use a region of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advice {
    /// Nothing in particular.
    Normal,
    /// From lower offsets to higher ones.
    Sequential,
    /// In no order.
    Random,
    /// Soon.
    WillNeed,
    /// Not soon.
    DontNeed,
    /// Once.
    NoReuse,
}

impl Advice {
    /// The advice with this number.
    pub fn from_raw(raw: u32) -> Result<Self, Errno> {
        match raw {
            0 => Ok(Self::Normal),
            1 => Ok(Self::Sequential),
            2 => Ok(Self::Random),
            3 => Ok(Self::WillNeed),
            4 => Ok(Self::DontNeed),
            5 => Ok(Self::NoReuse),
            _ => Err(Errno::Inval),
        }
    }
}
