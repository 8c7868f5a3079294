//! Continuations as the embedder sees them.

use anyhow::{Context, Result, bail, ensure};
use switchback_abi::calling_convention::MachineType;
use switchback_wasm::TypeIdentity;

use crate::context::{AsContext, AsContextMut};
use crate::continuation::{Handled, Resumption, Sent};
use crate::function::Func;
use crate::references::ExnRef;
use crate::rooting::{GcRef, OwnedRooted, Referent, Root, RootedGcRef, TypedContinuation, root_of};
use crate::store::StoreOpaque;
use crate::tag::Tag;
use crate::trap::WasmBacktrace;
use crate::types::{ContType, HeapType};
use crate::value::Val;

/// A continuation: a computation that waits to be resumed.
///
/// Used through [`Rooted`](crate::rooting::Rooted) or
/// [`OwnedRooted`](crate::rooting::OwnedRooted), as `OwnedRooted<ContRef>`, which keep the
/// continuation, and everything that it holds, from being collected. When the last root is
/// gone, and nothing in the store leads to it, its stack is freed by a collection, which
/// happens at the latest when there are many more than before; [`ContRef::discard`] frees
/// it at once. Neither runs anything of it: to have it clean up, resume it with an
/// exception ([`ContRef::resume_throw`]).
///
/// A continuation can be resumed once: what it comes to when it is suspended again is
/// another one. To use it again is an error ([`Trap::ContinuationConsumed`]).
///
/// At run time a continuation has no type, as in Wasm: it is known as what it was given to
/// the host as. A function with a result of type `(ref $generator)` gives a continuation of
/// that type; one that comes out of a `(ref cont)` can be handed on as that, and no more.
///
/// [`Trap::ContinuationConsumed`]: crate::trap::Trap::ContinuationConsumed
#[repr(transparent)]
#[derive(Debug)]
pub struct ContRef {
    root: Root,
}

// SAFETY: a transparent wrapper of a `Root`, and every value of the heap type is a
// continuation.
unsafe impl GcRef for ContRef {
    const HEAP_TYPE: HeapType = HeapType::Cont;
    const MACHINE: MachineType = MachineType::I64;
}

/// What a [`ContRef::resume`] came to.
#[derive(Debug)]
pub enum Resumed {
    /// The continuation has returned, with these results.
    Returned(Vec<Val>),
    /// It was suspended.
    Suspended {
        /// With this tag, one of those that were to be handled.
        tag: Tag,
        /// With these values, of the types that are the tag's parameters.
        values: Vec<Val>,
        /// What is left of it: a continuation that takes the tag's results.
        cont: OwnedRooted<ContRef>,
    },
}

/// Which tags a [`ContRef::resume`] handles.
///
/// A list of tags is one of those of `suspend`: `&[tag]` serves as well.
#[derive(Clone, Copy, Debug, Default)]
pub struct Handlers<'a> {
    /// Those that suspend the continuation: `(on $tag $label)` in Wasm.
    pub suspend: &'a [Tag],
    /// Those with which it may switch to another: `(on $tag switch)`.
    pub switch: &'a [Tag],
}

impl<'a> From<&'a [Tag]> for Handlers<'a> {
    fn from(suspend: &'a [Tag]) -> Self {
        Self {
            suspend,
            switch: &[],
        }
    }
}

impl<'a, const N: usize> From<&'a [Tag; N]> for Handlers<'a> {
    fn from(suspend: &'a [Tag; N]) -> Self {
        Self::from(suspend.as_slice())
    }
}

