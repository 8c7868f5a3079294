//! What becomes of objects and references: the machine code on which speed depends, and
//! what the tables say of references.

use switchback_abi::code::CompiledFunction;
use switchback_abi::tier::{Tier, TierSettings};
use switchback_optimize::OptimizingTier;
use switchback_wasm::{Features, FunctionIndex, Limits, Module};

/// Types for all functions here.
const TYPES: &str = "
    (type $node (struct (field $value i32) (field $next (mut (ref null $node)))))
    (type $root (sub (struct (field i32))))
    (type $leaf (sub final $root (struct (field i32) (field i64))))
    (type $box (struct (field $any (mut anyref))))
    (type $nodes (array (mut (ref null $node))))
    (type $bytes (array (mut i8)))
    (import \"\" \"\" (func $other))
    (import \"\" \"\" (func $make (result (ref $node))))";

/// The first function that is not imported.
const FIRST: FunctionIndex = FunctionIndex(2);

fn parse(function: &str) -> Module {
    let features = Features {
        gc: true,
        exceptions: true,
        ..Features::default()
    };
    let bytes = wat::parse_str(format!("(module {TYPES} {function})")).unwrap();
    Module::parse(bytes.into(), &features, &Limits::default()).unwrap()
}

fn compile(function: &str) -> CompiledFunction {
    let tier = OptimizingTier::new(TierSettings::default()).unwrap();
    tier.compile(&parse(function), FIRST).unwrap()
}

/// The machine code, without jumps to what comes next.
fn machine_code(function: &str) -> Vec<String> {
    let tier = OptimizingTier::new(TierSettings::default()).unwrap();
    let text = tier.disassemble(&parse(function), FIRST).unwrap();
    let lines = text.machine_code.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty() && !line.ends_with(':'))
        .filter(|line| !line.starts_with("jmp ") && !line.starts_with(';'))
        .map(|line| {
            // Of a branch, what is not what comes next.
            let line = line.split("; j ").next().unwrap_or(line);
            line.split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .collect()
}

/// The machine code of the usual way: up to the return, without the frame.
fn hot_code(function: &str) -> Vec<String> {
    let code = machine_code(function);
    let end = code.iter().position(|line| line == "retq").unwrap();
    let frame = ["%rbp", "%rsp"];
    code[..end]
        .iter()
        .filter(|line| !frame.iter().any(|register| line.ends_with(register)))
        .cloned()
        .collect()
}

fn assert_code(found: &[String], expected: &[&str]) {
    assert_eq!(found, expected, "\n{}\n", found.join("\n"));
}

/// For each call site, how many references its frame holds.
fn references(compiled: &CompiledFunction) -> Vec<usize> {
    for site in &compiled.call_sites {
        let range = site.references.start as usize..site.references.end as usize;
        for &slot in &compiled.references[range] {
            assert!(slot >= 4 && slot <= compiled.frame_size, "slot {slot}");
        }
    }
    let lengths = compiled.call_sites.iter();
    lengths.map(|site| site.references.len()).collect()
}

#[test]
fn new_struct() {
    assert_code(
        &hot_code(
            "(func (param i32) (param (ref null $node)) (result (ref $node))
               (struct.new $node (local.get 0) (local.get 1)))",
        ),
        &[
            "movq %r15, %rcx",
            "movq (%rcx), %rdx",
            "movl 0x68(%rdx), %eax",
            "movl 0x6c(%rdx), %r8d",
            "leal 0x10(%rax), %r9d",
            "cmpl %r8d, %r9d",
            "jbe label1",
            "leal 0x10(%rax), %r8d",
            "movl %r8d, 0x68(%rdx)",
            "movq 0x18(%rcx), %rcx",
            "movl (%rcx), %r8d",
            "movq 0x60(%rdx), %rcx",
            "movl %eax, %edx",
            "movq %r8, (%rcx, %rdx)",
            "movl %edi, 8(%rcx, %rdx)",
            "movl %esi, 0xc(%rcx, %rdx)",
        ],
    );
}

#[test]
fn fields() {
    assert_code(
        &hot_code(
            "(func (param (ref null $node)) (result i32)
               (i32.add
                 (struct.get $node $value (local.get 0))
                 (struct.get $node $value
                   (ref.as_non_null (struct.get $node $next (local.get 0))))))",
        ),
        &[
            "testl %edi, %edi",
            "jz #trap=user10",
            "movq %r15, %rax",
            "movq (%rax), %rax",
            "movq 0x60(%rax), %rax",
            "movl %edi, %edx",
            "movl 8(%rax, %rdx), %ecx",
            "movl 0xc(%rax, %rdx), %edx",
            "testl %edx, %edx",
            "jz #trap=user10",
            "movl %edx, %edx",
            "movl 8(%rax, %rdx), %eax",
            "leal (%rcx, %rax), %eax",
        ],
    );
}

#[test]
fn cast_to_a_final_type() {
    assert_code(
        &hot_code(
            "(func (param (ref null $root)) (result i64)
               (struct.get $leaf 1 (ref.cast (ref $leaf) (local.get 0))))",
        ),
        &[
            "movq %r15, %r9",
            "movq (%r9), %r8",
            "movq 0x60(%r8), %r8",
            "movl %edi, %r10d",
            "movl (%r8, %r10), %r11d",
            "movq 0x18(%r9), %r9",
            "cmpl 8(%r9), %r11d",
            "jnz #trap=user13",
            "movq 0x10(%r8, %r10), %rax",
        ],
    );
}

