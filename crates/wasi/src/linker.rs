//! The calls as host functions of the engine.
//!
//! Every host function does the same: it looks up the memory that the program
//! exports, takes the context out of the store's data, calls, and turns the
//! outcome into an `errno` or into the error that ends the program.

use crate::context::WasiContext;
use crate::error::Failure;
use crate::memory::GuestMemory;
use crate::preview1 as calls;
use crate::types::Errno;
use switchback_engine::{Caller, Error, Extern, Linker, Result};

const MODULE: &str = "wasi_snapshot_preview1";

/// Where in the data of a store the context is.
type Get<T> = fn(&mut T) -> &mut WasiContext;

/// Defines all the calls of `wasi_snapshot_preview1` in a linker.
///
/// `get` finds the context in the data of the store. A program that ends itself
/// ends with the error [`Exit`](crate::Exit), and one that passes a bad pointer
/// with [`MemoryFault`](crate::MemoryFault); both are found by downcasting.
///
/// # Errors
///
/// Fails when the linker already has a definition of one of the calls and does
/// not allow another.
pub fn add_to_linker<T: 'static>(linker: &mut Linker<T>, get: Get<T>) -> Result<()> {
    add_arguments(linker, get)?;
    add_clocks(linker, get)?;
    add_descriptors(linker, get)?;
    add_descriptor_io(linker, get)?;
    add_paths(linker, get)?;
    add_process(linker, get)?;
    add_sockets(linker, get)
}

/// Makes a call that uses the program's memory.
fn with_memory<T: 'static>(
    caller: &mut Caller<'_, T>,
    get: Get<T>,
    call: impl FnOnce(&mut WasiContext, &mut GuestMemory<'_>) -> calls::Result,
) -> Result<i32> {
    let Some(Extern::Memory(memory)) = caller.get_export("memory") else {
        return Err(Error::msg(
            "a WASI call needs the program to export its memory under the name `memory`",
        ));
    };
    let (bytes, data) = memory.data_and_store_mut(caller);
    finish(call(get(data), &mut GuestMemory::new(bytes)))
}

/// Makes a call that does not use the program's memory.
fn without_memory<T: 'static>(
    caller: &mut Caller<'_, T>,
    get: Get<T>,
    call: impl FnOnce(&mut WasiContext) -> calls::Result,
) -> Result<i32> {
    finish(call(get(caller.data_mut())))
}

fn finish(outcome: calls::Result) -> Result<i32> {
    match outcome {
        Ok(()) => Ok(Errno::Success.code().into()),
        Err(Failure::Errno(errno)) => Ok(errno.code().into()),
        Err(failure) => Err(host_error(failure)),
    }
}

/// The error of the host function, as the embedder finds it by downcasting.
fn host_error(failure: Failure) -> Error {
    match failure {
        Failure::Exit(exit) => exit.into(),
        Failure::Memory(fault) => fault.into(),
        Failure::Interrupted(interrupted) => interrupted.into(),
        Failure::Errno(_) => failure.into(),
    }
}

/// Arguments and environment.
fn add_arguments<T: 'static>(linker: &mut Linker<T>, get: Get<T>) -> Result<()> {
    linker.func_wrap(
        MODULE,
        "args_get",
        move |mut caller: Caller<'_, T>, argv: i32, argv_buf: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::args_get(context, memory, argv as u32, argv_buf as u32)
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "args_sizes_get",
        move |mut caller: Caller<'_, T>, count: i32, size: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::args_sizes_get(context, memory, count as u32, size as u32)
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "environ_get",
        move |mut caller: Caller<'_, T>, environ: i32, environ_buf: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::environ_get(context, memory, environ as u32, environ_buf as u32)
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "environ_sizes_get",
        move |mut caller: Caller<'_, T>, count: i32, size: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::environ_sizes_get(context, memory, count as u32, size as u32)
            })
        },
    )?;
    Ok(())
}

