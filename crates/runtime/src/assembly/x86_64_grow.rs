//! How stacks grow, for x86-64.
//!
//! A function that finds no room for its frame asks [`stack_limit_reached`], at its top and
//! with its arguments in their registers, and is told to go on, or to go to the
//! [`grow_gate`], which calls it on another segment: see [`switchback_abi::stack`]. A spare
//! segment is taken, and given back, without leaving machine code, so that a loop that calls
//! across the edge of a segment does not pay for the runtime each time.

use core::arch::naked_asm;
use core::mem::offset_of;

use switchback_abi::frame::{FrameHeader, GrowFrame};
use switchback_abi::instance::InstanceContext;
use switchback_abi::stack::StackHeader;
use switchback_abi::store::StoreContext;

use super::x86_64_registers::address_in;
use super::{RoutineBody, preserving_routine};

const HEADER: usize = offset_of!(GrowFrame, header);
const SAVED_FRAME_POINTER: usize = HEADER + offset_of!(FrameHeader, saved_frame_pointer);
const RETURN_ADDRESS: usize = HEADER + offset_of!(FrameHeader, return_address);

/// The stub of
/// [`Routine::StackLimitReached`](switchback_abi::routine::Routine::StackLimitReached), with
/// the bytes of the frame in `r10` and those of the stack arguments in `rax`. Answers the
/// address of the [`grow_gate`] in `r11`, for which the first spare segment is then ready, or
/// 0 there if the function can go on. Where it takes more than a look, or there is no such
/// segment, it goes to the stub that `R` has like other routines.
///
/// # Safety
///
/// Not to be called from Rust.
#[unsafe(naked)]
pub(crate) unsafe extern "sysv64" fn stack_limit_reached<R: RoutineBody>() {
    naked_asm!(
        "mov r11, [r15 + {instance_store}]",
        "cmp qword ptr [r11 + {store_interrupt}], 0",
        "jne {slowly}",
        "push rbx",
        "push rcx",
        "push rdx",
        // rcx: the segment.
        "mov rcx, [r11 + {store_spare}]",
        "test rcx, rcx",
        "jz 9f",
        // A main stack does not grow.
        "mov rbx, [r11 + {store_current}]",
        "cmp qword ptr [rbx + {stack_word}], 0",
        "je 9f",
        // rdx: its origin, and then the limit that follows from it.
        "mov rdx, [rbx + {stack_base}]",
        "mov rbx, [rbx + {stack_segment}]",
        "test rbx, rbx",
        "jz 2f",
        "mov rdx, [rbx + {origin}]",
        "2:",
        "sub rdx, rsp",
        "add rdx, rcx",
        "mov [rcx + {origin}], rdx",
        "mov rbx, [rcx + {lowest_limit}]",
        "sub rdx, [r11 + {store_largest}]",
        "jb 3f",
        "cmp rbx, rdx",
        "cmovb rbx, rdx",
        "3:",
        "mov [rcx + {limit}], rbx",
        "sub rcx, rax",
        "sub rcx, r10",
        "cmp rcx, rbx",
        "jb 9f",
        "pop rdx",
        "pop rcx",
        "pop rbx",
        "lea r11, [rip + {grow_gate}]",
        "ret",
        "9:",
        "pop rdx",
        "pop rcx",
        "pop rbx",
        "jmp {slowly}",
        instance_store = const offset_of!(InstanceContext, store),
        store_interrupt = const offset_of!(StoreContext, interrupt),
        store_spare = const offset_of!(StoreContext, spare_segments),
        store_current = const offset_of!(StoreContext, current_stack),
        store_largest = const offset_of!(StoreContext, largest_stack),
        stack_word = const offset_of!(StackHeader, word),
        stack_base = const offset_of!(StackHeader, base),
        stack_segment = const offset_of!(StackHeader, segment),
        origin = const offset_of!(GrowFrame, origin),
        limit = const offset_of!(GrowFrame, limit),
        lowest_limit = const offset_of!(GrowFrame, lowest_limit),
        grow_gate = sym grow_gate,
        slowly = sym preserving_routine::<R>,
    )
}

