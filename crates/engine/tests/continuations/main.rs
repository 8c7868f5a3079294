//! Continuations together with everything else.
#![forbid(unsafe_code)]

mod backtraces;
mod chains;
mod generations;
mod support;
