//! Continuations as values of the host: wherever Wasm can have one.

use switchback_engine::{
    Caller, ContRef, ContType, Engine, ExnRef, Func, FuncType, Global, GlobalType, HeapType,
    Instance, Mutability, OwnedRooted, Ref, RefType, Result, Resumed, Rooted, Store, StructRef,
    StructRefPre, Table, TableType, ThrownException, Val, ValType,
};

use crate::support::{add_instance, engines, export};

/// `body` suspends with twice its argument, and returns the sum of that and the answer;
/// `run` answers with one more than what was sent.
const MODULE: &str = r#"(module
  (type $f (func (param i32) (result i32)))
  (type $c (cont $f))
  (type $box (struct (field (mut (ref null $c)))))
  (type $conts (array (mut (ref null $c))))
  (import "host" "pass" (func $pass (param (ref null $c)) (result (ref null $c))))
  (tag $ask (export "ask") (param i32) (result i32))
  (tag $carry (export "carry") (param (ref null $c)))
  (func $body (export "body") (type $f)
    (i32.add (local.get 0) (suspend $ask (i32.mul (local.get 0) (i32.const 2)))))
  (func (export "new") (result (ref $c)) (cont.new $c (ref.func $body)))
  (func (export "unknown") (result contref) (cont.new $c (ref.func $body)))
  (func (export "null") (result (ref null $c)) (ref.null $c))
  (func (export "run") (param $argument i32) (param $cont (ref null $c)) (result i32)
    (loop $next
      (block $asked (result i32 (ref $c))
        (return
          (resume $c (on $ask $asked) (local.get $argument) (local.get $cont))))
      (local.set $cont)
      (local.set $argument (i32.add (i32.const 1)))
      (br $next))
    (unreachable))
  (func (export "through-host") (param (ref null $c)) (result (ref null $c))
    (call $pass (local.get 0)))
  (global (export "global") (mut (ref null $c)) (ref.null $c))
  (global (export "unknown-global") (mut contref) (ref.null cont))
  (table (export "table") 2 10 (ref null $c))
  (table (export "unknown-table") 2 contref)
  (func (export "box") (param (ref null $c)) (result (ref $box)) (struct.new $box (local.get 0)))
  (func (export "array") (param (ref null $c)) (result (ref $conts))
    (array.new $conts (local.get 0) (i32.const 3)))
  (func (export "throw") (param (ref null $c)) (throw $carry (local.get 0)))
)"#;

/// What `run` gives for a new continuation and 10.
const RESULT: i32 = 10 + 21;

fn instantiate(engine: &Engine) -> Result<(Store<()>, Instance)> {
    let mut store = Store::new(engine, ());
    let pass = Func::new(
        &mut store,
        pass_type(engine)?,
        |mut caller, params, results| {
            caller.gc();
            results[0] = params[0];
            Ok(())
        },
    );
    let instance = add_instance(&mut store, MODULE, &[pass.into()])?;
    Ok((store, instance))
}

/// The module's `$c`, as the host makes it.
fn cont_type(engine: &Engine) -> Result<ContType> {
    let function = FuncType::new(engine, [ValType::I32], [ValType::I32]);
    ContType::new(engine, &function)
}

fn reference_type(engine: &Engine) -> Result<RefType> {
    Ok(RefType::new(
        true,
        HeapType::ConcreteCont(cont_type(engine)?),
    ))
}

fn pass_type(engine: &Engine) -> Result<FuncType> {
    let reference = ValType::Ref(reference_type(engine)?);
    Ok(FuncType::new(engine, [reference.clone()], [reference]))
}

/// Calls an exported function with one result.
fn call(store: &mut Store<()>, instance: Instance, name: &str, args: &[Val]) -> Result<Val> {
    let func = instance.get_func(&mut *store, name).unwrap();
    let mut results = [Val::I32(0)];
    func.call(store, args, &mut results)?;
    Ok(results[0])
}

fn run(store: &mut Store<()>, instance: Instance, cont: Val) -> Result<i32> {
    let result = call(store, instance, "run", &[Val::I32(10), cont])?;
    Ok(result.unwrap_i32())
}

