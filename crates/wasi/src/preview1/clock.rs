//! Clocks.

use super::Result;
use crate::context::WasiContext;
use crate::memory::GuestMemory;
use crate::types::{ClockId, Errno};
use rustix::time::{ClockId as HostClock, Timespec, clock_getres, clock_gettime};
use std::time::SystemTime;

/// Writes how fine the steps of a clock are, in nanoseconds.
pub fn clock_res_get(
    _context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    id: u32,
    resolution_out: u32,
) -> Result {
    let clock = match ClockId::from_raw(id)? {
        ClockId::Realtime => HostClock::Realtime,
        ClockId::Monotonic => HostClock::Monotonic,
        ClockId::ProcessCputime => HostClock::ProcessCPUTime,
        ClockId::ThreadCputime => HostClock::ThreadCPUTime,
    };
    // No clock may claim steps of nothing.
    let resolution = nanoseconds(clock_getres(clock))?.max(1);
    memory.write_u64(resolution_out, resolution)?;
    Ok(())
}

/// Writes the time by a clock, in nanoseconds. It is always as exact as the host's.
pub fn clock_time_get(
    context: &mut WasiContext,
    memory: &mut GuestMemory<'_>,
    id: u32,
    _precision: u64,
    time_out: u32,
) -> Result {
    let time = time(context, ClockId::from_raw(id)?)?;
    memory.write_u64(time_out, time)?;
    Ok(())
}

/// The time by a clock, in nanoseconds.
pub(super) fn time(context: &WasiContext, clock: ClockId) -> std::result::Result<u64, Errno> {
    match clock {
        ClockId::Realtime => {
            let since_1970 = SystemTime::UNIX_EPOCH
                .elapsed()
                .map_err(|_| Errno::Overflow)?;
            u64::try_from(since_1970.as_nanos()).map_err(|_| Errno::Overflow)
        }
        ClockId::Monotonic => u64::try_from(context.monotonic_origin.elapsed().as_nanos())
            .map_err(|_| Errno::Overflow),
        ClockId::ProcessCputime => nanoseconds(clock_gettime(HostClock::ProcessCPUTime)),
        ClockId::ThreadCputime => nanoseconds(clock_gettime(HostClock::ThreadCPUTime)),
    }
}

fn nanoseconds(time: Timespec) -> std::result::Result<u64, Errno> {
    let exact = i128::from(time.tv_sec) * 1_000_000_000 + i128::from(time.tv_nsec);
    u64::try_from(exact).map_err(|_| Errno::Overflow)
}
