//! How the host resumes continuations, and how its functions suspend them, for x86-64.

use core::arch::naked_asm;
use core::mem::{offset_of, size_of};

use switchback_abi::frame::{EntryFrame, ExitFrame, FrameHeader, RegisterImage};
use switchback_abi::instance::InstanceContext;
use switchback_abi::stack::StackHeader;
use switchback_abi::store::{Activation, StoreContext};

use super::x86_64_continuation::{
    SAVED_FRAME_POINTER, SAVED_INSTRUCTION_POINTER, SAVED_STACK_POINTER,
};
use super::x86_64_registers::address_in;
use crate::continuation::go_on_with_host_call;

const HEADER: usize = offset_of!(ExitFrame, header);
const REGISTERS: usize = size_of::<RegisterImage>();
const INTEGERS: usize = offset_of!(RegisterImage, integers);

// What the stubs push must be what the frames say, and the stack stays aligned.
const _: () = {
    assert!(offset_of!(EntryFrame, previous_exit) == 0 && offset_of!(EntryFrame, store) == 8);
    assert!(offset_of!(EntryFrame, header) == 16 && size_of::<FrameHeader>() == 16);
    assert!(offset_of!(ExitFrame, instance) == 0 && REGISTERS.is_multiple_of(16));
};

/// Goes to the current stack of the store, with a payload, from `parent`, which has an
/// entry frame made on it where `activation` says: an activation that resumes a
/// continuation. Answers as [`enter`](super::enter); unless it was left, the first integer
/// register in `activation` holds the payload of the switch back.
///
/// # Safety
///
/// The store must be one in which a continuation is being resumed, as
/// `switchback_abi::continuation` says, with everything done but the switch; `parent` the
/// stack that was the current one, with nothing live below the stack pointer in
/// `activation`. Of that nothing else is used. For the
/// rest, as [`enter`](super::enter).
#[unsafe(naked)]
pub(crate) unsafe extern "sysv64" fn enter_continuation(
    activation: *mut Activation,
    store: *mut StoreContext,
    parent: *mut StackHeader,
    payload: u64,
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
        // Who goes on takes the store from there.
        "mov r15, rsi",
        // Onto the Wasm stack: the entry frame.
        "mov rsp, [rdi + {activation_sp}]",
        "push 0",
        "push 0",
        "mov rbp, rsp",
        "push rsi",
        "push [rsi + {store_exit_fp}]",
        "lea rax, [rip + switchback_resume_return_point]",
        "mov [rdx + {saved_stack_pointer}], rsp",
        "mov [rdx + {saved_frame_pointer}], rbp",
        "mov [rdx + {saved_instruction_pointer}], rax",
        "mov rdx, [rsi + {store_current}]",
        "mov rdi, rcx",
        "mov rsp, [rdx + {saved_stack_pointer}]",
        "mov rbp, [rdx + {saved_frame_pointer}]",
        "jmp [rdx + {saved_instruction_pointer}]",
        // Nothing survives the switch back but stack and frame pointer.
        ".globl switchback_resume_return_point",
        ".hidden switchback_resume_return_point",
        "switchback_resume_return_point:",
        "mov r11, [rsp + {entry_store}]",
        "mov rsp, [r11 + {store_host_sp}]",
        "mov rbx, [rsp]",
        "mov [rbx + {activation_integers}], rdi",
        "xor eax, eax",
        "jmp switchback_leave_point",
        activation_sp = const offset_of!(Activation, stack_pointer),
        activation_integers = const offset_of!(Activation, registers) + INTEGERS,
        entry_store = const offset_of!(EntryFrame, store),
        store_host_sp = const offset_of!(StoreContext, host_stack_pointer),
        store_exit_fp = const offset_of!(StoreContext, exit_frame_pointer),
        store_current = const offset_of!(StoreContext, current_stack),
        saved_stack_pointer = const SAVED_STACK_POINTER,
        saved_frame_pointer = const SAVED_FRAME_POINTER,
        saved_instruction_pointer = const SAVED_INSTRUCTION_POINTER,
    )
}

/// Where a transfer suspends the call of a host function: with its context in the pinned
/// register, as an instance of the store, the store context in `r11`, the stack that it was
/// called on, which is not the current one any more, in `rdx`, the payload of the switch in
/// `rdi`, and its frame in place. Goes to the current stack.
///
/// When the continuation is resumed, the call goes on with what it was resumed with as its
/// results. The caller has been promised that some registers are kept, which no switch
/// does: they are below the frame meanwhile.
///
/// # Safety
///
/// Not to be called from Rust.
#[unsafe(naked)]
pub(crate) unsafe extern "sysv64" fn suspend_host_call() {
    naked_asm!(
        "push rbx",
        "push r12",
        "push r13",
        "push r14",
        "lea rax, [rip + switchback_host_suspension_point]",
        "mov [rdx + {saved_stack_pointer}], rsp",
        "mov [rdx + {saved_frame_pointer}], rbp",
        "mov [rdx + {saved_instruction_pointer}], rax",
        "mov rdx, [r11 + {store_current}]",
        "mov r15, r11",
        "mov rsp, [rdx + {saved_stack_pointer}]",
        "mov rbp, [rdx + {saved_frame_pointer}]",
        "jmp [rdx + {saved_instruction_pointer}]",
        ".globl switchback_host_suspension_point",
        ".hidden switchback_host_suspension_point",
        "switchback_host_suspension_point:",
        "pop r14",
        "pop r13",
        "pop r12",
        "pop rbx",
        "mov r15, [rbp + {exit_instance}]",
        "sub rsp, {registers}",
        "mov r11, [r15 + {instance_store}]",
        "mov [r11 + {store_exit_fp}], rbp",
        "mov [r11 + {store_exit_sp}], rsp",
        "mov rsi, rdi",
        "mov rdi, r15",
        "mov rdx, rsp",
        "mov rsp, [r11 + {store_host_sp}]",
        "call {go_on_with_host_call}",
        "jmp switchback_host_call_answered",
        exit_instance = const offset_of!(ExitFrame, instance) as isize - HEADER as isize,
        registers = const REGISTERS,
        instance_store = const offset_of!(InstanceContext, store),
        store_exit_fp = const offset_of!(StoreContext, exit_frame_pointer),
        store_exit_sp = const offset_of!(StoreContext, exit_stack_pointer),
        store_host_sp = const offset_of!(StoreContext, host_stack_pointer),
        store_current = const offset_of!(StoreContext, current_stack),
        saved_stack_pointer = const SAVED_STACK_POINTER,
        saved_frame_pointer = const SAVED_FRAME_POINTER,
        saved_instruction_pointer = const SAVED_INSTRUCTION_POINTER,
        go_on_with_host_call = sym go_on_with_host_call,
    )
}

/// Where an activation goes on that resumed a continuation: an address in an entry stub.
pub(crate) fn resume_return_point() -> usize {
    address_in!(enter_continuation, "switchback_resume_return_point")
}

/// Where the call of a host function goes on that was suspended.
pub(crate) fn host_suspension_point() -> usize {
    address_in!(suspend_host_call, "switchback_host_suspension_point")
}
