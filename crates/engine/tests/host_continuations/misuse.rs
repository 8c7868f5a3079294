//! What the host does wrong is an error, never a panic, and leaves everything usable.

use switchback_engine::{
    Config, ContRef, ContType, Engine, ExnRef, ExternRef, Func, FuncType, Handlers, HeapType,
    OwnedRooted, Result, RootScope, Rooted, Store, Tag, TagType, Trap, Val, ValType,
};

use crate::resume::{begin, numbers, returned, suspended};
use crate::support::{config, engines, export, instantiate, trap};

const MODULE: &str = r#"(module
  (type $f (func (param i32 externref) (result i32)))
  (type $c (cont $f))
  (tag $ask (export "ask") (param i32) (result i64))
  (func $body (export "body") (type $f)
    (i32.wrap_i64 (suspend $ask (local.get 0))))
  (func (export "new") (result contref) (cont.new $c (ref.func $body))))"#;

#[test]
fn wrong_arguments_do_not_use_it_up() -> Result<()> {
    let (_, engine) = &engines()[0];
    let (mut store, instance) = instantiate(engine, MODULE);
    let mut other = Store::new(engine, ());
    let theirs = ExternRef::new(&mut other, 1)?;
    let ask = instance.get_tag(&mut store, "ask").unwrap();
    let their_tag = Tag::new(&mut other, &TagType::new(FuncType::new(engine, [], [])))?;
    let cont = begin(&mut store, instance, "body");
    let null = Val::ExternRef(None);
    let wrong: [&[Val]; 6] = [
        &[],
        &[Val::I32(1)],
        &[Val::I32(1), null, null],
        &[Val::I64(1), null],
        &[Val::I32(1), Val::FuncRef(None)],
        &[Val::I32(1), theirs.into()],
    ];
    for args in wrong {
        let error = cont.resume(&mut store, &[ask], args).unwrap_err();
        assert!(!error.is::<Trap>(), "{error:?}");
    }
    assert!(
        cont.resume(&mut store, &[their_tag], &[Val::I32(1), null])
            .is_err()
    );
    let handlers = Handlers {
        suspend: &[],
        switch: &[their_tag],
    };
    assert!(
        cont.resume(&mut store, handlers, &[Val::I32(1), null])
            .is_err()
    );
    let (_, values, cont) = suspended(cont.resume(&mut store, &[ask], &[Val::I32(1), null])?);
    assert_eq!(numbers(&values), [1]);

    for args in [&[][..], &[Val::I32(1)], &[Val::I64(1), Val::I64(1)]] {
        let error = cont.resume(&mut store, &[ask], args).unwrap_err();
        assert!(!error.is::<Trap>(), "{error:?}");
    }
    assert_eq!(
        numbers(&returned(cont.resume(&mut store, &[], &[Val::I64(8)])?)),
        [8]
    );
    Ok(())
}

#[test]
fn a_continuation_is_used_once() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine, MODULE);
        let ask = instance.get_tag(&mut store, "ask").unwrap();
        let tag = Tag::new(&mut store, &TagType::new(FuncType::new(engine, [], [])))?;
        let exception = ExnRef::new(&mut store, &tag, &[])?;
        let args = [Val::I32(1), Val::ExternRef(None)];
        let cont = begin(&mut store, instance, "body");
        let copy = cont.clone();
        let (.., rest) = suspended(cont.resume(&mut store, &[ask], &args)?);
        let is_consumed = |result: Result<()>| {
            let error = result.unwrap_err();
            assert_eq!(trap(&error), Trap::ContinuationConsumed, "{mode}");
        };
        for cont in [&cont, &copy] {
            is_consumed(cont.resume(&mut store, &[ask], &args).map(drop));
            is_consumed(cont.resume_throw(&mut store, &[ask], &exception).map(drop));
            is_consumed(cont.discard(&mut store));
            is_consumed(cont.backtrace(&store).map(drop));
        }
        rest.discard(&mut store)?;
        is_consumed(rest.discard(&mut store));
        is_consumed(rest.resume(&mut store, &[ask], &[Val::I64(1)]).map(drop));
        // The stack is another continuation's by now.
        let cont = begin(&mut store, instance, "body");
        is_consumed(rest.resume(&mut store, &[ask], &[Val::I64(1)]).map(drop));
        suspended(cont.resume(&mut store, &[ask], &args)?);
    }
    Ok(())
}

#[test]
fn a_continuation_that_runs_cannot_be_resumed() -> Result<()> {
    use switchback_engine::Caller;
    for (mode, engine) in &engines() {
        let mut store = Store::new(engine, None::<OwnedRooted<ContRef>>);
        let again = Func::wrap(
            &mut store,
            |mut caller: Caller<'_, Option<OwnedRooted<ContRef>>>| -> Result<i32> {
                let cont = caller.data().clone().unwrap();
                let error = cont.resume(&mut caller, &[], &[]).unwrap_err();
                Ok(i32::from(
                    error.downcast_ref() == Some(&Trap::ContinuationConsumed),
                ))
            },
        );
        let ty = ContType::new(engine, &again.ty(&store))?;
        let cont = ContRef::new(&mut store, &ty, &again)?;
        *store.data_mut() = Some(cont.clone());
        let results = returned(cont.resume(&mut store, &[], &[])?);
        assert_eq!(numbers(&results), [1], "{mode}");
    }
    Ok(())
}

