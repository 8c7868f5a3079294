//! Tests of types and casts.
//!
//! What is known of a reference when it is translated comes first: a cast to a type that
//! it has anyway costs nothing. Then null and `i31` are told apart where they can occur,
//! then the type word is compared with that of the type in question, and if that type may
//! have subtypes, with what the display of the object's type has at its depth. At offset 0
//! of the heap there is nothing but zeros, which is no type word of a type, so that null
//! needs no test of its own where it is to fail.

use std::mem::offset_of;

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block, InstBuilder, MemFlagsData, Value, types};
use switchback_abi::heap::{HeapContext, ObjectHeader, ObjectKind, TypeDisplay};
use switchback_abi::routine::Routine;
use switchback_abi::store::StoreContext;
use switchback_abi::trap::TrapCode;
use switchback_wasm::{CompositeKind, ConcreteType, HeapType, Hierarchy, RefType, TypeIndex};

use super::subtype::{depth, is_subtype};
use crate::environment::Region;
use crate::signature::{POINTER, heap_type};
use crate::translate::{Translator, block_arguments};
use crate::typing::top;
use crate::variable::instance_offset;

/// How far the part of a type word above the kind is shifted left to be the offset of a
/// type's display.
const DISPLAY_SHIFT: u32 = size_of::<TypeDisplay>().trailing_zeros() - ObjectKind::SHIFT;

/// Where a test goes on.
#[derive(Clone, Copy)]
struct Outcomes {
    yes: Block,
    no: Block,
}

