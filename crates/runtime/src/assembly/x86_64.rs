//! Gates and stubs for x86-64, System V.
//!
//! Registers by role, in Cranelift's `tail` convention:
//!
//! * `r15`: the current instance (pinned);
//! * `rbp`: the frame pointer;
//! * `rdi rsi rdx rcx r8 r9`, `xmm0-7`: arguments;
//! * `rax rcx rdx rsi rdi r8 r9 r10`, `xmm0-7`: results;
//! * `rbx r12 r13 r14`: kept by callees;
//! * free at entry: `rax r10 r11`; free at return: `r11`.

use core::arch::naked_asm;
use core::mem::{MaybeUninit, offset_of, size_of};

use switchback_abi::frame::{
    EntryFrame, ExitFrame, FrameHeader, GateFrame, HostCallFrame, LazyCompileFrame,
    PreservingFrame, RegisterImage,
};
use switchback_abi::instance::{FuncRef, HostContext, InstanceContext};
use switchback_abi::routine::{Routine, RoutineTable};
use switchback_abi::stack::UNCHECKED_FRAME;
use switchback_abi::store::{Activation, StoreContext, Transfer};

use super::x86_64_registers::{
    address_in, load_floats, load_integer_arguments, store_floats, store_integer_arguments,
    store_integer_results,
};
use super::{RoutineBody, resume_return_point};
use crate::fault::raise_from_signal;
use crate::routines::compile_lazily;

const TRANSFER: usize = offset_of!(StoreContext, transfer);
/// Where the integer registers are in a [`HostCallFrame`] and a [`LazyCompileFrame`].
const FRAME_INTEGERS: usize = offset_of!(RegisterImage, integers);
/// Where the vector registers are in them.
const FRAME_FLOATS: usize = offset_of!(RegisterImage, floats);
const ACTIVATION_INTEGERS: usize = offset_of!(Activation, registers) + FRAME_INTEGERS;
const ACTIVATION_FLOATS: usize = offset_of!(Activation, registers) + FRAME_FLOATS;
const HEADER: usize = size_of::<FrameHeader>();
/// Bytes of all sixteen vector registers.
const ALL_FLOATS: usize = 16 * 16;

// What the stubs below push must be what the frames say.
const _: () = {
    assert!(offset_of!(HostCallFrame, registers) == 0);
    assert!(offset_of!(LazyCompileFrame, registers) == 0);
    assert!(size_of::<HostCallFrame>() == size_of::<LazyCompileFrame>());
    assert!(offset_of!(ExitFrame, instance) == 0 && offset_of!(ExitFrame, header) == 16);
    assert!(offset_of!(EntryFrame, previous_exit) == 0 && offset_of!(EntryFrame, header) == 16);
    assert!(offset_of!(GateFrame, stack_argument_bytes) == 0);
    assert!(offset_of!(GateFrame, callee) == 8);
    assert!(offset_of!(GateFrame, caller_instance) == 16);
    assert!(offset_of!(GateFrame, header) == 32);
    assert!(offset_of!(FrameHeader, return_address) == 8);
    assert!(offset_of!(PreservingFrame, floats) == 0);
    assert!(offset_of!(PreservingFrame, saved_registers) == ALL_FLOATS + 8);
    assert!(offset_of!(PreservingFrame, integers) == ALL_FLOATS + 8 + 4 * 8);
    assert!(offset_of!(PreservingFrame, exit) == ALL_FLOATS + 8 + 4 * 8 + 9 * 8);
};

// Note [What the entry stub keeps on the host's stack]
//
// From `StoreContext::host_stack_pointer` upwards: the address of the `Activation`,
// r15, r14, r13, r12, rbx, rbp, and the return address into Rust. The field is the one
// way back: a normal return, and a transfer to `leave_point`, load SP from it. Host
// code that Wasm calls runs below it, so nothing there changes.
//
// What the field held before, for an activation around this one, the caller of the
// stub keeps, and only if there is one: most often there is none, and to save and
// restore it all the same would make each call wait for the one before.

