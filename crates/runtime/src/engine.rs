//! What stores share: configuration, types, tier and the pool of stacks.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, OnceLock, PoisonError, RwLock, Weak};

use switchback_abi::calling_convention::CallLayout;
use switchback_abi::continuation::TransitLayout;
use switchback_abi::tier::Tier;
use switchback_wasm::{EngineFuncType, RegisteredTypes, TypeIdentity, TypeRegistry};

use crate::config::Config;
use crate::continuation::{ContinuationPool, SegmentPool};
use crate::heap::{HeapError, HeapMemories};
use crate::linear_memory::USUAL_RESERVATION;
use crate::reservation::ReservationPool;
use crate::stack::StackPool;
use crate::type_table::TypeTable;

/// An engine: the place where modules are compiled and types are known.
///
/// Cheap to clone; clones are the same engine. Modules, functions of linkers and
/// stores belong to one engine and go together only with things of the same one.
#[derive(Clone)]
pub struct Engine {
    inner: Arc<EngineInner>,
}

struct EngineInner {
    config: Config,
    tier: Arc<dyn Tier>,
    types: TypeRegistry,
    type_table: TypeTable,
    heap_memories: Arc<HeapMemories>,
    /// Those that somebody holds, and some that nobody holds any more.
    signatures: RwLock<HashMap<TypeIdentity, Weak<Signature>>>,
    stacks: Arc<StackPool>,
    continuations: ContinuationPool,
    segments: SegmentPool,
    reservations: Arc<ReservationPool>,
}

/// A function type and where its parameters and results travel.
#[derive(Debug)]
pub(crate) struct Signature {
    pub(crate) identity: TypeIdentity,
    pub(crate) ty: EngineFuncType,
    pub(crate) layout: CallLayout,
    transit: OnceLock<TransitLayouts>,
    /// Keeps the identity from being given to another type.
    _types: RegisteredTypes,
}

/// Where the values of a function type are in transit.
#[derive(Debug)]
pub(crate) struct TransitLayouts {
    /// The parameters.
    pub(crate) params: TransitLayout,
    /// The results, of a continuation that has returned.
    pub(crate) results: TransitLayout,
    /// The results, of a tag: what a suspension is answered with.
    pub(crate) answers: TransitLayout,
}

impl Signature {
    /// Where its values are in transit.
    pub(crate) fn transit(&self) -> &TransitLayouts {
        self.transit.get_or_init(|| TransitLayouts {
            params: TransitLayout::arguments(&self.ty.params),
            results: TransitLayout::results(&self.ty.results),
            answers: TransitLayout::arguments(&self.ty.results),
        })
    }
}

impl Engine {
    /// An engine of that configuration.
    ///
    /// # Errors
    ///
    /// When the processor lacks something, or the system refuses a reservation of
    /// address space or the handling of signals.
    pub fn new(config: &Config) -> anyhow::Result<Self> {
        crate::fault::install()?;
        let tier = switchback_optimize::OptimizingTier::new(config.tier)?;
        Ok(Self {
            inner: Arc::new(EngineInner {
                tier: Arc::new(tier),
                types: TypeRegistry::new(),
                type_table: TypeTable::new()?,
                heap_memories: Arc::default(),
                signatures: RwLock::default(),
                stacks: StackPool::new(config.main_stack_size(), config.zeal.poison_stacks)?,
                continuations: ContinuationPool::new(
                    config.largest_continuation_stack(),
                    config.compact_continuations,
                    config.zeal,
                ),
                segments: SegmentPool::new(
                    config.largest_continuation_stack(),
                    config.zeal.poison_stacks,
                    config.zeal.smallest_stacks,
                ),
                reservations: Arc::new(ReservationPool::new(USUAL_RESERVATION)),
                config: config.clone(),
            }),
        })
    }

    /// Whether both are the same engine.
    #[must_use]
    pub fn same(a: &Self, b: &Self) -> bool {
        Arc::ptr_eq(&a.inner, &b.inner)
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.inner.config
    }

    pub(crate) fn tier(&self) -> &Arc<dyn Tier> {
        &self.inner.tier
    }

    pub(crate) fn types(&self) -> &TypeRegistry {
        &self.inner.types
    }

    pub(crate) fn type_table(&self) -> &TypeTable {
        &self.inner.type_table
    }

    pub(crate) fn heap_memories(&self) -> &Arc<HeapMemories> {
        &self.inner.heap_memories
    }

    /// Says what objects of these types look like, which somebody must hold. Must be done
    /// before there are any.
    ///
    /// # Errors
    ///
    /// When there are too many types, or there is no memory.
    pub(crate) fn describe_types(&self, identities: &[TypeIdentity]) -> Result<(), HeapError> {
        self.type_table().describe(self.types(), identities)
    }

    pub(crate) fn stacks(&self) -> &Arc<StackPool> {
        &self.inner.stacks
    }

    pub(crate) fn continuations(&self) -> &ContinuationPool {
        &self.inner.continuations
    }

    pub(crate) fn segments(&self) -> &SegmentPool {
        &self.inner.segments
    }

    pub(crate) fn reservations(&self) -> &Arc<ReservationPool> {
        &self.inner.reservations
    }

    /// The function type of that identity, which somebody must hold.
    ///
    /// # Panics
    ///
    /// If the identity is not that of a function type of this engine: identities
    /// never leave the runtime, so that would be a bug of ours.
    pub(crate) fn signature(&self, identity: TypeIdentity) -> Arc<Signature> {
        let signatures = &self.inner.signatures;
        let known = signatures.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(signature) = known.get(&identity).and_then(Weak::upgrade) {
            return signature;
        }
        drop(known);
        let ty = self
            .types()
            .func_type(identity)
            .expect("identities of function types come from this engine's registry");
        let signature = Arc::new(Signature {
            identity,
            layout: CallLayout::new(&ty),
            transit: OnceLock::new(),
            ty,
            _types: self.types().hold(identity),
        });
        let mut known = signatures.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() == known.capacity() {
            known.retain(|_, signature| signature.strong_count() > 0);
        }
        if let Some(signature) = known.get(&identity).and_then(Weak::upgrade) {
            return signature;
        }
        known.insert(identity, Arc::downgrade(&signature));
        signature
    }
}

impl Default for Engine {
    /// An engine of the default configuration.
    ///
    /// # Panics
    ///
    /// Where [`Engine::new`] gives an error.
    fn default() -> Self {
        match Self::new(&Config::new()) {
            Ok(engine) => engine,
            Err(error) => panic!("no engine of the default configuration: {error:?}"),
        }
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Engine")
            .field("config", &self.inner.config)
            .finish_non_exhaustive()
    }
}
