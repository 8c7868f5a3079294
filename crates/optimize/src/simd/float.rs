//! Arithmetic on float lanes.

use cranelift_codegen::ir::types::{F32X4, F64X2};
use cranelift_codegen::ir::{InstBuilder, Type};
use wasmparser::Operator;

use super::Vectors;

pub(super) fn translate(operator: &Operator<'_>, v: &mut Vectors<'_, '_>) -> bool {
    match operator {
        Operator::F32x4Ceil => v.unary(F32X4, |i, x| i.ceil(x)),
        Operator::F64x2Ceil => v.unary(F64X2, |i, x| i.ceil(x)),
        Operator::F32x4Floor => v.unary(F32X4, |i, x| i.floor(x)),
        Operator::F64x2Floor => v.unary(F64X2, |i, x| i.floor(x)),
        Operator::F32x4Trunc => v.unary(F32X4, |i, x| i.trunc(x)),
        Operator::F64x2Trunc => v.unary(F64X2, |i, x| i.trunc(x)),
        Operator::F32x4Nearest => v.unary(F32X4, |i, x| i.nearest(x)),
        Operator::F64x2Nearest => v.unary(F64X2, |i, x| i.nearest(x)),
        Operator::F32x4Abs => v.unary(F32X4, |i, x| i.fabs(x)),
        Operator::F64x2Abs => v.unary(F64X2, |i, x| i.fabs(x)),
        Operator::F32x4Neg => v.unary(F32X4, |i, x| i.fneg(x)),
        Operator::F64x2Neg => v.unary(F64X2, |i, x| i.fneg(x)),
        Operator::F32x4Sqrt => v.unary(F32X4, |i, x| i.sqrt(x)),
        Operator::F64x2Sqrt => v.unary(F64X2, |i, x| i.sqrt(x)),
        Operator::F32x4Add => v.binary(F32X4, |i, x, y| i.fadd(x, y)),
        Operator::F64x2Add => v.binary(F64X2, |i, x, y| i.fadd(x, y)),
        Operator::F32x4Sub => v.binary(F32X4, |i, x, y| i.fsub(x, y)),
        Operator::F64x2Sub => v.binary(F64X2, |i, x, y| i.fsub(x, y)),
        Operator::F32x4Mul => v.binary(F32X4, |i, x, y| i.fmul(x, y)),
        Operator::F64x2Mul => v.binary(F64X2, |i, x, y| i.fmul(x, y)),
        Operator::F32x4Div => v.binary(F32X4, |i, x, y| i.fdiv(x, y)),
        Operator::F64x2Div => v.binary(F64X2, |i, x, y| i.fdiv(x, y)),
        Operator::F32x4Min => v.binary(F32X4, |i, x, y| i.fmin(x, y)),
        Operator::F64x2Min => v.binary(F64X2, |i, x, y| i.fmin(x, y)),
        Operator::F32x4Max => v.binary(F32X4, |i, x, y| i.fmax(x, y)),
        Operator::F64x2Max => v.binary(F64X2, |i, x, y| i.fmax(x, y)),
        Operator::F32x4PMin => pseudo_minimum(v, F32X4),
        Operator::F64x2PMin => pseudo_minimum(v, F64X2),
        Operator::F32x4PMax => pseudo_maximum(v, F32X4),
        Operator::F64x2PMax => pseudo_maximum(v, F64X2),
        _ => return false,
    }
    true
}

/// The second operand where it is less than the first, else the first.
pub(super) fn pseudo_minimum(v: &mut Vectors<'_, '_>, lanes: Type) {
    let (first, second) = v.pop2(lanes);
    let result = v.select_if_less((second, first), second, first);
    v.push(result);
}

/// The second operand where the first is less than it, else the first.
pub(super) fn pseudo_maximum(v: &mut Vectors<'_, '_>, lanes: Type) {
    let (first, second) = v.pop2(lanes);
    let result = v.select_if_less((first, second), second, first);
    v.push(result);
}
