//! Blocks, branches and calls.

use wasmparser::{BlockType, Operator};

use super::exception::Clause;
use super::thread::{Frame, Thread};
use super::value::{Reference, Value};
use super::{Event, Function, Machine, Outcome, Trap};

/// An open block.
#[derive(Clone)]
pub(super) struct Label {
    pub(super) kind: LabelKind,
    /// How many operands a branch takes along.
    pub(super) arity: usize,
    /// How many operands lie below those of the block.
    pub(super) height: usize,
    /// Where a branch goes on.
    pub(super) target: usize,
}

/// What is special about an open block.
#[derive(Clone)]
pub(super) enum LabelKind {
    Block,
    /// Branches go to its beginning, where it stays open.
    Loop,
    /// A `try_table`.
    TryTable(Vec<Clause>),
    /// A legacy `try`, before its first `catch`: where it opens.
    Try(usize),
    /// A legacy `try` that has caught this exception.
    Caught(usize),
}

impl<'m> Machine<'m> {
    /// How many parameters and results a block has.
    fn block_arity(&self, frame: &Frame<'m>, ty: BlockType) -> (usize, usize) {
        match ty {
            BlockType::Empty => (0, 0),
            BlockType::Type(_) => (0, 1),
            BlockType::FuncType(index) => self.instances[frame.instance].arity(index),
        }
    }

    /// Opens a block of the running function that begins at `place`.
    pub(super) fn open(&self, frame: &mut Frame<'m>, ty: BlockType, kind: LabelKind, place: usize) {
        let (params, results) = self.block_arity(frame, ty);
        let (arity, target) = match kind {
            LabelKind::Loop => (params, place + 1),
            // To its `end`, which then closes it.
            _ => (results, frame.code.blocks[&place].end),
        };
        frame.labels.push(Label {
            kind,
            arity,
            height: frame.operands.len() - params,
            target,
        });
    }

    /// Control instructions and calls.
    pub(super) fn control(
        &mut self,
        thread: &mut Thread<'m>,
        operator: &Operator<'m>,
        place: usize,
    ) -> Option<Outcome> {
        let frame = thread.frame();
        match operator {
            Operator::Nop => {}
            Operator::Unreachable => return Some(Err(Trap::Unreachable.into())),
            Operator::Block { blockty } => self.open(frame, *blockty, LabelKind::Block, place),
            Operator::Loop { blockty } => self.open(frame, *blockty, LabelKind::Loop, place),
            Operator::If { blockty } => {
                let condition = frame.pop().i32();
                self.open(frame, *blockty, LabelKind::Block, place);
                if condition == 0 {
                    let block = &frame.code.blocks[&place];
                    frame.next = block.otherwise.map_or(block.end, |place| place + 1);
                }
            }
            // What comes before it has been executed: the block ends.
            Operator::Else => frame.next = innermost(frame).target,
            Operator::End => {
                frame.labels.pop();
                if frame.labels.is_empty() {
                    self.leave(thread);
                }
            }
            Operator::Br { relative_depth } => branch(frame, *relative_depth),
            Operator::BrIf { relative_depth } => {
                if frame.pop().i32() != 0 {
                    branch(frame, *relative_depth);
                }
            }
            Operator::BrTable { targets } => {
                let selector = frame.pop().i32();
                let depth = targets
                    .targets()
                    .nth(selector as usize)
                    .map_or(targets.default(), |depth| {
                        depth.expect("validation has read the table")
                    });
                branch(frame, depth);
            }
            Operator::BrOnNull { relative_depth } => {
                let reference = frame.pop().reference();
                if reference.is_null() {
                    branch(frame, *relative_depth);
                } else {
                    frame.push(reference);
                }
            }
            Operator::BrOnNonNull { relative_depth } => {
                let reference = frame.pop().reference();
                if !reference.is_null() {
                    frame.push(reference);
                    branch(frame, *relative_depth);
                }
            }
            Operator::BrOnCast {
                relative_depth,
                to_ref_type,
                ..
            }
            | Operator::BrOnCastFail {
                relative_depth,
                to_ref_type,
                ..
            } => {
                let reference = frame.pop().reference();
                frame.push(reference);
                let matches = self.matches(frame, reference, *to_ref_type);
                if matches == matches!(operator, Operator::BrOnCast { .. }) {
                    branch(frame, *relative_depth);
                }
            }
            Operator::Return => self.leave(thread),
            _ => return self.calls(thread, operator),
        }
        Some(Ok(()))
    }

