//! What is known of references while a function is translated.
//!
//! Which values refer into the heap is for the collector: [`crate::safepoint`] keeps
//! them where it finds them. Values that translation makes for itself (addresses, type
//! words) are none of these, so nothing that is computed from a reference may be used
//! after the next safepoint.
//!
//! Their types save checks. The type that a value is declared with, where it is made, is
//! right for ever. What a test tells of it is *assumed*: that is right only where the
//! test has been passed, and forgotten where control joins again.

use std::collections::{HashMap, HashSet};

use cranelift_codegen::ir::Value;
use switchback_abi::trap::TrapCode;
use switchback_wasm::{HeapType, Hierarchy, RefType, TypeIndex, ValType};

use crate::gc::is_subtype;
use crate::safepoint::HarmlessCalls;
use crate::signature::{func_type, is_in_heap};
use crate::translate::Translator;

/// What is known of references.
#[derive(Debug, Default)]
pub(crate) struct References {
    /// The values that refer into the heap, but for parameters of blocks, which do if
    /// what is passed for them does.
    pub(crate) in_heap: HashSet<Value>,
    /// The values that refer to continuations, likewise.
    pub(crate) continuations: HashSet<Value>,
    /// Calls that never collect.
    pub(crate) harmless_calls: HarmlessCalls,
    /// The object that was allocated last, up to the next safepoint: it is young.
    fresh: Option<Value>,
    types: HashMap<Value, RefType>,
    /// Results of tests: of what, and for which type.
    tests: HashMap<Value, (Value, RefType)>,
    /// What was known of values before something was assumed.
    assumed: Vec<(Value, Option<RefType>)>,
}

impl References {
    /// Notes a safepoint: what was allocated before may not be young any more.
    pub(crate) fn note_safepoint(&mut self) {
        self.fresh = None;
    }

    /// Notes that `result` is not zero exactly if `value` has that type.
    pub(crate) fn note_test(&mut self, result: Value, value: Value, ty: RefType) {
        self.tests.insert(result, (value, ty));
    }

    /// A mark for [`References::forget`].
    pub(crate) fn mark(&self) -> usize {
        self.assumed.len()
    }

    /// Forgets what was assumed since the mark, and which object was allocated last.
    pub(crate) fn forget(&mut self, mark: usize) {
        self.fresh = None;
        for (value, ty) in self.assumed.drain(mark..).rev() {
            match ty {
                Some(ty) => self.types.insert(value, ty),
                None => self.types.remove(&value),
            };
        }
    }
}

