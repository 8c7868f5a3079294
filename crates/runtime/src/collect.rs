//! A store's heap: allocation, and collection with the roots that the store knows.
//!
//! Roots are where the specification lets references be: on the stack, in the slots that
//! the code tables name for each return address; in globals, tables and element segments;
//! and what the embedder holds ([`crate::rooting`]); and what continuations hold that these
//! lead to ([`crate::continuation`]). A collection happens while an
//! allocating routine or a host function runs, so that the stack ends with an exit frame,
//! or while no Wasm runs at all.

use std::any::Any;
use std::mem::offset_of;
use std::ptr::NonNull;

use anyhow::{Error, Result};
use switchback_abi::frame::{ExitFrame, FrameHeader};
use switchback_abi::heap::is_object;
use switchback_abi::instance::GlobalCell;
use switchback_abi::store::StoreContext;
use switchback_wasm::TypeIdentity;

use crate::continuation::{Base, Continuations, Slot, note_young, visit_frames};
use crate::fixed::Fixed;
use crate::frame_cache::FrameCache;
use crate::heap::{ContinuationVisitor, Heap, HeapError, Nursery, Owner, Pass, Zeal};
use crate::instance::{InstanceId, InstanceRecord};
use crate::rooting::RootLists;
use crate::store::{StoreOpaque, WithLimiter};
use crate::table::{TableId, TableRecord};
use crate::tag::TagId;
use crate::trap::Trap;

/// Which of a store's things hold references into the heap.
#[derive(Default)]
pub(crate) struct HeapPlaces {
    /// Of globals that hold one.
    cells: Vec<NonNull<GlobalCell>>,
    tables: Vec<TableId>,
    /// Likewise, of references to continuations.
    continuation_cells: Vec<NonNull<GlobalCell>>,
    continuation_tables: Vec<TableId>,
    /// Instances with element segments of references.
    instances: Vec<InstanceId>,
}

// SAFETY: the cells belong to the store, and are accessed only by who has the store.
unsafe impl Send for HeapPlaces {}
// SAFETY: as above.
unsafe impl Sync for HeapPlaces {}

impl HeapPlaces {
    pub(crate) fn add_global(&mut self, cell: NonNull<GlobalCell>) {
        self.cells.push(cell);
    }

    pub(crate) fn add_table(&mut self, table: TableId) {
        self.tables.push(table);
    }

    pub(crate) fn add_continuation_global(&mut self, cell: NonNull<GlobalCell>) {
        self.continuation_cells.push(cell);
    }

    pub(crate) fn add_continuation_table(&mut self, table: TableId) {
        self.continuation_tables.push(table);
    }

    pub(crate) fn add_instance(&mut self, instance: InstanceId) {
        if self.instances.last() != Some(&instance) {
            self.instances.push(instance);
        }
    }
}

/// The store, but for its heap.
struct StoreOwner<'a> {
    /// The header of the exit frame, null if no Wasm runs.
    exit_frame: *mut FrameHeader,
    frames: &'a mut FrameCache,
    continuations: &'a mut Continuations,
    pass: Pass,
    roots: &'a mut RootLists,
    places: &'a HeapPlaces,
    tables: &'a mut [Fixed<TableRecord>],
    instances: &'a mut [Fixed<InstanceRecord>],
    /// References among a routine's arguments.
    arguments: &'a mut [u32],
    /// For `with_limiter`, and what machine code uses of continuations.
    store: *mut StoreOpaque,
    with_limiter: WithLimiter,
    /// What the limiter failed with.
    failure: Option<Error>,
}

