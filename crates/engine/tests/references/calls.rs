//! References as arguments and results.

use switchback_engine::{
    AnyRef, ArrayRef, ArrayType, Caller, EqRef, ExnRef, ExternRef, FieldType, Func, FuncType,
    HeapType, I31, Mutability, OwnedRooted, RefType, Rooted, StructRef, StructRefPre, StructType,
    Tag, TagType, Val, ValType,
};

use crate::support::add_instance;
use crate::worlds::{in_all_stores, number, pair, references};

const IDENTITIES: &str = r#"(module
    (func (export "any") (param anyref) (result anyref) (local.get 0))
    (func (export "eq") (param eqref) (result eqref) (local.get 0))
    (func (export "struct") (param structref) (result structref) (local.get 0))
    (func (export "array") (param arrayref) (result arrayref) (local.get 0))
    (func (export "i31") (param i31ref) (result i31ref) (local.get 0))
    (func (export "extern") (param externref) (result externref) (local.get 0))
    (func (export "exn") (param exnref) (result exnref) (local.get 0))
    (func (export "some any") (param (ref any)) (result (ref any)) (local.get 0))
    (func (export "some struct") (param (ref struct)) (result (ref struct)) (local.get 0))
    (func (export "some i31") (param (ref i31)) (result (ref i31)) (local.get 0)))"#;

#[test]
fn typed_functions_take_and_give_references_of_every_type() {
    in_all_stores(|store| {
        let instance = add_instance(store, IDENTITIES, &[])?;
        let object = pair(store, 1, None);
        let array = references(store, &[]);
        let i31 = I31::wrapping_u32(5);

        type Any = Option<Rooted<AnyRef>>;
        let any = instance.get_typed_func::<Any, Any>(&mut *store, "any")?;
        for value in [object.to_anyref(), array.to_anyref()] {
            let back = any.call(&mut *store, Some(value))?.unwrap();
            assert!(Rooted::ref_eq(&*store, &back, &value)?);
        }
        assert!(any.call(&mut *store, None)?.is_none());

        type Eq = Option<Rooted<EqRef>>;
        let eq = instance.get_typed_func::<Eq, Eq>(&mut *store, "eq")?;
        let number = EqRef::from_i31(&mut *store, i31);
        let back = eq.call(&mut *store, Some(number))?.unwrap();
        assert_eq!(back.unwrap_i31(&*store)?, i31);

        type Struct = Option<Rooted<StructRef>>;
        let func = instance.get_typed_func::<Struct, Struct>(&mut *store, "struct")?;
        let back = func.call(&mut *store, Some(object))?.unwrap();
        assert!(Rooted::ref_eq(&*store, &back, &object)?);
        let func = instance
            .get_typed_func::<Rooted<StructRef>, Rooted<StructRef>>(&mut *store, "some struct")?;
        let back = func.call(&mut *store, object)?;
        assert!(Rooted::ref_eq(&*store, &back, &object)?);

        type Array = Option<Rooted<ArrayRef>>;
        let func = instance.get_typed_func::<Array, Array>(&mut *store, "array")?;
        let back = func.call(&mut *store, Some(array))?.unwrap();
        assert!(Rooted::ref_eq(&*store, &back, &array)?);

        let func = instance.get_typed_func::<Option<I31>, Option<I31>>(&mut *store, "i31")?;
        assert_eq!(func.call(&mut *store, Some(i31))?, Some(i31));
        assert_eq!(func.call(&mut *store, None)?, None);
        let func = instance.get_typed_func::<I31, I31>(&mut *store, "some i31")?;
        assert_eq!(func.call(&mut *store, i31)?, i31);

        type Extern = Option<Rooted<ExternRef>>;
        let func = instance.get_typed_func::<Extern, Extern>(&mut *store, "extern")?;
        let value = ExternRef::new(&mut *store, 9)?;
        let back = func.call(&mut *store, Some(value))?.unwrap();
        assert!(Rooted::ref_eq(&*store, &back, &value)?);

        type Exn = Option<Rooted<ExnRef>>;
        let func = instance.get_typed_func::<Exn, Exn>(&mut *store, "exn")?;
        let ty = TagType::new(FuncType::new(store.engine(), [ValType::ANYREF], []));
        let tag = Tag::new(&mut *store, &ty)?;
        let exception = ExnRef::new(&mut *store, &tag, &[object.into()])?;
        let back = func.call(&mut *store, Some(exception))?.unwrap();
        let payload = back.field(&mut *store, 0)?;
        let payload = payload
            .unwrap_anyref()
            .unwrap()
            .unwrap_struct(&mut *store)?;
        assert!(Rooted::ref_eq(&*store, &payload, &object)?);
        Ok(())
    });
}

