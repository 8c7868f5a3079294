//! What a linker knows under a name, and what a module gets for an import.

use anyhow::{Context, ensure};
use switchback_runtime::host::HostFunc;

use crate::{
    AsContextMut, Engine, Extern, ExternType, Func, FuncType, Global, ImportType, Memory, Ref,
    Result, StoreContextMut, Table, Tag, Val,
};

/// What a linker knows under a name.
pub(crate) enum Definition<T: 'static> {
    /// Something of a store.
    Extern(Extern),
    /// A function that is in no store yet.
    HostFunc(HostFunc<T>),
}

impl<T> Clone for Definition<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Extern(definition) => Self::Extern(*definition),
            Self::HostFunc(func) => Self::HostFunc(func.clone()),
        }
    }
}

impl<T: 'static> Definition<T> {
    /// The definition in a store.
    ///
    /// # Errors
    ///
    /// When it is a function of another engine.
    pub(crate) fn to_extern(&self, store: &mut StoreContextMut<'_, T>) -> Result<Extern> {
        match self {
            Self::Extern(definition) => Ok(*definition),
            Self::HostFunc(func) => Ok(func.clone().into_func(store)?.into()),
        }
    }

    /// Checks, as far as that is possible without a store, that a module can have
    /// this for that import.
    pub(crate) fn check(&self, import: &ImportType<'_>) -> Result<()> {
        let wanted = import.ty();
        let mismatch = || {
            format!(
                "incompatible import type for `{}::{}`",
                import.module(),
                import.name()
            )
        };
        match self {
            Self::HostFunc(func) => {
                let matches = wanted.func().is_some_and(|ty| func.ty().matches(ty));
                ensure!(
                    matches,
                    "{}: expected {}, found a function of type {}",
                    mismatch(),
                    describe(&wanted),
                    func.ty()
                );
                Ok(())
            }
            Self::Extern(definition) => {
                let (kind, wanted) = (kind(definition), kind_of_type(&wanted));
                ensure!(
                    kind == wanted,
                    "{}: expected a {wanted}, found a {kind}",
                    mismatch()
                );
                Ok(())
            }
        }
    }
}

fn kind(definition: &Extern) -> &'static str {
    match definition {
        Extern::Func(_) => "function",
        Extern::Global(_) => "global",
        Extern::Table(_) => "table",
        Extern::Memory(_) => "memory",
        Extern::Tag(_) => "tag",
    }
}

fn kind_of_type(ty: &ExternType) -> &'static str {
    match ty {
        ExternType::Func(_) => "function",
        ExternType::Global(_) => "global",
        ExternType::Table(_) => "table",
        ExternType::Memory(_) => "memory",
        ExternType::Tag(_) => "tag",
    }
}

fn describe(ty: &ExternType) -> String {
    match ty {
        ExternType::Func(ty) => format!("a function of type {ty}"),
        _ => format!("a {}", kind_of_type(ty)),
    }
}

/// The simplest thing of a type: a function that gives zeros and nulls, a global that
/// holds one, an empty memory, a table of nulls, a tag.
///
/// # Errors
///
/// When the type has no such value, and when a limit is exceeded.
pub(crate) fn default_extern<T: 'static>(
    mut store: impl AsContextMut<Data = T>,
    ty: &ExternType,
) -> Result<Extern> {
    Ok(match ty {
        ExternType::Func(ty) => default_func(store, ty)?.into(),
        ExternType::Global(ty) => {
            let value = Val::default_for_ty(ty.content());
            let value = value.with_context(|| format!("{} has no default value", ty.content()))?;
            Global::new(&mut store, ty.clone(), value)?.into()
        }
        ExternType::Table(ty) => {
            let element = ty.element();
            ensure!(element.is_nullable(), "{element} has no default value");
            let null = Ref::null(element.heap_type());
            Table::new(&mut store, ty.clone(), null)?.into()
        }
        ExternType::Memory(ty) => Memory::new(&mut store, ty.clone())?.into(),
        ExternType::Tag(ty) => Tag::new(&mut store, ty)?.into(),
    })
}

fn default_func<T: 'static>(store: impl AsContextMut<Data = T>, ty: &FuncType) -> Result<Func> {
    for result in ty.results() {
        ensure!(
            result.default_value().is_some(),
            "{result} has no default value"
        );
    }
    // The results come as default values.
    Func::try_new(store, ty.clone(), |_, _, _| Ok(()))
}

/// Checks that a function's type and a linker belong together.
pub(crate) fn check_engine(engine: &Engine, other: &Engine, what: &str) -> Result<()> {
    ensure!(
        Engine::same(engine, other),
        "the linker and {what} belong to different engines"
    );
    Ok(())
}
