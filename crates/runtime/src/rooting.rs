//! Roots: what the embedder holds of the heap.
//!
//! The collector moves objects, so no reference into the heap may lie where it does
//! not look. The embedder therefore has no references but *roots*, places in the
//! store's [`RootLists`], of two kinds:
//!
//! * [`Rooted`], free to copy. It lives as long as its *scope*: the call of the host
//!   function in which it was made, or the innermost [`RootScope`] around its making, or
//!   else the store. A scope is a length of the list: what was added since is dropped
//!   when it ends.
//! * [`OwnedRooted`], which lives as long as somebody holds it, on whatever thread.
//!
//! A root refers to something in the heap, or to a continuation. Of that it also knows the
//! type that the embedder was given it as: a continuation has no type at run time, and
//! takes whatever values that type says.
//!
//! Every root has a serial number that no other root of its store ever has, and says
//! which store it belongs to. Both are compared at each use, so that a root that is used
//! too late or with another store is an error, never another object.
//!
//! # Deliberately absent
//!
//! References as numbers (`to_raw`, `from_raw`): they would be wrong after the next
//! collection. A hash of what is referred to, for the same reason: objects have no
//! identity but their address.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result, bail};
use switchback_abi::calling_convention::MachineType;
use switchback_abi::heap::is_object;
use switchback_wasm::TypeIdentity;

use crate::context::{AsContext, AsContextMut, StoreContext, StoreContextMut};
use crate::store::{StoreId, StoreOpaque};
use crate::types::HeapType;
use crate::value::Bits;

/// What a root refers to.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Referent {
    /// Something in the heap, or an unboxed integer: its reference. Null in a place that
    /// is free.
    Value(u32),
    /// A continuation.
    Continuation(TypedContinuation),
}

/// A continuation, and what is known of its type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TypedContinuation {
    /// The reference, which may have been used up.
    pub(crate) word: u64,
    /// A type that it is of, which the store holds; `None` if it is not known.
    pub(crate) ty: Option<TypeIdentity>,
}

impl Referent {
    /// As a register holds the reference.
    pub(crate) fn bits(self) -> Bits {
        match self {
            Self::Value(reference) => reference.into(),
            Self::Continuation(continuation) => continuation.word.into(),
        }
    }
}

/// The roots of a store.
#[derive(Default)]
pub(crate) struct RootLists {
    /// Of all scopes, the innermost last.
    scoped: Vec<ScopedRoot>,
    /// The serial number of the newest scoped root there ever was.
    last_serial: u64,
    /// Null where the place is free.
    owned: Vec<Referent>,
    free: Vec<u32>,
    released: Arc<Released>,
}

struct ScopedRoot {
    referent: Referent,
    serial: u64,
}

/// The places of owned roots that nobody holds any more, until the store notices.
#[derive(Default)]
struct Released(Mutex<Vec<u32>>);

/// A scope that is open: how many roots there were when it began.
#[derive(Clone, Copy)]
pub(crate) struct Scope(usize);

/// Which root of which store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Root {
    store: StoreId,
    place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Place {
    Scoped { index: u32, serial: u64 },
    Owned { index: u32 },
}

impl RootLists {
    /// Makes a root in the innermost scope.
    fn push(&mut self, referent: Referent) -> Place {
        let index = u32::try_from(self.scoped.len())
            .expect("2^32 roots of one store would take 96 GiB of memory");
        self.last_serial += 1;
        self.scoped.push(ScopedRoot {
            referent,
            serial: self.last_serial,
        });
        Place::Scoped {
            index,
            serial: self.last_serial,
        }
    }

    /// Opens a scope.
    #[inline]
    pub(crate) fn begin_scope(&self) -> Scope {
        Scope(self.scoped.len())
    }

    /// Ends a scope, and those that were opened in it and not ended.
    #[inline]
    pub(crate) fn end_scope(&mut self, scope: Scope) {
        self.scoped.truncate(scope.0);
    }

    /// Makes an owned root.
    fn own(&mut self, referent: Referent) -> Arc<OwnedPlace> {
        if self.free.is_empty() {
            self.take_released();
        }
        let index = match self.free.pop() {
            Some(index) => {
                self.owned[index as usize] = referent;
                index
            }
            None => {
                let index = u32::try_from(self.owned.len())
                    .expect("2^32 owned roots would take more than 64 GiB of memory");
                self.owned.push(referent);
                index
            }
        };
        Arc::new(OwnedPlace {
            index,
            released: Arc::clone(&self.released),
        })
    }

