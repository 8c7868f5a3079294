//! Long chains of continuations that wait for each other: what ends them, and what passes
//! through them.

use switchback_engine::{Engine, Result, Store, StoreLimitsBuilder, ThrownException, Trap};

use crate::support::{add_instance, config, engines, export, frames, instantiate, trap};

/// `nest` resumes a new continuation at each of so many levels; the last one does what
/// `leaf` says: 0 returns, 1 traps, 2 throws, 3 suspends to the outermost.
const NEST: &str = r#"(module
  (type $f (func (param i32) (result i32)))
  (type $c (cont $f))
  (tag $up (param i32) (result i32))
  (tag $inner (param i32) (result i32))
  (tag $exception (param i32))
  (global $leaf (mut i32) (i32.const 0))
  (global $divisor (mut i32) (i32.const 0))
  (global $kept (mut (ref null $c)) (ref.null $c))
  (elem declare func $nest $endless)

  (func $nest (type $f)
    (if (i32.eqz (local.get 0))
      (then
        (if (i32.eq (global.get $leaf) (i32.const 1))
          (then (drop (i32.div_u (i32.const 1) (global.get $divisor)))))
        (if (i32.eq (global.get $leaf) (i32.const 2))
          (then (throw $exception (i32.const 77))))
        (if (i32.eq (global.get $leaf) (i32.const 3))
          (then (return (suspend $up (i32.const 5)))))
        (return (i32.const 1000))))
    (block $on (result i32 (ref $c))
      (return
        (i32.add
          (i32.const 1)
          (resume $c (on $inner $on)
            (i32.sub (local.get 0) (i32.const 1)) (cont.new $c (ref.func $nest))))))
    (unreachable))

  (func (export "nest") (param $levels i32) (param $leaf i32) (result i32)
    (global.set $leaf (local.get $leaf))
    (resume $c (local.get $levels) (cont.new $c (ref.func $nest))))
  ;; What was thrown, and where it went to.
  (func (export "nest-and-catch") (param $levels i32) (result i32)
    (global.set $leaf (i32.const 2))
    (block $caught (result i32)
      (try_table (catch $exception $caught)
        (drop (resume $c (local.get $levels) (cont.new $c (ref.func $nest)))))
      (i32.const -1)))
  ;; The whole chain is captured, and resumed with twice what it sent.
  (func (export "nest-and-suspend") (param $levels i32) (result i32)
    (global.set $leaf (i32.const 3))
    (block $on (result i32 (ref $c))
      (return
        (resume $c (on $up $on) (local.get $levels) (cont.new $c (ref.func $nest)))))
    (global.set $kept)
    (resume $c (i32.mul (i32.const 2)) (global.get $kept)))
  ;; Another one waits meanwhile.
  (func (export "capture") (param $levels i32) (result i32)
    (global.set $leaf (i32.const 3))
    (block $on (result i32 (ref $c))
      (return
        (resume $c (on $up $on) (local.get $levels) (cont.new $c (ref.func $nest)))))
    (global.set $kept))
  (func (export "resume-captured") (param i32) (result i32)
    (resume $c (local.get 0) (global.get $kept)))
  (func (export "throw-into-captured") (param i32) (result i32)
    (block $caught (result i32)
      (try_table (catch $exception $caught)
        (drop (resume_throw $c $exception (local.get 0) (global.get $kept))))
      (i32.const -1)))

  (global $depth (export "depth") (mut i32) (i32.const 0))
  (func $endless (type $f)
    (global.set $depth (i32.add (global.get $depth) (i32.const 1)))
    (resume $c (local.get 0) (cont.new $c (ref.func $endless))))
  (func (export "endless") (result i32)
    (global.set $depth (i32.const 0))
    (call $endless (i32.const 0)))
)"#;

const LEVELS: i32 = 10_000;

#[test]
fn ten_thousand_nested_resumes_return() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine, NEST);
        let nest = export::<_, (i32, i32), i32>(&mut store, instance, "nest");
        assert_eq!(nest.call(&mut store, (LEVELS, 0))?, 1000 + LEVELS, "{mode}");
        assert_eq!(nest.call(&mut store, (LEVELS, 0))?, 1000 + LEVELS, "{mode}");
    }
    Ok(())
}

/// The trap's backtrace crosses the whole chain, whose stacks can all be used again.
#[test]
fn a_trap_leaves_ten_thousand_nested_resumes() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine, NEST);
        let nest = export::<_, (i32, i32), i32>(&mut store, instance, "nest");
        for _ in 0..3 {
            let error = nest.call(&mut store, (LEVELS, 1)).unwrap_err();
            assert_eq!(trap(&error), Trap::IntegerDivisionByZero, "{mode}");
            let frames = frames(&error);
            assert_eq!(frames.len(), LEVELS as usize + 2, "{mode}");
            let (last, nested) = frames.split_last().unwrap();
            assert!(nested.iter().all(|name| name == "nest"), "{mode}");
            assert_eq!(last, "?", "{mode}: the export has no name of its own");
        }
        assert_eq!(nest.call(&mut store, (LEVELS, 0))?, 1000 + LEVELS, "{mode}");
    }
    Ok(())
}

