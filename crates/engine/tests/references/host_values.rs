//! Values of the host that Wasm refers to.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use switchback_engine::{
    AnyRef, ArrayRef, ArrayRefPre, ArrayType, Caller, Engine, Error, ExternRef, FieldType, Func,
    Global, GlobalType, HeapType, I31, Mutability, ResourceLimiter, Result, RootScope, Rooted,
    StorageType, Store, StoreLimitsBuilder, Trap, Val, ValType,
};

use crate::support::{add_instance, trap};
use crate::worlds::{Counted, number, pair, store};

#[test]
fn they_are_dropped_when_nothing_refers_to_them() -> Result<()> {
    let mut store = store();
    let count = Arc::new(AtomicUsize::new(0));
    let ty = GlobalType::new(ValType::EXTERNREF, Mutability::Var);
    let global = Global::new(&mut store, ty, Val::ExternRef(None))?;
    for round in 0..10 {
        let mut scope = RootScope::new(&mut store);
        for _ in 0..100 {
            ExternRef::new(&mut scope, Counted::new(&count))?;
        }
        let kept = ExternRef::new(&mut scope, Counted::new(&count))?;
        global.set(&mut scope, kept.into())?;
        drop(scope);
        store.gc();
        assert_eq!(count.load(Ordering::SeqCst), 1, "round {round}");
    }
    global.set(&mut store, Val::ExternRef(None))?;
    store.gc();
    assert_eq!(count.load(Ordering::SeqCst), 0);
    Ok(())
}

#[test]
fn they_are_collected_without_being_asked() -> Result<()> {
    let mut store = store();
    let count = Arc::new(AtomicUsize::new(0));
    let mut most = 0;
    for _ in 0..1_000_000 {
        let mut scope = RootScope::new(&mut store);
        ExternRef::new(&mut scope, Counted::new(&count))?;
        most = most.max(count.load(Ordering::SeqCst));
    }
    assert!(most < 500_000, "{most} values lived at once");
    drop(store);
    assert_eq!(count.load(Ordering::SeqCst), 0);
    Ok(())
}

#[test]
fn a_cycle_through_the_heap_is_dropped() -> Result<()> {
    let engine = crate::worlds::engine();
    let mut store = switchback_engine::Store::new(&engine, ());
    let count = Arc::new(AtomicUsize::new(0));
    let make = Func::wrap(&mut store, {
        let count = Arc::clone(&count);
        move |mut caller: Caller<'_, ()>| -> Result<()> {
            let ty = FieldType::new(Mutability::Var, ValType::ANYREF.into());
            let pre = ArrayRefPre::new(&mut caller, ArrayType::new(&engine, ty));
            let value = ExternRef::new(&mut caller, Counted::new(&count))?;
            let value = AnyRef::convert_extern(&caller, value)?;
            let array = ArrayRef::new(&mut caller, &pre, &value.into(), 2)?;
            array.set(&mut caller, 1, array.into())?;
            caller.gc();
            let element = array.get(&mut caller, 0)?;
            assert!(Rooted::ref_eq(
                &caller,
                element.unwrap_anyref().unwrap(),
                &value
            )?);
            let element = array.get(&mut caller, 1)?;
            let array = array.to_anyref();
            assert!(Rooted::ref_eq(
                &caller,
                element.unwrap_anyref().unwrap(),
                &array
            )?);
            Ok(())
        }
    });
    make.call(&mut store, &[], &mut [])?;
    assert_eq!(count.load(Ordering::SeqCst), 1);
    store.gc();
    assert_eq!(count.load(Ordering::SeqCst), 0);
    Ok(())
}

#[test]
fn data_can_be_read_and_changed_while_it_moves() -> Result<()> {
    let mut store = store();
    let values: Vec<_> = (0..50_u64)
        .map(|number| ExternRef::new(&mut store, number))
        .collect::<Result<_>>()?;
    for round in 0..10 {
        store.gc();
        for (index, value) in values.iter().enumerate() {
            let data = value.data_mut(&mut store)?.unwrap();
            *data.downcast_mut::<u64>().unwrap() += 1000;
            let data = value.data(&store)?.unwrap();
            let expected = index as u64 + 1000 * (round + 1);
            assert_eq!(data.downcast_ref(), Some(&expected));
        }
    }
    Ok(())
}

