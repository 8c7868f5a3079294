//! The operand stack during translation: the SSA values that stand for the
//! operands that the function body has pushed.
//!
//! Validation has proved that no operation pops what is not there, so popping from
//! an empty stack is a bug of the translator.

use cranelift_codegen::ir::Value;

/// The operands, the topmost last.
#[derive(Debug, Default)]
pub(crate) struct OperandStack {
    values: Vec<Value>,
}

/// Why popping may assume that there is a value.
const VALIDATED: &str = "validated code pops only what is on the operand stack";

impl OperandStack {
    pub(crate) fn push(&mut self, value: Value) {
        self.values.push(value);
    }

    pub(crate) fn push_all(&mut self, values: &[Value]) {
        self.values.extend_from_slice(values);
    }

    pub(crate) fn pop(&mut self) -> Value {
        self.values.pop().expect(VALIDATED)
    }

    /// The two topmost, in the order in which they were pushed.
    pub(crate) fn pop2(&mut self) -> (Value, Value) {
        let second = self.pop();
        let first = self.pop();
        (first, second)
    }

    /// The three topmost, in the order in which they were pushed.
    pub(crate) fn pop3(&mut self) -> (Value, Value, Value) {
        let third = self.pop();
        let (first, second) = self.pop2();
        (first, second, third)
    }

    /// The four topmost, in the order in which they were pushed.
    pub(crate) fn pop4(&mut self) -> (Value, Value, Value, Value) {
        let fourth = self.pop();
        let (first, second, third) = self.pop3();
        (first, second, third, fourth)
    }

    pub(crate) fn peek(&self) -> Value {
        *self.values.last().expect(VALIDATED)
    }

    /// The `count` topmost, in the order in which they were pushed.
    pub(crate) fn peek_many(&self, count: usize) -> &[Value] {
        &self.values[self.values.len() - count..]
    }

    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    /// Drops all values above the first `len`.
    pub(crate) fn truncate(&mut self, len: usize) {
        self.values.truncate(len);
    }
}
