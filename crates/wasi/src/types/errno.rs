//! `errno`: what a call answers when it did not do what was asked, and how the host's errors map to it.
//!
//! The names are those of the interface definition, which are POSIX's without the `E`.

use std::io;

/// The `errno` of WASI preview 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u16)]
pub enum Errno {
    /// The call did what was asked.
    Success = 0,
    /// Argument list too long (`E2BIG`).
    TooBig = 1,
    /// Permission denied.
    Acces = 2,
    /// Address in use.
    Addrinuse = 3,
    /// Address not available.
    Addrnotavail = 4,
    /// Address family not supported.
    Afnosupport = 5,
    /// Resource unavailable, or the operation would block.
    Again = 6,
    /// Connection already in progress.
    Already = 7,
    /// Bad file descriptor.
    Badf = 8,
    /// Bad message.
    Badmsg = 9,
    /// Device or resource busy.
    Busy = 10,
    /// Operation canceled.
    Canceled = 11,
    /// No child processes.
    Child = 12,
    /// Connection aborted.
    Connaborted = 13,
    /// Connection refused.
    Connrefused = 14,
    /// Connection reset.
    Connreset = 15,
    /// Resource deadlock would occur.
    Deadlk = 16,
    /// Destination address required.
    Destaddrreq = 17,
    /// Argument out of the domain of the function.
    Dom = 18,
    /// Disk quota exceeded.
    Dquot = 19,
    /// File exists.
    Exist = 20,
    /// Bad address.
    Fault = 21,
    /// File too large.
    Fbig = 22,
    /// Host is unreachable.
    Hostunreach = 23,
    /// Identifier removed.
    Idrm = 24,
    /// Illegal byte sequence.
    Ilseq = 25,
    /// Operation in progress.
    Inprogress = 26,
    /// Interrupted function.
    Intr = 27,
    /// Invalid argument.
    Inval = 28,
    /// Input or output error.
    Io = 29,
    /// Socket is connected.
    Isconn = 30,
    /// Is a directory.
    Isdir = 31,
    /// Too many levels of symbolic links.
    Loop = 32,
    /// Too many open file descriptors.
    Mfile = 33,
    /// Too many links.
    Mlink = 34,
    /// Message too large.
    Msgsize = 35,
    /// Multihop attempted.
    Multihop = 36,
    /// File name too long.
    Nametoolong = 37,
    /// Network is down.
    Netdown = 38,
    /// Connection aborted by the network.
    Netreset = 39,
    /// Network unreachable.
    Netunreach = 40,
    /// Too many files open in the system.
    Nfile = 41,
    /// No buffer space available.
    Nobufs = 42,
    /// No such device.
    Nodev = 43,
    /// No such file or directory.
    Noent = 44,
    /// Executable file format error.
    Noexec = 45,
    /// No locks available.
    Nolck = 46,
    /// Link has been severed.
    Nolink = 47,
    /// Not enough space.
    Nomem = 48,
    /// No message of the desired type.
    Nomsg = 49,
    /// Protocol option not available.
    Noprotoopt = 50,
    /// No space left on the device.
    Nospc = 51,
    /// Function not supported.
    Nosys = 52,
    /// The socket is not connected.
    Notconn = 53,
    /// Not a directory.
    Notdir = 54,
    /// Directory not empty.
    Notempty = 55,
    /// State not recoverable.
    Notrecoverable = 56,
    /// Not a socket.
    Notsock = 57,
    /// Not supported.
    Notsup = 58,
    /// Inappropriate input or output control operation.
    Notty = 59,
    /// No such device or address.
    Nxio = 60,
    /// Value too large to be stored in its type.
    Overflow = 61,
    /// Previous owner died.
    Ownerdead = 62,
    /// Operation not permitted.
    Perm = 63,
    /// Broken pipe.
    Pipe = 64,
    /// Protocol error.
    Proto = 65,
    /// Protocol not supported.
    Protonosupport = 66,
    /// Protocol wrong type for the socket.
    Prototype = 67,
    /// Result too large.
    Range = 68,
    /// Read-only file system.
    Rofs = 69,
    /// Invalid seek.
    Spipe = 70,
    /// No such process.
    Srch = 71,
    /// Stale file handle.
    Stale = 72,
    /// Connection timed out.
    Timedout = 73,
    /// Text file busy.
    Txtbsy = 74,
    /// Link across file systems.
    Xdev = 75,
    /// The descriptor's rights do not allow it.
    Notcapable = 76,
}

impl Errno {
    /// The number that the program receives.
    pub const fn code(self) -> u16 {
        self as u16
    }
}

