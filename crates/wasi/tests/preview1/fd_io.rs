//! Reading, writing and seeking.

use crate::guest::{DATA, Guest, RESULT, ROOT, SIZE, errno, is_misaligned, is_out_of_bounds};
use std::fs;
use std::io::{self, Read};
use switchback_wasi::preview1::{fd_fdstat_get, fd_pread, fd_pwrite, fd_read, fd_tell, fd_write};
use switchback_wasi::types::{Errno, FdFlags, OpenFlags, Rights};
use switchback_wasi::{DirPerms, FilePerms};

#[test]
fn several_buffers_are_one_transfer() {
    let mut guest = Guest::new();
    let file = guest.create("file");
    guest.put(DATA, b"abcdefgh");
    let buffers = [(DATA + 4, 4), (0, 0), (DATA, 2)];
    guest
        .on_buffers(&buffers, |context, memory, list, count| {
            fd_write(context, memory, file, list, count, RESULT)
        })
        .expect("writable");
    assert_eq!(guest.u32(RESULT), 6);
    assert_eq!(fs::read(guest.host("file")).expect("there"), b"efghab");

    guest.seek(file, 0, 0).expect("a file");
    let buffers = [(DATA + 200, 1), (DATA + 300, 0), (DATA, 100)];
    guest
        .on_buffers(&buffers, |context, memory, list, count| {
            fd_read(context, memory, file, list, count, RESULT)
        })
        .expect("readable");
    assert_eq!(guest.u32(RESULT), 6);
    assert_eq!(guest.u8(DATA + 200), b'e');
    assert_eq!(guest.get(DATA), *b"fghab");
}

#[test]
fn offsets_are_kept_for_each_descriptor() {
    let mut guest = Guest::new();
    let one = guest.create("file");
    guest.write(one, b"0123456789").expect("writable");
    let other = guest.create("file");
    assert_eq!(guest.seek(one, 2, 0), Ok(2));
    assert_eq!(guest.read(one, 3), Ok(b"234".to_vec()));
    assert_eq!(guest.seek(one, -1, 1), Ok(4));
    assert_eq!(guest.read(one, 1), Ok(b"4".to_vec()));
    assert_eq!(guest.seek(one, -2, 2), Ok(8));
    assert_eq!(guest.read(one, 10), Ok(b"89".to_vec()));
    assert_eq!(guest.read(one, 10), Ok(vec![]));
    assert_eq!(guest.read(other, 1), Ok(b"0".to_vec()));
    guest
        .call(|context, memory| fd_tell(context, memory, one, RESULT))
        .expect("a file");
    assert_eq!(guest.u64(RESULT), 10);

    for (offset, whence) in [(-1, 0), (-11, 1), (-11, 2), (0, 3), (i64::MIN, 0)] {
        assert_eq!(guest.seek(one, offset, whence), errno(Errno::Inval));
    }
    assert_eq!(guest.seek(ROOT, 0, 1), errno(Errno::Badf));
    assert_eq!(guest.seek(0, 0, 1), errno(Errno::Spipe));
    assert_eq!(guest.seek(1, 0, 1), errno(Errno::Spipe));
    assert_eq!(
        guest.call(|context, memory| fd_tell(context, memory, ROOT, RESULT)),
        errno(Errno::Badf)
    );
    let outcome = guest.call(|context, memory| fd_tell(context, memory, one, RESULT + 4));
    assert!(is_misaligned(&outcome));
}

#[test]
fn positioned_transfers_leave_the_offset_alone() {
    let mut guest = Guest::new();
    let file = guest.create("file");
    guest.write(file, b"0123456789").expect("writable");
    guest.put(DATA, b"xyz");
    guest
        .on_buffers(
            &[(DATA, 1), (DATA + 1, 2)],
            |context, memory, list, count| fd_pwrite(context, memory, file, list, count, 3, RESULT),
        )
        .expect("writable");
    assert_eq!(guest.u32(RESULT), 3);
    guest
        .on_buffers(
            &[(DATA, 4), (DATA + 8, 4)],
            |context, memory, list, count| fd_pread(context, memory, file, list, count, 2, RESULT),
        )
        .expect("readable");
    assert_eq!(guest.u32(RESULT), 8);
    assert_eq!(guest.get(DATA), *b"2xyz");
    assert_eq!(guest.get(DATA + 8), *b"6789");
    guest
        .call(|context, memory| fd_tell(context, memory, file, RESULT))
        .expect("a file");
    assert_eq!(guest.u64(RESULT), 10);

    let mut pread = |fd, offset| {
        guest.on_buffers(&[(DATA, 1)], |context, memory, list, count| {
            fd_pread(context, memory, fd, list, count, offset, RESULT)
        })
    };
    assert_eq!(pread(file, u64::MAX), errno(Errno::Inval));
    assert_eq!(pread(file, 1 << 40), Ok(()));
    assert_eq!(pread(ROOT, 0), errno(Errno::Badf));
    assert_eq!(pread(0, 0), errno(Errno::Spipe));
    assert_eq!(pread(99, 0), errno(Errno::Badf));
    let mut pwrite = |fd, offset| {
        guest.on_buffers(&[(DATA, 1)], |context, memory, list, count| {
            fd_pwrite(context, memory, fd, list, count, offset, RESULT)
        })
    };
    assert_eq!(pwrite(file, u64::MAX), errno(Errno::Inval));
    assert_eq!(pwrite(ROOT, 0), errno(Errno::Badf));
    assert_eq!(pwrite(1, 0), errno(Errno::Spipe));
}

