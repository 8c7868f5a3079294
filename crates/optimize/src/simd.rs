//! Operators on 128-bit vectors, by subject: [`bitwise`], [`lanes`], [`integer`],
//! [`comparison`], [`conversion`], [`float`] and [`relaxed`].
//!
//! WebAssembly has one vector type, Cranelift one for each division into lanes. The
//! operand stack, locals, parameters and block parameters all hold `i8x16`, so that no
//! control flow has to agree on anything else; an operator casts its operands to the
//! lanes it works on, and its result back. Casts cost no machine instruction, but
//! Cranelift's rules do not look through them, so that a chain of operators on equal
//! lanes must not contain any: [`Vectors::pop`] takes the value before the cast where
//! there is one.
//!
//! Vector loads and stores are memory accesses and are not here; [`reinterpret`] is for
//! them too.

mod bitwise;
mod comparison;
mod conversion;
mod float;
mod integer;
mod lanes;
mod relaxed;

use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{
    Constant, ConstantData, DataFlowGraph, Endianness, InstBuilder, InstructionData, MemFlagsData,
    Opcode, Type, Value, ValueDef, types,
};
use cranelift_frontend::{FuncInstBuilder, FunctionBuilder};
use wasmparser::Operator;

use crate::numeric::NumericContext;
use crate::stack::OperandStack;

/// The type of every vector that is not just being computed with.
pub(crate) const VECTOR: Type = types::I8X16;

/// Translates `operator` if it is one on vectors that does not access memory; false,
/// with nothing done, if it is not.
pub(crate) fn translate(
    operator: &Operator<'_>,
    builder: &mut FunctionBuilder<'_>,
    stack: &mut OperandStack,
    context: &NumericContext,
) -> bool {
    let mut vectors = Vectors { builder, stack };
    lanes::translate(operator, &mut vectors)
        || bitwise::translate(operator, &mut vectors)
        || integer::translate(operator, &mut vectors)
        || comparison::translate(operator, &mut vectors)
        || float::translate(operator, &mut vectors)
        || conversion::translate(operator, &mut vectors)
        || relaxed::translate(operator, &mut vectors, context)
}

/// The 128 bits of `vector` divided into `lanes`.
pub(crate) fn reinterpret(builder: &mut FunctionBuilder<'_>, vector: Value, lanes: Type) -> Value {
    let vector = before_casts(&builder.func.dfg, vector);
    if builder.func.dfg.value_type(vector) == lanes {
        vector
    } else if let Some(constant) = as_constant(&builder.func.dfg, vector) {
        builder.ins().vconst(lanes, constant)
    } else {
        let little_endian = MemFlagsData::new().with_endianness(Endianness::Little);
        builder.ins().bitcast(lanes, little_endian, vector)
    }
}

/// A vector of the given type that is all zeros.
pub(crate) fn zero(builder: &mut FunctionBuilder<'_>, lanes: Type) -> Value {
    let zeros = ConstantData::from(vec![0; 16]);
    let constant = builder.func.dfg.constants.insert(zeros);
    builder.ins().vconst(lanes, constant)
}

/// The value that `vector` is a cast of, or of a cast of, or `vector` itself.
fn before_casts(dfg: &DataFlowGraph, vector: Value) -> Value {
    let mut vector = dfg.resolve_aliases(vector);
    while let ValueDef::Result(inst, _) = dfg.value_def(vector)
        && let InstructionData::LoadNoOffset {
            opcode: Opcode::Bitcast,
            arg,
            ..
        } = dfg.insts[inst]
        && dfg.value_type(arg).is_vector()
    {
        vector = dfg.resolve_aliases(arg);
    }
    vector
}

/// The constant that `vector` is.
fn as_constant(dfg: &DataFlowGraph, vector: Value) -> Option<Constant> {
    if let ValueDef::Result(inst, _) = dfg.value_def(vector)
        && let InstructionData::UnaryConst {
            opcode: Opcode::Vconst,
            constant_handle,
        } = dfg.insts[inst]
    {
        return Some(constant_handle);
    }
    None
}

