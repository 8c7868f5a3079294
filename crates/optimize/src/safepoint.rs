//! Safepoints: where references are when a collection moves what they refer to.
//!
//! A collection happens in calls only. Each reference that is needed after such a call
//! is in a slot of the frame during it: stored there before, loaded afterwards, and
//! listed in the call's stack map in between.
//!
//! Cranelift's frontend can do this, too. It takes every call for a safepoint, and once a
//! value is needed after one of them, it loads it from its slot at every use. We do it on
//! the finished function instead: calls that cannot collect do not count, and what was
//! loaded after a safepoint is an ordinary value up to the next one. So the rare call that
//! refills the nursery costs the usual way around it nothing.
//!
//! This module finds the references, where they live, and slots for them; [`rename`]
//! rewrites the function.
//!
//! Invariants:
//! - A value is a reference if translation declared it, or if it is a parameter of a
//!   block to which a reference is passed.
//! - Nothing computed from a reference, but for comparisons, is used after a safepoint
//!   that comes after the computation.

mod rename;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use cranelift_codegen::cursor::{Cursor, FuncCursor};
use cranelift_codegen::dominator_tree::DominatorTree;
use cranelift_codegen::entity::{EntitySet, SecondaryMap};
use cranelift_codegen::flowgraph::ControlFlowGraph;
use cranelift_codegen::ir::{
    Block, BlockArg, BlockCall, Function, Inst, InstBuilder, Opcode, StackSlotData, StackSlotKind,
    Type, UserStackMapEntry, Value, types,
};

use switchback_abi::tier::CompileError;

use self::rename::{Event, Renamer};

/// The type of references into the heap.
pub(crate) const REFERENCE: Type = types::I32;

/// Which calls are safepoints: all that come back, but for those of routines that do not
/// allocate.
pub(crate) type HarmlessCalls = HashSet<Inst>;

/// The stack maps of switches between stacks. They are safepoints, too, but Cranelift takes
/// no stack maps of them.
pub(crate) type SwitchMaps = HashMap<Inst, Vec<UserStackMapEntry>>;

/// Of how many blocks and safepoints at most references may be noted to live there, one
/// by one: it takes memory in proportion.
const PLACES: usize = 40 << 20;

/// Keeps references in slots during safepoints. `declared` are the values that are
/// references, all of type `ty`: they refer into the heap, or to continuations.
pub(crate) fn keep_references(
    func: &mut Function,
    ty: Type,
    declared: &HashSet<Value>,
    harmless: &HarmlessCalls,
    switch_maps: &mut SwitchMaps,
) -> Result<(), CompileError> {
    if declared.is_empty() {
        return Ok(());
    }
    let mut budget = Budget(PLACES);
    let references = find_references(func, ty, declared);
    split_exception_edges(func, harmless);
    let flow = Flow::new(func);
    let mut candidates = Candidates::find(func, &flow, &references, harmless);
    if candidates.values.is_empty() {
        return Ok(());
    }
    let live_in = candidates.live_in(&flow, &mut budget)?;
    let mut liveness = Liveness::new(func, &flow, &candidates, &live_in, harmless, &mut budget)?;
    let slots = Slots::assign(func, &flow, &candidates, &live_in, &liveness);
    if slots.count == 0 {
        return Ok(());
    }
    let slot = func.create_sized_stack_slot(StackSlotData::new(
        StackSlotKind::ExplicitSlot,
        slots.count * ty.bytes(),
        ty.bytes().trailing_zeros() as u8,
    ));
    for (inst, live) in &liveness.safepoints {
        for &candidate in live {
            let entry = UserStackMapEntry {
                ty,
                slot,
                offset: slots.offset(candidate, ty),
            };
            if func.dfg.insts[*inst].opcode() == Opcode::StackSwitch {
                switch_maps.entry(*inst).or_default().push(entry);
            } else {
                func.dfg.append_user_stack_map_entry(*inst, entry);
            }
        }
    }
    let mut events = collect_events(func, &flow, &candidates, &mut liveness, &slots);
    let mut renamer = Renamer::new(func, &flow, slot, ty);
    for (candidate, events) in events.iter_mut().enumerate() {
        if slots.of[candidate].is_some() {
            renamer.rename(
                candidates.values[candidate],
                slots.offset(candidate as u32, ty),
                &candidates.regions[candidate],
                events,
            );
        }
    }
    if cfg!(debug_assertions) {
        let loaded = std::mem::take(&mut renamer.loaded);
        verify(func, ty, declared, loaded, harmless)?;
    }
    Ok(())
}

