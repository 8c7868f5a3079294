//! Modules in text form to [`Module`]s, looked at part by part.

use std::sync::Arc;

use switchback_wasm::{
    BodyFacts, CompositeKind, ConcreteType, ConstExpr, ConstInstruction, DataMode, ElementItems,
    ElementMode, EntityIndex, EntityType, Features, FunctionIndex, GlobalIndex, HeapType, Limits,
    MemoryIndex, Module, RefType, ResumeHandler, TableIndex, TagIndex, TypeIndex, ValType,
};

fn parse(text: &str) -> Module {
    parse_with(text, &Features::default())
}

/// With garbage collection and exceptions, those of old too.
fn parse_all(text: &str) -> Module {
    parse_with(
        text,
        &Features {
            gc: true,
            exceptions: true,
            legacy_exceptions: true,
            ..Features::default()
        },
    )
}

fn parse_with(text: &str, features: &Features) -> Module {
    let bytes = wat::parse_str(text).expect("text is well-formed");
    Module::parse(Arc::from(bytes), features, &Limits::default())
        .unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn slots(module: &Module) -> Vec<Option<u32>> {
    let functions = module.functions.iter();
    functions.map(|function| function.reference_slot).collect()
}

#[test]
fn imports_come_first_in_each_index_space() {
    let module = parse(
        r#"(module
            (import "a" "f" (func (param i32)))
            (import "a" "t" (table 1 2 funcref))
            (import "a" "m" (memory i64 3 4))
            (import "b" "g" (global (mut f32)))
            (func (result v128) (v128.const i64x2 1 2))
            (table 5 externref)
            (memory 6 (pagesize 1))
            (global i64 (i64.const 7)))"#,
    );
    assert_eq!(module.imports.len(), 4);
    assert_eq!(module.imports[3].module, "b");
    assert_eq!(module.imports[3].name, "g");
    assert_eq!(module.imports[0].ty, EntityType::Func(TypeIndex(0)));
    assert_eq!(
        [
            module.imported_functions,
            module.imported_tables,
            module.imported_memories,
            module.imported_globals,
        ],
        [1; 4]
    );
    assert!(module.is_imported_function(FunctionIndex(0)));
    assert!(!module.is_imported_function(FunctionIndex(1)));
    assert!(module.functions[0].body.is_empty());
    let body = module.functions[1].body.clone();
    assert_eq!(module.bytes[body.end - 1], 0x0b);
    assert_eq!(module.tables[0].ty.maximum, Some(2));
    assert_eq!(module.tables[1].ty.element, RefType::EXTERNREF);
    assert!(module.memories[0].is_64);
    assert_eq!(module.memories[0].page_size(), 65536);
    assert_eq!(module.memories[1].page_size(), 1);
    assert_eq!(module.globals[0].ty.content, ValType::F32);
    assert!(module.globals[0].initial.is_none());
    assert_eq!(
        *module.globals[1].initial.as_ref().unwrap().instructions,
        [ConstInstruction::I64Const(7)]
    );
}

#[test]
fn element_segments_have_all_their_forms() {
    let module = parse(
        "(module
            (table $t 10 funcref)
            (table $u 10 (ref null func))
            (func $f) (func $g)
            (elem (i32.const 1) $f $g)
            (elem (table $u) (i32.const 2) func $g)
            (elem (table $u) (i32.const 3) funcref (ref.func $f) (ref.null func))
            (elem func $f)
            (elem declare func $g)
            (elem funcref (item ref.func $g) (item ref.func $f)))",
    );
    let functions = |element: usize| match &module.elements[element].items {
        ElementItems::Functions(functions) => functions.iter().map(|f| f.0).collect::<Vec<_>>(),
        ElementItems::Expressions(_) => panic!("functions expected"),
    };
    assert_eq!(module.elements.len(), 6);
    assert!(matches!(
        &module.elements[0].mode,
        ElementMode::Active { table: TableIndex(0), offset }
            if *offset.instructions == [ConstInstruction::I32Const(1)]
    ));
    assert_eq!(functions(0), [0, 1]);
    assert_eq!(module.elements[0].ty, RefType::FUNC);
    assert!(matches!(
        &module.elements[1].mode,
        ElementMode::Active {
            table: TableIndex(1),
            ..
        }
    ));
    let ElementItems::Expressions(expressions) = &module.elements[2].items else {
        panic!("expressions expected");
    };
    assert_eq!(
        *expressions[1].instructions,
        [ConstInstruction::RefNull(HeapType::Func)]
    );
    assert_eq!(module.elements[2].ty, RefType::FUNCREF);
    assert!(matches!(module.elements[3].mode, ElementMode::Passive));
    assert!(matches!(module.elements[4].mode, ElementMode::Declared));
    // Expressions that are all `ref.func` come in the short form.
    assert_eq!(functions(5), [1, 0]);
    assert_eq!(module.elements[5].ty, RefType::FUNCREF);
}

