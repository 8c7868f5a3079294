//! Allocation by the runtime: what machine code does not do inline.

use std::any::Any;
use std::mem::offset_of;

use switchback_abi::heap::{
    ArrayHeader, ExceptionHeader, GRANULE, HostReferenceObject, LARGEST_INLINE_OBJECT, ObjectKind,
    UNREMEMBERED,
};

use super::records::{HOST_REFERENCE_SIZE, Shape};
use super::{Heap, HeapError, Nursery, Owner, ZEAL_BYTES, ZEAL_COLLECTIONS, Zeal};

impl Heap {
    /// Allocates a struct, all zero.
    ///
    /// # Errors
    ///
    /// [`HeapError::Exhausted`] or [`HeapError::Reserve`]; for other types
    /// [`HeapError::InvalidDescription`].
    pub fn allocate_struct(
        &mut self,
        identity: u32,
        owner: &mut dyn Owner,
    ) -> Result<u32, HeapError> {
        self.prepare(Nursery::Full)?;
        self.allocate_fields(ObjectKind::Struct.type_word(identity), owner)
    }

    /// Allocates an exception, whose values are all zero, of a tag: its type, and its
    /// number.
    ///
    /// # Errors
    ///
    /// As with [`Self::allocate_struct`].
    pub fn allocate_exception(
        &mut self,
        identity: u32,
        tag: u32,
        owner: &mut dyn Owner,
    ) -> Result<u32, HeapError> {
        let exception = self.allocate_fields(ObjectKind::Exception.type_word(identity), owner)?;
        let place = exception + offset_of!(ExceptionHeader, tag) as u32;
        self.objects.space.store_u32(place, tag);
        Ok(exception)
    }

    fn allocate_fields(&mut self, type_word: u32, owner: &mut dyn Owner) -> Result<u32, HeapError> {
        let record = self.objects.record_of(type_word);
        match record.shape {
            Shape::Fields | Shape::DescribedFields => {
                self.allocate_bytes(type_word, record.size, owner)
            }
            _ => Err(HeapError::InvalidDescription),
        }
    }

    /// Allocates an array, all zero.
    ///
    /// # Errors
    ///
    /// As with [`Self::allocate_struct`].
    pub fn allocate_array(
        &mut self,
        identity: u32,
        length: u32,
        owner: &mut dyn Owner,
    ) -> Result<u32, HeapError> {
        self.prepare(Nursery::Full)?;
        let type_word = ObjectKind::Array.type_word(identity);
        let record = self.objects.record_of(type_word);
        if !record.is_array() {
            return Err(HeapError::InvalidDescription);
        }
        let size = record.array_size(length).ok_or(HeapError::Exhausted)?;
        let array = self.allocate_bytes(type_word, size, owner)?;
        let place = array + offset_of!(ArrayHeader, length) as u32;
        self.objects.space.store_u32(place, length);
        if !self.is_young(array) {
            let state = self.objects.old_state(array, &record);
            self.objects.set_state(array, state);
        }
        Ok(array)
    }

    /// Allocates a reference to a value of the host, which is dropped when nothing
    /// refers to it any more.
    ///
    /// # Errors
    ///
    /// As with [`Self::allocate_struct`].
    pub fn allocate_host_reference(
        &mut self,
        value: Box<dyn Any + Send + Sync>,
        owner: &mut dyn Owner,
    ) -> Result<u32, HeapError> {
        let type_word = ObjectKind::HostReference.type_word(0);
        let object = self.allocate_bytes(type_word, HOST_REFERENCE_SIZE, owner)?;
        let young = self.is_young(object);
        let slot = self.host_values.insert(object, young, value);
        self.objects.space.store_u32(
            object + offset_of!(HostReferenceObject, slot) as u32,
            slot.unwrap_or(u32::MAX),
        );
        slot.map(|_| object).ok_or(HeapError::Exhausted)
    }

    /// Allocates an object whose contents are zero.
    fn allocate_bytes(
        &mut self,
        type_word: u32,
        size: u32,
        owner: &mut dyn Owner,
    ) -> Result<u32, HeapError> {
        let area = self.context().allocation;
        // Under zeal, code has gone beyond the limit.
        let fits = size <= area.limit.saturating_sub(area.next) && !self.is_large(size);
        let object = if fits {
            self.bump(size)
        } else {
            self.allocate_slowly(size, owner)?
        };
        let state = if self.is_young(object) {
            0
        } else {
            UNREMEMBERED
        };
        self.objects
            .space
            .store_u64(object, u64::from(type_word) | u64::from(state) << 32);
        self.objects.space.fill(object + GRANULE, size - GRANULE, 0);
        Ok(object)
    }

