//! A program as the calls see it: a context, a memory, and a directory on the host.

use std::path::PathBuf;
use switchback_wasi::preview1::{self, Result};
use switchback_wasi::types::{Errno, FdFlags, LookupFlags, OpenFlags, Rights};
use switchback_wasi::{
    DirPerms, Failure, FilePerms, GuestMemory, MemoryFault, OutputPipe, WasiContext,
    WasiContextBuilder,
};
use tempfile::TempDir;

/// The descriptor of the directory that every guest is given.
pub(crate) const ROOT: u32 = 3;

/// Where results go.
pub(crate) const RESULT: u32 = 0x10;
/// Where the first path of a call is.
const PATH: u32 = 0x1000;
/// Where the second path of a call is.
const OTHER_PATH: u32 = 0x3000;
/// Where lists of buffers are.
const BUFFERS: u32 = 0x5000;
/// Where data are.
pub(crate) const DATA: u32 = 0x6000;
/// The size of the memory.
pub(crate) const SIZE: u32 = 0x1_0000;

pub(crate) struct Guest {
    pub(crate) context: WasiContext,
    pub(crate) bytes: Vec<u8>,
    pub(crate) stdout: OutputPipe,
    root: TempDir,
}

impl Guest {
    /// A guest with a directory of its own in which it may do everything.
    pub(crate) fn new() -> Self {
        Self::with(DirPerms::all(), FilePerms::all(), |_| {})
    }

    /// A guest with these permissions in its directory, and whatever else.
    pub(crate) fn with(
        dir_perms: DirPerms,
        file_perms: FilePerms,
        describe: impl FnOnce(&mut WasiContextBuilder),
    ) -> Self {
        let root = tempfile::tempdir().expect("a temporary directory");
        let stdout = OutputPipe::with_capacity_limit(1 << 20);
        let mut builder = WasiContext::builder();
        builder
            .stdout(stdout.clone())
            .preopened_path(root.path(), "/data", dir_perms, file_perms)
            .expect("the directory was just made");
        describe(&mut builder);
        Self {
            context: builder.build(),
            bytes: vec![0; SIZE as usize],
            stdout,
            root,
        }
    }

