//! The throw for x86-64: from `throw` to its handler without leaving the Wasm stack.
//!
//! The search is that of [`crate::exception`], which also says what it does; here it
//! is for frames that were met before. So a throw costs some twenty instructions and
//! ten more for each frame between it and its handler, and no memory but what it reads. At
//! the base of a continuation it goes over the frames once more, to note them, and on to
//! the parent.

use core::arch::naked_asm;
use core::mem::{offset_of, size_of};

use switchback_abi::continuation::THREW;
use switchback_abi::frame::FrameHeader;
use switchback_abi::heap::{ExceptionHeader, HeapContext};
use switchback_abi::instance::InstanceContext;
use switchback_abi::stack::{SavedContext, StackHeader};
use switchback_abi::store::StoreContext;

use super::{RoutineBody, routine};
use crate::frame_cache::{CachedHandler, FrameCache, FrameEntry, HASH_MULTIPLIER, HASH_SHIFT};
use crate::left_frames::{LeftFrame, LeftFrames, NOTED_FRAMES};
use crate::store::StoreOpaque;

const FRAMES: usize = offset_of!(StoreOpaque, frames);
const LEFT: usize = offset_of!(StoreOpaque, left_frames);
const NOTED: usize = LEFT + offset_of!(LeftFrames, noted);
const SAVED: usize = offset_of!(StackHeader, saved);

// The store context is at the start of its store.
const _: () = assert!(offset_of!(StoreOpaque, context) == 0);

