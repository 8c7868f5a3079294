//! Tables, and the callees of indirect calls.
//!
//! Elements are 8 bytes for references of which there are pointers or words, 4 bytes
//! for references into the heap. A table that cannot grow has a constant length and
//! place. One that nobody can change at all has constant contents, too, so that checks
//! that its elements all pass are left out.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, MemFlagsData, Type, Value, types};
use std::mem::offset_of;
use switchback_abi::instance::TableDefinition;
use switchback_abi::routine::Routine;
use switchback_abi::trap::TrapCode;
use switchback_wasm::{
    ConstExpr, ConstInstruction, ElementItems, ElementMode, FunctionIndex, HeapType, Module,
    TableIndex, TypeIndex, ValType,
};

use crate::call::CalleeInstance;
use crate::environment::Region;
use crate::gc::is_declared_subtype;
use crate::signature::{POINTER, is_in_heap, reference_type};
use crate::translate::{Translator, largest_value};
use crate::variable::instance_offset;

/// Tables with more elements than this are not looked through.
const KNOWN_ELEMENTS: u64 = 1 << 16;

/// What is known of all elements of a table that nobody can change.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KnownElements {
    /// None is null.
    no_nulls: bool,
    /// All are functions that the module defines, or null.
    all_defined: bool,
    /// The type of all that are not null, if they have the same.
    ty: Option<TypeIndex>,
}

