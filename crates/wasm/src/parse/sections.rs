//! Everything of a module but its function bodies.
//!
//! Each section is first checked against the limits, then validated, then read
//! once more into the [`Module`]: what was validated needs no error handling of
//! its own, except for what the engine has not built.

use wasmparser::{
    DataKind, DataSectionReader, ElementKind, ElementSectionReader, ExportSectionReader,
    ExternalKind, FromReader, FunctionSectionReader, GlobalSectionReader, ImportSectionReader,
    MemorySectionReader, Operator, SectionLimited, TableInit, TableSectionReader, TagSectionReader,
    TypeSectionReader, Validator,
};

use super::convert::{TypeKinds, composite_kind, memory_type};
use super::failure::{Failure, usize_offset, usize_range};
use crate::const_expr::{ConstExpr, ConstInstruction};
use crate::error::Error;
use crate::index::{FunctionIndex, GlobalIndex, MemoryIndex, TableIndex, TagIndex, TypeIndex};
use crate::limits::Limits;
use crate::module::{
    BodyFacts, DataMode, DataSegment, ElementItems, ElementMode, ElementSegment, EntityIndex,
    Export, Function, Global, Import, Module, Table,
};
use crate::types::{CompositeType, EntityType, RefType, SubType};

/// A module in the making.
pub(super) struct Sections<'a> {
    pub(super) validator: Validator,
    pub(super) module: Module,
    pub(super) kinds: TypeKinds,
    pub(super) limits: &'a Limits,
}

