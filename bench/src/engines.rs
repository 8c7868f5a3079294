//! The engines measured, and how each of them is configured.
//!
//! Switchback's API is named and shaped as Wasmtime's, so what a row does is
//! written once, in `engines/adapter.rs`, and compiled once for each engine,
//! inside a module in which `api` is the engine's crate.

mod switchback;
mod wasmtime;
mod wasmtime_pooling;

use anyhow::Result;

use crate::measure::Run;
use crate::rows::Work;

/// One column of the table.
pub struct Competitor {
    /// What the column is called.
    pub name: &'static str,
    /// Whether this column has a figure in rows of such work.
    pub measures: fn(&Work) -> bool,
    /// Gets the work of a row ready to run on this engine.
    pub prepare: fn(&Work) -> Result<Run>,
}

/// All engines. Ratios are those of the first to the second.
pub fn all() -> Vec<Competitor> {
    vec![
        Competitor {
            name: "Switchback",
            measures: |_| true,
            prepare: switchback::adapter::prepare,
        },
        Competitor {
            name: "Wasmtime",
            measures: |_| true,
            prepare: wasmtime::adapter::prepare,
        },
        Competitor {
            name: "Wasmtime, pooling",
            measures: |work| matches!(work, Work::Instantiate(_)),
            prepare: wasmtime_pooling::adapter::prepare,
        },
    ]
}
