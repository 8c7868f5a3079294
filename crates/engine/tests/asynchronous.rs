//! Calls that wait for the host.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use switchback_engine::{
    AsContextMut, Caller, Config, Engine, Error, ExnRef, ExternRef, Func, FuncType, Instance,
    Linker, Module, ResourceLimiter, Result, Rooted, Store, Tag, TagType, ThrownException, Trap,
    TypedFunc, Val, ValType, WasmBacktrace, WasmParams, WasmResults,
};

/// Waits for a number of polls.
async fn wait(polls: u32) {
    let mut left = polls;
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(());
        }
        left -= 1;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

/// Polls until it is ready, and answers how often it was not.
fn run<F: Future>(future: F) -> (F::Output, u32) {
    let mut future = pin!(future);
    let mut pending = 0;
    loop {
        match poll(future.as_mut()) {
            Poll::Ready(output) => return (output, pending),
            Poll::Pending => pending += 1,
        }
    }
}

/// What stores have.
#[derive(Default)]
struct Data {
    /// What futures of host functions have counted up and not down again.
    alive: Arc<AtomicU32>,
    /// A function for host functions to call.
    callback: Option<Func>,
    tag: Option<Tag>,
    limiter: Limiter,
    log: Vec<String>,
}

#[derive(Default)]
struct Limiter {
    continuations: Option<usize>,
}

impl ResourceLimiter for Limiter {
    fn memory_growing(&mut self, _: usize, _: usize, _: Option<usize>) -> Result<bool> {
        Ok(true)
    }

    fn table_growing(&mut self, _: usize, _: usize, _: Option<usize>) -> Result<bool> {
        Ok(true)
    }

    fn continuations(&self) -> usize {
        self.continuations.unwrap_or(1 << 16)
    }
}

/// Counts down when dropped.
struct Alive(Arc<AtomicU32>);

impl Alive {
    fn new(caller: &Caller<'_, Data>) -> Self {
        let alive = Arc::clone(&caller.data().alive);
        alive.fetch_add(1, Ordering::Relaxed);
        Self(alive)
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The engines of a test: as it is, with a verified walk at every call of the runtime, with
/// collections all the time, and with compact stacks.
fn engines() -> Vec<Engine> {
    let config = || {
        let mut config = Config::new();
        config
            .wasm_exceptions(true)
            .wasm_gc(true)
            .wasm_stack_switching(true);
        config
    };
    [
        &mut config(),
        config()
            .zeal_verify_walks(true)
            .zeal_gate_at_every_call(true)
            .zeal_no_inlining(true)
            .zeal_smallest_stacks(true)
            .zeal_poison_stacks(true),
        config().zeal_no_inlining(true).zeal_collect(true),
        config()
            .compact_continuations(true)
            .zeal_gate_at_every_call(true)
            .zeal_no_inlining(true),
    ]
    .map(|config| Engine::new(config).expect("an engine"))
    .into()
}

fn in_every_mode(test: impl Fn(&Engine) -> Result<()>) -> Result<()> {
    engines().iter().try_for_each(test)
}

/// A linker with:
///
/// * `host.wait`, which waits for as many polls as its argument says and answers it;
/// * `host.throw`, which waits for so many polls, and throws its argument;
/// * `host.fail` and `host.panic`, which wait for so many polls and do that;
/// * `host.callback`, which calls the callback twice, as a call that may wait, and adds what
///   it answers.
fn linker(engine: &Engine) -> Result<Linker<Data>> {
    type C<'a> = Caller<'a, Data>;
    let mut linker = Linker::new(engine);
    linker.func_wrap_async("host", "wait", |caller: C<'_>, (polls,): (u32,)| {
        let alive = Alive::new(&caller);
        Box::new(async move {
            wait(polls).await;
            drop((alive, caller));
            polls
        })
    })?;
    linker.func_wrap_async("host", "throw", |mut caller: C<'_>, (polls,): (u32,)| {
        Box::new(async move {
            wait(polls).await;
            let tag = caller.data().tag.expect("a tag");
            let exception = ExnRef::new(&mut caller, &tag, &[Val::I32(polls.cast_signed())])?;
            caller.throw::<u32>(exception)
        })
    })?;
    linker.func_wrap_async("host", "fail", |caller: C<'_>, (polls,): (u32,)| {
        let alive = Alive::new(&caller);
        Box::new(async move {
            wait(polls).await;
            drop(alive);
            Err::<u32, _>(Error::msg("the host failed"))
        })
    })?;
    linker.func_wrap_async("host", "panic", |caller: C<'_>, (polls,): (u32,)| {
        let alive = Alive::new(&caller);
        Box::new(async move {
            wait(polls).await;
            // Without a message on the terminal.
            if polls < u32::MAX {
                std::panic::resume_unwind(Box::new("the host panicked"));
            }
            drop(alive);
            0_u32
        })
    })?;
    linker.func_wrap_async("host", "callback", |mut caller: C<'_>, (n,): (u32,)| {
        let alive = Alive::new(&caller);
        Box::new(async move {
            let callback = caller.data().callback.expect("a callback");
            let callback = callback.typed::<u32, u32>(&caller)?;
            let first = callback.call_async(&mut caller, n).await?;
            let second = callback.call_async(&mut caller, n).await?;
            drop(alive);
            Ok::<_, Error>(first + second)
        })
    })?;
    Ok(linker)
}

/// A store, and an instance of a module in it, which imports `host.tag`, or not.
fn instantiate(engine: &Engine, text: &str) -> Result<(Store<Data>, Instance)> {
    let mut store = Store::new(engine, Data::default());
    store.limiter(|data| &mut data.limiter);
    let ty = TagType::new(FuncType::new(engine, [ValType::I32], []));
    let tag = Tag::new(&mut store, &ty)?;
    store.data_mut().tag = Some(tag);
    let mut linker = linker(engine)?;
    linker.define(&store, "host", "tag", tag)?;
    let module = Module::new(engine, text)?;
    let instance = linker.instantiate(&mut store, &module)?;
    store.data_mut().callback = instance.get_func(&mut store, "callback");
    Ok((store, instance))
}

