//! A module's code: compiled function by function, published, looked up.
//!
//! A defined function is in one of five states:
//!
//! ```text
//! not compiled ──► in progress ──► finished ──► published
//!                       └────────► failed
//! ```
//!
//! *In progress* means that a thread is inside the tier for it right now; others
//! that need it wait, and never for long, since compiling waits for nothing.
//! *Finished* code has no address yet: code that was compiled ahead waits for other
//! code to share pages with, until somebody calls it. If publishing fails, what was
//! to be published goes back to *not compiled*.
//!
//! The entry slot of a function holds the address of its pad, and from publication
//! on that of its code. A function may be published again: the slot then holds the
//! newer code, and the older one stays, for the frames that still run it.

use std::any::Any;
use std::collections::HashMap;
use std::fmt;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;
use switchback_abi::code::RelocationTarget;
use switchback_abi::tier::{CompileError, Tier};
use switchback_abi::trap::TrapCode;
use switchback_wasm::{FunctionIndex, TagIndex};

use super::CodeError;
use super::batches::{Batch, Batches};
use super::compile_ahead::{self, Queue};
use super::memory::{CodeMemory, PAGE};
use super::tables::{EncodedFunction, FunctionParts, Record, SiteRecord, Tables, TablesBuilder};
use crate::assembly::pads;
use crate::registry::{CodePosition, CodeRange, Site};

/// Functions begin at multiples of this, if they do not ask for more.
const FUNCTION_ALIGNMENT: u32 = 16;
/// Bytes that the processor caches together.
const CACHE_LINE: u32 = 64;
/// How many bytes of code compiled ahead wait for a publication of their own.
const AHEAD_BATCH: usize = 32 * 1024;

/// Told how many functions are compiled, of how many.
pub type CompileProgress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// The code of a module.
pub struct ModuleCode {
    description: Arc<switchback_wasm::Module>,
    tier: Arc<dyn Tier>,
    compile_ahead: bool,
    memory: CodeMemory,
    batches: Batches,
    progress: Mutex<Progress>,
    /// Notified when a function leaves *in progress*.
    left_progress: Condvar,
}

/// What changes while functions are compiled.
struct Progress {
    /// By defined function (counted without imports).
    states: Box<[State]>,
    finished: Vec<EncodedFunction>,
    failures: HashMap<FunctionIndex, CompileError>,
    queue: Queue,
    counts: Counts,
}

/// How much code a module has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Functions that were published after compiling them here.
    pub(crate) compiled: usize,
    /// Bytes of their code.
    pub(crate) compiled_bytes: usize,
    /// Functions that came with an artifact.
    pub(crate) loaded: usize,
    /// Bytes of their code.
    pub(crate) loaded_bytes: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    NotCompiled,
    InProgress,
    Finished,
    Published,
    Failed,
}

impl ModuleCode {
    /// The code of a module, of which there is none yet. `lazy_compile` is the
    /// address of the stub that pads lead to.
    pub(crate) fn new(
        description: Arc<switchback_wasm::Module>,
        tier: Arc<dyn Tier>,
        lazy_compile: usize,
        compile_ahead: bool,
    ) -> Result<Arc<Self>, CodeError> {
        let imported = description.imported_functions;
        let defined = &description.functions[imported as usize..];
        let wasm_code = defined.iter().map(|function| function.body.len()).sum();
        let memory = CodeMemory::reserve(defined.len(), wasm_code)?;
        memory.write_pads(FunctionIndex(imported), lazy_compile)?;
        let states = vec![State::NotCompiled; defined.len()];
        Ok(Arc::new(Self {
            description,
            tier,
            compile_ahead,
            memory,
            batches: Batches::default(),
            progress: Mutex::new(Progress {
                states: states.into_boxed_slice(),
                finished: Vec::new(),
                failures: HashMap::new(),
                queue: Queue::default(),
                counts: Counts::default(),
            }),
            left_progress: Condvar::new(),
        }))
    }

    /// The addresses at which code of the module may lie, pads included.
    pub(crate) fn addresses(&self) -> std::ops::Range<usize> {
        self.memory.addresses()
    }

