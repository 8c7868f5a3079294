//! The frames that an exception has left together with continuations.
//!
//! An exception that reaches the base of a continuation is thrown again by the parent, in
//! the frame that waits there. If nobody catches it, the frames of the continuation belong
//! to its backtrace, but are gone by then. So what they were is noted when they go, as long
//! as the exception is on its way: whoever throws the same one in the frame that got it goes
//! on with the list, and anybody else begins a new one. A frame may also catch it and throw
//! it again on its own; only the backtrace, which is for when all is over, looks whether
//! that was so.
//!
//! The stub that throws ([`crate::assembly::throw`]) begins lists on its own if they are
//! short.

use std::ptr;

use switchback_abi::instance::InstanceContext;

use crate::registry;

/// More entries than there are usually.
const MANY: usize = 4096;

/// How many frames a list of the stub's has at most.
pub(crate) const NOTED_FRAMES: usize = 8;

/// A frame, of whatever kind, when it was left.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub(crate) struct LeftFrame {
    /// Where it would have gone on.
    pub(crate) return_address: usize,
    /// The instance there.
    pub(crate) instance: *mut InstanceContext,
}

#[derive(Clone, Copy, Debug)]
enum Entry {
    Left(LeftFrame),
    ThrownAgain(ThrownAgain),
}

/// A frame threw an exception that it got from a continuation.
#[derive(Clone, Copy, Debug, Default)]
struct ThrownAgain {
    /// Where it waited for that.
    waited_at: usize,
    /// What the call returns to, if it ever would, that throws.
    thrown_at: usize,
}

/// Where an exception is thrown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Throw {
    /// The reference to the exception, which is not null.
    pub(crate) exception: u32,
    /// The address of the header of the frame that throws it.
    pub(crate) frame: usize,
    /// What the call returns to that does.
    pub(crate) address: usize,
}

/// The frames, and who goes on.
#[repr(C)]
#[derive(Debug)]
pub(crate) struct LeftFrames {
    /// The reference to the exception; null if there is none.
    pub(crate) exception: u32,
    /// How many frames the stub has noted: if not zero, these are all that count.
    pub(crate) noted_count: u32,
    /// The address of the header of the frame that throws it next.
    pub(crate) thrower: usize,
    /// Where that frame waited for the continuation.
    pub(crate) waited_at: usize,
    /// What the stub has noted, innermost first.
    pub(crate) noted: [LeftFrame; NOTED_FRAMES],
    /// Innermost first.
    entries: Vec<Entry>,
}

// SAFETY: the instances are the store's, whose part this is.
unsafe impl Send for LeftFrames {}
// SAFETY: as above.
unsafe impl Sync for LeftFrames {}

impl Default for LeftFrames {
    fn default() -> Self {
        let none = LeftFrame {
            return_address: 0,
            instance: ptr::null_mut(),
        };
        Self {
            exception: 0,
            noted_count: 0,
            thrower: 0,
            waited_at: 0,
            noted: [none; NOTED_FRAMES],
            entries: Vec::new(),
        }
    }
}

impl LeftFrames {
    /// An exception leaves a continuation, whose frames these are.
    pub(crate) fn note(&mut self, throw: Throw, frames: impl Iterator<Item = LeftFrame>) {
        let noted = std::mem::take(&mut self.noted_count) as usize;
        if noted > 0 {
            self.entries.clear();
            let noted = self.noted[..noted].iter().copied();
            self.entries.extend(noted.map(Entry::Left));
        }
        if self.may_come_from_here(throw) {
            self.entries.push(Entry::ThrownAgain(ThrownAgain {
                waited_at: self.waited_at,
                thrown_at: throw.address,
            }));
        } else {
            self.entries.clear();
            self.entries.shrink_to(MANY);
        }
        self.entries.extend(frames.map(Entry::Left));
    }

    /// It goes on in a frame that waited there.
    pub(crate) fn hand_over(&mut self, next: Throw) {
        self.exception = next.exception;
        self.thrower = next.frame;
        self.waited_at = next.address;
    }

    /// The frames that an exception has left when nobody catches it.
    pub(crate) fn of(&self, throw: Throw) -> impl Iterator<Item = LeftFrame> {
        let again = ThrownAgain {
            waited_at: self.waited_at,
            thrown_at: throw.address,
        };
        let is_known = self.may_come_from_here(throw) && again.is_passed_on();
        self.frames().filter(move |_| is_known)
    }

    /// The frames that an exception has left when it comes to the host from a continuation.
    pub(crate) fn of_last(&self, exception: u32) -> impl Iterator<Item = LeftFrame> {
        let is_known = self.exception == exception;
        self.frames().filter(move |_| is_known)
    }

    /// The frames that it has left since somebody caught it.
    fn frames(&self) -> impl Iterator<Item = LeftFrame> {
        let caught = self.entries.iter().rposition(|entry| match entry {
            Entry::ThrownAgain(again) => !again.is_passed_on(),
            Entry::Left(_) => false,
        });
        let first = caught.map_or(0, |place| place + 1);
        let noted = &self.noted[..self.noted_count as usize];
        let entries = if noted.is_empty() {
            &self.entries[first..]
        } else {
            &[]
        };
        let left = entries.iter().filter_map(|entry| match entry {
            Entry::Left(frame) => Some(*frame),
            Entry::ThrownAgain(_) => None,
        });
        noted.iter().copied().chain(left)
    }

    fn may_come_from_here(&self, throw: Throw) -> bool {
        self.exception == throw.exception && self.thrower == throw.frame
    }

    /// References to exceptions are about to change.
    pub(crate) fn forget(&mut self) {
        self.exception = 0;
    }
}

impl ThrownAgain {
    /// Whether the frame has done nothing but pass the exception on: then it is the
    /// instruction that waited which throws.
    fn is_passed_on(self) -> bool {
        let position = |address: usize| {
            registry::with(address - 1, |code| code.positions(address - 1)).map(|positions| {
                positions
                    .first()
                    .map(|place| (place.function, place.wasm_offset))
            })
        };
        position(self.waited_at) == position(self.thrown_at)
    }
}
