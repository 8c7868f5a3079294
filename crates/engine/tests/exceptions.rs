//! Exceptions between Wasm and the host: thrown, caught, passed on, and used wrongly.

use std::panic::{AssertUnwindSafe, catch_unwind};

use switchback_engine::{
    Caller, Config, Engine, ExnRef, ExnType, Extern, ExternRef, Func, FuncType, Instance, Linker,
    Module, OwnedRooted, Result, RootScope, Rooted, Store, Tag, TagType, ThrownException, Trap,
    V128, Val, ValType, WasmBacktrace,
};

/// What the host functions of these tests keep.
#[derive(Default)]
struct Data {
    tag: Option<Tag>,
    kept: Option<OwnedRooted<ExnRef>>,
    seen: Vec<i32>,
}

/// Runs a test as it is, with a stack walk at every call of the runtime (so that throws
/// go the slow way), and with collections all the time.
fn in_every_mode(test: impl Fn(&Engine) -> Result<()>) -> Result<()> {
    let config = || {
        let mut config = Config::new();
        config.wasm_exceptions(true).wasm_gc(true);
        config
    };
    test(&Engine::new(&config())?)?;
    test(&Engine::new(
        config()
            .zeal_verify_walks(true)
            .zeal_gate_at_every_call(true)
            .zeal_no_inlining(true)
            .zeal_smallest_stacks(true),
    )?)?;
    test(&Engine::new(
        config().zeal_no_inlining(true).zeal_collect(true),
    )?)
}

/// A store, and a linker that knows the tag `host::tag` with an `i32`.
fn store(engine: &Engine) -> Result<(Store<Data>, Linker<Data>, Tag)> {
    let mut store = Store::new(engine, Data::default());
    let ty = TagType::new(FuncType::new(engine, [ValType::I32], []));
    let tag = Tag::new(&mut store, &ty)?;
    store.data_mut().tag = Some(tag);
    let mut linker = Linker::new(engine);
    linker.define(&store, "host", "tag", tag)?;
    Ok((store, linker, tag))
}

fn instantiate(store: &mut Store<Data>, linker: &Linker<Data>, text: &str) -> Result<Instance> {
    let module = Module::new(store.engine(), text)?;
    linker.instantiate(store, &module)
}

fn call(store: &mut Store<Data>, instance: Instance, name: &str) -> Result<i32> {
    let func = instance.get_typed_func::<(), i32>(&mut *store, name)?;
    func.call(store, ())
}

fn thrown(error: &switchback_engine::Error) -> &ThrownException {
    error
        .downcast_ref()
        .unwrap_or_else(|| panic!("another error: {error:?}"))
}

#[test]
fn an_exception_that_nobody_catches_is_the_error_of_the_call() -> Result<()> {
    in_every_mode(|engine| {
        let (mut store, linker, tag) = store(engine)?;
        let instance = instantiate(
            &mut store,
            &linker,
            r#"(module $m
            (import "host" "tag" (tag $tag (param i32)))
            (tag $own (param i64 f64 v128 funcref i32))
            (func $throws (throw $tag (i32.const 42)))
            (func $calls (export "imported") (result i32) (call $throws) (i32.const 1))
            (func (export "own") (result i32)
                (throw $own (i64.const -1) (f64.const 0.5) (v128.const i64x2 7 9)
                    (ref.null func) (i32.const 3))))"#,
        )?;

        let error = call(&mut store, instance, "imported").unwrap_err();
        let exception = thrown(&error).exception().clone();
        assert!(Tag::eq(&exception.tag(&store)?, &tag, &store));
        assert_eq!(exception.ty(&store)?, ExnType::from(tag.ty(&store)));
        assert_eq!(exception.field(&mut store, 0)?.unwrap_i32(), 42);
        assert_eq!(exception.typed_field::<i32>(&mut store, 0)?, 42);
        assert!(exception.field(&mut store, 1).is_err());
        assert!(exception.typed_field::<i64>(&mut store, 0).is_err());
        assert_eq!(exception.fields(&mut store)?.len(), 1);
        assert_eq!(thrown(&error).to_string(), "thrown Wasm exception (i32 42)");
        let backtrace = error.downcast_ref::<WasmBacktrace>().unwrap();
        let names: Vec<_> = backtrace
            .frames()
            .iter()
            .map(|frame| frame.func_name())
            .collect();
        assert_eq!(names, [Some("throws"), Some("calls")]);

        let error = call(&mut store, instance, "own").unwrap_err();
        assert_eq!(
            thrown(&error).to_string(),
            "thrown Wasm exception `own` (i64 -1, f64 0.5, v128 0x00000000000000090000000000000007, null, …)"
        );
        let exception = thrown(&error).exception();
        assert_eq!(exception.typed_field::<i64>(&mut store, 0)?, -1);
        assert_eq!(exception.typed_field::<f64>(&mut store, 1)?, 0.5);
        let vector = V128::from(9_u128 << 64 | 7);
        assert_eq!(exception.typed_field::<V128>(&mut store, 2)?, vector);
        assert!(
            exception
                .typed_field::<Option<Func>>(&mut store, 3)?
                .is_none()
        );
        assert_eq!(
            exception.fields(&mut store)?.last().unwrap().unwrap_i32(),
            3
        );
        Ok(())
    })
}

