//! What describes machine code, in the one form in which it is kept in memory,
//! looked up and stored.
//!
//! A program may have a hundred thousand functions and millions of calls, accesses
//! and source positions, and nearly none of them is ever asked about. So tables are
//! flat bytes, for a whole batch of functions together, without pointers:
//!
//! | section | contents |
//! |---|---|
//! | functions | one record of eleven words for each function, by address; a last one ends the others' ranges |
//! | call sites | one word for each: return offset, top bit set at an inline gate; sorted. If the function has lists, then for each of them in the same order a word that says where its lists are |
//! | lists | for each function: where references are and where exceptions are caught, see [`super::lists`] |
//! | inlined | three words for each inlined call |
//! | traps | for each function: distances and codes, see [`encode_traps`] |
//! | positions | for each function: distances, see [`encode_positions`] |
//! | relocations | for each function: distances of places, see [`encode_places`] |
//!
//! A word is 32 bits, little-endian, at any alignment. Call sites are found by
//! binary search (every step of a walk asks), the last three by reading the
//! function's bytes from the start. Most calls of a function have the same handlers as
//! the call before, and many the same references, so equal lists are kept once.
//!
//! Reading never panics, whatever the bytes are: what makes no sense is not found.

use std::ops::Range;

use switchback_abi::code::{
    CallSite, CompiledFunction, Handler, InlinedCall, Position, Relocation,
};
use switchback_abi::trap::TrapCode;
use switchback_wasm::FunctionIndex;

use super::encodings::{
    NONE, decode_places, decode_positions, decode_traps, encode_inlined, encode_places,
    encode_positions, encode_traps,
};
use super::lists::{ListsEncoder, decode_handlers, decode_references};

/// Marks an inline gate in a call site's word.
const INLINE_GATE: u32 = 1 << 31;

/// The tables of one function, encoded, with its code. Offsets are from the start
/// of the code.
#[derive(Clone, Copy)]
pub(super) struct FunctionParts<'a> {
    pub(super) function: FunctionIndex,
    pub(super) code: &'a [u8],
    pub(super) alignment: u32,
    pub(super) instance_slot: Option<u32>,
    frame_size: u32,
    call_sites: &'a [u8],
    lists: &'a [u8],
    inlined: &'a [u8],
    traps: &'a [u8],
    positions: &'a [u8],
    places: &'a [u8],
}

/// A function as a tier made it, encoded.
pub(super) struct EncodedFunction {
    pub(super) function: FunctionIndex,
    pub(super) code: Vec<u8>,
    pub(super) relocations: Vec<Relocation>,
    alignment: u32,
    instance_slot: Option<u32>,
    frame_size: u32,
    call_sites: Vec<u8>,
    lists: Vec<u8>,
    inlined: Vec<u8>,
    traps: Vec<u8>,
    positions: Vec<u8>,
    places: Vec<u8>,
}

impl EncodedFunction {
    /// Encodes what a tier made.
    ///
    /// # Errors
    ///
    /// Words about what is wrong with it: a bug of the tier.
    pub(super) fn new(function: FunctionIndex, compiled: CompiledFunction) -> Result<Self, String> {
        check(&compiled)?;
        let (call_sites, lists) = encode_call_sites(&compiled)?;
        let CompiledFunction {
            code,
            alignment,
            frame_size,
            instance_slot,
            relocations,
            call_sites: _,
            references: _,
            handlers: _,
            traps,
            positions,
            inlined,
        } = compiled;
        Ok(Self {
            function,
            alignment: alignment.max(1),
            instance_slot,
            frame_size,
            call_sites,
            lists,
            inlined: encode_inlined(&inlined),
            traps: encode_traps(&traps),
            positions: encode_positions(&positions),
            places: encode_places(&relocations),
            code,
            relocations,
        })
    }

    pub(super) fn parts(&self) -> FunctionParts<'_> {
        FunctionParts {
            function: self.function,
            code: &self.code,
            alignment: self.alignment,
            instance_slot: self.instance_slot,
            frame_size: self.frame_size,
            call_sites: &self.call_sites,
            lists: &self.lists,
            inlined: &self.inlined,
            traps: &self.traps,
            positions: &self.positions,
            places: &self.places,
        }
    }
}

