//! Continuations that host functions resume, in the middle of other continuations.

use switchback_engine::{
    Caller, ContRef, ContType, Engine, Func, FuncType, HeapType, Instance, OwnedRooted, RefType,
    Result, Resumed, Store, Tag, TagType, ThrownException, Trap, Val, ValType, WasmBacktrace,
};

use crate::resume::{begin, numbers, returned, suspended};
use crate::support::{add_instance, engines, export, frames, trap};

/// `drive` resumes a continuation until it returns, answering each suspension with what
/// the continuation sends, plus one.
const DRIVEN: &str = r#"(module
  (type $f (func (param i32) (result i32)))
  (type $c (cont $f))
  (import "host" "drive" (func $drive (param (ref $c) i32) (result i32)))
  (import "host" "ask" (tag $ask (param i32) (result i32)))
  (tag $own (param i32) (result i32))
  (tag $failure (param i32))
  (elem declare func $asks $drives $nests $traps $throws $suspends-own)
  (func $asks (export "asks") (type $f)
    (i32.add (suspend $ask (local.get 0)) (suspend $ask (i32.const 100))))
  (func $drives (export "drives") (type $f)
    (call $drive (cont.new $c (ref.func $asks)) (local.get 0)))
  ;; In between, it asks itself.
  (func $nests (export "nests") (type $f)
    (i32.add
      (i32.add (suspend $ask (i32.const 1000))
        (call $drive (cont.new $c (ref.func $drives)) (local.get 0)))
      (suspend $ask (i32.const 10000))))
  (func $traps (type $f)
    (i32.div_u (local.get 0) (i32.const 0)))
  (func (export "drives-trap") (type $f)
    (call $drive (cont.new $c (ref.func $traps)) (local.get 0)))
  (func $throws (type $f) (throw $failure (local.get 0)))
  (func (export "drives-throw") (type $f)
    (block $caught (result i32)
      (try_table (catch $failure $caught)
        (return (call $drive (cont.new $c (ref.func $throws)) (local.get 0))))
      (unreachable)))
  ;; A suspension that Wasm handles outside of the host.
  (func $suspends-own (type $f) (suspend $own (local.get 0)))
  (func $drives-own (type $f)
    (call $drive (cont.new $c (ref.func $suspends-own)) (local.get 0)))
  (elem declare func $drives-own)
  (func (export "across") (type $f)
    (block $on (result i32 (ref $c))
      (return (resume $c (on $own $on)
        (local.get 0) (cont.new $c (ref.func $drives-own)))))
    (drop))
)"#;

fn instantiate(engine: &Engine) -> Result<(Store<()>, Instance, Tag)> {
    let mut store = Store::new(engine, ());
    let function = FuncType::new(engine, [ValType::I32], [ValType::I32]);
    let ask = Tag::new(&mut store, &TagType::new(function.clone()))?;
    let ty = ContType::new(engine, &function)?;
    let reference = ValType::Ref(RefType::new(false, HeapType::ConcreteCont(ty)));
    let ty = FuncType::new(engine, [reference, ValType::I32], [ValType::I32]);
    let drive = Func::new(&mut store, ty, move |mut caller, params, results| {
        let cont = params[0].unwrap_contref().unwrap();
        let mut cont = cont.to_owned_rooted(&mut caller)?;
        let mut argument = params[1];
        loop {
            caller.gc();
            match cont.resume(&mut caller, &[ask], &[argument])? {
                Resumed::Returned(values) => {
                    results.copy_from_slice(&values);
                    return Ok(());
                }
                Resumed::Suspended {
                    values, cont: rest, ..
                } => {
                    argument = Val::I32(values[0].unwrap_i32() + 1);
                    cont = rest;
                }
            }
        }
    });
    let instance = add_instance(&mut store, DRIVEN, &[drive.into(), ask.into()])?;
    Ok((store, instance, ask))
}

#[test]
fn host_functions_resume_continuations() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance, _) = instantiate(engine)?;
        let drives = export::<_, i32, i32>(&mut store, instance, "drives");
        for _ in 0..3 {
            assert_eq!(drives.call(&mut store, 5)?, 6 + 101, "{mode}");
        }
    }
    Ok(())
}

/// A continuation that the host resumes, which calls a host function that resumes another,
/// and so on; the outermost one is suspended in between.
#[test]
fn host_functions_resume_continuations_within_continuations() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance, ask) = instantiate(engine)?;
        let cont = begin(&mut store, instance, "nests");
        let (_, values, cont) = suspended(cont.resume(&mut store, &[ask], &[Val::I32(5)])?);
        assert_eq!(numbers(&values), [1000], "{mode}");
        store.gc();
        let (_, values, cont) = suspended(cont.resume(&mut store, &[ask], &[Val::I32(0)])?);
        assert_eq!(numbers(&values), [10000], "{mode}");
        let results = returned(cont.resume(&mut store, &[ask], &[Val::I32(7)])?);
        assert_eq!(numbers(&results), [6 + 101 + 7], "{mode}");
    }
    Ok(())
}

