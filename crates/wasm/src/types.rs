//! WebAssembly types, in the specification's terms.
//!
//! Everything that can name another type is generic over what names it:
//! [`TypeIndex`] inside a module, [`TypeIdentity`] inside an engine.

mod display;
mod map;

use crate::index::{TypeIdentity, TypeIndex};

/// A value type (specification, section 2.3.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ValType<T = TypeIndex> {
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
    Ref(RefType<T>),
}

/// A reference type (specification, section 2.3.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RefType<T = TypeIndex> {
    /// Whether null is a value of this type.
    pub nullable: bool,
    /// What a reference of this type points to.
    pub heap_type: HeapType<T>,
}

/// A heap type (specification, section 2.3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HeapType<T = TypeIndex> {
    /// Any function.
    Func,
    /// No function (bottom of the functions).
    NoFunc,
    /// Any host value.
    Extern,
    /// No host value.
    NoExtern,
    /// Any internal value.
    Any,
    /// Any internal value that can be compared.
    Eq,
    /// Unboxed 31-bit integers.
    I31,
    /// Any structure.
    Struct,
    /// Any array.
    Array,
    /// No internal value.
    None,
    /// Any exception.
    Exn,
    /// No exception.
    NoExn,
    /// Any continuation.
    Cont,
    /// No continuation.
    NoCont,
    /// A defined type.
    Concrete(ConcreteType<T>),
}

/// A defined type and the kind of its definition, so that its representation is
/// known without a look at the definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ConcreteType<T = TypeIndex> {
    /// Which type.
    pub index: T,
    /// What it is.
    pub kind: CompositeKind,
}

/// The kinds of composite types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CompositeKind {
    /// A function type.
    Func,
    /// A structure type.
    Struct,
    /// An array type.
    Array,
    /// A continuation type.
    Cont,
}

/// The hierarchy that a heap type belongs to. Values of different hierarchies
/// never meet, so each has a machine representation of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hierarchy {
    /// Function references: 64-bit pointers.
    Func,
    /// Host references: 32-bit references into the store's heap.
    Extern,
    /// Internal references: 32-bit references into the store's heap.
    Any,
    /// Exception references: 32-bit references into the store's heap.
    Exn,
    /// Continuation references: 64-bit words.
    Cont,
}

impl<T> HeapType<T> {
    /// Whether this is the bottom of its hierarchy, a type without values, so that
    /// a nullable reference of it is null.
    #[must_use]
    pub fn is_bottom(&self) -> bool {
        matches!(
            self,
            Self::NoFunc | Self::NoExtern | Self::None | Self::NoExn | Self::NoCont
        )
    }

    /// The hierarchy this type belongs to.
    #[must_use]
    pub fn hierarchy(&self) -> Hierarchy {
        match self {
            Self::Func | Self::NoFunc => Hierarchy::Func,
            Self::Extern | Self::NoExtern => Hierarchy::Extern,
            Self::Exn | Self::NoExn => Hierarchy::Exn,
            Self::Cont | Self::NoCont => Hierarchy::Cont,
            Self::Any | Self::Eq | Self::I31 | Self::Struct | Self::Array | Self::None => {
                Hierarchy::Any
            }
            Self::Concrete(concrete) => match concrete.kind {
                CompositeKind::Func => Hierarchy::Func,
                CompositeKind::Struct | CompositeKind::Array => Hierarchy::Any,
                CompositeKind::Cont => Hierarchy::Cont,
            },
        }
    }
}

impl<T> RefType<T> {
    /// `(ref null func)`.
    pub const FUNCREF: Self = Self {
        nullable: true,
        heap_type: HeapType::Func,
    };
    /// `(ref null extern)`.
    pub const EXTERNREF: Self = Self {
        nullable: true,
        heap_type: HeapType::Extern,
    };
    /// `(ref func)`.
    pub const FUNC: Self = Self {
        nullable: false,
        heap_type: HeapType::Func,
    };
}

impl<T> ValType<T> {
    /// Whether locals and table elements of this type have a value before one is
    /// set: all but references that cannot be null.
    #[must_use]
    pub fn is_defaultable(&self) -> bool {
        match self {
            Self::I32 | Self::I64 | Self::F32 | Self::F64 | Self::V128 => true,
            Self::Ref(ty) => ty.nullable,
        }
    }
}

/// A function type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FuncType<T = TypeIndex> {
    /// Types of the parameters.
    pub params: Box<[ValType<T>]>,
    /// Types of the results.
    pub results: Box<[ValType<T>]>,
}

/// The type of a field or element as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StorageType<T = TypeIndex> {
    /// Packed 8-bit integer.
    I8,
    /// Packed 16-bit integer.
    I16,
    /// An unpacked value.
    Val(ValType<T>),
}

