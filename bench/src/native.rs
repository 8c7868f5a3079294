//! The native reference: a kernel's C source, compiled by the machine's C
//! compiler at -O2 and run in a process of its own.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::measure::{Run, Sample};

/// A folder for the compiled kernels.
pub struct Native {
    folder: tempfile::TempDir,
}

impl Native {
    /// Makes the folder, which is removed with this value.
    pub fn new() -> Result<Native> {
        Ok(Native {
            folder: tempfile::tempdir()?,
        })
    }

    /// Compiles one kernel and gets it ready to run.
    pub fn prepare(&self, kernel: &str) -> Result<Run> {
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("kernels");
        let program = self.folder.path().join(kernel);
        let compiled = Command::new("cc")
            .args(["-O2", "-ffp-contract=off", "-o"])
            .arg(&program)
            .arg(sources.join(kernel).with_extension("c"))
            .arg(sources.join("native.c"))
            .arg("-lm")
            .status()
            .context("cannot run the C compiler `cc`")?;
        ensure!(compiled.success(), "cannot compile kernel `{kernel}`");
        Ok(Box::new(move |iterations| {
            let output = Command::new(&program)
                .arg(iterations.to_string())
                .stderr(Stdio::inherit())
                .output()?;
            let text = String::from_utf8(output.stdout)?;
            let (checksum, nanoseconds) = text
                .trim()
                .split_once(' ')
                .context("a native kernel printed something else than its result")?;
            Ok(Sample {
                checksum: checksum.parse()?,
                time: Some(Duration::from_nanos(nanoseconds.parse()?)),
                ..Sample::default()
            })
        }))
    }
}
