//! The calls of `wasi_snapshot_preview1`, each a function over a context and a
//! view of the program's memory.
//!
//! Parameters are those of the interface definition, with pointers and lengths as
//! 32-bit numbers; where a call has a result, the last parameters say where in
//! memory it goes. All of them are here: none is a stub. They know nothing of
//! the engine; the linker module makes host functions of them.
//!
//! Two departures from the letter of the definition, both shared with Wasmtime,
//! because programs rely on them:
//!
//! * The rights that `path_open` asks for decide whether a file is opened for
//!   reading and for writing. Beyond that a descriptor gets every right that its
//!   directory lets it have, not only those asked for. What is enforced is what
//!   the embedder granted and what the program itself gave up with
//!   `fd_fdstat_set_rights`.
//! * A missing right is `badf` for reading and writing, and `perm` for the rest,
//!   as POSIX programs know it. `notcapable` answers an attempt to add rights.

mod args;
mod clock;
mod fd;
mod fd_io;
mod path;
mod poll;
mod process;
mod random;
mod readdir;
mod socket;

pub use args::{args_get, args_sizes_get, environ_get, environ_sizes_get};
pub use clock::{clock_res_get, clock_time_get};
pub use fd::{
    fd_advise, fd_allocate, fd_close, fd_datasync, fd_fdstat_get, fd_fdstat_set_flags,
    fd_fdstat_set_rights, fd_filestat_get, fd_filestat_set_size, fd_filestat_set_times,
    fd_prestat_dir_name, fd_prestat_get, fd_renumber, fd_sync,
};
pub use fd_io::{fd_pread, fd_pwrite, fd_read, fd_seek, fd_tell, fd_write};
pub use path::{
    path_create_directory, path_filestat_get, path_filestat_set_times, path_link, path_open,
    path_readlink, path_remove_directory, path_rename, path_symlink, path_unlink_file,
};
pub use poll::poll_oneoff;
pub use process::{proc_exit, proc_raise, sched_yield};
pub use random::random_get;
pub use readdir::fd_readdir;
pub use socket::{sock_accept, sock_recv, sock_send, sock_shutdown};

use crate::error::Failure;

/// How a call ends that has nothing to return but its `errno`.
pub type Result<T = ()> = std::result::Result<T, Failure>;
