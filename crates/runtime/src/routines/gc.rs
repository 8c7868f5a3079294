//! Structs and arrays.
//!
//! Null, bounds and lengths are checked here. References among the arguments are roots
//! while something is allocated.

use std::sync::Arc;

use switchback_abi::heap::storage_size;
use switchback_abi::instance::InstanceContext;
use switchback_abi::routine::Routine;
use switchback_abi::trap::TrapCode;
use switchback_wasm::{DataIndex, ElementIndex, StorageType, TypeIdentity, TypeIndex};

use super::{Stop, halves, run};
use crate::assembly::RoutineBody;
use crate::heap::ElementKind;
use crate::instance::InstanceId;
use crate::store::StoreOpaque;
use crate::value::Bits;

routine! {
    /// Before machine code allocates an object.
    MakeRoom |store, _, []| {
        store.make_room()?;
        Ok(0)
    }
}

routine! {
    /// `StructNew`
    StructNew |store, id, [ty]| {
        let ty = identity(store, id, ty as u32);
        Ok(store.allocate_struct(ty)?.into())
    }
}

routine! {
    /// `ArrayNew`
    ArrayNew |store, id, [ty, length, value, upper]| {
        let ty = TypeIndex(ty as u32);
        let identity = identity(store, id, ty.0);
        let value = wide(value, upper);
        let length = length as u32;
        let array = if ElementKind::of(&storage(store, id, ty)) == ElementKind::Reference {
            let mut arguments = [value as u32];
            let array = store.allocate_array_keeping(identity, length, &mut arguments)?;
            store.heap.fill_array(array, 0, length, arguments[0].into());
            array
        } else {
            let array = store.allocate_array(identity, length)?;
            // It is zero.
            if value != 0 {
                store.heap.fill_array(array, 0, length, value);
            }
            array
        };
        Ok(array.into())
    }
}

routine! {
    /// `ArrayNewData`
    ArrayNewData |store, id, [indices, source, length]| {
        let (ty, segment) = halves(indices);
        let (ty, segment) = (TypeIndex(ty), DataIndex(segment));
        let size = storage_size(&storage(store, id, ty));
        // What it is does not matter as long as it is too much.
        let bytes = length.saturating_mul(size.into());
        store.data_range(id, segment, source, bytes)?;
        let ty = identity(store, id, ty.0);
        let array = store.allocate_array(ty, length as u32)?;
        store.write_data(id, segment, source, array, 0, bytes);
        Ok(array.into())
    }
}

routine! {
    /// `ArrayNewElement`
    ArrayNewElement |store, id, [indices, source, length]| {
        let (ty, segment) = halves(indices);
        let segment = ElementIndex(segment);
        store.element_range(id, segment, source, length)?;
        let ty = identity(store, id, ty);
        let array = store.allocate_array(ty, length as u32)?;
        store.write_elements(id, segment, source, array, 0, length as u32);
        Ok(array.into())
    }
}

routine! {
    /// `ArrayFill`
    ArrayFill |store, _, [array, start, value, length, upper]| {
        let (array, start, length) = elements(store, array as u32, start, length)?;
        store.heap.fill_array(array, start, length, wide(value, upper));
        Ok(0)
    }
}

routine! {
    /// `ArrayCopy`
    ArrayCopy |store, _, [arrays, destination, source, length]| {
        let (to, from) = halves(arrays);
        let (to, to_start, _) = elements(store, to, destination, length)?;
        let (from, from_start, length) = elements(store, from, source, length)?;
        store.heap.copy_array((to, to_start), (from, from_start), length);
        Ok(0)
    }
}

routine! {
    /// `ArrayInitData`
    ArrayInitData |store, id, [indices, destination, source, length]| {
        let (array, segment) = halves(indices);
        let (array, start, length) = elements(store, array, destination, length)?;
        let segment = DataIndex(segment);
        let bytes = u64::from(length) * u64::from(store.heap.element_size(array));
        store.data_range(id, segment, source, bytes)?;
        store.write_data(id, segment, source, array, start, bytes);
        Ok(0)
    }
}

routine! {
    /// `ArrayInitElement`
    ArrayInitElement |store, id, [indices, destination, source, length]| {
        let (array, segment) = halves(indices);
        let (array, start, length) = elements(store, array, destination, length)?;
        let segment = ElementIndex(segment);
        store.element_range(id, segment, source, length.into())?;
        store.write_elements(id, segment, source, array, start, length);
        Ok(0)
    }
}

fn identity(store: &StoreOpaque, id: InstanceId, ty: u32) -> TypeIdentity {
    store.instance(id).module().type_identities()[ty as usize]
}

/// What the elements of an array type are stored as.
fn storage(store: &StoreOpaque, id: InstanceId, ty: TypeIndex) -> StorageType {
    store.instance(id).module().description().types[ty.index()]
        .as_array()
        .expect("validation requires an array type")
        .storage
}

/// A value of two arguments.
fn wide(lower: u64, upper: u64) -> Bits {
    Bits::from(lower) | Bits::from(upper) << 64
}

/// An array, and `length` of its elements from `start` on.
///
/// # Errors
///
/// When it is null, or does not have them.
fn elements(
    store: &StoreOpaque,
    array: u32,
    start: u64,
    length: u64,
) -> Result<(u32, u32, u32), Stop> {
    if array == 0 {
        return Err(TrapCode::NullReference.into());
    }
    let present = u64::from(store.heap.array_length(array));
    match start.checked_add(length) {
        // Not more than a `u32`.
        Some(end) if end <= present => Ok((array, start as u32, length as u32)),
        _ => Err(TrapCode::ArrayOutOfBounds.into()),
    }
}

impl StoreOpaque {
    /// Sets elements of an array to what bytes of a data segment say. All must be there.
    fn write_data(
        &mut self,
        id: InstanceId,
        segment: DataIndex,
        source: u64,
        array: u32,
        start: u32,
        bytes: u64,
    ) {
        let module = Arc::clone(self.instance(id).module());
        let description = module.description();
        // A segment that was dropped is read by nobody: then there are no bytes.
        let data = &description.bytes[description.data_segment(segment).bytes.clone()];
        if bytes > 0 {
            let data = &data[source as usize..][..bytes as usize];
            self.heap.write_array(array, start, data);
        }
    }

    /// Sets elements of an array to those of an element segment. All must be there.
    fn write_elements(
        &mut self,
        id: InstanceId,
        segment: ElementIndex,
        source: u64,
        array: u32,
        start: u32,
        length: u32,
    ) {
        let source = source as usize;
        for index in 0..length {
            let bits = self.element_bits(id, segment, source + index as usize);
            let offset = self.heap.element(array, start + index);
            if self.heap.element_size(array) == size_of::<u32>() as u32 {
                self.heap.store_reference(array, offset, bits as u32);
            } else {
                self.heap.store_u64(array, offset, bits as u64);
            }
        }
    }
}
