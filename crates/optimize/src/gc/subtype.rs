//! What types alone tell of subtyping.

use switchback_wasm::{CompositeKind, HeapType, Module, TypeIndex};

use crate::typing::top;

/// Whether declarations alone make one type a subtype of another of its hierarchy. False
/// says nothing: equal types may have several indices.
pub(crate) fn is_subtype(module: &Module, ty: HeapType, expected: HeapType) -> bool {
    if ty == expected || ty.is_bottom() || expected == top(ty.hierarchy()) {
        return true;
    }
    let kind = match ty {
        HeapType::Concrete(concrete) => Some(concrete.kind),
        HeapType::Struct => Some(CompositeKind::Struct),
        HeapType::Array => Some(CompositeKind::Array),
        _ => None,
    };
    match expected {
        HeapType::Eq => {
            ty == HeapType::I31
                || matches!(kind, Some(CompositeKind::Struct | CompositeKind::Array))
        }
        HeapType::Struct => kind == Some(CompositeKind::Struct),
        HeapType::Array => kind == Some(CompositeKind::Array),
        HeapType::Concrete(expected) => match ty {
            HeapType::Concrete(ty) => is_declared_subtype(module, ty.index, expected.index),
            _ => false,
        },
        _ => false,
    }
}

/// Whether declarations alone make `ty` a subtype of `expected`.
pub(crate) fn is_declared_subtype(module: &Module, ty: TypeIndex, expected: TypeIndex) -> bool {
    let mut current = Some(ty);
    while let Some(ty) = current {
        if ty == expected {
            return true;
        }
        // Supertypes are declared before their subtypes, so that this ends.
        current = module.types[ty.index()].supertype;
    }
    false
}

/// How many proper supertypes a type has.
pub(super) fn depth(module: &Module, ty: TypeIndex) -> usize {
    let mut depth = 0;
    let mut current = ty;
    while let Some(supertype) = module.types[current.index()].supertype {
        depth += 1;
        current = supertype;
    }
    depth
}
