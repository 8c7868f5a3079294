//! Arguments and environment: two lists of NUL-terminated strings.

use super::Result;
use crate::context::WasiContext;
use crate::memory::GuestMemory;
use crate::types::Errno;

/// Writes the arguments: pointers at `argv`, the strings that they point to at `argv_buf`.
pub fn args_get(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    argv: u32,
    argv_buf: u32,
) -> Result {
    write_strings(memory, &context.arguments, argv, argv_buf)
}

/// Writes how many arguments there are and how many bytes their strings take.
pub fn args_sizes_get(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    count: u32,
    size: u32,
) -> Result {
    write_sizes(memory, &context.arguments, count, size)
}

/// Writes the environment: pointers at `environ`, the strings that they point to at `environ_buf`.
pub fn environ_get(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    environ: u32,
    environ_buf: u32,
) -> Result {
    write_strings(memory, &context.environment, environ, environ_buf)
}

/// Writes how many environment variables there are and how many bytes their strings take.
pub fn environ_sizes_get(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    count: u32,
    size: u32,
) -> Result {
    write_sizes(memory, &context.environment, count, size)
}

fn write_strings(
    memory: &mut GuestMemory<'_>,
    strings: &[Vec<u8>],
    pointers: u32,
    buffer: u32,
) -> Result {
    let (count, size) = sizes(strings)?;
    memory.check_array(pointers, count, 4, 4)?;
    memory.bytes(buffer, size)?;
    // Both areas are in the memory, so the sums below are too.
    let mut pointer = pointers;
    let mut position = buffer;
    for string in strings {
        memory.write_u32(pointer, position)?;
        memory.write(position, 1, string)?;
        position += string.len() as u32;
        memory.write(position, 1, &[0])?;
        position += 1;
        pointer += 4;
    }
    Ok(())
}

fn write_sizes(
    memory: &mut GuestMemory<'_>,
    strings: &[Vec<u8>],
    count_out: u32,
    size_out: u32,
) -> Result {
    let (count, size) = sizes(strings)?;
    memory.write_u32(count_out, count)?;
    memory.write_u32(size_out, size)?;
    Ok(())
}

/// How many strings there are and how many bytes they take with their NULs.
fn sizes(strings: &[Vec<u8>]) -> Result<(u32, u32)> {
    let size: usize = strings.iter().map(|string| string.len() + 1).sum();
    let count = u32::try_from(strings.len()).map_err(|_| Errno::Overflow)?;
    let size = u32::try_from(size).map_err(|_| Errno::Overflow)?;
    Ok((count, size))
}
