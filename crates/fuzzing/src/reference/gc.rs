//! Structs, arrays, unboxed integers and casts.

use switchback_wasm::{EngineRefType, StorageType, TypeIdentity, ValType};
use wasmparser::Operator;

use super::memory::{part, slice};
use super::thread::Frame;
use super::value::{Reference, Value};
use super::{Machine, Outcome, Trap};

/// A struct. Packed fields hold what was stored, wrapped.
#[derive(Clone, Debug, PartialEq)]
pub struct Struct {
    /// Its type.
    pub ty: TypeIdentity,
    /// Its fields.
    pub fields: Vec<Value>,
}

/// An array.
#[derive(Clone, Debug, PartialEq)]
pub struct Array {
    /// Its type.
    pub ty: TypeIdentity,
    /// Its elements.
    pub elements: Vec<Value>,
}

/// A value as a field of that type holds it.
fn packed<T>(storage: &StorageType<T>, value: Value) -> Value {
    match storage {
        StorageType::I8 => Value::I32(value.i32() & 0xff),
        StorageType::I16 => Value::I32(value.i32() & 0xffff),
        StorageType::Val(_) => value,
    }
}

/// The value of a field of that type, sign-extended if it is packed.
fn signed<T>(storage: &StorageType<T>, value: Value) -> Value {
    match storage {
        StorageType::I8 => Value::I32(i32::from(value.i32() as i8).cast_unsigned()),
        StorageType::I16 => Value::I32(i32::from(value.i32() as i16).cast_unsigned()),
        StorageType::Val(_) => value,
    }
}

fn default_of<T>(storage: &StorageType<T>) -> Value {
    match storage {
        StorageType::I8 | StorageType::I16 => Value::I32(0),
        StorageType::Val(ty) => Value::default_of(ty),
    }
}

/// A field read from the bytes of a data segment.
fn from_bytes<T>(storage: &StorageType<T>, bytes: &[u8]) -> Value {
    let mut all = [0; 16];
    all[..bytes.len()].copy_from_slice(bytes);
    let bits = u128::from_le_bytes(all);
    match storage {
        StorageType::I8 | StorageType::I16 | StorageType::Val(ValType::I32) => {
            Value::I32(bits as u32)
        }
        StorageType::Val(ValType::I64) => Value::I64(bits as u64),
        StorageType::Val(ValType::F32) => Value::F32(bits as u32),
        StorageType::Val(ValType::F64) => Value::F64(bits as u64),
        StorageType::Val(ValType::V128) => Value::V128(bits),
        StorageType::Val(ValType::Ref(_)) => {
            unreachable!("validation has checked that elements are numbers")
        }
    }
}

fn size_of<T>(storage: &StorageType<T>) -> u64 {
    match storage {
        StorageType::I8 => 1,
        StorageType::I16 => 2,
        StorageType::Val(ValType::I32 | ValType::F32) => 4,
        StorageType::Val(ValType::V128) => 16,
        StorageType::Val(_) => 8,
    }
}

impl<'m> Machine<'m> {
    /// The instructions of garbage collection.
    pub(super) fn gc(&mut self, frame: &mut Frame<'m>, operator: &Operator<'m>) -> Option<Outcome> {
        use Operator as O;
        Some(match *operator {
            O::RefEq => {
                let (right, left) = (frame.pop(), frame.pop());
                frame.push(left == right);
                Ok(())
            }
            O::RefI31 => {
                let value = frame.pop().i32() & 0x7fff_ffff;
                frame.push(Reference::I31(value));
                Ok(())
            }
            O::I31GetS => self.i31_get(frame, |bits| {
                ((bits << 1).cast_signed() >> 1).cast_unsigned()
            }),
            O::I31GetU => self.i31_get(frame, |bits| bits),
            O::RefAsNonNull => frame
                .pop()
                .reference()
                .non_null()
                .map(|reference| frame.push(reference)),
            // Conversion changes the hierarchy, and nothing of the value.
            O::AnyConvertExtern | O::ExternConvertAny => Ok(()),
            O::RefTestNonNull { hty } => self.test(frame, hty, false),
            O::RefTestNullable { hty } => self.test(frame, hty, true),
            O::RefCastNonNull { hty } => self.cast(frame, hty, false),
            O::RefCastNullable { hty } => self.cast(frame, hty, true),
            O::StructNew { .. }
            | O::StructNewDefault { .. }
            | O::StructGet { .. }
            | O::StructGetS { .. }
            | O::StructGetU { .. }
            | O::StructSet { .. } => self.structs(frame, operator),
            _ => return self.arrays(frame, operator),
        })
    }

