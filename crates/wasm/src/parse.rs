//! Bytes to a validated [`Module`].
//!
//! One pass over the sections validates each and reads it into the module;
//! function bodies are put aside and validated in parallel at the end. A failure
//! is reported with the lowest offset at which something is wrong, whatever the
//! threads do, and only then is it found out what kind of error it is: that may
//! take another pass or two, which valid modules never pay for.

mod bodies;
mod classify;
mod convert;
mod failure;
mod sections;

use std::ops::Range;
use std::sync::Arc;

use wasmparser::{
    BinaryReader, BranchHintSectionReader, CustomSectionReader, Encoding, FunctionBody, Parser,
    Payload, Validator, WasmFeatures,
};

use self::bodies::Scanned;
use self::convert::TypeKinds;
use self::failure::{Failure, usize_offset, usize_range};
use self::sections::Sections;
use crate::const_expr::ConstExpr;
use crate::error::Error;
use crate::features::Features;
use crate::handlers::HandlerLists;
use crate::index::{FunctionIndex, TableIndex};
use crate::limits::Limits;
use crate::module::{ElementItems, EntityIndex, Module};
use crate::names::Names;

impl Module {
    /// Parses and validates a module.
    ///
    /// # Errors
    ///
    /// The bytes are malformed, invalid, ask for a feature that is not there, or
    /// exceed a limit; [`Error::kind`] tells which.
    pub fn parse(bytes: Arc<[u8]>, features: &Features, limits: &Limits) -> Result<Self, Error> {
        parse(bytes, *features, limits, Bodies::Validate)
    }

    /// Parses a module whose function bodies are known to be valid, because these
    /// very bytes went through [`Module::parse`] before, with the same features
    /// and limits. The result is the same.
    ///
    /// `facts` is what [`Module::facts_bytes`] gave then. Facts that another
    /// version wrote, or of a module of another shape, are made anew by a scan of
    /// the bodies.
    ///
    /// # Errors
    ///
    /// As [`Module::parse`]: everything but the bodies is validated once more.
    pub fn parse_trusted(
        bytes: Arc<[u8]>,
        features: &Features,
        limits: &Limits,
        facts: &[u8],
    ) -> Result<Self, Error> {
        parse(bytes, *features, limits, Bodies::Trust { facts })
    }
}

/// What to do about function bodies.
#[derive(Clone, Copy)]
enum Bodies<'a> {
    Validate,
    Trust { facts: &'a [u8] },
}

fn parse(
    bytes: Arc<[u8]>,
    features: Features,
    limits: &Limits,
    bodies: Bodies<'_>,
) -> Result<Module, Error> {
    if bytes.len() > limits.module_bytes {
        return Err(Error::limit("bytes of the module", limits.module_bytes, 0));
    }
    read(&bytes, features, limits, bodies)
        .map_err(|failure| classify::classify(failure, &bytes, features.into()))
}

fn read(
    bytes: &Arc<[u8]>,
    features: Features,
    limits: &Limits,
    bodies: Bodies<'_>,
) -> Result<Module, Failure> {
    let accepted = WasmFeatures::from(features);
    let mut reading = Reading {
        sections: Sections {
            validator: Validator::new_with_features(accepted),
            module: Module::empty(Arc::clone(bytes)),
            kinds: TypeKinds::new(features),
            limits,
        },
        bodies,
        to_validate: Vec::new(),
        to_trust: Vec::new(),
        branch_hints: None,
    };
    let mut parser = Parser::new(0);
    parser.set_features(accepted);
    let result = parser
        .parse_all(bytes)
        .try_for_each(|payload| reading.payload(payload?));
    // What is wrong behind the bodies must not hide what is wrong inside them.
    reading.finish(result)
}

/// The state of one pass over a module.
struct Reading<'a, 'limits> {
    sections: Sections<'limits>,
    bodies: Bodies<'limits>,
    to_validate: Vec<bodies::BodyToValidate<'a>>,
    to_trust: Vec<FunctionBody<'a>>,
    /// Where the contents of the section of branch hints lie.
    branch_hints: Option<Range<usize>>,
}

