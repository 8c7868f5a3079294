//! The translation of one function to Cranelift's intermediate representation.
//!
//! [`Translator`] goes over a function body once. Where a call is inlined, it goes
//! over the callee's body in place of the call, and then on; bodies in progress are
//! kept on a stack of our own, so that nothing recurses. The families of operators are
//! in files of their own, as further methods of [`Translator`].
//!
//! Invariants:
//! - [`OperandStack`] holds exactly what validation says is on the operand stack, as
//!   long as code is reachable; unreachable code is skipped.
//! - Values have the types of [`crate::signature`].

use std::collections::HashMap;
use std::rc::Rc;

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{
    self, Block, BlockArg, DataFlowGraph, InstBuilder, InstructionData, Opcode, StackSlot, Type,
    Value, ValueDef, types,
};
use cranelift_codegen::isa::TargetFrontendConfig;
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext, Variable};
use switchback_abi::heap::ObjectLayout;
use switchback_abi::instance::InstanceLayout;
use switchback_abi::tier::{CompileError, TierSettings};
use switchback_abi::trap::TrapCode;
use switchback_wasm::{FunctionIndex, Module, TableIndex, TypeIndex, ValType};
use wasmparser::OperatorsReader;

use crate::control::{ControlFrame, FrameKind, Merge};
use crate::entry_check::Departures;
use crate::environment::Declarations;
use crate::exception::Handler;
use crate::inline::{Inliner, function_body};
use crate::numeric::NumericContext;
use crate::positions::{CallKind, NOT_INLINED, Place, Positions};
use crate::safepoint::SwitchMaps;
use crate::scan::Scan;
use crate::signature::{func_type, operator_type, value_type};
use crate::stack::OperandStack;
use crate::table::KnownElements;
use crate::typing::References;
use crate::variable::Local;
use crate::{exception, unroll};

/// What translation needs besides the module and the function.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TranslationSettings {
    pub(crate) tier: TierSettings,
    pub(crate) numeric: NumericContext,
}

/// What translation gives besides the function.
#[derive(Debug)]
pub(crate) struct Translation {
    pub(crate) departures: Departures,
    pub(crate) positions: Positions,
    pub(crate) references: References,
    /// Filled when the references get their slots.
    pub(crate) switch_maps: SwitchMaps,
    /// The slot in which inline gates keep the instance.
    pub(crate) instance_slot: Option<StackSlot>,
}

/// A translation in progress.
pub(crate) struct Translator<'a> {
    pub(crate) module: &'a Module,
    pub(crate) layout: InstanceLayout,
    pub(crate) settings: TranslationSettings,
    pub(crate) builder: FunctionBuilder<'a>,
    pub(crate) stack: OperandStack,
    pub(crate) control: Vec<ControlFrame<'a>>,
    /// The handlers of exceptions, of all blocks so far.
    pub(crate) handlers: Vec<Handler>,
    /// The calls and the like so far.
    pub(crate) departures: Departures,
    /// How many exceptional edges calls may still have.
    pub(crate) edge_budget: usize,
    /// The bodies in progress: the function itself, then those inlined, each in the
    /// one before.
    pub(crate) bodies: Vec<Body<'a>>,
    pub(crate) inliner: Inliner<'a>,
    /// How many bytes of loop bodies may still be repeated.
    pub(crate) unrolling_budget: u64,
    /// Whether the current instruction can be reached.
    pub(crate) reachable: bool,
    /// How many blocks are open that begin in unreachable code.
    pub(crate) unreachable_blocks: usize,
    /// The value of the pinned register, while it is good to use it: see
    /// [`crate::environment`].
    pub(crate) instance: Option<Value>,
    pub(crate) instance_slot: Option<StackSlot>,
    /// Where values in transit lie: see [`crate::continuation`].
    pub(crate) transit_slot: Option<StackSlot>,
    /// The store context, in functions that may switch: see [`crate::continuation`].
    pub(crate) store: Option<Variable>,
    pub(crate) declarations: Declarations,
    /// What is known of tables that nobody changes.
    pub(crate) known_tables: HashMap<TableIndex, KnownElements>,
    /// References to functions that the module defines.
    pub(crate) known_references: HashMap<Value, FunctionIndex>,
    /// The layouts of the struct types that were needed so far.
    pub(crate) struct_layouts: HashMap<TypeIndex, Rc<ObjectLayout>>,
    /// What is known of references into the heap, and of the types of all references.
    pub(crate) references: References,
    pub(crate) positions: Positions,
    /// The current instruction.
    pub(crate) place: Place,
    /// Where a tail call of the function itself goes.
    pub(crate) self_tail_call: Option<Block>,
    /// Variables that no body uses any more, by type.
    pub(crate) free_variables: HashMap<Type, Vec<Variable>>,
}

