//! Throwing, and making exceptions.

use switchback_abi::instance::InstanceContext;
use switchback_abi::routine::Routine;
use switchback_wasm::TagIndex;

use super::run;
use crate::assembly::RoutineBody;
use crate::store::StoreOpaque;

/// Throws.
///
/// Not by way of [`run`], but for what is rare: a throw that is caught takes a few
/// nanoseconds.
pub(super) struct Throw;

// SAFETY: what is called here by way of `run` does not unwind, and the rest neither
// panics nor calls anything that does.
unsafe impl RoutineBody for Throw {
    const ROUTINE: Routine = Routine::Throw;

    unsafe extern "sysv64" fn body(
        instance: *mut InstanceContext,
        exception: u64,
        _: u64,
        _: u64,
        _: u64,
        _: u64,
    ) -> u64 {
        // SAFETY: for the stub only: the instance's code was running, and waits.
        let store = unsafe { StoreOpaque::from_instance(instance) };
        // A reference is 32 bits wide.
        let exception = exception as u32;
        // SAFETY: compiled code throws exceptions of its store only, and waits at the
        // exit frame.
        if unsafe { store.throw_known(exception) } {
            return 0;
        }
        // SAFETY: for the stub only.
        unsafe {
            run(instance, |store, _| {
                store.throw(exception)?;
                Ok(0)
            })
        }
    }
}

routine! {
    /// `ExceptionNew`
    ExceptionNew |store, id, [tag]| {
        let tag = store.instance(id).tag(TagIndex(tag as u32));
        Ok(store.allocate_exception(tag.0)?.into())
    }
}
