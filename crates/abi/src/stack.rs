//! Stacks of Wasm frames.

/// Bytes below a stack's limit that nobody checks: for functions that are checked
/// late or not at all, gates, stubs, and a signal handler that does not ask for the
/// alternate stack.
pub const SLACK: usize = 64 * 1024;

/// The largest frame that a function may make without comparing the whole of it
/// with the limit first.
pub const UNCHECKED_FRAME: u32 = 8 * 1024;

/// The largest frame of a leaf function that need not be checked at all.
pub const UNCHECKED_LEAF_FRAME: u32 = 1024;

/// What the runtime and machine code know of a stack. Its place is the runtime's
/// business; machine code reaches it through
/// [`crate::store::StoreContext::current_stack`].
#[repr(C)]
#[derive(Debug)]
pub struct StackHeader {
    /// The lowest address that frames may reach: SP is compared with it.
    pub limit: usize,
    /// The highest address: the first frame begins here. 16-byte aligned.
    pub base: usize,
    /// The lowest address that belongs to the stack (`limit` less the slack).
    pub bottom: usize,
}
