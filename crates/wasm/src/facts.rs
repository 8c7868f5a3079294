//! What bodies told about a module, in a form that a cache can keep, so that a
//! module that was validated once need not be scanned again.

use crate::module::{BodyFacts, Module};

/// Changes with the layout below.
const VERSION: u8 = 3;

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
    /// table.
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
        if facts.len() != functions.len() + tables.len() {
            return false;
        }
        let (function_facts, table_facts) = facts.split_at(functions.len());
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
