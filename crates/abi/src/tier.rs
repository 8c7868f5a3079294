//! What a tier is: a function from a validated function body to code and tables.

use switchback_wasm::{FunctionIndex, Module};

use crate::code::CompiledFunction;

/// A compiler of single functions, without input, output or global state.
pub trait Tier: Send + Sync {
    /// Its name, as modes and messages use it.
    fn name(&self) -> &'static str;

    /// Everything that its output depends on but the function: version, processor
    /// features, settings. Compiled code can be used where this text is the same.
    fn fingerprint(&self) -> String;

    /// Compiles a defined function of a valid module.
    ///
    /// # Errors
    ///
    /// When the function exceeds a limit of the implementation, or through a bug of
    /// the tier.
    fn compile(
        &self,
        module: &Module,
        function: FunctionIndex,
    ) -> Result<CompiledFunction, CompileError>;
}

/// Why a function could not be compiled.
#[derive(Clone, Debug)]
pub enum CompileError {
    /// It is too large for the tier (frame or code size).
    LimitExceeded(String),
    /// A bug of ours.
    Bug(String),
}

/// What the tiers need to know besides the module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct TierSettings {
    /// Zeal: every call behaves as if its callee might belong to another instance:
    /// calls through references always take the unequal path, and direct calls of
    /// functions that have a reference slot go through it, too.
    pub gate_at_every_call: bool,
    /// Leave every call a call.
    pub no_inlining: bool,
}
