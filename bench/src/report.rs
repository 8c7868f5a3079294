//! The results, as a Markdown table or as JSON.

use anyhow::Result;
use serde::Serialize;

use crate::measure::Measured;
use crate::rows::{Aim, Row};

/// The engine whose aims the rows state.
const OURS: &str = "Switchback";
/// The engine that ratios are taken to.
const PEER: &str = "Wasmtime";

/// The results of one row.
#[derive(Serialize)]
pub struct RowResult {
    name: String,
    unit: &'static str,
    aim_ratio: Option<f64>,
    aim_nanoseconds: Option<f64>,
    columns: Vec<Column>,
}

/// The result of one engine in one row, in nanoseconds per operation.
#[derive(Serialize)]
struct Column {
    engine: &'static str,
    median: Option<f64>,
    least: Option<f64>,
    most: Option<f64>,
    error: Option<String>,
}

impl RowResult {
    /// Puts together what was measured for a row.
    pub fn new(row: &Row, names: Vec<&'static str>, measured: Vec<Result<Measured>>) -> RowResult {
        let per_operation = |nanoseconds: f64| Some(nanoseconds / row.operations);
        let columns = names
            .into_iter()
            .zip(measured)
            .map(|(engine, measured)| match measured {
                Ok(figures) => Column {
                    engine,
                    median: per_operation(figures.median),
                    least: per_operation(figures.least),
                    most: per_operation(figures.most),
                    error: None,
                },
                Err(error) => Column {
                    engine,
                    median: None,
                    least: None,
                    most: None,
                    error: Some(format!("{error:#}")),
                },
            })
            .collect();
        let (aim_ratio, aim_nanoseconds) = match row.aim {
            Aim::Ratio(ratio) => (Some(ratio), None),
            Aim::Nanoseconds(nanoseconds) => (None, Some(nanoseconds)),
        };
        RowResult {
            name: row.name.clone(),
            unit: row.unit,
            aim_ratio,
            aim_nanoseconds,
            columns,
        }
    }

    fn median(&self, engine: &str) -> Option<f64> {
        self.columns
            .iter()
            .find(|column| column.engine == engine)
            .and_then(|column| column.median)
    }

    fn ratio(&self) -> Option<f64> {
        Some(self.median(OURS)? / self.median(PEER)?)
    }

    fn aim(&self) -> String {
        match (self.aim_ratio, self.aim_nanoseconds) {
            (Some(ratio), _) => format!("{ratio:.2}x"),
            (_, Some(nanoseconds)) => time(nanoseconds),
            _ => String::new(),
        }
    }

    fn met(&self) -> &'static str {
        let reached = match (self.aim_ratio, self.aim_nanoseconds) {
            (Some(aim), _) => self.ratio().map(|ratio| ratio <= aim),
            (_, Some(aim)) => self.median(OURS).map(|median| median <= aim),
            _ => None,
        };
        match reached {
            Some(true) => "yes",
            Some(false) => "no",
            None => "",
        }
    }
}

/// Prints the table, and below it what went wrong.
pub fn markdown(rows: &[RowResult]) {
    println!("| row | {OURS} | {PEER} | ratio | aim | met | others |");
    println!("|---|--:|--:|--:|--:|---|---|");
    for row in rows {
        let others: Vec<String> = row
            .columns
            .iter()
            .filter(|column| column.engine != OURS && column.engine != PEER)
            .filter_map(|column| Some(format!("{} {}", column.engine, time(column.median?))))
            .collect();
        println!(
            "| {} | {} | {} | {} | {} | {} | {} |",
            row.name,
            row.median(OURS).map_or_else(String::new, time),
            row.median(PEER).map_or_else(String::new, time),
            row.ratio()
                .map_or_else(String::new, |ratio| format!("{ratio:.2}")),
            row.aim(),
            row.met(),
            others.join(", "),
        );
    }
    for row in rows {
        for column in &row.columns {
            if let Some(error) = &column.error {
                println!("\n{}, {}: {error}", row.name, column.engine);
            }
        }
    }
}

/// Prints everything as JSON.
pub fn json(rows: &[RowResult]) -> Result<()> {
    serde_json::to_writer_pretty(std::io::stdout().lock(), rows)?;
    println!();
    Ok(())
}

fn time(nanoseconds: f64) -> String {
    if nanoseconds < 10.0 {
        format!("{nanoseconds:.2} ns")
    } else if nanoseconds < 1e3 {
        format!("{nanoseconds:.1} ns")
    } else if nanoseconds < 1e6 {
        format!("{:.2} µs", nanoseconds / 1e3)
    } else {
        format!("{:.2} ms", nanoseconds / 1e6)
    }
}
