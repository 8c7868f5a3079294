//! Continuations.

/// # Examples
///
/// A generator in Wasm, driven by the host:
///
/// ```
/// use switchback_engine::{
///     Config, ContRef, ContType, Engine, Instance, Module, Result, Resumed, Store, Val,
/// };
///
/// fn main() -> Result<()> {
///     let engine = Engine::new(Config::new().wasm_stack_switching(true))?;
///     let module = Module::new(
///         &engine,
///         r#"(module
///             (tag $yield (export "yield") (param i32))
///             (func (export "count") (param $to i32)
///                 (local $number i32)
///                 (loop $next
///                     (suspend $yield (local.get $number))
///                     (local.set $number (i32.add (local.get $number) (i32.const 1)))
///                     (br_if $next (i32.lt_u (local.get $number) (local.get $to))))))"#,
///     )?;
///     let mut store = Store::new(&engine, ());
///     let instance = Instance::new(&mut store, &module, &[])?;
///     let tag = instance.get_tag(&mut store, "yield").unwrap();
///     let count = instance.get_func(&mut store, "count").unwrap();
///
///     let ty = ContType::new(&engine, &count.ty(&store))?;
///     let mut cont = ContRef::new(&mut store, &ty, &count)?;
///     let mut args = vec![Val::I32(5)];
///     let mut numbers = Vec::new();
///     while let Resumed::Suspended { values, cont: rest, .. } =
///         cont.resume(&mut store, &[tag], &args)?
///     {
///         numbers.push(values[0].unwrap_i32());
///         cont = rest;
///         // What `suspend` gives back: nothing.
///         args.clear();
///     }
///     assert_eq!(numbers, [0, 1, 2, 3, 4]);
///     Ok(())
/// }
/// ```
///
/// One that is not needed any more can be made to clean up, by an exception, or discarded:
///
/// ```
/// use switchback_engine::{
///     Config, ContRef, ContType, Engine, ExnRef, FuncType, Instance, Module, Result, Resumed,
///     Store, Tag, TagType, Trap,
/// };
///
/// fn main() -> Result<()> {
///     let engine = Engine::new(
///         Config::new().wasm_stack_switching(true).wasm_exceptions(true),
///     )?;
///     let module = Module::new(
///         &engine,
///         r#"(module
///             (tag $pause (export "pause"))
///             (global $cleaned (export "cleaned") (mut i32) (i32.const 0))
///             (func $work (export "work")
///                 (block $failed (result exnref)
///                     (try_table (catch_all_ref $failed) (suspend $pause))
///                     (return))
///                 (global.set $cleaned (i32.const 1))
///                 (throw_ref)))"#,
///     )?;
///     let mut store = Store::new(&engine, ());
///     let instance = Instance::new(&mut store, &module, &[])?;
///     let pause = instance.get_tag(&mut store, "pause").unwrap();
///     let work = instance.get_func(&mut store, "work").unwrap();
///     let ty = ContType::new(&engine, &work.ty(&store))?;
///
///     let begin = |store: &mut Store<()>| -> Result<_> {
///         match ContRef::new(&mut *store, &ty, &work)?.resume(store, &[pause], &[])? {
///             Resumed::Suspended { cont, .. } => Ok(cont),
///             Resumed::Returned(_) => unreachable!("it pauses first"),
///         }
///     };
///
///     let cont = begin(&mut store)?;
///     assert_eq!(cont.backtrace(&store)?.frames()[0].func_name(), Some("work"));
///     let cancelled = TagType::new(FuncType::new(&engine, [], []));
///     let cancelled = Tag::new(&mut store, &cancelled)?;
///     let exception = ExnRef::new(&mut store, &cancelled, &[])?;
///     // The exception comes back: nobody catches it for good.
///     assert!(cont.resume_throw(&mut store, &[pause], &exception).is_err());
///     let cleaned = instance.get_global(&mut store, "cleaned").unwrap();
///     assert_eq!(cleaned.get(&mut store).unwrap_i32(), 1);
///
///     let cont = begin(&mut store)?;
///     cont.discard(&mut store)?;
///     let error = cont.resume(&mut store, &[pause], &[]).unwrap_err();
///     assert_eq!(error.downcast_ref(), Some(&Trap::ContinuationConsumed));
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::references::ContRef;

