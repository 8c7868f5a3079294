//! The host resumes continuations.

use std::time::Duration;

use switchback_engine::{
    ContRef, ContType, Engine, ExnRef, Func, FuncType, Handlers, Instance, OwnedRooted, Result,
    Resumed, Store, Tag, TagType, ThrownException, Trap, Val, ValType, WasmBacktrace,
};

use crate::support::{engines, export, frames, instantiate, trap};

/// A continuation that begins with an exported function.
pub(crate) fn begin<T>(
    store: &mut Store<T>,
    instance: Instance,
    name: &str,
) -> OwnedRooted<ContRef> {
    let func = instance.get_func(&mut *store, name).unwrap();
    let ty = ContType::new(store.engine(), &func.ty(&*store)).unwrap();
    ContRef::new(store, &ty, &func).unwrap()
}

/// What it returned.
#[track_caller]
pub(crate) fn returned(resumed: Resumed) -> Vec<Val> {
    match resumed {
        Resumed::Returned(values) => values,
        Resumed::Suspended { .. } => panic!("it has not returned: {resumed:?}"),
    }
}

/// What it was suspended with, and what is left of it.
#[track_caller]
pub(crate) fn suspended(resumed: Resumed) -> (Tag, Vec<Val>, OwnedRooted<ContRef>) {
    match resumed {
        Resumed::Suspended { tag, values, cont } => (tag, values, cont),
        Resumed::Returned(_) => panic!("it was not suspended: {resumed:?}"),
    }
}

pub(crate) fn numbers(values: &[Val]) -> Vec<i32> {
    values.iter().map(Val::unwrap_i32).collect()
}

const COUNT: &str = r#"(module
  (tag $yield (export "yield") (param i32) (result i32))
  (tag $done (export "done"))
  (func $count (export "count") (param $from i32) (result i32)
    (local $sum i32)
    (loop $next
      (local.set $sum
        (i32.add (local.get $sum) (suspend $yield (local.get $from))))
      (br_if $next
        (local.tee $from (i32.sub (local.get $from) (i32.const 1)))))
    (suspend $done)
    (local.get $sum)))"#;

#[test]
fn a_generator_is_resumed_to_its_end() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine, COUNT);
        let yields = instance.get_tag(&mut store, "yield").unwrap();
        let done = instance.get_tag(&mut store, "done").unwrap();
        let tags = [yields, done];
        for round in 0..3 {
            let mut cont = begin(&mut store, instance, "count");
            let mut args = vec![Val::I32(5)];
            let mut seen = Vec::new();
            loop {
                let (tag, values, rest) = suspended(cont.resume(&mut store, &tags, &args)?);
                cont = rest;
                if Tag::eq(&tag, &done, &store) {
                    break;
                }
                seen.extend(numbers(&values));
                args = vec![Val::I32(values[0].unwrap_i32() * 10)];
                if round == 1 {
                    store.gc();
                }
            }
            assert_eq!(seen, [5, 4, 3, 2, 1], "{mode}");
            let results = returned(cont.resume(&mut store, &[], &[])?);
            assert_eq!(numbers(&results), [150], "{mode}");
        }
    }
    Ok(())
}

