//! Gives `SWITCHBACK_SOURCE_HASH` to the crate: a hash of all sources that machine
//! code and the runtime's understanding of it depend on. Compiled code that was
//! kept is only used by a build with the same hash, so that nobody has to remember
//! to change a version number.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Seen from this crate. Where one is missing (a published crate stands alone), the
/// version number says enough.
const SOURCES: [&str; 5] = [
    "src",
    "../abi/src",
    "../wasm/src",
    "../optimize/src",
    "../../Cargo.lock",
];

fn main() -> io::Result<()> {
    let mut hash = Fnv::new();
    for source in SOURCES {
        let source = Path::new(source);
        if source.exists() {
            println!("cargo::rerun-if-changed={}", source.display());
            let mut files = Vec::new();
            list(source, &mut files)?;
            files.sort();
            for file in files {
                hash.add(file.as_os_str().as_encoded_bytes());
                hash.add(&fs::read(&file)?);
            }
        }
    }
    println!("cargo::rustc-env=SWITCHBACK_SOURCE_HASH={:016x}", hash.0);
    Ok(())
}

fn list(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        list(&entry?.path(), files)?;
    }
    Ok(())
}

/// The 64-bit hash FNV-1a: its result is the same for every compiler.
struct Fnv(u64);

impl Fnv {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, bytes: &[u8]) {
        let length = (bytes.len() as u64).to_le_bytes();
        for &byte in length.iter().chain(bytes) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }
}
