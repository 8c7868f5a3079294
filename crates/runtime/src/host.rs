//! Functions of the host that Wasm can call.
//!
//! Wasm calls one through a stub that saves the argument registers in a
//! [`HostCallFrame`], goes to the host's stack and calls the function's *entry*, which
//! is Rust made for the closure's types: it takes the arguments from the frame, calls
//! the closure, and puts the results there. An error or a panic of the closure never
//! unwinds into the stub: the entry notes it in the store and asks the stub to leave
//! the activation. If the error is an exception that Wasm catches, the stub goes to the
//! handler instead; if it is a [`Suspension`], the stub suspends the continuation.

use std::any::Any;
use std::marker::PhantomData;
use std::mem::{offset_of, size_of};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::{self, NonNull};
use std::sync::Arc;

use anyhow::{Context, Result};
use switchback_abi::calling_convention::{
    Assignment, MachineType, PARAMETERS_IN_REGISTERS, is_in_registers,
};
use switchback_abi::frame::{FLOAT_ARGUMENT_REGISTERS, HostCallFrame, RegisterImage};
use switchback_abi::instance::{FuncRef, HostContext, InstanceContext};

use crate::activation::Places;
use crate::assembly;
use crate::caller::Caller;
use crate::context::{AsContextMut, StoreContextMut};
use crate::continuation::Suspension;
use crate::engine::{Engine, Signature};
use crate::fixed::Fixed;
use crate::function::Func;
use crate::heap::Zeal;
use crate::store::{Outcome, StoreInner, StoreOpaque};
use crate::typed::{ValuePlaces, WasmParams, WasmTy, for_each_arity, result_area_bytes};
use crate::types::FuncType;
use crate::value::Val;

/// What a stub of host functions calls, and the stub.
#[derive(Clone, Copy)]
struct Entry {
    /// An `extern "sysv64"` function of the type that the stub calls.
    function: *const u8,
    stub: *const u8,
}

/// A closure that Wasm can call, before it is in a store: for stores with data of
/// type `T`. Cheap to clone.
pub struct HostFunc<T> {
    ty: FuncType,
    entry: Entry,
    /// A closure of the type that `entry` was made for.
    closure: Arc<dyn Any + Send + Sync>,
    /// Invariant: the closure may put a `T` into the store's data.
    data: PhantomData<fn(T) -> T>,
}

impl<T> Clone for HostFunc<T> {
    fn clone(&self) -> Self {
        Self {
            ty: self.ty.clone(),
            entry: self.entry,
            closure: Arc::clone(&self.closure),
            data: PhantomData,
        }
    }
}

/// A host function of a store.
pub(crate) struct HostFunction {
    context: HostContext,
    func_ref: FuncRef,
    /// `context.data` points into it.
    _closure: Arc<dyn Any + Send + Sync>,
    ty: FuncType,
}

// SAFETY: pointers to functions.
unsafe impl Send for Entry {}
// SAFETY: as above.
unsafe impl Sync for Entry {}

// SAFETY: the closure is `Send` and `Sync`; the pointers are to the store that owns
// the function, and into the closure.
unsafe impl Send for HostFunction {}
// SAFETY: as above.
unsafe impl Sync for HostFunction {}

