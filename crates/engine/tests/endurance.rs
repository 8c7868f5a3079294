//! Allocation without end under a small limit, by mutators of every kind in one store:
//! the process does not grow, what lives is what it was, and no value of the host leaks.
//!
//! For a long run: `SWITCHBACK_ENDURANCE_SECONDS=600 cargo test --release
//! -p switchback-engine --test endurance -- --nocapture`. The seed is printed;
//! `SWITCHBACK_ENDURANCE_SEED` repeats a run.
#![forbid(unsafe_code)]

#[path = "api/support.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod support;

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use switchback_engine::{
    AnyRef, Caller, Engine, ExternRef, Func, Instance, OwnedRooted, Result, Rooted, Store,
    StoreLimits, StoreLimitsBuilder, ThrownException, Trap, TypedFunc,
};

use support::{Random, add_instance, trap};

/// Bytes that the heap may grow to.
const HEAP_LIMIT: usize = 16 << 20;
/// Bytes that the process may grow by after the first tenth of the time: what the heap
/// has yet to touch of its memory, and some more.
const ALLOWED: u64 = (HEAP_LIMIT + (4 << 20)) as u64;
/// How many objects the embedder holds.
const HELD: usize = 200;

fn variable(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(
        text.parse()
            .unwrap_or_else(|_| panic!("{name} is no number: {text:?}")),
    )
}

/// Resident memory of the process, in bytes.
fn resident() -> u64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
    let pages: u64 = statm.split_whitespace().nth(1).unwrap().parse().unwrap();
    pages * 4096
}

/// A value of the host that counts itself while it lives.
struct Counted {
    number: i32,
    living: Arc<AtomicUsize>,
}

