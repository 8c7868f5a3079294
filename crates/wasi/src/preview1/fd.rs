//! What is asked of descriptors other than to move bytes: attributes, times,
//! sizes, flags, rights, preopened directories, renumbering and closing.

use super::Result;
use crate::context::WasiContext;
use crate::descriptor::{Descriptor, Resource};
use crate::memory::GuestMemory;
use crate::stream::OutputStream;
use crate::types::{
    Advice, DirectoryPrestat, Errno, FdFlags, Fdstat, Filestat, Rights, SetTimesFlags,
    flags_from_raw,
};
use cap_fs_ext::{DirExt, SystemTimeSpec};
use cap_std::fs::File;
use rustix::fs::{FallocateFlags, OFlags, Timestamps};
use rustix::time::Timespec;
use std::io::Write;
use std::num::NonZeroU64;
use std::time::{Duration, SystemTime};

/// Takes note of how the program means to use a region of a file.
pub fn fd_advise(
    context: &mut WasiContext,
    fd: u32,
    offset: u64,
    length: u64,
    advice: u32,
) -> Result {
    use rustix::fs::Advice as Host;
    let advice = match Advice::from_raw(advice)? {
        Advice::Normal => Host::Normal,
        Advice::Sequential => Host::Sequential,
        Advice::Random => Host::Random,
        Advice::WillNeed => Host::WillNeed,
        Advice::DontNeed => Host::DontNeed,
        Advice::NoReuse => Host::NoReuse,
    };
    let (descriptor, file) = context.descriptors.file(fd)?;
    descriptor.require(Rights::FD_ADVISE, Errno::Perm)?;
    rustix::fs::fadvise(file, offset, NonZeroU64::new(length), advice)?;
    Ok(())
}

/// Makes sure that a region of a file has room on its device.
pub fn fd_allocate(context: &mut WasiContext, fd: u32, offset: u64, length: u64) -> Result {
    let (descriptor, file) = context.descriptors.file(fd)?;
    descriptor.require(Rights::FD_ALLOCATE, Errno::Badf)?;
    rustix::io::retry_on_intr(|| {
        rustix::fs::fallocate(file, FallocateFlags::empty(), offset, length)
    })?;
    Ok(())
}

/// Closes a descriptor.
pub fn fd_close(context: &mut WasiContext, fd: u32) -> Result {
    context.descriptors.remove(fd)?;
    Ok(())
}

/// Waits until a file's data are on its device.
pub fn fd_datasync(context: &mut WasiContext, fd: u32) -> Result {
    synchronize(context, fd, Rights::FD_DATASYNC, File::sync_data)
}

/// Waits until a file's data and attributes are on its device.
pub fn fd_sync(context: &mut WasiContext, fd: u32) -> Result {
    synchronize(context, fd, Rights::FD_SYNC, File::sync_all)
}

fn synchronize(
    context: &mut WasiContext,
    fd: u32,
    right: Rights,
    synchronize_file: fn(&File) -> std::io::Result<()>,
) -> Result {
    let descriptor = context.descriptors.get_mut(fd)?;
    descriptor.require(right, Errno::Badf)?;
    match &mut descriptor.resource {
        Resource::File(file) => synchronize_file(file)?,
        Resource::Output(OutputStream::Writer(writer)) => writer.flush()?,
        // Nothing of ours is between the program and the host's streams.
        Resource::Output(_) => {}
        Resource::Input(_) | Resource::Directory(_) | Resource::Socket(_) => {
            return Err(Errno::Badf.into());
        }
    }
    Ok(())
}

/// Writes the attributes of a descriptor.
pub fn fd_fdstat_get(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    fd: u32,
    stat_out: u32,
) -> Result {
    let descriptor = context.descriptors.get(fd)?;
    let stat = Fdstat {
        file_type: descriptor.file_type,
        flags: descriptor.flags,
        rights_base: descriptor.rights,
        rights_inheriting: descriptor.inheriting,
    };
    memory.write(stat_out, Fdstat::ALIGNMENT, &stat.encode())?;
    Ok(())
}

