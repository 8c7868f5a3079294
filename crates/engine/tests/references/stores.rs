//! References and types of one store or engine, given to another: errors, never anything
//! else.

use switchback_engine::{
    AnyRef, ArrayRef, ArrayRefPre, EqRef, ExnRef, ExternRef, FieldType, Func, FuncType, Global,
    GlobalType, HeapType, I31, Mutability, OwnedRooted, Ref, RefType, Result, Rooted, Store,
    StructRef, StructRefPre, StructType, Table, TableType, Tag, TagType, Val, ValType,
};

use crate::worlds::{engine, pair, references};

/// One of everything.
struct Things {
    store: Store<()>,
    object: Rooted<StructRef>,
    array: Rooted<ArrayRef>,
    any: Rooted<AnyRef>,
    eq: Rooted<EqRef>,
    host: Rooted<ExternRef>,
    exception: Rooted<ExnRef>,
    owned: OwnedRooted<AnyRef>,
    pre: StructRefPre,
    array_pre: ArrayRefPre,
    tag: Tag,
    table: Table,
    global: Global,
    func: Func,
}

impl Things {
    fn new(store: Store<()>) -> Self {
        let mut store = store;
        let object = pair(&mut store, 1, None);
        let array = references(&mut store, &[Val::AnyRef(None)]);
        let any = AnyRef::from_i31(&mut store, I31::wrapping_u32(1));
        let ty = FuncType::new(store.engine(), [ValType::ANYREF], []);
        let tag = Tag::new(&mut store, &TagType::new(ty)).unwrap();
        let object_type = object.ty(&store).unwrap();
        let array_type = array.ty(&store).unwrap();
        let ty = TableType::new(RefType::ANYREF, 1, None);
        let table = Table::new(&mut store, ty, Ref::Any(None)).unwrap();
        let ty = GlobalType::new(ValType::ANYREF, Mutability::Var);
        Self {
            object,
            array,
            any,
            eq: EqRef::from_i31(&mut store, I31::wrapping_u32(1)),
            host: ExternRef::new(&mut store, 1).unwrap(),
            exception: ExnRef::new(&mut store, &tag, &[any.into()]).unwrap(),
            owned: any.to_owned_rooted(&mut store).unwrap(),
            pre: StructRefPre::new(&mut store, object_type),
            array_pre: ArrayRefPre::new(&mut store, array_type),
            tag,
            table,
            global: Global::new(&mut store, ty, any.into()).unwrap(),
            func: Func::wrap(&mut store, |_: Option<Rooted<AnyRef>>| {}),
            store,
        }
    }
}