/// Values of all types, in registers and in memory, go in and out by each of the ways.
#[test]
fn values_of_all_types_travel() -> Result<()> {
    let types = "i32 i64 f32 f64 v128 externref funcref i32 i32 i32 i32 i32 f64 f64 f64 f64 f64 \
                 f64 f64 f32 v128 i64 i32";
    let count = types.split_whitespace().count() as u32;
    let gets: String = (0..count).map(|n| format!("(local.get {n})")).collect();
    let text = format!(
        r#"(module
          (tag $swap (export "swap") (param {types}) (result {types}))
          (func (export "echo") (param {types}) (result {types})
            {gets} (suspend $swap) (suspend $swap)))"#
    );
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine, &text);
        let swap = instance.get_tag(&mut store, "swap").unwrap();
        let ty = instance.get_func(&mut store, "echo").unwrap().ty(&store);
        let values = |store: &mut Store<()>, seed: u64| -> Result<Vec<Val>> {
            let values = ty.params().zip(seed..).map(|(ty, number)| match ty {
                ValType::I32 => Ok(Val::I32(number as i32)),
                ValType::I64 => Ok(Val::I64((number << 40) as i64)),
                ValType::F32 => Ok(Val::F32((number as f32).to_bits())),
                ValType::F64 => Ok(Val::F64((number as f64).to_bits())),
                ValType::V128 => Ok(Val::V128((u128::from(number) << 100 | 7).into())),
                ValType::EXTERNREF => {
                    let value = switchback_engine::ExternRef::new(&mut *store, number)?;
                    Ok(value.into())
                }
                _ => Ok(Func::wrap(&mut *store, move || number).into()),
            });
            values.collect()
        };
        let show = |store: &mut Store<()>, values: &[Val]| -> Result<Vec<String>> {
            let values = values.iter().map(|value| match value {
                Val::ExternRef(Some(value)) => Ok(format!(
                    "{:?}",
                    value.data(&*store)?.unwrap().downcast_ref::<u64>()
                )),
                Val::FuncRef(Some(func)) => {
                    let func = func.typed::<(), u64>(&*store)?;
                    Ok(format!("{}", func.call(&mut *store, ())?))
                }
                value => Ok(format!("{value:?}")),
            });
            values.collect()
        };
        let cont = begin(&mut store, instance, "echo");
        let first = values(&mut store, 100)?;
        let (_, out, cont) = suspended(cont.resume(&mut store, &[swap], &first)?);
        assert_eq!(show(&mut store, &first)?, show(&mut store, &out)?, "{mode}");
        store.gc();
        let second = values(&mut store, 1 << 20)?;
        let (_, out, cont) = suspended(cont.resume(&mut store, &[swap], &second)?);
        store.gc();
        assert_eq!(
            show(&mut store, &second)?,
            show(&mut store, &out)?,
            "{mode}"
        );
        let third = values(&mut store, 77)?;
        let out = returned(cont.resume(&mut store, &[swap], &third)?);
        store.gc();
        assert_eq!(show(&mut store, &third)?, show(&mut store, &out)?, "{mode}");
    }
    Ok(())
}

const NESTED: &str = r#"(module
  (type $f (func (result i32)))
  (type $c (cont $f))
  (tag $inner (param i32))
  (tag $outer (export "outer") (param i32) (result i32))
  (tag $nobody (export "nobody"))
  (tag $failure (export "failure") (param i32))
  (elem declare func $work)
  (func $work (result i32)
    (suspend $inner (i32.const 1))
    (drop (suspend $outer (i32.const 2)))
    (suspend $inner (i32.const 3))
    (suspend $outer (i32.const 4)))
  (func $manage (export "manage") (result i32)
    (local $cont (ref null $c))
    (local $sum i32)
    (local.set $cont (cont.new $c (ref.func $work)))
    (loop $next
      (block $on (result i32 (ref $c))
        (return
          (i32.add (local.get $sum) (resume $c (on $inner $on) (local.get $cont)))))
      (local.set $cont)
      (local.set $sum (i32.add (i32.mul (i32.const 10)) (local.get $sum)))
      (br $next))
    (unreachable))
  (func (export "lost") (result i32)
    (suspend $nobody) (i32.const 0))
  (func $divide (export "divide") (param i32) (result i32)
    (i32.div_u (suspend $outer (i32.const 6)) (local.get 0)))
  (func (export "fail") (param i32)
    (drop (suspend $outer (local.get 0)))
    (throw $failure (local.get 0)))
  (func (export "endless")
    (drop (suspend $outer (i32.const 0)))
    (loop (br 0)))
  (func $deeper (export "deeper") (param i32) (result i32)
    (if (result i32) (local.get 0)
      (then (i32.add (i32.const 1) (call $deeper (i32.sub (local.get 0) (i32.const 1)))))
      (else (suspend $outer (i32.const 0)))))
)"#;

/// A continuation that itself runs another: only what is not handled inside comes out, and
/// what comes out is the chain of both.
#[test]
fn what_is_handled_inside_stays_inside() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine, NESTED);
        let outer = instance.get_tag(&mut store, "outer").unwrap();
        let cont = begin(&mut store, instance, "manage");
        let (_, values, cont) = suspended(cont.resume(&mut store, &[outer], &[])?);
        assert_eq!(numbers(&values), [2], "{mode}");
        let backtrace = cont.backtrace(&store)?;
        let names: Vec<_> = backtrace
            .frames()
            .iter()
            .map(|frame| frame.func_name())
            .collect();
        assert_eq!(names, [Some("work"), Some("manage")], "{mode}");
        store.gc();
        let (_, values, cont) = suspended(cont.resume(&mut store, &[outer], &[Val::I32(9)])?);
        assert_eq!(numbers(&values), [4], "{mode}");
        let results = returned(cont.resume(&mut store, &[outer], &[Val::I32(1000)])?);
        assert_eq!(numbers(&results), [1000 + 40], "{mode}");
    }
    Ok(())
}