    fn i31_get(&mut self, frame: &mut Frame<'m>, extend: impl Fn(u32) -> u32) -> Outcome {
        match frame.pop().reference() {
            Reference::I31(bits) => {
                frame.push(Value::I32(extend(bits)));
                Ok(())
            }
            _ => Err(Trap::NullReference.into()),
        }
    }

    /// Whether a reference is of a type that an instruction names.
    pub(super) fn matches(
        &self,
        frame: &Frame<'m>,
        reference: Reference,
        ty: wasmparser::RefType,
    ) -> bool {
        let ty = EngineRefType {
            nullable: ty.is_nullable(),
            heap_type: self.heap_type(frame.instance, ty.heap_type()),
        };
        self.has_type(reference, ty)
    }

    fn test(&self, frame: &mut Frame<'m>, ty: wasmparser::HeapType, nullable: bool) -> Outcome {
        let reference = frame.pop().reference();
        let heap_type = self.heap_type(frame.instance, ty);
        let ty = EngineRefType {
            nullable,
            heap_type,
        };
        frame.push(self.has_type(reference, ty));
        Ok(())
    }

    fn cast(&self, frame: &mut Frame<'m>, ty: wasmparser::HeapType, nullable: bool) -> Outcome {
        let reference = frame.pop().reference();
        let heap_type = self.heap_type(frame.instance, ty);
        let ty = EngineRefType {
            nullable,
            heap_type,
        };
        if !self.has_type(reference, ty) {
            return Err(Trap::CastFailure.into());
        }
        frame.push(reference);
        Ok(())
    }

    fn check_objects(&self) -> Outcome {
        if self.structs.len() + self.arrays.len() >= self.bounds.objects {
            return Err(Trap::HeapOutOfMemory.into());
        }
        Ok(())
    }

    /// The types of the fields of a struct type, or of the one element of an array type.
    fn storage(&self, ty: TypeIdentity) -> Vec<StorageType<TypeIdentity>> {
        let ty = self.registry.sub_type(ty);
        let fields = ty.as_struct().map(<[_]>::to_vec);
        let fields = fields.unwrap_or_else(|| ty.as_array().copied().into_iter().collect());
        fields.iter().map(|field| field.storage).collect()
    }

    /// A new struct with these values, or with those that fields begin with.
    pub(super) fn new_struct(
        &mut self,
        ty: TypeIdentity,
        values: Option<Vec<Value>>,
    ) -> Outcome<Reference> {
        self.check_objects()?;
        let storage = self.storage(ty);
        if values.iter().flatten().any(Value::is_continuation) {
            self.coverage.note(super::Event::ContinuationInStruct);
        }
        let fields: Vec<Value> = match values {
            Some(values) => storage
                .iter()
                .zip(values)
                .map(|(storage, value)| packed(storage, value))
                .collect(),
            None => storage.iter().map(default_of).collect(),
        };
        self.structs.push(Struct { ty, fields });
        Ok(Reference::Struct(self.structs.len() - 1))
    }

    /// How many fields a struct type has.
    pub(super) fn field_count(&self, ty: TypeIdentity) -> usize {
        self.storage(ty).len()
    }

    fn structs(&mut self, frame: &mut Frame<'m>, operator: &Operator<'m>) -> Outcome {
        use Operator as O;
        match *operator {
            O::StructNew { struct_type_index } => {
                let ty = self.instances[frame.instance].identity(struct_type_index);
                let values = frame.pop_many(self.field_count(ty));
                frame.push(self.new_struct(ty, Some(values))?);
            }
            O::StructNewDefault { struct_type_index } => {
                let ty = self.instances[frame.instance].identity(struct_type_index);
                frame.push(self.new_struct(ty, None)?);
            }
            O::StructSet { field_index, .. } => {
                let value = frame.pop();
                let object = struct_of(frame.pop())?;
                let storage = self.storage(self.structs[object].ty)[field_index as usize];
                self.structs[object].fields[field_index as usize] = packed(&storage, value);
            }
            O::StructGet { field_index, .. }
            | O::StructGetS { field_index, .. }
            | O::StructGetU { field_index, .. } => {
                let object = struct_of(frame.pop())?;
                let storage = self.storage(self.structs[object].ty)[field_index as usize];
                let value = self.structs[object].fields[field_index as usize];
                let is_signed = matches!(operator, O::StructGetS { .. });
                frame.push(if is_signed {
                    signed(&storage, value)
                } else {
                    value
                });
            }
            _ => unreachable!("the caller has looked"),
        }
        Ok(())
    }

