//! Checks of a heap's invariants, for tests and zeal:
//!
//! 1. `FIRST_OBJECT <= allocation.next <= allocation.limit == nursery_end <= old.next
//!    <= old.limit <=` what is accessible.
//! 2. Both parts are objects of known types, side by side, that end where the part does.
//! 3. The state of a young object is 0; that of an old one is as its type says, except
//!    that `UNREMEMBERED` is clear if, and only if, the object is in the remembered set.
//! 4. Every reference in an object is null, an `i31` or the start of an object.
//! 5. Every old object that holds a young reference is in the remembered set, or the
//!    slot is.
//! 6. Every root is null, an `i31` or the start of an object.
//! 7. Host references and host values refer to each other.

use std::collections::HashSet;

use switchback_abi::heap::{FIRST_OBJECT, REMEMBER_CARDS, UNREMEMBERED, is_object};

use super::remembered::SLOT_ENTRY;
use super::{Heap, Pass, Roots, TypeDescription};

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
    pub fn verify(&self, roots: &mut dyn Roots) -> Result<(), Violation> {
        let area = &self.context.allocation;
        if area.limit == 0 {
            return Ok(());
        }
        let nursery_end = self.context.nursery_end;
        let bounds = [
            FIRST_OBJECT,
            area.next,
            area.limit,
            nursery_end,
            self.old.next,
            self.old.limit,
        ];
        for pair in bounds.windows(2) {
            require(pair[0] <= pair[1], 1, pair[0])?;
        }
        require(area.limit == nursery_end, 1, area.limit)?;
        let accessible = self.objects.space.accessible();
        require(self.old.limit as usize <= accessible, 1, self.old.limit)?;

        let mut starts = HashSet::new();
        self.parse(FIRST_OBJECT, area.next, &mut starts)?;
        self.parse(nursery_end, self.old.next, &mut starts)?;
        let remembered: HashSet<u32> = self.remembered.iter(self.context.remembered).collect();
        let mut host_references = 0;
        for &object in &starts {
            self.verify_object(object, &starts, &remembered)?;
            if *self.objects.description(object) == TypeDescription::HostReference {
                let slot = self.objects.host_slot(object);
                require(self.host_values.object(slot) == Some(object), 7, object)?;
                host_references += 1;
            }
        }
        require(host_references == self.host_values.len(), 7, 0)?;

        roots.begin(Pass::Verify);
        let mut result = Ok(());
        roots.visit(&mut |root| {
            if is_object(*root) && !starts.contains(root) {
                result = require(false, 6, *root);
            }
        });
        result
    }

    fn parse(&self, start: u32, end: u32, starts: &mut HashSet<u32>) -> Result<(), Violation> {
        let mut object = start;
        while object < end {
            let index = self.objects.type_index(object);
            require((index as usize) < self.objects.types.len(), 2, object)?;
            starts.insert(object);
            let size = self.objects.size(object);
            require(size <= end - object, 2, object)?;
            object += size;
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
        let expected = match (young, remembered.contains(&object)) {
            (true, _) => 0,
            (false, false) => self.objects.old_state(object),
            (false, true) => self.objects.old_state(object) & !UNREMEMBERED,
        };
        require(state == expected, 3, object)?;
        let mut result = Ok(());
        self.objects.references(object, |slot| {
            let value = self.objects.space.load_u32(slot);
            if !is_object(value) {
                return;
            }
            let complete = young
                || !self.is_young(value)
                || state & UNREMEMBERED == 0
                || (state & REMEMBER_CARDS != 0 && remembered.contains(&(slot | SLOT_ENTRY)));
            if !starts.contains(&value) {
                result = require(false, 4, slot);
            } else if !complete {
                result = require(false, 5, slot);
            }
        });
        result
    }
}
