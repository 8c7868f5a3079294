//! Stacks that grow: whole programs, on engines whose stacks grow now and then, and on
//! engines whose stacks grow all the time.

use std::fmt::Write;
use std::ptr::NonNull;
use std::sync::Arc;

use crate::caller::Caller;
use crate::config::Config;
use crate::engine::Engine;
use crate::external::Extern;
use crate::function::Func;
use crate::instance::Instance;
use crate::module::Module;
use crate::store::{Store, StoreOpaque};
use crate::trap::{Trap, WasmBacktrace};
use crate::typed::TypedFunc;

/// Engines that differ in what they do all the time.
fn engines(largest_stack: usize) -> Vec<(&'static str, Engine)> {
    type Change = fn(&mut Config) -> &mut Config;
    let changes: [(&str, Change); 6] = [
        ("as it is", |config| config),
        ("compact, verified", |config| {
            config.compact_continuations(true).zeal_verify_walks(true)
        }),
        ("smallest stacks", |config| {
            config.zeal_smallest_stacks(true).zeal_poison_stacks(true)
        }),
        ("smallest stacks, verified", |config| {
            config.zeal_smallest_stacks(true).zeal_verify_walks(true)
        }),
        ("gates everywhere", |config| {
            config
                .zeal_smallest_stacks(true)
                .zeal_gate_at_every_call(true)
                .zeal_no_inlining(true)
        }),
        ("collections everywhere", |config| {
            config.zeal_smallest_stacks(true).zeal_collect(true)
        }),
    ];
    let engines = changes.into_iter().map(|(name, change)| {
        let mut config = Config::new();
        config
            .wasm_stack_switching(true)
            .wasm_gc(true)
            .wasm_exceptions(true)
            .max_wasm_stack(largest_stack);
        (name, Engine::new(change(&mut config)).unwrap())
    });
    engines.collect()
}

/// A store with an instance.
struct Fixture {
    store: Store<()>,
    instance: Instance,
}

impl Fixture {
    fn new(engine: &Engine, text: &str) -> Self {
        Self::with_host_function(engine, text, |_, _| Ok(0))
    }

