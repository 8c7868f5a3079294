//! A module does the same in every mode of the engine.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use switchback_fuzzing::modes::{Engines, compare};

static ENGINES: LazyLock<Engines> =
    LazyLock::new(|| Engines::new().expect("this machine runs every mode"));

fuzz_target!(|bytes: &[u8]| {
    compare(&ENGINES, bytes);
});
