//! File descriptors: what a program's small numbers stand for.
//!
//! Invariants: a number is free or stands for one descriptor; a new descriptor
//! gets the lowest free number, as POSIX programs expect; the table never grows
//! by a number that a program names, only by one that it is given.

use crate::directory::Directory;
use crate::socket::Socket;
use crate::stream::{InputStream, OutputStream};
use crate::types::{Errno, FdFlags, FileType, Rights};
use cap_std::fs::File;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io::IsTerminal;
use std::os::fd::{AsFd, BorrowedFd};

/// The most descriptors that a program can have open.
const MAXIMUM_DESCRIPTORS: usize = 1 << 16;

/// What a descriptor refers to.
#[derive(Debug)]
pub(crate) enum Resource {
    /// Standard input.
    Input(InputStream),
    /// Standard output or standard error.
    Output(OutputStream),
    /// A file that is not a directory.
    File(File),
    /// A directory.
    Directory(Directory),
    /// A socket.
    Socket(Socket),
}

/// An open file descriptor.
#[derive(Debug)]
pub(crate) struct Descriptor {
    pub(crate) resource: Resource,
    pub(crate) file_type: FileType,
    pub(crate) flags: FdFlags,
    /// What may be done with it.
    pub(crate) rights: Rights,
    /// The most that may be done with what is opened through it.
    pub(crate) inheriting: Rights,
}

impl Descriptor {
    pub(crate) fn input(stream: InputStream) -> Self {
        let file_type = stream.host().map_or(FileType::Unknown, stream_type);
        let mut rights = Rights::FD_READ
            | Rights::FD_FDSTAT_SET_FLAGS
            | Rights::FD_FILESTAT_GET
            | Rights::POLL_FD_READWRITE;
        if file_type == FileType::RegularFile {
            rights |= Rights::FD_SEEK | Rights::FD_TELL;
        }
        Self {
            resource: Resource::Input(stream),
            file_type,
            flags: FdFlags::empty(),
            rights,
            inheriting: Rights::empty(),
        }
    }

    pub(crate) fn output(stream: OutputStream) -> Self {
        let file_type = stream.host().map_or(FileType::Unknown, stream_type);
        Self {
            resource: Resource::Output(stream),
            file_type,
            flags: FdFlags::empty(),
            rights: Rights::FD_WRITE
                | Rights::FD_SYNC
                | Rights::FD_DATASYNC
                | Rights::FD_FDSTAT_SET_FLAGS
                | Rights::FD_FILESTAT_GET
                | Rights::POLL_FD_READWRITE,
            inheriting: Rights::empty(),
        }
    }

    pub(crate) fn directory(directory: Directory, rights: Rights, inheriting: Rights) -> Self {
        Self {
            resource: Resource::Directory(directory),
            file_type: FileType::Directory,
            flags: FdFlags::empty(),
            rights,
            inheriting,
        }
    }

    pub(crate) fn socket(socket: Socket, flags: FdFlags) -> Self {
        Self {
            rights: socket.rights(),
            inheriting: socket.inheriting_rights(),
            resource: Resource::Socket(socket),
            file_type: Socket::FILE_TYPE,
            flags,
        }
    }

    /// Fails with `otherwise` unless all of these rights are there.
    pub(crate) fn require(&self, rights: Rights, otherwise: Errno) -> Result<(), Errno> {
        if self.rights.contains(rights) {
            Ok(())
        } else {
            Err(otherwise)
        }
    }

    /// The host's descriptor, if there is one.
    pub(crate) fn host(&self) -> Option<BorrowedFd<'_>> {
        match &self.resource {
            Resource::Input(stream) => stream.host(),
            Resource::Output(stream) => stream.host(),
            Resource::File(file) => Some(file.as_fd()),
            Resource::Directory(directory) => Some(directory.dir.as_fd()),
            Resource::Socket(socket) => Some(socket.as_fd()),
        }
    }
}

/// What kind of file one of the host's standard streams is.
fn stream_type(host: BorrowedFd<'_>) -> FileType {
    use rustix::fs::FileType as Host;
    let Ok(stat) = rustix::fs::fstat(host) else {
        return FileType::Unknown;
    };
    match Host::from_raw_mode(stat.st_mode) {
        Host::RegularFile => FileType::RegularFile,
        // The C library takes every character device without the right to seek
        // for a terminal, and so does not buffer what goes to `/dev/null`.
        Host::CharacterDevice if host.is_terminal() => FileType::CharacterDevice,
        Host::BlockDevice => FileType::BlockDevice,
        Host::Directory => FileType::Directory,
        Host::Socket => FileType::SocketStream,
        _ => FileType::Unknown,
    }
}

/// The descriptors of a program.
#[derive(Debug, Default)]
pub(crate) struct DescriptorTable {
    entries: Vec<Option<Descriptor>>,
    free: BinaryHeap<Reverse<u32>>,
}

impl From<Vec<Descriptor>> for DescriptorTable {
    fn from(descriptors: Vec<Descriptor>) -> Self {
        Self {
            entries: descriptors.into_iter().map(Some).collect(),
            free: BinaryHeap::new(),
        }
    }
}

