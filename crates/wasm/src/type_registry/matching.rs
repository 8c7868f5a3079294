//! Subtyping of engine types and matching of imports (specification, sections 3.3
//! and 4.5.3).

use super::{MAX_SUBTYPING_DEPTH, TypeRegistry};
use crate::index::TypeIdentity;
use crate::types::{
    CompositeKind, CompositeType, EngineCompositeType, EngineEntityType, EngineFieldType,
    EngineGlobalType, EngineHeapType, EngineRefType, EngineTableType, EngineValType, EntityType,
    HeapType, MemoryType, StorageType, ValType,
};

/// Why an import cannot be satisfied by what is there for it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ImportMismatch(String);

/// Why a type cannot be declared below another.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidSupertype(String);

impl TypeRegistry {
    /// Whether values of `sub` are values of `supertype`.
    #[must_use]
    pub fn val_type_matches(&self, sub: EngineValType, supertype: EngineValType) -> bool {
        match (sub, supertype) {
            (ValType::Ref(sub), ValType::Ref(supertype)) => self.ref_type_matches(sub, supertype),
            _ => sub == supertype,
        }
    }

    /// Whether references of `sub` are references of `supertype`.
    #[must_use]
    pub fn ref_type_matches(&self, sub: EngineRefType, supertype: EngineRefType) -> bool {
        (supertype.nullable || !sub.nullable)
            && self.heap_type_matches(sub.heap_type, supertype.heap_type)
    }

    /// Whether what `sub` describes is described by `supertype`.
    #[must_use]
    pub fn heap_type_matches(&self, sub: EngineHeapType, supertype: EngineHeapType) -> bool {
        match (sub, supertype) {
            (HeapType::Concrete(sub), HeapType::Concrete(supertype)) => {
                self.is_subtype(sub.index, supertype.index)
            }
            _ => abstract_matches(sub, supertype),
        }
    }

    /// Whether what is in a field of `sub` can be used as what is in a field of
    /// `supertype`: read, and also written if `supertype` is mutable.
    #[must_use]
    pub fn field_type_matches(&self, sub: EngineFieldType, supertype: EngineFieldType) -> bool {
        let matches = |sub, supertype| match (sub, supertype) {
            (StorageType::Val(sub), StorageType::Val(supertype)) => {
                self.val_type_matches(sub, supertype)
            }
            _ => sub == supertype,
        };
        sub.mutable == supertype.mutable
            && matches(sub.storage, supertype.storage)
            && (!sub.mutable || matches(supertype.storage, sub.storage))
    }

    /// Whether the parts of a type let it be declared below one that has the parts of
    /// `supertype`. No values match because of this alone: subtypes are declared.
    #[must_use]
    pub fn composite_type_matches(
        &self,
        sub: &EngineCompositeType,
        supertype: &EngineCompositeType,
    ) -> bool {
        match (sub, supertype) {
            (CompositeType::Func(sub), CompositeType::Func(supertype)) => {
                self.val_types_match(&supertype.params, &sub.params)
                    && self.val_types_match(&sub.results, &supertype.results)
            }
            (CompositeType::Struct(sub), CompositeType::Struct(supertype)) => {
                let mut fields = sub.iter().zip(supertype);
                sub.len() >= supertype.len()
                    && fields.all(|(sub, supertype)| self.field_type_matches(*sub, *supertype))
            }
            (CompositeType::Array(sub), CompositeType::Array(supertype)) => {
                self.field_type_matches(*sub, *supertype)
            }
            (CompositeType::Cont(sub), CompositeType::Cont(supertype)) => {
                self.is_subtype(*sub, *supertype)
            }
            _ => false,
        }
    }

    fn val_types_match(&self, subs: &[EngineValType], supertypes: &[EngineValType]) -> bool {
        let mut pairs = subs.iter().zip(supertypes);
        subs.len() == supertypes.len()
            && pairs.all(|(sub, supertype)| self.val_type_matches(*sub, *supertype))
    }

    /// Whether a type of these parts may be declared below `supertype`.
    pub(super) fn check_supertype(
        &self,
        sub: &EngineCompositeType,
        supertype: TypeIdentity,
    ) -> Result<(), InvalidSupertype> {
        let declared = self.sub_type(supertype);
        let reason = if declared.is_final {
            "is final"
        } else if !self.composite_type_matches(sub, &declared.composite) {
            "does not match"
        } else if self.supertypes(supertype).len() > MAX_SUBTYPING_DEPTH {
            "has too many supertypes itself"
        } else {
            return Ok(());
        };
        Err(InvalidSupertype(format!(
            "{sub} cannot be declared below {declared}, which {reason}"
        )))
    }

