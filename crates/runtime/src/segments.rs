//! What instructions on whole memories, tables and segments do, and constant
//! expressions.
//!
//! Instantiation and the routines share it. Everything checks its bounds before it
//! changes anything.

use std::ptr;
use std::sync::Arc;

use switchback_abi::calling_convention::MachineType;
use switchback_abi::trap::TrapCode;
use switchback_wasm::const_expr::{ConstExpr, ConstInstruction};
use switchback_wasm::{DataIndex, ElementIndex, ElementItems, MemoryIndex, TableIndex};

use crate::global::GlobalRecord;
use crate::instance::{InstanceId, InstanceRecord};
use crate::memory::MemoryId;
use crate::store::StoreOpaque;
use crate::value::{Bits, read_bits};

/// The value of a constant expression of an instance whose imports and globals, as
/// far as the expression names them, are there.
pub(crate) fn evaluate(
    instance: &InstanceRecord,
    globals: &[GlobalRecord],
    expression: &ConstExpr,
) -> Bits {
    if let [instruction] = *expression.instructions
        && let Some(value) = constant(instance, globals, instruction)
    {
        return value;
    }
    let mut stack: Vec<Bits> = Vec::new();
    for &instruction in &expression.instructions {
        let value = match constant(instance, globals, instruction) {
            Some(value) => value,
            None => {
                let right = pop(&mut stack);
                let left = pop(&mut stack);
                arithmetic(instruction, left, right)
            }
        };
        stack.push(value);
    }
    pop(&mut stack)
}

fn pop(stack: &mut Vec<Bits>) -> Bits {
    stack
        .pop()
        .expect("validation checked what the instructions of a constant expression take")
}

/// The value of an instruction that takes none.
fn constant(
    instance: &InstanceRecord,
    globals: &[GlobalRecord],
    instruction: ConstInstruction,
) -> Option<Bits> {
    Some(match instruction {
        ConstInstruction::I32Const(value) => value.cast_unsigned().into(),
        ConstInstruction::I64Const(value) => value.cast_unsigned().into(),
        ConstInstruction::F32Const(bits) => bits.into(),
        ConstInstruction::F64Const(bits) => bits.into(),
        ConstInstruction::V128Const(bytes) => Bits::from_le_bytes(bytes),
        ConstInstruction::GlobalGet(global) => {
            let global = &globals[instance.globals[global.index()].0 as usize];
            let ty = MachineType::of(&global.ty.content);
            // SAFETY: a cell is as large as any value and lives as long as its store.
            unsafe { read_bits(global.cell().as_ptr().cast(), ty) }
        }
        ConstInstruction::RefNull(_) => 0,
        ConstInstruction::RefFunc(function) => {
            instance.func_ref(function).as_ptr().expose_provenance() as Bits
        }
        ConstInstruction::I32Add
        | ConstInstruction::I32Sub
        | ConstInstruction::I32Mul
        | ConstInstruction::I64Add
        | ConstInstruction::I64Sub
        | ConstInstruction::I64Mul => return None,
        ConstInstruction::RefI31
        | ConstInstruction::StructNew(_)
        | ConstInstruction::StructNewDefault(_)
        | ConstInstruction::ArrayNew(_)
        | ConstInstruction::ArrayNewDefault(_)
        | ConstInstruction::ArrayNewFixed { .. }
        | ConstInstruction::AnyConvertExtern
        | ConstInstruction::ExternConvertAny => {
            unreachable!("parsing refuses garbage collection, which no `Config` switches on yet")
        }
    })
}

fn arithmetic(instruction: ConstInstruction, left: Bits, right: Bits) -> Bits {
    let (left32, right32) = (left as u32, right as u32);
    let (left64, right64) = (left as u64, right as u64);
    match instruction {
        ConstInstruction::I32Add => left32.wrapping_add(right32).into(),
        ConstInstruction::I32Sub => left32.wrapping_sub(right32).into(),
        ConstInstruction::I32Mul => left32.wrapping_mul(right32).into(),
        ConstInstruction::I64Add => left64.wrapping_add(right64).into(),
        ConstInstruction::I64Sub => left64.wrapping_sub(right64).into(),
        ConstInstruction::I64Mul => left64.wrapping_mul(right64).into(),
        _ => unreachable!("all others take no operands"),
    }
}