/// What may be noted yet.
struct Budget(usize);

impl Budget {
    fn spend(&mut self, places: usize) -> Result<(), CompileError> {
        self.0 = self.0.checked_sub(places).ok_or_else(|| {
            let message = "the function has too many references that live too long";
            CompileError::LimitExceeded(message.to_owned())
        })?;
        Ok(())
    }
}

/// Makes sure that no reference is needed after a safepoint as it was before.
fn verify(
    func: &Function,
    ty: Type,
    declared: &HashSet<Value>,
    loaded: Vec<Value>,
    harmless: &HarmlessCalls,
) -> Result<(), CompileError> {
    let mut budget = Budget(2 * PLACES);
    let mut all = declared.clone();
    all.extend(loaded);
    let references = find_references(func, ty, &all);
    let flow = Flow::new(func);
    let mut candidates = Candidates::find(func, &flow, &references, harmless);
    let live_in = candidates.live_in(&flow, &mut budget)?;
    let liveness = Liveness::new(func, &flow, &candidates, &live_in, harmless, &mut budget)?;
    if let Some((inst, live)) = liveness.safepoints.first() {
        let live: Vec<_> = live
            .iter()
            .map(|&candidate| candidates.values[candidate as usize])
            .collect();
        panic!("{live:?} live across {inst}:\n{}", func.display());
    }
    Ok(())
}

/// Whether an instruction is a safepoint.
fn is_safepoint(func: &Function, inst: Inst, harmless: &HarmlessCalls) -> bool {
    let opcode = func.dfg.insts[inst].opcode();
    opcode.is_call() && !opcode.is_return() && !harmless.contains(&inst)
}

/// The calls of blocks at the end of an instruction.
fn block_calls(func: &Function, inst: Inst) -> &[BlockCall] {
    let dfg = &func.dfg;
    dfg.insts[inst].branch_destination(&dfg.jump_tables, &dfg.exception_tables)
}

/// The values that are references: those declared, and the parameters that stand for them.
fn find_references(func: &Function, ty: Type, declared: &HashSet<Value>) -> EntitySet<Value> {
    // What each value is passed for.
    let mut passed: HashMap<Value, Vec<Value>> = HashMap::new();
    for block in func.layout.blocks() {
        let Some(last) = func.layout.last_inst(block) else {
            continue;
        };
        for call in block_calls(func, last) {
            let params = func.dfg.block_params(call.block(&func.dfg.value_lists));
            for (&param, argument) in params.iter().zip(call.args(&func.dfg.value_lists)) {
                if let BlockArg::Value(argument) = argument
                    && func.dfg.value_type(param) == ty
                {
                    let argument = func.dfg.resolve_aliases(argument);
                    passed.entry(argument).or_default().push(param);
                }
            }
        }
    }
    let mut references = EntitySet::new();
    let mut found: Vec<Value> = declared
        .iter()
        .map(|&value| func.dfg.resolve_aliases(value))
        .collect();
    while let Some(value) = found.pop() {
        if references.insert(value)
            && let Some(params) = passed.get(&value)
        {
            found.extend_from_slice(params);
        }
    }
    references
}

/// Gives each way out of a call that can throw a block of its own, so that what is loaded
/// after the call has a place. They are used only if something is loaded there; otherwise
/// Cranelift removes them.
fn split_exception_edges(func: &mut Function, harmless: &HarmlessCalls) {
    let blocks: Vec<_> = func.layout.blocks().collect();
    for block in blocks {
        let Some(last) = func.layout.last_inst(block) else {
            continue;
        };
        if func.dfg.insts[last].exception_table().is_none() || !is_safepoint(func, last, harmless) {
            continue;
        }
        let mut after = block;
        for index in 0..block_calls(func, last).len() {
            let call = block_calls(func, last)[index];
            let target = call.block(&func.dfg.value_lists);
            let arguments: Vec<_> = call.args(&func.dfg.value_lists).collect();
            let landing = func.dfg.make_block();
            func.layout.insert_block_after(landing, after);
            after = landing;
            if func.layout.is_cold(target) {
                func.layout.set_cold(landing);
            }
            let mut received = Vec::new();
            let mut passed_on = Vec::with_capacity(arguments.len());
            for (place, &argument) in arguments.iter().enumerate() {
                passed_on.push(match argument {
                    BlockArg::Value(_) => argument,
                    BlockArg::TryCallRet(_) | BlockArg::TryCallExn(_) => {
                        let ty = func.dfg.value_type(func.dfg.block_params(target)[place]);
                        received.push(argument);
                        BlockArg::Value(func.dfg.append_block_param(landing, ty))
                    }
                });
            }
            let location = func.srcloc(last);
            let mut cursor = FuncCursor::new(func).at_bottom(landing);
            cursor.set_srcloc(location);
            cursor.ins().jump(target, &passed_on);
            let dfg = &mut func.dfg;
            let call = BlockCall::new(landing, received, &mut dfg.value_lists);
            dfg.insts[last]
                .branch_destination_mut(&mut dfg.jump_tables, &mut dfg.exception_tables)[index] =
                call;
        }
    }
}

