//! Continuations: `cont.new`, `cont.bind`, `resume`, `resume_throw`, `resume_throw_ref`,
//! `suspend` and `switch`.
//!
//! What each of them does is told in [`switchback_abi::continuation`]. All of it is code in
//! place but for what is rare. The switches themselves are made in [`Translator::go_to`]
//! and nowhere else.
//!
//! A reference to a continuation is a word that is no address; no collection changes it,
//! but one frees a continuation to which no word leads. So [`crate::safepoint`] keeps these
//! words in slots as well, and a word must be used for the last time after every safepoint
//! before which the continuation may not go away.
//!
//! The buffer of values in transit is in one slot of the frame, which all instructions
//! share: a frame waits in one of them at a time. Lists of handlers lie in the instance.
//!
//! Note [The store context across switches]
//!
//! The stack pointer after a switch comes out of memory, and so does everything that is
//! loaded from the frame then: the instance, from it the store context, from that the stack
//! that runs, and from its header the next stack pointer. One such load waiting for the one
//! before it would be what a round trip costs. So the store context is what the sender
//! leaves in the pinned register. Who goes on takes it from there, and passes it on: it is a
//! variable of functions that switch, which is not loaded from the frame.

use std::mem::offset_of;

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{
    Block, InstBuilder, JumpTableData, MemFlagsData, StackSlot, StackSlotData, StackSlotKind, Type,
    Value, types,
};
use switchback_abi::continuation::{
    HEADER_SHIFT, HandledTag, LAST_WORD, OFFSET_MASK, ONE_GENERATION, THREW, TransitLayout,
};
use switchback_abi::routine::Routine;
use switchback_abi::stack::StackHeader;
use switchback_abi::store::StoreContext;
use switchback_abi::tier::CompileError;
use switchback_abi::trap::TrapCode;
use switchback_wasm::{
    CompositeType, FuncType, HeapType, Module, RefType, ResumeHandler, TagIndex, TypeIndex,
    ValType, resume_handlers,
};
use wasmparser::{Handle, ResumeTable};

use crate::environment::Region;
use crate::exception_object::EXCEPTION;
use crate::positions::CallKind;
use crate::safepoint::REFERENCE;
use crate::signature::{POINTER, func_type, value_type};
use crate::translate::Translator;
use crate::variable::instance_offset;

/// The type of references to continuations.
pub(crate) const CONTINUATION: Type = types::I64;

/// The type of a continuation that was just made or suspended.
const NEW_CONTINUATION: ValType = ValType::Ref(RefType {
    nullable: false,
    heap_type: HeapType::Cont,
});

/// Bytes that the processor loads into its cache together.
const CACHE_LINE: i32 = 64;

/// How many lines below a header a small continuation has its frames in.
const TOUCHED_LINES: i32 = 2;

/// What a search for a handler has found.
#[derive(Clone, Copy, Debug)]
struct Found {
    /// The stack that runs.
    current: Value,
    /// The stack that the `resume` with that handler began or continued.
    stack: Value,
    /// The place of the tag in the list.
    place: Value,
}

impl<'a> Translator<'a> {
    pub(crate) fn cont_new(&mut self) {
        let function = self.stack.pop();
        if self.known_function(function).is_none() {
            self.check_null(function);
        }
        let store = self.store_context();
        let stack = self.load_word(store, offset_of!(StoreContext, free_continuations));
        let inline = self.builder.create_block();
        let none_free = self.create_cold_block();
        let done = self.create_block_with_params(&[CONTINUATION]);
        self.builder.ins().brif(stack, inline, [], none_free, []);
        self.call_in(none_free, done, |translator| {
            [translator.call_routine_with_result(Routine::ContinuationNew, &[function])]
        });

        self.continue_in(inline);
        let next = self.load_word(stack, offset_of!(StackHeader, next_free));
        self.store_word(next, store, offset_of!(StoreContext, free_continuations));
        self.store_word(function, stack, offset_of!(StackHeader, function));
        let word = self.load_word(stack, offset_of!(StackHeader, word));
        self.builder.ins().jump(done, &[word.into()]);

        self.continue_in(done);
        let word = self.builder.block_params(done)[0];
        self.push_new_continuation(word);
    }