/// Checks what the encoding relies on.
fn check(compiled: &CompiledFunction) -> Result<(), String> {
    let size = compiled.code.len();
    if size == 0 || size >= INLINE_GATE as usize {
        return Err(format!("code of {size} bytes"));
    }
    // Batches begin on a page, and alignments beyond that cannot be kept.
    let alignment = compiled.alignment.max(1);
    if !alignment.is_power_of_two() || alignment as usize > super::memory::PAGE {
        return Err(format!("alignment of {alignment} bytes"));
    }
    let sites = &compiled.call_sites;
    if !sites.is_sorted_by(|a, b| a.return_offset < b.return_offset)
        || sites.iter().any(|site| site.return_offset as usize > size)
    {
        return Err("call sites out of order".into());
    }
    if compiled.instance_slot.is_none() && sites.iter().any(|site| site.inline_gate) {
        return Err("an inline gate without instance slot".into());
    }
    check_lists(compiled)?;
    if let Some(slot) = compiled.instance_slot
        && !slot.is_multiple_of(8)
    {
        return Err(format!("an instance slot at {slot}"));
    }
    if !compiled.traps.is_sorted_by(|a, b| a.offset < b.offset) {
        return Err("trap sites out of order".into());
    }
    if !compiled
        .positions
        .is_sorted_by_key(|position| position.offset)
    {
        return Err("positions out of order".into());
    }
    let places = &compiled.relocations;
    if !places.is_sorted_by(|a, b| a.offset.checked_add(4).is_some_and(|end| end <= b.offset))
        || places.iter().any(|place| place.offset as usize + 4 > size)
    {
        return Err("relocations out of order".into());
    }
    Ok(())
}

/// Likewise, as far as references and handlers are concerned.
fn check_lists(compiled: &CompiledFunction) -> Result<(), String> {
    for site in &compiled.call_sites {
        let references = range(&compiled.references, &site.references)
            .ok_or("references of a call site that are not there")?;
        let is_strange = |slot: &&u32| !slot.is_multiple_of(4) && *slot % 8 != 1;
        if let Some(slot) = references.iter().find(is_strange) {
            return Err(format!("a reference at {slot}"));
        }
        range(&compiled.handlers, &site.handlers)
            .ok_or("handlers of a call site that are not there")?;
    }
    let size = compiled.code.len();
    match compiled
        .handlers
        .iter()
        .find(|handler| handler.offset as usize >= size)
    {
        None => Ok(()),
        Some(handler) => Err(format!("a handler at {}", handler.offset)),
    }
}

/// What a range of indices stands for.
fn range<'a, T>(list: &'a [T], range: &Range<u32>) -> Option<&'a [T]> {
    list.get(range.start as usize..range.end as usize)
}

/// The tables of a batch of functions.
pub(super) struct Tables {
    bytes: Box<[u8]>,
    /// Where each section ends in `bytes`.
    ends: [u32; SECTIONS],
}

pub(super) const SECTIONS: usize = 7;
const FUNCTIONS: usize = 0;
const CALL_SITES: usize = 1;
const LISTS: usize = 2;
const INLINED: usize = 3;
const TRAPS: usize = 4;
const POSITIONS: usize = 5;
const PLACES: usize = 6;

/// Makes [`Tables`], function by function, by ascending address.
#[derive(Default)]
pub(super) struct TablesBuilder {
    sections: [Vec<u8>; SECTIONS],
}

/// Words of a function's record.
const RECORD_WORDS: usize = 11;
const WORD: usize = size_of::<u32>();

/// What the functions section says of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Record {
    /// Place of this record among the others.
    number: usize,
    /// Where its code begins, from the start of the module's code.
    pub(super) start: u32,
    /// Bytes of its code.
    pub(super) size: u32,
    pub(super) function: FunctionIndex,
    pub(super) alignment: u32,
    pub(super) instance_slot: Option<u32>,
    pub(super) frame_size: u32,
}

/// What the tables say of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SiteRecord {
    pub(super) inline_gate: bool,
    /// Where its lists are in those of the function.
    lists: Option<u32>,
}

// The words of a record.
const RECORD_START: usize = 0;
const RECORD_SIZE: usize = 1;
const RECORD_FUNCTION: usize = 2;
/// Logarithm of the alignment in the low byte, the instance slot plus one above.
const RECORD_FRAME: usize = 3;
const RECORD_FRAME_SIZE: usize = 4;
/// From here on, where the function's part of each other section begins.
const RECORD_SECTIONS: usize = 5;

