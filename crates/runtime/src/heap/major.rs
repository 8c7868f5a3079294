//! The major collection: mark, then slide.
//!
//! The bitmap has a bit for each granule, and marking sets those of all granules of an
//! object. A word of it stands for a *block*. Where the first live granule of a block
//! goes is in a table, the others follow it: so where an object goes is one look-up and
//! one population count, and objects need no room for a forwarding address.
//! Then one walk over the live objects, in the order of addresses, updates the slots of
//! each and moves it; no object moves to where one lies that was not yet moved, because
//! the old part goes first and slides down.
//!
//! Marking does not recurse. If there is no memory for its stack, objects are
//! marked without being pushed, and found again by walking the bitmap. Nearly every
//! object that is reached is missing in the cache: so it is marked without a look at
//! it, and looked at some others later.
//!
//! If there is no memory for the bitmap, nothing is collected: garbage stays, which is
//! correct.

use std::collections::HashSet;

use switchback_abi::heap::{FIRST_OBJECT, GRANULE, REMEMBER_CARDS, UNREMEMBERED, is_object};

use super::host_values::HostValue;
use super::objects::Objects;
use super::{ContinuationVisitor, Heap, Owner, Pass};

/// Granules in a block.
const BLOCK_GRANULES: u32 = u64::BITS;
/// Bytes in a block.
const BLOCK: u32 = BLOCK_GRANULES * GRANULE;

impl Heap {
    /// Collects everything, and gives the host values that nothing refers to any more.
    pub(super) fn major(&mut self, owner: &mut dyn Owner) -> Vec<HostValue> {
        let Some(mut bitmap) = Bitmap::new(self.old.next) else {
            tracing::warn!("no memory for a major collection");
            return Vec::new();
        };
        let mut marker = Marker {
            objects: &self.objects,
            bitmap: &mut bitmap,
            stack: Vec::new(),
            stack_limit: self.mark_stack_limit,
            overflowed: false,
            seen: HashSet::new(),
            continuations: Vec::new(),
        };
        marker.mark(owner);
        let continuations = marker.seen;

        let nursery_end = self.configuration.nursery;
        let old_next = self.old.next;
        let old_end = bitmap.place(nursery_end / BLOCK, old_next.div_ceil(BLOCK), nursery_end);
        let young_live = bitmap.live_bytes(0, nursery_end / BLOCK);
        let promotes = old_end
            .checked_add(young_live)
            .is_some_and(|end| self.ensure_old(end, owner));
        let young_start = if promotes { old_end } else { FIRST_OBJECT };
        let young_end = bitmap.place(0, nursery_end / BLOCK, young_start);

        let plan = Plan {
            bitmap: &bitmap,
            nursery_end,
            unmoved: bitmap.live_prefix(nursery_end / BLOCK),
            young_stay: !promotes,
        };
        owner.begin(Pass::Update);
        owner.visit(&mut |root| *root = plan.forward(*root));
        for continuation in continuations {
            owner.visit_continuation(
                continuation,
                &mut ContinuationVisitor {
                    reference: &mut |slot| *slot = plan.forward(*slot),
                    continuation: &mut |_| {},
                },
            );
        }
        // The state of every old object is what its type says, then.
        self.forget();
        self.slide(&plan, nursery_end, old_next, nursery_end);
        let young_next = self.context().allocation.next;
        self.slide(&plan, FIRST_OBJECT, young_next, young_start);

        let dead = self
            .host_values
            .after_major(nursery_end, |object| bitmap.forward_if_marked(object));
        if promotes {
            self.old.next = young_end;
            self.set_next(FIRST_OBJECT);
        } else {
            self.old.next = old_end;
            self.set_next(young_end);
        }
        self.poison(self.context().allocation.next, young_next);
        self.poison(self.old.next, old_next);
        self.statistics.major_collections += 1;
        self.statistics.allocated_bytes += u64::from(young_next - FIRST_OBJECT);
        dead
    }

    /// Updates the live objects between two offsets and moves them to `to` and behind.
    fn slide(&mut self, plan: &Plan<'_>, start: u32, end: u32, mut to: u32) {
        let nursery_end = self.configuration.nursery;
        let objects = &self.objects;
        let mut from = start;
        while let Some(object) = plan.bitmap.next_marked(from, end) {
            let record = objects.record(object);
            let size = objects.size(object, &record);
            from = object + size;
            let mut holds_young = false;
            objects.references(object, &record, |slot| {
                let value = objects.space.load_u32(slot);
                let forwarded = plan.forward(value);
                // What stays as it is stays clean in the cache.
                if forwarded != value {
                    objects.space.store_u32(slot, forwarded);
                }
                if plan.young_stay && is_object(forwarded) && forwarded < nursery_end {
                    holds_young |= to >= nursery_end;
                    if let Some(remembered) = &self.remembered
                        && objects.state(object) & REMEMBER_CARDS != 0
                    {
                        let slot = to + (slot - object);
                        remembered.set_cards(slot, slot + 1, true);
                    }
                }
            });
            if holds_young {
                objects.set_state(object, objects.state(object) & !UNREMEMBERED);
                // SAFETY: see `Heap::context`; nobody else uses it here.
                let context = unsafe { &mut *self.context.as_ptr() };
                if let Some(remembered) = &self.remembered {
                    remembered.push(context, to);
                }
            } else if object < nursery_end && to >= nursery_end {
                objects.set_state(object, objects.old_state(object, &record));
            }
            if to != object {
                // Upwards in memory: as far as they overlap, objects go down.
                objects.copy(object, to, size);
            }
            to += size;
        }
    }
}

