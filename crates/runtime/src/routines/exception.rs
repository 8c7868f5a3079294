//! Throwing, and making exceptions.

use switchback_abi::instance::InstanceContext;
use switchback_abi::routine::Routine;

use super::run;
use crate::assembly::RoutineBody;

routine! {
    /// `Throw`
    Throw |_, _, [_exception]| {
        Err(anyhow::anyhow!("bug of Switchback: Throw is not built").into())
    }
}

routine! {
    /// `ExceptionNew`
    ExceptionNew |_, _, [_tag]| {
        Err(anyhow::anyhow!("bug of Switchback: ExceptionNew is not built").into())
    }
}
