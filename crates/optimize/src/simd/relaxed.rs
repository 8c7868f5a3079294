//! The relaxed operators, for which the specification leaves a choice of results.
//!
//! The choice is made once for a target: the result of its own instruction where it has
//! one, else that of the operator's deterministic sibling. On one machine an operator
//! with equal operands thus always gives equal results, as it must.

use cranelift_codegen::ir::types::{F32X4, F64X2, I8X16, I16X8, I32X4, I64X2};
use cranelift_codegen::ir::{InstBuilder, Type, Value};
use wasmparser::Operator;

use super::conversion::truncate_f64x2_unsigned;
use super::float::{pseudo_maximum, pseudo_minimum};
use super::{Vectors, zero};
use crate::numeric::NumericContext;

pub(super) fn translate(
    operator: &Operator<'_>,
    v: &mut Vectors<'_, '_>,
    context: &NumericContext,
) -> bool {
    match operator {
        Operator::I8x16RelaxedSwizzle if context.is_x86_64 => {
            v.binary(I8X16, |i, x, y| i.x86_pshufb(x, y));
        }
        Operator::I8x16RelaxedSwizzle => v.binary(I8X16, |i, x, y| i.swizzle(x, y)),

        Operator::I32x4RelaxedTruncF32x4S if context.is_x86_64 => {
            v.unary(F32X4, |i, x| i.x86_cvtt2dq(I32X4, x));
        }
        Operator::I32x4RelaxedTruncF32x4S => {
            v.unary(F32X4, |i, x| i.fcvt_to_sint_sat(I32X4, x));
        }
        // No target has an instruction of its own for the unsigned ones that Cranelift knows.
        Operator::I32x4RelaxedTruncF32x4U => {
            v.unary(F32X4, |i, x| i.fcvt_to_uint_sat(I32X4, x));
        }
        Operator::I32x4RelaxedTruncF64x2SZero => truncate_f64x2_signed(v, context),
        Operator::I32x4RelaxedTruncF64x2UZero => truncate_f64x2_unsigned(v),

        Operator::F32x4RelaxedMadd => multiply_add(v, F32X4, context),
        Operator::F64x2RelaxedMadd => multiply_add(v, F64X2, context),
        Operator::F32x4RelaxedNmadd => negated_multiply_add(v, F32X4, context),
        Operator::F64x2RelaxedNmadd => negated_multiply_add(v, F64X2, context),

        Operator::I8x16RelaxedLaneselect => lane_select(v, I8X16, context),
        // x86-64 has no blend of 16-bit lanes; one by the top bit of each byte is allowed.
        Operator::I16x8RelaxedLaneselect => lane_select(v, I8X16, context),
        Operator::I32x4RelaxedLaneselect => lane_select(v, I32X4, context),
        Operator::I64x2RelaxedLaneselect => lane_select(v, I64X2, context),

        Operator::F32x4RelaxedMin => minimum(v, F32X4, context),
        Operator::F32x4RelaxedMax => maximum(v, F32X4, context),
        Operator::F64x2RelaxedMin => minimum(v, F64X2, context),
        Operator::F64x2RelaxedMax => maximum(v, F64X2, context),

        Operator::I16x8RelaxedQ15mulrS if context.is_x86_64 => {
            v.binary(I16X8, |i, x, y| i.x86_pmulhrsw(x, y));
        }
        Operator::I16x8RelaxedQ15mulrS => {
            v.binary(I16X8, |i, x, y| i.sqmul_round_sat(x, y));
        }
        Operator::I16x8RelaxedDotI8x16I7x16S => {
            let (left, right) = v.pop2(I8X16);
            let sums = dot_product(v, left, right, context);
            v.push(sums);
        }
        Operator::I32x4RelaxedDotI8x16I7x16AddS => dot_product_add(v, context),
        _ => return false,
    }
    true
}

fn truncate_f64x2_signed(v: &mut Vectors<'_, '_>, context: &NumericContext) {
    let operand = v.pop(F64X2);
    let wide = if context.is_x86_64 {
        v.ins().x86_cvtt2dq(I64X2, operand)
    } else {
        v.ins().fcvt_to_sint_sat(I64X2, operand)
    };
    let zero = zero(v.builder, I64X2);
    let result = v.ins().snarrow(wide, zero);
    v.push(result);
}

/// The first operand times the second, plus the third.
fn multiply_add(v: &mut Vectors<'_, '_>, lanes: Type, context: &NumericContext) {
    let (x, y, z) = v.pop3(lanes);
    let result = if context.has_fma {
        v.ins().fma(x, y, z)
    } else {
        let product = v.ins().fmul(x, y);
        v.ins().fadd(product, z)
    };
    v.push(result);
}

