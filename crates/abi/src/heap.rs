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
//! memory comes with whatever was in it. Otherwise call the runtime. No safepoint may
//! lie between the first of these steps and the last.
//!
//! # To store a reference in an object
//!
//! After the store: if the object's [`ObjectHeader::state`] has [`UNREMEMBERED`] (no
//! young object does), and the reference is that of a young object,
//!
//! * without [`REMEMBER_SLOTS`]: clear [`UNREMEMBERED`] and append the object to the
//!   [`RememberedBuffer`];
//! * with it (large arrays only, so code for structs need not look): append
//!   the offset of the slot plus [`SLOT_ENTRY`], and leave the state alone.
//!
//! Function references and continuations are 64-bit words that lie outside the heap:
//! storing them needs none of this.

use core::mem::size_of;

/// Sizes and offsets of objects are multiples of this.
pub const GRANULE: u32 = 8;

/// The offset of the first object: 0 is null.
pub const FIRST_OBJECT: u32 = GRANULE;

/// In [`ObjectHeader::state`]: the object is old and the write barrier must append it
/// (or its slot) to the [`RememberedBuffer`] when it is given a young reference.
pub const UNREMEMBERED: u32 = 1;

/// In [`ObjectHeader::state`]: slots of this object are remembered one by one.
pub const REMEMBER_SLOTS: u32 = 2;

/// In [`ObjectHeader::state`], during a collection only: the object has moved to the
/// offset in the other bits.
pub const FORWARDED: u32 = 4;

/// Added to the offset of a slot in a [`RememberedBuffer`]; an object has it not.
pub const SLOT_ENTRY: u32 = 1;

/// What every object begins with.
#[repr(C, align(8))]
#[derive(Clone, Copy, Debug)]
pub struct ObjectHeader {
    /// Which of the heap's type descriptions the object follows.
    pub type_index: u32,
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

/// Old objects that may hold young references, in the order in which they were stored.
#[repr(C)]
#[derive(Debug)]
pub struct RememberedBuffer {
    /// Where the next entry goes, unless this is `limit`: then the runtime makes room.
    pub next: *mut u32,
    /// The end.
    pub limit: *mut u32,
}

/// The part of a heap that machine code touches.
#[repr(C)]
#[derive(Debug)]
pub struct HeapContext {
    /// Where offset 0 is. Null in a heap that was not used yet; constant afterwards.
    pub base: *mut u8,
    /// For allocations.
    pub allocation: AllocationArea,
    /// For the write barrier.
    pub remembered: RememberedBuffer,
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

const _: () = assert!(size_of::<ObjectHeader>() == GRANULE as usize);
const _: () = assert!(element_offset(1) == 12 && element_offset(4) == 12);
const _: () = assert!(element_offset(8) == 16 && element_offset(16) == 16);
