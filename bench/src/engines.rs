//! The engines measured, and how each of them is configured.
//!
//! Switchback's API is named and shaped as Wasmtime's, so what a row does is
//! written once, in `engines/adapter.rs`, and compiled once for each engine,
//! inside a module in which `api` is the engine's crate. JavaScript engines run in
//! processes of their own.

mod javascript;
mod switchback;
mod wasmtime;
mod wasmtime_counting;
mod wasmtime_pooling;

pub use javascript::{bun, deno, node};

use std::fmt;

use anyhow::{Context, Result};

use crate::measure::{Clock, Prepared, Run};
use crate::rows::{Row, Table, Work};

/// Gets work ready to run.
type Prepare = Box<dyn Fn(&Work, Clock) -> Result<Run>>;

/// One column of the table.
pub struct Competitor {
    /// What the column is called.
    pub name: &'static str,
    /// Whether this column has a figure in such a row.
    pub measures: fn(&Row) -> bool,
    /// Gets the work of a row ready to run on this engine.
    pub prepare: Prepare,
}

/// Says of an error that the engine did not take the row's module.
#[derive(Debug)]
pub struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("refused")
    }
}

impl Competitor {
    /// Gets a row ready to run on this engine.
    pub fn prepare(&self, row: &Row) -> Result<Prepared> {
        let prepare = |work| (self.prepare)(work, row.clock).context(Refused);
        Ok(Prepared {
            run: prepare(&row.work)?,
            baseline: row.baseline.as_ref().map(prepare).transpose()?,
        })
    }
}

/// The engines that are crates. Ratios of the first table are those of the first
/// to the second.
pub fn crates() -> Vec<Competitor> {
    vec![
        Competitor {
            name: "Switchback",
            measures: |_| true,
            prepare: Box::new(switchback::adapter::prepare),
        },
        Competitor {
            name: "Wasmtime",
            measures: |_| true,
            prepare: Box::new(wasmtime::adapter::prepare),
        },
        Competitor {
            name: "Wasmtime, counting",
            measures: |row| row.table != Table::Base,
            prepare: Box::new(wasmtime_counting::adapter::prepare),
        },
        Competitor {
            name: "Wasmtime, pooling",
            measures: |row| matches!(row.work, Work::Instantiate(_)),
            prepare: Box::new(wasmtime_pooling::adapter::prepare),
        },
    ]
}