    pub(crate) fn cont_bind(&mut self, ty: u32, bound_type: u32) {
        let params = |ty| {
            continuation_function(self.module, TypeIndex(ty))
                .params
                .len()
        };
        let count = params(ty) - params(bound_type);
        let word = self.stack.pop();
        let values = self.pop_many(count);
        let types = &continuation_function(self.module, TypeIndex(ty)).params[..count];
        let buffer = self.send(&values, &TransitLayout::arguments(types));
        let types = self.iconst_pointer(u64::from(ty) | u64::from(bound_type) << 32);
        let word = self
            .call_routine(Routine::ContinuationBind, &[types, word, buffer])
            .expect("the routine returns the continuation");
        self.push_new_continuation(word);
    }

    pub(crate) fn resume(&mut self, ty: u32, table: &ResumeTable) -> Result<(), CompileError> {
        let function = continuation_function(self.module, TypeIndex(ty));
        let word = self.stack.pop();
        let arguments = self.pop_many(function.params.len());
        let stack = self.stack_of(word);
        self.use_up(stack, word);
        let layout = TransitLayout::arguments(&function.params);
        let payload = self.send(&arguments, &layout);
        self.resume_stack(stack, payload, &function.results, table)
    }

    pub(crate) fn resume_throw(
        &mut self,
        ty: u32,
        tag: u32,
        table: &ResumeTable,
    ) -> Result<(), CompileError> {
        let tag = TagIndex(tag);
        let word = self.stack.pop();
        let values = self.pop_many(self.tag_type(tag).params.len());
        // First: it is a safepoint.
        let exception = self.new_exception(tag, &values);
        self.resume_with_exception(ty, word, exception, table)
    }

    pub(crate) fn resume_throw_ref(
        &mut self,
        ty: u32,
        table: &ResumeTable,
    ) -> Result<(), CompileError> {
        let (exception, word) = self.stack.pop2();
        self.check_null(exception);
        self.resume_with_exception(ty, word, exception, table)
    }

    fn resume_with_exception(
        &mut self,
        ty: u32,
        word: Value,
        exception: Value,
        table: &ResumeTable,
    ) -> Result<(), CompileError> {
        let function = continuation_function(self.module, TypeIndex(ty));
        let stack = self.stack_of(word);
        self.use_up(stack, word);
        let exception = self.builder.ins().uextend(POINTER, exception);
        let exception = self.builder.ins().ishl_imm_u(exception, 1);
        let payload = self.builder.ins().bor_imm_u(exception, 1);
        self.resume_stack(stack, payload, &function.results, table)
    }

    /// Resumes the continuation whose outermost stack is `stack`, which was used up.
    fn resume_stack(
        &mut self,
        stack: Value,
        payload: Value,
        results: &[ValType],
        table: &ResumeTable,
    ) -> Result<(), CompileError> {
        let handlers = self.handlers(table)?;
        let store = self.store_context();
        let current = self.load_word(store, offset_of!(StoreContext, current_stack));
        self.store_word(current, stack, offset_of!(StackHeader, parent));
        let tip = self.exchange_tip(stack, handlers);
        let continuation = self.go_to(current, tip, payload);
        self.dispatch(continuation, table);
        self.throw_if_thrown()?;
        let store = self.store_context();
        let payload = self.load_word(store, offset_of!(StoreContext, switch_payload));
        let results = self.receive(payload, results, &TransitLayout::results(results));
        self.stack.push_all(&results);
        Ok(())
    }

