//! Kinds of values, and the types, tags, imports and globals of generated modules.

use wasm_encoder::{AbstractHeapType, HeapType, RefType, ValType};

use Kind::{Any, Array, Bytes, Cont, Exn, Extern, F64, Func, I32, I64, Struct};

/// How many calls a program may make.
pub(in crate::compose) const CALLS: i32 = 400;
/// The tags that are shared.
pub(in crate::compose) const SHARED_TAGS: u32 = 3;

/// Types of the module, by index.
pub(super) mod ty {
    pub(in crate::compose::generate) const STRUCT: u32 = 0;
    pub(in crate::compose::generate) const SUBSTRUCT: u32 = 1;
    pub(in crate::compose::generate) const ARRAY: u32 = 2;
    pub(in crate::compose::generate) const BYTES: u32 = 3;
    /// The first type of functions; see [`super::FUNCTIONS`].
    pub(in crate::compose::generate) const FUNCTION: u32 = 4;
}

/// A kind of value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    I32,
    I64,
    F64,
    Any,
    Struct,
    Array,
    Bytes,
    /// A function of the first type.
    Func,
    Exn,
    Extern,
    /// A continuation of the type of that number: see [`CONTINUATIONS`].
    Cont(u32),
}

/// The types of functions: parameters and results.
pub(super) const FUNCTIONS: [(&[Kind], &[Kind]); 7] = [
    (&[I32], &[I32]),
    (&[I32, I64, Any], &[I32]),
    (
        &[
            I32, F64, I64, Struct, I32, I64, Func, Any, I32, Array, I64, Extern, I32, F64, Struct,
            I32,
        ],
        &[I32],
    ),
    (
        &[],
        &[
            I32, I64, Any, I32, I64, F64, I32, I32, Struct, I32, I32, Any, I64,
        ],
    ),
    (&[Exn, I32], &[Any]),
    (&[Any, I64, I32, I32, I32, I32, I32, I32, Any], &[I32]),
    (&[], &[]),
];

/// The tags: those that are shared, then the module's own.
pub(super) const TAGS: [&[Kind]; 5] = [
    &[I32],
    &[I64, Any],
    &[],
    &[I32, F64, Struct, I64],
    &[Extern, I32],
];

/// Control tags, with their results, which come after those.
pub(super) const CONTROL_TAGS: [(&[Kind], &[Kind]); 3] =
    [(&[I32], &[I32]), (&[I64, Any], &[I32, Any]), (&[], &[I32])];

/// The parameters of continuation types; all give a number. That of `switch` has itself
/// as a parameter and is the last.
pub(super) const CONTINUATIONS: [&[Kind]; 3] = [&[I32], &[I32, Any], &[]];

/// Functions that are imported.
pub(super) mod import {
    pub(in crate::compose::generate) const LOG: u32 = 0;
    pub(in crate::compose::generate) const ENTER: u32 = 1;
    pub(in crate::compose::generate) const CATCH: u32 = 2;
    pub(in crate::compose::generate) const THROW: u32 = 3;
    pub(in crate::compose::generate) const NEXT: u32 = 4;
    pub(in crate::compose::generate) const COUNT: u32 = 5;
}

/// Globals.
pub(super) mod global {
    pub(in crate::compose) const CALLS: u32 = 0;
    pub(in crate::compose::generate) const BASE: u32 = 1;
    pub(in crate::compose::generate) const NUMBER: u32 = 2;
    pub(in crate::compose::generate) const ANY: u32 = 3;
    pub(in crate::compose::generate) const EXN: u32 = 4;
    /// The first of the continuations.
    pub(in crate::compose::generate) const CONT: u32 = 5;
}

pub(super) fn reference(heap_type: HeapType) -> ValType {
    ValType::Ref(RefType {
        nullable: true,
        heap_type,
    })
}

pub(super) fn abstract_reference(ty: AbstractHeapType) -> ValType {
    reference(HeapType::Abstract { shared: false, ty })
}

/// The index of the first continuation type.
pub(super) const CONTINUATION_TYPES: u32 =
    ty::FUNCTION + FUNCTIONS.len() as u32 + 2 + CONTINUATIONS.len() as u32;

impl Kind {
    pub(super) fn val_type(self) -> ValType {
        match self {
            I32 => ValType::I32,
            I64 => ValType::I64,
            F64 => ValType::F64,
            Any => abstract_reference(AbstractHeapType::Any),
            Struct => reference(HeapType::Concrete(ty::STRUCT)),
            Array => reference(HeapType::Concrete(ty::ARRAY)),
            Bytes => reference(HeapType::Concrete(ty::BYTES)),
            Func => reference(HeapType::Concrete(ty::FUNCTION)),
            Exn => abstract_reference(AbstractHeapType::Exn),
            Extern => abstract_reference(AbstractHeapType::Extern),
            Cont(number) => reference(HeapType::Concrete(CONTINUATION_TYPES + number)),
        }
    }
}

pub(super) fn val_types(kinds: &[Kind]) -> Vec<ValType> {
    kinds.iter().map(|kind| kind.val_type()).collect()
}
