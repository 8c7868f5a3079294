//! Constant expressions: their form and their decoding.
//!
//! Evaluating one is the runtime's: it takes an instance.

use crate::index::{FunctionIndex, GlobalIndex, TypeIndex};
use crate::types::HeapType;

/// A constant expression (specification, section 3.4.16), in postfix order.
#[derive(Clone, Debug, PartialEq)]
pub struct ConstExpr {
    /// Its instructions, without the final `end`.
    pub instructions: Box<[ConstInstruction]>,
}

/// An instruction that may stand in a constant expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ConstInstruction {
    /// `i32.const`
    I32Const(i32),
    /// `i64.const`
    I64Const(i64),
    /// `f32.const`, as bits
    F32Const(u32),
    /// `f64.const`, as bits
    F64Const(u64),
    /// `v128.const`, little-endian
    V128Const([u8; 16]),
    /// `i32.add`
    I32Add,
    /// `i32.sub`
    I32Sub,
    /// `i32.mul`
    I32Mul,
    /// `i64.add`
    I64Add,
    /// `i64.sub`
    I64Sub,
    /// `i64.mul`
    I64Mul,
    /// `global.get`
    GlobalGet(GlobalIndex),
    /// `ref.null`
    RefNull(HeapType),
    /// `ref.func`
    RefFunc(FunctionIndex),
    /// `ref.i31`
    RefI31,
    /// `struct.new`, which takes a value for each field
    StructNew(TypeIndex),
    /// `struct.new_default`
    StructNewDefault(TypeIndex),
    /// `array.new`, which takes a value for all elements and a length
    ArrayNew(TypeIndex),
    /// `array.new_default`, which takes a length
    ArrayNewDefault(TypeIndex),
    /// `array.new_fixed`, which takes a value for each element
    ArrayNewFixed {
        /// The type of the array.
        ty: TypeIndex,
        /// How many elements it has.
        length: u32,
    },
    /// `any.convert_extern`
    AnyConvertExtern,
    /// `extern.convert_any`
    ExternConvertAny,
}

impl ConstExpr {
    /// The function, when the expression is `ref.func` and nothing else.
    #[must_use]
    pub fn as_ref_func(&self) -> Option<FunctionIndex> {
        match *self.instructions {
            [ConstInstruction::RefFunc(function)] => Some(function),
            _ => None,
        }
    }

    /// The functions that the expression makes references to.
    pub fn referenced_functions(&self) -> impl Iterator<Item = FunctionIndex> + '_ {
        self.instructions
            .iter()
            .filter_map(|instruction| match instruction {
                ConstInstruction::RefFunc(function) => Some(*function),
                _ => None,
            })
    }
}