#[test]
fn data_segments_keep_the_place_of_their_bytes() {
    let module = parse(
        r#"(module
            (global $g (import "" "") i32)
            (memory 1) (memory 1)
            (data (memory 1) (offset (i32.mul (global.get $g) (i32.const 2))) "hello")
            (data "world!"))"#,
    );
    let DataMode::Active { memory, offset } = &module.data[0].mode else {
        panic!("active expected");
    };
    assert_eq!(*memory, MemoryIndex(1));
    assert_eq!(
        *offset.instructions,
        [
            ConstInstruction::GlobalGet(GlobalIndex(0)),
            ConstInstruction::I32Const(2),
            ConstInstruction::I32Mul,
        ]
    );
    assert_eq!(&module.bytes[module.data[0].bytes.clone()], b"hello");
    assert!(matches!(module.data[1].mode, DataMode::Passive));
    assert_eq!(&module.bytes[module.data[1].bytes.clone()], b"world!");
}

#[test]
fn reference_slots_go_to_what_can_become_a_reference() {
    let module = parse(
        r#"(module
            (import "" "" (func $imported))
            (func $nobody)
            (func $exported (export "e"))
            (func $in_element)
            (func $declared)
            (func $in_global)
            (func $in_table_initializer)
            (func $start)
            (func $called call $nobody call $called ref.func $declared drop)
            (table 1 (ref func) (ref.func $in_table_initializer))
            (global funcref (ref.func $in_global))
            (global funcref (ref.func $imported))
            (elem func $in_element)
            (elem declare func $declared)
            (start $start))"#,
    );
    let expected = [
        None,
        None,
        Some(0),
        Some(1),
        Some(2),
        Some(3),
        Some(4),
        Some(5),
        None,
    ];
    assert_eq!(slots(&module), expected);
    assert_eq!(module.reference_slots, 6);
    assert_eq!(module.start, Some(FunctionIndex(7)));
}

#[test]
fn tables_that_nothing_changes_are_immutable() {
    let is_immutable = |change: &str| {
        parse(&format!(
            r#"(module
                (table $t 10 funcref) (table $u 10 funcref)
                (elem $e funcref (ref.null func))
                (elem (table $t) (i32.const 0) func $f)
                (func $f)
                (func {change}))"#
        ))
        .tables[0]
            .is_immutable
    };
    assert!(is_immutable("(drop (table.get $t (i32.const 0)))"));
    assert!(is_immutable("(call_indirect $t (i32.const 0))"));
    assert!(is_immutable(
        "(table.copy $u $t (i32.const 0) (i32.const 0) (i32.const 0))"
    ));
    assert!(is_immutable("(table.set $u (i32.const 0) (ref.null func))"));
    assert!(!is_immutable(
        "(table.set $t (i32.const 0) (ref.null func))"
    ));
    assert!(!is_immutable(
        "(table.fill $t (i32.const 0) (ref.null func) (i32.const 0))"
    ));
    assert!(!is_immutable(
        "(drop (table.grow $t (ref.null func) (i32.const 0)))"
    ));
    assert!(!is_immutable(
        "(table.copy $t $u (i32.const 0) (i32.const 0) (i32.const 0))"
    ));
    assert!(!is_immutable(
        "(table.init $t $e (i32.const 0) (i32.const 0) (i32.const 0))"
    ));

    let outside =
        parse(r#"(module (import "" "" (table 1 funcref)) (table (export "t") 1 funcref))"#);
    assert!(outside.tables.iter().all(|table| !table.is_immutable));
}

