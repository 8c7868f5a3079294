//! Instructions on numbers: operands in, result out.

use wasmparser::Operator;

use super::value::Value;
use super::{Outcome, Trap};

/// Executes `operator` on the operand stack, if it is one of these.
pub(super) fn execute(operator: &Operator<'_>, stack: &mut Vec<Value>) -> Option<Outcome> {
    if let Some(value) = constant(operator) {
        stack.push(value);
        return Some(Ok(()));
    }
    let &last = stack.last()?;
    if let Some(result) = unary(operator, last) {
        stack.pop();
        return Some(result.map(|value| stack.push(value)));
    }
    let &[.., left, right] = stack.as_slice() else {
        return None;
    };
    if let Some(result) = binary(operator, left, right) {
        stack.truncate(stack.len() - 2);
        return Some(result.map(|value| stack.push(value)));
    }
    wide(operator, stack).map(Ok)
}

fn constant(operator: &Operator<'_>) -> Option<Value> {
    Some(match *operator {
        Operator::I32Const { value } => Value::I32(value.cast_unsigned()),
        Operator::I64Const { value } => Value::I64(value.cast_unsigned()),
        Operator::F32Const { value } => Value::F32(value.bits()),
        Operator::F64Const { value } => Value::F64(value.bits()),
        Operator::V128Const { value } => Value::V128(u128::from_le_bytes(*value.bytes())),
        _ => return None,
    })
}

fn i32(value: i32) -> Value {
    Value::I32(value.cast_unsigned())
}
fn i64(value: i64) -> Value {
    Value::I64(value.cast_unsigned())
}
fn f32(value: f32) -> Value {
    Value::F32(value.to_bits())
}
fn f64(value: f64) -> Value {
    Value::F64(value.to_bits())
}

/// A rounded number. Of a NaN, a quiet one.
fn rounded_f32(value: Value, round: impl Fn(f32) -> f32) -> Value {
    let value = value.f32();
    f32(if value.is_nan() {
        f32::NAN
    } else {
        round(value)
    })
}
fn rounded_f64(value: Value, round: impl Fn(f64) -> f64) -> Value {
    let value = value.f64();
    f64(if value.is_nan() {
        f64::NAN
    } else {
        round(value)
    })
}

/// An integer from a float: whole numbers within the bounds, which are exclusive.
fn truncate(value: f64, above: f64, below: f64) -> Outcome<f64> {
    if value.is_nan() {
        Err(Trap::InvalidConversionToInteger.into())
    } else if value.trunc() > above && value.trunc() < below {
        Ok(value.trunc())
    } else {
        Err(Trap::IntegerOverflow.into())
    }
}

const TWO_31: f64 = 2_147_483_648.0;
const TWO_32: f64 = 4_294_967_296.0;
const TWO_63: f64 = 9_223_372_036_854_775_808.0;
const TWO_64: f64 = 18_446_744_073_709_551_616.0;

fn truncate_i32_s(value: f64) -> Outcome<Value> {
    Ok(i32(truncate(value, -TWO_31 - 1.0, TWO_31)? as i32))
}
fn truncate_i32_u(value: f64) -> Outcome<Value> {
    Ok(Value::I32(truncate(value, -1.0, TWO_32)? as u32))
}
fn truncate_i64_s(value: f64) -> Outcome<Value> {
    // The next float below -2^63 is far away, so the bound is inclusive there.
    if value == -TWO_63 {
        return Ok(i64(i64::MIN));
    }
    Ok(i64(truncate(value, -TWO_63, TWO_63)? as i64))
}
fn truncate_i64_u(value: f64) -> Outcome<Value> {
    Ok(Value::I64(truncate(value, -1.0, TWO_64)? as u64))
}

