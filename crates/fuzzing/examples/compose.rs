//! Runs generated compositions in modes of the engine and in the reference interpreter:
//!
//!     compose [--seed FIRST] [--count PROGRAMS] [--mode NAME]... [--rotate]
//!             [--stack-switching] [--small] [--inputs N] [--quiet]
//!
//! `--inputs` gives so many programs the same code, which other decisions steer. `--rotate` runs each program in one of the modes, the next one in the next. Stops at
//! the first difference; says how many programs were compared, and what they came upon.

use std::time::Instant;

use anyhow::{Context, Result};
use switchback_fuzzing::compose::{Options, Size, Summary, compare, targets};
use switchback_fuzzing::random::Random;

/// What the command line says.
struct Arguments {
    first: u64,
    count: u64,
    modes: Vec<String>,
    rotate: bool,
    quiet: bool,
    options: Options,
}

fn main() -> Result<()> {
    let arguments = arguments()?;
    let mut targets = targets(&arguments.modes)?;
    println!(
        "seeds from {}, {} programs",
        arguments.first, arguments.count
    );
    let start = Instant::now();
    let mut summary = Summary::default();
    let seeds = arguments.first..arguments.first.saturating_add(arguments.count);
    let mut number = 0u64;
    let outcome = compare(
        &mut targets,
        arguments.rotate,
        seeds,
        arguments.options,
        |comparison| {
            summary.add(&comparison);
            number += 1;
            if number.is_multiple_of(1_000) && !arguments.quiet {
                println!("{number} programs, {} the same", summary.same);
            }
        },
    );
    print!("{summary}");
    let seconds = start.elapsed().as_secs_f64();
    let pace = number as f64 / seconds;
    println!("{number} programs in {seconds:.1} s, {pace:.0} a second");
    outcome?;
    println!("no difference");
    Ok(())
}

fn arguments() -> Result<Arguments> {
    let mut result = Arguments {
        first: Random::fresh_seed(),
        count: 1_000,
        modes: Vec::new(),
        rotate: false,
        quiet: false,
        options: Options::default(),
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().context("an option lacks its value");
        match argument.as_str() {
            "--seed" => result.first = value()?.parse()?,
            "--count" => result.count = value()?.parse()?,
            "--mode" => result.modes.push(value()?),
            "--rotate" => result.rotate = true,
            "--quiet" => result.quiet = true,
            "--small" => result.options.size = Size::Small,
            "--inputs" => result.options.inputs = value()?.parse()?,
            "--stack-switching" => result.options.stack_switching = true,
            other => anyhow::bail!("what is {other}?"),
        }
    }
    Ok(result)
}
