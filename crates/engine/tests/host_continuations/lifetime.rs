//! How long continuations live that the host holds.

use switchback_engine::{
    ContRef, Engine, ExternRef, Instance, OwnedRooted, Result, RootScope, Rooted, Store,
    StoreLimits, StoreLimitsBuilder, Trap, Val,
};

use crate::resume::{begin, numbers, returned, suspended};
use crate::support::{add_instance, config, engines, export, trap};

const WAIT: &str = r#"(module
  (tag $wait (export "wait") (param externref) (result i32))
  (func $wait (export "start") (param externref) (result i32)
    ;; It is needed afterwards.
    (i32.add (i32.mul (suspend $wait (local.get 0)) (i32.const 2))
      (ref.is_null (local.get 0)))))"#;

/// The most continuations that a store of these tests may have.
const MOST: usize = 64;

fn instantiate(engine: &Engine) -> (Store<StoreLimits>, Instance) {
    let limits = StoreLimitsBuilder::new().continuations(MOST).build();
    let mut store = Store::new(engine, limits);
    store.limiter(|limits| limits);
    let instance = add_instance(&mut store, WAIT, &[]).unwrap();
    (store, instance)
}

/// A continuation that waits, and holds a value of the host's.
fn waiting(store: &mut Store<StoreLimits>, instance: Instance) -> Result<OwnedRooted<ContRef>> {
    let wait = instance.get_tag(&mut *store, "wait").unwrap();
    let func = instance.get_func(&mut *store, "start").unwrap();
    let ty = switchback_engine::ContType::new(store.engine(), &func.ty(&*store))?;
    let mut scope = RootScope::new(store);
    let cont = ContRef::new(&mut scope, &ty, &func)?;
    let value = ExternRef::new(&mut scope, 5_i32)?;
    let (.., cont) = suspended(cont.resume(&mut scope, &[wait], &[value.into()])?);
    Ok(cont)
}

#[test]
fn what_the_host_holds_survives_and_what_it_drops_is_freed() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine);
        let mut held = Vec::new();
        for _ in 0..MOST / 2 {
            held.push(waiting(&mut store, instance)?);
        }
        // Many times as many as there may be.
        for _ in 0..10 * MOST {
            waiting(&mut store, instance)?;
        }
        store.gc();
        assert_eq!(store.heap_statistics().host_values, MOST / 2, "{mode}");
        for cont in held {
            let results = returned(cont.resume(&mut store, &[], &[Val::I32(21)])?);
            assert_eq!(numbers(&results), [42], "{mode}");
        }
        store.gc();
        assert_eq!(store.heap_statistics().host_values, 0, "{mode}");
    }
    Ok(())
}

#[test]
fn too_many_are_a_trap() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine);
        let mut held = Vec::new();
        let error = loop {
            match waiting(&mut store, instance) {
                Ok(cont) => held.push(cont),
                Err(error) => break error,
            }
        };
        assert_eq!(trap(&error), Trap::TooManyContinuations, "{mode}");
        assert_eq!(held.len(), MOST, "{mode}");
        // Each way of getting rid of one makes room for one.
        drop(held.pop());
        held.push(waiting(&mut store, instance)?);
        assert!(waiting(&mut store, instance).is_err(), "{mode}");
        held.pop().unwrap().discard(&mut store)?;
        held.push(waiting(&mut store, instance)?);
        assert!(waiting(&mut store, instance).is_err(), "{mode}");
        let last = held.pop().unwrap();
        returned(last.resume(&mut store, &[], &[Val::I32(1)])?);
        held.push(waiting(&mut store, instance)?);
        assert!(waiting(&mut store, instance).is_err(), "{mode}");
    }
    Ok(())
}

