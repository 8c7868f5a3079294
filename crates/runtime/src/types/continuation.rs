//! Continuation types.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use anyhow::{Result, ensure};
use switchback_wasm::{RegisteredTypes, TypeIdentity};

use crate::engine::Engine;

/// A continuation type, known to an engine.
#[derive(Clone)]
pub struct ContType {
    engine: Engine,
    identity: TypeIdentity,
    /// Keeps the identity from being given to another type.
    _types: Arc<RegisteredTypes>,
}

impl ContType {
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

impl fmt::Display for ContType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("(cont …)")
    }
}

impl fmt::Debug for ContType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ContType({self})")
    }
}
