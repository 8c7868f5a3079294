//! Continuations: how machine code switches from stack to stack.
//!
//! Every continuation has a stack of its own, whose [`StackHeader`] lies in a slot of the
//! engine's pool of stacks. The *running chain* is [`StoreContext::current_stack`], its
//! [`StackHeader::parent`], and so on. A *suspended chain* is held together in the same
//! way; its outermost stack, whose parent is null, is the one that references lead to, and
//! knows the innermost one as its [`StackHeader::tip`]. That is where
//! [`StackHeader::handlers`] are when it runs, which are nobody's concern meanwhile.
//!
//! # References
//!
//! A reference to a continuation is a 64-bit word: 0 is null; the low [`OFFSET_BITS`] say
//! where the header of its outermost stack is, at `StoreContext::continuation_headers +
//! ((word & OFFSET_MASK) << HEADER_SHIFT)`; the others are a generation.
//! [`StackHeader::word`] is the word by which the stack can be referred to, and no other:
//! who uses up a continuation adds [`ONE_GENERATION`] to it, and whose word is another one
//! uses a continuation that was used before, which is a trap
//! ([`TrapCode::ContinuationConsumed`]). While a stack runs, nobody has its word.
//!
//! Nothing is added to a word that is not below [`LAST_WORD`]: the next one is what
//! [`Routine::GenerationsExhausted`] answers. It is of an early generation again, and every
//! other word of that stack, wherever it is, was made a [`spent`] one. So nobody needs to
//! fear a word from long ago, and references to continuations change at a safepoint, like
//! those into the heap.
//!
//! # Values in transit
//!
//! The arguments of every switch lie in a buffer in the frame that the switch leaves,
//! laid out as [`TransitLayout`] says. Its address is the payload of the switch (`rdi` on
//! x86-64), but for one back to a `resume`, to which the continuation comes like that: the
//! next switch waits for it. Whoever is switched to reads the values at once, before
//! anything that could switch, call or make a continuation. An odd payload is no address
//! but an exception to be thrown there: its reference `<< 1 | 1`. The buffer must be
//! followed by so much of the stack that registers that carry none of the values may be
//! loaded from it as well; every address in a frame is, and so an address is to be passed
//! even if there are no values.
//!
//! # Switches
//!
//! A switch stores stack pointer, frame pointer and instruction pointer in the
//! [`StackHeader::saved`] of the stack that it leaves, and loads those of the stack that
//! it goes to: Cranelift's `stack_switch`. No register survives but those. Every such
//! instruction is an inline gate and a safepoint: a [`crate::code::CallSite`] for the
//! address at which it goes on. The pinned register is the store context meanwhile: who goes
//! on needs not wait for that until its own instance has come from its frame. Before a
//! switch,
//!
//! 1. `current_stack` becomes the stack that it goes to;
//! 2. `stack_limit` becomes that stack's limit, and then `usize::MAX` if
//!    [`StoreContext::interrupt`] is set (in this order).
//!
//! **`cont.new`**: the function must not be null. Take the first of
//! [`StoreContext::free_continuations`] (if there is none: [`Routine::ContinuationNew`]
//! does all of this), set [`StackHeader::function`]. The word is the reference.
//!
//! **`resume`**: check the word, use it up. Set `parent` to the current stack,
//! `handlers` to the list of this `resume`, switch to `saved` of the `tip`, which becomes
//! the current stack. Back again, the payload is not an address but the reference to the
//! continuation if that was suspended: [`StoreContext::switch_reason`] is the place of an
//! `(on $tag $label)` in the list, and [`StoreContext::switch_payload`] leads to the values
//! of `suspend`. Or it is zero, and the reason tells why:
//!
//! * [`RETURNED`]: `switch_payload` leads to the results. The stack is free already.
//! * [`THREW`]: it is the reference of an exception to be thrown here. So is the stack.
//!
//! **`resume_throw`** and **`resume_throw_ref`**: likewise, with an exception as the
//! payload. It makes no difference whether the continuation has begun.
//!
//! **`suspend`**: search the stacks from the current one up to, but not including,
//! [`StoreContext::barrier`] for one whose `handlers` ([`HandledTag`]) have an `(on $tag
//! $label)` with the tag; at the barrier: [`TrapCode::UnhandledTag`]. With *s* the stack that
//! was found: set its `tip` to the current stack, `switch_reason` to the place of that in
//! the list, `switch_payload` to the buffer; the parent of *s* is the stack to
//! switch to, with the word of *s* as the payload; the `parent` of *s* becomes null. If its
//! [`StackHeader::next_captured`] is null, *s* is put in front of
//! [`StoreContext::captured_continuations`]. Back again, the payload is an
//! exception to throw, or leads to the results.
//!
//! **`switch`**: check the word of the target, search for *s* as above but for an `(on $tag
//! switch)`, use the target up. Set the `tip` of *s* to the current stack; the word of *s*
//! is the last value in transit. The target gets `parent` and `handlers` of *s*, whose
//! `parent` becomes null, and *s* is put in front of the captured ones as in `suspend`;
//! switch to `saved` of the target's `tip`.
//!
//! **`cont.bind`**: [`Routine::ContinuationBind`]. What is bound comes to the other arguments
//! without the help of who resumes: the tip goes on in a stub of the runtime.
//!
//! A host function suspends its call, with the values that come back as its results: it does
//! all of this in the runtime, but the switch, which a stub does from the call's exit frame.
//! The host resumes with an entry frame as the parent's, and a list of its own.
//!
//! A function that returns from the base of its continuation, and an exception that
//! reaches it, go to the parent without a tier's help.

