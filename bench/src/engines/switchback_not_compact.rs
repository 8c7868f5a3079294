//! Switchback with stacks of continuations that are not packed, the default of the library.

pub(crate) use switchback_engine as api;

#[path = "adapter.rs"]
#[expect(clippy::duplicate_mod, reason = "compiled once for each engine")]
pub(crate) mod adapter;

use super::switchback::{config, config_for_compiling};

fn switch_stacks(config: &mut api::Config) {
    config.wasm_stack_switching(true);
}
