//! Continuations in the hands of the host: as values, resumed by it, and suspended by its
//! functions.
#![forbid(unsafe_code)]

#[path = "../continuations/support.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod support;

mod lifetime;
mod misuse;
mod nesting;
mod resume;
mod suspend;
mod values;