#[test]
fn a_tag_that_nobody_handles_is_a_trap() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine, NESTED);
        let outer = instance.get_tag(&mut store, "outer").unwrap();
        let nobody = instance.get_tag(&mut store, "nobody").unwrap();
        let cont = begin(&mut store, instance, "lost");
        let error = cont.resume(&mut store, &[outer], &[]).unwrap_err();
        assert_eq!(trap(&error), Trap::UnhandledTag, "{mode}");
        assert_eq!(frames(&error), ["?"], "{mode}");
        // It has come to an end, and the store has not.
        let error = cont.resume(&mut store, &[nobody], &[]).unwrap_err();
        assert_eq!(trap(&error), Trap::ContinuationConsumed, "{mode}");
        let cont = begin(&mut store, instance, "lost");
        let (tag, ..) = suspended(cont.resume(&mut store, &[outer, nobody], &[])?);
        assert!(Tag::eq(&tag, &nobody, &store), "{mode}");
    }
    Ok(())
}

#[test]
fn traps_and_exceptions_come_out() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine, NESTED);
        let outer = instance.get_tag(&mut store, "outer").unwrap();
        let failure = instance.get_tag(&mut store, "failure").unwrap();
        for _ in 0..3 {
            let cont = begin(&mut store, instance, "divide");
            let (.., cont) = suspended(cont.resume(&mut store, &[outer], &[Val::I32(0)])?);
            let error = cont
                .resume(&mut store, &[outer], &[Val::I32(1)])
                .unwrap_err();
            assert_eq!(trap(&error), Trap::IntegerDivisionByZero, "{mode}");
            assert_eq!(frames(&error), ["divide"], "{mode}");

            let cont = begin(&mut store, instance, "fail");
            let (.., cont) = suspended(cont.resume(&mut store, &[outer], &[Val::I32(42)])?);
            let error = cont
                .resume(&mut store, &[outer], &[Val::I32(1)])
                .unwrap_err();
            let thrown = error.downcast::<ThrownException>()?;
            assert_eq!(
                thrown.to_string(),
                "thrown Wasm exception `failure` (i32 42)"
            );
            let exception = thrown.into_exception();
            assert!(Tag::eq(&exception.tag(&store)?, &failure, &store), "{mode}");
        }
    }
    Ok(())
}

#[test]
fn interrupts_reach_what_the_host_resumes() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine, NESTED);
        let outer = instance.get_tag(&mut store, "outer").unwrap();
        let handle = store.interrupt_handle();
        let cont = begin(&mut store, instance, "endless");
        let (.., cont) = suspended(cont.resume(&mut store, &[outer], &[])?);
        let error = std::thread::scope(|scope| {
            scope.spawn(|| {
                std::thread::sleep(Duration::from_millis(20));
                handle.interrupt();
            });
            cont.resume(&mut store, &[outer], &[Val::I32(0)])
                .unwrap_err()
        });
        assert_eq!(trap(&error), Trap::Interrupt, "{mode}");
        // One that was asked for before.
        let cont = begin(&mut store, instance, "endless");
        handle.interrupt();
        let error = cont.resume(&mut store, &[outer], &[]).unwrap_err();
        assert_eq!(trap(&error), Trap::Interrupt, "{mode}");
    }
    Ok(())
}

#[test]
fn deep_continuations_are_suspended_and_shown() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine, NESTED);
        let outer = instance.get_tag(&mut store, "outer").unwrap();
        let cont = begin(&mut store, instance, "deeper");
        assert!(cont.backtrace(&store)?.frames().is_empty(), "{mode}");
        let (.., cont) = suspended(cont.resume(&mut store, &[outer], &[Val::I32(100)])?);
        let backtrace: WasmBacktrace = cont.backtrace(&store)?;
        assert_eq!(backtrace.frames().len(), 101, "{mode}");
        for frame in backtrace.frames() {
            assert_eq!(frame.func_name(), Some("deeper"), "{mode}");
        }
        let results = returned(cont.resume(&mut store, &[], &[Val::I32(5)])?);
        assert_eq!(numbers(&results), [105], "{mode}");
    }
    Ok(())
}

