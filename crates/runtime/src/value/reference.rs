//! References as the embedder sees them.

use anyhow::{Result, ensure};
use switchback_abi::instance::FuncRef;
use switchback_wasm::{EngineHeapType, EngineRefType, Hierarchy};

use super::{Bits, Val};
use crate::context::AsContext;
use crate::function::Func;
use crate::references::{AnyRef, ArrayRef, ContRef, EqRef, ExnRef, ExternRef, StructRef};
use crate::rooting::{Referent, Rooted, TypedContinuation};
use crate::store::StoreOpaque;
use crate::types::{HeapType, RefType, ValType};

/// A reference.
#[derive(Clone, Copy, Debug)]
pub enum Ref {
    /// To a function, or null.
    Func(Option<Func>),
    /// To a value of the host, or null.
    Extern(Option<Rooted<ExternRef>>),
    /// To an internal value, or null.
    Any(Option<Rooted<AnyRef>>),
    /// To an exception, or null.
    Exn(Option<Rooted<ExnRef>>),
    /// To a continuation, or null.
    Cont(Option<Rooted<ContRef>>),
}

impl Ref {
    /// The null reference of a heap type.
    #[must_use]
    pub fn null(heap_type: &HeapType) -> Self {
        match heap_type.top() {
            HeapType::Func => Self::Func(None),
            HeapType::Extern => Self::Extern(None),
            HeapType::Exn => Self::Exn(None),
            HeapType::Cont => Self::Cont(None),
            _ => Self::Any(None),
        }
    }

