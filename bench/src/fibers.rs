//! Whole programs of fibers, each in three forms: written in text format with the
//! instructions for stack switching; written in C on a library of fibers that uses them;
//! and the same C program on a library that uses Binaryen's Asyncify. `fibers/build.sh`
//! makes the C ones.
//!
//! A sample is one run of the whole program. Each engine runs each form once to warm up,
//! which also says whether the result is right; then they take turns, as in the rows.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::engines::Competitor;
use crate::measure::{Clock, Run};
use crate::report::{OURS, time};
use crate::rows::{Row, Work};

/// One program.
struct Program {
    name: &'static str,
    text: &'static str,
    /// How large its work is.
    size: u64,
    /// What must come out.
    result: i64,
}

const fn program(name: &'static str, text: &'static str, size: u64, result: i64) -> Program {
    Program {
        name,
        text,
        size,
        result,
    }
}

const PROGRAMS: [Program; 7] = [
    program(
        "generator",
        include_str!("../fibers/generator.wat"),
        10_000_000,
        49_999_995_000_000,
    ),
    program(
        "tree",
        include_str!("../fibers/tree.wat"),
        25,
        562_949_936_644_096,
    ),
    program(
        "sieve",
        include_str!("../fibers/sieve.wat"),
        2_000,
        16_274_627,
    ),
    program(
        "state",
        include_str!("../fibers/state.wat"),
        10_000_000,
        10_000_000,
    ),
    program(
        "skynet",
        include_str!("../fibers/skynet.wat"),
        6,
        499_999_500_000,
    ),
    program(
        "connections",
        include_str!("../fibers/connections.wat"),
        10_000_000,
        1_052_183_977_208,
    ),
    program(
        "scheduler",
        include_str!("../fibers/scheduler.wat"),
        100_000_000,
        50_050_000_000,
    ),
];

/// The forms that a program has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Switching,
    Asyncify,
}

impl Form {
    const ALL: [Form; 3] = [Form::Text, Form::Switching, Form::Asyncify];

    fn name(self) -> &'static str {
        match self {
            Form::Text => "text",
            Form::Switching => "C",
            Form::Asyncify => "C, Asyncify",
        }
    }

    /// The module, in the binary format.
    fn module(self, program: &Program, compiled: &Path) -> Result<Vec<u8>> {
        let suffix = match self {
            Form::Text => return Ok(wat::parse_str(program.text)?),
            Form::Switching => "switching",
            Form::Asyncify => "asyncify",
        };
        let path = compiled.join(format!("{}-{suffix}.wasm", program.name));
        std::fs::read(&path)
            .with_context(|| format!("no {} (fibers/build.sh makes it)", path.display()))
    }
}

/// After a first run of so long, there are no others.
const LONG: Duration = Duration::from_secs(10);

/// Measures the programs whose names `wanted` accepts, and prints a table of them.
pub fn run(
    engines: &[Competitor],
    compiled: &Path,
    samples: usize,
    wanted: impl Fn(&str) -> bool,
) -> Result<()> {
    let engines: Vec<&Competitor> = engines
        .iter()
        .filter(|engine| (engine.measures)(&row("", Vec::new())))
        .collect();
    let names: Vec<&str> = engines.iter().map(|engine| engine.name).collect();
    println!("\n| program | form | {} | ratio |", names.join(" | "));
    println!("|---|---|{}--:|", "--:|".repeat(names.len()));
    let mut failures = Vec::new();
    for program in PROGRAMS.iter().filter(|program| wanted(program.name)) {
        let cells = measure(program, &engines, compiled, samples)?;
        print(program, &engines, &cells);
        failures.extend(cells.into_iter().filter_map(|cell| {
            let error = cell.figure.err()?;
            let (engine, form) = (cell.engine, cell.form.name());
            let cause = error.root_cause();
            Some(format!("{}, {form}, {engine}: {cause}", program.name))
        }));
    }
    for failure in failures {
        println!("\n{failure}");
    }
    Ok(())
}

