//! The remembered set: old objects, and slots of large old arrays, that may hold young
//! references.
//!
//! The write barrier appends to a buffer of fixed size. When that is full its contents
//! go to a vector. An object is appended once between two collections, because its
//! state says that it was; a slot may be appended again and again, so duplicates are
//! removed whenever the vector has doubled. So the set is never more than twice as long
//! as there are objects and slots, however many stores there were.

/// Added to the offset of a slot in the buffer; an object has it not.
pub(super) const SLOT_ENTRY: u32 = 1;

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
    pub(super) fn allocate(&mut self, next: &mut *mut u32) {
        self.buffer = vec![0; BUFFER_LENGTH].into();
        self.reset(next);
    }

    fn reset(&mut self, next: &mut *mut u32) {
        let range = self.buffer.as_mut_ptr_range();
        *next = range.start;
    }

    /// How many entries the buffer holds.
    fn buffered(&self, next: *mut u32) -> usize {
        (next.addr() - self.buffer.as_ptr().addr()) / size_of::<u32>()
    }

    /// Appends an entry, as machine code does.
    pub(super) fn push(&mut self, next: &mut *mut u32, entry: u32) {
        if *next == self.buffer.as_mut_ptr_range().end {
            self.flush(next);
        }
        let index = self.buffered(*next);
        self.buffer[index] = entry;
        *next = self.buffer[index + 1..].as_mut_ptr();
    }

    /// Empties the buffer into the vector.
    pub(super) fn flush(&mut self, next: &mut *mut u32) {
        let length = self.buffered(*next);
        self.entries.extend_from_slice(&self.buffer[..length]);
        self.reset(next);
        if self.entries.len() >= self.next_cleaning {
            self.entries.sort_unstable();
            self.entries.dedup();
            self.next_cleaning = (2 * self.entries.len()).max(16 * BUFFER_LENGTH);
        }
    }

    /// Takes everything, with duplicates. The vector may be handed back to
    /// [`Self::reuse`].
    pub(super) fn take(&mut self, next: &mut *mut u32) -> Vec<u32> {
        if self.buffer.is_empty() {
            return Vec::new();
        }
        self.flush(next);
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
    pub(super) fn iter(&self, next: *mut u32) -> impl Iterator<Item = u32> {
        let buffered = if self.buffer.is_empty() {
            0
        } else {
            self.buffered(next)
        };
        self.entries.iter().chain(&self.buffer[..buffered]).copied()
    }
}
