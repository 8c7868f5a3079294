//! The process.

use crate::guest::{Guest, errno};
use switchback_wasi::preview1::{proc_exit, proc_raise, sched_yield};
use switchback_wasi::types::Errno;
use switchback_wasi::{Exit, Failure};

#[test]
fn an_exit_carries_its_code() {
    let mut guest = Guest::new();
    for code in [0, 1, 255, u32::MAX] {
        let failure = guest.call(|context, _| proc_exit(context, code));
        assert_eq!(failure, Failure::Exit(Exit(code)));
    }
}

#[test]
fn signals_do_what_they_do_without_handlers() {
    let mut guest = Guest::new();
    let mut raise = |signal| guest.call(|context, _| proc_raise(context, signal));
    for harmless in [0, 16, 17, 22, 27] {
        assert_eq!(raise(harmless), Ok(()));
    }
    for stopping in 18..=21 {
        assert_eq!(raise(stopping), errno(Errno::Notsup));
    }
    for deadly in [1, 6, 9, 15, 23, 30] {
        assert_eq!(raise(deadly), Err(Failure::Exit(Exit(128 + deadly))));
    }
    for unknown in [31, 256, u32::MAX] {
        assert_eq!(raise(unknown), errno(Errno::Inval));
    }
}

#[test]
fn yielding_succeeds() {
    assert_eq!(Guest::new().call(|context, _| sched_yield(context)), Ok(()));
}