/// Clocks.
fn add_clocks<T: 'static>(linker: &mut Linker<T>, get: Get<T>) -> Result<()> {
    linker.func_wrap(
        MODULE,
        "clock_res_get",
        move |mut caller: Caller<'_, T>, id: i32, resolution: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::clock_res_get(context, memory, id as u32, resolution as u32)
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "clock_time_get",
        move |mut caller: Caller<'_, T>, id: i32, precision: i64, time: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::clock_time_get(context, memory, id as u32, precision as u64, time as u32)
            })
        },
    )?;
    Ok(())
}

/// Descriptors.
fn add_descriptors<T: 'static>(linker: &mut Linker<T>, get: Get<T>) -> Result<()> {
    linker.func_wrap(
        MODULE,
        "fd_advise",
        move |mut caller: Caller<'_, T>, fd: i32, offset: i64, length: i64, advice: i32| {
            without_memory(&mut caller, get, |context| {
                calls::fd_advise(
                    context,
                    fd as u32,
                    offset as u64,
                    length as u64,
                    advice as u32,
                )
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "fd_allocate",
        move |mut caller: Caller<'_, T>, fd: i32, offset: i64, length: i64| {
            without_memory(&mut caller, get, |context| {
                calls::fd_allocate(context, fd as u32, offset as u64, length as u64)
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "fd_close",
        move |mut caller: Caller<'_, T>, fd: i32| {
            without_memory(&mut caller, get, |context| {
                calls::fd_close(context, fd as u32)
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "fd_datasync",
        move |mut caller: Caller<'_, T>, fd: i32| {
            without_memory(&mut caller, get, |context| {
                calls::fd_datasync(context, fd as u32)
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "fd_fdstat_get",
        move |mut caller: Caller<'_, T>, fd: i32, stat: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::fd_fdstat_get(context, memory, fd as u32, stat as u32)
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "fd_fdstat_set_flags",
        move |mut caller: Caller<'_, T>, fd: i32, flags: i32| {
            without_memory(&mut caller, get, |context| {
                calls::fd_fdstat_set_flags(context, fd as u32, flags as u32)
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "fd_fdstat_set_rights",
        move |mut caller: Caller<'_, T>, fd: i32, base: i64, inheriting: i64| {
            without_memory(&mut caller, get, |context| {
                calls::fd_fdstat_set_rights(context, fd as u32, base as u64, inheriting as u64)
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "fd_filestat_get",
        move |mut caller: Caller<'_, T>, fd: i32, stat: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::fd_filestat_get(context, memory, fd as u32, stat as u32)
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "fd_filestat_set_size",
        move |mut caller: Caller<'_, T>, fd: i32, size: i64| {
            without_memory(&mut caller, get, |context| {
                calls::fd_filestat_set_size(context, fd as u32, size as u64)
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "fd_filestat_set_times",
        move |mut caller: Caller<'_, T>, fd: i32, accessed: i64, modified: i64, flags: i32| {
            without_memory(&mut caller, get, |context| {
                calls::fd_filestat_set_times(
                    context,
                    fd as u32,
                    accessed as u64,
                    modified as u64,
                    flags as u32,
                )
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "fd_prestat_get",
        move |mut caller: Caller<'_, T>, fd: i32, prestat: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::fd_prestat_get(context, memory, fd as u32, prestat as u32)
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "fd_prestat_dir_name",
        move |mut caller: Caller<'_, T>, fd: i32, buffer: i32, length: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::fd_prestat_dir_name(context, memory, fd as u32, buffer as u32, length as u32)
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "fd_renumber",
        move |mut caller: Caller<'_, T>, from: i32, to: i32| {
            without_memory(&mut caller, get, |context| {
                calls::fd_renumber(context, from as u32, to as u32)
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "fd_sync",
        move |mut caller: Caller<'_, T>, fd: i32| {
            without_memory(&mut caller, get, |context| {
                calls::fd_sync(context, fd as u32)
            })
        },
    )?;
    Ok(())
}

/// Reading, writing and seeking.
fn add_descriptor_io<T: 'static>(linker: &mut Linker<T>, get: Get<T>) -> Result<()> {
    linker.func_wrap(
        MODULE,
        "fd_pread",
        move |mut caller: Caller<'_, T>,
              fd: i32,
              buffers: i32,
              count: i32,
              offset: i64,
              size: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::fd_pread(
                    context,
                    memory,
                    fd as u32,
                    buffers as u32,
                    count as u32,
                    offset as u64,
                    size as u32,
                )
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "fd_pwrite",
        move |mut caller: Caller<'_, T>,
              fd: i32,
              buffers: i32,
              count: i32,
              offset: i64,
              size: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::fd_pwrite(
                    context,
                    memory,
                    fd as u32,
                    buffers as u32,
                    count as u32,
                    offset as u64,
                    size as u32,
                )
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "fd_read",
        move |mut caller: Caller<'_, T>, fd: i32, buffers: i32, count: i32, size: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::fd_read(
                    context,
                    memory,
                    fd as u32,
                    buffers as u32,
                    count as u32,
                    size as u32,
                )
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "fd_readdir",
        move |mut caller: Caller<'_, T>,
              fd: i32,
              buffer: i32,
              length: i32,
              cookie: i64,
              size: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::fd_readdir(
                    context,
                    memory,
                    fd as u32,
                    buffer as u32,
                    length as u32,
                    cookie as u64,
                    size as u32,
                )
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "fd_seek",
        move |mut caller: Caller<'_, T>, fd: i32, offset: i64, whence: i32, result: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::fd_seek(
                    context,
                    memory,
                    fd as u32,
                    offset,
                    whence as u32,
                    result as u32,
                )
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "fd_tell",
        move |mut caller: Caller<'_, T>, fd: i32, result: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::fd_tell(context, memory, fd as u32, result as u32)
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "fd_write",
        move |mut caller: Caller<'_, T>, fd: i32, buffers: i32, count: i32, size: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::fd_write(
                    context,
                    memory,
                    fd as u32,
                    buffers as u32,
                    count as u32,
                    size as u32,
                )
            })
        },
    )?;
    Ok(())
}

/// Paths.
fn add_paths<T: 'static>(linker: &mut Linker<T>, get: Get<T>) -> Result<()> {
    linker.func_wrap(
        MODULE,
        "path_create_directory",
        move |mut caller: Caller<'_, T>, fd: i32, path: i32, length: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::path_create_directory(context, memory, fd as u32, path as u32, length as u32)
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "path_filestat_get",
        move |mut caller: Caller<'_, T>,
              fd: i32,
              lookup: i32,
              path: i32,
              length: i32,
              stat: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::path_filestat_get(
                    context,
                    memory,
                    fd as u32,
                    lookup as u32,
                    path as u32,
                    length as u32,
                    stat as u32,
                )
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "path_filestat_set_times",
        move |mut caller: Caller<'_, T>,
              fd: i32,
              lookup: i32,
              path: i32,
              length: i32,
              accessed: i64,
              modified: i64,
              flags: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::path_filestat_set_times(
                    context,
                    memory,
                    fd as u32,
                    lookup as u32,
                    path as u32,
                    length as u32,
                    accessed as u64,
                    modified as u64,
                    flags as u32,
                )
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "path_link",
        move |mut caller: Caller<'_, T>,
              old_fd: i32,
              lookup: i32,
              old: i32,
              old_length: i32,
              new_fd: i32,
              new: i32,
              new_length: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::path_link(
                    context,
                    memory,
                    old_fd as u32,
                    lookup as u32,
                    old as u32,
                    old_length as u32,
                    new_fd as u32,
                    new as u32,
                    new_length as u32,
                )
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "path_open",
        move |mut caller: Caller<'_, T>,
              fd: i32,
              lookup: i32,
              path: i32,
              length: i32,
              open_flags: i32,
              base: i64,
              inheriting: i64,
              flags: i32,
              result: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::path_open(
                    context,
                    memory,
                    fd as u32,
                    lookup as u32,
                    path as u32,
                    length as u32,
                    open_flags as u32,
                    base as u64,
                    inheriting as u64,
                    flags as u32,
                    result as u32,
                )
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "path_readlink",
        move |mut caller: Caller<'_, T>,
              fd: i32,
              path: i32,
              length: i32,
              buffer: i32,
              buffer_length: i32,
              size: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::path_readlink(
                    context,
                    memory,
                    fd as u32,
                    path as u32,
                    length as u32,
                    buffer as u32,
                    buffer_length as u32,
                    size as u32,
                )
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "path_remove_directory",
        move |mut caller: Caller<'_, T>, fd: i32, path: i32, length: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::path_remove_directory(context, memory, fd as u32, path as u32, length as u32)
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "path_rename",
        move |mut caller: Caller<'_, T>,
              fd: i32,
              old: i32,
              old_length: i32,
              new_fd: i32,
              new: i32,
              new_length: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::path_rename(
                    context,
                    memory,
                    fd as u32,
                    old as u32,
                    old_length as u32,
                    new_fd as u32,
                    new as u32,
                    new_length as u32,
                )
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "path_symlink",
        move |mut caller: Caller<'_, T>,
              old: i32,
              old_length: i32,
              fd: i32,
              new: i32,
              new_length: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::path_symlink(
                    context,
                    memory,
                    old as u32,
                    old_length as u32,
                    fd as u32,
                    new as u32,
                    new_length as u32,
                )
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "path_unlink_file",
        move |mut caller: Caller<'_, T>, fd: i32, path: i32, length: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::path_unlink_file(context, memory, fd as u32, path as u32, length as u32)
            })
        },
    )?;
    Ok(())
}

/// Events, the process, and random numbers.
fn add_process<T: 'static>(linker: &mut Linker<T>, get: Get<T>) -> Result<()> {
    linker.func_wrap(
        MODULE,
        "poll_oneoff",
        move |mut caller: Caller<'_, T>,
              subscriptions: i32,
              events: i32,
              count: i32,
              result: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::poll_oneoff(
                    context,
                    memory,
                    subscriptions as u32,
                    events as u32,
                    count as u32,
                    result as u32,
                )
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "proc_exit",
        move |mut caller: Caller<'_, T>, code: i32| -> Result<()> {
            Err(host_error(calls::proc_exit(
                get(caller.data_mut()),
                code as u32,
            )))
        },
    )?;
    linker.func_wrap(
        MODULE,
        "proc_raise",
        move |mut caller: Caller<'_, T>, signal: i32| {
            without_memory(&mut caller, get, |context| {
                calls::proc_raise(context, signal as u32)
            })
        },
    )?;
    linker.func_wrap(MODULE, "sched_yield", move |mut caller: Caller<'_, T>| {
        without_memory(&mut caller, get, calls::sched_yield)
    })?;
    linker.func_wrap(
        MODULE,
        "random_get",
        move |mut caller: Caller<'_, T>, buffer: i32, length: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::random_get(context, memory, buffer as u32, length as u32)
            })
        },
    )?;
    Ok(())
}

