//! The search for an exception's handler, up the stack.
//!
//! For each frame the return address says which handlers there are, the walk says what
//! the instance is, and instance and tag index say which tag a handler catches. The
//! search crosses gates, and ends at the base of the activation: there the exception
//! becomes the error of the host's call. It crosses grow gates, too, and the segments that
//! have no frame any more then leave the stack. At the base of a continuation it ends, too:
//! that is over, and its parent throws the exception on where it waits. What the frames
//! were is noted ([`crate::left_frames`]).
//!
//! Nothing is allocated, locked or unwound on the way to a handler, and frames are what
//! [`FrameCache`] remembers of them: that is a handful of loads for a frame. Wasm's own
//! throws do the same without leaving the Wasm stacks ([`crate::assembly::throw`]) and come
//! here if something is met for the first time, or there is no handler. The host's
//! throws always do.

use std::mem::offset_of;

use anyhow::{Result, anyhow};
use switchback_abi::continuation::THREW;
use switchback_abi::frame::{ExitFrame, FrameHeader};
use switchback_abi::heap::ExceptionHeader;
use switchback_abi::instance::InstanceContext;
use switchback_abi::store::{StoreContext, Transfer};

use crate::frame_cache::{CachedHandler, FrameCache, FrameEntry};
use crate::left_frames::{LeftFrame, Throw};
use crate::store::{Outcome, StoreOpaque};
use crate::thrown_exception::ThrownException;
use crate::trap::{Trap, WasmBacktrace};

/// A search on its way.
struct Search {
    /// The tag of the exception.
    tag: u32,
    /// The frame to be looked at next.
    frame_pointer: *mut FrameHeader,
    /// Where it would go on.
    return_address: usize,
    /// The instance of the frame below.
    instance: *mut InstanceContext,
}

/// What a search came to.
enum Found {
    /// A handler.
    Handler {
        instruction_pointer: usize,
        stack_pointer: usize,
    },
    /// The base of the activation.
    Entry,
    /// The base of a continuation.
    Continuation,
    /// A return address that the cache does not know.
    Unknown,
}

impl Search {
    /// A search that begins at the exit frame in `store`.
    ///
    /// # Safety
    ///
    /// The exit frame must be there, and `exception` one of the store, not null.
    unsafe fn new(store: &StoreContext, exception: u32) -> Self {
        // SAFETY: exit frames of all kinds end with an `ExitFrame`, which ends with the
        // header; exceptions lie in the heap and begin with their header.
        unsafe {
            let exit = &*store
                .exit_frame_pointer
                .byte_sub(offset_of!(ExitFrame, header))
                .cast::<ExitFrame>();
            let tag = store
                .heap
                .base
                .add(exception as usize + offset_of!(ExceptionHeader, tag));
            Self {
                tag: tag.cast::<u32>().read(),
                frame_pointer: exit.header.saved_frame_pointer,
                return_address: exit.header.return_address.addr(),
                instance: exit.instance,
            }
        }
    }

    /// The throw that it is for, at its beginning.
    fn throw(&self, exception: u32) -> Throw {
        Throw {
            exception,
            frame: self.frame_pointer.addr(),
            address: self.return_address,
        }
    }

    /// Goes on as far as the cache leads.
    ///
    /// # Safety
    ///
    /// The stack must be as it was when the search was made.
    unsafe fn advance(&mut self, cache: &FrameCache) -> Found {
        loop {
            let Some(entry) = cache.find(self.return_address) else {
                return Found::Unknown;
            };
            if entry.is_entry() {
                return Found::Entry;
            }
            if entry.is_continuation() {
                return Found::Continuation;
            }
            // SAFETY: the caller says so.
            unsafe { self.take_instance(entry) };
            for handler in entry.handlers() {
                // SAFETY: an instance knows all of its module's tags; handlers name those
                // of the module that the frame is of.
                let catches = handler.tag == CachedHandler::EVERY_TAG
                    || unsafe { *(*self.instance).tags.add(handler.tag as usize) } == self.tag;
                if catches {
                    let frame_pointer = self.frame_pointer.addr();
                    return Found::Handler {
                        instruction_pointer: handler.address,
                        stack_pointer: frame_pointer - entry.frame_size as usize,
                    };
                }
            }
            // SAFETY: as above.
            unsafe { self.step() };
        }
    }

    /// Makes the instance that of the frame, whose entry it is.
    ///
    /// # Safety
    ///
    /// As [`Self::advance`].
    unsafe fn take_instance(&mut self, entry: &FrameEntry) {
        // SAFETY: the frame is live, and returns to the entry's address.
        if let Some(instance) = unsafe { entry.instance(self.frame_pointer) } {
            self.instance = instance;
        }
    }

    /// Goes on to the frame above.
    ///
    /// # Safety
    ///
    /// As [`Self::advance`]; the frame must not be the base of anything.
    unsafe fn step(&mut self) {
        // SAFETY: a live frame that is no base of an activation has one above it.
        let header = unsafe { &*self.frame_pointer };
        self.return_address = header.return_address.addr();
        self.frame_pointer = header.saved_frame_pointer;
    }

