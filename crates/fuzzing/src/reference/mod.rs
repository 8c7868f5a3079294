//! A second opinion: an interpreter of validated modules that is meant to be obviously
//! right.
//!
//! It follows the specification's execution rules (and those of the proposals for stack
//! switching and the legacy exceptions) with data structures that say what they are:
//! frames in a vector, labels in a vector, a continuation as a vector of fibers. It shares
//! with the engine the parser and the type registry, and nothing else. Nothing here is
//! fast, nothing is ever freed before the [`Machine`] is, and there is no trick.
//!
//! Deliberately absent: vectors (SIMD), which [`Stop::Unsupported`] reports.

mod continuation;
mod control;
mod coverage;
mod exception;
mod gc;
mod link;
mod memory;
mod numeric;
mod table;
#[cfg(test)]
mod tests;
mod thread;
mod value;

use std::collections::HashMap;
use std::rc::Rc;

use switchback_wasm::{
    DataIndex, ElementIndex, EngineFuncType, EngineGlobalType, EngineRefType, EngineTableType,
    FunctionIndex, GlobalIndex, MemoryIndex, MemoryType, Module, RegisteredTypes, TableIndex,
    TagIndex, TypeIdentity, TypeRegistry,
};
use wasmparser::Operator;

use continuation::Continuation;
pub use coverage::{Coverage, EVENTS, Event};
pub use gc::{Array, Struct};
pub use link::{Decoded, Import};
pub use value::{Reference, Value};

/// Why execution ended without results.
#[derive(Clone, Debug, PartialEq)]
pub enum Stop {
    /// A trap.
    Trap(Trap),
    /// An exception that nothing caught: its number in [`Machine::exceptions`].
    Exception(usize),
    /// A host function failed.
    Host(String),
    /// More steps than the machine was given.
    OutOfFuel,
    /// An instruction that this interpreter does not know.
    Unsupported(String),
}

/// Why Wasm trapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trap {
    /// `unreachable`
    Unreachable,
    /// An access of a memory out of its bounds.
    MemoryOutOfBounds,
    /// An access of a table out of its bounds.
    TableOutOfBounds,
    /// An access of an array out of its bounds.
    ArrayOutOfBounds,
    /// `call_indirect` beyond the end of its table.
    UndefinedElement,
    /// `call_indirect` of a null element.
    UninitializedElement,
    /// `call_indirect` of a function of another type.
    IndirectCallTypeMismatch,
    /// An integer overflow.
    IntegerOverflow,
    /// A division by zero.
    IntegerDivisionByZero,
    /// A float that has no integer.
    InvalidConversionToInteger,
    /// A null reference.
    NullReference,
    /// A failed cast.
    CastFailure,
    /// Too many frames.
    StackOverflow,
    /// More objects than the machine allows.
    HeapOutOfMemory,
    /// A continuation that was used before.
    ContinuationConsumed,
    /// `suspend` or `switch` without a handler, or across a host function.
    UnhandledTag,
}

impl From<Trap> for Stop {
    fn from(trap: Trap) -> Self {
        Self::Trap(trap)
    }
}

/// What an operation gives.
pub type Outcome<T = ()> = Result<T, Stop>;

/// A host function: it gets the machine, so that it can call back.
pub type HostFunction<'m> = Rc<dyn Fn(&mut Machine<'m>, &[Value]) -> Outcome<Vec<Value>> + 'm>;

/// A function of the store.
pub(crate) enum Function<'m> {
    Wasm {
        instance: usize,
        code: Rc<Code<'m>>,
        ty: TypeIdentity,
    },
    Host {
        ty: TypeIdentity,
        params: usize,
        function: HostFunction<'m>,
    },
}

impl Function<'_> {
    fn ty(&self) -> TypeIdentity {
        match self {
            Self::Wasm { ty, .. } | Self::Host { ty, .. } => *ty,
        }
    }

    /// How many parameters it has.
    fn params(&self) -> usize {
        match self {
            Self::Wasm { code, .. } => code.params,
            Self::Host { params, .. } => *params,
        }
    }
}

