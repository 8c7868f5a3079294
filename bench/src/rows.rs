//! The rows of the tables: what is measured, in which unit, with which aim.

mod asynchronous;
mod collection;
mod exceptions;
mod switching;

use std::path::Path;

use anyhow::{Context, Result};

use crate::generate;
use crate::measure::Clock;

/// One row.
pub struct Row {
    /// What the row is called.
    pub name: String,
    /// The table it is in.
    pub table: Table,
    /// What one operation is.
    pub unit: &'static str,
    /// How many operations one iteration of the work makes.
    pub operations: f64,
    /// What is to be reached.
    pub aim: Aim,
    /// Which time counts.
    pub clock: Clock,
    /// The kernel that does the same natively.
    pub native: Option<&'static str>,
    /// What the engines do.
    pub work: Work,
    /// The same without what the row is about: its time is taken off.
    pub baseline: Option<Work>,
    /// After how many operations the results are compared.
    pub compared: u64,
    /// Whether each sample has a store of its own, where the engine has stores: for what an
    /// engine frees with the store only.
    pub fresh_stores: bool,
    /// How many times as long as others its samples are to last.
    pub longer: u32,
}

/// A table of the report.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// What Wasmtime is the peer for.
    Base,
    /// Exceptions and garbage collection, where JavaScript engines are peers too.
    Managed,
    /// How long the mutator of a large heap is held up.
    Pauses,
    /// Stack switching, where V8 is a peer too.
    Switching,
    /// What many continuations take.
    Live,
    /// Calls that can wait for the host, for which Wasmtime is the peer.
    Asynchronous,
}

/// What Switchback is to reach in a row.
#[derive(Clone, Copy)]
pub enum Aim {
    /// So many times the time of Wasmtime.
    Ratio(f64),
    /// So many times the time of the best other engine.
    Best(f64),
    /// So many nanoseconds per operation.
    Nanoseconds(f64),
    /// The first so many nanoseconds per operation, the second required.
    Required(f64, f64),
    /// None.
    None,
}

/// Where nothing else is said: not slower than Wasmtime, but for the noise.
const NOT_SLOWER: Aim = Aim::Ratio(1.05);

/// What an engine does in a row. The modules are in the binary format.
pub enum Work {
    /// Runs an exported function `(i64) -> i64` of the last of a chain of
    /// instances; the parameter is the number of iterations.
    Wasm {
        /// The modules, each of which may import from the one before.
        chain: Vec<Vec<u8>>,
        /// The name of the function.
        entry: &'static str,
    },
    /// Runs such a function of a module with the parameter 1, over and over, and
    /// measures how long each call takes.
    Slices {
        /// The module.
        module: Vec<u8>,
        /// The name of the function.
        entry: &'static str,
    },
    /// Runs a module's functions `make` and then `end` with that parameter, and measures
    /// both, and how much memory is resident in between. In a process of its own.
    Live {
        /// The module.
        module: Vec<u8>,
        /// The parameter.
        count: u64,
    },
    /// Calls a function of the module from the host.
    HostToWasm {
        /// The module.
        module: Vec<u8>,
        /// How it is called.
        call: HostCall,
    },
    /// Runs a function that calls functions of the host.
    WasmToHost {
        /// The module.
        module: Vec<u8>,
        /// The name of the function.
        entry: &'static str,
    },
    /// Runs a function, in a call that can wait, that calls functions of the host, some of
    /// which wait.
    WasmToHostAsynchronously {
        /// The module.
        module: Vec<u8>,
        /// The name of the function.
        entry: &'static str,
    },
    /// Makes a store with an instance of the module, and drops them.
    Instantiate(Vec<u8>),
    /// Compiles the module, all its functions.
    Compile(Vec<u8>),
}

/// How the host calls a function.
#[derive(Clone, Copy)]
pub enum HostCall {
    /// Typed, no parameters and no results.
    None,
    /// Typed, `(i32) -> i32`.
    One,
    /// Typed, `(i32, i32, i64, f64) -> i64`.
    Four,
    /// With `Val`s, `(i32) -> i32`.
    Untyped,
    /// Typed, no parameters and no results, in a call that can wait.
    Asynchronous,
}

impl Row {
    /// A whole program of fibers (`fibers.rs`), which is in no table of rows.
    pub fn program_of_fibers(name: &str, work: Work) -> Row {
        Row {
            // Wasmtime frees stacks with the store.
            fresh_stores: true,
            ..Row::new(name, "program", work).table(Table::Switching)
        }
    }

