//! Embeds a module: functions of the host, memory, a typed call, a trap with its
//! backtrace, an interrupt.
//!
//! `cargo run -p switchback-engine --example embed`

use std::thread;
use std::time::Duration;

use switchback_engine::{
    Caller, Engine, Error, Extern, Linker, Module, Result, Store, Trap, WasmBacktrace,
};

/// What the host keeps for the module: the lines that it printed.
#[derive(Default)]
struct Host {
    lines: Vec<String>,
}

const TEXT: &str = r#"
    (module $example
        (import "host" "print" (func $print (param $at i32) (param $length i32)))
        (memory (export "memory") 1)
        (data (i32.const 0) "Hello, ")

        ;; Prints a greeting of the name that the host wrote at 7.
        (func $greet (export "greet") (param $length i32) (result i32)
            (call $print (i32.const 0) (i32.add (i32.const 7) (local.get $length)))
            (i32.add (i32.const 7) (local.get $length)))

        (func $load (param $at i32) (result i32)
            (i32.load (local.get $at)))
        (func $beyond (export "beyond") (result i32)
            (call $load (i32.const 65536)))

        (func $spin (export "spin")
            (loop $again (br $again))))
"#;

fn main() -> Result<()> {
    let engine = Engine::default();
    let module = Module::new(&engine, TEXT)?;

    let mut linker = Linker::new(&engine);
    linker.func_wrap("host", "print", print)?;

    let mut store = Store::new(&engine, Host::default());
    let instance = linker.instantiate(&mut store, &module)?;

    // Memory, and a call whose types are checked once, here.
    let memory = instance
        .get_memory(&mut store, "memory")
        .ok_or_else(|| Error::msg("the module exports no memory"))?;
    let name = b"embedder";
    memory.write(&mut store, 7, name)?;
    let greet = instance.get_typed_func::<u32, u32>(&mut store, "greet")?;
    let printed = greet.call(&mut store, name.len() as u32)?;
    println!("{} ({printed} bytes)", store.data().lines[0]);

    // A trap says what and where.
    let beyond = instance.get_typed_func::<(), i32>(&mut store, "beyond")?;
    let Err(error) = beyond.call(&mut store, ()) else {
        return Err(Error::msg("the load is out of bounds"));
    };
    if let Some(trap) = error.downcast_ref::<Trap>() {
        println!("trap: {trap}");
    }
    if let Some(backtrace) = error.downcast_ref::<WasmBacktrace>() {
        println!("{backtrace}");
    }

    // Another thread ends what would run for ever.
    let spin = instance.get_typed_func::<(), ()>(&mut store, "spin")?;
    let handle = store.interrupt_handle();
    let deadline = thread::spawn(move || {
        thread::sleep(Duration::from_millis(100));
        handle.interrupt();
    });
    match spin.call(&mut store, ()) {
        Ok(()) => println!("the loop ended"),
        Err(error) => println!("the loop ended: {}", error.root_cause()),
    }
    // It does nothing that could panic.
    let _ = deadline.join();
    Ok(())
}

/// Keeps a line that lies in the caller's memory.
fn print(mut caller: Caller<'_, Host>, at: u32, length: u32) -> Result<()> {
    let Some(Extern::Memory(memory)) = caller.get_export("memory") else {
        return Err(Error::msg("the caller exports no memory"));
    };
    let (bytes, host) = memory.data_and_store_mut(&mut caller);
    let line = bytes
        .get(at as usize..)
        .and_then(|rest| rest.get(..length as usize))
        .ok_or_else(|| Error::msg("the line is not in memory"))?;
    host.lines.push(String::from_utf8(line.to_vec())?);
    Ok(())
}