/// One continuation goes through every place there is, with a collection at each, and can
/// still be run.
#[test]
fn continuations_can_be_wherever_they_can_be_in_wasm() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine)?;
        let store = &mut store;
        let first = call(store, instance, "new", &[])?;
        let mut cont = first;

        let global = instance.get_global(&mut *store, "global").unwrap();
        global.set(&mut *store, cont)?;
        store.gc();
        cont = global.get(&mut *store);

        let table = instance.get_table(&mut *store, "table").unwrap();
        table.set(&mut *store, 1, cont.ref_().unwrap())?;
        store.gc();
        let element = table.get(&mut *store, 1).unwrap();
        assert_eq!(table.grow(&mut *store, 2, element)?, 2, "{mode}");
        cont = table.get(&mut *store, 3).unwrap().into();
        table.fill(&mut *store, 0, cont.ref_().unwrap(), 2)?;
        cont = table.get(&mut *store, 0).unwrap().into();

        let object = call(store, instance, "box", &[cont])?;
        store.gc();
        let object = object.unwrap_anyref().unwrap().unwrap_struct(&mut *store)?;
        cont = object.field(&mut *store, 0)?;
        object.set_field(&mut *store, 0, Val::ContRef(None))?;
        assert!(object.field(&mut *store, 0)?.unwrap_contref().is_none());
        object.set_field(&mut *store, 0, cont)?;
        let ty = object.ty(&*store)?;
        let allocator = StructRefPre::new(&mut *store, ty);
        let object = StructRef::new(&mut *store, &allocator, &[cont])?;
        store.gc();
        cont = object.field(&mut *store, 0)?;

        let array = call(store, instance, "array", &[cont])?;
        let array = array.unwrap_anyref().unwrap().unwrap_array(&mut *store)?;
        array.set(&mut *store, 0, Val::ContRef(None))?;
        store.gc();
        cont = array.get(&mut *store, 2)?;
        let elements: Vec<_> = array.elems(&mut *store)?.collect();
        assert!(elements[0].unwrap_contref().is_none());
        assert!(elements[1].unwrap_contref().is_some());

        let func = instance.get_func(&mut *store, "throw").unwrap();
        let error = func.call(&mut *store, &[cont], &mut []).unwrap_err();
        let thrown = error.downcast::<ThrownException>()?.into_exception();
        store.gc();
        cont = thrown.field(&mut *store, 0)?;
        let carry = instance.get_tag(&mut *store, "carry").unwrap();
        let exception = ExnRef::new(&mut *store, &carry, &[cont])?;
        store.gc();
        type Carried = Option<Rooted<ContRef>>;
        let carried: Carried = exception.typed_field(&mut *store, 0)?;
        cont = carried.into();

        cont = call(store, instance, "through-host", &[cont])?;

        let first = *first.unwrap_contref().unwrap();
        let last = *cont.unwrap_contref().unwrap();
        assert!(Rooted::ref_eq(&*store, &first, &last)?);
        let expected = HeapType::ConcreteCont(cont_type(engine)?);
        assert_eq!(last.ty(&*store)?, expected, "{mode}");
        store.gc();
        assert_eq!(run(store, instance, cont)?, RESULT, "{mode}");
    }
    Ok(())
}

#[test]
fn the_host_makes_globals_and_tables_of_continuations() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine)?;
        let store = &mut store;
        let ty = reference_type(engine)?;
        let cont = call(store, instance, "new", &[])?;
        let content = GlobalType::new(ValType::Ref(ty.clone()), Mutability::Var);
        let global = Global::new(&mut *store, content, cont)?;
        let cont = call(store, instance, "new", &[])?;
        let ty = TableType::new(ty, 1, None);
        let table = Table::new(&mut *store, ty, cont.ref_().unwrap())?;
        store.gc();
        let first = global.get(&mut *store);
        assert_eq!(run(store, instance, first)?, RESULT, "{mode}");
        let second = table.get(&mut *store, 0).unwrap();
        assert_eq!(run(store, instance, second.into())?, RESULT, "{mode}");
    }
    Ok(())
}

