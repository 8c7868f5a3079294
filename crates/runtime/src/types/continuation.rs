//! Continuation types.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use anyhow::{Result, ensure};
use switchback_wasm::{CompositeType, EngineSubType, RegisteredTypes, SubType, TypeIdentity};

use super::{Finality, FuncType};
use crate::engine::Engine;

/// A continuation type, known to an engine.
///
/// It is made of a function type: what a continuation takes when it is resumed, and what it
/// gives when it returns.
#[derive(Clone)]
pub struct ContType {
    engine: Engine,
    identity: TypeIdentity,
    /// Keeps the identity from being given to another type.
    _types: Arc<RegisteredTypes>,
}

impl ContType {
    /// A continuation type.
    ///
    /// # Errors
    ///
    /// When the function type belongs to another engine.
    pub fn new(engine: &Engine, function: &FuncType) -> Result<Self> {
        Self::with_finality_and_supertype(engine, Finality::Final, None, function)
    }

    /// A continuation type with its place in the hierarchy of types.
    ///
    /// # Errors
    ///
    /// When types of another engine are named, and when the type may not be declared
    /// below `supertype`.
    pub fn with_finality_and_supertype(
        engine: &Engine,
        finality: Finality,
        supertype: Option<&Self>,
        function: &FuncType,
    ) -> Result<Self> {
        let function = function.identity_in(engine)?;
        let registered = engine.types().register_sub_type(&SubType {
            is_final: finality.is_final(),
            supertype: supertype.map(|ty| ty.identity_in(engine)).transpose()?,
            composite: CompositeType::Cont(function),
        })?;
        Ok(Self {
            engine: engine.clone(),
            identity: registered.identities()[0],
            _types: Arc::new(registered),
        })
    }

    pub(crate) fn of_identity(engine: &Engine, identity: TypeIdentity) -> Self {
        Self {
            engine: engine.clone(),
            identity,
            _types: Arc::new(engine.types().hold(identity)),
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
            "the continuation type {self} belongs to another engine"
        );
        Ok(self.identity)
    }

    /// The engine it is known to.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Whether types may be declared below it.
    #[must_use]
    pub fn finality(&self) -> Finality {
        Finality::of(self.definition().is_final)
    }

    /// The type that it is declared below, if there is one.
    #[must_use]
    pub fn supertype(&self) -> Option<Self> {
        let supertype = self.definition().supertype?;
        Some(Self::of_identity(&self.engine, supertype))
    }

    /// What continuations of this type take when they are resumed, and give when they
    /// return.
    #[must_use]
    pub fn func_type(&self) -> FuncType {
        FuncType::of_identity(
            &self.engine,
            function_of_continuation_type(&self.engine, self.identity),
        )
    }

    fn definition(&self) -> Arc<EngineSubType> {
        self.engine.types().sub_type(self.identity)
    }

    /// Whether every continuation of this type is of type `other`, too.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        Engine::same(&self.engine, &other.engine)
            && self
                .engine
                .types()
                .is_subtype(self.identity, other.identity)
    }
}

/// The identity of the function type that a continuation type is made of.
pub(crate) fn function_of_continuation_type(
    engine: &Engine,
    continuation: TypeIdentity,
) -> TypeIdentity {
    match engine.types().sub_type(continuation).composite {
        CompositeType::Cont(function) => function,
        _ => unreachable!("a type that is known as that of continuations is one"),
    }
}

impl PartialEq for ContType {
    fn eq(&self, other: &Self) -> bool {
        Engine::same(&self.engine, &other.engine) && self.identity == other.identity
    }
}

impl Eq for ContType {}

impl Hash for ContType {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.identity.hash(state);
    }
}

impl fmt::Debug for ContType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ContType({self})")
    }
}
