//! The memory of a heap: loads and stores at offsets.
//!
//! The reservation is larger than any offset, whatever the heap may use of it: a wrong
//! offset, which is a bug of ours, is at worst a fault, and never leads to somebody
//! else's memory. Stores take `&self`: objects are reached through references of which
//! there are many. That is sound because nothing here gives out Rust references into the
//! memory, and a `Space` is not `Sync`.

use std::cell::Cell;
use std::io;
use std::marker::PhantomData;

use crate::reservation::Reservation;

/// Address space that is accessible from its start up to somewhere.
#[derive(Debug)]
pub(super) struct Space {
    reservation: Option<Reservation>,
    accessible: usize,
    base: usize,
    not_sync: PhantomData<Cell<()>>,
}

impl Space {
    /// None at all, so far.
    pub(super) fn new() -> Self {
        Self {
            reservation: None,
            accessible: 0,
            base: 0,
            not_sync: PhantomData,
        }
    }

    /// Takes the address space: see [`super::memory::HeapMemory`].
    pub(super) fn adopt(&mut self, reservation: Reservation) -> *mut u8 {
        let base = reservation.base().as_ptr();
        self.base = base.expose_provenance();
        self.accessible = reservation.accessible();
        self.reservation = Some(reservation);
        base
    }

    /// Gives the address space back.
    pub(super) fn release(&mut self) -> Option<Reservation> {
        self.accessible = 0;
        self.reservation.take()
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

    /// A pointer to what objects hold at an offset.
    #[inline(always)]
    fn at(&self, offset: u32) -> *mut u8 {
        debug_assert!(
            (offset as usize) < self.accessible,
            "offset {offset:#x} lies outside the heap"
        );
        std::ptr::with_exposed_provenance_mut(self.base + offset as usize)
    }

    /// A pointer to `length` accessible bytes.
    #[inline]
    fn range(&self, offset: u32, length: usize) -> *mut u8 {
        assert!(
            offset as usize + length <= self.accessible,
            "offset {offset:#x} lies outside the heap"
        );
        std::ptr::with_exposed_provenance_mut(self.base + offset as usize)
    }

    #[inline(always)]
    pub(super) fn load_u32(&self, offset: u32) -> u32 {
        let pointer = self.at(offset).cast::<u32>();
        // SAFETY: inside the reservation, which there is if there are objects at all
        // (offsets come from them), and nobody else writes there.
        unsafe { pointer.read_unaligned() }
    }

    #[inline(always)]
    pub(super) fn store_u32(&self, offset: u32, value: u32) {
        let pointer = self.at(offset).cast::<u32>();
        // SAFETY: as above; no Rust references into the space exist.
        unsafe { pointer.write_unaligned(value) }
    }

    #[inline(always)]
    pub(super) fn load_u64(&self, offset: u32) -> u64 {
        let pointer = self.at(offset).cast::<u64>();
        // SAFETY: as in `load_u32`.
        unsafe { pointer.read_unaligned() }
    }

    #[inline(always)]
    pub(super) fn store_u64(&self, offset: u32, value: u64) {
        let pointer = self.at(offset).cast::<u64>();
        // SAFETY: as in `store_u32`.
        unsafe { pointer.write_unaligned(value) }
    }

    /// Says that an object will be looked at soon.
    #[inline(always)]
    pub(super) fn prefetch(&self, offset: u32) {
        #[cfg(target_arch = "x86_64")]
        // SAFETY: a prefetch accesses nothing as far as the program can tell.
        unsafe {
            use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
            _mm_prefetch::<_MM_HINT_T0>(self.at(offset).cast());
        }
        #[cfg(not(target_arch = "x86_64"))]
        let _ = offset;
    }

    /// Copies bytes, which may overlap.
    #[inline]
    pub(super) fn copy(&self, from: u32, to: u32, length: u32) {
        let length = length as usize;
        let (from, to) = (self.range(from, length), self.range(to, length));
        // SAFETY: both ranges are accessible, and no Rust references to them exist.
        unsafe { std::ptr::copy(from, to, length) }
    }

    /// Copies bytes in.
    pub(super) fn write(&self, offset: u32, bytes: &[u8]) {
        let pointer = self.range(offset, bytes.len());
        // SAFETY: the range is accessible, and no Rust references to it exist.
        unsafe { pointer.copy_from_nonoverlapping(bytes.as_ptr(), bytes.len()) }
    }

    /// Copies bytes out.
    pub(super) fn read(&self, offset: u32, bytes: &mut [u8]) {
        let pointer = self.range(offset, bytes.len());
        // SAFETY: as above.
        unsafe { pointer.copy_to_nonoverlapping(bytes.as_mut_ptr(), bytes.len()) }
    }

    #[inline]
    pub(super) fn fill(&self, offset: u32, length: u32, byte: u8) {
        let pointer = self.range(offset, length as usize);
        // SAFETY: the range is accessible, and no Rust references to it exist.
        unsafe { pointer.write_bytes(byte, length as usize) }
    }
}
