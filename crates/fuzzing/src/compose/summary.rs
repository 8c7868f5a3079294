//! What many comparisons amount to.

use std::collections::BTreeMap;
use std::fmt;

use super::{Comparison, Verdict};
use crate::reference::EVENTS;

/// Counts of programs.
#[derive(Clone, Debug)]
pub struct Summary {
    /// That do the same everywhere.
    pub same: u64,
    /// That did not end within the interpreter's bounds.
    pub unbounded: u64,
    /// That exhausted a stack of the engine.
    pub exhausted: u64,
    /// During which garbage was collected.
    collected: u64,
    /// How calls from outside ended.
    ends: BTreeMap<String, u64>,
    /// Those of the compared ones that came upon each event.
    events: [u64; EVENTS.len()],
}

impl Default for Summary {
    fn default() -> Self {
        Self {
            same: 0,
            unbounded: 0,
            exhausted: 0,
            collected: 0,
            ends: BTreeMap::new(),
            events: [0; EVENTS.len()],
        }
    }
}

impl Summary {
    /// Counts another program.
    pub fn add(&mut self, comparison: &Comparison) {
        match comparison.verdict {
            Verdict::Same => self.same += 1,
            Verdict::Unbounded => self.unbounded += 1,
            Verdict::Exhausted => self.exhausted += 1,
        }
        if comparison.verdict != Verdict::Same {
            return;
        }
        for end in &comparison.ends {
            *self.ends.entry(end.clone()).or_default() += 1;
        }
        self.collected += u64::from(comparison.collected);
        for (count, (event, _)) in self.events.iter_mut().zip(EVENTS) {
            *count += u64::from(comparison.coverage.has(event));
        }
    }

    /// Which share of the compared programs came upon each event, in percent.
    #[must_use]
    pub fn shares(&self) -> Vec<(&'static str, f64)> {
        let share = |count: u64| count as f64 * 100.0 / self.same.max(1) as f64;
        let events = EVENTS.iter().zip(self.events);
        let mut shares: Vec<_> = events
            .map(|((_, name), count)| (*name, share(count)))
            .collect();
        shares.push(("collection in the engine", share(self.collected)));
        shares
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            formatter,
            "{} programs do the same; {} exceeded the interpreter's bounds, {} a stack",
            self.same, self.unbounded, self.exhausted
        )?;
        let ends: u64 = self.ends.values().sum();
        writeln!(formatter, "calls ended with")?;
        for (end, count) in &self.ends {
            let share = *count as f64 * 100.0 / ends as f64;
            writeln!(formatter, "  {share:6.2} %  {end}")?;
        }
        writeln!(formatter, "programs came upon")?;
        for (name, share) in self.shares() {
            writeln!(formatter, "  {share:6.2} %  {name}")?;
        }
        Ok(())
    }
}
