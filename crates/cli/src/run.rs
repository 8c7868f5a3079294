//! `switchback run`: a WASI program, or one function of a module.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use anyhow::Context;
use switchback_engine::{
    Engine, Instance, Linker, Module, Store, StoreLimits, StoreLimitsBuilder, Trap,
};
use switchback_wasi::{DirPerms, Exit, FilePerms, WasiContext};

use crate::Outcome;
use crate::options::{EngineArguments, UsageError, parse_duration, parse_size};
use crate::progress::Progress;
use crate::values;

/// Arguments of `switchback run`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Give the program a directory, under its own name or another one.
    #[arg(long = "dir", value_name = "HOST[::GUEST]")]
    directories: Vec<String>,
    /// Give the program an environment variable (without `=V`, the host's value).
    #[arg(long = "env", value_name = "K=V")]
    environment: Vec<String>,
    /// Call this exported function, with ARGS as its arguments, and print its results.
    #[arg(long, value_name = "NAME")]
    invoke: Option<String>,
    /// What the program is told as its own name (else the file's name).
    #[arg(long, value_name = "NAME")]
    argv0: Option<String>,
    /// Interrupt the program after this time: 500ms, 10s, 2m, 1h.
    #[arg(long, value_name = "D", value_parser = parse_duration)]
    timeout: Option<Duration>,
    /// Let no memory, and not the garbage-collected heap, grow beyond this many bytes (with
    /// K, M or G: KiB, MiB, GiB).
    #[arg(long, value_name = "N", value_parser = parse_size)]
    max_memory: Option<u64>,
    #[command(flatten)]
    engine: EngineArguments,
    /// The module: binary, text, or what `switchback compile` wrote.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What the program is told as its arguments.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    args: Vec<String>,
}

/// What the store of a program holds.
struct Host {
    wasi: WasiContext,
    limits: StoreLimits,
}

/// Runs the program.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let wasi = wasi_context(arguments)?;
    let progress = Progress::new();
    let engine = arguments.engine.engine(&progress)?;
    let module = load(&engine, &arguments.file)?;
    progress.finish();

    let mut limits = StoreLimitsBuilder::new();
    if let Some(bytes) = arguments.max_memory {
        let bytes = usize::try_from(bytes)?;
        limits = limits.memory_size(bytes).heap_size(bytes);
    }
    let host = Host {
        wasi,
        limits: limits.build(),
    };
    let mut store = Store::new(&engine, host);
    store.limiter(|host| &mut host.limits);
    let mut linker = Linker::new(&engine);
    switchback_wasi::add_to_linker(&mut linker, |host: &mut Host| &mut host.wasi)?;
    if let Some(timeout) = arguments.timeout {
        start_deadline(&mut store, timeout)?;
    }

    let result = start(arguments, &linker, &mut store, &module);
    // What was compiled while the program ran is there for the next run, however
    // this one ended. A cache that cannot be written costs time, nothing else.
    let _ = module.store_in_cache();
    match result {
        Ok(()) => Ok(Outcome::Success),
        Err(error) => match error.downcast_ref::<Exit>() {
            Some(Exit(code)) => Ok(Outcome::Exit(*code)),
            None => Err(explain_interrupt(error, arguments.timeout)),
        },
    }
}

/// Reads a module: machine code that `compile` wrote, else text or binary.
fn load(engine: &Engine, file: &Path) -> anyhow::Result<Module> {
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let module = if Module::is_compiled(&bytes) {
        Module::deserialize(engine, &bytes)
    } else {
        Module::new(engine, &bytes)
    };
    module.with_context(|| format!("cannot load {}", file.display()))
}