fn unary(operator: &Operator<'_>, operand: Value) -> Option<Outcome<Value>> {
    use Operator as O;
    Some(Ok(match operator {
        O::I32Eqz => (operand.i32() == 0).into(),
        O::I64Eqz => (operand.i64() == 0).into(),
        O::I32Clz => Value::I32(operand.i32().leading_zeros()),
        O::I32Ctz => Value::I32(operand.i32().trailing_zeros()),
        O::I32Popcnt => Value::I32(operand.i32().count_ones()),
        O::I64Clz => Value::I64(operand.i64().leading_zeros().into()),
        O::I64Ctz => Value::I64(operand.i64().trailing_zeros().into()),
        O::I64Popcnt => Value::I64(operand.i64().count_ones().into()),
        O::I32Extend8S => i32((operand.i32() as i8).into()),
        O::I32Extend16S => i32((operand.i32() as i16).into()),
        O::I64Extend8S => i64((operand.i64() as i8).into()),
        O::I64Extend16S => i64((operand.i64() as i16).into()),
        O::I64Extend32S | O::I64ExtendI32S => i64(i64::from(operand.index() as i32)),
        O::I64ExtendI32U => Value::I64(operand.i32().into()),
        O::I32WrapI64 => Value::I32(operand.i64() as u32),
        O::F32Abs => f32(operand.f32().abs()),
        O::F32Neg => f32(-operand.f32()),
        O::F32Ceil => rounded_f32(operand, f32::ceil),
        O::F32Floor => rounded_f32(operand, f32::floor),
        O::F32Trunc => rounded_f32(operand, f32::trunc),
        O::F32Nearest => rounded_f32(operand, f32::round_ties_even),
        O::F32Sqrt => f32(operand.f32().sqrt()),
        O::F64Abs => f64(operand.f64().abs()),
        O::F64Neg => f64(-operand.f64()),
        O::F64Ceil => rounded_f64(operand, f64::ceil),
        O::F64Floor => rounded_f64(operand, f64::floor),
        O::F64Trunc => rounded_f64(operand, f64::trunc),
        O::F64Nearest => rounded_f64(operand, f64::round_ties_even),
        O::F64Sqrt => f64(operand.f64().sqrt()),
        O::I32TruncF32S => return Some(truncate_i32_s(operand.f32().into())),
        O::I32TruncF32U => return Some(truncate_i32_u(operand.f32().into())),
        O::I32TruncF64S => return Some(truncate_i32_s(operand.f64())),
        O::I32TruncF64U => return Some(truncate_i32_u(operand.f64())),
        O::I64TruncF32S => return Some(truncate_i64_s(operand.f32().into())),
        O::I64TruncF32U => return Some(truncate_i64_u(operand.f32().into())),
        O::I64TruncF64S => return Some(truncate_i64_s(operand.f64())),
        O::I64TruncF64U => return Some(truncate_i64_u(operand.f64())),
        O::I32TruncSatF32S => i32(operand.f32() as i32),
        O::I32TruncSatF32U => Value::I32(operand.f32() as u32),
        O::I32TruncSatF64S => i32(operand.f64() as i32),
        O::I32TruncSatF64U => Value::I32(operand.f64() as u32),
        O::I64TruncSatF32S => i64(operand.f32() as i64),
        O::I64TruncSatF32U => Value::I64(operand.f32() as u64),
        O::I64TruncSatF64S => i64(operand.f64() as i64),
        O::I64TruncSatF64U => Value::I64(operand.f64() as u64),
        O::F32ConvertI32S => f32(operand.i32().cast_signed() as f32),
        O::F32ConvertI32U => f32(operand.i32() as f32),
        O::F32ConvertI64S => f32(operand.i64().cast_signed() as f32),
        O::F32ConvertI64U => f32(operand.i64() as f32),
        O::F64ConvertI32S => f64(operand.i32().cast_signed().into()),
        O::F64ConvertI32U => f64(operand.i32().into()),
        O::F64ConvertI64S => f64(operand.i64().cast_signed() as f64),
        O::F64ConvertI64U => f64(operand.i64() as f64),
        O::F32DemoteF64 => f32(operand.f64() as f32),
        O::F64PromoteF32 => f64(operand.f32().into()),
        O::I32ReinterpretF32 => Value::I32(operand.f32().to_bits()),
        O::I64ReinterpretF64 => Value::I64(operand.f64().to_bits()),
        O::F32ReinterpretI32 => Value::F32(operand.i32()),
        O::F64ReinterpretI64 => Value::F64(operand.i64()),
        _ => return None,
    }))
}

