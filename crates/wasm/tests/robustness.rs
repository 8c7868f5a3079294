//! Bytes of all kinds against the parser, and random types against `wasmparser`'s
//! opinion of which are equal. Each test runs for a second, or for as many seconds
//! as `SWITCHBACK_FUZZ_SECONDS` says, and prints the seed it began with, which
//! `SWITCHBACK_SEED` takes to run it again.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use arbitrary::Unstructured;
use switchback_wasm::{ErrorKind, Features, Limits, Module, TypeIdentity, TypeRegistry};
use wasmparser::{Validator, WasmFeatures};

/// A small generator of random numbers (SplitMix64).
struct Random(u64);

impl Random {
    /// From the seed that the environment names, or the time, printed.
    fn new(test: &str) -> Self {
        let seed = std::env::var("SWITCHBACK_SEED").ok();
        let seed = seed.and_then(|seed| seed.parse().ok()).unwrap_or_else(|| {
            let now = SystemTime::now().duration_since(UNIX_EPOCH);
            now.map_or(0, |now| now.as_nanos() as u64)
        });
        println!("{test}: SWITCHBACK_SEED={seed}");
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.next() as u8).collect()
    }
}

/// Until when a test runs.
fn deadline() -> Instant {
    let seconds = std::env::var("SWITCHBACK_FUZZ_SECONDS").ok();
    let seconds = seconds
        .and_then(|seconds| seconds.parse().ok())
        .unwrap_or(1);
    Instant::now() + Duration::from_secs(seconds)
}

/// What is on by default, and everything.
fn configurations() -> [Features; 2] {
    let default = Features::default();
    let all = Features {
        gc: true,
        exceptions: true,
        legacy_exceptions: true,
        ..default
    };
    [default, all]
}

/// Modules that between them have every section and many instructions.
const TEXTS: [&str; 6] = [
    r#"(module $names
        (import "host" "f" (func $f (param i32) (result i64)))
        (import "host" "t" (table 1 funcref))
        (memory (export "m") 1 2) (global $g (mut i32) (i32.const 1))
        (table $t 3 funcref)
        (elem (table $t) (i32.const 0) func $f $h)
        (data (i32.const 8) "some bytes") (data "passive")
        (start $s)
        (func $s (memory.init 1 (i32.const 0) (i32.const 0) (i32.const 1)) (data.drop 1))
        (func $h (export "h") (param i32) (result i64) (local f32 i32 i32)
            (block $out (loop $again
                (@metadata.code.branch_hint "\01")
                (br_if $out (local.get 0))
                (br_table $out $again $out (local.tee 2 (i32.add (local.get 0) (i32.const -7))))))
            (i64.store offset=4 (global.get $g) (i64.const 1234567890123))
            (return_call $f (i32.load8_s (i32.const 3)))))"#,
    "(module
        (rec (type $a (sub (func (param (ref null $b))))) (type $b (func (result (ref $a)))))
        (type $c (sub final $a (func (param (ref null $b)))))
        (func $x (type $c)) (func (param (ref $a) (ref null $b))
            (call_ref $a (local.get 1) (local.get 0))
            (br_on_null 0 (local.get 1)) (drop))
        (table 2 (ref $c) (ref.func $x))
        (elem declare func $x))",
    "(module
        (memory i64 1) (memory 1 (pagesize 1)) (table i64 2 externref)
        (func (param v128 i64) (result v128 i64 i64)
            (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31
                (v128.load offset=0x100000000 (i64.const 1)) (local.get 0))
            (i64.mul_wide_u (local.get 1) (local.get 1)))
        (func (memory.copy 0 1 (i64.const 0) (i32.const 0) (i32.const 0))
            (table.fill (i64.const 0) (ref.null extern) (i64.const 1))))",
    "(module
        (type $s (struct (field i8 (mut i64)))) (type $r (array (mut anyref)))
        (tag $e (param i32))
        (func (result (ref $s)) (struct.new $s (i32.const 1) (i64.const 2)))
        (func (block (try_table (catch_all 0) (throw $e (i32.const 1))))))",
    r#"(module
        (rec (type $s (sub (struct (field (mut i8)) (field (ref null $t)))))
            (type $t (sub $s (struct (field (mut i8)) (field (ref null $t)) (field f64)))))
        (type $a (array (mut i16))) (type $r (array (mut eqref)))
        (import "host" "e" (tag (param i32 anyref)))
        (tag $e (export "e") (param (ref $s)))
        (global $g (ref $s) (struct.new $s (i32.const 1) (struct.new_default $t)))
        (global (ref $a) (array.new_fixed $a 2 (i32.const 1) (i32.const 2)))
        (global externref (extern.convert_any (ref.i31 (i32.const 5))))
        (elem $i eqref (ref.i31 (i32.const 1)) (ref.null none) (global.get $g))
        (data $d "abcdefgh")
        (func (param eqref exnref) (result i32) (local $l (ref null $a))
            (local.set $l (array.new_data $a $d (i32.const 0) (i32.const 2)))
            (drop (array.new_elem $r $i (i32.const 0) (i32.const 1)))
            (block $b (result (ref $t))
                (drop (br_on_cast $b eqref (ref $t) (local.get 0)))
                (throw $e (ref.cast (ref $s) (local.get 0))))
            (drop (struct.get_s $s 0))
            (block $h (result (ref $s) exnref)
                (try_table (catch_ref $e $h) (catch_all_ref 1) (throw_ref (local.get 1)))
                (unreachable))
            (drop) (drop)
            (i32.add (i31.get_u (ref.i31 (i32.const 7))) (ref.test (ref $a) (local.get 0)))))"#,
    "(module (tag $e (param i32))
        (func (result i32)
            try (result i32) (throw $e (i32.const 1))
            catch $e
            catch_all (rethrow 0) end)
        (func try (throw $e (i32.const 2)) delegate 0))",
];

