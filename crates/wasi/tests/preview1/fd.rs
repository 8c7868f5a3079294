//! Attributes, times, sizes, flags, rights, preopened directories, renumbering and closing.

use crate::guest::{DATA, Guest, RESULT, ROOT, SIZE, errno, is_misaligned, is_out_of_bounds};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::sync::{Arc, Mutex};
use switchback_wasi::preview1::{
    Result, fd_advise, fd_allocate, fd_close, fd_datasync, fd_fdstat_get, fd_fdstat_set_flags,
    fd_fdstat_set_rights, fd_filestat_get, fd_filestat_set_size, fd_filestat_set_times,
    fd_prestat_dir_name, fd_prestat_get, fd_renumber, fd_sync,
};
use switchback_wasi::types::{Errno, FdFlags, OpenFlags, Rights, SetTimesFlags};
use switchback_wasi::{DirPerms, FilePerms};

/// Calls that take nothing but a descriptor and numbers.
fn plain(
    guest: &mut Guest,
    call: impl FnOnce(&mut switchback_wasi::WasiContext) -> Result,
) -> Result {
    guest.call(|context, _| call(context))
}

#[test]
fn closing_frees_the_number() {
    let mut guest = Guest::new();
    let file = guest.create("file");
    assert_eq!(file, 4);
    assert_eq!(plain(&mut guest, |context| fd_close(context, file)), Ok(()));
    for closed in [file, 99, u32::MAX] {
        assert_eq!(
            plain(&mut guest, |context| fd_close(context, closed)),
            errno(Errno::Badf)
        );
    }
    assert_eq!(guest.read(file, 1), errno(Errno::Badf));
    // Also what the program was given.
    assert_eq!(plain(&mut guest, |context| fd_close(context, ROOT)), Ok(()));
    assert_eq!(
        guest.call(|context, memory| fd_prestat_get(context, memory, ROOT, RESULT)),
        errno(Errno::Badf)
    );
}

#[test]
fn renumbering_replaces() {
    let mut guest = Guest::new();
    let one = guest.create("one");
    let other = guest.create("other");
    guest.write(one, b"one").expect("writable");
    assert_eq!(
        plain(&mut guest, |context| fd_renumber(context, one, other)),
        Ok(())
    );
    guest.write(other, b" more").expect("writable");
    assert_eq!(fs::read(guest.host("one")).expect("there"), b"one more");
    assert_eq!(guest.write(one, b"x"), errno(Errno::Badf));
    assert_eq!(
        plain(&mut guest, |context| fd_renumber(context, other, 1000)),
        errno(Errno::Badf)
    );
    assert_eq!(
        plain(&mut guest, |context| fd_renumber(context, one, other)),
        errno(Errno::Badf)
    );
    // A preopened directory stays one.
    assert_eq!(
        plain(&mut guest, |context| fd_renumber(context, ROOT, other)),
        Ok(())
    );
    assert_eq!(
        guest.call(|context, memory| fd_prestat_get(context, memory, other, RESULT)),
        Ok(())
    );
}

#[test]
fn preopened_directories_have_names() {
    let mut guest = Guest::new();
    guest
        .call(|context, memory| fd_prestat_get(context, memory, ROOT, RESULT))
        .expect("preopened");
    assert_eq!(guest.get(RESULT), [0, 0, 0, 0, 5, 0, 0, 0]);
    guest.put(DATA, &[0xee; 8]);
    guest
        .call(|context, memory| fd_prestat_dir_name(context, memory, ROOT, DATA, 8))
        .expect("preopened");
    assert_eq!(guest.get(DATA), *b"/data\xee\xee\xee");
    assert_eq!(
        guest.call(|context, memory| fd_prestat_dir_name(context, memory, ROOT, DATA, 4)),
        errno(Errno::Nametoolong)
    );
    let outcome =
        guest.call(|context, memory| fd_prestat_dir_name(context, memory, ROOT, SIZE - 4, 5));
    assert!(is_out_of_bounds(&outcome));
    let outcome = guest.call(|context, memory| fd_prestat_get(context, memory, ROOT, RESULT + 2));
    assert!(is_misaligned(&outcome));

    let directory = guest.open_directory(".");
    for other in [0, directory, 99] {
        assert_eq!(
            guest.call(|context, memory| fd_prestat_get(context, memory, other, RESULT)),
            errno(Errno::Badf)
        );
    }
}

