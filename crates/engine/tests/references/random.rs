//! Random programs of the embedder's: objects that refer to each other, roots of both
//! kinds, scopes, globals, tables and Wasm, next to a model that knows what refers to
//! what. Whatever is reached must be what the model says.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use switchback_engine::{
    AnyRef, ArrayRef, ArrayRefPre, ArrayType, AsContextMut, Engine, ExternRef, FieldType, Func,
    Global, GlobalType, I31, Mutability, OwnedRooted, Ref, RefType, Result, RootScope, Rooted,
    Store, StoreContextMut, StructRef, StructRefPre, StructType, Table, TableType, TypedFunc, Val,
    ValType,
};

use crate::support::{Random, add_instance};
use crate::worlds::config;

/// An object, by its number: structs have it in their first field, arrays as their first
/// element, values of the host and unboxed integers are it.
type Number = u64;

/// What an object refers to.
#[derive(Clone)]
enum Model {
    Struct([Option<Number>; 2]),
    Array(Vec<Option<Number>>),
    Host,
    Integer,
}

/// A value of the host, counted.
struct Host(Number, Arc<AtomicUsize>);

impl Drop for Host {
    fn drop(&mut self) {
        self.1.fetch_sub(1, Ordering::SeqCst);
    }
}

enum Root {
    Scoped(Rooted<AnyRef>),
    Owned(OwnedRooted<AnyRef>),
}

impl Root {
    fn rooted(&self, store: StoreContextMut<'_, ()>) -> Rooted<AnyRef> {
        match self {
            Self::Scoped(root) => *root,
            Self::Owned(root) => root.to_rooted(store),
        }
    }
}

type Any = Option<Rooted<AnyRef>>;

struct World {
    random: Random,
    model: HashMap<Number, Model>,
    next: Number,
    /// What is rooted.
    held: Vec<(Number, Root)>,
    structs: StructRefPre,
    arrays: ArrayRefPre,
    globals: Vec<(Option<Number>, Global)>,
    table: Table,
    elements: Vec<Option<Number>>,
    /// Gives back its argument after much garbage.
    churn: TypedFunc<Any, Any>,
    hosts: Arc<AtomicUsize>,
    steps: usize,
}

const CHURN: &str = r#"(module
    (type $node (struct (field (mut anyref)) (field (mut anyref))))
    (import "" "same" (func $same (param anyref) (result anyref)))
    (func (export "churn") (param $value anyref) (result anyref)
        (local $node (ref null $node))
        (local $times i32)
        (local.set $times (i32.const 40))
        (loop $again
            (local.set $node
                (struct.new $node (local.get $value) (local.get $node)))
            (br_if $again
                (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))
        (call $same (struct.get $node 0 (local.get $node)))))"#;

impl World {
    fn new(store: &mut Store<()>, seed: u64) -> Result<Self> {
        let engine = store.engine().clone();
        let any = FieldType::new(Mutability::Var, ValType::ANYREF.into());
        let number = FieldType::new(Mutability::Const, ValType::I64.into());
        let ty = StructType::new(&engine, [any.clone(), number, any.clone()])?;
        let structs = StructRefPre::new(&mut *store, ty);
        let arrays = ArrayRefPre::new(&mut *store, ArrayType::new(&engine, any));
        let mut globals = Vec::new();
        for _ in 0..3 {
            let ty = GlobalType::new(ValType::ANYREF, Mutability::Var);
            globals.push((None, Global::new(&mut *store, ty, Val::AnyRef(None))?));
        }
        let ty = TableType::new(RefType::ANYREF, 4, None);
        let table = Table::new(&mut *store, ty, Ref::Any(None))?;
        let same = Func::wrap(&mut *store, |value: Any| value);
        let instance = add_instance(store, CHURN, &[same.into()])?;
        Ok(Self {
            random: Random::new(seed),
            model: HashMap::new(),
            next: 1,
            held: Vec::new(),
            structs,
            arrays,
            globals,
            table,
            elements: vec![None; 4],
            churn: instance.get_typed_func(&mut *store, "churn")?,
            hosts: Arc::new(AtomicUsize::new(0)),
            steps: 0,
        })
    }

    /// Something that is rooted, or null.
    fn pick(&mut self, store: StoreContextMut<'_, ()>) -> (Option<Number>, Any) {
        if self.held.is_empty() || self.random.below(8) == 0 {
            return (None, None);
        }
        let (number, root) = &self.held[self.random.below(self.held.len() as u64)];
        (Some(*number), Some(root.rooted(store)))
    }

