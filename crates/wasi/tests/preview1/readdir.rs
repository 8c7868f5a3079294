//! Reading directories.

use crate::guest::{DATA, Guest, RESULT, ROOT, SIZE, errno, is_out_of_bounds};
use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::MetadataExt;
use switchback_wasi::preview1::{Result, fd_readdir, path_unlink_file};
use switchback_wasi::types::Errno;
use switchback_wasi::{DirPerms, FilePerms};

#[derive(Debug, Clone)]
struct Entry {
    next: u64,
    inode: u64,
    file_type: u8,
    name: String,
}

/// The entries that fit whole into a buffer, and whether the buffer was filled.
fn read(guest: &mut Guest, fd: u32, length: u32, cookie: u64) -> Result<(Vec<Entry>, bool)> {
    guest.call(|context, memory| fd_readdir(context, memory, fd, DATA, length, cookie, RESULT))?;
    let size = guest.u32(RESULT);
    let mut entries = Vec::new();
    let mut at = 0;
    while at + 24 <= size {
        let name_length = guest.u32(DATA + at + 16);
        if at + 24 + name_length > size {
            break;
        }
        let name = &guest.bytes[(DATA + at + 24) as usize..][..name_length as usize];
        entries.push(Entry {
            next: guest.u64(DATA + at),
            inode: guest.u64(DATA + at + 8),
            file_type: guest.u8(DATA + at + 20),
            name: String::from_utf8(name.to_vec()).expect("the names in these tests are"),
        });
        at += 24 + name_length;
    }
    Ok((entries, size == length))
}

/// All the entries, read with a buffer of this length.
fn read_all(guest: &mut Guest, fd: u32, length: u32) -> Vec<Entry> {
    let mut all: Vec<Entry> = Vec::new();
    loop {
        let cookie = all.last().map_or(0, |entry| entry.next);
        let (entries, full) = read(guest, fd, length, cookie).expect("a directory");
        all.extend(entries);
        if !full {
            return all;
        }
    }
}

#[test]
fn entries_have_names_types_and_inodes() {
    let mut guest = Guest::new();
    fs::write(guest.host("file"), "x").expect("writable");
    fs::create_dir(guest.host("dir")).expect("writable");
    std::os::unix::fs::symlink("file", guest.host("link")).expect("writable");
    let mut entries = read_all(&mut guest, ROOT, 4096);
    assert_eq!(entries[0].name, ".");
    assert_eq!(entries[1].name, "..");
    let root = fs::metadata(guest.host(".")).expect("there").ino();
    // The parent is outside, so its number is not told.
    assert_eq!((entries[0].inode, entries[1].inode), (root, root));

    entries.sort_by(|one, other| one.name.cmp(&other.name));
    let types: Vec<(&str, u8)> = entries
        .iter()
        .map(|entry| (entry.name.as_str(), entry.file_type))
        .collect();
    assert_eq!(
        types,
        [(".", 3), ("..", 3), ("dir", 3), ("file", 4), ("link", 7)]
    );
    for entry in &entries[2..] {
        let metadata = fs::symlink_metadata(guest.host(&entry.name)).expect("there");
        assert_eq!(entry.inode, metadata.ino());
    }
}

#[test]
fn any_size_of_buffer_that_holds_one_entry_reads_them_all() {
    let mut guest = Guest::new();
    let expected: BTreeSet<String> = (0..200)
        .map(|index| format!("{index}-{}", "n".repeat(index % 40)))
        .collect();
    for name in &expected {
        fs::write(guest.host(name), "").expect("writable");
    }
    for length in [24 + 44, 100, 777, 4096, 32_000] {
        let names: Vec<String> = read_all(&mut guest, ROOT, length)
            .into_iter()
            .map(|entry| entry.name)
            .filter(|name| !name.starts_with('.'))
            .collect();
        assert_eq!(names.len(), expected.len());
        assert_eq!(names.into_iter().collect::<BTreeSet<_>>(), expected);
    }
}

