//! The throw for x86-64: from `throw` to its handler without leaving the Wasm stack.
//!
//! The search is that of [`crate::exception`], which also says what it does; here it
//! is for frames that were met before. So a throw costs some twenty instructions and
//! ten more for each frame between it and its handler, and no memory but what it reads.

use core::arch::naked_asm;
use core::mem::{offset_of, size_of};

use switchback_abi::frame::FrameHeader;
use switchback_abi::heap::{ExceptionHeader, HeapContext};
use switchback_abi::instance::InstanceContext;
use switchback_abi::store::StoreContext;

use super::{RoutineBody, routine};
use crate::frame_cache::{CachedHandler, FrameCache, FrameEntry, HASH_MULTIPLIER, HASH_SHIFT};
use crate::store::StoreOpaque;

const FRAMES: usize = offset_of!(StoreOpaque, frames);

// The store context is at the start of its store.
const _: () = assert!(offset_of!(StoreOpaque, context) == 0);

/// The stub of [`Routine::Throw`](switchback_abi::routine::Routine::Throw): goes to the
/// handler of the exception in `esi`, or where an exception or a frame needs more than a
/// look, such as the base of a continuation, to the stub that `R` has like other routines. It never returns, so all registers
/// are free but those that this stub looks at: `rsp`, `rbp`, `rsi` and `r15`.
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
        // rdi: the frame's entry.
        "2:",
        "mov rdi, rdx",
        "imul rdi, r10",
        "shr rdi, {hash_shift}",
        "and rdi, r9",
        "shl rdi, {entry_size_log2}",
        "add rdi, r8",
        "3:",
        "mov r12, [rdi + {entry_return_address}]",
        "cmp r12, rdx",
        "jne 5f",
        "mov r12d, [rdi + {entry_kind}]",
        "test r12d, r12d",
        "jnz 6f",
        // On to the frame above.
        "4:",
        "mov rdx, [rcx + {header_return_address}]",
        "mov rcx, [rcx + {header_saved_frame_pointer}]",
        "jmp 2b",
        // Another entry, or none.
        "5:",
        "test r12, r12",
        "jz 9f",
        "add rdi, {entry_size}",
        "jmp 3b",
        // An entry to look at.
        "6:",
        "cmp r12d, {entry_kind_entry}",
        "je 9f",
        "cmp r12d, {entry_kind_continuation}",
        "je 9f",
        // The segments that it is thrown out of are the runtime's business.
        "cmp r12d, {entry_kind_grow}",
        "je 9f",
        "and r12d, {instance_slot}",
        "jz 7f",
        "mov r13, rcx",
        "sub r13, r12",
        "mov rbx, [r13]",
        "7:",
        "mov r13, [rdi + {entry_handlers}]",
        "test r13, r13",
        "jz 4b",
        "mov r14, [rbx + {instance_tags}]",
        "8:",
        "mov r12, [r13 + {handler_address}]",
        "test r12, r12",
        "jz 4b",
        "mov edx, [r13 + {handler_tag}]",
        "cmp edx, {every_tag}",
        "je 20f",
        "cmp [r14 + rdx * 4], eax",
        "je 20f",
        "add r13, {handler_size}",
        "jmp 8b",
        // The handler is in r12. SP changes at once: what lies above it is in use.
        "20:",
        "mov edi, [rdi + {entry_frame_size}]",
        "mov rdx, rcx",
        "sub rdx, rdi",
        "mov rsp, rdx",
        "mov rbp, rcx",
        "mov r15, rbx",
        "mov eax, esi",
        "jmp r12",
        "9:",
        "mov rdi, r15",
        "jmp {slowly}",
        instance_store = const offset_of!(InstanceContext, store),
        instance_tags = const offset_of!(InstanceContext, tags),
        heap_base = const offset_of!(StoreContext, heap) + offset_of!(HeapContext, base),
        exception_tag = const offset_of!(ExceptionHeader, tag),
        frames_first = const FRAMES + offset_of!(FrameCache, first),
        frames_mask = const FRAMES + offset_of!(FrameCache, mask),
        hash_multiplier = const HASH_MULTIPLIER,
        hash_shift = const HASH_SHIFT,
        entry_size = const size_of::<FrameEntry>(),
        entry_size_log2 = const size_of::<FrameEntry>().ilog2(),
        entry_return_address = const offset_of!(FrameEntry, return_address),
        entry_handlers = const offset_of!(FrameEntry, handlers),
        // Immediates are sign-extended.
        instance_slot = const FrameEntry::INSTANCE_SLOT.cast_signed(),
        entry_frame_size = const offset_of!(FrameEntry, frame_size),
        entry_kind = const offset_of!(FrameEntry, kind),
        entry_kind_entry = const FrameEntry::ENTRY,
        entry_kind_continuation = const FrameEntry::CONTINUATION,
        entry_kind_grow = const FrameEntry::GROW,
        handler_size = const size_of::<CachedHandler>(),
        handler_address = const offset_of!(CachedHandler, address),
        handler_tag = const offset_of!(CachedHandler, tag),
        every_tag = const CachedHandler::EVERY_TAG.cast_signed(),
        header_return_address = const offset_of!(FrameHeader, return_address),
        header_saved_frame_pointer = const offset_of!(FrameHeader, saved_frame_pointer),
        slowly = sym routine::<R>,
    )
}
