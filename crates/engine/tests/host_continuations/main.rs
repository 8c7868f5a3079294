//! Continuations in the hands of the host: as values, resumed by it, and suspended by its
//! functions.
#![forbid(unsafe_code)]

#[path = "../continuations/support.rs"]
mod support;

mod lifetime;
mod misuse;
mod nesting;
mod random;
mod resume;
mod suspend;
mod values;
