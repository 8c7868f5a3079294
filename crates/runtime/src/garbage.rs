//! The garbage-collected heap as the embedder sees it.

use std::time::Duration;

use crate::caller::Caller;
use crate::context::{AsContext, AsContextMut, StoreContextMut};
use crate::store::{Store, StoreOpaque};

/// What a store's garbage-collected heap uses, and what was spent on it.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct HeapStatistics {
    /// Bytes of memory in use, free parts included: what limits count.
    pub size: usize,
    /// Bytes of objects, those included that are garbage and were not collected yet.
    pub used: usize,
    /// How many values of the host there are that objects refer to.
    pub host_values: usize,
    /// How often new objects alone were collected.
    pub minor_collections: u64,
    /// How often all objects were collected.
    pub major_collections: u64,
    /// Bytes of new objects that lived on when they were collected.
    pub promoted_bytes: u64,
    /// The longest pause for new objects alone.
    pub longest_minor: Duration,
    /// The longest pause for all objects.
    pub longest_major: Duration,
    /// The time of all pauses.
    pub total_pauses: Duration,
}

impl StoreOpaque {
    fn heap_statistics(&self) -> HeapStatistics {
        let statistics = self.heap.statistics();
        HeapStatistics {
            size: self.heap.size(),
            used: self.heap.used(),
            host_values: self.heap.host_value_count(),
            minor_collections: statistics.minor_collections,
            major_collections: statistics.major_collections,
            promoted_bytes: statistics.promoted_bytes,
            longest_minor: statistics.longest_minor,
            longest_major: statistics.longest_major,
            total_pauses: statistics.total_minor + statistics.total_major,
        }
    }
}

impl<T: 'static> Store<T> {
    /// Collects garbage now: every object that nothing leads to any more.
    pub fn gc(&mut self) {
        self.as_context_mut().gc();
    }

    /// What the garbage-collected heap uses, and what was spent on it.
    #[must_use]
    pub fn heap_statistics(&self) -> HeapStatistics {
        self.as_context().opaque().heap_statistics()
    }
}

impl<T: 'static> StoreContextMut<'_, T> {
    /// As [`Store::gc`].
    pub fn gc(&mut self) {
        self.opaque_mut().collect_garbage();
    }

    /// As [`Store::heap_statistics`].
    #[must_use]
    pub fn heap_statistics(&self) -> HeapStatistics {
        self.opaque().heap_statistics()
    }
}

impl<T: 'static> Caller<'_, T> {
    /// As [`Store::gc`].
    pub fn gc(&mut self) {
        self.as_context_mut().gc();
    }

    /// As [`Store::heap_statistics`].
    #[must_use]
    pub fn heap_statistics(&self) -> HeapStatistics {
        self.as_context().opaque().heap_statistics()
    }
}
