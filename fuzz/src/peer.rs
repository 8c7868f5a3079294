//! Compositions in Wasmtime, as a third opinion beside the engine and its reference
//! interpreter (`switchback_fuzzing::compose`).
//!
//! Wasmtime does not run all of them. What it says it cannot do is counted by its own
//! words ([`Answer::Refused`]); nothing is skipped in silence.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use anyhow::{Context, Result};
use switchback_fuzzing::compose::{
    Observations, Options, Program, SHARED_TAGS, difference, expect, words,
};
use switchback_fuzzing::reference;
use wasmtime::{
    AsContextMut, Caller, Config, Engine, ExnRef, ExnRefPre, ExnType, Func, FuncType, Global,
    GlobalType, Instance, Linker, Module, Mutability, Store, StoreContextMut, Table, Tag,
    ThrownException, Trap, Val, ValType,
};

/// What Wasmtime makes of a program.
#[derive(Clone, Debug)]
pub enum Answer {
    /// What was observed.
    Ran(Observations),
    /// It exhausted the stack.
    Exhausted,
    /// Wasmtime cannot run it: why, in its words, without the place.
    Refused(String),
}

/// What came of programs.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// That do the same in the interpreter and in Wasmtime.
    pub same: u64,
    /// That did not end within the interpreter's bounds.
    pub unbounded: u64,
    /// That exhausted Wasmtime's stack.
    pub exhausted: u64,
    /// That Wasmtime cannot run: why.
    pub refused: BTreeMap<String, u64>,
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            formatter,
            "{} programs do the same; {} exceeded the interpreter's bounds, {} a stack",
            self.same, self.unbounded, self.exhausted
        )?;
        for (reason, count) in &self.refused {
            writeln!(formatter, "{count} cannot run: {reason}")?;
        }
        Ok(())
    }
}

/// Wasmtime.
#[derive(Debug)]
pub struct Peer {
    engine: Engine,
}

/// The data of a store: what was observed, and what host functions know.
#[derive(Default)]
struct Host {
    log: Observations,
    exhausted: bool,
    table: Option<Table>,
    tags: Vec<(Tag, String)>,
}

impl Peer {
    /// Wasmtime with everything on that it has.
    ///
    /// # Errors
    ///
    /// When it does not run here.
    pub fn new() -> Result<Self> {
        let mut config = Config::new();
        config
            .wasm_gc(true)
            .wasm_function_references(true)
            .wasm_exceptions(true)
            .wasm_tail_call(true)
            .wasm_stack_switching(true);
        Ok(Self {
            engine: Engine::new(&config).map_err(anyhow::Error::from)?,
        })
    }

    /// Generates the programs of these seeds, and compares what Wasmtime makes of them with
    /// what the interpreter does.
    ///
    /// # Errors
    ///
    /// When they differ.
    pub fn compare(&self, seeds: Range<u64>, options: Options, tally: &mut Tally) -> Result<()> {
        for seed in seeds {
            let program = Program::generate(seed, options);
            let Some(expected) = expect(&program)?.observations else {
                tally.unbounded += 1;
                continue;
            };
            match self.run(&program)? {
                Answer::Ran(observed) => {
                    if let Some((place, difference)) = difference(&expected, &observed) {
                        anyhow::bail!(
                            "seed {seed}: Wasmtime differs at line {place}:\n{difference}"
                        );
                    }
                    tally.same += 1;
                }
                Answer::Exhausted => tally.exhausted += 1,
                Answer::Refused(reason) => *tally.refused.entry(reason).or_default() += 1,
            }
        }
        Ok(())
    }

    /// Runs a program. A panic of Wasmtime's is one of the ways in which it cannot run it.
    ///
    /// # Errors
    ///
    /// When the program is not what it should be.
    pub fn run(&self, program: &Program) -> Result<Answer> {
        let run = std::panic::AssertUnwindSafe(|| self.run_or_panic(program));
        std::panic::catch_unwind(run).unwrap_or_else(|payload| {
            let message = payload.downcast_ref::<&str>().copied();
            let message = message.or(payload.downcast_ref::<String>().map(String::as_str));
            let message = message.unwrap_or("without a message");
            Ok(Answer::Refused(format!(
                "Wasmtime panics: {}",
                kind(message)
            )))
        })
    }