fn binary(operator: &Operator<'_>, left: Value, right: Value) -> Option<Outcome<Value>> {
    match (left, right) {
        (Value::I32(left), Value::I32(right)) => binary_i32(operator, left, right),
        (Value::I64(left), Value::I64(right)) => binary_i64(operator, left, right),
        (Value::F32(_), Value::F32(_)) => binary_f32(operator, left.f32(), right.f32()).map(Ok),
        (Value::F64(_), Value::F64(_)) => binary_f64(operator, left.f64(), right.f64()).map(Ok),
        _ => None,
    }
}

fn binary_i32(operator: &Operator<'_>, a: u32, b: u32) -> Option<Outcome<Value>> {
    use Operator as O;
    let (sa, sb) = (a.cast_signed(), b.cast_signed());
    Some(Ok(match operator {
        O::I32Eq => (a == b).into(),
        O::I32Ne => (a != b).into(),
        O::I32LtS => (sa < sb).into(),
        O::I32LtU => (a < b).into(),
        O::I32GtS => (sa > sb).into(),
        O::I32GtU => (a > b).into(),
        O::I32LeS => (sa <= sb).into(),
        O::I32LeU => (a <= b).into(),
        O::I32GeS => (sa >= sb).into(),
        O::I32GeU => (a >= b).into(),
        O::I32Add => Value::I32(a.wrapping_add(b)),
        O::I32Sub => Value::I32(a.wrapping_sub(b)),
        O::I32Mul => Value::I32(a.wrapping_mul(b)),
        O::I32DivS | O::I32DivU | O::I32RemS | O::I32RemU if b == 0 => {
            return Some(Err(Trap::IntegerDivisionByZero.into()));
        }
        O::I32DivS => match sa.checked_div(sb) {
            Some(quotient) => i32(quotient),
            None => return Some(Err(Trap::IntegerOverflow.into())),
        },
        O::I32DivU => Value::I32(a / b),
        O::I32RemS => i32(sa.wrapping_rem(sb)),
        O::I32RemU => Value::I32(a % b),
        O::I32And => Value::I32(a & b),
        O::I32Or => Value::I32(a | b),
        O::I32Xor => Value::I32(a ^ b),
        O::I32Shl => Value::I32(a.wrapping_shl(b)),
        O::I32ShrS => i32(sa.wrapping_shr(b)),
        O::I32ShrU => Value::I32(a.wrapping_shr(b)),
        O::I32Rotl => Value::I32(a.rotate_left(b % 32)),
        O::I32Rotr => Value::I32(a.rotate_right(b % 32)),
        _ => return None,
    }))
}

fn binary_i64(operator: &Operator<'_>, a: u64, b: u64) -> Option<Outcome<Value>> {
    use Operator as O;
    let (sa, sb) = (a.cast_signed(), b.cast_signed());
    Some(Ok(match operator {
        O::I64Eq => (a == b).into(),
        O::I64Ne => (a != b).into(),
        O::I64LtS => (sa < sb).into(),
        O::I64LtU => (a < b).into(),
        O::I64GtS => (sa > sb).into(),
        O::I64GtU => (a > b).into(),
        O::I64LeS => (sa <= sb).into(),
        O::I64LeU => (a <= b).into(),
        O::I64GeS => (sa >= sb).into(),
        O::I64GeU => (a >= b).into(),
        O::I64Add => Value::I64(a.wrapping_add(b)),
        O::I64Sub => Value::I64(a.wrapping_sub(b)),
        O::I64Mul => Value::I64(a.wrapping_mul(b)),
        O::I64DivS | O::I64DivU | O::I64RemS | O::I64RemU if b == 0 => {
            return Some(Err(Trap::IntegerDivisionByZero.into()));
        }
        O::I64DivS => match sa.checked_div(sb) {
            Some(quotient) => i64(quotient),
            None => return Some(Err(Trap::IntegerOverflow.into())),
        },
        O::I64DivU => Value::I64(a / b),
        O::I64RemS => i64(sa.wrapping_rem(sb)),
        O::I64RemU => Value::I64(a % b),
        O::I64And => Value::I64(a & b),
        O::I64Or => Value::I64(a | b),
        O::I64Xor => Value::I64(a ^ b),
        O::I64Shl => Value::I64(a.wrapping_shl(b as u32)),
        O::I64ShrS => i64(sa.wrapping_shr(b as u32)),
        O::I64ShrU => Value::I64(a.wrapping_shr(b as u32)),
        O::I64Rotl => Value::I64(a.rotate_left((b % 64) as u32)),
        O::I64Rotr => Value::I64(a.rotate_right((b % 64) as u32)),
        _ => return None,
    }))
}

