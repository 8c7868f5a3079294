//! Values whose types Rust knows: calls without [`Val`](crate::value::Val).
//!
//! The code for a list of types is made by the compiler for that list: which value
//! goes into which register is known at compile time.

mod list;
mod value;

use std::marker::PhantomData;
use std::mem::MaybeUninit;
use std::ptr::{self, NonNull};

use anyhow::{Context, Result, ensure};
use switchback_abi::calling_convention::{Assignment, MachineType, is_in_registers};
use switchback_abi::frame::RegisterImage;
use switchback_abi::instance::FuncRef;
use switchback_abi::store::Activation;

use crate::activation::{self, MemoryArea, Places, UntypedCall};
use crate::assembly::{self, FloatAnswer, IntegerAnswer};
use crate::context::AsContextMut;
use crate::function::Func;
use crate::store::StoreOpaque;
use crate::types::{FuncType, ValType};
use list::assign;
pub use list::{ValuePlaces, WasmParams, WasmResults};
pub(crate) use list::{for_each_arity, result_area_bytes};
pub use value::WasmTy;

/// A function whose parameters and results have types that Rust knows.
pub struct TypedFunc<Params, Results> {
    func: Func,
    /// Whether arguments must be looked at: the function has a parameter of a defined
    /// type, which not every value of the type of Rust is of.
    casts: bool,
    ty: PhantomData<fn(Params) -> Results>,
}

impl<Params, Results> Clone for TypedFunc<Params, Results> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Params, Results> Copy for TypedFunc<Params, Results> {}

impl<Params, Results> std::fmt::Debug for TypedFunc<Params, Results> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_tuple("TypedFunc")
            .field(&self.func)
            .finish()
    }
}

impl<Params: WasmParams, Results: WasmResults> TypedFunc<Params, Results> {
    /// The function with that type, if these are its parameters and results, or if its
    /// parameters can be cast to these.
    ///
    /// # Errors
    ///
    /// When they are not.
    pub(crate) fn new(func: Func, ty: &FuncType) -> Result<Self> {
        let (params, results) = (Params::types(), Results::types());
        ensure!(
            ty.params().len() == params.len() && ty.results().len() == results.len(),
            "type mismatch with parameters or results: the function is {ty}, not of {} parameters and {} results",
            params.len(),
            results.len()
        );
        let mut casts = false;
        for (given, wanted) in params.iter().zip(ty.params()) {
            if !given.matches(&wanted) {
                ensure!(
                    can_be_cast(given, &wanted),
                    "type mismatch with parameters: the function is {ty}"
                );
                casts = true;
            }
        }
        let results_match = ty
            .results()
            .zip(&results)
            .all(|(given, wanted)| given.matches(wanted));
        ensure!(
            results_match,
            "type mismatch with results: the function is {ty}"
        );
        Ok(Self {
            func,
            casts,
            ty: PhantomData,
        })
    }

    /// The function.
    #[must_use]
    pub fn func(&self) -> &Func {
        &self.func
    }

