//! Engines and what goes into them.

/// # Examples
///
/// ```
/// use switchback_engine::{Config, Engine, Result};
///
/// fn main() -> Result<()> {
///     let engine = Engine::new(Config::new().max_wasm_stack(4 << 20))?;
///     assert!(Engine::same(&engine, &engine.clone()));
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::engine::Engine;

/// # Examples
///
/// ```
/// use switchback_engine::{CompilationMode, Config, Engine, Module, Result};
///
/// fn main() -> Result<()> {
///     let mut config = Config::new();
///     config.wasm_simd(false).compilation_mode(CompilationMode::Eager);
///     let engine = Engine::new(&config)?;
///     let error = Module::new(&engine, "(module (func (param v128)))").unwrap_err();
///     assert!(error.to_string().contains("SIMD"), "{error}");
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::config::Config;

/// # Examples
///
/// ```
/// use std::sync::Arc;
/// use std::sync::atomic::{AtomicUsize, Ordering};
///
/// use switchback_engine::{CompilationMode, Config, Engine, Module, Result};
///
/// fn main() -> Result<()> {
///     let compiled = Arc::new(AtomicUsize::new(0));
///     let mut config = Config::new();
///     config.compilation_mode(CompilationMode::Eager);
///     let counter = compiled.clone();
///     config.compilation_progress(Some(Arc::new(move |done, total| {
///         assert!(done <= total);
///         counter.fetch_max(done, Ordering::Relaxed);
///     })));
///     Module::new(&Engine::new(&config)?, "(module (func) (func) (func))")?;
///     assert_eq!(compiled.load(Ordering::Relaxed), 3);
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::config::CompilationMode;

#[doc(inline)]
pub use switchback_runtime::code::{CodeError, default_cache_directory};

/// # Examples
///
/// ```
/// use switchback_engine::{ArtifactError, Engine, Module};
///
/// let error = Module::deserialize(&Engine::default(), b"no module").unwrap_err();
/// assert!(error.downcast_ref::<ArtifactError>().is_some());
/// ```
#[doc(inline)]
pub use switchback_runtime::code::ArtifactError;

/// What a module may at most ask for: see [`Config::module_limits`].
///
/// # Examples
///
/// ```
/// use switchback_engine::{Config, Engine, InvalidModule, InvalidModuleKind, Module};
/// use switchback_engine::{ModuleLimits, Result};
///
/// fn main() -> Result<()> {
///     let limits = ModuleLimits {
///         functions: 2,
///         ..ModuleLimits::default()
///     };
///     let engine = Engine::new(Config::new().module_limits(limits))?;
///     let error = Module::new(&engine, "(module (func) (func) (func))").unwrap_err();
///     let error = error.downcast_ref::<InvalidModule>().unwrap();
///     assert_eq!(error.kind, InvalidModuleKind::LimitExceeded);
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_wasm::Limits as ModuleLimits;

/// Invalid input: why bytes are not a module that the engine takes, and where.
///
/// # Examples
///
/// ```
/// use switchback_engine::{Engine, InvalidModule, InvalidModuleKind, Module};
///
/// let text = "(module (func (result i32)))";
/// let error = Module::new(&Engine::default(), text).unwrap_err();
/// let error = error.downcast_ref::<InvalidModule>().unwrap();
/// assert_eq!(error.kind, InvalidModuleKind::Invalid);
/// ```
#[doc(inline)]
pub use switchback_wasm::Error as InvalidModule;

/// What is wrong with the bytes of a module.
#[doc(inline)]
pub use switchback_wasm::ErrorKind as InvalidModuleKind;
