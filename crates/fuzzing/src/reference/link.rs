//! Instantiation: code read, imports matched by position, segments copied, the start
//! function called.

use std::collections::HashMap;
use std::rc::Rc;

use anyhow::{Context, Result, ensure};
use switchback_wasm::const_expr::{ConstExpr, ConstInstruction};
use switchback_wasm::{
    DataMode, ElementItems, ElementMode, EntityIndex, EntityType, FunctionIndex, Module,
    RegisteredTypes, TypeIndex, TypeRegistry,
};
use wasmparser::{BinaryReader, FunctionBody, Operator};

use super::memory::{part, slice};
use super::value::{Reference, Value};
use super::{Block, Code, Function, Global, Instance, Machine, Memory, Outcome, Stop, Table, Trap};

/// What is imported or exported: the number of it in the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Import {
    /// A function.
    Func(usize),
    /// A table.
    Table(usize),
    /// A memory.
    Memory(usize),
    /// A global.
    Global(usize),
    /// A tag.
    Tag(usize),
}

/// A module whose instructions have been read, so that it can be instantiated often.
pub struct Decoded<'m> {
    module: &'m Module,
    types: Rc<RegisteredTypes>,
    /// The functions that it defines, with their types.
    codes: Vec<(TypeIndex, Rc<Code<'m>>)>,
}

impl std::fmt::Debug for Decoded<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Decoded")
            .field("functions", &self.codes.len())
            .finish_non_exhaustive()
    }
}

impl<'m> Decoded<'m> {
    /// Reads a validated module.
    ///
    /// # Errors
    ///
    /// When the module was not validated.
    pub fn new(registry: &TypeRegistry, module: &'m Module) -> Result<Self> {
        let codes = module
            .functions
            .iter()
            .skip(module.imported_functions as usize)
            .map(|function| {
                let code = read_code(module, function.ty, function.body.clone())?;
                Ok((function.ty, Rc::new(code)))
            })
            .collect::<Result<_>>()?;
        Ok(Self {
            module,
            types: Rc::new(registry.register_module(module)),
            codes,
        })
    }

    /// The module.
    #[must_use]
    pub fn module(&self) -> &'m Module {
        self.module
    }
}

impl<'m> Machine<'m> {
    /// Makes an instance of a module. Imports are in the module's order, and their types
    /// are the caller's business.
    ///
    /// # Errors
    ///
    /// When the imports are not of the kinds that the module wants, or too many; that is
    /// the caller's mistake. What stops instantiation itself is in the answer.
    pub fn instantiate(
        &mut self,
        module: &'m Module,
        imports: &[Import],
    ) -> Result<Outcome<usize>> {
        let decoded = Decoded::new(&self.registry, module)?;
        self.instantiate_decoded(&decoded, imports)
    }

