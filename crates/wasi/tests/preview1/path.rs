//! Opening, linking, renaming, removing, and the attributes of what paths lead to.

use crate::guest::{DATA, Guest, RESULT, ROOT, SIZE, errno, is_misaligned, is_out_of_bounds};
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use switchback_wasi::preview1::{
    Result, path_create_directory, path_filestat_get, path_filestat_set_times, path_link,
    path_open, path_readlink, path_remove_directory, path_rename, path_symlink, path_unlink_file,
};
use switchback_wasi::types::{Errno, FdFlags, LookupFlags, OpenFlags, Rights};
use switchback_wasi::{DirPerms, FilePerms};

const FOLLOW: u32 = LookupFlags::SYMLINK_FOLLOW.bits();

fn read_write() -> Rights {
    Rights::FD_READ | Rights::FD_WRITE
}

fn create_directory(guest: &mut Guest, path: &str) -> Result {
    guest.on_path(path, |context, memory, path, length| {
        path_create_directory(context, memory, ROOT, path, length)
    })
}

fn unlink(guest: &mut Guest, path: &str) -> Result {
    guest.on_path(path, |context, memory, path, length| {
        path_unlink_file(context, memory, ROOT, path, length)
    })
}

fn remove_directory(guest: &mut Guest, path: &str) -> Result {
    guest.on_path(path, |context, memory, path, length| {
        path_remove_directory(context, memory, ROOT, path, length)
    })
}

fn rename(guest: &mut Guest, old: &str, new: &str) -> Result {
    guest.on_paths(old, new, |context, memory, old, new| {
        path_rename(context, memory, ROOT, old[0], old[1], ROOT, new[0], new[1])
    })
}

fn link(guest: &mut Guest, lookup: u32, old: &str, new: &str) -> Result {
    guest.on_paths(old, new, |context, memory, old, new| {
        path_link(
            context, memory, ROOT, lookup, old[0], old[1], ROOT, new[0], new[1],
        )
    })
}

fn make_symlink(guest: &mut Guest, contents: &str, path: &str) -> Result {
    guest.on_paths(contents, path, |context, memory, old, new| {
        path_symlink(context, memory, old[0], old[1], ROOT, new[0], new[1])
    })
}

fn read_link(guest: &mut Guest, path: &str, length: u32) -> Result<Vec<u8>> {
    guest.on_path(path, |context, memory, path, path_length| {
        path_readlink(
            context,
            memory,
            ROOT,
            path,
            path_length,
            DATA,
            length,
            RESULT,
        )
    })?;
    let size = guest.u32(RESULT) as usize;
    Ok(guest.bytes[DATA as usize..][..size].to_vec())
}

/// The type and size of what a path leads to.
fn stat(guest: &mut Guest, lookup: u32, path: &str) -> Result<(u8, u64)> {
    guest.on_path(path, |context, memory, path, length| {
        path_filestat_get(context, memory, ROOT, lookup, path, length, RESULT)
    })?;
    Ok((guest.u8(RESULT + 16), guest.u64(RESULT + 32)))
}

#[test]
fn open_flags_do_what_they_say() {
    let mut guest = Guest::new();
    let open = |guest: &mut Guest, path: &str, flags| {
        guest.open(path, flags, read_write(), FdFlags::empty())
    };
    assert_eq!(
        open(&mut guest, "file", OpenFlags::empty()),
        errno(Errno::Noent)
    );
    assert_eq!(
        open(&mut guest, "file", OpenFlags::TRUNC),
        errno(Errno::Noent)
    );
    let exclusive = OpenFlags::CREAT | OpenFlags::EXCL;
    let file = open(&mut guest, "file", exclusive).expect("new");
    guest.write(file, b"contents").expect("writable");
    assert_eq!(open(&mut guest, "file", exclusive), errno(Errno::Exist));
    let file = open(&mut guest, "file", OpenFlags::CREAT).expect("there");
    assert_eq!(guest.read(file, 100), Ok(b"contents".to_vec()));
    let file = open(&mut guest, "file", OpenFlags::TRUNC).expect("there");
    assert_eq!(guest.read(file, 100), Ok(vec![]));
    assert_eq!(
        open(&mut guest, "file", OpenFlags::DIRECTORY),
        errno(Errno::Notdir)
    );
    assert_eq!(
        open(&mut guest, "new", OpenFlags::CREAT | OpenFlags::DIRECTORY),
        errno(Errno::Inval)
    );
    assert_eq!(
        open(&mut guest, ".", OpenFlags::empty()),
        errno(Errno::Isdir)
    );
    assert_eq!(open(&mut guest, "", OpenFlags::CREAT), errno(Errno::Noent));
    assert!(!guest.host("new").exists());
}