#[test]
fn owned_roots_are_arguments_and_results_too() {
    in_all_stores(|store| {
        let instance = add_instance(store, IDENTITIES, &[])?;
        type Owned = Option<OwnedRooted<AnyRef>>;
        let any = instance.get_typed_func::<Owned, Owned>(&mut *store, "any")?;
        let owned = pair(store, 6, None)
            .to_anyref()
            .to_owned_rooted(&mut *store)?;
        let back = any.call(&mut *store, Some(owned))?.unwrap();
        store.gc();
        let back = back.unwrap_struct(&mut *store)?;
        assert_eq!(number(store, &back), 6);
        type Some = OwnedRooted<AnyRef>;
        let any = instance.get_typed_func::<Some, Some>(&mut *store, "some any")?;
        let owned = back.to_anyref().to_owned_rooted(&mut *store)?;
        let back = any.call(&mut *store, owned)?;
        assert!(back.is_struct(&*store)?);
        let rooted = back.to_rooted(&mut *store);
        assert!(Rooted::ref_eq(&*store, &back, &rooted)?);
        Ok(())
    });
}

#[test]
fn untyped_functions_check_what_they_are_given() {
    in_all_stores(|store| {
        let instance = add_instance(store, IDENTITIES, &[])?;
        let object = Val::from(pair(store, 1, None));
        let array = Val::from(references(store, &[]));
        let i31 = Val::from(AnyRef::from_i31(&mut *store, I31::wrapping_u32(1)));
        let host = Val::from(ExternRef::new(&mut *store, 1)?);
        let inside = Val::from(AnyRef::convert_extern(
            &*store,
            *host.unwrap_externref().unwrap(),
        )?);
        let null = Val::AnyRef(None);
        let values = [object, array, i31, inside, null, host];
        let cases: [(&str, [bool; 6]); 9] = [
            ("any", [true, true, true, true, true, false]),
            ("eq", [true, true, true, false, true, false]),
            ("struct", [true, false, false, false, true, false]),
            ("array", [false, true, false, false, true, false]),
            ("i31", [false, false, true, false, true, false]),
            ("extern", [false, false, false, false, false, true]),
            ("exn", [false; 6]),
            ("some any", [true, true, true, true, false, false]),
            ("some struct", [true, false, false, false, false, false]),
        ];
        for (name, allowed) in cases {
            let func = instance.get_func(&mut *store, name).unwrap();
            for (value, allowed) in values.iter().zip(allowed) {
                let mut results = [Val::I32(0)];
                let answer = func.call(&mut *store, &[*value], &mut results);
                assert_eq!(answer.is_ok(), allowed, "{name} {value:?}: {answer:?}");
                if allowed && !value.ref_().unwrap().is_null() {
                    assert_eq!(results[0].ty(&*store)?, value.ty(&*store)?);
                }
            }
        }
        Ok(())
    });
}

#[test]
fn parameters_of_defined_types_are_checked_at_each_call() {
    in_all_stores(|store| {
        let text = r#"(module
            (type $point (sub (struct (field (mut i32)) (field (mut i32)))))
            (type $named (sub $point
                (struct (field (mut i32)) (field (mut i32)) (field i64))))
            (func (export "make") (param i32 i32) (result (ref $point))
                (struct.new $point (local.get 0) (local.get 1)))
            (func (export "make named") (result (ref $named))
                (struct.new $named (i32.const 7) (i32.const 8) (i64.const 9)))
            (func (export "sum") (param (ref $point)) (result i32)
                (i32.add
                    (struct.get $point 0 (local.get 0))
                    (struct.get $point 1 (local.get 0))))
            (func (export "name") (param (ref null $named)) (result i64)
                (struct.get $named 2 (local.get 0))))"#;
        let instance = add_instance(store, text, &[])?;
        type Struct = Rooted<StructRef>;
        let make = instance.get_typed_func::<(i32, i32), Struct>(&mut *store, "make")?;
        let make_named = instance.get_typed_func::<(), Struct>(&mut *store, "make named")?;
        let sum = instance.get_typed_func::<Struct, i32>(&mut *store, "sum")?;
        let name = instance.get_typed_func::<Option<Struct>, i64>(&mut *store, "name")?;
        let point = make.call(&mut *store, (3, 4))?;
        let named = make_named.call(&mut *store, ())?;
        store.gc();
        assert_eq!(sum.call(&mut *store, point)?, 7);
        assert_eq!(sum.call(&mut *store, named)?, 15);
        assert_eq!(name.call(&mut *store, Some(named))?, 9);
        let error = name.call(&mut *store, Some(point)).unwrap_err();
        assert!(format!("{error:#}").contains("type mismatch"), "{error:#}");
        let other = pair(store, 1, None);
        assert!(sum.call(&mut *store, other).is_err());
        assert!(name.call(&mut *store, None).is_err(), "null has no name");
        // Any internal value may be tried, but nothing that cannot be a point.
        let sum_any = instance.get_typed_func::<Rooted<AnyRef>, i32>(&mut *store, "sum")?;
        assert_eq!(sum_any.call(&mut *store, point.to_anyref())?, 7);
        let number = AnyRef::from_i31(&mut *store, I31::wrapping_u32(1));
        assert!(sum_any.call(&mut *store, number).is_err());
        let sum = instance.get_func(&mut *store, "sum").unwrap();
        assert!(sum.typed::<Rooted<ArrayRef>, i32>(&*store).is_err());
        assert!(sum.typed::<Option<Struct>, i32>(&*store).is_err());
        assert!(sum.typed::<Rooted<ExternRef>, i32>(&*store).is_err());
        let make = instance.get_func(&mut *store, "make").unwrap();
        assert!(make.typed::<(i32, i32), Rooted<ArrayRef>>(&*store).is_err());

        // The module's types are those that the host makes of the same parts.
        let field = FieldType::new(Mutability::Var, ValType::I32.into());
        let ours = StructType::with_finality_and_supertype(
            store.engine(),
            switchback_engine::Finality::NonFinal,
            None,
            [field.clone(), field],
        )?;
        assert_eq!(point.ty(&*store)?, ours);
        assert!(named.matches_ty(&*store, &ours)? && named.ty(&*store)? != ours);
        let pre = StructRefPre::new(&mut *store, ours);
        let made = StructRef::new(&mut *store, &pre, &[Val::I32(20), Val::I32(22)])?;
        let mut results = [Val::I32(0)];
        sum.call(&mut *store, &[made.into()], &mut results)?;
        assert_eq!(results[0].unwrap_i32(), 42);
        Ok(())
    });
}

