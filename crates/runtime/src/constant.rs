//! Constant expressions: their values in an instance.

use std::sync::Arc;

use anyhow::Result;
use switchback_abi::calling_convention::MachineType;
use switchback_abi::heap::{storage_size, struct_layout};
use switchback_wasm::const_expr::{ConstExpr, ConstInstruction};
use switchback_wasm::{FieldType, StorageType, TypeIndex, ValType};

use crate::global::GlobalRecord;
use crate::heap::ElementKind;
use crate::instance::{InstanceId, InstanceRecord};
use crate::module::Module;
use crate::store::StoreOpaque;
use crate::value::Bits;

/// A value on the stack of an expression.
#[derive(Clone, Copy)]
pub(crate) struct Operand {
    pub(crate) bits: Bits,
    /// Whether the collector must know it.
    is_reference: bool,
}

impl StoreOpaque {
    /// The value of a constant expression of an instance whose imports and globals, as
    /// far as the expression names them, are there.
    ///
    /// # Errors
    ///
    /// When the heap is exhausted.
    pub(crate) fn evaluate(
        &mut self,
        instance: InstanceId,
        expression: &ConstExpr,
    ) -> Result<Bits> {
        if let [instruction] = *expression.instructions
            && let Some(value) = constant(self.instance(instance), &self.globals, instruction)
        {
            return Ok(value.bits);
        }
        let mut evaluation = Evaluation {
            module: Arc::clone(self.instance(instance).module()),
            store: self,
            instance,
            stack: Vec::new(),
        };
        for &instruction in &expression.instructions {
            evaluation.execute(instruction)?;
        }
        Ok(evaluation.pop().bits)
    }
}

/// The value of an instruction that takes none and makes no object.
pub(crate) fn constant(
    instance: &InstanceRecord,
    globals: &[GlobalRecord],
    instruction: ConstInstruction,
) -> Option<Operand> {
    let bits = match instruction {
        ConstInstruction::I32Const(value) => value.cast_unsigned().into(),
        ConstInstruction::I64Const(value) => value.cast_unsigned().into(),
        ConstInstruction::F32Const(bits) => bits.into(),
        ConstInstruction::F64Const(bits) => bits.into(),
        ConstInstruction::V128Const(bytes) => Bits::from_le_bytes(bytes),
        ConstInstruction::GlobalGet(global) => {
            let global = &globals[instance.globals[global.index()].0 as usize];
            return Some(Operand {
                bits: global.bits(),
                is_reference: is_heap_reference(&global.ty.content),
            });
        }
        ConstInstruction::RefNull(_) => 0,
        ConstInstruction::RefFunc(function) => {
            instance.func_ref(function).as_ptr().expose_provenance() as Bits
        }
        _ => return None,
    };
    Some(Operand {
        bits,
        is_reference: false,
    })
}

/// Whether values of the type are references into the heap.
pub(crate) fn is_heap_reference<T>(ty: &ValType<T>) -> bool {
    matches!(ty, ValType::Ref(_)) && MachineType::of(ty) == MachineType::I32
}

/// An expression that is being evaluated.
struct Evaluation<'a> {
    store: &'a mut StoreOpaque,
    instance: InstanceId,
    module: Arc<Module>,
    stack: Vec<Operand>,
}

