//! Signals: faults of linear memory and trap instructions become traps.
//!
//! The handler asks the registry what a fault of the instruction means. If it means a
//! trap, the thread goes on at [`crate::assembly::trap_landing`], on the host's
//! stack; the handler itself changes nothing but the registers that it returns to.
//! Every other signal goes to whoever handled it before. Overflow of a Wasm stack is
//! never seen here: it is a comparison.

use std::cell::Cell;
use std::ptr;
use std::sync::Once;

use switchback_abi::frame::FrameHeader;
use switchback_abi::instance::InstanceContext;
use switchback_abi::trap::TrapCode;

use crate::assembly::trap_landing;
use crate::registry;
use crate::store::StoreOpaque;
use crate::walk::Walk;

/// The signals by which instructions fault.
const SIGNALS: [libc::c_int; 4] = [libc::SIGSEGV, libc::SIGBUS, libc::SIGILL, libc::SIGFPE];

/// The dispositions that were there before ours, in the order of [`SIGNALS`].
static mut PREVIOUS: [Option<libc::sigaction>; SIGNALS.len()] = [None; SIGNALS.len()];

/// Installs the handlers, once per process.
///
/// # Errors
///
/// When the operating system refuses.
pub(crate) fn install() -> std::io::Result<()> {
    static ONCE: Once = Once::new();
    let mut result = Ok(());
    ONCE.call_once(|| {
        for (place, signal) in SIGNALS.into_iter().enumerate() {
            // SAFETY: a zeroed `sigaction` is valid, and all its fields that matter
            // are set; `PREVIOUS` is written here only, before the handler that reads
            // it can run for this signal.
            let answer = unsafe {
                let mut previous = std::mem::zeroed::<libc::sigaction>();
                let mut action = std::mem::zeroed::<libc::sigaction>();
                action.sa_sigaction = handle as *const () as usize;
                action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK;
                libc::sigemptyset(&raw mut action.sa_mask);
                let answer = libc::sigaction(signal, ptr::null(), &raw mut previous);
                PREVIOUS[place] = Some(previous);
                if answer == 0 {
                    libc::sigaction(signal, &raw const action, ptr::null_mut())
                } else {
                    answer
                }
            };
            if answer != 0 {
                result = Err(std::io::Error::last_os_error());
            }
        }
    });
    result
}

unsafe extern "C" fn handle(
    signal: libc::c_int,
    info: *mut libc::siginfo_t,
    context: *mut libc::c_void,
) {
    // SAFETY: with SA_SIGINFO the kernel passes a `siginfo_t` and a `ucontext_t`.
    unsafe {
        if !redirect(signal, &*info, &mut *context.cast::<libc::ucontext_t>()) {
            chain(signal, info, context);
        }
    }
}

/// Sends the thread to the trap landing if a Wasm instruction trapped.
///
/// Runs in a signal handler: no locks, no allocation.
///
/// # Safety
///
/// The arguments must be the kernel's.
unsafe fn redirect(
    signal: libc::c_int,
    info: &libc::siginfo_t,
    context: &mut libc::ucontext_t,
) -> bool {
    let registers = &mut context.uc_mcontext.gregs;
    let address = registers[libc::REG_RIP as usize] as usize;
    let Some(code) = registry::with(address, |range| range.trap(address)).flatten() else {
        return false;
    };
    let instance = registers[libc::REG_R15 as usize] as usize as *mut InstanceContext;
    // SAFETY: in registered code that may trap the pinned register holds an instance,
    // whose store is alive because it is running.
    let store = unsafe { (*instance).store };
    if signal == libc::SIGSEGV || signal == libc::SIGBUS {
        // Only an access of linear memory may fault like that.
        // SAFETY: for these signals the kernel sets the address; the store is alive.
        let is_ours = unsafe { StoreOpaque::memory_contains(store, info.si_addr().addr()) };
        if code != TrapCode::MemoryOutOfBounds || !is_ours {
            return false;
        }
    }
    registers[libc::REG_RDI as usize] = address as i64;
    registers[libc::REG_RSI as usize] = registers[libc::REG_RBP as usize];
    registers[libc::REG_RDX as usize] = i64::from(code as u8);
    // SAFETY: as above.
    registers[libc::REG_RSP as usize] = unsafe { (*store).host_stack_pointer } as i64;
    registers[libc::REG_RIP as usize] = trap_landing as *const () as i64;
    true
}