/// Sets the flags of a descriptor.
pub fn fd_fdstat_set_flags(context: &mut WasiContext, fd: u32, flags: u32) -> Result {
    let flags: FdFlags = flags_from_raw(flags)?;
    let descriptor = context.descriptors.get_mut(fd)?;
    if let Resource::Directory(_) = descriptor.resource {
        return Err(Errno::Badf.into());
    }
    descriptor.require(Rights::FD_FDSTAT_SET_FLAGS, Errno::Perm)?;
    if (flags ^ descriptor.flags).intersects(FdFlags::SYNCHRONOUS) {
        return Err(Errno::Notsup.into());
    }
    match &descriptor.resource {
        Resource::File(file) => {
            let mut host = rustix::fs::fcntl_getfl(file)?;
            host.set(OFlags::APPEND, flags.contains(FdFlags::APPEND));
            host.set(OFlags::NONBLOCK, flags.contains(FdFlags::NONBLOCK));
            rustix::fs::fcntl_setfl(file, host)?;
        }
        Resource::Socket(socket) => {
            if flags.contains(FdFlags::APPEND) {
                return Err(Errno::Inval.into());
            }
            socket.set_nonblocking(flags.contains(FdFlags::NONBLOCK))?;
        }
        // The host's standard streams are shared with the host's process and with
        // others; the flag is imitated for them instead of set.
        Resource::Input(_) | Resource::Output(_) => {}
        Resource::Directory(_) => return Err(Errno::Badf.into()),
    }
    descriptor.flags = flags;
    Ok(())
}

/// Gives up rights of a descriptor.
pub fn fd_fdstat_set_rights(
    context: &mut WasiContext,
    fd: u32,
    base: u64,
    inheriting: u64,
) -> Result {
    let descriptor = context.descriptors.get_mut(fd)?;
    let reduce = |present: Rights, wanted: u64| {
        Rights::from_bits(wanted)
            .filter(|&wanted| present.contains(wanted))
            .ok_or(Errno::Notcapable)
    };
    let base = reduce(descriptor.rights, base)?;
    let inheriting = reduce(descriptor.inheriting, inheriting)?;
    descriptor.rights = base;
    descriptor.inheriting = inheriting;
    Ok(())
}

/// Writes the attributes of an open file.
pub fn fd_filestat_get(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    fd: u32,
    stat_out: u32,
) -> Result {
    let descriptor = context.descriptors.get(fd)?;
    descriptor.require(Rights::FD_FILESTAT_GET, Errno::Perm)?;
    let stat = filestat(descriptor)?;
    memory.write(stat_out, Filestat::ALIGNMENT, &stat.encode())?;
    Ok(())
}

fn filestat(descriptor: &Descriptor) -> std::io::Result<Filestat> {
    match &descriptor.resource {
        Resource::File(file) => Ok(Filestat::from(&file.metadata()?)),
        Resource::Directory(directory) => Ok(Filestat::from(&directory.dir.dir_metadata()?)),
        // Where the host's standard streams come from and go to is not the
        // program's business; how much there is to read is.
        Resource::Input(_) | Resource::Output(_) => {
            let mut stat = Filestat::of_type(descriptor.file_type);
            if let Some(host) = descriptor.host() {
                let size = rustix::fs::fstat(host)?.st_size;
                stat.size = u64::try_from(size).unwrap_or(0);
            }
            Ok(stat)
        }
        Resource::Socket(_) => Ok(Filestat::of_type(descriptor.file_type)),
    }
}

/// Sets the size of an open file.
pub fn fd_filestat_set_size(context: &mut WasiContext, fd: u32, size: u64) -> Result {
    let (descriptor, file) = context.descriptors.file(fd)?;
    // As `ftruncate` answers on a file that was opened for reading.
    descriptor.require(Rights::FD_FILESTAT_SET_SIZE, Errno::Inval)?;
    file.set_len(size)?;
    Ok(())
}