fn func<P: WasmParams, R: WasmResults>(
    store: &mut Store<Data>,
    instance: Instance,
    name: &str,
) -> Result<TypedFunc<P, R>> {
    instance.get_typed_func(store, name)
}

const IMPORTS: &str = r#"
    (import "host" "wait" (func $wait (param i32) (result i32)))
    (import "host" "throw" (func $throw (param i32) (result i32)))
    (import "host" "fail" (func $fail (param i32) (result i32)))
    (import "host" "panic" (func $panic (param i32) (result i32)))
    (import "host" "callback" (func $callback (param i32) (result i32)))
    (import "host" "tag" (tag $tag (param i32)))
"#;

fn module(text: &str) -> String {
    format!("(module {IMPORTS} {text})")
}

#[test]
fn a_call_waits_as_long_as_the_host_function_does() -> Result<()> {
    in_every_mode(|engine| {
        let text = module(
            r#"(func (export "sum") (param $n i32) (result i32)
                (local $sum i32)
                (loop $next
                    (local.set $sum (i32.add (local.get $sum) (call $wait (local.get $n))))
                    (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                (local.get $sum))"#,
        );
        let (mut store, instance) = instantiate(engine, &text)?;
        let sum = func::<u32, u32>(&mut store, instance, "sum")?;
        for _ in 0..3 {
            let (answer, pending) = run(sum.call_async(&mut store, 10));
            assert_eq!((answer?, pending), (55, 55));
        }
        // Without types.
        let mut results = [Val::I32(0)];
        let sum = instance.get_func(&mut store, "sum").unwrap();
        let (answer, pending) = run(sum.call_async(&mut store, &[Val::I32(4)], &mut results));
        answer?;
        assert_eq!((results[0].unwrap_i32(), pending), (10, 10));
        Ok(())
    })
}

#[test]
fn a_host_function_that_is_ready_at_once_costs_no_wait() -> Result<()> {
    in_every_mode(|engine| {
        let text = module(
            r#"(func (export "run") (result i32)
                (i32.add (call $wait (i32.const 0)) (i32.const 7)))"#,
        );
        let (mut store, instance) = instantiate(engine, &text)?;
        let run_it = func::<(), u32>(&mut store, instance, "run")?;
        let (answer, pending) = run(run_it.call_async(&mut store, ()));
        assert_eq!((answer?, pending), (7, 0));
        Ok(())
    })
}

#[test]
fn the_embedder_calls_an_asynchronous_host_function_itself() -> Result<()> {
    let mut store = Store::new(&Engine::default(), 5_u32);
    let add = Func::wrap_async(
        &mut store,
        |mut caller: Caller<'_, u32>, (a, b): (u32, f64)| {
            Box::new(async move {
                wait(2).await;
                *caller.data_mut() += a;
                (*caller.data(), b * 2.0)
            })
        },
    );
    let add = add.typed::<(u32, f64), (u32, f64)>(&store)?;
    let (answer, pending) = run(add.call_async(&mut store, (10, 1.5)));
    assert_eq!((answer?, pending), ((15, 3.0), 2));
    Ok(())
}

/// Every kind of value, in registers and in memory, and what a caller keeps in registers
/// and in its frame, is what it was after a wait.
#[test]
fn values_and_registers_survive() -> Result<()> {
    in_every_mode(|engine| {
        let mut store = Store::new(engine, ());
        let each = [
            ValType::I32,
            ValType::I64,
            ValType::F32,
            ValType::F64,
            ValType::V128,
        ];
        let types: Vec<ValType> = each.iter().cycle().take(45).cloned().collect();
        let ty = FuncType::new(engine, types.clone(), types.clone());
        let echo = Func::new_async(&mut store, ty, |_, params, results| {
            Box::new(async move {
                for (param, result) in params.iter().zip(results) {
                    wait(1).await;
                    *result = *param;
                }
                Ok(())
            })
        });
        let list = types
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(" ");
        let all = (0..types.len())
            .map(|n| format!("(local.get {n})"))
            .collect::<String>();
        // Values that live across the call, more than there are registers.
        let locals = types.len()..types.len() + 20;
        let before: String = locals
            .clone()
            .map(|n| format!("(local.set {n} (i64.mul (local.get 1) (i64.const {n})))"))
            .collect();
        let after: String = locals
            .map(|n| {
                format!(
                    "(if (i64.ne (local.get {n}) (i64.mul (local.get 1) (i64.const {n})))
                        (then unreachable))"
                )
            })
            .collect();
        let text = format!(
            r#"(module
                (type $t (func (param {list}) (result {list})))
                (import "" "echo" (func $echo (type $t)))
                (table 1 funcref) (elem (i32.const 0) func $echo)
                (func (export "call") (type $t) (local i64 i64 i64 i64 i64 i64 i64 i64 i64 i64
                        i64 i64 i64 i64 i64 i64 i64 i64 i64 i64)
                    {before} (call $echo {all}) {after})
                (func (export "return_call") (type $t) (return_call $echo {all}))
                (func $indirect (export "call_indirect") (type $t)
                    (call_indirect (type $t) {all} (i32.const 0)))
                (func (export "tail_to_call") (type $t) (return_call $indirect {all})))"#
        );
        let module = Module::new(engine, text)?;
        let instance = Instance::new(&mut store, &module, &[echo.into()])?;
        let params: Vec<Val> = (0_u32..)
            .zip(&types)
            .map(|(n, ty)| match ty {
                ValType::I32 => Val::I32(n.cast_signed() - 7),
                ValType::I64 => Val::I64(i64::from(n) << 33 | 5),
                ValType::F32 => Val::F32((n as f32 / 3.0).to_bits()),
                ValType::F64 => Val::F64((f64::from(n) / 3.0).to_bits()),
                _ => Val::V128((u128::from(n) << 70 | 77).into()),
            })
            .collect();
        for name in ["call", "return_call", "call_indirect", "tail_to_call"] {
            let func = instance.get_func(&mut store, name).unwrap();
            let mut results = vec![Val::I32(0); types.len()];
            let (answer, pending) = run(func.call_async(&mut store, &params, &mut results));
            answer?;
            assert_eq!(pending, 45, "{name}");
            assert_eq!(format!("{results:?}"), format!("{params:?}"), "{name}");
        }
        Ok(())
    })
}

