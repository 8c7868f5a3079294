//! The implementation's limits on a module.
//!
//! A module that exceeds one is refused with
//! [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) before anything
//! of the claimed size is allocated. `wasmparser` has limits of its own, which
//! cannot be raised: where the documentation of a field names a ceiling, a larger
//! value has no effect.

/// What a module may at most ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Limits {
    /// Bytes of a module.
    pub module_bytes: usize,
    /// Types (ceiling: 1,000,000).
    pub types: u32,
    /// Imports (ceiling: 1,000,000).
    pub imports: u32,
    /// Functions, imported ones included (ceiling: 1,000,000).
    pub functions: u32,
    /// Tables, imported ones included (ceiling: 100,000).
    pub tables: u32,
    /// Memories, imported ones included (ceiling: 100).
    pub memories: u32,
    /// Globals, imported ones included (ceiling: 1,000,000).
    pub globals: u32,
    /// Tags, imported ones included (ceiling: 1,000,000).
    pub tags: u32,
    /// Exports (ceiling: 1,000,000).
    pub exports: u32,
    /// Element segments (ceiling: 100,000).
    pub element_segments: u32,
    /// Elements of one element segment (ceiling: 10,000,000).
    pub segment_elements: u32,
    /// Data segments (ceiling: 100,000).
    pub data_segments: u32,
    /// Bytes of a name of an import, an export or a custom section (ceiling:
    /// 100,000).
    pub name_bytes: u32,
    /// Parameters of a function type (ceiling: 1,000).
    pub parameters: u32,
    /// Results of a function type (ceiling: 1,000).
    pub results: u32,
    /// Fields of a structure type (ceiling: 10,000).
    pub fields: u32,
    /// Bytes of a function body (ceiling: 7,654,321).
    pub function_bytes: u32,
    /// Locals of a function, parameters included (ceiling: 50,000).
    pub locals: u32,
    /// Labels of a `br_table`, the default included.
    pub branch_table_labels: u32,
    /// How deep blocks of a function may nest. Neither parsing nor validation
    /// recurse; the limit protects what reads the function after them.
    pub control_nesting: u32,
    /// Elements that a table may have at the start. Only
    /// [`Module::check_sizes`](crate::Module::check_sizes) asks: a module that
    /// is never instantiated may declare more.
    pub table_elements: u64,
    /// Bytes that a memory may have at the start, asked as above.
    pub memory_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            module_bytes: 1 << 30,
            types: 1_000_000,
            imports: 1_000_000,
            functions: 1_000_000,
            tables: 100_000,
            memories: 100,
            globals: 1_000_000,
            tags: 1_000_000,
            exports: 1_000_000,
            element_segments: 100_000,
            segment_elements: 10_000_000,
            data_segments: 100_000,
            name_bytes: 100_000,
            parameters: 1_000,
            results: 1_000,
            fields: 10_000,
            function_bytes: 7_654_321,
            locals: 50_000,
            branch_table_labels: 1_000_000,
            control_nesting: 50_000,
            table_elements: 10_000_000,
            memory_bytes: 1 << 46,
        }
    }
}