    fn bump(&mut self, size: u32) -> u32 {
        let object = self.context().allocation.next;
        self.set_next(object + size);
        object
    }

    #[cold]
    fn allocate_slowly(&mut self, size: u32, owner: &mut dyn Owner) -> Result<u32, HeapError> {
        self.prepare(Nursery::Small)?;
        self.open(owner)?;
        self.collect_in_zeal(owner);
        if self.is_large(size) {
            return self.allocate_old(size, owner);
        }
        self.make_young_room(size, owner)?;
        Ok(self.bump(size))
    }

    /// Makes room for one object that code allocates, of at most
    /// [`LARGEST_INLINE_OBJECT`] bytes.
    ///
    /// # Errors
    ///
    /// [`HeapError::Exhausted`] or [`HeapError::Reserve`]
    pub fn make_room(&mut self, owner: &mut dyn Owner) -> Result<(), HeapError> {
        self.prepare(Nursery::Small)?;
        self.open(owner)?;
        self.collect_in_zeal(owner);
        self.make_young_room(LARGEST_INLINE_OBJECT, owner)?;
        let next = self.context().allocation.next;
        self.set_next(next);
        Ok(())
    }

    /// Makes the nursery, unless it is there.
    fn open(&mut self, owner: &mut dyn Owner) -> Result<(), HeapError> {
        if !self.is_open() {
            self.grow_nursery(owner);
        }
        self.is_open().then_some(()).ok_or(HeapError::Exhausted)
    }

    fn make_young_room(&mut self, size: u32, owner: &mut dyn Owner) -> Result<(), HeapError> {
        if !self.fits_nursery(size) {
            self.grow_nursery(owner);
        }
        if !self.fits_nursery(size) {
            self.collect(owner);
        }
        // A nursery that is nearly full of live objects would be collected for every few
        // allocations: that is exhaustion, too. Under zeal every allocation comes here, not
        // only those that found the nursery full.
        let room = match self.configuration.zeal {
            Zeal::Off => size.max(self.nursery_limit / 16),
            _ => size,
        };
        if self.fits_nursery(room) {
            Ok(())
        } else {
            Err(HeapError::Exhausted)
        }
    }

    /// Collects, if that is to be done as often as possible.
    pub fn collect_in_zeal(&mut self, owner: &mut dyn Owner) {
        match self.configuration.zeal {
            Zeal::Off => {}
            Zeal::Minor => self.collect_minor(owner),
            Zeal::Major => self.collect_major(owner),
            Zeal::Verify if self.zeal_pause > 0 => self.zeal_pause -= 1,
            Zeal::Verify => {
                let done = self.statistics.minor_collections + self.statistics.major_collections;
                if done.is_multiple_of(2) {
                    self.collect_minor(owner);
                } else {
                    self.collect_major(owner);
                }
                if let Err(violation) = self.verify(owner) {
                    panic!("bug of Switchback: {violation}");
                }
                self.zeal_pause = self.used() / ZEAL_BYTES + done as usize / ZEAL_COLLECTIONS;
            }
        }
    }

    /// Whether an object would take a good part of the nursery, only to be copied. Such
    /// are old from the start.
    fn is_large(&self, size: u32) -> bool {
        size > LARGEST_INLINE_OBJECT && size > self.nursery_limit / 8
    }

    fn fits_nursery(&self, size: u32) -> bool {
        size <= self.nursery_limit - self.context().allocation.next
    }

    fn allocate_old(&mut self, size: u32, owner: &mut dyn Owner) -> Result<u32, HeapError> {
        let end = |heap: &Self| heap.old.next.checked_add(size);
        let within = |heap: &Self| end(heap).is_some_and(|end| heap.within_threshold(end));
        if !within(self) {
            self.collect_major(owner);
        }
        let room = end(self).is_some_and(|end| self.ensure_old(end, owner));
        if !room {
            // Within the threshold there may be garbage yet.
            self.collect_major(owner);
            if !end(self).is_some_and(|end| self.ensure_old(end, owner)) {
                return Err(HeapError::Exhausted);
            }
        }
        let object = self.old.next;
        self.old.next += size;
        Ok(object)
    }
}