/// Waits in a callback, in a continuation, in another instance's... at each of its waits.
const DEEP: &str = r#"
    (type $f (func (param i32) (result i32)))
    (type $c (cont $f))
    (tag $yield (param i32) (result i32))
    (global $trace (mut i32) (i32.const 0))
    ;; Waits, and if it is called by the callback's caller for the first time, goes deeper.
    (func (export "callback") (param $n i32) (result i32)
        (if (result i32) (i32.eqz (local.get $n))
            (then (call $wait (i32.const 1)))
            (else (call $wait (i32.const 1))
                  (call $resume_all (i32.sub (local.get $n) (i32.const 1)))
                  (i32.add))))
    ;; In a continuation: waits, suspends, calls back, waits.
    (func $inside (type $f)
        (drop (call $wait (i32.const 2)))
        (drop (suspend $yield (i32.const 1)))
        (call $callback (local.get 0))
        (drop (call $wait (i32.const 1))))
    (elem declare func $inside)
    (func $resume_all (export "run") (param $n i32) (result i32)
        (local $c (ref null $c))
        (local.set $c (cont.new $c (ref.func $inside)))
        (loop $again
            (block $on_yield (result i32 (ref $c))
                (return (resume $c (on $yield $on_yield) (local.get $n) (local.get $c))))
            (local.set $c)
            (drop)
            (br $again))
        (unreachable))
"#;

#[test]
fn nested_calls_wait_on_continuations() -> Result<()> {
    in_every_mode(|engine| {
        let (mut store, instance) = instantiate(engine, &module(DEEP))?;
        let run_it = func::<u32, u32>(&mut store, instance, "run")?;
        let (none, pending) = run(run_it.call_async(&mut store, 0));
        assert_eq!((none?, pending), (2, 5));
        let (answer, pending) = run(run_it.call_async(&mut store, 3));
        assert_eq!((answer?, pending), (30, 75));
        assert_eq!(store.data().alive.load(Ordering::Relaxed), 0);
        Ok(())
    })
}

/// Drops a call after each number of polls that it can have, and uses the store.
#[test]
fn a_call_can_be_dropped_at_any_time() -> Result<()> {
    in_every_mode(|engine| {
        let (mut store, instance) = instantiate(engine, &module(DEEP))?;
        store.data_mut().limiter.continuations = Some(12);
        let run_it = func::<u32, u32>(&mut store, instance, "run")?;
        for _ in 0..3 {
            for polls in 0..76 {
                {
                    let mut call = pin!(run_it.call_async(&mut store, 3));
                    for _ in 0..polls {
                        assert!(poll(call.as_mut()).is_pending());
                    }
                }
                assert_eq!(store.data().alive.load(Ordering::Relaxed), 0);
            }
            let (answer, pending) = run(run_it.call_async(&mut store, 3));
            assert_eq!((answer?, pending), (30, 75));
        }
        Ok(())
    })
}

/// A call that is forgotten leaves the store as it was.
#[test]
fn a_call_can_be_forgotten() -> Result<()> {
    in_every_mode(|engine| {
        let (mut store, instance) = instantiate(engine, &module(DEEP))?;
        let run_it = func::<u32, u32>(&mut store, instance, "run")?;
        for polls in 0..76 {
            let mut call = Box::pin(run_it.call_async(&mut store, 3));
            for _ in 0..polls {
                assert!(poll(call.as_mut()).is_pending());
            }
            std::mem::forget(call);
            store.gc();
            let error = run_it.call(&mut store, 0).unwrap_err();
            assert!(error.to_string().contains("wasm backtrace"), "{error:?}");
            let (answer, pending) = run(run_it.call_async(&mut store, 1));
            assert_eq!((answer?, pending), (6, 15));
        }
        Ok(())
    })
}

/// A call that a host function forgets, too.
#[test]
fn a_nested_call_can_be_forgotten() -> Result<()> {
    in_every_mode(|engine| {
        let (mut store, instance) = instantiate(engine, &module(DEEP))?;
        let run_it = instance.get_func(&mut store, "run").unwrap();
        store.data_mut().callback = Some(run_it);
        let forget = Func::wrap_async(
            &mut store,
            |mut caller: Caller<'_, Data>, (polls,): (u32,)| {
                Box::new(async move {
                    let run_it = caller.data().callback.unwrap().typed::<u32, u32>(&caller)?;
                    {
                        let mut call = Box::pin(run_it.call_async(&mut caller, 0));
                        for _ in 0..polls {
                            assert!(poll(call.as_mut()).is_pending());
                            wait(1).await;
                        }
                        std::mem::forget(call);
                    }
                    caller.as_context_mut().gc();
                    assert!(run_it.call(&mut caller, 0).is_err());
                    // Its callback is itself here, which ends only in errors.
                    Ok::<_, Error>(WasmBacktrace::capture(&caller).frames().len() as u32)
                })
            },
        );
        let outer = Module::new(
            engine,
            r#"(module
                (type $f (func (param i32) (result i32)))
                (type $c (cont $f))
                (import "" "forget" (func $forget (type $f)))
                (func $inside (type $f) (call $forget (local.get 0)))
                (elem declare func $inside)
                (func (export "run") (type $f)
                    (resume $c (local.get 0) (cont.new $c (ref.func $inside)))))"#,
        )?;
        let outer = Instance::new(&mut store, &outer, &[forget.into()])?;
        let outer = func::<u32, u32>(&mut store, outer, "run")?;
        for polls in 0..4 {
            let (answer, pending) = run(outer.call_async(&mut store, polls));
            assert_eq!((answer?, pending), (2, polls));
        }
        Ok(())
    })
}

