//! Types of what lies in structs and arrays.

use anyhow::Result;
use switchback_wasm::{EngineFieldType, EngineStorageType};

use super::{Mutability, ValType};
use crate::engine::Engine;

/// The type of a field or element as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum StorageType {
    /// A packed 8-bit integer.
    I8,
    /// A packed 16-bit integer.
    I16,
    /// A value.
    ValType(ValType),
}

/// The type of a struct's field or an array's elements.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FieldType {
    mutability: Mutability,
    element_type: StorageType,
}

impl StorageType {
    /// Whether it is `i8`.
    #[must_use]
    pub fn is_i8(&self) -> bool {
        *self == Self::I8
    }

    /// Whether it is `i16`.
    #[must_use]
    pub fn is_i16(&self) -> bool {
        *self == Self::I16
    }

    /// Whether it is not packed.
    #[must_use]
    pub fn is_val_type(&self) -> bool {
        matches!(self, Self::ValType(_))
    }

    /// The value type, if it is not packed.
    #[must_use]
    pub fn as_val_type(&self) -> Option<&ValType> {
        match self {
            Self::ValType(ty) => Some(ty),
            Self::I8 | Self::I16 => None,
        }
    }

    /// The value type.
    ///
    /// # Panics
    ///
    /// If it is packed.
    #[must_use]
    pub fn unwrap_val_type(&self) -> &ValType {
        match self.as_val_type() {
            Some(ty) => ty,
            None => panic!("{self} is no value type"),
        }
    }

    /// The type of the value that is read: `i32` if it is packed.
    #[must_use]
    pub fn unpack(&self) -> &ValType {
        self.as_val_type().unwrap_or(&ValType::I32)
    }

    /// Whether what is stored as this can be read as `other`.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::ValType(sub), Self::ValType(other)) => sub.matches(other),
            _ => self == other,
        }
    }
}

impl From<ValType> for StorageType {
    fn from(ty: ValType) -> Self {
        Self::ValType(ty)
    }
}

impl FieldType {
    /// A field type.
    #[must_use]
    pub fn new(mutability: Mutability, element_type: StorageType) -> Self {
        Self {
            mutability,
            element_type,
        }
    }

    /// Whether what is there can be changed.
    #[must_use]
    pub fn mutability(&self) -> Mutability {
        self.mutability
    }

    /// What is there.
    #[must_use]
    pub fn element_type(&self) -> &StorageType {
        &self.element_type
    }

    /// Whether a field of this type can be used as one of type `other`: read, and
    /// written if that is mutable.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        self.mutability == other.mutability
            && self.element_type.matches(&other.element_type)
            && (self.mutability.is_const() || other.element_type.matches(&self.element_type))
    }

    pub(super) fn from_engine(engine: &Engine, ty: &EngineFieldType) -> Self {
        Self {
            mutability: if ty.mutable {
                Mutability::Var
            } else {
                Mutability::Const
            },
            element_type: match &ty.storage {
                EngineStorageType::I8 => StorageType::I8,
                EngineStorageType::I16 => StorageType::I16,
                EngineStorageType::Val(ty) => {
                    StorageType::ValType(ValType::from_engine(engine, ty))
                }
            },
        }
    }

    /// The type inside `engine`.
    ///
    /// # Errors
    ///
    /// When it names a type of another engine.
    pub(super) fn to_engine(&self, engine: &Engine) -> Result<EngineFieldType> {
        Ok(EngineFieldType {
            mutable: self.mutability.is_var(),
            storage: match &self.element_type {
                StorageType::I8 => EngineStorageType::I8,
                StorageType::I16 => EngineStorageType::I16,
                StorageType::ValType(ty) => EngineStorageType::Val(ty.to_engine(engine)?),
            },
        })
    }
}
