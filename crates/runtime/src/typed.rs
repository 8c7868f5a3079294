//! Values whose types Rust knows: calls without [`Val`](crate::value::Val).
//!
//! The code for a list of types is made by the compiler for that list: which value
//! goes into which register is known at compile time.

use std::marker::PhantomData;
use std::mem::MaybeUninit;
use std::ptr::{self, NonNull};

use anyhow::{Context, Result, ensure};
use switchback_abi::calling_convention::{Assignment, MachineType, is_in_registers};
use switchback_abi::frame::RegisterImage;
use switchback_abi::instance::FuncRef;
use switchback_abi::store::Activation;
use switchback_wasm::EngineValType;

use crate::activation::{self, MemoryArea, Places};
use crate::assembly::{self, FloatAnswer, IntegerAnswer};
use crate::context::AsContextMut;
use crate::function::Func;
use crate::references::I31;
use crate::rooting::{GcRef, OwnedRooted, Root, Rooted};
use crate::store::StoreOpaque;
use crate::types::{FuncType, HeapType, RefType, ValType};
use crate::value::{Bits, V128, Val};

/// A type of Rust that stands for a type of Wasm.
///
/// # Safety
///
/// Not to be implemented elsewhere: what `to_bits` makes must be a value of the type
/// that `valtype` answers, and of the store.
pub unsafe trait WasmTy: Send + Sized {
    #[doc(hidden)]
    const MACHINE: MachineType;

    /// Whether it is a reference, so that there is more to it than its bits.
    #[doc(hidden)]
    const IS_REFERENCE: bool = false;

    #[doc(hidden)]
    fn valtype() -> ValType;

    /// Checks that the value can be used in the store.
    #[doc(hidden)]
    #[inline]
    fn check(&self, _: &StoreOpaque) -> Result<()> {
        Ok(())
    }

    /// Checks that the value can be used in the store and is of a type that `valtype`
    /// may be cast to.
    #[doc(hidden)]
    #[inline]
    fn check_cast(&self, _: &StoreOpaque, _: &EngineValType) -> Result<()> {
        Ok(())
    }

    /// The value, which has been checked, as a register holds it.
    #[doc(hidden)]
    fn to_bits(self, store: &StoreOpaque) -> Bits;

    /// The value that a register holds.
    ///
    /// # Safety
    ///
    /// It must be of this type and of the store.
    #[doc(hidden)]
    unsafe fn from_bits(store: &mut StoreOpaque, bits: Bits) -> Self;
}

macro_rules! number_type {
    ($($ty:ty: $variant:ident, $value:ident => $to:expr, $bits:ident => $from:expr;)*) => {$(
        // SAFETY: every bit pattern is a value of the type.
        unsafe impl WasmTy for $ty {
            const MACHINE: MachineType = MachineType::$variant;

            #[inline]
            fn valtype() -> ValType {
                ValType::$variant
            }

            #[inline]
            fn to_bits(self, _: &StoreOpaque) -> Bits {
                let $value = self;
                $to
            }

            #[inline]
            unsafe fn from_bits(_: &mut StoreOpaque, $bits: Bits) -> Self {
                $from
            }
        }
    )*};
}

number_type! {
    i32: I32, value => value.cast_unsigned().into(), bits => (bits as u32).cast_signed();
    u32: I32, value => value.into(), bits => bits as u32;
    i64: I64, value => value.cast_unsigned().into(), bits => (bits as u64).cast_signed();
    u64: I64, value => value.into(), bits => bits as u64;
    f32: F32, value => value.to_bits().into(), bits => f32::from_bits(bits as u32);
    f64: F64, value => value.to_bits().into(), bits => f64::from_bits(bits as u64);
    V128: V128, value => value.as_u128(), bits => V128::from(bits);
}

// SAFETY: a function's reference is a value of `funcref`, and `check` looks at the
// store.
unsafe impl WasmTy for Option<Func> {
    const MACHINE: MachineType = MachineType::I64;
    const IS_REFERENCE: bool = true;

