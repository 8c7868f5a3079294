//! Tests of the heap, each part by itself. `model.rs` tests all of it together.

mod model;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use switchback_abi::heap::ObjectKind;

use super::*;

/// Roots that are a vector.
#[derive(Default)]
struct Slots(Vec<u32>);

impl Owner for Slots {
    fn visit(&mut self, visitor: &mut dyn FnMut(&mut u32)) {
        self.0.iter_mut().for_each(visitor);
    }
}

/// Slots of an owner who lets the heap have so many bytes.
struct Limited(Slots, usize);

impl Owner for Limited {
    fn visit(&mut self, visitor: &mut dyn FnMut(&mut u32)) {
        self.0.visit(visitor);
    }

    fn may_grow(&mut self, current: usize, desired: usize) -> bool {
        assert!(current < desired);
        desired <= self.1
    }
}

/// A heap with a small nursery, and types: a pair of references behind a number, and an
/// array of references.
fn heap(zeal: Zeal) -> StandaloneHeap {
    heap_of(zeal, 256 << 20)
}

fn heap_of(zeal: Zeal, maximum: u32) -> StandaloneHeap {
    let heap = StandaloneHeap::new(HeapConfiguration {
        maximum,
        nursery: 16 << 10,
        zeal,
    })
    .unwrap();
    let fields = FieldsDescription {
        size: 24,
        references: [16, 20].into(),
        continuations: [].into(),
    };
    heap.set_type(PAIR, &TypeDescription::Fields(fields))
        .unwrap();
    let array = TypeDescription::Array {
        element_size: 4,
        elements: ElementKind::Reference,
    };
    heap.set_type(ARRAY, &array).unwrap();
    heap
}

const PAIR: u32 = 1;
const ARRAY: u32 = 2;
const NUMBER: u32 = 8;
const HEAD: u32 = 16;
const TAIL: u32 = 20;

/// Puts a list of `length` numbers, the last first, in root 0.
fn make_list(heap: &mut Heap, roots: &mut Slots, length: u64) -> Result<(), HeapError> {
    roots.0.resize(1.max(roots.0.len()), 0);
    roots.0[0] = 0;
    for number in 0..length {
        let pair = heap.allocate_struct(PAIR, roots)?;
        heap.store_u64(pair, NUMBER, number);
        heap.store_reference(pair, TAIL, roots.0[0]);
        roots.0[0] = pair;
    }
    Ok(())
}

fn check_list(heap: &Heap, mut list: u32, length: u64) {
    for number in (0..length).rev() {
        assert_eq!(heap.load_u64(list, NUMBER), number);
        assert_eq!(heap.load_u32(list, HEAD), 0);
        list = heap.load_u32(list, TAIL);
    }
    assert_eq!(list, 0);
}

#[test]
fn a_heap_takes_no_memory_before_it_is_used() {
    let heap = heap(Zeal::Off);
    assert_eq!((heap.size(), heap.used()), (0, 0));
    assert!(heap.remembered.is_none());
    assert_eq!(heap.context().allocation.limit, 0);
}

#[test]
fn long_lists_survive_every_collection() {
    for mark_stack_limit in [1, usize::MAX] {
        let (mut heap, mut roots) = (heap(Zeal::Off), Slots::default());
        heap.mark_stack_limit = mark_stack_limit;
        let length = 300_000;
        make_list(&mut heap, &mut roots, length).unwrap();
        assert!(heap.statistics().minor_collections > 10);
        check_list(&heap, roots.0[0], length);
        heap.collect_major(&mut roots);
        heap.verify(&mut roots).unwrap();
        check_list(&heap, roots.0[0], length);
        assert_eq!(heap.used(), 24 * length as usize);
    }
}

#[test]
fn a_mark_stack_that_overflows_loses_nothing() {
    let (mut heap, mut roots) = (heap(Zeal::Off), Slots(vec![0]));
    heap.mark_stack_limit = 3;
    // A complete binary tree: each level overflows.
    fn tree(heap: &mut Heap, roots: &mut Slots, depth: u32) -> u32 {
        let pair = heap.allocate_struct(PAIR, roots).unwrap();
        roots.0.push(pair);
        let place = roots.0.len() - 1;
        if depth > 0 {
            for field in [HEAD, TAIL] {
                let child = tree(heap, roots, depth - 1);
                heap.store_reference(roots.0[place], field, child);
            }
        }
        roots.0.pop().unwrap()
    }
    roots.0[0] = tree(&mut heap, &mut roots, 12);
    heap.collect_major(&mut roots);
    heap.verify(&mut roots).unwrap();
    assert_eq!(heap.used(), 24 * ((1 << 13) - 1));
}