#[test]
fn host_functions_get_and_give_references() {
    in_all_stores(|store| {
        let text = r#"(module
            (type $array (array (mut anyref)))
            (import "" "swap" (func $swap (param anyref anyref) (result anyref anyref)))
            (import "" "store" (func $store (param arrayref i31ref anyref)))
            (func (export "swap") (param anyref anyref) (result anyref anyref)
                (call $swap (local.get 0) (local.get 1)))
            (func (export "fill") (param $length i32) (result (ref $array))
                (local $array (ref $array))
                (local.set $array (array.new_default $array (local.get $length)))
                (loop $again
                    (local.set $length (i32.sub (local.get $length) (i32.const 1)))
                    (call $store
                        (local.get $array)
                        (ref.i31 (local.get $length))
                        (ref.i31 (i32.mul (local.get $length) (i32.const 3))))
                    (br_if $again (local.get $length)))
                (local.get $array)))"#;
        type Any = Option<Rooted<AnyRef>>;
        let swap = Func::wrap(&mut *store, |mut caller: Caller<'_, ()>, a: Any, b: Any| {
            caller.gc();
            (b, a)
        });
        let set = Func::wrap(
            &mut *store,
            |mut caller: Caller<'_, ()>,
             array: Option<Rooted<ArrayRef>>,
             index: Option<I31>,
             value: Any| {
                caller.gc();
                array
                    .unwrap()
                    .set(&mut caller, index.unwrap().get_u32(), value.into())
            },
        );
        let instance = add_instance(store, text, &[swap.into(), set.into()])?;
        let swap = instance.get_typed_func::<(Any, Any), (Any, Any)>(&mut *store, "swap")?;
        let object = pair(store, 1, None).to_anyref();
        let array = references(store, &[]).to_anyref();
        let (first, second) = swap.call(&mut *store, (Some(object), Some(array)))?;
        assert!(Rooted::ref_eq(&*store, &first.unwrap(), &array)?);
        assert!(Rooted::ref_eq(&*store, &second.unwrap(), &object)?);

        let fill = instance.get_typed_func::<i32, Rooted<ArrayRef>>(&mut *store, "fill")?;
        let array = fill.call(&mut *store, 200)?;
        let elements: Vec<_> = array.elems(&mut *store)?.collect();
        for (index, element) in elements.into_iter().enumerate() {
            let number = element.unwrap_anyref().unwrap().unwrap_i31(&*store)?;
            assert_eq!(number.get_u32() as usize, 3 * index);
        }
        Ok(())
    });
}

