//! The progress bar of long compilations, on terminals only.

use std::io::IsTerminal;
use std::sync::Arc;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long a compilation takes before it shows a bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// A bar that appears when compilation takes long, if standard error is a terminal.
#[derive(Clone, Debug)]
pub(crate) struct Progress(Option<Arc<State>>);

#[derive(Debug)]
struct State {
    bar: ProgressBar,
    start: Instant,
}

impl Progress {
    /// A bar that is not shown yet.
    pub(crate) fn new() -> Self {
        if !std::io::stderr().is_terminal() {
            return Self(None);
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        // The template is constant; a test parses it.
        if let Ok(style) = ProgressStyle::with_template(TEMPLATE) {
            bar.set_style(style);
        }
        Self(Some(Arc::new(State {
            bar,
            start: Instant::now(),
        })))
    }

    /// What the engine calls with how many functions are compiled, of how many.
    pub(crate) fn callback(&self) -> Option<Arc<dyn Fn(usize, usize) + Send + Sync>> {
        let state = self.0.clone()?;
        Some(Arc::new(move |done, total| state.advance(done, total)))
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        if let Some(state) = &self.0 {
            state.bar.finish_and_clear();
        }
    }
}

impl State {
    fn advance(&self, done: usize, total: usize) {
        if self.bar.is_hidden() && self.start.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_length(total as u64);
        self.bar.set_position(done as u64);
    }
}

const TEMPLATE: &str = "compiling [{bar:40}] {pos}/{len} functions, {eta} left";

#[cfg(test)]
mod tests {
    #[test]
    fn the_template_is_valid() {
        assert!(indicatif::ProgressStyle::with_template(super::TEMPLATE).is_ok());
    }
}
