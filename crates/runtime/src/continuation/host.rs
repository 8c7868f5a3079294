//! What the host does with continuations: resumes them, discards them, looks at their
//! frames.
//!
//! To resume one is to enter Wasm: there is an activation, whose first frame is that of the
//! entry stub, and which is the parent of the continuation. So whatever searches for a
//! handler, walks, or leaves an activation finds what it knows. The list of handlers is the
//! host's.

use std::mem::MaybeUninit;
use std::ptr::{self, NonNull};
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use switchback_abi::calling_convention::MachineType;
use switchback_abi::continuation::{HandledTag, RETURNED, THREW, TransitLayout};
use switchback_abi::stack::StackHeader;
use switchback_abi::store::Activation;
use switchback_wasm::{EngineValType, TypeIdentity};

use super::{release, stack_of_word};
use crate::activation::{OuterActivation, check_host_stack, prepare};
use crate::assembly;
use crate::store::StoreOpaque;
use crate::tag::{Tag, TagId};
use crate::thrown_exception::ThrownException;
use crate::trap::{Trap, WasmBacktrace};
use crate::types::function_of_continuation_type;
use crate::value::{Val, read_bits};
use crate::walk::Walk;

/// What a continuation is resumed with.
#[derive(Clone, Copy)]
pub(crate) enum Sent<'a> {
    /// Values.
    Arguments(&'a [Val]),
    /// An exception, whose reference is not null.
    Exception(u32),
}

/// What that came to.
pub(crate) enum Resumption {
    /// The continuation has returned.
    Returned(Vec<Val>),
    /// It was suspended.
    Suspended {
        /// By which of the tags to suspend with.
        handler: usize,
        values: Vec<Val>,
        /// The reference to it.
        word: u64,
    },
}

/// What the host handles, with its end.
pub(crate) struct Handled(Box<[HandledTag]>);

impl Handled {
    /// The list for resuming a continuation of that type.
    ///
    /// # Errors
    ///
    /// When a tag belongs to another store, or a tag to switch with is not of the type that
    /// it needs to be.
    pub(crate) fn new(
        store: &StoreOpaque,
        ty: TypeIdentity,
        suspend: &[Tag],
        switch: &[Tag],
    ) -> Result<Self> {
        let mut list = Vec::with_capacity(suspend.len() + switch.len() + 1);
        for tag in suspend {
            list.push(HandledTag::suspend(tag.id_in(store)?.0));
        }
        for tag in switch {
            let id = tag.id_in(store)?;
            check_switch_tag(store, ty, id)?;
            list.push(HandledTag::switch(id.0));
        }
        list.push(HandledTag::END);
        Ok(Self(list.into()))
    }
}

/// Checks that a continuation of a type can be resumed with a handler that lets it switch
/// with a tag: what it switches to gives the same results.
fn check_switch_tag(store: &StoreOpaque, ty: TypeIdentity, tag: TagId) -> Result<()> {
    let engine = store.engine();
    let continuation = engine.signature(function_of_continuation_type(engine, ty));
    let tag = store.tag(tag).ty.signature();
    let types = engine.types();
    let matches = |(given, wanted): (&EngineValType, &EngineValType)| {
        types.val_type_matches(*given, *wanted) && types.val_type_matches(*wanted, *given)
    };
    let results = (&continuation.ty.results, &tag.ty.results);
    ensure!(
        tag.ty.params.is_empty()
            && results.0.len() == results.1.len()
            && results.0.iter().zip(results.1.iter()).all(matches),
        "type mismatch: a tag to switch with has no parameters, and the results of the \
         continuation"
    );
    Ok(())
}

impl StoreOpaque {
    /// # Errors
    ///
    /// When the engine is configured without stack switching.
    pub(crate) fn check_has_stack_switching(&self) -> Result<()> {
        ensure!(
            self.engine().config().features.stack_switching,
            "stack switching is switched off (see `Config::wasm_stack_switching`)"
        );
        Ok(())
    }

