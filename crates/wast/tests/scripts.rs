//! The repository's own scripts, those under `tests/` at its root, in every mode.
//!
//! Arguments are as for `specification.rs`: words filter by name.

use std::env;
use std::io;
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::ExitCode;
use std::thread;

use switchback_wast::{MODES, read_scripts, run_scripts};

fn main() -> anyhow::Result<ExitCode> {
    let words: Vec<_> = env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests");
    let mut scripts = read_scripts(&[folder.canonicalize()?])?;
    if !words.is_empty() {
        scripts.retain(|script| words.iter().any(|word| script.name.contains(word)));
    }
    let jobs = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let mut failed = false;
    for mode in MODES {
        let summary = run_scripts(&scripts, &mode.config(), mode.name, jobs, &mut io::stdout())?;
        println!("own scripts in mode {}\n{summary}\n", mode.name);
        failed |= summary.failed > 0;
    }
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}
