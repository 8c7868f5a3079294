//! What the collector must know of a type: a small record for each, in a table by the
//! type's identity, that the heaps of an engine share.
//!
//! A type word leads to a record by one load. So does that of a reference to a value of
//! the host: its identity is 0, which no type has.
//!
//! Invariants:
//! 1. A record that is zero describes no objects.
//! 2. A record changes only while no object of its identity exists: an identity is given
//!    to another type when nothing holds the type any more, and who has objects of a type
//!    holds it.

use std::collections::HashMap;
use std::io;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use switchback_abi::heap::{
    GRANULE, HostReferenceObject, ObjectHeader, ObjectLayout, element_offset, exception_layout,
    storage_size, struct_layout,
};
use switchback_wasm::{CompositeType, EngineSubType, Hierarchy, StorageType, ValType};

use super::HeapError;
use crate::fixed::Fixed;
use crate::reservation::Reservation;

/// The bytes of a reference to a value of the host.
pub(super) const HOST_REFERENCE_SIZE: u32 =
    (size_of::<HostReferenceObject>() as u32).next_multiple_of(GRANULE);

/// How many identities there may be.
pub const MAXIMUM_IDENTITIES: u32 = 1 << 20;

/// Where an object holds what the collector looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeDescription {
    /// Objects that are all of one size: structs, and exceptions, of which the tag is
    /// opaque.
    Fields(FieldsDescription),
    /// An array.
    Array {
        /// Bytes of an element: a power of two up to 16.
        element_size: u32,
        /// What an element is.
        elements: ElementKind,
    },
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

/// What a field or an element is to the collector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ElementKind {
    /// Numbers, vectors or function references.
    Opaque,
    /// References into the heap.
    Reference,
    /// Continuation references.
    Continuation,
}

impl ElementKind {
    /// What is stored so.
    #[must_use]
    pub fn of<T>(storage: &StorageType<T>) -> Self {
        let StorageType::Val(ValType::Ref(ty)) = storage else {
            return Self::Opaque;
        };
        match ty.heap_type.hierarchy() {
            Hierarchy::Func => Self::Opaque,
            Hierarchy::Extern | Hierarchy::Any | Hierarchy::Exn => Self::Reference,
            Hierarchy::Cont => Self::Continuation,
        }
    }
}

impl TypeDescription {
    /// The objects of a type: of a function type, the exceptions of its tags. There are
    /// no objects of continuation types.
    #[must_use]
    pub fn of(ty: &EngineSubType) -> Option<Self> {
        Some(match &ty.composite {
            CompositeType::Struct(fields) => {
                let kinds = fields.iter().map(|field| ElementKind::of(&field.storage));
                Self::Fields(FieldsDescription::new(&struct_layout(fields), kinds))
            }
            CompositeType::Func(ty) => {
                let params = ty.params.iter();
                let kinds = params.map(|ty| ElementKind::of(&StorageType::Val(*ty)));
                Self::Fields(FieldsDescription::new(&exception_layout(ty), kinds))
            }
            CompositeType::Array(element) => Self::Array {
                element_size: storage_size(&element.storage),
                elements: ElementKind::of(&element.storage),
            },
            CompositeType::Cont(_) => return None,
        })
    }

    /// Whether it describes objects that can be: fields lie behind the header, are
    /// aligned, and do not overlap.
    fn check(&self) -> Result<(), HeapError> {
        let sound = match self {
            Self::Fields(fields) => fields.is_sound(),
            Self::Array {
                element_size,
                elements,
            } => match elements {
                ElementKind::Opaque => element_size.is_power_of_two() && *element_size <= 16,
                ElementKind::Reference => *element_size == 4,
                ElementKind::Continuation => *element_size == 8,
            },
        };
        sound.then_some(()).ok_or(HeapError::InvalidDescription)
    }
}

impl FieldsDescription {
    fn new(layout: &ObjectLayout, kinds: impl Iterator<Item = ElementKind>) -> Self {
        let fields: Vec<_> = layout.offsets.iter().copied().zip(kinds).collect();
        let of_kind = |wanted| {
            let fields = fields.iter().filter(|(_, kind)| *kind == wanted);
            fields.map(|(offset, _)| *offset).collect()
        };
        Self {
            size: layout.size,
            references: of_kind(ElementKind::Reference),
            continuations: of_kind(ElementKind::Continuation),
        }
    }

