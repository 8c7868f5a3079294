//! Calls that may wait for the host: futures of activations, and host functions that are
//! futures.
//!
//! Wasm never runs on the host's stack, so there is nothing of the host's to be kept while
//! an activation waits. An asynchronous host function makes a future and polls it, on the
//! host's stack like any host function. If the future is not ready, the stub leaves the
//! activation for the poll that entered it, as after a trap, but the Wasm stacks stay as
//! they are. What the store context held for the activation and the future go into
//! [`AsyncActivation`], the future of the call, and the store is as it was before the poll.
//! The next poll puts back what the store context held, polls the future of the host
//! function, and if that is ready enters the activation again where it waits.
//!
//! So there are no stacks but Wasm's, no thread-local state, and whatever thread or executor
//! polls will do.
//!
//! # Ownership
//!
//! The future of the call borrows the store mutably and owns the future of the host
//! function, whose `Caller` is another mutable borrow of the same store, made from the
//! store's address. They take turns, as Wasm's host calls and their callers do: the first is
//! not used while the second is polled or dropped, and the second not otherwise. As nobody
//! else can have the store meanwhile, it is in the same state at each poll.
//!
//! The second borrow has no lifetime in its type. What makes up for it is that a host
//! function's closure has to take a `Caller` of any lifetime, and what it makes lives no
//! longer: it cannot keep it anywhere but in its future, and the owner drops that before
//! the first borrow ends. An owner that is forgotten never drops it, but then nobody else
//! can poll or drop it either. The store, in which no trace of the activation is, goes on
//! without: what lies on the stack that it began on is overwritten, and stacks of
//! continuations are garbage. Only segments that a continuation's stack has grown by in an
//! activation that is forgotten inside of it are lost to the engine.
//!
//! # Deliberately absent
//!
//! A synchronous call cannot wait: an asynchronous host function that is reached through one
//! is an error, also if its future would be ready at once.

mod activation;
mod call;
mod host;
#[cfg(test)]
mod tests;

use std::task::{self, Context};

use anyhow::Result;

use crate::rooting::Scope;
use crate::store::StoreOpaque;
use crate::transfer::suspend_activation;

/// A poll of the future of an activation: what host functions see of it.
pub(crate) struct Poll {
    /// With a waker. Alive as long as the poll.
    context: *mut Context<'static>,
    /// What the activation waits for, when it has been left to wait.
    waits_for: Option<WaitsFor>,
}

/// What an activation waits for.
enum WaitsFor {
    /// A host function.
    HostCall(HostCall),
    /// To be polled again, so that other tasks can run: see
    /// [`InterruptHandle::request_yield`](crate::interrupt::InterruptHandle::request_yield).
    OtherTasks,
}

/// A host function that is being called, and is not ready.
struct HostCall {
    future: Box<dyn HostFuture>,
    /// Of the roots that were made in the call.
    scope: Scope,
}

/// The future of a host function.
trait HostFuture: Send {
    /// Polls it. If it is ready, drops it and puts the results into the frame.
    ///
    /// # Errors
    ///
    /// Those of the function.
    ///
    /// # Safety
    ///
    /// `store` must be that of the host function, and in the state of its call.
    unsafe fn poll(
        &mut self,
        store: *mut StoreOpaque,
        context: &mut Context<'_>,
    ) -> task::Poll<Result<()>>;
}

impl StoreOpaque {
    /// Makes the stub of the routine that is running leave the activation to let other
    /// tasks run, if that may wait. Its frame is a
    /// [`PreservingFrame`](switchback_abi::frame::PreservingFrame), with which it goes on.
    ///
    /// Nobody looks at the frames meanwhile: so it need not be a place where the collector
    /// knows what they hold.
    pub(crate) fn yield_to_others(&mut self) {
        // SAFETY: a poll that the store has runs.
        if let Some(poll) = unsafe { self.poll.as_mut() } {
            poll.waits_for = Some(WaitsFor::OtherTasks);
            // SAFETY: as above.
            unsafe { (*poll.context).waker().wake_by_ref() };
            suspend_activation(&mut self.context);
        }
    }
}
