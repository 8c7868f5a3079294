//! Modules in text form to [`Module`]s, looked at part by part.

use std::sync::Arc;

use switchback_wasm::{
    BodyFacts, ConstExpr, ConstInstruction, DataMode, ElementItems, ElementMode, EntityIndex,
    EntityType, Features, FunctionIndex, GlobalIndex, HeapType, Limits, MemoryIndex, Module,
    RefType, TableIndex, TypeIndex, ValType,
};

fn parse(text: &str) -> Module {
    let bytes = wat::parse_str(text).expect("text is well-formed");
    Module::parse(Arc::from(bytes), &Features::default(), &Limits::default())
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
    let fact = |calls, loops| BodyFacts { calls, loops };
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
