//! Host functions that may wait.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{self, Context};

use anyhow::{Context as _, Result, anyhow};
use switchback_abi::calling_convention::Assignment;
use switchback_abi::frame::{AsyncHostCallFrame, HostCallFrame};
use switchback_abi::instance::HostContext;

use super::{HostCall, HostFuture, WaitsFor};
use crate::activation::Places;
use crate::caller::Caller;
use crate::context::{AsContextMut, StoreContextMut};
use crate::engine::Engine;
use crate::function::Func;
use crate::host::{
    HostFunc, UntypedClosure, WasmRet, argument_places, read_arguments, result_places,
    write_results,
};
use crate::store::{Outcome, StoreInner, StoreOpaque};
use crate::transfer::suspend_activation;
use crate::typed::{ValuePlaces, WasmParams, result_area_bytes};
use crate::types::FuncType;
use crate::value::Val;

impl<T: 'static> HostFunc<T> {
    /// A function of a closure that takes and gives values of any type, and may wait.
    pub fn new_async<F>(ty: FuncType, func: F) -> Self
    where
        F: for<'a> Fn(
                Caller<'a, T>,
                &'a [Val],
                &'a mut [Val],
            ) -> Box<dyn Future<Output = Result<()>> + Send + 'a>
            + Send
            + Sync
            + 'static,
        T: Send,
    {
        let closure = UntypedClosure {
            ty: ty.clone(),
            func,
        };
        // SAFETY: the entry is that of such closures.
        unsafe { Self::asynchronous(ty, untyped_entry::<T, F> as *const u8, Arc::new(closure)) }
    }

    /// A function of a closure whose parameters and results say its type, and that may
    /// wait.
    pub fn wrap_async<F, P, R>(engine: &Engine, func: F) -> Self
    where
        F: for<'a> Fn(Caller<'a, T>, P) -> Box<dyn Future<Output = R> + Send + 'a>
            + Send
            + Sync
            + 'static,
        P: WasmParams,
        R: WasmRet + 'static,
    {
        let ty = FuncType::new(engine, P::types(), R::Values::types());
        // SAFETY: the entry is that of such closures.
        unsafe { Self::asynchronous(ty, typed_entry::<T, P, R, F> as *const u8, Arc::new(func)) }
    }
}

/// The future of a host function, and what to do with what it gives.
struct ResultsOf<V> {
    /// There until it is ready. Its lifetime is the call's: see [`super`].
    future: Option<Pin<Box<dyn Future<Output = V> + Send>>>,
    context: *mut HostContext,
    frame: *mut HostCallFrame,
    write: Write<V>,
}

/// Checks what a host function's future gave and puts the results into their places.
///
/// To be called with the context of the function and the frame of its call.
type Write<V> = unsafe fn(&mut StoreOpaque, *mut HostContext, Places, V) -> Result<()>;

// SAFETY: the future is `Send`; the context and the frame are of the store whose activation
// waits, which goes to another thread together with this.
unsafe impl<V> Send for ResultsOf<V> {}

impl<V> HostFuture for ResultsOf<V> {
    unsafe fn poll(
        &mut self,
        store: *mut StoreOpaque,
        context: &mut Context<'_>,
    ) -> task::Poll<Result<()>> {
        // Nobody polls it after it was ready.
        let future = self.future.as_mut().expect("a future that is not ready");
        let task::Poll::Ready(value) = future.as_mut().poll(context) else {
            return task::Poll::Pending;
        };
        // It may still have the store until it is dropped, and collect garbage when it is.
        self.future = None;
        // SAFETY: the frame is that of the call, which waits for its results.
        task::Poll::Ready(unsafe {
            let results = result_places(argument_places(self.frame));
            (self.write)(&mut *store, self.context, results, value)
        })
    }
}

/// Calls a host function that may wait: polls the future that `make` makes. If that is
/// ready, the stub will return to Wasm; if not, it will leave the activation to wait.
///
/// # Safety
///
/// For entries of the stub of asynchronous host functions only, of a store with data of
/// type `T`. The stub must have passed `context`.
unsafe fn call<T: 'static, V: 'static>(
    context: *mut HostContext,
    make: impl FnOnce(&'static mut StoreInner<T>) -> Result<ResultsOf<V>>,
) {
    // SAFETY: a host function's store outlives it; Wasm, which was running, has given up
    // control. The lifetime is what `super` argues.
    unsafe {
        let store = (*context).head.store.cast::<StoreInner<T>>();
        let opaque = &raw mut (*store).opaque;
        let poll = (*opaque).poll;
        if poll.is_null() {
            (*opaque).raise_error(anyhow!(
                "an asynchronous host function was called in a synchronous call, which cannot wait: use `call_async`"
            ));
            return;
        }
        let scope = (*opaque).roots.begin_scope();
        let result = catch_unwind(AssertUnwindSafe(|| {
            let mut future = make(&mut *store)?;
            match future.poll(opaque, &mut *(*poll).context) {
                task::Poll::Ready(result) => result.map(|()| None),
                task::Poll::Pending => Ok(Some(future)),
            }
        }));
        match result {
            Ok(Ok(None)) => {}
            Ok(Ok(Some(future))) => {
                (*poll).waits_for = Some(WaitsFor::HostCall(HostCall {
                    future: Box::new(future),
                    scope,
                }));
                suspend_activation(&mut (*opaque).context);
                return;
            }
            Ok(Err(error)) => (*opaque).raise_error(error),
            Err(payload) => (*opaque).leave(Outcome::Panic(payload)),
        }
        (*opaque).roots.end_scope(scope);
    }
}

/// The entry of host functions that are closures of type `F`.
///
/// # Safety
///
/// For the stub [`async_host_call`](crate::assembly::async_host_call) only.
unsafe extern "sysv64" fn typed_entry<T, P, R, F>(
    context: *mut HostContext,
    frame: *mut AsyncHostCallFrame,
) where
    T: 'static,
    F: for<'a> Fn(Caller<'a, T>, P) -> Box<dyn Future<Output = R> + Send + 'a>
        + Send
        + Sync
        + 'static,
    P: WasmParams,
    R: WasmRet + 'static,
{
    // SAFETY: the stub passes the context of the function that is called, whose store and
    // closure are of the types that this entry was made for, and its frame, with arguments
    // of the function's type.
    unsafe {
        let frame = &raw mut (*frame).call;
        call::<T, R>(context, |store| {
            let func = &*(*context).data.cast::<F>();
            let result_area_size = const { result_area_bytes(<R::Values as WasmParams>::MACHINE) };
            let params = P::read(
                &mut store.opaque,
                Assignment::params(result_area_size),
                ValuePlaces(argument_places(frame)),
            );
            store.opaque.collect_in_zeal()?;
            let caller = Caller::new(StoreContextMut(store));
            Ok(ResultsOf {
                future: Some(Pin::from(func(caller, params))),
                context,
                frame,
                write: write_typed::<R>,
            })
        });
    }
}

