//! Function bodies: validation, in parallel, and what a scan of them tells.
//!
//! The scan looks at the bytes of each opcode beside `wasmparser`'s validator,
//! which decodes the immediates: most instructions cost it one comparison.

use std::collections::BTreeSet;

use rayon::prelude::*;
use wasmparser::{
    BinaryReader, FuncToValidate, FuncValidatorAllocations, FunctionBody, OperatorsReader,
    OperatorsReaderAllocations, ValType, ValidatorResources,
};

use super::convert::TypeKinds;
use super::failure::{Failure, usize_offset};
use crate::error::Error;
use crate::handlers::{ResumeHandlers, resume_handlers};
use crate::limits::Limits;
use crate::module::BodyFacts;

/// Bodies are handed to a thread in runs of about this many bytes, so that small
/// functions do not cost a task each and a large one does not hold up the others.
const BYTES_PER_TASK: usize = 64 * 1024;

/// Block types are empty, a value type or a type index. Value types are those that
/// begin with a byte that, as the first of a signed number, would make it negative.
const BLOCK_TYPE_MASK: u8 = 0b1100_0000;
const VALUE_BLOCK_TYPE: u8 = 0b0100_0000;
const EMPTY_BLOCK_TYPE: u8 = 0x40;

/// What a scan of bodies told.
#[derive(Default)]
pub(super) struct Scanned {
    /// Facts of each body, in order.
    pub(super) facts: Vec<BodyFacts>,
    pub(super) notes: Notes,
}

/// What is noted of all bodies together.
#[derive(Default)]
pub(super) struct Notes {
    /// Tables whose elements some instruction changes.
    pub(super) changed_tables: BTreeSet<u32>,
    /// What `resume` instructions handle.
    pub(super) handler_lists: BTreeSet<ResumeHandlers>,
}

impl Scanned {
    fn append(&mut self, mut later: Self) {
        self.facts.append(&mut later.facts);
        let (notes, later) = (&mut self.notes, &mut later.notes);
        notes.changed_tables.append(&mut later.changed_tables);
        notes.handler_lists.append(&mut later.handler_lists);
    }
}

/// A body with what its validation needs.
pub(super) type BodyToValidate<'a> = (FuncToValidate<ValidatorResources>, FunctionBody<'a>);

/// Validates bodies, which come in the order of their offsets. The failure of the
/// lowest offset wins, however the threads run.
pub(super) fn validate(
    bodies: Vec<BodyToValidate<'_>>,
    kinds: &TypeKinds,
    limits: &Limits,
) -> Result<Scanned, Failure> {
    let tasks = split(bodies, |(_, body)| body.as_bytes().len());
    let results: Vec<Result<Scanned, Failure>> = tasks
        .into_par_iter()
        .map(|bodies| {
            let mut allocations = FuncValidatorAllocations::default();
            let mut scanned = Scanned::default();
            for (function, body) in bodies {
                let mut validation = BodyValidation {
                    validator: function.into_validator(allocations),
                    kinds,
                    limits,
                    scanned: &mut scanned,
                };
                validation.run(&body)?;
                allocations = validation.validator.into_allocations();
            }
            Ok(scanned)
        })
        .collect();
    join(results)
}

/// Scans bodies that are known to be valid.
pub(super) fn scan(bodies: Vec<FunctionBody<'_>>) -> Result<Scanned, Failure> {
    let tasks = split(bodies, |body| body.as_bytes().len());
    let results: Vec<Result<Scanned, Failure>> = tasks
        .into_par_iter()
        .map(|bodies| {
            let mut allocations = OperatorsReaderAllocations::default();
            let mut scanned = Scanned::default();
            for body in bodies {
                let reader = body.get_binary_reader_for_operators()?;
                let mut reader = OperatorsReader::new_with_allocs(reader, allocations);
                let mut facts = BodyFacts::default();
                let (code, start) = (body.as_bytes(), body.range().start);
                while !reader.eof() {
                    let (_, offset) = reader.read_with_offset()?;
                    if let Some(instruction) = Instruction::at(code, start, offset) {
                        instruction.note(&mut facts, &mut scanned.notes)?;
                    }
                }
                reader.finish()?;
                scanned.facts.push(facts);
                allocations = reader.into_allocations();
            }
            Ok(scanned)
        })
        .collect();
    join(results)
}

/// Cuts bodies into tasks, in order.
fn split<T>(bodies: Vec<T>, bytes: impl Fn(&T) -> usize) -> Vec<Vec<T>> {
    let mut tasks = Vec::new();
    let mut task = Vec::new();
    let mut size = 0;
    for body in bodies {
        size += bytes(&body);
        task.push(body);
        if size >= BYTES_PER_TASK {
            tasks.push(std::mem::take(&mut task));
            size = 0;
        }
    }
    if !task.is_empty() {
        tasks.push(task);
    }
    tasks
}

