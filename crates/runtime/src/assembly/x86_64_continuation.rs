//! Where continuations begin and end, for x86-64.
//!
//! A switch between two that run already is a tier's own business: see
//! [`switchback_abi::continuation`]. What a tier does not see is the base of a stack: the
//! frame that its first function returns to.

use core::arch::naked_asm;
use core::mem::{offset_of, size_of};

use switchback_abi::continuation::{RETURNED, THREW, ValuesInTransit};
use switchback_abi::frame::{FrameHeader, GrowFrame};
use switchback_abi::instance::{FuncRef, InstanceContext};
use switchback_abi::routine::{Routine, RoutineTable};
use switchback_abi::stack::{SavedContext, StackHeader};
use switchback_abi::store::StoreContext;
use switchback_abi::trap::TrapCode;

use super::x86_64_registers::{
    address_in, load_floats, load_integer_arguments, store_floats, store_integer_results,
};
use crate::continuation::{arrange_arguments, begin_on_segment};

const HEADER: usize = size_of::<FrameHeader>();
const INTEGERS: usize = offset_of!(ValuesInTransit, integers);
const FLOATS: usize = offset_of!(ValuesInTransit, floats);
/// The results of a function that has few.
const FEW_RESULTS: usize = 8 * FuncRef::FEW_RESULTS as usize;
/// The bytes of the result area in a [`FuncRef::continuation_base`].
const RESULT_AREA: u32 = !(FuncRef::USES_FLOATS | FuncRef::HAS_MANY_RESULTS);
/// Where values in memory are.
const MEMORY: usize = size_of::<ValuesInTransit>();
/// Where in a [`StackHeader`] it is kept where its stack goes on.
pub(super) const SAVED_STACK_POINTER: usize =
    offset_of!(StackHeader, saved) + offset_of!(SavedContext, stack_pointer);
pub(super) const SAVED_FRAME_POINTER: usize =
    offset_of!(StackHeader, saved) + offset_of!(SavedContext, frame_pointer);
pub(super) const SAVED_INSTRUCTION_POINTER: usize =
    offset_of!(StackHeader, saved) + offset_of!(SavedContext, instruction_pointer);

// The stack is aligned for the call, and immediates are sign-extended.
const _: () = assert!(
    (HEADER + MEMORY).is_multiple_of(16) && RETURNED > i64::MAX as u64 && THREW > i64::MAX as u64
);
// What is pushed is where a buffer begins: the first two registers of results.
const _: () = assert!(INTEGERS == 0 && FEW_RESULTS == 16 && FuncRef::USES_FLOATS == 1);
// What is pushed is a header.
const _: () = assert!(offset_of!(FrameHeader, saved_frame_pointer) == 0 && HEADER == 16);