    /// Whether it is null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(
            self,
            Self::Func(None)
                | Self::Extern(None)
                | Self::Any(None)
                | Self::Exn(None)
                | Self::Cont(None)
        )
    }

    /// Whether it is not null.
    #[must_use]
    pub fn is_non_null(&self) -> bool {
        !self.is_null()
    }

    /// Whether it is a reference to a function, or null in the place of one.
    #[must_use]
    pub fn is_func(&self) -> bool {
        matches!(self, Self::Func(_))
    }

    /// The reference to a function, if it is one (that may be null).
    #[must_use]
    pub fn as_func(&self) -> Option<Option<&Func>> {
        match self {
            Self::Func(value) => Some(value.as_ref()),
            _ => None,
        }
    }

    /// The reference to a function.
    ///
    /// # Panics
    ///
    /// If it is none.
    #[must_use]
    pub fn unwrap_func(&self) -> Option<&Func> {
        match self.as_func() {
            Some(value) => value,
            None => panic!("expected a function reference, got {self:?}"),
        }
    }

    /// Whether it is a reference to a host value, or null in the place of one.
    #[must_use]
    pub fn is_extern(&self) -> bool {
        matches!(self, Self::Extern(_))
    }

    /// The reference to a host value, if it is one (that may be null).
    #[must_use]
    pub fn as_extern(&self) -> Option<Option<&Rooted<ExternRef>>> {
        match self {
            Self::Extern(value) => Some(value.as_ref()),
            _ => None,
        }
    }

    /// The reference to a host value.
    ///
    /// # Panics
    ///
    /// If it is none.
    #[must_use]
    pub fn unwrap_extern(&self) -> Option<&Rooted<ExternRef>> {
        match self.as_extern() {
            Some(value) => value,
            None => panic!("expected a host reference, got {self:?}"),
        }
    }

    /// Whether it is a reference to an internal value, or null in the place of one.
    #[must_use]
    pub fn is_any(&self) -> bool {
        matches!(self, Self::Any(_))
    }

    /// The reference to an internal value, if it is one (that may be null).
    #[must_use]
    pub fn as_any(&self) -> Option<Option<&Rooted<AnyRef>>> {
        match self {
            Self::Any(value) => Some(value.as_ref()),
            _ => None,
        }
    }

    /// The reference to an internal value.
    ///
    /// # Panics
    ///
    /// If it is none.
    #[must_use]
    pub fn unwrap_any(&self) -> Option<&Rooted<AnyRef>> {
        match self.as_any() {
            Some(value) => value,
            None => panic!("expected an internal reference, got {self:?}"),
        }
    }

    /// Whether it is a reference to an exception, or null in the place of one.
    #[must_use]
    pub fn is_exn(&self) -> bool {
        matches!(self, Self::Exn(_))
    }

    /// The reference to an exception, if it is one (that may be null).
    #[must_use]
    pub fn as_exn(&self) -> Option<Option<&Rooted<ExnRef>>> {
        match self {
            Self::Exn(value) => Some(value.as_ref()),
            _ => None,
        }
    }

    /// The reference to an exception.
    ///
    /// # Panics
    ///
    /// If it is none.
    #[must_use]
    pub fn unwrap_exn(&self) -> Option<&Rooted<ExnRef>> {
        match self.as_exn() {
            Some(value) => value,
            None => panic!("expected an exception reference, got {self:?}"),
        }
    }

    /// Whether it is a reference to a continuation, or null in the place of one.
    #[must_use]
    pub fn is_cont(&self) -> bool {
        matches!(self, Self::Cont(_))
    }

    /// The reference to a continuation, if it is one (that may be null).
    #[must_use]
    pub fn as_cont(&self) -> Option<Option<&Rooted<ContRef>>> {
        match self {
            Self::Cont(value) => Some(value.as_ref()),
            _ => None,
        }
    }

    /// The reference to a continuation.
    ///
    /// # Panics
    ///
    /// If it is none.
    #[must_use]
    pub fn unwrap_cont(&self) -> Option<&Rooted<ContRef>> {
        match self.as_cont() {
            Some(value) => value,
            None => panic!("expected a continuation reference, got {self:?}"),
        }
    }

    /// The most precise type of the reference. Of a continuation that is the type that it
    /// was given to the host as (see [`ContRef`]).
    ///
    /// # Errors
    ///
    /// When it belongs to another store, or its scope has ended.
    pub fn ty(&self, store: impl AsContext) -> Result<RefType> {
        let store = store.as_context();
        let store = store.opaque();
        self.check(store)?;
        let heap_type = match self {
            Self::Func(None) => return Ok(RefType::NULLFUNCREF),
            Self::Extern(None) => return Ok(RefType::NULLEXTERNREF),
            Self::Any(None) => return Ok(RefType::NULLREF),
            Self::Exn(None) => return Ok(RefType::NULLEXNREF),
            Self::Cont(None) => return Ok(RefType::NULLCONTREF),
            Self::Func(Some(func)) => HeapType::ConcreteFunc(func.type_in(store)?),
            Self::Extern(Some(_)) => HeapType::Extern,
            Self::Any(Some(value)) => store.internal_type(value.root().get(store)?),
            Self::Exn(Some(_)) => HeapType::Exn,
            Self::Cont(Some(value)) => value.type_in(store)?,
        };
        Ok(RefType::new(false, heap_type))
    }

    /// Whether it is a reference of type `ty`.
    ///
    /// # Errors
    ///
    /// When it belongs to another store, or its scope has ended, or the type belongs to
    /// another engine.
    pub fn matches_ty(&self, store: impl AsContext, ty: &RefType) -> Result<bool> {
        Val::from(*self).matches_ty(store, &ValType::Ref(ty.clone()))
    }

    /// Checks that it can be used in a store.
    ///
    /// # Errors
    ///
    /// When it belongs to another, or its scope has ended.
    pub(super) fn check(&self, store: &StoreOpaque) -> Result<()> {
        match self {
            Self::Func(Some(func)) => func.func_ref(store).map(drop),
            Self::Extern(Some(value)) => value.root().referent(store).map(drop),
            Self::Any(Some(value)) => value.root().referent(store).map(drop),
            Self::Exn(Some(value)) => value.root().referent(store).map(drop),
            Self::Cont(Some(value)) => value.root().referent(store).map(drop),
            Self::Func(None)
            | Self::Extern(None)
            | Self::Any(None)
            | Self::Exn(None)
            | Self::Cont(None) => Ok(()),
        }
    }

    /// The reference as a register holds it.
    ///
    /// # Errors
    ///
    /// When it is not of type `ty`, or belongs to another store, or its scope has ended.
    pub(crate) fn to_bits(self, store: &StoreOpaque, ty: &EngineRefType) -> Result<Bits> {
        let mismatch = || {
            anyhow::anyhow!(
                "type mismatch: expected {}",
                RefType::from_engine(store.engine(), ty)
            )
        };
        let hierarchy = match self {
            Self::Func(_) => Hierarchy::Func,
            Self::Extern(_) => Hierarchy::Extern,
            Self::Any(_) => Hierarchy::Any,
            Self::Exn(_) => Hierarchy::Exn,
            Self::Cont(_) => Hierarchy::Cont,
        };
        ensure!(hierarchy == ty.heap_type.hierarchy(), mismatch());
        let root = match self {
            Self::Func(Some(func)) => {
                let func_ref = func.func_ref(store)?;
                let matches = match ty.heap_type {
                    EngineHeapType::Func => true,
                    EngineHeapType::Concrete(concrete) => store
                        .engine()
                        .types()
                        .is_subtype(func.type_identity(store)?, concrete.index),
                    _ => false,
                };
                ensure!(matches, mismatch());
                return Ok(func_ref.as_ptr().expose_provenance() as Bits);
            }
            Self::Extern(Some(value)) => value.root(),
            Self::Any(Some(value)) => value.root(),
            Self::Exn(Some(value)) => value.root(),
            Self::Cont(Some(value)) => value.root(),
            Self::Func(None)
            | Self::Extern(None)
            | Self::Any(None)
            | Self::Exn(None)
            | Self::Cont(None) => {
                ensure!(ty.nullable, mismatch());
                return Ok(0);
            }
        };
        let referent = root.referent(store)?;
        ensure!(store.referent_matches(referent, &ty.heap_type), mismatch());
        Ok(referent.bits())
    }

    /// The reference of type `ty` that a register holds, rooted in the innermost scope.
    ///
    /// # Safety
    ///
    /// `bits` must be of a reference of that type in this store.
    pub(crate) unsafe fn from_bits(
        store: &mut StoreOpaque,
        bits: Bits,
        ty: &EngineRefType,
    ) -> Self {
        let reference = bits as u32;
        let is_null = reference == 0;
        match ty.heap_type.hierarchy() {
            Hierarchy::Func => {
                let func_ref = std::ptr::with_exposed_provenance_mut::<FuncRef>(bits as usize);
                // SAFETY: the caller says that it is a function reference of this store.
                Self::Func(unsafe { Func::from_func_ref(store, func_ref) })
            }
            Hierarchy::Extern => Self::Extern((!is_null).then(|| Rooted::new(store, reference))),
            Hierarchy::Any => Self::Any((!is_null).then(|| Rooted::new(store, reference))),
            Hierarchy::Exn => Self::Exn((!is_null).then(|| Rooted::new(store, reference))),
            Hierarchy::Cont => {
                let word = bits as u64;
                let ty = match ty.heap_type {
                    EngineHeapType::Concrete(concrete) => Some(concrete.index),
                    _ => None,
                };
                let continuation = Referent::Continuation(TypedContinuation { word, ty });
                Self::Cont((word != 0).then(|| Rooted::of_referent(store, continuation)))
            }
        }
    }
}

