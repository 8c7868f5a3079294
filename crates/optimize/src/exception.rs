//! Exceptions: `try_table`, `throw`, `throw_ref`, and what they share with the legacy
//! instructions.
//!
//! A [`Handler`] is a clause of an open block. The handlers in force in a block are a
//! list of their numbers, the innermost first, that ends with the first that catches
//! everything. A call in the block ends a basic block: it has an exceptional edge to the
//! *landing* of each handler in the list, a cold block that is filled when its block
//! ends. Landings take the exception from the transfer of control
//! ([`switchback_abi::code::Handler`]) and hand its values on.
//!
//! A `throw` whose handler can be told from the tags alone is a branch to it, with the
//! values and without an exception, unless the handler wants that, too. Since inlined
//! bodies lie in the blocks of their callers, this goes for their throws, too.
//!
//! Tail calls of the function itself leave all its blocks; those of an inlined body
//! leave the blocks of that body.

use std::collections::HashSet;
use std::ops::Range;
use std::rc::Rc;

use cranelift_codegen::ir::{
    AbiParam, Block, BlockArg, ExceptionTable, ExceptionTableData, ExceptionTableItem,
    ExceptionTag, InstBuilder, SigRef, Signature, Value, types,
};
use cranelift_codegen::isa::CallConv;
use switchback_abi::routine::Routine;
use switchback_abi::tier::CompileError;
use switchback_abi::trap::TrapCode;
use switchback_wasm::{FuncType, TagIndex};
use wasmparser::Catch;

use crate::control::{FrameKind, Merge};
use crate::exception_object::EXCEPTION;
use crate::positions::Place;
use crate::signature::{POINTER, func_type, value_type};
use crate::translate::Translator;

/// How many exceptional edges a function has at most.
pub(crate) const EDGES: usize = 1 << 19;

/// How many exceptional edges go to the same block.
const RELAYED: usize = 64;

/// The handlers in force somewhere, by number, the innermost first.
pub(crate) type Handlers = Rc<[usize]>;

/// A clause of a block that catches exceptions.
#[derive(Debug)]
pub(crate) struct Handler {
    /// The tag that it catches, unless it catches everything.
    pub(crate) tag: Option<TagIndex>,
    /// Whether it wants the exception itself, besides its values.
    pub(crate) takes_reference: bool,
    pub(crate) destination: Destination,
    /// Where the exceptions of calls come in. Its parameter is the reference,
    /// zero-extended.
    landing: Option<Block>,
    /// Blocks on the way there, each for [`RELAYED`] edges after as many that go there
    /// themselves: register allocation takes a time that grows with the square of the
    /// edges to a block.
    relays: Vec<Block>,
    /// How many edges there are.
    edges: usize,
    /// Where it stands.
    place: Place,
}

/// Where a handler goes on.
#[derive(Debug)]
pub(crate) enum Destination {
    /// At the label of that control frame.
    Label(usize),
    /// At the beginning of a legacy clause: where `throw` branches to, if it does, and
    /// what is known there.
    Clause { entry: Option<Block>, merge: Merge },
}

/// Whether a handler catches an exception.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Match {
    Never,
    /// That shows only when it is thrown.
    Maybe,
    Always,
}

impl<'a> Translator<'a> {
    /// The handlers in force.
    pub(crate) fn handlers_here(&self) -> Handlers {
        match self.control.last() {
            Some(frame) => Rc::clone(&frame.handlers),
            None => Rc::default(),
        }
    }

    /// Translates with the handlers that are in force where the body in progress, which
    /// is inlined, was called.
    pub(crate) fn with_caller_handlers<T>(&mut self, translate: impl FnOnce(&mut Self) -> T) -> T {
        let caller = self.body().frame - 1;
        let handlers = Rc::clone(&self.control[caller].handlers);
        let innermost = self.control.len() - 1;
        let own = std::mem::replace(&mut self.control[innermost].handlers, handlers);
        let result = translate(self);
        self.control[innermost].handlers = own;
        result
    }

    pub(crate) fn try_table(
        &mut self,
        try_table: &wasmparser::TryTable,
    ) -> Result<(), CompileError> {
        let first = self.handlers.len();
        for catch in &try_table.catches {
            let (tag, label, takes_reference) = match *catch {
                Catch::One { tag, label } => (Some(TagIndex(tag)), label, false),
                Catch::OneRef { tag, label } => (Some(TagIndex(tag)), label, true),
                Catch::All { label } => (None, label, false),
                Catch::AllRef { label } => (None, label, true),
            };
            let destination = Destination::Label(self.frame_index(label));
            self.add_handler(tag, takes_reference, destination);
        }
        let own = first..self.handlers.len();
        let handlers = self.handlers_within(own.clone())?;
        self.open_block(FrameKind::TryTable(own), try_table.ty, handlers);
        Ok(())
    }