    /// Frees the places of owned roots that nobody holds any more.
    fn take_released(&mut self) {
        let mut released = self.released.lock();
        for &index in &*released {
            self.owned[index as usize] = Referent::Value(0);
        }
        self.free.append(&mut released);
    }

    /// What a root refers to that has not ended.
    #[inline]
    fn get(&self, place: Place) -> Option<Referent> {
        match place {
            Place::Scoped { index, serial } => {
                let root = self.scoped.get(index as usize)?;
                (root.serial == serial).then_some(root.referent)
            }
            // The place is taken as long as somebody holds the root.
            Place::Owned { index } => self.owned.get(index as usize).copied(),
        }
    }

    /// Changes what a root refers to that has not ended.
    fn set(&mut self, place: Place, referent: Referent) {
        if self.get(place).is_none() {
            return;
        }
        match place {
            Place::Scoped { index, .. } => self.scoped[index as usize].referent = referent,
            Place::Owned { index } => self.owned[index as usize] = referent,
        }
    }

    /// What all roots refer to.
    fn referents(&mut self) -> impl Iterator<Item = &mut Referent> {
        self.take_released();
        let scoped = self.scoped.iter_mut().map(|root| &mut root.referent);
        scoped.chain(&mut self.owned)
    }

    /// Visits every root that is the reference of an object.
    pub(crate) fn visit(&mut self, visitor: &mut dyn FnMut(&mut u32)) {
        for referent in self.referents() {
            if let Referent::Value(reference) = referent
                && is_object(*reference)
            {
                visitor(reference);
            }
        }
    }

    /// Visits every root that is the reference of a continuation.
    pub(crate) fn visit_continuations(&mut self, visitor: &mut dyn FnMut(&mut u64)) {
        for referent in self.referents() {
            if let Referent::Continuation(continuation) = referent {
                visitor(&mut continuation.word);
            }
        }
    }
}

impl Released {
    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<u32>> {
        // Nothing panics while it changes the list.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An owned root's place in [`RootLists`], which is released with it.
struct OwnedPlace {
    index: u32,
    released: Arc<Released>,
}

impl Drop for OwnedPlace {
    fn drop(&mut self) {
        self.released.lock().push(self.index);
    }
}

impl Root {
    /// What it refers to, which is not null.
    ///
    /// # Errors
    ///
    /// When the root belongs to another store, or its scope has ended.
    #[inline]
    pub(crate) fn referent(self, store: &StoreOpaque) -> Result<Referent> {
        self.store.check(store)?;
        store
            .roots
            .get(self.place)
            .context("a root was used after its scope had ended")
    }

    /// The reference into the heap, which is not null, as Wasm holds it. It must be used
    /// before anything is allocated.
    ///
    /// # Errors
    ///
    /// As [`Self::referent`].
    #[inline]
    pub(crate) fn get(self, store: &StoreOpaque) -> Result<u32> {
        match self.referent(store)? {
            Referent::Value(reference) => Ok(reference),
            Referent::Continuation(_) => {
                bail!("bug of Switchback: a continuation was taken for a value of the heap")
            }
        }
    }

    /// The continuation.
    ///
    /// # Errors
    ///
    /// As [`Self::referent`].
    pub(crate) fn continuation(self, store: &StoreOpaque) -> Result<TypedContinuation> {
        match self.referent(store)? {
            Referent::Continuation(continuation) => Ok(continuation),
            Referent::Value(_) => {
                bail!("bug of Switchback: a value of the heap was taken for a continuation")
            }
        }
    }

    /// The reference, which is not null, as a register holds it. It must be used before
    /// anything is allocated.
    ///
    /// # Errors
    ///
    /// As [`Self::referent`].
    #[inline]
    pub(crate) fn bits(self, store: &StoreOpaque) -> Result<Bits> {
        Ok(self.referent(store)?.bits())
    }

    /// The embedder was given a continuation, whose type is not known yet, as one of that
    /// type, which the store holds.
    pub(crate) fn received_as(self, store: &mut StoreOpaque, ty: TypeIdentity) {
        if let Ok(continuation) = self.continuation(store) {
            let ty = continuation.ty.or(Some(ty));
            let continuation = TypedContinuation { ty, ..continuation };
            store
                .roots
                .set(self.place, Referent::Continuation(continuation));
        }
    }

    /// A root of the same, which must be of type `T`, that lives no less long than the
    /// innermost scope.
    ///
    /// # Errors
    ///
    /// As [`Self::get`].
    pub(crate) fn rooted<T: GcRef>(self, mut store: impl AsContextMut) -> Result<Rooted<T>> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        let referent = self.referent(store)?;
        Ok(match self.place {
            Place::Scoped { .. } => Rooted::of_root(self),
            // That the place is taken is nobody's concern but the owners'.
            Place::Owned { .. } => Rooted::of_referent(store, referent),
        })
    }
}

/// What a root can refer to: [`crate::references::ExternRef`] and its like.
///
/// # Safety
///
/// Not to be implemented elsewhere: the type is a transparent wrapper of a `Root`, and
/// every value of the heap type is one of it.
pub unsafe trait GcRef: Sized + 'static {
    /// What such references refer to.
    #[doc(hidden)]
    const HEAP_TYPE: HeapType;

