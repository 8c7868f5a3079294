//! Stores: what instances live in, and their owner's data.
//!
//! A store is one heap allocation that never moves while it lives: machine code has
//! pointers to the [`switchback_abi::store::StoreContext`] that it begins with.
//! Instances, host functions, memories, tables and globals live as long as the store,
//! so a pointer to one that came with the right [`StoreId`] is always valid; that is
//! what handles ([`crate::function::Func`] and its like) rely on.
//!
//! While Wasm runs, the Rust frames that entered it hold `&mut` to the store but do
//! not touch it, and the code that Wasm calls makes such references of its own from
//! the store context's address. They are nested in time, like reborrows. That the
//! compiler does not take `&mut StoreOpaque` for the only way to the memory is what
//! its `PhantomPinned` is for.

use std::any::Any;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::marker::PhantomPinned;
use std::num::NonZeroU64;
use std::ptr::{self, NonNull};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use anyhow::{Result, ensure};
use switchback_abi::instance::InstanceContext;
use switchback_abi::stack::StackHeader;
use switchback_abi::store::{StoreContext as AbiStoreContext, Transfer};
use switchback_abi::trap::TrapCode;
use switchback_wasm::TypeIdentity;

use crate::asynchronous::Poll;
use crate::collect::HeapPlaces;
use crate::context::{AsContext, AsContextMut, StoreContext, StoreContextMut};
use crate::continuation::Continuations;
use crate::engine::Engine;
use crate::fixed::Fixed;
use crate::frame_cache::FrameCache;
use crate::global::GlobalRecord;
use crate::heap::Heap;
use crate::host::HostFunction;
use crate::instance::InstanceRecord;
use crate::interrupt::InterruptHandle;
use crate::left_frames::LeftFrames;
use crate::limits::ResourceLimiter;
use crate::memory::MemoryRecord;
use crate::rooting::RootLists;
use crate::stack::Stack;
use crate::table::TableRecord;
use crate::tag::TagRecord;
use crate::transfer;
use crate::trap::WasmBacktrace;
use crate::types::{HeapType, ObjectType, RefType};
use crate::value::Val;
use crate::walk::Walk;

/// Which store something belongs to. Never used again for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct StoreId(NonZeroU64);

impl StoreId {
    fn next() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        // 2^64 stores cannot be made.
        Self(NonZeroU64::new(id).unwrap_or(NonZeroU64::MAX))
    }

    /// Whether `store` is that store.
    ///
    /// # Errors
    ///
    /// When it is another.
    #[inline]
    pub(crate) fn check(self, store: &StoreOpaque) -> Result<()> {
        ensure!(
            self == store.id,
            "a value was used with another store than its own"
        );
        Ok(())
    }

    /// As [`Self::check`].
    ///
    /// # Panics
    ///
    /// When it is another store.
    #[inline]
    #[track_caller]
    pub(crate) fn expect(self, store: &StoreOpaque) {
        assert!(
            self == store.id,
            "a value was used with another store than its own"
        );
    }
}

/// Why an activation was left without a return.
pub(crate) enum Outcome {
    /// A trap.
    Trap(TrapCode, WasmBacktrace),
    /// An error of a host function, or of the runtime.
    Error(anyhow::Error, WasmBacktrace),
    /// A panic of a host function.
    Panic(Box<dyn Any + Send>),
}

/// A store, whatever its owner's data.
#[repr(C)]
pub struct StoreOpaque {
    pub(crate) context: AbiStoreContext,
    id: StoreId,
    engine: Engine,
    /// Set when a transfer leaves an activation, taken by who entered it.
    outcome: Option<Outcome>,
    /// The poll that runs the innermost activation, if that may wait; null otherwise.
    pub(crate) poll: *mut Poll,
    /// The stack that activations run on, from the first one on.
    main_stack: Option<Stack>,
    pub(crate) instances: Vec<Fixed<InstanceRecord>>,
    pub(crate) memories: Vec<Fixed<MemoryRecord>>,
    pub(crate) tables: Vec<Fixed<TableRecord>>,
    pub(crate) globals: Vec<GlobalRecord>,
    pub(crate) tags: Vec<TagRecord>,
    pub(crate) host_functions: Vec<Fixed<HostFunction>>,
    pub(crate) heap: Heap,
    pub(crate) heap_places: HeapPlaces,
    /// What there is of continuations.
    pub(crate) continuations: Continuations,
    /// What the frames are that were met so far.
    pub(crate) frames: FrameCache,
    /// Where an exception on its way was, as far as that is gone.
    pub(crate) left_frames: LeftFrames,
    /// What the embedder holds of the heap.
    pub(crate) roots: RootLists,
    /// Holds types that tables and globals of the embedder's making name.
    held_types: HashSet<HeapType>,
    /// The types of objects that the embedder made or looked at.
    pub(crate) object_types: HashMap<TypeIdentity, Arc<ObjectType>>,
    /// Room for the values of a host function's call.
    pub(crate) value_buffer: Vec<Val>,
    /// In zeal: how many calls of the runtime may pass until a whole chain is verified.
    pub(crate) calls_until_whole_walk: usize,
    interrupt: Option<InterruptHandle>,
    /// Calls its last argument with the store's limiter.
    ///
    /// To be called with a pointer to the whole store that this is a part of.
    pub(crate) with_limiter: WithLimiter,
    pinned: PhantomPinned,
}