impl<T: 'static> HostFunc<T> {
    /// A function of a closure that takes and gives values of any type.
    pub fn new(
        ty: FuncType,
        func: impl Fn(Caller<'_, T>, &[Val], &mut [Val]) -> Result<()> + Send + Sync + 'static,
    ) -> Self {
        fn of_closure<T, F>(ty: FuncType, func: F) -> HostFunc<T>
        where
            T: 'static,
            F: Fn(Caller<'_, T>, &[Val], &mut [Val]) -> Result<()> + Send + Sync + 'static,
        {
            HostFunc {
                entry: Entry {
                    function: untyped_entry::<T, F> as *const u8,
                    stub: assembly::host_call as *const u8,
                },
                closure: Arc::new(UntypedClosure {
                    ty: ty.clone(),
                    func,
                }),
                ty,
                data: PhantomData,
            }
        }
        of_closure(ty, func)
    }

    /// A function of a closure whose parameters and results say its type.
    pub fn wrap<Params, Results>(engine: &Engine, func: impl IntoFunc<T, Params, Results>) -> Self {
        func.into_host_func(engine)
    }

    /// `STORE`: whether the closure gets access to the store.
    fn typed<P, R, F, const STORE: bool>(engine: &Engine, func: F) -> Self
    where
        P: WasmParams,
        R: WasmRet,
        F: Fn(Caller<'_, T>, P) -> R + Send + Sync + 'static,
    {
        Self {
            ty: FuncType::new(engine, P::types(), R::Values::types()),
            entry: typed_entry_of::<T, P, R, F, STORE>(engine),
            closure: Arc::new(func),
            data: PhantomData,
        }
    }

    /// A function with an entry for the stub of asynchronous host functions.
    ///
    /// # Safety
    ///
    /// `entry` must be made for closures of the type of `closure` and for functions of
    /// type `ty`.
    pub(crate) unsafe fn asynchronous(
        ty: FuncType,
        entry: *const u8,
        closure: Arc<dyn Any + Send + Sync>,
    ) -> Self {
        Self {
            ty,
            entry: Entry {
                function: entry,
                stub: assembly::async_host_call as *const u8,
            },
            closure,
            data: PhantomData,
        }
    }

    /// Its type.
    #[must_use]
    pub fn ty(&self) -> &FuncType {
        &self.ty
    }

    /// The function in a store.
    ///
    /// # Errors
    ///
    /// When its type belongs to another engine than the store.
    pub fn into_func(self, mut store: impl AsContextMut<Data = T>) -> Result<Func> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        let type_identity = self.ty.identity_in(store.engine())?.0;
        let layout = &self.ty.signature().layout;
        let mut function = Fixed::new(HostFunction {
            context: HostContext {
                head: InstanceContext {
                    store: store.context_pointer(),
                    routines: ptr::null(),
                    gate_callee: ptr::null_mut(),
                    type_identities: ptr::null(),
                    instance: ptr::null_mut(),
                    tags: std::ptr::null(),
                },
                entry: self.entry.function,
                data: Arc::as_ptr(&self.closure).cast_mut().cast(),
                stack_argument_bytes: layout.stack_argument_bytes.into(),
                uses_floats: layout.uses_floats.into(),
            },
            func_ref: FuncRef {
                code: self.entry.stub,
                instance: ptr::null_mut(),
                type_identity,
                stack_argument_bytes: layout.stack_argument_bytes,
                function_index: FuncRef::HOST,
                continuation_base: FuncRef::continuation_base(layout),
            },
            _closure: self.closure,
            ty: self.ty,
        });
        function.func_ref.instance = (&raw mut function.context).cast();
        let func_ref = NonNull::from(&mut function.func_ref);
        store.host_functions.push(function);
        // SAFETY: the reference is of this store now.
        let func = unsafe { Func::from_func_ref(store, func_ref.as_ptr()) };
        Ok(func.expect("a reference to a host function is not null"))
    }
}

/// Where arguments and results of a host call are.
///
/// # Safety
///
/// `frame` must be that of a host call that is running.
pub(crate) unsafe fn argument_places(frame: *mut HostCallFrame) -> Places {
    Places {
        // SAFETY: the frame is there.
        registers: unsafe { &raw mut (*frame).registers },
        // The stack arguments are behind the header that the frame ends with.
        memory: frame.cast::<u8>().wrapping_add(size_of::<HostCallFrame>()),
    }
}

/// Where the results of a host call go.
///
/// # Safety
///
/// `arguments` must be those of a host call that is running, with its registers as they
/// were when it began.
#[inline]
pub(crate) unsafe fn result_places(arguments: Places) -> Places {
    // SAFETY: the caller says so. If there is a result area, the first register has its
    // address.
    let result_area = unsafe { (*arguments.registers).integers[0] };
    Places {
        registers: arguments.registers,
        memory: ptr::with_exposed_provenance_mut(result_area as usize),
    }
}

/// Calls `body` for the host function's store, and answers what it does. What it fails
/// with, or panics with, ends the activation, and the answer is `None`.
///
/// # Safety
///
/// `context` must be that of a host function of a store with data of type `T` that
/// Wasm is calling.
#[inline]
unsafe fn run<T: 'static, R>(
    context: *mut HostContext,
    body: impl FnOnce(&mut StoreInner<T>) -> Result<R>,
) -> Option<R> {
    // SAFETY: a host function's store outlives it; Wasm, which was running, has given
    // up control.
    let store = unsafe { (*context).head.store.cast::<StoreInner<T>>() };
    // SAFETY: as above. What a panic leaves half done is the embedder's data only.
    let result = catch_unwind(AssertUnwindSafe(|| body(unsafe { &mut *store })));
    match result {
        Ok(Ok(result)) => return Some(result),
        // SAFETY: as above; Wasm waits at the exit frame of the call.
        Ok(Err(error)) => unsafe { raise_error(&mut (*store).opaque, context, error) },
        // SAFETY: as above.
        Err(payload) => unsafe { (*store).opaque.leave(Outcome::Panic(payload)) },
    }
    None
}

