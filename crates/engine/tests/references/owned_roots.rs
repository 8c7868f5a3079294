//! Roots that live as long as somebody holds them.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use switchback_engine::{
    AnyRef, ExternRef, I31, OwnedRooted, Result, RootScope, Rooted, StructRef,
};

use crate::worlds::{Counted, number, pair, store};

#[test]
fn they_outlive_scopes_and_follow_objects() -> Result<()> {
    let mut store = store();
    let mut owned: Vec<OwnedRooted<StructRef>> = Vec::new();
    for index in 0..100 {
        let rooted = pair(&mut store, index, None);
        let scope = RootScope::new(&mut store);
        let mut scope = scope;
        owned.push(rooted.to_owned_rooted(&mut scope)?);
        drop(scope);
        store.gc();
    }
    for (index, owned) in owned.iter().enumerate() {
        assert_eq!(number(&mut store, owned), index as i64);
        let rooted = owned.to_rooted(&mut store);
        assert_eq!(number(&mut store, &rooted), index as i64);
        assert!(Rooted::ref_eq(&store, &rooted, owned)?);
    }
    assert!(!Rooted::ref_eq(&store, &owned[0], &owned[1])?);
    Ok(())
}

#[test]
fn dropping_the_last_clone_on_any_thread_lets_the_object_go() -> Result<()> {
    let mut store = store();
    let count = Arc::new(AtomicUsize::new(0));
    let mut owned = Vec::new();
    for _ in 0..64 {
        let mut scope = RootScope::new(&mut store);
        let value = ExternRef::new(&mut scope, Counted::new(&count))?;
        owned.push(value.to_owned_rooted(&mut scope)?);
    }
    store.gc();
    assert_eq!(count.load(Ordering::SeqCst), 64);
    let clones = owned.clone();
    let threads: Vec<_> = owned
        .into_iter()
        .map(|owned| std::thread::spawn(move || drop(owned)))
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    store.gc();
    assert_eq!(count.load(Ordering::SeqCst), 64, "the clones hold them");
    let half = clones.into_iter().enumerate();
    let (kept, dropped): (Vec<_>, Vec<_>) = half.partition(|(index, _)| index % 2 == 0);
    std::thread::spawn(move || drop(dropped)).join().unwrap();
    store.gc();
    assert_eq!(count.load(Ordering::SeqCst), 32);
    drop(store);
    assert_eq!(count.load(Ordering::SeqCst), 0);
    // After the store is not too late.
    drop(kept);
    Ok(())
}

#[test]
fn what_comes_of_an_owned_root_does_not_depend_on_it() -> Result<()> {
    let mut store = store();
    let rooted = pair(&mut store, 5, None);
    let owned: OwnedRooted<AnyRef> = rooted.to_owned_rooted(&mut store)?.into();
    let down = owned.unwrap_struct(&mut store)?;
    let eq = owned.unwrap_eqref(&mut store)?;
    drop(owned);
    // Takes the place of the one that was dropped.
    let other = AnyRef::from_i31(&mut store, I31::wrapping_u32(1)).to_owned_rooted(&mut store)?;
    store.gc();
    assert_eq!(number(&mut store, &down), 5);
    assert!(eq.is_struct(&store)?);
    assert!(other.is_i31(&store)?);
    Ok(())
}

#[test]
fn in_another_store_they_are_errors() -> Result<()> {
    let (mut ours, mut theirs) = (store(), store());
    let owned = pair(&mut theirs, 1, None).to_owned_rooted(&mut theirs)?;
    assert!(owned.field(&mut ours, 0).is_err());
    let rooted = owned.to_rooted(&mut ours);
    assert!(rooted.field(&mut ours, 0).is_err());
    assert!(rooted.field(&mut theirs, 0).is_err());
    Ok(())
}

#[test]
fn roots_and_types_go_to_other_threads() {
    fn goes<T: Send + Sync>() {}
    goes::<Rooted<AnyRef>>();
    goes::<OwnedRooted<ExternRef>>();
    goes::<switchback_engine::Val>();
    goes::<switchback_engine::StructType>();
    goes::<switchback_engine::StructRefPre>();
}

#[test]
fn a_value_of_the_host_that_owns_itself_lives_as_long_as_the_store() -> Result<()> {
    /// Owns a root that leads to it.
    struct Owner {
        root: Mutex<Option<OwnedRooted<ExternRef>>>,
        _counted: Counted,
    }
    let mut store = store();
    let count = Arc::new(AtomicUsize::new(0));
    let owner = Owner {
        root: Mutex::default(),
        _counted: Counted::new(&count),
    };
    let value = ExternRef::new(&mut store, owner)?;
    let owned = value.to_owned_rooted(&mut store)?;
    let owner = value.data(&store)?.unwrap().downcast_ref::<Owner>();
    *owner.unwrap().root.lock().unwrap() = Some(owned);
    store.gc();
    assert_eq!(count.load(Ordering::SeqCst), 1);
    drop(store);
    assert_eq!(count.load(Ordering::SeqCst), 0);
    Ok(())
}