/// What a future of a host function drops can use the store, and is dropped before the
/// stacks that it waits on.
#[test]
fn what_is_dropped_can_use_the_store() -> Result<()> {
    struct CallsWhenDropped<'a>(Caller<'a, Data>);

    impl Drop for CallsWhenDropped<'_> {
        fn drop(&mut self) {
            let caller = &mut self.0;
            caller.as_context_mut().gc();
            let frames = WasmBacktrace::capture(&*caller).frames().len();
            let callback = caller
                .data()
                .callback
                .unwrap()
                .typed::<u32, u32>(&*caller)
                .unwrap();
            let answer = callback.call(&mut *caller, 20).unwrap();
            caller.data_mut().log.push(format!("{frames} {answer}"));
        }
    }

    in_every_mode(|engine| {
        let mut store = Store::new(engine, Data::default());
        let guarded = Func::wrap_async(&mut store, |caller: Caller<'_, Data>, (polls,): (u32,)| {
            let guard = CallsWhenDropped(caller);
            Box::new(async move {
                wait(polls).await;
                drop(guard);
                polls
            })
        });
        let module = Module::new(
            engine,
            r#"(module
                (type $f (func (param i32) (result i32)))
                (type $c (cont $f))
                (import "" "guarded" (func $guarded (type $f)))
                (func (export "callback") (type $f)
                    (if (result i32) (local.get 0)
                        (then (i32.add (i32.const 2) (call 1 (i32.sub (local.get 0) (i32.const 1)))))
                        (else (i32.const 2))))
                (func $inside (type $f) (call $guarded (local.get 0)))
                (elem declare func $inside)
                (func (export "run") (type $f)
                    (resume $c (local.get 0) (cont.new $c (ref.func $inside)))))"#,
        )?;
        let instance = Instance::new(&mut store, &module, &[guarded.into()])?;
        store.data_mut().callback = instance.get_func(&mut store, "callback");
        let run_it = func::<u32, u32>(&mut store, instance, "run")?;
        for polls in 1..4 {
            let mut call = Box::pin(run_it.call_async(&mut store, 5));
            for _ in 0..polls {
                assert!(poll(call.as_mut()).is_pending());
            }
            drop(call);
        }
        let (answer, pending) = run(run_it.call_async(&mut store, 5));
        assert_eq!((answer?, pending), (5, 5));
        assert_eq!(store.data().log, ["2 42"; 4]);
        Ok(())
    })
}

const ENDINGS: &str = r#"
    (type $f (func (param i32) (result i32)))
    (type $c (cont $f))
    (memory 1)
    (func $trap (type $f) (i32.load (i32.add (i32.const 0x10000) (call $wait (local.get 0)))))
    (func $divide (type $f)
        (i32.div_u (i32.const 1) (i32.sub (call $wait (local.get 0)) (local.get 0))))
    (func $recurse (type $f) (drop (call $wait (local.get 0))) (call $endless (i32.const 1)))
    (func $endless (type $f) (i32.add (i32.const 1) (call $endless (local.get 0))))
    (func $throw_here (type $f) (drop (call $wait (local.get 0))) (throw $tag (i32.const 5)))
    (func $host_throws (type $f) (call $throw (local.get 0)))
    (func $host_fails (type $f) (call $fail (local.get 0)))
    (func $host_panics (type $f) (call $panic (local.get 0)))
    (table $endings funcref
        (elem $trap $divide $recurse $throw_here $host_throws $host_fails $host_panics $wait))
    (func $inside (param $polls i32) (param $how i32) (result i32)
        (drop (call $wait (i32.const 1)))
        (call_indirect $endings (type $f) (local.get $polls) (local.get $how)))
    (func (export "plain") (param $polls i32) (param $how i32) (result i32)
        (call $inside (local.get $polls) (local.get $how)))
    (type $g (func (param i32 i32) (result i32)))
    (type $d (cont $g))
    (elem declare func $inside $middle)
    (func $middle (type $g)
        (resume $d (local.get 0) (local.get 1) (cont.new $d (ref.func $inside))))
    (func $on_continuations (export "on continuations") (type $g)
        (resume $d (local.get 0) (local.get 1) (cont.new $d (ref.func $middle))))
    (func (export "caught") (type $g)
        (block $caught (result i32)
            (try_table (result i32) (catch $tag $caught)
                (return (call $on_continuations (local.get 0) (local.get 1)))))
        (drop (call $wait (i32.const 1)))
        (i32.add (i32.const 1000)))
"#;

fn has_thrown(error: &Error) -> bool {
    error.downcast_ref::<ThrownException>().is_some()
}

#[test]
fn calls_that_waited_end_in_every_way() -> Result<()> {
    in_every_mode(|engine| {
        let (mut store, instance) = instantiate(engine, &module(ENDINGS))?;
        store.data_mut().limiter.continuations = Some(8);
        for round in 0..5 {
            for name in ["plain", "on continuations"] {
                let func = func::<(u32, u32), u32>(&mut store, instance, name)?;
                for polls in [0, 1, 3] {
                    let mut end = |how| run(func.call_async(&mut store, (polls, how)));
                    let traps = [
                        Trap::MemoryOutOfBounds,
                        Trap::IntegerDivisionByZero,
                        Trap::StackOverflow,
                    ];
                    for (how, trap) in (0..).zip(traps) {
                        let (answer, pending) = end(how);
                        let error = answer.unwrap_err();
                        assert_eq!(error.downcast_ref(), Some(&trap), "{name}");
                        assert_eq!(pending, polls + 1);
                    }
                    for how in [3, 4] {
                        let (answer, pending) = end(how);
                        assert!(has_thrown(&answer.unwrap_err()));
                        assert_eq!(pending, polls + 1);
                    }
                    let (answer, pending) = end(5);
                    let error = answer.unwrap_err();
                    assert_eq!(error.root_cause().to_string(), "the host failed");
                    assert!(error.downcast_ref::<WasmBacktrace>().is_some());
                    assert_eq!(pending, polls + 1);
                    let panic = catch_unwind(AssertUnwindSafe(|| end(6))).unwrap_err();
                    assert_eq!(panic.downcast_ref(), Some(&"the host panicked"));
                    let (answer, pending) = end(7);
                    assert_eq!((answer?, pending), (polls, polls + 1), "round {round}");
                }
            }
            let caught = func::<(u32, u32), u32>(&mut store, instance, "caught")?;
            for polls in [0, 1, 3] {
                let (answer, pending) = run(caught.call_async(&mut store, (polls, 3)));
                assert_eq!((answer?, pending), (1005, polls + 2));
                let (answer, pending) = run(caught.call_async(&mut store, (polls, 4)));
                assert_eq!((answer?, pending), (1000 + polls, polls + 2));
                let (answer, _) = run(caught.call_async(&mut store, (polls, 0)));
                assert_eq!(
                    answer.unwrap_err().downcast_ref(),
                    Some(&Trap::MemoryOutOfBounds)
                );
            }
        }
        assert_eq!(store.data().alive.load(Ordering::Relaxed), 0);
        Ok(())
    })
}