#[test]
fn a_descriptor_does_what_it_was_opened_for() {
    let mut guest = Guest::new();
    fs::write(guest.host("file"), "old").expect("writable");
    let open = |guest: &mut Guest, rights| {
        guest
            .open("file", OpenFlags::empty(), rights, FdFlags::empty())
            .expect("there")
    };
    let reader = open(&mut guest, Rights::FD_READ);
    let writer = open(&mut guest, Rights::FD_WRITE);
    let neither = open(&mut guest, Rights::empty());
    assert_eq!(guest.write(reader, b"x"), errno(Errno::Badf));
    assert_eq!(guest.read(writer, 1), errno(Errno::Badf));
    assert_eq!(guest.write(neither, b"x"), errno(Errno::Badf));
    assert_eq!(guest.read(neither, 1), errno(Errno::Badf));
    assert_eq!(guest.write(0, b"x"), errno(Errno::Badf));
    assert_eq!(guest.read(1, 1), errno(Errno::Badf));
    assert_eq!(guest.read(ROOT, 1), errno(Errno::Badf));
    assert_eq!(guest.write(ROOT, b"x"), errno(Errno::Badf));
    assert_eq!(guest.write(writer, b"new"), Ok(3));
    assert_eq!(guest.read(reader, 10), Ok(b"new".to_vec()));
}

#[test]
fn bad_pointers_end_the_program_before_anything_is_done() {
    let mut guest = Guest::new();
    let file = guest.create("file");
    for buffers in [
        &[(SIZE - 1, 2)][..],
        &[(DATA, 1), (SIZE, 1)],
        &[(DATA, 1), (u32::MAX, u32::MAX)],
    ] {
        let outcome = guest.on_buffers(buffers, |context, memory, list, count| {
            fd_write(context, memory, file, list, count, RESULT)
        });
        assert!(is_out_of_bounds(&outcome));
        let outcome = guest.on_buffers(buffers, |context, memory, list, count| {
            fd_read(context, memory, file, list, count, RESULT)
        });
        assert!(is_out_of_bounds(&outcome));
    }
    assert_eq!(fs::read(guest.host("file")).expect("there"), b"");

    for (list, count) in [(SIZE - 4, 1), (DATA, u32::MAX), (u32::MAX - 3, 1)] {
        let outcome =
            guest.call(|context, memory| fd_write(context, memory, file, list, count, RESULT));
        assert!(is_out_of_bounds(&outcome));
    }
    let outcome =
        guest.call(|context, memory| fd_write(context, memory, file, DATA + 2, 1, RESULT));
    assert!(is_misaligned(&outcome));
    let outcome = guest.on_buffers(&[(DATA, 1)], |context, memory, list, count| {
        fd_write(context, memory, file, list, count, SIZE)
    });
    assert!(is_out_of_bounds(&outcome));
}

#[test]
fn empty_transfers_succeed() {
    let mut guest = Guest::new();
    let file = guest.create("file");
    for fd in [file, 1, 2] {
        assert_eq!(guest.write(fd, b""), Ok(0));
    }
    for fd in [file, 0] {
        assert_eq!(guest.read(fd, 0), Ok(vec![]));
    }
    assert_eq!(
        guest.call(|context, memory| fd_write(context, memory, 1, DATA, 0, RESULT)),
        Ok(())
    );
    // The list of no buffers may be at the end of the memory, but not beyond it.
    assert_eq!(
        guest.call(|context, memory| fd_read(context, memory, 0, SIZE, 0, RESULT)),
        Ok(())
    );
    let outcome = guest.call(|context, memory| fd_read(context, memory, 0, SIZE + 4, 0, RESULT));
    assert!(is_out_of_bounds(&outcome));
}

#[test]
fn standard_streams_are_the_embedders() {
    let mut guest = Guest::with(DirPerms::all(), FilePerms::all(), |builder| {
        builder.stdin(&b"some input"[..]);
    });
    assert_eq!(guest.read(0, 4), Ok(b"some".to_vec()));
    assert_eq!(guest.read(0, 100), Ok(b" input".to_vec()));
    assert_eq!(guest.read(0, 100), Ok(vec![]));
    assert_eq!(guest.write(1, b"some output"), Ok(11));
    assert_eq!(guest.stdout.contents(), b"some output");
    // Standard error goes nowhere unless it is told to.
    assert_eq!(guest.write(2, b"lost"), Ok(4));

    for fd in 0..3 {
        guest
            .call(|context, memory| fd_fdstat_get(context, memory, fd, RESULT))
            .expect("open");
        assert_eq!(guest.u8(RESULT), 0, "not a terminal");
    }
}

#[test]
fn errors_and_lies_of_the_embedders_streams_do_no_harm() {
    /// Fails, then claims to have read more than it was asked for.
    struct Liar(u32);
    impl Read for Liar {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0 += 1;
            match self.0 {
                1 => Err(io::ErrorKind::WouldBlock.into()),
                2 => Err(io::Error::other("odd")),
                3 => Err(io::Error::from_raw_os_error(5)),
                _ => Ok(buffer.len() + 1),
            }
        }
    }
    impl io::Write for Liar {
        fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
            Ok(buffer.len() + 1)
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    let mut guest = Guest::with(DirPerms::all(), FilePerms::all(), |builder| {
        builder.stdin(Liar(0)).stderr(Liar(0));
    });
    assert_eq!(guest.read(0, 4), errno(Errno::Again));
    assert_eq!(guest.read(0, 4), errno(Errno::Io));
    assert_eq!(guest.read(0, 4), errno(Errno::Io));
    assert_eq!(guest.read(0, 4), Ok(vec![0; 4]));
    assert_eq!(guest.write(2, b"1234"), Ok(4));
}