/// A function body in progress.
pub(crate) struct Body<'a> {
    pub(crate) function: FunctionIndex,
    pub(crate) reader: OperatorsReader<'a>,
    pub(crate) locals: Vec<Local>,
    pub(crate) scan: Scan,
    /// Its frame's place on the control stack.
    pub(crate) frame: usize,
    /// The number of the inlined call, or [`NOT_INLINED`].
    inlined: u32,
    branch_hints: &'a [(usize, bool)],
}

/// Translates a function into `func`.
pub(crate) fn translate<'a>(
    module: &'a Module,
    function: FunctionIndex,
    settings: TranslationSettings,
    func: &'a mut ir::Function,
    context: &'a mut FunctionBuilderContext,
    frontend_config: TargetFrontendConfig,
) -> Result<Translation, CompileError> {
    let mut translator = Translator::new(module, settings, func, context);
    translator.begin_function(function)?;
    translator.translate_bodies()?;
    Ok(translator.finish(frontend_config))
}

/// The error for what validation should have kept from us.
pub(crate) fn invalid(error: &wasmparser::Error) -> CompileError {
    CompileError::Bug(format!("a validated body cannot be read: {error}"))
}

impl<'a> Translator<'a> {
    fn new(
        module: &'a Module,
        settings: TranslationSettings,
        func: &'a mut ir::Function,
        context: &'a mut FunctionBuilderContext,
    ) -> Self {
        Self {
            module,
            layout: InstanceLayout::new(module),
            settings,
            builder: FunctionBuilder::new(func, context),
            stack: OperandStack::default(),
            control: Vec::new(),
            handlers: Vec::new(),
            departures: Departures::default(),
            edge_budget: exception::EDGES,
            bodies: Vec::new(),
            inliner: Inliner::new(module, settings.tier),
            unrolling_budget: unroll::BUDGET,
            reachable: true,
            unreachable_blocks: 0,
            instance: None,
            instance_slot: None,
            transit_slot: None,
            store: None,
            declarations: Declarations::default(),
            known_tables: HashMap::new(),
            known_references: HashMap::new(),
            struct_layouts: HashMap::new(),
            references: References::default(),
            positions: Positions::default(),
            place: Place {
                wasm_offset: 0,
                inlined: NOT_INLINED,
                call: CallKind::Plain,
            },
            self_tail_call: None,
            free_variables: HashMap::new(),
        }
    }

    fn finish(mut self, frontend_config: TargetFrontendConfig) -> Translation {
        self.fill_instance_slot();
        self.builder.seal_all_blocks();
        self.builder.finalize(frontend_config);
        Translation {
            departures: self.departures,
            positions: self.positions,
            references: self.references,
            switch_maps: SwitchMaps::new(),
            instance_slot: self.instance_slot,
        }
    }

    fn begin_function(&mut self, function: FunctionIndex) -> Result<(), CompileError> {
        let entry = self.builder.create_block();
        self.builder.append_block_params_for_function_params(entry);
        self.continue_in(entry);
        let offset = self.module.functions[function.index()].body.start;
        self.set_place(offset as u64, NOT_INLINED);
        let arguments = self.builder.block_params(entry).to_vec();
        let ty = func_type(self.module, self.function_type(function));
        self.declare_all(&arguments, &ty.params);
        let body = self.open_body(function, &arguments, NOT_INLINED)?;
        let facts = self.module.functions[function.index()].facts;
        self.keep_store(facts.switches || body.scan.inlines_switches);
        let is_loop = body.scan.has_self_tail_call && !self.settings.tier.gate_at_every_call;
        if is_loop {
            let header = self.builder.create_block();
            self.builder.ins().jump(header, []);
            self.builder.switch_to_block(header);
            self.self_tail_call = Some(header);
            if body.scan.calls {
                self.instance = None;
            }
            self.check_interrupt();
        }
        self.begin_body(body);
        Ok(())
    }

