//! Heap types.

use anyhow::Result;
use switchback_wasm::{CompositeKind, ConcreteType, EngineHeapType};

use super::{ArrayType, ContType, FuncType, StructType};
use crate::engine::Engine;

/// A heap type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HeapType {
    /// Any host value.
    Extern,
    /// No host value.
    NoExtern,
    /// Any function.
    Func,
    /// A function of that type.
    ConcreteFunc(FuncType),
    /// No function.
    NoFunc,
    /// Any internal value.
    Any,
    /// Any internal value that can be compared.
    Eq,
    /// An unboxed 31-bit integer.
    I31,
    /// Any struct.
    Struct,
    /// A struct of that type.
    ConcreteStruct(StructType),
    /// Any array.
    Array,
    /// An array of that type.
    ConcreteArray(ArrayType),
    /// No internal value.
    None,
    /// Any exception.
    Exn,
    /// No exception.
    NoExn,
    /// Any continuation.
    Cont,
    /// A continuation of that type.
    ConcreteCont(ContType),
    /// No continuation.
    NoCont,
}

impl HeapType {
    /// Whether it is a defined type, of the embedder's making or a module's.
    #[must_use]
    pub fn is_concrete(&self) -> bool {
        matches!(
            self,
            Self::ConcreteFunc(_)
                | Self::ConcreteStruct(_)
                | Self::ConcreteArray(_)
                | Self::ConcreteCont(_)
        )
    }

    /// The function type, if it is one of the embedder's making or a module's.
    #[must_use]
    pub fn as_concrete_func(&self) -> Option<&FuncType> {
        match self {
            Self::ConcreteFunc(ty) => Some(ty),
            _ => None,
        }
    }

    /// The struct type, likewise.
    #[must_use]
    pub fn as_concrete_struct(&self) -> Option<&StructType> {
        match self {
            Self::ConcreteStruct(ty) => Some(ty),
            _ => None,
        }
    }

    /// The array type, likewise.
    #[must_use]
    pub fn as_concrete_array(&self) -> Option<&ArrayType> {
        match self {
            Self::ConcreteArray(ty) => Some(ty),
            _ => None,
        }
    }

    /// The continuation type, likewise.
    #[must_use]
    pub fn as_concrete_cont(&self) -> Option<&ContType> {
        match self {
            Self::ConcreteCont(ty) => Some(ty),
            _ => None,
        }
    }

    /// The top of the hierarchy that this type belongs to.
    #[must_use]
    pub fn top(&self) -> Self {
        match self {
            Self::Extern | Self::NoExtern => Self::Extern,
            Self::Func | Self::ConcreteFunc(_) | Self::NoFunc => Self::Func,
            Self::Exn | Self::NoExn => Self::Exn,
            Self::Cont | Self::ConcreteCont(_) | Self::NoCont => Self::Cont,
            Self::Any
            | Self::Eq
            | Self::I31
            | Self::Struct
            | Self::ConcreteStruct(_)
            | Self::Array
            | Self::ConcreteArray(_)
            | Self::None => Self::Any,
        }
    }

    /// The bottom of the hierarchy that this type belongs to.
    #[must_use]
    pub fn bottom(&self) -> Self {
        match self.top() {
            Self::Extern => Self::NoExtern,
            Self::Func => Self::NoFunc,
            Self::Exn => Self::NoExn,
            Self::Cont => Self::NoCont,
            _ => Self::None,
        }
    }

    /// Whether it is the top of a hierarchy.
    #[must_use]
    pub fn is_top(&self) -> bool {
        matches!(
            self,
            Self::Extern | Self::Func | Self::Any | Self::Exn | Self::Cont
        )
    }

    /// Whether it is the bottom of a hierarchy: there is nothing of this type.
    #[must_use]
    pub fn is_bottom(&self) -> bool {
        matches!(
            self,
            Self::NoExtern | Self::NoFunc | Self::None | Self::NoExn | Self::NoCont
        )
    }