use core::mem::{align_of, size_of};

use switchback_wasm::ValType;

use crate::calling_convention::{Assignment, Location, MachineType};
use crate::stack::StackHeader;
#[cfg(doc)]
use crate::{routine::Routine, store::StoreContext, trap::TrapCode};

/// How many bits of a reference say where the header of a stack is.
pub const OFFSET_BITS: u32 = 30;

/// These bits.
pub const OFFSET_MASK: u64 = (1 << OFFSET_BITS) - 1;

/// How far they are to be shifted left to make them a distance in bytes: headers are
/// aligned to so much.
pub const HEADER_SHIFT: u32 = 7;

/// What is added to a stack's word when its continuation is used up.
pub const ONE_GENERATION: u64 = 1 << OFFSET_BITS;

/// The least word of the last generation that a stack has. No stack has the one after it,
/// which is that of [`spent`] words.
pub const LAST_WORD: u64 = (u64::MAX << OFFSET_BITS) - ONE_GENERATION;

/// A reference to the same stack that was used up, for ever.
#[must_use]
pub const fn spent(word: u64) -> u64 {
    word | !OFFSET_MASK
}

/// [`StoreContext::switch_reason`] when a continuation has returned.
pub const RETURNED: u64 = u64::MAX;

/// The same when an exception has left it.
pub const THREW: u64 = RETURNED - 1;

/// How many bytes behind [`StoreContext::continuation_headers`] the header of the stack is
/// that a reference leads to.
#[must_use]
pub const fn offset_of_word(word: u64) -> usize {
    ((word & OFFSET_MASK) as usize) << HEADER_SHIFT
}

/// The generation of a reference.
#[must_use]
pub const fn generation_of(word: u64) -> u64 {
    word >> OFFSET_BITS
}

/// The reference of that generation to the stack whose header is so many bytes behind
/// [`StoreContext::continuation_headers`]: a multiple of `1 << HEADER_SHIFT`.
#[must_use]
pub const fn word(offset: usize, generation: u64) -> u64 {
    generation << OFFSET_BITS | (offset >> HEADER_SHIFT) as u64
}

const _: () = assert!(align_of::<StackHeader>() == 1 << HEADER_SHIFT);

/// What a `resume` handles, in order: of each `(on $tag $label)` the number of the tag in
/// the store ([`crate::instance::InstanceContext::tags`]), of each `(on $tag switch)` that
/// with the bit [`HandledTag::SWITCH`]; then [`HandledTag::END`]. In the instance that
/// executes `resume`, or with the host that resumes.
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandledTag(pub u32);

impl HandledTag {
    /// Set in a tag to switch with.
    pub const SWITCH: u32 = 1 << 31;

