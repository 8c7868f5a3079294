//! Words of the command line and what they mean.

use std::time::Duration;

use switchback_engine::{CompilationMode, Config, Engine};

use crate::progress::Progress;

/// A command line that makes no sense, found after it was parsed.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct UsageError(pub(crate) String);

/// What the commands that compile have in common.
#[derive(Debug, clap::Args)]
pub(crate) struct EngineArguments {
    /// Stack of Wasm frames, in bytes (with K, M or G: KiB, MiB, GiB).
    #[arg(long, value_name = "N", value_parser = parse_size)]
    pub(crate) max_stack: Option<u64>,
    /// Stacks of a program that resumes continuations from within each other, all that wait
    /// for the running one together, in bytes (likewise).
    #[arg(long, value_name = "N", value_parser = parse_size)]
    max_stack_chain: Option<u64>,
    /// Pack waiting continuations closely, which makes programs with many of them quicker and
    /// smaller. Say false if a library that you preload, a profiler say, handles signals.
    // On, unlike in `Config`, since here it is safe: a signal handler that runs on the stack
    // it interrupts would need more of a packed stack than there is, but this process has
    // none. The engine's handlers (SIGSEGV, SIGBUS, SIGILL, SIGFPE) and those of Rust's
    // standard library (SIGSEGV, SIGBUS) run on a signal stack; no other crate here installs
    // one. The C library's own (its signals 32 and 33) come when a thread cancels another or
    // changes the user, which nothing here does. A test looks at what the process handles.
    #[arg(
        long,
        value_name = "true|false",
        default_value_t = true,
        action = clap::ArgAction::Set,
        hide_possible_values = true
    )]
    compact_continuations: bool,
    /// Neither take compiled code from the cache nor put it there.
    #[arg(long)]
    pub(crate) no_cache: bool,
    /// Compile every function before the program starts.
    #[arg(long)]
    pub(crate) compile_all: bool,
    /// Accept a proposal or not: gc, exceptions=n, ... (several, with commas or again).
    #[arg(
        short = 'W',
        long = "wasm",
        value_name = "PROPOSAL[=y|n]",
        value_delimiter = ',',
        value_parser = parse_proposal
    )]
    proposals: Vec<Proposal>,
}

/// A proposal to accept or not.
#[derive(Clone, Copy, Debug)]
struct Proposal {
    switch: Switch,
    enable: bool,
}

/// What switches a proposal on or off.
type Switch = fn(&mut Config, bool) -> &mut Config;

/// Every proposal, with its name on the command line.
const PROPOSALS: &[(&str, Switch)] = &[
    ("bulk-memory", Config::wasm_bulk_memory),
    ("custom-page-sizes", Config::wasm_custom_page_sizes),
    ("exceptions", Config::wasm_exceptions),
    ("extended-const", Config::wasm_extended_const),
    ("function-references", Config::wasm_function_references),
    ("gc", Config::wasm_gc),
    ("legacy-exceptions", Config::wasm_legacy_exceptions),
    ("memory64", Config::wasm_memory64),
    ("multi-memory", Config::wasm_multi_memory),
    ("multi-value", Config::wasm_multi_value),
    ("reference-types", Config::wasm_reference_types),
    ("relaxed-simd", Config::wasm_relaxed_simd),
    ("simd", Config::wasm_simd),
    ("stack-switching", Config::wasm_stack_switching),
    ("tail-call", Config::wasm_tail_call),
    ("wide-arithmetic", Config::wasm_wide_arithmetic),
];

impl EngineArguments {
    /// An engine as these arguments describe it.
    pub(crate) fn engine(&self, progress: &Progress) -> anyhow::Result<Engine> {
        let mut config = Config::new();
        if let Some(bytes) = self.max_stack {
            config.max_wasm_stack(usize::try_from(bytes)?);
        }
        if let Some(bytes) = self.max_stack_chain {
            config.max_stack_chain(usize::try_from(bytes)?);
        }
        config.compact_continuations(self.compact_continuations);
        if self.compile_all {
            config.compilation_mode(CompilationMode::Eager);
        }
        if !self.no_cache
            && let Some(directory) = switchback_engine::default_cache_directory()
        {
            config.cache_directory(Some(&directory));
        }
        for proposal in &self.proposals {
            (proposal.switch)(&mut config, proposal.enable);
        }
        config.compilation_progress(progress.callback());
        Engine::new(&config)
    }
}