const CATCH: &str = r#"(module
  (tag $wait (export "wait") (result i32))
  (tag $cancel (export "cancel") (param i32))
  (global $cleaned (export "cleaned") (mut i32) (i32.const 0))
  (func (export "careful") (param i32) (result i32)
    (block $cancelled (result i32)
      (try_table (catch $cancel $cancelled)
        (return (i32.add (suspend $wait) (local.get 0))))
      (unreachable))
    (global.set $cleaned)
    ;; A last time, while it cleans up.
    (i32.add (suspend $wait) (local.get 0))))"#;

#[test]
fn exceptions_are_thrown_where_continuations_wait() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine, CATCH);
        let wait = instance.get_tag(&mut store, "wait").unwrap();
        let cancel = instance.get_tag(&mut store, "cancel").unwrap();
        let cleaned = instance.get_global(&mut store, "cleaned").unwrap();
        let exception = ExnRef::new(&mut store, &cancel, &[Val::I32(7)])?;

        let cont = begin(&mut store, instance, "careful");
        let (.., cont) = suspended(cont.resume(&mut store, &[wait], &[Val::I32(1)])?);
        store.gc();
        let resumed = cont.resume_throw(&mut store, &[wait], &exception)?;
        assert_eq!(cleaned.get(&mut store).unwrap_i32(), 7, "{mode}");
        let (.., cont) = suspended(resumed);
        let results = returned(cont.resume(&mut store, &[wait], &[Val::I32(20)])?);
        assert_eq!(numbers(&results), [21], "{mode}");

        // Nothing of one that has not begun is there to catch it; arguments are not needed.
        let cont = begin(&mut store, instance, "careful");
        let owned = exception.to_owned_rooted(&mut store)?;
        let error = cont.resume_throw(&mut store, &[wait], &owned).unwrap_err();
        let thrown = error.downcast::<ThrownException>()?.into_exception();
        assert_eq!(thrown.typed_field::<i32>(&mut store, 0)?, 7, "{mode}");
        let error = cont
            .resume(&mut store, &[wait], &[Val::I32(1)])
            .unwrap_err();
        assert_eq!(trap(&error), Trap::ContinuationConsumed, "{mode}");
    }
    Ok(())
}

#[test]
fn bound_arguments_come_first() -> Result<()> {
    const BIND: &str = r#"(module
      (type $f3 (func (param i32 externref i32) (result i32 externref)))
      (type $f1 (func (param i32) (result i32 externref)))
      (type $c3 (cont $f3))
      (type $c1 (cont $f1))
      (elem declare func $body)
      (func $body (type $f3)
        (i32.sub (local.get 2) (local.get 0)) (local.get 1))
      (func (export "bound") (param i32 externref) (result (ref $c1))
        (cont.bind $c3 $c1
          (local.get 0) (local.get 1) (cont.new $c3 (ref.func $body)))))"#;
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine, BIND);
        type Extern = Option<switchback_engine::Rooted<switchback_engine::ExternRef>>;
        let bound = export::<_, (i32, Extern), OwnedRooted<ContRef>>(&mut store, instance, "bound");
        let value = switchback_engine::ExternRef::new(&mut store, "value")?;
        let cont = bound.call(&mut store, (30, Some(value)))?;
        store.gc();
        let results = returned(cont.resume(&mut store, &[], &[Val::I32(72)])?);
        assert_eq!(results[0].unwrap_i32(), 42, "{mode}");
        let data = results[1].unwrap_externref().unwrap().data(&store)?;
        assert_eq!(data.unwrap().downcast_ref(), Some(&"value"), "{mode}");

        let cont = bound.call(&mut store, (30, Some(value)))?;
        let ty = TagType::new(FuncType::new(engine, [], []));
        let tag = Tag::new(&mut store, &ty)?;
        let exception = ExnRef::new(&mut store, &tag, &[])?;
        let error = cont.resume_throw(&mut store, &[], &exception).unwrap_err();
        assert!(error.is::<ThrownException>(), "{mode}");
    }
    Ok(())
}

