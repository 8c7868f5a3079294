//! Host functions on the stacks of continuations, and activations that these begin: nothing
//! is suspended beyond them, and however they end, what is around them goes on.

use switchback_engine::{
    Caller, Engine, Error, Extern, Func, Instance, Result, Store, ThrownException, Trap, TypedFunc,
};

use crate::support::{add_instance, engines, export, trap};

/// What the host function does with an error of the activation that it begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Errors {
    PassOn,
    Swallow,
}

struct Data {
    errors: Errors,
    seen: Vec<String>,
}

/// `run` resumes `body` in a continuation and counts how often that suspends. In between,
/// `body` calls the host, which calls `inner` with the same number.
const MODULE: &str = r#"(module
  (import "host" "again" (func $again (param i32) (result i32)))
  (type $f (func (param i32) (result i32)))
  (type $c (cont $f))
  (type $rest (func (param i32) (result i32)))
  (type $k (cont $rest))
  (tag $yield (param i32) (result i32))
  (tag $own (param i32) (result i32))
  (tag $exception (param i32))
  (global $kept (mut (ref null $k)) (ref.null $k))
  (global $made-inside (mut (ref null $k)) (ref.null $k))
  (elem declare func $body $waiting $waiting-own $chain $throwing)

  ;; Suspends before and after the call of the host.
  (func $body (type $f)
    (local $result i32)
    (local.set $result (suspend $yield (i32.const 1)))
    (local.set $result
      (i32.add (local.get $result) (call $again (local.get 0))))
    (i32.add (local.get $result) (suspend $yield (i32.const 2))))
  (func $chain (type $f)
    (resume $c (local.get 0) (cont.new $c (ref.func $body))))

  ;; Answers each suspension with ten times what it sent.
  (func $run-with (param $k (ref null $c)) (param $argument i32) (result i32)
    (local $sent i32)
    (local.set $sent (local.get $argument))
    (loop $next (result i32)
      (block $on (result i32 (ref $k))
        (return (resume $c (on $yield $on) (local.get $sent) (local.get $k))))
      (local.set $k)
      (local.set $sent (i32.mul (i32.const 10)))
      (br $next)))
  (func (export "run") (param i32) (result i32)
    (call $run-with (cont.new $c (ref.func $body)) (local.get 0)))
  (func (export "run-chain") (param i32) (result i32)
    (call $run-with (cont.new $c (ref.func $chain)) (local.get 0)))
  ;; What is thrown inside is caught outside of the continuation.
  (func (export "run-and-catch") (param i32) (result i32)
    (block $caught (result i32)
      (try_table (catch $exception $caught)
        (return (call $run-with (cont.new $c (ref.func $chain)) (local.get 0))))
      (unreachable))
    (i32.add (i32.const 7000)))

  (func $waiting (type $f)
    (i32.add (suspend $yield (local.get 0)) (i32.const 1)))
  (func $waiting-own (type $f)
    (i32.add (suspend $own (local.get 0)) (i32.const 1)))
  (func $throwing (type $f) (throw $exception (local.get 0)))
  (func $begin (param $k (ref null $c)) (result (ref null $k))
    (block $on (result i32 (ref $k))
      (block $on-own (result i32 (ref $k))
        (return_call $fail
          (resume $c (on $yield $on) (on $own $on-own) (i32.const 5) (local.get $k))))
      (br $on))
    (global.set $scratch)
    (drop)
    (global.get $scratch))
  (global $scratch (mut (ref null $k)) (ref.null $k))
  (func $fail (param i32) (result (ref null $k)) (unreachable))
  ;; Keeps a continuation that waits, for `inner`.
  (func (export "keep")
    (global.set $kept (call $begin (cont.new $c (ref.func $waiting)))))
  ;; Resumes what `inner` has left.
  (func (export "resume-made-inside") (param i32) (result i32)
    (resume $k (local.get 0) (global.get $made-inside)))

  (func (export "inner") (param $what i32) (result i32)
    (block $5 (block $4 (block $3 (block $2 (block $1 (block $0
      (br_table $0 $1 $2 $3 $4 $5 (local.get $what)))
      ;; 0: returns.
      (return (i32.const 1000)))
      ;; 1: traps.
      (unreachable))
      ;; 2: throws, in a continuation.
      (return (resume $c (i32.const 55) (cont.new $c (ref.func $throwing)))))
      ;; 3: suspends beyond the host.
      (return (resume $c (i32.const 3) (cont.new $c (ref.func $waiting)))))
      ;; 4: resumes what was suspended outside, to its end.
      (return (resume $k (i32.const 400) (global.get $kept))))
    ;; 5: leaves what it has suspended.
    (global.set $made-inside (call $begin (cont.new $c (ref.func $waiting-own))))
    (i32.const 5000))
)"#;

struct World {
    store: Store<Data>,
    instance: Instance,
    run: TypedFunc<i32, i32>,
    run_chain: TypedFunc<i32, i32>,
}

