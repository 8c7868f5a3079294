//! The engine handles signals; those that are not its own go to who handled them
//! before.

use std::hint::black_box;
use std::os::unix::process::ExitStatusExt;
use std::process::Command;

use switchback_engine::{Engine, Trap};

use crate::support::{instantiate, trap};

/// Says to a process of this test that it is to overflow the host's stack.
const OVERFLOW: &str = "SWITCHBACK_TEST_OVERFLOW";

fn recurse(depth: u64) -> u64 {
    let frame = black_box([depth; 64]);
    if black_box(depth) == u64::MAX {
        return frame[0];
    }
    recurse(depth + 1) + frame[1]
}

/// Rust's own handler says that a thread has overflowed its stack: it must go on doing
/// so with an engine in the process, before and after Wasm trapped.
#[test]
fn overflows_of_the_hosts_stack_are_still_reported() {
    if std::env::var_os(OVERFLOW).is_some() {
        let text = r#"(module
            (memory 1)
            (func (export "f") (result i32) (i32.load (i32.const -1))))"#;
        let (mut store, instance) = instantiate(&Engine::default(), text);
        let f = instance.get_typed_func::<(), i32>(&mut store, "f").unwrap();
        assert_eq!(
            trap(&f.call(&mut store, ()).unwrap_err()),
            Trap::MemoryOutOfBounds
        );
        println!("{}", recurse(0));
        unreachable!("no stack is endless");
    }
    let output = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "signals::overflows_of_the_hosts_stack_are_still_reported",
        ])
        .arg("--nocapture")
        .env(OVERFLOW, "1")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(text.contains("has overflowed its stack"), "{output:?}");
    // Rust's handler ends the process by abort(3).
    assert_eq!(output.status.signal(), Some(6), "{output:?}");
}