/// Enters Wasm: calls `activation.code` with the arguments in `activation` on the
/// Wasm stack that it names. Returns 0 when the callee returned, its results in
/// `activation`, or what the transfer to [`leave_point`] brought.
///
/// # Safety
///
/// `activation` must be complete: code of the type whose arguments are in the
/// registers and stack arguments, its instance, and a stack pointer on the store's
/// current stack with nothing live below it, above its limit. The alternate signal
/// stack must be in place. The caller restores the exit fields and the host's stack
/// pointer in the store context if there is an activation around this one.
#[unsafe(naked)]
pub(crate) unsafe extern "sysv64" fn enter(activation: *mut Activation) -> u64 {
    naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "push rbx",
        "push r12",
        "push r13",
        "push r14",
        "push r15",
        "push rdi",
        "mov r15, [rdi + {activation_instance}]",
        "mov rax, [r15 + {instance_store}]",
        "mov [rax + {store_host_sp}], rsp",
        // Onto the Wasm stack: the entry frame.
        "mov r10, rdi",
        "mov rsp, [r10 + {activation_sp}]",
        "push 0",
        "push 0",
        "mov rbp, rsp",
        "push 0",
        "push [rax + {store_exit_fp}]",
        // The stack arguments, the last word first.
        "mov rcx, [r10 + {activation_stack_bytes}]",
        "test rcx, rcx",
        "jz 3f",
        "mov rsi, [r10 + {activation_stack_arguments}]",
        "2:",
        "push [rsi + rcx - 8]",
        "sub rcx, 8",
        "jnz 2b",
        "3:",
        "cmp qword ptr [r10 + {activation_uses_floats}], 0",
        "jz 4f",
        load_floats!("r10"),
        "4:",
        load_integer_arguments!("r10"),
        "call [r10 + {activation_code}]",
        ".globl switchback_entry_return_point",
        ".hidden switchback_entry_return_point",
        "switchback_entry_return_point:",
        "mov r11, [r15 + {instance_store}]",
        "mov rsp, [r11 + {store_host_sp}]",
        "mov rbx, [rsp]",
        store_integer_results!("rbx"),
        "cmp qword ptr [rbx + {activation_uses_floats}], 0",
        "jz 5f",
        store_floats!("rbx"),
        "5:",
        "xor eax, eax",
        // Here with rax: the answer; rsp: the store context's host stack pointer. See
        // Note [What the entry stub keeps on the host's stack].
        ".globl switchback_leave_point",
        ".hidden switchback_leave_point",
        "switchback_leave_point:",
        "add rsp, 8",
        "pop r15",
        "pop r14",
        "pop r13",
        "pop r12",
        "pop rbx",
        "pop rbp",
        "ret",
        activation_instance = const offset_of!(Activation, instance),
        activation_sp = const offset_of!(Activation, stack_pointer),
        activation_stack_bytes = const offset_of!(Activation, stack_argument_bytes),
        activation_stack_arguments = const offset_of!(Activation, stack_arguments),
        activation_uses_floats = const offset_of!(Activation, uses_floats),
        activation_code = const offset_of!(Activation, code),
        integers = const ACTIVATION_INTEGERS,
        floats = const ACTIVATION_FLOATS,
        instance_store = const offset_of!(InstanceContext, store),
        store_host_sp = const offset_of!(StoreContext, host_stack_pointer),
        store_exit_fp = const offset_of!(StoreContext, exit_frame_pointer),
    )
}

/// What [`enter_in_registers`] answers for a function without results or with an
/// integer.
#[repr(C)]
pub(crate) struct IntegerAnswer {
    /// As the answer of [`enter`].
    pub(crate) left: u64,
    /// The result.
    pub(crate) value: u64,
}

/// What [`enter_in_registers`] answers for a function with a float as result.
#[repr(C)]
pub(crate) struct FloatAnswer {
    /// The result: in the low half if it is narrow.
    pub(crate) value: f64,
    /// As the answer of [`enter`].
    pub(crate) left: u64,
}

