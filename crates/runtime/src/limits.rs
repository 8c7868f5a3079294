//! What a store may use, as its embedder decides.
//!
//! A limiter is asked before anything is allocated. The engine's own bounds (address
//! space, [`switchback_wasm::Limits`]) hold besides.

/// Decides how much the things of a store may use.
///
/// See `Store::limiter`.
pub trait ResourceLimiter: Send {
    /// Whether a memory may grow (or, with `current` zero, be made) to `desired`
    /// bytes. `maximum` is what its type says, in bytes.
    ///
    /// # Errors
    ///
    /// An error ends the running Wasm with that error, instead of the -1 that
    /// `Ok(false)` makes of `memory.grow`.
    fn memory_growing(
        &mut self,
        current: usize,
        desired: usize,
        maximum: Option<usize>,
    ) -> anyhow::Result<bool>;

    /// A growth that was granted, or asked for beyond the maximum, failed.
    ///
    /// # Errors
    ///
    /// As with [`Self::memory_growing`]. The default ignores the failure.
    fn memory_grow_failed(&mut self, error: anyhow::Error) -> anyhow::Result<()> {
        tracing::debug!("a memory did not grow: {error:?}");
        Ok(())
    }

    /// Whether a table may grow (or, with `current` zero, be made) to `desired`
    /// elements.
    ///
    /// # Errors
    ///
    /// As with [`Self::memory_growing`].
    fn table_growing(
        &mut self,
        current: usize,
        desired: usize,
        maximum: Option<usize>,
    ) -> anyhow::Result<bool>;

    /// A growth that was granted, or asked for beyond the maximum, failed.
    ///
    /// # Errors
    ///
    /// As with [`Self::memory_growing`]. The default ignores the failure.
    fn table_grow_failed(&mut self, error: anyhow::Error) -> anyhow::Result<()> {
        tracing::debug!("a table did not grow: {error:?}");
        Ok(())
    }

    /// Whether the garbage-collected heap may grow from `current` to `desired` bytes.
    /// If it may not, garbage is collected, and what needs more traps.
    ///
    /// # Errors
    ///
    /// An error ends the running Wasm with that error instead. The default lets it grow.
    fn heap_growing(&mut self, _current: usize, _desired: usize) -> anyhow::Result<bool> {
        Ok(true)
    }

    /// How many instances there may be.
    fn instances(&self) -> usize {
        DEFAULT_INSTANCE_LIMIT
    }

    /// How many tables there may be.
    fn tables(&self) -> usize {
        DEFAULT_TABLE_LIMIT
    }

    /// How many memories there may be.
    fn memories(&self) -> usize {
        DEFAULT_MEMORY_LIMIT
    }

    /// How many continuations there may be that live, those that run included. One more
    /// traps.
    fn continuations(&self) -> usize {
        DEFAULT_CONTINUATION_LIMIT
    }
}

/// How many instances a store may have by default.
pub const DEFAULT_INSTANCE_LIMIT: usize = 10_000;
/// How many tables a store may have by default.
pub const DEFAULT_TABLE_LIMIT: usize = 10_000;
/// How many memories a store may have by default.
pub const DEFAULT_MEMORY_LIMIT: usize = 10_000;
/// How many continuations a store may have by default: as many as an engine has.
pub const DEFAULT_CONTINUATION_LIMIT: usize = 1 << 20;

/// A [`ResourceLimiter`] with fixed limits.
///
/// # Examples
///
/// ```
/// use switchback_runtime::limits::{ResourceLimiter, StoreLimitsBuilder};
///
/// let mut limits = StoreLimitsBuilder::new().memory_size(1 << 20).build();
/// assert!(limits.memory_growing(0, 1 << 20, None).unwrap());
/// assert!(!limits.memory_growing(1 << 20, (1 << 20) + 1, None).unwrap());
/// ```
#[derive(Clone, Debug)]
pub struct StoreLimits {
    memory_size: Option<usize>,
    table_elements: Option<usize>,
    heap_size: Option<usize>,
    instances: usize,
    tables: usize,
    memories: usize,
    continuations: usize,
    trap_on_grow_failure: bool,
}

impl Default for StoreLimits {
    fn default() -> Self {
        Self {
            memory_size: None,
            table_elements: None,
            heap_size: None,
            instances: DEFAULT_INSTANCE_LIMIT,
            tables: DEFAULT_TABLE_LIMIT,
            memories: DEFAULT_MEMORY_LIMIT,
            continuations: DEFAULT_CONTINUATION_LIMIT,
            trap_on_grow_failure: false,
        }
    }
}

