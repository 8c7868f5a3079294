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
#[derive(Clone, Default)]
pub struct Sample {
    /// What the operations computed; equal between engines for equal counts.
    pub checksum: i64,
    /// The time it took, if the run has measured that itself (in another
    /// process, say); else the caller's clock counts.
    pub time: Option<Duration>,
    /// The time of each operation, if the work is one of slices; of each part, if it has
    /// parts.
    pub slices: Vec<Duration>,
    /// How many bytes have become resident, if that was measured.
    pub resident: u64,
}

/// The work of a row, ready to run on one engine.
pub struct Prepared {
    /// Does the work.
    pub run: Run,
    /// Does the same without what the row is about; its time is taken off.
    pub baseline: Option<Run>,
}

/// How to measure.
pub struct Settings {
    /// Samples per engine.
    pub samples: usize,
    /// How long one sample should last.
    pub sample: Duration,
}

/// Which time counts.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Clock {
    /// The processor time of this thread.
    Thread,
    /// The processor time of the whole process: work of several threads.
    Process,
    /// The time on the wall.
    Wall,
}

impl Clock {
    /// What it shows.
    pub fn now(self) -> Duration {
        Duration::try_from(clock_gettime(self.id())).unwrap_or_default()
    }

    /// Its number, for `clock_gettime`.
    pub fn number(self) -> u32 {
        self.id() as u32
    }

