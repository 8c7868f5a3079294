//! Linear memories: their reservations, and growth.
//!
//! A memory never moves: it reserves address space for the largest size it can have
//! and makes pages of it accessible as it grows, so compiled code may keep its base.
//!
//! Memories with 32-bit addresses and pages of 64 KiB reserve so much that no access
//! can reach beyond the reservation, whatever address and offset: an access out of
//! bounds faults, and compiled code compares nothing. All others are accessed after
//! an explicit comparison with their length.

use std::io;
use std::ptr::NonNull;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use switchback_abi::instance::{MemoryDefinition, MemoryField};
use switchback_wasm::MemoryType;

use crate::fixed::Fixed;
use crate::reservation::{Reservation, ReservationPool};
use crate::store::StoreOpaque;

/// A memory of a store, by its place in [`StoreOpaque::memories`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct MemoryId(pub(crate) u32);

/// What an access of a memory without comparisons can reach: address and offset are
/// below 4 GiB each, and what is accessed is small.
const UNCHECKED_REACH: usize = 8 << 30;

/// Inaccessible bytes at the end of every reservation.
const GUARD: usize = 64 * 1024;

/// The size of most reservations.
pub(crate) const USUAL_RESERVATION: usize = UNCHECKED_REACH + GUARD;

/// A memory.
pub(crate) struct MemoryRecord {
    /// Machine code has a pointer to it.
    definition: MemoryDefinition,
    ty: MemoryType,
    /// The first byte of the reservation and of the memory.
    base: NonNull<u8>,
    /// There until the memory is dropped. Its last [`GUARD`] bytes are never accessible.
    reservation: Option<Reservation>,
    /// Where the reservation goes back to.
    pool: Arc<ReservationPool>,
    /// How many bytes there can be.
    maximum: usize,
}

// SAFETY: the reservation is owned memory, accessed only by who has the store.
unsafe impl Send for MemoryRecord {}
// SAFETY: as above.
unsafe impl Sync for MemoryRecord {}

/// Whether memories of this type are accessed without comparisons.
fn is_unchecked(ty: &MemoryType) -> bool {
    !ty.is_64 && ty.page_size_log2 == 16
}

/// `pages` in bytes; more than there can be if that many cannot be.
fn bytes_of(ty: &MemoryType, pages: u64) -> u64 {
    u64::try_from(u128::from(pages) << ty.page_size_log2).unwrap_or(u64::MAX)
}

impl MemoryRecord {
    /// A memory of its minimum size, with room for growth: `reservation` bytes if its
    /// type does not say how much it can need.
    fn new(ty: MemoryType, reservation: u64, pool: &Arc<ReservationPool>) -> Result<Self> {
        let minimum = usize::try_from(bytes_of(&ty, ty.minimum)).unwrap_or(usize::MAX);
        let address_space = if ty.is_64 { u64::MAX } else { 1 << 32 };
        let declared = ty.maximum.map_or(u64::MAX, |pages| bytes_of(&ty, pages));
        let declared = usize::try_from(declared.min(address_space)).unwrap_or(usize::MAX);
        let (maximum, inside) = if is_unchecked(&ty) {
            (declared, UNCHECKED_REACH)
        } else {
            let reservation = usize::try_from(reservation).unwrap_or(usize::MAX);
            let maximum = declared.min(reservation.max(minimum));
            // A whole number of pages.
            let maximum = maximum >> ty.page_size_log2 << ty.page_size_log2;
            (maximum, maximum)
        };
        let reserved = inside
            .checked_next_multiple_of(rustix::param::page_size())
            .and_then(|inside| inside.checked_add(GUARD))
            .filter(|_| minimum <= maximum)
            .with_context(|| format!("a memory of {minimum} bytes cannot be reserved"))?;
        let reservation = pool
            .take(reserved, minimum)
            .with_context(|| format!("cannot reserve {reserved} bytes for a memory"))?;
        let mut memory = Self {
            definition: MemoryDefinition { length: 0 },
            ty,
            base: reservation.base(),
            reservation: Some(reservation),
            pool: Arc::clone(pool),
            maximum,
        };
        memory
            .set_length(minimum)
            .with_context(|| format!("cannot allocate a memory of {minimum} bytes"))?;
        Ok(memory)
    }

