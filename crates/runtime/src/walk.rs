//! The one walk over the frames of a Wasm stack.
//!
//! A walk carries three things from frame to frame: the frame pointer, the address
//! at which the frame goes on, and the instance. What a frame is depends on that
//! address alone (see [`switchback_abi::frame`]); the walk asks the registry and
//! knows no tier. It crosses gates, inline gates, the segments of stacks, continuations and
//! nested activations, and ends at the first activation of the store, or with a suspended continuation.

use std::mem::offset_of;

use switchback_abi::frame::{EntryFrame, ExitFrame, FrameHeader, GateFrame, GrowFrame};
use switchback_abi::instance::InstanceContext;
use switchback_abi::stack::{SavedContext, StackHeader};
use switchback_abi::store::StoreContext;

use crate::assembly::{
    continuation_return_point, gate_limit_point, gate_return_point, grow_return_point,
    host_suspension_point, is_entry_return_point,
};
use crate::continuation::{self, is_on_segment};
use crate::registry;

/// A frame, as the walk passes it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Frame {
    /// A frame of a Wasm function.
    Wasm(WasmFrame),
    /// A gate frame.
    Gate {
        /// Its header.
        frame_pointer: *mut FrameHeader,
    },
    /// A grow gate's frame: the walk goes on on the segment before.
    Grow {
        /// Its header.
        frame_pointer: *mut FrameHeader,
    },
    /// The base of an activation.
    Entry {
        /// Its header.
        frame_pointer: *mut FrameHeader,
    },
    /// The base of a continuation, which the walk leaves for its parent.
    Continuation {
        /// Its header.
        frame_pointer: *mut FrameHeader,
    },
    /// An address that nobody registered: a bug of ours. The walk ends here.
    Unknown {
        /// The address.
        address: usize,
    },
}

/// A frame of a Wasm function.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WasmFrame {
    /// Its header.
    pub(crate) frame_pointer: *mut FrameHeader,
    /// Where it is: the address of the instruction that trapped, or the address at
    /// which it goes on when its callee returns.
    pub(crate) address: usize,
    /// Whether `address` is that of an instruction that trapped.
    pub(crate) trapped: bool,
    /// Its instance.
    pub(crate) instance: *mut InstanceContext,
}

impl WasmFrame {
    /// An address inside the instruction that the frame is at, for look-ups of
    /// source positions: a return address may be the first of another instruction.
    pub(crate) fn position_address(&self) -> usize {
        if self.trapped {
            self.address
        } else {
            self.address - 1
        }
    }
}

/// The walk.
#[derive(Clone, Debug)]
pub(crate) struct Walk {
    frame_pointer: *mut FrameHeader,
    address: usize,
    trapped: bool,
    instance: *mut InstanceContext,
}

impl Walk {
    /// A walk that starts at the exit frame in `store`, which must be that of the host
    /// code that is running. An empty one if no Wasm has called the host.
    ///
    /// # Safety
    ///
    /// The stacks of the store must not run, change or go away during the walk.
    pub(crate) unsafe fn from_exit(store: &StoreContext) -> Self {
        // SAFETY: the exit frame is live as long as host code runs that Wasm called,
        // and the field is null otherwise.
        unsafe { Self::from_exit_frame(store.exit_frame_pointer) }
    }

    /// A walk that starts at an instruction that trapped.
    ///
    /// # Safety
    ///
    /// The three must be what the registers held there; for the rest as for
    /// [`Self::from_exit`].
    pub(crate) unsafe fn from_trap(
        address: usize,
        frame_pointer: *mut FrameHeader,
        instance: *mut InstanceContext,
    ) -> Self {
        Self {
            frame_pointer,
            address,
            trapped: true,
            instance,
        }
    }

    /// A walk that starts at the frame that switched to another stack. Its instance is in
    /// the frame. If that is the suspended call of a host function, the walk starts above
    /// it, as it does while the function runs.
    ///
    /// # Safety
    ///
    /// A stack must be waiting there.
    pub(crate) unsafe fn from_saved(saved: &SavedContext) -> Self {
        if saved.instruction_pointer == host_suspension_point() {
            // SAFETY: such a call has an exit frame, in which it was suspended.
            return unsafe { Self::from_exit_frame(saved.frame_pointer) };
        }
        Self {
            frame_pointer: saved.frame_pointer,
            address: saved.instruction_pointer,
            trapped: false,
            instance: std::ptr::null_mut(),
        }
    }

    /// A walk that is over.
    pub(crate) fn finished() -> Self {
        Self {
            frame_pointer: std::ptr::null_mut(),
            address: 0,
            trapped: false,
            instance: std::ptr::null_mut(),
        }
    }

