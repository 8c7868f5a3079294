//! Modules.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use switchback_runtime::code::is_artifact;
use switchback_runtime::module::ModuleError;

use crate::{CompiledModule, Engine, Error, ExportType, ExternType, ImportType, Result};

/// A module, ready to be instantiated any number of times.
///
/// Cheap to clone; clones are the same module.
///
/// # Examples
///
/// ```
/// use switchback_engine::{Engine, Module, Result};
///
/// fn main() -> Result<()> {
///     let engine = Engine::default();
///     let module = Module::new(
///         &engine,
///         r#"(module $greeter
///             (import "host" "print" (func (param i32 i32)))
///             (memory (export "memory") 1)
///             (func (export "greet")))"#,
///     )?;
///     assert_eq!(module.name(), Some("greeter"));
///     assert_eq!(module.imports().len(), 1);
///     let exports: Vec<_> = module.exports().map(|export| export.name()).collect();
///     assert_eq!(exports, ["memory", "greet"]);
///     Ok(())
/// }
/// ```
#[derive(Clone)]
pub struct Module {
    compiled: Arc<CompiledModule>,
}

impl Module {
    /// A module from its bytes, in the binary or the text format.
    ///
    /// # Errors
    ///
    /// When the text is malformed; otherwise as [`Module::from_binary`].
    pub fn new(engine: &Engine, bytes: impl AsRef<[u8]>) -> Result<Self> {
        let binary = wat::parse_bytes(bytes.as_ref())?;
        Self::from_binary(engine, &binary)
    }

    /// A module from its bytes in the binary format.
    ///
    /// # Errors
    ///
    /// When the bytes are malformed or invalid, exceed a limit, or ask for a feature
    /// that is switched off or not built: then the error is an
    /// [`InvalidModule`](crate::InvalidModule), which says where. When it cannot be
    /// compiled, a [`CodeError`](crate::CodeError).
    ///
    /// # Examples
    ///
    /// ```
    /// use switchback_engine::{Engine, InvalidModule, InvalidModuleKind, Module};
    ///
    /// let error = Module::from_binary(&Engine::default(), b"\0asm\x02\0\0\0").unwrap_err();
    /// let error = error.downcast_ref::<InvalidModule>().unwrap();
    /// assert_eq!(error.kind, InvalidModuleKind::Malformed);
    /// assert_eq!(error.offset, 4);
    /// ```
    pub fn from_binary(engine: &Engine, binary: &[u8]) -> Result<Self> {
        let progress = engine.config().progress();
        let report = progress.map(|progress| progress as &(dyn Fn(usize, usize) + Sync));
        let compiled = CompiledModule::new_with_progress(engine, binary.into(), report);
        Ok(compiled.map_err(error)?.into())
    }

    /// A module from a file in the binary or the text format.
    ///
    /// # Errors
    ///
    /// When the file cannot be read; otherwise as [`Module::new`].
    pub fn from_file(engine: &Engine, file: impl AsRef<Path>) -> Result<Self> {
        let file = file.as_ref();
        let name = || format!("cannot load {}", file.display());
        let binary = wat::parse_file(file).with_context(name)?;
        Self::from_binary(engine, &binary).with_context(name)
    }

    /// Checks that bytes are a module in the binary format that `engine` takes,
    /// without compiling anything.
    ///
    /// # Errors
    ///
    /// As [`Module::from_binary`].
    pub fn validate(engine: &Engine, binary: &[u8]) -> Result<()> {
        CompiledModule::validate(engine, binary).map_err(error)
    }