impl From<rustix::io::Errno> for Errno {
    fn from(error: rustix::io::Errno) -> Self {
        use rustix::io::Errno as Host;
        match error {
            Host::TOOBIG => Self::TooBig,
            Host::ACCESS => Self::Acces,
            Host::ADDRINUSE => Self::Addrinuse,
            Host::ADDRNOTAVAIL => Self::Addrnotavail,
            Host::AFNOSUPPORT => Self::Afnosupport,
            Host::AGAIN => Self::Again,
            Host::ALREADY => Self::Already,
            Host::BADF => Self::Badf,
            Host::BADMSG => Self::Badmsg,
            Host::BUSY => Self::Busy,
            Host::CANCELED => Self::Canceled,
            Host::CHILD => Self::Child,
            Host::CONNABORTED => Self::Connaborted,
            Host::CONNREFUSED => Self::Connrefused,
            Host::CONNRESET => Self::Connreset,
            Host::DEADLK => Self::Deadlk,
            Host::DESTADDRREQ => Self::Destaddrreq,
            Host::DOM => Self::Dom,
            Host::DQUOT => Self::Dquot,
            Host::EXIST => Self::Exist,
            Host::FAULT => Self::Fault,
            Host::FBIG => Self::Fbig,
            Host::HOSTUNREACH => Self::Hostunreach,
            Host::IDRM => Self::Idrm,
            Host::ILSEQ => Self::Ilseq,
            Host::INPROGRESS => Self::Inprogress,
            Host::INTR => Self::Intr,
            Host::INVAL => Self::Inval,
            Host::IO => Self::Io,
            Host::ISCONN => Self::Isconn,
            Host::ISDIR => Self::Isdir,
            Host::LOOP => Self::Loop,
            Host::MFILE => Self::Mfile,
            Host::MLINK => Self::Mlink,
            Host::MSGSIZE => Self::Msgsize,
            Host::MULTIHOP => Self::Multihop,
            Host::NAMETOOLONG => Self::Nametoolong,
            Host::NETDOWN => Self::Netdown,
            Host::NETRESET => Self::Netreset,
            Host::NETUNREACH => Self::Netunreach,
            Host::NFILE => Self::Nfile,
            Host::NOBUFS => Self::Nobufs,
            Host::NODEV => Self::Nodev,
            Host::NOENT => Self::Noent,
            Host::NOEXEC => Self::Noexec,
            Host::NOLCK => Self::Nolck,
            Host::NOLINK => Self::Nolink,
            Host::NOMEM => Self::Nomem,
            Host::NOMSG => Self::Nomsg,
            Host::NOPROTOOPT => Self::Noprotoopt,
            Host::NOSPC => Self::Nospc,
            Host::NOSYS => Self::Nosys,
            Host::NOTCONN => Self::Notconn,
            Host::NOTDIR => Self::Notdir,
            Host::NOTEMPTY => Self::Notempty,
            Host::NOTRECOVERABLE => Self::Notrecoverable,
            Host::NOTSOCK => Self::Notsock,
            Host::NOTSUP => Self::Notsup,
            Host::NOTTY => Self::Notty,
            Host::NXIO => Self::Nxio,
            Host::OVERFLOW => Self::Overflow,
            Host::OWNERDEAD => Self::Ownerdead,
            Host::PERM => Self::Perm,
            Host::PIPE => Self::Pipe,
            Host::PROTO => Self::Proto,
            Host::PROTONOSUPPORT => Self::Protonosupport,
            Host::PROTOTYPE => Self::Prototype,
            Host::RANGE => Self::Range,
            Host::ROFS => Self::Rofs,
            Host::SPIPE => Self::Spipe,
            Host::SRCH => Self::Srch,
            Host::STALE => Self::Stale,
            Host::TIMEDOUT => Self::Timedout,
            Host::TXTBSY => Self::Txtbsy,
            Host::XDEV => Self::Xdev,
            // The host has errors that preview 1 cannot name.
            _ => Self::Io,
        }
    }
}

impl From<io::Error> for Errno {
    fn from(error: io::Error) -> Self {
        if let Some(host) = rustix::io::Errno::from_io_error(&error) {
            return host.into();
        }
        // Errors that did not come from the operating system: cap-std's refusal
        // of a path that leads outside (`PermissionDenied`), the standard
        // library's of a path with a NUL (`InvalidInput`), and whatever a custom
        // stream of the embedder returns.
        match error.kind() {
            io::ErrorKind::NotFound => Self::Noent,
            io::ErrorKind::PermissionDenied => Self::Perm,
            io::ErrorKind::ConnectionRefused => Self::Connrefused,
            io::ErrorKind::ConnectionReset => Self::Connreset,
            io::ErrorKind::ConnectionAborted => Self::Connaborted,
            io::ErrorKind::NotConnected => Self::Notconn,
            io::ErrorKind::AddrInUse => Self::Addrinuse,
            io::ErrorKind::AddrNotAvailable => Self::Addrnotavail,
            io::ErrorKind::BrokenPipe => Self::Pipe,
            io::ErrorKind::AlreadyExists => Self::Exist,
            io::ErrorKind::WouldBlock => Self::Again,
            io::ErrorKind::NotADirectory => Self::Notdir,
            io::ErrorKind::IsADirectory => Self::Isdir,
            io::ErrorKind::DirectoryNotEmpty => Self::Notempty,
            io::ErrorKind::ReadOnlyFilesystem => Self::Rofs,
            io::ErrorKind::InvalidInput => Self::Inval,
            io::ErrorKind::InvalidData => Self::Ilseq,
            io::ErrorKind::TimedOut => Self::Timedout,
            io::ErrorKind::StorageFull => Self::Nospc,
            io::ErrorKind::FileTooLarge => Self::Fbig,
            io::ErrorKind::Interrupted => Self::Intr,
            io::ErrorKind::Unsupported => Self::Notsup,
            io::ErrorKind::OutOfMemory => Self::Nomem,
            _ => Self::Io,
        }
    }
}