/// The code of a function.
pub(crate) struct Code<'m> {
    /// How many parameters it has.
    pub(crate) params: usize,
    /// How many results it has.
    pub(crate) results: usize,
    /// What its declared locals begin with.
    pub(crate) locals: Vec<Value>,
    pub(crate) operators: Vec<Operator<'m>>,
    /// By the place of the instruction that opens it, where a block's parts are.
    pub(crate) blocks: HashMap<usize, Block>,
}

/// Where the parts of a block are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Block {
    /// Its `else`.
    pub(crate) otherwise: Option<usize>,
    /// The `catch` and `catch_all` of a legacy `try`.
    pub(crate) catches: Vec<usize>,
    /// Its `end`, or the `delegate` that ends it.
    pub(crate) end: usize,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its type.
    pub ty: EngineTableType,
    /// Its elements.
    pub elements: Vec<Value>,
}

/// A memory.
#[derive(Clone, Debug)]
pub struct Memory {
    /// Its type.
    pub ty: MemoryType,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A global.
#[derive(Clone, Debug)]
pub struct Global {
    /// Its type.
    pub ty: EngineGlobalType,
    /// Its value.
    pub value: Value,
}

/// An exception: its tag and its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Exception {
    /// The number of the tag in the machine.
    pub tag: usize,
    /// Its values.
    pub values: Vec<Value>,
}

/// An instance: index spaces, as numbers in the machine.
pub(crate) struct Instance<'m> {
    pub(crate) module: &'m Module,
    pub(crate) types: Rc<RegisteredTypes>,
    pub(crate) functions: Vec<usize>,
    pub(crate) tables: Vec<usize>,
    pub(crate) memories: Vec<usize>,
    pub(crate) globals: Vec<usize>,
    pub(crate) tags: Vec<usize>,
    /// Element segments, empty once dropped.
    pub(crate) elements: Vec<Vec<Value>>,
    /// Data segments, empty once dropped.
    pub(crate) data: Vec<&'m [u8]>,
}

impl Instance<'_> {
    fn function(&self, index: u32) -> usize {
        self.functions[FunctionIndex(index).index()]
    }
    fn table(&self, index: u32) -> usize {
        self.tables[TableIndex(index).index()]
    }
    fn memory(&self, index: u32) -> usize {
        self.memories[MemoryIndex(index).index()]
    }
    fn global(&self, index: u32) -> usize {
        self.globals[GlobalIndex(index).index()]
    }
    fn tag(&self, index: u32) -> usize {
        self.tags[TagIndex(index).index()]
    }
    fn element(&self, index: u32) -> &[Value] {
        &self.elements[ElementIndex(index).index()]
    }
    fn data(&self, index: u32) -> &[u8] {
        self.data[DataIndex(index).index()]
    }
    /// The identity of a type of the module.
    fn identity(&self, index: u32) -> TypeIdentity {
        self.types.identity(switchback_wasm::TypeIndex(index))
    }
    /// How many parameters and results a function type of the module has.
    fn arity(&self, index: u32) -> (usize, usize) {
        let ty = self.module.types[index as usize]
            .as_func()
            .expect("validation has checked that it is a function type");
        (ty.params.len(), ty.results.len())
    }
}

/// What bounds a run.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Instructions that may be executed.
    pub fuel: u64,
    /// Frames that there may be, in all fibers of a thread together.
    pub frames: usize,
    /// Objects that there may be.
    pub objects: usize,
    /// Pages that a memory may have, of 64 KiB each.
    pub pages: u64,
    /// Elements that a table may have.
    pub elements: u64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            fuel: 10_000_000,
            frames: 10_000,
            objects: 1_000_000,
            pages: 1024,
            elements: 1_000_000,
        }
    }
}