    /// A new array.
    pub(super) fn new_array(
        &mut self,
        ty: TypeIdentity,
        elements: impl Iterator<Item = Value>,
        length: u64,
    ) -> Outcome<Reference> {
        self.check_objects()?;
        if length > self.bounds.elements {
            return Err(Trap::HeapOutOfMemory.into());
        }
        let storage = self.storage(ty)[0];
        let elements = elements
            .take(length as usize)
            .map(|value| packed(&storage, value))
            .collect();
        self.arrays.push(Array { ty, elements });
        Ok(Reference::Array(self.arrays.len() - 1))
    }

    /// What elements of an array type begin with.
    pub(super) fn default_element(&self, ty: TypeIdentity) -> Value {
        default_of(&self.storage(ty)[0])
    }

    fn arrays(&mut self, frame: &mut Frame<'m>, operator: &Operator<'m>) -> Option<Outcome> {
        use Operator as O;
        Some(match *operator {
            O::ArrayNew { .. }
            | O::ArrayNewDefault { .. }
            | O::ArrayNewFixed { .. }
            | O::ArrayNewData { .. }
            | O::ArrayNewElem { .. } => self.array_new(frame, operator),
            O::ArrayGet { .. } | O::ArrayGetS { .. } | O::ArrayGetU { .. } => {
                let is_signed = matches!(operator, O::ArrayGetS { .. });
                self.array_get(frame, is_signed)
            }
            O::ArraySet { .. } => self.array_set(frame),
            O::ArrayLen => array_of(frame.pop()).map(|array| {
                let length = self.arrays[array].elements.len();
                frame.push(Value::I32(length as u32));
            }),
            O::ArrayFill { .. } => self.array_fill(frame),
            O::ArrayCopy { .. } => self.array_copy(frame),
            O::ArrayInitData {
                array_data_index, ..
            } => self.array_init(frame, |machine, frame, ty, source, length| {
                machine.data_elements(frame, ty, array_data_index, source, length)
            }),
            O::ArrayInitElem {
                array_elem_index, ..
            } => self.array_init(frame, |machine, frame, _, source, length| {
                machine.segment_elements(frame, array_elem_index, source, length)
            }),
            _ => return None,
        })
    }

    fn array_new(&mut self, frame: &mut Frame<'m>, operator: &Operator<'m>) -> Outcome {
        use Operator as O;
        let identity = |index| self.instances[frame.instance].identity(index);
        let array = match *operator {
            O::ArrayNew { array_type_index } => {
                let ty = identity(array_type_index);
                let length = frame.pop().index();
                let value = frame.pop();
                self.new_array(ty, std::iter::repeat(value), length)?
            }
            O::ArrayNewDefault { array_type_index } => {
                let ty = identity(array_type_index);
                let length = frame.pop().index();
                let value = self.default_element(ty);
                self.new_array(ty, std::iter::repeat(value), length)?
            }
            O::ArrayNewFixed {
                array_type_index,
                array_size,
            } => {
                let ty = identity(array_type_index);
                let values = frame.pop_many(array_size as usize);
                self.new_array(ty, values.into_iter(), array_size.into())?
            }
            O::ArrayNewData {
                array_type_index,
                array_data_index,
            } => {
                let ty = identity(array_type_index);
                let length = frame.pop().index();
                let source = frame.pop().index();
                let values = self.data_elements(frame, ty, array_data_index, source, length)?;
                self.new_array(ty, values.into_iter(), length)?
            }
            O::ArrayNewElem {
                array_type_index,
                array_elem_index,
            } => {
                let ty = identity(array_type_index);
                let length = frame.pop().index();
                let source = frame.pop().index();
                let values = self.segment_elements(frame, array_elem_index, source, length)?;
                self.new_array(ty, values.into_iter(), length)?
            }
            _ => unreachable!("the caller has looked"),
        };
        frame.push(array);
        Ok(())
    }

