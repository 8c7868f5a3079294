//! Structs, arrays and unboxed integers, made and changed by the host.

use switchback_engine::{
    AnyRef, ArrayRef, ArrayRefPre, ArrayType, EqRef, ExternRef, FieldType, Func, HeapType, I31,
    Mutability, RefType, Result, Rooted, StorageType, Store, StructRef, StructRefPre, StructType,
    Trap, V128, Val, ValType,
};

use crate::support::{Random, trap};
use crate::worlds::{config, in_all_stores, number, pair, references};

#[track_caller]
fn assert_fails<T>(result: Result<T>, part: &str) {
    let error = result.err().expect("an error");
    let text = format!("{error:#}");
    assert!(text.contains(part), "{text}");
}

/// A field of every kind.
fn everything(store: &Store<()>) -> StructType {
    let fields = [
        StorageType::I8,
        StorageType::I16,
        ValType::I32.into(),
        ValType::V128.into(),
        ValType::F32.into(),
        ValType::F64.into(),
        ValType::I64.into(),
        ValType::FUNCREF.into(),
        ValType::EXTERNREF.into(),
        ValType::ANYREF.into(),
        ValType::I31REF.into(),
        ValType::EXNREF.into(),
    ];
    let fields = fields.map(|ty| FieldType::new(Mutability::Var, ty));
    StructType::new(store.engine(), fields).unwrap()
}

/// A value for each field of [`everything`].
fn some_of_everything(store: &mut Store<()>, random: &mut Random) -> Result<Vec<Val>> {
    let func = Func::wrap(&mut *store, || 7_i32);
    let host = ExternRef::new(&mut *store, random.next())?;
    let inner = pair(store, random.next() as i64, None);
    Ok(vec![
        Val::I32(random.below(0x100) as i32),
        Val::I32(random.below(0x1_0000) as i32),
        Val::I32(random.next() as i32),
        Val::V128(V128::from(u128::from(random.next()) << 64 | 5)),
        Val::F32(random.next() as u32),
        Val::F64(random.next()),
        Val::I64(random.next() as i64),
        func.into(),
        host.into(),
        inner.into(),
        AnyRef::from_i31(&mut *store, I31::wrapping_u32(random.next() as u32)).into(),
        Val::ExnRef(None),
    ])
}

/// Whether two values are the same, references included.
fn same(store: &Store<()>, a: &Val, b: &Val) -> Result<bool> {
    Ok(match (a, b) {
        (Val::ExternRef(Some(a)), Val::ExternRef(Some(b))) => Rooted::ref_eq(store, a, b)?,
        (Val::AnyRef(Some(a)), Val::AnyRef(Some(b))) => Rooted::ref_eq(store, a, b)?,
        _ => format!("{a:?}") == format!("{b:?}"),
    })
}

#[track_caller]
fn assert_same(store: &Store<()>, actual: &[Val], expected: &[Val]) {
    assert_eq!(actual.len(), expected.len());
    for (index, (a, b)) in actual.iter().zip(expected).enumerate() {
        assert!(same(store, a, b).unwrap(), "{index}: {a:?}, expected {b:?}");
    }
}

#[test]
fn structs_hold_values_of_every_type() {
    in_all_stores(|store| {
        let ty = everything(store);
        let pre = StructRefPre::new(&mut *store, ty.clone());
        let mut random = Random::new(1);
        for _ in 0..20 {
            let values = some_of_everything(store, &mut random)?;
            let object = StructRef::new(&mut *store, &pre, &values)?;
            store.gc();
            let fields: Vec<_> = object.fields(&mut *store)?.collect();
            assert_same(store, &fields, &values);
            let values = some_of_everything(store, &mut random)?;
            for (index, value) in values.iter().enumerate() {
                object.set_field(&mut *store, index, *value)?;
                store.gc();
                let field = object.field(&mut *store, index)?;
                assert_same(store, &[field], &[*value]);
            }
            let fields: Vec<_> = object.fields(&mut *store)?.collect();
            assert_same(store, &fields, &values);
            assert_eq!(object.ty(&*store)?, ty);
            assert_eq!(object.fields(&mut *store)?.len(), 12);
        }
        Ok(())
    });
}

