//! Paths: opening, linking, renaming, removing, and the attributes of what they lead to.
//!
//! Every path is resolved by cap-std from the directory of a descriptor and never
//! leaves it: absolute paths, `..` above the directory and symbolic links that lead
//! out are refused with `perm`.

use super::Result;
use super::fd::NewTime;
use crate::context::{WasiContext, opened_directory_rights};
use crate::descriptor::{Descriptor, Resource};
use crate::directory::Directory;
use crate::memory::GuestMemory;
use crate::types::{
    Errno, FdFlags, FileType, Filestat, LookupFlags, OpenFlags, Rights, flags_from_raw,
};
use cap_fs_ext::{
    DirExt, FollowSymlinks, OpenOptionsFollowExt, OpenOptionsMaybeDirExt, OpenOptionsSyncExt,
};
use cap_std::fs::{Dir, File, OpenOptions, OpenOptionsExt};
use rustix::fs::OFlags;
use std::io::{self, IsTerminal};
use std::os::unix::ffi::OsStrExt;

/// Creates a directory.
pub fn path_create_directory(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    fd: u32,
    path: u32,
    path_length: u32,
) -> Result {
    let path = memory.path(path, path_length)?;
    let (_, directory) = context
        .descriptors
        .directory(fd, Rights::PATH_CREATE_DIRECTORY)?;
    directory.dir.create_dir(path)?;
    Ok(())
}

/// Writes the attributes of what a path leads to.
pub fn path_filestat_get(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    fd: u32,
    lookup: u32,
    path: u32,
    path_length: u32,
    stat_out: u32,
) -> Result {
    let lookup: LookupFlags = flags_from_raw(lookup)?;
    let path = memory.path(path, path_length)?;
    let (_, directory) = context
        .descriptors
        .directory(fd, Rights::PATH_FILESTAT_GET)?;
    let metadata = if lookup.contains(LookupFlags::SYMLINK_FOLLOW) {
        directory.dir.metadata(path)?
    } else {
        directory.dir.symlink_metadata(path)?
    };
    let stat = Filestat::from(&metadata);
    memory.write(stat_out, Filestat::ALIGNMENT, &stat.encode())?;
    Ok(())
}

/// Sets the times of what a path leads to.
#[expect(
    clippy::too_many_arguments,
    reason = "the interface definition says which there are"
)]
pub fn path_filestat_set_times(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    fd: u32,
    lookup: u32,
    path: u32,
    path_length: u32,
    accessed: u64,
    modified: u64,
    flags: u32,
) -> Result {
    let lookup: LookupFlags = flags_from_raw(lookup)?;
    let [accessed, modified] = NewTime::decode(flags, accessed, modified)?;
    let accessed = accessed.to_system_time_spec()?;
    let modified = modified.to_system_time_spec()?;
    let path = memory.path(path, path_length)?;
    let (_, directory) = context
        .descriptors
        .directory(fd, Rights::PATH_FILESTAT_SET_TIMES)?;
    if lookup.contains(LookupFlags::SYMLINK_FOLLOW) {
        DirExt::set_times(&directory.dir, path, accessed, modified)?;
    } else {
        directory.dir.set_symlink_times(path, accessed, modified)?;
    }
    Ok(())
}

/// Makes a hard link. A symbolic link is linked itself; following it is refused,
/// as in Wasmtime.
#[expect(
    clippy::too_many_arguments,
    reason = "the interface definition says which there are"
)]
pub fn path_link(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    old_fd: u32,
    old_lookup: u32,
    old_path: u32,
    old_path_length: u32,
    new_fd: u32,
    new_path: u32,
    new_path_length: u32,
) -> Result {
    let lookup: LookupFlags = flags_from_raw(old_lookup)?;
    let old_path = memory.path(old_path, old_path_length)?;
    let new_path = memory.path(new_path, new_path_length)?;
    let (old, old_directory) = context
        .descriptors
        .directory(old_fd, Rights::PATH_LINK_SOURCE)?;
    let (new, new_directory) = context
        .descriptors
        .directory(new_fd, Rights::PATH_LINK_TARGET)?;
    if lookup.contains(LookupFlags::SYMLINK_FOLLOW) {
        return Err(Errno::Inval.into());
    }
    forbid_gain(old, new)?;
    old_directory
        .dir
        .hard_link(old_path, &new_directory.dir, new_path)?;
    Ok(())
}