    /// How many tags a store has at the most: with the bit, none of them is the end of a
    /// list.
    pub const TAGS: u32 = Self::SWITCH - 1;

    /// Ends a list.
    pub const END: Self = Self(u32::MAX);

    /// A tag to suspend with.
    #[must_use]
    pub const fn suspend(tag: u32) -> Self {
        Self(tag)
    }

    /// A tag to switch with.
    #[must_use]
    pub const fn switch(tag: u32) -> Self {
        Self(tag | Self::SWITCH)
    }
}

/// A buffer of values in transit, but for values in memory, which follow. A buffer ends
/// behind the last value in it.
#[repr(C, align(16))]
#[derive(Debug)]
pub struct ValuesInTransit {
    /// Those that travel in integer registers when a function is called.
    pub integers: [u64; 8],
    /// Those that travel in vector registers.
    pub floats: [[u64; 2]; 8],
}

/// Where values are in a buffer (see the module's documentation).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransitLayout {
    /// Of each value, in bytes from the start.
    pub offsets: Box<[u32]>,
    /// Size of the buffer: a multiple of 16, and not zero.
    pub bytes: u32,
}

impl TransitLayout {
    /// For values that go to a function, a `suspend` or `switch` that waits, or a handler:
    /// everything but results.
    #[must_use]
    pub fn arguments<T>(types: &[ValType<T>]) -> Self {
        Self::new(Assignment::params(0), types)
    }

    /// For the results of a continuation that has returned.
    #[must_use]
    pub fn results<T>(types: &[ValType<T>]) -> Self {
        Self::new(Assignment::results(), types)
    }

    fn new<T>(mut assignment: Assignment, types: &[ValType<T>]) -> Self {
        let mut end = 0;
        let offsets = types
            .iter()
            .map(|ty| {
                let ty = MachineType::of(ty);
                let offset = transit_offset(assignment.assign(ty));
                end = end.max(offset + ty.bytes().max(8));
                offset
            })
            .collect();
        Self {
            offsets,
            bytes: end.next_multiple_of(16).max(16),
        }
    }
}

/// Where in a buffer a value is that would travel there.
#[must_use]
pub const fn transit_offset(location: Location) -> u32 {
    let floats = core::mem::offset_of!(ValuesInTransit, floats) as u32;
    match location {
        Location::Integer(place) => place as u32 * 8,
        Location::Float(place) => floats + place as u32 * 16,
        Location::Memory(offset) => size_of::<ValuesInTransit>() as u32 + offset,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_an_offset_and_a_generation() {
        let offset = 0x1f_9abc_de80;
        let reference = word(offset, 0x3_2345_6789);
        assert_eq!(offset_of_word(reference), offset);
        assert_eq!(generation_of(reference), 0x3_2345_6789);
        assert_eq!(offset_of_word(reference + ONE_GENERATION), offset);
        assert_eq!(generation_of(reference + ONE_GENERATION), 0x3_2345_678a);
        assert_eq!(offset_of_word(spent(reference)), offset);
        // Whatever is added, a word that is spent is none that a stack has.
        let last = word(offset, generation_of(LAST_WORD));
        assert!(last >= LAST_WORD && last - ONE_GENERATION < LAST_WORD);
        assert_eq!(last + ONE_GENERATION, spent(reference));
    }

    #[test]
    fn values_in_transit_do_not_overlap() {
        type Type = ValType<()>;
        let mut types = vec![Type::I32, Type::V128, Type::I64, Type::F64];
        for _ in 0..4 {
            types.extend_from_within(..);
        }
        for layout in [
            TransitLayout::arguments(&types),
            TransitLayout::results(&types),
        ] {
            let mut used = vec![false; layout.bytes as usize];
            for (ty, &offset) in types.iter().zip(&layout.offsets) {
                let bytes = MachineType::of(ty).bytes();
                assert_eq!(offset % bytes, 0);
                for byte in &mut used[offset as usize..][..bytes as usize] {
                    assert!(!*byte);
                    *byte = true;
                }
            }
            assert_eq!(layout.bytes % 16, 0);
        }
        assert_eq!(TransitLayout::arguments::<()>(&[]).bytes, 16);
        assert_eq!(*TransitLayout::results(&types[..1]).offsets, [0]);
    }
}