/// [`enter`] for functions of types that
/// [`is_in_registers`](switchback_abi::calling_convention::is_in_registers): the
/// arguments come, and the result goes, in the registers that System V and Wasm's
/// convention have in common. Of `activation` only code, instance and stack
/// pointer are used.
///
/// # Safety
///
/// As for [`enter`]. For a function with a float as result the answer is a
/// [`FloatAnswer`] in truth.
#[unsafe(naked)]
pub(crate) unsafe extern "sysv64" fn enter_in_registers(
    integers_0: MaybeUninit<u64>,
    integers_1: MaybeUninit<u64>,
    integers_2: MaybeUninit<u64>,
    integers_3: MaybeUninit<u64>,
    integers_4: MaybeUninit<u64>,
    activation: *mut Activation,
    floats_0: MaybeUninit<f64>,
    floats_1: MaybeUninit<f64>,
    floats_2: MaybeUninit<f64>,
    floats_3: MaybeUninit<f64>,
    floats_4: MaybeUninit<f64>,
    floats_5: MaybeUninit<f64>,
    floats_6: MaybeUninit<f64>,
    floats_7: MaybeUninit<f64>,
) -> IntegerAnswer {
    naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "push rbx",
        "push r12",
        "push r13",
        "push r14",
        "push r15",
        "push r9",
        "mov r15, [r9 + {activation_instance}]",
        "mov rax, [r15 + {instance_store}]",
        "mov [rax + {store_host_sp}], rsp",
        // Onto the Wasm stack: the entry frame.
        "mov rsp, [r9 + {activation_sp}]",
        "push 0",
        "push 0",
        "mov rbp, rsp",
        "push 0",
        "push [rax + {store_exit_fp}]",
        "call [r9 + {activation_code}]",
        ".globl switchback_register_entry_return_point",
        ".hidden switchback_register_entry_return_point",
        "switchback_register_entry_return_point:",
        "mov r11, [r15 + {instance_store}]",
        "mov rsp, [r11 + {store_host_sp}]",
        // Both kinds of answer begin in rax, apart from a float's value in xmm0.
        "mov rdx, rax",
        "xor eax, eax",
        "add rsp, 8",
        "pop r15",
        "pop r14",
        "pop r13",
        "pop r12",
        "pop rbx",
        "pop rbp",
        "ret",
        activation_instance = const offset_of!(Activation, instance),
        activation_sp = const offset_of!(Activation, stack_pointer),
        activation_code = const offset_of!(Activation, code),
        instance_store = const offset_of!(InstanceContext, store),
        store_host_sp = const offset_of!(StoreContext, host_stack_pointer),
        store_exit_fp = const offset_of!(StoreContext, exit_frame_pointer),
    )
}

/// The gate: see [`switchback_abi::frame`] and section 3 of the design. Called or
/// jumped to with a callee's arguments in place and its `FuncRef` in the current
/// instance's `gate_callee`. The callee finds the instance that came to the gate in
/// `rax`: [`host_call`] keeps it.
///
/// # Safety
///
/// Not to be called from Rust.
#[unsafe(naked)]
pub(crate) unsafe extern "sysv64" fn gate() {
    naked_asm!(
        "mov r10, [r15 + {instance_gate_callee}]",
        "lea r11, [rip + switchback_gate_return_point]",
        "cmp [rsp], r11",
        "jne 2f",
        // A tail call from a function that a gate called: that gate's frame serves.
        "mov rax, r15",
        "mov r15, [r10 + {funcref_instance}]",
        "jmp [r10 + {funcref_code}]",
        "2:",
        "push rbp",
        "mov rbp, rsp",
        "push 0",
        "push r15",
        "push r10",
        "mov eax, [r10 + {funcref_stack_bytes}]",
        "push rax",
        "test eax, eax",
        "jz 4f",
        "cmp eax, {unchecked}",
        "ja 6f",
        // Copy the stack arguments, the last word first.
        "3:",
        "push [rbp + rax + {header} - 8]",
        "sub eax, 8",
        "jnz 3b",
        "4:",
        "mov rax, r15",
        "mov r15, [r10 + {funcref_instance}]",
        "call [r10 + {funcref_code}]",
        ".globl switchback_gate_return_point",
        ".hidden switchback_gate_return_point",
        "switchback_gate_return_point:",
        "mov r15, [rsp + {gate_caller_instance}]",
        "mov r11, [rsp + {gate_stack_bytes}]",
        "leave",
        "test r11, r11",
        "jnz 5f",
        "ret",
        // Move the return address up over the stack arguments, then return: this
        // return matches the call of the original caller.
        "5:",
        "pop [rsp + r11 - 8]",
        "lea rsp, [rsp + r11 - 8]",
        "ret",
        // So many are checked like a frame that a function makes.
        "6:",
        "mov r11, [r15 + {instance_store}]",
        "mov r10, rsp",
        "sub r10, rax",
        "cmp r10, [r11 + {store_limit}]",
        "mov r10, [rsp + {gate_callee}]",
        "jae 3b",
        "lea r10, [rax + {gate_frame}]",
        "mov r11, [r15 + {instance_routines}]",
        "call [r11 + {stack_limit_reached}]",
        ".globl switchback_gate_limit_point",
        ".hidden switchback_gate_limit_point",
        "switchback_gate_limit_point:",
        "mov r10, [rsp + {gate_callee}]",
        "test r11, r11",
        "jz 3b",
        // On another segment, as if this gate had not been called yet.
        "leave",
        "lea r10, [rip + 7f]",
        "jmp r11",
        "7:",
        "mov r10, [r15 + {instance_gate_callee}]",
        "jmp 2b",
        unchecked = const UNCHECKED_FRAME / 2,
        gate_frame = const size_of::<GateFrame>(),
        gate_callee = const offset_of!(GateFrame, callee),
        instance_store = const offset_of!(InstanceContext, store),
        instance_routines = const offset_of!(InstanceContext, routines),
        store_limit = const offset_of!(StoreContext, stack_limit),
        stack_limit_reached = const RoutineTable::stub_offset(Routine::StackLimitReached),
        instance_gate_callee = const offset_of!(InstanceContext, gate_callee),
        funcref_instance = const offset_of!(FuncRef, instance),
        funcref_code = const offset_of!(FuncRef, code),
        funcref_stack_bytes = const offset_of!(FuncRef, stack_argument_bytes),
        gate_caller_instance = const offset_of!(GateFrame, caller_instance),
        gate_stack_bytes = const offset_of!(GateFrame, stack_argument_bytes),
        header = const HEADER,
    )
}

