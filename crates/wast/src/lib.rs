//! Runs WebAssembly scripts (`.wast`): the specification's format for tests.
//!
//! A script defines modules and says what is to happen with them: results, traps,
//! rejections. [`Script::run`] runs one on an engine and counts what held;
//! [`run_paths`] runs files and folders in several [`modes`], as the command
//! `switchback wast` does.
//!
//! Deliberately absent: components, and threads of the threads proposal.
#![forbid(unsafe_code)]

mod engine_error;
pub mod modes;
mod names;
mod problem;
mod report;
mod run;
mod script;
mod spectest;
mod values;
mod watch;

pub use modes::{MODES, Mode};
pub use report::{Failure, Report, Summary};
pub use run::{read_scripts, run_paths, run_scripts};
pub use script::Script;
