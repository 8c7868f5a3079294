//! The process: its end, signals, and giving up the processor.

use super::Result;
use crate::context::WasiContext;
use crate::error::{Exit, Failure};
use crate::types::Errno;

/// Ends the program with a code. The code is not judged: what the embedder can
/// do with it is the embedder's affair.
pub fn proc_exit(_context: &mut WasiContext, code: u32) -> Failure {
    Failure::Exit(Exit(code))
}

/// Sends the program a signal. It cannot have handlers, so each does what it does
/// to a process without: nothing, or to end it, with the code that a shell
/// reports (128 and the signal's number). There is nobody to let a stopped
/// program go on.
pub fn proc_raise(_context: &mut WasiContext, signal: u32) -> Result {
    const CHILD: u32 = 16;
    const CONTINUE: u32 = 17;
    const STOP: u32 = 18;
    const TERMINAL_OUTPUT: u32 = 21;
    const URGENT: u32 = 22;
    const WINDOW_CHANGE: u32 = 27;
    const LAST: u32 = 30;
    match signal {
        0 | CHILD | CONTINUE | URGENT | WINDOW_CHANGE => Ok(()),
        STOP..=TERMINAL_OUTPUT => Err(Errno::Notsup.into()),
        1..=LAST => Err(Exit(128 + signal).into()),
        _ => Err(Errno::Inval.into()),
    }
}

/// Lets other threads of the host run.
pub fn sched_yield(_context: &mut WasiContext) -> Result {
    std::thread::yield_now();
    Ok(())
}