    /// Calls it.
    ///
    /// # Errors
    ///
    /// When the function or an argument belongs to another store; otherwise as
    /// [`Func::call`].
    #[inline]
    pub fn call(&self, mut store: impl AsContextMut, params: Params) -> Result<Results> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        let func_ref = self.func.func_ref(store)?;
        self.check(store, &params)?;
        // SAFETY: the arguments are of the function's type, which was checked when
        // `self` was made, and of its store.
        let results: Results = unsafe {
            if const { is_in_registers(Params::MACHINE, Results::MACHINE) } {
                call_in_registers(store, func_ref, params)
            } else {
                call_with_memory(store, func_ref, params)
            }
        }?;
        self.received(store, &results)?;
        Ok(results)
    }

    /// Checks that arguments can be passed.
    ///
    /// # Errors
    ///
    /// When one belongs to another store, or is not of the parameter's type.
    #[inline]
    fn check(&self, store: &StoreOpaque, params: &Params) -> Result<()> {
        if Params::HAS_REFERENCES && self.casts {
            let signature = store.engine().signature(self.func.type_identity(store)?);
            params.check_cast(store, &signature.ty.params)
        } else {
            params.check(store)
        }
        .context("an argument cannot be passed")
    }

    /// Lets the store know what it has to of results that came just now.
    ///
    /// # Errors
    ///
    /// When the function belongs to another store.
    #[inline]
    fn received(&self, store: &mut StoreOpaque, results: &Results) -> Result<()> {
        if const { Results::HAS_STATIC_TYPES } {
            let signature = store.engine().signature(self.func.type_identity(store)?);
            results.received_as(store, &signature.ty.results);
        }
        Ok(())
    }

    /// A call with its arguments in place, for somebody else to make.
    ///
    /// # Errors
    ///
    /// As [`Self::check`].
    pub(crate) fn prepare_call(
        &self,
        store: &mut StoreOpaque,
        params: Params,
    ) -> Result<UntypedCall> {
        self.check(store, &params)?;
        let areas = const { Areas::of(Params::MACHINE, Results::MACHINE) };
        let mut call =
            UntypedCall::with_areas(areas.argument_bytes, areas.result_bytes, areas.uses_floats);
        // SAFETY: there is room for arguments of these types.
        unsafe {
            params.write(
                store,
                Assignment::params(areas.result_bytes),
                ValuePlaces(call.arguments()),
            );
        }
        Ok(call)
    }

    /// Takes the results of a call that has returned.
    ///
    /// # Errors
    ///
    /// When the function belongs to another store.
    ///
    /// # Safety
    ///
    /// The call must be of this function, and have returned just now.
    pub(crate) unsafe fn take_results(
        &self,
        store: &mut StoreOpaque,
        call: &mut UntypedCall,
    ) -> Result<Results> {
        // SAFETY: the function has returned, so its results are there, of its type and of
        // this store.
        let results = unsafe {
            let places = ValuePlaces(call.results());
            Results::read(store, Assignment::results(), places)
        };
        self.received(store, &results)?;
        Ok(results)
    }
}

/// What a call needs besides the registers for integers.
struct Areas {
    argument_bytes: u32,
    result_bytes: u32,
    uses_floats: bool,
}

impl Areas {
    const fn of(params: &[MachineType], results: &[MachineType]) -> Self {
        let results = assign(Assignment::results(), results);
        let all = assign(Assignment::params(results.memory_bytes()), params);
        Self {
            argument_bytes: all.memory_bytes(),
            result_bytes: results.memory_bytes(),
            uses_floats: all.uses_floats() || results.uses_floats(),
        }
    }
}

/// Whether some values of a type are of a defined type.
fn can_be_cast(given: &ValType, wanted: &ValType) -> bool {
    let (ValType::Ref(given), ValType::Ref(wanted)) = (given, wanted) else {
        return false;
    };
    (wanted.is_nullable() || !given.is_nullable())
        && wanted.heap_type().is_concrete()
        && wanted.heap_type().matches(given.heap_type())
}

/// Calls a function of a type that [`is_in_registers`].
///
/// # Errors
///
/// As [`activation::enter`].
///
/// # Safety
///
/// The function must be of that type, and everything of the store.
#[inline]
unsafe fn call_in_registers<Params: WasmParams, Results: WasmResults>(
    store: &mut StoreOpaque,
    func_ref: NonNull<FuncRef>,
    params: Params,
) -> Result<Results> {
    let mut activation = MaybeUninit::<Activation>::uninit();
    let activation = activation.as_mut_ptr();
    // Never in memory: the compiler knows all places in it.
    let mut registers = MaybeUninit::<RegisterImage>::uninit();
    let registers = registers.as_mut_ptr();
    let places = ValuePlaces(Places {
        registers,
        memory: ptr::null_mut(),
    });
    // SAFETY: such parameters and results are in registers only, and the function gives
    // results of its type. The stub uses no other fields of the activation than those
    // that are set when it is called.
    unsafe {
        params.write(store, Assignment::params(0), places);
        let is_float = const { matches!(Results::MACHINE, [MachineType::F32 | MachineType::F64]) };
        let result = activation::enter_with(store, func_ref, activation, |activation| {
            if is_float {
                let answer = enter_for_float(registers, activation);
                (answer.value.to_bits(), answer.left)
            } else {
                let answer = enter_for_integer(registers, activation);
                (answer.value, answer.left)
            }
        })?;
        (*registers).integers[0] = result;
        (*registers).floats[0][0] = result;
        Ok(Results::read(store, Assignment::results(), places))
    }
}

