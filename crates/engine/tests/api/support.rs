//! What the tests have in common.

use switchback_engine::{
    CompilationMode, Config, Engine, Error, Extern, Instance, Module, Result, Store, Trap,
    WasmBacktrace,
};

/// The ways in which code can be made that a program must not notice.
pub(crate) fn engines() -> Vec<(&'static str, Engine)> {
    type Configure = fn(&mut Config) -> &mut Config;
    let modes: [(&str, Configure); 7] = [
        ("lazy", |config| config.compile_ahead(false)),
        ("eager", |config| {
            config.compilation_mode(CompilationMode::Eager)
        }),
        ("no inlining", |config| config.zeal_no_inlining(true)),
        ("gates", |config| config.zeal_gate_at_every_call(true)),
        ("verify", |config| config.zeal_verify_walks(true)),
        ("small stacks", |config| {
            config.zeal_smallest_stacks(true).zeal_poison_stacks(true)
        }),
        ("collections", |config| config.zeal_collect(true)),
    ];
    modes
        .into_iter()
        .map(|(name, configure)| {
            let mut config = Config::new();
            configure(&mut config);
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

/// Numbers that look random, always the same.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn next(&mut self) -> u64 {
        // Xorshift.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(crate) fn below(&mut self, bound: u64) -> usize {
        (self.next() % bound) as usize
    }
}
