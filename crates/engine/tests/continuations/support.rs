//! What the tests have in common.

use switchback_engine::{
    CompilationMode, Config, Engine, Error, Extern, Instance, Module, Result, Store, Trap,
    TypedFunc, WasmBacktrace, WasmParams, WasmResults,
};

/// With continuations, and what they compose with.
pub(crate) fn config() -> Config {
    let mut config = Config::new();
    config
        .wasm_stack_switching(true)
        .wasm_exceptions(true)
        .wasm_gc(true)
        .compile_ahead(false);
    config
}

/// The ways in which code can be made and run that a program must not notice.
pub(crate) fn engines() -> Vec<(&'static str, Engine)> {
    engines_with(|config| config)
}

/// The same, with some setting besides.
pub(crate) fn engines_with(setting: fn(&mut Config) -> &mut Config) -> Vec<(&'static str, Engine)> {
    type Configure = fn(&mut Config) -> &mut Config;
    let modes: [(&str, Configure); 6] = [
        ("lazy", |config| config),
        ("no inlining, eager", |config| {
            config
                .zeal_no_inlining(true)
                .compilation_mode(CompilationMode::Eager)
        }),
        ("gates, verify", |config| {
            config.zeal_gate_at_every_call(true).zeal_verify_walks(true)
        }),
        ("small stacks", |config| {
            config.zeal_smallest_stacks(true).zeal_poison_stacks(true)
        }),
        ("compact stacks, gates", |config| {
            config
                .compact_continuations(true)
                .zeal_poison_stacks(true)
                .zeal_gate_at_every_call(true)
        }),
        ("collections", |config| config.zeal_collect(true)),
    ];
    modes
        .into_iter()
        .map(|(name, configure)| {
            let mut config = config();
            configure(setting(&mut config));
            (name, Engine::new(&config).unwrap())
        })
        .collect()
}

/// A store without data, and an instance of a module in it.
pub(crate) fn instantiate(engine: &Engine, text: &str) -> (Store<()>, Instance) {
    let mut store = Store::new(engine, ());
    let instance = add_instance(&mut store, text, &[]).unwrap();
    (store, instance)
}

/// One more instance.
pub(crate) fn add_instance<T>(
    store: &mut Store<T>,
    text: &str,
    imports: &[Extern],
) -> Result<Instance> {
    let module = Module::new(store.engine(), text)?;
    Instance::new(store, &module, imports)
}

/// An export of an instance.
#[track_caller]
pub(crate) fn export<T, P: WasmParams, R: WasmResults>(
    store: &mut Store<T>,
    instance: Instance,
    name: &str,
) -> TypedFunc<P, R> {
    instance.get_typed_func(store, name).unwrap()
}

/// The trap that an error is.
#[track_caller]
pub(crate) fn trap(error: &Error) -> Trap {
    match error.downcast_ref() {
        Some(trap) => *trap,
        None => panic!("no trap: {error:?}"),
    }
}

/// The names of the functions in an error's backtrace, innermost first.
#[track_caller]
pub(crate) fn frames(error: &Error) -> Vec<String> {
    let backtrace = error.downcast_ref::<WasmBacktrace>();
    let Some(backtrace) = backtrace else {
        panic!("no backtrace: {error:?}");
    };
    backtrace
        .frames()
        .iter()
        .map(|frame| frame.func_name().unwrap_or("?").to_owned())
        .collect()
}
