//! The command as a user meets it: what it prints, and its exit codes.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A folder with files, in which the command runs, with a cache of its own.
struct Place(TempDir);

impl Place {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).expect("a file");
        }
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn switchback(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_switchback"))
            .args(arguments)
            .current_dir(self.0.path())
            .env("XDG_CACHE_HOME", self.0.path().join("cache"))
            .output()
            .expect("the command starts")
    }
}

#[track_caller]
fn assert_ends(output: &Output, code: i32, stdout: &str, stderr: &[&str]) {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "stderr: {errors}");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        stdout,
        "stderr: {errors}"
    );
    for part in stderr {
        assert!(errors.contains(part), "no {part:?} in: {errors}");
    }
}

const FUNCTIONS: &str = r#"(module $functions
  (memory (export "memory") 1)
  (func (export "divide") (param i32 i32) (result i32)
    (i32.div_s (local.get 0) (local.get 1)))
  (func (export "pair") (param i64 f64) (result f64 i64) (local.get 1) (local.get 0))
  (func $forever (export "forever") (loop (br 0)))
  (func $deeper (export "deeper") (result i32) (i32.add (call $deeper) (i32.const 1)))
  (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0))))"#;

const HELLO: &str = r#"(module
  (import "wasi_snapshot_preview1" "fd_write"
    (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\08\00\00\00\06\00\00\00hello\0a")
  (func (export "_start")
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 100)))
    (call $proc_exit (i32.const 7))))"#;

#[test]
fn functions_are_invoked() {
    let place = Place::new(&[("f.wat", FUNCTIONS)]);
    let output = place.switchback(&["run", "--invoke", "divide", "f.wat", "-7", "2"]);
    assert_ends(&output, 0, "-3\n", &[]);
    let output = place.switchback(&["run", "--invoke", "pair", "f.wat", "0x10", "1.5"]);
    assert_ends(&output, 0, "1.5\n16\n", &[]);
}

#[test]
fn programs_end_with_their_own_code() {
    let place = Place::new(&[("hello.wat", HELLO)]);
    // Twice: the second time from the cache.
    for _ in 0..2 {
        assert_ends(&place.switchback(&["run", "hello.wat"]), 7, "hello\n", &[]);
    }
    assert!(place.path("cache/switchback").is_dir());
}

#[test]
fn traps_exit_with_134_and_a_backtrace() {
    let place = Place::new(&[("f.wat", FUNCTIONS)]);
    let output = place.switchback(&["run", "--invoke", "divide", "f.wat", "1", "0"]);
    assert_ends(&output, 134, "", &["integer divide by zero", "functions!"]);
    let output = place.switchback(&["run", "--max-stack", "64K", "--invoke", "deeper", "f.wat"]);
    assert_ends(
        &output,
        134,
        "",
        &["call stack exhausted", "functions!deeper"],
    );
    let output = place.switchback(&["run", "--timeout", "50ms", "--invoke", "forever", "f.wat"]);
    assert_ends(&output, 134, "", &["longer than 50ms", "functions!forever"]);
}

#[test]
fn memories_are_limited() {
    let place = Place::new(&[("f.wat", FUNCTIONS)]);
    let grow = |limit, pages| {
        place.switchback(&[
            "run",
            "--max-memory",
            limit,
            "--invoke",
            "grow",
            "f.wat",
            pages,
        ])
    };
    assert_ends(&grow("1M", "15"), 0, "1\n", &[]);
    assert_ends(&grow("1M", "16"), 0, "-1\n", &[]);
}

#[test]
fn heaps_are_limited() {
    let text = r#"(module $list
        (type $node (struct (field (ref null $node))))
        (global $list (mut (ref null $node)) (ref.null $node))
        (func $grow (export "grow")
            (loop $forever
                (global.set $list (struct.new $node (global.get $list)))
                (br $forever))))"#;
    let place = Place::new(&[("list.wat", text)]);
    let limited = ["run", "--max-memory", "4M", "--invoke", "grow", "list.wat"];
    let output = place.switchback(&limited);
    assert_ends(&output, 134, "", &["GC heap out of memory", "list!grow"]);
}

#[test]
fn exceptions_that_nobody_catches_are_shown() {
    let text = r#"(module $m
        (tag $failure (param i32 i64))
        (func $fail (export "fail") (throw $failure (i32.const 42) (i64.const -7))))"#;
    let place = Place::new(&[("m.wat", text)]);
    let output = place.switchback(&["run", "--invoke", "fail", "m.wat"]);
    assert_ends(&output, 1, "", &["`failure` (i32 42, i64 -7)", "m!fail"]);
}

#[test]
fn references_are_shown_by_their_type() {
    let text = r#"(module
        (type $pair (struct (field i32) (field (mut i8))))
        (func (export "make") (param (ref null any)) (result anyref (ref $pair) (ref i31))
            (local.get 0) (struct.new_default $pair) (ref.i31 (i32.const 1))))"#;
    let place = Place::new(&[("f.wat", text)]);
    let output = place.switchback(&["run", "-W", "gc", "--invoke", "make", "f.wat", "null"]);
    let shown = "null\n(ref (struct (field i32) (field (mut i8))))\n(ref i31)\n";
    assert_ends(&output, 0, shown, &[]);
    let output = place.switchback(&["run", "-W", "gc", "--invoke", "make", "f.wat", "1"]);
    assert_ends(&output, 2, "", &["no value of type (ref null any)"]);
}

