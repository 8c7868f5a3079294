//! Type identity across modules, subtyping, matching of imports.

use std::sync::Arc;

use switchback_wasm::{
    CompositeKind, CompositeType, ConcreteType, EngineEntityType, EngineHeapType, EngineRefType,
    EngineSubType, EngineValType, Features, FieldType, FuncType, GlobalType, HeapType, Limits,
    MemoryType, Module, RefType, RegisteredTypes, StorageType, SubType, TableType, TypeIdentity,
    TypeIndex, TypeRegistry, ValType,
};

fn module(text: &str) -> Module {
    let bytes = wat::parse_str(text).expect("text is well-formed");
    let features = Features {
        gc: true,
        exceptions: true,
        ..Features::default()
    };
    Module::parse(Arc::from(bytes), &features, &Limits::default())
        .unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn register(registry: &TypeRegistry, text: &str) -> RegisteredTypes {
    registry.register_module(&module(text))
}

fn identity(types: &RegisteredTypes, index: u32) -> TypeIdentity {
    types.identity(TypeIndex(index))
}

fn concrete(identity: TypeIdentity) -> EngineHeapType {
    HeapType::Concrete(ConcreteType {
        index: identity,
        kind: CompositeKind::Func,
    })
}

#[test]
fn numbering_does_not_matter() {
    let registry = TypeRegistry::new();
    let one = register(
        &registry,
        "(module (type (func (param i32))) (type $b (func)) (type (func (param (ref $b)))))",
    );
    let other = register(
        &registry,
        "(module
            (type (func (result f32))) (type $b (func))
            (type (func (param (ref $b)))) (type (func (param i32))) (type (func)))",
    );
    assert_eq!(identity(&one, 0), identity(&other, 3));
    assert_eq!(identity(&one, 1), identity(&other, 1));
    assert_eq!(identity(&one, 1), identity(&other, 4));
    assert_eq!(identity(&one, 2), identity(&other, 2));
    assert_ne!(identity(&one, 0), identity(&one, 1));
    assert_eq!(registry.len(), 4);
}

#[test]
fn types_that_name_different_types_differ() {
    let registry = TypeRegistry::new();
    let types = register(
        &registry,
        "(module
            (type $a (func (param i32))) (type $b (func (param i64)))
            (type (func (param (ref $a)))) (type (func (param (ref $b))))
            (type (func (param (ref null $a)))))",
    );
    assert_ne!(identity(&types, 2), identity(&types, 3));
    assert_ne!(identity(&types, 2), identity(&types, 4));
}

#[test]
fn recursion_groups_are_equal_as_a_whole() {
    let registry = TypeRegistry::new();
    let pair = "(rec (type $a (func (param (ref $b)))) (type $b (func (result (ref $a)))))";
    let one = register(&registry, &format!("(module {pair})"));
    let other = register(&registry, &format!("(module (type (func)) {pair})"));
    assert_eq!(identity(&one, 0), identity(&other, 1));
    assert_eq!(identity(&one, 1), identity(&other, 2));

    // The same definitions, grouped or ordered otherwise, are other types.
    let swapped = register(
        &registry,
        "(module (rec (type $b (func (result (ref $a)))) (type $a (func (param (ref $b))))))",
    );
    assert_ne!(identity(&one, 0), identity(&swapped, 1));
    assert_ne!(identity(&one, 1), identity(&swapped, 0));

    let alone = register(&registry, "(module (type (func)))");
    let in_group = register(&registry, "(module (rec (type (func)) (type (func))))");
    assert_ne!(identity(&alone, 0), identity(&in_group, 0));
    assert_ne!(identity(&in_group, 0), identity(&in_group, 1));
    let group_of_one = register(&registry, "(module (rec (type (func))))");
    assert_eq!(identity(&alone, 0), identity(&group_of_one, 0));
}

