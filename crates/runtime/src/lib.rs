//! Everything unsafe: store, instances, stacks, gates and stubs, unwinding, faults,
//! code registry.
#![allow(dead_code)] // while it is being built