    /// As [`Machine::instantiate`]. The module has been decoded with the machine's
    /// registry.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn instantiate_decoded(
        &mut self,
        decoded: &Decoded<'m>,
        imports: &[Import],
    ) -> Result<Outcome<usize>> {
        let module = decoded.module;
        let number = self.instances.len();
        let mut instance = Instance {
            module,
            types: Rc::clone(&decoded.types),
            functions: Vec::new(),
            tables: Vec::new(),
            memories: Vec::new(),
            globals: Vec::new(),
            tags: Vec::new(),
            elements: Vec::new(),
            data: Vec::new(),
        };
        ensure!(imports.len() == module.imports.len(), "a number of imports");
        for (wanted, given) in module.imports.iter().zip(imports) {
            match (wanted.ty, *given) {
                (EntityType::Func(_), Import::Func(function)) => instance.functions.push(function),
                (EntityType::Table(_), Import::Table(table)) => instance.tables.push(table),
                (EntityType::Memory(_), Import::Memory(memory)) => instance.memories.push(memory),
                (EntityType::Global(_), Import::Global(global)) => instance.globals.push(global),
                (EntityType::Tag(_), Import::Tag(tag)) => instance.tags.push(tag),
                _ => anyhow::bail!("an import of another kind: {}", wanted.name),
            }
        }
        for (ty, code) in &decoded.codes {
            instance.functions.push(self.functions.len());
            self.functions.push(Function::Wasm {
                instance: number,
                code: Rc::clone(code),
                ty: instance.types.identity(*ty),
            });
        }
        for &ty in &module.tags[module.imported_tags as usize..] {
            instance.tags.push(self.tags.len());
            self.tags.push(instance.types.identity(ty));
        }
        for &ty in &module.memories[module.imported_memories as usize..] {
            instance.memories.push(self.memories.len());
            self.memories.push(Memory {
                ty,
                bytes: vec![0; (ty.minimum * ty.page_size()) as usize],
            });
        }
        self.instances.push(instance);
        Ok(self.initialize(number).map(|()| number))
    }

    /// What an instance exports.
    #[must_use]
    pub fn exports(&self, instance: usize) -> HashMap<&'m str, Import> {
        let instance = &self.instances[instance];
        let entity = |entity| match entity {
            EntityIndex::Func(index) => Import::Func(instance.function(index.0)),
            EntityIndex::Table(index) => Import::Table(instance.table(index.0)),
            EntityIndex::Memory(index) => Import::Memory(instance.memory(index.0)),
            EntityIndex::Global(index) => Import::Global(instance.global(index.0)),
            EntityIndex::Tag(index) => Import::Tag(instance.tag(index.0)),
        };
        let exports = instance.module.exports.iter();
        exports
            .map(|export| (export.name.as_str(), entity(export.entity)))
            .collect()
    }

    fn initialize(&mut self, number: usize) -> Outcome {
        let module = self.instances[number].module;
        for global in &module.globals[module.imported_globals as usize..] {
            let initial = global
                .initial
                .as_ref()
                .expect("a defined global has a value");
            let value = self.evaluate(number, initial)?;
            let ty = self.instances[number].types.global_type(global.ty);
            self.instances[number].globals.push(self.globals.len());
            self.globals.push(Global { ty, value });
        }
        for table in &module.tables[module.imported_tables as usize..] {
            let value = match &table.initial {
                Some(initial) => self.evaluate(number, initial)?,
                None => Value::Ref(Reference::Null),
            };
            let ty = self.instances[number].types.table_type(table.ty);
            self.instances[number].tables.push(self.tables.len());
            self.tables.push(Table {
                ty,
                elements: vec![value; table.ty.minimum as usize],
            });
        }
        for segment in &module.elements {
            let values = match &segment.items {
                ElementItems::Functions(functions) => functions
                    .iter()
                    .map(|function| {
                        Reference::Func(self.instances[number].function(function.0)).into()
                    })
                    .collect(),
                ElementItems::Expressions(expressions) => expressions
                    .iter()
                    .map(|expression| self.evaluate(number, expression))
                    .collect::<Outcome<Vec<Value>>>()?,
            };
            self.instances[number].elements.push(values);
        }
        for segment in &module.data {
            self.instances[number]
                .data
                .push(&module.bytes[segment.bytes.clone()]);
        }
        self.copy_segments(number)?;
        if let Some(FunctionIndex(start)) = module.start {
            let function = self.instances[number].function(start);
            self.call(function, &[])?;
        }
        Ok(())
    }

    fn copy_segments(&mut self, number: usize) -> Outcome {
        let module = self.instances[number].module;
        for (index, segment) in module.elements.iter().enumerate() {
            if let ElementMode::Active { table, offset } = &segment.mode {
                let start = self.evaluate(number, offset)?.index();
                let instance = &mut self.instances[number];
                let values = std::mem::take(&mut instance.elements[index]);
                let table = instance.table(table.0);
                let length = values.len() as u64;
                slice(&mut self.tables[table].elements, start.into(), length)
                    .ok_or(Trap::TableOutOfBounds)?
                    .copy_from_slice(&values);
            } else if matches!(segment.mode, ElementMode::Declared) {
                self.instances[number].elements[index].clear();
            }
        }
        for (index, segment) in module.data.iter().enumerate() {
            if let DataMode::Active { memory, offset } = &segment.mode {
                let start = self.evaluate(number, offset)?.index();
                let instance = &mut self.instances[number];
                let bytes = std::mem::take(&mut instance.data[index]);
                let memory = instance.memory(memory.0);
                let length = bytes.len() as u64;
                slice(&mut self.memories[memory].bytes, start.into(), length)
                    .ok_or(Trap::MemoryOutOfBounds)?
                    .copy_from_slice(part(bytes, 0, length).unwrap_or_default());
            }
        }
        Ok(())
    }

    /// The value of a constant expression.
    fn evaluate(&mut self, number: usize, expression: &ConstExpr) -> Outcome<Value> {
        let mut stack: Vec<Value> = Vec::new();
        for instruction in &expression.instructions {
            let value = self.evaluate_one(number, *instruction, &mut stack)?;
            stack.push(value);
        }
        Ok(pop(&mut stack))
    }

    fn evaluate_one(
        &mut self,
        number: usize,
        instruction: ConstInstruction,
        stack: &mut Vec<Value>,
    ) -> Outcome<Value> {
        use ConstInstruction as C;
        let instance = &self.instances[number];
        let identity = |ty: TypeIndex| instance.types.identity(ty);
        Ok(match instruction {
            C::I32Const(value) => Value::I32(value.cast_unsigned()),
            C::I64Const(value) => Value::I64(value.cast_unsigned()),
            C::F32Const(bits) => Value::F32(bits),
            C::F64Const(bits) => Value::F64(bits),
            C::V128Const(bytes) => Value::V128(u128::from_le_bytes(bytes)),
            C::I32Add | C::I32Sub | C::I32Mul => {
                let (right, left) = (pop(stack).i32(), pop(stack).i32());
                Value::I32(match instruction {
                    C::I32Add => left.wrapping_add(right),
                    C::I32Sub => left.wrapping_sub(right),
                    _ => left.wrapping_mul(right),
                })
            }
            C::I64Add | C::I64Sub | C::I64Mul => {
                let (right, left) = (pop(stack).i64(), pop(stack).i64());
                Value::I64(match instruction {
                    C::I64Add => left.wrapping_add(right),
                    C::I64Sub => left.wrapping_sub(right),
                    _ => left.wrapping_mul(right),
                })
            }
            C::GlobalGet(global) => self.globals[instance.global(global.0)].value,
            C::RefNull(_) => Reference::Null.into(),
            C::RefFunc(function) => Reference::Func(instance.function(function.0)).into(),
            C::RefI31 => Reference::I31(pop(stack).i32() & 0x7fff_ffff).into(),
            C::StructNew(ty) => {
                let ty = identity(ty);
                let fields = stack.split_off(stack.len() - self.field_count(ty));
                self.new_struct(ty, Some(fields))?.into()
            }
            C::StructNewDefault(ty) => {
                let ty = identity(ty);
                self.new_struct(ty, None)?.into()
            }
            C::ArrayNew(ty) => {
                let ty = identity(ty);
                let length = pop(stack).index();
                let value = pop(stack);
                self.new_array(ty, std::iter::repeat(value), length)?.into()
            }
            C::ArrayNewDefault(ty) => {
                let ty = identity(ty);
                let length = pop(stack).index();
                let value = self.default_element(ty);
                self.new_array(ty, std::iter::repeat(value), length)?.into()
            }
            C::ArrayNewFixed { ty, length } => {
                let ty = identity(ty);
                let values = stack.split_off(stack.len() - length as usize);
                self.new_array(ty, values.into_iter(), length.into())?
                    .into()
            }
            // Conversion changes nothing of the value.
            C::AnyConvertExtern | C::ExternConvertAny => pop(stack),
        })
    }
}