    /// # Safety
    ///
    /// `exit` is null or the header of a live [`ExitFrame`].
    unsafe fn from_exit_frame(exit: *mut FrameHeader) -> Self {
        if exit.is_null() {
            return Self::finished();
        }
        // SAFETY: exit frames of all kinds end with an `ExitFrame`, which ends with
        // the header that `exit` points to.
        let frame = unsafe {
            &*exit
                .byte_sub(offset_of!(ExitFrame, header))
                .cast::<ExitFrame>()
        };
        Self {
            frame_pointer: frame.header.saved_frame_pointer,
            address: frame.header.return_address.addr(),
            trapped: false,
            instance: frame.instance,
        }
    }

    /// The instance whose code called the host function that is running: `None` if the
    /// embedder called it.
    ///
    /// # Safety
    ///
    /// The exit frame in `store` must be that of the host function.
    pub(crate) unsafe fn caller(store: &StoreContext) -> Option<*mut InstanceContext> {
        // SAFETY: the caller says so.
        let mut walk = unsafe { Self::from_exit(store) };
        if walk.address == gate_return_point() {
            // SAFETY: as in `from_exit_frame`; the gate called the host function, so
            // the field is set.
            return Some(unsafe {
                (*store
                    .exit_frame_pointer
                    .byte_sub(offset_of!(ExitFrame, header))
                    .cast::<ExitFrame>())
                .gate_caller
            });
        }
        // A continuation may begin with a host function.
        let is_passed =
            |frame: &Frame| matches!(frame, Frame::Continuation { .. } | Frame::Grow { .. });
        match walk.find(|frame| !is_passed(frame))? {
            Frame::Wasm(frame) => Some(frame.instance),
            _ => None,
        }
    }

    /// Goes on to the frame above.
    ///
    /// # Safety
    ///
    /// `self.frame_pointer` must be the header of a live frame that is no entry frame.
    unsafe fn step(&mut self) {
        // SAFETY: the caller says so.
        let header = unsafe { &*self.frame_pointer };
        self.address = header.return_address.addr();
        self.frame_pointer = header.saved_frame_pointer;
        self.trapped = false;
    }
}

impl Iterator for Walk {
    type Item = Frame;

    fn next(&mut self) -> Option<Frame> {
        if self.address == 0 {
            return None;
        }
        let frame_pointer = self.frame_pointer;
        if self.address == gate_return_point() || self.address == gate_limit_point() {
            // SAFETY: the frame that an address in the gate goes on in is a gate
            // frame, and its header is its last part.
            let frame = unsafe {
                &*frame_pointer
                    .byte_sub(offset_of!(GateFrame, header))
                    .cast::<GateFrame>()
            };
            self.instance = frame.caller_instance;
            // SAFETY: a live frame, as above.
            unsafe { self.step() };
            return Some(Frame::Gate { frame_pointer });
        }
        if self.address == grow_return_point() {
            // SAFETY: a live frame: the frame that an address in the grow gate goes on in.
            unsafe { self.step() };
            return Some(Frame::Grow { frame_pointer });
        }
        if is_entry_return_point(self.address) {
            // SAFETY: likewise, an entry frame.
            let frame = unsafe { entry_frame(frame_pointer) };
            // SAFETY: the exit frame of the activation before is live as long as this
            // one runs.
            *self = unsafe { Self::from_exit_frame(frame.previous_exit) };
            return Some(Frame::Entry { frame_pointer });
        }
        if self.address == continuation_return_point() {
            // SAFETY: such a frame is at the base of its stack.
            let stack = unsafe { continuation::stack_of_base(frame_pointer).as_ref() };
            // SAFETY: a parent is alive as long as its child, and waits for it.
            *self = match unsafe { stack.parent.as_ref() } {
                // SAFETY: as above.
                Some(parent) => unsafe { Self::from_saved(&parent.saved) },
                None => Self::finished(),
            };
            return Some(Frame::Continuation { frame_pointer });
        }
        let address = self.address;
        let site = if self.trapped {
            registry::with(address, |_| registry::Site {
                instance_slot: None,
            })
        } else {
            registry::with(address, |code| code.call_site(address)).flatten()
        };
        let Some(site) = site else {
            self.address = 0;
            return Some(Frame::Unknown { address });
        };
        if let Some(below) = site.instance_slot {
            // SAFETY: the code tables say that at this return address the frame has
            // its instance stored there.
            self.instance = unsafe {
                frame_pointer
                    .byte_sub(below as usize)
                    .cast::<*mut InstanceContext>()
                    .read()
            };
        }
        let frame = WasmFrame {
            frame_pointer,
            address,
            trapped: self.trapped,
            instance: self.instance,
        };
        // SAFETY: a live frame, as above.
        unsafe { self.step() };
        Some(Frame::Wasm(frame))
    }
}