#[test]
fn a_throw_leaves_ten_thousand_nested_resumes() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine, NEST);
        let nest = export::<_, (i32, i32), i32>(&mut store, instance, "nest");
        let catch = export::<_, i32, i32>(&mut store, instance, "nest-and-catch");
        for _ in 0..2 {
            assert_eq!(catch.call(&mut store, LEVELS)?, 77, "{mode}");
            let error = nest.call(&mut store, (LEVELS, 2)).unwrap_err();
            assert!(error.is::<ThrownException>(), "{mode}: {error:?}");
        }
        assert_eq!(nest.call(&mut store, (LEVELS, 0))?, 1000 + LEVELS, "{mode}");
    }
    Ok(())
}

/// Past ten thousand handlers of another tag; then back through all of them.
#[test]
fn a_suspension_passes_ten_thousand_nested_resumes() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine, NEST);
        let suspend = export::<_, i32, i32>(&mut store, instance, "nest-and-suspend");
        for _ in 0..3 {
            assert_eq!(suspend.call(&mut store, LEVELS)?, 10 + LEVELS, "{mode}");
        }
    }
    Ok(())
}

/// A captured chain outlives the activation that made it.
#[test]
fn a_captured_chain_of_ten_thousand_goes_on_in_another_activation() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine, NEST);
        let capture = export::<_, i32, i32>(&mut store, instance, "capture");
        let resume = export::<_, i32, i32>(&mut store, instance, "resume-captured");
        let throw = export::<_, i32, i32>(&mut store, instance, "throw-into-captured");
        assert_eq!(capture.call(&mut store, LEVELS)?, 5, "{mode}");
        assert_eq!(resume.call(&mut store, 7)?, 7 + LEVELS, "{mode}");
        let error = resume.call(&mut store, 7).unwrap_err();
        assert_eq!(trap(&error), Trap::ContinuationConsumed, "{mode}");
        assert_eq!(capture.call(&mut store, LEVELS)?, 5, "{mode}");
        assert_eq!(throw.call(&mut store, 8)?, 8, "{mode}");
        let error = throw.call(&mut store, 8).unwrap_err();
        assert_eq!(trap(&error), Trap::ContinuationConsumed, "{mode}");
    }
    Ok(())
}

/// Resuming ever new continuations from within each other is a recursion like others.
#[test]
fn endless_nested_resumes_exhaust_the_call_stack() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine, NEST);
        let endless = export::<_, (), i32>(&mut store, instance, "endless");
        let nest = export::<_, (i32, i32), i32>(&mut store, instance, "nest");
        let mut depths = Vec::new();
        for _ in 0..2 {
            let error = endless.call(&mut store, ()).unwrap_err();
            assert_eq!(trap(&error), Trap::StackOverflow, "{mode}");
            depths.push(depth(&mut store, instance));
            assert_eq!(nest.call(&mut store, (100, 0))?, 1100, "{mode}");
        }
        assert!(depths[0] > LEVELS, "{mode}: {depths:?}");
        assert_eq!(depths[0], depths[1], "{mode}");
    }
    Ok(())
}

fn depth(store: &mut Store<()>, instance: switchback_engine::Instance) -> i32 {
    let depth = instance.get_global(&mut *store, "depth").unwrap();
    depth.get(&mut *store).unwrap_i32()
}

#[test]
fn the_limit_of_the_chain_is_the_embedders_choice() -> Result<()> {
    const PAGE: usize = 4096;
    let engine = Engine::new(config().max_stack_chain(1000 * PAGE))?;
    let (mut store, instance) = instantiate(&engine, NEST);
    let endless = export::<_, (), i32>(&mut store, instance, "endless");
    let error = endless.call(&mut store, ()).unwrap_err();
    assert_eq!(trap(&error), Trap::StackOverflow);
    let depth = depth(&mut store, instance);
    // A few stacks are taken at once.
    assert!((900..=1100).contains(&depth), "{depth}");
    Ok(())
}

/// Whether most of them run says what the matter is when there are too many.
#[test]
fn what_runs_and_what_waits_have_different_limits() -> Result<()> {
    const LIMIT: usize = 500;
    let engine = Engine::new(&config())?;
    let mut store = Store::new(
        &engine,
        StoreLimitsBuilder::new().continuations(LIMIT).build(),
    );
    store.limiter(|limits| limits);
    let instance = add_instance(&mut store, NEST, &[])?;
    let endless = export::<_, (), i32>(&mut store, instance, "endless");
    let error = endless.call(&mut store, ()).unwrap_err();
    assert_eq!(trap(&error), Trap::StackOverflow);
    let text = r#"(module
      (type $f (func))
      (type $c (cont $f))
      (table $all 1000 (ref null $c))
      (func $nothing (type $f))
      (elem declare func $nothing)
      (func (export "hoard")
        (local $i i32)
        (loop $again
          (table.set $all (local.get $i) (cont.new $c (ref.func $nothing)))
          (br_if $again
            (i32.lt_u
              (local.tee $i (i32.add (local.get $i) (i32.const 1)))
              (i32.const 1000))))))"#;
    let hoarder = add_instance(&mut store, text, &[])?;
    let hoard = export::<_, (), ()>(&mut store, hoarder, "hoard");
    let error = hoard.call(&mut store, ()).unwrap_err();
    assert_eq!(trap(&error), Trap::TooManyContinuations);
    // Those that wait leave no room for any to run.
    let error = endless.call(&mut store, ()).unwrap_err();
    assert_eq!(trap(&error), Trap::TooManyContinuations);
    Ok(())
}
