//! Modules with everything that they import.

use std::fmt;

use crate::definition::Definition;
use crate::{AsContextMut, Extern, Instance, Module, Result};

/// A module with what it imports, looked up once for any number of instances: what
/// [`Linker::instantiate_pre`](crate::Linker::instantiate_pre) gives.
///
/// # Examples
///
/// ```
/// use switchback_engine::{Engine, Linker, Module, Result, Store};
///
/// fn main() -> Result<()> {
///     let engine = Engine::default();
///     let module = Module::new(
///         &engine,
///         r#"(module
///             (import "host" "seed" (func $seed (result i32)))
///             (func (export "run") (result i32)
///                 (i32.mul (call $seed) (i32.const 2))))"#,
///     )?;
///     let mut linker = Linker::new(&engine);
///     linker.func_wrap("host", "seed", || 21)?;
///     let instance_pre = linker.instantiate_pre(&module)?;
///     for _ in 0..3 {
///         let mut store = Store::new(&engine, ());
///         let instance = instance_pre.instantiate(&mut store)?;
///         let run = instance.get_typed_func::<(), i32>(&mut store, "run")?;
///         assert_eq!(run.call(&mut store, ())?, 42);
///     }
///     Ok(())
/// }
/// ```
pub struct InstancePre<T: 'static> {
    module: Module,
    /// In the order of the module's imports.
    imports: Box<[Definition<T>]>,
}

impl<T> Clone for InstancePre<T> {
    fn clone(&self) -> Self {
        Self {
            module: self.module.clone(),
            imports: self.imports.clone(),
        }
    }
}

impl<T: 'static> InstancePre<T> {
    pub(crate) fn new(module: Module, imports: Box<[Definition<T>]>) -> Self {
        Self { module, imports }
    }

    /// The module.
    #[must_use]
    pub fn module(&self) -> &Module {
        &self.module
    }

    /// Makes an instance, and runs the module's start function.
    ///
    /// # Errors
    ///
    /// As [`Instance::new`].
    pub fn instantiate(&self, mut store: impl AsContextMut<Data = T>) -> Result<Instance> {
        let imports = self.imports(&mut store)?;
        Instance::new(store, &self.module, &imports)
    }

    /// As [`InstancePre::instantiate`]; the start function may wait.
    ///
    /// # Errors
    ///
    /// As [`Instance::new`].
    pub async fn instantiate_async(
        &self,
        mut store: impl AsContextMut<Data = T>,
    ) -> Result<Instance>
    where
        T: Send,
    {
        let imports = self.imports(&mut store)?;
        Instance::new_async(store, &self.module, &imports).await
    }

    /// What the module imports, in a store.
    fn imports(&self, mut store: impl AsContextMut<Data = T>) -> Result<Vec<Extern>> {
        let mut store = store.as_context_mut();
        let imports = self.imports.iter();
        imports
            .map(|definition| definition.to_extern(&mut store))
            .collect()
    }
}

impl<T> fmt::Debug for InstancePre<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("InstancePre")
            .field("module", &self.module)
            .finish_non_exhaustive()
    }
}
