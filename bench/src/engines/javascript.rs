//! JavaScript engines, each run in a process of its own that does what it is asked
//! over a pipe (`javascript/driver.mjs`). They measure the time themselves, so that
//! neither the pipe nor their event loop counts.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::engines::{Competitor, own_process};
use crate::measure::{Clock, Run, Sample};
use crate::rows::{Row, Table, Work};

/// The program of a JavaScript engine, and what it is to be told before the script.
#[derive(Clone)]
struct Program {
    path: PathBuf,
    arguments: &'static [&'static str],
    /// What turns stack switching on, if the engine has that.
    switching: Option<&'static str>,
}

/// V8 as Node has it.
pub fn node(path: &Path) -> Competitor {
    let arguments = &["--experimental-ffi", "--no-warnings"];
    let switching = Some("--experimental-wasm-wasmfx");
    competitor("V8 (Node)", path, arguments, switching)
}

/// V8 as Deno has it.
pub fn deno(path: &Path) -> Competitor {
    let arguments = &["run", "--quiet", "--allow-all"];
    let switching = Some("--v8-flags=--experimental-wasm-wasmfx");
    competitor("V8 (Deno)", path, arguments, switching)
}

/// JavaScriptCore as Bun has it.
pub fn bun(path: &Path) -> Competitor {
    competitor("JSC (Bun)", path, &[], None)
}

fn competitor(
    name: &'static str,
    path: &Path,
    arguments: &'static [&'static str],
    switching: Option<&'static str>,
) -> Competitor {
    let program = Program {
        path: path.to_owned(),
        arguments,
        switching,
    };
    Competitor {
        name,
        is_crate: false,
        measures: match switching {
            Some(_) => |row| !matches!(row.table, Table::Base | Table::Asynchronous),
            None => |row| matches!(row.table, Table::Managed | Table::Pauses),
        },
        prepare: Box::new(move |row, work| program.prepare(row, work)),
    }
}

impl Program {
    fn prepare(&self, row: &Row, work: &Work) -> Result<Run> {
        let clock = row.clock;
        let mut program = self.clone();
        if !matches!(row.table, Table::Switching | Table::Live) {
            program.switching = None;
        }
        match work {
            Work::Wasm { chain, entry } => {
                let mut process = Process::start(&program, chain, entry, clock)?;
                Ok(Box::new(move |iterations| {
                    process.request("run", iterations)
                }))
            }
            Work::Slices { module, entry } => {
                let chain = std::slice::from_ref(module);
                let mut process = Process::start(&program, chain, entry, clock)?;
                Ok(Box::new(move |slices| process.request("slices", slices)))
            }
            Work::Live { module, .. } => {
                let module = module.clone();
                Ok(Box::new(move |count| {
                    // Once in each process.
                    let chain = std::slice::from_ref(&module);
                    let mut process = Process::start(&program, chain, "make", clock)?;
                    own_process::parse(&process.ask("live", count)?)
                }))
            }
            _ => bail!("the driver does not do such work"),
        }
    }
}

/// A running driver. It ends with this value.
struct Process {
    child: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
    /// Where the modules are.
    _folder: tempfile::TempDir,
}

impl Process {
    fn start(program: &Program, chain: &[Vec<u8>], entry: &str, clock: Clock) -> Result<Process> {
        let folder = tempfile::tempdir()?;
        let driver = Path::new(env!("CARGO_MANIFEST_DIR")).join("javascript/driver.mjs");
        let mut command = Command::new(&program.path);
        command.args(program.arguments).args(program.switching);
        command.arg(driver);
        command.arg(clock.number().to_string()).arg(entry);
        for (index, module) in chain.iter().enumerate() {
            let file = folder.path().join(format!("{index}.wasm"));
            std::fs::write(&file, module)?;
            command.arg(file);
        }
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot run {}", program.path.display()))?;
        let requests = child.stdin.take().context("no pipe to the driver")?;
        let answers = child.stdout.take().context("no pipe from the driver")?;
        let mut process = Process {
            child,
            requests,
            answers: BufReader::new(answers),
            _folder: folder,
        };
        let answer = process.answer()?;
        if answer != "ready" {
            bail!("{answer}");
        }
        Ok(process)
    }

    fn request(&mut self, what: &str, count: u64) -> Result<Sample> {
        let answer = self.ask(what, count)?;
        let mut words = answer.split(' ');
        let (Some(checksum), slices) = (words.next(), words.map(nanoseconds)) else {
            bail!("{answer}");
        };
        let checksum = checksum.parse().with_context(|| answer.clone())?;
        let slices: Vec<Duration> = slices.collect::<Result<_>>()?;
        Ok(Sample {
            checksum,
            time: Some(slices.iter().sum()),
            slices,
            ..Sample::default()
        })
    }

    fn ask(&mut self, what: &str, count: u64) -> Result<String> {
        writeln!(self.requests, "{what} {count}")?;
        self.answer()
    }

    fn answer(&mut self) -> Result<String> {
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        if line.is_empty() {
            bail!("the engine ended: {}", self.child.wait()?);
        }
        Ok(line.trim_end().to_owned())
    }
}

fn nanoseconds(word: &str) -> Result<Duration> {
    Ok(Duration::from_nanos(word.parse()?))
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself; nothing depends on how.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
