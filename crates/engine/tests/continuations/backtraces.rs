//! Backtraces of what ends below continuations: traps, and exceptions that nobody catches.

use switchback_engine::{Caller, Error, Func, Result, Store, ThrownException, Trap, WasmBacktrace};

use crate::support::{add_instance, engines, export, frames, instantiate, trap};

/// `outer` resumes `middle`, which resumes `inner`, which calls `deep` at some depth. That
/// traps, throws, or throws what somebody catches or passes on.
const CHAIN: &str = r#"(module
  (type $f (func (param i32)))
  (type $c (cont $f))
  (type $f0 (func))
  (type $c0 (cont $f0))
  (tag $exception (param i32))
  (tag $other)
  (tag $yield)
  (elem declare func $inner $middle $catching $suspending $recursive)
  (global $kept (mut exnref) (ref.null exn))

  (func $deep (param $depth i32) (param $what i32)
    (if (local.get $depth)
      (then
        (call $deep (i32.sub (local.get $depth) (i32.const 1)) (local.get $what))
        (return)))
    (if (i32.eqz (local.get $what)) (then (unreachable)))
    (throw $exception (i32.const 42)))
  (func $inner (type $f)
    (call $deep (i32.const 2) (local.get 0)))
  (func $middle (type $f)
    (resume $c (local.get 0) (cont.new $c (ref.func $inner))))
  (func $outer (export "outer") (param i32)
    (resume $c (local.get 0) (cont.new $c (ref.func $middle))))

  ;; Handlers for other tags in between.
  (func $catching (type $f)
    (block $caught
      (try_table (catch $other $caught)
        (call $middle (local.get 0)))))
  (func $past-handlers (export "past-handlers") (param i32)
    (block $caught
      (try_table (catch $other $caught)
        (resume $c (local.get 0) (cont.new $c (ref.func $catching))))))

  ;; Caught, and thrown again by who caught it.
  (func $again (export "again")
    (block $caught (result exnref)
      (try_table (catch_all_ref $caught)
        (resume $c (i32.const 1) (cont.new $c (ref.func $middle))))
      (return))
    (throw_ref))
  ;; Caught, kept, and thrown by somebody else: where it comes from then is there.
  (func $keep
    (block $caught (result exnref)
      (try_table (catch_all_ref $caught)
        (resume $c (i32.const 1) (cont.new $c (ref.func $middle))))
      (return))
    (global.set $kept))
  (func $throw-kept (throw_ref (global.get $kept)))
  (func $later (export "later")
    (call $keep)
    (call $throw-kept))

  ;; Thrown into a continuation that waits.
  (func $wait (suspend $yield))
  (func $suspending (type $f0) (call $wait))
  (func $into (export "into")
    (local $k (ref null $c0))
    (block $on (result (ref $c0))
      (resume $c0 (on $yield $on) (cont.new $c0 (ref.func $suspending)))
      (return))
    (local.set $k)
    (resume_throw $c0 $exception (i32.const 1) (local.get $k)))
  (func $into-new (export "into-new")
    (resume_throw $c0 $exception (i32.const 1) (cont.new $c0 (ref.func $suspending))))

  ;; A deep recursion that leaves its continuation.
  (func $recursive (type $f)
    (if (local.get 0)
      (then (call $recursive (i32.sub (local.get 0) (i32.const 1))))
      (else (throw $exception (i32.const 42)))))
  (func $recurse (export "recurse") (param i32)
    (resume $c (local.get 0) (cont.new $c (ref.func $recursive))))
)"#;

#[test]
fn a_trap_in_a_chain_has_the_frames_of_all_its_stacks() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine, CHAIN);
        let outer = export::<_, i32, ()>(&mut store, instance, "outer");
        let error = outer.call(&mut store, 0).unwrap_err();
        assert_eq!(trap(&error), Trap::UnreachableCodeReached, "{mode}");
        let expected = ["deep", "deep", "deep", "inner", "middle", "outer"];
        assert_eq!(frames(&error), expected, "{mode}");
    }
    Ok(())
}