impl StoreLimits {
    fn answer(
        &self,
        what: &str,
        desired: usize,
        limit: Option<usize>,
        maximum: Option<usize>,
    ) -> anyhow::Result<bool> {
        let allowed = [limit, maximum]
            .into_iter()
            .flatten()
            .all(|bound| desired <= bound);
        if !allowed && self.trap_on_grow_failure {
            anyhow::bail!("forcing trap when growing {what} to {desired}");
        }
        Ok(allowed)
    }

    fn failed(&self, error: anyhow::Error) -> anyhow::Result<()> {
        if self.trap_on_grow_failure {
            return Err(error.context("forcing a growth failure to be a trap"));
        }
        Ok(())
    }
}

impl ResourceLimiter for StoreLimits {
    fn memory_growing(
        &mut self,
        _current: usize,
        desired: usize,
        maximum: Option<usize>,
    ) -> anyhow::Result<bool> {
        self.answer("a memory", desired, self.memory_size, maximum)
    }

    fn memory_grow_failed(&mut self, error: anyhow::Error) -> anyhow::Result<()> {
        self.failed(error)
    }

    fn table_growing(
        &mut self,
        _current: usize,
        desired: usize,
        maximum: Option<usize>,
    ) -> anyhow::Result<bool> {
        self.answer("a table", desired, self.table_elements, maximum)
    }

    fn table_grow_failed(&mut self, error: anyhow::Error) -> anyhow::Result<()> {
        self.failed(error)
    }

    fn heap_growing(&mut self, _current: usize, desired: usize) -> anyhow::Result<bool> {
        // Not an error, whatever is wanted of failures: there may be garbage.
        Ok(self.heap_size.is_none_or(|limit| desired <= limit))
    }

    fn instances(&self) -> usize {
        self.instances
    }

    fn tables(&self) -> usize {
        self.tables
    }

    fn memories(&self) -> usize {
        self.memories
    }

    fn continuations(&self) -> usize {
        self.continuations
    }
}

/// Makes [`StoreLimits`].
#[derive(Clone, Debug, Default)]
pub struct StoreLimitsBuilder(StoreLimits);

impl StoreLimitsBuilder {
    /// Without limits but the default ones.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Bytes of each memory.
    #[must_use]
    pub fn memory_size(mut self, bytes: usize) -> Self {
        self.0.memory_size = Some(bytes);
        self
    }

    /// Elements of each table.
    #[must_use]
    pub fn table_elements(mut self, elements: usize) -> Self {
        self.0.table_elements = Some(elements);
        self
    }

    /// Bytes of the garbage-collected heap.
    #[must_use]
    pub fn heap_size(mut self, bytes: usize) -> Self {
        self.0.heap_size = Some(bytes);
        self
    }

    /// How many instances there may be.
    #[must_use]
    pub fn instances(mut self, count: usize) -> Self {
        self.0.instances = count;
        self
    }

    /// How many tables there may be.
    #[must_use]
    pub fn tables(mut self, count: usize) -> Self {
        self.0.tables = count;
        self
    }

    /// How many memories there may be.
    #[must_use]
    pub fn memories(mut self, count: usize) -> Self {
        self.0.memories = count;
        self
    }

    /// How many continuations there may be.
    #[must_use]
    pub fn continuations(mut self, count: usize) -> Self {
        self.0.continuations = count;
        self
    }

    /// Whether a growth that fails ends the running Wasm instead of giving it -1.
    #[must_use]
    pub fn trap_on_grow_failure(mut self, trap: bool) -> Self {
        self.0.trap_on_grow_failure = trap;
        self
    }

    /// The limits.
    #[must_use]
    pub fn build(self) -> StoreLimits {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_hold_and_failures_can_be_errors() {
        let mut limits = StoreLimitsBuilder::new()
            .memory_size(100)
            .table_elements(10)
            .instances(1)
            .build();
        assert!(limits.memory_growing(0, 100, None).unwrap());
        assert!(!limits.memory_growing(0, 101, None).unwrap());
        assert!(!limits.memory_growing(0, 100, Some(99)).unwrap());
        assert!(limits.table_growing(0, 10, None).unwrap());
        assert!(!limits.table_growing(0, 11, None).unwrap());
        assert_eq!(limits.instances(), 1);
        assert!(limits.heap_growing(0, usize::MAX).unwrap());
        let mut limits = StoreLimitsBuilder::new().heap_size(1000).build();
        assert!(limits.heap_growing(0, 1000).unwrap());
        assert!(!limits.heap_growing(1000, 1001).unwrap());
        let mut strict = StoreLimitsBuilder::new()
            .memory_size(100)
            .trap_on_grow_failure(true)
            .build();
        assert!(strict.memory_growing(0, 101, None).is_err());
        assert!(strict.memory_grow_failed(anyhow::anyhow!("no")).is_err());
    }
}