#[test]
fn arrays_hold_values_of_every_type() {
    in_all_stores(|store| {
        let fields: Vec<_> = everything(store).fields().collect();
        let mut random = Random::new(2);
        let mut pool = Vec::new();
        for _ in 0..5 {
            pool.push(some_of_everything(store, &mut random)?);
        }
        for (place, field) in fields.into_iter().enumerate() {
            let ty = ArrayType::new(store.engine(), field);
            let pre = ArrayRefPre::new(&mut *store, ty.clone());
            for length in [0_u32, 1, 7, 300] {
                let value = |index: u32| pool[index as usize % pool.len()][place];
                let values: Vec<_> = (0..length).map(value).collect();
                let array = ArrayRef::new_fixed(&mut *store, &pre, &values)?;
                store.gc();
                let elements: Vec<_> = array.elems(&mut *store)?.collect();
                assert_same(store, &elements, &values);
                assert_eq!(array.len(&*store)?, length);
                assert_eq!(array.ty(&*store)?, ty);

                let array = ArrayRef::new(&mut *store, &pre, &value(3), length)?;
                store.gc();
                let elements: Vec<_> = array.elems(&mut *store)?.collect();
                assert_same(store, &elements, &vec![value(3); length as usize]);
                for index in 0..length {
                    let value = value(index + 1);
                    array.set(&mut *store, index, value)?;
                    let element = array.get(&mut *store, index)?;
                    assert_same(store, &[element], &[value]);
                }
            }
        }
        Ok(())
    });
}

#[test]
fn old_objects_keep_young_ones_alive() {
    in_all_stores(|store| {
        let elements = vec![Val::AnyRef(None); 5000];
        let array = references(store, &elements);
        let object = pair(store, 0, None);
        store.gc();
        store.gc();
        for round in 0..500_u32 {
            let mut scope = switchback_engine::RootScope::new(&mut *store);
            let number = AnyRef::from_i31(&mut scope, I31::wrapping_u32(round));
            let ty = FieldType::new(Mutability::Var, ValType::ANYREF.into());
            let ty = StructType::new(
                switchback_engine::AsContext::as_context(&scope).engine(),
                [ty],
            )?;
            let pre = StructRefPre::new(&mut scope, ty);
            let boxed = StructRef::new(&mut scope, &pre, &[number.into()])?;
            array.set(&mut scope, round * 10, boxed.into())?;
            object.set_field(&mut scope, 1, boxed.into())?;
        }
        store.gc();
        for round in 0..500_u32 {
            let value = array.get(&mut *store, round * 10)?;
            let boxed = value.unwrap_anyref().unwrap().unwrap_struct(&mut *store)?;
            let number = boxed.field(&mut *store, 0)?;
            let number = number.unwrap_anyref().unwrap().unwrap_i31(&*store)?;
            assert_eq!(number.get_u32(), round);
            assert!(
                array
                    .get(&mut *store, round * 10 + 1)?
                    .ref_()
                    .unwrap()
                    .is_null()
            );
        }
        let last = object.field(&mut *store, 1)?;
        assert!(last.unwrap_anyref().unwrap().is_struct(&*store)?);
        Ok(())
    });
}

#[test]
fn bytes_are_copied_at_once() {
    in_all_stores(|store| {
        let ty = FieldType::new(Mutability::Var, StorageType::I8);
        let ty = ArrayType::new(store.engine(), ty);
        let pre = ArrayRefPre::new(&mut *store, ty);
        for length in [0, 1, 3, 100, 100_000] {
            let bytes: Vec<u8> = (0..length).map(|index: u32| index as u8).collect();
            let array = ArrayRef::new_from_i8_slice(&mut *store, &pre, &bytes)?;
            store.gc();
            let mut copied = vec![1; bytes.len()];
            array.copy_to_i8_slice(&mut *store, &mut copied)?;
            assert_eq!(copied, bytes);
            let mut longer = vec![1; bytes.len() + 1];
            assert_fails(
                array.copy_to_i8_slice(&mut *store, &mut longer),
                "cannot be copied",
            );
        }
        let others = references(store, &[]);
        assert_fails(others.copy_to_i8_slice(&mut *store, &mut []), "array of i8");
        Ok(())
    });
}

#[test]
fn packed_values_are_cut_and_come_zero_extended() {
    in_all_stores(|store| {
        let fields =
            [StorageType::I8, StorageType::I16].map(|ty| FieldType::new(Mutability::Var, ty));
        let ty = StructType::new(store.engine(), fields)?;
        let pre = StructRefPre::new(&mut *store, ty);
        let object = StructRef::new(&mut *store, &pre, &[Val::I32(-1), Val::I32(0x12_3456)])?;
        assert_eq!(object.field(&mut *store, 0)?.unwrap_i32(), 0xff);
        assert_eq!(object.field(&mut *store, 1)?.unwrap_i32(), 0x3456);
        object.set_field(&mut *store, 0, Val::I32(0x101))?;
        assert_eq!(object.field(&mut *store, 0)?.unwrap_i32(), 1);
        assert_eq!(object.field(&mut *store, 1)?.unwrap_i32(), 0x3456);
        Ok(())
    });
}

