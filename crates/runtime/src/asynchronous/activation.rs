//! The future of an activation.

use std::future::Future;
use std::marker::PhantomData;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::Pin;
use std::ptr::{self, NonNull};
use std::task::{self, Context};

use anyhow::Result;
use switchback_abi::frame::{FrameHeader, GrowFrame};
use switchback_abi::instance::FuncRef;
use switchback_abi::stack::StackHeader;

use super::{HostCall, Poll, WaitsFor};
use crate::activation::{OuterActivation, UntypedCall, check_host_stack, prepare};
use crate::assembly;
use crate::store::{Outcome, StoreOpaque};
use crate::transfer::{LEFT, WAITS, take_leave};

/// A call of a function that may wait. When it is ready, the results are in `call`.
///
/// Dropped while it waits, it drops the future of the host function that it waits for, and
/// then its stacks.
pub(super) struct AsyncActivation<'a> {
    store: NonNull<StoreOpaque>,
    call: &'a mut UntypedCall,
    state: State,
    borrow: PhantomData<&'a mut StoreOpaque>,
}

/// Where it is.
enum State {
    /// Not begun: the function to be called.
    New(NonNull<FuncRef>),
    /// Waiting.
    Waiting(Waiting),
    /// Over.
    Over,
}

/// An activation that waits, and what the store context holds for it when it does not.
struct Waiting {
    waits_for: WaitsFor,
    exit_frame_pointer: *mut FrameHeader,
    exit_stack_pointer: usize,
    current_stack: *mut StackHeader,
    /// The stack that it began on.
    barrier: *mut StackHeader,
    /// What that stack has grown by in the activation.
    growth: Growth,
}

/// The newest segment of a stack, and its limit.
#[derive(Clone, Copy)]
struct Growth {
    segment: *mut GrowFrame,
    limit: usize,
}

// SAFETY: it borrows the store, with data that is `Send` (the constructor says so), and what
// it owns is `Send`, or of the store.
unsafe impl Send for AsyncActivation<'_> {}

impl<'a> AsyncActivation<'a> {
    /// A call of `function` with the arguments in `call`.
    ///
    /// # Safety
    ///
    /// As [`UntypedCall::enter`]. The arguments must be in place when the call is polled
    /// first. The store's data must be `Send`.
    pub(super) unsafe fn new(
        store: &'a mut StoreOpaque,
        function: NonNull<FuncRef>,
        call: &'a mut UntypedCall,
    ) -> Self {
        Self {
            store: NonNull::from(store),
            call,
            state: State::New(function),
            borrow: PhantomData,
        }
    }
}

impl Future for AsyncActivation<'_> {
    type Output = Result<()>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> task::Poll<Result<()>> {
        let this = self.get_mut();
        // SAFETY: we borrow it. That others make such references while Wasm or the future of
        // a host function runs is what [`crate::store`] allows for.
        let store = unsafe { this.store.as_mut() };
        let mut poll = Poll {
            context: ptr::from_mut(context).cast(),
            waits_for: None,
        };
        let outer = OuterActivation::of(store);
        let left = match mem::replace(&mut this.state, State::Over) {
            // SAFETY: `new` was promised so.
            State::New(function) => unsafe {
                this.begin(store, function, outer.as_ref(), &raw mut poll)?
            },
            State::Waiting(waiting) => this.go_on(store, waiting, &raw mut poll),
            State::Over => panic!("a call was polled after it had ended"),
        };
        if left == WAITS {
            let waits_for = poll.waits_for.take();
            // Who leaves an activation to wait says for what.
            let waits_for = waits_for.expect("something to wait for");
            this.state = State::Waiting(Waiting::take(store, waits_for, outer.as_ref()));
        } else if left != 0 {
            store.leave_continuations();
        }
        store.poll = ptr::null_mut();
        OuterActivation::restore(outer, store);
        match left {
            0 => task::Poll::Ready(Ok(())),
            WAITS => task::Poll::Pending,
            _ => task::Poll::Ready(Err(store.take_outcome())),
        }
    }
}

impl AsyncActivation<'_> {
    /// Enters the function, and answers as the entry stub does.
    ///
    /// # Errors
    ///
    /// As [`prepare`].
    ///
    /// # Safety
    ///
    /// As [`Self::new`].
    unsafe fn begin(
        &mut self,
        store: &mut StoreOpaque,
        function: NonNull<FuncRef>,
        outer: Option<&OuterActivation>,
        poll: *mut Poll,
    ) -> Result<u64> {
        check_host_stack()?;
        let activation = self.call.activation();
        // SAFETY: the caller says so.
        unsafe {
            prepare(store, function, activation, outer)?;
            store.poll = poll;
            Ok(assembly::enter(activation))
        }
    }

    /// Polls what it waits for, enters the activation again if that is ready, and answers
    /// as the entry stub does.
    fn go_on(&mut self, store: &mut StoreOpaque, waiting: Waiting, poll: *mut Poll) -> u64 {
        let waits_for = waiting.put_back(store).waits_for;
        store.poll = poll;
        let finish = match waits_for {
            WaitsFor::OtherTasks => {
                if let Err(error) = check_host_stack() {
                    store.raise_error(error);
                }
                assembly::finish_preserving_routine as assembly::Finish
            }
            WaitsFor::HostCall(host_call) => {
                // SAFETY: the store is in the state of the host call. `poll` is of the
                // caller's frame, where its context is alive.
                unsafe {
                    if let Some(host_call) = poll_host_call(store, host_call, poll) {
                        (*poll).waits_for = Some(WaitsFor::HostCall(host_call));
                        return WAITS;
                    }
                }
                assembly::finish_async_host_call
            }
        };
        if take_leave(&mut store.context) {
            return LEFT;
        }
        // SAFETY: the store context holds what it did when this activation was left, by that
        // stub; what would leave it has been taken back.
        unsafe { assembly::enter_again(self.call.activation(), store.context_pointer(), finish) }
    }
}

