//! Comparisons: in each lane all ones where the condition holds, else all zeros.

use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::types::{F32X4, F64X2, I8X16, I16X8, I32X4, I64X2};
use wasmparser::Operator;

use super::Vectors;

pub(super) fn translate(operator: &Operator<'_>, v: &mut Vectors<'_, '_>) -> bool {
    match operator {
        Operator::I8x16Eq => v.compare_integers(I8X16, IntCC::Equal),
        Operator::I8x16Ne => v.compare_integers(I8X16, IntCC::NotEqual),
        Operator::I8x16LtS => v.compare_integers(I8X16, IntCC::SignedLessThan),
        Operator::I8x16LtU => v.compare_integers(I8X16, IntCC::UnsignedLessThan),
        Operator::I8x16GtS => v.compare_integers(I8X16, IntCC::SignedGreaterThan),
        Operator::I8x16GtU => v.compare_integers(I8X16, IntCC::UnsignedGreaterThan),
        Operator::I8x16LeS => v.compare_integers(I8X16, IntCC::SignedLessThanOrEqual),
        Operator::I8x16LeU => v.compare_integers(I8X16, IntCC::UnsignedLessThanOrEqual),
        Operator::I8x16GeS => v.compare_integers(I8X16, IntCC::SignedGreaterThanOrEqual),
        Operator::I8x16GeU => v.compare_integers(I8X16, IntCC::UnsignedGreaterThanOrEqual),
        Operator::I16x8Eq => v.compare_integers(I16X8, IntCC::Equal),
        Operator::I16x8Ne => v.compare_integers(I16X8, IntCC::NotEqual),
        Operator::I16x8LtS => v.compare_integers(I16X8, IntCC::SignedLessThan),
        Operator::I16x8LtU => v.compare_integers(I16X8, IntCC::UnsignedLessThan),
        Operator::I16x8GtS => v.compare_integers(I16X8, IntCC::SignedGreaterThan),
        Operator::I16x8GtU => v.compare_integers(I16X8, IntCC::UnsignedGreaterThan),
        Operator::I16x8LeS => v.compare_integers(I16X8, IntCC::SignedLessThanOrEqual),
        Operator::I16x8LeU => v.compare_integers(I16X8, IntCC::UnsignedLessThanOrEqual),
        Operator::I16x8GeS => v.compare_integers(I16X8, IntCC::SignedGreaterThanOrEqual),
        Operator::I16x8GeU => v.compare_integers(I16X8, IntCC::UnsignedGreaterThanOrEqual),
        Operator::I32x4Eq => v.compare_integers(I32X4, IntCC::Equal),
        Operator::I32x4Ne => v.compare_integers(I32X4, IntCC::NotEqual),
        Operator::I32x4LtS => v.compare_integers(I32X4, IntCC::SignedLessThan),
        Operator::I32x4LtU => v.compare_integers(I32X4, IntCC::UnsignedLessThan),
        Operator::I32x4GtS => v.compare_integers(I32X4, IntCC::SignedGreaterThan),
        Operator::I32x4GtU => v.compare_integers(I32X4, IntCC::UnsignedGreaterThan),
        Operator::I32x4LeS => v.compare_integers(I32X4, IntCC::SignedLessThanOrEqual),
        Operator::I32x4LeU => v.compare_integers(I32X4, IntCC::UnsignedLessThanOrEqual),
        Operator::I32x4GeS => v.compare_integers(I32X4, IntCC::SignedGreaterThanOrEqual),
        Operator::I32x4GeU => v.compare_integers(I32X4, IntCC::UnsignedGreaterThanOrEqual),
        Operator::I64x2Eq => v.compare_integers(I64X2, IntCC::Equal),
        Operator::I64x2Ne => v.compare_integers(I64X2, IntCC::NotEqual),
        Operator::I64x2LtS => v.compare_integers(I64X2, IntCC::SignedLessThan),
        Operator::I64x2GtS => v.compare_integers(I64X2, IntCC::SignedGreaterThan),
        Operator::I64x2LeS => v.compare_integers(I64X2, IntCC::SignedLessThanOrEqual),
        Operator::I64x2GeS => v.compare_integers(I64X2, IntCC::SignedGreaterThanOrEqual),
        Operator::F32x4Eq => v.compare_floats(F32X4, FloatCC::Equal),
        Operator::F32x4Ne => v.compare_floats(F32X4, FloatCC::NotEqual),
        Operator::F32x4Lt => v.compare_floats(F32X4, FloatCC::LessThan),
        Operator::F32x4Gt => v.compare_floats(F32X4, FloatCC::GreaterThan),
        Operator::F32x4Le => v.compare_floats(F32X4, FloatCC::LessThanOrEqual),
        Operator::F32x4Ge => v.compare_floats(F32X4, FloatCC::GreaterThanOrEqual),
        Operator::F64x2Eq => v.compare_floats(F64X2, FloatCC::Equal),
        Operator::F64x2Ne => v.compare_floats(F64X2, FloatCC::NotEqual),
        Operator::F64x2Lt => v.compare_floats(F64X2, FloatCC::LessThan),
        Operator::F64x2Gt => v.compare_floats(F64X2, FloatCC::GreaterThan),
        Operator::F64x2Le => v.compare_floats(F64X2, FloatCC::LessThanOrEqual),
        Operator::F64x2Ge => v.compare_floats(F64X2, FloatCC::GreaterThanOrEqual),
        _ => return false,
    }
    true
}
