//! The proposals that can be switched on and off.

/// Which proposals are accepted. What the specification has is on by default; what it
/// has not, and what is being built, is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Features {
    /// Fixed-width SIMD.
    pub simd: bool,
    /// Relaxed SIMD.
    pub relaxed_simd: bool,
    /// Several results and block parameters.
    pub multi_value: bool,
    /// Bulk memory operations.
    pub bulk_memory: bool,
    /// Reference types.
    pub reference_types: bool,
    /// Tail calls.
    pub tail_calls: bool,
    /// Extended constant expressions.
    pub extended_const: bool,
    /// Typed function references.
    pub function_references: bool,
    /// Several memories.
    pub multi_memory: bool,
    /// 64-bit memories and tables.
    pub memory64: bool,
    /// Custom page sizes.
    pub custom_page_sizes: bool,
    /// Wide arithmetic.
    pub wide_arithmetic: bool,
    /// Garbage collection: structures, arrays, unboxed integers, casts. Brings typed
    /// function references with it.
    pub gc: bool,
    /// Exceptions: tags, `throw`, `throw_ref`, `try_table`, exception references.
    pub exceptions: bool,
    /// The instructions that exceptions had before they were standardized: `try`,
    /// `catch`, `catch_all`, `delegate`, `rethrow`. Has no effect without
    /// [`Features::exceptions`].
    pub legacy_exceptions: bool,
    /// Stack switching: continuations. Brings typed function references with it, and has
    /// no effect without [`Features::exceptions`], whose tags it uses. Being built: what
    /// uses it can be parsed, but not compiled yet.
    pub stack_switching: bool,
}

impl Default for Features {
    fn default() -> Self {
        Self {
            simd: true,
            relaxed_simd: true,
            multi_value: true,
            bulk_memory: true,
            reference_types: true,
            tail_calls: true,
            extended_const: true,
            function_references: true,
            multi_memory: true,
            memory64: true,
            custom_page_sizes: true,
            wide_arithmetic: true,
            gc: true,
            exceptions: true,
            legacy_exceptions: false,
            stack_switching: false,
        }
    }
}

impl From<Features> for wasmparser::WasmFeatures {
    /// What `wasmparser` is to accept. Parts of garbage collection go with typed
    /// function references, because version 3 of the specification has them for
    /// functions too: recursion groups, declared subtypes, and constant
    /// expressions that get globals of their own module. The rest of it is
    /// refused by [`crate::Module::parse`] unless [`Features::gc`] is on.
    fn from(features: Features) -> Self {
        let Features {
            simd,
            relaxed_simd,
            multi_value,
            bulk_memory,
            reference_types,
            tail_calls,
            extended_const,
            function_references,
            multi_memory,
            memory64,
            custom_page_sizes,
            wide_arithmetic,
            gc,
            exceptions,
            legacy_exceptions,
            stack_switching,
        } = features;
        let stack_switching = stack_switching && exceptions;
        let switches = [
            (simd, Self::SIMD),
            (relaxed_simd, Self::RELAXED_SIMD),
            (multi_value, Self::MULTI_VALUE),
            (bulk_memory, Self::BULK_MEMORY.union(Self::BULK_MEMORY_OPT)),
            (
                reference_types,
                Self::REFERENCE_TYPES.union(Self::CALL_INDIRECT_OVERLONG),
            ),
            (tail_calls, Self::TAIL_CALL),
            (extended_const, Self::EXTENDED_CONST),
            (
                function_references || gc || stack_switching,
                Self::FUNCTION_REFERENCES.union(Self::GC),
            ),
            (multi_memory, Self::MULTI_MEMORY),
            (memory64, Self::MEMORY64),
            (custom_page_sizes, Self::CUSTOM_PAGE_SIZES),
            (wide_arithmetic, Self::WIDE_ARITHMETIC),
            (exceptions, Self::EXCEPTIONS),
            (exceptions && legacy_exceptions, Self::LEGACY_EXCEPTIONS),
            (stack_switching, Self::STACK_SWITCHING),
        ];
        // The first version and what was in every engine soon after.
        let always = Self::WASM1
            .union(Self::SIGN_EXTENSION)
            .union(Self::SATURATING_FLOAT_TO_INT)
            .union(Self::COMPACT_IMPORTS);
        switches
            .into_iter()
            .filter(|(is_on, _)| *is_on)
            .fold(always, |all, (_, feature)| all.union(feature))
    }
}
