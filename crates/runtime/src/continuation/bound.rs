//! Arguments that `cont.bind` binds, and arguments of functions that also take the
//! address of a result area.
//!
//! What was bound is kept outside of the stack until the continuation is resumed: then it
//! goes in front of the other arguments. Who resumes knows nothing of that: the innermost
//! stack, when it is switched to, goes on in the stub [`assembly::bound_arguments`], which
//! sees to it.

use std::mem::size_of;
use std::ptr::{NonNull, with_exposed_provenance};

use anyhow::{Context, Result};
use switchback_abi::calling_convention::{Location, MachineType};
use switchback_abi::continuation::{LAST_WORD, TransitLayout, ValuesInTransit, transit_offset};
use switchback_abi::stack::{SavedContext, StackHeader};
use switchback_abi::store::StoreContext;
use switchback_wasm::{CompositeType, EngineValType, StorageType, TypeIndex};

use super::Slot;
use super::collect::note_captured;
use super::generations::spend;
use super::pool;
use crate::assembly;
use crate::heap::ElementKind;
use crate::instance::InstanceId;
use crate::store::StoreOpaque;
use crate::value::{Bits, read_bits, write_bits};

/// What [`StackHeader::bound`] leads to.
struct Bound {
    /// The types of all arguments: those that are bound, and the rest.
    types: Box<[EngineValType]>,
    /// Those that are bound.
    values: Vec<Bits>,
    /// Where the innermost stack goes on: in its place stands the stub.
    instruction_pointer: usize,
}

/// Reads values from a buffer of that layout.
///
/// # Safety
///
/// They must be there.
pub(super) unsafe fn read_values(
    buffer: *const u8,
    layout: &TransitLayout,
    types: &[EngineValType],
) -> Vec<Bits> {
    let places = layout.offsets.iter().zip(types);
    places
        // SAFETY: the caller says so.
        .map(|(&offset, ty)| unsafe { read_bits(buffer.add(offset as usize), MachineType::of(ty)) })
        .collect()
}

impl StoreOpaque {
    /// `cont.bind`, from a continuation type of the instance's module to another.
    ///
    /// # Errors
    ///
    /// [`crate::trap::Trap::NullReference`], [`crate::trap::Trap::ContinuationConsumed`],
    /// or for a bug of ours.
    ///
    /// # Safety
    ///
    /// `arguments` must hold the parameters that the first type has before those of the
    /// second, laid out for transit.
    pub(crate) unsafe fn bind_arguments(
        &mut self,
        id: InstanceId,
        (from, to): (TypeIndex, TypeIndex),
        continuation: u64,
        arguments: *const u8,
    ) -> Result<u64> {
        let params = self.continuation_params(id, from)?;
        let rest = self.continuation_params(id, to)?.len();
        let count = params
            .len()
            .checked_sub(rest)
            .context("bug of Switchback: cont.bind to a type with more parameters")?;
        let mut stack = self.use_up(continuation)?;
        // SAFETY: the stack is the store's, and does not run.
        let header = unsafe { stack.as_mut() };
        if count == 0 {
            return Ok(header.word);
        }
        // SAFETY: it is a stack of this store.
        unsafe { note_captured(&raw mut self.context, stack) };
        // SAFETY: as above.
        let header = unsafe { stack.as_mut() };
        let types = &params[..count];
        // SAFETY: the caller says so.
        let mut values = unsafe { read_values(arguments, &TransitLayout::arguments(types), types) };
        spend_values(&mut values, types, continuation);
        // SAFETY: only this module stores there.
        match unsafe { header.bound.cast::<Bound>().as_mut() } {
            Some(bound) => bound.values.append(&mut values),
            None => {
                // SAFETY: the innermost stack of the continuation is alive, and waits.
                let saved = unsafe { &mut (*header.tip()).saved };
                let stub = assembly::bound_arguments as *const () as usize;
                let bound = Bound {
                    types: params,
                    values,
                    instruction_pointer: std::mem::replace(&mut saved.instruction_pointer, stub),
                };
                header.bound = Box::into_raw(Box::new(bound)).cast();
            }
        }
        Ok(header.word)
    }

