//! That a program can pass anything to any call, and the host goes on.

use crate::guest::{DATA, Guest, SIZE};
use std::fs;
use switchback_wasi::preview1::*;
use switchback_wasi::{DirPerms, FilePerms, GuestMemory, WasiContext};

/// A generator of arguments: mostly those that nearly make sense, and the worst.
struct Arguments(u64);

impl Arguments {
    fn next(&mut self) -> u64 {
        // Marsaglia's xorshift.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn choose(&mut self, choices: &[u64]) -> u64 {
        choices[(self.next() % choices.len() as u64) as usize]
    }

    /// A 32-bit argument: a descriptor, flags, an address or a length.
    fn word(&mut self) -> u32 {
        match self.next() % 4 {
            0 | 1 => (self.next() % 8) as u32,
            2 => {
                let end = u64::from(SIZE);
                let data = u64::from(DATA);
                self.choose(&[8, 16, data, data + 8, 64, end, end - 8, end - 1]) as u32
            }
            _ => self.choose(&[
                0x7fff_ffff,
                0x8000_0000,
                0xffff_fff8,
                0xffff_ffff,
                0x10,
                0x100,
            ]) as u32,
        }
    }

    /// A 64-bit argument: an offset, a size, a time, rights or a cookie. None is
    /// such that a disk would be filled.
    fn long(&mut self) -> u64 {
        match self.next() % 3 {
            0 => self.next() % 10_000,
            1 => self.next() | 1 << 62,
            _ => self.choose(&[0, 1, u64::MAX, i64::MAX as u64, 1 << 63]),
        }
    }
}

/// Makes one of the calls.
fn call(
    number: u64,
    arguments: &mut Arguments,
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
) -> Result {
    let [a, b, c, d, e, f, g] = std::array::from_fn(|_| arguments.word());
    let [x, y] = std::array::from_fn(|_| arguments.long());
    match number {
        0 => args_get(context, memory, a, b),
        1 => args_sizes_get(context, memory, a, b),
        2 => environ_get(context, memory, a, b),
        3 => environ_sizes_get(context, memory, a, b),
        4 => clock_res_get(context, memory, a, b),
        5 => clock_time_get(context, memory, a, x, b),
        6 => fd_advise(context, a, x, y, b),
        7 => fd_allocate(context, a, x, y),
        8 => fd_close(context, a),
        9 => fd_datasync(context, a),
        10 => fd_fdstat_get(context, memory, a, b),
        11 => fd_fdstat_set_flags(context, a, b),
        12 => fd_fdstat_set_rights(context, a, x, y),
        13 => fd_filestat_get(context, memory, a, b),
        14 => fd_filestat_set_size(context, a, x),
        15 => fd_filestat_set_times(context, a, x, y, b),
        16 => fd_pread(context, memory, a, b, c, x, d),
        17 => fd_prestat_get(context, memory, a, b),
        18 => fd_prestat_dir_name(context, memory, a, b, c),
        19 => fd_pwrite(context, memory, a, b, c, x, d),
        20 => fd_read(context, memory, a, b, c, d),
        21 => fd_readdir(context, memory, a, b, c, x, d),
        22 => fd_renumber(context, a, b),
        23 => fd_seek(context, memory, a, x as i64, b, c),
        24 => fd_sync(context, a),
        25 => fd_tell(context, memory, a, b),
        26 => fd_write(context, memory, a, b, c, d),
        27 => path_create_directory(context, memory, a, b, c),
        28 => path_filestat_get(context, memory, a, b, c, d, e),
        29 => path_filestat_set_times(context, memory, a, b, c, d, x, y, e),
        30 => path_link(context, memory, a, b, c, d, e, f, g),
        31 => path_open(context, memory, a, b, c, d, e, x, y, f, g),
        32 => path_readlink(context, memory, a, b, c, d, e, f),
        33 => path_remove_directory(context, memory, a, b, c),
        34 => path_rename(context, memory, a, b, c, d, e, f),
        35 => path_symlink(context, memory, a, b, c, d, e),
        36 => path_unlink_file(context, memory, a, b, c),
        37 => poll_oneoff(context, memory, a, b, c, d),
        38 => Err(proc_exit(context, a)),
        39 => proc_raise(context, a),
        40 => sched_yield(context),
        41 => random_get(context, memory, a, b),
        42 => sock_accept(context, memory, a, b, c),
        43 => sock_recv(context, memory, a, b, c, d, e, f),
        44 => sock_send(context, memory, a, b, c, d, e),
        _ => sock_shutdown(context, a, b),
    }
}

#[test]
fn the_host_survives_any_arguments() {
    let mut succeeded = [false; 46];
    for seed in 1..200_u64 {
        let mut arguments = Arguments(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let (_ours, theirs) = std::os::unix::net::UnixStream::pair().expect("a pair of sockets");
        let mut guest = Guest::with(DirPerms::all(), FilePerms::all(), |builder| {
            builder
                .args(["one", "two"])
                .env("A", "B")
                .stdin(&b"input"[..])
                .socket(cap_std::os::unix::net::UnixStream::from_std(theirs));
        });
        fs::write(guest.host("a"), "contents").expect("writable");
        fs::create_dir(guest.host("b")).expect("writable");
        guest.create("a");
        guest.create("c");
        guest.open_directory("b");
        // Every wait ends at once.
        guest.context.interrupter().expect("a pipe").interrupt();
        for _ in 0..400 {
            // Paths, lists of buffers and subscriptions are where the arguments
            // often point.
            let at = arguments.choose(&[8, 16, 64, u64::from(DATA)]) as u32;
            match arguments.next() % 4 {
                0 => guest.put(at, b"a\0b/a/../c"),
                1 => guest.put(at, b"b/c"),
                2 => {
                    let word = arguments.word().to_le_bytes();
                    guest.put(at, &word);
                }
                _ => {
                    let long = arguments.long().to_le_bytes();
                    guest.put(at + 8, &long);
                }
            }
            let number = arguments.next() % 46;
            let outcome =
                guest.call(|context, memory| call(number, &mut arguments, context, memory));
            succeeded[number as usize] |= outcome.is_ok();
        }
    }
    // The arguments were not all nonsense.
    let count = succeeded.iter().filter(|&&succeeded| succeeded).count();
    assert!(count >= 30, "only {count} of the calls ever succeeded");
}