#[test]
fn cycles_are_collected_and_memory_is_given_back() {
    let (mut heap, mut roots) = (heap_of(Zeal::Off, 32 << 20), Slots::default());
    make_list(&mut heap, &mut roots, 500_000).unwrap();
    // Close the list to a ring.
    let mut last = roots.0[0];
    while heap.load_u32(last, TAIL) != 0 {
        last = heap.load_u32(last, TAIL);
    }
    heap.store_reference(last, TAIL, roots.0[0]);
    heap.collect_major(&mut roots);
    heap.verify(&mut roots).unwrap();
    assert_eq!(heap.used(), 24 * 500_000);
    assert!(heap.size() > 24 * 500_000);
    roots.0[0] = 0;
    heap.collect_major(&mut roots);
    assert_eq!(heap.used(), 0);
    // What may be used before the next major collection stays.
    assert!(heap.size() < 9 << 20, "{}", heap.size());
    make_list(&mut heap, &mut roots, 500_000).unwrap();
    check_list(&heap, roots.0[0], 500_000);
}

#[test]
fn old_objects_keep_young_ones_alive() {
    let (mut heap, mut roots) = (heap(Zeal::Off), Slots(vec![0, 0]));
    for length in [10, 100_000] {
        roots.0[0] = heap.allocate_array(ARRAY, length, &mut roots).unwrap();
        heap.collect_minor(&mut roots);
        for index in 0..50_000u32 {
            let pair = heap.allocate_struct(PAIR, &mut roots).unwrap();
            heap.store_u64(pair, NUMBER, index.into());
            let element = heap.element(roots.0[0], index * 7919 % length);
            heap.store_reference(roots.0[0], element, pair);
            if index % 10_000 == 0 {
                heap.verify(&mut roots).unwrap();
            }
        }
        heap.collect_minor(&mut roots);
        heap.verify(&mut roots).unwrap();
        for index in 50_000 - length.min(50_000)..50_000 {
            let element = heap.element(roots.0[0], index * 7919 % length);
            let pair = heap.load_u32(roots.0[0], element);
            assert_eq!(heap.load_u64(pair, NUMBER), index.into());
        }
    }
}

#[test]
fn an_object_is_remembered_once() {
    let (mut heap, mut roots) = (heap(Zeal::Off), Slots(vec![0, 0]));
    for length in [100, 4096] {
        roots.0[0] = heap.allocate_array(ARRAY, length, &mut roots).unwrap();
        heap.collect_minor(&mut roots);
        roots.0[1] = heap.allocate_struct(PAIR, &mut roots).unwrap();
        for round in 0..200_000u32 {
            let element = heap.element(roots.0[0], round % 100);
            heap.store_reference(roots.0[0], element, roots.0[1]);
        }
        assert_eq!(heap.remembered_objects().len(), 1);
        heap.verify(&mut roots).unwrap();
        heap.collect_minor(&mut roots);
        heap.verify(&mut roots).unwrap();
        assert_eq!(heap.remembered_objects().len(), 0);
        let element = heap.element(roots.0[0], 99);
        assert_eq!(heap.load_u32(roots.0[0], element), roots.0[1]);
    }
}

#[test]
fn arrays_that_share_a_card_do_not_forget_for_each_other() {
    let (mut heap, mut roots) = (heap(Zeal::Off), Slots(vec![0; 8]));
    // More than 128 elements, so that they have cards, and not a multiple of one.
    for index in 0..8 {
        roots.0[index] = heap.allocate_array(ARRAY, 135, &mut roots).unwrap();
    }
    heap.collect_minor(&mut roots);
    for round in 0..20u64 {
        for index in [0, 2, 3, 4, 7] {
            for element in [0, 134] {
                let pair = heap.allocate_struct(PAIR, &mut roots).unwrap();
                heap.store_u64(pair, NUMBER, round);
                let place = heap.element(roots.0[index], element);
                heap.store_reference(roots.0[index], place, pair);
            }
        }
        heap.verify(&mut roots).unwrap();
        heap.collect_minor(&mut roots);
        heap.verify(&mut roots).unwrap();
        for index in [0, 2, 3, 4, 7] {
            for element in [0, 134] {
                let place = heap.element(roots.0[index], element);
                let pair = heap.load_u32(roots.0[index], place);
                assert_eq!(heap.load_u64(pair, NUMBER), round);
            }
        }
    }
}

