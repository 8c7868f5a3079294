//! Values.

/// # Examples
///
/// ```
/// use switchback_engine::{Engine, Store, Result, Val, ValType};
///
/// fn main() -> Result<()> {
///     let store = Store::new(&Engine::default(), ());
///     let value = Val::from(1.5_f32);
///     assert_eq!(value.ty(&store)?, ValType::F32);
///     assert_eq!(value.unwrap_f32(), 1.5);
///     assert!(value.i32().is_none());
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::value::Val;

/// # Examples
///
/// ```
/// use switchback_engine::V128;
///
/// let vector = V128::from(u128::from_le_bytes([7; 16]));
/// assert_eq!(vector.as_u128().to_le_bytes()[3], 7);
/// ```
#[doc(inline)]
pub use switchback_runtime::value::V128;

/// # Examples
///
/// ```
/// use switchback_engine::{Engine, Func, HeapType, Ref, RefType, Result, Store};
///
/// fn main() -> Result<()> {
///     let mut store = Store::new(&Engine::default(), ());
///     let func = Ref::from(Func::wrap(&mut store, || {}));
///     assert!(func.matches_ty(&store, &RefType::new(false, HeapType::Func))?);
///     assert!(Ref::null(&HeapType::Extern).is_null());
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::value::Ref;
