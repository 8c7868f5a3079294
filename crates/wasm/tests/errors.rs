//! What is refused, as which kind of error, and where.

use std::sync::Arc;

use switchback_wasm::{Error, ErrorKind, Features, Limits, Module};

use ErrorKind::{Invalid, LimitExceeded, Malformed, Unsupported};

fn parse_with(bytes: &[u8], features: &Features, limits: &Limits) -> Result<Module, Error> {
    Module::parse(Arc::from(bytes), features, limits)
}

fn error(bytes: &[u8]) -> Error {
    parse_with(bytes, &Features::default(), &Limits::default()).expect_err("to be refused")
}

fn text_error(text: &str) -> Error {
    error(&assemble(text))
}

fn assemble(text: &str) -> Vec<u8> {
    wat::parse_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// A module made of sections: each an identifier and its contents.
fn sections(sections: &[(u8, &[u8])]) -> Vec<u8> {
    let mut module = b"\0asm\x01\0\0\0".to_vec();
    for (id, contents) in sections {
        module.push(*id);
        unsigned(contents.len() as u64, &mut module);
        module.extend_from_slice(contents);
    }
    module
}

/// Appends a number as unsigned LEB128.
fn unsigned(mut number: u64, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// A module with one function of type `[] -> []`, given its body with locals.
fn with_body(body: &[u8]) -> Vec<u8> {
    let mut code = vec![1];
    unsigned(body.len() as u64, &mut code);
    code.extend_from_slice(body);
    sections(&[(1, b"\x01\x60\0\0"), (3, b"\x01\0"), (10, &code)])
}

const TYPE: (u8, &[u8]) = (1, b"\x01\x60\0\0");

#[test]
fn malformed_bytes() {
    let cases = [
        (b"".to_vec(), 0),
        (b"\0as".to_vec(), 0),
        (b"\0asn\x01\0\0\0".to_vec(), 0),
        (b"\0asm\x02\0\0\0".to_vec(), 4),
        // A section that does not exist: its contents.
        (sections(&[(77, b"")]), 10),
        // Sections out of order: the contents of the second.
        (sections(&[(3, b"\0"), (1, b"\0")]), 13),
        // A section longer than the module.
        (b"\0asm\x01\0\0\0\x01\x7f\0".to_vec(), 10),
        // A section longer than its contents.
        (sections(&[(1, b"\0\0")]), 11),
        // A number that is too long.
        (sections(&[(1, b"\x80\x80\x80\x80\x80\0")]), 14),
        // Functions without bodies.
        (sections(&[TYPE, (3, b"\x01\0")]), 18),
        // A form of type that does not exist.
        (sections(&[(1, b"\x01\x11")]), 11),
        // A name that is no UTF-8.
        (sections(&[(7, b"\x01\x01\xff\0\0")]), 12),
        // An opcode that does not exist.
        (with_body(b"\0\xff\x0b"), 0x17),
        // A body without an end.
        (with_body(b"\0\x01"), 0x18),
        // A body that goes on after its end.
        (with_body(b"\0\x0b\x01"), 0x18),
        // `else` outside of `if`: what follows it.
        (with_body(b"\0\x05\x0b"), 0x18),
        // `data.drop` without a section that counts data segments.
        (with_body(b"\0\xfc\x09\0\x0b"), 0x17),
    ];
    let errors: Vec<Error> = cases.iter().map(|(bytes, _)| error(bytes)).collect();
    let found: Vec<_> = errors
        .iter()
        .map(|error| (error.kind, error.offset))
        .collect();
    let wanted: Vec<_> = cases
        .iter()
        .map(|(_, offset)| (Malformed, *offset))
        .collect();
    assert_eq!(found, wanted, "{errors:#?}");
}

#[test]
fn malformed_goes_before_invalid() {
    // A body that leaves a value, before a data section that breaks off.
    let mut bytes = with_body(b"\0\x41\0\x0b");
    let invalid = error(&bytes);
    assert_eq!((invalid.kind, invalid.offset), (Invalid, 0x19));
    bytes.extend_from_slice(b"\x0b\x02\x01");
    assert_eq!(error(&bytes).kind, Malformed);
}

#[test]
fn invalid_modules() {
    for text in [
        "(module (func (result i32)))",
        "(module (func (drop (i32.add (i32.const 1) (i64.const 1)))))",
        "(module (func (local.get 0) drop))",
        "(module (func (br 1)))",
        "(module (func (call 1)))",
        "(module (func (type 7)))",
        "(module (memory 65537))",
        "(module (memory 2 1))",
        "(module (table 0 (ref func)))",
        "(module (global i32 (i64.const 0)))",
        "(module (func $f) (func (drop (ref.func $f))))",
        r#"(module (func (export "a")) (func (export "a")))"#,
        "(module (start 0) (func (param i32)))",
        "(module (func (drop (i32.load align=8 (i32.const 0)))))",
        "(module (memory 1) (func (drop (i32.load align=8 (i32.const 0)))))",
        "(module (type (sub final (func))) (type (sub 0 (func))))",
        "(module (rec (type (sub 1 (func))) (type (sub (func)))))",
        "(module (type (sub 0 (func))))",
    ] {
        let error = text_error(text);
        assert_eq!(error.kind, Invalid, "{text}: {error}");
        assert!(error.offset >= 8, "{text}: {error}");
    }
}

#[test]
fn offsets_of_errors_in_bodies() {
    let bytes = assemble("(module (func) (func (drop (i32.clz (f32.const 0)))))");
    let clz = bytes.iter().rposition(|&byte| byte == 0x67).unwrap();
    let error = error(&bytes);
    assert_eq!((error.kind, error.offset), (Invalid, clz), "{error}");
    assert!(
        error
            .to_string()
            .ends_with(&format!("(at offset {clz:#x})"))
    );
}

#[test]
fn the_first_wrong_body_is_reported() {
    // Bodies enough for many tasks, two of them wrong.
    let good = "(func (block (nop) (nop) (nop) (nop) (nop) (nop) (nop) (nop)))".repeat(15_000);
    let wrong = "(func (drop (i64.clz (i32.const 0))))";
    let bytes = assemble(&format!("(module {good} {wrong} {good} {wrong} {good})"));
    let first = bytes.iter().position(|&byte| byte == 0x79).unwrap();
    for _ in 0..5 {
        assert_eq!(error(&bytes).offset, first);
    }
    // What is wrong behind all bodies does not hide them.
    let data = "(memory 1) (data (i64.const 0))";
    let bytes = assemble(&format!("(module {good} {wrong} {good} {data})"));
    let first = bytes.iter().position(|&byte| byte == 0x79).unwrap();
    assert_eq!(error(&bytes).offset, first);
}

#[test]
fn what_is_not_built_is_unsupported() {
    for text in [
        // Custom descriptors, in a way that one draft allows and another does not.
        "(module (type $a (sub (struct)))
            (rec (type $b (sub $a (descriptor $c) (struct))) (type $c (describes $b) (struct))))",
        // Stack switching.
        "(module (type $f (func)) (type (cont $f)))",
        "(module (func (param contref)))",
        // Threads.
        "(module (memory 1 1 shared))",
        "(module (memory 1) (func (drop (i32.atomic.load (i32.const 0)))))",
        "(module (func atomic.fence))",
        // Components.
        "(component)",
    ] {
        let error = text_error(text);
        assert_eq!(error.kind, Unsupported, "{text}: {error}");
    }
}

#[test]
fn each_proposal_can_be_switched_off() {
    let all = Features::default();
    for (text, without) in [
        (
            "(module (func (drop (v128.const i64x2 0 0))))",
            Features {
                simd: false,
                relaxed_simd: false,
                ..all
            },
        ),
        (
            "(module (func (param v128)
                (drop (i32x4.relaxed_trunc_f32x4_s (local.get 0)))))",
            Features {
                relaxed_simd: false,
                ..all
            },
        ),
        (
            "(module (func (result i32 i32) unreachable))",
            Features {
                multi_value: false,
                ..all
            },
        ),
        (
            "(module (memory 1)
                (func (memory.fill (i32.const 0) (i32.const 0) (i32.const 0))))",
            Features {
                bulk_memory: false,
                ..all
            },
        ),
        (
            "(module (table 1 externref))",
            Features {
                reference_types: false,
                function_references: false,
                gc: false,
                ..all
            },
        ),
        (
            "(module (func (return_call 0)))",
            Features {
                tail_calls: false,
                ..all
            },
        ),
        (
            "(module (global i32 (i32.add (i32.const 0) (i32.const 0))))",
            Features {
                extended_const: false,
                ..all
            },
        ),
        (
            "(module (type $t (func)) (func (call_ref $t (ref.null $t))))",
            Features {
                function_references: false,
                gc: false,
                ..all
            },
        ),
        (
            "(module (type (sub (func))))",
            Features {
                function_references: false,
                gc: false,
                ..all
            },
        ),
        (
            "(module (memory 1) (memory 1))",
            Features {
                multi_memory: false,
                ..all
            },
        ),
        (
            "(module (memory i64 1))",
            Features {
                memory64: false,
                ..all
            },
        ),
        (
            "(module (table i64 1 funcref))",
            Features {
                memory64: false,
                ..all
            },
        ),
        (
            "(module (memory 1 (pagesize 1)))",
            Features {
                custom_page_sizes: false,
                ..all
            },
        ),
        (
            "(module (func (param i64) (result i64 i64)
                (i64.mul_wide_s (local.get 0) (local.get 0))))",
            Features {
                wide_arithmetic: false,
                ..all
            },
        ),
    ] {
        let bytes = assemble(text);
        let limits = Limits::default();
        parse_with(&bytes, &all, &limits).unwrap_or_else(|error| panic!("{text}: {error}"));
        let error = parse_with(&bytes, &without, &limits).expect_err(text);
        assert_eq!(error.kind, Unsupported, "{text}: {error}");
        // A module that is wrong anyway stays that.
        let wrong = assemble("(module (func (result i32)))");
        let error = parse_with(&wrong, &without, &limits).expect_err(text);
        assert_eq!(error.kind, Invalid, "{error}");
    }
}