    pub(crate) fn add_handler(
        &mut self,
        tag: Option<TagIndex>,
        takes_reference: bool,
        destination: Destination,
    ) {
        self.handlers.push(Handler {
            tag,
            takes_reference,
            destination,
            landing: None,
            relays: Vec::new(),
            edges: 0,
            place: self.place,
        });
    }

    /// The handlers in force in a block that has these itself.
    pub(crate) fn handlers_within(&mut self, own: Range<usize>) -> Result<Handlers, CompileError> {
        let mut tags = HashSet::new();
        let mut handlers = Vec::new();
        for number in own.chain(self.handlers_here().iter().copied()) {
            let tag = self.handlers[number].tag;
            if tags.insert(tag) {
                handlers.push(number);
            }
            if tag.is_none() {
                break;
            }
        }
        self.spend_edges(handlers.len())?;
        Ok(handlers.into())
    }

    fn spend_edges(&mut self, edges: usize) -> Result<(), CompileError> {
        self.edge_budget = self.edge_budget.checked_sub(edges).ok_or_else(|| {
            let message = "the function has too many calls with too many handlers of exceptions";
            CompileError::LimitExceeded(message.to_owned())
        })?;
        Ok(())
    }

    /// The table of a call of that signature that returns to `next`.
    pub(crate) fn exception_table(
        &mut self,
        signature: SigRef,
        next: Block,
        handlers: &[usize],
    ) -> Result<ExceptionTable, CompileError> {
        self.spend_edges(handlers.len())?;
        let results = self.builder.func.dfg.signatures[signature].returns.len() as u32;
        let results: Vec<_> = (0..results).map(BlockArg::TryCallRet).collect();
        let next = self.builder.func.dfg.block_call(next, &results);
        let mut items = Vec::with_capacity(handlers.len());
        for &number in handlers {
            let landing = self.landing(number);
            let payload = [BlockArg::TryCallExn(0)];
            let landing = self.builder.func.dfg.block_call(landing, &payload);
            items.push(match self.handlers[number].tag {
                Some(tag) => ExceptionTableItem::Tag(ExceptionTag::from_u32(tag.0), landing),
                None => ExceptionTableItem::Default(landing),
            });
        }
        let table = ExceptionTableData::new(signature, next, items);
        Ok(self.builder.func.dfg.exception_tables.push(table))
    }

    /// Where another edge to the landing of a handler goes.
    fn landing(&mut self, number: usize) -> Block {
        let edges = self.handlers[number].edges;
        self.handlers[number].edges += 1;
        if edges == 0 {
            let landing = self.create_landing();
            self.handlers[number].landing = Some(landing);
        } else if edges.is_multiple_of(RELAYED) {
            let relay = self.create_landing();
            self.handlers[number].relays.push(relay);
        }
        let Handler {
            landing, relays, ..
        } = &self.handlers[number];
        let nearest = relays.last().copied().or(*landing);
        nearest.expect("the first edge has made the landing")
    }

    fn create_landing(&mut self) -> Block {
        let landing = self.create_cold_block();
        self.builder.append_block_param(landing, POINTER);
        landing
    }

    /// `end` of a `try_table`: fills the landings. What follows is not reachable, but
    /// for what the caller says.
    pub(crate) fn end_try_table(&mut self, own: Range<usize>) {
        let place = self.place;
        for number in own {
            if let Some((values, reference)) = self.begin_landing(number) {
                self.deliver(number, &values, Some(reference));
            }
        }
        self.use_place(place);
    }

    /// Goes on in the landing of a handler, if calls go there: the values of the
    /// exception, and the reference to it.
    pub(crate) fn begin_landing(&mut self, number: usize) -> Option<(Vec<Value>, Value)> {
        let handler = &mut self.handlers[number];
        let relays = std::mem::take(&mut handler.relays);
        let (tag, place) = (handler.tag, handler.place);
        let landing = handler.landing?;
        self.use_place(place);
        for relay in relays {
            self.continue_in(relay);
            let word = self.builder.block_params(relay)[0];
            self.builder.ins().jump(landing, &[word.into()]);
        }
        self.continue_in(landing);
        self.instance = None;
        self.references.note_safepoint();
        let word = self.builder.block_params(landing)[0];
        let values = match tag {
            Some(tag) => self.load_exception_values(tag, word),
            None => Vec::new(),
        };
        let reference = self.builder.ins().ireduce(types::I32, word);
        self.declare(reference, &EXCEPTION);
        Some((values, reference))
    }

    /// Branches to where a handler goes on, with the values that it catches.
    pub(crate) fn deliver(&mut self, number: usize, values: &[Value], reference: Option<Value>) {
        let height = self.stack.len();
        self.stack.push_all(values);
        if let Some(reference) = reference
            && self.handlers[number].takes_reference
        {
            self.stack.push(reference);
        }
        match self.handlers[number].destination {
            Destination::Label(index) => self.branch_to(index),
            Destination::Clause { .. } => self.branch_to_clause(number, height),
        }
        self.stack.truncate(height);
    }