#[test]
fn the_start_function_may_throw() -> Result<()> {
    in_every_mode(|engine| {
        let (mut store, linker, _) = store(engine)?;
        let error = instantiate(
            &mut store,
            &linker,
            r#"(module
            (import "host" "tag" (tag $tag (param i32)))
            (func $start (throw $tag (i32.const 5)))
            (start $start))"#,
        )
        .unwrap_err();
        assert_eq!(
            thrown(&error)
                .exception()
                .typed_field::<i32>(&mut store, 0)?,
            5
        );
        Ok(())
    })
}

#[test]
fn instances_of_one_module_have_tags_of_their_own() -> Result<()> {
    in_every_mode(|engine| {
        let (mut store, mut linker, _) = store(engine)?;
        let text = r#"(module
        (tag $tag (export "tag") (param i32))
        (func (export "throw") (result i32) (throw $tag (i32.const 1))))"#;
        let instances = [
            instantiate(&mut store, &linker, text)?,
            instantiate(&mut store, &linker, text)?,
        ];
        let tags = instances.map(|instance| instance.get_tag(&mut store, "tag").unwrap());
        assert!(!Tag::eq(&tags[0], &tags[1], &store));
        linker.instance(&mut store, "first", instances[0])?;
        linker.instance(&mut store, "second", instances[1])?;
        let catcher = instantiate(
            &mut store,
            &linker,
            r#"(module
            (import "first" "tag" (tag $first (param i32)))
            (import "second" "tag" (tag $second (param i32)))
            (import "first" "tag" (tag $again (param i32)))
            (import "first" "throw" (func $throw_first (result i32)))
            (import "second" "throw" (func $throw_second (result i32)))
            (func (export "first") (result i32)
                (block $caught (result i32)
                    (block $other (result i32)
                        (try_table (result i32) (catch $second $other) (catch $again $caught)
                            (call $throw_first))
                        (return))
                    (return (i32.const -1)))
                (return (i32.add (i32.const 10))))
            (func (export "second") (result i32)
                (block $caught (result i32)
                    (block $other (result i32)
                        (try_table (result i32) (catch $first $other) (catch $second $caught)
                            (call $throw_second))
                        (return))
                    (return (i32.const -1)))
                (return (i32.add (i32.const 20)))))"#,
        )?;
        assert_eq!(call(&mut store, catcher, "first")?, 11);
        assert_eq!(call(&mut store, catcher, "second")?, 21);
        Ok(())
    })
}

#[test]
fn tags_are_exported_imported_and_compared() -> Result<()> {
    in_every_mode(|engine| {
        let (mut store, mut linker, tag) = store(engine)?;
        let module = Module::new(
            engine,
            r#"(module (import "host" "tag" (tag $t (param i32))) (export "again" (tag $t)))"#,
        )?;
        let import = module.imports().next().unwrap().ty();
        assert_eq!(import.tag().unwrap(), &tag.ty(&store));
        let instance = linker.instantiate(&mut store, &module)?;
        let Some(Extern::Tag(again)) = instance.get_export(&mut store, "again") else {
            panic!("no tag is exported");
        };
        assert!(Tag::eq(&tag, &again, &store));
        assert!(instance.get_func(&mut store, "again").is_none());

        let error = instantiate(
            &mut store,
            &linker,
            r#"(module (import "host" "tag" (tag (param i64))))"#,
        )
        .unwrap_err();
        assert!(
            format!("{error:#}").contains("types of tags must be equal"),
            "{error:#}"
        );

        // What a linker makes for an import that it does not know.
        let module = Module::new(
            engine,
            r#"(module (import "un" "known" (tag (param f32))))"#,
        )?;
        linker.define_unknown_imports_as_default_values(&mut store, &module)?;
        linker.instantiate(&mut store, &module)?;
        Ok(())
    })
}

