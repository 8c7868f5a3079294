//! Things of one store, or engine, given to another: errors, never anything else.

use switchback_engine::{
    Engine, ExternRef, Func, FuncType, Global, GlobalType, Instance, Linker, Memory, MemoryType,
    Module, Mutability, Ref, RefType, Result, Rooted, Store, Table, TableType, Val, ValType,
};

/// One of everything.
struct Things {
    store: Store<()>,
    func: Func,
    memory: Memory,
    table: Table,
    /// Of functions, and of host references.
    globals: [Global; 2],
    value: Rooted<ExternRef>,
}

impl Things {
    fn new(engine: &Engine) -> Self {
        let mut store = Store::new(engine, ());
        let global = |store: &mut Store<()>, content: ValType| {
            let value = content.default_value().unwrap();
            Global::new(store, GlobalType::new(content, Mutability::Var), value).unwrap()
        };
        let ty = TableType::new(RefType::FUNCREF, 4, None);
        Self {
            func: Func::wrap(&mut store, |_: Option<Func>| {}),
            memory: Memory::new(&mut store, MemoryType::new(1, None)).unwrap(),
            table: Table::new(&mut store, ty, Ref::Func(None)).unwrap(),
            globals: [
                global(&mut store, ValType::FUNCREF),
                global(&mut store, ValType::EXTERNREF),
            ],
            value: ExternRef::new(&mut store, ()).unwrap(),
            store,
        }
    }
}