fn join(results: Vec<Result<Scanned, Failure>>) -> Result<Scanned, Failure> {
    let mut all = Scanned::default();
    for result in results {
        all.append(result?);
    }
    Ok(all)
}

struct BodyValidation<'a> {
    validator: wasmparser::FuncValidator<ValidatorResources>,
    kinds: &'a TypeKinds,
    limits: &'a Limits,
    scanned: &'a mut Scanned,
}

impl BodyValidation<'_> {
    fn run(&mut self, body: &FunctionBody<'_>) -> Result<(), Failure> {
        let mut reader = body.get_binary_reader();
        self.locals(&mut reader)?;
        let mut facts = BodyFacts::default();
        let (code, start) = (body.as_bytes(), body.range().start);
        while !reader.eof() {
            let offset = reader.original_position();
            let instruction = Instruction::at(code, start, offset);
            if let Some(instruction) = instruction {
                self.check_before(instruction)?;
            }
            reader.visit_operator(&mut self.validator.visitor(offset))??;
            if let Some(instruction) = instruction {
                self.check_after(instruction)?;
                instruction.note(&mut facts, &mut self.scanned.notes)?;
            }
        }
        let end = reader.original_position();
        reader.finish_expression(&self.validator.visitor(end))?;
        self.scanned.facts.push(facts);
        Ok(())
    }

    fn locals(&mut self, reader: &mut BinaryReader<'_>) -> Result<(), Failure> {
        let limit = self.limits.locals;
        for _ in 0..reader.read_var_u32()? {
            let offset = reader.original_position();
            let count: u32 = reader.read()?;
            let ty: ValType = reader.read()?;
            let total = u64::from(self.validator.len_locals()) + u64::from(count);
            if total > u64::from(limit) {
                return Err(Error::limit("locals", limit, usize_offset(offset)).into());
            }
            self.validator.define_locals(offset, count, ty)?;
            self.kinds.val_type(ty, usize_offset(offset))?;
        }
        Ok(())
    }

    /// Checks what must be known before the validator reads the instruction.
    fn check_before(&self, instruction: Instruction<'_>) -> Result<(), Failure> {
        if instruction.opcode == opcode::BR_TABLE {
            let limit = self.limits.branch_table_labels;
            if instruction.immediates().read_var_u32()? >= limit {
                let what = "labels of a branch table";
                return Err(Error::limit(what, limit, instruction.offset).into());
            }
        }
        Ok(())
    }

    /// Checks what the validator allows and this engine, or what is switched off in it,
    /// does not.
    fn check_after(&self, instruction: Instruction<'_>) -> Result<(), Failure> {
        let offset = instruction.offset;
        match instruction.opcode {
            opcode::BLOCK | opcode::LOOP | opcode::IF | opcode::TRY | opcode::TRY_TABLE => {
                let limit = self.limits.control_nesting;
                if self.validator.control_stack_height() > limit {
                    return Err(Error::limit("nested blocks", limit, offset).into());
                }
                let mut immediates = instruction.immediates();
                let first = immediates.clone().read_u8()?;
                if first & BLOCK_TYPE_MASK == VALUE_BLOCK_TYPE && first != EMPTY_BLOCK_TYPE {
                    self.kinds.val_type(immediates.read()?, offset)?;
                }
            }
            opcode::SELECT_TYPED => {
                let mut immediates = instruction.immediates();
                // The count, which validation requires to be one.
                immediates.read_var_u32()?;
                self.kinds.val_type(immediates.read()?, offset)?;
            }
            opcode::REF_NULL => {
                let ty = instruction.immediates().read()?;
                self.kinds.heap_type(ty, offset)?;
            }
            opcode::REF_EQ | opcode::GARBAGE_COLLECTION_PREFIX if !self.kinds.gc() => {
                let message = "garbage-collection instructions are not supported yet";
                return Err(Error::unsupported(message, offset).into());
            }
            _ => {}
        }
        Ok(())
    }
}

/// An instruction as it stands in the bytes.
#[derive(Clone, Copy)]
struct Instruction<'a> {
    opcode: u8,
    /// What follows the opcode, to the end of the body.
    rest: &'a [u8],
    offset: usize,
}

impl<'a> Instruction<'a> {
    /// The instruction at an offset of the module, given its body and where that
    /// begins.
    fn at(code: &'a [u8], start: u64, offset: u64) -> Option<Self> {
        let (&opcode, rest) = code.get(usize_offset(offset - start)..)?.split_first()?;
        Some(Self {
            opcode,
            rest,
            offset: usize_offset(offset),
        })
    }

