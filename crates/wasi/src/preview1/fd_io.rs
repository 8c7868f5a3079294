//! Reading, writing and seeking.
//!
//! The host reads right into the program's memory and writes right from it. The
//! offset of a file is the host's own; every `path_open` opens the file afresh, so
//! no two descriptors share one.

use super::Result;
use crate::context::WasiContext;
use crate::descriptor::{Descriptor, Resource};
use crate::memory::GuestMemory;
use crate::stream::{InputStream, OutputStream};
use crate::types::{Errno, FdFlags, FileType, Rights, Whence};
use crate::wait::{Waiter, is_ready};
use rustix::event::PollFlags;
use rustix::fd::{AsFd, BorrowedFd};
use rustix::fs::SeekFrom;
use rustix::io::{preadv, pwritev, readv, retry_on_intr, writev};
use std::io::{IoSlice, IoSliceMut, Read, Write};

/// How much can be written to something that is ready without waiting, at most.
const WRITTEN_WHEN_READY: usize = 4096;

/// Reads into the buffers that the list of `count` entries at `buffers` describes.
pub fn fd_read(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    fd: u32,
    buffers: u32,
    count: u32,
    size_out: u32,
) -> Result {
    let descriptor = context.descriptors.get_mut(fd)?;
    descriptor.require(Rights::FD_READ, Errno::Badf)?;
    let size = read(
        &context.waiter,
        descriptor,
        &mut memory.buffers_mut(buffers, count)?,
    )?;
    memory.write_u32(size_out, size)?;
    Ok(())
}

