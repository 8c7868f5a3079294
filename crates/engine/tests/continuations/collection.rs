//! Continuations and garbage: what they hold, wherever they wait and whatever is on its way
//! to or from them, survives collections and moves; what nothing leads to goes.

use std::time::{Duration, Instant};

use switchback_engine::{Config, Engine, Func, Result, Store, StoreLimitsBuilder, Trap};

use crate::support::{add_instance, config, engines, export, trap};

/// A nursery so small that everything is moved soon.
fn small_nursery() -> Config {
    let mut config = config();
    config.gc_nursery_size(16 * 1024);
    config
}

/// With collections at every allocation, and with many ordinary ones.
fn collecting_engines() -> Vec<(&'static str, Engine)> {
    let mut engines = engines();
    engines.push(("small nursery", Engine::new(&small_nursery()).unwrap()));
    let mut config = small_nursery();
    config.zeal_smallest_stacks(true).zeal_generations(5);
    let all = Engine::new(&config).unwrap();
    engines.push(("small nursery, few generations", all));
    engines
}

/// Each exported function answers a sum that is wrong if anything was not where it was put.
/// `churn` allocates, so that what came before is moved or overwritten.
const PROGRAM: &str = r#"(module
  (import "host" "collect" (func $collect))
  (type $f (func))
  (type $c (cont $f))
  (rec (type $box (struct (field (mut i32)) (field (mut (ref null $box))) (field (mut (ref null $c))))))
  (type $row (array (mut (ref null $box))))
  (type $f-in (func (param (ref null $box) (ref null $row) i32) (result (ref null $box))))
  (type $c-in (cont $f-in))
  (type $f-answer (func (param (ref null $box)) (result (ref null $box))))
  (type $c-answer (cont $f-answer))
  (type $f-box (func (result (ref null $box))))
  (type $c-box (cont $f-box))
  (type $f-row (func (param (ref null $row) i32) (result (ref null $box))))
  (type $c-row (cont $f-row))
  (type $f-number (func (param i32) (result (ref null $box))))
  (type $c-number (cont $f-number))
  (tag $ask (param (ref null $box) (ref null $row)) (result (ref null $box)))
  (tag $yield)
  (tag $exception (param (ref null $box) i32))
  (tag $up (param (ref null $box)) (result (ref null $box)))
  (global $rounds (mut i32) (i32.const 40))
  (global $old (mut (ref null $box)) (ref.null $box))
  (elem declare func $worker $recursive $middle $holds-itself $catcher $bound $down)

  (func $box (param i32) (result (ref null $box))
    (struct.new $box (local.get 0) (ref.null $box) (ref.null $c)))
  (func $value (param (ref null $box)) (result i32) (struct.get $box 0 (local.get 0)))
  (func $churn
    (local $i i32) (local $last (ref null $box))
    (loop $again
      (local.set $last (struct.new $box (i32.const -1) (local.get $last) (ref.null $c)))
      (if (i32.eqz (i32.rem_u (local.get $i) (i32.const 10)))
        (then (local.set $last (ref.null $box))))
      (br_if $again
        (i32.lt_u
          (local.tee $i (i32.add (local.get $i) (i32.const 1)))
          (global.get $rounds)))))
  (func (export "rounds") (param i32) (global.set $rounds (local.get 0)))

  ;; Arguments, payloads and answers are references, and so is what stays on the operand
  ;; stack and in locals meanwhile.
  (func $worker (type $f-in)
    (local $kept (ref null $box)) (local $answer (ref null $box))
    (local.set $kept (call $box (i32.const 3)))
    ;; Operand stack: 1.
    (call $box (i32.const 1))
    (call $churn)
    (local.set $answer
      (suspend $ask
        (local.get 0)
        (array.new $row (call $box (i32.const 7)) (i32.const 3))))
    (call $churn)
    (call $box
      (i32.add
        (call $value)
        (i32.add
          (i32.mul (call $value (local.get $answer)) (i32.const 1000))
          (i32.add
            (call $value (local.get $kept))
            (i32.add
              (i32.mul (call $value (local.get 0)) (i32.const 100))
              (call $value (array.get $row (local.get 1) (local.get 2)))))))))
  (func (export "payloads") (result i32)
    (local $k (ref null $c-answer)) (local $box (ref null $box)) (local $row (ref null $row))
    ;; Operand stack: 20000.
    (call $box (i32.const 20000))
    (block $on (result (ref null $box) (ref null $row) (ref $c-answer))
      (resume $c-in (on $ask $on)
        (call $box (i32.const 5))
        (array.new $row (call $box (i32.const 30)) (i32.const 10))
        (i32.const 9)
        (cont.new $c-in (ref.func $worker)))
      (unreachable))
    (local.set $k)
    (local.set $row)
    (local.set $box)
    (call $churn)
    ;; 5 + 7 = 12 is the answer.
    (resume $c-answer
      (call $box
        (i32.add
          (call $value (local.get $box))
          (call $value (array.get $row (local.get $row) (i32.const 2)))))
      (local.get $k))
    (local.set $box)
    (call $churn)
    (i32.add (call $value) (call $value (local.get $box))))
  ;; 1 + 12 * 1000 + 3 + 5 * 100 + 30, and 20000.

  ;; Arguments that are bound one by one, with garbage in between.
  (func $bound (type $f-in) (return_call $worker (local.get 0) (local.get 1) (local.get 2)))
  (func (export "bound") (result i32)
    (local $k (ref null $c-row)) (local $k2 (ref null $c-number)) (local $k3 (ref null $c-box))
    (local $k4 (ref null $c-answer))
    (local.set $k
      (cont.bind $c-in $c-row (call $box (i32.const 5)) (cont.new $c-in (ref.func $bound))))
    (call $churn)
    (local.set $k2
      (cont.bind $c-row $c-number
        (array.new $row (call $box (i32.const 30)) (i32.const 10)) (local.get $k)))
    (call $churn)
    (local.set $k3 (cont.bind $c-number $c-box (i32.const 9) (local.get $k2)))
    (call $churn)
    (call $collect)
    (block $on (result (ref null $box) (ref null $row) (ref $c-answer))
      (resume $c-box (on $ask $on) (local.get $k3))
      (unreachable))
    (local.set $k4)
    (drop)
    (drop)
    (drop (resume $c-answer (call $box (i32.const 4)) (local.get $k4)))
    ;; What was bound to one that gets an exception instead is dropped.
    (block $caught (result (ref null $box) i32)
      (try_table (catch $exception $caught)
        (drop
          (resume_throw $c-row $exception (call $box (i32.const 6)) (i32.const 1)
            (cont.bind $c-in $c-row
              (call $box (i32.const 5)) (cont.new $c-in (ref.func $bound))))))
      (unreachable))
    (drop)
    (call $value))

  ;; An exception on its way into a continuation, caught there, with references.
  (func $catcher (type $f-answer)
    (block $caught (result (ref null $box) i32)
      (try_table (result (ref null $box)) (catch $exception $caught)
        (call $churn)
        (suspend $up (local.get 0)))
      (return))
    (drop)
    (call $churn)
    (local.set 0 (struct.new $box (i32.const 2) (local.get 0) (ref.null $c)))
    ;; 100 * the exception's + the argument's
    (i32.mul (call $value) (i32.const 100))
    (i32.add (call $value (struct.get $box 1 (local.get 0))))
    (call $box))
  (func (export "exceptions") (result i32)
    (local $k (ref null $c-answer)) (local $exception exnref)
    (block $on (result (ref null $box) (ref $c-answer))
      (resume $c-answer (on $up $on)
        (call $box (i32.const 8)) (cont.new $c-answer (ref.func $catcher)))
      (unreachable))
    (local.set $k)
    (drop)
    (block $caught (result (ref null $box) i32 exnref)
      (try_table (catch_ref $exception $caught)
        (throw $exception (call $box (i32.const 9)) (i32.const 0)))
      (unreachable))
    (local.set $exception)
    (drop)
    (drop)
    (call $churn)
    (call $collect)
    (call $value (resume_throw_ref $c-answer (local.get $exception) (local.get $k))))

  ;; A deep recursion that waits at its end, with references in every frame.
  (func $down (param $depth i32) (result i32)
    (local $mine (ref null $box))
    (local.set $mine (call $box (local.get $depth)))
    (if (result i32) (local.get $depth)
      (then
        (i32.add
          (call $down (i32.sub (local.get $depth) (i32.const 1)))
          (call $value (local.get $mine))))
      (else
        (suspend $yield)
        (call $churn)
        (suspend $yield)
        (call $value (local.get $mine)))))
  (func $recursive (type $f)
    (struct.set $box 0 (global.get $old) (call $down (i32.const 50))))
  (func $middle (type $f) (resume $c (cont.new $c (ref.func $recursive))))
  (func $step (param $k (ref null $c)) (result (ref null $c))
    (block $on (result (ref $c))
      (resume $c (on $yield $on) (local.get $k))
      (return (ref.null $c))))
  (func (export "deep") (result i32)
    (local $k (ref null $c))
    (global.set $old (call $box (i32.const 0)))
    (local.set $k (call $step (cont.new $c (ref.func $middle))))
    (call $churn)
    (call $collect)
    (local.set $k (call $step (local.get $k)))
    (call $churn)
    (local.set $k (call $step (local.get $k)))
    (if (i32.eqz (ref.is_null (local.get $k))) (then (unreachable)))
    (call $value (global.get $old)))

  ;; An old object leads to a continuation whose frames hold what is young; twice, so that
  ;; what was young is old the second time, and something else is young.
  (func $holds-itself (type $f)
    (local $mine (ref null $box)) (local $young (ref null $box))
    (local.set $mine (call $box (i32.const 11)))
    (suspend $yield)
    (local.set $young (struct.new $box (i32.const 12) (local.get $mine) (ref.null $c)))
    (suspend $yield)
    (struct.set $box 0 (global.get $old)
      (i32.add
        (i32.mul (call $value (local.get $young)) (i32.const 100))
        (call $value (struct.get $box 1 (local.get $young))))))
  (func (export "through-old-objects") (result i32)
    (local $object (ref null $box))
    (global.set $old (call $box (i32.const 0)))
    (local.set $object (call $box (i32.const 0)))
    (call $collect)
    (struct.set $box 2 (local.get $object) (call $step (cont.new $c (ref.func $holds-itself))))
    (call $churn)
    (struct.set $box 2 (local.get $object)
      (call $step (struct.get $box 2 (local.get $object))))
    (call $churn)
    (call $collect)
    (drop (call $step (struct.get $box 2 (local.get $object))))
    (call $value (global.get $old)))

  ;; Continuations that only lead to each other, through objects that they hold: garbage.
  (func $circle (type $f)
    (local $object (ref null $box))
    (local.set $object (global.get $old))
    (suspend $yield)
    (drop (local.get $object)))
  (elem declare func $circle)
  (func (export "circles") (param $count i32)
    (loop $again
      (global.set $old (call $box (i32.const 0)))
      ;; The object leads to the continuation, and its frame to the object.
      (struct.set $box 2 (global.get $old) (call $step (cont.new $c (ref.func $circle))))
      (br_if $again
        (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))
)"#;

fn world(
    engine: &Engine,
) -> Result<(
    Store<switchback_engine::StoreLimits>,
    switchback_engine::Instance,
)> {
    let mut store = Store::new(engine, StoreLimitsBuilder::new().build());
    store.limiter(|limits| limits);
    let collect = Func::wrap(
        &mut store,
        |mut caller: switchback_engine::Caller<'_, _>| {
            caller.gc();
        },
    );
    let instance = add_instance(&mut store, PROGRAM, &[collect.into()])?;
    Ok((store, instance))
}

