//! Oracles: functions that take bytes, do something with the engine, and panic if the
//! engine does what it must not.
//!
//! Fuzz targets and the smoke runs of `cargo test` are thin over these.
#![forbid(unsafe_code)]

pub mod compose;
pub mod decode;
pub mod modes;
pub mod random;
pub mod reference;
pub mod throwing;
