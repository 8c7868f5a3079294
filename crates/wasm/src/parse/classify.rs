//! What kind of error a refusal of `wasmparser`'s is.
//!
//! `wasmparser` says why in words only, so the kind is found by asking again,
//! differently: what cannot be decoded when nothing is validated is malformed;
//! what becomes valid, or fails later, when more proposals are switched on is
//! unsupported; the rest is invalid. Its own limits are known by their words,
//! which a test pins down.

use wasmparser::{
    ConstExpr, DataKind, ElementItems, ElementKind, FunctionBody, Operator, OperatorsReader,
    Parser, Payload, RecGroup, TableInit, Validator, WasmFeatures,
};

use super::failure::{Failure, usize_offset};
use crate::error::{Error, ErrorKind};

/// Proposals that are finished, or near it, or in wide use, whether built here or not.
const KNOWN: WasmFeatures = WasmFeatures::WASM3
    .union(WasmFeatures::BULK_MEMORY_OPT)
    .union(WasmFeatures::CALL_INDIRECT_OVERLONG)
    .union(WasmFeatures::COMPACT_IMPORTS)
    .union(WasmFeatures::CUSTOM_PAGE_SIZES)
    .union(WasmFeatures::LEGACY_EXCEPTIONS)
    .union(WasmFeatures::STACK_SWITCHING)
    .union(WasmFeatures::WIDE_ARITHMETIC);

/// The error that a failure of parsing is, given the bytes.
pub(super) fn classify(failure: Failure, bytes: &[u8], features: WasmFeatures) -> Error {
    let refusal = match failure {
        Failure::Known(error) => return error,
        Failure::Refused(refusal) => refusal,
    };
    if is_limit(refusal.message()) {
        return error(ErrorKind::LimitExceeded, &refusal);
    }
    let known = KNOWN.union(features);
    if let Err(malformed) = decode(bytes, known) {
        return malformed;
    }
    // Stack switching may give such tags a meaning. The specification refuses them.
    let is_tag_with_results = refusal.message().contains("non-empty tag result type");
    let is_unsupported = !is_tag_with_results
        && (refusal.missing_wasm_feature().is_some()
            || has_descriptors(bytes)
            || match Validator::new_with_features(known).validate_all(bytes) {
                Ok(_) => true,
                Err(other) => other.offset() > refusal.offset(),
            });
    if is_unsupported {
        return error(ErrorKind::Unsupported, &refusal);
    }
    // Some bytes mean something only by a proposal that is switched off, and are wrong
    // by it, too.
    match decode(bytes, features) {
        Err(error) if error.kind == ErrorKind::Malformed => error,
        _ => error(ErrorKind::Invalid, &refusal),
    }
}

/// Whether a type has a descriptor. `wasmparser` applies the rules for descriptors,
/// those of an earlier draft, before it says that they are switched off.
fn has_descriptors(bytes: &[u8]) -> bool {
    let mut types = Parser::new(0)
        .parse_all(bytes)
        .filter_map(|payload| match payload {
            Ok(Payload::TypeSection(section)) => Some(section),
            _ => None,
        })
        .flatten()
        .flatten()
        .flat_map(RecGroup::into_types);
    types.any(|ty| {
        let composite = ty.composite_type;
        composite.descriptor_idx.is_some() || composite.describes_idx.is_some()
    })
}

fn error(kind: ErrorKind, refusal: &wasmparser::Error) -> Error {
    Error {
        kind,
        // Some messages run over several lines.
        message: refusal
            .message()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        offset: usize_offset(refusal.offset()),
    }
}

/// Whether the words are those of one of `wasmparser`'s limits.
fn is_limit(message: &str) -> bool {
    [
        "size is out of bounds",
        "string size out of bounds",
        "count exceeds limit of",
        "number of elements is out of bounds",
        "specifies too many data segments",
        "too many locals",
        "sub type hierarchy too deep",
        "effective type size exceeds the limit",
        "greater than implementation limits",
    ]
    .iter()
    .any(|words| message.contains(words))
}

/// Decodes the whole module without validating it.
fn decode(bytes: &[u8], features: WasmFeatures) -> Result<(), Error> {
    let mut parser = Parser::new(0);
    parser.set_features(features);
    let mut decoding = Decoding {
        has_data_count: false,
    };
    for payload in parser.parse_all(bytes) {
        let payload = payload.map_err(decoding_error)?;
        decoding.payload(payload)?;
    }
    Ok(())
}

