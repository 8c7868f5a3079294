//! Reading a directory.

use super::Result;
use crate::context::WasiContext;
use crate::descriptor::Resource;
use crate::memory::GuestMemory;
use crate::types::{Dirent, Errno, Rights};

/// Fills a buffer with entries of a directory, from the one with this cookie on.
/// The last is cut off where the buffer ends; a buffer that is not full says that
/// there are no more.
pub fn fd_readdir(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    fd: u32,
    buffer: u32,
    length: u32,
    cookie: u64,
    size_out: u32,
) -> Result {
    let descriptor = context.descriptors.get_mut(fd)?;
    let rights = descriptor.rights;
    let directory = match &mut descriptor.resource {
        Resource::Directory(directory) => directory,
        Resource::File(_) => return Err(Errno::Notdir.into()),
        _ => return Err(Errno::Badf.into()),
    };
    if !rights.contains(Rights::FD_READDIR) {
        return Err(Errno::Perm.into());
    }
    let mut destination = memory.bytes_mut(buffer, length)?;
    let listing = directory.listing(cookie)?;

    let mut next = cookie;
    while let Some(entry) = listing.entry(next)
        && !destination.is_empty()
    {
        next += 1;
        let head = Dirent {
            next,
            inode: entry.inode,
            name_length: u32::try_from(entry.name.len()).map_err(|_| Errno::Overflow)?,
            file_type: entry.file_type,
        };
        destination = put(destination, &head.encode());
        destination = put(destination, entry.name);
    }
    // What is left is no longer than the buffer, whose length has 32 bits.
    let size = length - destination.len() as u32;
    memory.write_u32(size_out, size)?;
    Ok(())
}

/// Copies as much as there is room for. Returns the room after it.
fn put<'a>(destination: &'a mut [u8], bytes: &[u8]) -> &'a mut [u8] {
    let size = bytes.len().min(destination.len());
    let (written, rest) = destination.split_at_mut(size);
    written.copy_from_slice(&bytes[..size]);
    rest
}