/// Polls the future of a host function, and answers the call if that waits on. Otherwise the
/// results are in its frame, or the store has the transfer of an error.
///
/// # Safety
///
/// The store must be in the state of that call, and `poll` be that of its activation.
unsafe fn poll_host_call(
    store: &mut StoreOpaque,
    host_call: HostCall,
    poll: *mut Poll,
) -> Option<HostCall> {
    let HostCall { mut future, scope } = host_call;
    // A panic or an error drops the future here and now, where it can have the store.
    let result = catch_unwind(AssertUnwindSafe(|| {
        check_host_stack()?;
        // SAFETY: the caller says so.
        match unsafe { future.poll(ptr::from_mut(store), &mut *(*poll).context) } {
            task::Poll::Ready(result) => result.map(|()| None),
            task::Poll::Pending => Ok(Some(future)),
        }
    }));
    match result {
        Ok(Ok(None)) => {}
        Ok(Ok(Some(future))) => return Some(HostCall { future, scope }),
        Ok(Err(error)) => store.raise_error(error),
        Err(payload) => store.leave(Outcome::Panic(payload)),
    }
    store.roots.end_scope(scope);
    None
}

impl Drop for AsyncActivation<'_> {
    fn drop(&mut self) {
        let State::Waiting(waiting) = mem::replace(&mut self.state, State::Over) else {
            return;
        };
        // SAFETY: we borrow it.
        let store = unsafe { self.store.as_mut() };
        let outer = OuterActivation::of(store);
        let waits_for = waiting.put_back(store).waits_for;
        store.poll = ptr::null_mut();
        let mut result = Ok(());
        if let WaitsFor::HostCall(HostCall { future, scope }) = waits_for {
            result = catch_unwind(AssertUnwindSafe(|| drop(future)));
            store.roots.end_scope(scope);
        }
        store.leave_continuations();
        OuterActivation::restore(outer, store);
        if let Err(payload) = result {
            resume_unwind(payload);
        }
    }
}

impl Waiting {
    /// Takes out of the store context what it holds for an activation that was left to
    /// wait. The stack that it began on is the current one again, as it was.
    fn take(store: &mut StoreOpaque, waits_for: WaitsFor, outer: Option<&OuterActivation>) -> Self {
        let context = &store.context;
        let (current_stack, barrier) = (context.current_stack, context.barrier);
        // SAFETY: the stacks of an activation are alive.
        let growth = unsafe { Growth::take(barrier, outer.map(OuterActivation::segment)) };
        let waiting = Self {
            waits_for,
            exit_frame_pointer: context.exit_frame_pointer,
            exit_stack_pointer: context.exit_stack_pointer,
            current_stack,
            barrier,
            growth,
        };
        store.go_to_stack(barrier);
        waiting
    }

    /// The other way round.
    fn put_back(self, store: &mut StoreOpaque) -> Self {
        let context = &mut store.context;
        debug_assert_eq!(context.current_stack, self.barrier);
        context.exit_frame_pointer = self.exit_frame_pointer;
        context.exit_stack_pointer = self.exit_stack_pointer;
        context.barrier = self.barrier;
        // SAFETY: the stack is alive, and as it was when the activation was left to wait.
        unsafe {
            (*self.barrier).segment = self.growth.segment;
            (*self.barrier).limit = self.growth.limit;
        }
        store.go_to_stack(self.current_stack);
        self
    }
}

impl Growth {
    /// Takes segments away from a stack until `segment`, which it had before, is the newest.
    /// The main stack has none.
    ///
    /// # Safety
    ///
    /// The stack must be alive.
    unsafe fn take(stack: *mut StackHeader, segment: Option<*mut GrowFrame>) -> Self {
        // SAFETY: the caller says so, and segments live as long as they are a stack's.
        unsafe {
            let growth = Self {
                segment: (*stack).segment,
                limit: (*stack).limit,
            };
            let segment = segment.unwrap_or(ptr::null_mut());
            while (*stack).segment != segment
                && let Some(newest) = (*stack).segment.as_ref()
            {
                (*stack).segment = newest.next;
                (*stack).limit = newest.previous_limit;
            }
            growth
        }
    }
}