    /// What registers hold them: all but continuations are in the heap.
    #[doc(hidden)]
    const MACHINE: MachineType = MachineType::I32;
}

/// What such a reference refers to that a register holds; `None` if it is null.
fn referent_of_bits<T: GcRef>(bits: Bits) -> Option<Referent> {
    if T::MACHINE == MachineType::I64 {
        let word = bits as u64;
        let continuation = TypedContinuation { word, ty: None };
        (word != 0).then_some(Referent::Continuation(continuation))
    } else {
        let reference = bits as u32;
        (reference != 0).then_some(Referent::Value(reference))
    }
}

/// A root that lives as long as its scope.
///
/// Its scope is the call of the host function in which it was made (arguments of that
/// call, and results of calls that it makes, are made in it), or, if that is further in,
/// a [`RootScope`]. A root made outside of all of these lives as long as the store: who
/// makes many, by calling functions that give references, opens a [`RootScope`] around
/// it.
///
/// Methods of `T` give an error when the scope has ended.
pub struct Rooted<T: GcRef> {
    root: Root,
    referent: PhantomData<fn() -> T>,
}

impl<T: GcRef> Rooted<T> {
    /// Makes a root of a reference as Wasm holds it, in the innermost scope.
    ///
    /// The reference is not null, and of type `T`.
    #[inline]
    pub(crate) fn new(store: &mut StoreOpaque, reference: u32) -> Self {
        debug_assert_ne!(reference, 0, "a root of null");
        Self::of_referent(store, Referent::Value(reference))
    }

    /// Makes a root of what is of type `T`, in the innermost scope.
    #[inline]
    pub(crate) fn of_referent(store: &mut StoreOpaque, referent: Referent) -> Self {
        Self::of_root(Root {
            store: store.id(),
            place: store.roots.push(referent),
        })
    }

    /// Makes a root of a reference as a register holds it, in the innermost scope, unless
    /// it is null.
    #[inline]
    pub(crate) fn of_bits(store: &mut StoreOpaque, bits: Bits) -> Option<Self> {
        Some(Self::of_referent(store, referent_of_bits::<T>(bits)?))
    }

    fn of_root(root: Root) -> Self {
        Self {
            root,
            referent: PhantomData,
        }
    }

    pub(crate) fn root(&self) -> Root {
        self.root
    }

    /// The same root, as a reference of another type that it also has.
    pub(crate) fn cast<U: GcRef>(self) -> Rooted<U> {
        Rooted::of_root(self.root)
    }

    /// A root of the same that lives as long as somebody holds it.
    ///
    /// # Errors
    ///
    /// When the scope of this one has ended, or it belongs to another store.
    pub fn to_owned_rooted(&self, mut store: impl AsContextMut) -> Result<OwnedRooted<T>> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        let referent = self.root.referent(store)?;
        Ok(OwnedRooted::of_referent(store, referent))
    }

    /// A root of the same in the innermost scope.
    ///
    /// # Errors
    ///
    /// When the scope of this one has ended, or it belongs to another store.
    pub fn to_rooted(&self, mut store: impl AsContextMut) -> Result<Self> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        let referent = self.root.referent(store)?;
        Ok(Self::of_referent(store, referent))
    }

    /// Whether both refer to the same.
    ///
    /// # Errors
    ///
    /// When the scope of one of them has ended, or it belongs to another store.
    pub fn ref_eq(
        store: impl AsContext,
        a: &impl RootedGcRef<T>,
        b: &impl RootedGcRef<T>,
    ) -> Result<bool> {
        let store = store.as_context();
        let store = store.opaque();
        Ok(root_of(a).bits(store)? == root_of(b).bits(store)?)
    }

    /// Whether both are the same root. Different roots may refer to the same:
    /// see [`Rooted::ref_eq`].
    #[must_use]
    pub fn rooted_eq(a: Self, b: Self) -> bool {
        a.root == b.root
    }

    /// Hashes the root, in agreement with [`Rooted::rooted_eq`].
    pub fn rooted_hash<H: Hasher>(&self, state: &mut H) {
        self.root.hash(state);
    }
}