type Case = (&'static str, fn(&mut Things, &mut Things) -> Result<()>);

/// What is done with the first store and something of the second.
const CASES: &[Case] = &[
    ("call", |a, b| {
        b.func.call(&mut a.store, &[Val::FuncRef(None)], &mut [])
    }),
    ("call with a function", |a, b| {
        a.func.call(&mut a.store, &[b.func.into()], &mut [])
    }),
    ("call with a host reference", |a, b| {
        let func = Func::wrap(&mut a.store, |_: Option<Rooted<ExternRef>>| {});
        func.call(&mut a.store, &[b.value.into()], &mut [])
    }),
    ("typed", |a, b| {
        b.func.typed::<Option<Func>, ()>(&a.store).map(drop)
    }),
    ("typed call", |a, b| {
        let func = b.func.typed::<Option<Func>, ()>(&b.store)?;
        func.call(&mut a.store, None)
    }),
    ("typed call with a function", |a, b| {
        let func = a.func.typed::<Option<Func>, ()>(&a.store)?;
        func.call(&mut a.store, Some(b.func))
    }),
    ("typed call with a host reference", |a, b| {
        let func = Func::wrap(&mut a.store, |_: Option<Rooted<ExternRef>>| {});
        let func = func.typed::<Option<Rooted<ExternRef>>, ()>(&a.store)?;
        func.call(&mut a.store, Some(b.value))
    }),
    ("result of a typed host function", |a, b| {
        let other = b.func;
        let func = Func::wrap(&mut a.store, move || Some(other));
        func.call(&mut a.store, &[], &mut [Val::I32(0)])
    }),
    ("result of a host function", |a, b| {
        let other = b.func;
        let ty = FuncType::new(a.store.engine(), [], [ValType::FUNCREF]);
        let func = Func::new(&mut a.store, ty, move |_, _, results| {
            results[0] = other.into();
            Ok(())
        });
        func.call(&mut a.store, &[], &mut [Val::I32(0)])
    }),
    ("Global::new", |a, b| {
        let ty = GlobalType::new(ValType::FUNCREF, Mutability::Const);
        Global::new(&mut a.store, ty, b.func.into()).map(drop)
    }),
    ("Global::set of another store", |a, b| {
        b.globals[0].set(&mut a.store, Val::FuncRef(None))
    }),
    ("Global::set with a function", |a, b| {
        a.globals[0].set(&mut a.store, b.func.into())
    }),
    ("Global::set with a host reference", |a, b| {
        a.globals[1].set(&mut a.store, b.value.into())
    }),
    ("Table::new", |a, b| {
        let ty = TableType::new(RefType::FUNCREF, 1, None);
        Table::new(&mut a.store, ty, b.func.into()).map(drop)
    }),
    ("Table::set of another store", |a, b| {
        b.table.set(&mut a.store, 0, Ref::Func(None))
    }),
    ("Table::set", |a, b| {
        a.table.set(&mut a.store, 0, b.func.into())
    }),
    ("Table::grow", |a, b| {
        a.table.grow(&mut a.store, 1, b.func.into()).map(drop)
    }),
    ("Table::grow of another store", |a, b| {
        b.table.grow(&mut a.store, 1, Ref::Func(None)).map(drop)
    }),
    ("Table::fill", |a, b| {
        a.table.fill(&mut a.store, 0, b.func.into(), 2)
    }),
    ("Table::copy to", |a, b| {
        Table::copy(&mut a.store, &b.table, 0, &a.table, 0, 1)
    }),
    ("Table::copy from", |a, b| {
        Table::copy(&mut a.store, &a.table, 0, &b.table, 0, 1)
    }),
    ("Memory::grow", |a, b| {
        b.memory.grow(&mut a.store, 1).map(drop)
    }),
    ("ExternRef::data", |a, b| b.value.data(&a.store).map(drop)),
    ("Rooted::ref_eq", |a, b| {
        Rooted::ref_eq(&a.store, &a.value, &b.value).map(drop)
    }),
    ("Val::ty", |a, b| Val::from(b.value).ty(&a.store).map(drop)),
    ("Val::matches_ty", |a, b| {
        Val::from(b.func)
            .matches_ty(&a.store, &ValType::FUNCREF)
            .map(drop)
    }),
    ("import of a function", |a, b| {
        import(a, r#"(import "" "" (func (param funcref)))"#, b.func)
    }),
    ("import of a memory", |a, b| {
        import(a, r#"(import "" "" (memory 1))"#, b.memory)
    }),
    ("import of a table", |a, b| {
        import(a, r#"(import "" "" (table 1 funcref))"#, b.table)
    }),
    ("import of a global", |a, b| {
        import(a, r#"(import "" "" (global (mut funcref)))"#, b.globals[0])
    }),
    ("linking", |a, b| {
        let engine = a.store.engine().clone();
        let mut linker = Linker::new(&engine);
        linker.define(&b.store, "", "", b.memory)?;
        let module = Module::new(&engine, r#"(module (import "" "" (memory 1)))"#)?;
        linker.instantiate(&mut a.store, &module).map(drop)
    }),
];

fn import(
    things: &mut Things,
    field: &str,
    given: impl Into<switchback_engine::Extern>,
) -> Result<()> {
    let module = Module::new(things.store.engine(), format!("(module {field})"))?;
    Instance::new(&mut things.store, &module, &[given.into()]).map(drop)
}

#[test]
fn mixed_up_stores_are_errors() {
    let engine = Engine::default();
    let (mut a, mut b) = (Things::new(&engine), Things::new(&engine));
    // The other's handles are not confused with handles that look the same.
    for (name, case) in CASES {
        let error = case(&mut a, &mut b).expect_err(name);
        let text = format!("{error:#}");
        assert!(text.contains("another store"), "{name}: {text}");
    }
}

type EngineCase = (&'static str, fn(&Engine, &Engine) -> Result<()>);

/// What is done with the first engine and something of the second.
const ENGINE_CASES: &[EngineCase] = &[
    ("Instance::new", |a, b| {
        let module = Module::new(b, "(module)")?;
        Instance::new(Store::new(a, ()), &module, &[]).map(drop)
    }),
    ("Func::try_new", |a, b| {
        let ty = FuncType::new(b, [], []);
        Func::try_new(Store::new(a, ()), ty, |_, _, _| Ok(())).map(drop)
    }),
    ("FuncType::try_new", |a, b| {
        let inner = switchback_engine::HeapType::ConcreteFunc(FuncType::new(b, [], []));
        FuncType::try_new(a, [ValType::Ref(RefType::new(true, inner))], []).map(drop)
    }),
    ("Linker::func_new", |a, b| {
        let ty = FuncType::new(b, [], []);
        Linker::<()>::new(a)
            .func_new("", "", ty, |_, _, _| Ok(()))
            .map(drop)
    }),
    ("Linker::instantiate a module", |a, b| {
        let module = Module::new(b, "(module)")?;
        Linker::new(a)
            .instantiate(Store::new(a, ()), &module)
            .map(drop)
    }),
    ("Linker::instantiate in a store", |a, b| {
        let mut linker = Linker::new(a);
        linker.func_wrap("", "", || {})?;
        let module = Module::new(a, r#"(module (import "" "" (func)))"#)?;
        linker.instantiate(Store::new(b, ()), &module).map(drop)
    }),
    ("Linker::define", |a, b| {
        let mut store = Store::new(b, ());
        let memory = Memory::new(&mut store, MemoryType::new(0, None))?;
        Linker::new(a).define(&store, "", "", memory).map(drop)
    }),
    ("Linker::get", |a, b| {
        let mut linker = Linker::new(a);
        linker.func_wrap("", "", || {})?;
        linker.get(Store::new(b, ()), "", "").map(drop)
    }),
    ("Linker::module", |a, b| {
        let module = Module::new(a, "(module)")?;
        Linker::new(a)
            .module(Store::new(b, ()), "", &module)
            .map(drop)
    }),
];

#[test]
fn mixed_up_engines_are_errors() {
    let (a, b) = (Engine::default(), Engine::default());
    for (name, case) in ENGINE_CASES {
        let error = case(&a, &b).expect_err(name);
        let text = format!("{error:#}");
        assert!(
            text.contains("different engines") || text.contains("another engine"),
            "{name}: {text}"
        );
        case(&a, &a).unwrap_or_else(|error| panic!("{name}: {error:?}"));
    }
}
