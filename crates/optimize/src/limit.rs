//! The check of the limit word in loops, for interrupts. That at the top of functions is
//! [`crate::entry_check`]'s.
//!
//! [`StoreContext::stack_limit`] is the greatest address when running code shall be
//! interrupted. Loops look for that value and nothing else, because their stack pointer was
//! checked at the top, and a comparison with a constant costs no register; what they call
//! when they find it preserves every register.

use std::mem::offset_of;

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, Value, types};
use switchback_abi::routine::Routine;
use switchback_abi::store::StoreContext;

use crate::environment::Region;
use crate::translate::Translator;
use crate::variable::instance_offset;

impl Translator<'_> {
    /// Checks at the header of a loop.
    pub(crate) fn check_interrupt(&mut self) {
        let store = self.store_context();
        let flags = self.region_flags(Region::StackLimit);
        let offset = instance_offset(offset_of!(StoreContext, stack_limit));
        let limit = self.builder.ins().load(types::I64, flags, store, offset);
        let goes_on = self.builder.ins().icmp_imm_s(IntCC::NotEqual, limit, -1);
        self.call_unless(goes_on, |translator| {
            translator.call_routine(Routine::InterruptCheck, &[]);
        });
    }

    /// Calls in a block of its own that nearly never runs: if `condition` is zero.
    /// Cranelift's analysis of memory keeps what it knows if the way around a call comes
    /// first.
    fn call_unless(&mut self, condition: Value, call: impl FnOnce(&mut Self)) {
        let calling = self.create_cold_block();
        let next = self.builder.create_block();
        self.builder.ins().brif(condition, next, [], calling, []);
        self.call_in(calling, next, |translator| {
            call(translator);
            []
        });
        self.continue_in(next);
    }
}
