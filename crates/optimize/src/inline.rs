//! Which calls are inlined.
//!
//! Toolchains have inlined what they thought worthwhile; left are small functions
//! that they did not see together, and recursion, where unrolling a few levels saves
//! most calls. A decision depends on the functions alone, so that the same module
//! gives the same code. A function that does nothing but throw is called rarely, and
//! inlined only where exceptions are caught: the throw may then be a branch.

use switchback_abi::tier::TierSettings;
use switchback_wasm::{FunctionIndex, Module};
use wasmparser::{BinaryReader, FunctionBody, Operator};

use crate::scan::InlinedBody;
use crate::signature::func_type;

/// A body of at most so many bytes is inlined.
const SMALL_BODY: usize = 40;
/// A body of at most so many bytes is inlined if it switches between stacks. Processors
/// predict where functions return to with a stack of their own, of which they are not told
/// when the program goes to another one: what returns after that is often predicted wrongly,
/// and costs more than the switch.
const SWITCHING_BODY: usize = 120;
/// A body of at most so many bytes is inlined into itself.
const SMALL_RECURSIVE_BODY: usize = 120;
/// How often a function may lie within itself.
const RECURSION_DEPTH: usize = 3;
/// How deep inlined calls nest.
const DEPTH: usize = 6;
/// How many bytes of inlined bodies a function gets at most.
const BUDGET: usize = 600;
/// How many locals, parameters included, or results an inlined function has at most.
const VALUES: u32 = 16;

/// What may still be inlined into a function.
#[derive(Debug)]
pub(crate) struct Inliner<'m> {
    module: &'m Module,
    settings: TierSettings,
    budget: usize,
}

impl<'m> Inliner<'m> {
    pub(crate) fn new(module: &'m Module, settings: TierSettings) -> Self {
        Self {
            module,
            settings,
            budget: BUDGET,
        }
    }

    /// Whether a call of `callee` is to be inlined where the functions in `within`
    /// lie in each other, the innermost last. `in_try` says whether it may be where
    /// exceptions are caught.
    pub(crate) fn decide(
        &mut self,
        within: &[FunctionIndex],
        callee: FunctionIndex,
        in_try: bool,
    ) -> Option<InlinedBody> {
        if self.settings.no_inlining || self.module.is_imported_function(callee) {
            return None;
        }
        let function = &self.module.functions[callee.index()];
        if self.settings.gate_at_every_call && function.reference_slot.is_some() {
            return None;
        }
        let size = function.body.len();
        let recursion = within.iter().filter(|&&outer| outer == callee).count();
        let largest = if recursion > 0 {
            SMALL_RECURSIVE_BODY
        } else if function.facts.switches {
            SWITCHING_BODY
        } else {
            SMALL_BODY
        };
        let ty = func_type(self.module, function.ty);
        if size > largest
            || size > self.budget
            || recursion >= RECURSION_DEPTH
            || within.len() > DEPTH
            || ty.results.len() as u32 > VALUES
            || ty.params.len() as u32 + declared_locals(self.module, callee)? > VALUES
        {
            return None;
        }
        if function.facts.throws && !in_try && only_throws(self.module, callee) {
            return None;
        }
        self.budget -= size;
        Some(InlinedBody {
            calls: function.facts.calls
                || function.facts.switches
                || (function.facts.throws && in_try),
            switches: function.facts.switches,
        })
    }
}

/// How many locals the function declares.
fn declared_locals(module: &Module, function: FunctionIndex) -> Option<u32> {
    let mut locals = function_body(module, function).get_locals_reader().ok()?;
    let mut total = 0u32;
    for _ in 0..locals.get_count() {
        let (count, _) = locals.read().ok()?;
        total = total.saturating_add(count);
    }
    Some(total)
}

/// Whether the function throws whatever happens.
fn only_throws(module: &Module, function: FunctionIndex) -> bool {
    let Ok(operators) = function_body(module, function).get_operators_reader() else {
        return false;
    };
    for operator in operators {
        match operator {
            Ok(Operator::Throw { .. } | Operator::ThrowRef) => return true,
            // Control may go elsewhere.
            Ok(
                Operator::Block { .. }
                | Operator::Loop { .. }
                | Operator::If { .. }
                | Operator::TryTable { .. }
                | Operator::Try { .. }
                | Operator::Br { .. }
                | Operator::BrIf { .. }
                | Operator::BrTable { .. }
                | Operator::BrOnNull { .. }
                | Operator::BrOnNonNull { .. }
                | Operator::BrOnCast { .. }
                | Operator::BrOnCastFail { .. }
                | Operator::Return
                | Operator::ReturnCall { .. }
                | Operator::ReturnCallIndirect { .. }
                | Operator::ReturnCallRef { .. },
            )
            | Err(_) => return false,
            Ok(_) => {}
        }
    }
    false
}

/// The body of a defined function.
pub(crate) fn function_body(module: &Module, function: FunctionIndex) -> FunctionBody<'_> {
    let body = module.functions[function.index()].body.clone();
    let offset = body.start as u64;
    FunctionBody::new(BinaryReader::new(&module.bytes[body], offset))
}