    /// The module with its machine code, as bytes for [`Module::deserialize`].
    /// Functions that have not been compiled yet are compiled first.
    ///
    /// # Errors
    ///
    /// When a function cannot be compiled.
    ///
    /// # Examples
    ///
    /// ```
    /// use switchback_engine::{Engine, Module, Result};
    ///
    /// fn main() -> Result<()> {
    ///     let engine = Engine::default();
    ///     let module = Module::new(&engine, "(module $m (func (export \"f\")))")?;
    ///     let bytes = module.serialize()?;
    ///     assert!(Module::is_compiled(&bytes));
    ///     assert_eq!(Module::deserialize(&engine, &bytes)?.name(), Some("m"));
    ///     Ok(())
    /// }
    /// ```
    pub fn serialize(&self) -> Result<Vec<u8>> {
        let progress = self.engine().config().progress();
        let report = progress.map(|progress| progress as &(dyn Fn(usize, usize) + Sync));
        self.compiled.compile_all(report)?;
        Ok(self.compiled.serialize()?)
    }

    /// A module from what [`Module::serialize`] made.
    ///
    /// What the bytes say about themselves is checked, and that they are what was
    /// written; the machine code is run as it is. So take them only from where you
    /// would take a program from.
    ///
    /// # Errors
    ///
    /// When they are no compiled module, or one that another version made or that is
    /// for another processor or other settings, and when they are damaged: an
    /// [`ArtifactError`](crate::ArtifactError).
    pub fn deserialize(engine: &Engine, bytes: impl AsRef<[u8]>) -> Result<Self> {
        let compiled = CompiledModule::deserialize(engine, bytes.as_ref());
        Ok(compiled.map_err(error)?.into())
    }

    /// Like [`Module::deserialize`], from a file.
    ///
    /// # Errors
    ///
    /// As [`Module::deserialize`], and when the file cannot be read.
    pub fn deserialize_file(engine: &Engine, path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let compiled = CompiledModule::deserialize_file(engine, path);
        let compiled = compiled.map_err(error);
        Ok(compiled
            .with_context(|| format!("cannot load {}", path.display()))?
            .into())
    }

    /// Whether bytes begin like those of a compiled module.
    #[must_use]
    pub fn is_compiled(bytes: &[u8]) -> bool {
        is_artifact(bytes)
    }

    /// Stores what has been compiled in the engine's cache, if it has one (see
    /// [`Config::cache_directory`](crate::Config::cache_directory)).
    ///
    /// This is also done when the last clone of the module is dropped; a process that
    /// ends without dropping it calls this before.
    ///
    /// # Errors
    ///
    /// When the cache cannot be written to. The module is as good as before.
    pub fn store_in_cache(&self) -> Result<()> {
        Ok(self.compiled.store_in_cache()?)
    }

    /// The name that the module has in its name section.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.compiled.name()
    }

    /// What the module imports, in its order.
    pub fn imports(&self) -> impl ExactSizeIterator<Item = ImportType<'_>> {
        self.compiled.imports()
    }

    /// What the module exports, in its order.
    pub fn exports(&self) -> impl ExactSizeIterator<Item = ExportType<'_>> {
        self.compiled.exports()
    }

    /// The type of the export of that name.
    #[must_use]
    pub fn get_export(&self, name: &str) -> Option<ExternType> {
        self.compiled.get_export(name)
    }

    /// The engine that the module belongs to.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        self.compiled.engine()
    }

    /// Whether both are the same module, and not only equal ones.
    #[must_use]
    pub fn same(a: &Self, b: &Self) -> bool {
        Arc::ptr_eq(&a.compiled, &b.compiled)
    }
}

/// What is wrong, without the layer that only says which kind it is.
fn error(error: ModuleError) -> Error {
    match error {
        ModuleError::Invalid(error) => error.into(),
        ModuleError::Code(error) => error.into(),
        ModuleError::Artifact(error) => error.into(),
    }
}

impl AsRef<Arc<CompiledModule>> for Module {
    fn as_ref(&self) -> &Arc<CompiledModule> {
        &self.compiled
    }
}

impl From<Arc<CompiledModule>> for Module {
    fn from(compiled: Arc<CompiledModule>) -> Self {
        Self { compiled }
    }
}

impl From<&Arc<CompiledModule>> for Module {
    fn from(compiled: &Arc<CompiledModule>) -> Self {
        Arc::clone(compiled).into()
    }
}

impl fmt::Debug for Module {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Module")
            .field("name", &self.name())
            .finish_non_exhaustive()
    }
}
