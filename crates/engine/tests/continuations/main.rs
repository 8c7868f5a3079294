//! Continuations together with everything else.
#![forbid(unsafe_code)]

mod chains;
mod generations;
mod support;
