//! The types of an engine: which types of different modules are the same.
//!
//! Types are interned by recursion group, with the equality of the specification
//! (section 3.1.5, "rolling up"): two types are the same if they stand at the same
//! place of groups that are the same, and groups are the same if they read the
//! same once references inside the group are replaced by places of the group and
//! references to outside by what those types are. A [`TypeIdentity`] is a type
//! interned that way, so that comparing types is comparing numbers.
//!
//! Invariants:
//! - An identity means its type as long as a [`RegisteredTypes`] that holds it
//!   lives. Afterwards the number may be given to another type: whoever keeps an
//!   identity keeps a handle.
//! - A group that is registered keeps the groups it refers to registered.
//! - The display of a type, [`TypeRegistry::supertypes`], lists its ancestors from
//!   the root to the type itself; so `a` is a subtype of `b` exactly if `b` stands
//!   in the display of `a` at the depth of `b`.

mod intern;
mod matching;

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use self::intern::{GroupIndex, Interner, Reference};
pub use self::matching::{ImportMismatch, InvalidSupertype};
use crate::index::{TypeIdentity, TypeIndex};
use crate::module::Module;
use crate::types::{
    CompositeType, EngineEntityType, EngineFuncType, EngineGlobalType, EngineHeapType,
    EngineRefType, EngineSubType, EngineTableType, EngineValType, EntityType, GlobalType, HeapType,
    RefType, SubType, TableType, ValType,
};

/// How many proper supertypes a type may have, those of supertypes included. The
/// display of a type is at most one longer.
pub const MAX_SUBTYPING_DEPTH: usize = 63;

/// The types of an engine. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct TypeRegistry {
    interner: Arc<RwLock<Interner>>,
}