#[test]
fn a_file_is_emptied_and_then_appended_to() {
    let mut guest = Guest::new();
    fs::write(guest.host("file"), "old").expect("writable");
    let flags = OpenFlags::CREAT | OpenFlags::TRUNC;
    let file = guest
        .open("file", flags, Rights::FD_WRITE, FdFlags::APPEND)
        .expect("writable");
    for part in [b"one", b"two"] {
        guest.seek(file, 0, 0).expect("a file");
        guest.write(file, part).expect("writable");
    }
    assert_eq!(fs::read(guest.host("file")).expect("there"), b"onetwo");
    // Appending is no way to write what was opened for reading.
    let file = guest
        .open("file", OpenFlags::empty(), Rights::FD_READ, FdFlags::APPEND)
        .expect("readable");
    assert_eq!(guest.write(file, b"x"), errno(Errno::Badf));
    assert_eq!(guest.read(file, 3), Ok(b"one".to_vec()));
}

#[test]
fn creating_without_writing_neither_needs_nor_gives_write_access() {
    let mut guest = Guest::new();
    let file = guest
        .open("new", OpenFlags::CREAT, Rights::FD_READ, FdFlags::empty())
        .expect("new");
    assert_eq!(guest.write(file, b"x"), errno(Errno::Badf));

    fs::write(guest.host("old"), "kept").expect("writable");
    let read_only = fs::Permissions::from_mode(0o444);
    fs::set_permissions(guest.host("old"), read_only).expect("ours");
    let file = guest
        .open("old", OpenFlags::CREAT, Rights::FD_READ, FdFlags::empty())
        .expect("readable");
    assert_eq!(guest.read(file, 100), Ok(b"kept".to_vec()));
    assert_eq!(
        guest.open(
            "old",
            OpenFlags::CREAT | OpenFlags::EXCL,
            Rights::FD_READ,
            FdFlags::empty()
        ),
        errno(Errno::Exist)
    );
}

#[test]
fn directories_are_opened_for_what_is_in_them() {
    let mut guest = Guest::new();
    create_directory(&mut guest, "dir").expect("new");
    let directory = guest
        .open("dir", OpenFlags::empty(), Rights::FD_READ, FdFlags::empty())
        .expect("a directory");
    let file = guest
        .open_at(
            directory,
            LookupFlags::empty(),
            "file",
            OpenFlags::CREAT,
            read_write(),
            FdFlags::empty(),
        )
        .expect("new");
    guest.write(file, b"x").expect("writable");
    assert_eq!(fs::read(guest.host("dir/file")).expect("there"), b"x");
    for (wrong, expected) in [(file, Errno::Notdir), (0, Errno::Badf), (99, Errno::Badf)] {
        assert_eq!(
            guest.open_at(
                wrong,
                LookupFlags::empty(),
                "file",
                OpenFlags::empty(),
                Rights::FD_READ,
                FdFlags::empty()
            ),
            errno(expected)
        );
    }
}

#[test]
fn undefined_flags_are_refused() {
    let mut guest = Guest::new();
    for (lookup, open, fdflags) in [(2, 0, 0), (0, 16, 0), (0, 0, 32), (0, 1 << 16, 0)] {
        assert_eq!(
            guest.on_path("file", |context, memory, path, length| {
                path_open(
                    context, memory, ROOT, lookup, path, length, open, 0, 0, fdflags, RESULT,
                )
            }),
            errno(Errno::Inval)
        );
    }
    // All the rights that there could be are no mistake: some programs ask so.
    assert_eq!(
        guest.on_path("file", |context, memory, path, length| {
            path_open(
                context,
                memory,
                ROOT,
                0,
                path,
                length,
                OpenFlags::CREAT.bits().into(),
                u64::MAX,
                u64::MAX,
                0,
                RESULT,
            )
        }),
        Ok(())
    );
    assert_eq!(stat(&mut guest, 2, "file"), errno(Errno::Inval));
    assert_eq!(link(&mut guest, 2, "file", "other"), errno(Errno::Inval));
}

