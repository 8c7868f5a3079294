//! Types as the embedder sees them.
//!
//! These are the specification's types with an [`Engine`] at hand wherever a
//! defined type is named. Inside the runtime types are
//! [`switchback_wasm::EngineValType`] and its like; each type here converts from
//! and to one of them.
//!
//! A type that names a defined type keeps it known to its engine.

mod continuation;
mod display;
mod function;
mod heap_type;
mod object;
mod storage;

use anyhow::Result;
use switchback_wasm::{EngineRefType, EngineValType};

use crate::engine::Engine;
pub use continuation::ContType;
pub(crate) use continuation::function_of_continuation_type;
pub use function::FuncType;
pub use heap_type::HeapType;
pub(crate) use object::ObjectType;
pub use object::{ArrayType, StructType};
pub use storage::{FieldType, StorageType};

/// Whether something can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mutability {
    /// It is constant.
    Const,
    /// It can be changed.
    Var,
}

impl Mutability {
    /// Whether it is constant.
    #[must_use]
    pub fn is_const(self) -> bool {
        self == Self::Const
    }

    /// Whether it can be changed.
    #[must_use]
    pub fn is_var(self) -> bool {
        self == Self::Var
    }
}

/// Whether types may be declared below a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Finality {
    /// None may.
    Final,
    /// Some may.
    NonFinal,
}

impl Finality {
    /// Whether no type may be declared below.
    #[must_use]
    pub fn is_final(self) -> bool {
        self == Self::Final
    }

    /// Whether types may be declared below.
    #[must_use]
    pub fn is_non_final(self) -> bool {
        self == Self::NonFinal
    }

    fn of(is_final: bool) -> Self {
        if is_final {
            Self::Final
        } else {
            Self::NonFinal
        }
    }
}

/// A value type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ValType {
    /// 32-bit integer.
    I32,
    /// 64-bit integer.
    I64,
    /// 32-bit float.
    F32,
    /// 64-bit float.
    F64,
    /// 128-bit vector.
    V128,
    /// Reference.
    Ref(RefType),
}

/// A reference type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RefType {
    is_nullable: bool,
    heap_type: HeapType,
}

impl ValType {
    /// `externref`
    pub const EXTERNREF: Self = Self::Ref(RefType::EXTERNREF);
    /// `nullexternref`
    pub const NULLEXTERNREF: Self = Self::Ref(RefType::NULLEXTERNREF);
    /// `funcref`
    pub const FUNCREF: Self = Self::Ref(RefType::FUNCREF);
    /// `nullfuncref`
    pub const NULLFUNCREF: Self = Self::Ref(RefType::NULLFUNCREF);
    /// `anyref`
    pub const ANYREF: Self = Self::Ref(RefType::ANYREF);
    /// `nullref`
    pub const NULLREF: Self = Self::Ref(RefType::NULLREF);
    /// `eqref`
    pub const EQREF: Self = Self::Ref(RefType::EQREF);
    /// `i31ref`
    pub const I31REF: Self = Self::Ref(RefType::I31REF);
    /// `structref`
    pub const STRUCTREF: Self = Self::Ref(RefType::STRUCTREF);
    /// `arrayref`
    pub const ARRAYREF: Self = Self::Ref(RefType::ARRAYREF);
    /// `exnref`
    pub const EXNREF: Self = Self::Ref(RefType::EXNREF);
    /// `nullexnref`
    pub const NULLEXNREF: Self = Self::Ref(RefType::NULLEXNREF);
    /// `contref`
    pub const CONTREF: Self = Self::Ref(RefType::CONTREF);
    /// `nullcontref`
    pub const NULLCONTREF: Self = Self::Ref(RefType::NULLCONTREF);

    /// Whether it is a type of numbers.
    #[must_use]
    pub fn is_num(&self) -> bool {
        matches!(self, Self::I32 | Self::I64 | Self::F32 | Self::F64)
    }

    /// Whether it is `i32`.
    #[must_use]
    pub fn is_i32(&self) -> bool {
        *self == Self::I32
    }

    /// Whether it is `i64`.
    #[must_use]
    pub fn is_i64(&self) -> bool {
        *self == Self::I64
    }

    /// Whether it is `f32`.
    #[must_use]
    pub fn is_f32(&self) -> bool {
        *self == Self::F32
    }

    /// Whether it is `f64`.
    #[must_use]
    pub fn is_f64(&self) -> bool {
        *self == Self::F64
    }

    /// Whether it is `v128`.
    #[must_use]
    pub fn is_v128(&self) -> bool {
        *self == Self::V128
    }

    /// Whether it is a reference type.
    #[must_use]
    pub fn is_ref(&self) -> bool {
        matches!(self, Self::Ref(_))
    }

    /// Whether it is `funcref`.
    #[must_use]
    pub fn is_funcref(&self) -> bool {
        *self == Self::FUNCREF
    }

    /// Whether it is `externref`.
    #[must_use]
    pub fn is_externref(&self) -> bool {
        *self == Self::EXTERNREF
    }

