//! Tables: their elements, and growth.
//!
//! Elements lie in one allocation, as machine words: 8 bytes for functions, 4 for
//! host values. Null is all zero in both. Growth may move them.

use std::alloc::{Layout, alloc_zeroed, dealloc};
use std::ptr::{self, NonNull};

use anyhow::{Context, Result, ensure};
use switchback_abi::calling_convention::MachineType;
use switchback_abi::instance::{TableDefinition, TableField};
use switchback_abi::trap::TrapCode;
use switchback_wasm::{StorageType, ValType};

use crate::entity_types::EngineTableType;
use crate::fixed::Fixed;
use crate::heap::ElementKind;
use crate::store::StoreOpaque;
use crate::value::{Bits, read_bits, write_bits};

/// A table of a store, by its place in [`StoreOpaque::tables`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TableId(pub(crate) u32);

/// A table.
pub(crate) struct TableRecord {
    /// Machine code has a pointer to it, and writes elements through it.
    definition: TableDefinition,
    ty: EngineTableType,
    element: MachineType,
    /// How many elements the table's own allocation has room for.
    capacity: usize,
}

// SAFETY: the elements are owned memory, accessed only by who has the store.
unsafe impl Send for TableRecord {}
// SAFETY: as above.
unsafe impl Sync for TableRecord {}

impl TableRecord {
    /// A table of its minimum size, all null.
    fn new(ty: EngineTableType) -> Result<Self> {
        let mut table = Self {
            definition: TableDefinition {
                elements: NonNull::<u64>::dangling().as_ptr().cast(),
                length: 0,
            },
            element: MachineType::of(&ValType::Ref(ty.element)),
            ty,
            capacity: 0,
        };
        let minimum = usize::try_from(ty.minimum).context("the table is too large")?;
        table.reallocate(minimum)?;
        table.definition.length = ty.minimum;
        Ok(table)
    }

    /// A table of its minimum size, all null, whose elements lie at a place that is not
    /// its own. It must not be able to grow.
    ///
    /// # Safety
    ///
    /// At `elements`, all bytes are zero, as many as the elements take, aligned to a
    /// word, used by nobody else, for as long as the table lives.
    unsafe fn at(ty: EngineTableType, elements: NonNull<u8>) -> Self {
        debug_assert_eq!(ty.maximum, Some(ty.minimum));
        Self {
            definition: TableDefinition {
                elements: elements.as_ptr(),
                length: ty.minimum,
            },
            element: MachineType::of(&ValType::Ref(ty.element)),
            ty,
            // Of an allocation of its own.
            capacity: 0,
        }
    }

    fn layout(&self, capacity: usize) -> Result<Layout> {
        let bytes = capacity
            .checked_mul(self.element.bytes() as usize)
            .context("the table is too large")?;
        Ok(Layout::from_size_align(bytes, size_of::<u64>())?)
    }

    /// Makes room for `capacity` elements, which is not less than there are.
    fn reallocate(&mut self, capacity: usize) -> Result<()> {
        if capacity <= self.capacity {
            return Ok(());
        }
        let layout = self.layout(capacity)?;
        // SAFETY: the layout is not of size zero, since `capacity` is not.
        let elements = unsafe { alloc_zeroed(layout) };
        ensure!(
            !elements.is_null(),
            "no memory for a table of {capacity} elements"
        );
        // SAFETY: the old allocation has `length` elements, and the new one is larger.
        unsafe {
            let bytes = self.len() * self.element.bytes() as usize;
            elements.copy_from_nonoverlapping(self.definition.elements, bytes);
        }
        self.free();
        self.definition.elements = elements;
        self.capacity = capacity;
        Ok(())
    }

    fn free(&mut self) {
        if self.capacity == 0 {
            return;
        }
        if let Ok(layout) = self.layout(self.capacity) {
            // SAFETY: allocated with this layout, and not used any more.
            unsafe { dealloc(self.definition.elements, layout) };
        }
    }

    /// What instances that use the table hold. The elements of a table that does not
    /// grow stay where they are.
    pub(crate) fn field(&mut self) -> TableField {
        TableField {
            elements: self.definition.elements,
            definition: &raw mut self.definition,
        }
    }

    pub(crate) fn ty(&self) -> &EngineTableType {
        &self.ty
    }

    pub(crate) fn len(&self) -> usize {
        // It was a `usize` when it was set.
        self.definition.length as usize
    }

    fn address(&self, index: usize) -> *mut u8 {
        debug_assert!(index <= self.len());
        // SAFETY: callers have checked the index; one behind the end is allowed.
        unsafe {
            self.definition
                .elements
                .add(index * self.element.bytes() as usize)
        }
    }

    /// The indices of `length` elements at `start`.
    ///
    /// # Errors
    ///
    /// When there are not that many.
    pub(crate) fn range(
        &self,
        start: u64,
        length: u64,
    ) -> Result<std::ops::Range<usize>, TrapCode> {
        match start.checked_add(length) {
            // Not greater than a `usize`.
            Some(end) if end <= self.definition.length => Ok(start as usize..end as usize),
            _ => Err(TrapCode::TableOutOfBounds),
        }
    }

