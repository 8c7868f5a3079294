//! Tests of a module's code, with a tier whose code is known.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use switchback_abi::code::{
    CallSite, CompiledFunction, Handler, InlinedCall, Position, Relocation, RelocationKind,
    RelocationTarget, TrapSite,
};
use switchback_abi::tier::{CompileError, Tier};
use switchback_abi::trap::TrapCode;
use switchback_wasm::{Features, FunctionIndex, Limits, Module, TagIndex};

use super::CodeError;
use super::module_code::ModuleCode;
use crate::registry::{CodePosition, CodeRange, Site};

/// A tier for functions that return a number: their index, plus what the functions
/// return that they call.
#[derive(Default)]
pub(super) struct FakeTier {
    /// How often it was asked.
    pub(super) compiled: AtomicUsize,
    /// The calls of each function.
    pub(super) calls: Vec<(u32, u32)>,
    /// Functions that cannot be compiled.
    pub(super) limited: HashSet<u32>,
    /// Functions at which it panics.
    pub(super) panics: HashSet<u32>,
    /// The tag that handlers catch before all others: the module has one.
    pub(super) tag: u32,
    /// Added to every number.
    pub(super) offset: u32,
}

impl Tier for FakeTier {
    fn name(&self) -> &'static str {
        "fake"
    }

    fn fingerprint(&self) -> String {
        format!("fake {}", self.offset)
    }

    fn compile(
        &self,
        _module: &Module,
        function: FunctionIndex,
    ) -> Result<CompiledFunction, CompileError> {
        self.compiled.fetch_add(1, Ordering::Relaxed);
        if self.limited.contains(&function.0) {
            return Err(CompileError::LimitExceeded("too odd".into()));
        }
        assert!(!self.panics.contains(&function.0), "an odd function");
        let mut made = CompiledFunction {
            alignment: 1 << (function.0 % 7),
            instance_slot: Some(8 * function.0),
            frame_size: 16 * function.0,
            references: vec![4, 12, 40],
            handlers: vec![
                Handler {
                    tag: Some(TagIndex(self.tag)),
                    offset: 1,
                },
                Handler {
                    tag: None,
                    offset: 2,
                },
            ],
            ..CompiledFunction::default()
        };
        let code = &mut made.code;
        // push rbx; mov ebx, number
        code.extend([0x53, 0xbb]);
        code.extend((function.0 + self.offset).to_le_bytes());
        for &(_, callee) in self
            .calls
            .iter()
            .filter(|(caller, _)| *caller == function.0)
        {
            // call [rip + slot]
            code.extend([0xff, 0x15, 0, 0, 0, 0]);
            made.relocations.push(Relocation {
                offset: code.len() as u32 - 4,
                kind: RelocationKind::Relative32,
                target: RelocationTarget::EntrySlot(FunctionIndex(callee)),
                addend: -4,
            });
            made.call_sites.push(CallSite {
                return_offset: code.len() as u32,
                inline_gate: callee % 2 == 1,
                references: 0..callee % 4,
                handlers: 0..callee % 3,
            });
            // add ebx, eax
            code.extend([0x01, 0xc3]);
        }
        made.traps.push(TrapSite {
            offset: code.len() as u32,
            code: TrapCode::Unreachable,
        });
        made.positions.push(Position {
            offset: 1,
            wasm_offset: 100 + function.0,
            inlined: u32::MAX,
        });
        made.positions.push(Position {
            offset: code.len() as u32,
            wasm_offset: 200,
            inlined: 1,
        });
        made.inlined = vec![
            InlinedCall {
                function: FunctionIndex(1),
                call_wasm_offset: 300,
                parent: u32::MAX,
            },
            InlinedCall {
                function: FunctionIndex(2),
                call_wasm_offset: 400,
                parent: 0,
            },
        ];
        // mov eax, ebx; pop rbx; ret
        code.extend([0x89, 0xd8, 0x5b, 0xc3]);
        Ok(made)
    }
}

/// A module of that many functions behind two imported ones.
pub(super) fn module(functions: usize) -> Arc<Module> {
    let text = format!(
        r#"(module (import "" "a" (func)) (import "" "b" (func)) (tag) {})"#,
        "(func)".repeat(functions)
    );
    let bytes = wat::parse_str(text).unwrap();
    let parsed = Module::parse(bytes.into(), &Features::default(), &Limits::default());
    Arc::new(parsed.unwrap())
}

