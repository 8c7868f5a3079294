//! The optimizing tier: validated function bodies to machine code, on Cranelift.
#![forbid(unsafe_code)]

mod stack;
