//! Host functions that may wait, for x86-64.
//!
//! When one waits, the activation is left as after a trap, by the leave point of the entry
//! stub, but nothing on the Wasm stack changes. So everything that its frames need must be
//! there by then: the registers that callees save are part of the exit frame. The entry
//! stub's part of the host's stack is made anew when the activation goes on.

use core::arch::naked_asm;
use core::mem::{offset_of, size_of};

use switchback_abi::frame::{
    AsyncHostCallFrame, ExitFrame, FrameHeader, HostCallFrame, RegisterImage, from_frame_pointer,
};
use switchback_abi::instance::{HostContext, InstanceContext};
use switchback_abi::store::{Activation, StoreContext, Transfer};

use super::x86_64::take_transfer;
use super::x86_64_registers::{store_floats, store_integer_arguments};

const SAVED_REGISTERS: usize = offset_of!(AsyncHostCallFrame, saved_registers);
const REGISTERS: usize =
    offset_of!(AsyncHostCallFrame, call) + offset_of!(HostCallFrame, registers);
const INTEGERS: usize = REGISTERS + offset_of!(RegisterImage, integers);
const FLOATS: usize = REGISTERS + offset_of!(RegisterImage, floats);
const EXIT: usize = offset_of!(AsyncHostCallFrame, call) + offset_of!(HostCallFrame, exit);

/// The code of host functions that may wait: `FuncRef::code` of those whose `instance` is
/// a [`HostContext`] with an entry for this stub. As
/// [`host_call`](super::x86_64::host_call), but the entry is passed an
/// [`AsyncHostCallFrame`], and may leave the activation so that [`enter_again`] goes on.
///
/// # Safety
///
/// Not to be called from Rust.
#[unsafe(naked)]
pub(crate) unsafe extern "sysv64" fn async_host_call() {
    naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "sub rsp, {body}",
        "mov [rsp + {exit_instance}], r15",
        "mov [rsp + {exit_gate_caller}], rax",
        "mov [rsp + {saved} + 0x00], rbx",
        "mov [rsp + {saved} + 0x08], r12",
        "mov [rsp + {saved} + 0x10], r13",
        "mov [rsp + {saved} + 0x18], r14",
        store_integer_arguments!("rsp"),
        store_floats!("rsp"),
        "mov r11, [r15 + {instance_store}]",
        "mov [r11 + {store_exit_fp}], rbp",
        "mov [r11 + {store_exit_sp}], rsp",
        "mov rdi, r15",
        "mov rsi, rsp",
        "mov rsp, [r11 + {store_host_sp}]",
        "call [r15 + {host_entry}]",
        "jmp {finish}",
        body = const size_of::<AsyncHostCallFrame>() - size_of::<FrameHeader>(),
        exit_instance = const EXIT + offset_of!(ExitFrame, instance),
        exit_gate_caller = const EXIT + offset_of!(ExitFrame, gate_caller),
        saved = const SAVED_REGISTERS,
        integers = const INTEGERS,
        floats = const FLOATS,
        host_entry = const offset_of!(HostContext, entry),
        instance_store = const offset_of!(InstanceContext, store),
        store_exit_fp = const offset_of!(StoreContext, exit_frame_pointer),
        store_exit_sp = const offset_of!(StoreContext, exit_stack_pointer),
        store_host_sp = const offset_of!(StoreContext, host_stack_pointer),
        finish = sym finish_async_host_call,
    )
}

/// The rest of [`async_host_call`], on the host's stack: takes the transfer that is there,
/// or returns with the results in the frame as [`host_call`](super::x86_64::host_call) does.
/// The pinned register holds the host function's context, the frame pointer is that of the
/// frame.
///
/// # Safety
///
/// Not to be called from Rust.
#[unsafe(naked)]
pub(crate) unsafe extern "sysv64" fn finish_async_host_call() {
    naked_asm!(
        "mov r11, [r15 + {instance_store}]",
        "cmp qword ptr [r11 + {transfer}], 0",
        "jnz {take_transfer}",
        "mov rsp, [r11 + {store_exit_sp}]",
        "mov rbx, [rsp + {saved} + 0x00]",
        "mov r12, [rsp + {saved} + 0x08]",
        "mov r13, [rsp + {saved} + 0x10]",
        "mov r14, [rsp + {saved} + 0x18]",
        "add rsp, {registers}",
        "jmp switchback_host_call_results",
        saved = const SAVED_REGISTERS,
        registers = const REGISTERS,
        instance_store = const offset_of!(InstanceContext, store),
        store_exit_sp = const offset_of!(StoreContext, exit_stack_pointer),
        transfer = const offset_of!(StoreContext, transfer)
            + offset_of!(Transfer, instruction_pointer),
        take_transfer = sym take_transfer,
    )
}

/// The rest of a stub that an activation can leave from to go on later.
pub(crate) type Finish = unsafe extern "sysv64" fn();

/// Goes on in the activation that left to wait, in the stub that it left from: with what
/// is in its frame, or with the transfer in the store context if there is one. Answers as
/// [`enter`](super::enter).
///
/// # Safety
///
/// `activation` must be the one that was entered, the store context hold what it did when
/// the activation was left, and `finish` be the rest of the stub that it left from. A
/// transfer must not leave it.
#[unsafe(naked)]
pub(crate) unsafe extern "sysv64" fn enter_again(
    activation: *mut Activation,
    store: *mut StoreContext,
    finish: Finish,
) -> u64 {
    // See Note [What the entry stub keeps on the host's stack].
    naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "push rbx",
        "push r12",
        "push r13",
        "push r14",
        "push r15",
        "push rdi",
        "mov [rsi + {store_host_sp}], rsp",
        "mov rbp, [rsi + {store_exit_fp}]",
        "mov r15, [rbp + {exit_instance}]",
        "jmp rdx",
        exit_instance = const from_frame_pointer(
            offset_of!(ExitFrame, instance),
            offset_of!(ExitFrame, header)
        ),
        store_exit_fp = const offset_of!(StoreContext, exit_frame_pointer),
        store_host_sp = const offset_of!(StoreContext, host_stack_pointer),
    )
}