/// A file must not come, by a new name, to where more may be done with it.
fn forbid_gain(old: &Descriptor, new: &Descriptor) -> std::result::Result<(), Errno> {
    if old.inheriting.contains(new.inheriting) {
        Ok(())
    } else {
        Err(Errno::Perm)
    }
}

/// Opens a file or directory and writes its descriptor.
#[expect(
    clippy::too_many_arguments,
    reason = "the interface definition says which there are"
)]
pub fn path_open(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    fd: u32,
    lookup: u32,
    path: u32,
    path_length: u32,
    open_flags: u32,
    rights_base: u64,
    _rights_inheriting: u64,
    fd_flags: u32,
    fd_out: u32,
) -> Result {
    let request = OpenRequest {
        lookup: flags_from_raw(lookup)?,
        open: flags_from_raw(open_flags)?,
        // Programs that ask for all rights set bits that do not exist.
        rights: Rights::from_bits_truncate(rights_base),
        flags: flags_from_raw(fd_flags)?,
    };
    let path = memory.path(path, path_length)?;
    let (parent, directory) = context.descriptors.directory(fd, Rights::PATH_OPEN)?;
    request.check(parent)?;
    let file = request.open(&directory.dir, path)?;
    let opened = request.describe(file, parent.inheriting)?;
    let number = context.descriptors.insert(opened)?;
    memory.write_u32(fd_out, number)?;
    Ok(())
}

/// What `path_open` is asked for.
struct OpenRequest {
    lookup: LookupFlags,
    open: OpenFlags,
    rights: Rights,
    flags: FdFlags,
}

impl OpenRequest {
    fn reads(&self) -> bool {
        self.rights.contains(Rights::FD_READ)
    }

    fn writes(&self) -> bool {
        self.rights.intersects(Rights::FILE_CONTENT)
    }

    /// Checks that the parent directory allows what the opening itself would do,
    /// before anything is done.
    fn check(&self, parent: &Descriptor) -> std::result::Result<(), Errno> {
        if self.open.contains(OpenFlags::DIRECTORY)
            && self
                .open
                .intersects(OpenFlags::CREAT | OpenFlags::EXCL | OpenFlags::TRUNC)
        {
            return Err(Errno::Inval);
        }
        if self.open.contains(OpenFlags::CREAT) {
            parent.require(Rights::PATH_CREATE_FILE, Errno::Perm)?;
        }
        if self.open.contains(OpenFlags::TRUNC) {
            parent.require(Rights::PATH_FILESTAT_SET_SIZE, Errno::Perm)?;
        }
        let content = self.rights & Rights::FILE_CONTENT;
        if !parent.inheriting.contains(content) {
            return Err(Errno::Perm);
        }
        Ok(())
    }

    fn open(&self, dir: &Dir, path: &str) -> io::Result<File> {
        let creates = self.open.contains(OpenFlags::CREAT);
        let exclusive = self.open.contains(OpenFlags::EXCL);
        if creates && !exclusive && !self.writes() {
            // The host's library creates only files that it opens for writing.
            // One that exists already must not be opened so: it may not be allowed.
            match dir.open_with(path, &self.options(false)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                outcome => return outcome,
            }
        }
        dir.open_with(path, &self.options(creates))
    }

    fn options(&self, create: bool) -> OpenOptions {
        let truncate = self.open.contains(OpenFlags::TRUNC);
        let write = self.writes() || create || truncate;
        let follow = if self.lookup.contains(LookupFlags::SYMLINK_FOLLOW) {
            FollowSymlinks::Yes
        } else {
            FollowSymlinks::No
        };
        let mut options = OpenOptions::new();
        options
            .read(self.reads() || !write || self.rights.contains(Rights::FD_READDIR))
            .write(write)
            .create(create)
            .create_new(create && self.open.contains(OpenFlags::EXCL))
            .truncate(truncate)
            .maybe_dir(true)
            .follow(follow)
            .nonblock(self.flags.contains(FdFlags::NONBLOCK))
            .sync(self.flags.contains(FdFlags::SYNC))
            .dsync(self.flags.contains(FdFlags::DSYNC))
            .rsync(self.flags.contains(FdFlags::RSYNC));
        let mut host_flags = OFlags::empty();
        host_flags.set(OFlags::DIRECTORY, self.open.contains(OpenFlags::DIRECTORY));
        // The host's library has a notion of appending, which implies writing
        // and forbids truncating; the host's kernel has neither rule.
        host_flags.set(OFlags::APPEND, self.flags.contains(FdFlags::APPEND));
        options.custom_flags(host_flags.bits() as i32);
        options
    }