#[test]
fn references_inside_and_outside_of_a_group_differ() {
    let registry = TypeRegistry::new();
    let recursive = register(&registry, "(module (type $a (func (param (ref $a)))))");
    let unrolled = register(
        &registry,
        "(module (type $a (func (param (ref $a)))) (type (func (param (ref $a)))))",
    );
    assert_eq!(identity(&recursive, 0), identity(&unrolled, 0));
    assert_ne!(identity(&unrolled, 0), identity(&unrolled, 1));
}

#[test]
fn subtypes_are_what_is_declared() {
    let registry = TypeRegistry::new();
    let types = register(
        &registry,
        "(module
            (type $root (sub (func)))
            (type $child (sub $root (func)))
            (type $grandchild (sub final $child (func)))
            (type $other (sub $root (func (result))))
            (type $stranger (sub (func (param i32)))))",
    );
    let id = |index| identity(&types, index);
    // The fourth reads as the second does.
    assert_eq!(id(1), id(3));
    let pairs: Vec<_> = [0, 1, 2, 4]
        .into_iter()
        .flat_map(|sub| [0, 1, 2, 4].map(|sup| (sub, sup)))
        .filter(|&(sub, sup)| registry.is_subtype(id(sub), id(sup)))
        .collect();
    assert_eq!(
        pairs,
        [(0, 0), (1, 0), (1, 1), (2, 0), (2, 1), (2, 2), (4, 4)]
    );
    assert_eq!(*registry.supertypes(id(2)), [id(0), id(1), id(2)]);
    assert_eq!(registry.sub_type(id(2)).supertype, Some(id(1)));
    assert!(registry.sub_type(id(2)).is_final);
}

#[test]
fn deepest_chain_of_subtypes() {
    let registry = TypeRegistry::new();
    let mut text = "(module (type (sub (func)))".to_owned();
    for index in 0..63 {
        text += &format!("(type (sub {index} (func)))");
    }
    let types = register(&registry, &(text + ")"));
    assert_eq!(registry.supertypes(identity(&types, 63)).len(), 64);
    for sup in 0..64 {
        assert!(registry.is_subtype(identity(&types, 63), identity(&types, sup)));
        assert_eq!(
            registry.is_subtype(identity(&types, sup), identity(&types, 63)),
            sup == 63
        );
    }
}

#[test]
fn a_lone_function_type_is_a_modules() {
    let registry = TypeRegistry::new();
    let types = register(
        &registry,
        "(module (type $a (func)) (type (func (param i32 (ref $a)) (result v128))))",
    );
    let lone = registry.register_func_type(&FuncType {
        params: Box::new([
            ValType::I32,
            ValType::Ref(RefType {
                nullable: false,
                heap_type: concrete(identity(&types, 0)),
            }),
        ]),
        results: Box::new([ValType::V128]),
    });
    assert_eq!(lone.identities(), [identity(&types, 1)]);
    let open = register(&registry, "(module (type (sub (func))))");
    assert_ne!(identity(&open, 0), identity(&types, 0));
}

#[test]
fn dropping_handles_unregisters() {
    let registry = TypeRegistry::new();
    let text = "(module
        (type $a (func))
        (rec (type $b (func (param (ref $a)))) (type $c (sub (func (param (ref $b))))))
        (type $d (sub $c (func (param (ref $b)))))
        (type (func)))";
    let one = register(&registry, text);
    let other = register(&registry, text);
    assert_eq!(registry.len(), 4);
    let first = one.identities().to_vec();
    drop(one);
    assert_eq!(registry.len(), 4);
    let again = other.clone();
    drop(other);
    assert_eq!(again.identities(), first);
    assert_eq!(*registry.supertypes(first[3]), [first[2], first[3]]);
    drop(again);
    assert!(registry.is_empty());
    // Nothing of the old is left: the same and other types can come.
    let types = register(&registry, text);
    assert_eq!(registry.len(), 4);
    assert!(registry.is_subtype(identity(&types, 3), identity(&types, 2)));
}

