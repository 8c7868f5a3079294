//! Calls that wait for the host.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use switchback_engine::{Caller, Engine, Linker, Module, Result, Store};

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

/// A linker with `host.wait`, which waits for as many polls as its argument says and
/// answers that.
fn linker(engine: &Engine) -> Result<Linker<u32>> {
    let mut linker = Linker::new(engine);
    linker.func_wrap_async(
        "host",
        "wait",
        |mut caller: Caller<'_, u32>, (polls,): (u32,)| {
            Box::new(async move {
                wait(polls).await;
                *caller.data_mut() += 1;
                polls
            })
        },
    )?;
    Ok(linker)
}

#[test]
fn a_call_waits_as_long_as_the_host_function_does() -> Result<()> {
    let engine = Engine::default();
    let module = Module::new(
        &engine,
        r#"(module
            (import "host" "wait" (func $wait (param i32) (result i32)))
            (func (export "sum") (param $n i32) (result i32)
                (local $sum i32)
                (loop $next
                    (local.set $sum (i32.add (local.get $sum) (call $wait (local.get $n))))
                    (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                (local.get $sum)))"#,
    )?;
    let mut store = Store::new(&engine, 0);
    let instance = linker(&engine)?.instantiate(&mut store, &module)?;
    let sum = instance.get_typed_func::<u32, u32>(&mut store, "sum")?;
    let (answer, pending) = run(sum.call_async(&mut store, 10));
    assert_eq!((answer?, pending), (55, 55));
    assert_eq!(*store.data(), 10);
    Ok(())
}
