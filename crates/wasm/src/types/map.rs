//! Types that name others by `T` to the same types naming them by `U`.

use super::{
    CompositeType, ConcreteType, EntityType, FieldType, FuncType, GlobalType, HeapType, RefType,
    StorageType, SubType, TableType, ValType,
};

impl<T: Copy> ValType<T> {
    /// The type with what it names replaced.
    pub fn map<U>(self, name: impl FnOnce(T) -> U) -> ValType<U> {
        match self {
            Self::I32 => ValType::I32,
            Self::I64 => ValType::I64,
            Self::F32 => ValType::F32,
            Self::F64 => ValType::F64,
            Self::V128 => ValType::V128,
            Self::Ref(ty) => ValType::Ref(ty.map(name)),
        }
    }
}

impl<T: Copy> RefType<T> {
    /// The type with what it names replaced.
    pub fn map<U>(self, name: impl FnOnce(T) -> U) -> RefType<U> {
        RefType {
            nullable: self.nullable,
            heap_type: self.heap_type.map(name),
        }
    }
}

impl<T: Copy> HeapType<T> {
    /// The type with what it names replaced.
    pub fn map<U>(self, name: impl FnOnce(T) -> U) -> HeapType<U> {
        match self {
            Self::Func => HeapType::Func,
            Self::NoFunc => HeapType::NoFunc,
            Self::Extern => HeapType::Extern,
            Self::NoExtern => HeapType::NoExtern,
            Self::Any => HeapType::Any,
            Self::Eq => HeapType::Eq,
            Self::I31 => HeapType::I31,
            Self::Struct => HeapType::Struct,
            Self::Array => HeapType::Array,
            Self::None => HeapType::None,
            Self::Exn => HeapType::Exn,
            Self::NoExn => HeapType::NoExn,
            Self::Cont => HeapType::Cont,
            Self::NoCont => HeapType::NoCont,
            Self::Concrete(ConcreteType { index, kind }) => HeapType::Concrete(ConcreteType {
                index: name(index),
                kind,
            }),
        }
    }
}

impl<T: Copy> FuncType<T> {
    /// The type with what it names replaced.
    pub fn map<U>(&self, mut name: impl FnMut(T) -> U) -> FuncType<U> {
        FuncType {
            params: self.params.iter().map(|ty| ty.map(&mut name)).collect(),
            results: self.results.iter().map(|ty| ty.map(&mut name)).collect(),
        }
    }
}

impl<T: Copy> FieldType<T> {
    /// The type with what it names replaced.
    pub fn map<U>(self, name: impl FnOnce(T) -> U) -> FieldType<U> {
        FieldType {
            storage: match self.storage {
                StorageType::I8 => StorageType::I8,
                StorageType::I16 => StorageType::I16,
                StorageType::Val(ty) => StorageType::Val(ty.map(name)),
            },
            mutable: self.mutable,
        }
    }
}

impl<T: Copy> CompositeType<T> {
    /// The type with what it names replaced.
    pub fn map<U>(&self, mut name: impl FnMut(T) -> U) -> CompositeType<U> {
        match self {
            Self::Func(ty) => CompositeType::Func(ty.map(name)),
            Self::Struct(fields) => {
                CompositeType::Struct(fields.iter().map(|ty| ty.map(&mut name)).collect())
            }
            Self::Array(ty) => CompositeType::Array(ty.map(name)),
            Self::Cont(ty) => CompositeType::Cont(name(*ty)),
        }
    }
}

impl<T: Copy> SubType<T> {
    /// The type with what it names replaced.
    pub fn map<U>(&self, mut name: impl FnMut(T) -> U) -> SubType<U> {
        SubType {
            is_final: self.is_final,
            supertype: self.supertype.map(&mut name),
            composite: self.composite.map(name),
        }
    }
}

impl<T: Copy> TableType<T> {
    /// The type with what it names replaced.
    pub fn map<U>(self, name: impl FnOnce(T) -> U) -> TableType<U> {
        let Self {
            element,
            minimum,
            maximum,
            is_64,
        } = self;
        TableType {
            element: element.map(name),
            minimum,
            maximum,
            is_64,
        }
    }
}

impl<T: Copy> GlobalType<T> {
    /// The type with what it names replaced.
    pub fn map<U>(self, name: impl FnOnce(T) -> U) -> GlobalType<U> {
        GlobalType {
            content: self.content.map(name),
            mutable: self.mutable,
        }
    }
}

impl<T: Copy> EntityType<T> {
    /// The type with what it names replaced.
    pub fn map<U>(self, name: impl FnOnce(T) -> U) -> EntityType<U> {
        match self {
            Self::Func(ty) => EntityType::Func(name(ty)),
            Self::Table(ty) => EntityType::Table(ty.map(name)),
            Self::Memory(ty) => EntityType::Memory(ty),
            Self::Global(ty) => EntityType::Global(ty.map(name)),
            Self::Tag(ty) => EntityType::Tag(name(ty)),
        }
    }
}
