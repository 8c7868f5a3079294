//! The optimizing tier: validated function bodies to machine code, on Cranelift.
#![forbid(unsafe_code)]

mod float;
mod int;
mod numeric;
mod simd;
mod stack;