/// A store with its owner's data.
#[repr(C)]
pub(crate) struct StoreInner<T: 'static> {
    pub(crate) opaque: StoreOpaque,
    limiter: Option<Limiter<T>>,
    pub(crate) data: T,
}

// SAFETY: a store owns everything that its pointers lead to; host functions,
// references and limiters in it are `Send`, and so is `T` here.
unsafe impl<T: Send> Send for StoreInner<T> {}
// SAFETY: with a shared reference nothing can be changed; host functions, references and
// limiters are `Sync`.
unsafe impl<T: Sync> Sync for StoreInner<T> {}

/// See [`StoreOpaque::with_limiter`].
pub(crate) type WithLimiter =
    unsafe fn(*mut StoreOpaque, &mut dyn FnMut(&mut dyn ResourceLimiter)) -> bool;

type Limiter<T> = Box<dyn (FnMut(&mut T) -> &mut dyn ResourceLimiter) + Send + Sync>;

/// A store: instances, and what they share, with data of the embedder's.
///
/// Everything made in a store lives until the store is dropped.
pub struct Store<T: 'static> {
    /// Owned: made by `Box::into_raw`.
    inner: NonNull<StoreInner<T>>,
}

// SAFETY: it owns what it points to, as a box does.
unsafe impl<T: Send> Send for Store<T> {}
// SAFETY: as above.
unsafe impl<T: Sync> Sync for Store<T> {}

impl<T: 'static> Store<T> {
    /// An empty store.
    #[must_use]
    pub fn new(engine: &Engine, data: T) -> Self {
        let inner = Box::into_raw(Box::<StoreInner<T>>::new_uninit()).cast::<StoreInner<T>>();
        let heap = engine.config().heap;
        let displays = engine.type_table().displays();
        let records = Arc::clone(engine.type_table().records());
        let memories = Arc::clone(engine.heap_memories());
        // SAFETY: the place in the allocation of what is stored there below; it lives as
        // long as the store, and so as the heap.
        let heap_context = unsafe { NonNull::new_unchecked(&raw mut (*inner).opaque.context.heap) };
        let store = StoreInner {
            opaque: StoreOpaque {
                context: AbiStoreContext {
                    stack_limit: AtomicUsize::new(0),
                    host_stack_pointer: 0,
                    exit_frame_pointer: ptr::null_mut(),
                    exit_stack_pointer: 0,
                    transfer: Transfer {
                        instruction_pointer: 0,
                        stack_pointer: 0,
                        frame_pointer: 0,
                        pinned_register: ptr::null_mut(),
                        payload: [0; 2],
                    },
                    current_stack: ptr::null_mut(),
                    interrupt: AtomicU64::new(0),
                    heap: heap.context(displays),
                    continuation_headers: ptr::null_mut(),
                    free_continuations: ptr::null_mut(),
                    captured_continuations: StackHeader::END_OF_LIST,
                    barrier: ptr::null_mut(),
                    switch_reason: 0,
                    switch_payload: 0,
                    spare_segments: ptr::null_mut(),
                    largest_stack: engine.config().largest_continuation_stack(),
                },
                id: StoreId::next(),
                engine: engine.clone(),
                outcome: None,
                poll: ptr::null_mut(),
                main_stack: None,
                instances: Vec::new(),
                memories: Vec::new(),
                tables: Vec::new(),
                globals: Vec::new(),
                tags: Vec::new(),
                host_functions: Vec::new(),
                // SAFETY: the context is written below, where it stays. References to it
                // are not kept while the heap's methods run.
                heap: unsafe { Heap::new(heap, heap_context, records, memories) },
                heap_places: HeapPlaces::default(),
                continuations: Continuations::default(),
                frames: FrameCache::new(engine.config().zeal.verify_walks),
                left_frames: LeftFrames::default(),
                roots: RootLists::default(),
                held_types: HashSet::new(),
                object_types: HashMap::new(),
                value_buffer: Vec::new(),
                calls_until_whole_walk: 0,
                interrupt: None,
                with_limiter: with_limiter::<T>,
                pinned: PhantomPinned,
            },
            limiter: None,
            data,
        };
        // SAFETY: the allocation is of that type, and not null.
        unsafe {
            inner.write(store);
            Self {
                inner: NonNull::new_unchecked(inner),
            }
        }
    }

    /// The engine.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.inner().opaque.engine
    }

    /// The owner's data.
    #[must_use]
    pub fn data(&self) -> &T {
        &self.inner().data
    }

    /// The owner's data.
    pub fn data_mut(&mut self) -> &mut T {
        &mut self.inner_mut().data
    }

    /// Drops the store but for its owner's data.
    #[must_use]
    pub fn into_data(self) -> T {
        let inner = self.inner;
        std::mem::forget(self);
        // SAFETY: the pointer came from a box, and the store that owned it is
        // forgotten.
        let inner = unsafe { Box::from_raw(inner.as_ptr()) };
        inner.data
    }

    /// Lets a limiter, found in the owner's data, decide about growth.
    pub fn limiter(
        &mut self,
        limiter: impl (FnMut(&mut T) -> &mut dyn ResourceLimiter) + Send + Sync + 'static,
    ) {
        self.inner_mut().limiter = Some(Box::new(limiter));
    }

    /// A handle by which any thread can interrupt what the store runs.
    pub fn interrupt_handle(&mut self) -> InterruptHandle {
        let context = self.inner.cast::<AbiStoreContext>();
        let opaque = &mut self.inner_mut().opaque;
        opaque
            .interrupt
            // SAFETY: the store disconnects the handle when it is dropped, and does
            // not move before.
            .get_or_insert_with(|| unsafe { InterruptHandle::new(context) })
            .clone()
    }

    pub(crate) fn inner(&self) -> &StoreInner<T> {
        // SAFETY: owned and alive, and nobody else has `&mut` while we are borrowed.
        unsafe { self.inner.as_ref() }
    }

    pub(crate) fn inner_mut(&mut self) -> &mut StoreInner<T> {
        // SAFETY: owned and alive, and we are borrowed mutably.
        unsafe { self.inner.as_mut() }
    }
}