/// See [`Write`].
///
/// # Safety
///
/// There must be room for results of that type.
unsafe fn write_typed<R: WasmRet>(
    store: &mut StoreOpaque,
    _: *mut HostContext,
    results: Places,
    value: R,
) -> Result<()> {
    let values = value.into_values()?;
    values
        .check(store)
        .context("a result of a host function cannot be passed")?;
    // SAFETY: the caller says so.
    unsafe { values.write(store, Assignment::results(), ValuePlaces(results)) };
    Ok(())
}

/// The entry of host functions that are an [`UntypedClosure`].
///
/// # Safety
///
/// As [`typed_entry`].
unsafe extern "sysv64" fn untyped_entry<T, F>(
    context: *mut HostContext,
    frame: *mut AsyncHostCallFrame,
) where
    T: Send + 'static,
    F: for<'a> Fn(
            Caller<'a, T>,
            &'a [Val],
            &'a mut [Val],
        ) -> Box<dyn Future<Output = Result<()>> + Send + 'a>
        + Send
        + Sync
        + 'static,
{
    // SAFETY: as in `typed_entry`.
    unsafe {
        let frame = &raw mut (*frame).call;
        call::<T, Result<Vec<Val>>>(context, |store| {
            let closure = &*(*context).data.cast::<UntypedClosure<F>>();
            let arguments = argument_places(frame);
            let count = closure.ty.signature().ty.params.len();
            let mut values = Vec::new();
            read_arguments(&mut store.opaque, &closure.ty, arguments, &mut values);
            store.opaque.collect_in_zeal()?;
            let caller = Caller::new(StoreContextMut(store));
            Ok(ResultsOf {
                future: Some(Box::pin(async move {
                    let (params, results) = values.split_at_mut(count);
                    Pin::from((closure.func)(caller, params, results)).await?;
                    values.drain(..count);
                    Ok(values)
                })),
                context,
                frame,
                write: write_untyped::<F>,
            })
        });
    }
}

/// See [`Write`].
///
/// # Safety
///
/// The context must be that of an [`UntypedClosure`] of type `F`, and there must be room
/// for results of its type.
unsafe fn write_untyped<F>(
    store: &mut StoreOpaque,
    context: *mut HostContext,
    results: Places,
    values: Result<Vec<Val>>,
) -> Result<()> {
    // SAFETY: the caller says so.
    let closure = unsafe { &*(*context).data.cast::<UntypedClosure<F>>() };
    // SAFETY: as above.
    unsafe { write_results(store, closure.ty.signature(), results, &values?) }
}

impl Func {
    /// Makes a function of a closure that takes and gives values of any type, and that may
    /// wait: for calls with [`Func::call_async`].
    ///
    /// The results come as zeros or nulls, for the future to overwrite.
    ///
    /// # Panics
    ///
    /// If the type belongs to another engine than the store.
    pub fn new_async<T, F>(store: impl AsContextMut<Data = T>, ty: FuncType, func: F) -> Self
    where
        F: for<'a> Fn(
                Caller<'a, T>,
                &'a [Val],
                &'a mut [Val],
            ) -> Box<dyn Future<Output = Result<()>> + Send + 'a>
            + Send
            + Sync
            + 'static,
        T: Send + 'static,
    {
        match HostFunc::new_async(ty, func).into_func(store) {
            Ok(func) => func,
            Err(error) => panic!("{error}"),
        }
    }

    /// Makes a function of a closure whose parameters and results say its type, and that
    /// may wait: for calls with [`Func::call_async`].
    pub fn wrap_async<T, F, P, R>(store: impl AsContextMut<Data = T>, func: F) -> Self
    where
        F: for<'a> Fn(Caller<'a, T>, P) -> Box<dyn Future<Output = R> + Send + 'a>
            + Send
            + Sync
            + 'static,
        P: WasmParams,
        R: WasmRet + 'static,
        T: Send + 'static,
    {
        let engine = store.as_context().engine().clone();
        match HostFunc::wrap_async(&engine, func).into_func(store) {
            Ok(func) => func,
            // Its type was made for the store's engine right here.
            Err(error) => unreachable!("{error}"),
        }
    }
}
