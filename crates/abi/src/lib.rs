//! Every layout and table that machine code and the runtime share.
//!
//! Nothing here has behaviour beyond computing a layout. A layout is written
//! once, as a `#[repr(C)]` struct; compilers and assembly take offsets from it by
//! `offset_of!`. Start with [`frame`]: it opens with the picture of every frame
//! that can be on a stack.
#![forbid(unsafe_code)]

pub mod calling_convention;
pub mod code;
pub mod continuation;
pub mod frame;
pub mod heap;
pub mod instance;
pub mod routine;
pub mod stack;
pub mod store;
pub mod tier;
pub mod trap;