impl Owner for StoreOwner<'_> {
    fn begin(&mut self, pass: Pass) {
        self.pass = pass;
        match pass {
            Pass::Mark => self.continuations.begin_marking(),
            // SAFETY: the store does not run, and the first pass is over.
            Pass::Update => unsafe { self.continuations.sweep(self.context()) },
            Pass::Minor | Pass::Verify => {}
        }
    }

    fn visit(&mut self, visitor: &mut dyn FnMut(&mut u32)) {
        let mut visit = |slot: Slot<'_>| {
            if let Slot::Reference(reference) = slot {
                visitor(reference);
            }
        };
        self.visit_frames(&mut visit);
        if self.pass == Pass::Minor {
            let context = self.context();
            // SAFETY: the store does not run.
            unsafe {
                self.continuations
                    .visit_captured(context, self.frames, &mut visit);
            }
        }
        self.arguments.iter_mut().for_each(&mut *visitor);
        self.roots.visit(visitor);
        for cell in &self.places.cells {
            // SAFETY: the cells of a store's globals live as long as the store, and only
            // who has the store uses them; a reference is their first word.
            visitor(unsafe { &mut *cell.as_ptr().cast::<u32>() });
        }
        for table in &self.places.tables {
            self.tables[table.0 as usize].visit_references(visitor);
        }
        for instance in &self.places.instances {
            self.instances[instance.0 as usize].visit_references(visitor);
        }
    }

    fn visit_continuation_roots(&mut self, visitor: &mut dyn FnMut(&mut u64)) {
        self.visit_frames(&mut |slot| {
            if let Slot::Continuation(continuation) = slot {
                visitor(continuation);
            }
        });
        for cell in &self.places.continuation_cells {
            // SAFETY: as in `visit`.
            visitor(unsafe { &mut *cell.as_ptr().cast::<u64>() });
        }
        for table in &self.places.continuation_tables {
            self.tables[table.0 as usize].visit_continuations(visitor);
        }
        self.roots.visit_continuations(visitor);
    }

    fn visit_continuation(&mut self, continuation: u64, visitor: &mut ContinuationVisitor<'_>) {
        let context = self.context();
        let mut young = 0;
        let mut visit = |slot: Slot<'_>| match slot {
            Slot::Reference(reference) => {
                (visitor.reference)(reference);
                if is_object(*reference) && (young == 0 || *reference < young) {
                    young = *reference;
                }
            }
            Slot::Continuation(other) => (visitor.continuation)(*other),
        };
        // SAFETY: the store does not run.
        unsafe {
            let stack = self
                .continuations
                .visit(context, continuation, self.frames, &mut visit);
            if let Some(stack) = stack
                && self.pass == Pass::Update
            {
                note_young(context, stack, young);
            }
        }
    }

    fn may_grow(&mut self, current: usize, desired: usize) -> bool {
        let mut allowed = true;
        let failure = &mut self.failure;
        // SAFETY: the pointer is to the whole store, whose limiter lies outside of what
        // we borrow.
        unsafe {
            (self.with_limiter)(self.store, &mut |limiter| {
                allowed = limiter
                    .heap_growing(current, desired)
                    .unwrap_or_else(|error| {
                        *failure = Some(error);
                        false
                    });
            });
        }
        allowed
    }
}

impl StoreOwner<'_> {
    fn context(&self) -> *mut StoreContext {
        // SAFETY: the store is there; no reference to it is made.
        unsafe { &raw mut (*self.store).context }
    }

    /// Visits the slots in the frames of all activations.
    fn visit_frames(&mut self, visitor: &mut dyn FnMut(Slot<'_>)) {
        let mut exit_frame = self.exit_frame;
        while !exit_frame.is_null() {
            // SAFETY: exit frames of all kinds end with an `ExitFrame`, which ends with
            // the header that is pointed to; this one is live, for Wasm waits at it.
            let exit = unsafe {
                &(*exit_frame
                    .byte_sub(offset_of!(ExitFrame, header))
                    .cast::<ExitFrame>())
                .header
            };
            let (mut frame_pointer, mut address) =
                (exit.saved_frame_pointer, exit.return_address.addr());
            exit_frame = loop {
                // SAFETY: as above, for all frames and all stacks of the chain.
                match unsafe { visit_frames(self.frames, frame_pointer, address, visitor) } {
                    Base::Entry(exit) => break exit,
                    Base::Continuation(stack) => {
                        // SAFETY: a continuation that runs has a parent, which waits.
                        let saved = unsafe { (*stack.as_ref().parent).saved };
                        (frame_pointer, address) = (saved.frame_pointer, saved.instruction_pointer);
                    }
                }
            };
        }
    }
}

impl StoreOpaque {
    /// Does something with the heap that may collect. References in `arguments` are kept
    /// up to date; any other that no root of the store holds is stale afterwards.
    ///
    /// # Errors
    ///
    /// [`Trap::HeapOutOfMemory`], or the limiter's.
    fn with_heap<R>(
        &mut self,
        arguments: &mut [u32],
        work: impl FnOnce(&mut Heap, &mut dyn Owner) -> Result<R, HeapError>,
    ) -> Result<R> {
        self.left_frames.forget();
        let store = std::ptr::from_mut(self);
        let mut owner = StoreOwner {
            exit_frame: self.context.exit_frame_pointer,
            frames: &mut self.frames,
            continuations: &mut self.continuations,
            pass: Pass::Verify,
            roots: &mut self.roots,
            places: &self.heap_places,
            tables: &mut self.tables,
            instances: &mut self.instances,
            arguments,
            store,
            with_limiter: self.with_limiter,
            failure: None,
        };
        let result = work(&mut self.heap, &mut owner);
        if let Some(error) = owner.failure {
            return Err(error);
        }
        result.map_err(|error| match error {
            HeapError::Exhausted => Trap::HeapOutOfMemory.into(),
            error => error.into(),
        })
    }

