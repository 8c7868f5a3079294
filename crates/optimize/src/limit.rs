//! The checks of the limit word: overflow at the top of functions, interrupts there
//! and in loops.
//!
//! Both compare with [`StoreContext::stack_limit`], and what they call when they fail
//! preserves every register. The word is the greatest address when running code shall
//! be interrupted; loops look for that value and nothing else, because their stack
//! pointer was checked at the top, and a comparison with a constant costs no register.

use std::mem::offset_of;

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, Value, types};
use switchback_abi::routine::Routine;
use switchback_abi::store::StoreContext;

use crate::environment::Region;
use crate::signature::POINTER;
use crate::translate::Translator;
use crate::variable::instance_offset;

/// What a function compares at its top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EntryCheck {
    /// Nothing: its frame is small and it calls nothing, or it was checked before its
    /// frame was made.
    None,
    /// The stack pointer.
    StackPointer,
    /// The stack pointer less a frame that will be made of so many bytes.
    WholeFrame(u32),
}

impl Translator<'_> {
    /// Checks at the top of a function.
    pub(crate) fn check_stack_limit(&mut self, check: EntryCheck) {
        let frame = match check {
            EntryCheck::None => return,
            EntryCheck::StackPointer => 0,
            EntryCheck::WholeFrame(bytes) => bytes,
        };
        let limit = self.stack_limit();
        let stack_pointer = self.builder.ins().get_stack_pointer(POINTER);
        let has_room = if frame == 0 {
            self.builder
                .ins()
                .icmp(IntCC::UnsignedGreaterThanOrEqual, stack_pointer, limit)
        } else {
            // Not the sum of limit and frame, which wraps for an interrupt; stacks lie
            // nowhere near address 0.
            let bytes = i64::from(frame);
            let lowest = self.builder.ins().iadd_imm_s(stack_pointer, -bytes);
            self.builder
                .ins()
                .icmp(IntCC::UnsignedGreaterThanOrEqual, lowest, limit)
        };
        self.call_unless(has_room, |translator| {
            if frame == 0 {
                translator.call_routine(Routine::StackLimitReached, &[]);
            } else {
                let frame = translator.iconst_pointer(u64::from(frame));
                translator.call_routine(Routine::FrameLimitReached, &[frame]);
            }
        });
    }

    /// Checks at the header of a loop.
    pub(crate) fn check_interrupt(&mut self) {
        let limit = self.stack_limit();
        let goes_on = self.builder.ins().icmp_imm_s(IntCC::NotEqual, limit, -1);
        self.call_unless(goes_on, |translator| {
            translator.call_routine(Routine::InterruptCheck, &[]);
        });
    }

    fn stack_limit(&mut self) -> Value {
        let store = self.store_context();
        let flags = self.region_flags(Region::StackLimit);
        let offset = instance_offset(offset_of!(StoreContext, stack_limit));
        self.builder.ins().load(types::I64, flags, store, offset)
    }

    /// Calls in a block of its own that nearly never runs: if `condition` is zero.
    /// Cranelift's analysis of memory keeps what it knows if the way around a call comes
    /// first.
    fn call_unless(&mut self, condition: Value, call: impl FnOnce(&mut Self)) {
        let calling = self.create_cold_block();
        let next = self.builder.create_block();
        self.builder.ins().brif(condition, next, [], calling, []);
        self.continue_in(calling);
        // Read afresh there, so that it need not be kept for the call alone.
        let instance = self.instance.take();
        call(self);
        self.builder.ins().jump(next, []);
        self.continue_in(next);
        self.instance = instance;
    }
}