impl TablesBuilder {
    /// Adds a function whose code begins at `start`.
    pub(super) fn push(&mut self, start: u32, parts: &FunctionParts<'_>) -> Result<(), String> {
        let slot = parts.instance_slot.map_or(0, |slot| slot + 1);
        if slot >= 1 << 24 {
            return Err(format!("an instance slot at {slot}"));
        }
        // Checked when the function was encoded: code is shorter than 2 GiB.
        let size = parts.code.len() as u32;
        let frame = parts.alignment.ilog2() | slot << 8;
        self.push_record([start, size, parts.function.0, frame, parts.frame_size])?;
        for (section, bytes) in [
            (CALL_SITES, parts.call_sites),
            (LISTS, parts.lists),
            (INLINED, parts.inlined),
            (TRAPS, parts.traps),
            (POSITIONS, parts.positions),
            (PLACES, parts.places),
        ] {
            self.sections[section].extend_from_slice(bytes);
        }
        Ok(())
    }

    fn push_record(&mut self, words: [u32; RECORD_SECTIONS]) -> Result<(), String> {
        let [functions, others @ ..] = &mut self.sections;
        for word in words {
            functions.extend_from_slice(&word.to_le_bytes());
        }
        for section in others {
            let begin =
                u32::try_from(section.len()).map_err(|_| "tables of more than 4 GiB".to_owned())?;
            functions.extend_from_slice(&begin.to_le_bytes());
        }
        Ok(())
    }

    /// The tables of all functions pushed.
    pub(super) fn finish(mut self) -> Result<Tables, String> {
        self.push_record([NONE, 0, NONE, 0, 0])?;
        let mut bytes = Vec::with_capacity(self.sections.iter().map(Vec::len).sum());
        let mut ends = [0; SECTIONS];
        for (section, end) in self.sections.iter().zip(&mut ends) {
            bytes.extend_from_slice(section);
            *end =
                u32::try_from(bytes.len()).map_err(|_| "tables of more than 4 GiB".to_owned())?;
        }
        Ok(Tables {
            bytes: bytes.into_boxed_slice(),
            ends,
        })
    }
}

impl Tables {
    /// Takes tables as they were stored. `None` if the sections do not fit the
    /// bytes; their contents are not looked at.
    pub(super) fn from_stored(bytes: Box<[u8]>, ends: [u32; SECTIONS]) -> Option<Self> {
        let fits = ends.is_sorted()
            && ends[SECTIONS - 1] as usize == bytes.len()
            && (ends[FUNCTIONS] as usize).is_multiple_of(RECORD_WORDS * WORD)
            && ends[FUNCTIONS] > 0;
        fits.then_some(Self { bytes, ends })
    }

    /// What to store.
    pub(super) fn into_stored(self) -> (Box<[u8]>, [u32; SECTIONS]) {
        (self.bytes, self.ends)
    }

    /// How many functions there are.
    pub(super) fn function_count(&self) -> usize {
        self.section(FUNCTIONS).len() / (RECORD_WORDS * WORD) - 1
    }

