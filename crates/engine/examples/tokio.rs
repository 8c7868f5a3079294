//! Calls that wait, on tokio: a sieve of a hundred stages, each a module of its own that
//! receives and sends numbers as if its host functions blocked; and a call that is given up
//! after some time.
//!
//! `cargo run -p switchback-engine --example tokio`

use std::time::Duration;

use switchback_engine::{Caller, Engine, Linker, Module, Result, Store};
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// What a stage gets and gives.
struct Pipes {
    input: Receiver<u32>,
    output: Sender<u32>,
}

/// The first number is a prime, which goes to the first output; those that follow go on to
/// the next stage unless it divides them.
const STAGE: &str = r#"
    (module $stage
        ;; Zero: there are no more.
        (import "pipe" "receive" (func $receive (result i32)))
        ;; Zero: nobody receives any more.
        (import "pipe" "send" (func $send (param i32) (result i32)))
        (func (export "run") (result i32)
            (local $prime i32)
            (local $number i32)
            (local.set $prime (call $receive))
            (loop $next
                (local.set $number (call $receive))
                (if (i32.eqz (local.get $number))
                    (then (return (local.get $prime))))
                (br_if $next (i32.eqz (i32.rem_u (local.get $number) (local.get $prime))))
                (br_if $next (call $send (local.get $number))))
            (local.get $prime)))
"#;

const PATIENCE: &str = r#"
    (module $patience
        (import "time" "sleep" (func $sleep (param i32)))
        (func (export "run") (loop $again (call $sleep (i32.const 3600000)) (br $again))))
"#;

fn main() -> Result<()> {
    let executor = tokio::runtime::Builder::new_multi_thread()
        .enable_time()
        .build()?;
    executor.block_on(run())
}

async fn run() -> Result<()> {
    let engine = Engine::default();
    let primes = sieve(&engine, 100).await?;
    println!("the last of {} primes: {:?}", primes.len(), primes.last());

    // What waits can be dropped: here by a timeout.
    let mut linker = Linker::new(&engine);
    linker.func_wrap_async("time", "sleep", |_: Caller<'_, ()>, (millis,): (u32,)| {
        Box::new(tokio::time::sleep(Duration::from_millis(millis.into())))
    })?;
    let module = Module::new(&engine, PATIENCE)?;
    let mut store = Store::new(&engine, ());
    let instance = linker.instantiate_async(&mut store, &module).await?;
    let patience = instance.get_typed_func::<(), ()>(&mut store, "run")?;
    let call = patience.call_async(&mut store, ());
    let answer = tokio::time::timeout(Duration::from_millis(50), call).await;
    println!("a call that sleeps for ever: {}", answer.unwrap_err());
    Ok(())
}

/// The first `count` primes, found by as many stages, each of which runs as a task.
async fn sieve(engine: &Engine, count: usize) -> Result<Vec<u32>> {
    let mut linker = Linker::new(engine);
    linker.func_wrap_async(
        "pipe",
        "receive",
        |mut caller: Caller<'_, Pipes>, (): ()| {
            Box::new(async move { caller.data_mut().input.recv().await.unwrap_or(0) })
        },
    )?;
    linker.func_wrap_async(
        "pipe",
        "send",
        |caller: Caller<'_, Pipes>, (number,): (u32,)| {
            Box::new(async move { u32::from(caller.data().output.send(number).await.is_ok()) })
        },
    )?;
    let module = Module::new(engine, STAGE)?;
    let stage = linker.instantiate_pre(&module)?;

    let (numbers, mut input) = channel(1);
    let source = tokio::spawn(async move {
        for number in 2.. {
            if numbers.send(number).await.is_err() {
                break;
            }
        }
    });
    let mut stages = Vec::new();
    for _ in 0..count {
        let (output, next_input) = channel(1);
        let pipes = Pipes { input, output };
        input = next_input;
        let (engine, stage) = (engine.clone(), stage.clone());
        stages.push(tokio::spawn(async move {
            let mut store = Store::new(&engine, pipes);
            let instance = stage.instantiate_async(&mut store).await?;
            let run = instance.get_typed_func::<(), u32>(&mut store, "run")?;
            run.call_async(&mut store, ()).await
        }));
    }
    // What comes out at the end is a number that no stage's prime divides: all have one.
    input.recv().await;
    drop(input);
    let mut primes = Vec::new();
    for stage in stages {
        primes.push(stage.await??);
    }
    source.await?;
    Ok(primes)
}
