//! That no path leads out of the directory that a program was given, and that no
//! file comes to where more may be done with it.

use crate::guest::{DATA, Guest, RESULT, ROOT, errno};
use std::fs;
use std::os::unix::fs::symlink;
use switchback_wasi::preview1::{
    Result, path_create_directory, path_filestat_get, path_filestat_set_times, path_link,
    path_readlink, path_remove_directory, path_rename, path_symlink, path_unlink_file,
};
use switchback_wasi::types::{Errno, FdFlags, LookupFlags, OpenFlags, Rights};
use switchback_wasi::{DirPerms, FilePerms};
use tempfile::TempDir;

/// A guest whose directory `inner` lies beside a `secret` that it was not given,
/// with links that lead there.
fn guest() -> (Guest, TempDir) {
    let outer = tempfile::tempdir().expect("a temporary directory");
    let secret = outer.path().join("secret");
    fs::create_dir(&secret).expect("writable");
    fs::write(secret.join("file"), "secret").expect("writable");
    let inner = outer.path().join("inner");
    fs::create_dir_all(inner.join("sub")).expect("writable");
    symlink("../secret", inner.join("up")).expect("writable");
    symlink("../../secret/file", inner.join("sub/up")).expect("writable");
    symlink(&secret, inner.join("absolute")).expect("writable");
    symlink("up", inner.join("twice")).expect("writable");
    symlink("/", inner.join("root")).expect("writable");
    let guest = Guest::with(DirPerms::all(), FilePerms::all(), |builder| {
        builder
            .preopened_path(&inner, "/inner", DirPerms::all(), FilePerms::all())
            .expect("the directory was just made");
    });
    (guest, outer)
}

const INNER: u32 = ROOT + 1;

const ESCAPES: [&str; 14] = [
    "..",
    "../secret/file",
    "sub/../../secret/file",
    "./sub/.././../secret/file",
    "/etc/passwd",
    "/",
    "//",
    "up/file",
    "sub/up",
    "absolute/file",
    "twice/file",
    "root/etc/passwd",
    "up/../secret/file",
    "sub/../up/file",
];

/// Every call that takes a path, on that path, each followed by its outcome.
fn every_call(guest: &mut Guest, path: &str) -> Vec<(&'static str, Result)> {
    let follow = LookupFlags::SYMLINK_FOLLOW;
    let open = |guest: &mut Guest, open, rights| {
        guest
            .open_at(INNER, follow, path, open, rights, FdFlags::empty())
            .map(|_| ())
    };
    vec![
        ("open", open(guest, OpenFlags::empty(), Rights::FD_READ)),
        (
            "open directory",
            open(guest, OpenFlags::DIRECTORY, Rights::FD_READDIR),
        ),
        (
            "open and truncate",
            open(guest, OpenFlags::TRUNC, Rights::FD_WRITE),
        ),
        (
            "open and create",
            open(guest, OpenFlags::CREAT, Rights::FD_WRITE),
        ),
        (
            "create directory",
            guest.on_path(&format!("{path}/new"), |context, memory, path, length| {
                path_create_directory(context, memory, INNER, path, length)
            }),
        ),
        (
            "stat",
            guest.on_path(path, |context, memory, path, length| {
                path_filestat_get(context, memory, INNER, follow.bits(), path, length, RESULT)
            }),
        ),
        (
            "set times",
            guest.on_path(path, |context, memory, path, length| {
                path_filestat_set_times(
                    context,
                    memory,
                    INNER,
                    follow.bits(),
                    path,
                    length,
                    0,
                    0,
                    5,
                )
            }),
        ),
        (
            "remove directory",
            guest.on_path(&format!("{path}/x"), |context, memory, path, length| {
                path_remove_directory(context, memory, INNER, path, length)
            }),
        ),
        (
            "unlink",
            guest.on_path(&format!("{path}/file"), |context, memory, path, length| {
                path_unlink_file(context, memory, INNER, path, length)
            }),
        ),
        (
            "read link",
            guest.on_path(&format!("{path}/x"), |context, memory, path, length| {
                path_readlink(context, memory, INNER, path, length, DATA, 100, RESULT)
            }),
        ),
        (
            "rename away",
            guest.on_paths(
                &format!("{path}/file"),
                "got",
                |context, memory, old, new| {
                    path_rename(
                        context, memory, INNER, old[0], old[1], INNER, new[0], new[1],
                    )
                },
            ),
        ),
        (
            "rename there",
            guest.on_paths(
                "sub",
                &format!("{path}/put"),
                |context, memory, old, new| {
                    path_rename(
                        context, memory, INNER, old[0], old[1], INNER, new[0], new[1],
                    )
                },
            ),
        ),
        (
            "link from there",
            guest.on_paths(
                &format!("{path}/file"),
                "got",
                |context, memory, old, new| {
                    path_link(
                        context, memory, INNER, 0, old[0], old[1], INNER, new[0], new[1],
                    )
                },
            ),
        ),
        (
            "symlink there",
            guest.on_paths("x", &format!("{path}/put"), |context, memory, old, new| {
                path_symlink(context, memory, old[0], old[1], INNER, new[0], new[1])
            }),
        ),
    ]
}