#[test]
fn types_of_tags_have_no_results_and_are_of_the_engine() -> Result<()> {
    in_every_mode(|engine| {
        let (mut store, ..) = store(engine)?;
        let with_result = TagType::new(FuncType::new(engine, [], [ValType::I32]));
        assert!(Tag::new(&mut store, &with_result).is_err());
        let other = Engine::default();
        let of_other = TagType::new(FuncType::new(&other, [], []));
        assert!(Tag::new(&mut store, &of_other).is_err());
        Ok(())
    })
}

/// Wasm that calls `host::throw` and catches the host's tag, or everything.
const CATCHER: &str = r#"(module
    (import "host" "tag" (tag $tag (param i32)))
    (import "host" "throw" (func $throw (result i32)))
    (func (export "catch") (result i32)
        (block $caught (result i32)
            (try_table (catch $tag $caught)
                (return (i32.add (i32.const 1000) (call $throw))))
            (unreachable))
        (return (i32.add (i32.const 1))))
    (func (export "catch_all") (result i32)
        (block $caught
            (try_table (catch_all $caught)
                (return (i32.add (i32.const 1000) (call $throw))))
            (unreachable))
        (i32.const -1))
    (func (export "rethrow") (result i32)
        (block $caught (result exnref)
            (try_table (catch_all_ref $caught)
                (return (i32.add (i32.const 1000) (call $throw))))
            (unreachable))
        (throw_ref))
    (func (export "pass") (result i32)
        (i32.add (i32.const 1000) (call $throw))))"#;

fn throw_number(mut caller: Caller<'_, Data>, number: i32) -> Result<i32> {
    let tag = caller.data().tag.unwrap();
    let exception = ExnRef::new(&mut caller, &tag, &[Val::I32(number)])?;
    caller.throw(exception)
}

#[test]
fn a_host_function_throws_into_its_caller() -> Result<()> {
    in_every_mode(|engine| {
        let (mut store, mut linker, tag) = store(engine)?;
        linker.func_wrap("host", "throw", |caller: Caller<'_, Data>| {
            throw_number(caller, 41)
        })?;
        let instance = instantiate(&mut store, &linker, CATCHER)?;
        // The second time everything was met before.
        for _ in 0..2 {
            assert_eq!(call(&mut store, instance, "catch")?, 42);
            assert_eq!(call(&mut store, instance, "catch_all")?, -1);
            for name in ["pass", "rethrow"] {
                let error = call(&mut store, instance, name).unwrap_err();
                let exception = thrown(&error).exception();
                assert_eq!(exception.typed_field::<i32>(&mut store, 0)?, 41);
                assert!(Tag::eq(&exception.tag(&store)?, &tag, &store));
                let backtrace = error.downcast_ref::<WasmBacktrace>().unwrap();
                assert_eq!(backtrace.frames().len(), 1, "{name}");
            }
        }
        Ok(())
    })
}

