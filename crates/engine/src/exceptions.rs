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

/// # Examples
///
/// A host function that throws, and Wasm that catches:
///
/// ```
/// use switchback_engine::{
///     Caller, Config, Engine, ExnRef, FuncType, Linker, Module, Result, Store, Tag, TagType, Val,
///     ValType,
/// };
///
/// fn main() -> Result<()> {
///     let engine = Engine::new(Config::new().wasm_exceptions(true))?;
///     let mut store = Store::new(&engine, ());
///     let ty = TagType::new(FuncType::new(&engine, [ValType::I32], []));
///     let tag = Tag::new(&mut store, &ty)?;
///
///     let mut linker = Linker::new(&engine);
///     linker.define(&store, "host", "failure", tag)?;
///     linker.func_wrap("host", "fail", move |mut caller: Caller<'_, ()>| -> Result<()> {
///         let exception = ExnRef::new(&mut caller, &tag, &[Val::I32(42)])?;
///         caller.throw(exception)
///     })?;
///     let module = Module::new(
///         &engine,
///         r#"(module
///             (import "host" "failure" (tag $failure (param i32)))
///             (import "host" "fail" (func $fail))
///             (func (export "run") (result i32)
///                 (block $caught (result i32)
///                     (try_table (catch $failure $caught) (call $fail))
///                     (i32.const 0))))"#,
///     )?;
///     let instance = linker.instantiate(&mut store, &module)?;
///     let run = instance.get_typed_func::<(), i32>(&mut store, "run")?;
///     assert_eq!(run.call(&mut store, ())?, 42);
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::references::ExnRef;

/// # Examples
///
/// ```
/// use switchback_engine::{Engine, ExnType, Result, Store, Tag, ValType};
///
/// fn main() -> Result<()> {
///     let engine = Engine::default();
///     let ty = ExnType::new(&engine, [ValType::I32, ValType::F64])?;
///     assert!(ty.field(1).unwrap().is_f64());
///     let mut store = Store::new(&engine, ());
///     let tag = Tag::new(&mut store, &ty.tag_type())?;
///     assert_eq!(ExnType::from(tag.ty(&store)), ty);
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::references::ExnType;

/// # Examples
///
/// Wasm that throws, and a host that looks at what was thrown:
///
/// ```
/// use switchback_engine::{Config, Engine, Instance, Module, Result, Store, Tag, ThrownException};
///
/// fn main() -> Result<()> {
///     let engine = Engine::new(Config::new().wasm_exceptions(true))?;
///     let module = Module::new(
///         &engine,
///         r#"(module
///             (tag $failure (export "failure") (param i32))
///             (func (export "run") (throw $failure (i32.const 42))))"#,
///     )?;
///     let mut store = Store::new(&engine, ());
///     let instance = Instance::new(&mut store, &module, &[])?;
///     let failure = instance.get_tag(&mut store, "failure").unwrap();
///
///     let run = instance.get_typed_func::<(), ()>(&mut store, "run")?;
///     let error = run.call(&mut store, ()).unwrap_err();
///     let thrown = error.downcast::<ThrownException>()?;
///     assert_eq!(thrown.to_string(), "thrown Wasm exception `failure` (i32 42)");
///     let exception = thrown.exception();
///     assert!(Tag::eq(&exception.tag(&store)?, &failure, &store));
///     assert_eq!(exception.typed_field::<i32>(&mut store, 0)?, 42);
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::thrown_exception::ThrownException;
