//! The rewriting of one reference after the other.
//!
//! A reference that is needed after a safepoint has three kinds of definition: its own,
//! a load after each safepoint, and parameters of blocks where these meet. Uses are
//! given the definition that reaches them. One that lives very long stays in its slot
//! instead ([`RENAMED_SAFEPOINTS`]).

use std::collections::HashMap;

use cranelift_codegen::cursor::{Cursor, FuncCursor};
use cranelift_codegen::ir::{
    Function, Inst, InstBuilder, MemFlagsData, StackSlot, Type, Value, ValueDef,
};
use cranelift_codegen::loop_analysis::LoopAnalysis;

use super::{Flow, NONE, block_calls};
use crate::environment::Region;
use crate::signature::POINTER;

/// A reference that lives across more safepoints stays in its slot: it would be loaded
/// again after each, and be a parameter of each block where the ways around it meet, which
/// of many references costs more than anything else in a function.
const RENAMED_SAFEPOINTS: usize = 32;

/// What happens to a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// An instruction uses it.
    Use { block: u32, inst: Inst },
    /// A safepoint after which it is needed.
    Safepoint { block: u32, inst: Inst },
    /// A block begins after such a safepoint that ends the block before.
    Landing { block: u32 },
}

impl Event {
    fn block(self) -> u32 {
        match self {
            Self::Use { block, .. } | Self::Safepoint { block, .. } | Self::Landing { block } => {
                block
            }
        }
    }
}

/// A definition of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Definition {
    /// Its own.
    Original,
    /// A load after the event of that number.
    Load(u32),
    /// A parameter of a block of its region.
    Param(u32),
}

/// What is found out of a reference in a block of its region.
#[derive(Clone, Debug, Default)]
struct BlockState {
    /// Its events.
    first_event: u32,
    end_event: u32,
    /// Whether its slot holds it at the beginning, on all ways.
    is_stored: bool,
    /// Whether it is used before it is loaded again, from the beginning on.
    is_used: bool,
    /// The definition that reaches the beginning, and the end.
    begin: Option<Definition>,
    end: Option<Definition>,
}

pub(super) struct Renamer<'a> {
    func: &'a mut Function,
    flow: &'a Flow,
    loops: LoopAnalysis,
    slot: StackSlot,
    /// Of the references.
    ty: Type,
    flags: MemFlagsData,
    /// All that was loaded after safepoints.
    pub(super) loaded: Vec<Value>,
    /// The place of blocks in the region of the current reference.
    local: Vec<u32>,
}

/// Where a reference is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Stores {
    AtDefinition,
    /// Before the safepoints of these events.
    Before(Vec<u32>),
}

impl<'a> Renamer<'a> {
    pub(super) fn new(func: &'a mut Function, flow: &'a Flow, slot: StackSlot, ty: Type) -> Self {
        let mut loops = LoopAnalysis::new();
        loops.compute(func, &flow.graph, &flow.dominators);
        let region = func.dfg.alias_regions.insert(Region::Spilled.data());
        Self {
            func,
            flow,
            loops,
            slot,
            ty,
            flags: MemFlagsData::trusted().with_alias_region(Some(region)),
            loaded: Vec::new(),
            local: vec![NONE; flow.order.len()],
        }
    }

    /// Rewrites `value`, whose slot is at `offset` and which lives in the blocks of
    /// `region`, the first of which defines it.
    pub(super) fn rename(&mut self, value: Value, offset: u32, region: &[u32], events: &[Event]) {
        for (index, &block) in region.iter().enumerate() {
            self.local[block as usize] = index as u32;
        }
        let mut blocks = vec![BlockState::default(); region.len()];
        let mut next = 0;
        for (state, &block) in blocks.iter_mut().zip(region) {
            state.first_event = next;
            while events.get(next as usize).map(|event| event.block()) == Some(block) {
                next += 1;
            }
            state.end_event = next;
        }
        debug_assert_eq!(next as usize, events.len());
        let safepoints = events
            .iter()
            .filter(|event| matches!(event, Event::Safepoint { .. }))
            .count();
        if safepoints > RENAMED_SAFEPOINTS {
            self.keep_in_slot(value, offset, region, &blocks, events);
        } else {
            self.rename_between_safepoints(value, offset, region, blocks, events);
        }
        for &block in region {
            self.local[block as usize] = NONE;
        }
    }

    /// Stores the reference where it is defined, and loads it before it is used, once
    /// between two safepoints of a block.
    fn keep_in_slot(
        &mut self,
        value: Value,
        offset: u32,
        region: &[u32],
        blocks: &[BlockState],
        events: &[Event],
    ) {
        let mut rewriter = Rewriter::new(self, value, offset);
        for (index, state) in blocks.iter().enumerate() {
            let mut current = (index == 0).then_some(value);
            for event in state.range() {
                let Event::Use { inst, .. } = events[event] else {
                    current = None;
                    continue;
                };
                let known = match current {
                    Some(known) => known,
                    None => rewriter.load_before(inst),
                };
                current = Some(known);
                if known != value {
                    rewriter.replace_in(inst, known);
                }
            }
        }
        rewriter.store_at_definition(region[0]);
    }

