//! Types, made by the host and taken from modules.

use std::slice;

use switchback_engine::{
    ArrayType, Engine, ExternType, FieldType, Finality, FuncType, HeapType, Module, Mutability,
    RefType, Result, StorageType, StructType, ValType,
};

use crate::worlds::engine;

fn field(ty: ValType) -> FieldType {
    FieldType::new(Mutability::Const, ty.into())
}

fn open(
    engine: &Engine,
    supertype: Option<&StructType>,
    fields: &[FieldType],
) -> Result<StructType> {
    let fields = fields.iter().cloned();
    StructType::with_finality_and_supertype(engine, Finality::NonFinal, supertype, fields)
}

#[test]
fn heap_types_match_as_the_specification_says() -> Result<()> {
    let engine = engine();
    let root = open(&engine, None, &[])?;
    let below = open(&engine, Some(&root), &[field(ValType::I32)])?;
    let array = ArrayType::new(&engine, field(ValType::I32));
    let func = FuncType::new(&engine, [], []);
    use HeapType as H;
    let (root, below) = (H::from(root), H::from(below));
    let (array, func) = (H::from(array), H::from(func));
    let types = [
        H::Extern,
        H::NoExtern,
        H::Func,
        func.clone(),
        H::NoFunc,
        H::Any,
        H::Eq,
        H::I31,
        H::Struct,
        root.clone(),
        below.clone(),
        H::Array,
        array.clone(),
        H::None,
        H::Exn,
        H::NoExn,
    ];
    // Above what each type directly is.
    let parents = [
        (H::NoExtern, vec![H::Extern]),
        (H::NoFunc, vec![func.clone()]),
        (func, vec![H::Func]),
        (H::Eq, vec![H::Any]),
        (H::I31, vec![H::Eq]),
        (H::Struct, vec![H::Eq]),
        (H::Array, vec![H::Eq]),
        (root.clone(), vec![H::Struct]),
        (below.clone(), vec![root]),
        (array.clone(), vec![H::Array]),
        (H::None, vec![H::I31, below, array]),
        (H::NoExn, vec![H::Exn]),
    ];
    let above = |ty: &H| {
        let mut all = vec![ty.clone()];
        let mut done = 0;
        while done < all.len() {
            let found = parents.iter().filter(|(child, _)| *child == all[done]);
            let found: Vec<_> = found.flat_map(|(_, parents)| parents.clone()).collect();
            all.extend(found);
            done += 1;
        }
        all
    };
    for sub in &types {
        let above = above(sub);
        for other in &types {
            assert_eq!(
                sub.matches(other),
                above.contains(other),
                "{sub} and {other}"
            );
            for (nullable, other_nullable) in [(true, true), (true, false), (false, true)] {
                let sub = RefType::new(nullable, sub.clone());
                let matches = above.contains(other) && (other_nullable || !nullable);
                let other = RefType::new(other_nullable, other.clone());
                assert_eq!(sub.matches(&other), matches, "{sub} and {other}");
            }
        }
        assert!(sub.matches(&sub.top()) && sub.bottom().matches(sub));
        assert_eq!(sub.is_top(), sub.top() == *sub);
        assert_eq!(sub.is_bottom(), sub.bottom() == *sub);
    }
    Ok(())
}