    /// Whether continuations of a type take no other values and give no other results than
    /// those of `wanted`.
    pub(crate) fn continuation_can_be(&self, ty: TypeIdentity, wanted: TypeIdentity) -> bool {
        let engine = self.engine();
        let function = |ty| {
            let function = function_of_continuation_type(engine, ty);
            engine.types().sub_type(function)
        };
        let types = engine.types();
        types.composite_type_matches(&function(ty).composite, &function(wanted).composite)
    }

    /// Resumes a continuation of that type.
    ///
    /// # Errors
    ///
    /// When the arguments do not fit, or it was used up; otherwise whatever ends the
    /// activation other than a return or a suspension.
    pub(crate) fn resume_continuation(
        &mut self,
        word: u64,
        ty: TypeIdentity,
        handled: &Handled,
        sent: Sent<'_>,
    ) -> Result<Resumption> {
        let word = self.renew_word(word)?;
        let signature = self.continuation_signature(ty)?;
        let (types, transit) = (&signature.ty, signature.transit());
        let payload = match sent {
            Sent::Arguments(values) => {
                let arguments = self.arrange_values(values, &types.params, &transit.params)?;
                arguments.expose_provenance() as u64
            }
            Sent::Exception(exception) => u64::from(exception) << 1 | 1,
        };
        let word = self.enter_continuation(word, handled, payload)?;
        let (reason, payload) = (self.context.switch_reason, self.context.switch_payload);
        if reason == THREW {
            return Err(self.uncaught_in_continuation(payload as u32));
        }
        let payload = ptr::with_exposed_provenance(payload as usize);
        if reason == RETURNED {
            // SAFETY: the continuation has returned, and nothing has run since.
            let values = unsafe { self.take_values(payload, &types.results, &transit.results) };
            return Ok(Resumption::Returned(values));
        }
        let handler = reason as usize;
        let tag = self.tag(TagId(handled.0[handler].0)).ty.signature();
        let tag = Arc::clone(tag);
        // SAFETY: it was suspended with values of the types of the tag, and nothing has run
        // since.
        let values = unsafe { self.take_values(payload, &tag.ty.params, &tag.transit().params) };
        Ok(Resumption::Suspended {
            handler,
            values,
            word,
        })
    }

    /// Puts arguments into the store's own buffer.
    ///
    /// # Errors
    ///
    /// When they are not of those types.
    fn arrange_values(
        &mut self,
        values: &[Val],
        types: &[EngineValType],
        layout: &TransitLayout,
    ) -> Result<*const u8> {
        ensure!(
            values.len() == types.len(),
            "expected {} arguments, got {}",
            types.len(),
            values.len()
        );
        let bits = values.iter().zip(types).map(|(value, ty)| {
            let bits = value.to_bits(self, ty);
            bits.context("argument type mismatch")
        });
        let bits = bits.collect::<Result<Vec<_>>>()?;
        Ok(self.arrange_in_transit(&bits, types, layout))
    }

