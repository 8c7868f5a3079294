//! A program in the engine.

use anyhow::{Context, Result};
use switchback_engine::{
    AsContextMut, Caller, Config, Engine, Error, ExnRef, Func, FuncType, Global, GlobalType,
    Instance, Linker, Module, Mutability, Store, StoreContextMut, Table, Tag, ThrownException,
    Trap, Val, ValType,
};

use super::generate::{Program, SHARED_TAGS};
use super::{Observations, Target, waiting, words};

/// The data of a store: what was observed, and what host functions know.
#[derive(Default)]
pub(super) struct Host {
    pub(super) log: Observations,
    /// Whether a stack was exhausted.
    exhausted: bool,
    /// The shared table of functions.
    table: Option<Table>,
    /// The tags, with their names.
    pub(super) tags: Vec<(Tag, String)>,
    /// How often functions of the host have waited.
    pub(super) waits: u32,
}

/// How a trap of an exhausted stack is noted.
const EXHAUSTED: &str = "exhausted";

/// What was seen of a run.
pub(super) struct Observed {
    pub(super) lines: Observations,
    /// Whether the last line is that a stack was exhausted: nothing can be compared from
    /// there on.
    pub(super) exhausted: bool,
    /// Whether garbage was collected.
    pub(super) collected: bool,
}

/// Switches on what programs use.
pub(super) fn configure(config: &mut Config) {
    config
        .wasm_gc(true)
        .wasm_exceptions(true)
        .wasm_stack_switching(true);
}

/// A module, compiled unless it was the last one of this kind: many programs have one in
/// common.
fn compiled(engine: &Engine, last: &mut Option<(Vec<u8>, Module)>, bytes: &[u8]) -> Result<Module> {
    if let Some((known, module)) = last
        && known == bytes
    {
        return Ok(module.clone());
    }
    let module = Module::from_binary(engine, bytes)?;
    *last = Some((bytes.to_vec(), module.clone()));
    Ok(module)
}

/// The functions of the host, which wait or not.
///
/// # Errors
///
/// Never.
pub(super) fn linker(engine: &Engine, waits: bool) -> Result<Linker<Host>> {
    let mut linker = Linker::new(engine);
    linker.allow_shadowing(true);
    if waits {
        waiting::define_functions(engine, &mut linker)?;
    } else {
        define_functions(engine, &mut linker)?;
    }
    Ok(linker)
}

/// Runs a program.
///
/// # Errors
///
/// When it is refused, or cannot be linked.
pub(super) fn run(target: &mut Target, program: &Program) -> Result<Observed> {
    let engine = &target.engine;
    let shared =
        compiled(engine, &mut target.shared, &program.code.shared).context("the shared module")?;
    let module =
        compiled(engine, &mut target.module, &program.code.module).context("the module")?;
    let mut linker = target.linker.clone();
    let mut store = Store::new(engine, Host::default());
    let common = Instance::new(&mut store, &shared, &[])?;
    store.data_mut().table = common.get_table(&mut store, "functions");
    linker.instance(&mut store, "shared", common)?;
    for tag in 0..SHARED_TAGS {
        name_tag(&mut store, &common, &format!("tag{tag}"), "");
    }
    let memory = common
        .get_memory(&mut store, "memory")
        .context("there is no memory")?;
    memory.data_mut(&mut store)[..program.input.len()].copy_from_slice(&program.input);
    let mut instances = Vec::new();
    for number in 0..program.instances {
        let base = Global::new(
            &mut store,
            GlobalType::new(ValType::I32, Mutability::Const),
            Val::I32((number * program.code.functions).cast_signed()),
        )?;
        linker.define(&store, "host", "base", base)?;
        let instance = linker.instantiate(&mut store, &module)?;
        for tag in ["own3", "own4"] {
            name_tag(&mut store, &instance, tag, &format!(" of {number}"));
        }
        let run = instance
            .get_func(&mut store, "run")
            .context("there is no `run`")?;
        linker.define(&store, "next", "run", run)?;
        instances.push((instance, run));
    }
    let mut global = |name| {
        let global = common.get_global(&mut store, name);
        global.with_context(|| format!("there is no global {name}"))
    };
    let (calls, resumed) = (global("calls")?, global("resumed")?);
    for &(instance, argument) in &program.calls {
        calls.set(&mut store, Val::I32(program.code.fuel))?;
        resumed.set(&mut store, Val::I32(0))?;
        let (_, run) = instances[instance as usize];
        let outcome = if target.waits {
            waiting::call(&mut store, run, argument)
        } else {
            call(&mut store.as_context_mut(), run, argument)
        };
        let line = describe(&mut store.as_context_mut(), &outcome);
        store.data_mut().log.push(format!("run: {line}"));
        if store.data().exhausted {
            return Ok(observed(store));
        }
    }
    for (instance, _) in &instances {
        let number = instance
            .get_global(&mut store, "number")
            .context("there is no number")?
            .get(&mut store);
        let line = show(&number);
        store.data_mut().log.push(format!("number: {line}"));
    }
    let line = words::memory(memory.data(&store));
    store.data_mut().log.push(line);
    Ok(observed(store))
}

fn observed(store: Store<Host>) -> Observed {
    let statistics = store.heap_statistics();
    let collected = statistics.minor_collections + statistics.major_collections > 0;
    let Host {
        mut log, exhausted, ..
    } = store.into_data();
    if exhausted {
        let place = log.iter().position(|line| line.contains(EXHAUSTED));
        log.truncate(place.unwrap_or(log.len()));
    }
    Observed {
        lines: log,
        exhausted,
        collected,
    }
}