    /// The functions, by ascending address.
    pub(super) fn records(&self) -> impl ExactSizeIterator<Item = Record> + '_ {
        (0..self.function_count()).map(|number| self.record(number))
    }

    /// The function whose code holds this offset from the start of the code.
    pub(super) fn function_at(&self, offset: u32) -> Option<Record> {
        let after = partition_point(self.function_count(), |number| {
            self.record_word(number, RECORD_START) <= offset
        });
        let record = self.record(after.checked_sub(1)?);
        (offset - record.start < record.size).then_some(record)
    }

    /// The call of a function that returns to this offset from its start.
    pub(super) fn call_site(&self, record: &Record, return_offset: u32) -> Option<SiteRecord> {
        let words = self.part(record, CALL_SITES);
        let has_lists = !self.part(record, LISTS).is_empty();
        let count = words.len() / WORD / if has_lists { 2 } else { 1 };
        let place = partition_point(count, |place| {
            word(words, place) & !INLINE_GATE < return_offset
        });
        let site = (place < count).then(|| word(words, place))?;
        let lists = if has_lists {
            word(words, count + place)
        } else {
            NONE
        };
        (site & !INLINE_GATE == return_offset).then_some(SiteRecord {
            inline_gate: site & INLINE_GATE != 0,
            lists: (lists != NONE).then_some(lists),
        })
    }

    /// The slots that hold references while a call of a function is on the stack, as
    /// bytes below the frame pointer, ascending.
    pub(super) fn references(
        &self,
        record: &Record,
        site: &SiteRecord,
    ) -> impl Iterator<Item = u32> + '_ {
        decode_references(self.part(record, LISTS), site.lists)
    }

    /// Where an exception that a call of a function throws is caught, the innermost
    /// handler first.
    pub(super) fn handlers(
        &self,
        record: &Record,
        site: &SiteRecord,
    ) -> impl Iterator<Item = Handler> + '_ {
        decode_handlers(self.part(record, LISTS), site.lists)
    }

    /// What a fault of the instruction at this offset from the function's start
    /// means.
    pub(super) fn trap(&self, record: &Record, offset: u32) -> Option<TrapCode> {
        decode_traps(self.part(record, TRAPS))
            .take_while(|site| site.offset <= offset)
            .find(|site| site.offset == offset)
            .map(|site| site.code)
    }

    /// Where the instruction at this offset from the function's start comes from.
    pub(super) fn position(&self, record: &Record, offset: u32) -> Option<Position> {
        decode_positions(self.part(record, POSITIONS))
            .take_while(|position| position.offset <= offset)
            .last()
    }

    /// An inlined call of the function.
    pub(super) fn inlined(&self, record: &Record, index: u32) -> Option<InlinedCall> {
        let calls = self.part(record, INLINED);
        let begin = (index as usize).checked_mul(3 * WORD)?;
        let call = calls.get(begin..begin.checked_add(3 * WORD)?)?;
        Some(InlinedCall {
            function: FunctionIndex(word(call, 0)),
            call_wasm_offset: word(call, 1),
            parent: word(call, 2),
        })
    }

    /// How many inlined calls the function has.
    pub(super) fn inlined_count(&self, record: &Record) -> usize {
        self.part(record, INLINED).len() / (3 * WORD)
    }

    /// The places of the function's relocations, as offsets from its start.
    pub(super) fn places(&self, record: &Record) -> impl Iterator<Item = u32> + '_ {
        decode_places(self.part(record, PLACES))
    }

    /// All there is of a function, to be put elsewhere.
    pub(super) fn parts<'a>(&'a self, record: &Record, code: &'a [u8]) -> FunctionParts<'a> {
        FunctionParts {
            function: record.function,
            code,
            alignment: record.alignment,
            instance_slot: record.instance_slot,
            frame_size: record.frame_size,
            call_sites: self.part(record, CALL_SITES),
            lists: self.part(record, LISTS),
            inlined: self.part(record, INLINED),
            traps: self.part(record, TRAPS),
            positions: self.part(record, POSITIONS),
            places: self.part(record, PLACES),
        }
    }

    fn section(&self, section: usize) -> &[u8] {
        let begin = section.checked_sub(1).map_or(0, |before| self.ends[before]);
        // `ends` ascends and ends at the end of `bytes`.
        &self.bytes[begin as usize..self.ends[section] as usize]
    }

    fn record(&self, number: usize) -> Record {
        let frame = self.record_word(number, RECORD_FRAME);
        Record {
            number,
            start: self.record_word(number, RECORD_START),
            size: self.record_word(number, RECORD_SIZE),
            function: FunctionIndex(self.record_word(number, RECORD_FUNCTION)),
            alignment: 1 << (frame & 0xff).min(31),
            instance_slot: (frame >> 8).checked_sub(1),
            frame_size: self.record_word(number, RECORD_FRAME_SIZE),
        }
    }

    fn record_word(&self, number: usize, field: usize) -> u32 {
        word(self.section(FUNCTIONS), number * RECORD_WORDS + field)
    }

    /// A function's part of a section; empty if the records make no sense.
    fn part(&self, record: &Record, section: usize) -> &[u8] {
        let field = RECORD_SECTIONS + section - CALL_SITES;
        let range = Range {
            start: self.record_word(record.number, field) as usize,
            end: self.record_word(record.number + 1, field) as usize,
        };
        self.section(section).get(range).unwrap_or(&[])
    }
}

/// The word of that index, 0 beyond the end.
fn word(bytes: &[u8], index: usize) -> u32 {
    let begin = index * WORD;
    bytes
        .get(begin..begin + WORD)
        .and_then(|bytes| bytes.try_into().ok())
        .map_or(0, u32::from_le_bytes)
}

