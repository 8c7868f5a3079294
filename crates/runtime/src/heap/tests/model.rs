//! A random mutator against a model: a graph in a map, collected by searching it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex};

use switchback_abi::heap::{ObjectKind, element_offset};

use super::super::*;

/// A small generator of random numbers (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ bits >> 31
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Value {
    Null,
    I31(u32),
    Object(u64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Host,
    Struct,
    Exception,
    References,
    Bytes,
    Vectors,
    Wide,
    Continuations,
}

impl Kind {
    const ALL: [Self; 8] = [
        Self::Host,
        Self::Struct,
        Self::Exception,
        Self::References,
        Self::Bytes,
        Self::Vectors,
        Self::Wide,
        Self::Continuations,
    ];

    fn description(self) -> Option<TypeDescription> {
        let array = |element_size, elements| TypeDescription::Array {
            element_size,
            elements,
        };
        Some(match self {
            Self::Host => return None,
            Self::Struct => TypeDescription::Fields(FieldsDescription {
                size: 36,
                references: [16, 20, 32].into(),
                continuations: [24].into(),
            }),
            Self::Exception => TypeDescription::Fields(FieldsDescription {
                size: 20,
                references: [16].into(),
                continuations: [].into(),
            }),
            Self::References => array(4, ElementKind::Reference),
            Self::Bytes => array(1, ElementKind::Opaque),
            Self::Vectors => array(16, ElementKind::Opaque),
            Self::Wide => TypeDescription::Fields(FieldsDescription {
                size: 608,
                references: [16, 264, 604].into(),
                continuations: [].into(),
            }),
            Self::Continuations => array(8, ElementKind::Continuation),
        })
    }
}

#[derive(Debug)]
struct Object {
    kind: Kind,
    references: Vec<Value>,
    continuations: Vec<u64>,
    length: u32,
}

impl Object {
    /// Where reference `index` is.
    fn reference_offset(&self, index: usize) -> u32 {
        match self.kind {
            Kind::References => element_offset(4) + 4 * index as u32,
            Kind::Exception => 16,
            Kind::Wide => [16, 264, 604][index],
            _ => [16, 20, 32][index],
        }
    }

    fn continuation_offset(&self, index: usize) -> u32 {
        match self.kind {
            Kind::Continuations => element_offset(8) + 8 * index as u32,
            _ => 24,
        }
    }
}

/// References outside the heap, each with what the model says it is.
#[derive(Default)]
struct World {
    roots: Vec<(u32, Value)>,
    continuations: BTreeMap<u64, Vec<(u32, Value)>>,
    reached: BTreeSet<u64>,
    /// Continuations that a major collection freed.
    freed: Vec<u64>,
    pass: Option<Pass>,
    limit: usize,
}

impl Owner for World {
    fn begin(&mut self, pass: Pass) {
        self.pass = Some(pass);
        if pass == Pass::Mark {
            self.reached.clear();
        } else if pass == Pass::Update {
            let reached = &self.reached;
            let freed = &mut self.freed;
            self.continuations.retain(|continuation, _| {
                let keep = reached.contains(continuation);
                if !keep {
                    freed.push(*continuation);
                }
                keep
            });
        }
    }

    fn visit(&mut self, visitor: &mut dyn FnMut(&mut u32)) {
        self.roots.iter_mut().for_each(|(slot, _)| visitor(slot));
        // In a minor collection all have run since the last one.
        if self.pass == Some(Pass::Minor) {
            for slots in self.continuations.values_mut() {
                slots.iter_mut().for_each(|(slot, _)| visitor(slot));
            }
        }
    }

    fn may_grow(&mut self, _: usize, desired: usize) -> bool {
        desired <= self.limit
    }

    fn visit_continuation(&mut self, continuation: u64, visitor: &mut ContinuationVisitor<'_>) {
        let first = self.reached.insert(continuation);
        let marking = self.pass == Some(Pass::Mark);
        assert_eq!(first, marking, "once in each pass, and the same ones");
        let slots = self.continuations.get_mut(&continuation).expect("it lives");
        for (slot, _) in slots {
            (visitor.reference)(slot);
        }
        // Every third continuation refers to the one before.
        if continuation.is_multiple_of(3) && self.continuations.contains_key(&(continuation - 1)) {
            (visitor.continuation)(continuation - 1);
        }
    }
}

type Dropped = Arc<Mutex<HashSet<u64>>>;

struct HostValue {
    id: u64,
    dropped: Dropped,
}

impl Drop for HostValue {
    fn drop(&mut self) {
        assert!(self.dropped.lock().unwrap().insert(self.id), "twice");
    }
}

struct Mutator {
    random: Random,
    heap: StandaloneHeap,
    world: World,
    objects: HashMap<u64, Object>,
    next_id: u64,
    next_continuation: u64,
    dropped: Dropped,
    exhausted: usize,
}

impl Mutator {
    fn new(seed: u64, zeal: Zeal) -> Self {
        let mut random = Random(seed);
        let mut heap = StandaloneHeap::new(HeapConfiguration {
            maximum: 64 << 20,
            nursery: [4 << 10, 16 << 10][random.below(2)],
            zeal,
        })
        .unwrap();
        for kind in Kind::ALL {
            if let Some(description) = kind.description() {
                heap.set_type(kind as u32, &description).unwrap();
            }
        }
        let limit = [48 << 10, 96 << 10, 1 << 20][random.below(3)];
        heap.mark_stack_limit = [1, 20, usize::MAX][random.below(3)];
        Self {
            random,
            heap,
            world: World {
                limit,
                ..World::default()
            },
            objects: HashMap::new(),
            next_id: 1,
            next_continuation: 1,
            dropped: Dropped::default(),
            exhausted: 0,
        }
    }

    fn step(&mut self) {
        match self.random.below(100) {
            0..45 => self.allocate(),
            45..80 => self.store(),
            80..90 => {
                if !self.world.roots.is_empty() {
                    let index = self.random.below(self.world.roots.len());
                    self.world.roots.swap_remove(index);
                }
            }
            90..96 => {
                if let Some(root) = self.reach() {
                    self.world.roots.push(root);
                }
            }
            96 | 97 => self.new_continuation(),
            98 => self.heap.collect_minor(&mut self.world),
            _ => {
                if self.random.below(10) == 0 {
                    self.heap.collect_major(&mut self.world);
                    self.check_dead();
                }
            }
        }
        if self.world.roots.len() > 60 {
            self.world.roots.drain(..30);
        }
        self.heap.verify(&mut self.world).unwrap();
    }

    fn allocate(&mut self) {
        let kind = Kind::ALL[self.random.below(Kind::ALL.len())];
        let type_index = kind as u32;
        let length = match self.random.below(40) {
            0 => self.random.below(4000) as u32,
            1..4 => self.random.below(300) as u32,
            _ => self.random.below(10) as u32,
        };
        let id = self.next_id;
        let result = match kind {
            Kind::Struct | Kind::Wide => self.heap.allocate_struct(type_index, &mut self.world),
            Kind::Exception => {
                let tag = id as u32;
                self.heap
                    .allocate_exception(type_index, tag, &mut self.world)
            }
            Kind::Host => {
                let value = Box::new(HostValue {
                    id,
                    dropped: Arc::clone(&self.dropped),
                });
                self.heap.allocate_host_reference(value, &mut self.world)
            }
            _ => self
                .heap
                .allocate_array(type_index, length, &mut self.world),
        };
        self.next_id += 1;
        let Ok(reference) = result else {
            self.exhausted += 1;
            let half = self.world.roots.len() / 2;
            self.world.roots.drain(..half);
            return;
        };
        let (references, continuations) = match kind {
            Kind::Struct => (3, 1),
            Kind::Exception => (1, 0),
            Kind::Wide => (3, 0),
            Kind::References => (length as usize, 0),
            Kind::Continuations => (0, length as usize),
            _ => (0, 0),
        };
        let object = Object {
            kind,
            references: vec![Value::Null; references],
            continuations: vec![0; continuations],
            length,
        };
        match kind {
            Kind::Struct | Kind::Wide => self.heap.store_u64(reference, 8, id),
            Kind::Bytes | Kind::Vectors if length > 0 => {
                let last = self.heap.element(reference, length - 1);
                if kind == Kind::Vectors {
                    self.heap.store_u64(reference, last, id);
                    self.heap.store_u64(reference, last + 8, !id);
                } else if length >= 8 {
                    self.heap.store_u64(reference, last - 7, id);
                }
            }
            _ => {}
        }
        self.objects.insert(id, object);
        self.world.roots.push((reference, Value::Object(id)));
    }

    /// A random reference: a root, or something a few steps away from one.
    fn reach(&mut self) -> Option<(u32, Value)> {
        if self.world.roots.is_empty() {
            return None;
        }
        let index = self.random.below(self.world.roots.len());
        let (mut reference, mut value) = self.world.roots[index];
        for _ in 0..self.random.below(4) {
            let Value::Object(id) = value else { break };
            let object = &self.objects[&id];
            if object.references.is_empty() {
                break;
            }
            let index = self.random.below(object.references.len());
            let next = object.references[index];
            if let Value::Object(_) = next {
                reference = self
                    .heap
                    .load_u32(reference, object.reference_offset(index));
                value = next;
            }
        }
        Some((reference, value))
    }

    fn store(&mut self) {
        let Some((reference, Value::Object(id))) = self.reach() else {
            return;
        };
        let (stored, value) = match self.random.below(10) {
            0 => (0, Value::Null),
            1 => {
                let number = self.random.next() as u32 >> 1;
                (number << 1 | 1, Value::I31(number))
            }
            _ => self.reach().expect("there are roots"),
        };
        let continuations: Vec<u64> = self.world.continuations.keys().copied().collect();
        let object = self.objects.get_mut(&id).expect("it was reached");
        if !object.references.is_empty() {
            let index = self.random.below(object.references.len());
            let offset = object.reference_offset(index);
            self.heap.store_reference(reference, offset, stored);
            object.references[index] = value;
        }
        if !object.continuations.is_empty() && !continuations.is_empty() {
            let index = self.random.below(object.continuations.len());
            // Those made last, which a major collection has not freed.
            let continuation = continuations[self.random.below(continuations.len())];
            let offset = object.continuation_offset(index);
            self.heap.store_u64(reference, offset, continuation);
            object.continuations[index] = continuation;
        }
    }

    fn new_continuation(&mut self) {
        let slots = (0..self.random.below(4))
            .filter_map(|_| self.reach())
            .collect();
        self.world
            .continuations
            .insert(self.next_continuation, slots);
        self.next_continuation += 1;
    }

    /// Compares everything that can be reached, and gives what that is.
    fn compare(&self) -> (HashSet<u64>, BTreeSet<u64>) {
        let mut places: HashMap<u64, u32> = HashMap::new();
        let mut owners: HashMap<u32, u64> = HashMap::new();
        let mut continuations = BTreeSet::new();
        let mut work = self.world.roots.clone();
        let mut continuation_work: Vec<u64> = Vec::new();
        loop {
            if let Some((reference, value)) = work.pop() {
                let id = match value {
                    Value::Null => {
                        assert_eq!(reference, 0);
                        continue;
                    }
                    Value::I31(number) => {
                        assert_eq!(reference, number << 1 | 1);
                        continue;
                    }
                    Value::Object(id) => id,
                };
                let is_new = places.insert(id, reference);
                assert!(is_new.is_none_or(|place| place == reference));
                assert!(owners.insert(reference, id).is_none_or(|owner| owner == id));
                if is_new.is_some() {
                    continue;
                }
                let object = &self.objects[&id];
                self.compare_contents(id, reference, object);
                for (index, value) in object.references.iter().enumerate() {
                    let offset = object.reference_offset(index);
                    work.push((self.heap.load_u32(reference, offset), *value));
                }
                for (index, continuation) in object.continuations.iter().enumerate() {
                    let offset = object.continuation_offset(index);
                    assert_eq!(self.heap.load_u64(reference, offset), *continuation);
                    continuation_work.push(*continuation);
                }
            } else if let Some(continuation) = continuation_work.pop() {
                if continuation != 0 && continuations.insert(continuation) {
                    work.extend_from_slice(&self.world.continuations[&continuation]);
                    if continuation.is_multiple_of(3)
                        && self.world.continuations.contains_key(&(continuation - 1))
                    {
                        continuation_work.push(continuation - 1);
                    }
                }
            } else {
                return (places.into_keys().collect(), continuations);
            }
        }
    }

    fn compare_contents(&self, id: u64, reference: u32, object: &Object) {
        let type_word = self.heap.type_word(reference);
        let kind = match object.kind {
            Kind::Struct | Kind::Wide => ObjectKind::Struct,
            Kind::Exception => ObjectKind::Exception,
            Kind::Host => ObjectKind::HostReference,
            _ => ObjectKind::Array,
        };
        assert_eq!(type_word, kind.type_word(object.kind as u32));
        match object.kind {
            Kind::Struct | Kind::Wide => {
                assert_eq!(self.heap.load_u64(reference, 8), id);
                return;
            }
            Kind::Exception => {
                assert_eq!(self.heap.exception_tag(reference), id as u32);
                return;
            }
            Kind::Host => {
                let value = self.heap.host_value(reference).expect("it lives");
                assert_eq!(value.downcast_ref::<HostValue>().unwrap().id, id);
                return;
            }
            _ => {}
        }
        assert_eq!(self.heap.array_length(reference), object.length);
        if object.length == 0 {
            return;
        }
        let last = self.heap.element(reference, object.length - 1);
        if object.kind == Kind::Vectors {
            assert_eq!(self.heap.load_u64(reference, last), id);
            assert_eq!(self.heap.load_u64(reference, last + 8), !id);
        } else if object.kind == Kind::Bytes && object.length >= 8 {
            assert_eq!(self.heap.load_u64(reference, last - 7), id);
        }
    }

    /// After a major collection: what cannot be reached is gone, and nothing else.
    fn check_dead(&mut self) {
        let (live, continuations) = self.compare();
        assert!(self.world.continuations.keys().eq(continuations.iter()));
        self.objects.retain(|id, object| {
            let lives = live.contains(id);
            if object.kind == Kind::Host {
                assert_ne!(
                    self.dropped.lock().unwrap().contains(id),
                    lives,
                    "host value {id}"
                );
            }
            lives
        });
    }
}

fn run(zeal: Zeal, seeds: std::ops::Range<u64>, steps: usize) {
    let mut exhausted = 0;
    for seed in seeds {
        println!("zeal {zeal:?}, seed {seed}");
        let mut mutator = Mutator::new(seed, zeal);
        for step in 0..steps {
            mutator.step();
            if step % 64 == 0 {
                mutator.compare();
            }
        }
        mutator.heap.collect_major(&mut mutator.world);
        mutator.check_dead();
        exhausted += mutator.exhausted;
        mutator.world.roots.clear();
        mutator.heap.collect_major(&mut mutator.world);
        mutator.check_dead();
        assert_eq!(mutator.heap.used(), 0);
        assert_eq!(mutator.heap.host_value_count(), 0);
        let statistics = mutator.heap.statistics();
        assert!(statistics.minor_collections + statistics.major_collections > 10);
    }
    assert!(exhausted > 0, "no heap was ever full");
}

#[test]
fn a_random_mutator_agrees_with_the_model() {
    run(Zeal::Off, 0..12, 6000);
}

#[test]
fn a_random_mutator_agrees_with_the_model_under_minor_zeal() {
    run(Zeal::Minor, 100..106, 3000);
}

#[test]
fn a_random_mutator_agrees_with_the_model_under_major_zeal() {
    run(Zeal::Major, 200..206, 3000);
}
