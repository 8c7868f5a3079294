//! A second of each oracle. The seed is printed; `SWITCHBACK_FUZZ_SEED` repeats a run,
//! `SWITCHBACK_FUZZ_SECONDS` makes it longer.

use std::time::{Duration, Instant};

use switchback_fuzzing::decode::{self, decode, mutate};
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
    let engine = decode::engine().expect("this machine runs the first mode");
    let modules: Vec<Vec<u8>> = ["(module)", EVERYTHING, OBJECTS_AND_EXCEPTIONS]
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

/// The same for garbage collection and exceptions, old and new.
const OBJECTS_AND_EXCEPTIONS: &str = r#"
(module
  (rec
    (type $list (sub (struct (field (mut i32)) (field (ref null $list)) (field (mut i8)))))
    (type $longer (sub final $list
      (struct (field (mut i32)) (field (ref null $list)) (field (mut i8)) (field v128)))))
  (type $array (array (mut (ref null $list))))
  (type $bytes (array i8))
  (import "host" "tag" (tag $imported (param i32)))
  (tag $tag (export "tag") (param i32 (ref null $list)))
  (global $global (ref $list) (struct.new $longer (i32.const 1) (ref.null $list) (i32.const 2)
    (v128.const i32x4 1 2 3 4)))
  (table $table 3 eqref)
  (elem $lists (ref $list) (item (global.get $global)) (item (struct.new_default $list)))
  (data $data "abcdef")
  (func $objects (export "objects") (param anyref) (result i32)
    (local $array (ref $array))
    (local.set $array (array.new_elem $array $lists (i32.const 0) (i32.const 2)))
    (array.copy $array $array (local.get $array) (i32.const 0) (local.get $array) (i32.const 1) (i32.const 1))
    (table.set $table (i32.const 0) (array.new_data $bytes $data (i32.const 1) (i32.const 4)))
    (drop (block $no (result anyref)
      (br_on_cast_fail $no anyref (ref $longer) (local.get 0))
      (struct.set $list 2 (i32.const 300))
      (ref.i31 (i32.const 3))))
    (i32.add
      (ref.test (ref null $list) (any.convert_extern (extern.convert_any (local.get 0))))
      (struct.get_s $list 2 (ref.cast (ref $list) (array.get $array (local.get $array) (i32.const 0))))))
  (func (export "throw") (throw $tag (i32.const 1) (global.get $global)))
  (func (export "try_table") (result exnref) (local exnref)
    (block $reference (result i32 (ref null $list) exnref)
      (block $value (result i32)
        (try_table (catch $imported $value) (catch_ref $tag $reference) 
          (drop (call $objects (ref.null none)))
          (throw $imported (i32.const 2)))
        (unreachable))
      (ref.null $list)
      (ref.null exn))
    (local.set 0) (drop) (drop) (local.get 0))
  (func (export "try")
    try $try
      try (throw $imported (i32.const 3)) delegate $try
    catch $tag (drop) (drop)
    catch_all (rethrow $try)
    end))
"#;