/// Everything that can be switched on.
fn everything() -> Features {
    Features {
        gc: true,
        exceptions: true,
        legacy_exceptions: true,
        ..Features::default()
    }
}

/// Garbage collection and exceptions are accepted exactly if they are on, each for
/// itself, and in each place where a body or a declaration may ask for them.
#[test]
fn garbage_collection_and_exceptions_have_switches() {
    let all = everything();
    let without_gc = Features { gc: false, ..all };
    let without_exceptions = Features {
        exceptions: false,
        ..all
    };
    let without_legacy = Features {
        legacy_exceptions: false,
        ..all
    };
    let gc: &[&str] = &[
        "(module (type (struct)))",
        "(module (type (array i8)))",
        "(module (func (param anyref)))",
        "(module (func (local i31ref)))",
        "(module (func (block (result eqref) unreachable) drop))",
        "(module (func try (result eqref) unreachable end drop))",
        "(module (func (try_table (result eqref) unreachable) drop))",
        "(module (func (select (result structref) (unreachable)) drop))",
        "(module (func (drop (ref.null none))))",
        "(module (func (drop (ref.i31 (i32.const 0)))))",
        "(module (func (drop (ref.test funcref (ref.null func)))))",
        "(module (func unreachable ref.eq drop))",
        "(module (func (block (result funcref)
            (br_on_cast 0 funcref (ref func) (ref.null func))) drop))",
        "(module (tag (param anyref)))",
        "(module (table 1 arrayref))",
        "(module (global anyref (ref.null any)))",
        "(module (global externref (extern.convert_any (ref.i31 (i32.const 0)))))",
        "(module (elem i31ref (ref.i31 (i32.const 0))))",
    ];
    let exceptions: &[&str] = &[
        "(module (tag))",
        r#"(module (import "" "" (tag)))"#,
        "(module (func (block (try_table (catch_all 0)))))",
        "(module (func unreachable throw_ref))",
        "(module (func (param exnref)))",
        "(module (func (local nullexnref)))",
        "(module (type (struct (field exnref))))",
        "(module (func (drop (ref.null noexn))))",
        "(module (global exnref (ref.null exn)))",
    ];
    let legacy: &[&str] = &[
        "(module (func try end))",
        "(module (tag) (func try catch 0 catch_all rethrow 0 end))",
        "(module (func try delegate 0))",
    ];
    for (texts, without) in [
        (gc, without_gc),
        (exceptions, without_exceptions),
        (legacy, without_legacy),
        (legacy, without_exceptions),
    ] {
        for text in texts {
            let bytes = assemble(text);
            let limits = Limits::default();
            parse_with(&bytes, &all, &limits).unwrap_or_else(|error| panic!("{text}: {error}"));
            let error = parse_with(&bytes, &without, &limits).expect_err(text);
            assert_eq!(error.kind, Unsupported, "{text}: {error}");
        }
    }
}

