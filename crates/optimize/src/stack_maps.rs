//! Cranelift's stack maps as lists of slots.

use std::collections::HashMap;
use std::ops::Range;

use cranelift_codegen::CompiledCode;
use cranelift_codegen::ir::Type;
use switchback_abi::tier::CompileError;

use crate::continuation::CONTINUATION;
use crate::safepoint::REFERENCE;

/// The lists of a function: equal ones are kept once.
#[derive(Debug, Default)]
pub(crate) struct StackMaps {
    /// The list of each safepoint that has one, by return address.
    lists: HashMap<u32, Range<u32>>,
    slots: Vec<u32>,
}

impl StackMaps {
    /// Takes the stack maps of a function whose frame is so large.
    pub(crate) fn new(code: &CompiledCode, frame_size: u32) -> Result<Self, CompileError> {
        let mut maps = Self::default();
        let mut known: HashMap<Vec<u32>, Range<u32>> = HashMap::new();
        for (return_offset, span, map) in code.buffer.user_stack_maps() {
            if *span != frame_size {
                let message = format!("a stack map for a frame of {span} bytes");
                return Err(CompileError::Bug(message));
            }
            let mut list = Vec::new();
            for (ty, above_stack_pointer) in map.entries() {
                let below_frame_pointer = frame_size.checked_sub(above_stack_pointer);
                list.push(list_slot(ty, below_frame_pointer)?);
            }
            let range = match known.get(&list) {
                Some(range) => range.clone(),
                None => {
                    let start = maps.slots.len() as u32;
                    maps.slots.extend_from_slice(&list);
                    let range = start..maps.slots.len() as u32;
                    known.insert(list, range.clone());
                    range
                }
            };
            maps.lists.insert(*return_offset, range);
        }
        Ok(maps)
    }

    /// The list of the call that returns there.
    pub(crate) fn list(&self, return_offset: u32) -> Range<u32> {
        self.lists.get(&return_offset).cloned().unwrap_or(0..0)
    }

    /// All of them.
    pub(crate) fn into_slots(self) -> Vec<u32> {
        self.slots
    }
}

/// A slot as [`switchback_abi::code::CompiledFunction::references`] has it.
pub(crate) fn list_slot(ty: Type, below_frame_pointer: Option<u32>) -> Result<u32, CompileError> {
    match below_frame_pointer {
        Some(offset) if ty == REFERENCE && offset.is_multiple_of(REFERENCE.bytes()) => Ok(offset),
        Some(offset) if ty == CONTINUATION && offset.is_multiple_of(CONTINUATION.bytes()) => {
            Ok(offset | 1)
        }
        _ => {
            let message = format!("a reference of type {ty} at {below_frame_pointer:?}");
            Err(CompileError::Bug(message))
        }
    }
}
