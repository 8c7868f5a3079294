//! Reservations of address space for linear memories, and those that wait to be used
//! again.
//!
//! To reserve 8 GiB and to give them back takes the kernel longer than all the rest of
//! a small instantiation, so an engine keeps some: their pages are given back to the
//! system, which makes them read as zero, but not their addresses.

use std::io;
use std::ptr::NonNull;
use std::sync::{Mutex, PoisonError};

use rustix::mm::{
    Advice, MapFlags, MprotectFlags, ProtFlags, madvise, mmap_anonymous, mprotect, munmap,
};

/// Address space, accessible up to somewhere.
#[derive(Debug)]
pub(crate) struct Reservation {
    base: NonNull<u8>,
    /// How many bytes are reserved.
    size: usize,
    /// How many bytes at the start are accessible: a multiple of the host's page size.
    accessible: usize,
}

// SAFETY: the reservation is owned memory.
unsafe impl Send for Reservation {}
// SAFETY: as above.
unsafe impl Sync for Reservation {}

impl Reservation {
    /// Reserves `size` bytes, none of them accessible.
    pub(crate) fn new(size: usize) -> io::Result<Self> {
        // SAFETY: a new mapping at an address of the kernel's choice touches nothing
        // that exists.
        let address = unsafe {
            mmap_anonymous(
                std::ptr::null_mut(),
                size,
                ProtFlags::empty(),
                MapFlags::PRIVATE | MapFlags::NORESERVE,
            )?
        };
        let base = NonNull::new(address.cast()).ok_or(io::ErrorKind::OutOfMemory)?;
        Ok(Self {
            base,
            size,
            accessible: 0,
        })
    }

    pub(crate) fn base(&self) -> NonNull<u8> {
        self.base
    }

    /// Whether an address lies in it.
    pub(crate) fn contains(&self, address: usize) -> bool {
        address.wrapping_sub(self.base.as_ptr().addr()) < self.size
    }

    /// Makes the first `length` bytes accessible, rounded up to the host's pages. What
    /// was accessible stays so.
    pub(crate) fn make_accessible(&mut self, length: usize) -> io::Result<()> {
        let accessible = length.next_multiple_of(rustix::param::page_size());
        if accessible > self.accessible {
            self.protect(
                self.accessible,
                accessible,
                MprotectFlags::READ | MprotectFlags::WRITE,
            )?;
            self.accessible = accessible;
        }
        Ok(())
    }

    /// Gives everything behind the first `length` bytes (rounded up to the host's pages)
    /// back to the system, and makes it inaccessible.
    pub(crate) fn shrink(&mut self, length: usize) -> io::Result<()> {
        let keep = length.next_multiple_of(rustix::param::page_size());
        if keep >= self.accessible {
            return Ok(());
        }
        // SAFETY: the range lies in the reservation, and nobody has references into it.
        unsafe {
            madvise(
                self.base.as_ptr().add(keep).cast(),
                self.accessible - keep,
                Advice::LinuxDontNeed,
            )?;
        }
        self.protect(keep, self.accessible, MprotectFlags::empty())?;
        self.accessible = keep;
        Ok(())
    }

    /// Gives what is accessible behind the first `length` bytes (rounded up to the host's
    /// pages) back to the system. It stays accessible, and reads as zero.
    pub(crate) fn discard(&mut self, length: usize) -> io::Result<()> {
        let keep = length.next_multiple_of(rustix::param::page_size());
        if keep < self.accessible {
            // SAFETY: as in `shrink`.
            unsafe {
                madvise(
                    self.base.as_ptr().add(keep).cast(),
                    self.accessible - keep,
                    Advice::LinuxDontNeed,
                )?;
            }
        }
        Ok(())
    }

    /// How many bytes at the start are accessible.
    pub(crate) fn accessible(&self) -> usize {
        self.accessible
    }

    fn protect(&mut self, start: usize, end: usize, access: MprotectFlags) -> io::Result<()> {
        assert!(start <= end && end <= self.size);
        // SAFETY: the range lies in the reservation, and we are borrowed mutably, so
        // that nobody has references into it.
        unsafe { mprotect(self.base.as_ptr().add(start).cast(), end - start, access)? };
        Ok(())
    }

