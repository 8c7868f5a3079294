//! Access to the objects of a heap, for the host's interface and for instructions that
//! work on whole arrays.
//!
//! Offsets are from the start of an object. They and the objects are the caller's
//! business: a wrong one is a bug of ours.

use std::any::Any;
use std::mem::offset_of;

use switchback_abi::heap::{
    ExceptionHeader, FIRST_OBJECT, ObjectKind, REMEMBER_CARDS, UNREMEMBERED, is_object,
};

use super::Heap;
use super::records::Shape;

impl Heap {
    /// The type word of an object.
    #[must_use]
    pub fn type_word(&self, object: u32) -> u32 {
        self.objects.type_word(object)
    }

    /// Visits every reference to a continuation in all objects, dead ones included; the
    /// visitor may change it.
    pub(crate) fn visit_continuations(&mut self, visitor: &mut dyn FnMut(&mut u64)) {
        if !self.is_open() {
            return;
        }
        let parts = [
            (FIRST_OBJECT, self.context().allocation.next),
            (self.configuration.nursery, self.old.next),
        ];
        let objects = &self.objects;
        for (start, end) in parts {
            let mut object = start;
            while object < end {
                let record = objects.record(object);
                objects.continuations(object, &record, |slot| {
                    let word = objects.space.load_u64(slot);
                    let mut visited = word;
                    visitor(&mut visited);
                    if visited != word {
                        objects.space.store_u64(slot, visited);
                    }
                });
                object += objects.size(object, &record);
            }
        }
    }

    /// The number of an exception's tag.
    #[must_use]
    pub fn exception_tag(&self, exception: u32) -> u32 {
        self.load_u32(exception, offset_of!(ExceptionHeader, tag) as u32)
    }

    /// How many elements an array has.
    #[must_use]
    pub fn array_length(&self, array: u32) -> u32 {
        self.objects.length(array)
    }

    /// Bytes of an array's elements.
    #[must_use]
    pub fn element_size(&self, array: u32) -> u32 {
        1 << self.objects.record(array).element_shift
    }

    /// The offset of an element from the start of an array.
    #[must_use]
    pub fn element(&self, array: u32, index: u32) -> u32 {
        let record = self.objects.record(array);
        assert!(
            record.is_array(),
            "an element of something that is no array"
        );
        assert!(index < self.array_length(array), "an element that is not");
        record.size + (index << record.element_shift)
    }

    /// The value behind a reference to one.
    #[must_use]
    pub fn host_value(&self, reference: u32) -> Option<&(dyn Any + Send + Sync)> {
        match ObjectKind::of(self.type_word(reference)) {
            ObjectKind::HostReference => self.host_values.get(self.objects.host_slot(reference)),
            _ => None,
        }
    }

    /// The value behind a reference to one.
    #[must_use]
    pub fn host_value_mut(&mut self, reference: u32) -> Option<&mut (dyn Any + Send + Sync)> {
        match ObjectKind::of(self.type_word(reference)) {
            ObjectKind::HostReference => {
                let slot = self.objects.host_slot(reference);
                self.host_values.get_mut(slot)
            }
            _ => None,
        }
    }

    /// Loads a reference, or another 32-bit field.
    #[must_use]
    #[inline]
    pub fn load_u32(&self, object: u32, offset: u32) -> u32 {
        self.objects.space.load_u32(object + offset)
    }

    /// Loads a 64-bit field.
    #[must_use]
    pub fn load_u64(&self, object: u32, offset: u32) -> u64 {
        self.objects.space.load_u64(object + offset)
    }

    /// Loads a field of that many bytes.
    #[must_use]
    pub fn load(&self, object: u32, offset: u32, size: u32) -> u128 {
        let mut bytes = [0; 16];
        let field = &mut bytes[..size as usize];
        self.objects.space.read(object + offset, field);
        u128::from_le_bytes(bytes)
    }

    /// Stores a 32-bit field that is no reference.
    pub fn store_u32(&mut self, object: u32, offset: u32, value: u32) {
        self.objects.space.store_u32(object + offset, value);
    }

    /// Stores a 64-bit field.
    pub fn store_u64(&mut self, object: u32, offset: u32, value: u64) {
        self.objects.space.store_u64(object + offset, value);
    }

