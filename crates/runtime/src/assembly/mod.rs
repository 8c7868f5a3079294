//! The assembly: everything that moves the stack pointer from one stack to another.
//!
//! One file per architecture. Each offers:
//!
//! * [`enter`] and [`enter_in_registers`], the host's ways into Wasm, and the point
//!   where a transfer leaves; [`enter_continuation`], likewise, into a continuation;
//! * [`gate`], for calls that change the instance;
//! * [`host_call`], [`host_call_in_registers`] and [`routine`], the ways from Wasm to
//!   the host's stack;
//! * [`async_host_call`], the way to host functions that may wait, and [`enter_again`],
//!   the host's way back into what waited;
//! * [`suspend_host_call`], the switch by which a host function suspends who called it;
//! * [`throw`], the way from a throw to its handler;
//! * [`continuation_start`], where continuations begin, and end at its return point, and
//!   [`bound_arguments`], where those go on that arguments are bound to;
//! * [`stack_limit_reached`], where functions ask for room on the stack, and [`grow_gate`],
//!   by which they get it;
//! * [`lazy_compile`], which [`pads`](crate::code) lead to at a function's first call;
//! * [`trap_landing`], where the signal handler sends a thread whose code trapped.
//!
//! Two rules hold in all of them. Wasm code runs on a Wasm stack only, everything
//! written in Rust on the host's stack only. And no Rust frame is ever skipped: a
//! transfer is taken by a stub after the Rust function that asked for it returned.

#[cfg(target_arch = "x86_64")]
mod x86_64;
#[cfg(target_arch = "x86_64")]
mod x86_64_async;
#[cfg(target_arch = "x86_64")]
mod x86_64_bound;
#[cfg(target_arch = "x86_64")]
mod x86_64_continuation;
#[cfg(target_arch = "x86_64")]
mod x86_64_grow;
#[cfg(target_arch = "x86_64")]
mod x86_64_registers;
#[cfg(target_arch = "x86_64")]
mod x86_64_suspend;
#[cfg(target_arch = "x86_64")]
mod x86_64_throw;
#[cfg(target_arch = "x86_64")]
pub(crate) use x86_64::{
    FloatAnswer, IntegerAnswer, enter, enter_in_registers, finish_preserving_routine, gate,
    gate_limit_point, gate_return_point, host_call, host_call_in_registers, is_entry_return_point,
    lazy_compile, leave_point, preserving_routine, routine, trap_landing,
};

#[cfg(target_arch = "x86_64")]
pub(crate) use x86_64_async::{Finish, async_host_call, enter_again, finish_async_host_call};

#[cfg(target_arch = "x86_64")]
pub(crate) use x86_64_suspend::{
    enter_continuation, host_suspension_point, resume_return_point, suspend_host_call,
};

#[cfg(target_arch = "x86_64")]
pub(crate) use x86_64_bound::bound_arguments;

#[cfg(target_arch = "x86_64")]
pub(crate) use x86_64_continuation::{continuation_return_point, continuation_start};

#[cfg(target_arch = "x86_64")]
pub(crate) use x86_64_grow::{grow_gate, grow_return_point, stack_limit_reached};

#[cfg(target_arch = "x86_64")]
pub(crate) use x86_64_throw::throw;

#[cfg(target_arch = "x86_64")]
pub(crate) mod x86_64_pads;
#[cfg(target_arch = "x86_64")]
pub(crate) use x86_64_pads as pads;

#[cfg(not(target_arch = "x86_64"))]
compile_error!("Switchback runs on x86-64 only so far");

use switchback_abi::instance::InstanceContext;
use switchback_abi::routine::Routine;

/// The Rust side of a runtime routine.
///
/// # Safety
///
/// The stub calls `body` on the host's stack with the instance whose code asked and
/// the arguments that [`Routine`] lists. `body` must not unwind: it ends by
/// returning, with a transfer left in the store context if it is not to return to
/// Wasm.
pub(crate) unsafe trait RoutineBody {
    /// Which routine it is.
    const ROUTINE: Routine;

    /// Does the work.
    ///
    /// # Safety
    ///
    /// Only the routine's stub may call it.
    unsafe extern "sysv64" fn body(
        instance: *mut InstanceContext,
        a: u64,
        b: u64,
        c: u64,
        d: u64,
        e: u64,
    ) -> u64;
}
