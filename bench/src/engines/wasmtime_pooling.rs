//! Wasmtime with the memories and tables of instances from a pool.

pub(crate) use ::wasmtime as api;

#[path = "adapter.rs"]
#[expect(clippy::duplicate_mod, reason = "compiled once for each engine")]
pub(crate) mod adapter;

use super::wasmtime::switch_stacks;

fn config() -> api::Config {
    let mut config = super::wasmtime::config();
    config.allocation_strategy(api::PoolingAllocationConfig::new());
    config
}

fn config_for_compiling() -> api::Config {
    config()
}
