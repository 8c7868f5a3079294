//! The Rust side of the runtime's routines.
//!
//! A body runs on the host's stack, called by its stub. It never unwinds into the
//! stub: a trap, an error or a panic is noted in the store together with a transfer
//! that leaves the activation, which the stub takes.

use std::mem::offset_of;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

use switchback_abi::frame::{ExitFrame, FrameHeader, PreservingFrame};
use switchback_abi::instance::InstanceContext;
use switchback_abi::routine::{Routine, RoutineTable};
use switchback_abi::stack::UNCHECKED_FRAME;
use switchback_abi::trap::TrapCode;
use switchback_wasm::{
    DataIndex, ElementIndex, FunctionIndex, MemoryIndex, TableIndex, TypeIdentity,
};

use crate::assembly::{self, RoutineBody};
use crate::instance::InstanceId;
use crate::interrupt::{self, Request};
use crate::store::{Outcome, StoreOpaque};
use crate::value::Bits;
use crate::walk::{self, Walk};

/// Why a routine does not return to Wasm.
enum Stop {
    Trap(TrapCode),
    Error(anyhow::Error),
}

impl From<TrapCode> for Stop {
    fn from(code: TrapCode) -> Self {
        Self::Trap(code)
    }
}

impl From<anyhow::Error> for Stop {
    fn from(error: anyhow::Error) -> Self {
        Self::Error(error)
    }
}

/// Does a routine's work for the store of the instance that asked.
///
/// # Safety
///
/// For code that a stub of [`crate::assembly`] called: `instance` is the one whose
/// code asked, and the exit frame is in the store context.
unsafe fn run(
    instance: *mut InstanceContext,
    work: impl FnOnce(&mut StoreOpaque, InstanceId) -> Result<u64, Stop>,
) -> u64 {
    // SAFETY: the instance's code was running, and waits.
    let store = unsafe { StoreOpaque::from_instance(instance) };
    // SAFETY: it is an instance of that store: its code asked.
    let id = unsafe { store.instance_of(instance) }.id();
    // Panics are bugs of ours; the store is then not used any more, except by an
    // embedder who catches them.
    let result = catch_unwind(AssertUnwindSafe(|| {
        verify_in_zeal(store)?;
        work(store, id)
    }));
    match result {
        Ok(Ok(result)) => return result,
        Ok(Err(Stop::Trap(code))) => {
            // SAFETY: Wasm waits at the exit frame.
            let walk = unsafe { Walk::from_exit(&store.context) };
            store.raise_trap(code, walk);
        }
        Ok(Err(Stop::Error(error))) => store.raise_error(error),
        Err(payload) => store.leave(Outcome::Panic(payload)),
    }
    0
}

/// How many frames zeal verifies at every call of the runtime.
const ALWAYS_VERIFIED: usize = 1000;

/// Verifies the chain in zeal. One that is deeper than [`ALWAYS_VERIFIED`] is verified
/// as far as that, and now and then as a whole: otherwise a recursion that calls the
/// runtime at each level would take time in the square of its depth.
fn verify_in_zeal(store: &mut StoreOpaque) -> Result<(), Stop> {
    if !store.engine().config().zeal.verify_walks {
        return Ok(());
    }
    let is_whole = store.calls_until_whole_walk == 0;
    let most = if is_whole {
        usize::MAX
    } else {
        ALWAYS_VERIFIED
    };
    // SAFETY: Wasm waits at the exit frame.
    let frames = unsafe { walk::verify(&store.context, most) }
        .map_err(|broken| Stop::Error(anyhow::anyhow!("bug of Switchback: {broken}")))?;
    store.calls_until_whole_walk = if is_whole {
        frames / ALWAYS_VERIFIED
    } else {
        store.calls_until_whole_walk - 1
    };
    Ok(())
}