impl TypeRegistry {
    /// A registry without types.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether both are the same registry, so that identities of one mean the
    /// same in the other.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.interner, &other.interner)
    }

    /// Registers all types of a module, in the order of its type index space.
    #[must_use]
    pub fn register_module(&self, module: &Module) -> RegisteredTypes {
        let mut interner = self.write();
        let mut identities: Vec<TypeIdentity> = Vec::with_capacity(module.types.len());
        let mut groups = Vec::with_capacity(module.recursion_groups.len());
        for range in &module.recursion_groups {
            let (first, end) = (range.start as usize, range.end as usize);
            // Validation lets a group refer to itself and to earlier groups.
            let reference = |index: TypeIndex| match identities.get(index.index()) {
                Some(identity) => Reference::Registered(*identity),
                None => Reference::InGroup(index.0 - range.start),
            };
            let types = module.types[first..end].iter();
            let group = types.map(|ty| ty.map(reference)).collect();
            let group = interner.acquire(group);
            identities.extend_from_slice(interner.members(group));
            groups.push(group);
        }
        drop(interner);
        self.registered(identities, groups)
    }

    /// Registers a function type of its own, final and without a supertype, as
    /// `(type (func ...))` declares one. The handle holds one type.
    ///
    /// Types that it names must be registered.
    #[must_use]
    pub fn register_func_type(&self, ty: &EngineFuncType) -> RegisteredTypes {
        self.register_alone(SubType {
            is_final: true,
            supertype: None,
            composite: CompositeType::Func(ty.map(Reference::Registered)),
        })
    }

    /// Registers a type of its own, as a type outside of `rec` declares one. The
    /// handle holds one type.
    ///
    /// Types that it names must be registered.
    ///
    /// # Errors
    ///
    /// Its supertype cannot be that, and why.
    pub fn register_sub_type(
        &self,
        ty: &EngineSubType,
    ) -> Result<RegisteredTypes, InvalidSupertype> {
        if let Some(supertype) = ty.supertype {
            self.check_supertype(&ty.composite, supertype)?;
        }
        Ok(self.register_alone(ty.map(Reference::Registered)))
    }

    fn register_alone(&self, ty: SubType<Reference>) -> RegisteredTypes {
        let mut interner = self.write();
        let group = interner.acquire(Box::new([ty]));
        let identities = interner.members(group).to_vec();
        drop(interner);
        self.registered(identities, vec![group])
    }

    /// One more handle for a type that is registered. It holds that type, and with
    /// it the others of its recursion group.
    ///
    /// # Panics
    ///
    /// As [`TypeRegistry::sub_type`].
    #[must_use]
    pub fn hold(&self, identity: TypeIdentity) -> RegisteredTypes {
        let mut interner = self.write();
        let group = interner.group_of(identity);
        interner.retain(&[group]);
        drop(interner);
        self.registered(vec![identity], vec![group])
    }

    fn registered(
        &self,
        identities: Vec<TypeIdentity>,
        groups: Vec<GroupIndex>,
    ) -> RegisteredTypes {
        RegisteredTypes {
            registry: self.clone(),
            identities: identities.into_boxed_slice(),
            groups: groups.into_boxed_slice(),
        }
    }

    /// A registered type.
    ///
    /// # Panics
    ///
    /// When the identity is not registered, which is a bug of the caller's.
    #[must_use]
    pub fn sub_type(&self, identity: TypeIdentity) -> Arc<EngineSubType> {
        Arc::clone(&self.read().ty(identity).definition)
    }

    /// A registered type that is a function type; `None` if it is another type.
    ///
    /// # Panics
    ///
    /// As [`TypeRegistry::sub_type`].
    #[must_use]
    pub fn func_type(&self, identity: TypeIdentity) -> Option<EngineFuncType> {
        self.sub_type(identity).as_func().cloned()
    }

    /// The display of a registered type: its ancestors, from the root to the type
    /// itself, which comes last.
    ///
    /// # Panics
    ///
    /// As [`TypeRegistry::sub_type`].
    #[must_use]
    pub fn supertypes(&self, identity: TypeIdentity) -> Arc<[TypeIdentity]> {
        Arc::clone(&self.read().ty(identity).display)
    }

    /// Whether `sub` is `supertype` or declared below it.
    ///
    /// # Panics
    ///
    /// As [`TypeRegistry::sub_type`].
    #[must_use]
    pub fn is_subtype(&self, sub: TypeIdentity, supertype: TypeIdentity) -> bool {
        sub == supertype || self.read().is_subtype(sub, supertype)
    }

    /// How many types are registered.
    #[must_use]
    pub fn len(&self) -> usize {
        self.read().len()
    }

    /// Whether no type is registered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn read(&self) -> RwLockReadGuard<'_, Interner> {
        // Nothing panics while it changes the interner.
        self.interner.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Interner> {
        self.interner
            .write()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Types that are registered as long as this lives: those of a module, or one that
/// the host made.
#[derive(Debug)]
pub struct RegisteredTypes {
    registry: TypeRegistry,
    identities: Box<[TypeIdentity]>,
    /// A reference to each is held, as often as it stands here.
    groups: Box<[GroupIndex]>,
}

impl RegisteredTypes {
    /// The registry that the types are registered with.
    #[must_use]
    pub fn registry(&self) -> &TypeRegistry {
        &self.registry
    }

    /// The identities, by type index.
    #[must_use]
    pub fn identities(&self) -> &[TypeIdentity] {
        &self.identities
    }

    /// The identity of the module's type.
    ///
    /// # Panics
    ///
    /// When the module has no such type.
    #[must_use]
    pub fn identity(&self, index: TypeIndex) -> TypeIdentity {
        self.identities[index.index()]
    }

    /// The module's value type as the engine knows it.
    #[must_use]
    pub fn val_type(&self, ty: ValType) -> EngineValType {
        ty.map(|index| self.identity(index))
    }

    /// The module's reference type as the engine knows it.
    #[must_use]
    pub fn ref_type(&self, ty: RefType) -> EngineRefType {
        ty.map(|index| self.identity(index))
    }

    /// The module's heap type as the engine knows it.
    #[must_use]
    pub fn heap_type(&self, ty: HeapType) -> EngineHeapType {
        ty.map(|index| self.identity(index))
    }

    /// The module's table type as the engine knows it.
    #[must_use]
    pub fn table_type(&self, ty: TableType) -> EngineTableType {
        ty.map(|index| self.identity(index))
    }

    /// The module's global type as the engine knows it.
    #[must_use]
    pub fn global_type(&self, ty: GlobalType) -> EngineGlobalType {
        ty.map(|index| self.identity(index))
    }

    /// The type of the module's import or export as the engine knows it.
    #[must_use]
    pub fn entity_type(&self, ty: EntityType) -> EngineEntityType {
        ty.map(|index| self.identity(index))
    }
}

impl Clone for RegisteredTypes {
    fn clone(&self) -> Self {
        self.registry.write().retain(&self.groups);
        Self {
            registry: self.registry.clone(),
            identities: self.identities.clone(),
            groups: self.groups.clone(),
        }
    }
}

impl Drop for RegisteredTypes {
    fn drop(&mut self) {
        self.registry.write().release(&self.groups);
    }
}