#[test]
fn traps_and_exceptions_cross_the_host_function() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance, _) = instantiate(engine)?;
        for _ in 0..3 {
            let drives = export::<_, i32, i32>(&mut store, instance, "drives-trap");
            let error = drives.call(&mut store, 5).unwrap_err();
            assert_eq!(trap(&error), Trap::IntegerDivisionByZero, "{mode}");
            assert_eq!(frames(&error), ["traps", "?"], "{mode}");
            let drives = export::<_, i32, i32>(&mut store, instance, "drives-throw");
            assert_eq!(drives.call(&mut store, 5)?, 5, "{mode}");
            let across = export::<_, i32, i32>(&mut store, instance, "across");
            let error = across.call(&mut store, 5).unwrap_err();
            assert_eq!(trap(&error), Trap::UnhandledTag, "{mode}");
            let drives = export::<_, i32, i32>(&mut store, instance, "drives");
            assert_eq!(drives.call(&mut store, 5)?, 6 + 101, "{mode}");
        }
    }
    Ok(())
}

/// Host functions and continuations by turns, without end: the host's stack ends it.
#[test]
fn endless_recursion_through_the_host_is_a_trap() -> Result<()> {
    for (mode, engine) in &engines() {
        let mut store = Store::new(engine, 0_u32);
        let again = Func::wrap(
            &mut store,
            |mut caller: Caller<'_, u32>, func: Option<Func>| -> Result<()> {
                *caller.data_mut() += 1;
                let func = func.unwrap();
                let ty = ContType::new(caller.engine(), &func.ty(&caller))?;
                let cont = ContRef::new(&mut caller, &ty, &func)?;
                cont.resume(&mut caller, &[], &[])?;
                Ok(())
            },
        );
        let instance = add_instance(
            &mut store,
            r#"(module
              (import "host" "again" (func $again (param funcref)))
              (elem declare func $run)
              (func $run (export "run") (call $again (ref.func $run))))"#,
            &[again.into()],
        )?;
        let run = export::<_, (), ()>(&mut store, instance, "run");
        for _ in 0..2 {
            let error = run.call(&mut store, ()).unwrap_err();
            assert_eq!(trap(&error), Trap::StackOverflow, "{mode}");
            assert!(*store.data() > 50, "{mode}");
        }
    }
    Ok(())
}

/// What a host function sees of the stack when a continuation that the host resumed calls
/// it, from within another activation.
#[test]
fn backtraces_cross_what_the_host_resumes() -> Result<()> {
    for (mode, engine) in &engines() {
        let mut store = Store::new(engine, Vec::<String>::new());
        let look = Func::wrap(&mut store, |mut caller: Caller<'_, Vec<String>>| {
            let backtrace = WasmBacktrace::capture(&caller);
            let names = backtrace.frames().iter();
            let names = names.map(|frame| frame.func_name().unwrap_or("?").to_owned());
            *caller.data_mut() = names.collect();
        });
        let resume = Func::wrap(
            &mut store,
            |mut caller: Caller<'_, Vec<String>>, func: Option<Func>| -> Result<()> {
                let func = func.unwrap();
                let ty = ContType::new(caller.engine(), &func.ty(&caller))?;
                let cont: OwnedRooted<ContRef> = ContRef::new(&mut caller, &ty, &func)?;
                returned(cont.resume(&mut caller, &[], &[])?);
                Ok(())
            },
        );
        let instance = add_instance(
            &mut store,
            r#"(module
              (type $f (func))
              (type $c (cont $f))
              (import "host" "look" (func $look))
              (import "host" "resume" (func $resume (param funcref)))
              (elem declare func $inner $middle)
              (func $inner (call $look))
              (func $middle (resume $c (cont.new $c (ref.func $inner))))
              (func $outer (export "outer") (call $resume (ref.func $middle))))"#,
            &[look.into(), resume.into()],
        )?;
        let outer = export::<_, (), ()>(&mut store, instance, "outer");
        outer.call(&mut store, ())?;
        assert_eq!(*store.data(), ["inner", "middle", "outer"], "{mode}");
        assert!(WasmBacktrace::capture(&store).frames().is_empty(), "{mode}");
    }
    Ok(())
}

/// The exception of one continuation is thrown into another.
#[test]
fn exceptions_go_from_continuation_to_continuation() -> Result<()> {
    const RELAY: &str = r#"(module
      (tag $wait (export "wait"))
      (tag $failure (param i32))
      (func (export "fail") (throw $failure (i32.const 5)))
      (func (export "more") (result i32)
        (block $caught (result i32)
          (try_table (catch $failure $caught) (suspend $wait))
          (return (i32.const 0)))
        (i32.add (i32.const 1))))"#;
    for (mode, engine) in &engines() {
        let mut store = Store::new(engine, ());
        let instance = add_instance(&mut store, RELAY, &[])?;
        let wait = instance.get_tag(&mut store, "wait").unwrap();
        let more = begin(&mut store, instance, "more");
        let (.., more) = suspended(more.resume(&mut store, &[wait], &[])?);
        let fail = begin(&mut store, instance, "fail");
        let error = fail.resume(&mut store, &[wait], &[]).unwrap_err();
        let exception = error.downcast::<ThrownException>()?.into_exception();
        store.gc();
        let results = returned(more.resume_throw(&mut store, &[], &exception)?);
        assert_eq!(numbers(&results), [6], "{mode}");
    }
    Ok(())
}
