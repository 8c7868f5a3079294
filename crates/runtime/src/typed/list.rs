//! Lists of values whose types Rust knows.

use anyhow::Result;
use switchback_abi::calling_convention::{Assignment, MachineType};
use switchback_wasm::EngineValType;

use super::value::WasmTy;
use crate::activation::Places;
use crate::store::StoreOpaque;
use crate::types::ValType;

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

    /// Whether there is more to know of them when they are received than what they are.
    #[doc(hidden)]
    const HAS_STATIC_TYPES: bool;

    #[doc(hidden)]
    fn types() -> Vec<ValType>;

    /// The values were received as values of these types.
    #[doc(hidden)]
    fn received_as(&self, store: &mut StoreOpaque, types: &[EngineValType]);

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
    const HAS_STATIC_TYPES: bool = A::HAS_STATIC_TYPE;

    fn types() -> Vec<ValType> {
        vec![A::valtype()]
    }

    fn received_as(&self, store: &mut StoreOpaque, types: &[EngineValType]) {
        if let [ty] = types {
            WasmTy::received_as(self, store, ty);
        }
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
            const HAS_STATIC_TYPES: bool = false $(|| $ty::HAS_STATIC_TYPE)*;

            fn types() -> Vec<ValType> {
                vec![$($ty::valtype()),*]
            }

            #[allow(non_snake_case, unused_variables, unused_mut)]
            fn received_as(&self, store: &mut StoreOpaque, types: &[EngineValType]) {
                let ($($ty,)*) = self;
                let mut types = types.iter();
                $(if let Some(ty) = types.next() {
                    WasmTy::received_as($ty, store, ty);
                })*
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
