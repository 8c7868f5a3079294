//! The garbage-collected heap of a store: limits, exhaustion, statistics.

use std::cell::Cell;

use switchback_engine::{
    Caller, Config, Engine, Error, Func, Instance, Linker, Module, ResourceLimiter, Result, Store,
    StoreLimits, StoreLimitsBuilder, Trap,
};

/// A list that grows, a function that makes garbage, one that makes a large array, and one
/// that counts the list.
const LISTS: &str = r#"(module
    (import "host" "between" (func $between))
    (type $node (struct (field (mut i32)) (field (ref null $node))))
    (type $nodes (array (mut (ref null $node))))
    (global $list (mut (ref null $node)) (ref.null $node))
    (func (export "grow") (param $count i32)
        (loop $again
            (global.set $list (struct.new $node (local.get $count) (global.get $list)))
            (br_if $again (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))
    (func (export "waste") (param $count i32)
        (local $node (ref null $node))
        (loop $again
            (local.set $node (struct.new $node (local.get $count) (local.get $node)))
            (if (i32.eqz (i32.rem_u (local.get $count) (i32.const 100)))
                (then (local.set $node (ref.null $node))))
            (br_if $again (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))
    (func (export "array") (param $length i32) (result i32)
        (array.len (array.new_default $nodes (local.get $length))))
    (func (export "across") (result i32)
        (local $node (ref $node))
        (local.set $node (struct.new $node (i32.const 42) (global.get $list)))
        (call $between)
        (struct.get $node 0 (local.get $node)))
    (func (export "drop") (global.set $list (ref.null $node)))
    (func (export "count") (result i32)
        (local $node (ref null $node))
        (local $count i32)
        (local.set $node (global.get $list))
        (loop $again
            (if (i32.eqz (ref.is_null (local.get $node)))
                (then
                    (local.set $count (i32.add (local.get $count) (i32.const 1)))
                    (local.set $node (struct.get $node 1 (local.get $node)))
                    (br $again))))
        (local.get $count)))"#;

struct Lists<T: 'static> {
    store: Store<T>,
    instance: Instance,
}

impl<T: 'static> Lists<T> {
    fn new(config: &Config, data: T, limit: impl FnOnce(&mut Store<T>)) -> Result<Self> {
        let engine = Engine::new(config)?;
        let module = Module::new(&engine, LISTS)?;
        let mut store = Store::new(&engine, data);
        limit(&mut store);
        let mut linker = Linker::new(&engine);
        linker.func_wrap("host", "between", |mut caller: Caller<'_, T>| caller.gc())?;
        let instance = linker.instantiate(&mut store, &module)?;
        Ok(Self { store, instance })
    }

    fn call(&mut self, name: &str, argument: i32) -> Result<()> {
        let func = self
            .instance
            .get_typed_func::<i32, ()>(&mut self.store, name)?;
        func.call(&mut self.store, argument)
    }

    fn answer(&mut self, name: &str) -> Result<i32> {
        let func = self
            .instance
            .get_typed_func::<(), i32>(&mut self.store, name)?;
        func.call(&mut self.store, ())
    }

    fn array(&mut self, length: i32) -> Result<i32> {
        let func = self
            .instance
            .get_typed_func::<i32, i32>(&mut self.store, "array")?;
        func.call(&mut self.store, length)
    }

    fn drop_list(&mut self) -> Result<()> {
        let func = self
            .instance
            .get_typed_func::<(), ()>(&mut self.store, "drop")?;
        func.call(&mut self.store, ())
    }

    /// Grows the list until that fails, by steps of so many nodes.
    fn exhaust(&mut self, step: i32) -> Error {
        loop {
            if let Err(error) = self.call("grow", step) {
                return error;
            }
        }
    }
}

fn assert_exhausted(error: &Error) {
    assert_eq!(error.downcast_ref(), Some(&Trap::HeapOutOfMemory));
    assert!(format!("{error:?}").contains("GC heap out of memory"));
}

#[test]
fn a_store_that_makes_no_objects_uses_no_heap() -> Result<()> {
    let lists = Lists::new(&Config::new(), (), |_| {})?;
    let statistics = lists.store.heap_statistics();
    assert_eq!((statistics.size, statistics.used), (0, 0));
    Ok(())
}

#[test]
fn a_full_heap_is_a_trap_and_the_store_stays_usable() -> Result<()> {
    const LIMIT: usize = 3 << 20;
    let by_limiter = Lists::new(
        &Config::new(),
        StoreLimitsBuilder::new().heap_size(LIMIT).build(),
        |store: &mut Store<StoreLimits>| store.limiter(|limits| limits),
    )?;
    let mut config = Config::new();
    config.gc_heap_maximum(LIMIT as u32);
    let by_config = Lists::new(&config, StoreLimits::default(), |_| {})?;
    for mut lists in [by_limiter, by_config] {
        for _ in 0..3 {
            assert_exhausted(&lists.exhaust(1000));
            let statistics = lists.store.heap_statistics();
            assert!(statistics.size <= LIMIT);
            let count = lists.answer("count")?;
            // Two thirds at the least are for objects of 16 bytes.
            assert!(count as usize > LIMIT / 16 * 2 / 3, "{count}");
            assert_exhausted(&lists.array(i32::MAX).unwrap_err());
            assert_exhausted(&lists.array(-1).unwrap_err());
            assert_eq!(lists.answer("count")?, count);
            lists.drop_list()?;
            lists.call("waste", 10_000_000)?;
            assert_eq!(lists.array(1 << 17)?, 1 << 17);
        }
        lists.store.gc();
        assert_eq!(lists.store.heap_statistics().used, 0);
    }
    Ok(())
}

#[test]
fn a_small_limit_lets_small_programs_run() -> Result<()> {
    for limit in [64 << 10, 128 << 10, 1 << 20] {
        let mut lists = Lists::new(
            &Config::new(),
            StoreLimitsBuilder::new().heap_size(limit).build(),
            |store: &mut Store<StoreLimits>| store.limiter(|limits| limits),
        )?;
        lists.call("grow", 1000)?;
        lists.call("waste", 1_000_000)?;
        assert_eq!(lists.answer("count")?, 1000);
        assert!(lists.store.heap_statistics().size <= limit);
    }
    let mut lists = Lists::new(
        &Config::new(),
        StoreLimitsBuilder::new().heap_size(1000).build(),
        |store: &mut Store<StoreLimits>| store.limiter(|limits| limits),
    )?;
    assert_exhausted(&lists.call("grow", 1).unwrap_err());
    Ok(())
}

/// Notes what is asked, and fails from some size on.
#[derive(Default)]
struct Noting {
    asked: Vec<(usize, usize)>,
    fail_from: Cell<usize>,
}

impl ResourceLimiter for Noting {
    fn memory_growing(&mut self, _: usize, _: usize, _: Option<usize>) -> Result<bool> {
        Ok(true)
    }

    fn table_growing(&mut self, _: usize, _: usize, _: Option<usize>) -> Result<bool> {
        Ok(true)
    }

    fn heap_growing(&mut self, current: usize, desired: usize) -> Result<bool> {
        self.asked.push((current, desired));
        if desired >= self.fail_from.get() {
            return Err(Error::msg("no more, says the limiter"));
        }
        Ok(true)
    }
}

#[test]
fn the_limiter_is_asked_and_its_errors_end_what_runs() -> Result<()> {
    let data = Noting {
        fail_from: Cell::new(32 << 20),
        ..Noting::default()
    };
    let mut lists = Lists::new(&Config::new(), data, |store: &mut Store<Noting>| {
        store.limiter(|noting| noting);
    })?;
    let error = lists.exhaust(10_000);
    assert_eq!(error.root_cause().to_string(), "no more, says the limiter");
    let size = lists.store.heap_statistics().size;
    let asked = &lists.store.data().asked;
    assert!(asked.len() > 3);
    assert_eq!(asked[0].0, 0);
    for pair in asked.windows(2) {
        assert!(pair[0].0 < pair[0].1 && pair[0].0 <= pair[1].0);
    }
    assert!(asked.iter().any(|(_, desired)| *desired == size));
    let count = lists.answer("count")?;
    lists.store.data().fail_from.set(usize::MAX);
    lists.call("grow", 1_000_000)?;
    assert_eq!(lists.answer("count")?, count + 1_000_000);
    Ok(())
}

#[test]
fn statistics_tell_of_collections() -> Result<()> {
    let mut config = Config::new();
    config.gc_nursery_size(256 << 10);
    let mut lists = Lists::new(&config, (), |_| {})?;
    lists.call("waste", 1_000_000)?;
    let before = lists.store.heap_statistics();
    // A megabyte for each sixteenth of a million, less what fitted in without.
    assert!((16_000_000 >> 18) - before.minor_collections <= 1);
    assert!(before.promoted_bytes < 1_000_000);
    assert_eq!(before.major_collections, 0);
    lists.call("grow", 100_000)?;
    lists.store.gc();
    let after = lists.store.heap_statistics();
    assert_eq!(after.used, 1_600_000);
    assert_eq!(after.major_collections, 1);
    assert!(after.promoted_bytes - before.promoted_bytes > 1_000_000);
    assert!(after.total_pauses >= after.longest_major + after.longest_minor);
    Ok(())
}

#[test]
fn a_host_function_can_collect_in_the_middle() -> Result<()> {
    for zeal in [false, true] {
        let mut config = Config::new();
        config.zeal_collect(zeal);
        let mut lists = Lists::new(&config, (), |_| {})?;
        lists.call("grow", 100)?;
        for _ in 0..10 {
            assert_eq!(lists.answer("across")?, 42);
        }
        assert_eq!(lists.answer("count")?, 100);
        assert!(lists.store.heap_statistics().major_collections >= 10);
    }
    Ok(())
}

#[test]
fn exceptions_alone_use_little() -> Result<()> {
    let engine = Engine::default();
    let module = Module::new(
        &engine,
        r#"(module
            (import "host" "opaque" (func $opaque (param i32) (result i32)))
            (tag $tag (param i32 i64))
            (global $last (mut exnref) (ref.null exn))
            (func $throw (param $number i32)
                (throw $tag (call $opaque (local.get $number)) (i64.const 7)))
            (func (export "run") (param $count i32) (result i32)
                (local $sum i32)
                (loop $again
                    (block $caught (result i32 i64 exnref)
                        (try_table (catch_ref $tag $caught)
                            (call $throw (local.get $count)))
                        (unreachable))
                    (global.set $last)
                    (drop)
                    (local.set $sum (i32.add (local.get $sum)))
                    (br_if $again (local.tee $count (i32.sub (local.get $count) (i32.const 1)))))
                (local.get $sum)))"#,
    )?;
    let mut store = Store::new(&engine, ());
    let opaque = Func::wrap(&mut store, |number: i32| number);
    let instance = Instance::new(&mut store, &module, &[opaque.into()])?;
    let run = instance.get_typed_func::<i32, i32>(&mut store, "run")?;
    assert_eq!(run.call(&mut store, 100_000)?, 705_082_704);
    let statistics = store.heap_statistics();
    assert!(statistics.size <= 256 << 10, "{}", statistics.size);
    assert!(statistics.minor_collections > 10);
    Ok(())
}