#[doc(inline)]
pub use switchback_runtime::references::Resumed;

/// # Examples
///
/// Two tasks that switch to each other, which the host starts and sees the end of:
///
/// ```
/// use switchback_engine::{
///     Config, ContRef, ContType, Engine, Handlers, Instance, Module, Result, Resumed, Store,
/// };
///
/// fn main() -> Result<()> {
///     let engine = Engine::new(Config::new().wasm_stack_switching(true))?;
///     let module = Module::new(
///         &engine,
///         r#"(module
///             (rec
///                 (type $task_function (func (param (ref null $task)) (result i32)))
///                 (type $task (cont $task_function)))
///             (type $main_function (func (result i32)))
///             (type $main (cont $main_function))
///             (tag $swap (export "swap") (result i32))
///             (elem declare func $other)
///             (func (export "main") (result i32)
///                 (switch $task $swap (cont.new $task (ref.func $other)))
///                 (drop)
///                 (i32.const 1))
///             (func $other (type $task_function)
///                 (i32.const 2)))"#,
///     )?;
///     let mut store = Store::new(&engine, ());
///     let instance = Instance::new(&mut store, &module, &[])?;
///     let swap = instance.get_tag(&mut store, "swap").unwrap();
///     let main = instance.get_func(&mut store, "main").unwrap();
///     let ty = ContType::new(&engine, &main.ty(&store))?;
///
///     let cont = ContRef::new(&mut store, &ty, &main)?;
///     let handlers = Handlers { suspend: &[], switch: &[swap] };
///     let Resumed::Returned(results) = cont.resume(&mut store, handlers, &[])? else {
///         unreachable!("nothing is to suspend it")
///     };
///     // It is the other one that has returned.
///     assert_eq!(results[0].unwrap_i32(), 2);
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::references::Handlers;

/// # Examples
///
/// A host function that waits for what it answers, without a thread of its own: its call is
/// suspended until the host has the answer.
///
/// ```
/// use switchback_engine::{
///     Caller, Config, ContRef, ContType, Engine, FuncType, Linker, Module, Result, Resumed,
///     Store, Tag, TagType, Val, ValType,
/// };
///
/// fn main() -> Result<()> {
///     let engine = Engine::new(Config::new().wasm_stack_switching(true))?;
///     let mut store = Store::new(&engine, ());
///     let request = FuncType::new(&engine, [ValType::I32], [ValType::I64]);
///     let request = Tag::new(&mut store, &TagType::new(request))?;
///
///     let mut linker = Linker::new(&engine);
///     linker.func_wrap(
///         "host",
///         "fetch",
///         move |mut caller: Caller<'_, ()>, key: i32| -> Result<i64> {
///             if key == 0 {
///                 return Ok(0);
///             }
///             caller.suspend(&request, &[Val::I32(key)])
///         },
///     )?;
///     let module = Module::new(
///         &engine,
///         r#"(module
///             (import "host" "fetch" (func $fetch (param i32) (result i64)))
///             (func (export "sum") (result i64)
///                 (i64.add (call $fetch (i32.const 0))
///                     (i64.add (call $fetch (i32.const 1)) (call $fetch (i32.const 2))))))"#,
///     )?;
///     let instance = linker.instantiate(&mut store, &module)?;
///     let sum = instance.get_func(&mut store, "sum").unwrap();
///
///     let ty = ContType::new(&engine, &sum.ty(&store))?;
///     let mut cont = ContRef::new(&mut store, &ty, &sum)?;
///     let mut answer = Vec::new();
///     let result = loop {
///         match cont.resume(&mut store, &[request], &answer)? {
///             Resumed::Returned(results) => break results[0].unwrap_i64(),
///             Resumed::Suspended { values, cont: rest, .. } => {
///                 let key = i64::from(values[0].unwrap_i32());
///                 answer = vec![Val::I64(key * 100)];
///                 cont = rest;
///             }
///         }
///     };
///     assert_eq!(result, 300);
///     Ok(())
/// }
/// ```
#[doc(inline)]
pub use switchback_runtime::continuation::Suspension;
