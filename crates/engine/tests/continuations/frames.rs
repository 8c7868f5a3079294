//! How deep functions recurse that use continuations.

use switchback_engine::{Engine, Instance, Result, Store, Trap};

use crate::support::{config, export, instantiate, trap};

/// The same recursion twice, once with both `resume` and `suspend` in the recursive function,
/// on the main stack and on that of a continuation. So many values are needed after it.
fn recursions(values: usize) -> String {
    let each = |text: &str| {
        (0..values)
            .map(|index| text.replace("INDEX", &index.to_string()))
            .collect::<String>()
    };
    let locals = each("(local $vINDEX i64)");
    // Not to be computed again afterwards: the memory is written to.
    let before = each("(local.set $vINDEX (i64.load offset=INDEX (local.get 1)))");
    let after = each("(i64.xor (local.get $vINDEX))");
    format!(
        r#"(module
      (type $f (func (param i32 i32) (result i64)))
      (type $c (cont $f))
      (type $rest (func (param i32) (result i64)))
      (type $k (cont $rest))
      (tag $yield (param i32) (result i32))
      (elem declare func $plain $switching)
      (global $depth (export "depth") (mut i32) (i32.const 0))
      (memory 1)

      (func $plain (export "plain") (type $f)
        {locals}
        (global.set $depth (local.get 0))
        (i32.store (local.get 1) (local.get 0))
        {before}
        (if (i32.eq (local.get 1) (i32.const 1)) (then (return (i64.const 1))))
        (call $plain (i32.add (local.get 0) (i32.const 1)) (local.get 1))
        {after})

      ;; Neither resumes nor suspends on the way down, but could.
      (func $switching (export "switching") (type $f)
        {locals} (local $k (ref null $k))
        (global.set $depth (local.get 0))
        (i32.store (local.get 1) (local.get 0))
        {before}
        (if (i32.eq (local.get 1) (i32.const 1))
          (then (return (i64.extend_i32_u (suspend $yield (local.get 0))))))
        (if (i32.eq (local.get 1) (i32.const 2))
          (then
            (block $on (result i32 (ref $k))
              (return
                (resume $c (on $yield $on)
                  (local.get 0) (local.get 1) (cont.new $c (ref.func $switching)))))
            (local.set $k)
            (return (resume $k (local.get $k)))))
        (call $switching (i32.add (local.get 0) (i32.const 1)) (local.get 1))
        {after})

      (func (export "plain-in-continuation") (result i64)
        (resume $c (i32.const 0) (i32.const 0) (cont.new $c (ref.func $plain))))
      (func (export "switching-in-continuation") (result i64)
        (resume $c (i32.const 0) (i32.const 0) (cont.new $c (ref.func $switching)))))"#
    )
}

/// The depth at which it ends.
fn depth(store: &mut Store<()>, instance: Instance, name: &str) -> Result<i32> {
    let error = if name.ends_with("continuation") {
        let function = export::<_, (), i64>(&mut *store, instance, name);
        function.call(&mut *store, ()).unwrap_err()
    } else {
        let function = export::<_, (i32, i32), i64>(&mut *store, instance, name);
        function.call(&mut *store, (0, 0)).unwrap_err()
    };
    assert_eq!(trap(&error), Trap::StackOverflow);
    let depth = instance.get_global(&mut *store, "depth").unwrap();
    Ok(depth.get(store).unwrap_i32())
}

/// Room for what is sent, for the instance, and for the registers that a switch does not
/// keep.
#[test]
fn frames_with_resume_and_suspend_stay_small() -> Result<()> {
    const STACK: i32 = 1 << 20;
    let engine = Engine::new(
        config()
            .zeal_no_inlining(true)
            .max_wasm_stack(STACK as usize),
    )?;
    for values in [0, 6, 12, 20] {
        let (mut store, instance) = instantiate(&engine, &recursions(values));
        let mut frame = |name| -> Result<u32> {
            let bytes = STACK / depth(&mut store, instance, name)?;
            // Frames are of such sizes, and there is a last one that does not fit.
            Ok(bytes.cast_unsigned().next_multiple_of(16))
        };
        let (plain, switching) = (frame("plain")?, frame("switching")?);
        assert!(
            switching <= plain + 96,
            "{values} values: {switching} bytes instead of {plain}"
        );
        // A frame has some values usually.
        assert!(
            values < 6 || switching <= 2 * plain,
            "{values} values: {switching} bytes instead of {plain}"
        );
    }
    Ok(())
}

#[test]
fn a_continuation_recurses_as_deep_as_a_main_stack() -> Result<()> {
    let engine = Engine::new(config().zeal_no_inlining(true))?;
    let (mut store, instance) = instantiate(&engine, &recursions(4));
    for name in ["plain", "switching"] {
        let main = depth(&mut store, instance, name)?;
        let inside = depth(&mut store, instance, &format!("{name}-in-continuation"))?;
        assert!(
            inside * 10 >= main * 9,
            "{name}: {inside} frames in a continuation, {main} on the main stack"
        );
    }
    Ok(())
}
