//! Globals and tables of references.

use switchback_engine::{
    AnyRef, ExnRef, ExternRef, FuncType, Global, GlobalType, HeapType, I31, Mutability, Ref,
    RefType, Result, RootScope, Rooted, Store, Table, TableType, Tag, TagType, Val, ValType,
};

use crate::support::add_instance;
use crate::worlds::{in_all_stores, number, pair, references};

/// Every hierarchy, with something of it.
fn everything(store: &mut Store<()>) -> Result<Vec<(RefType, Ref)>> {
    let object = pair(store, 11, None);
    let concrete = RefType::new(true, HeapType::ConcreteStruct(object.ty(&*store)?));
    let host = ExternRef::new(&mut *store, 11)?;
    let ty = TagType::new(FuncType::new(store.engine(), [ValType::I32], []));
    let tag = Tag::new(&mut *store, &ty)?;
    let exception = ExnRef::new(&mut *store, &tag, &[Val::I32(11)])?;
    let array = references(store, &[object.into()]);
    let i31 = AnyRef::from_i31(&mut *store, I31::wrapping_u32(11));
    Ok(vec![
        (RefType::ANYREF, object.into()),
        (RefType::EQREF, object.into()),
        (RefType::STRUCTREF, object.into()),
        (concrete, object.into()),
        (RefType::ARRAYREF, array.into()),
        (RefType::I31REF, i31.into()),
        (RefType::EXTERNREF, host.into()),
        (RefType::EXNREF, exception.into()),
    ])
}

fn assert_same(store: &Store<()>, actual: Ref, expected: Ref) -> Result<()> {
    let same = match (actual, expected) {
        (Ref::Any(Some(a)), Ref::Any(Some(b))) => Rooted::ref_eq(store, &a, &b)?,
        (Ref::Extern(Some(a)), Ref::Extern(Some(b))) => Rooted::ref_eq(store, &a, &b)?,
        (Ref::Exn(Some(a)), Ref::Exn(Some(b))) => Rooted::ref_eq(store, &a, &b)?,
        (a, b) => a.is_null() && b.is_null(),
    };
    assert!(same, "{actual:?}, expected {expected:?}");
    Ok(())
}

fn assert_holds(store: &mut Store<()>, table: &Table, index: u64, expected: Ref) -> Result<()> {
    let element = table.get(&mut *store, index).unwrap();
    assert_same(store, element, expected)
}

#[test]
fn globals_hold_references_of_every_type() {
    in_all_stores(|store| {
        for (ty, value) in everything(store)? {
            let null = Ref::null(ty.heap_type());
            let ty = GlobalType::new(ValType::Ref(ty), Mutability::Var);
            let global = Global::new(&mut *store, ty.clone(), null.into())?;
            assert!(global.get(&mut *store).ref_().unwrap().is_null());
            global.set(&mut *store, value.into())?;
            store.gc();
            let held = global.get(&mut *store).ref_().unwrap();
            assert_same(store, held, value)?;
            assert_eq!(global.ty(&*store), ty);
            for (other, _) in everything(store)? {
                let wrong = other.heap_type().top() != ty.content().unwrap_ref().heap_type().top();
                let null = Ref::null(other.heap_type());
                assert_eq!(global.set(&mut *store, null.into()).is_err(), wrong);
            }
        }
        Ok(())
    });
}

#[test]
fn globals_keep_what_they_hold_alive() {
    in_all_stores(|store| {
        let ty = GlobalType::new(ValType::ANYREF, Mutability::Var);
        let global = Global::new(&mut *store, ty, Val::AnyRef(None))?;
        let owned = pair(store, 3, None).to_owned_rooted(&mut *store)?;
        let mut scope = RootScope::new(&mut *store);
        let rooted = owned.to_rooted(&mut scope);
        global.set(&mut scope, rooted.into())?;
        drop((scope, owned));
        for _ in 0..3 {
            store.gc();
        }
        let value = *global.get(&mut *store).unwrap_anyref().unwrap();
        let value = value.unwrap_struct(&mut *store)?;
        assert_eq!(number(store, &value), 3);
        Ok(())
    });
}

#[test]
fn tables_hold_references_of_every_type() {
    in_all_stores(|store| {
        for (ty, value) in everything(store)? {
            let null = Ref::null(ty.heap_type());
            let table = Table::new(&mut *store, TableType::new(ty.clone(), 2, None), null)?;
            table.set(&mut *store, 1, value)?;
            store.gc();
            assert_holds(store, &table, 0, null)?;
            assert_holds(store, &table, 1, value)?;
            assert_eq!(table.grow(&mut *store, 50, value)?, 2);
            store.gc();
            for index in 2..52 {
                assert_holds(store, &table, index, value)?;
            }
            assert!(table.get(&mut *store, 52).is_none());
            table.fill(&mut *store, 10, null, 10)?;
            store.gc();
            assert_holds(store, &table, 19, null)?;
            assert_holds(store, &table, 20, value)?;
            let full = Table::new(&mut *store, TableType::new(ty.clone(), 5, Some(5)), value)?;
            Table::copy(&mut *store, &full, 0, &table, 18, 4)?;
            store.gc();
            for (index, expected) in [null, null, value, value, value].into_iter().enumerate() {
                assert_holds(store, &full, index as u64, expected)?;
            }
            assert!(full.grow(&mut *store, 1, value).is_err());
            assert_eq!(table.ty(&*store).element(), &ty);
            if ty.heap_type().top() == HeapType::Any && ty != RefType::ANYREF {
                let host = ExternRef::new(&mut *store, 0)?;
                let wrong = Ref::from(AnyRef::convert_extern(&*store, host)?);
                assert!(table.set(&mut *store, 0, wrong).is_err());
                assert!(table.grow(&mut *store, 1, wrong).is_err());
                assert!(table.fill(&mut *store, 0, wrong, 1).is_err());
            }
        }
        Ok(())
    });
}