    fn make(&mut self, mut store: StoreContextMut<'_, ()>) -> Result<()> {
        let number = self.next;
        self.next += 1;
        let (model, value) = match self.random.below(8) {
            0 => (
                Model::Integer,
                AnyRef::from_i31(&mut store, I31::wrapping_u32(number as u32)),
            ),
            1 => {
                self.hosts.fetch_add(1, Ordering::SeqCst);
                let host = Host(number, Arc::clone(&self.hosts));
                let host = ExternRef::new(&mut store, host)?;
                (Model::Host, AnyRef::convert_extern(&store, host)?)
            }
            2 | 3 => {
                let length = 1 + self.random.below(if self.steps.is_multiple_of(50) {
                    3000
                } else {
                    10
                });
                let first = AnyRef::from_i31(&mut store, I31::wrapping_u32(number as u32));
                let mut model = vec![None];
                let mut elements = vec![first.into()];
                for _ in 1..length {
                    let (number, value) = self.pick(store.as_context_mut());
                    model.push(number);
                    elements.push(value.into());
                }
                let array = ArrayRef::new_fixed(&mut store, &self.arrays, &elements)?;
                (Model::Array(model), array.to_anyref())
            }
            _ => {
                let (a, first) = self.pick(store.as_context_mut());
                let (b, second) = self.pick(store.as_context_mut());
                let fields = [first.into(), Val::I64(number as i64), second.into()];
                let object = StructRef::new(&mut store, &self.structs, &fields)?;
                (Model::Struct([a, b]), object.to_anyref())
            }
        };
        self.model.insert(number, model);
        self.hold(store, number, value)
    }

    fn hold(
        &mut self,
        store: StoreContextMut<'_, ()>,
        number: Number,
        value: Rooted<AnyRef>,
    ) -> Result<()> {
        let root = if self.random.below(3) == 0 {
            Root::Owned(value.to_owned_rooted(store)?)
        } else {
            Root::Scoped(value)
        };
        self.held.push((number, root));
        Ok(())
    }

    /// Changes what some object refers to.
    fn change(&mut self, mut store: StoreContextMut<'_, ()>) -> Result<()> {
        let (Some(number), Some(object)) = self.pick(store.as_context_mut()) else {
            return Ok(());
        };
        let (target, value) = self.pick(store.as_context_mut());
        match self.model.get_mut(&number).unwrap() {
            Model::Struct(fields) => {
                let field = self.random.below(2);
                let object = object.unwrap_struct(&mut store)?;
                object.set_field(&mut store, 2 * field, value.into())?;
                fields[field] = target;
            }
            Model::Array(elements) if elements.len() > 1 => {
                let index = 1 + self.random.below(elements.len() as u64 - 1);
                let array = object.unwrap_array(&mut store)?;
                array.set(&mut store, index as u32, value.into())?;
                elements[index] = target;
            }
            _ => {}
        }
        Ok(())
    }

    /// Follows references from something, as far as that goes, and holds what it ends at.
    fn follow(&mut self, mut store: StoreContextMut<'_, ()>) -> Result<()> {
        let (mut number, mut value) = match self.random.below(4) {
            0 => {
                let place = self.random.below(self.globals.len() as u64);
                let (number, global) = self.globals[place];
                (number, global.get(&mut store).unwrap_anyref().copied())
            }
            1 => {
                let place = self.random.below(self.elements.len() as u64);
                let element = self.table.get(&mut store, place as u64).unwrap();
                (self.elements[place], element.unwrap_any().copied())
            }
            _ => self.pick(store.as_context_mut()),
        };
        let mut last = None;
        for _ in 0..20 {
            assert_eq!(number.is_some(), value.is_some(), "what is null");
            let (Some(here), Some(object)) = (number, value) else {
                break;
            };
            last = Some((here, object));
            (number, value) = self.step(store.as_context_mut(), here, object)?;
        }
        if let Some((number, value)) = last {
            self.hold(store, number, value)?;
        }
        Ok(())
    }

    /// Checks an object, and goes on to something that it refers to.
    fn step(
        &mut self,
        mut store: StoreContextMut<'_, ()>,
        number: Number,
        object: Rooted<AnyRef>,
    ) -> Result<(Option<Number>, Any)> {
        let any = |value: Val| value.unwrap_anyref().copied();
        Ok(match &self.model[&number] {
            Model::Integer => {
                assert_eq!(u64::from(object.unwrap_i31(&store)?.get_u32()), number);
                (None, None)
            }
            Model::Host => {
                assert!(!object.is_eqref(&store)?);
                let host = ExternRef::convert_any(&store, object)?;
                let host = host.data(&store)?.unwrap().downcast_ref::<Host>().unwrap();
                assert_eq!(host.0, number);
                (None, None)
            }
            Model::Struct(targets) => {
                let object = object.unwrap_struct(&mut store)?;
                let fields: Vec<_> = object.fields(&mut store)?.collect();
                assert_eq!(fields[1].unwrap_i64() as u64, number);
                let field = self.random.below(2);
                (targets[field], any(fields[2 * field]))
            }
            Model::Array(targets) => {
                let array = object.unwrap_array(&mut store)?;
                assert_eq!(array.len(&store)? as usize, targets.len());
                let first = any(array.get(&mut store, 0)?).unwrap();
                assert_eq!(u64::from(first.unwrap_i31(&store)?.get_u32()), number);
                let index = self.random.below(targets.len() as u64);
                if index == 0 {
                    return Ok((None, None));
                }
                (targets[index], any(array.get(&mut store, index as u32)?))
            }
        })
    }

