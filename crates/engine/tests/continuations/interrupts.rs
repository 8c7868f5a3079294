//! Interrupts from another thread reach code on whatever stack it runs, and while it goes
//! from stack to stack.

use std::thread;
use std::time::Duration;

use switchback_engine::{Result, Store, Trap, TypedFunc};

use crate::support::{engines, export, instantiate, trap};

/// Every function is endless but `works`. Where there is no loop, functions call
/// themselves.
const ENDLESS: &str = r#"(module
  (type $f (func))
  (type $c (cont $f))
  (rec (type $f-other (func (param (ref null $c-other)))) (type $c-other (cont $f-other)))
  (tag $yield)
  (tag $swap)
  (tag $exception)
  (elem declare func $generator $looping $spin $nothing $player $nest $link $recursive)

  (func $generator (type $f)
    (suspend $yield)
    (return_call $generator))
  (func $drive (param $k (ref null $c))
    (block $on (result (ref $c))
      (resume $c (on $yield $on) (local.get $k))
      (return))
    (return_call $drive))
  (func (export "suspends-without-a-loop")
    (call $drive (cont.new $c (ref.func $generator))))

  (func $looping (type $f) (loop $again (suspend $yield) (br $again)))
  (func (export "suspends-in-loops")
    (local $k (ref null $c))
    (local.set $k (cont.new $c (ref.func $looping)))
    (loop $again
      (block $on (result (ref $c))
        (resume $c (on $yield $on) (local.get $k))
        (return))
      (local.set $k)
      (br $again)))
  ;; Only one of the two has a loop.
  (func (export "suspends-to-a-loop")
    (local $k (ref null $c))
    (local.set $k (cont.new $c (ref.func $generator)))
    (loop $again
      (block $on (result (ref $c))
        (resume $c (on $yield $on) (local.get $k))
        (return))
      (local.set $k)
      (br $again)))

  (func $spin (type $f) (loop $again (br $again)))
  (func (export "a-loop-in-a-continuation")
    (resume $c (cont.new $c (ref.func $spin))))
  (func $link (type $f) (resume $c (cont.new $c (ref.func $spin))))
  (func $nest (type $f)
    (block $on (result (ref $c))
      (resume $c (on $yield $on) (cont.new $c (ref.func $link)))
      (return))
    (drop))
  (func (export "a-loop-in-a-chain")
    (resume $c (cont.new $c (ref.func $nest))))
  (func $recursive (type $f) (return_call $recursive))
  (func (export "tail-calls-in-a-continuation")
    (resume $c (cont.new $c (ref.func $recursive))))

  (func $nothing (type $f))
  (func $create
    (resume $c (cont.new $c (ref.func $nothing)))
    (return_call $create))
  (func (export "creates") (call $create))

  (func $player (type $f-other)
    (return_call $player (switch $c-other $swap (local.get 0))))
  (func (export "switches")
    (resume $c-other (on $swap switch)
      (cont.new $c-other (ref.func $player)) (cont.new $c-other (ref.func $player))))

  (func $throw-into
    (block $on (result (ref $c))
      (resume $c (on $yield $on) (cont.new $c (ref.func $generator)))
      (return))
    (resume_throw $c $exception))
  (func $catch
    (block $caught
      (try_table (catch $exception $caught) (call $throw-into)))
    (return_call $catch))
  (func (export "throws") (call $catch))

  (func (export "works")
    (local $k (ref null $c))
    (block $on (result (ref $c))
      (resume $c (on $yield $on) (cont.new $c (ref.func $generator)))
      (unreachable))
    (local.set $k)
    (block $on (result (ref $c))
      (resume $c (on $yield $on) (local.get $k))
      (unreachable))
    (drop)))"#;

const NAMES: [&str; 9] = [
    "suspends-without-a-loop",
    "suspends-in-loops",
    "suspends-to-a-loop",
    "a-loop-in-a-continuation",
    "a-loop-in-a-chain",
    "tail-calls-in-a-continuation",
    "creates",
    "switches",
    "throws",
];

/// How a function ends that is interrupted after so long.
fn interrupted(store: &mut Store<()>, run: &TypedFunc<(), ()>, after: Duration) -> Trap {
    let handle = store.interrupt_handle();
    let interrupter = thread::spawn(move || {
        thread::sleep(after);
        handle.interrupt();
    });
    let error = run.call(&mut *store, ()).unwrap_err();
    interrupter.join().unwrap();
    trap(&error)
}

#[test]
fn whatever_is_endless_can_be_interrupted_on_any_stack() -> Result<()> {
    for (mode, engine) in &engines() {
        let (mut store, instance) = instantiate(engine, ENDLESS);
        let works = export::<_, (), ()>(&mut store, instance, "works");
        for name in NAMES {
            let run = export::<_, (), ()>(&mut store, instance, name);
            for after in [0, 3] {
                let after = Duration::from_millis(after);
                let trap = interrupted(&mut store, &run, after);
                assert_eq!(trap, Trap::Interrupt, "{mode}: {name}");
                works.call(&mut store, ())?;
            }
        }
    }
    Ok(())
}

/// At whatever moment it comes: between any two instructions of a switch.
#[test]
fn no_interrupt_is_lost_between_stacks() -> Result<()> {
    let (_, engine) = engines().swap_remove(0);
    let (mut store, instance) = instantiate(&engine, ENDLESS);
    let works = export::<_, (), ()>(&mut store, instance, "works");
    for name in ["suspends-without-a-loop", "creates", "switches", "throws"] {
        let run = export::<_, (), ()>(&mut store, instance, name);
        for microseconds in 0..150 {
            let after = Duration::from_micros(microseconds);
            let trap = interrupted(&mut store, &run, after);
            assert_eq!(trap, Trap::Interrupt, "{name}");
        }
        works.call(&mut store, ())?;
    }
    Ok(())
}