/// What each function answers.
const SUMS: [(&str, i32); 5] = [
    ("payloads", 1 + 12 * 1000 + 3 + 5 * 100 + 30 + 20000),
    ("bound", 6),
    ("exceptions", 908),
    ("deep", 50 * 51 / 2),
    ("through-old-objects", 1211),
];

#[test]
fn references_survive_wherever_continuations_hold_or_carry_them() -> Result<()> {
    for (mode, engine) in &collecting_engines() {
        let (mut store, instance) = world(engine)?;
        let rounds = export::<_, i32, ()>(&mut store, instance, "rounds");
        for count in [1, 40, 1500] {
            rounds.call(&mut store, count)?;
            for (name, expected) in SUMS {
                let function = export::<_, (), i32>(&mut store, instance, name);
                for _ in 0..3 {
                    let sum = function.call(&mut store, ())?;
                    assert_eq!(
                        sum, expected,
                        "{mode}: {name} with {count} objects in between"
                    );
                }
            }
        }
    }
    Ok(())
}

/// Many more than there may be at a time.
#[test]
fn continuations_that_only_lead_to_each_other_are_freed() -> Result<()> {
    for (mode, engine) in &collecting_engines() {
        let (mut store, instance) = world(engine)?;
        *store.data_mut() = StoreLimitsBuilder::new().continuations(300).build();
        let circles = export::<_, i32, ()>(&mut store, instance, "circles");
        circles
            .call(&mut store, 3000)
            .unwrap_or_else(|error| panic!("{mode}: {error:?}"));
    }
    Ok(())
}