/// The error that a refusal is when nothing but decoding went on.
fn decoding_error(refusal: wasmparser::Error) -> Error {
    let kind = if is_limit(refusal.message()) {
        ErrorKind::LimitExceeded
    } else if refusal.missing_wasm_feature().is_some() {
        ErrorKind::Unsupported
    } else {
        ErrorKind::Malformed
    };
    error(kind, &refusal)
}

struct Decoding {
    has_data_count: bool,
}

impl Decoding {
    fn payload(&mut self, payload: Payload<'_>) -> Result<(), Error> {
        match payload {
            Payload::DataCountSection { .. } => self.has_data_count = true,
            Payload::CodeSectionEntry(body) => return self.body(&body),
            Payload::UnknownSection { id, range, .. } => {
                return Err(Error {
                    kind: ErrorKind::Malformed,
                    message: format!("malformed section id: {id}"),
                    offset: usize_offset(range.start),
                });
            }
            other => return section(other).map_err(decoding_error),
        }
        Ok(())
    }

    fn body(&self, body: &FunctionBody<'_>) -> Result<(), Error> {
        let mut locals = body.get_locals_reader().map_err(decoding_error)?;
        for _ in 0..locals.get_count() {
            locals.read().map_err(decoding_error)?;
        }
        let mut reader = OperatorsReader::new(locals.get_binary_reader());
        while !reader.eof() {
            let (operator, offset) = reader.read_with_offset().map_err(decoding_error)?;
            let names_data = matches!(
                operator,
                Operator::MemoryInit { .. }
                    | Operator::DataDrop { .. }
                    | Operator::ArrayNewData { .. }
                    | Operator::ArrayInitData { .. }
            );
            if names_data && !self.has_data_count {
                return Err(Error {
                    kind: ErrorKind::Malformed,
                    message: "data count section required".to_owned(),
                    offset: usize_offset(offset),
                });
            }
            if let Operator::BrTable { targets } = operator {
                targets
                    .targets()
                    .try_for_each(|target| target.map(drop))
                    .map_err(decoding_error)?;
            }
        }
        reader.finish().map_err(decoding_error)
    }
}

/// Decodes a section other than the code.
fn section(payload: Payload<'_>) -> wasmparser::Result<()> {
    match payload {
        Payload::TypeSection(section) => section.into_iter().try_for_each(|item| item.map(drop)),
        Payload::ImportSection(section) => {
            section.into_imports().try_for_each(|item| item.map(drop))
        }
        Payload::FunctionSection(section) => {
            section.into_iter().try_for_each(|item| item.map(drop))
        }
        Payload::TableSection(section) => {
            section.into_iter().try_for_each(|table| match table?.init {
                TableInit::RefNull => Ok(()),
                TableInit::Expr(expr) => const_expr(&expr),
            })
        }
        Payload::MemorySection(section) => section.into_iter().try_for_each(|item| item.map(drop)),
        Payload::TagSection(section) => section.into_iter().try_for_each(|item| item.map(drop)),
        Payload::GlobalSection(section) => section
            .into_iter()
            .try_for_each(|global| const_expr(&global?.init_expr)),
        Payload::ExportSection(section) => section.into_iter().try_for_each(|item| item.map(drop)),
        Payload::ElementSection(section) => section.into_iter().try_for_each(|element| {
            let element = element?;
            if let ElementKind::Active { offset_expr, .. } = &element.kind {
                const_expr(offset_expr)?;
            }
            match element.items {
                ElementItems::Functions(items) => {
                    items.into_iter().try_for_each(|item| item.map(drop))
                }
                ElementItems::Expressions(_, items) => {
                    items.into_iter().try_for_each(|item| const_expr(&item?))
                }
            }
        }),
        Payload::DataSection(section) => {
            section.into_iter().try_for_each(|data| match data?.kind {
                DataKind::Passive => Ok(()),
                DataKind::Active { offset_expr, .. } => const_expr(&offset_expr),
            })
        }
        _ => Ok(()),
    }
}

fn const_expr(expr: &ConstExpr<'_>) -> wasmparser::Result<()> {
    let mut reader = expr.get_operators_reader();
    while !reader.eof() {
        reader.read()?;
    }
    reader.finish()
}
