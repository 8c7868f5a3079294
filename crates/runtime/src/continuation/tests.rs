//! Continuations of functions written by hand, without a tier: their code is registered
//! as that of a module would be.

use std::arch::naked_asm;
use std::mem::offset_of;
use std::ops::{ControlFlow, Range};
use std::ptr::{self, NonNull};
use std::sync::{Arc, LazyLock, Mutex};

use switchback_abi::calling_convention::{CallLayout, Location, MachineType};
use switchback_abi::continuation::{HandledTag, ONE_GENERATION, RETURNED, THREW, TransitLayout};
use switchback_abi::instance::{FuncRef, GlobalCell, InstanceContext};
use switchback_abi::routine::{Routine, RoutineTable};
use switchback_abi::stack::{SavedContext, StackHeader};
use switchback_abi::store::StoreContext;
use switchback_abi::trap::TrapCode;
use switchback_wasm::{
    EngineValType, FuncType as WasmFuncType, FunctionIndex, TagIndex, TypeIndex,
};

use super::bound::add_bound_arguments;
use super::pool::at_start;
use crate::activation::UntypedCall;
use crate::assembly;
use crate::config::Config;
use crate::context::AsContextMut;
use crate::engine::Engine;
use crate::entity_types::TagType;
use crate::function::Func;
use crate::instantiate;
use crate::limits::{StoreLimits, StoreLimitsBuilder};
use crate::module::Module;
use crate::registry::{self, CodePosition, CodeRange, Registration, Site};
use crate::store::{Store, StoreOpaque};
use crate::tag::Tag;
use crate::trap::{Trap, WasmBacktrace};
use crate::types::{FuncType, ValType};
use crate::value::{Bits, read_bits, write_bits};
use crate::walk::{self, Frame, Walk};

/// The list of a `resume` without handlers. What it handles is up to [`suspender`].
static NO_HANDLERS: HandledTag = HandledTag::END;

const SAVED: usize = offset_of!(StackHeader, saved);
const SAVED_STACK_POINTER: usize = SAVED + offset_of!(SavedContext, stack_pointer);
const SAVED_FRAME_POINTER: usize = SAVED + offset_of!(SavedContext, frame_pointer);
const SAVED_INSTRUCTION_POINTER: usize = SAVED + offset_of!(SavedContext, instruction_pointer);

/// `(stack, payload) -> (reason, payload, value or payload, continuation)`: resumes.
#[unsafe(naked)]
unsafe extern "sysv64" fn resumer() {
    naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "push r15",
        "push r15",
        "mov r11, [r15 + {store}]",
        "mov rax, [r11 + {current}]",
        "mov rcx, [rdi + {handlers_or_tip}]",
        "mov [rdi + {parent}], rax",
        "lea rdx, [rip + {no_handlers}]",
        "mov [rdi + {handlers_or_tip}], rdx",
        "mov [r11 + {current}], rcx",
        "mov rdx, [rcx + {limit}]",
        "mov [r11 + {stack_limit}], rdx",
        "mov rdi, rsi",
        "lea rdx, [rip + 2f]",
        "mov [rax + {sp}], rsp",
        "mov [rax + {fp}], rbp",
        "mov [rax + {ip}], rdx",
        "mov rsp, [rcx + {sp}]",
        "mov rbp, [rcx + {fp}]",
        "jmp [rcx + {ip}]",
        "2:",
        "mov r15, [rbp - 8]",
        "mov r11, [r15 + {store}]",
        "mov rax, [r11 + {reason}]",
        "mov rcx, [r11 + {payload}]",
        "mov rsi, rdi",
        "mov rdx, rcx",
        "cmp rax, {threw}",
        "je 3f",
        "mov rdx, [rcx]",
        "3:",
        "leave",
        "ret",
        store = const offset_of!(InstanceContext, store),
        current = const offset_of!(StoreContext, current_stack),
        stack_limit = const offset_of!(StoreContext, stack_limit),
        reason = const offset_of!(StoreContext, switch_reason),
        payload = const offset_of!(StoreContext, switch_payload),
        threw = const THREW.cast_signed(),
        limit = const offset_of!(StackHeader, limit),
        handlers_or_tip = const offset_of!(StackHeader, handlers_or_tip),
        parent = const offset_of!(StackHeader, parent),
        sp = const SAVED_STACK_POINTER,
        fp = const SAVED_FRAME_POINTER,
        ip = const SAVED_INSTRUCTION_POINTER,
        no_handlers = sym NO_HANDLERS,
    )
}

