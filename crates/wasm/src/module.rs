//! What the engine knows of a module once its bytes are parsed and valid.

use std::ops::Range;
use std::sync::Arc;

use crate::const_expr::ConstExpr;
use crate::error::Error;
use crate::handlers::HandlerLists;
use crate::index::{
    DataIndex, ElementIndex, FunctionIndex, GlobalIndex, MemoryIndex, TableIndex, TagIndex,
    TypeIndex,
};
use crate::limits::Limits;
use crate::names::Names;
use crate::types::{EntityType, GlobalType, MemoryType, RefType, SubType, TableType};

/// A validated module.
///
/// Index spaces hold imports first, as the specification has them. Offsets are
/// byte offsets from the start of the module's bytes.
#[derive(Clone, Debug)]
pub struct Module {
    /// The bytes that were parsed.
    pub bytes: Arc<[u8]>,
    /// The type index space.
    pub types: Vec<SubType>,
    /// Recursion groups, as ranges of `types`, in order and without gaps.
    pub recursion_groups: Vec<Range<u32>>,
    /// The imports in their order.
    pub imports: Vec<Import>,
    /// The function index space.
    pub functions: Vec<Function>,
    /// How many of `functions` are imports.
    pub imported_functions: u32,
    /// The table index space.
    pub tables: Vec<Table>,
    /// How many of `tables` are imports.
    pub imported_tables: u32,
    /// The memory index space.
    pub memories: Vec<MemoryType>,
    /// How many of `memories` are imports.
    pub imported_memories: u32,
    /// The global index space.
    pub globals: Vec<Global>,
    /// How many of `globals` are imports.
    pub imported_globals: u32,
    /// The tag index space: each tag's function type.
    pub tags: Vec<TypeIndex>,
    /// How many of `tags` are imports.
    pub imported_tags: u32,
    /// The exports in their order.
    pub exports: Vec<Export>,
    /// The start function.
    pub start: Option<FunctionIndex>,
    /// The element segments.
    pub elements: Vec<ElementSegment>,
    /// The data segments.
    pub data: Vec<DataSegment>,
    /// How many functions have a place for a function reference
    /// ([`Function::reference_slot`]).
    pub reference_slots: u32,
    /// What its `resume` instructions handle.
    pub handler_lists: HandlerLists,
    /// The name section.
    pub names: Names,
    /// Where each table's type stands.
    pub(crate) table_offsets: Vec<usize>,
    /// Where each memory's type stands.
    pub(crate) memory_offsets: Vec<usize>,
}

/// An import: two names and what is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The first name.
    pub module: String,
    /// The second name.
    pub name: String,
    /// What is imported.
    pub ty: EntityType,
}

/// A function of the function index space.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its type.
    pub ty: TypeIndex,
    /// The place of its `FuncRef` in the instance, for a function that is defined
    /// here and can become a reference (exported, in an element segment, in a
    /// `ref.func`, or the start function). Places are dense, in index order.
    pub reference_slot: Option<u32>,
    /// Where its body lies: locals and instructions, without the size in front.
    /// Empty for an import.
    pub body: Range<usize>,
    /// What a scan of the body told (all false for an import).
    pub facts: BodyFacts,
    /// Branch hints: offset of the `if` or `br_if` from the start of the module's
    /// bytes, and whether the branch is likely taken. Sorted by offset.
    pub branch_hints: Box<[(usize, bool)]>,
}

/// What one pass over a function body tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BodyFacts {
    /// It calls, in whatever way (tail calls included).
    pub calls: bool,
    /// It has a loop.
    pub loops: bool,
    /// It makes structures or arrays.
    pub allocates: bool,
    /// It throws exceptions, new ones or ones it got (`throw`, `throw_ref`,
    /// `rethrow`).
    pub throws: bool,
    /// It has handlers of exceptions (`try_table`, `try`).
    pub catches: bool,
    /// It makes, binds, resumes or suspends continuations.
    pub switches: bool,
}

/// A table of the table index space.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its type.
    pub ty: TableType,
    /// The initial value of its elements, null where `None`.
    pub initial: Option<ConstExpr>,
    /// Nobody can change its elements after instantiation: it is defined here,
    /// neither exported nor the target of `table.set`, `table.grow`,
    /// `table.fill`, `table.copy` or `table.init`.
    pub is_immutable: bool,
}

/// A global of the global index space.
#[derive(Clone, Debug)]
pub struct Global {
    /// Its type.
    pub ty: GlobalType,
    /// Its initial value; `None` for an import.
    pub initial: Option<ConstExpr>,
}

/// An export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// Its name.
    pub name: String,
    /// What is exported.
    pub entity: EntityIndex,
}