/// Typed functions give continuations that are known as what the function says.
#[test]
fn typed_functions_take_and_give_continuations() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine)?;
        let ask = instance.get_tag(&mut store, "ask").unwrap();
        let new = export::<_, (), OwnedRooted<ContRef>>(&mut store, instance, "new");
        let run = export::<_, (i32, OwnedRooted<ContRef>), i32>(&mut store, instance, "run");
        let cont = new.call(&mut store, ())?;
        store.gc();
        assert_eq!(run.call(&mut store, (10, cont))?, RESULT, "{mode}");

        let new = export::<_, (), Rooted<ContRef>>(&mut store, instance, "new");
        let run = export::<_, (i32, Option<Rooted<ContRef>>), i32>(&mut store, instance, "run");
        let cont = new.call(&mut store, ())?;
        store.gc();
        assert_eq!(run.call(&mut store, (10, Some(cont)))?, RESULT, "{mode}");
        assert!(run.call(&mut store, (10, None)).is_err());
        let cont = new.call(&mut store, ())?;
        let resumed = cont.resume(&mut store, &[ask], &[Val::I32(4)])?;
        let Resumed::Suspended { values, .. } = resumed else {
            panic!("{mode}: {resumed:?}");
        };
        assert_eq!(values[0].unwrap_i32(), 8, "{mode}");

        type Nullable = Option<OwnedRooted<ContRef>>;
        let null = export::<_, (), Nullable>(&mut store, instance, "null");
        assert!(null.call(&mut store, ())?.is_none(), "{mode}");
        let new = export::<_, (), Nullable>(&mut store, instance, "new");
        let cont = new.call(&mut store, ())?.unwrap();
        assert!(matches!(cont.ty(&store)?, HeapType::ConcreteCont(_)));

        let never_null = instance.get_typed_func::<(), Rooted<ContRef>>(&mut store, "unknown");
        assert!(never_null.is_err(), "{mode}");
        let unknown = export::<_, (), Nullable>(&mut store, instance, "unknown");
        let cont = unknown.call(&mut store, ())?.unwrap();
        assert_eq!(cont.ty(&store)?, HeapType::Cont, "{mode}");
    }
    Ok(())
}

#[test]
fn typed_host_functions_take_and_give_continuations() -> Result<()> {
    for (mode, engine) in &engines() {
        let mut store = Store::new(engine, Vec::<OwnedRooted<ContRef>>::new());
        let keep = Func::wrap(
            &mut store,
            |mut caller: Caller<'_, Vec<OwnedRooted<ContRef>>>,
             cont: Option<OwnedRooted<ContRef>>|
             -> Option<OwnedRooted<ContRef>> {
                caller.gc();
                let before = caller.data_mut().pop();
                caller.data_mut().extend(cont);
                before
            },
        );
        let instance = add_instance(
            &mut store,
            r#"(module
              (type $f (func (result i32)))
              (type $c (cont $f))
              (import "host" "keep" (func $keep (param contref) (result contref)))
              (elem declare func $seven)
              (func $seven (result i32) (i32.const 7))
              (func (export "swap") (param i32) (result i32)
                (ref.is_null
                  (call $keep
                    (select (result contref)
                      (cont.new $c (ref.func $seven)) (ref.null cont) (local.get 0))))))"#,
            &[keep.into()],
        )?;
        let swap = export::<_, i32, i32>(&mut store, instance, "swap");
        let answers: Result<Vec<_>> = [1, 1, 0, 1, 0]
            .iter()
            .map(|&new| swap.call(&mut store, new))
            .collect();
        assert_eq!(answers?, [1, 0, 0, 1, 0], "{mode}");
    }
    Ok(())
}