    /// The transfer to a handler.
    fn transfer(
        &self,
        exception: u32,
        instruction_pointer: usize,
        stack_pointer: usize,
    ) -> Transfer {
        Transfer {
            instruction_pointer,
            stack_pointer,
            frame_pointer: self.frame_pointer.addr(),
            pinned_register: self.instance.cast(),
            payload: [exception.into(), 0],
        }
    }
}

impl StoreOpaque {
    /// Makes the stub that host code will return to go to the handler of an exception:
    /// false if there is none.
    ///
    /// # Errors
    ///
    /// For a bug of ours.
    ///
    /// # Safety
    ///
    /// Wasm must be waiting at the exit frame, and `exception` must be a reference to an
    /// exception of this store, not null.
    unsafe fn throw_to_handler(&mut self, exception: u32) -> Result<bool> {
        // SAFETY: the caller says so.
        let mut search = unsafe { Search::new(&self.context, exception) };
        loop {
            // SAFETY: nothing runs on the stack meanwhile.
            match unsafe { search.advance(&self.frames) } {
                Found::Handler {
                    instruction_pointer,
                    stack_pointer,
                } => {
                    self.shrink_to_frame(search.frame_pointer);
                    self.context.transfer =
                        search.transfer(exception, instruction_pointer, stack_pointer);
                    return Ok(true);
                }
                Found::Entry => return Ok(false),
                Found::Continuation => {
                    // SAFETY: as above.
                    unsafe { self.note_left_frames(exception) };
                    // SAFETY: the base of a continuation was found on the current stack.
                    let saved = unsafe { self.leave_current_continuation() };
                    self.left_frames.hand_over(Throw {
                        exception,
                        frame: saved.frame_pointer.addr(),
                        address: saved.instruction_pointer,
                    });
                    self.context.switch_reason = THREW;
                    self.context.switch_payload = exception.into();
                    self.context.transfer = Transfer {
                        instruction_pointer: saved.instruction_pointer,
                        stack_pointer: saved.stack_pointer,
                        frame_pointer: saved.frame_pointer.addr(),
                        pinned_register: self.context_pointer().cast(),
                        payload: [0; 2],
                    };
                    return Ok(true);
                }
                Found::Unknown => {
                    let address = search.return_address;
                    self.frames.get(address).ok_or_else(|| {
                        anyhow!("bug of Switchback: nobody registered {address:#x}")
                    })?;
                }
            }
        }
    }

    /// Notes the frames from the exit frame up to the base of the continuation, all of
    /// which the cache knows.
    ///
    /// # Safety
    ///
    /// As [`Self::throw_to_handler`].
    unsafe fn note_left_frames(&mut self, exception: u32) {
        let most = self.engine().config().backtrace_frames;
        // SAFETY: the caller says so.
        let mut search = unsafe { Search::new(&self.context, exception) };
        let throw = search.throw(exception);
        let cache = &self.frames;
        let frames = std::iter::from_fn(|| {
            let entry = cache.find(search.return_address)?;
            if entry.is_continuation() {
                return None;
            }
            // SAFETY: as above.
            unsafe { search.take_instance(entry) };
            let frame = LeftFrame {
                return_address: search.return_address,
                instance: search.instance,
            };
            // SAFETY: as above; the base comes later.
            unsafe { search.step() };
            Some(frame)
        });
        self.left_frames.note(throw, frames.take(most));
    }

    /// The frames that an exception leaves which is thrown at the exit frame and which
    /// nobody catches: also those that it has left by now.
    fn backtrace_of_uncaught(&self, exception: u32) -> WasmBacktrace {
        // SAFETY: throwing code waits at the exit frame.
        let search = unsafe { Search::new(&self.context, exception) };
        let left = self.left_frames.of(search.throw(exception));
        WasmBacktrace::of_store_after(self, left)
    }

    /// Throws an exception into the Wasm code that waits at the exit frame: the stub that
    /// host code will return to goes to its handler, or leaves the activation with it.
    ///
    /// # Errors
    ///
    /// [`Trap::NullReference`] for null; otherwise for a bug of ours.
    ///
    /// # Safety
    ///
    /// As [`Self::throw_to_handler`], but `exception` may be null.
    pub(crate) unsafe fn throw(&mut self, exception: u32) -> Result<()> {
        if exception == 0 {
            return Err(Trap::NullReference.into());
        }
        // SAFETY: the caller says so.
        if !unsafe { self.throw_to_handler(exception)? } {
            let backtrace = self.backtrace_of_uncaught(exception);
            let error = ThrownException::uncaught(self, exception);
            self.leave(Outcome::Error(error.into(), backtrace));
        }
        Ok(())
    }

    /// Throws the exception that an error of a host function holds, if it does and there
    /// is a handler for it.
    ///
    /// # Errors
    ///
    /// For a bug of ours.
    ///
    /// # Safety
    ///
    /// Wasm must be waiting at the exit frame.
    pub(crate) unsafe fn throw_error(&mut self, error: &anyhow::Error) -> Result<bool> {
        let Some(exception) = error
            .downcast_ref::<ThrownException>()
            .and_then(|thrown| thrown.reference_in(self))
        else {
            return Ok(false);
        };
        // SAFETY: the caller says so; the exception is of this store.
        unsafe { self.throw_to_handler(exception) }
    }
}
