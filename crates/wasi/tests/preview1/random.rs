//! Random numbers.

use crate::guest::{DATA, Guest, SIZE, is_out_of_bounds};
use switchback_wasi::preview1::random_get;

#[test]
fn exactly_the_buffer_is_filled() {
    let mut guest = Guest::new();
    guest
        .call(|context, memory| random_get(context, memory, DATA + 8, 256))
        .expect("in the memory");
    assert_eq!(guest.u64(DATA), 0);
    assert_eq!(guest.u64(DATA + 264), 0);
    let filled: [u8; 256] = guest.get(DATA + 8);
    let mut values = filled.to_vec();
    values.sort_unstable();
    values.dedup();
    // About 162 of 256 values are to be expected; this few would be a miracle.
    assert!(values.len() > 64);

    guest
        .call(|context, memory| random_get(context, memory, DATA + 8, 256))
        .expect("in the memory");
    assert_ne!(guest.get::<256>(DATA + 8), filled);
}

#[test]
fn the_buffer_must_be_in_the_memory() {
    let mut guest = Guest::new();
    for (start, length) in [
        (SIZE, 1),
        (SIZE - 1, 2),
        (0, u32::MAX),
        (u32::MAX, u32::MAX),
    ] {
        let outcome = guest.call(|context, memory| random_get(context, memory, start, length));
        assert!(is_out_of_bounds(&outcome));
    }
    assert!(guest.bytes.iter().all(|&byte| byte == 0));
    assert_eq!(
        guest.call(|context, memory| random_get(context, memory, 0, SIZE)),
        Ok(())
    );
    assert_eq!(
        guest.call(|context, memory| random_get(context, memory, SIZE, 0)),
        Ok(())
    );
}
