//! Transfers of control that are no returns.
//!
//! Host code that wants control to go elsewhere than back into the Wasm code that
//! called it fills in the store's [`Transfer`] and returns to its stub, which takes
//! it: out of the activation, or to the handler of an exception ([`crate::exception`]).

use switchback_abi::store::{StoreContext, Transfer};

use crate::assembly::leave_point;

/// What [`crate::assembly::enter`] answers when its activation was left.
pub(crate) const LEFT: u64 = 1;

/// Makes the stub that host code will return to leave the innermost activation:
/// `enter` answers [`LEFT`]. Why, the caller notes in the store.
pub(crate) fn leave_activation(store: &mut StoreContext) {
    store.transfer = Transfer {
        instruction_pointer: leave_point(),
        stack_pointer: store.host_stack_pointer,
        frame_pointer: 0,
        instance: std::ptr::null_mut(),
        payload: [LEFT, 0],
    };
}
