//! Telling the embedder how far the compilation of a module is.

use std::fmt;
use std::sync::Arc;

use crate::config::Config;

/// What is called with how many functions have been compiled, of how many.
pub type CompilationProgress = dyn Fn(usize, usize) + Send + Sync;

/// What is called, if anything.
#[derive(Clone, Default)]
pub(crate) struct Progress(Option<Arc<CompilationProgress>>);

impl Config {
    /// Calls `progress` with how many functions of a module have been compiled, and of
    /// how many, whenever that changes while all of them are compiled at once
    /// ([`CompilationMode::Eager`](crate::config::CompilationMode::Eager), and when a
    /// module is serialized). It is called on any thread.
    pub fn compilation_progress(
        &mut self,
        progress: Option<Arc<CompilationProgress>>,
    ) -> &mut Self {
        self.progress = Progress(progress);
        self
    }

    /// What is to be called while all functions of a module are compiled.
    #[must_use]
    pub fn progress(&self) -> Option<&CompilationProgress> {
        self.progress.0.as_deref()
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.0.is_some() { "Some(_)" } else { "None" })
    }
}
