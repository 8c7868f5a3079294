//! Rows about garbage collection. Where objects are made, the time on the wall
//! counts: some engines collect in several threads, for which the mutator waits.

use anyhow::Result;

use super::{Aim, Clock, Row, Table, Work, binary, wasm};

/// All of them.
pub(super) fn rows() -> Result<Vec<Row>> {
    let mut rows = allocation()?;
    rows.extend(casts()?);
    rows.extend(access()?);
    rows.extend(programs()?);
    rows.extend(pauses()?);
    Ok(rows)
}

/// A row which aims at the time of the best other engine.
fn row(name: &str, unit: &'static str, work: Work) -> Row {
    Row::new(name, unit, work).best(1.05).table(Table::Managed)
}

fn allocation() -> Result<Vec<Row>> {
    let module = binary(include_str!("../../rows/gc_allocation.wat"))?;
    let row = |name, entry| row(name, "object", wasm(&module, entry)).clock(Clock::Wall);
    Ok(vec![
        row("struct.new, dropped at once", "struct_dropped").nanoseconds(1.0),
        row("struct.new, 1 field", "struct_1").nanoseconds(1.0),
        row("struct.new, 4 fields", "struct_4"),
        row("array.new, 16 elements", "array_16"),
    ])
}

fn casts() -> Result<Vec<Row>> {
    let module = binary(include_str!("../../rows/gc_casts.wat"))?;
    let row = |name, entry, baseline, aim| {
        let row = row(name, "cast", wasm(&module, entry));
        row.baseline(wasm(&module, baseline)).nanoseconds(aim)
    };
    let mut rows = vec![
        row("ref.cast, exact type", "exact_cast", "exact_uncast", 0.3),
        row(
            "ref.cast from anyref, exact type",
            "exact_cast_any",
            "exact_uncast",
            0.3,
        ),
        row(
            "ref.cast, to a supertype",
            "supertype_cast",
            "supertype_uncast",
            0.3,
        ),
        row("ref.test that fails", "test_fails", "untested", 0.5),
    ];
    rows.push(self::row(
        "br_on_cast, four types in turn",
        "dispatch",
        wasm(&module, "dispatch"),
    ));
    Ok(rows)
}

fn access() -> Result<Vec<Row>> {
    let module = binary(include_str!("../../rows/gc_access.wat"))?;
    let row = |name, entry| row(name, "object", wasm(&module, entry));
    Ok(vec![
        row("array.get and array.len, sum", "array_sum").operations(1024.0),
        row("struct.get, four fields of an object", "struct_get"),
        row("struct.get, following references", "struct_chase"),
        row(
            "struct.set, young object into young",
            "struct_set_young_young",
        ),
        row("struct.set, old object into old", "struct_set_old_old"),
        row("struct.set, fresh object into old", "struct_set_old_young"),
        row("array.set, old object into old", "array_set_old_old"),
        row("array.set, fresh object into old", "array_set_old_young").clock(Clock::Wall),
    ])
}

fn programs() -> Result<Vec<Row>> {
    let trees = binary(include_str!("../../rows/gc_trees.wat"))?;
    let lists = binary(include_str!("../../rows/gc_lists.wat"))?;
    let mutation = binary(include_str!("../../rows/gc_mutation.wat"))?;
    let splay = binary(include_str!("../../rows/gc_splay.wat"))?;
    let program = |name: &str, unit, module: &[u8], entry| {
        let row = row(name, unit, wasm(module, entry)).best(1.2);
        row.clock(Clock::Wall).compared(1).longer(6)
    };
    Ok(vec![
        program("binary-trees, depth 14", "run", &trees, "depth_14"),
        program("binary-trees, depth 16", "run", &trees, "depth_16"),
        program("binary-trees, depth 18", "run", &trees, "depth_18"),
        program("list of 1,000,000 that survives", "node", &lists, "run").operations(1e6),
        program("array of 2^20, mutated", "object", &mutation, "run").compared(1 << 20),
        program("splay", "modification", &splay, "run").compared(1000),
    ])
}

fn pauses() -> Result<Vec<Row>> {
    let array = binary(include_str!("../../rows/pauses_array.wat"))?;
    let trees = binary(include_str!("../../rows/pauses_trees.wat"))?;
    let row = |name, module| {
        let entry = "run";
        Row {
            aim: Aim::None,
            clock: Clock::Wall,
            table: Table::Pauses,
            ..Row::new(name, "slice", Work::Slices { module, entry })
        }
    };
    Ok(vec![
        row("50 MiB in an array, mutated", array),
        row("50 MiB in trees, replaced", trees),
    ])
}