#[test]
fn conversions_keep_what_something_is() -> Result<()> {
    let mut store = store();
    let host = ExternRef::new(&mut store, "mine")?;
    let internal = AnyRef::convert_extern(&store, host)?;
    assert_eq!(internal.ty(&store)?, HeapType::Any);
    assert!(!internal.is_eqref(&store)? && !internal.is_struct(&store)?);
    assert!(!internal.is_array(&store)? && !internal.is_i31(&store)?);
    let back = ExternRef::convert_any(&store, internal)?;
    store.gc();
    assert!(Rooted::ref_eq(&store, &host, &back)?);
    assert_eq!(back.data(&store)?.unwrap().downcast_ref(), Some(&"mine"));

    let pair = pair(&mut store, 1, None);
    let outside = ExternRef::convert_any(&store, pair.to_anyref())?;
    assert!(outside.data(&store)?.is_none());
    assert!(outside.data_mut(&mut store)?.is_none());
    store.gc();
    let inside = AnyRef::convert_extern(&store, outside)?.unwrap_struct(&mut store)?;
    assert!(Rooted::ref_eq(&store, &inside, &pair)?);

    let number = AnyRef::from_i31(&mut store, I31::wrapping_i32(-1));
    let outside = ExternRef::convert_any(&store, number)?;
    assert!(outside.data(&store)?.is_none());
    let inside = AnyRef::convert_extern(&store, outside)?;
    assert_eq!(inside.unwrap_i31(&store)?.get_i32(), -1);
    Ok(())
}

#[test]
fn wasm_converts_as_the_host_does() -> Result<()> {
    let mut store = store();
    let text = r#"(module
        (func (export "internal") (param externref) (result anyref)
            (any.convert_extern (local.get 0)))
        (func (export "external") (param anyref) (result externref)
            (extern.convert_any (local.get 0))))"#;
    let instance = add_instance(&mut store, text, &[])?;
    type External = Option<Rooted<ExternRef>>;
    type Internal = Option<Rooted<AnyRef>>;
    let internal = instance.get_typed_func::<External, Internal>(&mut store, "internal")?;
    let external = instance.get_typed_func::<Internal, External>(&mut store, "external")?;
    let host = ExternRef::new(&mut store, 7_u8)?;
    let there = internal.call(&mut store, Some(host))?.unwrap();
    store.gc();
    let back = external.call(&mut store, Some(there))?.unwrap();
    assert!(Rooted::ref_eq(&store, &host, &back)?);
    assert_eq!(back.data(&store)?.unwrap().downcast_ref(), Some(&7_u8));
    assert!(internal.call(&mut store, None)?.is_none());
    assert!(external.call(&mut store, None)?.is_none());
    Ok(())
}

#[test]
fn a_million_calls_with_references_leave_nothing() -> Result<()> {
    let mut store = store();
    let count = Arc::new(AtomicUsize::new(0));
    let text = r#"(module
        (import "" "look" (func $look (param externref anyref) (result anyref)))
        (func (export "run") (param $value externref) (param $times i32)
            (loop $again
                (drop (call $look
                    (local.get $value)
                    (ref.i31 (local.get $times))))
                (br_if $again
                    (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))))"#;
    let look = Func::wrap(
        &mut store,
        |value: Option<Rooted<ExternRef>>, number: Option<Rooted<AnyRef>>| {
            value.map(|_| number).unwrap_or_default()
        },
    );
    let instance = add_instance(&mut store, text, &[look.into()])?;
    let run = instance.get_typed_func::<(Option<Rooted<ExternRef>>, i32), ()>(&mut store, "run")?;
    let value = ExternRef::new(&mut store, Counted::new(&count))?;
    run.call(&mut store, (Some(value), 1000))?;
    let before = AnyRef::from_i31(&mut store, I31::wrapping_u32(1));
    run.call(&mut store, (Some(value), 1_000_000))?;
    let after = AnyRef::from_i31(&mut store, I31::wrapping_u32(1));
    // How roots are numbered is nobody's business, but the list's length shows.
    let place = |root: Rooted<AnyRef>| {
        let text = format!("{root:?}");
        let (_, index) = text.split_once("index: ").unwrap();
        index.split(',').next().unwrap().parse::<u64>().unwrap()
    };
    assert_eq!(place(after), place(before) + 1);
    Ok(())
}

