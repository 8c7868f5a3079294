//! Roots that end with their scope.

use switchback_engine::{
    AnyRef, AsContext, AsContextMut, Caller, Error, Func, FuncType, I31, Result, RootScope, Rooted,
    StructRef, Val, ValType,
};

use crate::worlds::{number, pair, store};

#[track_caller]
fn assert_ended<T>(result: Result<T>) {
    let error = result.err().expect("a root that has ended");
    assert!(
        format!("{error:#}").contains("scope had ended"),
        "{error:#}"
    );
}

#[test]
fn objects_move_and_roots_follow() {
    let mut store = store();
    let mut pairs = Vec::new();
    let mut last = None;
    for index in 0..100 {
        let pair = pair(&mut store, index, last);
        last = Some(pair.to_anyref());
        pairs.push(pair);
        store.gc();
    }
    for (index, pair) in pairs.iter().enumerate() {
        assert_eq!(number(&mut store, pair), index as i64);
    }
    // The list is reachable from the last.
    let mut length = 0;
    while let Some(pair) = last {
        let pair = pair.unwrap_struct(&mut store).unwrap();
        store.gc();
        last = pair.field(&mut store, 1).unwrap().unwrap_anyref().copied();
        length += 1;
    }
    assert_eq!(length, 100);
}

#[test]
fn a_scope_ends_what_was_made_in_it_and_nothing_else() -> Result<()> {
    let mut store = store();
    let outer = pair(&mut store, 1, None);
    let mut scope = RootScope::new(&mut store);
    let inner = AnyRef::from_i31(&mut scope, I31::wrapping_u32(7));
    let mut innermost = RootScope::new(&mut scope);
    let last = AnyRef::from_i31(&mut innermost, I31::wrapping_u32(8));
    assert_eq!(last.unwrap_i31(&innermost)?.get_u32(), 8);
    drop(innermost);
    assert_ended(last.as_i31(&scope));
    assert_eq!(inner.unwrap_i31(&scope)?.get_u32(), 7);
    drop(scope);
    assert_ended(inner.ty(&store));
    assert_ended(last.ty(&store));
    assert_eq!(number(&mut store, &outer), 1);
    Ok(())
}

#[test]
fn a_root_that_has_ended_never_becomes_another() {
    let mut store = store();
    let ended = {
        let mut scope = RootScope::new(&mut store);
        AnyRef::from_i31(&mut scope, I31::wrapping_u32(7))
    };
    // These take its place.
    for index in 0..10 {
        let other = AnyRef::from_i31(&mut store, I31::wrapping_u32(index));
        assert!(!Rooted::rooted_eq(other, ended));
        assert_ended(ended.ty(&store));
        assert_ended(ended.is_struct(&store));
        assert_ended(ended.as_struct(&mut store));
        assert_ended(ended.to_owned_rooted(&mut store));
        assert_ended(ended.to_rooted(&mut store));
        assert_ended(Rooted::ref_eq(&store, &ended, &other));
        assert_ended(Val::from(ended).ty(&store));
        assert_ended(Val::from(ended).matches_ty(&store, &ValType::ANYREF));
    }
}

#[test]
fn every_use_of_a_struct_that_has_ended_is_an_error() {
    let mut store = store();
    let ended: Rooted<StructRef> = {
        let scope = RootScope::new(&mut store);
        let mut scope = scope;
        let ty = crate::worlds::pair_type(scope.as_context().engine());
        let pre = switchback_engine::StructRefPre::new(&mut scope, ty);
        StructRef::new(&mut scope, &pre, &[1_i64.into(), Val::AnyRef(None)]).unwrap()
    };
    assert_ended(ended.ty(&store));
    assert_ended(ended.field(&mut store, 0));
    assert_ended(ended.set_field(&mut store, 0, 1_i64.into()));
    assert_ended(ended.fields(&mut store).map(drop));
    let func = Func::wrap(&mut store, |_: Option<Rooted<AnyRef>>| {});
    assert_ended(func.call(&mut store, &[ended.into()], &mut []));
    let func = func.typed::<Option<Rooted<AnyRef>>, ()>(&store).unwrap();
    let error = func.call(&mut store, Some(ended.into())).unwrap_err();
    assert!(
        format!("{error:#}").contains("scope had ended"),
        "{error:#}"
    );
    // It can be among the fields of nothing.
    let ty = crate::worlds::pair_type(store.engine());
    let pre = switchback_engine::StructRefPre::new(&mut store, ty);
    let result = StructRef::new(&mut store, &pre, &[1_i64.into(), ended.into()]);
    let error = result.unwrap_err();
    assert!(
        format!("{error:#}").contains("scope had ended"),
        "{error:#}"
    );
}

