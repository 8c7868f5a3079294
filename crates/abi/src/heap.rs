//! The garbage-collected heap of a store, as machine code sees it.
//!
//! A *reference* is a `u32`: null is 0, an odd value is an `i31`, and anything else is
//! the byte offset of an object from [`HeapContext::base`], a multiple of [`GRANULE`].
//! An object is *young* if its offset is below [`HeapContext::nursery_end`]; the others
//! are *old*. Collections move objects.
//!
//! # To allocate
//!
//! Add the size (a multiple of [`GRANULE`]) to [`AllocationArea::next`]; if that is not
//! above [`AllocationArea::limit`], store it back: what `next` was is the reference.
//! Store the [`ObjectHeader`] with a `state` of 0 (one 64-bit store), then every field:
//! memory comes with whatever was in it. Otherwise call the runtime: [`Routine::MakeRoom`]
//! before going on, whatever the limit is afterwards, or a routine that makes the object.
//! No safepoint may lie between the first of these steps and the last.
//!
//! An object of at most [`LARGEST_INLINE_OBJECT`] bytes is young when it is new, wherever
//! it was allocated, so what initializes it needs no barrier. Larger ones are allocated by
//! the runtime and may be old.
//!
//! # To store a reference in an object
//!
//! After the store: if the object's [`ObjectHeader::state`] is not 0 (it is 0 in every
//! young object), and the reference is that of a young object,
//!
//! * if the state has [`REMEMBER_CARDS`] (large arrays only, so code for structs need not
//!   look): store 1 in the byte of [`HeapContext::cards`] at the offset of the slot shifted
//!   right by [`CARD_SHIFT`];
//! * if it has [`UNREMEMBERED`]: clear that, and append the object to the remembered
//!   objects, at [`HeapContext::remembered`], which always has room.
//!
//! Function references and continuations are 64-bit words that lie outside the heap:
//! storing them needs none of this.
//!
//! # To test an object's type
//!
//! [`ObjectHeader::type_word`] says what kind of object it is ([`ObjectKind`]), and for
//! structs and arrays their type. A defined type is known to code by its type word, too.
//! An object has exactly that type if the words are equal; it has that type or a subtype
//! if the [`TypeDisplay`] of its own type has the word at the place of the type's depth.
//! Null may be looked at in the same way: once the heap is prepared, its type word reads
//! as 0, and so does all of the display of the identity 0.
//!
//! [`Routine::MakeRoom`]: crate::routine::Routine::MakeRoom

use core::mem::{offset_of, size_of};

use switchback_wasm::{FieldType, FuncType, StorageType};

use crate::calling_convention::MachineType;

/// Sizes and offsets of objects are multiples of this.
pub const GRANULE: u32 = 8;

/// The offset of the first object: 0 is null.
pub const FIRST_OBJECT: u32 = GRANULE;

/// Objects of at most so many bytes may be allocated by machine code, and are young when
/// they are new.
pub const LARGEST_INLINE_OBJECT: u32 = 512;

/// In [`ObjectHeader::state`]: the object is old and the write barrier must append it to
/// the remembered objects when it is given a young reference.
pub const UNREMEMBERED: u32 = 1;

/// In [`ObjectHeader::state`]: the object is old, and the cards say which parts of it may
/// hold young references.
pub const REMEMBER_CARDS: u32 = 2;

/// In [`ObjectHeader::state`], during a collection only: the object has moved to the
/// offset in the other bits.
pub const FORWARDED: u32 = 4;

/// A card is so many bytes, as a binary logarithm.
pub const CARD_SHIFT: u32 = 9;

/// What kind of object it is: the low bits of its type word.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ObjectKind {
    /// A struct.
    Struct,
    /// An array.
    Array,
    /// An exception.
    Exception,
    /// A reference to a value of the host.
    HostReference,
}

impl ObjectKind {
    /// The bits of a type word that hold the kind.
    pub const MASK: u32 = 3;
    /// How far the identity of the type is shifted left in a type word.
    pub const SHIFT: u32 = 2;

    /// The kind of objects with that type word.
    #[must_use]
    pub const fn of(type_word: u32) -> Self {
        match type_word & Self::MASK {
            0 => Self::Struct,
            1 => Self::Array,
            2 => Self::Exception,
            _ => Self::HostReference,
        }
    }

    /// The type word of objects of this kind whose type has that engine-wide identity
    /// (below 2^30): of an exception, the function type of its tag; of a reference to a
    /// value of the host, 0.
    #[must_use]
    pub const fn type_word(self, identity: u32) -> u32 {
        identity << Self::SHIFT | self as u32
    }

    /// The identity in a type word.
    #[must_use]
    pub const fn identity(type_word: u32) -> u32 {
        type_word >> Self::SHIFT
    }
}

/// How deep types may be nested below one another: the limit of the JavaScript API, 63,
/// and the type at the root.
pub const DISPLAY_LENGTH: usize = 64;

/// The supertypes of a struct or array type, from the root of the hierarchy to the type
/// itself, as type words; zero beyond (which is no type word of a type: identity 0 is
/// never given to one).
///
/// There is a table of them for each engine, at [`HeapContext::type_displays`], by
/// identity.
#[repr(C, align(64))]
#[derive(Clone, Copy, Debug)]
pub struct TypeDisplay {
    /// The type words.
    pub supertypes: [u32; DISPLAY_LENGTH],
}

