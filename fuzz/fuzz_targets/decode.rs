//! Any bytes are a module or an error that says where.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use switchback_engine::Engine;
use switchback_fuzzing::decode;

static ENGINE: LazyLock<Engine> =
    LazyLock::new(|| decode::engine().expect("this machine runs the first mode"));

fuzz_target!(|bytes: &[u8]| decode::decode(&ENGINE, bytes));