impl ContRef {
    /// Makes a continuation that begins with a function, of that type.
    ///
    /// # Errors
    ///
    /// When the function is of another type or belongs to another store, the type belongs to
    /// another engine, the engine has no stack switching
    /// ([`Config::wasm_stack_switching`](crate::config::Config::wasm_stack_switching)), or
    /// there are too many continuations
    /// ([`Trap::TooManyContinuations`](crate::trap::Trap::TooManyContinuations)).
    pub fn new(
        mut store: impl AsContextMut,
        ty: &ContType,
        func: &Func,
    ) -> Result<OwnedRooted<Self>> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        store.check_has_stack_switching()?;
        let identity = ty.identity_in(store.engine())?;
        let func_type = func.type_in(store)?;
        ensure!(
            func_type.matches(&ty.func_type()),
            "type mismatch: a continuation of type {ty} begins with a function of type {}, \
             not {func_type}",
            ty.func_type()
        );
        let func_ref = func.func_ref(store)?;
        let word = store.new_continuation(func_ref.as_ptr())?;
        Ok(Self::of_word(store, word, identity))
    }

    /// A root of a continuation of that type.
    fn of_word(store: &mut StoreOpaque, word: u64, ty: TypeIdentity) -> OwnedRooted<Self> {
        store.hold_continuation_type(ty);
        let ty = Some(ty);
        OwnedRooted::of_referent(
            store,
            Referent::Continuation(TypedContinuation { word, ty }),
        )
    }

    /// The type that it was given to the host as: concrete, or [`HeapType::Cont`].
    ///
    /// # Errors
    ///
    /// When it belongs to another store, or its scope has ended; as everywhere here.
    pub fn ty(&self, store: impl AsContext) -> Result<HeapType> {
        self.type_in(store.as_context().opaque())
    }

    pub(crate) fn type_in(&self, store: &StoreOpaque) -> Result<HeapType> {
        let ty = self.root.continuation(store)?.ty;
        Ok(ty.map_or(HeapType::Cont, |ty| {
            HeapType::ConcreteCont(ContType::of_identity(store.engine(), ty))
        }))
    }

    /// Whether it is of that type.
    ///
    /// # Errors
    ///
    /// As [`ContRef::ty`]; and when the type belongs to another engine.
    pub fn matches_ty(&self, store: impl AsContext, ty: &HeapType) -> Result<bool> {
        let store = store.as_context();
        let store = store.opaque();
        let referent = self.root.referent(store)?;
        let wanted = ty.to_engine(store.engine())?;
        Ok(ty.top() == HeapType::Cont && store.referent_matches(referent, &wanted))
    }

    /// The same continuation as one of another type, which takes no other values than this
    /// one and gives no other results.
    ///
    /// A module's own type is another than one that the host makes if the module declares it
    /// together with others, or below another. For a continuation, which has no type at run
    /// time, it is as good.
    ///
    /// # Errors
    ///
    /// As [`ContRef::ty`]; when the type belongs to another engine, takes or gives other
    /// values, or that of this one is not known.
    pub fn as_type(
        &self,
        mut store: impl AsContextMut,
        ty: &ContType,
    ) -> Result<OwnedRooted<Self>> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        let wanted = ty.identity_in(store.engine())?;
        let (continuation, known) = self.known(store)?;
        ensure!(
            store.continuation_can_be(known, wanted),
            "type mismatch: a continuation of {} cannot be one of {}",
            ContType::of_identity(store.engine(), known).func_type(),
            ty.func_type()
        );
        Ok(Self::of_word(store, continuation.word, wanted))
    }

    /// The continuation and its type.
    fn known(&self, store: &StoreOpaque) -> Result<(TypedContinuation, TypeIdentity)> {
        let continuation = self.root.continuation(store)?;
        let ty = continuation.ty.context(
            "the type of a continuation is not known that was given to the host as `(ref cont)`",
        )?;
        Ok((continuation, ty))
    }

    /// Resumes it with these arguments, until it returns, or is suspended with one of the
    /// tags.
    ///
    /// To resume a continuation is to call Wasm: whatever a host function can be called for,
    /// or a call end with, can happen here, too. Where a tag is used that is not handled
    /// here or further in, that is a trap
    /// ([`Trap::UnhandledTag`](crate::trap::Trap::UnhandledTag)): not even if the host was
    /// itself called by Wasm that handles it does a suspension go beyond the host.
    ///
    /// # Errors
    ///
    /// When its type is not known, the arguments are not of its parameters' types, a tag or
    /// an argument belongs to another store, or a tag to switch with is not of the type that
    /// this takes. It has not been used then.
    ///
    /// When it has been used before
    /// ([`Trap::ContinuationConsumed`](crate::trap::Trap::ContinuationConsumed)); otherwise
    /// as [`Func::call`]. It has come to an end then.
    pub fn resume<'h>(
        &self,
        mut store: impl AsContextMut,
        handlers: impl Into<Handlers<'h>>,
        args: &[Val],
    ) -> Result<Resumed> {
        let mut store = store.as_context_mut();
        self.resume_with(store.opaque_mut(), handlers.into(), Sent::Arguments(args))
    }

    /// Resumes it with an exception, which is thrown where it waits.
    ///
    /// One that has not begun throws it at once.
    ///
    /// # Errors
    ///
    /// As [`ContRef::resume`]; and when the exception belongs to another store.
    pub fn resume_throw<'h>(
        &self,
        mut store: impl AsContextMut,
        handlers: impl Into<Handlers<'h>>,
        exception: &impl RootedGcRef<ExnRef>,
    ) -> Result<Resumed> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        let exception = root_of(exception).get(store)?;
        self.resume_with(store, handlers.into(), Sent::Exception(exception))
    }

    fn resume_with(
        &self,
        store: &mut StoreOpaque,
        handlers: Handlers<'_>,
        sent: Sent<'_>,
    ) -> Result<Resumed> {
        let (continuation, ty) = self.known(store)?;
        let handled = Handled::new(store, ty, handlers.suspend, handlers.switch)?;
        let resumption = store.resume_continuation(continuation.word, ty, &handled, sent)?;
        Ok(match resumption {
            Resumption::Returned(values) => Resumed::Returned(values),
            Resumption::Suspended {
                handler,
                values,
                word,
            } => {
                let Some(&tag) = handlers.suspend.get(handler) else {
                    bail!("bug of Switchback: a suspension was handled that was not to be");
                };
                let ty = store.suspended_type(ty, tag.id_in(store)?)?;
                Resumed::Suspended {
                    tag,
                    values,
                    cont: Self::of_word(store, word, ty),
                }
            }
        })
    }

    /// Uses it up and frees its stack, at once. Nothing of it runs any more.
    ///
    /// # Errors
    ///
    /// As [`ContRef::ty`]; and
    /// [`Trap::ContinuationConsumed`](crate::trap::Trap::ContinuationConsumed) when it has
    /// been used before.
    pub fn discard(&self, mut store: impl AsContextMut) -> Result<()> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        let continuation = self.root.continuation(store)?;
        store.discard_continuation(continuation.word)
    }

    /// The frames of Wasm that wait in it, innermost first; none if it has not begun.
    ///
    /// # Errors
    ///
    /// As [`ContRef::discard`].
    pub fn backtrace(&self, store: impl AsContext) -> Result<WasmBacktrace> {
        let store = store.as_context();
        let store = store.opaque();
        let continuation = self.root.continuation(store)?;
        store.backtrace_of_continuation(continuation.word)
    }
}
