//! What a program is given: its arguments, its environment, its descriptors and its clocks.
//!
//! A context that nothing was added to gives nothing: no arguments, no
//! environment, standard streams that are empty or go nowhere, no files.

use crate::descriptor::{Descriptor, DescriptorTable};
use crate::directory::Directory;
use crate::socket::Socket;
use crate::stream::{InputStream, OutputStream};
use crate::types::{FdFlags, Rights};
use crate::wait::{Interrupter, Waiter};
use bitflags::bitflags;
use cap_std::ambient_authority;
use cap_std::fs::Dir;
use std::ffi::OsStr;
use std::io::{self, Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::time::Instant;

bitflags! {
    /// What a program may do with the directories under one that it is given.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct DirPerms: u8 {
        /// List them and open what is in them.
        const READ = 1 << 0;
        /// Create, rename, link and remove what is in them, and set its times.
        const MUTATE = 1 << 1;
    }

    /// What a program may do with the files under a directory that it is given.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct FilePerms: u8 {
        /// Read them.
        const READ = 1 << 0;
        /// Write them, and set their sizes and times.
        const WRITE = 1 << 1;
    }
}

/// What a program is given.
///
/// ```
/// use switchback_wasi::{OutputPipe, WasiContext};
///
/// let output = OutputPipe::with_capacity_limit(1 << 20);
/// let context = WasiContext::builder()
///     .args(["greet", "world"])
///     .env("LANG", "C.UTF-8")
///     .stdin(&b"what the program reads"[..])
///     .stdout(output.clone())
///     .inherit_stderr()
///     .build();
/// # let _ = context;
/// ```
#[derive(Debug)]
pub struct WasiContext {
    pub(crate) arguments: Vec<Vec<u8>>,
    /// Each as `NAME=value`.
    pub(crate) environment: Vec<Vec<u8>>,
    pub(crate) descriptors: DescriptorTable,
    /// The zero of the program's monotonic clock. The host's own would tell the
    /// program how long the machine has been running.
    pub(crate) monotonic_origin: Instant,
    pub(crate) waiter: Waiter,
}

impl WasiContext {
    /// Starts a description of what a program is given.
    pub fn builder() -> WasiContextBuilder {
        WasiContextBuilder::new()
    }

    /// What ends the waits of this context's calls, from any thread.
    ///
    /// # Errors
    ///
    /// Fails when the host cannot make a pipe.
    pub fn interrupter(&mut self) -> io::Result<Interrupter> {
        self.waiter.interrupter()
    }
}

/// A description of what a program is given. See [`WasiContext`].
#[derive(Debug)]
pub struct WasiContextBuilder {
    arguments: Vec<Vec<u8>>,
    environment: Vec<(Vec<u8>, Vec<u8>)>,
    stdin: InputStream,
    stdout: OutputStream,
    stderr: OutputStream,
    /// Descriptors from number 3 on.
    descriptors: Vec<Descriptor>,
}

impl Default for WasiContextBuilder {
    fn default() -> Self {
        Self::new()
    }
}

impl WasiContextBuilder {
    /// A description of nothing.
    pub fn new() -> Self {
        Self {
            arguments: Vec::new(),
            environment: Vec::new(),
            stdin: InputStream::Empty,
            stdout: OutputStream::Discard,
            stderr: OutputStream::Discard,
            descriptors: Vec::new(),
        }
    }

    /// Adds an argument. The first is by convention the program's name. The
    /// program sees an argument only up to a NUL byte in it.
    pub fn arg(&mut self, argument: impl AsRef<OsStr>) -> &mut Self {
        self.arguments.push(argument.as_ref().as_bytes().to_vec());
        self
    }

    /// Adds arguments.
    pub fn args(&mut self, arguments: impl IntoIterator<Item: AsRef<OsStr>>) -> &mut Self {
        for argument in arguments {
            self.arg(argument);
        }
        self
    }