impl DescriptorTable {
    /// Gives the descriptor the lowest free number.
    pub(crate) fn insert(&mut self, descriptor: Descriptor) -> Result<u32, Errno> {
        if let Some(Reverse(number)) = self.free.pop() {
            self.entries[number as usize] = Some(descriptor);
            return Ok(number);
        }
        if self.entries.len() >= MAXIMUM_DESCRIPTORS {
            return Err(Errno::Mfile);
        }
        let number = u32::try_from(self.entries.len()).map_err(|_| Errno::Mfile)?;
        self.entries.push(Some(descriptor));
        Ok(number)
    }

    pub(crate) fn get(&self, number: u32) -> Result<&Descriptor, Errno> {
        self.entries
            .get(number as usize)
            .and_then(Option::as_ref)
            .ok_or(Errno::Badf)
    }

    pub(crate) fn get_mut(&mut self, number: u32) -> Result<&mut Descriptor, Errno> {
        self.entries
            .get_mut(number as usize)
            .and_then(Option::as_mut)
            .ok_or(Errno::Badf)
    }

    /// Takes the descriptor out; its number is free again.
    pub(crate) fn remove(&mut self, number: u32) -> Result<Descriptor, Errno> {
        let descriptor = self
            .entries
            .get_mut(number as usize)
            .and_then(Option::take)
            .ok_or(Errno::Badf)?;
        self.free.push(Reverse(number));
        Ok(descriptor)
    }

    /// Moves a descriptor to the number of another, which is closed.
    pub(crate) fn renumber(&mut self, from: u32, to: u32) -> Result<(), Errno> {
        self.get(from)?;
        self.get(to)?;
        if from != to {
            let descriptor = self.remove(from)?;
            *self.get_mut(to)? = descriptor;
        }
        Ok(())
    }

    /// The directory behind a descriptor that has these rights.
    pub(crate) fn directory(
        &self,
        number: u32,
        rights: Rights,
    ) -> Result<(&Descriptor, &Directory), Errno> {
        let descriptor = self.get(number)?;
        match &descriptor.resource {
            Resource::Directory(directory) => {
                descriptor.require(rights, Errno::Perm)?;
                Ok((descriptor, directory))
            }
            Resource::File(_) => Err(Errno::Notdir),
            _ => Err(Errno::Badf),
        }
    }

    /// The file behind a descriptor.
    pub(crate) fn file(&self, number: u32) -> Result<(&Descriptor, &File), Errno> {
        let descriptor = self.get(number)?;
        match &descriptor.resource {
            Resource::File(file) => Ok((descriptor, file)),
            _ => Err(Errno::Badf),
        }
    }

    /// The socket behind a descriptor.
    pub(crate) fn socket(&self, number: u32) -> Result<(&Descriptor, &Socket), Errno> {
        let descriptor = self.get(number)?;
        match &descriptor.resource {
            Resource::Socket(socket) => Ok((descriptor, socket)),
            _ => Err(Errno::Notsock),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn descriptor(flags: FdFlags) -> Descriptor {
        Descriptor {
            flags,
            ..Descriptor::input(InputStream::Empty)
        }
    }

    #[test]
    fn the_lowest_free_number_is_used() {
        let mut table = DescriptorTable::default();
        for number in 0..5 {
            assert_eq!(table.insert(descriptor(FdFlags::empty())), Ok(number));
        }
        assert!(table.remove(3).is_ok());
        assert!(table.remove(1).is_ok());
        assert_eq!(table.remove(1).err(), Some(Errno::Badf));
        assert_eq!(table.remove(99).err(), Some(Errno::Badf));
        assert_eq!(table.insert(descriptor(FdFlags::empty())), Ok(1));
        assert_eq!(table.insert(descriptor(FdFlags::empty())), Ok(3));
        assert_eq!(table.insert(descriptor(FdFlags::empty())), Ok(5));
    }

    #[test]
    fn renumbering_needs_two_open_descriptors() {
        let mut table = DescriptorTable::default();
        for flags in [FdFlags::APPEND, FdFlags::SYNC] {
            table.insert(descriptor(flags)).expect("room");
        }
        assert_eq!(table.renumber(0, 2), Err(Errno::Badf));
        assert_eq!(table.renumber(2, 0), Err(Errno::Badf));
        assert_eq!(table.renumber(u32::MAX, 0), Err(Errno::Badf));
        assert_eq!(table.renumber(1, 1), Ok(()));
        assert_eq!(table.renumber(1, 0), Ok(()));
        assert_eq!(table.get(0).expect("open").flags, FdFlags::SYNC);
        assert_eq!(table.get(1).err(), Some(Errno::Badf));
        assert_eq!(table.insert(descriptor(FdFlags::empty())), Ok(1));
    }

    #[test]
    fn the_number_of_descriptors_is_bounded() {
        let mut table = DescriptorTable::default();
        for _ in 0..MAXIMUM_DESCRIPTORS {
            table.insert(descriptor(FdFlags::empty())).expect("room");
        }
        assert_eq!(
            table.insert(descriptor(FdFlags::empty())),
            Err(Errno::Mfile)
        );
    }
}