#[test]
fn facts_of_bodies() {
    let module = parse(
        r#"(module
            (type $t (func)) (table 1 funcref)
            (func $leaf)
            (func $calls call $leaf)
            (func $calls_indirectly (call_indirect (i32.const 0)))
            (func $calls_reference (call_ref $t (ref.null $t)))
            (func $calls_last (return_call $leaf))
            (func $loops (loop))
            (func $both (loop (br_if 0 (i32.const 0)) call $leaf))
            (func $looks_like_calls (drop (i32.const 0x1010_1010)) (drop (i64.const 0x0303))))"#,
    );
    let facts: Vec<_> = module.functions.iter().map(|f| f.facts).collect();
    let fact = |calls, loops| BodyFacts {
        calls,
        loops,
        ..BodyFacts::default()
    };
    assert_eq!(
        facts,
        [
            fact(false, false),
            fact(true, false),
            fact(true, false),
            fact(true, false),
            fact(true, false),
            fact(false, true),
            fact(true, true),
            fact(false, false),
        ]
    );
}

#[test]
fn facts_of_bodies_that_allocate_and_throw() {
    let module = parse_all(
        r#"(module
            (type $s (struct (field (mut i32)))) (type $a (array (mut i8)))
            (type $r (array (mut i31ref)))
            (tag $e) (data $d "abc") (elem $i i31ref (ref.i31 (i32.const 1)))
            (func (drop (struct.new $s (i32.const 0))))
            (func (drop (struct.new_default $s)))
            (func (drop (array.new $a (i32.const 0) (i32.const 1))))
            (func (drop (array.new_default $a (i32.const 1))))
            (func (drop (array.new_fixed $a 0)))
            (func (drop (array.new_data $a $d (i32.const 0) (i32.const 1))))
            (func (drop (array.new_elem $r $i (i32.const 0) (i32.const 1))))
            (func (throw $e))
            (func (param exnref) (throw_ref (local.get 0)))
            (func (block (try_table (catch_all 0))))
            (func try catch_all rethrow 0 end)
            (func try delegate 0)
            (func (param (ref $s) (ref $a) (ref $r))
                (struct.set $s 0 (local.get 0) (struct.get $s 0 (local.get 0)))
                (array.set $a (local.get 1) (i32.const 0)
                    (array.get_u $a (local.get 1) (array.len (local.get 1))))
                (array.fill $a (local.get 1) (i32.const 0) (i32.const 0) (i32.const 0))
                (array.copy $a $a (local.get 1) (i32.const 0)
                    (local.get 1) (i32.const 0) (i32.const 0))
                (array.init_data $a $d (local.get 1) (i32.const 0) (i32.const 0) (i32.const 0))
                (array.init_elem $r $i (local.get 2) (i32.const 0) (i32.const 0) (i32.const 0))
                (drop (ref.cast (ref $s) (any.convert_extern (extern.convert_any (local.get 0)))))
                (drop (ref.test (ref i31) (ref.i31 (i32.const 1))))
                (drop (ref.eq (local.get 0) (local.get 1))))
            )"#,
    );
    let nothing = BodyFacts::default();
    let allocates = BodyFacts {
        allocates: true,
        ..nothing
    };
    let throws = BodyFacts {
        throws: true,
        ..nothing
    };
    let catches = BodyFacts {
        catches: true,
        ..nothing
    };
    let both = BodyFacts {
        throws: true,
        ..catches
    };
    let facts: Vec<_> = module.functions.iter().map(|f| f.facts).collect();
    let mut wanted = vec![allocates; 7];
    wanted.extend([throws, throws, catches, both, catches, nothing]);
    assert_eq!(facts, wanted);
}

