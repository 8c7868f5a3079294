//! Functions with large frames.
//!
//! A frame larger than what lies unchecked below a stack's limit must not be made
//! before it is compared with the limit as a whole. Such a function consists of two
//! pieces of code: the first makes a small frame, checks for a large one, and
//! tail-calls the second, which is the function as usual, without a check.

use cranelift_codegen::binemit::Reloc;
use cranelift_codegen::{CompiledCode, FinalizedRelocTarget};
use switchback_abi::code::CompiledFunction;
use switchback_abi::tier::CompileError;

/// How far the tail call is from its relocation: what a call instruction adds is
/// relative to the end of its four bytes.
const END_OF_PLACE: i64 = 4;

/// Puts `body` behind `checker`, whose code `checker_code` is. The one relocation of
/// the checker is its tail call of the body.
pub(crate) fn join(
    mut checker: CompiledFunction,
    body: CompiledFunction,
    call: TailCall,
) -> Result<CompiledFunction, CompileError> {
    let too_large = |_| CompileError::LimitExceeded("the code of a function is too large".into());
    let start = checker.code.len().next_multiple_of(body.alignment as usize);
    let start = u32::try_from(start).map_err(too_large)?;
    let distance = i64::from(start) + call.addend - i64::from(call.offset);
    debug_assert_eq!(call.addend, -END_OF_PLACE);
    let distance = i32::try_from(distance).map_err(too_large)?;
    let place = call.offset as usize..call.offset as usize + size_of::<i32>();
    checker.code[place].copy_from_slice(&distance.to_le_bytes());

    checker.code.resize(start as usize, 0);
    checker.code.extend_from_slice(&body.code);
    checker.alignment = checker.alignment.max(body.alignment);
    checker.frame_size = checker.frame_size.max(body.frame_size);
    checker.instance_slot = body.instance_slot;
    // The checker inlines nothing, so that the numbers of inlined calls stay.
    checker.inlined = body.inlined;
    // Nor does it catch anything or keep references.
    checker.references = body.references;
    for mut handler in body.handlers {
        handler.offset += start;
        checker.handlers.push(handler);
    }
    for mut relocation in body.relocations {
        relocation.offset += start;
        checker.relocations.push(relocation);
    }
    for mut site in body.call_sites {
        site.return_offset += start;
        checker.call_sites.push(site);
    }
    for mut trap in body.traps {
        trap.offset += start;
        checker.traps.push(trap);
    }
    for mut position in body.positions {
        position.offset += start;
        checker.positions.push(position);
    }
    Ok(checker)
}

/// The checker's tail call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TailCall {
    offset: u32,
    addend: i64,
}

impl TailCall {
    /// Finds the only relocation of a checker.
    pub(crate) fn find(code: &CompiledCode) -> Result<Self, CompileError> {
        match code.buffer.relocs() {
            [relocation]
                if relocation.kind == Reloc::X86CallPCRel4
                    && matches!(relocation.target, FinalizedRelocTarget::ExternalName(_)) =>
            {
                Ok(Self {
                    offset: relocation.offset,
                    addend: relocation.addend,
                })
            }
            relocations => Err(CompileError::Bug(format!(
                "unexpected relocations of a frame check: {relocations:?}"
            ))),
        }
    }
}