    fn id(self) -> ClockId {
        match self {
            Clock::Thread => ClockId::ThreadCPUTime,
            Clock::Process => ClockId::ProcessCPUTime,
            Clock::Wall => ClockId::Monotonic,
        }
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

/// Measures all that is `prepared`, interleaved. Results are compared after
/// `compared` operations.
pub fn interleaved(
    prepared: Vec<Result<Prepared>>,
    compared: u64,
    clock: Clock,
    settings: &Settings,
) -> Vec<Result<Measured>> {
    let mut subjects: Vec<Result<Subject>> = prepared
        .into_iter()
        .map(|prepared| Subject::calibrate(prepared?, compared, clock, settings.sample))
        .collect();
    agree(&mut subjects, |subject| subject.checksum);
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

struct Subject {
    prepared: Prepared,
    iterations: u64,
    checksum: i64,
    samples: Vec<f64>,
}

impl Subject {
    /// Finds how many operations last for `sample`, warming up on the way.
    fn calibrate(
        mut prepared: Prepared,
        compared: u64,
        clock: Clock,
        sample: Duration,
    ) -> Result<Subject> {
        let checksum = (prepared.run)(compared)?.checksum;
        let mut subject = Subject {
            prepared,
            iterations: 1,
            checksum,
            samples: Vec::new(),
        };
        loop {
            let time = subject.time(clock)?;
            if time >= sample.mul_f64(0.7) {
                break;
            }
            let factor = sample.as_secs_f64() / time.as_secs_f64().max(1e-9);
            subject.multiply(factor.clamp(1.5, 20.0));
        }
        // Better code may only run from the next call on.
        subject.time(clock)?;
        subject.baseline(clock)?;
        let time = subject.time(clock)?;
        subject.multiply(sample.as_secs_f64() / time.as_secs_f64().max(1e-9));
        subject.baseline(clock)?;
        Ok(subject)
    }

    fn multiply(&mut self, factor: f64) {
        self.iterations = (self.iterations as f64 * factor) as u64 + 1;
    }

    fn time(&mut self, clock: Clock) -> Result<Duration> {
        time(&mut self.prepared.run, self.iterations, clock)
    }

    fn baseline(&mut self, clock: Clock) -> Result<Duration> {
        match &mut self.prepared.baseline {
            Some(run) => time(run, self.iterations, clock),
            None => Ok(Duration::ZERO),
        }
    }

    fn sample(&mut self, clock: Clock) -> Result<()> {
        let seconds = self.time(clock)?.as_secs_f64() - self.baseline(clock)?.as_secs_f64();
        self.samples.push(seconds * 1e9 / self.iterations as f64);
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

fn time(run: &mut Run, iterations: u64, clock: Clock) -> Result<Duration> {
    let start = clock.now();
    let sample = run(iterations)?;
    Ok(sample.time.unwrap_or_else(|| clock.now() - start))
}

/// How long the slices of a row of slices took on one engine, in nanoseconds.
pub struct Pauses {
    /// Half of them took at most so long.
    pub median: f64,
    /// 99 of 100 took at most so long.
    pub nearly_all: f64,
    /// The longest.
    pub longest: f64,
}

/// How many slices a turn has.
const SLICES_PER_TURN: u64 = 1000;
/// How many turns each engine has, after one to warm up.
const TURNS: usize = 10;

/// Measures slices, a thousand of each engine in turn.
pub fn slices(prepared: Vec<Result<Prepared>>) -> Vec<Result<Pauses>> {
    let mut subjects: Vec<Result<SliceSubject>> = prepared
        .into_iter()
        .map(|prepared| SliceSubject::warm_up(prepared?.run))
        .collect();
    agree(&mut subjects, |subject| subject.checksum);
    for _ in 0..TURNS {
        for subject in &mut subjects {
            if let Ok(running) = subject
                && let Err(error) = running.turn()
            {
                *subject = Err(error);
            }
        }
    }
    subjects
        .into_iter()
        .map(|subject| subject.map(SliceSubject::pauses))
        .collect()
}

struct SliceSubject {
    run: Run,
    checksum: i64,
    slices: Vec<Duration>,
}

impl SliceSubject {
    fn warm_up(mut run: Run) -> Result<SliceSubject> {
        let checksum = run(SLICES_PER_TURN)?.checksum;
        Ok(SliceSubject {
            run,
            checksum,
            slices: Vec::new(),
        })
    }

    fn turn(&mut self) -> Result<()> {
        let sample = (self.run)(SLICES_PER_TURN)?;
        self.slices.extend(sample.slices);
        Ok(())
    }

    fn pauses(mut self) -> Pauses {
        self.slices.sort();
        let last = self.slices.len() - 1;
        let at = |share: f64| self.slices[(last as f64 * share) as usize].as_secs_f64() * 1e9;
        Pauses {
            median: at(0.5),
            nearly_all: at(0.99),
            longest: at(1.0),
        }
    }
}

/// What it takes to have many of something at a time.
pub struct Live {
    /// How long it took to make one, in nanoseconds.
    pub made: f64,
    /// How long it took to let one end.
    pub ended: f64,
    /// How many bytes of memory were resident for each.
    pub resident: f64,
}

/// Makes `count` of what a row makes, each engine in turn; medians of so many samples.
pub fn live(prepared: Vec<Result<Prepared>>, count: u64, samples: usize) -> Vec<Result<Live>> {
    let mut subjects: Vec<Result<LiveSubject>> = prepared
        .into_iter()
        .map(|prepared| LiveSubject::first(prepared?.run, count))
        .collect();
    agree(&mut subjects, |subject| subject.samples[0].checksum);
    for _ in 1..samples {
        for subject in &mut subjects {
            if let Ok(running) = subject
                && let Err(error) = running.sample(count)
            {
                *subject = Err(error);
            }
        }
    }
    subjects
        .into_iter()
        .map(|subject| Ok(subject?.live(count)))
        .collect()
}

struct LiveSubject {
    run: Run,
    samples: Vec<Sample>,
}

impl LiveSubject {
    fn first(run: Run, count: u64) -> Result<LiveSubject> {
        let samples = Vec::new();
        let mut subject = LiveSubject { run, samples };
        subject.sample(count)?;
        Ok(subject)
    }

    fn sample(&mut self, count: u64) -> Result<()> {
        let sample = (self.run)(count)?;
        if sample.slices.len() != 2 {
            return Err(anyhow!("{} times instead of two", sample.slices.len()));
        }
        self.samples.push(sample);
        Ok(())
    }

    fn live(self, count: u64) -> Live {
        let median = |figure: &dyn Fn(&Sample) -> f64| {
            let mut figures: Vec<f64> = self.samples.iter().map(figure).collect();
            figures.sort_by(f64::total_cmp);
            figures[figures.len() / 2] / count as f64
        };
        Live {
            made: median(&|sample| sample.slices[0].as_secs_f64() * 1e9),
            ended: median(&|sample| sample.slices[1].as_secs_f64() * 1e9),
            resident: median(&|sample| sample.resident as f64),
        }
    }
}

/// How many bytes of this process are resident.
pub fn resident() -> Result<u64> {
    let statistics = std::fs::read_to_string("/proc/self/statm")?;
    let pages = statistics.split(' ').nth(1);
    let pages: u64 = pages
        .ok_or_else(|| anyhow!("no number of resident pages"))?
        .parse()?;
    Ok(pages * rustix::param::page_size() as u64)
}

/// An engine whose checksum is not the first engine's has computed something
/// else: its figure is worth nothing, and is replaced with an error.
fn agree<S>(subjects: &mut [Result<S>], checksum: impl Fn(&S) -> i64) {
    let Some(expected) = subjects.iter().flatten().map(&checksum).next() else {
        return;
    };
    for subject in subjects {
        if let Ok(checked) = subject
            && checksum(checked) != expected
        {
            let found = checksum(checked);
            *subject = Err(anyhow!("wrong result: {found:#x} instead of {expected:#x}"));
        }
    }
}