#[test]
fn cast_to_a_type_with_subtypes() {
    assert_code(
        &hot_code(
            "(func (param anyref) (result i32)
               (struct.get $root 0 (ref.cast (ref $root) (local.get 0))))",
        ),
        &[
            "movq %r15, %rsi",
            "testl $0x1, %edi",
            "jnz label1",
            "movq (%rsi), %rdx",
            "movq 0x60(%rdx), %rax",
            "movl %edi, %ecx",
            "movl (%rax, %rcx), %r11d",
            "movq 0x18(%rsi), %rsi",
            "movl 4(%rsi), %esi",
            "cmpl %esi, %r11d",
            "jz label3",
            "movq 0x80(%rdx), %rdx",
            "andl $0xfffffffc, %r11d",
            "shlq $0x6, %r11",
            "movl (%rdx, %r11), %edx",
            "cmpl %esi, %edx",
            "jz label5",
            "movl 8(%rax, %rcx), %eax",
        ],
    );
}

#[test]
fn write_barrier() {
    assert_code(
        &hot_code(
            "(func (param (ref $node)) (param (ref null $node))
               (struct.set $node $next (local.get 0) (local.get 1)))",
        ),
        &[
            "movq %r15, %r11",
            "movq (%r11), %r11",
            "movq 0x60(%r11), %rax",
            "movl %edi, %ecx",
            "movl %esi, 0xc(%rax, %rcx)",
            "movl 0x88(%r11), %edx",
            "cmpl %edx, %esi",
            "jb label2",
            "movl 4(%rax, %rcx), %edx",
            "testl %edx, %edx",
            "jnz label4",
        ],
    );
}

#[test]
fn array_element_with_barrier() {
    assert_code(
        &hot_code(
            "(func (param (ref $nodes)) (param i32) (param (ref null $node))
               (array.set $nodes (local.get 0) (local.get 1) (local.get 2)))",
        ),
        &[
            "movq %r15, %rax",
            "movq (%rax), %rax",
            "movq 0x60(%rax), %rcx",
            "movl %edi, %r8d",
            "leaq (%rcx, %r8), %r10",
            "cmpl 8(%rcx, %r8), %esi",
            "jnb #trap=user14",
            "movl %esi, %r9d",
            "movl %edx, 0xc(%r10, %r9, 4)",
            "movl 0x88(%rax), %esi",
            "cmpl %esi, %edx",
            "jb label2",
            "movl 4(%rcx, %r8), %esi",
            "testl %esi, %esi",
            "jnz label4",
        ],
    );
}

