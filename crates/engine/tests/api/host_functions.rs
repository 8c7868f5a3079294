//! Functions of the host whose types Rust knows: every number of parameters and
//! results, with and without a caller, called by Wasm and by the host.

use switchback_engine::{
    Caller, Engine, Error, Extern, ExternRef, Func, Linker, Module, Result, Rooted, Store, V128,
    Val,
};

use crate::support::{add_instance, engines};

/// A module that imports a function of that type, and exports one that passes its own
/// parameters on.
fn pass_on(func: &Func, store: &Store<u32>) -> String {
    let ty = func.ty(store);
    let arguments: String = (0..ty.params().len())
        .map(|index| format!("(local.get {index})"))
        .collect();
    format!(
        r#"(module
            (type $t {ty})
            (import "" "" (func $host (type $t)))
            (func (export "g") (type $t) {arguments} (call $host)))"#
    )
}

/// For parameters with these types and values: makes host functions that give their
/// parameters back, and calls them in every way.
macro_rules! gives_back {
    ($engine:expr; $($name:ident: $ty:ty = $value:expr),*) => {{
        type Values = ($($ty,)*);
        let mut store = Store::new($engine, 0_u32);
        let plain = Func::wrap(&mut store, |$($name: $ty),*| ($($name,)*));
        let fallible = Func::wrap(&mut store, |$($name: $ty),*| Ok(($($name,)*)));
        let with_caller = Func::wrap(&mut store, |mut caller: Caller<'_, u32>, $($name: $ty),*| {
            *caller.data_mut() += 1;
            ($($name,)*)
        });
        let mut calls_of_caller = 0;
        for func in [plain, fallible, with_caller] {
            let text = pass_on(&func, &store);
            let instance = add_instance(&mut store, &text, &[func.into()]).unwrap();
            let through_wasm = instance.get_func(&mut store, "g").unwrap();
            for func in [func, through_wasm] {
                let typed = func.typed::<Values, Values>(&store).unwrap();
                #[allow(clippy::let_unit_value)]
                let ($($name,)*) = typed.call(&mut store, ($($value,)*)).unwrap();
                $(assert_eq!($name, $value);)*

                let values: Vec<Val> = vec![$(<Val as From<$ty>>::from($value)),*];
                let mut results = vec![Val::FuncRef(None); values.len()];
                func.call(&mut store, &values, &mut results).unwrap();
                assert_eq!(format!("{values:?}"), format!("{results:?}"));
            }
            calls_of_caller += 4;
        }
        assert_eq!(*store.data(), calls_of_caller / 3);
    }};
}

fn vector(bytes: u8) -> V128 {
    u128::from_le_bytes(std::array::from_fn(|index| bytes ^ index as u8)).into()
}