/// No module of the store has a use for the collector.
#[test]
fn stores_without_objects_free_continuations_too() -> Result<()> {
    let engine = Engine::new(switchback_engine::Config::new().wasm_stack_switching(true))?;
    let limits = StoreLimitsBuilder::new().continuations(MOST).build();
    let mut store = Store::new(&engine, limits);
    store.limiter(|limits| limits);
    let instance = add_instance(&mut store, r#"(module (func (export "start")))"#, &[])?;
    for _ in 0..10 {
        let held: Vec<_> = (0..MOST)
            .map(|_| begin(&mut store, instance, "start"))
            .collect();
        store.gc();
        for cont in held.iter().step_by(2) {
            returned(cont.resume(&mut store, &[], &[])?);
        }
    }
    Ok(())
}

/// What only a scoped root holds is freed when the scope has ended.
#[test]
fn scoped_roots_hold_continuations_as_long_as_their_scope() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine);
        for _ in 0..4 {
            let mut scope = RootScope::new(&mut store);
            let wait = instance.get_tag(&mut scope, "wait").unwrap();
            let func = instance.get_func(&mut scope, "start").unwrap();
            let ty = switchback_engine::ContType::new(engine, &func.ty(&scope))?;
            let mut rooted: Vec<Rooted<ContRef>> = Vec::new();
            for _ in 0..MOST {
                let cont = ContRef::new(&mut scope, &ty, &func)?;
                rooted.push(cont.to_rooted(&mut scope));
            }
            let null = [Val::ExternRef(None)];
            for cont in rooted {
                suspended(cont.resume(&mut scope, &[wait], &null)?);
            }
        }
        store.gc();
        assert_eq!(store.heap_statistics().host_values, 0, "{mode}");
    }
    Ok(())
}

/// A continuation that a global holds is the host's and Wasm's at once.
#[test]
fn wasm_and_the_host_hold_the_same_continuation() -> Result<()> {
    const KEEP: &str = r#"(module
      (type $f (func (result i32)))
      (type $c (cont $f))
      (global $kept (mut (ref null $c)) (ref.null $c))
      (elem declare func $seven)
      (func $seven (result i32) (i32.const 7))
      (func (export "make") (result (ref $c))
        (global.set $kept (cont.new $c (ref.func $seven)))
        (ref.as_non_null (global.get $kept)))
      (func (export "run") (result i32) (resume $c (global.get $kept))))"#;
    for (mode, engine) in &engines() {
        let mut store = Store::new(engine, ());
        let instance = add_instance(&mut store, KEEP, &[])?;
        let make = export::<_, (), OwnedRooted<ContRef>>(&mut store, instance, "make");
        let run = export::<_, (), i32>(&mut store, instance, "run");
        drop(make.call(&mut store, ())?);
        store.gc();
        assert_eq!(run.call(&mut store, ())?, 7, "{mode}");

        let cont = make.call(&mut store, ())?;
        store.gc();
        assert_eq!(
            numbers(&returned(cont.resume(&mut store, &[], &[])?)),
            [7],
            "{mode}"
        );
        let error = run.call(&mut store, ()).unwrap_err();
        assert_eq!(trap(&error), Trap::ContinuationConsumed, "{mode}");
    }
    Ok(())
}

#[test]
fn roots_may_outlive_their_store() -> Result<()> {
    let engine = Engine::new(&config())?;
    let (mut store, instance) = instantiate(&engine);
    let cont = waiting(&mut store, instance)?;
    let (mut other, other_instance) = instantiate(&engine);
    drop(store);
    assert!(cont.resume(&mut other, &[], &[Val::I32(1)]).is_err());
    let theirs = waiting(&mut other, other_instance)?;
    std::thread::spawn(move || drop(cont)).join().unwrap();
    returned(theirs.resume(&mut other, &[], &[Val::I32(1)])?);
    Ok(())
}

/// Two stores of an engine have their stacks from the same pool.
#[test]
fn stores_side_by_side() -> Result<()> {
    for (mode, engine) in &engines() {
        let mut stores: Vec<_> = (0..2).map(|_| instantiate(engine)).collect();
        let mut waits = Vec::new();
        for round in 0..MOST {
            let (store, instance) = &mut stores[round % 2];
            waits.push(waiting(store, *instance)?);
        }
        for (round, cont) in waits.into_iter().enumerate().rev() {
            let (store, _) = &mut stores[round % 2];
            let results = returned(cont.resume(store, &[], &[Val::I32(round as i32)])?);
            assert_eq!(numbers(&results), [2 * round as i32], "{mode}");
        }
    }
    Ok(())
}