fn base_modules(random: &mut Random) -> Vec<Vec<u8>> {
    let texts = TEXTS
        .iter()
        .map(|text| wat::parse_str(text).expect("text is well-formed"));
    let mut modules: Vec<_> = texts.collect();
    for everything in [false, true] {
        for _ in 0..8 {
            let seed = random.bytes(4096);
            let config = wasm_smith::Config {
                gc_enabled: everything,
                exceptions_enabled: everything,
                threads_enabled: everything,
                custom_page_sizes_enabled: true,
                generate_custom_sections: true,
                max_memories: 3,
                max_tables: 3,
                ..wasm_smith::Config::default()
            };
            if let Ok(module) = wasm_smith::Module::new(config, &mut Unstructured::new(&seed)) {
                modules.push(module.to_bytes());
            }
        }
    }
    modules
}

/// Truncates, overwrites, removes, repeats and inserts, a few times over.
fn mutate(bytes: &mut Vec<u8>, random: &mut Random) {
    const INTERESTING: [u8; 14] = [
        0x00, 0x01, 0x0b, 0x40, 0x60, 0x63, 0x6e, 0x70, 0x7f, 0x80, 0xfb, 0xfc, 0xfd, 0xff,
    ];
    for _ in 0..=random.below(4) {
        if bytes.is_empty() {
            return;
        }
        let at = random.below(bytes.len());
        let end = at + random.below(16.min(bytes.len() - at) + 1);
        match random.below(7) {
            0 => bytes.truncate(at),
            1 => bytes[at] = random.next() as u8,
            2 => bytes[at] ^= 1 << random.below(8),
            3 => bytes[at] = INTERESTING[random.below(INTERESTING.len())],
            4 => drop(bytes.drain(at..end)),
            5 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            _ => {
                let count = random.below(9);
                let piece = random.bytes(count);
                bytes.splice(at..at, piece);
            }
        }
    }
}

/// What must hold of any bytes: accepted exactly if `wasmparser` accepts them,
/// other than for what is not built; and whatever was accepted can be used.
fn check(bytes: &[u8], features: Features, registry: &TypeRegistry) -> bool {
    let limits = Limits::default();
    let shared: Arc<[u8]> = Arc::from(bytes);
    let parsed = Module::parse(Arc::clone(&shared), &features, &limits);
    let valid = Validator::new_with_features(WasmFeatures::from(features))
        .validate_all(bytes)
        .map(drop);
    match parsed {
        Ok(module) => {
            assert!(valid.is_ok(), "accepted but invalid: {valid:?}");
            let facts = module.facts_bytes();
            let trusted = Module::parse_trusted(shared, &features, &limits, &facts);
            let trusted = trusted.expect("valid bytes can be trusted");
            assert_eq!(format!("{trusted:?}"), format!("{module:?}"));
            let scanned = Module::parse_trusted(trusted.bytes, &features, &limits, &[]);
            let scanned = scanned.expect("valid bytes can be scanned");
            assert_eq!(format!("{scanned:?}"), format!("{module:?}"));
            let types = registry.register_module(&module);
            assert_eq!(types.identities().len(), module.types.len());
            for index in 0..module.functions.len() as u32 {
                let _ = module.function_name(switchback_wasm::FunctionIndex(index));
            }
            let _ = (module.name(), module.check_sizes(&limits));
            true
        }
        Err(error) => {
            assert!(error.offset <= bytes.len(), "{error}");
            assert!(!error.message.is_empty() && !error.message.contains('\n'));
            if matches!(error.kind, ErrorKind::Malformed | ErrorKind::Invalid) {
                assert!(valid.is_err(), "valid but refused: {error}");
            }
            if error.kind == ErrorKind::Unsupported {
                let mut on = WasmFeatures::from(features);
                on.set(WasmFeatures::GC, features.gc);
                let valid = Validator::new_with_features(on).validate_all(bytes);
                assert!(valid.is_err(), "nothing to support: {error}");
            }
            let again = Module::parse(shared, &features, &limits).expect_err("refused before");
            assert_eq!(again, error, "errors do not depend on threads");
            false
        }
    }
}