/// What a backtrace shows while a call waits, and when it traps after that.
#[test]
fn backtraces_are_whole() -> Result<()> {
    in_every_mode(|engine| {
        let mut store = Store::new(engine, Data::default());
        let names = Func::wrap_async(&mut store, |mut caller: Caller<'_, Data>, (): ()| {
            Box::new(async move {
                for _ in 0..3 {
                    wait(1).await;
                    let backtrace = WasmBacktrace::capture(&caller);
                    let names = backtrace
                        .frames()
                        .iter()
                        .map(|frame| frame.func_name().unwrap());
                    let names = names.collect::<Vec<_>>().join(" ");
                    caller.data_mut().log.push(names);
                    let export = caller.get_export("outer").unwrap();
                    assert!(export.into_func().is_some());
                }
            })
        });
        let module = Module::new(
            engine,
            r#"(module $m
                (type $f (func))
                (type $c (cont $f))
                (import "" "names" (func $names))
                (func $inner (call $names) (unreachable))
                (elem declare func $inner)
                (func $outer (export "outer") (resume $c (cont.new $c (ref.func $inner)))))"#,
        )?;
        let instance = Instance::new(&mut store, &module, &[names.into()])?;
        let outer = func::<(), ()>(&mut store, instance, "outer")?;
        let (answer, pending) = run(outer.call_async(&mut store, ()));
        let error = answer.unwrap_err();
        assert_eq!(error.downcast_ref(), Some(&Trap::UnreachableCodeReached));
        let frames = error
            .downcast_ref::<WasmBacktrace>()
            .unwrap()
            .frames()
            .len();
        assert_eq!((frames, pending), (2, 3));
        assert_eq!(store.data().log, ["inner outer"; 3]);
        Ok(())
    })
}

/// Objects that only frames and a host function's arguments lead to move while it waits.
#[test]
fn collections_while_a_call_waits() -> Result<()> {
    in_every_mode(|engine| {
        let mut store = Store::new(engine, Data::default());
        let collect = Func::wrap_async(
            &mut store,
            |mut caller: Caller<'_, Data>, (value,): (Rooted<ExternRef>,)| {
                Box::new(async move {
                    for _ in 0..3 {
                        caller.as_context_mut().gc();
                        wait(1).await;
                        // Garbage.
                        ExternRef::new(&mut caller, 0_u64)?;
                    }
                    let number = *value
                        .data(&caller)?
                        .and_then(|value| value.downcast_ref::<u32>())
                        .unwrap();
                    let next = ExternRef::new(&mut caller, number + 1)?;
                    caller.as_context_mut().gc();
                    Ok::<_, Error>(next)
                })
            },
        );
        let module = Module::new(
            engine,
            r#"(module
                (type $f (func (param (ref extern)) (result (ref extern))))
                (type $s (struct (field i32) (field (ref null $s))))
                (type $c (cont $f))
                (import "" "collect" (func $collect (type $f)))
                (func $make (param $n i32) (result (ref null $s))
                    (if (result (ref null $s)) (local.get $n)
                        (then (struct.new $s (local.get $n)
                            (call $make (i32.sub (local.get $n) (i32.const 1)))))
                        (else (ref.null $s))))
                (func $sum (param $s (ref null $s)) (result i32)
                    (if (result i32) (ref.is_null (local.get $s))
                        (then (i32.const 0))
                        (else (i32.add (struct.get $s 0 (local.get $s))
                            (call $sum (struct.get $s 1 (local.get $s)))))))
                (func $inside (type $f)
                    (local $s (ref null $s))
                    (local.set $s (call $make (i32.const 20)))
                    (call $collect (call $collect (local.get 0)))
                    (if (i32.ne (call $sum (local.get $s)) (i32.const 210)) (then unreachable)))
                (elem declare func $inside)
                (func (export "run") (type $f)
                    (local $s (ref null $s))
                    (local.set $s (call $make (i32.const 10)))
                    (resume $c (local.get 0) (cont.new $c (ref.func $inside)))
                    (if (i32.ne (call $sum (local.get $s)) (i32.const 55)) (then unreachable))))"#,
        )?;
        let instance = Instance::new(&mut store, &module, &[collect.into()])?;
        let run_it = func::<Rooted<ExternRef>, Rooted<ExternRef>>(&mut store, instance, "run")?;
        let value = ExternRef::new(&mut store, 40_u32)?;
        let (answer, pending) = run(run_it.call_async(&mut store, value));
        let answer = answer?;
        store.gc();
        let number = answer
            .data(&store)?
            .and_then(|value| value.downcast_ref::<u32>());
        assert_eq!((number, pending), (Some(&42), 6));
        Ok(())
    })
}