/// The entry frame with that header.
///
/// # Safety
///
/// It must be that of a live one.
unsafe fn entry_frame<'a>(header: *mut FrameHeader) -> &'a EntryFrame {
    // SAFETY: the caller says so; the header is its last part.
    unsafe {
        &*header
            .byte_sub(offset_of!(EntryFrame, header))
            .cast::<EntryFrame>()
    }
}

/// Checks the chain from the exit frame in `store` to the first activation, or as far
/// as `most` frames, and answers how many frames it checked:
///
/// 1. every address is registered;
/// 2. every frame lies above the one before, on the same segment; only a grow gate's frame
///    leads to another, the one before, and only the base of a continuation to another
///    stack, its parent;
/// 3. every frame's instance belongs to this store.
///
/// # Errors
///
/// Says which does not hold.
///
/// # Safety
///
/// As for [`Walk::from_exit`].
pub(crate) unsafe fn verify(store: &StoreContext, most: usize) -> Result<usize, String> {
    if store.exit_frame_pointer.is_null() {
        return Ok(0);
    }
    // SAFETY: the store's current stack is alive while an exit frame is on it.
    let mut stack: &StackHeader = unsafe { &*store.current_stack };
    let mut segment = stack.segment;
    let mut below = store.exit_frame_pointer.addr();
    let mut frames = 0;
    // SAFETY: the caller says so.
    for frame in unsafe { Walk::from_exit(store) }.take(most) {
        frames += 1;
        let frame_pointer = match frame {
            Frame::Wasm(frame) => {
                // SAFETY: a frame's instance is alive as long as its store.
                let owner = unsafe { (*frame.instance).store };
                if !std::ptr::eq(owner, store) {
                    return Err(format!(
                        "stack walk, invariant 3: the frame at {:p} has an instance of another store",
                        frame.frame_pointer
                    ));
                }
                frame.frame_pointer
            }
            Frame::Gate { frame_pointer }
            | Frame::Grow { frame_pointer }
            | Frame::Entry { frame_pointer }
            | Frame::Continuation { frame_pointer } => frame_pointer,
            Frame::Unknown { address } => {
                return Err(format!(
                    "stack walk, invariant 1: nobody registered {address:#x}"
                ));
            }
        };
        let here = frame_pointer.addr();
        // SAFETY: the segments of a stack are alive as long as it is.
        if here <= below || !unsafe { is_on_segment(stack, segment, here) } {
            return Err(format!(
                "stack walk, invariant 2: frame at {here:#x} after {below:#x}, on a segment with the frame {segment:p} of a stack from {:#x} to {:#x}",
                stack.bottom, stack.base
            ));
        }
        below = here;
        if let Frame::Grow { frame_pointer } = frame {
            let header = segment.wrapping_byte_add(offset_of!(GrowFrame, header));
            // SAFETY: as above.
            let Some(grown) =
                (unsafe { segment.as_ref() }).filter(|_| header.cast() == frame_pointer)
            else {
                return Err(format!(
                    "stack walk, invariant 2: a grow gate's frame at {here:#x} on the segment with the frame {segment:p}"
                ));
            };
            segment = grown.next;
            below = grown.previous_stack_pointer;
        }
        if let Frame::Entry { frame_pointer } = frame {
            // SAFETY: it is the header of an entry frame.
            let previous_exit = unsafe { entry_frame(frame_pointer) }.previous_exit.addr();
            // The activation may have begun on a segment of its own.
            // SAFETY: as above.
            unsafe {
                while previous_exit != 0
                    && !is_on_segment(stack, segment, previous_exit)
                    && let Some(grown) = segment.as_ref()
                {
                    segment = grown.next;
                    below = grown.previous_stack_pointer;
                }
            }
        }
        if let Frame::Continuation { frame_pointer } = frame {
            // SAFETY: the frame is the base of a continuation, and the segments of a stack
            // are alive as long as it is.
            let (base, is_first) = unsafe {
                let base = continuation::stack_of_base(frame_pointer).as_ptr();
                (
                    base,
                    segment
                        .as_ref()
                        .is_none_or(|segment| segment.next.is_null()),
                )
            };
            if !std::ptr::eq(base, stack) || !is_first {
                return Err(format!(
                    "stack walk, invariant 2: the base of a continuation at {here:#x}, of which the stack begins at {:#x}",
                    stack.base
                ));
            }
            // SAFETY: a parent is alive as long as its child.
            let Some(parent) = (unsafe { stack.parent.as_ref() }) else {
                return Err(format!(
                    "stack walk, invariant 2: the stack from {:#x} runs without a parent",
                    stack.bottom
                ));
            };
            stack = parent;
            segment = parent.segment;
            below = stack.saved.stack_pointer;
        }
    }
    Ok(frames)
}
