//! Types of structs and arrays.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use anyhow::{Result, ensure};
use switchback_abi::heap::{ObjectLayout, element_offset, storage_size, struct_layout};
use switchback_wasm::{
    CompositeType, EngineCompositeType, EngineFieldType, EngineSubType, RegisteredTypes, SubType,
    TypeIdentity,
};

use super::{FieldType, Finality, Mutability, StorageType};
use crate::engine::Engine;

/// How many fields a struct type has at the most, as in modules.
const MOST_FIELDS: usize = 10_000;

/// A struct or array type, and where in an object everything is.
pub(crate) struct ObjectType {
    pub(crate) identity: TypeIdentity,
    definition: Arc<EngineSubType>,
    /// Of a struct.
    layout: ObjectLayout,
    /// Keeps the identity from being given to another type.
    _types: RegisteredTypes,
}

impl ObjectType {
    /// The type of that identity, which somebody must hold.
    pub(crate) fn new(engine: &Engine, identity: TypeIdentity) -> Arc<Self> {
        let definition = engine.types().sub_type(identity);
        Arc::new(Self {
            identity,
            layout: struct_layout(definition.as_struct().unwrap_or_default()),
            definition,
            _types: engine.types().hold(identity),
        })
    }

    /// The fields of a struct; none of an array.
    pub(crate) fn fields(&self) -> &[EngineFieldType] {
        self.definition.as_struct().unwrap_or_default()
    }

    /// The type of an array's elements; `None` of a struct.
    pub(crate) fn element(&self) -> Option<&EngineFieldType> {
        self.definition.as_array()
    }

    /// The type of an array's elements.
    ///
    /// # Panics
    ///
    /// If it is not the type of an array.
    pub(crate) fn element_type(&self) -> &EngineFieldType {
        self.element()
            .expect("callers know an array type from a struct type")
    }

    /// Where in an object a field or element is, which must exist, and its type.
    pub(crate) fn place(&self, index: u32) -> (u32, &EngineFieldType) {
        match self.element() {
            None => {
                let index = index as usize;
                (self.layout.offsets[index], &self.fields()[index])
            }
            Some(element) => {
                let size = storage_size(&element.storage);
                (element_offset(size) + index * size, element)
            }
        }
    }
}

/// What struct and array types have in common.
#[derive(Clone)]
struct Defined {
    engine: Engine,
    ty: Arc<ObjectType>,
}

impl Defined {
    /// Registers a type.
    ///
    /// # Errors
    ///
    /// When types of another engine are named, and when the type may not be declared
    /// below `supertype`.
    fn register(
        engine: &Engine,
        finality: Finality,
        supertype: Option<&Self>,
        composite: EngineCompositeType,
    ) -> Result<Self> {
        let registered = engine.types().register_sub_type(&SubType {
            is_final: finality.is_final(),
            supertype: supertype.map(|ty| ty.identity_in(engine)).transpose()?,
            composite,
        })?;
        engine.describe_types(registered.identities())?;
        // The handle holds one type. It may go when the new one holds it, too.
        Ok(Self::of_identity(engine, registered.identities()[0]))
    }

    fn of_identity(engine: &Engine, identity: TypeIdentity) -> Self {
        Self {
            engine: engine.clone(),
            ty: ObjectType::new(engine, identity),
        }
    }

    fn identity_in(&self, engine: &Engine) -> Result<TypeIdentity> {
        ensure!(
            Engine::same(&self.engine, engine),
            "a type belongs to another engine"
        );
        Ok(self.ty.identity)
    }

    fn finality(&self) -> Finality {
        Finality::of(self.ty.definition.is_final)
    }

    fn supertype(&self) -> Option<Self> {
        let supertype = self.ty.definition.supertype?;
        Some(Self::of_identity(&self.engine, supertype))
    }

    fn matches(&self, other: &Self) -> bool {
        let types = self.engine.types();
        Engine::same(&self.engine, &other.engine)
            && types.is_subtype(self.ty.identity, other.ty.identity)
    }
}

impl PartialEq for Defined {
    fn eq(&self, other: &Self) -> bool {
        Engine::same(&self.engine, &other.engine) && self.ty.identity == other.ty.identity
    }
}

impl Eq for Defined {}

impl Hash for Defined {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.ty.identity.hash(state);
    }
}

/// A struct type, known to an engine.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct StructType(Defined);

/// An array type, known to an engine.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ArrayType(Defined);

impl StructType {
    /// A struct type: final, and below no other.
    ///
    /// # Errors
    ///
    /// When there are too many fields, or one names a type of another engine.
    pub fn new(engine: &Engine, fields: impl IntoIterator<Item = FieldType>) -> Result<Self> {
        Self::with_finality_and_supertype(engine, Finality::Final, None, fields)
    }

