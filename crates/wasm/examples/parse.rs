//! Parses a module and says how long it took: `parse FILE.wasm`.

use std::sync::Arc;
use std::time::Instant;

use switchback_wasm::{Features, Limits, Module};

fn main() {
    for path in std::env::args().skip(1) {
        let bytes: Arc<[u8]> = match std::fs::read(&path) {
            Ok(bytes) => Arc::from(bytes),
            Err(error) => {
                eprintln!("{path}: {error}");
                continue;
            }
        };
        let (features, limits) = (Features::default(), Limits::default());
        let start = Instant::now();
        let module = match Module::parse(Arc::clone(&bytes), &features, &limits) {
            Ok(module) => module,
            Err(error) => {
                println!("{path}: {:?}: {error}", error.kind);
                continue;
            }
        };
        let validated = start.elapsed();
        let facts = module.facts_bytes();
        let start = Instant::now();
        let trusted = Module::parse_trusted(bytes, &features, &limits, &facts);
        println!(
            "{path}: {} bytes, {} functions, {} types: {validated:?}, trusted {:?} ({})",
            module.bytes.len(),
            module.functions.len(),
            module.types.len(),
            start.elapsed(),
            if trusted.is_ok() { "fine" } else { "refused" },
        );
    }
}
