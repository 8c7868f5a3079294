//! Switches between stacks: every instruction compiles, and every switch is among the call
//! sites, with the references that wait in the frame.

use std::mem::offset_of;

use switchback_abi::code::{CallSite, CompiledFunction};
use switchback_abi::stack::SavedContext;
use switchback_abi::tier::{CompileError, Tier, TierSettings};
use switchback_optimize::OptimizingTier;
use switchback_wasm::{Features, FunctionIndex, Limits, Module};

fn parse(wat: &str) -> Module {
    let features = Features {
        stack_switching: true,
        ..Features::default()
    };
    let bytes = wat::parse_str(wat).unwrap();
    Module::parse(bytes.into(), &features, &Limits::default()).unwrap()
}

const ALL_SETTINGS: [TierSettings; 3] = [
    TierSettings {
        no_inlining: false,
        gate_at_every_call: false,
    },
    TierSettings {
        no_inlining: true,
        gate_at_every_call: false,
    },
    TierSettings {
        no_inlining: false,
        gate_at_every_call: true,
    },
];

/// Compiles all functions, in every way; those of the last.
fn compile_all(wat: &str) -> Result<Vec<CompiledFunction>, CompileError> {
    let module = parse(wat);
    let mut compiled = Vec::new();
    for settings in ALL_SETTINGS {
        let tier = OptimizingTier::new(settings).unwrap();
        let defined = module.imported_functions..module.functions.len() as u32;
        compiled = defined
            .map(|index| tier.compile(&module, FunctionIndex(index)))
            .collect::<Result<Vec<_>, _>>()?;
    }
    Ok(compiled)
}

/// The inline gates among the call sites: nothing here calls another instance.
fn switches(function: &CompiledFunction) -> Vec<&CallSite> {
    let sites = function.call_sites.iter();
    sites.filter(|site| site.inline_gate).collect()
}

/// The only function of a module, without zeal.
fn compile(wat: &str) -> CompiledFunction {
    let module = parse(wat);
    let tier = OptimizingTier::new(TierSettings::default()).unwrap();
    let index = module.functions.len() as u32 - 1;
    tier.compile(&module, FunctionIndex(index)).unwrap()
}

const GENERATOR: &str = "(module
    (type $f (func)) (type $c (cont $f))
    (tag $yield (param i32))
    (func $numbers (local $i i32)
      (local.set $i (i32.const 100))
      (loop $again
        (suspend $yield (local.get $i))
        (local.set $i (i32.sub (local.get $i) (i32.const 1)))
        (br_if $again (local.get $i))))
    (elem declare func $numbers)
    (func $sum (export \"sum\") (result i32) (local $k (ref null $c)) (local $sum i32)
      (local.set $k (cont.new $c (ref.func $numbers)))
      (loop $again
        (block $yielded (result i32 (ref $c))
          (resume $c (on $yield $yielded) (local.get $k))
          (return (local.get $sum)))
        (local.set $k)
        (local.set $sum (i32.add (local.get $sum)))
        (br $again))
      unreachable))";

#[test]
fn a_generator_compiles() {
    let functions = compile_all(GENERATOR).unwrap();
    for function in functions {
        assert!(!switches(&function).is_empty());
        assert!(function.instance_slot.is_some());
    }
    let sum = compile(GENERATOR);
    assert_eq!(switches(&sum).len(), 2, "the loop is unrolled once");
}

#[test]
fn every_instruction_compiles() {
    compile_all(
        "(module
          (rec (type $f1 (func (param i32 (ref null $c1)) (result f64)))
               (type $c1 (cont $f1)))
          (type $f2 (func (param i64 f32 v128 externref) (result i32 v128)))
          (type $c2 (cont $f2))
          (type $f3 (func (param v128 externref) (result i32 v128)))
          (type $c3 (cont $f3))
          (type $f4 (func (result i32 v128)))
          (type $c4 (cont $f4))
          (type $f5 (func (param f32 v128) (result i32 v128)))
          (type $c5 (cont $f5))
          (tag $ask (param i64 externref) (result f32 v128))
          (tag $done (param v128))
          (tag $swap (result f64))
          (tag $error (param i32 externref))
          (func (param (ref null $f2)) (result (ref $c2)) (cont.new $c2 (local.get 0)))
          (func (param i64 f32 (ref null $c2)) (result (ref $c3))
            (cont.bind $c2 $c3 (local.get 0) (local.get 1) (local.get 2)))
          (func (param v128 externref (ref null $c3)) (result (ref $c4))
            (cont.bind $c3 $c4 (local.get 0) (local.get 1) (local.get 2)))
          (func (param (ref null $c4)) (result (ref $c4))
            (cont.bind $c4 $c4 (local.get 0)))
          (func (param i64 externref) (result f32 v128)
            (suspend $ask (local.get 0) (local.get 1)))
          (func (param (ref null $c4)) (result i32 v128)
            (resume $c4 (local.get 0)))
          (func (param (ref null $c3) v128 externref) (result i32 v128)
            (block $done (result v128 (ref null $c4))
              (block $ask (result i64 externref (ref null $c5))
                (resume $c3 (on $ask $ask) (on $done $done)
                  (local.get 1) (local.get 2) (local.get 0))
                (return))
              (unreachable))
            (drop) (local.set 1) (i32.const 1) (local.get 1))
          (func (param i32 externref (ref null $c4)) (result i32 v128)
            (resume_throw $c4 $error (local.get 0) (local.get 1) (local.get 2)))
          (func (param exnref (ref null $c4)) (result i32 v128)
            (block $done (result v128 (ref null $c4))
              (resume_throw_ref $c4 (on $done $done) (local.get 0) (local.get 1))
              (return))
            (drop) (drop) (unreachable))
          (func (param i32 (ref null $c1)) (result i32 (ref null $c1))
            (switch $c1 $swap (local.get 0) (local.get 1)))
          (func (param (ref null $c1) i32) (result f64)
            (resume $c1 (on $swap switch) (local.get 1) (ref.null $c1) (local.get 0))))",
    )
    .unwrap();
}

