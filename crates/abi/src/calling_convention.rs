//! Where parameters and results travel: Cranelift's `tail` convention, which all
//! tiers, stubs and gates share.
//!
//! On x86-64: six integer and eight vector registers for parameters, the rest in
//! 8-byte (vectors: 16-byte) slots on the stack, popped by the callee; eight and
//! eight registers for results, the rest in an area whose address is a hidden first
//! integer parameter. The size of stack areas is a multiple of 16. A tier's tests
//! compare this with what Cranelift does.

use switchback_wasm::{FuncType, Hierarchy, ValType};

use crate::frame::{
    FLOAT_ARGUMENT_REGISTERS, FLOAT_RESULT_REGISTERS, INTEGER_ARGUMENT_REGISTERS,
    INTEGER_RESULT_REGISTERS,
};

/// Where one value travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// In an integer register: its place in [`crate::frame::RegisterImage::integers`].
    Integer(u8),
    /// In a vector register: its place in [`crate::frame::RegisterImage::floats`].
    Float(u8),
    /// In memory: byte offset from the start of the stack arguments, or of the
    /// result area.
    Memory(u32),
}

/// Where the parameters and results of a function type travel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallLayout {
    /// The parameters.
    pub params: Box<[Location]>,
    /// The results.
    pub results: Box<[Location]>,
    /// Bytes of stack arguments.
    pub stack_argument_bytes: u32,
    /// Bytes of the result area; if not zero, its address is the first integer
    /// parameter.
    pub result_area_bytes: u32,
    /// Whether a vector register carries a parameter or result.
    pub uses_floats: bool,
}

/// How a value is held in machine code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MachineType {
    /// 32-bit integer (references into the heap, too).
    I32,
    /// 64-bit integer (function references and continuations, too).
    I64,
    /// 32-bit float.
    F32,
    /// 64-bit float.
    F64,
    /// 128-bit vector.
    V128,
}

impl MachineType {
    /// How values of a WebAssembly type are held.
    #[must_use]
    pub fn of<T>(ty: &ValType<T>) -> Self {
        match ty {
            ValType::I32 => Self::I32,
            ValType::I64 => Self::I64,
            ValType::F32 => Self::F32,
            ValType::F64 => Self::F64,
            ValType::V128 => Self::V128,
            ValType::Ref(reference) => match reference.heap_type.hierarchy() {
                Hierarchy::Func | Hierarchy::Cont => Self::I64,
                Hierarchy::Extern | Hierarchy::Any | Hierarchy::Exn => Self::I32,
            },
        }
    }

    /// Size in bytes.
    #[must_use]
    pub const fn bytes(self) -> u32 {
        match self {
            Self::I32 | Self::F32 => 4,
            Self::I64 | Self::F64 => 8,
            Self::V128 => 16,
        }
    }

    /// Whether it travels in vector registers.
    #[must_use]
    pub const fn is_float(self) -> bool {
        matches!(self, Self::F32 | Self::F64 | Self::V128)
    }
}

impl CallLayout {
    /// The layout of calls of functions of type `ty`.
    #[must_use]
    pub fn new<T>(ty: &FuncType<T>) -> Self {
        let mut results = Assignment::results();
        let result_locations = results.assign_all(&ty.results);
        let result_area_bytes = results.memory_bytes();
        let mut params = Assignment::params(result_area_bytes);
        let param_locations = params.assign_all(&ty.params);
        Self {
            params: param_locations,
            results: result_locations,
            stack_argument_bytes: params.memory_bytes(),
            result_area_bytes,
            uses_floats: params.uses_floats() || results.uses_floats(),
        }
    }
}

/// How many integer parameters [`is_in_registers`] allows.
pub const PARAMETERS_IN_REGISTERS: usize = INTEGER_ARGUMENT_REGISTERS - 1;

/// Whether functions of a type can be called with the System V convention as well, with
/// one more integer in the sixth integer register: parameters are at most five integers
/// and eight floats, none a vector, and there is at most one result, no vector either.
#[must_use]
pub const fn is_in_registers(params: &[MachineType], results: &[MachineType]) -> bool {
    let (mut integers, mut floats) = (0, 0);
    let mut index = 0;
    while index < params.len() {
        match params[index] {
            MachineType::V128 => return false,
            MachineType::F32 | MachineType::F64 => floats += 1,
            MachineType::I32 | MachineType::I64 => integers += 1,
        }
        index += 1;
    }
    integers <= PARAMETERS_IN_REGISTERS
        && floats <= FLOAT_ARGUMENT_REGISTERS
        && (results.is_empty() || results.len() == 1 && !matches!(results[0], MachineType::V128))
}

/// Hands out registers, then memory, for one value after the other.
#[derive(Clone, Debug)]
pub struct Assignment {
    integer_registers: usize,
    float_registers: usize,
    integers: usize,
    floats: usize,
    memory: u32,
}

impl Assignment {
    /// For the parameters of functions with a result area of that size.
    #[must_use]
    pub const fn params(result_area_bytes: u32) -> Self {
        let mut params = Self::new(INTEGER_ARGUMENT_REGISTERS, FLOAT_ARGUMENT_REGISTERS);
        if result_area_bytes > 0 {
            params.integers += 1;
        }
        params
    }

    /// For results.
    #[must_use]
    pub const fn results() -> Self {
        Self::new(INTEGER_RESULT_REGISTERS, FLOAT_RESULT_REGISTERS)
    }

    const fn new(integer_registers: usize, float_registers: usize) -> Self {
        Self {
            integer_registers,
            float_registers,
            integers: 0,
            floats: 0,
            memory: 0,
        }
    }

    fn assign_all<T>(&mut self, types: &[ValType<T>]) -> Box<[Location]> {
        types
            .iter()
            .map(|ty| self.assign(MachineType::of(ty)))
            .collect()
    }

    /// Where the next value travels.
    #[inline(always)]
    pub const fn assign(&mut self, ty: MachineType) -> Location {
        let (used, available) = if ty.is_float() {
            (&mut self.floats, self.float_registers)
        } else {
            (&mut self.integers, self.integer_registers)
        };
        if *used < available {
            let register = *used as u8;
            *used += 1;
            if ty.is_float() {
                Location::Float(register)
            } else {
                Location::Integer(register)
            }
        } else {
            let size = if ty.bytes() < 8 { 8 } else { ty.bytes() };
            let offset = self.memory.next_multiple_of(size);
            self.memory = offset + size;
            Location::Memory(offset)
        }
    }

    /// Bytes of memory that the values so far need.
    #[must_use]
    pub const fn memory_bytes(&self) -> u32 {
        self.memory.next_multiple_of(16)
    }

    /// Whether one of them travels in a vector register (or would, were there more).
    #[must_use]
    pub const fn uses_floats(&self) -> bool {
        self.floats > 0
    }
}
