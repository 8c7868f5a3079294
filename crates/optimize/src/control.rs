//! Structured control.
//!
//! Every block of the source is a [`ControlFrame`] with a label, a block of Cranelift's
//! that branches to it go to. What follows an instruction that does not return is
//! skipped up to where control can come in again.

use std::collections::HashMap;
use std::ops::Range;

use cranelift_codegen::ir::{self, Block, InstBuilder, JumpTableData, Value};
use switchback_abi::tier::CompileError;
use switchback_abi::trap::TrapCode;
use switchback_wasm::{TypeIndex, ValType};
use wasmparser::{BlockType, BrTable, Operator};

use crate::exception::Handlers;
use crate::legacy_exception::LegacyTry;
use crate::signature::{func_type, operator_type};
use crate::translate::{Translator, block_arguments, invalid, trap_code};
use crate::unroll::Unrolling;

/// An open block of the source.
pub(crate) struct ControlFrame<'a> {
    pub(crate) kind: FrameKind<'a>,
    /// Where branches to it go: its beginning for a loop, otherwise its end.
    pub(crate) label: Block,
    /// What is known where branches to its end meet.
    pub(crate) merge: Merge,
    /// How many operands lie below its own.
    pub(crate) height: usize,
    /// How many operands a branch to it takes along.
    pub(crate) branch_values: usize,
    /// How many results it has.
    pub(crate) results: usize,
    /// The handlers in force in it.
    pub(crate) handlers: Handlers,
    /// What was assumed of references before it.
    pub(crate) assumed: usize,
}

/// What kind of block it is.
pub(crate) enum FrameKind<'a> {
    /// A function body: branches to it return.
    Body,
    Block,
    /// With what is to come if its body is repeated.
    Loop(Option<Unrolling<'a>>),
    /// Before its `else`.
    If {
        otherwise: Block,
        /// The operands it began with, for the `else`.
        params: Vec<Value>,
        /// The value of the pinned register at its beginning.
        instance: Option<Value>,
        condition: Value,
    },
    /// After its `else`.
    Else,
    /// With its own handlers, by number.
    TryTable(Range<usize>),
    /// A legacy `try` that has clauses.
    Try(LegacyTry),
}

/// What is known of the value of the pinned register where branches meet: the same
/// value if it is so on every one of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Merge {
    /// No branch so far.
    #[default]
    Unreached,
    /// On all of them.
    Agreed(Value),
    /// On some none or another.
    Unknown,
}

impl Merge {
    pub(crate) fn add(&mut self, instance: Option<Value>) {
        *self = match (*self, instance) {
            (Self::Unreached, Some(value)) => Self::Agreed(value),
            (Self::Agreed(known), Some(value)) if known == value => Self::Agreed(known),
            _ => Self::Unknown,
        };
    }

    pub(crate) fn instance(self) -> Option<Value> {
        match self {
            Self::Agreed(value) => Some(value),
            Self::Unreached | Self::Unknown => None,
        }
    }
}

impl<'a> Translator<'a> {
    pub(crate) fn block_types(&self, ty: BlockType) -> (Vec<ValType>, Vec<ValType>) {
        match ty {
            BlockType::Empty => (Vec::new(), Vec::new()),
            BlockType::Type(ty) => (Vec::new(), vec![operator_type(self.module, ty)]),
            BlockType::FuncType(index) => {
                let ty = func_type(self.module, TypeIndex(index));
                (ty.params.to_vec(), ty.results.to_vec())
            }
        }
    }

    pub(crate) fn block(&mut self, ty: BlockType) {
        let handlers = self.handlers_here();
        self.open_block(FrameKind::Block, ty, handlers);
    }

    /// Opens a block to whose end branches go, with the handlers in force inside.
    pub(crate) fn open_block(&mut self, kind: FrameKind<'a>, ty: BlockType, handlers: Handlers) {
        let (params, results) = self.block_types(ty);
        let label = self.create_label(&results);
        self.control.push(ControlFrame {
            kind,
            label,
            merge: Merge::default(),
            height: self.stack.len() - params.len(),
            branch_values: results.len(),
            results: results.len(),
            handlers,
            assumed: self.references.mark(),
        });
    }

    pub(crate) fn loop_(&mut self, ty: BlockType) {
        let (params, results) = self.block_types(ty);
        let facts = self.body().scan.loop_at(u64::from(self.place.wasm_offset));
        if !facts.calls {
            // Before the loop, so that what hangs off it can stay out of the loop.
            self.instance();
        }
        let header = self.create_label(&params);
        let arguments = block_arguments(self.stack.peek_many(params.len()));
        self.builder.ins().jump(header, &arguments);
        self.builder.switch_to_block(header);
        let height = self.stack.len() - params.len();
        self.stack.truncate(height);
        self.stack.push_all(self.builder.block_params(header));
        let unrolling = self.unroll(header, facts, &params, &results);
        self.control.push(ControlFrame {
            label: unrolling
                .as_ref()
                .map_or(header, |unrolling| unrolling.next),
            kind: FrameKind::Loop(unrolling),
            merge: Merge::default(),
            height,
            branch_values: params.len(),
            results: results.len(),
            handlers: self.handlers_here(),
            assumed: self.references.mark(),
        });
        if facts.calls {
            self.instance = None;
        }
        self.references.note_safepoint();
        self.check_interrupt();
    }