    /// The module's import `"host" "call"` is that function.
    fn with_host_function(
        engine: &Engine,
        text: &str,
        host: impl Fn(Caller<'_, ()>, i32) -> anyhow::Result<i32> + Send + Sync + 'static,
    ) -> Self {
        let bytes = wat::parse_str(text).unwrap();
        let module = Module::new(engine, bytes.into()).unwrap();
        let mut store = Store::new(engine, ());
        let host = Func::wrap(&mut store, host);
        let imports: Vec<Extern> = module.imports().map(|_| host.into()).collect();
        let instance = Instance::new(&mut store, &Compiled(module), &imports).unwrap();
        // So that garbage is collected at all.
        store.inner_mut().opaque.make_room().unwrap();
        Self { store, instance }
    }

    fn function(&mut self, name: &str) -> TypedFunc<i32, i32> {
        self.instance.get_typed_func(&mut self.store, name).unwrap()
    }

    fn call(&mut self, name: &str, argument: i32) -> anyhow::Result<i32> {
        let function = self.function(name);
        let result = function.call(&mut self.store, argument);
        self.verify();
        result
    }

    fn opaque(&mut self) -> &mut StoreOpaque {
        &mut self.store.inner_mut().opaque
    }

    fn spare_segments(&mut self) -> usize {
        let mut next = self.opaque().context.spare_segments;
        let mut count = 0;
        while let Some(segment) = NonNull::new(next) {
            // SAFETY: spare segments are the store's.
            next = unsafe { segment.as_ref().next };
            count += 1;
        }
        count
    }

    /// How many segments stacks have.
    fn used_segments(&mut self) -> usize {
        let stacks = &self.opaque().continuations.taken;
        let chains = stacks.iter().map(|stack| {
            // SAFETY: the store's stacks and their segments are alive.
            unsafe {
                let mut next = stack.as_ref().segment;
                let mut count = 0;
                while let Some(segment) = NonNull::new(next) {
                    next = segment.as_ref().next;
                    count += 1;
                }
                count
            }
        });
        chains.sum()
    }

    /// No segment is lost, while nothing runs.
    fn verify(&mut self) {
        let known = self.spare_segments() + self.used_segments();
        assert_eq!(self.store.engine().segments().in_use(), known);
        let context = &self.opaque().context;
        // SAFETY: the main stack is alive.
        let limit = unsafe { (*context.current_stack).limit };
        let used = context
            .stack_limit
            .load(std::sync::atomic::Ordering::Relaxed);
        assert_eq!(used, limit);
    }
}

struct Compiled(Arc<Module>);

impl AsRef<Arc<Module>> for Compiled {
    fn as_ref(&self) -> &Arc<Module> {
        &self.0
    }
}

/// Functions from an integer to an integer, each exported with `-on-main` as it is, and by
/// its own name so that a continuation begins with it.
fn program(functions: &[&str], text: &str) -> String {
    let mut program = "(module
        (type $f (func (param i32) (result i32)))
        (type $c (cont $f))
        (import \"host\" \"call\" (func $host (type $f)))
        (tag $stop (param i32) (result i32))
        (tag $error (param i32))
        (global $zero (mut i32) (i32.const 0))"
        .to_owned();
    for name in functions {
        write!(
            program,
            "(elem declare func ${name})
             (export \"{name}-on-main\" (func ${name}))
             (func (export \"{name}\") (param i32) (result i32)
               (resume $c (local.get 0) (cont.new $c (ref.func ${name}))))"
        )
        .unwrap();
    }
    program + text + ")"
}

const DOWN: &str = "
    (func $down (type $f)
      (if (result i32) (local.get 0)
        (then
          (i32.add (i32.const 1) (call $down (i32.sub (local.get 0) (i32.const 1)))))
        (else (global.get $zero))))";

#[test]
fn recursion_goes_as_deep_as_all_segments_together() {
    for (name, engine) in engines(1 << 20) {
        let mut fixture = Fixture::new(&engine, &program(&["down"], DOWN));
        for depth in [0, 1, 10, 100, 1_000, 10_000, 10_001, 3] {
            assert_eq!(fixture.call("down", depth).unwrap(), depth, "{name}");
        }
        assert!(fixture.spare_segments() > 0, "{name}");
        for _ in 0..2 {
            let error = fixture.call("down", i32::MAX).unwrap_err();
            assert_eq!(error.downcast_ref(), Some(&Trap::StackOverflow), "{name}");
            let frames = error.downcast_ref::<WasmBacktrace>().unwrap().frames();
            // At 5 to 104 bytes each: calls are inlined.
            assert!(
                (10_000..200_000).contains(&frames.len()),
                "{name}: {}",
                frames.len()
            );
            assert_eq!(fixture.used_segments(), 0);
            assert_eq!(fixture.call("down", 1_000).unwrap(), 1_000, "{name}");
        }
        drop(fixture);
        assert_eq!(engine.segments().in_use(), 0, "{name}");
    }
}

#[test]
fn a_hundred_thousand_calls_fit_16_mib() {
    let mut config = Config::new();
    config.wasm_stack_switching(true).max_wasm_stack(16 << 20);
    let engine = Engine::new(&config).unwrap();
    let mut fixture = Fixture::new(&engine, &program(&["down"], DOWN));
    assert_eq!(fixture.call("down", 100_000).unwrap(), 100_000);
    // 64 KiB, 512 KiB, 4 MiB and perhaps another.
    assert!(fixture.spare_segments() <= 4);
    let error = fixture.call("down", i32::MAX).unwrap_err();
    assert_eq!(error.downcast_ref(), Some(&Trap::StackOverflow));
    // As deep as a main stack of that size.
    let frames = error
        .downcast_ref::<WasmBacktrace>()
        .unwrap()
        .frames()
        .len();
    let error = fixture.call("down-on-main", i32::MAX).unwrap_err();
    let main_frames = error
        .downcast_ref::<WasmBacktrace>()
        .unwrap()
        .frames()
        .len();
    assert!(
        frames.abs_diff(main_frames) < 1_000,
        "{frames}, {main_frames}"
    );
}

#[test]
fn continuations_wait_deep_in_stacks_that_have_grown() {
    let text = "
        (func $suspending (type $f)
          (if (result i32) (local.get 0)
            (then
              (i32.add (i32.const 1) (call $suspending (i32.sub (local.get 0) (i32.const 1)))))
            (else
              (i32.add
                (suspend $stop (i32.const 7))
                (suspend $stop (i32.const 8))))))
        (global $kept (mut (ref null $c)) (ref.null $c))
        (elem declare func $suspending)
        (func (export \"begin\") (param i32) (result i32)
          (block $on (result i32 (ref $c))
            (resume $c (on $stop $on) (local.get 0) (cont.new $c (ref.func $suspending)))
            (return))
          (global.set $kept))
        (func (export \"go-on\") (param i32) (result i32)
          (block $on (result i32 (ref $c))
            (resume $c (on $stop $on) (local.get 0) (global.get $kept))
            (return))
          (global.set $kept))
        (func (export \"forget\") (param i32) (result i32)
          (global.set $kept (ref.null $c))
          (i32.const 0))";
    for (name, engine) in engines(1 << 20) {
        let text = program(&["down"], &(DOWN.to_owned() + text));
        let mut fixture = Fixture::new(&engine, &text);
        for depth in [0, 20, 500, 5_000] {
            assert_eq!(fixture.call("begin", depth).unwrap(), 7, "{name}");
            let used = fixture.used_segments();
            // Others run and grow meanwhile.
            assert_eq!(fixture.call("down", 5_000).unwrap(), 5_000, "{name}");
            fixture.opaque().collect_garbage();
            assert_eq!(fixture.used_segments(), used);
            assert_eq!(fixture.call("go-on", 100).unwrap(), 8, "{name}");
            assert_eq!(fixture.call("go-on", 200).unwrap(), depth + 300, "{name}");
            assert_eq!(fixture.used_segments(), 0);
        }
        // What nothing leads to gives its segments back when it is collected.
        for _ in 0..10 {
            assert_eq!(fixture.call("begin", 5_000).unwrap(), 7, "{name}");
        }
        assert!(fixture.used_segments() > 0, "{name}");
        fixture.call("forget", 0).unwrap();
        fixture.opaque().collect_garbage();
        assert_eq!(fixture.used_segments(), 0, "{name}");
        fixture.verify();
    }
}

#[test]
fn exceptions_leave_the_segments_that_they_pass() {
    // The argument: how deep, in thousands, and how far below the top the handler is.
    let text = "
        (func $throwing (param i32 i32) (result i32)
          (if (i32.eqz (local.get 0)) (then (throw $error (i32.const 5))))
          (if (result i32) (i32.eq (local.get 0) (local.get 1))
            (then
              (block $caught (result i32)
                (try_table (catch $error $caught)
                  (return
                    (call $throwing
                      (i32.sub (local.get 0) (i32.const 1)) (local.get 1))))
                (unreachable))
              (return (i32.add (i32.const 1_000_000))))
            (else
              (i32.add
                (i32.const 1)
                (call $throwing (i32.sub (local.get 0) (i32.const 1)) (local.get 1))))))
        (func $inside (type $f)
          (call $throwing
            (i32.mul (i32.div_u (local.get 0) (i32.const 1000)) (i32.const 10))
            (i32.rem_u (local.get 0) (i32.const 1000))))
        (func (export \"outside\") (param i32) (result i32)
          (block $caught (result i32)
            (try_table (catch $error $caught)
              (return (resume $c (local.get 0) (cont.new $c (ref.func $inside)))))
            (unreachable))
          (i32.add (i32.const 2_000_000)))";
    for (name, engine) in engines(1 << 20) {
        let text = program(&["inside", "down"], &(DOWN.to_owned() + text));
        let mut fixture = Fixture::new(&engine, &text);
        for round in 0..3 {
            for depth in [1, 10, 100, 500] {
                for handler in [1, 5, 9, 90, 600, 999].map(|at: i32| at.min(depth * 10)) {
                    let argument = depth * 1000 + handler;
                    let above = depth * 10 - handler;
                    assert_eq!(
                        fixture.call("inside", argument).unwrap(),
                        1_000_005 + above,
                        "{name}: {argument}, {round}"
                    );
                    assert_eq!(fixture.call("down", 3_000).unwrap(), 3_000, "{name}");
                }
                // No handler inside.
                assert_eq!(
                    fixture.call("outside", depth * 1000).unwrap(),
                    2_000_005,
                    "{name}"
                );
                assert_eq!(fixture.used_segments(), 0);
                fixture.call("inside", depth * 1000).unwrap_err();
                assert_eq!(fixture.used_segments(), 0);
            }
        }
    }
}

#[test]
fn traps_at_any_depth_free_the_segments_and_name_all_frames() {
    let text = "
        (func $trapping (type $f)
          (if (i32.eqz (local.get 0)) (then (unreachable)))
          (i32.add (i32.const 1) (call $trapping (i32.sub (local.get 0) (i32.const 1)))))";
    for (name, engine) in engines(1 << 20) {
        let mut fixture = Fixture::new(&engine, &program(&["trapping"], text));
        for depth in [0, 7, 100, 1_000, 7_000] {
            let error = fixture.call("trapping", depth).unwrap_err();
            assert_eq!(error.downcast_ref(), Some(&Trap::UnreachableCodeReached));
            let frames = error.downcast_ref::<WasmBacktrace>().unwrap().frames();
            assert_eq!(frames.len(), depth as usize + 2, "{name}");
            assert_eq!(fixture.used_segments(), 0);
        }
    }
}

/// A function with so many parameters and results of all kinds that calls itself, passes on
/// its parameters in another order, and adds up the results.
fn many_values(params: usize, results: usize) -> String {
    let kind = |index: usize| ["i32", "i64", "f64"][index % 3];
    let mut text = String::from("(func $many (param $n i32) (param");
    let list = |count| (0..count).map(kind).collect::<Vec<_>>().join(" ");
    write!(text, " {}) (result {})", list(params), list(results)).unwrap();
    // The results of the deepest call are the parameters, again and again.
    text += "(if (i32.eqz (local.get $n)) (then (return ";
    for index in 0..results {
        write!(text, "(local.get {}) ", index % (params / 3 * 3) + 1).unwrap();
    }
    text += "))) (i32.sub (local.get $n) (i32.const 1)) ";
    // Each parameter goes to the next place of its kind.
    for index in 0..params {
        let from = if index + 3 < params {
            index + 3
        } else {
            index % 3
        };
        write!(text, "(local.get {}) ", from + 1).unwrap();
    }
    text += "(call $many))";
    // Parameter i of each kind is i; after as many calls as there are of it they are where
    // they were.
    text += "(func $many-values (type $f) (local $sum f64) (local.get 0) ";
    for index in 0..params {
        write!(text, "({}.const {index}) ", kind(index)).unwrap();
    }
    text += "(call $many) ";
    for index in (0..results).rev() {
        let convert = ["f64.convert_i32_s", "f64.convert_i64_s", ""][index % 3];
        write!(
            text,
            "{convert} (f64.mul (f64.const {})) (local.set $sum (f64.add (local.get $sum))) ",
            index + 1
        )
        .unwrap();
    }
    text + "(i32.trunc_f64_s (local.get $sum)))"
}

#[test]
fn functions_with_stack_arguments_and_many_results_grow_stacks() {
    const DEPTHS: [i32; 6] = [0, 1, 2, 5, 30, 100];
    for (params, results) in [(9, 3), (30, 30), (30, 3), (6, 30), (600, 60), (60, 600)] {
        let text = program(&["many-values"], &many_values(params, results));
        let mut expected = None;
        for (name, engine) in engines(4 << 20) {
            let mut fixture = Fixture::new(&engine, &text);
            let expected = expected.get_or_insert_with(|| {
                DEPTHS.map(|depth| fixture.call("many-values-on-main", depth).unwrap())
            });
            for (depth, expected) in DEPTHS.into_iter().zip(*expected) {
                let result = fixture.call("many-values", depth).unwrap();
                assert_eq!(result, expected, "{name}: {params}, {results}, {depth}");
            }
        }
    }
}

#[test]
fn rings_of_tail_calls_take_no_stack_wherever_they_begin() {
    // At each depth as many tail calls among functions with few arguments and many.
    let text = "
        (type $many (func (param i32 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64) (result i32)))
        (table funcref (elem $few $more $most))
        (func $few (type $f)
          (if (i32.eqz (local.get 0)) (then (return (i32.const 0))))
          (return_call $most
            (i32.sub (local.get 0) (i32.const 1))
            (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4) (i64.const 5)
            (i64.const 6) (i64.const 7) (i64.const 8) (i64.const 9) (i64.const 10)))
        (func $most (type $many)
          (if (i32.eqz (local.get 0)) (then (return (i32.const 0))))
          (return_call_indirect (type $more)
            (i32.sub (local.get 0) (i32.const 1))
            (local.get 10) (local.get 9) (local.get 8) (local.get 7) (local.get 6)
            (local.get 5) (local.get 4)
            (i32.const 1)))
        (type $more (func (param i32 i64 i64 i64 i64 i64 i64 i64) (result i32)))
        (func $more (type $more)
          (if (i32.eqz (local.get 0)) (then (return (i32.const 0))))
          (if (i64.ne (local.get 1) (i64.const 10)) (then (unreachable)))
          (if (i64.ne (local.get 7) (i64.const 4)) (then (unreachable)))
          (return_call_indirect (type $f)
            (i32.sub (local.get 0) (i32.const 1)) (i32.const 0)))
        (func $deep (type $f)
          (if (result i32) (local.get 0)
            (then
              (i32.add
                (i32.add (i32.const 1) (call $few (i32.const 301)))
                (call $deep (i32.sub (local.get 0) (i32.const 1)))))
            (else (call $few (i32.const 1_000_000)))))";
    for (name, engine) in engines(1 << 20) {
        let mut fixture = Fixture::new(&engine, &program(&["deep"], text));
        for depth in (0..70).chain([1_000]) {
            assert_eq!(fixture.call("deep", depth).unwrap(), depth, "{name}");
        }
    }
}

#[test]
fn host_functions_call_back_at_any_depth() {
    let text = "
        (func $deep (type $f)
          (if (result i32) (local.get 0)
            (then
              (i32.add (i32.const 1) (call $deep (i32.sub (local.get 0) (i32.const 1)))))
            (else (call $host (i32.const 50)))))";
    let modes = ["returns", "traps", "throws"];
    for (name, engine) in engines(1 << 20) {
        for (number, mode) in modes.into_iter().enumerate() {
            let text = format!(
                "{DOWN} {text}
                 (func (export \"back\") (type $f)
                   (if (i32.eq (i32.const {number}) (i32.const 1))
                     (then
                       (call $down (local.get 0))
                       (unreachable)))
                   (if (i32.eq (i32.const {number}) (i32.const 2))
                     (then (throw $error (call $down (local.get 0)))))
                   (call $down (local.get 0)))"
            );
            let host = |mut caller: Caller<'_, ()>, argument: i32| {
                let back = caller.get_export("back").and_then(Extern::into_func);
                let back = back.expect("the program has it");
                let back = back.typed::<i32, i32>(&caller)?;
                back.call(&mut caller, argument)
            };
            let text = program(&["deep", "down"], &text);
            let mut fixture = Fixture::with_host_function(&engine, &text, host);
            for depth in 0..150 {
                match fixture.call("deep", depth) {
                    Ok(result) => {
                        assert_eq!(mode, "returns");
                        assert_eq!(result, depth + 50, "{name}");
                    }
                    Err(error) => {
                        assert_ne!(mode, "returns", "{name}: {error:?}");
                        let trap = error.downcast_ref::<Trap>().copied();
                        assert_ne!(trap, Some(Trap::StackOverflow), "{name}: {depth}");
                    }
                }
            }
            assert_eq!(fixture.used_segments(), 0);
        }
    }
}

#[test]
fn references_in_frames_on_all_segments_are_found() {
    let text = "
        (type $list (struct (field i32) (field (ref null $list))))
        (func $build (param $n i32) (param $list (ref null $list)) (result i32)
          (local $own (ref $list))
          (local $sum i32)
          (local.set $own (struct.new $list (local.get $n) (local.get $list)))
          (if (local.get $n)
            (then
              (local.set $sum
                (call $build (i32.sub (local.get $n) (i32.const 1)) (local.get $own))))
            (else
              (drop (struct.new $list (i32.const 1) (local.get $own)))
              (block $on (result i32 (ref $c))
                (local.set $sum (suspend $stop (i32.const 1)))
                (br 1))
              (unreachable)))
          ;; The whole list is still there.
          (local.set $sum
            (i32.add (local.get $sum) (struct.get $list 0 (local.get $own))))
          (if (ref.is_null (local.get $list)) (then (return (local.get $sum))))
          (if (i32.ne
                (struct.get $list 0 (ref.as_non_null (local.get $list)))
                (i32.add (local.get $n) (i32.const 1)))
            (then (unreachable)))
          (local.get $sum))
        (func $builder (type $f) (call $build (local.get 0) (ref.null $list)))
        (global $kept (mut (ref null $c)) (ref.null $c))
        (elem declare func $builder)
        (func (export \"begin\") (param i32) (result i32)
          (block $on (result i32 (ref $c))
            (resume $c (on $stop $on) (local.get 0) (cont.new $c (ref.func $builder)))
            (return))
          (global.set $kept))
        (func (export \"go-on\") (param i32) (result i32)
          (resume $c (local.get 0) (global.get $kept)))";
    for (name, engine) in engines(1 << 20) {
        let mut fixture = Fixture::new(&engine, &program(&[], text));
        for depth in [0, 10, 100, 400] {
            assert_eq!(fixture.call("begin", depth).unwrap(), 1, "{name}");
            for _ in 0..2 {
                fixture.opaque().collect_young();
                fixture.opaque().collect_garbage();
            }
            let sum = depth * (depth + 1) / 2;
            assert_eq!(fixture.call("go-on", 0).unwrap(), sum, "{name}");
        }
    }
}

#[test]
fn a_loop_around_the_edge_does_not_call_the_runtime() {
    let text = "
        (func $callee (param i32) (result i32)
          (if (i32.eq (local.get 0) (i32.const -1)) (then (drop (call $host (i32.const 0)))))
          (i32.add (local.get 0) (i32.const 1)))
        (func $deep (type $f)
          (local $i i32)
          (if (local.get 0)
            (then (return (call $deep (i32.sub (local.get 0) (i32.const 1))))))
          (loop $again
            (local.set $i (call $callee (local.get $i)))
            (br_if $again (i32.lt_u (local.get $i) (i32.const 1000))))
          (local.get $i))";
    for (name, engine) in engines(1 << 20) {
        let mut fixture = Fixture::new(&engine, &program(&["deep"], text));
        for depth in 0..600 {
            assert_eq!(fixture.call("deep", depth).unwrap(), 1000);
        }
        let provided = fixture.opaque().continuations.segments_provided;
        assert!(provided < 100, "{name}: {provided}");
        assert!(provided > 0 || name == "as it is");
    }
}

#[test]
fn a_million_growths_leak_nothing() {
    // What: 0 throws, 1 suspends and is forgotten, 2 suspends and goes on, 3 returns.
    let text = "
        (func $deep (param $n i32) (param $what i32) (result i32)
          (if (local.get $n)
            (then
              (return
                (i32.add
                  (i32.const 1)
                  (call $deep (i32.sub (local.get $n) (i32.const 1)) (local.get $what))))))
          (if (i32.eqz (local.get $what)) (then (throw $error (i32.const 1))))
          (if (i32.eq (local.get $what) (i32.const 3)) (then (return (i32.const 0))))
          (suspend $stop (i32.const 1)))
        (func $body (type $f) (call $deep (i32.const 40) (local.get 0)))
        (elem declare func $body)
        (func $round (param $what i32)
          (local $kept (ref null $c))
          (block $caught (result i32)
            (try_table (catch $error $caught)
              (block $on (result i32 (ref $c))
                (drop
                  (resume $c (on $stop $on)
                    (local.get $what) (cont.new $c (ref.func $body))))
                (return))
              (local.set $kept)
              (drop)
              (if (i32.eq (local.get $what) (i32.const 2))
                (then (drop (resume $c (i32.const 0) (local.get $kept)))))
              (return))
            (unreachable))
          (drop))
        (func (export \"rounds\") (param i32) (result i32)
          (loop $again
            (call $round (i32.and (local.get 0) (i32.const 3)))
            (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
          (i32.const 0))";
    let text = program(&[], text);
    let (name, engine) = engines(1 << 20).swap_remove(2);
    assert_eq!(name, "smallest stacks");
    let mut fixture = Fixture::new(&engine, &text);
    for _ in 0..10 {
        fixture.call("rounds", 50_000).unwrap();
        fixture.opaque().collect_garbage();
        assert_eq!(fixture.used_segments(), 0);
    }
    // Those that were forgotten between two collections are what there is at the most.
    let segments = engine.segments().in_use();
    assert!((2..=64).contains(&segments), "{segments}");
    drop(fixture);
    assert_eq!(engine.segments().in_use(), 0);
}

#[test]
fn a_frame_that_is_larger_than_the_usual_segment_gets_one_that_fits() {
    const VALUES: usize = 5_000;
    let mut text = String::from("(func $huge (type $f) (local");
    for _ in 0..VALUES {
        text += " i64";
    }
    text += ") (local $sum i64)";
    for local in 1..=VALUES {
        write!(text, "(local.set {local} (call $number))").unwrap();
    }
    text += "(if (local.get 0)
               (then
                 (local.set $sum
                   (i64.extend_i32_s
                     (call $huge (i32.sub (local.get 0) (i32.const 1)))))))";
    for local in 1..=VALUES {
        write!(
            text,
            "(local.set $sum (i64.add (local.get $sum) (local.get {local})))"
        )
        .unwrap();
    }
    text += "(i32.wrap_i64 (local.get $sum)))
        (global $next (mut i64) (i64.const 0))
        (func $number (result i64)
          (if (i64.eq (global.get $next) (i64.const -1))
            (then (drop (call $host (i32.const 0)))))
          (global.set $next (i64.add (global.get $next) (i64.const 1)))
          (global.get $next))
        (func (export \"reset\") (type $f)
          (global.set $next (i64.const 0))
          (i32.const 0))";
    let text = program(&["huge"], &text);
    for (name, engine) in engines(1 << 20).into_iter().take(3) {
        let mut fixture = Fixture::new(&engine, &text);
        for depth in [0, 1, 3, 7] {
            fixture.call("reset", 0).unwrap();
            let last = i64::from(depth + 1) * VALUES as i64;
            let expected = (last * (last + 1) / 2) as i32;
            assert_eq!(fixture.call("huge", depth).unwrap(), expected, "{name}");
        }
        let error = fixture.call("huge", 30).unwrap_err();
        assert_eq!(error.downcast_ref(), Some(&Trap::StackOverflow), "{name}");
    }
}

#[test]
fn interrupts_arrive_while_stacks_grow_and_shrink() {
    let text = "
        (func $endless (type $f)
          (loop $again
            (drop (call $down (i32.const 200)))
            (br $again))
          (i32.const 0))";
    for (name, engine) in engines(1 << 20).into_iter().take(3) {
        let text = program(&["endless", "down"], &(DOWN.to_owned() + text));
        let mut fixture = Fixture::new(&engine, &text);
        let handle = fixture.store.interrupt_handle();
        for _ in 0..50 {
            let error = std::thread::scope(|scope| {
                scope.spawn(|| {
                    std::thread::sleep(std::time::Duration::from_millis(1));
                    handle.interrupt();
                });
                fixture.call("endless", 0).unwrap_err()
            });
            assert_eq!(error.downcast_ref(), Some(&Trap::Interrupt), "{name}");
            assert_eq!(fixture.used_segments(), 0);
            assert_eq!(fixture.call("down", 500).unwrap(), 500);
        }
    }
}

#[test]
fn continuations_begin_with_functions_of_any_number_of_values() {
    // On segments that have room for them, and on others.
    for (params, results) in [(7, 1), (30, 30), (3, 300), (300, 3), (900, 900)] {
        let kinds = |count: usize| "i64 ".repeat(count);
        let arguments: String = (0..params).map(|n| format!("(i64.const {n})")).collect();
        let values: String = (0..results)
            .map(|n| format!("(local.get {})", n % params))
            .collect();
        let sums = "(local.set $sum (i64.add (local.get $sum)))".repeat(results);
        let text = format!(
            "(type $g (func (param {}) (result {})))
             (type $d (cont $g))
             (func $values (type $g) {values})
             (elem declare func $values)
             (func (export \"begin\") (param i32) (result i32)
               (local $sum i64)
               {arguments}
               (resume $d (cont.new $d (ref.func $values)))
               {sums}
               (i32.wrap_i64 (local.get $sum)))",
            kinds(params),
            kinds(results)
        );
        let text = program(&["down"], &(DOWN.to_owned() + &text));
        for (name, engine) in engines(128 << 10) {
            if name == "as it is" || params + results < 1_000 {
                let mut fixture = Fixture::new(&engine, &text);
                let expected: usize = (0..results).map(|n| n % params).sum();
                for _ in 0..3 {
                    let sum = fixture.call("begin", 0);
                    assert_eq!(sum.unwrap(), expected as i32, "{name}: {params}");
                    assert_eq!(fixture.call("down", 100).unwrap(), 100);
                    assert_eq!(fixture.used_segments(), 0);
                }
            }
        }
        // No room for the values.
        let mut config = Config::new();
        config
            .wasm_stack_switching(true)
            .zeal_smallest_stacks(true)
            .zeal_verify_walks(true);
        let engine = Engine::new(&config).unwrap();
        let mut fixture = Fixture::new(&engine, &text);
        fixture.opaque().context.largest_stack = 1024;
        for _ in 0..2 {
            match fixture.call("begin", 0) {
                Ok(_) => assert!(params + results < 300, "{params}"),
                Err(error) => {
                    assert_eq!(error.downcast_ref(), Some(&Trap::StackOverflow));
                    assert_eq!(fixture.used_segments(), 0);
                }
            }
        }
    }
}

#[test]
fn many_arguments_pass_gates_at_the_edges_of_segments() {
    const PARAMS: usize = 100;
    let kinds = "i64 ".repeat(PARAMS);
    let shifted: String = (1..=PARAMS)
        .map(|n| format!("(local.get {})", n % PARAMS + 1))
        .collect();
    let arguments: String = (0..PARAMS).map(|n| format!("(i64.const {n})")).collect();
    let text = format!(
        "(table funcref (elem $many))
         (type $many (func (param i32 {kinds}) (result i64)))
         (func $many (type $many)
           (if (i32.eqz (local.get 0))
             (then (return (i64.add (local.get 1) (local.get {PARAMS})))))
           (i64.add
             (i64.const 1000)
             (call_indirect (type $many)
               (i32.sub (local.get 0) (i32.const 1)) {shifted} (i32.const 0))))
         (func $deep (type $f)
           (if (i32.lt_u (local.get 0) (i32.const 100))
             (then
               (return
                 (i32.wrap_i64
                   (call_indirect (type $many)
                     (local.get 0) {arguments} (i32.const 0))))))
           (call $deep (i32.sub (local.get 0) (i32.const 100))))"
    );
    let text = program(&["deep"], &text);
    for (name, engine) in engines(1 << 20) {
        let mut fixture = Fixture::new(&engine, &text);
        for above in 0..30 {
            for depth in [0, 1, 20, 99] {
                let sum = depth % 100 + (depth + 99) % 100 + 1000 * depth;
                let result = fixture.call("deep", 100 * above + depth).unwrap();
                assert_eq!(result, sum, "{name}: {above}, {depth}");
            }
        }
    }
}

#[test]
fn exceptions_leave_bases_on_segments() {
    let params = "i64 ".repeat(300);
    let text = format!(
        "(type $g (func (param {params})))
         (type $d (cont $g))
         (func $throws (type $g) (throw $error (i32.wrap_i64 (local.get 7))))
         (elem declare func $throws)
         (func (export \"begin\") (param i32) (result i32)
           (block $caught (result i32)
             (try_table (catch $error $caught)
               {}
               (resume $d (cont.new $d (ref.func $throws))))
             (unreachable)))",
        "(i64.extend_i32_u (local.get 0))".repeat(300)
    );
    let text = program(&["down"], &(DOWN.to_owned() + &text));
    for (name, engine) in engines(1 << 20) {
        let mut fixture = Fixture::new(&engine, &text);
        // The first time, frames are not known yet.
        for argument in 0..4 {
            assert_eq!(fixture.call("begin", argument).unwrap(), argument, "{name}");
            assert_eq!(fixture.used_segments(), 0, "{name}");
            assert_eq!(fixture.call("down", 1_000).unwrap(), 1_000, "{name}");
        }
    }
}
