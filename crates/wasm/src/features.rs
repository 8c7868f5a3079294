//! The proposals that can be switched on and off.

/// Which proposals are accepted. Everything finished is on by default.
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
        }
    }
}