#[test]
fn proposals_are_accepted_or_not() {
    let text = r#"(module (func (export "add") (result v128) (v128.const i64x2 1 2)))"#;
    let place = Place::new(&[("f.wat", text)]);
    let add = |proposals| place.switchback(&["run", "-W", proposals, "--invoke", "add", "f.wat"]);
    assert_eq!(add("simd=y,gc=n").status.code(), Some(0));
    assert_ends(&add("memory64,simd=n"), 1, "", &["SIMD"]);
}

/// A thousand continuations that wait at the same time, each below as many frames as it has
/// predecessors; then all go on. The sum of the depths that they come back from.
const CONTINUATIONS: &str = r#"(module
  (type $f (func (result i32)))
  (type $c (cont $f))
  (tag $wait)
  (table $all 1000 (ref null $c))
  (global $depth (mut i32) (i32.const 0))
  (func $below (param $frames i32) (result i32)
    (if (result i32) (local.get $frames)
      (then (i32.add (call $below (i32.sub (local.get $frames) (i32.const 1))) (i32.const 1)))
      (else (suspend $wait) (i32.const 0))))
  (func $waits (result i32) (call $below (global.get $depth)))
  (elem declare func $waits)
  (func (export "run") (result i32) (local $i i32) (local $sum i32)
    (loop $begin
      (global.set $depth (local.get $i))
      (table.set $all (local.get $i)
        (block $waiting (result (ref $c))
          (drop (resume $c (on $wait $waiting) (cont.new $c (ref.func $waits))))
          (unreachable)))
      (br_if $begin
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 1000))))
    (loop $end
      (local.set $i (i32.sub (local.get $i) (i32.const 1)))
      (local.set $sum
        (i32.add (local.get $sum) (resume $c (table.get $all (local.get $i)))))
      (br_if $end (local.get $i)))
    (local.get $sum)))"#;

#[test]
fn continuations_work_packed_closely_and_not() {
    let place = Place::new(&[("c.wat", CONTINUATIONS)]);
    for option in [
        &[][..],
        &["--compact-continuations", "true"],
        &["--compact-continuations", "false"],
    ] {
        let words = ["run", "-W", "stack-switching", "--invoke", "run", "c.wat"];
        let output = place.switchback(&[&words[..1], option, &words[1..]].concat());
        assert_ends(&output, 0, "499500\n", &[]);
    }
}

#[test]
fn chains_of_continuations_are_limited() {
    let text = r#"(module $chain
      (type $f (func (param i32)))
      (type $c (cont $f))
      (func $nest (export "nest") (type $f)
        (if (local.get 0)
          (then
            (resume $c
              (i32.sub (local.get 0) (i32.const 1))
              (cont.new $c (ref.func $nest)))))))"#;
    let place = Place::new(&[("chain.wat", text)]);
    let nest = |limit: &[&str], levels| {
        let words = ["run", "-W", "stack-switching", "--invoke", "nest"];
        place.switchback(&[&words, limit, &["chain.wat", levels]].concat())
    };
    assert_ends(&nest(&[], "2000"), 0, "", &[]);
    // Each takes a page.
    let limit = ["--max-stack-chain", "4M"];
    assert_ends(&nest(&limit, "500"), 0, "", &[]);
    let exhausted = ["call stack exhausted", "chain!nest"];
    assert_ends(&nest(&limit, "2000"), 134, "", &exhausted);
}

/// Continuations are packed closely, which is no place for a signal handler. Those listed
/// run on a stack of their own, or never. Whoever adds one makes sure of that.
#[test]
fn the_process_handles_no_signals_but_those_of_the_engine() {
    use std::io::Read;

    const ENGINE: [u32; 4] = [4, 7, 8, 11];
    /// How threads are cancelled, and told to change the user.
    const C_LIBRARY: [u32; 2] = [32, 33];
    let text = HELLO.replace("(call $proc_exit (i32.const 7))", "(loop (br 0))");
    let place = Place::new(&[("hello.wat", &text)]);
    let mut process = Command::new(env!("CARGO_BIN_EXE_switchback"))
        .args(["run", "--no-cache", "--timeout", "1m", "hello.wat"])
        .current_dir(place.0.path())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut hello = [0; 6];
    let output = process.stdout.as_mut().expect("a pipe");
    let running = output.read_exact(&mut hello);
    let status = std::fs::read_to_string(format!("/proc/{}/status", process.id()));
    process.kill().expect("the process still runs");
    process.wait().expect("the process ends");
    running.expect("the program says that it runs");
    let status = status.expect("the state of the process");
    let caught = status
        .lines()
        .find_map(|line| line.strip_prefix("SigCgt:"))
        .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .expect("the signals that the process handles");
    let caught: Vec<u32> = (1..=64).filter(|n| caught >> (n - 1) & 1 == 1).collect();
    assert!(ENGINE.iter().all(|n| caught.contains(n)), "{caught:?}");
    let known = |n: &u32| ENGINE.contains(n) || C_LIBRARY.contains(n);
    assert!(caught.iter().all(known), "{caught:?}");
}

