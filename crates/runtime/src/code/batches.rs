//! The published batches of a module's code, for look-ups that take no lock.
//!
//! Batches are appended by ascending address and never removed or changed, so
//! a list that only grows is enough: a reader takes its length once and searches
//! what lies before. The list is made of segments that double in size and never
//! move, so growing it does not disturb readers either. A signal handler may read.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::tables::{Record, Tables, partition_point};

/// Functions whose code was placed together.
pub(super) struct Batch {
    /// Where its code begins, from the start of the module's code.
    pub(super) start: u32,
    /// What describes it.
    pub(super) tables: Tables,
}

/// Logarithm of the size of the first segment.
const FIRST_SEGMENT_LOG2: u32 = 3;
/// More segments than batches of a page each fit into 2 GiB.
const SEGMENTS: usize = 20;

/// The list of a module's batches.
#[derive(Default)]
pub(super) struct Batches {
    length: AtomicUsize,
    segments: [OnceLock<Box<[OnceLock<Batch>]>>; SEGMENTS],
}

impl Batches {
    /// Appends a batch, which must lie behind all others. Callers exclude each
    /// other.
    pub(super) fn push(&self, batch: Batch) {
        let number = self.length.load(Ordering::Relaxed);
        let (segment, place) = locate(number);
        let segment = self.segments[segment].get_or_init(|| {
            (0..segment_size(segment))
                .map(|_| OnceLock::new())
                .collect()
        });
        let result = segment[place].set(batch);
        debug_assert!(result.is_ok(), "two batches were pushed at once");
        self.length.store(number + 1, Ordering::Release);
    }

    /// The batches, by ascending address.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Batch> {
        (0..self.length.load(Ordering::Acquire)).filter_map(|number| self.get(number))
    }

    /// The function whose code holds this offset from the start of the module's
    /// code, and the tables that describe it.
    pub(super) fn function_at(&self, offset: u32) -> Option<(&Tables, Record)> {
        let length = self.length.load(Ordering::Acquire);
        let after = partition_point(length, |number| {
            self.get(number).is_some_and(|batch| batch.start <= offset)
        });
        let tables = &self.get(after.checked_sub(1)?)?.tables;
        Some((tables, tables.function_at(offset)?))
    }

    fn get(&self, number: usize) -> Option<&Batch> {
        let (segment, place) = locate(number);
        self.segments.get(segment)?.get()?.get(place)?.get()
    }
}

/// The segment of a batch and its place there.
fn locate(number: usize) -> (usize, usize) {
    let shifted = number + (1 << FIRST_SEGMENT_LOG2);
    let segment = (shifted.ilog2() - FIRST_SEGMENT_LOG2) as usize;
    (segment, shifted - segment_size(segment))
}

fn segment_size(segment: usize) -> usize {
    1 << (segment as u32 + FIRST_SEGMENT_LOG2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_follow_each_other() {
        let mut expected = (0..SEGMENTS)
            .flat_map(|segment| (0..segment_size(segment)).map(move |place| (segment, place)));
        for number in 0..10_000 {
            assert_eq!(Some(locate(number)), expected.next());
        }
        // As many batches as pages.
        assert!(locate((1 << 31) / super::super::memory::PAGE).0 < SEGMENTS);
    }
}
