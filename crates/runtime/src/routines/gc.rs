//! Structs and arrays.

use switchback_abi::instance::InstanceContext;
use switchback_abi::routine::Routine;

use super::run;
use crate::assembly::RoutineBody;

routine! {
    /// `StructNew`
    StructNew |_, _, [_ty]| {
        Err(anyhow::anyhow!("bug of Switchback: StructNew is not built").into())
    }
}

routine! {
    /// `ArrayNew`
    ArrayNew |_, _, [_ty, _length, _value, _upper]| {
        Err(anyhow::anyhow!("bug of Switchback: ArrayNew is not built").into())
    }
}

routine! {
    /// `ArrayNewData`
    ArrayNewData |_, _, [_indices, _source, _length]| {
        Err(anyhow::anyhow!("bug of Switchback: ArrayNewData is not built").into())
    }
}

routine! {
    /// `ArrayNewElement`
    ArrayNewElement |_, _, [_indices, _source, _length]| {
        Err(anyhow::anyhow!("bug of Switchback: ArrayNewElement is not built").into())
    }
}

routine! {
    /// `ArrayFill`
    ArrayFill |_, _, [_array, _start, _value, _length, _upper]| {
        Err(anyhow::anyhow!("bug of Switchback: ArrayFill is not built").into())
    }
}

routine! {
    /// `ArrayCopy`
    ArrayCopy |_, _, [_arrays, _destination, _source, _length]| {
        Err(anyhow::anyhow!("bug of Switchback: ArrayCopy is not built").into())
    }
}

routine! {
    /// `ArrayInitData`
    ArrayInitData |_, _, [_indices, _destination, _source, _length]| {
        Err(anyhow::anyhow!("bug of Switchback: ArrayInitData is not built").into())
    }
}

routine! {
    /// `ArrayInitElement`
    ArrayInitElement |_, _, [_indices, _destination, _source, _length]| {
        Err(anyhow::anyhow!("bug of Switchback: ArrayInitElement is not built").into())
    }
}

routine! {
    /// Before machine code allocates an object.
    MakeRoom |store, _, []| {
        store.make_room()?;
        Ok(0)
    }
}