#[test]
fn wrong_usage_exits_with_2_and_a_hint() {
    let place = Place::new(&[("f.wat", FUNCTIONS)]);
    for arguments in [
        &["run"][..],
        &["walk"],
        &["run", "--max-stack", "lots", "f.wat"],
        &["run", "--max-stack-chain", "0", "f.wat"],
        &["run", "--timeout", "-1", "f.wat"],
        &["run", "--wasm", "nonsense", "f.wat"],
        &["run", "--env", "=x", "f.wat"],
        &["run", "--invoke", "nothing", "f.wat"],
        &["run", "--invoke", "divide", "f.wat", "1"],
        &["run", "--invoke", "divide", "f.wat", "1", "two"],
        &["run", "f.wat", "argument"],
        &["wast", "--mode", "nonsense", "f.wat"],
    ] {
        let output = place.switchback(arguments);
        assert_ends(&output, 2, "", &["--help"]);
    }
}

#[test]
fn bad_files_exit_with_1_and_say_what_is_wrong() {
    let place = Place::new(&[
        ("text.wat", "(module (func (result i32)))"),
        ("empty.wasm", ""),
        ("cut.wasm", "\0asm\x01\0\0\0\x01\x7f"),
    ]);
    for (file, reason) in [
        ("text.wat", "type mismatch"),
        ("empty.wasm", "empty.wasm"),
        ("cut.wasm", "offset"),
        ("missing.wasm", "No such file"),
    ] {
        assert_ends(&place.switchback(&["run", file]), 1, "", &[reason]);
    }
}

#[test]
fn compiled_modules_run_and_damaged_ones_do_not() {
    let place = Place::new(&[("f.wat", FUNCTIONS)]);
    assert_ends(
        &place.switchback(&["compile", "f.wat", "-o", "f.compiled"]),
        0,
        "",
        &[],
    );
    let run = || place.switchback(&["run", "--invoke", "divide", "f.compiled", "9", "3"]);
    assert_ends(&run(), 0, "3\n", &[]);
    let file = place.path("f.compiled");
    let whole = std::fs::read(&file).expect("the compiled module");
    let mut damaged = whole.clone();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    for bytes in [&damaged[..], &whole[..whole.len() - 1]] {
        std::fs::write(&file, bytes).expect("a file");
        assert_ends(&run(), 1, "", &["damaged"]);
    }
}

#[test]
fn directories_are_seen_under_their_guest_names_only_when_granted() {
    let reads = r#"(module
      (import "wasi_snapshot_preview1" "path_open"
        (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
      (memory (export "memory") 1)
      (data (i32.const 0) "file")
      (func (export "open") (result i32)
        (call $path_open (i32.const 3) (i32.const 0) (i32.const 0) (i32.const 4)
          (i32.const 0) (i64.const 2) (i64.const 0) (i32.const 0) (i32.const 100))))"#;
    let place = Place::new(&[("reads.wat", reads)]);
    std::fs::create_dir(place.path("folder")).expect("a folder");
    std::fs::write(place.path("folder/file"), "text").expect("a file");
    let granted = ["run", "--dir", "folder::/", "--invoke", "open", "reads.wat"];
    assert_ends(&place.switchback(&granted), 0, "0\n", &[]);
    // Without a directory the descriptor is bad (8).
    assert_ends(
        &place.switchback(&["run", "--invoke", "open", "reads.wat"]),
        0,
        "8\n",
        &[],
    );
    let missing = ["run", "--dir", "nowhere", "--invoke", "open", "reads.wat"];
    assert_ends(&place.switchback(&missing), 1, "", &["nowhere"]);
}

#[test]
fn scripts_are_counted() {
    let place = Place::new(&[
        (
            "good.wast",
            "(module (func (export \"f\") (result i32) (i32.const 1)))\n(assert_return (invoke \"f\") (i32.const 1))",
        ),
        (
            "bad.wast",
            "(module (func (export \"f\") (result i32) (i32.const 1)))\n(assert_return (invoke \"f\") (i32.const 2))",
        ),
    ]);
    let output = place.switchback(&["wast", "--mode", "optimize", "good.wast"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stdout).ends_with(" passed, 0 failed\n"));
    let output = place.switchback(&["wast", "--mode", "optimize", "."]);
    let printed = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1));
    assert!(printed.contains("bad.wast:2:"), "{printed}");
    assert!(printed.ends_with(" 1 failed\n"), "{printed}");
}

#[test]
fn the_example_of_the_readme_runs() {
    let place = Place::new(&[]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/mandelbrot.wat");
    let output = place.switchback(&["run", &root.display().to_string()]);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stdout).contains("each a tail call"));
}
