//! Arithmetic on integer lanes.
//!
//! The shapes of the widening operations, halves extended and then multiplied or added,
//! are those that Cranelift turns into single instructions.

use cranelift_codegen::ir::types::{I8X16, I16X8, I32, I32X4, I64X2};
use cranelift_codegen::ir::{InstBuilder, Type, Value};
use cranelift_frontend::FuncInstBuilder;
use wasmparser::Operator;

use super::Vectors;

pub(super) fn translate(operator: &Operator<'_>, v: &mut Vectors<'_, '_>) -> bool {
    wrapping(operator, v) || bounded(operator, v) || widening(operator, v) || reduction(operator, v)
}

/// Arithmetic modulo the width of the lanes, and shifts by a count modulo that width.
fn wrapping(operator: &Operator<'_>, v: &mut Vectors<'_, '_>) -> bool {
    match operator {
        Operator::I8x16Add => v.binary(I8X16, |i, x, y| i.iadd(x, y)),
        Operator::I16x8Add => v.binary(I16X8, |i, x, y| i.iadd(x, y)),
        Operator::I32x4Add => v.binary(I32X4, |i, x, y| i.iadd(x, y)),
        Operator::I64x2Add => v.binary(I64X2, |i, x, y| i.iadd(x, y)),
        Operator::I8x16Sub => v.binary(I8X16, |i, x, y| i.isub(x, y)),
        Operator::I16x8Sub => v.binary(I16X8, |i, x, y| i.isub(x, y)),
        Operator::I32x4Sub => v.binary(I32X4, |i, x, y| i.isub(x, y)),
        Operator::I64x2Sub => v.binary(I64X2, |i, x, y| i.isub(x, y)),
        Operator::I16x8Mul => v.binary(I16X8, |i, x, y| i.imul(x, y)),
        Operator::I32x4Mul => v.binary(I32X4, |i, x, y| i.imul(x, y)),
        Operator::I64x2Mul => v.binary(I64X2, |i, x, y| i.imul(x, y)),
        Operator::I8x16Neg => v.unary(I8X16, |i, x| i.ineg(x)),
        Operator::I16x8Neg => v.unary(I16X8, |i, x| i.ineg(x)),
        Operator::I32x4Neg => v.unary(I32X4, |i, x| i.ineg(x)),
        Operator::I64x2Neg => v.unary(I64X2, |i, x| i.ineg(x)),
        Operator::I8x16Abs => v.unary(I8X16, |i, x| i.iabs(x)),
        Operator::I16x8Abs => v.unary(I16X8, |i, x| i.iabs(x)),
        Operator::I32x4Abs => v.unary(I32X4, |i, x| i.iabs(x)),
        Operator::I64x2Abs => v.unary(I64X2, |i, x| i.iabs(x)),
        Operator::I8x16Popcnt => v.unary(I8X16, |i, x| i.popcnt(x)),
        Operator::I8x16Shl => v.shift(I8X16, |i, x, count| i.ishl(x, count)),
        Operator::I16x8Shl => v.shift(I16X8, |i, x, count| i.ishl(x, count)),
        Operator::I32x4Shl => v.shift(I32X4, |i, x, count| i.ishl(x, count)),
        Operator::I64x2Shl => v.shift(I64X2, |i, x, count| i.ishl(x, count)),
        Operator::I8x16ShrS => v.shift(I8X16, |i, x, count| i.sshr(x, count)),
        Operator::I16x8ShrS => v.shift(I16X8, |i, x, count| i.sshr(x, count)),
        Operator::I32x4ShrS => v.shift(I32X4, |i, x, count| i.sshr(x, count)),
        Operator::I64x2ShrS => v.shift(I64X2, |i, x, count| i.sshr(x, count)),
        Operator::I8x16ShrU => v.shift(I8X16, |i, x, count| i.ushr(x, count)),
        Operator::I16x8ShrU => v.shift(I16X8, |i, x, count| i.ushr(x, count)),
        Operator::I32x4ShrU => v.shift(I32X4, |i, x, count| i.ushr(x, count)),
        Operator::I64x2ShrU => v.shift(I64X2, |i, x, count| i.ushr(x, count)),
        _ => return false,
    }
    true
}

