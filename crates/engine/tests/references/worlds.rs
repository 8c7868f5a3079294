//! Stores to test in.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use switchback_engine::{
    AnyRef, ArrayRef, ArrayRefPre, ArrayType, Config, Engine, FieldType, HeapType, Mutability,
    RefType, Result, Rooted, StorageType, Store, StructRef, StructRefPre, StructType, Val, ValType,
};

/// An engine with everything that references need.
pub(crate) fn engine() -> Engine {
    Engine::new(&config()).unwrap()
}

/// The configuration of [`engine`].
pub(crate) fn config() -> Config {
    let mut config = Config::new();
    config.wasm_gc(true).wasm_exceptions(true);
    config
}

/// An empty store.
pub(crate) fn store() -> Store<()> {
    Store::new(&engine(), ())
}

/// A type with one field of each kind that can be changed.
pub(crate) fn pair_type(engine: &Engine) -> StructType {
    let fields = [
        FieldType::new(Mutability::Var, ValType::I64.into()),
        FieldType::new(Mutability::Var, ValType::ANYREF.into()),
    ];
    StructType::new(engine, fields).unwrap()
}

/// A struct of a number and a reference.
pub(crate) fn pair(
    store: &mut Store<()>,
    number: i64,
    next: Option<Rooted<AnyRef>>,
) -> Rooted<StructRef> {
    let ty = pair_type(store.engine());
    let pre = StructRefPre::new(&mut *store, ty);
    StructRef::new(&mut *store, &pre, &[number.into(), next.into()]).unwrap()
}

/// The number in a struct that [`pair`] made.
#[track_caller]
pub(crate) fn number(store: &mut Store<()>, pair: &StructRef) -> i64 {
    pair.field(store, 0).unwrap().unwrap_i64()
}

/// An array of references.
pub(crate) fn references(store: &mut Store<()>, elements: &[Val]) -> Rooted<ArrayRef> {
    let element = ValType::Ref(RefType::new(true, HeapType::Any));
    let ty = FieldType::new(Mutability::Var, StorageType::ValType(element));
    let ty = ArrayType::new(store.engine(), ty);
    let pre = ArrayRefPre::new(&mut *store, ty);
    ArrayRef::new_fixed(store, &pre, elements).unwrap()
}

/// Counts how many of it there are.
#[derive(Debug)]
pub(crate) struct Counted(Arc<AtomicUsize>);

impl Counted {
    pub(crate) fn new(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(Arc::clone(count))
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Runs a test in an empty store, and in one that collects at every opportunity.
#[track_caller]
pub(crate) fn in_all_stores(test: impl Fn(&mut Store<()>) -> Result<()>) {
    for zeal in [false, true] {
        let engine = Engine::new(config().zeal_collect(zeal)).unwrap();
        let mut store = Store::new(&engine, ());
        if let Err(error) = test(&mut store) {
            panic!("collecting always: {zeal}: {error:?}");
        }
    }
}
