//! Types as the embedder sees them.
//!
//! These are the specification's types with an [`Engine`] at hand wherever a
//! defined type is named. Inside the runtime types are
//! [`switchback_wasm::EngineValType`] and its like; each type here converts from
//! and to one of them.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use anyhow::{Result, ensure};
use switchback_wasm::{
    CompositeKind, ConcreteType, EngineFuncType, EngineHeapType, EngineRefType, EngineValType,
    TypeIdentity,
};

use crate::engine::{Engine, Signature};

/// Whether something can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mutability {
    /// It is constant.
    Const,
    /// It can be changed.
    Var,
}

impl Mutability {
    /// Whether it is constant.
    #[must_use]
    pub fn is_const(self) -> bool {
        self == Self::Const
    }

    /// Whether it can be changed.
    #[must_use]
    pub fn is_var(self) -> bool {
        self == Self::Var
    }
}

/// A value type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ValType {
    /// 32-bit integer.
    I32,
    /// 64-bit integer.
    I64,
    /// 32-bit float.
    F32,
    /// 64-bit float.
    F64,
    /// 128-bit vector.
    V128,
    /// Reference.
    Ref(RefType),
}

/// A reference type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RefType {
    is_nullable: bool,
    heap_type: HeapType,
}

/// A heap type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HeapType {
    /// Any host value.
    Extern,
    /// No host value.
    NoExtern,
    /// Any function.
    Func,
    /// A function of that type.
    ConcreteFunc(FuncType),
    /// No function.
    NoFunc,
}

impl ValType {
    /// `externref`
    pub const EXTERNREF: Self = Self::Ref(RefType::EXTERNREF);
    /// `nullexternref`
    pub const NULLEXTERNREF: Self = Self::Ref(RefType::NULLEXTERNREF);
    /// `funcref`
    pub const FUNCREF: Self = Self::Ref(RefType::FUNCREF);
    /// `nullfuncref`
    pub const NULLFUNCREF: Self = Self::Ref(RefType::NULLFUNCREF);

    /// Whether it is a type of numbers.
    #[must_use]
    pub fn is_num(&self) -> bool {
        matches!(self, Self::I32 | Self::I64 | Self::F32 | Self::F64)
    }

    /// Whether it is `i32`.
    #[must_use]
    pub fn is_i32(&self) -> bool {
        *self == Self::I32
    }

    /// Whether it is `i64`.
    #[must_use]
    pub fn is_i64(&self) -> bool {
        *self == Self::I64
    }

    /// Whether it is `f32`.
    #[must_use]
    pub fn is_f32(&self) -> bool {
        *self == Self::F32
    }

    /// Whether it is `f64`.
    #[must_use]
    pub fn is_f64(&self) -> bool {
        *self == Self::F64
    }

    /// Whether it is `v128`.
    #[must_use]
    pub fn is_v128(&self) -> bool {
        *self == Self::V128
    }

    /// Whether it is a reference type.
    #[must_use]
    pub fn is_ref(&self) -> bool {
        matches!(self, Self::Ref(_))
    }

    /// Whether it is `funcref`.
    #[must_use]
    pub fn is_funcref(&self) -> bool {
        *self == Self::FUNCREF
    }

    /// Whether it is `externref`.
    #[must_use]
    pub fn is_externref(&self) -> bool {
        *self == Self::EXTERNREF
    }

    /// The reference type, if it is one.
    #[must_use]
    pub fn as_ref(&self) -> Option<&RefType> {
        match self {
            Self::Ref(reference) => Some(reference),
            _ => None,
        }
    }

    /// The reference type.
    ///
    /// # Panics
    ///
    /// If it is none.
    #[must_use]
    pub fn unwrap_ref(&self) -> &RefType {
        match self.as_ref() {
            Some(reference) => reference,
            None => panic!("{self} is no reference type"),
        }
    }

    /// Whether values of this type are values of `other`, too.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Ref(sub), Self::Ref(super_)) => sub.matches(super_),
            _ => self == other,
        }
    }

    /// The value that locals of this type begin with, if there is one.
    #[must_use]
    pub fn default_value(&self) -> Option<crate::value::Val> {
        crate::value::Val::default_for_ty(self)
    }

    pub(crate) fn from_engine(engine: &Engine, ty: &EngineValType) -> Self {
        match ty {
            EngineValType::I32 => Self::I32,
            EngineValType::I64 => Self::I64,
            EngineValType::F32 => Self::F32,
            EngineValType::F64 => Self::F64,
            EngineValType::V128 => Self::V128,
            EngineValType::Ref(reference) => Self::Ref(RefType::from_engine(engine, reference)),
        }
    }

    /// The type inside `engine`.
    ///
    /// # Errors
    ///
    /// When it names a type of another engine.
    pub(crate) fn to_engine(&self, engine: &Engine) -> Result<EngineValType> {
        Ok(match self {
            Self::I32 => EngineValType::I32,
            Self::I64 => EngineValType::I64,
            Self::F32 => EngineValType::F32,
            Self::F64 => EngineValType::F64,
            Self::V128 => EngineValType::V128,
            Self::Ref(reference) => EngineValType::Ref(reference.to_engine(engine)?),
        })
    }
}

