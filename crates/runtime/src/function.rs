//! Functions as the embedder has them.

use std::ptr::NonNull;

use anyhow::{Context, Result, ensure};
use switchback_abi::calling_convention::MachineType;
use switchback_abi::instance::FuncRef;
use switchback_wasm::TypeIdentity;

use crate::activation::UntypedCall;
use crate::caller::Caller;
use crate::context::{AsContext, AsContextMut};
use crate::engine::Signature;
use crate::host::{HostFunc, IntoFunc};
use crate::store::{StoreId, StoreOpaque};
use crate::typed::{TypedFunc, WasmParams, WasmResults};
use crate::types::FuncType;
use crate::value::Val;

/// A function of a store: Wasm's or the host's.
///
/// # Panics
///
/// Methods that cannot answer with an error panic when they are given another store
/// than the function's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Func {
    store: StoreId,
    /// In an instance or host function of that store, which live as long as it does.
    func_ref: NonNull<FuncRef>,
}

// SAFETY: the pointer is followed only by who has the store.
unsafe impl Send for Func {}
// SAFETY: as above.
unsafe impl Sync for Func {}

impl Func {
    /// Makes a function of a closure that takes and gives values of any type.
    ///
    /// The results come as zeros or nulls, for the closure to overwrite.
    ///
    /// # Panics
    ///
    /// If the type belongs to another engine than the store: see [`Func::try_new`].
    pub fn new<T: 'static>(
        store: impl AsContextMut<Data = T>,
        ty: FuncType,
        func: impl Fn(Caller<'_, T>, &[Val], &mut [Val]) -> Result<()> + Send + Sync + 'static,
    ) -> Self {
        match Self::try_new(store, ty, func) {
            Ok(func) => func,
            Err(error) => panic!("{error}"),
        }
    }

    /// As [`Func::new`].
    ///
    /// # Errors
    ///
    /// When the type belongs to another engine than the store.
    pub fn try_new<T: 'static>(
        store: impl AsContextMut<Data = T>,
        ty: FuncType,
        func: impl Fn(Caller<'_, T>, &[Val], &mut [Val]) -> Result<()> + Send + Sync + 'static,
    ) -> Result<Self> {
        HostFunc::new(ty, func).into_func(store)
    }

