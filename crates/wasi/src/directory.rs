//! An open directory, and the listing of it that `fd_readdir` hands out in pieces.
//!
//! A program reads a directory by cookies: it asks for the entries from a certain
//! one on, and often removes files as it goes. The cookies must keep meaning what
//! they meant, so a listing is taken when the program begins at the beginning and
//! is kept until it does so again.

use crate::types::{Errno, FileType};
use cap_std::fs::{Dir, MetadataExt};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::DirEntryExt;

/// The most entries that a listing holds: what bounds the memory that a program
/// can make the host use by filling a directory.
const MAXIMUM_ENTRIES: usize = 1 << 20;

/// An open directory.
#[derive(Debug)]
pub(crate) struct Directory {
    pub(crate) dir: Dir,
    /// The name under which the embedder gave it to the program.
    pub(crate) preopen: Option<String>,
    listing: Option<Listing>,
}

impl Directory {
    pub(crate) fn new(dir: Dir, preopen: Option<String>) -> Self {
        Self {
            dir,
            preopen,
            listing: None,
        }
    }

    /// The listing in which a program that has this cookie is reading.
    pub(crate) fn listing(&mut self, cookie: u64) -> Result<&Listing, Errno> {
        if cookie == 0 || self.listing.is_none() {
            self.listing = Some(Listing::take(&self.dir)?);
        }
        self.listing.as_ref().ok_or(Errno::Io)
    }
}

/// The entries of a directory, with `.` and `..` as the first two. The cookie of
/// an entry is its index.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    entries: Vec<Entry>,
    /// All the names, one after the other.
    names: Vec<u8>,
}

/// An entry of a directory.
#[derive(Debug)]
struct Entry {
    name_start: usize,
    name_end: usize,
    inode: u64,
    file_type: FileType,
}

/// An entry as it is handed out.
pub(crate) struct ListedEntry<'a> {
    pub(crate) name: &'a [u8],
    pub(crate) inode: u64,
    pub(crate) file_type: FileType,
}

impl Listing {
    fn take(dir: &Dir) -> Result<Self, Errno> {
        let mut listing = Self::default();
        // The parent of a directory that the program was given is none of its
        // business, so `..` has the number of the directory itself.
        let inode = dir.dir_metadata()?.ino();
        listing.push(b".", inode, FileType::Directory)?;
        listing.push(b"..", inode, FileType::Directory)?;
        for entry in dir.entries()? {
            let entry = entry?;
            let file_type = entry
                .file_type()
                .map_or(FileType::Unknown, |file_type| file_type.into());
            listing.push(entry.file_name().as_bytes(), entry.ino(), file_type)?;
        }
        Ok(listing)
    }

    fn push(&mut self, name: &[u8], inode: u64, file_type: FileType) -> Result<(), Errno> {
        if self.entries.len() == MAXIMUM_ENTRIES {
            return Err(Errno::Nomem);
        }
        let name_start = self.names.len();
        self.names.extend_from_slice(name);
        self.entries.push(Entry {
            name_start,
            name_end: self.names.len(),
            inode,
            file_type,
        });
        Ok(())
    }

    /// The entry with this cookie.
    pub(crate) fn entry(&self, cookie: u64) -> Option<ListedEntry<'_>> {
        let entry = self.entries.get(usize::try_from(cookie).ok()?)?;
        Some(ListedEntry {
            name: &self.names[entry.name_start..entry.name_end],
            inode: entry.inode,
            file_type: entry.file_type,
        })
    }
}