#[test]
fn a_type_keeps_what_it_names() {
    let registry = TypeRegistry::new();
    let types = register(&registry, "(module (type $a (func (param i64))))");
    let a = identity(&types, 0);
    let lone = registry.register_func_type(&FuncType {
        params: Box::new([ValType::Ref(RefType {
            nullable: true,
            heap_type: concrete(a),
        })]),
        results: Box::new([]),
    });
    drop(types);
    assert_eq!(registry.len(), 2);
    assert_eq!(registry.sub_type(a).to_string(), "(func (param i64))");
    drop(lone);
    assert!(registry.is_empty());
}

#[test]
fn chains_of_groups_are_dropped_without_recursion() {
    let registry = TypeRegistry::new();
    let mut text = "(module (type (func))".to_owned();
    for index in 0..100_000 {
        text += &format!("(type (func (param (ref {index}))))");
    }
    let types = register(&registry, &(text + ")"));
    assert_eq!(registry.len(), 100_001);
    drop(types);
    assert!(registry.is_empty());
}

#[test]
fn threads_agree_on_identities() {
    let registry = TypeRegistry::new();
    let text = "(module (type $a (func)) (type (func (param (ref $a)))))";
    let all: Vec<RegisteredTypes> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    for _ in 0..200 {
                        drop(register(&registry, text));
                    }
                    register(&registry, text)
                })
            })
            .collect();
        let joined = threads.into_iter().map(|thread| thread.join());
        joined.map(|types| types.expect("no panic")).collect()
    });
    assert!(
        all.iter()
            .all(|types| types.identities() == all[0].identities())
    );
    assert_eq!(registry.len(), 2);
}

/// All abstract heap types of each hierarchy with their proper supertypes, as the
/// specification draws them (section 3.3.4).
fn hierarchy() -> Vec<(EngineHeapType, Vec<EngineHeapType>)> {
    use HeapType::*;
    vec![
        (Any, vec![]),
        (Eq, vec![Any]),
        (I31, vec![Eq, Any]),
        (Struct, vec![Eq, Any]),
        (Array, vec![Eq, Any]),
        (None, vec![I31, Struct, Array, Eq, Any]),
        (Func, vec![]),
        (NoFunc, vec![Func]),
        (Extern, vec![]),
        (NoExtern, vec![Extern]),
        (Exn, vec![]),
        (NoExn, vec![Exn]),
        (Cont, vec![]),
        (NoCont, vec![Cont]),
    ]
}

#[test]
fn abstract_heap_types_match_as_drawn() {
    let registry = TypeRegistry::new();
    let all = hierarchy();
    for (sub, supertypes) in &all {
        for (other, _) in &all {
            assert_eq!(
                registry.heap_type_matches(*sub, *other),
                sub == other || supertypes.contains(other),
                "{sub} <: {other}"
            );
        }
    }
}

#[test]
fn defined_types_stand_between_top_and_bottom() {
    let registry = TypeRegistry::new();
    let types = register(
        &registry,
        "(module (type $a (sub (func))) (type $b (sub $a (func))) (type (func (param i32))))",
    );
    let [a, b, c] = [0, 1, 2].map(|index| concrete(identity(&types, index)));
    assert!(registry.heap_type_matches(a, HeapType::Func));
    assert!(registry.heap_type_matches(HeapType::NoFunc, a));
    assert!(registry.heap_type_matches(b, a));
    assert!(!registry.heap_type_matches(a, b));
    assert!(!registry.heap_type_matches(c, a));
    assert!(!registry.heap_type_matches(HeapType::Func, a));
    assert!(!registry.heap_type_matches(a, HeapType::NoFunc));
    assert!(!registry.heap_type_matches(a, HeapType::Any));
    assert!(!registry.heap_type_matches(HeapType::None, a));
    // Of the kind that modules cannot have yet.
    let continuation = HeapType::Concrete(ConcreteType {
        index: identity(&types, 0),
        kind: CompositeKind::Cont,
    });
    assert!(registry.heap_type_matches(continuation, HeapType::Cont));
    assert!(!registry.heap_type_matches(continuation, HeapType::Any));
    assert!(!registry.heap_type_matches(continuation, HeapType::Func));
}