/// `(value, reference) -> (value, reference)`: suspends with the value plus one to its
/// parent's first handler, gets another, and gives ten times that. Its reference is in a
/// slot, 16 bytes below the frame pointer.
#[unsafe(naked)]
unsafe extern "sysv64" fn suspender() {
    naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "push r15",
        "push rsi",
        "inc rdi",
        "push rdi",
        "push rdi",
        "mov r11, [r15 + {store}]",
        "mov rax, [r11 + {current}]",
        "mov [rax + {handlers_or_tip}], rax",
        "mov qword ptr [r11 + {reason}], 0",
        "mov [r11 + {payload}], rsp",
        "mov rdx, [rax + {parent}]",
        "mov qword ptr [rax + {parent}], 0",
        "cmp qword ptr [rax + {next_captured}], 0",
        "jne 2f",
        "mov rcx, [r11 + {captured}]",
        "mov [rax + {next_captured}], rcx",
        "mov [r11 + {captured}], rax",
        "2:",
        "mov [r11 + {current}], rdx",
        "mov rcx, [rdx + {limit}]",
        "mov [r11 + {stack_limit}], rcx",
        "lea rcx, [rip + 3f]",
        "mov rdi, [rax + {word}]",
        "mov [rax + {sp}], rsp",
        "mov [rax + {fp}], rbp",
        "mov [rax + {ip}], rcx",
        "mov rsp, [rdx + {sp}]",
        "mov rbp, [rdx + {fp}]",
        "jmp [rdx + {ip}]",
        "3:",
        "mov rdi, [rdi]",
        "imul rax, rdi, 10",
        "mov ecx, [rbp - 16]",
        "mov r15, [rbp - 8]",
        "leave",
        "ret",
        store = const offset_of!(InstanceContext, store),
        current = const offset_of!(StoreContext, current_stack),
        captured = const offset_of!(StoreContext, captured_continuations),
        stack_limit = const offset_of!(StoreContext, stack_limit),
        reason = const offset_of!(StoreContext, switch_reason),
        payload = const offset_of!(StoreContext, switch_payload),
        limit = const offset_of!(StackHeader, limit),
        handlers_or_tip = const offset_of!(StackHeader, handlers_or_tip),
        word = const offset_of!(StackHeader, word),
        parent = const offset_of!(StackHeader, parent),
        next_captured = const offset_of!(StackHeader, next_captured),
        sp = const SAVED_STACK_POINTER,
        fp = const SAVED_FRAME_POINTER,
        ip = const SAVED_INSTRUCTION_POINTER,
    )
}

/// `(exception)`: throws it.
#[unsafe(naked)]
unsafe extern "sysv64" fn thrower() {
    naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "push r15",
        "push r15",
        "mov esi, edi",
        "mov rdi, r15",
        "mov rax, [r15 + {routines}]",
        "call [rax + {throw}]",
        "ud2",
        routines = const offset_of!(InstanceContext, routines),
        throw = const RoutineTable::stub_offset(Routine::Throw),
    )
}

/// Traps.
#[unsafe(naked)]
unsafe extern "sysv64" fn trapper() {
    naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "push r15",
        "push r15",
        "mov rdi, r15",
        "mov esi, {code}",
        "mov rax, [r15 + {routines}]",
        "call [rax + {raise_trap}]",
        "ud2",
        code = const TrapCode::UnhandledTag as u32,
        routines = const offset_of!(InstanceContext, routines),
        raise_trap = const RoutineTable::stub_offset(Routine::RaiseTrap),
    )
}