/// A loop over a list: nothing is kept in the frame for the check of interrupts.
#[test]
fn list_walk() {
    let walk = "(func (param $l (ref null $node)) (result i32) (local $sum i32)
        (block $done
          (loop $again
            (br_if $done (ref.is_null (local.get $l)))
            (local.set $sum
              (i32.add (local.get $sum) (struct.get $node $value (local.get $l))))
            (local.set $l (struct.get $node $next (local.get $l)))
            (br $again)))
        (local.get $sum))";
    let compiled = compile(walk);
    assert_eq!(compiled.frame_size, 0);
    assert_eq!(references(&compiled), [0]);
    // Two iterations ask once for interrupts; a test for null is made once each.
    let code = hot_code(walk);
    let tests = code.iter().filter(|line| line.starts_with("testl"));
    assert_eq!(tests.count(), 2, "\n{}\n", code.join("\n"));
}

/// A loop that allocates: what is kept for a collection is stored where there is one.
#[test]
fn list_of_new_objects() {
    let build = "(func (param $n i32) (result (ref null $node)) (local $l (ref null $node))
        (loop $again
          (local.set $l (struct.new $node (local.get $n) (local.get $l)))
          (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
        (local.get $l))";
    let code = hot_code(build);
    assert!(
        !code.iter().any(|line| line.contains("offset:")),
        "\n{}\n",
        code.join("\n")
    );
    let compiled = compile(build);
    let references = references(&compiled);
    assert_eq!(references.iter().filter(|&&count| count == 1).count(), 2);
}

#[test]
fn references_are_kept_during_calls_if_they_are_needed_afterwards() {
    let compiled = compile(
        "(func (param (ref $node) (ref $node) (ref func) i32) (result i32)
           (call $other)
           (drop (struct.get $node $next (local.get 1)))
           (call $other)
           (struct.get $node $value (local.get 0)))",
    );
    // The check of the stack comes last.
    assert_eq!(references(&compiled), [2, 1, 0]);
    // Both calls keep the first parameter in the same place.
    let lists: Vec<_> = compiled
        .call_sites
        .iter()
        .map(|site| {
            &compiled.references[site.references.start as usize..site.references.end as usize]
        })
        .collect();
    assert!(lists[1].iter().all(|slot| lists[0].contains(slot)));
}

#[test]
fn references_in_loops_around_calls() {
    let compiled = compile(
        "(func (param $n i32) (result i32) (local $l (ref null $node)) (local $m (ref null $node))
           (local.set $l (call $make))
           (loop $again
             (local.set $m (call $make))
             (struct.set $node $next (local.get $m) (local.get $l))
             (local.set $l (local.get $m))
             (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
           (struct.get $node $value (local.get $l)))",
    );
    let mut references = references(&compiled);
    references.sort_unstable();
    // The loop is there twice.
    assert_eq!(references, [0, 0, 0, 1, 1]);
}

/// A call whose exceptions are caught: what is needed afterwards is kept on both ways.
#[test]
fn references_are_kept_for_handlers() {
    let compiled = compile(
        "(tag $e)
         (func (param (ref $node)) (result i32)
           (block $caught
             (try_table (catch $e $caught) (call $other))
             (return (i32.const 0)))
           (struct.get $node $value (local.get 0)))",
    );
    assert_eq!(references(&compiled), [1, 0]);
}

/// Neither a young object nor what is not an object asks for a barrier.
#[test]
fn barriers_are_left_out() {
    let loads_state = |function: &str| {
        let code = machine_code(function);
        code.iter().any(|line| line.starts_with("movl 4("))
    };
    let barrier = "(func (param (ref $box)) (param anyref)
        (struct.set $box $any (local.get 0) (local.get 1)))";
    assert!(loads_state(barrier));
    let null = "(func (param (ref $box))
        (struct.set $box $any (local.get 0) (ref.null any)))";
    assert!(!loads_state(null));
    let i31 = "(func (param (ref $box)) (param i32)
        (struct.set $box $any (local.get 0) (ref.i31 (local.get 1))))";
    assert!(!loads_state(i31));
    let fresh = "(func (param anyref) (result (ref $box)) (local $b (ref $box))
        (local.set $b (struct.new $box (ref.null any)))
        (struct.set $box $any (local.get $b) (local.get 0))
        (local.get $b))";
    assert!(!loads_state(fresh));
    let call_between = "(func (param anyref) (result (ref $box)) (local $b (ref $box))
        (local.set $b (struct.new $box (ref.null any)))
        (call $other)
        (struct.set $box $any (local.get $b) (local.get 0))
        (local.get $b))";
    assert!(loads_state(call_between));
    let branch_between = "(func (param anyref i32) (result (ref $box)) (local $b (ref $box))
        (local.set $b (struct.new $box (ref.null any)))
        (if (local.get 1) (then (call $other)))
        (struct.set $box $any (local.get $b) (local.get 0))
        (local.get $b))";
    assert!(loads_state(branch_between));
}