    /// Whether it is `anyref`.
    #[must_use]
    pub fn is_anyref(&self) -> bool {
        *self == Self::ANYREF
    }

    /// Whether it is `exnref`.
    #[must_use]
    pub fn is_exnref(&self) -> bool {
        *self == Self::EXNREF
    }

    /// Whether it is `contref`.
    #[must_use]
    pub fn is_contref(&self) -> bool {
        *self == Self::CONTREF
    }

    /// The reference type, if it is one.
    #[must_use]
    pub fn as_ref(&self) -> Option<&RefType> {
        match self {
            Self::Ref(reference) => Some(reference),
            _ => None,
        }
    }

    /// The reference type.
    ///
    /// # Panics
    ///
    /// If it is none.
    #[must_use]
    pub fn unwrap_ref(&self) -> &RefType {
        match self.as_ref() {
            Some(reference) => reference,
            None => panic!("{self} is no reference type"),
        }
    }

    /// Whether values of this type are values of `other`, too.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Ref(sub), Self::Ref(super_)) => sub.matches(super_),
            _ => self == other,
        }
    }

    /// The value that locals of this type begin with, if there is one.
    #[must_use]
    pub fn default_value(&self) -> Option<crate::value::Val> {
        crate::value::Val::default_for_ty(self)
    }

    pub(crate) fn from_engine(engine: &Engine, ty: &EngineValType) -> Self {
        match ty {
            EngineValType::I32 => Self::I32,
            EngineValType::I64 => Self::I64,
            EngineValType::F32 => Self::F32,
            EngineValType::F64 => Self::F64,
            EngineValType::V128 => Self::V128,
            EngineValType::Ref(reference) => Self::Ref(RefType::from_engine(engine, reference)),
        }
    }

    /// The type inside `engine`.
    ///
    /// # Errors
    ///
    /// When it names a type of another engine.
    pub(crate) fn to_engine(&self, engine: &Engine) -> Result<EngineValType> {
        Ok(match self {
            Self::I32 => EngineValType::I32,
            Self::I64 => EngineValType::I64,
            Self::F32 => EngineValType::F32,
            Self::F64 => EngineValType::F64,
            Self::V128 => EngineValType::V128,
            Self::Ref(reference) => EngineValType::Ref(reference.to_engine(engine)?),
        })
    }
}

impl RefType {
    /// `(ref null extern)`
    pub const EXTERNREF: Self = Self::nullable(HeapType::Extern);
    /// `(ref null noextern)`
    pub const NULLEXTERNREF: Self = Self::nullable(HeapType::NoExtern);
    /// `(ref null func)`
    pub const FUNCREF: Self = Self::nullable(HeapType::Func);
    /// `(ref null nofunc)`
    pub const NULLFUNCREF: Self = Self::nullable(HeapType::NoFunc);
    /// `(ref null any)`
    pub const ANYREF: Self = Self::nullable(HeapType::Any);
    /// `(ref null none)`
    pub const NULLREF: Self = Self::nullable(HeapType::None);
    /// `(ref null eq)`
    pub const EQREF: Self = Self::nullable(HeapType::Eq);
    /// `(ref null i31)`
    pub const I31REF: Self = Self::nullable(HeapType::I31);
    /// `(ref null struct)`
    pub const STRUCTREF: Self = Self::nullable(HeapType::Struct);
    /// `(ref null array)`
    pub const ARRAYREF: Self = Self::nullable(HeapType::Array);
    /// `(ref null exn)`
    pub const EXNREF: Self = Self::nullable(HeapType::Exn);
    /// `(ref null noexn)`
    pub const NULLEXNREF: Self = Self::nullable(HeapType::NoExn);
    /// `(ref null cont)`
    pub const CONTREF: Self = Self::nullable(HeapType::Cont);
    /// `(ref null nocont)`
    pub const NULLCONTREF: Self = Self::nullable(HeapType::NoCont);

    const fn nullable(heap_type: HeapType) -> Self {
        Self {
            is_nullable: true,
            heap_type,
        }
    }

    /// A reference type.
    #[must_use]
    pub fn new(is_nullable: bool, heap_type: HeapType) -> Self {
        Self {
            is_nullable,
            heap_type,
        }
    }

    /// Whether null is a value of it.
    #[must_use]
    pub fn is_nullable(&self) -> bool {
        self.is_nullable
    }

    /// What its values refer to.
    #[must_use]
    pub fn heap_type(&self) -> &HeapType {
        &self.heap_type
    }

    /// Whether values of this type are values of `other`, too.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        (other.is_nullable || !self.is_nullable) && self.heap_type.matches(&other.heap_type)
    }

    pub(crate) fn from_engine(engine: &Engine, ty: &EngineRefType) -> Self {
        Self {
            is_nullable: ty.nullable,
            heap_type: HeapType::from_engine(engine, &ty.heap_type),
        }
    }

    pub(crate) fn to_engine(&self, engine: &Engine) -> Result<EngineRefType> {
        Ok(EngineRefType {
            nullable: self.is_nullable,
            heap_type: self.heap_type.to_engine(engine)?,
        })
    }
}
