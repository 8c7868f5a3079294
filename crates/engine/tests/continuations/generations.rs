//! When a continuation's stack was used so often that its generations begin again, no old
//! reference becomes one that can be used, wherever it is.

use switchback_engine::{
    Config, ContRef, Engine, HeapType, OwnedRooted, Result, Resumed, RootScope, Trap, Val,
};

use crate::support::{config, engines_with, export, instantiate, trap};

/// With so few generations that the references of a few uses ago would be usable again.
const GENERATIONS: u32 = 3;

fn few_generations(config: &mut Config) -> &mut Config {
    config.zeal_generations(GENERATIONS)
}

/// `advance` uses a continuation so often; each function named after a place keeps a
/// reference there meanwhile, and then uses it.
const PLACES: &str = r#"(module
  (type $f (func))
  (type $c (cont $f))
  (type $f-user (func (param (ref null $c))))
  (type $c-user (cont $f-user))
  (rec (type $f-own (func (param (ref null $c-own)))) (type $c-own (cont $f-own)))
  (type $box (struct (field i32) (field (mut (ref null $c)))))
  (type $boxes (array (mut (ref null $c))))
  (tag $yield)
  (tag $yield-own (export "yield-own") (result (ref null $c-own)))
  (tag $kept-by-exception (param i32 (ref null $c)))
  (global $global (mut (ref null $c)) (ref.null $c))
  (global $kept-own (mut (ref null $c-own)) (ref.null $c-own))
  (table $table 10 (ref null $c))
  (elem declare func $endless $user $holder $endless-own $nothing)

  (func $endless (type $f)
    (loop $again
      (suspend $yield)
      (br $again)))
  (func $use (param $k (ref null $c)) (result (ref null $c))
    (block $on (result (ref $c))
      (resume $c (on $yield $on) (local.get $k))
      (unreachable)))
  (func $new (result (ref null $c))
    (call $use (cont.new $c (ref.func $endless))))
  (func $advance (param $k (ref null $c)) (param $times i32) (result (ref null $c))
    (loop $again
      (if (local.get $times)
        (then
          (local.set $k (call $use (local.get $k)))
          (local.set $times (i32.sub (local.get $times) (i32.const 1)))
          (br $again))))
    (local.get $k))

  (func (export "live") (param $times i32)
    (drop (call $advance (call $new) (local.get $times))))
  (func (export "local") (param $times i32)
    (local $old (ref null $c))
    (drop (call $advance (local.tee $old (call $new)) (local.get $times)))
    (drop (call $use (local.get $old))))
  ;; In the frame of the function that uses it, over the last use.
  (func (export "local-of-user") (param $times i32)
    (local $old (ref null $c)) (local $k (ref null $c))
    (local.set $k (call $advance (call $new) (i32.const 1)))
    (local.set $old (local.get $k))
    (loop $again
      (if (local.get $times)
        (then
          (local.set $times (i32.sub (local.get $times) (i32.const 1)))
          (block $on (result (ref $c))
            (resume $c (on $yield $on) (local.get $k))
            (unreachable))
          (local.set $k)
          (br $again))))
    (drop (call $use (local.get $old))))
  (func (export "operand-stack") (param $times i32)
    (local $k (ref null $c))
    (local.tee $k (call $new))
    (drop (call $advance (local.get $k) (local.get $times)))
    (drop (call $use)))
  (func (export "global") (param $times i32)
    (global.set $global (call $new))
    (drop (call $advance (global.get $global) (local.get $times)))
    (drop (call $use (global.get $global))))
  (func (export "table") (param $times i32)
    (table.set $table (i32.const 7) (call $new))
    (drop (call $advance (table.get $table (i32.const 7)) (local.get $times)))
    (drop (call $use (table.get $table (i32.const 7)))))
  (func (export "struct") (param $times i32)
    (local $box (ref $box))
    (local.set $box (struct.new $box (i32.const 1) (call $new)))
    (drop (call $advance (struct.get $box 1 (local.get $box)) (local.get $times)))
    (drop (call $use (struct.get $box 1 (local.get $box)))))
  (func (export "array") (param $times i32)
    (local $boxes (ref $boxes))
    (local.set $boxes (array.new $boxes (call $new) (i32.const 5)))
    (drop (call $advance (array.get $boxes (local.get $boxes) (i32.const 4)) (local.get $times)))
    (drop (call $use (array.get $boxes (local.get $boxes) (i32.const 4)))))
  (func (export "exception") (param $times i32)
    (local $exception exnref)
    (block $caught (result i32 (ref null $c) exnref)
      (try_table (catch_ref $kept-by-exception $caught)
        (throw $kept-by-exception (i32.const 1) (call $new)))
      (unreachable))
    (local.set $exception)
    (drop (call $advance (local.get $times)))
    (drop)
    (block $again (result i32 (ref null $c))
      (try_table (catch $kept-by-exception $again)
        (throw_ref (local.get $exception)))
      (unreachable))
    (drop (call $use))
    (drop))

  (func $user (type $f-user) (drop (call $use (local.get 0))))
  (func (export "bound") (param $times i32)
    (local $k (ref null $c)) (local $bound (ref null $c))
    (local.set $k (call $new))
    (local.set $bound
      (cont.bind $c-user $c (local.get $k) (cont.new $c-user (ref.func $user))))
    (drop (call $advance (local.get $k) (local.get $times)))
    (resume $c (local.get $bound)))
  ;; What is bound is on its way to where it is kept while the generations begin again.
  (func $nothing (type $f))
  (func $short (param $times i32)
    (loop $again
      (resume $c (cont.new $c (ref.func $nothing)))
      (br_if $again
        (local.tee $times (i32.sub (local.get $times) (i32.const 1))))))
  (func (export "bound-to-itself") (param $times i32)
    (local $k (ref null $c-own)) (local $bound (ref null $c))
    ;; The stack that will be the next one is used so often before.
    (call $short (local.get $times))
    (local.set $k (cont.new $c-own (ref.func $endless-own)))
    (local.set $bound (cont.bind $c-own $c (local.get $k) (local.get $k)))
    (block $on (result (ref $c-own))
      (resume $c (on $yield-own $on) (local.get $bound))
      (unreachable))
    (local.set $k)
    (drop (call $use-own (local.get $k) (ref.null $c-own))))

  (func $holder (type $f-user)
    (suspend $yield)
    (drop (call $use (local.get 0))))
  (func (export "suspended-frame") (param $times i32)
    (local $k (ref null $c)) (local $holder (ref null $c))
    (local.set $k (call $new))
    (block $on (result (ref $c))
      (resume $c-user (on $yield $on)
        (local.get $k) (cont.new $c-user (ref.func $holder)))
      (unreachable))
    (local.set $holder)
    (drop (call $advance (local.get $k) (local.get $times)))
    (resume $c (local.get $holder)))

  ;; Gets a reference to itself each time, and keeps the first one, to use it when there
  ;; comes null.
  (func $endless-own (type $f-own)
    (local $k (ref null $c-own))
    (loop $again
      (local.set $k (suspend $yield-own))
      (if (ref.is_null (local.get $k))
        (then (drop (call $use-own (local.get 0) (ref.null $c-own)))))
      (br $again)))
  (func $use-own (param $k (ref null $c-own)) (param $argument (ref null $c-own))
    (result (ref null $c-own))
    (block $on (result (ref $c-own))
      (resume $c-own (on $yield-own $on) (local.get $argument) (local.get $k))
      (unreachable)))
  (func $new-own (export "new-own") (result (ref null $c-own))
    (local $k (ref null $c-own))
    (local.set $k (cont.new $c-own (ref.func $endless-own)))
    (call $use-own (local.get $k) (local.get $k)))
  (func $advance-own (param $k (ref null $c-own)) (param $times i32) (result (ref null $c-own))
    (loop $again
      (if (local.get $times)
        (then
          (local.set $k (call $use-own (local.get $k) (local.get $k)))
          (local.set $times (i32.sub (local.get $times) (i32.const 1)))
          (br $again))))
    (local.get $k))
  (func (export "own-argument") (param $times i32)
    (drop
      (call $use-own
        (call $advance-own (call $new-own) (local.get $times))
        (ref.null $c-own))))
)"#;

