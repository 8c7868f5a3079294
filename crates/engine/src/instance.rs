//! Instances and what they export.

/// # Examples
///
/// ```
/// use switchback_engine::{Engine, Func, Instance, Module, Result, Store};
///
/// fn main() -> Result<()> {
///     let engine = Engine::default();
///     let module = Module::new(
///         &engine,
///         r#"(module
///             (import "host" "ten" (func $ten (result i32)))
///             (func (export "twenty") (result i32) (i32.add (call $ten) (call $ten))))"#,
///     )?;
///     let mut store = Store::new(&engine, ());
///     let ten = Func::wrap(&mut store, || 10);
///     let instance = Instance::new(&mut store, &module, &[ten.into()])?;
///     let twenty = instance.get_typed_func::<(), i32>(&mut store, "twenty")?;
///     assert_eq!(twenty.call(&mut store, ())?, 20);
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::instance::Instance;

/// # Examples
///
/// ```
/// use switchback_engine::{Engine, Extern, Instance, Module, Result, Store};
///
/// fn main() -> Result<()> {
///     let engine = Engine::default();
///     let module = Module::new(&engine, r#"(module (memory (export "m") 2) (func (export "f")))"#)?;
///     let mut store = Store::new(&engine, ());
///     let instance = Instance::new(&mut store, &module, &[])?;
///     for export in instance.exports(&store) {
///         match export.into_extern() {
///             Extern::Memory(memory) => assert_eq!(memory.size(&store), 2),
///             Extern::Func(func) => assert_eq!(func.ty(&store).to_string(), "(func)"),
///             _ => unreachable!(),
///         }
///     }
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::external::Extern;

/// # Examples
///
/// ```
/// use switchback_engine::{Engine, Export, Instance, Module, Result, Store};
///
/// fn main() -> Result<()> {
///     let engine = Engine::default();
///     let module = Module::new(&engine, r#"(module (func (export "f") (result i64) (i64.const 1)))"#)?;
///     let mut store = Store::new(&engine, ());
///     let instance = Instance::new(&mut store, &module, &[])?;
///     let exports: Vec<Export> = instance.exports(&store).collect();
///     assert_eq!(exports[0].name(), "f");
///     assert_eq!(exports[0].into_func().unwrap().ty(&store).to_string(), "(func (result i64))");
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::external::Export;

/// What a [`Module`](crate::Module) refers to: convert from and to it.
///
/// # Examples
///
/// ```
/// use switchback_engine::{Engine, Instance, Module, Result, Store};
///
/// fn main() -> Result<()> {
///     let engine = Engine::default();
///     let module = Module::new(&engine, "(module)")?;
///     let mut store = Store::new(&engine, ());
///     let instance = Instance::new(&mut store, &module, &[])?;
///     assert!(Module::same(&module, &instance.module(&store).into()));
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::module::Module as CompiledModule;
