//! The optimizing tier: validated function bodies to machine code, on Cranelift.
//!
//! [`OptimizingTier`] is all that others see; `compiler` holds the course of a
//! compilation. `translate` goes over a body once, with inlining, and makes
//! Cranelift's intermediate representation of it: the numeric operators in `numeric`,
//! `int`, `float` and `simd`, the others in files named for their families. `tables`
//! turns what Cranelift made into what [`switchback_abi::code`] asks for, and `entry_check`
//! puts the comparison with the stack's limit in front of it.
//!
//! Nothing here knows of stores, stacks or signals; what compiled code needs of the
//! runtime it finds through the pinned register, as [`switchback_abi`] says.
#![forbid(unsafe_code)]

mod allocate;
mod barrier;
mod call;
mod compiler;
mod continuation;
mod control;
mod entry_check;
mod environment;
mod exception;
mod exception_object;
mod float;
mod gc;
mod handlers;
mod inline;
mod int;
mod legacy_exception;
mod limit;
mod machine_code;
mod memory;
mod numeric;
mod operator;
mod positions;
mod reference;
mod safepoint;
mod scan;
mod signature;
mod simd;
mod stack;
mod stack_maps;
mod switch_sites;
mod table;
mod tables;
mod translate;
mod typing;
mod unroll;
mod variable;

pub use compiler::{Disassembly, OptimizingTier, UnsupportedHost};
