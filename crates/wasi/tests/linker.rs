//! Programs that run on the engine and use the calls.

#![forbid(unsafe_code)]

use switchback_engine::{Engine, Error, Linker, Module, Result, Store};
use switchback_wasi::{Exit, MemoryFault, OutputPipe, WasiContext, add_to_linker};

/// Runs a program's `_start`. Returns what it wrote and how it ended.
fn run(program: &str, input: &'static str) -> (String, Result<()>) {
    let output = OutputPipe::with_capacity_limit(1 << 16);
    let context = WasiContext::builder()
        .args(["program", "argument"])
        .stdin(input.as_bytes())
        .stdout(output.clone())
        .build();
    let outcome = start(program, context);
    let written = String::from_utf8(output.contents()).expect("these programs write text");
    (written, outcome)
}

fn start(program: &str, context: WasiContext) -> Result<()> {
    let engine = Engine::default();
    let module = Module::new(&engine, program)?;
    let mut linker: Linker<WasiContext> = Linker::new(&engine);
    add_to_linker(&mut linker, |context| context)?;
    let mut store = Store::new(&engine, context);
    let instance = linker.instantiate(&mut store, &module)?;
    let start = instance.get_typed_func::<(), ()>(&mut store, "_start")?;
    start.call(&mut store, ())
}

fn exit_code(error: &Error) -> Option<u32> {
    error.downcast_ref::<Exit>().map(|exit| exit.0)
}

