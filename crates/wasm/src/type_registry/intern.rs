//! Interning of recursion groups, with counts of who refers to them.

use std::collections::HashMap;
use std::sync::Arc;

use crate::index::TypeIdentity;
use crate::types::{CompositeType, EngineSubType, FieldType, HeapType, SubType, ValType};

/// What a type of a group may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Reference {
    /// A type of the same group, by its place there.
    InGroup(u32),
    /// A type of a group that is registered already.
    Registered(TypeIdentity),
}

/// A recursion group, rolled up: equal groups read the same.
type GroupKey = Arc<[SubType<Reference>]>;

/// Index of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct GroupIndex(u32);

/// A registered type.
#[derive(Debug)]
pub(super) struct InternedType {
    pub(super) definition: Arc<EngineSubType>,
    /// Ancestors from the root to the type itself.
    pub(super) display: Arc<[TypeIdentity]>,
    group: GroupIndex,
}

#[derive(Debug)]
struct Group {
    key: GroupKey,
    members: Box<[TypeIdentity]>,
    /// Handles and groups that refer to this one.
    references: usize,
    /// The other groups that this one refers to, each once.
    refers_to: Box<[GroupIndex]>,
}

/// All registered types.
#[derive(Debug, Default)]
pub(super) struct Interner {
    by_key: HashMap<GroupKey, GroupIndex>,
    groups: Slots<Group>,
    types: Slots<InternedType>,
}

impl Interner {
    /// The group, registered if it was not, with one more reference.
    pub(super) fn acquire(&mut self, group: Box<[SubType<Reference>]>) -> GroupIndex {
        if let Some(&index) = self.by_key.get(&*group) {
            self.group_mut(index).references += 1;
            return index;
        }
        self.register(Arc::from(group))
    }

    fn register(&mut self, key: GroupKey) -> GroupIndex {
        let refers_to = self.groups_referred_to(&key);
        for &index in &refers_to {
            self.group_mut(index).references += 1;
        }
        // Members name the group and each other, so numbers come first.
        let index = GroupIndex(self.groups.reserve());
        let members: Box<[TypeIdentity]> = key
            .iter()
            .map(|_| TypeIdentity(self.types.reserve()))
            .collect();
        for (ty, &identity) in key.iter().zip(&members) {
            let definition = ty.map(|reference| match reference {
                Reference::InGroup(place) => members[place as usize],
                Reference::Registered(identity) => identity,
            });
            let ty = InternedType {
                display: self.display(identity, definition.supertype),
                definition: Arc::new(definition),
                group: index,
            };
            self.types.fill(identity.0, ty);
        }
        let group = Group {
            key: Arc::clone(&key),
            members,
            references: 1,
            refers_to,
        };
        self.groups.fill(index.0, group);
        self.by_key.insert(key, index);
        index
    }

    /// The display of a type whose supertype is registered, which validation sees
    /// to: a supertype is declared before its subtypes.
    fn display(
        &self,
        identity: TypeIdentity,
        supertype: Option<TypeIdentity>,
    ) -> Arc<[TypeIdentity]> {
        let ancestors = supertype.map(|supertype| Arc::clone(&self.ty(supertype).display));
        ancestors
            .iter()
            .flat_map(|display| display.iter().copied())
            .chain([identity])
            .collect()
    }

    fn groups_referred_to(&self, key: &GroupKey) -> Box<[GroupIndex]> {
        let mut groups = Vec::new();
        for ty in key.iter() {
            for_each_reference(ty, |reference| {
                if let Reference::Registered(identity) = reference {
                    groups.push(self.ty(identity).group);
                }
            });
        }
        groups.sort_unstable();
        groups.dedup();
        groups.into_boxed_slice()
    }

    /// One more reference to each.
    pub(super) fn retain(&mut self, groups: &[GroupIndex]) {
        for &index in groups {
            self.group_mut(index).references += 1;
        }
    }