#[test]
fn a_synchronous_call_cannot_wait() -> Result<()> {
    in_every_mode(|engine| {
        let text = module(
            r#"(func (export "run") (param i32) (result i32) (call $wait (local.get 0)))
               (func (export "callback") (param i32) (result i32) (call $wait (local.get 0)))"#,
        );
        let (mut store, instance) = instantiate(engine, &text)?;
        let run_it = func::<u32, u32>(&mut store, instance, "run")?;
        let synchronous = |error: &Error| {
            let cause = error.root_cause().to_string();
            assert!(cause.contains("call_async"), "{cause}");
        };
        for polls in 0..2 {
            synchronous(&run_it.call(&mut store, polls).unwrap_err());
            // By way of a host function that calls synchronously.
            let nested = Func::wrap(&mut store, |mut caller: Caller<'_, Data>, n: u32| {
                let callback = caller.data().callback.unwrap().typed::<u32, u32>(&caller)?;
                callback.call(&mut caller, n)
            });
            let outer = Module::new(
                engine,
                r#"(module (import "" "f" (func $f (param i32) (result i32)))
                    (func (export "run") (param i32) (result i32) (call $f (local.get 0))))"#,
            )?;
            let outer = Instance::new(&mut store, &outer, &[nested.into()])?;
            let outer = func::<u32, u32>(&mut store, outer, "run")?;
            let (answer, pending) = run(outer.call_async(&mut store, polls));
            synchronous(&answer.unwrap_err());
            assert_eq!(pending, 0);
        }
        let (answer, pending) = run(run_it.call_async(&mut store, 2));
        assert_eq!((answer?, pending), (2, 2));
        Ok(())
    })
}

/// A synchronous host function may run a call that waits, on an executor of its own.
#[test]
fn a_synchronous_host_function_waits_itself() -> Result<()> {
    in_every_mode(|engine| {
        let text = module(
            r#"(func (export "callback") (param i32) (result i32)
                (i32.add (call $wait (local.get 0)) (call $wait (local.get 0))))"#,
        );
        let (mut store, _) = instantiate(engine, &text)?;
        let blocking = Func::wrap(&mut store, |mut caller: Caller<'_, Data>, n: u32| {
            let callback = caller.data().callback.unwrap().typed::<u32, u32>(&caller)?;
            // Another that is given up.
            {
                let mut call = pin!(callback.call_async(&mut caller, n));
                assert_eq!(poll(call.as_mut()).is_pending(), n > 0);
            }
            run(callback.call_async(&mut caller, n)).0
        });
        let outer = Module::new(
            engine,
            r#"(module (import "" "f" (func $f (param i32) (result i32)))
                (func (export "run") (param i32) (result i32) (call $f (local.get 0))))"#,
        )?;
        let outer = Instance::new(&mut store, &outer, &[blocking.into()])?;
        let outer = func::<u32, u32>(&mut store, outer, "run")?;
        for n in 0..4 {
            assert_eq!(outer.call(&mut store, n)?, 2 * n);
            let (answer, pending) = run(outer.call_async(&mut store, n));
            assert_eq!((answer?, pending), (2 * n, 0));
        }
        Ok(())
    })
}

/// Futures of host functions call synchronously, and several at once in turn.
#[test]
fn a_future_enters_wasm_again() -> Result<()> {
    in_every_mode(|engine| {
        let mut store = Store::new(engine, Data::default());
        let reenter = Func::wrap_async(&mut store, |mut caller: Caller<'_, Data>, (n,): (u32,)| {
            Box::new(async move {
                let callback = caller.data().callback.unwrap().typed::<u32, u32>(&caller)?;
                let mut sum = 0;
                for _ in 0..n {
                    sum += callback.call(&mut caller, n)?;
                    wait(1).await;
                    sum += callback.call_async(&mut caller, n).await?;
                    assert!(callback.call(&mut caller, 1_000_000).is_err());
                }
                Ok::<_, Error>(sum)
            })
        });
        let module = Module::new(
            engine,
            r#"(module
                (type $f (func (param i32) (result i32)))
                (import "" "reenter" (func $reenter (type $f)))
                (func $callback (export "callback") (type $f)
                    (if (result i32) (local.get 0)
                        (then (i32.add (local.get 0)
                            (call $callback (i32.sub (local.get 0) (i32.const 1)))))
                        (else (i32.const 0))))
                (func (export "run") (type $f) (i32.add (i32.const 1) (call $reenter (local.get 0)))))"#,
        )?;
        let instance = Instance::new(&mut store, &module, &[reenter.into()])?;
        store.data_mut().callback = instance.get_func(&mut store, "callback");
        let run_it = func::<u32, u32>(&mut store, instance, "run")?;
        let (answer, pending) = run(run_it.call_async(&mut store, 4));
        assert_eq!((answer?, pending), (1 + 4 * 2 * 10, 4));
        Ok(())
    })
}

/// Calls that wait inside of each other without end, and dropping as many as there can be.
#[test]
fn endless_nesting_is_a_trap() -> Result<()> {
    let engine = &engines()[0];
    let text = module(
        r#"(func (export "callback") (param $wait i32) (result i32)
                (drop (call $wait (local.get $wait)))
                (call $callback (local.get $wait)))"#,
    );
    let (mut store, instance) = instantiate(engine, &text)?;
    let callback = func::<u32, u32>(&mut store, instance, "callback")?;
    for waits in [0, 1] {
        let (answer, polls) = run(callback.call_async(&mut store, waits));
        let error = answer.unwrap_err();
        assert_eq!(error.downcast_ref(), Some(&Trap::StackOverflow));
        assert_eq!(polls > 10, waits > 0, "{polls}");
        if waits > 0 {
            let mut call = Box::pin(callback.call_async(&mut store, waits));
            for _ in 0..polls {
                assert!(poll(call.as_mut()).is_pending());
            }
            drop(call);
        }
        assert_eq!(store.data().alive.load(Ordering::Relaxed), 0);
    }
    Ok(())
}

#[test]
fn start_functions_wait() -> Result<()> {
    in_every_mode(|engine| {
        let text = module(
            r#"(global $started (export "started") (mut i32) (i32.const 0))
               (func $start (global.set $started (call $wait (i32.const 3))))
               (start $start)
               (func (export "_initialize")
                    (global.set $started
                        (i32.mul (global.get $started) (call $wait (i32.const 2)))))
               (func (export "get") (result i32) (global.get $started))"#,
        );
        let module = Module::new(engine, text)?;
        let mut store = Store::new(engine, Data::default());
        let tag = Tag::new(
            &mut store,
            &TagType::new(FuncType::new(engine, [ValType::I32], [])),
        )?;
        let mut linker = linker(engine)?;
        linker.define(&store, "host", "tag", tag)?;
        assert!(linker.instantiate(&mut store, &module).is_err());
        let (instance, pending) = run(linker.instantiate_async(&mut store, &module));
        let get = func::<(), u32>(&mut store, instance?, "get")?;
        assert_eq!((get.call(&mut store, ())?, pending), (3, 3));
        let (answer, pending) = run(linker.module_async(&mut store, "m", &module));
        let get = answer?.get(&mut store, "m", "get")?.into_func().unwrap();
        let get = get.typed::<(), u32>(&store)?;
        assert_eq!((get.call(&mut store, ())?, pending), (6, 5));
        Ok(())
    })
}

