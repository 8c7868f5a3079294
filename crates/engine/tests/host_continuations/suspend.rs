//! Host functions suspend the continuation that called them.

use switchback_engine::{
    Caller, ContRef, ContType, Engine, Error, ExnRef, Extern, Func, FuncType, Instance, Result,
    Store, Suspension, Tag, TagType, ThrownException, Trap, Val, ValType,
};

use crate::resume::{begin, numbers, returned, suspended};
use crate::support::{add_instance, engines, export, frames, trap};

fn tag(store: &mut Store<()>, params: &[ValType], results: &[ValType]) -> Tag {
    let (params, results) = (params.iter().cloned(), results.iter().cloned());
    let ty = TagType::new(FuncType::new(store.engine(), params, results));
    Tag::new(store, &ty).unwrap()
}

/// `ask` suspends with its argument and twice that; its result is the answer.
fn asking(engine: &Engine, text: &str) -> (Store<()>, Instance, Tag) {
    let mut store = Store::new(engine, ());
    let request = tag(&mut store, &[ValType::I32, ValType::I32], &[ValType::I32]);
    let ask = Func::wrap(
        &mut store,
        move |mut caller: Caller<'_, ()>, number: i32| -> Result<i32> {
            caller.suspend(&request, &[Val::I32(number), Val::I32(2 * number)])
        },
    );
    let instance = add_instance(&mut store, text, &[ask.into(), request.into()]).unwrap();
    (store, instance, request)
}

const ASK: &str = r#"(module
  (type $f (func (param i32) (result i32)))
  (type $c (cont $f))
  (type $ask (func (param i32) (result i32)))
  (type $pair (struct (field (mut i32)) (field (mut i32))))
  (import "host" "ask" (func $ask (type $ask)))
  (import "host" "request" (tag $request (param i32 i32) (result i32)))
  (tag $failure (export "failure") (param i32))
  (table funcref (elem $ask))
  (elem declare func $ask $sum)
  ;; What lives across the call: numbers, in registers or not, and an object.
  (func $sum (export "sum") (param $n i32) (result i32)
    (local $sum i32) (local $product i64) (local $half f64) (local $pair (ref $pair))
    (local.set $product (i64.const 1))
    (local.set $half (f64.const 0.5))
    (local.set $pair (struct.new $pair (i32.const 0) (local.get $n)))
    (loop $next
      (local.set $sum (i32.add (local.get $sum) (call $ask (local.get $n))))
      (local.set $product
        (i64.mul (local.get $product) (i64.extend_i32_u (local.get $n))))
      (local.set $half (f64.add (local.get $half) (f64.const 1)))
      (struct.set $pair 0 (local.get $pair)
        (i32.add (struct.get $pair 0 (local.get $pair)) (i32.const 1000)))
      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (i32.add (local.get $sum)
      (i32.add (i32.wrap_i64 (local.get $product))
        (i32.add (i32.trunc_f64_u (local.get $half))
          (i32.add (struct.get $pair 0 (local.get $pair))
            (struct.get $pair 1 (local.get $pair)))))))
  (func (export "tail") (param i32) (result i32) (return_call $ask (local.get 0)))
  (func $tail-indirect (export "tail-indirect") (param i32) (result i32)
    (return_call_indirect (type $ask) (local.get 0) (i32.const 0)))
  (func (export "indirect") (param i32) (result i32)
    (i32.add (i32.const 1)
      (call_indirect (type $ask) (local.get 0) (i32.const 0))))
  (func (export "catch") (param i32) (result i32)
    (block $failed (result i32)
      (try_table (catch $failure $failed)
        (return (call $ask (local.get 0))))
      (unreachable)))
  (func (export "answered-by-wasm") (param $n i32) (result i32)
    (local $cont (ref null $c)) (local $argument i32)
    (local.set $cont (cont.new $c (ref.func $sum)))
    (local.set $argument (local.get $n))
    (loop $next
      (block $asked (result i32 i32 (ref $c))
        (return (resume $c (on $request $asked) (local.get $argument) (local.get $cont))))
      (local.set $cont)
      (local.set $argument (i32.add))
      (br $next))
    (unreachable))
  (func (export "host-function-as-continuation") (param $n i32) (result i32)
    (block $asked (result i32 i32 (ref $c))
      (return (resume $c (on $request $asked)
        (local.get $n) (cont.new $c (ref.func $ask)))))
    (drop) (drop) (drop)
    (unreachable))
)"#;