impl Translator<'_> {
    pub(crate) fn table_get(&mut self, table: u32) {
        let table = TableIndex(table);
        let index = self.stack.pop();
        let (address, offset) = self.element_address(table, index, TrapCode::TableOutOfBounds);
        let flags = self.element_flags(table);
        let ty = self.element_type(table);
        let value = self.builder.ins().load(ty, flags, address, offset);
        let element = self.module.tables[table.index()].ty.element;
        self.declare(value, &ValType::Ref(element));
        self.stack.push(value);
    }

    pub(crate) fn table_set(&mut self, table: u32) {
        let table = TableIndex(table);
        let (index, value) = self.stack.pop2();
        let (address, offset) = self.element_address(table, index, TrapCode::TableOutOfBounds);
        let flags = self.element_flags(table);
        self.builder.ins().store(flags, value, address, offset);
    }

    pub(crate) fn table_size(&mut self, table: u32) {
        let is_64 = self.module.tables[table as usize].ty.is_64;
        let length = self.table_length(TableIndex(table));
        let length = self.narrow_to_index(length, is_64);
        self.stack.push(length);
    }

    pub(crate) fn table_grow(&mut self, table: u32) {
        let is_64 = self.module.tables[table as usize].ty.is_64;
        let (initial, elements) = self.stack.pop2();
        let initial = self.zero_extend(initial);
        let elements = self.zero_extend(elements);
        let table = self.iconst_pointer(u64::from(table));
        let result = self.call_routine_with_result(Routine::TableGrow, &[table, elements, initial]);
        let result = self.narrow_to_index(result, is_64);
        self.stack.push(result);
    }

    pub(crate) fn table_fill(&mut self, table: u32) {
        let table = self.iconst_pointer(u64::from(table));
        self.call_with_three_operands(Routine::TableFill, table);
    }

    pub(crate) fn table_copy(&mut self, destination: u32, source: u32) {
        let tables = self.iconst_pair(destination, source);
        self.call_with_three_operands(Routine::TableCopy, tables);
    }

    pub(crate) fn table_init(&mut self, table: u32, segment: u32) {
        let which = self.iconst_pair(table, segment);
        self.call_with_three_operands(Routine::TableInit, which);
    }

    pub(crate) fn elem_drop(&mut self, segment: u32) {
        let segment = self.iconst_pointer(u64::from(segment));
        self.call_routine(Routine::ElementDrop, &[segment]);
    }

    /// Pops the index of an indirect call; the reference that it finds, checked to be
    /// not null and of type `ty`, and what is known of its instance.
    pub(crate) fn indirect_callee(
        &mut self,
        ty: TypeIndex,
        table: TableIndex,
    ) -> (Value, CalleeInstance) {
        let known = self.known_elements(table);
        let index = self.stack.pop();
        let (address, offset) = self.element_address(table, index, TrapCode::UndefinedElement);
        let flags = self.element_flags(table);
        let reference = self.builder.ins().load(POINTER, flags, address, offset);

        let element = self.module.tables[table.index()].ty.element;
        if element.nullable && !known.no_nulls {
            self.trap_if_zero(reference, TrapCode::UninitializedElement);
        }
        let declared = match element.heap_type {
            HeapType::Concrete(concrete) => is_declared_subtype(self.module, concrete.index, ty),
            _ => false,
        };
        let found = known
            .ty
            .is_some_and(|found| is_declared_subtype(self.module, found, ty));
        if !declared && !found {
            self.check_signature(reference, ty);
        }
        let instance = if known.all_defined {
            CalleeInstance::Current
        } else {
            CalleeInstance::Unknown
        };
        (reference, instance)
    }

    /// Traps if the function is not of type `ty`.
    fn check_signature(&mut self, reference: Value, ty: TypeIndex) {
        let expected = self.type_identity(ty);
        let found = self.function_type_identity(reference);
        let differs = self.builder.ins().icmp(IntCC::NotEqual, found, expected);
        if self.module.types[ty.index()].is_final {
            self.trap_if(differs, TrapCode::IndirectCallTypeMismatch);
            return;
        }
        let asking = self.create_cold_block();
        let next = self.builder.create_block();
        self.builder.ins().brif(differs, asking, [], next, []);
        self.continue_in(asking);
        let instance = self.instance;
        let found = self.zero_extend(found);
        let expected = self.zero_extend(expected);
        let is_subtype = self.call_routine_with_result(Routine::IsSubtype, &[found, expected]);
        self.trap_if_zero(is_subtype, TrapCode::IndirectCallTypeMismatch);
        self.builder.ins().jump(next, []);
        self.continue_in(next);
        self.instance = instance;
    }

    /// The address of an element, checked to be in the table, and an offset from it.
    fn element_address(&mut self, table: TableIndex, index: Value, code: TrapCode) -> (Value, i32) {
        let minimum = self.module.tables[table.index()].ty.minimum;
        if self.has_constant_size(table) {
            let in_bounds = largest_value(&self.builder.func.dfg, index)
                .is_some_and(|largest| largest < minimum);
            if !in_bounds {
                let index = self.zero_extend(index);
                let length = minimum.cast_signed();
                let is_outside =
                    self.builder
                        .ins()
                        .icmp_imm_s(IntCC::UnsignedGreaterThanOrEqual, index, length);
                self.trap_if(is_outside, code);
            }
        } else {
            let length = self.table_length(table);
            let index = self.zero_extend(index);
            let is_outside =
                self.builder
                    .ins()
                    .icmp(IntCC::UnsignedGreaterThanOrEqual, index, length);
            self.trap_if(is_outside, code);
        }
        let index = self.zero_extend(index);
        let shift = self.element_type(table).bytes().trailing_zeros();
        let distance = self.builder.ins().ishl_imm_u(index, i64::from(shift));
        if let Some(elements) = self.layout.inline_elements(table) {
            let instance = self.instance();
            let address = self.builder.ins().iadd(instance, distance);
            return (address, instance_offset(elements));
        }
        let elements = if self.has_constant_size(table) {
            self.load_instance_pointer(self.layout.table_elements(table))
        } else {
            self.definition_field(table, offset_of!(TableDefinition, elements))
        };
        (self.builder.ins().iadd(elements, distance), 0)
    }

    fn table_length(&mut self, table: TableIndex) -> Value {
        if self.has_constant_size(table) {
            let minimum = self.module.tables[table.index()].ty.minimum;
            return self.iconst_pointer(minimum);
        }
        self.definition_field(table, offset_of!(TableDefinition, length))
    }

    fn definition_field(&mut self, table: TableIndex, offset: usize) -> Value {
        let definition = self.load_instance_pointer(self.layout.table_definition(table));
        let flags = self.region_flags(Region::TableDefinition);
        let offset = instance_offset(offset);
        self.builder
            .ins()
            .load(types::I64, flags, definition, offset)
    }

    /// Whether the table has as many elements as at the start, for ever. An import of
    /// such a type is a table of such a type.
    fn has_constant_size(&self, table: TableIndex) -> bool {
        let ty = &self.module.tables[table.index()].ty;
        ty.maximum == Some(ty.minimum) || self.is_constant(table)
    }

    /// Whether nothing can change the table.
    fn is_constant(&self, table: TableIndex) -> bool {
        table.0 >= self.module.imported_tables && self.module.tables[table.index()].is_immutable
    }

    fn element_flags(&mut self, table: TableIndex) -> MemFlagsData {
        let flags = self.region_flags(Region::TableElements);
        let hierarchy = self.module.tables[table.index()]
            .ty
            .element
            .heap_type
            .hierarchy();
        // Collections change references into the heap.
        if self.is_constant(table) && !is_in_heap(hierarchy) {
            flags.with_readonly()
        } else {
            flags
        }
    }

    fn element_type(&self, table: TableIndex) -> Type {
        let element = self.module.tables[table.index()].ty.element;
        reference_type(element.heap_type.hierarchy())
    }

    fn known_elements(&mut self, table: TableIndex) -> KnownElements {
        if !self.is_constant(table) {
            return KnownElements {
                no_nulls: false,
                all_defined: false,
                ty: None,
            };
        }
        if let Some(&known) = self.known_tables.get(&table) {
            return known;
        }
        let known = KnownElements::of(self.module, table);
        self.known_tables.insert(table, known);
        known
    }
}

