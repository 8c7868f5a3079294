//! Types of what modules import and export, as the embedder sees them.

use anyhow::{Result, ensure};
use switchback_wasm::{EntityType, TypeIdentity};

use crate::engine::Engine;
use crate::types::{FuncType, Mutability, RefType, ValType};

/// What inside the runtime is known of something imported or exported.
pub(crate) type EngineEntityType = EntityType<TypeIdentity>;
/// A global's type inside the runtime.
pub(crate) type EngineGlobalType = switchback_wasm::GlobalType<TypeIdentity>;
/// A table's type inside the runtime.
pub(crate) type EngineTableType = switchback_wasm::TableType<TypeIdentity>;

/// The type of something that is imported or exported.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ExternType {
    /// A function.
    Func(FuncType),
    /// A global.
    Global(GlobalType),
    /// A table.
    Table(TableType),
    /// A memory.
    Memory(MemoryType),
    /// A tag.
    Tag(TagType),
}

/// The type of a global.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct GlobalType {
    content: ValType,
    mutability: Mutability,
}

/// The type of a table.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TableType {
    element: RefType,
    minimum: u64,
    maximum: Option<u64>,
    is_64: bool,
}

/// The type of a memory.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MemoryType {
    ty: switchback_wasm::MemoryType,
}

/// The type of a tag.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TagType {
    ty: FuncType,
}

impl ExternType {
    /// The function type, if it is one.
    #[must_use]
    pub fn func(&self) -> Option<&FuncType> {
        match self {
            Self::Func(ty) => Some(ty),
            _ => None,
        }
    }

    /// The global type, if it is one.
    #[must_use]
    pub fn global(&self) -> Option<&GlobalType> {
        match self {
            Self::Global(ty) => Some(ty),
            _ => None,
        }
    }

    /// The table type, if it is one.
    #[must_use]
    pub fn table(&self) -> Option<&TableType> {
        match self {
            Self::Table(ty) => Some(ty),
            _ => None,
        }
    }

    /// The memory type, if it is one.
    #[must_use]
    pub fn memory(&self) -> Option<&MemoryType> {
        match self {
            Self::Memory(ty) => Some(ty),
            _ => None,
        }
    }

    /// The tag type, if it is one.
    #[must_use]
    pub fn tag(&self) -> Option<&TagType> {
        match self {
            Self::Tag(ty) => Some(ty),
            _ => None,
        }
    }

    /// The function type.
    ///
    /// # Panics
    ///
    /// If it is none.
    #[must_use]
    pub fn unwrap_func(&self) -> &FuncType {
        match self.func() {
            Some(ty) => ty,
            None => panic!("expected the type of a function"),
        }
    }

    /// The type of an import or export as a module of `engine` has it.
    pub(crate) fn from_engine(engine: &Engine, ty: &EngineEntityType) -> Self {
        match ty {
            EntityType::Func(identity) => Self::Func(FuncType::of_identity(engine, *identity)),
            EntityType::Table(ty) => Self::Table(TableType::from_engine(engine, ty)),
            EntityType::Memory(ty) => Self::Memory(MemoryType { ty: *ty }),
            EntityType::Global(ty) => Self::Global(GlobalType::from_engine(engine, ty)),
            EntityType::Tag(identity) => Self::Tag(TagType {
                ty: FuncType::of_identity(engine, *identity),
            }),
        }
    }
}

macro_rules! extern_type_from {
    ($($variant:ident $ty:ident)*) => {$(
        impl From<$ty> for ExternType {
            fn from(ty: $ty) -> Self {
                Self::$variant(ty)
            }
        }
    )*};
}

extern_type_from! {
    Func FuncType
    Global GlobalType
    Table TableType
    Memory MemoryType
    Tag TagType
}

impl GlobalType {
    /// The type of globals that hold `content`.
    #[must_use]
    pub fn new(content: ValType, mutability: Mutability) -> Self {
        Self {
            content,
            mutability,
        }
    }

    /// The type of the value.
    #[must_use]
    pub fn content(&self) -> &ValType {
        &self.content
    }

    /// Whether it can be changed.
    #[must_use]
    pub fn mutability(&self) -> Mutability {
        self.mutability
    }

    pub(crate) fn from_engine(engine: &Engine, ty: &EngineGlobalType) -> Self {
        Self {
            content: ValType::from_engine(engine, &ty.content),
            mutability: if ty.mutable {
                Mutability::Var
            } else {
                Mutability::Const
            },
        }
    }

    pub(crate) fn to_engine(&self, engine: &Engine) -> Result<EngineGlobalType> {
        Ok(EngineGlobalType {
            content: self.content.to_engine(engine)?,
            mutable: self.mutability.is_var(),
        })
    }
}

impl TableType {
    /// The type of tables with 32-bit indices.
    #[must_use]
    pub fn new(element: RefType, minimum: u32, maximum: Option<u32>) -> Self {
        Self {
            element,
            minimum: minimum.into(),
            maximum: maximum.map(u64::from),
            is_64: false,
        }
    }

