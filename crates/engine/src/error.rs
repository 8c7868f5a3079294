//! Errors of linking.

use std::fmt;

use crate::{ExternType, ImportType};

/// A module imports something that its linker does not know.
///
/// # Examples
///
/// ```
/// use switchback_engine::{Engine, Linker, Module, Result, Store, UnknownImportError};
///
/// fn main() -> Result<()> {
///     let engine = Engine::default();
///     let module = Module::new(&engine, r#"(module (import "a" "b" (func)))"#)?;
///     let mut store = Store::new(&engine, ());
///     let error = Linker::new(&engine).instantiate(&mut store, &module).unwrap_err();
///     assert_eq!(error.to_string(), "unknown import: `a::b` has not been defined");
///     assert_eq!(error.downcast::<UnknownImportError>()?.name(), "b");
///     Ok(())
/// }
/// ```
#[derive(Clone, Debug)]
pub struct UnknownImportError {
    module: String,
    name: String,
    ty: ExternType,
}

impl UnknownImportError {
    pub(crate) fn new(import: &ImportType<'_>) -> Self {
        Self {
            module: import.module().to_owned(),
            name: import.name().to_owned(),
            ty: import.ty(),
        }
    }

    /// The first name.
    #[must_use]
    pub fn module(&self) -> &str {
        &self.module
    }

    /// The second name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What was wanted.
    #[must_use]
    pub fn ty(&self) -> ExternType {
        self.ty.clone()
    }
}

impl fmt::Display for UnknownImportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (module, name) = (&self.module, &self.name);
        write!(
            formatter,
            "unknown import: `{module}::{name}` has not been defined"
        )
    }
}

impl std::error::Error for UnknownImportError {}