/// The code of every host function: `FuncRef::code` of those whose `instance` is a
/// [`HostContext`].
///
/// # Safety
///
/// Not to be called from Rust.
#[unsafe(naked)]
pub(crate) unsafe extern "sysv64" fn host_call() {
    naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "sub rsp, {body}",
        "mov [rsp + {exit_instance}], r15",
        "mov [rsp + {exit_gate_caller}], rax",
        store_integer_arguments!("rsp"),
        "cmp qword ptr [r15 + {host_uses_floats}], 0",
        "jz 2f",
        store_floats!("rsp"),
        "2:",
        "mov r11, [r15 + {instance_store}]",
        "mov [r11 + {store_exit_fp}], rbp",
        "mov [r11 + {store_exit_sp}], rsp",
        "mov rdi, r15",
        "mov rsi, rsp",
        "mov rsp, [r11 + {store_host_sp}]",
        "call [r15 + {host_entry}]",
        // On the host's stack, with the answer in the frame: here a call goes on that was
        // suspended.
        ".globl switchback_host_call_answered",
        ".hidden switchback_host_call_answered",
        "switchback_host_call_answered:",
        "mov r11, [r15 + {instance_store}]",
        "cmp qword ptr [r11 + {transfer}], 0",
        "jnz {take_transfer}",
        "mov rsp, [r11 + {store_exit_sp}]",
        // On Wasm's, with the results where `rsp` leads to: here one goes on that may wait.
        ".globl switchback_host_call_results",
        ".hidden switchback_host_call_results",
        "switchback_host_call_results:",
        "cmp qword ptr [r15 + {host_uses_floats}], 0",
        "jz 3f",
        load_floats!("rsp"),
        "3:",
        "mov rax, [rsp + {integers} + 0x00]",
        "mov rcx, [rsp + {integers} + 0x08]",
        "mov rdx, [rsp + {integers} + 0x10]",
        "mov rsi, [rsp + {integers} + 0x18]",
        "mov rdi, [rsp + {integers} + 0x20]",
        "mov r8, [rsp + {integers} + 0x28]",
        "mov r9, [rsp + {integers} + 0x30]",
        "mov r10, [rsp + {integers} + 0x38]",
        "mov r11, [r15 + {host_stack_bytes}]",
        "leave",
        "test r11, r11",
        "jnz 4f",
        "ret",
        "4:",
        "pop [rsp + r11 - 8]",
        "lea rsp, [rsp + r11 - 8]",
        "ret",
        body = const size_of::<HostCallFrame>() - HEADER,
        exit_instance = const offset_of!(HostCallFrame, exit) + offset_of!(ExitFrame, instance),
        exit_gate_caller = const offset_of!(HostCallFrame, exit) + offset_of!(ExitFrame, gate_caller),
        integers = const FRAME_INTEGERS,
        floats = const FRAME_FLOATS,
        host_uses_floats = const offset_of!(HostContext, uses_floats),
        host_entry = const offset_of!(HostContext, entry),
        host_stack_bytes = const offset_of!(HostContext, stack_argument_bytes),
        instance_store = const offset_of!(InstanceContext, store),
        store_exit_fp = const offset_of!(StoreContext, exit_frame_pointer),
        store_exit_sp = const offset_of!(StoreContext, exit_stack_pointer),
        store_host_sp = const offset_of!(StoreContext, host_stack_pointer),
        transfer = const TRANSFER + offset_of!(Transfer, instruction_pointer),
        take_transfer = sym take_transfer,
    )
}