#[test]
fn whole_arrays_are_filled_and_copied() {
    let (mut heap, mut roots) = (heap(Zeal::Off), Slots(vec![0; 3]));
    for length in [50, 5000] {
        for slot in 0..2 {
            roots.0[slot] = heap.allocate_array(ARRAY, length, &mut roots).unwrap();
        }
        heap.collect_minor(&mut roots);
        let pair = heap.allocate_struct(PAIR, &mut roots).unwrap();
        heap.fill_array(roots.0[0], 10, 30, pair.into());
        heap.verify(&mut roots).unwrap();
        heap.copy_array((roots.0[1], length - 20), (roots.0[0], 25), 20);
        heap.copy_array((roots.0[0], 5), (roots.0[0], 10), 10);
        heap.verify(&mut roots).unwrap();
        roots.0[2] = pair;
        heap.collect_minor(&mut roots);
        heap.verify(&mut roots).unwrap();
        for (array, filled) in [(0, 5..40), (1, length - 20..length - 5)] {
            for index in 0..length {
                let element = heap.element(roots.0[array], index);
                let expected = if filled.contains(&index) {
                    roots.0[2]
                } else {
                    0
                };
                assert_eq!(heap.load_u32(roots.0[array], element), expected, "{index}");
            }
        }
        for slot in &mut roots.0 {
            *slot = 0;
        }
    }
    let bytes = TypeDescription::Array {
        element_size: 2,
        elements: ElementKind::Opaque,
    };
    heap.set_type(9, &bytes).unwrap();
    let array = heap.allocate_array(9, 1001, &mut roots).unwrap();
    heap.fill_array(array, 1, 1000, 0x1234);
    heap.write_array(array, 999, &[1, 2, 3, 4]);
    for (index, expected) in [
        (0, 0),
        (1, 0x1234),
        (998, 0x1234),
        (999, 0x201),
        (1000, 0x403),
    ] {
        let element = heap.element(array, index);
        assert_eq!(heap.load(array, element, 2), expected);
    }
}

#[test]
fn exceptions_alone_use_little() {
    let (mut heap, mut roots) = (heap(Zeal::Off), Slots(vec![0]));
    let nursery = 4 << 20;
    let mut big = StandaloneHeap::new(HeapConfiguration {
        nursery,
        ..HeapConfiguration::default()
    })
    .unwrap();
    let fields = FieldsDescription {
        size: 24,
        references: [16].into(),
        continuations: [].into(),
    };
    std::mem::swap(&mut heap, &mut big);
    heap.set_type(7, &TypeDescription::Fields(fields)).unwrap();
    for _ in 0..100_000 {
        roots.0[0] = heap.allocate_exception(7, 42, &mut roots).unwrap();
    }
    assert_eq!(heap.exception_tag(roots.0[0]), 42);
    assert_eq!(
        heap.type_word(roots.0[0]),
        ObjectKind::Exception.type_word(7)
    );
    assert!(heap.statistics().minor_collections >= 24 * 100_000 / u64::from(SMALL_NURSERY));
    assert!(heap.size() <= 4 * SMALL_NURSERY as usize);
    // With structs, the whole nursery.
    for _ in 0..10_000 {
        heap.allocate_struct(7, &mut roots).unwrap();
    }
    assert!(heap.size() >= nursery as usize);
    heap.verify(&mut roots).unwrap();
}

#[test]
fn exhaustion_is_an_error_and_the_heap_goes_on() {
    for zeal in [Zeal::Off, Zeal::Minor] {
        let limit = 128 << 10;
        let (mut heap, mut roots) = (heap(zeal), Limited(Slots::default(), limit));
        let mut made = 0;
        let error = loop {
            match heap.allocate_struct(PAIR, &mut roots) {
                Ok(pair) => {
                    heap.store_u64(pair, NUMBER, made);
                    let list = roots.0.0.first().copied().unwrap_or(0);
                    heap.store_reference(pair, TAIL, list);
                    roots.0.0 = vec![pair];
                    made += 1;
                }
                Err(error) => break error,
            }
        };
        assert!(matches!(error, HeapError::Exhausted), "{error}");
        assert!(heap.size() <= limit);
        // Nearly everything was used, and nothing was lost.
        assert!(made * 24 > limit as u64 * 7 / 8, "{made}");
        heap.verify(&mut roots).unwrap();
        check_list(&heap, roots.0.0[0], made);
        assert!(heap.allocate_array(ARRAY, 100_000, &mut roots).is_err());
        assert!(heap.allocate_array(ARRAY, u32::MAX, &mut roots).is_err());
        check_list(&heap, roots.0.0[0], made);
        // Half is dropped; then there is room again.
        let mut middle = roots.0.0[0];
        for _ in 0..made / 2 {
            middle = heap.load_u32(middle, TAIL);
        }
        heap.store_reference(middle, TAIL, 0);
        for _ in 0..10_000 {
            heap.allocate_struct(PAIR, &mut roots).unwrap();
        }
        heap.verify(&mut roots).unwrap();
    }
}

