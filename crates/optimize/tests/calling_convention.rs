//! `CallLayout` says where Cranelift puts parameters and results.

use switchback_abi::calling_convention::{CallLayout, Location};
use switchback_abi::tier::{Tier, TierSettings};
use switchback_optimize::OptimizingTier;
use switchback_wasm::{CompositeType, Features, FuncType, FunctionIndex, Limits, Module};

const INTEGER_PARAMS: [&str; 6] = ["%rdi", "%rsi", "%rdx", "%rcx", "%r8", "%r9"];
const INTEGER_RESULTS: [&str; 8] = [
    "%eax", "%ecx", "%edx", "%esi", "%edi", "%r8d", "%r9d", "%r10d",
];

/// A number as disassemblies have it.
fn number(number: u32) -> String {
    match number {
        0..10 => number.to_string(),
        _ => format!("{number:#x}"),
    }
}

/// The 64-bit register of which `register` is the lower half.
fn whole(register: &str) -> String {
    match register.strip_suffix('d') {
        Some(numbered) => numbered.to_owned(),
        None => register.replace("%e", "%r"),
    }
}

/// Lists of types of many lengths and mixtures.
fn type_lists() -> Vec<Vec<&'static str>> {
    const TYPES: [&str; 6] = ["i32", "i64", "f32", "f64", "v128", "externref"];
    let mut lists = Vec::new();
    let mut state = 1u32;
    for length in 0..24 {
        for _ in 0..4 {
            let mut next = || {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                TYPES[(state >> 16) as usize % TYPES.len()]
            };
            lists.push((0..length).map(|_| next()).collect());
        }
        lists.push(vec!["i64"; length]);
        lists.push(vec!["v128"; length]);
    }
    lists
}

fn parse(wat: &str) -> Module {
    let bytes = wat::parse_str(wat).unwrap();
    Module::parse(bytes.into(), &Features::default(), &Limits::default()).unwrap()
}

fn layout(module: &Module, function: usize) -> CallLayout {
    CallLayout::new(func_type(module, function))
}

fn func_type(module: &Module, function: usize) -> &FuncType {
    match &module.types[module.functions[function].ty.index()].composite {
        CompositeType::Func(ty) => ty,
        other => panic!("{other:?}"),
    }
}

fn tier() -> OptimizingTier {
    OptimizingTier::new(TierSettings::default()).unwrap()
}

fn machine_code(tier: &OptimizingTier, module: &Module, function: usize) -> String {
    let function = FunctionIndex(function as u32);
    let text = tier.disassemble(module, function).unwrap();
    text.machine_code
}

/// Each function returns one of its parameters: where it moves it from is where it is.
#[test]
fn parameters() {
    let tier = tier();
    let mut checked = 0;
    for types in type_lists() {
        let functions: String = (0..types.len())
            .map(|index| {
                format!(
                    "(func (param {}) (result {}) (local.get {index}))",
                    types.join(" "),
                    types[index]
                )
            })
            .collect();
        let module = parse(&format!("(module {functions})"));
        for index in 0..types.len() {
            let layout = layout(&module, index);
            let code = machine_code(&tier, &module, index);
            let has = |text: &str| code.lines().any(|line| line.contains(text));
            let is_found = match layout.params[index] {
                Location::Integer(register) => {
                    has(&format!("{}, %rax", INTEGER_PARAMS[register as usize]))
                }
                // In place already.
                Location::Float(0) => !has("%xmm"),
                Location::Float(register) => has(&format!("%xmm{register}, %xmm0")),
                Location::Memory(offset) => {
                    let below_end = number(layout.stack_argument_bytes - offset);
                    has(&format!("-{below_end}(%rbp), %"))
                }
            };
            assert!(is_found, "{types:?}[{index}]: {layout:?}\n{code}");
            let pops = match layout.stack_argument_bytes {
                0 => "retq".to_owned(),
                bytes => format!("retq ${bytes:#x}"),
            };
            assert!(
                code.lines().any(|line| line.trim() == pops),
                "{types:?}: {pops}\n{code}"
            );
            checked += 1;
        }
    }
    assert!(checked > 1000);
}

/// Each function returns different constants: which register has one is where it is, or
/// where it is stored from there.
#[test]
fn results() {
    let tier = tier();
    // With more, constants would be kept on the stack for a while.
    for count in 1..13 {
        let types = vec!["i32"; count].join(" ");
        let constants: String = (0..count)
            .map(|index| format!("(i32.const {})", 1000 + index))
            .collect();
        let module = parse(&format!("(module (func (result {types}) {constants}))"));
        let layout = layout(&module, 0);
        let code = machine_code(&tier, &module, 0);
        for (index, location) in layout.results.iter().enumerate() {
            let constant = format!("movl ${:#x}, ", 1000 + index);
            let register = code
                .lines()
                .find_map(|line| line.trim().strip_prefix(&constant))
                .unwrap_or_else(|| panic!("no {constant}\n{code}"));
            match *location {
                Location::Integer(place) => {
                    let expected = INTEGER_RESULTS[place as usize];
                    let moved = format!("movq {}, {}", whole(register), whole(expected));
                    assert!(
                        register == expected || code.contains(&moved),
                        "{expected}\n{code}"
                    );
                }
                Location::Memory(offset) => {
                    let offset = if offset == 0 {
                        String::new()
                    } else {
                        number(offset)
                    };
                    let store = format!("movl {register}, {offset}(%");
                    assert!(code.contains(&store), "{store}\n{code}");
                }
                Location::Float(_) => panic!("{layout:?}"),
            }
        }
        // The address of the result area is the first parameter.
        assert_eq!(layout.result_area_bytes > 0, count > INTEGER_RESULTS.len());
    }
}

/// A hidden first parameter moves the others along.
#[test]
fn parameters_beside_a_result_area() {
    let module = parse(
        "(module (func (param i32 i32 i32 i32 i32 i32)
            (result i32 i32 i32 i32 i32 i32 i32 i32 i32)
            (local.get 5) (local.get 0)
            (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1) (i32.const 1)
            (i32.const 1) (i32.const 1)))",
    );
    let layout = layout(&module, 0);
    assert_eq!(layout.params[0], Location::Integer(1));
    assert_eq!(layout.params[5], Location::Memory(0));
    let code = machine_code(&tier(), &module, 0);
    assert!(code.contains("-0x10(%rbp), %rax"), "{code}");
    assert!(code.contains("%rsi, %rcx"), "{code}");
}

/// What the code of calls leaves on the stack while they run is in the frame's size.
#[test]
fn frames_contain_outgoing_arguments() {
    let params = vec!["i64"; 40].join(" ");
    let arguments = "(i64.const 1)".repeat(40);
    let module = parse(&format!(
        "(module (import \"\" \"\" (func $f (param {params}))) (func (call $f {arguments})))"
    ));
    let compiled = tier().compile(&module, FunctionIndex(1)).unwrap();
    let bytes = layout(&module, 0).stack_argument_bytes;
    assert!(bytes > 0 && compiled.frame_size >= bytes);
}