    /// Branches to the label of the handler that a `suspend` has found, with its values and
    /// the continuation. Goes on here if that is null, since it has ended.
    fn dispatch(&mut self, continuation: Value, table: &ResumeTable) {
        let handlers: Vec<_> = table
            .handlers
            .iter()
            .map(|handler| match *handler {
                Handle::OnLabel { tag, label } => {
                    let block = self.builder.create_block();
                    Some((TagIndex(tag), label, block))
                }
                Handle::OnSwitch { .. } => None,
            })
            .collect();
        let mut labels = handlers.iter().flatten();
        let Some(&(.., only)) = labels.next() else {
            return;
        };
        let store = self.store_context();
        let ended = self.builder.create_block();
        if labels.next().is_none() {
            self.builder.ins().brif(continuation, only, [], ended, []);
        } else {
            let choose = self.builder.create_block();
            self.builder.ins().brif(continuation, choose, [], ended, []);
            self.continue_in(choose);
            let reason = self.load_word(store, offset_of!(StoreContext, switch_reason));
            let pool = &mut self.builder.func.dfg;
            // Nobody comes back by a handler to switch with, or one that is not there.
            let otherwise = pool.block_call(only, &[]);
            let calls: Vec<_> = handlers
                .iter()
                .map(|handler| match *handler {
                    Some((.., block)) => pool.block_call(block, &[]),
                    None => otherwise,
                })
                .collect();
            let jump_table = JumpTableData::new(otherwise, &calls);
            let jump_table = self.builder.create_jump_table(jump_table);
            // There are less than 2^32 handlers.
            let reason = self.builder.ins().ireduce(types::I32, reason);
            self.builder.ins().br_table(reason, jump_table);
        }
        for (tag, label, block) in handlers.into_iter().flatten() {
            self.continue_in(block);
            let height = self.stack.len();
            let types = &self.tag_type(tag).params;
            let payload = self.load_word(store, offset_of!(StoreContext, switch_payload));
            let values = self.receive(payload, types, &TransitLayout::arguments(types));
            self.stack.push_all(&values);
            self.push_new_continuation(continuation);
            self.branch_to(self.frame_index(label));
            self.stack.truncate(height);
        }
        self.continue_in(ended);
    }

    pub(crate) fn suspend(&mut self, tag: u32) -> Result<(), CompileError> {
        let tag = TagIndex(tag);
        let ty = self.tag_type(tag);
        let values = self.pop_many(ty.params.len());
        let found = self.find_handler(ResumeHandler::Suspend(tag));
        let buffer = self.send(&values, &TransitLayout::arguments(&ty.params));
        let store = self.store_context();
        self.store_word(found.place, store, offset_of!(StoreContext, switch_reason));
        self.store_word(buffer, store, offset_of!(StoreContext, switch_payload));
        let word = self.load_word(found.stack, offset_of!(StackHeader, word));
        let parent = self.capture(found);
        let payload = self.go_to(found.current, parent, word);
        self.throw_if_exception(payload)?;
        let layout = TransitLayout::arguments(&ty.results);
        let results = self.receive(payload, &ty.results, &layout);
        self.stack.push_all(&results);
        Ok(())
    }

    pub(crate) fn switch(&mut self, ty: u32, tag: u32) -> Result<(), CompileError> {
        let function = continuation_function(self.module, TypeIndex(ty));
        let word = self.stack.pop();
        let mut values = self.pop_many(function.params.len() - 1);
        let target = self.stack_of(word);
        let found = self.find_handler(ResumeHandler::Switch(TagIndex(tag)));
        self.use_up(target, word);
        let captured = self.load_word(found.stack, offset_of!(StackHeader, word));
        values.push(captured);
        let payload = self.send(&values, &TransitLayout::arguments(&function.params));
        let handlers = self.load_word(found.stack, offset_of!(StackHeader, handlers_or_tip));
        let parent = self.capture(found);
        self.store_word(parent, target, offset_of!(StackHeader, parent));
        let tip = self.exchange_tip(target, handlers);
        let payload = self.go_to(found.current, tip, payload);
        self.throw_if_exception(payload)?;
        let types = self.switch_results(function);
        let results = self.receive(payload, types, &TransitLayout::arguments(types));
        self.stack.push_all(&results);
        Ok(())
    }