/// A module's type that is not the one that the host makes: it is declared with others.
#[test]
fn continuations_are_seen_as_other_types_of_the_same_values() -> Result<()> {
    const TYPES: &str = r#"(module
      (rec
        (type $f (func (param i32) (result i32)))
        (type $c (cont $f)))
      (type $plain (func (param i32) (result i32)))
      (func (export "twice") (type $plain) (i32.mul (local.get 0) (i32.const 2)))
      (global (export "type") (ref null $c) (ref.null $c))
      (func (export "run") (param i32 (ref null $c)) (result i32)
        (resume $c (local.get 0) (local.get 1))))"#;
    let (_, engine) = &engines()[0];
    let (mut store, instance) = instantiate(engine, TYPES);
    let cont = begin(&mut store, instance, "twice");
    let run = instance.get_func(&mut store, "run").unwrap();
    let mut results = [Val::I32(0)];
    let reference = cont.to_rooted(&mut store);
    let arguments = [Val::I32(21), reference.into()];
    assert!(run.call(&mut store, &arguments, &mut results).is_err());

    let global = instance.get_global(&mut store, "type").unwrap();
    let ty = global.ty(&store);
    let ty = ty.content().unwrap_ref().heap_type();
    let ty = ty.as_concrete_cont().unwrap();
    let seen = cont.as_type(&mut store, ty)?.to_rooted(&mut store);
    let arguments = [Val::I32(21), seen.into()];
    run.call(&mut store, &arguments, &mut results)?;
    assert_eq!(results[0].unwrap_i32(), 42);

    let other = FuncType::new(engine, [ValType::I64], [ValType::I32]);
    let other = ContType::new(engine, &other)?;
    assert!(cont.as_type(&mut store, &other).is_err());
    assert!(ContType::new(&Engine::default(), &other.func_type()).is_err());
    Ok(())
}

#[test]
fn tasks_switch_below_the_host() -> Result<()> {
    const SWITCH: &str = r#"(module
      (rec
        (type $f (func (param (ref null $c)) (result i32)))
        (type $c (cont $f)))
      (tag $yield (export "yield") (result i32))
      (tag $ask (export "ask") (param i32) (result i32))
      (elem declare func $task)
      (global $switches (mut i32) (i32.const 0))
      (func $task (type $f)
        (loop $next
          (global.set $switches (i32.add (global.get $switches) (i32.const 1)))
          (if (i32.eq (global.get $switches) (i32.const 10))
            (then (return (suspend $ask (global.get $switches)))))
          (local.set 0 (switch $c $yield (local.get 0)))
          (br $next))
        (unreachable))
      (func (export "main") (result i32)
        (return_call $task (cont.new $c (ref.func $task)))))"#;
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine, SWITCH);
        let yields = instance.get_tag(&mut store, "yield").unwrap();
        let ask = instance.get_tag(&mut store, "ask").unwrap();
        let cont = begin(&mut store, instance, "main");
        let handlers = Handlers {
            suspend: &[ask],
            switch: &[yields],
        };
        let (_, values, cont) = suspended(cont.resume(&mut store, handlers, &[])?);
        assert_eq!(numbers(&values), [10], "{mode}");
        store.gc();
        let results = returned(cont.resume(&mut store, handlers, &[Val::I32(3)])?);
        assert_eq!(numbers(&results), [3], "{mode}");

        // Without the handler nobody may switch; and a tag to suspend with is none to
        // switch with.
        let cont = begin(&mut store, instance, "main");
        let error = cont.resume(&mut store, &[ask, yields], &[]).unwrap_err();
        assert_eq!(trap(&error), Trap::UnhandledTag, "{mode}");
        let cont = begin(&mut store, instance, "main");
        let handlers = Handlers {
            suspend: &[],
            switch: &[ask],
        };
        assert!(cont.resume(&mut store, handlers, &[]).is_err(), "{mode}");
    }
    Ok(())
}

#[test]
fn a_host_function_can_be_a_continuation() -> Result<()> {
    for (mode, engine) in &engines() {
        let mut store = Store::new(engine, ());
        let add = Func::wrap(&mut store, |a: i32, b: i32| a + b);
        let ty = ContType::new(engine, &add.ty(&store))?;
        let cont = ContRef::new(&mut store, &ty, &add)?;
        let results = returned(cont.resume(&mut store, &[], &[Val::I32(40), Val::I32(2)])?);
        assert_eq!(numbers(&results), [42], "{mode}");
    }
    Ok(())
}