/// The blocks that can be reached, in reverse postorder, and how they are connected. From
/// here on, a block is its place in that order.
struct Flow {
    order: Vec<Block>,
    predecessors: Vec<Vec<u32>>,
    successors: Vec<Vec<u32>>,
    graph: ControlFlowGraph,
    dominators: DominatorTree,
}

/// In place of an index.
const NONE: u32 = u32::MAX;

impl Flow {
    fn new(func: &Function) -> Self {
        let graph = ControlFlowGraph::with_function(func);
        let dominators = DominatorTree::with_function(func, &graph);
        let order: Vec<Block> = dominators.cfg_rpo().copied().collect();
        let mut place = SecondaryMap::with_default(NONE);
        for (index, &block) in order.iter().enumerate() {
            place[block] = index as u32;
        }
        let mut predecessors = vec![Vec::new(); order.len()];
        let mut successors = vec![Vec::new(); order.len()];
        for (index, &block) in order.iter().enumerate() {
            for successor in graph.succ_iter(block) {
                let successor = place[successor];
                successors[index].push(successor);
                predecessors[successor as usize].push(index as u32);
            }
        }
        for list in &mut predecessors {
            list.sort_unstable();
            list.dedup();
        }
        Self {
            order,
            predecessors,
            successors,
            graph,
            dominators,
        }
    }

    fn indices(&self) -> impl DoubleEndedIterator<Item = (u32, Block)> + '_ {
        self.order
            .iter()
            .enumerate()
            .map(|(index, &block)| (index as u32, block))
    }
}

/// The references that may be needed after a safepoint: they are used elsewhere than
/// between the same two safepoints of one block.
struct Candidates {
    values: Vec<Value>,
    index: SecondaryMap<Value, u32>,
    /// The block in which each is defined.
    defined: Vec<u32>,
    /// The blocks in which each is used, but for that one.
    used: Vec<Vec<u32>>,
    /// The blocks in which each lives: where it is defined, then those at whose beginning
    /// it lives, in their order.
    regions: Vec<Vec<u32>>,
}

impl Candidates {
    fn find(
        func: &Function,
        flow: &Flow,
        references: &EntitySet<Value>,
        harmless: &HarmlessCalls,
    ) -> Self {
        let mut found = Self {
            values: Vec::new(),
            index: SecondaryMap::with_default(NONE),
            defined: Vec::new(),
            used: Vec::new(),
            regions: Vec::new(),
        };
        // Where each reference was defined: the block, and how many safepoints of the
        // function came before.
        let mut definitions: SecondaryMap<Value, (u32, u32)> =
            SecondaryMap::with_default((NONE, 0));
        let mut safepoints = 0;
        for (index, block) in flow.indices() {
            for &param in func.dfg.block_params(block) {
                definitions[param] = (index, safepoints);
            }
            for inst in func.layout.block_insts(block) {
                for &value in func.dfg.inst_args(inst) {
                    found.note_use(func, references, &definitions, value, (index, safepoints));
                }
                safepoints += u32::from(is_safepoint(func, inst, harmless));
                for call in block_calls(func, inst) {
                    for argument in call.args(&func.dfg.value_lists) {
                        if let BlockArg::Value(value) = argument {
                            let here = (index, safepoints);
                            found.note_use(func, references, &definitions, value, here);
                        }
                    }
                }
                for &result in func.dfg.inst_results(inst) {
                    definitions[result] = (index, safepoints);
                }
            }
        }
        if safepoints == 0 {
            found.values.clear();
        }
        found
    }