#[test]
fn types_are_checked_at_every_boundary() -> Result<()> {
    let (_, engine) = &engines()[0];
    let (mut store, instance) = instantiate(engine)?;
    let store = &mut store;
    let unknown = call(store, instance, "unknown", &[])?;
    let body = Func::wrap(&mut *store, |_: i64| 0_i32);
    let other = ContType::new(engine, &body.ty(&*store))?;
    let other = ContRef::new(&mut *store, &other, &body)?.to_rooted(&mut *store);
    let other = Val::from(other);

    let global = instance.get_global(&mut *store, "global").unwrap();
    let table = instance.get_table(&mut *store, "table").unwrap();
    let object = call(store, instance, "box", &[Val::ContRef(None)])?;
    let object = object.unwrap_anyref().unwrap().unwrap_struct(&mut *store)?;
    let carry = instance.get_tag(&mut *store, "carry").unwrap();
    let function = Val::FuncRef(None);
    for wrong in [unknown, other, function] {
        let reference = wrong.ref_().unwrap();
        assert!(global.set(&mut *store, wrong).is_err(), "{wrong:?}");
        assert!(table.set(&mut *store, 0, reference).is_err(), "{wrong:?}");
        assert!(table.grow(&mut *store, 1, reference).is_err(), "{wrong:?}");
        assert!(
            object.set_field(&mut *store, 0, wrong).is_err(),
            "{wrong:?}"
        );
        assert!(ExnRef::new(&mut *store, &carry, &[wrong]).is_err());
        assert!(call(store, instance, "box", &[wrong]).is_err(), "{wrong:?}");
        let ty = pass_type(engine)?;
        let gives_wrong = Func::new(&mut *store, ty, move |_, _, results| {
            results[0] = wrong;
            Ok(())
        });
        let arguments = [Val::ContRef(None)];
        let mut results = [Val::I32(0)];
        let given = gives_wrong.call(&mut *store, &arguments, &mut results);
        assert!(given.is_err(), "{wrong:?}");
        let run = instance.get_func(&mut *store, "run").unwrap();
        assert!(
            run.call(&mut *store, &[Val::I32(0), wrong], &mut results)
                .is_err()
        );
    }
    // Where any continuation may be, both may.
    let global = instance.get_global(&mut *store, "unknown-global").unwrap();
    let table = instance.get_table(&mut *store, "unknown-table").unwrap();
    for right in [unknown, other, Val::ContRef(None)] {
        global.set(&mut *store, right)?;
        table.set(&mut *store, 0, right.ref_().unwrap())?;
        let (a, b) = (global.get(&mut *store), table.get(&mut *store, 0).unwrap());
        match (right.unwrap_contref(), a.unwrap_contref(), b.unwrap_cont()) {
            (None, None, None) => {}
            (Some(right), Some(a), Some(b)) => {
                assert!(Rooted::ref_eq(&*store, right, a)?);
                assert!(Rooted::ref_eq(&*store, right, b)?);
                assert_eq!(a.ty(&*store)?, HeapType::Cont);
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(global.set(&mut *store, Val::AnyRef(None)).is_err());
    Ok(())
}

#[test]
fn types_of_references_to_continuations() -> Result<()> {
    let (_, engine) = &engines()[0];
    let (mut store, instance) = instantiate(engine)?;
    let store = &mut store;
    let cont = call(store, instance, "new", &[])?;
    let unknown = call(store, instance, "unknown", &[])?;
    let concrete = RefType::new(false, HeapType::ConcreteCont(cont_type(engine)?));
    assert_eq!(cont.ty(&*store)?, ValType::Ref(concrete.clone()));
    let any = RefType::new(false, HeapType::Cont);
    assert_eq!(unknown.ty(&*store)?, ValType::Ref(any.clone()));
    assert_eq!(Val::null_cont_ref().ty(&*store)?, ValType::NULLCONTREF);
    let (concrete, any) = (ValType::Ref(concrete), ValType::Ref(any));
    assert!(cont.matches_ty(&*store, &concrete)? && cont.matches_ty(&*store, &any)?);
    assert!(!unknown.matches_ty(&*store, &concrete)? && unknown.matches_ty(&*store, &any)?);
    assert!(unknown.matches_ty(&*store, &ValType::CONTREF)?);
    assert!(Val::ContRef(None).matches_ty(&*store, &ValType::CONTREF)?);
    assert!(Val::ContRef(None).matches_ty(&*store, &ValType::NULLCONTREF)?);
    assert!(!Val::ContRef(None).matches_ty(&*store, &any)?);
    assert!(!cont.matches_ty(&*store, &ValType::ANYREF)?);

    assert!(ValType::NULLCONTREF.matches(&ValType::CONTREF));
    assert!(concrete.matches(&ValType::CONTREF) && !concrete.matches(&ValType::ANYREF));
    assert!(Ref::null(&HeapType::NoCont).is_cont() && Ref::from(None::<Func>).is_func());
    assert_eq!(concrete.to_string(), "(ref (cont (func …)))");
    Ok(())
}

#[test]
fn declared_subtypes_are_subtypes() -> Result<()> {
    use switchback_engine::Finality::{Final, NonFinal};

    let (_, engine) = &engines()[0];
    let function = FuncType::with_finality_and_supertype(engine, NonFinal, None, [], [])?;
    let below = FuncType::with_finality_and_supertype(engine, Final, Some(&function), [], [])?;
    let above = ContType::with_finality_and_supertype(engine, NonFinal, None, &function)?;
    let sub = ContType::with_finality_and_supertype(engine, Final, Some(&above), &below)?;
    assert!(sub.matches(&above) && !above.matches(&sub));
    assert_eq!(sub.supertype(), Some(above.clone()));
    assert_eq!((sub.finality(), above.finality()), (Final, NonFinal));
    assert_eq!(sub.func_type(), below);
    assert!(ContType::with_finality_and_supertype(engine, Final, Some(&sub), &below).is_err());
    assert_eq!(sub.to_string(), "(sub final (cont …) (cont (func …)))");

    let other = Engine::default();
    assert!(ContType::new(&other, &function).is_err());
    Ok(())
}