    /// The host's path of something in the guest's directory.
    pub(crate) fn host(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    /// Makes a call.
    pub(crate) fn call<R>(
        &mut self,
        call: impl FnOnce(&mut WasiContext, &mut GuestMemory<'_>) -> R,
    ) -> R {
        call(&mut self.context, &mut GuestMemory::new(&mut self.bytes))
    }

    pub(crate) fn put(&mut self, address: u32, bytes: &[u8]) {
        self.bytes[address as usize..][..bytes.len()].copy_from_slice(bytes);
    }

    pub(crate) fn get<const N: usize>(&self, address: u32) -> [u8; N] {
        *self.bytes[address as usize..]
            .first_chunk()
            .expect("in the memory")
    }

    pub(crate) fn u8(&self, address: u32) -> u8 {
        self.bytes[address as usize]
    }

    pub(crate) fn u16(&self, address: u32) -> u16 {
        u16::from_le_bytes(self.get(address))
    }

    pub(crate) fn u32(&self, address: u32) -> u32 {
        u32::from_le_bytes(self.get(address))
    }

    pub(crate) fn u64(&self, address: u32) -> u64 {
        u64::from_le_bytes(self.get(address))
    }

    /// Makes a call on a path.
    pub(crate) fn on_path<R>(
        &mut self,
        path: &str,
        call: impl FnOnce(&mut WasiContext, &mut GuestMemory<'_>, u32, u32) -> R,
    ) -> R {
        self.put(PATH, path.as_bytes());
        self.call(|context, memory| call(context, memory, PATH, path.len() as u32))
    }

    /// Makes a call on two paths.
    pub(crate) fn on_paths<R>(
        &mut self,
        path: &str,
        other: &str,
        call: impl FnOnce(&mut WasiContext, &mut GuestMemory<'_>, [u32; 2], [u32; 2]) -> R,
    ) -> R {
        self.put(PATH, path.as_bytes());
        self.put(OTHER_PATH, other.as_bytes());
        self.call(|context, memory| {
            call(
                context,
                memory,
                [PATH, path.len() as u32],
                [OTHER_PATH, other.len() as u32],
            )
        })
    }

    /// Opens something in the guest's directory.
    pub(crate) fn open(
        &mut self,
        path: &str,
        open: OpenFlags,
        rights: Rights,
        flags: FdFlags,
    ) -> Result<u32> {
        self.open_at(ROOT, LookupFlags::SYMLINK_FOLLOW, path, open, rights, flags)
    }

    /// Opens something in a directory.
    pub(crate) fn open_at(
        &mut self,
        directory: u32,
        lookup: LookupFlags,
        path: &str,
        open: OpenFlags,
        rights: Rights,
        flags: FdFlags,
    ) -> Result<u32> {
        self.on_path(path, |context, memory, path, length| {
            preview1::path_open(
                context,
                memory,
                directory,
                lookup.bits(),
                path,
                length,
                open.bits().into(),
                rights.bits(),
                0,
                flags.bits().into(),
                RESULT,
            )
        })?;
        Ok(self.u32(RESULT))
    }

    /// Opens a directory in the guest's directory.
    pub(crate) fn open_directory(&mut self, path: &str) -> u32 {
        self.open(
            path,
            OpenFlags::DIRECTORY,
            Rights::FD_READDIR,
            FdFlags::empty(),
        )
        .expect("a directory")
    }

    /// Opens a file for reading and writing, which is created if need be.
    pub(crate) fn create(&mut self, path: &str) -> u32 {
        self.open(
            path,
            OpenFlags::CREAT,
            Rights::FD_READ | Rights::FD_WRITE,
            FdFlags::empty(),
        )
        .expect("a file")
    }

    /// Puts a list of buffers into memory, and makes a call with its address and length.
    pub(crate) fn on_buffers<R>(
        &mut self,
        buffers: &[(u32, u32)],
        call: impl FnOnce(&mut WasiContext, &mut GuestMemory<'_>, u32, u32) -> R,
    ) -> R {
        for (index, &(start, length)) in buffers.iter().enumerate() {
            let entry = BUFFERS + index as u32 * 8;
            self.put(entry, &start.to_le_bytes());
            self.put(entry + 4, &length.to_le_bytes());
        }
        self.call(|context, memory| call(context, memory, BUFFERS, buffers.len() as u32))
    }

    /// Writes to a descriptor.
    pub(crate) fn write(&mut self, fd: u32, bytes: &[u8]) -> Result<u32> {
        self.put(DATA, bytes);
        self.on_buffers(
            &[(DATA, bytes.len() as u32)],
            |context, memory, list, count| {
                preview1::fd_write(context, memory, fd, list, count, RESULT)
            },
        )?;
        Ok(self.u32(RESULT))
    }

    /// Reads from a descriptor.
    pub(crate) fn read(&mut self, fd: u32, length: u32) -> Result<Vec<u8>> {
        self.on_buffers(&[(DATA, length)], |context, memory, list, count| {
            preview1::fd_read(context, memory, fd, list, count, RESULT)
        })?;
        let size = self.u32(RESULT) as usize;
        Ok(self.bytes[DATA as usize..][..size].to_vec())
    }

    /// Moves the offset of a descriptor.
    pub(crate) fn seek(&mut self, fd: u32, offset: i64, whence: u32) -> Result<u64> {
        self.call(|context, memory| {
            preview1::fd_seek(context, memory, fd, offset, whence, RESULT)
        })?;
        Ok(self.u64(RESULT))
    }

    /// The rights of a descriptor, and those that it gives.
    pub(crate) fn rights(&mut self, fd: u32) -> (Rights, Rights) {
        self.call(|context, memory| preview1::fd_fdstat_get(context, memory, fd, RESULT))
            .expect("the descriptor is open");
        (
            Rights::from_bits_retain(self.u64(RESULT + 8)),
            Rights::from_bits_retain(self.u64(RESULT + 16)),
        )
    }
}

/// What a call answers that failed with this.
pub(crate) fn errno<T>(errno: Errno) -> Result<T> {
    Err(Failure::Errno(errno))
}

/// Whether a call ended the program for a pointer out of bounds.
pub(crate) fn is_out_of_bounds<T>(outcome: &Result<T>) -> bool {
    matches!(
        outcome,
        Err(Failure::Memory(MemoryFault::OutOfBounds { .. }))
    )
}

/// Whether a call ended the program for a misaligned pointer.
pub(crate) fn is_misaligned<T>(outcome: &Result<T>) -> bool {
    matches!(
        outcome,
        Err(Failure::Memory(MemoryFault::Misaligned { .. }))
    )
}