/// The first of `count` numbers for which `before` does not hold, if it holds for
/// all before that.
pub(super) fn partition_point(count: usize, before: impl Fn(usize) -> bool) -> usize {
    let mut range = 0..count;
    while !range.is_empty() {
        let middle = range.start + range.len() / 2;
        if before(middle) {
            range.start = middle + 1;
        } else {
            range.end = middle;
        }
    }
    range.start
}

/// The call sites of a function, and their lists.
fn encode_call_sites(compiled: &CompiledFunction) -> Result<(Vec<u8>, Vec<u8>), String> {
    let sites = &compiled.call_sites;
    let mut lists = ListsEncoder::default();
    let places: Vec<u32> = sites
        .iter()
        .map(|site| {
            // Checked before: the ranges are there.
            let references = range(&compiled.references, &site.references).unwrap_or(&[]);
            let handlers = range(&compiled.handlers, &site.handlers).unwrap_or(&[]);
            lists.place(references, handlers).unwrap_or(NONE)
        })
        .collect();
    let lists = lists.finish()?;
    let offsets = sites.iter().map(encode_call_site);
    let places = if lists.is_empty() { &[] } else { &*places };
    let words = offsets.chain(places.iter().copied());
    Ok((words.flat_map(u32::to_le_bytes).collect(), lists))
}

fn encode_call_site(site: &CallSite) -> u32 {
    site.return_offset | if site.inline_gate { INLINE_GATE } else { 0 }
}

#[cfg(test)]
mod tests {
    use switchback_abi::code::TrapSite;
    use switchback_wasm::TagIndex;

    use super::*;

    fn sample(function: u32, size: usize) -> CompiledFunction {
        CompiledFunction {
            code: vec![function as u8; size],
            alignment: 32,
            frame_size: 48,
            instance_slot: Some(16),
            relocations: Vec::new(),
            call_sites: vec![
                CallSite {
                    return_offset: 5,
                    inline_gate: false,
                    references: 0..0,
                    handlers: 0..0,
                },
                CallSite {
                    return_offset: 200,
                    inline_gate: false,
                    references: 0..3,
                    handlers: 1..3,
                },
                CallSite {
                    return_offset: 300,
                    inline_gate: true,
                    references: 0..0,
                    handlers: 0..3,
                },
                CallSite {
                    return_offset: 400,
                    inline_gate: false,
                    references: 1..4,
                    handlers: 0..0,
                },
                CallSite {
                    return_offset: size as u32,
                    inline_gate: true,
                    references: 0..3,
                    handlers: 1..3,
                },
            ],
            references: vec![8, 12, 0x1_0000, 0x1_0004],
            handlers: vec![
                handler(Some(3), 100),
                handler(Some(1000), 500),
                handler(None, 550),
            ],
            traps: vec![
                TrapSite {
                    offset: 0,
                    code: TrapCode::MemoryOutOfBounds,
                },
                TrapSite {
                    offset: 300,
                    code: TrapCode::IntegerOverflow,
                },
                TrapSite {
                    offset: 301,
                    code: TrapCode::MemoryOutOfBounds,
                },
            ],
            positions: vec![
                position(0, 1000 + function, NONE),
                position(4, NONE, NONE),
                position(9, 900, 0),
                position(10, 900, 0),
                position(400, 0xffff_fffe, 1),
                position(500, 2, NONE),
            ],
            inlined: vec![
                InlinedCall {
                    function: FunctionIndex(8),
                    call_wasm_offset: 77,
                    parent: NONE,
                },
                InlinedCall {
                    function: FunctionIndex(9),
                    call_wasm_offset: 78,
                    parent: 0,
                },
            ],
        }
    }

    fn handler(tag: Option<u32>, offset: u32) -> Handler {
        Handler {
            tag: tag.map(TagIndex),
            offset,
        }
    }

    fn position(offset: u32, wasm_offset: u32, inlined: u32) -> Position {
        Position {
            offset,
            wasm_offset,
            inlined,
        }
    }

    fn tables() -> Tables {
        let mut builder = TablesBuilder::default();
        for (function, start) in [(3, 64), (1, 1024), (2, 2048)] {
            let encoded = EncodedFunction::new(FunctionIndex(function), sample(function, 600));
            builder.push(start, &encoded.unwrap().parts()).unwrap();
        }
        builder.finish().unwrap()
    }