    fn is_sound(&self) -> bool {
        let mut fields: Vec<(u32, u32)> = Vec::new();
        fields.extend(self.references.iter().map(|offset| (*offset, 4)));
        fields.extend(self.continuations.iter().map(|offset| (*offset, 8)));
        fields.sort_unstable();
        let mut end = HEADER;
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

    /// The references as bits, one for each 32-bit word behind the header, if that says
    /// all.
    fn bitmap(&self) -> Option<u64> {
        if !self.continuations.is_empty() {
            return None;
        }
        let mut bitmap = 0u64;
        for offset in &self.references {
            bitmap |= 1u64.checked_shl((offset - HEADER) / 4)?;
        }
        Some(bitmap)
    }
}

/// Bytes of what every object begins with.
pub(super) const HEADER: u32 = size_of::<ObjectHeader>() as u32;

/// What objects of a type look like.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// There are none.
    Unknown,
    /// All of one size; [`TypeRecord::references`] is a bit for each 32-bit word behind
    /// the header.
    Fields,
    /// All of one size; [`TypeRecord::references`] is the address of their
    /// [`FieldsDescription`].
    DescribedFields,
    /// Arrays without anything for the collector.
    OpaqueArray,
    /// Arrays of references.
    ReferenceArray,
    /// Arrays of continuation references.
    ContinuationArray,
}

/// What the collector knows of a type.
#[repr(C, align(16))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TypeRecord {
    /// Bytes of an object; of an array, those before the first element.
    pub(super) size: u32,
    /// How they look.
    pub(super) shape: Shape,
    /// Of arrays, the binary logarithm of an element's bytes.
    pub(super) element_shift: u8,
    /// See [`Shape`].
    pub(super) references: u64,
}

impl TypeRecord {
    const UNKNOWN: Self = Self {
        size: 0,
        shape: Shape::Unknown,
        element_shift: 0,
        references: 0,
    };

    fn fields(size: u32, shape: Shape, references: u64) -> Self {
        Self {
            size: size.next_multiple_of(GRANULE),
            shape,
            references,
            ..Self::UNKNOWN
        }
    }

    fn array(element_size: u32, elements: ElementKind) -> Self {
        Self {
            size: element_offset(element_size),
            shape: match elements {
                ElementKind::Opaque => Shape::OpaqueArray,
                ElementKind::Reference => Shape::ReferenceArray,
                ElementKind::Continuation => Shape::ContinuationArray,
            },
            element_shift: element_size.trailing_zeros() as u8,
            references: 0,
        }
    }

    #[inline]
    pub(super) fn is_array(&self) -> bool {
        self.shape as u8 >= Shape::OpaqueArray as u8
    }

    /// Whether objects may hold references into the heap.
    #[inline]
    pub(super) fn has_references(&self) -> bool {
        match self.shape {
            Shape::Fields => self.references != 0,
            Shape::DescribedFields | Shape::ReferenceArray => true,
            Shape::Unknown | Shape::OpaqueArray | Shape::ContinuationArray => false,
        }
    }

    /// The bytes of an array of that length, if there can be such an array at all.
    #[inline]
    pub(super) fn array_size(&self, length: u32) -> Option<u32> {
        let bytes = u64::from(self.size) + (u64::from(length) << self.element_shift);
        u32::try_from(bytes.next_multiple_of(u64::from(GRANULE))).ok()
    }

    /// The description of [`Shape::DescribedFields`].
    #[inline(never)]
    pub(super) fn description(&self) -> &FieldsDescription {
        assert!(self.shape == Shape::DescribedFields);
        let address = self.references as usize;
        // SAFETY: only `TypeRecords` makes such records, and keeps the description as
        // long as the record stands (invariant 2).
        unsafe { &*std::ptr::with_exposed_provenance::<FieldsDescription>(address) }
    }
}