    /// Where to call a defined function now: its best code, or its pad.
    pub(crate) fn current_code(&self, function: FunctionIndex) -> *const u8 {
        let slot = self.memory.entry_slot(self.defined(function));
        slot.load(Ordering::Acquire)
    }

    /// The code of a defined function, which is compiled first if need be.
    ///
    /// # Errors
    ///
    /// When it cannot be compiled or there is no memory for its code. It is then
    /// not called.
    pub(crate) fn compile_now(
        self: &Arc<Self>,
        function: FunctionIndex,
    ) -> Result<*const u8, CodeError> {
        let defined = self.defined(function);
        let mut progress = self.lock();
        loop {
            match progress.states[defined] {
                State::Published => return Ok(self.current_code(function)),
                State::Failed => {
                    return Err(CodeError::Compile {
                        function,
                        error: progress.failures[&function].clone(),
                    });
                }
                State::Finished => self.publish_finished(&mut progress)?,
                State::InProgress => {
                    progress = self
                        .left_progress
                        .wait(progress)
                        .unwrap_or_else(PoisonError::into_inner);
                }
                State::NotCompiled => {
                    progress.states[defined] = State::InProgress;
                    drop(progress);
                    let result = self.compile(function);
                    progress = self.lock();
                    let callees = self.leave_progress(&mut progress, function, result);
                    if self.compile_ahead {
                        progress.queue.put_first(callees.into_iter());
                        compile_ahead::start(self, progress.queue.jobs_to_start());
                    }
                }
            }
        }
    }

    /// Compiles every function that has no code, on all cores. `report` is told
    /// about each.
    ///
    /// The code lies in the order of the functions, whatever the threads do.
    ///
    /// # Errors
    ///
    /// That of the first function that cannot be compiled. The others have code.
    pub(crate) fn compile_all(
        self: &Arc<Self>,
        report: Option<CompileProgress<'_>>,
    ) -> Result<(), CodeError> {
        let mut wanted = self.begin_all();
        // The largest first, so that no core is left alone with one at the end.
        wanted.sort_by_key(|&function| {
            std::cmp::Reverse(self.description.functions[function.index()].body.len())
        });
        let total = wanted.len();
        let done = AtomicUsize::new(0);
        let mut results: Vec<_> = wanted
            .into_par_iter()
            .map(|function| {
                let result = self.compile(function);
                let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                if let Some(report) = report {
                    report(done, total);
                }
                (function, result)
            })
            .collect();
        results.sort_by_key(|(function, _)| *function);

        let mut progress = self.lock();
        for (function, result) in results {
            self.leave_progress(&mut progress, function, result);
        }
        self.publish_finished(&mut progress)?;
        drop(progress);
        // What others had in progress, and what failed.
        for defined in 0..self.defined_count() {
            self.compile_now(self.function(defined))?;
        }
        Ok(())
    }

    /// Marks every function that is not compiled as *in progress*.
    fn begin_all(&self) -> Vec<FunctionIndex> {
        let mut progress = self.lock();
        let mut wanted = Vec::new();
        for (defined, state) in progress.states.iter_mut().enumerate() {
            if *state == State::NotCompiled {
                *state = State::InProgress;
                wanted.push(self.function(defined));
            }
        }
        wanted
    }

    /// What a job is to compile ahead, now *in progress*. If there is nothing, the
    /// job has ended.
    pub(super) fn begin_ahead(&self) -> Option<Ahead> {
        let mut progress = self.lock();
        while let Some((level, function)) = progress.queue.take() {
            let state = &mut progress.states[self.defined(function)];
            if *state == State::NotCompiled {
                *state = State::InProgress;
                return Some(Ahead {
                    description: Arc::clone(&self.description),
                    tier: Arc::clone(&self.tier),
                    function,
                    level,
                });
            }
        }
        progress.queue.job_ended();
        self.publish_ahead(&mut progress);
        None
    }

