//! The engines measured, and how each of them is configured.
//!
//! Switchback's API is named and shaped as Wasmtime's, so what a row does is
//! written once, in `engines/adapter.rs`, and compiled once for each engine,
//! inside a module in which `api` is the engine's crate. JavaScript engines run in
//! processes of their own.

mod javascript;
pub mod own_process;
mod switchback;
mod switchback_not_compact;
mod wasmtime;
mod wasmtime_counting;
mod wasmtime_pooling;

pub use javascript::{bun, deno, node};

use std::fmt;

use anyhow::{Context, Result};

use crate::measure::{Prepared, Run};
use crate::rows::{Row, Table, Work};

/// Gets the work of a row ready to run, or what is its baseline.
type Prepare = Box<dyn Fn(&Row, &Work) -> Result<Run>>;

/// One column of the table.
pub struct Competitor {
    /// What the column is called.
    pub name: &'static str,
    /// Whether it runs in this process.
    pub is_crate: bool,
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
        let prepare = |work| (self.prepare)(row, work).context(Refused);
        Ok(Prepared {
            run: prepare(&row.work)?,
            baseline: row.baseline.as_ref().map(prepare).transpose()?,
        })
    }
}

/// The engines that are crates.
pub fn crates() -> Vec<Competitor> {
    vec![
        Competitor {
            name: "Switchback",
            is_crate: true,
            measures: |_| true,
            prepare: Box::new(switchback::adapter::prepare),
        },
        Competitor {
            name: "Switchback, not compact",
            is_crate: true,
            measures: |row| row.table == Table::Live,
            prepare: Box::new(switchback_not_compact::adapter::prepare),
        },
        Competitor {
            name: "Wasmtime",
            is_crate: true,
            measures: |_| true,
            prepare: Box::new(wasmtime::adapter::prepare),
        },
        Competitor {
            name: "Wasmtime, counting",
            is_crate: true,
            measures: |row| matches!(row.table, Table::Managed | Table::Pauses),
            prepare: Box::new(wasmtime_counting::adapter::prepare),
        },
        Competitor {
            name: "Wasmtime, pooling",
            is_crate: true,
            measures: |row| {
                row.table == Table::Asynchronous || matches!(row.work, Work::Instantiate(_))
            },
            prepare: Box::new(wasmtime_pooling::adapter::prepare),
        },
    ]
}
