//! One pass over a function body before it is translated.
//!
//! It tells what the translator must know before it comes to it: which loops call
//! anything (they read the instance afresh in each iteration), which locals change,
//! which calls are to be inlined, and what a legacy `try` catches.

use switchback_wasm::{FunctionIndex, TagIndex};
use wasmparser::{Operator, OperatorsReader};

/// What the pass found. Instructions are named by their offsets.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// The loops in their order.
    loops: Vec<Loop>,
    /// The legacy `try` instructions in their order.
    tries: Vec<LegacyTry>,
    /// The calls to be inlined, in their order.
    inlined_calls: Vec<u64>,
    /// Which locals are set by an instruction.
    assigned_locals: Vec<bool>,
    /// Whether a tail call calls the function itself.
    pub(crate) has_self_tail_call: bool,
    /// Whether anything calls and comes back.
    pub(crate) calls: bool,
    /// Whether anything that is to be inlined may switch to another stack.
    pub(crate) inlines_switches: bool,
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

/// A legacy `try`: what it catches stands behind what it encloses.
#[derive(Debug)]
pub(crate) struct LegacyTry {
    offset: u64,
    /// What it catches, in order.
    pub(crate) clauses: Vec<LegacyClause>,
    /// To which block it leaves exceptions, if it ends with `delegate`.
    pub(crate) delegate: Option<u32>,
}

/// A `catch` or `catch_all`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LegacyClause {
    /// The tag, for a `catch`.
    pub(crate) tag: Option<TagIndex>,
    /// Whether an instruction throws its exception again.
    pub(crate) is_rethrown: bool,
}

/// An open block during the pass, with its place in the list that has it.
#[derive(Clone, Copy, Debug)]
enum OpenBlock {
    Loop(usize),
    TryTable,
    LegacyTry(usize),
    Other,
}

impl Scan {
    /// Scans the body of `function`, which `reader` reads. `in_try` says whether it is to
    /// be inlined where exceptions are caught. `inlines` says whether a call of a
    /// function, which may be one where exceptions are caught, is to be inlined, and if
    /// so, what matters of the inlined body.
    pub(crate) fn new(
        function: FunctionIndex,
        mut reader: OperatorsReader<'_>,
        locals: usize,
        in_try: bool,
        mut inlines: impl FnMut(FunctionIndex, bool) -> Option<InlinedBody>,
    ) -> wasmparser::Result<Self> {
        let mut scan = Self {
            assigned_locals: vec![false; locals],
            ..Self::default()
        };
        let mut blocks: Vec<OpenBlock> = Vec::new();
        let mut open_loops = 0;
        let mut open_tries = u64::from(in_try);
        while !reader.eof() {
            let (operator, offset) = reader.read_with_offset()?;
            scan.count_joints(&operator, open_tries > 0);
            match operator {
                Operator::Block { .. } | Operator::If { .. } => blocks.push(OpenBlock::Other),
                Operator::TryTable { .. } => {
                    blocks.push(OpenBlock::TryTable);
                    open_tries += 1;
                }
                Operator::Try { .. } => {
                    blocks.push(OpenBlock::LegacyTry(scan.tries.len()));
                    open_tries += 1;
                    scan.tries.push(LegacyTry {
                        offset,
                        clauses: Vec::new(),
                        delegate: None,
                    });
                }
                Operator::Catch { tag_index } => {
                    scan.add_clause(&blocks, Some(TagIndex(tag_index)));
                }
                Operator::CatchAll => scan.add_clause(&blocks, None),
                Operator::Rethrow { relative_depth } => {
                    scan.note_rethrow(&blocks, relative_depth);
                    if open_tries > 0 {
                        scan.note_call(&blocks);
                    }
                }
                // What no handler catches does not come back.
                Operator::Throw { .. } | Operator::ThrowRef if open_tries > 0 => {
                    scan.note_call(&blocks);
                }
                Operator::Loop { .. } => {
                    if let Some(outer) = innermost_loop(&blocks) {
                        scan.loops[outer].is_innermost = false;
                    }
                    blocks.push(OpenBlock::Loop(scan.loops.len()));
                    open_loops += 1;
                    scan.deepest_loop = scan.deepest_loop.max(open_loops);
                    scan.loops.push(Loop {
                        offset,
                        size: 0,
                        calls: false,
                        is_innermost: true,
                    });
                }
                Operator::End => match blocks.pop() {
                    Some(OpenBlock::Loop(index)) => {
                        open_loops -= 1;
                        let innermost = &mut scan.loops[index];
                        innermost.size = offset - innermost.offset;
                    }
                    Some(OpenBlock::TryTable | OpenBlock::LegacyTry(_)) => open_tries -= 1,
                    Some(OpenBlock::Other) | None => {}
                },
                Operator::Delegate { relative_depth } => {
                    if let Some(OpenBlock::LegacyTry(index)) = blocks.pop() {
                        open_tries -= 1;
                        scan.tries[index].delegate = Some(relative_depth);
                    }
                }
                Operator::LocalSet { local_index } | Operator::LocalTee { local_index } => {
                    scan.assigned_locals[local_index as usize] = true;
                }
                Operator::Call { function_index } => {
                    match inlines(FunctionIndex(function_index), open_tries > 0) {
                        Some(body) => {
                            scan.inlined_calls.push(offset);
                            scan.inlines_switches |= body.switches;
                            if body.calls {
                                scan.note_call(&blocks);
                            }
                        }
                        None => {
                            scan.calls = true;
                            scan.note_call(&blocks);
                        }
                    }
                }
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
                | Operator::ElemDrop { .. }
                | Operator::ArrayNewData { .. }
                | Operator::ArrayNewElem { .. }
                | Operator::ArrayFill { .. }
                | Operator::ArrayCopy { .. }
                | Operator::ArrayInitData { .. }
                | Operator::ArrayInitElem { .. }
                | Operator::ContBind { .. }
                | Operator::Suspend { .. }
                | Operator::Resume { .. }
                | Operator::ResumeThrow { .. }
                | Operator::ResumeThrowRef { .. }
                | Operator::Switch { .. } => scan.note_call(&blocks),
                _ => {}
            }
        }
        Ok(scan)
    }

