//! Entering Wasm.

use std::cell::Cell;
use std::mem::MaybeUninit;
use std::ptr::{self, NonNull};

use anyhow::Result;
use switchback_abi::calling_convention::{CallLayout, Location, MachineType};
use switchback_abi::frame::{FrameHeader, GrowFrame, RegisterImage};
use switchback_abi::instance::FuncRef;
use switchback_abi::stack::StackHeader;
use switchback_abi::store::Activation;

use crate::assembly;
use crate::asynchronous::Poll;
use crate::fault;
use crate::store::StoreOpaque;
use crate::trap::Trap;
use crate::value::{Bits, read_bits, write_bits};

/// What a host function that Wasm calls can use of the host's stack, at least.
const HOST_STACK_FOR_HOST_FUNCTIONS: usize = 256 * 1024;
/// What the runtime itself needs beyond that.
const HOST_STACK_FOR_RUNTIME: usize = 64 * 1024;
/// What an activation needs at first of a segment of a stack, apart from stack arguments.
const ROOM_FOR_ACTIVATION: usize = 256;

thread_local! {
    /// The address below which the host's stack must not be when Wasm is entered.
    /// `usize::MAX` until the thread is prepared for Wasm.
    static HOST_STACK_LIMIT: Cell<usize> = const { Cell::new(usize::MAX) };
}

/// Sees to it that this thread can enter Wasm, and has stack enough for the host
/// functions that Wasm may call.
///
/// # Errors
///
/// [`Trap::StackOverflow`] when it has not.
#[inline]
pub(crate) fn check_host_stack() -> Result<()> {
    let marker = 0u8;
    if (&raw const marker).addr() < HOST_STACK_LIMIT.get() {
        return check_host_stack_slowly();
    }
    Ok(())
}

#[cold]
fn check_host_stack_slowly() -> Result<()> {
    if HOST_STACK_LIMIT.get() == usize::MAX {
        fault::prepare_thread()?;
        let lowest = host_stack_bottom()?;
        HOST_STACK_LIMIT.set(lowest + HOST_STACK_FOR_HOST_FUNCTIONS + HOST_STACK_FOR_RUNTIME);
    }
    let marker = 0u8;
    if (&raw const marker).addr() < HOST_STACK_LIMIT.get() {
        return Err(Trap::StackOverflow.into());
    }
    Ok(())
}

/// The lowest address that the stack of this thread can grow to.
fn host_stack_bottom() -> std::io::Result<usize> {
    let mut attributes = MaybeUninit::<libc::pthread_attr_t>::uninit();
    let mut address = ptr::null_mut();
    let mut size = 0;
    let mut guard = 0;
    // SAFETY: the attributes are initialised by the first call before the others use
    // them, and destroyed at the end.
    let error = unsafe {
        let error = libc::pthread_getattr_np(libc::pthread_self(), attributes.as_mut_ptr());
        if error != 0 {
            return Err(std::io::Error::from_raw_os_error(error));
        }
        let attributes = attributes.as_mut_ptr();
        let error = libc::pthread_attr_getstack(attributes, &raw mut address, &raw mut size)
            | libc::pthread_attr_getguardsize(attributes, &raw mut guard);
        libc::pthread_attr_destroy(attributes);
        error
    };
    if error != 0 {
        return Err(std::io::Error::other("the bounds of the stack are unknown"));
    }
    Ok(address.addr() + guard)
}

/// Calls a function of a store with the arguments in `activation`; the results are in
/// it afterwards.
///
/// # Errors
///
/// Whatever ends the activation other than a return. A panic of a host function that
/// it called goes on here.
///
/// # Safety
///
/// `store` must be the function's, and `activation` complete (for the function's type)
/// but for code, instance and stack pointer.
#[inline]
pub(crate) unsafe fn enter(
    store: &mut StoreOpaque,
    function: NonNull<FuncRef>,
    activation: *mut Activation,
) -> Result<()> {
    // SAFETY: the caller says so.
    unsafe {
        enter_with(store, function, activation, |activation| {
            ((), assembly::enter(activation))
        })
    }
}

/// As [`enter`], by the way in that `stub` is: it answers whatever it likes and what
/// [`assembly::enter`] answers.
///
/// # Errors
///
/// As [`enter`].
///
/// # Safety
///
/// As [`enter`]; the stub may be called with the activation when code, instance and
/// stack pointer are set.
#[inline]
pub(crate) unsafe fn enter_with<R>(
    store: &mut StoreOpaque,
    function: NonNull<FuncRef>,
    activation: *mut Activation,
    stub: impl FnOnce(*mut Activation) -> (R, u64),
) -> Result<R> {
    check_host_stack()?;
    let outer = OuterActivation::of(store);
    // SAFETY: the caller says so.
    unsafe { prepare(store, function, activation, outer.as_ref())? };
    let (answer, left) = stub(activation);
    if left != 0 {
        store.leave_continuations();
    }
    OuterActivation::restore(outer, store);
    if left != 0 {
        return Err(store.take_outcome());
    }
    Ok(answer)
}

