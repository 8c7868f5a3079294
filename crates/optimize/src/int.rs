//! Operators on scalar integers: `i32`, `i64`, and pairs of `i64` as 128-bit numbers
//! (the wide-arithmetic proposal).
//!
//! Cranelift's shifts and rotates take the count modulo the width, and its divisions
//! trap where WebAssembly's do, so that these need no code of their own. 128-bit sums
//! and products are written on Cranelift's `i128`, whose lowering makes them
//! add-with-carry and widening multiplications.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, Value, types};
use cranelift_frontend::{FuncInstBuilder, FunctionBuilder};
use wasmparser::Operator;

use crate::numeric::{NumericContext, Scalars};
use crate::stack::OperandStack;

/// Translates `operator` if it is one on scalar integers; false, with nothing done, if
/// it is not.
pub(crate) fn translate(
    operator: &Operator<'_>,
    builder: &mut FunctionBuilder<'_>,
    stack: &mut OperandStack,
    _context: &NumericContext,
) -> bool {
    let mut scalars = Scalars { builder, stack };
    arithmetic(operator, &mut scalars)
        || comparison(operator, &mut scalars)
        || conversion(operator, &mut scalars)
        || wide_arithmetic(operator, &mut scalars)
}

fn arithmetic(operator: &Operator<'_>, s: &mut Scalars<'_, '_>) -> bool {
    match *operator {
        // The constants are bit patterns: those of `i32` are zero-extended, as Cranelift
        // requires of immediates that are narrower than 64 bits.
        Operator::I32Const { value } => {
            s.constant(|i| i.iconst(types::I32, i64::from(value.cast_unsigned())));
        }
        Operator::I64Const { value } => s.constant(|i| i.iconst(types::I64, value)),

        Operator::I32Clz | Operator::I64Clz => s.unary(|i, x| i.clz(x)),
        Operator::I32Ctz | Operator::I64Ctz => s.unary(|i, x| i.ctz(x)),
        Operator::I32Popcnt | Operator::I64Popcnt => s.unary(|i, x| i.popcnt(x)),

        Operator::I32Add | Operator::I64Add => s.binary(|i, x, y| i.iadd(x, y)),
        Operator::I32Sub | Operator::I64Sub => s.binary(|i, x, y| i.isub(x, y)),
        Operator::I32Mul | Operator::I64Mul => s.binary(|i, x, y| i.imul(x, y)),
        Operator::I32DivS | Operator::I64DivS => s.binary(|i, x, y| i.sdiv(x, y)),
        Operator::I32DivU | Operator::I64DivU => s.binary(|i, x, y| i.udiv(x, y)),
        Operator::I32RemS | Operator::I64RemS => s.binary(|i, x, y| i.srem(x, y)),
        Operator::I32RemU | Operator::I64RemU => s.binary(|i, x, y| i.urem(x, y)),

        Operator::I32And | Operator::I64And => s.binary(|i, x, y| i.band(x, y)),
        Operator::I32Or | Operator::I64Or => s.binary(|i, x, y| i.bor(x, y)),
        Operator::I32Xor | Operator::I64Xor => s.binary(|i, x, y| i.bxor(x, y)),
        Operator::I32Shl | Operator::I64Shl => s.binary(|i, x, y| i.ishl(x, y)),
        Operator::I32ShrS | Operator::I64ShrS => s.binary(|i, x, y| i.sshr(x, y)),
        Operator::I32ShrU | Operator::I64ShrU => s.binary(|i, x, y| i.ushr(x, y)),
        Operator::I32Rotl | Operator::I64Rotl => s.binary(|i, x, y| i.rotl(x, y)),
        Operator::I32Rotr | Operator::I64Rotr => s.binary(|i, x, y| i.rotr(x, y)),
        _ => return false,
    }
    true
}

