//! What the engine knows of a module once its bytes are parsed and valid.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::index::{
    DataIndex, ElementIndex, FunctionIndex, GlobalIndex, MemoryIndex, TableIndex, TagIndex,
    TypeIndex,
};
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
    /// The name section.
    pub names: Names,
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

/// A constant expression (specification, section 3.4.16), in postfix order.
#[derive(Clone, Debug, PartialEq)]
pub struct ConstExpr {
    /// Its instructions, without the final `end`.
    pub instructions: Box<[ConstInstruction]>,
}

/// An instruction that may stand in a constant expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ConstInstruction {
    /// `i32.const`
    I32Const(i32),
    /// `i64.const`
    I64Const(i64),
    /// `f32.const`, as bits
    F32Const(u32),
    /// `f64.const`, as bits
    F64Const(u64),
    /// `v128.const`, little-endian
    V128Const([u8; 16]),
    /// `i32.add`
    I32Add,
    /// `i32.sub`
    I32Sub,
    /// `i32.mul`
    I32Mul,
    /// `i64.add`
    I64Add,
    /// `i64.sub`
    I64Sub,
    /// `i64.mul`
    I64Mul,
    /// `global.get`
    GlobalGet(GlobalIndex),
    /// `ref.null`
    RefNull(crate::types::HeapType),
    /// `ref.func`
    RefFunc(FunctionIndex),
}

/// The name section, as far as backtraces want it.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// The module's name.
    pub module: Option<String>,
    /// Names of functions, as ranges of the module's bytes that hold UTF-8, so
    /// that a large name section costs nothing until a name is asked for.
    pub functions: BTreeMap<FunctionIndex, Range<usize>>,
}

impl Module {
    /// The function's name in the name section.
    #[must_use]
    pub fn function_name(&self, function: FunctionIndex) -> Option<&str> {
        let range = self.names.functions.get(&function)?.clone();
        std::str::from_utf8(self.bytes.get(range)?).ok()
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