/// An index into one of the index spaces that imports and exports share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntityIndex {
    /// A function.
    Func(FunctionIndex),
    /// A table.
    Table(TableIndex),
    /// A memory.
    Memory(MemoryIndex),
    /// A global.
    Global(GlobalIndex),
    /// A tag.
    Tag(TagIndex),
}

/// An element segment.
#[derive(Clone, Debug)]
pub struct ElementSegment {
    /// When and where it is copied.
    pub mode: ElementMode,
    /// Type of its elements.
    pub ty: RefType,
    /// The elements.
    pub items: ElementItems,
}

/// What happens to an element segment at instantiation.
#[derive(Clone, Debug)]
pub enum ElementMode {
    /// Copied into a table.
    Active {
        /// The table.
        table: TableIndex,
        /// Where in it.
        offset: ConstExpr,
    },
    /// Kept for `table.init`.
    Passive,
    /// Only declares function references.
    Declared,
}

/// The elements of an element segment.
#[derive(Clone, Debug)]
pub enum ElementItems {
    /// Function references, none null.
    Functions(Box<[FunctionIndex]>),
    /// Values of constant expressions.
    Expressions(Box<[ConstExpr]>),
}

impl ElementItems {
    /// How many elements there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Functions(functions) => functions.len(),
            Self::Expressions(expressions) => expressions.len(),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A data segment.
#[derive(Clone, Debug)]
pub struct DataSegment {
    /// When and where it is copied.
    pub mode: DataMode,
    /// Where its bytes lie in the module's bytes.
    pub bytes: Range<usize>,
}

/// What happens to a data segment at instantiation.
#[derive(Clone, Debug)]
pub enum DataMode {
    /// Copied into a memory.
    Active {
        /// The memory.
        memory: MemoryIndex,
        /// Where in it.
        offset: ConstExpr,
    },
    /// Kept for `memory.init`.
    Passive,
}

impl Module {
    /// A module with nothing in it, to be filled.
    pub(crate) fn empty(bytes: Arc<[u8]>) -> Self {
        Self {
            bytes,
            types: Vec::new(),
            recursion_groups: Vec::new(),
            imports: Vec::new(),
            functions: Vec::new(),
            imported_functions: 0,
            tables: Vec::new(),
            imported_tables: 0,
            memories: Vec::new(),
            imported_memories: 0,
            globals: Vec::new(),
            imported_globals: 0,
            tags: Vec::new(),
            imported_tags: 0,
            exports: Vec::new(),
            start: None,
            elements: Vec::new(),
            data: Vec::new(),
            reference_slots: 0,
            handler_lists: HandlerLists::default(),
            names: Names::default(),
            table_offsets: Vec::new(),
            memory_offsets: Vec::new(),
        }
    }

    /// Checks that the tables and memories that the module defines are, at the
    /// start, within the limits. Asked before an instance is made: a module may
    /// be valid and yet too large to instantiate.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded), with the
    /// offset of the definition.
    pub fn check_sizes(&self, limits: &Limits) -> Result<(), Error> {
        let tables = self.tables.iter().zip(&self.table_offsets);
        for (table, &offset) in tables.skip(self.imported_tables as usize) {
            if table.ty.minimum > limits.table_elements {
                let what = format!("{} elements of a table", table.ty.minimum);
                return Err(Error::limit(&what, limits.table_elements, offset));
            }
        }
        let memories = self.memories.iter().zip(&self.memory_offsets);
        for (memory, &offset) in memories.skip(self.imported_memories as usize) {
            let bytes = u128::from(memory.minimum) << memory.page_size_log2;
            if bytes > u128::from(limits.memory_bytes) {
                let what = format!("{bytes} bytes of a memory");
                return Err(Error::limit(&what, limits.memory_bytes, offset));
            }
        }
        Ok(())
    }
    /// The function's name in the name section.
    #[must_use]
    pub fn function_name(&self, function: FunctionIndex) -> Option<&str> {
        self.names.function(&self.bytes, function)
    }

    /// The tag's name in the name section.
    #[must_use]
    pub fn tag_name(&self, tag: TagIndex) -> Option<&str> {
        self.names.tag(&self.bytes, tag)
    }

    /// The module's name in the name section.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.names.module(&self.bytes)
    }

    /// Whether the function is an import.
    #[must_use]
    pub fn is_imported_function(&self, function: FunctionIndex) -> bool {
        function.0 < self.imported_functions
    }

    /// The element segment of that index.
    #[must_use]
    pub fn element(&self, element: ElementIndex) -> &ElementSegment {
        &self.elements[element.index()]
    }

    /// The data segment of that index.
    #[must_use]
    pub fn data_segment(&self, data: DataIndex) -> &DataSegment {
        &self.data[data.index()]
    }
}
