//! Interrupts what a script runs when it does not get on, so that code that never
//! ends is a failure of its directive and not a run that never ends.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use switchback_engine::InterruptHandle;

/// How long one directive may take. The longest takes a few seconds, on a slow
/// machine and in the slowest mode.
const LIMIT: Duration = Duration::from_secs(120);

/// Runs something that advances `progress` with each of its steps, and interrupts a
/// step that takes longer than [`LIMIT`] (and at most twice that).
pub(crate) fn watched<R>(
    handle: &InterruptHandle,
    progress: &AtomicUsize,
    run: impl FnOnce() -> R,
) -> R {
    let (running, ended) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut seen = progress.load(Ordering::Relaxed);
            while ended.recv_timeout(LIMIT) == Err(RecvTimeoutError::Timeout) {
                let now = progress.load(Ordering::Relaxed);
                if now == seen {
                    handle.interrupt();
                }
                seen = now;
            }
        });
        let result = run();
        drop(running);
        result
    })
}
