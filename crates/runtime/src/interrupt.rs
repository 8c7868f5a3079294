//! Interrupting running Wasm from another thread, and having it yield.
//!
//! There is one word that functions and loops compare with SP, the store context's
//! `stack_limit`; an interrupt stores its maximum there. What finds that looks at a second
//! word for what is asked for: [`Request`].

// Note [No interrupt is lost]
//
// The thread that runs Wasm stores `stack_limit`, too: when it enters Wasm, and when
// it goes to another stack. So there is a flag, and the order is
//
//     running thread:  store the limit;  load the flag; if set, store the maximum
//     interrupter:     store the flag;   store the maximum
//
// A processor may let the running thread's load of the flag overtake its store of
// the limit: the load finds no flag, the interrupter does both its stores, and then
// the limit overwrites the maximum. A fence between the two would cost the running
// thread more than the whole switch of stacks does. Instead the interrupter, who is
// in no hurry, pays: after its stores it makes every thread of the process pass a
// memory barrier (membarrier(2)), and stores the maximum again if the flag is still
// set. If the running thread's load found no flag, it came before the barrier, so its
// store of the limit is done when the barrier is, and the second maximum comes after
// it. If it found the flag, it stored the maximum itself.

use std::ptr::NonNull;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

use switchback_abi::store::StoreContext;

/// A bit of [`StoreContext::interrupt`].
const INTERRUPT: u64 = 1;
/// Another.
const YIELD: u64 = 2;

/// What running Wasm is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Request {
    /// To trap.
    Interrupt,
    /// To let others run, if it can wait.
    Yield,
}

/// A handle by which any thread can interrupt what a store runs.
#[derive(Clone, Debug)]
pub struct InterruptHandle(Arc<Target>);

/// The store context, until the store is gone.
#[derive(Debug)]
struct Target(Mutex<Option<NonNull<StoreContext>>>);

// SAFETY: the pointer is only followed under the lock, before the store goes away
// (`disconnect`), and only to atomic fields.
unsafe impl Send for Target {}
// SAFETY: as above.
unsafe impl Sync for Target {}

impl InterruptHandle {
    /// A handle for the store with this context.
    ///
    /// # Safety
    ///
    /// [`Self::disconnect`] must be called before the context goes away or moves.
    pub(crate) unsafe fn new(store: NonNull<StoreContext>) -> Self {
        register_for_barriers();
        Self(Arc::new(Target(Mutex::new(Some(store)))))
    }

    /// Makes the Wasm code that the store is running trap with "interrupt" at its next
    /// function entry or loop iteration. If it runs none, the next that it runs does.
    pub fn interrupt(&self) {
        self.ask_for(INTERRUPT);
    }

    /// Makes the Wasm code that the store is running, if it runs in a call that may wait
    /// ([`Func::call_async`](crate::function::Func::call_async)), give way to the other
    /// tasks of its executor at its next function entry or loop iteration: it wakes its
    /// task and is not ready. In a call that cannot wait it goes on. If the store runs
    /// nothing, the next that it runs does so.
    ///
    /// To be called every few milliseconds, say, for stores whose programs may compute for
    /// long.
    pub fn request_yield(&self) {
        self.ask_for(YIELD);
    }

    fn ask_for(&self, what: u64) {
        let target = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(store) = *target else { return };
        // SAFETY: the store is alive while it is connected, and we hold the lock. Only
        // these two atomics are touched, never the whole context, which its thread
        // may be changing.
        let (flag, limit) =
            unsafe { (&(*store.as_ptr()).interrupt, &(*store.as_ptr()).stack_limit) };
        // See Note [No interrupt is lost].
        flag.fetch_or(what, Ordering::SeqCst);
        limit.store(usize::MAX, Ordering::SeqCst);
        barrier_in_every_thread();
        if flag.load(Ordering::SeqCst) != 0 {
            limit.store(usize::MAX, Ordering::SeqCst);
        }
    }

    /// Makes the handle, and all its copies, do nothing from now on.
    pub(crate) fn disconnect(&self) {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// Sets the limit that running Wasm compares with, unless an interrupt is asked for:
/// then Wasm stops at its next check. Called by the thread that runs the store.
pub(crate) fn set_stack_limit(store: &StoreContext, limit: usize) {
    // See Note [No interrupt is lost].
    store.stack_limit.store(limit, Ordering::Relaxed);
    std::sync::atomic::compiler_fence(Ordering::SeqCst);
    if store.interrupt.load(Ordering::Relaxed) != 0 {
        store.stack_limit.store(usize::MAX, Ordering::Relaxed);
    }
}

/// Takes what is asked for, if anything is, and sets the limit to `limit`.
pub(crate) fn take_request(store: &StoreContext, limit: usize) -> Option<Request> {
    let asked = store.interrupt.swap(0, Ordering::SeqCst);
    set_stack_limit(store, limit);
    if asked & INTERRUPT != 0 {
        Some(Request::Interrupt)
    } else {
        (asked & YIELD != 0).then_some(Request::Yield)
    }
}

/// Asks for a yield again, which was taken and cannot be granted here. Called by the thread
/// that runs the store.
pub(crate) fn put_back_yield(store: &StoreContext) {
    store.interrupt.fetch_or(YIELD, Ordering::SeqCst);
    store.stack_limit.store(usize::MAX, Ordering::Relaxed);
}

const MEMBARRIER_PRIVATE_EXPEDITED: libc::c_long = 1 << 3;
const MEMBARRIER_REGISTER_PRIVATE_EXPEDITED: libc::c_long = 1 << 4;

fn membarrier(command: libc::c_long) -> libc::c_long {
    // SAFETY: the system call has no effect on memory.
    unsafe { libc::syscall(libc::SYS_membarrier, command, 0, 0) }
}

fn register_for_barriers() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        membarrier(MEMBARRIER_REGISTER_PRIVATE_EXPEDITED);
    });
}

/// Returns when every thread of the process has passed a memory barrier.
fn barrier_in_every_thread() {
    if membarrier(MEMBARRIER_PRIVATE_EXPEDITED) != 0 {
        // Kernels before 4.14, or a sandbox that forbids the call: a processor drains
        // its stores within far less than this.
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
}