    /// Takes what a job compiled.
    pub(super) fn end_ahead(
        self: &Arc<Self>,
        ahead: Ahead,
        result: Result<EncodedFunction, CompileError>,
    ) {
        let mut progress = self.lock();
        let callees = self.leave_progress(&mut progress, ahead.function, result);
        progress.queue.put_behind(ahead.level, callees.into_iter());
        compile_ahead::start(self, progress.queue.jobs_to_start());
        let bytes: usize = progress.finished.iter().map(|made| made.code.len()).sum();
        if bytes >= AHEAD_BATCH {
            self.publish_ahead(&mut progress);
        }
    }

    /// Publishes code that nobody waits for.
    fn publish_ahead(&self, progress: &mut Progress) {
        if let Err(error) = self.publish_finished(progress) {
            // Whoever calls one of these functions will hear of it.
            tracing::debug!(%error, "code that was compiled ahead could not be published");
            while progress.queue.take().is_some() {}
        }
    }

    fn compile(&self, function: FunctionIndex) -> Result<EncodedFunction, CompileError> {
        compile(&self.description, &*self.tier, function)
    }

    /// Takes the result for a function *in progress*. Returns the functions that it
    /// calls directly and that nobody has begun to compile.
    fn leave_progress(
        &self,
        progress: &mut Progress,
        function: FunctionIndex,
        result: Result<EncodedFunction, CompileError>,
    ) -> Vec<FunctionIndex> {
        let defined = self.defined(function);
        debug_assert_eq!(progress.states[defined], State::InProgress);
        let callees = match result {
            Ok(encoded) => {
                progress.states[defined] = State::Finished;
                let callees = self.callees(progress, &encoded);
                progress.finished.push(encoded);
                callees
            }
            Err(error) => {
                progress.states[defined] = State::Failed;
                progress.failures.insert(function, error);
                Vec::new()
            }
        };
        self.left_progress.notify_all();
        callees
    }

    fn callees(&self, progress: &Progress, encoded: &EncodedFunction) -> Vec<FunctionIndex> {
        let mut callees = Vec::new();
        for relocation in &encoded.relocations {
            let RelocationTarget::EntrySlot(callee) = relocation.target;
            if progress.states[self.defined(callee)] == State::NotCompiled
                && callees.last() != Some(&callee)
            {
                callees.push(callee);
            }
        }
        callees
    }

    /// Publishes everything that is *finished*, as one batch.
    fn publish_finished(&self, progress: &mut Progress) -> Result<(), CodeError> {
        let functions = std::mem::take(&mut progress.finished);
        let result = self.publish(&functions);
        let state = match result {
            Ok(()) => State::Published,
            Err(_) => State::NotCompiled,
        };
        for encoded in &functions {
            progress.states[self.defined(encoded.function)] = state;
            if result.is_ok() {
                progress.counts.compiled += 1;
                progress.counts.compiled_bytes += encoded.code.len();
            }
        }
        result
    }

    /// Places functions and lets their entry slots lead to them. The caller holds
    /// `progress`, so that batches are published in the order of their addresses.
    fn publish(&self, functions: &[EncodedFunction]) -> Result<(), CodeError> {
        let Some(first) = functions.first() else {
            return Ok(());
        };
        let too_large = |what| CodeError::Compile {
            function: first.function,
            error: CompileError::LimitExceeded(what),
        };
        let mut layout = Layout::default();
        let mut places = Vec::with_capacity(functions.len());
        for encoded in functions {
            places.push(layout.place(&encoded.parts()).ok_or(CodeError::Full)?);
        }
        let lead = self.lead(layout.end, functions);
        layout.end += lead;
        places.iter_mut().for_each(|place| *place += lead);
        let mut builder = TablesBuilder::default();
        let start = self.memory.append(layout.end as usize, |start, bytes| {
            bytes.fill(pads::PADDING);
            for (encoded, &place) in functions.iter().zip(&places) {
                let code = &mut bytes[place as usize..][..encoded.code.len()];
                code.copy_from_slice(&encoded.code);
                self.relocate(encoded, start + place, code)?;
                builder
                    .push(start + place, &encoded.parts())
                    .map_err(too_large)?;
            }
            Ok::<_, CodeError>(())
        })?;
        let tables = builder.finish().map_err(too_large)?;
        self.batches.push(Batch { start, tables });
        for (encoded, &place) in functions.iter().zip(&places) {
            self.lead_to(encoded.function, start + place);
        }
        Ok(())
    }