    /// Stores a field of that many bytes that is no reference.
    pub fn store(&mut self, object: u32, offset: u32, size: u32, value: u128) {
        let bytes = &value.to_le_bytes()[..size as usize];
        self.objects.space.write(object + offset, bytes);
    }

    /// Stores a reference.
    #[inline]
    pub fn store_reference(&mut self, object: u32, offset: u32, value: u32) {
        self.objects.space.store_u32(object + offset, value);
        if is_object(value) && self.is_young(value) {
            self.remember(object, offset, 4);
        }
    }

    /// Sets `length` elements of an array from `start` on. They must be there.
    pub fn fill_array(&mut self, array: u32, start: u32, length: u32, value: u128) {
        if length == 0 {
            return;
        }
        let (offset, bytes) = self.elements(array, start, length);
        let size = bytes / length;
        let element = &value.to_le_bytes()[..size as usize];
        let space = &self.objects.space;
        if element.iter().all(|byte| *byte == element[0]) {
            space.fill(array + offset, bytes, element[0]);
        } else {
            // Twice as many each time: what is there already is copied behind itself.
            space.write(array + offset, element);
            let mut done = size;
            while done < bytes {
                let more = done.min(bytes - done);
                space.copy(array + offset, array + offset + done, more);
                done += more;
            }
        }
        if self.objects.record(array).shape == Shape::ReferenceArray {
            let value = value as u32;
            if is_object(value) && self.is_young(value) {
                self.remember(array, offset, bytes);
            }
        }
    }

    /// Copies elements between two arrays whose elements are alike, or in one. They must
    /// be there.
    pub fn copy_array(&mut self, to: (u32, u32), from: (u32, u32), length: u32) {
        if length == 0 {
            return;
        }
        let (to_offset, bytes) = self.elements(to.0, to.1, length);
        let (from_offset, from_bytes) = self.elements(from.0, from.1, length);
        assert_eq!(bytes, from_bytes, "elements of different sizes");
        let (source, destination) = (from.0 + from_offset, to.0 + to_offset);
        self.objects.space.copy(source, destination, bytes);
        if self.objects.record(to.0).shape == Shape::ReferenceArray {
            self.remember(to.0, to_offset, bytes);
        }
    }

    /// Sets elements of an array that are no references, to what the bytes say. The
    /// elements must be there.
    pub fn write_array(&mut self, array: u32, start: u32, bytes: &[u8]) {
        let record = self.objects.record(array);
        assert!(record.shape == Shape::OpaqueArray);
        let length = (bytes.len() >> record.element_shift) as u32;
        if length > 0 {
            let (offset, size) = self.elements(array, start, length);
            self.objects
                .space
                .write(array + offset, &bytes[..size as usize]);
        }
    }

    /// Reads elements of an array that are no references. They must be there.
    pub fn read_array(&self, array: u32, start: u32, bytes: &mut [u8]) {
        let record = self.objects.record(array);
        assert!(record.shape == Shape::OpaqueArray);
        let length = (bytes.len() >> record.element_shift) as u32;
        if length > 0 {
            let (offset, size) = self.elements(array, start, length);
            self.objects
                .space
                .read(array + offset, &mut bytes[..size as usize]);
        }
    }

    /// Where elements of an array begin, and their bytes.
    fn elements(&self, array: u32, start: u32, length: u32) -> (u32, u32) {
        let record = self.objects.record(array);
        assert!(record.is_array(), "elements of something that is no array");
        let end = u64::from(start) + u64::from(length);
        assert!(end <= u64::from(self.array_length(array)));
        (
            record.size + (start << record.element_shift),
            length << record.element_shift,
        )
    }

    /// Notes that some of the slots in a range of an object may hold young references.
    fn remember(&mut self, object: u32, offset: u32, bytes: u32) {
        let state = self.objects.state(object);
        if state == 0 {
            return;
        }
        let Some(remembered) = &self.remembered else {
            unreachable!("there are objects");
        };
        if state & REMEMBER_CARDS != 0 {
            let start = object + offset;
            remembered.set_cards(start, start + bytes, true);
        }
        if state & UNREMEMBERED != 0 {
            self.objects.set_state(object, state & !UNREMEMBERED);
            // SAFETY: see `Heap::context`; nobody else uses it here.
            let context = unsafe { &mut *self.context.as_ptr() };
            remembered.push(context, object);
        }
    }
}
