//! Interrupts what a script runs when it does not get on, so that code that never
//! ends is a failure of its directive and not a run that never ends.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use switchback_engine::InterruptHandle;

/// How long one directive may take. The longest takes a few seconds, on a slow
/// machine and in the slowest mode.
pub(crate) const LIMIT: Duration = Duration::from_secs(120);

/// Runs something that advances `progress` with each of its steps, and interrupts a
/// step that takes longer than `limit` (and at most twice that).
pub(crate) fn watched<R>(
    handle: &InterruptHandle,
    progress: &AtomicUsize,
    limit: Duration,
    run: impl FnOnce() -> R,
) -> R {
    let (running, ended) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut seen = progress.load(Ordering::Relaxed);
            while ended.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
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

#[cfg(test)]
mod tests {
    use switchback_engine::{Engine, Instance, Module, Result, Store, Trap};

    use super::*;

    #[test]
    fn what_never_ends_is_interrupted() -> Result<()> {
        let engine = Engine::default();
        let text = r#"(module (func (export "endless") (loop (br 0))))"#;
        let module = Module::new(&engine, text)?;
        let mut store = Store::new(&engine, ());
        let instance = Instance::new(&mut store, &module, &[])?;
        let endless = instance.get_typed_func::<(), ()>(&mut store, "endless")?;

        let progress = AtomicUsize::new(0);
        let handle = store.interrupt_handle();
        let limit = Duration::from_millis(50);
        let result = watched(&handle, &progress, limit, || endless.call(&mut store, ()));
        let error = result.expect_err("it never ends by itself");
        assert_eq!(error.downcast_ref(), Some(&Trap::Interrupt));
        Ok(())
    }
}
