//! Sockets.

use crate::guest::{DATA, Guest, RESULT, ROOT, errno, is_out_of_bounds};
use cap_std::net::TcpListener;
use cap_std::os::unix::net::{UnixListener, UnixStream};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::os::unix::net::UnixStream as StdUnixStream;
use switchback_wasi::preview1::{
    Result, fd_fdstat_get, fd_fdstat_set_flags, sock_accept, sock_recv, sock_send, sock_shutdown,
};
use switchback_wasi::types::{Errno, FdFlags};
use switchback_wasi::{DirPerms, FilePerms};

const SOCKET: u32 = ROOT + 1;

/// A guest with a socket, and the socket's other end.
fn connected() -> (Guest, StdUnixStream) {
    let (ours, theirs) = StdUnixStream::pair().expect("a pair of sockets");
    let guest = Guest::with(DirPerms::all(), FilePerms::all(), |builder| {
        builder.socket(UnixStream::from_std(theirs));
    });
    (guest, ours)
}

fn accept(guest: &mut Guest, fd: u32, flags: u32) -> Result<u32> {
    guest.call(|context, memory| sock_accept(context, memory, fd, flags, RESULT))?;
    Ok(guest.u32(RESULT))
}

fn receive(guest: &mut Guest, fd: u32, length: u32, flags: u32) -> Result<Vec<u8>> {
    guest.on_buffers(&[(DATA, length)], |context, memory, list, count| {
        sock_recv(context, memory, fd, list, count, flags, RESULT, RESULT + 4)
    })?;
    assert_eq!(guest.u16(RESULT + 4), 0, "streams truncate nothing");
    let size = guest.u32(RESULT) as usize;
    Ok(guest.bytes[DATA as usize..][..size].to_vec())
}

fn send(guest: &mut Guest, fd: u32, bytes: &[u8], flags: u32) -> Result<u32> {
    guest.put(DATA, bytes);
    let half = bytes.len() as u32 / 2;
    let buffers = [(DATA, half), (DATA + half, bytes.len() as u32 - half)];
    guest.on_buffers(&buffers, |context, memory, list, count| {
        sock_send(context, memory, fd, list, count, flags, RESULT)
    })?;
    Ok(guest.u32(RESULT))
}

fn shut_down(guest: &mut Guest, fd: u32, how: u32) -> Result {
    guest.call(|context, _| sock_shutdown(context, fd, how))
}

#[test]
fn connections_are_accepted() {
    let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let address = listener.local_addr().expect("bound");
    let mut guest = Guest::with(DirPerms::all(), FilePerms::all(), |builder| {
        builder.socket(TcpListener::from_std(listener));
    });
    let mut client = TcpStream::connect(address).expect("it listens");
    let connection = accept(&mut guest, SOCKET, 0).expect("somebody connects");
    guest
        .call(|context, memory| fd_fdstat_get(context, memory, connection, RESULT))
        .expect("open");
    assert_eq!(guest.u8(RESULT), 6);

    client.write_all(b"ping").expect("connected");
    assert_eq!(
        receive(&mut guest, connection, 100, 0),
        Ok(b"ping".to_vec())
    );
    assert_eq!(send(&mut guest, connection, b"pong", 0), Ok(4));
    let mut answer = [0; 4];
    client.read_exact(&mut answer).expect("connected");
    assert_eq!(&answer, b"pong");
    // Reading and writing are receiving and sending.
    assert_eq!(guest.write(connection, b"more"), Ok(4));
    client.read_exact(&mut answer).expect("connected");
    client.write_all(&answer).expect("connected");
    assert_eq!(guest.read(connection, 100), Ok(b"more".to_vec()));
}

#[test]
fn without_waiting_there_may_be_nobody() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("socket");
    let listener = std::os::unix::net::UnixListener::bind(&path).expect("a free name");
    let mut guest = Guest::with(DirPerms::all(), FilePerms::all(), |builder| {
        builder.socket(UnixListener::from_std(listener));
    });
    let nonblocking = FdFlags::NONBLOCK.bits().into();
    guest
        .call(|context, _| fd_fdstat_set_flags(context, SOCKET, nonblocking))
        .expect("a socket");
    assert_eq!(accept(&mut guest, SOCKET, 0), errno(Errno::Again));

    let _client = StdUnixStream::connect(&path).expect("it listens");
    let connection = accept(&mut guest, SOCKET, nonblocking).expect("somebody connects");
    assert_eq!(guest.read(connection, 1), errno(Errno::Again));
    assert_eq!(receive(&mut guest, connection, 1, 0), errno(Errno::Again));
}