    /// An element, as a register holds it.
    pub(crate) fn get(&self, index: u64) -> Option<Bits> {
        let range = self.range(index, 1).ok()?;
        // SAFETY: the element exists.
        Some(unsafe { read_bits(self.address(range.start), self.element) })
    }

    /// Visits every element of a table whose elements are references into the heap.
    pub(crate) fn visit_references(&mut self, visitor: &mut dyn FnMut(&mut u32)) {
        debug_assert_eq!(self.element, MachineType::I32);
        for index in 0..self.len() {
            // SAFETY: the element exists, and we are borrowed mutably.
            visitor(unsafe { &mut *self.address(index).cast::<u32>() });
        }
    }

    /// Visits every element of a table whose elements are references to continuations.
    pub(crate) fn visit_continuations(&mut self, visitor: &mut dyn FnMut(&mut u64)) {
        debug_assert_eq!(self.element, MachineType::I64);
        for index in 0..self.len() {
            // SAFETY: the element exists.
            visitor(unsafe { &mut *self.address(index).cast::<u64>() });
        }
    }

    /// Sets elements to a value, as a register holds it, of the table's type.
    ///
    /// # Errors
    ///
    /// When there are not that many elements: then none has changed.
    pub(crate) fn fill(&mut self, start: u64, value: Bits, length: u64) -> Result<(), TrapCode> {
        for index in self.range(start, length)? {
            // SAFETY: the element exists.
            unsafe { write_bits(self.address(index), value, self.element) };
        }
        Ok(())
    }

    /// Sets elements, one after the other from `start` on, to values as registers
    /// hold them, of the table's type.
    ///
    /// # Errors
    ///
    /// When there are not that many elements: then none has changed.
    pub(crate) fn write(
        &mut self,
        start: u64,
        values: impl ExactSizeIterator<Item = Bits>,
    ) -> Result<(), TrapCode> {
        let range = self.range(start, values.len() as u64)?;
        for (index, value) in range.zip(values) {
            // SAFETY: the element exists.
            unsafe { write_bits(self.address(index), value, self.element) };
        }
        Ok(())
    }
}

impl Drop for TableRecord {
    fn drop(&mut self) {
        self.free();
    }
}

impl StoreOpaque {
    pub(crate) fn table(&self, table: TableId) -> &TableRecord {
        &self.tables[table.0 as usize]
    }

    pub(crate) fn table_mut(&mut self, table: TableId) -> &mut TableRecord {
        &mut self.tables[table.0 as usize]
    }

    /// Makes a table whose elements are null.
    pub(crate) fn make_table(&mut self, ty: EngineTableType) -> Result<TableId> {
        self.add_table(ty, TableRecord::new)
    }

    /// Makes a table whose elements are null and lie at a given place.
    ///
    /// # Safety
    ///
    /// The table must not be able to grow. At `elements`, all bytes are zero, as many as
    /// the elements take, aligned to a word, used by nobody else, for as long as the
    /// store lives.
    pub(crate) unsafe fn make_table_at(
        &mut self,
        ty: EngineTableType,
        elements: NonNull<u8>,
    ) -> Result<TableId> {
        // SAFETY: promised by the caller.
        self.add_table(ty, |ty| Ok(unsafe { TableRecord::at(ty, elements) }))
    }

    fn add_table(
        &mut self,
        ty: EngineTableType,
        make: impl FnOnce(EngineTableType) -> Result<TableRecord>,
    ) -> Result<TableId> {
        let limit = self.engine().config().limits.table_elements;
        ensure!(
            ty.minimum <= limit,
            "a table of {} elements exceeds the implementation limit of {limit}",
            ty.minimum
        );
        let count = self.tables.len();
        let allowed = self.ask_limiter(|limiter| {
            let limit = limiter.tables();
            ensure!(
                count < limit,
                "resource limit exceeded: table count too high at {}",
                count + 1
            );
            limiter.table_growing(0, saturating(ty.minimum), ty.maximum.map(saturating))
        });
        ensure!(
            allowed.unwrap_or(Ok(true))?,
            "table minimum size of {} elements exceeds table limits",
            ty.minimum
        );
        let table = make(ty)?;
        let id = TableId(u32::try_from(count).context("too many tables")?);
        match ElementKind::of(&StorageType::Val(ValType::Ref(table.ty.element))) {
            ElementKind::Opaque => {}
            ElementKind::Reference => self.heap_places.add_table(id),
            ElementKind::Continuation => self.heap_places.add_continuation_table(id),
        }
        self.tables.push(Fixed::new(table));
        Ok(id)
    }