/// The third operand less the product of the first and the second.
fn negated_multiply_add(v: &mut Vectors<'_, '_>, lanes: Type, context: &NumericContext) {
    let (x, y, z) = v.pop3(lanes);
    let result = if context.has_fma {
        let x = v.ins().fneg(x);
        v.ins().fma(x, y, z)
    } else {
        let product = v.ins().fmul(x, y);
        v.ins().fsub(z, product)
    };
    v.push(result);
}

fn lane_select(v: &mut Vectors<'_, '_>, lanes: Type, context: &NumericContext) {
    let (if_set, if_clear, mask) = v.pop3(lanes);
    let result = if context.is_x86_64 {
        v.ins().blendv(mask, if_set, if_clear)
    } else {
        v.ins().bitselect(mask, if_set, if_clear)
    };
    v.push(result);
}

fn minimum(v: &mut Vectors<'_, '_>, lanes: Type, context: &NumericContext) {
    if context.is_x86_64 {
        pseudo_minimum(v, lanes);
    } else {
        v.binary(lanes, |i, x, y| i.fmin(x, y));
    }
}

fn maximum(v: &mut Vectors<'_, '_>, lanes: Type, context: &NumericContext) {
    if context.is_x86_64 {
        pseudo_maximum(v, lanes);
    } else {
        v.binary(lanes, |i, x, y| i.fmax(x, y));
    }
}

/// In each 16-bit lane the sum of the products of the two bytes there.
fn dot_product(
    v: &mut Vectors<'_, '_>,
    left: Value,
    right: Value,
    context: &NumericContext,
) -> Value {
    if context.is_x86_64 {
        return v.ins().x86_pmaddubsw(left, right);
    }
    let (low, high) = signed_products(v, left, right);
    v.ins().iadd_pairwise(low, high)
}

/// In each 32-bit lane the sum of the products of the four bytes there and of the third
/// operand.
fn dot_product_add(v: &mut Vectors<'_, '_>, context: &NumericContext) {
    let addend = v.pop(I32X4);
    let (left, right) = v.pop2(I8X16);
    let sums = if context.has_byte_dot_product {
        let (low, high) = signed_by_unsigned_products(v, left, right);
        sum_of_neighbours(v, low, high)
    } else if context.is_x86_64 {
        let pairs = v.ins().x86_pmaddubsw(left, right);
        neighbour_sums(v, pairs)
    } else {
        let (low, high) = signed_products(v, left, right);
        sum_of_neighbours(v, low, high)
    };
    let result = v.ins().iadd(sums, addend);
    v.push(result);
}

/// The products of the low and of the high bytes, both signed.
fn signed_products(v: &mut Vectors<'_, '_>, left: Value, right: Value) -> (Value, Value) {
    let left_low = v.ins().swiden_low(left);
    let right_low = v.ins().swiden_low(right);
    let low = v.ins().imul(left_low, right_low);
    let left_high = v.ins().swiden_high(left);
    let right_high = v.ins().swiden_high(right);
    let high = v.ins().imul(left_high, right_high);
    (low, high)
}

/// The products of the low and of the high bytes, the left ones signed.
fn signed_by_unsigned_products(
    v: &mut Vectors<'_, '_>,
    left: Value,
    right: Value,
) -> (Value, Value) {
    let left_low = v.ins().swiden_low(left);
    let right_low = v.ins().uwiden_low(right);
    let low = v.ins().imul(left_low, right_low);
    let left_high = v.ins().swiden_high(left);
    let right_high = v.ins().uwiden_high(right);
    let high = v.ins().imul(left_high, right_high);
    (low, high)
}

/// The sums of four neighbouring 16-bit lanes. With the addition that follows this is the
/// pattern that Cranelift turns into a byte dot product.
fn sum_of_neighbours(v: &mut Vectors<'_, '_>, low: Value, high: Value) -> Value {
    let low = neighbour_sums(v, low);
    let high = neighbour_sums(v, high);
    v.ins().iadd_pairwise(low, high)
}

/// The sums of two neighbouring 16-bit lanes.
fn neighbour_sums(v: &mut Vectors<'_, '_>, lanes: Value) -> Value {
    let low = v.ins().swiden_low(lanes);
    let high = v.ins().swiden_high(lanes);
    v.ins().iadd_pairwise(low, high)
}
