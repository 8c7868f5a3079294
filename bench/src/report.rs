//! The results, as Markdown tables or as JSON.

use anyhow::Result;
use serde::Serialize;

use crate::engines::Refused;
use crate::measure::{Live, Measured, Pauses};
use crate::rows::{Aim, Row, Table};

/// The engine whose aims the rows state.
pub const OURS: &str = "Switchback";
/// The engine that ratios are taken to where there are no others.
const PEER: &str = "Wasmtime";

/// The results of one row.
#[derive(Serialize)]
pub struct RowResult {
    name: String,
    unit: &'static str,
    #[serde(skip)]
    table: Table,
    /// Whether the figures are what something takes more than something else.
    difference: bool,
    aim_ratio: Option<f64>,
    aim_ratio_to_best: Option<f64>,
    aim_nanoseconds: Option<f64>,
    required_nanoseconds: Option<f64>,
    columns: Vec<Column>,
}

/// The result of one engine in one row, in nanoseconds per operation.
#[derive(Serialize)]
struct Column {
    engine: &'static str,
    median: Option<f64>,
    /// The smallest sample.
    least: Option<f64>,
    /// What 99 of 100 slices took at most.
    nearly_all: Option<f64>,
    /// How long it took to let one end.
    ended: Option<f64>,
    /// How many bytes are resident for one.
    resident: Option<f64>,
    /// The largest sample.
    most: Option<f64>,
    error: Option<String>,
    /// Whether the error is that the engine did not take the module.
    refused: bool,
}

impl Column {
    fn new(engine: &'static str) -> Column {
        Column {
            engine,
            median: None,
            least: None,
            nearly_all: None,
            ended: None,
            resident: None,
            most: None,
            error: None,
            refused: false,
        }
    }

    fn failed(self, error: &anyhow::Error) -> Column {
        Column {
            error: Some(format!("{error:#}")),
            refused: error.is::<Refused>(),
            ..self
        }
    }
}

impl RowResult {
    /// Puts together what was measured for a row.
    pub fn times(
        row: &Row,
        names: Vec<&'static str>,
        measured: Vec<Result<Measured>>,
    ) -> RowResult {
        let per_operation = |nanoseconds: f64| Some(nanoseconds / row.operations);
        RowResult::of(row, names, measured, |figures, column| Column {
            median: per_operation(figures.median),
            least: per_operation(figures.least),
            most: per_operation(figures.most),
            ..column
        })
    }

    /// Puts together what was measured for a row of slices.
    pub fn pauses(row: &Row, names: Vec<&'static str>, measured: Vec<Result<Pauses>>) -> RowResult {
        RowResult::of(row, names, measured, |pauses, column| Column {
            median: Some(pauses.median),
            nearly_all: Some(pauses.nearly_all),
            most: Some(pauses.longest),
            ..column
        })
    }

    /// Puts together what was measured for a row of many at a time.
    pub fn live(row: &Row, names: Vec<&'static str>, measured: Vec<Result<Live>>) -> RowResult {
        RowResult::of(row, names, measured, |live, column| Column {
            median: Some(live.made),
            ended: Some(live.ended),
            resident: Some(live.resident),
            ..column
        })
    }

    /// A column for each engine, which `fill` fills with what was measured, if it was.
    fn of<Figures>(
        row: &Row,
        names: Vec<&'static str>,
        measured: Vec<Result<Figures>>,
        fill: impl Fn(Figures, Column) -> Column,
    ) -> RowResult {
        let columns = names.into_iter().zip(measured).map(|(engine, measured)| {
            let column = Column::new(engine);
            match measured {
                Ok(figures) => fill(figures, column),
                Err(error) => column.failed(&error),
            }
        });
        RowResult::new(row, columns.collect())
    }

    fn new(row: &Row, columns: Vec<Column>) -> RowResult {
        let mut result = RowResult {
            name: row.name.clone(),
            unit: row.unit,
            table: row.table,
            difference: row.baseline.is_some(),
            aim_ratio: None,
            aim_ratio_to_best: None,
            aim_nanoseconds: None,
            required_nanoseconds: None,
            columns,
        };
        match row.aim {
            Aim::Ratio(ratio) => result.aim_ratio = Some(ratio),
            Aim::Best(ratio) => result.aim_ratio_to_best = Some(ratio),
            Aim::Nanoseconds(aim) => result.aim_nanoseconds = Some(aim),
            Aim::Required(aim, required) => {
                result.aim_nanoseconds = Some(aim);
                result.required_nanoseconds = Some(required);
            }
            Aim::None => {}
        }
        result
    }

