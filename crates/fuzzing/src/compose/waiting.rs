//! The functions of the host as futures that wait, and calls that wait for them: to a program
//! they are the same as those that do not. Programs are asked to yield now and then, too.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use anyhow::Result;
use switchback_engine::{
    AsContextMut, Caller, Engine, ExnRef, Func, FuncType, InterruptHandle, Linker, Store, Val,
    ValType,
};

use super::engine::{Host, describe, function_at, is_exception};

/// After how many polls a program is asked to yield.
const POLLS_BETWEEN_YIELDS: u32 = 8;

/// Calls a function that takes and gives a number, as a call that may wait.
pub(super) fn call(store: &mut Store<Host>, function: Func, argument: i32) -> Result<i32> {
    let handle = store.interrupt_handle();
    drive(&handle, async {
        let mut results = [Val::I32(0)];
        function
            .call_async(&mut *store, &[Val::I32(argument)], &mut results)
            .await?;
        Ok(results[0].unwrap_i32())
    })
}

/// Polls a future until it is ready.
fn drive<F: Future>(handle: &InterruptHandle, future: F) -> F::Output {
    let mut future = pin!(future);
    let mut polls = 0_u32;
    loop {
        if polls.is_multiple_of(POLLS_BETWEEN_YIELDS) {
            handle.request_yield();
        }
        polls += 1;
        let mut context = Context::from_waker(Waker::noop());
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

/// Waits for no poll, one, or two.
async fn wait(caller: &mut Caller<'_, Host>) {
    let waits = &mut caller.data_mut().waits;
    *waits = waits.wrapping_add(1);
    let mut left = *waits % 3;
    poll_fn(|_| {
        if left == 0 {
            return Poll::Ready(());
        }
        left -= 1;
        Poll::Pending
    })
    .await;
}

/// Calls a function from a function of the host.
async fn enter(caller: &mut Caller<'_, Host>, function: Func, argument: i32) -> Result<i32> {
    let mut results = [Val::I32(0)];
    function
        .call_async(caller, &[Val::I32(argument)], &mut results)
        .await?;
    Ok(results[0].unwrap_i32())
}

/// As the functions that do not wait.
///
/// # Errors
///
/// Never.
pub(super) fn define_functions(engine: &Engine, linker: &mut Linker<Host>) -> Result<()> {
    linker.func_wrap_async(
        "host",
        "log",
        |mut caller: Caller<'_, Host>, (number,): (i32,)| {
            Box::new(async move {
                caller.data_mut().log.push(format!("log: {number}"));
                wait(&mut caller).await;
            })
        },
    )?;
    linker.func_wrap_async(
        "next",
        "run",
        |mut caller: Caller<'_, Host>, (number,): (i32,)| {
            Box::new(async move {
                wait(&mut caller).await;
                caller.data_mut().log.push("next of the host".to_owned());
                number
            })
        },
    )?;
    linker.func_wrap_async(
        "host",
        "throw",
        |mut caller: Caller<'_, Host>, (number,): (i32,)| {
            Box::new(async move {
                let tag = caller.data().tags[0].0;
                let exception = ExnRef::new(&mut caller, &tag, &[Val::I32(number)])?;
                wait(&mut caller).await;
                caller.throw::<()>(exception)
            })
        },
    )?;
    linker.func_wrap_async(
        "host",
        "collect",
        |mut caller: Caller<'_, Host>, (_,): (i32,)| {
            Box::new(async move {
                caller.gc();
                wait(&mut caller).await;
                caller.gc();
            })
        },
    )?;
    // One of them takes its arguments as values of any type.
    let two_numbers = FuncType::new(engine, [ValType::I32, ValType::I32], [ValType::I32]);
    linker.func_new_async(
        "host",
        "enter",
        two_numbers,
        |mut caller, params, results| {
            Box::new(async move {
                let (place, argument) = (params[0].unwrap_i32(), params[1].unwrap_i32());
                wait(&mut caller).await;
                results[0] = Val::I32(match function_at(&mut caller, place) {
                    Some(function) => enter(&mut caller, function, argument).await?,
                    None => 77,
                });
                wait(&mut caller).await;
                Ok(())
            })
        },
    )?;
    linker.func_wrap_async(
        "host",
        "catch",
        |mut caller: Caller<'_, Host>, (place, argument): (i32, i32)| {
            Box::new(async move {
                let Some(function) = function_at(&mut caller, place) else {
                    return Ok(78);
                };
                let outcome = enter(&mut caller, function, argument).await;
                wait(&mut caller).await;
                let mut store = caller.as_context_mut();
                let line = describe(&mut store, &outcome);
                store.data_mut().log.push(format!("host caught: {line}"));
                match outcome {
                    Ok(value) => Ok(value),
                    Err(error) if is_exception(&error) => Ok(80),
                    Err(_) => anyhow::Ok(79),
                }
            })
        },
    )?;
    Ok(())
}