    /// Elements read from a data segment.
    fn data_elements(
        &self,
        frame: &Frame<'m>,
        ty: TypeIdentity,
        segment: u32,
        source: u64,
        length: u64,
    ) -> Outcome<Vec<Value>> {
        let storage = self.storage(ty)[0];
        let size = size_of(&storage);
        let bytes = self.instances[frame.instance].data(segment);
        let bytes = part(bytes, source.into(), length * size).ok_or(Trap::MemoryOutOfBounds)?;
        Ok(bytes
            .chunks_exact(size as usize)
            .map(|bytes| from_bytes(&storage, bytes))
            .collect())
    }

    /// Elements of an element segment.
    fn segment_elements(
        &self,
        frame: &Frame<'m>,
        segment: u32,
        source: u64,
        length: u64,
    ) -> Outcome<Vec<Value>> {
        let elements = self.instances[frame.instance].element(segment);
        let elements = part(elements, source.into(), length).ok_or(Trap::TableOutOfBounds)?;
        Ok(elements.to_vec())
    }

    fn array_get(&mut self, frame: &mut Frame<'m>, is_signed: bool) -> Outcome {
        let index = frame.pop().index();
        let array = array_of(frame.pop())?;
        let array = &self.arrays[array];
        let storage = self.storage(array.ty)[0];
        let &value = array
            .elements
            .get(index as usize)
            .ok_or(Trap::ArrayOutOfBounds)?;
        frame.push(if is_signed {
            signed(&storage, value)
        } else {
            value
        });
        Ok(())
    }

    fn array_set(&mut self, frame: &mut Frame<'m>) -> Outcome {
        let value = frame.pop();
        let index = frame.pop().index();
        let array = array_of(frame.pop())?;
        let storage = self.storage(self.arrays[array].ty)[0];
        let element = self.arrays[array]
            .elements
            .get_mut(index as usize)
            .ok_or(Trap::ArrayOutOfBounds)?;
        *element = packed(&storage, value);
        Ok(())
    }

    fn array_fill(&mut self, frame: &mut Frame<'m>) -> Outcome {
        let length = frame.pop().index();
        let value = frame.pop();
        let start = frame.pop().index();
        let array = array_of(frame.pop())?;
        let storage = self.storage(self.arrays[array].ty)[0];
        slice(&mut self.arrays[array].elements, start.into(), length)
            .ok_or(Trap::ArrayOutOfBounds)?
            .fill(packed(&storage, value));
        Ok(())
    }

    fn array_copy(&mut self, frame: &mut Frame<'m>) -> Outcome {
        let length = frame.pop().index();
        let source = frame.pop().index();
        let from = frame.pop();
        let destination = frame.pop().index();
        let to = array_of(frame.pop())?;
        let from = array_of(from)?;
        let elements = part(&self.arrays[from].elements, source.into(), length)
            .ok_or(Trap::ArrayOutOfBounds)?
            .to_vec();
        slice(&mut self.arrays[to].elements, destination.into(), length)
            .ok_or(Trap::ArrayOutOfBounds)?
            .copy_from_slice(&elements);
        Ok(())
    }

    fn array_init(
        &mut self,
        frame: &mut Frame<'m>,
        elements: impl Fn(&Self, &Frame<'m>, TypeIdentity, u64, u64) -> Outcome<Vec<Value>>,
    ) -> Outcome {
        let length = frame.pop().index();
        let source = frame.pop().index();
        let destination = frame.pop().index();
        let array = array_of(frame.pop())?;
        let end = destination + length;
        if end > self.arrays[array].elements.len() as u64 {
            return Err(Trap::ArrayOutOfBounds.into());
        }
        let ty = self.arrays[array].ty;
        let values = elements(self, frame, ty, source, length)?;
        self.arrays[array].elements[destination as usize..end as usize].copy_from_slice(&values);
        Ok(())
    }
}

fn struct_of(value: Value) -> Outcome<usize> {
    match value.reference() {
        Reference::Struct(object) => Ok(object),
        _ => Err(Trap::NullReference.into()),
    }
}

fn array_of(value: Value) -> Outcome<usize> {
    match value.reference() {
        Reference::Array(object) => Ok(object),
        _ => Err(Trap::NullReference.into()),
    }
}