fn name_tag(store: &mut Store<Host>, instance: &Instance, name: &str, suffix: &str) {
    if let Some(tag) = instance.get_tag(&mut *store, name) {
        store.data_mut().tags.push((tag, format!("{name}{suffix}")));
    }
}

/// Calls a function that takes and gives a number.
fn call(store: &mut StoreContextMut<'_, Host>, function: Func, argument: i32) -> Result<i32> {
    let mut results = [Val::I32(0)];
    function.call(&mut *store, &[Val::I32(argument)], &mut results)?;
    Ok(results[0].unwrap_i32())
}

pub(super) fn describe(store: &mut StoreContextMut<'_, Host>, outcome: &Result<i32>) -> String {
    let error = match outcome {
        Ok(value) => return value.to_string(),
        Err(error) => error,
    };
    if let Some(trap) = error.downcast_ref::<Trap>() {
        if *trap == Trap::StackOverflow {
            store.data_mut().exhausted = true;
            return EXHAUSTED.to_owned();
        }
        return format!("trap: {trap}");
    }
    match error.downcast_ref::<ThrownException>() {
        Some(thrown) => describe_exception(store, thrown)
            .unwrap_or_else(|error| format!("an exception that cannot be read: {error:#}")),
        None => format!("error: {error:#}"),
    }
}

fn describe_exception(
    store: &mut StoreContextMut<'_, Host>,
    thrown: &ThrownException,
) -> Result<String> {
    let exception = thrown.exception().clone();
    let tag = exception.tag(&*store)?;
    let tags = &store.data().tags;
    let known = tags.iter().find(|(known, _)| Tag::eq(known, &tag, &*store));
    let Some(name) = known.map(|(_, name)| name.clone()) else {
        // It may have continuations, which are no values of the host's.
        return Ok("exception".to_owned());
    };
    let fields = exception.fields(&mut *store)?;
    let fields: Vec<Val> = fields.collect();
    Ok(format!(
        "exception {name}: {}",
        words::list(fields.iter().map(show))
    ))
}

/// A value in words.
fn show(value: &Val) -> String {
    let observed = match value {
        Val::I32(value) => words::Observed::I32(*value),
        Val::I64(value) => words::Observed::I64(*value),
        Val::F32(bits) => words::Observed::F32(*bits),
        Val::F64(bits) => words::Observed::F64(*bits),
        Val::V128(bits) => words::Observed::V128(bits.as_u128()),
        reference => match reference.ref_() {
            Some(reference) if reference.is_null() => words::Observed::Null,
            Some(_) => words::Observed::Reference,
            None => return "nothing".to_owned(),
        },
    };
    observed.to_string()
}

fn define_functions(engine: &Engine, linker: &mut Linker<Host>) -> Result<()> {
    linker.func_wrap(
        "host",
        "log",
        |mut caller: Caller<'_, Host>, number: i32| {
            caller.data_mut().log.push(format!("log: {number}"));
        },
    )?;
    linker.func_wrap(
        "next",
        "run",
        |mut caller: Caller<'_, Host>, number: i32| {
            caller.data_mut().log.push("next of the host".to_owned());
            number
        },
    )?;
    linker.func_wrap(
        "host",
        "throw",
        |mut caller: Caller<'_, Host>, number: i32| -> Result<()> {
            let tag = caller.data().tags[0].0;
            let exception = ExnRef::new(&mut caller, &tag, &[Val::I32(number)])?;
            caller.throw(exception)
        },
    )?;
    linker.func_wrap("host", "collect", |mut caller: Caller<'_, Host>, _: i32| {
        caller.gc();
    })?;
    // One of them takes its arguments as values of any type.
    let two_numbers = FuncType::new(engine, [ValType::I32, ValType::I32], [ValType::I32]);
    linker.func_new(
        "host",
        "enter",
        two_numbers,
        |mut caller, params, results| {
            let (place, argument) = (params[0].unwrap_i32(), params[1].unwrap_i32());
            results[0] = Val::I32(match function_at(&mut caller, place) {
                Some(function) => call(&mut caller.as_context_mut(), function, argument)?,
                None => 77,
            });
            Ok(())
        },
    )?;
    linker.func_wrap(
        "host",
        "catch",
        |mut caller: Caller<'_, Host>, place: i32, argument: i32| -> Result<i32> {
            let Some(function) = function_at(&mut caller, place) else {
                return Ok(78);
            };
            let mut store = caller.as_context_mut();
            let outcome = call(&mut store, function, argument);
            let line = describe(&mut store, &outcome);
            store.data_mut().log.push(format!("host caught: {line}"));
            match outcome {
                Ok(value) => Ok(value),
                Err(error) if is_exception(&error) => Ok(80),
                Err(_) => Ok(79),
            }
        },
    )?;
    Ok(())
}

pub(super) fn is_exception(error: &Error) -> bool {
    error.downcast_ref::<ThrownException>().is_some()
}

/// The function at a place in the shared table, if it takes one value.
pub(super) fn function_at(caller: &mut Caller<'_, Host>, place: i32) -> Option<Func> {
    let table = caller.data().table?;
    let place = u64::try_from(place).ok()?;
    let element = table.get(&mut *caller, place)?;
    let function = *element.as_func()??;
    is_entered(&function.ty(&*caller)).then_some(function)
}

/// Whether functions of that type are entered from the host.
fn is_entered(ty: &FuncType) -> bool {
    let is_number = |mut types: Box<dyn Iterator<Item = ValType> + '_>| {
        matches!((types.next(), types.next()), (Some(ValType::I32), None))
    };
    is_number(Box::new(ty.params())) && is_number(Box::new(ty.results()))
}
