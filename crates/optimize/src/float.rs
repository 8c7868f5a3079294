//! Operators on scalar floats, and the conversions between them and integers.
//!
//! Cranelift's `fmin`, `fmax` and `nearest` have WebAssembly's rules for NaN, signed
//! zero and ties. Results that are NaN are whatever the processor makes of the operands,
//! which WebAssembly allows. Conversions to integers trap with
//! `BAD_CONVERSION_TO_INTEGER` for NaN and with `INTEGER_OVERFLOW` for what is out of
//! range.

use cranelift_codegen::ir::condcodes::FloatCC;
use cranelift_codegen::ir::immediates::{Ieee32, Ieee64};
use cranelift_codegen::ir::{InstBuilder, MemFlagsData, types};
use cranelift_frontend::FunctionBuilder;
use wasmparser::Operator;

use crate::numeric::{NumericContext, Scalars};
use crate::stack::OperandStack;

/// Translates `operator` if it is one on scalar floats; false, with nothing done, if it
/// is not.
pub(crate) fn translate(
    operator: &Operator<'_>,
    builder: &mut FunctionBuilder<'_>,
    stack: &mut OperandStack,
    _context: &NumericContext,
) -> bool {
    let mut scalars = Scalars { builder, stack };
    arithmetic(operator, &mut scalars)
        || comparison(operator, &mut scalars)
        || conversion_to_integer(operator, &mut scalars)
        || conversion_to_float(operator, &mut scalars)
        || reinterpretation(operator, &mut scalars)
}

fn arithmetic(operator: &Operator<'_>, s: &mut Scalars<'_, '_>) -> bool {
    match *operator {
        Operator::F32Const { value } => s.constant(|i| i.f32const(Ieee32::with_bits(value.bits()))),
        Operator::F64Const { value } => s.constant(|i| i.f64const(Ieee64::with_bits(value.bits()))),

        Operator::F32Abs | Operator::F64Abs => s.unary(|i, x| i.fabs(x)),
        Operator::F32Neg | Operator::F64Neg => s.unary(|i, x| i.fneg(x)),
        Operator::F32Ceil | Operator::F64Ceil => s.unary(|i, x| i.ceil(x)),
        Operator::F32Floor | Operator::F64Floor => s.unary(|i, x| i.floor(x)),
        Operator::F32Trunc | Operator::F64Trunc => s.unary(|i, x| i.trunc(x)),
        Operator::F32Nearest | Operator::F64Nearest => s.unary(|i, x| i.nearest(x)),
        Operator::F32Sqrt | Operator::F64Sqrt => s.unary(|i, x| i.sqrt(x)),

        Operator::F32Add | Operator::F64Add => s.binary(|i, x, y| i.fadd(x, y)),
        Operator::F32Sub | Operator::F64Sub => s.binary(|i, x, y| i.fsub(x, y)),
        Operator::F32Mul | Operator::F64Mul => s.binary(|i, x, y| i.fmul(x, y)),
        Operator::F32Div | Operator::F64Div => s.binary(|i, x, y| i.fdiv(x, y)),
        Operator::F32Min | Operator::F64Min => s.binary(|i, x, y| i.fmin(x, y)),
        Operator::F32Max | Operator::F64Max => s.binary(|i, x, y| i.fmax(x, y)),
        Operator::F32Copysign | Operator::F64Copysign => s.binary(|i, x, y| i.fcopysign(x, y)),
        _ => return false,
    }
    true
}

fn comparison(operator: &Operator<'_>, s: &mut Scalars<'_, '_>) -> bool {
    match operator {
        Operator::F32Eq | Operator::F64Eq => s.compare_floats(FloatCC::Equal),
        Operator::F32Ne | Operator::F64Ne => s.compare_floats(FloatCC::NotEqual),
        Operator::F32Lt | Operator::F64Lt => s.compare_floats(FloatCC::LessThan),
        Operator::F32Gt | Operator::F64Gt => s.compare_floats(FloatCC::GreaterThan),
        Operator::F32Le | Operator::F64Le => s.compare_floats(FloatCC::LessThanOrEqual),
        Operator::F32Ge | Operator::F64Ge => s.compare_floats(FloatCC::GreaterThanOrEqual),
        _ => return false,
    }
    true
}

fn conversion_to_integer(operator: &Operator<'_>, s: &mut Scalars<'_, '_>) -> bool {
    match operator {
        Operator::I32TruncF32S | Operator::I32TruncF64S => {
            s.unary(|i, x| i.fcvt_to_sint(types::I32, x));
        }
        Operator::I32TruncF32U | Operator::I32TruncF64U => {
            s.unary(|i, x| i.fcvt_to_uint(types::I32, x));
        }
        Operator::I64TruncF32S | Operator::I64TruncF64S => {
            s.unary(|i, x| i.fcvt_to_sint(types::I64, x));
        }
        Operator::I64TruncF32U | Operator::I64TruncF64U => {
            s.unary(|i, x| i.fcvt_to_uint(types::I64, x));
        }
        Operator::I32TruncSatF32S | Operator::I32TruncSatF64S => {
            s.unary(|i, x| i.fcvt_to_sint_sat(types::I32, x));
        }
        Operator::I32TruncSatF32U | Operator::I32TruncSatF64U => {
            s.unary(|i, x| i.fcvt_to_uint_sat(types::I32, x));
        }
        Operator::I64TruncSatF32S | Operator::I64TruncSatF64S => {
            s.unary(|i, x| i.fcvt_to_sint_sat(types::I64, x));
        }
        Operator::I64TruncSatF32U | Operator::I64TruncSatF64U => {
            s.unary(|i, x| i.fcvt_to_uint_sat(types::I64, x));
        }
        _ => return false,
    }
    true
}

fn conversion_to_float(operator: &Operator<'_>, s: &mut Scalars<'_, '_>) -> bool {
    match operator {
        Operator::F32ConvertI32S | Operator::F32ConvertI64S => {
            s.unary(|i, x| i.fcvt_from_sint(types::F32, x));
        }
        Operator::F32ConvertI32U | Operator::F32ConvertI64U => {
            s.unary(|i, x| i.fcvt_from_uint(types::F32, x));
        }
        Operator::F64ConvertI32S | Operator::F64ConvertI64S => {
            s.unary(|i, x| i.fcvt_from_sint(types::F64, x));
        }
        Operator::F64ConvertI32U | Operator::F64ConvertI64U => {
            s.unary(|i, x| i.fcvt_from_uint(types::F64, x));
        }
        Operator::F32DemoteF64 => s.unary(|i, x| i.fdemote(types::F32, x)),
        Operator::F64PromoteF32 => s.unary(|i, x| i.fpromote(types::F64, x)),
        _ => return false,
    }
    true
}

fn reinterpretation(operator: &Operator<'_>, s: &mut Scalars<'_, '_>) -> bool {
    let target = match operator {
        Operator::I32ReinterpretF32 => types::I32,
        Operator::I64ReinterpretF64 => types::I64,
        Operator::F32ReinterpretI32 => types::F32,
        Operator::F64ReinterpretI64 => types::F64,
        _ => return false,
    };
    // One lane to one lane: the byte order does not matter.
    s.unary(|i, x| i.bitcast(target, MemFlagsData::new(), x));
    true
}