/// The grow gate: as the function that jumps here was called, calls its code in `r10` on the
/// first spare segment. `rax`: bytes of stack arguments.
///
/// # Safety
///
/// Not to be called from Rust.
#[unsafe(naked)]
pub(crate) unsafe extern "sysv64" fn grow_gate() {
    naked_asm!(
        // The frame. Its place is in r11 and then in rsp.
        "mov r11, [r15 + {instance_store}]",
        "mov r11, [r11 + {store_spare}]",
        "mov [r11 + {stack_bytes}], rax",
        "mov [r11 + {previous_sp}], rsp",
        "mov [r11 + {saved_frame_pointer}], rbp",
        "mov rbp, [rsp]",
        "mov [r11 + {return_address}], rbp",
        "lea rbp, [r11 + {header}]",
        "mov rsp, r11",
        // It is the newest segment. r11: the store context; r10: the stack.
        "push r10",
        "push rax",
        "mov r11, [r15 + {instance_store}]",
        "mov r10, [r11 + {store_current}]",
        "mov rax, [rsp + 16 + {next}]",
        "mov [r11 + {store_spare}], rax",
        "mov rax, [r10 + {stack_segment}]",
        "mov [rsp + 16 + {next}], rax",
        "lea rax, [rsp + 16]",
        "mov [r10 + {stack_segment}], rax",
        "mov rax, [r10 + {stack_limit}]",
        "mov [rsp + 16 + {previous_limit}], rax",
        "mov rax, [rsp + 16 + {limit}]",
        "mov [r10 + {stack_limit}], rax",
        // See Note [No interrupt is lost].
        "mov [r11 + {store_limit}], rax",
        "cmp qword ptr [r11 + {store_interrupt}], 0",
        "jne 6f",
        "2:",
        "pop rax",
        "pop r10",
        "test rax, rax",
        "jz 4f",
        // Copy the stack arguments, the last word first.
        "mov r11, [rsp + {previous_sp}]",
        "3:",
        "push [r11 + rax]",
        "sub rax, 8",
        "jnz 3b",
        "4:",
        "call r10",
        ".globl switchback_grow_return_point",
        ".hidden switchback_grow_return_point",
        "switchback_grow_return_point:",
        // The segment is spare. All registers but r11 are in use.
        "push rax",
        "push rcx",
        "mov r11, [r15 + {instance_store}]",
        "mov rcx, [r11 + {store_current}]",
        "mov rax, [rsp + 16 + {next}]",
        "mov [rcx + {stack_segment}], rax",
        "mov rax, [rsp + 16 + {previous_limit}]",
        "mov [rcx + {stack_limit}], rax",
        "mov [r11 + {store_limit}], rax",
        "cmp qword ptr [r11 + {store_interrupt}], 0",
        "jne 7f",
        "5:",
        "mov rax, [r11 + {store_spare}]",
        "mov [rsp + 16 + {next}], rax",
        "lea rax, [rsp + 16]",
        "mov [r11 + {store_spare}], rax",
        "pop rcx",
        "pop rax",
        // Back to the segment before.
        "mov r11, [rsp + {stack_bytes}]",
        "mov rbp, [rsp + {saved_frame_pointer}]",
        "mov rsp, [rsp + {previous_sp}]",
        "test r11, r11",
        "jnz 8f",
        "ret",
        // Move the return address up over the stack arguments, then return: this
        // return matches the call of the original caller.
        "8:",
        "pop [rsp + r11 - 8]",
        "lea rsp, [rsp + r11 - 8]",
        "ret",
        "6:",
        "mov qword ptr [r11 + {store_limit}], -1",
        "jmp 2b",
        "7:",
        "mov qword ptr [r11 + {store_limit}], -1",
        "jmp 5b",
        instance_store = const offset_of!(InstanceContext, store),
        store_interrupt = const offset_of!(StoreContext, interrupt),
        store_spare = const offset_of!(StoreContext, spare_segments),
        store_current = const offset_of!(StoreContext, current_stack),
        store_limit = const offset_of!(StoreContext, stack_limit),
        stack_segment = const offset_of!(StackHeader, segment),
        stack_limit = const offset_of!(StackHeader, limit),
        next = const offset_of!(GrowFrame, next),
        limit = const offset_of!(GrowFrame, limit),
        previous_limit = const offset_of!(GrowFrame, previous_limit),
        previous_sp = const offset_of!(GrowFrame, previous_stack_pointer),
        stack_bytes = const offset_of!(GrowFrame, stack_argument_bytes),
        header = const HEADER,
        saved_frame_pointer = const SAVED_FRAME_POINTER,
        return_address = const RETURN_ADDRESS,
    )
}

/// The return address into the grow gate.
pub(crate) fn grow_return_point() -> usize {
    address_in!(grow_gate, "switchback_grow_return_point")
}