fn comparison(operator: &Operator<'_>, s: &mut Scalars<'_, '_>) -> bool {
    match operator {
        Operator::I32Eqz | Operator::I64Eqz => {
            s.unary(|i, x| i.icmp_imm_u(IntCC::Equal, x, 0));
            s.boolean_to_i32();
        }
        Operator::I32Eq | Operator::I64Eq => s.compare_integers(IntCC::Equal),
        Operator::I32Ne | Operator::I64Ne => s.compare_integers(IntCC::NotEqual),
        Operator::I32LtS | Operator::I64LtS => s.compare_integers(IntCC::SignedLessThan),
        Operator::I32LtU | Operator::I64LtU => s.compare_integers(IntCC::UnsignedLessThan),
        Operator::I32GtS | Operator::I64GtS => s.compare_integers(IntCC::SignedGreaterThan),
        Operator::I32GtU | Operator::I64GtU => s.compare_integers(IntCC::UnsignedGreaterThan),
        Operator::I32LeS | Operator::I64LeS => s.compare_integers(IntCC::SignedLessThanOrEqual),
        Operator::I32LeU | Operator::I64LeU => s.compare_integers(IntCC::UnsignedLessThanOrEqual),
        Operator::I32GeS | Operator::I64GeS => {
            s.compare_integers(IntCC::SignedGreaterThanOrEqual);
        }
        Operator::I32GeU | Operator::I64GeU => {
            s.compare_integers(IntCC::UnsignedGreaterThanOrEqual);
        }
        _ => return false,
    }
    true
}

fn conversion(operator: &Operator<'_>, s: &mut Scalars<'_, '_>) -> bool {
    match operator {
        Operator::I32WrapI64 => s.unary(|i, x| i.ireduce(types::I32, x)),
        Operator::I64ExtendI32S => s.unary(|i, x| i.sextend(types::I64, x)),
        Operator::I64ExtendI32U => s.unary(|i, x| i.uextend(types::I64, x)),
        Operator::I32Extend8S | Operator::I64Extend8S => s.sign_extend_low_bits(types::I8),
        Operator::I32Extend16S | Operator::I64Extend16S => s.sign_extend_low_bits(types::I16),
        Operator::I64Extend32S => s.sign_extend_low_bits(types::I32),
        _ => return false,
    }
    true
}

fn wide_arithmetic(operator: &Operator<'_>, s: &mut Scalars<'_, '_>) -> bool {
    match operator {
        Operator::I64Add128 => wide_binary(s, |i, x, y| i.iadd(x, y)),
        Operator::I64Sub128 => wide_binary(s, |i, x, y| i.isub(x, y)),
        Operator::I64MulWideS => wide_product(s, |i, x| i.sextend(types::I128, x)),
        Operator::I64MulWideU => wide_product(s, |i, x| i.uextend(types::I128, x)),
        _ => return false,
    }
    true
}

/// Replaces four operands, the low and high halves of two 128-bit numbers, by the two
/// halves of what `operation` makes of these numbers.
fn wide_binary(
    s: &mut Scalars<'_, '_>,
    operation: impl FnOnce(FuncInstBuilder<'_, '_>, Value, Value) -> Value,
) {
    let (left_low, left_high, right_low, right_high) = s.stack.pop4();
    let left = s.builder.ins().iconcat(left_low, left_high);
    let right = s.builder.ins().iconcat(right_low, right_high);
    let result = operation(s.builder.ins(), left, right);
    push_halves(s, result);
}

/// Replaces two 64-bit operands by the two halves of their product, after `extend` has
/// made each of them 128 bits wide.
fn wide_product(s: &mut Scalars<'_, '_>, extend: impl Fn(FuncInstBuilder<'_, '_>, Value) -> Value) {
    let (left, right) = s.stack.pop2();
    let left = extend(s.builder.ins(), left);
    let right = extend(s.builder.ins(), right);
    let product = s.builder.ins().imul(left, right);
    push_halves(s, product);
}

fn push_halves(s: &mut Scalars<'_, '_>, wide: Value) {
    let (low, high) = s.builder.ins().isplit(wide);
    s.stack.push(low);
    s.stack.push(high);
}