/// Panics when it is dropped, after that is counted.
struct Panicking(Counted);

impl Drop for Panicking {
    fn drop(&mut self) {
        let Self(_counted) = self;
        panic!("as wanted");
    }
}

#[test]
fn a_panic_while_a_value_is_dropped_reaches_who_collected() -> Result<()> {
    let mut store = store();
    let count = Arc::new(AtomicUsize::new(0));
    let text = r#"(module
        (type $array (array i8))
        (func (export "run") (param $times i32)
            (loop $again
                (drop (array.new_default $array (i32.const 1000)))
                (br_if $again
                    (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))))"#;
    let instance = add_instance(&mut store, text, &[])?;
    let run = instance.get_typed_func::<i32, ()>(&mut store, "run")?;
    let kept = pair(&mut store, 1, None);
    let make = |store: &mut Store<()>| {
        let mut scope = RootScope::new(store);
        ExternRef::new(&mut scope, Panicking(Counted::new(&count))).map(drop)
    };
    for round in 0..4 {
        make(&mut store)?;
        let panic = catch_unwind(AssertUnwindSafe(|| {
            if round % 2 == 0 {
                store.gc();
            } else {
                run.call(&mut store, 100_000).unwrap();
            }
        }));
        let panic = panic.expect_err("a panic");
        assert_eq!(panic.downcast_ref(), Some(&"as wanted"));
        assert_eq!(count.load(Ordering::SeqCst), 0);
        // The store is as usable as before.
        store.gc();
        assert_eq!(number(&mut store, &kept), 1);
        run.call(&mut store, 10_000)?;
    }
    Ok(())
}

#[test]
fn the_limiter_decides_about_what_the_host_allocates() -> Result<()> {
    let engine = crate::worlds::engine();
    let limits = StoreLimitsBuilder::new().heap_size(8 << 20).build();
    let mut store = Store::new(&engine, limits);
    store.limiter(|limits| limits);
    let pre = ArrayRefPre::new(&mut store, bytes_type(&engine));
    let error = ArrayRef::new(&mut store, &pre, &Val::I32(0), 16 << 20).unwrap_err();
    assert_eq!(trap(&error), Trap::HeapOutOfMemory);
    assert!(ArrayRef::new(&mut store, &pre, &Val::I32(0), 1 << 20).is_ok());

    let mut store = Store::new(&engine, Strict);
    store.limiter(|strict| strict);
    let pre = ArrayRefPre::new(&mut store, bytes_type(&engine));
    let error = ArrayRef::new(&mut store, &pre, &Val::I32(0), 16 << 20).unwrap_err();
    assert_eq!(error.to_string(), "no more");
    assert!(ArrayRef::new(&mut store, &pre, &Val::I32(0), 1 << 20).is_ok());
    Ok(())
}

/// A limiter with an error of its own.
struct Strict;

impl ResourceLimiter for Strict {
    fn memory_growing(&mut self, _: usize, _: usize, _: Option<usize>) -> Result<bool> {
        Ok(true)
    }

    fn table_growing(&mut self, _: usize, _: usize, _: Option<usize>) -> Result<bool> {
        Ok(true)
    }

    fn heap_growing(&mut self, _: usize, desired: usize) -> Result<bool> {
        if desired > 8 << 20 {
            return Err(Error::msg("no more"));
        }
        Ok(true)
    }
}

fn bytes_type(engine: &Engine) -> ArrayType {
    ArrayType::new(engine, FieldType::new(Mutability::Const, StorageType::I8))
}
