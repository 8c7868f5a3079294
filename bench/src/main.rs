//! Measures Switchback side by side with Wasmtime and JavaScript engines, interleaved
//! in one run, and prints tables of ratios. docs/BENCHMARKS.md describes the method.

mod engines;
mod executor;
mod fibers;
mod generate;
mod measure;
mod native;
mod report;
mod rows;

use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use clap::Parser;

use crate::engines::{Competitor, own_process};
use crate::measure::{Clock, Prepared};
use crate::rows::{Row, Work};

/// Measures Switchback side by side with Wasmtime and JavaScript engines.
#[derive(Parser)]
struct Options {
    /// Measure only the rows whose name contains one of these.
    #[arg(long, value_name = "TEXT")]
    filter: Vec<String>,
    /// Measure only these engines (by name, as in the table's head).
    #[arg(long, value_name = "ENGINE")]
    engine: Vec<String>,
    /// Print the results as JSON instead of a table.
    #[arg(long)]
    json: bool,
    /// List the rows and measure nothing.
    #[arg(long)]
    list: bool,
    /// How many samples of each engine a row takes.
    #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u32).range(1..))]
    samples: u32,
    /// How long a sample should take, in milliseconds.
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
    milliseconds: u32,
    /// Leave out the native reference (which needs `cc`).
    #[arg(long)]
    no_native: bool,
    /// A WebAssembly file whose compilation is measured too.
    #[arg(long, value_name = "FILE.wasm")]
    compile: Vec<PathBuf>,
    /// The program `node`, to measure its V8 too.
    #[arg(long, value_name = "PROGRAM")]
    node: Option<PathBuf>,
    /// The program `deno`, to measure its V8 too.
    #[arg(long, value_name = "PROGRAM")]
    deno: Option<PathBuf>,
    /// The program `bun`, to measure its JavaScriptCore too.
    #[arg(long, value_name = "PROGRAM")]
    bun: Option<PathBuf>,
    /// Measure this row once, and nothing else: how this program starts itself.
    #[arg(long, value_name = "ROW", hide = true)]
    in_own_process: Option<String>,
    /// How often that row's operation is to be done.
    #[arg(long, value_name = "NUMBER", hide = true, default_value_t = 1)]
    operations: u64,
    /// Measure whole programs of fibers instead; those in C are in this folder, into which
    /// fibers/build.sh has compiled them. `--filter` and `--engine` choose here, too.
    #[arg(long, value_name = "FOLDER")]
    fibers: Option<PathBuf>,
    /// Count this time in every row.
    #[arg(long, value_name = "CLOCK")]
    clock: Option<Clock>,
}

/// So many samples of rows that make many continuations are enough: each is long.
const LIVE_SAMPLES: usize = 3;

fn main() -> Result<()> {
    let options = Options::parse();
    without_backtraces()?;

    if let Some(compiled) = &options.fibers {
        let wanted = |name: &str| is_wanted(name, &options);
        return fibers::run(
            &engines(&options),
            compiled,
            options.samples as usize,
            wanted,
        );
    }

    let mut rows = rows::all()?;
    for path in &options.compile {
        rows.push(rows::compile_file(path)?);
    }
    if let Some(name) = &options.in_own_process {
        return measure_here(&rows, name, &options);
    }
    rows.retain(|row| is_wanted(&row.name, &options));
    if let Some(clock) = options.clock {
        rows.iter_mut().for_each(|row| row.clock = clock);
    }
    if options.list {
        for row in &rows {
            println!("{}", row.name);
        }
        return Ok(());
    }

    let engines = engines(&options);
    let native = (!options.no_native).then(native::Native::new).transpose()?;
    let settings = measure::Settings {
        samples: options.samples as usize,
        sample: std::time::Duration::from_millis(options.milliseconds.into()),
    };

    let mut results = Vec::new();
    for row in &rows {
        eprintln!("{}", row.name);
        results.push(measure_row(row, &engines, native.as_ref(), &settings));
    }
    if options.json {
        report::json(&results)
    } else {
        report::markdown(&results);
        Ok(())
    }
}

/// Whether the filter lets through what has this name.
fn is_wanted(name: &str, options: &Options) -> bool {
    options.filter.is_empty() || options.filter.iter().any(|text| name.contains(text))
}

/// The engines that are at hand and asked for.
fn engines(options: &Options) -> Vec<Competitor> {
    let mut engines = engines::crates();
    engines.extend(options.node.as_deref().map(engines::node));
    engines.extend(options.deno.as_deref().map(engines::deno));
    engines.extend(options.bun.as_deref().map(engines::bun));
    engines.retain(|engine| {
        options.engine.is_empty()
            || options
                .engine
                .iter()
                .any(|name| name.eq_ignore_ascii_case(engine.name))
    });
    engines
}

/// Measures one row once on the engine that was asked for.
fn measure_here(rows: &[Row], name: &str, options: &Options) -> Result<()> {
    let row = rows.iter().find(|row| row.name == name);
    let row = row.context("there is no such row")?;
    let engines = engines(options);
    let [engine] = engines.as_slice() else {
        bail!("that is not the name of one engine");
    };
    let sample = (engine.prepare(row)?.run)(options.operations)?;
    own_process::print(&sample);
    Ok(())
}

/// Measures one row on every engine, interleaved. An engine that cannot run the
/// row has its error reported in place of a figure.
fn measure_row(
    row: &Row,
    engines: &[Competitor],
    native: Option<&native::Native>,
    settings: &measure::Settings,
) -> report::RowResult {
    let engines = || engines.iter().filter(|engine| (engine.measures)(row));
    let mut names: Vec<&str> = engines().map(|engine| engine.name).collect();
    if matches!(row.work, Work::Slices { .. }) {
        let prepared = engines().map(|engine| engine.prepare(row)).collect();
        return report::RowResult::pauses(row, names, measure::slices(prepared));
    }
    if let Work::Live { count, .. } = row.work {
        let prepared = engines()
            .map(|engine| match engine.is_crate {
                true => Ok(Prepared {
                    run: own_process::prepare(engine.name, &row.name),
                    baseline: None,
                }),
                false => engine.prepare(row),
            })
            .collect();
        let live = measure::live(prepared, count, settings.samples.min(LIVE_SAMPLES));
        return report::RowResult::live(row, names, live);
    }
    let mut prepared: Vec<_> = engines().map(|engine| engine.prepare(row)).collect();
    if let (Some(native), Some(kernel)) = (native, row.native) {
        names.push("native");
        prepared.push(native.prepare(kernel).map(|run| Prepared {
            run,
            baseline: None,
        }));
    }
    let settings = measure::Settings {
        sample: settings.sample * row.longer,
        ..*settings
    };
    let measured = measure::interleaved(prepared, row.compared, row.clock, &settings);
    report::RowResult::times(row, names, measured)
}

/// Starts this program again without `RUST_BACKTRACE`: with it set, an engine
/// written in Rust captures a host backtrace for every error it makes.
fn without_backtraces() -> Result<()> {
    const VARIABLES: [&str; 2] = ["RUST_BACKTRACE", "RUST_LIB_BACKTRACE"];
    if VARIABLES
        .iter()
        .all(|name| std::env::var_os(name).is_none())
    {
        return Ok(());
    }
    let mut command = Command::new(std::env::current_exe()?);
    command.args(std::env::args_os().skip(1));
    for name in VARIABLES {
        command.env_remove(name);
    }
    Err(command.exec().into())
}