    fn new(name: &str, unit: &'static str, work: Work) -> Row {
        Row {
            name: name.to_owned(),
            table: Table::Base,
            unit,
            operations: 1.0,
            aim: NOT_SLOWER,
            clock: Clock::Thread,
            native: None,
            work,
            baseline: None,
            compared: 5,
            fresh_stores: false,
            longer: 1,
        }
    }

    fn operations(self, operations: f64) -> Row {
        Row { operations, ..self }
    }

    fn ratio(self, ratio: f64) -> Row {
        let aim = Aim::Ratio(ratio);
        Row { aim, ..self }
    }

    fn nanoseconds(self, nanoseconds: f64) -> Row {
        let aim = Aim::Nanoseconds(nanoseconds);
        Row { aim, ..self }
    }

    fn best(self, ratio: f64) -> Row {
        let aim = Aim::Best(ratio);
        Row { aim, ..self }
    }

    fn table(self, table: Table) -> Row {
        Row { table, ..self }
    }

    fn baseline(self, work: Work) -> Row {
        let baseline = Some(work);
        Row { baseline, ..self }
    }

    fn longer(self, longer: u32) -> Row {
        Row { longer, ..self }
    }

    fn compared(self, compared: u64) -> Row {
        Row { compared, ..self }
    }

    fn native(self, kernel: &'static str) -> Row {
        let native = Some(kernel);
        Row { native, ..self }
    }

    fn clock(self, clock: Clock) -> Row {
        Row { clock, ..self }
    }
}

/// All rows, in the order of the table.
pub fn all() -> Result<Vec<Row>> {
    let mut rows = calls()?;
    rows.extend(tail_calls()?);
    rows.extend(other_instances()?);
    rows.extend(host_calls()?);
    rows.extend(kernels()?);
    rows.extend(life_of_a_module()?);
    rows.extend(exceptions::rows()?);
    rows.extend(collection::rows()?);
    rows.extend(switching::rows()?);
    rows.extend(asynchronous::rows()?);
    Ok(rows)
}

/// A row that compiles the module in a file.
pub fn compile_file(path: &Path) -> Result<Row> {
    let module = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let row = Row::new(&format!("compile {name}"), "module", Work::Compile(module));
    Ok(row.clock(Clock::Wall))
}

fn binary(text: &str) -> Result<Vec<u8>> {
    Ok(wat::parse_str(text)?)
}

fn wasm(module: &[u8], entry: &'static str) -> Work {
    let chain = vec![module.to_vec()];
    Work::Wasm { chain, entry }
}

fn calls() -> Result<Vec<Row>> {
    let fib = binary(include_str!("../rows/fib.wat"))?;
    let calls = binary(include_str!("../rows/calls.wat"))?;
    let row = |name, entry| Row::new(name, "call", wasm(&calls, entry));
    Ok(vec![
        Row::new("recursive fib", "call", wasm(&fib, "run"))
            .operations(635_621.0)
            .ratio(0.6)
            .native("fib"),
        row("call, small callee", "direct_small"),
        row("call, large callee", "direct_large"),
        row("call_indirect", "indirect"),
        row("call_indirect, four callees in turn", "indirect_four"),
        row("call_ref, constant", "ref"),
        row("call_ref, from a table", "ref_unknown"),
    ])
}

fn tail_calls() -> Result<Vec<Row>> {
    let tail_calls = binary(include_str!("../rows/tail_calls.wat"))?;
    let interpreter = binary(include_str!("../rows/interpreter.wat"))?;
    let row = |name, entry| Row::new(name, "hop", wasm(&tail_calls, entry));
    Ok(vec![
        row("return_call of itself", "direct").nanoseconds(0.5),
        row("return_call, two functions in turn", "mutual"),
        row("return_call_ref", "ref").nanoseconds(1.7),
        row("return_call_indirect", "indirect").nanoseconds(1.7),
        Row::new(
            "bytecode interpreter of tail-calling handlers",
            "bytecode",
            wasm(&interpreter, "run"),
        )
        .operations(10.0)
        .nanoseconds(1.8)
        .native("interpreter"),
    ])
}

