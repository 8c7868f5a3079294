//! What instances import and export.

use anyhow::Result;
use switchback_wasm::{EntityType, MemoryType as WasmMemoryType};

use crate::context::AsContext;
use crate::entity_types::{EngineEntityType, EngineTableType, ExternType};
use crate::function::Func;
use crate::global::Global;
use crate::memory::Memory;
use crate::store::StoreOpaque;
use crate::table::Table;
use crate::tag::Tag;

/// Something that can be imported and exported.
#[derive(Clone, Copy, Debug)]
pub enum Extern {
    /// A function.
    Func(Func),
    /// A global.
    Global(Global),
    /// A table.
    Table(Table),
    /// A memory.
    Memory(Memory),
    /// A tag.
    Tag(Tag),
}

impl Extern {
    /// The function, if it is one.
    #[must_use]
    pub fn into_func(self) -> Option<Func> {
        match self {
            Self::Func(func) => Some(func),
            _ => None,
        }
    }

    /// The global, if it is one.
    #[must_use]
    pub fn into_global(self) -> Option<Global> {
        match self {
            Self::Global(global) => Some(global),
            _ => None,
        }
    }

    /// The table, if it is one.
    #[must_use]
    pub fn into_table(self) -> Option<Table> {
        match self {
            Self::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The memory, if it is one.
    #[must_use]
    pub fn into_memory(self) -> Option<Memory> {
        match self {
            Self::Memory(memory) => Some(memory),
            _ => None,
        }
    }

    /// The tag, if it is one.
    #[must_use]
    pub fn into_tag(self) -> Option<Tag> {
        match self {
            Self::Tag(tag) => Some(tag),
            _ => None,
        }
    }

    /// Its type.
    ///
    /// # Panics
    ///
    /// If it belongs to another store.
    #[must_use]
    pub fn ty(&self, store: impl AsContext) -> ExternType {
        match self {
            Self::Func(func) => func.ty(store).into(),
            Self::Global(global) => global.ty(store).into(),
            Self::Table(table) => table.ty(store).into(),
            Self::Memory(memory) => memory.ty(store).into(),
            Self::Tag(tag) => tag.ty(store).into(),
        }
    }

    /// Its type for the matching of imports: tables and memories are as large as
    /// they are now.
    ///
    /// # Errors
    ///
    /// When it belongs to another store.
    pub(crate) fn current_type(&self, store: &StoreOpaque) -> Result<EngineEntityType> {
        Ok(match self {
            Self::Func(func) => EntityType::Func(func.type_identity(store)?),
            Self::Global(global) => EntityType::Global(store.global(global.id_in(store)?).ty),
            Self::Table(table) => {
                let table = store.table(table.id_in(store)?);
                EntityType::Table(EngineTableType {
                    minimum: table.len() as u64,
                    ..*table.ty()
                })
            }
            Self::Memory(memory) => {
                let memory = store.memory(memory.id_in(store)?);
                EntityType::Memory(WasmMemoryType {
                    minimum: memory.pages(),
                    ..*memory.ty()
                })
            }
            Self::Tag(tag) => {
                let tag = store.tag(tag.id_in(store)?);
                EntityType::Tag(tag.ty.identity_in(store.engine())?)
            }
        })
    }
}

macro_rules! extern_from {
    ($($variant:ident)*) => {$(
        impl From<$variant> for Extern {
            fn from(value: $variant) -> Self {
                Self::$variant(value)
            }
        }
    )*};
}

extern_from!(Func Global Table Memory Tag);

/// An export of an instance.
#[derive(Clone, Copy, Debug)]
pub struct Export<'instance> {
    name: &'instance str,
    definition: Extern,
}

impl<'instance> Export<'instance> {
    pub(crate) fn new(name: &'instance str, definition: Extern) -> Self {
        Self { name, definition }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'instance str {
        self.name
    }

    /// Its type.
    ///
    /// # Panics
    ///
    /// If it belongs to another store.
    #[must_use]
    pub fn ty(&self, store: impl AsContext) -> ExternType {
        self.definition.ty(store)
    }

    /// What is exported.
    #[must_use]
    pub fn into_extern(self) -> Extern {
        self.definition
    }

    /// The function, if it is one.
    #[must_use]
    pub fn into_func(self) -> Option<Func> {
        self.definition.into_func()
    }

    /// The table, if it is one.
    #[must_use]
    pub fn into_table(self) -> Option<Table> {
        self.definition.into_table()
    }

    /// The memory, if it is one.
    #[must_use]
    pub fn into_memory(self) -> Option<Memory> {
        self.definition.into_memory()
    }

    /// The global, if it is one.
    #[must_use]
    pub fn into_global(self) -> Option<Global> {
        self.definition.into_global()
    }

    /// The tag, if it is one.
    #[must_use]
    pub fn into_tag(self) -> Option<Tag> {
        self.definition.into_tag()
    }
}