impl RefType {
    /// `(ref null extern)`
    pub const EXTERNREF: Self = Self::nullable(HeapType::Extern);
    /// `(ref null noextern)`
    pub const NULLEXTERNREF: Self = Self::nullable(HeapType::NoExtern);
    /// `(ref null func)`
    pub const FUNCREF: Self = Self::nullable(HeapType::Func);
    /// `(ref null nofunc)`
    pub const NULLFUNCREF: Self = Self::nullable(HeapType::NoFunc);

    const fn nullable(heap_type: HeapType) -> Self {
        Self {
            is_nullable: true,
            heap_type,
        }
    }

    /// A reference type.
    #[must_use]
    pub fn new(is_nullable: bool, heap_type: HeapType) -> Self {
        Self {
            is_nullable,
            heap_type,
        }
    }

    /// Whether null is a value of it.
    #[must_use]
    pub fn is_nullable(&self) -> bool {
        self.is_nullable
    }

    /// What its values refer to.
    #[must_use]
    pub fn heap_type(&self) -> &HeapType {
        &self.heap_type
    }

    /// Whether values of this type are values of `other`, too.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        (other.is_nullable || !self.is_nullable) && self.heap_type.matches(&other.heap_type)
    }

    pub(crate) fn from_engine(engine: &Engine, ty: &EngineRefType) -> Self {
        Self {
            is_nullable: ty.nullable,
            heap_type: HeapType::from_engine(engine, &ty.heap_type),
        }
    }

    pub(crate) fn to_engine(&self, engine: &Engine) -> Result<EngineRefType> {
        Ok(EngineRefType {
            nullable: self.is_nullable,
            heap_type: self.heap_type.to_engine(engine)?,
        })
    }
}

impl HeapType {
    /// Whether it is a function type of the embedder's making or a module's.
    #[must_use]
    pub fn as_concrete_func(&self) -> Option<&FuncType> {
        match self {
            Self::ConcreteFunc(ty) => Some(ty),
            _ => None,
        }
    }

    /// The top of the hierarchy that this type belongs to.
    #[must_use]
    pub fn top(&self) -> Self {
        match self {
            Self::Extern | Self::NoExtern => Self::Extern,
            Self::Func | Self::ConcreteFunc(_) | Self::NoFunc => Self::Func,
        }
    }

    fn is_bottom(&self) -> bool {
        matches!(self, Self::NoExtern | Self::NoFunc)
    }

    /// Whether everything of this type is of type `other`, too.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        if self == other || *other == self.top() {
            return true;
        }
        if self.is_bottom() {
            return self.top() == other.top();
        }
        match (self, other) {
            (Self::ConcreteFunc(sub), Self::ConcreteFunc(super_)) => sub.matches(super_),
            _ => false,
        }
    }

    fn from_engine(engine: &Engine, ty: &EngineHeapType) -> Self {
        match ty {
            EngineHeapType::Func => Self::Func,
            EngineHeapType::NoFunc => Self::NoFunc,
            EngineHeapType::Extern => Self::Extern,
            EngineHeapType::NoExtern => Self::NoExtern,
            EngineHeapType::Concrete(concrete) if concrete.kind == CompositeKind::Func => {
                Self::ConcreteFunc(FuncType::of_identity(engine, concrete.index))
            }
            _ => unreachable!("modules with types that are not built are refused"),
        }
    }

    fn to_engine(&self, engine: &Engine) -> Result<EngineHeapType> {
        Ok(match self {
            Self::Extern => EngineHeapType::Extern,
            Self::NoExtern => EngineHeapType::NoExtern,
            Self::Func => EngineHeapType::Func,
            Self::NoFunc => EngineHeapType::NoFunc,
            Self::ConcreteFunc(ty) => EngineHeapType::Concrete(ConcreteType {
                index: ty.identity_in(engine)?,
                kind: CompositeKind::Func,
            }),
        })
    }
}

/// A function type, known to an engine.
#[derive(Clone)]
pub struct FuncType {
    engine: Engine,
    signature: Arc<Signature>,
}

impl FuncType {
    /// A function type.
    ///
    /// # Panics
    ///
    /// If `params` or `results` name a type of another engine; see
    /// [`FuncType::try_new`].
    #[must_use]
    pub fn new(
        engine: &Engine,
        params: impl IntoIterator<Item = ValType>,
        results: impl IntoIterator<Item = ValType>,
    ) -> Self {
        match Self::try_new(engine, params, results) {
            Ok(ty) => ty,
            Err(error) => panic!("{error}"),
        }
    }