    pub(crate) fn if_(&mut self, ty: BlockType) {
        let (params, results) = self.block_types(ty);
        let condition = self.stack.pop();
        let hint = self.branch_hint();
        let then = self.create_hinted_block(hint == Some(false));
        let otherwise = self.create_hinted_block(hint == Some(true));
        let label = self.create_label(&results);
        self.builder.ins().brif(condition, then, [], otherwise, []);
        self.builder.seal_block(otherwise);
        self.continue_in(then);
        self.control.push(ControlFrame {
            kind: FrameKind::If {
                otherwise,
                params: self.stack.peek_many(params.len()).to_vec(),
                instance: self.instance,
                condition,
            },
            label,
            merge: Merge::default(),
            height: self.stack.len() - params.len(),
            branch_values: results.len(),
            results: results.len(),
            handlers: self.handlers_here(),
            assumed: self.references.mark(),
        });
        self.assume_condition(condition, true);
    }

    fn create_hinted_block(&mut self, is_cold: bool) -> Block {
        if is_cold {
            self.create_cold_block()
        } else {
            self.builder.create_block()
        }
    }

    /// `else`, whose `if` could be reached.
    pub(crate) fn else_(&mut self) {
        let index = self.control.len() - 1;
        if self.reachable {
            self.branch_to(index);
        }
        let frame = &mut self.control[index];
        let kind = std::mem::replace(&mut frame.kind, FrameKind::Else);
        let FrameKind::If {
            otherwise,
            params,
            instance,
            condition,
        } = kind
        else {
            unreachable!("validation has matched every `else` with an `if`")
        };
        self.references.forget(frame.assumed);
        self.stack.truncate(frame.height);
        self.stack.push_all(&params);
        self.builder.switch_to_block(otherwise);
        self.instance = instance;
        self.reachable = true;
        self.assume_condition(condition, false);
    }

    /// `end` of a block that could be reached.
    pub(crate) fn end(&mut self) {
        let index = self.control.len() - 1;
        // Whether there is one way to what comes next, so that all that is known stays.
        let mut is_straight = self.control[index].merge == Merge::Unreached;
        match self.control[index].kind {
            FrameKind::Loop(Some(_)) => {
                self.end_of_copy();
                return;
            }
            FrameKind::Loop(None) => {
                self.builder.seal_block(self.control[index].label);
                if !self.reachable {
                    let height = self.control[index].height;
                    self.stack.truncate(height);
                }
                self.control.pop();
                return;
            }
            FrameKind::If { .. } => {
                // Without an `else`, its parameters are its results.
                is_straight &= !self.reachable;
                self.else_();
                self.branch_to(index);
            }
            FrameKind::Block | FrameKind::Else | FrameKind::Body | FrameKind::Try(_) => {
                if self.reachable {
                    self.branch_to(index);
                }
            }
            FrameKind::TryTable(ref handlers) => {
                let handlers = handlers.clone();
                if self.reachable {
                    self.branch_to(index);
                }
                self.references.forget(self.control[index].assumed);
                self.end_try_table(handlers);
                is_straight = false;
            }
        }
        let frame = self
            .control
            .pop()
            .expect("validation has matched every `end` with a block");
        self.stack.truncate(frame.height);
        if !is_straight {
            self.references.forget(frame.assumed);
        }
        self.reachable = frame.merge != Merge::Unreached;
        if self.reachable {
            self.continue_in(frame.label);
            self.instance = frame.merge.instance();
            self.stack.push_all(self.builder.block_params(frame.label));
        }
        if matches!(frame.kind, FrameKind::Body) {
            self.end_body(frame.results);
        }
    }

    fn end_body(&mut self, results: usize) {
        if let Some(body) = self.bodies.pop() {
            self.free_locals(&body.locals);
        }
        if !self.bodies.is_empty() {
            return;
        }
        if self.reachable {
            let results = self.stack.peek_many(results).to_vec();
            self.builder.ins().return_(&results);
        }
        if let Some(header) = self.self_tail_call {
            self.builder.seal_block(header);
        }
    }

    /// Jumps to a label with the topmost operands. What follows is not reachable, but
    /// for what the caller says.
    pub(crate) fn branch_to(&mut self, index: usize) {
        let arguments = self.branch_arguments(index);
        self.note_branch(index);
        self.builder
            .ins()
            .jump(self.control[index].label, &arguments);
    }

    fn branch_arguments(&self, index: usize) -> Vec<ir::BlockArg> {
        block_arguments(self.stack.peek_many(self.control[index].branch_values))
    }

    /// Notes a branch from here.
    fn note_branch(&mut self, index: usize) {
        self.control[index].merge.add(self.instance);
    }

    pub(crate) fn frame_index(&self, depth: u32) -> usize {
        self.control.len() - 1 - depth as usize
    }