    /// Makes a body ready: its locals defined, nothing of it translated.
    pub(crate) fn open_body(
        &mut self,
        function: FunctionIndex,
        arguments: &[Value],
        inlined: u32,
    ) -> Result<Body<'a>, CompileError> {
        let body = function_body(self.module, function);
        let mut declared = Vec::new();
        let locals = body.get_locals_reader().map_err(|error| invalid(&error))?;
        for local in locals {
            let (count, ty) = local.map_err(|error| invalid(&error))?;
            let ty = operator_type(self.module, ty);
            declared.extend(std::iter::repeat_n(ty, count as usize));
        }
        let reader = || body.get_operators_reader().map_err(|error| invalid(&error));
        let mut within: Vec<_> = self.bodies.iter().map(|body| body.function).collect();
        within.push(function);
        let in_try = !self.handlers_here().is_empty();
        let scan = Scan::new(
            function,
            reader()?,
            arguments.len() + declared.len(),
            in_try,
            |callee, in_try| self.inliner.decide(&within, callee, in_try),
        )
        .map_err(|error| invalid(&error))?;
        if scan.is_too_large() {
            let message = "the function has too many locals for so much control flow";
            return Err(CompileError::LimitExceeded(message.to_owned()));
        }
        let all_change = inlined == NOT_INLINED && scan.has_self_tail_call;
        let params = &func_type(self.module, self.function_type(function)).params;
        let locals = self.define_locals(params, arguments, &declared, |local| {
            all_change || scan.is_assigned(local)
        });
        Ok(Body {
            function,
            reader: reader()?,
            locals,
            scan,
            frame: self.control.len(),
            inlined,
            branch_hints: &self.module.functions[function.index()].branch_hints,
        })
    }

    /// Opens the frame of `body` and makes it the current one. Its arguments are not on
    /// the operand stack any more.
    pub(crate) fn begin_body(&mut self, body: Body<'a>) {
        let ty = self.function_type(body.function);
        let results = &func_type(self.module, ty).results;
        let label = self.create_label(results);
        let handlers = self.handlers_here();
        self.control.push(ControlFrame {
            kind: FrameKind::Body,
            label,
            merge: Merge::default(),
            height: self.stack.len(),
            branch_values: results.len(),
            results: results.len(),
            handlers,
            assumed: self.references.mark(),
        });
        self.bodies.push(body);
    }

    fn translate_bodies(&mut self) -> Result<(), CompileError> {
        while let Some(body) = self.bodies.last_mut() {
            let (operator, offset) = body
                .reader
                .read_with_offset()
                .map_err(|error| invalid(&error))?;
            let inlined = body.inlined;
            if self.reachable {
                self.set_place(offset, inlined);
                self.translate_operator(&operator)?;
            } else {
                self.skip_operator(&operator);
            }
        }
        Ok(())
    }

    /// The body in progress.
    pub(crate) fn body(&self) -> &Body<'a> {
        self.bodies
            .last()
            .expect("an instruction belongs to a body")
    }

    /// Whether the body in progress is inlined into another.
    pub(crate) fn is_inlined(&self) -> bool {
        self.bodies.len() > 1
    }

    /// What a hint says of the branch at the current instruction: whether it is likely
    /// taken.
    pub(crate) fn branch_hint(&self) -> Option<bool> {
        let hints = self.body().branch_hints;
        let offset = self.place.wasm_offset as usize;
        let index = hints.binary_search_by_key(&offset, |&(at, _)| at).ok()?;
        Some(hints[index].1)
    }

    pub(crate) fn function_type(&self, function: FunctionIndex) -> TypeIndex {
        self.module.functions[function.index()].ty
    }

    fn set_place(&mut self, offset: u64, inlined: u32) {
        self.use_place(Place {
            // Bodies lie within the module's bytes, of which there are less than 2^32.
            wasm_offset: offset as u32,
            inlined,
            call: CallKind::Plain,
        });
    }

    /// Makes `place` the origin of what follows.
    pub(crate) fn use_place(&mut self, place: Place) {
        self.place = place;
        let location = self.positions.location(place);
        self.builder.set_srcloc(location);
    }

    /// Makes a call of that kind at the current instruction.
    pub(crate) fn with_call_kind<T>(
        &mut self,
        kind: CallKind,
        call: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let place = self.place;
        self.use_place(Place {
            call: kind,
            ..place
        });
        let result = call(self);
        self.use_place(place);
        result
    }

    pub(crate) fn create_block_with_params(&mut self, params: &[Type]) -> Block {
        let block = self.builder.create_block();
        for &ty in params {
            self.builder.append_block_param(block, ty);
        }
        block
    }

    /// Makes a block whose parameters have types of the source.
    pub(crate) fn create_label(&mut self, params: &[ValType]) -> Block {
        let block = self.builder.create_block();
        for ty in params {
            let param = self.builder.append_block_param(block, value_type(ty));
            self.declare(param, ty);
        }
        block
    }

    /// Makes a block that nearly never runs.
    pub(crate) fn create_cold_block(&mut self) -> Block {
        let block = self.builder.create_block();
        self.builder.set_cold_block(block);
        block
    }

    /// Goes on in `block`, all of whose predecessors are known.
    pub(crate) fn continue_in(&mut self, block: Block) {
        self.builder.seal_block(block);
        self.builder.switch_to_block(block);
    }

    /// Calls in `block`, which nearly never runs, and jumps from there to `next` with what
    /// the call answers. The caller has to continue in another block.
    pub(crate) fn call_in<const N: usize>(
        &mut self,
        block: Block,
        next: Block,
        call: impl FnOnce(&mut Self) -> [Value; N],
    ) {
        self.continue_in(block);
        // Read afresh there, so that it need not be kept for the call alone.
        let instance = self.instance.take();
        let results = call(self).map(BlockArg::from);
        self.builder.ins().jump(next, &results);
        self.instance = instance;
    }

    pub(crate) fn iconst_pointer(&mut self, value: u64) -> Value {
        self.builder.ins().iconst(types::I64, value.cast_signed())
    }

    /// Traps if `condition` is not zero.
    pub(crate) fn trap_if(&mut self, condition: Value, code: TrapCode) {
        self.builder.ins().trapnz(condition, trap_code(code));
    }

    /// Traps if `value` is zero.
    pub(crate) fn trap_if_zero(&mut self, value: Value, code: TrapCode) {
        self.builder.ins().trapz(value, trap_code(code));
    }

    /// Zero-extends an index or a size to 64 bits if it is not of 64 bits already.
    pub(crate) fn zero_extend(&mut self, value: Value) -> Value {
        let dfg = &self.builder.func.dfg;
        if dfg.value_type(value) == types::I64 {
            return value;
        }
        if let ValueDef::Result(inst, _) = dfg.value_def(dfg.resolve_aliases(value))
            && let InstructionData::Unary {
                opcode: Opcode::Ireduce,
                arg,
            } = dfg.insts[inst]
            && largest_value(dfg, arg).is_some_and(|largest| largest <= u64::from(u32::MAX))
        {
            return arg;
        }
        self.builder.ins().uextend(types::I64, value)
    }

    /// Narrows a 64-bit result to the index type of a memory or table.
    pub(crate) fn narrow_to_index(&mut self, value: Value, is_64: bool) -> Value {
        if is_64 {
            value
        } else {
            self.builder.ins().ireduce(types::I32, value)
        }
    }

    pub(crate) fn is_zero(&mut self, value: Value) -> Value {
        self.builder.ins().icmp_imm_u(IntCC::Equal, value, 0)
    }
}

