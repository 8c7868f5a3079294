//! Checks of a heap's invariants, for tests and zeal:
//!
//! 1. `FIRST_OBJECT <= allocation.next <= nursery_limit <= nursery_end <= old.next
//!    <= old.limit <=` what is accessible, and `allocation.limit` is `nursery_limit`, or
//!    `allocation.next` under zeal.
//! 2. Both parts are objects of known types, side by side, that end where the part does.
//! 3. The state of a young object is 0; that of an old one is as its type says, except
//!    that `UNREMEMBERED` is clear if, and only if, the object is in the remembered set.
//! 4. Every reference in an object is null, an `i31` or the start of an object.
//! 5. Every old object that holds a young reference is in the remembered set, and if it
//!    has cards, the card of the slot is marked.
//! 6. Every root is null, an `i31` or the start of an object.
//! 7. Host references and host values refer to each other.

use std::collections::HashSet;

use switchback_abi::heap::{
    CARD_SHIFT, FIRST_OBJECT, ObjectKind, REMEMBER_CARDS, UNREMEMBERED, is_object,
};

use super::{Heap, Owner, Pass, Zeal};

/// An invariant that does not hold.
#[derive(Debug, thiserror::Error)]
#[error("heap invariant {invariant} is violated at offset {offset:#x}")]
pub struct Violation {
    /// Its number in the list at the head of `heap/verify.rs`.
    pub invariant: u32,
    /// Where.
    pub offset: u32,
}

fn require(holds: bool, invariant: u32, offset: u32) -> Result<(), Violation> {
    if holds {
        Ok(())
    } else {
        Err(Violation { invariant, offset })
    }
}

impl Heap {
    /// Checks every invariant of the heap.
    ///
    /// # Errors
    ///
    /// The first that does not hold.
    pub fn verify(&self, owner: &mut dyn Owner) -> Result<(), Violation> {
        if !self.is_open() {
            return Ok(());
        }
        self.verify_bounds()?;
        let area = &self.context().allocation;
        let mut starts = HashSet::new();
        self.parse(FIRST_OBJECT, area.next, &mut starts)?;
        self.parse(self.configuration.nursery, self.old.next, &mut starts)?;
        let remembered = self.remembered_objects();
        for &object in &remembered {
            require(starts.contains(&object), 3, object)?;
        }
        let mut host_references = 0;
        for &object in &starts {
            self.verify_object(object, &starts, &remembered)?;
            if ObjectKind::of(self.objects.type_word(object)) == ObjectKind::HostReference {
                let slot = self.objects.host_slot(object);
                require(self.host_values.object(slot) == Some(object), 7, object)?;
                host_references += 1;
            }
        }
        require(host_references == self.host_values.len(), 7, 0)?;

        owner.begin(Pass::Verify);
        let mut result = Ok(());
        owner.visit(&mut |root| {
            if is_object(*root) && !starts.contains(root) {
                result = require(false, 6, *root);
            }
        });
        result
    }

    fn verify_bounds(&self) -> Result<(), Violation> {
        let area = &self.context().allocation;
        let bounds = [
            FIRST_OBJECT,
            area.next,
            self.nursery_limit,
            self.context().nursery_end,
            self.old.next,
            self.old.limit,
        ];
        for pair in bounds.windows(2) {
            require(pair[0] <= pair[1], 1, pair[0])?;
        }
        let is_right = match self.configuration.zeal {
            Zeal::Off => area.limit == self.nursery_limit,
            // Code has allocated since, for which the runtime made room.
            _ => area.limit <= area.next,
        };
        require(is_right, 1, area.limit)?;
        let accessible = self.objects.space.accessible();
        let end = if self.old_size() == 0 {
            self.nursery_limit
        } else {
            self.old.limit
        };
        require(end as usize <= accessible, 1, end)
    }

    pub(super) fn remembered_objects(&self) -> HashSet<u32> {
        let remembered = self.remembered.iter();
        remembered
            .flat_map(|remembered| {
                (0..remembered.length(self.context())).map(|index| remembered.object(index))
            })
            .collect()
    }

    fn parse(&self, start: u32, end: u32, starts: &mut HashSet<u32>) -> Result<(), Violation> {
        let mut object = start;
        while object < end {
            let record = self.objects.record(object);
            let size = self.objects.checked_size(object, &record);
            let size = size.filter(|size| *size <= end - object);
            starts.insert(object);
            object += size.ok_or(Violation {
                invariant: 2,
                offset: object,
            })?;
        }
        Ok(())
    }

    fn verify_object(
        &self,
        object: u32,
        starts: &HashSet<u32>,
        remembered: &HashSet<u32>,
    ) -> Result<(), Violation> {
        let state = self.objects.state(object);
        let young = self.is_young(object);
        let record = self.objects.record(object);
        let old_state = self.objects.old_state(object, &record);
        let expected = match (young, remembered.contains(&object)) {
            (true, _) => 0,
            (false, false) => old_state,
            (false, true) => old_state & !UNREMEMBERED,
        };
        require(state == expected, 3, object)?;
        let mut result = Ok(());
        self.objects.references(object, &record, |slot| {
            let value = self.objects.space.load_u32(slot);
            if !is_object(value) {
                return;
            }
            let is_marked = |slot| {
                let remembered = self.remembered.as_ref();
                remembered.is_some_and(|remembered| remembered.is_card_marked(slot >> CARD_SHIFT))
            };
            let complete = young
                || !self.is_young(value)
                || (state & UNREMEMBERED == 0 && (state & REMEMBER_CARDS == 0 || is_marked(slot)));
            if !starts.contains(&value) {
                result = require(false, 4, slot);
            } else if !complete {
                result = require(false, 5, slot);
            }
        });
        result
    }
}
