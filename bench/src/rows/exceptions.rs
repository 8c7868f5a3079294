//! Rows about exceptions.

use anyhow::Result;

use super::{Aim, Row, Table, Work, binary, wasm};

/// All of them.
pub(super) fn rows() -> Result<Vec<Row>> {
    let exceptions = binary(include_str!("../../rows/exceptions.wat"))?;
    let first = binary(include_str!("../../rows/exceptions_first.wat"))?;
    let other = binary(include_str!("../../rows/exceptions_other.wat"))?;
    let row = |name: &str, unit, entry| {
        let row = Row::new(name, unit, wasm(&exceptions, entry));
        row.best(1.05).table(Table::Managed)
    };
    let thrown = |name: &str, entry, frames| {
        let aim = Aim::Required(15.0 + 3.0 * frames, 40.0 + 5.0 * frames);
        Row {
            aim,
            ..row(name, "throw", entry)
        }
    };
    let other_instances = Row::new(
        "throw, handler 10 frames of two instances away",
        "throw",
        Work::Wasm {
            chain: vec![first, other],
            entry: "run",
        },
    );
    Ok(vec![
        thrown("throw, handler in the caller", "thrown_0", 0.0),
        thrown("throw, handler 1 frame away", "thrown_1", 1.0),
        thrown("throw, handler 10 frames away", "thrown_10", 10.0),
        thrown("throw, handler 100 frames away", "thrown_100", 100.0),
        thrown("throw, handler 1,000 frames away", "thrown_1000", 1000.0),
        Row {
            aim: Aim::None,
            ..row(
                "1,000 frames that return, for comparison",
                "return",
                "returned_1000",
            )
        },
        Row {
            aim: Aim::Required(11.0 * 15.0, 11.0 * 40.0),
            ..row(
                "throw, rethrown at each of ten levels",
                "throw",
                "rethrown_10",
            )
        },
        Row {
            aim: Aim::Required(15.0 + 3.0 * 10.0, 40.0 + 5.0 * 10.0),
            table: Table::Managed,
            ..other_instances
        },
        row("throw, handler in the same function", "throw", "static").nanoseconds(1.0),
        row("try_table, nothing thrown", "call", "tried")
            .baseline(wasm(&exceptions, "untried"))
            .nanoseconds(0.1),
    ])
}