/// The function under construction and its operands, for operators on vectors. Where an
/// operation takes `lanes`, its vector operands are given to it divided into these.
struct Vectors<'a, 'f> {
    builder: &'a mut FunctionBuilder<'f>,
    stack: &'a mut OperandStack,
}

impl<'f> Vectors<'_, 'f> {
    fn ins(&mut self) -> FuncInstBuilder<'_, 'f> {
        self.builder.ins()
    }

    fn pop(&mut self, lanes: Type) -> Value {
        let vector = self.stack.pop();
        reinterpret(self.builder, vector, lanes)
    }

    /// The two topmost vectors, in the order in which they were pushed.
    fn pop2(&mut self, lanes: Type) -> (Value, Value) {
        let second = self.pop(lanes);
        let first = self.pop(lanes);
        (first, second)
    }

    /// The three topmost vectors, in the order in which they were pushed.
    fn pop3(&mut self, lanes: Type) -> (Value, Value, Value) {
        let third = self.pop(lanes);
        let (first, second) = self.pop2(lanes);
        (first, second, third)
    }

    /// Pushes a vector, whatever its lanes.
    fn push(&mut self, vector: Value) {
        let vector = if self.builder.func.dfg.value_type(vector) == VECTOR {
            vector
        } else {
            reinterpret(self.builder, vector, VECTOR)
        };
        self.stack.push(vector);
    }

    /// Pushes an `i8` from Cranelift as an `i32`.
    fn push_boolean(&mut self, boolean: Value) {
        let boolean = self.ins().uextend(types::I32, boolean);
        self.stack.push(boolean);
    }

    /// Replaces a vector by a vector.
    fn unary(
        &mut self,
        lanes: Type,
        operation: impl FnOnce(FuncInstBuilder<'_, '_>, Value) -> Value,
    ) {
        let operand = self.pop(lanes);
        let result = operation(self.ins(), operand);
        self.push(result);
    }

    /// Replaces two vectors by a vector.
    fn binary(
        &mut self,
        lanes: Type,
        operation: impl FnOnce(FuncInstBuilder<'_, '_>, Value, Value) -> Value,
    ) {
        let (left, right) = self.pop2(lanes);
        let result = operation(self.ins(), left, right);
        self.push(result);
    }

    /// Replaces a vector and a shift count by a vector.
    fn shift(
        &mut self,
        lanes: Type,
        operation: impl FnOnce(FuncInstBuilder<'_, '_>, Value, Value) -> Value,
    ) {
        let count = self.stack.pop();
        let operand = self.pop(lanes);
        let result = operation(self.ins(), operand, count);
        self.push(result);
    }

    /// Replaces two vectors by a mask: how their integer lanes compare.
    fn compare_integers(&mut self, lanes: Type, condition: IntCC) {
        self.binary(lanes, |i, x, y| i.icmp(condition, x, y));
    }

    /// Replaces two vectors by a mask: how their float lanes compare.
    fn compare_floats(&mut self, lanes: Type, condition: FloatCC) {
        self.binary(lanes, |i, x, y| i.fcmp(condition, x, y));
    }

    /// In each lane `if_less` where `left` is less than `right`, and `otherwise` where it
    /// is not. On x86-64, where the results are the operands, this is one instruction.
    fn select_if_less(
        &mut self,
        (left, right): (Value, Value),
        if_less: Value,
        otherwise: Value,
    ) -> Value {
        let lanes = self.builder.func.dfg.value_type(left);
        let mask = self.ins().fcmp(FloatCC::LessThan, left, right);
        // Not through `reinterpret`: the lowering knows this very pattern.
        let little_endian = MemFlagsData::new().with_endianness(Endianness::Little);
        let mask = self.ins().bitcast(lanes, little_endian, mask);
        self.ins().bitselect(mask, if_less, otherwise)
    }
}