    /// How many bytes of the pages of a batch to leave free before the first
    /// function, of those that are free anyway. If every batch began where a page
    /// begins, functions that were compiled one by one would all compete for the
    /// same lines of the processor's instruction cache.
    fn lead(&self, length: u32, functions: &[EncodedFunction]) -> u32 {
        let alignment = functions
            .iter()
            .map(|encoded| encoded.parts().alignment)
            .fold(CACHE_LINE, u32::max);
        let free = length.wrapping_neg() % PAGE as u32;
        let choices = free / alignment + 1;
        // A multiplier without pattern spreads the batches over the choices. The address
        // sees to it that the same function of many modules does not lie alike in all.
        let page = self.memory.code_address(self.memory.used()) as usize / PAGE;
        ((page as u32).wrapping_mul(0x9e37_79b9) >> 8) % choices * alignment
    }

    /// Lets a function's entry slot lead to published code.
    fn lead_to(&self, function: FunctionIndex, start: u32) {
        let code = self.memory.code_address(start).cast_mut();
        let slot = self.memory.entry_slot(self.defined(function));
        slot.store(code, Ordering::Release);
    }

    /// Patches code that will lie at `start`, from the start of the module's code.
    fn relocate(
        &self,
        encoded: &EncodedFunction,
        start: u32,
        code: &mut [u8],
    ) -> Result<(), CodeError> {
        for relocation in &encoded.relocations {
            let RelocationTarget::EntrySlot(target) = relocation.target;
            let slot = -(self.memory.slot_distance(self.defined(target)) as i64);
            let place = i64::from(start) + i64::from(relocation.offset);
            let value = slot
                .checked_add(relocation.addend)
                .and_then(|target| i32::try_from(target - place).ok())
                .ok_or_else(|| CodeError::Compile {
                    function: encoded.function,
                    error: CompileError::Bug(format!(
                        "a relocation with addend {}",
                        relocation.addend
                    )),
                })?;
            // Checked when the function was encoded: the place lies in the code.
            let place = relocation.offset as usize;
            code[place..place + 4].copy_from_slice(&value.to_le_bytes());
        }
        Ok(())
    }

    /// Takes code from an artifact, before there is any other. `fill` writes
    /// `length` bytes of code that [`Self::image`] made for a module of this shape
    /// and that `tables` describe.
    ///
    /// False, and nothing has changed, if the tables make no sense.
    pub(super) fn install<E: From<CodeError>>(
        &self,
        tables: Tables,
        length: usize,
        fill: impl FnOnce(&mut [u8]) -> Result<(), E>,
    ) -> Result<bool, E> {
        let mut progress = self.lock();
        let mut behind = 0;
        for record in tables.records() {
            let end = u64::from(record.start) + u64::from(record.size);
            let sensible = u64::from(record.start) >= behind
                && record.size > 0
                && end <= length as u64
                && self.is_defined(record.function);
            if !sensible {
                return Ok(false);
            }
            behind = end;
        }
        assert_eq!(self.memory.used(), 0, "code is installed first");
        let start = self.memory.append(length, |_, bytes| fill(bytes))?;
        for record in tables.records() {
            progress.states[self.defined(record.function)] = State::Published;
            progress.counts.loaded += 1;
            progress.counts.loaded_bytes += record.size as usize;
            self.lead_to(record.function, record.start);
        }
        self.batches.push(Batch { start, tables });
        Ok(true)
    }

