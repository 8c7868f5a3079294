//! `switchback compile`: a module to a file of machine code.

use std::path::PathBuf;

use anyhow::Context;
use switchback_engine::{CompilationMode, Config, Engine, Module};

use crate::Outcome;
use crate::progress::Progress;

/// Arguments of `switchback compile`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The module: binary or text.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Where the compiled module goes.
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,
}

/// Compiles every function and writes the result.
pub(crate) fn compile(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let progress = Progress::new();
    let mut config = Config::new();
    config.compilation_mode(CompilationMode::Eager);
    config.compilation_progress(progress.callback());
    let engine = Engine::new(&config)?;
    let bytes = std::fs::read(&arguments.file)
        .with_context(|| format!("cannot read {}", arguments.file.display()))?;
    let module = Module::new(&engine, &bytes)
        .with_context(|| format!("cannot compile {}", arguments.file.display()))?;
    progress.finish();
    let compiled = module.serialize()?;
    std::fs::write(&arguments.output, compiled)
        .with_context(|| format!("cannot write {}", arguments.output.display()))?;
    Ok(Outcome::Success)
}