    /// What a `switch` to a continuation of that function gives: the parameters of the
    /// continuation that it is given last, which is the one that waits in the `switch`.
    fn switch_results(&self, function: &FuncType) -> &'a [ValType] {
        match function.params.last() {
            Some(ValType::Ref(RefType {
                heap_type: HeapType::Concrete(ty),
                ..
            })) => &continuation_function(self.module, ty.index).params,
            _ => unreachable!("{VALIDATED}"),
        }
    }

    /// The outermost stack of a continuation that can be used; a trap for another one.
    fn stack_of(&mut self, word: Value) -> Value {
        self.check_null(word);
        let store = self.store_context();
        // Not constant for us: it is null until there is a continuation.
        let headers = self.load_word(store, offset_of!(StoreContext, continuation_headers));
        let mask = OFFSET_MASK.cast_signed();
        let offset = self.builder.ins().band_imm_s(word, mask);
        let shift = i64::from(HEADER_SHIFT);
        let offset = self.builder.ins().ishl_imm_u(offset, shift);
        let stack = self.builder.ins().iadd(headers, offset);
        self.touch_first_frame(stack);
        let current_word = self.load_word(stack, offset_of!(StackHeader, word));
        let is_consumed = self.builder.ins().icmp(IntCC::NotEqual, current_word, word);
        self.trap_if(is_consumed, TrapCode::ContinuationConsumed);
        stack
    }

    /// Loads from where the first frame of a stack is, without use for the values.
    ///
    /// Where that is depends on the reference alone, so that the processor does it while it
    /// waits for the header, and foresees it when a program goes from continuation to
    /// continuation. Only with the header would it know the stack pointer, and with that
    /// wait for the frame anew. There is no instruction in Cranelift that only asks for a
    /// line.
    fn touch_first_frame(&mut self, stack: Value) {
        // One that may trap, or it would be removed; the frame is there.
        let flags = MemFlagsData::new();
        for line in 0..TOUCHED_LINES {
            let offset = -(line * CACHE_LINE + size_of::<u64>() as i32);
            self.builder.ins().load(types::I64, flags, stack, offset);
        }
    }

    /// Uses up the continuation with that outermost stack.
    fn use_up(&mut self, stack: Value, word: Value) {
        let last = self.iconst_pointer(LAST_WORD);
        let is_last = self
            .builder
            .ins()
            .icmp(IntCC::UnsignedGreaterThanOrEqual, word, last);
        let exhausted = self.create_cold_block();
        let done = self.create_block_with_params(&[POINTER]);
        let generation = ONE_GENERATION.cast_signed();
        let next = self.builder.ins().iadd_imm_s(word, generation);
        self.builder
            .ins()
            .brif(is_last, exhausted, [], done, &[next.into()]);
        self.call_in(exhausted, done, |translator| {
            [translator.call_routine_with_result(Routine::GenerationsExhausted, &[word])]
        });

        self.continue_in(done);
        let next = self.builder.block_params(done)[0];
        self.store_word(next, stack, offset_of!(StackHeader, word));
    }

    /// Searches the running chain for a handler; a trap if there is none.
    fn find_handler(&mut self, handler: ResumeHandler) -> Found {
        let handled = self.handled_tag(handler);
        let store = self.store_context();
        let current = self.load_word(store, offset_of!(StoreContext, current_stack));
        let search = self.create_cold_block();
        self.builder.append_block_param(search, POINTER);
        let done = self.create_block_with_params(&[POINTER, POINTER]);
        // Most often it is the first of the innermost stack.
        let list = self.handlers_of(current);
        let first = self.iconst_pointer(0);
        let candidate = self.load_handled(list, first);
        let is_found = self.builder.ins().icmp(IntCC::Equal, candidate, handled);
        self.builder.ins().brif(
            is_found,
            done,
            &[current.into(), first.into()],
            search,
            &[current.into()],
        );

        self.search_handler(search, done, handled);
        self.continue_in(done);
        let &[stack, place] = self.builder.block_params(done) else {
            unreachable!("it was made with two parameters")
        };
        Found {
            current,
            stack,
            place,
        }
    }

    /// What stands in lists for a handler.
    fn handled_tag(&mut self, handler: ResumeHandler) -> Value {
        match handler {
            ResumeHandler::Suspend(tag) => self.tag_number(tag),
            ResumeHandler::Switch(tag) => {
                let number = self.tag_number(tag);
                let switch = i64::from(HandledTag::SWITCH);
                self.builder.ins().bor_imm_u(number, switch)
            }
        }
    }

    /// In block `search`: searches a stack and those outwards for a handler, and goes to
    /// `done` with the stack and the place of the handler in the list.
    fn search_handler(&mut self, search: Block, done: Block, handled: Value) {
        let each_place = self.create_cold_block();
        self.builder.append_block_param(each_place, POINTER);
        let other = self.create_cold_block();
        let outwards = self.create_cold_block();

        self.builder.switch_to_block(search);
        let stack = self.builder.block_params(search)[0];
        let list = self.handlers_of(stack);
        let first = self.iconst_pointer(0);
        self.builder.ins().jump(each_place, &[first.into()]);

        self.builder.switch_to_block(each_place);
        let place = self.builder.block_params(each_place)[0];
        let candidate = self.load_handled(list, place);
        let is_found = self.builder.ins().icmp(IntCC::Equal, candidate, handled);
        let found = [stack.into(), place.into()];
        self.builder.ins().brif(is_found, done, &found, other, []);

        self.continue_in(other);
        let next = self.builder.ins().iadd_imm_s(place, 1);
        let end = i64::from(HandledTag::END.0.cast_signed());
        let is_end = self.builder.ins().icmp_imm_s(IntCC::Equal, candidate, end);
        self.builder
            .ins()
            .brif(is_end, outwards, [], each_place, &[next.into()]);
        self.builder.seal_block(each_place);

        self.continue_in(outwards);
        let parent = self.load_word(stack, offset_of!(StackHeader, parent));
        self.builder.ins().jump(search, &[parent.into()]);
        self.builder.seal_block(search);
    }

    /// The list of what the `resume` handles for which a stack runs. A trap at the barrier.
    fn handlers_of(&mut self, stack: Value) -> Value {
        let store = self.store_context();
        let barrier = self.load_word(store, offset_of!(StoreContext, barrier));
        let is_barrier = self.builder.ins().icmp(IntCC::Equal, stack, barrier);
        self.trap_if(is_barrier, TrapCode::UnhandledTag);
        self.load_word(stack, offset_of!(StackHeader, handlers_or_tip))
    }

    /// What stands at a place of a list.
    fn load_handled(&mut self, list: Value, place: Value) -> Value {
        let shift = i64::from(size_of::<HandledTag>().trailing_zeros());
        let distance = self.builder.ins().ishl_imm_u(place, shift);
        let address = self.builder.ins().iadd(list, distance);
        let flags = self.region_flags(Region::Continuations);
        self.builder.ins().load(types::I32, flags, address, 0)
    }

    /// The innermost stack of a suspended chain, which is to run for a `resume` with those
    /// handlers.
    ///
    /// Mostly it is the outermost one as well. It is compared with that, so that nothing
    /// waits for its address to come out of memory if the branch is foreseen.
    fn exchange_tip(&mut self, outermost: Value, handlers: Value) -> Value {
        let offset = offset_of!(StackHeader, handlers_or_tip);
        let tip = self.load_word(outermost, offset);
        self.store_word(handlers, outermost, offset);
        let is_only = self.builder.ins().icmp(IntCC::Equal, tip, outermost);
        let others = self.create_cold_block();
        let done = self.create_block_with_params(&[POINTER]);
        self.builder
            .ins()
            .brif(is_only, done, &[outermost.into()], others, []);
        self.continue_in(others);
        self.builder.ins().jump(done, &[tip.into()]);
        self.continue_in(done);
        self.builder.block_params(done)[0]
    }

    /// Takes the stacks from the current one up to the one that was found out of the chain:
    /// whose parent it was.
    fn capture(&mut self, found: Found) -> Value {
        let Found { current, stack, .. } = found;
        self.store_word(current, stack, offset_of!(StackHeader, handlers_or_tip));
        let parent = self.load_word(stack, offset_of!(StackHeader, parent));
        let null = self.iconst_pointer(0);
        self.store_word(null, stack, offset_of!(StackHeader, parent));
        self.note_captured(stack);
        parent
    }

    /// Puts a stack in front of the captured ones, unless it is among them.
    fn note_captured(&mut self, stack: Value) {
        let next_captured = self.load_word(stack, offset_of!(StackHeader, next_captured));
        let add = self.builder.create_block();
        let next = self.builder.create_block();
        self.builder.ins().brif(next_captured, next, [], add, []);

        self.continue_in(add);
        let store = self.store_context();
        let offset = offset_of!(StoreContext, captured_continuations);
        let first = self.load_word(store, offset);
        self.store_word(first, stack, offset_of!(StackHeader, next_captured));
        self.store_word(stack, store, offset);
        self.builder.ins().jump(next, []);

        self.continue_in(next);
    }

    /// At the top of a function: its store context, if it may switch.
    pub(crate) fn keep_store(&mut self, switches: bool) {
        if switches {
            let context = self.store_context();
            let store = self.builder.declare_var(POINTER);
            self.builder.def_var(store, context);
            self.store = Some(store);
        }
    }

    /// Goes from the stack that runs to another one. What is emitted next runs when somebody
    /// comes back, with that payload.
    fn go_to(&mut self, current: Value, target: Value, payload: Value) -> Value {
        let slot = self.instance_slot();
        let store = self.store_context();
        self.store_word(target, store, offset_of!(StoreContext, current_stack));
        self.use_limit_of(target);
        let saved = i64::from(instance_offset(offset_of!(StackHeader, saved)));
        let from = self.builder.ins().iadd_imm_s(current, saved);
        let to = self.builder.ins().iadd_imm_s(target, saved);
        self.references.note_safepoint();
        self.departures.note();
        // See Note [The store context across switches].
        self.builder.ins().set_pinned_reg(store);
        let payload = self.with_call_kind(CallKind::Switch, |translator| {
            translator.builder.ins().stack_switch(from, to, payload)
        });
        if let Some(variable) = self.store {
            let store = self.builder.ins().get_pinned_reg(POINTER);
            self.builder.def_var(variable, store);
        }
        let instance = self.builder.ins().stack_load(POINTER, POINTER, slot, 0);
        self.builder.ins().set_pinned_reg(instance);
        // To be read from there: a value that is kept beyond the next call would be moved
        // about.
        self.instance = None;
        payload
    }

    /// Makes the limit of a stack the limit, unless running code shall be interrupted.
    fn use_limit_of(&mut self, stack: Value) {
        let store = self.store_context();
        let limit = self.load_word(stack, offset_of!(StackHeader, limit));
        let flags = self.region_flags(Region::StackLimit);
        let limit_offset = instance_offset(offset_of!(StoreContext, stack_limit));
        self.builder.ins().store(flags, limit, store, limit_offset);
        // In this order: see the runtime's Note [No interrupt is lost].
        let interrupt = self.load_word(store, offset_of!(StoreContext, interrupt));
        let keep = self.create_cold_block();
        let next = self.builder.create_block();
        self.builder.ins().brif(interrupt, keep, [], next, []);

        self.continue_in(keep);
        let greatest = self.iconst_pointer(u64::MAX);
        self.builder
            .ins()
            .store(flags, greatest, store, limit_offset);
        self.builder.ins().jump(next, []);

        self.continue_in(next);
    }

    /// Throws the exception that came instead of values, if one did.
    fn throw_if_exception(&mut self, payload: Value) -> Result<(), CompileError> {
        let is_exception = self.builder.ins().band_imm_u(payload, 1);
        self.throw_if(is_exception, |translator| {
            translator.builder.ins().ushr_imm_u(payload, 1)
        })
    }

    /// Throws the exception that has left a continuation that has ended, if one did.
    fn throw_if_thrown(&mut self) -> Result<(), CompileError> {
        let store = self.store_context();
        let reason = self.load_word(store, offset_of!(StoreContext, switch_reason));
        let threw = THREW.cast_signed();
        let threw = self.builder.ins().icmp_imm_s(IntCC::Equal, reason, threw);
        self.throw_if(threw, |translator| {
            translator.load_word(store, offset_of!(StoreContext, switch_payload))
        })
    }

    /// Throws an exception, on a condition.
    fn throw_if(
        &mut self,
        condition: Value,
        exception: impl FnOnce(&mut Self) -> Value,
    ) -> Result<(), CompileError> {
        let throw = self.create_cold_block();
        let next = self.builder.create_block();
        self.builder.ins().brif(condition, throw, [], next, []);
        let instance = self.instance;

        self.continue_in(throw);
        let word = exception(self);
        let exception = self.builder.ins().ireduce(REFERENCE, word);
        self.declare(exception, &EXCEPTION);
        self.throw_again(exception, None)?;

        self.continue_in(next);
        self.reachable = true;
        self.instance = instance;
        Ok(())
    }

    /// The address of the list of what a `resume` handles, which lies in the instance.
    fn handlers(&mut self, table: &ResumeTable) -> Result<Value, CompileError> {
        let place = self.module.handler_lists.place(&resume_handlers(table));
        let place = place.ok_or_else(|| {
            CompileError::Bug("a list of handlers that parsing has not seen".to_owned())
        })?;
        let offset = instance_offset(self.layout.handler_list(place));
        let instance = self.instance();
        Ok(self.builder.ins().iadd_imm_s(instance, i64::from(offset)))
    }

    /// Writes values into the buffer of those in transit; its address.
    fn send(&mut self, values: &[Value], layout: &TransitLayout) -> Value {
        if values.is_empty() {
            // Any address in the frame will do.
            let slot = self.instance_slot();
            return self.builder.ins().stack_addr(POINTER, slot, 0);
        }
        let slot = self.transit_slot(layout.bytes);
        let buffer = self.builder.ins().stack_addr(POINTER, slot, 0);
        let flags = self.region_flags(Region::Continuations);
        for (&value, &offset) in values.iter().zip(&layout.offsets) {
            let offset = instance_offset(offset as usize);
            // What begins a continuation loads 64 bits, for which it would wait if not all
            // of them came from one store.
            let value = match self.builder.func.dfg.value_type(value) {
                types::I32 => self.zero_extend(value),
                _ => value,
            };
            self.builder.ins().store(flags, value, buffer, offset);
        }
        buffer
    }

    /// Reads values from a buffer.
    fn receive(&mut self, buffer: Value, types: &[ValType], layout: &TransitLayout) -> Vec<Value> {
        let flags = self.region_flags(Region::Continuations);
        types
            .iter()
            .zip(&layout.offsets)
            .map(|(ty, &offset)| {
                let offset = instance_offset(offset as usize);
                let ins = self.builder.ins();
                let value = ins.load(value_type(ty), flags, buffer, offset);
                self.declare(value, ty);
                value
            })
            .collect()
    }

    /// The slot of the frame for values in transit, with room for so many bytes.
    fn transit_slot(&mut self, bytes: u32) -> StackSlot {
        let slot = *self.transit_slot.get_or_insert_with(|| {
            let data = StackSlotData::new(StackSlotKind::ExplicitSlot, bytes, 4);
            self.builder.create_sized_stack_slot(data)
        });
        let size = &mut self.builder.func.sized_stack_slots[slot].size;
        *size = bytes.max(*size);
        slot
    }

    fn push_new_continuation(&mut self, word: Value) {
        self.declare(word, &NEW_CONTINUATION);
        self.stack.push(word);
    }

    fn pop_many(&mut self, count: usize) -> Vec<Value> {
        let values = self.stack.peek_many(count).to_vec();
        self.stack.truncate(self.stack.len() - count);
        values
    }

    /// Loads a word of the store context or of a stack's header.
    fn load_word(&mut self, address: Value, offset: usize) -> Value {
        let flags = self.region_flags(Region::Continuations);
        let offset = instance_offset(offset);
        self.builder.ins().load(POINTER, flags, address, offset)
    }

    /// Stores one.
    fn store_word(&mut self, value: Value, address: Value, offset: usize) {
        let flags = self.region_flags(Region::Continuations);
        let offset = instance_offset(offset);
        self.builder.ins().store(flags, value, address, offset);
    }
}

/// Why a type is what an instruction asks for.
const VALIDATED: &str = "validation has proved that the type is as the instruction asks";

/// The type of the functions that a continuation of type `ty` begins with.
fn continuation_function(module: &Module, ty: TypeIndex) -> &FuncType {
    match module.types[ty.index()].composite {
        CompositeType::Cont(function) => func_type(module, function),
        CompositeType::Func(_) | CompositeType::Struct(_) | CompositeType::Array(_) => {
            unreachable!("{VALIDATED}")
        }
    }
}