#[test]
fn host_functions_of_every_shape_throw() -> Result<()> {
    in_every_mode(|engine| {
        let (mut store, mut linker, _) = store(engine)?;
        linker.func_wrap(
            "host",
            "many",
            |caller: Caller<'_, Data>,
             a: i64,
             b: f64,
             c: i32,
             d: i64,
             e: i64,
             f: i64,
             g: i64,
             h: i64,
             i: i64|
             -> Result<(i32, i32)> {
                let sum = a + d + e + f + g + h + i + b as i64;
                throw_number(caller, c + sum as i32).map(|n| (n, n))
            },
        )?;
        linker.func_new(
            "host",
            "untyped",
            FuncType::new(engine, [ValType::I32], [ValType::I32]),
            |caller, params, _| throw_number(caller, params[0].unwrap_i32()).map(|_| ()),
        )?;
        linker.func_wrap("host", "float", |caller: Caller<'_, Data>, n: i32| {
            throw_number(caller, n).map(f64::from)
        })?;
        let instance = instantiate(
            &mut store,
            &linker,
            r#"(module
            (import "host" "tag" (tag $tag (param i32)))
            (import "host" "many"
                (func $many (param i64 f64 i32 i64 i64 i64 i64 i64 i64) (result i32 i32)))
            (import "host" "untyped" (func $untyped (param i32) (result i32)))
            (import "host" "float" (func $float (param i32) (result f64)))
            (func $tail (param i32) (result i32)
                (return_call $untyped (local.get 0)))
            (func (export "many") (result i32)
                (block $caught (result i32)
                    (try_table (catch $tag $caught)
                        (call $many (i64.const 1) (f64.const 2) (i32.const 3) (i64.const 4)
                            (i64.const 5) (i64.const 6) (i64.const 7) (i64.const 8)
                            (i64.const 9))
                        (drop) (drop))
                    (unreachable)))
            (func (export "untyped") (result i32)
                (block $caught (result i32)
                    (try_table (catch $tag $caught) (drop (call $untyped (i32.const 17))))
                    (unreachable)))
            (func (export "tail") (result i32)
                (block $caught (result i32)
                    (try_table (catch $tag $caught) (drop (call $tail (i32.const 18))))
                    (unreachable)))
            (func (export "float") (result i32)
                (block $caught (result i32)
                    (try_table (catch $tag $caught) (drop (call $float (i32.const 19))))
                    (unreachable))))"#,
        )?;
        assert_eq!(call(&mut store, instance, "many")?, 45);
        assert_eq!(call(&mut store, instance, "untyped")?, 17);
        assert_eq!(call(&mut store, instance, "tail")?, 18);
        assert_eq!(call(&mut store, instance, "float")?, 19);
        Ok(())
    })
}

#[test]
fn exceptions_cross_nested_activations_when_the_host_passes_them_on() -> Result<()> {
    in_every_mode(|engine| {
        let (mut store, mut linker, _) = store(engine)?;
        let inner = instantiate(
            &mut store,
            &linker,
            r#"(module
            (import "host" "tag" (tag $tag (param i32)))
            (func (export "throw") (result i32) (throw $tag (i32.const 6))))"#,
        )?;
        let inner = inner.get_typed_func::<(), i32>(&mut store, "throw")?;
        linker.func_wrap("host", "throw", move |mut caller: Caller<'_, Data>| {
            // With context, as errors gather it on their way.
            let result = inner.call(&mut caller, ());
            result.map_err(|error| error.context("inside").context("further out"))
        })?;
        let instance = instantiate(&mut store, &linker, CATCHER)?;
        assert_eq!(call(&mut store, instance, "catch")?, 7);
        assert_eq!(call(&mut store, instance, "catch_all")?, -1);
        let error = call(&mut store, instance, "pass").unwrap_err();
        assert_eq!(
            thrown(&error)
                .exception()
                .typed_field::<i32>(&mut store, 0)?,
            6
        );
        assert!(format!("{error:#}").contains("inside"), "{error:#}");
        Ok(())
    })
}

#[test]
fn the_host_may_catch_keep_and_throw_later() -> Result<()> {
    in_every_mode(|engine| {
        let (mut store, mut linker, tag) = store(engine)?;
        let inner = instantiate(
            &mut store,
            &linker,
            r#"(module
            (import "host" "tag" (tag $tag (param i32)))
            (func (export "throw") (result i32) (throw $tag (i32.const 8))))"#,
        )?;
        let inner = inner.get_typed_func::<(), i32>(&mut store, "throw")?;
        linker.func_wrap("host", "throw", move |mut caller: Caller<'_, Data>| {
            if let Some(kept) = caller.data_mut().kept.take() {
                let kept = kept.to_rooted(&mut caller);
                return caller.throw(kept);
            }
            let error = inner.call(&mut caller, ()).unwrap_err();
            let exception = error.downcast::<ThrownException>()?.into_exception();
            caller.data_mut().kept = Some(exception);
            Ok(1)
        })?;
        let instance = instantiate(&mut store, &linker, CATCHER)?;
        assert_eq!(call(&mut store, instance, "catch")?, 1001);
        assert_eq!(call(&mut store, instance, "catch")?, 9);
        // An exception that the embedder made, and threw outside of any host function.
        let exception = ExnRef::new(&mut store, &tag, &[Val::I32(3)])?;
        let error = store.throw::<()>(exception).unwrap_err();
        assert_eq!(
            thrown(&error)
                .exception()
                .typed_field::<i32>(&mut store, 0)?,
            3
        );
        Ok(())
    })
}

