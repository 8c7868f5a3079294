//! Executable memory: one reservation of address space for each module.
//!
//! ```text
//!  base      entry slots      one word for each defined function   read, write
//!  + pads    veneer and pads  (see `assembly::x86_64_pads`)        read, execute
//!  + code    batches of functions, each a whole number of pages    read, execute
//!            not used yet                                          no access
//! ```
//!
//! Invariants:
//!
//! * No page is ever writable and executable, and a page that was executable once
//!   is never writable again: a batch is written while nobody knows its address,
//!   and its pages change to read and execute before anybody does.
//! * The reservation is smaller than 2 GiB, so that a 32-bit displacement reaches
//!   from everywhere to everywhere.
//! * Where the code begins depends on nothing but the number of functions, so that
//!   an image of the code can be put into another reservation for the same module
//!   as it is: distances to the entry slots stay the same.
//!
//! Nothing is ever freed but the whole: code that was replaced may still be on
//! some stack.

use std::io;
use std::ops::Range;
use std::ptr::{self, NonNull};
use std::sync::atomic::{AtomicPtr, AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use rustix::mm::{Advice, MapFlags, MprotectFlags, ProtFlags};
use switchback_wasm::FunctionIndex;

use crate::assembly::pads;
use crate::code::CodeError;

/// What parts of the reservation are aligned to, and batches rounded to. Part of
/// the layout of images, so it is not asked of the system; a system with larger
/// pages is refused when the memory is reserved.
pub(super) const PAGE: usize = 4096;

/// The most that one module may reserve.
const MAXIMUM_RESERVATION: usize = (1 << 31) - (1 << 20);
/// Bytes of machine code that are reserved for each byte of Wasm code.
const EXPANSION: usize = 24;
/// Bytes that are reserved for each function besides, because a function may get
/// a batch of its own, and may be compiled again by another tier.
const RESERVED_PER_FUNCTION: usize = 2 * PAGE;
/// Bytes that are reserved in any case.
const MINIMUM_RESERVATION: usize = 1 << 20;
/// From this size on, code is put on huge pages if the system has them at hand.
const HUGE_PAGE: usize = 2 << 20;

/// The executable memory of a module.
pub(super) struct CodeMemory {
    base: NonNull<u8>,
    length: usize,
    functions: usize,
    /// Where the code begins, from `base`.
    code_start: usize,
    /// How much of the code area is used. Changed under `append_lock` only.
    used: AtomicU32,
    append_lock: Mutex<()>,
}

// SAFETY: the reservation belongs to this value alone. Entry slots are accessed as
// atomics only, pads and published code are never written again, and what is being
// written is reached through one `&mut [u8]` at a time, under `append_lock`.
unsafe impl Send for CodeMemory {}
// SAFETY: as above.
unsafe impl Sync for CodeMemory {}

impl CodeMemory {
    /// Reserves memory for a module that defines as many functions with as many
    /// bytes of Wasm code.
    pub(super) fn reserve(functions: usize, wasm_code: usize) -> Result<Self, CodeError> {
        let code_start = Self::code_start(functions);
        let wanted = wasm_code
            .saturating_mul(EXPANSION)
            .saturating_add(functions.saturating_mul(RESERVED_PER_FUNCTION))
            .saturating_add(MINIMUM_RESERVATION)
            .saturating_add(code_start);
        let length = wanted
            .next_multiple_of(PAGE)
            .min(MAXIMUM_RESERVATION)
            .max(code_start);
        if length > MAXIMUM_RESERVATION {
            return Err(CodeError::Full);
        }
        if rustix::param::page_size() > PAGE {
            return Err(CodeError::memory(io::Error::new(
                io::ErrorKind::Unsupported,
                "pages larger than 4 KiB are not supported",
            )));
        }
        // SAFETY: a new mapping at a place of the kernel's choice touches nothing
        // that exists.
        let base = unsafe {
            rustix::mm::mmap_anonymous(
                ptr::null_mut(),
                length,
                ProtFlags::empty(),
                MapFlags::PRIVATE | MapFlags::NORESERVE,
            )
        }
        .map_err(CodeError::memory)?;
        let memory = Self {
            // The kernel never maps the first page for a null hint.
            base: NonNull::new(base.cast()).ok_or_else(|| {
                CodeError::memory(io::Error::other("the system mapped address zero"))
            })?,
            length,
            functions,
            code_start,
            used: AtomicU32::new(0),
            append_lock: Mutex::new(()),
        };
        let slots = 0..Self::pads_start(functions);
        memory.protect(slots, MprotectFlags::READ | MprotectFlags::WRITE)?;
        Ok(memory)
    }

    fn pads_start(functions: usize) -> usize {
        (functions * size_of::<usize>()).next_multiple_of(PAGE)
    }

    /// How far the code lies behind the entry slots, for as many functions.
    pub(super) fn code_start(functions: usize) -> usize {
        Self::pads_start(functions) + pads::size(functions).next_multiple_of(PAGE)
    }

    /// Writes the pads and lets every entry slot lead to its function's pad. Called
    /// once, before any code is appended.
    pub(super) fn write_pads(
        &self,
        first: FunctionIndex,
        lazy_compile: usize,
    ) -> Result<(), CodeError> {
        let range = Self::pads_start(self.functions)..self.code_start;
        self.protect(range.clone(), MprotectFlags::READ | MprotectFlags::WRITE)?;
        // SAFETY: these pages belong to this value and were just made writable.
        // Nobody else looks at them: entry slots do not lead there yet.
        let bytes = unsafe {
            std::slice::from_raw_parts_mut(
                self.base.as_ptr().add(range.start),
                pads::size(self.functions),
            )
        };
        pads::write(bytes, first, lazy_compile);
        self.protect(range, MprotectFlags::READ | MprotectFlags::EXEC)?;
        for function in 0..self.functions {
            let pad = self.pad(function).cast_mut();
            self.entry_slot(function).store(pad, Ordering::Release);
        }
        Ok(())
    }

    /// The pad of a defined function (counted without imports).
    pub(super) fn pad(&self, function: usize) -> *const u8 {
        debug_assert!(function < self.functions);
        let offset = Self::pads_start(self.functions) + pads::offset(function);
        self.base.as_ptr().wrapping_add(offset)
    }

    /// The entry slot of a defined function (counted without imports).
    pub(super) fn entry_slot(&self, function: usize) -> &AtomicPtr<u8> {
        assert!(function < self.functions, "no such function");
        // SAFETY: the slot lies inside the reservation, in pages that are readable
        // and writable as long as `self` lives; it is aligned because the base is
        // page-aligned, initialized because fresh pages are zero, and machine code
        // only reads it.
        unsafe { AtomicPtr::from_ptr(self.base.as_ptr().cast::<*mut u8>().add(function)) }
    }

    /// How far a function's entry slot lies before the start of the code.
    pub(super) fn slot_distance(&self, function: usize) -> usize {
        self.code_start - function * size_of::<usize>()
    }

    /// The addresses at which code of the module may lie, pads included.
    pub(super) fn addresses(&self) -> Range<usize> {
        let base = self.base.as_ptr().addr();
        base + Self::pads_start(self.functions)..base + self.length
    }

    /// The address of an offset from the start of the code.
    pub(super) fn code_address(&self, offset: u32) -> *const u8 {
        self.base
            .as_ptr()
            .wrapping_add(self.code_start + offset as usize)
    }

    /// How far an address lies behind the start of the code; `None` if no
    /// published code can be there.
    pub(super) fn code_offset(&self, address: usize) -> Option<u32> {
        let offset = address.checked_sub(self.base.as_ptr().addr() + self.code_start)?;
        // One past the end is in: a return address may lie there.
        let offset = u32::try_from(offset).ok()?;
        (offset <= self.used.load(Ordering::Acquire)).then_some(offset)
    }

    /// How many bytes of code, gaps included, there are.
    pub(super) fn used(&self) -> u32 {
        self.used.load(Ordering::Acquire)
    }

    /// Published code.
    pub(super) fn code(&self, range: Range<u32>) -> &[u8] {
        assert!(range.start <= range.end && range.end <= self.used());
        // SAFETY: everything below `used` was published: it is readable and never
        // written again while `self` lives.
        unsafe {
            std::slice::from_raw_parts(
                self.code_address(range.start),
                (range.end - range.start) as usize,
            )
        }
    }

    /// Adds code: `fill` gets `length` bytes to write (all zero so
    /// far) and the offset of the first from
    /// the start of the code. When it returned, the bytes can be executed.
    ///
    /// If there is an error, nothing has changed.
    pub(super) fn append<E: From<CodeError>>(
        &self,
        length: usize,
        fill: impl FnOnce(u32, &mut [u8]) -> Result<(), E>,
    ) -> Result<u32, E> {
        let _appending = self
            .append_lock
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let used = self.used.load(Ordering::Relaxed);
        let start = self.code_start + used as usize;
        let rounded = length.next_multiple_of(PAGE);
        if rounded > self.length - start {
            return Err(CodeError::Full.into());
        }
        let range = start..start + rounded;
        self.protect(range.clone(), MprotectFlags::READ | MprotectFlags::WRITE)?;
        if length >= HUGE_PAGE {
            self.prefer_huge_pages(&range);
        }
        // SAFETY: these pages lie behind everything that is used, were just made
        // writable, and belong to this call while the lock is held.
        let bytes =
            unsafe { std::slice::from_raw_parts_mut(self.base.as_ptr().add(start), length) };
        let result = fill(used, bytes).and_then(|()| {
            let executable = MprotectFlags::READ | MprotectFlags::EXEC;
            Ok(self.protect(range.clone(), executable)?)
        });
        if let Err(error) = result {
            self.forget(range);
            return Err(error);
        }
        // The reservation is smaller than 2 GiB.
        self.used.store(used + rounded as u32, Ordering::Release);
        Ok(used)
    }

    /// Makes pages that were not published as they were.
    fn forget(&self, range: Range<usize>) {
        // SAFETY: nobody refers to the contents of these pages: they were never
        // published, and the slice given to `fill` is gone.
        let result = unsafe {
            rustix::mm::madvise(
                self.base.as_ptr().add(range.start).cast(),
                range.len(),
                Advice::LinuxDontNeed,
            )
        };
        let result = result.and(self.protect_raw(range, MprotectFlags::empty()));
        if let Err(error) = result {
            tracing::warn!(%error, "unused code memory could not be given back");
        }
    }

    fn prefer_huge_pages(&self, range: &Range<usize>) {
        // SAFETY: the advice changes nothing that can be observed but speed.
        let result = unsafe {
            rustix::mm::madvise(
                self.base.as_ptr().add(range.start).cast(),
                range.len(),
                Advice::LinuxHugepage,
            )
        };
        // Systems without huge pages refuse; that is no loss.
        let _ = result;
    }

    fn protect(&self, range: Range<usize>, access: MprotectFlags) -> Result<(), CodeError> {
        self.protect_raw(range, access).map_err(CodeError::memory)
    }

    fn protect_raw(&self, range: Range<usize>, access: MprotectFlags) -> rustix::io::Result<()> {
        assert!(range.start <= range.end && range.end <= self.length);
        if range.is_empty() {
            return Ok(());
        }
        // SAFETY: the pages belong to this value. Callers change the access only of
        // pages that nobody refers to: entry slots and pads before they are used,
        // code before it is published.
        unsafe {
            rustix::mm::mprotect(
                self.base.as_ptr().add(range.start).cast(),
                range.len(),
                access,
            )
        }
    }
}

impl Drop for CodeMemory {
    fn drop(&mut self) {
        // SAFETY: the reservation is this value's own. No code in it can run any
        // more and nobody refers to it: whoever may run it or look at it holds the
        // module that holds this value.
        let result = unsafe { rustix::mm::munmap(self.base.as_ptr().cast(), self.length) };
        if let Err(error) = result {
            tracing::warn!(%error, "code memory could not be given back");
        }
    }
}