#[test]
fn bad_paths_are_refused() {
    let mut guest = Guest::new();
    let mut create = |path, length| {
        guest.call(|context, memory| path_create_directory(context, memory, ROOT, path, length))
    };
    assert_eq!(create(DATA, 0), errno(Errno::Noent));
    assert_eq!(create(DATA, 1), errno(Errno::Inval), "a NUL");
    assert_eq!(create(DATA, 4097), errno(Errno::Nametoolong));
    assert!(is_out_of_bounds(&create(SIZE - 1, 2)));
    assert!(is_out_of_bounds(&create(DATA, u32::MAX)));
    guest.put(DATA, b"\xff");
    let outcome =
        guest.call(|context, memory| path_create_directory(context, memory, ROOT, DATA, 1));
    assert_eq!(outcome, errno(Errno::Ilseq));
    let long = "n".repeat(300);
    assert_eq!(
        create_directory(&mut guest, &long),
        errno(Errno::Nametoolong)
    );
    assert_eq!(fs::read_dir(guest.host(".")).expect("there").count(), 0);

    let outcome = guest.on_path(".", |context, memory, path, length| {
        path_filestat_get(context, memory, ROOT, 0, path, length, RESULT + 4)
    });
    assert!(is_misaligned(&outcome));
}

#[test]
fn directories_are_made_and_removed() {
    let mut guest = Guest::new();
    assert_eq!(create_directory(&mut guest, "dir"), Ok(()));
    assert_eq!(create_directory(&mut guest, "dir/nested/"), Ok(()));
    assert_eq!(create_directory(&mut guest, "dir"), errno(Errno::Exist));
    assert_eq!(create_directory(&mut guest, "no/dir"), errno(Errno::Noent));
    assert_eq!(remove_directory(&mut guest, "dir"), errno(Errno::Notempty));
    assert_eq!(unlink(&mut guest, "dir/nested"), errno(Errno::Isdir));
    assert_eq!(remove_directory(&mut guest, "dir/nested"), Ok(()));
    assert_eq!(remove_directory(&mut guest, "dir/"), Ok(()));
    assert_eq!(remove_directory(&mut guest, "dir"), errno(Errno::Noent));
    guest.create("file");
    assert_eq!(remove_directory(&mut guest, "file"), errno(Errno::Notdir));
}

#[test]
fn files_are_unlinked() {
    let mut guest = Guest::new();
    let file = guest.create("file");
    symlink("file", guest.host("link")).expect("writable");
    assert_eq!(unlink(&mut guest, "link"), Ok(()));
    assert!(guest.host("file").exists());
    assert_eq!(unlink(&mut guest, "file/"), errno(Errno::Notdir));
    assert_eq!(unlink(&mut guest, "file"), Ok(()));
    assert_eq!(unlink(&mut guest, "file"), errno(Errno::Noent));
    // It goes on to exist for who has it open.
    assert_eq!(guest.write(file, b"x"), Ok(1));
}

#[test]
fn attributes_follow_links_when_asked() {
    let mut guest = Guest::new();
    fs::write(guest.host("file"), "12345").expect("writable");
    symlink("file", guest.host("link")).expect("writable");
    symlink("nothing", guest.host("dangling")).expect("writable");
    assert_eq!(stat(&mut guest, 0, "file"), Ok((4, 5)));
    assert_eq!(stat(&mut guest, 0, "link"), Ok((7, 4)));
    assert_eq!(stat(&mut guest, FOLLOW, "link"), Ok((4, 5)));
    assert_eq!(stat(&mut guest, 0, "dangling"), Ok((7, 7)));
    assert_eq!(stat(&mut guest, FOLLOW, "dangling"), errno(Errno::Noent));
    assert_eq!(stat(&mut guest, FOLLOW, "file/x"), errno(Errno::Notdir));

    let mut set = |lookup, path: &str, flags| {
        guest.on_path(path, |context, memory, path, length| {
            path_filestat_set_times(
                context,
                memory,
                ROOT,
                lookup,
                path,
                length,
                1_000_000_000,
                3_000_000_000,
                flags,
            )
        })
    };
    assert_eq!(set(FOLLOW, "link", 4), Ok(()));
    assert_eq!(set(0, "link", 1), Ok(()));
    assert_eq!(set(0, "dangling", 5), Ok(()));
    assert_eq!(set(FOLLOW, "dangling", 5), errno(Errno::Noent));
    assert_eq!(set(0, "file", 3), errno(Errno::Inval));
    assert_eq!(set(0, "file", 16), errno(Errno::Inval));
    assert_eq!(fs::metadata(guest.host("file")).expect("there").mtime(), 3);
    let link = fs::symlink_metadata(guest.host("link")).expect("there");
    assert_eq!(link.atime(), 1);
    assert_ne!(link.mtime(), 3);
}