    fn rename_between_safepoints(
        &mut self,
        value: Value,
        offset: u32,
        region: &[u32],
        mut blocks: Vec<BlockState>,
        events: &[Event],
    ) {
        self.find_stored(region, &mut blocks, events);
        let stores = self.choose_stores(region, &blocks, events);
        self.find_used(region, &mut blocks, events, &stores);
        let loads = self.find_loads(region, &blocks, events, &stores);
        self.find_definitions(region, &mut blocks, &loads);
        let mut rewriter = Rewriter::new(self, value, offset);
        rewriter.make_params(region, &blocks);
        rewriter.make_loads(events, &loads);
        rewriter.pass_arguments(region, &blocks);
        rewriter.replace_uses(&blocks, events, &loads);
        // Last: a store at the definition is none of the uses.
        rewriter.make_stores(region, &blocks, events, &loads, &stores);
    }

    /// Finds out where the slot holds the reference if it is stored before safepoints
    /// only: after a safepoint it does.
    fn find_stored(&self, region: &[u32], blocks: &mut [BlockState], events: &[Event]) {
        for state in &mut blocks[1..] {
            state.is_stored = true;
        }
        let mut changes = true;
        while changes {
            changes = false;
            for index in 1..region.len() {
                if !blocks[index].is_stored {
                    continue;
                }
                let predecessors = &self.flow.predecessors[region[index] as usize];
                let is_stored = predecessors.iter().all(|&predecessor| {
                    let state = &blocks[self.local[predecessor as usize] as usize];
                    state.is_stored
                        || events[state.range()]
                            .iter()
                            .any(|event| !matches!(event, Event::Use { .. }))
                });
                if !is_stored {
                    blocks[index].is_stored = false;
                    changes = true;
                }
            }
        }
    }

    /// Where to store the reference: where it is defined if otherwise a loop would store
    /// it over and over, or before those safepoints where its slot does not hold it.
    fn choose_stores(&self, region: &[u32], blocks: &[BlockState], events: &[Event]) -> Stores {
        let level = |block: u32| self.loops.loop_level(self.flow.order[block as usize]);
        let level_of_definition = level(region[0]);
        let mut before = Vec::new();
        for (state, &block) in blocks.iter().zip(region) {
            let mut is_stored = state.is_stored;
            for index in state.range() {
                match events[index] {
                    Event::Use { .. } => {}
                    Event::Landing { .. } => is_stored = true,
                    Event::Safepoint { .. } if is_stored => {}
                    Event::Safepoint { .. } => {
                        let is_cold = self.func.layout.is_cold(self.flow.order[block as usize]);
                        if !is_cold && level(block) > level_of_definition {
                            return Stores::AtDefinition;
                        }
                        is_stored = true;
                        before.push(index as u32);
                    }
                }
            }
        }
        Stores::Before(before)
    }

    /// Finds out where the reference is used before it is loaded again.
    fn find_used(
        &self,
        region: &[u32],
        blocks: &mut [BlockState],
        events: &[Event],
        stores: &Stores,
    ) {
        let mut changes = true;
        while changes {
            changes = false;
            for index in (1..region.len()).rev() {
                if blocks[index].is_used {
                    continue;
                }
                let first = blocks[index].range().next();
                let is_used = match first {
                    Some(first) => stores.use_at(events, first as u32),
                    None => self.is_used_after(region[index], blocks),
                };
                if is_used {
                    blocks[index].is_used = true;
                    changes = true;
                }
            }
        }
    }

    /// Whether the reference as it is at the end of a block is used later.
    fn is_used_after(&self, block: u32, blocks: &[BlockState]) -> bool {
        self.flow.successors[block as usize]
            .iter()
            .any(|&successor| {
                let local = self.local[successor as usize];
                // The block that defines it does not use what was before.
                local != NONE && local != 0 && blocks[local as usize].is_used
            })
    }

    /// After which events the reference is loaded.
    fn find_loads(
        &self,
        region: &[u32],
        blocks: &[BlockState],
        events: &[Event],
        stores: &Stores,
    ) -> Vec<bool> {
        let mut loads = vec![false; events.len()];
        for (state, &block) in blocks.iter().zip(region) {
            for index in state.range() {
                let is_in_next_block = |inst| self.func.dfg.insts[inst].opcode().is_branch();
                loads[index] = match events[index] {
                    Event::Use { .. } => false,
                    Event::Safepoint { inst, .. } if is_in_next_block(inst) => false,
                    Event::Safepoint { .. } | Event::Landing { .. } => {
                        if index + 1 < state.end_event as usize {
                            stores.use_at(events, index as u32 + 1)
                        } else {
                            self.is_used_after(block, blocks)
                        }
                    }
                };
            }
        }
        loads
    }