#[test]
fn defined_structures_and_arrays_stand_below_eq() {
    let registry = TypeRegistry::new();
    let types = register(
        &registry,
        "(module
            (type $a (sub (struct))) (type $b (sub $a (struct (field i8))))
            (type $c (array i8)))",
    );
    let defined = |index, kind| {
        HeapType::Concrete(ConcreteType {
            index: identity(&types, index),
            kind,
        })
    };
    let a = defined(0, CompositeKind::Struct);
    let b = defined(1, CompositeKind::Struct);
    let c = defined(2, CompositeKind::Array);
    let all = [
        a,
        b,
        c,
        HeapType::Any,
        HeapType::Eq,
        HeapType::I31,
        HeapType::Struct,
        HeapType::Array,
        HeapType::None,
        HeapType::Func,
        HeapType::NoFunc,
        HeapType::Extern,
        HeapType::Exn,
        HeapType::NoExn,
    ];
    let above = |ty| {
        let matching = all.into_iter();
        matching
            .filter(|&other| registry.heap_type_matches(ty, other))
            .collect::<Vec<_>>()
    };
    let (any, eq) = (HeapType::Any, HeapType::Eq);
    assert_eq!(above(a), [a, any, eq, HeapType::Struct]);
    assert_eq!(above(b), [a, b, any, eq, HeapType::Struct]);
    assert_eq!(above(c), [c, any, eq, HeapType::Array]);
    assert_eq!(above(HeapType::Struct), [any, eq, HeapType::Struct]);
    let below_all = &all[..9];
    assert_eq!(above(HeapType::None), below_all);
    assert_eq!(above(HeapType::NoExn), [HeapType::Exn, HeapType::NoExn]);
}

#[test]
fn structures_and_arrays_have_identities() {
    let registry = TypeRegistry::new();
    // All of these differ.
    let text = "(module
        (type (struct)) (type (struct (field i8))) (type (struct (field i16)))
        (type (struct (field i32))) (type (struct (field (mut i8))))
        (type (struct (field i8) (field i8))) (type (sub (struct)))
        (type (array i8)) (type (array (mut i8))) (type (array i16)) (type (array anyref))
        (type (array (ref any))) (type (array exnref)) (type (array (ref 0)))
        (type (array (ref 1))) (type (struct (field (ref 0)))) (type (func)))";
    let one = register(&registry, text);
    assert_eq!(registry.len(), 17);
    let mut distinct = one.identities().to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!(distinct.len(), 17);
    let other = register(&registry, text);
    assert_eq!(one.identities(), other.identities());
    assert_eq!(registry.len(), 17);

    // A type holds what its fields and elements name.
    let holder = register(
        &registry,
        "(module (type $s (struct (field i64))) (type $a (array (ref $s)))
            (rec (type (struct (field (ref null $a)) (field (ref 2))))))",
    );
    let held = identity(&holder, 2);
    let held = (registry.hold(held), identity(&holder, 1));
    drop((one, other, holder));
    assert_eq!(registry.len(), 3);
    let array = registry.sub_type(held.1);
    assert!(array.as_array().is_some() && array.as_struct().is_none());
    drop(held);
    assert!(registry.is_empty());
}

fn final_or_open(
    is_final: bool,
    supertype: Option<TypeIdentity>,
    composite: CompositeType<TypeIdentity>,
) -> EngineSubType {
    SubType {
        is_final,
        supertype,
        composite,
    }
}