#[test]
fn traps_and_panics_and_errors_are_not_caught() -> Result<()> {
    #[derive(Debug)]
    struct Mine;

    in_every_mode(|engine| {
        let (mut store, mut linker, _) = store(engine)?;
        linker.allow_shadowing(true);

        linker.func_wrap("host", "throw", || -> Result<i32> {
            Err(Trap::UnreachableCodeReached.into())
        })?;
        let instance = instantiate(&mut store, &linker, CATCHER)?;
        let error = call(&mut store, instance, "catch_all").unwrap_err();
        assert_eq!(error.downcast_ref(), Some(&Trap::UnreachableCodeReached));

        linker.func_wrap("host", "throw", || -> Result<i32> {
            Err(std::fmt::Error.into())
        })?;
        let instance = instantiate(&mut store, &linker, CATCHER)?;
        let error = call(&mut store, instance, "catch_all").unwrap_err();
        assert!(error.is::<std::fmt::Error>());

        linker.func_wrap("host", "throw", || -> i32 { std::panic::panic_any(Mine) })?;
        let instance = instantiate(&mut store, &linker, CATCHER)?;
        let payload = catch_unwind(AssertUnwindSafe(|| call(&mut store, instance, "catch_all")));
        assert!(payload.unwrap_err().is::<Mine>());

        let own = instantiate(
            &mut store,
            &linker,
            r#"(module
            (import "host" "tag" (tag $tag (param i32)))
            (memory 1)
            (func $divide (param i32) (result i32) (i32.div_u (i32.const 1) (local.get 0)))
            (func (export "divide") (result i32)
                (block $caught
                    (try_table (catch_all $caught) (return (call $divide (i32.const 0)))))
                (i32.const -1))
            (func (export "load") (result i32)
                (block $caught
                    (try_table (catch_all $caught) (return (i32.load (i32.const 65536)))))
                (i32.const -1))
            (func $overflow (result i32) (i32.add (call $overflow) (i32.const 1)))
            (func (export "overflow") (result i32)
                (block $caught
                    (try_table (catch_all $caught) (return (call $overflow))))
                (i32.const -1))
            (func (export "null") (result i32)
                (block $caught
                    (try_table (catch_all $caught) (throw_ref (ref.null exn))))
                (i32.const -1))
            (func (export "in_handler") (result i32)
                (block $caught (result i32)
                    (try_table (catch $tag $caught) (throw $tag (i32.const 0)))
                    (unreachable))
                (call $divide)))"#,
        )?;
        for (name, trap) in [
            ("divide", Trap::IntegerDivisionByZero),
            ("load", Trap::MemoryOutOfBounds),
            ("overflow", Trap::StackOverflow),
            ("null", Trap::NullReference),
            ("in_handler", Trap::IntegerDivisionByZero),
        ] {
            let error = call(&mut store, own, name).unwrap_err();
            assert_eq!(error.downcast_ref(), Some(&trap), "{name}");
            assert!(!error.is::<ThrownException>(), "{name}");
        }
        Ok(())
    })
}

#[test]
fn exceptions_are_made_of_what_their_tag_says_only() -> Result<()> {
    in_every_mode(|engine| {
        let (mut store, linker, tag) = store(engine)?;
        assert!(ExnRef::new(&mut store, &tag, &[]).is_err());
        assert!(ExnRef::new(&mut store, &tag, &[Val::I32(1), Val::I32(2)]).is_err());
        assert!(ExnRef::new(&mut store, &tag, &[Val::I64(1)]).is_err());
        // A tag, and a function, of another store.
        let mut other = Store::new(engine, Data::default());
        assert!(ExnRef::new(&mut other, &tag, &[Val::I32(1)]).is_err());
        let ty = TagType::new(FuncType::new(engine, [ValType::FUNCREF], []));
        let of_functions = Tag::new(&mut store, &ty)?;
        let theirs = Func::wrap(&mut other, || {});
        assert!(ExnRef::new(&mut store, &of_functions, &[theirs.into()]).is_err());
        let ours = Func::wrap(&mut store, || 5);
        let exception = ExnRef::new(&mut store, &of_functions, &[ours.into()])?;
        let func = exception
            .typed_field::<Option<Func>>(&mut store, 0)?
            .unwrap();
        assert_eq!(func.typed::<(), i32>(&store)?.call(&mut store, ())?, 5);
        // What is asked of the wrong store.
        assert!(exception.tag(&other).is_err());
        assert!(exception.field(&mut other, 0).is_err());
        assert!(exception.typed_field::<i32>(&mut other, 0).is_err());
        assert!(exception.fields(&mut other).is_err());
        let error = other.throw::<()>(exception).unwrap_err();
        assert!(!error.is::<ThrownException>());
        // A tag that a linker has of another store.
        let mut linker = linker;
        linker.allow_shadowing(true);
        let theirs = Tag::new(&mut other, &tag.ty(&store))?;
        linker.define(&other, "host", "tag", theirs)?;
        let text = r#"(module (import "host" "tag" (tag (param i32))))"#;
        assert!(instantiate(&mut store, &linker, text).is_err());
        Ok(())
    })
}