/// Sockets.
fn add_sockets<T: 'static>(linker: &mut Linker<T>, get: Get<T>) -> Result<()> {
    linker.func_wrap(
        MODULE,
        "sock_accept",
        move |mut caller: Caller<'_, T>, fd: i32, flags: i32, result: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::sock_accept(context, memory, fd as u32, flags as u32, result as u32)
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "sock_recv",
        move |mut caller: Caller<'_, T>,
              fd: i32,
              buffers: i32,
              count: i32,
              flags: i32,
              size: i32,
              result_flags: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::sock_recv(
                    context,
                    memory,
                    fd as u32,
                    buffers as u32,
                    count as u32,
                    flags as u32,
                    size as u32,
                    result_flags as u32,
                )
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "sock_send",
        move |mut caller: Caller<'_, T>,
              fd: i32,
              buffers: i32,
              count: i32,
              flags: i32,
              size: i32| {
            with_memory(&mut caller, get, |context, memory| {
                calls::sock_send(
                    context,
                    memory,
                    fd as u32,
                    buffers as u32,
                    count as u32,
                    flags as u32,
                    size as u32,
                )
            })
        },
    )?;
    linker.func_wrap(
        MODULE,
        "sock_shutdown",
        move |mut caller: Caller<'_, T>, fd: i32, how: i32| {
            without_memory(&mut caller, get, |context| {
                calls::sock_shutdown(context, fd as u32, how as u32)
            })
        },
    )?;
    Ok(())
}