impl World {
    fn new(engine: &Engine, errors: Errors) -> Result<Self> {
        let mut store = Store::new(
            engine,
            Data {
                errors,
                seen: Vec::new(),
            },
        );
        let again = |mut caller: Caller<'_, Data>, what: i32| -> Result<i32> {
            let Some(Extern::Func(inner)) = caller.get_export("inner") else {
                return Err(Error::msg("the caller exports no such function"));
            };
            let inner = inner.typed::<i32, i32>(&caller)?;
            let result = inner.call(&mut caller, what);
            match (result, caller.data().errors) {
                (Ok(result), _) => Ok(result),
                (Err(error), Errors::PassOn) => Err(error),
                (Err(error), Errors::Swallow) => {
                    let root = error.root_cause().to_string();
                    caller.data_mut().seen.push(root);
                    Ok(9000)
                }
            }
        };
        let again = Func::wrap(&mut store, again);
        let instance = add_instance(&mut store, MODULE, &[again.into()])?;
        Ok(Self {
            run: export(&mut store, instance, "run"),
            run_chain: export(&mut store, instance, "run-chain"),
            store,
            instance,
        })
    }

    fn call(&mut self, name: &str, argument: i32) -> Result<i32> {
        let func: TypedFunc<i32, i32> = export(&mut self.store, self.instance, name);
        func.call(&mut self.store, argument)
    }

    /// Both ways to run it, which come to the same.
    fn run(&mut self, what: i32) -> [Result<i32>; 2] {
        let store = &mut self.store;
        [
            self.run.call(&mut *store, what),
            self.run_chain.call(&mut *store, what),
        ]
    }
}

/// 10 for the first suspension, 20 for the second one.
const AROUND: i32 = 30;

#[test]
fn a_nested_activation_returns_and_the_continuation_goes_on() -> Result<()> {
    for (mode, engine) in &engines() {
        let mut world = World::new(engine, Errors::PassOn)?;
        for _ in 0..3 {
            for result in world.run(0) {
                assert_eq!(result?, 1000 + AROUND, "{mode}");
            }
        }
    }
    Ok(())
}

#[test]
fn a_nested_activation_that_traps_ends_alone_if_the_host_likes() -> Result<()> {
    for (mode, engine) in &engines() {
        let mut world = World::new(engine, Errors::Swallow)?;
        for _ in 0..3 {
            for result in world.run(1) {
                assert_eq!(result?, 9000 + AROUND, "{mode}");
            }
        }
        let seen = &world.store.data().seen;
        assert_eq!(*seen, ["unreachable"; 6], "{mode}");

        let mut world = World::new(engine, Errors::PassOn)?;
        for _ in 0..3 {
            for result in world.run(1) {
                let error = result.unwrap_err();
                assert_eq!(trap(&error), Trap::UnreachableCodeReached, "{mode}");
            }
            for result in world.run(0) {
                assert_eq!(result?, 1000 + AROUND, "{mode}");
            }
        }
    }
    Ok(())
}

#[test]
fn an_exception_passes_the_host_and_all_continuations_around_it() -> Result<()> {
    for (mode, engine) in &engines() {
        let mut world = World::new(engine, Errors::PassOn)?;
        for _ in 0..3 {
            assert_eq!(world.call("run-and-catch", 2)?, 7055, "{mode}");
            for result in world.run(2) {
                let error = result.unwrap_err();
                assert!(error.is::<ThrownException>(), "{mode}: {error:?}");
            }
        }
        let mut world = World::new(engine, Errors::Swallow)?;
        for result in world.run(2) {
            assert_eq!(result?, 9000 + AROUND, "{mode}");
        }
    }
    Ok(())
}

/// There is a handler, but the host is in between.
#[test]
fn nothing_is_suspended_beyond_a_host_function() -> Result<()> {
    for (mode, engine) in &engines() {
        let mut world = World::new(engine, Errors::PassOn)?;
        for result in world.run(3) {
            assert_eq!(trap(&result.unwrap_err()), Trap::UnhandledTag, "{mode}");
        }
        let mut world = World::new(engine, Errors::Swallow)?;
        for _ in 0..3 {
            for result in world.run(3) {
                assert_eq!(result?, 9000 + AROUND, "{mode}");
            }
        }
        let seen = &world.store.data().seen;
        assert_eq!(*seen, ["unhandled tag"; 6], "{mode}");
    }
    Ok(())
}

#[test]
fn continuations_are_resumed_in_other_activations_than_they_were_suspended_in() -> Result<()> {
    for (mode, engine) in &engines() {
        let mut world = World::new(engine, Errors::PassOn)?;
        let keep = export::<_, (), ()>(&mut world.store, world.instance, "keep");
        for _ in 0..3 {
            // Suspended in an activation that is over, resumed in a nested one.
            keep.call(&mut world.store, ())?;
            assert_eq!(world.call("run", 4)?, 401 + AROUND, "{mode}");
            let error = world.call("run", 4).unwrap_err();
            assert_eq!(trap(&error), Trap::ContinuationConsumed, "{mode}");
            // Suspended in a nested one, resumed when that is over.
            assert_eq!(world.call("run-chain", 5)?, 5000 + AROUND, "{mode}");
            assert_eq!(world.call("resume-made-inside", 60)?, 61, "{mode}");
        }
    }
    Ok(())
}