#[test]
fn switches_compile_where_exceptions_are_caught() {
    compile_all(
        "(module
          (type $f (func)) (type $c (cont $f))
          (tag $t) (tag $e (param i32)) (tag $s)
          (func (export \"caught\") (param $k (ref null $c)) (result i32)
            (block $caught (result i32)
              (try_table (catch $e $caught) (resume $c (local.get $k)) (suspend $t))
              (i32.const 0)))
          (func (export \"all\") (param $k (ref null $c)) (result exnref)
            (block $caught (result exnref)
              (try_table (catch_all_ref $caught)
                (block $l (result (ref $c))
                  (resume_throw $c $e (on $t $l) (i32.const 7) (local.get $k))
                  (return (ref.null exn)))
                (local.set $k)
                (suspend $t))
              (ref.null exn))))",
    )
    .unwrap();
}

#[test]
fn references_that_wait_are_listed() {
    let function = compile(
        "(module (tag $t)
          (type $f (func)) (type $c (cont $f))
          (func (param externref i64 (ref null $c)) (result externref i64 (ref null $c))
            (suspend $t) (local.get 0) (local.get 1) (local.get 2)))",
    );
    let [site] = *switches(&function) else {
        panic!("{:?}", function.call_sites)
    };
    let listed = &function.references[site.references.start as usize..site.references.end as usize];
    let is_word = |slot: &u32| slot & 1 != 0;
    assert_eq!(listed.len(), 2, "{listed:?}");
    assert_eq!(listed.iter().filter(|slot| is_word(slot)).count(), 1);
    for slot in listed {
        let offset = slot & !1;
        assert!(offset <= function.frame_size);
        assert_eq!(offset % if is_word(slot) { 8 } else { 4 }, 0);
    }
}

#[test]
fn continuations_are_listed_at_calls() {
    let function = compile(
        "(module
          (import \"\" \"\" (func $call))
          (type $f (func)) (type $c (cont $f))
          (func (param (ref null $c)) (result (ref null $c))
            (call $call) (local.get 0)))",
    );
    let listed: Vec<_> = switches(&function)
        .iter()
        .map(|site| site.references.len())
        .collect();
    assert_eq!(listed, [1]);
    assert!(function.references.iter().all(|slot| slot & 1 == 1));
}

#[test]
fn code_goes_on_behind_a_jump() {
    for function in compile_all(GENERATOR).unwrap() {
        for site in switches(&function) {
            let before = &function.code[..site.return_offset as usize];
            assert!(matches!(before, [.., 0xff, 0xe0..=0xe7]), "{before:x?}");
        }
    }
}

/// What Cranelift saves and loads is laid out as [`SavedContext`] is.
#[test]
fn the_control_context_is_laid_out_as_ours() {
    let function = compile("(module (tag $t) (func (suspend $t)))");
    let [site] = *switches(&function) else {
        panic!("{:?}", function.call_sites)
    };
    let code = &function.code[..site.return_offset as usize];
    // The stores of `rsp` and `rbp`, and of the address: `mov [register + offset], register`.
    let stores = |register: u8| {
        let mut offsets: Vec<usize> = Vec::new();
        for window in code.windows(4) {
            let &[rex, 0x89, address, offset] = window else {
                continue;
            };
            let base = address & 7;
            if rex & !1 == 0x48 && address >> 3 & 7 == register && base != 4 {
                match address >> 6 {
                    0 if base != 5 => offsets.push(0),
                    1 => offsets.push(offset.into()),
                    _ => {}
                }
            }
        }
        offsets.pop().expect("a store")
    };
    assert_eq!(stores(4), offset_of!(SavedContext, stack_pointer));
    assert_eq!(stores(5), offset_of!(SavedContext, frame_pointer));
}

#[test]
fn frames_stay_small() {
    let both = compile(
        "(module
          (type $f (func (param i32) (result i32))) (type $c (cont $f))
          (tag $t (param i32) (result i32))
          (func (param i32 (ref null $c)) (result i32)
            (block $l (result i32 (ref $c))
              (resume $c (on $t $l) (local.get 0) (local.get 1))
              (suspend $t)
              (return))
            (drop)))",
    );
    assert!(both.frame_size <= 160, "{}", both.frame_size);
}

#[test]
fn many_values_and_many_handlers_compile() {
    let types = "i32 f64 v128 i64 externref ".repeat(40);
    let handlers: String = (0..100).map(|_| "(on $t $l) (on $s switch) ").collect();
    compile_all(&format!(
        "(module
          (type $f (func (param {types}) (result {types}))) (type $c (cont $f))
          (tag $t (param {types}) (result {types}))
          (tag $s (result {types}))
          (func (param {types} (ref null $c))
            (block $l (result {types} (ref null $c))
              (resume $c {handlers} {} (local.get 200))
              (suspend $t)
              (local.get 200))
            unreachable))",
        (0..200)
            .map(|local| format!("(local.get {local})"))
            .collect::<String>(),
    ))
    .unwrap();
}
