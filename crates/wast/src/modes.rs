//! The modes that scripts run in: named configurations of the engine.
//!
//! A mode is one entry of [`MODES`]. Most are for tests; *zeal* modes do the rare
//! thing every time.

use anyhow::{Result, bail};
use switchback_engine::{CompilationMode, Config};

/// A named configuration of the engine.
#[derive(Clone, Copy, Debug)]
pub struct Mode {
    /// What the command line calls it.
    pub name: &'static str,
    /// What it is for.
    pub description: &'static str,
    configure: fn(&mut Config) -> &mut Config,
}

/// Every mode.
pub const MODES: &[Mode] = &[
    Mode {
        name: "optimize",
        description: "the optimizing tier, each function compiled when it is first called",
        configure: |config| config.compilation_mode(CompilationMode::Lazy),
    },
    Mode {
        name: "optimize-eager",
        description: "the optimizing tier, all functions compiled at once",
        configure: |config| config.compilation_mode(CompilationMode::Eager),
    },
    Mode {
        name: "no-inlining",
        description: "zeal: every call is a call",
        configure: |config| config.zeal_no_inlining(true),
    },
    Mode {
        name: "gate-at-every-call",
        description: "zeal: every call takes the way of a call into another instance",
        configure: |config| config.zeal_gate_at_every_call(true),
    },
    Mode {
        name: "verify",
        description: "zeal: the stack is walked and verified at every call of the runtime",
        // Recursion that calls the runtime at each step takes the square of the depth.
        configure: |config| config.zeal_verify_walks(true).max_wasm_stack(64 << 10),
    },
    Mode {
        name: "smallest-stacks",
        description: "zeal: stacks are as small as they can be, and poisoned when freed",
        configure: |config| config.zeal_smallest_stacks(true).zeal_poison_stacks(true),
    },
    Mode {
        name: "compact-continuations",
        description: "stacks of continuations lie closely together and grow after a few frames",
        configure: |config| config.compact_continuations(true).zeal_generations(5),
    },
    Mode {
        name: "collect-at-every-allocation",
        description: "zeal: garbage is collected, and the heap verified, at every allocation",
        configure: |config| config.zeal_collect(true),
    },
    Mode {
        name: "every-zeal",
        description: "zeal: all of it together",
        configure: |config| {
            config
                .zeal_no_inlining(true)
                .zeal_gate_at_every_call(true)
                .zeal_verify_walks(true)
                .zeal_smallest_stacks(true)
                .zeal_poison_stacks(true)
                .zeal_collect(true)
                .zeal_generations(500)
        },
    },
];

impl Mode {
    /// The mode of that name.
    ///
    /// # Errors
    ///
    /// Fails when there is none; the message names those that there are.
    pub fn named(name: &str) -> Result<&'static Self> {
        let Some(mode) = MODES.iter().find(|mode| mode.name == name) else {
            let names: Vec<_> = MODES.iter().map(|mode| mode.name).collect();
            bail!("no mode {name:?}; there are: {}", names.join(", "));
        };
        Ok(mode)
    }

    /// Its configuration, with every feature of the language on that is built, what came
    /// before it became a standard included; but for stack switching, which changes what
    /// other scripts assert.
    #[must_use]
    pub fn config(&self) -> Config {
        let mut config = Config::new();
        config
            .wasm_gc(true)
            .wasm_exceptions(true)
            .wasm_legacy_exceptions(true);
        (self.configure)(&mut config);
        config
    }
}

/// The same configuration, for a script that asks for something else: for a stack of so
/// many bytes whatever the mode says, or for stack switching.
pub(crate) fn changed(config: &Config, stack: Option<usize>, stack_switching: bool) -> Config {
    let mut config = config.clone();
    if let Some(bytes) = stack {
        config.zeal_smallest_stacks(false).max_wasm_stack(bytes);
    }
    if stack_switching {
        config.wasm_stack_switching(true);
    }
    config
}