/// What `sum` gives for 5 when each answer is the sum of what was sent.
const SUM: i32 = 3 * (5 + 4 + 3 + 2 + 1) + 120 + 5 + 5000 + 5;

#[test]
fn a_suspended_host_function_has_the_answer_as_its_result() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance, request) = asking(engine, ASK);
        for collect in [false, true] {
            let mut cont = begin(&mut store, instance, "sum");
            let mut answer = 5;
            for expected in (1..=5).rev() {
                let resumed = cont.resume(&mut store, &[request], &[Val::I32(answer)])?;
                let (_, values, rest) = suspended(resumed);
                assert_eq!(numbers(&values), [expected, 2 * expected], "{mode}");
                answer = 3 * expected;
                cont = rest;
                let backtrace = cont.backtrace(&store)?;
                assert_eq!(backtrace.frames()[0].func_name(), Some("sum"), "{mode}");
                assert_eq!(backtrace.frames().len(), 1, "{mode}");
                if collect {
                    store.gc();
                }
            }
            let resumed = cont.resume(&mut store, &[request], &[Val::I32(answer)])?;
            assert_eq!(numbers(&returned(resumed)), [SUM], "{mode}");
        }
    }
    Ok(())
}

#[test]
fn wasm_answers_what_the_host_asks() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance, _) = asking(engine, ASK);
        let run = export::<_, i32, i32>(&mut store, instance, "answered-by-wasm");
        for _ in 0..3 {
            assert_eq!(run.call(&mut store, 5)?, SUM, "{mode}");
        }
    }
    Ok(())
}

#[test]
fn host_functions_suspend_whatever_call_they_came_by() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance, request) = asking(engine, ASK);
        for (name, more) in [("tail", 0), ("tail-indirect", 0), ("indirect", 1)] {
            let cont = begin(&mut store, instance, name);
            let (_, values, cont) =
                suspended(cont.resume(&mut store, &[request], &[Val::I32(4)])?);
            assert_eq!(numbers(&values), [4, 8], "{mode}, {name}");
            store.gc();
            let results = returned(cont.resume(&mut store, &[], &[Val::I32(30)])?);
            assert_eq!(numbers(&results), [30 + more], "{mode}, {name}");
        }
    }
    Ok(())
}

/// The host function is all that there is of the continuation.
#[test]
fn a_continuation_of_a_host_function_suspends() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance, request) = asking(engine, ASK);
        let Some(Extern::Func(ask)) = ask_of(&mut store, request) else {
            unreachable!()
        };
        let ty = ContType::new(engine, &ask.ty(&store))?;
        let cont = ContRef::new(&mut store, &ty, &ask)?;
        let (_, values, cont) = suspended(cont.resume(&mut store, &[request], &[Val::I32(4)])?);
        assert_eq!(numbers(&values), [4, 8], "{mode}");
        assert!(cont.backtrace(&store)?.frames().is_empty(), "{mode}");
        store.gc();
        let results = returned(cont.resume(&mut store, &[], &[Val::I32(30)])?);
        assert_eq!(numbers(&results), [30], "{mode}");
        // By Wasm, too; that gives up after the first suspension.
        let run = export::<_, i32, i32>(&mut store, instance, "host-function-as-continuation");
        let error = run.call(&mut store, 1).unwrap_err();
        assert_eq!(trap(&error), Trap::UnreachableCodeReached, "{mode}");
    }
    Ok(())
}

fn ask_of(store: &mut Store<()>, request: Tag) -> Option<Extern> {
    let ask = Func::wrap(
        store,
        move |mut caller: Caller<'_, ()>, number: i32| -> Result<i32> {
            caller.suspend(&request, &[Val::I32(number), Val::I32(2 * number)])
        },
    );
    Some(ask.into())
}

#[test]
fn exceptions_are_thrown_at_the_call_of_a_suspended_host_function() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance, request) = asking(engine, ASK);
        let failure = instance.get_tag(&mut store, "failure").unwrap();
        let exception = ExnRef::new(&mut store, &failure, &[Val::I32(66)])?;
        for (name, is_caught) in [("catch", true), ("sum", false), ("tail", false)] {
            let cont = begin(&mut store, instance, name);
            let (.., cont) = suspended(cont.resume(&mut store, &[request], &[Val::I32(4)])?);
            store.gc();
            match cont.resume_throw(&mut store, &[request], &exception) {
                Ok(resumed) if is_caught => {
                    assert_eq!(numbers(&returned(resumed)), [66], "{mode}, {name}");
                }
                Err(error) if !is_caught => {
                    assert!(error.is::<ThrownException>(), "{mode}, {name}: {error:?}");
                }
                other => panic!("{mode}, {name}: {other:?}"),
            }
        }
    }
    Ok(())
}

