//! Compiles a module, or prints what becomes of one of its functions:
//! `compile FILE.wasm|FILE.wat [FUNCTION]`. Every proposal that the tier knows is on.

use std::time::Instant;

use anyhow::{Context, bail};
use rayon::prelude::*;
use switchback_abi::tier::{Tier, TierSettings};
use switchback_optimize::OptimizingTier;
use switchback_wasm::{Features, FunctionIndex, Limits, Module};

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let Some(file) = arguments.next() else {
        bail!("usage: compile FILE [FUNCTION]");
    };
    let bytes = wat::parse_file(&file)?;
    let start = Instant::now();
    let features = Features {
        gc: true,
        exceptions: true,
        legacy_exceptions: true,
        stack_switching: true,
        ..Features::default()
    };
    let module = Module::parse(bytes.into(), &features, &Limits::default())?;
    println!("parsed and validated in {:?}", start.elapsed());
    let settings = TierSettings {
        no_inlining: std::env::var_os("NO_INLINING").is_some(),
        gate_at_every_call: std::env::var_os("GATE").is_some(),
    };
    let tier = OptimizingTier::new(settings)?;
    if let Some(function) = arguments.next() {
        let function = FunctionIndex(function.parse().context("a function index")?);
        let text = tier
            .disassemble(&module, function)
            .map_err(|error| anyhow::anyhow!("{error:?}"))?;
        println!(
            "{}\n{}\n{}",
            text.intermediate, text.optimized, text.machine_code
        );
        println!("{:#?}", tier.compile(&module, function));
        return Ok(());
    }
    let start = Instant::now();
    let functions = module.imported_functions..module.functions.len() as u32;
    let sizes = functions
        .into_par_iter()
        .map(|function| {
            let function = FunctionIndex(function);
            tier.compile(&module, function)
                .map(|compiled| compiled.code.len())
                .map_err(|error| anyhow::anyhow!("function {}: {error:?}", function.0))
        })
        .collect::<Result<Vec<_>, _>>()?;
    println!(
        "{} functions, {} bytes of code in {:?}",
        sizes.len(),
        sizes.iter().sum::<usize>(),
        start.elapsed()
    );
    Ok(())
}