#[test]
fn every_call_stays_in_the_directory() {
    let (mut guest, outer) = guest();
    for path in ESCAPES {
        for (call, outcome) in every_call(&mut guest, path) {
            assert_eq!(outcome, errno(Errno::Perm), "{call} {path}");
        }
    }
    let secret = outer.path().join("secret");
    assert_eq!(fs::read(secret.join("file")).expect("there"), b"secret");
    assert_eq!(fs::read_dir(secret).expect("there").count(), 1);
    assert_eq!(fs::read_dir(outer.path()).expect("there").count(), 2);
}

#[test]
fn links_that_lead_out_are_seen_but_not_followed() {
    let (mut guest, _outer) = guest();
    for (path, length) in [("up", 9), ("twice", 2), ("root", 1)] {
        guest
            .on_path(path, |context, memory, path, length| {
                path_filestat_get(context, memory, INNER, 0, path, length, RESULT)
            })
            .expect("there");
        assert_eq!((guest.u8(RESULT + 16), guest.u64(RESULT + 32)), (7, length));
        assert_eq!(
            guest.open_at(
                INNER,
                LookupFlags::empty(),
                path,
                OpenFlags::empty(),
                Rights::FD_READ,
                FdFlags::empty()
            ),
            errno(Errno::Loop)
        );
    }
    // The host's absolute paths are not told.
    let outcome = guest.on_path("absolute", |context, memory, path, length| {
        path_readlink(context, memory, INNER, path, length, DATA, 100, RESULT)
    });
    assert_eq!(outcome, errno(Errno::Perm));
}

#[test]
fn absolute_links_are_not_made() {
    let (mut guest, outer) = guest();
    let outcome = guest.on_paths("/etc", "new", |context, memory, old, new| {
        path_symlink(context, memory, old[0], old[1], INNER, new[0], new[1])
    });
    assert_eq!(outcome, errno(Errno::Perm));
    assert!(fs::symlink_metadata(outer.path().join("inner/new")).is_err());
}

#[test]
fn loops_of_links_end() {
    let (mut guest, _outer) = guest();
    symlink("loop2", guest.host("loop1")).expect("writable");
    symlink("loop1", guest.host("loop2")).expect("writable");
    assert_eq!(
        guest.open(
            "loop1",
            OpenFlags::empty(),
            Rights::FD_READ,
            FdFlags::empty()
        ),
        errno(Errno::Loop)
    );
}

#[test]
fn paths_inside_may_wind() {
    let (mut guest, outer) = guest();
    fs::write(outer.path().join("inner/file"), "mine").expect("writable");
    symlink("../file", outer.path().join("inner/sub/in")).expect("writable");
    for path in [
        "file",
        "./file",
        "sub/../file",
        "sub/.././sub//../file",
        "sub/in",
    ] {
        let file = guest
            .open_at(
                INNER,
                LookupFlags::SYMLINK_FOLLOW,
                path,
                OpenFlags::empty(),
                Rights::FD_READ,
                FdFlags::empty(),
            )
            .expect("inside");
        assert_eq!(guest.read(file, 10), Ok(b"mine".to_vec()), "{path}");
    }
}

#[test]
fn a_descriptor_of_a_subdirectory_does_not_lead_above_it() {
    let (mut guest, _outer) = guest();
    let sub = guest
        .open_at(
            INNER,
            LookupFlags::empty(),
            "sub",
            OpenFlags::DIRECTORY,
            Rights::FD_READDIR,
            FdFlags::empty(),
        )
        .expect("inside");
    assert_eq!(
        guest.open_at(
            sub,
            LookupFlags::empty(),
            "..",
            OpenFlags::DIRECTORY,
            Rights::FD_READDIR,
            FdFlags::empty()
        ),
        errno(Errno::Perm)
    );
}

#[test]
fn files_do_not_come_to_where_more_is_allowed() {
    let readable = tempfile::tempdir().expect("a temporary directory");
    fs::write(readable.path().join("file"), "kept").expect("writable");
    // Its entries may be changed, but its files may not be written.
    let mut guest = Guest::with(DirPerms::all(), FilePerms::all(), |builder| {
        builder
            .preopened_path(
                readable.path(),
                "/readable",
                DirPerms::all(),
                FilePerms::READ,
            )
            .expect("the directory was just made");
    });
    let outcome = guest.on_paths("file", "taken", |context, memory, old, new| {
        path_link(
            context, memory, INNER, 0, old[0], old[1], ROOT, new[0], new[1],
        )
    });
    assert_eq!(outcome, errno(Errno::Perm));
    let outcome = guest.on_paths("file", "taken", |context, memory, old, new| {
        path_rename(context, memory, INNER, old[0], old[1], ROOT, new[0], new[1])
    });
    assert_eq!(outcome, errno(Errno::Perm));
    // The other way nothing is gained.
    guest.create("mine");
    let outcome = guest.on_paths("mine", "given", |context, memory, old, new| {
        path_rename(context, memory, ROOT, old[0], old[1], INNER, new[0], new[1])
    });
    assert_eq!(outcome, Ok(()));
    assert_eq!(
        fs::read(readable.path().join("file")).expect("there"),
        b"kept"
    );
}
