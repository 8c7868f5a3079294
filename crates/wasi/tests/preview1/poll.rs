//! Waiting for times and descriptors.

use crate::guest::{DATA, Guest, RESULT, ROOT, SIZE, errno, is_misaligned, is_out_of_bounds};
use cap_std::os::unix::net::UnixStream;
use std::io::Write;
use std::time::{Duration, Instant};
use switchback_wasi::preview1::{Result, clock_time_get, poll_oneoff};
use switchback_wasi::types::Errno;
use switchback_wasi::{DirPerms, FilePerms};

/// Where events go.
const EVENTS: u32 = DATA + 0x2000;

#[derive(Debug, Clone, Copy)]
enum Wait {
    Clock {
        clock: u32,
        timeout: u64,
        absolute: bool,
    },
    Read(u32),
    Write(u32),
}

const fn relative(timeout: Duration) -> Wait {
    Wait::Clock {
        clock: 1,
        timeout: timeout.as_nanos() as u64,
        absolute: false,
    }
}

#[derive(Debug, PartialEq, Eq)]
struct Event {
    /// The index of its subscription.
    index: u64,
    error: u16,
    event_type: u8,
    available: u64,
    hangup: bool,
}

fn ready(index: u64, event_type: u8, available: u64) -> Event {
    Event {
        index,
        error: 0,
        event_type,
        available,
        hangup: false,
    }
}

fn subscribe(guest: &mut Guest, subscriptions: &[Wait]) {
    for (index, subscription) in subscriptions.iter().enumerate() {
        let mut record = [0; 48];
        record[0..8].copy_from_slice(&(index as u64).to_le_bytes());
        match *subscription {
            Wait::Clock {
                clock,
                timeout,
                absolute,
            } => {
                record[16..20].copy_from_slice(&clock.to_le_bytes());
                record[24..32].copy_from_slice(&timeout.to_le_bytes());
                record[40] = absolute.into();
            }
            Wait::Read(fd) => {
                record[8] = 1;
                record[16..20].copy_from_slice(&fd.to_le_bytes());
            }
            Wait::Write(fd) => {
                record[8] = 2;
                record[16..20].copy_from_slice(&fd.to_le_bytes());
            }
        }
        guest.put(DATA + index as u32 * 48, &record);
    }
}

fn poll(guest: &mut Guest, subscriptions: &[Wait]) -> Result<Vec<Event>> {
    subscribe(guest, subscriptions);
    let count = subscriptions.len() as u32;
    guest.call(|context, memory| poll_oneoff(context, memory, DATA, EVENTS, count, RESULT))?;
    Ok((0..guest.u32(RESULT))
        .map(|index| {
            let event = EVENTS + index * 32;
            Event {
                index: guest.u64(event),
                error: guest.u16(event + 8),
                event_type: guest.u8(event + 10),
                available: guest.u64(event + 16),
                hangup: guest.u16(event + 24) == 1,
            }
        })
        .collect())
}

#[test]
fn relative_times_are_waited_for() {
    let mut guest = Guest::new();
    let start = Instant::now();
    let events = poll(
        &mut guest,
        &[
            relative(Duration::from_secs(3600)),
            relative(Duration::from_millis(20)),
        ],
    );
    assert!(start.elapsed() >= Duration::from_millis(20));
    assert_eq!(events, Ok(vec![ready(1, 0, 0)]));
}

#[test]
fn absolute_times_are_waited_for() {
    let mut guest = Guest::new();
    for clock in [0, 1] {
        let now = |guest: &mut Guest| {
            guest
                .call(|context, memory| clock_time_get(context, memory, clock, 0, RESULT))
                .expect("a clock");
            guest.u64(RESULT)
        };
        let deadline = now(&mut guest) + 20_000_000;
        let at = |timeout| Wait::Clock {
            clock,
            timeout,
            absolute: true,
        };
        let events = poll(&mut guest, &[at(deadline), at(u64::MAX)]);
        assert_eq!(events, Ok(vec![ready(0, 0, 0)]));
        assert!(now(&mut guest) >= deadline);
        // What is past does not wait.
        assert_eq!(poll(&mut guest, &[at(0)]), Ok(vec![ready(0, 0, 0)]));
    }
}