    /// Grows to `length` bytes, which is at most the maximum.
    fn set_length(&mut self, length: usize) -> io::Result<()> {
        debug_assert!(length >= self.len() && length <= self.maximum);
        if let Some(reservation) = &mut self.reservation {
            reservation.make_accessible(length)?;
        }
        self.definition.length = length as u64;
        Ok(())
    }

    /// What instances that use the memory hold.
    pub(crate) fn field(&mut self) -> MemoryField {
        MemoryField {
            base: self.base.as_ptr(),
            definition: &raw mut self.definition,
        }
    }

    pub(crate) fn ty(&self) -> &MemoryType {
        &self.ty
    }

    /// The size in bytes.
    pub(crate) fn len(&self) -> usize {
        // It was a `usize` when it was set.
        self.definition.length as usize
    }

    /// The size in pages.
    pub(crate) fn pages(&self) -> u64 {
        self.definition.length >> self.ty.page_size_log2
    }

    pub(crate) fn base(&self) -> *mut u8 {
        self.base.as_ptr()
    }

    pub(crate) fn data(&self) -> &[u8] {
        // SAFETY: that many bytes are accessible, and whoever could change them needs
        // the store, of which we are a borrowed part.
        unsafe { std::slice::from_raw_parts(self.base.as_ptr(), self.len()) }
    }

    pub(crate) fn data_mut(&mut self) -> &mut [u8] {
        // SAFETY: as above, borrowed mutably.
        unsafe { std::slice::from_raw_parts_mut(self.base.as_ptr(), self.len()) }
    }

    /// Whether an address lies in the reservation.
    pub(crate) fn reserves(&self, address: usize) -> bool {
        let reservation = self.reservation.as_ref();
        reservation.is_some_and(|reservation| reservation.contains(address))
    }

    /// Whether `length` bytes at `start` exist.
    pub(crate) fn contains(&self, start: u64, length: u64) -> bool {
        start
            .checked_add(length)
            .is_some_and(|end| end <= self.definition.length)
    }
}

impl Drop for MemoryRecord {
    fn drop(&mut self) {
        if let Some(reservation) = self.reservation.take() {
            self.pool.give_back(reservation);
        }
    }
}

/// A size for a limiter, which counts in `usize`.
fn saturating(size: u64) -> usize {
    usize::try_from(size).unwrap_or(usize::MAX)
}

impl StoreOpaque {
    pub(crate) fn memory(&self, memory: MemoryId) -> &MemoryRecord {
        &self.memories[memory.0 as usize]
    }

    pub(crate) fn memory_mut(&mut self, memory: MemoryId) -> &mut MemoryRecord {
        &mut self.memories[memory.0 as usize]
    }

    /// Makes a memory of a valid type.
    pub(crate) fn make_memory(&mut self, ty: MemoryType) -> Result<MemoryId> {
        let minimum = bytes_of(&ty, ty.minimum);
        let limit = self.engine().config().limits.memory_bytes;
        ensure!(
            minimum <= limit,
            "a memory of {minimum} bytes exceeds the implementation limit of {limit}"
        );
        let count = self.memories.len();
        let maximum = ty.maximum.map(|pages| saturating(bytes_of(&ty, pages)));
        let allowed = self.ask_limiter(|limiter| {
            let limit = limiter.memories();
            ensure!(
                count < limit,
                "resource limit exceeded: memory count too high at {}",
                count + 1
            );
            limiter.memory_growing(0, saturating(minimum), maximum)
        });
        ensure!(
            allowed.unwrap_or(Ok(true))?,
            "memory minimum size of {} pages exceeds memory limits",
            ty.minimum
        );
        let reservation = self.engine().config().memory_reservation;
        let memory = MemoryRecord::new(ty, reservation, self.engine().reservations())?;
        let id = MemoryId(u32::try_from(count).context("too many memories")?);
        self.memories.push(Fixed::new(memory));
        Ok(id)
    }