    fn continuation_params(&self, id: InstanceId, ty: TypeIndex) -> Result<Box<[EngineValType]>> {
        let module = self.instance(id).module();
        let CompositeType::Cont(function) = module.description().types[ty.index()].composite else {
            anyhow::bail!("bug of Switchback: type {} is no continuation type", ty.0);
        };
        let signature = module
            .signature_of_type(function)
            .context("bug of Switchback: a continuation type is not that of a function")?;
        Ok(signature.ty.params.as_ref().into())
    }

    /// Where all arguments are of a continuation that is resumed with `arguments`.
    ///
    /// # Safety
    ///
    /// `arguments` must hold the parameters that are not bound.
    unsafe fn join_arguments(&mut self, bound: &Bound, arguments: *const u8) -> *const u8 {
        let rest = &bound.types[bound.values.len().min(bound.types.len())..];
        // SAFETY: the caller says so.
        let rest = unsafe { read_values(arguments, &TransitLayout::arguments(rest), rest) };
        let layout = TransitLayout::arguments(&bound.types);
        let values = bound.values.iter().chain(&rest);
        let values = values.zip(&bound.types).zip(&*layout.offsets);
        self.arrange(
            layout.bytes,
            values.map(|((bits, ty), &offset)| (*bits, MachineType::of(ty), offset)),
        )
    }

    /// Puts values into the store's own buffer, which has room for so many bytes.
    pub(super) fn arrange(
        &mut self,
        bytes: u32,
        values: impl Iterator<Item = (Bits, MachineType, u32)>,
    ) -> *const u8 {
        let words = (bytes as usize)
            .max(size_of::<ValuesInTransit>())
            .div_ceil(size_of::<u128>());
        let buffer = &mut self.continuations.arranged;
        buffer.clear();
        buffer.resize(words, 0);
        let start = buffer.as_mut_ptr().cast::<u8>();
        for (bits, ty, offset) in values {
            assert!((offset + ty.bytes()) as usize <= words * size_of::<u128>());
            // SAFETY: the place lies in the buffer.
            unsafe { write_bits(start.add(offset as usize), bits, ty) };
        }
        start
    }
}

/// When a continuation was used up: makes those of the values that are references to it
/// spent ones, if that was done everywhere else.
fn spend_values(values: &mut [Bits], types: &[EngineValType], continuation: u64) {
    if continuation < LAST_WORD {
        return;
    }
    for (bits, ty) in values.iter_mut().zip(types) {
        if ElementKind::of(&StorageType::Val(*ty)) == ElementKind::Continuation {
            let mut word = *bits as u64;
            spend(&mut word, continuation);
            *bits = word.into();
        }
    }
}

/// Drops what was bound to a continuation.
///
/// # Safety
///
/// The stack must be alive, and nobody else use it.
pub(super) unsafe fn drop_bound(mut stack: NonNull<StackHeader>) {
    // SAFETY: the caller says so.
    drop(take_bound(unsafe { stack.as_mut() }));
}