    /// Stores something in a global or the table.
    fn publish(&mut self, mut store: StoreContextMut<'_, ()>) -> Result<()> {
        let (number, value) = self.pick(store.as_context_mut());
        match self.random.below(4) {
            0 => {
                let place = self.random.below(self.globals.len() as u64);
                self.globals[place].1.set(&mut store, value.into())?;
                self.globals[place].0 = number;
            }
            1 if self.elements.len() < 100 => {
                let size = self.table.grow(&mut store, 2, value.into())?;
                assert_eq!(size as usize, self.elements.len());
                self.elements.extend([number; 2]);
            }
            _ => {
                let place = self.random.below(self.elements.len() as u64);
                self.table.set(&mut store, place as u64, value.into())?;
                self.elements[place] = number;
            }
        }
        Ok(())
    }

    /// Drops some owned roots, on another thread.
    fn drop_some(&mut self) {
        let mut dropped = Vec::new();
        for place in (0..self.held.len()).rev() {
            if matches!(self.held[place].1, Root::Owned(_)) && self.random.below(2) == 0 {
                dropped.push(self.held.swap_remove(place));
            }
        }
        std::thread::spawn(move || drop(dropped)).join().unwrap();
    }

    /// Does random things, in scopes inside each other.
    fn run(&mut self, store: StoreContextMut<'_, ()>, depth: usize) -> Result<()> {
        let mut store = RootScope::new(store);
        let steps = 5 + self.random.below(40);
        for _ in 0..steps {
            if self.steps == 0 {
                break;
            }
            self.steps -= 1;
            match self.random.below(16) {
                0..5 => self.make(store.as_context_mut())?,
                5..8 => self.change(store.as_context_mut())?,
                8..11 => self.follow(store.as_context_mut())?,
                11 => self.publish(store.as_context_mut())?,
                12 => self.drop_some(),
                13 => store.as_context_mut().gc(),
                14 => {
                    let (number, value) = self.pick(store.as_context_mut());
                    let back = self.churn.call(&mut store, value)?;
                    assert_eq!(back.is_some(), number.is_some());
                    if let (Some(value), Some(back)) = (value, back) {
                        assert!(Rooted::ref_eq(&store, &value, &back)?);
                    }
                }
                _ if depth < 6 => self.enter(store.as_context_mut(), depth)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Goes one scope deeper. What was rooted there only has ended afterwards.
    fn enter(&mut self, mut store: StoreContextMut<'_, ()>, depth: usize) -> Result<()> {
        let ours = std::mem::take(&mut self.held);
        for (number, root) in &ours {
            let copy = match root {
                Root::Scoped(root) => Root::Scoped(*root),
                Root::Owned(root) => Root::Owned(root.clone()),
            };
            self.held.push((*number, copy));
        }
        self.run(store.as_context_mut(), depth + 1)?;
        let inner = std::mem::replace(&mut self.held, ours);
        for (number, root) in inner {
            match root {
                Root::Owned(root) => self.held.push((number, Root::Owned(root))),
                Root::Scoped(root) => {
                    let is_ours = self.held.iter().any(|(_, held)| match held {
                        Root::Scoped(held) => Rooted::rooted_eq(*held, root),
                        Root::Owned(_) => false,
                    });
                    assert_eq!(root.ty(&store).is_ok(), is_ours, "only ours have not ended");
                }
            }
        }
        Ok(())
    }
}

fn run(engine: &Engine, seed: u64, steps: usize) -> Result<()> {
    let mut store = Store::new(engine, ());
    let mut world = World::new(&mut store, seed)?;
    let hosts = Arc::clone(&world.hosts);
    world.steps = steps;
    while world.steps > 0 {
        world.run(store.as_context_mut(), 0)?;
        // The others have ended.
        world
            .held
            .retain(|(_, root)| matches!(root, Root::Owned(_)));
    }
    // Nothing is left when nothing refers to it.
    drop(world.held);
    for (_, global) in world.globals {
        global.set(&mut store, Val::AnyRef(None))?;
    }
    let length = world.table.size(&store);
    world.table.fill(&mut store, 0, Ref::Any(None), length)?;
    store.gc();
    assert_eq!(
        hosts.load(Ordering::SeqCst),
        0,
        "values of the host live on"
    );
    assert_eq!(store.heap_statistics().host_values, 0);
    Ok(())
}

/// How many programs of each kind.
fn seeds() -> u64 {
    std::env::var("SWITCHBACK_SEEDS").map_or(4, |seeds| seeds.parse().unwrap())
}

#[test]
fn with_a_small_nursery() {
    let engine = Engine::new(config().gc_nursery_size(16 << 10)).unwrap();
    for seed in 0..seeds() {
        run(&engine, seed, 2000).unwrap_or_else(|error| panic!("seed {seed}: {error:?}"));
    }
}

#[test]
fn with_collections_all_the_time() {
    let engine = Engine::new(config().zeal_collect(true).zeal_verify_walks(true)).unwrap();
    for seed in 1000..1000 + seeds() {
        run(&engine, seed, 200).unwrap_or_else(|error| panic!("seed {seed}: {error:?}"));
    }
}
