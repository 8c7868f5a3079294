//! That waits can be ended from outside.

use crate::guest::{DATA, Guest, RESULT, ROOT};
use cap_std::os::unix::net::UnixStream;
use std::os::unix::net::UnixStream as StdUnixStream;
use std::time::{Duration, Instant};
use switchback_wasi::preview1::{Result, poll_oneoff, sock_recv};
use switchback_wasi::{DirPerms, Failure, FilePerms, Interrupted};

const SOCKET: u32 = ROOT + 1;

fn guest() -> (Guest, StdUnixStream) {
    let (ours, theirs) = StdUnixStream::pair().expect("a pair of sockets");
    let guest = Guest::with(DirPerms::all(), FilePerms::all(), |builder| {
        builder.socket(UnixStream::from_std(theirs));
    });
    (guest, ours)
}

fn sleep(guest: &mut Guest, timeout: Duration) -> Result {
    let mut subscription = [0; 48];
    subscription[24..32].copy_from_slice(&(timeout.as_nanos() as u64).to_le_bytes());
    guest.put(DATA, &subscription);
    guest.call(|context, memory| poll_oneoff(context, memory, DATA, DATA + 64, 1, RESULT))
}

/// Makes a call that would wait for ever, and interrupts it.
fn interrupted(call: impl FnOnce(&mut Guest) -> Result) {
    let (mut guest, _peer) = guest();
    let interrupter = guest.context.interrupter().expect("a pipe");
    let start = Instant::now();
    let thread = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(20));
        interrupter.interrupt();
    });
    assert_eq!(call(&mut guest), Err(Failure::Interrupted(Interrupted)));
    assert!(start.elapsed() >= Duration::from_millis(20));
    thread.join().expect("it does not panic");
    // And so is every later wait.
    assert_eq!(
        sleep(&mut guest, Duration::from_secs(3600)),
        Err(Failure::Interrupted(Interrupted))
    );
}

#[test]
fn sleeping_is_interrupted() {
    interrupted(|guest| sleep(guest, Duration::from_secs(3600)));
}

#[test]
fn reading_is_interrupted() {
    interrupted(|guest| guest.read(SOCKET, 1).map(|_| ()));
}

#[test]
fn receiving_is_interrupted() {
    interrupted(|guest| {
        guest.on_buffers(&[(DATA, 1)], |context, memory, list, count| {
            sock_recv(context, memory, SOCKET, list, count, 0, RESULT, RESULT + 4)
        })
    });
}

#[test]
fn writing_is_interrupted() {
    interrupted(|guest| {
        loop {
            guest.write(SOCKET, &[0; 8192])?;
        }
    });
}

#[test]
fn nothing_else_changes() {
    let (mut guest, peer) = guest();
    let first = guest.context.interrupter().expect("a pipe");
    let second = guest.context.interrupter().expect("the same");
    assert_eq!(sleep(&mut guest, Duration::from_millis(1)), Ok(()));
    let file = guest.create("file");
    assert_eq!(guest.write(file, &[1; 8192]), Ok(8192));
    assert_eq!(guest.write(SOCKET, b"some"), Ok(4));
    std::io::Write::write_all(&mut &peer, b"data").expect("connected");
    assert_eq!(guest.read(SOCKET, 10), Ok(b"data".to_vec()));
    drop(guest);
    // Nobody is left to be interrupted.
    first.interrupt();
    second.interrupt();
}