    /// Finds the definitions that reach the beginnings and ends of blocks.
    fn find_definitions(&self, region: &[u32], blocks: &mut [BlockState], loads: &[bool]) {
        let mut changes = true;
        while changes {
            changes = false;
            for index in 0..region.len() {
                let begin = if index == 0 {
                    Some(Definition::Original)
                } else if blocks[index].is_used {
                    self.reaching(region, blocks, index)
                } else {
                    None
                };
                let state = &blocks[index];
                let last_load = state.range().rev().find(|&event| loads[event]);
                let end = match last_load {
                    Some(event) => Some(Definition::Load(event as u32)),
                    None => begin,
                };
                if begin != state.begin || end != state.end {
                    changes = true;
                    blocks[index].begin = begin;
                    blocks[index].end = end;
                }
            }
        }
    }

    /// The definition that reaches the beginning of a block, as far as it is known: once
    /// two differ, they meet in a parameter.
    fn reaching(&self, region: &[u32], blocks: &[BlockState], index: usize) -> Option<Definition> {
        let param = Definition::Param(index as u32);
        if blocks[index].begin == Some(param) {
            return Some(param);
        }
        let mut reaching = None;
        for &predecessor in &self.flow.predecessors[region[index] as usize] {
            let Some(end) = blocks[self.local[predecessor as usize] as usize].end else {
                continue;
            };
            match reaching {
                None => reaching = Some(end),
                Some(other) if other == end => {}
                Some(_) => return Some(param),
            }
        }
        reaching
    }
}

impl BlockState {
    fn range(&self) -> std::ops::Range<usize> {
        self.first_event as usize..self.end_event as usize
    }
}

impl Stores {
    /// Whether an event uses the value of the reference.
    fn use_at(&self, events: &[Event], index: u32) -> bool {
        match events[index as usize] {
            Event::Use { .. } => true,
            Event::Safepoint { .. } => match self {
                Self::AtDefinition => false,
                Self::Before(before) => before.binary_search(&index).is_ok(),
            },
            Event::Landing { .. } => false,
        }
    }
}

/// Changes the function for one reference.
struct Rewriter<'r, 'a> {
    renamer: &'r mut Renamer<'a>,
    value: Value,
    offset: u32,
    /// By block of the region.
    params: HashMap<u32, Value>,
    /// By event.
    loaded: HashMap<u32, Value>,
}

impl<'r, 'a> Rewriter<'r, 'a> {
    fn new(renamer: &'r mut Renamer<'a>, value: Value, offset: u32) -> Self {
        Self {
            renamer,
            value,
            offset,
            params: HashMap::new(),
            loaded: HashMap::new(),
        }
    }

    fn value_of(&self, definition: Definition) -> Value {
        match definition {
            Definition::Original => self.value,
            Definition::Load(event) => self.loaded[&event],
            Definition::Param(block) => self.params[&block],
        }
    }

    fn make_params(&mut self, region: &[u32], blocks: &[BlockState]) {
        for (index, &block) in region.iter().enumerate() {
            let param = Definition::Param(index as u32);
            if blocks[index].begin == Some(param) {
                let block = self.renamer.flow.order[block as usize];
                let func = &mut *self.renamer.func;
                let param = func.dfg.append_block_param(block, self.renamer.ty);
                self.params.insert(index as u32, param);
            }
        }
    }

    fn make_loads(&mut self, events: &[Event], loads: &[bool]) {
        for (index, event) in events.iter().enumerate() {
            if !loads[index] {
                continue;
            }
            let loaded = match *event {
                Event::Safepoint { inst, .. } => self.load(|func| {
                    let location = func.srcloc(inst);
                    FuncCursor::new(func).after_inst(inst).with_srcloc(location)
                }),
                Event::Landing { block } => {
                    let block = self.renamer.flow.order[block as usize];
                    self.load(|func| {
                        let cursor = FuncCursor::new(func).at_first_insertion_point(block);
                        let location = cursor.srcloc();
                        cursor.with_srcloc(location)
                    })
                }
                Event::Use { .. } => continue,
            };
            self.loaded.insert(index as u32, loaded);
        }
    }

    /// Loads the reference before an instruction.
    fn load_before(&mut self, inst: Inst) -> Value {
        self.load(|func| {
            let location = func.srcloc(inst);
            FuncCursor::new(func).at_inst(inst).with_srcloc(location)
        })
    }

