//! Traps and backtraces.

/// # Examples
///
/// ```
/// use switchback_engine::{Engine, Instance, Module, Result, Store, Trap};
///
/// fn main() -> Result<()> {
///     let engine = Engine::default();
///     let text = r#"(module (func $f (export "f") (call $f)))"#;
///     let module = Module::new(&engine, text)?;
///     let mut store = Store::new(&engine, ());
///     let instance = Instance::new(&mut store, &module, &[])?;
///     let f = instance.get_typed_func::<(), ()>(&mut store, "f")?;
///     let trap = f.call(&mut store, ()).unwrap_err().downcast::<Trap>()?;
///     assert_eq!(trap, Trap::StackOverflow);
///     assert_eq!(trap.to_string(), "call stack exhausted");
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::trap::Trap;

/// # Examples
///
/// ```
/// use switchback_engine::{Engine, Instance, Module, Result, Store, WasmBacktrace};
///
/// fn main() -> Result<()> {
///     let engine = Engine::default();
///     let module = Module::new(
///         &engine,
///         r#"(module $m
///             (func $inner unreachable)
///             (func $outer (export "outer") (call $inner)))"#,
///     )?;
///     let mut store = Store::new(&engine, ());
///     let instance = Instance::new(&mut store, &module, &[])?;
///     let outer = instance.get_typed_func::<(), ()>(&mut store, "outer")?;
///     let error = outer.call(&mut store, ()).unwrap_err();
///     let backtrace = error.downcast_ref::<WasmBacktrace>().unwrap();
///     let names: Vec<_> = backtrace.frames().iter().map(|frame| frame.func_name()).collect();
///     assert_eq!(names, [Some("inner"), Some("outer")]);
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::trap::WasmBacktrace;

/// # Examples
///
/// ```
/// use switchback_engine::{Engine, Instance, Module, Result, Store, WasmBacktrace};
///
/// fn main() -> Result<()> {
///     let engine = Engine::default();
///     let module = Module::new(&engine, r#"(module $m (func $f (export "f") (unreachable)))"#)?;
///     let mut store = Store::new(&engine, ());
///     let instance = Instance::new(&mut store, &module, &[])?;
///     let f = instance.get_typed_func::<(), ()>(&mut store, "f")?;
///     let error = f.call(&mut store, ()).unwrap_err();
///     let frame = &error.downcast_ref::<WasmBacktrace>().unwrap().frames()[0];
///     assert_eq!((frame.module_name(), frame.func_name()), (Some("m"), Some("f")));
///     assert_eq!(frame.func_index(), 0);
///     // Behind the byte that says that there are no locals.
///     assert_eq!(frame.func_offset(), Some(1));
///     assert_eq!(frame.instance(), instance);
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::trap::FrameInfo;
