//! A composition does the same in every mode, in the reference interpreter, and in
//! Wasmtime where that can run it. The fuzzer picks the seed and the kind of program.
#![no_main]

use std::sync::{LazyLock, Mutex};

use libfuzzer_sys::fuzz_target;
use switchback_fuzz::peer::{Peer, Tally};
use switchback_fuzzing::compose::{Options, Size, Target, compare, targets};

/// The engines of all modes. One thread at a time runs programs.
static TARGETS: LazyLock<Mutex<Vec<Target>>> =
    LazyLock::new(|| Mutex::new(targets(&[]).expect("this machine runs every mode")));
static PEER: LazyLock<Peer> = LazyLock::new(|| Peer::new().expect("Wasmtime runs here"));

fuzz_target!(|choice: (u32, bool, bool)| {
    let (seed, stack_switching, small) = choice;
    let options = Options {
        stack_switching,
        size: if small { Size::Small } else { Size::Large },
        ..Options::default()
    };
    let seed = u64::from(seed);
    let mut targets = TARGETS
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Err(difference) = compare(&mut targets, false, seed..seed + 1, options, |_| ()) {
        panic!("{options:?}: {difference:#}");
    }
    let mut tally = Tally::default();
    if let Err(difference) = PEER.compare(seed..seed + 1, options, &mut tally) {
        panic!("{options:?}: {difference:#}");
    }
});
