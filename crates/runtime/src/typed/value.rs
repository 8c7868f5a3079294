//! Types of Rust that stand for types of Wasm.

use std::ptr;

use anyhow::{Result, ensure};
use switchback_abi::calling_convention::MachineType;
use switchback_abi::instance::FuncRef;
use switchback_wasm::{CompositeKind, ConcreteType, EngineHeapType, EngineValType};

use crate::function::Func;
use crate::references::I31;
use crate::rooting::{GcRef, OwnedRooted, Root, Rooted};
use crate::store::StoreOpaque;
use crate::types::{HeapType, RefType, ValType};
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

    /// Whether there is more to know of the value when it is received than what it is.
    #[doc(hidden)]
    const HAS_STATIC_TYPE: bool = false;

    /// The value was received as one of that type.
    #[doc(hidden)]
    #[inline]
    fn received_as(&self, _: &mut StoreOpaque, _: &EngineValType) {}

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
    const MACHINE: MachineType = T::MACHINE;
    const IS_REFERENCE: bool = true;
    const HAS_STATIC_TYPE: bool = has_static_type::<T>();

    fn received_as(&self, store: &mut StoreOpaque, ty: &EngineValType) {
        root_received_as(store, self.root(), ty);
    }

    fn valtype() -> ValType {
        ValType::Ref(RefType::new(false, T::HEAP_TYPE))
    }

    fn check(&self, store: &StoreOpaque) -> Result<()> {
        self.root().referent(store).map(drop)
    }

    fn check_cast(&self, store: &StoreOpaque, ty: &EngineValType) -> Result<()> {
        check_reference(store, Some(self.root()), ty)
    }

    fn to_bits(self, store: &StoreOpaque) -> Bits {
        self.root().bits(store).expect(CHECKED)
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
    const MACHINE: MachineType = T::MACHINE;
    const IS_REFERENCE: bool = true;
    const HAS_STATIC_TYPE: bool = has_static_type::<T>();

    fn received_as(&self, store: &mut StoreOpaque, ty: &EngineValType) {
        if let Some(value) = self {
            root_received_as(store, value.root(), ty);
        }
    }

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
        Rooted::of_bits(store, bits)
    }
}

// SAFETY: as of `Rooted`.
unsafe impl<T: GcRef> WasmTy for OwnedRooted<T> {
    const MACHINE: MachineType = T::MACHINE;
    const IS_REFERENCE: bool = true;
    const HAS_STATIC_TYPE: bool = has_static_type::<T>();

    fn received_as(&self, store: &mut StoreOpaque, ty: &EngineValType) {
        root_received_as(store, self.root(), ty);
    }

    fn valtype() -> ValType {
        Rooted::<T>::valtype()
    }

    fn check(&self, store: &StoreOpaque) -> Result<()> {
        self.root().referent(store).map(drop)
    }

    fn check_cast(&self, store: &StoreOpaque, ty: &EngineValType) -> Result<()> {
        check_reference(store, Some(self.root()), ty)
    }

    fn to_bits(self, store: &StoreOpaque) -> Bits {
        self.root().bits(store).expect(CHECKED)
    }

    unsafe fn from_bits(store: &mut StoreOpaque, bits: Bits) -> Self {
        // SAFETY: the caller says so.
        let value = unsafe { Option::<Self>::from_bits(store, bits) };
        value.expect(NOT_NULL)
    }
}

// SAFETY: as above, or null.
unsafe impl<T: GcRef> WasmTy for Option<OwnedRooted<T>> {
    const MACHINE: MachineType = T::MACHINE;
    const IS_REFERENCE: bool = true;
    const HAS_STATIC_TYPE: bool = has_static_type::<T>();

    fn received_as(&self, store: &mut StoreOpaque, ty: &EngineValType) {
        if let Some(value) = self {
            root_received_as(store, value.root(), ty);
        }
    }

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
        OwnedRooted::of_bits(store, bits)
    }
}

/// Whether what roots refer to has a type that it is received as, and no other: continuations.
const fn has_static_type<T: GcRef>() -> bool {
    matches!(T::MACHINE, MachineType::I64)
}

/// What a root refers to was received as something of that type.
fn root_received_as(store: &mut StoreOpaque, root: Root, ty: &EngineValType) {
    if let EngineValType::Ref(ty) = ty
        && let EngineHeapType::Concrete(ConcreteType {
            index,
            kind: CompositeKind::Cont,
        }) = ty.heap_type
    {
        root.received_as(store, index);
    }
}

/// Checks that a root, or null, is of a type whose hierarchy is its own.
fn check_reference(store: &StoreOpaque, root: Option<Root>, ty: &EngineValType) -> Result<()> {
    let EngineValType::Ref(wanted) = ty else {
        unreachable!("the types of a function were compared with those of the values");
    };
    let matches = match root {
        None => wanted.nullable,
        Some(root) => store.referent_matches(root.referent(store)?, &wanted.heap_type),
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