    pub(crate) fn throw(&mut self, tag: u32) -> Result<(), CompileError> {
        let tag = TagIndex(tag);
        let count = self.tag_type(tag).params.len();
        let values = self.stack.peek_many(count).to_vec();
        self.stack.truncate(self.stack.len() - count);
        match self.catching_handlers(Some(tag)) {
            Catching::Surely(handler) => {
                let Handler {
                    tag: caught,
                    takes_reference,
                    ..
                } = self.handlers[handler];
                let reference = takes_reference.then(|| self.new_exception(tag, &values));
                let values = if caught.is_some() { &*values } else { &[] };
                self.deliver(handler, values, reference);
            }
            Catching::Perhaps(handlers) => {
                self.set_cold();
                let reference = self.new_exception(tag, &values);
                self.throw_reference(reference, &handlers)?;
            }
        }
        self.reachable = false;
        Ok(())
    }

    pub(crate) fn throw_ref(&mut self) -> Result<(), CompileError> {
        let reference = self.stack.pop();
        if !self.is_non_null(reference) {
            self.trap_if_zero(reference, TrapCode::NullReference);
        }
        self.throw_again(reference, None)
    }

    /// Throws an exception that is there already, and its tag, if it is known.
    pub(crate) fn throw_again(
        &mut self,
        reference: Value,
        tag: Option<TagIndex>,
    ) -> Result<(), CompileError> {
        match self.catching_handlers(tag) {
            Catching::Surely(handler) => {
                let landing = self.landing(handler);
                let word = self.builder.ins().uextend(POINTER, reference);
                self.builder.ins().jump(landing, &[word.into()]);
            }
            Catching::Perhaps(handlers) => {
                self.set_cold();
                self.throw_reference(reference, &handlers)?;
            }
        }
        self.reachable = false;
        Ok(())
    }

    /// Lets the runtime look for a handler: one of `handlers`, or one of another function.
    fn throw_reference(
        &mut self,
        reference: Value,
        handlers: &[usize],
    ) -> Result<(), CompileError> {
        let word = self.builder.ins().uextend(POINTER, reference);
        if handlers.is_empty() {
            self.call_routine(Routine::Throw, &[word]);
        } else {
            // The stub takes its arguments as the System V convention says, and so does
            // this one; but on exceptional edges this one keeps no registers.
            let mut signature = Signature::new(CallConv::Tail);
            signature.params.extend([AbiParam::new(POINTER); 2]);
            let signature = self.builder.import_signature(signature);
            let next = self.builder.create_block();
            let table = self.exception_table(signature, next, handlers)?;
            let instance = self.instance();
            let stub = self.routine_stub(Routine::Throw);
            let call = self
                .builder
                .ins()
                .try_call_indirect(stub, &[instance, word], table);
            self.references.harmless_calls.insert(call);
            self.continue_in(next);
        }
        self.trap(TrapCode::Unreachable);
        Ok(())
    }

    /// Which of the handlers in force catch an exception of that tag; without a tag, one
    /// of which nothing is known.
    fn catching_handlers(&self, thrown: Option<TagIndex>) -> Catching {
        let mut handlers = Vec::new();
        for &number in &*self.handlers_here() {
            match self.catches(self.handlers[number].tag, thrown) {
                Match::Never => {}
                Match::Maybe => handlers.push(number),
                Match::Always if handlers.is_empty() => return Catching::Surely(number),
                Match::Always => {
                    handlers.push(number);
                    break;
                }
            }
        }
        Catching::Perhaps(handlers)
    }

    /// Whether a handler of one tag catches an exception of another.
    fn catches(&self, caught: Option<TagIndex>, thrown: Option<TagIndex>) -> Match {
        let (Some(caught), thrown) = (caught, thrown) else {
            return Match::Always;
        };
        let Some(thrown) = thrown else {
            return Match::Maybe;
        };
        if caught == thrown {
            return Match::Always;
        }
        // A tag that the module defines is a new one in each instance. Two imports may
        // be the same tag, if they have the same type.
        let is_imported = |tag: TagIndex| tag.0 < self.module.imported_tags;
        let types = |tag| self.tag_type(tag).params.iter().map(value_type);
        if is_imported(caught) && is_imported(thrown) && types(caught).eq(types(thrown)) {
            Match::Maybe
        } else {
            Match::Never
        }
    }

    pub(crate) fn tag_type(&self, tag: TagIndex) -> &'a FuncType {
        func_type(self.module, self.module.tags[tag.index()])
    }
}

/// Who catches an exception.
enum Catching {
    /// This handler.
    Surely(usize),
    /// One of these, the first that fits; or none, but for when the last one catches
    /// everything.
    Perhaps(Vec<usize>),
}
