//! The command `switchback`.
//!
//! Each subcommand has a file. What a command ends with is an [`Outcome`], and only
//! `main` turns that into an exit code:
//!
//! | code | when |
//! |---|---|
//! | 0 | all went well |
//! | the program's | a WASI program ended with a code of its own |
//! | 1 | the input is bad, a file cannot be read, a test failed |
//! | 2 | wrong usage |
//! | 134 | the program trapped (what a shell says of a program that aborts) |
#![forbid(unsafe_code)]

mod compile;
mod options;
mod progress;
mod run;
mod run_wast;
mod values;

use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use switchback_engine::{Trap, WasmBacktrace};

/// Runs WebAssembly.
#[derive(Debug, Parser)]
#[command(name = "switchback", version, about, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Runs a program: a WASI command, or one exported function.
    Run(run::Arguments),
    /// Compiles a module to a file that `run` starts without compiling.
    Compile(compile::Arguments),
    /// Runs WebAssembly scripts (.wast) and counts what passed.
    Wast(run_wast::Arguments),
}

/// How a command ended, when it did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All went well.
    Success,
    /// Something that was to be checked did not hold.
    Failure,
    /// The program asked to end with this code.
    Exit(u32),
}

/// The exit code after a trap.
const TRAPPED: u8 = 134;

fn main() -> ExitCode {
    // Wrong usage ends here, with code 2 and a hint.
    let arguments = Arguments::parse();
    let result = match arguments.command {
        Command::Run(arguments) => run::run(&arguments),
        Command::Compile(arguments) => compile::compile(&arguments),
        Command::Wast(arguments) => run_wast::run(&arguments),
    };
    match result {
        Ok(Outcome::Success) => ExitCode::SUCCESS,
        Ok(Outcome::Failure) => ExitCode::FAILURE,
        // The system keeps the low byte of an exit code; so does every shell.
        Ok(Outcome::Exit(code)) => ExitCode::from(code.to_le_bytes()[0]),
        Err(error) => report(&error),
    }
}

/// Prints why the command failed. That standard error may be closed changes nothing.
fn report(error: &anyhow::Error) -> ExitCode {
    let mut output = std::io::stderr().lock();
    let (reason, code) = if let Some(usage) = error.downcast_ref::<options::UsageError>() {
        let hint = "For more information, try '--help'.";
        (format!("{usage}\n\n{hint}"), ExitCode::from(2))
    } else if let Some(trap) = error.downcast_ref::<Trap>() {
        let reason = match error.downcast_ref::<run::TimeIsUp>() {
            Some(time_is_up) => format!("{time_is_up}"),
            None => format!("the program trapped: {trap}"),
        };
        (reason, ExitCode::from(TRAPPED))
    } else if error.downcast_ref::<WasmBacktrace>().is_some() {
        (error.root_cause().to_string(), ExitCode::FAILURE)
    } else {
        (format!("{error:#}"), ExitCode::FAILURE)
    };
    let _ = writeln!(output, "error: {reason}");
    if let Some(backtrace) = error.downcast_ref::<WasmBacktrace>() {
        let _ = writeln!(output, "{backtrace}");
    }
    code
}