#[test]
fn exceptions_of_other_stores_are_errors_like_others() -> Result<()> {
    in_every_mode(|engine| {
        let (mut store, mut linker, _) = store(engine)?;
        linker.func_wrap("host", "throw", |caller: Caller<'_, Data>| -> Result<i32> {
            let mut other = Store::new(caller.engine(), ());
            let ty = TagType::new(FuncType::new(caller.engine(), [], []));
            let tag = Tag::new(&mut other, &ty)?;
            let exception = ExnRef::new(&mut other, &tag, &[])?;
            other.throw(exception)
        })?;
        let instance = instantiate(&mut store, &linker, CATCHER)?;
        let error = call(&mut store, instance, "catch_all").unwrap_err();
        // Its store is gone, but not the error.
        assert_eq!(thrown(&error).to_string(), "thrown Wasm exception");
        assert!(thrown(&error).exception().tag(&store).is_err());
        Ok(())
    })
}

#[test]
fn exceptions_end_with_their_scope_unless_they_are_owned() -> Result<()> {
    in_every_mode(|engine| {
        let (mut store, mut linker, _) = store(engine)?;
        linker.func_wrap(
            "host",
            "throw",
            |mut caller: Caller<'_, Data>| -> Result<i32> {
                let tag = caller.data().tag.unwrap();
                let exception: Rooted<ExnRef> = ExnRef::new(&mut caller, &tag, &[Val::I32(9)])?;
                caller.data_mut().kept = Some(exception.to_owned_rooted(&mut caller)?);
                caller.throw(exception)
            },
        )?;
        let instance = instantiate(&mut store, &linker, CATCHER)?;
        let error = call(&mut store, instance, "pass").unwrap_err();
        let kept = store.data_mut().kept.take().unwrap();
        let thrown = thrown(&error).exception();
        assert!(OwnedRooted::ref_eq(&store, &kept, thrown)?);
        assert_eq!(kept.typed_field::<i32>(&mut store, 0)?, 9);
        drop(store);
        drop(error);
        Ok(())
    })
}

#[test]
fn throws_cross_many_frames_of_many_call_sites() -> Result<()> {
    in_every_mode(|engine| {
        let (mut store, mut linker, _) = store(engine)?;
        linker.func_wrap(
            "host",
            "see",
            |mut caller: Caller<'_, Data>, number: i32| {
                caller.data_mut().seen.push(number);
            },
        )?;
        // A chain of functions, each with a handler of its own tag that must not catch.
        let count = 300;
        let mut text = String::from(
            r#"(module
            (import "host" "tag" (tag $tag (param i32)))
            (import "host" "see" (func $see (param i32)))
            (tag $wrong (param i32))"#,
        );
        for level in 0..count {
            text += &format!(
                r#"(func $f{level} (param i32) (result i32)
                (block $caught (result i32)
                    (try_table (result i32) (catch $wrong $caught)
                        (if (result i32) (i32.eqz (i32.rem_u (local.get 0) (i32.const 3)))
                            (then (call $f{next} (i32.add (local.get 0) (i32.const 1))))
                            (else (i32.add (i32.const 0)
                                (call $f{next} (i32.add (local.get 0) (i32.const 1)))))))
                    (return))
                (call $see))"#,
                next = level + 1
            );
        }
        text += &format!(
            r#"(func $f{count} (param i32) (result i32) (throw $tag (local.get 0)))
           (func (export "run") (result i32)
                (block $caught (result i32)
                    (try_table (result i32) (catch $tag $caught)
                        (call $f0 (i32.const 0))))))"#
        );
        let text = text.replace("(call $see))", "(call $see) (i32.const 0))");
        let instance = instantiate(&mut store, &linker, &text)?;
        for _ in 0..3 {
            assert_eq!(call(&mut store, instance, "run")?, count);
        }
        assert_eq!(store.data().seen, []);
        Ok(())
    })
}

