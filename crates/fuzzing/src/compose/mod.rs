//! Composition: what the engine is for is that its parts work together, so programs are
//! generated that mix them, over several instances of one module: calls of all kinds, tail
//! calls, throws and handlers, structs and arrays, continuations, host functions that call
//! back, traps, deep recursion.
//!
//! What a program does is compared between the modes of the engine and the reference
//! interpreter ([`crate::reference`]): results, traps, exceptions, what it logged, memory
//! and globals. The interpreter also says what a program came upon ([`Summary`]).

mod engine;
mod generate;
mod interpreter;
mod summary;
mod waiting;
pub mod words;

use std::num::NonZeroUsize;
use std::ops::Range;
use std::rc::Rc;

use anyhow::{Context, Result};
use switchback_engine::{Engine, Linker, Module};
use switchback_wast::modes::{MODES, Mode};

use crate::reference::Coverage;
pub use generate::{Code, Options, Program, SHARED_TAGS, Size};
pub use interpreter::Expected;
use interpreter::{Interpreter, Modules};
pub use summary::Summary;

/// Bytes of stack that a program never exhausts, except in modes with the smallest stacks.
const STACK: usize = 8 << 20;
/// Bytes of new objects that are allocated between collections.
const NURSERY: u32 = 32 << 10;
/// How much of the stack errors show: taking all of it would take most of the time.
const BACKTRACE_FRAMES: usize = 16;

/// What can be seen of a run: a line for each thing, in order.
pub type Observations = Vec<String>;

/// An engine that runs programs.
#[expect(missing_debug_implementations, reason = "host functions have none")]
pub struct Target {
    /// The name of its mode.
    pub mode: &'static str,
    engine: Engine,
    /// Whether the functions of the host wait before they return.
    waits: bool,
    linker: Linker<engine::Host>,
    /// The last module that owned what is shared, with its bytes.
    shared: Option<(Vec<u8>, Module)>,
    /// The last module that was instantiated, with its bytes.
    module: Option<(Vec<u8>, Module)>,
}

/// A configuration that only compositions run in.
struct Variant {
    name: &'static str,
    /// The mode that it is made of.
    mode: &'static str,
    /// Whether calls are such that host functions may wait, and they do.
    waits: bool,
    /// Whether stacks of continuations begin so small that they grow after a few frames,
    /// and are used so seldom before references to them begin again.
    compact: Option<u32>,
}

const VARIANTS: [Variant; 3] = [
    Variant {
        name: "waiting",
        mode: "optimize",
        waits: true,
        compact: None,
    },
    Variant {
        name: "waiting-in-every-zeal",
        mode: "every-zeal",
        waits: true,
        compact: None,
    },
    Variant {
        name: "every-zeal-compact",
        mode: "every-zeal",
        waits: false,
        compact: Some(3),
    },
];

/// The engines of the modes of these names, or of all: those of scripts, `waiting`,
/// `waiting-in-every-zeal` and `every-zeal-compact`.
///
/// # Errors
///
/// When there is no such mode, or no engine for it.
pub fn targets(names: &[String]) -> Result<Vec<Target>> {
    let known = MODES.iter().map(|mode| mode.name);
    let known = known.chain(VARIANTS.iter().map(|variant| variant.name));
    let names: Vec<&str> = if names.is_empty() {
        known.collect()
    } else {
        names.iter().map(String::as_str).collect()
    };
    names.into_iter().map(target).collect()
}

fn target(name: &str) -> Result<Target> {
    let variant = VARIANTS.iter().find(|variant| variant.name == name);
    let mode = Mode::named(variant.map_or(name, |variant| variant.mode))?;
    let mut config = mode.config();
    engine::configure(&mut config);
    config
        .max_wasm_stack(STACK)
        .compile_ahead(false)
        .gc_nursery_size(NURSERY)
        .wasm_backtrace_max_frames(NonZeroUsize::new(BACKTRACE_FRAMES));
    if let Some(uses) = variant.and_then(|variant| variant.compact) {
        config.compact_continuations(true).zeal_generations(uses);
    }
    let waits = variant.is_some_and(|variant| variant.waits);
    let engine = Engine::new(&config)?;
    Ok(Target {
        mode: variant.map_or(mode.name, |variant| variant.name),
        linker: engine::linker(&engine, waits)?,
        waits,
        engine,
        shared: None,
        module: None,
    })
}