/// Where everything goes.
struct Plan<'a> {
    bitmap: &'a Bitmap,
    /// Where the old part begins.
    nursery_end: u32,
    /// Bytes at the start of the old part of which all live, so that nothing there moves.
    unmoved: u32,
    /// Whether young objects stay young, since the old part has no room for them.
    young_stay: bool,
}

impl Plan<'_> {
    /// What a reference in a live object or a root becomes.
    #[inline(always)]
    fn forward(&self, reference: u32) -> u32 {
        if reference.wrapping_sub(self.nursery_end) < self.unmoved {
            return reference;
        }
        self.bitmap.forward(reference)
    }
}

/// Which granules belong to live objects, and where they go.
struct Bitmap {
    blocks: Vec<Block>,
}

#[derive(Clone, Copy, Default)]
struct Block {
    /// A bit for each granule.
    marks: u64,
    /// Where its first live granule goes.
    target: u32,
}

impl Bitmap {
    /// A bitmap for offsets up to `end`, unless there is no memory for it.
    fn new(end: u32) -> Option<Self> {
        let length = end.div_ceil(BLOCK) as usize;
        let mut blocks = Vec::new();
        blocks.try_reserve_exact(length).ok()?;
        blocks.resize(length, Block::default());
        Some(Self { blocks })
    }

    #[inline]
    fn is_marked(&self, object: u32) -> bool {
        let granule = object / GRANULE;
        let marks = self.blocks[(granule / BLOCK_GRANULES) as usize].marks;
        marks >> (granule % BLOCK_GRANULES) & 1 != 0
    }

    /// Marks the first granule of an object: it lives.
    #[inline]
    fn mark_first(&mut self, object: u32) {
        let granule = object / GRANULE;
        self.blocks[(granule / BLOCK_GRANULES) as usize].marks |= 1 << (granule % BLOCK_GRANULES);
    }

    /// Marks all granules of an object.
    #[inline]
    fn mark(&mut self, object: u32, size: u32) {
        let granule = object / GRANULE;
        let (first, count) = (granule % BLOCK_GRANULES, size / GRANULE);
        if first + count <= BLOCK_GRANULES {
            let mask = (u64::MAX >> (BLOCK_GRANULES - count)) << first;
            self.blocks[(granule / BLOCK_GRANULES) as usize].marks |= mask;
        } else {
            self.mark_blocks(granule, granule + count);
        }
    }

    /// Marks granules of more than one block.
    #[inline(never)]
    fn mark_blocks(&mut self, mut granule: u32, end: u32) {
        while granule < end {
            let first = granule % BLOCK_GRANULES;
            let count = (end - granule).min(BLOCK_GRANULES - first);
            let mask = (u64::MAX >> (BLOCK_GRANULES - count)) << first;
            self.blocks[(granule / BLOCK_GRANULES) as usize].marks |= mask;
            granule += count;
        }
    }

    /// How many bytes from the start of a block on live without a gap.
    fn live_prefix(&self, first: u32) -> u32 {
        let blocks = &self.blocks[first as usize..];
        let full = blocks.iter().take_while(|block| block.marks == u64::MAX);
        full.count() as u32 * BLOCK
    }

    /// How many bytes live in some blocks.
    fn live_bytes(&self, first: u32, end: u32) -> u32 {
        self.blocks[first as usize..end as usize]
            .iter()
            .map(|block| block.marks.count_ones() * GRANULE)
            .sum()
    }

    /// Says that the live granules of some blocks go to `target`, and gives where they end.
    fn place(&mut self, first: u32, end: u32, mut target: u32) -> u32 {
        for block in &mut self.blocks[first as usize..end as usize] {
            block.target = target;
            target += block.marks.count_ones() * GRANULE;
        }
        target
    }

    /// Where an object goes.
    #[inline]
    fn forward_if_marked(&self, object: u32) -> Option<u32> {
        self.is_marked(object).then(|| self.forward(object))
    }

