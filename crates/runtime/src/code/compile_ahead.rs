//! Compiling on other cores what will probably be called next.
//!
//! What a function calls directly is likely to be called soon after it, so when
//! a function was compiled because it was called, its callees are put in line, and
//! theirs, to a small depth: what was called most recently goes first, nearer
//! callees before farther ones.
//!
//! Workers are jobs on the common thread pool, at most one for each core but the
//! one that runs. A job compiles one function and then lines up again, so that the
//! pool is never kept from other work for long. Jobs do not keep the module alive:
//! when it is gone, they end.

use std::collections::VecDeque;
use std::sync::{Arc, OnceLock, Weak};

use switchback_wasm::FunctionIndex;

use super::module_code::ModuleCode;

/// How many calls away from a called function compiling ahead goes.
const DEPTH: usize = 3;

/// Functions in line.
#[derive(Default)]
pub(super) struct Queue {
    /// By the number of calls from a function that was called, less one.
    levels: [VecDeque<FunctionIndex>; DEPTH],
    /// How many jobs there are.
    jobs: usize,
}

impl Queue {
    /// Puts in line what a function that was called calls.
    pub(super) fn put_first(&mut self, callees: impl DoubleEndedIterator<Item = FunctionIndex>) {
        for callee in callees.rev() {
            self.levels[0].push_front(callee);
        }
    }

    /// Puts in line what a function calls that was compiled ahead and stood at
    /// this level.
    pub(super) fn put_behind(
        &mut self,
        level: usize,
        callees: impl Iterator<Item = FunctionIndex>,
    ) {
        if let Some(line) = self.levels.get_mut(level + 1) {
            line.extend(callees);
        }
    }

    /// The next function and its level.
    pub(super) fn take(&mut self) -> Option<(usize, FunctionIndex)> {
        self.levels
            .iter_mut()
            .enumerate()
            .find_map(|(level, line)| Some((level, line.pop_front()?)))
    }

    /// How many jobs are to be started, now that functions were put in line.
    pub(super) fn jobs_to_start(&mut self) -> usize {
        let waiting: usize = self.levels.iter().map(VecDeque::len).sum();
        let wanted = waiting.min(job_limit());
        let missing = wanted.saturating_sub(self.jobs);
        self.jobs += missing;
        missing
    }

    /// Notes that a job ended.
    pub(super) fn job_ended(&mut self) {
        self.jobs -= 1;
    }
}

/// Cores besides the one that runs the program.
fn job_limit() -> usize {
    static LIMIT: OnceLock<usize> = OnceLock::new();
    *LIMIT.get_or_init(|| std::thread::available_parallelism().map_or(0, |cores| cores.get() - 1))
}

/// Starts jobs.
pub(super) fn start(code: &Arc<ModuleCode>, jobs: usize) {
    for _ in 0..jobs {
        let code = Arc::downgrade(code);
        rayon::spawn_fifo(move || run(code));
    }
}

/// One turn of a job.
fn run(weak: Weak<ModuleCode>) {
    let Some(code) = weak.upgrade() else {
        return;
    };
    let Some(ahead) = code.begin_ahead() else {
        return;
    };
    drop(code);
    let result = ahead.compile();
    let Some(code) = weak.upgrade() else {
        return;
    };
    code.end_ahead(ahead, result);
    drop(code);
    rayon::spawn_fifo(move || run(weak));
}