#[test]
fn files_are_always_ready() {
    let mut guest = Guest::new();
    let file = guest.create("file");
    guest.write(file, b"12345").expect("writable");
    guest.seek(file, 2, 0).expect("a file");
    assert_eq!(
        poll(
            &mut guest,
            &[
                Wait::Read(file),
                relative(Duration::from_secs(3600)),
                Wait::Write(file)
            ]
        ),
        Ok(vec![ready(0, 1, 3), ready(2, 2, 0)])
    );
}

#[test]
fn sockets_are_ready_when_the_host_says_so() {
    let (ours, theirs) = std::os::unix::net::UnixStream::pair().expect("a pair of sockets");
    let mut guest = Guest::with(DirPerms::all(), FilePerms::all(), |builder| {
        builder.socket(UnixStream::from_std(theirs));
    });
    let socket = ROOT + 1;
    let timeout = relative(Duration::from_millis(10));
    assert_eq!(
        poll(&mut guest, &[Wait::Read(socket), timeout]),
        Ok(vec![ready(1, 0, 0)])
    );
    assert_eq!(
        poll(&mut guest, &[timeout, Wait::Write(socket)]),
        Ok(vec![ready(1, 2, 0)])
    );

    let mut writer = ours.try_clone().expect("a descriptor more");
    let thread = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(20));
        writer.write_all(b"hello")
    });
    assert_eq!(
        poll(&mut guest, &[Wait::Read(socket)]),
        Ok(vec![ready(0, 1, 5)])
    );
    thread
        .join()
        .expect("it does not panic")
        .expect("the socket is open");
    guest.read(socket, 5).expect("readable");

    drop(ours);
    let events = poll(&mut guest, &[Wait::Read(socket)]).expect("ready");
    assert!(events[0].hangup);
}

#[test]
fn the_embedders_streams_are_always_ready() {
    let mut guest = Guest::new();
    assert_eq!(
        poll(&mut guest, &[Wait::Read(0), Wait::Write(1), Wait::Write(2)]),
        Ok(vec![ready(0, 1, 0), ready(1, 2, 0), ready(2, 2, 0)])
    );
}

#[test]
fn wrong_subscriptions_are_refused() {
    let mut guest = Guest::new();
    assert_eq!(poll(&mut guest, &[]), errno(Errno::Inval));
    for wrong in [
        Wait::Read(99),
        Wait::Write(99),
        Wait::Read(ROOT),
        Wait::Write(ROOT),
        Wait::Read(1),
        Wait::Write(0),
    ] {
        assert_eq!(poll(&mut guest, &[wrong]), errno(Errno::Badf));
    }
    for clock in [2, 3, 4, u32::MAX] {
        let wait = Wait::Clock {
            clock,
            timeout: 0,
            absolute: false,
        };
        assert_eq!(poll(&mut guest, &[wait]), errno(Errno::Inval));
    }
    subscribe(&mut guest, &[Wait::Read(0)]);
    guest.put(DATA + 8, &[3]);
    assert_eq!(
        guest.call(|context, memory| poll_oneoff(context, memory, DATA, EVENTS, 1, RESULT)),
        errno(Errno::Inval)
    );
}

#[test]
fn both_arrays_must_be_in_the_memory() {
    let mut guest = Guest::new();
    subscribe(&mut guest, &[Wait::Read(0)]);
    let mut call = |subscriptions, events, count| {
        guest.call(|context, memory| {
            poll_oneoff(context, memory, subscriptions, events, count, RESULT)
        })
    };
    assert!(is_out_of_bounds(&call(SIZE - 40, EVENTS, 1)));
    assert!(is_out_of_bounds(&call(DATA, SIZE - 24, 1)));
    assert!(is_out_of_bounds(&call(DATA, EVENTS, u32::MAX)));
    assert!(is_misaligned(&call(DATA + 4, EVENTS, 1)));
    assert!(is_misaligned(&call(DATA, EVENTS + 4, 1)));
    let mut large = Guest::new();
    large.bytes = vec![0; 2 << 20];
    assert_eq!(
        large.call(|context, memory| poll_oneoff(context, memory, 0, 1 << 20, 20_000, RESULT)),
        errno(Errno::Inval)
    );
}