/// Sets the times of an open file or directory.
pub fn fd_filestat_set_times(
    context: &mut WasiContext,
    fd: u32,
    accessed: u64,
    modified: u64,
    flags: u32,
) -> Result {
    let [accessed, modified] = NewTime::decode(flags, accessed, modified)?;
    let descriptor = context.descriptors.get(fd)?;
    match &descriptor.resource {
        Resource::File(file) => {
            descriptor.require(Rights::FD_FILESTAT_SET_TIMES, Errno::Perm)?;
            let times = Timestamps {
                last_access: accessed.to_timespec(),
                last_modification: modified.to_timespec(),
            };
            rustix::fs::futimens(file, &times)?;
        }
        Resource::Directory(directory) => {
            descriptor.require(Rights::FD_FILESTAT_SET_TIMES, Errno::Perm)?;
            // The host's descriptor of a directory may be good for paths only.
            DirExt::set_times(
                &directory.dir,
                ".",
                accessed.to_system_time_spec()?,
                modified.to_system_time_spec()?,
            )?;
        }
        Resource::Input(_) | Resource::Output(_) | Resource::Socket(_) => {
            return Err(Errno::Badf.into());
        }
    }
    Ok(())
}

/// What becomes of one of a file's times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NewTime {
    Unchanged,
    Now,
    /// In nanoseconds since 1970.
    At(u64),
}

impl NewTime {
    /// What the flags and values of a call say about the times of access and modification.
    pub(super) fn decode(
        flags: u32,
        accessed: u64,
        modified: u64,
    ) -> std::result::Result<[Self; 2], Errno> {
        let flags: SetTimesFlags = flags_from_raw(flags)?;
        let choose =
            |to_value, to_now, value| match (flags.contains(to_value), flags.contains(to_now)) {
                (false, false) => Ok(Self::Unchanged),
                (false, true) => Ok(Self::Now),
                (true, false) => Ok(Self::At(value)),
                (true, true) => Err(Errno::Inval),
            };
        Ok([
            choose(SetTimesFlags::ATIM, SetTimesFlags::ATIM_NOW, accessed)?,
            choose(SetTimesFlags::MTIM, SetTimesFlags::MTIM_NOW, modified)?,
        ])
    }

    /// As cap-std takes it.
    pub(super) fn to_system_time_spec(self) -> std::result::Result<Option<SystemTimeSpec>, Errno> {
        match self {
            Self::Unchanged => Ok(None),
            Self::Now => Ok(Some(SystemTimeSpec::SymbolicNow)),
            Self::At(nanoseconds) => {
                let time = SystemTime::UNIX_EPOCH
                    .checked_add(Duration::from_nanos(nanoseconds))
                    .ok_or(Errno::Overflow)?;
                let time = cap_std::time::SystemTime::from_std(time);
                Ok(Some(SystemTimeSpec::Absolute(time)))
            }
        }
    }

    fn to_timespec(self) -> Timespec {
        let (tv_sec, tv_nsec) = match self {
            Self::Unchanged => (0, rustix::fs::UTIME_OMIT),
            Self::Now => (0, rustix::fs::UTIME_NOW),
            Self::At(time) => ((time / 1_000_000_000) as i64, (time % 1_000_000_000) as i64),
        };
        Timespec { tv_sec, tv_nsec }
    }
}

/// Writes what a descriptor is that the program was given: a directory whose name has this length.
pub fn fd_prestat_get(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    fd: u32,
    prestat_out: u32,
) -> Result {
    let name = preopen_name(context.descriptors.get(fd)?).ok_or(Errno::Badf)?;
    let prestat = DirectoryPrestat {
        name_length: u32::try_from(name.len()).map_err(|_| Errno::Overflow)?,
    };
    memory.write(prestat_out, DirectoryPrestat::ALIGNMENT, &prestat.encode())?;
    Ok(())
}

/// Writes the name of a directory that the program was given.
pub fn fd_prestat_dir_name(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    fd: u32,
    buffer: u32,
    length: u32,
) -> Result {
    let name = preopen_name(context.descriptors.get(fd)?).ok_or(Errno::Notdir)?;
    if name.len() > length as usize {
        return Err(Errno::Nametoolong.into());
    }
    memory.write(buffer, 1, name.as_bytes())?;
    Ok(())
}

fn preopen_name(descriptor: &Descriptor) -> Option<&str> {
    match &descriptor.resource {
        Resource::Directory(directory) => directory.preopen.as_deref(),
        _ => None,
    }
}

/// Moves a descriptor to the number of another, which is closed.
pub fn fd_renumber(context: &mut WasiContext, from: u32, to: u32) -> Result {
    context.descriptors.renumber(from, to)?;
    Ok(())
}