#[test]
fn old_objects_remember_young_ones_that_a_major_collection_left_young() {
    let (mut heap, mut roots) = (heap(Zeal::Off), Limited(Slots(vec![0]), usize::MAX));
    roots.0.0[0] = heap.allocate_array(ARRAY, 1000, &mut roots).unwrap();
    roots.1 = heap.size();
    // Fill the old part, so that nothing can be promoted.
    while let Ok(array) = heap.allocate_array(ARRAY, 600, &mut roots) {
        roots.0.0.push(array);
    }
    for index in 0..500 {
        let pair = heap.allocate_struct(PAIR, &mut roots).unwrap();
        heap.store_u64(pair, NUMBER, index);
        let array = roots.0.0[index as usize % 2];
        let element = heap.element(array, index as u32);
        heap.store_reference(array, element, pair);
    }
    for _ in 0..3 {
        heap.collect_major(&mut roots);
        heap.verify(&mut roots).unwrap();
        assert!(heap.context().allocation.next > 500 * 24);
    }
    // With room they are promoted.
    roots.1 = usize::MAX;
    heap.collect_minor(&mut roots);
    heap.verify(&mut roots).unwrap();
    assert_eq!(heap.context().allocation.next, FIRST_OBJECT);
    for index in 0..500 {
        let array = roots.0.0[index as usize % 2];
        let pair = heap.load_u32(array, heap.element(array, index as u32));
        assert_eq!(heap.load_u64(pair, NUMBER), index);
    }
}