impl KnownElements {
    /// Looks through the segments that fill a table that nobody changes later.
    fn of(module: &Module, table: TableIndex) -> Self {
        let unknown = Self {
            no_nulls: false,
            all_defined: false,
            ty: None,
        };
        let definition = &module.tables[table.index()];
        if definition.ty.minimum > KNOWN_ELEMENTS {
            return unknown;
        }
        // In bounds by the check above.
        let length = definition.ty.minimum as usize;
        let Some(initial) = (match &definition.initial {
            None => Some(Element::Null),
            Some(initial) => element_of(module, initial),
        }) else {
            return unknown;
        };
        let mut elements = vec![initial; length];
        let mut may_have_escaped = false;
        for segment in &module.elements {
            let ElementMode::Active {
                table: filled,
                offset,
            } = &segment.mode
            else {
                continue;
            };
            if *filled != table {
                // Once functions of ours are in somebody else's table, they can be called
                // even if a later segment fails and the instance is never complete.
                may_have_escaped |= filled.0 < module.imported_tables;
                continue;
            }
            if may_have_escaped {
                return unknown;
            }
            let Some(places) = constant_offset(offset)
                .and_then(|start| Some(start..start.checked_add(segment.items.len())?))
                .and_then(|range| elements.get_mut(range))
            else {
                return unknown;
            };
            match &segment.items {
                ElementItems::Functions(functions) => {
                    for (place, &function) in places.iter_mut().zip(functions) {
                        *place = function_element(module, function);
                    }
                }
                ElementItems::Expressions(expressions) => {
                    for (place, expression) in places.iter_mut().zip(expressions) {
                        let Some(element) = element_of(module, expression) else {
                            return unknown;
                        };
                        *place = element;
                    }
                }
            }
        }
        let mut types = elements.iter().filter_map(|element| match element {
            Element::Null => None,
            Element::Defined(ty) | Element::Imported(ty) => Some(*ty),
        });
        let first = types.next();
        let is_uniform = types.all(|ty| Some(ty) == first);
        Self {
            no_nulls: !elements.contains(&Element::Null),
            all_defined: !elements
                .iter()
                .any(|element| matches!(element, Element::Imported(_))),
            ty: first.filter(|_| is_uniform),
        }
    }
}

/// An element of a table, as far as it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    Null,
    /// A function that the module defines.
    Defined(TypeIndex),
    /// A function that it imports.
    Imported(TypeIndex),
}

fn function_element(module: &Module, function: FunctionIndex) -> Element {
    let ty = module.functions[function.index()].ty;
    if module.is_imported_function(function) {
        Element::Imported(ty)
    } else {
        Element::Defined(ty)
    }
}

/// The element that an expression makes, if it tells.
fn element_of(module: &Module, expression: &ConstExpr) -> Option<Element> {
    match *expression.instructions {
        [ConstInstruction::RefFunc(function)] => Some(function_element(module, function)),
        [ConstInstruction::RefNull(_)] => Some(Element::Null),
        _ => None,
    }
}

fn constant_offset(expression: &ConstExpr) -> Option<usize> {
    match *expression.instructions {
        [ConstInstruction::I32Const(offset)] => Some(offset.cast_unsigned() as usize),
        [ConstInstruction::I64Const(offset)] => usize::try_from(offset.cast_unsigned()).ok(),
        _ => None,
    }
}
