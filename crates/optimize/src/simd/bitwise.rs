//! Operations on all 128 bits at once, whatever the lanes.
//!
//! They work on the integer lanes that an operand was computed with, if any, so that
//! Cranelift's rules see through them: a selection by a comparison's mask, for example,
//! is then a blend.

use cranelift_codegen::ir::types::I8X16;
use cranelift_codegen::ir::{InstBuilder, InstructionData, Type, Value, ValueDef};
use cranelift_frontend::FuncInstBuilder;
use wasmparser::Operator;

use super::{Vectors, before_casts, reinterpret};

pub(super) fn translate(operator: &Operator<'_>, v: &mut Vectors<'_, '_>) -> bool {
    match operator {
        Operator::V128Not => {
            let operand = v.stack.pop();
            let lanes = integer_lanes(v, operand);
            let operand = reinterpret(v.builder, operand, lanes);
            let result = v.ins().bnot(operand);
            v.push(result);
        }
        Operator::V128And => binary(v, |i, x, y| i.band(x, y)),
        Operator::V128Or => binary(v, |i, x, y| i.bor(x, y)),
        Operator::V128Xor => binary(v, |i, x, y| i.bxor(x, y)),
        Operator::V128AndNot => and_not(v),
        Operator::V128Bitselect => bitselect(v),
        Operator::V128AnyTrue => {
            let operand = v.stack.pop();
            let lanes = integer_lanes(v, operand);
            let operand = reinterpret(v.builder, operand, lanes);
            let any = v.ins().vany_true(operand);
            v.push_boolean(any);
        }
        _ => return false,
    }
    true
}

fn binary(
    v: &mut Vectors<'_, '_>,
    operation: impl FnOnce(FuncInstBuilder<'_, '_>, Value, Value) -> Value,
) {
    let lanes = common_integer_lanes(v);
    v.binary(lanes, operation);
}

fn and_not(v: &mut Vectors<'_, '_>) {
    let lanes = common_integer_lanes(v);
    let (left, right) = v.pop2(lanes);
    let inverse = v.ins().bnot(right);
    let result = v.ins().band(left, inverse);
    v.push(result);
}

fn bitselect(v: &mut Vectors<'_, '_>) {
    let mask = v.stack.pop();
    let lanes = selection_lanes(v, mask);
    let mask = reinterpret(v.builder, mask, lanes);
    let (if_set, if_clear) = v.pop2(lanes);
    let result = v.ins().bitselect(mask, if_set, if_clear);
    v.push(result);
}

/// The lanes for a selection by `mask`: those of the operands of the comparison that made
/// it. For floats these are float lanes, by which Cranelift recognizes a minimum or
/// maximum.
fn selection_lanes(v: &Vectors<'_, '_>, mask: Value) -> Type {
    let dfg = &v.builder.func.dfg;
    let source = before_casts(dfg, mask);
    if let ValueDef::Result(inst, _) = dfg.value_def(source)
        && let InstructionData::FloatCompare { args, .. } = dfg.insts[inst]
    {
        return dfg.value_type(args[0]);
    }
    integer_lanes(v, mask)
}

/// The lanes with which the two topmost operands were computed if these are equal
/// integer lanes, else bytes.
fn common_integer_lanes(v: &Vectors<'_, '_>) -> Type {
    let operands = v.stack.peek_many(2);
    let first = integer_lanes(v, operands[0]);
    let second = integer_lanes(v, operands[1]);
    if first == second { first } else { I8X16 }
}

/// The integer lanes with which `vector` was computed, or bytes.
fn integer_lanes(v: &Vectors<'_, '_>, vector: Value) -> Type {
    let dfg = &v.builder.func.dfg;
    let lanes = dfg.value_type(before_casts(dfg, vector));
    if lanes.lane_type().is_int() {
        lanes
    } else {
        I8X16
    }
}