impl Evaluation<'_> {
    fn execute(&mut self, instruction: ConstInstruction) -> Result<()> {
        let record = self.store.instance(self.instance);
        if let Some(value) = constant(record, &self.store.globals, instruction) {
            self.stack.push(value);
            return Ok(());
        }
        match instruction {
            ConstInstruction::RefI31 => {
                let value = self.pop().bits as u32;
                self.push_number((value << 1 | 1).into());
            }
            ConstInstruction::StructNew(ty) => self.new_struct(ty, true)?,
            ConstInstruction::StructNewDefault(ty) => self.new_struct(ty, false)?,
            ConstInstruction::ArrayNew(ty) => {
                let length = self.pop().bits as u32;
                self.new_array(ty, length, Elements::Same)?;
            }
            ConstInstruction::ArrayNewDefault(ty) => {
                let length = self.pop().bits as u32;
                self.new_array(ty, length, Elements::Default)?;
            }
            ConstInstruction::ArrayNewFixed { ty, length } => {
                self.new_array(ty, length, Elements::Each)?;
            }
            // The same bits, and the same operand.
            ConstInstruction::AnyConvertExtern | ConstInstruction::ExternConvertAny => {}
            _ => {
                let right = self.pop().bits;
                let left = self.pop().bits;
                self.push_number(arithmetic(instruction, left, right));
            }
        }
        Ok(())
    }

    fn pop(&mut self) -> Operand {
        self.stack
            .pop()
            .expect("validation checked what the instructions of a constant expression take")
    }

    fn push_number(&mut self, bits: Bits) {
        self.stack.push(Operand {
            bits,
            is_reference: false,
        });
    }

    /// Does something that may collect, and keeps the operands up to date.
    fn allocate(
        &mut self,
        allocate: impl FnOnce(&mut StoreOpaque, &mut [u32]) -> Result<u32>,
    ) -> Result<u32> {
        let references = || self.stack.iter().filter(|operand| operand.is_reference);
        let mut references: Vec<u32> = references().map(|operand| operand.bits as u32).collect();
        let object = allocate(self.store, &mut references)?;
        let operands = self.stack.iter_mut().filter(|operand| operand.is_reference);
        for (operand, reference) in operands.zip(references) {
            operand.bits = reference.into();
        }
        Ok(object)
    }

    fn push_object(&mut self, object: u32) {
        self.stack.push(Operand {
            bits: object.into(),
            is_reference: true,
        });
    }

    fn new_struct(&mut self, ty: TypeIndex, has_operands: bool) -> Result<()> {
        let module = Arc::clone(&self.module);
        let fields = module.description().types[ty.index()]
            .as_struct()
            .expect("validation requires a struct type");
        let identity = module.type_identities()[ty.index()];
        let object =
            self.allocate(|store, references| store.allocate_struct_keeping(identity, references))?;
        if has_operands {
            let offsets = struct_layout(fields).offsets;
            let operands = self.stack.split_off(self.stack.len() - fields.len());
            for ((field, offset), operand) in fields.iter().zip(offsets).zip(operands) {
                self.store
                    .store_field(object, offset, &field.storage, operand.bits);
            }
        }
        self.push_object(object);
        Ok(())
    }

    fn new_array(&mut self, ty: TypeIndex, length: u32, elements: Elements) -> Result<()> {
        let module = Arc::clone(&self.module);
        let FieldType { storage, .. } = module.description().types[ty.index()]
            .as_array()
            .expect("validation requires an array type");
        let identity = module.type_identities()[ty.index()];
        let array = self.allocate(|store, references| {
            store.allocate_array_keeping(identity, length, references)
        })?;
        match elements {
            Elements::Default => {}
            Elements::Same => {
                let value = self.pop().bits;
                self.store.heap.fill_array(array, 0, length, value);
            }
            Elements::Each => {
                let operands = self.stack.split_off(self.stack.len() - length as usize);
                for (index, operand) in operands.into_iter().enumerate() {
                    let offset = self.store.heap.element(array, index as u32);
                    self.store.store_field(array, offset, storage, operand.bits);
                }
            }
        }
        self.push_object(array);
        Ok(())
    }
}

/// What the elements of a new array are.
enum Elements {
    /// Zero or null.
    Default,
    /// All the same operand.
    Same,
    /// An operand for each.
    Each,
}

impl StoreOpaque {
    /// Stores a field or element of an object.
    pub(crate) fn store_field<T: Copy>(
        &mut self,
        object: u32,
        offset: u32,
        storage: &StorageType<T>,
        bits: Bits,
    ) {
        match ElementKind::of(storage) {
            ElementKind::Reference => self.heap.store_reference(object, offset, bits as u32),
            ElementKind::Opaque | ElementKind::Continuation => {
                self.heap.store(object, offset, storage_size(storage), bits);
            }
        }
    }
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
        _ => unreachable!("all others are executed elsewhere"),
    }
}
