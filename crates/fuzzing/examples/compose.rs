//! Runs generated compositions in every mode of the engine and in the reference
//! interpreter: `compose [--seed FIRST] [--count PROGRAMS] [--mode NAME] [--stack-switching]`.
//!
//! Stops at the first difference; says how many programs were compared.

use anyhow::{Context, Result};
use switchback_fuzzing::compose::{Options, compare, engines};
use switchback_fuzzing::random::Random;

fn main() -> Result<()> {
    let (mut first, mut count, mut options) = (Random::fresh_seed(), 1_000, Options::default());
    let mut modes = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().context("an option lacks its value");
        match argument.as_str() {
            "--seed" => first = value()?.parse()?,
            "--count" => count = value()?.parse()?,
            "--mode" => modes.push(value()?),
            "--stack-switching" => options.stack_switching = true,
            other => anyhow::bail!("what is {other}?"),
        }
    }
    let engines = engines(&modes)?;
    println!("seeds from {first}, {count} programs");
    let mut compared = 0u64;
    for number in 0..count {
        let seed = first.wrapping_add(number);
        compared += u64::from(compare(&engines, seed, options)?);
        if (number + 1).is_multiple_of(1_000) {
            println!("{} programs, {compared} compared", number + 1);
        }
    }
    println!("{compared} programs of {count} compared, no difference");
    Ok(())
}