/// The stand-in for the stub that pads lead to: returns the number in eax.
#[unsafe(naked)]
extern "sysv64" fn return_number() {
    std::arch::naked_asm!("ret")
}

pub(super) fn code_of(module: &Arc<Module>, tier: &Arc<FakeTier>) -> Arc<ModuleCode> {
    code_with(module, tier, false)
}

fn code_with(module: &Arc<Module>, tier: &Arc<FakeTier>, compile_ahead: bool) -> Arc<ModuleCode> {
    let stub = return_number as *const () as usize;
    ModuleCode::new(Arc::clone(module), tier.clone(), stub, compile_ahead).unwrap()
}

pub(super) fn call(code: *const u8) -> u32 {
    // SAFETY: the fake tier's functions and its pads follow the System V
    // convention, take nothing and return a number.
    let function = unsafe { std::mem::transmute::<*const u8, extern "sysv64" fn() -> u32>(code) };
    function()
}

fn tier(calls: &[(u32, u32)]) -> Arc<FakeTier> {
    Arc::new(FakeTier {
        calls: calls.to_vec(),
        ..FakeTier::default()
    })
}

#[test]
fn entry_slots_lead_to_pads_that_name_their_function() {
    let code = code_of(&module(3), &tier(&[]));
    for function in 2..5 {
        assert_eq!(call(code.current_code(FunctionIndex(function))), function);
    }
    assert_eq!(code.compiled_functions(), (0, 3));
}

#[test]
fn direct_calls_go_through_entry_slots() {
    let tier = tier(&[(2, 3), (2, 4)]);
    let code = code_of(&module(3), &tier);
    let caller = code.compile_now(FunctionIndex(2)).unwrap();
    // The callees are pads so far, which also return their number.
    assert_eq!(call(caller), 2 + 3 + 4);
    code.compile_now(FunctionIndex(4)).unwrap();
    assert_eq!(call(caller), 2 + 3 + 4);
    assert_eq!(code.current_code(FunctionIndex(2)), caller);
    assert_eq!(code.compile_now(FunctionIndex(2)).unwrap(), caller);
    assert_eq!(tier.compiled.load(Ordering::Relaxed), 2);
}

#[test]
fn all_functions_compile_at_once() {
    let calls: Vec<_> = (2..500).map(|function| (function, function + 1)).collect();
    let code = code_of(&module(499), &tier(&calls));
    let reports = Mutex::new(Vec::new());
    code.compile_all(Some(&|done, total| {
        reports.lock().unwrap().push((done, total))
    }))
    .unwrap();
    assert_eq!(code.compiled_functions(), (499, 499));
    let sum: u32 = (2..=500).sum();
    assert_eq!(call(code.current_code(FunctionIndex(2))), sum);
    let addresses = (2..=500).map(|function| code.current_code(FunctionIndex(function)));
    assert!(addresses.is_sorted());
    let mut reports = reports.into_inner().unwrap();
    reports.sort_unstable();
    assert!(reports.into_iter().eq((1..=499).map(|done| (done, 499))));
}

#[test]
fn addresses_are_described() {
    let code = code_of(&module(4), &tier(&[(3, 4), (3, 5)]));
    for function in [5, 3] {
        code.compile_now(FunctionIndex(function)).unwrap();
    }
    let start = code.current_code(FunctionIndex(3)).addr();
    let site = |offset: usize| code.call_site(start + offset);
    // Six bytes, then a call of six bytes, an addition of two, a call.
    let plain = Site {
        instance_slot: None,
    };
    let inline_gate = Site {
        instance_slot: Some(24),
    };
    assert_eq!(site(12), Some(plain));
    assert_eq!(site(20), Some(inline_gate));
    for offset in (0..40).filter(|offset| ![12, 20].contains(offset)) {
        assert_eq!(site(offset), None);
    }
    let references = |address: usize| {
        let mut references = Vec::new();
        code.references(address, &mut |slot| references.push(slot));
        references
    };
    let handlers = |address: usize| {
        let mut handlers = Vec::new();
        code.handlers(address, &mut |tag, address| {
            handlers.push((tag, address));
            ControlFlow::Continue(())
        });
        handlers
    };
    assert_eq!(references(start + 12), []);
    assert_eq!(references(start + 20), [4]);
    assert_eq!(handlers(start + 12), [(Some(TagIndex(0)), start + 1)]);
    assert_eq!(
        handlers(start + 20),
        [(Some(TagIndex(0)), start + 1), (None, start + 2)]
    );
    assert_eq!(code.frame_size(start + 12), Some(48));
    assert_eq!(code.frame_size(start + 13), None);
    let mut first = None;
    code.handlers(start + 20, &mut |tag, _| {
        first = first.or(tag);
        ControlFlow::Break(())
    });
    assert_eq!(first, Some(TagIndex(0)), "who has seen enough sees no more");

    assert_eq!(code.trap(start + 22), Some(TrapCode::Unreachable));
    assert_eq!(code.trap(start + 21), None);

    let position = |function, wasm_offset| CodePosition {
        function: FunctionIndex(function),
        wasm_offset,
    };
    assert_eq!(code.positions(start), [position(3, None)]);
    assert_eq!(code.positions(start + 10), [position(3, Some(103))]);
    assert_eq!(
        code.positions(start + 23),
        [
            position(2, Some(200)),
            position(1, Some(400)),
            position(3, Some(300))
        ]
    );
    // Gaps, pads, entry slots and addresses elsewhere are no code.
    for address in [start - 1, code.addresses().start, 0, usize::MAX] {
        assert!(code.positions(address).is_empty());
        assert_eq!(code.call_site(address), None);
        assert_eq!(code.trap(address), None);
        assert_eq!((references(address), handlers(address)), (vec![], vec![]));
        assert_eq!(code.frame_size(address), None);
    }
}