#[test]
fn file_attributes_are_the_hosts() {
    let mut guest = Guest::new();
    let file = guest.create("file");
    guest.write(file, b"12345").expect("writable");
    guest
        .call(|context, memory| fd_filestat_get(context, memory, file, RESULT))
        .expect("open");
    let host = fs::metadata(guest.host("file")).expect("there");
    assert_eq!(guest.u64(RESULT), host.dev());
    assert_eq!(guest.u64(RESULT + 8), host.ino());
    assert_eq!(guest.u8(RESULT + 16), 4);
    assert_eq!(guest.u64(RESULT + 24), 1);
    assert_eq!(guest.u64(RESULT + 32), 5);
    let modified = host.mtime() as u64 * 1_000_000_000 + host.mtime_nsec() as u64;
    assert_eq!(guest.u64(RESULT + 48), modified);

    guest
        .call(|context, memory| fd_filestat_get(context, memory, ROOT, RESULT))
        .expect("open");
    assert_eq!(guest.u8(RESULT + 16), 3);
    guest
        .call(|context, memory| fd_filestat_get(context, memory, 0, RESULT))
        .expect("open");
    assert_eq!(guest.get(RESULT), [0; 64]);
    let outcome = guest.call(|context, memory| fd_filestat_get(context, memory, file, SIZE - 56));
    assert!(is_out_of_bounds(&outcome));
    let outcome = guest.call(|context, memory| fd_filestat_get(context, memory, file, RESULT + 4));
    assert!(is_misaligned(&outcome));
}

#[test]
fn sizes_are_set() {
    let mut guest = Guest::new();
    let file = guest.create("file");
    guest.write(file, b"12345").expect("writable");
    for size in [3, 6] {
        assert_eq!(
            plain(&mut guest, |context| fd_filestat_set_size(
                context, file, size
            )),
            Ok(())
        );
    }
    assert_eq!(fs::read(guest.host("file")).expect("there"), b"123\0\0\0");
    assert_eq!(
        plain(&mut guest, |context| fd_filestat_set_size(
            context,
            file,
            u64::MAX
        )),
        errno(Errno::Inval)
    );
    assert_eq!(
        plain(&mut guest, |context| fd_filestat_set_size(context, ROOT, 0)),
        errno(Errno::Badf)
    );
    let reader = guest
        .open(
            "file",
            OpenFlags::empty(),
            Rights::FD_READ,
            FdFlags::empty(),
        )
        .expect("there");
    assert_eq!(
        plain(&mut guest, |context| fd_filestat_set_size(
            context, reader, 0
        )),
        errno(Errno::Inval)
    );
}

#[test]
fn room_is_allocated() {
    let mut guest = Guest::new();
    let file = guest.create("file");
    assert_eq!(
        plain(&mut guest, |context| fd_allocate(context, file, 100, 1000)),
        Ok(())
    );
    assert_eq!(fs::metadata(guest.host("file")).expect("there").len(), 1100);
    for (offset, length) in [(0, 0), (u64::MAX, 1), (1, u64::MAX)] {
        assert_eq!(
            plain(&mut guest, |context| fd_allocate(
                context, file, offset, length
            )),
            errno(Errno::Inval)
        );
    }
    assert_eq!(
        plain(&mut guest, |context| fd_allocate(context, ROOT, 0, 1)),
        errno(Errno::Badf)
    );
    let reader = guest
        .open(
            "file",
            OpenFlags::empty(),
            Rights::FD_READ,
            FdFlags::empty(),
        )
        .expect("there");
    assert_eq!(
        plain(&mut guest, |context| fd_allocate(context, reader, 0, 1)),
        errno(Errno::Badf)
    );
}

#[test]
fn advice_is_taken() {
    let mut guest = Guest::new();
    let file = guest.create("file");
    for advice in 0..6 {
        assert_eq!(
            plain(&mut guest, |context| fd_advise(
                context, file, 0, 10, advice
            )),
            Ok(())
        );
    }
    assert_eq!(
        plain(&mut guest, |context| fd_advise(context, file, 0, 10, 6)),
        errno(Errno::Inval)
    );
    assert_eq!(
        plain(&mut guest, |context| fd_advise(context, ROOT, 0, 10, 0)),
        errno(Errno::Badf)
    );
    // Whatever the host thinks of such regions, it survives them.
    let _ = plain(&mut guest, |context| {
        fd_advise(context, file, u64::MAX, u64::MAX, 3)
    });
}

