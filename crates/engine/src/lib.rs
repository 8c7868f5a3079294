//! Switchback: a WebAssembly engine in which the stack comes first.
//!
//! Names and shapes are those of Wasmtime's API: who knows one knows the other.
//!
//! An [`Engine`] compiles a [`Module`]. A [`Store`] holds what runs: each [`Instance`]
//! of a module and its functions ([`Func`], [`TypedFunc`]), memories ([`Memory`]),
//! tables ([`Table`]) and globals ([`Global`]), together with data of the embedder's.
//! A [`Linker`] knows by name what modules import, among it functions of the host.
//!
//! # Examples
//!
//! A module that uses a function of the host, and a trap:
//!
//! ```
//! use switchback_engine::{Caller, Engine, Linker, Module, Result, Store, Trap, WasmBacktrace};
//!
//! fn main() -> Result<()> {
//!     let engine = Engine::default();
//!     let module = Module::new(
//!         &engine,
//!         r#"(module $example
//!             (import "host" "log" (func $log (param i32)))
//!             (func $sum (export "sum") (param $n i32) (result i32)
//!                 (local $sum i32)
//!                 (loop $next
//!                     (local.set $sum (i32.add (local.get $sum) (local.get $n)))
//!                     (br_if $next
//!                         (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
//!                 (call $log (local.get $sum))
//!                 (local.get $sum))
//!             (func $fail (export "fail") (result i32)
//!                 (i32.div_u (i32.const 1) (i32.const 0))))"#,
//!     )?;
//!
//!     let mut linker = Linker::new(&engine);
//!     linker.func_wrap("host", "log", |mut caller: Caller<'_, Vec<i32>>, number: i32| {
//!         caller.data_mut().push(number);
//!     })?;
//!     let mut store = Store::new(&engine, Vec::new());
//!     let instance = linker.instantiate(&mut store, &module)?;
//!
//!     let sum = instance.get_typed_func::<i32, i32>(&mut store, "sum")?;
//!     assert_eq!(sum.call(&mut store, 100)?, 5050);
//!     assert_eq!(*store.data(), [5050]);
//!
//!     let fail = instance.get_typed_func::<(), i32>(&mut store, "fail")?;
//!     let error = fail.call(&mut store, ()).unwrap_err();
//!     assert_eq!(error.downcast_ref(), Some(&Trap::IntegerDivisionByZero));
//!     let backtrace = error.downcast_ref::<WasmBacktrace>().unwrap();
//!     assert_eq!(backtrace.frames()[0].func_name(), Some("fail"));
//!     Ok(())
//! }
//! ```
//!
//! # Errors
//!
//! Every error is an [`Error`] (that of `anyhow`), whose `downcast_ref` says what it is:
//!
//! * a [`Trap`], together with the [`WasmBacktrace`] that shows where;
//! * whatever error a function of the host gave, with a backtrace likewise;
//! * a [`ThrownException`] for an exception that no Wasm code caught, likewise;
//! * [`InvalidModule`] for bytes that are no module that the engine takes;
//! * [`UnknownImportError`] for an import that a linker does not know.
//!
//! A panic of a host function goes through Wasm to whoever called Wasm.
//!
//! # Stacks
//!
//! Wasm runs on stacks of its own, whose size is
//! [`Config::max_wasm_stack`](Config#method.max_wasm_stack); host functions run on the
//! stack of the thread. So neither needs to be thought of when the other is sized, and
//! Wasm that recurses without end is a trap ([`Trap::StackOverflow`]), always.
//!
//! # Waiting
//!
//! Functions of the host may be asynchronous
//! ([`Linker::func_wrap_async`], [`Func::wrap_async`]). Wasm that calls one waits for it:
//! [`TypedFunc::call_async`] and its like give a future that is not ready until then. It runs
//! on any executor and any thread (it is `Send` if the store's data is), and may be dropped
//! at any time: then what it waits for is dropped, and Wasm's part of the call is over.
//! There is nothing to configure. A synchronous call that comes to an asynchronous function
//! ends in an error. So that programs that compute for long leave a thread to other tasks
//! now and then, somebody has to ask them to: see [`InterruptHandle::request_yield`].
//!
//! # References
//!
//! The collector moves objects, so what the embedder holds are roots: a [`Rooted`] ends
//! with the call of the host function, or the [`RootScope`], in which it was made (else
//! with the store), an [`OwnedRooted`] when it is dropped. A root that has ended is an
//! error wherever it is used. [`AnyRef`], [`StructRef`], [`ArrayRef`], [`ExternRef`] and
//! [`ExnRef`] are what they refer to.
//!
//! # Continuations
//!
//! With [`Config::wasm_stack_switching`](Config#method.wasm_stack_switching) the host has
//! continuations as Wasm has them: [`ContRef`] makes one of a function, or is one that Wasm
//! has made; [`ContRef::resume`] runs it until it returns or is suspended with one of a list
//! of tags; and a host function suspends the continuation that called it by returning
//! [`Caller::suspend`].
#![forbid(unsafe_code)]

mod continuations;
mod definition;
mod engine;
mod error;
mod exceptions;
mod functions;
mod instance;
mod instance_pre;
mod limits;
mod linker;
mod module;
mod references;
mod store;
mod traps;
mod types;
mod values;
mod variables;

pub use anyhow::{Error, Result};

pub use continuations::*;
pub use engine::*;
pub use error::UnknownImportError;
pub use exceptions::*;
pub use functions::*;
pub use instance::*;
pub use instance_pre::InstancePre;
pub use limits::*;
pub use linker::Linker;
pub use module::Module;
pub use references::*;
pub use store::*;
pub use traps::*;
pub use types::*;
pub use values::*;
pub use variables::*;