#[test]
fn failures_concern_only_the_function_that_fails() {
    let tier = Arc::new(FakeTier {
        limited: HashSet::from([3]),
        panics: HashSet::from([4]),
        ..FakeTier::default()
    });
    let code = code_of(&module(4), &tier);
    for _ in 0..2 {
        let limit = code.compile_now(FunctionIndex(3)).unwrap_err();
        assert!(limit.to_string().contains("too odd"), "{limit}");
        let bug = code.compile_now(FunctionIndex(4)).unwrap_err();
        assert!(bug.to_string().contains("an odd function"), "{bug}");
    }
    let first = code.compile_all(None).unwrap_err();
    let CodeError::Compile { function, .. } = first else {
        panic!("{first}");
    };
    assert_eq!(function, FunctionIndex(3));
    assert_eq!(code.compiled_functions(), (2, 4));
    assert_eq!(call(code.current_code(FunctionIndex(5))), 5);
    // Nothing is tried twice.
    assert_eq!(tier.compiled.load(Ordering::Relaxed), 4);
}

#[test]
fn calls_to_imported_functions_through_slots_are_a_bug() {
    let code = code_of(&module(1), &tier(&[(2, 1)]));
    let error = code.compile_now(FunctionIndex(2)).unwrap_err();
    assert!(error.to_string().contains("bug"), "{error}");
}

#[test]
fn handlers_of_tags_that_are_not_there_are_a_bug() {
    let tier = Arc::new(FakeTier {
        tag: 1,
        ..FakeTier::default()
    });
    let code = code_of(&module(1), &tier);
    let error = code.compile_now(FunctionIndex(2)).unwrap_err();
    assert!(error.to_string().contains("bug"), "{error}");
}

#[test]
fn a_full_reservation_is_an_error() {
    struct Large;
    impl Tier for Large {
        fn name(&self) -> &'static str {
            "large"
        }
        fn fingerprint(&self) -> String {
            "large".into()
        }
        fn compile(&self, _: &Module, _: FunctionIndex) -> Result<CompiledFunction, CompileError> {
            Ok(CompiledFunction {
                code: vec![0xcc; 600 * 1024],
                ..CompiledFunction::default()
            })
        }
    }
    let code = ModuleCode::new(module(3), Arc::new(Large), 0, false).unwrap();
    code.compile_now(FunctionIndex(2)).unwrap();
    let error = code.compile_now(FunctionIndex(3)).unwrap_err();
    assert!(matches!(error, CodeError::Full), "{error}");
    assert_eq!(code.compiled_functions(), (1, 3));
}

#[test]
fn threads_that_need_the_same_function_compile_it_once() {
    let calls: Vec<_> = (2..200).map(|function| (function, function + 1)).collect();
    for compile_ahead in [false, true] {
        let tier = tier(&calls);
        let code = code_with(&module(199), &tier, compile_ahead);
        std::thread::scope(|scope| {
            for thread in 0..8 {
                let code = &code;
                scope.spawn(move || {
                    for step in 0..199 {
                        let function = FunctionIndex(2 + (step * (thread + 1)) % 199);
                        let compiled = code.compile_now(function).unwrap();
                        let expected: u32 = (function.0..=200).sum();
                        // Pads return their own number only.
                        assert!(call(compiled) <= expected);
                        let site = code.call_site(compiled.addr() + 12);
                        assert_eq!(site.is_some(), function.0 != 200);
                    }
                });
            }
        });
        assert_eq!(code.compiled_functions(), (199, 199));
        assert_eq!(tier.compiled.load(Ordering::Relaxed), 199);
        assert_eq!(call(code.current_code(FunctionIndex(2))), (2..=200).sum());
    }
}

