//! A second of each oracle. The seed is printed; `SWITCHBACK_FUZZ_SEED` repeats a run,
//! `SWITCHBACK_FUZZ_SECONDS` makes it longer.

use std::time::{Duration, Instant};

use switchback_engine::Engine;
use switchback_fuzzing::decode::{decode, mutate};
use switchback_fuzzing::modes::{Engines, compare};
use switchback_fuzzing::random::Random;
use switchback_fuzzing::throwing;

fn variable(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| {
        text.parse()
            .unwrap_or_else(|_| panic!("{name} is no number: {text:?}"))
    })
}

/// Calls `step` with numbers of a printed seed for as long as the run lasts, and says
/// how often.
fn run(name: &str, mut step: impl FnMut(&mut Random)) {
    let seed = variable("SWITCHBACK_FUZZ_SEED").unwrap_or_else(Random::fresh_seed);
    let seconds = variable("SWITCHBACK_FUZZ_SECONDS").unwrap_or(1);
    println!("{name}: SWITCHBACK_FUZZ_SEED={seed}");
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut random = Random::new(seed);
    let mut count = 0u64;
    while count == 0 || Instant::now() < end {
        step(&mut random);
        count += 1;
    }
    println!("{name}: {count} cases");
}

#[test]
fn bytes_never_make_the_engine_panic() {
    let engine = Engine::default();
    let modules: Vec<Vec<u8>> = ["(module)", EVERYTHING]
        .iter()
        .map(|text| wat::parse_str(text).expect("valid text"))
        .collect();
    run("decode", |random| {
        let mut bytes = match random.below(4) {
            0 => {
                let length = random.below(200);
                random.bytes(length)
            }
            _ => modules[random.below(modules.len())].clone(),
        };
        mutate(&mut bytes, random);
        decode(&engine, &bytes);
    });
}

#[test]
fn modules_do_the_same_in_every_mode() {
    let engines = Engines::new().expect("engines of all modes");
    let mut generated = 0;
    run("modes", |random| {
        let length = 200 + random.below(2_000);
        generated += u32::from(compare(&engines, &random.bytes(length)));
    });
    assert!(generated > 0, "no module was generated");
}

#[test]
fn exceptions_find_their_handlers() {
    let engines = Engines::new().expect("engines of all modes");
    run("throwing", |random| throwing::check(&engines, random));
}

/// A module with something in every section.
const EVERYTHING: &str = r#"
(module $everything
  (type $binary (func (param i32 i64) (result i64)))
  (import "host" "function" (func $imported (type $binary)))
  (memory (export "memory") 1 2)
  (table $table (export "table") 4 funcref)
  (global $global (mut i64) (i64.const 7))
  (func $add (export "add") (type $binary)
    (i64.add (i64.extend_i32_s (local.get 0)) (local.get 1)))
  (func $loop (export "loop") (param i32) (result i32) (local v128 f32)
    (block (result i32)
      (loop
        (br_if 0 (i32.lt_u (local.tee 0 (i32.sub (local.get 0) (i32.const 1))) (i32.const 9))))
      (br_table 0 0 (local.get 0) (i32.const 1))))
  (func (export "call") (result i64)
    (call_indirect (type $binary) (i32.const 1) (i64.const 2) (i32.const 0)))
  (start $start)
  (func $start (memory.init $bytes (i32.const 0) (i32.const 0) (i32.const 2)))
  (elem (i32.const 0) $add $imported)
  (data $bytes "abc")
  (data (i32.const 16) "def"))
"#;