#[test]
fn types_of_garbage_collection_read_as_written() {
    let module = parse_all(
        "(module
            (rec
                (type $list (sub (struct (field (mut i8)) (field i16) (field (ref null $list)))))
                (type $more (sub final $list
                    (struct (field (mut i8)) (field i16) (field (ref $more)) (field v128)))))
            (type $array (array (mut (ref $list))))
            (type (func (param anyref eqref i31ref structref arrayref nullref exnref nullexnref)
                (result (ref any) (ref $array)))))",
    );
    let texts: Vec<_> = module.types.iter().map(ToString::to_string).collect();
    assert_eq!(
        texts,
        [
            "(sub (struct (field (mut i8)) (field i16) (field (ref null 0))))",
            "(sub final 0 (struct (field (mut i8)) (field i16) (field (ref 1)) (field v128)))",
            "(array (mut (ref 0)))",
            "(func (param anyref eqref i31ref structref arrayref nullref exnref nullexnref) \
             (result (ref any) (ref 2)))",
        ]
    );
    assert_eq!(module.recursion_groups, [0..2, 2..3, 3..4]);
    let result = &module.types[3].as_func().unwrap().results[1];
    let concrete = HeapType::Concrete(ConcreteType {
        index: TypeIndex(2),
        kind: CompositeKind::Array,
    });
    assert!(matches!(result, ValType::Ref(ty) if ty.heap_type == concrete));
}

#[test]
fn tags_have_an_index_space() {
    let module = parse_all(
        r#"(module
            (import "a" "e" (tag $imported (param i32)))
            (type $t (func (param f64 externref)))
            (tag $defined (export "d") (type $t))
            (tag)
            (export "i" (tag $imported)))"#,
    );
    assert_eq!(module.imports[0].ty, EntityType::Tag(module.tags[0]));
    assert_eq!(module.imported_tags, 1);
    let types: Vec<_> = module
        .tags
        .iter()
        .map(|ty| module.types[ty.index()].to_string())
        .collect();
    assert_eq!(
        types,
        [
            "(func (param i32))",
            "(func (param f64 externref))",
            "(func)"
        ]
    );
    let exports: Vec<_> = module.exports.iter().map(|export| export.entity).collect();
    assert_eq!(
        exports,
        [EntityIndex::Tag(TagIndex(1)), EntityIndex::Tag(TagIndex(0))]
    );
    let names = [0, 1, 2, 3].map(|index| module.tag_name(TagIndex(index)));
    assert_eq!(names, [Some("imported"), Some("defined"), None, None]);
}

#[test]
fn constant_expressions_of_garbage_collection() {
    let module = parse_all(
        "(module
            (type $f (func)) (type $s (struct (field i8) (field (ref null $f))))
            (type $a (array i64))
            (func $g) (func $not_referenced)
            (global (ref $s) (struct.new $s (i32.const 1) (ref.func $g)))
            (global (ref $s) (struct.new_default $s))
            (global (ref $a) (array.new $a (i64.const 2) (i32.const 3)))
            (global (ref $a) (array.new_default $a (i32.const 4)))
            (global (ref $a) (array.new_fixed $a 2 (i64.const 5) (i64.const 6)))
            (global externref (extern.convert_any (ref.i31 (i32.const 7))))
            (global anyref (any.convert_extern (global.get 5)))
            (table 1 (ref i31) (ref.i31 (i32.const 8)))
            (elem (ref null $s) (global.get 1) (ref.null none)))",
    );
    let instructions: Vec<_> = module
        .globals
        .iter()
        .filter_map(|global| global.initial.as_ref())
        .map(|ConstExpr { instructions }| instructions.to_vec())
        .collect();
    use ConstInstruction as I;
    let (s, a) = (TypeIndex(1), TypeIndex(2));
    assert_eq!(
        instructions,
        [
            vec![
                I::I32Const(1),
                I::RefFunc(FunctionIndex(0)),
                I::StructNew(s)
            ],
            vec![I::StructNewDefault(s)],
            vec![I::I64Const(2), I::I32Const(3), I::ArrayNew(a)],
            vec![I::I32Const(4), I::ArrayNewDefault(a)],
            vec![
                I::I64Const(5),
                I::I64Const(6),
                I::ArrayNewFixed { ty: a, length: 2 },
            ],
            vec![I::I32Const(7), I::RefI31, I::ExternConvertAny],
            vec![I::GlobalGet(GlobalIndex(5)), I::AnyConvertExtern],
        ]
    );
    let table = module.tables[0].initial.as_ref().unwrap();
    assert_eq!(*table.instructions, [I::I32Const(8), I::RefI31]);
    let ElementItems::Expressions(elements) = &module.elements[0].items else {
        panic!("{:?}", module.elements[0].items);
    };
    assert_eq!(*elements[0].instructions, [I::GlobalGet(GlobalIndex(1))]);
    assert_eq!(*elements[1].instructions, [I::RefNull(HeapType::None)]);
    // A reference inside of a larger expression counts.
    assert_eq!(slots(&module), [Some(0), None]);
}