#[test]
fn hosts_declare_types_as_modules_do() {
    let registry = TypeRegistry::new();
    let types = register(
        &registry,
        "(module
            (type $a (sub (struct (field (mut i8)))))
            (type $b (sub final $a (struct (field (mut i8)) (field (ref null $a)))))
            (type $c (array (mut i64))))",
    );
    for index in 0..3 {
        let definition = registry.sub_type(identity(&types, index));
        let lone = registry.register_sub_type(&definition).unwrap();
        assert_eq!(lone.identities(), [identity(&types, index)]);
    }
    let (a, b) = (identity(&types, 0), identity(&types, 1));
    let composite = registry.sub_type(b).composite.clone();
    let below_final = final_or_open(true, Some(b), composite.clone());
    let error = registry.register_sub_type(&below_final).unwrap_err();
    assert!(error.to_string().ends_with("which is final"), "{error}");
    let array = registry.sub_type(identity(&types, 2)).composite.clone();
    let error = registry
        .register_sub_type(&final_or_open(true, Some(a), array))
        .unwrap_err();
    let text = "(array (mut i64)) cannot be declared below (sub (struct (field (mut i8)))), \
        which does not match";
    assert_eq!(error.to_string(), text);

    // As deep as modules may declare.
    let mut handles = vec![registry.hold(a)];
    let composite = registry.sub_type(a).composite.clone();
    let error = loop {
        let supertype = handles.last().map(|types| types.identities()[0]);
        match registry.register_sub_type(&final_or_open(false, supertype, composite.clone())) {
            Ok(types) => handles.push(types),
            Err(error) => break error,
        }
    };
    assert_eq!(handles.len(), 64);
    assert!(error.to_string().contains("too many supertypes"), "{error}");
    drop((handles, types));
    assert!(registry.is_empty());
}

/// Whatever declaration of a subtype `wasmparser` accepts matches here, and no other.
#[test]
fn parts_vary_as_validation_says() {
    let registry = TypeRegistry::new();
    let composites = [
        "(func)",
        "(func (param anyref))",
        "(func (param eqref))",
        "(func (result anyref))",
        "(func (result (ref eq)))",
        "(func (param eqref) (result anyref))",
        "(func (param anyref) (result eqref))",
        "(struct)",
        "(struct (field i8))",
        "(struct (field i16))",
        "(struct (field i32))",
        "(struct (field (mut i8)))",
        "(struct (field anyref))",
        "(struct (field i31ref))",
        "(struct (field (mut anyref)))",
        "(struct (field (mut i31ref)))",
        "(struct (field anyref) (field i8))",
        "(struct (field i31ref) (field i8))",
        "(struct (field (ref 0)))",
        "(struct (field (ref 1)))",
        "(array i8)",
        "(array i16)",
        "(array i32)",
        "(array (mut i8))",
        "(array anyref)",
        "(array nullref)",
        "(array (mut anyref))",
        "(array (mut nullref))",
        "(array exnref)",
        "(array (ref exn))",
        "(array (mut (ref 0)))",
        "(array (mut (ref 1)))",
    ];
    let prefix = "(type (sub (struct))) (type (sub 0 (struct)))";
    let declarations = composites.map(|text| format!("(type (sub {text}))"));
    let types = register(
        &registry,
        &format!("(module {prefix} {})", declarations.concat()),
    );
    let mut matching = 0;
    for (above, supertype) in composites.iter().enumerate() {
        for (below, sub) in composites.iter().enumerate() {
            let text =
                format!("(module {prefix} (type $a (sub {supertype})) (type (sub $a {sub})))");
            let bytes = wat::parse_str(&text).unwrap();
            let valid = wasmparser::Validator::new().validate_all(&bytes).is_ok();
            let [above, below] =
                [above, below].map(|place| registry.sub_type(types.identities()[place + 2]));
            let matches = registry.composite_type_matches(&below.composite, &above.composite);
            assert_eq!(matches, valid, "{text}");
            matching += usize::from(matches && sub != supertype);
        }
    }
    assert!(matching > 20, "{matching}");
    // Packed fields match themselves only, mutable ones too.
    let field = |storage, mutable| FieldType { storage, mutable };
    let packed = field(StorageType::I8, true);
    assert!(registry.field_type_matches(packed, packed));
    assert!(!registry.field_type_matches(packed, field(StorageType::I8, false)));
    assert!(!registry.field_type_matches(packed, field(StorageType::I16, true)));
}