/// The code of one of these functions, whose frames all look alike.
struct HandWritten {
    function: u32,
    references: &'static [u32],
}

impl CodeRange for HandWritten {
    fn call_site(&self, _: usize) -> Option<Site> {
        Some(Site {
            instance_slot: Some(8),
        })
    }

    fn references(&self, _: usize, visit: &mut dyn FnMut(u32)) {
        self.references.iter().for_each(|&slot| visit(slot));
    }

    fn handlers(&self, _: usize, _: &mut dyn FnMut(Option<TagIndex>, usize) -> ControlFlow<()>) {}

    fn frame_size(&self, _: usize) -> Option<u32> {
        Some(16)
    }

    fn trap(&self, _: usize) -> Option<TrapCode> {
        None
    }

    fn positions(&self, _: usize) -> Vec<CodePosition> {
        vec![CodePosition {
            function: FunctionIndex(self.function),
            wasm_offset: None,
        }]
    }
}

const RESUMER: u32 = 0;
const SUSPENDER: u32 = 1;
const THROWER: u32 = 2;
const TRAPPER: u32 = 3;
const CODE: [unsafe extern "sysv64" fn(); 4] = [resumer, suspender, thrower, trapper];

/// Keeps the functions registered, for all tests.
static REGISTERED: LazyLock<Mutex<Vec<Registration>>> = LazyLock::new(|| {
    let ranges = (0..).zip(CODE).map(|(function, code)| {
        let references: &[u32] = if function == SUSPENDER { &[16] } else { &[] };
        let start = code as usize;
        // The next function begins behind this one, wherever it is.
        let others = CODE.iter().map(|other| *other as usize);
        let end = others.filter(|&other| other > start).min();
        let end = end.unwrap_or(usize::MAX).min(start + 0x100);
        (start..end, function, references)
    });
    let ranges: Vec<(Range<usize>, u32, &'static [u32])> = ranges.collect();
    Mutex::new(
        ranges
            .into_iter()
            .map(|(range, function, references)| {
                registry::register(
                    range,
                    Arc::new(HandWritten {
                        function,
                        references,
                    }),
                )
            })
            .collect(),
    )
});

/// A store with an instance, to which the functions belong.
struct Fixture {
    store: Store<StoreLimits>,
    functions: [Box<FuncRef>; 4],
}

impl Fixture {
    fn new() -> Self {
        Self::with_config(Config::new().wasm_stack_switching(true))
    }

    fn with_config(config: &Config) -> Self {
        LazyLock::force(&REGISTERED);
        let engine = Engine::new(config).unwrap();
        let bytes = wat::parse_str(
            "(module
               (type $f (func (param i32 f64 i64 i64) (result i64 i64)))
               (type $c (cont $f))
               (type $f2 (func (param i64 i64) (result i64 i64)))
               (type $c2 (cont $f2))
               (type $f3 (func (param i64) (result i64 i64)))
               (type $c3 (cont $f3))
               (func) (func) (func) (func))",
        );
        let module = Module::new(&engine, bytes.unwrap().into()).unwrap();
        let mut store = Store::new(&engine, StoreLimits::default());
        store.limiter(|limits| limits);
        let opaque = &mut store.inner_mut().opaque;
        instantiate::instantiate(opaque, &module, &[]).unwrap();
        let opaque = &mut store.inner_mut().opaque;
        opaque.make_room().unwrap();
        let instance = opaque.instances[0].context();
        let functions = (0..).zip(CODE).map(|(function_index, code)| {
            Box::new(FuncRef {
                code: code as *const u8,
                instance,
                type_identity: 0,
                stack_argument_bytes: 0,
                function_index,
                continuation_base: 0,
            })
        });
        let functions: Vec<_> = functions.collect();
        Self {
            store,
            functions: functions.try_into().unwrap(),
        }
    }

    fn opaque(&mut self) -> &mut StoreOpaque {
        &mut self.store.inner_mut().opaque
    }

    fn context(&mut self) -> &mut StoreContext {
        &mut self.opaque().context
    }

    fn function(&mut self, function: u32) -> *mut FuncRef {
        &raw mut *self.functions[function as usize]
    }

    fn create(&mut self, function: u32) -> u64 {
        let function = self.function(function);
        self.opaque().new_continuation(function).unwrap()
    }

    /// Uses a continuation up and resumes it.
    fn resume(&mut self, word: u64, payload: u64) -> anyhow::Result<Resumed> {
        let stack = self.opaque().use_up(word)?;
        let types = |count| vec![EngineValType::I64; count].into_boxed_slice();
        let layout = CallLayout::new(&WasmFuncType {
            params: types(2),
            results: types(4),
        });
        let mut call = UntypedCall::new(&layout);
        let function = NonNull::new(self.function(RESUMER)).unwrap();
        // SAFETY: the function takes and gives four integers, in registers.
        unsafe {
            let stack = stack.as_ptr().expose_provenance() as u64;
            let arguments = call.arguments();
            arguments.write(Location::Integer(0), MachineType::I64, stack.into());
            arguments.write(Location::Integer(1), MachineType::I64, payload.into());
            call.enter(self.opaque(), function)?;
            let results = call.results();
            let read = |place| results.read(Location::Integer(place), MachineType::I64) as u64;
            Ok(Resumed {
                reason: read(0),
                payload: read(1),
                value: read(2),
                continuation: read(3),
            })
        }
    }

    fn resume_with(&mut self, word: u64, arguments: &[u64; 6]) -> anyhow::Result<Resumed> {
        self.resume(word, arguments.as_ptr().expose_provenance() as u64)
    }

    fn free_stacks(&mut self) -> usize {
        let mut next = self.context().free_continuations;
        let mut count = 0;
        while let Some(stack) = NonNull::new(next) {
            // SAFETY: free stacks are the store's.
            let header = unsafe { stack.as_ref() };
            assert_eq!(header.saved, at_start(header.base));
            assert!(header.parent.is_null() && header.bound.is_null());
            next = header.next_free;
            count += 1;
        }
        count
    }
}