/// The type of a structure's field or an array's elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FieldType<T = TypeIndex> {
    /// What is stored.
    pub storage: StorageType<T>,
    /// Whether it can be changed.
    pub mutable: bool,
}

impl<T: Copy> FieldType<T> {
    /// The value type of what is stored, if it is not packed.
    #[must_use]
    pub fn value(&self) -> Option<ValType<T>> {
        match self.storage {
            StorageType::I8 | StorageType::I16 => None,
            StorageType::Val(ty) => Some(ty),
        }
    }
}

/// A composite type (specification, section 2.3.9).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum CompositeType<T = TypeIndex> {
    /// A function type.
    Func(FuncType<T>),
    /// A structure type: its fields.
    Struct(Box<[FieldType<T>]>),
    /// An array type: its elements.
    Array(FieldType<T>),
    /// A continuation type: the function type that it names.
    Cont(T),
}

/// A sub type: a composite type with its place in the hierarchy.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SubType<T = TypeIndex> {
    /// Whether no type may be declared below this one.
    pub is_final: bool,
    /// The declared supertype.
    pub supertype: Option<T>,
    /// The type itself.
    pub composite: CompositeType<T>,
}

impl<T> SubType<T> {
    /// The function type, if it is one.
    #[must_use]
    pub fn as_func(&self) -> Option<&FuncType<T>> {
        match &self.composite {
            CompositeType::Func(ty) => Some(ty),
            _ => None,
        }
    }

    /// The fields, if it is a structure type.
    #[must_use]
    pub fn as_struct(&self) -> Option<&[FieldType<T>]> {
        match &self.composite {
            CompositeType::Struct(fields) => Some(fields),
            _ => None,
        }
    }

    /// The type of the elements, if it is an array type.
    #[must_use]
    pub fn as_array(&self) -> Option<&FieldType<T>> {
        match &self.composite {
            CompositeType::Array(element) => Some(element),
            _ => None,
        }
    }

    /// What kind of composite type it is.
    #[must_use]
    pub fn kind(&self) -> CompositeKind {
        match self.composite {
            CompositeType::Func(_) => CompositeKind::Func,
            CompositeType::Struct(_) => CompositeKind::Struct,
            CompositeType::Array(_) => CompositeKind::Array,
            CompositeType::Cont(_) => CompositeKind::Cont,
        }
    }
}

/// Limits and index type of a table (specification, section 2.3.15).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TableType<T = TypeIndex> {
    /// Type of the elements.
    pub element: RefType<T>,
    /// Elements at the start.
    pub minimum: u64,
    /// Elements at the most.
    pub maximum: Option<u64>,
    /// Whether indices are 64 bits wide.
    pub is_64: bool,
}

/// Limits and index type of a memory (specification, section 2.3.14).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MemoryType {
    /// Pages at the start.
    pub minimum: u64,
    /// Pages at the most.
    pub maximum: Option<u64>,
    /// Whether addresses are 64 bits wide.
    pub is_64: bool,
    /// Binary logarithm of the page size in bytes: 16, or 0 with custom page
    /// sizes.
    pub page_size_log2: u8,
}

impl MemoryType {
    /// The size of a page in bytes.
    #[must_use]
    pub fn page_size(&self) -> u64 {
        1 << self.page_size_log2
    }
}

/// The type of a global.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GlobalType<T = TypeIndex> {
    /// Type of the value.
    pub content: ValType<T>,
    /// Whether it can be changed.
    pub mutable: bool,
}

/// The type of something that is imported or exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntityType<T = TypeIndex> {
    /// A function of this type.
    Func(T),
    /// A table.
    Table(TableType<T>),
    /// A memory.
    Memory(MemoryType),
    /// A global.
    Global(GlobalType<T>),
    /// A tag of this function type.
    Tag(T),
}

/// Types as an engine knows them.
pub type EngineValType = ValType<TypeIdentity>;
/// Types as an engine knows them.
pub type EngineRefType = RefType<TypeIdentity>;
/// Types as an engine knows them.
pub type EngineHeapType = HeapType<TypeIdentity>;
/// Types as an engine knows them.
pub type EngineFuncType = FuncType<TypeIdentity>;
/// Types as an engine knows them.
pub type EngineStorageType = StorageType<TypeIdentity>;
/// Types as an engine knows them.
pub type EngineFieldType = FieldType<TypeIdentity>;
/// Types as an engine knows them.
pub type EngineCompositeType = CompositeType<TypeIdentity>;
/// Types as an engine knows them.
pub type EngineSubType = SubType<TypeIdentity>;
/// Types as an engine knows them.
pub type EngineTableType = TableType<TypeIdentity>;
/// Types as an engine knows them.
pub type EngineGlobalType = GlobalType<TypeIdentity>;
/// Types as an engine knows them.
pub type EngineEntityType = EntityType<TypeIdentity>;