impl<'a> Reading<'a, '_> {
    fn payload(&mut self, payload: Payload<'a>) -> Result<(), Failure> {
        let sections = &mut self.sections;
        match payload {
            Payload::Version {
                num,
                encoding,
                range,
            } => {
                if encoding == Encoding::Component {
                    let message = "this is a component, not a module";
                    return Err(Error::unsupported(message, usize_offset(range.start)).into());
                }
                sections.validator.version(num, encoding, &range)?;
            }
            Payload::TypeSection(section) => sections.types(section)?,
            Payload::ImportSection(section) => sections.imports(section)?,
            Payload::FunctionSection(section) => sections.functions(section)?,
            Payload::TableSection(section) => sections.tables(section)?,
            Payload::MemorySection(section) => sections.memories(section)?,
            Payload::TagSection(section) => sections.tags(section)?,
            Payload::GlobalSection(section) => sections.globals(section)?,
            Payload::ExportSection(section) => sections.exports(section)?,
            Payload::StartSection { func, range } => {
                sections.validator.start_section(func, &range)?;
                sections.module.start = Some(FunctionIndex(func));
            }
            Payload::ElementSection(section) => sections.elements(section)?,
            Payload::DataCountSection { count, range } => {
                let limit = sections.limits.data_segments;
                if count > limit {
                    let offset = usize_offset(range.start);
                    return Err(Error::limit("data segments", limit, offset).into());
                }
                sections.validator.data_count_section(count, &range)?;
            }
            Payload::CodeSectionStart {
                unchecked_range, ..
            } => sections.validator.code_section_start(&unchecked_range)?,
            Payload::CodeSectionEntry(body) => self.body(body)?,
            Payload::DataSection(section) => sections.data(section)?,
            Payload::CustomSection(section) => self.custom_section(&section)?,
            Payload::End(offset) => {
                sections.validator.end(offset)?;
            }
            // Sections of components: the validator has the words.
            other => {
                sections.validator.payload(&other)?;
            }
        }
        Ok(())
    }

    fn body(&mut self, body: FunctionBody<'a>) -> Result<(), Failure> {
        let Sections {
            validator,
            module,
            limits,
            ..
        } = &mut self.sections;
        let range = usize_range(body.range());
        if range.len() > limits.function_bytes as usize {
            let limit = limits.function_bytes;
            return Err(Error::limit("bytes of a function body", limit, range.start).into());
        }
        let function = validator.code_section_entry(&body)?;
        // The parser has checked that there are as many bodies as functions.
        module.functions[function.index as usize].body = range;
        match self.bodies {
            Bodies::Validate => self.to_validate.push((function, body)),
            Bodies::Trust { .. } => self.to_trust.push(body),
        }
        Ok(())
    }

    fn custom_section(&mut self, section: &CustomSectionReader<'a>) -> Result<(), Failure> {
        let Sections { module, .. } = &mut self.sections;
        let contents = usize_range(section.data_range());
        match section.name() {
            "name" => module.names = Names::new(contents),
            "metadata.code.branch_hint" => self.branch_hints = Some(contents),
            _ => {}
        }
        let offset = usize_offset(section.range().start);
        self.sections.check_name(section.name(), offset)?;
        Ok(())
    }

    /// Sees to the bodies and makes up what depends on all of the module. `result`
    /// is how the pass over the sections ended.
    fn finish(self, result: Result<(), Failure>) -> Result<Module, Failure> {
        let Sections {
            mut module,
            kinds,
            limits,
            ..
        } = self.sections;
        match self.bodies {
            Bodies::Validate => {
                let scanned = bodies::validate(self.to_validate, &kinds, limits)?;
                result?;
                note_scan(&mut module, scanned);
            }
            Bodies::Trust { facts } => {
                result?;
                if !module.take_facts(facts) {
                    note_scan(&mut module, bodies::scan(self.to_trust)?);
                }
            }
        }
        note_exported_tables(&mut module);
        place_references(&mut module);
        if let Some(section) = self.branch_hints {
            attach_branch_hints(&mut module, section);
        }
        Ok(module)
    }
}

fn note_scan(module: &mut Module, scanned: Scanned) {
    let defined = &mut module.functions[module.imported_functions as usize..];
    for (function, facts) in defined.iter_mut().zip(&scanned.facts) {
        function.facts = *facts;
    }
    for &table in &scanned.notes.changed_tables {
        module.tables[TableIndex(table).index()].is_immutable = false;
    }
    module.handler_lists = HandlerLists::new(scanned.notes.handler_lists);
}

fn note_exported_tables(module: &mut Module) {
    for export in &module.exports {
        if let EntityIndex::Table(table) = export.entity {
            module.tables[table.index()].is_immutable = false;
        }
    }
}

/// Gives a place to each function that is defined here and can become a
/// reference. A `ref.func` of a body needs no look: validation requires its
/// function to occur outside of bodies too.
fn place_references(module: &mut Module) {
    let mut referenced = vec![false; module.functions.len()];
    let mut refer = |function: FunctionIndex| referenced[function.index()] = true;
    for export in &module.exports {
        if let EntityIndex::Func(function) = export.entity {
            refer(function);
        }
    }
    module.start.into_iter().for_each(&mut refer);
    for element in &module.elements {
        match &element.items {
            ElementItems::Functions(functions) => functions.iter().copied().for_each(&mut refer),
            ElementItems::Expressions(expressions) => expressions
                .iter()
                .flat_map(ConstExpr::referenced_functions)
                .for_each(&mut refer),
        }
    }
    let globals = module
        .globals
        .iter()
        .filter_map(|global| global.initial.as_ref());
    let tables = module
        .tables
        .iter()
        .filter_map(|table| table.initial.as_ref());
    globals
        .chain(tables)
        .flat_map(ConstExpr::referenced_functions)
        .for_each(&mut refer);

    let imported = module.imported_functions as usize;
    let defined = module.functions.iter_mut().zip(referenced).skip(imported);
    for (function, _) in defined.filter(|(_, referenced)| *referenced) {
        function.reference_slot = Some(module.reference_slots);
        module.reference_slots += 1;
    }
}

/// Attaches branch hints to their functions. The section is a custom one: what is
/// wrong in it is passed over.
fn attach_branch_hints(module: &mut Module, section: Range<usize>) {
    let bytes = Arc::clone(&module.bytes);
    let reader = BinaryReader::new(&bytes[section], 0);
    let Ok(functions) = BranchHintSectionReader::new(reader) else {
        return;
    };
    for hinted in functions.into_iter().map_while(Result::ok) {
        let Some(function) = module.functions.get_mut(hinted.func as usize) else {
            continue;
        };
        let body = function.body.clone();
        let mut hints: Vec<(usize, bool)> = hinted
            .hints
            .into_iter()
            .map_while(Result::ok)
            .map(|hint| (body.start + hint.func_offset as usize, hint.taken))
            .filter(|(offset, _)| body.contains(offset))
            .collect();
        hints.sort_by_key(|(offset, _)| *offset);
        hints.dedup_by_key(|(offset, _)| *offset);
        function.branch_hints = hints.into_boxed_slice();
    }
}