    /// `in_try` says whether exceptions are caught there: a call then ends a block.
    fn count_joints(&mut self, operator: &Operator<'_>, in_try: bool) {
        self.joints += match operator {
            Operator::Block { .. } | Operator::BrIf { .. } => 2,
            Operator::Loop { .. } | Operator::If { .. } => 5,
            Operator::BrOnNull { .. } | Operator::BrOnNonNull { .. } => 2,
            Operator::Call { .. } => u64::from(in_try),
            Operator::CallIndirect { .. } | Operator::CallRef { .. } => 5 + 2 * u64::from(in_try),
            Operator::BrTable { targets } => u64::from(targets.len()) + 1,
            Operator::TryTable { try_table } => 2 * try_table.catches.len() as u64 + 2,
            Operator::Try { .. } => 2,
            Operator::Catch { .. } | Operator::CatchAll => 3,
            Operator::Throw { .. } | Operator::ThrowRef | Operator::Rethrow { .. } => 5,
            Operator::StructNew { .. }
            | Operator::StructNewDefault { .. }
            | Operator::ArrayNewFixed { .. } => 3,
            Operator::ArrayNew { .. } | Operator::ArrayNewDefault { .. } => 7,
            Operator::StructSet { .. } => 4,
            Operator::ArraySet { .. } => 6,
            Operator::RefTestNonNull { .. }
            | Operator::RefTestNullable { .. }
            | Operator::RefCastNonNull { .. }
            | Operator::RefCastNullable { .. }
            | Operator::BrOnCast { .. }
            | Operator::BrOnCastFail { .. } => 6,
            Operator::ContNew { .. } => 3,
            Operator::Suspend { .. } => 20,
            Operator::Switch { .. } => 25,
            Operator::Resume { resume_table, .. }
            | Operator::ResumeThrow { resume_table, .. }
            | Operator::ResumeThrowRef { resume_table, .. } => 2 * resume_table.len() as u64 + 20,
            _ => 0,
        };
    }

    /// Adds a clause to the innermost block.
    fn add_clause(&mut self, blocks: &[OpenBlock], tag: Option<TagIndex>) {
        if let Some(&OpenBlock::LegacyTry(index)) = blocks.last() {
            self.tries[index].clauses.push(LegacyClause {
                tag,
                is_rethrown: false,
            });
        }
    }

    /// Notes a `rethrow` of the exception that the clause caught in which it is, so many
    /// blocks further out.
    fn note_rethrow(&mut self, blocks: &[OpenBlock], depth: u32) {
        if let Some(&OpenBlock::LegacyTry(index)) = blocks.iter().rev().nth(depth as usize)
            && let Some(clause) = self.tries[index].clauses.last_mut()
        {
            clause.is_rethrown = true;
        }
    }

    /// Whether the function has so many variables and blocks that translating it would
    /// take an unreasonable amount of memory.
    pub(crate) fn is_too_large(&self) -> bool {
        let assigned = self.assigned_locals.iter().filter(|assigned| **assigned);
        let variables = assigned.count() as u64;
        variables * self.joints > VARIABLES_AT_BLOCKS
            || variables * self.deepest_loop > VARIABLES_AT_LOOPS
    }

    fn note_call(&mut self, blocks: &[OpenBlock]) {
        self.calls = true;
        // Innermost first; a loop that calls lies in loops that call.
        for index in loops_outwards(blocks) {
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

    /// The legacy `try` at `offset`.
    pub(crate) fn try_at(&self, offset: u64) -> &LegacyTry {
        let index = self
            .tries
            .binary_search_by_key(&offset, |candidate| candidate.offset)
            .expect("the scan has seen every `try`");
        &self.tries[index]
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

/// The open loops, the innermost first.
fn loops_outwards(blocks: &[OpenBlock]) -> impl Iterator<Item = usize> {
    blocks.iter().rev().filter_map(|block| match block {
        OpenBlock::Loop(index) => Some(*index),
        OpenBlock::TryTable | OpenBlock::LegacyTry(_) | OpenBlock::Other => None,
    })
}

fn innermost_loop(blocks: &[OpenBlock]) -> Option<usize> {
    loops_outwards(blocks).next()
}

/// What matters of a body that is to be inlined.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InlinedBody {
    /// Whether it calls anything.
    pub(crate) calls: bool,
    /// Whether it may switch to another stack.
    pub(crate) switches: bool,
}