#[test]
fn exceptions_keep_what_they_carry() -> Result<()> {
    in_every_mode(|engine| {
        let mut store = Store::new(engine, ());
        // A small exception, and one that is too large to be young.
        for count in [1, 5000] {
            let ty = ExnType::new(engine, vec![ValType::EXTERNREF; count])?;
            let tag = Tag::new(&mut store, &ty.tag_type())?;
            let exception = {
                let mut scope = RootScope::new(&mut store);
                let mut values = Vec::new();
                for number in 0..count {
                    let value = ExternRef::new(&mut scope, number)?;
                    values.push(Val::from(value));
                }
                let exception = ExnRef::new(&mut scope, &tag, &values)?;
                exception.to_owned_rooted(&mut scope)?
            };
            for _ in 0..3 {
                store.gc();
                for number in [0, count / 2, count - 1] {
                    let value =
                        exception.typed_field::<Option<Rooted<ExternRef>>>(&mut store, number)?;
                    let data = value
                        .unwrap()
                        .data(&store)?
                        .unwrap()
                        .downcast_ref::<usize>();
                    assert_eq!(data, Some(&number));
                }
            }
            assert_eq!(exception.fields(&mut store)?.len(), count);
        }
        Ok(())
    })
}

#[test]
fn exceptions_on_their_way_through_the_host_are_kept() -> Result<()> {
    in_every_mode(|engine| {
        let (mut store, mut linker, _) = store(engine)?;
        linker.func_wrap(
            "host",
            "throw",
            |mut caller: Caller<'_, Data>| -> Result<i32> {
                let tag = caller.data().tag.unwrap();
                let exception = ExnRef::new(&mut caller, &tag, &[Val::I32(11)])?;
                let result = caller.throw(exception);
                for number in 0..100 {
                    ExnRef::new(&mut caller, &tag, &[Val::I32(number)])?;
                    caller.gc();
                }
                result
            },
        )?;
        let instance = instantiate(&mut store, &linker, CATCHER)?;
        for _ in 0..3 {
            assert_eq!(call(&mut store, instance, "catch")?, 12);
            let error = call(&mut store, instance, "rethrow").unwrap_err();
            store.gc();
            assert_eq!(
                thrown(&error)
                    .exception()
                    .typed_field::<i32>(&mut store, 0)?,
                11
            );
        }
        Ok(())
    })
}

#[test]
fn exception_references_go_to_the_host_and_back() -> Result<()> {
    in_every_mode(|engine| {
        let (mut store, mut linker, tag) = store(engine)?;
        linker.func_new(
            "host",
            "pass",
            FuncType::new(engine, [ValType::EXNREF], [ValType::EXNREF]),
            |mut caller, params, results| {
                let exception = *params[0].unwrap_exnref().unwrap();
                let number = exception.typed_field(&mut caller, 0)?;
                caller.data_mut().seen.push(number);
                results[0] = params[0];
                Ok(())
            },
        )?;
        let instance = instantiate(
            &mut store,
            &linker,
            r#"(module
            (import "host" "tag" (tag $tag (param i32)))
            (import "host" "pass" (func $pass (param exnref) (result exnref)))
            (func (export "run") (param exnref) (result i32)
                (block $caught (result i32)
                    (try_table (catch $tag $caught)
                        (throw_ref (call $pass (local.get 0))))
                    (unreachable))))"#,
        )?;
        let run = instance.get_func(&mut store, "run").unwrap();
        let exception = ExnRef::new(&mut store, &tag, &[Val::I32(77)])?;
        let mut results = [Val::I32(0)];
        run.call(&mut store, &[exception.into()], &mut results)?;
        assert_eq!(results[0].unwrap_i32(), 77);
        assert_eq!(store.data().seen, [77]);
        let mut other = Store::new(engine, Data::default());
        let theirs = Tag::new(&mut other, &tag.ty(&store))?;
        let theirs = ExnRef::new(&mut other, &theirs, &[Val::I32(1)])?;
        assert!(
            run.call(&mut store, &[theirs.into()], &mut results)
                .is_err()
        );
        Ok(())
    })
}
