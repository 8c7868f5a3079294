//! Linkers: what modules import, by name.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::sync::Arc;

use anyhow::{Context, anyhow, bail};
use switchback_runtime::host::HostFunc;

use crate::definition::{Definition, check_engine, default_extern};
use crate::{
    AsContext, AsContextMut, Caller, Engine, Extern, ExternType, Func, FuncType, ImportType,
    Instance, InstancePre, IntoFunc, Module, Result, StoreContextMut, UnknownImportError, Val,
    WasmParams, WasmRet,
};

/// Knows by name what modules import, and instantiates them.
///
/// Functions of the host that are defined in a linker belong to no store: the linker
/// can be used with any store whose data is of type `T`. With things of a store in it,
/// it can be used with that store only.
///
/// # Examples
///
/// ```
/// use switchback_engine::{Caller, Engine, Linker, Module, Result, Store};
///
/// fn main() -> Result<()> {
///     let engine = Engine::default();
///     let mut linker = Linker::new(&engine);
///     linker.func_wrap("host", "add", |mut caller: Caller<'_, i64>, n: i64| {
///         *caller.data_mut() += n;
///     })?;
///
///     let module = Module::new(
///         &engine,
///         r#"(module
///             (import "host" "add" (func $add (param i64)))
///             (func (export "run")
///                 (call $add (i64.const 40))
///                 (call $add (i64.const 2))))"#,
///     )?;
///     let mut store = Store::new(&engine, 0);
///     let instance = linker.instantiate(&mut store, &module)?;
///     instance.get_typed_func::<(), ()>(&mut store, "run")?.call(&mut store, ())?;
///     assert_eq!(*store.data(), 42);
///     Ok(())
/// }
/// ```
pub struct Linker<T: 'static> {
    engine: Engine,
    /// By the first name, then by the second.
    definitions: BTreeMap<Box<str>, BTreeMap<Box<str>, Definition<T>>>,
    allow_shadowing: bool,
    allow_unknown_exports: bool,
}

impl<T> Clone for Linker<T> {
    fn clone(&self) -> Self {
        Self {
            engine: self.engine.clone(),
            definitions: self.definitions.clone(),
            allow_shadowing: self.allow_shadowing,
            allow_unknown_exports: self.allow_unknown_exports,
        }
    }
}