/// A proposal: its name, then `=y`, `=n` or nothing.
fn parse_proposal(text: &str) -> Result<Proposal, String> {
    let (name, answer) = text.split_once('=').unwrap_or((text, "y"));
    let enable = match answer {
        "y" | "yes" => true,
        "n" | "no" => false,
        _ => return Err(format!("write {name}=y or {name}=n, not {answer:?}")),
    };
    match PROPOSALS.iter().find(|(known, _)| *known == name) {
        Some(&(_, switch)) => Ok(Proposal { switch, enable }),
        None => {
            let names: Vec<_> = PROPOSALS.iter().map(|(name, _)| *name).collect();
            Err(format!(
                "no proposal {name:?}; there are: {}",
                names.join(", ")
            ))
        }
    }
}

/// A number of bytes: digits, then K, M or G (powers of 1024) or nothing.
pub(crate) fn parse_size(text: &str) -> Result<u64, String> {
    let (digits, shift) = match text.char_indices().last() {
        Some((end, 'k' | 'K')) => (&text[..end], 10),
        Some((end, 'm' | 'M')) => (&text[..end], 20),
        Some((end, 'g' | 'G')) => (&text[..end], 30),
        _ => (text, 0),
    };
    digits
        .parse::<u64>()
        .ok()
        .and_then(|number| number.checked_mul(1 << shift))
        .filter(|bytes| *bytes > 0)
        .ok_or_else(|| format!("{text:?} is no size: write a number of bytes, or 64K, 16M, 1G"))
}

/// A span of time: a number and `ms`, `s`, `m` or `h`; without a unit, seconds.
pub(crate) fn parse_duration(text: &str) -> Result<Duration, String> {
    let digits_end = text
        .find(|character: char| !character.is_ascii_digit() && character != '.')
        .unwrap_or(text.len());
    let (digits, unit) = text.split_at(digits_end);
    let seconds = match unit {
        "ms" => 1e-3,
        "" | "s" => 1.0,
        "m" => 60.0,
        "h" => 3600.0,
        _ => f64::NAN,
    };
    digits
        .parse::<f64>()
        .ok()
        .and_then(|number| Duration::try_from_secs_f64(number * seconds).ok())
        .filter(|duration| !duration.is_zero())
        .ok_or_else(|| format!("{text:?} is no duration: write 500ms, 10s, 2m or 1h"))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    /// A command that has nothing but these arguments.
    #[derive(Debug, Parser)]
    struct Arguments {
        #[command(flatten)]
        engine: EngineArguments,
    }

    fn parse(words: &[&str]) -> Result<EngineArguments, clap::Error> {
        Ok(Arguments::try_parse_from([&["test"], words].concat())?.engine)
    }

    #[test]
    fn continuations_are_packed_closely_unless_the_user_says_no() {
        let packed = |words| parse(words).map(|arguments| arguments.compact_continuations);
        assert!(packed(&[]).unwrap());
        assert!(packed(&["--compact-continuations", "true"]).unwrap());
        assert!(!packed(&["--compact-continuations", "false"]).unwrap());
        assert!(packed(&["--compact-continuations", "perhaps"]).is_err());
    }

    #[test]
    fn sizes() {
        assert_eq!(parse_size("4096"), Ok(4096));
        assert_eq!(parse_size("64K"), Ok(65536));
        assert_eq!(parse_size("2g"), Ok(2 << 30));
        for bad in ["", "K", "-1", "1T", "0", "99999999999999G", "1 M"] {
            assert!(parse_size(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn proposals() {
        let enabled = |text| parse_proposal(text).map(|proposal| proposal.enable);
        assert_eq!(enabled("gc"), Ok(true));
        assert_eq!(enabled("exceptions=y"), Ok(true));
        assert_eq!(enabled("legacy-exceptions=n"), Ok(false));
        for bad in ["", "gc=", "gc=maybe", "GC", "gc=y=n", "=y"] {
            assert!(enabled(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn durations() {
        assert_eq!(parse_duration("250ms"), Ok(Duration::from_millis(250)));
        assert_eq!(parse_duration("1.5"), Ok(Duration::from_millis(1500)));
        assert_eq!(parse_duration("2m"), Ok(Duration::from_secs(120)));
        for bad in [
            "",
            "s",
            "-1s",
            "1d",
            "0",
            "1e400s",
            "999999999999999999999h",
        ] {
            assert!(parse_duration(bad).is_err(), "{bad}");
        }
    }
}