/// Arithmetic whose results stay in range: saturation, averages, minima and maxima.
fn bounded(operator: &Operator<'_>, v: &mut Vectors<'_, '_>) -> bool {
    match operator {
        Operator::I8x16AddSatS => v.binary(I8X16, |i, x, y| i.sadd_sat(x, y)),
        Operator::I16x8AddSatS => v.binary(I16X8, |i, x, y| i.sadd_sat(x, y)),
        Operator::I8x16AddSatU => v.binary(I8X16, |i, x, y| i.uadd_sat(x, y)),
        Operator::I16x8AddSatU => v.binary(I16X8, |i, x, y| i.uadd_sat(x, y)),
        Operator::I8x16SubSatS => v.binary(I8X16, |i, x, y| i.ssub_sat(x, y)),
        Operator::I16x8SubSatS => v.binary(I16X8, |i, x, y| i.ssub_sat(x, y)),
        Operator::I8x16SubSatU => v.binary(I8X16, |i, x, y| i.usub_sat(x, y)),
        Operator::I16x8SubSatU => v.binary(I16X8, |i, x, y| i.usub_sat(x, y)),
        Operator::I8x16AvgrU => v.binary(I8X16, |i, x, y| i.avg_round(x, y)),
        Operator::I16x8AvgrU => v.binary(I16X8, |i, x, y| i.avg_round(x, y)),
        Operator::I16x8Q15MulrSatS => v.binary(I16X8, |i, x, y| i.sqmul_round_sat(x, y)),
        Operator::I8x16MinS => v.binary(I8X16, |i, x, y| i.smin(x, y)),
        Operator::I16x8MinS => v.binary(I16X8, |i, x, y| i.smin(x, y)),
        Operator::I32x4MinS => v.binary(I32X4, |i, x, y| i.smin(x, y)),
        Operator::I8x16MinU => v.binary(I8X16, |i, x, y| i.umin(x, y)),
        Operator::I16x8MinU => v.binary(I16X8, |i, x, y| i.umin(x, y)),
        Operator::I32x4MinU => v.binary(I32X4, |i, x, y| i.umin(x, y)),
        Operator::I8x16MaxS => v.binary(I8X16, |i, x, y| i.smax(x, y)),
        Operator::I16x8MaxS => v.binary(I16X8, |i, x, y| i.smax(x, y)),
        Operator::I32x4MaxS => v.binary(I32X4, |i, x, y| i.smax(x, y)),
        Operator::I8x16MaxU => v.binary(I8X16, |i, x, y| i.umax(x, y)),
        Operator::I16x8MaxU => v.binary(I16X8, |i, x, y| i.umax(x, y)),
        Operator::I32x4MaxU => v.binary(I32X4, |i, x, y| i.umax(x, y)),
        _ => return false,
    }
    true
}

