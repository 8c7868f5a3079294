//! Functions.

/// # Examples
///
/// ```
/// use switchback_engine::{Engine, Func, FuncType, Result, Store, Val, ValType};
///
/// fn main() -> Result<()> {
///     let engine = Engine::default();
///     let mut store = Store::new(&engine, ());
///     let ty = FuncType::new(&engine, [ValType::I32, ValType::I32], [ValType::I32]);
///     let add = Func::new(&mut store, ty, |_caller, params, results| {
///         results[0] = Val::I32(params[0].unwrap_i32() + params[1].unwrap_i32());
///         Ok(())
///     });
///     let mut results = [Val::I32(0)];
///     add.call(&mut store, &[Val::I32(40), Val::I32(2)], &mut results)?;
///     assert_eq!(results[0].unwrap_i32(), 42);
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::function::Func;

/// # Examples
///
/// ```
/// use switchback_engine::{Engine, Func, Result, Store};
///
/// fn main() -> Result<()> {
///     let mut store = Store::new(&Engine::default(), ());
///     let half = Func::wrap(&mut store, |x: f64| (x / 2.0, 1_i32));
///     let half = half.typed::<f64, (f64, i32)>(&store)?;
///     assert_eq!(half.call(&mut store, 5.0)?, (2.5, 1));
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::typed::TypedFunc;

/// # Examples
///
/// A function of the host that reads the caller's memory:
///
/// ```
/// use switchback_engine::{Caller, Engine, Error, Extern, Linker, Module, Result, Store};
///
/// fn main() -> Result<()> {
///     let engine = Engine::default();
///     let module = Module::new(
///         &engine,
///         r#"(module
///             (import "host" "print" (func $print (param i32 i32)))
///             (memory (export "memory") 1)
///             (data (i32.const 8) "hello")
///             (func (export "run") (call $print (i32.const 8) (i32.const 5))))"#,
///     )?;
///     let mut linker = Linker::new(&engine);
///     linker.func_wrap(
///         "host",
///         "print",
///         |mut caller: Caller<'_, String>, at: u32, length: u32| -> Result<()> {
///             let Some(Extern::Memory(memory)) = caller.get_export("memory") else {
///                 return Err(Error::msg("no memory"));
///             };
///             let mut bytes = vec![0; length as usize];
///             memory.read(&caller, at as usize, &mut bytes)?;
///             caller.data_mut().push_str(&String::from_utf8(bytes)?);
///             Ok(())
///         },
///     )?;
///     let mut store = Store::new(&engine, String::new());
///     let instance = linker.instantiate(&mut store, &module)?;
///     instance.get_typed_func::<(), ()>(&mut store, "run")?.call(&mut store, ())?;
///     assert_eq!(store.data(), "hello");
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::caller::Caller;

/// # Examples
///
/// ```
/// use switchback_engine::{Caller, Engine, Func, Result, Store};
///
/// fn plain(a: i32, b: f64) -> f64 {
///     f64::from(a) + b
/// }
///
/// fn fallible(caller: Caller<'_, u32>, a: u32) -> Result<(u32, u32)> {
///     Ok((a, *caller.data()))
/// }
///
/// let mut store = Store::new(&Engine::default(), 7);
/// let plain = Func::wrap(&mut store, plain);
/// assert_eq!(plain.ty(&store).to_string(), "(func (param i32 f64) (result f64))");
/// let fallible = Func::wrap(&mut store, fallible);
/// assert_eq!(fallible.ty(&store).to_string(), "(func (param i32) (result i32 i32))");
/// ```
#[doc(inline)]
pub use switchback_runtime::host::IntoFunc;

#[doc(inline)]
pub use switchback_runtime::host::WasmRet;

/// # Examples
///
/// ```
/// use switchback_engine::{AsContextMut, Func, Result, TypedFunc, WasmTy};
///
/// /// Calls a function twice, whatever it takes and gives.
/// fn twice<T: WasmTy>(mut store: impl AsContextMut, func: TypedFunc<T, T>, value: T) -> Result<T> {
///     let value = func.call(&mut store, value)?;
///     func.call(&mut store, value)
/// }
///
/// let mut store = switchback_engine::Store::<()>::default();
/// let double = Func::wrap(&mut store, |x: i64| 2 * x).typed(&store).unwrap();
/// assert_eq!(twice(&mut store, double, 10_i64).unwrap(), 40);
/// ```
#[doc(inline)]
pub use switchback_runtime::typed::WasmTy;

#[doc(inline)]
pub use switchback_runtime::typed::{WasmParams, WasmResults};