#[test]
fn a_suspension_that_nobody_handles_is_a_trap() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance, request) = asking(engine, ASK);
        let cont = begin(&mut store, instance, "sum");
        let error = cont.resume(&mut store, &[], &[Val::I32(1)]).unwrap_err();
        assert_eq!(trap(&error), Trap::UnhandledTag, "{mode}");
        assert_eq!(frames(&error), ["sum"], "{mode}");
        // Called by the host there is nothing that could be suspended.
        let sum = export::<_, i32, i32>(&mut store, instance, "sum");
        let error = sum.call(&mut store, 1).unwrap_err();
        assert_eq!(trap(&error), Trap::UnhandledTag, "{mode}");
        let Some(Extern::Func(ask)) = ask_of(&mut store, request) else {
            unreachable!()
        };
        let error = ask
            .typed::<i32, i32>(&store)?
            .call(&mut store, 1)
            .unwrap_err();
        assert_eq!(trap(&error), Trap::UnhandledTag, "{mode}");
        // The store goes on.
        let run = export::<_, i32, i32>(&mut store, instance, "answered-by-wasm");
        assert_eq!(run.call(&mut store, 5)?, SUM, "{mode}");
    }
    Ok(())
}

/// Between the handler and the suspension is the host: not even Wasm's own get across.
#[test]
fn suspensions_do_not_cross_host_functions() -> Result<()> {
    for (mode, engine) in &engines() {
        let mut store = Store::new(engine, ());
        let request = tag(&mut store, &[], &[]);
        let suspend = Func::wrap(
            &mut store,
            move |mut caller: Caller<'_, ()>| -> Result<()> { caller.suspend(&request, &[]) },
        );
        let call = Func::wrap(
            &mut store,
            |mut caller: Caller<'_, ()>, func: Option<Func>| -> Result<()> {
                func.unwrap()
                    .typed::<(), ()>(&caller)?
                    .call(&mut caller, ())
            },
        );
        let instance = add_instance(
            &mut store,
            r#"(module
              (type $f (func))
              (type $c (cont $f))
              (import "host" "suspend" (func $suspend))
              (import "host" "call" (func $call (param funcref)))
              (import "host" "request" (tag $request))
              (elem declare func $suspend $suspends $calls-host $calls-wasm)
              (func $suspends (suspend $request))
              (func $calls-host (call $call (ref.func $suspend)))
              (func $calls-wasm (call $call (ref.func $suspends)))
              (func $run (param (ref $f))
                (block $on (result (ref $c))
                  (resume $c (on $request $on) (cont.new $c (local.get 0)))
                  (return))
                (drop))
              (func (export "host") (call $run (ref.func $calls-host)))
              (func (export "wasm") (call $run (ref.func $calls-wasm)))
              (func (export "direct") (call $run (ref.func $suspend))))"#,
            &[suspend.into(), call.into(), request.into()],
        )?;
        for name in ["host", "wasm"] {
            let run = export::<_, (), ()>(&mut store, instance, name);
            let error = run.call(&mut store, ()).unwrap_err();
            assert_eq!(trap(&error), Trap::UnhandledTag, "{mode}, {name}");
        }
        let run = export::<_, (), ()>(&mut store, instance, "direct");
        run.call(&mut store, ())?;
    }
    Ok(())
}