    /// A struct type with its place in the hierarchy of types.
    ///
    /// # Errors
    ///
    /// As [`StructType::new`], and when the type may not be declared below `supertype`.
    pub fn with_finality_and_supertype(
        engine: &Engine,
        finality: Finality,
        supertype: Option<&Self>,
        fields: impl IntoIterator<Item = FieldType>,
    ) -> Result<Self> {
        // Alive until the new type is registered: they hold the types that it names.
        let fields: Vec<_> = fields.into_iter().take(MOST_FIELDS + 1).collect();
        ensure!(
            fields.len() <= MOST_FIELDS,
            "a struct type has at most {MOST_FIELDS} fields"
        );
        let converted = fields.iter().map(|field| field.to_engine(engine));
        let composite = CompositeType::Struct(converted.collect::<Result<_>>()?);
        let supertype = supertype.map(|ty| &ty.0);
        Defined::register(engine, finality, supertype, composite).map(Self)
    }

    pub(crate) fn of_identity(engine: &Engine, identity: TypeIdentity) -> Self {
        Self(Defined::of_identity(engine, identity))
    }

    /// Its identity in `engine`.
    ///
    /// # Errors
    ///
    /// When it is a type of another engine.
    pub(crate) fn identity_in(&self, engine: &Engine) -> Result<TypeIdentity> {
        self.0.identity_in(engine)
    }

    pub(crate) fn object_type(&self) -> &Arc<ObjectType> {
        &self.0.ty
    }

    /// The engine it is known to.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.0.engine
    }

    /// Whether types may be declared below it.
    #[must_use]
    pub fn finality(&self) -> Finality {
        self.0.finality()
    }

    /// The type that it is declared below, if there is one.
    #[must_use]
    pub fn supertype(&self) -> Option<Self> {
        self.0.supertype().map(Self)
    }

    /// The type of one field.
    #[must_use]
    pub fn field(&self, index: usize) -> Option<FieldType> {
        let ty = self.0.ty.fields().get(index)?;
        Some(FieldType::from_engine(&self.0.engine, ty))
    }

    /// The types of the fields.
    pub fn fields(&self) -> impl ExactSizeIterator<Item = FieldType> + '_ {
        let fields = self.0.ty.fields().iter();
        fields.map(|ty| FieldType::from_engine(&self.0.engine, ty))
    }

    /// Whether structs of this type are structs of type `other`, too.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        self.0.matches(&other.0)
    }
}

impl ArrayType {
    /// An array type: final, and below no other.
    ///
    /// # Panics
    ///
    /// If the elements' type names a type of another engine; see
    /// [`ArrayType::with_finality_and_supertype`].
    #[must_use]
    pub fn new(engine: &Engine, field_type: FieldType) -> Self {
        match Self::with_finality_and_supertype(engine, Finality::Final, None, field_type) {
            Ok(ty) => ty,
            Err(error) => panic!("{error}"),
        }
    }

    /// An array type with its place in the hierarchy of types.
    ///
    /// # Errors
    ///
    /// When types of another engine are named, and when the type may not be declared
    /// below `supertype`.
    pub fn with_finality_and_supertype(
        engine: &Engine,
        finality: Finality,
        supertype: Option<&Self>,
        field_type: FieldType,
    ) -> Result<Self> {
        let composite = CompositeType::Array(field_type.to_engine(engine)?);
        let supertype = supertype.map(|ty| &ty.0);
        Defined::register(engine, finality, supertype, composite).map(Self)
    }

    pub(crate) fn of_identity(engine: &Engine, identity: TypeIdentity) -> Self {
        Self(Defined::of_identity(engine, identity))
    }

    /// Its identity in `engine`.
    ///
    /// # Errors
    ///
    /// When it is a type of another engine.
    pub(crate) fn identity_in(&self, engine: &Engine) -> Result<TypeIdentity> {
        self.0.identity_in(engine)
    }

    pub(crate) fn object_type(&self) -> &Arc<ObjectType> {
        &self.0.ty
    }

    /// The engine it is known to.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.0.engine
    }

    /// Whether types may be declared below it.
    #[must_use]
    pub fn finality(&self) -> Finality {
        self.0.finality()
    }

    /// The type that it is declared below, if there is one.
    #[must_use]
    pub fn supertype(&self) -> Option<Self> {
        self.0.supertype().map(Self)
    }

    /// The type of the elements, and whether they can be changed.
    #[must_use]
    pub fn field_type(&self) -> FieldType {
        FieldType::from_engine(&self.0.engine, self.0.ty.element_type())
    }

    /// Whether the elements can be changed.
    #[must_use]
    pub fn mutability(&self) -> Mutability {
        self.field_type().mutability()
    }

    /// The type of the elements.
    #[must_use]
    pub fn element_type(&self) -> StorageType {
        self.field_type().element_type().clone()
    }

    /// Whether arrays of this type are arrays of type `other`, too.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        self.0.matches(&other.0)
    }
}

impl fmt::Debug for StructType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "StructType({self})")
    }
}

impl fmt::Debug for ArrayType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ArrayType({self})")
    }
}
