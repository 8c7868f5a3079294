//! What the collector must know of an object's type, and what follows from it for an
//! object.

use std::mem::offset_of;

use switchback_abi::heap::{
    ArrayHeader, GRANULE, HostReferenceObject, ObjectHeader, REMEMBER_CARDS, UNREMEMBERED,
    element_offset,
};

use super::HeapError;
use super::space::Space;

/// Arrays of more references than this are remembered by slot: to scan one of them
/// whole, because one element was stored, would take longer than to sort out the slots.
const SLOT_REMEMBERING_LENGTH: u32 = 128;

/// Where an object holds what the collector looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeDescription {
    /// A struct.
    Struct(FieldsDescription),
    /// An exception: its tag and whatever else is opaque, and its payload.
    Exception(FieldsDescription),
    /// An array.
    Array {
        /// Bytes of an element: a power of two up to 16.
        element_size: u32,
        /// What an element is.
        elements: ElementKind,
    },
    /// A reference to a value of the host.
    HostReference,
}

/// Objects that are all of one size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldsDescription {
    /// Bytes, header included.
    pub size: u32,
    /// Offsets of the fields that are references into the heap.
    pub references: Box<[u32]>,
    /// Offsets of the fields that are continuation references.
    pub continuations: Box<[u32]>,
}

/// What the elements of an array are to the collector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ElementKind {
    /// Numbers, vectors or function references.
    Opaque,
    /// References into the heap.
    Reference,
    /// Continuation references.
    Continuation,
}

impl TypeDescription {
    /// Whether it describes objects that can be: fields lie behind the header, are
    /// aligned, and do not overlap.
    pub(super) fn check(&self) -> Result<(), HeapError> {
        let sound = match self {
            Self::Struct(fields) | Self::Exception(fields) => fields.is_sound(),
            Self::Array {
                element_size,
                elements,
            } => match elements {
                ElementKind::Opaque => element_size.is_power_of_two() && *element_size <= 16,
                ElementKind::Reference => *element_size == 4,
                ElementKind::Continuation => *element_size == 8,
            },
            Self::HostReference => true,
        };
        sound.then_some(()).ok_or(HeapError::InvalidDescription)
    }
}

impl FieldsDescription {
    fn is_sound(&self) -> bool {
        let header = size_of::<ObjectHeader>() as u32;
        let mut fields: Vec<(u32, u32)> = Vec::new();
        fields.extend(self.references.iter().map(|offset| (*offset, 4)));
        fields.extend(self.continuations.iter().map(|offset| (*offset, 8)));
        fields.sort_unstable();
        let mut end = header;
        for (offset, size) in fields {
            if offset < end || !offset.is_multiple_of(size) {
                return false;
            }
            let Some(field_end) = offset.checked_add(size) else {
                return false;
            };
            end = field_end;
        }
        end <= self.size && self.size <= u32::MAX - GRANULE
    }
}

/// The objects of a heap: memory and what it means.
#[derive(Debug, Default)]
pub(super) struct Objects {
    pub(super) space: Space,
    pub(super) types: Vec<TypeDescription>,
}

impl Objects {
    #[inline]
    pub(super) fn type_index(&self, object: u32) -> u32 {
        self.space
            .load_u32(object + offset_of!(ObjectHeader, type_word) as u32)
    }

    #[inline]
    pub(super) fn description(&self, object: u32) -> &TypeDescription {
        &self.types[self.type_index(object) as usize]
    }

    #[inline]
    pub(super) fn state(&self, object: u32) -> u32 {
        self.space
            .load_u32(object + offset_of!(ObjectHeader, state) as u32)
    }

    #[inline]
    pub(super) fn set_state(&self, object: u32, state: u32) {
        self.space
            .store_u32(object + offset_of!(ObjectHeader, state) as u32, state);
    }

    #[inline]
    pub(super) fn length(&self, array: u32) -> u32 {
        self.space
            .load_u32(array + offset_of!(ArrayHeader, length) as u32)
    }

    pub(super) fn host_slot(&self, object: u32) -> u32 {
        self.space
            .load_u32(object + offset_of!(HostReferenceObject, slot) as u32)
    }

    /// The bytes an object takes.
    #[inline]
    pub(super) fn size(&self, object: u32) -> u32 {
        let size = match self.description(object) {
            TypeDescription::Struct(fields) | TypeDescription::Exception(fields) => {
                Some(fields.size.next_multiple_of(GRANULE))
            }
            TypeDescription::Array { element_size, .. } => {
                array_size(*element_size, self.length(object))
            }
            TypeDescription::HostReference => Some(HOST_REFERENCE_SIZE),
        };
        size.expect("an object that exists has a size below 4 GiB")
    }

    /// The state of an object in old space that holds no young reference.
    pub(super) fn old_state(&self, object: u32) -> u32 {
        match self.description(object) {
            TypeDescription::Array {
                elements: ElementKind::Reference,
                ..
            } if self.length(object) > SLOT_REMEMBERING_LENGTH => UNREMEMBERED | REMEMBER_CARDS,
            _ => UNREMEMBERED,
        }
    }

    /// Visits the offset of every slot of an object that is a reference.
    #[inline]
    pub(super) fn references(&self, object: u32, mut visit: impl FnMut(u32)) {
        match self.description(object) {
            TypeDescription::Struct(fields) | TypeDescription::Exception(fields) => {
                for offset in &fields.references {
                    visit(object + offset);
                }
            }
            TypeDescription::Array {
                element_size,
                elements: ElementKind::Reference,
            } => {
                let first = object + element_offset(*element_size);
                for index in 0..self.length(object) {
                    visit(first + index * element_size);
                }
            }
            TypeDescription::Array { .. } | TypeDescription::HostReference => {}
        }
    }

    /// Visits every continuation reference in an object that is not null.
    pub(super) fn continuations(&self, object: u32, mut visit: impl FnMut(u64)) {
        let mut load = |offset| {
            let continuation = self.space.load_u64(offset);
            if continuation != 0 {
                visit(continuation);
            }
        };
        match self.description(object) {
            TypeDescription::Struct(fields) | TypeDescription::Exception(fields) => {
                for offset in &fields.continuations {
                    load(object + offset);
                }
            }
            TypeDescription::Array {
                element_size,
                elements: ElementKind::Continuation,
            } => {
                let first = object + element_offset(*element_size);
                for index in 0..self.length(object) {
                    load(first + index * element_size);
                }
            }
            TypeDescription::Array { .. } | TypeDescription::HostReference => {}
        }
    }
}

/// The bytes of a reference to a value of the host.
pub(super) const HOST_REFERENCE_SIZE: u32 =
    (size_of::<HostReferenceObject>() as u32).next_multiple_of(GRANULE);

/// The bytes an array takes, if there can be such an array at all.
pub(super) fn array_size(element_size: u32, length: u32) -> Option<u32> {
    let bytes =
        u64::from(element_offset(element_size)) + u64::from(length) * u64::from(element_size);
    u32::try_from(bytes.next_multiple_of(u64::from(GRANULE))).ok()
}
