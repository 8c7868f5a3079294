//! A short run of the composition fuzzer; the long one is `examples/compose.rs`.

use switchback_fuzzing::compose::{Options, compare, engines};
use switchback_fuzzing::random::Random;

/// How many programs each mode runs.
const PROGRAMS: u64 = 60;

#[test]
fn compositions_do_the_same_in_every_mode_and_in_the_interpreter() {
    run(Options::default());
}

#[test]
fn so_do_compositions_with_continuations() {
    run(Options {
        stack_switching: true,
    });
}

fn run(options: Options) {
    let engines = engines(&[]).unwrap();
    let first = Random::fresh_seed();
    println!("seeds from {first}");
    let mut compared = 0;
    for number in 0..PROGRAMS {
        let seed = first.wrapping_add(number);
        compared += u64::from(compare(&engines, seed, options).unwrap());
    }
    assert!(compared > PROGRAMS / 2, "only {compared} programs ended");
}