    /// Switches to a continuation, with that payload, and answers that of the switch back.
    ///
    /// # Errors
    ///
    /// When it was used up; otherwise whatever ends the activation other than a switch back.
    fn enter_continuation(&mut self, word: u64, handled: &Handled, payload: u64) -> Result<u64> {
        let stack = self.usable(word)?;
        check_host_stack()?;
        let outer = OuterActivation::of(self);
        let mut activation = MaybeUninit::<Activation>::uninit();
        let activation = activation.as_mut_ptr();
        // SAFETY: what is not in use, as it was checked, has a function, which lives as long
        // as the store.
        let function = NonNull::new(unsafe { stack.as_ref().function })
            .context("bug of Switchback: a continuation without a function")?;
        // SAFETY: of the activation only the stack pointer and the instance are used, which
        // are set here, and the size of what is to be copied.
        unsafe {
            (*activation).stack_argument_bytes = 0;
            prepare(self, function, activation, outer.as_ref())?;
        }
        let left = match self.use_up(word) {
            Ok(mut stack) => {
                let parent = self.context.current_stack;
                // SAFETY: it is the outermost stack of a captured chain, whose only word was
                // used up; its tip is alive.
                let tip = unsafe {
                    let header = stack.as_mut();
                    header.parent = parent;
                    let handlers = handled.0.as_ptr().cast_mut();
                    std::mem::replace(&mut header.handlers_or_tip, handlers.cast()).cast()
                };
                self.go_to_stack(tip);
                // SAFETY: everything is done but the switch; the list of handlers is there
                // until it is back.
                unsafe {
                    assembly::enter_continuation(
                        activation,
                        self.context_pointer(),
                        parent,
                        payload,
                    )
                }
            }
            Err(error) => {
                OuterActivation::restore(outer, self);
                return Err(error);
            }
        };
        if left != 0 {
            self.leave_continuations();
        }
        OuterActivation::restore(outer, self);
        if left != 0 {
            return Err(self.take_outcome());
        }
        // SAFETY: the stub has stored it.
        Ok(unsafe { (*activation).registers.integers[0] })
    }

    /// The outermost stack of a continuation that can be resumed.
    ///
    /// # Errors
    ///
    /// As [`Self::use_up`].
    fn usable(&self, word: u64) -> Result<NonNull<StackHeader>> {
        let stack = stack_of_word(self.context.continuation_headers, word);
        // SAFETY: references to continuations are to stacks of the store.
        if unsafe { stack.as_ref().word } != word {
            return Err(Trap::ContinuationConsumed.into());
        }
        Ok(stack)
    }

    /// An exception left a continuation that the host had resumed.
    fn uncaught_in_continuation(&mut self, exception: u32) -> anyhow::Error {
        let left = self.left_frames.of_last(exception);
        let backtrace = WasmBacktrace::of_store_after(self, left);
        let error = anyhow::Error::new(ThrownException::uncaught(self, exception));
        if backtrace.frames().is_empty() {
            error
        } else {
            error.context(backtrace)
        }
    }

    /// Takes values from a buffer.
    ///
    /// # Safety
    ///
    /// Values of these types must be there, laid out so.
    unsafe fn take_values(
        &mut self,
        buffer: *const u8,
        types: &[EngineValType],
        layout: &TransitLayout,
    ) -> Vec<Val> {
        let values = types.iter().zip(&layout.offsets);
        values
            // SAFETY: the caller says so; to make a root changes nothing there.
            .map(|(ty, &offset)| unsafe {
                let bits = read_bits(buffer.add(offset as usize), MachineType::of(ty));
                Val::from_bits(self, bits, ty)
            })
            .collect()
    }

    /// Uses a continuation up, and frees its stacks.
    ///
    /// # Errors
    ///
    /// As [`Self::use_up`].
    pub(crate) fn discard_continuation(&mut self, word: u64) -> Result<()> {
        let outermost = self.use_up(word)?;
        // SAFETY: the stacks of a captured chain are alive, and nothing leads to them any
        // more.
        unsafe {
            let mut next = NonNull::new(outermost.as_ref().tip());
            while let Some(stack) = next {
                next = NonNull::new(stack.as_ref().parent);
                release(&raw mut self.context, stack);
            }
        }
        Ok(())
    }

    /// The frames of a continuation that waits.
    ///
    /// # Errors
    ///
    /// [`Trap::ContinuationConsumed`]
    pub(crate) fn backtrace_of_continuation(&self, word: u64) -> Result<WasmBacktrace> {
        let stack = self.usable(word)?;
        // SAFETY: the stacks of a captured chain are alive, and wait where they switched.
        unsafe {
            let header = stack.as_ref();
            let walk = match super::bound::waits_at(header) {
                Some(saved) => Walk::from_saved(&saved),
                None => Walk::finished(),
            };
            Ok(WasmBacktrace::of_walk(self, walk))
        }
    }
}
