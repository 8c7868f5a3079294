//! Conversions between lanes of different widths, and between integers and floats.

use cranelift_codegen::ir::InstBuilder;
use cranelift_codegen::ir::types::{F32X4, F64X2, I8X16, I16X8, I32X4, I64X2};
use wasmparser::Operator;

use super::{Vectors, zero};

pub(super) fn translate(operator: &Operator<'_>, v: &mut Vectors<'_, '_>) -> bool {
    match operator {
        Operator::I8x16NarrowI16x8S => v.binary(I16X8, |i, x, y| i.snarrow(x, y)),
        Operator::I8x16NarrowI16x8U => v.binary(I16X8, |i, x, y| i.unarrow(x, y)),
        Operator::I16x8NarrowI32x4S => v.binary(I32X4, |i, x, y| i.snarrow(x, y)),
        Operator::I16x8NarrowI32x4U => v.binary(I32X4, |i, x, y| i.unarrow(x, y)),
        Operator::I16x8ExtendLowI8x16S => v.unary(I8X16, |i, x| i.swiden_low(x)),
        Operator::I16x8ExtendLowI8x16U => v.unary(I8X16, |i, x| i.uwiden_low(x)),
        Operator::I16x8ExtendHighI8x16S => v.unary(I8X16, |i, x| i.swiden_high(x)),
        Operator::I16x8ExtendHighI8x16U => v.unary(I8X16, |i, x| i.uwiden_high(x)),
        Operator::I32x4ExtendLowI16x8S => v.unary(I16X8, |i, x| i.swiden_low(x)),
        Operator::I32x4ExtendLowI16x8U => v.unary(I16X8, |i, x| i.uwiden_low(x)),
        Operator::I32x4ExtendHighI16x8S => v.unary(I16X8, |i, x| i.swiden_high(x)),
        Operator::I32x4ExtendHighI16x8U => v.unary(I16X8, |i, x| i.uwiden_high(x)),
        Operator::I64x2ExtendLowI32x4S => v.unary(I32X4, |i, x| i.swiden_low(x)),
        Operator::I64x2ExtendLowI32x4U => v.unary(I32X4, |i, x| i.uwiden_low(x)),
        Operator::I64x2ExtendHighI32x4S => v.unary(I32X4, |i, x| i.swiden_high(x)),
        Operator::I64x2ExtendHighI32x4U => v.unary(I32X4, |i, x| i.uwiden_high(x)),
        Operator::I32x4TruncSatF32x4S => v.unary(F32X4, |i, x| i.fcvt_to_sint_sat(I32X4, x)),
        Operator::I32x4TruncSatF32x4U => v.unary(F32X4, |i, x| i.fcvt_to_uint_sat(I32X4, x)),
        Operator::I32x4TruncSatF64x2SZero => truncate_f64x2_signed(v),
        Operator::I32x4TruncSatF64x2UZero => truncate_f64x2_unsigned(v),
        Operator::F32x4ConvertI32x4S => v.unary(I32X4, |i, x| i.fcvt_from_sint(F32X4, x)),
        Operator::F32x4ConvertI32x4U => v.unary(I32X4, |i, x| i.fcvt_from_uint(F32X4, x)),
        Operator::F64x2ConvertLowI32x4S => {
            let operand = v.pop(I32X4);
            let low = v.ins().swiden_low(operand);
            let result = v.ins().fcvt_from_sint(F64X2, low);
            v.push(result);
        }
        Operator::F64x2ConvertLowI32x4U => {
            let operand = v.pop(I32X4);
            let low = v.ins().uwiden_low(operand);
            let result = v.ins().fcvt_from_uint(F64X2, low);
            v.push(result);
        }
        Operator::F32x4DemoteF64x2Zero => v.unary(F64X2, |i, x| i.fvdemote(x)),
        Operator::F64x2PromoteLowF32x4 => v.unary(F32X4, |i, x| i.fvpromote_low(x)),
        _ => return false,
    }
    true
}

/// Replaces two doubles by two signed integers, saturated, and two zeros. Cranelift's
/// conversions keep the width of the lanes, so the result is narrowed; its lowering knows
/// this very pattern.
fn truncate_f64x2_signed(v: &mut Vectors<'_, '_>) {
    let operand = v.pop(F64X2);
    let wide = v.ins().fcvt_to_sint_sat(I64X2, operand);
    let zero = zero(v.builder, I64X2);
    let result = v.ins().snarrow(wide, zero);
    v.push(result);
}

/// As [`truncate_f64x2_signed`], for unsigned integers.
pub(super) fn truncate_f64x2_unsigned(v: &mut Vectors<'_, '_>) {
    let operand = v.pop(F64X2);
    let wide = v.ins().fcvt_to_uint_sat(I64X2, operand);
    let zero = zero(v.builder, I64X2);
    let result = v.ins().uunarrow(wide, zero);
    v.push(result);
}