/// What an engine is to do.
fn row(name: &str, module: Vec<u8>) -> Row {
    let chain = vec![module];
    Row::program_of_fibers(
        name,
        Work::Wasm {
            chain,
            entry: "run",
        },
    )
}

/// How long one form of a program takes on one engine.
struct Cell {
    engine: &'static str,
    form: Form,
    /// In nanoseconds.
    figure: Result<f64>,
}

fn measure(
    program: &Program,
    engines: &[&Competitor],
    compiled: &Path,
    samples: usize,
) -> Result<Vec<Cell>> {
    let mut subjects = Vec::new();
    for form in Form::ALL {
        let module = form.module(program, compiled)?;
        for engine in engines {
            subjects.push(Subject::warm_up(program, engine, form, &module));
        }
    }
    for _ in 0..samples {
        for subject in &mut subjects {
            subject.sample(program);
        }
    }
    Ok(subjects.into_iter().map(Subject::cell).collect())
}

struct Subject {
    engine: &'static str,
    form: Form,
    /// Runs the program, or why it does not run.
    run: Result<Run>,
    /// How long it took to warm up.
    first: Duration,
    samples: Vec<Duration>,
}

impl Subject {
    fn warm_up(program: &Program, engine: &Competitor, form: Form, module: &[u8]) -> Subject {
        let row = row(program.name, module.to_vec());
        let mut subject = Subject {
            engine: engine.name,
            form,
            run: engine.prepare(&row).map(|prepared| prepared.run),
            first: Duration::ZERO,
            samples: Vec::new(),
        };
        subject.sample(program);
        if let Some(first) = subject.samples.pop() {
            subject.first = first;
        }
        subject
    }

    fn sample(&mut self, program: &Program) {
        if self.first < LONG
            && let Ok(run) = &mut self.run
        {
            match time_of(program, run) {
                Ok(time) => self.samples.push(time),
                Err(error) => self.run = Err(error),
            }
        }
    }

    fn cell(mut self) -> Cell {
        if self.samples.is_empty() {
            self.samples.push(self.first);
        }
        self.samples.sort();
        let median = self.samples[self.samples.len() / 2];
        Cell {
            engine: self.engine,
            form: self.form,
            figure: self.run.map(|_| median.as_secs_f64() * 1e9),
        }
    }
}

/// Runs a program once. There is one thread; its processor time counts.
fn time_of(program: &Program, run: &mut Run) -> Result<Duration> {
    let start = Clock::Thread.now();
    let sample = run(program.size)?;
    let end = Clock::Thread.now();
    let (found, expected) = (sample.checksum, program.result);
    ensure!(
        found == expected,
        "wrong result: {found} instead of {expected}"
    );
    Ok(sample.time.unwrap_or(end - start))
}

/// A line for each form. The ratio is that of our time to the shortest of the others, in
/// whichever form that is.
fn print(program: &Program, engines: &[&Competitor], cells: &[Cell]) {
    let others = cells.iter().filter(|cell| cell.engine != OURS);
    let best = others
        .filter_map(|cell| cell.figure.as_ref().ok().copied())
        .min_by(f64::total_cmp);
    for form in Form::ALL {
        let of = |engine: &str| {
            let mut cells = cells.iter();
            cells.find(|cell| cell.engine == engine && cell.form == form)
        };
        let figures: Vec<String> = engines
            .iter()
            .filter_map(|engine| of(engine.name))
            .map(|cell| match &cell.figure {
                Ok(figure) => time(*figure),
                Err(_) => "failed".to_owned(),
            })
            .collect();
        let ours = of(OURS).and_then(|cell| cell.figure.as_ref().ok());
        let ratio = match (ours, best) {
            (Some(ours), Some(best)) => format!("{:.2}", ours / best),
            _ => String::new(),
        };
        let figures = figures.join(" | ");
        println!(
            "| {} | {} | {figures} | {ratio} |",
            program.name,
            form.name()
        );
    }
}
