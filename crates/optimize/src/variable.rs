//! Locals and globals.
//!
//! A local that no instruction sets is the value it begins with. The others are
//! variables of Cranelift's frontend, which turns them into values. Variables of
//! inlined bodies are used again when the body has ended, because each costs memory in
//! proportion to the size of the function.

use cranelift_codegen::ir::{InstBuilder, MemFlagsData, Type, Value, types};
use cranelift_frontend::Variable;
use switchback_abi::instance::GlobalPlace;
use switchback_wasm::{ConstInstruction, GlobalIndex};

use crate::environment::Region;
use crate::signature::{POINTER, value_type};
use crate::simd::{VECTOR, zero};
use crate::translate::Translator;

/// A local of a body in progress.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Local {
    /// Nothing changes it.
    Fixed(Value),
    /// Instructions change it.
    Variable(Variable, Type),
}

impl Translator<'_> {
    /// Defines the locals of a body: parameters with their arguments, then declared
    /// ones with zero.
    pub(crate) fn define_locals(
        &mut self,
        arguments: &[Value],
        declared: &[Type],
        changes: impl Fn(usize) -> bool,
    ) -> Vec<Local> {
        let mut locals = Vec::with_capacity(arguments.len() + declared.len());
        for &argument in arguments {
            let local = self.define_local(argument, changes(locals.len()));
            locals.push(local);
        }
        let mut zeros: Vec<(Type, Value)> = Vec::new();
        for &ty in declared {
            let known = zeros.iter().find(|(zero_type, _)| *zero_type == ty);
            let zero = match known {
                Some(&(_, zero)) => zero,
                None => {
                    let zero = self.zero(ty);
                    zeros.push((ty, zero));
                    zero
                }
            };
            let local = self.define_local(zero, changes(locals.len()));
            locals.push(local);
        }
        locals
    }

    fn define_local(&mut self, value: Value, changes: bool) -> Local {
        if !changes {
            return Local::Fixed(value);
        }
        let ty = self.builder.func.dfg.value_type(value);
        let free = self.free_variables.get_mut(&ty).and_then(Vec::pop);
        let variable = free.unwrap_or_else(|| self.builder.declare_var(ty));
        self.builder.def_var(variable, value);
        Local::Variable(variable, ty)
    }

    /// Lets other bodies have the variables of one that has ended.
    pub(crate) fn free_locals(&mut self, locals: &[Local]) {
        for &local in locals {
            if let Local::Variable(variable, ty) = local {
                self.free_variables.entry(ty).or_default().push(variable);
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
                    None => self.zero(ty),
                };
                self.builder.def_var(variable, value);
            }
        }
    }

    /// The zero of a type, which for references is null.
    fn zero(&mut self, ty: Type) -> Value {
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
            Local::Variable(variable, _) => self.builder.use_var(variable),
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
        let value = if ty.mutable {
            let (address, offset) = self.global_place(index);
            let flags = self.global_flags(index);
            self.builder
                .ins()
                .load(value_type(&ty.content), flags, address, offset)
        } else if let Some(value) = self.constant_global(index) {
            value
        } else {
            let (address, offset) = self.global_place(index);
            self.load_constant(value_type(&ty.content), address, offset)
        };
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

/// An offset into an instance, whose arrays are limited by the number of imports and
/// definitions of a module, for an instruction.
pub(crate) fn instance_offset(offset: usize) -> i32 {
    i32::try_from(offset).expect("an instance context is smaller than 2 GiB")
}
