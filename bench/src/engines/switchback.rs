//! Switchback, configured as by default, and for stack switching as the command is.

pub(crate) use switchback_engine as api;

#[path = "adapter.rs"]
#[expect(clippy::duplicate_mod, reason = "compiled once for each engine")]
pub(crate) mod adapter;

pub(crate) fn config() -> api::Config {
    api::Config::new()
}

/// The default compiles a function when it is first called.
pub(crate) fn config_for_compiling() -> api::Config {
    let mut config = config();
    config.compilation_mode(api::CompilationMode::Eager);
    config
}

/// The command packs the stacks of continuations, since none of its signal handlers needs
/// room on them.
fn switch_stacks(config: &mut api::Config) {
    config
        .wasm_stack_switching(true)
        .compact_continuations(true);
}
