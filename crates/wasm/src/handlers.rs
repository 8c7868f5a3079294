//! What the `resume` instructions of a module handle.

use std::collections::{BTreeMap, BTreeSet};

use wasmparser::{Handle, ResumeTable};

use crate::index::TagIndex;

/// A handler of a `resume`, but for its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResumeHandler {
    /// `(on $tag $label)`
    Suspend(TagIndex),
    /// `(on $tag switch)`
    Switch(TagIndex),
}

/// The handlers of a `resume`, in order.
pub type ResumeHandlers = Vec<ResumeHandler>;

/// The handlers of all `resume` instructions of a module: every list that occurs, once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandlerLists {
    places: BTreeMap<ResumeHandlers, u32>,
}

impl HandlerLists {
    pub(crate) fn new(lists: BTreeSet<ResumeHandlers>) -> Self {
        let mut end = 0;
        let places = lists.into_iter().map(|list| {
            let place = end;
            // Their tags stand in a module of less than 2^32 bytes.
            end += list.len() as u32 + 1;
            (list, place)
        });
        Self {
            places: places.collect(),
        }
    }

    /// The lists one behind another, each with `None` at its end.
    pub fn words(&self) -> impl Iterator<Item = Option<ResumeHandler>> {
        self.places
            .keys()
            .flat_map(|list| list.iter().copied().map(Some).chain([None]))
    }

    /// How many [`Self::words`] there are.
    #[must_use]
    pub fn word_count(&self) -> usize {
        let last = self.places.last_key_value();
        last.map_or(0, |(list, &place)| place as usize + list.len() + 1)
    }

    /// Where among [`Self::words`] the list of a `resume` of the module begins; `None` if
    /// it is not of this module.
    #[must_use]
    pub fn place(&self, list: &ResumeHandlers) -> Option<u32> {
        self.places.get(list).copied()
    }
}

/// The handlers of such a table.
#[must_use]
pub fn resume_handlers(table: &ResumeTable) -> ResumeHandlers {
    let handlers = table.handlers.iter();
    let tags = handlers.map(|handler| match *handler {
        Handle::OnLabel { tag, .. } => ResumeHandler::Suspend(TagIndex(tag)),
        Handle::OnSwitch { tag } => ResumeHandler::Switch(TagIndex(tag)),
    });
    tags.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_lie_one_behind_another() {
        let (suspend, switch) = (
            ResumeHandler::Suspend(TagIndex(1)),
            ResumeHandler::Switch(TagIndex(0)),
        );
        let lists = [vec![], vec![suspend], vec![suspend, switch], vec![switch]];
        let all = HandlerLists::new(lists.iter().cloned().collect());
        let words: Vec<_> = all.words().collect();
        assert_eq!(words.len(), all.word_count());
        for list in lists {
            let start = all.place(&list).expect("it is there") as usize;
            let found: Vec<_> = words[start..].iter().map_while(|word| *word).collect();
            assert_eq!(found, list);
        }
        assert_eq!(all.place(&vec![switch, suspend]), None);
        assert_eq!(HandlerLists::default().word_count(), 0);
    }
}
