//! Suspensions by functions of the host.
//!
//! A host function has frames on the host's stack, which nobody can suspend. So it returns,
//! with a [`Suspension`] as its error, and its *call* is suspended: the stub's frame, on the
//! Wasm stack. When the continuation is resumed, the call goes on without the host
//! function: its results are what the continuation was resumed with.

use std::fmt;
use std::mem::offset_of;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::{self, NonNull};
use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use switchback_abi::calling_convention::MachineType;
use switchback_abi::continuation::{HandledTag, TransitLayout};
use switchback_abi::frame::{ExitFrame, HostCallFrame, RegisterImage};
use switchback_abi::instance::HostContext;
use switchback_abi::stack::StackHeader;
use switchback_abi::store::Transfer;
use switchback_wasm::EngineValType;

use super::bound::read_values;
use super::collect::note_captured;
use crate::activation::Places;
use crate::assembly;
use crate::caller::Caller;
use crate::context::{AsContext, AsContextMut};
use crate::engine::Signature;
use crate::host::signature_of;
use crate::store::{Outcome, StoreOpaque};
use crate::tag::{Tag, TagId};
use crate::trap::Trap;
use crate::value::{Bits, Val};

/// The wish of a host function to suspend the continuation that called it.
///
/// It goes where errors go: a host function returns it (with whatever context, as long as
/// `downcast_ref` finds it) instead of its results. These are what the continuation is
/// resumed with: so the tag's results must be the function's. As a suspension by Wasm, it
/// is handled by the innermost `resume` that names its tag, and is a trap if there is none
/// on this side of the innermost host function that called Wasm
/// ([`Trap::UnhandledTag`](crate::trap::Trap::UnhandledTag)).
///
/// An asynchronous host function cannot return one.
#[derive(Clone, Debug)]
pub struct Suspension {
    tag: Tag,
    values: Vec<Val>,
}

impl Suspension {
    /// A suspension with a tag and values, for a host function to return before its roots
    /// end.
    ///
    /// # Errors
    ///
    /// When the values are not of the types of the tag's parameters, or the tag or a value
    /// belongs to another store.
    pub fn new(store: impl AsContext, tag: &Tag, values: &[Val]) -> Result<Self> {
        let suspension = Self {
            tag: *tag,
            values: values.into(),
        };
        suspension.bits(store.as_context().opaque())?;
        Ok(suspension)
    }

    /// The tag.
    #[must_use]
    pub fn tag(&self) -> Tag {
        self.tag
    }

    /// The values.
    #[must_use]
    pub fn values(&self) -> &[Val] {
        &self.values
    }

    /// The values as registers hold them.
    ///
    /// # Errors
    ///
    /// As [`Self::new`].
    fn bits(&self, store: &StoreOpaque) -> Result<Vec<Bits>> {
        let tag = self.tag.id_in(store)?;
        let types = &store.tag(tag).ty.signature().ty.params;
        ensure!(
            types.len() == self.values.len(),
            "expected {} values for a suspension, got {}",
            types.len(),
            self.values.len()
        );
        let values = self.values.iter().zip(types);
        values
            .map(|(value, ty)| {
                value
                    .to_bits(store, ty)
                    .context("type mismatch: a value is not of the type that the tag has there")
            })
            .collect()
    }
}

impl std::error::Error for Suspension {}

impl fmt::Display for Suspension {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a suspension, which only a host function that Wasm calls can return")
    }
}

impl<T: 'static> Caller<'_, T> {
    /// Suspends the continuation that called the host function: what this is to return. Its
    /// results will be what the continuation is resumed with.
    ///
    /// # Errors
    ///
    /// Always: a [`Suspension`], or why there can be none.
    pub fn suspend<R>(&mut self, tag: &Tag, values: &[Val]) -> Result<R> {
        Err(Suspension::new(self.as_context_mut(), tag, values)?.into())
    }
}

impl StoreOpaque {
    /// Makes the stub that host code will return to suspend the call of the host function
    /// of that type that is running.
    ///
    /// # Errors
    ///
    /// When the function cannot return a suspension with that tag, or nobody handles it
    /// ([`Trap::UnhandledTag`]).
    ///
    /// # Safety
    ///
    /// Wasm must be waiting at the exit frame, which is that of the call, and the stub keep
    /// no registers in it that its caller wants to be kept.
    pub(crate) unsafe fn suspend_host_call(
        &mut self,
        context: *mut HostContext,
        signature: &Signature,
        suspension: &Suspension,
    ) -> Result<()> {
        let values = suspension.bits(self)?;
        let tag = suspension.tag.id_in(self)?;
        self.check_results(tag, signature)?;
        let (mut outermost, handler) = self.suspend_handler(tag).ok_or(Trap::UnhandledTag)?;
        let tip = self.context.current_stack;
        // SAFETY: stacks that run are alive, and have a parent below the barrier.
        let (parent, word) = unsafe {
            let header = outermost.as_mut();
            header.handlers_or_tip = tip.cast();
            self.context.switch_reason = handler;
            (
                std::mem::replace(&mut header.parent, ptr::null_mut()),
                header.word,
            )
        };
        // SAFETY: it is a stack of this store.
        unsafe { note_captured(&raw mut self.context, outermost) };
        self.go_to_stack(parent);
        let ty = Arc::clone(self.tag(tag).ty.signature());
        let buffer = self.arrange_in_transit(&values, &ty.ty.params, &ty.transit().params);
        self.context.switch_payload = buffer.expose_provenance() as u64;
        self.context.transfer = Transfer {
            instruction_pointer: assembly::suspend_host_call as *const () as usize,
            stack_pointer: self.context.exit_stack_pointer,
            frame_pointer: self.context.exit_frame_pointer.addr(),
            pinned_register: context.cast(),
            payload: [word, tip.expose_provenance() as u64],
        };
        Ok(())
    }

