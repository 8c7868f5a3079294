//! Cranelift's types and signatures for WebAssembly's.

use cranelift_codegen::ir::{AbiParam, Signature, Type, types};
use cranelift_codegen::isa::CallConv;
use switchback_abi::calling_convention::MachineType;
use switchback_abi::routine::Routine;
use switchback_wasm::{CompositeType, FuncType, Hierarchy, Module, TypeIndex, ValType};

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

/// The hierarchy of a heap type as an instruction names it.
pub(crate) fn hierarchy(module: &Module, ty: wasmparser::HeapType) -> Hierarchy {
    use wasmparser::AbstractHeapType;
    match ty {
        wasmparser::HeapType::Abstract { ty, .. } => match ty {
            AbstractHeapType::Func | AbstractHeapType::NoFunc => Hierarchy::Func,
            AbstractHeapType::Extern | AbstractHeapType::NoExtern => Hierarchy::Extern,
            AbstractHeapType::Exn | AbstractHeapType::NoExn => Hierarchy::Exn,
            AbstractHeapType::Cont | AbstractHeapType::NoCont => Hierarchy::Cont,
            AbstractHeapType::Any
            | AbstractHeapType::None
            | AbstractHeapType::Eq
            | AbstractHeapType::Struct
            | AbstractHeapType::Array
            | AbstractHeapType::I31 => Hierarchy::Any,
        },
        wasmparser::HeapType::Concrete(index) | wasmparser::HeapType::Exact(index) => {
            let index = index
                .as_module_index()
                .expect("instructions name types by their index in the module");
            match module.types[index as usize].composite {
                CompositeType::Func(_) => Hierarchy::Func,
                CompositeType::Struct(_) | CompositeType::Array(_) => Hierarchy::Any,
                CompositeType::Cont(_) => Hierarchy::Cont,
            }
        }
    }
}

/// How references of a hierarchy are held.
pub(crate) fn reference_type(hierarchy: Hierarchy) -> Type {
    match hierarchy {
        Hierarchy::Func | Hierarchy::Cont => types::I64,
        Hierarchy::Extern | Hierarchy::Any | Hierarchy::Exn => types::I32,
    }
}

/// A type as an instruction names it.
pub(crate) fn operator_type(module: &Module, ty: wasmparser::ValType) -> Type {
    match ty {
        wasmparser::ValType::I32 => types::I32,
        wasmparser::ValType::I64 => types::I64,
        wasmparser::ValType::F32 => types::F32,
        wasmparser::ValType::F64 => types::F64,
        wasmparser::ValType::V128 => VECTOR,
        wasmparser::ValType::Ref(ty) => reference_type(hierarchy(module, ty.heap_type())),
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