/// What no switch makes right.
#[test]
fn wrong_uses_of_garbage_collection_and_exceptions() {
    let cases = [
        // A field that is no subtype, a packed one that differs, a mutable one that
        // must be equal, too few.
        (
            Invalid,
            "(module (type $a (sub (struct (field anyref))))
                (type (sub $a (struct (field funcref)))))",
        ),
        (
            Invalid,
            "(module (type $a (sub (array i8))) (type (sub $a (array i16))))",
        ),
        (
            Invalid,
            "(module (type $a (sub (array (mut anyref)))) (type (sub $a (array (mut eqref)))))",
        ),
        (
            Invalid,
            "(module (type $a (sub (struct (field i32)))) (type (sub $a (struct))))",
        ),
        (
            Invalid,
            "(module (type $a (struct (field (ref any))))
                (func (drop (struct.new_default $a))))",
        ),
        (
            Invalid,
            "(module (type $a (array i8))
                (func (param (ref $a)) (drop (array.get $a (local.get 0) (i32.const 0)))))",
        ),
        (
            Invalid,
            "(module (func (drop (ref.cast anyref (ref.null func)))))",
        ),
        (
            Invalid,
            "(module (type $a (struct)) (global i32 (struct.new $a)))",
        ),
        (Invalid, "(module (tag (result i32)))"),
        (Invalid, r#"(module (import "" "" (tag (result i32))))"#),
        (Invalid, "(module (func (throw 0)))"),
        (Invalid, "(module (func (try_table (catch_all 5))))"),
        (Invalid, "(module (func (block rethrow 0)))"),
        // A handler of nothing.
        (Malformed, "(module (func catch_all))"),
    ];
    for (kind, text) in cases {
        let error = parse_with(&assemble(text), &everything(), &Limits::default());
        let error = error.expect_err(text);
        assert_eq!(error.kind, kind, "{text}: {error}");
    }
}