    #[test]
    fn functions_are_found_by_offset() {
        let tables = tables();
        let function = |offset| tables.function_at(offset).map(|record| record.function.0);
        assert_eq!(function(63), None);
        assert_eq!(function(64), Some(3));
        assert_eq!(function(663), Some(3));
        assert_eq!(function(664), None);
        assert_eq!(function(1500), Some(1));
        assert_eq!(function(2048), Some(2));
        assert_eq!(function(u32::MAX), None);
        let record = tables.function_at(70).unwrap();
        assert_eq!((record.alignment, record.instance_slot), (32, Some(16)));
        assert_eq!(record.frame_size, 48);
    }

    #[test]
    fn what_a_tier_said_is_found_again() {
        let tables = tables();
        for record in tables.records() {
            let made = sample(record.function.0, 600);
            for offset in 0..=600 {
                let site = made.call_sites.iter().find(|s| s.return_offset == offset);
                let found = tables.call_site(&record, offset);
                assert_eq!(
                    found.map(|site| site.inline_gate),
                    site.map(|s| s.inline_gate)
                );
                if let (Some(site), Some(found)) = (site, found) {
                    let references = range(&made.references, &site.references).unwrap();
                    assert!(
                        tables
                            .references(&record, &found)
                            .eq(references.iter().copied())
                    );
                    let handlers = range(&made.handlers, &site.handlers).unwrap();
                    assert!(
                        tables
                            .handlers(&record, &found)
                            .eq(handlers.iter().copied())
                    );
                }
                let trap = made.traps.iter().find(|trap| trap.offset == offset);
                assert_eq!(tables.trap(&record, offset), trap.map(|trap| trap.code));
                let position = made.positions.iter().rfind(|p| p.offset <= offset);
                let found = tables.position(&record, offset).unwrap();
                let position = position.unwrap();
                assert_eq!(found.wasm_offset, position.wasm_offset);
                assert_eq!(found.inlined, position.inlined);
            }
            let inlined = (0..).map_while(|index| tables.inlined(&record, index));
            assert!(inlined.eq(made.inlined));
        }
    }

    #[test]
    fn tables_survive_storing() {
        let tables = tables();
        let records: Vec<_> = tables.records().collect();
        let (bytes, ends) = tables.into_stored();
        let again = Tables::from_stored(bytes, ends).unwrap();
        assert!(again.records().eq(records));
    }

    #[test]
    fn damaged_tables_never_panic() {
        let (bytes, ends) = tables().into_stored();
        for place in 0..bytes.len() {
            for value in [0, 0x7f, 0x80, 0xff] {
                let mut bytes = bytes.clone();
                bytes[place] = value;
                let damaged = Tables::from_stored(bytes, ends).unwrap();
                for record in damaged.records() {
                    for offset in [0, 1, 200, 300, 599, 600] {
                        let _ = damaged.function_at(record.start.wrapping_add(offset));
                        if let Some(site) = damaged.call_site(&record, offset) {
                            let _ = damaged.references(&record, &site).take(1000).count();
                            let _ = damaged.handlers(&record, &site).take(1000).count();
                        }
                        let _ = damaged.trap(&record, offset);
                        let _ = damaged.position(&record, offset);
                        let _ = damaged.inlined(&record, offset);
                        let _ = damaged.places(&record).count();
                    }
                }
            }
        }
    }

    #[test]
    fn a_tiers_bugs_are_found() {
        let broken = |change: fn(&mut CompiledFunction)| {
            let mut compiled = sample(1, 600);
            change(&mut compiled);
            EncodedFunction::new(FunctionIndex(1), compiled).is_err()
        };
        assert!(!broken(|_| ()));
        assert!(broken(|compiled| compiled.code.clear()));
        assert!(broken(|compiled| compiled.alignment = 3));
        assert!(broken(|compiled| compiled.instance_slot = None));
        assert!(broken(|compiled| compiled.instance_slot = Some(12)));
        assert!(broken(|compiled| compiled.call_sites.reverse()));
        assert!(broken(|compiled| compiled.call_sites[0].references = 3..5));
        assert!(broken(|compiled| compiled.call_sites[0].handlers = 4..4));
        assert!(broken(|compiled| compiled.references[1] = 13));
        assert!(broken(|compiled| compiled.handlers[0].offset = 600));
        assert!(broken(|compiled| compiled.traps.reverse()));
        assert!(broken(|compiled| compiled.positions.reverse()));
    }
}