#[test]
fn readers_see_whole_functions_while_others_are_published() {
    let calls: Vec<_> = (2..2000).map(|function| (function, function + 1)).collect();
    let code = code_of(&module(1999), &tier(&calls));
    let first = code.compile_now(FunctionIndex(2)).unwrap().addr();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                assert!(code.call_site(first + 12).is_some());
                for function in (2..2000).step_by(97) {
                    let address = code.current_code(FunctionIndex(function)).addr();
                    let positions = code.positions(address + 3);
                    // It may still be a pad.
                    assert!(positions.iter().all(|place| place.function.0 == function));
                }
            }
        });
        for function in 2..2000 {
            code.compile_now(FunctionIndex(function)).unwrap();
        }
        done.store(true, Ordering::Relaxed);
    });
}

#[test]
fn callees_are_compiled_ahead() {
    if std::thread::available_parallelism().map_or(1, |cores| cores.get()) == 1 {
        return;
    }
    let calls: Vec<_> = (2..100).map(|function| (function, function + 1)).collect();
    let tier = tier(&calls);
    let code = code_with(&module(99), &tier, true);
    code.compile_now(FunctionIndex(2)).unwrap();
    // Its callee, and that one's, and one more; and no others.
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while code.compiled_functions().0 < 4 {
        assert!(
            std::time::Instant::now() < deadline,
            "nothing is compiled ahead"
        );
        std::thread::yield_now();
    }
    std::thread::sleep(std::time::Duration::from_millis(20));
    assert_eq!(tier.compiled.load(Ordering::Relaxed), 4);
    assert_eq!(call(code.current_code(FunctionIndex(2))), 2 + 3 + 4 + 5 + 6);
    // Jobs do not keep the code alive.
    let weak = Arc::downgrade(&code);
    drop(code);
    while weak.strong_count() > 0 {
        assert!(
            std::time::Instant::now() < deadline,
            "something holds the code"
        );
        std::thread::yield_now();
    }
}

#[test]
fn functions_that_are_compiled_one_by_one_begin_at_different_lines() {
    let code = code_of(&module(64), &tier(&[]));
    let mut lines = HashSet::new();
    for function in 2..66 {
        let address = code.compile_now(FunctionIndex(function)).unwrap().addr();
        assert_eq!(address % (1 << (function % 7)), 0, "alignment");
        assert_eq!(call(code.current_code(FunctionIndex(function))), function);
        lines.insert(address % 4096 / 64);
    }
    assert!(lines.len() > 32, "{} lines", lines.len());
}

/// What the system says of the mappings at these addresses: the access of each.
fn accesses(addresses: &std::ops::Range<usize>) -> Vec<String> {
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let access = |line: &str| {
        let (range, rest) = line.split_once(' ')?;
        let (start, end) = range.split_once('-')?;
        let start = usize::from_str_radix(start, 16).ok()?;
        let end = usize::from_str_radix(end, 16).ok()?;
        let inside = start < addresses.end && addresses.start < end;
        inside.then(|| rest[..4].to_owned())
    };
    maps.lines().filter_map(access).collect()
}

#[test]
fn code_is_never_writable_once_it_is_published() {
    let code = code_of(&module(40), &tier(&[]));
    let addresses = code.addresses();
    assert_eq!(accesses(&addresses), ["r-xp", "---p"]);
    for function in 2..42 {
        code.compile_now(FunctionIndex(function)).unwrap();
        // The kernel may or may not join neighbours; none is ever writable.
        let accesses = accesses(&addresses);
        let known = |access: &String| ["r-xp", "---p"].contains(&&**access);
        assert!(accesses.iter().all(known), "{accesses:?}");
    }
}

#[test]
fn code_memory_goes_with_its_module() {
    let (module, tier) = (module(1), tier(&[]));
    // Each has more than one mapping, and a process may have 65,530.
    for _ in 0..40_000 {
        let code = code_of(&module, &tier);
        code.compile_now(FunctionIndex(2)).unwrap();
    }
}
