//! Wasmtime, configured as by default.

pub(crate) use ::wasmtime as api;

#[path = "adapter.rs"]
#[expect(clippy::duplicate_mod, reason = "compiled once for each engine")]
pub(crate) mod adapter;

/// The default (Cranelift, optimizing for speed, memory by `mmap`, no fuel and
/// no epochs, the copying collector), with the proposals that the rows need.
pub(crate) fn config() -> api::Config {
    let mut config = api::Config::new();
    config
        .strategy(api::Strategy::Cranelift)
        .cranelift_opt_level(api::OptLevel::Speed)
        .wasm_tail_call(true)
        .wasm_function_references(true)
        .wasm_gc(true)
        .wasm_exceptions(true)
        .collector(api::Collector::Copying);
    config
}

/// The default compiles everything at once.
pub(crate) fn config_for_compiling() -> api::Config {
    config()
}

/// It has no choice about them.
pub(crate) fn switch_stacks(config: &mut api::Config) {
    config.wasm_stack_switching(true);
}
