//! One pass over a function body before it is translated.
//!
//! It tells what the translator must know before it comes to it: which loops call
//! anything (they read the instance afresh in each iteration), which locals change,
//! and which calls are to be inlined.

use switchback_wasm::FunctionIndex;
use wasmparser::{Operator, OperatorsReader};

/// What the pass found. Instructions are named by their offsets.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// The loops in their order.
    loops: Vec<Loop>,
    /// The calls to be inlined, in their order.
    inlined_calls: Vec<u64>,
    /// Which locals are set by an instruction.
    assigned_locals: Vec<bool>,
    /// Whether a tail call calls the function itself.
    pub(crate) has_self_tail_call: bool,
    /// Whether anything calls and comes back.
    pub(crate) calls: bool,
    /// How many places there are where control forks or joins, at most.
    joints: u64,
    /// How deep loops nest.
    deepest_loop: u64,
}

/// The frontend keeps a word for each variable at each block; a function must not make
/// it take more than so many.
const VARIABLES_AT_BLOCKS: u64 = 400 << 20;
/// A variable that is used in a loop may become a parameter of every loop around it.
const VARIABLES_AT_LOOPS: u64 = 8 << 20;

/// A loop.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Loop {
    offset: u64,
    /// From its beginning to its end, in bytes.
    pub(crate) size: u64,
    /// Whether anything in it calls.
    pub(crate) calls: bool,
    /// Whether no other loop is in it.
    pub(crate) is_innermost: bool,
}

impl Scan {
    /// Scans the body of `function`, which `reader` reads. `inlines` says whether a call
    /// of a function is to be inlined, and if so, what matters of the inlined body.
    pub(crate) fn new(
        function: FunctionIndex,
        mut reader: OperatorsReader<'_>,
        locals: usize,
        mut inlines: impl FnMut(FunctionIndex) -> Option<InlinedBody>,
    ) -> wasmparser::Result<Self> {
        let mut scan = Self {
            assigned_locals: vec![false; locals],
            ..Self::default()
        };
        // The open blocks: for a loop its index in `loops`.
        let mut blocks: Vec<Option<usize>> = Vec::new();
        let mut open_loops = 0;
        while !reader.eof() {
            let (operator, offset) = reader.read_with_offset()?;
            scan.count_joints(&operator);
            match operator {
                Operator::Block { .. } | Operator::If { .. } => blocks.push(None),
                Operator::Loop { .. } => {
                    if let Some(outer) = blocks.iter().rev().copied().flatten().next() {
                        scan.loops[outer].is_innermost = false;
                    }
                    blocks.push(Some(scan.loops.len()));
                    open_loops += 1;
                    scan.deepest_loop = scan.deepest_loop.max(open_loops);
                    scan.loops.push(Loop {
                        offset,
                        size: 0,
                        calls: false,
                        is_innermost: true,
                    });
                }
                Operator::End => {
                    if let Some(Some(index)) = blocks.pop() {
                        open_loops -= 1;
                        let innermost = &mut scan.loops[index];
                        innermost.size = offset - innermost.offset;
                    }
                }
                Operator::LocalSet { local_index } | Operator::LocalTee { local_index } => {
                    scan.assigned_locals[local_index as usize] = true;
                }
                Operator::Call { function_index } => match inlines(FunctionIndex(function_index)) {
                    Some(body) => {
                        scan.inlined_calls.push(offset);
                        if body.calls {
                            scan.note_call(&blocks);
                        }
                    }
                    None => {
                        scan.calls = true;
                        scan.note_call(&blocks);
                    }
                },
                // Nothing comes after a tail call, so that they are no calls here.
                Operator::ReturnCall { function_index } => {
                    scan.has_self_tail_call |= function_index == function.0;
                }
                Operator::CallIndirect { .. }
                | Operator::CallRef { .. }
                | Operator::MemoryGrow { .. }
                | Operator::MemoryFill { .. }
                | Operator::MemoryCopy { .. }
                | Operator::MemoryInit { .. }
                | Operator::DataDrop { .. }
                | Operator::TableGrow { .. }
                | Operator::TableFill { .. }
                | Operator::TableCopy { .. }
                | Operator::TableInit { .. }
                | Operator::ElemDrop { .. } => scan.note_call(&blocks),
                _ => {}
            }
        }
        Ok(scan)
    }

    fn count_joints(&mut self, operator: &Operator<'_>) {
        self.joints += match operator {
            Operator::Block { .. } | Operator::BrIf { .. } => 2,
            Operator::Loop { .. } | Operator::If { .. } => 5,
            Operator::BrOnNull { .. } | Operator::BrOnNonNull { .. } => 2,
            Operator::CallIndirect { .. } | Operator::CallRef { .. } => 5,
            Operator::BrTable { targets } => u64::from(targets.len()) + 1,
            _ => 0,
        };
    }

    /// Whether the function has so many variables and blocks that translating it would
    /// take an unreasonable amount of memory.
    pub(crate) fn is_too_large(&self) -> bool {
        let assigned = self.assigned_locals.iter().filter(|assigned| **assigned);
        let variables = assigned.count() as u64;
        variables * self.joints > VARIABLES_AT_BLOCKS
            || variables * self.deepest_loop > VARIABLES_AT_LOOPS
    }

    fn note_call(&mut self, blocks: &[Option<usize>]) {
        self.calls = true;
        // Innermost first; a loop that calls lies in loops that call.
        for index in blocks.iter().rev().copied().flatten() {
            if self.loops[index].calls {
                return;
            }
            self.loops[index].calls = true;
        }
    }

    /// The loop at `offset`.
    pub(crate) fn loop_at(&self, offset: u64) -> Loop {
        let index = self
            .loops
            .binary_search_by_key(&offset, |candidate| candidate.offset)
            .expect("the scan has seen every loop");
        self.loops[index]
    }

    /// Whether the call at `offset` is to be inlined.
    pub(crate) fn is_inlined(&self, offset: u64) -> bool {
        self.inlined_calls.binary_search(&offset).is_ok()
    }

    /// Whether an instruction sets the local.
    pub(crate) fn is_assigned(&self, local: usize) -> bool {
        self.assigned_locals[local]
    }
}

/// What matters of a body that is to be inlined.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InlinedBody {
    /// Whether it calls anything.
    pub(crate) calls: bool,
}
