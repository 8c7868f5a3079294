//! Any bytes are a module or an error that says where.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use switchback_engine::Engine;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::default);

fuzz_target!(|bytes: &[u8]| switchback_fuzzing::decode::decode(&ENGINE, bytes));