impl<T> Drop for Store<T> {
    fn drop(&mut self) {
        // SAFETY: the pointer came from a box, and this is its owner's end.
        drop(unsafe { Box::from_raw(self.inner.as_ptr()) });
    }
}

impl Drop for StoreOpaque {
    fn drop(&mut self) {
        if let Some(interrupt) = &self.interrupt {
            interrupt.disconnect();
        }
        self.give_back_continuations();
    }
}

impl<T: Default + 'static> Default for Store<T> {
    fn default() -> Self {
        Self::new(&Engine::default(), T::default())
    }
}

impl<T: fmt::Debug> fmt::Debug for Store<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Store")
            .field("id", &self.inner().opaque.id)
            .field("data", self.data())
            .finish_non_exhaustive()
    }
}

impl<T: 'static> AsContext for Store<T> {
    type Data = T;

    #[inline]
    fn as_context(&self) -> StoreContext<'_, T> {
        StoreContext(self.inner())
    }
}

impl<T: 'static> AsContextMut for Store<T> {
    #[inline]
    fn as_context_mut(&mut self) -> StoreContextMut<'_, T> {
        StoreContextMut(self.inner_mut())
    }
}

/// See [`StoreOpaque::with_limiter`].
///
/// # Safety
///
/// `store` must be the first part of a `StoreInner<T>` that nobody else is using.
unsafe fn with_limiter<T: 'static>(
    store: *mut StoreOpaque,
    ask: &mut dyn FnMut(&mut dyn ResourceLimiter),
) -> bool {
    // SAFETY: the caller says so; `StoreInner` is `repr(C)`.
    let inner = unsafe { &mut *store.cast::<StoreInner<T>>() };
    match &mut inner.limiter {
        Some(limiter) => {
            ask(limiter(&mut inner.data));
            true
        }
        None => false,
    }
}

impl StoreOpaque {
    #[inline]
    pub(crate) fn id(&self) -> StoreId {
        self.id
    }

    pub(crate) fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The store of an instance, or of a host function's context.
    ///
    /// # Safety
    ///
    /// The instance must be alive, on the thread that runs its store, and what Rust
    /// code holds references into the store must have given up control (to Wasm, or
    /// to this caller).
    #[inline]
    pub(crate) unsafe fn from_instance<'a>(instance: *mut InstanceContext) -> &'a mut Self {
        // SAFETY: an instance's store outlives it; the caller says the rest.
        unsafe { Self::from_context((*instance).store) }
    }