#[test]
fn any_bytes_give_a_module_or_an_error() {
    let mut random = Random::new("any_bytes_give_a_module_or_an_error");
    let registry = TypeRegistry::new();
    let bases = base_modules(&mut random);
    let [default, all] = configurations();
    for (features, wanted) in [(default, 4), (all, TEXTS.len())] {
        let accepted = |base: &&Vec<u8>| check(base, features, &registry);
        let accepted = bases.iter().filter(accepted).count();
        assert!(
            accepted >= wanted,
            "only {accepted} of the unchanged modules are accepted"
        );
        // Every beginning of a module.
        for base in &bases[..TEXTS.len()] {
            for end in 0..base.len() {
                check(&base[..end], features, &registry);
            }
        }
    }
    let deadline = deadline();
    let (mut tried, mut accepted) = (0, 0);
    while Instant::now() < deadline {
        let bytes = match random.below(16) {
            0 => {
                let count = random.below(64);
                let mut bytes = b"\0asm\x01\0\0\0".to_vec();
                bytes.extend(random.bytes(count));
                bytes
            }
            1 => {
                let count = random.below(64);
                random.bytes(count)
            }
            _ => {
                let mut bytes = bases[random.below(bases.len())].clone();
                mutate(&mut bytes, &mut random);
                bytes
            }
        };
        tried += 1;
        let features = configurations()[random.below(2)];
        accepted += usize::from(check(&bytes, features, &registry));
    }
    println!("{tried} tried, {accepted} accepted");
    assert!(accepted > 0 && accepted < tried);
    assert!(registry.is_empty(), "types stay registered");
}

/// A module of types in random recursion groups, of few shapes, so that
/// equal groups are frequent.
fn random_types(random: &mut Random) -> String {
    let mut text = "(module".to_owned();
    let mut count = 0;
    while count < 8 {
        let members = 1 + random.below(3);
        text += "(rec";
        let group = count;
        for member in 0..members {
            text += "(type (sub ";
            if random.below(3) == 0 {
                text += "final ";
            }
            let before = group + member;
            if before > 0 && random.below(8) == 0 {
                text += &format!("{} ", random.below(before));
            }
            let any = |random: &mut Random| match random.below(3) {
                0 => "i32".to_owned(),
                1 => format!("(ref {})", random.below(group + members)),
                _ => format!("(ref null {})", group + random.below(members)),
            };
            let stored = |random: &mut Random| match random.below(4) {
                0 => "i8".to_owned(),
                1 => format!("(mut {})", any(random)),
                _ => any(random),
            };
            let parts = random.below(3);
            text += &match random.below(5) {
                0 => format!("(array {})", stored(random)),
                1 | 2 => {
                    let fields = (0..parts).map(|_| format!("(field {})", stored(random)));
                    format!("(struct {})", fields.collect::<String>())
                }
                _ => {
                    let params = (0..parts).map(|_| format!("(param {})", any(random)));
                    format!("(func {})", params.collect::<String>())
                }
            };
            text += "))";
        }
        text += ")";
        count += members;
    }
    text + ")"
}

#[test]
fn types_are_equal_where_another_implementation_says_so() {
    let mut random = Random::new("types_are_equal_where_another_implementation_says_so");
    let [_, features] = configurations();
    let deadline = deadline();
    let mut equal_types = 0;
    while Instant::now() < deadline || equal_types == 0 {
        let registry = TypeRegistry::new();
        let mut validator = Validator::new_with_features(features.into());
        let mut ours: Vec<TypeIdentity> = Vec::new();
        let mut theirs = Vec::new();
        let mut handles = Vec::new();
        for _ in 0..20 {
            let text = random_types(&mut random);
            let bytes = wat::parse_str(&text).expect("text is well-formed");
            let module = Module::parse(Arc::from(&bytes[..]), &features, &Limits::default());
            let Ok(module) = module else {
                // A supertype that is final or does not match.
                continue;
            };
            let types = validator.validate_all(&bytes).expect("was valid before");
            let all = 0..module.types.len() as u32;
            theirs.extend(all.map(|index| types.as_ref().core_type_at_in_module(index)));
            validator.reset();
            let registered = registry.register_module(&module);
            ours.extend(registered.identities());
            handles.push(registered);
        }
        for i in 0..ours.len() {
            for j in 0..i {
                assert_eq!(
                    ours[i] == ours[j],
                    theirs[i] == theirs[j],
                    "types {i} and {j}"
                );
                equal_types += usize::from(ours[i] == ours[j]);
            }
        }
        // Whatever the order of dropping, nothing stays.
        while !handles.is_empty() {
            handles.swap_remove(random.below(handles.len()));
        }
        assert!(registry.is_empty());
    }
    println!("{equal_types} pairs of equal types");
}