/// Where a continuation begins: switched to with the address of its arguments, or an
/// exception, in `rdi`, and its empty stack, above which the [`StackHeader`] lies. The saved
/// frame pointer in its frame is the address of that.
///
/// It calls the function, with a result area in its own frame if it needs one, stores the
/// other results below that, and goes on at the parent with their address. Of a function
/// without stack arguments and floats and with few results the arguments are loaded straight
/// into the registers, all of them, as it costs more to know how many there are, and the
/// results lie right below the base's frame: in the line of the cache that frames have used
/// last. The frame of others has a mark where a return address would be. If there is no room
/// for their arguments, it is made on another segment.
///
/// Behind that, whoever is to leave a stack goes on at `switchback_leave_continuation`: the
/// stack, the current one of the store in `r11`, is in `rbx`, and it is written there why. The
/// stack is free then.
///
/// # Safety
///
/// Not to be called from Rust.
#[unsafe(naked)]
pub(crate) unsafe extern "sysv64" fn continuation_start() {
    naked_asm!(
        ".p2align 6",
        "mov rbx, rsp",
        "push 0",
        "push rbx",
        "mov rbp, rsp",
        "mov r12, [rbx + {stack_function}]",
        "mov r15, [r12 + {funcref_instance}]",
        "test dil, 1",
        "jnz 9f",
        "mov eax, [r12 + {funcref_stack_bytes}]",
        "or eax, [r12 + {funcref_base}]",
        "jnz 2f",
        load_integer_arguments!("rdi"),
        "call [r12 + {funcref_code}]",
        ".globl switchback_continuation_return_point",
        ".hidden switchback_continuation_return_point",
        "switchback_continuation_return_point:",
        "cmp dword ptr [rbp + {header_return_address}], 0",
        "jne 6f",
        "push rcx",
        "push rax",
        // Known without a load, for which everything after it would wait.
        "lea rbx, [rsp + {few_results} + {header}]",
        "mov r11, [r15 + {instance_store}]",
        "mov [r11 + {store_payload}], rsp",
        "mov qword ptr [r11 + {store_reason}], {returned}",
        // The stack in rbx has no segments but its first one.
        "20:",
        "mov rdx, [rbx + {parent}]",
        "mov rax, [rdx + {stack_limit}]",
        "mov [r11 + {store_current}], rdx",
        // See Note [No interrupt is lost].
        "mov [r11 + {store_limit}], rax",
        "cmp qword ptr [r11 + {store_interrupt}], 0",
        "jne 22f",
        "21:",
        "lea rax, [rip + {continuation_start}]",
        "xor ecx, ecx",
        "xor edi, edi",
        "mov [rbx + {saved_stack_pointer}], rbx",
        "mov [rbx + {saved_frame_pointer}], rcx",
        "mov [rbx + {saved_instruction_pointer}], rax",
        "mov [rbx + {parent}], rcx",
        "mov [rbx + {tip}], rbx",
        "mov rax, [r11 + {store_free}]",
        "mov [rbx + {next_free}], rax",
        "mov [r11 + {store_free}], rbx",
        "mov r15, r11",
        "mov rsp, [rdx + {saved_stack_pointer}]",
        "mov rbp, [rdx + {saved_frame_pointer}]",
        "jmp [rdx + {saved_instruction_pointer}]",
        "22:",
        "mov qword ptr [r11 + {store_limit}], -1",
        "jmp 21b",
        // Its base may be on a segment.
        "23:",
        "mov rax, [rbx + {segment}]",
        "mov rcx, [rax + {previous_limit}]",
        "mov [rbx + {stack_limit}], rcx",
        "mov rcx, [rax + {next}]",
        "mov [rbx + {segment}], rcx",
        "mov rcx, [r11 + {store_spare}]",
        "mov [rax + {next}], rcx",
        "mov [r11 + {store_spare}], rax",
        ".globl switchback_leave_continuation",
        ".hidden switchback_leave_continuation",
        "switchback_leave_continuation:",
        "cmp qword ptr [rbx + {segment}], 0",
        "je 20b",
        "jmp 23b",
        // A function of a type that takes more has returned.
        "6:",
        "sub rsp, {memory}",
        store_integer_results!("rsp"),
        "mov rbx, [rbp]",
        "test dword ptr [rbp + {header_return_address}], {uses_floats}",
        "jz 7f",
        store_floats!("rsp"),
        "7:",
        "mov r11, [r15 + {instance_store}]",
        "mov [r11 + {store_payload}], rsp",
        "mov qword ptr [r11 + {store_reason}], {returned}",
        "jmp switchback_leave_continuation",
        // An exception, before anything has begun.
        "9:",
        "shr rdi, 1",
        "mov r11, [r15 + {instance_store}]",
        "mov [r11 + {store_payload}], rdi",
        "mov qword ptr [r11 + {store_reason}], {threw}",
        "jmp 20b",
        // A function of a type that takes more. r13: bytes of stack arguments; r14: its
        // `continuation_base`.
        "2:",
        "mov r13d, [r12 + {funcref_stack_bytes}]",
        "mov r14d, [r12 + {funcref_base}]",
        "mov r10d, r14d",
        "and r10d, {result_area}",
        "add r10, r13",
        "lea rax, [rsp - {memory}]",
        "sub rax, r10",
        "cmp rax, [rbx + {stack_limit}]",
        "jb 10f",
        "11:",
        // The mark: not zero, and with the lowest bit of that.
        "lea eax, [r14 + 2]",
        "mov [rbp + {header_return_address}], eax",
        "test r14d, {result_area}",
        "jz 3f",
        // The address of its result area is its first argument, and so the others are
        // elsewhere.
        "mov r11, [r15 + {instance_store}]",
        "mov rsi, rdi",
        "mov rdi, rbx",
        "mov rsp, [r11 + {store_host_sp}]",
        "call {arrange_arguments}",
        "mov rdi, rax",
        "mov rsp, rbp",
        "3:",
        "mov eax, r14d",
        "and eax, {result_area}",
        "sub rsp, rax",
        "mov r10, rsp",
        "test r13d, r13d",
        "jz 5f",
        // The stack arguments, the last word first.
        "4:",
        "push [rdi + r13 + {memory} - 8]",
        "sub r13, 8",
        "jnz 4b",
        "5:",
        "test r14d, {uses_floats}",
        "jz 8f",
        load_floats!("rdi"),
        "8:",
        load_integer_arguments!("rdi"),
        "test r14d, {result_area}",
        "cmovnz rdi, r10",
        "lea rax, [rip + switchback_continuation_return_point]",
        "push rax",
        "jmp [r12 + {funcref_code}]",
        // There is no room for them here.
        "10:",
        "push rdi",
        "push rdi",
        "mov rdi, rbx",
        "lea rsi, [r10 + {memory} + {header}]",
        "mov r11, [r15 + {instance_store}]",
        "mov rsp, [r11 + {store_host_sp}]",
        "call {begin_on_segment}",
        "mov rdi, [rbp - 8]",
        "test rax, rax",
        "jz 12f",
        "mov rsp, rax",
        "push 0",
        "push rbx",
        "mov rbp, rsp",
        "jmp 11b",
        "12:",
        "mov rsp, rbp",
        "lea rax, [rip + switchback_continuation_return_point]",
        "push rax",
        "mov rdi, r15",
        "mov esi, {stack_overflow}",
        "mov rax, [r15 + {instance_routines}]",
        "jmp [rax + {raise_trap}]",
        header = const HEADER,
        header_return_address = const offset_of!(FrameHeader, return_address),
        memory = const MEMORY,
        integers = const INTEGERS,
        floats = const FLOATS,
        few_results = const FEW_RESULTS,
        // Immediates are sign-extended.
        result_area = const RESULT_AREA.cast_signed(),
        uses_floats = const FuncRef::USES_FLOATS,
        stack_function = const offset_of!(StackHeader, function),
        funcref_instance = const offset_of!(FuncRef, instance),
        funcref_code = const offset_of!(FuncRef, code),
        funcref_stack_bytes = const offset_of!(FuncRef, stack_argument_bytes),
        funcref_base = const offset_of!(FuncRef, continuation_base),
        instance_store = const offset_of!(InstanceContext, store),
        store_host_sp = const offset_of!(StoreContext, host_stack_pointer),
        store_reason = const offset_of!(StoreContext, switch_reason),
        store_payload = const offset_of!(StoreContext, switch_payload),
        returned = const RETURNED.cast_signed(),
        threw = const THREW.cast_signed(),
        store_current = const offset_of!(StoreContext, current_stack),
        store_limit = const offset_of!(StoreContext, stack_limit),
        store_interrupt = const offset_of!(StoreContext, interrupt),
        store_free = const offset_of!(StoreContext, free_continuations),
        store_spare = const offset_of!(StoreContext, spare_segments),
        saved_stack_pointer = const SAVED_STACK_POINTER,
        saved_frame_pointer = const SAVED_FRAME_POINTER,
        saved_instruction_pointer = const SAVED_INSTRUCTION_POINTER,
        stack_limit = const offset_of!(StackHeader, limit),
        parent = const offset_of!(StackHeader, parent),
        tip = const offset_of!(StackHeader, handlers_or_tip),
        next_free = const offset_of!(StackHeader, next_free),
        segment = const offset_of!(StackHeader, segment),
        next = const offset_of!(GrowFrame, next),
        previous_limit = const offset_of!(GrowFrame, previous_limit),
        instance_routines = const offset_of!(InstanceContext, routines),
        raise_trap = const RoutineTable::stub_offset(Routine::RaiseTrap),
        stack_overflow = const TrapCode::StackOverflow as u32,
        arrange_arguments = sym arrange_arguments,
        begin_on_segment = sym begin_on_segment,
        continuation_start = sym continuation_start,
    )
}

/// The return address at the base of a continuation.
pub(crate) fn continuation_return_point() -> usize {
    address_in!(continuation_start, "switchback_continuation_return_point")
}