/// The call of the host function is far down on a stack that has grown; the continuation
/// ends in every way there is.
#[test]
fn host_functions_suspend_deep_recursions() -> Result<()> {
    const DEPTH: i32 = 4000;
    let text = r#"(module
      (type $ask (func (param i32) (result i32)))
      (import "host" "ask" (func $ask (type $ask)))
      (import "host" "request" (tag $request (param i32 i32) (result i32)))
      (tag $failure (export "failure"))
      (func $deep (export "deep") (param $n i32) (result i32)
        (if (result i32) (local.get $n)
          (then
            (i32.add (i32.const 1) (call $deep (i32.sub (local.get $n) (i32.const 1)))))
          (else (call $ask (i32.const 7))))))"#;
    for (mode, engine) in &engines() {
        if *mode == "small stacks" {
            continue;
        }
        let (mut store, instance, request) = asking(engine, text);
        let failure = instance.get_tag(&mut store, "failure").unwrap();
        let exception = ExnRef::new(&mut store, &failure, &[])?;
        for round in 0..12 {
            let cont = begin(&mut store, instance, "deep");
            let resumed = cont.resume(&mut store, &[request], &[Val::I32(DEPTH)])?;
            let (_, values, cont) = suspended(resumed);
            assert_eq!(numbers(&values), [7, 14], "{mode}");
            store.gc();
            assert_eq!(cont.backtrace(&store)?.frames().len(), DEPTH as usize + 1);
            match round % 4 {
                0 => {
                    let resumed = cont.resume(&mut store, &[request], &[Val::I32(3)])?;
                    assert_eq!(numbers(&returned(resumed)), [DEPTH + 3], "{mode}");
                }
                1 => {
                    let thrown = cont.resume_throw(&mut store, &[request], &exception);
                    assert!(thrown.unwrap_err().is::<ThrownException>(), "{mode}");
                }
                2 => cont.discard(&mut store)?,
                _ => drop(cont),
            }
        }
    }
    Ok(())
}

/// Many parameters and results of all types, which lie in memory.
#[test]
fn host_functions_of_all_shapes_suspend() -> Result<()> {
    let shapes: [&[ValType]; 5] = [
        &[],
        &[ValType::F64],
        &[ValType::F32, ValType::I64, ValType::V128],
        &[const { ValType::I64 }; 14],
        &[
            ValType::I32,
            ValType::F64,
            ValType::V128,
            ValType::EXTERNREF,
            ValType::F32,
            ValType::I64,
            ValType::I64,
            ValType::I64,
            ValType::I64,
            ValType::I64,
            ValType::V128,
            ValType::I32,
            ValType::F64,
            ValType::F64,
            ValType::F64,
            ValType::F64,
            ValType::F64,
            ValType::F64,
            ValType::F64,
            ValType::F64,
            ValType::V128,
            ValType::EXTERNREF,
        ],
    ];
    for (mode, engine) in &engines() {
        for params in shapes {
            for results in shapes {
                let store = &mut Store::new(engine, ());
                let request = tag(store, params, results);
                let of = |types: &[ValType]| {
                    let types: Vec<_> = types
                        .iter()
                        .map(|ty| match ty {
                            ValType::Ref(_) => "externref".to_owned(),
                            ty => ty.to_string(),
                        })
                        .collect();
                    types.join(" ")
                };
                let ty = FuncType::new(engine, params.iter().cloned(), results.iter().cloned());
                let swap = Func::new(&mut *store, ty, move |mut caller, params, _| {
                    caller.suspend(&request, params)
                });
                let gets: String = (0..params.len())
                    .map(|index| format!("(local.get {index})"))
                    .collect();
                let text = format!(
                    r#"(module
                      (import "host" "swap" (func $swap (param {p}) (result {r})))
                      (func (export "call") (param {p}) (result {r})
                        (call $swap {gets}))
                      (func (export "tail") (param {p}) (result {r})
                        (return_call $swap {gets})))"#,
                    p = of(params),
                    r = of(results),
                );
                let instance = add_instance(store, &text, &[swap.into()])?;
                for name in ["call", "tail"] {
                    let arguments = values(store, params, 100)?;
                    let cont = begin(store, instance, name);
                    let resumed = cont.resume(&mut *store, &[request], &arguments)?;
                    let (_, sent, cont) = suspended(resumed);
                    assert_eq!(show(store, &arguments)?, show(store, &sent)?, "{mode}");
                    store.gc();
                    let answer = values(store, results, 3)?;
                    let resumed = cont.resume(&mut *store, &[request], &answer)?;
                    let given = returned(resumed);
                    assert_eq!(show(store, &answer)?, show(store, &given)?, "{mode}");
                }
            }
        }
    }
    Ok(())
}

fn values(store: &mut Store<()>, types: &[ValType], seed: u64) -> Result<Vec<Val>> {
    let values = types.iter().zip(seed..).map(|(ty, number)| match ty {
        ValType::I32 => Ok(Val::I32(number as i32)),
        ValType::I64 => Ok(Val::I64((number << 40) as i64)),
        ValType::F32 => Ok(Val::F32((number as f32).to_bits())),
        ValType::F64 => Ok(Val::F64((number as f64).to_bits())),
        ValType::V128 => Ok(Val::V128((u128::from(number) << 100 | 7).into())),
        ValType::Ref(_) => {
            let value = switchback_engine::ExternRef::new(&mut *store, number)?;
            Ok(value.into())
        }
    });
    values.collect()
}

