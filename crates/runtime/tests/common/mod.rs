//! What the tests of the runtime share.

use std::sync::Arc;

use switchback_runtime::engine::Engine;
use switchback_runtime::external::Extern;
use switchback_runtime::instance::Instance;
use switchback_runtime::module::Module;
use switchback_runtime::store::Store;

/// A module, as instantiation takes it.
pub(crate) struct Compiled(Arc<Module>);

impl AsRef<Arc<Module>> for Compiled {
    fn as_ref(&self) -> &Arc<Module> {
        &self.0
    }
}

/// Compiles a module from its text.
pub(crate) fn module(engine: &Engine, text: &str) -> Compiled {
    let bytes = wat::parse_str(text).expect("the text is well-formed");
    Compiled(Module::new(engine, bytes.into()).expect("the module is valid"))
}

/// Compiles and instantiates a module.
pub(crate) fn instance<T>(store: &mut Store<T>, text: &str, imports: &[Extern]) -> Instance {
    let module = module(store.engine(), text);
    Instance::new(store, &module, imports).expect("the module can be instantiated")
}