#[test]
fn names_are_read_when_asked_for() {
    let module = parse(
        r#"(module $the_module
            (import "" "" (func $imported))
            (func $first) (func) (func $"third function"))"#,
    );
    assert_eq!(module.name(), Some("the_module"));
    let names: Vec<_> = (0..5)
        .map(|index| module.function_name(FunctionIndex(index)))
        .collect();
    assert_eq!(
        names,
        [
            Some("imported"),
            Some("first"),
            None,
            Some("third function"),
            None,
        ]
    );
    assert_eq!(
        parse("(module (func))").function_name(FunctionIndex(0)),
        None
    );
}

#[test]
fn branch_hints_come_with_offsets_of_the_module() {
    let module = parse(
        r#"(module
            (func)
            (func (param i32)
                (@metadata.code.branch_hint "\01") (if (local.get 0) (then))
                (block (@metadata.code.branch_hint "\00") (br_if 0 (local.get 0)))))"#,
    );
    assert!(module.functions[0].branch_hints.is_empty());
    let hints = &module.functions[1].branch_hints;
    let found: Vec<_> = hints
        .iter()
        .map(|&(offset, taken)| (module.bytes[offset], taken))
        .collect();
    // The opcodes of `if` and `br_if`.
    assert_eq!(found, [(0x04, true), (0x0d, false)]);
}

#[test]
fn trusted_bytes_give_the_same_module() {
    let text = r#"(module $named
        (import "" "" (func)) (table 3 funcref) (table $changed 1 funcref)
        (func $f (export "f") (loop (call $f)))
        (func (param i32) (table.set $changed (i32.const 0) (ref.null func)))
        (elem (table 0) (i32.const 0) func $f))"#;
    let validated = parse(text);
    let facts = validated.facts_bytes();
    let trust = |facts: &[u8]| {
        let bytes = Arc::clone(&validated.bytes);
        Module::parse_trusted(bytes, &Features::default(), &Limits::default(), facts).unwrap()
    };
    let wanted = format!("{validated:?}");
    assert_eq!(format!("{:?}", trust(&facts)), wanted);
    // Facts that do not fit are made anew.
    assert_eq!(format!("{:?}", trust(&[])), wanted);
    assert_eq!(format!("{:?}", trust(&facts[..facts.len() - 1])), wanted);
    let mut other_version = facts.clone();
    other_version[0] ^= 0xff;
    assert_eq!(format!("{:?}", trust(&other_version)), wanted);
    assert!(!validated.tables[1].is_immutable && validated.tables[0].is_immutable);
}

#[test]
fn lists_of_handlers_come_from_bodies_or_from_facts() {
    let text = r#"(module
        (type $f (func)) (type $c (cont $f)) (tag $a) (tag $b)
        (func (param (ref $c)) (resume $c (local.get 0)))
        (func (param (ref $c)) (result (ref null $c))
            (block $on (result (ref null $c))
                (resume_throw $c $a (on $b switch) (on $a $on) (local.get 0))
                (resume_throw_ref $c (on $b switch) (ref.null exn) (local.get 0))
                (resume $c (on $b switch) (local.get 0))
                (ref.null $c))))"#;
    let features = Features {
        exceptions: true,
        stack_switching: true,
        ..Features::default()
    };
    let validated = parse_with(text, &features);
    let (a, b) = (
        ResumeHandler::Suspend(TagIndex(0)),
        ResumeHandler::Switch(TagIndex(1)),
    );
    let lists = [vec![], vec![b], vec![b, a]];
    assert!(
        lists
            .iter()
            .all(|list| validated.handler_lists.place(list).is_some())
    );
    assert_eq!(validated.handler_lists.word_count(), 6);

    let facts = validated.facts_bytes();
    let trust = |facts: &[u8]| {
        let bytes = Arc::clone(&validated.bytes);
        Module::parse_trusted(bytes, &features, &Limits::default(), facts).unwrap()
    };
    let wanted = format!("{validated:?}");
    // The second without the end of the last list, the third with a tag that is not there.
    let end = facts.len() - size_of::<u32>();
    let mut unknown_tag = facts.clone();
    unknown_tag[end - size_of::<u32>()] = 4;
    for facts in [&facts[..], &facts[..end], &unknown_tag] {
        assert_eq!(format!("{:?}", trust(facts)), wanted);
    }
}

