//! Where code goes on after switches between stacks.
//!
//! Cranelift lists neither these addresses nor the stack maps that belong to them. What it
//! makes of a `stack_switch` ends with
//!
//! ```text
//!     lea  second, [rip + resume]
//!     mov  [store_context + instruction_pointer], second
//!     jmp  first
//! resume:
//! ```
//!
//! and is at a source location that no other switch has. We look for these instructions
//! there: moves of register allocation may follow at the same location, so that its end is
//! not the address. A switch that is not found is a bug, and no code comes of it.

use std::collections::HashMap;
use std::mem::offset_of;

use cranelift_codegen::CompiledCode;
use cranelift_codegen::ir::{self, Opcode};
use switchback_abi::code::{CallSite, CompiledFunction};
use switchback_abi::stack::SavedContext;
use switchback_abi::tier::CompileError;

use crate::positions::CallKind;
use crate::stack_maps::list_slot;
use crate::tables::frame_layout;
use crate::translate::Translation;

/// A switch in the finished code.
#[derive(Debug)]
pub(crate) struct SwitchSite {
    /// Where it goes on.
    resume_offset: u32,
    /// The slots that hold references.
    references: Vec<u32>,
}

/// Finds the switches of a function.
pub(crate) fn find(
    code: &CompiledCode,
    func: &ir::Function,
    translation: &Translation,
) -> Result<Vec<SwitchSite>, CompileError> {
    let switches: Vec<_> = func
        .layout
        .blocks()
        .flat_map(|block| func.layout.block_insts(block))
        .filter(|&inst| func.dfg.insts[inst].opcode() == Opcode::StackSwitch)
        .collect();
    if switches.is_empty() {
        return Ok(Vec::new());
    }
    let bug = |message: &str| CompileError::Bug(message.to_owned());
    let mut resume_offsets = HashMap::new();
    for range in code.buffer.get_srclocs_sorted() {
        let kind = translation
            .positions
            .place(range.loc)
            .map(|place| place.call);
        if kind != Some(CallKind::Switch) {
            continue;
        }
        let bytes = &code.buffer.data()[range.start as usize..range.end as usize];
        if let Some(offset) = resume_offset(bytes)
            && resume_offsets
                .insert(range.loc, range.start + offset)
                .is_some()
        {
            return Err(bug("two switches at the same location"));
        }
    }
    let layout = frame_layout(code)?;
    switches
        .into_iter()
        .map(|inst| {
            let resume_offset = resume_offsets
                .get(&func.srcloc(inst))
                .copied()
                .ok_or_else(|| bug("a switch is not in the machine code"))?;
            let entries = translation.switch_maps.get(&inst);
            let mut references = entries
                .into_iter()
                .flatten()
                .map(|entry| {
                    let above_stack_pointer = layout.stackslots[entry.slot].offset + entry.offset;
                    let below_frame_pointer =
                        layout.frame_to_fp_offset.checked_sub(above_stack_pointer);
                    list_slot(entry.ty, below_frame_pointer)
                })
                .collect::<Result<Vec<_>, _>>()?;
            references.sort_unstable();
            Ok(SwitchSite {
                resume_offset,
                references,
            })
        })
        .collect()
}

/// Adds switches to the call sites of a function.
pub(crate) fn add(function: &mut CompiledFunction, switches: Vec<SwitchSite>) {
    if switches.is_empty() {
        return;
    }
    for switch in switches {
        // There are less than 2^32: a stack map costs code.
        let start = function.references.len() as u32;
        function.references.extend(switch.references);
        function.call_sites.push(CallSite {
            return_offset: switch.resume_offset,
            inline_gate: true,
            references: start..function.references.len() as u32,
            handlers: 0..0,
        });
    }
    function.call_sites.sort_by_key(|site| site.return_offset);
}

/// Where in the code made of one source location a switch goes on, if it has one.
fn resume_offset(code: &[u8]) -> Option<u32> {
    (0..code.len()).find_map(|start| resume_after_lea(code, start))
}

/// The same if the `lea` is at `start`.
fn resume_after_lea(code: &[u8], start: usize) -> Option<u32> {
    let lea @ [rex, 0x8d, address, ..] = code.get(start..start + 7)? else {
        return None;
    };
    // The address is relative to the next instruction.
    let is_lea = rex & !REX_REG == REX_W && address & !(7 << 3) == 0b00_000_101;
    let distance = i32::from_le_bytes(lea[3..].try_into().ok()?);
    let rest = code.get(start + 7..)?;
    let (store, rest) = rest.split_at_checked(store_length(rest)?)?;
    let jump = match rest {
        [0x41, 0xff, 0xe0..=0xe7, ..] => 3,
        [0xff, 0xe0..=0xe7, ..] => 2,
        _ => return None,
    };
    let after = store.len() + jump;
    (is_lea && usize::try_from(distance) == Ok(after)).then_some((start + 7 + after) as u32)
}

/// The `REX` prefix of instructions on 64 bits, and the bits in it for the registers of the
/// operand, the index and the base.
const REX_W: u8 = 0x48;
const REX_REG: u8 = 4;
const REX_BASE: u8 = 1;

/// The length of a store of a register into [`SavedContext::instruction_pointer`].
fn store_length(code: &[u8]) -> Option<usize> {
    let &[rex, 0x89, address, ..] = code else {
        return None;
    };
    if rex & !(REX_REG | REX_BASE) != REX_W || address >> 6 != 0b01 {
        return None;
    }
    // A base of `rsp` or `r12` takes another byte.
    let length = if address & 7 == 4 { 5 } else { 4 };
    let offset = *code.get(length - 1)?;
    let expected = offset_of!(SavedContext, instruction_pointer);
    (usize::from(offset) == expected).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SWITCH: [u8; 13] = [
        0x48, 0x8d, 0x0d, 6, 0, 0, 0, // lea rcx, [rip + 6]
        0x48, 0x89, 0x4e, 16, // mov [rsi + 16], rcx
        0xff, 0xe0, // jmp rax
    ];

    #[test]
    fn a_switch_goes_on_behind_its_jump() {
        assert_eq!(resume_offset(&SWITCH), Some(13));
        let mut among_others = vec![0x90];
        among_others.extend(SWITCH);
        among_others.push(0x90);
        assert_eq!(resume_offset(&among_others), Some(14));
    }

    #[test]
    fn another_layout_or_address_is_no_switch() {
        for (place, byte) in [(3, 7), (10, 8), (2, 0x0c), (12, 0xc0), (0, 0x40)] {
            let mut other = SWITCH;
            other[place] = byte;
            assert_eq!(resume_offset(&other), None, "{place}");
        }
        assert_eq!(resume_offset(&SWITCH[..12]), None);
    }

    #[test]
    fn large_registers_take_more_bytes() {
        let code = [
            0x4c, 0x8d, 0x1d, 8, 0, 0, 0, // lea r11, [rip + 8]
            0x4d, 0x89, 0x5c, 0x24, 16, // mov [r12 + 16], r11
            0x41, 0xff, 0xe2, // jmp r10
        ];
        assert_eq!(resume_offset(&code), Some(15));
    }
}
