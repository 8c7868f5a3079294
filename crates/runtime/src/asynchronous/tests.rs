//! Tests of what a call that waits leaves behind: nothing.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use switchback_abi::stack::StackHeader;

use crate::caller::Caller;
use crate::config::Config;
use crate::engine::Engine;
use crate::function::Func;
use crate::instance::Instance;
use crate::module::Module;
use crate::store::Store;
use crate::typed::TypedFunc;

/// Chains of continuations, with deep recursions on the way, at the end of which the host
/// is called: a callback, if it is not over, that does so again.
const TEXT: &str = r#"(module
    (type $f (func (param i32 i32) (result i32)))
    (type $c (cont $f))
    (import "" "host" (func $host (type $f)))
    (func $recurse (param $depth i32) (param $more i32) (param $how i32) (result i32)
        (if (local.get $depth) (then
            (return (i32.add (i32.const 1)
                (call $recurse (i32.sub (local.get $depth) (i32.const 1))
                    (local.get $more) (local.get $how))))))
        (if (i32.and (local.get $more) (i32.const 1))
            (then (return (call $resume
                (i32.sub (local.get $more) (i32.const 1)) (local.get $how)))))
        (call $host (local.get $more) (local.get $how)))
    (func $inside (type $f) (call $recurse (i32.const 3000) (local.get 0) (local.get 1)))
    (elem declare func $inside)
    (func $resume (export "run") (type $f)
        (resume $c (local.get 0) (local.get 1) (cont.new $c (ref.func $inside)))))"#;

struct Fixture {
    engine: Engine,
    store: Store<Option<Func>>,
    run: TypedFunc<(i32, i32), i32>,
}

impl Fixture {
    fn new() -> Self {
        let mut config = Config::new();
        config.wasm_stack_switching(true);
        let engine = Engine::new(&config).expect("an engine");
        let mut store = Store::new(&engine, None);
        let host = Func::wrap_async(
            &mut store,
            |mut caller: Caller<'_, Option<Func>>, (more, how): (i32, i32)| {
                Box::new(async move {
                    wait().await;
                    if more > 0 {
                        let run = caller.data().expect("a callback").typed(&caller)?;
                        return run.call_async(&mut caller, (more - 2, how)).await;
                    }
                    match how {
                        0 => Ok(0),
                        1 => Err(anyhow::anyhow!("no")),
                        // A panic without a message on the terminal.
                        _ => std::panic::resume_unwind(Box::new(())),
                    }
                })
            },
        );
        let bytes = wat::parse_str(TEXT).expect("a module");
        let module = Module::new(&engine, bytes.into()).expect("a module");
        let instance = Instance::new(&mut store, &Shared(module), &[host.into()]).expect("imports");
        let run = instance.get_func(&mut store, "run").expect("an export");
        *store.data_mut() = Some(run);
        let run = run.typed(&store).expect("its type");
        Self { engine, store, run }
    }

    /// Checks that all stacks are free.
    fn verify(&mut self) {
        let opaque = &self.store.inner().opaque;
        let mut free = 0;
        let mut stack: *mut StackHeader = opaque.context.free_continuations;
        // SAFETY: free stacks are the store's.
        while let Some(header) = unsafe { stack.as_ref() } {
            assert!(header.segment.is_null() && header.parent.is_null());
            free += 1;
            stack = header.next_free;
        }
        assert_eq!(free, opaque.continuations.stack_count());
        assert!(opaque.context.exit_frame_pointer.is_null() && opaque.poll.is_null());
        assert_eq!(opaque.context.current_stack, opaque.context.barrier);
    }
}

struct Shared(Arc<Module>);

impl AsRef<Arc<Module>> for Shared {
    fn as_ref(&self) -> &Arc<Module> {
        &self.0
    }
}

/// Waits for one poll.
async fn wait() {
    let mut waited = false;
    poll_fn(|_| {
        if waited {
            return Poll::Ready(());
        }
        waited = true;
        Poll::Pending
    })
    .await;
}

#[test]
fn all_stacks_come_back_however_a_call_ends() {
    let mut fixture = Fixture::new();
    let mut context = Context::from_waker(Waker::noop());
    for round in 0..3 {
        for more in 0..6 {
            for how in 0..3 {
                // Dropped after so many polls, if it is not over before.
                for polls in 0..6 {
                    {
                        let mut call =
                            pin!(fixture.run.call_async(&mut fixture.store, (more, how)));
                        for _ in 0..polls {
                            let answer =
                                catch_unwind(AssertUnwindSafe(|| call.as_mut().poll(&mut context)));
                            match answer {
                                Ok(Poll::Pending) => continue,
                                Ok(Poll::Ready(answer)) => match how {
                                    0 => assert_eq!(
                                        answer.expect("a result"),
                                        3000 * ((more + 1) / 2 + 1)
                                    ),
                                    _ => assert!(answer.is_err()),
                                },
                                Err(_) => assert_eq!(how, 2),
                            }
                            break;
                        }
                    }
                    fixture.verify();
                }
            }
        }
        assert!(
            fixture.store.inner().opaque.continuations.stack_count() <= 6,
            "{round}"
        );
    }
    let Fixture { engine, store, .. } = fixture;
    assert_eq!(engine.stacks().in_use(), 1);
    drop(store);
    assert_eq!(engine.stacks().in_use(), 0);
    assert_eq!(engine.segments().in_use(), 0);
}

#[test]
fn a_call_that_is_forgotten_keeps_no_main_stack() {
    let mut fixture = Fixture::new();
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..10 {
        let mut call = Box::pin(fixture.run.call_async(&mut fixture.store, (5, 0)));
        for _ in 0..2 {
            assert!(call.as_mut().poll(&mut context).is_pending());
        }
        std::mem::forget(call);
    }
    assert_eq!(fixture.engine.stacks().in_use(), 1);
    let Fixture { engine, store, .. } = fixture;
    drop(store);
    assert_eq!(engine.stacks().in_use(), 0);
}
