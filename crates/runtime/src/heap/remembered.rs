//! The remembered set: old objects, and slots of large old arrays, that may hold young
//! references.
//!
//! The write barrier appends to a buffer of fixed size. When that is full its contents
//! go to a vector. An object is appended once between two collections, because its
//! state says that it was; a slot may be appended again and again, so duplicates are
//! removed whenever the vector has doubled. So the set is never more than twice as long
//! as there are objects and slots, however many stores there were.

use switchback_abi::heap::RememberedBuffer;

/// Entries of the buffer.
const BUFFER_LENGTH: usize = 1024;

/// The entries that are not in the buffer any more, and the buffer itself.
#[derive(Debug)]
pub(super) struct Remembered {
    buffer: Box<[u32]>,
    entries: Vec<u32>,
    /// The length of `entries` at which duplicates are removed.
    next_cleaning: usize,
}

impl Remembered {
    pub(super) fn new() -> Self {
        Self {
            buffer: Box::default(),
            entries: Vec::new(),
            next_cleaning: 16 * BUFFER_LENGTH,
        }
    }

    /// Makes the buffer.
    pub(super) fn allocate(&mut self, context: &mut RememberedBuffer) {
        self.buffer = vec![0; BUFFER_LENGTH].into();
        self.reset(context);
    }

    fn reset(&mut self, context: &mut RememberedBuffer) {
        let range = self.buffer.as_mut_ptr_range();
        context.next = range.start;
        context.limit = range.end;
    }

    /// How many entries the buffer holds.
    fn buffered(&self, context: &RememberedBuffer) -> usize {
        (context.next.addr() - self.buffer.as_ptr().addr()) / size_of::<u32>()
    }

    /// Appends an entry, as machine code does.
    pub(super) fn push(&mut self, context: &mut RememberedBuffer, entry: u32) {
        if context.next == context.limit {
            self.flush(context);
        }
        let index = self.buffered(context);
        self.buffer[index] = entry;
        self.set_next(context, index + 1);
    }

    fn set_next(&mut self, context: &mut RememberedBuffer, length: usize) {
        context.next = self.buffer[length..].as_mut_ptr();
        context.limit = self.buffer.as_mut_ptr_range().end;
    }

    /// Empties the buffer into the vector.
    pub(super) fn flush(&mut self, context: &mut RememberedBuffer) {
        let length = self.buffered(context);
        self.entries.extend_from_slice(&self.buffer[..length]);
        self.reset(context);
        if self.entries.len() >= self.next_cleaning {
            self.entries.sort_unstable();
            self.entries.dedup();
            self.next_cleaning = (2 * self.entries.len()).max(16 * BUFFER_LENGTH);
        }
    }

    /// Takes everything, with duplicates. The vector may be handed back to
    /// [`Self::reuse`].
    pub(super) fn take(&mut self, context: &mut RememberedBuffer) -> Vec<u32> {
        if self.buffer.is_empty() {
            return Vec::new();
        }
        self.flush(context);
        self.next_cleaning = 16 * BUFFER_LENGTH;
        std::mem::take(&mut self.entries)
    }

    /// Keeps the memory of a vector that [`Self::take`] gave.
    pub(super) fn reuse(&mut self, mut entries: Vec<u32>) {
        if self.entries.is_empty() && entries.capacity() <= 64 * BUFFER_LENGTH {
            entries.clear();
            self.entries = entries;
        }
    }

    /// Everything, with duplicates.
    pub(super) fn iter(&self, context: &RememberedBuffer) -> impl Iterator<Item = u32> {
        let buffered = if self.buffer.is_empty() {
            0
        } else {
            self.buffered(context)
        };
        self.entries.iter().chain(&self.buffer[..buffered]).copied()
    }
}
