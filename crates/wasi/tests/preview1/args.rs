//! Arguments and environment.

use crate::guest::{DATA, Guest, RESULT, SIZE, is_misaligned, is_out_of_bounds};
use switchback_wasi::preview1::{args_get, args_sizes_get, environ_get, environ_sizes_get};
use switchback_wasi::{DirPerms, FilePerms};

fn guest() -> Guest {
    Guest::with(DirPerms::all(), FilePerms::all(), |builder| {
        builder
            .arg("program")
            .args(["", "größe"])
            .env("A", "1")
            .env("B", "x=y")
            .env("A", "2");
    })
}

#[test]
fn arguments_are_written_with_their_pointers() {
    let mut guest = guest();
    guest
        .call(|context, memory| args_sizes_get(context, memory, RESULT, RESULT + 4))
        .expect("in the memory");
    assert_eq!(guest.u32(RESULT), 3);
    assert_eq!(guest.u32(RESULT + 4), 8 + 1 + 8);

    guest
        .call(|context, memory| args_get(context, memory, RESULT, DATA))
        .expect("in the memory");
    assert_eq!(guest.get(DATA), *b"program\0\0gr\xc3\xb6\xc3\x9fe\0");
    assert_eq!(guest.u32(RESULT), DATA);
    assert_eq!(guest.u32(RESULT + 4), DATA + 8);
    assert_eq!(guest.u32(RESULT + 8), DATA + 9);
}

#[test]
fn the_environment_has_each_name_once() {
    let mut guest = guest();
    guest
        .call(|context, memory| environ_sizes_get(context, memory, RESULT, RESULT + 4))
        .expect("in the memory");
    assert_eq!(guest.u32(RESULT), 2);
    assert_eq!(guest.u32(RESULT + 4), 10);
    guest
        .call(|context, memory| environ_get(context, memory, RESULT, DATA))
        .expect("in the memory");
    assert_eq!(guest.get(DATA), *b"A=2\0B=x=y\0");
    assert_eq!(guest.u32(RESULT + 4), DATA + 4);
}

#[test]
fn bad_pointers_end_the_program() {
    let mut guest = guest();
    let before = guest.bytes.clone();
    for (pointers, strings) in [
        (SIZE - 8, DATA),
        (RESULT, SIZE - 16),
        (u32::MAX - 3, DATA),
        (RESULT, u32::MAX),
    ] {
        let outcome = guest.call(|context, memory| args_get(context, memory, pointers, strings));
        assert!(is_out_of_bounds(&outcome), "{pointers:#x} {strings:#x}");
    }
    let outcome = guest.call(|context, memory| args_get(context, memory, RESULT + 1, DATA));
    assert!(is_misaligned(&outcome));
    assert_eq!(guest.bytes, before, "nothing was written");

    let outcome = guest.call(|context, memory| args_sizes_get(context, memory, RESULT, SIZE));
    assert!(is_out_of_bounds(&outcome));
    let outcome = guest.call(|context, memory| environ_sizes_get(context, memory, 2, RESULT));
    assert!(is_misaligned(&outcome));
}

#[test]
fn nothing_is_given_unasked() {
    let mut guest = Guest::new();
    guest.put(RESULT, &[0xff; 8]);
    guest
        .call(|context, memory| environ_sizes_get(context, memory, RESULT, RESULT + 4))
        .expect("in the memory");
    assert_eq!(guest.u64(RESULT), 0);
    // With nothing to write, the pointers need only be in the memory or at its end.
    assert_eq!(
        guest.call(|context, memory| environ_get(context, memory, SIZE, SIZE)),
        Ok(())
    );
}
