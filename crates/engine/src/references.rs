//! References into the heap, and what keeps them.

/// # Examples
///
/// ```
/// use switchback_engine::{AnyRef, Engine, HeapType, I31, Result, Store};
///
/// fn main() -> Result<()> {
///     let mut store = Store::new(&Engine::default(), ());
///     let number = AnyRef::from_i31(&mut store, I31::wrapping_i32(-5));
///     assert_eq!(number.ty(&store)?, HeapType::I31);
///     assert_eq!(number.unwrap_i31(&store)?.get_i32(), -5);
///     assert!(number.as_struct(&mut store)?.is_none());
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::references::AnyRef;

/// # Examples
///
/// ```
/// use switchback_engine::{Engine, EqRef, I31, Result, Rooted, Store};
///
/// fn main() -> Result<()> {
///     let mut store = Store::new(&Engine::default(), ());
///     let one = EqRef::from_i31(&mut store, I31::wrapping_u32(1));
///     let another = EqRef::from_i31(&mut store, I31::wrapping_u32(1));
///     assert!(Rooted::ref_eq(&store, &one, &another)?);
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::references::EqRef;

/// # Examples
///
/// ```
/// use switchback_engine::{
///     Engine, FieldType, Mutability, Result, Store, StructRef, StructRefPre, StructType, Val,
///     ValType,
/// };
///
/// fn main() -> Result<()> {
///     let engine = Engine::default();
///     let coordinate = FieldType::new(Mutability::Var, ValType::I32.into());
///     let point = StructType::new(&engine, [coordinate.clone(), coordinate])?;
///     let mut store = Store::new(&engine, ());
///     let allocator = StructRefPre::new(&mut store, point);
///     let point = StructRef::new(&mut store, &allocator, &[Val::I32(3), Val::I32(4)])?;
///     point.set_field(&mut store, 1, Val::I32(5))?;
///     let fields: Vec<_> = point
///         .fields(&mut store)?
///         .map(|value| value.unwrap_i32())
///         .collect();
///     assert_eq!(fields, [3, 5]);
///     assert!(point.set_field(&mut store, 1, Val::I64(5)).is_err());
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::references::StructRef;

#[doc(inline)]
pub use switchback_runtime::references::StructRefPre;

/// # Examples
///
/// ```
/// use switchback_engine::{
///     ArrayRef, ArrayRefPre, ArrayType, Engine, FieldType, Mutability, Result, StorageType,
///     Store, Val,
/// };
///
/// fn main() -> Result<()> {
///     let engine = Engine::default();
///     let bytes = ArrayType::new(&engine, FieldType::new(Mutability::Var, StorageType::I8));
///     let mut store = Store::new(&engine, ());
///     let allocator = ArrayRefPre::new(&mut store, bytes);
///     let array = ArrayRef::new_from_i8_slice(&mut store, &allocator, b"text")?;
///     array.set(&mut store, 0, Val::I32(b'n'.into()))?;
///     let mut copy = [0; 4];
///     array.copy_to_i8_slice(&mut store, &mut copy)?;
///     assert_eq!(&copy, b"next");
///     assert!(array.get(&mut store, 4).is_err());
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::references::ArrayRef;

#[doc(inline)]
pub use switchback_runtime::references::ArrayRefPre;

#[doc(inline)]
pub use switchback_runtime::references::Values;

/// # Examples
///
/// ```
/// use switchback_engine::I31;
///
/// let number = I31::new_i32(-1).unwrap();
/// assert_eq!((number.get_i32(), number.get_u32()), (-1, 0x7fff_ffff));
/// assert!(I31::new_u32(0x8000_0000).is_none());
/// ```
#[doc(inline)]
pub use switchback_runtime::references::I31;

/// # Examples
///
/// ```
/// use switchback_engine::{Engine, ExternRef, Instance, Module, Result, Rooted, Store};
///
/// fn main() -> Result<()> {
///     let engine = Engine::default();
///     let module = Module::new(
///         &engine,
///         r#"(module (func (export "same") (param externref) (result externref) local.get 0))"#,
///     )?;
///     let mut store = Store::new(&engine, ());
///     let instance = Instance::new(&mut store, &module, &[])?;
///     type Reference = Option<Rooted<ExternRef>>;
///     let same = instance.get_typed_func::<Reference, Reference>(&mut store, "same")?;
///
///     let mine = ExternRef::new(&mut store, "mine")?;
///     let back = same.call(&mut store, Some(mine))?.unwrap();
///     let data = back.data(&store)?.unwrap();
///     assert_eq!(data.downcast_ref(), Some(&"mine"));
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::references::ExternRef;

/// # Examples
///
/// ```
/// use switchback_engine::{Engine, ExternRef, Result, Rooted, Store};
///
/// fn main() -> Result<()> {
///     let mut store = Store::new(&Engine::default(), ());
///     let one: Rooted<ExternRef> = ExternRef::new(&mut store, 1)?;
///     let other = ExternRef::new(&mut store, 1)?;
///     assert!(Rooted::ref_eq(&store, &one, &one)?);
///     assert!(!Rooted::ref_eq(&store, &one, &other)?);
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::rooting::Rooted;

/// # Examples
///
/// ```
/// use switchback_engine::{Engine, ExternRef, OwnedRooted, Result, RootScope, Store};
///
/// fn main() -> Result<()> {
///     let mut store = Store::new(&Engine::default(), ());
///     let owned: OwnedRooted<ExternRef> = {
///         let mut scope = RootScope::new(&mut store);
///         ExternRef::new(&mut scope, 7_i32)?.to_owned_rooted(&mut scope)?
///     };
///     store.gc();
///     assert_eq!(owned.data(&store)?.unwrap().downcast_ref(), Some(&7_i32));
///     // Nothing refers to the 7 any more, wherever this happens.
///     std::thread::spawn(move || drop(owned)).join().unwrap();
///     store.gc();
///     assert_eq!(store.heap_statistics().host_values, 0);
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::rooting::OwnedRooted;

/// # Examples
///
/// ```
/// use switchback_engine::{AnyRef, Engine, I31, Result, RootScope, Store};
///
/// fn main() -> Result<()> {
///     let mut store = Store::new(&Engine::default(), ());
///     let mut scope = RootScope::new(&mut store);
///     let number = AnyRef::from_i31(&mut scope, I31::wrapping_u32(7));
///     assert!(number.is_i31(&scope)?);
///     drop(scope);
///     // Too late: its scope has ended.
///     assert!(number.is_i31(&store).is_err());
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::rooting::RootScope;

#[doc(inline)]
pub use switchback_runtime::rooting::{GcRef, RootedGcRef};
