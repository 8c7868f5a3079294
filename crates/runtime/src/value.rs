//! Values as the embedder sees them.
//!
//! Inside the runtime a value is [`Bits`]: what its register holds, the rest zero.

mod reference;

use std::fmt;

use anyhow::{Result, bail};
use switchback_abi::calling_convention::MachineType;
use switchback_wasm::EngineValType;

use crate::context::AsContext;
use crate::function::Func;
use crate::references::{AnyRef, ArrayRef, ContRef, EqRef, ExnRef, ExternRef, StructRef};
use crate::rooting::Rooted;
use crate::store::StoreOpaque;
use crate::types::{HeapType, ValType};
pub use reference::Ref;

/// A value of any type, as a register holds it: narrow ones zero-extended.
pub(crate) type Bits = u128;

/// A 128-bit vector, as an integer whose least significant byte is lane 0 of the
/// vector of bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct V128(u128);

impl V128 {
    /// The vector as an integer.
    #[must_use]
    pub fn as_u128(self) -> u128 {
        self.0
    }
}

impl From<u128> for V128 {
    fn from(value: u128) -> Self {
        Self(value)
    }
}

impl From<V128> for u128 {
    fn from(value: V128) -> Self {
        value.0
    }
}

/// A value.
///
/// Floats are held as bits: copying one must not change a NaN.
#[derive(Clone, Copy, Debug)]
pub enum Val {
    /// A 32-bit integer.
    I32(i32),
    /// A 64-bit integer.
    I64(i64),
    /// A 32-bit float, as bits.
    F32(u32),
    /// A 64-bit float, as bits.
    F64(u64),
    /// A vector.
    V128(V128),
    /// A reference to a function, or null.
    FuncRef(Option<Func>),
    /// A reference to a value of the host, or null.
    ExternRef(Option<Rooted<ExternRef>>),
    /// A reference to an internal value, or null.
    AnyRef(Option<Rooted<AnyRef>>),
    /// A reference to an exception, or null.
    ExnRef(Option<Rooted<ExnRef>>),
    /// A reference to a continuation, or null.
    ContRef(Option<Rooted<ContRef>>),
}

macro_rules! number_accessors {
    ($($get:ident $unwrap:ident $variant:ident($value:ident) $ty:ty = $convert:expr;)*) => {
        impl Val {$(
            #[doc = concat!("The value, if it is [`Val::", stringify!($variant), "`].")]
            #[must_use]
            pub fn $get(&self) -> Option<$ty> {
                match *self {
                    Self::$variant($value) => Some($convert),
                    _ => None,
                }
            }

            #[doc = concat!("The value, which must be [`Val::", stringify!($variant), "`].")]
            ///
            /// # Panics
            ///
            /// If it is not.
            #[must_use]
            pub fn $unwrap(&self) -> $ty {
                match self.$get() {
                    Some(value) => value,
                    None => panic!(concat!("expected ", stringify!($variant), ", got {:?}"), self),
                }
            }
        )*}
    };
}

number_accessors! {
    i32 unwrap_i32 I32(value) i32 = value;
    i64 unwrap_i64 I64(value) i64 = value;
    f32 unwrap_f32 F32(value) f32 = f32::from_bits(value);
    f64 unwrap_f64 F64(value) f64 = f64::from_bits(value);
    v128 unwrap_v128 V128(value) V128 = value;
}

impl Val {
    /// The null reference of a heap type.
    #[must_use]
    pub fn null_ref(heap_type: &HeapType) -> Self {
        Ref::null(heap_type).into()
    }

    /// The null reference to a function.
    #[must_use]
    pub fn null_func_ref() -> Self {
        Self::FuncRef(None)
    }

    /// The null reference to a host value.
    #[must_use]
    pub fn null_extern_ref() -> Self {
        Self::ExternRef(None)
    }

    /// The null reference to an internal value.
    #[must_use]
    pub fn null_any_ref() -> Self {
        Self::AnyRef(None)
    }

    /// The null reference to an exception.
    #[must_use]
    pub fn null_exn_ref() -> Self {
        Self::ExnRef(None)
    }

    /// The null reference to a continuation.
    #[must_use]
    pub fn null_cont_ref() -> Self {
        Self::ContRef(None)
    }

    /// The value that locals of type `ty` begin with, if there is one.
    #[must_use]
    pub fn default_for_ty(ty: &ValType) -> Option<Self> {
        match ty {
            ValType::I32 => Some(Self::I32(0)),
            ValType::I64 => Some(Self::I64(0)),
            ValType::F32 => Some(Self::F32(0)),
            ValType::F64 => Some(Self::F64(0)),
            ValType::V128 => Some(Self::V128(V128::default())),
            ValType::Ref(ty) if ty.is_nullable() => Some(Self::null_ref(ty.heap_type())),
            ValType::Ref(_) => None,
        }
    }

