//! Compiled modules as bytes: what `switchback compile` writes and what the cache
//! keeps.
//!
//! ```text
//! prefix    magic, length of the header, checksum of the header
//! header    version, settings, for each section its length and checksum
//! sections  Wasm (may be left out), facts, tables, code
//! ```
//!
//! The prefix is the same in all versions, the rest is not. Every byte is covered
//! by a checksum (BLAKE3), and nothing is used before its checksum was compared:
//! the header's first, so that an artifact of another version or for other
//! settings is told apart from a damaged one without reading on, then each
//! section's. Lengths are compared with the length of the whole before memory is
//! allocated.
//!
//! Checksums find damage, not malice: an artifact is machine code, and who can
//! write one can do what this process can.
//!
//! Loading is reading: code lies in the artifact as it will lie in memory, at the
//! same distance from its entry slots, and goes right into pages that become
//! executable; tables are looked up in the form in which they are stored.

use std::borrow::Cow;
use std::io::{self, Read, Write};
use std::sync::Arc;

use switchback_abi::tier::Tier;
use switchback_wasm::{Features, Limits};

use super::CodeError;
use super::memory::CodeMemory;
use super::module_code::ModuleCode;
use super::tables::{SECTIONS as TABLE_SECTIONS, Tables};

const MAGIC: [u8; 8] = *b"\0swbcode";
/// Magic, length of the header, its checksum.
const PREFIX: usize = MAGIC.len() + size_of::<u32>() + HASH;
const HASH: usize = blake3::OUT_LEN;
/// More than any header needs.
const MAXIMUM_HEADER: usize = 64 * 1024;
/// Changes with the layout described here.
const FORMAT: u32 = 2;
/// What wrote the code: the crate's version and a hash of all sources that code
/// depends on.
pub(crate) const VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    "+",
    env!("SWITCHBACK_SOURCE_HASH")
);

/// A BLAKE3 hash.
pub(crate) type Hash = [u8; HASH];

/// What code depends on besides the module and the version: the tier's
/// fingerprint and what the engine was told. A line for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Settings(pub(crate) String);

impl Settings {
    pub(crate) fn new(tier: &dyn Tier, features: &Features, limits: &Limits) -> Self {
        let fingerprint = tier.fingerprint();
        Self(format!("{fingerprint}\n{features:#?}\n{limits:#?}"))
    }
}