    /// Sets an environment variable, in place of one of the same name set before.
    pub fn env(&mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> &mut Self {
        let name = name.as_ref().as_bytes().to_vec();
        let value = value.as_ref().as_bytes().to_vec();
        match self.environment.iter_mut().find(|entry| entry.0 == name) {
            Some(entry) => entry.1 = value,
            None => self.environment.push((name, value)),
        }
        self
    }

    /// Sets environment variables.
    pub fn envs(
        &mut self,
        variables: impl IntoIterator<Item = (impl AsRef<OsStr>, impl AsRef<OsStr>)>,
    ) -> &mut Self {
        for (name, value) in variables {
            self.env(name, value);
        }
        self
    }

    /// Sets all the environment variables of the host's process.
    pub fn inherit_env(&mut self) -> &mut Self {
        self.envs(std::env::vars_os())
    }

    /// Lets the program use the host's standard input, output and error.
    pub fn inherit_stdio(&mut self) -> &mut Self {
        self.inherit_stdin().inherit_stdout().inherit_stderr()
    }

    /// Lets the program use the host's standard input.
    pub fn inherit_stdin(&mut self) -> &mut Self {
        self.stdin = InputStream::Host(io::stdin());
        self
    }

    /// Lets the program use the host's standard output.
    pub fn inherit_stdout(&mut self) -> &mut Self {
        self.stdout = OutputStream::HostOutput(io::stdout());
        self
    }

    /// Lets the program use the host's standard error.
    pub fn inherit_stderr(&mut self) -> &mut Self {
        self.stderr = OutputStream::HostError(io::stderr());
        self
    }

    /// Gives the program something of the embedder's as standard input. To
    /// `poll_oneoff` it is always ready.
    pub fn stdin(&mut self, reader: impl Read + Send + 'static) -> &mut Self {
        self.stdin = InputStream::Reader(Box::new(reader));
        self
    }

    /// Gives the program something of the embedder's as standard output. It is
    /// flushed when the program asks for it with `fd_sync` or `fd_datasync`, and
    /// dropped with the context or when the program closes it.
    pub fn stdout(&mut self, writer: impl Write + Send + 'static) -> &mut Self {
        self.stdout = OutputStream::Writer(Box::new(writer));
        self
    }

    /// Gives the program something of the embedder's as standard error, as
    /// [`stdout`](Self::stdout) does.
    pub fn stderr(&mut self, writer: impl Write + Send + 'static) -> &mut Self {
        self.stderr = OutputStream::Writer(Box::new(writer));
        self
    }

    /// Gives the program a directory, under a name of its own.
    pub fn preopened_dir(
        &mut self,
        dir: Dir,
        guest_path: impl Into<String>,
        dir_perms: DirPerms,
        file_perms: FilePerms,
    ) -> &mut Self {
        let (rights, inheriting) = preopen_rights(dir_perms, file_perms);
        let directory = Directory::new(dir, Some(guest_path.into()));
        self.descriptors
            .push(Descriptor::directory(directory, rights, inheriting));
        self
    }

    /// Opens a directory of the host by its path and gives it to the program.
    ///
    /// # Errors
    ///
    /// Fails when the directory cannot be opened.
    pub fn preopened_path(
        &mut self,
        host_path: impl AsRef<Path>,
        guest_path: impl Into<String>,
        dir_perms: DirPerms,
        file_perms: FilePerms,
    ) -> io::Result<&mut Self> {
        let dir = Dir::open_ambient_dir(host_path, ambient_authority())?;
        Ok(self.preopened_dir(dir, guest_path, dir_perms, file_perms))
    }

    /// Hands a socket over to the program. Sockets and directories get the
    /// numbers from 3 on, in the order in which they are given.
    pub fn socket(&mut self, socket: impl Into<Socket>) -> &mut Self {
        self.descriptors
            .push(Descriptor::socket(socket.into(), FdFlags::empty()));
        self
    }

    /// Makes the context. What was described is used up.
    pub fn build(&mut self) -> WasiContext {
        let description = std::mem::take(self);
        // What the host's process printed before and has not yet written comes first.
        // If that fails, so will the program's own output, and it will be told.
        if let OutputStream::HostOutput(stdout) = &description.stdout {
            let _ = stdout.lock().flush();
        }
        let mut descriptors = vec![
            Descriptor::input(description.stdin),
            Descriptor::output(description.stdout),
            Descriptor::output(description.stderr),
        ];
        descriptors.extend(description.descriptors);
        let environment = description
            .environment
            .into_iter()
            .map(|(name, value)| [name, value].join(&b'='))
            .collect();
        WasiContext {
            arguments: description.arguments,
            environment,
            descriptors: descriptors.into(),
            monotonic_origin: Instant::now(),
            waiter: Waiter::default(),
        }
    }
}

/// The rights on a directory that a program is given, and those on what it opens in it.
fn preopen_rights(dir_perms: DirPerms, file_perms: FilePerms) -> (Rights, Rights) {
    let mut directory = Rights::empty();
    if dir_perms.contains(DirPerms::READ) {
        directory |= Rights::DIRECTORY_READ;
    }
    if dir_perms.contains(DirPerms::MUTATE) {
        directory |= Rights::DIRECTORY_MUTATE;
    }
    if !file_perms.contains(FilePerms::WRITE) {
        // It would empty a file that may not be written.
        directory -= Rights::PATH_FILESTAT_SET_SIZE;
    }

    let mut file = Rights::FILE;
    if !file_perms.contains(FilePerms::READ) {
        file -= Rights::FD_READ;
    }
    if !file_perms.contains(FilePerms::WRITE) {
        file -= Rights::FILE_CONTENT | Rights::FD_FILESTAT_SET_TIMES;
    }
    // The right to set times is one bit for files and directories. What is
    // inherited is the files'; a directory that is opened later may have its
    // times set if it may be changed at all.
    let inheriting = (directory - Rights::FD_FILESTAT_SET_TIMES) | file;
    (directory, inheriting)
}

/// The rights on a directory that was opened through one with these inheriting rights.
pub(crate) fn opened_directory_rights(inheriting: Rights) -> Rights {
    let mut rights = (inheriting & Rights::DIRECTORY) - Rights::FD_FILESTAT_SET_TIMES;
    if inheriting.contains(Rights::PATH_FILESTAT_SET_TIMES) {
        rights |= Rights::FD_FILESTAT_SET_TIMES;
    }
    rights
}
