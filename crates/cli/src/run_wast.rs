//! `switchback wast`: WebAssembly scripts.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use switchback_wast::modes::{MODES, Mode};

use crate::Outcome;
use crate::options::UsageError;

/// Arguments of `switchback wast`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Run the scripts in this mode (several: in each; none: in every mode there is).
    #[arg(long = "mode", value_name = "M")]
    modes: Vec<String>,
    /// Scripts, and folders that are searched for scripts.
    #[arg(value_name = "PATHS", required = true)]
    paths: Vec<PathBuf>,
}

/// Runs the scripts.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let modes: Vec<&Mode> = if arguments.modes.is_empty() {
        MODES.iter().collect()
    } else {
        arguments
            .modes
            .iter()
            .map(|name| Mode::named(name).map_err(|error| UsageError(error.to_string()).into()))
            .collect::<anyhow::Result<_>>()?
    };
    let jobs = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let mut output = std::io::stdout().lock();
    let summary = switchback_wast::run_paths(&arguments.paths, &modes, jobs, &mut output)?;
    Ok(if summary.failed == 0 {
        Outcome::Success
    } else {
        Outcome::Failure
    })
}
