//! Drives generators that Wasm code is: do two trees of different shapes have the same
//! leaves, in the same order?
//!
//! Each walk over a tree is a continuation, which suspends itself at every leaf. The host
//! resumes two of them by turns, and gives up both at the first difference. A walk over a
//! tree whose leaves the host has to fetch shows the other direction: the *host function*
//! that it calls suspends it, until the host has the answer.
//!
//! `cargo run -p switchback-engine --example generator`

use switchback_engine::{
    Caller, Config, ContRef, ContType, Engine, Func, FuncType, Instance, Linker, Module,
    OwnedRooted, Result, Resumed, Store, Tag, TagType, Val, ValType,
};

const TEXT: &str = r#"
    (module $trees
        (type $tree (sub (struct)))
        (type $leaf (sub final $tree (struct (field i32))))
        (type $fork (sub final $tree (struct (field (ref $tree)) (field (ref $tree)))))
        (import "host" "fetch" (func $fetch (param i32) (result i32)))
        (tag $leaf-found (export "leaf") (param i32))

        ;; A tree with the leaves from $first to $last, each fork after the first
        ;; 1/$part of what is left.
        (func $tree (export "tree") (param $first i32) (param $last i32) (param $part i32)
            (result (ref $tree))
            (local $middle i32)
            (if (i32.ge_s (local.get $first) (local.get $last))
                (then (return (struct.new $leaf (local.get $first)))))
            (local.set $middle
                (i32.add (local.get $first)
                    (i32.div_s
                        (i32.sub (local.get $last) (local.get $first)) (local.get $part))))
            (struct.new $fork
                (call $tree
                    (local.get $first) (local.get $middle) (local.get $part))
                (call $tree
                    (i32.add (local.get $middle) (i32.const 1)) (local.get $last)
                    (local.get $part))))

        ;; Suspends at each leaf.
        (func $walk (export "walk") (param $tree (ref $tree))
            (block $is-leaf (result (ref $leaf))
                (br_on_cast $is-leaf (ref $tree) (ref $leaf) (local.get $tree))
                (ref.cast (ref $fork))
                (call $walk (struct.get $fork 0))
                (return_call $walk
                    (struct.get $fork 1 (ref.cast (ref $fork) (local.get $tree)))))
            (suspend $leaf-found (struct.get $leaf 0)))

        ;; The sum of leaves that the host knows.
        (func (export "sum") (param $leaves i32) (result i32)
            (local $sum i32)
            (loop $next
                (local.set $leaves (i32.sub (local.get $leaves) (i32.const 1)))
                (local.set $sum
                    (i32.add (local.get $sum) (call $fetch (local.get $leaves))))
                (br_if $next (local.get $leaves)))
            (local.get $sum)))
"#;

/// The leaves of a tree, as they are asked for.
struct Leaves {
    cont: OwnedRooted<ContRef>,
    tag: Tag,
    /// What it is resumed with: the tree at first, then nothing.
    args: Vec<Val>,
}

impl Leaves {
    fn new(store: &mut Store<()>, instance: Instance, tree: Val) -> Result<Self> {
        let walk = export(store, instance, "walk")?;
        let ty = ContType::new(store.engine(), &walk.ty(&*store))?;
        let tag = instance.get_tag(&mut *store, "leaf");
        Ok(Self {
            cont: ContRef::new(store, &ty, &walk)?,
            tag: tag.ok_or_else(|| missing("leaf"))?,
            args: vec![tree],
        })
    }

    /// The next leaf, if there is one.
    fn next(&mut self, store: &mut Store<()>) -> Result<Option<i32>> {
        match self.cont.resume(store, &[self.tag], &self.args)? {
            Resumed::Returned(_) => Ok(None),
            Resumed::Suspended { values, cont, .. } => {
                self.cont = cont;
                self.args.clear();
                Ok(values[0].i32())
            }
        }
    }
}

/// How many leaves two trees have in common, from the first on, and whether that is all.
fn compare(store: &mut Store<()>, mut a: Leaves, mut b: Leaves) -> Result<(u32, bool)> {
    let mut common = 0;
    loop {
        match (a.next(store)?, b.next(store)?) {
            (None, None) => return Ok((common, true)),
            (a, b) if a == b => common += 1,
            // A collection would free their stacks, too: this does so at once.
            _ => {
                a.cont.discard(&mut *store).ok();
                b.cont.discard(&mut *store).ok();
                return Ok((common, false));
            }
        }
    }
}

fn main() -> Result<()> {
    let mut config = Config::new();
    config.wasm_stack_switching(true).wasm_gc(true);
    let engine = Engine::new(&config)?;
    let mut store = Store::new(&engine, ());

    let ty = FuncType::new(&engine, [ValType::I32], [ValType::I32]);
    let request = Tag::new(&mut store, &TagType::new(ty))?;
    let mut linker = Linker::new(&engine);
    linker.func_wrap(
        "host",
        "fetch",
        move |mut caller: Caller<'_, ()>, leaf: i32| -> Result<i32> {
            // Whoever resumes the continuation gives the result of the call.
            caller.suspend(&request, &[Val::I32(leaf)])
        },
    )?;
    let instance = linker.instantiate(&mut store, &Module::new(&engine, TEXT)?)?;

    let tree = |store: &mut Store<()>, last: i32, part: i32| -> Result<Val> {
        let mut tree = [Val::AnyRef(None)];
        export(store, instance, "tree")?.call(
            store,
            &[Val::I32(1), Val::I32(last), Val::I32(part)],
            &mut tree,
        )?;
        Ok(tree[0])
    };
    for (last, part) in [(1000, 7), (999, 3)] {
        let even = tree(&mut store, 1000, 2)?;
        let other = tree(&mut store, last, part)?;
        let even = Leaves::new(&mut store, instance, even)?;
        let other = Leaves::new(&mut store, instance, other)?;
        let (common, is_all) = compare(&mut store, even, other)?;
        let verdict = if is_all { "the same" } else { "not the same" };
        println!("trees to 1000 and to {last}: {common} leaves in common, {verdict}");
    }

    let sum = export(&mut store, instance, "sum")?;
    let ty = ContType::new(&engine, &sum.ty(&store))?;
    let mut cont = ContRef::new(&mut store, &ty, &sum)?;
    let mut args = [Val::I32(3)];
    loop {
        match cont.resume(&mut store, &[request], &args)? {
            Resumed::Returned(values) => {
                println!("the sum of three squares: {}", values[0].unwrap_i32());
                return Ok(());
            }
            Resumed::Suspended {
                values, cont: rest, ..
            } => {
                let leaf = values[0].unwrap_i32();
                args = [Val::I32(leaf * leaf)];
                cont = rest;
            }
        }
    }
}

fn export(store: &mut Store<()>, instance: Instance, name: &str) -> Result<Func> {
    instance.get_func(store, name).ok_or_else(|| missing(name))
}

fn missing(name: &str) -> switchback_engine::Error {
    switchback_engine::Error::msg(format!("the module exports no {name}"))
}
