//! References into the heap from outside: whatever the embedder does with them, with the
//! collector moving everything in between.
#![forbid(unsafe_code)]

#[path = "../api/support.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod support;

mod calls;
mod host_values;
mod objects;
mod owned_roots;
mod random;
mod roots;
mod stores;
mod types;
mod variables;
mod worlds;
