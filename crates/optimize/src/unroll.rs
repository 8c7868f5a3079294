//! Repeating the bodies of small loops.
//!
//! Each iteration of a loop asks whether it is to be interrupted. In a small innermost
//! loop, that question is a good part of the work, so that the body is translated
//! twice in a row, with one question for both: a branch to the loop goes to the second
//! copy, from there to the header.

use cranelift_codegen::ir::{Block, InstBuilder};
use switchback_wasm::ValType;
use wasmparser::OperatorsReader;

use crate::control::{FrameKind, Merge};
use crate::scan::Loop;
use crate::translate::{Translator, block_arguments};

/// A loop of at most so many bytes is repeated.
const SMALL_LOOP: u64 = 96;
/// A loop of at most so many bytes that calls is repeated.
const SMALL_CALLING_LOOP: u64 = 48;
/// How many bytes of copies a function gets at most.
pub(crate) const BUDGET: u64 = 400;

/// A loop whose body is being translated a first or second time.
pub(crate) struct Unrolling<'a> {
    /// Where the loop begins.
    header: Block,
    /// Where branches to the loop go: the second copy, or the header from there.
    pub(crate) next: Block,
    /// What comes after the loop.
    exit: Block,
    /// What is known there.
    exit_merge: Merge,
    /// Reads the body from its beginning.
    start: OperatorsReader<'a>,
}

impl<'a> Translator<'a> {
    /// Decides whether to repeat the body of a loop that begins here, with `header`.
    pub(crate) fn unroll(
        &mut self,
        header: Block,
        facts: Loop,
        params: &[ValType],
        results: &[ValType],
    ) -> Option<Unrolling<'a>> {
        let largest = if facts.calls {
            SMALL_CALLING_LOOP
        } else {
            SMALL_LOOP
        };
        let is_small = facts.size <= largest.min(self.unrolling_budget);
        if !is_small || !facts.is_innermost || self.is_inlined() {
            return None;
        }
        self.unrolling_budget -= facts.size;
        Some(Unrolling {
            header,
            next: self.create_label(params),
            exit: self.create_label(results),
            exit_merge: Merge::default(),
            start: self.body().reader.clone(),
        })
    }

    /// `end` of a loop whose body is being repeated.
    pub(crate) fn end_of_copy(&mut self) {
        let mut frame = self
            .control
            .pop()
            .expect("validation has matched every `end` with a block");
        let FrameKind::Loop(Some(unrolling)) = &mut frame.kind else {
            unreachable!("the frame is that of a loop whose body is being repeated")
        };
        if self.reachable {
            let results = block_arguments(self.stack.peek_many(frame.results));
            self.builder.ins().jump(unrolling.exit, &results);
            unrolling.exit_merge.add(self.instance);
        }
        self.stack.truncate(frame.height);
        self.references.forget(frame.assumed);
        let is_repeated = frame.merge != Merge::Unreached;
        if unrolling.next != unrolling.header && is_repeated {
            let copy = unrolling.next;
            unrolling.next = unrolling.header;
            if let Some(body) = self.bodies.last_mut() {
                body.reader = unrolling.start.clone();
            }
            self.continue_in(copy);
            self.stack.push_all(self.builder.block_params(copy));
            self.instance = frame.merge.instance();
            self.reachable = true;
            frame.label = unrolling.next;
            frame.merge = Merge::default();
            self.control.push(frame);
            return;
        }
        self.builder.seal_block(unrolling.header);
        self.reachable = unrolling.exit_merge != Merge::Unreached;
        if self.reachable {
            self.continue_in(unrolling.exit);
            self.instance = unrolling.exit_merge.instance();
            self.stack
                .push_all(self.builder.block_params(unrolling.exit));
        }
    }
}