#[test]
fn old_references_stay_used_up_when_generations_begin_again() -> Result<()> {
    let places = [
        "local",
        "local-of-user",
        "operand-stack",
        "global",
        "table",
        "struct",
        "array",
        "exception",
        "bound",
        "bound-to-itself",
        "suspended-frame",
        "own-argument",
    ];
    for (mode, engine) in &engines_with(few_generations) {
        let (mut store, instance) = instantiate(engine, PLACES);
        for place in places {
            let function = export::<_, i32, ()>(&mut store, instance, place);
            for times in 1..=3 * GENERATIONS as i32 {
                let error = function.call(&mut store, times).unwrap_err();
                assert_eq!(
                    trap(&error),
                    Trap::ContinuationConsumed,
                    "{mode}: {place}, used {times} times"
                );
            }
        }
    }
    Ok(())
}

#[test]
fn live_references_stay_so_when_generations_begin_again() -> Result<()> {
    for (mode, engine) in &engines_with(few_generations) {
        let (mut store, instance) = instantiate(engine, PLACES);
        let live = export::<_, i32, ()>(&mut store, instance, "live");
        for times in (0..20).chain([1000]) {
            live.call(&mut store, times)
                .unwrap_or_else(|error| panic!("{mode}, {times} times: {error:?}"));
        }
    }
    Ok(())
}