impl Counted {
    fn new(number: i32, living: &Arc<AtomicUsize>) -> Self {
        living.fetch_add(1, Ordering::Relaxed);
        let living = Arc::clone(living);
        Self { number, living }
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.living.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Each export does some work of its kind with what it kept before, and traps if that is
/// not what it was. All take a random number.
const MUTATORS: &str = r#"(module
  (import "host" "make" (func $make (param i32) (result externref)))
  (import "host" "number" (func $number (param externref) (result i32)))
  (import "host" "throw-on" (func $throw-on (param i32)))
  (type $node (struct (field (mut i32)) (field (mut (ref null $node)))))
  (type $tree (struct (field (mut (ref null $tree))) (field (mut (ref null $tree))) (field i32)))
  (type $box (struct (field (mut i32))))
  (type $boxes (array (mut (ref null $box))))
  (type $bytes (array (mut i8)))
  (type $strings (array (mut (ref null $bytes))))
  (type $named (struct (field i32) (field (mut externref)) (field (mut i8))))
  (tag $tag (export "tag") (param i32 (ref null $node) externref))
  (global $seed (mut i32) (i32.const 1))
  (table $lists 100 (ref null $node))
  (table $trees 20 (ref null $tree))
  (table $strings 100 (ref null $bytes))
  (table $names 300 (ref null $named))
  (table $exceptions 50 exnref)
  (global $big (mut (ref null $boxes)) (ref.null $boxes))

  (func $random (param $bound i32) (result i32)
    (global.set $seed (i32.add (i32.mul (global.get $seed) (i32.const 1664525)) (i32.const 1013904223)))
    (i32.rem_u (i32.shr_u (global.get $seed) (i32.const 8)) (local.get $bound)))

  ;; Lists: the values count down to 1. One is replaced, one is reversed twice.
  (func $make-list (param $n i32) (result (ref null $node))
    (local $list (ref null $node)) (local $i i32)
    (loop $again
      (local.set $list (struct.new $node (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $list)))
      (br_if $again (i32.lt_u (local.get $i) (local.get $n))))
    (local.get $list))
  (func $check-list (param $list (ref null $node))
    (local $expected i32)
    (if (ref.is_null (local.get $list)) (then (return)))
    (local.set $expected (struct.get $node 0 (local.get $list)))
    (loop $again
      (if (i32.ne (struct.get $node 0 (local.get $list)) (local.get $expected)) (then (unreachable)))
      (local.set $expected (i32.sub (local.get $expected) (i32.const 1)))
      (local.set $list (struct.get $node 1 (local.get $list)))
      (br_if $again (i32.eqz (ref.is_null (local.get $list)))))
    (if (local.get $expected) (then (unreachable))))
  (func $reverse (param $rest (ref null $node)) (result (ref null $node))
    (local $done (ref null $node)) (local $next (ref null $node))
    (loop $again
      (if (ref.is_null (local.get $rest)) (then (return (local.get $done))))
      (local.set $next (struct.get $node 1 (local.get $rest)))
      (struct.set $node 1 (local.get $rest) (local.get $done))
      (local.set $done (local.get $rest))
      (local.set $rest (local.get $next))
      (br $again))
    (unreachable))
  (func (export "lists") (param $r i32)
    (local $at i32)
    (global.set $seed (local.get $r))
    (table.set $lists (call $random (i32.const 100))
      (call $make-list (i32.add (i32.const 1) (call $random (i32.const 400)))))
    (local.set $at (call $random (i32.const 100)))
    (call $check-list (table.get $lists (local.get $at)))
    (table.set $lists (local.get $at) (call $reverse (table.get $lists (local.get $at))))
    (drop (call $make-list (i32.const 2000)))
    (table.set $lists (local.get $at) (call $reverse (table.get $lists (local.get $at))))
    (call $check-list (table.get $lists (local.get $at))))

  ;; Trees: every node knows its depth.
  (func $make-tree (param $depth i32) (result (ref null $tree))
    (if (i32.eqz (local.get $depth)) (then (return (ref.null $tree))))
    (struct.new $tree
      (call $make-tree (i32.sub (local.get $depth) (i32.const 1)))
      (call $make-tree (i32.sub (local.get $depth) (i32.const 1)))
      (local.get $depth)))
  (func $check-tree (param $t (ref null $tree)) (param $depth i32)
    (if (ref.is_null (local.get $t)) (then (if (local.get $depth) (then (unreachable))) (return)))
    (if (i32.ne (struct.get $tree 2 (local.get $t)) (local.get $depth)) (then (unreachable)))
    (call $check-tree (struct.get $tree 0 (local.get $t)) (i32.sub (local.get $depth) (i32.const 1)))
    (call $check-tree (struct.get $tree 1 (local.get $t)) (i32.sub (local.get $depth) (i32.const 1))))
  (func (export "trees") (param $r i32)
    (local $t (ref null $tree))
    (global.set $seed (local.get $r))
    (table.set $trees (call $random (i32.const 20)) (call $make-tree (i32.add (i32.const 1) (call $random (i32.const 9)))))
    (local.set $t (table.get $trees (call $random (i32.const 20))))
    (if (ref.is_null (local.get $t)) (then (return)))
    (call $check-tree (local.get $t) (struct.get $tree 2 (local.get $t)))
    ;; An old node gets a young child.
    (struct.set $tree 0 (local.get $t)
      (call $make-tree (i32.sub (struct.get $tree 2 (local.get $t)) (i32.const 1))))
    (call $check-tree (local.get $t) (struct.get $tree 2 (local.get $t))))

  ;; Rings that nothing refers to, and one that a local does
  (func (export "rings") (param $r i32)
    (local $i i32) (local $first (ref null $node)) (local $x (ref null $node))
    (loop $again
      (local.set $first (struct.new $node (local.get $i) (ref.null $node)))
      (local.set $x (struct.new $node (local.get $i) (struct.new $node (local.get $i) (local.get $first))))
      (struct.set $node 1 (local.get $first) (local.get $x))
      (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 1000))))
    (if (i32.eqz (ref.eq (local.get $first)
          (struct.get $node 1 (struct.get $node 1 (struct.get $node 1 (local.get $first))))))
      (then (unreachable))))

  ;; A large array: every element is null or the box of its index.
  (func (export "big arrays") (param $r i32)
    (local $i i32) (local $n i32) (local $box (ref null $box))
    (global.set $seed (local.get $r))
    (if (i32.or (ref.is_null (global.get $big)) (i32.eqz (call $random (i32.const 20))))
      (then (global.set $big (array.new_default $boxes (i32.add (i32.const 1) (call $random (i32.const 100000)))))))
    (local.set $n (array.len (global.get $big)))
    (local.set $r (i32.const 1000))
    (loop $again
      (local.set $i (call $random (local.get $n)))
      (local.set $box (array.get $boxes (global.get $big) (local.get $i)))
      (if (i32.eqz (ref.is_null (local.get $box)))
        (then (if (i32.ne (struct.get $box 0 (local.get $box)) (local.get $i)) (then (unreachable)))))
      (array.set $boxes (global.get $big) (local.get $i) (struct.new $box (local.get $i)))
      (br_if $again (local.tee $r (i32.sub (local.get $r) (i32.const 1)))))
    ;; A part is copied over itself.
    (local.set $i (i32.shr_u (local.get $n) (i32.const 1)))
    (array.copy $boxes $boxes (global.get $big) (local.get $i) (global.get $big) (local.get $i)
      (i32.sub (local.get $n) (local.get $i))))

  ;; Strings: all bytes are the length's lowest.
  (func (export "strings") (param $r i32)
    (local $a (ref null $bytes)) (local $b (ref $bytes)) (local $n i32)
    (global.set $seed (local.get $r))
    (local.set $r (i32.const 50))
    (loop $again
      (local.set $n (call $random (i32.const 3000)))
      (table.set $strings (call $random (i32.const 100)) (array.new $bytes (local.get $n) (local.get $n)))
      (local.set $a (table.get $strings (call $random (i32.const 100))))
      (if (i32.eqz (ref.is_null (local.get $a)))
        (then
          (local.set $n (array.len (local.get $a)))
          (if (local.get $n)
            (then
              (if (i32.ne
                    (array.get_u $bytes (local.get $a) (i32.sub (local.get $n) (i32.const 1)))
                    (i32.and (local.get $n) (i32.const 255)))
                (then (unreachable)))))
          (local.set $b (array.new_default $bytes (i32.add (local.get $n) (local.get $n))))
          (array.copy $bytes $bytes (local.get $b) (local.get $n) (local.get $a) (i32.const 0) (local.get $n))))
      (br_if $again (local.tee $r (i32.sub (local.get $r) (i32.const 1))))))

  ;; Values of the host, with the number that they know
  (func (export "host values") (param $r i32)
    (local $named (ref null $named)) (local $n i32)
    (global.set $seed (local.get $r))
    (local.set $r (i32.const 20))
    (loop $again
      (local.set $n (call $random (i32.const 1000000)))
      (drop (call $make (local.get $n)))
      (table.set $names (call $random (i32.const 300))
        (struct.new $named (local.get $n) (call $make (local.get $n)) (local.get $n)))
      (local.set $named (table.get $names (call $random (i32.const 300))))
      (if (i32.eqz (ref.is_null (local.get $named)))
        (then
          (if (i32.ne (call $number (struct.get $named 1 (local.get $named))) (struct.get $named 0 (local.get $named)))
            (then (unreachable)))))
      (br_if $again (local.tee $r (i32.sub (local.get $r) (i32.const 1))))))

  ;; Exceptions: thrown, kept, thrown again, by way of the host and not
  (func $throw (param $n i32)
    (throw $tag (local.get $n) (call $make-list (local.get $n)) (call $make (local.get $n))))
  (func (export "throw") (param i32) (call $throw (local.get 0)))
  (func (export "exceptions") (param $r i32)
    (local $n i32) (local $x exnref) (local $list (ref null $node)) (local $name externref)
    (global.set $seed (local.get $r))
    (local.set $r (i32.const 20))
    (loop $again
      (local.set $n (i32.add (i32.const 1) (call $random (i32.const 30))))
      (block $kept (result exnref)
        (try_table (catch_all_ref $kept)
          (if (i32.and (local.get $n) (i32.const 1))
            (then (call $throw-on (local.get $n)))
            (else (call $throw (local.get $n)))))
        (unreachable))
      (local.set $x)
      (table.set $exceptions (call $random (i32.const 50)) (local.get $x))
      (local.set $x (table.get $exceptions (call $random (i32.const 50))))
      (if (i32.eqz (ref.is_null (local.get $x)))
        (then
          (block $caught (result i32 (ref null $node) externref)
            (try_table (catch $tag $caught) (throw_ref (local.get $x)))
            (unreachable))
          (local.set $name) (local.set $list) (local.set $n)
          (call $check-list (local.get $list))
          (if (i32.ne (struct.get $node 0 (local.get $list)) (local.get $n)) (then (unreachable)))
          (if (i32.ne (call $number (local.get $name)) (local.get $n)) (then (unreachable)))))
      (br_if $again (local.tee $r (i32.sub (local.get $r) (i32.const 1))))))

  ;; More than there is room for, and everything of it garbage
  (func (export "exhaust") (param $r i32)
    (local $x (ref null $strings))
    (local.set $x (array.new_default $strings (i32.const 1000)))
    (loop $again
      (array.set $strings (local.get $x) (i32.rem_u (local.get $r) (i32.const 1000))
        (array.new_default $bytes (i32.const 100000)))
      (local.set $r (i32.add (local.get $r) (i32.const 1)))
      (br $again)))

  ;; For the host
  (func (export "box") (param i32) (result anyref) (struct.new $box (local.get 0)))
  (func (export "unbox") (param anyref) (result i32)
    (struct.get $box 0 (ref.cast (ref $box) (local.get 0))))
  (func (export "forget") (param i32)
    (table.fill $lists (i32.const 0) (ref.null $node) (i32.const 100))
    (table.fill $trees (i32.const 0) (ref.null $tree) (i32.const 20))
    (table.fill $strings (i32.const 0) (ref.null $bytes) (i32.const 100))
    (table.fill $names (i32.const 0) (ref.null $named) (i32.const 300))
    (table.fill $exceptions (i32.const 0) (ref.null exn) (i32.const 50))
    (global.set $big (ref.null $boxes))))"#;

