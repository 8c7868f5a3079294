//! The sets of flags. A set with a bit that the interface does not define is
//! refused with `inval`, as the definition of a set of flags asks for.

use super::Errno;
use bitflags::{Flags, bitflags};

bitflags! {
    /// The flags of a file descriptor.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct FdFlags: u16 {
        /// Every write goes to the end of the file.
        const APPEND = 1 << 0;
        /// A write returns when its data are on the device.
        const DSYNC = 1 << 1;
        /// A call that would wait answers `again` instead.
        const NONBLOCK = 1 << 2;
        /// A read first completes pending writes of what it reads.
        const RSYNC = 1 << 3;
        /// A write returns when its data and the file's attributes are on the device.
        const SYNC = 1 << 4;
    }

    /// How `path_open` opens.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct OpenFlags: u16 {
        /// Create the file if it does not exist.
        const CREAT = 1 << 0;
        /// Fail if it is not a directory.
        const DIRECTORY = 1 << 1;
        /// Fail if it exists.
        const EXCL = 1 << 2;
        /// Make the file empty.
        const TRUNC = 1 << 3;
    }

    /// How the last component of a path is resolved.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct LookupFlags: u32 {
        /// If it is a symbolic link, follow it.
        const SYMLINK_FOLLOW = 1 << 0;
    }

    /// Which times are to be set, and to what.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct SetTimesFlags: u16 {
        /// The access time, to the time given.
        const ATIM = 1 << 0;
        /// The access time, to now.
        const ATIM_NOW = 1 << 1;
        /// The modification time, to the time given.
        const MTIM = 1 << 2;
        /// The modification time, to now.
        const MTIM_NOW = 1 << 3;
    }

    /// What is peculiar about a descriptor that became ready.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct EventFlags: u16 {
        /// The other end has closed.
        const HANGUP = 1 << 0;
    }

    /// How `sock_recv` receives.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct ReceiveFlags: u16 {
        /// Leave the data in the socket's queue.
        const PEEK = 1 << 0;
        /// Wait until the buffers are full.
        const WAITALL = 1 << 1;
    }

    /// What `sock_recv` says about what it received.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct ReceivedFlags: u16 {
        /// The message was longer than the buffers; its rest is lost.
        const DATA_TRUNCATED = 1 << 0;
    }

    /// Which directions of a socket to shut down.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct ShutdownFlags: u8 {
        /// Receiving.
        const RD = 1 << 0;
        /// Sending.
        const WR = 1 << 1;
    }
}

/// The set of flags with these bits, which are the 32-bit value of a WebAssembly parameter.
pub fn flags_from_raw<F>(raw: u32) -> Result<F, Errno>
where
    F: Flags,
    F::Bits: TryFrom<u32>,
{
    F::Bits::try_from(raw)
        .ok()
        .and_then(F::from_bits)
        .ok_or(Errno::Inval)
}

impl FdFlags {
    /// The flags that ask for synchronous input and output. They are chosen
    /// when a file is opened and cannot be changed afterwards.
    pub const SYNCHRONOUS: Self = Self::DSYNC.union(Self::RSYNC).union(Self::SYNC);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undefined_bits_are_refused() {
        assert_eq!(flags_from_raw(5), Ok(FdFlags::APPEND | FdFlags::NONBLOCK));
        assert_eq!(flags_from_raw::<FdFlags>(1 << 5), Err(Errno::Inval));
        assert_eq!(flags_from_raw::<FdFlags>(1 << 16), Err(Errno::Inval));
        assert_eq!(flags_from_raw::<ShutdownFlags>(0x100), Err(Errno::Inval));
        assert_eq!(flags_from_raw::<LookupFlags>(u32::MAX), Err(Errno::Inval));
    }
}