/// Arithmetic whose results have lanes twice as wide as the operands.
fn widening(operator: &Operator<'_>, v: &mut Vectors<'_, '_>) -> bool {
    match operator {
        Operator::I16x8ExtMulLowI8x16S => product(v, I8X16, |i, x| i.swiden_low(x)),
        Operator::I16x8ExtMulLowI8x16U => product(v, I8X16, |i, x| i.uwiden_low(x)),
        Operator::I16x8ExtMulHighI8x16S => product(v, I8X16, |i, x| i.swiden_high(x)),
        Operator::I16x8ExtMulHighI8x16U => product(v, I8X16, |i, x| i.uwiden_high(x)),
        Operator::I32x4ExtMulLowI16x8S => product(v, I16X8, |i, x| i.swiden_low(x)),
        Operator::I32x4ExtMulLowI16x8U => product(v, I16X8, |i, x| i.uwiden_low(x)),
        Operator::I32x4ExtMulHighI16x8S => product(v, I16X8, |i, x| i.swiden_high(x)),
        Operator::I32x4ExtMulHighI16x8U => product(v, I16X8, |i, x| i.uwiden_high(x)),
        Operator::I64x2ExtMulLowI32x4S => product(v, I32X4, |i, x| i.swiden_low(x)),
        Operator::I64x2ExtMulLowI32x4U => product(v, I32X4, |i, x| i.uwiden_low(x)),
        Operator::I64x2ExtMulHighI32x4S => product(v, I32X4, |i, x| i.swiden_high(x)),
        Operator::I64x2ExtMulHighI32x4U => product(v, I32X4, |i, x| i.uwiden_high(x)),
        Operator::I16x8ExtAddPairwiseI8x16S => {
            pairwise_sum(v, I8X16, |i, x| i.swiden_low(x), |i, x| i.swiden_high(x));
        }
        Operator::I16x8ExtAddPairwiseI8x16U => {
            pairwise_sum(v, I8X16, |i, x| i.uwiden_low(x), |i, x| i.uwiden_high(x));
        }
        Operator::I32x4ExtAddPairwiseI16x8S => {
            pairwise_sum(v, I16X8, |i, x| i.swiden_low(x), |i, x| i.swiden_high(x));
        }
        Operator::I32x4ExtAddPairwiseI16x8U => {
            pairwise_sum(v, I16X8, |i, x| i.uwiden_low(x), |i, x| i.uwiden_high(x));
        }
        Operator::I32x4DotI16x8S => dot_product(v),
        _ => return false,
    }
    true
}

/// What becomes a scalar.
fn reduction(operator: &Operator<'_>, v: &mut Vectors<'_, '_>) -> bool {
    match operator {
        Operator::I8x16AllTrue => all_true(v, I8X16),
        Operator::I16x8AllTrue => all_true(v, I16X8),
        Operator::I32x4AllTrue => all_true(v, I32X4),
        Operator::I64x2AllTrue => all_true(v, I64X2),
        Operator::I8x16Bitmask => bitmask(v, I8X16),
        Operator::I16x8Bitmask => bitmask(v, I16X8),
        Operator::I32x4Bitmask => bitmask(v, I32X4),
        Operator::I64x2Bitmask => bitmask(v, I64X2),
        _ => return false,
    }
    true
}

/// Replaces two vectors by the products of those of their lanes that `widen` takes.
fn product(
    v: &mut Vectors<'_, '_>,
    lanes: Type,
    widen: impl Fn(FuncInstBuilder<'_, '_>, Value) -> Value,
) {
    let (left, right) = v.pop2(lanes);
    let left = widen(v.ins(), left);
    let right = widen(v.ins(), right);
    let products = v.ins().imul(left, right);
    v.push(products);
}

/// Replaces a vector by the sums of its pairs of neighbouring lanes.
fn pairwise_sum(
    v: &mut Vectors<'_, '_>,
    lanes: Type,
    widen_low: impl FnOnce(FuncInstBuilder<'_, '_>, Value) -> Value,
    widen_high: impl FnOnce(FuncInstBuilder<'_, '_>, Value) -> Value,
) {
    let operand = v.pop(lanes);
    let low = widen_low(v.ins(), operand);
    let high = widen_high(v.ins(), operand);
    let sums = v.ins().iadd_pairwise(low, high);
    v.push(sums);
}

/// Replaces two vectors by the sums of the products of their pairs of neighbouring lanes.
fn dot_product(v: &mut Vectors<'_, '_>) {
    let (left, right) = v.pop2(I16X8);
    let left_low = v.ins().swiden_low(left);
    let right_low = v.ins().swiden_low(right);
    let low = v.ins().imul(left_low, right_low);
    let left_high = v.ins().swiden_high(left);
    let right_high = v.ins().swiden_high(right);
    let high = v.ins().imul(left_high, right_high);
    let sums = v.ins().iadd_pairwise(low, high);
    v.push(sums);
}

fn all_true(v: &mut Vectors<'_, '_>, lanes: Type) {
    let operand = v.pop(lanes);
    let all = v.ins().vall_true(operand);
    v.push_boolean(all);
}

fn bitmask(v: &mut Vectors<'_, '_>, lanes: Type) {
    let operand = v.pop(lanes);
    let mask = v.ins().vhigh_bits(I32, operand);
    v.stack.push(mask);
}