#[derive(Debug)]
struct Resumed {
    reason: u64,
    payload: u64,
    value: u64,
    continuation: u64,
}

#[test]
fn a_continuation_begins_suspends_goes_on_and_returns() {
    let mut fixture = Fixture::new();
    let word = fixture.create(SUSPENDER);
    for round in 0..3 {
        let word = if round == 0 {
            word
        } else {
            fixture.create(SUSPENDER)
        };
        let suspended = fixture
            .resume_with(word, &[41 + round, 0, 0, 0, 0, 0])
            .unwrap();
        assert_eq!((suspended.reason, suspended.value), (0, 42 + round));
        let used = fixture.resume_with(word, &[0; 6]).unwrap_err();
        assert_eq!(used.downcast_ref(), Some(&Trap::ContinuationConsumed));
        assert_eq!(suspended.continuation, word + ONE_GENERATION);

        let returned = fixture
            .resume_with(suspended.continuation, &[round, 0, 0, 0, 0, 0])
            .unwrap();
        assert_eq!((returned.reason, returned.value), (RETURNED, 10 * round));
        assert_eq!(fixture.free_stacks(), 1);
        let context = fixture.context();
        assert_eq!(context.current_stack, context.barrier);
        let limit = context
            .stack_limit
            .load(std::sync::atomic::Ordering::Relaxed);
        // SAFETY: the main stack is alive.
        assert_eq!(limit, unsafe { (*context.current_stack).limit });
    }
    // The same stack each time, and another reference.
    assert_eq!(fixture.opaque().continuations.taken.len(), 1);
}

