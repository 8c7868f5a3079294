//! A module: its description, its types in the engine, and its code.
//!
//! A module is made from its bytes, with the code that the cache keeps for them if
//! there is any, or from an artifact. It goes back to the cache when it is dropped
//! (or on request), if it gained code that is worth the writing.

use std::collections::HashMap;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use switchback_abi::heap::ObjectKind;
use switchback_abi::instance::InstanceLayout;
use switchback_wasm::{
    CompositeKind, CompositeType, EntityIndex, Hierarchy, RefType, RegisteredTypes, TypeIdentity,
    TypeIndex, ValType,
};

use crate::assembly;
use crate::code::{
    Artifact, ArtifactError, CodeCache, CodeError, CompileProgress, DEFAULT_CACHE_SIZE, Hash, Key,
    ModuleCode, Reading, Settings, hash,
};
use crate::config::CompilationMode;
use crate::engine::{Engine, Signature};
use crate::heap::Nursery;
use crate::registry::{self, Registration};

/// A compiled module of an engine, ready to be instantiated any number of times.
pub struct Module {
    // Fields are dropped in this order: code is taken out of the registry first.
    _registration: Registration,
    code: Arc<ModuleCode>,
    description: Arc<switchback_wasm::Module>,
    layout: InstanceLayout,
    /// By type index; `None` for types that are no function types.
    signatures: Box<[Option<Arc<Signature>>]>,
    types: RegisteredTypes,
    /// See [`switchback_abi::instance::InstanceContext::type_identities`].
    type_words: Box<[u32]>,
    /// What of the heap instances use, if any of it.
    nursery: Option<Nursery>,
    exports: HashMap<Box<str>, EntityIndex>,
    engine: Engine,
    wasm_hash: OnceLock<Hash>,
    /// How many bytes of code were compiled here when the module was last stored in
    /// the cache.
    stored_bytes: Mutex<usize>,
}

/// The module is stored in the cache again when one byte in so many is new: reading
/// and writing an artifact is hundreds of times as fast as compiling it.
const WORTH_STORING: usize = 256;