#[test]
#[allow(clippy::unused_unit, reason = "the macro's empty list")]
fn every_arity() {
    for (_, engine) in &engines() {
        gives_back!(engine;);
        gives_back!(engine; a: i32 = -1);
        gives_back!(engine; a: i32 = -1, b: i64 = i64::MIN);
        gives_back!(engine; a: i32 = -1, b: i64 = i64::MIN, c: f32 = 1.5);
        gives_back!(engine; a: i32 = -1, b: i64 = i64::MIN, c: f32 = 1.5, d: f64 = -0.1);
        gives_back!(engine; a: i32 = 1, b: i64 = 2, c: i32 = 3, d: i64 = 4, e: i32 = 5);
        gives_back!(engine; a: f32 = 1., b: f32 = 2., c: f64 = 3., d: f64 = 4., e: f32 = 5.,
            f: f64 = 6.);
        gives_back!(engine; a: i64 = 1, b: i64 = 2, c: i64 = 3, d: i64 = 4, e: i64 = 5,
            f: i64 = 6, g: i64 = 7);
        gives_back!(engine; a: V128 = vector(1), b: V128 = vector(2), c: V128 = vector(3),
            d: V128 = vector(4), e: V128 = vector(5), f: V128 = vector(6), g: V128 = vector(7),
            h: V128 = vector(8));
        gives_back!(engine; a: i32 = 1, b: f32 = 2., c: i64 = 3, d: f64 = 4., e: V128 = vector(5),
            f: i32 = 6, g: f32 = 7., h: i64 = 8, i: f64 = 9.);
        gives_back!(engine; a: i32 = 1, b: i64 = 2, c: i32 = 3, d: i64 = 4, e: i32 = 5,
            f: i64 = 6, g: i32 = 7, h: i64 = 8, i: i32 = 9, j: i64 = 10);
        gives_back!(engine; a: f64 = 1., b: f64 = 2., c: f64 = 3., d: f64 = 4., e: f64 = 5.,
            f: f64 = 6., g: f64 = 7., h: f64 = 8., i: f32 = 9., j: f64 = 10., k: f32 = 11.);
        gives_back!(engine; a: i32 = 1, b: i32 = 2, c: i32 = 3, d: i32 = 4, e: i32 = 5,
            f: i32 = 6, g: i32 = 7, h: i32 = 8, i: i32 = 9, j: i32 = 10, k: i32 = 11,
            l: i32 = 12);
        gives_back!(engine; a: V128 = vector(1), b: i32 = 2, c: V128 = vector(3), d: i32 = 4,
            e: V128 = vector(5), f: i32 = 6, g: V128 = vector(7), h: i32 = 8, i: V128 = vector(9),
            j: i32 = 10, k: V128 = vector(11), l: i32 = 12, m: V128 = vector(13));
        gives_back!(engine; a: i64 = 1, b: f64 = 2., c: i64 = 3, d: f64 = 4., e: i64 = 5,
            f: f64 = 6., g: i64 = 7, h: f64 = 8., i: i64 = 9, j: f64 = 10., k: i64 = 11,
            l: f64 = 12., m: i64 = 13, n: f64 = 14.);
        gives_back!(engine; a: f32 = 1., b: f32 = 2., c: f32 = 3., d: f32 = 4., e: f32 = 5.,
            f: f32 = 6., g: f32 = 7., h: f32 = 8., i: f32 = 9., j: f32 = 10., k: f32 = 11.,
            l: f32 = 12., m: f32 = 13., n: f32 = 14., o: f32 = 15.);
        gives_back!(engine; a: V128 = vector(1), b: V128 = vector(2), c: V128 = vector(3),
            d: V128 = vector(4), e: V128 = vector(5), f: V128 = vector(6), g: V128 = vector(7),
            h: V128 = vector(8), i: V128 = vector(9), j: V128 = vector(10), k: V128 = vector(11),
            l: V128 = vector(12), m: V128 = vector(13), n: V128 = vector(14), o: V128 = vector(15),
            p: V128 = vector(16));
    }
}

#[test]
fn integers_can_be_unsigned() {
    let mut store = Store::new(&Engine::default(), ());
    let func = Func::wrap(&mut store, |a: u32, b: u64| (b - 1, a - 1));
    let func = func.typed::<(u32, u64), (u64, u32)>(&store).unwrap();
    let results = func.call(&mut store, (u32::MAX, u64::MAX)).unwrap();
    assert_eq!(results, (u64::MAX - 1, u32::MAX - 1));
}

#[test]
fn references_pass_through() {
    let engine = Engine::default();
    let mut store = Store::new(&engine, 0_u32);
    let inner = Func::wrap(&mut store, || 7_i32);
    let mine = ExternRef::new(&mut store, 41_i32).unwrap();
    let host = Func::wrap(
        &mut store,
        |func: Option<Func>, value: Option<Rooted<ExternRef>>| (value, func),
    );
    let text = pass_on(&host, &store);
    let instance = add_instance(&mut store, &text, &[host.into()]).unwrap();
    type Params = (Option<Func>, Option<Rooted<ExternRef>>);
    type Results = (Option<Rooted<ExternRef>>, Option<Func>);
    let g = instance
        .get_typed_func::<Params, Results>(&mut store, "g")
        .unwrap();
    let (value, func) = g.call(&mut store, (Some(inner), Some(mine))).unwrap();
    let value = value.unwrap().data(&store).unwrap().unwrap();
    assert_eq!(value.downcast_ref(), Some(&41_i32));
    let func = func.unwrap().typed::<(), i32>(&store).unwrap();
    assert_eq!(func.call(&mut store, ()).unwrap(), 7);
    let (value, func) = g.call(&mut store, (None, None)).unwrap();
    assert!(value.is_none() && func.is_none());
}