    /// The current code of all functions that have any, packed as if it lay at the
    /// start of the module's code, and what describes it.
    pub(super) fn image(&self) -> Result<(Vec<u8>, Tables), CodeError> {
        let mut image = Vec::new();
        let mut layout = Layout::default();
        let mut builder = TablesBuilder::default();
        let too_large = |function| {
            move |what| CodeError::Compile {
                function,
                error: CompileError::LimitExceeded(what),
            }
        };
        let mut last = FunctionIndex(0);
        for batch in self.batches.iter() {
            for record in batch.tables.records() {
                last = record.function;
                if self.current_code(last) != self.memory.code_address(record.start) {
                    continue;
                }
                let code = self.memory.code(record.start..record.start + record.size);
                let parts = batch.tables.parts(&record, code);
                let start = layout.place(&parts).ok_or(CodeError::Full)?;
                image.resize(start as usize, pads::PADDING);
                image.extend_from_slice(code);
                // Whatever a place refers to does not move, but the place does.
                let moved = start.wrapping_sub(record.start);
                for place in batch.tables.places(&record) {
                    let place = start as usize + place as usize;
                    if let Some(bytes) = image.get_mut(place..place + 4) {
                        // The slice is four bytes long.
                        let value = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
                        bytes.copy_from_slice(&value.wrapping_sub(moved).to_le_bytes());
                    }
                }
                builder.push(start, &parts).map_err(too_large(last))?;
            }
        }
        Ok((image, builder.finish().map_err(too_large(last))?))
    }

    /// How much code there is.
    pub(crate) fn counts(&self) -> Counts {
        self.lock().counts
    }

    /// How many functions have code, of how many.
    #[must_use]
    pub fn compiled_functions(&self) -> (usize, usize) {
        let counts = self.counts();
        (counts.compiled + counts.loaded, self.defined_count())
    }

    /// Bytes of code, and bytes of memory that they take (gaps included).
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        let counts = self.counts();
        let bytes = counts.compiled_bytes + counts.loaded_bytes;
        (bytes, self.memory.used() as usize)
    }

    fn lock(&self) -> MutexGuard<'_, Progress> {
        // No code that can panic leaves anything half done under this lock.
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn defined_count(&self) -> usize {
        self.description.functions.len() - self.description.imported_functions as usize
    }

    fn is_defined(&self, function: FunctionIndex) -> bool {
        (self.description.imported_functions as usize..self.description.functions.len())
            .contains(&function.index())
    }

    /// A defined function's number, counted without imports.
    fn defined(&self, function: FunctionIndex) -> usize {
        assert!(
            self.is_defined(function),
            "an imported function has no code here"
        );
        function.index() - self.description.imported_functions as usize
    }

    fn function(&self, defined: usize) -> FunctionIndex {
        // A module has at most a million functions.
        FunctionIndex(self.description.imported_functions + defined as u32)
    }

    /// The function whose code holds an address.
    fn function_at(&self, address: usize) -> Option<(&Tables, Record, u32)> {
        let offset = self.memory.code_offset(address)?;
        let (tables, record) = self.batches.function_at(offset)?;
        Some((tables, record, offset - record.start))
    }

    /// The call that returns to an address, and its function.
    fn site_at(&self, return_address: usize) -> Option<(&Tables, Record, SiteRecord)> {
        // A call may be the last instruction of its function.
        let (tables, record, offset) = self.function_at(return_address.checked_sub(1)?)?;
        let site = tables.call_site(&record, offset + 1)?;
        Some((tables, record, site))
    }
}

impl fmt::Debug for ModuleCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ModuleCode")
            .field("addresses", &self.addresses())
            .finish_non_exhaustive()
    }
}

impl CodeRange for ModuleCode {
    fn call_site(&self, return_address: usize) -> Option<Site> {
        let (_, record, site) = self.site_at(return_address)?;
        Some(Site {
            instance_slot: record.instance_slot.filter(|_| site.inline_gate),
        })
    }

    fn references(&self, return_address: usize, visit: &mut dyn FnMut(u32)) {
        if let Some((tables, record, site)) = self.site_at(return_address) {
            tables.references(&record, &site).for_each(visit);
        }
    }

