//! Making vectors of scalars, taking lanes from them and moving lanes about.

use cranelift_codegen::ir::types::{F32X4, F64X2, I8, I8X16, I16, I16X8, I32, I32X4, I64X2};
use cranelift_codegen::ir::{ConstantData, InstBuilder, Type, Value};
use cranelift_frontend::FuncInstBuilder;
use wasmparser::Operator;

use super::Vectors;

pub(super) fn translate(operator: &Operator<'_>, v: &mut Vectors<'_, '_>) -> bool {
    match *operator {
        Operator::V128Const { value } => constant(v, value.bytes()),
        Operator::I8x16Shuffle { lanes } => shuffle(v, &lanes),
        Operator::I8x16Swizzle => v.binary(I8X16, |i, x, y| i.swizzle(x, y)),

        Operator::I8x16Splat => splat(v, I8X16),
        Operator::I16x8Splat => splat(v, I16X8),
        Operator::I32x4Splat => splat(v, I32X4),
        Operator::I64x2Splat => splat(v, I64X2),
        Operator::F32x4Splat => splat(v, F32X4),
        Operator::F64x2Splat => splat(v, F64X2),

        Operator::I8x16ExtractLaneS { lane } => {
            extract(v, I8X16, lane, |i, x| i.sextend(I32, x));
        }
        Operator::I8x16ExtractLaneU { lane } => {
            extract(v, I8X16, lane, |i, x| i.uextend(I32, x));
        }
        Operator::I16x8ExtractLaneS { lane } => {
            extract(v, I16X8, lane, |i, x| i.sextend(I32, x));
        }
        Operator::I16x8ExtractLaneU { lane } => {
            extract(v, I16X8, lane, |i, x| i.uextend(I32, x));
        }
        Operator::I32x4ExtractLane { lane } => extract(v, I32X4, lane, |_, x| x),
        Operator::I64x2ExtractLane { lane } => extract(v, I64X2, lane, |_, x| x),
        Operator::F32x4ExtractLane { lane } => extract(v, F32X4, lane, |_, x| x),
        Operator::F64x2ExtractLane { lane } => extract(v, F64X2, lane, |_, x| x),

        Operator::I8x16ReplaceLane { lane } => replace(v, I8X16, lane),
        Operator::I16x8ReplaceLane { lane } => replace(v, I16X8, lane),
        Operator::I32x4ReplaceLane { lane } => replace(v, I32X4, lane),
        Operator::I64x2ReplaceLane { lane } => replace(v, I64X2, lane),
        Operator::F32x4ReplaceLane { lane } => replace(v, F32X4, lane),
        Operator::F64x2ReplaceLane { lane } => replace(v, F64X2, lane),
        _ => return false,
    }
    true
}

fn constant(v: &mut Vectors<'_, '_>, bytes: &[u8; 16]) {
    let data = ConstantData::from(bytes.as_slice());
    let constant = v.builder.func.dfg.constants.insert(data);
    let vector = v.ins().vconst(I8X16, constant);
    v.push(vector);
}

fn shuffle(v: &mut Vectors<'_, '_>, lanes: &[u8; 16]) {
    let data = ConstantData::from(lanes.as_slice());
    let mask = v.builder.func.dfg.immediates.push(data);
    v.binary(I8X16, |i, x, y| i.shuffle(x, y, mask));
}

fn splat(v: &mut Vectors<'_, '_>, lanes: Type) {
    let lane = pop_lane(v, lanes);
    let vector = v.ins().splat(lanes, lane);
    v.push(vector);
}

fn extract(
    v: &mut Vectors<'_, '_>,
    lanes: Type,
    lane: u8,
    extend: impl FnOnce(FuncInstBuilder<'_, '_>, Value) -> Value,
) {
    let vector = v.pop(lanes);
    let lane = v.ins().extractlane(vector, lane);
    let scalar = extend(v.ins(), lane);
    v.stack.push(scalar);
}

fn replace(v: &mut Vectors<'_, '_>, lanes: Type, lane: u8) {
    let value = pop_lane(v, lanes);
    let vector = v.pop(lanes);
    let result = v.ins().insertlane(vector, value, lane);
    v.push(result);
}

/// A scalar as a lane of `lanes`: lanes narrower than 32 bits come as the low bits of an
/// `i32`.
fn pop_lane(v: &mut Vectors<'_, '_>, lanes: Type) -> Value {
    let scalar = v.stack.pop();
    match lanes.lane_type() {
        narrow @ (I8 | I16) => v.ins().ireduce(narrow, scalar),
        _ => scalar,
    }
}