    fn run_or_panic(&self, program: &Program) -> Result<Answer> {
        let mut modules = Vec::new();
        for bytes in [&program.code.shared, &program.code.module] {
            match Module::from_binary(&self.engine, bytes) {
                Ok(module) => modules.push(module),
                Err(error) => return Ok(Answer::Refused(reason(&error.into()))),
            }
        }
        match self.run_modules(&modules[0], &modules[1], program) {
            Ok(host) if host.exhausted => Ok(Answer::Exhausted),
            Ok(host) => Ok(Answer::Ran(host.log)),
            Err(error) => Ok(Answer::Refused(reason(&error))),
        }
    }

    fn run_modules(&self, shared: &Module, module: &Module, program: &Program) -> Result<Host> {
        let mut store = Store::new(&self.engine, Host::default());
        let common = Instance::new(&mut store, shared, &[])?;
        store.data_mut().table = common.get_table(&mut store, "functions");
        let mut linker = Linker::new(&self.engine);
        linker.allow_shadowing(true);
        linker.instance(&mut store, "shared", common)?;
        define_functions(&self.engine, &mut linker)?;
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
            let instance = linker.instantiate(&mut store, module)?;
            for tag in ["own3", "own4"] {
                name_tag(&mut store, &instance, tag, &format!(" of {number}"));
            }
            let run = instance
                .get_func(&mut store, "run")
                .context("there is no `run`")?;
            linker.define(&store, "next", "run", run)?;
            instances.push((instance, run));
        }
        for &(instance, argument) in &program.calls {
            for (name, value) in [("calls", program.code.fuel), ("resumed", 0)] {
                let global = common
                    .get_global(&mut store, name)
                    .context("a global is missing")?;
                global.set(&mut store, Val::I32(value))?;
            }
            let (_, run) = instances[instance as usize];
            let outcome = call(&mut store.as_context_mut(), run, argument);
            let line = describe(&mut store.as_context_mut(), &outcome)?;
            store.data_mut().log.push(format!("run: {line}"));
            if store.data().exhausted {
                return Ok(store.into_data());
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
        Ok(store.into_data())
    }
}

/// Why Wasmtime refuses something: the innermost of its messages.
fn reason(error: &anyhow::Error) -> String {
    kind(&error.root_cause().to_string())
}

/// The first line of a message without what is particular to one program: numbers.
fn kind(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    let parts = line.split(|character: char| character.is_ascii_digit());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("#")
}

fn name_tag(store: &mut Store<Host>, instance: &Instance, name: &str, suffix: &str) {
    if let Some(tag) = instance.get_tag(&mut *store, name) {
        store.data_mut().tags.push((tag, format!("{name}{suffix}")));
    }
}

/// Calls a function that takes and gives a number.
fn call(
    store: &mut StoreContextMut<'_, Host>,
    function: Func,
    argument: i32,
) -> wasmtime::Result<i32> {
    let mut results = [Val::I32(0)];
    function.call(&mut *store, &[Val::I32(argument)], &mut results)?;
    Ok(results[0].unwrap_i32())
}

/// How a call ended, in words.
fn describe(
    store: &mut StoreContextMut<'_, Host>,
    outcome: &wasmtime::Result<i32>,
) -> Result<String> {
    let error = match outcome {
        Ok(value) => return Ok(value.to_string()),
        Err(error) => error,
    };
    if let Some(trap) = error.downcast_ref::<Trap>() {
        if *trap == Trap::StackOverflow {
            store.data_mut().exhausted = true;
        }
        return Ok(format!("trap: {}", trap_words(*trap)?));
    }
    if error.downcast_ref::<ThrownException>().is_some() {
        let exception = store
            .take_pending_exception()
            .context("there is no exception")?;
        let tag = exception.tag(&mut *store)?;
        let tags = &store.data().tags;
        let known = tags.iter().find(|(known, _)| Tag::eq(known, &tag, &*store));
        let Some(name) = known.map(|(_, name)| name.clone()) else {
            return Ok("exception".to_owned());
        };
        let fields: Vec<Val> = exception.fields(&mut *store)?.collect();
        return Ok(format!(
            "exception {name}: {}",
            words::list(fields.iter().map(show))
        ));
    }
    anyhow::bail!("{error:#}")
}

/// The words for a trap, which are those for one of the interpreter's.
fn trap_words(trap: Trap) -> Result<&'static str> {
    Ok(words::trap(match trap {
        Trap::StackOverflow => reference::Trap::StackOverflow,
        Trap::MemoryOutOfBounds => reference::Trap::MemoryOutOfBounds,
        // Programs access tables within their bounds except by calls.
        Trap::TableOutOfBounds => reference::Trap::UndefinedElement,
        Trap::IndirectCallToNull => reference::Trap::UninitializedElement,
        Trap::BadSignature => reference::Trap::IndirectCallTypeMismatch,
        Trap::IntegerOverflow => reference::Trap::IntegerOverflow,
        Trap::IntegerDivisionByZero => reference::Trap::IntegerDivisionByZero,
        Trap::BadConversionToInteger => reference::Trap::InvalidConversionToInteger,
        Trap::UnreachableCodeReached => reference::Trap::Unreachable,
        Trap::NullReference => reference::Trap::NullReference,
        Trap::CastFailure => reference::Trap::CastFailure,
        Trap::ArrayOutOfBounds => reference::Trap::ArrayOutOfBounds,
        Trap::UnhandledTag => reference::Trap::UnhandledTag,
        Trap::ContinuationAlreadyConsumed => reference::Trap::ContinuationConsumed,
        other => anyhow::bail!("{other}"),
    }))
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
            _ => words::Observed::Reference,
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
        "host",
        "collect",
        |mut caller: Caller<'_, Host>, _: i32| -> wasmtime::Result<()> { caller.gc(None) },
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
        |mut caller: Caller<'_, Host>, number: i32| -> wasmtime::Result<()> {
            let tag = caller.data().tags[0].0;
            let ty = ExnType::from_tag_type(&tag.ty(&caller))?;
            let layout = ExnRefPre::new(&mut caller, ty);
            let exception = ExnRef::new(&mut caller, &layout, &tag, &[Val::I32(number)])?;
            caller.as_context_mut().throw(exception)
        },
    )?;
    define_entry(engine, linker, "enter", 77, call)?;
    define_entry(engine, linker, "catch", 78, catch)
}

