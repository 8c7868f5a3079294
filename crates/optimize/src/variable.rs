//! Locals and globals.
//!
//! A local that no instruction sets is the value it begins with. The others are
//! variables of Cranelift's frontend, which turns them into values. Variables of
//! inlined bodies are used again when the body has ended, because each costs memory in
//! proportion to the size of the function.

use cranelift_codegen::ir::{InstBuilder, MemFlagsData, Type, Value, types};
use cranelift_frontend::Variable;
use switchback_abi::instance::GlobalPlace;
use switchback_wasm::{ConstInstruction, GlobalIndex, ValType};

use crate::environment::Region;
use crate::signature::{POINTER, is_in_heap, reference_type, value_type};
use crate::simd::{VECTOR, zero};
use crate::translate::Translator;

/// A local of a body in progress.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Local {
    /// Nothing changes it.
    Fixed(Value),
    /// Instructions change it.
    Variable(Variable, ValType),
}

impl Translator<'_> {
    /// Defines the locals of a body: parameters of the types `params` with their
    /// arguments, then declared ones with zero.
    pub(crate) fn define_locals(
        &mut self,
        params: &[ValType],
        arguments: &[Value],
        declared: &[ValType],
        changes: impl Fn(usize) -> bool,
    ) -> Vec<Local> {
        let mut locals = Vec::with_capacity(arguments.len() + declared.len());
        for (&argument, ty) in arguments.iter().zip(params) {
            let local = self.define_local(argument, ty, changes(locals.len()));
            locals.push(local);
        }
        let mut zeros: Vec<(Type, Value)> = Vec::new();
        for declared_type in declared {
            let ty = value_type(declared_type);
            let known = zeros.iter().find(|(zero_type, _)| *zero_type == ty);
            let zero = match known {
                Some(&(_, zero)) => zero,
                None => {
                    let zero = self.zero(ty);
                    zeros.push((ty, zero));
                    zero
                }
            };
            let local = self.define_local(zero, declared_type, changes(locals.len()));
            locals.push(local);
        }
        locals
    }

    fn define_local(&mut self, value: Value, ty: &ValType, changes: bool) -> Local {
        if !changes {
            return Local::Fixed(value);
        }
        let machine_type = value_type(ty);
        let free = self.free_variables.get_mut(&machine_type);
        let variable = free
            .and_then(Vec::pop)
            .unwrap_or_else(|| self.builder.declare_var(machine_type));
        self.builder.def_var(variable, value);
        Local::Variable(variable, *ty)
    }

    /// Lets other bodies have the variables of one that has ended.
    pub(crate) fn free_locals(&mut self, locals: &[Local]) {
        for &local in locals {
            if let Local::Variable(variable, ty) = local {
                let free = self.free_variables.entry(value_type(&ty));
                free.or_default().push(variable);
            }
        }
    }

    /// Gives the function's own locals the values they have at a call: `arguments`, and
    /// zero for the others.
    pub(crate) fn reset_locals(&mut self, arguments: &[Value]) {
        for index in 0..self.body().locals.len() {
            if let Local::Variable(variable, ty) = self.body().locals[index] {
                let value = match arguments.get(index) {
                    Some(&argument) => argument,
                    None => self.zero(value_type(&ty)),
                };
                self.builder.def_var(variable, value);
            }
        }
    }

    /// The zero of a type, which for references is null.
    pub(crate) fn zero(&mut self, ty: Type) -> Value {
        match ty {
            types::F32 => self.builder.ins().f32const(0.0),
            types::F64 => self.builder.ins().f64const(0.0),
            VECTOR => zero(&mut self.builder, VECTOR),
            _ => self.builder.ins().iconst(ty, 0),
        }
    }

    pub(crate) fn local_get(&mut self, local: u32) {
        let value = match self.body().locals[local as usize] {
            Local::Fixed(value) => value,
            Local::Variable(variable, ty) => {
                let value = self.builder.use_var(variable);
                if let ValType::Ref(ty) = ty {
                    self.refine(value, ty);
                }
                value
            }
        };
        self.stack.push(value);
    }

    pub(crate) fn local_set(&mut self, local: u32) {
        let value = self.stack.pop();
        self.define(local, value);
    }

    pub(crate) fn local_tee(&mut self, local: u32) {
        let value = self.stack.peek();
        self.define(local, value);
    }

    fn define(&mut self, local: u32, value: Value) {
        match self.body().locals[local as usize] {
            Local::Variable(variable, _) => self.builder.def_var(variable, value),
            Local::Fixed(_) => {
                unreachable!("the scan has seen every instruction that sets a local")
            }
        }
    }

    pub(crate) fn global_get(&mut self, index: u32) {
        let index = GlobalIndex(index);
        let ty = self.module.globals[index.index()].ty;
        let content = value_type(&ty.content);
        let constant = if ty.mutable {
            None
        } else {
            self.constant_global(index)
        };
        let value = if let Some(value) = constant {
            value
        } else {
            let (address, offset) = self.global_place(index);
            if ty.mutable || may_move(&ty.content) {
                let flags = self.global_flags(index);
                self.builder.ins().load(content, flags, address, offset)
            } else {
                self.load_constant(content, address, offset)
            }
        };
        self.declare(value, &ty.content);
        self.stack.push(value);
    }

    pub(crate) fn global_set(&mut self, index: u32) {
        let index = GlobalIndex(index);
        let value = self.stack.pop();
        let (address, offset) = self.global_place(index);
        let flags = self.global_flags(index);
        self.builder.ins().store(flags, value, address, offset);
    }

    /// The value of an immutable global that the module itself tells.
    fn constant_global(&mut self, index: GlobalIndex) -> Option<Value> {
        let initial = self.module.globals[index.index()].initial.as_ref()?;
        let [instruction] = *initial.instructions else {
            return None;
        };
        Some(match instruction {
            ConstInstruction::I32Const(value) => {
                let value = i64::from(value.cast_unsigned());
                self.builder.ins().iconst(types::I32, value)
            }
            ConstInstruction::I64Const(value) => self.builder.ins().iconst(types::I64, value),
            ConstInstruction::RefFunc(function) => self.function_reference(function),
            ConstInstruction::RefNull(ty) => {
                let ty = reference_type(ty.hierarchy());
                self.builder.ins().iconst(ty, 0)
            }
            _ => return None,
        })
    }

    /// The address and offset of a global's value.
    fn global_place(&mut self, index: GlobalIndex) -> (Value, i32) {
        match self.layout.global(index) {
            GlobalPlace::Defined(offset) => (self.instance(), instance_offset(offset)),
            GlobalPlace::Imported(offset) => {
                let instance = self.instance();
                let cell = self.load_constant(POINTER, instance, instance_offset(offset));
                (cell, 0)
            }
        }
    }

    fn global_flags(&mut self, index: GlobalIndex) -> MemFlagsData {
        let region = if index.0 < self.module.imported_globals {
            Region::ImportedGlobals
        } else {
            Region::DefinedGlobal(index.0 - self.module.imported_globals)
        };
        self.region_flags(region)
    }
}

/// Whether a collection changes values of the type.
fn may_move(ty: &ValType) -> bool {
    match ty {
        ValType::Ref(ty) => is_in_heap(ty.heap_type.hierarchy()),
        ValType::I32 | ValType::I64 | ValType::F32 | ValType::F64 | ValType::V128 => false,
    }
}

/// An offset into an instance, whose arrays are limited by the number of imports and
/// definitions of a module, for an instruction.
pub(crate) fn instance_offset(offset: usize) -> i32 {
    i32::try_from(offset).expect("an instance context is smaller than 2 GiB")
}