/// The code of host functions of types that
/// [`is_in_registers`](switchback_abi::calling_convention::is_in_registers): the
/// entry, which is of another type than those that [`host_call`] calls, finds the
/// arguments in the registers that System V and Wasm's convention have in common, and
/// behind the integers, in `r9`, the context.
///
/// # Safety
///
/// Not to be called from Rust.
#[unsafe(naked)]
pub(crate) unsafe extern "sysv64" fn host_call_in_registers() {
    naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "push rax",
        "push r15",
        "mov r11, [r15 + {instance_store}]",
        "mov [r11 + {store_exit_fp}], rbp",
        "mov [r11 + {store_exit_sp}], rsp",
        "mov r9, r15",
        "mov rsp, [r11 + {store_host_sp}]",
        "call [r15 + {host_entry}]",
        "mov r11, [r15 + {instance_store}]",
        "cmp qword ptr [r11 + {transfer}], 0",
        "jnz {take_transfer}",
        "leave",
        "ret",
        host_entry = const offset_of!(HostContext, entry),
        instance_store = const offset_of!(InstanceContext, store),
        store_exit_fp = const offset_of!(StoreContext, exit_frame_pointer),
        store_exit_sp = const offset_of!(StoreContext, exit_stack_pointer),
        store_host_sp = const offset_of!(StoreContext, host_stack_pointer),
        transfer = const TRANSFER + offset_of!(Transfer, instruction_pointer),
        take_transfer = sym take_transfer,
    )
}

/// The stub of a runtime routine.
///
/// # Safety
///
/// Not to be called from Rust.
#[unsafe(naked)]
pub(crate) unsafe extern "sysv64" fn routine<R: RoutineBody>() {
    naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "push 0",
        "push r15",
        "mov r11, [r15 + {instance_store}]",
        "mov [r11 + {store_exit_fp}], rbp",
        "mov [r11 + {store_exit_sp}], rsp",
        "mov rsp, [r11 + {store_host_sp}]",
        "call {body}",
        "mov r11, [r15 + {instance_store}]",
        "cmp qword ptr [r11 + {transfer}], 0",
        "jnz {take_transfer}",
        "leave",
        "ret",
        instance_store = const offset_of!(InstanceContext, store),
        store_exit_fp = const offset_of!(StoreContext, exit_frame_pointer),
        store_exit_sp = const offset_of!(StoreContext, exit_stack_pointer),
        store_host_sp = const offset_of!(StoreContext, host_stack_pointer),
        transfer = const TRANSFER + offset_of!(Transfer, instruction_pointer),
        body = sym R::body,
        take_transfer = sym take_transfer,
    )
}