/// `array.new_data` and `array.init_data` name data segments as `memory.init` does:
/// in a module that does not count them before its code, they are malformed.
#[test]
fn arrays_of_uncounted_data_are_malformed() {
    for body in [
        // (drop (array.new_data 1 0 (i32.const 0) (i32.const 0)))
        &b"\0\x41\0\x41\0\xfb\x09\x01\0\x1a\x0b"[..],
        // (array.init_data 1 0 (array.new_default 1 (i32.const 0)) ...)
        b"\0\x41\0\xfb\x07\x01\x41\0\x41\0\x41\0\xfb\x12\x01\0\x0b",
    ] {
        let mut code = vec![1];
        unsigned(body.len() as u64, &mut code);
        code.extend_from_slice(body);
        let types: (u8, &[u8]) = (1, b"\x02\x60\0\0\x5e\x78\x01");
        let data: (u8, &[u8]) = (11, b"\x01\x01\0");
        let uncounted = sections(&[types, (3, b"\x01\0"), (10, &code), data]);
        let counted = sections(&[types, (3, b"\x01\0"), (12, b"\x01"), (10, &code), data]);
        let limits = Limits::default();
        parse_with(&counted, &everything(), &limits).unwrap_or_else(|error| panic!("{error}"));
        let error = parse_with(&uncounted, &everything(), &limits).expect_err("uncounted");
        assert_eq!(error.kind, Malformed, "{error}");
    }
}

/// Parses with one limit lowered.
fn limited(text: &str, lower: impl FnOnce(&mut Limits)) -> Result<Module, Error> {
    let mut limits = Limits::default();
    lower(&mut limits);
    parse_with(&assemble(text), &everything(), &limits)
}