    /// Makes the heap ready, so that machine code can know where it is.
    ///
    /// # Errors
    ///
    /// When there is no address space.
    pub(crate) fn prepare_heap(&mut self, nursery: Nursery) -> Result<()> {
        Ok(self.heap.prepare(nursery)?)
    }

    /// Makes room for an object that machine code allocates.
    ///
    /// # Errors
    ///
    /// [`Trap::HeapOutOfMemory`], or the limiter's.
    pub(crate) fn make_room(&mut self) -> Result<()> {
        self.with_heap(&mut [], |heap, owner| heap.make_room(owner))
    }

    /// A new struct of that type, all zero. References that no root of the store holds
    /// are stale afterwards, here and below: what is allocated may collect.
    ///
    /// # Errors
    ///
    /// [`Trap::HeapOutOfMemory`], here and below, or the limiter's.
    pub(crate) fn allocate_struct(&mut self, ty: TypeIdentity) -> Result<u32> {
        self.allocate_struct_keeping(ty, &mut [])
    }

    /// As [`Self::allocate_struct`]; references in `arguments` are kept up to date.
    pub(crate) fn allocate_struct_keeping(
        &mut self,
        ty: TypeIdentity,
        arguments: &mut [u32],
    ) -> Result<u32> {
        self.with_heap(arguments, |heap, owner| heap.allocate_struct(ty.0, owner))
    }

    /// A new array of that type and length, all zero.
    pub(crate) fn allocate_array(&mut self, ty: TypeIdentity, length: u32) -> Result<u32> {
        self.allocate_array_keeping(ty, length, &mut [])
    }

    /// As [`Self::allocate_array`]; references in `arguments` are kept up to date.
    pub(crate) fn allocate_array_keeping(
        &mut self,
        ty: TypeIdentity,
        length: u32,
        arguments: &mut [u32],
    ) -> Result<u32> {
        self.with_heap(arguments, |heap, owner| {
            heap.allocate_array(ty.0, length, owner)
        })
    }

    /// A new exception of the tag with that number, whose values are all zero.
    pub(crate) fn allocate_exception(&mut self, tag: u32) -> Result<u32> {
        let ty = &self.tag(TagId(tag)).ty;
        let identity = ty.identity_in(self.engine())?;
        self.with_heap(&mut [], |heap, owner| {
            heap.allocate_exception(identity.0, tag, owner)
        })
    }

    /// A new reference to a value of the host.
    pub(crate) fn allocate_host_reference(
        &mut self,
        value: Box<dyn Any + Send + Sync>,
    ) -> Result<u32> {
        self.with_heap(&mut [], |heap, owner| {
            heap.allocate_host_reference(value, owner)
        })
    }

    /// Collects everything that no root leads to.
    pub(crate) fn collect_garbage(&mut self) {
        let result = self.with_heap(&mut [], |heap, owner| {
            heap.collect_major(owner);
            Ok(())
        });
        if let Err(error) = result {
            // It was asked whether the heap may grow, and does not have to.
            tracing::debug!("the heap may not grow: {error:?}");
        }
        self.give_back_surplus();
    }

    /// Collects what was allocated since the last collection.
    #[cfg(test)]
    pub(crate) fn collect_young(&mut self) {
        let result = self.with_heap(&mut [], |heap, owner| {
            heap.collect_minor(owner);
            Ok(())
        });
        result.expect("there is no limiter that fails");
    }

    /// Visits every reference to a continuation that the store's things, frames that run
    /// and objects hold; stale and null ones, too.
    ///
    /// # Errors
    ///
    /// The limiter's.
    pub(crate) fn visit_continuation_words(
        &mut self,
        visitor: &mut dyn FnMut(&mut u64),
    ) -> Result<()> {
        self.with_heap(&mut [], |heap, owner| {
            owner.visit_continuation_roots(visitor);
            heap.visit_continuations(visitor);
            Ok(())
        })
    }

    /// Collects, if that is to be done as often as possible.
    ///
    /// # Errors
    ///
    /// The limiter's.
    #[inline]
    pub(crate) fn collect_in_zeal(&mut self) -> Result<()> {
        if self.heap.zeal() == Zeal::Off {
            return Ok(());
        }
        self.collect_because_of_zeal()
    }

    #[cold]
    #[inline(never)]
    fn collect_because_of_zeal(&mut self) -> Result<()> {
        self.with_heap(&mut [], |heap, owner| {
            heap.collect_in_zeal(owner);
            Ok(())
        })
    }
}