impl StoreOpaque {
    /// `memory.fill`
    ///
    /// # Errors
    ///
    /// When there are not that many bytes.
    pub(crate) fn fill_memory(
        &mut self,
        memory: MemoryId,
        address: u64,
        value: u8,
        length: u64,
    ) -> Result<(), TrapCode> {
        let memory = self.memory_mut(memory);
        if !memory.contains(address, length) {
            return Err(TrapCode::MemoryOutOfBounds);
        }
        // What is contained can be indexed.
        memory.data_mut()[address as usize..][..length as usize].fill(value);
        Ok(())
    }

    /// `memory.copy`
    ///
    /// # Errors
    ///
    /// When there are not that many bytes in both.
    pub(crate) fn copy_memory(
        &mut self,
        destination: (MemoryId, u64),
        source: (MemoryId, u64),
        length: u64,
    ) -> Result<(), TrapCode> {
        let (to, from) = (self.memory(destination.0), self.memory(source.0));
        if !from.contains(source.1, length) || !to.contains(destination.1, length) {
            return Err(TrapCode::MemoryOutOfBounds);
        }
        // SAFETY: both ranges exist, and may overlap.
        unsafe {
            ptr::copy(
                from.base().add(source.1 as usize),
                to.base().add(destination.1 as usize),
                length as usize,
            );
        }
        Ok(())
    }

    /// `memory.init`
    ///
    /// # Errors
    ///
    /// When there are not that many bytes in memory and segment.
    pub(crate) fn init_memory(
        &mut self,
        instance: InstanceId,
        (memory, segment): (MemoryIndex, DataIndex),
        destination: u64,
        source: u64,
        length: u64,
    ) -> Result<(), TrapCode> {
        let record = self.instance(instance);
        let memory = record.memory(memory);
        let module = Arc::clone(record.module());
        let description = module.description();
        let bytes = if record.dropped_data[segment.index()] {
            &[]
        } else {
            &description.bytes[description.data_segment(segment).bytes.clone()]
        };
        let end = source.checked_add(length);
        let memory = self.memory_mut(memory);
        if end.is_none_or(|end| end > bytes.len() as u64) || !memory.contains(destination, length) {
            return Err(TrapCode::MemoryOutOfBounds);
        }
        // What is contained can be indexed.
        memory.data_mut()[destination as usize..][..length as usize]
            .copy_from_slice(&bytes[source as usize..][..length as usize]);
        Ok(())
    }

    /// `data.drop`
    pub(crate) fn drop_data(&mut self, instance: InstanceId, segment: DataIndex) {
        self.instance_mut(instance).dropped_data[segment.index()] = true;
    }

    /// `table.init`
    ///
    /// # Errors
    ///
    /// When there are not that many elements in table and segment.
    pub(crate) fn init_table(
        &mut self,
        instance: InstanceId,
        (table, segment): (TableIndex, ElementIndex),
        destination: u64,
        source: u64,
        length: u64,
    ) -> Result<(), TrapCode> {
        let record = &self.instances[instance.0 as usize];
        let globals = &self.globals;
        let table = &mut self.tables[record.table(table).0 as usize];
        let items = &record.module().description().element(segment).items;
        let present = if record.dropped_elements[segment.index()] {
            0
        } else {
            items.len()
        };
        let end = source.checked_add(length);
        if end.is_none_or(|end| end > present as u64) {
            return Err(TrapCode::TableOutOfBounds);
        }
        // What is not longer than the segment can be indexed.
        let range = source as usize..(source + length) as usize;
        match items {
            ElementItems::Functions(functions) => table.write(
                destination,
                functions[range].iter().map(|&function| {
                    record.func_ref(function).as_ptr().expose_provenance() as Bits
                }),
            ),
            ElementItems::Expressions(expressions) => table.write(
                destination,
                expressions[range]
                    .iter()
                    .map(|expression| evaluate(record, globals, expression)),
            ),
        }
    }

    /// `elem.drop`
    pub(crate) fn drop_element(&mut self, instance: InstanceId, segment: ElementIndex) {
        self.instance_mut(instance).dropped_elements[segment.index()] = true;
    }
}
