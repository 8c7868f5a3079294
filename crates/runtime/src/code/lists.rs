//! The lists of a function's call sites: where references are while the call is on the
//! stack, and where exceptions are caught that it throws.
//!
//! ```text
//! handlers   how many; for each the tag plus one (0: every one), and its offset
//! pair       place of the handlers plus one (0: none); how many references; for each
//!            twice its distance in words, and one if it is a continuation, as the
//!            difference to the one before
//! ```
//!
//! All are numbers of variable length. Equal lists and equal pairs are kept once; a
//! call site has the place of its pair, in bytes from the start of the function's lists.

use std::collections::HashMap;

use switchback_abi::code::Handler;
use switchback_wasm::TagIndex;

use super::encodings::{put, take};

/// Bytes of a reference on the stack.
const SLOT: u32 = 4;

/// Encodes lists, and finds those again that were there before.
#[derive(Default)]
pub(super) struct ListsEncoder {
    bytes: Vec<u8>,
    /// Where what is encoded like this is.
    places: HashMap<Vec<u8>, u32>,
}

impl ListsEncoder {
    /// The place of the pair of these lists; `None` if both are empty. References are
    /// multiples of four, and one more for continuations, in any order.
    pub(super) fn place(&mut self, references: &[u32], handlers: &[Handler]) -> Option<u32> {
        if references.is_empty() && handlers.is_empty() {
            return None;
        }
        let mut pair = Vec::new();
        let handlers = match handlers {
            [] => 0,
            _ => self.keep(encode_handlers(handlers)) + 1,
        };
        put(&mut pair, handlers.into());
        encode_references(&mut pair, references);
        Some(self.keep(pair))
    }

    /// The place of what is encoded.
    fn keep(&mut self, encoded: Vec<u8>) -> u32 {
        // Whether it fits is checked at the end.
        let here = self.bytes.len() as u32;
        *self.places.entry(encoded).or_insert_with_key(|encoded| {
            self.bytes.extend_from_slice(encoded);
            here
        })
    }

    /// All lists.
    ///
    /// # Errors
    ///
    /// When they are so large that places do not fit a word.
    pub(super) fn finish(self) -> Result<Vec<u8>, String> {
        if u32::try_from(self.bytes.len()).is_err() {
            return Err("lists of more than 4 GiB".into());
        }
        Ok(self.bytes)
    }
}

fn encode_handlers(handlers: &[Handler]) -> Vec<u8> {
    let mut bytes = Vec::new();
    put(&mut bytes, handlers.len() as u64);
    for handler in handlers {
        put(
            &mut bytes,
            handler.tag.map_or(0, |tag| u64::from(tag.0) + 1),
        );
        put(&mut bytes, handler.offset.into());
    }
    bytes
}

fn encode_references(bytes: &mut Vec<u8>, references: &[u32]) {
    let mut references = references.to_vec();
    references.sort_unstable();
    references.dedup();
    put(bytes, references.len() as u64);
    let mut last = 0;
    for reference in references {
        let number = reference / SLOT * 2 + reference % SLOT;
        put(bytes, u64::from(number - last));
        last = number;
    }
}

/// The references of the pair at a place, ascending.
pub(super) fn decode_references(
    lists: &[u8],
    place: Option<u32>,
) -> impl Iterator<Item = u32> + '_ {
    let mut bytes = at(lists, place);
    let _handlers = take(&mut bytes);
    let count = take(&mut bytes).unwrap_or(0);
    let mut last = 0_u32;
    (0..count).map_while(move |_| {
        let distance = u32::try_from(take(&mut bytes)?).ok()?;
        last = last.checked_add(distance)?;
        (last / 2).checked_mul(SLOT).map(|slot| slot + last % 2)
    })
}

/// The handlers of the pair at a place.
pub(super) fn decode_handlers(
    lists: &[u8],
    place: Option<u32>,
) -> impl Iterator<Item = Handler> + '_ {
    let handlers = take(&mut at(lists, place)).unwrap_or(0);
    let handlers = u32::try_from(handlers).ok();
    let mut bytes = at(lists, handlers.and_then(|place| place.checked_sub(1)));
    let count = take(&mut bytes).unwrap_or(0);
    (0..count).map_while(move |_| {
        let tag = u32::try_from(take(&mut bytes)?).ok()?;
        let offset = u32::try_from(take(&mut bytes)?).ok()?;
        Some(Handler {
            tag: tag.checked_sub(1).map(TagIndex),
            offset,
        })
    })
}

/// What is at a place; nothing at none.
fn at(lists: &[u8], place: Option<u32>) -> &[u8] {
    place
        .and_then(|place| lists.get(place as usize..))
        .unwrap_or(&[])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_lists_are_kept_once() {
        let handler = |tag: Option<u32>, offset| Handler {
            tag: tag.map(TagIndex),
            offset,
        };
        let handlers = [handler(Some(0), 700), handler(None, 70_000)];
        let mut encoder = ListsEncoder::default();
        assert_eq!(encoder.place(&[], &[]), None);
        let first = encoder.place(&[16, 24 | 1], &handlers);
        let other = encoder.place(&[16, 28], &handlers);
        assert_eq!(encoder.place(&[24 | 1, 16], &handlers), first);
        assert_eq!(encoder.place(&[16, 28], &handlers), other);
        let without_references = encoder.place(&[], &handlers);
        let without_handlers = encoder.place(&[8], &[]);
        let lists = encoder.finish().unwrap();
        // The handlers once (8 bytes), the pairs (4, 4, 2 and 3).
        assert_eq!(lists.len(), 8 + 4 + 4 + 2 + 3);
        let references = |place| decode_references(&lists, place).collect::<Vec<_>>();
        let found = |place| decode_handlers(&lists, place).collect::<Vec<_>>();
        assert_eq!(
            (references(first), found(first)),
            (vec![16, 24 | 1], handlers.to_vec())
        );
        assert_eq!(
            (references(other), found(other)),
            (vec![16, 28], handlers.to_vec())
        );
        assert_eq!(references(without_references), []);
        assert_eq!(found(without_references), handlers);
        assert_eq!(references(without_handlers), [8]);
        assert_eq!(found(without_handlers), []);
        assert_eq!((references(None), found(None)), (vec![], vec![]));
    }
}