#[test]
fn a_program_reads_writes_and_exits() {
    // Copies its input to its output, one buffer at a time, and exits with 42.
    let program = r#"
        (module
          (import "wasi_snapshot_preview1" "fd_read"
            (func $read (param i32 i32 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "fd_write"
            (func $write (param i32 i32 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
          (memory (export "memory") 1)
          (func (export "_start")
            (i32.store (i32.const 0) (i32.const 64))
            (loop $again
              (i32.store (i32.const 4) (i32.const 7))
              (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 4)))
              (if (i32.load (i32.const 4))
                (then
                  (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
                  (br $again))))
            (call $exit (i32.const 42))))"#;
    let (written, outcome) = run(program, "what goes in comes out");
    assert_eq!(written, "what goes in comes out");
    let error = outcome.expect_err("it exits");
    assert_eq!(exit_code(&error), Some(42));
}

#[test]
fn wide_arguments_arrive_in_order() {
    // Writes how many arguments there are and the errno of three calls whose
    // parameters are of both widths.
    let program = r#"
        (module
          (import "wasi_snapshot_preview1" "args_sizes_get"
            (func $sizes (param i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "fd_seek"
            (func $seek (param i32 i64 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "path_open"
            (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "fd_fdstat_set_rights"
            (func $rights (param i32 i64 i64) (result i32)))
          (import "wasi_snapshot_preview1" "fd_write"
            (func $write (param i32 i32 i32 i32) (result i32)))
          (memory (export "memory") 1)
          (func $put (param $at i32) (param $value i32)
            (i32.store8 (local.get $at) (i32.add (i32.const 48) (local.get $value))))
          (func (export "_start")
            (drop (call $sizes (i32.const 16) (i32.const 20)))
            (call $put (i32.const 64) (i32.load (i32.const 16)))
            ;; A negative offset from the start: inval is 28.
            (call $put (i32.const 65)
              (call $seek (i32.const 0) (i64.const -1) (i32.const 0) (i32.const 16)))
            ;; No such descriptor: badf is 8.
            (call $put (i32.const 66)
              (call $open (i32.const 9) (i32.const 1) (i32.const 64) (i32.const 1)
                (i32.const 8) (i64.const 2) (i64.const 4) (i32.const 16) (i32.const 24)))
            ;; Rights that it has: success is 0.
            (call $put (i32.const 67)
              (call $rights (i32.const 1) (i64.const 64) (i64.const 0)))
            (i32.store (i32.const 0) (i32.const 64))
            (i32.store (i32.const 4) (i32.const 4))
            (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))"#;
    let (written, outcome) = run(program, "");
    outcome.expect("it returns");
    assert_eq!(written, "2L80");
}

#[test]
fn a_bad_pointer_ends_the_program() {
    let program = r#"
        (module
          (import "wasi_snapshot_preview1" "random_get"
            (func $random (param i32 i32) (result i32)))
          (memory (export "memory") 1)
          (func (export "_start")
            (drop (call $random (i32.const 65000) (i32.const 1000)))))"#;
    let error = run(program, "").1.expect_err("it is out of bounds");
    assert_eq!(
        error.downcast_ref::<MemoryFault>(),
        Some(&MemoryFault::OutOfBounds {
            address: 65_000,
            length: 1000,
            memory_size: 65_536,
        })
    );
}

#[test]
fn a_program_without_memory_can_use_what_needs_none() {
    let program = r#"
        (module
          (import "wasi_snapshot_preview1" "sched_yield" (func $yield (result i32)))
          (import "wasi_snapshot_preview1" "random_get"
            (func $random (param i32 i32) (result i32)))
          (func (export "_start")
            (drop (call $yield))
            (drop (call $random (i32.const 0) (i32.const 0)))))"#;
    let error = run(program, "").1.expect_err("it has no memory");
    assert!(format!("{error:?}").contains("export its memory"));
}

#[test]
fn every_call_is_defined() {
    let names = [
        ("args_get", "i32 i32"),
        ("args_sizes_get", "i32 i32"),
        ("clock_res_get", "i32 i32"),
        ("clock_time_get", "i32 i64 i32"),
        ("environ_get", "i32 i32"),
        ("environ_sizes_get", "i32 i32"),
        ("fd_advise", "i32 i64 i64 i32"),
        ("fd_allocate", "i32 i64 i64"),
        ("fd_close", "i32"),
        ("fd_datasync", "i32"),
        ("fd_fdstat_get", "i32 i32"),
        ("fd_fdstat_set_flags", "i32 i32"),
        ("fd_fdstat_set_rights", "i32 i64 i64"),
        ("fd_filestat_get", "i32 i32"),
        ("fd_filestat_set_size", "i32 i64"),
        ("fd_filestat_set_times", "i32 i64 i64 i32"),
        ("fd_pread", "i32 i32 i32 i64 i32"),
        ("fd_prestat_dir_name", "i32 i32 i32"),
        ("fd_prestat_get", "i32 i32"),
        ("fd_pwrite", "i32 i32 i32 i64 i32"),
        ("fd_read", "i32 i32 i32 i32"),
        ("fd_readdir", "i32 i32 i32 i64 i32"),
        ("fd_renumber", "i32 i32"),
        ("fd_seek", "i32 i64 i32 i32"),
        ("fd_sync", "i32"),
        ("fd_tell", "i32 i32"),
        ("fd_write", "i32 i32 i32 i32"),
        ("path_create_directory", "i32 i32 i32"),
        ("path_filestat_get", "i32 i32 i32 i32 i32"),
        ("path_filestat_set_times", "i32 i32 i32 i32 i64 i64 i32"),
        ("path_link", "i32 i32 i32 i32 i32 i32 i32"),
        ("path_open", "i32 i32 i32 i32 i32 i64 i64 i32 i32"),
        ("path_readlink", "i32 i32 i32 i32 i32 i32"),
        ("path_remove_directory", "i32 i32 i32"),
        ("path_rename", "i32 i32 i32 i32 i32 i32"),
        ("path_symlink", "i32 i32 i32 i32 i32"),
        ("path_unlink_file", "i32 i32 i32"),
        ("poll_oneoff", "i32 i32 i32 i32"),
        ("proc_raise", "i32"),
        ("random_get", "i32 i32"),
        ("sched_yield", ""),
        ("sock_accept", "i32 i32 i32"),
        ("sock_recv", "i32 i32 i32 i32 i32 i32"),
        ("sock_send", "i32 i32 i32 i32 i32"),
        ("sock_shutdown", "i32 i32"),
    ];
    let mut program = String::from(
        "(module (import \"wasi_snapshot_preview1\" \"proc_exit\" (func (param i32)))",
    );
    for (name, parameters) in names {
        program += &format!(
            "(import \"wasi_snapshot_preview1\" \"{name}\" (func (param {parameters}) (result i32)))"
        );
    }
    program += "(memory (export \"memory\") 1) (func (export \"_start\")))";
    run(&program, "").1.expect("everything is linked");
}