fn other_instances() -> Result<Vec<Row>> {
    let ring_ref = binary(include_str!("../rows/ring_ref.wat"))?;
    let ring_indirect = binary(include_str!("../rows/ring_indirect.wat"))?;
    let ring_imported = binary(include_str!("../rows/ring_imported.wat"))?;
    let ring = |name, first: &Vec<u8>, other: &Vec<u8>, size| {
        let mut chain = vec![other.clone(); size];
        chain[0] = first.clone();
        let entry = "run";
        Row::new(name, "hop", Work::Wasm { chain, entry }).nanoseconds(2.0)
    };
    let callee = binary(include_str!("../rows/cross_callee.wat"))?;
    let caller = binary(include_str!("../rows/cross_caller.wat"))?;
    let call = |name, entry| {
        let chain = vec![callee.clone(), caller.clone()];
        Row::new(name, "call", Work::Wasm { chain, entry }).nanoseconds(1.2)
    };
    Ok(vec![
        ring(
            "return_call_ref, ring of 2 instances",
            &ring_ref,
            &ring_ref,
            2,
        ),
        ring(
            "return_call_ref, ring of 16 instances",
            &ring_ref,
            &ring_ref,
            16,
        ),
        ring(
            "return_call_indirect, ring of 2 instances",
            &ring_indirect,
            &ring_indirect,
            2,
        ),
        ring(
            "return_call_indirect, ring of 16 instances",
            &ring_indirect,
            &ring_indirect,
            16,
        ),
        ring(
            "return_call of imports, ring of 16 instances",
            &ring_ref,
            &ring_imported,
            16,
        ),
        call("call of an import, other instance", "imported"),
        call("call_ref, other instance", "ref"),
        call("call_indirect, other instance", "indirect"),
    ])
}

fn host_calls() -> Result<Vec<Row>> {
    let callee = binary(include_str!("../rows/host_to_wasm.wat"))?;
    let caller = binary(include_str!("../rows/wasm_to_host.wat"))?;
    let to_wasm = |name, call| {
        let module = callee.clone();
        Row::new(name, "call", Work::HostToWasm { module, call })
    };
    let to_host = |name, entry| {
        let module = caller.clone();
        Row::new(name, "call", Work::WasmToHost { module, entry })
    };
    Ok(vec![
        to_wasm("host to Wasm, typed, () -> ()", HostCall::None).nanoseconds(5.0),
        to_wasm("host to Wasm, typed, (i32) -> i32", HostCall::One).nanoseconds(5.0),
        to_wasm("host to Wasm, typed, 4 parameters", HostCall::Four).nanoseconds(5.0),
        to_wasm("host to Wasm, untyped, (i32) -> i32", HostCall::Untyped),
        to_host("Wasm to host, typed, () -> ()", "none").nanoseconds(2.0),
        to_host("Wasm to host, typed, (i32) -> i32", "one").nanoseconds(2.0),
        to_host("Wasm to host, typed, 4 parameters", "four").nanoseconds(2.0),
        to_host("Wasm to host, typed, with `Caller`", "caller"),
        to_host("Wasm to host, untyped, (i32) -> i32", "untyped"),
    ])
}

/// The compute kernels, as a C compiler made them (kernels/build.sh).
const KERNELS: [(&str, &[u8]); 6] = [
    ("matmul", include_bytes!("../kernels/matmul.wasm")),
    ("sha256", include_bytes!("../kernels/sha256.wasm")),
    ("nbody", include_bytes!("../kernels/nbody.wasm")),
    ("sort", include_bytes!("../kernels/sort.wasm")),
    ("trees", include_bytes!("../kernels/trees.wasm")),
    ("mandelbrot", include_bytes!("../kernels/mandelbrot.wasm")),
];

fn kernels() -> Result<Vec<Row>> {
    Ok(KERNELS
        .iter()
        .map(|&(name, module)| {
            Row::new(&format!("kernel: {name}"), "run", wasm(module, "run")).native(name)
        })
        .collect())
}

fn life_of_a_module() -> Result<Vec<Row>> {
    let small = binary(include_str!("../rows/small.wat"))?;
    let stateful = binary(include_str!("../rows/stateful.wat"))?;
    let kernels = KERNELS.map(|(_, module)| module);
    let large = generate::copies(&kernels, 60)?;
    let size = large.len() / 1000;
    let compile =
        |name: &str, clock| Row::new(name, "module", Work::Compile(large.clone())).clock(clock);
    Ok(vec![
        Row::new(
            "instantiate, small module",
            "instance",
            Work::Instantiate(small.clone()),
        ),
        Row::new(
            "instantiate, with memory, data, table, start",
            "instance",
            Work::Instantiate(stateful),
        ),
        Row::new("compile, small module", "module", Work::Compile(small)).clock(Clock::Process),
        compile(&format!("compile, {size} kB, wall"), Clock::Wall),
        compile(&format!("compile, {size} kB, processor"), Clock::Process),
    ])
}