impl<T: 'static> Linker<T> {
    /// A linker that knows nothing.
    #[must_use]
    pub fn new(engine: &Engine) -> Self {
        Self {
            engine: engine.clone(),
            definitions: BTreeMap::new(),
            allow_shadowing: false,
            allow_unknown_exports: false,
        }
    }

    /// The engine.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Whether a name may be defined again (no, unless this is called). The later
    /// definition counts.
    pub fn allow_shadowing(&mut self, allow: bool) -> &mut Self {
        self.allow_shadowing = allow;
        self
    }

    /// Whether [`Linker::module`] takes commands that export other things than
    /// functions and what toolchains are known to export (no, unless this is called).
    pub fn allow_unknown_exports(&mut self, allow: bool) -> &mut Self {
        self.allow_unknown_exports = allow;
        self
    }

    /// Defines something of a store.
    ///
    /// # Errors
    ///
    /// When the name is defined already, or the store belongs to another engine.
    pub fn define(
        &mut self,
        store: impl AsContext<Data = T>,
        module: &str,
        name: &str,
        item: impl Into<Extern>,
    ) -> Result<&mut Self> {
        check_engine(&self.engine, store.as_context().engine(), "the store")?;
        self.insert(module, name, Definition::Extern(item.into()))
    }

    /// Defines a function that takes and gives values of any type: see
    /// [`Func::new`].
    ///
    /// # Errors
    ///
    /// When the name is defined already, or the type belongs to another engine.
    pub fn func_new(
        &mut self,
        module: &str,
        name: &str,
        ty: FuncType,
        func: impl Fn(Caller<'_, T>, &[Val], &mut [Val]) -> Result<()> + Send + Sync + 'static,
    ) -> Result<&mut Self> {
        check_engine(&self.engine, ty.engine(), "the function's type")?;
        let func = HostFunc::new(ty, func);
        self.insert(module, name, Definition::HostFunc(func))
    }

    /// Defines a function whose parameters and results say its type: see
    /// [`Func::wrap`].
    ///
    /// # Errors
    ///
    /// When the name is defined already.
    pub fn func_wrap<Params, Results>(
        &mut self,
        module: &str,
        name: &str,
        func: impl IntoFunc<T, Params, Results>,
    ) -> Result<&mut Self> {
        let func = HostFunc::wrap(&self.engine, func);
        self.insert(module, name, Definition::HostFunc(func))
    }

    /// As [`Linker::func_new`], of a function that may wait: see [`Func::new_async`].
    ///
    /// # Errors
    ///
    /// As [`Linker::func_new`].
    pub fn func_new_async<F>(
        &mut self,
        module: &str,
        name: &str,
        ty: FuncType,
        func: F,
    ) -> Result<&mut Self>
    where
        F: for<'a> Fn(
                Caller<'a, T>,
                &'a [Val],
                &'a mut [Val],
            ) -> Box<dyn Future<Output = Result<()>> + Send + 'a>
            + Send
            + Sync
            + 'static,
        T: Send,
    {
        check_engine(&self.engine, ty.engine(), "the function's type")?;
        let func = HostFunc::new_async(ty, func);
        self.insert(module, name, Definition::HostFunc(func))
    }

    /// As [`Linker::func_wrap`], of a function that may wait: see [`Func::wrap_async`].
    ///
    /// # Errors
    ///
    /// As [`Linker::func_wrap`].
    ///
    /// # Examples
    ///
    /// ```
    /// use std::future;
    /// use switchback_engine::{Caller, Engine, Linker, Module, Result, Store};
    ///
    /// async fn run() -> Result<()> {
    ///     let engine = Engine::default();
    ///     let mut linker = Linker::new(&engine);
    ///     linker.func_wrap_async("host", "add", |mut caller: Caller<'_, i64>, (n,): (i64,)| {
    ///         Box::new(async move {
    ///             // Whatever it waits for.
    ///             future::ready(()).await;
    ///             *caller.data_mut() += n;
    ///             *caller.data()
    ///         })
    ///     })?;
    ///
    ///     let module = Module::new(
    ///         &engine,
    ///         r#"(module
    ///             (import "host" "add" (func $add (param i64) (result i64)))
    ///             (func $start (drop (call $add (i64.const 40))))
    ///             (start $start)
    ///             (func (export "run") (result i64) (call $add (i64.const 2))))"#,
    ///     )?;
    ///     let mut store = Store::new(&engine, 0);
    ///     let instance = linker.instantiate_async(&mut store, &module).await?;
    ///     let run = instance.get_typed_func::<(), i64>(&mut store, "run")?;
    ///     assert_eq!(run.call_async(&mut store, ()).await?, 42);
    ///     Ok(())
    /// }
    /// # let mut run = std::pin::pin!(run());
    /// # let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    /// # assert!(matches!(run.as_mut().poll(&mut context), std::task::Poll::Ready(Ok(()))));
    /// ```
    pub fn func_wrap_async<F, Params: WasmParams, Results: WasmRet + 'static>(
        &mut self,
        module: &str,
        name: &str,
        func: F,
    ) -> Result<&mut Self>
    where
        F: for<'a> Fn(Caller<'a, T>, Params) -> Box<dyn Future<Output = Results> + Send + 'a>
            + Send
            + Sync
            + 'static,
        T: Send,
    {
        let func = HostFunc::wrap_async(&self.engine, func);
        self.insert(module, name, Definition::HostFunc(func))
    }

    /// Defines all exports of an instance, under `module_name`.
    ///
    /// # Errors
    ///
    /// When a name is defined already, or the store belongs to another engine.
    ///
    /// # Panics
    ///
    /// When the instance belongs to another store.
    pub fn instance(
        &mut self,
        mut store: impl AsContextMut<Data = T>,
        module_name: &str,
        instance: Instance,
    ) -> Result<&mut Self> {
        let store = store.as_context_mut();
        check_engine(&self.engine, store.engine(), "the store")?;
        for export in instance.exports(&store) {
            let definition = Definition::Extern(export.into_extern());
            self.insert(module_name, export.name(), definition)?;
        }
        Ok(self)
    }

    /// Defines the exports of a module, under `module_name`.
    ///
    /// Of a *command*, a module that exports `_start`, each call of an exported
    /// function runs in an instance of its own. A module that does not is a
    /// *reactor*: it is instantiated here and now, its export `_initialize` is
    /// called if there is one, and its exports are those of this instance.
    ///
    /// # Errors
    ///
    /// When the module cannot be instantiated, its initialisation fails, a name is
    /// defined already, or the module is neither a command nor a reactor.
    ///
    /// # Examples
    ///
    /// ```
    /// use switchback_engine::{Engine, Linker, Module, Result, Store};
    ///
    /// fn main() -> Result<()> {
    ///     let engine = Engine::default();
    ///     let mut store = Store::new(&engine, ());
    ///     let mut linker = Linker::new(&engine);
    ///     let counter = Module::new(
    ///         &engine,
    ///         r#"(module
    ///             (global $count (mut i32) (i32.const 0))
    ///             (func (export "_initialize") (global.set $count (i32.const 10)))
    ///             (func (export "next") (result i32)
    ///                 (global.set $count (i32.add (global.get $count) (i32.const 1)))
    ///                 (global.get $count)))"#,
    ///     )?;
    ///     linker.module(&mut store, "counter", &counter)?;
    ///
    ///     let next = linker.get(&mut store, "counter", "next")?.into_func().unwrap();
    ///     let next = next.typed::<(), i32>(&store)?;
    ///     assert_eq!(next.call(&mut store, ())?, 11);
    ///     assert_eq!(next.call(&mut store, ())?, 12);
    ///     Ok(())
    /// }
    /// ```
    pub fn module(
        &mut self,
        mut store: impl AsContextMut<Data = T>,
        module_name: &str,
        module: &Module,
    ) -> Result<&mut Self> {
        check_engine(&self.engine, store.as_context().engine(), "the store")?;
        match ModuleKind::of(module)? {
            ModuleKind::Command => self.command(store, module_name, module, command_func),
            ModuleKind::Reactor => {
                let instance = self.instantiate(&mut store, module)?;
                if let Some(initialize) = instance.get_func(&mut store, "_initialize") {
                    initialize
                        .typed::<(), ()>(&store)
                        .and_then(|initialize| initialize.call(&mut store, ()))
                        .context("calling the Reactor initialization function")?;
                }
                self.instance(store, module_name, instance)
            }
        }
    }

    /// As [`Linker::module`]; what it calls may wait.
    ///
    /// # Errors
    ///
    /// As [`Linker::module`].
    pub async fn module_async(
        &mut self,
        mut store: impl AsContextMut<Data = T>,
        module_name: &str,
        module: &Module,
    ) -> Result<&mut Self>
    where
        T: Send,
    {
        check_engine(&self.engine, store.as_context().engine(), "the store")?;
        match ModuleKind::of(module)? {
            ModuleKind::Command => self.command(
                store,
                module_name,
                module,
                |store, ty, name, instance_pre| async_command_func(store, ty, name, instance_pre),
            ),
            ModuleKind::Reactor => {
                let instance = self.instantiate_async(&mut store, module).await?;
                if let Some(initialize) = instance.get_func(&mut store, "_initialize") {
                    let initialize = initialize.typed::<(), ()>(&store);
                    match initialize {
                        Ok(initialize) => initialize.call_async(&mut store, ()).await,
                        Err(error) => Err(error),
                    }
                    .context("calling the Reactor initialization function")?;
                }
                self.instance(store, module_name, instance)
            }
        }
    }

    /// `func` makes the function for a function of the command.
    fn command(
        &mut self,
        mut store: impl AsContextMut<Data = T>,
        module_name: &str,
        module: &Module,
        func: impl Fn(StoreContextMut<'_, T>, FuncType, &str, InstancePre<T>) -> Result<Func>,
    ) -> Result<&mut Self> {
        let instance_pre = self.instantiate_pre(module)?;
        for export in module.exports() {
            let name = export.name();
            match export.ty() {
                ExternType::Func(ty) => {
                    let func = func(store.as_context_mut(), ty, name, instance_pre.clone())?;
                    self.insert(module_name, name, Definition::Extern(func.into()))?;
                }
                ty if is_known_export(name, &ty) || self.allow_unknown_exports => {}
                _ => bail!("command export '{name}' is not a function"),
            }
        }
        Ok(self)
    }

    /// Defines under a second pair of names what is defined under a first one.
    ///
    /// # Errors
    ///
    /// When the first is not defined, or the second is already.
    pub fn alias(
        &mut self,
        module: &str,
        name: &str,
        as_module: &str,
        as_name: &str,
    ) -> Result<&mut Self> {
        let definition = self
            .find(module, name)
            .cloned()
            .with_context(|| format!("no item named `{module}::{name}` defined"))?;
        self.insert(as_module, as_name, definition)
    }

    /// Defines under `as_module` everything that is defined under `module`.
    ///
    /// # Errors
    ///
    /// When a name is defined already.
    pub fn alias_module(&mut self, module: &str, as_module: &str) -> Result<()> {
        let definitions = self.definitions.get(module).cloned().unwrap_or_default();
        for (name, definition) in definitions {
            self.insert(as_module, &name, definition)?;
        }
        Ok(())
    }

    /// Defines every function that `module` imports and that is not defined, as one
    /// that ends the running Wasm with an [`UnknownImportError`].
    ///
    /// # Errors
    ///
    /// When the module belongs to another engine.
    pub fn define_unknown_imports_as_traps(&mut self, module: &Module) -> Result<()> {
        for import in module.imports() {
            if self.find(import.module(), import.name()).is_some() {
                continue;
            }
            if let ExternType::Func(ty) = import.ty() {
                let error = UnknownImportError::new(&import);
                self.func_new(import.module(), import.name(), ty, move |_, _, _| {
                    Err(error.clone().into())
                })?;
            }
        }
        Ok(())
    }

    /// Defines everything that `module` imports and that is not defined: functions
    /// that give zeros and nulls, globals that hold one, memories, tables of nulls, tags.
    ///
    /// # Errors
    ///
    /// When there is no such value of a type, a limit is exceeded, or the store or
    /// the module belongs to another engine.
    pub fn define_unknown_imports_as_default_values(
        &mut self,
        mut store: impl AsContextMut<Data = T>,
        module: &Module,
    ) -> Result<()> {
        check_engine(&self.engine, store.as_context().engine(), "the store")?;
        for import in module.imports() {
            if self.find(import.module(), import.name()).is_some() {
                continue;
            }
            let definition = default_extern(&mut store, &import.ty()).with_context(|| {
                format!(
                    "no default value exists for `{}::{}` with type `{:?}`",
                    import.module(),
                    import.name(),
                    import.ty()
                )
            })?;
            self.insert(
                import.module(),
                import.name(),
                Definition::Extern(definition),
            )?;
        }
        Ok(())
    }

    /// Instantiates a module with what is defined here, and runs its start function.
    ///
    /// # Errors
    ///
    /// When an import is not defined ([`UnknownImportError`]); otherwise as
    /// [`Instance::new`].
    pub fn instantiate(
        &self,
        store: impl AsContextMut<Data = T>,
        module: &Module,
    ) -> Result<Instance> {
        self.instantiate_pre(module)?.instantiate(store)
    }

    /// As [`Linker::instantiate`]; the start function may wait.
    ///
    /// # Errors
    ///
    /// As [`Linker::instantiate`].
    pub async fn instantiate_async(
        &self,
        store: impl AsContextMut<Data = T>,
        module: &Module,
    ) -> Result<Instance>
    where
        T: Send,
    {
        self.instantiate_pre(module)?.instantiate_async(store).await
    }

    /// Looks up what a module imports, once for any number of instances.
    ///
    /// # Errors
    ///
    /// When an import is not defined ([`UnknownImportError`]), or can be seen to be of
    /// the wrong type without a store; the rest is checked when an instance is made.
    pub fn instantiate_pre(&self, module: &Module) -> Result<InstancePre<T>> {
        check_engine(&self.engine, module.engine(), "the module")?;
        let imports = module.imports().map(|import| {
            let definition = self
                .find(import.module(), import.name())
                .ok_or_else(|| UnknownImportError::new(&import))?;
            definition.check(&import)?;
            Ok(definition.clone())
        });
        let imports = imports.collect::<Result<Box<[_]>>>()?;
        Ok(InstancePre::new(module.clone(), imports))
    }

    /// Everything that is defined, in the order of the names.
    ///
    /// # Panics
    ///
    /// When the store belongs to another engine and a function of the host is
    /// defined.
    pub fn iter<'a: 'p, 'p>(
        &'a self,
        mut store: impl AsContextMut<Data = T> + 'p,
    ) -> impl Iterator<Item = (&'a str, &'a str, Extern)> + 'p {
        let all = self.definitions.iter().flat_map(|(module, names)| {
            let names = names.iter();
            names.map(move |(name, definition)| (&**module, &**name, definition))
        });
        all.map(move |(module, name, definition)| {
            match definition.to_extern(&mut store.as_context_mut()) {
                Ok(definition) => (module, name, definition),
                Err(error) => panic!("{error}"),
            }
        })
    }

    /// What is defined under these names.
    ///
    /// # Errors
    ///
    /// When nothing is, or the store belongs to another engine.
    pub fn get(
        &self,
        mut store: impl AsContextMut<Data = T>,
        module: &str,
        name: &str,
    ) -> Result<Extern> {
        self.find(module, name)
            .ok_or_else(|| anyhow!("missing definition for `{module}::{name}`"))?
            .to_extern(&mut store.as_context_mut())
    }

    /// What is defined under the names of an import, whatever its type.
    ///
    /// # Panics
    ///
    /// When the store belongs to another engine; see [`Linker::try_get_by_import`].
    pub fn get_by_import(
        &self,
        store: impl AsContextMut<Data = T>,
        import: &ImportType<'_>,
    ) -> Option<Extern> {
        match self.try_get_by_import(store, import) {
            Ok(definition) => definition,
            Err(error) => panic!("{error}"),
        }
    }

    /// What is defined under the names of an import, whatever its type.
    ///
    /// # Errors
    ///
    /// When the store belongs to another engine.
    pub fn try_get_by_import(
        &self,
        mut store: impl AsContextMut<Data = T>,
        import: &ImportType<'_>,
    ) -> Result<Option<Extern>> {
        self.find(import.module(), import.name())
            .map(|definition| definition.to_extern(&mut store.as_context_mut()))
            .transpose()
    }

    /// The function that runs a module defined under this name: the one without a
    /// second name, else `_start`, else one that does nothing.
    ///
    /// # Errors
    ///
    /// When it is no function, or the store belongs to another engine.
    pub fn get_default(
        &self,
        mut store: impl AsContextMut<Data = T>,
        module: &str,
    ) -> Result<Func> {
        for name in ["", "_start"] {
            let Some(definition) = self.find(module, name) else {
                continue;
            };
            let definition = definition.to_extern(&mut store.as_context_mut())?;
            return definition
                .into_func()
                .with_context(|| format!("export '{name}' of '{module}' is not a function"));
        }
        Ok(Func::wrap(store, || {}))
    }

    fn find(&self, module: &str, name: &str) -> Option<&Definition<T>> {
        self.definitions.get(module)?.get(name)
    }

    fn insert(&mut self, module: &str, name: &str, definition: Definition<T>) -> Result<&mut Self> {
        let names = self.definitions.entry(module.into()).or_default();
        match names.entry(name.into()) {
            Entry::Occupied(_) if !self.allow_shadowing => {
                bail!("import of `{module}::{name}` defined twice")
            }
            Entry::Occupied(mut entry) => {
                entry.insert(definition);
            }
            Entry::Vacant(entry) => {
                entry.insert(definition);
            }
        }
        Ok(self)
    }
}