    /// Loads the reference where the cursor is.
    fn load(&mut self, cursor: impl for<'f> FnOnce(&'f mut Function) -> FuncCursor<'f>) -> Value {
        let renamer = &mut *self.renamer;
        let mut cursor = cursor(renamer.func);
        let offset = offset32(self.offset);
        let address = cursor.ins().stack_addr(POINTER, renamer.slot, offset);
        let loaded = cursor.ins().load(renamer.ty, renamer.flags, address, 0);
        renamer.loaded.push(loaded);
        loaded
    }

    /// Passes what reaches the ends of blocks for the parameters.
    fn pass_arguments(&mut self, region: &[u32], blocks: &[BlockState]) {
        for (index, &block) in region.iter().enumerate() {
            if !self.params.contains_key(&(index as u32)) {
                continue;
            }
            let flow = self.renamer.flow;
            let target = flow.order[block as usize];
            for &predecessor in &flow.predecessors[block as usize] {
                let state = &blocks[self.renamer.local[predecessor as usize] as usize];
                let definition = state
                    .end
                    .expect("where a value is used, a definition reaches it on every way");
                let argument = self.value_of(definition);
                let func = &mut *self.renamer.func;
                let last = func
                    .layout
                    .last_inst(flow.order[predecessor as usize])
                    .expect("a predecessor ends with a branch");
                for place in 0..block_calls(func, last).len() {
                    if block_calls(func, last)[place].block(&func.dfg.value_lists) != target {
                        continue;
                    }
                    let dfg = &mut func.dfg;
                    let calls = dfg.insts[last]
                        .branch_destination_mut(&mut dfg.jump_tables, &mut dfg.exception_tables);
                    calls[place].append_argument(argument, &mut dfg.value_lists);
                }
            }
        }
    }

    fn replace_uses(&mut self, blocks: &[BlockState], events: &[Event], loads: &[bool]) {
        for state in blocks {
            let mut current = state.begin;
            for event in state.range() {
                if loads[event] {
                    current = Some(Definition::Load(event as u32));
                }
                let Event::Use { inst, .. } = events[event] else {
                    continue;
                };
                let definition =
                    current.expect("where a value is used, a definition reaches it on every way");
                if definition == Definition::Original {
                    continue;
                }
                let new = self.value_of(definition);
                self.replace_in(inst, new);
            }
        }
    }

    /// Makes an instruction use `new` in place of the reference.
    fn replace_in(&mut self, inst: Inst, new: Value) {
        let old = self.value;
        let dfg = &mut self.renamer.func.dfg;
        // Parameters that were passed for it already are values of their own.
        let values: Vec<_> = dfg
            .inst_values(inst)
            .map(|value| {
                if dfg.resolve_aliases(value) == old {
                    new
                } else {
                    value
                }
            })
            .collect();
        dfg.overwrite_inst_values(inst, values.into_iter());
    }

    fn make_stores(
        &mut self,
        region: &[u32],
        blocks: &[BlockState],
        events: &[Event],
        loads: &[bool],
        stores: &Stores,
    ) {
        let Stores::Before(before) = stores else {
            self.store_at_definition(region[0]);
            return;
        };
        for state in blocks {
            let mut current = state.begin;
            for event in state.range() {
                if let Event::Safepoint { inst, .. } = events[event]
                    && before.binary_search(&(event as u32)).is_ok()
                {
                    let definition = current
                        .expect("where a value is used, a definition reaches it on every way");
                    let value = self.value_of(definition);
                    let func = &mut *self.renamer.func;
                    let location = func.srcloc(inst);
                    let cursor = FuncCursor::new(func).at_inst(inst).with_srcloc(location);
                    store(
                        cursor,
                        self.renamer.flags,
                        self.renamer.slot,
                        value,
                        self.offset,
                    );
                }
                if loads[event] {
                    current = Some(Definition::Load(event as u32));
                }
            }
        }
    }

    fn store_at_definition(&mut self, block: u32) {
        let block = self.renamer.flow.order[block as usize];
        let func = &mut *self.renamer.func;
        let cursor = match func.dfg.value_def(self.value) {
            ValueDef::Result(inst, _) => {
                let location = func.srcloc(inst);
                FuncCursor::new(func).after_inst(inst).with_srcloc(location)
            }
            _ => FuncCursor::new(func).at_first_insertion_point(block),
        };
        store(
            cursor,
            self.renamer.flags,
            self.renamer.slot,
            self.value,
            self.offset,
        );
    }
}

fn store(
    mut cursor: FuncCursor<'_>,
    flags: MemFlagsData,
    slot: StackSlot,
    value: Value,
    offset: u32,
) {
    let address = cursor.ins().stack_addr(POINTER, slot, offset32(offset));
    cursor.ins().store(flags, value, address, 0);
}

/// An offset into the slot, for an instruction.
fn offset32(offset: u32) -> i32 {
    i32::try_from(offset).expect("a frame is smaller than 2 GiB")
}
