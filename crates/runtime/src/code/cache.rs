//! Artifacts on disk: what was compiled once is taken from there the next time.
//!
//! The cache is a directory of files, named by a hash of everything that code
//! depends on: the module's bytes, the settings and the version of this crate. An
//! entry holds the functions that runs so far have compiled; whoever compiled more
//! replaces it.
//!
//! Invariants:
//! * An entry appears whole or not at all: it is written under another name and
//!   renamed. Runs that do so at once replace each other's entry; what one of them
//!   loses is compiled again.
//! * An entry is used only after every checksum was compared; one that is damaged
//!   is removed.
//! * The directory belongs to the user and nobody else can write to it: entries are
//!   machine code. It is refused otherwise.
//! * The cache is a convenience: no failure of it is a failure of the module.
//!
//! When the entries are larger than the limit together, those that were not used
//! for the longest time go: using an entry sets its time of modification.

use std::fs::{DirBuilder, File, FileTimes};
use std::io::{self, BufWriter, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use rustix::fs::{AtFlags, FileType, Mode, OFlags, Stat};

use super::artifact::{Hash, Settings, VERSION, hash};

/// Bytes that a cache may hold unless told otherwise.
pub(crate) const DEFAULT_CACHE_SIZE: u64 = 4 << 30;

/// What names of entries end in.
const ENTRY_SUFFIX: &str = ".swbcode";
/// What names of files begin with that are being written.
const TEMPORARY_PREFIX: &str = "writing-";
/// After this time, whoever was writing a file is gone.
const ABANDONED: Duration = Duration::from_secs(60 * 60);

/// The directory in which the command keeps compiled code: `switchback` in the
/// user's cache directory (`$XDG_CACHE_HOME`, or `~/.cache`). `None` if the
/// environment names no such directory.
#[must_use]
pub fn default_cache_directory() -> Option<PathBuf> {
    cache_directory_of(std::env::var_os("XDG_CACHE_HOME"), std::env::var_os("HOME"))
}

fn cache_directory_of(
    cache_home: Option<std::ffi::OsString>,
    home: Option<std::ffi::OsString>,
) -> Option<PathBuf> {
    let absolute = |path: PathBuf| path.is_absolute().then_some(path);
    // The convention says that relative paths are to be ignored.
    let cache_home = cache_home
        .and_then(|path| absolute(path.into()))
        .or_else(|| Some(absolute(home?.into())?.join(".cache")))?;
    Some(cache_home.join("switchback"))
}

/// The name of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key(String);

impl Key {
    /// The entry of a module's code.
    pub(crate) fn new(wasm_hash: &Hash, settings: &Settings) -> Self {
        let mut text = Vec::new();
        text.extend(wasm_hash);
        text.extend((VERSION.len() as u64).to_le_bytes());
        text.extend(VERSION.as_bytes());
        text.extend(settings.0.as_bytes());
        let name = blake3::Hash::from_bytes(hash(&text)).to_hex();
        Self(format!("{name}{ENTRY_SUFFIX}"))
    }
}

/// A directory of artifacts.
#[derive(Debug)]
pub(crate) struct CodeCache {
    directory: OwnedFd,
    size: u64,
}

impl CodeCache {
    /// Opens the cache in a directory, which is made if need be. `size` is how many
    /// bytes its entries may have together.
    ///
    /// # Errors
    ///
    /// When there is no such directory and it cannot be made, and when others could
    /// write to it.
    pub(crate) fn open(path: &Path, size: u64) -> io::Result<Self> {
        if !path.exists() {
            DirBuilder::new().recursive(true).mode(0o700).create(path)?;
        }
        let directory = rustix::fs::open(
            path,
            OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC,
            Mode::empty(),
        )?;
        let stat = rustix::fs::fstat(&directory)?;
        if !is_ours(&stat) {
            return Err(refused("it belongs to another user"));
        }
        if Mode::from_raw_mode(stat.st_mode).intersects(Mode::WGRP | Mode::WOTH) {
            return Err(refused("others may write to it"));
        }
        Ok(Self { directory, size })
    }

    /// An entry and its length, if there is one. It counts as used now.
    pub(crate) fn entry(&self, key: &Key) -> Option<(File, u64)> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let file = rustix::fs::openat(&self.directory, &key.0, flags, Mode::empty()).ok()?;
        let stat = rustix::fs::fstat(&file).ok()?;
        if FileType::from_raw_mode(stat.st_mode) != FileType::RegularFile || !is_ours(&stat) {
            return None;
        }
        let file = File::from(file);
        // Only the order in which entries are removed depends on this.
        let _ = file.set_times(FileTimes::new().set_modified(SystemTime::now()));
        Some((file, u64::try_from(stat.st_size).ok()?))
    }

    /// The length of an entry, if there is one. It does not count as used.
    pub(crate) fn entry_length(&self, key: &Key) -> Option<u64> {
        let flags = AtFlags::SYMLINK_NOFOLLOW;
        let stat = rustix::fs::statat(&self.directory, &key.0, flags).ok()?;
        u64::try_from(stat.st_size).ok()
    }

    /// Removes an entry.
    pub(crate) fn remove(&self, key: &Key) {
        self.unlink(&key.0);
    }

    /// Puts an entry of `length` bytes there, in the place of any other of that
    /// name, and removes others if there are too many. Does nothing if the entry is
    /// larger than the cache.
    pub(crate) fn store(
        &self,
        key: &Key,
        length: u64,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        if length > self.size {
            return Ok(());
        }
        self.make_room(key, length);
        let name = temporary_name();
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
        let mode = Mode::RUSR | Mode::WUSR;
        let file = rustix::fs::openat(&self.directory, &name, flags, mode)?;
        // No wait for the disk: a file that a crash tears does not have its
        // checksums.
        let mut file = BufWriter::new(File::from(file));
        let written = write(&mut file).and_then(|()| file.flush()).and_then(|()| {
            let directory = &self.directory;
            Ok(rustix::fs::renameat(directory, &name, directory, &key.0)?)
        });
        if written.is_err() {
            self.unlink(&name);
        }
        written
    }

    /// Removes entries until one more of `length` bytes fits, and what was left
    /// behind half written.
    fn make_room(&self, key: &Key, length: u64) {
        let mut entries = match self.entries() {
            Ok(entries) => entries,
            Err(error) => {
                tracing::debug!(%error, "the code cache cannot be listed");
                return;
            }
        };
        let abandoned = SystemTime::now()
            .checked_sub(ABANDONED)
            .unwrap_or(SystemTime::UNIX_EPOCH);
        entries.retain(|entry| {
            let temporary = entry.name.starts_with(TEMPORARY_PREFIX);
            if temporary && entry.used < abandoned {
                self.unlink(&entry.name);
            }
            // What is replaced makes room for itself.
            !temporary && entry.name != key.0
        });
        entries.sort_by_key(|entry| entry.used);
        let mut sum: u64 = entries.iter().map(|entry| entry.size).sum();
        for entry in entries {
            if sum.saturating_add(length) <= self.size {
                break;
            }
            self.unlink(&entry.name);
            sum -= entry.size;
        }
    }

    /// The files that are the cache's.
    fn entries(&self) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in rustix::fs::Dir::read_from(&self.directory)? {
            let entry = entry?;
            let Ok(name) = entry.file_name().to_str() else {
                continue;
            };
            if !name.ends_with(ENTRY_SUFFIX) && !name.starts_with(TEMPORARY_PREFIX) {
                continue;
            }
            // Others remove entries, too.
            let flags = AtFlags::SYMLINK_NOFOLLOW;
            let Ok(stat) = rustix::fs::statat(&self.directory, name, flags) else {
                continue;
            };
            let seconds = u64::try_from(stat.st_mtime).unwrap_or(0);
            let nanoseconds = u32::try_from(stat.st_mtime_nsec).unwrap_or(0);
            entries.push(Entry {
                name: name.to_owned(),
                size: u64::try_from(stat.st_size).unwrap_or(0),
                used: SystemTime::UNIX_EPOCH + Duration::new(seconds, nanoseconds),
            });
        }
        Ok(entries)
    }

    fn unlink(&self, name: &str) {
        match rustix::fs::unlinkat(&self.directory, name, AtFlags::empty()) {
            Ok(()) | Err(rustix::io::Errno::NOENT) => {}
            Err(error) => tracing::debug!(%error, name, "a cache entry cannot be removed"),
        }
    }
}