    /// The most precise type of the value.
    ///
    /// # Errors
    ///
    /// When it belongs to another store.
    pub fn ty(&self, store: impl AsContext) -> Result<ValType> {
        Ok(match self {
            Self::I32(_) => ValType::I32,
            Self::I64(_) => ValType::I64,
            Self::F32(_) => ValType::F32,
            Self::F64(_) => ValType::F64,
            Self::V128(_) => ValType::V128,
            Self::FuncRef(func) => ValType::Ref(Ref::Func(*func).ty(store)?),
            Self::ExternRef(value) => ValType::Ref(Ref::Extern(*value).ty(store)?),
            Self::AnyRef(value) => ValType::Ref(Ref::Any(*value).ty(store)?),
            Self::ExnRef(value) => ValType::Ref(Ref::Exn(*value).ty(store)?),
            Self::ContRef(value) => ValType::Ref(Ref::Cont(*value).ty(store)?),
        })
    }

    /// Whether it is a value of type `ty`.
    ///
    /// # Errors
    ///
    /// When it belongs to another store, or the type to another engine.
    pub fn matches_ty(&self, store: impl AsContext, ty: &ValType) -> Result<bool> {
        let store = store.as_context();
        let store = store.opaque();
        let ty = ty.to_engine(store.engine())?;
        if let Some(reference) = self.reference() {
            reference.check(store)?;
        }
        Ok(self.to_bits(store, &ty).is_ok())
    }

    /// The reference, if it is one.
    #[must_use]
    pub fn ref_(self) -> Option<Ref> {
        self.reference()
    }

    fn reference(&self) -> Option<Ref> {
        match *self {
            Self::FuncRef(func) => Some(Ref::Func(func)),
            Self::ExternRef(value) => Some(Ref::Extern(value)),
            Self::AnyRef(value) => Some(Ref::Any(value)),
            Self::ExnRef(value) => Some(Ref::Exn(value)),
            Self::ContRef(value) => Some(Ref::Cont(value)),
            _ => None,
        }
    }

    /// The reference to a function, if it is one (that may be null).
    #[must_use]
    pub fn funcref(&self) -> Option<Option<&Func>> {
        match self {
            Self::FuncRef(value) => Some(value.as_ref()),
            _ => None,
        }
    }

    /// The reference to a function.
    ///
    /// # Panics
    ///
    /// If it is none.
    #[must_use]
    pub fn unwrap_funcref(&self) -> Option<&Func> {
        match self.funcref() {
            Some(value) => value,
            None => panic!("expected a function reference, got {self:?}"),
        }
    }

    /// The reference to a host value, if it is one (that may be null).
    #[must_use]
    pub fn externref(&self) -> Option<Option<&Rooted<ExternRef>>> {
        match self {
            Self::ExternRef(value) => Some(value.as_ref()),
            _ => None,
        }
    }

    /// The reference to a host value.
    ///
    /// # Panics
    ///
    /// If it is none.
    #[must_use]
    pub fn unwrap_externref(&self) -> Option<&Rooted<ExternRef>> {
        match self.externref() {
            Some(value) => value,
            None => panic!("expected a host reference, got {self:?}"),
        }
    }

    /// The reference to an internal value, if it is one (that may be null).
    #[must_use]
    pub fn anyref(&self) -> Option<Option<&Rooted<AnyRef>>> {
        match self {
            Self::AnyRef(value) => Some(value.as_ref()),
            _ => None,
        }
    }

    /// The reference to an internal value.
    ///
    /// # Panics
    ///
    /// If it is none.
    #[must_use]
    pub fn unwrap_anyref(&self) -> Option<&Rooted<AnyRef>> {
        match self.anyref() {
            Some(value) => value,
            None => panic!("expected an internal reference, got {self:?}"),
        }
    }

    /// The reference to an exception, if it is one (that may be null).
    #[must_use]
    pub fn exnref(&self) -> Option<Option<&Rooted<ExnRef>>> {
        match self {
            Self::ExnRef(value) => Some(value.as_ref()),
            _ => None,
        }
    }

    /// The reference to an exception.
    ///
    /// # Panics
    ///
    /// If it is none.
    #[must_use]
    pub fn unwrap_exnref(&self) -> Option<&Rooted<ExnRef>> {
        match self.exnref() {
            Some(value) => value,
            None => panic!("expected an exception reference, got {self:?}"),
        }
    }

    /// The reference to a continuation, if it is one (that may be null).
    #[must_use]
    pub fn contref(&self) -> Option<Option<&Rooted<ContRef>>> {
        match self {
            Self::ContRef(value) => Some(value.as_ref()),
            _ => None,
        }
    }

    /// The reference to a continuation.
    ///
    /// # Panics
    ///
    /// If it is none.
    #[must_use]
    pub fn unwrap_contref(&self) -> Option<&Rooted<ContRef>> {
        match self.contref() {
            Some(value) => value,
            None => panic!("expected a continuation reference, got {self:?}"),
        }
    }

