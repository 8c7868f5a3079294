//! A store's heap: allocation, and collection with the roots that the store knows.

use std::any::Any;

use anyhow::{Result, bail};
use switchback_wasm::TypeIdentity;

use crate::store::StoreOpaque;

impl StoreOpaque {
    /// A new struct of that type, all zero. References that no root of the store holds
    /// are stale afterwards, here and below: what is allocated may collect.
    ///
    /// # Errors
    ///
    /// [`crate::trap::Trap::HeapOutOfMemory`], here and below, or the limiter's.
    pub(crate) fn allocate_struct(&mut self, _ty: TypeIdentity) -> Result<u32> {
        bail!("bug of Switchback: allocation is not built")
    }

    /// A new array of that type and length, all zero.
    pub(crate) fn allocate_array(&mut self, _ty: TypeIdentity, _length: u32) -> Result<u32> {
        bail!("bug of Switchback: allocation is not built")
    }

    /// A new exception of the tag with that number, whose values are all zero.
    pub(crate) fn allocate_exception(&mut self, _tag: u32) -> Result<u32> {
        bail!("bug of Switchback: allocation is not built")
    }

    /// A new reference to a value of the host.
    pub(crate) fn allocate_host_reference(
        &mut self,
        _value: Box<dyn Any + Send + Sync>,
    ) -> Result<u32> {
        bail!("bug of Switchback: allocation is not built")
    }

    /// Collects everything that no root leads to.
    pub(crate) fn collect_garbage(&mut self) -> Result<()> {
        bail!("bug of Switchback: collection is not built")
    }
}