    /// What a reference in a live object or a root becomes.
    #[inline]
    fn forward(&self, reference: u32) -> u32 {
        if !is_object(reference) {
            return reference;
        }
        let granule = reference / GRANULE;
        let block = self.blocks[(granule / BLOCK_GRANULES) as usize];
        let below = block.marks & !(u64::MAX << (granule % BLOCK_GRANULES));
        block.target + below.count_ones() * GRANULE
    }

    /// The first live granule from `from` on, but before `end`.
    #[inline]
    fn next_marked(&self, from: u32, end: u32) -> Option<u32> {
        let granule = from / GRANULE;
        let mut index = granule / BLOCK_GRANULES;
        let last = end.div_ceil(BLOCK);
        if index >= last {
            return None;
        }
        let mut marks =
            self.blocks[index as usize].marks & (u64::MAX << (granule % BLOCK_GRANULES));
        while marks == 0 {
            index += 1;
            if index >= last {
                return None;
            }
            marks = self.blocks[index as usize].marks;
        }
        let found = (index * BLOCK_GRANULES + marks.trailing_zeros()) * GRANULE;
        (found < end).then_some(found)
    }
}

/// How many objects are on their way to the cache.
const AHEAD: usize = 16;

struct Marker<'a> {
    objects: &'a Objects,
    bitmap: &'a mut Bitmap,
    /// Objects that are marked and whose slots were not looked at.
    stack: Vec<u32>,
    stack_limit: usize,
    /// There may be more of them than are in the stack.
    overflowed: bool,
    /// The continuations that were reached.
    seen: HashSet<u64>,
    /// Those of them that were not looked at.
    continuations: Vec<u64>,
}

impl Marker<'_> {
    fn mark(&mut self, owner: &mut dyn Owner) {
        owner.begin(Pass::Mark);
        owner.visit(&mut |root| self.reach(*root));
        owner.visit_continuation_roots(&mut |root| self.reach_continuation(*root));
        loop {
            if !self.stack.is_empty() {
                self.scan_stack();
            } else if let Some(continuation) = self.continuations.pop() {
                let mut others = Vec::new();
                owner.visit_continuation(
                    continuation,
                    &mut ContinuationVisitor {
                        reference: &mut |slot| self.reach(*slot),
                        continuation: &mut |other| others.push(other),
                    },
                );
                others
                    .into_iter()
                    .for_each(|other| self.reach_continuation(other));
            } else if self.overflowed {
                self.overflowed = false;
                self.scan_all();
            } else {
                return;
            }
        }
    }

    #[inline]
    fn reach(&mut self, reference: u32) {
        if !is_object(reference) || self.bitmap.is_marked(reference) {
            return;
        }
        self.bitmap.mark_first(reference);
        if self.stack.len() == self.stack.capacity() && !self.grow_stack() {
            self.overflowed = true;
        } else {
            self.stack.push(reference);
        }
    }

    /// Scans what is in the stack, and what that leads to.
    fn scan_stack(&mut self) {
        let mut coming = [0; AHEAD];
        let (mut first, mut waiting) = (0, 0);
        loop {
            if waiting < AHEAD
                && let Some(object) = self.stack.pop()
            {
                self.objects.space.prefetch(object);
                coming[(first + waiting) % AHEAD] = object;
                waiting += 1;
            } else if waiting > 0 {
                let object = coming[first];
                first = (first + 1) % AHEAD;
                waiting -= 1;
                self.scan(object);
            } else {
                return;
            }
        }
    }

    #[cold]
    fn grow_stack(&mut self) -> bool {
        let length = self.stack.len();
        let more = length
            .max(1024)
            .min(self.stack_limit.saturating_sub(length));
        more > 0 && self.stack.try_reserve_exact(more).is_ok()
    }

    fn reach_continuation(&mut self, continuation: u64) {
        if continuation != 0 && self.seen.insert(continuation) {
            self.continuations.push(continuation);
        }
    }

    #[inline]
    fn scan(&mut self, object: u32) {
        let objects = self.objects;
        let record = objects.record(object);
        self.bitmap.mark(object, objects.size(object, &record));
        objects.references(object, &record, |slot| {
            self.reach(objects.space.load_u32(slot));
        });
        objects.continuations(object, &record, |continuation| {
            self.reach_continuation(objects.space.load_u64(continuation));
        });
    }

    /// Looks at all marked objects again.
    fn scan_all(&mut self) {
        let end = u32::try_from(self.bitmap.blocks.len())
            .ok()
            .and_then(|length| length.checked_mul(BLOCK))
            .unwrap_or(u32::MAX);
        let mut from = FIRST_OBJECT;
        while let Some(object) = self.bitmap.next_marked(from, end) {
            let record = self.objects.record(object);
            from = object + self.objects.size(object, &record);
            self.scan(object);
        }
    }
}
