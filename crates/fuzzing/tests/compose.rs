//! A short run of the composition fuzzer; the long one is `examples/compose.rs`.

use switchback_fuzzing::compose::{Options, Size, Summary, compare, targets};
use switchback_fuzzing::random::Random;

/// How many programs each mode runs, of a size.
fn programs(size: Size) -> u64 {
    match size {
        Size::Small => 200,
        Size::Large => 15,
    }
}

#[test]
fn compositions_do_the_same_in_every_mode_and_in_the_interpreter() {
    for size in [Size::Small, Size::Large] {
        run(Options {
            size,
            ..Options::default()
        });
    }
}

#[test]
fn so_do_compositions_with_continuations() {
    for size in [Size::Small, Size::Large] {
        run(Options {
            size,
            stack_switching: true,
            ..Options::default()
        });
    }
}

fn run(mut options: Options) {
    options.inputs = 5;
    let mut targets = targets(&[]).unwrap();
    let programs = programs(options.size);
    let first = Random::fresh_seed() >> 1;
    println!("{options:?}: seeds from {first}");
    let mut summary = Summary::default();
    compare(
        &mut targets,
        false,
        first..first + programs,
        options,
        |comparison| summary.add(&comparison),
    )
    .unwrap();
    println!("{summary}");
    // Where stacks are the smallest, some are exhausted.
    let compared = summary.same + summary.exhausted;
    assert!(compared > programs / 2, "few can be compared: {summary}");
}