/// Values as arguments of a block.
pub(crate) fn block_arguments(values: &[Value]) -> Vec<BlockArg> {
    values.iter().copied().map(BlockArg::from).collect()
}

/// Cranelift's code for one of ours: the same number.
pub(crate) fn trap_code(code: TrapCode) -> ir::TrapCode {
    ir::TrapCode::unwrap_user(code as u8)
}

/// The value of a constant of up to 64 bits, as an unsigned number.
pub(crate) fn constant_value(dfg: &DataFlowGraph, value: Value) -> Option<u64> {
    let value = dfg.resolve_aliases(value);
    let ValueDef::Result(inst, _) = dfg.value_def(value) else {
        return None;
    };
    match dfg.insts[inst] {
        InstructionData::UnaryImm {
            opcode: Opcode::Iconst,
            imm,
        } => {
            let unused = u64::BITS - dfg.value_type(value).bits();
            Some(imm.bits().cast_unsigned() << unused >> unused)
        }
        _ => None,
    }
}

/// The largest value that `value` can have as an unsigned number, where the instruction
/// that made it tells.
pub(crate) fn largest_value(dfg: &DataFlowGraph, value: Value) -> Option<u64> {
    let definition = |value: Value| match dfg.value_def(dfg.resolve_aliases(value)) {
        ValueDef::Result(inst, _) => Some(dfg.insts[inst]),
        _ => None,
    };
    let constant = |value: Value| match definition(value)? {
        InstructionData::UnaryImm {
            opcode: Opcode::Iconst,
            imm,
        } => Some(imm.bits().cast_unsigned()),
        _ => None,
    };
    match definition(value)? {
        InstructionData::Load {
            opcode: Opcode::Uload8,
            ..
        } => Some(u64::from(u8::MAX)),
        InstructionData::Load {
            opcode: Opcode::Uload16,
            ..
        } => Some(u64::from(u16::MAX)),
        InstructionData::Unary {
            opcode: Opcode::Ireduce,
            arg,
        } => match definition(arg)? {
            InstructionData::Load {
                opcode: Opcode::Uload8 | Opcode::Uload16,
                ..
            } => largest_value(dfg, arg),
            _ => None,
        },
        InstructionData::Binary {
            opcode: Opcode::Band,
            args,
        } => constant(args[0]).or(constant(args[1])),
        _ => constant(value),
    }
}