/// Compiles a function at its first call, and answers where its code is.
///
/// # Safety
///
/// For the stub that pads lead to only.
pub(crate) unsafe extern "sysv64" fn compile_lazily(
    instance: *mut InstanceContext,
    function: u32,
) -> u64 {
    // SAFETY: for stubs only.
    unsafe {
        run(instance, |store, id| {
            let record = store.instance(id);
            let module = record.module();
            let function = FunctionIndex(function);
            let code = module
                .code()
                .compile_now(function)
                .map_err(anyhow::Error::new)?;
            let description = &module.description().functions[function.index()];
            if description.reference_slot.is_some() {
                // SAFETY: the reference is one of the instance's, and nobody else is
                // using it: Wasm waits.
                record.func_ref(function).as_mut().code = code;
            }
            Ok(code.expose_provenance() as u64)
        })
    }
}

/// The lower and the upper half of an argument that carries two indices.
fn halves(pair: u64) -> (u32, u32) {
    (pair as u32, (pair >> 32) as u32)
}

/// Where SP was at the top of the function that called the running routine's stub when it
/// had pushed its caller's frame pointer and nothing else.
fn stack_pointer_at_entry(store: &StoreOpaque) -> usize {
    let header = size_of::<FrameHeader>();
    store.context.exit_frame_pointer.addr() + header + size_of::<*mut FrameHeader>()
}

/// Where the header is in the frame of a stub that preserves registers.
const PRESERVING_HEADER: usize = offset_of!(PreservingFrame, exit) + offset_of!(ExitFrame, header);

/// The limit of the stack that the running code is on.
fn stack_limit(store: &StoreOpaque) -> usize {
    // SAFETY: Wasm is running, so there is a stack, which lives as long as the store.
    unsafe { (*store.context.current_stack).limit }
}

/// Traps if an interrupt is asked for; answers whether a yield is.
fn check_interrupt(store: &StoreOpaque) -> Result<bool, Stop> {
    match interrupt::take_request(&store.context, stack_limit(store)) {
        Some(Request::Interrupt) => Err(TrapCode::Interrupt.into()),
        request => Ok(request == Some(Request::Yield)),
    }
}

/// Whether the function that asks, and whose frame has but its header so far, may make one
/// of `bytes` where it is: what is not more than [`UNCHECKED_FRAME`] is not counted.
fn has_room(store: &StoreOpaque, bytes: usize) -> bool {
    let counted = if bytes > UNCHECKED_FRAME as usize {
        bytes
    } else {
        0
    };
    stack_pointer_at_entry(store)
        .checked_sub(counted)
        .is_some_and(|lowest| lowest >= stack_limit(store))
}

/// Finds room for the function that asks: where it is, or on another segment of the stack.
/// The answer goes into the frame of the stub.
fn find_room(store: &mut StoreOpaque) -> Result<(), Stop> {
    let yields = check_interrupt(store)?;
    let frame: *mut PreservingFrame = store
        .context
        .exit_frame_pointer
        .wrapping_byte_sub(PRESERVING_HEADER)
        .cast();
    // SAFETY: the stub of this routine has such a frame, which is there until we return.
    let registers = unsafe { &mut (*frame).integers };
    let frame_bytes = registers[PreservingFrame::R10] as usize;
    let argument_bytes = registers[PreservingFrame::RAX] as usize;
    registers[PreservingFrame::R11] = if has_room(store, frame_bytes) {
        if yields {
            store.yield_to_others();
        }
        0
    } else if store.provide_segment(stack_pointer_at_entry(store), frame_bytes + argument_bytes) {
        assembly::grow_gate as *const () as usize as u64
    } else {
        return Err(TrapCode::StackOverflow.into());
    };
    if yields && registers[PreservingFrame::R11] != 0 {
        // The segment is wanted at once.
        interrupt::put_back_yield(&store.context);
    }
    Ok(())
}