impl<T: GcRef> Clone for Rooted<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: GcRef> Copy for Rooted<T> {}

impl<T: GcRef> fmt::Debug for Rooted<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Rooted").field(&self.root).finish()
    }
}

impl<T: GcRef> Deref for Rooted<T> {
    type Target = T;

    fn deref(&self) -> &T {
        referent(&self.root)
    }
}

/// A root that lives as long as one of its clones, or the store.
///
/// It may be dropped on any thread, and after the store. The collector does not see into
/// values of the host: one that owns a root which leads back to it lives as long as the
/// store.
pub struct OwnedRooted<T: GcRef> {
    root: Root,
    place: Arc<OwnedPlace>,
    referent: PhantomData<fn() -> T>,
}

impl<T: GcRef> OwnedRooted<T> {
    /// Makes a root of a reference as Wasm holds it.
    ///
    /// The reference is not null, and of type `T`.
    pub(crate) fn new(store: &mut StoreOpaque, reference: u32) -> Self {
        debug_assert_ne!(reference, 0, "a root of null");
        Self::of_referent(store, Referent::Value(reference))
    }

    /// Makes a root of a reference as a register holds it, unless it is null.
    pub(crate) fn of_bits(store: &mut StoreOpaque, bits: Bits) -> Option<Self> {
        Some(Self::of_referent(store, referent_of_bits::<T>(bits)?))
    }

    /// Makes a root of what is of type `T`.
    pub(crate) fn of_referent(store: &mut StoreOpaque, referent: Referent) -> Self {
        let place = store.roots.own(referent);
        Self {
            root: Root {
                store: store.id(),
                place: Place::Owned { index: place.index },
            },
            place,
            referent: PhantomData,
        }
    }

    pub(crate) fn root(&self) -> Root {
        self.root
    }

    /// The same root, as a reference of another type that it also has.
    pub(crate) fn cast<U: GcRef>(self) -> OwnedRooted<U> {
        OwnedRooted {
            root: self.root,
            place: self.place,
            referent: PhantomData,
        }
    }

    /// A root of the same in the innermost scope.
    ///
    /// In another store than its own that is a root that every use gives an error for.
    pub fn to_rooted(&self, mut store: impl AsContextMut) -> Rooted<T> {
        let mut store = store.as_context_mut();
        let store = store.opaque_mut();
        match self.root.referent(store) {
            Ok(referent) => Rooted::of_referent(store, referent),
            Err(_) => Rooted::of_root(Root {
                store: self.root.store,
                place: Place::Scoped {
                    index: u32::MAX,
                    serial: 0,
                },
            }),
        }
    }

    /// As [`Rooted::ref_eq`].
    ///
    /// # Errors
    ///
    /// Likewise.
    pub fn ref_eq(
        store: impl AsContext,
        a: &impl RootedGcRef<T>,
        b: &impl RootedGcRef<T>,
    ) -> Result<bool> {
        Rooted::ref_eq(store, a, b)
    }
}

impl<T: GcRef> Clone for OwnedRooted<T> {
    fn clone(&self) -> Self {
        Self {
            root: self.root,
            place: Arc::clone(&self.place),
            referent: PhantomData,
        }
    }
}

impl<T: GcRef> fmt::Debug for OwnedRooted<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_tuple("OwnedRooted")
            .field(&self.root)
            .finish()
    }
}

impl<T: GcRef> Deref for OwnedRooted<T> {
    type Target = T;

    fn deref(&self) -> &T {
        referent(&self.root)
    }
}

/// What a root refers to.
fn referent<T: GcRef>(root: &Root) -> &T {
    // SAFETY: implementors of `GcRef` are transparent wrappers of a `Root`.
    unsafe { &*std::ptr::from_ref(root).cast::<T>() }
}

/// A root of either kind: [`Rooted`] or [`OwnedRooted`].
pub trait RootedGcRef<T: GcRef>: Deref<Target = T> {}

impl<T: GcRef> RootedGcRef<T> for Rooted<T> {}
impl<T: GcRef> RootedGcRef<T> for OwnedRooted<T> {}