macro_rules! reference_from {
    ($($ty:ty: $value:ident => $convert:expr;)*) => {$(
        impl From<$ty> for Ref {
            fn from($value: $ty) -> Self {
                $convert
            }
        }
    )*};
}

reference_from! {
    Func: value => Self::Func(Some(value));
    Option<Func>: value => Self::Func(value);
    Rooted<ExternRef>: value => Self::Extern(Some(value));
    Option<Rooted<ExternRef>>: value => Self::Extern(value);
    Rooted<AnyRef>: value => Self::Any(Some(value));
    Option<Rooted<AnyRef>>: value => Self::Any(value);
    Rooted<EqRef>: value => Self::Any(Some(value.into()));
    Option<Rooted<EqRef>>: value => Self::Any(value.map(Rooted::into));
    Rooted<StructRef>: value => Self::Any(Some(value.into()));
    Option<Rooted<StructRef>>: value => Self::Any(value.map(Rooted::into));
    Rooted<ArrayRef>: value => Self::Any(Some(value.into()));
    Option<Rooted<ArrayRef>>: value => Self::Any(value.map(Rooted::into));
    Rooted<ExnRef>: value => Self::Exn(Some(value));
    Option<Rooted<ExnRef>>: value => Self::Exn(value);
    Rooted<ContRef>: value => Self::Cont(Some(value));
    Option<Rooted<ContRef>>: value => Self::Cont(value);
}
