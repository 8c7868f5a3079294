//! Sockets that the embedder hands over, and the connections accepted from them.
//! A program cannot make a socket of its own.

use crate::types::{FileType, Rights};
use cap_std::net::{TcpListener, TcpStream};
use cap_std::os::unix::net::{UnixListener, UnixStream};
use std::io;
use std::net::Shutdown;
use std::os::fd::{AsFd, BorrowedFd};

/// A socket that can be handed over to a program.
#[derive(Debug)]
pub struct Socket(Kind);

#[derive(Debug)]
enum Kind {
    TcpListener(TcpListener),
    TcpStream(TcpStream),
    UnixListener(UnixListener),
    UnixStream(UnixStream),
}

impl From<TcpListener> for Socket {
    fn from(listener: TcpListener) -> Self {
        Self(Kind::TcpListener(listener))
    }
}

impl From<TcpStream> for Socket {
    fn from(stream: TcpStream) -> Self {
        Self(Kind::TcpStream(stream))
    }
}

impl From<UnixListener> for Socket {
    fn from(listener: UnixListener) -> Self {
        Self(Kind::UnixListener(listener))
    }
}

impl From<UnixStream> for Socket {
    fn from(stream: UnixStream) -> Self {
        Self(Kind::UnixStream(stream))
    }
}

impl AsFd for Socket {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match &self.0 {
            Kind::TcpListener(socket) => socket.as_fd(),
            Kind::TcpStream(socket) => socket.as_fd(),
            Kind::UnixListener(socket) => socket.as_fd(),
            Kind::UnixStream(socket) => socket.as_fd(),
        }
    }
}

impl Socket {
    /// What the program is told that it is.
    pub(crate) const FILE_TYPE: FileType = FileType::SocketStream;

    /// What can be done with a socket of this kind.
    pub(crate) fn rights(&self) -> Rights {
        match &self.0 {
            Kind::TcpListener(_) | Kind::UnixListener(_) => Rights::LISTENING_SOCKET,
            Kind::TcpStream(_) | Kind::UnixStream(_) => Rights::STREAM_SOCKET,
        }
    }

    /// What can be done with the connections accepted from it.
    pub(crate) fn inheriting_rights(&self) -> Rights {
        match &self.0 {
            Kind::TcpListener(_) | Kind::UnixListener(_) => Rights::STREAM_SOCKET,
            Kind::TcpStream(_) | Kind::UnixStream(_) => Rights::empty(),
        }
    }

    pub(crate) fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()> {
        match &self.0 {
            Kind::TcpListener(socket) => socket.set_nonblocking(nonblocking),
            Kind::TcpStream(socket) => socket.set_nonblocking(nonblocking),
            Kind::UnixListener(socket) => socket.set_nonblocking(nonblocking),
            Kind::UnixStream(socket) => socket.set_nonblocking(nonblocking),
        }
    }

    /// Accepts a connection, if this is a listening socket.
    pub(crate) fn accept(&self) -> Option<io::Result<Self>> {
        match &self.0 {
            Kind::TcpListener(socket) => Some(socket.accept().map(|(stream, _)| stream.into())),
            Kind::UnixListener(socket) => Some(socket.accept().map(|(stream, _)| stream.into())),
            Kind::TcpStream(_) | Kind::UnixStream(_) => None,
        }
    }

    /// Whether data go through it.
    pub(crate) fn is_stream(&self) -> bool {
        matches!(&self.0, Kind::TcpStream(_) | Kind::UnixStream(_))
    }

    /// Shuts down directions of a connection.
    pub(crate) fn shutdown(&self, how: Shutdown) -> io::Result<()> {
        match &self.0 {
            Kind::TcpStream(socket) => socket.shutdown(how),
            Kind::UnixStream(socket) => socket.shutdown(how),
            Kind::TcpListener(_) | Kind::UnixListener(_) => Err(io::ErrorKind::NotConnected.into()),
        }
    }
}