    fn column(&self, engine: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.engine == engine)
    }

    fn median(&self, engine: &str) -> Option<f64> {
        self.column(engine)?.median
    }

    fn ratio(&self) -> Option<f64> {
        Some(self.median(OURS)? / self.median(PEER)?)
    }

    fn ratio_to_best(&self) -> Option<f64> {
        let others = self.columns.iter().filter(|column| column.engine != OURS);
        let best = others
            .filter_map(|column| column.median)
            .min_by(f64::total_cmp)?;
        // A difference of two figures may come out as nothing.
        (!self.difference).then_some(self.median(OURS)? / best)
    }

    fn aim(&self) -> String {
        if let Some(ratio) = self.aim_ratio.or(self.aim_ratio_to_best) {
            format!("{ratio:.2}x")
        } else {
            self.aim_nanoseconds.map_or_else(String::new, time)
        }
    }

    fn met(&self) -> &'static str {
        let within = |figure: Option<f64>, aim: Option<f64>| Some(figure? <= aim?);
        let ours = self.median(OURS);
        let reached = within(self.ratio(), self.aim_ratio)
            .or(within(self.ratio_to_best(), self.aim_ratio_to_best))
            .or(within(ours, self.aim_nanoseconds));
        match (reached, within(ours, self.required_nanoseconds)) {
            (Some(true), _) => "yes",
            (Some(false), Some(true)) => "what is required",
            (Some(false), _) => "no",
            (None, _) => "",
        }
    }

    /// What to say of an engine: its figure, or that it has none.
    fn cell(&self, engine: &str, figure: impl Fn(&Column) -> Option<f64>) -> String {
        match self.column(engine) {
            Some(column) if column.refused => "refused".to_owned(),
            Some(column) if column.error.is_some() => "failed".to_owned(),
            Some(column) => figure(column).map_or_else(String::new, time),
            None => String::new(),
        }
    }
}

/// Prints the tables, and below them what went wrong.
pub fn markdown(rows: &[RowResult]) {
    let of = |table| -> Vec<&RowResult> { rows.iter().filter(|row| row.table == table).collect() };
    let print = |table, print: fn(&[&RowResult])| {
        let rows = of(table);
        if !rows.is_empty() {
            print(&rows);
        }
    };
    print(Table::Base, print_base);
    print(Table::Managed, print_managed);
    print(Table::Pauses, print_pauses);
    print(Table::Switching, print_managed);
    print(Table::Live, print_live);
    print(Table::Asynchronous, print_base);
    for row in rows {
        for column in &row.columns {
            if let Some(error) = &column.error {
                println!("\n{}, {}: {error}", row.name, column.engine);
            }
        }
    }
}

fn print_base(rows: &[&RowResult]) {
    println!("\n| row | {OURS} | {PEER} | ratio | aim | met | others |");
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
            row.cell(OURS, |column| column.median),
            row.cell(PEER, |column| column.median),
            ratio(row.ratio()),
            row.aim(),
            row.met(),
            others.join(", "),
        );
    }
}

/// A column for each engine; the ratio is that to the best of the others.
fn print_managed(rows: &[&RowResult]) {
    let engines: Vec<&str> = rows[0].columns.iter().map(|column| column.engine).collect();
    println!("\n| row | {} | ratio | aim | met |", engines.join(" | "));
    println!("|---|{}--:|--:|---|", "--:|".repeat(engines.len()));
    for row in rows {
        let figures: Vec<String> = engines
            .iter()
            .map(|engine| row.cell(engine, |column| column.median))
            .collect();
        println!(
            "| {} | {} | {} | {} | {} |",
            row.name,
            figures.join(" | "),
            ratio(row.ratio_to_best()),
            row.aim(),
            row.met(),
        );
    }
}

/// A line for each engine.
fn print_pauses(rows: &[&RowResult]) {
    println!("\n| slices of | engine | half within | 99 of 100 within | longest |");
    println!("|---|---|--:|--:|--:|");
    for row in rows {
        for column in &row.columns {
            println!(
                "| {} | {} | {} | {} | {} |",
                row.name,
                column.engine,
                row.cell(column.engine, |column| column.median),
                row.cell(column.engine, |column| column.nearly_all),
                row.cell(column.engine, |column| column.most),
            );
        }
    }
}

/// A line for each engine.
fn print_live(rows: &[&RowResult]) {
    println!("\n| at a time | engine | make one | let one end | resident for one |");
    println!("|---|---|--:|--:|--:|");
    for row in rows {
        for column in &row.columns {
            println!(
                "| {} | {} | {} | {} | {} |",
                row.name,
                column.engine,
                row.cell(column.engine, |column| column.median),
                row.cell(column.engine, |column| column.ended),
                column
                    .resident
                    .map_or_else(String::new, |bytes| format!("{bytes:.0} bytes")),
            );
        }
    }
}

/// Prints everything as JSON.
pub fn json(rows: &[RowResult]) -> Result<()> {
    serde_json::to_writer_pretty(std::io::stdout().lock(), rows)?;
    println!();
    Ok(())
}

fn ratio(ratio: Option<f64>) -> String {
    ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}"))
}

/// A time as it is printed.
pub fn time(nanoseconds: f64) -> String {
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