/// What a host function kept in the store's data.
type Kept = Vec<Rooted<AnyRef>>;

#[test]
fn arguments_and_what_a_host_function_makes_end_with_its_call() -> Result<()> {
    let engine = crate::worlds::engine();
    let mut store = switchback_engine::Store::new(&engine, Kept::new());
    let typed = Func::wrap(
        &mut store,
        |mut caller: Caller<'_, Kept>, value: Rooted<AnyRef>| {
            let made = AnyRef::from_i31(&mut caller, I31::wrapping_u32(9));
            caller.data_mut().extend([value, made]);
            assert_eq!(value.unwrap_i31(&caller).unwrap().get_u32(), 5);
        },
    );
    let ty = FuncType::new(&engine, [ValType::ANYREF], []);
    let untyped = Func::new(&mut store, ty, |mut caller: Caller<'_, Kept>, params, _| {
        let value = *params[0].unwrap_anyref().unwrap();
        let made = AnyRef::from_i31(&mut caller, I31::wrapping_u32(9));
        caller.data_mut().extend([value, made]);
        Ok(())
    });
    let argument = AnyRef::from_i31(&mut store, I31::wrapping_u32(5));
    for func in [typed, untyped] {
        func.call(&mut store, &[argument.into()], &mut [])?;
        let kept = std::mem::take(store.data_mut());
        assert_eq!(kept.len(), 2);
        for value in kept {
            assert_ended(value.ty(&store));
        }
    }
    assert_eq!(argument.unwrap_i31(&store)?.get_u32(), 5);
    Ok(())
}

#[test]
fn errors_and_panics_of_host_functions_end_roots_too() {
    let engine = crate::worlds::engine();
    let mut store = switchback_engine::Store::new(&engine, Kept::new());
    let fail = Func::wrap(
        &mut store,
        |mut caller: Caller<'_, Kept>, value: Rooted<AnyRef>, panics: i32| -> Result<()> {
            let made = AnyRef::from_i31(&mut caller, I31::wrapping_u32(9));
            caller.data_mut().extend([value, made]);
            assert!(panics == 0, "as wanted");
            Err(Error::msg("as wanted"))
        },
    );
    let argument = AnyRef::from_i31(&mut store, I31::wrapping_u32(5));
    for panics in [0, 1] {
        let call = std::panic::AssertUnwindSafe(|| {
            fail.call(&mut store, &[argument.into(), panics.into()], &mut [])
        });
        let answer = std::panic::catch_unwind(call);
        assert!(answer.is_err() || answer.unwrap().is_err());
        for value in std::mem::take(store.data_mut()) {
            assert_ended(value.ty(&store));
        }
    }
}

#[test]
fn results_of_a_host_function_reach_the_scope_of_the_caller() -> Result<()> {
    let mut store = store();
    let make = Func::wrap(&mut store, |mut caller: Caller<'_, ()>| {
        AnyRef::from_i31(&mut caller, I31::wrapping_u32(9))
    });
    let make = make.typed::<(), Rooted<AnyRef>>(&store)?;
    let result = make.call(&mut store, ())?;
    assert_eq!(result.unwrap_i31(&store)?.get_u32(), 9);
    let mut scope = RootScope::new(&mut store);
    let inner = make.call(&mut scope, ())?;
    assert_eq!(inner.unwrap_i31(scope.as_context_mut())?.get_u32(), 9);
    drop(scope);
    assert_ended(inner.ty(&store));
    assert_eq!(result.unwrap_i31(&store)?.get_u32(), 9);
    Ok(())
}