#[test]
fn an_uncaught_exception_has_the_frames_of_the_continuations_it_has_left() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine, CHAIN);
        let outer = export::<_, i32, ()>(&mut store, instance, "outer");
        let past_handlers = export::<_, i32, ()>(&mut store, instance, "past-handlers");
        // The second time, everything that is met is known.
        for _ in 0..3 {
            let error = outer.call(&mut store, 1).unwrap_err();
            assert!(error.is::<ThrownException>(), "{mode}: {error:?}");
            let expected = ["deep", "deep", "deep", "inner", "middle", "outer"];
            assert_eq!(frames(&error), expected, "{mode}");
            let error = past_handlers.call(&mut store, 1).unwrap_err();
            let expected = [
                "deep",
                "deep",
                "deep",
                "inner",
                "middle",
                "catching",
                "past-handlers",
            ];
            assert_eq!(frames(&error), expected, "{mode}");
        }
    }
    Ok(())
}

#[test]
fn an_exception_that_is_thrown_again_comes_from_there() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine, CHAIN);
        for _ in 0..2 {
            let again = export::<_, (), ()>(&mut store, instance, "again");
            let error = again.call(&mut store, ()).unwrap_err();
            assert_eq!(frames(&error), ["again"], "{mode}");
            let later = export::<_, (), ()>(&mut store, instance, "later");
            let error = later.call(&mut store, ()).unwrap_err();
            assert_eq!(frames(&error), ["throw-kept", "later"], "{mode}");
        }
    }
    Ok(())
}

#[test]
fn an_exception_that_is_thrown_into_a_continuation_has_its_frames() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine, CHAIN);
        for _ in 0..2 {
            let into = export::<_, (), ()>(&mut store, instance, "into");
            let error = into.call(&mut store, ()).unwrap_err();
            assert_eq!(frames(&error), ["wait", "suspending", "into"], "{mode}");
            let into = export::<_, (), ()>(&mut store, instance, "into-new");
            let error = into.call(&mut store, ()).unwrap_err();
            assert_eq!(frames(&error), ["into-new"], "{mode}");
        }
    }
    Ok(())
}

#[test]
fn a_recursion_that_an_exception_leaves_is_there_as_a_whole() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine, CHAIN);
        let recurse = export::<_, i32, ()>(&mut store, instance, "recurse");
        // Short lists and long ones are noted by different code.
        for depth in [200, 0, 200, 5, 6, 7, 8, 9, 200, 0] {
            let error = recurse.call(&mut store, depth).unwrap_err();
            let frames = frames(&error);
            let (last, recursion) = frames.split_last().unwrap();
            assert_eq!(recursion.len(), depth as usize + 1, "{mode}");
            assert!(recursion.iter().all(|name| name == "recursive"), "{mode}");
            assert_eq!(last, "recurse", "{mode}");
        }
    }
    Ok(())
}

/// The host is in the middle: each activation has its own frames.
#[test]
fn a_backtrace_in_a_host_function_crosses_the_chain() -> Result<()> {
    let text = r#"(module
      (import "host" "look" (func $look))
      (type $f (func))
      (type $c (cont $f))
      (elem declare func $inner)
      (func $inner (type $f) (call $look))
      (func $outer (export "outer") (resume $c (cont.new $c (ref.func $inner)))))"#;
    for (mode, engine) in &engines() {
        let mut store = Store::new(engine, Vec::new());
        let look = Func::wrap(&mut store, |mut caller: Caller<'_, Vec<String>>| {
            let backtrace = WasmBacktrace::capture(&caller);
            let error = Error::msg("").context(backtrace);
            *caller.data_mut() = frames(&error);
        });
        let instance = add_instance(&mut store, text, &[look.into()])?;
        let outer = export::<_, (), ()>(&mut store, instance, "outer");
        outer.call(&mut store, ())?;
        assert_eq!(store.data(), &["inner", "outer"], "{mode}");
    }
    Ok(())
}
