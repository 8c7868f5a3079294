//! What Cranelift made, in the form in which a tier hands it over.

use cranelift_codegen::binemit::Reloc;
use cranelift_codegen::ir::{self, ExternalName};
use cranelift_codegen::{CompiledCode, FinalizedRelocTarget, MachBufferFrameLayout};
use switchback_abi::code::{
    CallSite, CompiledFunction, Position, Relocation, RelocationKind, RelocationTarget, TrapSite,
};
use switchback_abi::tier::CompileError;
use switchback_abi::trap::TrapCode;
use switchback_wasm::FunctionIndex;

use crate::environment::FUNCTION_NAMESPACE;
use crate::handlers::HandlerLists;
use crate::positions::{CallKind, NOT_INLINED, Positions};
use crate::stack_maps::StackMaps;
use crate::switch_sites;
use crate::translate::Translation;

/// What the start of a function is aligned to at least, for the processor's sake.
const FUNCTION_ALIGNMENT: u32 = 16;

/// The position of code that comes from no instruction.
const NO_OFFSET: u32 = u32::MAX;

/// Assembles the finished function. `func` is what was compiled.
pub(crate) fn finish(
    code: &CompiledCode,
    func: &ir::Function,
    translation: Translation,
) -> Result<CompiledFunction, CompileError> {
    let switch_sites = switch_sites::find(code, func, &translation)?;
    let buffer = &code.buffer;
    let layout = frame_layout(code)?;
    let instance_slot = translation
        .instance_slot
        .map(|slot| layout.frame_to_fp_offset - layout.stackslots[slot].offset);
    let mut handlers = HandlerLists::default();
    let stack_maps = StackMaps::new(code, layout.frame_to_fp_offset)?;
    let call_sites = call_sites(code, &translation.positions, &stack_maps, &mut handlers)?;
    let mut function = CompiledFunction {
        code: buffer.data().to_vec(),
        alignment: buffer.alignment.max(FUNCTION_ALIGNMENT),
        frame_size: layout.frame_to_fp_offset,
        instance_slot,
        relocations: relocations(code, func)?,
        call_sites,
        references: stack_maps.into_slots(),
        handlers: handlers.into_handlers(),
        traps: traps(code)?,
        positions: positions(code, &translation.positions),
        inlined: translation.positions.into_inlined_calls(),
    };
    switch_sites::add(&mut function, switch_sites);
    Ok(function)
}

/// Where things are in the frame of a function.
pub(crate) fn frame_layout(code: &CompiledCode) -> Result<&MachBufferFrameLayout, CompileError> {
    code.buffer
        .frame_layout()
        .ok_or_else(|| CompileError::Bug("no frame layout".to_owned()))
}

/// Moves everything in the tables of a function by so many bytes, which were put in front
/// of its code.
pub(crate) fn shift(function: &mut CompiledFunction, by: u32) {
    for relocation in &mut function.relocations {
        relocation.offset += by;
    }
    for site in &mut function.call_sites {
        site.return_offset += by;
    }
    for handler in &mut function.handlers {
        handler.offset += by;
    }
    for trap in &mut function.traps {
        trap.offset += by;
    }
    for position in &mut function.positions {
        position.offset += by;
    }
}

fn relocations(code: &CompiledCode, func: &ir::Function) -> Result<Vec<Relocation>, CompileError> {
    let names = func.params.user_named_funcs();
    code.buffer
        .relocs()
        .iter()
        .map(|relocation| {
            let function = match &relocation.target {
                FinalizedRelocTarget::ExternalName(ExternalName::User(name))
                    if names[*name].namespace == FUNCTION_NAMESPACE =>
                {
                    FunctionIndex(names[*name].index)
                }
                other => {
                    return Err(CompileError::Bug(format!("a relocation against {other:?}")));
                }
            };
            // The address of an entry of what Cranelift takes for a global offset table:
            // the function's entry slot.
            if relocation.kind != Reloc::X86GOTPCRel4 {
                let kind = relocation.kind;
                return Err(CompileError::Bug(format!("a relocation of kind {kind}")));
            }
            Ok(Relocation {
                offset: relocation.offset,
                kind: RelocationKind::Relative32,
                target: RelocationTarget::EntrySlot(function),
                addend: relocation.addend,
            })
        })
        .collect()
}

fn call_sites(
    code: &CompiledCode,
    positions: &Positions,
    stack_maps: &StackMaps,
    handlers: &mut HandlerLists,
) -> Result<Vec<CallSite>, CompileError> {
    let locations = code.buffer.get_srclocs_sorted();
    code.buffer
        .call_sites()
        .filter_map(|site| {
            let return_offset = site.ret_addr;
            // The range that holds the last byte of the call instruction.
            let after = locations.partition_point(|range| range.start < return_offset);
            let kind = after
                .checked_sub(1)
                .map(|index| &locations[index])
                .filter(|range| return_offset <= range.end)
                .and_then(|range| positions.place(range.loc))
                .map_or(CallKind::Plain, |place| place.call);
            let inline_gate = match kind {
                CallKind::Plain => false,
                CallKind::InlineGate => true,
                CallKind::Tail | CallKind::Switch => return None,
            };
            Some(handlers.add(&site).map(|handlers| CallSite {
                return_offset,
                inline_gate,
                references: stack_maps.list(return_offset),
                handlers,
            }))
        })
        .collect()
}

fn traps(code: &CompiledCode) -> Result<Vec<TrapSite>, CompileError> {
    code.buffer
        .traps()
        .iter()
        .map(|trap| {
            Ok(TrapSite {
                offset: trap.offset,
                code: trap_code(trap.code)?,
            })
        })
        .collect()
}

fn trap_code(code: ir::TrapCode) -> Result<TrapCode, CompileError> {
    Ok(match code {
        ir::TrapCode::HEAP_OUT_OF_BOUNDS => TrapCode::MemoryOutOfBounds,
        ir::TrapCode::INTEGER_OVERFLOW => TrapCode::IntegerOverflow,
        ir::TrapCode::INTEGER_DIVISION_BY_ZERO => TrapCode::IntegerDivisionByZero,
        ir::TrapCode::BAD_CONVERSION_TO_INTEGER => TrapCode::InvalidConversionToInteger,
        ir::TrapCode::STACK_OVERFLOW => TrapCode::StackOverflow,
        user => TrapCode::from_u8(user.as_raw().get())
            .ok_or_else(|| CompileError::Bug(format!("a trap with code {user}")))?,
    })
}

fn positions(code: &CompiledCode, positions: &Positions) -> Vec<Position> {
    let mut result: Vec<Position> = Vec::new();
    let mut add = |offset: u32, wasm_offset: u32, inlined: u32| {
        let differs = result
            .last()
            .is_none_or(|last| last.wasm_offset != wasm_offset || last.inlined != inlined);
        if differs {
            result.push(Position {
                offset,
                wasm_offset,
                inlined,
            });
        }
    };
    let mut end = 0;
    for range in code.buffer.get_srclocs_sorted() {
        if range.start > end {
            add(end, NO_OFFSET, NOT_INLINED);
        }
        match positions.place(range.loc) {
            Some(place) => add(range.start, place.wasm_offset, place.inlined),
            None => add(range.start, NO_OFFSET, NOT_INLINED),
        }
        end = range.end;
    }
    add(end, NO_OFFSET, NOT_INLINED);
    result
}