/// The stub of a runtime routine that preserves every register but the flags, and
/// takes no arguments (see
/// [`Routine::preserves_registers`](switchback_abi::routine::Routine::preserves_registers)).
/// What they hold is in its frame, a [`PreservingFrame`], for routines that it means
/// something to. A routine may leave the activation so that
/// [`enter_again`](super::enter_again) goes on.
///
/// # Safety
///
/// Not to be called from Rust.
#[unsafe(naked)]
pub(crate) unsafe extern "sysv64" fn preserving_routine<R: RoutineBody>() {
    naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "push 0",
        "push r15",
        "push rax",
        "push rcx",
        "push rdx",
        "push rsi",
        "push rdi",
        "push r8",
        "push r9",
        "push r10",
        "push r11",
        "push rbx",
        "push r12",
        "push r13",
        "push r14",
        "sub rsp, {floats} + 8",
        "movaps [rsp + 0x00], xmm0",
        "movaps [rsp + 0x10], xmm1",
        "movaps [rsp + 0x20], xmm2",
        "movaps [rsp + 0x30], xmm3",
        "movaps [rsp + 0x40], xmm4",
        "movaps [rsp + 0x50], xmm5",
        "movaps [rsp + 0x60], xmm6",
        "movaps [rsp + 0x70], xmm7",
        "movaps [rsp + 0x80], xmm8",
        "movaps [rsp + 0x90], xmm9",
        "movaps [rsp + 0xa0], xmm10",
        "movaps [rsp + 0xb0], xmm11",
        "movaps [rsp + 0xc0], xmm12",
        "movaps [rsp + 0xd0], xmm13",
        "movaps [rsp + 0xe0], xmm14",
        "movaps [rsp + 0xf0], xmm15",
        "mov r11, [r15 + {instance_store}]",
        "mov [r11 + {store_exit_fp}], rbp",
        "mov [r11 + {store_exit_sp}], rsp",
        "mov rdi, r15",
        "mov rsp, [r11 + {store_host_sp}]",
        "call {body}",
        "jmp {finish}",
        floats = const ALL_FLOATS,
        instance_store = const offset_of!(InstanceContext, store),
        store_exit_fp = const offset_of!(StoreContext, exit_frame_pointer),
        store_exit_sp = const offset_of!(StoreContext, exit_stack_pointer),
        store_host_sp = const offset_of!(StoreContext, host_stack_pointer),
        body = sym R::body,
        finish = sym finish_preserving_routine,
    )
}

/// The rest of [`preserving_routine`], on the host's stack: takes the transfer that is there,
/// or returns. The pinned register holds the instance.
///
/// # Safety
///
/// Not to be called from Rust.
#[unsafe(naked)]
pub(crate) unsafe extern "sysv64" fn finish_preserving_routine() {
    naked_asm!(
        "mov r11, [r15 + {instance_store}]",
        "cmp qword ptr [r11 + {transfer}], 0",
        "jnz {take_transfer}",
        "mov rsp, [r11 + {store_exit_sp}]",
        "movaps xmm0, [rsp + 0x00]",
        "movaps xmm1, [rsp + 0x10]",
        "movaps xmm2, [rsp + 0x20]",
        "movaps xmm3, [rsp + 0x30]",
        "movaps xmm4, [rsp + 0x40]",
        "movaps xmm5, [rsp + 0x50]",
        "movaps xmm6, [rsp + 0x60]",
        "movaps xmm7, [rsp + 0x70]",
        "movaps xmm8, [rsp + 0x80]",
        "movaps xmm9, [rsp + 0x90]",
        "movaps xmm10, [rsp + 0xa0]",
        "movaps xmm11, [rsp + 0xb0]",
        "movaps xmm12, [rsp + 0xc0]",
        "movaps xmm13, [rsp + 0xd0]",
        "movaps xmm14, [rsp + 0xe0]",
        "movaps xmm15, [rsp + 0xf0]",
        "add rsp, {floats} + 8",
        "pop r14",
        "pop r13",
        "pop r12",
        "pop rbx",
        "pop r11",
        "pop r10",
        "pop r9",
        "pop r8",
        "pop rdi",
        "pop rsi",
        "pop rdx",
        "pop rcx",
        "pop rax",
        "leave",
        "ret",
        floats = const ALL_FLOATS,
        instance_store = const offset_of!(InstanceContext, store),
        store_exit_sp = const offset_of!(StoreContext, exit_stack_pointer),
        transfer = const TRANSFER + offset_of!(Transfer, instruction_pointer),
        take_transfer = sym take_transfer,
    )
}

