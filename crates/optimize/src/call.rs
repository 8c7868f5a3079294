//! Calls, and tail calls.
//!
//! A function of the module itself is called through its entry slot; the instance
//! stays. Every other callee is a [`FuncRef`], which may belong to another instance:
//! calls compare and go through an inline gate if it does, tail calls through the
//! gate proper ([`switchback_abi::frame`] says why). The instructions that call are
//! made in [`Translator::emit_call`] and nowhere else.

use std::mem::offset_of;

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block, InstBuilder, MemFlagsData, SigRef, Value, types};
use switchback_abi::calling_convention::CallLayout;
use switchback_abi::instance::{FuncRef, InstanceContext};
use switchback_abi::routine::RoutineTable;
use switchback_abi::tier::CompileError;
use switchback_wasm::{FunctionIndex, TableIndex, TypeIndex};

use crate::environment::Region;
use crate::positions::{CallKind, NOT_INLINED};
use crate::signature::{POINTER, func_type};
use crate::translate::{Translator, block_arguments};
use crate::variable::instance_offset;

/// Whom a call calls.
#[derive(Clone, Copy, Debug)]
enum Callee {
    /// A function of the module.
    Direct(FunctionIndex),
    /// Code at an address.
    Code(Value),
}

/// What is known of the instance of a function reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CalleeInstance {
    /// It is the current one.
    Current,
    /// It is another, or we know nothing better.
    Other,
    /// It is to be compared.
    Unknown,
}

