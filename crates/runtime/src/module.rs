//! A module: its description, its types in the engine, and its code.

use std::fmt;
use std::sync::Arc;

use switchback_abi::instance::InstanceLayout;
use switchback_wasm::{FunctionIndex, RegisteredTypes, TypeIdentity, TypeIndex};

use crate::assembly;
use crate::code::{CodeError, CompileProgress, ModuleCode};
use crate::config::CompilationMode;
use crate::engine::{Engine, Signature};
use crate::registry::{self, Registration};

/// A compiled module of an engine, ready to be instantiated any number of times.
pub struct Module {
    // Fields are dropped in this order: code is taken out of the registry first.
    registration: Registration,
    code: Arc<ModuleCode>,
    description: Arc<switchback_wasm::Module>,
    layout: InstanceLayout,
    /// By type index; `None` for types that are no function types.
    signatures: Box<[Option<Arc<Signature>>]>,
    types: RegisteredTypes,
    engine: Engine,
}

/// Why there is no module.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ModuleError {
    /// The bytes are not a module that the engine takes.
    #[error(transparent)]
    Invalid(#[from] switchback_wasm::Error),
    /// It could not be compiled.
    #[error(transparent)]
    Code(#[from] CodeError),
}

impl Module {
    /// A module from its bytes in the binary format.
    ///
    /// # Errors
    ///
    /// When the bytes are malformed or invalid, exceed a limit, ask for a feature
    /// that is switched off or not built, or cannot be compiled.
    pub fn new(engine: &Engine, bytes: Arc<[u8]>) -> Result<Arc<Self>, ModuleError> {
        Self::new_with_progress(engine, bytes, None)
    }

    /// Like [`Module::new`]; `report` is told about each function that is compiled
    /// when all are compiled at once.
    ///
    /// # Errors
    ///
    /// As [`Module::new`].
    pub fn new_with_progress(
        engine: &Engine,
        bytes: Arc<[u8]>,
        report: Option<CompileProgress<'_>>,
    ) -> Result<Arc<Self>, ModuleError> {
        let config = engine.config();
        let description = switchback_wasm::Module::parse(bytes, &config.features, &config.limits)?;
        let module = Self::without_code(engine, description)?;
        if config.compilation_mode == CompilationMode::Eager {
            module.compile_all(report)?;
        }
        Ok(module)
    }

    fn without_code(
        engine: &Engine,
        description: switchback_wasm::Module,
    ) -> Result<Arc<Self>, ModuleError> {
        let types = engine.types().register_module(&description);
        let signatures = (description.types.iter())
            .zip(types.identities())
            .map(|(ty, &identity)| ty.as_func().map(|_| engine.signature(identity)))
            .collect();
        let description = Arc::new(description);
        let code = ModuleCode::new(
            Arc::clone(&description),
            Arc::clone(engine.tier()),
            assembly::lazy_compile as *const () as usize,
            engine.config().compile_ahead,
        )?;
        Ok(Arc::new(Self {
            registration: registry::register(code.addresses(), code.clone()),
            code,
            layout: InstanceLayout::new(&description),
            description,
            signatures,
            types,
            engine: engine.clone(),
        }))
    }

    /// Compiles every function that has no code yet, on all cores; `report` is told
    /// about each.
    ///
    /// # Errors
    ///
    /// That of the first function that cannot be compiled.
    pub fn compile_all(&self, report: Option<CompileProgress<'_>>) -> Result<(), CodeError> {
        self.code.compile_all(report)
    }

    /// The engine that the module belongs to.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// What the bytes say.
    #[must_use]
    pub fn description(&self) -> &Arc<switchback_wasm::Module> {
        &self.description
    }

    /// The machine code.
    #[must_use]
    pub fn code(&self) -> &Arc<ModuleCode> {
        &self.code
    }

    /// The module's types as the engine knows them.
    #[must_use]
    pub fn types(&self) -> &RegisteredTypes {
        &self.types
    }

    /// The layout of the module's instances.
    pub(crate) fn layout(&self) -> &InstanceLayout {
        &self.layout
    }

    /// The type of a function, with its call layout.
    pub(crate) fn signature(&self, function: FunctionIndex) -> &Arc<Signature> {
        let ty = self.description.functions[function.index()].ty;
        self.signature_of_type(ty)
            .expect("validation requires functions to have function types")
    }

    /// A function type, with its call layout; `None` if it is another type.
    pub(crate) fn signature_of_type(&self, ty: TypeIndex) -> Option<&Arc<Signature>> {
        self.signatures[ty.index()].as_ref()
    }

    /// The identities of the module's types, by type index: what
    /// [`switchback_abi::instance::InstanceContext::type_identities`] points to.
    pub(crate) fn type_identities(&self) -> &[TypeIdentity] {
        self.types.identities()
    }
}

impl fmt::Debug for Module {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Module")
            .field("name", &self.description.name())
            .finish_non_exhaustive()
    }
}