    fn valtype() -> ValType {
        ValType::FUNCREF
    }

    fn check(&self, store: &StoreOpaque) -> Result<()> {
        self.as_ref()
            .map_or(Ok(()), |func| WasmTy::check(func, store))
    }

    fn check_cast(&self, store: &StoreOpaque, ty: &EngineValType) -> Result<()> {
        Val::FuncRef(*self).to_bits(store, ty).map(drop)
    }

    fn to_bits(self, store: &StoreOpaque) -> Bits {
        let func_ref = self.and_then(|func| func.func_ref(store).ok());
        func_ref.map_or(0, |func_ref| func_ref.as_ptr().expose_provenance() as Bits)
    }

    unsafe fn from_bits(store: &mut StoreOpaque, bits: Bits) -> Self {
        let func_ref = ptr::with_exposed_provenance_mut::<FuncRef>(bits as usize);
        // SAFETY: the caller says that it is a function reference of this store.
        unsafe { Func::from_func_ref(store, func_ref) }
    }
}

// SAFETY: as above, and never null.
unsafe impl WasmTy for Func {
    const MACHINE: MachineType = MachineType::I64;
    const IS_REFERENCE: bool = true;

    fn valtype() -> ValType {
        ValType::Ref(RefType::new(false, HeapType::Func))
    }

    fn check(&self, store: &StoreOpaque) -> Result<()> {
        self.func_ref(store).map(drop)
    }

    fn check_cast(&self, store: &StoreOpaque, ty: &EngineValType) -> Result<()> {
        WasmTy::check_cast(&Some(*self), store, ty)
    }

    fn to_bits(self, store: &StoreOpaque) -> Bits {
        Some(self).to_bits(store)
    }

    unsafe fn from_bits(store: &mut StoreOpaque, bits: Bits) -> Self {
        // SAFETY: the caller says so.
        let func = unsafe { Option::<Self>::from_bits(store, bits) };
        func.expect(NOT_NULL)
    }
}

/// Why a value of a type without null is there.
const NOT_NULL: &str = "validation: a value of a type without null is not null";

// SAFETY: a root of `T` holds a reference of that type, not null, and `check` looks at
// the store and at the root's scope.
unsafe impl<T: GcRef> WasmTy for Rooted<T> {
    const MACHINE: MachineType = MachineType::I32;
    const IS_REFERENCE: bool = true;

    fn valtype() -> ValType {
        ValType::Ref(RefType::new(false, T::HEAP_TYPE))
    }

    fn check(&self, store: &StoreOpaque) -> Result<()> {
        self.root().get(store).map(drop)
    }

    fn check_cast(&self, store: &StoreOpaque, ty: &EngineValType) -> Result<()> {
        check_reference(store, Some(self.root()), ty)
    }

    fn to_bits(self, store: &StoreOpaque) -> Bits {
        self.root().get(store).expect(CHECKED).into()
    }

    unsafe fn from_bits(store: &mut StoreOpaque, bits: Bits) -> Self {
        // SAFETY: the caller says so.
        let value = unsafe { Option::<Self>::from_bits(store, bits) };
        value.expect(NOT_NULL)
    }
}

/// Why a root holds a reference.
const CHECKED: &str = "values are checked before they are written, and nothing runs between";

// SAFETY: as above, or null.
unsafe impl<T: GcRef> WasmTy for Option<Rooted<T>> {
    const MACHINE: MachineType = MachineType::I32;
    const IS_REFERENCE: bool = true;

    fn valtype() -> ValType {
        ValType::Ref(RefType::new(true, T::HEAP_TYPE))
    }

    fn check(&self, store: &StoreOpaque) -> Result<()> {
        self.as_ref()
            .map_or(Ok(()), |value| WasmTy::check(value, store))
    }

    fn check_cast(&self, store: &StoreOpaque, ty: &EngineValType) -> Result<()> {
        let root = self.as_ref().map(|value| value.root());
        check_reference(store, root, ty)
    }