/// A file of the cache.
struct Entry {
    name: String,
    size: u64,
    used: SystemTime,
}

fn is_ours(stat: &Stat) -> bool {
    stat.st_uid == rustix::process::geteuid().as_raw()
}

fn refused(why: &str) -> io::Error {
    let message = format!("the directory is not private to the user: {why}");
    io::Error::new(io::ErrorKind::PermissionDenied, message)
}

/// A name that no other thread or process uses. One that is left over from
/// a process of the same number is in the way until it is removed.
fn temporary_name() -> String {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let now = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    let process = std::process::id();
    format!("{TEMPORARY_PREFIX}{process}-{number}-{}", now.as_nanos())
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn key(number: u8) -> Key {
        Key::new(&[number; 32], &Settings("settings".into()))
    }

    fn store(cache: &CodeCache, number: u8, bytes: &[u8]) {
        cache
            .store(&key(number), bytes.len() as u64, |file| {
                file.write_all(bytes)
            })
            .unwrap();
    }

    fn load(cache: &CodeCache, number: u8) -> Option<Vec<u8>> {
        let (mut file, length) = cache.entry(&key(number))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        assert_eq!(bytes.len() as u64, length);
        Some(bytes)
    }

    fn files(path: &Path) -> usize {
        path.read_dir().unwrap().count()
    }

    #[test]
    fn entries_are_found_and_replaced() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a/b");
        let cache = CodeCache::open(&path, 1000).unwrap();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o700);
        assert_eq!(load(&cache, 1), None);
        store(&cache, 1, b"one");
        store(&cache, 2, b"two");
        store(&cache, 1, b"uno");
        assert_eq!(load(&cache, 1).unwrap(), b"uno");
        assert_eq!(load(&cache, 2).unwrap(), b"two");
        cache.remove(&key(1));
        assert_eq!(load(&cache, 1), None);
        assert_eq!(files(&path), 1);
    }

    #[test]
    fn keys_differ_with_all_that_code_depends_on() {
        let other_settings = Key::new(&[1; 32], &Settings("other".into()));
        assert_ne!(key(1), key(2));
        assert_ne!(key(1), other_settings);
        assert_eq!(key(1), key(1));
    }

    #[test]
    fn the_least_recently_used_goes_first() {
        let directory = tempfile::tempdir().unwrap();
        let cache = CodeCache::open(directory.path(), 1000).unwrap();
        let pause = || std::thread::sleep(Duration::from_millis(20));
        for number in 1..=3 {
            store(&cache, number, &[number; 300]);
            pause();
        }
        assert!(load(&cache, 1).is_some());
        pause();
        store(&cache, 4, &[4; 300]);
        assert!(load(&cache, 2).is_none());
        assert!(
            [1, 3, 4]
                .iter()
                .all(|&number| load(&cache, number).is_some())
        );
        // Replacing takes no room.
        store(&cache, 4, &[4; 400]);
        assert_eq!(files(directory.path()), 3);
        // What can never fit is not kept, and nothing goes for it.
        store(&cache, 5, &[5; 1001]);
        assert_eq!(files(directory.path()), 3);
    }

    #[test]
    fn a_write_that_fails_leaves_nothing() {
        let directory = tempfile::tempdir().unwrap();
        let cache = CodeCache::open(directory.path(), 1000).unwrap();
        store(&cache, 1, b"one");
        let result = cache.store(&key(1), 10, |file| {
            file.write_all(b"half")?;
            Err(io::Error::other("no more"))
        });
        assert!(result.is_err());
        assert_eq!(load(&cache, 1).unwrap(), b"one");
        assert_eq!(files(directory.path()), 1);
    }

    #[test]
    fn what_was_left_half_written_is_removed_after_a_while() {
        let directory = tempfile::tempdir().unwrap();
        let cache = CodeCache::open(directory.path(), 1000).unwrap();
        let old = directory.path().join(format!("{TEMPORARY_PREFIX}1-2-3"));
        let new = directory.path().join(format!("{TEMPORARY_PREFIX}4-5-6"));
        let mine = directory.path().join("mine");
        for path in [&old, &new, &mine] {
            std::fs::write(path, "half").unwrap();
        }
        let long_ago = SystemTime::now() - 2 * ABANDONED;
        for path in [&old, &mine] {
            let file = File::options().write(true).open(path).unwrap();
            file.set_modified(long_ago).unwrap();
        }
        store(&cache, 1, &[1; 1000]);
        assert!(!old.exists());
        assert!(new.exists() && mine.exists());
    }

    #[test]
    fn directories_that_others_can_write_to_are_refused() {
        let directory = tempfile::tempdir().unwrap();
        let permissions = std::fs::Permissions::from_mode(0o777);
        std::fs::set_permissions(directory.path(), permissions).unwrap();
        let error = CodeCache::open(directory.path(), 1000).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::PermissionDenied);
    }

    #[test]
    fn directories_of_others_are_refused() {
        let directory = tempfile::tempdir().unwrap();
        let somebody = rustix::fs::Uid::from_raw(12345);
        let owned = rustix::fs::chown(directory.path(), Some(somebody), None);
        // Who may not give a directory away does not own this one.
        let path = if owned.is_ok() {
            directory.path()
        } else {
            Path::new("/")
        };
        let error = CodeCache::open(path, 1000).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::PermissionDenied);
    }

    #[test]
    fn links_in_the_place_of_entries_are_not_followed() {
        let directory = tempfile::tempdir().unwrap();
        let cache = CodeCache::open(directory.path(), 1000).unwrap();
        store(&cache, 1, b"one");
        let link = directory.path().join(&key(2).0);
        std::os::unix::fs::symlink(directory.path().join(&key(1).0), link).unwrap();
        assert_eq!(load(&cache, 2), None);
    }

    #[test]
    fn readers_and_writers_at_once_see_whole_entries() {
        let directory = tempfile::tempdir().unwrap();
        // Too small for all of them.
        let cache = CodeCache::open(directory.path(), 200_000).unwrap();
        std::thread::scope(|scope| {
            for thread in 0..4_u8 {
                let cache = &cache;
                scope.spawn(move || {
                    for round in 0..100_u8 {
                        let number = round % 5;
                        store(cache, number, &vec![thread; 50_000]);
                        if let Some(bytes) = load(cache, number) {
                            assert_eq!(bytes.len(), 50_000);
                            assert!(bytes.iter().all(|&byte| byte == bytes[0]));
                        }
                    }
                });
            }
        });
    }

    #[test]
    fn the_environment_names_the_directory() {
        let of = |cache_home: &str, home: &str| {
            cache_directory_of(Some(cache_home.into()), Some(home.into()))
        };
        assert_eq!(
            of("/cache", "/home/a").unwrap(),
            Path::new("/cache/switchback")
        );
        let in_home = Path::new("/home/a/.cache/switchback");
        assert_eq!(of("", "/home/a").unwrap(), in_home);
        assert_eq!(of("cache", "/home/a").unwrap(), in_home);
        assert_eq!(of("", ""), None);
        assert_eq!(cache_directory_of(None, None), None);
    }
}