#[test]
fn peeking_leaves_the_data() {
    let (mut guest, mut peer) = connected();
    peer.write_all(b"data").expect("connected");
    assert_eq!(receive(&mut guest, SOCKET, 2, 1), Ok(b"da".to_vec()));
    assert_eq!(receive(&mut guest, SOCKET, 9, 1), Ok(b"data".to_vec()));
    assert_eq!(receive(&mut guest, SOCKET, 9, 0), Ok(b"data".to_vec()));
}

#[test]
fn waiting_for_all_fills_the_buffers() {
    let (mut guest, mut peer) = connected();
    let thread = std::thread::spawn(move || {
        for part in [b"one", b"two"] {
            peer.write_all(part).expect("connected");
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
    });
    assert_eq!(receive(&mut guest, SOCKET, 6, 2), Ok(b"onetwo".to_vec()));
    thread.join().expect("it does not panic");
}

#[test]
fn directions_are_shut_down() {
    let (mut guest, mut peer) = connected();
    assert_eq!(shut_down(&mut guest, SOCKET, 2), Ok(()));
    assert_eq!(peer.read(&mut [0; 4]).expect("connected"), 0);
    // The host's process survives writing where nobody can read.
    assert_eq!(send(&mut guest, SOCKET, b"more", 0), errno(Errno::Pipe));
    peer.write_all(b"still").expect("connected");
    assert_eq!(receive(&mut guest, SOCKET, 9, 0), Ok(b"still".to_vec()));
    assert_eq!(shut_down(&mut guest, SOCKET, 1), Ok(()));
    assert_eq!(receive(&mut guest, SOCKET, 9, 0), Ok(vec![]));
    assert_eq!(shut_down(&mut guest, SOCKET, 0), errno(Errno::Inval));
    assert_eq!(shut_down(&mut guest, SOCKET, 4), errno(Errno::Inval));
    assert_eq!(shut_down(&mut guest, SOCKET, 0x101), errno(Errno::Inval));
}

#[test]
fn only_sockets_are_sockets() {
    let (mut guest, _peer) = connected();
    let file = guest.create("file");
    for wrong in [0, 1, ROOT, file] {
        assert_eq!(accept(&mut guest, wrong, 0), errno(Errno::Notsock));
        assert_eq!(receive(&mut guest, wrong, 1, 0), errno(Errno::Notsock));
        assert_eq!(send(&mut guest, wrong, b"x", 0), errno(Errno::Notsock));
        assert_eq!(shut_down(&mut guest, wrong, 1), errno(Errno::Notsock));
    }
    assert_eq!(accept(&mut guest, 99, 0), errno(Errno::Badf));
    assert_eq!(accept(&mut guest, SOCKET, 0), errno(Errno::Inval));
    assert_eq!(accept(&mut guest, SOCKET, 1), errno(Errno::Inval));
    assert_eq!(receive(&mut guest, SOCKET, 1, 4), errno(Errno::Inval));
    assert_eq!(send(&mut guest, SOCKET, b"x", 1), errno(Errno::Inval));
    let outcome = guest.on_buffers(&[(u32::MAX, 1)], |context, memory, list, count| {
        sock_send(context, memory, SOCKET, list, count, 0, RESULT)
    });
    assert!(is_out_of_bounds(&outcome));

    let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let mut guest = Guest::with(DirPerms::all(), FilePerms::all(), |builder| {
        builder.socket(TcpListener::from_std(listener));
    });
    assert_eq!(receive(&mut guest, SOCKET, 1, 0), errno(Errno::Notconn));
    assert_eq!(send(&mut guest, SOCKET, b"x", 0), errno(Errno::Notconn));
    assert_eq!(shut_down(&mut guest, SOCKET, 1), errno(Errno::Notconn));
    assert_eq!(guest.read(SOCKET, 1), errno(Errno::Badf));
}