    fn to_bits(self, store: &StoreOpaque) -> Bits {
        self.map_or(0, |value| value.to_bits(store))
    }

    unsafe fn from_bits(store: &mut StoreOpaque, bits: Bits) -> Self {
        let reference = bits as u32;
        (reference != 0).then(|| Rooted::new(store, reference))
    }
}

// SAFETY: as of `Rooted`.
unsafe impl<T: GcRef> WasmTy for OwnedRooted<T> {
    const MACHINE: MachineType = MachineType::I32;
    const IS_REFERENCE: bool = true;

    fn valtype() -> ValType {
        Rooted::<T>::valtype()
    }

    fn check(&self, store: &StoreOpaque) -> Result<()> {
        self.root().get(store).map(drop)
    }

    fn check_cast(&self, store: &StoreOpaque, ty: &EngineValType) -> Result<()> {
        check_reference(store, Some(self.root()), ty)
    }

    fn to_bits(self, store: &StoreOpaque) -> Bits {
        self.root().get(store).expect(CHECKED).into()
    }

    unsafe fn from_bits(store: &mut StoreOpaque, bits: Bits) -> Self {
        // SAFETY: the caller says so.
        let value = unsafe { Option::<Self>::from_bits(store, bits) };
        value.expect(NOT_NULL)
    }
}

// SAFETY: as above, or null.
unsafe impl<T: GcRef> WasmTy for Option<OwnedRooted<T>> {
    const MACHINE: MachineType = MachineType::I32;
    const IS_REFERENCE: bool = true;

    fn valtype() -> ValType {
        Option::<Rooted<T>>::valtype()
    }

    fn check(&self, store: &StoreOpaque) -> Result<()> {
        self.as_ref()
            .map_or(Ok(()), |value| WasmTy::check(value, store))
    }

    fn check_cast(&self, store: &StoreOpaque, ty: &EngineValType) -> Result<()> {
        let root = self.as_ref().map(|value| value.root());
        check_reference(store, root, ty)
    }

    fn to_bits(self, store: &StoreOpaque) -> Bits {
        self.map_or(0, |value| value.to_bits(store))
    }

    unsafe fn from_bits(store: &mut StoreOpaque, bits: Bits) -> Self {
        let reference = bits as u32;
        (reference != 0).then(|| OwnedRooted::new(store, reference))
    }
}

/// Checks that a root, or null, is of a type whose hierarchy is its own.
fn check_reference(store: &StoreOpaque, root: Option<Root>, ty: &EngineValType) -> Result<()> {
    let EngineValType::Ref(wanted) = ty else {
        unreachable!("the types of a function were compared with those of the values");
    };
    let matches = match root {
        None => wanted.nullable,
        Some(root) => store.reference_matches(root.get(store)?, &wanted.heap_type),
    };
    ensure!(
        matches,
        "type mismatch: expected {}",
        ValType::from_engine(store.engine(), ty)
    );
    Ok(())
}

// SAFETY: an unboxed integer is a value of `i31ref`.
unsafe impl WasmTy for Option<I31> {
    const MACHINE: MachineType = MachineType::I32;

    fn valtype() -> ValType {
        ValType::I31REF
    }

    fn to_bits(self, _: &StoreOpaque) -> Bits {
        self.map_or(0, |value| value.to_reference().into())
    }

    unsafe fn from_bits(_: &mut StoreOpaque, bits: Bits) -> Self {
        I31::of_reference(bits as u32)
    }
}

// SAFETY: as above, and never null.
unsafe impl WasmTy for I31 {
    const MACHINE: MachineType = MachineType::I32;

    fn valtype() -> ValType {
        ValType::Ref(RefType::new(false, HeapType::I31))
    }

    fn to_bits(self, _: &StoreOpaque) -> Bits {
        self.to_reference().into()
    }

    unsafe fn from_bits(_: &mut StoreOpaque, bits: Bits) -> Self {
        Self::of_reference(bits as u32).expect(NOT_NULL)
    }
}