#[test]
fn exceptions_leave_continuations_and_come_into_them() {
    for verify in [false, true] {
        let mut config = Config::new();
        config.wasm_stack_switching(true).zeal_verify_walks(verify);
        let mut fixture = Fixture::with_config(&config);
        let ty = FuncType::new(fixture.store.engine(), [], []);
        let _tag = Tag::new(&mut fixture.store, &TagType::new(ty)).unwrap();
        // The first time frames are not known yet.
        for _ in 0..3 {
            let exception = u64::from(fixture.opaque().allocate_exception(0).unwrap());
            let word = fixture.create(THROWER);
            let thrown = fixture
                .resume_with(word, &[exception, 0, 0, 0, 0, 0])
                .unwrap();
            assert_eq!((thrown.reason, thrown.payload), (THREW, exception));
            assert_eq!(thrown.continuation, 0);
            assert_eq!(fixture.free_stacks(), 1);

            // One that has not begun passes it on.
            let word = fixture.create(SUSPENDER);
            let thrown = fixture.resume(word, exception << 1 | 1).unwrap();
            assert_eq!((thrown.reason, thrown.payload), (THREW, exception));
            assert_eq!(thrown.continuation, 0);
            assert_eq!(fixture.free_stacks(), 1);
            let context = fixture.context();
            assert_eq!(context.current_stack, context.barrier);
        }
    }
}

#[test]
fn a_trap_frees_the_chain_and_its_backtrace_crosses_it() {
    let mut fixture = Fixture::new();
    let suspended = fixture.create(SUSPENDER);
    let suspended = fixture.resume_with(suspended, &[0; 6]).unwrap();
    let word = fixture.create(TRAPPER);
    let error = fixture.resume_with(word, &[0; 6]).unwrap_err();
    assert_eq!(error.downcast_ref(), Some(&Trap::UnhandledTag));
    let backtrace: &WasmBacktrace = error.downcast_ref().unwrap();
    let functions: Vec<u32> = backtrace
        .frames()
        .iter()
        .map(|frame| frame.func_index())
        .collect();
    assert_eq!(functions, [TRAPPER, RESUMER]);
    assert_eq!(fixture.free_stacks(), 1);
    // The others are as they were.
    let returned = fixture
        .resume_with(suspended.continuation, &[7, 0, 0, 0, 0, 0])
        .unwrap();
    assert_eq!((returned.reason, returned.value), (RETURNED, 70));
    assert_eq!(fixture.free_stacks(), 2);
}

#[test]
fn null_and_too_many_continuations_are_traps() {
    let mut fixture = Fixture::new();
    let null = fixture.opaque().new_continuation(std::ptr::null_mut());
    assert_eq!(null.unwrap_err().downcast_ref(), Some(&Trap::NullReference));
    let null = fixture.opaque().use_up(0);
    assert_eq!(null.unwrap_err().downcast_ref(), Some(&Trap::NullReference));

    *fixture.store.data_mut() = StoreLimitsBuilder::new().continuations(3).build();
    let mut cell = GlobalCell::default();
    let place = NonNull::from(&mut cell);
    let kept = fixture.create(SUSPENDER);
    // SAFETY: the cell is alive.
    unsafe { (*place.as_ptr()).bytes[0] = kept };
    fixture.opaque().heap_places.add_continuation_global(place);
    // The two others are garbage as soon as they are needed.
    let others = [fixture.create(SUSPENDER), fixture.create(SUSPENDER)];
    fixture.create(SUSPENDER);
    assert_eq!(fixture.opaque().continuations.taken.len(), 3);
    for other in others {
        assert!(fixture.opaque().use_up(other).is_err());
    }
    fixture.opaque().use_up(kept).unwrap();

    // One that is needed is in the way of others, but not for ever.
    let mut fixture = Fixture::new();
    *fixture.store.data_mut() = StoreLimitsBuilder::new().continuations(1).build();
    let kept = fixture.create(SUSPENDER);
    // SAFETY: as above.
    unsafe { (*place.as_ptr()).bytes[0] = kept };
    fixture.opaque().heap_places.add_continuation_global(place);
    for _ in 0..2 {
        let function = fixture.function(SUSPENDER);
        let error = fixture.opaque().new_continuation(function).unwrap_err();
        assert_eq!(error.downcast_ref(), Some(&Trap::TooManyContinuations));
    }
    // SAFETY: as above.
    unsafe { (*place.as_ptr()).bytes[0] = 0 };
    fixture.create(SUSPENDER);
}

