//! Index spaces of a module, one type each, so that they cannot be mixed up.

macro_rules! index_types {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[repr(transparent)]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The index as a `usize`, for indexing vectors.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

index_types! {
    /// A type of a module: index into its type index space.
    TypeIndex
    /// A type of an engine: what a [`crate::TypeRegistry`] made of a module's
    /// type. Equal identities mean equal types, across modules.
    TypeIdentity
    /// A function of a module, imports first.
    FunctionIndex
    /// A table of a module, imports first.
    TableIndex
    /// A memory of a module, imports first.
    MemoryIndex
    /// A global of a module, imports first.
    GlobalIndex
    /// A tag of a module, imports first.
    TagIndex
    /// An element segment of a module.
    ElementIndex
    /// A data segment of a module.
    DataIndex
}
