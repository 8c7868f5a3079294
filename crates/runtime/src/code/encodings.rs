//! How the tables of a function are encoded that are read from the start.
//!
//! Most are distances to the entry before, as numbers of variable length.

use switchback_abi::code::{InlinedCall, Position, Relocation, RelocationKind, TrapSite};
use switchback_abi::trap::TrapCode;

/// Stands for "none" where an offset or index is expected.
pub(super) const NONE: u32 = u32::MAX;

pub(super) fn encode_inlined(calls: &[InlinedCall]) -> Vec<u8> {
    calls
        .iter()
        .flat_map(|call| [call.function.0, call.call_wasm_offset, call.parent])
        .flat_map(u32::to_le_bytes)
        .collect()
}

/// For each trap the distance from the one before; the lowest bit is set if it is
/// no access out of bounds of a memory, and then the code follows.
pub(super) fn encode_traps(traps: &[TrapSite]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut last = 0;
    for trap in traps {
        let distance = u64::from(trap.offset - last) << 1;
        last = trap.offset;
        if trap.code == TrapCode::MemoryOutOfBounds {
            put(&mut bytes, distance);
        } else {
            put(&mut bytes, distance | 1);
            bytes.push(trap.code as u8);
        }
    }
    bytes
}

pub(super) fn decode_traps(mut bytes: &[u8]) -> impl Iterator<Item = TrapSite> + '_ {
    let mut offset = 0_u32;
    std::iter::from_fn(move || {
        let distance = take(&mut bytes)?;
        offset = offset.checked_add(u32::try_from(distance >> 1).ok()?)?;
        let code = if distance & 1 == 0 {
            TrapCode::MemoryOutOfBounds
        } else {
            let (&code, rest) = bytes.split_first()?;
            bytes = rest;
            TrapCode::from_u8(code)?
        };
        Some(TrapSite { offset, code })
    })
}

/// Set if the position belongs to another inlined call than the one before.
const INLINED_CHANGES: u64 = 1;
/// Set if the position comes from no instruction.
const NO_INSTRUCTION: u64 = 2;

/// For each position the distance from the one before with two flags below;
/// unless it comes from no instruction the difference of Wasm offsets; if the
/// inlined call changes the new one plus one.
pub(super) fn encode_positions(positions: &[Position]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut last = Position {
        offset: 0,
        wasm_offset: 0,
        inlined: NONE,
    };
    let mut source = None;
    for position in positions {
        // What repeats the one before says nothing.
        if source == Some((position.wasm_offset, position.inlined)) {
            continue;
        }
        source = Some((position.wasm_offset, position.inlined));
        let mut head = u64::from(position.offset - last.offset) << 2;
        if position.inlined != last.inlined {
            head |= INLINED_CHANGES;
        }
        if position.wasm_offset == NONE {
            head |= NO_INSTRUCTION;
        }
        put(&mut bytes, head);
        if position.wasm_offset != NONE {
            let difference = i64::from(position.wasm_offset) - i64::from(last.wasm_offset);
            put(&mut bytes, ((difference << 1) ^ (difference >> 63)) as u64);
            last.wasm_offset = position.wasm_offset;
        }
        if position.inlined != last.inlined {
            put(&mut bytes, u64::from(position.inlined.wrapping_add(1)));
            last.inlined = position.inlined;
        }
        last.offset = position.offset;
    }
    bytes
}

pub(super) fn decode_positions(mut bytes: &[u8]) -> impl Iterator<Item = Position> + '_ {
    let mut offset = 0_u32;
    let mut last_wasm_offset = 0_u32;
    let mut inlined = NONE;
    std::iter::from_fn(move || {
        let head = take(&mut bytes)?;
        offset = offset.checked_add(u32::try_from(head >> 2).ok()?)?;
        let wasm_offset = if head & NO_INSTRUCTION == 0 {
            let zigzag = take(&mut bytes)?;
            let difference = (zigzag >> 1) as i64 ^ -((zigzag & 1) as i64);
            let wasm_offset = i64::from(last_wasm_offset).checked_add(difference)?;
            last_wasm_offset = u32::try_from(wasm_offset).ok()?;
            last_wasm_offset
        } else {
            NONE
        };
        if head & INLINED_CHANGES != 0 {
            inlined = u32::try_from(take(&mut bytes)?).ok()?.wrapping_sub(1);
        }
        Some(Position {
            offset,
            wasm_offset,
            inlined,
        })
    })
}

/// For each relocation the distance of its place from the one before.
pub(super) fn encode_places(relocations: &[Relocation]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut last = 0;
    for relocation in relocations {
        // When another kind comes, it needs a mark here.
        let RelocationKind::Relative32 = relocation.kind;
        put(&mut bytes, u64::from(relocation.offset - last));
        last = relocation.offset;
    }
    bytes
}

pub(super) fn decode_places(mut bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    let mut offset = 0_u32;
    std::iter::from_fn(move || {
        offset = offset.checked_add(u32::try_from(take(&mut bytes)?).ok()?)?;
        Some(offset)
    })
}

/// Writes a number, seven bits a byte, lowest first (LEB128).
pub(super) fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads what [`put`] wrote; `None` at the end or if it is no number.
pub(super) fn take(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}
