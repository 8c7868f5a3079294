//! A heap without a store, for tests and measurements.

use std::io;
use std::ops::{Deref, DerefMut};
use std::ptr::NonNull;
use std::sync::Arc;

use switchback_abi::heap::HeapContext;

use super::{Heap, HeapConfiguration, HeapError, TypeDescription, TypeRecords};
use crate::fixed::Fixed;

/// A heap with a context and types of its own.
pub struct StandaloneHeap {
    heap: Heap,
    records: Arc<TypeRecords>,
    context: Fixed<HeapContext>,
}

// SAFETY: the pointers in the context lead to memory that the heap owns.
unsafe impl Send for StandaloneHeap {}

impl std::fmt::Debug for StandaloneHeap {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.heap.fmt(formatter)
    }
}

impl StandaloneHeap {
    /// A heap that has no memory yet, and knows no types.
    ///
    /// # Errors
    ///
    /// When there is no address space.
    pub fn new(configuration: HeapConfiguration) -> io::Result<Self> {
        let context = Fixed::new(configuration.context(std::ptr::null()));
        let records = Arc::new(TypeRecords::new()?);
        let pointer = NonNull::new(context.as_ptr()).expect("a place in memory");
        // SAFETY: the context lives as long as the heap, where it is, and nobody else
        // writes it.
        let heap =
            unsafe { Heap::new(configuration, pointer, Arc::clone(&records), Arc::default()) };
        Ok(Self {
            heap,
            records,
            context,
        })
    }

    /// Makes a type known.
    ///
    /// # Errors
    ///
    /// See [`TypeRecords::set`].
    pub fn set_type(&self, identity: u32, description: &TypeDescription) -> Result<(), HeapError> {
        self.records.set(identity, description)
    }

    /// What machine code works with.
    #[must_use]
    pub fn context_pointer(&self) -> *mut HeapContext {
        self.context.as_ptr()
    }
}

impl Deref for StandaloneHeap {
    type Target = Heap;

    fn deref(&self) -> &Heap {
        &self.heap
    }
}

impl DerefMut for StandaloneHeap {
    fn deref_mut(&mut self) -> &mut Heap {
        &mut self.heap
    }
}