    fn note_use(
        &mut self,
        func: &Function,
        references: &EntitySet<Value>,
        definitions: &SecondaryMap<Value, (u32, u32)>,
        value: Value,
        here: (u32, u32),
    ) {
        let value = func.dfg.resolve_aliases(value);
        if !references.contains(value) || definitions[value] == here {
            return;
        }
        if self.index[value] == NONE {
            self.index[value] = self.values.len() as u32;
            self.values.push(value);
            self.defined.push(definitions[value].0);
            self.used.push(Vec::new());
        }
        let used = &mut self.used[self.index[value] as usize];
        if here.0 != definitions[value].0 && used.last() != Some(&here.0) {
            used.push(here.0);
        }
    }

    fn get(&self, func: &Function, value: Value) -> Option<u32> {
        let index = self.index[func.dfg.resolve_aliases(value)];
        (index != NONE).then_some(index)
    }

    /// The candidates that live at the beginning of each block, in their order.
    fn live_in(&mut self, flow: &Flow, budget: &mut Budget) -> Result<Vec<Vec<u32>>, CompileError> {
        let mut live_in = vec![Vec::new(); flow.order.len()];
        let mut marked = vec![NONE; flow.order.len()];
        for candidate in 0..self.values.len() as u32 {
            let defined = self.defined[candidate as usize];
            let mut reached = self.used[candidate as usize].clone();
            let mut region = Vec::new();
            while let Some(block) = reached.pop() {
                if block == defined || marked[block as usize] == candidate {
                    continue;
                }
                budget.spend(1)?;
                marked[block as usize] = candidate;
                live_in[block as usize].push(candidate);
                region.push(block);
                reached.extend_from_slice(&flow.predecessors[block as usize]);
            }
            region.push(defined);
            // The definition dominates the rest, so that it comes first.
            region.sort_unstable();
            self.regions.push(region);
        }
        Ok(live_in)
    }
}

/// Which candidates are needed after which safepoint.
struct Liveness {
    safepoints: Vec<(Inst, Vec<u32>)>,
    /// Where in `safepoints` each is.
    index: HashMap<Inst, u32>,
    /// The candidates that are used for the last time at an instruction and do not live at
    /// the end of its block. Only in blocks that have a safepoint.
    deaths: BTreeMap<Inst, Vec<u32>>,
}

impl Liveness {
    fn new(
        func: &Function,
        flow: &Flow,
        candidates: &Candidates,
        live_in: &[Vec<u32>],
        harmless: &HarmlessCalls,
        budget: &mut Budget,
    ) -> Result<Self, CompileError> {
        let mut liveness = Self {
            safepoints: Vec::new(),
            index: HashMap::new(),
            deaths: BTreeMap::new(),
        };
        for (index, block) in flow.indices() {
            let has_safepoint = func
                .layout
                .block_insts(block)
                .any(|inst| is_safepoint(func, inst, harmless));
            if !has_safepoint {
                continue;
            }
            let mut live: BTreeSet<u32> = flow.successors[index as usize]
                .iter()
                .flat_map(|&successor| &live_in[successor as usize])
                .copied()
                .collect();
            let mut next = func.layout.last_inst(block);
            while let Some(inst) = next {
                for call in block_calls(func, inst) {
                    for argument in call.args(&func.dfg.value_lists) {
                        if let BlockArg::Value(value) = argument {
                            liveness.note_use(func, candidates, &mut live, inst, value);
                        }
                    }
                }
                for &result in func.dfg.inst_results(inst) {
                    if let Some(candidate) = candidates.get(func, result) {
                        live.remove(&candidate);
                    }
                }
                if is_safepoint(func, inst, harmless) && !live.is_empty() {
                    budget.spend(live.len())?;
                    let place = liveness.safepoints.len() as u32;
                    liveness.index.insert(inst, place);
                    let live = live.iter().copied().collect();
                    liveness.safepoints.push((inst, live));
                }
                for &value in func.dfg.inst_args(inst) {
                    liveness.note_use(func, candidates, &mut live, inst, value);
                }
                next = func.layout.prev_inst(inst);
            }
        }
        Ok(liveness)
    }

    fn note_use(
        &mut self,
        func: &Function,
        candidates: &Candidates,
        live: &mut BTreeSet<u32>,
        inst: Inst,
        value: Value,
    ) {
        if let Some(candidate) = candidates.get(func, value)
            && live.insert(candidate)
        {
            self.deaths.entry(inst).or_default().push(candidate);
        }
    }
}

