//! What each kind of row does with an engine's API. This file is compiled once
//! per engine (see `engines.rs`): `super::api` is the engine's crate.

use anyhow::{Context, Result, anyhow};

use super::api::{
    Caller, Engine, Func, FuncType, Instance, Linker, Module, Store, TypedFunc, Val, ValType,
};
use super::{config, config_for_compiling, switch_stacks};
use crate::executor::{self, PendingOnce};
use crate::measure::{Clock, Run, Sample, resident};
use crate::rows::{HostCall, Row, Table, Work};

/// Gets the work of a row ready to run.
pub(crate) fn prepare(row: &Row, work: &Work) -> Result<Run> {
    let mut config = config();
    if matches!(row.table, Table::Switching | Table::Live) {
        switch_stacks(&mut config);
    }
    let engine = Engine::new(&config)?;
    match work {
        Work::Wasm { chain, entry } => wasm(&engine, chain, entry, row.fresh_stores),
        Work::Slices { module, entry } => slices(&engine, module, entry, row.clock),
        Work::Live { module, .. } => live(&engine, module, row.clock),
        Work::HostToWasm { module, call } => host_to_wasm(&engine, module, *call),
        Work::WasmToHost { module, entry } => wasm_to_host(&engine, module, entry),
        Work::WasmToHostAsynchronously { module, entry } => {
            wasm_to_host_asynchronously(&engine, module, entry)
        }
        Work::Instantiate(module) => instantiate(&engine, module),
        Work::Compile(module) => compile(module.clone()),
    }
}

fn done(checksum: i64) -> Result<Sample> {
    Ok(Sample {
        checksum,
        ..Sample::default()
    })
}

/// Runs the function `entry` of the last of a chain of instances, of the same one each
/// time, or of one in a fresh store.
fn wasm(engine: &Engine, chain: &[Vec<u8>], entry: &'static str, fresh: bool) -> Result<Run> {
    let modules = chain.iter().map(|wasm| Module::new(engine, wasm));
    let modules = modules.collect::<Result<Vec<_>, _>>()?;
    let engine = engine.clone();
    let mut store = Store::new(&engine, ());
    let mut run = instantiate_chain(&mut store, &modules, entry)?;
    Ok(Box::new(move |iterations| {
        if fresh {
            store = Store::new(&engine, ());
            run = instantiate_chain(&mut store, &modules, entry)?;
        }
        done(run.call(&mut store, iterations as i64)?)
    }))
}

/// Instantiates a chain of modules; the last one's `entry`. Each module may import from
/// the one before, under the name `previous`; one that exports `link` is handed the
/// function `hop` of the one before, the first that of the last.
fn instantiate_chain(
    store: &mut Store<()>,
    modules: &[Module],
    entry: &str,
) -> Result<TypedFunc<i64, i64>> {
    let mut instances: Vec<Instance> = Vec::new();
    for module in modules {
        let mut imports = Vec::new();
        for import in module.imports() {
            let previous = instances.last().context("the first module imports")?;
            imports.push(
                previous
                    .get_export(&mut *store, import.name())
                    .with_context(|| format!("no export `{}`", import.name()))?,
            );
        }
        instances.push(Instance::new(&mut *store, module, &imports)?);
    }
    for (index, instance) in instances.iter().enumerate() {
        if let Some(link) = instance.get_func(&mut *store, "link") {
            let previous = (index + instances.len() - 1) % instances.len();
            let hop = function(&mut *store, &instances[previous], "hop")?;
            link.call(&mut *store, &[Val::FuncRef(Some(hop))], &mut [])?;
        }
    }
    let last = instances.last().context("no module")?;
    let run = last.get_typed_func::<i64, i64>(&mut *store, entry)?;
    Ok(run)
}

/// Runs a function in slices, and measures each.
fn slices(engine: &Engine, module: &[u8], entry: &str, clock: Clock) -> Result<Run> {
    let mut store = Store::new(engine, ());
    let module = Module::new(engine, module)?;
    let instance = Instance::new(&mut store, &module, &[])?;
    let run = instance.get_typed_func::<i64, i64>(&mut store, entry)?;
    Ok(Box::new(move |count| {
        let mut sample = Sample::default();
        for _ in 0..count {
            let start = clock.now();
            let checksum = run.call(&mut store, 1)?;
            sample.slices.push(clock.now() - start);
            sample.checksum = sample.checksum.wrapping_add(checksum);
        }
        Ok(sample)
    }))
}

/// Makes many of something and lets them end, and measures both.
fn live(engine: &Engine, module: &[u8], clock: Clock) -> Result<Run> {
    let mut store = Store::new(engine, ());
    let module = Module::new(engine, module)?;
    let instance = Instance::new(&mut store, &module, &[])?;
    let make = instance.get_typed_func::<i64, i64>(&mut store, "make")?;
    let end = instance.get_typed_func::<i64, i64>(&mut store, "end")?;
    Ok(Box::new(move |count| {
        // What is needed once is there then.
        make.call(&mut store, 1)?;
        end.call(&mut store, 1)?;
        let before = resident()?;
        let start = clock.now();
        make.call(&mut store, count as i64)?;
        let made = clock.now();
        let resident = resident()?.saturating_sub(before);
        let resumed = clock.now();
        let checksum = end.call(&mut store, count as i64)?;
        Ok(Sample {
            checksum,
            slices: vec![made - start, clock.now() - resumed],
            resident,
            ..Sample::default()
        })
    }))
}