    /// Makes everything zero, and inaccessible behind the first `keep` bytes.
    fn clear(&mut self, keep: usize) -> io::Result<()> {
        if self.accessible == 0 {
            return Ok(());
        }
        // SAFETY: the range lies in the reservation, and nobody has references into it.
        // Anonymous private pages read as zero after this advice.
        unsafe {
            madvise(
                self.base.as_ptr().cast(),
                self.accessible,
                Advice::LinuxDontNeed,
            )?;
        }
        if self.accessible > keep {
            self.protect(keep, self.accessible, MprotectFlags::empty())?;
            self.accessible = keep;
        }
        Ok(())
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        // SAFETY: the reservation is ours, and what used it is going away.
        let _ = unsafe { munmap(self.base.as_ptr().cast(), self.size) };
    }
}

/// How many reservations wait to be used again.
const KEPT: usize = 16;
/// How much of each stays accessible: a small memory needs no call of the system then.
const KEPT_ACCESSIBLE: usize = 64 * 1024;

/// The reservations of an engine that wait to be used again, all of one size.
#[derive(Debug)]
pub(crate) struct ReservationPool {
    size: usize,
    free: Mutex<Vec<Reservation>>,
}

impl ReservationPool {
    /// A pool, empty so far, of reservations of `size` bytes.
    pub(crate) fn new(size: usize) -> Self {
        Self {
            size,
            free: Mutex::default(),
        }
    }

    /// A reservation that is all zero, of which at most `length` bytes (rounded up to
    /// the host's pages) are accessible.
    pub(crate) fn take(&self, size: usize, length: usize) -> io::Result<Reservation> {
        if size == self.size && length >= KEPT_ACCESSIBLE {
            let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(reservation) = free.pop() {
                return Ok(reservation);
            }
        }
        Reservation::new(size)
    }

    /// Takes a reservation back, or gives it back to the system.
    pub(crate) fn give_back(&self, mut reservation: Reservation) {
        if reservation.size != self.size || reservation.accessible < KEPT_ACCESSIBLE {
            return;
        }
        let free = || self.free.lock().unwrap_or_else(PoisonError::into_inner);
        if free().len() >= KEPT || reservation.clear(KEPT_ACCESSIBLE).is_err() {
            return;
        }
        free().push(reservation);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(reservation: &mut Reservation) -> &mut [u8] {
        // SAFETY: so many bytes are accessible, and the reservation is borrowed.
        unsafe { std::slice::from_raw_parts_mut(reservation.base.as_ptr(), reservation.accessible) }
    }

    #[test]
    fn reservations_come_back_as_zeros() {
        let pool = ReservationPool::new(1 << 30);
        let mut first = pool.take(1 << 30, KEPT_ACCESSIBLE).unwrap();
        first.make_accessible(3 * KEPT_ACCESSIBLE).unwrap();
        bytes(&mut first).fill(1);
        let base = first.base();
        pool.give_back(first);
        let mut again = pool.take(1 << 30, KEPT_ACCESSIBLE).unwrap();
        assert_eq!(again.base(), base);
        assert_eq!(again.accessible, KEPT_ACCESSIBLE);
        assert!(bytes(&mut again).iter().all(|byte| *byte == 0));
        again.make_accessible(2 * KEPT_ACCESSIBLE).unwrap();
        assert!(bytes(&mut again).iter().all(|byte| *byte == 0));
    }

    #[test]
    fn what_is_given_back_comes_back_as_zeros() {
        let mut reservation = Reservation::new(1 << 30).unwrap();
        reservation.make_accessible(1 << 20).unwrap();
        bytes(&mut reservation).fill(1);
        reservation.shrink(1 << 19).unwrap();
        assert_eq!(reservation.accessible(), 1 << 19);
        reservation.shrink(1 << 20).unwrap();
        assert_eq!(reservation.accessible(), 1 << 19);
        assert!(bytes(&mut reservation).iter().all(|byte| *byte == 1));
        reservation.make_accessible(1 << 20).unwrap();
        let (kept, new) = bytes(&mut reservation).split_at(1 << 19);
        assert!(kept.iter().all(|byte| *byte == 1));
        assert!(new.iter().all(|byte| *byte == 0));
    }

    #[test]
    fn others_are_not_kept() {
        let pool = ReservationPool::new(1 << 30);
        pool.give_back(Reservation::new(1 << 29).unwrap());
        let mut small = Reservation::new(1 << 30).unwrap();
        small.make_accessible(1).unwrap();
        pool.give_back(small);
        assert!(pool.free.lock().unwrap().is_empty());
        let mut kept = Reservation::new(1 << 30).unwrap();
        kept.make_accessible(KEPT_ACCESSIBLE).unwrap();
        pool.give_back(kept);
        // A smaller memory must not be able to access what the kept one can.
        assert_eq!(pool.take(1 << 30, 0).unwrap().accessible, 0);
        assert_eq!(pool.free.lock().unwrap().len(), 1);
    }
}