#[test]
fn limits_are_the_most_that_passes() {
    type Lower = fn(&mut Limits, u32);
    let cases: &[(&str, u32, Lower)] = &[
        ("(module)", 8, |l, n| l.module_bytes = n as usize),
        ("(module (type (func)) (type (func)))", 2, |l, n| {
            l.types = n
        }),
        ("(module (rec (type (func)) (type (func))))", 2, |l, n| {
            l.types = n
        }),
        (
            r#"(module (import "" "" (func)) (import "" "" (func)))"#,
            2,
            |l, n| l.imports = n,
        ),
        (r#"(module (import "" "" (func)) (func))"#, 2, |l, n| {
            l.functions = n
        }),
        (
            r#"(module (import "" "" (func)) (import "" "" (func)))"#,
            2,
            |l, n| l.functions = n,
        ),
        (
            r#"(module (import "" "" (table 1 funcref)) (table 1 funcref))"#,
            2,
            |l, n| l.tables = n,
        ),
        (
            r#"(module (import "" "" (memory 1)) (memory 1))"#,
            2,
            |l, n| l.memories = n,
        ),
        (
            r#"(module (import "" "" (global i32)) (global i32 (i32.const 0)))"#,
            2,
            |l, n| l.globals = n,
        ),
        (
            r#"(module (memory 1) (export "a" (memory 0)) (export "b" (memory 0)))"#,
            2,
            |l, n| l.exports = n,
        ),
        ("(module (elem funcref) (elem funcref))", 2, |l, n| {
            l.element_segments = n
        }),
        ("(module (func) (elem func 0 0 0))", 3, |l, n| {
            l.segment_elements = n
        }),
        (
            "(module (elem funcref (ref.null func) (ref.null func)))",
            2,
            |l, n| l.segment_elements = n,
        ),
        (r#"(module (data "") (data ""))"#, 2, |l, n| {
            l.data_segments = n
        }),
        (r#"(module (import "abc" "d" (func)))"#, 3, |l, n| {
            l.name_bytes = n
        }),
        (r#"(module (func) (export "abcd" (func 0)))"#, 4, |l, n| {
            l.name_bytes = n
        }),
        (r#"(module (@custom "abcde" ""))"#, 5, |l, n| {
            l.name_bytes = n
        }),
        ("(module (type (func (param i32 i32))))", 2, |l, n| {
            l.parameters = n
        }),
        ("(module (type (func (result i32 i32))))", 2, |l, n| {
            l.results = n
        }),
        (r#"(module (import "" "" (tag)) (tag))"#, 2, |l, n| {
            l.tags = n
        }),
        (
            r#"(module (import "" "" (tag)) (import "" "" (tag)))"#,
            2,
            |l, n| l.tags = n,
        ),
        ("(module (type (struct (field i8 i32))))", 2, |l, n| {
            l.fields = n
        }),
        ("(module (func nop nop))", 4, |l, n| l.function_bytes = n),
        ("(module (func (param i32) (local i32 i64)))", 3, |l, n| {
            l.locals = n
        }),
        (
            "(module (func (br_table 0 0 0 (i32.const 0))))",
            3,
            |l, n| l.branch_table_labels = n,
        ),
        (
            "(module (func (block (try_table (catch_all 0)))))",
            3,
            |l, n| l.control_nesting = n,
        ),
        (
            "(module (func try try catch_all end catch_all end))",
            3,
            |l, n| l.control_nesting = n,
        ),
        // The function itself is a block.
        ("(module (func (block (loop))))", 3, |l, n| {
            l.control_nesting = n
        }),
        (
            "(module (func (block (if (i32.const 0) (then)))))",
            3,
            |l, n| l.control_nesting = n,
        ),
    ];
    for (text, limit, lower) in cases {
        limited(text, |limits| lower(limits, *limit))
            .unwrap_or_else(|error| panic!("{text}: {error}"));
        let error = limited(text, |limits| lower(limits, limit - 1)).expect_err(text);
        assert_eq!(error.kind, LimitExceeded, "{text}: {error}");
        let words = format!("exceed the implementation limit of {}", limit - 1);
        assert!(error.message.ends_with(&words), "{text}: {error}");
    }
}

#[test]
fn claims_without_bytes_are_refused_at_once() {
    // Each section claims four billion of what it holds.
    for id in [1, 2, 3, 4, 5, 6, 7, 9, 11] {
        let error = error(&sections(&[(id, b"\xff\xff\xff\xff\x0f")]));
        assert_eq!(error.kind, LimitExceeded, "section {id}: {error}");
    }
    // The largest claims within the limits break off instead.
    for id in [1, 2, 3, 6, 7] {
        let error = error(&sections(&[(id, b"\xc0\x84\x3d")]));
        assert_eq!(error.kind, Malformed, "section {id}: {error}");
    }
    for contents in [
        // A recursion group of a million types.
        &b"\x01\x4e\xc0\x84\x3d"[..],
        // A thousand parameters.
        b"\x01\x60\xe8\x07",
    ] {
        let error = error(&sections(&[(1, contents)]));
        assert_eq!(error.kind, Malformed, "{error}");
    }
}

