//! The machine code of modules: where it lies, what describes it, who makes it and
//! where it is kept between runs.
//!
//! * [`memory`]: executable memory, entry slots and pads.
//! * [`tables`]: what describes code, in the flat form in which it is looked up and
//!   stored; [`lists`]: those of call sites; [`encodings`]: the others.
//! * [`batches`]: the batches of functions that were published, for look-ups that
//!   take no lock.
//! * [`module_code`]: a module's code: compiling, publishing, looking up.
//! * [`compile_ahead`]: compiling on other cores what will be called next.
//! * [`artifact`]: compiled modules as bytes.
//! * [`cache`]: artifacts on disk.

mod artifact;
mod batches;
mod cache;
mod compile_ahead;
mod encodings;
mod error;
mod lists;
mod memory;
mod module_code;
mod tables;

pub(crate) use artifact::{Artifact, Hash, Reading, Settings, hash};
pub use artifact::{ArtifactError, is_artifact};
pub use cache::default_cache_directory;
pub(crate) use cache::{CodeCache, DEFAULT_CACHE_SIZE, Key};
pub use error::CodeError;
pub use module_code::{CompileProgress, ModuleCode};

#[cfg(test)]
mod tests;