/// A list of values whose types Rust knows: one [`WasmTy`], or a tuple of them.
///
/// # Safety
///
/// Not to be implemented elsewhere.
pub unsafe trait WasmParams: Send + Sized {
    #[doc(hidden)]
    const MACHINE: &'static [MachineType];

    /// Whether there are references among them.
    #[doc(hidden)]
    const HAS_REFERENCES: bool;

    #[doc(hidden)]
    fn types() -> Vec<ValType>;

    /// Checks that all values can be used in the store.
    #[doc(hidden)]
    fn check(&self, store: &StoreOpaque) -> Result<()>;

    /// Checks that all values can be used in the store and are of types that theirs may
    /// be cast to.
    #[doc(hidden)]
    fn check_cast(&self, store: &StoreOpaque, types: &[EngineValType]) -> Result<()>;

    /// Puts the values into their places.
    ///
    /// # Safety
    ///
    /// There must be room, and the values must have been checked.
    #[doc(hidden)]
    unsafe fn write(self, store: &StoreOpaque, assignment: Assignment, places: ValuePlaces);

    /// Takes the values from their places.
    ///
    /// # Safety
    ///
    /// They must be there, of these types and of the store.
    #[doc(hidden)]
    unsafe fn read(store: &mut StoreOpaque, assignment: Assignment, places: ValuePlaces) -> Self;
}

/// Results of a call: as [`WasmParams`].
///
/// # Safety
///
/// Not to be implemented elsewhere.
pub unsafe trait WasmResults: WasmParams {}

// SAFETY: nothing is added.
unsafe impl<P: WasmParams> WasmResults for P {}

/// Where values are; for the hidden methods of [`WasmParams`].
#[derive(Clone, Copy)]
pub struct ValuePlaces(pub(crate) Places);

/// Bytes of the result area of functions with these results.
pub(crate) const fn result_area_bytes(results: &[MachineType]) -> u32 {
    assign(Assignment::results(), results).memory_bytes()
}

/// Where all of `types` have been assigned to.
pub(crate) const fn assign(mut assignment: Assignment, types: &[MachineType]) -> Assignment {
    let mut index = 0;
    while index < types.len() {
        assignment.assign(types[index]);
        index += 1;
    }
    assignment
}

// SAFETY: a list of one value.
unsafe impl<A: WasmTy> WasmParams for A {
    const MACHINE: &'static [MachineType] = &[A::MACHINE];
    const HAS_REFERENCES: bool = A::IS_REFERENCE;

    fn types() -> Vec<ValType> {
        vec![A::valtype()]
    }

    #[inline]
    fn check(&self, store: &StoreOpaque) -> Result<()> {
        WasmTy::check(self, store)
    }

    fn check_cast(&self, store: &StoreOpaque, types: &[EngineValType]) -> Result<()> {
        let mut types = types.iter();
        types.try_for_each(|ty| WasmTy::check_cast(self, store, ty))
    }

    #[inline]
    unsafe fn write(self, store: &StoreOpaque, assignment: Assignment, places: ValuePlaces) {
        // SAFETY: the caller says so.
        unsafe { (self,).write(store, assignment, places) }
    }

    #[inline]
    unsafe fn read(store: &mut StoreOpaque, assignment: Assignment, places: ValuePlaces) -> Self {
        // SAFETY: the caller says so.
        unsafe { <(A,)>::read(store, assignment, places) }.0
    }
}