    /// The value as a register holds it.
    ///
    /// # Errors
    ///
    /// When it is not of type `ty`, or belongs to another store.
    pub(crate) fn to_bits(self, store: &StoreOpaque, ty: &EngineValType) -> Result<Bits> {
        Ok(match (self, ty) {
            (Self::I32(value), EngineValType::I32) => Bits::from(value.cast_unsigned()),
            (Self::I64(value), EngineValType::I64) => Bits::from(value.cast_unsigned()),
            (Self::F32(value), EngineValType::F32) => value.into(),
            (Self::F64(value), EngineValType::F64) => value.into(),
            (Self::V128(value), EngineValType::V128) => value.0,
            _ => match (self.reference(), ty) {
                (Some(reference), EngineValType::Ref(ty)) => reference.to_bits(store, ty)?,
                _ => bail!(
                    "type mismatch: expected {}, got {}",
                    ValType::from_engine(store.engine(), ty),
                    self.kind()
                ),
            },
        })
    }

    /// The value of type `ty` that a register holds.
    ///
    /// # Safety
    ///
    /// `bits` must be of a value of that type in this store.
    pub(crate) unsafe fn from_bits(
        store: &mut StoreOpaque,
        bits: Bits,
        ty: &EngineValType,
    ) -> Self {
        match ty {
            EngineValType::I32 => Self::I32((bits as u32).cast_signed()),
            EngineValType::I64 => Self::I64((bits as u64).cast_signed()),
            EngineValType::F32 => Self::F32(bits as u32),
            EngineValType::F64 => Self::F64(bits as u64),
            EngineValType::V128 => Self::V128(V128(bits)),
            // SAFETY: the caller says so.
            EngineValType::Ref(ty) => unsafe { Ref::from_bits(store, bits, ty) }.into(),
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::I32(_) => "i32",
            Self::I64(_) => "i64",
            Self::F32(_) => "f32",
            Self::F64(_) => "f64",
            Self::V128(_) => "v128",
            Self::FuncRef(_) => "a function reference",
            Self::ExternRef(_) => "a host reference",
            Self::AnyRef(_) => "an internal reference",
            Self::ExnRef(_) => "an exception reference",
            Self::ContRef(_) => "a continuation reference",
        }
    }
}

impl From<Ref> for Val {
    fn from(reference: Ref) -> Self {
        match reference {
            Ref::Func(func) => Self::FuncRef(func),
            Ref::Extern(value) => Self::ExternRef(value),
            Ref::Any(value) => Self::AnyRef(value),
            Ref::Exn(value) => Self::ExnRef(value),
            Ref::Cont(value) => Self::ContRef(value),
        }
    }
}

macro_rules! value_from {
    ($($ty:ty: $value:ident => $convert:expr;)*) => {$(
        impl From<$ty> for Val {
            fn from($value: $ty) -> Self {
                $convert
            }
        }
    )*};
}

value_from! {
    i32: value => Self::I32(value);
    i64: value => Self::I64(value);
    f32: value => Self::F32(value.to_bits());
    f64: value => Self::F64(value.to_bits());
    V128: value => Self::V128(value);
    u128: value => Self::V128(V128(value));
    Func: value => Self::FuncRef(Some(value));
    Option<Func>: value => Self::FuncRef(value);
    Rooted<ExternRef>: value => Self::ExternRef(Some(value));
    Option<Rooted<ExternRef>>: value => Self::ExternRef(value);
    Rooted<AnyRef>: value => Self::AnyRef(Some(value));
    Option<Rooted<AnyRef>>: value => Self::AnyRef(value);
    Rooted<EqRef>: value => Self::AnyRef(Some(value.into()));
    Option<Rooted<EqRef>>: value => Self::AnyRef(value.map(Rooted::into));
    Rooted<StructRef>: value => Self::AnyRef(Some(value.into()));
    Option<Rooted<StructRef>>: value => Self::AnyRef(value.map(Rooted::into));
    Rooted<ArrayRef>: value => Self::AnyRef(Some(value.into()));
    Option<Rooted<ArrayRef>>: value => Self::AnyRef(value.map(Rooted::into));
    Rooted<ExnRef>: value => Self::ExnRef(Some(value));
    Option<Rooted<ExnRef>>: value => Self::ExnRef(value);
    Rooted<ContRef>: value => Self::ContRef(Some(value));
    Option<Rooted<ContRef>>: value => Self::ContRef(value);
}

impl fmt::Display for V128 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:#034x}", self.0)
    }
}

/// Writes a value of machine type `ty` at `address`.
///
/// # Safety
///
/// As many bytes must be writable there.
pub(crate) unsafe fn write_bits(address: *mut u8, bits: Bits, ty: MachineType) {
    let bytes = bits.to_le_bytes();
    // SAFETY: the caller says so; `bytes` is longer than any machine type.
    unsafe { address.copy_from_nonoverlapping(bytes.as_ptr(), ty.bytes() as usize) };
}

/// Reads a value of machine type `ty` at `address`.
///
/// # Safety
///
/// As many bytes must be readable there.
pub(crate) unsafe fn read_bits(address: *const u8, ty: MachineType) -> Bits {
    let mut bytes = [0; 16];
    // SAFETY: the caller says so; `bytes` is longer than any machine type.
    unsafe { address.copy_to_nonoverlapping(bytes.as_mut_ptr(), ty.bytes() as usize) };
    Bits::from_le_bytes(bytes)
}