fn pop(stack: &mut Vec<Value>) -> Value {
    stack
        .pop()
        .expect("validation has checked that there is an operand")
}

/// Reads a function's instructions and finds out where its blocks end.
fn read_code<'m>(
    module: &'m Module,
    ty: TypeIndex,
    body: std::ops::Range<usize>,
) -> Result<Code<'m>> {
    let func = module.types[ty.index()]
        .as_func()
        .context("a function has a function type")?;
    let reader = BinaryReader::new(&module.bytes[body.clone()], body.start as u64);
    let body = FunctionBody::new(reader);
    let mut locals = Vec::new();
    for group in body.get_locals_reader()? {
        let (count, ty) = group?;
        let value = match ty {
            wasmparser::ValType::I32 => Value::I32(0),
            wasmparser::ValType::I64 => Value::I64(0),
            wasmparser::ValType::F32 => Value::F32(0),
            wasmparser::ValType::F64 => Value::F64(0),
            wasmparser::ValType::V128 => Value::V128(0),
            wasmparser::ValType::Ref(_) => Value::Ref(Reference::Null),
        };
        locals.extend(std::iter::repeat_n(value, count as usize));
    }
    let operators: Vec<Operator<'m>> = body
        .get_operators_reader()?
        .into_iter()
        .collect::<Result<_, _>>()?;
    Ok(Code {
        params: func.params.len(),
        results: func.results.len(),
        locals,
        blocks: find_blocks(&operators),
        operators,
    })
}

fn find_blocks(operators: &[Operator<'_>]) -> HashMap<usize, Block> {
    let mut blocks: HashMap<usize, Block> = HashMap::new();
    let mut open: Vec<(usize, Block)> = Vec::new();
    for (place, operator) in operators.iter().enumerate() {
        match operator {
            Operator::Block { .. }
            | Operator::Loop { .. }
            | Operator::If { .. }
            | Operator::TryTable { .. }
            | Operator::Try { .. } => open.push((place, Block::default())),
            Operator::Else => {
                if let Some((_, block)) = open.last_mut() {
                    block.otherwise = Some(place);
                }
            }
            Operator::Catch { .. } | Operator::CatchAll => {
                if let Some((_, block)) = open.last_mut() {
                    block.catches.push(place);
                }
            }
            Operator::End | Operator::Delegate { .. } => {
                // The last `end` is that of the body, which is no block.
                if let Some((start, mut block)) = open.pop() {
                    block.end = place;
                    blocks.insert(start, block);
                }
            }
            _ => {}
        }
    }
    blocks
}

/// What stopped instantiation, in words for tests.
impl std::fmt::Display for Stop {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Trap(trap) => write!(formatter, "trap: {trap:?}"),
            Self::Exception(number) => write!(formatter, "exception {number}"),
            Self::Host(message) => write!(formatter, "host: {message}"),
            Self::OutOfFuel => formatter.write_str("out of fuel"),
            Self::Unsupported(operator) => write!(formatter, "unsupported: {operator}"),
        }
    }
}
