//! Any bytes are a module or an error that says where; never a panic.

use anyhow::Result;
use switchback_engine::{Engine, Module};
use switchback_wast::modes::MODES;

use crate::random::Random;

/// An engine that accepts everything that is built.
///
/// # Errors
///
/// When it cannot be made.
pub fn engine() -> Result<Engine> {
    Engine::new(&MODES[0].config())
}

/// Gives bytes to the engine.
///
/// # Panics
///
/// If the engine does, or if it refuses the bytes without saying where.
pub fn decode(engine: &Engine, bytes: &[u8]) {
    if let Err(error) = Module::from_binary(engine, bytes) {
        let message = format!("{error:#}");
        assert!(
            message.contains("offset"),
            "the engine refuses a module without saying where: {message}"
        );
    }
}

/// Damages bytes: cuts them off, changes some, repeats some, or puts in others.
pub fn mutate(bytes: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..=random.below(4) {
        if bytes.is_empty() {
            *bytes = random.bytes(16);
        }
        let place = random.below(bytes.len());
        match random.below(5) {
            0 => bytes.truncate(place),
            1 => bytes[place] = random.next_u64() as u8,
            2 => bytes[place] ^= 1 << random.below(8),
            3 => {
                let length = random.below(8) + 1;
                let inserted = random.bytes(length);
                bytes.splice(place..place, inserted);
            }
            _ => {
                let end = (place + random.below(64)).min(bytes.len());
                let repeated = bytes[place..end].to_vec();
                bytes.splice(place..place, repeated);
            }
        }
    }
}
