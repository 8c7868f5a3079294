//! Function types.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use anyhow::{Result, ensure};
use switchback_wasm::{CompositeType, EngineFuncType, EngineSubType, SubType, TypeIdentity};

use super::{Finality, ValType};
use crate::engine::{Engine, Signature};

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
        Self::with_finality_and_supertype(engine, Finality::Final, None, params, results)
    }

    /// A function type with its place in the hierarchy of types.
    ///
    /// # Errors
    ///
    /// When types of another engine are named, and when the type may not be declared
    /// below `supertype`.
    pub fn with_finality_and_supertype(
        engine: &Engine,
        finality: Finality,
        supertype: Option<&Self>,
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
        let registered = engine.types().register_sub_type(&SubType {
            is_final: finality.is_final(),
            supertype: supertype.map(|ty| ty.identity_in(engine)).transpose()?,
            composite: CompositeType::Func(EngineFuncType {
                params: convert(&params)?,
                results: convert(&results)?,
            }),
        })?;
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

    pub(super) fn definition(&self) -> Arc<EngineSubType> {
        self.engine.types().sub_type(self.signature.identity)
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
