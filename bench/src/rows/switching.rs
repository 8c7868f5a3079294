//! Rows about stack switching.

use anyhow::Result;

use super::{Aim, Clock, Row, Table, Work, binary, wasm};

/// All of them.
pub(super) fn rows() -> Result<Vec<Row>> {
    let mut rows = switches()?;
    rows.extend(live()?);
    Ok(rows)
}

fn switches() -> Result<Vec<Row>> {
    let module = binary(include_str!("../../rows/switching.wat"))?;
    let row = |name: &str, unit, entry, aim, required| Row {
        aim: Aim::Required(aim, required),
        ..Row::new(name, unit, wasm(&module, entry)).table(Table::Switching)
    };
    let round_trip = |name: &str, entry| row(name, "round trip", entry, 4.0, 6.0);
    let through = |name: &str, entry, handlers: u32| {
        let on_the_way = 2.0 * f64::from(handlers);
        let (aim, required) = (4.0 + on_the_way, 6.0 + on_the_way);
        row(name, "round trip", entry, aim, required)
    };
    let create = Row {
        // Wasmtime frees stacks with the store.
        fresh_stores: true,
        ..row(
            "create, run to the end and free",
            "continuation",
            "create",
            15.0,
            40.0,
        )
    };
    Ok(vec![
        round_trip("suspend and resume", "round_trip"),
        round_trip("suspend and resume, an i32 both ways", "payload"),
        round_trip("suspend and resume below 100 frames", "deep"),
        through("suspend and resume through a handler", "through_1", 1),
        through("suspend and resume through 10 handlers", "through_10", 10),
        through(
            "suspend and resume through 100 handlers",
            "through_100",
            100,
        ),
        round_trip("switch there and back", "switch"),
        create,
    ])
}

/// Wasmtime and V8 can have little more than 30,000 at a time.
const LIVE: [(&str, u64); 2] = [
    ("30,000 live continuations", 30_000),
    ("1,000,000 live continuations", 1_000_000),
];

fn live() -> Result<Vec<Row>> {
    let module = binary(include_str!("../../rows/live.wat"))?;
    Ok(LIVE
        .into_iter()
        .map(|(name, count)| Row {
            aim: Aim::None,
            clock: Clock::Wall,
            table: Table::Live,
            ..Row::new(
                name,
                "continuation",
                Work::Live {
                    module: module.clone(),
                    count,
                },
            )
        })
        .collect())
}