/// Why bytes cannot be used as a compiled module.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ArtifactError {
    /// They are something else.
    #[error("this is not a compiled module")]
    NotAnArtifact,
    /// Another version of Switchback made them.
    #[error(
        "the module was compiled by another version of Switchback ({made_by}; this is {VERSION})"
    )]
    OtherVersion {
        /// Which.
        made_by: String,
    },
    /// They were made for another processor or with other settings.
    #[error(
        "the module was compiled for another processor or with other settings \
         ({made_for}; here: {here})"
    )]
    OtherSettings {
        /// Those it was made for, as far as they differ.
        made_for: String,
        /// Those here, as far as they differ.
        here: String,
    },
    /// They are not as they were written.
    #[error("the compiled module is damaged: {0}")]
    Damaged(&'static str),
    /// They could not be read.
    #[error("the compiled module cannot be read: {0}")]
    Read(#[source] Arc<io::Error>),
    /// There is no room for the code.
    #[error(transparent)]
    Code(#[from] CodeError),
}

/// Whether bytes that begin like this are a compiled module (or what was one).
#[must_use]
pub fn is_artifact(bytes: &[u8]) -> bool {
    bytes.starts_with(&MAGIC)
}

impl ArtifactError {
    fn read(error: impl Into<io::Error>) -> Self {
        Self::Read(Arc::new(error.into()))
    }
}

const WASM: usize = 0;
const FACTS: usize = 1;
const TABLES: usize = 2;
const CODE: usize = 3;
const SECTIONS: usize = 4;

/// The fixed part of the header, decoded; version and settings follow it as text.
struct Header {
    lengths: [u64; SECTIONS],
    hashes: [Hash; SECTIONS],
    table_ends: [u32; TABLE_SECTIONS],
    /// Functions that the module defines.
    functions: u32,
    /// How far code lies behind the entry slots.
    code_start: u32,
}

/// An artifact, ready to be written.
pub(crate) struct Artifact<'a> {
    head: Vec<u8>,
    sections: [Cow<'a, [u8]>; SECTIONS],
}

impl<'a> Artifact<'a> {
    /// The artifact of a module. `wasm_hash` is that of its bytes; they are left
    /// out unless `with_wasm`.
    pub(crate) fn new(
        description: &'a switchback_wasm::Module,
        wasm_hash: &Hash,
        with_wasm: bool,
        code: &ModuleCode,
        settings: &Settings,
    ) -> Result<Self, CodeError> {
        let (image, tables) = code.image()?;
        let (tables, table_ends) = tables.into_stored();
        let wasm: &[u8] = if with_wasm { &description.bytes } else { &[] };
        let facts = description.facts_bytes();
        let functions = code.defined_count();
        let header = Header {
            hashes: [*wasm_hash, hash(&facts), hash(&tables), hash(&image)],
            lengths: [wasm.len(), facts.len(), tables.len(), image.len()]
                .map(|length| length as u64),
            table_ends,
            // Both are far below, or the code would not have been reserved.
            functions: functions as u32,
            code_start: CodeMemory::code_start(functions) as u32,
        };
        Ok(Self {
            head: header.encode(VERSION, settings),
            sections: [
                Cow::Borrowed(wasm),
                Cow::Owned(facts),
                Cow::Owned(tables.into_vec()),
                Cow::Owned(image),
            ],
        })
    }

    /// Bytes of the artifact.
    pub(crate) fn length(&self) -> u64 {
        self.parts().map(|part| part.len() as u64).sum()
    }

    /// Writes the artifact.
    pub(crate) fn write(&self, sink: &mut dyn Write) -> io::Result<()> {
        self.parts().try_for_each(|part| sink.write_all(part))
    }

    fn parts(&self) -> impl Iterator<Item = &[u8]> {
        let sections = self.sections.iter().map(|section| &**section);
        std::iter::once(&self.head[..]).chain(sections)
    }
}

/// An artifact that is being read: header, facts and tables are there and verified.
pub(crate) struct Reading<R> {
    /// The bytes of the module, unless they were left out.
    pub(crate) wasm: Option<Arc<[u8]>>,
    /// The hash of the bytes of the module.
    pub(crate) wasm_hash: Hash,
    /// See [`switchback_wasm::Module::parse_trusted`].
    pub(crate) facts: Vec<u8>,
    tables: Tables,
    header: Header,
    reader: R,
}

impl<R: Read> Reading<R> {
    /// Begins to read an artifact of `length` bytes.
    pub(crate) fn begin(
        mut reader: R,
        length: u64,
        settings: &Settings,
    ) -> Result<Self, ArtifactError> {
        let header_bytes = read_header(&mut reader, length)?;
        let (header, version, made_for) = Header::decode(&header_bytes)?;
        if version != VERSION {
            return Err(ArtifactError::OtherVersion {
                made_by: printable(&version),
            });
        }
        if made_for != settings.0 {
            return Err(ArtifactError::OtherSettings {
                made_for: printable(&lines_not_in(&made_for, &settings.0)),
                here: lines_not_in(&settings.0, &made_for),
            });
        }
        let before = (PREFIX + header_bytes.len()) as u64;
        let total = header
            .lengths
            .iter()
            .try_fold(before, |sum, &part| sum.checked_add(part));
        if total != Some(length) {
            return Err(ArtifactError::Damaged("its length is not what it says"));
        }
        let wasm = match header.lengths[WASM] {
            0 => None,
            _ => Some(header.read_section(&mut reader, WASM)?.into()),
        };
        let facts = header.read_section(&mut reader, FACTS)?;
        let tables = header.read_section(&mut reader, TABLES)?;
        let tables = Tables::from_stored(tables.into_boxed_slice(), header.table_ends)
            .ok_or(ArtifactError::Damaged("its tables make no sense"))?;
        Ok(Self {
            wasm,
            wasm_hash: header.hashes[WASM],
            facts,
            tables,
            header,
            reader,
        })
    }

    /// Reads the code into a module that has none yet.
    pub(crate) fn install(mut self, code: &ModuleCode) -> Result<(), ArtifactError> {
        let functions = code.defined_count();
        if self.header.functions as usize != functions
            || self.header.code_start as usize != CodeMemory::code_start(functions)
        {
            return Err(ArtifactError::Damaged("it is of another module"));
        }
        let length = usize::try_from(self.header.lengths[CODE])
            .map_err(|_| ArtifactError::Damaged("its code is too large"))?;
        let installed = code.install(self.tables, length, |bytes| {
            read_exact(&mut self.reader, bytes)?;
            compare(bytes, &self.header.hashes[CODE])
        })?;
        if installed {
            Ok(())
        } else {
            Err(ArtifactError::Damaged("its tables make no sense"))
        }
    }
}

/// Reads prefix and header, and compares the header's checksum.
fn read_header(reader: &mut impl Read, length: u64) -> Result<Vec<u8>, ArtifactError> {
    let mut magic = [0; MAGIC.len()];
    if length < MAGIC.len() as u64 {
        return Err(ArtifactError::NotAnArtifact);
    }
    read_exact(reader, &mut magic)?;
    if magic != MAGIC {
        return Err(ArtifactError::NotAnArtifact);
    }
    let mut header_length = [0; size_of::<u32>()];
    let mut checksum = [0; HASH];
    read_exact(reader, &mut header_length)?;
    read_exact(reader, &mut checksum)?;
    let header_length = u32::from_le_bytes(header_length) as usize;
    if header_length > MAXIMUM_HEADER {
        return Err(ArtifactError::Damaged("its header is too long"));
    }
    let mut header = vec![0; header_length];
    read_exact(reader, &mut header)?;
    compare(&header, &checksum)?;
    Ok(header)
}

impl Header {
    /// Prefix and header as bytes.
    fn encode(&self, version: &str, settings: &Settings) -> Vec<u8> {
        let mut header = Vec::new();
        header.extend(FORMAT.to_le_bytes());
        // The version comes first, so that other formats can still be named.
        put_text(&mut header, version);
        put_text(&mut header, &settings.0);
        header.extend(self.functions.to_le_bytes());
        header.extend(self.code_start.to_le_bytes());
        for (length, hash) in self.lengths.iter().zip(&self.hashes) {
            header.extend(length.to_le_bytes());
            header.extend(hash);
        }
        for end in self.table_ends {
            header.extend(end.to_le_bytes());
        }
        let mut bytes = Vec::with_capacity(PREFIX + header.len());
        bytes.extend(MAGIC);
        // Version and settings are short texts of ours.
        bytes.extend((header.len() as u32).to_le_bytes());
        bytes.extend(hash(&header));
        bytes.extend(header);
        bytes
    }

    /// The header, the version and the settings.
    fn decode(bytes: &[u8]) -> Result<(Self, String, String), ArtifactError> {
        let mut bytes = Bytes(bytes);
        let format = bytes.u32()?;
        let version = bytes.text()?;
        if format != FORMAT {
            return Err(ArtifactError::OtherVersion {
                made_by: printable(&version),
            });
        }
        let settings = bytes.text()?;
        let mut header = Self {
            functions: bytes.u32()?,
            code_start: bytes.u32()?,
            lengths: [0; SECTIONS],
            hashes: [[0; HASH]; SECTIONS],
            table_ends: [0; TABLE_SECTIONS],
        };
        for (length, hash) in header.lengths.iter_mut().zip(&mut header.hashes) {
            *length = u64::from_le_bytes(bytes.array()?);
            *hash = bytes.array()?;
        }
        for end in &mut header.table_ends {
            *end = bytes.u32()?;
        }
        Ok((header, version, settings))
    }

    /// Reads a section and compares its checksum. The length was compared with
    /// that of the whole.
    fn read_section(
        &self,
        reader: &mut impl Read,
        section: usize,
    ) -> Result<Vec<u8>, ArtifactError> {
        let length = self.lengths[section];
        let mut bytes = Vec::new();
        usize::try_from(length)
            .ok()
            .and_then(|length| bytes.try_reserve_exact(length).ok())
            .ok_or_else(|| ArtifactError::read(io::ErrorKind::OutOfMemory))?;
        reader
            .take(length)
            .read_to_end(&mut bytes)
            .map_err(ArtifactError::read)?;
        compare(&bytes, &self.hashes[section])?;
        Ok(bytes)
    }
}

fn read_exact(reader: &mut impl Read, bytes: &mut [u8]) -> Result<(), ArtifactError> {
    reader.read_exact(bytes).map_err(|error| {
        if error.kind() == io::ErrorKind::UnexpectedEof {
            ArtifactError::Damaged("it ends too early")
        } else {
            ArtifactError::read(error)
        }
    })
}

fn compare(bytes: &[u8], expected: &Hash) -> Result<(), ArtifactError> {
    if hash(bytes) == *expected {
        Ok(())
    } else {
        Err(ArtifactError::Damaged("a checksum is wrong"))
    }
}

/// From this size on, hashing in several threads pays.
const PARALLEL: usize = 1 << 20;

/// The hash of some bytes.
pub(crate) fn hash(bytes: &[u8]) -> Hash {
    let mut hasher = blake3::Hasher::new();
    if bytes.len() < PARALLEL {
        hasher.update(bytes);
    } else {
        hasher.update_rayon(bytes);
    }
    hasher.finalize().into()
}

fn put_text(bytes: &mut Vec<u8>, text: &str) {
    bytes.extend((text.len() as u32).to_le_bytes());
    bytes.extend(text.as_bytes());
}

/// The lines of a text that another one does not have.
fn lines_not_in(text: &str, other: &str) -> String {
    let lines = text
        .lines()
        .filter(|line| !other.lines().any(|it| it == *line));
    let lines: Vec<_> = lines
        .map(|line| line.trim().trim_end_matches(','))
        .collect();
    lines.join(", ")
}

/// What can be shown of a text that somebody else wrote.
fn printable(text: &str) -> String {
    text.chars()
        .take(500)
        .flat_map(char::escape_debug)
        .collect()
}

/// Bytes that are left to decode.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn take(&mut self, length: usize) -> Result<&[u8], ArtifactError> {
        let (taken, rest) = self
            .0
            .split_at_checked(length)
            .ok_or(ArtifactError::Damaged("its header is too short"))?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const LENGTH: usize>(&mut self) -> Result<[u8; LENGTH], ArtifactError> {
        let mut array = [0; LENGTH];
        array.copy_from_slice(self.take(LENGTH)?);
        Ok(array)
    }

    fn u32(&mut self) -> Result<u32, ArtifactError> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    fn text(&mut self) -> Result<String, ArtifactError> {
        let length = self.u32()? as usize;
        let text = self.take(length)?.to_vec();
        String::from_utf8(text).map_err(|_| ArtifactError::Damaged("its header is no text"))
    }
}

#[cfg(test)]
mod tests {
    use switchback_wasm::{FunctionIndex, Module};

    use super::super::tests::{FakeTier, call, code_of, module};
    use super::*;

    fn settings() -> Settings {
        Settings("processor: a\nspeed: high,\n".into())
    }

    fn tier() -> Arc<FakeTier> {
        let calls = (2..40).map(|function| (function, function + 1));
        Arc::new(FakeTier {
            calls: calls.chain([(7, 30), (7, 9)]).collect(),
            ..FakeTier::default()
        })
    }

    fn artifact(module: &Module, code: &ModuleCode, with_wasm: bool) -> Vec<u8> {
        let wasm_hash = hash(&module.bytes);
        let artifact = Artifact::new(module, &wasm_hash, with_wasm, code, &settings()).unwrap();
        let mut bytes = Vec::new();
        artifact.write(&mut bytes).unwrap();
        assert_eq!(artifact.length(), bytes.len() as u64);
        bytes
    }

    fn begin(bytes: &[u8]) -> Result<Reading<&[u8]>, ArtifactError> {
        Reading::begin(bytes, bytes.len() as u64, &settings())
    }

    /// Code of a new module of the same shape, from the artifact.
    fn load(bytes: &[u8], module: &Arc<Module>) -> Result<Arc<ModuleCode>, ArtifactError> {
        let code = code_of(module, &tier());
        begin(bytes)?.install(&code)?;
        Ok(code)
    }

    fn returned(code: &ModuleCode) -> Vec<u32> {
        let functions = (2..=40).map(FunctionIndex);
        functions
            .map(|function| call(code.current_code(function)))
            .collect()
    }

    #[test]
    fn whole_modules_are_loaded() {
        let module = module(39);
        let code = code_of(&module, &tier());
        code.compile_all(None).unwrap();
        let bytes = artifact(&module, &code, true);
        assert!(is_artifact(&bytes));
        let reading = begin(&bytes).unwrap();
        assert_eq!(reading.wasm.as_deref(), Some(&*module.bytes));
        assert_eq!(reading.wasm_hash, hash(&module.bytes));
        assert_eq!(reading.facts, module.facts_bytes());
        let loaded = load(&bytes, &module).unwrap();
        assert_eq!(loaded.compiled_functions(), (39, 39));
        assert_eq!(returned(&loaded), returned(&code));
        // What is written again is the same.
        assert!(artifact(&module, &loaded, true) == bytes);
    }

    #[test]
    fn parts_of_modules_are_loaded_and_added_to() {
        let module = module(39);
        let code = code_of(&module, &tier());
        for function in [30, 7, 22] {
            code.compile_now(FunctionIndex(function)).unwrap();
        }
        let bytes = artifact(&module, &code, false);
        assert!(begin(&bytes).unwrap().wasm.is_none());
        let loaded = load(&bytes, &module).unwrap();
        assert_eq!(loaded.compiled_functions(), (3, 39));
        // Pads and code as in the original.
        assert_eq!(returned(&loaded), returned(&code));
        for function in [31, 8, 23] {
            loaded.compile_now(FunctionIndex(function)).unwrap();
        }
        let bytes = artifact(&module, &loaded, false);
        let again = load(&bytes, &module).unwrap();
        assert_eq!(again.compiled_functions(), (6, 39));
        assert_eq!(returned(&again), returned(&loaded));
        loaded.compile_all(None).unwrap();
        let sum = |first: u32| (first..=40).sum::<u32>();
        let function = loaded.current_code(FunctionIndex(2));
        assert_eq!(call(function), sum(2) + sum(30) + sum(9));
    }

    #[test]
    fn modules_without_code_are_artifacts_too() {
        let module = module(3);
        let bytes = artifact(&module, &code_of(&module, &tier()), true);
        assert_eq!(load(&bytes, &module).unwrap().compiled_functions(), (0, 3));
    }

    #[test]
    fn every_flipped_byte_is_noticed() {
        let module = module(39);
        let code = code_of(&module, &tier());
        for function in [2, 7, 39] {
            code.compile_now(FunctionIndex(function)).unwrap();
        }
        let bytes = artifact(&module, &code, true);
        for place in 0..bytes.len() {
            for flip in [1, 0x80, 0xff] {
                let mut damaged = bytes.clone();
                damaged[place] ^= flip;
                let error = load(&damaged, &module).unwrap_err();
                match error {
                    ArtifactError::NotAnArtifact => assert!(place < MAGIC.len()),
                    ArtifactError::Damaged(_) => assert!(place >= MAGIC.len()),
                    other => panic!("byte {place}: {other}"),
                }
            }
        }
    }

    #[test]
    fn every_other_length_is_noticed() {
        let module = module(3);
        let code = code_of(&module, &tier());
        code.compile_now(FunctionIndex(2)).unwrap();
        let mut bytes = artifact(&module, &code, true);
        for length in 0..bytes.len() {
            let error = load(&bytes[..length], &module).unwrap_err();
            match error {
                ArtifactError::NotAnArtifact => assert!(length < MAGIC.len()),
                ArtifactError::Damaged(_) => assert!(length >= MAGIC.len()),
                other => panic!("{length} bytes: {other}"),
            }
        }
        bytes.push(0);
        let error = load(&bytes, &module).unwrap_err();
        assert!(matches!(error, ArtifactError::Damaged(_)), "{error}");
    }

    #[test]
    fn failed_loads_leave_a_module_that_compiles() {
        let module = module(39);
        let code = code_of(&module, &tier());
        code.compile_all(None).unwrap();
        let mut bytes = artifact(&module, &code, true);
        let last = bytes.last_mut().unwrap();
        *last ^= 1;
        let other = code_of(&module, &tier());
        begin(&bytes).unwrap().install(&other).unwrap_err();
        assert_eq!(other.compiled_functions(), (0, 39));
        other.compile_all(None).unwrap();
        assert_eq!(returned(&other), returned(&code));
    }

    #[test]
    fn artifacts_of_others_are_told_apart() {
        let module = module(3);
        let code = code_of(&module, &tier());
        let bytes = artifact(&module, &code, true);

        let here = Settings("processor: b\nspeed: high,\n".into());
        let error = Reading::begin(&*bytes, bytes.len() as u64, &here)
            .err()
            .unwrap();
        let message = error.to_string();
        assert!(
            matches!(error, ArtifactError::OtherSettings { .. }),
            "{error}"
        );
        assert!(
            message.contains("(processor: a; here: processor: b)"),
            "{message}"
        );

        let error = load(&bytes, &super::super::tests::module(4)).unwrap_err();
        assert!(matches!(error, ArtifactError::Damaged(_)), "{error}");

        let reading = begin(&bytes).unwrap();
        let mut other = reading.header.encode("0.0.1", &settings());
        let error = begin(&other).err().unwrap();
        assert!(
            matches!(error, ArtifactError::OtherVersion { .. }),
            "{error}"
        );
        assert!(error.to_string().contains("0.0.1"), "{error}");

        // A later format, of which only the version is known.
        let header = [&99_u32.to_le_bytes()[..], &5_u32.to_le_bytes(), b"9.0.0???"].concat();
        other.truncate(MAGIC.len());
        other.extend((header.len() as u32).to_le_bytes());
        other.extend(hash(&header));
        other.extend(header);
        let error = begin(&other).err().unwrap();
        assert!(error.to_string().contains("9.0.0;"), "{error}");

        let error = begin(b"\0asm\x01\0\0\0").err().unwrap();
        assert!(matches!(error, ArtifactError::NotAnArtifact), "{error}");
    }
}