impl Sections<'_> {
    pub(super) fn types(&mut self, section: TypeSectionReader<'_>) -> Result<(), Failure> {
        let limit = self.limits.types;
        check_count("types", 0, &section, limit)?;
        let offset = usize_offset(section.range().start);
        self.validator.type_section(&section)?;
        for group in section {
            let types = group?.into_types_and_offsets();
            let first = self.module.types.len();
            let end = first + types.len();
            if end > limit as usize {
                return Err(Error::limit("types", limit, offset).into());
            }
            let types: Vec<_> = types.collect();
            let kinds = types.iter().map(|(_, ty)| composite_kind(ty));
            self.kinds.extend(kinds);
            for (offset, ty) in &types {
                let offset = usize_offset(*offset);
                let ty = self.kinds.sub_type(ty, offset)?;
                self.check_composite(&ty, offset)?;
                self.module.types.push(ty);
            }
            self.module
                .recursion_groups
                .push(index_u32(first)..index_u32(end));
        }
        Ok(())
    }

    fn check_composite(&self, ty: &SubType, offset: usize) -> Result<(), Error> {
        let check = |what, count: usize, limit: u32| {
            if count > limit as usize {
                return Err(Error::limit(what, limit, offset));
            }
            Ok(())
        };
        match &ty.composite {
            CompositeType::Func(ty) => {
                check("parameters", ty.params.len(), self.limits.parameters)?;
                check("results", ty.results.len(), self.limits.results)
            }
            CompositeType::Struct(fields) => check("fields", fields.len(), self.limits.fields),
            CompositeType::Array(_) | CompositeType::Cont(_) => Ok(()),
        }
    }

    pub(super) fn imports(&mut self, section: ImportSectionReader<'_>) -> Result<(), Failure> {
        check_count("imports", 0, &section, self.limits.imports)?;
        self.validator.import_section(&section)?;
        for import in section.into_imports_with_offsets() {
            let (offset, import) = import?;
            let offset = usize_offset(offset);
            self.check_name(import.module, offset)?;
            self.check_name(import.name, offset)?;
            let ty = self.kinds.entity_type(import.ty, offset)?;
            self.import(ty, offset)?;
            self.module.imports.push(Import {
                module: import.module.to_owned(),
                name: import.name.to_owned(),
                ty,
            });
            if self.module.imports.len() > self.limits.imports as usize {
                return Err(Error::limit("imports", self.limits.imports, offset).into());
            }
        }
        Ok(())
    }

    /// Gives an import its place in its index space.
    fn import(&mut self, ty: EntityType, offset: usize) -> Result<(), Error> {
        let module = &mut self.module;
        let (what, count, limit) = match ty {
            EntityType::Func(ty) => {
                module.functions.push(declared_function(ty));
                let count = &mut module.imported_functions;
                ("functions", count, self.limits.functions)
            }
            EntityType::Table(ty) => {
                module.tables.push(Table {
                    ty,
                    initial: None,
                    is_immutable: false,
                });
                module.table_offsets.push(offset);
                ("tables", &mut module.imported_tables, self.limits.tables)
            }
            EntityType::Memory(ty) => {
                module.memories.push(ty);
                module.memory_offsets.push(offset);
                let count = &mut module.imported_memories;
                ("memories", count, self.limits.memories)
            }
            EntityType::Global(ty) => {
                module.globals.push(Global { ty, initial: None });
                ("globals", &mut module.imported_globals, self.limits.globals)
            }
            EntityType::Tag(ty) => {
                module.tags.push(ty);
                ("tags", &mut module.imported_tags, self.limits.tags)
            }
        };
        if *count >= limit {
            return Err(Error::limit(what, limit, offset));
        }
        *count += 1;
        Ok(())
    }

    pub(super) fn functions(&mut self, section: FunctionSectionReader<'_>) -> Result<(), Failure> {
        let before = self.module.functions.len();
        check_count("functions", before, &section, self.limits.functions)?;
        self.validator.function_section(&section)?;
        for ty in section {
            let function = declared_function(TypeIndex(ty?));
            self.module.functions.push(function);
        }
        Ok(())
    }

    pub(super) fn tables(&mut self, section: TableSectionReader<'_>) -> Result<(), Failure> {
        let before = self.module.tables.len();
        check_count("tables", before, &section, self.limits.tables)?;
        self.validator.table_section(&section)?;
        for table in section.into_iter_with_offsets() {
            let (offset, table) = table?;
            let offset = usize_offset(offset);
            let ty = self.kinds.table_type(table.ty, offset)?;
            let initial = match table.init {
                TableInit::RefNull => None,
                TableInit::Expr(expr) => Some(self.const_expr(&expr)?),
            };
            self.module.tables.push(Table {
                ty,
                initial,
                // Until something that changes it comes up.
                is_immutable: true,
            });
            self.module.table_offsets.push(offset);
        }
        Ok(())
    }

    pub(super) fn memories(&mut self, section: MemorySectionReader<'_>) -> Result<(), Failure> {
        let before = self.module.memories.len();
        check_count("memories", before, &section, self.limits.memories)?;
        self.validator.memory_section(&section)?;
        for memory in section.into_iter_with_offsets() {
            let (offset, memory) = memory?;
            self.module.memories.push(memory_type(memory));
            self.module.memory_offsets.push(usize_offset(offset));
        }
        Ok(())
    }

    pub(super) fn tags(&mut self, section: TagSectionReader<'_>) -> Result<(), Failure> {
        let before = self.module.tags.len();
        check_count("tags", before, &section, self.limits.tags)?;
        self.validator.tag_section(&section)?;
        for tag in section {
            self.module.tags.push(TypeIndex(tag?.func_type_idx));
        }
        Ok(())
    }

    pub(super) fn globals(&mut self, section: GlobalSectionReader<'_>) -> Result<(), Failure> {
        let before = self.module.globals.len();
        check_count("globals", before, &section, self.limits.globals)?;
        self.validator.global_section(&section)?;
        for global in section.into_iter_with_offsets() {
            let (offset, global) = global?;
            let ty = self.kinds.global_type(global.ty, usize_offset(offset))?;
            let initial = Some(self.const_expr(&global.init_expr)?);
            self.module.globals.push(Global { ty, initial });
        }
        Ok(())
    }

    pub(super) fn exports(&mut self, section: ExportSectionReader<'_>) -> Result<(), Failure> {
        check_count("exports", 0, &section, self.limits.exports)?;
        self.validator.export_section(&section)?;
        for export in section.into_iter_with_offsets() {
            let (offset, export) = export?;
            let offset = usize_offset(offset);
            self.check_name(export.name, offset)?;
            let index = export.index;
            let entity = match export.kind {
                ExternalKind::Func => EntityIndex::Func(FunctionIndex(index)),
                ExternalKind::Table => EntityIndex::Table(TableIndex(index)),
                ExternalKind::Memory => EntityIndex::Memory(MemoryIndex(index)),
                ExternalKind::Global => EntityIndex::Global(GlobalIndex(index)),
                ExternalKind::Tag => EntityIndex::Tag(TagIndex(index)),
                ExternalKind::FuncExact => {
                    let message = "exact function exports are not supported yet";
                    return Err(Error::unsupported(message, offset).into());
                }
            };
            self.module.exports.push(Export {
                name: export.name.to_owned(),
                entity,
            });
        }
        Ok(())
    }

    pub(super) fn elements(&mut self, section: ElementSectionReader<'_>) -> Result<(), Failure> {
        let limit = self.limits.element_segments;
        check_count("element segments", 0, &section, limit)?;
        self.validator.element_section(&section)?;
        for element in section.into_iter_with_offsets() {
            let (offset, element) = element?;
            let mode = match element.kind {
                ElementKind::Passive => ElementMode::Passive,
                ElementKind::Declared => ElementMode::Declared,
                ElementKind::Active {
                    table_index,
                    offset_expr,
                } => ElementMode::Active {
                    table: TableIndex(table_index.unwrap_or(0)),
                    offset: self.const_expr(&offset_expr)?,
                },
            };
            let (ty, items) = self.element_items(element.items, usize_offset(offset))?;
            self.module
                .elements
                .push(ElementSegment { mode, ty, items });
        }
        Ok(())
    }

    fn element_items(
        &self,
        items: wasmparser::ElementItems<'_>,
        offset: usize,
    ) -> Result<(RefType, ElementItems), Failure> {
        let limit = self.limits.segment_elements;
        match items {
            wasmparser::ElementItems::Functions(functions) => {
                check_count("elements of a segment", 0, &functions, limit)?;
                let functions = functions
                    .into_iter()
                    .map(|function| function.map(FunctionIndex))
                    .collect::<Result<_, _>>()?;
                Ok((RefType::FUNC, ElementItems::Functions(functions)))
            }
            wasmparser::ElementItems::Expressions(ty, expressions) => {
                check_count("elements of a segment", 0, &expressions, limit)?;
                let ty = self.kinds.ref_type(ty, offset)?;
                let expressions = expressions
                    .into_iter()
                    .map(|expr| self.const_expr(&expr?))
                    .collect::<Result<Box<[ConstExpr]>, Failure>>()?;
                // The long form of what the other arm has in short.
                let functions: Option<Box<[FunctionIndex]>> =
                    expressions.iter().map(ConstExpr::as_ref_func).collect();
                let items = match functions {
                    Some(functions) => ElementItems::Functions(functions),
                    None => ElementItems::Expressions(expressions),
                };
                Ok((ty, items))
            }
        }
    }

    pub(super) fn data(&mut self, section: DataSectionReader<'_>) -> Result<(), Failure> {
        let limit = self.limits.data_segments;
        check_count("data segments", 0, &section, limit)?;
        self.validator.data_section(&section)?;
        for data in section {
            let data = data?;
            let mode = match data.kind {
                DataKind::Passive => DataMode::Passive,
                DataKind::Active {
                    memory_index,
                    offset_expr,
                } => DataMode::Active {
                    memory: MemoryIndex(memory_index),
                    offset: self.const_expr(&offset_expr)?,
                },
            };
            // The segment ends with its bytes.
            let end = usize_range(data.range).end;
            self.module.data.push(DataSegment {
                mode,
                bytes: end - data.data.len()..end,
            });
        }
        Ok(())
    }

    fn const_expr(&self, expr: &wasmparser::ConstExpr<'_>) -> Result<ConstExpr, Failure> {
        let mut instructions = Vec::with_capacity(1);
        let mut reader = expr.get_operators_reader();
        while !reader.eof() {
            let (operator, offset) = reader.read_with_offset()?;
            let offset = usize_offset(offset);
            instructions.push(match operator {
                Operator::I32Const { value } => ConstInstruction::I32Const(value),
                Operator::I64Const { value } => ConstInstruction::I64Const(value),
                Operator::F32Const { value } => ConstInstruction::F32Const(value.bits()),
                Operator::F64Const { value } => ConstInstruction::F64Const(value.bits()),
                Operator::V128Const { value } => ConstInstruction::V128Const(*value.bytes()),
                Operator::I32Add => ConstInstruction::I32Add,
                Operator::I32Sub => ConstInstruction::I32Sub,
                Operator::I32Mul => ConstInstruction::I32Mul,
                Operator::I64Add => ConstInstruction::I64Add,
                Operator::I64Sub => ConstInstruction::I64Sub,
                Operator::I64Mul => ConstInstruction::I64Mul,
                Operator::GlobalGet { global_index } => {
                    ConstInstruction::GlobalGet(GlobalIndex(global_index))
                }
                Operator::RefNull { hty } => {
                    ConstInstruction::RefNull(self.kinds.heap_type(hty, offset)?)
                }
                Operator::RefFunc { function_index } => {
                    ConstInstruction::RefFunc(FunctionIndex(function_index))
                }
                Operator::End => continue,
                operator => self
                    .garbage_collection_instruction(&operator)
                    .ok_or_else(|| {
                        let message = "instruction is not supported in constant expressions yet";
                        Error::unsupported(message, offset)
                    })?,
            });
        }
        Ok(ConstExpr {
            instructions: instructions.into_boxed_slice(),
        })
    }

    /// The instructions that garbage collection adds to constant expressions, if it
    /// is on.
    fn garbage_collection_instruction(&self, operator: &Operator<'_>) -> Option<ConstInstruction> {
        if !self.kinds.gc() {
            return None;
        }
        Some(match *operator {
            Operator::RefI31 => ConstInstruction::RefI31,
            Operator::StructNew { struct_type_index } => {
                ConstInstruction::StructNew(TypeIndex(struct_type_index))
            }
            Operator::StructNewDefault { struct_type_index } => {
                ConstInstruction::StructNewDefault(TypeIndex(struct_type_index))
            }
            Operator::ArrayNew { array_type_index } => {
                ConstInstruction::ArrayNew(TypeIndex(array_type_index))
            }
            Operator::ArrayNewDefault { array_type_index } => {
                ConstInstruction::ArrayNewDefault(TypeIndex(array_type_index))
            }
            Operator::ArrayNewFixed {
                array_type_index,
                array_size,
            } => ConstInstruction::ArrayNewFixed {
                ty: TypeIndex(array_type_index),
                length: array_size,
            },
            Operator::AnyConvertExtern => ConstInstruction::AnyConvertExtern,
            Operator::ExternConvertAny => ConstInstruction::ExternConvertAny,
            _ => return None,
        })
    }

    pub(super) fn check_name(&self, name: &str, offset: usize) -> Result<(), Error> {
        let limit = self.limits.name_bytes;
        if name.len() > limit as usize {
            return Err(Error::limit("bytes of a name", limit, offset));
        }
        Ok(())
    }
}

/// A function before its body has been seen.
fn declared_function(ty: TypeIndex) -> Function {
    Function {
        ty,
        reference_slot: None,
        body: 0..0,
        facts: BodyFacts::default(),
        branch_hints: Box::default(),
    }
}

/// Refuses a section whose claimed count, with what is there already, exceeds
/// the limit.
fn check_count<'a, T: FromReader<'a>>(
    what: &str,
    before: usize,
    section: &SectionLimited<'a, T>,
    limit: u32,
) -> Result<(), Error> {
    if before as u64 + u64::from(section.count()) > u64::from(limit) {
        let offset = usize_offset(section.range().start);
        return Err(Error::limit(what, limit, offset));
    }
    Ok(())
}

/// An index of a space whose size a limit keeps within 32 bits.
pub(super) fn index_u32(index: usize) -> u32 {
    u32::try_from(index).expect("limits keep index spaces within 32 bits")
}