type Case = (&'static str, fn(&mut Things, &mut Things) -> Result<()>);

/// What is done with the first store and something of the second.
const CASES: &[Case] = &[
    ("StructRef::new", |a, b| {
        let fields = [Val::I64(1), Val::AnyRef(None)];
        StructRef::new(&mut a.store, &b.pre, &fields).map(drop)
    }),
    ("StructRef::new with a reference", |a, b| {
        let fields = [Val::I64(1), b.any.into()];
        StructRef::new(&mut a.store, &a.pre, &fields).map(drop)
    }),
    ("StructRef::field", |a, b| {
        b.object.field(&mut a.store, 0).map(drop)
    }),
    ("StructRef::fields", |a, b| {
        b.object.fields(&mut a.store).map(drop)
    }),
    ("StructRef::set_field", |a, b| {
        b.object.set_field(&mut a.store, 0, Val::I64(1))
    }),
    ("StructRef::set_field with a reference", |a, b| {
        a.object.set_field(&mut a.store, 1, b.any.into())
    }),
    ("StructRef::ty", |a, b| b.object.ty(&a.store).map(drop)),
    ("ArrayRef::new", |a, b| {
        ArrayRef::new(&mut a.store, &b.array_pre, &Val::AnyRef(None), 1).map(drop)
    }),
    ("ArrayRef::new with a reference", |a, b| {
        ArrayRef::new(&mut a.store, &a.array_pre, &b.any.into(), 1).map(drop)
    }),
    ("ArrayRef::new_fixed", |a, b| {
        ArrayRef::new_fixed(&mut a.store, &b.array_pre, &[]).map(drop)
    }),
    ("ArrayRef::new_fixed with a reference", |a, b| {
        ArrayRef::new_fixed(&mut a.store, &a.array_pre, &[b.any.into()]).map(drop)
    }),
    ("ArrayRef::get", |a, b| {
        b.array.get(&mut a.store, 0).map(drop)
    }),
    ("ArrayRef::elems", |a, b| {
        b.array.elems(&mut a.store).map(drop)
    }),
    ("ArrayRef::len", |a, b| b.array.len(&a.store).map(drop)),
    ("ArrayRef::set", |a, b| {
        b.array.set(&mut a.store, 0, Val::AnyRef(None))
    }),
    ("ArrayRef::set with a reference", |a, b| {
        a.array.set(&mut a.store, 0, b.any.into())
    }),
    ("AnyRef::ty", |a, b| b.any.ty(&a.store).map(drop)),
    ("AnyRef::matches_ty", |a, b| {
        b.any.matches_ty(&a.store, &HeapType::Any).map(drop)
    }),
    ("AnyRef::is_i31", |a, b| b.any.is_i31(&a.store).map(drop)),
    ("AnyRef::as_struct", |a, b| {
        b.any.as_struct(&mut a.store).map(drop)
    }),
    ("AnyRef::as_array", |a, b| {
        b.any.as_array(&mut a.store).map(drop)
    }),
    ("AnyRef::as_eqref", |a, b| {
        b.any.as_eqref(&mut a.store).map(drop)
    }),
    ("AnyRef::convert_extern", |a, b| {
        AnyRef::convert_extern(&a.store, b.host).map(drop)
    }),
    ("EqRef::ty", |a, b| b.eq.ty(&a.store).map(drop)),
    ("EqRef::as_i31", |a, b| b.eq.as_i31(&a.store).map(drop)),
    ("ExternRef::data", |a, b| b.host.data(&a.store).map(drop)),
    ("ExternRef::data_mut", |a, b| {
        b.host.data_mut(&mut a.store).map(drop)
    }),
    ("ExternRef::convert_any", |a, b| {
        ExternRef::convert_any(&a.store, b.any).map(drop)
    }),
    ("ExnRef::new", |a, b| {
        ExnRef::new(&mut a.store, &b.tag, &[Val::AnyRef(None)]).map(drop)
    }),
    ("ExnRef::new with a reference", |a, b| {
        ExnRef::new(&mut a.store, &a.tag, &[b.any.into()]).map(drop)
    }),
    ("ExnRef::field", |a, b| {
        b.exception.field(&mut a.store, 0).map(drop)
    }),
    ("ExnRef::tag", |a, b| b.exception.tag(&a.store).map(drop)),
    ("Rooted::to_owned_rooted", |a, b| {
        b.any.to_owned_rooted(&mut a.store).map(drop)
    }),
    ("Rooted::to_rooted", |a, b| {
        b.any.to_rooted(&mut a.store).map(drop)
    }),
    ("Rooted::ref_eq", |a, b| {
        Rooted::ref_eq(&a.store, &a.any, &b.any).map(drop)
    }),
    ("OwnedRooted::ty", |a, b| b.owned.ty(&a.store).map(drop)),
    ("OwnedRooted::to_rooted", |a, b| {
        b.owned.to_rooted(&mut a.store).ty(&a.store).map(drop)
    }),
    ("OwnedRooted::to_rooted, used at home", |a, b| {
        b.owned.to_rooted(&mut a.store).ty(&b.store).map(drop)
    }),
    ("Val::ty", |a, b| Val::from(b.any).ty(&a.store).map(drop)),
    ("Val::matches_ty", |a, b| {
        Val::from(b.any)
            .matches_ty(&a.store, &ValType::ANYREF)
            .map(drop)
    }),
    ("Ref::ty", |a, b| {
        Ref::from(b.exception).ty(&a.store).map(drop)
    }),
    ("call", |a, b| {
        a.func.call(&mut a.store, &[b.any.into()], &mut [])
    }),
    ("typed call", |a, b| {
        let func = a.func.typed::<Option<Rooted<AnyRef>>, ()>(&a.store)?;
        func.call(&mut a.store, Some(b.any))
    }),
    ("typed call with an owned root", |a, b| {
        let func = a.func.typed::<Option<OwnedRooted<AnyRef>>, ()>(&a.store)?;
        func.call(&mut a.store, Some(b.owned.clone()))
    }),
    ("result of a typed host function", |a, b| {
        let any = b.any;
        let func = Func::wrap(&mut a.store, move || any);
        func.call(&mut a.store, &[], &mut [Val::I32(0)])
    }),
    ("result of a host function", |a, b| {
        let any = b.any;
        let ty = FuncType::new(a.store.engine(), [], [ValType::ANYREF]);
        let func = Func::new(&mut a.store, ty, move |_, _, results| {
            results[0] = any.into();
            Ok(())
        });
        func.call(&mut a.store, &[], &mut [Val::I32(0)])
    }),
    ("Global::new", |a, b| {
        let ty = GlobalType::new(ValType::ANYREF, Mutability::Var);
        Global::new(&mut a.store, ty, b.any.into()).map(drop)
    }),
    ("Global::set", |a, b| {
        a.global.set(&mut a.store, b.any.into())
    }),
    ("Table::new", |a, b| {
        let ty = TableType::new(RefType::ANYREF, 1, None);
        Table::new(&mut a.store, ty, b.any.into()).map(drop)
    }),
    ("Table::set", |a, b| {
        a.table.set(&mut a.store, 0, b.any.into())
    }),
    ("Table::grow", |a, b| {
        a.table.grow(&mut a.store, 1, b.any.into()).map(drop)
    }),
    ("Table::fill", |a, b| {
        a.table.fill(&mut a.store, 0, b.any.into(), 1)
    }),
];

#[test]
fn things_of_another_store_are_errors() {
    let engine = engine();
    let mut ours = Things::new(Store::new(&engine, ()));
    let mut of_same_engine = Things::new(Store::new(&engine, ()));
    let mut of_another = Things::new(crate::worlds::store());
    for (name, case) in CASES {
        assert!(case(&mut ours, &mut of_same_engine).is_err(), "{name}");
        assert!(case(&mut ours, &mut of_another).is_err(), "{name}");
        assert!(case(&mut of_another, &mut ours).is_err(), "{name}");
    }
    // It did no harm.
    ours.store.gc();
    assert_eq!(
        ours.object.field(&mut ours.store, 0).unwrap().unwrap_i64(),
        1
    );
}

#[test]
fn types_of_another_engine_are_errors() {
    let (ours, theirs) = (engine(), engine());
    let foreign = crate::worlds::pair_type(&theirs);
    let mut store = Store::new(&ours, ());
    let pre = StructRefPre::new(&mut store, foreign.clone());
    let fields = [Val::I64(1), Val::AnyRef(None)];
    assert!(StructRef::new(&mut store, &pre, &fields).is_err());
    let reference = ValType::Ref(RefType::new(
        true,
        HeapType::ConcreteStruct(foreign.clone()),
    ));
    let field = FieldType::new(Mutability::Var, reference.clone().into());
    assert!(StructType::new(&ours, [field.clone()]).is_err());
    assert!(FuncType::try_new(&ours, [reference.clone()], []).is_err());
    let finality = switchback_engine::Finality::Final;
    let made = StructType::with_finality_and_supertype(&ours, finality, Some(&foreign), []);
    assert!(made.is_err());
    let made =
        switchback_engine::ArrayType::with_finality_and_supertype(&ours, finality, None, field);
    assert!(made.is_err());
    let ty = GlobalType::new(reference.clone(), Mutability::Var);
    assert!(Global::new(&mut store, ty, Val::AnyRef(None)).is_err());
    let object = pair(&mut store, 1, None);
    assert!(
        object
            .to_anyref()
            .matches_ty(&store, &HeapType::from(foreign.clone()))
            .is_err()
    );
    assert!(Val::from(object).matches_ty(&store, &reference).is_err());
    assert!(!object.matches_ty(&store, &foreign).unwrap());
    assert!(!object.ty(&store).unwrap().matches(&foreign));
}