/// What the host holds, and what it sends, which is the continuation itself.
#[test]
fn references_of_the_host_stay_used_up_when_generations_begin_again() -> Result<()> {
    for (mode, engine) in &engines_with(few_generations) {
        let (mut store, instance) = instantiate(engine, PLACES);
        let yields = instance.get_tag(&mut store, "yield-own").unwrap();
        let new = export::<_, (), Option<OwnedRooted<ContRef>>>(&mut store, instance, "new-own");
        let mut cont = new.call(&mut store, ())?.unwrap();
        let HeapType::ConcreteCont(ty) = cont.ty(&store)? else {
            panic!("{mode}: a reference of unknown type");
        };
        let first = cont.clone();
        for times in 0..3 * GENERATIONS {
            let mut scope = RootScope::new(&mut store);
            let itself = Val::ContRef(Some(cont.to_rooted(&mut scope)));
            let Resumed::Suspended { cont: next, .. } =
                cont.resume(&mut scope, &[yields], &[itself])?
            else {
                panic!("{mode}: it returned after {times} times");
            };
            for old in [&first, &cont] {
                let error = old.resume(&mut scope, &[], &[Val::ContRef(None)]);
                let error = error.unwrap_err();
                assert_eq!(
                    trap(&error),
                    Trap::ContinuationConsumed,
                    "{mode}: {times} times"
                );
            }
            cont = next.as_type(&mut scope, &ty)?;
        }
        let error = cont.resume(&mut store, &[], &[Val::ContRef(None)]);
        assert_eq!(
            trap(&error.unwrap_err()),
            Trap::ContinuationConsumed,
            "{mode}"
        );
    }
    Ok(())
}

/// The stacks of a store that is gone come to the next one, but for those whose
/// generations began again.
#[test]
fn stores_can_follow_each_other() -> Result<()> {
    let engine = Engine::new(few_generations(&mut config()))?;
    for times in 0..50 {
        let (mut store, instance) = instantiate(&engine, PLACES);
        let live = export::<_, i32, ()>(&mut store, instance, "live");
        let global = export::<_, i32, ()>(&mut store, instance, "global");
        live.call(&mut store, times)?;
        let error = global.call(&mut store, times + 1).unwrap_err();
        assert_eq!(trap(&error), Trap::ContinuationConsumed);
    }
    Ok(())
}
