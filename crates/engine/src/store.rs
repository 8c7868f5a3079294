//! Stores and access to them.

/// # Examples
///
/// ```
/// use switchback_engine::{Engine, Store};
///
/// let mut store = Store::new(&Engine::default(), String::new());
/// store.data_mut().push_str("mine");
/// assert_eq!(store.into_data(), "mine");
/// ```
#[doc(inline)]
pub use switchback_runtime::store::Store;

/// # Examples
///
/// A function that can be given a store, a context or a caller:
///
/// ```
/// use switchback_engine::{AsContextMut, Engine, Memory, MemoryType, Result, Store};
///
/// fn greet(mut store: impl AsContextMut, memory: Memory) -> Result<()> {
///     Ok(memory.write(&mut store, 0, b"hello")?)
/// }
///
/// fn main() -> Result<()> {
///     let mut store = Store::new(&Engine::default(), ());
///     let memory = Memory::new(&mut store, MemoryType::new(1, None))?;
///     greet(&mut store, memory)?;
///     assert!(memory.data(&store).starts_with(b"hello"));
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::context::AsContextMut;

/// # Examples
///
/// ```
/// use switchback_engine::{AsContext, Engine, Memory, MemoryType, Result, Store};
///
/// fn first_byte(store: impl AsContext, memory: Memory) -> u8 {
///     memory.data(&store)[0]
/// }
///
/// fn main() -> Result<()> {
///     let mut store = Store::new(&Engine::default(), ());
///     let memory = Memory::new(&mut store, MemoryType::new(1, None))?;
///     assert_eq!(first_byte(&store, memory), 0);
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::context::AsContext;

/// # Examples
///
/// ```
/// use switchback_engine::{AsContextMut, Engine, Store, StoreContextMut};
///
/// fn count(mut context: StoreContextMut<'_, u32>) {
///     *context.data_mut() += 1;
/// }
///
/// let mut store = Store::new(&Engine::default(), 0);
/// count(store.as_context_mut());
/// assert_eq!(*store.data(), 1);
/// ```
#[doc(inline)]
pub use switchback_runtime::context::StoreContextMut;

#[doc(inline)]
pub use switchback_runtime::context::StoreContext;

/// # Examples
///
/// ```
/// use std::thread;
/// use std::time::Duration;
///
/// use switchback_engine::{Engine, Instance, Module, Result, Store, Trap};
///
/// fn main() -> Result<()> {
///     let engine = Engine::default();
///     let module = Module::new(&engine, r#"(module (func (export "spin") (loop (br 0))))"#)?;
///     let mut store = Store::new(&engine, ());
///     let instance = Instance::new(&mut store, &module, &[])?;
///     let spin = instance.get_typed_func::<(), ()>(&mut store, "spin")?;
///
///     let handle = store.interrupt_handle();
///     let thread = thread::spawn(move || {
///         thread::sleep(Duration::from_millis(20));
///         handle.interrupt();
///     });
///     let error = spin.call(&mut store, ()).unwrap_err();
///     assert_eq!(error.downcast_ref(), Some(&Trap::Interrupt));
///     thread.join().unwrap();
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::interrupt::InterruptHandle;

#[doc(inline)]
pub use switchback_runtime::garbage::HeapStatistics;