/// Makes the stub do what a host function wants by its error.
///
/// # Safety
///
/// `context` must be that of the function, of this store, and the exit frame that of its
/// call, which is not asynchronous.
#[cold]
unsafe fn raise_error(store: &mut StoreOpaque, context: *mut HostContext, error: anyhow::Error) {
    let Some(suspension) = error.downcast_ref::<Suspension>() else {
        return store.raise_error(error);
    };
    // SAFETY: the caller says so.
    let result = unsafe {
        let signature = signature_of(context);
        store.suspend_host_call(context, &signature, suspension)
    };
    if let Err(error) = result {
        store.raise_error(error);
    }
}

/// The type of a host function.
///
/// # Safety
///
/// `context` must be that of a host function of a store.
pub(crate) unsafe fn signature_of(context: *mut HostContext) -> Arc<Signature> {
    // SAFETY: it is a part of the function's record, which lives as long as the store.
    let function = unsafe {
        &*context
            .byte_sub(offset_of!(HostFunction, context))
            .cast::<HostFunction>()
    };
    Arc::clone(function.ty.signature())
}

/// The entry of host functions that are closures of type `F`, and its stub.
fn typed_entry_of<T, P, R, F, const STORE: bool>(engine: &Engine) -> Entry
where
    T: 'static,
    P: WasmParams,
    R: WasmRet,
    F: Fn(Caller<'_, T>, P) -> R + Send + Sync + 'static,
{
    let results = <R::Values as WasmParams>::MACHINE;
    // The entries for registers have no room for what zeal does.
    let zeal = engine.config().heap.zeal != Zeal::Off;
    if zeal || !is_in_registers(P::MACHINE, results) {
        return Entry {
            function: typed_entry::<T, P, R, F, STORE> as *const u8,
            stub: assembly::host_call as *const u8,
        };
    }
    let function = match results {
        [MachineType::F32 | MachineType::F64] => float_entry::<T, P, R, F, STORE> as *const u8,
        _ => integer_entry::<T, P, R, F, STORE> as *const u8,
    };
    Entry {
        function,
        stub: assembly::host_call_in_registers as *const u8,
    }
}

/// The entry of host functions that are closures of type `F`.
///
/// # Safety
///
/// For the stub [`assembly::host_call`] only.
unsafe extern "sysv64" fn typed_entry<T, P, R, F, const STORE: bool>(
    context: *mut HostContext,
    frame: *mut HostCallFrame,
) where
    T: 'static,
    P: WasmParams,
    R: WasmRet,
    F: Fn(Caller<'_, T>, P) -> R + Send + Sync + 'static,
{
    // SAFETY: the stub passes the context of the function that is called, whose store
    // and closure are of the types that this entry was made for, and its frame, with
    // arguments of the function's type.
    unsafe {
        let arguments = argument_places(frame);
        let results = result_places(arguments);
        call::<T, P, R, F, STORE, true>(context, arguments, || results);
    }
}

/// Calls the closure of a host function. `ZEAL`: after a collection, if that is to be
/// done as often as possible.
///
/// # Safety
///
/// The function must be of these types, and be being called, with the arguments in
/// `arguments` and room for the results in what `results` answers.
#[inline(always)]
unsafe fn call<T, P, R, F, const STORE: bool, const ZEAL: bool>(
    context: *mut HostContext,
    arguments: Places,
    results: impl FnOnce() -> Places,
) where
    T: 'static,
    P: WasmParams,
    R: WasmRet,
    F: Fn(Caller<'_, T>, P) -> R + Send + Sync + 'static,
{
    let result_area_size = const { result_area_bytes(<R::Values as WasmParams>::MACHINE) };
    // SAFETY: the caller says so; a host function's store outlives it.
    unsafe {
        let opaque = (*context).head.store.cast::<StoreOpaque>();
        // Without references and without the store, no roots are made.
        let scope = (STORE || P::HAS_REFERENCES).then(|| (*opaque).roots.begin_scope());
        let params = P::read(
            &mut *opaque,
            Assignment::params(result_area_size),
            ValuePlaces(arguments),
        );
        let values = run::<T, R::Values>(context, |store| {
            let func = &*(*context).data.cast::<F>();
            if ZEAL {
                store.opaque.collect_in_zeal()?;
            }
            let caller = Caller::new(StoreContextMut(store));
            let values = func(caller, params).into_values()?;
            values
                .check(&store.opaque)
                .context("a result of a host function cannot be passed")?;
            Ok(values)
        });
        if let Some(values) = values {
            values.write(&*opaque, Assignment::results(), ValuePlaces(results()));
        }
        if let Some(scope) = scope {
            (*opaque).roots.end_scope(scope);
        }
    }
}

/// The entry of host functions that are closures of type `F` and of a type that
/// [`is_in_registers`], with an integer as result or none.
///
/// # Safety
///
/// For the stub [`assembly::host_call_in_registers`] only.
unsafe extern "sysv64" fn integer_entry<T, P, R, F, const STORE: bool>(
    i0: u64,
    i1: u64,
    i2: u64,
    i3: u64,
    i4: u64,
    context: *mut HostContext,
    f0: f64,
    f1: f64,
    f2: f64,
    f3: f64,
    f4: f64,
    f5: f64,
    f6: f64,
    f7: f64,
) -> u64
where
    T: 'static,
    P: WasmParams,
    R: WasmRet,
    F: Fn(Caller<'_, T>, P) -> R + Send + Sync + 'static,
{
    let integers = [i0, i1, i2, i3, i4];
    let floats = [f0, f1, f2, f3, f4, f5, f6, f7];
    // SAFETY: for the stub only, which passes registers as they are.
    unsafe { call_in_registers::<T, P, R, F, STORE>(context, integers, floats) }.integers[0]
}

/// The entry of host functions that are closures of type `F` and of a type that
/// [`is_in_registers`], with a float as result.
///
/// # Safety
///
/// For the stub [`assembly::host_call_in_registers`] only.
unsafe extern "sysv64" fn float_entry<T, P, R, F, const STORE: bool>(
    i0: u64,
    i1: u64,
    i2: u64,
    i3: u64,
    i4: u64,
    context: *mut HostContext,
    f0: f64,
    f1: f64,
    f2: f64,
    f3: f64,
    f4: f64,
    f5: f64,
    f6: f64,
    f7: f64,
) -> f64
where
    T: 'static,
    P: WasmParams,
    R: WasmRet,
    F: Fn(Caller<'_, T>, P) -> R + Send + Sync + 'static,
{
    let integers = [i0, i1, i2, i3, i4];
    let floats = [f0, f1, f2, f3, f4, f5, f6, f7];
    // SAFETY: for the stub only, which passes registers as they are.
    let registers = unsafe { call_in_registers::<T, P, R, F, STORE>(context, integers, floats) };
    f64::from_bits(registers.floats[0][0])
}

/// Calls the closure of a host function of a type that [`is_in_registers`]; answers
/// what registers hold then.
///
/// # Safety
///
/// As [`call`], with the arguments in these registers.
#[inline(always)]
unsafe fn call_in_registers<T, P, R, F, const STORE: bool>(
    context: *mut HostContext,
    integers: [u64; PARAMETERS_IN_REGISTERS],
    floats: [f64; FLOAT_ARGUMENT_REGISTERS],
) -> RegisterImage
where
    T: 'static,
    P: WasmParams,
    R: WasmRet,
    F: Fn(Caller<'_, T>, P) -> R + Send + Sync + 'static,
{
    // Never in memory: the compiler knows all places in them.
    let mut arguments = RegisterImage {
        floats: floats.map(|float| [float.to_bits(), 0]),
        integers: [0; 8],
    };
    arguments.integers[..integers.len()].copy_from_slice(&integers);
    let mut results = RegisterImage::default();
    let in_registers = |registers: &mut RegisterImage| Places {
        registers,
        memory: ptr::null_mut(),
    };
    // SAFETY: the caller says so; such arguments and results are in registers only.
    unsafe {
        call::<T, P, R, F, STORE, false>(context, in_registers(&mut arguments), || {
            in_registers(&mut results)
        });
    }
    results
}

/// A closure that takes and gives values of any type, and the type that it has.
pub(crate) struct UntypedClosure<F> {
    pub(crate) ty: FuncType,
    pub(crate) func: F,
}

/// The entry of host functions that are an [`UntypedClosure`].
///
/// # Safety
///
/// For the stub of host functions only.
unsafe extern "sysv64" fn untyped_entry<T, F>(context: *mut HostContext, frame: *mut HostCallFrame)
where
    T: 'static,
    F: Fn(Caller<'_, T>, &[Val], &mut [Val]) -> Result<()> + Send + Sync + 'static,
{
    // SAFETY: as in `typed_entry`.
    unsafe {
        let opaque = (*context).head.store.cast::<StoreOpaque>();
        let scope = (*opaque).roots.begin_scope();
        run::<T, ()>(context, |store| {
            let closure = &*(*context).data.cast::<UntypedClosure<F>>();
            let signature = closure.ty.signature();
            let arguments = argument_places(frame);
            let places = result_places(arguments);
            // One buffer for both, kept by the store from call to call.
            let mut values = std::mem::take(&mut store.opaque.value_buffer);
            values.clear();
            read_arguments(&mut store.opaque, &closure.ty, arguments, &mut values);
            let (params, results) = values.split_at_mut(signature.ty.params.len());
            store.opaque.collect_in_zeal()?;
            let caller = Caller::new(StoreContextMut(store));
            (closure.func)(caller, params, results)?;
            write_results(&store.opaque, signature, places, results)?;
            store.opaque.value_buffer = values;
            Ok(())
        });
        (*opaque).roots.end_scope(scope);
    }
}

/// Appends the arguments of a host call to `values`, and behind them what its results are
/// before the closure sets them: zeros or nulls.
///
/// # Safety
///
/// There must be arguments of that type, and of that store.
pub(crate) unsafe fn read_arguments(
    store: &mut StoreOpaque,
    ty: &FuncType,
    arguments: Places,
    values: &mut Vec<Val>,
) {
    let signature = ty.signature();
    values.reserve(signature.ty.params.len() + signature.ty.results.len());
    for (ty, location) in signature.ty.params.iter().zip(&signature.layout.params) {
        // SAFETY: the caller says so.
        values.push(unsafe {
            let bits = arguments.read(*location, MachineType::of(ty));
            Val::from_bits(store, bits, ty)
        });
    }
    // A type without a default value has to be overwritten anyway.
    let results = ty.results();
    values.extend(results.map(|ty| ty.default_value().unwrap_or(Val::FuncRef(None))));
}

/// Checks the results of a host call and puts them into their places.
///
/// # Errors
///
/// When one belongs to another store, or is not of the result's type.
///
/// # Safety
///
/// There must be room for results of that type.
pub(crate) unsafe fn write_results(
    store: &StoreOpaque,
    signature: &Signature,
    results: Places,
    values: &[Val],
) -> Result<()> {
    let (ty, layout) = (&signature.ty, &signature.layout);
    for ((value, ty), location) in values.iter().zip(&ty.results).zip(&layout.results) {
        let bits = value
            .to_bits(store, ty)
            .context("function attempted to return an incompatible value")?;
        // SAFETY: the caller says so.
        unsafe { results.write(*location, MachineType::of(ty), bits) };
    }
    Ok(())
}

/// What a host function's closure may return: nothing, a value, a tuple of values, or
/// a `Result` of one of them.
///
/// # Safety
///
/// Not to be implemented elsewhere.
pub unsafe trait WasmRet {
    #[doc(hidden)]
    type Values: WasmParams;

    #[doc(hidden)]
    fn into_values(self) -> Result<Self::Values>;
}

// SAFETY: a value.
unsafe impl<A: WasmTy> WasmRet for A {
    type Values = A;

    #[inline]
    fn into_values(self) -> Result<A> {
        Ok(self)
    }
}

// SAFETY: what the inner type says.
unsafe impl<R: WasmRet> WasmRet for Result<R> {
    type Values = R::Values;

    #[inline]
    fn into_values(self) -> Result<R::Values> {
        self.and_then(R::into_values)
    }
}

macro_rules! wasm_ret_tuple {
    ($($ty:ident)*) => {
        // SAFETY: a list of values.
        unsafe impl<$($ty: WasmTy),*> WasmRet for ($($ty,)*) {
            type Values = Self;

            #[inline]
            fn into_values(self) -> Result<Self> {
                Ok(self)
            }
        }
    };
}

for_each_arity!(wasm_ret_tuple);

/// A closure that can be a host function: with up to sixteen parameters, each a
/// [`WasmTy`], before them a [`Caller`] or not, and what [`WasmRet`] allows as result.
pub trait IntoFunc<T, Params, Results>: Send + Sync + 'static {
    #[doc(hidden)]
    fn into_host_func(self, engine: &Engine) -> HostFunc<T>;
}

macro_rules! into_func {
    ($($ty:ident)*) => {
        impl<T, F, R, $($ty: WasmTy),*> IntoFunc<T, ($($ty,)*), R> for F
        where
            T: 'static,
            F: Fn($($ty),*) -> R + Send + Sync + 'static,
            R: WasmRet,
        {
            #[allow(non_snake_case)]
            fn into_host_func(self, engine: &Engine) -> HostFunc<T> {
                let func = move |_: Caller<'_, T>, ($($ty,)*): ($($ty,)*)| self($($ty),*);
                HostFunc::typed::<_, _, _, false>(engine, func)
            }
        }

        impl<T, F, R, $($ty: WasmTy),*> IntoFunc<T, (Caller<'_, T>, $($ty,)*), R> for F
        where
            T: 'static,
            F: Fn(Caller<'_, T>, $($ty),*) -> R + Send + Sync + 'static,
            R: WasmRet,
        {
            #[allow(non_snake_case)]
            fn into_host_func(self, engine: &Engine) -> HostFunc<T> {
                let func = move |caller: Caller<'_, T>, ($($ty,)*): ($($ty,)*)| {
                    self(caller, $($ty),*)
                };
                HostFunc::typed::<_, _, _, true>(engine, func)
            }
        }
    };
}

for_each_arity!(into_func);