/// What [`assembly::enter_in_registers`] takes besides the activation: the values of
/// registers, of which those that carry no argument have none.
type RegisterStub<Answer> = unsafe extern "sysv64" fn(
    MaybeUninit<u64>,
    MaybeUninit<u64>,
    MaybeUninit<u64>,
    MaybeUninit<u64>,
    MaybeUninit<u64>,
    *mut Activation,
    MaybeUninit<f64>,
    MaybeUninit<f64>,
    MaybeUninit<f64>,
    MaybeUninit<f64>,
    MaybeUninit<f64>,
    MaybeUninit<f64>,
    MaybeUninit<f64>,
    MaybeUninit<f64>,
) -> Answer;

/// Enters Wasm with arguments in registers, for a function with an integer as result or
/// none.
///
/// # Safety
///
/// As for the stub; the arguments must be in `registers`, the rest of which may be
/// uninitialised.
#[inline]
unsafe fn enter_for_integer(
    registers: *const RegisterImage,
    activation: *mut Activation,
) -> IntegerAnswer {
    // SAFETY: the caller says so.
    unsafe { enter_by(assembly::enter_in_registers, registers, activation) }
}

/// Likewise, for a function with a float as result.
///
/// # Safety
///
/// As for [`enter_for_integer`].
#[inline]
unsafe fn enter_for_float(
    registers: *const RegisterImage,
    activation: *mut Activation,
) -> FloatAnswer {
    let stub: RegisterStub<IntegerAnswer> = assembly::enter_in_registers;
    // SAFETY: for such functions the answer of the stub is a `FloatAnswer` in truth; for
    // the rest, the caller says so.
    unsafe {
        let stub =
            std::mem::transmute::<RegisterStub<IntegerAnswer>, RegisterStub<FloatAnswer>>(stub);
        enter_by(stub, registers, activation)
    }
}

/// # Safety
///
/// As for [`enter_for_integer`].
#[inline]
unsafe fn enter_by<Answer>(
    stub: RegisterStub<Answer>,
    registers: *const RegisterImage,
    activation: *mut Activation,
) -> Answer {
    // SAFETY: reading what is not initialised as such is allowed; for the rest, the
    // caller says so.
    unsafe {
        let integers = (&raw const (*registers).integers).cast::<[MaybeUninit<u64>; 8]>();
        let [i0, i1, i2, i3, i4, ..] = integers.read();
        let floats = (&raw const (*registers).floats).cast::<[[MaybeUninit<f64>; 2]; 8]>();
        let [
            [f0, _],
            [f1, _],
            [f2, _],
            [f3, _],
            [f4, _],
            [f5, _],
            [f6, _],
            [f7, _],
        ] = floats.read();
        stub(
            i0, i1, i2, i3, i4, activation, f0, f1, f2, f3, f4, f5, f6, f7,
        )
    }
}

/// Calls a function of any type.
///
/// # Errors
///
/// As [`activation::enter`].
///
/// # Safety
///
/// The function must be of that type, and everything of the store.
#[inline]
unsafe fn call_with_memory<Params: WasmParams, Results: WasmResults>(
    store: &mut StoreOpaque,
    func_ref: NonNull<FuncRef>,
    params: Params,
) -> Result<Results> {
    let areas = const { Areas::of(Params::MACHINE, Results::MACHINE) };
    let mut stack_arguments: MemoryArea = [MaybeUninit::uninit(); 18];
    let stack_arguments = stack_arguments.as_mut_ptr().cast::<u8>();
    let mut result_area: MemoryArea = [MaybeUninit::uninit(); 18];
    let result_area = result_area.as_mut_ptr().cast::<u8>();
    let mut activation = MaybeUninit::<Activation>::uninit();
    let activation = activation.as_mut_ptr();
    // SAFETY: all fields of the activation are set that `enter` does not set itself, but
    // for registers that carry nothing; the areas are large enough for sixteen values
    // each; and the function gives results of its type.
    unsafe {
        (*activation).stack_arguments = stack_arguments;
        (*activation).stack_argument_bytes = areas.argument_bytes as usize;
        (*activation).uses_floats = areas.uses_floats.into();
        let registers = &raw mut (*activation).registers;
        if areas.result_bytes > 0 {
            (*registers).integers[0] = result_area.expose_provenance() as u64;
        }
        let arguments = Places {
            registers,
            memory: stack_arguments,
        };
        params.write(
            store,
            Assignment::params(areas.result_bytes),
            ValuePlaces(arguments),
        );
        activation::enter(store, func_ref, activation)?;
        let results = Places {
            registers,
            memory: result_area,
        };
        Ok(Results::read(
            store,
            Assignment::results(),
            ValuePlaces(results),
        ))
    }
}