    fn immediates(&self) -> BinaryReader<'a> {
        BinaryReader::new(self.rest, self.offset as u64 + 1)
    }

    /// Notes what the instruction, a valid one, tells about its body and module.
    fn note(self, facts: &mut BodyFacts, notes: &mut Notes) -> Result<(), Failure> {
        match self.opcode {
            opcode::LOOP => facts.loops = true,
            opcode::CALL..=opcode::RETURN_CALL_REF => facts.calls = true,
            opcode::THROW | opcode::RETHROW | opcode::THROW_REF => facts.throws = true,
            opcode::TRY | opcode::TRY_TABLE => facts.catches = true,
            opcode::CONT_NEW..=opcode::SWITCH => {
                facts.switches = true;
                self.note_handlers(notes)?;
            }
            opcode::GARBAGE_COLLECTION_PREFIX => {
                use opcode::garbage_collection::{ARRAY_NEW, ARRAY_NEW_ELEM};
                use opcode::garbage_collection::{STRUCT_NEW, STRUCT_NEW_DEFAULT};
                let instruction = self.immediates().read_var_u32()?;
                facts.allocates |= matches!(
                    instruction,
                    STRUCT_NEW..=STRUCT_NEW_DEFAULT | ARRAY_NEW..=ARRAY_NEW_ELEM
                );
            }
            opcode::TABLE_SET => {
                notes
                    .changed_tables
                    .insert(self.immediates().read_var_u32()?);
            }
            opcode::MISCELLANEOUS_PREFIX => {
                let mut immediates = self.immediates();
                match immediates.read_var_u32()? {
                    opcode::miscellaneous::TABLE_INIT => {
                        let _element_segment = immediates.read_var_u32()?;
                        notes.changed_tables.insert(immediates.read_var_u32()?);
                    }
                    // Of two tables the destination comes first.
                    opcode::miscellaneous::TABLE_COPY
                    | opcode::miscellaneous::TABLE_GROW
                    | opcode::miscellaneous::TABLE_FILL => {
                        notes.changed_tables.insert(immediates.read_var_u32()?);
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Notes the list of handlers if the instruction has one.
    fn note_handlers(self, notes: &mut Notes) -> Result<(), Failure> {
        let mut immediates = self.immediates();
        // Before the list: a type, and a tag.
        let indices = match self.opcode {
            opcode::RESUME | opcode::RESUME_THROW_REF => 1,
            opcode::RESUME_THROW => 2,
            _ => return Ok(()),
        };
        for _ in 0..indices {
            immediates.read_var_u32()?;
        }
        notes
            .handler_lists
            .insert(resume_handlers(&immediates.read()?));
        Ok(())
    }
}

/// Opcodes that the scan asks for (specification, section 5.4).
mod opcode {
    pub(super) const BLOCK: u8 = 0x02;
    pub(super) const LOOP: u8 = 0x03;
    pub(super) const IF: u8 = 0x04;
    /// Of the legacy exception instructions.
    pub(super) const TRY: u8 = 0x06;
    pub(super) const THROW: u8 = 0x08;
    /// Of the legacy exception instructions.
    pub(super) const RETHROW: u8 = 0x09;
    pub(super) const THROW_REF: u8 = 0x0a;
    pub(super) const BR_TABLE: u8 = 0x0e;
    /// The first of `call`, `call_indirect`, `return_call`,
    /// `return_call_indirect`, `call_ref`, `return_call_ref`.
    pub(super) const CALL: u8 = 0x10;
    pub(super) const RETURN_CALL_REF: u8 = 0x15;
    pub(super) const SELECT_TYPED: u8 = 0x1c;
    pub(super) const TRY_TABLE: u8 = 0x1f;
    pub(super) const TABLE_SET: u8 = 0x26;
    pub(super) const REF_NULL: u8 = 0xd0;
    pub(super) const REF_EQ: u8 = 0xd3;
    /// The first of `cont.new`, `cont.bind`, `suspend`, `resume`, `resume_throw`,
    /// `resume_throw_ref`, `switch`.
    pub(super) const CONT_NEW: u8 = 0xe0;
    pub(super) const RESUME: u8 = 0xe3;
    pub(super) const RESUME_THROW: u8 = 0xe4;
    pub(super) const RESUME_THROW_REF: u8 = 0xe5;
    pub(super) const SWITCH: u8 = 0xe6;
    pub(super) const GARBAGE_COLLECTION_PREFIX: u8 = 0xfb;
    pub(super) const MISCELLANEOUS_PREFIX: u8 = 0xfc;

    pub(super) mod garbage_collection {
        pub(in super::super) const STRUCT_NEW: u32 = 0;
        pub(in super::super) const STRUCT_NEW_DEFAULT: u32 = 1;
        /// The first of `array.new`, `array.new_default`, `array.new_fixed`,
        /// `array.new_data`, `array.new_elem`.
        pub(in super::super) const ARRAY_NEW: u32 = 6;
        pub(in super::super) const ARRAY_NEW_ELEM: u32 = 10;
    }

    pub(super) mod miscellaneous {
        pub(in super::super) const TABLE_INIT: u32 = 12;
        pub(in super::super) const TABLE_COPY: u32 = 14;
        pub(in super::super) const TABLE_GROW: u32 = 15;
        pub(in super::super) const TABLE_FILL: u32 = 17;
    }
}