    pub(crate) fn br(&mut self, depth: u32) {
        let index = self.frame_index(depth);
        if !self.is_inlined() && matches!(self.control[index].kind, FrameKind::Body) {
            self.return_();
            return;
        }
        self.branch_to(index);
        self.reachable = false;
    }

    pub(crate) fn return_(&mut self) {
        let index = self.body().frame;
        if self.is_inlined() {
            self.branch_to(index);
        } else {
            let results = self.stack.peek_many(self.control[index].results).to_vec();
            self.builder.ins().return_(&results);
        }
        self.reachable = false;
    }

    pub(crate) fn br_if(&mut self, depth: u32) {
        let condition = self.stack.pop();
        let next = self.branch_if(condition, depth, false);
        self.continue_in(next);
        self.assume_condition(condition, false);
    }

    /// Branches to a label if `condition` is not zero (`if_zero`: if it is zero), with
    /// the topmost operands; the block for the other case, to be continued in.
    pub(crate) fn branch_if(&mut self, condition: Value, depth: u32, if_zero: bool) -> Block {
        let index = self.frame_index(depth);
        let hint = self.branch_hint();
        let arguments = self.branch_arguments(index);
        self.note_branch(index);
        let label = self.control[index].label;
        let next = self.create_hinted_block(hint == Some(true));
        let (target, target_arguments) = if hint == Some(false) {
            (self.create_cold_block(), Vec::new())
        } else {
            (label, arguments.clone())
        };
        if if_zero {
            self.builder
                .ins()
                .brif(condition, next, [], target, &target_arguments);
        } else {
            self.builder
                .ins()
                .brif(condition, target, &target_arguments, next, []);
        }
        if target != label {
            self.continue_in(target);
            self.builder.ins().jump(label, &arguments);
        }
        next
    }

    pub(crate) fn br_table(&mut self, table: &BrTable<'_>) -> Result<(), CompileError> {
        let selector = self.stack.pop();
        let mut depths = Vec::with_capacity(table.len() as usize + 1);
        depths.push(table.default());
        for depth in table.targets() {
            depths.push(depth.map_err(|error| invalid(&error))?);
        }
        // A label that stands in the table more than once, or takes operands along, gets
        // a block in between: otherwise each entry would carry what the label takes.
        let mut uses: HashMap<u32, usize> = HashMap::new();
        for &depth in &depths {
            *uses.entry(depth).or_default() += 1;
        }
        let mut targets: HashMap<u32, Block> = HashMap::new();
        let mut order = Vec::new();
        let mut calls = Vec::with_capacity(depths.len());
        for &depth in &depths {
            let target = match targets.get(&depth) {
                Some(&target) => target,
                None => {
                    let frame = &self.control[self.frame_index(depth)];
                    let target = if uses[&depth] == 1 && frame.branch_values == 0 {
                        frame.label
                    } else {
                        self.builder.create_block()
                    };
                    targets.insert(depth, target);
                    order.push((depth, target));
                    target
                }
            };
            calls.push(self.builder.func.dfg.block_call(target, &[]));
        }
        let jump_table = self
            .builder
            .create_jump_table(JumpTableData::new(calls[0], &calls[1..]));
        self.builder.ins().br_table(selector, jump_table);
        for (depth, target) in order {
            let index = self.frame_index(depth);
            if target == self.control[index].label {
                self.note_branch(index);
            } else {
                self.continue_in(target);
                self.branch_to(index);
            }
        }
        self.reachable = false;
        Ok(())
    }

    pub(crate) fn unreachable(&mut self) {
        self.trap(TrapCode::Unreachable);
    }

    /// Says that what is being translated nearly never runs.
    pub(crate) fn set_cold(&mut self) {
        // The entry block is laid out when it gets its first instruction.
        let entry = self.builder.func.layout.entry_block();
        if let Some(block) = self.builder.current_block()
            && entry.is_some_and(|entry| entry != block)
        {
            self.builder.set_cold_block(block);
        }
    }

    /// Traps; what follows is not reachable.
    pub(crate) fn trap(&mut self, code: TrapCode) {
        self.set_cold();
        // A block that did nothing but trap would become part of the branch to it, and
        // the trap would seem to come from there.
        self.builder.ins().sequence_point();
        self.builder.ins().trap(trap_code(code));
        self.reachable = false;
    }

    /// Goes past an instruction that cannot be reached.
    pub(crate) fn skip_operator(&mut self, operator: &Operator<'_>) {
        match operator {
            Operator::Block { .. }
            | Operator::Loop { .. }
            | Operator::If { .. }
            | Operator::TryTable { .. }
            | Operator::Try { .. } => self.unreachable_blocks += 1,
            Operator::Else if self.unreachable_blocks == 0 => self.else_(),
            Operator::Catch { .. } | Operator::CatchAll if self.unreachable_blocks == 0 => {
                self.legacy_catch();
            }
            Operator::End | Operator::Delegate { .. } if self.unreachable_blocks == 0 => {
                self.end();
            }
            Operator::End | Operator::Delegate { .. } => self.unreachable_blocks -= 1,
            _ => {}
        }
    }
}
