//! Heap places that do not move and that others have pointers to.

use std::ops::{Deref, DerefMut};
use std::ptr::NonNull;

/// An owned value at a fixed address.
///
/// Unlike a `Box` it may be moved while machine code, or another part of the store,
/// has pointers to the value: moving a box asserts that nobody has.
pub(crate) struct Fixed<T> {
    value: NonNull<T>,
}

// SAFETY: it owns its value as a box does.
unsafe impl<T: Send> Send for Fixed<T> {}
// SAFETY: as above.
unsafe impl<T: Sync> Sync for Fixed<T> {}

impl<T> Fixed<T> {
    pub(crate) fn new(value: T) -> Self {
        Self {
            value: NonNull::from(Box::leak(Box::new(value))),
        }
    }

    /// The address of the value, valid as long as this lives.
    pub(crate) fn as_ptr(&self) -> *mut T {
        self.value.as_ptr()
    }
}

impl<T> Drop for Fixed<T> {
    fn drop(&mut self) {
        // SAFETY: it came from a box, and this is its owner's end.
        drop(unsafe { Box::from_raw(self.value.as_ptr()) });
    }
}

impl<T> Deref for Fixed<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: owned and alive.
        unsafe { self.value.as_ref() }
    }
}

impl<T> DerefMut for Fixed<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: owned and alive, and we are borrowed mutably.
        unsafe { self.value.as_mut() }
    }
}
