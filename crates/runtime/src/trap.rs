//! Traps and backtraces as the embedder sees them.
//!
//! A call into Wasm that traps gives an error whose root is a [`Trap`] with a
//! [`WasmBacktrace`] as context: `error.downcast_ref` finds both.

use std::fmt;
use std::sync::Arc;

use switchback_abi::instance::InstanceContext;
use switchback_abi::trap::TrapCode;
use switchback_wasm::FunctionIndex;

use crate::context::AsContext;
use crate::instance::Instance;
use crate::left_frames::LeftFrame;
use crate::module::Module;
use crate::registry;
use crate::store::StoreOpaque;
use crate::walk::{Frame, Walk};

/// Why Wasm trapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Trap {
    /// The stack is exhausted: Wasm's own, or the host's through calls back and forth.
    #[error("call stack exhausted")]
    StackOverflow,
    /// A memory access was out of bounds.
    #[error("out of bounds memory access")]
    MemoryOutOfBounds,
    /// A table access was out of bounds.
    #[error("out of bounds table access")]
    TableOutOfBounds,
    /// `call_indirect` beyond the end of its table.
    #[error("undefined element")]
    UndefinedElement,
    /// `call_indirect` of a null element.
    #[error("uninitialized element")]
    IndirectCallToNull,
    /// `call_indirect` of a function of another type.
    #[error("indirect call type mismatch")]
    BadSignature,
    /// An integer operation overflowed.
    #[error("integer overflow")]
    IntegerOverflow,
    /// An integer was divided by zero.
    #[error("integer divide by zero")]
    IntegerDivisionByZero,
    /// A float that is NaN or out of range was converted to an integer.
    #[error("invalid conversion to integer")]
    BadConversionToInteger,
    /// `unreachable` was executed.
    #[error("unreachable")]
    UnreachableCodeReached,
    /// The embedder interrupted execution.
    #[error("interrupt")]
    Interrupt,
    /// A null reference was used.
    #[error("null reference")]
    NullReference,
    /// A reference is not of the type it was cast to.
    #[error("cast failure")]
    CastFailure,
    /// An array access was out of bounds.
    #[error("out of bounds array access")]
    ArrayOutOfBounds,
    /// The garbage-collected heap is exhausted: its limit, or that of the store's
    /// [`ResourceLimiter`](crate::limits::ResourceLimiter).
    #[error("GC heap out of memory")]
    HeapOutOfMemory,
    /// A continuation was used again.
    #[error("continuation already consumed")]
    ContinuationConsumed,
    /// Nobody handles the tag of a `suspend` or `switch`.
    #[error("unhandled tag")]
    UnhandledTag,
    /// There are too many continuations: for the engine, or for the store's
    /// [`ResourceLimiter`](crate::limits::ResourceLimiter).
    #[error("too many continuations")]
    TooManyContinuations,
}

impl From<TrapCode> for Trap {
    fn from(code: TrapCode) -> Self {
        match code {
            TrapCode::Unreachable => Self::UnreachableCodeReached,
            TrapCode::MemoryOutOfBounds => Self::MemoryOutOfBounds,
            TrapCode::TableOutOfBounds => Self::TableOutOfBounds,
            TrapCode::UndefinedElement => Self::UndefinedElement,
            TrapCode::UninitializedElement => Self::IndirectCallToNull,
            TrapCode::IndirectCallTypeMismatch => Self::BadSignature,
            TrapCode::IntegerOverflow => Self::IntegerOverflow,
            TrapCode::IntegerDivisionByZero => Self::IntegerDivisionByZero,
            TrapCode::InvalidConversionToInteger => Self::BadConversionToInteger,
            TrapCode::NullReference => Self::NullReference,
            TrapCode::StackOverflow => Self::StackOverflow,
            TrapCode::Interrupt => Self::Interrupt,
            TrapCode::CastFailure => Self::CastFailure,
            TrapCode::ArrayOutOfBounds => Self::ArrayOutOfBounds,
            TrapCode::HeapOutOfMemory => Self::HeapOutOfMemory,
            TrapCode::ContinuationConsumed => Self::ContinuationConsumed,
            TrapCode::UnhandledTag => Self::UnhandledTag,
            TrapCode::TooManyContinuations => Self::TooManyContinuations,
        }
    }
}

/// The Wasm frames that were on the stack, innermost first.
#[derive(Clone)]
pub struct WasmBacktrace {
    frames: Vec<FrameInfo>,
}

/// One frame of a [`WasmBacktrace`].
#[derive(Clone)]
pub struct FrameInfo {
    module: Arc<Module>,
    function: FunctionIndex,
    offset: Option<u32>,
    instance: Instance,
}

impl WasmBacktrace {
    /// The frames that are on the stack now, while a host function runs; none
    /// otherwise.
    #[must_use]
    pub fn capture(store: impl AsContext) -> Self {
        Self::of_store(store.as_context().opaque())
    }