#[test]
fn what_something_is_can_be_asked() {
    in_all_stores(|store| {
        let object = pair(store, 1, None);
        let array = references(store, &[]);
        let i31 = EqRef::from_i31(&mut *store, I31::wrapping_u32(3));
        store.gc();
        let concrete_struct = HeapType::ConcreteStruct(object.ty(&*store)?);
        let concrete_array = HeapType::ConcreteArray(array.ty(&*store)?);
        let types = [
            HeapType::Any,
            HeapType::Eq,
            HeapType::Struct,
            HeapType::Array,
            HeapType::I31,
            concrete_struct.clone(),
            concrete_array.clone(),
            HeapType::None,
            HeapType::Extern,
            HeapType::Func,
        ];
        let everything: [(Rooted<AnyRef>, HeapType, [bool; 7]); 3] = [
            (
                object.to_anyref(),
                concrete_struct,
                [true, true, true, false, false, true, false],
            ),
            (
                array.to_anyref(),
                concrete_array,
                [true, true, false, true, false, false, true],
            ),
            (
                i31.to_anyref(),
                HeapType::I31,
                [true, true, false, false, true, false, false],
            ),
        ];
        for (value, ty, answers) in everything {
            assert_eq!(value.ty(&*store)?, ty);
            let expected = answers.into_iter().chain([false; 3]);
            for (ty, expected) in types.iter().zip(expected) {
                assert_eq!(value.matches_ty(&*store, ty)?, expected, "{value:?} {ty}");
                let eq = value.unwrap_eqref(&mut *store)?;
                assert_eq!(eq.matches_ty(&*store, ty)?, expected);
                let ty = ValType::Ref(RefType::new(false, ty.clone()));
                assert_eq!(Val::from(value).matches_ty(&*store, &ty)?, expected);
            }
            let [_, is_eq, is_struct, is_array, is_i31, ..] = answers;
            assert_eq!(value.is_eqref(&*store)?, is_eq);
            assert_eq!(value.as_eqref(&mut *store)?.is_some(), is_eq);
            assert_eq!(value.is_struct(&*store)?, is_struct);
            assert_eq!(value.as_struct(&mut *store)?.is_some(), is_struct);
            assert_eq!(value.is_array(&*store)?, is_array);
            assert_eq!(value.as_array(&mut *store)?.is_some(), is_array);
            assert_eq!(value.is_i31(&*store)?, is_i31);
            assert_eq!(value.as_i31(&*store)?.is_some(), is_i31);
            let eq = value.unwrap_eqref(&mut *store)?;
            assert_eq!(eq.ty(&*store)?, ty);
            assert_eq!(eq.as_struct(&mut *store)?.is_some(), is_struct);
            assert_eq!(eq.as_array(&mut *store)?.is_some(), is_array);
            assert_eq!(eq.as_i31(&*store)?.is_some(), is_i31);
        }
        assert!(object.matches_ty(&*store, &object.ty(&*store)?)?);
        Ok(())
    });
}