    /// Grows a table by elements of a value of its type; answers its size before, or
    /// `None` if it cannot grow.
    ///
    /// # Errors
    ///
    /// When the limiter gives an error.
    pub(crate) fn grow_table(
        &mut self,
        id: TableId,
        delta: u64,
        value: Bits,
    ) -> Result<Option<u64>> {
        let table = self.table(id);
        let old = table.definition.length;
        if delta == 0 {
            return Ok(Some(old));
        }
        let declared = table.ty.maximum;
        let desired = old.saturating_add(delta);
        let allowed = self.ask_limiter(|limiter| {
            limiter.table_growing(
                saturating(old),
                saturating(desired),
                declared.map(saturating),
            )
        });
        if !allowed.unwrap_or(Ok(true))? {
            return Ok(None);
        }
        let limit = self.engine().config().limits.table_elements;
        let maximum = declared.unwrap_or(u64::MAX).min(limit);
        let table = self.table_mut(id);
        let result = if desired > maximum {
            Err(anyhow::anyhow!(
                "a table cannot grow to {desired} elements: its maximum is {maximum}"
            ))
        } else {
            // At least doubled, so that growing step by step takes linear time.
            let capacity = (desired as usize)
                .max(table.len().saturating_mul(2))
                .min(saturating(maximum));
            table.reallocate(capacity)
        };
        if let Err(error) = result {
            let mut error = Some(error);
            self.ask_limiter(|limiter| match error.take() {
                Some(error) => limiter.table_grow_failed(error),
                None => Ok(()),
            })
            .unwrap_or(Ok(()))?;
            return Ok(None);
        }
        table_grown(self.table_mut(id), old, desired, value);
        Ok(Some(old))
    }

    /// Copies elements between two tables, or in one.
    ///
    /// # Errors
    ///
    /// When there are not that many elements in both: then none has changed.
    pub(crate) fn copy_table(
        &mut self,
        destination: (TableId, u64),
        source: (TableId, u64),
        length: u64,
    ) -> Result<(), TrapCode> {
        let from = self.table(source.0).range(source.1, length)?;
        let to = self.table(destination.0).range(destination.1, length)?;
        let (source, destination) = (self.table(source.0), self.table(destination.0));
        debug_assert_eq!(source.element, destination.element);
        // SAFETY: both ranges exist, and elements are of one size: validation, or the
        // embedder's interface, checked that the source's are of the destination's
        // type.
        unsafe {
            ptr::copy(
                source.address(from.start),
                destination.address(to.start),
                from.len() * source.element.bytes() as usize,
            );
        }
        Ok(())
    }
}

/// Gives new elements their value.
fn table_grown(table: &mut TableRecord, old: u64, new: u64, value: Bits) {
    table.definition.length = new;
    // Elements behind the old end may be those of a larger capacity: always zero.
    if value != 0 {
        let filled = table.fill(old, value, new - old);
        debug_assert!(filled.is_ok(), "the elements exist");
    }
}

fn saturating(size: u64) -> usize {
    usize::try_from(size).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use switchback_wasm::{HeapType, RefType};

    use super::*;

    fn table(heap_type: HeapType<switchback_wasm::TypeIdentity>, minimum: u64) -> TableRecord {
        let element = RefType {
            nullable: true,
            heap_type,
        };
        TableRecord::new(EngineTableType {
            element,
            minimum,
            maximum: None,
            is_64: false,
        })
        .unwrap()
    }

    #[test]
    fn elements_are_as_wide_as_their_hierarchy_says() {
        for (heap_type, value) in [
            (HeapType::Func, 0x1234_5678_9abc_def0),
            (HeapType::Extern, 0x1234_5678),
        ] {
            let mut table = table(heap_type, 3);
            table.fill(1, value, 1).unwrap();
            let elements: Vec<_> = (0..4).map(|index| table.get(index)).collect();
            assert_eq!(elements, [Some(0), Some(value), Some(0), None]);
            table.reallocate(100).unwrap();
            table_grown(&mut table, 3, 5, value);
            assert_eq!(table.get(1), Some(value));
            assert_eq!(table.get(4), Some(value));
            assert_eq!(table.get(5), None);
        }
    }

    #[test]
    fn nothing_changes_when_a_range_is_out_of_bounds() {
        let mut table = table(HeapType::Func, 3);
        assert_eq!(table.fill(1, 9, 3), Err(TrapCode::TableOutOfBounds));
        assert_eq!(
            table.write(u64::MAX, [9, 9].into_iter()),
            Err(TrapCode::TableOutOfBounds)
        );
        assert_eq!(table.get(1), Some(0));
        assert_eq!(table.fill(3, 9, 0), Ok(()));
        assert_eq!(table.fill(4, 9, 0), Err(TrapCode::TableOutOfBounds));
    }

    #[test]
    fn gigantic_tables_are_errors() {
        let element = switchback_wasm::EngineRefType::FUNCREF;
        let element = RefType {
            nullable: element.nullable,
            heap_type: HeapType::Func,
        };
        let ty = EngineTableType {
            element,
            minimum: u64::MAX,
            maximum: None,
            is_64: true,
        };
        assert!(TableRecord::new(ty).is_err());
    }
}
