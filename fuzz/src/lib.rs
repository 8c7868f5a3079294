//! Oracles that need Wasmtime, which the product and its tests never depend on.
#![forbid(unsafe_code)]

pub mod peer;