#[test]
fn tags_match_when_equal() {
    let registry = TypeRegistry::new();
    let types = register(
        &registry,
        "(module (type (sub (func))) (type (sub 0 (func))) (type (func (param exnref))))",
    );
    let tag = |index| EngineEntityType::Tag(identity(&types, index));
    assert_eq!(mismatch(&registry, tag(0), tag(0)), None);
    for (expected, actual) in [(0, 1), (1, 0), (0, 2)] {
        let reason = mismatch(&registry, tag(expected), tag(actual)).unwrap();
        assert!(reason.ends_with("types of tags must be equal"), "{reason}");
    }
}

#[test]
fn null_matches_where_null_may_be() {
    let registry = TypeRegistry::new();
    let reference = |nullable, heap_type| EngineRefType {
        nullable,
        heap_type,
    };
    let (func, no_func) = (HeapType::Func, HeapType::NoFunc);
    assert!(registry.ref_type_matches(reference(false, func), reference(true, func)));
    assert!(!registry.ref_type_matches(reference(true, func), reference(false, func)));
    assert!(registry.ref_type_matches(reference(true, no_func), reference(true, func)));
    assert!(!registry.ref_type_matches(reference(true, no_func), reference(false, func)));
    assert!(registry.val_type_matches(ValType::I32, ValType::I32));
    assert!(!registry.val_type_matches(ValType::I32, ValType::I64));
    let value: EngineValType = ValType::Ref(reference(false, func));
    assert!(!registry.val_type_matches(value, ValType::I32));
    assert!(!registry.val_type_matches(ValType::I32, value));
}

fn mismatch(
    registry: &TypeRegistry,
    expected: EngineEntityType,
    actual: EngineEntityType,
) -> Option<String> {
    let result = registry.import_matches(&expected, &actual);
    result.err().map(|mismatch| mismatch.to_string())
}

#[test]
fn functions_match_imports_of_their_supertypes() {
    let registry = TypeRegistry::new();
    let types = register(
        &registry,
        "(module
            (type (sub (func))) (type (sub 0 (func)))
            (rec (type (func (param i32))) (type (func)))
            (rec (type (func (param i32))) (type (func (result i32)))))",
    );
    let func = |index| EngineEntityType::Func(identity(&types, index));
    assert_eq!(mismatch(&registry, func(0), func(1)), None);
    assert_eq!(
        mismatch(&registry, func(1), func(0)).unwrap(),
        format!(
            "expected (sub {} (func)), found (sub (func))",
            identity(&types, 0)
        )
    );
    assert_eq!(
        mismatch(&registry, func(2), func(4)).unwrap(),
        "expected (func (param i32)), found (func (param i32)): \
         they stand in different recursion groups"
    );
    assert_eq!(
        mismatch(
            &registry,
            func(0),
            EngineEntityType::Global(GlobalType {
                content: ValType::I32,
                mutable: false,
            })
        )
        .unwrap(),
        format!(
            "expected (func (type {})), found (global i32): they differ in kind",
            identity(&types, 0)
        )
    );
}