#[test]
fn commands_wait() -> Result<()> {
    let engine = &engines()[0];
    let text = module(
        r#"(global $g (mut i32) (i32.const 0))
           (func $start (global.set $g (call $wait (i32.const 1))))
           (start $start)
           (func (export "_start"))
           (func (export "next") (param i32) (result i32)
                (global.set $g (i32.add (global.get $g) (call $wait (local.get 0))))
                (global.get $g))"#,
    );
    let module = Module::new(engine, text)?;
    let mut store = Store::new(engine, Data::default());
    let tag = Tag::new(
        &mut store,
        &TagType::new(FuncType::new(engine, [ValType::I32], [])),
    )?;
    let mut linker = linker(engine)?;
    linker.define(&store, "host", "tag", tag)?;
    let (answer, pending) = run(linker.module_async(&mut store, "m", &module));
    let next = answer?.get(&mut store, "m", "next")?.into_func().unwrap();
    assert_eq!(pending, 0);
    let next = next.typed::<u32, u32>(&store)?;
    for n in 0..3 {
        let (answer, pending) = run(next.call_async(&mut store, n));
        assert_eq!((answer?, pending), (n + 1, n + 1));
    }
    Ok(())
}

/// An interrupt that comes while a call waits stops it when it goes on.
#[test]
fn interrupts_wait_for_wasm() -> Result<()> {
    in_every_mode(|engine| {
        let text = module(
            r#"(type $f (func (param i32) (result i32)))
               (type $c (cont $f))
               (func $inside (type $f)
                    (loop $spin
                        (drop (call $wait (i32.const 2)))
                        (br $spin))
                    (unreachable))
               (elem declare func $inside)
               (func (export "run") (type $f)
                    (resume $c (local.get 0) (cont.new $c (ref.func $inside))))"#,
        );
        let (mut store, instance) = instantiate(engine, &text)?;
        let handle = store.interrupt_handle();
        let run_it = func::<u32, u32>(&mut store, instance, "run")?;
        for _ in 0..3 {
            let mut call = Box::pin(run_it.call_async(&mut store, 0));
            for _ in 0..5 {
                assert!(poll(call.as_mut()).is_pending());
            }
            handle.interrupt();
            // The host function waits once more, or twice if an unrolled loop asks in every
            // other iteration only.
            let answer = (0..5).find_map(|_| match poll(call.as_mut()) {
                Poll::Ready(answer) => Some(answer),
                Poll::Pending => None,
            });
            let answer = answer.expect("an interrupt");
            assert_eq!(answer.unwrap_err().downcast_ref(), Some(&Trap::Interrupt));
        }
        Ok(())
    })
}