fn show(store: &Store<()>, values: &[Val]) -> Result<Vec<String>> {
    let values = values.iter().map(|value| match value {
        Val::ExternRef(Some(value)) => {
            let data = value.data(store)?.unwrap();
            Ok(format!("{:?}", data.downcast_ref::<u64>()))
        }
        value => Ok(format!("{value:?}")),
    });
    values.collect()
}

#[test]
fn a_suspension_must_fit_its_tag_and_its_function() -> Result<()> {
    let (_, engine) = &engines()[0];
    let mut store = Store::new(engine, ());
    let mut other_store = Store::new(engine, ());
    let request = tag(&mut store, &[ValType::I32], &[ValType::I64]);
    let theirs = tag(&mut other_store, &[ValType::I32], &[ValType::I64]);
    let theirs_value = switchback_engine::ExternRef::new(&mut other_store, 1)?;

    // When it is made.
    assert!(Suspension::new(&mut store, &request, &[]).is_err());
    assert!(Suspension::new(&mut store, &request, &[Val::I64(1)]).is_err());
    assert!(Suspension::new(&mut store, &theirs, &[Val::I32(1)]).is_err());
    let of_reference = tag(&mut store, &[ValType::EXTERNREF], &[]);
    assert!(Suspension::new(&mut store, &of_reference, &[theirs_value.into()]).is_err());
    let suspension = Suspension::new(&mut store, &request, &[Val::I32(1)])?;
    assert!(Tag::eq(&suspension.tag(), &request, &store));
    assert_eq!(numbers(suspension.values()), [1]);

    // When it is returned: with context it is as good; by a function with other results it
    // is an error, as is one of another store.
    let theirs = Suspension::new(&mut other_store, &theirs, &[Val::I32(1)])?;
    let with_context = {
        let suspension = suspension.clone();
        Func::wrap(&mut store, move || -> Result<i64> {
            Err(Error::new(suspension.clone()).context("wait"))
        })
    };
    let other_results = Func::wrap(&mut store, move || -> Result<i32> {
        Err(suspension.clone().into())
    });
    let of_other_store = Func::wrap(&mut store, move || -> Result<i64> {
        Err(theirs.clone().into())
    });
    for (func, fits) in [
        (with_context, true),
        (other_results, false),
        (of_other_store, false),
    ] {
        let ty = ContType::new(engine, &func.ty(&store))?;
        let cont = ContRef::new(&mut store, &ty, &func)?;
        match cont.resume(&mut store, &[request], &[]) {
            Ok(resumed) if fits => {
                let (.., cont) = suspended(resumed);
                let results = returned(cont.resume(&mut store, &[], &[Val::I64(5)])?);
                assert_eq!(results[0].unwrap_i64(), 5);
            }
            Err(error) if !fits => assert!(!error.is::<Trap>(), "{error:?}"),
            other => panic!("{other:?}"),
        }
    }
    Ok(())
}

#[test]
fn values_of_a_suspension_must_still_be_there() -> Result<()> {
    let (_, engine) = &engines()[0];
    let mut store = Store::new(engine, None::<Suspension>);
    let ty = TagType::new(FuncType::new(engine, [ValType::EXTERNREF], []));
    let request = Tag::new(&mut store, &ty)?;
    type Data = Option<Suspension>;
    let suspend = Func::wrap(
        &mut store,
        move |mut caller: Caller<'_, Data>, keep: i32| -> Result<()> {
            if keep != 0 {
                let value = switchback_engine::ExternRef::new(&mut caller, 1)?;
                let suspension = Suspension::new(&mut caller, &request, &[value.into()])?;
                *caller.data_mut() = Some(suspension);
                return Ok(());
            }
            let kept = caller.data_mut().take();
            Err(kept.expect("it was kept").into())
        },
    );
    let instance = add_instance(
        &mut store,
        r#"(module
          (import "host" "suspend" (func $suspend (param i32)))
          (func (export "run")
            (call $suspend (i32.const 1)) (call $suspend (i32.const 0))))"#,
        &[suspend.into()],
    )?;
    let cont = begin(&mut store, instance, "run");
    let error = cont.resume(&mut store, &[request], &[]).unwrap_err();
    assert!(format!("{error:#}").contains("scope"), "{error:?}");
    Ok(())
}
