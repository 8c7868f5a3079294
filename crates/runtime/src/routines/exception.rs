//! Throwing, and making exceptions.

use switchback_abi::instance::InstanceContext;
use switchback_abi::routine::Routine;
use switchback_wasm::TagIndex;

use super::run;
use crate::assembly::RoutineBody;

routine! {
    /// Throws an exception that its stub found no handler for.
    Throw |store, _, [exception]| {
        // A reference is 32 bits wide.
        let exception = exception as u32;
        // SAFETY: compiled code throws exceptions of its store only, and waits at the
        // exit frame.
        unsafe { store.throw(exception)? };
        Ok(0)
    }
}

routine! {
    /// `ExceptionNew`
    ExceptionNew |store, id, [tag]| {
        let tag = store.instance(id).tag(TagIndex(tag as u32));
        Ok(store.allocate_exception(tag.0)?.into())
    }
}
