//! The public API from outside, in every mode of the engine where that matters.
#![forbid(unsafe_code)]

mod backtraces;
mod embedding;
mod errors;
mod host_functions;
mod interrupts;
mod limits;
mod linking;
mod modules;
mod random_signatures;
mod signals;
mod stacks;
mod stores;
mod support;
mod threads;