    /// Checks that what a continuation is resumed with that was suspended with a tag can be
    /// the results of a function.
    fn check_results(&self, tag: TagId, signature: &Signature) -> Result<()> {
        let given = &self.tag(tag).ty.signature().ty.results;
        let wanted = &signature.ty.results;
        let types = self.engine().types();
        let mut pairs = given.iter().zip(wanted.iter());
        ensure!(
            given.len() == wanted.len()
                && pairs.all(|(given, wanted)| types.val_type_matches(*given, *wanted)),
            "type mismatch: a host function suspends with a tag whose results are not its own"
        );
        Ok(())
    }

    /// The outermost stack to be suspended with a tag, and the place of the tag in the list
    /// of its handlers.
    fn suspend_handler(&self, tag: TagId) -> Option<(NonNull<StackHeader>, u64)> {
        let mut next = self.context.current_stack;
        while next != self.context.barrier {
            let stack = NonNull::new(next)?;
            // SAFETY: stacks that run are alive, and the lists of their handlers with them.
            let mut handled = unsafe { handled_tags(stack.as_ref().handlers()) };
            let wanted = HandledTag::suspend(tag.0);
            if let Some(place) = handled.position(|handled| handled == wanted) {
                return Some((stack, place as u64));
            }
            // SAFETY: as above.
            next = unsafe { stack.as_ref().parent };
        }
        None
    }

    /// Puts values into the store's own buffer, as arguments in transit.
    pub(super) fn arrange_in_transit(
        &mut self,
        values: &[Bits],
        types: &[EngineValType],
        layout: &TransitLayout,
    ) -> *const u8 {
        let values = values.iter().zip(types).zip(&*layout.offsets);
        self.arrange(
            layout.bytes,
            values.map(|((bits, ty), &offset)| (*bits, MachineType::of(ty), offset)),
        )
    }
}

/// What a list of handlers consists of.
///
/// # Safety
///
/// It must be such a list, and be there as long as the iterator.
unsafe fn handled_tags(list: *const HandledTag) -> impl Iterator<Item = HandledTag> {
    // SAFETY: the caller says so, and the list is read up to its end.
    let tags = (0..).map(move |place| unsafe { *list.add(place) });
    tags.take_while(|&handled| handled != HandledTag::END)
}

/// For [`assembly::suspend_host_call`]: the call of a host function goes on with `payload`,
/// that of the switch to its stack. Its results go into `registers`, and into the result
/// area.
///
/// # Safety
///
/// `context` must be that of the host function, of a store that is running on this thread,
/// whose exit frame is that of the call.
pub(crate) unsafe extern "sysv64" fn go_on_with_host_call(
    context: *mut HostContext,
    payload: u64,
    registers: *mut RegisterImage,
) {
    // SAFETY: a host function's store outlives it; Wasm, which was running, has given up
    // control.
    let store = unsafe { StoreOpaque::from_instance(context.cast()) };
    let result = catch_unwind(AssertUnwindSafe(|| {
        if payload & 1 != 0 {
            // SAFETY: Wasm waits at the exit frame; the payload is an exception of the store.
            return unsafe { store.throw((payload >> 1) as u32) };
        }
        // SAFETY: the caller says so.
        let signature = unsafe { signature_of(context) };
        // SAFETY: as above.
        unsafe { take_results(store, &signature, payload, registers) };
        Ok(())
    }));
    match result {
        Ok(Ok(())) => {}
        Ok(Err(error)) => store.raise_error(error),
        Err(payload) => store.leave(Outcome::Panic(payload)),
    }
}

/// Puts the results of a suspended call into their places.
///
/// # Safety
///
/// The payload must be the address of such values in transit, the exit frame that of the
/// call, and `registers` writable.
unsafe fn take_results(
    store: &StoreOpaque,
    signature: &Signature,
    payload: u64,
    registers: *mut RegisterImage,
) {
    let types = &signature.ty.results;
    let buffer = ptr::with_exposed_provenance(payload as usize);
    // SAFETY: the caller says so.
    let values = unsafe { read_values(buffer, &signature.transit().answers, types) };
    let result_area = if signature.layout.result_area_bytes > 0 {
        // SAFETY: functions with a result area have such a frame, in which its address is
        // still what it was: the host function did not return results.
        unsafe {
            let frame = store
                .context
                .exit_frame_pointer
                .byte_sub(offset_of!(HostCallFrame, exit) + offset_of!(ExitFrame, header))
                .cast::<HostCallFrame>();
            (*frame).registers.integers[0]
        }
    } else {
        0
    };
    let places = Places {
        registers,
        memory: ptr::with_exposed_provenance_mut(result_area as usize),
    };
    let locations = &signature.layout.results;
    for ((bits, ty), location) in values.into_iter().zip(types.iter()).zip(locations) {
        // SAFETY: as above.
        unsafe { places.write(*location, MachineType::of(ty), bits) };
    }
}