/// How the comparison of a program ended, if nothing differed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does the same everywhere.
    Same,
    /// It did not end within the interpreter's bounds.
    Unbounded,
    /// It exhausted the engine's stack, and does the same until there.
    Exhausted,
}

/// What came of a program.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// How it ended.
    pub verdict: Verdict,
    /// What it came upon.
    pub coverage: Coverage,
    /// Whether garbage was collected while it ran.
    pub collected: bool,
    /// How calls from outside ended: with a value, an exception, or which trap.
    pub ends: Vec<String>,
}

/// Generates the programs of these seeds, runs them everywhere, and compares. With
/// `rotate`, each program runs in one of the targets: those with the same code in the same.
///
/// # Errors
///
/// When something cannot be run that should, or two runs differ.
pub fn compare(
    targets: &mut [Target],
    rotate: bool,
    seeds: Range<u64>,
    options: Options,
    mut done: impl FnMut(Comparison),
) -> Result<()> {
    let inputs = options.inputs.max(1);
    let mut seed = seeds.start;
    while seed < seeds.end {
        let number = seed / inputs;
        let end = seeds.end.min((number + 1) * inputs);
        let targets = if rotate {
            let target = (number % targets.len() as u64) as usize;
            &mut targets[target..=target]
        } else {
            &mut *targets
        };
        let code = Rc::new(Code::generate(number, options));
        let modules = Modules::new(&code).with_context(|| format!("seed {seed}"))?;
        let interpreter = Interpreter::new(&modules)?;
        for seed in seed..end {
            let program = Program::with_code(&code, seed);
            let comparison = compare_one(&interpreter, targets, &program);
            done(comparison.with_context(|| format!("seed {seed}"))?);
        }
        seed = end;
    }
    Ok(())
}

fn compare_one(
    interpreter: &Interpreter<'_>,
    targets: &mut [Target],
    program: &Program,
) -> Result<Comparison> {
    let expected = interpreter.run(program).context("in the interpreter")?;
    let mut comparison = Comparison {
        verdict: Verdict::Unbounded,
        coverage: expected.coverage,
        collected: false,
        ends: Vec::new(),
    };
    let Some(expected) = expected.observations else {
        return Ok(comparison);
    };
    comparison.ends = ends(&expected);
    comparison.verdict = Verdict::Same;
    for target in targets {
        let mode = target.mode;
        let observed = engine::run(target, program).with_context(|| format!("mode {mode}"))?;
        comparison.collected |= observed.collected;
        let same = if observed.exhausted {
            comparison.verdict = Verdict::Exhausted;
            // What came after the exhaustion is not seen.
            &expected[..observed.lines.len().min(expected.len())]
        } else {
            &expected
        };
        if let Some((place, difference)) = difference(same, &observed.lines) {
            anyhow::bail!("mode {mode} differs at line {place}:\n{difference}");
        }
    }
    Ok(comparison)
}

/// How the calls from outside ended.
fn ends(observations: &[String]) -> Vec<String> {
    let lines = observations
        .iter()
        .filter_map(|line| line.strip_prefix("run: "));
    lines
        .map(|line| {
            let end = if line.starts_with("exception") {
                "exception"
            } else if line.starts_with("trap") {
                line
            } else {
                "value"
            };
            end.to_owned()
        })
        .collect()
}

/// What a program must do.
///
/// # Errors
///
/// When it is not valid, or cannot be linked.
pub fn expect(program: &Program) -> Result<Expected> {
    let modules = Modules::new(&program.code)?;
    Interpreter::new(&modules)?.run(program)
}

/// The first line that differs, with its place.
#[must_use]
pub fn difference(expected: &[String], observed: &[String]) -> Option<(usize, String)> {
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
