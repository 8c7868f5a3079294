//! Exceptions as errors of the host.
//!
//! An exception that no Wasm code catches becomes the error of the host's call, a
//! [`ThrownException`]; a host function that returns such an error throws the exception
//! in the Wasm code that called it.

use std::fmt;

use anyhow::Result;
use switchback_wasm::EngineValType;

use crate::caller::Caller;
use crate::context::AsContextMut;
use crate::references::ExnRef;
use crate::rooting::{OwnedRooted, Rooted};
use crate::store::{Store, StoreOpaque};

/// An exception on its way through the host.
///
/// It keeps the exception alive, and goes where errors go. It is the error of a call of
/// Wasm that threw and did not catch. If a host function returns it (with whatever
/// context, as long as `downcast_ref` finds it), the exception is thrown in the Wasm code
/// that called the host function.
#[derive(Clone, Debug)]
pub struct ThrownException {
    exception: OwnedRooted<ExnRef>,
    /// Of the tag, if it is known.
    name: Option<Box<str>>,
    shown: [Option<Shown>; SHOWN],
    has_more: bool,
}

/// How many values of an exception an error message shows.
const SHOWN: usize = 4;

/// A value in an error message.
#[derive(Clone, Copy, Debug)]
enum Shown {
    I32(i32),
    I64(i64),
    F32(f32),
    F64(f64),
    V128(u128),
    Null,
    Reference,
}

impl ThrownException {
    /// The exception of that reference, which is not null.
    fn new(store: &mut StoreOpaque, exception: u32) -> Self {
        let mut values = (0..).map_while(|index| store.exception_field(exception, index).ok());
        let shown = std::array::from_fn(|_| {
            values.next().map(|(bits, ty)| match ty {
                EngineValType::I32 => Shown::I32((bits as u32).cast_signed()),
                EngineValType::I64 => Shown::I64((bits as u64).cast_signed()),
                EngineValType::F32 => Shown::F32(f32::from_bits(bits as u32)),
                EngineValType::F64 => Shown::F64(f64::from_bits(bits as u64)),
                EngineValType::V128 => Shown::V128(bits),
                EngineValType::Ref(_) if bits == 0 => Shown::Null,
                EngineValType::Ref(_) => Shown::Reference,
            })
        });
        let has_more = values.next().is_some();
        Self {
            exception: OwnedRooted::new(store, exception),
            name: None,
            shown,
            has_more,
        }
    }

    /// The exception of that reference, which is not null and was not caught.
    pub(crate) fn uncaught(store: &mut StoreOpaque, exception: u32) -> Self {
        let name = store
            .tag_name(store.exception_tag(exception))
            .map(Box::from);
        Self {
            name,
            ..Self::new(store, exception)
        }
    }

    /// The exception.
    #[must_use]
    pub fn exception(&self) -> &OwnedRooted<ExnRef> {
        &self.exception
    }

    /// The exception.
    #[must_use]
    pub fn into_exception(self) -> OwnedRooted<ExnRef> {
        self.exception
    }

    /// The reference to the exception, if it is one of that store.
    pub(crate) fn reference_in(&self, store: &StoreOpaque) -> Option<u32> {
        self.exception.root().get(store).ok()
    }
}

impl std::error::Error for ThrownException {}

impl fmt::Display for ThrownException {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("thrown Wasm exception")?;
        if let Some(name) = &self.name {
            write!(formatter, " `{name}`")?;
        }
        if self.shown[0].is_none() {
            return Ok(());
        }
        for (index, value) in self.shown.iter().flatten().enumerate() {
            formatter.write_str(if index == 0 { " (" } else { ", " })?;
            write!(formatter, "{value}")?;
        }
        formatter.write_str(if self.has_more { ", …)" } else { ")" })
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::I32(value) => write!(formatter, "i32 {value}"),
            Self::I64(value) => write!(formatter, "i64 {value}"),
            Self::F32(value) => write!(formatter, "f32 {value}"),
            Self::F64(value) => write!(formatter, "f64 {value}"),
            Self::V128(value) => write!(formatter, "v128 {value:#034x}"),
            Self::Null => formatter.write_str("null"),
            Self::Reference => formatter.write_str("a reference"),
        }
    }
}

/// The error that throws an exception when a host function returns it.
///
/// # Errors
///
/// Always.
fn throw<R>(mut store: impl AsContextMut, exception: Rooted<ExnRef>) -> Result<R> {
    let mut store = store.as_context_mut();
    let store = store.opaque_mut();
    let reference = exception.root().get(store)?;
    Err(ThrownException::new(store, reference).into())
}

impl<T: 'static> Store<T> {
    /// Throws an exception, for a host function that has the store in another form:
    /// see [`Caller::throw`].
    ///
    /// # Errors
    ///
    /// Always: as [`Caller::throw`].
    pub fn throw<R>(&mut self, exception: Rooted<ExnRef>) -> Result<R> {
        throw(self, exception)
    }
}

impl<T: 'static> Caller<'_, T> {
    /// Throws an exception: what the host function is to return.
    ///
    /// # Errors
    ///
    /// Always: a [`ThrownException`], or why the exception is none of this store.
    pub fn throw<R>(&mut self, exception: Rooted<ExnRef>) -> Result<R> {
        throw(self, exception)
    }
}