#[test]
fn synchronizing_reaches_files_and_streams() {
    /// Counts how often it was flushed.
    struct Flushes(Arc<Mutex<u32>>);
    impl std::io::Write for Flushes {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            *self.0.lock().expect("no panic while it was held") += 1;
            Ok(())
        }
    }

    let flushes = Arc::new(Mutex::new(0));
    let mut guest = Guest::with(DirPerms::all(), FilePerms::all(), |builder| {
        builder.stderr(Flushes(flushes.clone()));
    });
    let file = guest.create("file");
    assert_eq!(plain(&mut guest, |context| fd_sync(context, file)), Ok(()));
    assert_eq!(
        plain(&mut guest, |context| fd_datasync(context, file)),
        Ok(())
    );
    assert_eq!(plain(&mut guest, |context| fd_sync(context, 2)), Ok(()));
    assert_eq!(plain(&mut guest, |context| fd_datasync(context, 2)), Ok(()));
    assert_eq!(*flushes.lock().expect("no panic while it was held"), 2);
    for wrong in [0, ROOT, 99] {
        assert_eq!(
            plain(&mut guest, |context| fd_sync(context, wrong)),
            errno(Errno::Badf)
        );
        assert_eq!(
            plain(&mut guest, |context| fd_datasync(context, wrong)),
            errno(Errno::Badf)
        );
    }
}

#[test]
fn times_are_set() {
    let mut guest = Guest::new();
    let file = guest.create("file");
    let mut set = |fd, flags: SetTimesFlags| {
        plain(&mut guest, |context| {
            fd_filestat_set_times(
                context,
                fd,
                1_000_000_001,
                2_000_000_002,
                flags.bits().into(),
            )
        })
    };
    assert_eq!(set(file, SetTimesFlags::ATIM | SetTimesFlags::MTIM), Ok(()));
    assert_eq!(set(ROOT, SetTimesFlags::MTIM), Ok(()));
    assert_eq!(
        set(file, SetTimesFlags::ATIM | SetTimesFlags::ATIM_NOW),
        errno(Errno::Inval)
    );
    assert_eq!(
        set(file, SetTimesFlags::from_bits_retain(16)),
        errno(Errno::Inval)
    );
    assert_eq!(set(1, SetTimesFlags::MTIM), errno(Errno::Badf));

    let host = fs::metadata(guest.host("file")).expect("there");
    assert_eq!((host.atime(), host.atime_nsec()), (1, 1));
    assert_eq!((host.mtime(), host.mtime_nsec()), (2, 2));
    let host = fs::metadata(guest.host(".")).expect("there");
    assert_eq!((host.mtime(), host.mtime_nsec()), (2, 2));

    assert_eq!(
        plain(&mut guest, |context| {
            fd_filestat_set_times(context, file, 0, 0, SetTimesFlags::MTIM_NOW.bits().into())
        }),
        Ok(())
    );
    let host = fs::metadata(guest.host("file")).expect("there");
    assert_eq!((host.atime(), host.atime_nsec()), (1, 1));
    assert!(host.mtime() > 1_000_000_000);
}

#[test]
fn flags_are_kept_and_changed() {
    let mut guest = Guest::new();
    let file = guest
        .open(
            "file",
            OpenFlags::CREAT,
            Rights::FD_READ | Rights::FD_WRITE,
            FdFlags::APPEND | FdFlags::SYNC,
        )
        .expect("writable");
    let flags = |guest: &mut Guest| {
        guest
            .call(|context, memory| fd_fdstat_get(context, memory, file, RESULT))
            .expect("open");
        FdFlags::from_bits_retain(guest.u16(RESULT + 2))
    };
    assert_eq!(flags(&mut guest), FdFlags::APPEND | FdFlags::SYNC);
    guest.write(file, b"first").expect("writable");
    guest.seek(file, 0, 0).expect("a file");
    guest.write(file, b"second").expect("writable");
    assert_eq!(fs::read(guest.host("file")).expect("there"), b"firstsecond");

    let mut set = |fd, flags: FdFlags| {
        plain(&mut guest, |context| {
            fd_fdstat_set_flags(context, fd, flags.bits().into())
        })
    };
    assert_eq!(set(file, FdFlags::SYNC | FdFlags::NONBLOCK), Ok(()));
    assert_eq!(set(file, FdFlags::APPEND), errno(Errno::Notsup));
    assert_eq!(
        set(file, FdFlags::SYNC | FdFlags::from_bits_retain(32)),
        errno(Errno::Inval)
    );
    assert_eq!(set(ROOT, FdFlags::NONBLOCK), errno(Errno::Badf));
    assert_eq!(set(99, FdFlags::NONBLOCK), errno(Errno::Badf));
    assert_eq!(set(1, FdFlags::NONBLOCK), Ok(()));
    assert_eq!(flags(&mut guest), FdFlags::SYNC | FdFlags::NONBLOCK);
    guest.seek(file, 0, 0).expect("a file");
    guest.write(file, b"FIRST").expect("writable");
    assert_eq!(fs::read(guest.host("file")).expect("there"), b"FIRSTsecond");
}