/// Where a pad leads at the first call of a function: compiles it and goes on there.
/// The pad has put the function's index into `eax`; the pinned register holds the
/// function's instance.
///
/// # Safety
///
/// Not to be called from Rust.
#[unsafe(naked)]
pub(crate) unsafe extern "sysv64" fn lazy_compile() {
    naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "sub rsp, {body}",
        "mov [rsp + {exit_instance}], r15",
        store_integer_arguments!("rsp"),
        store_floats!("rsp"),
        "mov r11, [r15 + {instance_store}]",
        "mov [r11 + {store_exit_fp}], rbp",
        "mov [r11 + {store_exit_sp}], rsp",
        "mov rdi, r15",
        "mov esi, eax",
        "mov rsp, [r11 + {store_host_sp}]",
        "call {compile_lazily}",
        "mov r11, [r15 + {instance_store}]",
        "cmp qword ptr [r11 + {transfer}], 0",
        "jnz {take_transfer}",
        "mov rsp, [r11 + {store_exit_sp}]",
        load_floats!("rsp"),
        load_integer_arguments!("rsp"),
        "leave",
        "jmp rax",
        body = const size_of::<LazyCompileFrame>() - HEADER,
        exit_instance = const offset_of!(LazyCompileFrame, exit) + offset_of!(ExitFrame, instance),
        integers = const FRAME_INTEGERS,
        floats = const FRAME_FLOATS,
        instance_store = const offset_of!(InstanceContext, store),
        store_exit_fp = const offset_of!(StoreContext, exit_frame_pointer),
        store_exit_sp = const offset_of!(StoreContext, exit_stack_pointer),
        store_host_sp = const offset_of!(StoreContext, host_stack_pointer),
        transfer = const TRANSFER + offset_of!(Transfer, instruction_pointer),
        compile_lazily = sym compile_lazily,
        take_transfer = sym take_transfer,
    )
}

/// Where the signal handler sends a thread whose Wasm code trapped. It has put SP
/// back to the host's stack, the arguments of [`raise_from_signal`] into `rdi`,
/// `rsi` and `rdx`, and left the pinned register alone.
///
/// # Safety
///
/// Not to be called from Rust.
#[unsafe(naked)]
pub(crate) unsafe extern "sysv64" fn trap_landing() {
    naked_asm!(
        "mov rcx, r15",
        "call {raise_from_signal}",
        "mov r11, [r15 + {instance_store}]",
        "jmp {take_transfer}",
        raise_from_signal = sym raise_from_signal,
        instance_store = const offset_of!(InstanceContext, store),
        take_transfer = sym take_transfer,
    )
}

/// Takes the transfer of the store context in `r11`.
///
/// # Safety
///
/// Not to be called from Rust.
#[unsafe(naked)]
pub(super) unsafe extern "sysv64" fn take_transfer() {
    naked_asm!(
        "mov rcx, [r11 + {transfer} + {instruction_pointer}]",
        "mov qword ptr [r11 + {transfer} + {instruction_pointer}], 0",
        "mov rsp, [r11 + {transfer} + {stack_pointer}]",
        "mov rbp, [r11 + {transfer} + {frame_pointer}]",
        "mov r15, [r11 + {transfer} + {pinned_register}]",
        "mov rax, [r11 + {transfer} + {payload}]",
        "mov rdx, [r11 + {transfer} + {payload} + 8]",
        "mov rdi, rax",
        "jmp rcx",
        transfer = const TRANSFER,
        instruction_pointer = const offset_of!(Transfer, instruction_pointer),
        stack_pointer = const offset_of!(Transfer, stack_pointer),
        frame_pointer = const offset_of!(Transfer, frame_pointer),
        pinned_register = const offset_of!(Transfer, pinned_register),
        payload = const offset_of!(Transfer, payload),
    )
}

/// Keeps the stubs in which the points stand, even in a program that goes to a point and
/// calls no stub.
#[used]
static STUBS_OF_POINTS: (
    unsafe extern "sysv64" fn(*mut Activation) -> u64,
    unsafe extern "sysv64" fn(),
    unsafe extern "sysv64" fn(),
) = (enter, gate, host_call);

/// Whether an address is the return address into an entry stub: the frame that returns
/// there was called by the host.
pub(crate) fn is_entry_return_point(address: usize) -> bool {
    address == address_in!(enter, "switchback_entry_return_point")
        || address == address_in!(enter_in_registers, "switchback_register_entry_return_point")
        || address == resume_return_point()
}

/// The return address into the gate.
pub(crate) fn gate_return_point() -> usize {
    address_in!(gate, "switchback_gate_return_point")
}

/// Where the gate goes on after it has asked for room.
pub(crate) fn gate_limit_point() -> usize {
    address_in!(gate, "switchback_gate_limit_point")
}

/// Where a transfer leaves an activation: its stack pointer there must be the store
/// context's `host_stack_pointer`, its first payload is what [`enter`] returns.
pub(crate) fn leave_point() -> usize {
    address_in!(enter, "switchback_leave_point")
}