/// A function that makes an instance and calls the export `name` of it.
fn command_func<T: 'static>(
    store: StoreContextMut<'_, T>,
    ty: FuncType,
    name: &str,
    instance_pre: InstancePre<T>,
) -> Result<Func> {
    let name = name.to_owned();
    Func::try_new(store, ty, move |mut caller, params, results| {
        let instance = instance_pre.instantiate(&mut caller)?;
        let func = instance
            .get_func(&mut caller, &name)
            .with_context(|| format!("the command has no function `{name}`"))?;
        func.call(&mut caller, params, results)
    })
}

/// As [`command_func`]; what it calls may wait.
fn async_command_func<T: Send + 'static>(
    store: StoreContextMut<'_, T>,
    ty: FuncType,
    name: &str,
    instance_pre: InstancePre<T>,
) -> Result<Func> {
    let name: Arc<str> = name.into();
    let func = HostFunc::new_async(ty, move |mut caller: Caller<'_, T>, params, results| {
        let (name, instance_pre) = (Arc::clone(&name), instance_pre.clone());
        Box::new(async move {
            let instance = instance_pre.instantiate_async(&mut caller).await?;
            let func = instance
                .get_func(&mut caller, &name)
                .with_context(|| format!("the command has no function `{name}`"))?;
            func.call_async(&mut caller, params, results).await
        })
    });
    func.into_func(store)
}

