//! What a store may use.

/// # Examples
///
/// A limiter that lets all memories of a store together have a megabyte:
///
/// ```
/// use switchback_engine::{Engine, Memory, MemoryType, ResourceLimiter, Result, Store};
///
/// struct Total(usize);
///
/// impl ResourceLimiter for Total {
///     fn memory_growing(
///         &mut self,
///         current: usize,
///         desired: usize,
///         _maximum: Option<usize>,
///     ) -> Result<bool> {
///         let left = self.0.checked_sub(desired - current);
///         self.0 = left.unwrap_or(self.0);
///         Ok(left.is_some())
///     }
///
///     fn table_growing(&mut self, _: usize, _: usize, _: Option<usize>) -> Result<bool> {
///         Ok(true)
///     }
/// }
///
/// fn main() -> Result<()> {
///     let mut store = Store::new(&Engine::default(), Total(1 << 20));
///     store.limiter(|total| total);
///     let first = Memory::new(&mut store, MemoryType::new(10, None))?;
///     let second = Memory::new(&mut store, MemoryType::new(5, None))?;
///     assert_eq!(first.grow(&mut store, 1)?, 10);
///     assert!(second.grow(&mut store, 1).is_err());
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::limits::ResourceLimiter;

/// # Examples
///
/// ```
/// use switchback_engine::{
///     Engine, Memory, MemoryType, Result, Store, StoreLimits, StoreLimitsBuilder,
/// };
///
/// fn main() -> Result<()> {
///     let limits: StoreLimits = StoreLimitsBuilder::new().memory_size(2 << 16).build();
///     let mut store = Store::new(&Engine::default(), limits);
///     store.limiter(|limits| limits);
///     let memory = Memory::new(&mut store, MemoryType::new(1, None))?;
///     memory.grow(&mut store, 1)?;
///     assert!(memory.grow(&mut store, 1).is_err());
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::limits::StoreLimitsBuilder;

#[doc(inline)]
pub use switchback_runtime::limits::{
    DEFAULT_INSTANCE_LIMIT, DEFAULT_MEMORY_LIMIT, DEFAULT_TABLE_LIMIT, StoreLimits,
};