    /// One reference less to each. What nothing refers to any more goes.
    pub(super) fn release(&mut self, groups: &[GroupIndex]) {
        let mut pending = groups.to_vec();
        while let Some(index) = pending.pop() {
            let group = self.group_mut(index);
            group.references -= 1;
            if group.references > 0 {
                continue;
            }
            let group = self.groups.free(index.0);
            self.by_key.remove(&group.key);
            for member in group.members {
                self.types.free(member.0);
            }
            pending.extend(group.refers_to);
        }
    }

    pub(super) fn members(&self, group: GroupIndex) -> &[TypeIdentity] {
        &self.groups.get(group.0).members
    }

    pub(super) fn group_of(&self, identity: TypeIdentity) -> GroupIndex {
        self.ty(identity).group
    }

    pub(super) fn ty(&self, identity: TypeIdentity) -> &InternedType {
        self.types.get(identity.0)
    }

    pub(super) fn is_subtype(&self, sub: TypeIdentity, supertype: TypeIdentity) -> bool {
        let depth = self.ty(supertype).display.len() - 1;
        self.ty(sub).display.get(depth) == Some(&supertype)
    }

    pub(super) fn len(&self) -> usize {
        self.types.len()
    }

    fn group_mut(&mut self, group: GroupIndex) -> &mut Group {
        self.groups.get_mut(group.0)
    }
}

/// Calls `visit` with everything the type names.
fn for_each_reference<T: Copy>(ty: &SubType<T>, mut visit: impl FnMut(T)) {
    let mut visit_value = |ty: &ValType<T>| {
        if let ValType::Ref(ty) = ty
            && let HeapType::Concrete(ty) = ty.heap_type
        {
            visit(ty.index);
        }
    };
    match &ty.composite {
        CompositeType::Func(ty) => {
            let mut types = ty.params.iter().chain(&ty.results);
            types.by_ref().for_each(visit_value);
        }
        CompositeType::Struct(fields) => fields
            .iter()
            .filter_map(FieldType::value)
            .for_each(|ty| visit_value(&ty)),
        CompositeType::Array(element) => {
            element.value().iter().for_each(visit_value);
        }
        CompositeType::Cont(ty) => visit(*ty),
    }
    if let Some(supertype) = ty.supertype {
        visit(supertype);
    }
}

/// Values with stable numbers, which are given out again once free. 0 is never given
/// out, so that it can stand for none.
#[derive(Debug)]
struct Slots<T> {
    slots: Vec<Option<T>>,
    free: Vec<u32>,
}

impl<T> Default for Slots<T> {
    fn default() -> Self {
        Self {
            slots: Vec::new(),
            free: Vec::new(),
        }
    }
}

/// Where the value of a number is.
fn index(number: u32) -> usize {
    number as usize - 1
}

/// Why a slot that is asked for holds a value.
const HELD: &str = "whoever names a group or type holds a reference to it";

impl<T> Slots<T> {
    /// A number for a value that [`Slots::fill`] is to bring.
    fn reserve(&mut self) -> u32 {
        self.free.pop().unwrap_or_else(|| {
            self.slots.push(None);
            u32::try_from(self.slots.len()).expect("memory ends long before the numbers do")
        })
    }

    fn fill(&mut self, number: u32, value: T) {
        self.slots[index(number)] = Some(value);
    }

    fn free(&mut self, number: u32) -> T {
        let value = self.slots[index(number)].take().expect(HELD);
        self.free.push(number);
        value
    }

    fn get(&self, number: u32) -> &T {
        let slot = self.slots.get(index(number));
        slot.and_then(Option::as_ref).expect(HELD)
    }

    fn get_mut(&mut self, number: u32) -> &mut T {
        let slot = self.slots.get_mut(index(number));
        slot.and_then(Option::as_mut).expect(HELD)
    }

    fn len(&self) -> usize {
        self.slots.len() - self.free.len()
    }
}