/// Computes with much in registers, in loops, in deep recursions, and on continuations that
/// grow.
const BUSY: &str = r#"
    (type $f (func (param i64 f64 v128) (result i64)))
    (type $c (cont $f))
    (func $loops (type $f)
        (local $a i64) (local $b i64) (local $c i64) (local $d i64) (local $e i64)
        (local $x f64) (local $v v128) (local $n i64)
        (local.set $n (i64.const 2000))
        (local.set $b (i64.const 1)) (local.set $c (i64.const 2)) (local.set $d (i64.const 3))
        (local.set $x (local.get 1)) (local.set $v (local.get 2))
        (loop $next
            (local.set $a (i64.add (i64.mul (local.get $a) (i64.const 31)) (local.get $b)))
            (local.set $b (i64.xor (local.get $b) (i64.rotl (local.get $a) (local.get $c))))
            (local.set $c (i64.add (local.get $c) (local.get $d)))
            (local.set $d (i64.sub (local.get $a) (local.get $e)))
            (local.set $e (i64.add (local.get $e) (local.get 0)))
            (local.set $x (f64.add (local.get $x) (f64.const 0.125)))
            (local.set $v (i64x2.add (local.get $v) (i64x2.splat (local.get $a))))
            (br_if $next (i64.ne (i64.const 0)
                (local.tee $n (i64.sub (local.get $n) (i64.const 1))))))
        (i64.add
            (i64.add (i64.add (local.get $a) (local.get $b)) (local.get $e))
            (i64.add (i64.trunc_f64_s (local.get $x)) (i64x2.extract_lane 1 (local.get $v)))))
    (func $recurse (type $f)
        (if (result i64) (i64.eqz (local.get 0))
            (then (call $loops (local.get 0) (local.get 1) (local.get 2)))
            (else (i64.add
                (i64.trunc_f64_s (local.get 1))
                (i64.mul (i64.const 7)
                    (call $recurse (i64.sub (local.get 0) (i64.const 1))
                        (f64.add (local.get 1) (f64.const 0.5))
                        (i64x2.add (local.get 2) (i64x2.splat (local.get 0)))))))))
    (elem declare func $recurse)
    (func (export "run") (param $depth i64) (result i64)
        (local $n i32) (local $sum i64)
        (local.set $n (i32.const 10))
        (loop $next
            (local.set $sum (i64.add (local.get $sum)
                (resume $c (local.get $depth) (f64.const 1.5) (v128.const i64x2 1 2)
                    (cont.new $c (ref.func $recurse)))))
            (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
        (local.get $sum))
    (func (export "spin") (loop $again (br $again)))
"#;

/// A program that is asked to yields, keeps everything, and goes on.
#[test]
fn programs_yield_when_asked() -> Result<()> {
    in_every_mode(|engine| {
        let depth = 60;
        let (mut store, instance) = instantiate(engine, &module(BUSY))?;
        let busy = func::<i64, i64>(&mut store, instance, "run")?;
        let handle = store.interrupt_handle();
        // A call that cannot wait takes no notice.
        handle.request_yield();
        let answer = busy.call(&mut store, depth)?;
        let (same, pending) = run(busy.call_async(&mut store, depth));
        assert_eq!((same?, pending), (answer, 0));

        // At every check.
        let mut pending = 0;
        let mut call = Box::pin(busy.call_async(&mut store, depth));
        let same = loop {
            handle.request_yield();
            match poll(call.as_mut()) {
                Poll::Ready(answer) => break answer?,
                Poll::Pending => pending += 1,
            }
        };
        drop(call);
        assert_eq!(same, answer);
        assert!(pending > 600, "{pending}");

        // Dropped where it yields.
        for polls in 0..200 {
            let mut call = Box::pin(busy.call_async(&mut store, depth));
            for _ in 0..polls {
                handle.request_yield();
                assert!(poll(call.as_mut()).is_pending());
            }
        }
        handle.request_yield();
        assert_eq!(busy.call(&mut store, depth)?, answer);

        // Interrupted while it yields.
        let spin = func::<(), ()>(&mut store, instance, "spin")?;
        let mut call = Box::pin(spin.call_async(&mut store, ()));
        for _ in 0..10 {
            handle.request_yield();
            assert!(poll(call.as_mut()).is_pending());
        }
        handle.request_yield();
        handle.interrupt();
        let Poll::Ready(Err(error)) = poll(call.as_mut()) else {
            panic!("an interrupt");
        };
        assert_eq!(error.downcast_ref(), Some(&Trap::Interrupt));
        Ok(())
    })
}

/// A program that computes for ever shares a thread with others.
#[test]
fn a_busy_program_lets_others_run() -> Result<()> {
    let engine = &engines()[0];
    let (mut store, instance) = instantiate(engine, &module(BUSY))?;
    let spin = func::<(), ()>(&mut store, instance, "spin")?;
    let handle = store.interrupt_handle();
    let executor = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()?;
    executor.block_on(async {
        let stop = Arc::new(AtomicU32::new(0));
        let ticker = std::thread::spawn({
            let stop = Arc::clone(&stop);
            move || {
                while stop.load(Ordering::Relaxed) == 0 {
                    handle.request_yield();
                    std::thread::sleep(Duration::from_millis(1));
                }
            }
        });
        let spinning = tokio::spawn(async move { spin.call_async(&mut store, ()).await });
        for _ in 0..10 {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        spinning.abort();
        assert!(spinning.await.unwrap_err().is_cancelled());
        stop.store(1, Ordering::Relaxed);
        ticker.join().unwrap();
    });
    Ok(())
}

/// The future is not bound to a thread.
#[test]
fn each_poll_may_be_on_another_thread() -> Result<()> {
    fn is_send<T: Send>(value: T) -> T {
        value
    }

    let engine = &engines()[0];
    let (mut store, instance) = instantiate(engine, &module(DEEP))?;
    let run_it = func::<u32, u32>(&mut store, instance, "run")?;
    let mut call = is_send(Box::pin(async move {
        let answer = run_it.call_async(&mut store, 3).await;
        (answer, store)
    }));
    let mut pending = 0;
    let (answer, store) = loop {
        let (after, result) = std::thread::spawn(move || {
            let result = poll(call.as_mut());
            (call, result)
        })
        .join()
        .unwrap();
        call = after;
        match result {
            Poll::Ready(output) => break output,
            Poll::Pending => pending += 1,
        }
    };
    assert_eq!((answer?, pending), (30, 75));
    assert_eq!(store.data().alive.load(Ordering::Relaxed), 0);
    Ok(())
}

#[test]
fn a_call_that_has_ended_panics_when_polled() -> Result<()> {
    let engine = &engines()[0];
    let (mut store, instance) = instantiate(engine, &module(DEEP))?;
    let run_it = func::<u32, u32>(&mut store, instance, "run")?;
    let mut call = Box::pin(run_it.call_async(&mut store, 0));
    while poll(call.as_mut()).is_pending() {}
    assert!(catch_unwind(AssertUnwindSafe(|| poll(call.as_mut()))).is_err());
    drop(call);
    assert_eq!(run(run_it.call_async(&mut store, 0)).0?, 2);
    Ok(())
}

/// Ten thousand stores at once, on all threads of an executor.
#[test]
fn ten_thousand_stores_wait_at_once() -> Result<()> {
    const STORES: u32 = 10_000;
    let engine = Engine::default();
    let mut linker = Linker::new(&engine);
    linker.func_wrap_async(
        "host",
        "sleep",
        |mut caller: Caller<'_, u32>, (n,): (u32,)| {
            Box::new(async move {
                tokio::time::sleep(Duration::from_millis(u64::from(n % 7))).await;
                tokio::task::yield_now().await;
                *caller.data_mut() += 1;
                n
            })
        },
    )?;
    let module = Module::new(
        &engine,
        r#"(module
            (import "host" "sleep" (func $sleep (param i32) (result i32)))
            (func (export "run") (param $n i32) (result i32)
                (local $sum i32)
                (loop $next
                    (local.set $sum (i32.add (local.get $sum) (call $sleep (local.get $n))))
                    (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                (local.get $sum)))"#,
    )?;
    let instance_pre = linker.instantiate_pre(&module)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_time()
        .build()?;
    runtime.block_on(async {
        let calls: Vec<_> = (0..STORES)
            .map(|n| {
                let (engine, instance_pre) = (engine.clone(), instance_pre.clone());
                tokio::spawn(async move {
                    let mut store = Store::new(&engine, 0_u32);
                    let instance = instance_pre.instantiate_async(&mut store).await?;
                    let run = instance.get_typed_func::<u32, u32>(&mut store, "run")?;
                    let answer = run.call_async(&mut store, 1 + n % 10).await?;
                    Ok::<_, Error>((answer, *store.data()))
                })
            })
            .collect();
        for (n, call) in (0..).zip(calls) {
            let last = 1 + n % 10;
            if n % 100 == 0 {
                // Given up, in whatever state it is.
                call.abort();
                let _ = call.await;
            } else {
                assert_eq!(call.await??, (last * (last + 1) / 2, last));
            }
        }
        Ok(())
    })
}