    /// Whether something of type `actual` can be imported as `expected`. The
    /// minimum of an actual table or memory is its size at this moment.
    ///
    /// # Errors
    ///
    /// It cannot, and why.
    pub fn import_matches(
        &self,
        expected: &EngineEntityType,
        actual: &EngineEntityType,
    ) -> Result<(), ImportMismatch> {
        let mismatch = match (expected, actual) {
            (EntityType::Func(expected), EntityType::Func(actual)) => {
                return self.func_matches(*expected, *actual);
            }
            (EntityType::Table(expected), EntityType::Table(actual)) => {
                self.table_mismatch(expected, actual)
            }
            (EntityType::Memory(expected), EntityType::Memory(actual)) => {
                memory_mismatch(expected, actual)
            }
            (EntityType::Global(expected), EntityType::Global(actual)) => {
                self.global_mismatch(expected, actual)
            }
            (EntityType::Tag(expected), EntityType::Tag(actual)) => {
                (expected != actual).then_some("types of tags must be equal")
            }
            _ => Some("they differ in kind"),
        };
        match mismatch {
            None => Ok(()),
            Some(reason) => Err(ImportMismatch(format!(
                "expected {expected}, found {actual}: {reason}"
            ))),
        }
    }

    fn func_matches(
        &self,
        expected: TypeIdentity,
        actual: TypeIdentity,
    ) -> Result<(), ImportMismatch> {
        if self.is_subtype(actual, expected) {
            return Ok(());
        }
        let (expected, actual) = (self.sub_type(expected), self.sub_type(actual));
        let reason = if expected == actual {
            ": they stand in different recursion groups"
        } else {
            ""
        };
        Err(ImportMismatch(format!(
            "expected {expected}, found {actual}{reason}"
        )))
    }

    fn table_mismatch(
        &self,
        expected: &EngineTableType,
        actual: &EngineTableType,
    ) -> Option<&'static str> {
        let (element, other) = (expected.element, actual.element);
        if expected.is_64 != actual.is_64 {
            Some(ADDRESS_TYPE)
        } else if !self.ref_type_matches(element, other) || !self.ref_type_matches(other, element) {
            Some("types of elements must be equal")
        } else {
            limits_mismatch(
                (expected.minimum, expected.maximum),
                (actual.minimum, actual.maximum),
            )
        }
    }

    fn global_mismatch(
        &self,
        expected: &EngineGlobalType,
        actual: &EngineGlobalType,
    ) -> Option<&'static str> {
        let (content, other) = (expected.content, actual.content);
        if expected.mutable != actual.mutable {
            Some("mutability differs")
        } else if !self.val_type_matches(other, content) {
            Some("types do not match")
        } else if expected.mutable && !self.val_type_matches(content, other) {
            Some("types of mutable globals must be equal")
        } else {
            None
        }
    }
}

const ADDRESS_TYPE: &str = "address types differ";

fn memory_mismatch(expected: &MemoryType, actual: &MemoryType) -> Option<&'static str> {
    if expected.is_64 != actual.is_64 {
        Some(ADDRESS_TYPE)
    } else if expected.page_size_log2 != actual.page_size_log2 {
        Some("page sizes differ")
    } else {
        limits_mismatch(
            (expected.minimum, expected.maximum),
            (actual.minimum, actual.maximum),
        )
    }
}

fn limits_mismatch(
    (minimum, maximum): (u64, Option<u64>),
    (actual_size, actual_maximum): (u64, Option<u64>),
) -> Option<&'static str> {
    if actual_size < minimum {
        return Some("it is too small");
    }
    match (maximum, actual_maximum) {
        (None, _) => None,
        (Some(_), None) => Some("it has no maximum"),
        (Some(maximum), Some(actual)) => (actual > maximum).then_some("its maximum is too large"),
    }
}

/// Subtyping where at least one side is no defined type.
fn abstract_matches(sub: EngineHeapType, supertype: EngineHeapType) -> bool {
    if sub.is_bottom() {
        return sub.hierarchy() == supertype.hierarchy();
    }
    match (sub, supertype) {
        (HeapType::Concrete(sub), _) => match sub.kind {
            CompositeKind::Func => supertype == HeapType::Func,
            CompositeKind::Struct => {
                matches!(supertype, HeapType::Struct | HeapType::Eq | HeapType::Any)
            }
            CompositeKind::Array => {
                matches!(supertype, HeapType::Array | HeapType::Eq | HeapType::Any)
            }
            CompositeKind::Cont => supertype == HeapType::Cont,
        },
        (HeapType::I31 | HeapType::Struct | HeapType::Array, HeapType::Eq | HeapType::Any)
        | (HeapType::Eq, HeapType::Any) => true,
        _ => sub == supertype,
    }
}
