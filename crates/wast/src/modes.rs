//! The modes that scripts run in: named configurations of the engine.
//!
//! A mode is one line of [`MODES`]. Most are for tests: *zeal* modes do the rare
//! thing every time.

use anyhow::{Result, bail};
use switchback_engine::{Config, Engine};

/// A named configuration of the engine.
#[derive(Clone, Copy, Debug)]
pub struct Mode {
    /// What the command line calls it.
    pub name: &'static str,
    /// What it is for.
    pub description: &'static str,
    configure: fn(&mut Config),
}

/// Every mode.
pub const MODES: &[Mode] = &[];

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

    /// Its configuration, with every finished feature of the language on.
    #[must_use]
    pub fn config(&self) -> Config {
        let mut config = Config::new();
        (self.configure)(&mut config);
        config
    }

    /// An engine of this mode.
    ///
    /// # Errors
    ///
    /// Fails when the engine cannot be made.
    pub fn engine(&self) -> Result<Engine> {
        Ok(Engine::new(&self.config())?)
    }
}
