//! Composition: what the engine is for is that its parts work together, so programs are
//! generated that mix them, over several instances of one module: calls of all kinds, tail
//! calls, throws and handlers, structs and arrays, host functions that call back, traps.
//!
//! What a program does is compared between the modes of the engine and the reference
//! interpreter ([`crate::reference`]).

mod engine;
mod generate;
mod interpreter;
mod words;

use anyhow::{Context, Result};
use switchback_engine::Engine;
use switchback_wast::modes::{MODES, Mode};

pub use generate::{Options, Program};

/// Bytes of stack that a program never exhausts.
const STACK: usize = 8 << 20;

/// What can be seen of a run: a line for each thing, in order.
pub(crate) type Observations = Vec<String>;

/// The engines of the modes of these names, or of all, with the names.
///
/// # Errors
///
/// When there is no such mode, or no engine for it.
pub fn engines(names: &[String]) -> Result<Vec<(&'static str, Engine)>> {
    let modes: Vec<&Mode> = if names.is_empty() {
        MODES.iter().collect()
    } else {
        names
            .iter()
            .map(|name| Mode::named(name))
            .collect::<Result<_>>()?
    };
    modes
        .into_iter()
        .map(|mode| {
            let mut config = mode.config();
            engine::configure(&mut config);
            config.zeal_smallest_stacks(false).max_wasm_stack(STACK);
            Ok((mode.name, Engine::new(&config)?))
        })
        .collect()
}

/// Generates the program of that seed, runs it everywhere, and compares.
///
/// Answers whether there was anything to compare: whether the program ended within the
/// interpreter's bounds.
///
/// # Errors
///
/// When something cannot be run that should, or two runs differ.
pub fn compare(engines: &[(&str, Engine)], seed: u64, options: Options) -> Result<bool> {
    let program = Program::generate(seed, options);
    let Some(expected) = interpreter::run(&program).context("in the interpreter")? else {
        return Ok(false);
    };
    for (mode, engine) in engines {
        let observed =
            engine::run(engine, &program).with_context(|| format!("seed {seed}, mode {mode}"))?;
        if let Some((place, difference)) = difference(&expected, &observed) {
            anyhow::bail!("seed {seed}: mode {mode} differs at line {place}:\n{difference}");
        }
    }
    Ok(true)
}

/// The first line that differs.
fn difference(expected: &[String], observed: &[String]) -> Option<(usize, String)> {
    let length = expected.len().max(observed.len());
    let line = |lines: &[String], place: usize| lines.get(place).cloned().unwrap_or_default();
    (0..length).find_map(|place| {
        let (expected, observed) = (line(expected, place), line(observed, place));
        (expected != observed).then(|| {
            (
                place,
                format!("  expected: {expected}\n  observed: {observed}"),
            )
        })
    })
}