/// A host function sees the exports of whoever called it, across gates and nested
/// activations.
#[test]
fn callers_are_known() -> Result<()> {
    let text = |number: u8, import: &str| {
        format!(
            r#"(module
                (import "host" "who" (func $who (result i32)))
                {import}
                (memory (export "memory") 1)
                (data (i32.const 0) "{}")
                (func (export "ask") (result i32) (call $who)))"#,
            char::from(number)
        )
    };
    for (mode, engine) in &engines() {
        let mut linker = Linker::new(engine);
        linker.func_wrap("host", "who", |mut caller: Caller<'_, ()>| {
            let Some(Extern::Memory(memory)) = caller.get_export("memory") else {
                return Err(Error::msg("no memory"));
            };
            Ok(i32::from(memory.data(&caller)[0]))
        })?;
        let mut store = Store::new(engine, ());
        let mut asks = Vec::new();
        for number in b'a'..=b'd' {
            let module = Module::new(engine, text(number, ""))?;
            let instance = linker.instantiate(&mut store, &module)?;
            asks.push(instance.get_func(&mut store, "ask").unwrap());
        }
        // One that calls all of them, through imports and through a table.
        let caller = r#"(module
            (import "host" "who" (func $who (result i32)))
            (import "" "0" (func $f0 (result i32)))
            (import "" "1" (func $f1 (result i32)))
            (import "" "2" (func $f2 (result i32)))
            (import "" "3" (func $f3 (result i32)))
            (type $t (func (result i32)))
            (table $table funcref (elem $f0 $f1 $f2 $f3))
            (memory (export "memory") 1)
            (data (i32.const 0) "x")
            (func (export "all") (result i32 i32 i32 i32 i32 i32)
                (call $f0)
                (call $who)
                (call_indirect $table (type $t) (i32.const 1))
                (call $f2)
                (call_indirect $table (type $t) (i32.const 3))
                (call $who)))"#;
        for (index, ask) in asks.into_iter().enumerate() {
            linker.define(&store, "", &index.to_string(), ask)?;
        }
        let module = Module::new(engine, caller)?;
        let instance = linker.instantiate(&mut store, &module)?;
        type Six = (i32, i32, i32, i32, i32, i32);
        let all = instance.get_typed_func::<(), Six>(&mut store, "all")?;
        let (a, b, c, d, e, f) = all.call(&mut store, ())?;
        let names = [a, b, c, d, e, f].map(|name| char::from(name as u8));
        assert_eq!(names, ['a', 'x', 'b', 'c', 'd', 'x'], "{mode}");

        // Called by the embedder, there is no caller.
        let who = linker.get(&mut store, "host", "who")?.into_func().unwrap();
        let who = who.typed::<(), i32>(&store)?;
        assert_eq!(
            who.call(&mut store, ()).unwrap_err().to_string(),
            "no memory"
        );
    }
    Ok(())
}

/// Wasm calls the host, which calls Wasm, which calls the host, and so on.
#[test]
fn back_and_forth() -> Result<()> {
    for (mode, engine) in &engines() {
        let mut store = Store::new(engine, 0_u32);
        // Gives the sum of all numbers up to its argument, every other one added here.
        let down = Func::wrap(
            &mut store,
            |mut caller: Caller<'_, u32>, next: Option<Func>, n: i64| -> Result<i64> {
                *caller.data_mut() += 1;
                let Some(next) = next else { return Ok(n) };
                let next = next.typed::<i64, i64>(&caller)?;
                Ok(n + next.call(&mut caller, n - 1)?)
            },
        );
        let text = r#"(module
            (import "" "down" (func $down (param funcref i64) (result i64)))
            (func $sum (export "sum") (param $n i64) (result i64)
                (if (result i64) (i64.eqz (local.get $n))
                    (then (i64.const 0))
                    (else (i64.add
                        (local.get $n)
                        (call $down (ref.func $sum) (i64.sub (local.get $n) (i64.const 1))))))))"#;
        let instance = add_instance(&mut store, text, &[down.into()])?;
        let sum = instance.get_typed_func::<i64, i64>(&mut store, "sum")?;
        assert_eq!(sum.call(&mut store, 40)?, 820, "{mode}");
        assert_eq!(*store.data(), 20);
    }
    Ok(())
}