macro_rules! wasm_params_tuple {
    ($($ty:ident)*) => {
        // SAFETY: each value is written and read as its type says, in order.
        unsafe impl<$($ty: WasmTy),*> WasmParams for ($($ty,)*) {
            const MACHINE: &'static [MachineType] = &[$($ty::MACHINE),*];
            const HAS_REFERENCES: bool = false $(|| $ty::IS_REFERENCE)*;

            fn types() -> Vec<ValType> {
                vec![$($ty::valtype()),*]
            }

            #[inline]
            #[allow(non_snake_case, unused_variables)]
            fn check(&self, store: &StoreOpaque) -> Result<()> {
                let ($($ty,)*) = self;
                $(WasmTy::check($ty, store)?;)*
                Ok(())
            }

            #[allow(non_snake_case, unused_variables, unused_mut)]
            fn check_cast(&self, store: &StoreOpaque, types: &[EngineValType]) -> Result<()> {
                let ($($ty,)*) = self;
                let mut types = types.iter();
                $(types.next().map_or(Ok(()), |ty| WasmTy::check_cast($ty, store, ty))?;)*
                Ok(())
            }

            // Only where all places are constants do values stay in registers.
            #[inline(always)]
            #[allow(non_snake_case, unused_variables, unused_mut)]
            unsafe fn write(
                self,
                store: &StoreOpaque,
                mut assignment: Assignment,
                places: ValuePlaces,
            ) {
                let ($($ty,)*) = self;
                $({
                    let location = assignment.assign($ty::MACHINE);
                    let bits = $ty.to_bits(store);
                    // SAFETY: the caller says that there is room.
                    unsafe { places.0.write(location, $ty::MACHINE, bits) };
                })*
            }

            #[inline(always)]
            #[allow(unused_variables, unused_mut, clippy::unused_unit)]
            unsafe fn read(
                store: &mut StoreOpaque,
                mut assignment: Assignment,
                places: ValuePlaces,
            ) -> Self {
                ($({
                    let location = assignment.assign($ty::MACHINE);
                    // SAFETY: the caller says that the values are there.
                    unsafe { $ty::from_bits(store, places.0.read(location, $ty::MACHINE)) }
                },)*)
            }
        }
    };
}

/// Calls a macro with the names of the types of every tuple that is supported.
macro_rules! for_each_arity {
    ($macro:ident) => {
        $macro!();
        $macro!(A1);
        $macro!(A1 A2);
        $macro!(A1 A2 A3);
        $macro!(A1 A2 A3 A4);
        $macro!(A1 A2 A3 A4 A5);
        $macro!(A1 A2 A3 A4 A5 A6);
        $macro!(A1 A2 A3 A4 A5 A6 A7);
        $macro!(A1 A2 A3 A4 A5 A6 A7 A8);
        $macro!(A1 A2 A3 A4 A5 A6 A7 A8 A9);
        $macro!(A1 A2 A3 A4 A5 A6 A7 A8 A9 A10);
        $macro!(A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11);
        $macro!(A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11 A12);
        $macro!(A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11 A12 A13);
        $macro!(A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11 A12 A13 A14);
        $macro!(A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11 A12 A13 A14 A15);
        $macro!(A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11 A12 A13 A14 A15 A16);
    };
}
pub(crate) use for_each_arity;

for_each_arity!(wasm_params_tuple);

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
        if Params::HAS_REFERENCES && self.casts {
            let signature = store.engine().signature(self.func.type_identity(store)?);
            params.check_cast(store, &signature.ty.params)
        } else {
            params.check(store)
        }
        .context("an argument cannot be passed")?;
        // SAFETY: the arguments are of the function's type, which was checked when
        // `self` was made, and of its store.
        unsafe {
            if const { is_in_registers(Params::MACHINE, Results::MACHINE) } {
                call_in_registers(store, func_ref, params)
            } else {
                call_with_memory(store, func_ref, params)
            }
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
    let result_area_size = const { result_area_bytes(Results::MACHINE) };
    let all = const {
        assign(
            Assignment::params(result_area_bytes(Results::MACHINE)),
            Params::MACHINE,
        )
    };
    let uses_floats = all.uses_floats()
        || const { assign(Assignment::results(), Results::MACHINE).uses_floats() };
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
        (*activation).stack_argument_bytes = all.memory_bytes() as usize;
        (*activation).uses_floats = uses_floats.into();
        let registers = &raw mut (*activation).registers;
        if result_area_size > 0 {
            (*registers).integers[0] = result_area.expose_provenance() as u64;
        }
        let arguments = Places {
            registers,
            memory: stack_arguments,
        };
        params.write(
            store,
            Assignment::params(result_area_size),
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