/// Defines a routine: its name, what its work calls the store, the instance and the
/// five arguments, and the work.
macro_rules! routine {
    ($(#[$doc:meta])* $name:ident |$store:pat_param, $id:pat_param, [$($argument:ident),*]| $work:expr) => {
        $(#[$doc])*
        pub(super) struct $name;

        // SAFETY: `run` lets nothing unwind.
        unsafe impl RoutineBody for $name {
            const ROUTINE: Routine = Routine::$name;

            unsafe extern "sysv64" fn body(
                instance: *mut InstanceContext,
                a: u64,
                b: u64,
                c: u64,
                d: u64,
                e: u64,
            ) -> u64 {
                let [$($argument,)* ..] = [a, b, c, d, e];
                // Outside of the unsafe block, which is not for the work.
                let work = |$store: &mut $crate::store::StoreOpaque,
                            $id: $crate::instance::InstanceId|
                 -> Result<u64, $crate::routines::Stop> { $work };
                // SAFETY: for stubs only.
                unsafe { run(instance, work) }
            }
        }
    };
}

routine! {
    /// Traps.
    RaiseTrap |_, _, [code]| {
        let code = u8::try_from(code).ok().and_then(TrapCode::from_u8);
        match code {
            Some(code) => Err(code.into()),
            None => Err(anyhow::anyhow!("bug of Switchback: compiled code raised no known trap").into()),
        }
    }
}

routine! {
    /// At the top of a function.
    StackLimitReached |store, _, []| {
        find_room(store)?;
        Ok(0)
    }
}

routine! {
    /// At a loop's back edge.
    InterruptCheck |store, _, []| {
        if check_interrupt(store)? {
            store.yield_to_others();
        }
        Ok(0)
    }
}

routine! {
    /// `memory.grow`
    MemoryGrow |store, id, [memory, pages]| {
        let memory = store.instance(id).memory(MemoryIndex(memory as u32));
        Ok(store.grow_memory(memory, pages)?.unwrap_or(u64::MAX))
    }
}

routine! {
    /// `memory.fill`
    MemoryFill |store, id, [memory, address, value, length]| {
        let memory = store.instance(id).memory(MemoryIndex(memory as u32));
        store.fill_memory(memory, address, value as u8, length)?;
        Ok(0)
    }
}

routine! {
    /// `memory.copy`
    MemoryCopy |store, id, [memories, destination, source, length]| {
        let (to, from) = halves(memories);
        let to = store.instance(id).memory(MemoryIndex(to));
        let from = store.instance(id).memory(MemoryIndex(from));
        store.copy_memory((to, destination), (from, source), length)?;
        Ok(0)
    }
}

routine! {
    /// `memory.init`
    MemoryInit |store, id, [indices, destination, source, length]| {
        let (memory, segment) = halves(indices);
        let indices = (MemoryIndex(memory), DataIndex(segment));
        store.init_memory(id, indices, destination, source, length)?;
        Ok(0)
    }
}

routine! {
    /// `data.drop`
    DataDrop |store, id, [segment]| {
        store.drop_data(id, DataIndex(segment as u32));
        Ok(0)
    }
}

routine! {
    /// `table.grow`
    TableGrow |store, id, [table, elements, initial]| {
        let table = store.instance(id).table(TableIndex(table as u32));
        let old = store.grow_table(table, elements, Bits::from(initial))?;
        Ok(old.unwrap_or(u64::MAX))
    }
}

routine! {
    /// `table.fill`
    TableFill |store, id, [table, start, value, length]| {
        let table = store.instance(id).table(TableIndex(table as u32));
        store.table_mut(table).fill(start, Bits::from(value), length)?;
        Ok(0)
    }
}

routine! {
    /// `table.copy`
    TableCopy |store, id, [tables, destination, source, length]| {
        let (to, from) = halves(tables);
        let to = store.instance(id).table(TableIndex(to));
        let from = store.instance(id).table(TableIndex(from));
        store.copy_table((to, destination), (from, source), length)?;
        Ok(0)
    }
}

routine! {
    /// `table.init`
    TableInit |store, id, [indices, destination, source, length]| {
        let (table, segment) = halves(indices);
        let indices = (TableIndex(table), ElementIndex(segment));
        store.init_table(id, indices, destination, source, length)?;
        Ok(0)
    }
}

routine! {
    /// `elem.drop`
    ElementDrop |store, id, [segment]| {
        store.drop_element(id, ElementIndex(segment as u32));
        Ok(0)
    }
}

routine! {
    /// Whether a type is a subtype of another.
    IsSubtype |store, _, [sub, supertype]| {
        let (sub, supertype) = (TypeIdentity(sub as u32), TypeIdentity(supertype as u32));
        Ok(store.engine().types().is_subtype(sub, supertype).into())
    }
}

mod continuation;
mod exception;
mod gc;

/// The table, for all threads.
struct SharedTable(RoutineTable);

// SAFETY: the table and the code that it points to never change.
unsafe impl Sync for SharedTable {}
// SAFETY: as above.
unsafe impl Send for SharedTable {}

static TABLE: LazyLock<SharedTable> = LazyLock::new(|| {
    SharedTable(RoutineTable {
        gate: assembly::gate as *const u8,
        gate_return_point: std::ptr::without_provenance(assembly::gate_return_point()),
        continuation_start: assembly::continuation_start as *const u8,
        stubs: [
            stub::<RaiseTrap>(0),
            limit_stub::<StackLimitReached>(1),
            preserving_stub::<InterruptCheck>(2),
            stub::<MemoryGrow>(3),
            stub::<MemoryFill>(4),
            stub::<MemoryCopy>(5),
            stub::<MemoryInit>(6),
            stub::<DataDrop>(7),
            stub::<TableGrow>(8),
            stub::<TableFill>(9),
            stub::<TableCopy>(10),
            stub::<TableInit>(11),
            stub::<ElementDrop>(12),
            stub::<IsSubtype>(13),
            throwing_stub::<exception::Throw>(14),
            stub::<exception::ExceptionNew>(15),
            stub::<gc::StructNew>(16),
            stub::<gc::ArrayNew>(17),
            stub::<gc::ArrayNewData>(18),
            stub::<gc::ArrayNewElement>(19),
            stub::<gc::ArrayFill>(20),
            stub::<gc::ArrayCopy>(21),
            stub::<gc::ArrayInitData>(22),
            stub::<gc::ArrayInitElement>(23),
            preserving_stub::<gc::MakeRoom>(24),
            stub::<continuation::ContinuationNew>(25),
            stub::<continuation::ContinuationBind>(26),
            stub::<continuation::GenerationsExhausted>(27),
        ],
    })
});

/// The stub of a routine, which is the one of that place in the table.
const fn stub<R: RoutineBody>(place: usize) -> *const u8 {
    assert!(R::ROUTINE as usize == place);
    assembly::routine::<R> as *const u8
}

/// Likewise, for one that preserves registers.
const fn preserving_stub<R: RoutineBody>(place: usize) -> *const u8 {
    assert!(R::ROUTINE as usize == place);
    assembly::preserving_routine::<R> as *const u8
}

/// Likewise, for the one by which stacks grow.
const fn limit_stub<R: RoutineBody>(place: usize) -> *const u8 {
    assert!(R::ROUTINE as usize == place);
    assembly::stack_limit_reached::<R> as *const u8
}

/// Likewise, for the one that throws.
const fn throwing_stub<R: RoutineBody>(place: usize) -> *const u8 {
    assert!(R::ROUTINE as usize == place);
    assembly::throw::<R> as *const u8
}

/// The addresses of all routines.
pub(crate) fn table() -> &'static RoutineTable {
    &TABLE.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_routine_has_a_stub_of_its_own() {
        let table = table();
        let mut stubs = table.stubs.map(<*const u8>::addr).to_vec();
        assert!(stubs.iter().all(|stub| *stub != 0));
        stubs.push(table.gate.addr());
        stubs.sort_unstable();
        stubs.dedup();
        assert_eq!(stubs.len(), Routine::ALL.len() + 1);
        for (place, routine) in Routine::ALL.into_iter().enumerate() {
            assert_eq!(routine as usize, place);
            // `TABLE` says which stubs preserve registers.
            assert_eq!(routine.preserves_registers(), matches!(place, 1 | 2 | 24));
        }
    }
}