fn function(store: &mut Store<()>, instance: &Instance, name: &str) -> Result<Func> {
    instance
        .get_func(&mut *store, name)
        .ok_or_else(|| anyhow!("no function `{name}`"))
}

/// Calls a function of the module from here.
fn host_to_wasm(engine: &Engine, module: &[u8], call: HostCall) -> Result<Run> {
    let mut store = Store::new(engine, ());
    let module = Module::new(engine, module)?;
    let instance = Instance::new(&mut store, &module, &[])?;
    Ok(match call {
        HostCall::None => {
            let none = instance.get_typed_func::<(), ()>(&mut store, "none")?;
            Box::new(move |iterations| {
                for _ in 0..iterations {
                    none.call(&mut store, ())?;
                }
                done(0)
            })
        }
        HostCall::One => {
            let one = instance.get_typed_func::<i32, i32>(&mut store, "one")?;
            Box::new(move |iterations| {
                let mut x = 0;
                for _ in 0..iterations {
                    x = one.call(&mut store, x)?;
                }
                done(x.into())
            })
        }
        HostCall::Four => {
            let four = instance.get_typed_func::<(i32, i32, i64, f64), i64>(&mut store, "four")?;
            Box::new(move |iterations| {
                let mut x = 0;
                for _ in 0..iterations {
                    x = four.call(&mut store, (x as i32, 1, 2, 3.0))?;
                }
                done(x)
            })
        }
        HostCall::Untyped => {
            let one = function(&mut store, &instance, "one")?;
            Box::new(move |iterations| {
                let mut results = [Val::I32(0)];
                for _ in 0..iterations {
                    let x = results[0].unwrap_i32();
                    one.call(&mut store, &[Val::I32(x)], &mut results)?;
                }
                done(results[0].unwrap_i32().into())
            })
        }
        HostCall::Asynchronous => {
            let none = instance.get_typed_func::<(), ()>(&mut store, "none")?;
            Box::new(move |iterations| {
                for _ in 0..iterations {
                    executor::run(none.call_async(&mut store, ()))?;
                }
                done(0)
            })
        }
    })
}

/// Runs a module that calls functions of the host.
fn wasm_to_host(engine: &Engine, module: &[u8], entry: &str) -> Result<Run> {
    let mut linker: Linker<i64> = Linker::new(engine);
    linker.func_wrap("host", "none", || {})?;
    linker.func_wrap("host", "one", |x: i32| x.wrapping_add(1))?;
    linker.func_wrap("host", "four", |a: i32, b: i32, c: i64, d: f64| {
        i64::from(a) + i64::from(b) + c + d as i64
    })?;
    linker.func_wrap("host", "caller", |mut caller: Caller<'_, i64>, x: i32| {
        *caller.data_mut() += 1;
        x.wrapping_add(1)
    })?;
    let signature = FuncType::new(engine, [ValType::I32], [ValType::I32]);
    linker.func_new("host", "untyped", signature, |_, params, results| {
        results[0] = Val::I32(params[0].unwrap_i32().wrapping_add(1));
        Ok(())
    })?;
    let mut store = Store::new(engine, 0);
    let module = Module::new(engine, module)?;
    let instance = linker.instantiate(&mut store, &module)?;
    let run = instance.get_typed_func::<i64, i64>(&mut store, entry)?;
    Ok(Box::new(move |iterations| {
        done(run.call(&mut store, iterations as i64)?)
    }))
}

/// Runs a module that calls functions of the host, in a call that can wait for them.
fn wasm_to_host_asynchronously(engine: &Engine, module: &[u8], entry: &str) -> Result<Run> {
    let mut linker: Linker<()> = Linker::new(engine);
    linker.func_wrap("host", "synchronous", |x: i32| x.wrapping_add(1))?;
    linker.func_wrap_async("host", "ready", |_: Caller<'_, ()>, (x,): (i32,)| {
        Box::new(async move { x.wrapping_add(1) })
    })?;
    linker.func_wrap_async("host", "pending", |_: Caller<'_, ()>, (x,): (i32,)| {
        Box::new(async move {
            PendingOnce::default().await;
            x.wrapping_add(1)
        })
    })?;
    let mut store = Store::new(engine, ());
    let module = Module::new(engine, module)?;
    let instance = executor::run(linker.instantiate_async(&mut store, &module))?;
    let run = instance.get_typed_func::<i64, i64>(&mut store, entry)?;
    Ok(Box::new(move |iterations| {
        done(executor::run(
            run.call_async(&mut store, iterations as i64),
        )?)
    }))
}

/// Makes a store and an instance in it, and drops both.
fn instantiate(engine: &Engine, module: &[u8]) -> Result<Run> {
    let module = Module::new(engine, module)?;
    let engine = engine.clone();
    Ok(Box::new(move |iterations| {
        for _ in 0..iterations {
            let mut store = Store::new(&engine, ());
            Instance::new(&mut store, &module, &[])?;
        }
        done(0)
    }))
}

/// Compiles a module, all functions of it, and drops it.
fn compile(module: Vec<u8>) -> Result<Run> {
    let engine = Engine::new(&config_for_compiling())?;
    Ok(Box::new(move |iterations| {
        for _ in 0..iterations {
            Module::new(&engine, &module)?;
        }
        done(0)
    }))
}
