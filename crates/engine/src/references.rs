//! References into the heap, and what keeps them.

#[doc(inline)]
pub use switchback_runtime::references::{
    AnyRef, ArrayRef, ArrayRefPre, EqRef, I31, StructRef, StructRefPre, Values,
};
#[doc(inline)]
pub use switchback_runtime::rooting::{GcRef, RootScope, RootedGcRef};
