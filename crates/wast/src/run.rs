//! Many scripts: finding them, running them side by side, printing what failed.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::{fs, thread};

use anyhow::{Context, Result, ensure};
use switchback_engine::{Config, Engine};

use crate::modes::{Mode, changed};
use crate::report::{Report, Summary};
use crate::script::Script;

/// Runs files and folders of scripts in each mode.
///
/// Prints each failing directive, then the sums, with `N passed, M failed` alone
/// on the last line.
///
/// # Errors
///
/// Fails when there is nothing to run, when a file cannot be read, when an engine
/// cannot be made, or when writing fails. A failing directive is no error.
pub fn run_paths(
    paths: &[PathBuf],
    modes: &[&Mode],
    jobs: NonZeroUsize,
    output: &mut impl Write,
) -> Result<Summary> {
    let scripts = read_scripts(paths)?;
    let mut summary = Summary::default();
    for mode in modes {
        summary.add(run_scripts(
            &scripts,
            &mode.config(),
            mode.name,
            jobs,
            output,
        )?);
    }
    writeln!(output, "{summary}")?;
    Ok(summary)
}

/// Reads every script at or under some paths.
///
/// A path that is no folder is a script, whatever its name; in folders, and in
/// folders of folders, the files named `.wast` are.
///
/// # Errors
///
/// Fails when a path does not exist, when a file cannot be read, and when there is
/// no script at all.
pub fn read_scripts(paths: &[PathBuf]) -> Result<Vec<Script>> {
    let mut files = Vec::new();
    for path in paths {
        find_scripts(path, &mut files).with_context(|| path.display().to_string())?;
    }
    ensure!(!files.is_empty(), "no script (.wast) to run");
    files
        .iter()
        .map(|file| Script::read(file).with_context(|| file.display().to_string()))
        .collect()
}

fn find_scripts(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !fs::metadata(path)?.is_dir() {
        files.push(path.into());
        return Ok(());
    }
    let mut entries = fs::read_dir(path)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            find_scripts(&entry, files)?;
        } else if entry
            .extension()
            .is_some_and(|extension| extension == "wast")
        {
            files.push(entry);
        }
    }
    Ok(())
}

/// Runs scripts on one engine of a configuration, `jobs` at a time, and prints each
/// failing directive with the name of the mode.
///
/// What is printed stands in the order of the scripts, however long each takes. A
/// script that asks for a stack (see [`Script::max_wasm_stack`]), or for stack switching
/// ([`Script::uses_stack_switching`]), has an engine of its own.
///
/// # Errors
///
/// Fails when the engine cannot be made or when writing fails.
pub fn run_scripts(
    scripts: &[Script],
    config: &Config,
    mode: &str,
    jobs: NonZeroUsize,
    output: &mut impl Write,
) -> Result<Summary> {
    let engine = Engine::new(config).with_context(|| format!("no engine for the mode {mode}"))?;
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..jobs.get().min(scripts.len()) {
            let sender = sender.clone();
            let (next, engine) = (&next, &engine);
            scope.spawn(move || {
                while let Some((index, script)) = take_next(scripts, next) {
                    let report = run_as_asked(script, engine, config);
                    // The receiver is gone when writing has failed: stop too.
                    if sender.send((index, report)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        print_in_order(receiver, mode, output)
    })
}

fn take_next<'s>(scripts: &'s [Script], next: &AtomicUsize) -> Option<(usize, &'s Script)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    Some((index, scripts.get(index)?))
}

/// Runs a script on the common engine, or on one with what it asks for.
fn run_as_asked(script: &Script, common: &Engine, config: &Config) -> Report {
    let stack_switching = script.uses_stack_switching();
    let engine = script.max_wasm_stack().and_then(|stack| {
        if stack.is_none() && !stack_switching {
            return Ok(common.clone());
        }
        Engine::new(&changed(config, stack, stack_switching))
    });
    match engine {
        Ok(engine) => script.run(&engine),
        Err(error) => script.not_run(format!("no engine for this script: {error:#}")),
    }
}

fn print_in_order(
    reports: mpsc::Receiver<(usize, Report)>,
    mode: &str,
    output: &mut impl Write,
) -> Result<Summary> {
    let mut summary = Summary::default();
    let mut early = BTreeMap::new();
    let mut printed = 0;
    for (index, report) in reports {
        early.insert(index, report);
        while let Some(report) = early.remove(&printed) {
            for failure in &report.failures {
                writeln!(output, "{failure} [{mode}]")?;
            }
            summary.add_report(&report);
            printed += 1;
        }
    }
    Ok(summary)
}