impl Translator<'_> {
    pub(crate) fn call(&mut self, function: u32) -> Result<(), CompileError> {
        let function = FunctionIndex(function);
        let offset = u64::from(self.place.wasm_offset);
        if self.body().scan.is_inlined(offset) {
            return self.inline_call(function);
        }
        match self.reference_for_call(function) {
            Some(reference) => {
                let ty = self.function_type(function);
                self.call_reference(reference, ty, CalleeInstance::Other)
            }
            None => self.call_direct(function),
        }
    }

    /// Calls a function of the module through its entry slot.
    fn call_direct(&mut self, function: FunctionIndex) -> Result<(), CompileError> {
        let ty = self.function_type(function);
        let arguments = self.pop_arguments(ty);
        let signature = self.signature(ty);
        let results = self.emit_call(Callee::Direct(function), signature, &arguments)?;
        self.declare_results(&results, ty);
        self.instance = None;
        self.stack.push_all(&results);
        Ok(())
    }

    pub(crate) fn return_call(&mut self, function: u32) -> Result<(), CompileError> {
        let function = FunctionIndex(function);
        match self.reference_for_call(function) {
            Some(reference) => {
                let ty = self.function_type(function);
                self.return_call_reference(reference, ty, CalleeInstance::Other)
            }
            None => self.return_call_direct(function),
        }
    }

    fn return_call_direct(&mut self, function: FunctionIndex) -> Result<(), CompileError> {
        if self.is_inlined() {
            self.with_caller_handlers(|translator| {
                translator.use_caller_place();
                translator.call_direct(function)
            })?;
            self.return_();
            return Ok(());
        }
        let arguments = self.pop_arguments(self.function_type(function));
        if function == self.body().function
            && let Some(header) = self.self_tail_call
        {
            self.reset_locals(&arguments);
            self.builder.ins().jump(header, []);
        } else {
            self.note_tail_call(self.function_type(function));
            let callee = self.function(function);
            self.with_call_kind(CallKind::Tail, |translator| {
                translator.builder.ins().return_call(callee, &arguments);
            });
        }
        self.reachable = false;
        Ok(())
    }

    pub(crate) fn call_indirect(&mut self, ty: u32, table: u32) -> Result<(), CompileError> {
        let (reference, instance) = self.indirect_callee(TypeIndex(ty), TableIndex(table));
        self.call_reference(reference, TypeIndex(ty), instance)
    }

    pub(crate) fn return_call_indirect(&mut self, ty: u32, table: u32) -> Result<(), CompileError> {
        let (reference, instance) = self.indirect_callee(TypeIndex(ty), TableIndex(table));
        self.return_call_reference(reference, TypeIndex(ty), instance)
    }

    pub(crate) fn call_ref(&mut self, ty: u32) -> Result<(), CompileError> {
        let reference = self.stack.pop();
        if let Some(function) = self.directly_callable(reference) {
            return self.call_direct(function);
        }
        self.check_null(reference);
        self.call_reference(reference, TypeIndex(ty), CalleeInstance::Unknown)
    }

    pub(crate) fn return_call_ref(&mut self, ty: u32) -> Result<(), CompileError> {
        let reference = self.stack.pop();
        if let Some(function) = self.directly_callable(reference) {
            return self.return_call_direct(function);
        }
        self.check_null(reference);
        self.return_call_reference(reference, TypeIndex(ty), CalleeInstance::Unknown)
    }

    /// The function of the module that a reference is known to refer to, if it may be
    /// called directly.
    fn directly_callable(&self, reference: Value) -> Option<FunctionIndex> {
        if self.settings.tier.gate_at_every_call {
            None
        } else {
            self.known_function(reference)
        }
    }

    /// The reference through which a direct call goes, if it does not go to the entry
    /// slot: always for an import.
    fn reference_for_call(&mut self, function: FunctionIndex) -> Option<Value> {
        let has_slot = self.module.functions[function.index()]
            .reference_slot
            .is_some();
        let is_gated = self.settings.tier.gate_at_every_call && has_slot;
        if self.module.is_imported_function(function) || is_gated {
            Some(self.function_reference(function))
        } else {
            None
        }
    }

    fn pop_arguments(&mut self, ty: TypeIndex) -> Vec<Value> {
        let count = func_type(self.module, ty).params.len();
        let arguments = self.stack.peek_many(count).to_vec();
        self.stack.truncate(self.stack.len() - count);
        arguments
    }

    /// Calls a reference that is not null and has the type `ty`.
    fn call_reference(
        &mut self,
        reference: Value,
        ty: TypeIndex,
        instance: CalleeInstance,
    ) -> Result<(), CompileError> {
        let arguments = self.pop_arguments(ty);
        let signature = self.signature(ty);
        let results = self.emit_reference_call(reference, signature, instance, &arguments)?;
        self.declare_results(&results, ty);
        self.stack.push_all(&results);
        Ok(())
    }

    fn emit_reference_call(
        &mut self,
        reference: Value,
        signature: SigRef,
        instance: CalleeInstance,
        arguments: &[Value],
    ) -> Result<Vec<Value>, CompileError> {
        match self.without_zeal_exceptions(instance) {
            CalleeInstance::Current => {
                let code = self.load_code(reference);
                let results = self.emit_call(Callee::Code(code), signature, arguments)?;
                self.instance = None;
                Ok(results)
            }
            CalleeInstance::Other => {
                let callee_instance = self.load_callee_instance(reference);
                self.emit_inline_gate(reference, callee_instance, signature, arguments)
            }
            CalleeInstance::Unknown => {
                let callee_instance = self.load_callee_instance(reference);
                let (plain, gated) = self.branch_on_instance(callee_instance);
                let next = self.create_return_block(signature);

                self.continue_in(gated);
                let results =
                    self.emit_inline_gate(reference, callee_instance, signature, arguments)?;
                self.builder.ins().jump(next, &block_arguments(&results));

                self.continue_in(plain);
                let code = self.load_code(reference);
                let results = self.emit_call(Callee::Code(code), signature, arguments)?;
                self.builder.ins().jump(next, &block_arguments(&results));

                self.continue_in(next);
                self.instance = None;
                Ok(self.builder.block_params(next).to_vec())
            }
        }
    }

    /// Branches to one block if a callee's instance is the current one, and to another,
    /// cold one if it is not. The caller fills both.
    fn branch_on_instance(&mut self, callee_instance: Value) -> (Block, Block) {
        let current = self.instance();
        let is_current = self
            .builder
            .ins()
            .icmp(IntCC::Equal, callee_instance, current);
        let plain = self.builder.create_block();
        let gated = self.create_cold_block();
        self.builder.ins().brif(is_current, plain, [], gated, []);
        (plain, gated)
    }

    /// Calls a function of another instance and comes back to ours.
    fn emit_inline_gate(
        &mut self,
        reference: Value,
        callee_instance: Value,
        signature: SigRef,
        arguments: &[Value],
    ) -> Result<Vec<Value>, CompileError> {
        let slot = self.instance_slot();
        let code = self.load_code(reference);
        self.builder.ins().set_pinned_reg(callee_instance);
        let results = self.with_call_kind(CallKind::InlineGate, |translator| {
            translator.emit_call(Callee::Code(code), signature, arguments)
        })?;
        let instance = self.builder.ins().stack_load(POINTER, POINTER, slot, 0);
        self.builder.ins().set_pinned_reg(instance);
        self.instance = Some(instance);
        Ok(results)
    }

    /// The one place where Wasm calls are made. Where exceptions are caught, what comes
    /// next is in another block.
    fn emit_call(
        &mut self,
        callee: Callee,
        signature: SigRef,
        arguments: &[Value],
    ) -> Result<Vec<Value>, CompileError> {
        self.departures.note();
        self.references.note_safepoint();
        let handlers = self.handlers_here();
        if handlers.is_empty() {
            let call = match callee {
                Callee::Direct(function) => {
                    let function = self.function(function);
                    self.builder.ins().call(function, arguments)
                }
                Callee::Code(code) => self.builder.ins().call_indirect(signature, code, arguments),
            };
            return Ok(self.builder.inst_results(call).to_vec());
        }
        let next = self.create_return_block(signature);
        let table = self.exception_table(signature, next, &handlers)?;
        match callee {
            Callee::Direct(function) => {
                let function = self.function(function);
                self.builder.ins().try_call(function, arguments, table);
            }
            Callee::Code(code) => {
                self.builder.ins().try_call_indirect(code, arguments, table);
            }
        }
        self.continue_in(next);
        Ok(self.builder.block_params(next).to_vec())
    }

    /// A block that takes what functions of that signature return.
    fn create_return_block(&mut self, signature: SigRef) -> Block {
        let returns: Vec<_> = self.builder.func.dfg.signatures[signature]
            .returns
            .iter()
            .map(|result| result.value_type)
            .collect();
        self.create_block_with_params(&returns)
    }

    /// Tail-calls a reference that is not null and has the type `ty`.
    fn return_call_reference(
        &mut self,
        reference: Value,
        ty: TypeIndex,
        instance: CalleeInstance,
    ) -> Result<(), CompileError> {
        if self.is_inlined() {
            self.with_caller_handlers(|translator| {
                translator.use_caller_place();
                translator.call_reference(reference, ty, instance)
            })?;
            self.return_();
            return Ok(());
        }
        self.note_tail_call(ty);
        let arguments = self.pop_arguments(ty);
        let signature = self.signature(ty);
        match self.without_zeal_exceptions(instance) {
            CalleeInstance::Current => {
                self.return_to_code(reference, signature, &arguments);
            }
            CalleeInstance::Other => self.return_to_gate(reference, signature, &arguments),
            CalleeInstance::Unknown => {
                let callee_instance = self.load_callee_instance(reference);
                let (plain, gated) = self.branch_on_instance(callee_instance);
                self.continue_in(gated);
                self.return_to_gate(reference, signature, &arguments);
                self.continue_in(plain);
                self.return_to_code(reference, signature, &arguments);
            }
        }
        self.reachable = false;
        Ok(())
    }

    fn note_tail_call(&mut self, ty: TypeIndex) {
        let layout = CallLayout::new(func_type(self.module, ty));
        self.departures.note_tail_call(layout.stack_argument_bytes);
    }

    fn return_to_code(&mut self, reference: Value, signature: SigRef, arguments: &[Value]) {
        let code = self.load_code(reference);
        self.emit_return_call(code, signature, arguments);
    }

    fn emit_return_call(&mut self, code: Value, signature: SigRef, arguments: &[Value]) {
        self.with_call_kind(CallKind::Tail, |translator| {
            translator
                .builder
                .ins()
                .return_call_indirect(signature, code, arguments);
        });
    }

    /// Tail-calls a function of another instance.
    fn return_to_gate(&mut self, reference: Value, signature: SigRef, arguments: &[Value]) {
        // Not by `load_constant`: this is the rare path, from which nothing should move.
        let flags = MemFlagsData::trusted().with_readonly();
        let instance = self.instance();
        let offset = instance_offset(offset_of!(InstanceContext, routines));
        let table = self.builder.ins().load(POINTER, flags, instance, offset);
        if !self.settings.tier.gate_at_every_call {
            self.return_in_ring(table, reference, signature, arguments);
        }
        let offset = instance_offset(offset_of!(InstanceContext, gate_callee));
        self.builder
            .ins()
            .store(MemFlagsData::trusted(), reference, instance, offset);
        let offset = instance_offset(offset_of!(RoutineTable, gate));
        let gate = self.builder.ins().load(POINTER, flags, table, offset);
        self.emit_return_call(gate, signature, arguments);
    }

    /// Does what the gate would do if it was a gate that called us: changes the instance
    /// and jumps. The processor then has one jump for each site to predict instead of the
    /// gate's one for all. What is emitted next is for all other cases.
    fn return_in_ring(
        &mut self,
        routines: Value,
        reference: Value,
        signature: SigRef,
        arguments: &[Value],
    ) {
        let flags = MemFlagsData::trusted().with_readonly();
        let offset = instance_offset(offset_of!(RoutineTable, gate_return_point));
        let gate_return_point = self.builder.ins().load(POINTER, flags, routines, offset);
        let return_address = self.builder.ins().get_return_address(POINTER);
        let was_gated = self
            .builder
            .ins()
            .icmp(IntCC::Equal, return_address, gate_return_point);
        let offset = instance_offset(offset_of!(FuncRef, function_index));
        let index = self
            .builder
            .ins()
            .load(types::I32, flags, reference, offset);
        let is_wasm =
            self.builder
                .ins()
                .icmp_imm_u(IntCC::NotEqual, index, i64::from(FuncRef::HOST));
        let may_jump = self.builder.ins().band(was_gated, is_wasm);
        let jump = self.builder.create_block();
        let other = self.create_cold_block();
        let instance = self.instance;
        self.builder.ins().brif(may_jump, jump, [], other, []);

        self.continue_in(jump);
        let callee_instance = self.load_callee_instance(reference);
        let code = self.load_code(reference);
        self.builder.ins().set_pinned_reg(callee_instance);
        self.emit_return_call(code, signature, arguments);

        self.continue_in(other);
        self.instance = instance;
    }

    /// In the zeal mode, every call takes the way to another instance.
    fn without_zeal_exceptions(&self, instance: CalleeInstance) -> CalleeInstance {
        if self.settings.tier.gate_at_every_call {
            CalleeInstance::Other
        } else {
            instance
        }
    }

    /// The code of a function reference that is not null. It may change at any time.
    fn load_code(&mut self, reference: Value) -> Value {
        let flags = self.region_flags(Region::FuncRefCode);
        let offset = instance_offset(offset_of!(FuncRef, code));
        self.builder.ins().load(POINTER, flags, reference, offset)
    }

    fn load_callee_instance(&mut self, reference: Value) -> Value {
        // Constant, but only to be loaded when the reference is known not to be null.
        let flags = MemFlagsData::trusted().with_readonly();
        let offset = instance_offset(offset_of!(FuncRef, instance));
        self.builder.ins().load(POINTER, flags, reference, offset)
    }

    /// Makes the call that brought us into this inlined body the origin of what
    /// follows: a tail call leaves no trace of the function that made it.
    fn use_caller_place(&mut self) {
        let mut place = self.place;
        if let Some(call) = self.positions.inlined_call(place.inlined) {
            place.wasm_offset = call.call_wasm_offset;
            place.inlined = call.parent;
        }
        debug_assert_ne!(self.place.inlined, NOT_INLINED);
        self.use_place(place);
    }

    fn inline_call(&mut self, function: FunctionIndex) -> Result<(), CompileError> {
        let arguments = self.pop_arguments(self.function_type(function));
        let inlined = self.positions.add_inlined_call(function, self.place);
        let body = self.open_body(function, &arguments, inlined)?;
        self.begin_body(body);
        Ok(())
    }
}