#[test]
fn wrong_values_and_places_are_errors() {
    in_all_stores(|store| {
        let object = pair(store, 1, None);
        let ty = object.ty(&*store)?;
        let pre = StructRefPre::new(&mut *store, ty);
        assert_fails(StructRef::new(&mut *store, &pre, &[]), "expected 2 values");
        let wrong = [Val::I32(1), Val::AnyRef(None)];
        assert_fails(StructRef::new(&mut *store, &pre, &wrong), "field 0");
        let wrong = [Val::I64(1), Val::ExternRef(None)];
        assert_fails(StructRef::new(&mut *store, &pre, &wrong), "type mismatch");
        assert_fails(object.field(&mut *store, 2), "no field 2");
        assert_fails(object.field(&mut *store, usize::MAX), "no field");
        let zero = Val::I64(0);
        assert_fails(object.set_field(&mut *store, 2, zero), "no field 2");
        assert_fails(object.set_field(&mut *store, 1, zero), "type mismatch");

        let ty = FieldType::new(Mutability::Const, ValType::I64.into());
        let ty = StructType::new(store.engine(), [ty])?;
        let pre = StructRefPre::new(&mut *store, ty);
        let constant = StructRef::new(&mut *store, &pre, &[zero])?;
        assert_fails(constant.set_field(&mut *store, 0, zero), "immutable");

        let array = references(store, &[Val::AnyRef(None); 3]);
        let null = Val::AnyRef(None);
        assert_fails(array.get(&mut *store, 3), "no element 3");
        assert_fails(array.set(&mut *store, u32::MAX, null), "no element");
        assert_fails(
            array.set(&mut *store, 0, Val::FuncRef(None)),
            "type mismatch",
        );
        let ty = array.ty(&*store)?;
        let pre = ArrayRefPre::new(&mut *store, ty);
        assert_fails(ArrayRef::new(&mut *store, &pre, &zero, 1), "type mismatch");
        let wrong = [null, zero];
        assert_fails(ArrayRef::new_fixed(&mut *store, &pre, &wrong), "element 1");
        assert_fails(
            ArrayRef::new_from_i8_slice(&mut *store, &pre, b"x"),
            "array of i8",
        );
        let ty = FieldType::new(Mutability::Const, StorageType::I8);
        let ty = ArrayType::new(store.engine(), ty);
        let pre = ArrayRefPre::new(&mut *store, ty);
        let constant = ArrayRef::new_from_i8_slice(&mut *store, &pre, b"x")?;
        assert_fails(constant.set(&mut *store, 0, Val::I32(1)), "immutable");
        Ok(())
    });
}

#[test]
fn fields_of_defined_types_take_only_such_objects() {
    in_all_stores(|store| {
        let inner = pair(store, 1, None);
        let ty = RefType::new(true, HeapType::ConcreteStruct(inner.ty(&*store)?));
        let ty = FieldType::new(Mutability::Var, ValType::Ref(ty).into());
        let ty = StructType::new(store.engine(), [ty])?;
        let pre = StructRefPre::new(&mut *store, ty);
        let outer = StructRef::new(&mut *store, &pre, &[inner.into()])?;
        store.gc();
        let field = outer.field(&mut *store, 0)?;
        let field = field.unwrap_anyref().unwrap().unwrap_struct(&mut *store)?;
        assert_eq!(number(store, &field), 1);
        let number = AnyRef::from_i31(&mut *store, I31::wrapping_u32(1));
        let array = references(store, &[]);
        for wrong in [outer.into(), number.into(), array.into()] {
            assert_fails(outer.set_field(&mut *store, 0, wrong), "type mismatch");
            assert_fails(StructRef::new(&mut *store, &pre, &[wrong]), "type mismatch");
        }
        outer.set_field(&mut *store, 0, Val::AnyRef(None))?;
        assert!(outer.field(&mut *store, 0)?.unwrap_anyref().is_none());
        Ok(())
    });
}

#[test]
fn a_full_heap_is_an_error_and_the_store_stays_usable() -> Result<()> {
    let engine =
        switchback_engine::Engine::new(config().gc_heap_maximum(4 << 20).gc_nursery_size(1 << 20))?;
    let mut store = Store::new(&engine, ());
    let ty = FieldType::new(Mutability::Var, StorageType::I8);
    let pre = ArrayRefPre::new(&mut store, ArrayType::new(&engine, ty));
    for round in 0..3 {
        let mut scope = switchback_engine::RootScope::new(&mut store);
        let mut arrays = Vec::new();
        let error = loop {
            match ArrayRef::new(&mut scope, &pre, &Val::I32(round), 100_000) {
                Ok(array) => arrays.push(array),
                Err(error) => break error,
            }
        };
        assert_eq!(trap(&error), Trap::HeapOutOfMemory);
        assert!(arrays.len() >= 10, "{}", arrays.len());
        for array in &arrays {
            assert_eq!(array.get(&mut scope, 99_999)?.unwrap_i32(), round);
        }
        let error = ArrayRef::new(&mut scope, &pre, &Val::I32(0), u32::MAX).unwrap_err();
        assert_eq!(trap(&error), Trap::HeapOutOfMemory);
    }
    let mut scope = switchback_engine::RootScope::new(&mut store);
    let error = loop {
        if let Err(error) = ExternRef::new(&mut scope, [0_u8; 16]) {
            break error;
        }
    };
    assert_eq!(trap(&error), Trap::HeapOutOfMemory);
    drop(scope);
    store.gc();
    assert!(ExternRef::new(&mut store, ()).is_ok());
    Ok(())
}
