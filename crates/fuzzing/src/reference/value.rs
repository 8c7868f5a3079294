//! Values.

use switchback_wasm::ValType;

use super::{Outcome, Trap};

/// A value. Floats are bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// A 32-bit integer.
    I32(u32),
    /// A 64-bit integer.
    I64(u64),
    /// A 32-bit float.
    F32(u32),
    /// A 64-bit float.
    F64(u64),
    /// A vector, which can be held and moved.
    V128(u128),
    /// A reference.
    Ref(Reference),
}

/// A reference: numbers are places in the machine's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reference {
    /// Null of any type.
    Null,
    /// A function.
    Func(usize),
    /// A struct.
    Struct(usize),
    /// An array.
    Array(usize),
    /// A 31-bit integer, its bits.
    I31(u32),
    /// A value of the host.
    Host(u32),
    /// An exception.
    Exception(usize),
    /// A continuation.
    Continuation(usize),
}

/// Why a value is of the type that it is taken for.
const VALIDATED: &str = "validation has checked the types of operands";

impl Value {
    /// Whether it is a continuation.
    #[must_use]
    pub fn is_continuation(&self) -> bool {
        matches!(self, Self::Ref(Reference::Continuation(_)))
    }

    /// What locals and elements of a type begin with.
    #[must_use]
    pub fn default_of<T>(ty: &ValType<T>) -> Self {
        match ty {
            ValType::I32 => Self::I32(0),
            ValType::I64 => Self::I64(0),
            ValType::F32 => Self::F32(0),
            ValType::F64 => Self::F64(0),
            ValType::V128 => Self::V128(0),
            ValType::Ref(_) => Self::Ref(Reference::Null),
        }
    }

    pub(crate) fn i32(self) -> u32 {
        match self {
            Self::I32(value) => value,
            _ => panic!("{VALIDATED}"),
        }
    }

    pub(crate) fn i64(self) -> u64 {
        match self {
            Self::I64(value) => value,
            _ => panic!("{VALIDATED}"),
        }
    }

    pub(crate) fn f32(self) -> f32 {
        match self {
            Self::F32(value) => f32::from_bits(value),
            _ => panic!("{VALIDATED}"),
        }
    }

    pub(crate) fn f64(self) -> f64 {
        match self {
            Self::F64(value) => f64::from_bits(value),
            _ => panic!("{VALIDATED}"),
        }
    }

    /// An address, size or index of either width.
    pub(crate) fn index(self) -> u64 {
        match self {
            Self::I32(value) => value.into(),
            Self::I64(value) => value,
            _ => panic!("{VALIDATED}"),
        }
    }

    pub(crate) fn reference(self) -> Reference {
        match self {
            Self::Ref(value) => value,
            _ => panic!("{VALIDATED}"),
        }
    }

    /// The number, if it is a 64-bit one or not, of an index type.
    pub(crate) fn of_index(value: u64, is_64: bool) -> Self {
        if is_64 {
            Self::I64(value)
        } else {
            Self::I32(value as u32)
        }
    }
}

impl Reference {
    pub(crate) fn is_null(self) -> bool {
        self == Self::Null
    }

    pub(crate) fn non_null(self) -> Outcome<Self> {
        if self.is_null() {
            Err(Trap::NullReference.into())
        } else {
            Ok(self)
        }
    }
}

impl From<Reference> for Value {
    fn from(reference: Reference) -> Self {
        Self::Ref(reference)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::I32(value.into())
    }
}