/// Hands a signal that is not ours to its former handler.
///
/// # Safety
///
/// The arguments must be the kernel's.
unsafe fn chain(signal: libc::c_int, info: *mut libc::siginfo_t, context: *mut libc::c_void) {
    let place = SIGNALS.iter().position(|known| *known == signal);
    // SAFETY: written before this handler was installed, never after.
    let previous = place.and_then(|place| unsafe { PREVIOUS[place] });
    // SAFETY: the former disposition is called as the kernel would have called it,
    // or put back: then the instruction faults again, or the signal is delivered
    // again, and takes its course.
    unsafe {
        match previous {
            Some(action)
                if action.sa_sigaction != libc::SIG_DFL && action.sa_sigaction != libc::SIG_IGN =>
            {
                if action.sa_flags & libc::SA_SIGINFO != 0 {
                    let handler: extern "C" fn(
                        libc::c_int,
                        *mut libc::siginfo_t,
                        *mut libc::c_void,
                    ) = std::mem::transmute(action.sa_sigaction);
                    handler(signal, info, context);
                } else {
                    let handler: extern "C" fn(libc::c_int) =
                        std::mem::transmute(action.sa_sigaction);
                    handler(signal);
                }
            }
            Some(action) => {
                libc::sigaction(signal, &raw const action, ptr::null_mut());
            }
            None => {
                libc::signal(signal, libc::SIG_DFL);
            }
        }
    }
}

/// What the trap landing calls, on the host's stack: notes the trap and leaves the
/// activation.
///
/// # Safety
///
/// For the trap landing only: the registers of the instruction that trapped.
pub(crate) unsafe extern "sysv64" fn raise_from_signal(
    address: usize,
    frame_pointer: *mut FrameHeader,
    code: u64,
    instance: *mut InstanceContext,
) {
    let code = u8::try_from(code)
        .ok()
        .and_then(TrapCode::from_u8)
        // The handler passes a code that it had from a table.
        .unwrap_or(TrapCode::Unreachable);
    // SAFETY: the instance's store is running this very thread, and Wasm, which might
    // hold references into it, has given up control.
    let store = unsafe { StoreOpaque::from_instance(instance) };
    // SAFETY: the registers are those of the trap, and nothing runs on the stack.
    let walk = unsafe { Walk::from_trap(address, frame_pointer, instance) };
    store.raise_trap(code, walk);
}

/// Size of the alternate signal stack: the kernel's frame with all vector registers,
/// our handler, and whatever a former handler may want.
const SIGNAL_STACK_SIZE: usize = 64 * 1024;

thread_local! {
    static HAS_SIGNAL_STACK: Cell<bool> = const { Cell::new(false) };
    static SIGNAL_STACK: SignalStack = const { SignalStack(Cell::new(ptr::null_mut())) };
}

/// The alternate signal stack of a thread; put away at the thread's end.
struct SignalStack(Cell<*mut libc::c_void>);

impl Drop for SignalStack {
    fn drop(&mut self) {
        let memory = self.0.get();
        if memory.is_null() {
            return;
        }
        // SAFETY: the thread gives up its alternate stack before the memory goes, and
        // is not running on it.
        unsafe {
            let mut current = std::mem::zeroed::<libc::stack_t>();
            libc::sigaltstack(ptr::null(), &raw mut current);
            if current.ss_sp == memory {
                let mut none = std::mem::zeroed::<libc::stack_t>();
                none.ss_flags = libc::SS_DISABLE;
                libc::sigaltstack(&raw const none, ptr::null_mut());
            }
            libc::munmap(memory, SIGNAL_STACK_SIZE);
        }
    }
}

/// Sees to it that this thread has an alternate signal stack large enough for the
/// handler. To be called before Wasm is entered.
///
/// # Errors
///
/// When the operating system has no memory for it.
#[inline]
pub(crate) fn prepare_thread() -> std::io::Result<()> {
    if HAS_SIGNAL_STACK.get() {
        return Ok(());
    }
    prepare_thread_slowly()
}

#[cold]
fn prepare_thread_slowly() -> std::io::Result<()> {
    // SAFETY: plain system calls; the memory stays until the thread's end.
    unsafe {
        let mut current = std::mem::zeroed::<libc::stack_t>();
        if libc::sigaltstack(ptr::null(), &raw mut current) != 0 {
            return Err(std::io::Error::last_os_error());
        }
        let is_large_enough =
            current.ss_flags & libc::SS_DISABLE == 0 && current.ss_size >= SIGNAL_STACK_SIZE;
        if !is_large_enough {
            let memory = libc::mmap(
                ptr::null_mut(),
                SIGNAL_STACK_SIZE,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
                -1,
                0,
            );
            if memory == libc::MAP_FAILED {
                return Err(std::io::Error::last_os_error());
            }
            let stack = libc::stack_t {
                ss_sp: memory,
                ss_flags: 0,
                ss_size: SIGNAL_STACK_SIZE,
            };
            if libc::sigaltstack(&raw const stack, ptr::null_mut()) != 0 {
                let error = std::io::Error::last_os_error();
                libc::munmap(memory, SIGNAL_STACK_SIZE);
                return Err(error);
            }
            SIGNAL_STACK.with(|slot| slot.0.set(memory));
        }
    }
    HAS_SIGNAL_STACK.set(true);
    Ok(())
}