    /// The store of a store context.
    ///
    /// # Safety
    ///
    /// As [`Self::from_instance`], of a store that is alive.
    #[inline]
    pub(crate) unsafe fn from_context<'a>(context: *mut AbiStoreContext) -> &'a mut Self {
        // SAFETY: the caller says so; `StoreOpaque` begins with the store context.
        unsafe { &mut *context.cast::<Self>() }
    }

    /// Whether `address` lies in the reservation of a memory of the store. For the
    /// signal handler: takes no lock and allocates nothing.
    ///
    /// # Safety
    ///
    /// The store must be alive, and running on this thread.
    pub(crate) unsafe fn memory_contains(store: *const AbiStoreContext, address: usize) -> bool {
        // SAFETY: the caller says so; while Wasm runs nobody changes the list.
        let memories = unsafe { &(*store.cast::<Self>()).memories };
        memories.iter().any(|memory| memory.reserves(address))
    }

    /// The address of the store context, from which the whole store can be reached.
    pub(crate) fn context_pointer(&mut self) -> *mut AbiStoreContext {
        ptr::from_mut(self).cast()
    }

    /// Keeps the type known to the engine that `ty` names, as long as the store lives.
    pub(crate) fn hold_type(&mut self, ty: &RefType) {
        if ty.heap_type().is_concrete() && !self.held_types.contains(ty.heap_type()) {
            self.held_types.insert(ty.heap_type().clone());
        }
    }

    /// Asks the limiter, if there is one.
    pub(crate) fn ask_limiter<R>(
        &mut self,
        mut ask: impl FnMut(&mut dyn ResourceLimiter) -> R,
    ) -> Option<R> {
        let mut answer = None;
        let with_limiter = self.with_limiter;
        // SAFETY: every `StoreOpaque` is the first part of the `StoreInner` that
        // `with_limiter` was chosen for, and we are borrowed mutably. The limiter
        // lies outside of `StoreOpaque`, and cannot reach it.
        unsafe {
            with_limiter(ptr::from_mut(self), &mut |limiter| {
                answer = Some(ask(limiter));
            });
        }
        answer
    }

    /// The main stack, taken from the pool at the first call.
    ///
    /// # Errors
    ///
    /// When the pool is exhausted.
    #[cold]
    pub(crate) fn prepare_main_stack(&mut self) -> Result<()> {
        if self.main_stack.is_none() {
            let stack = self.engine.stacks().allocate()?;
            self.context.current_stack = stack.header();
            self.context.barrier = stack.header();
            crate::interrupt::set_stack_limit(&self.context, stack.limit());
            self.main_stack = Some(stack);
        }
        Ok(())
    }

    /// Makes the stub that host code will return to leave the activation, which then
    /// ends with `outcome`.
    pub(crate) fn leave(&mut self, outcome: Outcome) {
        self.outcome = Some(outcome);
        transfer::leave_activation(&mut self.context);
    }

    /// Leaves the activation with a trap. `walk` starts at what trapped.
    pub(crate) fn raise_trap(&mut self, code: TrapCode, walk: Walk) {
        let backtrace = WasmBacktrace::of_walk(self, walk);
        self.leave(Outcome::Trap(code, backtrace));
    }

    /// Leaves the activation with an error; the backtrace starts at the exit frame. An
    /// exception that it holds goes to its handler, if there is one.
    pub(crate) fn raise_error(&mut self, mut error: anyhow::Error) {
        // SAFETY: host code runs that Wasm called, and wants it to go elsewhere.
        match unsafe { self.throw_error(&error) } {
            Ok(true) => return,
            Ok(false) => {}
            Err(bug) => error = bug,
        }
        let backtrace = WasmBacktrace::of_store(self);
        self.leave(Outcome::Error(error, backtrace));
    }

    /// What the activation ended with that was just left.
    #[cold]
    pub(crate) fn take_outcome(&mut self) -> anyhow::Error {
        match self.outcome.take() {
            Some(Outcome::Trap(code, backtrace)) => {
                anyhow::Error::new(crate::trap::Trap::from(code)).context(backtrace)
            }
            Some(Outcome::Error(error, backtrace)) => {
                if backtrace.frames().is_empty() || error.is::<WasmBacktrace>() {
                    error
                } else {
                    error.context(backtrace)
                }
            }
            Some(Outcome::Panic(payload)) => std::panic::resume_unwind(payload),
            // Whoever leaves an activation says why.
            None => unreachable!("an activation was left without an outcome"),
        }
    }
}
