//! Clocks.

use crate::guest::{Guest, RESULT, SIZE, errno, is_misaligned, is_out_of_bounds};
use std::time::{Duration, SystemTime};
use switchback_wasi::preview1::{Result, clock_res_get, clock_time_get};
use switchback_wasi::types::Errno;

fn time(guest: &mut Guest, clock: u32) -> Result<u64> {
    guest.call(|context, memory| clock_time_get(context, memory, clock, 0, RESULT))?;
    Ok(guest.u64(RESULT))
}

#[test]
fn every_clock_goes_on_and_has_a_resolution() {
    let mut guest = Guest::new();
    for clock in 0..4 {
        guest
            .call(|context, memory| clock_res_get(context, memory, clock, RESULT))
            .expect("a clock");
        assert!((1..1_000_000_000).contains(&guest.u64(RESULT)));

        let first = time(&mut guest, clock).expect("a clock");
        let mut second = first;
        // Processor time passes only while this thread works.
        while second == first {
            second = time(&mut guest, clock).expect("a clock");
        }
        assert!(second > first, "clock {clock} went back");
    }
}

#[test]
fn the_clocks_are_what_they_are_called() {
    let mut guest = Guest::new();
    let now = SystemTime::UNIX_EPOCH.elapsed().expect("after 1970");
    let realtime = Duration::from_nanos(time(&mut guest, 0).expect("a clock"));
    assert!(realtime.abs_diff(now) < Duration::from_secs(60));

    // The monotonic clock begins with the program, not with the machine.
    let monotonic = Duration::from_nanos(time(&mut guest, 1).expect("a clock"));
    assert!(monotonic < Duration::from_secs(60));
}

#[test]
fn wrong_arguments_are_refused() {
    let mut guest = Guest::new();
    for clock in [4, u32::MAX] {
        assert_eq!(time(&mut guest, clock), errno(Errno::Inval));
        assert_eq!(
            guest.call(|context, memory| clock_res_get(context, memory, clock, RESULT)),
            errno(Errno::Inval)
        );
    }
    let outcome = guest.call(|context, memory| clock_time_get(context, memory, 0, 0, SIZE));
    assert!(is_out_of_bounds(&outcome));
    let outcome = guest.call(|context, memory| clock_res_get(context, memory, 0, RESULT + 4));
    assert!(is_misaligned(&outcome));
}