/// The stub of [`Routine::Throw`](switchback_abi::routine::Routine::Throw): goes to the
/// handler of the exception in `esi`, or to the parent of the continuation that it leaves, or
/// where an exception or a frame needs more than a look, to the stub that `R` has like other
/// routines. It never returns, so all registers are free but those that this stub looks at:
/// `rsp`, `rbp`, `rsi` and `r15`.
///
/// # Safety
///
/// Not to be called from Rust.
#[unsafe(naked)]
pub(crate) unsafe extern "sysv64" fn throw<R: RoutineBody>() {
    naked_asm!(
        "mov r11, [r15 + {instance_store}]",
        "mov esi, esi",
        "test esi, esi",
        "jz 9f",
        // eax: the tag; rcx, rdx, rbx: frame pointer, return address and instance of the
        // frame that is looked at (but for the instance, which is that below).
        "mov rax, [r11 + {heap_base}]",
        "mov eax, [rax + rsi + {exception_tag}]",
        "mov rcx, rbp",
        "mov rdx, [rsp]",
        "mov rbx, r15",
        "mov r8, [r11 + {frames_first}]",
        "mov r9, [r11 + {frames_mask}]",
        "movabs r10, {hash_multiplier}",
        // rdi: where the frame's entry is, from the first.
        ".p2align 6",
        "2:",
        "mov rdi, rdx",
        "imul rdi, r10",
        "shr rdi, {hash_shift}",
        "and rdi, r9",
        "3:",
        "cmp [r8 + rdi + {entry_return_address}], rdx",
        "jne 5f",
        "mov r12d, [r8 + rdi + {entry_kind}]",
        "test r12d, r12d",
        "jnz 6f",
        // On to the frame above.
        "4:",
        "mov rdx, [rcx + {header_return_address}]",
        "mov rcx, [rcx + {header_saved_frame_pointer}]",
        "jmp 2b",
        // Another entry, or none.
        "5:",
        "cmp qword ptr [r8 + rdi + {entry_return_address}], 0",
        "je 9f",
        "add rdi, {entry_size}",
        "jmp 3b",
        // An entry to look at.
        "6:",
        "test r12d, {entry_kind_rare}",
        "jnz 12f",
        "and r12d, {instance_slot}",
        "jz 7f",
        "mov r13, rcx",
        "sub r13, r12",
        "mov rbx, [r13]",
        "7:",
        "mov r13, [r8 + rdi + {entry_handlers}]",
        "test r13, r13",
        "jz 4b",
        "mov r14, [rbx + {instance_tags}]",
        "8:",
        "mov r12d, [r13 + {handler_tag}]",
        "cmp r12d, {every_tag}",
        "je 13f",
        "cmp [r14 + r12 * 4], eax",
        "je 20f",
        "add r13, {handler_size}",
        "jmp 8b",
        // Every tag, or the end of the list.
        "13:",
        "cmp qword ptr [r13 + {handler_address}], 0",
        "je 4b",
        // The handler is at r13. SP changes at once: what lies above it is in use.
        "20:",
        "mov edi, [r8 + rdi + {entry_frame_size}]",
        "mov rbp, rcx",
        "sub rcx, rdi",
        "mov rsp, rcx",
        "mov r15, rbx",
        "mov eax, esi",
        "jmp [r13 + {handler_address}]",
        // The base of an activation, and the segments that it is thrown out of, are the
        // runtime's business.
        "12:",
        "cmp r12d, {entry_kind_continuation}",
        "je 30f",
        "9:",
        "mov rdi, r15",
        "jmp {slowly}",
        // The base of a continuation. Who throws on what came from another one goes on with
        // a list that there is, which is the runtime's business.
        "30:",
        "cmp [r11 + {left_exception}], esi",
        "je 9b",
        // Once more from the beginning. r13: where the next frame is noted.
        "lea r13, [r11 + {noted}]",
        "lea r14, [r11 + {noted_end}]",
        "mov rcx, rbp",
        "mov rdx, [rsp]",
        "mov rbx, r15",
        "31:",
        "mov rdi, rdx",
        "imul rdi, r10",
        "shr rdi, {hash_shift}",
        "and rdi, r9",
        // It is there.
        "32:",
        "cmp [r8 + rdi + {entry_return_address}], rdx",
        "jne 36f",
        "mov r12d, [r8 + rdi + {entry_kind}]",
        "cmp r12d, {entry_kind_continuation}",
        "je 35f",
        "cmp r13, r14",
        "je 9b",
        "and r12d, {instance_slot}",
        "jz 34f",
        "mov rdi, rcx",
        "sub rdi, r12",
        "mov rbx, [rdi]",
        "34:",
        "mov [r13 + {left_return_address}], rdx",
        "mov [r13 + {left_instance}], rbx",
        "add r13, {left_size}",
        "mov rdx, [rcx + {header_return_address}]",
        "mov rcx, [rcx + {header_saved_frame_pointer}]",
        "jmp 31b",
        "36:",
        "add rdi, {entry_size}",
        "jmp 32b",
        "35:",
        "lea r14, [r11 + {noted}]",
        "sub r13, r14",
        "shr r13, {left_size_log2}",
        "mov [r11 + {left_count}], r13d",
        "mov [r11 + {left_exception}], esi",
        "mov rbx, [r11 + {store_current}]",
        "mov rdx, [rbx + {parent}]",
        "mov rcx, [rdx + {saved_frame_pointer}]",
        "mov [r11 + {left_thrower}], rcx",
        "mov rcx, [rdx + {saved_instruction_pointer}]",
        "mov [r11 + {left_waited_at}], rcx",
        "mov [r11 + {store_payload}], rsi",
        "mov qword ptr [r11 + {store_reason}], {threw}",
        "jmp switchback_leave_continuation",
        instance_store = const offset_of!(InstanceContext, store),
        instance_tags = const offset_of!(InstanceContext, tags),
        heap_base = const offset_of!(StoreContext, heap) + offset_of!(HeapContext, base),
        exception_tag = const offset_of!(ExceptionHeader, tag),
        frames_first = const FRAMES + offset_of!(FrameCache, first),
        frames_mask = const FRAMES + offset_of!(FrameCache, byte_mask),
        hash_multiplier = const HASH_MULTIPLIER,
        // In bytes.
        hash_shift = const HASH_SHIFT - size_of::<FrameEntry>().ilog2(),
        entry_size = const size_of::<FrameEntry>(),
        entry_return_address = const offset_of!(FrameEntry, return_address),
        entry_handlers = const offset_of!(FrameEntry, handlers),
        // Immediates are sign-extended.
        instance_slot = const FrameEntry::INSTANCE_SLOT.cast_signed(),
        entry_frame_size = const offset_of!(FrameEntry, frame_size),
        entry_kind = const offset_of!(FrameEntry, kind),
        entry_kind_rare = const FrameEntry::RARE,
        entry_kind_continuation = const FrameEntry::CONTINUATION,
        handler_size = const size_of::<CachedHandler>(),
        handler_address = const offset_of!(CachedHandler, address),
        handler_tag = const offset_of!(CachedHandler, tag),
        every_tag = const CachedHandler::EVERY_TAG.cast_signed(),
        header_return_address = const offset_of!(FrameHeader, return_address),
        header_saved_frame_pointer = const offset_of!(FrameHeader, saved_frame_pointer),
        left_exception = const LEFT + offset_of!(LeftFrames, exception),
        left_count = const LEFT + offset_of!(LeftFrames, noted_count),
        left_thrower = const LEFT + offset_of!(LeftFrames, thrower),
        left_waited_at = const LEFT + offset_of!(LeftFrames, waited_at),
        noted = const NOTED,
        noted_end = const NOTED + NOTED_FRAMES * size_of::<LeftFrame>(),
        left_return_address = const offset_of!(LeftFrame, return_address),
        left_instance = const offset_of!(LeftFrame, instance),
        left_size = const size_of::<LeftFrame>(),
        left_size_log2 = const size_of::<LeftFrame>().ilog2(),
        store_current = const offset_of!(StoreContext, current_stack),
        parent = const offset_of!(StackHeader, parent),
        saved_frame_pointer = const SAVED + offset_of!(SavedContext, frame_pointer),
        saved_instruction_pointer = const SAVED + offset_of!(SavedContext, instruction_pointer),
        store_reason = const offset_of!(StoreContext, switch_reason),
        store_payload = const offset_of!(StoreContext, switch_payload),
        // Immediates are sign-extended.
        threw = const THREW.cast_signed(),
        slowly = sym routine::<R>,
    )
}