/// In modules that have no objects at all it is the number of continuations that leads to a
/// collection.
#[test]
fn unreachable_continuations_are_freed_without_a_heap() -> Result<()> {
    let text = r#"(module
      (type $f (func))
      (type $c (cont $f))
      (tag $yield)
      (table $kept 100 (ref null $c))
      (elem declare func $waiting)
      (func $waiting (type $f) (suspend $yield))
      (func $make (result (ref null $c))
        (block $on (result (ref $c))
          (resume $c (on $yield $on) (cont.new $c (ref.func $waiting)))
          (unreachable)))
      ;; Of those that are not begun, and of those that wait, a few live.
      (func (export "drop") (param $count i32)
        (loop $again
          (table.set $kept (i32.rem_u (local.get $count) (i32.const 50)) (call $make))
          (table.set $kept
            (i32.add (i32.const 50) (i32.rem_u (local.get $count) (i32.const 50)))
            (cont.new $c (ref.func $waiting)))
          (br_if $again
            (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))
      (func (export "resume-kept")
        (local $i i32)
        (loop $again
          (resume $c (table.get $kept (local.get $i)))
          (br_if $again
            (i32.lt_u
              (local.tee $i (i32.add (local.get $i) (i32.const 1)))
              (i32.const 50)))))
      (table $all 1000 (ref null $c))
      (func (export "hoard")
        (local $i i32)
        (loop $again
          (table.set $all (local.get $i) (call $make))
          (br_if $again
            (i32.lt_u
              (local.tee $i (i32.add (local.get $i) (i32.const 1)))
              (i32.const 1000)))))
      (func (export "forget") (table.fill $all (i32.const 0) (ref.null $c) (i32.const 1000))))"#;
    for (mode, engine) in &engines() {
        let mut store = Store::new(engine, StoreLimitsBuilder::new().continuations(500).build());
        store.limiter(|limits| limits);
        let instance = add_instance(&mut store, text, &[])?;
        let drop_many = export::<_, i32, ()>(&mut store, instance, "drop");
        let resume_kept = export::<_, (), ()>(&mut store, instance, "resume-kept");
        let hoard = export::<_, (), ()>(&mut store, instance, "hoard");
        let forget = export::<_, (), ()>(&mut store, instance, "forget");
        drop_many.call(&mut store, 20_000)?;
        resume_kept.call(&mut store, ())?;
        let error = hoard.call(&mut store, ()).unwrap_err();
        assert_eq!(trap(&error), Trap::TooManyContinuations, "{mode}");
        forget.call(&mut store, ())?;
        drop_many.call(&mut store, 2_000)?;
    }
    Ok(())
}

/// Resident memory of the process, in bytes.
fn resident() -> u64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
    let pages: u64 = statm.split_whitespace().nth(1).unwrap().parse().unwrap();
    pages * 4096
}