    /// Grows a memory; answers its size before in pages, or `None` if it cannot grow.
    ///
    /// # Errors
    ///
    /// When the limiter gives an error.
    pub(crate) fn grow_memory(&mut self, id: MemoryId, delta: u64) -> Result<Option<u64>> {
        let memory = self.memory(id);
        let old = memory.pages();
        if delta == 0 {
            return Ok(Some(old));
        }
        let ty = memory.ty;
        let current = memory.len();
        let desired = saturating(bytes_of(&ty, old.saturating_add(delta)));
        let declared = ty.maximum.map(|pages| saturating(bytes_of(&ty, pages)));
        let allowed =
            self.ask_limiter(|limiter| limiter.memory_growing(current, desired, declared));
        if !allowed.unwrap_or(Ok(true))? {
            return Ok(None);
        }
        let memory = self.memory_mut(id);
        let result = if desired > memory.maximum {
            Err(anyhow::anyhow!(
                "a memory cannot grow to {desired} bytes: its maximum is {}",
                memory.maximum
            ))
        } else {
            memory
                .set_length(desired)
                .context("the system has no memory")
        };
        let Err(error) = result else {
            return Ok(Some(old));
        };
        let mut error = Some(error);
        self.ask_limiter(|limiter| match error.take() {
            Some(error) => limiter.memory_grow_failed(error),
            None => Ok(()),
        })
        .unwrap_or(Ok(()))?;
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ty(minimum: u64, maximum: Option<u64>, is_64: bool, page_size_log2: u8) -> MemoryType {
        MemoryType {
            minimum,
            maximum,
            is_64,
            page_size_log2,
        }
    }

    fn make(ty: MemoryType, reservation: u64) -> Result<MemoryRecord> {
        let pool = ReservationPool::new(USUAL_RESERVATION);
        MemoryRecord::new(ty, reservation, &Arc::new(pool))
    }

    #[test]
    fn a_usual_memory_reserves_what_unchecked_code_can_reach() {
        let mut memory = make(ty(1, None, false, 16), 0).unwrap();
        assert_eq!(memory.len(), 65536);
        assert_eq!(memory.maximum, 1 << 32);
        let base = memory.base().addr();
        let farthest = base + (u32::MAX as usize) * 2 + 16;
        assert!(memory.reserves(base) && memory.reserves(farthest));
        assert!(!memory.reserves(base - 1) && !memory.reserves(base + USUAL_RESERVATION));
        memory.data_mut()[65535] = 7;
        memory.set_length(3 * 65536).unwrap();
        assert_eq!(memory.data()[65535], 7);
        assert_eq!(memory.data()[65536..].iter().max(), Some(&0));
        assert_eq!(memory.pages(), 3);
    }

    #[test]
    fn other_memories_reserve_what_they_may_grow_to() {
        let memory = make(ty(0, None, true, 16), 1 << 20).unwrap();
        assert_eq!((memory.len(), memory.maximum), (0, 1 << 20));
        let memory = make(ty(5, Some(70_000), false, 0), 1 << 20).unwrap();
        assert_eq!((memory.len(), memory.maximum), (5, 70_000));
        assert!(memory.contains(0, 5) && memory.contains(5, 0));
        assert!(!memory.contains(0, 6) && !memory.contains(u64::MAX, 2));
    }

    #[test]
    fn gigantic_memories_are_errors() {
        assert!(make(ty(1 << 48, None, true, 16), 1 << 20).is_err());
        assert!(make(ty(u64::MAX, None, true, 0), 0).is_err());
    }
}
