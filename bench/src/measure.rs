//! Calibration and sampling: how long one operation takes.
//!
//! Each engine's sample is calibrated to last about as long as asked; then the
//! engines are sampled in turn, one sample each, so that a change of the
//! machine's speed meets them alike. A row's figure is the median of its
//! samples. Processor time, where a row has only one thread, keeps other
//! processes on the machine out of the figures.

use std::time::Duration;

use anyhow::{Result, anyhow};
use rustix::time::{ClockId, clock_gettime};

/// Runs the operation of a row so many times, and returns a checksum.
pub type Run = Box<dyn FnMut(u64) -> Result<Sample>>;

/// What one call of a [`Run`] made.
#[derive(Clone, Copy, Default)]
pub struct Sample {
    /// What the operations computed; equal between engines for equal counts.
    pub checksum: i64,
    /// The time it took, if the run has measured that itself (in another
    /// process, say); else the caller's clock counts.
    pub time: Option<Duration>,
}

/// How to measure.
pub struct Settings {
    /// Samples per engine.
    pub samples: usize,
    /// How long one sample should last.
    pub sample: Duration,
}

/// Which time counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// The processor time of this thread.
    Thread,
    /// The processor time of the whole process: work of several threads.
    Process,
    /// The time on the wall.
    Wall,
}

impl Clock {
    fn now(self) -> Duration {
        let id = match self {
            Clock::Thread => ClockId::ThreadCPUTime,
            Clock::Process => ClockId::ProcessCPUTime,
            Clock::Wall => ClockId::Monotonic,
        };
        Duration::try_from(clock_gettime(id)).unwrap_or_default()
    }
}

/// The figures of one engine in one row.
pub struct Measured {
    /// Nanoseconds per operation of the run, the median of the samples.
    pub median: f64,
    /// The smallest sample.
    pub least: f64,
    /// The largest sample.
    pub most: f64,
}

/// Measures all `runs`, interleaved.
pub fn interleaved(
    runs: Vec<Result<Run>>,
    clock: Clock,
    settings: &Settings,
) -> Vec<Result<Measured>> {
    let mut subjects: Vec<Result<Subject>> = runs
        .into_iter()
        .map(|run| run.and_then(|run| Subject::calibrate(run, clock, settings.sample)))
        .collect();
    agree(&mut subjects);
    for _ in 0..settings.samples {
        for subject in &mut subjects {
            if let Ok(running) = subject
                && let Err(error) = running.sample(clock)
            {
                *subject = Err(error);
            }
        }
    }
    subjects
        .into_iter()
        .map(|subject| subject.map(Subject::measured))
        .collect()
}

/// How many operations are run for the comparison of checksums.
const COMPARED: u64 = 5;

struct Subject {
    run: Run,
    iterations: u64,
    checksum: i64,
    samples: Vec<f64>,
}

impl Subject {
    /// Finds how many operations last for `sample`, warming up on the way.
    fn calibrate(mut run: Run, clock: Clock, sample: Duration) -> Result<Subject> {
        let checksum = run(COMPARED)?.checksum;
        let mut subject = Subject {
            run,
            iterations: 1,
            checksum,
            samples: Vec::new(),
        };
        loop {
            let time = subject.time(clock)?;
            if time >= sample.mul_f64(0.7) {
                return Ok(subject);
            }
            let factor = sample.as_secs_f64() / time.as_secs_f64().max(1e-9);
            let grown = subject.iterations as f64 * factor.clamp(1.5, 20.0);
            subject.iterations = grown as u64 + 1;
        }
    }

    fn time(&mut self, clock: Clock) -> Result<Duration> {
        let start = clock.now();
        let sample = (self.run)(self.iterations)?;
        Ok(sample.time.unwrap_or_else(|| clock.now() - start))
    }

    fn sample(&mut self, clock: Clock) -> Result<()> {
        let time = self.time(clock)?;
        self.samples
            .push(time.as_secs_f64() * 1e9 / self.iterations as f64);
        Ok(())
    }

    fn measured(mut self) -> Measured {
        self.samples.sort_by(f64::total_cmp);
        let count = self.samples.len();
        let median = (self.samples[(count - 1) / 2] + self.samples[count / 2]) / 2.0;
        Measured {
            median,
            least: self.samples[0],
            most: self.samples[count - 1],
        }
    }
}

/// An engine whose checksum is not the first engine's has computed something
/// else: its figure is worth nothing, and is replaced with an error.
fn agree(subjects: &mut [Result<Subject>]) {
    let Some(expected) = subjects.iter().flatten().map(|first| first.checksum).next() else {
        return;
    };
    for subject in subjects {
        if let Ok(checked) = subject
            && checked.checksum != expected
        {
            *subject = Err(anyhow!(
                "wrong result: {:#x} instead of {expected:#x}",
                checked.checksum
            ));
        }
    }
}