fn binary_f32(operator: &Operator<'_>, a: f32, b: f32) -> Option<Value> {
    use Operator as O;
    Some(match operator {
        O::F32Eq => (a == b).into(),
        O::F32Ne => (a != b).into(),
        O::F32Lt => (a < b).into(),
        O::F32Gt => (a > b).into(),
        O::F32Le => (a <= b).into(),
        O::F32Ge => (a >= b).into(),
        O::F32Add => f32(a + b),
        O::F32Sub => f32(a - b),
        O::F32Mul => f32(a * b),
        O::F32Div => f32(a / b),
        O::F32Min => f32(least(a.into(), b.into()) as f32),
        O::F32Max => f32(-least(-f64::from(a), -f64::from(b)) as f32),
        O::F32Copysign => f32(a.copysign(b)),
        _ => return None,
    })
}

fn binary_f64(operator: &Operator<'_>, a: f64, b: f64) -> Option<Value> {
    use Operator as O;
    Some(match operator {
        O::F64Eq => (a == b).into(),
        O::F64Ne => (a != b).into(),
        O::F64Lt => (a < b).into(),
        O::F64Gt => (a > b).into(),
        O::F64Le => (a <= b).into(),
        O::F64Ge => (a >= b).into(),
        O::F64Add => f64(a + b),
        O::F64Sub => f64(a - b),
        O::F64Mul => f64(a * b),
        O::F64Div => f64(a / b),
        O::F64Min => f64(least(a, b)),
        O::F64Max => f64(-least(-a, -b)),
        O::F64Copysign => f64(a.copysign(b)),
        _ => return None,
    })
}

/// The lesser number: NaN if one is, and the negative zero of two zeros.
fn least(a: f64, b: f64) -> f64 {
    if a.is_nan() || b.is_nan() {
        f64::NAN
    } else if a == b {
        if a.is_sign_negative() { a } else { b }
    } else if a < b {
        a
    } else {
        b
    }
}

/// Wide arithmetic.
fn wide(operator: &Operator<'_>, stack: &mut Vec<Value>) -> Option<()> {
    let operands = match operator {
        Operator::I64Add128 | Operator::I64Sub128 => 4,
        Operator::I64MulWideS | Operator::I64MulWideU => 2,
        _ => return None,
    };
    let values: Vec<u64> = stack
        .drain(stack.len() - operands..)
        .map(Value::i64)
        .collect();
    let pair = |at: usize| u128::from(values[at]) | u128::from(values[at + 1]) << 64;
    let signed = |at: usize| i128::from(values[at].cast_signed());
    let result = match operator {
        Operator::I64Add128 => pair(0).wrapping_add(pair(2)),
        Operator::I64Sub128 => pair(0).wrapping_sub(pair(2)),
        Operator::I64MulWideS => (signed(0) * signed(1)).cast_unsigned(),
        _ => u128::from(values[0]) * u128::from(values[1]),
    };
    stack.push(Value::I64(result as u64));
    stack.push(Value::I64((result >> 64) as u64));
    Some(())
}
