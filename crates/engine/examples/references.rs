//! Shares garbage-collected objects with a module: a list that the host makes and Wasm
//! sorts, a value of the host in it, roots and their scopes.
//!
//! `cargo run -p switchback-engine --example references`

use switchback_engine::{
    AnyRef, AsContextMut, Caller, Config, Engine, ExternRef, FieldType, HeapType, Linker, Module,
    Mutability, RefType, Result, RootScope, Rooted, Store, StructRef, StructRefPre, StructType,
    Val, ValType,
};

const TEXT: &str = r#"
    (module $example
        ;; An entry of a list: a key, a value of the host, and the rest of the list.
        (type $entry (struct
            (field $key i32)
            (field $value externref)
            (field $next (mut anyref))))
        (import "host" "show" (func $show (param i32 externref)))

        (func $next (param $entry (ref $entry)) (result (ref null $entry))
            (ref.cast (ref null $entry) (struct.get $entry $next (local.get $entry))))

        ;; Inserts an entry into a sorted list.
        (func $insert
            (param $entry (ref $entry)) (param $list (ref null $entry))
            (result (ref $entry))
            (local $rest (ref null $entry))
            (block $first
                (local.set $rest (br_on_null $first (local.get $list)))
                (br_if $first (i32.le_s
                    (struct.get $entry $key (local.get $entry))
                    (struct.get $entry $key (ref.as_non_null (local.get $rest)))))
                (struct.set $entry $next
                    (ref.as_non_null (local.get $rest))
                    (call $insert
                        (local.get $entry)
                        (call $next (ref.as_non_null (local.get $rest)))))
                (return (ref.as_non_null (local.get $rest))))
            (struct.set $entry $next (local.get $entry) (local.get $list))
            (local.get $entry))

        (func (export "sort") (param $list (ref null $entry)) (result (ref null $entry))
            (local $sorted (ref null $entry))
            (local $entry (ref null $entry))
            (block $end
                (loop $again
                    (local.set $entry (br_on_null $end (local.get $list)))
                    (local.set $list (call $next (ref.as_non_null (local.get $entry))))
                    (local.set $sorted
                        (call $insert (ref.as_non_null (local.get $entry)) (local.get $sorted)))
                    (br $again)))
            (local.get $sorted))

        (func (export "show") (param $list (ref null $entry))
            (block $end
                (loop $again
                    (br_if $end (ref.is_null (local.get $list)))
                    (call $show
                        (struct.get $entry $key (local.get $list))
                        (struct.get $entry $value (local.get $list)))
                    (local.set $list (call $next (ref.as_non_null (local.get $list))))
                    (br $again)))))
"#;

/// What the host keeps for the module: the lines that it showed.
type Lines = Vec<String>;

/// The type that the module calls `$entry`: types of the same parts are the same.
fn entry_type(engine: &Engine) -> Result<StructType> {
    let constant = |ty: ValType| FieldType::new(Mutability::Const, ty.into());
    let next = FieldType::new(Mutability::Var, ValType::ANYREF.into());
    let fields = [constant(ValType::I32), constant(ValType::EXTERNREF), next];
    StructType::new(engine, fields)
}

/// A list of the words, each with its length as key.
fn make_list(
    mut store: impl AsContextMut<Data = Lines>,
    words: &[&'static str],
) -> Result<Option<Rooted<AnyRef>>> {
    let ty = entry_type(store.as_context().engine())?;
    let allocator = StructRefPre::new(&mut store, ty);
    let mut list = None;
    for &word in words {
        // Any Rust value can be a field: the collector drops it with its object.
        let value = ExternRef::new(&mut store, word)?;
        let fields = [Val::I32(word.len() as i32), value.into(), list.into()];
        let entry = StructRef::new(&mut store, &allocator, &fields)?;
        list = Some(entry.to_anyref());
    }
    Ok(list)
}

fn main() -> Result<()> {
    let engine = Engine::new(Config::new().wasm_gc(true))?;
    let module = Module::new(&engine, TEXT)?;
    let mut linker = Linker::new(&engine);
    linker.func_wrap(
        "host",
        "show",
        |mut caller: Caller<'_, Lines>, key: i32, value: Option<Rooted<ExternRef>>| -> Result<()> {
            let word = match value {
                Some(value) => value.data(&caller)?.and_then(|value| value.downcast_ref()),
                None => None,
            };
            let word: &str = word.copied().unwrap_or("nothing");
            caller.data_mut().push(format!("{key} {word}"));
            Ok(())
        },
    )?;
    let mut store = Store::new(&engine, Lines::new());
    let instance = linker.instantiate(&mut store, &module)?;

    // A parameter of a module's own type may be given as any type above it: then the
    // argument is looked at when the function is called.
    type List = Option<Rooted<AnyRef>>;
    let sort = instance.get_typed_func::<List, List>(&mut store, "sort")?;
    let show = instance.get_typed_func::<List, ()>(&mut store, "show")?;

    // Roots that are made in a scope end with it. This one does not.
    let sorted = {
        let mut scope = RootScope::new(&mut store);
        let list = make_list(&mut scope, &["references", "are", "roots", "here"])?;
        let sorted = sort.call(&mut scope, list)?.expect("a list of four");
        sorted.to_owned_rooted(&mut scope)?
    };
    store.gc();
    let list = sorted.to_rooted(&mut store);
    show.call(&mut store, Some(list))?;
    assert_eq!(
        *store.data(),
        ["3 are", "4 here", "5 roots", "10 references"]
    );
    println!("Wasm sorted: {}", store.data().join(", "));

    let first = list.unwrap_struct(&mut store)?;
    assert_eq!(first.field(&mut store, 0)?.unwrap_i32(), 3);
    assert!(
        first.set_field(&mut store, 0, Val::I32(4)).is_err(),
        "a constant"
    );
    let ty = RefType::new(false, HeapType::ConcreteStruct(entry_type(&engine)?));
    assert!(Val::from(first).matches_ty(&store, &ValType::Ref(ty))?);
    println!("The first entry is of type {}", first.ty(&store)?);

    let word = ExternRef::new(&mut store, "no entry")?;
    let other = AnyRef::convert_extern(&store, word)?;
    let error = sort.call(&mut store, Some(other)).unwrap_err();
    println!("Something else is refused: {error:#}");
    Ok(())
}
