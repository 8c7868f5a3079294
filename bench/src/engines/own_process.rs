//! An engine that is a crate, in a process of its own: this program is started again,
//! and told the row and the engine. So what is in memory is that row's.

use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::measure::{Run, Sample};

/// The option that says which row the process is for.
pub const OPTION: &str = "--in-own-process";

/// The work of a row on an engine, once in each process.
pub fn prepare(engine: &'static str, row: &str) -> Run {
    let row = row.to_owned();
    Box::new(move |count| {
        let output = Command::new(std::env::current_exe()?)
            .args([OPTION, &row, "--operations", &count.to_string()])
            .args(["--engine", engine])
            .stderr(Stdio::inherit())
            .output()?;
        if !output.status.success() {
            bail!("{}", output.status);
        }
        parse(String::from_utf8(output.stdout)?.trim_end())
    })
}

/// Says in a line what a process has measured.
pub fn print(sample: &Sample) {
    let words: Vec<String> = [sample.checksum.to_string(), sample.resident.to_string()]
        .into_iter()
        .chain(sample.slices.iter().map(|time| time.as_nanos().to_string()))
        .collect();
    println!("{}", words.join(" "));
}

/// Understands such a line.
pub fn parse(line: &str) -> Result<Sample> {
    let mut words = line.split(' ');
    let mut word = || words.next().context("a word is missing");
    let (checksum, resident) = (word()?, word()?);
    let Ok(checksum) = checksum.parse() else {
        bail!("{line}");
    };
    Ok(Sample {
        checksum,
        resident: resident.parse()?,
        slices: words
            .map(|time| Ok(Duration::from_nanos(time.parse()?)))
            .collect::<Result<_>>()?,
        ..Sample::default()
    })
}
