//! Switchback, configured as by default.

pub(crate) use switchback_engine as api;

#[path = "adapter.rs"]
#[expect(clippy::duplicate_mod, reason = "compiled once for each engine")]
pub(crate) mod adapter;

fn config() -> api::Config {
    api::Config::new()
}

/// The default compiles a function when it is first called.
fn config_for_compiling() -> api::Config {
    let mut config = config();
    config.compilation_mode(api::CompilationMode::Eager);
    config
}
