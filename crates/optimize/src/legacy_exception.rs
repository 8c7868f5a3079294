//! The exception instructions that were there before the standard: `try`, `catch`,
//! `catch_all`, `delegate`, `rethrow`.
//!
//! A clause is a handler like those of a `try_table`, but what it does stands behind it,
//! not at a label: the scan tells beforehand which clauses a `try` has. In it, the
//! exception is at hand for `rethrow` if the scan has seen one that wants it.

use std::ops::Range;
use std::rc::Rc;

use cranelift_codegen::ir::{Block, InstBuilder, Value};
use switchback_abi::tier::CompileError;
use switchback_wasm::TagIndex;
use wasmparser::BlockType;

use crate::control::{FrameKind, Merge};
use crate::exception::{Destination, Handler};
use crate::exception_object::EXCEPTION;
use crate::translate::{Translator, block_arguments};

/// A `try` with its clauses.
#[derive(Debug)]
pub(crate) struct LegacyTry {
    /// The handlers of the clauses that have not begun, by number.
    to_come: Range<usize>,
    /// The exception that the clause in progress has caught, if it is thrown again.
    caught: Option<Value>,
    /// Its tag, unless the clause in progress catches everything.
    tag: Option<TagIndex>,
}

impl Translator<'_> {
    pub(crate) fn legacy_try(&mut self, ty: BlockType) -> Result<(), CompileError> {
        let offset = u64::from(self.place.wasm_offset);
        let facts = self.body().scan.try_at(offset);
        let (kind, handlers) = match facts.delegate {
            // What is thrown here is as if it were thrown there.
            Some(depth) => {
                let outer = &self.control[self.frame_index(depth)];
                (FrameKind::Block, Rc::clone(&outer.handlers))
            }
            None => {
                let first = self.handlers.len();
                for clause in facts.clauses.clone() {
                    let destination = Destination::Clause {
                        entry: None,
                        merge: Merge::default(),
                    };
                    self.add_handler(clause.tag, clause.is_rethrown, destination);
                }
                let own = first..self.handlers.len();
                let handlers = self.handlers_within(own.clone())?;
                let state = LegacyTry {
                    to_come: own,
                    caught: None,
                    tag: None,
                };
                (FrameKind::Try(state), handlers)
            }
        };
        self.open_block(kind, ty, handlers);
        Ok(())
    }

    /// `catch` or `catch_all` of a `try` that could be reached.
    pub(crate) fn legacy_catch(&mut self) {
        let index = self.control.len() - 1;
        if self.reachable {
            self.branch_to(index);
        }
        let outer = Rc::clone(&self.control[index - 1].handlers);
        let frame = &mut self.control[index];
        frame.handlers = outer;
        self.references.forget(frame.assumed);
        self.stack.truncate(frame.height);
        let FrameKind::Try(state) = &mut frame.kind else {
            unreachable!("validation has matched every clause with a `try`")
        };
        let number = state
            .to_come
            .next()
            .expect("the scan has seen every clause");
        let takes_reference = self.handlers[number].takes_reference;
        let mut caught = None;
        self.reachable = false;
        if let Some((values, reference)) = self.begin_landing(number) {
            if self.clause_entry(number).is_some() {
                self.deliver(number, &values, Some(reference));
            } else {
                self.stack.push_all(&values);
                caught = Some(reference);
                self.reachable = true;
            }
        }
        if let Some((entry, merge)) = self.clause_entry(number) {
            self.continue_in(entry);
            self.instance = merge.instance();
            self.stack.push_all(self.builder.block_params(entry));
            if takes_reference {
                caught = Some(self.stack.pop());
            }
            self.reachable = true;
        }
        if let FrameKind::Try(state) = &mut self.control[index].kind {
            state.caught = caught;
            state.tag = self.handlers[number].tag;
        }
    }

    /// Where `throw` branches to a clause, if it does, and what is known there.
    fn clause_entry(&self, number: usize) -> Option<(Block, Merge)> {
        match self.handlers[number].destination {
            Destination::Clause {
                entry: Some(entry),
                merge,
            } => Some((entry, merge)),
            Destination::Clause { entry: None, .. } | Destination::Label(_) => None,
        }
    }

    /// Branches to the beginning of a clause with what it catches, which is on the
    /// operand stack above `height`.
    pub(crate) fn branch_to_clause(&mut self, number: usize, height: usize) {
        let instance = self.instance;
        let (entry, mut merge) = match self.clause_entry(number) {
            Some(known) => known,
            None => (self.create_clause_entry(number), Merge::default()),
        };
        merge.add(instance);
        self.handlers[number].destination = Destination::Clause {
            entry: Some(entry),
            merge,
        };
        let count = self.stack.len() - height;
        let arguments = block_arguments(self.stack.peek_many(count));
        self.builder.ins().jump(entry, &arguments);
    }

    fn create_clause_entry(&mut self, number: usize) -> Block {
        let Handler {
            tag,
            takes_reference,
            ..
        } = self.handlers[number];
        let mut params = match tag {
            Some(tag) => self.tag_type(tag).params.to_vec(),
            None => Vec::new(),
        };
        if takes_reference {
            params.push(EXCEPTION);
        }
        self.create_label(&params)
    }

    pub(crate) fn rethrow(&mut self, depth: u32) -> Result<(), CompileError> {
        let FrameKind::Try(state) = &self.control[self.frame_index(depth)].kind else {
            unreachable!("validation has matched every `rethrow` with a clause")
        };
        let tag = state.tag;
        let caught = state
            .caught
            .expect("the scan has seen that the exception is thrown again");
        self.throw_again(caught, tag)
    }
}
