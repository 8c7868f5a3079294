//! Making memory types whose properties are not the usual ones.

use anyhow::{Result, ensure};

use crate::entity_types::MemoryType;

/// Binary logarithms of the page sizes that memories can have.
const PAGE_SIZES_LOG2: [u8; 2] = [0, 16];

/// Makes a [`MemoryType`]: by default one with 32-bit addresses, pages of 64 KiB, no
/// page at the start and no maximum.
#[derive(Clone, Debug)]
pub struct MemoryTypeBuilder {
    ty: switchback_wasm::MemoryType,
}

impl Default for MemoryTypeBuilder {
    fn default() -> Self {
        Self {
            ty: switchback_wasm::MemoryType {
                minimum: 0,
                maximum: None,
                is_64: false,
                page_size_log2: 16,
            },
        }
    }
}

impl MemoryTypeBuilder {
    /// The default.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Pages at the start.
    pub fn min(&mut self, minimum: u64) -> &mut Self {
        self.ty.minimum = minimum;
        self
    }

    /// Pages at the most.
    pub fn max(&mut self, maximum: Option<u64>) -> &mut Self {
        self.ty.maximum = maximum;
        self
    }

    /// Whether addresses are 64 bits wide.
    pub fn memory64(&mut self, is_64: bool) -> &mut Self {
        self.ty.is_64 = is_64;
        self
    }

    /// Binary logarithm of the size of a page: 16, or 0 for pages of one byte.
    pub fn page_size_log2(&mut self, page_size_log2: u8) -> &mut Self {
        self.ty.page_size_log2 = page_size_log2;
        self
    }

    /// The type.
    ///
    /// # Errors
    ///
    /// When there can be no memory of it.
    pub fn build(&self) -> Result<MemoryType> {
        ensure!(
            PAGE_SIZES_LOG2.contains(&self.ty.page_size_log2),
            "the size of a page must be 1 or 65536 bytes"
        );
        let ty = MemoryType::from_wasm(self.ty);
        ty.checked()?;
        Ok(ty)
    }
}

impl MemoryType {
    /// Makes a type step by step.
    #[must_use]
    pub fn builder() -> MemoryTypeBuilder {
        MemoryTypeBuilder::new()
    }
}
