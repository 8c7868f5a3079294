//! The safe public API of Switchback. It is being written by helper E (`crates/engine`
//! is taken; nobody else needs to start on it).
#![forbid(unsafe_code)]
