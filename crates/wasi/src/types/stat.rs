//! `fdstat`, `filestat` and `prestat`: what is known about a descriptor and about a file.

use super::{FdFlags, Rights};
use cap_std::fs::{FileTypeExt, Metadata, MetadataExt};

/// What kind of thing a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum FileType {
    /// Something that preview 1 has no name for, for example a pipe.
    Unknown = 0,
    /// A block device.
    BlockDevice = 1,
    /// A character device, for example a terminal.
    CharacterDevice = 2,
    /// A directory.
    Directory = 3,
    /// A regular file.
    RegularFile = 4,
    /// A datagram socket.
    SocketDatagram = 5,
    /// A stream socket.
    SocketStream = 6,
    /// A symbolic link.
    SymbolicLink = 7,
}

impl From<cap_std::fs::FileType> for FileType {
    fn from(host: cap_std::fs::FileType) -> Self {
        if host.is_file() {
            Self::RegularFile
        } else if host.is_dir() {
            Self::Directory
        } else if host.is_symlink() {
            Self::SymbolicLink
        } else if host.is_char_device() {
            Self::CharacterDevice
        } else if host.is_block_device() {
            Self::BlockDevice
        } else if host.is_socket() {
            // The host does not say which kind of socket a file is.
            Self::SocketStream
        } else {
            Self::Unknown
        }
    }
}

/// The attributes of a descriptor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fdstat {
    /// What it refers to.
    pub file_type: FileType,
    /// Its flags.
    pub flags: FdFlags,
    /// What may be done with it.
    pub rights_base: Rights,
    /// The most that may be done with what is opened through it.
    pub rights_inheriting: Rights,
}

impl Fdstat {
    /// Alignment of the record in the program's memory.
    pub const ALIGNMENT: u32 = 8;

    /// The record's bytes.
    pub fn encode(&self) -> [u8; 24] {
        let mut bytes = [0; 24];
        bytes[0] = self.file_type as u8;
        bytes[2..4].copy_from_slice(&self.flags.bits().to_le_bytes());
        bytes[8..16].copy_from_slice(&self.rights_base.bits().to_le_bytes());
        bytes[16..24].copy_from_slice(&self.rights_inheriting.bits().to_le_bytes());
        bytes
    }
}

/// The attributes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filestat {
    /// The device that holds it.
    pub device: u64,
    /// Its serial number on the device.
    pub inode: u64,
    /// What it is.
    pub file_type: FileType,
    /// How many hard links it has.
    pub links: u64,
    /// Its size in bytes; for a symbolic link, the length of the path in it.
    pub size: u64,
    /// When it was last read, in nanoseconds since 1970.
    pub accessed: u64,
    /// When its data were last changed.
    pub modified: u64,
    /// When its attributes were last changed.
    pub changed: u64,
}

impl Filestat {
    /// Alignment of the record in the program's memory.
    pub const ALIGNMENT: u32 = 8;

    /// What is known of something that has a type and nothing else.
    pub fn of_type(file_type: FileType) -> Self {
        Self {
            device: 0,
            inode: 0,
            file_type,
            links: 0,
            size: 0,
            accessed: 0,
            modified: 0,
            changed: 0,
        }
    }

    /// The record's bytes.
    pub fn encode(&self) -> [u8; 64] {
        let mut bytes = [0; 64];
        bytes[0..8].copy_from_slice(&self.device.to_le_bytes());
        bytes[8..16].copy_from_slice(&self.inode.to_le_bytes());
        bytes[16] = self.file_type as u8;
        bytes[24..32].copy_from_slice(&self.links.to_le_bytes());
        bytes[32..40].copy_from_slice(&self.size.to_le_bytes());
        bytes[40..48].copy_from_slice(&self.accessed.to_le_bytes());
        bytes[48..56].copy_from_slice(&self.modified.to_le_bytes());
        bytes[56..64].copy_from_slice(&self.changed.to_le_bytes());
        bytes
    }
}

impl From<&Metadata> for Filestat {
    fn from(metadata: &Metadata) -> Self {
        Self {
            device: metadata.dev(),
            inode: metadata.ino(),
            file_type: metadata.file_type().into(),
            links: metadata.nlink(),
            size: metadata.size(),
            accessed: timestamp(metadata.atime(), metadata.atime_nsec()),
            modified: timestamp(metadata.mtime(), metadata.mtime_nsec()),
            changed: timestamp(metadata.ctime(), metadata.ctime_nsec()),
        }
    }
}

/// Nanoseconds since 1970. A host's file may have a time that 64 unsigned bits
/// cannot say; the nearest that they can is better than no answer at all.
fn timestamp(seconds: i64, nanoseconds: i64) -> u64 {
    let exact = i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds);
    u64::try_from(exact.max(0)).unwrap_or(u64::MAX)
}

/// What `fd_prestat_get` says of a directory that was opened for the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DirectoryPrestat {
    /// The length of the directory's name.
    pub name_length: u32,
}

impl DirectoryPrestat {
    /// Alignment of the record in the program's memory.
    pub const ALIGNMENT: u32 = 4;

    /// The record's bytes. The tag, 0, is that of a directory, the only kind there is.
    pub fn encode(&self) -> [u8; 8] {
        let mut bytes = [0; 8];
        bytes[4..8].copy_from_slice(&self.name_length.to_le_bytes());
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_have_the_offsets_of_the_interface_definition() {
        let stat = Filestat {
            device: 0x0101,
            inode: 0x0202,
            file_type: FileType::SymbolicLink,
            links: 0x0303,
            size: 0x0404,
            accessed: 0x0505,
            modified: 0x0606,
            changed: 0x0707,
        }
        .encode();
        let word = |offset: usize| {
            u64::from_le_bytes(stat[offset..offset + 8].try_into().expect("eight bytes"))
        };
        assert_eq!(
            [0, 8, 16, 24, 32, 40, 48, 56].map(word),
            [0x0101, 0x0202, 7, 0x0303, 0x0404, 0x0505, 0x0606, 0x0707]
        );

        let stat = Fdstat {
            file_type: FileType::Directory,
            flags: FdFlags::APPEND | FdFlags::SYNC,
            rights_base: Rights::PATH_OPEN,
            rights_inheriting: Rights::FD_READ,
        }
        .encode();
        assert_eq!(stat[..8], [3, 0, 17, 0, 0, 0, 0, 0]);
        assert_eq!(stat[8..16], (1u64 << 13).to_le_bytes());
        assert_eq!(stat[16..], (1u64 << 1).to_le_bytes());

        assert_eq!(
            DirectoryPrestat { name_length: 258 }.encode(),
            [0, 0, 0, 0, 2, 1, 0, 0]
        );
    }

    #[test]
    fn times_out_of_range_are_clamped() {
        assert_eq!(timestamp(1, 5), 1_000_000_005);
        assert_eq!(timestamp(-1, 999_999_999), 0);
        assert_eq!(timestamp(i64::MIN, 0), 0);
        assert_eq!(timestamp(i64::MAX, 999_999_999), u64::MAX);
    }
}