fn read(
    waiter: &Waiter,
    descriptor: &mut Descriptor,
    buffers: &mut [IoSliceMut<'_>],
) -> Result<u32> {
    let waiting = Waiting::on(descriptor);
    let size = match &mut descriptor.resource {
        Resource::Input(InputStream::Empty) => 0,
        Resource::Input(InputStream::Reader(reader)) => reader.read_vectored(buffers)?,
        Resource::Input(InputStream::Host(stdin)) => {
            read_host(waiter, waiting, stdin.as_fd(), buffers)?
        }
        Resource::File(file) => read_host(waiter, waiting, file.as_fd(), buffers)?,
        Resource::Socket(socket) => read_host(waiter, waiting, socket.as_fd(), buffers)?,
        Resource::Output(_) | Resource::Directory(_) => return Err(Errno::Badf.into()),
    };
    // The buffers together are shorter than 2 GiB; a reader of the embedder's
    // that says that it read more is wrong.
    let capacity = buffers.iter().map(|buffer| buffer.len()).sum();
    Ok(size.min(capacity) as u32)
}

fn read_host(
    waiter: &Waiter,
    waiting: Waiting,
    host: BorrowedFd<'_>,
    buffers: &mut [IoSliceMut<'_>],
) -> Result<usize> {
    if buffers.is_empty() {
        return Ok(0);
    }
    waiting.before(waiter, host, PollFlags::IN)?;
    Ok(retry_on_intr(|| readv(host, buffers))?)
}

/// Reads from an offset of a file, without regard to the descriptor's own.
pub fn fd_pread(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    fd: u32,
    buffers: u32,
    count: u32,
    offset: u64,
    size_out: u32,
) -> Result {
    let descriptor = context.descriptors.get(fd)?;
    let Resource::File(file) = &descriptor.resource else {
        return Err(has_no_offsets(descriptor).into());
    };
    descriptor.require(Rights::FD_READ, Errno::Badf)?;
    let mut buffers = memory.buffers_mut(buffers, count)?;
    let size = retry_on_intr(|| preadv(file, &mut buffers, offset))?;
    memory.write_u32(size_out, size as u32)?;
    Ok(())
}

/// Writes the buffers that the list of `count` entries at `buffers` describes.
pub fn fd_write(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    fd: u32,
    buffers: u32,
    count: u32,
    size_out: u32,
) -> Result {
    let descriptor = context.descriptors.get_mut(fd)?;
    descriptor.require(Rights::FD_WRITE, Errno::Badf)?;
    let size = write(
        &context.waiter,
        descriptor,
        &memory.buffers(buffers, count)?,
    )?;
    memory.write_u32(size_out, size)?;
    Ok(())
}

fn write(waiter: &Waiter, descriptor: &mut Descriptor, buffers: &[IoSlice<'_>]) -> Result<u32> {
    let waiting = Waiting::on(descriptor);
    let length = buffers.iter().map(|buffer| buffer.len()).sum();
    let size = match &mut descriptor.resource {
        Resource::Output(OutputStream::Discard) => length,
        Resource::Output(OutputStream::Writer(writer)) => writer.write_vectored(buffers)?,
        Resource::Output(OutputStream::HostOutput(stdout)) => {
            write_host(waiter, waiting, stdout.as_fd(), buffers)?
        }
        Resource::Output(OutputStream::HostError(stderr)) => {
            write_host(waiter, waiting, stderr.as_fd(), buffers)?
        }
        Resource::File(file) => write_host(waiter, waiting, file.as_fd(), buffers)?,
        Resource::Socket(socket) => write_host(waiter, waiting, socket.as_fd(), buffers)?,
        Resource::Input(_) | Resource::Directory(_) => return Err(Errno::Badf.into()),
    };
    Ok(size.min(length) as u32)
}

fn write_host(
    waiter: &Waiter,
    waiting: Waiting,
    host: BorrowedFd<'_>,
    buffers: &[IoSlice<'_>],
) -> Result<usize> {
    let Some(first) = buffers.first() else {
        return Ok(0);
    };
    waiting.before(waiter, host, PollFlags::OUT)?;
    if waiting.must_not_block(waiter) {
        let part = &first[..first.len().min(WRITTEN_WHEN_READY)];
        return Ok(retry_on_intr(|| rustix::io::write(host, part))?);
    }
    Ok(retry_on_intr(|| writev(host, buffers))?)
}

/// Writes from an offset of a file on, without regard to the descriptor's own.
/// As on Linux, a file opened with `APPEND` is appended to all the same.
pub fn fd_pwrite(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    fd: u32,
    buffers: u32,
    count: u32,
    offset: u64,
    size_out: u32,
) -> Result {
    let descriptor = context.descriptors.get(fd)?;
    let Resource::File(file) = &descriptor.resource else {
        return Err(has_no_offsets(descriptor).into());
    };
    descriptor.require(Rights::FD_WRITE, Errno::Badf)?;
    let buffers = memory.buffers(buffers, count)?;
    let size = retry_on_intr(|| pwritev(file, &buffers, offset))?;
    memory.write_u32(size_out, size as u32)?;
    Ok(())
}

/// Moves the offset of a descriptor, and writes where it is then.
pub fn fd_seek(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    fd: u32,
    offset: i64,
    whence: u32,
    offset_out: u32,
) -> Result {
    let position = match Whence::from_raw(whence)? {
        Whence::Set => SeekFrom::Start(u64::try_from(offset).map_err(|_| Errno::Inval)?),
        Whence::Current => SeekFrom::Current(offset),
        Whence::End => SeekFrom::End(offset),
    };
    let descriptor = context.descriptors.get(fd)?;
    let offset = rustix::fs::seek(with_offset(descriptor, Rights::FD_SEEK)?, position)?;
    memory.write_u64(offset_out, offset)?;
    Ok(())
}

/// Writes the offset of a descriptor.
pub fn fd_tell(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    fd: u32,
    offset_out: u32,
) -> Result {
    let descriptor = context.descriptors.get(fd)?;
    let offset = rustix::fs::tell(with_offset(descriptor, Rights::FD_TELL)?)?;
    memory.write_u64(offset_out, offset)?;
    Ok(())
}

/// The host's descriptor of something that has an offset.
fn with_offset(
    descriptor: &Descriptor,
    right: Rights,
) -> std::result::Result<BorrowedFd<'_>, Errno> {
    let host = match &descriptor.resource {
        Resource::File(_) | Resource::Input(_) => descriptor.host(),
        _ => None,
    };
    match host {
        Some(host) if descriptor.rights.contains(right) => Ok(host),
        _ => Err(has_no_offsets(descriptor)),
    }
}

fn has_no_offsets(descriptor: &Descriptor) -> Errno {
    match descriptor.resource {
        Resource::Directory(_) => Errno::Badf,
        _ => Errno::Spipe,
    }
}

/// Whether reading and writing may wait, and what is done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Waiting {
    /// The host will not wait.
    Never,
    /// The host waits.
    Host,
    /// The host would wait, but the program does not want to.
    Refused,
}

impl Waiting {
    fn on(descriptor: &Descriptor) -> Self {
        let nonblocking = descriptor.flags.contains(FdFlags::NONBLOCK);
        match (&descriptor.resource, descriptor.file_type) {
            (_, FileType::RegularFile | FileType::BlockDevice) => Self::Never,
            (Resource::Input(_) | Resource::Output(_), _) if nonblocking => Self::Refused,
            _ if nonblocking => Self::Never,
            _ => Self::Host,
        }
    }

    /// To be called before the request that may wait.
    fn before(self, waiter: &Waiter, host: BorrowedFd<'_>, readiness: PollFlags) -> Result {
        match self {
            Self::Never => Ok(()),
            Self::Host => waiter.before_blocking(host, readiness),
            Self::Refused if is_ready(host, readiness)? => Ok(()),
            Self::Refused => Err(Errno::Again.into()),
        }
    }

    /// Whether a request must be so small that it does not wait once the
    /// descriptor is ready.
    fn must_not_block(self, waiter: &Waiter) -> bool {
        match self {
            Self::Never => false,
            Self::Host => waiter.is_interruptible(),
            Self::Refused => true,
        }
    }
}
