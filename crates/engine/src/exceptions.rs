//! Tags and exceptions.

/// # Examples
///
/// ```
/// use switchback_engine::{Engine, FuncType, Result, Store, Tag, TagType, ValType};
///
/// fn main() -> Result<()> {
///     let engine = Engine::default();
///     let mut store = Store::new(&engine, ());
///     let ty = TagType::new(FuncType::new(&engine, [ValType::I32], []));
///     let tag = Tag::new(&mut store, &ty)?;
///     let other = Tag::new(&mut store, &ty)?;
///     assert_eq!(tag.ty(&store), ty);
///     // Every tag is an identity of its own.
///     assert!(Tag::eq(&tag, &tag, &store));
///     assert!(!Tag::eq(&tag, &other, &store));
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::tag::Tag;