#[test]
fn a_captured_continuation_keeps_what_it_holds_as_long_as_something_leads_to_it() {
    let mut fixture = Fixture::new();
    let mut cell = GlobalCell::default();
    let place = NonNull::from(&mut cell);
    fixture.opaque().heap_places.add_continuation_global(place);

    let alive = Arc::new(());
    let value = Box::new(Arc::clone(&alive));
    let reference = fixture.opaque().allocate_host_reference(value).unwrap();
    let word = fixture.create(SUSPENDER);
    let suspended = fixture
        .resume_with(word, &[0, reference.into(), 0, 0, 0, 0])
        .unwrap();
    // SAFETY: the cell is alive.
    unsafe { (*place.as_ptr()).bytes[0] = suspended.continuation };
    // A minor collection that looks at it, one that need not, and major ones.
    for major in [false, false, true, false, true] {
        if major {
            fixture.opaque().collect_garbage();
        } else {
            fixture.opaque().collect_young();
        }
        assert_eq!(Arc::strong_count(&alive), 2);
    }
    let returned = fixture
        .resume_with(suspended.continuation, &[0; 6])
        .unwrap();
    // SAFETY: the results of the continuation are where it left them.
    let moved = unsafe {
        std::ptr::with_exposed_provenance::<u64>(returned.payload as usize)
            .add(1)
            .read()
    };
    assert_ne!(moved, u64::from(reference));
    assert_eq!(returned.reason, RETURNED);

    // A stale reference keeps nothing.
    let word = fixture.create(SUSPENDER);
    let suspended = fixture.resume_with(word, &[0, moved, 0, 0, 0, 0]).unwrap();
    fixture.opaque().collect_garbage();
    assert_eq!(Arc::strong_count(&alive), 1);
    assert_eq!(fixture.free_stacks(), 1);
    let error = fixture
        .resume_with(suspended.continuation, &[0; 6])
        .unwrap_err();
    assert_eq!(error.downcast_ref(), Some(&Trap::ContinuationConsumed));
}

#[test]
fn arguments_are_bound_step_by_step() {
    let mut fixture = Fixture::new();
    let ids = [TypeIndex(1), TypeIndex(3), TypeIndex(5)];
    let word = fixture.create(SUSPENDER);
    let opaque = fixture.opaque();
    let instance = opaque.instances[0].id();
    let types = [
        EngineValType::I32,
        EngineValType::F64,
        EngineValType::I64,
        EngineValType::I64,
    ];
    let values: [Bits; 4] = [0x1234_5678, 1.5_f64.to_bits().into(), 1 << 40, 77];
    let write = |range: Range<usize>| {
        let layout = TransitLayout::arguments(&types[range.clone()]);
        let mut buffer = vec![0_u128; layout.bytes as usize / 16];
        for (place, index) in range.enumerate() {
            let ty = MachineType::of(&types[index]);
            // SAFETY: the place lies in the buffer.
            unsafe {
                let place = buffer
                    .as_mut_ptr()
                    .cast::<u8>()
                    .add(layout.offsets[place] as usize);
                write_bits(place, values[index], ty);
            }
        }
        buffer
    };
    let (first, second, third) = (write(0..2), write(2..3), write(3..4));
    // SAFETY: the arguments are of these types.
    unsafe {
        let bound = opaque.bind_arguments(instance, (ids[0], ids[1]), word, first.as_ptr().cast());
        let bound = bound.unwrap();
        assert!(opaque.use_up(word).is_err());
        let bound = opaque
            .bind_arguments(instance, (ids[1], ids[2]), bound, second.as_ptr().cast())
            .unwrap();
        let stack = opaque.use_up(bound).unwrap();
        let context = opaque.context_pointer();
        let current = std::mem::replace(&mut opaque.context.current_stack, stack.as_ptr());
        let payload = third.as_ptr().expose_provenance() as u64;
        let joined = add_bound_arguments(context, payload);
        fixture.opaque().context.current_stack = current;
        assert_eq!(
            joined.instruction_pointer,
            assembly::continuation_start as *const () as usize
        );
        let merged = ptr::with_exposed_provenance::<u8>(joined.payload as usize);
        let layout = TransitLayout::arguments(&types);
        for ((ty, &offset), value) in types.iter().zip(&layout.offsets).zip(values) {
            let place = merged.add(offset as usize);
            assert_eq!(read_bits(place, MachineType::of(ty)), value);
        }
        assert!(stack.as_ref().bound.is_null());
    }
}