/// Visits what is bound to a continuation.
///
/// # Safety
///
/// The stack must be alive, and nobody else use it.
pub(super) unsafe fn visit(stack: NonNull<StackHeader>, visitor: &mut dyn FnMut(Slot<'_>)) {
    // SAFETY: the caller says so; only this module stores there.
    let Some(bound) = (unsafe { stack.as_ref().bound.cast::<Bound>().as_mut() }) else {
        return;
    };
    for (bits, ty) in bound.values.iter_mut().zip(&bound.types) {
        match ElementKind::of(&StorageType::Val(*ty)) {
            ElementKind::Opaque => {}
            ElementKind::Reference => {
                let mut reference = *bits as u32;
                visitor(Slot::Reference(&mut reference));
                *bits = reference.into();
            }
            ElementKind::Continuation => {
                let mut word = *bits as u64;
                visitor(Slot::Continuation(&mut word));
                *bits = word.into();
            }
        }
    }
}

fn take_bound(header: &mut StackHeader) -> Option<Box<Bound>> {
    let bound = std::mem::replace(&mut header.bound, std::ptr::null_mut()).cast::<Bound>();
    // SAFETY: it came from a box, above, and is taken once.
    (!bound.is_null()).then(|| unsafe { Box::from_raw(bound) })
}

/// Where a captured continuation waits, with that outermost stack; `None` if it has not
/// begun.
///
/// # Safety
///
/// Its stacks must be alive.
pub(super) unsafe fn waits_at(outermost: &StackHeader) -> Option<SavedContext> {
    // SAFETY: the caller says so; only this module stores what is bound.
    let (mut saved, bound) = unsafe {
        let bound = outermost.bound.cast::<Bound>().as_ref();
        ((*outermost.tip()).saved, bound)
    };
    if let Some(bound) = bound {
        saved.instruction_pointer = bound.instruction_pointer;
    }
    (saved != pool::at_start(outermost.base)).then_some(saved)
}

/// What [`assembly::bound_arguments`] goes on with.
#[repr(C)]
pub(crate) struct Joined {
    /// The payload.
    pub(super) payload: u64,
    /// Where to go.
    pub(super) instruction_pointer: usize,
}

/// For [`assembly::bound_arguments`]: the current stack was switched to, with that payload;
/// with the arguments that were bound in front of those.
///
/// # Safety
///
/// The current stack must be the innermost one of a continuation with bound arguments, of
/// the store with that context, which is running on this thread.
pub(crate) unsafe extern "sysv64" fn add_bound_arguments(
    context: *mut StoreContext,
    payload: u64,
) -> Joined {
    // SAFETY: the caller says so; Wasm has given up control.
    let store = unsafe { StoreOpaque::from_context(context) };
    let mut stack = store.context.current_stack;
    let bound = loop {
        // SAFETY: stacks that run are alive, and the outermost one of this continuation,
        // and no other, has something bound.
        unsafe {
            if let Some(bound) = take_bound(&mut *stack) {
                break bound;
            }
            stack = (*stack).parent;
        }
    };
    let payload = if payload & 1 == 0 {
        let arguments = with_exposed_provenance(payload as usize);
        // SAFETY: the caller says so.
        let arguments = unsafe { store.join_arguments(&bound, arguments) };
        arguments.expose_provenance() as u64
    } else {
        // An exception comes in place of them.
        payload
    };
    Joined {
        payload,
        instruction_pointer: bound.instruction_pointer,
    }
}

/// For [`assembly::continuation_start`]: the arguments of a function that has a
/// result area, where they are when the address of that is the first of them.
///
/// # Safety
///
/// The stack must be one of a store that is running on this thread, and `arguments` those
/// of its function.
pub(crate) unsafe extern "sysv64" fn arrange_arguments(
    stack: *const StackHeader,
    arguments: *const u8,
) -> *const u8 {
    // SAFETY: the caller says so; functions live as long as their store, which gave up
    // control.
    let (function, store) = unsafe {
        let function = &*(*stack).function;
        (function, StoreOpaque::from_instance(function.instance))
    };
    let identity = switchback_wasm::TypeIdentity(function.type_identity);
    let signature = store.engine().signature(identity);
    let types = &signature.ty.params;
    // SAFETY: the caller says so.
    let values = unsafe { read_values(arguments, &signature.transit().params, types) };
    let places = signature.layout.params.iter();
    let values = values.into_iter().zip(types.iter()).zip(places);
    let bytes = transit_offset(Location::Memory(signature.layout.stack_argument_bytes));
    store.arrange(
        bytes,
        values.map(|((bits, ty), &place)| (bits, MachineType::of(ty), transit_offset(place))),
    )
}