    fn handlers(
        &self,
        return_address: usize,
        visit: &mut dyn FnMut(Option<TagIndex>, usize) -> ControlFlow<()>,
    ) {
        if let Some((tables, record, site)) = self.site_at(return_address) {
            let code = self.memory.code_address(record.start).addr();
            let tags = self.description.tags.len();
            // The control flow is the visitor's own business.
            let _ = tables
                .handlers(&record, &site)
                .filter(|handler| handler.offset < record.size)
                .filter(|handler| handler.tag.is_none_or(|tag| tag.index() < tags))
                .try_for_each(|handler| visit(handler.tag, code + handler.offset as usize));
        }
    }

    fn frame_size(&self, return_address: usize) -> Option<u32> {
        let (_, record, _) = self.site_at(return_address)?;
        Some(record.frame_size)
    }

    fn trap(&self, address: usize) -> Option<TrapCode> {
        let (tables, record, offset) = self.function_at(address)?;
        tables.trap(&record, offset)
    }

    fn positions(&self, address: usize) -> Vec<CodePosition> {
        let Some((tables, record, offset)) = self.function_at(address) else {
            return Vec::new();
        };
        let mut positions = Vec::new();
        let mut source = None;
        if let Some(position) = tables.position(&record, offset) {
            source = (position.wasm_offset != u32::MAX).then_some(position.wasm_offset);
            let mut inlined = position.inlined;
            // As often as there are calls, so that no table can lead in a circle.
            for _ in 0..tables.inlined_count(&record) {
                let Some(call) = tables.inlined(&record, inlined) else {
                    break;
                };
                positions.push(CodePosition {
                    function: call.function,
                    wasm_offset: source,
                });
                source = Some(call.call_wasm_offset);
                inlined = call.parent;
            }
        }
        positions.push(CodePosition {
            function: record.function,
            wasm_offset: source,
        });
        positions
    }
}

/// A function for a job of [`compile_ahead`].
pub(super) struct Ahead {
    description: Arc<switchback_wasm::Module>,
    tier: Arc<dyn Tier>,
    function: FunctionIndex,
    level: usize,
}

impl Ahead {
    pub(super) fn compile(&self) -> Result<EncodedFunction, CompileError> {
        compile(&self.description, &*self.tier, self.function)
    }
}

/// Asks a tier for a function. A panic of the tier is a bug of ours, but no reason
/// to take the host down.
fn compile(
    description: &switchback_wasm::Module,
    tier: &dyn Tier,
    function: FunctionIndex,
) -> Result<EncodedFunction, CompileError> {
    // A tier has no state that a panic could leave broken.
    let compiled = catch_unwind(AssertUnwindSafe(|| tier.compile(description, function)))
        .unwrap_or_else(|panic| Err(CompileError::Bug(panic_message(&*panic))))?;
    let defined = description.imported_functions as usize..description.functions.len();
    let strange = compiled.relocations.iter().find(|relocation| {
        let RelocationTarget::EntrySlot(target) = relocation.target;
        !defined.contains(&target.index())
    });
    if let Some(relocation) = strange {
        return Err(CompileError::Bug(format!("{relocation:?} is out of range")));
    }
    let tags = description.tags.len();
    let strange = compiled
        .handlers
        .iter()
        .find(|handler| handler.tag.is_some_and(|tag| tag.index() >= tags));
    if let Some(handler) = strange {
        return Err(CompileError::Bug(format!("{handler:?} is out of range")));
    }
    EncodedFunction::new(function, compiled).map_err(CompileError::Bug)
}

fn panic_message(panic: &(dyn Any + Send)) -> String {
    let message = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    format!("the tier panicked: {}", message.unwrap_or("no message"))
}

/// Puts functions one behind the other.
#[derive(Default)]
struct Layout {
    end: u32,
}

impl Layout {
    /// Where the next function begins; `None` if it ends beyond 2 GiB.
    fn place(&mut self, parts: &FunctionParts<'_>) -> Option<u32> {
        let alignment = parts.alignment.max(FUNCTION_ALIGNMENT);
        let start = self.end.checked_next_multiple_of(alignment)?;
        let end = start.checked_add(u32::try_from(parts.code.len()).ok()?)?;
        if end > i32::MAX as u32 {
            return None;
        }
        self.end = end;
        Some(start)
    }
}
