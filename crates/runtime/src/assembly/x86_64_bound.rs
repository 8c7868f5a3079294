//! Where a continuation goes on that arguments are bound to, for x86-64.

use core::arch::naked_asm;
use core::mem::offset_of;

use switchback_abi::store::StoreContext;

use crate::continuation::add_bound_arguments;

/// What [`StackHeader::saved`](switchback_abi::stack::StackHeader::saved) of the innermost
/// stack says in place of where it goes on: switched to like that, it goes there with the
/// bound arguments in front of the others. No frame is made; the runtime works on the host's
/// stack.
///
/// # Safety
///
/// Not to be called from Rust.
#[unsafe(naked)]
pub(crate) unsafe extern "sysv64" fn bound_arguments() {
    naked_asm!(
        "mov rbx, rsp",
        "mov rsi, rdi",
        "mov rdi, r15",
        "mov rsp, [r15 + {store_host_sp}]",
        "call {add_bound_arguments}",
        "mov rsp, rbx",
        "mov rdi, rax",
        "jmp rdx",
        store_host_sp = const offset_of!(StoreContext, host_stack_pointer),
        add_bound_arguments = sym add_bound_arguments,
    )
}