    /// Whether everything of this type is of type `other`, too.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        if self.top() != other.top() {
            return false;
        }
        match (self, other) {
            (Self::ConcreteFunc(sub), Self::ConcreteFunc(other)) => sub.matches(other),
            (Self::ConcreteStruct(sub), Self::ConcreteStruct(other)) => sub.matches(other),
            (Self::ConcreteArray(sub), Self::ConcreteArray(other)) => sub.matches(other),
            (Self::ConcreteCont(sub), Self::ConcreteCont(other)) => sub.matches(other),
            (_, Self::Struct) => {
                matches!(self, Self::Struct | Self::ConcreteStruct(_) | Self::None)
            }
            (_, Self::Array) => matches!(self, Self::Array | Self::ConcreteArray(_) | Self::None),
            (_, Self::Eq) => *self != Self::Any,
            _ => other.is_top() || self.is_bottom() || self == other,
        }
    }

    pub(super) fn from_engine(engine: &Engine, ty: &EngineHeapType) -> Self {
        match ty {
            EngineHeapType::Func => Self::Func,
            EngineHeapType::NoFunc => Self::NoFunc,
            EngineHeapType::Extern => Self::Extern,
            EngineHeapType::NoExtern => Self::NoExtern,
            EngineHeapType::Any => Self::Any,
            EngineHeapType::Eq => Self::Eq,
            EngineHeapType::I31 => Self::I31,
            EngineHeapType::Struct => Self::Struct,
            EngineHeapType::Array => Self::Array,
            EngineHeapType::None => Self::None,
            EngineHeapType::Exn => Self::Exn,
            EngineHeapType::NoExn => Self::NoExn,
            EngineHeapType::Concrete(ConcreteType { index, kind }) => match kind {
                CompositeKind::Func => Self::ConcreteFunc(FuncType::of_identity(engine, *index)),
                CompositeKind::Struct => {
                    Self::ConcreteStruct(StructType::of_identity(engine, *index))
                }
                CompositeKind::Array => Self::ConcreteArray(ArrayType::of_identity(engine, *index)),
                CompositeKind::Cont => Self::ConcreteCont(ContType::of_identity(engine, *index)),
            },
            EngineHeapType::Cont => Self::Cont,
            EngineHeapType::NoCont => Self::NoCont,
        }
    }

    /// The type inside `engine`.
    ///
    /// # Errors
    ///
    /// When it names a type of another engine.
    pub(crate) fn to_engine(&self, engine: &Engine) -> Result<EngineHeapType> {
        let concrete = |index, kind| EngineHeapType::Concrete(ConcreteType { index, kind });
        Ok(match self {
            Self::Extern => EngineHeapType::Extern,
            Self::NoExtern => EngineHeapType::NoExtern,
            Self::Func => EngineHeapType::Func,
            Self::NoFunc => EngineHeapType::NoFunc,
            Self::Any => EngineHeapType::Any,
            Self::Eq => EngineHeapType::Eq,
            Self::I31 => EngineHeapType::I31,
            Self::Struct => EngineHeapType::Struct,
            Self::Array => EngineHeapType::Array,
            Self::None => EngineHeapType::None,
            Self::Exn => EngineHeapType::Exn,
            Self::NoExn => EngineHeapType::NoExn,
            Self::Cont => EngineHeapType::Cont,
            Self::NoCont => EngineHeapType::NoCont,
            Self::ConcreteCont(ty) => concrete(ty.identity_in(engine)?, CompositeKind::Cont),
            Self::ConcreteFunc(ty) => concrete(ty.identity_in(engine)?, CompositeKind::Func),
            Self::ConcreteStruct(ty) => concrete(ty.identity_in(engine)?, CompositeKind::Struct),
            Self::ConcreteArray(ty) => concrete(ty.identity_in(engine)?, CompositeKind::Array),
        })
    }
}

impl From<FuncType> for HeapType {
    fn from(ty: FuncType) -> Self {
        Self::ConcreteFunc(ty)
    }
}

impl From<StructType> for HeapType {
    fn from(ty: StructType) -> Self {
        Self::ConcreteStruct(ty)
    }
}

impl From<ContType> for HeapType {
    fn from(ty: ContType) -> Self {
        Self::ConcreteCont(ty)
    }
}

impl From<ArrayType> for HeapType {
    fn from(ty: ArrayType) -> Self {
        Self::ConcreteArray(ty)
    }
}