/// The records of an engine.
#[derive(Debug)]
pub struct TypeRecords {
    /// The first record. Constant.
    base: *mut TypeRecord,
    /// How many can be read.
    length: AtomicU32,
    writer: Mutex<Writer>,
}

struct Writer {
    memory: Reservation,
    /// By identity.
    descriptions: HashMap<u32, Fixed<FieldsDescription>>,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Writer").field(&self.memory).finish()
    }
}

// SAFETY: the pointer leads to memory that `writer` owns.
unsafe impl Send for TypeRecords {}
// SAFETY: records are written with the lock held, and only while nobody reads them
// (invariant 2).
unsafe impl Sync for TypeRecords {}

impl TypeRecords {
    /// Records of the references to host values only.
    ///
    /// # Errors
    ///
    /// When there is no address space.
    pub fn new() -> io::Result<Self> {
        let size = size_of::<TypeRecord>();
        let mut memory = Reservation::new(MAXIMUM_IDENTITIES as usize * size)?;
        memory.make_accessible(size)?;
        let base = memory.base().as_ptr().cast::<TypeRecord>();
        let host_reference = TypeRecord::fields(HOST_REFERENCE_SIZE, Shape::Fields, 0);
        // SAFETY: the first record was just made accessible.
        unsafe { base.write(host_reference) };
        Ok(Self {
            base,
            length: AtomicU32::new((memory.accessible() / size) as u32),
            writer: Mutex::new(Writer {
                memory,
                descriptions: HashMap::new(),
            }),
        })
    }

    /// Describes the objects of a type: again only with the same description, as long as
    /// there may be objects of it.
    ///
    /// # Errors
    ///
    /// [`HeapError::InvalidDescription`], [`HeapError::TooManyTypes`]
    pub fn set(&self, identity: u32, description: &TypeDescription) -> Result<(), HeapError> {
        description.check()?;
        if identity == 0 {
            return Err(HeapError::InvalidDescription);
        }
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        self.make_accessible(&mut writer, identity)?;
        let known = self.record(identity);
        let record = match description {
            TypeDescription::Fields(fields) => match fields.bitmap() {
                Some(references) => TypeRecord::fields(fields.size, Shape::Fields, references),
                None if known.shape == Shape::DescribedFields && known.description() == fields => {
                    known
                }
                None => {
                    let description = Fixed::new(fields.clone());
                    let address = description.as_ptr().expose_provenance() as u64;
                    writer.descriptions.insert(identity, description);
                    TypeRecord::fields(fields.size, Shape::DescribedFields, address)
                }
            },
            TypeDescription::Array {
                element_size,
                elements,
            } => TypeRecord::array(*element_size, *elements),
        };
        // Others may be reading it if it stays the same.
        if record != known {
            // SAFETY: accessible, and by invariant 2 nobody is reading it.
            unsafe { self.base.add(identity as usize).write(record) };
        }
        Ok(())
    }

    fn make_accessible(&self, writer: &mut Writer, identity: u32) -> Result<(), HeapError> {
        if identity < self.length.load(Ordering::Relaxed) {
            return Ok(());
        }
        if identity >= MAXIMUM_IDENTITIES {
            return Err(HeapError::TooManyTypes);
        }
        let size = size_of::<TypeRecord>();
        let length = (2 * (identity as usize + 1)).min(MAXIMUM_IDENTITIES as usize);
        let memory = &mut writer.memory;
        memory
            .make_accessible(length * size)
            .map_err(HeapError::Reserve)?;
        let length = (memory.accessible() / size) as u32;
        self.length.store(length, Ordering::Release);
        Ok(())
    }

    /// A record.
    #[inline(always)]
    pub(super) fn record(&self, identity: u32) -> TypeRecord {
        if identity >= self.length.load(Ordering::Relaxed) {
            return TypeRecord::UNKNOWN;
        }
        // SAFETY: accessible; zero is a record, too, and by invariant 2 nobody writes it.
        unsafe { self.base.add(identity as usize).read() }
    }
}

const _: () = assert!(size_of::<TypeRecord>() == 16);
// What was never written is zero.
const _: () = assert!(Shape::Unknown as u8 == 0);
