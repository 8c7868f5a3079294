//! Instances of one module that throw and catch each other's exceptions, with host
//! functions in between: the handler that gets an exception must be the one that a model
//! of the same program says.
//!
//! A [`program::World`] is generated from random numbers: a module, how its instances are
//! linked (which tags they import, what stands in the table that they share), and what
//! the host functions do. [`text`] writes the module; [`model`] says what happens;
//! [`run`] lets the engine do it.
//!
//! Whoever handles an exception mixes who he is into a number that all share, so that
//! the same result by another way is noticed, too.

mod generate;
mod model;
mod program;
mod run;
mod text;

use crate::modes::Engines;
use crate::random::Random;

/// Generates a program, runs it in every mode, and compares with the model.
///
/// # Panics
///
/// If a mode differs from the model, or if the engine panics.
pub fn check(engines: &Engines, random: &mut Random) {
    let world = generate::world(random);
    let expected = model::run(&world);
    let text = text::module(&world.module);
    for (name, engine) in engines.iter() {
        let observed = run::run(engine, &world, &text)
            .unwrap_or_else(|error| panic!("in mode {name}: {error:?}\n{world:#?}\n{text}"));
        for (number, (expected, observed)) in expected.iter().zip(&observed).enumerate() {
            assert_eq!(
                expected, observed,
                "call {number} in mode {name}\n{world:#?}\n{text}"
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use switchback_engine::{Config, Engine, Module};

    use super::*;

    #[test]
    fn modules_are_valid() {
        let mut config = Config::new();
        config
            .wasm_gc(true)
            .wasm_exceptions(true)
            .wasm_legacy_exceptions(true);
        let engine = Engine::new(&config).expect("the configuration is valid");
        for seed in 0..300 {
            let world = generate::world(&mut Random::new(seed));
            let text = text::module(&world.module);
            let bytes = wat::parse_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
            Module::validate(&engine, &bytes).unwrap_or_else(|error| panic!("{error:?}\n{text}"));
        }
    }

    /// Every way to end, and handlers, occur in what the model says.
    #[test]
    fn programs_do_something() {
        let (mut returned, mut threw, mut trapped, mut failed, mut handled) = (0, 0, 0, 0, 0);
        for seed in 0..300 {
            for outcome in model::run(&generate::world(&mut Random::new(seed))) {
                match outcome.end {
                    model::End::Returned(_) => returned += 1,
                    model::End::Threw { .. } => threw += 1,
                    model::End::Trapped => trapped += 1,
                    model::End::HostFailed => failed += 1,
                }
                handled += u32::from(outcome.trace != 0);
            }
        }
        println!("{returned} {threw} {trapped} {failed}, {handled} with handlers");
        for count in [returned, threw, trapped, failed, handled] {
            assert!(count > 5);
        }
    }
}