impl Translator<'_> {
    /// Notes that `value` has that type, but is nothing that the collector must know of:
    /// null or an `i31`.
    pub(crate) fn declare_type(&mut self, value: Value, ty: RefType) {
        let value = self.builder.func.dfg.resolve_aliases(value);
        self.references.types.entry(value).or_insert(ty);
    }

    /// Notes that `value` has that type. To be called for every value that an instruction
    /// of the source makes and that can be a reference.
    pub(crate) fn declare(&mut self, value: Value, ty: &ValType) {
        let ValType::Ref(ty) = ty else {
            return;
        };
        let value = self.builder.func.dfg.resolve_aliases(value);
        if is_in_heap(ty.heap_type.hierarchy()) {
            self.references.in_heap.insert(value);
        } else if ty.heap_type.hierarchy() == Hierarchy::Cont {
            self.references.continuations.insert(value);
        }
        self.declare_type(value, *ty);
    }

    /// The same for several values.
    pub(crate) fn declare_all(&mut self, values: &[Value], types: &[ValType]) {
        for (&value, ty) in values.iter().zip(types) {
            self.declare(value, ty);
        }
    }

    /// The same for the results of a call of a function of type `ty`.
    pub(crate) fn declare_results(&mut self, results: &[Value], ty: TypeIndex) {
        let module = self.module;
        self.declare_all(results, &func_type(module, ty).results);
    }

    /// Notes that `value` is `first` or `second`.
    pub(crate) fn declare_selected(&mut self, value: Value, first: Value, second: Value) {
        let dfg = &self.builder.func.dfg;
        let resolved = [first, second].map(|value| dfg.resolve_aliases(value));
        if let [Some(first), Some(second)] = resolved.map(|value| self.type_of(value)) {
            let heap_type = if first.heap_type == second.heap_type {
                first.heap_type
            } else {
                top(first.heap_type.hierarchy())
            };
            let nullable = first.nullable || second.nullable;
            let ty = RefType {
                nullable,
                heap_type,
            };
            self.declare(value, &ValType::Ref(ty));
        } else if resolved
            .iter()
            .any(|value| self.references.in_heap.contains(value))
        {
            self.references.in_heap.insert(value);
        } else if resolved
            .iter()
            .any(|value| self.references.continuations.contains(value))
        {
            self.references.continuations.insert(value);
        }
    }

    /// Notes that from here on, until control joins, `value` has that type.
    pub(crate) fn assume(&mut self, value: Value, ty: RefType) {
        let value = self.builder.func.dfg.resolve_aliases(value);
        let before = self.references.types.insert(value, ty);
        self.references.assumed.push((value, before));
    }

    /// Notes that `object` was just allocated, and is young.
    pub(crate) fn note_fresh(&mut self, object: Value) {
        self.references.fresh = Some(self.builder.func.dfg.resolve_aliases(object));
    }

    /// Whether an object is known to be young.
    pub(crate) fn is_fresh(&self, object: Value) -> bool {
        self.references.fresh == Some(self.builder.func.dfg.resolve_aliases(object))
    }

    /// Notes that from here on, until control joins, `value` has that type besides what is
    /// known of it.
    pub(crate) fn refine(&mut self, value: Value, ty: RefType) {
        let known = self.type_of(value);
        let refined = match known {
            None => ty,
            Some(known) => RefType {
                nullable: known.nullable && ty.nullable,
                heap_type: if is_subtype(self.module, known.heap_type, ty.heap_type) {
                    known.heap_type
                } else {
                    ty.heap_type
                },
            },
        };
        if known != Some(refined) {
            self.assume(value, refined);
        }
    }

    /// Traps if a reference is null, unless it is known not to be.
    pub(crate) fn check_null(&mut self, reference: Value) {
        if !self.is_non_null(reference) {
            self.trap_if_zero(reference, TrapCode::NullReference);
            self.assume_non_null(reference);
        }
    }

    /// Notes what a branch on `condition` tells where it is not zero, or where it is.
    pub(crate) fn assume_condition(&mut self, condition: Value, holds: bool) {
        let dfg = &self.builder.func.dfg;
        let condition = dfg.resolve_aliases(condition);
        let Some(&(value, ty)) = self.references.tests.get(&condition) else {
            return;
        };
        if holds {
            self.refine(value, ty);
        } else if ty.nullable {
            self.assume_non_null(value);
        }
    }

    /// Notes that from here on, until control joins, `value` is not null.
    pub(crate) fn assume_non_null(&mut self, value: Value) {
        if let Some(ty) = self.type_of(value) {
            self.assume(
                value,
                RefType {
                    nullable: false,
                    ..ty
                },
            );
        }
    }

    /// The type of a reference, as far as it is known.
    pub(crate) fn type_of(&self, value: Value) -> Option<RefType> {
        let value = self.builder.func.dfg.resolve_aliases(value);
        self.references.types.get(&value).copied()
    }

    /// Whether a reference is known not to be null.
    pub(crate) fn is_non_null(&self, value: Value) -> bool {
        self.type_of(value).is_some_and(|ty| !ty.nullable)
    }
}

/// The type of all values of a hierarchy.
pub(crate) fn top(hierarchy: Hierarchy) -> HeapType {
    match hierarchy {
        Hierarchy::Func => HeapType::Func,
        Hierarchy::Extern => HeapType::Extern,
        Hierarchy::Any => HeapType::Any,
        Hierarchy::Exn => HeapType::Exn,
        Hierarchy::Cont => HeapType::Cont,
    }
}
