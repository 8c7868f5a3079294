//! The numeric operators: those whose results depend on nothing but their operands.
//!
//! [`translate`] tries the families in turn, [`crate::int`], [`crate::float`] and
//! [`crate::simd`]. Every operator here is straight-line code: it pops its operands,
//! adds instructions to the current block and pushes its results. The only ones that
//! can trap are divisions, remainders and the conversions from float to integer that do
//! not saturate; they use Cranelift's own trap codes (`INTEGER_DIVISION_BY_ZERO`,
//! `INTEGER_OVERFLOW`, `BAD_CONVERSION_TO_INTEGER`), and on x86-64 the divisions trap
//! with a hardware exception (SIGFPE), all others with `ud2`.
//!
//! Invariants:
//! - Booleans on the operand stack are `i32`, as in WebAssembly, never Cranelift's `i8`.
//! - Vectors on the operand stack are `i8x16`, whatever lanes they were computed with.
//! - No operator becomes a call: [`NumericContext::new`] refuses a target that lacks
//!   the instructions for which Cranelift would call a library.
//!
//! Absent: memory accesses, and `select`, which is parametric.

use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{InstBuilder, Type, Value, types};
use cranelift_codegen::isa::TargetIsa;
use cranelift_frontend::{FuncInstBuilder, FunctionBuilder};
use wasmparser::Operator;

use crate::stack::OperandStack;
use crate::{float, int, simd};

#[cfg(test)]
mod tests;

/// What the translation of numeric operators depends on besides the operands: which
/// instructions the target has. The relaxed vector operators choose by it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NumericContext {
    /// Fused multiply-add is an instruction.
    pub(crate) has_fma: bool,
    /// The target is x86-64: Cranelift's `x86_` instructions and `blendv` exist.
    pub(crate) is_x86_64: bool,
    /// The target multiplies signed by unsigned bytes and adds four products to each
    /// 32-bit lane in one instruction (x86-64's AVX-VNNI or AVX512-VNNI).
    pub(crate) has_byte_dot_product: bool,
}

/// The target lacks an instruction that the translation counts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the processor lacks {0}, which compiled code needs")]
pub(crate) struct MissingFeature(pub(crate) &'static str);

impl NumericContext {
    /// The context for `isa`.
    pub(crate) fn new(isa: &dyn TargetIsa) -> Result<Self, MissingFeature> {
        if !isa.has_round() {
            return Err(MissingFeature("rounding instructions (SSE4.1)"));
        }
        let is_x86_64 = isa.triple().architecture.to_string() == "x86_64";
        if is_x86_64 && !isa.has_x86_pshufb_lowering() {
            return Err(MissingFeature("byte shuffles (SSSE3)"));
        }
        let has = |name: &str| {
            isa.isa_flags()
                .iter()
                .any(|flag| flag.name == name && flag.as_bool() == Some(true))
        };
        Ok(Self {
            has_fma: isa.has_native_fma(),
            is_x86_64,
            has_byte_dot_product: (has("has_avx") && has("has_avx_vnni"))
                || (has("has_avx512vl") && has("has_avx512vnni")),
        })
    }
}

/// Translates `operator` if it is numeric; false, with nothing done, if it is not.
pub(crate) fn translate(
    operator: &Operator<'_>,
    builder: &mut FunctionBuilder<'_>,
    stack: &mut OperandStack,
    context: &NumericContext,
) -> bool {
    int::translate(operator, builder, stack, context)
        || float::translate(operator, builder, stack, context)
        || simd::translate(operator, builder, stack, context)
}

/// The function under construction and its operands, for operators on scalars.
pub(crate) struct Scalars<'a, 'f> {
    pub(crate) builder: &'a mut FunctionBuilder<'f>,
    pub(crate) stack: &'a mut OperandStack,
}

impl Scalars<'_, '_> {
    /// Pushes a constant.
    pub(crate) fn constant(&mut self, constant: impl FnOnce(FuncInstBuilder<'_, '_>) -> Value) {
        let value = constant(self.builder.ins());
        self.stack.push(value);
    }

    /// Replaces the topmost operand.
    pub(crate) fn unary(
        &mut self,
        operation: impl FnOnce(FuncInstBuilder<'_, '_>, Value) -> Value,
    ) {
        let operand = self.stack.pop();
        let result = operation(self.builder.ins(), operand);
        self.stack.push(result);
    }

    /// Replaces the two topmost operands.
    pub(crate) fn binary(
        &mut self,
        operation: impl FnOnce(FuncInstBuilder<'_, '_>, Value, Value) -> Value,
    ) {
        let (left, right) = self.stack.pop2();
        let result = operation(self.builder.ins(), left, right);
        self.stack.push(result);
    }

    /// Replaces the two topmost operands, integers, by how they compare.
    pub(crate) fn compare_integers(&mut self, condition: IntCC) {
        self.binary(|i, x, y| i.icmp(condition, x, y));
        self.boolean_to_i32();
    }

    /// Replaces the two topmost operands, floats, by how they compare.
    pub(crate) fn compare_floats(&mut self, condition: FloatCC) {
        self.binary(|i, x, y| i.fcmp(condition, x, y));
        self.boolean_to_i32();
    }

    /// Makes the topmost operand, an `i8` from Cranelift, an `i32`.
    pub(crate) fn boolean_to_i32(&mut self) {
        self.unary(|i, x| i.uextend(types::I32, x));
    }

    /// Replaces the topmost operand, an integer, by its lowest bits, of type `narrow`,
    /// sign-extended back.
    pub(crate) fn sign_extend_low_bits(&mut self, narrow: Type) {
        let operand = self.stack.pop();
        let whole = self.builder.func.dfg.value_type(operand);
        let low = self.builder.ins().ireduce(narrow, operand);
        let result = self.builder.ins().sextend(whole, low);
        self.stack.push(result);
    }
}
