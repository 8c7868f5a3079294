//! What a run of scripts found.
//!
//! Every directive of a script counts exactly once, as passed or as failed. No directive
//! is left out of the count.

use std::fmt;

/// What became of the directives of one script.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// How many directives did what they say.
    pub passed: usize,
    /// The directives that did not do what they say.
    pub failures: Vec<Failure>,
}

/// A directive that did not do what it says.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The name of the script.
    pub file: String,
    /// The line of the directive, counted from one.
    pub line: usize,
    /// The column of the directive, counted from one.
    pub column: usize,
    /// What was expected and what happened.
    pub message: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            line,
            column,
            message,
        } = self;
        write!(formatter, "{file}:{line}:{column}: {message}")
    }
}

/// The sums over many scripts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many directives did what they say.
    pub passed: usize,
    /// How many directives did not.
    pub failed: usize,
}

impl Summary {
    /// Adds what became of one script.
    pub fn add_report(&mut self, report: &Report) {
        self.passed += report.passed;
        self.failed += report.failures.len();
    }

    /// Adds the sums over other scripts.
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}