const KINDS: [&str; 7] = [
    "lists",
    "trees",
    "rings",
    "big arrays",
    "strings",
    "host values",
    "exceptions",
];

struct Data {
    limits: StoreLimits,
    throw: Option<TypedFunc<i32, ()>>,
}

/// The store with its mutators, and what the embedder holds.
struct Embedder {
    store: Store<Data>,
    instance: Instance,
    living: Arc<AtomicUsize>,
    held: Vec<Option<(i32, OwnedRooted<AnyRef>)>>,
}

impl Embedder {
    fn new() -> Result<Self> {
        let engine = Engine::default();
        let limits = StoreLimitsBuilder::new().heap_size(HEAP_LIMIT).build();
        let data = Data {
            limits,
            throw: None,
        };
        let mut store = Store::new(&engine, data);
        store.limiter(|data| &mut data.limits);
        let living = Arc::new(AtomicUsize::new(0));
        let make = Func::wrap(&mut store, {
            let living = Arc::clone(&living);
            move |mut caller: Caller<'_, Data>, number: i32| {
                ExternRef::new(&mut caller, Counted::new(number, &living)).map(Some)
            }
        });
        let number = Func::wrap(
            &mut store,
            |caller: Caller<'_, Data>, value: Option<Rooted<ExternRef>>| -> Result<i32> {
                let value = value.expect("no null is passed");
                let value = value.data(&caller)?.expect("it is the host's");
                let counted: &Counted = value.downcast_ref().expect("there are no others");
                Ok(counted.number)
            },
        );
        // Calls what throws, and throws that on, by another way each time.
        let throw_on = Func::wrap(
            &mut store,
            |mut caller: Caller<'_, Data>, number: i32| -> Result<()> {
                let throw = caller.data().throw.expect("it was set");
                let error = throw.call(&mut caller, number).expect_err("it throws");
                if number & 2 == 0 {
                    return Err(error);
                }
                let thrown = error.downcast::<ThrownException>()?;
                let exception = thrown.exception().to_rooted(&mut caller);
                caller.throw(exception)
            },
        );
        let imports = [make.into(), number.into(), throw_on.into()];
        let instance = add_instance(&mut store, MUTATORS, &imports)?;
        let throw = instance.get_typed_func(&mut store, "throw")?;
        store.data_mut().throw = Some(throw);
        Ok(Self {
            store,
            instance,
            living,
            held: (0..HELD).map(|_| None).collect(),
        })
    }

    fn call(&mut self, name: &str, number: i32) -> Result<()> {
        let function = self
            .instance
            .get_typed_func::<i32, ()>(&mut self.store, name)?;
        function.call(&mut self.store, number)
    }

    /// Replaces an object that the embedder holds, after a look at it.
    fn hold(&mut self, random: &mut Random) -> Result<()> {
        use switchback_engine::RootScope;
        let mut scope = RootScope::new(&mut self.store);
        let place = random.below(HELD as u64);
        if let Some((number, object)) = &self.held[place] {
            let unbox = self
                .instance
                .get_typed_func::<Option<Rooted<AnyRef>>, i32>(&mut scope, "unbox")?;
            let object = object.to_rooted(&mut scope);
            assert_eq!(unbox.call(&mut scope, Some(object))?, *number);
        }
        let number = random.next() as i32;
        let make = self
            .instance
            .get_typed_func::<i32, Option<Rooted<AnyRef>>>(&mut scope, "box")?;
        let object = make.call(&mut scope, number)?.expect("it is no null");
        self.held[place] = Some((number, object.to_owned_rooted(&mut scope)?));
        Ok(())
    }

    /// Does something.
    fn step(&mut self, random: &mut Random) -> Result<()> {
        let number = random.next() as i32;
        match random.below(200) {
            0 => {
                let error = self.call("exhaust", number).expect_err("it is too much");
                assert_eq!(trap(&error), Trap::HeapOutOfMemory);
            }
            1 => self.store.gc(),
            2..10 => self.hold(random)?,
            _ => self.call(KINDS[random.below(KINDS.len() as u64)], number)?,
        }
        Ok(())
    }
}

