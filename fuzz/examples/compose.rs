//! Runs generated compositions in Wasmtime and in the reference interpreter:
//!
//!     compose [--seed FIRST] [--count PROGRAMS] [--stack-switching] [--small] [--inputs N]
//!
//! Says how many did the same, and what Wasmtime says of those that it cannot run.

use anyhow::{Context, Result};
use switchback_fuzz::peer::{Peer, Tally};
use switchback_fuzzing::compose::{Options, Size};
use switchback_fuzzing::random::Random;

fn main() -> Result<()> {
    let (mut first, mut count, mut options) =
        (Random::fresh_seed() >> 1, 1_000, Options::default());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().context("an option lacks its value");
        match argument.as_str() {
            "--seed" => first = value()?.parse()?,
            "--count" => count = value()?.parse()?,
            "--inputs" => options.inputs = value()?.parse()?,
            "--small" => options.size = Size::Small,
            "--stack-switching" => options.stack_switching = true,
            other => anyhow::bail!("what is {other}?"),
        }
    }
    // Wasmtime's panics are counted; each with its backtrace would drown the count.
    std::panic::set_hook(Box::new(|_| ()));
    println!("seeds from {first}, {count} programs");
    let mut tally = Tally::default();
    let outcome = Peer::new()?.compare(first..first + count, options, &mut tally);
    print!("{tally}");
    outcome?;
    println!("no difference");
    Ok(())
}