#[test]
fn subtypes_are_declared_and_checked() -> Result<()> {
    let engine = engine();
    let number = field(ValType::I32);
    let any = field(ValType::ANYREF);
    let eq = field(ValType::EQREF);
    let root = open(&engine, None, slice::from_ref(&any))?;
    assert!(
        open(&engine, Some(&root), slice::from_ref(&eq)).is_ok(),
        "narrower"
    );
    assert!(
        open(&engine, Some(&root), &[any.clone(), number.clone()]).is_ok(),
        "longer"
    );
    assert!(open(&engine, Some(&root), &[]).is_err(), "shorter");
    assert!(
        open(&engine, Some(&root), slice::from_ref(&number)).is_err(),
        "another"
    );
    let variable = FieldType::new(Mutability::Var, ValType::EQREF.into());
    assert!(open(&engine, Some(&root), &[variable]).is_err(), "mutable");
    let last = StructType::new(&engine, [any.clone()])?;
    assert!(open(&engine, Some(&last), &[any]).is_err(), "final");
    assert!(last.finality().is_final() && root.finality().is_non_final());
    assert!(last != root, "they differ in finality");
    let mut deepest = open(&engine, None, &[])?;
    let mut depth = 0;
    while let Ok(below) = open(&engine, Some(&deepest), &[]) {
        assert!(below.matches(&deepest) && below.supertype() == Some(deepest));
        deepest = below;
        depth += 1;
    }
    assert_eq!(depth, 63);

    let array = |ty: &FieldType, supertype: Option<&ArrayType>| {
        let finality = Finality::NonFinal;
        ArrayType::with_finality_and_supertype(&engine, finality, supertype, ty.clone())
    };
    let numbers = array(&number, None)?;
    assert!(array(&number, Some(&numbers))?.matches(&numbers));
    assert!(array(&eq, Some(&numbers)).is_err());

    let func = |params: &[ValType], supertype: Option<&FuncType>| {
        let params = params.iter().cloned();
        FuncType::with_finality_and_supertype(&engine, Finality::NonFinal, supertype, params, [])
    };
    let takes_eq = func(&[ValType::EQREF], None)?;
    let takes_any = func(&[ValType::ANYREF], Some(&takes_eq))?;
    assert!(takes_any.matches(&takes_eq) && !takes_eq.matches(&takes_any));
    assert_eq!(takes_any.supertype(), Some(takes_eq));
    assert!(func(&[ValType::I31REF], Some(&takes_any)).is_err());
    Ok(())
}

#[test]
fn too_many_fields_are_an_error() {
    let fields = vec![field(ValType::I32); 10_001];
    let engine = engine();
    assert!(StructType::new(&engine, fields[1..].to_vec()).is_ok());
    assert!(StructType::new(&engine, fields).is_err());
}

#[test]
fn types_of_modules_can_be_looked_at() -> Result<()> {
    let engine = engine();
    let text = r#"(module
        (rec
            (type $tree (sub (struct (field $left (ref null $tree)) (field (mut $right) i8))))
            (type $forest (array (mut (ref $tree)))))
        (func (export "f") (param (ref $tree)) (result (ref null $forest) i31ref exnref)
            unreachable))"#;
    let text = text.replace("(mut $right) i8", "$right (mut i8)");
    let module = Module::new(&engine, text)?;
    let Some(ExternType::Func(ty)) = module.get_export("f") else {
        panic!("a function");
    };
    assert_eq!(
        ty.to_string(),
        "(func (param (ref (struct …))) (result (ref null (array …)) (ref null i31) (ref null exn)))"
    );
    let tree = ty.param(0).unwrap();
    let tree = tree
        .unwrap_ref()
        .heap_type()
        .as_concrete_struct()
        .unwrap()
        .clone();
    assert_eq!(
        tree.to_string(),
        "(sub (struct (field (ref null (struct …))) (field (mut i8))))"
    );
    let left = tree.field(0).unwrap();
    let left = left.element_type().unwrap_val_type().unwrap_ref();
    assert_eq!(left.heap_type(), &HeapType::ConcreteStruct(tree.clone()));
    let right = tree.field(1).unwrap();
    assert!(right.element_type().is_i8() && right.mutability().is_var());
    assert_eq!(right.element_type().unpack(), &ValType::I32);
    assert!(tree.field(2).is_none());
    let forest = ty.result(0).unwrap();
    let forest = forest
        .unwrap_ref()
        .heap_type()
        .as_concrete_array()
        .unwrap()
        .clone();
    let element = forest.element_type();
    assert_eq!(
        element,
        StorageType::ValType(ValType::Ref(RefType::new(false, tree.clone().into())))
    );
    assert_eq!(ty.result(2), Some(ValType::EXNREF));
    // They live as long as somebody has them.
    drop((module, ty));
    let names: Vec<_> = tree.fields().map(|field| field.to_string()).collect();
    assert_eq!(names[1], "(mut i8)");
    Ok(())
}

#[test]
fn types_that_nobody_has_are_made_anew() -> Result<()> {
    let engine = engine();
    for round in 0..200 {
        let fields = vec![field(ValType::I64); round % 7];
        let ty = open(&engine, None, &fields)?;
        let below = open(&engine, Some(&ty), &fields)?;
        assert!(below.matches(&ty) && !ty.matches(&below));
    }
    Ok(())
}