#[test]
fn elements_that_cannot_be_null_need_a_value() {
    in_all_stores(|store| {
        let ty = TableType::new(RefType::new(false, HeapType::Struct), 3, None);
        let null = Ref::null(&HeapType::Struct);
        assert!(Table::new(&mut *store, ty.clone(), null).is_err());
        let object = pair(store, 2, None);
        let table = Table::new(&mut *store, ty, object.into())?;
        assert!(table.set(&mut *store, 0, null).is_err());
        let content = ValType::Ref(RefType::new(false, HeapType::Any));
        let ty = GlobalType::new(content, Mutability::Const);
        assert!(Global::new(&mut *store, ty.clone(), Val::AnyRef(None)).is_err());
        let global = Global::new(&mut *store, ty, object.into())?;
        store.gc();
        let value = *global.get(&mut *store).unwrap_anyref().unwrap();
        assert!(Rooted::ref_eq(&*store, &value, &object.to_anyref())?);
        assert!(global.set(&mut *store, object.into()).is_err(), "constant");
        Ok(())
    });
}

#[test]
fn modules_import_and_export_them() {
    in_all_stores(|store| {
        let text = r#"(module
            (type $pair (struct (field (mut i64)) (field (mut anyref))))
            (import "" "global" (global $global (mut (ref null $pair))))
            (import "" "table" (table $table 4 anyref))
            (global (export "own") (mut (ref $pair))
                (struct.new $pair (i64.const 5) (ref.i31 (i32.const 6))))
            (func (export "step")
                (table.set $table (i32.const 1) (global.get $global))
                (global.set $global
                    (struct.new $pair (i64.const 8) (table.get $table (i32.const 0))))))"#;
        let first = pair(store, 1, None);
        let ty = RefType::new(true, HeapType::ConcreteStruct(first.ty(&*store)?));
        let ty = GlobalType::new(ValType::Ref(ty), Mutability::Var);
        let global = Global::new(&mut *store, ty, first.into())?;
        let second = pair(store, 2, None);
        let ty = TableType::new(RefType::ANYREF, 4, None);
        let table = Table::new(&mut *store, ty, second.into())?;
        let instance = add_instance(store, text, &[global.into(), table.into()])?;
        let step = instance.get_typed_func::<(), ()>(&mut *store, "step")?;
        store.gc();
        step.call(&mut *store, ())?;
        store.gc();
        let element = table.get(&mut *store, 1).unwrap();
        assert!(Rooted::ref_eq(
            &*store,
            element.unwrap_any().unwrap(),
            &first.to_anyref()
        )?);
        let made = *global.get(&mut *store).unwrap_anyref().unwrap();
        let made = made.unwrap_struct(&mut *store)?;
        assert_eq!(number(store, &made), 8);
        let field = made.field(&mut *store, 1)?;
        assert!(Rooted::ref_eq(
            &*store,
            field.unwrap_anyref().unwrap(),
            &second.to_anyref()
        )?);

        let own = instance.get_global(&mut *store, "own").unwrap();
        let value = *own.get(&mut *store).unwrap_anyref().unwrap();
        let value = value.unwrap_struct(&mut *store)?;
        assert_eq!(number(store, &value), 5);
        let field = value.field(&mut *store, 1)?;
        assert_eq!(
            field
                .unwrap_anyref()
                .unwrap()
                .unwrap_i31(&*store)?
                .get_u32(),
            6
        );
        assert!(own.set(&mut *store, Val::AnyRef(None)).is_err());
        let wrong = references(store, &[]);
        assert!(own.set(&mut *store, wrong.into()).is_err());
        own.set(&mut *store, first.into())?;

        // Types of imports have to be the same.
        let ty = GlobalType::new(ValType::ANYREF, Mutability::Var);
        let other = Global::new(&mut *store, ty, first.into())?;
        assert!(add_instance(store, text, &[other.into(), table.into()]).is_err());
        let ty = TableType::new(RefType::EQREF, 4, None);
        let other = Table::new(&mut *store, ty, second.into())?;
        assert!(add_instance(store, text, &[global.into(), other.into()]).is_err());
        Ok(())
    });
}