/// The root that something refers to through.
pub(crate) fn root_of<T: GcRef>(rooted: &impl RootedGcRef<T>) -> Root {
    let referent: &T = rooted;
    // SAFETY: implementors of `GcRef` are transparent wrappers of a `Root`.
    unsafe { *std::ptr::from_ref(referent).cast::<Root>() }
}

/// A scope of roots: every [`Rooted`] that is made as long as it lives ends with it.
///
/// It gives access to the store that it was made with.
pub struct RootScope<C: AsContextMut> {
    store: C,
    scope: Scope,
}

impl<C: AsContextMut> RootScope<C> {
    /// Opens a scope.
    pub fn new(store: C) -> Self {
        let scope = store.as_context().opaque().roots.begin_scope();
        Self { store, scope }
    }

    /// Makes room for so many roots more.
    pub fn reserve(&mut self, additional: usize) {
        let mut store = self.store.as_context_mut();
        store.opaque_mut().roots.scoped.reserve(additional);
    }
}

impl<C: AsContextMut> Drop for RootScope<C> {
    fn drop(&mut self) {
        let mut store = self.store.as_context_mut();
        store.opaque_mut().roots.end_scope(self.scope);
    }
}

impl<C: AsContextMut> fmt::Debug for RootScope<C> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("RootScope").finish_non_exhaustive()
    }
}

impl<C: AsContextMut> AsContext for RootScope<C> {
    type Data = C::Data;

    fn as_context(&self) -> StoreContext<'_, C::Data> {
        self.store.as_context()
    }
}

impl<C: AsContextMut> AsContextMut for RootScope<C> {
    fn as_context_mut(&mut self) -> StoreContextMut<'_, C::Data> {
        self.store.as_context_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(referent: Option<Referent>) -> Option<u32> {
        match referent? {
            Referent::Value(reference) => Some(reference),
            Referent::Continuation(_) => None,
        }
    }

    fn references(lists: &mut RootLists) -> Vec<u32> {
        let mut found = Vec::new();
        lists.visit(&mut |reference| found.push(*reference));
        found
    }

    #[test]
    fn scoped_roots_end_with_their_scope_and_places_are_told_apart() {
        let mut lists = RootLists::default();
        let outer = lists.push(Referent::Value(8));
        let scope = lists.begin_scope();
        let inner = lists.push(Referent::Value(16));
        assert_eq!(
            (value(lists.get(outer)), value(lists.get(inner))),
            (Some(8), Some(16))
        );
        lists.end_scope(scope);
        assert_eq!(
            (value(lists.get(outer)), value(lists.get(inner))),
            (Some(8), None)
        );
        let next = lists.push(Referent::Value(24));
        assert_eq!(
            (value(lists.get(inner)), value(lists.get(next))),
            (None, Some(24))
        );
        assert_eq!(references(&mut lists), [8, 24]);
    }

    #[test]
    fn ending_an_outer_scope_ends_inner_ones_and_twice_is_harmless() {
        let mut lists = RootLists::default();
        let outer = lists.begin_scope();
        let first = lists.push(Referent::Value(8));
        let inner = lists.begin_scope();
        let second = lists.push(Referent::Value(16));
        lists.end_scope(outer);
        lists.end_scope(inner);
        assert_eq!(
            (value(lists.get(first)), value(lists.get(second))),
            (None, None)
        );
        assert!(references(&mut lists).is_empty());
    }

    #[test]
    fn collectors_change_objects_and_see_nothing_else() {
        let mut lists = RootLists::default();
        let (object, number) = (
            lists.push(Referent::Value(8)),
            lists.push(Referent::Value(7)),
        );
        let owned = lists.own(Referent::Value(16));
        lists.visit(&mut |reference| {
            assert!(is_object(*reference));
            *reference += 800;
        });
        assert_eq!(
            (value(lists.get(object)), value(lists.get(number))),
            (Some(808), Some(7))
        );
        let place = Place::Owned { index: owned.index };
        assert_eq!(value(lists.get(place)), Some(816));
    }

    #[test]
    fn owned_roots_are_released_by_the_last_who_holds_them_on_any_thread() {
        let mut lists = RootLists::default();
        let kept = lists.own(Referent::Value(8));
        for _ in 0..1000 {
            let root = lists.own(Referent::Value(16));
            let other = Arc::clone(&root);
            drop(root);
            assert_eq!(references(&mut lists), [8, 16]);
            std::thread::scope(|scope| {
                scope.spawn(move || drop(other));
            });
        }
        assert!(lists.owned.len() <= 2, "places are used again");
        assert_eq!(references(&mut lists), [8]);
        // After the lists is not too late.
        drop(lists);
        drop(kept);
    }
}
