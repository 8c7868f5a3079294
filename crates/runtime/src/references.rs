//! References into the heap and to continuations, as the embedder has them.
//!
//! `Rooted<AnyRef>` and its like: what they refer to is of that type and can be asked
//! what it is, read and changed. All of it goes through the roots of
//! [`crate::rooting`]. A reference as a number is in use only here, and only as long as
//! nothing is allocated.

mod any_ref;
mod array_ref;
mod cont_ref;
mod eq_ref;
mod exn_ref;
mod extern_ref;
mod i31;
mod object;
mod struct_ref;

pub use any_ref::AnyRef;
pub use array_ref::{ArrayRef, ArrayRefPre};
pub use cont_ref::{ContRef, Handlers, Resumed};
pub use eq_ref::EqRef;
pub use exn_ref::{ExnRef, ExnType};
pub use extern_ref::ExternRef;
pub use i31::I31;
pub use object::Values;
pub use struct_ref::{StructRef, StructRefPre};