/// The slots of those candidates that are needed after a safepoint.
struct Slots {
    of: Vec<Option<u32>>,
    count: u32,
}

impl Slots {
    /// Candidates that live at the same place get different slots.
    fn assign(
        func: &Function,
        flow: &Flow,
        candidates: &Candidates,
        live_in: &[Vec<u32>],
        liveness: &Liveness,
    ) -> Self {
        let mut needed = vec![false; candidates.values.len()];
        for (_, live) in &liveness.safepoints {
            for &candidate in live {
                needed[candidate as usize] = true;
            }
        }
        let mut slots = Self {
            of: vec![None; candidates.values.len()],
            count: 0,
        };
        // What is defined dominates what is live, so that in this order every candidate
        // that lives at the beginning of a block has its slot.
        let mut taken = BTreeSet::new();
        for (index, block) in flow.indices() {
            taken.clear();
            let live = live_in[index as usize].iter();
            taken.extend(live.filter_map(|&candidate| slots.of[candidate as usize]));
            let define = |slots: &mut Self, taken: &mut BTreeSet<u32>, value: Value| {
                if let Some(candidate) = candidates.get(func, value)
                    && needed[candidate as usize]
                {
                    slots.take(candidate, taken);
                }
            };
            for &param in func.dfg.block_params(block) {
                define(&mut slots, &mut taken, param);
            }
            for inst in func.layout.block_insts(block) {
                for &candidate in liveness.deaths.get(&inst).into_iter().flatten() {
                    if let Some(slot) = slots.of[candidate as usize] {
                        taken.remove(&slot);
                    }
                }
                for &result in func.dfg.inst_results(inst) {
                    define(&mut slots, &mut taken, result);
                }
            }
        }
        slots
    }

    /// Gives a candidate the first slot that is not taken.
    fn take(&mut self, candidate: u32, taken: &mut BTreeSet<u32>) {
        let mut slot = 0;
        for &other in taken.iter() {
            if other != slot {
                break;
            }
            slot += 1;
        }
        taken.insert(slot);
        self.of[candidate as usize] = Some(slot);
        self.count = self.count.max(slot + 1);
    }

    /// Where the slot of a candidate is, which has one, in bytes.
    fn offset(&self, candidate: u32, ty: Type) -> u32 {
        let slot = self.of[candidate as usize]
            .expect("every candidate that lives across a safepoint was given a slot");
        slot * ty.bytes()
    }
}

/// What happens to each candidate that has a slot, in the order of blocks and
/// instructions.
fn collect_events(
    func: &Function,
    flow: &Flow,
    candidates: &Candidates,
    liveness: &mut Liveness,
    slots: &Slots,
) -> Vec<Vec<Event>> {
    let mut events: Vec<Vec<Event>> = vec![Vec::new(); candidates.values.len()];
    let note_use = |events: &mut Vec<Vec<Event>>, block: u32, inst: Inst, value: Value| {
        if let Some(candidate) = candidates.get(func, value)
            && slots.of[candidate as usize].is_some()
        {
            let events = &mut events[candidate as usize];
            let event = Event::Use { block, inst };
            if events.last() != Some(&event) {
                events.push(event);
            }
        }
    };
    for (index, block) in flow.indices() {
        // After a call that can throw, values are loaded in the blocks that follow, which
        // have no other predecessor.
        if let [predecessor] = *flow.predecessors[index as usize]
            && let Some(last) = func.layout.last_inst(flow.order[predecessor as usize])
            && func.dfg.insts[last].opcode().is_call()
            && let Some(&safepoint) = liveness.index.get(&last)
        {
            for &candidate in &liveness.safepoints[safepoint as usize].1 {
                if candidates.regions[candidate as usize]
                    .binary_search(&index)
                    .is_ok()
                {
                    events[candidate as usize].push(Event::Landing { block: index });
                }
            }
        }
        for inst in func.layout.block_insts(block) {
            for &value in func.dfg.inst_args(inst) {
                note_use(&mut events, index, inst, value);
            }
            if let Some(&safepoint) = liveness.index.get(&inst) {
                for &candidate in &liveness.safepoints[safepoint as usize].1 {
                    events[candidate as usize].push(Event::Safepoint { block: index, inst });
                }
            }
            for call in block_calls(func, inst) {
                for argument in call.args(&func.dfg.value_lists) {
                    if let BlockArg::Value(value) = argument {
                        note_use(&mut events, index, inst, value);
                    }
                }
            }
        }
    }
    events
}