    /// The type of tables with 64-bit indices.
    #[must_use]
    pub fn new64(element: RefType, minimum: u64, maximum: Option<u64>) -> Self {
        Self {
            element,
            minimum,
            maximum,
            is_64: true,
        }
    }

    /// Whether indices are 64 bits wide.
    #[must_use]
    pub fn is_64(&self) -> bool {
        self.is_64
    }

    /// The type of the elements.
    #[must_use]
    pub fn element(&self) -> &RefType {
        &self.element
    }

    /// Elements at the start.
    #[must_use]
    pub fn minimum(&self) -> u64 {
        self.minimum
    }

    /// Elements at the most.
    #[must_use]
    pub fn maximum(&self) -> Option<u64> {
        self.maximum
    }

    pub(crate) fn from_engine(engine: &Engine, ty: &EngineTableType) -> Self {
        Self {
            element: RefType::from_engine(engine, &ty.element),
            minimum: ty.minimum,
            maximum: ty.maximum,
            is_64: ty.is_64,
        }
    }

    pub(crate) fn to_engine(&self, engine: &Engine) -> Result<EngineTableType> {
        Ok(EngineTableType {
            element: self.element.to_engine(engine)?,
            minimum: self.minimum,
            maximum: self.maximum,
            is_64: self.is_64,
        })
    }
}

/// Binary logarithm of the usual page size.
const USUAL_PAGE_SIZE_LOG2: u8 = 16;

impl MemoryType {
    /// The type of memories with 32-bit addresses; sizes in pages of 64 KiB.
    #[must_use]
    pub fn new(minimum: u32, maximum: Option<u32>) -> Self {
        Self {
            ty: switchback_wasm::MemoryType {
                minimum: minimum.into(),
                maximum: maximum.map(u64::from),
                is_64: false,
                page_size_log2: USUAL_PAGE_SIZE_LOG2,
            },
        }
    }

    /// The type of memories with 64-bit addresses; sizes in pages of 64 KiB.
    #[must_use]
    pub fn new64(minimum: u64, maximum: Option<u64>) -> Self {
        Self {
            ty: switchback_wasm::MemoryType {
                minimum,
                maximum,
                is_64: true,
                page_size_log2: USUAL_PAGE_SIZE_LOG2,
            },
        }
    }

    /// Whether addresses are 64 bits wide.
    #[must_use]
    pub fn is_64(&self) -> bool {
        self.ty.is_64
    }

    /// Whether several threads share it: never, so far.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        false
    }

    /// Pages at the start.
    #[must_use]
    pub fn minimum(&self) -> u64 {
        self.ty.minimum
    }

    /// Pages at the most.
    #[must_use]
    pub fn maximum(&self) -> Option<u64> {
        self.ty.maximum
    }

    /// The size of a page in bytes.
    #[must_use]
    pub fn page_size(&self) -> u64 {
        self.ty.page_size()
    }

    /// Binary logarithm of the size of a page.
    #[must_use]
    pub fn page_size_log2(&self) -> u8 {
        self.ty.page_size_log2
    }

    pub(crate) fn from_wasm(ty: switchback_wasm::MemoryType) -> Self {
        Self { ty }
    }

    /// The type, if memories of it can be.
    pub(crate) fn checked(&self) -> Result<switchback_wasm::MemoryType> {
        let ty = self.ty;
        ensure!(
            ty.maximum.is_none_or(|maximum| ty.minimum <= maximum),
            "the minimum of a memory must not be greater than its maximum"
        );
        let address_bits = if ty.is_64 { 64 } else { 32 };
        let most = (1u128 << address_bits) >> ty.page_size_log2;
        ensure!(
            u128::from(ty.minimum.max(ty.maximum.unwrap_or(0))) <= most,
            "a memory with {address_bits}-bit addresses has at most {most} pages"
        );
        Ok(ty)
    }
}

impl TagType {
    /// The type of tags with these parameters.
    #[must_use]
    pub fn new(ty: FuncType) -> Self {
        Self { ty }
    }

    /// The parameters, as a function type.
    #[must_use]
    pub fn ty(&self) -> &FuncType {
        &self.ty
    }
}

/// An import of a module.
#[derive(Clone, Debug)]
pub struct ImportType<'module> {
    pub(crate) module: &'module str,
    pub(crate) name: &'module str,
    pub(crate) ty: ExternType,
}

impl<'module> ImportType<'module> {
    /// The first name.
    #[must_use]
    pub fn module(&self) -> &'module str {
        self.module
    }

    /// The second name.
    #[must_use]
    pub fn name(&self) -> &'module str {
        self.name
    }

    /// What is wanted.
    #[must_use]
    pub fn ty(&self) -> ExternType {
        self.ty.clone()
    }
}

/// An export of a module.
#[derive(Clone, Debug)]
pub struct ExportType<'module> {
    pub(crate) name: &'module str,
    pub(crate) ty: ExternType,
}

impl<'module> ExportType<'module> {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'module str {
        self.name
    }

    /// What is exported.
    #[must_use]
    pub fn ty(&self) -> ExternType {
        self.ty.clone()
    }
}
