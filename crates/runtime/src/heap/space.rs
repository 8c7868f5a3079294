//! The memory of a heap: loads and stores at offsets.
//!
//! Every access is compared with what is accessible, so that a wrong offset, which is a
//! bug of ours, is a panic and not a write somewhere else. Stores take `&self`: objects
//! are reached through references of which there are many. That is sound because
//! nothing here gives out Rust references into the memory, and a `Space` is not `Sync`.

use std::cell::Cell;
use std::io;
use std::marker::PhantomData;

use crate::reservation::Reservation;

/// Address space that is accessible from its start up to somewhere; none at first.
#[derive(Debug, Default)]
pub(super) struct Space {
    reservation: Option<Reservation>,
    accessible: usize,
    base: usize,
    not_sync: PhantomData<Cell<()>>,
}

impl Space {
    /// Whether there is a reservation.
    pub(super) fn is_reserved(&self) -> bool {
        self.reservation.is_some()
    }

    /// Takes the address space.
    pub(super) fn reserve(&mut self, size: usize) -> io::Result<*mut u8> {
        let reservation = Reservation::new(size)?;
        let base = reservation.base().as_ptr();
        self.base = base.expose_provenance();
        self.reservation = Some(reservation);
        Ok(base)
    }

    /// Makes at least `length` bytes accessible.
    pub(super) fn grow(&mut self, length: u32) -> io::Result<()> {
        if let Some(reservation) = &mut self.reservation {
            reservation.make_accessible(length as usize)?;
            self.accessible = reservation.accessible();
        }
        Ok(())
    }

    /// Gives back what lies behind `length` bytes.
    pub(super) fn shrink(&mut self, length: u32) -> io::Result<()> {
        if let Some(reservation) = &mut self.reservation {
            let result = reservation.shrink(length as usize);
            self.accessible = reservation.accessible();
            result?;
        }
        Ok(())
    }

    /// How many bytes are accessible.
    pub(super) fn accessible(&self) -> usize {
        self.accessible
    }

    /// A pointer to `length` accessible bytes.
    #[inline]
    fn at(&self, offset: u32, length: usize) -> *mut u8 {
        assert!(
            offset as usize + length <= self.accessible,
            "offset {offset:#x} lies outside the heap"
        );
        std::ptr::with_exposed_provenance_mut(self.base + offset as usize)
    }

    #[inline]
    pub(super) fn load_u32(&self, offset: u32) -> u32 {
        let pointer = self.at(offset, 4).cast::<u32>();
        // SAFETY: four bytes there are accessible, and nobody else writes them.
        unsafe { pointer.read_unaligned() }
    }

    #[inline]
    pub(super) fn store_u32(&self, offset: u32, value: u32) {
        let pointer = self.at(offset, 4).cast::<u32>();
        // SAFETY: as above; no Rust references into the space exist.
        unsafe { pointer.write_unaligned(value) }
    }

    #[inline]
    pub(super) fn load_u64(&self, offset: u32) -> u64 {
        let pointer = self.at(offset, 8).cast::<u64>();
        // SAFETY: eight bytes there are accessible, and nobody else writes them.
        unsafe { pointer.read_unaligned() }
    }

    #[inline]
    pub(super) fn store_u64(&self, offset: u32, value: u64) {
        let pointer = self.at(offset, 8).cast::<u64>();
        // SAFETY: as above; no Rust references into the space exist.
        unsafe { pointer.write_unaligned(value) }
    }

    /// Copies bytes, which may overlap.
    #[inline]
    pub(super) fn copy(&self, from: u32, to: u32, length: u32) {
        let length = length as usize;
        let (from, to) = (self.at(from, length), self.at(to, length));
        // SAFETY: both ranges are accessible, and no Rust references to them exist.
        unsafe { std::ptr::copy(from, to, length) }
    }

    #[inline]
    pub(super) fn fill(&self, offset: u32, length: u32, byte: u8) {
        let pointer = self.at(offset, length as usize);
        // SAFETY: the range is accessible, and no Rust references to it exist.
        unsafe { pointer.write_bytes(byte, length as usize) }
    }
}