impl Translator<'_> {
    pub(crate) fn ref_test(&mut self, ty: wasmparser::HeapType, nullable: bool) {
        let target = RefType {
            nullable,
            heap_type: heap_type(self.module, ty),
        };
        let reference = self.stack.pop();
        let result = match self.test_at_once(reference, target) {
            Some(is_match) => self.builder.ins().uextend(types::I32, is_match),
            None => {
                let outcomes = Outcomes {
                    yes: self.builder.create_block(),
                    no: self.builder.create_block(),
                };
                self.branch_on_type(reference, target, outcomes);
                let done = self.create_block_with_params(&[types::I32]);
                for (block, result) in [(outcomes.yes, 1), (outcomes.no, 0)] {
                    self.continue_in(block);
                    let result = self.builder.ins().iconst(types::I32, result);
                    self.builder.ins().jump(done, &block_arguments(&[result]));
                }
                self.continue_in(done);
                self.builder.block_params(done)[0]
            }
        };
        self.references.note_test(result, reference, target);
        self.stack.push(result);
    }

    pub(crate) fn ref_cast(&mut self, ty: wasmparser::HeapType, nullable: bool) {
        let target = RefType {
            nullable,
            heap_type: heap_type(self.module, ty),
        };
        let reference = self.stack.peek();
        if self.has_type(reference, target) {
            return;
        }
        if let Some(is_match) = self.test_at_once(reference, target) {
            self.trap_if_zero(is_match, TrapCode::CastFailure);
        } else {
            let outcomes = Outcomes {
                yes: self.builder.create_block(),
                no: self.create_cold_block(),
            };
            self.branch_on_type(reference, target, outcomes);
            self.continue_in(outcomes.no);
            self.trap(TrapCode::CastFailure);
            self.reachable = true;
            self.continue_in(outcomes.yes);
        }
        self.refine(reference, target);
    }

    pub(crate) fn br_on_cast(&mut self, depth: u32, target: RefType) {
        let index = self.frame_index(depth);
        let (reference, outcomes) = self.branch_on_cast(target);
        self.continue_in(outcomes.yes);
        self.branch_to(index);
        self.continue_in(outcomes.no);
        if target.nullable {
            self.assume_non_null(reference);
        }
    }

    pub(crate) fn br_on_cast_fail(&mut self, depth: u32, target: RefType) {
        let index = self.frame_index(depth);
        let (reference, outcomes) = self.branch_on_cast(target);
        self.continue_in(outcomes.no);
        self.branch_to(index);
        self.continue_in(outcomes.yes);
        self.refine(reference, target);
    }

    fn branch_on_cast(&mut self, target: RefType) -> (Value, Outcomes) {
        let reference = self.stack.peek();
        let outcomes = Outcomes {
            yes: self.builder.create_block(),
            no: self.builder.create_block(),
        };
        self.branch_on_type(reference, target, outcomes);
        (reference, outcomes)
    }

    /// Whether a reference is known to have a type.
    fn has_type(&self, reference: Value, target: RefType) -> bool {
        self.type_of(reference).is_some_and(|ty| {
            (target.nullable || !ty.nullable)
                && is_subtype(self.module, ty.heap_type, target.heap_type)
        })
    }

    /// The type that is known of a reference that is compared with `target`.
    fn source_type(&self, reference: Value, target: RefType) -> RefType {
        self.type_of(reference).unwrap_or(RefType {
            nullable: true,
            heap_type: top(target.heap_type.hierarchy()),
        })
    }

    /// The result of a test that takes one comparison at most.
    fn test_at_once(&mut self, reference: Value, target: RefType) -> Option<Value> {
        let source = self.source_type(reference, target);
        if target.heap_type.is_bottom() {
            return Some(if target.nullable {
                self.is_zero(reference)
            } else {
                self.builder.ins().iconst(types::I8, 0)
            });
        }
        if is_within(self.module, source.heap_type, target.heap_type) {
            return Some(if !source.nullable || target.nullable {
                self.builder.ins().iconst(types::I8, 1)
            } else {
                self.builder.ins().icmp_imm_u(IntCC::NotEqual, reference, 0)
            });
        }
        if target.nullable && source.nullable {
            return None;
        }
        match target.heap_type {
            HeapType::I31 => {
                let bit = self.builder.ins().band_imm_u(reference, 1);
                Some(self.builder.ins().icmp_imm_u(IntCC::NotEqual, bit, 0))
            }
            HeapType::Concrete(ConcreteType { index, kind })
                if kind != CompositeKind::Func
                    && !may_be_i31(source.heap_type)
                    && self.module.types[index.index()].is_final =>
            {
                let found = self.type_word(reference);
                let expected = self.type_identity(index);
                Some(self.builder.ins().icmp(IntCC::Equal, found, expected))
            }
            _ => None,
        }
    }

    /// Branches to one of two blocks: whether `reference` has the type `target`.
    fn branch_on_type(&mut self, reference: Value, target: RefType, outcomes: Outcomes) {
        let Outcomes { yes, no } = outcomes;
        if let Some(is_match) = self.test_at_once(reference, target) {
            self.builder.ins().brif(is_match, yes, [], no, []);
            return;
        }
        // Not on one of the ways only.
        self.instance();
        let source = self.source_type(reference, target);
        if target.heap_type.hierarchy() == Hierarchy::Func {
            if source.nullable {
                let null = if target.nullable { yes } else { no };
                self.branch_if_zero(reference, null);
            }
            self.branch_on_function_type(reference, target.heap_type, outcomes);
            return;
        }
        // For what is not a defined type, zero would be the word of a struct.
        let is_concrete = matches!(target.heap_type, HeapType::Concrete(_));
        if source.nullable && (target.nullable || !is_concrete) {
            let null = if target.nullable { yes } else { no };
            self.branch_if_zero(reference, null);
        }
        if may_be_i31(source.heap_type) {
            let i31 = match target.heap_type {
                HeapType::I31 | HeapType::Eq => yes,
                _ => no,
            };
            let bit = self.builder.ins().band_imm_u(reference, 1);
            let next = self.builder.create_block();
            self.builder.ins().brif(bit, i31, [], next, []);
            self.continue_in(next);
        }
        match target.heap_type {
            HeapType::Struct => self.branch_on_kind(reference, ObjectKind::Struct, outcomes),
            HeapType::Array => self.branch_on_kind(reference, ObjectKind::Array, outcomes),
            HeapType::Concrete(concrete) => {
                self.branch_on_defined_type(reference, concrete.index, outcomes);
            }
            HeapType::Eq => {
                let kind = self.kind(reference);
                let is_array_at_most = self.builder.ins().icmp_imm_u(
                    IntCC::UnsignedLessThanOrEqual,
                    kind,
                    ObjectKind::Array as i64,
                );
                self.builder.ins().brif(is_array_at_most, yes, [], no, []);
            }
            // Only an odd reference is an `i31`.
            _ => {
                self.builder.ins().jump(no, []);
            }
        }
    }

    /// Branches to `target` if the reference is null, and goes on if not.
    fn branch_if_zero(&mut self, reference: Value, target: Block) {
        let next = self.builder.create_block();
        self.builder.ins().brif(reference, next, [], target, []);
        self.continue_in(next);
    }

    fn branch_on_kind(&mut self, reference: Value, kind: ObjectKind, outcomes: Outcomes) {
        let found = self.kind(reference);
        let is_match = self
            .builder
            .ins()
            .icmp_imm_u(IntCC::Equal, found, kind as i64);
        self.builder
            .ins()
            .brif(is_match, outcomes.yes, [], outcomes.no, []);
    }

    fn branch_on_defined_type(&mut self, reference: Value, ty: TypeIndex, outcomes: Outcomes) {
        let Outcomes { yes, no } = outcomes;
        let found = self.type_word(reference);
        let expected = self.type_identity(ty);
        let is_exact = self.builder.ins().icmp(IntCC::Equal, found, expected);
        if self.module.types[ty.index()].is_final {
            self.builder.ins().brif(is_exact, yes, [], no, []);
            return;
        }
        let other = self.builder.create_block();
        self.builder.ins().brif(is_exact, yes, [], other, []);
        self.continue_in(other);
        let store = self.store_context();
        let offset = offset_of!(StoreContext, heap) + offset_of!(HeapContext, type_displays);
        let displays = self.load_constant(POINTER, store, instance_offset(offset));
        let identity = self
            .builder
            .ins()
            .band_imm_u(found, i64::from(!ObjectKind::MASK));
        let identity = self.builder.ins().uextend(POINTER, identity);
        let offset = self
            .builder
            .ins()
            .ishl_imm_u(identity, i64::from(DISPLAY_SHIFT));
        let display = self.builder.ins().iadd(displays, offset);
        // Only of an object is there a display.
        let flags = MemFlagsData::trusted().with_readonly();
        let depth = depth(self.module, ty);
        let offset = offset_of!(TypeDisplay, supertypes) + depth * size_of::<u32>();
        let offset = instance_offset(offset);
        let supertype = self.builder.ins().load(types::I32, flags, display, offset);
        let is_subtype = self.builder.ins().icmp(IntCC::Equal, supertype, expected);
        self.builder.ins().brif(is_subtype, yes, [], no, []);
    }

    /// Branches on the type of a function reference that is not null.
    fn branch_on_function_type(&mut self, reference: Value, ty: HeapType, outcomes: Outcomes) {
        let Outcomes { yes, no } = outcomes;
        let HeapType::Concrete(ConcreteType { index, .. }) = ty else {
            // Every function has the type of all functions.
            self.builder.ins().jump(yes, []);
            return;
        };
        let expected = self.type_identity(index);
        let found = self.function_type_identity(reference);
        let is_exact = self.builder.ins().icmp(IntCC::Equal, found, expected);
        if self.module.types[index.index()].is_final {
            self.builder.ins().brif(is_exact, yes, [], no, []);
            return;
        }
        let other = self.create_cold_block();
        self.builder.ins().brif(is_exact, yes, [], other, []);
        self.continue_in(other);
        let instance = self.instance;
        let found = self.zero_extend(found);
        let expected = self.zero_extend(expected);
        let is_subtype = self.call_routine_with_result(Routine::IsSubtype, &[found, expected]);
        self.builder.ins().brif(is_subtype, yes, [], no, []);
        self.instance = instance;
    }

    /// The type word of an object; zero for null.
    fn type_word(&mut self, reference: Value) -> Value {
        let address = self.object_address(reference);
        let flags = self.region_flags(Region::ObjectHeaders);
        let offset = instance_offset(offset_of!(ObjectHeader, type_word));
        self.builder.ins().load(types::I32, flags, address, offset)
    }

    fn kind(&mut self, reference: Value) -> Value {
        let type_word = self.type_word(reference);
        self.builder
            .ins()
            .band_imm_u(type_word, i64::from(ObjectKind::MASK))
    }
}

/// Whether a reference of a type can be an `i31`; those to values of the host can, because
/// conversion leaves the bits as they are.
fn may_be_i31(ty: HeapType) -> bool {
    matches!(
        ty,
        HeapType::Any | HeapType::Eq | HeapType::I31 | HeapType::Extern
    )
}

/// Whether all references of one type that are not null are of another. Conversion leaves
/// references of `extern` in the other hierarchy.
fn is_within(module: &switchback_wasm::Module, ty: HeapType, target: HeapType) -> bool {
    is_subtype(module, ty, target) || matches!(target, HeapType::Any | HeapType::Extern)
}
