//! Memories, tables and globals.

/// # Examples
///
/// ```
/// use switchback_engine::{Engine, Memory, MemoryType, Result, Store};
///
/// fn main() -> Result<()> {
///     let mut store = Store::new(&Engine::default(), ());
///     let memory = Memory::new(&mut store, MemoryType::new(1, Some(2)))?;
///     memory.write(&mut store, 100, b"bytes")?;
///     assert_eq!(&memory.data(&store)[100..105], b"bytes");
///     assert_eq!(memory.grow(&mut store, 1)?, 1);
///     assert_eq!(memory.data_size(&store), 2 * 65536);
///     assert!(memory.grow(&mut store, 1).is_err());
///     assert!(memory.read(&store, 2 * 65536 - 1, &mut [0; 2]).is_err());
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::memory::Memory;

/// # Examples
///
/// ```
/// use switchback_engine::{Engine, Memory, MemoryAccessError, MemoryType, Result, Store};
///
/// fn main() -> Result<()> {
///     let mut store = Store::new(&Engine::default(), ());
///     let memory = Memory::new(&mut store, MemoryType::new(1, None))?;
///     let error: MemoryAccessError = memory.write(&mut store, 65535, b"xy").unwrap_err();
///     assert_eq!(error.to_string(), "out of bounds memory access");
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::memory::MemoryAccessError;

/// # Examples
///
/// ```
/// use switchback_engine::{Engine, Func, Ref, RefType, Result, Store, Table, TableType};
///
/// fn main() -> Result<()> {
///     let mut store = Store::new(&Engine::default(), ());
///     let ty = TableType::new(RefType::FUNCREF, 2, None);
///     let table = Table::new(&mut store, ty, Ref::Func(None))?;
///     let func = Func::wrap(&mut store, || 1_i32);
///     table.set(&mut store, 1, func.into())?;
///     assert!(table.get(&mut store, 0).unwrap().is_null());
///     assert!(!table.get(&mut store, 1).unwrap().is_null());
///     assert!(table.get(&mut store, 2).is_none());
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::table::Table;

/// # Examples
///
/// ```
/// use switchback_engine::{Engine, Global, GlobalType, Mutability, Result, Store, Val, ValType};
///
/// fn main() -> Result<()> {
///     let mut store = Store::new(&Engine::default(), ());
///     let ty = GlobalType::new(ValType::I32, Mutability::Var);
///     let global = Global::new(&mut store, ty, Val::I32(1))?;
///     global.set(&mut store, Val::I32(2))?;
///     assert_eq!(global.get(&mut store).unwrap_i32(), 2);
///     assert!(global.set(&mut store, Val::I64(3)).is_err());
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::global::Global;
