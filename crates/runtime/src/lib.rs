//! Everything unsafe: store, instances, stacks, gates and stubs, unwinding, faults,
//! code registry.

mod activation;
mod assembly;
pub mod caller;
pub mod code;
#[expect(dead_code, reason = "allocation is not built yet")]
mod collect;
pub mod config;
pub mod context;
pub mod engine;
pub mod entity_types;
pub mod external;
mod fault;
mod fixed;
pub mod function;
pub mod global;
pub mod heap;
pub mod host;
pub mod host_reference;
pub mod instance;
mod instantiate;
pub mod interrupt;
pub mod limits;
mod linear_memory;
pub mod memory;
pub mod memory_type_builder;
pub mod module;
mod module_types;
pub mod progress;
mod registry;
mod reservation;
pub mod rooting;
mod routines;
mod segments;
pub mod stack;
pub mod store;
pub mod table;
mod tables;
pub mod tag;
mod transfer;
pub mod trap;
pub mod typed;
pub mod types;
pub mod value;
mod walk;
