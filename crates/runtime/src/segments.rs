//! What instructions on whole memories, tables and segments do.
//!
//! Instantiation and the routines share it. Everything checks its bounds before it
//! changes anything.

use std::ops::Range;
use std::ptr;
use std::sync::Arc;

use switchback_abi::trap::TrapCode;
use switchback_wasm::const_expr::ConstExpr;
use switchback_wasm::{
    DataIndex, ElementIndex, ElementItems, FunctionIndex, MemoryIndex, TableIndex, ValType,
};

use crate::constant::{constant, is_heap_reference};
use crate::global::GlobalRecord;
use crate::instance::{InstanceId, InstanceRecord};
use crate::memory::MemoryId;
use crate::store::StoreOpaque;
use crate::value::Bits;

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
        let range = self.data_range(instance, segment, source, length)?;
        let record = self.instance(instance);
        let memory = record.memory(memory);
        let module = Arc::clone(record.module());
        let memory = self.memory_mut(memory);
        if !memory.contains(destination, length) {
            return Err(TrapCode::MemoryOutOfBounds);
        }
        // What is contained can be indexed.
        memory.data_mut()[destination as usize..][..length as usize]
            .copy_from_slice(&module.description().bytes[range]);
        Ok(())
    }

    /// Where bytes of a data segment are among those of the module.
    ///
    /// # Errors
    ///
    /// When there are not that many.
    pub(crate) fn data_range(
        &self,
        instance: InstanceId,
        segment: DataIndex,
        source: u64,
        length: u64,
    ) -> Result<Range<usize>, TrapCode> {
        let record = self.instance(instance);
        let segment_bytes = if record.dropped_data[segment.index()] {
            0..0
        } else {
            let description = record.module().description();
            description.data_segment(segment).bytes.clone()
        };
        match source.checked_add(length) {
            // Not greater than a `usize`.
            Some(end) if end <= segment_bytes.len() as u64 => {
                let start = segment_bytes.start;
                Ok(start + source as usize..start + end as usize)
            }
            _ => Err(TrapCode::MemoryOutOfBounds),
        }
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
        let range = self.element_range(instance, segment, source, length)?;
        let record = &self.instances[instance.0 as usize];
        let table = &mut self.tables[record.table(table).0 as usize];
        if let Some(references) = &record.element_references[segment.index()] {
            let references = references[range].iter();
            return table.write(destination, references.map(|&reference| reference.into()));
        }
        let globals = &self.globals;
        match &record.module().description().element(segment).items {
            ElementItems::Functions(functions) => {
                let functions = functions[range].iter();
                table.write(
                    destination,
                    functions.map(|&function| function_bits(record, function)),
                )
            }
            ElementItems::Expressions(expressions) => {
                let expressions = expressions[range].iter();
                table.write(
                    destination,
                    expressions.map(|expression| function_expression(record, globals, expression)),
                )
            }
        }
    }

    /// Which elements of an element segment are meant.
    ///
    /// # Errors
    ///
    /// When there are not that many.
    pub(crate) fn element_range(
        &self,
        instance: InstanceId,
        segment: ElementIndex,
        source: u64,
        length: u64,
    ) -> Result<Range<usize>, TrapCode> {
        let record = self.instance(instance);
        let present = if record.dropped_elements[segment.index()] {
            0
        } else {
            record.module().description().element(segment).items.len()
        };
        match source.checked_add(length) {
            // Not greater than a `usize`.
            Some(end) if end <= present as u64 => Ok(source as usize..end as usize),
            _ => Err(TrapCode::TableOutOfBounds),
        }
    }

    /// An element of a segment that is not dropped.
    pub(crate) fn element_bits(
        &self,
        instance: InstanceId,
        segment: ElementIndex,
        index: usize,
    ) -> Bits {
        let record = self.instance(instance);
        if let Some(references) = &record.element_references[segment.index()] {
            return references[index].into();
        }
        match &record.module().description().element(segment).items {
            ElementItems::Functions(functions) => function_bits(record, functions[index]),
            ElementItems::Expressions(expressions) => {
                function_expression(record, &self.globals, &expressions[index])
            }
        }
    }

    /// Evaluates the element segments of an instance that hold references into the heap:
    /// their objects are made once.
    ///
    /// # Errors
    ///
    /// When the heap is exhausted.
    pub(crate) fn evaluate_elements(&mut self, instance: InstanceId) -> anyhow::Result<()> {
        let module = Arc::clone(self.instance(instance).module());
        for (index, segment) in module.description().elements.iter().enumerate() {
            if !is_heap_reference(&ValType::Ref(segment.ty)) {
                continue;
            }
            let ElementItems::Expressions(expressions) = &segment.items else {
                continue;
            };
            let null = vec![0; expressions.len()].into_boxed_slice();
            self.instance_mut(instance).element_references[index] = Some(null);
            // They are roots from now on, while the others are made.
            self.heap_places.add_instance(instance);
            for (place, expression) in expressions.iter().enumerate() {
                let reference = self.evaluate(instance, expression)? as u32;
                let segments = &mut self.instance_mut(instance).element_references;
                if let Some(references) = &mut segments[index] {
                    references[place] = reference;
                }
            }
        }
        Ok(())
    }

    /// `elem.drop`
    pub(crate) fn drop_element(&mut self, instance: InstanceId, segment: ElementIndex) {
        let record = self.instance_mut(instance);
        record.dropped_elements[segment.index()] = true;
        record.element_references[segment.index()] = None;
    }
}

/// A reference to a function of an instance, as a register holds it.
fn function_bits(instance: &InstanceRecord, function: FunctionIndex) -> Bits {
    instance.func_ref(function).as_ptr().expose_provenance() as Bits
}

/// The value of an expression that is a reference to a function, or null.
fn function_expression(
    instance: &InstanceRecord,
    globals: &[GlobalRecord],
    expression: &ConstExpr,
) -> Bits {
    let [instruction] = *expression.instructions else {
        unreachable!("it takes one instruction to refer to a function");
    };
    constant(instance, globals, instruction)
        .expect("such an instruction makes no object")
        .bits
}