#[test]
fn memories_match_by_size_and_maximum() {
    let registry = TypeRegistry::new();
    let memory = |minimum, maximum| MemoryType {
        minimum,
        maximum,
        is_64: false,
        page_size_log2: 16,
    };
    let check = |expected, actual| {
        mismatch(
            &registry,
            EngineEntityType::Memory(expected),
            EngineEntityType::Memory(actual),
        )
    };
    let expected = memory(2, Some(5));
    assert_eq!(check(expected, memory(2, Some(5))), None);
    assert_eq!(check(expected, memory(4, Some(4))), None);
    assert_eq!(check(memory(2, None), memory(3, None)), None);
    assert_eq!(check(memory(2, None), memory(3, Some(9))), None);
    let wide = MemoryType {
        is_64: true,
        ..expected
    };
    let bytes = MemoryType {
        page_size_log2: 0,
        ..expected
    };
    for (actual, reason) in [
        (memory(1, Some(5)), "found (memory 1 5): it is too small"),
        (memory(2, None), "found (memory 2): it has no maximum"),
        (
            memory(2, Some(6)),
            "found (memory 2 6): its maximum is too large",
        ),
        (wide, "found (memory i64 2 5): address types differ"),
        (bytes, "found (memory 2 5 (pagesize 1)): page sizes differ"),
    ] {
        assert_eq!(
            check(expected, actual).unwrap(),
            format!("expected (memory 2 5), {reason}")
        );
    }
}

#[test]
fn tables_match_with_equal_elements() {
    let registry = TypeRegistry::new();
    let types = register(
        &registry,
        "(module (type (sub (func))) (type (sub 0 (func))))",
    );
    let table = |index, minimum| {
        EngineEntityType::Table(TableType {
            element: RefType {
                nullable: true,
                heap_type: concrete(identity(&types, index)),
            },
            minimum,
            maximum: None,
            is_64: false,
        })
    };
    assert_eq!(mismatch(&registry, table(0, 1), table(0, 7)), None);
    let reason = mismatch(&registry, table(0, 1), table(1, 1)).unwrap();
    assert!(
        reason.ends_with("types of elements must be equal"),
        "{reason}"
    );
    let reason = mismatch(&registry, table(0, 2), table(0, 1)).unwrap();
    assert!(reason.ends_with("it is too small"), "{reason}");
}

#[test]
fn globals_match_by_subtyping_unless_mutable() {
    let registry = TypeRegistry::new();
    let global = |content, mutable| EngineEntityType::Global(GlobalType { content, mutable });
    let funcref = ValType::Ref(RefType::FUNCREF);
    let func = ValType::Ref(RefType::FUNC);
    assert_eq!(
        mismatch(&registry, global(funcref, false), global(func, false)),
        None
    );
    assert_eq!(
        mismatch(&registry, global(funcref, true), global(funcref, true)),
        None
    );
    for (expected, actual, reason) in [
        (
            global(func, false),
            global(funcref, false),
            "expected (global (ref func)), found (global funcref): types do not match",
        ),
        (
            global(funcref, true),
            global(func, true),
            "expected (global (mut funcref)), found (global (mut (ref func))): \
             types of mutable globals must be equal",
        ),
        (
            global(funcref, true),
            global(funcref, false),
            "expected (global (mut funcref)), found (global funcref): mutability differs",
        ),
    ] {
        assert_eq!(mismatch(&registry, expected, actual).unwrap(), reason);
    }
}

#[test]
fn types_read_as_text() {
    let registry = TypeRegistry::new();
    let types = module(
        r#"(module
            (type (func (param i32 f64 (ref 0)) (result v128 (ref null 0) externref)))
            (type (sub (func)))
            (type (sub final 1 (func)))
            (import "" "" (table i64 1 2 (ref null extern))))"#,
    );
    let texts: Vec<_> = types.types.iter().map(ToString::to_string).collect();
    assert_eq!(
        texts,
        [
            "(func (param i32 f64 (ref 0)) (result v128 (ref null 0) externref))",
            "(sub (func))",
            "(sub final 1 (func))",
        ]
    );
    assert_eq!(types.imports[0].ty.to_string(), "(table i64 1 2 externref)");
    // What is written can be read back, which makes the same types.
    let again = texts
        .iter()
        .fold(String::new(), |all, text| all + "(type " + text + ")");
    let again = register(&registry, &format!("(module {again})"));
    assert_eq!(
        again.identities(),
        registry.register_module(&types).identities()
    );
}
