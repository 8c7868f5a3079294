//! Values of the host that objects refer to.
//!
//! They lie outside the heap; an object holds the number of a slot, and the slot knows
//! the object. After a collection the slots whose object died are emptied. What was in
//! them is handed to the caller, to be dropped when the heap is consistent again: drop
//! code is not ours and may do anything, panic for instance.

use std::any::Any;

/// A value of the host.
pub(super) type HostValue = Box<dyn Any + Send + Sync>;

/// The values, by slot.
#[derive(Default)]
pub(super) struct HostValues {
    slots: Vec<Option<Slot>>,
    free: Vec<u32>,
    /// The slots whose objects are young.
    young: Vec<u32>,
}

struct Slot {
    object: u32,
    value: HostValue,
}

impl HostValues {
    /// Keeps the value of a new object, and says where. `None`: there are too many.
    pub(super) fn insert(&mut self, object: u32, young: bool, value: HostValue) -> Option<u32> {
        let slot = match self.free.pop() {
            Some(slot) => slot,
            None => {
                let slot = u32::try_from(self.slots.len()).ok()?;
                self.slots.push(None);
                slot
            }
        };
        self.slots[slot as usize] = Some(Slot { object, value });
        if young {
            self.young.push(slot);
        }
        Some(slot)
    }

    pub(super) fn get(&self, slot: u32) -> Option<&(dyn Any + Send + Sync)> {
        let slot = self.slots.get(slot as usize)?.as_ref()?;
        Some(&*slot.value)
    }

    pub(super) fn get_mut(&mut self, slot: u32) -> Option<&mut (dyn Any + Send + Sync)> {
        let slot = self.slots.get_mut(slot as usize)?.as_mut()?;
        Some(&mut *slot.value)
    }

    /// The object of a slot.
    pub(super) fn object(&self, slot: u32) -> Option<u32> {
        Some(self.slots.get(slot as usize)?.as_ref()?.object)
    }

    /// How many values there are.
    pub(super) fn len(&self) -> usize {
        self.slots.len() - self.free.len()
    }

    /// After a minor collection: `forward` says where a young object is now.
    pub(super) fn after_minor(&mut self, forward: impl Fn(u32) -> Option<u32>) -> Vec<HostValue> {
        let young = std::mem::take(&mut self.young);
        let mut dead = Vec::new();
        for slot in young {
            self.forward(slot, &forward, &mut dead);
        }
        dead
    }

    /// After a major collection: `forward` says where an object is now.
    pub(super) fn after_major(
        &mut self,
        nursery_end: u32,
        forward: impl Fn(u32) -> Option<u32>,
    ) -> Vec<HostValue> {
        let mut dead = Vec::new();
        self.young.clear();
        for slot in 0..self.slots.len() as u32 {
            self.forward(slot, &forward, &mut dead);
            if self.object(slot).is_some_and(|object| object < nursery_end) {
                self.young.push(slot);
            }
        }
        dead
    }

    fn forward(
        &mut self,
        number: u32,
        forward: &impl Fn(u32) -> Option<u32>,
        dead: &mut Vec<HostValue>,
    ) {
        let slot = &mut self.slots[number as usize];
        let Some(occupied) = slot else { return };
        match forward(occupied.object) {
            Some(object) => occupied.object = object,
            None => {
                dead.extend(slot.take().map(|slot| slot.value));
                self.free.push(number);
            }
        }
    }
}