    /// Makes a function of a closure whose parameters and results say its type.
    pub fn wrap<T: 'static, Params, Results>(
        store: impl AsContextMut<Data = T>,
        func: impl IntoFunc<T, Params, Results>,
    ) -> Self {
        let engine = store.as_context().engine().clone();
        match func.into_host_func(&engine).into_func(store) {
            Ok(func) => func,
            // Its type was made for the store's engine right here.
            Err(error) => unreachable!("{error}"),
        }
    }

    /// The function that a reference of `store` refers to; `None` if it is null.
    ///
    /// # Safety
    ///
    /// The reference must be null or of that store.
    #[inline]
    pub(crate) unsafe fn from_func_ref(
        store: &StoreOpaque,
        func_ref: *mut FuncRef,
    ) -> Option<Self> {
        Some(Self {
            store: store.id(),
            func_ref: NonNull::new(func_ref)?,
        })
    }

    /// The reference to it.
    ///
    /// # Errors
    ///
    /// When it belongs to another store.
    #[inline]
    pub(crate) fn func_ref(&self, store: &StoreOpaque) -> Result<NonNull<FuncRef>> {
        self.store.check(store)?;
        Ok(self.func_ref)
    }

    /// The identity of its type.
    ///
    /// # Errors
    ///
    /// When it belongs to another store.
    pub(crate) fn type_identity(&self, store: &StoreOpaque) -> Result<TypeIdentity> {
        let func_ref = self.func_ref(store)?;
        // SAFETY: it is a function of this store, and so alive.
        Ok(TypeIdentity(unsafe { func_ref.as_ref() }.type_identity))
    }

    /// Its type.
    ///
    /// # Errors
    ///
    /// When it belongs to another store.
    pub(crate) fn type_in(&self, store: &StoreOpaque) -> Result<FuncType> {
        let identity = self.type_identity(store)?;
        Ok(FuncType::of_identity(store.engine(), identity))
    }

    /// Its type.
    #[must_use]
    pub fn ty(&self, store: impl AsContext) -> FuncType {
        match self.type_in(store.as_context().opaque()) {
            Ok(ty) => ty,
            Err(error) => panic!("{error}"),
        }
    }

    /// Whether it is of type `ty`, or of a subtype.
    #[must_use]
    pub fn matches_ty(&self, store: impl AsContext, ty: &FuncType) -> bool {
        self.ty(store).matches(ty)
    }

    /// Calls it with values of any type. There must be as many `results` as the
    /// function has; what they were before does not matter.
    ///
    /// # Errors
    ///
    /// When the arguments are not of the parameters' types, belong to another store,
    /// or as many results do not fit; when the function traps (then the error is a
    /// [`crate::trap::Trap`] with a [`crate::trap::WasmBacktrace`]), throws an exception
    /// that nobody catches (a [`crate::thrown_exception::ThrownException`], likewise), or
    /// a host function that it calls gives an error (then it is that one).
    pub fn call(
        &self,
        mut store: impl AsContextMut,
        params: &[Val],
        results: &mut [Val],
    ) -> Result<()> {
        self.call_in(store.as_context_mut().opaque_mut(), params, results)
    }

    /// As [`Self::call`].
    pub(crate) fn call_in(
        &self,
        store: &mut StoreOpaque,
        params: &[Val],
        results: &mut [Val],
    ) -> Result<()> {
        let func_ref = self.func_ref(store)?;
        let signature = store.engine().signature(self.type_identity(store)?);
        let mut call = signature.prepare_call(store, params, results)?;
        // SAFETY: the function is of this store and this type, and all arguments are
        // in place.
        unsafe {
            call.enter(store, func_ref)?;
            signature.take_results(store, &mut call, results);
        }
        Ok(())
    }

    /// The function, for calls with parameters and results of known types.
    ///
    /// A parameter of a defined type may be given as any type above it,
    /// `Rooted<StructRef>` for instance: then each argument is looked at when the function
    /// is called.
    ///
    /// # Errors
    ///
    /// When its type is another.
    pub fn typed<Params, Results>(
        &self,
        store: impl AsContext,
    ) -> Result<TypedFunc<Params, Results>>
    where
        Params: WasmParams,
        Results: WasmResults,
    {
        let store = store.as_context();
        let ty = self.type_in(store.opaque())?;
        TypedFunc::new(*self, &ty)
    }
}

impl Signature {
    /// A call of a function of this type, with its arguments in place, that will give as
    /// many results as there are in `results`.
    ///
    /// # Errors
    ///
    /// When the arguments do not fit, or there are not as many results.
    pub(crate) fn prepare_call(
        &self,
        store: &mut StoreOpaque,
        params: &[Val],
        results: &[Val],
    ) -> Result<UntypedCall> {
        let (ty, layout) = (&self.ty, &self.layout);
        ensure!(
            ty.params.len() == params.len(),
            "expected {} arguments, got {}",
            ty.params.len(),
            params.len()
        );
        ensure!(
            ty.results.len() == results.len(),
            "expected {} results, got {}",
            ty.results.len(),
            results.len()
        );
        let mut call = UntypedCall::new(layout);
        let arguments = call.arguments();
        let locations = layout.params.iter();
        for ((value, ty), location) in params.iter().zip(&ty.params).zip(locations) {
            let bits = value.to_bits(store, ty).context("argument type mismatch")?;
            // SAFETY: the call has room for arguments of this layout.
            unsafe { arguments.write(*location, MachineType::of(ty), bits) };
        }
        Ok(call)
    }

    /// Takes the results of a call that has returned.
    ///
    /// # Safety
    ///
    /// The call must be of a function of this type and of this store, and have returned
    /// just now.
    pub(crate) unsafe fn take_results(
        &self,
        store: &mut StoreOpaque,
        call: &mut UntypedCall,
        results: &mut [Val],
    ) {
        let places = call.results();
        let locations = self.layout.results.iter();
        for ((result, ty), location) in results.iter_mut().zip(&self.ty.results).zip(locations) {
            // SAFETY: the function has returned, so its results are there, of its type
            // and of this store.
            *result = unsafe {
                let bits = places.read(*location, MachineType::of(ty));
                Val::from_bits(store, bits, ty)
            };
        }
    }
}
