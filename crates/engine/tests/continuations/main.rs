//! Continuations together with everything else.
#![forbid(unsafe_code)]

mod backtraces;
mod chains;
mod collection;
mod frames;
mod generations;
mod interrupts;
mod nesting;
mod support;
mod values;