/// What is known of a reference is not asked again, as long as it is known.
#[test]
fn known_types_are_not_tested() {
    let traps = |function: &str| {
        let code = machine_code(function);
        let traps = code
            .iter()
            .filter(|line| line.contains("trap=") || *line == "ud2");
        traps.count()
    };
    let upcast = "(func (param (ref $leaf)) (result (ref $root))
        (ref.cast (ref $root) (local.get 0)))";
    assert_eq!(traps(upcast), 0);
    let twice = "(func (param (ref null $root)) (result i64)
        (i64.add
          (struct.get $leaf 1 (ref.cast (ref $leaf) (local.get 0)))
          (struct.get $leaf 1 (ref.cast (ref $leaf) (local.get 0)))))";
    assert_eq!(traps(twice), 1);
    let tested = "(func (param (ref null $root)) (result i64)
        (if (result i64) (ref.test (ref $leaf) (local.get 0))
          (then (struct.get $leaf 1 (ref.cast (ref $leaf) (local.get 0))))
          (else (i64.const 0))))";
    assert_eq!(traps(tested), 0);
    let tested_elsewhere = "(func (param (ref null $root)) (result i64)
        (if (ref.test (ref $leaf) (local.get 0)) (then (call $other)))
        (struct.get $leaf 1 (ref.cast (ref $leaf) (local.get 0))))";
    assert_eq!(traps(tested_elsewhere), 1);
    let null_checked = "(func (param (ref null $node)) (result i32)
        (if (ref.is_null (local.get 0)) (then (return (i32.const 0))))
        (struct.get $node $value (local.get 0)))";
    assert_eq!(traps(null_checked), 0);
    let null_checked_on_one_way = "(func (param (ref null $node) i32) (result i32)
        (if (local.get 1) (then (drop (ref.as_non_null (local.get 0)))))
        (struct.get $node $value (local.get 0)))";
    assert_eq!(traps(null_checked_on_one_way), 2);
    let null_branch = "(func (param (ref null $node)) (result i32)
        (block $null
          (br_if $null (ref.is_null (local.get 0)))
          (return (struct.get $node $value (local.get 0))))
        (i32.const 0))";
    assert_eq!(traps(null_branch), 0);
}

/// Arrays of constant lengths are made in line if they are small.
#[test]
fn arrays_in_line() {
    let calls = |function: &str| compile(function).call_sites.len();
    let small = "(func (result (ref $bytes)) (array.new_default $bytes (i32.const 16)))";
    let large = "(func (result (ref $bytes)) (array.new_default $bytes (i32.const 1600)))";
    let unknown = "(func (param i32) (result (ref $bytes))
        (array.new $bytes (i32.const 7) (local.get 0)))";
    assert_eq!((calls(small), calls(large), calls(unknown)), (1, 1, 2));
}