/// Sets what is left to set in `activation`, a call of `function` inside of `outer`, and
/// makes the store ready for it.
///
/// # Errors
///
/// When there is no stack, or it is used up.
///
/// # Safety
///
/// As [`enter`]; `outer` must be that of the store.
#[inline]
pub(crate) unsafe fn prepare(
    store: &mut StoreOpaque,
    function: NonNull<FuncRef>,
    activation: *mut Activation,
    outer: Option<&OuterActivation>,
) -> Result<()> {
    let stack_pointer = match outer {
        None => {
            if store.context.current_stack.is_null() {
                store.prepare_main_stack()?;
            }
            // SAFETY: the store's stack is alive as long as the store.
            unsafe { (*store.context.current_stack).base }
        }
        Some(outer) => {
            // SAFETY: the function is alive as long as its store. Of an activation in
            // registers the size of stack arguments is not set.
            let arguments = unsafe { function.as_ref().stack_argument_bytes } as usize;
            let stack_pointer = outer.exit_stack_pointer & !15;
            // SAFETY: as above.
            let limit = unsafe { (*store.context.current_stack).limit };
            if stack_pointer.saturating_sub(arguments) < limit {
                let bytes = arguments + ROOM_FOR_ACTIVATION;
                let segment = store.push_segment(stack_pointer, bytes);
                segment.ok_or(Trap::StackOverflow)?.as_ptr().addr()
            } else {
                stack_pointer
            }
        }
    };
    // SAFETY: the function is alive as long as its store. Below `stack_pointer` nothing
    // is live: the stack is empty, or host code runs that was called from the frame
    // above it.
    unsafe {
        let function = function.as_ref();
        (*activation).code = function.code;
        (*activation).instance = function.instance;
        (*activation).stack_pointer = stack_pointer;
    }
    if outer.is_some() {
        store.context.barrier = store.context.current_stack;
        store.poll = ptr::null_mut();
    }
    Ok(())
}

/// What the store holds for the activation that a host function is called from, while an
/// activation inside it runs.
pub(crate) struct OuterActivation {
    exit_frame_pointer: *mut FrameHeader,
    exit_stack_pointer: usize,
    host_stack_pointer: usize,
    barrier: *mut StackHeader,
    /// The newest segment of the stack that it runs on.
    segment: *mut GrowFrame,
    poll: *mut Poll,
}

impl OuterActivation {
    /// The activation that is there, if one is.
    #[inline]
    pub(crate) fn of(store: &StoreOpaque) -> Option<Self> {
        let context = &store.context;
        (!context.exit_frame_pointer.is_null()).then(|| Self {
            exit_frame_pointer: context.exit_frame_pointer,
            exit_stack_pointer: context.exit_stack_pointer,
            host_stack_pointer: context.host_stack_pointer,
            barrier: context.barrier,
            // SAFETY: while an activation runs, its stack is alive.
            segment: unsafe { (*context.current_stack).segment },
            poll: store.poll,
        })
    }

    /// The newest segment of the stack that it runs on.
    pub(crate) fn segment(&self) -> *mut GrowFrame {
        self.segment
    }

    /// When the activation inside has ended.
    #[inline]
    pub(crate) fn restore(outer: Option<Self>, store: &mut StoreOpaque) {
        let Some(outer) = outer else {
            store.context.exit_frame_pointer = ptr::null_mut();
            return;
        };
        store.context.exit_frame_pointer = outer.exit_frame_pointer;
        store.context.exit_stack_pointer = outer.exit_stack_pointer;
        store.context.host_stack_pointer = outer.host_stack_pointer;
        store.context.barrier = outer.barrier;
        store.poll = outer.poll;
        store.shrink_current_stack(outer.segment);
    }
}

/// Room for arguments or results in memory: as many values as typed functions have at
/// the most, and the address of a result area.
pub(crate) type MemoryArea = [MaybeUninit<u128>; 18];

/// Where values travel that are passed or returned: registers, and memory.
#[derive(Clone, Copy)]
pub(crate) struct Places {
    pub(crate) registers: *mut RegisterImage,
    pub(crate) memory: *mut u8,
}

impl Places {
    /// Reads a value.
    ///
    /// # Safety
    ///
    /// The value must be there.
    #[inline(always)]
    pub(crate) unsafe fn read(self, location: Location, ty: MachineType) -> Bits {
        // SAFETY: the caller says so.
        unsafe {
            match location {
                Location::Integer(place) => {
                    let value = (*self.registers).integers[place as usize];
                    match ty {
                        MachineType::I32 => Bits::from(value as u32),
                        _ => value.into(),
                    }
                }
                Location::Float(place) => {
                    let [low, high] = (*self.registers).floats[place as usize];
                    match ty {
                        MachineType::F32 => Bits::from(low as u32),
                        MachineType::V128 => Bits::from(low) | Bits::from(high) << 64,
                        _ => low.into(),
                    }
                }
                Location::Memory(offset) => read_bits(self.memory.add(offset as usize), ty),
            }
        }
    }