#[test]
fn untyped_host_functions_are_of_any_type() {
    in_all_stores(|store| {
        let object = pair(store, 4, None);
        let ty = RefType::new(false, HeapType::ConcreteStruct(object.ty(&*store)?));
        let ty = FuncType::new(
            store.engine(),
            [ValType::Ref(ty.clone()), ValType::I32],
            [ValType::Ref(ty)],
        );
        let host = Func::new(&mut *store, ty, |mut caller, params, results| {
            caller.gc();
            let object = params[0].unwrap_anyref().unwrap();
            results[0] = match params[1].unwrap_i32() {
                0 => Val::AnyRef(Some(*object)),
                1 => Val::AnyRef(None),
                _ => AnyRef::from_i31(&mut caller, I31::wrapping_u32(1)).into(),
            };
            Ok(())
        });
        let text = r#"(module
            (type $pair (struct (field (mut i64)) (field (mut anyref))))
            (import "" "" (func $host (param (ref $pair) i32) (result (ref $pair))))
            (func (export "run") (param (ref $pair) i32) (result i64)
                (struct.get $pair 0 (call $host (local.get 0) (local.get 1)))))"#;
        let instance = add_instance(store, text, &[host.into()])?;
        let run = instance.get_typed_func::<(Rooted<StructRef>, i32), i64>(&mut *store, "run")?;
        assert_eq!(run.call(&mut *store, (object, 0))?, 4);
        for wrong in [1, 2] {
            let error = run.call(&mut *store, (object, wrong)).unwrap_err();
            assert!(format!("{error:#}").contains("incompatible"), "{error:#}");
        }
        Ok(())
    });
}

#[test]
fn a_list_that_the_host_makes_is_one_that_wasm_can_walk() {
    in_all_stores(|store| {
        let mut next = None;
        for index in 1..=300 {
            let pair = pair(store, index, next);
            next = Some(pair.to_anyref());
        }
        let text = r#"(module
            (type $pair (struct (field (mut i64)) (field (mut anyref))))
            (func (export "sum") (param $list anyref) (result i64)
                (local $sum i64)
                (local $pair (ref null $pair))
                (block $end
                    (loop $again
                        (br_if $end (ref.is_null (local.get $list)))
                        (local.set $pair (ref.cast (ref $pair) (local.get $list)))
                        (local.set $sum (i64.add
                            (local.get $sum)
                            (struct.get $pair 0 (local.get $pair))))
                        (local.set $list (struct.get $pair 1 (local.get $pair)))
                        (br $again)))
                (local.get $sum)))"#;
        let instance = add_instance(store, text, &[])?;
        let sum = instance.get_typed_func::<Option<Rooted<AnyRef>>, i64>(&mut *store, "sum")?;
        assert_eq!(sum.call(&mut *store, next)?, 300 * 301 / 2);
        Ok(())
    });
}

#[test]
fn array_types_of_the_host_are_those_of_modules() {
    in_all_stores(|store| {
        let text = r#"(module
            (type $bytes (array (mut i8)))
            (func (export "make") (result (ref $bytes))
                (array.new_fixed $bytes 3 (i32.const 1) (i32.const 2) (i32.const 255))))"#;
        let instance = add_instance(store, text, &[])?;
        let make = instance.get_typed_func::<(), Rooted<ArrayRef>>(&mut *store, "make")?;
        let array = make.call(&mut *store, ())?;
        let ty = FieldType::new(Mutability::Var, switchback_engine::StorageType::I8);
        assert_eq!(array.ty(&*store)?, ArrayType::new(store.engine(), ty));
        let mut bytes = [0; 3];
        array.copy_to_i8_slice(&mut *store, &mut bytes)?;
        assert_eq!(bytes, [1, 2, 255]);
        Ok(())
    });
}

#[test]
fn functions_of_defined_types_are_checked_at_each_call() {
    in_all_stores(|store| {
        let text = r#"(module
            (type $unary (func (param i32) (result i32)))
            (func (export "apply") (param (ref $unary) i32) (result i32)
                (call_ref $unary (local.get 1) (local.get 0)))
            (func (export "apply or not") (param (ref null $unary) i32) (result i32)
                (if (result i32) (ref.is_null (local.get 0))
                    (then (i32.const -1))
                    (else (call_ref $unary (local.get 1) (local.get 0))))))"#;
        let instance = add_instance(store, text, &[])?;
        let apply = instance.get_typed_func::<(Func, i32), i32>(&mut *store, "apply")?;
        type Params = (Option<Func>, i32);
        let or_not = instance.get_typed_func::<Params, i32>(&mut *store, "apply or not")?;
        let double = Func::wrap(&mut *store, |number: i32| 2 * number);
        let other = Func::wrap(&mut *store, |number: i64| number);
        assert_eq!(apply.call(&mut *store, (double, 21))?, 42);
        assert_eq!(or_not.call(&mut *store, (Some(double), 21))?, 42);
        assert_eq!(or_not.call(&mut *store, (None, 21))?, -1);
        assert!(apply.call(&mut *store, (other, 21)).is_err());
        assert!(or_not.call(&mut *store, (Some(other), 21)).is_err());
        let apply = instance.get_func(&mut *store, "apply").unwrap();
        assert!(apply.typed::<Params, i32>(&*store).is_err(), "never null");
        Ok(())
    });
}
