//! Why there is no code.

use std::io;

use switchback_abi::tier::CompileError;
use switchback_wasm::FunctionIndex;

/// Why a function, or all functions of a module, got no code. None of these is the
/// fault of a valid module alone: it exceeds a limit, or the host is out of
/// memory, or a tier has a bug.
#[derive(Clone, Debug, thiserror::Error)]
pub enum CodeError {
    /// A tier could not compile a function.
    #[error("function {} cannot be compiled: {}", function.0, reason(error))]
    Compile {
        /// The function.
        function: FunctionIndex,
        /// The tier's reason.
        error: CompileError,
    },
    /// The code of the module does not fit the address space that is reserved for
    /// it.
    #[error("the module's code exceeds the implementation limit for the code of one module")]
    Full,
    /// The engine has no room for the module's types.
    #[error("no room for the module's types: {0}")]
    Types(#[source] std::sync::Arc<crate::heap::HeapError>),
    /// The operating system gave no memory.
    #[error("no memory for code: {0}")]
    Memory(#[source] std::sync::Arc<io::Error>),
}

impl CodeError {
    pub(super) fn memory(error: impl Into<io::Error>) -> Self {
        Self::Memory(std::sync::Arc::new(error.into()))
    }
}

fn reason(error: &CompileError) -> String {
    match error {
        CompileError::LimitExceeded(what) => format!("{what} (implementation limit)"),
        CompileError::Bug(what) => format!("{what} (this is a bug of Switchback)"),
    }
}
