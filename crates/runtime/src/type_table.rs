//! What machine code and the collector know of an engine's types, by identity: the type
//! displays that casts look at, and the records that say what objects look like.
//!
//! Both are tables in reservations of address space, so that they stay where they are.
//! A row is written when a type is registered. Identities are used again when nobody
//! holds a type any more; then nobody looks at its rows either, so that they may change.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use switchback_abi::heap::{DISPLAY_LENGTH, ObjectKind, TypeDisplay};
use switchback_wasm::{CompositeKind, TypeIdentity, TypeRegistry};

use crate::heap::{HeapError, MAXIMUM_IDENTITIES, TypeDescription, TypeRecords};
use crate::reservation::Reservation;

/// The tables of an engine.
#[derive(Debug)]
pub(crate) struct TypeTable {
    records: Arc<TypeRecords>,
    /// The first display. Constant.
    displays: *mut TypeDisplay,
    memory: Mutex<Reservation>,
}

// SAFETY: the pointer leads to memory that `memory` owns.
unsafe impl Send for TypeTable {}
// SAFETY: rows are written with the lock held, and only while nobody looks at them.
unsafe impl Sync for TypeTable {}

impl TypeTable {
    /// Tables without rows.
    ///
    /// # Errors
    ///
    /// When there is no address space.
    pub(crate) fn new() -> io::Result<Self> {
        let size = MAXIMUM_IDENTITIES as usize * size_of::<TypeDisplay>();
        let memory = Reservation::new(size)?;
        Ok(Self {
            records: Arc::new(TypeRecords::new()?),
            displays: memory.base().as_ptr().cast(),
            memory: Mutex::new(memory),
        })
    }

    /// The records, for heaps.
    pub(crate) fn records(&self) -> &Arc<TypeRecords> {
        &self.records
    }

    /// The displays, for machine code.
    pub(crate) fn displays(&self) -> *const TypeDisplay {
        self.displays
    }

    /// Writes the rows of types that are registered and held. Must be done before there
    /// are objects of them.
    ///
    /// # Errors
    ///
    /// When there are too many types, or there is no memory.
    pub(crate) fn describe(
        &self,
        types: &TypeRegistry,
        identities: &[TypeIdentity],
    ) -> Result<(), HeapError> {
        for &identity in identities {
            let ty = types.sub_type(identity);
            if let Some(description) = TypeDescription::of(&ty) {
                self.records.set(identity.0, &description)?;
            }
            let kind = match ty.kind() {
                CompositeKind::Struct => ObjectKind::Struct,
                CompositeKind::Array => ObjectKind::Array,
                CompositeKind::Func | CompositeKind::Cont => continue,
            };
            let mut display = TypeDisplay {
                supertypes: [0; DISPLAY_LENGTH],
            };
            // A type is as deep as the registry allows, which is what a display holds.
            for (place, supertype) in display
                .supertypes
                .iter_mut()
                .zip(types.supertypes(identity).iter())
            {
                *place = kind.type_word(supertype.0);
            }
            self.set_display(identity.0, &display)?;
        }
        Ok(())
    }

    fn set_display(&self, identity: u32, display: &TypeDisplay) -> Result<(), HeapError> {
        if identity >= MAXIMUM_IDENTITIES {
            return Err(HeapError::TooManyTypes);
        }
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        let end = (identity as usize + 1) * size_of::<TypeDisplay>();
        if end > memory.accessible() {
            let size = MAXIMUM_IDENTITIES as usize * size_of::<TypeDisplay>();
            let comfortable = (2 * end).min(size);
            memory
                .make_accessible(comfortable)
                .map_err(HeapError::Reserve)?;
        }
        // SAFETY: the row is accessible, and reads as zero before it was written. Nobody
        // writes it, since we hold the lock.
        let row = unsafe { &mut *self.displays.add(identity as usize) };
        // Code may be looking at a row that stays the same.
        if row.supertypes != display.supertypes {
            *row = *display;
        }
        Ok(())
    }
}

const _: () = assert!(DISPLAY_LENGTH == switchback_wasm::type_registry::MAX_SUBTYPING_DEPTH + 1);

#[cfg(test)]
mod tests {
    use switchback_wasm::{CompositeType, EngineSubType, RegisteredTypes, SubType};

    use super::*;

    fn register(types: &TypeRegistry, supertype: Option<&RegisteredTypes>) -> RegisteredTypes {
        let ty: EngineSubType = SubType {
            is_final: false,
            supertype: supertype.map(|supertype| supertype.identities()[0]),
            composite: CompositeType::Struct(Box::new([])),
        };
        types.register_sub_type(&ty).unwrap()
    }

    fn display(table: &TypeTable, identity: TypeIdentity) -> [u32; DISPLAY_LENGTH] {
        // SAFETY: the row was written.
        unsafe { (*table.displays().add(identity.0 as usize)).supertypes }
    }

    #[test]
    fn displays_lead_from_the_root_to_the_type() {
        let (types, table) = (TypeRegistry::new(), TypeTable::new().unwrap());
        let mut chain: Vec<RegisteredTypes> = Vec::new();
        for depth in 0..DISPLAY_LENGTH {
            let ty = register(&types, chain.last());
            table.describe(&types, ty.identities()).unwrap();
            chain.push(ty);
            let words = display(&table, chain[depth].identities()[0]);
            for (place, word) in words.into_iter().enumerate() {
                let expected = chain
                    .get(place)
                    .map_or(0, |ty| ObjectKind::Struct.type_word(ty.identities()[0].0));
                assert_eq!(word, expected);
                assert_eq!(word == 0, place > depth, "identity 0 is never given out");
            }
        }
    }

    #[test]
    fn rows_change_when_identities_are_used_again() {
        let (types, table) = (TypeRegistry::new(), TypeTable::new().unwrap());
        let first = register(&types, None);
        let below = register(&types, Some(&first));
        table.describe(&types, below.identities()).unwrap();
        let identity = below.identities()[0];
        assert_ne!(display(&table, identity)[1], 0);
        drop((below, first));
        let again: Vec<_> = (0..2).map(|_| register(&types, None)).collect();
        let reused = again.iter().find(|ty| ty.identities()[0] == identity);
        if let Some(reused) = reused {
            table.describe(&types, reused.identities()).unwrap();
            assert_eq!(display(&table, identity)[1], 0);
        }
    }
}