/// Millions of suspended continuations are made and dropped, a thousand at a time at most.
///
/// `SWITCHBACK_ROUNDS` is how many millions.
#[test]
fn dropped_continuations_take_no_memory() -> Result<()> {
    let millions = std::env::var("SWITCHBACK_ROUNDS").map_or(1, |text| text.parse().unwrap());
    let engine = Engine::new(&small_nursery())?;
    let (mut store, instance) = world(&engine)?;
    *store.data_mut() = StoreLimitsBuilder::new().continuations(1000).build();
    let circles = export::<_, i32, ()>(&mut store, instance, "circles");
    circles.call(&mut store, 100_000)?;
    let before = resident();
    for _ in 0..millions {
        circles.call(&mut store, 1_000_000)?;
        let grown = resident().saturating_sub(before);
        // Other tests run at the same time.
        assert!(grown < 600 << 20, "the process has grown by {grown} bytes");
    }
    Ok(())
}

/// A minor collection looks only at continuations that ran since the last one, however many
/// wait; a store goes with all of them at once.
///
/// `SWITCHBACK_CONTINUATIONS=1000000 cargo test --release -p switchback-engine --test
/// continuations waiting -- --nocapture` prints what a million cost.
#[test]
fn waiting_continuations_cost_minor_collections_nothing() -> Result<()> {
    let text = r#"(module
      (type $f (func))
      (type $c (cont $f))
      (type $box (struct (field i64)))
      (tag $yield)
      (table $all 1000000 (ref null $c))
      (elem declare func $waiting)
      (func $waiting (type $f)
        (local $box (ref $box))
        (local.set $box (struct.new $box (i64.const 1)))
        (suspend $yield)
        (drop (struct.get $box 0 (local.get $box))))
      (func (export "make") (param $count i32)
        (loop $again
          (local.set $count (i32.sub (local.get $count) (i32.const 1)))
          (local.get $count)
          (block $on (result (ref $c))
            (resume $c (on $yield $on) (cont.new $c (ref.func $waiting)))
            (unreachable))
          (table.set $all)
          (br_if $again (local.get $count))))
      (func (export "resume") (param $count i32)
        (loop $again
          (local.set $count (i32.sub (local.get $count) (i32.const 1)))
          (resume $c (table.get $all (local.get $count)))
          (br_if $again (local.get $count))))
      (func (export "churn") (param $count i32)
        (loop $again
          (drop (struct.new $box (i64.const 1)))
          (br_if $again
            (local.tee $count (i32.sub (local.get $count) (i32.const 1)))))))"#;
    let count = std::env::var("SWITCHBACK_CONTINUATIONS");
    let count: i32 = count.map_or(30_000, |text| text.parse().unwrap());
    let engine = Engine::new(&config())?;
    let mut store = Store::new(&engine, ());
    let instance = add_instance(&mut store, text, &[])?;
    let make = export::<_, i32, ()>(&mut store, instance, "make");
    let resume = export::<_, i32, ()>(&mut store, instance, "resume");
    let churn = export::<_, i32, ()>(&mut store, instance, "churn");

    let before = resident();
    let time = Instant::now();
    make.call(&mut store, count)?;
    let made = time.elapsed();
    let each = resident().saturating_sub(before) / count as u64;
    let time = Instant::now();
    store.gc();
    let major = time.elapsed();

    let before = store.heap_statistics();
    churn.call(&mut store, 10_000_000)?;
    let after = store.heap_statistics();
    assert_eq!(after.major_collections, before.major_collections);
    let minors = after.minor_collections - before.minor_collections;
    assert!(minors > 10, "{minors} minor collections");
    let minor = (after.total_pauses - before.total_pauses) / u32::try_from(minors)?;

    let time = Instant::now();
    resume.call(&mut store, count / 2)?;
    let resumed = time.elapsed();
    let time = Instant::now();
    drop(store);
    let dropped = time.elapsed();
    println!(
        "{count} continuations with an object each: made in {made:?}, {each} bytes of memory \
         each; a minor collection {minor:?}, a major one {major:?}; half of them resumed in \
         {resumed:?}; the store dropped in {dropped:?}"
    );
    // One alone would take longer if it looked at them all.
    assert!(minor < Duration::from_millis(1), "{minor:?}");
    Ok(())
}
