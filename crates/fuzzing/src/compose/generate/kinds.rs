//! Kinds of values, and the types, tags, imports and globals of generated modules.

use wasm_encoder::{AbstractHeapType, HeapType, RefType, ValType};

use Kind::{Any, Array, Bytes, Cont, Conts, Exn, Extern, F64, Func, Holder, I32, I64, Struct};

/// The tags of exceptions that are shared: the first ones of [`TAGS`].
pub const SHARED_TAGS: u32 = 3;

/// Types of the module, by index.
pub(super) mod ty {
    use super::{CONTINUATIONS, FUNCTIONS};

    pub(in crate::compose::generate) const STRUCT: u32 = 0;
    pub(in crate::compose::generate) const SUBSTRUCT: u32 = 1;
    pub(in crate::compose::generate) const ARRAY: u32 = 2;
    pub(in crate::compose::generate) const BYTES: u32 = 3;
    /// Of host functions that take a number and give nothing.
    pub(in crate::compose::generate) const ONE_NUMBER: u32 = 4;
    /// The first type of functions; see [`super::FUNCTIONS`].
    pub(in crate::compose::generate) const FUNCTION: u32 = 5;
    /// The first type of continuations; see [`super::CONTINUATIONS`].
    pub(in crate::compose::generate) const CONTINUATION: u32 = FUNCTION + FUNCTIONS.len() as u32;
    /// A struct that holds continuations.
    pub(in crate::compose::generate) const HOLDER: u32 = CONTINUATION + CONTINUATIONS.len() as u32;
    /// An array of continuations.
    pub(in crate::compose::generate) const CONTS: u32 = HOLDER + 1;
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
    /// A struct that holds continuations: see [`HELD`].
    Holder,
    /// An array of continuations of the first type.
    Conts,
}

/// Results that are too many for registers.
const MANY: &[Kind] = &[
    I32, I64, Any, I32, I64, F64, I32, I32, Struct, I32, I32, Any, I64,
];

/// The types of functions: parameters and results.
pub(super) const FUNCTIONS: [(&[Kind], &[Kind]); 20] = [
    (&[I32], &[I32]),
    (&[I32, I64, Any], &[I32]),
    (
        &[
            I32, F64, I64, Struct, I32, I64, Func, Any, I32, Array, I64, Extern, I32, F64, Struct,
            I32,
        ],
        &[I32],
    ),
    (&[], MANY),
    (&[Exn, I32], &[Any]),
    (&[Any, I64, I32, I32, I32, I32, I32, I32, Any], &[I32]),
    (&[], &[]),
    (&[I32, I32], &[I32]),
    (&[I32, Any], &[I32]),
    (&[], &[I32]),
    (&[I64, Struct, I32, Any], &[I32]),
    (&[Any], &[I32]),
    (&[Struct, I32, Any], &[I32]),
    (&[I32], MANY),
    // From here on with continuations: `RECURSIVE_FUNCTIONS`.
    (&[I32, Cont(PONG)], &[I32]),
    (&[I32, Any, Cont(PING)], &[I32]),
    (&[Cont(SELF)], &[I32]),
    (&[Cont(PONG)], &[I32]),
    (&[Cont(0), I32], &[Cont(0)]),
    (&[Holder, Cont(2)], &[I32]),
];

/// The first type of functions that mentions continuations. Those are in one recursive
/// group with the types of continuations.
pub(super) const RECURSIVE_FUNCTIONS: usize = 14;
/// The type of functions that take two numbers, as some of the host's do.
pub(super) const TWO_NUMBERS: usize = 7;

/// The types of continuations: the places of their function types in [`FUNCTIONS`].
pub(super) const CONTINUATIONS: [usize; 14] = [0, 8, 9, 14, 15, 16, 10, 11, 12, 17, 3, 13, 7, 2];
/// Continuations to `switch` to: this one takes one of the type [`PONG`],
pub(super) const PING: u32 = 3;
/// this one takes one of the type [`PING`],
pub(super) const PONG: u32 = 4;
/// and this one one of its own type.
pub(super) const SELF: u32 = 5;
/// A [`PING`] whose number has been bound.
pub(super) const BOUND_PING: u32 = 9;

/// The one that begins with a function of the type [`TWO_NUMBERS`].
pub(super) const TWO_NUMBERS_CONTINUATION: u32 = 12;

/// What `cont.bind` may make of a type: first and last; what is bound is what the first
/// has before the parameters of the last.
pub(super) const BINDINGS: [(u32, u32); 11] = [
    (0, 2),
    (12, 0),
    (6, 1),
    (6, 8),
    (8, 1),
    (1, 7),
    (7, 2),
    (PING, BOUND_PING),
    (11, 10),
    (0, 0),
    (6, 2),
];

/// The parameters and results of a type of continuations.
pub(super) fn continuation(number: u32) -> (&'static [Kind], &'static [Kind]) {
    FUNCTIONS[CONTINUATIONS[number as usize]]
}

/// The tags of exceptions: those that are shared, then the module's own.
pub(super) const TAGS: [&[Kind]; 5] = [
    &[I32],
    &[I64, Any],
    &[],
    &[I32, F64, Struct, I64],
    &[Extern, I32],
];

/// Tags of exceptions that carry continuations: one shared, one the module's own.
pub(super) const CONTINUATION_TAGS: [&[Kind]; 2] = [&[Cont(0), I32], &[Any, Cont(2), Conts]];