#[test]
fn a_buffer_is_filled_to_its_end_and_not_beyond() {
    let mut guest = Guest::new();
    for length in 0..60 {
        guest.bytes.fill(0xee);
        guest
            .call(|context, memory| fd_readdir(context, memory, ROOT, DATA, length, 0, RESULT))
            .expect("a directory");
        // `.` takes 25 bytes and `..` 26.
        assert_eq!(guest.u32(RESULT), length.min(51));
        assert_eq!(guest.get(DATA + length.min(51)), [0xee; 8]);
    }
}

#[test]
fn removing_while_reading_skips_nothing() {
    let mut guest = Guest::new();
    for index in 0..500 {
        fs::write(guest.host(&format!("file{index}")), "").expect("writable");
    }
    let mut cookie = 0;
    loop {
        let (entries, full) = read(&mut guest, ROOT, 300, cookie).expect("a directory");
        for entry in &entries {
            cookie = entry.next;
            if entry.file_type == 4 {
                guest
                    .on_path(&entry.name, |context, memory, path, length| {
                        path_unlink_file(context, memory, ROOT, path, length)
                    })
                    .expect("listed and not yet removed");
            }
        }
        if !full {
            break;
        }
    }
    assert_eq!(fs::read_dir(guest.host(".")).expect("there").count(), 0);
}

#[test]
fn the_first_cookie_takes_a_new_listing() {
    let mut guest = Guest::new();
    assert_eq!(read_all(&mut guest, ROOT, 4096).len(), 2);
    fs::write(guest.host("new"), "").expect("writable");
    // A reader in the middle goes on with the listing that it began.
    assert_eq!(read(&mut guest, ROOT, 4096, 2).expect("old").0.len(), 0);
    assert_eq!(read_all(&mut guest, ROOT, 4096).len(), 3);
    assert_eq!(read(&mut guest, ROOT, 4096, 2).expect("new").0.len(), 1);
}

#[test]
fn a_cookie_needs_no_reading_before_it() {
    let mut guest = Guest::new();
    fs::write(guest.host("file"), "").expect("writable");
    let (entries, _) = read(&mut guest, ROOT, 4096, 2).expect("a directory");
    assert_eq!(entries[0].name, "file");
    for cookie in [3, 4, u64::from(u32::MAX), u64::MAX] {
        let (entries, full) = read(&mut guest, ROOT, 4096, cookie).expect("a directory");
        assert!(entries.is_empty() && !full);
    }
}

#[test]
fn names_that_are_not_utf_8_are_listed_as_they_are() {
    use std::os::unix::ffi::OsStrExt;
    let mut guest = Guest::new();
    let name = guest
        .host(".")
        .join(std::ffi::OsStr::from_bytes(b"\xff\xfe"));
    fs::write(name, "").expect("writable");
    guest
        .call(|context, memory| fd_readdir(context, memory, ROOT, DATA, 4096, 2, RESULT))
        .expect("a directory");
    assert_eq!(guest.u32(RESULT), 26);
    assert_eq!(guest.get(DATA + 24), [0xff, 0xfe]);
}

#[test]
fn wrong_arguments_are_refused() {
    let mut guest = Guest::new();
    let file = guest.create("file");
    let mut read = |fd, buffer, length| {
        guest.call(|context, memory| fd_readdir(context, memory, fd, buffer, length, 0, RESULT))
    };
    assert_eq!(read(file, DATA, 100), errno(Errno::Notdir));
    assert_eq!(read(0, DATA, 100), errno(Errno::Badf));
    assert_eq!(read(99, DATA, 100), errno(Errno::Badf));
    assert!(is_out_of_bounds(&read(ROOT, SIZE - 10, 11)));

    let mut guest = Guest::with(DirPerms::MUTATE, FilePerms::all(), |_| {});
    assert_eq!(
        guest.call(|context, memory| fd_readdir(context, memory, ROOT, DATA, 100, 0, RESULT)),
        errno(Errno::Perm)
    );
}
