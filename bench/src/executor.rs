//! The least that futures need: what runs one to its end, and one that is pending first.
//! Nothing is waited for, so that what the engines do between two polls is all that counts.

use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// Polls a future until it is ready.
pub fn run<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

/// Is pending when it is polled first, and then ready.
#[derive(Default)]
pub struct PendingOnce {
    is_polled: bool,
}

impl Future for PendingOnce {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.is_polled, true) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    }
}
