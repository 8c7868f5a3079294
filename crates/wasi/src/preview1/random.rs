//! Random numbers.

use super::Result;
use crate::context::WasiContext;
use crate::memory::GuestMemory;
use crate::types::Errno;

/// Fills a buffer with random bytes from the host's generator, which is fit for secrets.
pub fn random_get(
    _context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    buffer: u32,
    length: u32,
) -> Result {
    let buffer = memory.bytes_mut(buffer, length)?;
    getrandom::fill(buffer).map_err(|_| Errno::Io)?;
    Ok(())
}