#[test]
fn constant_expressions_of_every_form() {
    let module = parse(
        r#"(module
            (global $i (import "" "i") i32) (global $l (import "" "l") i64)
            (global i32 (i32.sub (i32.add (i32.const 1) (global.get $i)) (i32.const -2)))
            (global i64 (i64.sub (i64.add (i64.mul (i64.const 1) (global.get $l)) (i64.const 3)) (i64.const 4)))
            (global f32 (f32.const nan:0x200000))
            (global f64 (f64.const -0))
            (global v128 (v128.const i32x4 1 0 0 0x80000000))
            (global externref (ref.null extern))
            (global (ref null nofunc) (ref.null nofunc))
            (global i32 (global.get 2)))"#,
    );
    let defined = module
        .globals
        .iter()
        .filter_map(|global| global.initial.as_ref());
    let instructions: Vec<_> = defined
        .map(|ConstExpr { instructions }| instructions.to_vec())
        .collect();
    use ConstInstruction as I;
    let mut vector = [0; 16];
    vector[0] = 1;
    vector[15] = 0x80;
    assert_eq!(
        instructions,
        [
            vec![
                I::I32Const(1),
                I::GlobalGet(GlobalIndex(0)),
                I::I32Add,
                I::I32Const(-2),
                I::I32Sub,
            ],
            vec![
                I::I64Const(1),
                I::GlobalGet(GlobalIndex(1)),
                I::I64Mul,
                I::I64Const(3),
                I::I64Add,
                I::I64Const(4),
                I::I64Sub,
            ],
            vec![I::F32Const(0x7fa0_0000)],
            vec![I::F64Const(0x8000_0000_0000_0000)],
            vec![I::V128Const(vector)],
            vec![I::RefNull(HeapType::Extern)],
            vec![I::RefNull(HeapType::NoFunc)],
            vec![I::GlobalGet(GlobalIndex(2))],
        ]
    );
}

#[test]
fn exports_name_every_kind() {
    let module = parse(
        r#"(module (func (export "f")) (table (export "t") 1 funcref)
            (memory (export "m") 1) (global (export "g") i32 (i32.const 0)))"#,
    );
    let exports: Vec<_> = module
        .exports
        .iter()
        .map(|export| (export.name.as_str(), export.entity))
        .collect();
    assert_eq!(
        exports,
        [
            ("f", EntityIndex::Func(FunctionIndex(0))),
            ("t", EntityIndex::Table(TableIndex(0))),
            ("m", EntityIndex::Memory(MemoryIndex(0))),
            ("g", EntityIndex::Global(GlobalIndex(0))),
        ]
    );
}

#[test]
fn recursion_groups_cover_the_types() {
    let module = parse(
        "(module
            (type (func))
            (rec (type $a (func (param (ref $b)))) (type $b (func (param (ref null $a)))))
            (rec)
            (type (sub (func)))
            (type (sub final 3 (func))))",
    );
    assert_eq!(module.recursion_groups, [0..1, 1..3, 3..3, 3..4, 4..5]);
    assert_eq!(module.types[4].supertype, Some(TypeIndex(3)));
    assert!(module.types[4].is_final && !module.types[3].is_final);
}

#[test]
fn types_of_blocks_and_locals_may_name_types() {
    let module = parse(
        "(module
            (type $t (func))
            (func (param $p (ref $t)) (local $l (ref null $t)) (local externref)
                (block (result (ref $t)) (local.get $p)) (drop)
                (loop (result (ref null $t)) (ref.null $t)) (drop)
                (if (result (ref $t)) (i32.const 0)
                    (then (local.get $p)) (else (local.get $p))) (drop)
                (block (type $t))
                (drop (select (result (ref null $t)) (local.get $l) (local.get $p) (i32.const 1)))))",
    );
    assert_eq!(module.functions.len(), 1);
}
