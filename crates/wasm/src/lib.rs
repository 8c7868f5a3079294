//! WebAssembly bytes to a validated module description.
//!
//! Parsing and validation are `wasmparser`'s; this crate keeps what the rest of
//! the engine asks about a module, in the specification's own terms, and gives
//! types an engine-wide identity ([`TypeRegistry`]). It knows nothing of machine
//! code, stores or stacks, and holds no `unsafe`.
#![forbid(unsafe_code)]

pub mod const_expr;
pub mod error;
mod facts;
pub mod features;
pub mod handlers;
pub mod index;
pub mod limits;
pub mod module;
pub mod names;
mod parse;
pub mod type_registry;
pub mod types;

pub use const_expr::{ConstExpr, ConstInstruction};
pub use error::{Error, ErrorKind};
pub use features::Features;
pub use handlers::*;
pub use index::*;
pub use limits::Limits;
pub use module::*;
pub use names::Names;
pub use type_registry::{ImportMismatch, InvalidSupertype, RegisteredTypes, TypeRegistry};
pub use types::*;