#[test]
fn functions_with_any_number_of_values_begin_continuations() {
    let mut fixture = Fixture::new();
    let engine = fixture.store.engine().clone();
    let kinds = [ValType::I32, ValType::F64, ValType::V128, ValType::I64];
    let take = |count| kinds.iter().cycle().take(count).cloned();
    let types = |count| -> Vec<EngineValType> {
        let kinds = [
            EngineValType::I32,
            EngineValType::F64,
            EngineValType::V128,
            EngineValType::I64,
        ];
        kinds.into_iter().cycle().take(count).collect()
    };
    for count in [0, 1, 4, 11, 30, 60] {
        let ty = FuncType::new(&engine, take(count), take(count));
        let func = Func::new(&mut fixture.store, ty, |mut caller, params, results| {
            // On the stack of the continuation, which the walk crosses.
            let store = caller.as_context_mut();
            let context = &store.opaque().context;
            // SAFETY: Wasm waits.
            unsafe {
                walk::verify(context, usize::MAX).unwrap();
                let frames: Vec<Frame> = Walk::from_exit(context).collect();
                assert!(matches!(
                    frames[..],
                    [
                        Frame::Continuation { .. },
                        Frame::Wasm(_),
                        Frame::Entry { .. }
                    ]
                ));
            }
            results.clone_from_slice(params);
            Ok(())
        });
        let layout = TransitLayout::arguments(&types(count));
        // As long as what is loaded whether it is needed or not.
        let mut arguments = vec![0_u128; (layout.bytes as usize).max(256) / 16];
        let value = |index: usize| (Bits::MAX / 7).wrapping_mul(index as Bits);
        for (index, ty) in types(count).iter().enumerate() {
            let offset = layout.offsets[index] as usize;
            // SAFETY: the place lies in the buffer.
            unsafe {
                let place = arguments.as_mut_ptr().cast::<u8>().add(offset);
                write_bits(place, value(index), MachineType::of(ty));
            }
        }
        let function = func.func_ref(fixture.opaque()).unwrap();
        let word = fixture.opaque().new_continuation(function.as_ptr());
        let arguments = arguments.as_ptr().expose_provenance() as u64;
        let returned = fixture.resume(word.unwrap(), arguments).unwrap();
        assert_eq!(returned.reason, RETURNED);
        let layout = TransitLayout::results(&types(count));
        let results = std::ptr::with_exposed_provenance::<u8>(returned.payload as usize);
        for (index, ty) in types(count).iter().enumerate() {
            let ty = MachineType::of(ty);
            let all = u128::BITS - ty.bytes() * 8;
            // SAFETY: the results are where the continuation left them.
            let result = unsafe { read_bits(results.add(layout.offsets[index] as usize), ty) };
            assert_eq!(result, value(index) << all >> all, "{index} of {count}");
        }
    }
}