/// What the program is given.
fn wasi_context(arguments: &Arguments) -> anyhow::Result<WasiContext> {
    let mut builder = WasiContext::builder();
    builder.inherit_stdio();
    let name = match &arguments.argv0 {
        Some(name) => name.clone(),
        None => arguments.file.display().to_string(),
    };
    builder.arg(name).args(&arguments.args);
    for variable in &arguments.environment {
        match variable.split_once('=') {
            Some(("", _)) => {
                return Err(UsageError(format!("--env {variable:?} has no name")).into());
            }
            Some((name, value)) => builder.env(name, value),
            None => match std::env::var_os(variable) {
                Some(value) => builder.env(variable, value),
                None => {
                    return Err(UsageError(format!(
                        "--env {variable}: the host has no such variable; write {variable}=VALUE"
                    ))
                    .into());
                }
            },
        };
    }
    for directory in &arguments.directories {
        let (host, guest) = directory
            .split_once("::")
            .unwrap_or((directory.as_str(), directory.as_str()));
        builder
            .preopened_path(host, guest, DirPerms::all(), FilePerms::all())
            .with_context(|| format!("cannot open the directory {host}"))?;
    }
    Ok(builder.build())
}

/// Interrupts whatever the store runs once the time is up.
fn start_deadline(store: &mut Store<Host>, timeout: Duration) -> anyhow::Result<()> {
    let interrupter = store.data_mut().wasi.interrupter()?;
    let handle = store.interrupt_handle();
    // The thread ends with the process, which ends with the program.
    thread::Builder::new()
        .name("deadline".into())
        .spawn(move || {
            thread::sleep(timeout);
            handle.interrupt();
            interrupter.interrupt();
        })?;
    Ok(())
}

/// Instantiates the module and calls what is to be called.
fn start(
    arguments: &Arguments,
    linker: &Linker<Host>,
    store: &mut Store<Host>,
    module: &Module,
) -> anyhow::Result<()> {
    let instance = linker.instantiate(&mut *store, module)?;
    if let Some(initialize) = instance.get_func(&mut *store, "_initialize") {
        initialize.call(&mut *store, &[], &mut [])?;
    }
    match &arguments.invoke {
        Some(name) => invoke(store, instance, name, &arguments.args),
        None => match instance.get_func(&mut *store, "_start") {
            Some(command) => command.call(&mut *store, &[], &mut []),
            // A module without a command may have done its work at instantiation.
            None if arguments.args.is_empty() => Ok(()),
            None => Err(UsageError(
                "the module is no WASI command (it exports no _start); name a function with --invoke"
                    .into(),
            )
            .into()),
        },
    }
}

/// Calls one exported function and prints its results, a line each.
fn invoke(
    store: &mut Store<Host>,
    instance: Instance,
    name: &str,
    args: &[String],
) -> anyhow::Result<()> {
    let function = instance
        .get_func(&mut *store, name)
        .ok_or_else(|| UsageError(format!("the module exports no function {name:?}")))?;
    let ty = function.ty(&*store);
    let params = values::parse_arguments(&ty, args)?;
    let mut results = values::result_places(&ty);
    function.call(&mut *store, &params, &mut results)?;
    let mut output = std::io::stdout().lock();
    for value in &results {
        writeln!(output, "{}", values::display(&*store, value))?;
    }
    Ok(())
}

/// The program ran longer than it may.
#[derive(Debug, thiserror::Error)]
#[error("the program ran longer than {0:?} and was interrupted")]
pub(crate) struct TimeIsUp(Duration);

/// A program that was interrupted can only have been so by the deadline.
fn explain_interrupt(error: anyhow::Error, timeout: Option<Duration>) -> anyhow::Error {
    let is_wait = error
        .downcast_ref::<switchback_wasi::Interrupted>()
        .is_some();
    let is_interrupt = is_wait || error.downcast_ref::<Trap>() == Some(&Trap::Interrupt);
    let Some(timeout) = timeout.filter(|_| is_interrupt) else {
        return error;
    };
    let error = if is_wait {
        // The program was waiting in a WASI call: for the user it is the same.
        anyhow::Error::new(Trap::Interrupt)
    } else {
        error
    };
    error.context(TimeIsUp(timeout))
}