#[test]
fn stores_do_not_mix() -> Result<()> {
    let (_, engine) = &engines()[0];
    let (mut store, instance) = instantiate(engine, MODULE);
    let (mut other, other_instance) = instantiate(engine, MODULE);
    let ask = instance.get_tag(&mut store, "ask").unwrap();
    let tag = Tag::new(&mut other, &TagType::new(FuncType::new(engine, [], [])))?;
    let exception = ExnRef::new(&mut other, &tag, &[])?;
    let cont = begin(&mut store, instance, "body");
    let func = other_instance.get_func(&mut other, "body").unwrap();
    let ty = ContType::new(engine, &func.ty(&other))?;

    assert!(ContRef::new(&mut store, &ty, &func).is_err());
    assert!(cont.resume(&mut other, &[], &[]).is_err());
    assert!(cont.resume_throw(&mut store, &[], &exception).is_err());
    assert!(cont.resume_throw(&mut other, &[], &exception).is_err());
    assert!(cont.discard(&mut other).is_err());
    assert!(cont.backtrace(&other).is_err());
    assert!(cont.ty(&other).is_err());
    assert!(cont.as_type(&mut other, &ty).is_err());
    assert!(cont.matches_ty(&other, &HeapType::Cont).is_err());
    let theirs = cont.to_rooted(&mut other);
    assert!(theirs.resume(&mut store, &[ask], &[]).is_err());

    let another = Engine::new(&config())?;
    let ty = ContType::new(&another, &FuncType::new(&another, [], []))?;
    assert!(cont.as_type(&mut store, &ty).is_err());
    assert!(
        cont.matches_ty(&store, &HeapType::ConcreteCont(ty.clone()))
            .is_err()
    );
    let func = Func::wrap(&mut store, || {});
    assert!(ContRef::new(&mut store, &ty, &func).is_err());
    Ok(())
}

#[test]
fn what_is_not_known_cannot_be_resumed() -> Result<()> {
    let (_, engine) = &engines()[0];
    let (mut store, instance) = instantiate(engine, MODULE);
    let new = export::<_, (), Option<Rooted<ContRef>>>(&mut store, instance, "new");
    let cont = new.call(&mut store, ())?.unwrap();
    let args = [Val::I32(1), Val::ExternRef(None)];
    let error = cont.resume(&mut store, &[], &args).unwrap_err();
    assert!(format!("{error:#}").contains("not known"), "{error:?}");
    let ty = instance.get_func(&mut store, "body").unwrap().ty(&store);
    let ty = ContType::new(engine, &ty)?;
    assert!(cont.as_type(&mut store, &ty).is_err());
    assert!(cont.backtrace(&store)?.frames().is_empty());
    cont.discard(&mut store)?;
    Ok(())
}

#[test]
fn functions_must_be_of_the_type() -> Result<()> {
    let (_, engine) = &engines()[0];
    let mut store = Store::new(engine, ());
    let ty = ContType::new(engine, &FuncType::new(engine, [ValType::I32], []))?;
    let other = Func::wrap(&mut store, |_: i64| {});
    let error = ContRef::new(&mut store, &ty, &other).unwrap_err();
    assert!(error.to_string().contains("type mismatch"), "{error:?}");
    Ok(())
}

#[test]
fn roots_of_continuations_end_with_their_scope() -> Result<()> {
    let (_, engine) = &engines()[0];
    let (mut store, instance) = instantiate(engine, MODULE);
    let cont = begin(&mut store, instance, "body");
    let rooted = {
        let mut scope = RootScope::new(&mut store);
        cont.to_rooted(&mut scope)
    };
    assert!(rooted.resume(&mut store, &[], &[]).is_err());
    assert!(rooted.discard(&mut store).is_err());
    cont.discard(&mut store)?;
    Ok(())
}

#[test]
fn without_stack_switching_there_are_none() -> Result<()> {
    let engine = Engine::new(Config::new().wasm_exceptions(true))?;
    let mut store = Store::new(&engine, ());
    let func = Func::wrap(&mut store, || {});
    let ty = ContType::new(&engine, &func.ty(&store))?;
    assert!(ContRef::new(&mut store, &ty, &func).is_err());
    let ty = TagType::new(FuncType::new(&engine, [], [ValType::I32]));
    assert!(Tag::new(&mut store, &ty).is_err());
    Ok(())
}

/// Tags with results are for suspensions.
#[test]
fn exceptions_have_no_tags_with_results() -> Result<()> {
    let (_, engine) = &engines()[0];
    let mut store = Store::new(engine, ());
    let ty = TagType::new(FuncType::new(engine, [], [ValType::I32]));
    let tag = Tag::new(&mut store, &ty)?;
    assert!(ExnRef::new(&mut store, &tag, &[]).is_err());
    Ok(())
}
