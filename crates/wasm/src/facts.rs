//! What bodies told about a module, in a form that a cache can keep, so that a
//! module that was validated once need not be scanned again.

use std::collections::BTreeSet;

use crate::handlers::{HandlerLists, ResumeHandler, ResumeHandlers};
use crate::index::TagIndex;
use crate::module::{BodyFacts, Module};

/// Changes with the layout below.
const VERSION: u8 = 4;

/// Bits of a function's byte.
const CALLS: u8 = 1;
const LOOPS: u8 = 2;
const ALLOCATES: u8 = 4;
const THROWS: u8 = 8;
const CATCHES: u8 = 16;
const SWITCHES: u8 = 32;
const ALL: u8 = CALLS | LOOPS | ALLOCATES | THROWS | CATCHES | SWITCHES;

impl Module {
    /// What the scan of the function bodies told, for [`Module::parse_trusted`]:
    /// a version, a byte for each defined function, a byte for each defined
    /// table, and what `resume` instructions handle.
    #[must_use]
    pub fn facts_bytes(&self) -> Vec<u8> {
        let functions = self.functions[self.imported_functions as usize..]
            .iter()
            .map(|function| byte(function.facts));
        let tables = self.tables[self.imported_tables as usize..]
            .iter()
            .map(|table| u8::from(table.is_immutable));
        std::iter::once(VERSION)
            .chain(functions)
            .chain(tables)
            .chain(self.handler_lists.words().flat_map(word_bytes))
            .collect()
    }

    /// Takes what [`Module::facts_bytes`] gave. False, and the module untouched,
    /// when the bytes are not of this version and of a module of this shape.
    pub(crate) fn take_facts(&mut self, facts: &[u8]) -> bool {
        let functions = &mut self.functions[self.imported_functions as usize..];
        let tables = &mut self.tables[self.imported_tables as usize..];
        let [VERSION, facts @ ..] = facts else {
            return false;
        };
        let Some((function_facts, facts)) = facts.split_at_checked(functions.len()) else {
            return false;
        };
        let Some((table_facts, lists)) = facts.split_at_checked(tables.len()) else {
            return false;
        };
        let Some(handler_lists) = read_lists(lists, self.tags.len()) else {
            return false;
        };
        if function_facts.iter().any(|fact| fact & !ALL != 0)
            || table_facts.iter().any(|fact| *fact > 1)
        {
            return false;
        }
        for (function, fact) in functions.iter_mut().zip(function_facts) {
            function.facts = BodyFacts {
                calls: fact & CALLS != 0,
                loops: fact & LOOPS != 0,
                allocates: fact & ALLOCATES != 0,
                throws: fact & THROWS != 0,
                catches: fact & CATCHES != 0,
                switches: fact & SWITCHES != 0,
            };
        }
        for (table, fact) in tables.iter_mut().zip(table_facts) {
            table.is_immutable = *fact == 1;
        }
        self.handler_lists = handler_lists;
        true
    }
}

fn byte(facts: BodyFacts) -> u8 {
    let BodyFacts {
        calls,
        loops,
        allocates,
        throws,
        catches,
        switches,
    } = facts;
    [
        (calls, CALLS),
        (loops, LOOPS),
        (allocates, ALLOCATES),
        (throws, THROWS),
        (catches, CATCHES),
        (switches, SWITCHES),
    ]
    .into_iter()
    .filter(|(holds, _)| *holds)
    .fold(0, |byte, (_, bit)| byte | bit)
}

/// The end of a list of handlers.
const END: u32 = u32::MAX;

fn word_bytes(word: Option<ResumeHandler>) -> [u8; 4] {
    let word = match word {
        Some(ResumeHandler::Suspend(tag)) => tag.0 << 1,
        Some(ResumeHandler::Switch(tag)) => tag.0 << 1 | 1,
        None => END,
    };
    word.to_le_bytes()
}

/// Reads lists of handlers of a module with so many tags.
fn read_lists(bytes: &[u8], tags: usize) -> Option<HandlerLists> {
    let (words, []) = bytes.as_chunks() else {
        return None;
    };
    let mut lists = BTreeSet::new();
    let mut list = ResumeHandlers::new();
    for &word in words {
        match u32::from_le_bytes(word) {
            END => {
                lists.insert(std::mem::take(&mut list));
            }
            word => {
                let tag = TagIndex(word >> 1);
                if tag.index() >= tags {
                    return None;
                }
                list.push(match word & 1 {
                    0 => ResumeHandler::Suspend(tag),
                    _ => ResumeHandler::Switch(tag),
                });
            }
        }
    }
    list.is_empty().then(|| HandlerLists::new(lists))
}