    fn calls(&mut self, thread: &mut Thread<'m>, operator: &Operator<'m>) -> Option<Outcome> {
        let frame = thread.frame();
        let instance = &self.instances[frame.instance];
        let callee = match *operator {
            Operator::Call { function_index } | Operator::ReturnCall { function_index } => {
                Ok(instance.function(function_index))
            }
            Operator::CallRef { .. } | Operator::ReturnCallRef { .. } => {
                called(frame.pop().reference(), Trap::NullReference)
            }
            Operator::CallIndirect {
                type_index,
                table_index,
            }
            | Operator::ReturnCallIndirect {
                type_index,
                table_index,
            } => {
                let index = frame.pop().index();
                self.indirect_callee(frame, type_index, table_index, index)
            }
            _ => return None,
        };
        let callee = match callee {
            Ok(callee) => callee,
            Err(stop) => return Some(Err(stop)),
        };
        let params = self.functions[callee].params();
        let arguments = frame.pop_many(params);
        let is_tail_call = matches!(
            operator,
            Operator::ReturnCall { .. }
                | Operator::ReturnCallIndirect { .. }
                | Operator::ReturnCallRef { .. }
        );
        if is_tail_call {
            let instance = thread.frame().instance;
            thread.fiber().frames.pop();
            if thread.fibers.len() > 1 {
                self.coverage.note(Event::TailCallOnContinuation);
                if matches!(self.functions[callee], Function::Wasm { instance: to, .. } if to != instance)
                {
                    self.coverage.note(Event::TailCallToOtherInstance);
                }
            }
        }
        Some(self.enter(thread, callee, arguments))
    }

    fn indirect_callee(
        &self,
        frame: &Frame<'m>,
        ty: u32,
        table: u32,
        index: u64,
    ) -> Outcome<usize> {
        let instance = &self.instances[frame.instance];
        let elements = &self.tables[instance.table(table)].elements;
        let element = usize::try_from(index)
            .ok()
            .and_then(|index| elements.get(index))
            .ok_or(Trap::UndefinedElement)?;
        let callee = called(element.reference(), Trap::UninitializedElement)?;
        let expected = instance.identity(ty);
        if self
            .registry
            .is_subtype(self.functions[callee].ty(), expected)
        {
            Ok(callee)
        } else {
            Err(Trap::IndirectCallTypeMismatch.into())
        }
    }
}

/// The function that a reference refers to.
fn called(reference: Reference, if_null: Trap) -> Outcome<usize> {
    match reference {
        Reference::Func(function) => Ok(function),
        Reference::Null => Err(if_null.into()),
        _ => unreachable!("validation has checked that it is a function reference"),
    }
}

fn innermost<'a>(frame: &'a Frame<'_>) -> &'a Label {
    frame.labels.last().expect("a block is open")
}

/// Branches to the label of that depth with the topmost operands.
pub(super) fn branch(frame: &mut Frame<'_>, depth: u32) {
    let index = frame.labels.len() - 1 - depth as usize;
    let label = &frame.labels[index];
    let (arity, height, target) = (label.arity, label.height, label.target);
    let values: Vec<Value> = frame.pop_many(arity);
    frame.operands.truncate(height);
    frame.operands.extend(values);
    frame.next = target;
    frame.labels.truncate(index + 1);
}