/// What every object begins with.
#[repr(C, align(8))]
#[derive(Clone, Copy, Debug)]
pub struct ObjectHeader {
    /// What kind of object it is, and of which type: see [`ObjectKind::type_word`].
    pub type_word: u32,
    /// The collector's: 0 in a young object.
    pub state: u32,
}

/// What every array begins with. Its elements begin at [`element_offset`].
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ArrayHeader {
    /// As in every object.
    pub object: ObjectHeader,
    /// How many elements there are.
    pub length: u32,
}

/// What every exception begins with. Its values follow: see [`exception_layout`].
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct ExceptionHeader {
    /// As in every object.
    pub object: ObjectHeader,
    /// The number of the tag in its store: see
    /// [`crate::instance::InstanceContext::tags`].
    pub tag: u32,
}

/// A reference to a value of the host.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct HostReferenceObject {
    /// As in every object.
    pub object: ObjectHeader,
    /// Where the heap keeps the value.
    pub slot: u32,
}

/// Where young objects are allocated, as offsets from [`HeapContext::base`]. Both are 0
/// in a heap that was not used yet, so that the first allocation goes to the runtime.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct AllocationArea {
    /// The next object.
    pub next: u32,
    /// The end: at most half of what a `u32` holds, so that adding a size below that to
    /// `next` does not overflow.
    pub limit: u32,
}

/// The part of a heap that machine code touches.
#[repr(C)]
#[derive(Debug)]
pub struct HeapContext {
    /// Where offset 0 is, where the type word of null can be read: none. Constant once the
    /// heap is prepared, which it is before there is an instance whose module has GC types,
    /// tags, or otherwise comes by references to objects. Nothing is known of it before
    /// but the type word of null.
    pub base: *mut u8,
    /// For allocations.
    pub allocation: AllocationArea,
    /// Where the write barrier puts the next remembered object.
    pub remembered: *mut u32,
    /// A byte for each card of the heap: not zero if a young reference was stored there
    /// in an object with [`REMEMBER_CARDS`]. Constant once `base` is.
    pub cards: *mut u8,
    /// The engine's table of type displays. Constant.
    pub type_displays: *const TypeDisplay,
    /// Where young objects end. Constant.
    pub nursery_end: u32,
}

/// Whether a reference is that of an object: neither null nor an `i31`.
#[must_use]
pub const fn is_object(reference: u32) -> bool {
    reference != 0 && reference & 1 == 0
}

/// The offset of the first element in arrays whose elements have `element_size` bytes:
/// elements are aligned to their size, but at most to [`GRANULE`], for no object is
/// aligned more.
#[must_use]
pub const fn element_offset(element_size: u32) -> u32 {
    // `length` is the last field; `size_of` would include the padding behind it.
    let end = core::mem::offset_of!(ArrayHeader, length) as u32 + size_of::<u32>() as u32;
    let alignment = if element_size < GRANULE {
        element_size
    } else {
        GRANULE
    };
    end.next_multiple_of(alignment)
}

/// Bytes of a field or element.
#[must_use]
pub fn storage_size<T>(storage: &StorageType<T>) -> u32 {
    match storage {
        StorageType::I8 => 1,
        StorageType::I16 => 2,
        StorageType::Val(ty) => MachineType::of(ty).bytes(),
    }
}

/// Where the fields of an object lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectLayout {
    /// Offsets of the fields from the start of the object.
    pub offsets: Box<[u32]>,
    /// Bytes of the object, a multiple of [`GRANULE`].
    pub size: u32,
}

/// The layout of structs with these fields. Since fields keep their order, a struct of a
/// subtype begins like one of its supertype.
#[must_use]
pub fn struct_layout<T>(fields: &[FieldType<T>]) -> ObjectLayout {
    place_fields(
        size_of::<ObjectHeader>() as u32,
        fields.iter().map(|field| storage_size(&field.storage)),
    )
}

/// The layout of exceptions whose tag has this type.
#[must_use]
pub fn exception_layout<T>(ty: &FuncType<T>) -> ObjectLayout {
    let header_end = offset_of!(ExceptionHeader, tag) + size_of::<u32>();
    place_fields(
        header_end as u32,
        ty.params.iter().map(|ty| MachineType::of(ty).bytes()),
    )
}

/// Places fields one behind the other, each aligned to its size, but at most to
/// [`GRANULE`].
fn place_fields(start: u32, sizes: impl Iterator<Item = u32>) -> ObjectLayout {
    let mut end = start;
    let offsets = sizes
        .map(|size| {
            let offset = end.next_multiple_of(size.min(GRANULE));
            end = offset + size;
            offset
        })
        .collect();
    ObjectLayout {
        offsets,
        size: end.next_multiple_of(GRANULE),
    }
}

const _: () = assert!(size_of::<ObjectHeader>() == GRANULE as usize);
const _: () = assert!(size_of::<TypeDisplay>() == DISPLAY_LENGTH * size_of::<u32>());
const _: () = assert!(element_offset(1) == 12 && element_offset(4) == 12);
const _: () = assert!(element_offset(8) == 16 && element_offset(16) == 16);