#[test]
fn endless_allocation_needs_no_more_than_its_limit() -> Result<()> {
    let seed = variable("SWITCHBACK_ENDURANCE_SEED")
        .unwrap_or_else(|| RandomState::new().build_hasher().finish());
    let seconds = variable("SWITCHBACK_ENDURANCE_SECONDS").unwrap_or(2);
    println!("SWITCHBACK_ENDURANCE_SEED={seed}");
    let mut random = Random::new(seed);
    let mut embedder = Embedder::new()?;
    let start = Instant::now();
    let duration = Duration::from_secs(seconds);
    let mut before = None;
    let mut steps = 0_u64;
    while start.elapsed() < duration {
        embedder.step(&mut random)?;
        steps += 1;
        if before.is_none() && start.elapsed() > duration / 10 {
            before = Some(resident());
        }
    }
    let statistics = embedder.store.heap_statistics();
    let grown = resident().saturating_sub(before.unwrap_or_else(resident));
    println!("{steps} steps, {grown} bytes more, {statistics:?}");
    assert!(statistics.size <= HEAP_LIMIT);
    assert!(grown <= ALLOWED, "{grown} bytes more after {seconds} s");

    // Nothing is left but what the embedder holds.
    embedder.call("forget", 0)?;
    embedder.store.gc();
    assert_eq!(embedder.living.load(Ordering::Relaxed), 0);
    assert!(embedder.store.heap_statistics().used < HELD * 64);
    drop(embedder);
    Ok(())
}