    /// Writes a value.
    ///
    /// # Safety
    ///
    /// There must be room for it there.
    #[inline(always)]
    pub(crate) unsafe fn write(self, location: Location, ty: MachineType, bits: Bits) {
        // SAFETY: the caller says so.
        unsafe {
            match location {
                Location::Integer(place) => {
                    (*self.registers).integers[place as usize] = bits as u64;
                }
                Location::Float(place) => {
                    let register = &raw mut (*self.registers).floats[place as usize];
                    (*register)[0] = bits as u64;
                    if ty == MachineType::V128 {
                        (*register)[1] = (bits >> 64) as u64;
                    }
                }
                Location::Memory(offset) => {
                    let address = self.memory.add(offset as usize);
                    // A slot is wider than what narrow values need of it.
                    let ty = match ty {
                        MachineType::I32 | MachineType::F32 => MachineType::I64,
                        wide => wide,
                    };
                    write_bits(address, bits, ty);
                }
            }
        }
    }
}

/// A call of a function of any type, in the making.
pub(crate) struct UntypedCall {
    activation: Box<Activation>,
    stack_arguments: Box<[u128]>,
    result_area: Box<[u128]>,
}

// SAFETY: the pointers in it are to its own boxes, and to what lives as long as the store
// of the function that it calls.
unsafe impl Send for UntypedCall {}

impl UntypedCall {
    pub(crate) fn new(layout: &CallLayout) -> Self {
        Self::with_areas(
            layout.stack_argument_bytes,
            layout.result_area_bytes,
            layout.uses_floats,
        )
    }

    /// A call with so many bytes of stack arguments and of results in memory.
    pub(crate) fn with_areas(
        stack_argument_bytes: u32,
        result_area_bytes: u32,
        uses_floats: bool,
    ) -> Self {
        let area = |bytes: u32| vec![0u128; bytes as usize / size_of::<u128>()].into_boxed_slice();
        let mut call = Self {
            activation: Box::new(Activation {
                code: ptr::null(),
                instance: ptr::null_mut(),
                stack_pointer: 0,
                stack_arguments: ptr::null(),
                stack_argument_bytes: stack_argument_bytes as usize,
                uses_floats: uses_floats.into(),
                registers: RegisterImage::default(),
            }),
            stack_arguments: area(stack_argument_bytes),
            result_area: area(result_area_bytes),
        };
        call.activation.stack_arguments = call.stack_arguments.as_ptr().cast();
        if result_area_bytes > 0 {
            let address = call.result_area.as_mut_ptr().expose_provenance();
            call.activation.registers.integers[0] = address as u64;
        }
        call
    }

    /// Where the arguments are to be.
    pub(crate) fn arguments(&mut self) -> Places {
        Places {
            registers: &raw mut self.activation.registers,
            memory: self.stack_arguments.as_mut_ptr().cast(),
        }
    }

    /// Calls the function.
    ///
    /// # Errors
    ///
    /// As [`enter`].
    ///
    /// # Safety
    ///
    /// `store` must be the function's, the layout that of its type, and the arguments
    /// in their places.
    pub(crate) unsafe fn enter(
        &mut self,
        store: &mut StoreOpaque,
        function: NonNull<FuncRef>,
    ) -> Result<()> {
        // SAFETY: the caller says so.
        unsafe { enter(store, function, &raw mut *self.activation) }
    }

    /// The call as the entry stub takes it.
    pub(crate) fn activation(&mut self) -> *mut Activation {
        &raw mut *self.activation
    }

    /// Where the results are.
    pub(crate) fn results(&mut self) -> Places {
        Places {
            registers: &raw mut self.activation.registers,
            memory: self.result_area.as_mut_ptr().cast(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_thread_has_stack_enough_and_a_small_one_has_not() {
        assert!(check_host_stack().is_ok());
        let small = std::thread::Builder::new().stack_size(128 * 1024);
        let answer = small
            .spawn(|| check_host_stack().unwrap_err().downcast::<Trap>().unwrap())
            .unwrap()
            .join()
            .unwrap();
        assert_eq!(answer, Trap::StackOverflow);
    }

    #[test]
    fn values_are_read_back_from_where_they_were_written() {
        let mut registers = RegisterImage::default();
        let mut memory = [0u128; 4];
        let places = Places {
            registers: &raw mut registers,
            memory: memory.as_mut_ptr().cast(),
        };
        let wide = 0x0123_4567_89ab_cdef_1122_3344_5566_7788;
        for (ty, value) in [
            (MachineType::I32, wide & 0xffff_ffff),
            (MachineType::I64, wide & 0xffff_ffff_ffff_ffff),
            (MachineType::F32, wide & 0xffff_ffff),
            (MachineType::F64, wide & 0xffff_ffff_ffff_ffff),
            (MachineType::V128, wide),
        ] {
            let register = if ty.is_float() {
                Location::Float(7)
            } else {
                Location::Integer(3)
            };
            for location in [register, Location::Memory(16)] {
                // SAFETY: the registers and four words of memory are there.
                let read = unsafe {
                    places.write(location, ty, value);
                    places.read(location, ty)
                };
                assert_eq!(read, value, "{ty:?} at {location:?}");
            }
        }
    }
}