/// Why there is no module.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ModuleError {
    /// The bytes are not a module that the engine takes.
    #[error(transparent)]
    Invalid(#[from] switchback_wasm::Error),
    /// It could not be compiled.
    #[error(transparent)]
    Code(#[from] CodeError),
    /// The bytes are not an artifact that this engine can use.
    #[error(transparent)]
    Artifact(#[from] ArtifactError),
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
        let module = match Self::from_cache(engine, &bytes) {
            Some(module) => module,
            None => {
                let config = engine.config();
                let description =
                    switchback_wasm::Module::parse(bytes, &config.features, &config.limits)?;
                Self::without_code(engine, description)?
            }
        };
        if engine.config().compilation_mode == CompilationMode::Eager {
            module.compile_all(report)?;
        }
        Ok(module)
    }

    /// A module from what [`Module::serialize`] made.
    ///
    /// An artifact holds machine code, which is not verified beyond being what was
    /// written: whoever could change it can do what this process can. Take
    /// artifacts only from where you would take programs from.
    ///
    /// # Errors
    ///
    /// When they are no artifact, or one that another version made or that is for
    /// another processor or other settings, and when they are damaged.
    pub fn deserialize(engine: &Engine, artifact: &[u8]) -> Result<Arc<Self>, ModuleError> {
        Self::read(engine, artifact, artifact.len() as u64)
    }

    /// Like [`Module::deserialize`], from a file.
    ///
    /// # Errors
    ///
    /// As [`Module::deserialize`], and when the file cannot be read.
    pub fn deserialize_file(engine: &Engine, path: &Path) -> Result<Arc<Self>, ModuleError> {
        let read = |error| ArtifactError::Read(Arc::new(error));
        let file = File::open(path).map_err(read)?;
        let length = file.metadata().map_err(read)?.len();
        Self::read(engine, file, length)
    }

    fn read(engine: &Engine, reader: impl Read, length: u64) -> Result<Arc<Self>, ModuleError> {
        let mut reading = Reading::begin(reader, length, &settings(engine))?;
        let wasm = reading.wasm.take();
        let wasm = wasm.ok_or(ArtifactError::Damaged("its WebAssembly is missing"))?;
        Ok(Self::install(engine, wasm, reading)?)
    }

    /// The module with the code that the cache has, if there is a cache and it has
    /// any.
    fn from_cache(engine: &Engine, bytes: &Arc<[u8]>) -> Option<Arc<Self>> {
        let cache = cache(engine)?;
        let settings = settings(engine);
        let wasm_hash = hash(bytes);
        let key = Key::new(&wasm_hash, &settings);
        let (file, length) = cache.entry(&key)?;
        let module = Reading::begin(file, length, &settings).and_then(|reading| {
            if reading.wasm_hash != wasm_hash {
                return Err(ArtifactError::Damaged("it is of another module"));
            }
            Self::install(engine, Arc::clone(bytes), reading)
        });
        match module {
            Ok(module) => Some(module),
            Err(error) => {
                tracing::debug!(%error, "an entry of the code cache cannot be used");
                cache.remove(&key);
                None
            }
        }
    }

    /// A module with the code of an artifact, whose Wasm bytes these are.
    fn install(
        engine: &Engine,
        wasm: Arc<[u8]>,
        reading: Reading<impl Read>,
    ) -> Result<Arc<Self>, ArtifactError> {
        let config = engine.config();
        let description = switchback_wasm::Module::parse_trusted(
            wasm,
            &config.features,
            &config.limits,
            &reading.facts,
        )
        .map_err(|_| ArtifactError::Damaged("its WebAssembly is invalid"))?;
        let module = Self::without_code(engine, description)?;
        // Not set before.
        let _ = module.wasm_hash.set(reading.wasm_hash);
        reading.install(&module.code)?;
        Ok(module)
    }

    fn without_code(
        engine: &Engine,
        description: switchback_wasm::Module,
    ) -> Result<Arc<Self>, CodeError> {
        let types = engine.types().register_module(&description);
        engine
            .describe_types(types.identities())
            .map_err(|error| CodeError::Types(Arc::new(error)))?;
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
            _registration: registry::register(code.addresses(), code.clone()),
            code,
            exports: exports_by_name(&description),
            layout: InstanceLayout::new(&description),
            type_words: type_words(&description, &types),
            nursery: nursery(&description),
            description,
            signatures,
            types,
            engine: engine.clone(),
            wasm_hash: OnceLock::new(),
            stored_bytes: Mutex::new(0),
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

    /// The module with all code that it has so far, as bytes for
    /// [`Module::deserialize`]. Compile everything first
    /// ([`Module::compile_all`]) unless part of it is wanted.
    ///
    /// # Errors
    ///
    /// When the code exceeds a limit of the format.
    pub fn serialize(&self) -> Result<Vec<u8>, CodeError> {
        let artifact = self.artifact(true, &settings(&self.engine))?;
        let mut bytes = Vec::new();
        artifact
            .write(&mut bytes)
            .expect("writing to a vector does not fail");
        Ok(bytes)
    }

    /// Stores the module in the engine's cache, if there is one and code was
    /// compiled that is worth it. Also done when the module is dropped; a process
    /// that ends without dropping it calls this before.
    ///
    /// # Errors
    ///
    /// When the cache cannot be written to. The module is as good as before.
    pub fn store_in_cache(&self) -> io::Result<()> {
        let Some(cache) = cache(&self.engine) else {
            return Ok(());
        };
        let mut stored_bytes = self
            .stored_bytes
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let counts = self.code.counts();
        let gained = counts.compiled_bytes - *stored_bytes;
        let all = counts.compiled_bytes + counts.loaded_bytes;
        if gained == 0 || gained < all / WORTH_STORING {
            return Ok(());
        }
        let settings = settings(&self.engine);
        let artifact = self.artifact(false, &settings).map_err(io::Error::other)?;
        let key = Key::new(self.wasm_hash(), &settings);
        let length = artifact.length();
        // If another run knows more, it keeps what it knows.
        if cache.entry_length(&key).is_none_or(|there| there < length) {
            cache.store(&key, length, |file| artifact.write(file))?;
        }
        *stored_bytes = counts.compiled_bytes;
        Ok(())
    }

    fn artifact(&self, with_wasm: bool, settings: &Settings) -> Result<Artifact<'_>, CodeError> {
        let (wasm_hash, code) = (self.wasm_hash(), &self.code);
        Artifact::new(&self.description, wasm_hash, with_wasm, code, settings)
    }

    fn wasm_hash(&self) -> &Hash {
        self.wasm_hash.get_or_init(|| hash(&self.description.bytes))
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

    /// What the module exports under a name.
    pub(crate) fn export(&self, name: &str) -> Option<EntityIndex> {
        self.exports.get(name).copied()
    }

    /// The layout of the module's instances.
    pub(crate) fn layout(&self) -> &InstanceLayout {
        &self.layout
    }

    /// A function type, with its call layout; `None` if it is another type.
    pub(crate) fn signature_of_type(&self, ty: TypeIndex) -> Option<&Arc<Signature>> {
        self.signatures[ty.index()].as_ref()
    }

    /// The identities of the module's types, by type index.
    pub(crate) fn type_identities(&self) -> &[TypeIdentity] {
        self.types.identities()
    }

    /// What [`switchback_abi::instance::InstanceContext::type_identities`] points to.
    pub(crate) fn type_words(&self) -> &[u32] {
        &self.type_words
    }

    /// What of the heap instances use, if any of it.
    pub(crate) fn nursery(&self) -> Option<Nursery> {
        self.nursery
    }
}

impl Drop for Module {
    fn drop(&mut self) {
        if let Err(error) = self.store_in_cache() {
            tracing::debug!(%error, "the module cannot be stored in the code cache");
        }
    }
}

/// What code of an engine depends on besides the module.
fn settings(engine: &Engine) -> Settings {
    let config = engine.config();
    Settings::new(&**engine.tier(), &config.features, &config.limits)
}

/// The engine's cache, if it has one that can be used.
fn cache(engine: &Engine) -> Option<CodeCache> {
    let path = engine.config().cache_directory.as_deref()?;
    match CodeCache::open(path, DEFAULT_CACHE_SIZE) {
        Ok(cache) => Some(cache),
        Err(error) => {
            tracing::warn!(%error, path = %path.display(), "the code cache cannot be used");
            None
        }
    }
}

/// What code knows each type by: its identity, or the type word of its objects.
fn type_words(description: &switchback_wasm::Module, types: &RegisteredTypes) -> Box<[u32]> {
    let types = description.types.iter().zip(types.identities());
    types
        .map(|(ty, identity)| match ty.kind() {
            CompositeKind::Struct => ObjectKind::Struct.type_word(identity.0),
            CompositeKind::Array => ObjectKind::Array.type_word(identity.0),
            CompositeKind::Func | CompositeKind::Cont => identity.0,
        })
        .collect()
}

/// What instances of a module use of the heap: all if it has types of objects, little if
/// it has tags or otherwise comes by references. Those come from outside, and so some
/// type says so.
fn nursery(description: &switchback_wasm::Module) -> Option<Nursery> {
    let is_reference = |ty: &RefType| {
        matches!(
            ty.heap_type.hierarchy(),
            Hierarchy::Any | Hierarchy::Extern | Hierarchy::Exn
        )
    };
    let is_reference_value = |ty: &ValType| matches!(ty, ValType::Ref(ty) if is_reference(ty));
    let mut nursery = None;
    for ty in &description.types {
        match &ty.composite {
            CompositeType::Struct(_) | CompositeType::Array(_) => return Some(Nursery::Full),
            CompositeType::Func(ty) => {
                if ty.params.iter().chain(&ty.results).any(is_reference_value) {
                    nursery = Some(Nursery::Small);
                }
            }
            // Continuations that nothing leads to are found by collections.
            CompositeType::Cont(_) => nursery = Some(Nursery::Small),
        }
    }
    let mut tables = description.tables.iter();
    let mut globals = description.globals.iter();
    if !description.tags.is_empty()
        || tables.any(|table| is_reference(&table.ty.element))
        || globals.any(|global| is_reference_value(&global.ty.content))
    {
        nursery = Some(Nursery::Small);
    }
    nursery
}

fn exports_by_name(description: &switchback_wasm::Module) -> HashMap<Box<str>, EntityIndex> {
    let exports = description.exports.iter();
    exports
        .map(|export| (Box::from(&*export.name), export.entity))
        .collect()
}

impl fmt::Debug for Module {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Module")
            .field("name", &self.description.name())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;

    use switchback_wasm::FunctionIndex;

    use super::*;

    fn wasm(functions: usize) -> Arc<[u8]> {
        let function = |number: usize| {
            format!(
                r#"(func (export "f{number}") (param i32) (result i32)
                     (i32.add (local.get 0) (call {})))
                   (func (result i32) (i32.const {number}))"#,
                2 * number + 1
            )
        };
        let functions: String = (0..functions).map(function).collect();
        wat::parse_str(format!("(module {functions})"))
            .unwrap()
            .into()
    }

    fn engine(cache: Option<&Path>, mode: CompilationMode) -> Engine {
        let mut config = Config::new();
        config.cache_directory(cache).compilation_mode(mode);
        Engine::new(&config).unwrap()
    }

    fn entries(directory: &Path) -> Vec<std::path::PathBuf> {
        let entries = directory.read_dir().unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    }

    #[test]
    fn compiled_modules_become_bytes_and_modules_again() {
        let engine = engine(None, CompilationMode::Eager);
        let wasm = wasm(10);
        let module = Module::new(&engine, Arc::clone(&wasm)).unwrap();
        assert_eq!(module.code().compiled_functions(), (20, 20));
        let bytes = module.serialize().unwrap();
        let again = Module::deserialize(&engine, &bytes).unwrap();
        assert_eq!(again.code().compiled_functions(), (20, 20));
        assert_eq!(again.description().bytes, wasm);
        assert!(again.serialize().unwrap() == bytes);

        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("module");
        std::fs::write(&path, &bytes).unwrap();
        let again = Module::deserialize_file(&engine, &path).unwrap();
        assert_eq!(again.code().compiled_functions(), (20, 20));
        let missing = Module::deserialize_file(&engine, &directory.path().join("none"));
        assert!(missing.unwrap_err().to_string().contains("cannot be read"));
    }

    #[test]
    fn artifacts_for_other_settings_are_refused() {
        let module = Module::new(&engine(None, CompilationMode::Eager), wasm(1)).unwrap();
        let bytes = module.serialize().unwrap();
        let mut config = Config::new();
        config.wasm_tail_call(false);
        let error = Module::deserialize(&Engine::new(&config).unwrap(), &bytes).unwrap_err();
        assert!(
            error
                .to_string()
                .contains("(tail_calls: true; here: tail_calls: false)"),
            "{error}"
        );
    }

    #[test]
    fn the_cache_gives_what_was_compiled() {
        let directory = tempfile::tempdir().unwrap();
        let wasm = wasm(10);
        let eager = engine(Some(directory.path()), CompilationMode::Eager);
        drop(Module::new(&eager, Arc::clone(&wasm)).unwrap());
        assert_eq!(entries(directory.path()).len(), 1);

        let lazy = engine(Some(directory.path()), CompilationMode::Lazy);
        let module = Module::new(&lazy, Arc::clone(&wasm)).unwrap();
        assert_eq!(module.code().compiled_functions(), (20, 20));
        assert_eq!(module.code().counts().compiled, 0);

        // Other bytes and other settings have other entries.
        let other = Module::new(&lazy, super::tests::wasm(9)).unwrap();
        assert_eq!(other.code().compiled_functions().0, 0);
        let mut config = lazy.config().clone();
        config.zeal_no_inlining(true);
        let other = Module::new(&Engine::new(&config).unwrap(), wasm).unwrap();
        assert_eq!(other.code().compiled_functions().0, 0);
        drop(other);
        assert_eq!(entries(directory.path()).len(), 1);
    }

    #[test]
    fn the_cache_gathers_what_runs_compile() {
        let directory = tempfile::tempdir().unwrap();
        let mut config = Config::new();
        config
            .cache_directory(Some(directory.path()))
            .compile_ahead(false);
        let engine = Engine::new(&config).unwrap();
        let wasm = wasm(10);
        for run in 0..5 {
            let module = Module::new(&engine, Arc::clone(&wasm)).unwrap();
            assert_eq!(module.code().compiled_functions(), (run, 20));
            module
                .code()
                .compile_now(FunctionIndex(run as u32))
                .unwrap();
            if run % 2 == 0 {
                module.store_in_cache().unwrap();
                assert_eq!(entries(directory.path()).len(), 1);
            }
        }
        // A run that knows less leaves what is there.
        let entry = &entries(directory.path())[0];
        let known = std::fs::read(entry).unwrap();
        let module = Module::without_code(
            &engine,
            switchback_wasm::Module::parse(wasm, &config.features, &config.limits).unwrap(),
        );
        let module = module.unwrap();
        module.code().compile_now(FunctionIndex(7)).unwrap();
        drop(module);
        assert!(std::fs::read(entry).unwrap() == known);
    }

    #[test]
    fn damaged_entries_are_replaced() {
        let directory = tempfile::tempdir().unwrap();
        let engine = engine(Some(directory.path()), CompilationMode::Eager);
        let wasm = wasm(3);
        drop(Module::new(&engine, Arc::clone(&wasm)).unwrap());
        let path = entries(directory.path()).remove(0);
        let good = std::fs::read(&path).unwrap();
        for damage in [0, good.len() / 2, good.len() - 1] {
            let mut bytes = good.clone();
            bytes[damage] ^= 4;
            // Longer, too, so that its length is no reason to keep it.
            bytes.push(0);
            std::fs::write(&path, bytes).unwrap();
            let module = Module::new(&engine, Arc::clone(&wasm)).unwrap();
            assert_eq!(module.code().compiled_functions(), (6, 6));
            assert_eq!(module.code().counts().loaded, 0);
            drop(module);
            assert!(std::fs::read(&path).unwrap() == good);
        }
    }

    #[test]
    fn a_cache_that_cannot_be_used_is_no_failure() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("file");
        std::fs::write(&file, "no directory").unwrap();
        let engine = engine(Some(&file), CompilationMode::Eager);
        let module = Module::new(&engine, wasm(3)).unwrap();
        assert_eq!(module.code().compiled_functions(), (6, 6));
        module.store_in_cache().unwrap();
    }

    #[test]
    fn runs_at_once_share_the_cache() {
        let directory = tempfile::tempdir().unwrap();
        let wasm = wasm(20);
        std::thread::scope(|scope| {
            for thread in 0..4_u32 {
                let (wasm, directory) = (&wasm, directory.path());
                scope.spawn(move || {
                    let engine = engine(Some(directory), CompilationMode::Lazy);
                    for round in 0..10 {
                        let module = Module::new(&engine, Arc::clone(wasm)).unwrap();
                        let function = FunctionIndex((thread * 10 + round) % 40);
                        module.code().compile_now(function).unwrap();
                    }
                });
            }
        });
        let engine = engine(Some(directory.path()), CompilationMode::Lazy);
        let module = Module::new(&engine, wasm).unwrap();
        assert!(module.code().counts().loaded > 0);
    }

    #[test]
    fn invalid_bytes_are_refused_with_the_offset() {
        let engine = engine(None, CompilationMode::Lazy);
        let error = Module::new(&engine, b"\0asm\x01\0\0\0\x01".as_slice().into()).unwrap_err();
        assert!(matches!(error, ModuleError::Invalid(_)), "{error}");
    }
}