/// Whether it is one of those exports of commands that toolchains make for purposes of
/// their own. They are not defined.
fn is_known_export(name: &str, ty: &ExternType) -> bool {
    match name {
        "memory" => ty.memory().is_some(),
        "__indirect_function_table" | "table" => ty.table().is_some(),
        "__data_end" | "__heap_base" | "__dso_handle" | "__rtti_base" => ty.global().is_some(),
        _ => false,
    }
}

/// How instances of a module live, by the convention of WASI.
enum ModuleKind {
    /// One for each call.
    Command,
    /// One for all.
    Reactor,
}

impl ModuleKind {
    fn of(module: &Module) -> Result<Self> {
        let is_func = |name| {
            let ty = module.get_export(name);
            ty.map(|ty| ty.func().is_some())
        };
        match (is_func("_start"), is_func("_initialize")) {
            (Some(true), None) => Ok(Self::Command),
            (None, Some(true) | None) => Ok(Self::Reactor),
            (Some(false), None) => bail!("`_start` must be a function"),
            (None, Some(false)) => bail!("`_initialize` must be a function"),
            (Some(_), Some(_)) => bail!("Program cannot be both a Command and a Reactor"),
        }
    }
}

impl<T> fmt::Debug for Linker<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.definitions.iter().flat_map(|(module, names)| {
            let names = names.keys();
            names.map(move |name| format!("{module}::{name}"))
        });
        formatter.debug_set().entries(names).finish()
    }
}

impl<T: 'static> Default for Linker<T> {
    fn default() -> Self {
        Self::new(&Engine::default())
    }
}