    /// As [`Self::capture`].
    #[must_use]
    pub fn force_capture(store: impl AsContext) -> Self {
        Self::capture(store)
    }

    pub(crate) fn of_store(store: &StoreOpaque) -> Self {
        // SAFETY: whoever has the store runs on the host's stack, so that Wasm's frames
        // stay as they are.
        let walk = unsafe { Walk::from_exit(&store.context) };
        Self::of_walk(store, walk)
    }

    /// Some frames that were left, and after them those of [`Self::of_store`].
    pub(crate) fn of_store_after(
        store: &StoreOpaque,
        left: impl Iterator<Item = LeftFrame>,
    ) -> Self {
        let left = left.map(|frame| (frame.instance, frame.return_address - 1));
        // SAFETY: as in `of_store`.
        let walk = unsafe { Walk::from_exit(&store.context) };
        Self::of_places(store, left.chain(places(walk)))
    }

    /// The frames that a walk over the store's stack finds.
    pub(crate) fn of_walk(store: &StoreOpaque, walk: Walk) -> Self {
        Self::of_places(store, places(walk))
    }

    /// Of frames given by their instances and addresses in the instructions that they are
    /// at. Those that are not of Wasm are left out.
    fn of_places(
        store: &StoreOpaque,
        places: impl Iterator<Item = (*mut InstanceContext, usize)>,
    ) -> Self {
        let most = store.engine().config().backtrace_frames;
        let mut frames = Vec::new();
        for (instance, address) in places {
            if frames.len() >= most {
                break;
            }
            let positions = registry::with(address, |code| code.positions(address));
            let Some(positions) = positions else { continue };
            // SAFETY: a frame's instance is of the store whose stack it is or was on, and
            // alive as long.
            let instance = unsafe { store.instance_of(instance) };
            for position in positions {
                frames.push(FrameInfo {
                    module: Arc::clone(instance.module()),
                    function: position.function,
                    offset: position.wasm_offset,
                    instance: Instance::of_id(store, instance.id()),
                });
            }
        }
        // Of a function that others were inlined into there may be several.
        frames.truncate(most);
        Self { frames }
    }

    /// The frames, innermost first.
    #[must_use]
    pub fn frames(&self) -> &[FrameInfo] {
        &self.frames
    }
}

/// Where the Wasm frames are that a walk finds: instances and addresses.
fn places(walk: Walk) -> impl Iterator<Item = (*mut InstanceContext, usize)> {
    walk.filter_map(|frame| match frame {
        Frame::Wasm(frame) => Some((frame.instance, frame.position_address())),
        _ => None,
    })
}

impl FrameInfo {
    /// The function's index in its module.
    #[must_use]
    pub fn func_index(&self) -> u32 {
        self.function.0
    }

    /// The function's name in the module's name section.
    #[must_use]
    pub fn func_name(&self) -> Option<&str> {
        self.module.description().function_name(self.function)
    }

    /// The module's name in its name section.
    #[must_use]
    pub fn module_name(&self) -> Option<&str> {
        self.module.description().name()
    }

    /// The module.
    #[must_use]
    pub fn module(&self) -> &Arc<Module> {
        &self.module
    }

    /// Where the frame's instruction is, in bytes from the start of the module.
    #[must_use]
    pub fn module_offset(&self) -> Option<usize> {
        self.offset.map(|offset| offset as usize)
    }

    /// Where the frame's instruction is, in bytes from the start of the function's
    /// body.
    #[must_use]
    pub fn func_offset(&self) -> Option<usize> {
        let body = &self.module.description().functions[self.function.index()].body;
        self.module_offset()?.checked_sub(body.start)
    }

    /// The instance that the frame runs in.
    #[must_use]
    pub fn instance(&self) -> Instance {
        self.instance
    }
}

impl fmt::Display for WasmBacktrace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "error while executing at wasm backtrace:")?;
        for (number, frame) in self.frames.iter().enumerate() {
            write!(formatter, "\n{number:>5}: {frame}")?;
        }
        Ok(())
    }
}

impl fmt::Display for FrameInfo {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(offset) = self.offset {
            write!(formatter, "{offset:#8x} - ")?;
        }
        write!(formatter, "{}!", self.module_name().unwrap_or("<unknown>"))?;
        match self.func_name() {
            Some(name) => write!(formatter, "{name}"),
            None => write!(formatter, "<wasm function {}>", self.function.0),
        }
    }
}

impl fmt::Debug for WasmBacktrace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("WasmBacktrace")
            .field("frames", &self.frames)
            .finish()
    }
}

impl fmt::Debug for FrameInfo {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("FrameInfo")
            .field("function", &self.function)
            .field("name", &self.func_name())
            .field("offset", &self.offset)
            .field("instance", &self.instance)
            .finish_non_exhaustive()
    }
}
