//! A module does the same in every mode of the engine.

use anyhow::{Context, Result};
use arbitrary::{Arbitrary, Unstructured};
use switchback_engine::{
    Engine, Extern, ExternType, Instance, Linker, Module, Store, StoreLimits, StoreLimitsBuilder,
    Trap, Val, ValType,
};
use switchback_wast::modes::{MODES, Mode};

use crate::random::Random;

/// How often a generated module may go round its loops and into its functions.
const FUEL: u32 = 1_000;
/// Bytes that its memories may grow to.
const MEMORY_LIMIT: usize = 64 << 20;
/// Bytes that its heap may grow to. In zeal modes all of it is looked at often.
const HEAP_LIMIT: usize = 4 << 20;

/// The engines of all modes, made once.
#[derive(Debug)]
pub struct Engines(Vec<(&'static Mode, Engine)>);

impl Engines {
    /// An engine of each mode.
    ///
    /// # Errors
    ///
    /// When one cannot be made.
    pub fn new() -> Result<Self> {
        MODES
            .iter()
            .map(|mode| Ok((mode, Engine::new(&mode.config())?)))
            .collect::<Result<_>>()
            .map(Self)
    }

    /// Each with the name of its mode.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static str, &Engine)> {
        self.0.iter().map(|(mode, engine)| (mode.name, engine))
    }
}

/// What a module did that can be seen from outside.
#[derive(Debug, Default, PartialEq, Eq)]
struct Observations {
    /// A line for each thing, in order.
    lines: Vec<String>,
    exhausted_something: bool,
}

/// Generates a module from `bytes`, runs it in every mode, and compares.
///
/// Answers whether there was anything to compare: whether a module could be generated
/// from these bytes, and no mode ran out of stack or heap.
///
/// # Panics
///
/// If two modes differ, or if the engine panics.
pub fn compare(engines: &Engines, bytes: &[u8]) -> bool {
    let Some(module) = generate(bytes) else {
        return false;
    };
    let mut first: Option<(&Mode, Observations)> = None;
    for (mode, engine) in &engines.0 {
        let observed = observe(engine, &module, bytes)
            .unwrap_or_else(|error| panic!("in mode {}: {error:?}", mode.name));
        if observed.exhausted_something {
            // How deep a program may recurse, and how full the heap is, is what modes may
            // differ in, and what it does afterwards follows from that.
            return false;
        }
        match &first {
            None => first = Some((mode, observed)),
            Some((other, expected)) => assert_eq!(
                *expected, observed,
                "the modes {} and {} differ",
                other.name, mode.name
            ),
        }
    }
    true
}

/// A valid module that ends.
fn generate(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut input = Unstructured::new(bytes);
    let mut config = wasm_smith::Config::arbitrary(&mut input).ok()?;
    config.gc_enabled = true;
    config.exceptions_enabled = true;
    config.threads_enabled = false;
    config.shared_everything_threads_enabled = false;
    config.custom_descriptors_enabled = false;
    config.compact_imports_enabled = false;
    config.allow_start_export = true;
    config.max_memories = 3;
    config.max_tables = 4;
    config.max_memory32_bytes = 1 << 24;
    config.max_memory64_bytes = 1 << 24;
    config.max_table_elements = 10_000;
    // What NaNs look like is open, and so may differ.
    config.canonicalize_nans = true;
    // The same for what relaxed instructions do, but the engine chooses once and for
    // all: they are compared.
    let mut module = wasm_smith::Module::new(config, &mut input).ok()?;
    module.ensure_termination(FUEL).ok()?;
    Some(module.to_bytes())
}

/// Instantiates the module with imports that do nothing much, calls what it exports,
/// and notes what can be seen.
fn observe(engine: &Engine, bytes: &[u8], seed: &[u8]) -> Result<Observations> {
    let module = Module::from_binary(engine, bytes).context("a generated module is refused")?;
    let limits: StoreLimits = StoreLimitsBuilder::new()
        .memory_size(MEMORY_LIMIT)
        .heap_size(HEAP_LIMIT)
        .build();
    let mut store = Store::new(engine, limits);
    store.limiter(|limits| limits);
    let mut observations = Observations::default();
    let mut linker = Linker::new(engine);
    if let Err(error) = linker.define_unknown_imports_as_default_values(&mut store, &module) {
        // There are types without such a value.
        observations.note_error("imports", &error);
        return Ok(observations);
    }
    let instance = match linker.instantiate(&mut store, &module) {
        Ok(instance) => instance,
        Err(error) => {
            observations.note_error("instantiation", &error);
            return Ok(observations);
        }
    };
    let mut random = Random::new(seed.iter().fold(0, |sum, byte| {
        u64::from(*byte).wrapping_add(sum.wrapping_mul(257))
    }));
    for export in module.exports() {
        if let ExternType::Func(ty) = export.ty() {
            let Some(params) = arguments(ty.params(), &mut random) else {
                continue;
            };
            let mut results = vec![Val::I32(0); ty.results().len()];
            let function = instance
                .get_func(&mut store, export.name())
                .context("an exported function is missing")?;
            match function.call(&mut store, &params, &mut results) {
                Ok(()) => {
                    let results: Vec<_> = results.iter().map(show).collect();
                    observations.note(format!("{}: {}", export.name(), results.join(" ")));
                }
                Err(error) => observations.note_error(export.name(), &error),
            }
        }
    }
    observe_state(&mut observations, &mut store, &instance, &module)?;
    Ok(observations)
}

/// Notes what memories and globals hold.
fn observe_state(
    observations: &mut Observations,
    store: &mut Store<StoreLimits>,
    instance: &Instance,
    module: &Module,
) -> Result<()> {
    for export in module.exports() {
        let name = export.name();
        match instance.get_export(&mut *store, name) {
            Some(Extern::Memory(memory)) => {
                let hash = memory.data(&*store).iter().fold(0u64, |hash, byte| {
                    hash.wrapping_mul(0x0100_0000_01b3) ^ u64::from(*byte)
                });
                observations.note(format!("{name}: memory {hash:#x}"));
            }
            Some(Extern::Global(global)) => {
                observations.note(format!("{name}: {}", show(&global.get(&mut *store))));
            }
            Some(Extern::Table(table)) => {
                observations.note(format!("{name}: {} elements", table.size(&*store)));
            }
            _ => {}
        }
    }
    Ok(())
}

impl Observations {
    fn note(&mut self, line: String) {
        self.lines.push(line);
    }

    fn note_error(&mut self, what: &str, error: &anyhow::Error) {
        let trap = error.downcast_ref::<Trap>();
        self.exhausted_something |=
            matches!(trap, Some(Trap::StackOverflow | Trap::HeapOutOfMemory));
        self.note(match trap {
            Some(trap) => format!("{what}: trap: {trap}"),
            None => format!("{what}: error: {error:#}"),
        });
    }
}

/// Arguments for these parameters; `None` if one has no value that can be made here.
fn arguments(params: impl Iterator<Item = ValType>, random: &mut Random) -> Option<Vec<Val>> {
    params
        .map(|ty| {
            let bits = random.next_u64();
            Some(match ty {
                ValType::I32 => Val::I32(bits as i32),
                ValType::I64 => Val::I64(bits.cast_signed()),
                ValType::F32 => Val::F32((bits as u32) & 0x7f00_ffff),
                ValType::F64 => Val::F64(bits & 0x7fe0_ffff_ffff_ffff),
                ValType::V128 => Val::V128(u128::from(bits).into()),
                ValType::Ref(ty) if ty.is_nullable() => Val::null_ref(ty.heap_type()),
                ValType::Ref(_) => return None,
            })
        })
        .collect()
}

/// A result, without the identity of references.
fn show(value: &Val) -> String {
    match value {
        Val::I32(_) | Val::I64(_) | Val::F32(_) | Val::F64(_) | Val::V128(_) => {
            format!("{value:?}")
        }
        value if value.ref_().is_some_and(|value| value.is_null()) => "null".to_owned(),
        _ => "reference".to_owned(),
    }
}
