//! What instructions on continuations cannot do in line.

use std::ptr::{with_exposed_provenance, with_exposed_provenance_mut};

use switchback_abi::instance::InstanceContext;
use switchback_abi::routine::Routine;
use switchback_wasm::TypeIndex;

use super::{halves, run};
use crate::assembly::RoutineBody;

routine! {
    /// `cont.new`, when there is no free stack.
    ContinuationNew |store, _, [function]| {
        store.collect_continuations_in_zeal()?;
        Ok(store.new_continuation(with_exposed_provenance_mut(function as usize))?)
    }
}

routine! {
    /// `cont.bind`
    ContinuationBind |store, id, [types, continuation, arguments]| {
        let (from, to) = halves(types);
        let types = (TypeIndex(from), TypeIndex(to));
        let arguments = with_exposed_provenance(arguments as usize);
        // SAFETY: compiled code put the arguments there.
        Ok(unsafe { store.bind_arguments(id, types, continuation, arguments)? })
    }
}

routine! {
    /// A continuation is used up whose stack has had its last word.
    GenerationsExhausted |store, _, [continuation]| Ok(store.next_word(continuation)?)
}