/// Control tags, with their results.
pub(super) const CONTROL_TAGS: [(&[Kind], &[Kind]); 7] = [
    // Shared.
    (&[I32], &[I32]),
    (&[Cont(0), I32], &[]),
    (&[I32], &[I32, Cont(PONG)]),
    (&[], &[I32]),
    // The module's own.
    (&[I64, Any], &[I32, Any]),
    (&[Struct], &[I64, Struct, I32, Any]),
    (&[], &[I32]),
];

/// Control tags that are shared: the first ones of [`CONTROL_TAGS`].
pub(super) const SHARED_CONTROL_TAGS: usize = 4;
/// Control tags that `switch` may use.
pub(super) const SWITCH_TAGS: [usize; 2] = [3, 6];

/// Index spaces of tags: the imported ones come first.
pub(super) mod tag {
    use super::{CONTINUATION_TAGS, CONTROL_TAGS, SHARED_CONTROL_TAGS, SHARED_TAGS, TAGS};

    /// How many are imported, with continuations.
    const IMPORTED: u32 = SHARED_TAGS + 1 + SHARED_CONTROL_TAGS as u32;

    /// The index of a tag of [`TAGS`] or, following those, of [`CONTINUATION_TAGS`].
    pub(in crate::compose::generate) fn exception(number: usize, switching: bool) -> u32 {
        let own = TAGS.len() - SHARED_TAGS as usize;
        let imported = if switching { IMPORTED } else { SHARED_TAGS };
        if number < SHARED_TAGS as usize {
            number as u32
        } else if number < TAGS.len() {
            imported + number as u32 - SHARED_TAGS
        } else if number == TAGS.len() {
            SHARED_TAGS
        } else {
            imported + own as u32
        }
    }

    /// The index of a tag of [`CONTROL_TAGS`].
    pub(in crate::compose::generate) fn control(number: usize) -> u32 {
        if number < SHARED_CONTROL_TAGS {
            SHARED_TAGS + 1 + number as u32
        } else {
            let own = TAGS.len() as u32 - SHARED_TAGS + CONTINUATION_TAGS.len() as u32 - 1;
            IMPORTED + own + (number - SHARED_CONTROL_TAGS) as u32
        }
    }

    /// The kinds of the tag that [`exception`] is about.
    pub(in crate::compose::generate) fn kinds(number: usize) -> &'static [super::Kind] {
        match number.checked_sub(TAGS.len()) {
            None => TAGS[number],
            Some(number) => CONTINUATION_TAGS[number],
        }
    }

    /// How many control tags there are.
    pub(in crate::compose::generate) const CONTROL: usize = CONTROL_TAGS.len();
}

/// Functions that are imported.
pub(super) mod import {
    pub(in crate::compose::generate) const LOG: u32 = 0;
    pub(in crate::compose::generate) const ENTER: u32 = 1;
    pub(in crate::compose::generate) const CATCH: u32 = 2;
    pub(in crate::compose::generate) const THROW: u32 = 3;
    pub(in crate::compose::generate) const NEXT: u32 = 4;
    pub(in crate::compose::generate) const COLLECT: u32 = 5;
    pub(in crate::compose::generate) const COUNT: u32 = 6;
}

/// Globals.
pub(super) mod global {
    pub(in crate::compose::generate) const CALLS: u32 = 0;
    /// The first place of the instance in the shared table of functions.
    pub(in crate::compose::generate) const BASE: u32 = 1;
    /// Where the next decisions are read.
    pub(in crate::compose::generate) const STEERING: u32 = 2;
    /// How many `resume` are being executed, more or less.
    pub(in crate::compose::generate) const RESUMED: u32 = 3;
    /// The first of the shared continuations: see [`super::SHARED_CONTINUATIONS`].
    pub(in crate::compose::generate) const SHARED: u32 = 4;
}

/// The types of the shared globals that hold continuations.
pub(super) const SHARED_CONTINUATIONS: [u32; 4] = [0, 2, PONG, SELF];

/// Tables.
pub(super) mod table {
    pub(in crate::compose::generate) const FUNCTIONS: u32 = 0;
    pub(in crate::compose::generate) const OBJECTS: u32 = 1;
    /// Of continuations of the first type.
    pub(in crate::compose::generate) const CONTS: u32 = 2;
}

/// Elements of the shared tables of objects and of continuations.
pub(super) const ELEMENTS: usize = 8;

/// How many of the continuations' elements are used, so that what is kept is found.
pub(super) const KEPT: usize = 3;

/// The fields of the struct that holds continuations.
pub(super) const HELD: [Kind; 5] = [Cont(0), Any, Cont(2), Cont(PING), I32];

pub(super) fn reference(heap_type: HeapType) -> ValType {
    ValType::Ref(RefType {
        nullable: true,
        heap_type,
    })
}

pub(super) fn abstract_reference(ty: AbstractHeapType) -> ValType {
    reference(HeapType::Abstract { shared: false, ty })
}

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
            Cont(number) => reference(HeapType::Concrete(ty::CONTINUATION + number)),
            Holder => reference(HeapType::Concrete(ty::HOLDER)),
            Conts => reference(HeapType::Concrete(ty::CONTS)),
        }
    }
}

pub(super) fn val_types(kinds: &[Kind]) -> Vec<ValType> {
    kinds.iter().map(|kind| kind.val_type()).collect()
}
