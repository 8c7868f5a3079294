//! Sockets: accepting connections, receiving, sending, and shutting down.

use super::Result;
use crate::context::WasiContext;
use crate::descriptor::{Descriptor, DescriptorTable};
use crate::memory::GuestMemory;
use crate::socket::Socket;
use crate::types::{
    Errno, FdFlags, ReceiveFlags, ReceivedFlags, Rights, ShutdownFlags, flags_from_raw,
};
use rustix::event::PollFlags;
use rustix::fd::AsFd;
use rustix::io::retry_on_intr;
use rustix::net::{
    RecvAncillaryBuffer, RecvFlags, ReturnFlags, SendAncillaryBuffer, SendFlags, recvmsg, sendmsg,
};
use std::net::Shutdown;

/// Accepts a connection and writes its descriptor.
pub fn sock_accept(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    fd: u32,
    flags: u32,
    fd_out: u32,
) -> Result {
    let flags: FdFlags = flags_from_raw(flags)?;
    if !FdFlags::NONBLOCK.contains(flags) {
        return Err(Errno::Inval.into());
    }
    let (descriptor, socket) = context.descriptors.socket(fd)?;
    descriptor.require(Rights::SOCK_ACCEPT, Errno::Inval)?;
    if !descriptor.flags.contains(FdFlags::NONBLOCK) {
        context
            .waiter
            .before_blocking(socket.as_fd(), PollFlags::IN)?;
    }
    let connection = socket.accept().ok_or(Errno::Inval)??;
    connection.set_nonblocking(flags.contains(FdFlags::NONBLOCK))?;

    let mut accepted = Descriptor::socket(connection, flags);
    accepted.rights &= descriptor.inheriting;
    let number = context.descriptors.insert(accepted)?;
    memory.write_u32(fd_out, number)?;
    Ok(())
}

/// Receives into the buffers that the list of `count` entries at `buffers` describes.
#[expect(
    clippy::too_many_arguments,
    reason = "the interface definition says which there are"
)]
pub fn sock_recv(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    fd: u32,
    buffers: u32,
    count: u32,
    flags: u32,
    size_out: u32,
    flags_out: u32,
) -> Result {
    let flags: ReceiveFlags = flags_from_raw(flags)?;
    let (descriptor, socket) = connected(&context.descriptors, fd, Rights::FD_READ)?;
    if !descriptor.flags.contains(FdFlags::NONBLOCK) {
        context
            .waiter
            .before_blocking(socket.as_fd(), PollFlags::IN)?;
    }
    let mut host_flags = RecvFlags::empty();
    host_flags.set(RecvFlags::PEEK, flags.contains(ReceiveFlags::PEEK));
    host_flags.set(RecvFlags::WAITALL, flags.contains(ReceiveFlags::WAITALL));

    let mut buffers = memory.buffers_mut(buffers, count)?;
    let received = retry_on_intr(|| {
        let mut no_control = RecvAncillaryBuffer::new(&mut []);
        recvmsg(socket, &mut buffers, &mut no_control, host_flags)
    })?;
    let mut flags = ReceivedFlags::empty();
    if received.flags.contains(ReturnFlags::TRUNC) {
        flags |= ReceivedFlags::DATA_TRUNCATED;
    }
    // The buffers together are shorter than 2 GiB.
    memory.write_u32(size_out, received.bytes as u32)?;
    memory.write(flags_out, 2, &flags.bits().to_le_bytes())?;
    Ok(())
}

/// Sends the buffers that the list of `count` entries at `buffers` describes. No
/// flags are defined.
pub fn sock_send(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    fd: u32,
    buffers: u32,
    count: u32,
    flags: u32,
    size_out: u32,
) -> Result {
    if flags != 0 {
        return Err(Errno::Inval.into());
    }
    let (descriptor, socket) = connected(&context.descriptors, fd, Rights::FD_WRITE)?;
    let mut flags = SendFlags::NOSIGNAL;
    if !descriptor.flags.contains(FdFlags::NONBLOCK) {
        context
            .waiter
            .before_blocking(socket.as_fd(), PollFlags::OUT)?;
        // What fits is sent; a send that waits for more room could not be interrupted.
        flags.set(SendFlags::DONTWAIT, context.waiter.is_interruptible());
    }
    let buffers = memory.buffers(buffers, count)?;
    let size = retry_on_intr(|| {
        let mut no_control = SendAncillaryBuffer::new(&mut []);
        sendmsg(socket, &buffers, &mut no_control, flags)
    })?;
    memory.write_u32(size_out, size as u32)?;
    Ok(())
}

/// Shuts down directions of a connection.
pub fn sock_shutdown(context: &mut WasiContext, fd: u32, how: u32) -> Result {
    let how: ShutdownFlags = flags_from_raw(how)?;
    let how = match (
        how.contains(ShutdownFlags::RD),
        how.contains(ShutdownFlags::WR),
    ) {
        (true, true) => Shutdown::Both,
        (true, false) => Shutdown::Read,
        (false, true) => Shutdown::Write,
        (false, false) => return Err(Errno::Inval.into()),
    };
    let (descriptor, socket) = context.descriptors.socket(fd)?;
    if !socket.is_stream() {
        return Err(Errno::Notconn.into());
    }
    descriptor.require(Rights::SOCK_SHUTDOWN, Errno::Perm)?;
    socket.shutdown(how)?;
    Ok(())
}

/// The connection behind a descriptor that has this right.
fn connected(
    descriptors: &DescriptorTable,
    fd: u32,
    right: Rights,
) -> std::result::Result<(&Descriptor, &Socket), Errno> {
    let (descriptor, socket) = descriptors.socket(fd)?;
    if !socket.is_stream() {
        return Err(Errno::Notconn);
    }
    descriptor.require(right, Errno::Badf)?;
    Ok((descriptor, socket))
}