    /// The descriptor of what was opened.
    fn describe(&self, file: File, inheriting: Rights) -> std::result::Result<Descriptor, Errno> {
        let file_type: FileType = file.metadata()?.file_type().into();
        if file_type == FileType::Directory {
            let directory = Directory::new(Dir::from_std_file(file.into_std()), None);
            return Ok(Descriptor::directory(
                directory,
                opened_directory_rights(inheriting),
                inheriting,
            ));
        }

        if self.reads() && !inheriting.contains(Rights::FD_READ) {
            return Err(Errno::Perm);
        }
        let mut rights = inheriting & Rights::FILE;
        if !self.reads() {
            rights -= Rights::FD_READ;
        }
        if !self.rights.contains(Rights::FD_WRITE) {
            rights -= Rights::FILE_CONTENT - self.rights;
        }
        let file = file.into_std();
        if file_type == FileType::CharacterDevice && file.is_terminal() {
            // By these rights the C library tells a terminal from other devices.
            rights -= Rights::FD_SEEK | Rights::FD_TELL;
        }
        Ok(Descriptor {
            resource: Resource::File(File::from_std(file)),
            file_type,
            flags: self.flags,
            rights,
            inheriting: Rights::empty(),
        })
    }
}

/// Writes what is in a symbolic link, cut off where the buffer ends.
#[expect(
    clippy::too_many_arguments,
    reason = "the interface definition says which there are"
)]
pub fn path_readlink(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    fd: u32,
    path: u32,
    path_length: u32,
    buffer: u32,
    length: u32,
    size_out: u32,
) -> Result {
    let path = memory.path(path, path_length)?;
    let (_, directory) = context.descriptors.directory(fd, Rights::PATH_READLINK)?;
    let target = directory.dir.read_link(path)?;
    let target = target.as_os_str().as_bytes();
    let target = &target[..target.len().min(length as usize)];
    memory.write(buffer, 1, target)?;
    // No longer than `length`, which has 32 bits.
    memory.write_u32(size_out, target.len() as u32)?;
    Ok(())
}

/// Removes an empty directory.
pub fn path_remove_directory(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    fd: u32,
    path: u32,
    path_length: u32,
) -> Result {
    let path = memory.path(path, path_length)?;
    let (_, directory) = context
        .descriptors
        .directory(fd, Rights::PATH_REMOVE_DIRECTORY)?;
    // To cap-std a slash at the end means the directory's own entry, `.`, which no
    // host removes; to programs it means nothing.
    let name = path.trim_end_matches('/');
    directory
        .dir
        .remove_dir(if name.is_empty() { path } else { name })?;
    Ok(())
}

/// Renames a file or directory.
#[expect(
    clippy::too_many_arguments,
    reason = "the interface definition says which there are"
)]
pub fn path_rename(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    fd: u32,
    old_path: u32,
    old_path_length: u32,
    new_fd: u32,
    new_path: u32,
    new_path_length: u32,
) -> Result {
    let old_path = memory.path(old_path, old_path_length)?;
    let new_path = memory.path(new_path, new_path_length)?;
    let (old, old_directory) = context
        .descriptors
        .directory(fd, Rights::PATH_RENAME_SOURCE)?;
    let (new, new_directory) = context
        .descriptors
        .directory(new_fd, Rights::PATH_RENAME_TARGET)?;
    forbid_gain(old, new)?;
    old_directory
        .dir
        .rename(old_path, &new_directory.dir, new_path)?;
    Ok(())
}

/// Makes a symbolic link. What is in it is not resolved, but it must be a relative path.
pub fn path_symlink(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    old_path: u32,
    old_path_length: u32,
    fd: u32,
    new_path: u32,
    new_path_length: u32,
) -> Result {
    let old_path = memory.path(old_path, old_path_length)?;
    let new_path = memory.path(new_path, new_path_length)?;
    let (_, directory) = context.descriptors.directory(fd, Rights::PATH_SYMLINK)?;
    DirExt::symlink(&directory.dir, old_path, new_path)?;
    Ok(())
}

/// Removes a name of a file that is not a directory.
pub fn path_unlink_file(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    fd: u32,
    path: u32,
    path_length: u32,
) -> Result {
    let path = memory.path(path, path_length)?;
    let (_, directory) = context
        .descriptors
        .directory(fd, Rights::PATH_UNLINK_FILE)?;
    directory.dir.remove_file_or_symlink(path)?;
    Ok(())
}
