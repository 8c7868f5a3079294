//! Measures the heap: `cargo run --release -p switchback-runtime --example heap`.
//!
//! Through the Rust interface, which checks every access and makes objects zero:
//! machine code that allocates inline is quicker, collections are the same.

use std::time::{Duration, Instant};

use switchback_runtime::heap::{
    ElementKind, FieldsDescription, Heap, HeapConfiguration, Owner, StandaloneHeap, TypeDescription,
};

const PAIR: u32 = 1;
const ARRAY: u32 = 2;
const HEAD: u32 = 8;
const TAIL: u32 = 12;

struct Slots(Vec<u32>);

impl Owner for Slots {
    fn visit(&mut self, visitor: &mut dyn FnMut(&mut u32)) {
        self.0.iter_mut().for_each(visitor);
    }
}

/// A heap with pairs and arrays of references.
fn new_heap(nursery: u32) -> StandaloneHeap {
    let heap = StandaloneHeap::new(HeapConfiguration {
        nursery,
        ..HeapConfiguration::default()
    })
    .expect("there is address space");
    let pair = FieldsDescription {
        size: 16,
        references: [HEAD, TAIL].into(),
        continuations: [].into(),
    };
    let array = TypeDescription::Array {
        element_size: 4,
        elements: ElementKind::Reference,
    };
    for (identity, description) in [(PAIR, TypeDescription::Fields(pair)), (ARRAY, array)] {
        heap.set_type(identity, &description).expect("it is sound");
    }
    heap
}

fn report(name: &str, heap: &Heap, objects: u64, time: Duration) {
    let statistics = heap.statistics();
    println!(
        "{name:24} {:6.2} ns/object, {} minor (at most {:.2?}), {} major (at most {:.2?}), \
         {} KiB promoted, {} KiB",
        time.as_secs_f64() * 1e9 / objects as f64,
        statistics.minor_collections,
        statistics.longest_minor,
        statistics.major_collections,
        statistics.longest_major,
        statistics.promoted_bytes >> 10,
        heap.size() >> 10,
    );
}

fn pair(heap: &mut Heap, roots: &mut Slots) -> u32 {
    heap.allocate_struct(PAIR, roots).expect("there is room")
}

fn tree(heap: &mut Heap, roots: &mut Slots, depth: u32) -> u32 {
    let node = pair(heap, roots);
    if depth == 0 {
        return node;
    }
    roots.0.push(node);
    for field in [HEAD, TAIL] {
        let child = tree(heap, roots, depth - 1);
        let node = *roots.0.last().expect("pushed above");
        heap.store_reference(node, field, child);
    }
    roots.0.pop().expect("pushed above")
}

fn main() {
    for nursery in [256 << 10, 1 << 20, 2 << 20, 8 << 20] {
        println!("nursery of {} KiB", nursery >> 10);

        let (mut heap, mut roots) = (new_heap(nursery), Slots(vec![0]));
        let start = Instant::now();
        for _ in 0..20_000_000 {
            roots.0[0] = pair(&mut heap, &mut roots);
        }
        report("  garbage", &heap, 20_000_000, start.elapsed());

        let (mut heap, mut roots) = (new_heap(nursery), Slots(vec![0]));
        let start = Instant::now();
        for _ in 0..3_000_000 {
            let node = pair(&mut heap, &mut roots);
            heap.store_reference(node, TAIL, roots.0[0]);
            roots.0[0] = node;
        }
        report("  a list that survives", &heap, 3_000_000, start.elapsed());
        let start = Instant::now();
        heap.collect_major(&mut roots);
        println!("    major collection of 3 million: {:?}", start.elapsed());

        let (mut heap, mut roots) = (new_heap(nursery), Slots(vec![]));
        let long_lived = tree(&mut heap, &mut roots, 16);
        roots.0.push(long_lived);
        let start = Instant::now();
        for _ in 0..200 {
            tree(&mut heap, &mut roots, 14);
        }
        report("  trees of depth 14", &heap, 200 << 15, start.elapsed());

        let (mut heap, mut roots) = (new_heap(nursery), Slots(vec![0]));
        roots.0[0] = heap
            .allocate_array(ARRAY, 1_000_000, &mut roots)
            .expect("there is room");
        let mut index = 0u32;
        let start = Instant::now();
        for _ in 0..5_000_000 {
            let node = pair(&mut heap, &mut roots);
            index = (index.wrapping_mul(1_664_525)).wrapping_add(1_013_904_223);
            let element = 12 + 4 * ((index >> 8) % 1_000_000);
            heap.store_reference(roots.0[0], element, node);
        }
        report("  a large array mutated", &heap, 5_000_000, start.elapsed());
    }
}