    /// A function type.
    ///
    /// # Errors
    ///
    /// When `params` or `results` name a type of another engine.
    pub fn try_new(
        engine: &Engine,
        params: impl IntoIterator<Item = ValType>,
        results: impl IntoIterator<Item = ValType>,
    ) -> Result<Self> {
        // Alive until the new type is registered: they hold the types that it names.
        let params: Vec<_> = params.into_iter().collect();
        let results: Vec<_> = results.into_iter().collect();
        let convert = |types: &[ValType]| {
            let types = types.iter().map(|ty| ty.to_engine(engine));
            types.collect::<Result<Box<[_]>>>()
        };
        let ty = EngineFuncType {
            params: convert(&params)?,
            results: convert(&results)?,
        };
        let registered = engine.types().register_func_type(&ty);
        // The handle holds one type. It may go when the signature holds it, too.
        let identity = registered.identities()[0];
        Ok(Self::of_identity(engine, identity))
    }

    pub(crate) fn of_identity(engine: &Engine, identity: TypeIdentity) -> Self {
        Self {
            engine: engine.clone(),
            signature: engine.signature(identity),
        }
    }

    /// Its identity in `engine`.
    ///
    /// # Errors
    ///
    /// When it is a type of another engine.
    pub(crate) fn identity_in(&self, engine: &Engine) -> Result<TypeIdentity> {
        ensure!(
            Engine::same(&self.engine, engine),
            "the function type {self} belongs to another engine"
        );
        Ok(self.signature.identity)
    }

    pub(crate) fn signature(&self) -> &Arc<Signature> {
        &self.signature
    }

    /// The engine it is known to.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The type of one parameter.
    #[must_use]
    pub fn param(&self, index: usize) -> Option<ValType> {
        let ty = self.signature.ty.params.get(index)?;
        Some(ValType::from_engine(&self.engine, ty))
    }

    /// The types of the parameters.
    pub fn params(&self) -> impl ExactSizeIterator<Item = ValType> + '_ {
        let params = self.signature.ty.params.iter();
        params.map(|ty| ValType::from_engine(&self.engine, ty))
    }

    /// The type of one result.
    #[must_use]
    pub fn result(&self, index: usize) -> Option<ValType> {
        let ty = self.signature.ty.results.get(index)?;
        Some(ValType::from_engine(&self.engine, ty))
    }

    /// The types of the results.
    pub fn results(&self) -> impl ExactSizeIterator<Item = ValType> + '_ {
        let results = self.signature.ty.results.iter();
        results.map(|ty| ValType::from_engine(&self.engine, ty))
    }

    /// Whether functions of this type are functions of type `other`, too.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        Engine::same(&self.engine, &other.engine)
            && self
                .engine
                .types()
                .is_subtype(self.signature.identity, other.signature.identity)
    }
}

impl PartialEq for FuncType {
    fn eq(&self, other: &Self) -> bool {
        Engine::same(&self.engine, &other.engine)
            && self.signature.identity == other.signature.identity
    }
}

impl Eq for FuncType {}

impl Hash for FuncType {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.signature.identity.hash(state);
    }
}

impl fmt::Debug for FuncType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "FuncType({self})")
    }
}

impl fmt::Display for ValType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::I32 => formatter.write_str("i32"),
            Self::I64 => formatter.write_str("i64"),
            Self::F32 => formatter.write_str("f32"),
            Self::F64 => formatter.write_str("f64"),
            Self::V128 => formatter.write_str("v128"),
            Self::Ref(reference) => write!(formatter, "{reference}"),
        }
    }
}

impl fmt::Display for RefType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let null = if self.is_nullable { "null " } else { "" };
        write!(formatter, "(ref {null}{})", self.heap_type)
    }
}

impl fmt::Display for HeapType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Extern => "extern",
            Self::NoExtern => "noextern",
            Self::Func => "func",
            Self::ConcreteFunc(ty) => return write!(formatter, "{ty}"),
            Self::NoFunc => "nofunc",
        };
        formatter.write_str(name)
    }
}

impl fmt::Display for FuncType {
    /// Writes a recursive type's mention of a defined type as `(func …)`, so that
    /// the text ends.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn list(
            formatter: &mut fmt::Formatter<'_>,
            keyword: &str,
            types: &[EngineValType],
            engine: &Engine,
        ) -> fmt::Result {
            if types.is_empty() {
                return Ok(());
            }
            write!(formatter, " ({keyword}")?;
            for ty in types {
                match ty {
                    EngineValType::Ref(EngineRefType {
                        nullable,
                        heap_type: EngineHeapType::Concrete(concrete),
                    }) => {
                        let null = if *nullable { "null " } else { "" };
                        let kind = match concrete.kind {
                            CompositeKind::Func => "(func …)",
                            CompositeKind::Struct => "(struct …)",
                            CompositeKind::Array => "(array …)",
                            CompositeKind::Cont => "(cont …)",
                        };
                        write!(formatter, " (ref {null}{kind})")?;
                    }
                    _ => write!(formatter, " {}", ValType::from_engine(engine, ty))?,
                }
            }
            write!(formatter, ")")
        }
        write!(formatter, "(func")?;
        list(formatter, "param", &self.signature.ty.params, &self.engine)?;
        list(
            formatter,
            "result",
            &self.signature.ty.results,
            &self.engine,
        )?;
        write!(formatter, ")")
    }
}