#[test]
fn hard_links_name_the_same_file() {
    let mut guest = Guest::new();
    fs::write(guest.host("file"), "12345").expect("writable");
    symlink("file", guest.host("symlink")).expect("writable");
    assert_eq!(link(&mut guest, 0, "file", "other"), Ok(()));
    assert_eq!(link(&mut guest, 0, "file", "other"), errno(Errno::Exist));
    assert_eq!(link(&mut guest, 0, "nothing", "x"), errno(Errno::Noent));
    assert_eq!(link(&mut guest, FOLLOW, "file", "x"), errno(Errno::Inval));
    let inode = |path: &str| fs::symlink_metadata(guest.host(path)).expect("there").ino();
    assert_eq!(inode("file"), inode("other"));
    let of_symlink = inode("symlink");
    assert_eq!(link(&mut guest, 0, "symlink", "symlink2"), Ok(()));
    assert_eq!(
        fs::symlink_metadata(guest.host("symlink2"))
            .expect("there")
            .ino(),
        of_symlink
    );
}

#[test]
fn symbolic_links_hold_what_they_were_given() {
    let mut guest = Guest::new();
    assert_eq!(make_symlink(&mut guest, "some/where", "link"), Ok(()));
    assert_eq!(
        make_symlink(&mut guest, "else/where", "link"),
        errno(Errno::Exist)
    );
    assert_eq!(
        read_link(&mut guest, "link", 100),
        Ok(b"some/where".to_vec())
    );
    assert_eq!(read_link(&mut guest, "link", 4), Ok(b"some".to_vec()));
    assert_eq!(read_link(&mut guest, "link", 0), Ok(vec![]));
    assert_eq!(read_link(&mut guest, "nothing", 1), errno(Errno::Noent));
    guest.create("file");
    assert_eq!(read_link(&mut guest, "file", 1), errno(Errno::Inval));
    let outcome = guest.on_path("link", |context, memory, path, length| {
        path_readlink(context, memory, ROOT, path, length, SIZE - 2, 4, RESULT)
    });
    assert!(is_out_of_bounds(&outcome));
}

#[test]
fn renaming_moves_and_replaces() {
    let mut guest = Guest::new();
    fs::write(guest.host("file"), "new").expect("writable");
    fs::write(guest.host("old"), "old").expect("writable");
    create_directory(&mut guest, "dir").expect("new");
    assert_eq!(rename(&mut guest, "file", "old"), Ok(()));
    assert_eq!(fs::read(guest.host("old")).expect("there"), b"new");
    assert_eq!(rename(&mut guest, "file", "old"), errno(Errno::Noent));
    assert_eq!(rename(&mut guest, "old", "dir"), errno(Errno::Isdir));
    assert_eq!(rename(&mut guest, "dir", "old"), errno(Errno::Notdir));
    assert_eq!(rename(&mut guest, "dir", "dir/nested"), errno(Errno::Inval));
    assert_eq!(rename(&mut guest, "old", "dir/file"), Ok(()));
    assert_eq!(rename(&mut guest, "dir/", "other/"), Ok(()));
    assert_eq!(fs::read(guest.host("other/file")).expect("there"), b"new");
}

#[test]
fn a_directory_that_may_only_be_read_is_not_changed() {
    let mut guest = Guest::with(DirPerms::READ, FilePerms::all(), |_| {});
    fs::write(guest.host("file"), "").expect("writable for the host");
    fs::create_dir(guest.host("dir")).expect("writable for the host");
    let refused = errno(Errno::Perm);
    assert_eq!(create_directory(&mut guest, "new"), refused);
    assert_eq!(unlink(&mut guest, "file"), refused);
    assert_eq!(remove_directory(&mut guest, "dir"), refused);
    assert_eq!(rename(&mut guest, "file", "new"), refused);
    assert_eq!(link(&mut guest, 0, "file", "new"), refused);
    assert_eq!(make_symlink(&mut guest, "file", "new"), refused);
    assert_eq!(
        guest.open("new", OpenFlags::CREAT, read_write(), FdFlags::empty()),
        errno(Errno::Perm)
    );
    assert_eq!(stat(&mut guest, 0, "file"), Ok((4, 0)));

    let mut guest = Guest::with(DirPerms::MUTATE, FilePerms::all(), |_| {});
    assert_eq!(create_directory(&mut guest, "new"), Ok(()));
    assert_eq!(stat(&mut guest, 0, "new"), errno(Errno::Perm));
    assert_eq!(read_link(&mut guest, "new", 1), errno(Errno::Perm));
    assert_eq!(
        guest.open("new", OpenFlags::empty(), Rights::empty(), FdFlags::empty()),
        errno(Errno::Perm)
    );
}
