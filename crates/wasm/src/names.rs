//! The name section, as far as backtraces and reports of exceptions want it.
//!
//! It may be large and is seldom asked, so nothing of it is read before the first
//! question. Being a custom section it cannot make a module invalid: what is
//! malformed in it is ignored from there on.

use std::ops::Range;
use std::sync::OnceLock;

use wasmparser::{BinaryReader, Name, NameMap, NameSectionReader};

use crate::index::{FunctionIndex, TagIndex};

/// The name section of a module.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Where the contents of the section lie in the module's bytes.
    section: Option<Range<usize>>,
    read: OnceLock<ReadNames>,
}

/// What was read, as ranges of the module's bytes.
#[derive(Clone, Debug, Default)]
struct ReadNames {
    module: Option<Range<usize>>,
    functions: IndexedNames,
    tags: IndexedNames,
}

/// Names of the members of an index space: index and range, sorted by index, without
/// duplicates.
type IndexedNames = Box<[(u32, Range<usize>)]>;

impl Names {
    pub(crate) fn new(section: Range<usize>) -> Self {
        Self {
            section: Some(section),
            read: OnceLock::new(),
        }
    }

    /// The name of the module whose bytes these are.
    pub(crate) fn module<'a>(&self, bytes: &'a [u8]) -> Option<&'a str> {
        let range = self.read(bytes).module.clone()?;
        std::str::from_utf8(bytes.get(range)?).ok()
    }

    /// The name of a function of the module whose bytes these are.
    pub(crate) fn function<'a>(&self, bytes: &'a [u8], function: FunctionIndex) -> Option<&'a str> {
        look_up(&self.read(bytes).functions, function.0, bytes)
    }

    /// The name of a tag of the module whose bytes these are.
    pub(crate) fn tag<'a>(&self, bytes: &'a [u8], tag: TagIndex) -> Option<&'a str> {
        look_up(&self.read(bytes).tags, tag.0, bytes)
    }

    fn read(&self, bytes: &[u8]) -> &ReadNames {
        self.read.get_or_init(|| {
            let section = self.section.clone().and_then(|range| bytes.get(range));
            section.map_or_else(ReadNames::default, |section| read_section(section, bytes))
        })
    }
}

fn read_section(section: &[u8], bytes: &[u8]) -> ReadNames {
    let mut names = ReadNames::default();
    // The reader checks that subsections come in order, so that each comes once.
    for subsection in NameSectionReader::new(BinaryReader::new(section, 0)) {
        match subsection {
            Ok(Name::Module { name, .. }) => names.module = range_within(name, bytes),
            Ok(Name::Function(map)) => names.functions = indexed_names(map, bytes),
            Ok(Name::Tag(map)) => names.tags = indexed_names(map, bytes),
            Ok(_) => {}
            Err(_) => break,
        }
    }
    names
}

/// The reader of the map checks that indices ascend.
fn indexed_names(map: NameMap<'_>, bytes: &[u8]) -> IndexedNames {
    map.into_iter()
        .map_while(Result::ok)
        .filter_map(|naming| Some((naming.index, range_within(naming.name, bytes)?)))
        .collect()
}

fn look_up<'a>(names: &IndexedNames, index: u32, bytes: &'a [u8]) -> Option<&'a str> {
    let place = names.binary_search_by_key(&index, |(index, _)| *index);
    let range = names[place.ok()?].1.clone();
    std::str::from_utf8(bytes.get(range)?).ok()
}

/// Where `part`, a slice of `whole`, lies in it.
fn range_within(part: &str, whole: &[u8]) -> Option<Range<usize>> {
    let start = part.as_ptr().addr().checked_sub(whole.as_ptr().addr())?;
    let end = start.checked_add(part.len())?;
    (end <= whole.len()).then_some(start..end)
}
