//! Calls of functions that may wait.

use anyhow::Result;

use super::activation::AsyncActivation;
use crate::context::AsContextMut;
use crate::function::Func;
use crate::typed::{TypedFunc, WasmParams, WasmResults};
use crate::value::Val;

impl Func {
    /// As [`Func::call`], and asynchronous host functions that are called may wait: as long
    /// as one does, so does this.
    ///
    /// The future may be dropped at any time. If it waits, what it waits for is dropped,
    /// and Wasm's part of the call ends there.
    ///
    /// # Errors
    ///
    /// As [`Func::call`].
    pub async fn call_async(
        &self,
        mut store: impl AsContextMut<Data: Send>,
        params: &[Val],
        results: &mut [Val],
    ) -> Result<()> {
        // `StoreOpaque` is not `Send`: no reference to it is held while this waits.
        let mut store = store.as_context_mut();
        let func_ref = self.func_ref(store.opaque())?;
        let type_identity = self.type_identity(store.opaque())?;
        let signature = store.engine().signature(type_identity);
        let mut call = signature.prepare_call(store.opaque_mut(), params, results)?;
        // SAFETY: the function is of this store, whose data is `Send`, and of this type,
        // and all arguments are in place; it is polled at once.
        unsafe {
            AsyncActivation::new(store.opaque_mut(), func_ref, &mut call).await?;
            signature.take_results(store.opaque_mut(), &mut call, results);
        }
        Ok(())
    }
}

impl<Params: WasmParams, Results: WasmResults> TypedFunc<Params, Results> {
    /// As [`TypedFunc::call`], and asynchronous host functions that are called may wait: see
    /// [`Func::call_async`].
    ///
    /// # Errors
    ///
    /// As [`TypedFunc::call`].
    pub async fn call_async(
        &self,
        mut store: impl AsContextMut<Data: Send>,
        params: Params,
    ) -> Result<Results> {
        let mut store = store.as_context_mut();
        let func_ref = self.func().func_ref(store.opaque())?;
        let mut call = self.prepare_call(store.opaque_mut(), params)?;
        // SAFETY: the function is of this store, whose data is `Send`, and of this type,
        // and all arguments are in place; it is polled at once.
        unsafe {
            AsyncActivation::new(store.opaque_mut(), func_ref, &mut call).await?;
            self.take_results(store.opaque_mut(), &mut call)
        }
    }
}