#[test]
fn rights_can_be_given_up_but_not_taken() {
    let mut guest = Guest::new();
    let file = guest.create("file");
    let (rights, inheriting) = guest.rights(file);
    assert!(rights.contains(Rights::FD_READ | Rights::FD_WRITE | Rights::FD_SEEK));
    assert_eq!(inheriting, Rights::empty());

    let mut set = |fd, base: Rights, inheriting: Rights| {
        plain(&mut guest, |context| {
            fd_fdstat_set_rights(context, fd, base.bits(), inheriting.bits())
        })
    };
    assert_eq!(set(file, rights - Rights::FD_WRITE, inheriting), Ok(()));
    assert_eq!(set(file, rights, inheriting), errno(Errno::Notcapable));
    assert_eq!(
        set(file, Rights::empty(), Rights::FD_READ),
        errno(Errno::Notcapable)
    );
    assert_eq!(
        set(file, Rights::from_bits_retain(1 << 63), inheriting),
        errno(Errno::Notcapable)
    );
    assert_eq!(
        set(99, Rights::empty(), Rights::empty()),
        errno(Errno::Badf)
    );
    assert_eq!(guest.write(file, b"x"), errno(Errno::Badf));
    assert_eq!(guest.read(file, 1), Ok(vec![]));

    // What a directory gives up, nothing opened through it has.
    let (rights, inheriting) = guest.rights(ROOT);
    assert_eq!(
        plain(&mut guest, |context| fd_fdstat_set_rights(
            context,
            ROOT,
            rights.bits(),
            (inheriting - Rights::FD_WRITE - Rights::PATH_UNLINK_FILE).bits()
        )),
        Ok(())
    );
    assert_eq!(
        guest.open(
            "file",
            OpenFlags::empty(),
            Rights::FD_WRITE,
            FdFlags::empty()
        ),
        errno(Errno::Perm)
    );
    let directory = guest.open_directory(".");
    assert_eq!(
        guest.on_path("file", |context, memory, path, length| {
            switchback_wasi::preview1::path_unlink_file(context, memory, directory, path, length)
        }),
        errno(Errno::Perm)
    );
}

#[test]
fn what_the_embedder_does_not_grant_is_refused() {
    let mut guest = Guest::with(DirPerms::READ, FilePerms::READ, |_| {});
    fs::write(guest.host("file"), "contents").expect("writable for the host");
    for (open, rights) in [
        (OpenFlags::empty(), Rights::FD_WRITE),
        (OpenFlags::empty(), Rights::FD_ALLOCATE),
        (OpenFlags::TRUNC, Rights::FD_READ),
        (OpenFlags::CREAT, Rights::FD_READ),
    ] {
        assert_eq!(
            guest.open("file", open, rights, FdFlags::empty()),
            errno(Errno::Perm)
        );
    }
    // Rights that mean nothing on what is opened are not held against it.
    let file = guest
        .open(
            "file",
            OpenFlags::empty(),
            Rights::all() - Rights::FILE_CONTENT,
            FdFlags::empty(),
        )
        .expect("readable");
    assert_eq!(guest.read(file, 100), Ok(b"contents".to_vec()));
    assert_eq!(guest.write(file, b"x"), errno(Errno::Badf));
    assert_eq!(
        plain(&mut guest, |context| fd_filestat_set_times(
            context, file, 0, 0, 1
        )),
        errno(Errno::Perm)
    );
    assert_eq!(
        plain(&mut guest, |context| fd_filestat_set_times(
            context, ROOT, 0, 0, 1
        )),
        errno(Errno::Perm)
    );

    let mut guest = Guest::with(DirPerms::all(), FilePerms::WRITE, |_| {});
    assert_eq!(
        guest.open("new", OpenFlags::CREAT, Rights::FD_READ, FdFlags::empty()),
        errno(Errno::Perm)
    );
    let file = guest
        .open("new", OpenFlags::CREAT, Rights::FD_WRITE, FdFlags::empty())
        .expect("writable");
    assert_eq!(guest.write(file, b"x"), Ok(1));
    assert_eq!(guest.read(file, 1), errno(Errno::Badf));
}
