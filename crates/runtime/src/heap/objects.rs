//! The objects of a heap: memory, and what it means.

use std::mem::offset_of;
use std::sync::Arc;

use switchback_abi::heap::{
    ArrayHeader, HostReferenceObject, ObjectHeader, ObjectKind, REMEMBER_CARDS, UNREMEMBERED,
};

use super::records::{HEADER, Shape, TypeRecord, TypeRecords};
use super::space::Space;

/// Arrays of more references than this are remembered by card: to scan one of them
/// whole, because one element was stored, would take longer.
const CARD_REMEMBERING_LENGTH: u32 = 128;

/// Bytes that are copied a word at a time: most objects are smaller, and a call of the
/// library's function takes longer.
const COPIED_BY_WORDS: u32 = 128;

/// The objects of a heap.
#[derive(Debug)]
pub(super) struct Objects {
    pub(super) space: Space,
    pub(super) records: Arc<TypeRecords>,
}

impl Objects {
    #[inline(always)]
    pub(super) fn type_word(&self, object: u32) -> u32 {
        self.space
            .load_u32(object + offset_of!(ObjectHeader, type_word) as u32)
    }

    /// The record of objects with that type word.
    #[inline(always)]
    pub(super) fn record_of(&self, type_word: u32) -> TypeRecord {
        self.records.record(ObjectKind::identity(type_word))
    }

    #[inline(always)]
    pub(super) fn record(&self, object: u32) -> TypeRecord {
        self.record_of(self.type_word(object))
    }

    #[inline(always)]
    pub(super) fn state(&self, object: u32) -> u32 {
        self.space
            .load_u32(object + offset_of!(ObjectHeader, state) as u32)
    }

    #[inline(always)]
    pub(super) fn set_state(&self, object: u32, state: u32) {
        self.space
            .store_u32(object + offset_of!(ObjectHeader, state) as u32, state);
    }

    #[inline(always)]
    pub(super) fn length(&self, array: u32) -> u32 {
        self.space
            .load_u32(array + offset_of!(ArrayHeader, length) as u32)
    }

    pub(super) fn host_slot(&self, object: u32) -> u32 {
        self.space
            .load_u32(object + offset_of!(HostReferenceObject, slot) as u32)
    }

    /// The bytes of an object whose record that is; `None` if there can be no such
    /// object.
    #[inline(always)]
    pub(super) fn checked_size(&self, object: u32, record: &TypeRecord) -> Option<u32> {
        match record.shape {
            Shape::Fields | Shape::DescribedFields => Some(record.size),
            Shape::Unknown => None,
            _ => record.array_size(self.length(object)),
        }
    }

    /// The bytes of an object whose record that is.
    #[inline(always)]
    pub(super) fn size(&self, object: u32, record: &TypeRecord) -> u32 {
        self.checked_size(object, record)
            .expect("an object that exists has a type and a size below 4 GiB")
    }

    /// The state of an object in the old part that holds no young reference.
    #[inline(always)]
    pub(super) fn old_state(&self, object: u32, record: &TypeRecord) -> u32 {
        if record.shape == Shape::ReferenceArray && self.length(object) > CARD_REMEMBERING_LENGTH {
            UNREMEMBERED | REMEMBER_CARDS
        } else {
            UNREMEMBERED
        }
    }

    /// Copies an object to where none is, or to a lower offset.
    #[inline(always)]
    pub(super) fn copy(&self, from: u32, to: u32, size: u32) {
        if size > COPIED_BY_WORDS {
            self.space.copy(from, to, size);
            return;
        }
        let mut offset = 0;
        while offset < size {
            let word = self.space.load_u64(from + offset);
            self.space.store_u64(to + offset, word);
            offset += 8;
        }
    }

    /// Visits the offset of every slot of an object that is a reference.
    #[inline(always)]
    pub(super) fn references(&self, object: u32, record: &TypeRecord, mut visit: impl FnMut(u32)) {
        match record.shape {
            Shape::Fields => {
                let mut references = record.references;
                while references != 0 {
                    visit(object + HEADER + 4 * references.trailing_zeros());
                    references &= references - 1;
                }
            }
            Shape::ReferenceArray => {
                let first = object + record.size;
                for index in 0..self.length(object) {
                    visit(first + 4 * index);
                }
            }
            Shape::DescribedFields => {
                for offset in &record.description().references {
                    visit(object + offset);
                }
            }
            Shape::Unknown | Shape::OpaqueArray | Shape::ContinuationArray => {}
        }
    }

    /// Visits the offset of every slot of an object that is a reference to a continuation.
    #[inline]
    pub(super) fn continuations(
        &self,
        object: u32,
        record: &TypeRecord,
        mut visit: impl FnMut(u32),
    ) {
        match record.shape {
            Shape::DescribedFields => {
                for offset in &record.description().continuations {
                    visit(object + offset);
                }
            }
            Shape::ContinuationArray => {
                let first = object + record.size;
                for index in 0..self.length(object) {
                    visit(first + 8 * index);
                }
            }
            _ => {}
        }
    }
}
