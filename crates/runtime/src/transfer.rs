//! Transfers of control that are no returns.
//!
//! Host code that wants control to go elsewhere than back into the Wasm code that
//! called it fills in the store's [`Transfer`] and returns to its stub, which takes
//! it: out of the activation, or to the handler of an exception ([`crate::exception`]).

use switchback_abi::store::{StoreContext, Transfer};

use crate::assembly::leave_point;

/// What [`crate::assembly::enter`] answers when its activation was left.
pub(crate) const LEFT: u64 = 1;

/// What it answers when its activation waits.
pub(crate) const WAITS: u64 = 2;

/// Makes the stub that host code will return to leave the innermost activation:
/// `enter` answers [`LEFT`]. Why, the caller notes in the store.
pub(crate) fn leave_activation(store: &mut StoreContext) {
    leave_with(store, LEFT);
}

/// Likewise, with everything left as it is: `enter` answers [`WAITS`].
pub(crate) fn suspend_activation(store: &mut StoreContext) {
    leave_with(store, WAITS);
}

/// Takes back a transfer that leaves the innermost activation, if that is what is there.
pub(crate) fn take_leave(store: &mut StoreContext) -> bool {
    let leaves = store.transfer.instruction_pointer == leave_point();
    if leaves {
        store.transfer.instruction_pointer = 0;
    }
    leaves
}

fn leave_with(store: &mut StoreContext, answer: u64) {
    store.transfer = Transfer {
        instruction_pointer: leave_point(),
        stack_pointer: store.host_stack_pointer,
        frame_pointer: 0,
        pinned_register: std::ptr::null_mut(),
        payload: [answer, 0],
    };
}
