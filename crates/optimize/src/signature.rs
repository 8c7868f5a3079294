//! Cranelift's types and signatures for WebAssembly's.

use cranelift_codegen::ir::{AbiParam, Signature, Type, types};
use cranelift_codegen::isa::CallConv;
use switchback_abi::calling_convention::MachineType;
use switchback_abi::routine::Routine;
use switchback_wasm::{
    CompositeType, ConcreteType, FuncType, HeapType, Hierarchy, Module, RefType, TypeIndex, ValType,
};

use crate::simd::VECTOR;

/// What holds addresses.
pub(crate) const POINTER: Type = types::I64;

/// Why a type index must name a function type.
const VALIDATED: &str = "validation has proved that the type is a function type";

pub(crate) fn machine_type(ty: MachineType) -> Type {
    match ty {
        MachineType::I32 => types::I32,
        MachineType::I64 => types::I64,
        MachineType::F32 => types::F32,
        MachineType::F64 => types::F64,
        MachineType::V128 => VECTOR,
    }
}

pub(crate) fn value_type(ty: &ValType) -> Type {
    machine_type(MachineType::of(ty))
}

/// A heap type as an instruction names it.
pub(crate) fn heap_type(module: &Module, ty: wasmparser::HeapType) -> HeapType {
    use wasmparser::AbstractHeapType;
    match ty {
        wasmparser::HeapType::Abstract { ty, .. } => match ty {
            AbstractHeapType::Func => HeapType::Func,
            AbstractHeapType::NoFunc => HeapType::NoFunc,
            AbstractHeapType::Extern => HeapType::Extern,
            AbstractHeapType::NoExtern => HeapType::NoExtern,
            AbstractHeapType::Exn => HeapType::Exn,
            AbstractHeapType::NoExn => HeapType::NoExn,
            AbstractHeapType::Cont => HeapType::Cont,
            AbstractHeapType::NoCont => HeapType::NoCont,
            AbstractHeapType::Any => HeapType::Any,
            AbstractHeapType::None => HeapType::None,
            AbstractHeapType::Eq => HeapType::Eq,
            AbstractHeapType::Struct => HeapType::Struct,
            AbstractHeapType::Array => HeapType::Array,
            AbstractHeapType::I31 => HeapType::I31,
        },
        wasmparser::HeapType::Concrete(index) | wasmparser::HeapType::Exact(index) => {
            let index = index
                .as_module_index()
                .expect("instructions name types by their index in the module");
            concrete_type(module, TypeIndex(index))
        }
    }
}

/// A defined type as a heap type.
pub(crate) fn concrete_type(module: &Module, index: TypeIndex) -> HeapType {
    HeapType::Concrete(ConcreteType {
        index,
        kind: module.types[index.index()].kind(),
    })
}

/// How references of a hierarchy are held.
pub(crate) fn reference_type(hierarchy: Hierarchy) -> Type {
    match hierarchy {
        Hierarchy::Func | Hierarchy::Cont => types::I64,
        Hierarchy::Extern | Hierarchy::Any | Hierarchy::Exn => types::I32,
    }
}

/// Whether references of a hierarchy refer into the heap, so that the collector must
/// know where they are.
pub(crate) fn is_in_heap(hierarchy: Hierarchy) -> bool {
    match hierarchy {
        Hierarchy::Extern | Hierarchy::Any | Hierarchy::Exn => true,
        Hierarchy::Func | Hierarchy::Cont => false,
    }
}

/// A type as an instruction names it.
pub(crate) fn operator_type(module: &Module, ty: wasmparser::ValType) -> ValType {
    match ty {
        wasmparser::ValType::I32 => ValType::I32,
        wasmparser::ValType::I64 => ValType::I64,
        wasmparser::ValType::F32 => ValType::F32,
        wasmparser::ValType::F64 => ValType::F64,
        wasmparser::ValType::V128 => ValType::V128,
        wasmparser::ValType::Ref(ty) => ValType::Ref(operator_ref_type(module, ty)),
    }
}

/// A reference type as an instruction names it.
pub(crate) fn operator_ref_type(module: &Module, ty: wasmparser::RefType) -> RefType {
    RefType {
        nullable: ty.is_nullable(),
        heap_type: heap_type(module, ty.heap_type()),
    }
}

pub(crate) fn func_type(module: &Module, ty: TypeIndex) -> &FuncType {
    match &module.types[ty.index()].composite {
        CompositeType::Func(ty) => ty,
        CompositeType::Struct(_) | CompositeType::Array(_) | CompositeType::Cont(_) => {
            unreachable!("{VALIDATED}")
        }
    }
}

/// The signature of functions of a type: their parameters and nothing else, since the
/// instance is in the pinned register.
pub(crate) fn function_signature(ty: &FuncType) -> Signature {
    let mut signature = Signature::new(CallConv::Tail);
    signature
        .params
        .extend(ty.params.iter().map(|ty| AbiParam::new(value_type(ty))));
    signature
        .returns
        .extend(ty.results.iter().map(|ty| AbiParam::new(value_type(ty))));
    signature
}

/// The signature of a routine's stub.
pub(crate) fn routine_signature(routine: Routine) -> Signature {
    if routine.preserves_registers() {
        return Signature::new(CallConv::PreserveAll);
    }
    let mut signature = Signature::new(CallConv::SystemV);
    let instance = 1;
    for _ in 0..instance + routine.argument_count() {
        signature.params.push(AbiParam::new(types::I64));
    }
    if routine.has_result() {
        signature.returns.push(AbiParam::new(types::I64));
    }
    signature
}