/// The limits of `wasmparser` are known by their words alone: each must still be
/// recognized.
#[test]
fn limits_of_the_parser_are_recognized() {
    let long_name = "n".repeat(100_001);
    let parameters = "i32 ".repeat(1001);
    let mut subtypes = "(type (sub (func)))".to_owned();
    for index in 0..64 {
        subtypes += &format!("(type (sub {index} (func)))");
    }
    let imports = format!(r#"(import "" "" (func (param {})))"#, "i32 ".repeat(999));
    for text in [
        format!("(module (type (func (param {parameters}))))"),
        format!("(module (type (func (result {parameters}))))"),
        format!("(module {subtypes})"),
        format!(r#"(module (import "" "{long_name}" (func)))"#),
        format!(r#"(module (func) (export "{long_name}" (func 0)))"#),
        format!("(module {})", imports.repeat(1001)),
        format!("(module {})", "(memory 1)".repeat(101)),
        format!("(module (type (struct {})))", "(field i8)".repeat(10_001)),
        format!(
            "(module (func (block (try_table {}))))",
            "(catch_all 0)".repeat(10_001)
        ),
    ] {
        let error = parse_with(&assemble(&text), &everything(), &Limits::default());
        let error = error.expect_err("more than the parser takes");
        assert_eq!(error.kind, LimitExceeded, "{error}");
    }
}

#[test]
fn locals_by_the_billion() {
    // One declaration of 2^32 - 1 locals; two that together overflow 32 bits.
    for body in [
        &b"\x01\xff\xff\xff\xff\x0f\x7f\x0b"[..],
        b"\x02\xff\xff\xff\xff\x0f\x7f\x02\x7f\x0b",
        b"\x01\xd1\x86\x03\x7f\x0b",
    ] {
        let error = error(&with_body(body));
        assert_eq!(error.kind, LimitExceeded, "{error}");
        assert_eq!(
            error.message,
            "locals exceed the implementation limit of 50000"
        );
        assert_eq!(error.offset, 0x17);
    }
}

#[test]
fn nesting_is_limited_and_never_overflows_the_stack() {
    let nested = |depth: usize| {
        let mut body = vec![0];
        body.extend(b"\x02\x40".repeat(depth));
        body.extend(vec![0x0b; depth + 1]);
        with_body(&body)
    };
    let parse = |bytes: &[u8]| parse_with(bytes, &Features::default(), &Limits::default());
    parse(&nested(40_000)).expect("within the limit");
    let error = parse(&nested(1_000_000)).expect_err("to be refused");
    assert_eq!(error.kind, LimitExceeded, "{error}");

    // Recursion groups do not nest; types that refer to types do.
    let mut text = "(module (rec (type (func))".to_owned();
    for index in 0..50_000 {
        text += &format!("(type (func (param (ref {index}))))");
    }
    parse(&assemble(&(text + "))"))).expect("valid");
}

#[test]
fn sizes_are_checked_before_instantiation() {
    let check = |text: &str| {
        let module = limited(text, |_| {}).unwrap_or_else(|error| panic!("{text}: {error}"));
        module.check_sizes(&Limits::default())
    };
    check("(module (table 10000000 funcref) (memory 65536) (memory i64 0x10000))").unwrap();
    let error = check("(module (table 1 funcref) (table 0xffffffff funcref))").unwrap_err();
    assert_eq!(error.kind, LimitExceeded);
    assert_eq!(
        error.message,
        "4294967295 elements of a table exceed the implementation limit of 10000000"
    );
    assert_eq!(error.offset, 14);
    let error = check("(module (memory i64 0x1000000000000))").unwrap_err();
    assert_eq!(error.kind, LimitExceeded);
    assert_eq!((error.kind, error.offset), (LimitExceeded, 11));
    // What is imported was made, and checked, elsewhere.
    check(r#"(module (import "" "" (table 0xffffffff funcref)))"#).unwrap();
}
