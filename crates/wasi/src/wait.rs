//! The one place where a call waits.
//!
//! A program may sleep for a year or read from a pipe into which nobody writes.
//! WebAssembly code can be interrupted at its next check, but a host function has
//! none, so the host interrupts a wait through an [`Interrupter`]. As long as
//! nobody has asked for one, nothing is added to any call.

use crate::error::{Failure, Interrupted};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::{AsFd, BorrowedFd};
use std::io::{self, PipeReader, PipeWriter, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The longest that a single request to the host's kernel waits. A deadline may
/// be further away than its types can say.
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 60 * 60);

/// Ends the waits of a program's calls, from any thread.
#[derive(Debug, Clone)]
pub struct Interrupter {
    bell: Arc<PipeWriter>,
}

impl Interrupter {
    /// Makes the call that is waiting, and every one that would, end the program
    /// with the host error [`Interrupted`].
    pub fn interrupt(&self) {
        // What is written is never read, so one byte lasts for ever. It fails
        // only when the context is gone, and with it the program.
        let _ = (&*self.bell).write(&[0]);
    }
}

/// How the calls of one context wait.
#[derive(Debug, Default)]
pub(crate) struct Waiter {
    /// The two ends of the pipe that an [`Interrupter`] writes to, once there is one.
    interruption: Option<(PipeReader, Interrupter)>,
}

impl Waiter {
    pub(crate) fn interrupter(&mut self) -> io::Result<Interrupter> {
        if let Some((_, interrupter)) = &self.interruption {
            return Ok(interrupter.clone());
        }
        let (reader, writer) = io::pipe()?;
        let interrupter = Interrupter {
            bell: Arc::new(writer),
        };
        self.interruption = Some((reader, interrupter.clone()));
        Ok(interrupter)
    }

    /// Waits until one of the descriptors is ready or the deadline has come.
    /// Without either it waits until it is interrupted.
    pub(crate) fn wait<'fd>(
        &'fd self,
        descriptors: &mut Vec<PollFd<'fd>>,
        deadline: Option<Instant>,
    ) -> Result<(), Failure> {
        if let Some((reader, _)) = &self.interruption {
            descriptors.push(PollFd::new(reader, PollFlags::IN));
        }
        let outcome = wait_until(descriptors, deadline);
        if self.interruption.is_some() {
            let bell = descriptors.pop();
            if bell.is_some_and(|bell| !bell.revents().is_empty()) {
                return Err(Interrupted.into());
            }
        }
        Ok(outcome?)
    }

    /// Whether anybody could want to interrupt a wait.
    pub(crate) fn is_interruptible(&self) -> bool {
        self.interruption.is_some()
    }

    /// Called before a request that may block on this descriptor: waits until it
    /// would not, if anybody could want to interrupt that.
    pub(crate) fn before_blocking(
        &self,
        descriptor: BorrowedFd<'_>,
        readiness: PollFlags,
    ) -> Result<(), Failure> {
        if !self.is_interruptible() {
            return Ok(());
        }
        self.wait(
            &mut vec![PollFd::from_borrowed_fd(descriptor, readiness)],
            None,
        )
    }
}

/// Whether the descriptor is ready now.
pub(crate) fn is_ready(descriptor: impl AsFd, readiness: PollFlags) -> rustix::io::Result<bool> {
    let mut descriptors = [PollFd::new(&descriptor, readiness)];
    Ok(poll(&mut descriptors, Some(&Timespec::default()))? > 0)
}

fn wait_until(descriptors: &mut [PollFd<'_>], deadline: Option<Instant>) -> rustix::io::Result<()> {
    loop {
        let remaining = deadline.map(|deadline| {
            deadline
                .saturating_duration_since(Instant::now())
                .min(LONGEST_WAIT)
        });
        let timeout = remaining.map(|remaining| Timespec {
            // `LONGEST_WAIT` fits in any type of seconds.
            tv_sec: remaining.as_secs() as i64,
            tv_nsec: remaining.subsec_nanos().into(),
        });
        match poll(descriptors, timeout.as_ref()) {
            Ok(0) if deadline.is_none_or(|deadline| Instant::now() < deadline) => {}
            Err(rustix::io::Errno::INTR) => {}
            outcome => return outcome.map(|_| ()),
        }
    }
}