#[test]
fn host_values_are_dropped_when_nothing_refers_to_them() {
    struct Counted(Arc<AtomicUsize>);
    impl Drop for Counted {
        fn drop(&mut self) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
    let (mut heap, mut roots) = (heap(Zeal::Off), Slots(vec![0, 0]));
    let dropped = Arc::new(AtomicUsize::new(0));
    let count = || dropped.load(Ordering::Relaxed);
    for slot in 0..2 {
        let value = Box::new(Counted(Arc::clone(&dropped)));
        roots.0[slot] = heap.allocate_host_reference(value, &mut roots).unwrap();
    }
    roots.0[0] = 0;
    heap.collect_minor(&mut roots);
    assert_eq!((count(), heap.host_value_count()), (1, 1));
    assert!(heap.host_value(roots.0[1]).unwrap().is::<Counted>());
    roots.0[1] = 0;
    heap.collect_minor(&mut roots);
    assert_eq!(count(), 1, "it is old now");
    heap.collect_major(&mut roots);
    assert_eq!((count(), heap.host_value_count()), (2, 0));
    let value = Box::new(Counted(Arc::clone(&dropped)));
    roots.0[1] = heap.allocate_host_reference(value, &mut roots).unwrap();
    drop(heap);
    assert_eq!(count(), 3);
}

#[test]
fn freed_memory_is_poisoned_under_zeal() {
    for zeal in [Zeal::Minor, Zeal::Major] {
        let (mut heap, mut roots) = (heap(zeal), Slots(vec![0]));
        // The last allocation collects before it, and may take the place of the first.
        let first = heap.allocate_struct(PAIR, &mut roots).unwrap();
        roots.0[0] = heap.allocate_struct(PAIR, &mut roots).unwrap();
        let stale = heap.allocate_struct(PAIR, &mut roots).unwrap();
        heap.collect_major(&mut roots);
        assert_eq!(heap.type_word(stale), 0xdbdb_dbdb);
        roots.0.push(first);
        assert_eq!(heap.verify(&mut roots).unwrap_err().invariant, 6);
    }
}

#[test]
fn machine_code_can_allocate_and_store_by_itself() {
    let (mut heap, mut roots) = (heap(Zeal::Off), Slots(vec![0]));
    assert_eq!(heap.context().allocation.limit, 0, "to the runtime");
    roots.0[0] = heap.allocate_struct(PAIR, &mut roots).unwrap();
    heap.collect_minor(&mut roots);
    let old = roots.0[0];

    // SAFETY: the context is the heap's, which does nothing meanwhile.
    let context = unsafe { &mut *heap.context_pointer() };
    let young = context.allocation.next;
    context.allocation.next += 24;
    assert!(context.allocation.next <= context.allocation.limit);
    let store = |offset: u32, value: u32| {
        // SAFETY: the object lies in the nursery, or is the old one, which is as large.
        unsafe { context.base.add(offset as usize).cast::<u32>().write(value) };
    };
    let type_word = ObjectKind::Struct.type_word(PAIR);
    for (field, value) in [type_word, 0, 77, 0, 0, 0].into_iter().enumerate() {
        store(young + 4 * field as u32, value);
    }
    store(old + TAIL, young);
    store(old + 4, 0);
    // SAFETY: there is always room.
    unsafe {
        context.remembered.write(old);
        context.remembered = context.remembered.add(1);
    }

    heap.verify(&mut roots).unwrap();
    heap.collect_minor(&mut roots);
    heap.verify(&mut roots).unwrap();
    let copy = heap.load_u32(old, TAIL);
    assert!(copy >= heap.context().nursery_end);
    assert_eq!(heap.load_u64(copy, NUMBER), 77);
}

#[test]
fn verify_finds_what_is_wrong() {
    let violated = |break_it: fn(&mut Heap, u32)| {
        let (mut heap, mut roots) = (heap(Zeal::Off), Slots(vec![0, 0]));
        roots.0[0] = heap.allocate_struct(PAIR, &mut roots).unwrap();
        heap.collect_minor(&mut roots);
        roots.0[1] = heap.allocate_struct(PAIR, &mut roots).unwrap();
        heap.verify(&mut roots).unwrap();
        break_it(&mut heap, roots.0[0]);
        heap.verify(&mut roots).unwrap_err().invariant
    };
    assert_eq!(violated(|heap, _| heap.old.limit = 0), 1);
    assert_eq!(violated(|heap, old| heap.store_u32(old, 0, 7700)), 2);
    assert_eq!(violated(|heap, _| heap.old.next -= 8), 2);
    assert_eq!(violated(|heap, old| heap.objects.set_state(old, 0)), 3);
    assert_eq!(violated(|heap, old| heap.store_u32(old, TAIL, old + 8)), 4);
    // A store without the barrier.
    assert_eq!(
        violated(|heap, old| heap.store_u32(old, TAIL, FIRST_OBJECT)),
        5
    );
    // All young objects are forgotten.
    assert_eq!(violated(|heap, _| heap.set_next(FIRST_OBJECT)), 6);
}

#[test]
fn descriptions_that_describe_nothing_are_refused() {
    let mut heap = heap(Zeal::Off);
    let fields = |size, references: &[u32], continuations: &[u32]| {
        TypeDescription::Fields(FieldsDescription {
            size,
            references: references.into(),
            continuations: continuations.into(),
        })
    };
    for description in [
        fields(7, &[], &[]),
        fields(16, &[4], &[]),
        fields(16, &[16], &[]),
        fields(24, &[10], &[]),
        fields(24, &[12], &[8]),
        fields(24, &[8, 8], &[]),
        fields(u32::MAX, &[u32::MAX - 3], &[]),
        TypeDescription::Array {
            element_size: 8,
            elements: ElementKind::Reference,
        },
        TypeDescription::Array {
            element_size: 32,
            elements: ElementKind::Opaque,
        },
    ] {
        assert!(heap.set_type(3, &description).is_err());
    }
    assert!(heap.set_type(3, &fields(8, &[], &[])).is_ok());
    assert!(heap.set_type(0, &fields(8, &[], &[])).is_err());
    assert!(
        heap.set_type(MAXIMUM_IDENTITIES, &fields(8, &[], &[]))
            .is_err()
    );
    let mut roots = Slots::default();
    assert!(heap.allocate_struct(ARRAY, &mut roots).is_err());
    assert!(heap.allocate_struct(99, &mut roots).is_err());
    assert!(heap.allocate_array(PAIR, 1, &mut roots).is_err());
}