/// Defines a function that calls what is at a place of the shared table by `call`; it gives
/// `missing` if nothing is there.
fn define_entry(
    engine: &Engine,
    linker: &mut Linker<Host>,
    name: &str,
    missing: i32,
    call: fn(&mut StoreContextMut<'_, Host>, Func, i32) -> wasmtime::Result<i32>,
) -> Result<()> {
    let two_numbers = FuncType::new(engine, [ValType::I32, ValType::I32], [ValType::I32]);
    linker.func_new(
        "host",
        name,
        two_numbers,
        move |mut caller, params, results| {
            let (place, argument) = (params[0].unwrap_i32(), params[1].unwrap_i32());
            results[0] = Val::I32(match function_at(&mut caller, place) {
                Some(function) => call(&mut caller.as_context_mut(), function, argument)?,
                None => missing,
            });
            Ok(())
        },
    )?;
    Ok(())
}

/// Calls a function and notes how that ended.
fn catch(
    store: &mut StoreContextMut<'_, Host>,
    function: Func,
    argument: i32,
) -> wasmtime::Result<i32> {
    let outcome = call(store, function, argument);
    let threw = outcome
        .as_ref()
        .is_err_and(|error| error.downcast_ref::<ThrownException>().is_some());
    let line = describe(store, &outcome).map_err(wasmtime::Error::from_anyhow)?;
    store.data_mut().log.push(format!("host caught: {line}"));
    Ok(match outcome {
        Ok(value) => value,
        Err(_) if threw => 80,
        Err(_) => 79,
    })
}

/// The function at a place in the shared table, if it takes and gives a number.
fn function_at(caller: &mut Caller<'_, Host>, place: i32) -> Option<Func> {
    let table = caller.data().table?;
    let place = u64::try_from(place).ok()?;
    let element = table.get(&mut *caller, place)?;
    let function = *element.as_func()??;
    let ty = function.ty(&*caller);
    let is_number = |types: Vec<ValType>| matches!(types[..], [ValType::I32]);
    (is_number(ty.params().collect()) && is_number(ty.results().collect())).then_some(function)
}