/// The store and everything that runs in it.
pub struct Machine<'m> {
    pub(crate) registry: TypeRegistry,
    /// Keeps types registered that the host made.
    pub(crate) held: Vec<RegisteredTypes>,
    pub(crate) instances: Vec<Instance<'m>>,
    pub(crate) functions: Vec<Function<'m>>,
    /// The tables.
    pub tables: Vec<Table>,
    /// The memories.
    pub memories: Vec<Memory>,
    /// The globals.
    pub globals: Vec<Global>,
    /// The type of each tag.
    pub tags: Vec<TypeIdentity>,
    /// The exceptions that were thrown so far.
    pub exceptions: Vec<Exception>,
    /// The structs that were made so far.
    pub structs: Vec<Struct>,
    /// The arrays that were made so far.
    pub arrays: Vec<Array>,
    continuations: Vec<Continuation<'m>>,
    /// What is left of the bounds.
    pub bounds: Bounds,
    /// Frames of the threads below the one that runs.
    pub(crate) frames_below: usize,
    /// Continuations that they run on.
    continuations_below: usize,
    /// What was come upon so far.
    pub coverage: Coverage,
}

impl std::fmt::Debug for Machine<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Machine")
            .field("instances", &self.instances.len())
            .finish_non_exhaustive()
    }
}

impl<'m> Machine<'m> {
    /// An empty machine.
    #[must_use]
    pub fn new(bounds: Bounds) -> Self {
        Self::with_registry(TypeRegistry::new(), bounds)
    }

    /// An empty machine whose types are registered there.
    #[must_use]
    pub fn with_registry(registry: TypeRegistry, bounds: Bounds) -> Self {
        Self {
            registry,
            held: Vec::new(),
            instances: Vec::new(),
            functions: Vec::new(),
            tables: Vec::new(),
            memories: Vec::new(),
            globals: Vec::new(),
            tags: Vec::new(),
            exceptions: Vec::new(),
            structs: Vec::new(),
            arrays: Vec::new(),
            continuations: Vec::new(),
            bounds,
            frames_below: 0,
            continuations_below: 0,
            coverage: Coverage::default(),
        }
    }

    /// The registry of the machine's types.
    #[must_use]
    pub fn registry(&self) -> &TypeRegistry {
        &self.registry
    }

    /// A host function.
    pub fn add_host_function(&mut self, ty: &EngineFuncType, function: HostFunction<'m>) -> usize {
        let registered = self.registry.register_func_type(ty);
        let identity = registered.identities()[0];
        self.held.push(registered);
        self.functions.push(Function::Host {
            ty: identity,
            params: ty.params.len(),
            function,
        });
        self.functions.len() - 1
    }

    /// A tag of the host's making.
    pub fn add_tag(&mut self, ty: &EngineFuncType) -> usize {
        let registered = self.registry.register_func_type(ty);
        self.tags.push(registered.identities()[0]);
        self.held.push(registered);
        self.tags.len() - 1
    }

    /// The function type of a function.
    #[must_use]
    pub fn func_type(&self, function: usize) -> EngineFuncType {
        self.registry
            .func_type(self.functions[function].ty())
            .expect("a function's type is a function type")
    }

    /// Whether a reference is a value of a type.
    pub(crate) fn has_type(&self, reference: Reference, ty: EngineRefType) -> bool {
        use switchback_wasm::{CompositeKind, ConcreteType, HeapType};
        let concrete = |index, kind| HeapType::Concrete(ConcreteType { index, kind });
        let heap_type = match reference {
            Reference::Null => return ty.nullable,
            Reference::Func(function) => {
                concrete(self.functions[function].ty(), CompositeKind::Func)
            }
            Reference::Struct(object) => concrete(self.structs[object].ty, CompositeKind::Struct),
            Reference::Array(object) => concrete(self.arrays[object].ty, CompositeKind::Array),
            Reference::I31(_) => HeapType::I31,
            Reference::Exception(_) => HeapType::Exn,
            Reference::Continuation(_) => {
                return ty.heap_type.hierarchy() == switchback_wasm::Hierarchy::Cont;
            }
            // Both an external value and, once converted, an internal one of no type but
            // `any`.
            Reference::Host(_) => {
                return matches!(ty.heap_type, HeapType::Any | HeapType::Extern);
            }
        };
        // Converted to an external value, anything internal is one.
        ty.heap_type == HeapType::Extern || self.registry.heap_type_matches(heap_type, ty.heap_type)
    }
}
