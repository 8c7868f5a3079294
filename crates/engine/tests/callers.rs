//! Which instance a host function is told called it, however it was called.

use switchback_engine::{Caller, Engine, Extern, Instance, Linker, Module, Result, Store};

/// A linker with a host function that answers the global "name" of its caller, or -1 if
/// it has none.
fn linker(engine: &Engine) -> Result<Linker<()>> {
    let mut linker = Linker::new(engine);
    linker.func_wrap("host", "caller", |mut caller: Caller<'_, ()>| -> i32 {
        match caller.get_export("name") {
            Some(Extern::Global(name)) => name.get(&mut caller).i32().unwrap_or(-2),
            _ => -1,
        }
    })?;
    Ok(linker)
}

fn instantiate(
    store: &mut Store<()>,
    linker: &mut Linker<()>,
    name: &str,
    text: &str,
) -> Result<Instance> {
    let module = Module::new(store.engine(), text)?;
    let instance = linker.instantiate(&mut *store, &module)?;
    linker.instance(&mut *store, name, instance)?;
    Ok(instance)
}

const INNER: &str = r#"(module
  (type $f (func (result i32)))
  (import "host" "caller" (func $caller (type $f)))
  (table 1 funcref) (elem (i32.const 0) func $caller)
  (elem declare func $caller)
  (global (export "name") i32 (i32.const 2))
  (func (export "call") (type $f) (call $caller))
  (func (export "call_indirect") (type $f) (call_indirect (type $f) (i32.const 0)))
  (func (export "call_ref") (type $f) (call_ref $f (ref.func $caller)))
  (func (export "return_call") (type $f) (return_call $caller))
  (func (export "return_call_indirect") (type $f)
    (return_call_indirect (type $f) (i32.const 0)))
  (func (export "return_call_ref") (type $f) (return_call_ref $f (ref.func $caller))))"#;

const SHAPES: [&str; 6] = [
    "call",
    "call_indirect",
    "call_ref",
    "return_call",
    "return_call_indirect",
    "return_call_ref",
];

#[test]
fn the_caller_is_the_instance_whose_code_called() -> Result<()> {
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let mut linker = linker(&engine)?;
    let inner = instantiate(&mut store, &mut linker, "inner", INNER)?;
    for shape in SHAPES {
        let direct = inner.get_typed_func::<(), i32>(&mut store, shape)?;
        assert_eq!(direct.call(&mut store, ())?, 2, "{shape} from the host");
        let outer = instantiate(
            &mut store,
            &mut linker,
            &format!("outer {shape}"),
            &format!(
                r#"(module
                  (import "inner" "{shape}" (func $inner (result i32)))
                  (global (export "name") i32 (i32.const 1))
                  (func (export "call") (result i32) (call $inner))
                  (func (export "return_call") (result i32) (return_call $inner)))"#
            ),
        )?;
        for outer_shape in ["call", "return_call"] {
            let through = outer.get_typed_func::<(), i32>(&mut store, outer_shape)?;
            assert_eq!(
                through.call(&mut store, ())?,
                2,
                "{outer_shape}, then {shape}"
            );
        }
    }
    Ok(())
}

#[test]
fn the_embedder_is_no_caller() -> Result<()> {
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let linker = linker(&engine)?;
    let Extern::Func(caller) = linker.get(&mut store, "host", "caller")? else {
        panic!("the linker gives something else than a function");
    };
    assert_eq!(caller.typed::<(), i32>(&store)?.call(&mut store, ())?, -1);
    Ok(())
}
